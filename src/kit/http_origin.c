/* kit/http_origin - see http_origin.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_origin.h"

bool origin_is_ours(Str origin, Str fetch_site, Str host, bool is_secure) {
    if (fetch_site.len > 0 && !str_is(fetch_site, "same-origin") && !str_is(fetch_site, "none")) return false;
    if (origin.len == 0) return true;
    const size_t at = str_find(origin, S("://"));
    if (at == origin.len) return false;
    if (is_secure && !str_is(str_part(origin, 0, at), "https")) return false;
    return host.len > 0 && str_equal(str_part(origin, at + 3, origin.len), host);
}

/* [::1]:8080 and name:8080 without what follows the name. */
static Str without_port(Str host) {
    size_t end = host.len;
    while (end > 0 && host.at[end - 1] >= '0' && host.at[end - 1] <= '9') end--;
    const bool is_port = end > 0 && host.at[end - 1] == ':';
    return is_port ? str_part(host, 0, end - 1) : host;
}

bool host_is_ours(Arena *arena, Str names, Str host) {
    bool is_any = true;
    const Str said = str_lower(arena, without_port(host));
    for (Str rest = names; rest.at != NULL;) {
        Str words = str_cut(&rest, ',');
        while (words.at != NULL) {
            const Str name = str_trim(str_cut(&words, ' '));
            if (name.len == 0) continue;
            is_any = false;
            if (str_equal(str_lower(arena, name), said)) return true;
        }
    }
    return is_any;
}
