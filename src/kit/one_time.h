/* kit/one_time - codes that change with the clock (TOTP, RFC 6238), by liboath; and the picture from which an
 * authenticator reads its secret, by libqrencode. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_ONE_TIME_H
#define KIT_ONE_TIME_H

#include "kit/crypto.h"
#include "kit/shape.h"

enum { ONE_TIME_SECRET_BYTES = 20, ONE_TIME_STEP_S = 30, ONE_TIME_DIGITS = 6, ONE_TIME_WINDOW = 1 };

typedef struct OneTimeSecret {
    unsigned char bytes[ONE_TIME_SECRET_BYTES];
} OneTimeSecret;

OneTimeSecret one_time_secret_new(void);
Str one_time_secret_text(Arena *arena, const OneTimeSecret *secret); /* base32 without padding: for typing it in */

/* Is it the code of this moment, or of the step before or behind it? *ret_step tells which step of the world it is of,
 * so that nobody can use it twice. */
bool one_time_fits(Arena *arena, const OneTimeSecret *secret, Time now, Str code, int64_t *ret_step);

/* otpauth://totp/ISSUER:ACCOUNT?secret=... as authenticators read it. */
Str one_time_address(Arena *arena, const OneTimeSecret *secret, Str issuer, Str account);

/* A QR code, row by row: 1 is dark. Without the quiet zone around it. `text` is at most 1000 bytes. */
Texts qr_rows(Arena *arena, Str text);

#endif
