/* kit/token - signing keys (Ed25519) that never leave a PKCS#11 token: a smart card, an HSM, or one in software. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_TOKEN_H
#define KIT_TOKEN_H

#include "kit/crypto.h"
#include "kit/ctx.h"

enum { TOKEN_KEYS_MAX = 64 };

/* Opened when it is first needed, and again when it was taken out; used by any thread. Once it refused the PIN it is
 * not asked again: tokens lock themselves after some tries. */
typedef struct Token Token;

/* `uri` (RFC 7512) names module-path and token; object or id the key that is found or made; pin-source a file for its
 * owner alone. `pin` wins over pin-source; "": none. Both texts stay with the caller, who outlives it. */
Token *token_new(Arena *arena, Str uri, Str pin); /* closed when the arena is reset */

Code token_open(Ctx *cx, Token *token); /* OK when it is open already */
/* Public halves of the keys that the URI names. */
Code token_keys(Ctx *cx, Token *token, SignKey *keys, size_t *ret_count);
/* A new pair of keys under the URI's object and id. */
Code token_key_make(Ctx *cx, Token *token, SignKey *ret_key);
/* By the key with this public half, whatever it is called. */
Code token_sign(Ctx *cx, Token *token, const SignKey *key, Str text, Signature *ret_signature);

extern const ProblemKind token_uri_form, token_module_away, token_away, token_pin_file, token_pin_wrong,
    token_key_missing, token_failed;

#endif
