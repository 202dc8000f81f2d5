/* platform/reader/measures - what is to be reached: "tối thiểu 80 %", "3,5 - 4 %/năm", "Có" as targets. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_MEASURES_H
#define PLATFORM_READER_MEASURES_H

#include "platform/reader/reading.h"
#include "platform/reader/words.h"

typedef struct MeasureContext {
    int64_t year; /* of the heading or the document's period: for a figure beside which none stands; 0: not known */
    int64_t year_least; /* a figure of an earlier year is one of the past; 0: not known */
    bool is_yearly;     /* the heading says: each year */
    bool is_in_tasks;   /* only shares in % and what is to be kept or added each year are measures there */
} MeasureContext;

/* The measures of a passage, in order, each with its targets. `passage` is 0 everywhere, `from` and `to` are letters of
 * the text; agencies are none. The count is returned; they live in the arena. */
size_t measures_find(const ReaderWords *words, Arena *arena, const Folded *text, const MeasureContext *context,
                     const ReadIndicator **ret_indicators);
/* The target in a cell of a table; false when the cell sets none. The year is the column's, not told here, unless the
 * cell names one. */
bool measure_of_cell(const ReaderWords *words, Arena *arena, Str cell, ReadTarget *ret_target);

#endif
