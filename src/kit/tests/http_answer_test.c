/* kit/tests/http_answer_test - what goes back: well formed whatever strangers sent, small where it helps. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_answer.h"
#include "kit/tests/record.h"
#include "tests/harness/fixture.h"

#include <brotli/decode.h>
#include <jansson.h>
#include <zlib.h>

static void drop_json(void *root) {
    json_decref(root);
}

/* The body as JSON; it lives as long as the arena. */
static const json_t *parsed(Ctx *cx, Str body) {
    json_t *root = json_loadb(body.at, body.len, JSON_REJECT_DUPLICATES, NULL);
    if (root == NULL) fail_with("not JSON: %.*s", STR_FMT(body));
    arena_defer(cx->arena, drop_json, root);
    return root;
}

static const char *member(const json_t *object, const char *name) {
    return json_string_value(json_object_get(object, name));
}

static const ProblemKind odd = {
    CONFLICT, "test/odd-kind", { "Tiêu đề", "Title" }, { "chi tiết “{0}”", "detail “{0}”" }
};

static void tells_problems_as_rfc_9457(void **state) {
    Ctx *cx = *state;
    const Answer answer = answer_problem(cx, fail(cx, &odd, S("\"<x>\"\n")));
    const json_t *root = parsed(cx, answer.body);
    assert_int_equal(answer.status, 409);
    assert_text(answer.media_type, "application/problem+json");
    assert_text(answer.cache_control, "no-store");
    assert_string_equal(member(root, "type"), "/problems/test/odd-kind");
    assert_int_equal(json_integer_value(json_object_get(root, "status")), 409);
    assert_string_equal(member(root, "title"), "Tiêu đề");
    assert_string_equal(member(root, "title_en"), "Title");
    assert_string_equal(member(root, "detail"), "chi tiết “\"<x>\"\n”");
    assert_string_equal(member(root, "detail_en"), "detail “\"<x>\"\n”");
    assert_null(json_object_get(root, "errors"));
}

typedef struct StatusRow {
    Code code;
    int status;
} StatusRow;

static const StatusRow statuses[] = {
    { INVALID, 400 },   { UNAUTHENTICATED, 401 }, { FORBIDDEN, 403 }, { NOT_FOUND, 404 }, { CONFLICT, 409 },
    { TOO_LARGE, 413 }, { TOO_MANY, 429 },        { RETRY, 503 },     { UNAVAILABLE, 503 }, { BROKEN, 500 },
};

static void each_code_has_its_status(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(statuses); i++) {
        const ProblemKind kind = { statuses[i].code, "test/kind", { "t", "t" }, { "d", "d" } };
        assert_row(i, "");
        assert_int_equal(answer_problem(cx, fail(cx, &kind)).status, statuses[i].status);
    }
    assert_int_equal(answer_problem(cx, fail(cx, &verb_not_allowed, S("GET"))).status, 405);
    assert_int_equal(answer_problem(cx, fail(cx, &body_needed_json)).status, 415);
    fixture_forget(cx);
    assert_int_equal(answer_problem(cx, NOT_FOUND).status, 404); /* a Code without a Problem */
    fixture_forget(cx);
    assert_int_equal(answer_problem(cx, BROKEN).status, 500);
}

static void keeps_our_faults_to_itself(void **state) {
    Ctx *cx = *state;
    const ProblemKind ours = { BROKEN, "test/ours", { "t", "t" }, { "{0}", "{0}" } };
    const Answer answer = answer_problem(cx, fail(cx, &ours, S("table secret_names is missing")));
    assert_true(str_find(answer.body, S("secret_names")) == answer.body.len);
    assert_string_equal(member(parsed(cx, answer.body), "type"), "/problems/test/ours");
}

static void lists_faults_with_their_places(void **state) {
    Ctx *cx = *state;
    fault(cx, spot_in(S("a \"b\".csv"), 7, S("value")), &odd, S("x"));
    fault(cx, spot_field(S("parts/0/name")), &field_missing, S("name"));
    for (int i = 0; i < FAULTS_NAMED_MAX; i++) fault(cx, spot_field(S("x")), &odd, S("y"));
    const json_t *root = parsed(cx, answer_problem(cx, faults_verdict(cx)).body);
    const json_t *errors = json_object_get(root, "errors");
    assert_int_equal(json_integer_value(json_object_get(root, "error_count")), FAULTS_NAMED_MAX + 2);
    assert_int_equal(json_array_size(errors), FAULTS_NAMED_MAX);
    const json_t *cell = json_array_get(errors, 0), *field = json_array_get(errors, 1);
    assert_string_equal(member(cell, "type"), "/problems/test/odd-kind");
    assert_string_equal(member(cell, "file"), "a \"b\".csv");
    assert_int_equal(json_integer_value(json_object_get(cell, "row")), 7);
    assert_string_equal(member(cell, "column"), "value");
    assert_null(member(cell, "pointer"));
    assert_string_equal(member(cell, "detail"), "chi tiết “x”");
    assert_string_equal(member(field, "pointer"), "/parts/0/name");
    assert_null(json_object_get(field, "row"));
    assert_null(json_object_get(field, "file"));
}

/* A place may be a name that a stranger chose: a member of his JSON, a name in his query. The answer is embedded in
 * pages (answer_page), so a bare `<` would let him write into ours. */
static void places_of_strangers_do_no_harm(void **state) {
    Ctx *cx = *state;
    static const char *const names[] = { "a\"b", "a\\b", "</script><script>alert(1)</script>", "\",\"x\":\"", "a\nb" };
    for (size_t i = 0; i < COUNT(names); i++) {
        RequestTarget target = { .pairs = { { str_of(names[i]), S("1") } }, .pair_count = 1 };
        const Match match = { 0 };
        Record record;
        assert_row(i, names[i]);
        fixture_forget(cx);
        target_to_record(cx, &target, &match, &record_shape, &record);
        const Str body = answer_problem(cx, faults_verdict(cx)).body;
        const json_t *fault = json_array_get(json_object_get(parsed(cx, body), "errors"), 0);
        assert_text(S("/"), str_format(cx->arena, "%.1s", member(fault, "pointer")).at);
        assert_true(str_is(str_part(str_of(member(fault, "pointer")), 1, 1000), names[i]));
        assert_true(str_find(body, S("<")) == body.len);
    }
}

/* ---- answers of routes ---- */

static void answers_json_with_the_status_of_the_route(void **state) {
    Ctx *cx = *state;
    const Part part = { S("tên"), 3 };
    const Route gets = { "GET", "/x", .out = &part_shape }, silent = { "POST", "/x" },
                creates = { "POST", "/x", .out = &part_shape, .creates = true };
    assert_int_equal(answer_json(cx, &gets, &part).status, 200);
    assert_text(answer_json(cx, &gets, &part).body, "{\"name\":\"tên\",\"weight\":3}");
    assert_text(answer_json(cx, &gets, &part).media_type, "application/json");
    assert_int_equal(answer_json(cx, &creates, &part).status, 201);
    assert_int_equal(answer_json(cx, &silent, NULL).status, 204);
    assert_int_equal(answer_json(cx, &silent, NULL).body.len, 0);
}

static void answers_raw_as_the_route_or_the_work_says(void **state) {
    (void)state;
    const Route route = { "GET", "/x", .gives = "text/csv" };
    const Raw text = { .body = S("a,b"), .file_name = S("x.csv") };
    const Raw file = { .path = S("/p"), .media_type = S("image/png") };
    assert_text(answer_raw(&route, &text).media_type, "text/csv");
    assert_text(answer_raw(&route, &text).file_name, "x.csv");
    assert_true(answer_raw(&route, &text).may_compress);
    assert_text(answer_raw(&route, &file).media_type, "image/png");
    assert_text(answer_raw(&route, &file).path, "/p");
    assert_false(answer_raw(&route, &file).may_compress);
}

/* ---- pages ---- */

#define PLAIN(text) { text, sizeof(text) - 1 }

static const Asset assets[] = {
    { "/shells/public.csp", "text/plain", "\"e2\"", .plain = PLAIN("default-src 'self'") },
    { "/assets/app-1a2b.js", "text/javascript", "\"e3\"", .plain = PLAIN("js") },
};

static Ctx with_assets(Ctx *desk, House *house) {
    *house = *desk->house;
    house->assets = assets;
    house->asset_count = COUNT(assets);
    Ctx cx = *desk;
    cx.house = house;
    return cx;
}

static void lets_browsers_keep_what_never_changes(void **state) {
    House house;
    Ctx cx = with_assets(*state, &house);
    assert_holds(answer_asset(asset_find(cx.house, S("/assets/app-1a2b.js"))).cache_control, "immutable");
    assert_text(answer_asset(asset_find(cx.house, S("/shells/public.csp"))).cache_control, "no-cache");
    assert_null(asset_find(cx.house, S("/assets/app")));
    assert_null(asset_find(cx.house, S("")));
}

/* ---- compression ---- */

typedef struct AcceptRow {
    const char *header;
    Encoding encoding;
} AcceptRow;

static const AcceptRow accepts[] = {
    { "", ENCODING_PLAIN },
    { "identity", ENCODING_PLAIN },
    { "gzip", ENCODING_GZIP },
    { "deflate, gzip;q=1.0", ENCODING_GZIP },
    { "gzip, deflate, br", ENCODING_BROTLI },
    { "br;q=0.1, gzip", ENCODING_BROTLI },
    { "br;q=0, gzip", ENCODING_GZIP },
    { "br;q=0.000 , gzip ; q=0", ENCODING_PLAIN },
    { "brotli, xgzip", ENCODING_PLAIN },
    { " br ", ENCODING_BROTLI },
};

static void takes_the_best_encoding_of_the_browser(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(accepts); i++) {
        assert_row(i, accepts[i].header);
        assert_int_equal(encoding_accepted(str_of(accepts[i].header)), accepts[i].encoding);
    }
}

static void what_is_compressed_comes_back(void **state) {
    Ctx *cx = *state;
    Buf text = buf_new(cx->arena, 10000);
    for (int i = 0; i < 200; i++) buf_addf(&text, "dòng số %d\n", i);
    Str gzip, brotli;
    char back[10000];
    assert_true(text_compress(cx->arena, ENCODING_GZIP, written(&text), &gzip));
    assert_true(text_compress(cx->arena, ENCODING_BROTLI, written(&text), &brotli));
    assert_true(gzip.len < text.len / 2 && brotli.len < text.len / 2);
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)gzip.at, .avail_in = (uInt)gzip.len, .next_out = (Bytef *)back,
                        .avail_out = sizeof back };
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_true(str_equal((Str){ back, stream.total_out }, written(&text)));
    (void)inflateEnd(&stream);
    size_t size = sizeof back;
    assert_int_equal(BrotliDecoderDecompress(brotli.len, (const uint8_t *)brotli.at, &size, (uint8_t *)back),
                     BROTLI_DECODER_RESULT_SUCCESS);
    assert_true(str_equal((Str){ back, size }, written(&text)));
}

/* Stem and rest, decoded by the other side's library in one go. */
static void assert_goes_on(Ctx *cx, Str stem_text, Str rest) {
    Buf text = buf_new(cx->arena, 2000000);
    Str brotli;
    buf_add(&text, stem_text);
    buf_add(&text, rest);
    const Stem stem = stem_make(cx->arena, stem_text);
    assert_true(text_compress_on(cx->arena, &stem, written(&text), &brotli));
    size_t size = text.len + 1;
    char *back = arena_alloc(cx->arena, size);
    assert_int_equal(BrotliDecoderDecompress(brotli.len, (const uint8_t *)brotli.at, &size, (uint8_t *)back),
                     BROTLI_DECODER_RESULT_SUCCESS);
    assert_true(str_equal((Str){ back, size }, written(&text)));
}

/* Words of brotli's own dictionary stand in the rest: how they are written depends on how much came before. */
static void what_goes_on_from_a_stem_comes_back(void **state) {
    Ctx *cx = *state;
    static const size_t lengths[] = { 1, 20, 1000, 100000, 262143, 262144, 262145, 600000 };
    Buf rest = buf_new(cx->arena, 200000);
    for (int i = 0; i < 2000; i++) buf_addf(&rest, "{\"description\":\"the government information %d\"}\n", i);
    for (size_t i = 0; i < COUNT(lengths); i++) {
        char *stem = arena_alloc(cx->arena, lengths[i] + 1);
        for (size_t j = 0; j < lengths[i]; j++) stem[j] = (char)('a' + j * j % 23);
        assert_row(i, "length of the stem");
        assert_goes_on(cx, (Str){ stem, lengths[i] }, written(&rest));
        assert_goes_on(cx, (Str){ stem, lengths[i] }, str_part(written(&rest), 0, 300));
    }
}

static void does_not_compress_in_vain(void **state) {
    Ctx *cx = *state;
    char *chance = arena_alloc(cx->arena, 4000), *blanks = arena_alloc(cx->arena, 1024);
    Str smaller;
    random_fill(chance, 4000);
    memset(blanks, ' ', 1024);
    assert_false(text_compress(cx->arena, ENCODING_GZIP, (Str){ chance, 4000 }, &smaller));
    assert_false(text_compress(cx->arena, ENCODING_BROTLI, (Str){ chance, 4000 }, &smaller));
    assert_false(text_compress(cx->arena, ENCODING_GZIP, (Str){ blanks, 1023 }, &smaller)); /* too short to pay */
    assert_true(text_compress(cx->arena, ENCODING_GZIP, (Str){ blanks, 1024 }, &smaller));
    assert_false(text_compress(cx->arena, ENCODING_PLAIN, (Str){ blanks, 1024 }, &smaller));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(tells_problems_as_rfc_9457),
        AT_DESK(each_code_has_its_status),
        AT_DESK(keeps_our_faults_to_itself),
        AT_DESK(lists_faults_with_their_places),
        AT_DESK(places_of_strangers_do_no_harm),
        AT_DESK(answers_json_with_the_status_of_the_route),
        AT_DESK(answers_raw_as_the_route_or_the_work_says),
        AT_DESK(lets_browsers_keep_what_never_changes),
        AT_DESK(takes_the_best_encoding_of_the_browser),
        AT_DESK(what_is_compressed_comes_back),
        AT_DESK(what_goes_on_from_a_stem_comes_back),
        AT_DESK(does_not_compress_in_vain),
    };
    return cmocka_run_group_tests_name("http_answer", tests, NULL, NULL);
}
