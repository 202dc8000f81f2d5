/* modules/reporting/tests/metrics_test - what formulas can ask about how an agency reports: values by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/obligations.h"
#include "tests/unit/figures.h"
#include "tests/unit/strategy.h"

#include "owed.sql.h"

/* One report: whose, its last day by the rule, to which day it was extended, when it was sent. */
typedef struct Said {
    const char *agency, *last_on, *extended_to, *sent_on;
    int64_t returned;
    ReportState state;
} Said;

/* Today is 22 November 2026, a Sunday. */
static const Said reports[] = {
    { "SKHCN", "2026-03-10", "", "2026-03-10", 0, REPORT_PUBLISHED },        /* on its last day */
    { "SKHCN", "2026-06-10", "", "2026-06-11", 2, REPORT_PUBLISHED },        /* a day late */
    { "SKHCN", "2026-09-10", "", "", 0, REPORT_DRAFT },                      /* missing */
    { "SKHCN", "2026-11-20", "2026-12-10", "", 0, REPORT_OPEN },             /* there is time yet */
    { "SNV", "2026-10-10", "", "2026-10-12", 1, REPORT_RETURNED },           /* the 10th is a Saturday: in time */
    { "SNV", "2026-06-30", "2026-07-15", "2026-07-15", 0, REPORT_ACCEPTED }, /* in time, within the extension */
    { "UBND-00691", "2026-09-10", "", "2026-10-05", 0, REPORT_APPROVED },    /* missing in Q3, late in the year */
    { "UBND-02215", "2026-09-10", "", "", 0, REPORT_LAPSED },                /* nobody owes it */
};

static void store_reports(Ctx *cx) {
    for (size_t i = 0; i < COUNT(reports); i++) {
        const Said *said = &reports[i];
        const Day last = day_said(said->last_on);
        const Obligation one = { .id = id_make("duty", cx->now),
                                 .regime = S("M"),
                                 .period = str_format(cx->arena, "unit-%zu", i),
                                 .ends_on = last,
                                 .agency = str_of(said->agency),
                                 .agency_then = str_of(said->agency),
                                 .last_on = last,
                                 .opens_on = last,
                                 .extended_to = day_said(said->extended_to),
                                 .extension = said->extended_to[0] == '\0' ? EXTENSION_NONE : EXTENSION_GRANTED,
                                 .state = (int)said->state,
                                 .first_sent_on = day_said(said->sent_on),
                                 .returned_count = said->returned };
        assert_ok(owed_put(cx, &one));
    }
}

/* Of five subjects (the last is nobody) in the year 2026 and in its third quarter. */
static Str values_of(Ctx *cx, const char *name) {
    const Str subjects[] = { S("SKHCN"), S("SNV"), S("UBND-00691"), S("UBND-02215"), S("ZZ") };
    const Span spans[] = { { day_make(2026, 1, 1), day_make(2026, 12, 31) },
                           { day_make(2026, 7, 1), day_make(2026, 9, 30) } };
    const MetricAsked asked = { .subjects = { subjects, 5 }, .spans = spans, .span_count = 2, .argument = S("") };
    MetricValue values[10] = { 0 };
    Buf out = buf_new(cx->arena, 300);
    const Metric *metric = metric_named(cx->house, str_of(name));
    assert_non_null(metric);
    assert_ok(metric->read(cx, &asked, values));
    for (size_t i = 0; i < COUNT(values); i++) {
        if (i > 0) buf_add(&out, i == 5 ? S(" | ") : S(" "));
        if (values[i].value.is_known)
            decimal_write(&out, values[i].value);
        else
            buf_char(&out, '?');
    }
    return written(&out);
}

static void counts_reports_by_their_last_day(void **state) {
    Ctx *cx = *state;
    store_reports(cx);
    assert_text(values_of(cx, "reporting.reports_due"), "4 2 1 0 ? | 1 1 1 0 ?");
    assert_text(values_of(cx, "reporting.reports_on_time"), "1 2 0 0 ? | 0 1 0 0 ?");
    assert_text(values_of(cx, "reporting.reports_late"), "1 0 1 0 ? | 0 0 0 0 ?");
    assert_text(values_of(cx, "reporting.reports_missing"), "1 0 0 0 ? | 1 0 1 0 ?");
    assert_text(values_of(cx, "reporting.reports_returned"), "2 1 0 0 ? | 0 0 0 0 ?");
}

static void a_share_is_of_what_is_judged_already(void **state) {
    Ctx *cx = *state;
    store_reports(cx);
    /* SKHCN 1 of 3, the fourth has time yet; SNV 2 of 2; a commune 0 of 1; who owes nothing has no share */
    assert_text(values_of(cx, "reporting.on_time"), "0.333333 1 0 ? ? | 0 1 0 ? ?");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PLAN(counts_reports_by_their_last_day),
        IN_PLAN(a_share_is_of_what_is_judged_already),
    };
    return cmocka_run_group_tests_name("reporting metrics", tests, NULL, NULL);
}
