/* platform/reader/pieces - see pieces.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/pieces.h"

#include <string.h>

enum { NUMBER_DIGITS_MAX = 9 };

static bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

static size_t mark_end(Str text, size_t from) {
    size_t to = from + 1;
    while (to < text.len && ((unsigned char)text.at[to] & 0xC0) == 0x80) to++;
    return to;
}

static int64_t number_of(Str digits) {
    if (digits.len > NUMBER_DIGITS_MAX) return -1;
    int64_t number = 0;
    for (size_t i = 0; i < digits.len; i++) number = number * 10 + (digits.at[i] - '0');
    return number;
}

/* Counts letters of the source up to places that come in order. */
typedef struct LetterCount {
    Str text;
    size_t byte;
    uint32_t letters;
} LetterCount;

static uint32_t letters_before(LetterCount *count, size_t byte) {
    for (; count->byte < byte; count->byte++) {
        if (((unsigned char)count->text.at[count->byte] & 0xC0) != 0x80) count->letters++;
    }
    return count->letters;
}

/* Blanks at the end are none of the piece's. */
static size_t source_end(const Folded *text, size_t to) {
    size_t end = to == text->text.len ? text->from.len : text->at[to];
    while (end > text->at[to - 1] && text->from.at[end - 1] == ' ') end--;
    return end;
}

Pieces pieces_of(Arena *arena, const Folded *text) {
    const Str all = text->text;
    Piece *items = NULL;
    size_t count = 0, room = 0;
    LetterCount letters = { .text = text->from };
    for (size_t i = 0; i < all.len;) {
        if (all.at[i] == ' ' || all.at[i] == '\n') {
            i++;
            continue;
        }
        Piece piece = { .kind = PIECE_MARK, .from = (uint32_t)i, .is_glued = i > 0 && all.at[i - 1] != ' ' };
        size_t to = i;
        if (is_digit(all.at[i])) {
            while (to < all.len && is_digit(all.at[to])) to++;
            piece.kind = PIECE_NUMBER;
            piece.number = number_of(str_part(all, i, to - i));
        } else if (is_letter(all.at[i])) {
            while (to < all.len && is_letter(all.at[to])) to++;
            piece.kind = PIECE_WORD;
        } else {
            to = mark_end(all, i);
        }
        piece.to = (uint32_t)to;
        piece.letter_from = letters_before(&letters, text->at[i]);
        piece.letter_to = letters_before(&letters, source_end(text, to));
        items = array_grow(arena, items, sizeof *items, count, &room);
        items[count++] = piece;
        i = to;
    }
    return (Pieces){ text, items, count };
}

const Piece *piece_at(const Pieces *pieces, size_t index) {
    static const Piece none = { 0 };
    return index < pieces->count ? &pieces->items[index] : &none;
}

Str piece_text(const Pieces *pieces, size_t index) {
    const Piece *piece = piece_at(pieces, index);
    return str_part(pieces->text->text, piece->from, piece->to - piece->from);
}

bool piece_is(const Pieces *pieces, size_t index, const char *text) {
    return index < pieces->count && str_is(piece_text(pieces, index), text);
}

static bool is_one_of(Str text, const char *words) {
    Str rest = str_of(words);
    while (rest.at != NULL) {
        if (str_equal(str_cut(&rest, ' '), text)) return true;
    }
    return false;
}

bool piece_is_one_of(const Pieces *pieces, size_t index, const char *words) {
    return index < pieces->count && is_one_of(piece_text(pieces, index), words);
}

bool piece_is_written(const Pieces *pieces, size_t index, const char *words) {
    return index < pieces->count && is_one_of(pieces_source(pieces, index, index + 1), words);
}

size_t pieces_match(const Pieces *pieces, size_t index, const char *phrase) {
    Str rest = str_of(phrase);
    size_t count = 0;
    while (rest.at != NULL) {
        const Str word = str_cut(&rest, ' ');
        if (index + count >= pieces->count || !str_equal(piece_text(pieces, index + count), word)) return 0;
        count++;
    }
    return count;
}

size_t pieces_match_before(const Pieces *pieces, size_t end, const char *phrase) {
    size_t count = 1;
    for (const char *at = phrase; *at != '\0'; at++) count += *at == ' ';
    return end >= count ? pieces_match(pieces, end - count, phrase) : 0;
}

bool piece_ends_sentence(const Pieces *pieces, size_t index) {
    if (!piece_is(pieces, index, ".")) return false;
    const Piece *next = piece_at(pieces, index + 1);
    return next->kind == PIECE_NONE || !next->is_glued || next->kind == PIECE_MARK;
}

bool piece_ends_clause(const Pieces *pieces, size_t index) {
    return piece_is(pieces, index, ";") || piece_ends_sentence(pieces, index);
}

size_t pieces_fraction(const Pieces *pieces, size_t index) {
    const Piece *part = piece_at(pieces, index), *mark = piece_at(pieces, index + 1);
    const Piece *whole = piece_at(pieces, index + 2);
    if (part->kind != PIECE_NUMBER || whole->kind != PIECE_NUMBER || !piece_is(pieces, index + 1, "/")) return 0;
    if (part->number < 0 || whole->number < 1 || part->number > whole->number) return 0;
    const bool is_part =
        piece_at(pieces, index - 1)->kind == PIECE_WORD || piece_is_one_of(pieces, index - 1, "/ - . ,");
    if (mark->is_glued != whole->is_glued || (part->is_glued && is_part)) return 0;
    if (piece_is_one_of(pieces, index - 1, "truoc ngai nhat het")) return 0;
    const Piece *behind = piece_at(pieces, index + 3);
    const bool goes_on = behind->is_glued && piece_is_one_of(pieces, index + 3, "/ - . ,") &&
                         piece_at(pieces, index + 4)->is_glued && piece_at(pieces, index + 4)->kind != PIECE_NONE;
    return goes_on ? 0 : index + 3;
}

size_t piece_of_byte(const Pieces *pieces, size_t byte) {
    size_t low = 0, high = pieces->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (pieces->items[middle].to > byte)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

Str pieces_source(const Pieces *pieces, size_t from, size_t to) {
    if (from >= to || to > pieces->count) return S("");
    return folded_source(pieces->text, pieces->items[from].from, pieces->items[to - 1].to);
}
