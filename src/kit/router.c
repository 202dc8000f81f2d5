/* kit/router - see router.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/router.h"

enum { FORM_PAIRS_MAX = 32, TARGET_BYTES_MAX = 2048, VERBS_BYTES_MAX = 100 };

const ProblemKind address_form = {
    INVALID, "kit/address-form",
    { "Địa chỉ không hợp lệ.", "The address is not well formed." },
    { "Địa chỉ quá dài hoặc mã hoá sai. Kiểm tra lại đường dẫn.",
      "The address is too long or badly encoded. Check it." }
};

static bool decode(Arena *arena, Str raw, bool plus_is_blank, Str *ret_text) {
    char *at = arena_alloc(arena, raw.len + 1);
    size_t used = 0;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.at[i];
        if (c == '%') {
            if (raw.len - i < 3) return false;
            const int high = hex_value(raw.at[i + 1]), low = hex_value(raw.at[i + 2]);
            if (high < 0 || low < 0) return false;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        if (c == '\0') return false;
        at[used++] = c;
    }
    *ret_text = (Str){ at, used };
    return utf8_is_valid(*ret_text);
}

static bool read_path(Ctx *cx, Str path, RequestTarget *target) {
    target->path = path;
    if (path.len == 0 || path.at[0] != '/') return false;
    Str rest = str_part(path, 1, path.len);
    while (rest.at != NULL) {
        const Str raw = str_cut(&rest, '/');
        if (raw.len == 0 && rest.at == NULL) break; /* the root, or a slash at the end */
        if (target->part_count == PATH_PARTS_MAX) return false;
        Str *part = &target->parts[target->part_count];
        target->starts[target->part_count] = (size_t)(raw.at - path.at);
        if (raw.len == 0 || !decode(cx->arena, raw, false, part)) return false;
        if (memchr(part->at, '/', part->len) != NULL || str_is(*part, "..") || str_is(*part, ".")) return false;
        target->part_count++;
    }
    return true;
}

static bool read_query(Ctx *cx, Str query, RequestTarget *target) {
    for (Str rest = query; rest.at != NULL && rest.len > 0;) {
        Str value = str_cut(&rest, '&');
        const Str name = str_cut(&value, '=');
        if (name.len == 0) continue;
        if (target->pair_count == QUERY_PAIRS_MAX) return false;
        Pair *pair = &target->pairs[target->pair_count++];
        if (!decode(cx->arena, name, true, &pair->name)) return false;
        if (!decode(cx->arena, value.at == NULL ? S("") : value, true, &pair->value)) return false;
    }
    return true;
}

Code target_read(Ctx *cx, Str raw, RequestTarget *ret_target) {
    *ret_target = (RequestTarget){ 0 };
    Str query = raw;
    const Str path = str_cut(&query, '?');
    if (raw.len > TARGET_BYTES_MAX || !read_path(cx, path, ret_target)) return fail(cx, &address_form);
    if (query.at != NULL && !read_query(cx, query, ret_target)) return fail(cx, &address_form);
    return OK;
}

/* Does a row's path, such as /strategy/goals/{id}, fit the parts? Gathers the values. */
static bool path_fits(const char *pattern, const Str *parts, size_t part_count, Match *match) {
    Str rest = str_of(pattern + 1);
    if (rest.len == 0) return part_count == 0;
    size_t i = 0;
    match->value_count = 0;
    while (rest.at != NULL) {
        const Str want = str_cut(&rest, '/');
        if (i == part_count) return false;
        if (want.len > 2 && want.at[0] == '{') {
            MUST(match->value_count < PATH_VALUES_MAX);
            match->values[match->value_count++] = (Pair){ str_part(want, 1, want.len - 2), parts[i] };
        } else if (!str_equal(want, parts[i])) {
            return false;
        }
        i++;
    }
    return i == part_count;
}

enum { ROOT_PARTS = 2 }; /* of API_ROOT */

/* The last {name} takes all that is left. */
static bool rest_fits(const Route *route, const RequestTarget *target, Match *match) {
    size_t parts = 0;
    for (const char *at = route->path; *at != '\0'; at++) parts += *at == '/';
    if (target->part_count < parts || !path_fits(route->path, target->parts, parts, match)) return false;
    const size_t start = target->starts[parts - 1];
    match->values[match->value_count - 1].value = str_part(target->path, start, target->path.len - start);
    return true;
}

static bool is_below_root(const RequestTarget *target) {
    return target->part_count >= ROOT_PARTS && str_is(target->parts[0], "api") && str_is(target->parts[1], "v1");
}

static bool route_fits(const Route *route, const RequestTarget *target, Match *match) {
    if (route->is_outside)
        return route->takes_rest ? rest_fits(route, target, match)
                                 : path_fits(route->path, target->parts, target->part_count, match);
    if (!is_below_root(target)) return false;
    return path_fits(route->path, target->parts + ROOT_PARTS, target->part_count - ROOT_PARTS, match);
}

bool target_is_api(const House *house, const RequestTarget *target) {
    if (is_below_root(target)) return true;
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->route_count; j++) {
            const Route *route = &house->modules[i]->routes[j];
            Match match = { 0 };
            if (route->is_outside && route_fits(route, target, &match)) return true;
        }
    }
    return false;
}

Code route_find(const House *house, Str verb, const RequestTarget *target, Match *ret_match) {
    for (size_t i = 0; i < house->module_count; i++) {
        const Module *module = house->modules[i];
        for (size_t j = 0; j < module->route_count; j++) {
            Match match = { .route = &module->routes[j] };
            if (!str_is(verb, match.route->verb) || !route_fits(match.route, target, &match)) continue;
            *ret_match = match;
            return OK;
        }
    }
    return NOT_FOUND;
}

Str route_verbs(Arena *arena, const House *house, const RequestTarget *target) {
    Buf out = buf_new(arena, VERBS_BYTES_MAX);
    for (size_t i = 0; i < house->module_count; i++) {
        const Module *module = house->modules[i];
        for (size_t j = 0; j < module->route_count; j++) {
            Match match = { 0 };
            if (!route_fits(&module->routes[j], target, &match)) continue;
            const bool is_get = strcmp(module->routes[j].verb, "GET") == 0;
            buf_addf(&out, "%s%s", out.len > 0 ? ", " : "", is_get ? "GET, HEAD" : module->routes[j].verb);
        }
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

Code page_find(const House *house, const RequestTarget *target, Match *ret_match) {
    for (size_t i = 0; i < house->module_count; i++) {
        const Module *module = house->modules[i];
        for (size_t j = 0; j < module->page_count; j++) {
            Match match = { .page = &module->pages[j] };
            if (!path_fits(match.page->path, target->parts, target->part_count, &match)) continue;
            *ret_match = match;
            return OK;
        }
    }
    return NOT_FOUND;
}

bool target_is_page(const House *house, Str verb, const RequestTarget *target) {
    Match match = { 0 };
    return str_is(verb, "GET") && route_find(house, verb, target, &match) != OK &&
           page_find(house, target, &match) == OK;
}

const Route *route_by_path(const House *house, const char *verb, const char *path) {
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->route_count; j++) {
            const Route *route = &house->modules[i]->routes[j];
            if (strcmp(route->path, path) == 0 && strcmp(route->verb, verb) == 0) return route;
        }
    }
    return NULL;
}

static void take_pair(Ctx *cx, const Pair *pair, const Shape *shape, void *record) {
    const Field *field = shape_field_named(shape, pair->name);
    const Spot place = { .column = pair->name };
    if (field == NULL || field->kind == KIND_LINK || field->kind == KIND_LIST) {
        fault(cx, place, &field_unknown, pair->name);
    } else {
        field_read_text(cx, field, place, pair->value, record);
    }
}

void target_to_record(Ctx *cx, const RequestTarget *target, const Match *match, const Shape *shape, void *record) {
    for (size_t i = 0; i < match->value_count; i++) take_pair(cx, &match->values[i], shape, record);
    for (size_t i = 0; i < target->pair_count; i++) take_pair(cx, &target->pairs[i], shape, record);
}

Code form_to_record(Ctx *cx, Str form, const Shape *shape, void *record) {
    size_t count = 0;
    for (Str rest = form; rest.at != NULL && rest.len > 0; count++) {
        Pair pair;
        Str value = str_cut(&rest, '&');
        const Str name = str_cut(&value, '=');
        if (count == FORM_PAIRS_MAX || !decode(cx->arena, name, true, &pair.name) ||
            !decode(cx->arena, value.at == NULL ? S("") : value, true, &pair.value))
            return fail(cx, &address_form);
        if (shape_field_named(shape, pair.name) != NULL) take_pair(cx, &pair, shape, record);
    }
    TRY(faults_verdict(cx));
    for (size_t i = 0; i < shape->field_count; i++)
        field_check(cx, &shape->fields[i], spot_field(str_of(shape->fields[i].name)), record);
    return faults_verdict(cx);
}

void url_write(Buf *out, Str text) {
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.at[i];
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                              c == '.' || c == '_' || c == '~';
        if (is_plain) buf_char(out, (char)c);
        else buf_addf(out, "%%%02X", c);
    }
}

Str target_url(Arena *arena, const RequestTarget *target, const Match *match, const char *route_path) {
    Buf out = buf_new(arena, TARGET_BYTES_MAX * 4);
    buf_add(&out, S(API_ROOT));
    for (Str rest = str_of(route_path + 1); rest.at != NULL;) {
        Str part = str_cut(&rest, '/');
        for (size_t i = 0; i < match->value_count; i++) {
            const Pair *value = &match->values[i];
            const bool is_it =
                part.len == value->name.len + 2 && str_equal(str_part(part, 1, part.len - 2), value->name);
            if (is_it) part = value->value;
        }
        buf_char(&out, '/');
        url_write(&out, part);
    }
    for (size_t i = 0; i < target->pair_count; i++) {
        buf_char(&out, i == 0 ? '?' : '&');
        url_write(&out, target->pairs[i].name);
        buf_char(&out, '=');
        url_write(&out, target->pairs[i].value);
    }
    return (Str){ out.at, out.len };
}
