/* kit/http_signature_base - the text that is signed (RFC 9421, 2): one line for each component, and one that says which
 * they are. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_signature.h"

enum { HEX_DIGITS = 2, HEX_BASE = 16, QUERY_PAIRS_MAX = 256, STATUS_MIN = 100, STATUS_MAX = 999 };

/* ---- fields ---- */

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_named(Str name, Str lower) {
    bool is_same = name.len == lower.len;
    for (size_t i = 0; i < name.len && is_same; i++) is_same = small(name.at[i]) == lower.at[i];
    return is_same;
}

/* Without what surrounds it, and lines that were folded as one. */
static Str unfolded(Arena *arena, Str value) {
    const Str text = str_trim(value);
    if (text.len == 0 || memchr(text.at, '\n', text.len) == NULL) return text;
    Buf out = buf_new(arena, text.len);
    Str rest = text;
    while (rest.at != NULL) {
        const Str line = str_trim(str_cut(&rest, '\n'));
        if (line.len > 0 && out.len > 0) buf_char(&out, ' ');
        buf_add(&out, line);
    }
    Str joined = S("");
    MUST(buf_done(&out, &joined) == OK);
    return joined;
}

/* Each line's value behind the one before; in `bytes` form each as a byte sequence. */
static bool join_lines(Arena *arena, const HttpMessage *message, Str name, bool has_bytes, Str *ret_value) {
    Buf out = buf_new(arena, SIGNATURE_BASE_MAX);
    size_t count = 0;
    for (size_t i = 0; i < message->field_count; i++) {
        const Header *field = &message->fields[i];
        if (!is_named(field->name, name)) continue;
        const Str value = unfolded(arena, field->value);
        if (count++ > 0) buf_add(&out, S(", "));
        if (has_bytes) buf_char(&out, ':');
        buf_add(&out, has_bytes ? base64_text(arena, value.at, value.len) : value);
        if (has_bytes) buf_char(&out, ':');
    }
    return count > 0 && buf_done(&out, ret_value) == OK;
}

bool http_message_field(Arena *arena, const HttpMessage *message, Str name, Str *ret_value) {
    return join_lines(arena, message, name, false, ret_value);
}

typedef enum FieldKind { KIND_NONE, KIND_OF_ITEM, KIND_OF_LIST, KIND_OF_DICTIONARY } FieldKind;

/* As IANA's registry of HTTP fields has them: which of the three forms cannot be told from the value. */
static const struct {
    const char *name;
    FieldKind kind;
} structured_fields[] = {
    { "accept-ch", KIND_OF_LIST },
    { "accept-signature", KIND_OF_DICTIONARY },
    { "cache-status", KIND_OF_LIST },
    { "cdn-cache-control", KIND_OF_DICTIONARY },
    { "client-cert", KIND_OF_ITEM },
    { "client-cert-chain", KIND_OF_LIST },
    { "content-digest", KIND_OF_DICTIONARY },
    { "cross-origin-embedder-policy", KIND_OF_ITEM },
    { "cross-origin-opener-policy", KIND_OF_ITEM },
    { "origin-agent-cluster", KIND_OF_ITEM },
    { "priority", KIND_OF_DICTIONARY },
    { "proxy-status", KIND_OF_LIST },
    { "repr-digest", KIND_OF_DICTIONARY },
    { "signature", KIND_OF_DICTIONARY },
    { "signature-input", KIND_OF_DICTIONARY },
    { "want-content-digest", KIND_OF_DICTIONARY },
    { "want-repr-digest", KIND_OF_DICTIONARY },
};

static FieldKind kind_of(Str name) {
    for (size_t i = 0; i < COUNT(structured_fields); i++) {
        if (str_is(name, structured_fields[i].name)) return structured_fields[i].kind;
    }
    return KIND_NONE;
}

static bool strictly(Arena *arena, Str name, Str value, Str *ret_value) {
    Members members;
    BareItem item;
    switch (kind_of(name)) {
    case KIND_NONE: return false;
    case KIND_OF_ITEM: return structured_item(arena, value, &item) && structured_item_text(arena, &item, ret_value);
    case KIND_OF_LIST:
        return structured_list(arena, value, &members) && structured_list_text(arena, &members, ret_value);
    case KIND_OF_DICTIONARY:
        return structured_dictionary(arena, value, &members) && structured_dictionary_text(arena, &members, ret_value);
    }
    return false;
}

static bool one_of_dictionary(Arena *arena, Str value, Str key, Str *ret_value) {
    Members members;
    const Member *member = structured_dictionary(arena, value, &members) ? structured_member(&members, key) : NULL;
    return member != NULL && structured_member_text(arena, member, ret_value);
}

/* ---- what a component asks for ---- */

typedef struct Asked {
    Str name;
    bool is_strict, is_bytes, is_of_request;
    const Str *key, *query_name;
} Asked;

static bool take_flag(const Bare *value, bool *ret_is) {
    *ret_is = value->kind == BARE_BOOLEAN && value->number == 1;
    return *ret_is;
}

static bool take_text(const Bare *value, const Str **ret_text) {
    *ret_text = &value->text;
    return value->kind == BARE_STRING;
}

/* False for what RFC 9421 does not know, and for trailers, which nobody hands on. */
static bool read_asked(const BareItem *component, Asked *ret_asked) {
    *ret_asked = (Asked){ .name = component->value.text };
    if (component->value.kind != BARE_STRING || component->value.text.len == 0) return false;
    for (size_t i = 0; i < component->value.text.len; i++) {
        const char c = component->value.text.at[i];
        if (c != small(c) || c == ' ' || c == ':') return false;
    }
    for (size_t i = 0; i < component->parameters.count; i++) {
        const Parameter *one = &component->parameters.items[i];
        const bool is_known = (str_is(one->key, "sf") && take_flag(&one->value, &ret_asked->is_strict)) ||
                              (str_is(one->key, "bs") && take_flag(&one->value, &ret_asked->is_bytes)) ||
                              (str_is(one->key, "req") && take_flag(&one->value, &ret_asked->is_of_request)) ||
                              (str_is(one->key, "key") && take_text(&one->value, &ret_asked->key)) ||
                              (str_is(one->key, "name") && take_text(&one->value, &ret_asked->query_name));
        if (!is_known) return false;
    }
    const bool is_derived = ret_asked->name.at[0] == '@';
    const bool is_shaped = ret_asked->is_strict || ret_asked->is_bytes || ret_asked->key != NULL;
    if (is_derived && is_shaped) return false;
    if (ret_asked->is_bytes && (ret_asked->is_strict || ret_asked->key != NULL)) return false;
    return (ret_asked->query_name != NULL) == str_is(ret_asked->name, "@query-param");
}

static bool field_value(Arena *arena, const HttpMessage *message, const Asked *asked, Str *ret_value) {
    Str value;
    if (!join_lines(arena, message, asked->name, asked->is_bytes, &value)) return false;
    if (asked->key != NULL) return one_of_dictionary(arena, value, *asked->key, ret_value);
    if (asked->is_strict) return strictly(arena, asked->name, value, ret_value);
    *ret_value = value;
    return true;
}

/* ---- the address of a request ---- */

typedef struct Place {
    Str scheme, authority, path, query; /* of the query with its mark; "" without one */
} Place;

static Str without_end(Str text, Str end) {
    return str_ends(text, end) ? str_part(text, 0, text.len - end.len) : text;
}

/* In the form of RFC 9110, 4.2.3: in small letters, without the port that is meant anyway. */
static Str authority_of(Arena *arena, Str scheme, Str authority) {
    const Str lower = str_lower(arena, authority);
    return without_end(without_end(lower, str_is(scheme, "https") ? S(":443") : S(":80")), S(":"));
}

/* The forms `/path?query` and `http://host/path?query`; of the others no path can be told. */
static bool place_of(Arena *arena, const HttpMessage *request, Place *ret_place) {
    Str scheme = str_lower(arena, request->scheme), authority = request->authority, rest = request->target;
    if (rest.len == 0) return false;
    if (rest.at[0] != '/') {
        const size_t mark = str_find(rest, S("://"));
        if (mark == rest.len) return false;
        scheme = str_lower(arena, str_part(rest, 0, mark));
        rest = str_part(rest, mark + 3, rest.len);
        size_t end = 0;
        while (end < rest.len && rest.at[end] != '/' && rest.at[end] != '?') end++;
        authority = str_part(rest, 0, end);
        rest = str_part(rest, end, rest.len);
    }
    if (!str_is(scheme, "http") && !str_is(scheme, "https")) return false;
    if (authority.len == 0 || memchr(authority.at, '@', authority.len) != NULL) return false;
    const size_t query = str_find(rest, S("?"));
    *ret_place = (Place){ scheme, authority_of(arena, scheme, authority), str_part(rest, 0, query),
                          str_part(rest, query, rest.len) };
    if (ret_place->path.len == 0) ret_place->path = S("/");
    return true;
}

/* ---- one parameter of the query, as forms have it ---- */

/* Taken apart and put together again as RFC 9421, 2.2.8 wants. False for what is no UTF-8. */
static bool encoded_again(Arena *arena, Str part, Str *ret_text) {
    char *at = arena_alloc(arena, part.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < part.len; i++) {
        const bool is_coded = part.at[i] == '%' && i + HEX_DIGITS < part.len && hex_value(part.at[i + 1]) >= 0 &&
                              hex_value(part.at[i + 2]) >= 0;
        if (is_coded) {
            at[len++] = (char)(hex_value(part.at[i + 1]) * HEX_BASE + hex_value(part.at[i + 2]));
            i += HEX_DIGITS;
        } else {
            at[len++] = part.at[i] == '+' ? ' ' : part.at[i];
        }
    }
    Buf out = buf_new(arena, len * (HEX_DIGITS + 1) + 1);
    for (size_t i = 0; i < len; i++) {
        const char c = at[i], lower = small(c);
        const bool is_plain =
            (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || (c != '\0' && strchr("*-._", c) != NULL);
        if (is_plain)
            buf_char(&out, c);
        else
            buf_addf(&out, "%%%02X", (unsigned char)c);
    }
    return utf8_is_valid((Str){ at, len }) && buf_done(&out, ret_text) == OK;
}

/* A name that comes twice cannot be signed. */
static bool query_value(Arena *arena, Str query, Str name, Str *ret_value) {
    Str rest = str_part(query, 1, query.len);
    size_t found = 0, pairs = 0;
    while (rest.at != NULL) {
        Str value = str_cut(&rest, '&'), key;
        if (++pairs > QUERY_PAIRS_MAX) return false;
        if (value.len == 0) continue;
        if (!encoded_again(arena, str_cut(&value, '='), &key)) return false;
        if (!str_equal(key, name)) continue;
        if (value.at == NULL) value = S("");
        if (++found > 1 || !encoded_again(arena, value, ret_value)) return false;
    }
    return found == 1;
}

/* ---- derived components ---- */

static bool derived_value(Arena *arena, const HttpMessage *message, const Asked *asked, Str *ret_value) {
    Place place;
    if (str_is(asked->name, "@status")) {
        *ret_value = str_format(arena, "%d", (int)message->status);
        return message->status >= STATUS_MIN && message->status <= STATUS_MAX;
    }
    if (message->status != 0) return false;
    const bool is_method = str_is(asked->name, "@method");
    if (is_method || str_is(asked->name, "@request-target")) {
        *ret_value = is_method ? message->method : message->target;
        return ret_value->len > 0;
    }
    if (!place_of(arena, message, &place)) return false;
    if (str_is(asked->name, "@query-param")) return query_value(arena, place.query, *asked->query_name, ret_value);
    if (str_is(asked->name, "@target-uri")) { /* as it was asked for (RFC 9110, 7.1), in no other form */
        *ret_value = message->target.at[0] != '/' ? message->target
                                                  : str_format(arena, "%.*s://%.*s%.*s", STR_FMT(place.scheme),
                                                               STR_FMT(message->authority), STR_FMT(message->target));
        return true;
    }
    const struct {
        const char *name;
        Str value;
    } parts[] = { { "@authority", place.authority },
                  { "@scheme", place.scheme },
                  { "@path", place.path },
                  { "@query", place.query.len == 0 ? S("?") : place.query } };
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!str_is(asked->name, parts[i].name)) continue;
        *ret_value = parts[i].value;
        return true;
    }
    return false;
}

/* ---- the whole ---- */

static bool has_parameter(const Parameters *parameters, const Parameter *one) {
    const Bare *other = structured_parameter(parameters, one->key);
    return other != NULL && other->kind == one->value.kind && other->number == one->value.number &&
           str_equal(other->text, one->value.text);
}

/* Whatever the order of their parameters. */
static bool are_same(const BareItem *a, const BareItem *b) {
    bool is_same = str_equal(a->value.text, b->value.text) && a->parameters.count == b->parameters.count;
    for (size_t i = 0; i < a->parameters.count && is_same; i++)
        is_same = has_parameter(&b->parameters, &a->parameters.items[i]);
    return is_same;
}

static bool is_repeated(const Member *covered, size_t at) {
    for (size_t i = 0; i < at; i++) {
        if (are_same(&covered->items[i], &covered->items[at])) return true;
    }
    return false;
}

/* One line of ASCII: two readers can understand nothing else in it. */
static bool is_plain(Str value) {
    for (size_t i = 0; i < value.len; i++) {
        const char c = value.at[i];
        if ((c < ' ' && c != '\t') || c > '~') return false;
    }
    return true;
}

static bool component_value(Arena *arena, const HttpMessage *message, const Asked *asked, Str *ret_value) {
    const HttpMessage *meant = asked->is_of_request ? message->request : message;
    if (meant == NULL || (asked->is_of_request && message->status == 0)) return false;
    const bool is_derived = asked->name.at[0] == '@';
    if (!(is_derived ? derived_value : field_value)(arena, meant, asked, ret_value)) return false;
    return is_plain(*ret_value);
}

SignatureFlaw http_signature_base(Arena *arena, const HttpMessage *message, const Member *covered, Str *ret_base) {
    Buf out = buf_new(arena, SIGNATURE_BASE_MAX);
    if (!covered->is_inner || covered->count > SIGNATURE_COMPONENTS_MAX) return SIGNATURE_FORM;
    for (size_t i = 0; i < covered->count; i++) {
        Asked asked;
        Str name, value;
        if (!read_asked(&covered->items[i], &asked) || is_repeated(covered, i)) return SIGNATURE_FORM;
        if (!structured_item_text(arena, &covered->items[i], &name)) return SIGNATURE_FORM;
        if (!component_value(arena, message, &asked, &value)) return SIGNATURE_COMPONENT;
        buf_addf(&out, "%.*s: %.*s\n", STR_FMT(name), STR_FMT(value));
    }
    Str parameters;
    if (!structured_member_text(arena, covered, &parameters)) return SIGNATURE_FORM;
    buf_addf(&out, "\"@signature-params\": %.*s", STR_FMT(parameters));
    return buf_done(&out, ret_base) == OK ? SIGNATURE_FINE : SIGNATURE_FORM;
}
