/* modules/budget/metrics - see metrics.h. Money is by year: a span is asked about the year in which it ends. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/metrics.h"

#include "modules/budget/summary.h"

/* One agency's year. */
typedef struct AgencyYear {
    MoneySum sum;
    Decimal digital, total; /* allocated for digital transformation; its whole budget */
    int64_t digital_missing;
} AgencyYear;

static void count_line(const BudgetLine *line, AgencyYear *year) {
    if (line->kind == LINE_TOTAL) year->total = line->amount;
    if (line->kind != LINE_SPENDING) return;
    money_sum_add(&year->sum, line);
    if (line->area != AREA_DIGITAL || line->funding == FUNDING_LOAN || line->funding == FUNDING_OUTSIDE) return;
    if (!line->allocated.is_known)
        year->digital_missing++;
    else
        year->digital = year->digital.is_known ? decimal_add(year->digital, line->allocated) : line->allocated;
}

typedef Decimal YearValue(const AgencyYear *year);

static Code read_years(Ctx *cx, const MetricAsked *asked, YearValue *value, MetricValue *values) {
    Map at = map_new(cx->arena);
    for (size_t i = 0; i < asked->subjects.count; i++) (void)map_add(&at, asked->subjects.items[i], i);
    for (size_t i = 0; i < asked->span_count; i++) {
        AgencyYear *years = NEW_ARRAY(cx->arena, AgencyYear, asked->subjects.count + 1);
        Rows lines;
        TRY(lines_of_year(cx, day_year(asked->spans[i].to), &lines));
        for (size_t j = 0; j < lines.count; j++) {
            const BudgetLine *line = &((const BudgetLine *)lines.items)[j];
            size_t index;
            if (map_get(&at, line->subject, &index)) count_line(line, &years[index]);
        }
        for (size_t j = 0; j < asked->subjects.count; j++) {
            money_sum_end(&years[j].sum);
            values[i * asked->subjects.count + j] = (MetricValue){ value(&years[j]), years[j].sum.is_sample };
        }
    }
    return OK;
}

static Decimal execution_of(const AgencyYear *year) {
    return year->sum.execution;
}

static Decimal digital_share_of(const AgencyYear *year) {
    return year->digital_missing > 0 ? (Decimal){ 0 } : share_percent(year->digital, year->total);
}

static Decimal is_reported(const AgencyYear *year) {
    return decimal_whole(year->sum.lines > 0);
}

Code execution_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_years(cx, asked, execution_of, ret_values);
}

Code digital_share_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_years(cx, asked, digital_share_of, ret_values);
}

Code money_reported_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_years(cx, asked, is_reported, ret_values);
}
