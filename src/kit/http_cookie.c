/* kit/http_cookie - see http_cookie.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_cookie.h"

#include "kit/kit.h"
#include "kit/module.h"

enum { COOKIE_BYTES_MAX = 4096 };

static bool is_secure(const Ctx *cx) {
    return setting_is(cx->house->settings, &http_secure);
}

Str cookie_read(const Ctx *cx, Str name) {
    const Str mark = S("__Host-");
    if (cx->cookies.len > COOKIE_BYTES_MAX) return S("");
    for (Str rest = cx->cookies; rest.at != NULL;) {
        Str value = str_trim(str_cut(&rest, ';'));
        Str found = str_cut(&value, '=');
        if (is_secure(cx) && !str_starts(found, mark)) continue;
        if (is_secure(cx)) found = str_part(found, mark.len, found.len);
        if (str_equal(found, name) && value.at != NULL) return value;
    }
    return S("");
}

void cookie_write(Ctx *cx, Str name, Str value, int64_t seconds) {
    cx->cookie = str_format(cx->arena, "%s%.*s=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s",
                            is_secure(cx) ? "__Host-" : "", STR_FMT(name), STR_FMT(value), (long long)seconds,
                            is_secure(cx) ? "; Secure" : "");
}
