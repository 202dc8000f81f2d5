/* modules/strategy/rollups - see rollups.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/rollups.h"

enum { SCRATCH_BYTES = 64 * 1024 * 1024 };

static const Field rollup_fields[] = {
    FIELD(Rollup, indicator, REQUIRED, 0, 0), FIELD(Rollup, subject, REQUIRED, 0, 0),
    FIELD(Rollup, period, REQUIRED, 0, 0),    FIELD(Rollup, ends_on, REQUIRED, 0, 0),
    FIELD(Rollup, value, REQUIRED, 0, 0),     FIELD(Rollup, reported, REQUIRED, 0, 0),
    FIELD(Rollup, met_count, REQUIRED, 0, 0), FIELD(Rollup, is_sample, REQUIRED, 0, 0),
    FIELD(Rollup, recorded_at, REQUIRED, 0, 0),
};
static const Shape rollup_shape = SHAPE(Rollup, rollup_fields);

#include "modules/strategy/rollups.sql.h"

bool is_added_up(const Indicator *indicator) {
    const bool has_members = indicator->level == ABOUT_COMMUNE || indicator->level == ABOUT_AGENCY;
    return has_members && indicator->rollup != ROLLUP_REPORTED;
}

/* One period of the members' figures. */
typedef struct Added {
    Day ends_on;
    Wide sum;
    int64_t count, met;
    bool is_sample;
    Time recorded_at;
} Added;

static Added *added_for(Ctx *cx, Added **periods, size_t *count, size_t *room, Day ends_on) {
    for (size_t i = *count; i > 0; i--) {
        if ((*periods)[i - 1].ends_on.number == ends_on.number) return &(*periods)[i - 1];
    }
    *periods = array_grow(cx->arena, *periods, sizeof(Added), *count, room);
    size_t at = (*count)++;
    for (; at > 0 && (*periods)[at - 1].ends_on.number > ends_on.number; at--) (*periods)[at] = (*periods)[at - 1];
    (*periods)[at] = (Added){ .ends_on = ends_on };
    return &(*periods)[at];
}

static Decimal value_of(const Added *added, RollupWay way) {
    switch (way) {
    case ROLLUP_SUM: return decimal_of_wide(added->sum, 1);
    case ROLLUP_MEAN: return decimal_of_wide(added->sum, (Wide)added->count);
    case ROLLUP_MET_SHARE: return decimal_of_wide((Wide)added->met * 100 * DECIMAL_ONE, (Wide)added->count);
    case ROLLUP_REPORTED:
    case ROLLUP_NONE: break;
    }
    CANNOT("only figures that are added up come here");
}

/* Reads what the members reported in a period ("": in all), and adds it up by period. */
static Code add_up(Ctx *cx, const Goals *goals, const Indicator *indicator, Str period, Added **ret_periods,
                   size_t *ret_count) {
    const Goal goal = goal_of(goals, indicator);
    Rows rows;
    size_t room = 0;
    *ret_periods = NULL;
    *ret_count = 0;
    TRY(figures_of_indicator(cx, indicator->code, period, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Observation *figure = &((const Observation *)rows.items)[i];
        Added *added = added_for(cx, ret_periods, ret_count, &room, figure->ends_on);
        const Milestone asked = milestone_on(&goal, figure->ends_on);
        added->sum += figure->value.micro;
        added->count++;
        added->met += milestone_holds(&asked, goal.direction, figure->value);
        added->is_sample = added->is_sample || figure->is_sample;
        if (figure->recorded_at.us > added->recorded_at.us) added->recorded_at = figure->recorded_at;
    }
    return OK;
}

static Observation as_figure(const Rollup *rollup) {
    return (Observation){ .indicator = rollup->indicator,
                          .subject = rollup->subject,
                          .period = rollup->period,
                          .ends_on = rollup->ends_on,
                          .value = rollup->value,
                          .text = S(""),
                          .origin = S(""),
                          .is_sample = rollup->is_sample,
                          .recorded_at = rollup->recorded_at };
}

/* Rollups of one indicator, in time, as the figures of a history. */
static const Observation *as_figures(Arena *arena, const Rollup *rollups, size_t count) {
    Observation *figures = NEW_ARRAY(arena, Observation, count + 1);
    for (size_t i = 0; i < count; i++) figures[i] = as_figure(&rollups[i]);
    return figures;
}

/* Of one indicator's rollups, in time. */
static Standing standing_of_rollups(Ctx *cx, const Rollup *rollups, size_t count) {
    Standing standing = standing_make(cx, as_figures(cx->arena, rollups, count), count);
    standing.reported = rollups[count - 1].reported;
    standing.met_count = rollups[count - 1].met_count;
    return standing;
}

Code rollup_history(Ctx *cx, Str indicator, Str province, Rows *ret_rollups) {
    const FigureKey key = { .indicator = indicator, .subject = province };
    return rollups_of(cx, &key, ret_rollups);
}

bool rollup_standing(Ctx *cx, const Rows *rollups, Day on, Standing *ret_standing) {
    const Rollup *all = rollups->items;
    size_t count = 0;
    while (count < rollups->count && all[count].ends_on.number <= on.number) count++;
    if (count > 0) *ret_standing = standing_of_rollups(cx, all, count);
    return count > 0;
}

static Code keep_standing(Ctx *cx, Str indicator, Str province) {
    const FigureKey key = { .indicator = indicator, .subject = province };
    Rows rows;
    TRY(rollups_of(cx, &key, &rows));
    if (rows.count == 0) return rollup_standing_delete(cx, &key);
    const Standing standing = standing_of_rollups(cx, rows.items, rows.count);
    return standing_keep(cx, &standing);
}

Code rollup_refresh(Ctx *cx, const Goals *goals, const Indicator *indicator, Str period) {
    if (!is_added_up(indicator)) return OK;
    Added *periods;
    size_t count;
    TRY(add_up(cx, goals, indicator, period, &periods, &count));
    for (size_t i = 0; i < count; i++) {
        const Added *added = &periods[i];
        const Period its = period_of_day(added->ends_on, (Frequency)indicator->frequency);
        const Rollup rollup = { .indicator = indicator->code,
                                .subject = goals->province,
                                .period = period_text(cx->arena, its),
                                .ends_on = added->ends_on,
                                .value = value_of(added, (RollupWay)indicator->rollup),
                                .reported = added->count,
                                .met_count = added->met,
                                .is_sample = added->is_sample,
                                .recorded_at = added->recorded_at };
        const bool is_fit = rollup.value.is_known && figure_is_fit(rollup.value); /* a sum may be too large */
        TRY(is_fit ? rollup_upsert(cx, &rollup) : rollup_delete(cx, &rollup));
    }
    return keep_standing(cx, indicator->code, goals->province);
}

Code rollups_refresh_each(Ctx *cx, const Goals *goals, const bool *is_wanted) {
    Ctx scratch = *cx;
    scratch.arena = arena_new(SCRATCH_BYTES); /* what one indicator needs is given back before the next */
    Code code = OK;
    for (size_t i = 0; i < goals->indicators.count && code == OK; i++) {
        if (!is_wanted[i]) continue;
        code = rollup_refresh(&scratch, goals, &((const Indicator *)goals->indicators.items)[i], S(""));
        if (code != OK) problem_take_verdict(cx, &scratch.problem);
        arena_reset(scratch.arena);
    }
    arena_free(scratch.arena);
    return code;
}

Code rollups_refresh_all(Ctx *cx) {
    Goals *goals;
    TRY(goals_load(cx, &goals));
    const FigureKey key = { .subject = goals->province };
    TRY(rollup_standings_clear(cx, &key));
    TRY(rollups_clear(cx, &key));
    bool *all = NEW_ARRAY(cx->arena, bool, goals->indicators.count + 1);
    memset(all, true, goals->indicators.count);
    return rollups_refresh_each(cx, goals, all);
}

Code rollup_standings_until(Ctx *cx, Str province, Day on, Rows *ret_standings) {
    const FigureKey key = { .subject = province, .on = on };
    Rows rows;
    TRY(rollups_until(cx, &key, &rows));
    const Rollup *rollups = rows.items;
    Standing *standings = NEW_ARRAY(cx->arena, Standing, rows.count + 1);
    size_t count = 0;
    for (size_t from = 0, to; from < rows.count; from = to) {
        for (to = from + 1; to < rows.count && str_equal(rollups[to].indicator, rollups[from].indicator);) to++;
        standings[count++] = standing_of_rollups(cx, rollups + from, to - from);
    }
    *ret_standings = (Rows){ standings, count };
    return OK;
}
