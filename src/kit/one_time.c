/* kit/one_time - see one_time.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/one_time.h"

#include "base/id.h"
#include "kit/router.h"

#include <liboath/oath.h>
#include <qrencode.h>

enum { ADDRESS_BYTES_MAX = 1000 };

OneTimeSecret one_time_secret_new(void) {
    OneTimeSecret secret;
    random_fill(secret.bytes, sizeof secret.bytes);
    return secret;
}

Str one_time_secret_text(Arena *arena, const OneTimeSecret *secret) {
    char *text = NULL;
    size_t size = 0;
    MUST(oath_base32_encode((const char *)secret->bytes, sizeof secret->bytes, &text, &size) == OATH_OK);
    const Str copy = str_copy(arena, (Str){ text, size });
    lasting_free(text);
    return copy; /* 20 bytes are 32 letters: nothing to pad */
}

bool one_time_fits(Arena *arena, const OneTimeSecret *secret, Time now, Str code, int64_t *ret_step) {
    int place = 0;
    uint64_t step = 0;
    if (code.len != ONE_TIME_DIGITS) return false;
    const int found = oath_totp_validate4((const char *)secret->bytes, sizeof secret->bytes, now.us / 1000000,
                                          ONE_TIME_STEP_S, 0, ONE_TIME_WINDOW, &place, &step, 0, str_c(arena, code));
    if (found < 0) return false;
    *ret_step = (int64_t)step;
    return true;
}

Str one_time_address(Arena *arena, const OneTimeSecret *secret, Str issuer, Str account) {
    Buf out = buf_new(arena, ADDRESS_BYTES_MAX);
    buf_add(&out, S("otpauth://totp/"));
    url_write(&out, issuer);
    buf_char(&out, ':');
    url_write(&out, account);
    buf_addf(&out, "?secret=%.*s&issuer=", STR_FMT(one_time_secret_text(arena, secret)));
    url_write(&out, issuer);
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

Texts qr_rows(Arena *arena, Str text) {
    QRcode *code = QRcode_encodeString8bit(str_c(arena, text), 0, QR_ECLEVEL_M);
    MUST(code != NULL);
    const size_t width = (size_t)code->width;
    Str *rows = NEW_ARRAY(arena, Str, width);
    for (size_t y = 0; y < width; y++) {
        char *row = arena_alloc(arena, width);
        for (size_t x = 0; x < width; x++) row[x] = (code->data[y * width + x] & 1) != 0 ? '1' : '0';
        rows[y] = (Str){ row, width };
    }
    QRcode_free(code);
    return (Texts){ rows, width };
}
