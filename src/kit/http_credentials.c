/* kit/http_credentials - see http_credentials.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_credentials.h"

#include "kit/kit.h"

#include <string.h>
#include <strings.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

static bool is_made_of(Str text, const char *letters) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\0' || strchr(letters, text.at[i]) == NULL) return false;
    }
    return text.len > 0 && text.len <= TOKEN_LETTERS_MAX;
}

Str cookie_token(Str cookies, Str name) {
    Str found = S("");
    bool is_found = false;
    if (cookies.len > COOKIE_BYTES_MAX) return found;
    for (Str rest = cookies; rest.at != NULL;) {
        Str value = str_trim(str_cut(&rest, ';'));
        const Str said = str_cut(&value, '=');
        if (!str_equal(said, name)) continue;
        if (is_found) return S("");
        is_found = true;
        found = value.at == NULL ? S("") : value;
    }
    return is_made_of(found, LETTERS) ? found : S("");
}

bool bearer_token(Str authorization, Str *ret_token) {
    static const Str scheme = { "Bearer", 6 };
    Str token = str_trim(authorization);
    const Str said = str_cut(&token, ' ');
    *ret_token = S("");
    if (said.len != scheme.len || strncasecmp(said.at, scheme.at, scheme.len) != 0) return true;
    token = token.at == NULL ? S("") : str_trim(token);
    Str letters = token;
    while (letters.len > 0 && letters.at[letters.len - 1] == '=') letters.len--;
    if (token.len > TOKEN_LETTERS_MAX || !is_made_of(letters, LETTERS ".~+/")) return false;
    *ret_token = token;
    return true;
}

bool http_is_secure(const Settings *settings) {
    return setting_is(settings, &http_secure) || setting_text(settings, &http_tls_certificate).len > 0;
}
