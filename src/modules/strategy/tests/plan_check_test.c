/* modules/strategy/tests/plan_check_test - a sound package, changed in one place: each fault by file, row, column. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/target_check.h"
#include "tests/unit/strategy.h"

enum { WANTED_MAX = 5 };

typedef struct FileFault {
    const char *file;
    FaultWanted fault;
} FileFault;

typedef struct ChangeRow {
    const char *what, *file, *from, *to; /* `from` "": at the end of the file */
    FileFault wanted[WANTED_MAX];
} ChangeRow;

static bool is_there(const Ctx *cx, const FileFault *wanted) {
    for (size_t i = 0; i < cx->problem.fault_count; i++) {
        const Fault *fault = &cx->problem.faults[i];
        if (fault->kind == wanted->fault.kind && fault->spot.row == wanted->fault.row &&
            str_is(fault->spot.column, wanted->fault.column) && str_is(fault->spot.file, wanted->file))
            return true;
    }
    return false;
}

static void assert_file_faults(const Ctx *cx, const FileFault *wanted) {
    size_t count = 0, met = 0;
    for (; count < WANTED_MAX && wanted[count].file != NULL; count++) {
        const FaultWanted *fault = &wanted[count].fault;
        const bool is_met = is_there(cx, &wanted[count]);
        met += is_met;
        if (is_met) continue;
        print_error("missing: %s %s %lld %s\n", fault->kind->slug, wanted[count].file, (long long)fault->row,
                    fault->column);
    }
    if (met == count && cx->problem.fault_total == count) return;
    for (size_t i = 0; i < cx->problem.fault_count; i++) {
        const Fault *fault = &cx->problem.faults[i];
        print_error("got: %s %.*s %lld %.*s\n", fault->kind->slug, STR_FMT(fault->spot.file),
                    (long long)fault->spot.row, STR_FMT(fault->spot.column));
    }
    fail_with("other faults than wanted");
}

static void assert_changes(Ctx *cx, const ChangeRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Plan plan;
        assert_row(i, rows[i].what);
        fixture_forget(cx);
        const Code code = plan_read_package(cx, plan_copy(cx, rows[i].file, rows[i].from, rows[i].to), &plan);
        assert_file_faults(cx, rows[i].wanted);
        assert_int_equal(code, rows[i].wanted[0].file == NULL ? OK : INVALID);
    }
}

#define ASSERT_CHANGES(rows) assert_changes(*state, (rows), COUNT(rows))

#define DOCUMENTS   "documents.csv"
#define SECTIONS    "sections.csv"
#define OBJECTIVES  "objectives.csv"
#define INDICATORS  "indicators.csv"
#define TARGETS     "targets.csv"
#define TASKS       "tasks.csv"
#define ASSIGNMENTS "assignments.csv"
#define DUTIES      "duties.csv"
#define BASES       "bases.csv"

/* ---- the outline ---- */

static const ChangeRow outline[] = {
    { "nothing is changed", NULL, "", "", { { NULL, { NULL, 0, "" } } } },
    { "a document of nobody", DOCUMENTS, "", "D2,2,plan,T,NOBODY,2025-01-01,,,,,\n",
      { { DOCUMENTS, { &code_unknown, 4, "issuer" } } } },
    { "a collective issues nothing", DOCUMENTS, "", "D2,2,plan,T,SO,2025-01-01,,,,,\n",
      { { DOCUMENTS, { &code_unknown, 4, "issuer" } } } },
    { "a document twice", DOCUMENTS, "", "D1,2,plan,T,UBND-T,2025-01-01,,,,,\n",
      { { DOCUMENTS, { &code_twice, 4, "code" } } } },
    { "a code in small letters", DOCUMENTS, "", "d2,2,plan,T,UBND-T,2025-01-01,,,,,\n",
      { { DOCUMENTS, { &code_form, 4, "code" } } } },
    { "a section of no document", SECTIONS, "", "S9,D9,c,t,,tasks\n",
      { { SECTIONS, { &code_unknown, 6, "document" } } } },
    { "a section below nothing", SECTIONS, "", "S9,D1,c,t,S8,tasks\n",
      { { SECTIONS, { &code_unknown, 6, "parent" } } } },
    { "a section below one of another document", SECTIONS, "", "S9,D0,c,t,D1.I,tasks\n",
      { { SECTIONS, { &section_foreign, 6, "parent" } } } },
    { "an objective in a section of another document", OBJECTIVES, "", "O9,D0,D1.I,c,t,,\n",
      { { OBJECTIVES, { &section_foreign, 5, "section" } } } },
    { "an objective below one of another document", OBJECTIVES, "", "O9,D0,,c,t,D1.O1,\n",
      { { OBJECTIVES, { &section_foreign, 5, "parent" } } } },
    { "an objective in an unknown section, below an unknown one", OBJECTIVES, "", "O9,D1,S9,c,t,O8,\n",
      { { OBJECTIVES, { &code_unknown, 5, "section" } }, { OBJECTIVES, { &code_unknown, 5, "parent" } } } },
    { "legal bases of no document", BASES, "", "D9,1,n,t,law,,c,,,,\n",
      { { BASES, { &code_unknown, 4, "document" } } } },
    /* what stands below itself is on no page */
    { "a section below itself", SECTIONS, "", "S9,D1,c,t,S9,tasks\n",
      { { SECTIONS, { &section_circle, 6, "parent" } } } },
    { "two objectives below each other, and one below them", OBJECTIVES, "",
      "O7,D1,,c,t,O8,\nO8,D1,,c,t,O9,\nO9,D1,,c,t,O8,\n", { { OBJECTIVES, { &section_circle, 6, "parent" } } } },
};

static void checks_the_outline(void **state) {
    ASSERT_CHANGES(outline);
}

/* ---- indicators ---- */

static const ChangeRow indicators[] = {
    { "without a lead", ASSIGNMENTS, "OLD1,lead", "OLD1,support",
      { { INDICATORS, { &assignment_missing, 9, "code" } } } },
    { "without a target", TARGETS, "OLD1,2025,>=,50", "OLD1,2025,text,",
      { { INDICATORS, { &target_missing, 9, "code" } } } },
    { "of no document, in no objective", INDICATORS, "OLD1,D0,D0.O1", "OLD1,D9,O9",
      { { INDICATORS, { &code_unknown, 9, "document" } }, { INDICATORS, { &code_unknown, 9, "objective" } } } },
    { "in an objective of another document", INDICATORS, "OLD1,D0,D0.O1", "OLD1,D0,D1.O1",
      { { INDICATORS, { &section_foreign, 9, "objective" } } } },
    { "a level without levels", INDICATORS, "chưa có;một phần;đầy đủ", "",
      { { INDICATORS, { &levels_needed, 5, "levels" } } } },
    { "a level with one level", INDICATORS, "chưa có;một phần;đầy đủ", "đầy đủ",
      { { INDICATORS, { &levels_needed, 5, "levels" } }, { TARGETS, { &level_unknown, 7, "text" } } } },
    { "of communes, without a way to add up", INDICATORS, "month,,commune,sum", "month,,commune,",
      { { INDICATORS, { &rollup_needed, 3, "rollup" } } } },
    { "of agencies, without a way to add up", INDICATORS, "agency,mean", "agency,",
      { { INDICATORS, { &rollup_needed, 6, "rollup" } } } },
    { "of both, and added up", INDICATORS, "both,reported", "both,mean",
      { { INDICATORS, { &rollup_unfit, 8, "rollup" } } } },
    { "of both: reported, as a rule", INDICATORS, "both,reported", "both,", { { NULL, { NULL, 0, "" } } } },
    { "a baseline of no day", INDICATORS, "10,2025-12-31", "10,",
      { { INDICATORS, { &field_missing, 2, "baseline_on" } } } },
    { "a code twice, and what belonged to the code that was there", INDICATORS, "OLD1,D0", "I1,D0",
      { { INDICATORS, { &code_twice, 9, "code" } }, { TARGETS, { &code_unknown, 14, "indicator" } },
        { ASSIGNMENTS, { &code_unknown, 11, "task" } } } },
};

static void checks_indicators(void **state) {
    ASSERT_CHANGES(indicators);
}

/* ---- targets ---- */

static const ChangeRow targets[] = {
    { "of no indicator", TARGETS, "", "I9,2030,>=,1,,,\n", { { TARGETS, { &code_unknown, 15, "indicator" } } } },
    { "of a task", TARGETS, "", "T1,2030,>=,1,,,\n", { { TARGETS, { &code_unknown, 15, "indicator" } } } },
    { "a year twice", TARGETS, "", "I1,2030,>=,99,,,\n", { { TARGETS, { &target_twice, 15, "year" } } } },
    { "`>=` without low", TARGETS, "I2,2030,>=,1000,,", "I2,2030,>=,,,", { { TARGETS, { &target_form, 4, "low" } } } },
    { "`>=` with high alone", TARGETS, "I2,2030,>=,1000,,", "I2,2030,>=,,1000,",
      { { TARGETS, { &target_form, 4, "low" } } } },
    { "`>=` with both", TARGETS, "I2,2030,>=,1000,,", "I2,2030,>=,1000,2000,",
      { { TARGETS, { &target_form, 4, "low" } } } },
    { "`>=` with a text", TARGETS, "I2,2030,>=,1000,,", "I2,2030,>=,1000,,x",
      { { TARGETS, { &target_form, 4, "low" } }, { TARGETS, { &target_form, 4, "text" } } } },
    { "`=` without low", TARGETS, "I1,2030,=,99,,", "I1,2030,=,,,", { { TARGETS, { &target_form, 3, "low" } } } },
    { "`<=` without high", TARGETS, "I5,2030,<=,,5,", "I5,2030,<=,,,", { { TARGETS, { &target_form, 10, "high" } } } },
    { "`<=` with low", TARGETS, "I5,2030,<=,,5,", "I5,2030,<=,5,,", { { TARGETS, { &target_form, 10, "high" } } } },
    { "a range turned round", TARGETS, "range,10,12,", "range,12,10,", { { TARGETS, { &target_form, 11, "low" } } } },
    { "a range of one value", TARGETS, "range,10,12,", "range,12,12,", { { NULL, { NULL, 0, "" } } } },
    { "half a range", TARGETS, "range,10,12,", "range,10,,", { { TARGETS, { &target_form, 11, "low" } } } },
    { "a text with a number", TARGETS, "I4,2030,text,,,đầy đủ,", "I4,2030,text,2,,đầy đủ,",
      { { TARGETS, { &target_form, 8, "low" } } } },
    { "a level that is none", TARGETS, "I4,2030,text,,,đầy đủ,", "I4,2030,text,,,Đầy đủ,",
      { { TARGETS, { &level_unknown, 8, "text" } } } },
    { "only an empty cell", TARGETS, "I2,2030,>=,1000,,", "I2,2030,text,,,",
      { { INDICATORS, { &target_missing, 3, "code" } } } },
    { "no row at all", TARGETS, "I2,2030,>=,1000,,,\n", "", { { INDICATORS, { &target_missing, 3, "code" } } } },
    { "less later, where more is better", TARGETS, "I3,2030,>=,90", "I3,2030,>=,49",
      { { TARGETS, { &target_turned, 6, "low" } } } },
    { "as much later", TARGETS, "I3,2030,>=,90", "I3,2030,>=,50", { { NULL, { NULL, 0, "" } } } },
    { "more later, where less is better", TARGETS, "I5,2030,<=,,5", "I5,2030,<=,,10.000001",
      { { TARGETS, { &target_turned, 10, "high" } } } },
    { "below the baseline", TARGETS, "I1,2027,>=,60", "I1,2027,>=,9.9", { { TARGETS, { &target_turned, 2, "low" } } } },
    { "at the baseline", TARGETS, "I1,2027,>=,60", "I1,2027,>=,10", { { NULL, { NULL, 0, "" } } } },
    { "the order of rows does not matter", TARGETS, "I1,2027,>=,60,,,\nI1,2030,=,99,,,\n",
      "I1,2030,=,99,,,\nI1,2027,>=,60,,,\n",
      { { NULL, { NULL, 0, "" } } } },
    { "an empty cell between is passed over", TARGETS, "", "I3,2028,text,,,,\n", { { NULL, { NULL, 0, "" } } } },
    { "each wrong target by itself", TARGETS, "I3,2026,>=,50,,,\nI3,2030,>=,90,,,\n",
      "I3,2026,>=,,,,\nI3,2030,>=,90,95,,\n",
      { { TARGETS, { &target_form, 5, "low" } }, { TARGETS, { &target_form, 6, "low" } } } },
    /* what no rule can measure, or what can never hold */
    { "words for what is counted in percent", TARGETS, "I3,2030,>=,90,,", "I3,2030,text,,,Có",
      { { TARGETS, { &target_form, 6, "text" } } } },
    { "levels that go down", TARGETS, "I4,2026,text,,,một phần", "I4,2026,text,,,đầy đủ,\nI4,2028,text,,,chưa có",
      { { TARGETS, { &target_turned, 8, "text" } } } },
    { "at most, where more is better", TARGETS, "I2,2030,>=,1000,,", "I2,2030,<=,,1000,",
      { { TARGETS, { &target_form, 4, "operator" } } } },
    { "at least, where less is better", TARGETS, "I5,2030,<=,,5,", "I5,2030,>=,5,,",
      { { TARGETS, { &target_form, 10, "operator" } } } },
    { "a share of all", TARGETS, "I3,2030,>=,90", "I3,2030,>=,100", { { NULL, { NULL, 0, "" } } } },
    { "a share of more than all", TARGETS, "I3,2030,>=,90", "I3,2030,>=,100.1",
      { { TARGETS, { &share_range, 6, "low" } } } },
    { "the highest level by its rank", TARGETS, "I4,2030,text,,,đầy đủ,", "I4,2030,>=,2,,,",
      { { NULL, { NULL, 0, "" } } } },
    { "a rank beyond the levels", TARGETS, "I4,2030,text,,,đầy đủ,", "I4,2030,>=,3,,,",
      { { TARGETS, { &target_form, 8, "low" } } } },
    { "the largest figure", TARGETS, "I2,2030,>=,1000", "I2,2030,>=,4000000000000", { { NULL, { NULL, 0, "" } } } },
    { "too large a figure", TARGETS, "I2,2030,>=,1000", "I2,2030,>=,4000000000000.01",
      { { TARGETS, { &figure_too_large, 4, "low" } } } },
};

static void checks_targets(void **state) {
    ASSERT_CHANGES(targets);
}

/* ---- tasks, duties, and who answers ---- */

static const ChangeRow tasks[] = {
    { "a task of no document", TASKS, "D0.T1,D0,D0.I", "D0.T1,D9,D0.I",
      { { TASKS, { &code_unknown, 2, "document" } }, { TASKS, { &section_foreign, 2, "section" } } } },
    { "in a section of another document", TASKS, "D0.T1,D0,D0.I", "D0.T1,D0,D1.I",
      { { TASKS, { &section_foreign, 2, "section" } } } },
    { "moves an unknown indicator", TASKS, "dated,I1,", "dated,I9,", { { TASKS, { &code_unknown, 3, "indicator" } } } },
    { "dated without a day", TASKS, "2027-06-30,dated", ",dated", { { TASKS, { &due_needed, 4, "due" } } } },
    { "with a day it is dated", TASKS, "2027-06-30,dated", "2027-06-30,", { { NULL, { NULL, 0, "" } } } },
    { "an indicator has this code", TASKS, "", "I1,D1,,c,t,,,,,standing,,\n",
      { { TASKS, { &code_twice, 6, "code" } } } },
    { "nobody leads it", TASKS, "", "T9,D1,,c,t,,,,,standing,,\n", { { TASKS, { &assignment_missing, 6, "code" } } } },
    { "a duty of nobody, to a collective", DUTIES, "SO,UBND-T", "NOBODY,SO",
      { { DUTIES, { &code_unknown, 2, "who" } }, { DUTIES, { &code_unknown, 2, "to" } } } },
    { "a duty of no document", DUTIES, "D1.BC,D1", "D1.BC,D9", { { DUTIES, { &code_unknown, 2, "document" } } } },
    { "a duty until a day that is none", DUTIES, "11-15", "11-31", { { DUTIES, { &due_rule_form, 2, "due_rule" } } } },
    { "an assignment of nothing", ASSIGNMENTS, "", "T9,lead,x,SNV,,,\n",
      { { ASSIGNMENTS, { &code_unknown, 17, "task" } } } },
    { "to nobody known", ASSIGNMENTS, "", "T3,support,x,NOBODY,NONE,,\n",
      { { ASSIGNMENTS, { &code_unknown, 17, "agency" } }, { ASSIGNMENTS, { &code_unknown, 17, "then" } } } },
    { "to nobody today", ASSIGNMENTS, "", "T3,support,Ủy ban nhân dân các huyện,,HUYEN,,\n",
      { { NULL, { NULL, 0, "" } } } },
    { "the same twice", ASSIGNMENTS, "", "T1,support,Sở Nội vụ,SNV,SNV,,\n",
      { { ASSIGNMENTS, { &assignment_twice, 17, "named" } } } },
    { "the same in another role", ASSIGNMENTS, "", "T1,monitor,Sở Nội vụ,SNV,SNV,,\n", { { NULL, { NULL, 0, "" } } } },
    { "who only supports does not lead", ASSIGNMENTS, "T3,lead", "T3,support",
      { { TASKS, { &assignment_missing, 5, "code" } } } },
};

static void checks_tasks_and_who_answers(void **state) {
    ASSERT_CHANGES(tasks);
}

/* ---- files ---- */

static const ChangeRow cells[] = {
    { "a column that is not known", TARGETS, "indicator,year,operator,low", "indicator,year,operator,lowest",
      { { TARGETS, { &table_column_unknown, 1, "lowest" } } } },
    { "a needed column is missing", TARGETS, "indicator,year", "indicator,when",
      { { TARGETS, { &table_column_unknown, 1, "when" } }, { TARGETS, { &table_column_missing, 1, "year" } } } },
    { "numbers as people write them", TARGETS, "I2,2030,>=,1000,", "I2,2030,>=,\"1.000,5\",",
      { { TARGETS, { &field_number, 4, "low" } } } }, /* once; not also that it is missing */
    { "a day that is none", TASKS, "2026-10-31", "2026-02-31", { { TASKS, { &field_day, 3, "due" } } } },
    { "a year out of the world", TARGETS, "I2,2030", "I2,20300", { { TARGETS, { &field_range, 4, "year" } } } },
    { "a word that is no choice", INDICATORS, "number,within", "number,inside",
      { { INDICATORS, { &field_choice, 7, "direction" } } } },
};

static void names_what_cells_cannot_be(void **state) {
    ASSERT_CHANGES(cells);
}

/* Rows that were lost would look like missing codes: nothing is said of what follows from them. */
static void does_not_guess_where_rows_were_lost(void **state) {
    Ctx *cx = *state;
    Plan plan;
    const Str folder = plan_copy(cx, INDICATORS, "Phủ sóng 5G", "Phủ \"sóng\" 5G");
    assert_int_equal(plan_read_package(cx, folder, &plan), INVALID);
    assert_file_faults(cx, (const FileFault[WANTED_MAX]){ { INDICATORS, { &table_quote, 2, "" } } });
}

static void names_files_that_are_not_there(void **state) {
    Ctx *cx = *state;
    Plan plan;
    const Str folder = plan_copy(cx, "datapackage.json", "\"path\": \"tasks.csv\"", "\"path\": \"no.csv\"");
    assert_int_equal(plan_read_package(cx, folder, &plan), INVALID);
    assert_file_faults(cx, (const FileFault[WANTED_MAX]){ { "no.csv", { &file_missing, 0, "" } } });
    fixture_forget(cx);
    (void)plan_copy(cx, "datapackage.json", "\"name\": \"targets\"", "\"name\": \"target\"");
    assert_int_equal(plan_read_package(cx, folder, &plan), INVALID);
    assert_faults(cx, { &package_resource_missing, 0, "datapackage.json" });
    fixture_forget(cx);
    (void)plan_copy(cx, "datapackage.json", "\"name\": \"duties\"", "\"name\": \"other\""); /* these may be absent */
    assert_ok(plan_read_package(cx, folder, &plan));
    assert_int_equal(plan.duties.count, 0);
}

/* ---- what rows leave out ---- */

static void fills_in_what_rows_leave_out(void **state) {
    Ctx *cx = *state;
    Plan plan;
    assert_ok(plan_read_package(cx, plan_copy(cx, INDICATORS, "20,province,,,10", "20,,,,10"), &plan));
    assert_int_equal(((const Indicator *)table_item(&plan.indicators, 0))->level, ABOUT_PROVINCE);
    assert_int_equal(((const Indicator *)table_item(&plan.indicators, 6))->rollup, ROLLUP_REPORTED);
    assert_ok(plan_read_package(cx, plan_copy(cx, TASKS, "2027-06-30,dated", "2027-06-30,"), &plan));
    assert_int_equal(((const Task *)table_item(&plan.tasks, 2))->timing, TIMING_DATED);
    assert_ok(plan_read_package(cx, plan_copy(cx, TASKS, ",,,,standing", ",,,,"), &plan));
    assert_int_equal(((const Task *)table_item(&plan.tasks, 0))->timing, TIMING_STANDING);
}

/* ---- its digest ---- */

static Str digest_of(Ctx *cx, const char *file, const char *from, const char *to) {
    Str hex;
    assert_ok(plan_digest(cx, plan_copy(cx, file, from, to), &hex));
    return hex;
}

/* sha256sum over datapackage.json and the files in the order in which it names them. */
static void its_digest_covers_every_file(void **state) {
    Ctx *cx = *state;
    const Str whole = digest_of(cx, NULL, "", "");
    assert_int_equal(whole.len, 64);
    assert_true(str_equal(digest_of(cx, NULL, "", ""), whole));
    assert_false(str_equal(digest_of(cx, TARGETS, "I2,2030,>=,1000", "I2,2030,>=,1001"), whole));
    assert_false(str_equal(digest_of(cx, BASES, "52-NQ/TW", "53-NQ/TW"), whole));
    assert_false(str_equal(digest_of(cx, "datapackage.json", "Apache-2.0", "Apache-2.1"), whole));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(checks_the_outline),
        AT_DESK(checks_indicators),
        AT_DESK(checks_targets),
        AT_DESK(checks_tasks_and_who_answers),
        AT_DESK(names_what_cells_cannot_be),
        AT_DESK(does_not_guess_where_rows_were_lost),
        AT_DESK(names_files_that_are_not_there),
        AT_DESK(fills_in_what_rows_leave_out),
        AT_DESK(its_digest_covers_every_file),
    };
    return cmocka_run_group_tests_name("plan_check", tests, NULL, NULL);
}
