/* platform/people/recognise - who stands behind what was shown at the door: a person's session, or a machine. See
 * people.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/machine_keys.h"
#include "platform/people/people.h"
#include "platform/people/sessions.h"

Code people_recognise(Ctx *cx, const Credentials *shown) {
    const bool is_machine = shown->bearer.len > 0 || (shown->session.len == 0 && shown->certificate.len > 0);
    if (!is_machine) return session_recognise(cx, shown->session);
    cx->caller = (Caller){ .id = S(""), .address = cx->caller.address };
    return machine_recognise(cx, shown);
}
