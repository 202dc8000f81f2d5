/* modules/strategy/tests/progress_test - where a task stands, after what those who lead it have reported. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/progress.h"
#include "tests/unit/figures.h"
#include "tests/unit/strategy.h"

/* ---- pure: `-` has not reported, `40` is at work, `0` did not begin, `100@2026-10-20` was done on that day ---- */

static TaskTally tally_said(const char *leads) {
    TaskTally tally = { 0 };
    for (Str rest = str_of(leads); rest.at != NULL && rest.len > 0;) {
        Str on = str_cut(&rest, ' ');
        const Str percent = str_cut(&on, '@');
        TaskProgress progress = { .state = TASK_IN_PROGRESS };
        if (str_is(percent, "-")) {
            task_tally_add(&tally, NULL);
            continue;
        }
        assert_ok(str_to_int(percent, 0, 100, &progress.percent));
        if (progress.percent == 0) progress.state = TASK_NOT_STARTED;
        if (on.at != NULL) {
            progress.state = TASK_DONE;
            assert_ok(day_from_text(on, &progress.finished_on));
        }
        task_tally_add(&tally, &progress);
    }
    return tally;
}

typedef struct StatusRow {
    const char *leads, *due;
    TaskStatus status;
    int64_t overdue_days, late_days;
    const char *percent; /* "": nobody reported */
} StatusRow;

/* Today is 22 November 2026. */
static const StatusRow statuses[] = {
    { "-", "", TASK_STATUS_NO_REPORT, 0, 0, "" },
    { "-", "2026-12-31", TASK_STATUS_NO_REPORT, 0, 0, "" },      /* not yet due is not late */
    { "-", "2026-11-22", TASK_STATUS_NO_REPORT, 0, 0, "" },      /* it is the very day */
    { "-", "2026-11-21", TASK_STATUS_OVERDUE, 1, 0, "" },
    { "-", "2025-11-22", TASK_STATUS_OVERDUE, 365, 0, "" },
    { "-", "2024-02-28", TASK_STATUS_OVERDUE, 998, 0, "" },      /* 307 days of 2024, 365, and 326 of 2026 */
    { "0", "", TASK_STATUS_NOT_STARTED, 0, 0, "0" },             /* a zero was reported: that is not silence */
    { "0", "2026-11-21", TASK_STATUS_OVERDUE, 1, 0, "0" },
    { "40", "", TASK_STATUS_IN_PROGRESS, 0, 0, "40" },
    { "40", "2026-11-21", TASK_STATUS_OVERDUE, 1, 0, "40" },
    { "99", "2026-11-22", TASK_STATUS_IN_PROGRESS, 0, 0, "99" },
    { "100@2026-10-20", "", TASK_STATUS_DONE, 0, 0, "100" },
    { "100@2026-10-20", "2026-10-20", TASK_STATUS_DONE, 0, 0, "100" },
    { "100@2026-10-20", "2026-10-19", TASK_STATUS_DONE, 0, 1, "100" },
    { "100@2026-10-20", "2025-10-20", TASK_STATUS_DONE, 0, 365, "100" },
    { "100@2026-10-20 100@2026-10-25 100@2026-09-01", "2026-10-20", TASK_STATUS_DONE, 0, 5, "100" }, /* the last */
    { "100@2026-10-20 -", "2026-11-21", TASK_STATUS_OVERDUE, 1, 0, "100" }, /* one is missing */
    { "100@2026-10-20 -", "2026-11-22", TASK_STATUS_IN_PROGRESS, 0, 0, "100" },
    { "100@2026-10-20 0", "", TASK_STATUS_IN_PROGRESS, 0, 0, "50" },
    { "0 0 -", "", TASK_STATUS_NOT_STARTED, 0, 0, "0" },
    { "10 20 20", "", TASK_STATUS_IN_PROGRESS, 0, 0, "16.666667" }, /* 50 / 3 */
    { "0 0 1", "", TASK_STATUS_IN_PROGRESS, 0, 0, "0.333333" },
    { "50 - -", "", TASK_STATUS_IN_PROGRESS, 0, 0, "50" }, /* of those who reported */
    { "", "", TASK_STATUS_NO_REPORT, 0, 0, "" },           /* nobody leads it any more: districts */
};

static void a_task_stands_where_its_leads_stand(void **state) {
    const Day today = day_said("2026-11-22");
    for (size_t i = 0; i < COUNT(statuses); i++) {
        const StatusRow *row = &statuses[i];
        const TaskTally tally = tally_said(row->leads);
        int64_t overdue_days = -1, late_days = -1;
        assert_row(i, row->leads);
        assert_int_equal(task_status(&tally, day_said(row->due), today, &overdue_days, &late_days), row->status);
        assert_int_equal(overdue_days, row->overdue_days);
        assert_int_equal(late_days, row->late_days);
        assert_text(decimal_text(*state, task_tally_percent(&tally)), row->percent);
    }
}

/* That nobody answers for it any more does not make it done. */
static void what_nobody_leads_is_overdue_too(void **state) {
    (void)state;
    const TaskTally tally = { 0 };
    int64_t overdue_days, late_days;
    const TaskStatus status =
        task_status(&tally, day_said("2021-06-30"), day_said("2026-11-22"), &overdue_days, &late_days);
    assert_int_equal(status, TASK_STATUS_OVERDUE);
    assert_int_equal(overdue_days, 1971); /* 184 of 2021, 365, 365, 366, 365 and 326 */
}

typedef struct FitRow {
    int64_t percent;
    TaskState state;
    bool fits;
} FitRow;

static const FitRow fits[] = {
    { 0, TASK_NOT_STARTED, true },   { 1, TASK_NOT_STARTED, false }, { 100, TASK_NOT_STARTED, false },
    { 0, TASK_IN_PROGRESS, false },  { 1, TASK_IN_PROGRESS, true },  { 99, TASK_IN_PROGRESS, true },
    { 100, TASK_IN_PROGRESS, false }, { 100, TASK_DONE, true },      { 99, TASK_DONE, false },
    { 0, TASK_DONE, false },
};

static void the_percent_fits_the_state(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(fits); i++) {
        assert_row(i, "");
        fixture_forget(cx);
        progress_check(cx, spot_field(S("percent")), fits[i].percent, fits[i].state);
        if (fits[i].fits) assert_no_faults(cx);
        else assert_faults(cx, { &progress_state_wrong, 0, "percent" });
    }
}

/* ---- stored ---- */

static void record(Ctx *cx, const char *agency, int64_t percent, TaskState task_state, const char *on) {
    const TaskProgress progress = { .task = S("T1"), .agency = str_of(agency), .percent = percent,
                                    .state = (int)task_state, .product = S("p"), .note = S(""),
                                    .as_of = day_said(on), .origin = S("unit"),
                                    .recorded_at = cx->now };
    assert_ok(progress_record(cx, &progress));
}

static TaskProgress held(Ctx *cx) {
    TaskProgress progress;
    assert_ok(progress_find(cx, S("T1"), S("SKHCN"), &progress));
    return progress;
}

static void keeps_what_was_reported_before(void **state) {
    Ctx *cx = *state;
    Rows past;
    record(cx, "SKHCN", 40, TASK_IN_PROGRESS, "2026-05-31");
    assert_int_equal(held(cx).revision, 1);
    record(cx, "SKHCN", 100, TASK_DONE, "2026-08-31");
    assert_int_equal(held(cx).revision, 2);
    assert_int_equal(held(cx).percent, 100);
    assert_ok(progress_past_of(cx, S("T1"), &past));
    assert_int_equal(past.count, 1);
    assert_int_equal(((const ProgressPast *)past.items)[0].percent, 40);
    assert_int_equal(((const ProgressPast *)past.items)[0].revision, 1);
}

/* A later report that says "done" again does not make it later; one that takes it back does away with the day. */
static void knows_when_a_task_was_done(void **state) {
    Ctx *cx = *state;
    record(cx, "SKHCN", 40, TASK_IN_PROGRESS, "2026-05-31");
    assert_int_equal(held(cx).finished_on.number, 0);
    record(cx, "SKHCN", 100, TASK_DONE, "2026-08-31");
    assert_text(day_text(cx->arena, held(cx).finished_on), "2026-08-31");
    record(cx, "SKHCN", 100, TASK_DONE, "2026-10-31");
    assert_text(day_text(cx->arena, held(cx).finished_on), "2026-08-31");
    record(cx, "SKHCN", 90, TASK_IN_PROGRESS, "2026-11-01");
    assert_int_equal(held(cx).finished_on.number, 0);
    record(cx, "SKHCN", 100, TASK_DONE, "2026-11-20");
    assert_text(day_text(cx->arena, held(cx).finished_on), "2026-11-20");
}

static void each_agency_reports_for_itself(void **state) {
    Ctx *cx = *state;
    TaskProgress progress;
    Rows rows;
    record(cx, "SKHCN", 40, TASK_IN_PROGRESS, "2026-05-31");
    record(cx, "SNV", 10, TASK_IN_PROGRESS, "2026-05-31");
    assert_ok(progress_all(cx, &rows));
    assert_int_equal(rows.count, 2);
    assert_ok(progress_find(cx, S("T1"), S("SNV"), &progress));
    assert_int_equal(progress.percent, 10);
    assert_int_equal(progress_find(cx, S("T1"), S("SVH"), &progress), NOT_FOUND);
    assert_null(cx->problem.kind);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(a_task_stands_where_its_leads_stand),
        cmocka_unit_test(what_nobody_leads_is_overdue_too),
        AT_DESK(the_percent_fits_the_state),
        IN_PLAN(keeps_what_was_reported_before),
        IN_PLAN(knows_when_a_task_was_done),
        IN_PLAN(each_agency_reports_for_itself),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
