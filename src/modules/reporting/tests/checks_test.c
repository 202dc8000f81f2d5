/* modules/reporting/tests/checks_test - what each rule sees in a figure, against values worked out by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/checks.h"
#include "tests/unit/figures.h"

enum { HISTORY_MAX = 40 };

/* ` jump slip`: the rules that speak, in their order. */
static const char *rules_said[] = { "", "empty", "share", "evidence", "members", "jump", "same", "slip", "words" };

static size_t decimals_said(const char *text, Decimal *ret_values) {
    size_t count = 0;
    for (Str rest = str_of(text); rest.at != NULL && rest.len > 0;)
        assert_ok(decimal_from_text(str_cut(&rest, ' '), &ret_values[count++]));
    return count;
}

typedef struct FigureRow {
    const char *value, *history, *members;
    size_t expected; /* members that there should be */
    bool is_share, is_sum, is_needed, needs_evidence;
    const char *rules;
} FigureRow;

static const FigureRow figures[] = {
    { "", "", "", 0, false, false, false, false, "" },
    { "", "", "", 0, false, false, true, false, " empty" },
    { "0", "", "", 0, false, false, true, false, "" }, /* zero is a value */
    { "100", "", "", 0, true, false, false, false, "" },
    { "100.000001", "", "", 0, true, false, false, false, " share" },
    { "-0.1", "", "", 0, true, false, false, false, " share" },
    { "500", "", "", 0, false, false, false, true, " evidence" },
    /* changes 1 2 1 2: mean 1.5, sigma 0.5; beyond 3 sigma: more than +3 or less than 0 */
    { "19", "10 11 13 14 16", "", 0, false, false, false, false, "" },
    { "19.000001", "10 11 13 14 16", "", 0, false, false, false, false, " jump" },
    { "15.9", "10 11 13 14 16", "", 0, false, false, false, false, " jump" },
    { "16", "10 11 13 14 16", "", 0, false, false, false, false, "" }, /* exactly 3 sigma below is not beyond */
    { "160", "10 11 13 14 16", "", 0, false, false, false, false, " jump slip" },
    { "160", "11 13", "", 0, false, false, false, false, "" },      /* 12.3 times, and too few for a sigma */
    { "99", "10 20 30 40", "", 0, false, false, false, false, "" }, /* always the same change: no sigma to count in */
    { "5", "5 5", "", 0, false, false, false, false, " same" },
    { "5", "4 5", "", 0, false, false, false, false, "" },
    { "100", "100 100 100", "", 0, true, false, false, false, "" }, /* done is done */
    { "430", "42", "", 0, false, false, false, false, " slip" },    /* 420 would be ten times; within a tenth */
    { "463", "42", "", 0, false, false, false, false, "" },         /* 420 + 43 is more than a tenth away */
    { "4.3", "42", "", 0, false, false, false, false, " slip" },
    { "42000", "42", "", 0, false, false, false, false, " slip" },
    { "0.042", "42", "", 0, false, false, false, false, " slip" },
    { "10", "0", "", 0, false, false, false, false, "" },
    /* the province against its communes */
    { "60", "", "10 20 30", 3, false, true, false, false, "" },
    { "61", "", "10 20 30", 3, false, true, false, false, " members" },
    { "61", "", "10 20 30", 4, false, true, false, false, "" },         /* one has not reported */
    { "59", "", "10 20 30", 4, false, true, false, false, " members" }, /* less than what is there already */
    { "20", "", "10 20 30", 3, true, false, false, false, "" },
    { "31", "", "10 20 30", 3, true, false, false, false, " members" },
    { "9", "", "10 20 30", 3, true, false, false, false, " members" },
    { "31", "", "10 20 30", 4, true, false, false, false, "" },
    /* so large that their squares do not fit: 8 million million apart */
    { "9000000000000", "1 2 4000000000000 4000000000001 4000000000003", "", 0, false, false, false, false, "" },
    { "8000000000000", "1 2 4 5 7", "", 0, false, false, false, false, " jump" },
};

static void each_rule_sees_what_it_is_for(void **state) {
    (void)state;
    const CheckLimits limits = check_limits_standard();
    for (size_t i = 0; i < COUNT(figures); i++) {
        const FigureRow *row = &figures[i];
        Decimal history[HISTORY_MAX], members[HISTORY_MAX];
        CheckResult results[CHECK_RULES];
        char room[200];
        Buf said = buf_over(room, sizeof room);
        const CheckFigure figure = { .value = decimal_said(row->value),
                                     .is_share = row->is_share,
                                     .is_needed = row->is_needed,
                                     .needs_evidence = row->needs_evidence,
                                     .history = history,
                                     .history_count = decimals_said(row->history, history),
                                     .members = { .values = members,
                                                  .count = decimals_said(row->members, members),
                                                  .expected = row->expected,
                                                  .is_sum = row->is_sum } };
        const size_t count = check_figure(&limits, &figure, results);
        for (size_t j = 0; j < count; j++) buf_addf(&said, " %s", rules_said[results[j].rule]);
        assert_row(i, row->value);
        assert_text(((Str){ said.len > 0 ? said.at : "", said.len }), row->rules);
    }
}

static void a_rule_can_be_switched_off_or_made_stricter(void **state) {
    (void)state;
    CheckLimits limits = check_limits_standard();
    CheckResult results[CHECK_RULES];
    const Decimal history[] = { decimal_whole(5), decimal_whole(5) };
    const CheckFigure figure = { .value = decimal_whole(5), .history = history, .history_count = 2 };
    assert_int_equal(check_figure(&limits, &figure, results), 1);
    assert_int_equal(results[0].severity, SEVERITY_WARNING);
    limits.threshold[CHECK_SAME] = 4;
    assert_int_equal(check_figure(&limits, &figure, results), 0);
    limits.threshold[CHECK_SAME] = 2;
    limits.severity[CHECK_SAME] = SEVERITY_ERROR;
    assert_int_equal(check_figure(&limits, &figure, results), 1);
    assert_int_equal(results[0].severity, SEVERITY_ERROR);
    limits.severity[CHECK_SAME] = SEVERITY_OFF;
    assert_int_equal(check_figure(&limits, &figure, results), 0);
}

typedef struct SectionRow {
    const char *text;
    bool is_needed;
    int64_t least, most;
    CheckRule rule;
} SectionRow;

static const SectionRow sections[] = {
    { "", false, 3, 5, CHECK_NONE },           { "  \n ", true, 0, 0, CHECK_EMPTY },
    { "một hai", true, 3, 5, CHECK_WORDS },    { "một  hai\nba", true, 3, 5, CHECK_NONE },
    { "a b c d e", true, 3, 5, CHECK_NONE },   { "a b c d e f", true, 3, 5, CHECK_WORDS },
    { "a b c d e f", true, 3, 0, CHECK_NONE },
};

static void words_are_counted(void **state) {
    (void)state;
    const CheckLimits limits = check_limits_standard();
    for (size_t i = 0; i < COUNT(sections); i++) {
        const SectionRow *row = &sections[i];
        CheckResult results[CHECK_RULES];
        const size_t count =
            check_section(&limits, row->is_needed, words_in(str_of(row->text)), row->least, row->most, results);
        assert_row(i, row->text);
        assert_int_equal(count, row->rule != CHECK_NONE);
        if (count > 0) assert_int_equal(results[0].rule, row->rule);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_sees_what_it_is_for),
        cmocka_unit_test(a_rule_can_be_switched_off_or_made_stricter),
        cmocka_unit_test(words_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
