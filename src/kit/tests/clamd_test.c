/* kit/tests/clamd_test - what ClamAV's daemon may answer, and what that means. Conversations: tests/stories/scanning.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/clamd.h"
#include "tests/harness/fixture.h"

typedef struct AnswerRow {
    Str answer;
    ScanVerdict verdict;
    const char *told;
} AnswerRow;

static const AnswerRow answers[] = {
    { { "stream: OK", 10 }, SCAN_CLEAN, "" },
    { { "stream: Win.Test.EICAR_HDB-1 FOUND", 34 }, SCAN_HARMFUL, "Win.Test.EICAR_HDB-1" },
    { { "stream: Heuristics.Encrypted.PDF FOUND", 38 }, SCAN_HARMFUL, "Heuristics.Encrypted.PDF" },
    { { "INSTREAM size limit exceeded. ERROR", 35 }, SCAN_NOT_DONE, "INSTREAM size limit exceeded. ERROR" },
    { { "stream: Can't allocate memory ERROR", 35 }, SCAN_NOT_DONE, "stream: Can't allocate memory ERROR" },
    { { "stream: OK ", 11 }, SCAN_NOT_DONE, "stream: OK " },
    { { "stream: FOUND", 13 }, SCAN_NOT_DONE, "stream: FOUND" },
    { { "stream:  FOUND", 14 }, SCAN_NOT_DONE, "stream:  FOUND" },
    { { "OK", 2 }, SCAN_NOT_DONE, "OK" },
    { { "", 0 }, SCAN_NOT_DONE, "the scanner ended without an answer" },
    { { "stream: \x1b[2J FOUND", 18 }, SCAN_NOT_DONE, "the scanner's answer cannot be read" },
    { { "stream: \xC3\xA9 FOUND", 16 }, SCAN_NOT_DONE, "the scanner's answer cannot be read" },
};

static void reads_answers(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(answers); i++) {
        assert_row(i, answers[i].answer.at);
        const Scan scan = clamd_answer_read(cx->arena, answers[i].answer);
        assert_int_equal(scan.verdict, answers[i].verdict);
        assert_text(scan.told, answers[i].told);
    }
    char longest[900]; /* a name is cut where it would fill a page */
    memset(longest, 'x', sizeof longest);
    memcpy(longest, "stream: ", 8);
    memcpy(longest + sizeof longest - 6, " FOUND", 6);
    assert_int_equal(clamd_answer_read(cx->arena, (Str){ longest, sizeof longest }).told.len, 200);
}

/* Nobody listens at any of these; the file need not be sent. */
static void says_when_nobody_is_there(void **state) {
    Ctx *cx = *state;
    static const char *const nowhere[] = {
        "/nonexistent/clamd.ctl", "127.0.0.1:1", "[::1]:1", "127.0.0.1", "127.0.0.1:", ":1", "[]:1",
        "127.0.0.1:port",         "x",           ""
    };
    for (size_t i = 0; i < COUNT(nowhere); i++) {
        assert_row(i, nowhere[i]);
        const Scan scan = clamd_scan(cx->arena, str_of(nowhere[i]), S("/dev/null"), 2);
        assert_int_equal(scan.verdict, SCAN_NOT_DONE);
        assert_text(scan.told, "the scanner cannot be reached");
    }
    assert_text(clamd_scan(cx->arena, S("127.0.0.1:1"), S("/nonexistent"), 2).told, "the file cannot be read");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(reads_answers),
        AT_DESK(says_when_nobody_is_there),
    };
    return cmocka_run_group_tests_name("clamd", tests, NULL, NULL);
}
