/* platform/reader/tests/reader_test - long texts that say one thing again and again cost what their length says. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/reader.h"
#include "tests/harness/unit.h"

enum { REPEATED_BYTES = 400 * 1024, BYTES_A_BYTE_MAX = 1000, READING_BYTES_MAX = 1024 * 1024 * 1024 };

typedef struct LongRow {
    const char *before, *again;
} LongRow;

#define TASKS "Số: 12/KH-UBND\n\nKẾ HOẠCH\n\nThử\n\nI. NHIỆM VỤ\n\n"

static const LongRow rows[] = {
    { TASKS "1. ", "Sở Y tế báo cáo trước ngày 30/6 hằng năm, gửi Sở Nội vụ tổng hợp; " }, /* terms of one duty */
    { TASKS "1. Sở Y tế ", "kế hoạch " },                                                  /* products without a sign */
    { TASKS "a\n\tb\n", "dòng chữ ở dưới ô cuối\n" },                                      /* lines of one cell */
    { "", "một nơi không ai biết tên và cũng không phải là tỉnh nào cả trong nước, ngày 01 tháng 01 năm 2026 " },
    { "Số: 12/KH-UBND\n\nKẾ HOẠCH\n\nThử ", "năm 2026 " }, /* years of a title */
    { TASKS, "- Cơ quan chủ trì: Sở Y tế.\n" },            /* details of nothing */
    { TASKS, "|\n" },
    { "", "(" },
};

static void costs_what_its_length_says(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena *arena = arena_new(READING_BYTES_MAX);
        Buf text = buf_new(arena, 2 * REPEATED_BYTES);
        TextWriting writing = text_writing(arena);
        assert_row(i, rows[i].again);
        buf_add(&text, str_of(rows[i].before));
        while (text.len < REPEATED_BYTES) buf_add(&text, str_of(rows[i].again));
        text_put_lines(&writing, (Str){ text.at, text.len });
        const DocumentText document = text_written(&writing, "txt");
        const size_t before = arena_used(arena);
        const Reading reading = reading_of_text(arena, &document, NULL, 0, (Rows){ 0 });
        assert_true(reading.passages.count > 0);
        assert_true((arena_used(arena) - before) / text.len < BYTES_A_BYTE_MAX);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(costs_what_its_length_says) };
    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
