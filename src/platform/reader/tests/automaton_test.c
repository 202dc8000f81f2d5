/* platform/reader/tests/automaton_test - folding with places, phrases found at once, and the house's own words. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/automaton.h"
#include "platform/reader/reading.h"
#include "platform/reader/words.h"
#include "tests/harness/unit.h"

static void folds_habits_of_writing_away(void **state) {
    static const char *const alike[][2] = {
        { "Hoà Bình", "hoa binh" }, { "HÒA BÌNH", "hoa binh" },
        { "kỹ thuật", "ki thuat" }, { "Kĩ  thuật\n", "ki thuat" },
        { "Đắk Lắk", "dak lak" },   { "2026 – 2030", "2026 - 2030" },
        { "“xã”", "\"xa\"" },       { "", "" },
        { "≥ 20 %", "≥ 20 %" },     { "Số: 1539/QĐ-UBND", "so: 1539/qd-ubnd" },
    };
    for (size_t i = 0; i < COUNT(alike); i++) {
        assert_row(i, alike[i][0]);
        assert_text(folded_words(*state, str_of(alike[i][0])), alike[i][1]);
    }
}

static void knows_where_each_byte_came_from(void **state) {
    const Str text = S("Giao  Sở Y tế – chủ trì");
    const Folded folded = folded_of(*state, text);
    assert_text(folded.text, "giao so i te - chu tri");
    assert_text(folded_source(&folded, 5, 12), "Sở Y tế");
    assert_text(folded_source(&folded, 0, 4), "Giao");
    assert_text(folded_source(&folded, 15, folded.text.len), "chủ trì");
    assert_text(folded_source(&folded, 3, 3), "");
}

static Automaton *automaton_of(Arena *arena, const char *const *phrases, size_t count) {
    Automaton *automaton = automaton_new(arena);
    for (size_t i = 0; i < count; i++) automaton_add(automaton, str_of(phrases[i]), i);
    automaton_build(automaton);
    return automaton;
}

static void finds_phrases_as_whole_words(void **state) {
    static const char *const phrases[] = { "so", "so tai chinh", "tai chinh", "chinh tri", "so tai" };
    const Automaton *automaton = automaton_of(*state, phrases, COUNT(phrases));
    const Found *found;
    assert_int_equal(automaton_find(automaton, *state, S("so tai chinh tri, soan"), &found), 5);
    assert_int_equal(found[0].value, 0);
    assert_int_equal(found[1].value, 4);
    assert_int_equal(found[2].value, 1); /* the longer of the two that end there */
    assert_int_equal(found[3].value, 2);
    assert_int_equal(found[4].value, 3);
    assert_int_equal(found[4].from, 7);
    assert_int_equal(found[4].to, 16);
    assert_int_equal(automaton_find_apart(automaton, *state, S("so tai chinh tri, soan so"), &found), 2);
    assert_int_equal(found[0].value, 1);
    assert_int_equal(found[1].from, 23);
    assert_int_equal(automaton_find(automaton, *state, S(""), &found), 0);
}

static void what_begins_first_wins_and_then_the_longest(void **state) {
    static const char *const phrases[] = { "b c", "c d e", "a b" };
    const Automaton *automaton = automaton_of(*state, phrases, COUNT(phrases));
    const Found *found;
    assert_int_equal(automaton_find_apart(automaton, *state, S("b c d e"), &found), 1);
    assert_int_equal(found[0].value, 0);
    assert_int_equal(automaton_find_apart(automaton, *state, S("a b c d e"), &found), 2);
    assert_int_equal(found[0].value, 2);
    assert_int_equal(found[1].value, 1);
}

static void added_words_come_before_the_houses_own(void **state) {
    static Word more[1];
    more[0] = (Word){ S("section"), S("mục tiêu"), S("other") };
    const ReaderWords *own = reader_words(*state, (Rows){ 0 });
    const ReaderWords *added = reader_words(*state, (Rows){ more, 1 });
    const Folded heading = folded_of(*state, S("II. MỤC TIÊU CỤ THỂ"));
    const Folded plain = folded_of(*state, S("MỤC TIÊU"));
    const Found *found;
    assert_int_equal(words_find(own, WORDS_SECTION, *state, &heading, &found), 1);
    assert_int_equal(found[0].value, SECTION_OBJECTIVES);
    assert_int_equal(words_find(added, WORDS_SECTION, *state, &plain, &found), 1);
    assert_int_equal(found[0].value, SECTION_OTHER);
    assert_int_equal(word_list_of(S("column")), WORDS_COLUMN);
    assert_int_equal(word_list_of(S("columns")), -1);
    assert_int_equal(word_means_of(WORDS_COLUMN, S("lead")), COLUMN_LEAD);
    assert_int_equal(word_means_of(WORDS_COLUMN, S("leader")), 0);
    assert_int_equal(word_means_of(WORDS_AGENCY, S("")), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(folds_habits_of_writing_away),           AN_ARENA(knows_where_each_byte_came_from),
        AN_ARENA(finds_phrases_as_whole_words),           AN_ARENA(what_begins_first_wins_and_then_the_longest),
        AN_ARENA(added_words_come_before_the_houses_own),
    };
    return cmocka_run_group_tests_name("automaton", tests, NULL, NULL);
}
