/* kit/tests/http_page_test - pages: what is put into a shell, and what is made once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_page.h"
#include "kit/kept.h"
#include "tests/harness/fixture.h"

#define PLAIN(text) { text, sizeof(text) - 1 }

static const Asset assets[] = {
    { "/shells/broken.html", "text/html", "\"e3\"", .plain = PLAIN("a shell without its marks") },
    { "/shells/broken.csp", "text/plain", "\"e4\"", .plain = PLAIN("default-src 'none'") },
    { "/shells/public.html", "text/html", "\"e1\"", .plain = PLAIN("<title><!--title--></title>|<!--data-->|") },
    { "/shells/public.csp", "text/plain", "\"e2\"", .plain = PLAIN("default-src 'self'") },
};

static const Page pages[] = {
    { "/x", "public", "/x", { "Chỉ tiêu", "Indicator" } },
    { "/y", "public", "/y", { "Nhiệm vụ", "Task" } },
    { "/z", "broken", "/z", { "Bản đồ", "Map" } },
};
static const Module room = { .name = "room", .pages = pages, .page_count = COUNT(pages) };
static const Module *const rooms[] = { &room };

static Ctx with_assets(Ctx *desk, House *house) {
    *house = *desk->house;
    house->modules = rooms;
    house->module_count = COUNT(rooms);
    house->assets = assets;
    house->asset_count = COUNT(assets);
    Ctx cx = *desk;
    cx.house = house;
    return cx;
}

#define SITE                                                                                                           \
    "<script type=\"application/json\" id=\"site\">"                                                                   \
    "{\"name\":\"Cây Đa\",\"place\":\"tỉnh\",\"place_en\":\"the province\","                                           \
    "\"contact\":\"\",\"contact_en\":\"\",\"is_official\":false}</script>\n"

static void puts_the_first_answer_into_the_page(void **state) {
    House house;
    Ctx cx = with_assets(*state, &house);
    const Page *page = &pages[0];
    const Answer data = { .status = 404, .body = S("{\"a\":1}") };
    const Answer answer = answer_page(&cx, page, S("/api/v1/x?y=%22"), &data);
    const Answer empty = answer_page(&cx, page, S(""), NULL);
    assert_int_equal(answer.status, 404); /* that of the data */
    assert_text(answer.body, "<title>Chỉ tiêu – Cây Đa</title>|" SITE
                             "<script type=\"application/json\" id=\"first\" data-status=\"404\" "
                             "data-url=\"/api/v1/x?y=%22\">{\"a\":1}</script>|");
    assert_text(answer.stem->text, "<title>Chỉ tiêu – Cây Đa</title>|" SITE);
    assert_text(answer.policy, "default-src 'self'");
    assert_text(answer.media_type, "text/html; charset=utf-8");
    assert_int_equal(empty.status, 200);
    assert_text(empty.body, "<title>Chỉ tiêu – Cây Đa</title>|" SITE "|");
}

static void what_is_too_large_for_its_page_is_refused_there(void **state) {
    House house;
    Ctx cx = with_assets(*state, &house);
    cx.arena = arena_new(4 * (size_t)ANSWER_BYTES_MAX);
    char *letters = arena_alloc(cx.arena, ANSWER_BYTES_MAX);
    const Answer data = { .status = 200, .body = { letters, ANSWER_BYTES_MAX } };
    const Answer answer = answer_page(&cx, &pages[0], S("/api/v1/x"), &data);
    assert_int_equal(answer.status, 413);
    assert_true(str_find(answer.body, S("data-status=\"413\"")) < answer.body.len);
    assert_true(str_find(answer.body, S("/problems/kit/memory-spent")) < answer.body.len);
    arena_free(cx.arena);
}

static void a_build_without_front_end_says_so(void **state) {
    Ctx *cx = *state;
    assert_int_equal(answer_page(cx, &pages[0], S(""), NULL).status, 404);
}

static void an_address_that_is_none_has_a_page(void **state) {
    House house;
    Ctx cx = with_assets(*state, &house);
    const Answer data = { .status = 404, .body = S("{}") };
    assert_int_equal(answer_page(&cx, NULL, S(""), &data).status, 404);
    assert_true(str_starts(answer_page(&cx, NULL, S(""), &data).body, S("<title>Không tìm thấy – Cây Đa</title>|")));
}

static void stems_are_made_once_for_each_page(void **state) {
    House house;
    Ctx cx = with_assets(*state, &house);
    house.shelf = shelf_new();
    cx.arena = arena_new(1 << 20);
    const Answer one = answer_page(&cx, &pages[0], S(""), NULL), two = answer_page(&cx, &pages[0], S(""), NULL);
    assert_ptr_equal(one.stem, two.stem);
    const Answer other = answer_page(&cx, &pages[1], S(""), NULL);
    assert_text(other.stem->text, "<title>Nhiệm vụ – Cây Đa</title>|" SITE);
    assert_ptr_equal(answer_page(&cx, &pages[0], S(""), NULL).stem, one.stem);
    assert_ptr_equal(answer_page(&cx, NULL, S(""), NULL).stem, answer_page(&cx, NULL, S(""), NULL).stem);
    arena_free(cx.arena); /* what was lent is given back */
    shelf_free(house.shelf);
}

/* Preparing the page that nobody asks for would stop the process. */
static void a_page_is_prepared_when_it_is_asked_for(void **state) {
    House house;
    Ctx cx = with_assets(*state, &house);
    house.shelf = shelf_new();
    cx.arena = arena_new(1 << 20);
    assert_int_equal(answer_page(&cx, &pages[0], S(""), NULL).status, 200);
    arena_free(cx.arena);
    shelf_free(house.shelf);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(puts_the_first_answer_into_the_page),     AT_DESK(a_build_without_front_end_says_so),
        AT_DESK(an_address_that_is_none_has_a_page),      AT_DESK(stems_are_made_once_for_each_page),
        AT_DESK(a_page_is_prepared_when_it_is_asked_for), AT_DESK(what_is_too_large_for_its_page_is_refused_there),
    };
    return cmocka_run_group_tests_name("http_page", tests, NULL, NULL);
}
