/* platform/exchange/member_agency - see member_agency.h. Apart, since the reference too has a Registry. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/member_agency.h"

#include "platform/reference/reference.h"

Code member_agencies(Ctx *cx, const Str *member_codes, size_t count, Str *ret_agencies) {
    Registry *registry;
    TRY(registry_load(cx, &registry));
    for (size_t i = 0; i < count; i++) {
        const Agency *agency = registry_agency_said(cx, registry, member_codes[i]);
        ret_agencies[i] = agency == NULL ? S("") : agency->code;
    }
    return OK;
}
