/* platform/reader/cells - the target in a cell of a table: see measures.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/measures_inside.h"

enum { CELL_TEXT_PIECES_MAX = 12 };

static bool has_word(const Pieces *pieces) {
    for (size_t i = 0; i < pieces->count; i++) {
        if (piece_at(pieces, i)->kind == PIECE_WORD) return true;
    }
    return false;
}

bool measure_of_cell(const ReaderWords *words, Arena *arena, Str cell, ReadTarget *ret_target) {
    const Folded text = folded_of(arena, str_trim(cell));
    const MeasureContext context = { 0 };
    const Measures measures = measures_of(words, arena, &text, &context);
    const Pieces *pieces = measures.pieces;
    if (pieces->count == 0) return false;
    for (size_t i = 0; i < measures.figure_count; i++) {
        const Figure *figure = &measures.figures[i];
        const Span before = { 0, figure->lead_from };
        /* "Tăng từ 20 % lên 35 %" */
        const bool is_from = piece_is_one_of(pieces, 0, "tang nang giam") && piece_is(pieces, 1, "tu");
        if (measures_stripped_from(&measures, before) != before.to && !is_from &&
            !piece_is(pieces, figure->lead_from - 1, "tang"))
            break;
        *ret_target = measures_target_of(&measures, figure);
        const bool is_negative = figure->from == 1 && piece_is(pieces, 0, "-") && piece_at(pieces, 1)->is_glued;
        if (is_negative) ret_target->value.micro = -ret_target->value.micro;
        size_t end = 0; /* what stands in brackets is told beside */
        while (end < pieces->count && !piece_is(pieces, end, "(")) end++;
        ret_target->year = measures_year_between(&measures, 0, end, true);
        return true;
    }
    const bool is_number = pieces->count == 1 && piece_is_year(pieces, 0); /* "2027" buồng */
    if (is_number) {
        *ret_target =
            (ReadTarget){ .relation = RELATION_EQUAL, .value = decimal_whole(piece_at(pieces, 0)->number), .to = 4 };
        return true;
    }
    const bool is_date = measures.date_count > 0 && measures.dates[0].from <= 2;
    if (is_date || !has_word(pieces) || pieces->count > CELL_TEXT_PIECES_MAX ||
        (pieces->count == 1 && piece_is(pieces, 0, "x")))
        return false;
    *ret_target = (ReadTarget){ .relation = RELATION_TEXT,
                                .text = str_trim(cell),
                                .to = piece_at(pieces, pieces->count - 1)->letter_to };
    return true;
}
