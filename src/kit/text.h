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

/* What a stranger's file holds, made such that text_clean takes it with lines: bytes that are no letter become U+FFFD,
 * controls and marks that turn or hide are left out, each other blank of Unicode is a plain one, letters are composed
 * (NFC), and of marks on one letter thirty stay: putting them in order takes the square of their number. */
Str text_mended(Arena *arena, Str raw);

/* For search: no marks, no case, đ as d, one blank between words. "Đà Nẵng" becomes "da nang". */
Str text_fold(Arena *arena, Str clean);

/* The same for the first letter of a text, for those who must know where each folded byte came from: what it became (no
 * bytes for a mark, a plain blank for any blank) and how many bytes of the text it took. */
enum { TEXT_FOLDED_MAX = 32 };
size_t text_fold_letter(Str clean, char ret_folded[TEXT_FOLDED_MAX], size_t *ret_step);

bool text_begins_large(Str clean); /* is its first letter a capital? */
void text_count_case(Str clean, size_t *ret_large, size_t *ret_small); /* capitals and small letters */

/* In capitals: "Đà Nẵng" becomes "ĐÀ NẴNG"; and in small letters. */
Str text_upper(Arena *arena, Str clean);
Str text_lower(Arena *arena, Str clean);

/* For sorting by bytes in Vietnamese order: a ă â b c d đ e ê ... and tones none, huyền, hỏi, ngã, sắc, nặng,
 * where tones decide only between words that are alike without them. Digits sort by their value. */
Str text_sort_key(Arena *arena, Str clean);

#endif
