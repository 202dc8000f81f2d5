/* tests/fuzz/fuzz_scan - what a scanner for viruses answers: only its own words call a file clean. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/clamd.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str answer = fuzz_input(data, size);
    const Scan scan = clamd_answer_read(cx.arena, answer);
    MUST((scan.verdict == SCAN_CLEAN) == str_is(answer, "stream: OK"));
    MUST((scan.verdict == SCAN_CLEAN) == (scan.told.len == 0));
    MUST(utf8_is_valid(scan.told) && scan.told.len <= answer.len + 100);
    for (size_t i = 0; i < scan.told.len; i++) MUST((unsigned char)scan.told.at[i] >= ' ' && scan.told.at[i] != 0x7F);
    if (scan.verdict == SCAN_HARMFUL) MUST(str_starts(answer, S("stream: ")) && str_ends(answer, S(" FOUND")));
    fuzz_end(&cx);
    return 0;
}
