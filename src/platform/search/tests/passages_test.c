/* platform/search/tests/passages_test - passages by their words: the closest first, with the places of the words. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/search.h"
#include "kit/router.h"
#include "tests/harness/fixture.h"

#define PLAN (&(const SearchSource){ S("plan"), S("D1"), S("1/QĐ-UBND"), S("Chiến lược"), S("") })

static int setup(void **state) {
    if (house_setup(state) != 0) return -1;
    const SearchPassage of_plan[] = {
        { SEARCH_TASK, S("T1"), S("Hạ tầng"), S("II.1"), S("Phủ sóng 5G cho mọi thôn. Chủ trì: Sở Một.") },
        { SEARCH_TASK, S("T2"), S("Hạ tầng"), S("II.2"), S("Sóng di động phủ rộng.") },
        { SEARCH_INDICATOR, S("I1"), S("Dữ liệu"), S("III.1"), S("Số hoá hồ sơ ở các sở.") },
        { SEARCH_DUTY, S("D1"), S(""), S("V.2"), S("Báo cáo năm, gửi Sở Một.") },
    };
    const SearchPassage of_text[] = {
        { SEARCH_TEXT, S(""), S("Điều 1"), S("Điều 1"), S("Kinh phí phủ sóng do tỉnh cấp.") },
    };
    const SearchPassage of_hidden[] = { { SEARCH_TEXT, S(""), S(""), S("I"), S("Phủ sóng bí mật.") } };
    const SearchSource text = { S("text"), S("D2"), S("2/QĐ-UBND"), S("Quy định"), S("") };
    const SearchSource hidden = { S("text"), S("D3"), S("3/QĐ-UBND"), S("Mật"), S("people.manage") };
    assert_ok(search_passages_replace(*state, PLAN, of_plan, COUNT(of_plan)));
    assert_ok(search_passages_replace(*state, &text, of_text, COUNT(of_text)));
    assert_ok(search_passages_replace(*state, &hidden, of_hidden, COUNT(of_hidden)));
    return 0;
}

#define WITH_PASSAGES(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

static Str found_json(Ctx *cx, const char *query, const char *name, const char *value) {
    const Route *route = route_by_path(cx->house, "GET", "/search/passages");
    void *out = arena_alloc(cx->arena, route->out->size);
    assert_ok(route->run(cx, FIXTURE_RECORD(cx, route->in, { "q", query }, { name, value }), out));
    return fixture_json(cx, route->out, out);
}

/* What stands behind each "name": in the JSON, up to a comma or quote. */
static Str each(Ctx *cx, Str json, const char *name) {
    Buf out = buf_new(cx->arena, 5000);
    const Str mark = str_format(cx->arena, "\"%s\":", name);
    for (;;) {
        const size_t at = str_find(json, mark);
        if (at == json.len) return written(&out);
        json = str_part(json, at + mark.len, json.len);
        Str rest = str_part(json, json.at[0] == '"', json.len);
        buf_add(&out, str_cut(&rest, json.at[0] == '"' ? '"' : ','));
        buf_char(&out, ' ');
    }
}

static void assert_items(Ctx *cx, const char *query, const char *expected) {
    assert_text(each(cx, found_json(cx, query, "document", "D1"), "item"), expected);
}

static void test_order(void **state) {
    Ctx *cx = *state;
    assert_items(cx, "phủ sóng", "T1 T2 "); /* side by side first, though the other one is shorter */
    assert_items(cx, "phu song", "T1 T2 ");
    assert_items(cx, "sóng phủ", "T2 T1 "); /* in this order they are in neither: the shorter one */
    assert_items(cx, "số", "I1 D1 T1 "); /* "số" before "sở"; of these the shorter passage */
    assert_items(cx, "5g thôn", "T1 ");
    assert_items(cx, "hạ tầng di động", "T2 "); /* words of the heading count */
    assert_items(cx, "5g di động", "");         /* not all in one */
    assert_items(cx, "", "");
    assert_items(cx, "?!", "");
    assert_items(cx, "phủ phủ sóng sóng", "T1 T2 ");
}

static void test_marks(void **state) {
    Ctx *cx = *state;
    const Str json = found_json(cx, "phủ sóng", "document", "D1");
    /* "Phủ sóng" are letters 0 to 8; "Sóng" 0 to 4 and "phủ" 13 to 16 */
    assert_holds(json, "\"marks\":[{\"from\":0,\"to\":8}]");
    assert_holds(json, "\"marks\":[{\"from\":0,\"to\":4},{\"from\":13,\"to\":16}]");
    /* with marks "sơ" and "sở" are not "số"; without, "hồ sơ" has letters 10 to 12 and "các sở" are 15 to 21 */
    assert_holds(found_json(cx, "số các", "document", "D1"), "[{\"from\":0,\"to\":2},{\"from\":15,\"to\":18}]");
    assert_holds(found_json(cx, "so cac", "document", "D1"),
                 "[{\"from\":0,\"to\":2},{\"from\":10,\"to\":12},{\"from\":15,\"to\":21}]");
}

static void test_filters(void **state) {
    Ctx *cx = *state;
    assert_text(each(cx, found_json(cx, "bí mật", "kind", ""), "total"), "1 "); /* commands may everything */
    fixture_caller(cx, "");
    const Str all = found_json(cx, "phủ sóng", "kind", "");
    assert_text(each(cx, all, "total"), "3 ");
    assert_holds(all, "\"kinds\":[{\"kind\":\"task\",\"count\":2},{\"kind\":\"text\",\"count\":1}]");
    const Str tasks = found_json(cx, "phủ sóng", "kind", "task");
    assert_text(each(cx, tasks, "total"), "2 ");
    assert_holds(tasks, "{\"kind\":\"text\",\"count\":1}"); /* what the other choice would give */
    assert_holds(tasks, "\"documents\":[{\"document\":\"D1\"");
    assert_text(each(cx, found_json(cx, "phủ sóng", "document", "D2"), "total"), "1 ");
    assert_text(each(cx, found_json(cx, "phủ sóng", "document", "D3"), "total"), "0 "); /* nobody may see it */
    assert_text(each(cx, found_json(cx, "bí mật", "kind", ""), "total"), "0 ");
}

static void test_replaced(void **state) {
    Ctx *cx = *state;
    const SearchPassage one = { SEARCH_INDICATOR, S("I1"), S(""), S("III.1"), S("Số hoá hồ sơ.") };
    assert_ok(search_passages_replace(cx, PLAN, &one, 1));
    assert_items(cx, "phủ sóng", "");
    assert_items(cx, "số hoá", "I1 ");
    assert_ok(search_passages_replace(cx, PLAN, NULL, 0));
    assert_items(cx, "số hoá", "");
    assert_text(each(cx, found_json(cx, "phủ sóng", "kind", ""), "total"), "2 ");
}

/* 500 words, of which the 401st and 402nd are looked for. */
static void test_long(void **state) {
    Ctx *cx = *state;
    Buf text = buf_new(cx->arena, 10000);
    for (int i = 1; i <= 500; i++) buf_addf(&text, i == 401 ? "kim " : i == 402 ? "chỉ " : "từ%d ", i);
    const SearchPassage one = { SEARCH_TEXT, S(""), S(""), S("I"), str_trim(written(&text)) };
    assert_ok(search_passages_replace(cx, PLAN, &one, 1));
    const Str json = found_json(cx, "kim chỉ", "document", "D1");
    assert_text(each(cx, json, "is_cut_before"), "true ");
    assert_text(each(cx, json, "is_cut_behind"), "true ");
    Str rest = str_part(json, str_find(json, S("\"text\":\"")) + 8, json.len);
    const Str shown = str_cut(&rest, '"');
    assert_true(utf8_count(shown) <= 480 && utf8_count(shown) > 400);
    assert_true(str_find(shown, S("kim chỉ")) < shown.len);
    assert_true(str_starts(shown, S("từ"))); /* between words */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_PASSAGES(test_order),    WITH_PASSAGES(test_marks), WITH_PASSAGES(test_filters),
        WITH_PASSAGES(test_replaced), WITH_PASSAGES(test_long),
    };
    return cmocka_run_group_tests_name("search passages", tests, NULL, NULL);
}
