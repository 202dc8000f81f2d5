/* modules/strategy/tests/goals_test - the stored plan as rules see it: milestones, levels, subjects, dues. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/figures.h"
#include "tests/unit/strategy.h"

/* ---- milestones out of targets ---- */

typedef struct GoalRow {
    const char *indicator;
    Direction direction;
    bool is_level, is_share;
    const char *milestones; /* day:low:high */
    const char *baseline, *tolerance;
} GoalRow;

static const GoalRow goal_rows[] = {
    { "I1", DIRECTION_UP, false, true, "2027-12-31:60: 2030-12-31:99: ", "10", "" },
    { "I2", DIRECTION_UP, false, false, "2030-12-31:1000: ", "", "" },
    { "I4", DIRECTION_UP, true, false, "2026-12-31:1: 2030-12-31:2: ", "", "" }, /* words became ranks */
    { "I5", DIRECTION_DOWN, false, false, "2026-12-31::10 2030-12-31::5 ", "", "0.5" },
    { "I6", DIRECTION_WITHIN, false, false, "2030-12-31:10:12 ", "", "" },
    { "I7", DIRECTION_UP, false, true, "2030-12-31:80: ", "", "" }, /* the empty cell of 2028 asks for nothing */
};

static void sees_targets_as_milestones(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    for (size_t i = 0; i < COUNT(goal_rows); i++) {
        const GoalRow *row = &goal_rows[i];
        const Goal goal = goal_of(goals, goals_indicator(goals, str_of(row->indicator)));
        Buf out = buf_new(cx->arena, 1000);
        for (size_t j = 0; j < goal.milestone_count; j++) {
            day_write(&out, goal.milestones[j].on);
            buf_char(&out, ':');
            decimal_write(&out, goal.milestones[j].low);
            buf_char(&out, ':');
            decimal_write(&out, goal.milestones[j].high);
            buf_char(&out, ' ');
        }
        assert_row(i, row->indicator);
        assert_text(written(&out), row->milestones);
        assert_int_equal(goal.direction, row->direction);
        assert_int_equal(goal.is_level, row->is_level);
        assert_int_equal(goal.is_share, row->is_share);
        assert_text(decimal_text(cx->arena, goal.baseline), row->baseline);
        assert_text(decimal_text(cx->arena, goal.tolerance), row->tolerance);
    }
    assert_text(day_text(cx->arena, goal_of(goals, goals_indicator(goals, S("I1"))).baseline_on), "2025-12-31");
}

static void ranks_the_words_of_levels(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    const Indicator *indicator = goals_indicator(goals, S("I4"));
    static const struct {
        const char *word, *rank; /* "": no level */
    } rows[] = { { "chưa có", "0" }, { "một phần", "1" }, { "đầy đủ", "2" }, { "", "" },
                 { "Một phần", "" }, { "một", "" },       { "đầy đủ ", "" }, { "2", "" } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].word);
        const Decimal rank = level_rank(indicator, str_of(rows[i].word));
        assert_text(decimal_text(cx->arena, rank), rows[i].rank);
        if (rank.is_known) assert_text(level_word(indicator, rank), rows[i].word);
    }
    assert_text(level_word(indicator, decimal_whole(3)), "");
    assert_text(level_word(indicator, decimal_whole(-1)), "");
    assert_text(level_word(indicator, (Decimal){ 0 }), "");
    assert_false(level_rank(goals_indicator(goals, S("I1")), S("đầy đủ")).is_known);
}

/* ---- finding ---- */

static void finds_what_belongs_to_an_indicator(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    const PlanDocument *document;
    assert_null(goals_indicator(goals, S("I9")));
    assert_null(goals_indicator(goals, S("")));
    assert_null(goals_document(goals, S("D9")));
    assert_text(goals_document(goals, S("D0"))->number, "119/KH-UBND");
    assert_text(goals->province, "08");
    assert_int_equal(goals_targets(goals, goals_indicator(goals, S("I4"))).count, 2);
    assert_int_equal(goals_targets(goals, goals_indicator(goals, S("I7"))).count, 2); /* with the empty one */
    assert_int_equal(goals_assignments(goals, S("T1")).count, 2);
    assert_int_equal(goals_assignments(goals, S("T9")).count, 0);
    assert_ok(goals_choose_document(cx, goals, S(""), &document)); /* the newest */
    assert_text(document->code, "D1");
    assert_ok(goals_choose_document(cx, goals, S("D0"), &document));
    assert_text(document->code, "D0");
    assert_int_equal(goals_choose_document(cx, goals, S("D9"), &document), NOT_FOUND);
    assert_problem(cx, &not_found);
}

static void an_empty_house_has_no_goals(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    const PlanDocument *document;
    assert_int_equal(goals->indicators.count, 0);
    assert_text(goals->province, "");
    assert_ok(goals_choose_document(cx, goals, S(""), &document));
    assert_null(document);
    assert_null(goals_indicator(goals, S("I1")));
}

/* ---- about whom a figure may be ---- */

typedef struct SubjectRow {
    const char *indicator, *subject, *on;
    bool is_allowed;
} SubjectRow;

#define NOW "2026-11-22"

static const SubjectRow subjects[] = {
    { "I1", "08", NOW, true },       { "I1", "00691", NOW, false },      { "I1", "SKHCN", NOW, false },
    { "I1", "", NOW, false },        { "I1", "99", NOW, false },         { "I2", "00691", NOW, true },
    { "I2", "02215", NOW, true },    { "I2", "08", NOW, false },         { "I2", "SKHCN", NOW, false },
    { "I2", "UBND-00691", NOW, false }, { "I5", "SKHCN", NOW, true },    { "I5", "SNV", NOW, true },
    { "I5", "SO", NOW, false },      { "I5", "08", NOW, false },         { "I5", "00691", NOW, false },
    { "I7", "08", NOW, true },       { "I7", "00694", NOW, true },       { "I7", "SKHCN", NOW, false },
    { "I7", "XA", NOW, false },
    /* in being on that day: communes since 1 July 2025, the old one until then, departments since 1 March */
    { "I2", "00691", "2025-07-01", true },  { "I2", "00691", "2025-06-30", false },
    { "I2", "02000", "2025-06-30", true },  { "I2", "02000", "2025-07-01", false },
    { "I5", "SKHCN", "2025-03-01", true },  { "I5", "SKHCN", "2025-02-28", false },
    { "I5", "OLD-TTTT", NOW, false },       { "I5", "UBND-T", NOW, false }, /* it does not lead */
};

static void figures_are_about_those_whom_the_indicator_names(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    for (size_t i = 0; i < COUNT(subjects); i++) {
        const Indicator *indicator = goals_indicator(goals, str_of(subjects[i].indicator));
        const Day on = day_said(subjects[i].on);
        assert_row(i, subjects[i].subject);
        assert_int_equal(subject_is_allowed(cx, goals, indicator, str_of(subjects[i].subject), on),
                         subjects[i].is_allowed);
    }
}

/* ---- what is due ---- */

typedef struct DueRow {
    const char *indicator, *today;
    const char *period, *due_on; /* "": nothing was due yet */
} DueRow;

/* D1 took effect on 1 January 2026; D0 was issued on 27 November 2020 and says nothing else. I1 gives 20 days. */
static const DueRow dues[] = {
    { "I1", "2026-11-22", "2026-Q3", "2026-10-20" },
    { "I1", "2026-10-20", "2026-Q2", "2026-07-20" },
    { "I1", "2026-04-20", "", "" }, /* the first quarter is due today: nothing is missing */
    { "I1", "2026-04-21", "2026-Q1", "2026-04-20" },
    { "I1", "2026-02-15", "", "" }, /* the last quarter of 2025 was before its time */
    { "I2", "2026-03-02", "", "" }, /* 31 January and 30 days: 2 March */
    { "I2", "2026-03-03", "2026-01", "2026-03-02" },
    { "I3", "2026-11-22", "", "" },
    { "I3", "2027-02-01", "", "" }, /* 31 December and 30 days: 30 January, a Saturday; so until Monday */
    { "I3", "2027-02-02", "2026", "2027-02-01" },
    { "I4", "2026-11-22", "2026-H1", "2026-07-30" },
    { "OLD1", "2021-02-01", "", "" }, /* 30 January is a Saturday */
    { "OLD1", "2021-02-02", "2020", "2021-02-01" }, /* 2020 was not over when it was issued */
    { "OLD1", "2026-11-22", "2025", "2026-01-30" },
};

static void the_first_figure_is_that_of_the_documents_first_period(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    for (size_t i = 0; i < COUNT(dues); i++) {
        const Due due = due_of(goals, goals_indicator(goals, str_of(dues[i].indicator)), day_said(dues[i].today));
        assert_row(i, dues[i].today);
        assert_text(period_text(cx->arena, due.period), dues[i].period);
        assert_text(day_text(cx->arena, due.on), dues[i].due_on);
    }
    assert_int_equal(due_days_of(goals_indicator(goals, S("I1"))), 20);
    assert_int_equal(due_days_of(goals_indicator(goals, S("I2"))), 30);
}

/* The period in which it took effect is due, even if only its last day was in that time. */
static void a_document_of_the_last_day_asks_for_its_period(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *effective_on, *period;
    } rows[] = { { "2026-03-31", "2026-Q1" }, { "2026-04-01", "" }, { "2025-12-31", "2026-Q1" } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Plan plan;
        assert_row(i, rows[i].effective_on);
        const Str folder = plan_copy(cx, "documents.csv", "2026-01-01", rows[i].effective_on);
        assert_ok(plan_read_package(cx, folder, &plan));
        assert_ok(plan_store(cx, &plan));
        const Goals *goals = plan_goals(cx);
        const Due due = due_of(goals, goals_indicator(goals, S("I1")), day_said("2026-04-21"));
        assert_text(period_text(cx->arena, due.period), rows[i].period);
    }
}

static void counts_overdue_days_from_the_due_day(void **state) {
    (void)state;
    Period quarter;
    assert_ok(period_from_text(S("2026-Q3"), &quarter));
    const Due due = { quarter, day_said("2026-10-20") }, none = { .on = { 0 } };
    const Day today = day_said("2026-11-22");
    assert_int_equal(overdue_days(&due, day_said("2026-06-30"), today), 33); /* 11 of October, 22 of November */
    assert_int_equal(overdue_days(&due, (Day){ 0 }, today), 33);             /* nothing was ever reported */
    assert_int_equal(overdue_days(&due, day_said("2026-09-30"), today), 0);
    assert_int_equal(overdue_days(&due, day_said("2026-12-31"), today), 0);
    assert_int_equal(overdue_days(&due, day_said("2026-06-30"), day_said("2026-10-21")), 1);
    assert_int_equal(overdue_days(&none, (Day){ 0 }, today), 0);
}

/* ---- who answers ---- */

typedef struct AnswerRow {
    const char *agency, *item;
    int role; /* 0: any */
    bool answers, is_direct;
} AnswerRow;

static const AnswerRow answers[] = {
    { "SKHCN", "T1", ROLE_OF_LEAD, true, true },
    { "SKHCN", "T1", ROLE_OF_SUPPORT, false, false },
    { "SNV", "T1", ROLE_OF_SUPPORT, true, true },
    { "SNV", "T1", ROLE_OF_LEAD, false, false },
    { "SNV", "T1", 0, true, true },
    { "SVH", "T1", 0, false, false },
    { "SVH", "T2", ROLE_OF_LEAD, true, false }, /* one of the departments */
    { "UBND-00691", "I3", ROLE_OF_LEAD, true, false },
    { "UBND-00691", "I7", ROLE_OF_SUPPORT, true, false },
    { "UBND-00691", "I7", ROLE_OF_LEAD, false, false },
    { "SKHCN", "OLD1", ROLE_OF_LEAD, true, true }, /* it took over from whom the plan of 2020 names */
    { "SVH", "OLD1", ROLE_OF_LEAD, true, true },   /* so did the other heir */
    { "SNV", "OLD1", ROLE_OF_LEAD, false, false },
    { "HUYEN-YS", "D0.T1", ROLE_OF_LEAD, false, false }, /* nobody answers for the districts' work */
    { "UBND-T", "I4", ROLE_OF_MONITOR, true, true },
    { "SKHCN", "NONE", 0, false, false },
};

static void knows_who_answers_for_what(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    for (size_t i = 0; i < COUNT(answers); i++) {
        const AnswerRow *row = &answers[i];
        const Texts codes = registry_codes_for(cx, goals->registry, str_of(row->agency), cx->today);
        const Answering found = goals_answering(goals, &codes, str_of(row->item), row->role);
        assert_row(i, row->agency);
        assert_int_equal(found.answers, row->answers);
        assert_int_equal(found.is_direct, row->is_direct);
    }
}

static void finds_the_members_of_a_code_once(void **state) {
    Ctx *cx = *state;
    const Goals *goals = plan_goals(cx);
    const Texts departments = goals_members(cx, goals, S("SO")), again = goals_members(cx, goals, S("SO"));
    assert_int_equal(departments.count, 3);
    assert_ptr_equal(departments.items, again.items);
    assert_int_equal(goals_members(cx, goals, S("XA")).count, 3);
    assert_int_equal(goals_members(cx, goals, S("HUYEN")).count, 0);
    assert_int_equal(goals_members(cx, goals, S("OLD-TTTT")).count, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PLAN(sees_targets_as_milestones),
        IN_PLAN(ranks_the_words_of_levels),
        IN_PLAN(finds_what_belongs_to_an_indicator),
        IN_HOUSE(an_empty_house_has_no_goals),
        IN_PLAN(figures_are_about_those_whom_the_indicator_names),
        IN_PLAN(the_first_figure_is_that_of_the_documents_first_period),
        IN_PLAN(a_document_of_the_last_day_asks_for_its_period),
        cmocka_unit_test(counts_overdue_days_from_the_due_day),
        IN_PLAN(knows_who_answers_for_what),
        IN_PLAN(finds_the_members_of_a_code_once),
    };
    return cmocka_run_group_tests_name("goals", tests, NULL, NULL);
}
