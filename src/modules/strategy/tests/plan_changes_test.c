/* modules/strategy/tests/plan_changes_test - the difference of two contents: each row that differs is told, once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan_changes.h"
#include "tests/harness/fixture.h"

static Target target(const char *indicator, int64_t year, int64_t low) {
    return (Target){ .indicator = str_of(indicator),
                     .year = year,
                     .operator= OPERATOR_AT_LEAST,
                     .low = decimal_whole(low),
                     .text = S(""),
                     .citation = S("") };
}

static Indicator indicator(const char *code, const char *title) {
    return (Indicator){ .code = str_of(code),
                        .document = S("D"),
                        .objective = S(""),
                        .citation = S("D, 1"),
                        .title = str_of(title),
                        .short_title = S(""),
                        .title_en = S(""),
                        .unit = S("%"),
                        .kind = KIND_OF_SHARE,
                        .direction = DIRECTION_UP,
                        .frequency = 1,
                        .level = ABOUT_PROVINCE,
                        .definition = S(""),
                        .note = S("") };
}

static PlanContent content(Indicator *indicators, size_t indicator_count, Target *targets, size_t target_count) {
    return (PlanContent){ .indicators = { indicators, indicator_count }, .targets = { targets, target_count } };
}

static void what_is_the_same_makes_none(void **state) {
    Ctx *cx = *state;
    Indicator one[] = { indicator("A", "Phủ sóng"), indicator("B", "Truy cập") };
    Target asked[] = { target("A", 2025, 20), target("A", 2030, 99) };
    const PlanContent same = content(one, 2, asked, 2);
    Rows rows;
    assert_ok(plan_changes(cx, &same, &same, &rows));
    assert_int_equal(rows.count, 0);
}

static void each_row_is_told_once_in_the_order_of_keys(void **state) {
    Ctx *cx = *state;
    Indicator was[] = { indicator("A", "Phủ sóng"), indicator("B", "Truy cập") };
    Indicator is[] = { indicator("B", "Truy cập Internet"), indicator("C", "Hồ sơ") };
    Target asked[] = { target("B", 2025, 20), target("B", 2030, 99) };
    Target ask[] = { target("B", 2030, 95) };
    const PlanContent before = content(was, 2, asked, 2), after = content(is, 2, ask, 1);
    Rows rows;
    assert_ok(plan_changes(cx, &before, &after, &rows));
    const PlanChange *changes = rows.items;
    /* A went, B has another title, C came; of B's targets that of 2025 went, that of 2030 is 95 and was 99 */
    assert_int_equal(rows.count, 5);
    assert_int_equal(changes[0].way, CHANGE_REMOVED);
    assert_text(changes[0].item, "A");
    assert_int_equal(changes[1].way, CHANGE_ALTERED);
    assert_text(changes[1].title, "Truy cập Internet");
    assert_int_equal(changes[2].way, CHANGE_ADDED);
    assert_text(changes[2].item, "C");
    assert_int_equal(changes[3].way, CHANGE_REMOVED);
    assert_int_equal(changes[3].part, PART_TARGET);
    const ChangedField *fields = changes[4].fields.items;
    assert_int_equal(changes[4].fields.count, 2); /* the year, so that it can be read, and what is another */
    assert_text(fields[0].after, "2030");
    assert_text(fields[1].before, "99");
    assert_text(fields[1].after, "95");
}

static void what_was_written_is_read_again(void **state) {
    Ctx *cx = *state;
    Indicator one[] = { indicator("A", "Phủ sóng \"5G\"; <b> & dấu") };
    one[0].baseline = decimal_micro(1234567);
    one[0].baseline_on = one[0].closed_on = day_make(2026, 2, 28);
    Target asked[] = { target("A", 2030, 99) };
    const PlanContent written = content(one, 1, asked, 1);
    PlanContent read;
    Rows rows;
    Str text;
    assert_ok(plan_content_write(cx, &written, &text));
    assert_ok(plan_content_read(cx, text, &read));
    assert_ok(plan_changes(cx, &written, &read, &rows));
    assert_int_equal(rows.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(what_is_the_same_makes_none),
        AT_DESK(each_row_is_told_once_in_the_order_of_keys),
        AT_DESK(what_was_written_is_read_again),
    };
    return cmocka_run_group_tests_name("plan changes", tests, NULL, NULL);
}
