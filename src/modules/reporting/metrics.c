/* modules/reporting/metrics - see metrics.h. One query for all agencies and spans. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/metrics.h"

#include "modules/reporting/obligations.h"

/* Extensions (at most 90 days, asked for before the day has passed or after it) and days off move the last day. */
enum { MOVED_DAYS_MAX = 400 };

/* What one agency owed in one span. */
typedef struct Discipline {
    int64_t due, on_time, late, missing, returned;
    bool is_known; /* was the agency in being, or did it owe something? */
} Discipline;

/* Who was in being on a span's last day, and owes nothing then, is known to owe nothing. */
static void begin(const Desk *desk, const MetricAsked *asked, Discipline *all) {
    for (size_t i = 0; i < asked->subjects.count; i++) {
        const Agency *agency = registry_agency(desk->goals->registry, asked->subjects.items[i]);
        for (size_t j = 0; j < asked->span_count && agency != NULL; j++)
            all[j * asked->subjects.count + i].is_known = agency_is_valid(agency, asked->spans[j].to);
    }
}

static void count_one(const Ctx *cx, const Obligation *one, Day due, const Span *span, Discipline *on) {
    if (one->state == REPORT_LAPSED || due.number < span->from.number || due.number > span->to.number) return;
    const int64_t sent = one->first_sent_on.number;
    const bool is_sent = sent != 0 && sent <= span->to.number;
    on->is_known = true;
    on->due++;
    on->returned += one->returned_count;
    on->on_time += is_sent && sent <= due.number;
    on->late += is_sent && sent > due.number;
    on->missing += !is_sent && due.number < cx->today.number;
}

static Code count(Ctx *cx, const MetricAsked *asked, Discipline *all) {
    Desk desk;
    Rows rows;
    Map at = map_new(cx->arena);
    Day from = asked->spans[0].from, to = asked->spans[0].to;
    TRY(desk_load(cx, &desk));
    for (size_t i = 0; i < asked->subjects.count; i++) (void)map_add(&at, asked->subjects.items[i], i);
    for (size_t i = 1; i < asked->span_count; i++) {
        if (asked->spans[i].from.number < from.number) from = asked->spans[i].from;
        if (asked->spans[i].to.number > to.number) to = asked->spans[i].to;
    }
    TRY(obligations_due_between(cx, (Day){ from.number - MOVED_DAYS_MAX }, to, &rows));
    begin(&desk, asked, all);
    for (size_t i = 0; i < rows.count; i++) {
        const Obligation *one = &((const Obligation *)rows.items)[i];
        const Day due = obligation_due(&desk, one);
        size_t index;
        if (!map_get(&at, one->agency, &index)) continue;
        for (size_t j = 0; j < asked->span_count; j++)
            count_one(cx, one, due, &asked->spans[j], &all[j * asked->subjects.count + index]);
    }
    return OK;
}

typedef Decimal DisciplineValue(const Discipline *on);

static Code read_all(Ctx *cx, const MetricAsked *asked, DisciplineValue *value, MetricValue *values) {
    const size_t all_count = asked->subjects.count * asked->span_count;
    if (all_count == 0) return OK;
    Discipline *all = NEW_ARRAY(cx->arena, Discipline, all_count);
    TRY(count(cx, asked, all));
    for (size_t i = 0; i < all_count; i++) {
        if (all[i].is_known) values[i].value = value(&all[i]);
    }
    return OK;
}

static Decimal due_of_all(const Discipline *on) {
    return decimal_whole(on->due);
}

static Decimal on_time_of(const Discipline *on) {
    return decimal_whole(on->on_time);
}

static Decimal late_of(const Discipline *on) {
    return decimal_whole(on->late);
}

static Decimal missing_of(const Discipline *on) {
    return decimal_whole(on->missing);
}

static Decimal returned_of(const Discipline *on) {
    return decimal_whole(on->returned);
}

/* Of what is judged already: what is not sent while there is time counts for nothing. */
static Decimal share_of(const Discipline *on) {
    const int64_t judged = on->on_time + on->late + on->missing;
    return judged == 0 ? (Decimal){ 0 } : decimal_scale(decimal_whole(on->on_time), 1, judged);
}

Code reports_due_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_all(cx, asked, due_of_all, ret_values);
}

Code reports_on_time_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_all(cx, asked, on_time_of, ret_values);
}

Code reports_late_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_all(cx, asked, late_of, ret_values);
}

Code reports_missing_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_all(cx, asked, missing_of, ret_values);
}

Code reports_returned_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_all(cx, asked, returned_of, ret_values);
}

Code reports_on_time_share_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return read_all(cx, asked, share_of, ret_values);
}
