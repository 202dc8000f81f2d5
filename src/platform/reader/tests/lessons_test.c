/* platform/reader/tests/lessons_test - words that would have told what a person put right: found beside a name, a
 * figure and in heads, and tried. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/lessons.h"

#include "platform/reader/own_words.h"
#include "platform/reader/roles.h"
#include "tests/harness/unit.h"

enum { ANSWER_MAX = 1000 };

static Str told(Arena *arena, const Word *words, size_t count) {
    Buf answer = buf_new(arena, ANSWER_MAX);
    for (size_t i = 0; i < count; i++) {
        const Word *one = &words[i];
        buf_addf(&answer, "%s%.*s %.*s=%.*s", i > 0 ? "; " : "", STR_FMT(one->list), STR_FMT(one->words),
                 STR_FMT(one->means));
    }
    return written(&answer);
}

static LessonReader reader_with(Arena *arena, const Word *words, size_t count) {
    static const char *const spelt[][2] = { { "Sở Một", "S1" }, { "Sở Hai", "S2" } };
    KnownName *names = NEW_ARRAY(arena, KnownName, COUNT(spelt));
    Word *own = NEW_ARRAY(arena, Word, count + 1);
    for (size_t i = 0; i < COUNT(spelt); i++) names[i] = (KnownName){ str_of(spelt[i][0]), str_of(spelt[i][1]) };
    for (size_t i = 0; i < count; i++) own[i] = words[i];
    return (LessonReader){ names, COUNT(spelt), { own, count } };
}

/* text, name, role, what is offered: worked out by reading the sentence aloud. */
static const struct {
    const char *text, *named;
    ReadRole role;
    const char *words;
} roles[] = {
    /* a role behind the name: a known verb, or a comma and "phối hợp", goes on */
    { "Trước ngày 30/6/2027, Sở Một đứng mũi chịu sào xây dựng kho dữ liệu.", "Sở Một", READ_LEAD,
      "role đứng mũi chịu sào=lead; verb đứng mũi=" },
    { "Mở cổng thanh toán tại các xã, Sở Một giữ vai nòng cốt, phối hợp với Sở Hai.", "Sở Một", READ_LEAD,
      "role giữ vai nòng cốt=lead" },
    /* a verb: what follows is what it is done to */
    { "Hằng năm, Sở Một niêm yết giá dịch vụ ở mọi bến xe.", "Sở Một", READ_LEAD,
      "verb niêm yết=" },
    { "Hằng năm, Sở Một niêm yết giá dịch vụ.", "Sở Một", READ_LEAD, "verb niêm yết=; role niêm yết giá dịch vụ=lead" },
    /* before the name */
    { "Sở Một chủ trì, bắt tay với Sở Hai mở lớp học.", "Sở Hai", READ_SUPPORT, "role bắt tay với=support" },
    { "Xây dựng kho dữ liệu. Nòng cốt: Sở Một.", "Sở Một", READ_LEAD, "role nòng cốt=lead" },
    { "Xây dựng kho dữ liệu. Bên giám sát: Sở Hai.", "Sở Hai", READ_MONITOR, "role bên giám sát=monitor" },
    { "Hội nghị nhất trí trao quyền cho Sở Một mở cổng thanh toán.", "Sở Một", READ_LEAD,
      "role trao quyền cho=lead" },
    /* nothing to learn: it is read so already, the name does not stand there, no words would do */
    { "Sở Một chủ trì, phối hợp với Sở Hai.", "Sở Một", READ_LEAD, "" },
    { "Sở Một chủ trì.", "Sở Hai", READ_SUPPORT, "" },
    { "Theo báo cáo (Sở Hai) đã nộp.", "Sở Hai", READ_MONITOR, "" },
    { "", "Sở Hai", READ_LEAD, "" },
    /* a word of the house is not turned into its contrary */
    { "Xây dựng kho dữ liệu. Cơ quan phối hợp: Sở Hai.", "Sở Hai", READ_LEAD, "" },
    { "Xây dựng kho dữ liệu. Nơi phối hợp chính yếu: Sở Hai.", "Sở Hai", READ_LEAD,
      "role nơi phối hợp chính yếu=lead" },
    { "Sở Hai", "", READ_SUPPORT, "" },
    /* many, called what no list knows */
    { "Các quầy giao dịch chủ trì niêm yết giá.", "Các quầy giao dịch", READ_LEAD, "collective quầy giao dịch=" },
    { "Sở Một chủ trì, phối hợp với các nhóm nòng cốt mở lớp học.", "các nhóm nòng cốt", READ_SUPPORT,
      "collective nhóm nòng cốt=" },
    { "Các sở, ban, ngành chủ trì.", "các sở, ban, ngành", READ_LEAD, "" },
    { "Các quầy giao dịch chủ trì niêm yết giá.", "các", READ_LEAD, "" },
};

static void words_around_a_name_are_offered_when_they_would_have_told_its_role(void **state) {
    const LessonReader reader = reader_with(*state, NULL, 0);
    for (size_t i = 0; i < COUNT(roles); i++) {
        Word words[LESSON_WORDS_MAX];
        assert_row(i, roles[i].text);
        const size_t count =
            lessons_of_role(*state, &reader, str_of(roles[i].text), str_of(roles[i].named), roles[i].role, words);
        assert_text(told(*state, words, count), roles[i].words);
    }
}

/* Another sentence with the phrase, before and behind the lesson. */
static void what_was_taught_is_read_in_another_sentence(void **state) {
    static const struct {
        const char *list, *words, *means, *text, *before, *behind;
    } rows[] = {
        { "role", "giữ vai nòng cốt", "lead", "Mở chợ đêm, Sở Hai giữ vai nòng cốt.", "", "Sở Hai=1" },
        { "role", "trao quyền cho", "lead", "Hội nghị trao quyền cho Sở Hai.", "", "Sở Hai=1" },
        { "role", "bắt tay với", "support", "Sở Một chủ trì, bắt tay với Sở Hai.", "Sở Một=1", "Sở Một=1 Sở Hai=2" },
        { "verb", "niêm yết", "", "Hằng tháng, Sở Hai niêm yết lịch tàu.", "", "Sở Hai=1" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Word word = { str_of(rows[i].list), str_of(rows[i].words), str_of(rows[i].means) };
        assert_row(i, rows[i].text);
        for (size_t taught = 0; taught < 2; taught++) {
            const LessonReader reader = reader_with(*state, &word, taught);
            const ReaderWords *words = reader_words(*state, reader.words);
            const Names *names = names_new(*state, words, reader.names, reader.name_count);
            const Folded folded = folded_of(*state, str_of(rows[i].text));
            const ReadAgency *found;
            const size_t count = roles_find(names, words, *state, &folded, ROLE_PLACE_PASSAGE, &found);
            Buf answer = buf_new(*state, ANSWER_MAX);
            for (size_t k = 0; k < count; k++)
                buf_addf(&answer, "%s%.*s=%d", k > 0 ? " " : "", STR_FMT(found[k].named), found[k].role);
            assert_text(written(&answer), taught ? rows[i].behind : rows[i].before);
        }
    }
}

static void a_unit_is_offered_where_a_figure_has_it(void **state) {
    static const struct {
        const char *text, *unit, *words;
    } rows[] = {
        { "Phấn đấu trồng mới 500 sào nấm đến năm 2028.", "sào nấm", "unit sào nấm=" },
        { "Tỷ lệ hộ dùng nước sạch đạt 95 % đến năm 2028.", "%", "" },          /* known */
        { "Tỷ lệ hộ dùng nước sạch đạt 95 % đến năm 2028.", "thúng", "" },      /* stands nowhere */
        { "Tỷ lệ hộ dùng nước sạch đạt 95 % đến năm 2028.", "", "" },
    };
    const LessonReader reader = reader_with(*state, NULL, 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        Word word;
        assert_row(i, rows[i].text);
        const bool is_one = lesson_of_unit(*state, &reader, str_of(rows[i].text), str_of(rows[i].unit), &word);
        assert_text(told(*state, &word, is_one), rows[i].words);
    }
}

/* text, value, relation that is meant: the words just before the figure. */
static void words_at_a_figure_are_offered_when_they_would_have_told_how_it_is_meant(void **state) {
    static const struct {
        const char *text;
        int64_t value;
        ReadRelation relation;
        const char *words;
    } rows[] = {
        { "Tỷ lệ hộ dùng nước sạch không kém 85 % vào năm 2028.", 85, RELATION_AT_LEAST,
          "relation không kém=at_least" },
        { "Tỷ lệ hộ dùng nước sạch không hề kém 85 %.", 85, RELATION_AT_LEAST,
          "relation không hề kém=at_least" },
        { "Tỷ lệ hộ nghèo không hơn 5 %.", 5, RELATION_AT_MOST, "relation không hơn=at_most" },
        { "Kém 85 % hộ nghèo.", 85, RELATION_BELOW, "relation kém=below" },
        { "Tỷ lệ hộ nghèo giảm còn kịch trần 5 %.", 5, RELATION_AT_MOST,
          "relation kịch trần=at_most" },
        { "Tỷ lệ hộ dùng nước sạch tối thiểu 85 %.", 85, RELATION_AT_LEAST, "" }, /* is read so */
        { "Tỷ lệ hộ dùng nước sạch tối thiểu 85 %.", 85, RELATION_AT_MOST, "" }, /* not turned into its contrary */
        { "Tỷ lệ hộ dùng nước sạch không kém 85 %.", 84, RELATION_AT_LEAST, "" },
        { "Tỷ lệ hộ dùng nước sạch không kém 85 %.", 85, RELATION_NONE, "" },
        { "", 85, RELATION_AT_LEAST, "" },
    };
    const LessonReader reader = reader_with(*state, NULL, 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        Word word;
        assert_row(i, rows[i].text);
        const bool is_one = lesson_of_relation(*state, &reader, str_of(rows[i].text), decimal_whole(rows[i].value),
                                               rows[i].relation, &word);
        assert_text(told(*state, &word, is_one), rows[i].words);
    }
}

static void words_that_say_each_year_are_offered_where_they_stand_alone(void **state) {
    static const struct {
        const char *text;
        bool is_cell;
        const char *words;
    } rows[] = {
        { "Mỗi độ xuân về", true, "term mỗi độ xuân về=yearly" },
        { "Năm nào cũng vậy, Sở Một mở lớp học.", false, "term năm nào cũng vậy=yearly" },
        { "Mở lớp học. Thời gian thực hiện: mỗi độ xuân về.", false, "term mỗi độ xuân về=yearly" },
        { "Hằng năm", true, "" },                                  /* known */
        { "Sở Một mở lớp học mỗi độ xuân về.", false, "" },        /* nobody knows which of these words */
        { "Trước ngày 30/6/2027, mở lớp.", false, "" },            /* a day is told */
        { "Đợt 1 trong xuân", true, "" },                          /* a number is of this document alone */
        { "Một hai ba bốn năm sáu", true, "" },                    /* too many words */
        { "", true, "" },
        { "", false, "" },
    };
    const LessonReader reader = reader_with(*state, NULL, 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        Word word;
        assert_row(i, rows[i].text);
        const bool is_one =
            lesson_of_term(*state, &reader, str_of(rows[i].text), rows[i].is_cell, TERM_YEARLY, &word);
        assert_text(told(*state, &word, is_one), rows[i].words);
    }
}

static void first_words_of_a_head_are_offered_unless_they_say_so_already(void **state) {
    static const struct {
        WordListKind list;
        const char *means, *head, *words;
    } rows[] = {
        { WORDS_SECTION, "tasks", "VIỆC CẦN LÀM NGAY", "section việc cần làm ngay=tasks" },
        { WORDS_SECTION, "objectives", "Mốc phải tới đến năm 2030", "section mốc phải tới=objectives" },
        { WORDS_SECTION, "objectives", "Mốc phải tới giai đoạn 2026 - 2030", "section mốc phải tới=objectives" },
        { WORDS_SECTION, "objectives", "Mốc phải tới (năm 2030)", "section mốc phải tới=objectives" },
        { WORDS_SECTION, "tasks", "NHIỆM VỤ VÀ GIẢI PHÁP", "" }, /* says so already */
        { WORDS_SECTION, "tasks", "2030", "" },
        { WORDS_SECTION, "tasks", "a", "" },
        { WORDS_SECTION, "nothing", "Việc cần làm", "" },
        { WORDS_COLUMN, "lead", "Nơi đứng ra làm", "column nơi đứng ra làm=lead" },
        { WORDS_COLUMN, "lead", "Cơ quan chủ trì", "" },
        { WORDS_COLUMN, "support", "Cơ quan chủ trì", "" }, /* not turned into its contrary */
        { WORDS_COLUMN, "support", "Cơ quan chủ trì vòng hai", "column cơ quan chủ trì vòng hai=support" },
        { WORDS_COLUMN, "product", "Cái phải có (bản giấy)", "column cái phải có=product" },
        { WORDS_COLUMN, "lead", "một hai ba bốn năm sáu bảy tám chín mười",
          "column một hai ba bốn năm sáu bảy tám=lead" },
    };
    const LessonReader reader = reader_with(*state, NULL, 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        Word word;
        assert_row(i, rows[i].head);
        const bool is_one =
            lesson_of_head(*state, &reader, rows[i].list, str_of(rows[i].means), str_of(rows[i].head), &word);
        assert_text(told(*state, &word, is_one), rows[i].words);
    }
}

/* Each word of the house is what a word must be, so a person's may be judged by the same. */
static void words_of_the_house_are_what_words_must_be(void **state) {
    const Rows words = words_standard(*state);
    for (size_t i = 0; i < words.count; i++) {
        const Word *word = &((const Word *)words.items)[i];
        const int list = word_list_of(word->list);
        assert_true(list >= 0 && word_means_of((WordListKind)list, word->means) > 0);
        assert_true(word_may_stand((WordListKind)list, folded_words(*state, word->words)));
    }
    assert_false(word_may_stand(WORDS_ROLE, S("a")));
    assert_false(word_may_stand(WORDS_ROLE, S(", - .")));
    assert_false(word_may_stand(WORDS_UNIT, S("")));
    assert_true(word_may_stand(WORDS_UNIT, S("%")));
}

/* The longest passage that there is, in the room that a review gives all lessons of an item (256 MB). */
static void the_longest_passage_fits(void **state) {
    static const char *const parts[] = { "kém 85 % hộ ", "các quầy ", "85 ", "thời gian: ", "Sở Một lo liệu ", ", " };
    const LessonReader reader = reader_with(*state, NULL, 0);
    for (size_t i = 0; i < COUNT(parts); i++) {
        assert_row(i, parts[i]);
        Arena *arena = arena_new((size_t)256 << 20);
        Buf text = buf_new(arena, 500000);
        Word words[LESSON_WORDS_MAX], word;
        const int64_t began = time_steady_us();
        for (size_t letters = 0; letters < 100000; letters += utf8_count(str_of(parts[i])))
            buf_add(&text, str_of(parts[i]));
        const Str all = written(&text);
        for (int k = 0; k < 2; k++)
            (void)lesson_of_relation(arena, &reader, all, decimal_whole(85), RELATION_AT_LEAST, &word);
        (void)lesson_of_term(arena, &reader, all, false, TERM_YEARLY, &word);
        (void)lessons_of_role(arena, &reader, all, S("các quầy"), READ_LEAD, words);
        assert_true(time_steady_us() - began < 30 * 1000000); /* far less: for slow machines and sanitizers */
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(words_around_a_name_are_offered_when_they_would_have_told_its_role),
        AN_ARENA(what_was_taught_is_read_in_another_sentence),
        AN_ARENA(words_at_a_figure_are_offered_when_they_would_have_told_how_it_is_meant),
        AN_ARENA(words_that_say_each_year_are_offered_where_they_stand_alone),
        AN_ARENA(a_unit_is_offered_where_a_figure_has_it),
        AN_ARENA(first_words_of_a_head_are_offered_unless_they_say_so_already),
        AN_ARENA(the_longest_passage_fits),
        AN_ARENA(words_of_the_house_are_what_words_must_be),
    };
    return cmocka_run_group_tests_name("lessons", tests, NULL, NULL);
}
