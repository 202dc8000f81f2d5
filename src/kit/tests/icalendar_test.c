/* kit/tests/icalendar_test - events as RFC 5545 wants them, octet by octet. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/icalendar.h"

#include "tests/harness/unit.h"

static Str event_text(Arena *arena, const char *summary, const char *description) {
    Buf out = buf_new(arena, 4096);
    Time now;
    assert_ok(time_from_text(S("2026-11-22T03:04:05Z"), &now));
    icalendar_event(&out,
                    &(CalendarEvent){ .uid = S("a-1@banyan"),
                                      .day = day_make(2026, 12, 31),
                                      .summary = str_of(summary),
                                      .description = str_of(description) },
                    now);
    return written(&out);
}

static void an_event_is_a_whole_day(void **state) {
    assert_text(event_text(*state, "Hạn", ""),
                "BEGIN:VEVENT\r\nUID:a-1@banyan\r\nDTSTAMP:20261122T030405Z\r\nDTSTART;VALUE=DATE:20261231\r\n"
                "DTEND;VALUE=DATE:20270101\r\nSUMMARY:Hạn\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

static void a_calendar_has_a_head_and_an_end(void **state) {
    Buf out = buf_new(*state, 4096);
    icalendar_begin(&out, S("Việc của tôi"));
    icalendar_end(&out);
    assert_text(written(&out), "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Banyan//Banyan//VI\r\n"
                               "CALSCALE:GREGORIAN\r\nNAME:Việc của tôi\r\nX-WR-CALNAME:Việc của tôi\r\n"
                               "END:VCALENDAR\r\n");
}

/* RFC 5545, section 3.3.11: backslash, semicolon, comma and line break are escaped; a colon and a quote are not. */
static void signs_with_a_meaning_are_escaped(void **state) {
    assert_holds(event_text(*state, "x", "a,b;c\\d\ne:f\"g"), "DESCRIPTION:a\\,b\\;c\\\\d\\ne:f\"g\r\n");
}

/* Section 3.1: no line has more than 75 octets without its end. `SUMMARY:` has 8, so 67 letters of one octet fit; the
 * next line begins with a blank, which counts. */
static void long_lines_are_folded(void **state) {
    const char *const seven = "0123456789012345678901234567890123456789012345678901234567890123456";
    assert_int_equal(strlen(seven), 67);
    Str text = event_text(*state, seven, "");
    assert_holds(text, "0123456\r\nTRANSP");
    text = event_text(*state, str_c(*state, str_format(*state, "%sX", seven)), "");
    assert_holds(text, "0123456\r\n X\r\nTRANSP");
}

/* ệ has three octets, and an escaped comma two: neither is torn. Whatever is unfolded is what was folded. */
static void no_letter_is_torn(void **state) {
    Buf long_text = buf_new(*state, 4096);
    for (size_t i = 0; i < 60; i++) buf_add(&long_text, i % 7 == 0 ? S(",") : S("ệ"));
    const Str text = event_text(*state, str_c(*state, written(&long_text)), "");
    Str rest = text;
    size_t folded = 0;
    while (rest.len > 0) {
        const Str line = str_cut(&rest, '\n');
        assert_true(line.len <= 76); /* with its \r */
        assert_true(utf8_is_valid(line));
        folded += str_starts(line, S(" "));
    }
    assert_int_equal(folded, 2); /* 9 commas of 2 octets and 51 letters of 3: 171 and SUMMARY: are 179; 75, 74, 30 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(an_event_is_a_whole_day),
        AN_ARENA(a_calendar_has_a_head_and_an_end),
        AN_ARENA(signs_with_a_meaning_are_escaped),
        AN_ARENA(long_lines_are_folded),
        AN_ARENA(no_letter_is_torn),
    };
    return cmocka_run_group_tests_name("icalendar", tests, NULL, NULL);
}
