/* kit/tests/router_test - targets taken apart once, and the row that answers them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/router.h"
#include "kit/tests/record.h"
#include "tests/harness/fixture.h"

/* Parts and pairs as text: a|b?x=1&y=2 */
static Str shown(Ctx *cx, const RequestTarget *target) {
    Buf out = buf_new(cx->arena, 5000);
    for (size_t i = 0; i < target->part_count; i++) buf_addf(&out, "%.*s|", STR_FMT(target->parts[i]));
    for (size_t i = 0; i < target->pair_count; i++)
        buf_addf(&out, "?%.*s=%.*s", STR_FMT(target->pairs[i].name), STR_FMT(target->pairs[i].value));
    return written(&out);
}

typedef struct TargetRow {
    const char *raw, *shown; /* NULL: refused */
} TargetRow;

static const TargetRow targets[] = {
    { "/", "" },
    { "/a", "a|" },
    { "/a/b", "a|b|" },
    { "/a/b/", "a|b|" }, /* a slash at the end says nothing */
    { "/a%20b/c", "a b|c|" },
    { "/%C4%90%C3%A0%20N%E1%BA%B5ng", "Đà Nẵng|" },
    { "/%c4%90", "Đ|" },
    { "/a+b", "a+b|" }, /* a plus is a blank in queries only */
    { "/a?x=1&y=2", "a|?x=1?y=2" },
    { "/a?x=a+b%2Bc", "a|?x=a b+c" },
    { "/a?x=%26%3D%2F..", "a|?x=&=/.." }, /* a value may hold anything */
    { "/a?x", "a|?x=" },
    { "/a?x=", "a|?x=" },
    { "/a?x=1=2", "a|?x=1=2" },
    { "/a?&&x=1&", "a|?x=1" },
    { "/a?=1", "a|" },
    { "/a?", "a|" },
    { "/a?x=1?y=2", "a|?x=1?y=2" },
    { "/a?x=1&x=2", "a|?x=1?x=2" },
    { "/...", "...|" },
    { "/a/b/c/d/e/f/g/h/i/j/k/l", "a|b|c|d|e|f|g|h|i|j|k|l|" }, /* twelve parts */
    { "/a/b/c/d/e/f/g/h/i/j/k/l/m", NULL },
    { "", NULL },
    { "a", NULL },
    { "*", NULL },
    { "http://host/a", NULL },
    { "?x=1", NULL },
    { "//", NULL },
    { "//a", NULL },
    { "/a//b", NULL },
    { "/a/..", NULL },
    { "/../a", NULL },
    { "/a/./b", NULL },
    { "/%2e%2e/a", NULL },
    { "/a/%2E%2e", NULL },
    { "/%2e", NULL },
    { "/a%2Fb", NULL },
    { "/a%2fb", NULL },
    { "/a%2f..%2fb", NULL },
    { "/%", NULL },
    { "/%4", NULL },
    { "/%zz", NULL },
    { "/%4g", NULL },
    { "/a%00", NULL },
    { "/a?x=%00", NULL },
    { "/%FF", NULL }, /* not UTF-8 once decoded */
    { "/%C0%AF", NULL },
    { "/%ED%A0%80", NULL },
    { "/a?%FF=1", NULL },
    { "/a?x=%FF", NULL },
    { "/a?x=%", NULL },
};

static void takes_targets_apart_once(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(targets); i++) {
        RequestTarget target;
        assert_row(i, targets[i].raw);
        fixture_forget(cx);
        const Code code = target_read(cx, str_of(targets[i].raw), &target);
        assert_int_equal(code, targets[i].shown == NULL ? INVALID : OK);
        if (targets[i].shown == NULL) assert_problem(cx, &address_form);
        else assert_text(shown(cx, &target), targets[i].shown);
    }
}

static void bounds_the_length_of_a_target(void **state) {
    Ctx *cx = *state;
    char raw[2049];
    RequestTarget target;
    memset(raw, 'a', sizeof raw);
    raw[0] = '/';
    assert_ok(target_read(cx, (Str){ raw, 2048 }, &target));
    assert_int_equal(target_read(cx, (Str){ raw, 2049 }, &target), INVALID);
}

static void bounds_the_pairs_of_a_query(void **state) {
    Ctx *cx = *state;
    RequestTarget target;
    Buf raw = buf_new(cx->arena, 1000);
    buf_add(&raw, S("/a?x=1"));
    for (int i = 1; i < QUERY_PAIRS_MAX; i++) buf_add(&raw, S("&x=1"));
    assert_ok(target_read(cx, written(&raw), &target));
    assert_int_equal(target.pair_count, QUERY_PAIRS_MAX);
    buf_add(&raw, S("&x=1"));
    assert_int_equal(target_read(cx, written(&raw), &target), INVALID);
}

/* ---- finding ---- */

static Code work(Ctx *cx, const void *in, void *out) {
    (void)cx;
    (void)in;
    (void)out;
    return OK;
}

static const Route first_routes[] = {
    { "GET", "/goals", work, .may = "x", .help = "list" },
    { "POST", "/goals", work, .may = "x", .writes = true, .help = "add" },
    { "GET", "/goals/{id}", work, .may = "x", .help = "one" },
    { "DELETE", "/goals/{id}", work, .may = "x", .writes = true, .help = "drop" },
    { "GET", "/goals/{id}/parts/{part}", work, .may = "x", .help = "part" },
};
static const Route second_routes[] = {
    { "GET", "/goals/newest", work, .may = "x", .help = "newest" },
    { "PUT", "/lone", work, .may = "x", .writes = true, .help = "put" },
};
static const Page pages[] = {
    { "/", "home", NULL, { "t", "t" }, .help = "home" },
    { "/muc/{code}", "public", "/goals/{id}", { "t", "t" }, .help = "item" },
    { "/muc/moi", "public", NULL, { "t", "t" }, .help = "new" },
};
static const Module first_module = {
    .name = "first", .title = "First", TABLE(route, first_routes), TABLE(page, pages)
};
static const Module second_module = { .name = "second", .title = "Second", TABLE(route, second_routes) };
static const Module *const modules[] = { &first_module, &second_module };
static const House house = { .modules = modules, .module_count = COUNT(modules) };

typedef struct FindRow {
    const char *verb, *target;
    const char *help;  /* of the route that answers; NULL: none */
    const char *allow; /* the verbs of the address */
} FindRow;

static const FindRow finds[] = {
    { "GET", "/api/v1/goals", "list", "GET, HEAD, POST" },
    { "POST", "/api/v1/goals", "add", "GET, HEAD, POST" },
    { "GET", "/api/v1/goals/", "list", "GET, HEAD, POST" },
    { "DELETE", "/api/v1/goals", NULL, "GET, HEAD, POST" }, /* 405 */
    { "PATCH", "/api/v1/goals", NULL, "GET, HEAD, POST" },
    { "get", "/api/v1/goals", NULL, "GET, HEAD, POST" },    /* verbs are in capitals */
    { "GET", "/api/v1/goals/7", "one", "GET, HEAD, DELETE" },
    { "DELETE", "/api/v1/goals/7", "drop", "GET, HEAD, DELETE" },
    { "GET", "/api/v1/goals/7/parts/8", "part", "GET, HEAD" },
    { "GET", "/api/v1/goals/%7Bid%7D", "one", "GET, HEAD, DELETE" },
    { "PUT", "/api/v1/lone", "put", "PUT" },
    { "GET", "/api/v1/lone", NULL, "PUT" },
    { "GET", "/api/v1/goals/7/parts", NULL, "" }, /* 404 */
    { "GET", "/api/v1/goals/7/8", NULL, "" },
    { "GET", "/api/v1/Goals", NULL, "" },
    { "GET", "/api/v1/goal", NULL, "" },
    { "GET", "/api/v1", NULL, "" },
    { "GET", "/api", NULL, "" },
    { "GET", "/", NULL, "" },
};

static RequestTarget target_of(Ctx *cx, const char *raw) {
    RequestTarget target;
    assert_ok(target_read(cx, str_of(raw), &target));
    return target;
}

static void finds_the_row_by_verb_and_path(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(finds); i++) {
        Match match = { 0 };
        const RequestTarget target = target_of(cx, finds[i].target);
        assert_row(i, finds[i].target);
        const Code code = route_find(&house, str_of(finds[i].verb), &target, &match);
        assert_int_equal(code, finds[i].help == NULL ? NOT_FOUND : OK);
        assert_null(cx->problem.kind);
        if (finds[i].help != NULL) assert_string_equal(match.route->help, finds[i].help);
        assert_text(route_verbs(cx->arena, &house, &target), finds[i].allow);
    }
}

/* In the order of rooms and rows. That no row of the house stands behind one that fits too is seen in describe_test. */
static void the_first_row_that_fits_answers(void **state) {
    Ctx *cx = *state;
    Match match = { 0 };
    const RequestTarget newest = target_of(cx, "/api/v1/goals/newest"), page = target_of(cx, "/muc/moi");
    assert_ok(route_find(&house, S("GET"), &newest, &match));
    assert_string_equal(match.route->help, "one");
    assert_text(match.values[0].value, "newest");
    assert_ok(page_find(&house, &page, &match));
    assert_string_equal(match.page->help, "item");
}

static void gathers_the_values_of_a_pattern(void **state) {
    Ctx *cx = *state;
    Match match = { 0 };
    const RequestTarget target = target_of(cx, "/api/v1/goals/%C4%90/parts/b");
    assert_ok(route_find(&house, S("GET"), &target, &match));
    assert_int_equal(match.value_count, 2);
    assert_text(match.values[0].name, "id");
    assert_text(match.values[0].value, "Đ");
    assert_text(match.values[1].name, "part");
    assert_text(match.values[1].value, "b");
}

static void finds_pages_by_the_whole_path(void **state) {
    Ctx *cx = *state;
    Match match = { 0 };
    const RequestTarget home = target_of(cx, "/"), item = target_of(cx, "/muc/7"), none = target_of(cx, "/muc"),
                        deeper = target_of(cx, "/muc/7/8");
    assert_ok(page_find(&house, &home, &match));
    assert_string_equal(match.page->help, "home");
    assert_ok(page_find(&house, &item, &match));
    assert_string_equal(match.page->help, "item");
    assert_text(match.values[0].value, "7");
    assert_int_equal(page_find(&house, &none, &match), NOT_FOUND);
    assert_int_equal(page_find(&house, &deeper, &match), NOT_FOUND);
    assert_string_equal(route_by_path(&house, "GET", "/goals/{id}")->help, "one");
    assert_null(route_by_path(&house, "POST", "/goals/{id}"));
}

/* ---- into a record, and back ---- */

static void fills_a_record_from_path_and_query(void **state) {
    Ctx *cx = *state;
    Record record = { 0 };
    const RequestTarget target = target_of(cx, "/x?count=7&is_on=true&tags=a;b&on=2025-12-11");
    const Match match = { .values = { { S("name"), S("tên") } }, .value_count = 1 };
    target_to_record(cx, &target, &match, &record_shape, &record);
    assert_no_faults(cx);
    assert_text(record.name, "tên");
    assert_int_equal(record.count, 7);
    assert_true(record.is_on);
    assert_int_equal(record.tags.count, 2);
    assert_int_equal(record.on.number, 739596);
}

static void names_what_the_record_does_not_have(void **state) {
    Ctx *cx = *state;
    Record record = { 0 };
    const RequestTarget target = target_of(cx, "/x?nope=1&count=x&part=1&parts=1&hidden=1&on=2026-02-31");
    const Match match = { 0 };
    target_to_record(cx, &target, &match, &record_shape, &record);
    assert_faults(cx, { &field_unknown, 0, "nope" }, { &field_whole_number, 0, "count" }, { &field_unknown, 0, "part" },
                  { &field_unknown, 0, "parts" }, { &field_unknown, 0, "hidden" }, { &field_day, 0, "on" });
}

static void writes_the_address_of_a_pages_data(void **state) {
    Ctx *cx = *state;
    const RequestTarget target = target_of(cx, "/muc/x?q=a%26b+c%C4%91&y");
    const Match match = { .values = { { S("id"), S("Đ/7\"<") }, { S("part"), S("a") } }, .value_count = 2 };
    assert_text(target_url(cx->arena, &target, &match, "/goals/{id}/parts/{part}"),
                "/api/v1/goals/%C4%90%2F7%22%3C/parts/a?q=a%26b%20c%C4%91&y=");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(takes_targets_apart_once),
        AT_DESK(bounds_the_length_of_a_target),
        AT_DESK(bounds_the_pairs_of_a_query),
        AT_DESK(finds_the_row_by_verb_and_path),
        AT_DESK(the_first_row_that_fits_answers),
        AT_DESK(gathers_the_values_of_a_pattern),
        AT_DESK(finds_pages_by_the_whole_path),
        AT_DESK(fills_a_record_from_path_and_query),
        AT_DESK(names_what_the_record_does_not_have),
        AT_DESK(writes_the_address_of_a_pages_data),
    };
    return cmocka_run_group_tests_name("router", tests, NULL, NULL);
}
