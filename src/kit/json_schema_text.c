/* kit/json_schema_text - patterns by PCRE2, within limits; and formats, as far as they can be told by looking. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_schema_inside.h"

#include "base/clock.h"

#include <arpa/inet.h>

enum {
    MATCH_QUICK_LIMIT = 1000,
    MATCH_LIMIT = 100 * 1000,
    MATCH_DEPTH_LIMIT = 1000,
    MATCH_HEAP_KIB = 1024,
    LABEL_MAX = 63,
    HOST_MAX = 253,
    LOCAL_MAX = 64,
    ADDRESS_MAX = 46,
    HOURS = 23,
    SIXTIETHS = 59,
    PAIR = 2
};

/* ---- patterns ---- */

static void release_pattern(void *pattern) {
    pcre2_code_free(pattern);
}

static void release_compile(pcre2_compile_context **context) {
    pcre2_compile_context_free(*context);
}

static void release_match(pcre2_match_context **context) {
    pcre2_match_context_free(*context);
}

static void release_data(pcre2_match_data **data) {
    pcre2_match_data_free(*data);
}

/* As near to ECMA 262 as PCRE2 comes: \u0041, `$` at the very end, [] that is empty; \Z, \A and \G are none of its. */
static bool has_anchor(Str text) {
    for (size_t i = 0; i + 1 < text.len; i++) {
        if (text.at[i] != '\\') continue;
        if (strchr("ZAG", text.at[i + 1]) != NULL) return true;
        i++;
    }
    return false;
}

const pcre2_code *schema_pattern(Arena *arena, Str text) {
    const uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS |
                             PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;
    int error = 0;
    size_t at = 0;
    if (has_anchor(text)) return NULL;
    CLEANUP(release_compile) pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    MUST(context != NULL && pcre2_set_compile_extra_options(context, PCRE2_EXTRA_ALT_BSUX) == 0);
    pcre2_code *pattern = pcre2_compile((PCRE2_SPTR)text.at, text.len, options, &error, &at, context);
    if (pattern == NULL) return NULL;
    arena_defer(arena, release_pattern, pattern);
    return pattern;
}

int schema_pattern_finds(const pcre2_code *pattern, Str text, bool is_patient) {
    CLEANUP(release_data) pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    CLEANUP(release_match) pcre2_match_context *context = pcre2_match_context_create(NULL);
    MUST(data != NULL && context != NULL &&
         pcre2_set_match_limit(context, is_patient ? MATCH_LIMIT : MATCH_QUICK_LIMIT) == 0 &&
         pcre2_set_depth_limit(context, MATCH_DEPTH_LIMIT) == 0 && pcre2_set_heap_limit(context, MATCH_HEAP_KIB) == 0);
    const int found = pcre2_match(pattern, (PCRE2_SPTR)text.at, text.len, 0, 0, data, context);
    return found >= 0 ? 1 : found == PCRE2_ERROR_NOMATCH ? 0 : -1;
}

/* ---- formats ---- */

static bool is_letter(char c) {
    return ((c | ' ') >= 'a' && (c | ' ') <= 'z');
}

static bool is_hex(char c) {
    return is_digit(c) || ((c | ' ') >= 'a' && (c | ' ') <= 'f');
}

/* Two digits, at most so much. */
static bool is_pair(Str text, size_t at, int max) {
    const Str two = str_part(text, at, PAIR);
    int64_t number;
    return two.len == PAIR && is_digit(two.at[0]) && str_to_int(two, 0, max, &number) == OK;
}

/* RFC 3339: full-time. A leap second stands at the end of a minute. */
static bool is_time(Str text) {
    const bool is_whole = is_pair(text, 0, HOURS) && is_pair(text, 3, SIXTIETHS) && is_pair(text, 6, SIXTIETHS + 1) &&
                          text.len > 8 && text.at[2] == ':' && text.at[5] == ':';
    if (!is_whole) return false;
    Str rest = str_part(text, 8, text.len);
    if (rest.at[0] == '.') {
        size_t digits = 1;
        while (digits < rest.len && is_digit(rest.at[digits])) digits++;
        if (digits == 1) return false;
        rest = str_part(rest, digits, rest.len);
    }
    if (str_is(rest, "Z") || str_is(rest, "z")) return true;
    return rest.len == 6 && (rest.at[0] == '+' || rest.at[0] == '-') && is_pair(rest, 1, HOURS) && rest.at[3] == ':' &&
           is_pair(rest, 4, SIXTIETHS);
}

static bool is_date(Str text) {
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int64_t year, month, day;
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-' || !is_digit(text.at[0])) return false;
    if (str_to_int(str_part(text, 0, 4), 0, 9999, &year) != OK || !is_pair(text, 5, 12) || !is_pair(text, 8, 31))
        return false;
    if (str_to_int(str_part(text, 5, 2), 1, 12, &month) != OK || str_to_int(str_part(text, 8, 2), 1, 31, &day) != OK)
        return false;
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

static bool is_date_time(Str text) {
    return text.len > 11 && is_date(str_part(text, 0, 10)) && (text.at[10] | ' ') == 't' &&
           is_time(str_part(text, 11, text.len));
}

static bool is_hostname(Str text) {
    Str rest = text;
    if (text.len == 0 || text.len > HOST_MAX) return false;
    while (rest.at != NULL) {
        const Str label = str_cut(&rest, '.');
        if (label.len == 0 || label.len > LABEL_MAX || label.at[0] == '-' || label.at[label.len - 1] == '-')
            return false;
        for (size_t i = 0; i < label.len; i++) {
            if (!is_letter(label.at[i]) && !is_digit(label.at[i]) && label.at[i] != '-') return false;
        }
    }
    return true;
}

static bool is_address(Str text, int family) {
    unsigned char bytes[sizeof(struct in6_addr)];
    char c_text[ADDRESS_MAX + 1] = "";
    if (text.len > ADDRESS_MAX || memchr(text.at, '\0', text.len) != NULL) return false;
    memcpy(c_text, text.at, text.len);
    return inet_pton(family, c_text, bytes) == 1;
}

static bool is_ipv4(Str text) {
    return is_address(text, AF_INET);
}

static bool is_ipv6(Str text) {
    return is_address(text, AF_INET6);
}

/* The form without quotes, of ASCII. */
static bool is_email(Str text) {
    Str host = text;
    const Str local = str_cut(&host, '@');
    if (host.at == NULL || local.len == 0 || local.len > LOCAL_MAX || local.at[0] == '.' ||
        local.at[local.len - 1] == '.' || str_find(local, S("..")) < local.len)
        return false;
    for (size_t i = 0; i < local.len; i++) {
        const char c = local.at[i];
        if (!is_letter(c) && !is_digit(c) && (c == '\0' || strchr("!#$%&'*+-/=?^_`{|}~.", c) == NULL)) return false;
    }
    return is_hostname(host);
}

/* Letters that an address may have, and %XX. */
static bool has_uri_letters(Str text, const char *more) {
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if (c == '%') {
            if (i + 2 >= text.len || !is_hex(text.at[i + 1]) || !is_hex(text.at[i + 2])) return false;
        } else if (!is_letter(c) && !is_digit(c) &&
                   (c == '\0' || (strchr("-._~:/?#[]@!$&'()*+,;=", c) == NULL && strchr(more, c) == NULL))) {
            return false;
        }
    }
    return true;
}

static bool has_scheme(Str text) {
    const size_t end = str_find(text, S(":"));
    if (end == text.len || end == 0 || !is_letter(text.at[0])) return false;
    for (size_t i = 0; i < end; i++) {
        const char c = text.at[i];
        if (!is_letter(c) && !is_digit(c) && strchr("+-.", c) == NULL) return false;
    }
    return true;
}

/* Square brackets stand around the address of a host alone; one mark begins the fragment. */
static bool is_uri_reference(Str text) {
    Str fragment = text;
    const Str whole = str_cut(&fragment, '#');
    if (!has_uri_letters(text, "") || (fragment.at != NULL && memchr(fragment.at, '#', fragment.len) != NULL))
        return false;
    const size_t slashes = str_find(whole, S("//"));
    Str authority = str_part(whole, slashes + 2, whole.len), path = authority;
    authority = str_cut(&path, '/');
    const Str rest = slashes == whole.len ? whole : path;
    return rest.len == 0 || (memchr(rest.at, '[', rest.len) == NULL && memchr(rest.at, ']', rest.len) == NULL);
}

static bool is_uri(Str text) {
    return has_scheme(text) && is_uri_reference(text);
}

/* Braces in pairs, not within each other, with something inside. */
static bool is_uri_template(Str text) {
    size_t open = 0;
    bool is_open = false;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if (c == '{' && is_open) return false;
        if (c == '}' && (!is_open || i == open + 1)) return false;
        if (c == '{') open = i;
        if (c == '{' || c == '}') is_open = c == '{';
        if ((c >= 0 && c <= ' ') || strchr("\"'<>\\^`", c) != NULL) return false;
    }
    return !is_open;
}

static bool is_json_pointer(Str text) {
    if (text.len > 0 && text.at[0] != '/') return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '~' && (i + 1 == text.len || (text.at[i + 1] != '0' && text.at[i + 1] != '1'))) return false;
    }
    return true;
}

static bool is_relative_json_pointer(Str text) {
    size_t digits = 0;
    while (digits < text.len && is_digit(text.at[digits])) digits++;
    if (digits == 0 || (digits > 1 && text.at[0] == '0')) return false;
    const Str rest = str_part(text, digits, text.len);
    return str_is(rest, "#") || is_json_pointer(rest);
}

bool schema_format_fits(Arena *arena, Str format, Str text) {
    static const struct {
        const char *name;
        bool (*is)(Str);
    } formats[] = { { "date-time", is_date_time },
                    { "date", is_date },
                    { "time", is_time },
                    { "email", is_email },
                    { "hostname", is_hostname },
                    { "ipv4", is_ipv4 },
                    { "ipv6", is_ipv6 },
                    { "uri", is_uri },
                    { "uri-reference", is_uri_reference },
                    { "uri-template", is_uri_template },
                    { "json-pointer", is_json_pointer },
                    { "relative-json-pointer", is_relative_json_pointer } };
    for (size_t i = 0; i < COUNT(formats); i++) {
        if (str_is(format, formats[i].name)) return formats[i].is(text);
    }
    if (!str_is(format, "regex")) return true;
    return text.len <= SCHEMA_PATTERN_BYTES_MAX && schema_pattern(arena, text) != NULL;
}
