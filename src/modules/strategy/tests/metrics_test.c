/* modules/strategy/tests/metrics_test - what formulas can ask of the plan: values by hand beside each. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/metrics.h"
#include "modules/strategy/progress.h"
#include "modules/strategy/strategy.h"
#include "tests/unit/figures.h"
#include "tests/unit/strategy.h"

enum { SUBJECTS = 5, SPANS_MAX = 4 };

/* A department that leads, another, two communes' committees, the province as a place. */
static const char *const subject_codes[SUBJECTS] = { "SKHCN", "SNV", "UBND-00691", "UBND-02215", "08" };

/* `2026-07-01..2026-09-30 2026-10-01..2026-12-31` */
static size_t spans_said(const char *text, Span *spans) {
    size_t count = 0;
    for (Str rest = str_of(text); rest.at != NULL; count++) {
        Str one = str_cut(&rest, ' ');
        assert_true(count < SPANS_MAX && one.len == 22);
        assert_ok(day_from_text(str_part(one, 0, 10), &spans[count].from));
        assert_ok(day_from_text(str_part(one, 12, 10), &spans[count].to));
    }
    return count;
}

/* The values of all subjects, spans with `|` between; `?` where nothing is known, `*` behind what is made up. */
static Str values_of(Ctx *cx, const char *name, const char *argument, const char *spans_text) {
    Str subjects[SUBJECTS];
    Span spans[SPANS_MAX];
    for (size_t i = 0; i < SUBJECTS; i++) subjects[i] = str_of(subject_codes[i]);
    const MetricAsked asked = { .subjects = { subjects, SUBJECTS }, .spans = spans,
                                .span_count = spans_said(spans_text, spans), .argument = str_of(argument) };
    MetricValue *values = NEW_ARRAY(cx->arena, MetricValue, SUBJECTS * SPANS_MAX);
    Buf out = buf_new(cx->arena, 1000);
    const Metric *metric = metric_named(cx->house, str_of(name));
    assert_non_null(metric);
    assert_ok(metric->read(cx, &asked, values));
    for (size_t i = 0; i < SUBJECTS * asked.span_count; i++) {
        if (i > 0) buf_add(&out, i % SUBJECTS == 0 ? S(" | ") : S(" "));
        if (values[i].value.is_known) decimal_write(&out, values[i].value);
        else buf_char(&out, '?');
        if (values[i].is_sample) buf_char(&out, '*');
    }
    return written(&out);
}

#define Q2 "2026-04-01..2026-06-30"
#define Q3 "2026-07-01..2026-09-30"
#define Q4 "2026-10-01..2026-12-31"

/* I1, reported for the province by SKHCN, who leads it: 10 at the end of 2025, 60 of 2027, 99 of 2030. */
static void an_indicator_of_the_province_is_that_of_who_leads_it(void **state) {
    Ctx *cx = *state;
    plan_record(cx, "I1", "08", "2026-Q2", "20");
    plan_record(cx, "I1", "08", "2026-Q3", "30");
    assert_text(values_of(cx, "strategy.indicator", "I1", "2026-01-01..2026-06-29 " Q2 " " Q3 " " Q4),
                "? ? ? ? ? | 20 ? ? ? 20 | 30 ? ? ? 30 | 30 ? ? ? 30");
    assert_text(values_of(cx, "strategy.figure", "I1", Q3 " " Q4), "30 ? ? ? 30 | ? ? ? ? ?");
    /* (20 - 10) / 89 and (30 - 10) / 89 */
    assert_text(values_of(cx, "strategy.attainment", "I1", Q2 " " Q3),
                "0.11236 ? ? ? 0.11236 | 0.224719 ? ? ? 0.224719");
    assert_text(values_of(cx, "strategy.met", "I1", Q3), "0 ? ? ? 0");
    /* the path on 30 September 2026 is 10 + 50 * 273 / 730 = 28.7 */
    assert_text(values_of(cx, "strategy.on_track", "I1", Q3), "1 ? ? ? 1");
    plan_record(cx, "I1", "08", "2026-Q4", "60");
    assert_text(values_of(cx, "strategy.met", "I1", Q3 " " Q4), "0 ? ? ? 0 | 1 ? ? ? 1");
}

/* I2: the committees report for their communes; the province's is their sum. I3: the share of those that meet it. */
static void an_indicator_of_communes_is_that_of_their_committees(void **state) {
    Ctx *cx = *state;
    plan_record(cx, "I2", "00691", "2026-09", "100");
    plan_record(cx, "I2", "00694", "2026-09", "50");
    assert_text(values_of(cx, "strategy.indicator", "I2", Q3), "? ? 100 ? 150");
    plan_record(cx, "I3", "00691", "2025", "60"); /* 50 are asked at the end of 2026 */
    plan_record(cx, "I3", "02215", "2025", "40");
    assert_text(values_of(cx, "strategy.indicator", "I3", Q3), "? ? 60 40 50");
    assert_text(values_of(cx, "strategy.met", "I3", Q3), "? ? 1 0 0");
    assert_text(values_of(cx, "strategy.indicator", "I99", Q3), "? ? ? ? ?");
}

/* SKHCN leads I1, I4, I5, I7, and OLD1 as heir of who led it; SNV I5 and I6, the communes I2 and I3; the province as a
 * place leads nothing. */
static void counts_what_an_agency_leads(void **state) {
    Ctx *cx = *state;
    assert_text(values_of(cx, "strategy.indicators_led", "", Q4), "5 2 2 2 ?");
    assert_text(values_of(cx, "strategy.indicators_on_track", "", Q3), "0 0 0 0 ?");
    assert_text(values_of(cx, "strategy.attainment_mean", "", Q3), "? ? ? ? ?");
    plan_record(cx, "I1", "08", "2026-Q3", "30"); /* on track: 20 / 89 of the way */
    plan_record(cx, "I7", "08", "2026-09", "80"); /* met */
    plan_record(cx, "I2", "00691", "2026-08", "1000"); /* met, all of the way */
    assert_text(values_of(cx, "strategy.indicators_on_track", "", Q3), "2 0 1 0 ?");
    assert_text(values_of(cx, "strategy.indicators_met", "", Q3), "1 0 1 0 ?");
    assert_text(values_of(cx, "strategy.attainment_mean", "", Q3), "0.61236 ? 1 ? ?"); /* (0.224719 + 1) / 2 */
}

static void done(Ctx *cx, const char *task, const char *agency, const char *on) {
    const TaskProgress progress = { .task = str_of(task), .agency = str_of(agency), .percent = 100,
                                    .state = TASK_DONE, .product = S(""), .note = S(""), .as_of = day_said(on),
                                    .origin = S("unit"), .is_sample = true, .recorded_at = cx->now };
    assert_ok(progress_record(cx, &progress));
}

#define OCTOBER "2026-10-01..2026-10-31"
#define NOVEMBER "2026-11-01..2026-11-30"

/* T1 of SKHCN is due on 31 October 2026, a Saturday: Monday 2 November is in time. T2 of all departments is due in June
 * 2027, T3 of SNV has no day. */
static void counts_tasks_by_their_last_day(void **state) {
    Ctx *cx = *state;
    assert_text(values_of(cx, "strategy.tasks_led", "", NOVEMBER), "2 2 0 0 ?");
    assert_text(values_of(cx, "strategy.tasks_led", "", "2025-10-01..2025-10-31"), "1 2 0 0 ?"); /* T1 begins in 2026 */
    assert_text(values_of(cx, "strategy.tasks_due", "", OCTOBER " " NOVEMBER), "0 0 0 0 ? | 1 0 0 0 ?");
    assert_text(values_of(cx, "strategy.tasks_overdue", "", NOVEMBER), "1 0 0 0 ?");
    done(cx, "T1", "SKHCN", "2026-11-02");
    done(cx, "T2", "SNV", "2026-05-04"); /* long before its day */
    assert_text(values_of(cx, "strategy.tasks_done", "", OCTOBER " " NOVEMBER), "0 0 0 0 ? | 1* 0 0 0 ?");
    assert_text(values_of(cx, "strategy.tasks_on_time", "", NOVEMBER " 2027-06-01..2027-06-30"),
                "1* 0 0 0 ? | 0 1* 0 0 ?");
    assert_text(values_of(cx, "strategy.tasks_overdue", "", NOVEMBER), "0 0 0 0 ?");
}

static void what_is_done_late_is_done_but_not_on_time(void **state) {
    Ctx *cx = *state;
    done(cx, "T1", "SKHCN", "2026-11-03");
    assert_text(values_of(cx, "strategy.tasks_done", "", NOVEMBER " 2026-11-02..2026-11-02"), "1* 0 0 0 ? | 0 0 0 0 ?");
    assert_text(values_of(cx, "strategy.tasks_on_time", "", NOVEMBER), "0 0 0 0 ?");
}

/* In October 2026 are due: I1 of the third quarter on the 20th (20 days), I5 of that quarter and I7 of September on the
 * 30th (30 days) by SKHCN; I5 by SNV; I2 of September by each commune. */
static void counts_figures_by_their_last_day(void **state) {
    Ctx *cx = *state;
    assert_text(values_of(cx, "strategy.figures_due", "", OCTOBER), "3 1 1 1 ?");
    fixture_clock(cx, "2026-10-20T10:00:00Z");
    plan_record(cx, "I1", "08", "2026-Q3", "30"); /* on the last day */
    fixture_clock(cx, "2026-10-30T16:59:59Z");    /* a second before midnight in Việt Nam */
    plan_record(cx, "I5", "SNV", "2026-Q3", "8");
    fixture_clock(cx, "2026-10-30T17:00:00Z"); /* the day after */
    plan_record(cx, "I7", "08", "2026-09", "50");
    plan_record(cx, "I1", "08", "2026-Q3", "31"); /* a correction does not make it late */
    assert_text(values_of(cx, "strategy.figures_on_time", "", OCTOBER), "1 1 0 0 ?");
}

static void knows_what_it_can_be_asked(void **state) {
    Ctx *cx = *state;
    MetricUnit unit = METRIC_UNIT_NONE;
    assert_ok(indicator_metric_knows(cx, S("I1"), &unit));
    assert_int_equal(unit, METRIC_PERCENT); /* a share */
    assert_ok(indicator_metric_knows(cx, S("I2"), &unit));
    assert_int_equal(unit, METRIC_NUMBER);
    assert_ok(indicator_share_knows(cx, S("I2"), &unit));
    assert_int_equal(unit, METRIC_SHARE);
    assert_int_equal(indicator_yes_knows(cx, S("I99"), &unit), NOT_FOUND);
    assert_null(metric_named(cx->house, S("strategy.nothing")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PLAN(an_indicator_of_the_province_is_that_of_who_leads_it),
        IN_PLAN(an_indicator_of_communes_is_that_of_their_committees),
        IN_PLAN(counts_what_an_agency_leads),
        IN_PLAN(counts_tasks_by_their_last_day),
        IN_PLAN(what_is_done_late_is_done_but_not_on_time),
        IN_PLAN(counts_figures_by_their_last_day),
        IN_PLAN(knows_what_it_can_be_asked),
    };
    return cmocka_run_group_tests_name("metrics", tests, NULL, NULL);
}
