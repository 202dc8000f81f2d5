/* modules/reporting/cutoffs - see cutoffs.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/cutoffs.h"

enum { DAYS_MAX = 400, DAY_OF_MONTH_MAX = 28 };

/* `start N end`: the number between. */
static bool number_between(Str text, Str start, Str end, int64_t max, int64_t *ret_number) {
    if (text.len <= start.len + end.len || !str_starts(text, start) || !str_ends(text, end)) return false;
    return str_to_int(str_part(text, start.len, text.len - start.len - end.len), 1, max, ret_number) == OK;
}

Code cutoff_from_text(Str text, Cutoff *ret_cutoff) {
    Cutoff cutoff = { 0 };
    if (due_rule_from_text(text, &cutoff.yearly) == OK)
        cutoff.kind = CUTOFF_YEARLY;
    else if (number_between(text, S(""), S(" working days after period"), DAYS_MAX, &cutoff.days))
        cutoff.kind = CUTOFF_WORKING_DAYS_AFTER;
    else if (number_between(text, S(""), S(" days after period"), DAYS_MAX, &cutoff.days))
        cutoff.kind = CUTOFF_DAYS_AFTER;
    else if (number_between(text, S("before day "), S(" of last month"), DAY_OF_MONTH_MAX, &cutoff.days))
        cutoff.kind = CUTOFF_DAY_OF_LAST_MONTH;
    else if (number_between(text, S("before day "), S(" of next month"), DAY_OF_MONTH_MAX, &cutoff.days))
        cutoff.kind = CUTOFF_DAY_OF_NEXT_MONTH;
    else
        return INVALID;
    *ret_cutoff = cutoff;
    return OK;
}

bool cutoff_fits(const Cutoff *cutoff, Frequency frequency) {
    return (cutoff->kind == CUTOFF_YEARLY) <= (frequency == FREQUENCY_YEAR);
}

Day cutoff_day(const Cutoff *cutoff, Period period, const Calendar *calendar) {
    const Day end = period_end(period);
    int64_t year, month, day;
    day_parts(end, &year, &month, &day);
    switch (cutoff->kind) {
    case CUTOFF_YEARLY: return due_rule_day(cutoff->yearly, period.year);
    case CUTOFF_DAYS_AFTER: return (Day){ end.number + cutoff->days };
    case CUTOFF_WORKING_DAYS_AFTER: return working_days_after(calendar, end, cutoff->days);
    case CUTOFF_DAY_OF_LAST_MONTH: return (Day){ day_make(year, month, cutoff->days).number - 1 };
    case CUTOFF_DAY_OF_NEXT_MONTH: return (Day){ end.number + cutoff->days - 1 };
    case CUTOFF_NONE: break;
    }
    CANNOT("a cut-off has a kind");
}
