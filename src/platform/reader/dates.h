/* platform/reader/dates - days, months, quarters, years and periods as officers write them: the grammar alone. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_DATES_H
#define PLATFORM_READER_DATES_H

#include "platform/reader/pieces.h"
#include "platform/reader/terms.h"

/* What was named, in the order in which a wider one counts. */
typedef enum DateKind { DATE_NONE, DATE_DAY, DATE_MONTH, DATE_QUARTER, DATE_HALF, DATE_YEAR, DATE_PERIOD } DateKind;

/* A date that a text names. It is no term yet: it may be that of another document, or of what was. */
typedef struct Date {
    int kind;
    Day first, last;    /* DAY_NONE when the year is neither written nor told by the context */
    int64_t month, day; /* of the last one; 0: not named */
    bool has_year;      /* it is written there */
    bool is_bare;       /* figures alone ("30/6", "2026"), without "ngày", "năm": needs words before it */
    bool is_stage;      /* "giai đoạn" */
    bool is_season;     /* "năm học", "vụ": it ends in that year, nobody says when */
    size_t from, to;    /* pieces */
} Date;

/* Units of a span: of time, age or class. Folded, parted by blanks. */
extern const char span_units[];

/* What is counted ("9/11 xã") is no day. */
size_t dates_find(const ReaderWords *words, Arena *arena, const Pieces *pieces, const TermContext *context,
                  const Date **ret_dates);
/* The last year that a heading, or the head of a column, names in figures: 1990 to 2100; 0 without one. */
int64_t year_last_in(Str folded);
/* A year as people write it: 1900 to 2199. */
bool piece_is_year(const Pieces *pieces, size_t index);

#endif
