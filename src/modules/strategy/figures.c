/* modules/strategy/figures - see figures.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/figures.h"

#include "modules/strategy/plan_versions.h"

enum { TRAIL_BYTES_MAX = 2048 };

const ProblemKind figure_differs = {
    CONFLICT, "strategy/figure-differs",
    { "Kỳ này đã có số liệu khác.", "A different figure is recorded for this period." },
    { "Kỳ {0} của “{1}” ({2}) đang ghi {3:,}. Muốn sửa, nêu lý do (--reason).",
      "For {0}, “{1}” ({2}) holds {3}. To correct it, give the reason (--reason)." }
};

/* ---- shapes ---- */

static const Field observation_fields[] = {
    FIELD(Observation, indicator, REQUIRED, 0, 0), FIELD(Observation, subject, REQUIRED, 0, 0),
    FIELD(Observation, period, REQUIRED, 0, 0),    FIELD(Observation, ends_on, REQUIRED, 0, 0),
    FIELD(Observation, value, REQUIRED, 0, 0),     FIELD(Observation, text, REQUIRED, 0, 0),
    FIELD(Observation, revision, REQUIRED, 0, 0),  FIELD(Observation, origin, REQUIRED, 0, 0),
    FIELD(Observation, is_sample, REQUIRED, 0, 0), FIELD(Observation, recorded_at, REQUIRED, 0, 0),
    FIELD(Observation, plan_version, REQUIRED, 0, 0),
};
const Shape observation_shape = SHAPE(Observation, observation_fields);

static const Field standing_fields[] = {
    FIELD(Standing, indicator, REQUIRED, 0, 0),     FIELD(Standing, subject, REQUIRED, 0, 0),
    FIELD(Standing, period, REQUIRED, 0, 0),        FIELD(Standing, ends_on, REQUIRED, 0, 0),
    FIELD(Standing, value, REQUIRED, 0, 0),         FIELD(Standing, text, REQUIRED, 0, 0),
    FIELD(Standing, revision, REQUIRED, 0, 0),      FIELD(Standing, origin, REQUIRED, 0, 0),
    FIELD(Standing, is_sample, REQUIRED, 0, 0),     FIELD(Standing, recorded_at, REQUIRED, 0, 0),
    FIELD(Standing, first_ends_on, REQUIRED, 0, 0), FIELD(Standing, first_value, REQUIRED, 0, 0),
    FIELD(Standing, trail, REQUIRED, 0, 0),         FIELD(Standing, figure_count, REQUIRED, 0, 0),
    FIELD(Standing, source, REQUIRED, 0, 0),        FIELD(Standing, agency, REQUIRED, 0, 0),
    FIELD(Standing, evidence, REQUIRED, 0, 0),      FIELD(Standing, reported, REQUIRED, 0, 0),
    FIELD(Standing, met_count, REQUIRED, 0, 0),
};
const Shape standing_shape = SHAPE(Standing, standing_fields);

static const Field figure_key_fields[] = {
    FIELD(FigureKey, indicator, REQUIRED, 1, CODE_MAX),
    FIELD(FigureKey, subject, REQUIRED, 1, CODE_MAX),
    FIELD(FigureKey, period, REQUIRED, 4, 8),
    FIELD(FigureKey, on, OPTIONAL, 0, 0),
};
const Shape figure_key_shape = SHAPE(FigureKey, figure_key_fields);

static const Field past_figure_fields[] = {
    FIELD(PastFigure, period, REQUIRED, 0, 0),      FIELD(PastFigure, revision, REQUIRED, 0, 0),
    FIELD(PastFigure, value, REQUIRED, 0, 0),       FIELD(PastFigure, text, REQUIRED, 0, 0),
    FIELD(PastFigure, origin, REQUIRED, 0, 0),      FIELD(PastFigure, recorded_at, REQUIRED, 0, 0),
    FIELD(PastFigure, replaced_by, REQUIRED, 0, 0), FIELD(PastFigure, replaced_at, REQUIRED, 0, 0),
    FIELD(PastFigure, reason, REQUIRED, 0, 0),
    FIELD(PastFigure, plan_version, REQUIRED, 0, 0),
};
const Shape past_figure_shape = SHAPE(PastFigure, past_figure_fields);

/* The first figure of a pair, and how many there are. */
typedef struct PairSpan {
    Day ends_on;
    Decimal value;
    int64_t figure_count;
} PairSpan;

static const Field pair_span_fields[] = {
    FIELD(PairSpan, ends_on, REQUIRED, 0, 0),
    FIELD(PairSpan, value, REQUIRED, 0, 0),
    FIELD(PairSpan, figure_count, REQUIRED, 0, 0),
};
static const Shape pair_span_shape = SHAPE(PairSpan, pair_span_fields);

typedef struct PastInsert {
    Str indicator, subject, period, replaced_by;
    Time replaced_at;
    Str reason;
} PastInsert;

static const Field past_insert_fields[] = {
    FIELD(PastInsert, indicator, REQUIRED, 0, 0),   FIELD(PastInsert, subject, REQUIRED, 0, 0),
    FIELD(PastInsert, period, REQUIRED, 0, 0),      FIELD(PastInsert, replaced_by, REQUIRED, 0, 0),
    FIELD(PastInsert, replaced_at, REQUIRED, 0, 0), FIELD(PastInsert, reason, REQUIRED, 0, 0),
};
static const Shape past_insert_shape = SHAPE(PastInsert, past_insert_fields);

#include "modules/strategy/figures.sql.h"

/* ---- reading ---- */

Code figure_find(Ctx *cx, Str indicator, Str subject, Str period, Observation *ret_figure) {
    const FigureKey key = { .indicator = indicator, .subject = subject, .period = period };
    return observation_one(cx, &key, ret_figure);
}

Code figure_history(Ctx *cx, Str indicator, Str subject, Rows *ret_figures) {
    const FigureKey key = { .indicator = indicator, .subject = subject };
    return observations_of_pair(cx, &key, ret_figures);
}

Code figures_of_indicator(Ctx *cx, Str indicator, Str period, Rows *ret_figures) {
    const FigureKey key = { .indicator = indicator, .period = period };
    return observations_of_indicator(cx, &key, ret_figures);
}

Code figure_past(Ctx *cx, Str indicator, Str subject, Rows *ret_past) {
    const FigureKey key = { .indicator = indicator, .subject = subject };
    return past_of_pair(cx, &key, ret_past);
}

Code standing_find(Ctx *cx, Str indicator, Str subject, Standing *ret_standing) {
    const FigureKey key = { .indicator = indicator, .subject = subject };
    return standing_one(cx, &key, ret_standing);
}

/* ---- the standing of one pair ---- */

/* day:value;day:value, in time. */
static void write_point(Buf *trail, Day on, Decimal value) {
    if (trail->len > 0) buf_char(trail, ';');
    buf_int(trail, on.number);
    buf_char(trail, ':');
    buf_int(trail, value.micro);
}

/* Takes a whole number and the mark behind it from the front. A trail is our own writing, and pages read thousands. */
static int64_t take_number(Str *trail, char mark) {
    const bool is_negative = trail->len > 0 && trail->at[0] == '-';
    int64_t number = 0;
    size_t i = is_negative;
    for (; i < trail->len && trail->at[i] != mark; i++) {
        const char c = trail->at[i];
        MUST(c >= '0' && c <= '9' && !__builtin_mul_overflow(number, 10, &number));
        MUST(!__builtin_add_overflow(number, c - '0', &number));
    }
    MUST(i > is_negative);
    *trail = str_part(*trail, i < trail->len ? i + 1 : i, trail->len);
    return is_negative ? -number : number;
}

Series standing_series(Arena *arena, const Standing *standing) {
    Point *points = NEW_ARRAY(arena, Point, TRAIL_POINTS);
    size_t count = 0;
    for (Str rest = standing->trail; rest.len > 0 && count < TRAIL_POINTS; count++) {
        const Day on = { take_number(&rest, ':') };
        points[count] = (Point){ on, decimal_micro(take_number(&rest, ';')) };
    }
    return (Series){ .first = { standing->first_ends_on, standing->first_value }, .points = points, .count = count };
}

/* Figures in time, of one pair; all that is drawn from them. */
static Standing standing_of(Arena *arena, const Observation *figures, size_t count, const PairSpan *span) {
    const Observation *last = &figures[count - 1];
    Standing standing = { .indicator = last->indicator,
                          .subject = last->subject,
                          .period = last->period,
                          .ends_on = last->ends_on,
                          .value = last->value,
                          .text = last->text,
                          .revision = last->revision,
                          .origin = last->origin,
                          .recorded_at = last->recorded_at,
                          .first_ends_on = span->ends_on,
                          .first_value = span->value,
                          .figure_count = span->figure_count };
    Buf trail = buf_new(arena, TRAIL_BYTES_MAX);
    for (size_t i = count > TRAIL_POINTS ? count - TRAIL_POINTS : 0; i < count; i++) {
        write_point(&trail, figures[i].ends_on, figures[i].value);
        standing.is_sample = standing.is_sample || figures[i].is_sample;
        if (figures[i].recorded_at.us > standing.recorded_at.us) standing.recorded_at = figures[i].recorded_at;
    }
    MUST(!trail.overflowed);
    standing.trail = (Str){ trail.at, trail.len };
    return standing;
}

Standing standing_make(Ctx *cx, const Observation *figures, size_t count) {
    const PairSpan span = { figures[0].ends_on, figures[0].value, (int64_t)count };
    return standing_of(cx->arena, figures, count, &span);
}

Code standing_keep(Ctx *cx, const Standing *standing) {
    return standing_upsert(cx, standing);
}

static Code refresh_standing(Ctx *cx, Str indicator, Str subject) {
    const FigureKey key = { .indicator = indicator, .subject = subject };
    Rows newest;
    PairSpan span;
    TRY(observations_newest(cx, &key, &newest));
    TRY(observation_oldest(cx, &key, &span));
    Observation *figures = newest.items;
    for (size_t i = 0, j = newest.count - 1; i < j; i++, j--) {
        const Observation swapped = figures[i];
        figures[i] = figures[j];
        figures[j] = swapped;
    }
    const Standing standing = standing_of(cx->arena, figures, newest.count, &span);
    return standing_upsert(cx, &standing);
}

Code standings_of_subject(Ctx *cx, Str subject, Day on, Rows *ret_standings) {
    const FigureKey key = { .subject = subject, .on = on };
    if (on.number == 0) return standings_by_subject(cx, &key, ret_standings);
    Rows rows;
    TRY(observations_of_subject_until(cx, &key, &rows));
    const Observation *figures = rows.items;
    Standing *standings = NEW_ARRAY(cx->arena, Standing, rows.count + 1);
    size_t count = 0;
    for (size_t from = 0, to; from < rows.count; from = to) {
        for (to = from + 1; to < rows.count && str_equal(figures[to].indicator, figures[from].indicator);) to++;
        standings[count++] = standing_make(cx, figures + from, to - from);
    }
    *ret_standings = (Rows){ standings, count };
    return OK;
}

/* ---- recording ---- */

static Code replace_figure(Ctx *cx, const Observation *held, const Observation *figure, Str reason) {
    const PastInsert past = { .indicator = held->indicator,
                              .subject = held->subject,
                              .period = held->period,
                              .replaced_by = figure->origin,
                              .replaced_at = cx->now,
                              .reason = reason };
    Observation next = *figure;
    next.revision = held->revision + 1;
    TRY(past_insert(cx, &past));
    return observation_replace(cx, &next);
}

Code figure_record(Ctx *cx, const Observation *figure, Str reason) {
    Observation held, next = *figure;
    TRY(plan_version_of_indicator(cx, figure->indicator, &next.plan_version));
    const Code found = figure_find(cx, figure->indicator, figure->subject, figure->period, &held);
    if (found == OK) {
        TRY(replace_figure(cx, &held, &next, reason));
    } else if (found == NOT_FOUND) {
        next.revision = 1;
        TRY(observation_insert(cx, &next));
    } else {
        return found;
    }
    return refresh_standing(cx, figure->indicator, figure->subject);
}

Code figures_record_pair(Ctx *cx, FigureBatch *batch) {
    const Observation *first = &batch->items[0];
    Rows held_rows;
    TRY(figure_history(cx, first->indicator, first->subject, &held_rows));
    const Observation *held = held_rows.items;
    int64_t plan_version;
    TRY(plan_version_of_indicator(cx, first->indicator, &plan_version));
    size_t changed = 0, at = 0;
    for (size_t i = 0; i < batch->count; i++) {
        Observation figure = batch->items[i];
        figure.plan_version = plan_version;
        while (at < held_rows.count && str_compare(held[at].period, figure.period) < 0) at++;
        const bool is_held = at < held_rows.count && str_equal(held[at].period, figure.period);
        if (!is_held) {
            figure.revision = 1;
            TRY(observation_insert(cx, &figure));
            batch->added++;
            changed++;
            continue;
        }
        const bool was_made_up = held[at].is_sample && !figure.is_sample; /* real ones take over freely */
        if (decimal_compare(held[at].value, figure.value) == 0 && !was_made_up) {
            batch->unchanged++;
        } else if (batch->reason.len == 0 && !was_made_up) {
            fault(cx, spot_in(batch->file_name, batch->rows[i], S("value")), &figure_differs, figure.period,
                  figure.indicator, figure.subject, decimal_text(cx->arena, held[at].value));
        } else {
            TRY(replace_figure(cx, &held[at], &figure, batch->reason));
            batch->corrected++;
            changed++;
        }
    }
    return changed == 0 ? OK : refresh_standing(cx, first->indicator, first->subject);
}
