/* platform/exchange/own_authority - the certificate authority of a province that has none, in the data folder; and the
 * exchange's own certificate, which it issues. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_OWN_AUTHORITY_H
#define PLATFORM_EXCHANGE_OWN_AUTHORITY_H

#include "kit/authority.h"
#include "kit/module.h"

extern const Shape authority_make_shape, authority_raw_shape;
Work exchange_ca_make; /* banyan exchange ca make */
Work authority_get;    /* its certificate, for those who trust it */

bool authority_is_there(Ctx *cx);
/* A Problem when there is none, or it cannot be read. The holder wipes the key. */
Code authority_load(Ctx *cx, Authority *ret_authority);
Code authority_certificate(Ctx *cx, Certificate *ret_certificate); /* without its key */

/* The certificate with which the exchange is reached, and its key, as paths: those of the settings, or one of the
 * authority, made when there is none or it ends soon; "" when there is neither. */
typedef struct ServerIdentity {
    Str certificate_path, key_path;
} ServerIdentity;
Code server_identity(Ctx *cx, ServerIdentity *ret_identity);
/* The same as it is now: nothing is made. */
ServerIdentity server_identity_now(Ctx *cx);
/* When the one that the authority issued ends; none: there is none. */
Code server_identity_end(Ctx *cx, Time *ret_end);

extern const Setting exchange_server_names;
extern const ProblemKind no_authority, authority_there, authority_broken;

#endif
