/* platform/access/tests/validity_test - days on which something holds: bounds, overlap, within, cut short. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/validity.h"
#include "tests/harness/unit.h"

#define NONE 0

/* Days are counted from any first one; `to` is the first day on which it no longer holds, NONE is open. */
static Validity from_to(int64_t from, int64_t to) {
    return (Validity){ { from }, { to } };
}

static void holds_from_its_first_day_to_the_day_before_its_end(void **state) {
    (void)state;
    static const struct {
        int64_t from, to, day;
        bool holds, has_ended;
    } rows[] = {
        { 10, 20, 9, false, false }, { 10, 20, 10, true, false },    { 10, 20, 19, true, false },
        { 10, 20, 20, false, true }, { 10, NONE, 9, false, false },  { 10, NONE, 10, true, false },
        { 10, 10, 9, false, false }, { 10, 10, 10, false, true },    { 10, NONE, 9000, true, false },
        { 10, 11, 10, true, false }, { 10, 11, 11, false, true },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, "");
        const Validity one = from_to(rows[i].from, rows[i].to);
        assert_int_equal(validity_holds(one, (Day){ rows[i].day }), rows[i].holds);
        assert_int_equal(validity_has_ended(one, (Day){ rows[i].day }), rows[i].has_ended);
    }
}

static void is_sound_when_it_holds_on_a_day(void **state) {
    (void)state;
    assert_true(validity_is_sound(from_to(10, 11)));
    assert_true(validity_is_sound(from_to(10, NONE)));
    assert_false(validity_is_sound(from_to(10, 10)));
    assert_false(validity_is_sound(from_to(10, 9)));
    assert_false(validity_is_sound(from_to(NONE, 9))); /* without a beginning */
}

static void overlaps_when_both_hold_on_some_day(void **state) {
    (void)state;
    static const struct {
        int64_t from, to, other_from, other_to;
        bool overlaps;
    } rows[] = {
        { 10, 20, 20, 30, false },     /* the next begins on the day on which the first ends */
        { 10, 20, 19, 30, true },      { 10, 20, 12, 15, true },      { 10, 20, 10, 20, true },
        { 10, 20, 5, 10, false },      { 10, 20, 5, 11, true },       { 10, NONE, 20, 30, true },
        { 10, NONE, 5, 10, false },    { 10, NONE, 5, NONE, true },   { 10, 20, 20, NONE, false },
        { 10, 20, 19, NONE, true },    { 10, 10, 5, NONE, false },    /* what was called off holds on no day */
        { 10, 20, 15, 15, false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, "");
        const Validity one = from_to(rows[i].from, rows[i].to), other = from_to(rows[i].other_from, rows[i].other_to);
        assert_int_equal(validity_overlaps(one, other), rows[i].overlaps);
        assert_int_equal(validity_overlaps(other, one), rows[i].overlaps);
        /* the same, asked of every day */
        bool both = false;
        for (int64_t day = 1; day < 40; day++)
            both = both || (validity_holds(one, (Day){ day }) && validity_holds(other, (Day){ day }));
        assert_int_equal(both, rows[i].overlaps);
    }
}

static void is_within_when_it_never_holds_alone(void **state) {
    (void)state;
    static const struct {
        int64_t from, to, outer_from, outer_to;
        bool is_within;
    } rows[] = {
        { 10, 20, 10, 20, true },   { 10, 20, 9, 21, true },     { 9, 20, 10, 20, false },
        { 10, 21, 10, 20, false },  { 10, 20, 10, NONE, true },  { 10, NONE, 10, 20, false },
        { 10, NONE, 9, NONE, true }, { 9, NONE, 10, NONE, false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, "");
        assert_int_equal(validity_is_within(from_to(rows[i].from, rows[i].to),
                                            from_to(rows[i].outer_from, rows[i].outer_to)),
                         rows[i].is_within);
    }
}

static void is_cut_no_earlier_than_it_begins_and_never_prolonged(void **state) {
    (void)state;
    static const struct {
        int64_t from, to, end, cut;
    } rows[] = {
        { 10, 20, 15, 15 }, { 10, NONE, 15, 15 }, { 10, 20, 5, 10 }, { 10, NONE, 5, 10 }, { 10, 20, 10, 10 },
        { 10, 20, 20, 20 }, { 10, 20, 25, 20 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, "");
        assert_int_equal(validity_cut(from_to(rows[i].from, rows[i].to), (Day){ rows[i].end }).number, rows[i].cut);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_from_its_first_day_to_the_day_before_its_end),
        cmocka_unit_test(is_sound_when_it_holds_on_a_day),
        cmocka_unit_test(overlaps_when_both_hold_on_some_day),
        cmocka_unit_test(is_within_when_it_never_holds_alone),
        cmocka_unit_test(is_cut_no_earlier_than_it_begins_and_never_prolonged),
    };
    return cmocka_run_group_tests_name("access: validity", tests, NULL, NULL);
}
