/* kit/text - Vietnamese text made clean, comparable and sortable. The only file that knows Unicode's tables. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_TEXT_H
#define KIT_TEXT_H

#include "base/str.h"

typedef enum TextFlaw {
    TEXT_FINE,
    TEXT_NOT_UTF8,  /* the bytes are not UTF-8 */
    TEXT_CONTROLS,  /* control characters, or marks that turn the reading direction (used to deceive) */
} TextFlaw;

/* Composed form (NFC) without blanks at both ends. Line breaks are kept, as \n, only where lines are allowed. */
TextFlaw text_clean(Arena *arena, Str raw, bool lines_allowed, Str *ret_clean);

/* For search: no marks, no case, đ as d, one blank between words. "Đà Nẵng" becomes "da nang". */
Str text_fold(Arena *arena, Str clean);

/* In capitals: "Đà Nẵng" becomes "ĐÀ NẴNG". */
Str text_upper(Arena *arena, Str clean);

/* For sorting by bytes in Vietnamese order: a ă â b c d đ e ê ... and tones none, huyền, hỏi, ngã, sắc, nặng,
 * where tones decide only between words that are alike without them. Digits sort by their value. */
Str text_sort_key(Arena *arena, Str clean);

#endif
