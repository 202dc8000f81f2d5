/* modules/budget/tests/metrics_test - what formulas can ask of an agency's money: values by hand beside each. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/lines.h"
#include "modules/budget/metrics.h"
#include "tests/harness/fixture.h"

static Decimal million(const char *text) {
    Decimal amount = { 0 };
    if (text[0] != '\0') assert_ok(decimal_from_text(str_of(text), &amount));
    return amount;
}

static void spending(Ctx *cx, const char *subject, Area area, Funding funding, const char *allocated,
                     const char *spent) {
    const BudgetLine line = { .kind = LINE_SPENDING,
                              .subject = str_of(subject),
                              .year = 2026,
                              .funding = (int)funding,
                              .purpose = PURPOSE_RECURRENT,
                              .area = (int)area,
                              .allocated = million(allocated),
                              .spent = million(spent),
                              .excess_reason = S(""),
                              .source = S("S"),
                              .origin = S("x") };
    assert_ok(line_record(cx, &line, S("")));
}

static void total(Ctx *cx, const char *subject, const char *amount) {
    const BudgetLine line = { .kind = LINE_TOTAL,
                              .subject = str_of(subject),
                              .year = 2026,
                              .amount = million(amount),
                              .excess_reason = S(""),
                              .source = S("S"),
                              .origin = S("x") };
    assert_ok(line_record(cx, &line, S("")));
}

static Str values_of(Ctx *cx, MetricRead *read) {
    const Str subjects[] = { S("A"), S("B"), S("C") };
    const Span spans[] = { { day_make(2025, 1, 1), day_make(2025, 12, 31) },
                           { day_make(2026, 1, 1), day_make(2026, 6, 30) } };
    const MetricAsked asked = { .subjects = { subjects, 3 }, .spans = spans, .span_count = 2, .argument = S("") };
    MetricValue values[6] = { 0 };
    Buf out = buf_new(cx->arena, 200);
    assert_ok(read(cx, &asked, values));
    for (size_t i = 0; i < COUNT(values); i++) {
        if (i > 0) buf_add(&out, i == 3 ? S(" | ") : S(" "));
        if (values[i].value.is_known)
            decimal_write(&out, values[i].value);
        else
            buf_char(&out, '?');
    }
    return (Str){ out.at, out.len };
}

static void money_is_asked_by_year_and_missing_is_not_zero(void **state) {
    Ctx *cx = *state;
    spending(cx, "A", AREA_DIGITAL, FUNDING_PROVINCE, "100", "60");
    spending(cx, "A", AREA_DIGITAL, FUNDING_OUTSIDE, "50", "50"); /* not from the budget */
    spending(cx, "A", AREA_SCIENCE, FUNDING_PROVINCE, "50", "");
    total(cx, "A", "8000");
    spending(cx, "B", AREA_DIGITAL, FUNDING_COMMUNE, "", "7");
    total(cx, "B", "500");
    /* A: (60 + 50) / (100 + 50); B has no line with both amounts */
    assert_text(values_of(cx, execution_metric), "? ? ? | 73.333333 ? ?");
    /* A: 100 / 8000; B: its allocation is not known */
    assert_text(values_of(cx, digital_share_metric), "? ? ? | 1.25 ? ?");
    assert_text(values_of(cx, money_reported_metric), "0 0 0 | 1 1 0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(money_is_asked_by_year_and_missing_is_not_zero),
    };
    return cmocka_run_group_tests_name("money metrics", tests, NULL, NULL);
}
