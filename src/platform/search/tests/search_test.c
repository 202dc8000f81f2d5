/* platform/search/tests/search_test - found by its words, with or without Vietnamese marks; the best first. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/search.h"
#include "kit/router.h"
#include "tests/harness/fixture.h"

static int setup(void **state) {
    if (house_setup(state) != 0) return -1;
    const SearchEntry places[] = {
        { .code = S("01"), .title = S("Đà Nẵng"), .detail = S("Thành phố"), .words = S("") },
        { .code = S("02"), .title = S("Phường Đà Nẵng Cũ"), .detail = S("Thành phố"), .words = S("") },
        { .code = S("03"), .title = S("Hoà Vang"), .detail = S("Huyện của Đà Nẵng"), .words = S("Da-nang") },
        { .code = S("04"), .title = S("Tân An"), .detail = S("Xã"), .words = S("Ấp Đường Đất Đỏ") },
    };
    const SearchEntry tasks[] = {
        { .code = S("QD1539.PL1.06"), .title = S("Đạt 100% hộ có cáp quang"), .detail = S("Phụ lục I, mục 6"),
          .words = S("Fibre to every home") },
        { .code = S("T2"), .title = S("một hai ba bốn năm"), .detail = S("a_b"), .words = S("c\\d") },
    };
    assert_ok(search_replace(*state, S("place"), places, COUNT(places)));
    assert_ok(search_replace(*state, S("task"), tasks, COUNT(tasks)));
    return 0;
}

#define WITH_ENTRIES(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

static Str found_json(Ctx *cx, const char *query) {
    const Route *route = route_by_path(cx->house, "GET", "/search");
    void *out = arena_alloc(cx->arena, route->out->size);
    assert_ok(route->run(cx, FIXTURE_RECORD(cx, route->in, { "q", query }), out));
    return fixture_json(cx, route->out, out);
}

/* Codes of what was found, in their order. */
static Str found(Ctx *cx, const char *query) {
    Buf codes = buf_new(cx->arena, 5000);
    for (Str rest = found_json(cx, query); rest.at != NULL;) {
        const size_t at = str_find(rest, S("\"code\":\""));
        if (at == rest.len) break;
        rest = str_part(rest, at + 8, rest.len);
        buf_add(&codes, str_cut(&rest, '"'));
        buf_char(&codes, ' ');
    }
    return written(&codes);
}

typedef struct FindRow {
    const char *query, *codes;
} FindRow;

/* First those whose title begins with the words, then those whose title holds them, then the others. */
static const FindRow finds[] = {
    { "da nang", "01 02 03 " },
    { "Đà Nẵng", "01 02 03 " },
    { "ĐÀ NẴNG", "01 02 03 " },
    { "\xC4\x90\x61\xCC\x80 Na\xCC\x86\xCC\x83ng", "01 02 03 " }, /* decomposed */
    { "  đà   nẵng  ", "01 02 03 " },
    { "nang da", "01 02 03 " }, /* whatever their order */
    { "dan", "" },              /* the blank between the words counts */
    { "a nan", "01 02 03 " },   /* parts of words, too */
    { "da nang cu", "02 03 " }, /* the third by "của" */
    { "da nang x", "" }, /* every word must be there */
    { "thanh pho", "01 02 " },
    { "duong dat do", "04 " }, /* other names are searched, not shown */
    { "hoa vang", "03 " },
    { "ba", "T2 " },
    { "qd1539", "QD1539.PL1.06 " }, /* its code */
    { "PL1.06", "QD1539.PL1.06 " },
    { "fibre", "QD1539.PL1.06 " },
    { "100%", "QD1539.PL1.06 " }, /* signs of LIKE are letters here */
    { "%", "QD1539.PL1.06 " },
    { "_", "T2 " },
    { "a_b", "T2 " },
    { "a%b", "" },
    { "c\\d", "T2 " },
    { "\\", "T2 " },
    { "' OR 1=1 --", "" },
    { "\"", "" },
    { "", "" },
    { "   ", "" },
    { "một hai ba bốn", "T2 " },
    { "bốn ba hai một", "T2 " },
    { "một hai ba bốn năm", "T2 " },
    { "một hai ba bốn sáu", "" },
    { "một hai ba năm bốn", "T2 " },
    { "năm bốn ba hai một", "T2 " },
};

static void finds_with_and_without_marks(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(finds); i++) {
        assert_row(i, finds[i].query);
        assert_text(found(cx, finds[i].query), finds[i].codes);
    }
}

static void shows_titles_as_they_are_written(void **state) {
    Ctx *cx = *state;
    const Str json = found_json(cx, "duong dat");
    assert_holds(json, "\"q\":\"duong dat\"");
    assert_holds(json, "\"total\":1");
    assert_holds(json, "{\"kind\":\"place\",\"code\":\"04\",\"title\":\"Tân An\"");
    assert_holds(json, "\"detail\":\"Xã\"");
    assert_true(str_find(json, S("Đất Đỏ")) == json.len);
    assert_text(found_json(cx, "nothing of this"), "{\"q\":\"nothing of this\",\"total\":0,\"entries\":[]}");
}

static void replaces_what_is_of_one_kind(void **state) {
    Ctx *cx = *state;
    const SearchEntry one = { .code = S("09"), .title = S("Nà Hang"), .detail = S(""), .words = S("") };
    assert_ok(search_replace(cx, S("place"), &one, 1));
    assert_text(found(cx, "da nang"), "");
    assert_text(found(cx, "na hang"), "09 ");
    assert_text(found(cx, "cap quang"), "QD1539.PL1.06 "); /* of another kind */
    assert_ok(search_replace(cx, S("place"), NULL, 0));
    assert_text(found(cx, "na hang"), "");
}

static void bounds_what_it_finds(void **state) {
    Ctx *cx = *state;
    enum { MANY = 450 };
    SearchEntry *many = NEW_ARRAY(cx->arena, SearchEntry, MANY);
    for (size_t i = 0; i < MANY; i++)
        many[i] = (SearchEntry){ .code = str_format(cx->arena, "N%03zu", i), .title = S("Tổ dân phố"),
                                 .detail = S(""), .words = S("") };
    assert_ok(search_replace(cx, S("place"), many, MANY));
    const Str json = found_json(cx, "to dan pho");
    assert_holds(json, "\"total\":400");
    assert_holds(json, "\"N059\"");
    assert_true(str_find(json, S("\"N060\"")) == json.len); /* sixty are shown */
}

/* A letter may stand for eighteen when it is folded: U+FDFA. */
static void long_queries_find_nothing_and_do_no_harm(void **state) {
    Ctx *cx = *state;
    Buf query = buf_new(cx->arena, 1000);
    for (int i = 0; i < 100; i++) buf_add(&query, S("\xEF\xB7\xBA"));
    assert_text(found(cx, str_c(cx->arena, written(&query))), "");
    Buf signs = buf_new(cx->arena, 1000);
    for (int i = 0; i < 100; i++) buf_char(&signs, '%');
    assert_text(found(cx, str_c(cx->arena, written(&signs))), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ENTRIES(finds_with_and_without_marks),
        WITH_ENTRIES(shows_titles_as_they_are_written),
        WITH_ENTRIES(replaces_what_is_of_one_kind),
        WITH_ENTRIES(bounds_what_it_finds),
        WITH_ENTRIES(long_queries_find_nothing_and_do_no_harm),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
