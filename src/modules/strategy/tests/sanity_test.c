/* modules/strategy/tests/sanity_test - what a machine sees in a figure beside those before it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/sanity.h"
#include "tests/unit/figures.h"

static const char *const names[] = { "-", "evidence", "jump", "turn", "slip", "same", "path" };

/* Each finding with its numbers; what is odd bears a `!`. */
static Str shown(Arena *arena, const Finding *findings, size_t count) {
    Buf out = buf_new(arena, 1000);
    for (size_t i = 0; i < count; i++) {
        add_number(&out, names[findings[i].name], findings[i].a);
        if (findings[i].b.is_known) add_number(&out, "of", findings[i].b);
        if (!findings[i].is_fine) buf_char(&out, '!');
        buf_char(&out, ';');
    }
    return written(&out);
}

typedef struct SanityRow {
    const char *what, *before, *figure;
    size_t evidence_count;
    const char *shown;
} SanityRow;

static void assert_sanity(Arena *arena, const GoalSaid *said, const SanityRow *rows, size_t count) {
    const Goal goal = goal_said(said);
    for (size_t i = 0; i < count; i++) {
        Point points[POINTS_MAX] = { { { 0 }, { 0 } } }, figure[POINTS_MAX];
        Finding findings[FINDINGS_MAX];
        assert_row(i, rows[i].what);
        const size_t before_count = points_said(rows[i].before, points);
        const Series before = { .first = points[0], .points = points, .count = before_count };
        assert_int_equal(points_said(rows[i].figure, figure), 1);
        const size_t found = sanity_check(&goal, &before, figure[0], rows[i].evidence_count, findings);
        assert_true(found <= FINDINGS_MAX);
        assert_text(shown(arena, findings, found), rows[i].shown);
    }
}

#define ASSERT_SANITY(goal, rows) assert_sanity(*state, (goal), (rows), COUNT(rows))

/* 10 at the end of 2025, 60 at the end of 2027, 730 days later: 22.39726 on 30 June, 35 at the end of 2026. */
static const GoalSaid rising = { DIRECTION_UP, "2027:60", "10@2025-12-31", NULL };

static const SanityRow rising_rows[] = {
    { "the first figure, without evidence", "", "2026-12-31:35", 0, " evidence 0!; path 0;" },
    { "the first one, below the path", "", "2026-12-31:34", 1, " evidence 1; path -1!;" },
    { "it falls below the path", "2026-06-30:25", "2026-12-31:34", 2,
      " evidence 2; path -1!; jump 9; slip 25; same 1; turn 9;" },
    { "it was below before", "2026-06-30:20", "2026-12-31:34", 1,
      " evidence 1; path -1; jump 14; slip 20; same 1; turn 14;" },
    { "it comes above the path", "2026-06-30:20", "2026-12-31:36", 1,
      " evidence 1; path 1; jump 16; slip 20; same 1; turn 16;" },
    { "it goes back", "2026-06-30:40", "2026-12-31:38", 1,
      " evidence 1; path 3; jump -2; slip 40; same 1; turn -2!;" },
    { "it stays", "2026-06-30:40", "2026-12-31:40", 1, " evidence 1; path 5; jump 0; slip 40; same 2; turn 0;" },
    { "the third time the same", "2026-03-31:40 2026-06-30:40", "2026-12-31:40", 1,
      " evidence 1; path 5; jump 0; slip 40; same 3!; turn 0;" },
    { "not in a row", "2026-03-31:40 2026-06-30:39 2026-09-30:40", "2026-12-31:40", 1,
      " evidence 1; path 5; jump 0; slip 40; same 2; turn 0;" },
};

static void looks_at_a_figure_beside_those_before(void **state) {
    ASSERT_SANITY(&rising, rising_rows);
}

/* The path on 31 May 2026, day 151: 10 + 50 * 151 / 730 = 20.342466. */
static const SanityRow jump_rows[] = {
    { "as ever: three times the usual", "2026-01-31:30 2026-02-28:31 2026-03-31:32 2026-04-30:33", "2026-05-31:36", 1,
      " evidence 1; path 15.657534; jump 3 of 1; slip 33; same 1; turn 3;" },
    { "and a millionth more", "2026-01-31:30 2026-02-28:31 2026-03-31:32 2026-04-30:33", "2026-05-31:36.000001", 1,
      " evidence 1; path 15.657535; jump 3.000001 of 1!; slip 33; same 1; turn 3.000001;" },
    { "sizes count, not signs: the mean of 2, 1 and 3", "2026-01-31:30 2026-02-28:32 2026-03-31:31 2026-04-30:34",
      "2026-05-31:28", 1, " evidence 1; path 7.657534; jump -6 of 2; slip 34; same 1; turn -6!;" },
    { "down by more than three times that", "2026-01-31:30 2026-02-28:32 2026-03-31:31 2026-04-30:34",
      "2026-05-31:27.9", 1, " evidence 1; path 7.557534; jump -6.1 of 2!; slip 34; same 1; turn -6.1!;" },
    { "three figures show no habit", "2026-02-28:31 2026-03-31:32 2026-04-30:33", "2026-05-31:59", 1,
      " evidence 1; path 38.657534; jump 26; slip 33; same 1; turn 26;" },
    { "what never moved has no usual change", "2026-01-31:30 2026-02-28:30 2026-03-31:30 2026-04-30:30",
      "2026-05-31:59", 1, " evidence 1; path 38.657534; jump 29 of 0; slip 30; same 1; turn 29;" },
};

static void sees_unusual_jumps(void **state) {
    ASSERT_SANITY(&rising, jump_rows);
}

static void sees_a_slip_of_the_comma(void **state) {
    static const GoalSaid open_goal = { DIRECTION_UP, "2030:1000000", "0@2020-12-31", "1000000" };
    static const struct {
        const char *last, *value;
        bool is_odd;
    } rows[] = {
        { "35", "350", true },   { "350", "35", true },   { "35", "35000", true }, { "35000", "35", true },
        { "3.5", "35", true },   { "-35", "-350", true }, { "0.000001", "0.00001", true },
        { "35", "3500", false }, { "35", "351", false },  { "35", "35", false },   { "35", "349.999999", false },
        { "-35", "350", false }, { "0", "0", false },     { "0", "10", false },    { "10", "0", false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Goal goal = goal_said(&open_goal);
        const Point last = { { 739000 }, decimal_said(rows[i].last) };
        const Series before = { .first = last, .points = &last, .count = 1 };
        Finding findings[FINDINGS_MAX];
        assert_row(i, rows[i].value);
        const Point figure = { { 739100 }, decimal_said(rows[i].value) };
        (void)sanity_check(&goal, &before, figure, 1, findings);
        assert_int_equal(findings[3].name, FINDING_SLIP);
        assert_int_equal(findings[3].is_fine, !rows[i].is_odd);
        assert_text(decimal_text(*state, findings[3].a), rows[i].last);
    }
}

/* ---- other directions and kinds ---- */

static void turns_by_the_direction(void **state) {
    static const GoalSaid falling = { DIRECTION_DOWN, "2027:10", "20@2025-12-31", NULL };
    static const SanityRow falling_rows[] = {
        /* 20 - 10 * 365 / 730 = 15 at the end of 2026 */
        { "less is better", "2026-06-30:16", "2026-12-31:14", 1,
          " evidence 1; path 1; jump -2; slip 16; same 1; turn -2;" },
        { "more is worse", "2026-06-30:13", "2026-12-31:14", 1,
          " evidence 1; path 1; jump 1; slip 13; same 1; turn 1!;" },
    };
    static const GoalSaid within = { DIRECTION_WITHIN, "2027:10..12", "11@2025-12-31", NULL };
    static const SanityRow within_rows[] = {
        { "neither way is the good one", "2026-06-30:11", "2026-12-31:10.5", 1,
          " evidence 1; path 0; jump -0.5; slip 11; same 1; turn -0.5;" },
    };
    static const GoalSaid levels = { DIRECTION_UP, "2026:1 2030:2", NULL, NULL, .is_level = true };
    static const SanityRow level_rows[] = {
        { "a level may stay for years", "2024-12-31:1 2025-12-31:1", "2026-12-31:1", 1,
          " evidence 1; path 0; turn 0;" },
        { "a level lost", "2025-12-31:1", "2026-12-31:0", 0, " evidence 0!; path -1!; turn -1!;" },
    };
    ASSERT_SANITY(&falling, falling_rows);
    ASSERT_SANITY(&within, within_rows);
    ASSERT_SANITY(&levels, level_rows);
}

/* The path looks at the twelve newest; the first figure of all begins it, where nothing was stated. */
static void looks_at_many_figures(void **state) {
    static const GoalSaid goal = { DIRECTION_UP, "2026:130", NULL, NULL };
    static const SanityRow rows[] = {
        /* from 1 on 2025-12-31 it is 365 days to 130; on 2026-01-16 the path is 1 + 129 * 16 / 365 = 6.654795 */
        { "one a day, sixteen days long",
          "2025-12-31:1 2026-01-01:2 2026-01-02:3 2026-01-03:4 2026-01-04:5 2026-01-05:6 2026-01-06:7 2026-01-07:8 "
          "2026-01-08:9 2026-01-09:10 2026-01-10:11 2026-01-11:12 2026-01-12:13 2026-01-13:14 2026-01-14:15 "
          "2026-01-15:16",
          "2026-01-16:17", 1, " evidence 1; path 10.345205; jump 1 of 1; slip 16; same 1; turn 1;" },
    };
    ASSERT_SANITY(&goal, rows);
}

/* ---- figures of every size: an amount of money has many digits ---- */

#define FIGURE_MICRO_MAX INT64_C(4000000000000000000)

static void look_at_the_largest(void) {
    static const int64_t sizes[] = { -FIGURE_MICRO_MAX, INT64_C(-9000000001000000), -1, 0, 1, INT64_C(9000000001000000),
                                     INT64_C(3000000000000000001), FIGURE_MICRO_MAX };
    const GoalSaid said = { DIRECTION_UP, "2030:4000000000000", "-4000000000000@2025-12-31", NULL };
    const Goal goal = goal_said(&said);
    for (size_t i = 0; i < COUNT(sizes) * COUNT(sizes) * COUNT(sizes); i++) {
        const Decimal one = decimal_micro(sizes[i % COUNT(sizes)]),
                      two = decimal_micro(sizes[i / COUNT(sizes) % COUNT(sizes)]);
        const Point points[] = { { { 739500 }, two }, { { 739600 }, one }, { { 739700 }, two }, { { 739800 }, one } };
        const Series before = { .first = points[0], .points = points, .count = COUNT(points) };
        const Point figure = { { 739900 }, decimal_micro(sizes[i / COUNT(sizes) / COUNT(sizes)]) };
        Finding findings[FINDINGS_MAX];
        (void)sanity_check(&goal, &before, figure, 1, findings);
    }
}

static void looks_at_figures_of_every_size(void **state) {
    (void)state;
    assert_true(ends_well(look_at_the_largest));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(looks_at_a_figure_beside_those_before),
        AN_ARENA(sees_unusual_jumps),
        AN_ARENA(sees_a_slip_of_the_comma),
        AN_ARENA(turns_by_the_direction),
        AN_ARENA(looks_at_many_figures),
        cmocka_unit_test(looks_at_figures_of_every_size),
    };
    return cmocka_run_group_tests_name("sanity", tests, NULL, NULL);
}
