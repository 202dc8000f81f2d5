/* platform/reader/figures - "tối thiểu 12.500 ha", "3,5 - 4 %/năm", "≥ 20%": numbers with what stands around them.
 * Pure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_FIGURES_H
#define PLATFORM_READER_FIGURES_H

#include "platform/reader/dates.h"

/* A number, or two that are a range. Dates and numbers that are names ("lớp 9", "57-NQ/TW") are none. */
typedef struct Figure {
    size_t lead_from; /* pieces: the words before it that are its own, "giảm còn dưới" */
    size_t from, to;  /* of number, unit and "trở lên" */
    size_t unit_from, unit_to;
    int relation;
    Decimal value, value_to;
    bool is_share;    /* % */
    bool is_span;     /* of time, age or class: "5 năm", "60 tuổi", "3 sao" */
    bool is_counted;  /* its unit is what is counted: "hợp tác xã" */
    bool is_anchored; /* "đạt", "còn", ":" before it: what stands before is what is measured */
    bool is_decrease; /* "giảm 20 %", and not "giảm còn" */
    bool is_more;     /* "thêm 20 %", "tăng 20 %" */
    bool is_told;     /* some word says how it is meant: "tối thiểu", "≥" */
    bool is_enclosed; /* in brackets */
} Figure;

/* `dates` are those of the same pieces, in order. */
size_t figures_find(const ReaderWords *words, Arena *arena, const Pieces *pieces, const Date *dates, size_t date_count,
                    const Figure **ret_figures);

#endif
