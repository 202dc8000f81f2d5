/* platform/reader/references - documents that a text names: "Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024". Pure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_REFERENCES_H
#define PLATFORM_READER_REFERENCES_H

#include "platform/reader/folded.h"
#include "platform/reader/reading.h"

typedef struct Reference {
    Str number; /* "57-NQ/TW", without blanks; "" of a law that is named by its day alone */
    Str title;  /* the words before the number: "Nghị quyết", or the law's name */
    Day issued_on;
    size_t from, to; /* bytes of the folded text */
} Reference;

/* All of them, in order; the count is returned. */
size_t references_find(Arena *arena, const Folded *text, const Reference **ret_references);
/* A day that begins at `at`: "22/12/2024", "22 tháng 12 năm 2024", with or without "ngày"; none when there is none. */
Day reference_day(Str folded, size_t at, size_t *ret_end);

#endif
