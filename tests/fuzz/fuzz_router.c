/* tests/fuzz/fuzz_router - the target of a request, taken apart and looked up in the house's own tables. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "app/modules.h"
#include "tests/fuzz/fuzz.h"

enum { PARTS_OF_ROOT = 2, TARGET_ROOM = 16 * 1024 };

static const char *const verbs[] = { "GET", "POST", "PUT", "DELETE" };

static bool is_inside(Str outer, Str inner) {
    return inner.at >= outer.at && inner.at + inner.len <= outer.at + outer.len;
}

/* Nothing that a file system, a log or another parser could take for something else. */
static void check_part(Str part) {
    MUST(part.len > 0 && utf8_is_valid(part));
    MUST(memchr(part.at, '/', part.len) == NULL && memchr(part.at, '\0', part.len) == NULL);
    MUST(!str_is(part, ".") && !str_is(part, ".."));
}

static void check_parts(const RequestTarget *target) {
    MUST(target->part_count <= PATH_PARTS_MAX && target->pair_count <= QUERY_PAIRS_MAX);
    for (size_t i = 0; i < target->part_count; i++) check_part(target->parts[i]);
    for (size_t i = 0; i < target->pair_count; i++) {
        const Pair *pair = &target->pairs[i];
        MUST(pair->name.len > 0 && utf8_is_valid(pair->name) && utf8_is_valid(pair->value));
        MUST(pair->value.len == 0 || memchr(pair->value.at, '\0', pair->value.len) == NULL);
    }
}

static void add_escaped(Buf *out, Str text) {
    for (size_t i = 0; i < text.len; i++) buf_addf(out, "%%%02x", (unsigned char)text.at[i]);
}

static void targets_must_equal(const RequestTarget *a, const RequestTarget *b) {
    MUST(a->part_count == b->part_count && a->pair_count == b->pair_count);
    for (size_t i = 0; i < a->part_count; i++) MUST(str_equal(a->parts[i], b->parts[i]));
    for (size_t i = 0; i < a->pair_count; i++) {
        MUST(str_equal(a->pairs[i].name, b->pairs[i].name));
        MUST(str_equal(a->pairs[i].value, b->pairs[i].value));
    }
}

/* Decoded once and only once: what was read, with every byte escaped, is read as the same. */
static void check_decoding(Ctx *cx, const RequestTarget *target) {
    Buf out = buf_new(cx->arena, TARGET_ROOM);
    for (size_t i = 0; i < target->part_count; i++) {
        buf_char(&out, '/');
        add_escaped(&out, target->parts[i]);
    }
    if (target->part_count == 0) buf_char(&out, '/');
    for (size_t i = 0; i < target->pair_count; i++) {
        buf_char(&out, i == 0 ? '?' : '&');
        add_escaped(&out, target->pairs[i].name);
        buf_char(&out, '=');
        add_escaped(&out, target->pairs[i].value);
    }
    Str escaped;
    RequestTarget again;
    MUST(buf_done(&out, &escaped) == OK);
    if (escaped.len > 2048) return; /* longer than a target may be */
    MUST(target_read(cx, escaped, &again) == OK);
    targets_must_equal(target, &again);
}

/* The row's path with the values in its gaps is the path that was asked for. */
static void check_match(const char *pattern, const RequestTarget *target, size_t from, const Match *match) {
    size_t at = from, used = 0;
    for (Str rest = str_of(pattern + 1); rest.at != NULL && rest.len > 0;) {
        const Str want = str_cut(&rest, '/');
        MUST(at < target->part_count);
        if (want.at[0] == '{') {
            const Pair *value = &match->values[used++];
            MUST(is_inside(want, value->name) && value->name.len + 2 == want.len);
            MUST(str_equal(value->value, target->parts[at]));
        } else {
            MUST(str_equal(want, target->parts[at]));
        }
        at++;
    }
    MUST(at == target->part_count && used == match->value_count);
}

static void check_input(Ctx *cx, const RequestTarget *target, const Match *match, const Route *route) {
    if (route->in == NULL) return;
    void *record = arena_alloc(cx->arena, route->in->size);
    cx->problem = (Problem){ 0 };
    target_to_record(cx, target, match, route->in, record);
    if (fuzz_verdict(cx, OK) != OK) return;
    for (size_t i = 0; i < target->pair_count; i++) MUST(shape_field_named(route->in, target->pairs[i].name) != NULL);
}

/* The address that a page gives its data finds the page's route, with the same values. */
static void check_page(Ctx *cx, const House *house, const RequestTarget *target, const Match *match) {
    if (match->page->data == NULL) return;
    const Route *route = route_by_path(house, "GET", match->page->data);
    MUST(route != NULL);
    const Str url = target_url(cx->arena, target, match, route->path);
    RequestTarget again;
    Match found;
    MUST(url.len > 0 && memchr(url.at, '<', url.len) == NULL && memchr(url.at, '"', url.len) == NULL);
    if (url.len > 2048) return;
    MUST(target_read(cx, url, &again) == OK);
    MUST(again.part_count >= PARTS_OF_ROOT && route_find(house, S("GET"), &again, &found) == OK);
    MUST(found.route == route && found.value_count == match->value_count);
    for (size_t i = 0; i < found.value_count; i++) MUST(str_equal(found.values[i].value, match->values[i].value));
    check_input(cx, target, match, route);
}

/* The last value is the end of the address as it came. */
static void check_rest(const RequestTarget *target, const Match *match) {
    const Str rest = match->values[match->value_count - 1].value;
    MUST(rest.len > 0 && rest.at + rest.len == target->path.at + target->path.len && rest.at[-1] == '/');
}

static void check_rows(Ctx *cx, const House *house, Str verb, const RequestTarget *target) {
    const bool is_api = target_is_api(house, target);
    Match match;
    if (is_api && route_find(house, verb, target, &match) == OK) {
        MUST(str_is(verb, match.route->verb));
        if (match.route->takes_rest) check_rest(target, &match);
        else check_match(match.route->path, target, match.route->is_outside ? 0 : PARTS_OF_ROOT, &match);
        check_input(cx, target, &match, match.route);
    }
    if (!is_api && page_find(house, target, &match) == OK) {
        check_match(match.page->path, target, 0, &match);
        check_page(cx, house, target, &match);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const House house = house_built();
    Ctx cx = fuzz_begin(&house);
    Str raw = fuzz_input(data, size); /* VERB TARGET, or a target alone */
    Str verb = S("GET");
    for (size_t i = 0; i < COUNT(verbs); i++) {
        const Str start = str_format(cx.arena, "%s ", verbs[i]);
        if (!str_starts(raw, start)) continue;
        verb = str_of(verbs[i]);
        raw = str_part(raw, start.len, raw.len);
    }
    RequestTarget target;
    const Code code = target_read(&cx, raw, &target);
    if (code == OK) {
        check_parts(&target);
        check_decoding(&cx, &target);
        check_rows(&cx, &house, verb, &target);
    } else {
        fuzz_check_problem(&cx, code);
    }
    fuzz_end(&cx);
    return 0;
}
