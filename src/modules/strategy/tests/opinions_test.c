/* modules/strategy/tests/opinions_test - what a language model is shown of an item, what of its words is believed, and
 * where it reads otherwise. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/opinions.h"
#include "tests/harness/fixture.h"

#include "platform/reader/reader.h"

static Rows passages_in(Arena *arena) {
    Str heads[] = { S("STT"), S("Chỉ tiêu"), S("Năm 2030") };
    Str *cells = NEW_ARRAY(arena, Str, COUNT(heads));
    for (size_t i = 0; i < COUNT(heads); i++) cells[i] = heads[i];
    const Passage passages[] = {
        { .number = 1, .kind = PASSAGE_HEADING, .text = S("NHIỆM VỤ") },
        { .number = 2, .parent = 1, .kind = PASSAGE_HEADING, .text = S("Hạ tầng số") },
        { .number = 3, .parent = 2, .kind = PASSAGE_LEAF, .text = S("Sở Một xây dựng kho dữ liệu. Sở Hai tập huấn.") },
        { .number = 4, .parent = 3, .kind = PASSAGE_DETAIL, .text = S("Thời gian: trước ngày 30/6/2027.") },
        { .number = 5, .parent = 2, .kind = PASSAGE_COLUMNS, .text = S("STT | Chỉ tiêu | Năm 2030"),
          .cells = { cells, COUNT(heads) } },
        { .number = 6, .parent = 2, .kind = PASSAGE_ROW, .text = S("1 | Hồ sơ trực tuyến | từ 85% đến 90%") },
    };
    Passage *all = NEW_ARRAY(arena, Passage, COUNT(passages));
    for (size_t i = 0; i < COUNT(passages); i++) all[i] = passages[i];
    return (Rows){ all, COUNT(passages) };
}

static DraftItem item_at(int64_t number, int kind, int64_t passage, int64_t from, int64_t to, DraftFields *fields) {
    return (DraftItem){ .number = number, .kind = kind, .passage = passage, .from = from, .to = to, .fields = fields };
}

static void a_model_sees_the_words_and_what_stands_above_them(void **state) {
    Ctx *cx = *state;
    static DraftFields none;
    const Rows all = passages_in(cx->arena);
    const DraftItem first = item_at(7, DRAFT_TASK, 3, 0, 28, &none), second = item_at(8, DRAFT_TASK, 3, 29, 45, &none),
                    row = item_at(9, DRAFT_INDICATOR, 6, 0, 37, &none);
    const OpinionSubject subjects[] = { opinion_subject(cx->arena, &first, &all),
                                        opinion_subject(cx->arena, &second, &all),
                                        opinion_subject(cx->arena, &row, &all) };
    Str text;
    assert_ok(opinions_question(cx->arena, subjects, COUNT(subjects), &text));
    assert_text(text, "{\"n\":7,\"above\":\"NHIỆM VỤ > Hạ tầng số\",\"passage\":\"Sở Một xây dựng kho dữ liệu.\\nThời "
                      "gian: trước ngày 30/6/2027.\"}\n"
                      "{\"n\":8,\"above\":\"NHIỆM VỤ > Hạ tầng số\",\"passage\":\"Sở Hai tập huấn.\\nThời gian: trước "
                      "ngày 30/6/2027.\"}\n"
                      "{\"n\":9,\"above\":\"NHIỆM VỤ > Hạ tầng số\",\"columns\":\"STT | Chỉ tiêu | Năm "
                      "2030\",\"passage\":\"1 | Hồ sơ trực tuyến | từ 85% đến 90%\"}\n");
    /* of no passage, or of one that is not there: the words that a person wrote */
    DraftFields own = { .title = S("Việc do người thêm") };
    const DraftItem bare = item_at(10, DRAFT_TASK, 0, 0, 0, &own), lost = item_at(11, DRAFT_TASK, 99, 0, 4, &own);
    assert_text(opinion_subject(cx->arena, &bare, &all).text, "Việc do người thêm");
    assert_text(opinion_subject(cx->arena, &lost, &all).text, "Việc do người thêm");
}

#define ANSWER(entries) "{\"opinions\":[" entries "]}"
#define TASK_7          "{\"n\":7,\"kind\":\"task\""

/* What is taken of an answer about items 7 (passage 3) and 9 (passage 6). */
static void only_what_stands_in_the_text_is_believed(void **state) {
    Ctx *cx = *state;
    static DraftFields none;
    const Rows all = passages_in(cx->arena);
    const DraftItem task = item_at(7, DRAFT_TASK, 3, 0, 28, &none), row = item_at(9, DRAFT_INDICATOR, 6, 0, 37, &none);
    const OpinionSubject subjects[] = { opinion_subject(cx->arena, &task, &all),
                                        opinion_subject(cx->arena, &row, &all) };
    static const struct {
        const char *said;
        bool is_answer;
        size_t count, thrown;
        int kind;
        const char *lead, *due, *figure; /* of the first */
    } rows[] = {
        { ANSWER(TASK_7 ",\"lead\":\"Sở Một\",\"due\":\"trước ngày 30/6/2027\"}"), true, 1, 0, DRAFT_TASK, "Sở Một",
          "trước ngày 30/6/2027", "" },
        { "Đây:\n```json\n{\"opinions\":[{\"n\":\"9\",\"kind\":\"indicator\",\"figure\":\" từ 85% đến 90% \"}]}\n```",
          true, 1, 0, DRAFT_INDICATOR, "", "", "từ 85% đến 90%" },
        { ANSWER("{\"n\":7,\"kind\":\"none\",\"why\":\"x\"}"), true, 1, 0, DRAFT_NONE, "", "", "" },
        /* quotes that stand nowhere: another agency, another spelling, half a word, the words of another item */
        { ANSWER(TASK_7 ",\"lead\":\"Sở Ba\"}"), true, 1, 1, DRAFT_TASK, "", "", "" },
        { ANSWER(TASK_7 ",\"lead\":\"So Mot\"}"), true, 1, 1, DRAFT_TASK, "", "", "" },
        { ANSWER(TASK_7 ",\"due\":\"ngày 30/6/202\"}"), true, 1, 1, DRAFT_TASK, "", "", "" },
        { ANSWER(TASK_7 ",\"lead\":\"ở Một\"}"), true, 1, 1, DRAFT_TASK, "", "", "" },
        { ANSWER(TASK_7 ",\"figure\":\"85%\"}"), true, 1, 1, DRAFT_TASK, "", "", "" },
        { ANSWER(TASK_7 ",\"due\":\"dữ liệu.\\nThời gian\"}"), true, 1, 1, DRAFT_TASK, "", "", "" },
        /* of the headings above, and of the columns */
        { ANSWER(TASK_7 ",\"lead\":\"Hạ tầng số\"}"), true, 1, 0, DRAFT_TASK, "Hạ tầng số", "", "" },
        { ANSWER("{\"n\":9,\"kind\":\"indicator\",\"due\":\"Năm 2030\"}"), true, 1, 0, DRAFT_INDICATOR, "",
          "Năm 2030", "" },
        /* of nobody, twice, of no kind, of no form */
        { ANSWER("{\"n\":8,\"kind\":\"task\"},{\"kind\":\"task\"},7,null"), true, 0, 4, 0, "", "", "" },
        { ANSWER(TASK_7 "},{\"n\":7,\"kind\":\"duty\"}"), true, 1, 1, DRAFT_TASK, "", "", "" },
        { ANSWER("{\"n\":7,\"kind\":\"deed\"},{\"n\":9}"), true, 0, 2, 0, "", "", "" },
        { ANSWER(TASK_7 ",\"lead\":{\"a\":1},\"due\":7}"), true, 1, 1, DRAFT_TASK, "", "", "" },
        { ANSWER(""), true, 0, 0, 0, "", "", "" },
        { "{\"opinions\":{}}", false, 0, 0, 0, "", "", "" },
        { "[" TASK_7 "}]", false, 0, 0, 0, "", "", "" },
        { "}{", false, 0, 0, 0, "", "", "" },
        { "Tôi không biết.", false, 0, 0, 0, "", "", "" },
        { "", false, 0, 0, 0, "", "", "" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Opinion opinions[2] = { 0 };
        size_t count, thrown;
        assert_row(i, rows[i].said);
        const bool is_answer =
            opinions_read(cx->arena, str_of(rows[i].said), subjects, COUNT(subjects), opinions, &count, &thrown);
        assert_int_equal(is_answer, rows[i].is_answer);
        assert_int_equal(count, rows[i].count);
        assert_int_equal(thrown, rows[i].thrown);
        if (count == 0) continue;
        assert_int_equal(opinions[0].kind, rows[i].kind);
        assert_text(opinions[0].lead, rows[i].lead);
        assert_text(opinions[0].due, rows[i].due);
        assert_text(opinions[0].figure, rows[i].figure);
    }
}

static void both_are_held_against_each_other(void **state) {
    Ctx *cx = *state;
    const Day june = day_make(2027, 6, 30), july = day_make(2027, 7, 31);
    DraftAssignment who[] = {
        { .role = ROLE_OF_SUPPORT, .named = S("Sở Ba"), .agency = S("S3") },
        { .role = ROLE_OF_LEAD, .named = S("Sở Một"), .agency = S("S1"), .then = S("S0") },
        { .role = ROLE_OF_LEAD, .named = S("Hội Lạ") },
    };
    DraftTarget targets[] = { { .year = 2030, .low = decimal_whole(85), .high = decimal_whole(90) } };
    DraftFields work = { .due = june, .timing = TIMING_DATED, .assignments = { who, COUNT(who) } };
    DraftFields aim = { .targets = { targets, COUNT(targets) } };
    const DraftItem task = item_at(7, DRAFT_TASK, 3, 0, 28, &work), row = item_at(9, DRAFT_INDICATOR, 6, 0, 37, &aim);
    const struct {
        const char *name;
        const DraftItem *item;
        int kind;
        const char *lead, *code;
        int timing;
        Day due;
        int64_t figure; /* 0: none */
        const char *differs;
    } rows[] = {
        { "says nothing more", &task, DRAFT_TASK, "", "", TIMING_NONE, { 0 }, 0, "" },
        { "the same", &task, DRAFT_TASK, "Sở Một", "S1", TIMING_DATED, june, 0, "" },
        { "its old name", &task, DRAFT_TASK, "Sở Không", "S0", TIMING_NONE, { 0 }, 0, "" },
        { "nobody knows it, and it is named alike", &task, DRAFT_TASK, "Hội lạ", "", TIMING_NONE, { 0 }, 0, "" },
        { "who only helps", &task, DRAFT_TASK, "Sở Ba", "S3", TIMING_NONE, { 0 }, 0, "assignments" },
        { "another day", &task, DRAFT_TASK, "Sở Hai", "S2", TIMING_DATED, july, 0, "assignments;due" },
        { "every year", &task, DRAFT_TASK, "", "", TIMING_YEARLY, { 0 }, 0, "due" },
        { "another kind: what else it says is of another thing", &task, DRAFT_DUTY, "Sở Hai", "S2", TIMING_DATED,
          july, 0, "kind" },
        { "nothing of a plan", &task, DRAFT_NONE, "", "", TIMING_NONE, { 0 }, 0, "kind" },
        { "the lower end", &row, DRAFT_INDICATOR, "", "", TIMING_NONE, { 0 }, 85, "" },
        { "another figure", &row, DRAFT_INDICATOR, "Sở Hai", "S2", TIMING_NONE, { 0 }, 80, "targets" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Decimal figure = decimal_whole(rows[i].figure);
        const Opinion opinion = { rows[i].item->number, rows[i].kind, str_of(rows[i].lead), S(""), S("") };
        const OpinionMeans means = { .lead = str_of(rows[i].code),
                                     .fields = { .due = rows[i].due, .timing = rows[i].timing },
                                     .figures = { &figure, rows[i].figure != 0 } };
        const Texts differs = opinion_differs(cx->arena, &opinion, &means, rows[i].item);
        Buf told = buf_new(cx->arena, 100);
        assert_row(i, rows[i].name);
        for (size_t j = 0; j < differs.count; j++)
            buf_addf(&told, "%s%.*s", j > 0 ? ";" : "", STR_FMT(differs.items[j]));
        assert_text(((Str){ told.at, told.len }), rows[i].differs);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_model_sees_the_words_and_what_stands_above_them),
        AT_DESK(only_what_stands_in_the_text_is_believed),
        AT_DESK(both_are_held_against_each_other),
    };
    return cmocka_run_group_tests_name("opinions", tests, NULL, NULL);
}
