/* modules/strategy/draft_codes - codes, citations and titles made from what a document says of itself. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_CODES_H
#define MODULES_STRATEGY_DRAFT_CODES_H

#include "base/map.h"
#include "kit/shape.h"

/* "1539/QĐ-UBND" is QD1539, "402-KH/TU" is KH402, "18/2021/NQ-HĐND" is NQ18-2021. Without a number: VB and the day. */
Str draft_document_code(Arena *arena, Str number, Day issued_on);
/* "III.2.đ, đoạn 1" of KH119 is KH119.III.2.DD.1, "Phụ lục I, mục 6" of QD1539 is QD1539.PL1.06. */
Str draft_place_code(Arena *arena, Str document, Str place);
/* Codes that are given already, and how far the numbers behind each of them have come. */
typedef struct DraftCodes {
    Arena *arena;
    Map used, numbered;
    size_t *next;
    size_t count, room;
} DraftCodes;
DraftCodes draft_codes_new(Arena *arena);
void draft_codes_take(DraftCodes *codes, Str code);
/* A code of at most 40 letters that is not given, and from now on is: `code`, else code.2, code.3, ... */
Str draft_code_unused(DraftCodes *codes, Str code);
/* "119/KH-UBND, III.2": within the length of a citation. */
Str draft_citation(Arena *arena, Str number, Str place);

/* The first sentence, cut at a word when it has more letters, without the mark at its end, with a capital. */
Str draft_title(Arena *arena, Str text, size_t letters_max);
/* The text itself, cut at a word when it has more letters. */
Str draft_cut(Arena *arena, Str text, size_t letters_max);
/* Letters from..to of a text. */
Str draft_span(Str text, int64_t from, int64_t to);

#endif
