/* modules/strategy/metrics - figures and measures of indicators, for many subjects and spans at once. See metrics.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/metrics.h"

#include "modules/strategy/rollups.h"

/* One figure of an indicator, by subject and in time. */
typedef struct FigurePoint {
    Str subject;
    Day ends_on;
    Decimal value;
    bool is_sample;
} FigurePoint;

static const Field figure_point_fields[] = {
    FIELD(FigurePoint, subject, REQUIRED, 0, 0),
    FIELD(FigurePoint, ends_on, REQUIRED, 0, 0),
    FIELD(FigurePoint, value, REQUIRED, 0, 0),
    FIELD(FigurePoint, is_sample, REQUIRED, 0, 0),
};
const Shape figure_point_shape = SHAPE(FigurePoint, figure_point_fields);

/* What a standing keeps of a subject's figures: the first, and the newest in time. */
typedef struct KeptTrail {
    Str subject;
    Day ends_on, first_ends_on;
    Decimal first_value;
    Str trail;
    bool is_sample; /* any of the newest is */
} KeptTrail;

static const Field kept_trail_fields[] = {
    FIELD(KeptTrail, subject, REQUIRED, 0, 0),       FIELD(KeptTrail, ends_on, REQUIRED, 0, 0),
    FIELD(KeptTrail, first_ends_on, REQUIRED, 0, 0), FIELD(KeptTrail, first_value, REQUIRED, 0, 0),
    FIELD(KeptTrail, trail, REQUIRED, 0, 0),         FIELD(KeptTrail, is_sample, REQUIRED, 0, 0),
};
const Shape kept_trail_shape = SHAPE(KeptTrail, kept_trail_fields);

#include "modules/strategy/metrics.sql.h"

/* ---- for all metrics of the room ---- */

Code metric_count(Ctx *cx, const MetricAsked *asked, MetricValue *values, MetricCount *count) {
    Ctx scratch = *cx;
    Goals *goals;
    scratch.arena = arena_new(METRIC_ARENA_BYTES);
    Code code = goals_load(&scratch, &goals);
    if (code == OK) code = count(&scratch, goals, asked, values);
    if (code != OK) problem_take_verdict(cx, &scratch.problem);
    arena_free(scratch.arena);
    return code;
}

Places places_of(Ctx *cx, const MetricAsked *asked) {
    Places places = { map_new(cx->arena) };
    for (size_t i = 0; i < asked->subjects.count; i++) (void)map_add(&places.at, asked->subjects.items[i], i);
    return places;
}

MetricValue *value_at(const Places *places, const MetricAsked *asked, MetricValue *values, size_t span, Str agency) {
    size_t at;
    return map_get(&places->at, agency, &at) ? &values[span * asked->subjects.count + at] : NULL;
}

void value_add(MetricValue *value, int64_t number, bool is_sample) {
    value->value = decimal_micro(value->value.micro + number * DECIMAL_ONE);
    value->is_sample = value->is_sample || is_sample;
}

void values_begin(const Goals *goals, const MetricAsked *asked, MetricValue *values) {
    for (size_t i = 0; i < asked->subjects.count; i++) {
        const Agency *agency = registry_agency(goals->registry, asked->subjects.items[i]);
        if (agency == NULL) continue;
        for (size_t j = 0; j < asked->span_count; j++) {
            if (agency_is_valid(agency, asked->spans[j].to))
                values[j * asked->subjects.count + i].value = decimal_whole(0);
        }
    }
}

static Day last_day(const MetricAsked *asked) {
    Day last = { 0 };
    for (size_t i = 0; i < asked->span_count; i++) {
        if (asked->spans[i].to.number > last.number) last = asked->spans[i].to;
    }
    return last;
}

/* ---- the figures of one indicator ---- */

/* All of them until a day. The province's come from its own reports, or are added up from its members'. */
typedef struct Track {
    const Goals *goals;
    const Indicator *indicator;
    Goal goal;
    Rows points;  /* of FigurePoint, by subject and in time */
    Map first;    /* subject -> its first point */
    Rows rollups; /* of Rollup, in time */
} Track;

static Code track_load(Ctx *cx, const Goals *goals, const Indicator *indicator, Day until, Track *ret_track) {
    const FigureKey key = { .indicator = indicator->code, .subject = goals->province, .on = until };
    *ret_track = (Track){
        .goals = goals, .indicator = indicator, .goal = goal_of(goals, indicator), .first = map_new(cx->arena)
    };
    TRY(figure_points(cx, &key, &ret_track->points));
    if (is_added_up(indicator)) TRY(rollup_history(cx, indicator->code, goals->province, &ret_track->rollups));
    const FigurePoint *points = ret_track->points.items;
    for (size_t i = 0; i < ret_track->points.count; i++) (void)map_add(&ret_track->first, points[i].subject, i);
    return OK;
}

static bool is_over(const MetricAsked *asked, Day ends_on) {
    for (size_t i = 0; i < asked->span_count; i++) {
        if (asked->spans[i].to.number < ends_on.number) return false;
    }
    return true;
}

/* The first figure of each subject and its newest ones, which is what a measure is taken from. They are kept with the
 * standings: all figures are read only where a day is asked after which some were reported. */
static Code track_load_newest(Ctx *cx, const Goals *goals, const Indicator *indicator, const MetricAsked *asked,
                              Track *ret_track) {
    const FigureKey key = { .indicator = indicator->code };
    Rows kept;
    TRY(kept_trails(cx, &key, &kept));
    FigurePoint *points = NEW_ARRAY(cx->arena, FigurePoint, kept.count * (TRAIL_POINTS + 1) + 1);
    Rows newest = { .items = points };
    Map first = map_new(cx->arena);
    for (size_t i = 0; i < kept.count; i++) {
        const KeptTrail *one = &((const KeptTrail *)kept.items)[i];
        if (!is_over(asked, one->ends_on)) return track_load(cx, goals, indicator, last_day(asked), ret_track);
        const Standing standing = {
            .trail = one->trail, .first_ends_on = one->first_ends_on, .first_value = one->first_value
        };
        const Series series = standing_series(cx->arena, &standing);
        (void)map_add(&first, one->subject, newest.count);
        if (series.count == 0 || series.first.on.number < series.points[0].on.number)
            points[newest.count++] = (FigurePoint){ one->subject, series.first.on, series.first.value, one->is_sample };
        for (size_t j = 0; j < series.count; j++)
            points[newest.count++] =
                (FigurePoint){ one->subject, series.points[j].on, series.points[j].value, one->is_sample };
    }
    *ret_track = (Track){
        .goals = goals, .indicator = indicator, .goal = goal_of(goals, indicator), .points = newest, .first = first
    };
    return is_added_up(indicator) ? rollup_history(cx, indicator->code, goals->province, &ret_track->rollups) : OK;
}

static bool is_added(const Track *track, Str subject) {
    return is_added_up(track->indicator) && str_equal(subject, track->goals->province);
}

/* The figures of a subject until a day. */
typedef struct Trail {
    const FigurePoint *points;
    size_t count;
} Trail;

static Trail trail_until(Ctx *cx, const Track *track, Str subject, Day until) {
    if (is_added(track, subject)) {
        const Rollup *rollups = track->rollups.items;
        FigurePoint *points = NEW_ARRAY(cx->arena, FigurePoint, track->rollups.count + 1);
        size_t count = 0;
        for (; count < track->rollups.count && rollups[count].ends_on.number <= until.number; count++)
            points[count] =
                (FigurePoint){ subject, rollups[count].ends_on, rollups[count].value, rollups[count].is_sample };
        return (Trail){ points, count };
    }
    const FigurePoint *points = track->points.items;
    size_t from, to;
    if (!map_get(&track->first, subject, &from)) return (Trail){ NULL, 0 };
    for (to = from; to < track->points.count && str_equal(points[to].subject, subject); to++) {
        if (points[to].ends_on.number > until.number) break;
    }
    return (Trail){ points + from, to - from };
}

/* What the rules say of it on a day. */
typedef struct Taken {
    Measure measure;
    bool is_sample;
} Taken;

static Taken take_added(Ctx *cx, const Track *track, Day on) {
    Standing standing;
    const bool is_there = rollup_standing(cx, &track->rollups, on, &standing);
    const Measured *measured =
        measured_take(cx, track->goals, track->indicator, track->goals->province, is_there ? &standing : NULL, on);
    return (Taken){ measured->measure, is_there && standing.is_sample };
}

static Taken take(Ctx *cx, const Track *track, Str subject, const Due *due, Day on) {
    if (is_added(track, subject)) return take_added(cx, track, on);
    const Trail trail = trail_until(cx, track, subject, on);
    Point newest[TRAIL_POINTS];
    Series series = { .points = newest, .count = trail.count < TRAIL_POINTS ? trail.count : TRAIL_POINTS };
    bool is_sample = false;
    for (size_t i = 0; i < series.count; i++) {
        const FigurePoint *point = &trail.points[trail.count - series.count + i];
        newest[i] = (Point){ point->ends_on, point->value };
        is_sample = is_sample || point->is_sample;
    }
    if (trail.count > 0) series.first = (Point){ trail.points[0].ends_on, trail.points[0].value };
    const Day last = trail.count > 0 ? trail.points[trail.count - 1].ends_on : (Day){ 0 };
    const bool is_overdue = due->period.frequency != FREQUENCY_NONE && overdue_days(due, last, on) > 0;
    return (Taken){ measure_take(&track->goal, &series, on, is_overdue), is_sample };
}

/* ---- metrics of one indicator ---- */

static Code known_indicator(Ctx *cx, Str argument, const Indicator **ret_indicator) {
    Goals *goals;
    TRY(goals_load(cx, &goals));
    *ret_indicator = goals_indicator(goals, argument);
    return *ret_indicator == NULL ? NOT_FOUND : OK;
}

Code indicator_metric_knows(Ctx *cx, Str argument, MetricUnit *ret_unit) {
    const Indicator *indicator;
    TRY(known_indicator(cx, argument, &indicator));
    *ret_unit = indicator->kind == KIND_OF_SHARE ? METRIC_PERCENT : METRIC_NUMBER;
    return OK;
}

Code indicator_share_knows(Ctx *cx, Str argument, MetricUnit *ret_unit) {
    const Indicator *indicator;
    *ret_unit = METRIC_SHARE;
    return known_indicator(cx, argument, &indicator);
}

Code indicator_yes_knows(Ctx *cx, Str argument, MetricUnit *ret_unit) {
    const Indicator *indicator;
    *ret_unit = METRIC_YES;
    return known_indicator(cx, argument, &indicator);
}

/* The subject by which a code is seen: a place is itself; an agency that leads as it leads; a committee its commune. */
static Str subject_seen(const Track *track, Str code, const Rows *leads) {
    const Goals *goals = track->goals;
    const Agency *agency = registry_agency(goals->registry, code);
    if (agency == NULL) return registry_place(goals->registry, code) == NULL ? S("") : code;
    const Lead *all = leads->items;
    for (size_t i = 0; i < leads->count; i++) {
        if (all[i].agency == agency) return goals_subject_led(goals, track->indicator, agency, all[i].answering);
    }
    if (track->indicator->level == ABOUT_AGENCY) return agency->code;
    return agency->place;
}

typedef MetricValue TakeOne(Ctx *cx, const Track *track, Str subject, const Due *due, const Span *span);

static Code read_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values, TakeOne *take_one) {
    Track track;
    const Indicator *indicator = goals_indicator(goals, asked->argument);
    if (indicator == NULL) return OK; /* the plan lost it since: nothing is known */
    TRY(track_load(cx, goals, indicator, last_day(asked), &track));
    for (size_t i = 0; i < asked->span_count; i++) {
        const Span *span = &asked->spans[i];
        const Due due = due_of(goals, indicator, span->to);
        const Rows leads = goals_leads(cx, goals, indicator->code, span->to);
        for (size_t j = 0; j < asked->subjects.count; j++) {
            const Str subject = subject_seen(&track, asked->subjects.items[j], &leads);
            if (subject.len > 0) values[i * asked->subjects.count + j] = take_one(cx, &track, subject, &due, span);
        }
    }
    return OK;
}

static MetricValue take_newest(Ctx *cx, const Track *track, Str subject, const Due *due, const Span *span) {
    (void)due;
    const Trail trail = trail_until(cx, track, subject, span->to);
    if (trail.count == 0) return (MetricValue){ 0 };
    const FigurePoint *newest = &trail.points[trail.count - 1];
    return (MetricValue){ newest->value, newest->is_sample };
}

static MetricValue take_figure(Ctx *cx, const Track *track, Str subject, const Due *due, const Span *span) {
    (void)due;
    const Trail trail = trail_until(cx, track, subject, span->to);
    if (trail.count == 0) return (MetricValue){ 0 };
    const FigurePoint *newest = &trail.points[trail.count - 1];
    if (newest->ends_on.number < span->from.number) return (MetricValue){ 0 };
    return (MetricValue){ newest->value, newest->is_sample };
}

static MetricValue take_attainment(Ctx *cx, const Track *track, Str subject, const Due *due, const Span *span) {
    const Taken taken = take(cx, track, subject, due, span->to);
    return (MetricValue){ taken.measure.attainment, taken.is_sample };
}

/* Does the newest figure hold what is asked at the next milestone? Shares of members must be all of them. */
static MetricValue take_met(Ctx *cx, const Track *track, Str subject, const Due *due, const Span *span) {
    const MetricValue newest = take_newest(cx, track, subject, due, span);
    if (!newest.value.is_known) return newest;
    const bool is_share = is_added(track, subject) && track->indicator->rollup == ROLLUP_MET_SHARE;
    const Goal *goal = &track->goal;
    size_t next = 0;
    while (next + 1 < goal->milestone_count && goal->milestones[next].on.number < span->to.number) next++;
    if (goal->milestone_count == 0) return (MetricValue){ 0 };
    const bool holds = is_share ? newest.value.micro >= 100 * (int64_t)DECIMAL_ONE
                                : milestone_holds(&goal->milestones[next], goal->direction, newest.value);
    return (MetricValue){ decimal_whole(holds), newest.is_sample };
}

static bool is_fine(const Measure *measure) {
    return measure->status == STATUS_MET || measure->status == STATUS_ON_TRACK;
}

static MetricValue take_on_track(Ctx *cx, const Track *track, Str subject, const Due *due, const Span *span) {
    const Taken taken = take(cx, track, subject, due, span->to);
    if (taken.measure.status == STATUS_NO_DATA || taken.measure.status == STATUS_NONE) return (MetricValue){ 0 };
    return (MetricValue){ decimal_whole(is_fine(&taken.measure)), taken.is_sample };
}

#define ONE_INDICATOR(name, taking)                                                                                    \
    static Code name##_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values) {              \
        return read_each(cx, goals, asked, values, taking);                                                            \
    }                                                                                                                  \
    Code name(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {                                            \
        return metric_count(cx, asked, ret_values, name##_each);                                                       \
    }

ONE_INDICATOR(indicator_metric, take_newest)
ONE_INDICATOR(figure_metric, take_figure)
ONE_INDICATOR(attainment_metric, take_attainment)
ONE_INDICATOR(met_metric, take_met)
ONE_INDICATOR(on_track_metric, take_on_track)

/* ---- metrics of all indicators that an agency leads ---- */

typedef void AddOne(MetricValue *value, const Taken *taken, int64_t *measured);

static Code add_indicator(Ctx *cx, const Goals *goals, const Indicator *indicator, const MetricAsked *asked,
                          const Places *places, MetricValue *values, int64_t *measured, AddOne *add) {
    Track track;
    TRY(track_load_newest(cx, goals, indicator, asked, &track));
    for (size_t i = 0; i < asked->span_count; i++) {
        const Day on = asked->spans[i].to;
        const Due due = due_of(goals, indicator, on);
        const Rows leads = goals_leads(cx, goals, indicator->code, on);
        for (size_t j = 0; j < leads.count; j++) {
            const Lead *lead = &((const Lead *)leads.items)[j];
            const Str subject = goals_subject_led(goals, indicator, lead->agency, lead->answering);
            MetricValue *value = value_at(places, asked, values, i, lead->agency->code);
            if (value == NULL || subject.len == 0) continue;
            const Taken taken = take(cx, &track, subject, &due, on);
            add(value, &taken, &measured[value - values]);
        }
    }
    return OK;
}

/* The figures of one indicator are given back before those of the next are read. */
static Code add_indicators(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values, AddOne *add,
                           int64_t **ret_measured) {
    const Places places = places_of(cx, asked);
    *ret_measured = NEW_ARRAY(cx->arena, int64_t, asked->subjects.count * asked->span_count + 1);
    Code code = OK;
    for (size_t i = 0; i < goals->indicators.count && code == OK; i++) {
        Ctx scratch = *cx;
        scratch.arena = arena_new(METRIC_ARENA_BYTES);
        code = add_indicator(&scratch, goals, &((const Indicator *)goals->indicators.items)[i], asked, &places, values,
                             *ret_measured, add);
        if (code != OK) problem_take_verdict(cx, &scratch.problem);
        arena_free(scratch.arena);
    }
    return code;
}

static void add_on_track(MetricValue *value, const Taken *taken, int64_t *measured) {
    (void)measured;
    value_add(value, is_fine(&taken->measure), taken->is_sample);
}

static void add_met(MetricValue *value, const Taken *taken, int64_t *measured) {
    (void)measured;
    value_add(value, taken->measure.status == STATUS_MET, taken->is_sample);
}

static void add_attainment(MetricValue *value, const Taken *taken, int64_t *measured) {
    if (!taken->measure.attainment.is_known) return;
    const Decimal before = value->value.is_known ? value->value : decimal_whole(0);
    value->value = decimal_add(before, taken->measure.attainment);
    value->is_sample = value->is_sample || taken->is_sample;
    (*measured)++;
}

/* Of the plan alone: no figure is read. */
static Code led_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values) {
    const Places places = places_of(cx, asked);
    values_begin(goals, asked, values);
    for (size_t i = 0; i < goals->indicators.count * asked->span_count; i++) {
        const size_t span = i % asked->span_count;
        const Indicator *indicator = &((const Indicator *)goals->indicators.items)[i / asked->span_count];
        const Rows leads = goals_leads(cx, goals, indicator->code, asked->spans[span].to);
        for (size_t j = 0; j < leads.count; j++) {
            const Lead *lead = &((const Lead *)leads.items)[j];
            MetricValue *value = value_at(&places, asked, values, span, lead->agency->code);
            if (value == NULL || goals_subject_led(goals, indicator, lead->agency, lead->answering).len == 0) continue;
            value_add(value, 1, false);
        }
    }
    return OK;
}

static Code on_track_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values) {
    int64_t *measured;
    values_begin(goals, asked, values);
    return add_indicators(cx, goals, asked, values, add_on_track, &measured);
}

static Code met_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values) {
    int64_t *measured;
    values_begin(goals, asked, values);
    return add_indicators(cx, goals, asked, values, add_met, &measured);
}

static Code attainment_each(Ctx *cx, const Goals *goals, const MetricAsked *asked, MetricValue *values) {
    int64_t *measured;
    TRY(add_indicators(cx, goals, asked, values, add_attainment, &measured));
    for (size_t i = 0; i < asked->subjects.count * asked->span_count; i++) {
        if (measured[i] > 0) values[i].value = decimal_scale(values[i].value, 1, measured[i]);
    }
    return OK;
}

Code indicators_led_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return metric_count(cx, asked, ret_values, led_each);
}

Code indicators_on_track_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return metric_count(cx, asked, ret_values, on_track_each);
}

Code indicators_met_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return metric_count(cx, asked, ret_values, met_each);
}

Code attainment_mean_metric(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    return metric_count(cx, asked, ret_values, attainment_each);
}
