/* modules/strategy/tests/figures_test - figures recorded, corrected, drawn together into standings; nothing is lost. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/figures.h"
#include "tests/unit/figures.h"
#include "tests/unit/strategy.h"

static Observation figure_of(Ctx *cx, const char *period, const char *value) {
    Period span;
    assert_ok(period_from_text(str_of(period), &span));
    return (Observation){ .indicator = S("I1"), .subject = S("08"), .period = str_of(period),
                          .ends_on = period_end(span), .value = decimal_said(value), .text = S(""),
                          .origin = S("unit"), .recorded_at = cx->now };
}

static void record(Ctx *cx, const char *period, const char *value, const char *reason) {
    const Observation figure = figure_of(cx, period, value);
    assert_ok(figure_record(cx, &figure, str_of(reason)));
}

static Standing standing_now(Ctx *cx) {
    Standing standing;
    assert_ok(standing_find(cx, S("I1"), S("08"), &standing));
    return standing;
}

/* Its points, as `2026-Q1:20 2026-Q2:22`. */
static Str trail_shown(Ctx *cx, const Standing *standing) {
    const Series series = standing_series(cx->arena, standing);
    Buf out = buf_new(cx->arena, 5000);
    for (size_t i = 0; i < series.count; i++) {
        buf_add(&out, period_text(cx->arena, period_of_day(series.points[i].on, FREQUENCY_QUARTER)));
        buf_char(&out, ':');
        decimal_write(&out, series.points[i].value);
        buf_char(&out, ' ');
    }
    return written(&out);
}

static void the_newest_period_stands(void **state) {
    Ctx *cx = *state;
    Standing standing;
    assert_int_equal(standing_find(cx, S("I1"), S("08"), &standing), NOT_FOUND);
    assert_null(cx->problem.kind);
    record(cx, "2026-Q2", "22", "");
    record(cx, "2026-Q3", "25.5", "");
    record(cx, "2026-Q1", "20", ""); /* an older one may come later */
    standing = standing_now(cx);
    assert_text(standing.period, "2026-Q3");
    assert_text(decimal_text(cx->arena, standing.value), "25.5");
    assert_text(decimal_text(cx->arena, standing.first_value), "20");
    assert_text(day_text(cx->arena, standing.first_ends_on), "2026-03-31");
    assert_int_equal(standing.figure_count, 3);
    assert_text(trail_shown(cx, &standing), "2026-Q1:20 2026-Q2:22 2026-Q3:25.5 ");
}

static void a_correction_keeps_what_was_there(void **state) {
    Ctx *cx = *state;
    Observation held;
    Rows past;
    record(cx, "2026-Q2", "22", "");
    record(cx, "2026-Q3", "25", "");
    fixture_clock(cx, "2026-11-23T01:00:00Z");
    record(cx, "2026-Q2", "21", "đếm hai lần");
    assert_ok(figure_find(cx, S("I1"), S("08"), S("2026-Q2"), &held));
    assert_int_equal(held.revision, 2);
    assert_text(decimal_text(cx->arena, held.value), "21");
    assert_ok(figure_past(cx, S("I1"), S("08"), &past));
    assert_int_equal(past.count, 1);
    const PastFigure *was = past.items;
    assert_text(was->period, "2026-Q2");
    assert_int_equal(was->revision, 1);
    assert_text(decimal_text(cx->arena, was->value), "22");
    assert_text(was->reason, "đếm hai lần");
    assert_text(time_text(cx->arena, was->replaced_at), "2026-11-23T01:00:00Z");
    assert_text(time_text(cx->arena, was->recorded_at), "2026-11-22T03:00:00Z");
    const Standing standing = standing_now(cx);
    assert_text(trail_shown(cx, &standing), "2026-Q2:21 2026-Q3:25 ");
    assert_int_equal(standing.figure_count, 2);
}

/* A standing shows 24 figures; the first of all is kept beside them, since a path may begin there. */
static void a_long_history_is_drawn_by_its_newest(void **state) {
    Ctx *cx = *state;
    Period period = { FREQUENCY_QUARTER, 2019, 1 };
    for (int i = 0; i < 30; i++, period = period_next(period))
        record(cx, period_text(cx->arena, period).at, str_format(cx->arena, "%d.5", i).at, "");
    const Standing standing = standing_now(cx);
    const Series series = standing_series(cx->arena, &standing);
    assert_int_equal(standing.figure_count, 30);
    assert_int_equal(series.count, TRAIL_POINTS);
    assert_text(decimal_text(cx->arena, series.points[0].value), "6.5");
    assert_text(decimal_text(cx->arena, series.points[23].value), "29.5");
    assert_text(decimal_text(cx->arena, series.first.value), "0.5");
    assert_text(day_text(cx->arena, series.first.on), "2019-03-31");
    assert_text(standing.period, "2026-Q2");
}

static void holds_figures_of_every_size(void **state) {
    Ctx *cx = *state;
    record(cx, "2026-Q1", "-9000000000000", "");
    record(cx, "2026-Q2", "0.000001", "");
    record(cx, "2026-Q3", "9000000000000", "");
    const Standing standing = standing_now(cx);
    assert_text(trail_shown(cx, &standing), "2026-Q1:-9000000000000 2026-Q2:0.000001 2026-Q3:9000000000000 ");
}

/* ---- as things were on a day: figures of later periods are left out ---- */

static void tells_how_things_stood(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *day, *trail;
    } rows[] = { { "2026-03-30", NULL }, { "2026-03-31", "2026-Q1:20 " }, { "2026-06-29", "2026-Q1:20 " },
                 { "2026-06-30", "2026-Q1:20 2026-Q2:22 " }, { "2030-12-31", "2026-Q1:20 2026-Q2:22 " } };
    record(cx, "2026-Q1", "20", "");
    record(cx, "2026-Q2", "22", "");
    plan_record(cx, "I7", "08", "2026-01", "5");
    for (size_t i = 0; i < COUNT(rows); i++) {
        Rows standings;
        assert_row(i, rows[i].day);
        assert_ok(standings_of_subject(cx, S("08"), day_said(rows[i].day), &standings));
        const Standing *first = standings.items;
        assert_int_equal(standings.count, rows[i].trail == NULL ? 1 : 2); /* that of I7 was there in January */
        if (rows[i].trail != NULL) assert_text(trail_shown(cx, first), rows[i].trail);
    }
    Rows standings;
    assert_ok(standings_of_subject(cx, S("08"), day_said("2026-01-30"), &standings));
    assert_int_equal(standings.count, 0);
    assert_ok(standings_of_subject(cx, S("08"), (Day){ 0 }, &standings)); /* now */
    assert_int_equal(standings.count, 2);
}

/* ---- many at once ---- */

typedef struct BatchRow {
    const char *what, *value, *reason;
    bool is_sample; /* what comes */
    size_t added, corrected, unchanged, refused;
    const char *held;
    int64_t revision;
} BatchRow;

static const int64_t file_rows[] = { 5 };

static void assert_batches(Ctx *cx, const BatchRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const BatchRow *row = &rows[i];
        Observation figure = figure_of(cx, "2026-Q3", row->value), held;
        figure.is_sample = row->is_sample;
        FigureBatch batch = { .items = &figure, .rows = file_rows, .count = 1, .file_name = S("f.csv"),
                              .reason = str_of(row->reason) };
        assert_row(i, row->what);
        fixture_forget(cx);
        assert_ok(figures_record_pair(cx, &batch));
        assert_int_equal(batch.added, row->added);
        assert_int_equal(batch.corrected, row->corrected);
        assert_int_equal(batch.unchanged, row->unchanged);
        if (row->refused > 0) assert_faults(cx, { &figure_differs, 5, "value" });
        else assert_no_faults(cx);
        assert_ok(figure_find(cx, S("I1"), S("08"), S("2026-Q3"), &held));
        assert_text(decimal_text(cx->arena, held.value), row->held);
        assert_int_equal(held.revision, row->revision);
    }
}

static void a_file_changes_figures_only_with_a_reason(void **state) {
    static const BatchRow rows[] = {
        { "new", "25", "", false, 1, 0, 0, 0, "25", 1 },
        { "the same again", "25", "", false, 0, 0, 1, 0, "25", 1 },
        { "the same, with a reason", "25", "sửa", false, 0, 0, 1, 0, "25", 1 },
        { "another without a reason", "26", "", false, 0, 0, 0, 1, "25", 1 },
        { "another with a reason", "26", "sửa", false, 0, 1, 0, 0, "26", 2 },
        { "a made-up one does not take the place of a real one", "27", "", true, 0, 0, 0, 1, "26", 2 },
    };
    assert_batches(*state, rows, COUNT(rows));
}

static void real_figures_take_the_place_of_samples(void **state) {
    static const BatchRow rows[] = {
        { "made up", "25", "", true, 1, 0, 0, 0, "25", 1 },
        { "made up, otherwise", "26", "", true, 0, 0, 0, 1, "25", 1 },
        { "real, and no reason is needed", "26", "", false, 0, 1, 0, 0, "26", 2 },
        { "real again", "27", "", false, 0, 0, 0, 1, "26", 2 },
    };
    assert_batches(*state, rows, COUNT(rows));
    assert_false(standing_now(*state).is_sample);
}

static void a_real_figure_of_the_same_value_takes_the_sign_of_a_sample_away(void **state) {
    static const BatchRow rows[] = {
        { "made up", "25", "", true, 1, 0, 0, 0, "25", 1 },
        { "real", "25", "", false, 0, 1, 0, 0, "25", 2 },
    };
    assert_batches(*state, rows, COUNT(rows));
    assert_false(standing_now(*state).is_sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PLAN(the_newest_period_stands),
        IN_PLAN(a_correction_keeps_what_was_there),
        IN_PLAN(a_long_history_is_drawn_by_its_newest),
        IN_PLAN(holds_figures_of_every_size),
        IN_PLAN(tells_how_things_stood),
        IN_PLAN(a_file_changes_figures_only_with_a_reason),
        IN_PLAN(real_figures_take_the_place_of_samples),
        IN_PLAN(a_real_figure_of_the_same_value_takes_the_sign_of_a_sample_away),
    };
    return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}
