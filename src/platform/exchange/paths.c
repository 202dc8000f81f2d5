/* platform/exchange/paths - see paths.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/paths.h"

static bool decode(Arena *arena, Str written, Str *ret_text) {
    char *at = arena_alloc(arena, written.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < written.len; i++) {
        unsigned char c = (unsigned char)written.at[i];
        if (c == '%') {
            const int high = i + 3 <= written.len ? hex_value(written.at[i + 1]) : -1;
            const int low = i + 3 <= written.len ? hex_value(written.at[i + 2]) : -1;
            if (high < 0 || low < 0) return false;
            c = (unsigned char)(high * 16 + low);
            if (c == '/') return false;
            i += 2;
        }
        if (c < ' ' || c == 0x7F || c == '\\') return false;
        at[len++] = (char)c;
    }
    *ret_text = (Str){ at, len };
    return utf8_is_valid(*ret_text);
}

bool path_read(Arena *arena, Str written, Str *ret_path) {
    if (!decode(arena, written, ret_path)) return false;
    Str rest = str_part(*ret_path, 1, ret_path->len);
    while (rest.at != NULL && rest.len > 0) {
        Str part = str_cut(&rest, '/');
        if (part.len == 0) return false;
        const Str name = str_cut(&part, ';'); /* some servers take `;` and what follows away, and then look for dots */
        if (str_is(name, ".") || str_is(name, "..")) return false;
    }
    return true;
}

Str path_of_provider(Arena *arena, Str service_url, Str path, Str query) {
    const size_t scheme = str_find(service_url, S("://"));
    Str base = str_part(service_url, scheme + 3, service_url.len);
    const size_t slash = str_find(base, S("/"));
    base = str_part(base, slash, base.len);
    if (base.len > 0 && base.at[base.len - 1] == '/' && path.len > 0) base.len--;
    const Str whole =
        str_format(arena, "%.*s%.*s%s%.*s", STR_FMT(base), STR_FMT(path), query.at != NULL ? "?" : "", STR_FMT(query));
    if (whole.len > 0 && whole.at[0] == '/') return whole;
    return str_format(arena, "/%.*s", STR_FMT(whole));
}
