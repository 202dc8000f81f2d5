/* platform/reader/terms - by when: "trước ngày 15 tháng 11", "Quý II/2026", "hằng năm" as days. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_TERMS_H
#define PLATFORM_READER_TERMS_H

#include "platform/reader/reading.h"
#include "platform/reader/words.h"

/* What a text means that names no year, or only half a date. */
typedef struct TermContext {
    int64_t year_first, year_last; /* the document's period; 0: not known */
    Day issued_on;                 /* DAY_NONE: not known */
} TermContext;

/* All terms that a text names, in order; `passage` of each is 0, `from` and `to` are letters of the text. The count is
 * returned; they live in the arena. */
size_t terms_find(const ReaderWords *words, Arena *arena, const Folded *text, const TermContext *context,
                  const ReadTerm **ret_terms);
/* The one that a task is to be done by: a day named wins over "hằng ngày" and the like; NULL when none is told. */
const ReadTerm *term_of(const ReaderWords *words, Arena *arena, const Folded *text, const TermContext *context);

#endif
