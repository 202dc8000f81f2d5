/* kit/tests/settings_test - what was said last wins: the standard, the file, the environment, the command line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/settings.h"
#include "kit/shape.h"
#include "tests/harness/fixture.h"

#include <stdlib.h>

static const Setting color = { "test.color", SETTING_TEXT, "red", 0, 5, .help = "h" };
static const Setting size = { "test.size", SETTING_INT, "10", -5, 20, .help = "h" };
static const Setting loud = { "test.is_loud", SETTING_BOOL, "off", 0, 0, .help = "h" };
static const Setting *const settings[] = { &color, &size, &loud };
static const Module test_module = { .name = "test", .title = "Test", TABLE(setting, settings) };
static const Module *const modules[] = { &test_module };

/* The Ctx of the desk, in a house of one room. */
static Ctx in_test_house(Ctx *desk, House *house) {
    *house = (House){ .modules = modules, .module_count = 1, .data_folder = desk->house->data_folder };
    Ctx cx = *desk;
    cx.house = house;
    return cx;
}

static void clear_environment(void) {
    (void)unsetenv("BANYAN_TEST_COLOR");
    (void)unsetenv("BANYAN_TEST_SIZE");
    (void)unsetenv("BANYAN_TEST_IS_LOUD");
}

typedef struct OrderRow {
    const char *file, *environment, *first_word, *second_word, *wanted;
} OrderRow;

/* NULL: nothing was said there. */
static const OrderRow orders[] = {
    { NULL, NULL, NULL, NULL, "red" },
    { "blue", NULL, NULL, NULL, "blue" },
    { "blue", "green", NULL, NULL, "green" },
    { "blue", "green", "black", NULL, "black" },
    { "blue", "green", "black", "white", "white" },
    { NULL, "green", NULL, NULL, "green" },
    { NULL, NULL, "black", NULL, "black" },
    { "blue", NULL, "black", NULL, "black" },
    { "blue", "", NULL, NULL, "" }, /* an empty word is a word */
};

static void the_last_word_wins(void **state) {
    for (size_t i = 0; i < COUNT(orders); i++) {
        const OrderRow *row = &orders[i];
        House house;
        Ctx cx = in_test_house(*state, &house);
        const Settings *made;
        SettingWord words[2];
        size_t count = 0;
        Str path = S("");
        assert_row(i, row->wanted);
        clear_environment();
        if (row->file != NULL) path = fixture_file(&cx, "t.conf", str_format(cx.arena, "test.color = %s\n", row->file));
        if (row->environment != NULL) assert_int_equal(setenv("BANYAN_TEST_COLOR", row->environment, 1), 0);
        const char *const said[] = { row->first_word, row->second_word };
        for (size_t j = 0; j < COUNT(said) && said[j] != NULL; j++)
            words[count++] = (SettingWord){ S("test.color"), str_of(said[j]), { .row = 0 } };
        assert_ok(settings_make(&cx, path, words, count, &made));
        assert_text(setting_text(made, &color), row->wanted);
        assert_int_equal(setting_int(made, &size), 10); /* the others stay */
        assert_false(setting_is(made, &loud));
    }
    clear_environment();
}

typedef struct FileRow {
    const char *content;
    int64_t size;
    FaultWanted wanted[3];
} FileRow;

static const FileRow files[] = {
    { "", 10, { { NULL, 0, "" } } },
    { "# test.size = 7\n", 10, { { NULL, 0, "" } } },
    { "test.size = 7", 7, { { NULL, 0, "" } } },
    { "\r\n  test.size=7  \r\n\r\n", 7, { { NULL, 0, "" } } },
    { "test.size = 7\ntest.size = 8\n", 8, { { NULL, 0, "" } } },
    { "test.size = -5\n", -5, { { NULL, 0, "" } } },
    { "test.size = 20\n", 20, { { NULL, 0, "" } } },
    { "test.color = a=b\ntest.size = 7", 7, { { NULL, 0, "" } } },
    { "test.size = 21\n", 0, { { &field_range, 1, "test.size" } } },
    { "test.size = -6\n", 0, { { &field_range, 1, "test.size" } } },
    { "test.size = ten\n", 0, { { &field_whole_number, 1, "test.size" } } },
    { "test.size = 1.5\n", 0, { { &field_whole_number, 1, "test.size" } } },
    { "test.size =\n", 0, { { &field_whole_number, 1, "test.size" } } },
    { "\ntest.color = yellow\n", 0, { { &field_length, 2, "test.color" } } },
    { "test.is_loud = yes\n", 0, { { &field_choice, 1, "test.is_loud" } } },
    { "test.sise = 7\n", 0, { { &setting_unknown, 1, "test.sise" } } },
    { "= 7\n", 0, { { &setting_unknown, 1, "" } } },
    { "test.size 7\n", 0, { { &setting_line, 1, "test.size 7" } } },
    { "[test]\nsize = 7\ntest.size = 99\n", 0,
      { { &setting_line, 1, "[test]" }, { &setting_unknown, 2, "size" }, { &field_range, 3, "test.size" } } },
};

static void reads_lines_of_a_file(void **state) {
    clear_environment();
    for (size_t i = 0; i < COUNT(files); i++) {
        House house;
        Ctx cx = in_test_house(*state, &house);
        const Settings *made;
        size_t count = 0;
        while (count < COUNT(files[i].wanted) && files[i].wanted[count].kind != NULL) count++;
        assert_row(i, files[i].content);
        const Str path = fixture_file(&cx, "t.conf", str_of(files[i].content));
        assert_int_equal(settings_make(&cx, path, NULL, 0, &made), count == 0 ? OK : INVALID);
        assert_faults_at(&cx, files[i].wanted, count, __FILE__, __LINE__);
        if (count == 0) assert_int_equal(setting_int(made, &size), files[i].size);
    }
}

static void a_file_that_is_not_there_says_nothing(void **state) {
    House house;
    Ctx cx = in_test_house(*state, &house);
    const Settings *made;
    assert_ok(settings_make(&cx, S("/nonexistent/t.conf"), NULL, 0, &made));
    assert_text(setting_text(made, &color), "red");
}

static void knows_the_words_for_on_and_off(void **state) {
    static const struct {
        const char *word;
        bool is_on;
    } rows[] = { { "on", true }, { "true", true }, { "off", false }, { "false", false } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        House house;
        Ctx cx = in_test_house(*state, &house);
        const Settings *made;
        const SettingWord words[] = { { S("test.is_loud"), str_of(rows[i].word), { .row = 0 } } };
        assert_ok(settings_make(&cx, S(""), words, 1, &made));
        assert_int_equal(setting_is(made, &loud), rows[i].is_on);
        assert_text(setting_text(made, &loud), rows[i].word);
    }
}

static void refuses_wrong_words_wherever_they_are_said(void **state) {
    House house;
    Ctx cx = in_test_house(*state, &house);
    const Settings *made;
    const SettingWord words[] = { { S("test.size"), S("99"), { .column = S("--set") } },
                                  { S("nope"), S("1"), { .column = S("--set") } } };
    assert_int_equal(setenv("BANYAN_TEST_SIZE", "21", 1), 0);
    assert_int_equal(settings_make(&cx, S(""), words, 2, &made), INVALID);
    assert_faults(&cx, { &field_range, 0, "BANYAN_TEST_SIZE" }, { &field_range, 0, "--set" },
                  { &setting_unknown, 0, "--set" });
    clear_environment();
}

static const Setting unlisted = { "test.unlisted", SETTING_INT, "1", 0, 1, .help = "h" };
static const Settings *asked;

static void ask_what_is_not_listed(void) {
    (void)setting_int(asked, &unlisted);
}

static void ask_for_another_kind(void) {
    (void)setting_is(asked, &size);
}

static void stops_at_settings_that_nobody_lists(void **state) {
    House house;
    Ctx cx = in_test_house(*state, &house);
    assert_ok(settings_make(&cx, S(""), NULL, 0, &asked));
    assert_true(stops(ask_what_is_not_listed));
    assert_true(stops(ask_for_another_kind));
}

static void refuses_texts_that_are_too_short(void **state) {
    static const Setting named = { "test.name", SETTING_TEXT, "abc", 3, 5, .help = "h" };
    static const Setting *const own[] = { &named };
    static const Module own_module = { .name = "test", .title = "Test", TABLE(setting, own) };
    static const Module *const own_modules[] = { &own_module };
    House house;
    Ctx cx = in_test_house(*state, &house);
    const Settings *made;
    const SettingWord words[] = { { S("test.name"), S("ab"), { .column = S("--set") } } };
    house.modules = own_modules;
    assert_int_equal(settings_make(&cx, S(""), words, 1, &made), INVALID);
    assert_faults(&cx, { &field_length, 0, "--set" });
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(the_last_word_wins),
        AT_DESK(reads_lines_of_a_file),
        AT_DESK(a_file_that_is_not_there_says_nothing),
        AT_DESK(knows_the_words_for_on_and_off),
        AT_DESK(refuses_wrong_words_wherever_they_are_said),
        AT_DESK(stops_at_settings_that_nobody_lists),
        AT_DESK(refuses_texts_that_are_too_short),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
