/* modules/reporting/past - see past.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/past.h"

static Code read_subject(Ctx *cx, Past *past, Str subject, struct PastSubject **ret_one) {
    const size_t at = past->count < PAST_SUBJECTS_MAX ? past->count++ : PAST_SUBJECTS_MAX - 1;
    struct PastSubject *one = *ret_one = &past->subjects[at];
    *one = (struct PastSubject){ .subject = subject, .by_indicator = map_new(cx->arena) };
    TRY(standings_of_subject(cx, subject, (Day){ 0 }, &one->standings));
    const Standing *standings = one->standings.items;
    for (size_t i = 0; i < one->standings.count; i++) (void)map_add(&one->by_indicator, standings[i].indicator, i);
    return OK;
}

Code past_standing(Ctx *cx, Past *past, Str indicator, Str subject, const Standing **ret_standing) {
    struct PastSubject *one = NULL;
    size_t at;
    *ret_standing = NULL;
    for (size_t i = 0; i < past->count; i++) {
        if (str_equal(past->subjects[i].subject, subject)) one = &past->subjects[i];
    }
    if (one == NULL) TRY(read_subject(cx, past, subject, &one));
    if (map_get(&one->by_indicator, indicator, &at)) *ret_standing = &((const Standing *)one->standings.items)[at];
    return OK;
}

Code past_values(Ctx *cx, Past *past, Str indicator, Str subject, Str period, const Decimal **ret_values,
                 size_t *ret_count) {
    const Standing *standing;
    Period of;
    *ret_count = 0;
    TRY(past_standing(cx, past, indicator, subject, &standing));
    if (standing == NULL || period_from_text(period, &of) != OK) return OK;
    const Series series = standing_series(cx->arena, standing);
    Decimal *values = NEW_ARRAY(cx->arena, Decimal, series.count + 1);
    const Day end = period_end(of);
    for (size_t i = 0; i < series.count && series.points[i].on.number < end.number; i++)
        values[(*ret_count)++] = series.points[i].value;
    *ret_values = values;
    return OK;
}

Code past_may_hold(Ctx *cx, Past *past, Str indicator, Str subject, Str period, bool *ret_may) {
    const Standing *standing;
    Period of;
    TRY(past_standing(cx, past, indicator, subject, &standing));
    *ret_may = standing != NULL &&
               (period_from_text(period, &of) != OK || standing->ends_on.number >= period_end(of).number);
    return OK;
}
