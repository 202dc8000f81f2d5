/* platform/people/passkeys - private to the people room: passkeys (WebAuthn) of accounts. Beside a password one is the
 * second factor; alone, by a PIN or finger that it asks for itself, it is both. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_PASSKEYS_H
#define PLATFORM_PEOPLE_PASSKEYS_H

#include "kit/module.h"

typedef struct PasskeyCount {
    int64_t total, usable; /* one that is suspended is not usable, but its account is not one without passkeys */
} PasskeyCount;
Code passkeys_count(Ctx *cx, const Id *account, PasskeyCount *ret_count);
Code passkeys_remove_all(Ctx *cx, const Id *account);

extern const Shape passkey_offer_shape, passkey_list_shape, passkey_making_shape, passkey_add_shape,
    passkey_added_shape, passkey_rename_shape, passkey_key_shape, passkey_ask_shape, passkey_question_shape,
    passkey_answer_shape;

Work passkey_offer, passkeys_list, passkey_start, passkey_add, passkey_rename, passkey_remove, passkey_ask,
    passkey_sign_in, passkey_confirm;

extern const ProblemKind passkey_malformed, passkey_other_act, passkey_other_site, passkey_not_present,
    passkey_not_verified, passkey_key_refused, passkey_wrong, passkey_unknown, passkey_suspended, passkey_cloned,
    passkey_exists, passkey_limit, passkey_absent;

#endif
