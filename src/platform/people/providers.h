/* platform/people/providers - private to the people room: who else may say who somebody is. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_PROVIDERS_H
#define PLATFORM_PEOPLE_PROVIDERS_H

#include "kit/module.h"

enum { PROVIDER_CODE_MAX = 20, PROVIDER_URL_MAX = 500, PROVIDER_SECRET_MAX = 400 };

typedef struct Provider {
    Str code, label, label_en, issuer, client;
    Str secret; /* closed; "" for none */
    Str scopes, subject_claim, name_claim;
    Texts two_factor_acr, two_factor_amr;
    bool makes_citizens;
    Time added_at;
} Provider;
extern const Shape provider_shape;

typedef struct ProviderKey {
    Str code;
} ProviderKey;

extern const Shape provider_add_args_shape, provider_key_shape, provider_list_shape;
Work provider_add, provider_remove, provider_list, providers_get;

/* NOT_FOUND, with a Problem. */
Code provider_find(Ctx *cx, Str code, Provider *ret_provider);
/* Opened; whoever asked wipes it (secret_wipe). "" when it has none. */
Code provider_secret(Ctx *cx, const Provider *provider, Str *ret_secret);

/* https://host..., or http to this machine itself: for trying out. */
bool provider_url_is_fine(Str url, bool may_be_plain);
bool provider_is_plain(const Provider *provider);

extern const ProblemKind provider_missing, provider_taken, provider_form;

#endif
