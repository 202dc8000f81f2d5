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

/* As a system reads it that decodes what was decoded already; what is no code means itself. */
static bool decode_again(Arena *arena, Str text, Str *ret_text) {
    char *at = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        const bool is_code = text.at[i] == '%' && i + 3 <= text.len && hex_value(text.at[i + 1]) >= 0 &&
                             hex_value(text.at[i + 2]) >= 0;
        unsigned char c = (unsigned char)text.at[i];
        if (is_code) {
            c = (unsigned char)(hex_value(text.at[i + 1]) * 16 + hex_value(text.at[i + 2]));
            if (c == '/' || c == '\\' || c < ' ' || c == 0x7F) return false;
            i += 2;
        }
        at[len++] = (char)c;
    }
    *ret_text = (Str){ at, len };
    return true;
}

static bool has_plain_parts(Str path) {
    Str rest = str_part(path, 1, path.len);
    while (rest.at != NULL && rest.len > 0) {
        Str part = str_cut(&rest, '/');
        if (part.len == 0) return false;
        const Str name = str_cut(&part, ';'); /* some servers take `;` and what follows away, and then look for dots */
        if (str_is(name, ".") || str_is(name, "..")) return false;
    }
    return true;
}

bool path_read(Arena *arena, Str written, Str *ret_path) {
    Str again;
    return decode(arena, written, ret_path) && has_plain_parts(*ret_path) && decode_again(arena, *ret_path, &again) &&
           has_plain_parts(again);
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
