/* platform/documents/text_numbers - the numbers that offices put before paragraphs by themselves: counted level by
 * level and written as they show them. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_NUMBERS_H
#define PLATFORM_DOCUMENTS_TEXT_NUMBERS_H

#include "base/str.h"

enum { NUMBER_LEVELS = 9, NUMBER_START_MAX = 32767 };

typedef enum NumberForm {
    NUMBER_NONE,
    NUMBER_DECIMAL,
    NUMBER_TWO_DIGITS, /* 01 */
    NUMBER_UPPER_ROMAN,
    NUMBER_LOWER_ROMAN,
    NUMBER_UPPER_LETTER, /* Z AA BB */
    NUMBER_LOWER_LETTER,
    NUMBER_UPPER_BASE, /* Z AA AB */
    NUMBER_LOWER_BASE,
    NUMBER_BULLET,
} NumberForm;

typedef struct NumberLevel {
    NumberForm form;
    int64_t start;
    Str text; /* `%1.%2)`: number of the first level, full stop, number of the second; of a bullet its mark */
    bool restarts_never;
    size_t restarts_by;  /* the lowest level, from 1, that makes it begin again; 0: each above it */
    bool is_decimal_all; /* whatever form its numbers have elsewhere */
} NumberLevel;

typedef struct NumberCounts {
    int64_t at[NUMBER_LEVELS];
    bool is_on[NUMBER_LEVELS];
} NumberCounts;

/* One more paragraph on this level, from 0. */
void number_count(const NumberLevel *levels, NumberCounts *counts, size_t level);
/* What stands before it, with a blank between them, as LibreOffice writes it. Every bullet is `-`, but `+` stays. */
Str number_label(Arena *arena, const NumberLevel *levels, const NumberCounts *counts, size_t level);

#endif
