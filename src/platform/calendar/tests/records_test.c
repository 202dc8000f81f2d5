/* platform/calendar/tests/records_test - the two files of a calendar: those shipped are sound, wrong ones are told. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/calendar/records.h"

#include "platform/reference/reference.h"
#include "tests/harness/fixture.h"

#define RULES     "code,name,name_en,kind,month,day,days_before,days,valid_from,valid_to,status,source\n"
#define DECISIONS "day,kind,name,name_en,rule,status,source\n"

static Code read_texts(Ctx *cx, const char *rules, const char *decisions, CalendarTables *ret_tables) {
    (void)fixture_file(cx, "holiday_rules.csv", str_of(rules));
    (void)fixture_file(cx, "day_decisions.csv", str_of(decisions));
    return calendar_read(cx, cx->house->data_folder, ret_tables);
}

static void the_shipped_calendar_is_sound(void **state) {
    Ctx *cx = *state;
    CalendarTables tables;
    assert_ok(calendar_read(cx, fixture_source(cx, "content/viet-nam"), &tables));
    assert_int_equal(tables.rules.count, 9);
    assert_int_equal(tables.decisions.count, 18);
    assert_int_equal(tables.digest.len, SHA256_HEX);
}

static void tells_all_faults_of_both_files(void **state) {
    Ctx *cx = *state;
    CalendarTables tables;
    assert_int_equal(read_texts(cx,
                                RULES "A,a,a,solar,2,30,,1,2021-01-01,,by_law,x\n" /* no such day */
                                      "B,b,b,lunar,3,10,1,1,2021-01-01,,by_law,x\n" /* none of its days is left */
                                      "C,c,c,substitute,1,1,,,2021-01-01,,by_law,x\n"
                                      "D,d,d,solar,5,1,,1,2021-01-01,2021-01-01,by_law,x\n"
                                      "D,d,d,solar,5,1,,1,2021-01-01,,by_law,x\n",
                                DECISIONS "2026-08-24,swapped_work,w,w,,decided,x\n" /* a Monday */
                                          "2026-08-22,swapped_off,w,w,,decided,x\n"  /* a Saturday */
                                          "2026-08-23,weekly_rest,w,w,,decided,x\n"
                                          "2026-09-01,holiday,w,w,NONE,decided,x\n"
                                          "2026-09-01,holiday,w,w,,decided,x\n"
                                          "1999-12-31,holiday,w,w,,decided,x\n",
                                &tables),
                     INVALID);
    assert_faults(cx, { &rule_unfit, 2, "kind" }, { &rule_unfit, 3, "kind" }, { &rule_unfit, 4, "kind" },
                  { &rule_unfit, 5, "kind" }, { &code_twice, 6, "code" }, { &day_unfit, 2, "day" },
                  { &day_unfit, 3, "day" }, { &day_unfit, 4, "day" }, { &code_unknown, 5, "rule" },
                  { &day_twice, 6, "day" }, { &day_unfit, 7, "day" });
}

static void a_lost_row_is_not_taken_for_an_unknown_code(void **state) {
    Ctx *cx = *state;
    CalendarTables tables;
    assert_int_equal(read_texts(cx, RULES "A,a,a,solar,5,1\n",
                                DECISIONS "2026-09-01,holiday,w,w,A,certain,x\n", &tables),
                     INVALID);
    assert_faults(cx, { &table_row_width, 2, "" }, { &field_choice, 2, "status" });
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(the_shipped_calendar_is_sound),
        AT_DESK(tells_all_faults_of_both_files),
        AT_DESK(a_lost_row_is_not_taken_for_an_unknown_code),
    };
    return cmocka_run_group_tests_name("calendar records", tests, NULL, NULL);
}
