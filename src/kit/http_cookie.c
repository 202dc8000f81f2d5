/* kit/http_cookie - see http_cookie.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_cookie.h"

#include "kit/http_credentials.h"
#include "kit/module.h"

static Str full_name(const Ctx *cx, Str name) {
    return http_is_secure(cx->house->settings) ? str_format(cx->arena, "__Host-%.*s", STR_FMT(name)) : name;
}

Str cookie_read(const Ctx *cx, Str name) {
    return cookie_token(cx->cookies, full_name(cx, name));
}

void cookie_write(Ctx *cx, Str name, Str value, int64_t seconds) {
    cx->cookie = str_format(cx->arena, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s",
                            STR_FMT(full_name(cx, name)), STR_FMT(value), (long long)seconds,
                            http_is_secure(cx->house->settings) ? "; Secure" : "");
}
