/* platform/reader/pieces - a folded text as numbers, words and marks, for the grammar of dates and figures. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_PIECES_H
#define PLATFORM_READER_PIECES_H

#include "platform/reader/folded.h"

typedef enum PieceKind {
    PIECE_NONE,   /* beyond either end */
    PIECE_NUMBER, /* digits */
    PIECE_WORD,   /* letters of ASCII */
    PIECE_MARK    /* any other sign, alone */
} PieceKind;

typedef struct Piece {
    int kind;
    bool is_glued;                   /* no blank stands before it */
    uint32_t from, to;               /* bytes of the folded text */
    uint32_t letter_from, letter_to; /* letters (code points) of the source */
    int64_t number;                  /* of a number; -1 when it has more than 9 digits */
} Piece;

typedef struct Pieces {
    const Folded *text;
    const Piece *items;
    size_t count;
} Pieces;

Pieces pieces_of(Arena *arena, const Folded *text);

/* Any index may be asked for, 0 - 1 too: what stands beyond the ends is PIECE_NONE. */
const Piece *piece_at(const Pieces *pieces, size_t index);
Str piece_text(const Pieces *pieces, size_t index);
bool piece_is(const Pieces *pieces, size_t index, const char *text);
/* One of the words of a list that are parted by blanks? */
bool piece_is_one_of(const Pieces *pieces, size_t index, const char *words);
/* Is it one of the words, as the source writes it? Folded, "tính" is "tỉnh" and "từ" is "tư". */
bool piece_is_written(const Pieces *pieces, size_t index, const char *words);
/* Does a phrase of plain words stand there, or end just before `end`? Its number of pieces; 0 when not. */
size_t pieces_match(const Pieces *pieces, size_t index, const char *phrase);
size_t pieces_match_before(const Pieces *pieces, size_t end, const char *phrase);
/* A full stop or ';' that ends a sentence, and no point within a number. */
bool piece_ends_clause(const Pieces *pieces, size_t index);
bool piece_ends_sentence(const Pieces *pieces, size_t index);
/* "17/19": so many of so many. The piece behind it; 0 when none stands there, or words before it say that it is a day.
 */
size_t pieces_fraction(const Pieces *pieces, size_t index);
size_t piece_of_byte(const Pieces *pieces, size_t byte); /* the first that ends behind it; count: none */

/* What stands in the source for the pieces from..to. */
Str pieces_source(const Pieces *pieces, size_t from, size_t to);

#endif
