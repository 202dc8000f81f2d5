/* modules/strategy/tests/draft_text_test - what of a document's text can be searched once its draft is adopted. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/router.h"
#include "modules/strategy/draft_text.h"
#include "tests/harness/fixture.h"

#include "platform/reader/reader.h"

static Str found(Ctx *cx, const char *query) {
    const Route *route = route_by_path(cx->house, "GET", "/search/passages");
    void *out = arena_alloc(cx->arena, route->out->size);
    assert_ok(route->run(cx, FIXTURE_RECORD(cx, route->in, { "q", query }), out));
    return fixture_json(cx, route->out, out);
}

static void test_indexed(void **state) {
    Ctx *cx = *state;
    Passage all[] = {
        { .number = 1, .kind = PASSAGE_HEAD, .text = S("Kho dữ liệu: căn cứ"), .citation = S("phần mở đầu") },
        { .number = 2, .kind = PASSAGE_HEADING, .text = S("Nhiệm vụ trọng tâm"), .citation = S("III") },
        { .number = 3, .parent = 2, .kind = PASSAGE_LEAF, .text = S("Xây dựng kho dữ liệu."), .citation = S("III.1") },
        { .number = 4, .parent = 2, .kind = PASSAGE_COLUMNS, .text = S("Kho dữ liệu | Đơn vị") },
        { .number = 5, .parent = 9, .kind = PASSAGE_ROW, .text = S("Kho dữ liệu | Sở Một"), .citation = S("III.2") },
        { .number = 6, .kind = PASSAGE_REPEATED, .text = S("Kho dữ liệu") },
        { .number = 7, .kind = PASSAGE_CLOSING, .text = S("Nơi nhận: kho dữ liệu") },
    };
    const Rows passages = { all, COUNT(all) };
    assert_ok(draft_text_index(cx, S("KH1"), S("1/KH-UBND"), S("Kế hoạch"), &passages));
    const Str json = found(cx, "kho dữ liệu");
    assert_holds(json, "\"total\":2,");
    assert_holds(json, "\"kind\":\"text\",\"item\":\"\",\"document\":\"KH1\",\"label\":\"1/KH-UBND\"");
    assert_holds(json, "\"heading\":\"Nhiệm vụ trọng tâm\",\"citation\":\"III.1\",\"text\":\"Xây dựng kho dữ liệu.\"");
    assert_holds(json, "\"heading\":\"\",\"citation\":\"III.2\""); /* of a parent that is not there */
    assert_holds(found(cx, "trọng tâm"), "\"total\":1,");          /* the heading of what is below it */
    assert_ok(draft_text_index(cx, S("KH1"), S("1/KH-UBND"), S("Kế hoạch"), &(Rows){ all, 2 })); /* read anew */
    assert_holds(found(cx, "kho dữ liệu"), "\"total\":0,");
}

int main(void) {
    const struct CMUnitTest tests[] = { IN_HOUSE(test_indexed) };
    return cmocka_run_group_tests_name("draft text", tests, NULL, NULL);
}
