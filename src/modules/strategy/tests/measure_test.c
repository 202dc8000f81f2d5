/* modules/strategy/tests/measure_test - how far a figure is from what was promised: by hand, and against a second
 * implementation of the rules in fractions (tests/harness/measurement.py). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/figures.h"

static const char *const statuses[] = { "-", "met", "on_track", "at_risk", "late", "no_data" };
static const char *const rules[] = { "-",          "no_figure", "overdue",     "final_reached",    "final_passed",
                                     "on_path",    "trend_short", "within_tolerance", "below_path", "partial" };
static const char *const starts[] = { "-", "declared", "milestone", "first_figure", "lowest_level" };

/* All that a measure says, in one line. */
static Str shown(Arena *arena, const Measure *measure) {
    Buf out = buf_new(arena, 1000);
    buf_addf(&out, "%s by %s from %s:", statuses[measure->status], rules[measure->rule], starts[measure->start]);
    add_number(&out, "part", measure->attainment);
    add_number(&out, "path", measure->expected);
    add_number(&out, "gap", measure->gap);
    add_number(&out, "left", measure->remaining);
    add_number(&out, "near", measure->tolerance);
    add_number(&out, "then", measure->forecast);
    add_number(&out, "month", measure->monthly);
    return written(&out);
}

typedef struct MeasureRow {
    const char *what, *figures, *shown;
    bool is_overdue;
} MeasureRow;

static void assert_measures(Arena *arena, const GoalSaid *said, const MeasureRow *rows, size_t count) {
    const Goal goal = goal_said(said);
    const Day today = day_make(2026, 11, 22);
    for (size_t i = 0; i < count; i++) {
        Point points[POINTS_MAX] = { { { 0 }, { 0 } } };
        assert_row(i, rows[i].what);
        const size_t point_count = points_said(rows[i].figures, points);
        const Series series = { .first = points[0], .points = points, .count = point_count };
        const Measure measure = measure_take(&goal, &series, today, rows[i].is_overdue);
        assert_text(shown(arena, &measure), rows[i].shown);
    }
}

#define ASSERT_MEASURES(goal, rows) assert_measures(*state, (goal), (rows), COUNT(rows))

/* ---- more is better: 10 at the end of 2025, 60 at the end of 2027, 99 at the end of 2030 ---- */

static const GoalSaid rising = { DIRECTION_UP, "2027:60 2030:99", "10@2025-12-31", NULL };

/* 730 days to the first milestone, 1096 from there to the last. The way is 89 long; 5 % of its parts are 2.5 and 1.95.
 * The path at the end of 2026, 365 days on: 10 + 50 * 365 / 730 = 35. */
static const MeasureRow rising_rows[] = {
    { "nothing was reported", "",
      "no_data by no_figure from declared: part ? path ? gap ? left ? near ? then ? month ?" },
    { "on the path: 25/89 of the way", "2026-12-31:35",
      "on_track by on_path from declared: part 0.280899 path 35 gap 0 left 64 near 2.5 then ? month ?" },
    { "a millionth below it", "2026-12-31:34.999999",
      "at_risk by within_tolerance from declared: part 0.280899 path 35 gap -0.000001 left 64.000001 near 2.5 then ? "
      "month ?" },
    { "below it by just the tolerance: 22.5/89", "2026-12-31:32.5",
      "at_risk by within_tolerance from declared: part 0.252809 path 35 gap -2.5 left 66.5 near 2.5 then ? month ?" },
    { "and a millionth more", "2026-12-31:32.499999",
      "late by below_path from declared: part 0.252809 path 35 gap -2.500001 left 66.500001 near 2.5 then ? month ?" },
    { "on the day of a milestone its bound is asked for, and the next milestone lies ahead: 50/89", "2027-12-31:60",
      "on_track by on_path from declared: part 0.561798 path 60 gap 0 left 39 near 1.95 then ? month ?" },
    { "49/89", "2027-12-31:59",
      "at_risk by within_tolerance from declared: part 0.550562 path 60 gap -1 left 40 near 1.95 then ? month ?" },
    { "the day after: 60 + 39 * 1 / 1096", "2028-01-01:60",
      "at_risk by within_tolerance from declared: part 0.561798 path 60.035584 gap -0.035584 left 39 near 1.95 then ? "
      "month ?" },
    { "the last target, early: 60 + 39 * 182 / 1096", "2028-06-30:99",
      "met by final_reached from declared: part 1 path 66.476277 gap 32.523723 left 0 near 1.95 then ? month ?" },
    { "the last target, on its day", "2030-12-31:99",
      "met by final_reached from declared: part 1 path 99 gap 0 left 0 near 0 then ? month ?" },
    { "not quite: 88.5/89", "2030-12-31:98.5",
      "late by final_passed from declared: part 0.994382 path 99 gap -0.5 left 0.5 near 0 then ? month ?" },
    { "a year later it still counts: 88/89", "2031-12-31:98",
      "late by final_passed from declared: part 0.988764 path 99 gap -1 left 1 near 0 then ? month ?" },
    { "worse than at the start is nothing of the way", "2026-12-31:5",
      "late by below_path from declared: part 0 path 35 gap -30 left 94 near 2.5 then ? month ?" },
    { "before the start the path is the start", "2025-06-30:8",
      "at_risk by within_tolerance from declared: part 0 path 10 gap -2 left 91 near 2.5 then ? month ?" },
    { "a figure is due and missing, however good the last one was", "2026-12-31:35",
      "no_data by overdue from declared: part 0.280899 path 35 gap 0 left 64 near 2.5 then ? month ?", true },
    { "even when the target was reached", "2028-06-30:99",
      "no_data by overdue from declared: part 1 path 66.476277 gap 32.523723 left 0 near 1.95 then ? month ?", true },
    { "only the newest counts", "2026-06-30:50 2026-12-31:35",
      "on_track by on_path from declared: part 0.280899 path 35 gap 0 left 64 near 2.5 then ? month ?" },
};

static void measures_what_should_rise(void **state) {
    ASSERT_MEASURES(&rising, rising_rows);
}

/* ---- less is better: 20 days at the end of 2025, 10 at the end of 2027, 5 at the end of 2030 ---- */

static const GoalSaid falling = { DIRECTION_DOWN, "2027:10 2030:5", "20@2025-12-31", NULL };

static const MeasureRow falling_rows[] = {
    { "on the path: 20 - 10 * 365 / 730; 5 of 15", "2026-12-31:15",
      "on_track by on_path from declared: part 0.333333 path 15 gap 0 left 10 near 0.5 then ? month ?" },
    { "better is below it: 6 of 15", "2026-12-31:14",
      "on_track by on_path from declared: part 0.4 path 15 gap 1 left 9 near 0.5 then ? month ?" },
    { "above it by just the tolerance: 4.5 of 15", "2026-12-31:15.5",
      "at_risk by within_tolerance from declared: part 0.3 path 15 gap -0.5 left 10.5 near 0.5 then ? month ?" },
    { "4.4 of 15", "2026-12-31:15.6",
      "late by below_path from declared: part 0.293333 path 15 gap -0.6 left 10.6 near 0.5 then ? month ?" },
    { "worse than at the start", "2026-12-31:21",
      "late by below_path from declared: part 0 path 15 gap -6 left 16 near 0.5 then ? month ?" },
    { "below the last target: 20 - 10 * 181 / 730", "2026-06-30:4",
      "met by final_reached from declared: part 1 path 17.520548 gap 13.520548 left 0 near 0.5 then ? month ?" },
    { "zero is a figure", "2026-06-30:0",
      "met by final_reached from declared: part 1 path 17.520548 gap 17.520548 left 0 near 0.5 then ? month ?" },
    { "the day has passed: 14 of 15", "2031-01-31:6",
      "late by final_passed from declared: part 0.933333 path 5 gap -1 left 1 near 0 then ? month ?" },
};

static void measures_what_should_fall(void **state) {
    ASSERT_MEASURES(&falling, falling_rows);
}

/* ---- inside a range is right: 10 to 12 at the end of 2030, and nothing stated about the start ---- */

static const GoalSaid within = { DIRECTION_WITHIN, "2030:10..12", NULL, NULL };

/* The first figure, 8, begins the path: 1461 days to the milestone, 731 of them on 2028-12-31. The gap is how far the
 * path is outside the range, less how far the value is. */
static const MeasureRow within_rows[] = {
    { "the first figure is its own path", "2026-12-31:8",
      "on_track by on_path from first_figure: part 0 path 8 gap 0 left 2 near 0.1 then ? month ?" },
    { "on the way to the nearer bound: 8 + 2 * 731 / 1461", "2026-12-31:8 2028-12-31:9",
      "at_risk by within_tolerance from first_figure: part 0.5 path 9.000684 gap -0.000684 left 1 near 0.1 then ? "
      "month ?" },
    { "the lower bound is inside", "2026-12-31:8 2028-12-31:10",
      "met by final_reached from first_figure: part 1 path 9.000684 gap 0.999316 left 0 near 0.1 then ? month ?" },
    { "the upper bound is inside: 8 + 4 * 731 / 1461", "2026-12-31:8 2028-12-31:12",
      "met by final_reached from first_figure: part 1 path 10.001369 gap 0 left 0 near 0.2 then ? month ?" },
    { "just below", "2030-12-31:9.999999",
      "late by final_passed from first_figure: part 0 path 10 gap -0.000001 left 0.000001 near 0 then ? month ?" },
    { "just above", "2030-12-31:12.000001",
      "late by final_passed from first_figure: part 0 path 12 gap -0.000001 left 0.000001 near 0 then ? month ?" },
    { "too far by half of the way: (2 - 1) / 2", "2026-12-31:8 2028-12-31:13",
      "late by below_path from first_figure: part 0.5 path 10.001369 gap -1 left 1 near 0.2 then ? month ?" },
    { "too far by more than all of the way", "2026-12-31:8 2028-12-31:15",
      "late by below_path from first_figure: part 0 path 10.001369 gap -3 left 3 near 0.2 then ? month ?" },
    { "from above to the upper bound: 20 - 8 * 731 / 1461; 5 of 8", "2026-12-31:20 2028-12-31:15",
      "on_track by on_path from first_figure: part 0.625 path 15.997262 gap 0.997262 left 3 near 0.4 then ? month ?" },
    { "the start was inside, and there is no way back: 11 + 731 / 1461", "2026-12-31:11 2028-12-31:13",
      "late by below_path from first_figure: part 0 path 11.500342 gap -1 left 1 near 0.05 then ? month ?" },
};

static void measures_what_should_stay_within(void **state) {
    ASSERT_MEASURES(&within, within_rows);
}

/* ---- levels: rank 1 at the end of 2026, rank 2 at the end of 2030; they do not lie between ---- */

static const GoalSaid levels = { DIRECTION_UP, "2026:1 2030:2", NULL, NULL, .is_level = true };

static const MeasureRow level_rows[] = {
    { "nothing is asked before the first milestone", "2026-06-30:0",
      "on_track by on_path from lowest_level: part 0 path 0 gap 0 left 2 near 0 then ? month ?" },
    { "a step on its day", "2026-12-31:0",
      "late by below_path from lowest_level: part 0 path 1 gap -1 left 2 near 0 then ? month ?" },
    { "one of two steps", "2026-12-31:1",
      "on_track by on_path from lowest_level: part 0.5 path 1 gap 0 left 1 near 0 then ? month ?" },
    { "no step between the milestones", "2030-12-30:1",
      "on_track by on_path from lowest_level: part 0.5 path 1 gap 0 left 1 near 0 then ? month ?" },
    { "the last day", "2030-12-31:1",
      "late by final_passed from lowest_level: part 0.5 path 2 gap -1 left 1 near 0 then ? month ?" },
    { "reached early", "2026-03-31:2",
      "met by final_reached from lowest_level: part 1 path 0 gap 2 left 0 near 0 then ? month ?" },
    { "ranks make no trend", "2026-03-31:0 2026-06-30:0 2026-09-30:0 2026-12-31:1 2027-03-31:1",
      "on_track by on_path from lowest_level: part 0.5 path 1 gap 0 left 1 near 0 then ? month ?" },
    { "nothing was reported", "",
      "no_data by no_figure from lowest_level: part ? path ? gap ? left ? near ? then ? month ?" },
};

static void measures_levels_in_steps(void **state) {
    ASSERT_MEASURES(&levels, level_rows);
}

/* ---- the examples of docs/protocols/measurement.md, worked out there ---- */

static void measures_the_examples_of_the_document(void **state) {
    static const GoalSaid coverage = { DIRECTION_UP, "2025:20 2030:99", NULL, NULL, .is_share = true };
    static const GoalSaid waiting = { DIRECTION_DOWN, "2025:60 2030:10", NULL, NULL };
    static const GoalSaid range = { DIRECTION_WITHIN, "2030:40..60", "10@2025-12-31", NULL };
    static const GoalSaid level = { DIRECTION_UP, "2025:1 2030:2", NULL, NULL, .is_level = true };
    static const MeasureRow coverage_rows[] = {
        { "5G coverage", "2026-09-30:30",
          "at_risk by within_tolerance from milestone: part 0.126582 path 31.811062 gap -1.811062 left 69 near 3.95 "
          "then ? month ?" },
    };
    static const MeasureRow waiting_rows[] = {
        { "a waiting time", "2026-07-31:48 2026-08-31:46 2026-09-30:45 2026-10-31:44",
          "on_track by on_path from milestone: part 0.32 path 51.675794 gap 7.675794 left 34 near 2.5 "
          "then -20.895023 month -1.275096" },
    };
    static const MeasureRow range_rows[] = {
        { "on the way", "2026-10-31:22",
          "on_track by on_path from declared: part 0.4 path 14.994524 gap 7.005476 left 18 near 1.5 then ? month ?" },
        { "inside", "2026-10-31:50",
          "met by final_reached from declared: part 1 path 14.994524 gap 25.005476 left 0 near 1.5 then ? month ?" },
        /* the path to the upper bound: 10 + 50 * 304 / 1826 = 18.324206, which is 21.675794 outside */
        { "beyond", "2026-10-31:65",
          "on_track by on_path from declared: part 0.833333 path 18.324206 gap 16.675794 left 5 near 2.5 then ? "
          "month ?" },
    };
    static const MeasureRow level_rows_there[] = {
        { "Có", "2026-09-30:1",
          "on_track by on_path from lowest_level: part 0.5 path 1 gap 0 left 1 near 0 then ? month ?" },
    };
    ASSERT_MEASURES(&coverage, coverage_rows);
    ASSERT_MEASURES(&waiting, waiting_rows);
    ASSERT_MEASURES(&range, range_rows);
    ASSERT_MEASURES(&level, level_rows_there);
}

static void gives_each_status_of_the_document(void **state) {
    static const GoalSaid made_up = { DIRECTION_UP, "2027:50 2030:90", "20@2025-12-31", "2", .is_share = true };
    static const MeasureRow made_up_rows[] = {
        { "October is missing", "2026-09-30:30",
          "no_data by overdue from declared: part 0.142857 path 31.219178 gap -1.219178 left 60 near 2 then ? month ?",
          true },
        { "not yet", "2026-09-30:30",
          "at_risk by within_tolerance from declared: part 0.142857 path 31.219178 gap -1.219178 left 60 near 2 then ? "
          "month ?" },
        { "92", "2026-10-31:92",
          "met by final_reached from declared: part 1 path 32.493151 gap 59.506849 left 0 near 2 then ? month ?" },
        { "85 at the end", "2030-12-31:85",
          "late by final_passed from declared: part 0.928571 path 90 gap -5 left 5 near 2 then ? month ?" },
        { "31", "2026-10-31:31",
          "at_risk by within_tolerance from declared: part 0.157143 path 32.493151 gap -1.493151 left 59 near 2 then ? "
          "month ?" },
        { "30", "2026-10-31:30",
          "late by below_path from declared: part 0.142857 path 32.493151 gap -2.493151 left 60 near 2 then ? "
          "month ?" },
        { "slowing down", "2026-07-31:38 2026-08-31:38.2 2026-09-30:38.4 2026-10-31:38.6",
          "at_risk by trend_short from declared: part 0.265714 path 32.493151 gap 6.106849 left 51.4 near 2 "
          "then 41.384836 month 0.19607" },
        { "40", "2026-10-31:40",
          "on_track by on_path from declared: part 0.285714 path 32.493151 gap 7.506849 left 50 near 2 then ? "
          "month ?" },
    };
    ASSERT_MEASURES(&made_up, made_up_rows);
}

/* ---- where the path begins, when no document says it ---- */

static void begins_at_the_first_figure(void **state) {
    static const GoalSaid single = { DIRECTION_UP, "2030:1000", NULL, NULL };
    static const MeasureRow rows[] = {
        /* 1795 days from 2026-01-31 to the milestone, 28 of them to 28 February: 100 + 900 * 28 / 1795; 20 of 900 */
        { "the first of all", "2026-01-31:100 2026-02-28:120",
          "on_track by on_path from first_figure: part 0.022222 path 114.038997 gap 5.961003 left 880 near 45 then ? "
          "month ?" },
        { "nothing was reported", "", "no_data by no_figure from -: part ? path ? gap ? left ? near ? then ? month ?" },
        { "the only figure is on the last day", "2030-12-31:900",
          "late by final_passed from first_figure: part 0 path 1000 gap -100 left 100 near 0 then ? month ?" },
        { "the first figure reaches the target", "2026-01-31:1000",
          "met by final_reached from first_figure: part 1 path 1000 gap 0 left 0 near 0 then ? month ?" },
    };
    ASSERT_MEASURES(&single, rows);
}

static void begins_at_the_first_of_several_milestones(void **state) {
    static const GoalSaid several = { DIRECTION_UP, "2026:50 2030:90", NULL, NULL };
    static const MeasureRow rows[] = {
        { "before it: at the first figure", "2026-06-30:40",
          "on_track by on_path from first_figure: part 0 path 40 gap 0 left 50 near 0.5 then ? month ?" },
        { "on its day: 2 of 40", "2026-06-30:40 2026-12-31:52",
          "on_track by on_path from milestone: part 0.05 path 50 gap 2 left 38 near 2 then ? month ?" },
        { "after it: 50 + 40 * 731 / 1461; 10 of 40", "2028-12-31:60",
          "late by below_path from milestone: part 0.25 path 70.013689 gap -10.013689 left 30 near 2 then ? month ?" },
        { "nothing was reported", "",
          "no_data by no_figure from milestone: part ? path ? gap ? left ? near ? then ? month ?" },
    };
    ASSERT_MEASURES(&several, rows);
}

/* A target that asks for no more than there was at the start. */
static void measures_a_way_of_no_length(void **state) {
    static const GoalSaid kept = { DIRECTION_UP, "2030:100", "100@2025-12-31", NULL };
    static const MeasureRow rows[] = {
        { "kept", "2026-12-31:100",
          "met by final_reached from declared: part 1 path 100 gap 0 left 0 near 0 then ? month ?" },
        { "lost", "2026-12-31:99",
          "late by below_path from declared: part 0 path 100 gap -1 left 1 near 0 then ? month ?" },
    };
    static const GoalSaid behind = { DIRECTION_UP, "2030:90", "100@2025-12-31", NULL };
    static const MeasureRow behind_rows[] = {
        /* 100 - 10 * 365 / 1826 = 98.001095 */
        { "what was lost beyond the target is nothing of the way", "2026-12-31:80",
          "late by below_path from declared: part 0 path 98.001095 gap -18.001095 left 10 near 0.5 then ? month ?" },
    };
    ASSERT_MEASURES(&kept, rows);
    ASSERT_MEASURES(&behind, behind_rows);
}

/* A start that was stated for a day on or after a milestone's: that milestone is no corner of the path any more. */
static void begins_after_a_milestone(void **state) {
    static const GoalSaid later = { DIRECTION_UP, "2026:50 2030:90", "60@2026-12-31", NULL };
    static const MeasureRow rows[] = {
        { "60 + 30 * 731 / 1461; 12 of 30, and 5 % of the 40 between the milestones", "2028-12-31:72",
          "late by below_path from declared: part 0.4 path 75.010267 gap -3.010267 left 18 near 2 then ? month ?" },
        { "before the start", "2026-06-30:45",
          "late by below_path from declared: part 0 path 60 gap -15 left 45 near 0.5 then ? month ?" },
    };
    ASSERT_MEASURES(&later, rows);
}

static void takes_the_tolerance_that_is_stated(void **state) {
    static const GoalSaid stated = { DIRECTION_UP, "2027:60 2030:99", "10@2025-12-31", "5" };
    static const GoalSaid none = { DIRECTION_UP, "2027:60 2030:99", "10@2025-12-31", "0" };
    static const MeasureRow five[] = {
        { "20/89", "2026-12-31:30",
          "at_risk by within_tolerance from declared: part 0.224719 path 35 gap -5 left 69 near 5 then ? month ?" },
        { "19.9/89", "2026-12-31:29.9",
          "late by below_path from declared: part 0.223596 path 35 gap -5.1 left 69.1 near 5 then ? month ?" },
    };
    static const MeasureRow zero[] = {
        { "0 is stated, too: 24.9/89", "2026-12-31:34.9",
          "late by below_path from declared: part 0.279775 path 35 gap -0.1 left 64.1 near 0 then ? month ?" },
    };
    ASSERT_MEASURES(&stated, five);
    ASSERT_MEASURES(&none, zero);
}

/* ---- the trend ---- */

#define STEADY  "2026-01-01:1 2026-01-11:2 2026-01-21:3 2026-01-31:4" /* a tenth a day */
#define STANDING "2026-01-01:10 2026-01-11:10 2026-01-21:10 2026-01-31:10"

/* 364 days from 1 January to the milestone: 1 + 36.4 by the steady trend, and on 31 January the path is
 * 1 + 36.4 * 30 / 364 = 4. 3 of 36.4 are done, 9 of 36.4 by who stands at 10. */
static void looks_ahead_along_the_trend(void **state) {
    static const GoalSaid goal = { DIRECTION_UP, "2026:37.4", "1@2026-01-01", NULL };
    static const MeasureRow rows[] = {
        { "steadily towards the target", STEADY,
          "on_track by on_path from declared: part 0.082418 path 4 gap 0 left 33.4 near 1.82 then 37.4 month 3" },
        { "ahead of the path, but standing still", STANDING,
          "at_risk by trend_short from declared: part 0.247253 path 4 gap 6 left 27.4 near 1.82 then 10 month 0" },
        { "three make no trend", "2026-01-01:10 2026-01-11:10 2026-01-31:10",
          "on_track by on_path from declared: part 0.247253 path 4 gap 6 left 27.4 near 1.82 then ? month ?" },
        { "only the last twelve count", "2025-06-30:1000 2025-10-01:10 2025-10-11:10 2025-10-21:10 2025-10-31:10 "
                                        "2025-11-10:10 2025-11-20:10 2025-11-30:10 2025-12-10:10 " STANDING,
          "at_risk by trend_short from declared: part 0.247253 path 4 gap 6 left 27.4 near 1.82 then 10 month 0" },
    };
    ASSERT_MEASURES(&goal, rows);
}

static void forgives_a_trend_that_falls_short_by_the_tolerance(void **state) {
    static const GoalSaid just = { DIRECTION_UP, "2026:37.4", "1@2026-01-01", "27.4" };
    static const GoalSaid less = { DIRECTION_UP, "2026:37.4", "1@2026-01-01", "27.399999" };
    static const MeasureRow fine[] = {
        { "10 is 27.4 short", STANDING,
          "on_track by on_path from declared: part 0.247253 path 4 gap 6 left 27.4 near 27.4 then 10 month 0" },
    };
    static const MeasureRow short_of_it[] = {
        { "27.4 is more", STANDING,
          "at_risk by trend_short from declared: part 0.247253 path 4 gap 6 left 27.4 near 27.399999 then 10 month 0" },
    };
    ASSERT_MEASURES(&just, fine);
    ASSERT_MEASURES(&less, short_of_it);
}

/* A tenth a day over 364 days from 80: 116.4; from 20 down: -16.4. Percentages end at 100 and at 0. */
static void keeps_forecasts_of_shares_between_0_and_100(void **state) {
    static const GoalSaid up = { DIRECTION_UP, "2026:99", "80@2026-01-01", NULL, .is_share = true };
    static const GoalSaid up_free = { DIRECTION_UP, "2026:99", "80@2026-01-01", NULL };
    static const GoalSaid down = { DIRECTION_DOWN, "2026:0", "20@2026-01-01", NULL, .is_share = true };
    static const MeasureRow up_rows[] = {
        { "80 + 19 * 30 / 364; 3 of 19", "2026-01-01:80 2026-01-11:81 2026-01-21:82 2026-01-31:83",
          "on_track by on_path from declared: part 0.157895 path 81.565934 gap 1.434066 left 16 near 0.95 then 100 "
          "month 3" },
    };
    static const MeasureRow free_rows[] = {
        { "other figures do not", "2026-01-01:80 2026-01-11:81 2026-01-21:82 2026-01-31:83",
          "on_track by on_path from declared: part 0.157895 path 81.565934 gap 1.434066 left 16 near 0.95 then 116.4 "
          "month 3" },
    };
    static const MeasureRow down_rows[] = {
        { "20 - 20 * 30 / 364; 3 of 20", "2026-01-01:20 2026-01-11:19 2026-01-21:18 2026-01-31:17",
          "on_track by on_path from declared: part 0.15 path 18.351648 gap 1.351648 left 17 near 1 then 0 month -3" },
    };
    ASSERT_MEASURES(&up, up_rows);
    ASSERT_MEASURES(&up_free, free_rows);
    ASSERT_MEASURES(&down, down_rows);
}

/* python3's statistics.linear_regression on days from the first: 1, 4, 4, 9 on days 0, 1, 5, 6 gives 0.923076... a day
 * and 1.730769... on day 0. */
static void draws_the_line_of_least_squares(void **state) {
    Point points[POINTS_MAX];
    const size_t count = points_said("2026-02-27:1 2026-02-28:4 2026-03-04:4 2026-03-05:9", points);
    assert_text(decimal_text(*state, trend_on(points, count, day_make(2026, 2, 27))), "1.730769");
    assert_text(decimal_text(*state, trend_on(points, count, day_make(2026, 3, 31))), "31.269231");
    assert_text(decimal_text(*state, trend_on(points, count, day_make(2026, 2, 20))), "-4.730769");
    assert_false(trend_on(points, 3, day_make(2026, 3, 31)).is_known);
    const Point one_day[] = { { { 700000 }, decimal_whole(1) }, { { 700000 }, decimal_whole(2) },
                              { { 700000 }, decimal_whole(3) }, { { 700000 }, decimal_whole(4) } };
    assert_false(trend_on(one_day, COUNT(one_day), (Day){ 700001 }).is_known);
}

/* ---- milestones ---- */

typedef struct HoldsRow {
    Direction direction;
    const char *low, *high, *value;
    const char *bound;
    bool holds;
} HoldsRow;

static const HoldsRow held[] = {
    { DIRECTION_UP, "5", "", "5", "5", true },        { DIRECTION_UP, "5", "", "4.999999", "5", false },
    { DIRECTION_UP, "5", "8", "9", "5", true },       { DIRECTION_DOWN, "", "5", "5", "5", true },
    { DIRECTION_DOWN, "", "5", "5.000001", "5", false }, { DIRECTION_DOWN, "2", "5", "1", "5", true },
    { DIRECTION_WITHIN, "2", "5", "2", "2", true },   { DIRECTION_WITHIN, "2", "5", "5", "5", true },
    { DIRECTION_WITHIN, "2", "5", "3.5", "2", true }, /* as near to both: the lower one */
    { DIRECTION_WITHIN, "2", "5", "3.6", "5", true }, { DIRECTION_WITHIN, "2", "5", "1.999999", "2", false },
    { DIRECTION_WITHIN, "2", "5", "6", "5", false },  { DIRECTION_WITHIN, "2", "", "2", "2", true }, /* `=` */
    { DIRECTION_WITHIN, "2", "", "2.1", "2", false }, { DIRECTION_WITHIN, "2", "5", "-9", "2", false },
    { DIRECTION_UP, "-3", "", "-4", "-3", false },    { DIRECTION_DOWN, "", "-3", "-4", "-3", true },
};

static void knows_when_a_target_holds(void **state) {
    for (size_t i = 0; i < COUNT(held); i++) {
        const HoldsRow *row = &held[i];
        const Milestone milestone = { .low = decimal_said(row->low), .high = decimal_said(row->high) };
        const Decimal value = decimal_said(row->value);
        assert_row(i, row->value);
        assert_int_equal(milestone_holds(&milestone, row->direction, value), row->holds);
        assert_text(decimal_text(*state, milestone_bound(&milestone, row->direction, value)), row->bound);
    }
}

/* What is asked on a day: straight between the milestones, the first one's before, the last one's after. A range is
 * that of the milestone ahead. */
static void knows_what_is_asked_on_a_day(void **state) {
    static const struct {
        GoalSaid goal;
        const char *day, *low, *high;
    } rows[] = {
        { { DIRECTION_UP, "2026:50 2030:90", NULL, NULL }, "2025-06-30", "50", "50" },
        { { DIRECTION_UP, "2026:50 2030:90", NULL, NULL }, "2026-12-31", "50", "50" },
        { { DIRECTION_UP, "2026:50 2030:90", NULL, NULL }, "2028-12-31", "70.013689", "70.013689" }, /* 731 of 1461 */
        { { DIRECTION_UP, "2026:50 2030:90", NULL, NULL }, "2030-12-31", "90", "90" },
        { { DIRECTION_UP, "2026:50 2030:90", NULL, NULL }, "2031-12-31", "90", "90" },
        /* 10 - 5 * 731 / 1461 */
        { { DIRECTION_DOWN, "2026:10 2030:5", NULL, NULL }, "2028-12-31", "7.498289", "7.498289" },
        { { DIRECTION_WITHIN, "2026:10..12 2030:20..30", NULL, NULL }, "2026-12-31", "10", "12" },
        { { DIRECTION_WITHIN, "2026:10..12 2030:20..30", NULL, NULL }, "2027-01-01", "20", "30" },
        { { DIRECTION_WITHIN, "2026:10..12 2030:20..30", NULL, NULL }, "2031-12-31", "20", "30" },
        { { DIRECTION_UP, "2026:1 2030:2", NULL, NULL, .is_level = true }, "2028-12-31", "1", "1" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Goal goal = goal_said(&rows[i].goal);
        const Milestone asked = milestone_on(&goal, day_said(rows[i].day));
        assert_row(i, rows[i].day);
        assert_text(decimal_text(*state, asked.low), rows[i].low);
        assert_text(decimal_text(*state, asked.high), rows[i].high);
    }
}

static const Series no_series = { .count = 0 };

static void measure_without_milestones(void) {
    const Goal goal = { .direction = DIRECTION_UP };
    (void)measure_take(&goal, &no_series, (Day){ 739942 }, false);
}

static void hold_without_direction(void) {
    const Milestone milestone = { .low = decimal_whole(1) };
    (void)milestone_holds(&milestone, DIRECTION_NONE, decimal_whole(1));
}

static void stops_where_nothing_is_promised(void **state) {
    (void)state;
    assert_true(stops(measure_without_milestones));
    assert_true(stops(hold_without_direction));
}

/* ---- against the second implementation ---- */

typedef struct DrawnCase {
    Goal goal;
    Point points[15];
    size_t count;
    bool is_overdue;
    Status status;
    Rule rule;
    Start start;
    Decimal numbers[7]; /* attainment, expected, gap, remaining, tolerance, forecast, monthly */
} DrawnCase;

#include "measure_cases.h"

static void agrees_with_the_rules_in_fractions(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(drawn_cases); i++) {
        const DrawnCase *one = &drawn_cases[i];
        const Series series = { .first = one->points[0], .points = one->points, .count = one->count };
        const Measure m = measure_take(&one->goal, &series, (Day){ 0 }, one->is_overdue);
        const Decimal numbers[] = { m.attainment, m.expected, m.gap, m.remaining, m.tolerance, m.forecast, m.monthly };
        bool is_same = m.status == one->status && m.rule == one->rule && m.start == one->start;
        for (size_t j = 0; j < COUNT(numbers); j++) {
            is_same = is_same && numbers[j].is_known == one->numbers[j].is_known;
            is_same = is_same && (!numbers[j].is_known || numbers[j].micro == one->numbers[j].micro);
        }
        if (is_same) continue;
        for (size_t j = 0; j < COUNT(numbers); j++)
            print_error("# %lld, in fractions %lld\n", (long long)numbers[j].micro, (long long)one->numbers[j].micro);
        fail_with("case %zu: %s by %s, in fractions %s by %s", i, statuses[m.status], rules[m.rule],
                  statuses[one->status], rules[one->rule]);
    }
}

/* ---- figures of every size: whoever enters one must not stop the house ---- */

#define FIGURE_MICRO_MAX INT64_C(4000000000000000000)

static void knows_which_figures_are_too_large(void **state) {
    (void)state;
    assert_true(figure_is_fit(decimal_micro(FIGURE_MICRO_MAX)) && figure_is_fit(decimal_micro(-FIGURE_MICRO_MAX)));
    assert_false(figure_is_fit(decimal_micro(FIGURE_MICRO_MAX + 1)));
    assert_false(figure_is_fit(decimal_micro(-FIGURE_MICRO_MAX - 1)));
    assert_true(figure_is_fit(decimal_whole(0)) && figure_is_fit((Decimal){ 0 }));
}

static void measure_the_farthest(void) {
    static const int64_t sizes[] = { -FIGURE_MICRO_MAX, -DECIMAL_ONE, -1, 0, 1, DECIMAL_ONE, FIGURE_MICRO_MAX };
    enum { SIZES = COUNT(sizes) };
    for (size_t i = 0; i < (size_t)SIZES * SIZES * SIZES * 3; i++) {
        const Decimal start = decimal_micro(sizes[i % SIZES]), target = decimal_micro(sizes[i / SIZES % SIZES]),
                      value = decimal_micro(sizes[i / SIZES / SIZES % SIZES]);
        const Goal goal = { .direction = (Direction)(i / SIZES / SIZES / SIZES + 1),
                            .milestones = { { { 730000 }, start, start }, { { 740000 }, target, target } },
                            .milestone_count = 2 };
        const Point points[] = { { { 729000 }, start }, { { 730500 }, target }, { { 731000 }, target },
                                 { { 731500 }, start }, { { 732000 }, value } };
        const Series series = { .first = points[0], .points = points, .count = COUNT(points) };
        const Measure measure = measure_take(&goal, &series, (Day){ 732000 }, false);
        MUST(measure.status != STATUS_NONE && measure.attainment.is_known);
    }
}

static void measures_figures_of_every_size(void **state) {
    (void)state;
    assert_true(ends_well(measure_the_farthest));
}

/* ---- roll-ups ---- */

static Measure of_status(Status status, const char *attainment) {
    return (Measure){ .status = status, .attainment = decimal_said(attainment) };
}

static void counts_and_averages_what_is_known(void **state) {
    const Measure measures[] = { of_status(STATUS_MET, "1"),       of_status(STATUS_ON_TRACK, "0.5"),
                                 of_status(STATUS_AT_RISK, "0.25"), of_status(STATUS_LATE, "0"),
                                 of_status(STATUS_LATE, "0.333333"), of_status(STATUS_NO_DATA, "") };
    Tally tally = { 0 };
    assert_false(tally_mean(&tally).is_known); /* nothing is not zero */
    tally_add(&tally, &measures[5]);
    assert_false(tally_mean(&tally).is_known);
    for (size_t i = 0; i < 5; i++) tally_add(&tally, &measures[i]);
    assert_int_equal(tally.total, 6);
    assert_int_equal(tally.met, 1);
    assert_int_equal(tally.on_track, 1);
    assert_int_equal(tally.at_risk, 1);
    assert_int_equal(tally.late, 2);
    assert_int_equal(tally.no_data, 1);
    assert_int_equal(tally.measured, 5);
    assert_text(decimal_text(*state, tally_mean(&tally)), "0.416667"); /* 2.083333 / 5 = 0.4166666 */
    const Measure stale = of_status(STATUS_NO_DATA, "0.9"); /* the newest figure is missing: an old one is no measure */
    tally_add(&tally, &stale);
    assert_int_equal(tally.measured, 5);
    assert_text(decimal_text(*state, tally_mean(&tally)), "0.416667");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(measures_what_should_rise),
        AN_ARENA(measures_what_should_fall),
        AN_ARENA(measures_what_should_stay_within),
        AN_ARENA(measures_levels_in_steps),
        AN_ARENA(measures_the_examples_of_the_document),
        AN_ARENA(gives_each_status_of_the_document),
        AN_ARENA(begins_at_the_first_figure),
        AN_ARENA(begins_at_the_first_of_several_milestones),
        AN_ARENA(measures_a_way_of_no_length),
        AN_ARENA(begins_after_a_milestone),
        AN_ARENA(takes_the_tolerance_that_is_stated),
        AN_ARENA(looks_ahead_along_the_trend),
        AN_ARENA(forgives_a_trend_that_falls_short_by_the_tolerance),
        AN_ARENA(keeps_forecasts_of_shares_between_0_and_100),
        AN_ARENA(draws_the_line_of_least_squares),
        AN_ARENA(knows_when_a_target_holds),
        AN_ARENA(knows_what_is_asked_on_a_day),
        cmocka_unit_test(stops_where_nothing_is_promised),
        cmocka_unit_test(agrees_with_the_rules_in_fractions),
        cmocka_unit_test(knows_which_figures_are_too_large),
        cmocka_unit_test(measures_figures_of_every_size),
        AN_ARENA(counts_and_averages_what_is_known),
    };
    return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
