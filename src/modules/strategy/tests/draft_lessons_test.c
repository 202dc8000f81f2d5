/* modules/strategy/tests/draft_lessons_test - what of an item was put right, and which words of its passage, heading or
 * table are offered for it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/agency_names.h"
#include "modules/strategy/draft_lessons.h"
#include "modules/strategy/learned_words.h"
#include "tests/harness/fixture.h"

enum { ANSWER_MAX = 1000, NAMES_MAX = 5000 };

/* A heading that tells nothing with one below it and a paragraph; a table with a head of two rows, numbered columns, a
 * group and two rows; another table behind it, whose head names its columns otherwise. */
static const struct {
    int64_t parent;
    PassageKind kind;
    SectionKind section;
    const char *text, *cells[5];
} passage_rows[] = {
    { 0, PASSAGE_HEADING, SECTION_NONE, "VIỆC LÀM NGAY NĂM 2027", { NULL } }, /* 1 */
    { 1, PASSAGE_HEADING, SECTION_NONE, "Chợ", { NULL } },
    { 2, PASSAGE_LEAF, SECTION_NONE, "Trồng mới 500 sào nấm, Sở Một lo liệu.", { NULL } },
    { 0, PASSAGE_COLUMNS, SECTION_TASKS, "", { "TT", "Việc", "Các bên", "Các bên", "Cái phải có" } },
    { 0, PASSAGE_COLUMNS, SECTION_TASKS, "", { "TT", "Việc", "Đứng ra", "Góp sức", "" } },
    { 0, PASSAGE_COLUMNS, SECTION_TASKS, "", { "(1)", "(2)", "(3)", "(4)", "(5)" } },
    { 0, PASSAGE_COLUMNS, SECTION_TASKS, "", { "I", "Chợ", "Chợ", "Chợ", "Chợ" } },
    { 7, PASSAGE_ROW, SECTION_TASKS, "", { "1", "Sửa mái chợ", "Sở Một", "Sở  Hai", "Mái mới" } }, /* 8 */
    { 0, PASSAGE_ROW, SECTION_TASKS, "", { "2", "Lát sân", "Sở Hai", "", "" } },
    { 0, PASSAGE_COLUMNS, SECTION_TASKS, "", { "STT", "Chỉ tiêu", "Tính bằng", "Năm 2027", NULL } },
    { 0, PASSAGE_ROW, SECTION_OBJECTIVES, "", { "1", "Nấm", "sào", "500", NULL } }, /* 11 */
    { 0, PASSAGE_LEAF, SECTION_OBJECTIVES, "Tỷ lệ hộ dùng nước sạch không kém 85 % vào năm 2028.", { NULL } },
    { 0, PASSAGE_COLUMNS, SECTION_TASKS, "", { "TT", "Việc", "Thời gian", NULL } },
    { 0, PASSAGE_ROW, SECTION_TASKS, "", { "1", "Dọn chợ", "Mỗi độ xuân về", NULL } },
    { 0, PASSAGE_LEAF, SECTION_TASKS, "Các quầy giao dịch chủ trì niêm yết giá.", { NULL } },
};

static Rows passages_of_rows(Arena *arena) {
    Passage *passages = NEW_ARRAY(arena, Passage, COUNT(passage_rows));
    for (size_t i = 0; i < COUNT(passage_rows); i++) {
        Str *cells = NEW_ARRAY(arena, Str, COUNT(passage_rows[i].cells));
        size_t count = 0;
        while (count < COUNT(passage_rows[i].cells) && passage_rows[i].cells[count] != NULL) {
            cells[count] = str_of(passage_rows[i].cells[count]);
            count++;
        }
        passages[i] = (Passage){ .number = (int64_t)i + 1,
                                 .parent = passage_rows[i].parent,
                                 .kind = (int)passage_rows[i].kind,
                                 .section = (int)passage_rows[i].section,
                                 .text = str_of(passage_rows[i].text),
                                 .cells = { cells, count } };
    }
    return (Rows){ passages, COUNT(passage_rows) };
}

/* "list words=means" of each choice, choices parted by "/", lessons by "; ". */
static Str told(Ctx *cx, const Rows *lessons) {
    Buf answer = buf_new(cx->arena, ANSWER_MAX);
    for (size_t i = 0; i < lessons->count; i++) {
        const DraftLesson *lesson = &((const DraftLesson *)lessons->items)[i];
        for (size_t k = 0; k < lesson->choices.count; k++) {
            const DraftLessonWord *word = &((const DraftLessonWord *)lesson->choices.items)[k];
            buf_addf(&answer, "%s%.*s %.*s=%.*s", k > 0 ? " / " : i > 0 ? "; " : "", STR_FMT(word->list),
                     STR_FMT(word->words), STR_FMT(word->means));
        }
    }
    return written(&answer);
}

static DraftFields blank_fields(void) {
    return (DraftFields){ .title = S("x"), .unit = S(""), .product = S("") };
}

static void assert_lessons(Ctx *cx, const DraftItem *read, const DraftItem *now, const char *wanted) {
    static const char *const spelt[][2] = { { "Sở Một", "S1" }, { "Sở Hai", "S2" } };
    KnownName names[COUNT(spelt)];
    const Rows passages = passages_of_rows(cx->arena);
    for (size_t i = 0; i < COUNT(spelt); i++) names[i] = (KnownName){ str_of(spelt[i][0]), str_of(spelt[i][1]) };
    const LessonReader reader = { names, COUNT(names), { 0 } };
    const Rows lessons = draft_lessons_of(cx->arena, &reader, &passages, read, now);
    assert_text(told(cx, &lessons), wanted);
}

static void cells_teach_the_heads_of_their_columns(void **state) {
    Ctx *cx = *state;
    const DraftFields bare = blank_fields();
    DraftAssignment who[] = { { .role = ROLE_OF_LEAD, .named = S("Sở Một"), .agency = S("S1") },
                                    { .role = ROLE_OF_SUPPORT, .named = S("sở hai"), .agency = S("S2") } };
    DraftFields fields = bare;
    fields.assignments = (Rows){ who, 2 };
    fields.product = S("Mái mới");
    const DraftItem read = { .kind = DRAFT_TASK, .passage = 8, .state = ITEM_OPEN, .fields = &bare };
    DraftItem now = { .kind = DRAFT_TASK, .passage = 8, .state = ITEM_CONFIRMED, .fields = &fields };
    assert_lessons(cx, &read, &now,
                   "column đứng ra=lead; column góp sức=support; column cái phải có=product"); /* the lowest head */
    assert_lessons(cx, &now, &now, "");                                                        /* nothing was changed */
    now.state = ITEM_LEFT_OUT;
    assert_lessons(cx, &read, &now, "");
    now = (DraftItem){ .kind = DRAFT_TASK, .passage = 9, .state = ITEM_CONFIRMED, .fields = &fields };
    assert_lessons(cx, &read, &now, "column đứng ra=support"); /* Sở Một stands in no cell of this row */
    now.passage = 99;
    assert_lessons(cx, &read, &now, "");
    fields = bare;
    fields.unit = S("sào");
    now = (DraftItem){ .kind = DRAFT_INDICATOR, .passage = 11, .state = ITEM_CONFIRMED, .fields = &fields };
    assert_lessons(cx, &read, &now, "column tính bằng=unit"); /* of its own table */
}

static void headings_and_paragraphs_teach(void **state) {
    Ctx *cx = *state;
    const DraftFields bare = blank_fields();
    DraftFields fields = bare;
    DraftItem now = { .kind = DRAFT_TASK, .passage = 3, .state = ITEM_CONFIRMED, .fields = &fields };
    const DraftItem read = { .kind = DRAFT_TASK, .passage = 3, .state = ITEM_OPEN, .fields = &bare };
    assert_lessons(cx, NULL, &now, "section việc làm ngay=tasks / section chợ=tasks"); /* a person added it */
    assert_lessons(cx, &read, &now, "");                                               /* it was read as what it is */
    DraftAssignment who = { .role = ROLE_OF_LEAD, .named = S("Sở Một"), .agency = S("S1") };
    fields.assignments = (Rows){ &who, 1 };
    assert_lessons(cx, &read, &now, "verb lo liệu= / role lo liệu=lead");
    fields = bare;
    fields.unit = S("sào nấm");
    now.kind = DRAFT_INDICATOR;
    const DraftItem measure = { .kind = DRAFT_INDICATOR, .passage = 3, .state = ITEM_OPEN, .fields = &bare };
    assert_lessons(cx, &measure, &now, "unit sào nấm=");
    fields = bare;
    fields.about = 2; /* tasks */
    now = (DraftItem){ .kind = DRAFT_SECTION, .passage = 1, .state = ITEM_CONFIRMED, .fields = &fields };
    const DraftItem section = { .kind = DRAFT_SECTION, .passage = 1, .state = ITEM_OPEN, .fields = &bare };
    assert_lessons(cx, &section, &now, "section việc làm ngay=tasks");
}

/* Passage 12: a goal whose figure has unknown words; 13 to 14: a table with a column of terms; 15: many, unknown. */
static void figures_terms_and_collectives_teach(void **state) {
    Ctx *cx = *state;
    DraftTarget equal = { .year = 2028, .operator= OPERATOR_EQUAL, .low = decimal_whole(85), .text = S("") };
    DraftTarget at_least = equal;
    at_least.operator= OPERATOR_AT_LEAST;
    DraftFields read_fields = blank_fields(), fields = blank_fields();
    read_fields.targets = (Rows){ &equal, 1 };
    fields.targets = (Rows){ &at_least, 1 };
    DraftItem read = { .kind = DRAFT_INDICATOR, .passage = 12, .state = ITEM_OPEN, .fields = &read_fields };
    DraftItem now = { .kind = DRAFT_INDICATOR, .passage = 12, .state = ITEM_CONFIRMED, .fields = &fields };
    assert_lessons(cx, &read, &now, "relation không kém=at_least");
    at_least.low = decimal_whole(86); /* another value: nobody says that its words were misread */
    assert_lessons(cx, &read, &now, "");
    read_fields = fields = blank_fields();
    read_fields.timing = TIMING_STANDING, fields.timing = TIMING_YEARLY;
    read.kind = now.kind = DRAFT_TASK, read.passage = now.passage = 14;
    assert_lessons(cx, &read, &now, "term mỗi độ xuân về=yearly");
    read_fields.timing = TIMING_DATED;
    assert_lessons(cx, &read, &now, ""); /* a day was read */
    read_fields = fields = blank_fields();
    DraftAssignment who = { .role = ROLE_OF_LEAD, .named = S("các quầy giao dịch"), .agency = S("Q") };
    fields.assignments = (Rows){ &who, 1 };
    read.passage = now.passage = 15;
    assert_lessons(cx, &read, &now, "collective quầy giao dịch=");
}

static void names_of_agencies_have_an_end(void **state) {
    Ctx *cx = *state;
    const Id draft = id_make("draft", cx->now);
    for (int i = 0; i < NAMES_MAX; i++)
        assert_ok(agency_name_keep(cx, str_format(cx->arena, "Sở %d", i), S("S1"), &draft));
    assert_int_equal(agency_name_keep(cx, S("Sở cuối"), S("S1"), &draft), CONFLICT);
    assert_problem(cx, &words_full);
    assert_ok(agency_name_keep(cx, S("SỞ 7"), S("S2"), &draft)); /* one that is there gets another agency */
    NamesKnown names;
    assert_ok(names_known(cx, &names)); /* and with all of them a document can be read */
    assert_true(names.reader.name_count >= NAMES_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(cells_teach_the_heads_of_their_columns),
        AT_DESK(headings_and_paragraphs_teach),
        AT_DESK(figures_terms_and_collectives_teach),
        IN_HOUSE(names_of_agencies_have_an_end),
    };
    return cmocka_run_group_tests_name("draft_lessons", tests, NULL, NULL);
}
