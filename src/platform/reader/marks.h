/* platform/reader/marks - what stands before a part of a document: "Phần I", "Điều 3.", "III.", "1.1.", "a)", "-".
 * Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_MARKS_H
#define PLATFORM_READER_MARKS_H

#include "base/str.h"

/* From the widest to the narrowest, as documents use them when they use all. */
typedef enum MarkKind {
    MARK_NONE,
    MARK_APPENDIX, /* Phụ lục I */
    MARK_PART,     /* Phần thứ nhất, Phần I */
    MARK_CHAPTER,  /* Chương I */
    MARK_DIVISION, /* Mục 1 */
    MARK_ARTICLE,  /* Điều 1. */
    MARK_UPPER,    /* A. */
    MARK_ROMAN,    /* I. */
    MARK_NUMBER,   /* 1. 1) */
    MARK_NUMBER_2, /* 1.1. */
    MARK_NUMBER_3, /* 1.1.1. and deeper */
    MARK_ENCLOSED, /* (1): below whatever it is written, if not below a dash */
    MARK_LETTER,   /* a) đ) */
    MARK_DASH,     /* - * • */
    MARK_PLUS      /* + */
} MarkKind;

typedef struct Mark {
    int kind;
    int64_t ordinal; /* 1 of "I", "A", "a", "1.1"; 0 of dashes, and of an appendix without a number */
    Str text;        /* as written: "1.1.", "đ)" */
    Str name;        /* of a citation: "III", "1.1", "đ"; "" of dashes */
    size_t behind;   /* bytes of the paragraph up to what stands behind the mark */
} Mark;

/* Does the paragraph begin with one? */
bool mark_of(Str paragraph, Mark *ret_mark);
/* Capitals throughout, as headings are set; also those of the old code tables, whose letters with tones are small. */
bool mark_is_capitals(Str text);

#endif
