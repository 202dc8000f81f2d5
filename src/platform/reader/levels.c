/* platform/reader/levels - see levels.h. The words are rules (the list "level"); which of them belong together is told
 * by what stands between them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/levels.h"

enum {
    BETWEEN_PIECES_MAX = 8, /* "phủ sóng 5G đến tất cả ... trên địa bàn toàn tỉnh" */
    LINK_PIECES_MAX = 4     /* "cao hơn so với mức" */
};

typedef struct Levels {
    const Pieces *pieces;
    const Found *words, *relations;
    size_t word_count, relation_count;
} Levels;

static size_t first_piece(const Pieces *pieces, const Found *found) {
    return piece_of_byte(pieces, found->from);
}

static size_t piece_behind(const Pieces *pieces, const Found *found) {
    return piece_of_byte(pieces, found->to - 1) + 1;
}

/* Plain words alone, and few of them? A comma, a number or a full stop parts what they stand between. */
static bool belong_together(const Pieces *pieces, size_t from, size_t to) {
    if (to > from + BETWEEN_PIECES_MAX) return false;
    for (size_t i = from; i < to; i++) {
        if (piece_at(pieces, i)->kind == PIECE_MARK) return false;
    }
    return from <= to;
}

/* "phủ sóng 5G [toàn tỉnh]", "phủ sóng [tất cả] các thôn": what says everywhere, behind what says that it reaches. */
static Level covered(const Levels *levels, size_t at) {
    const Pieces *pieces = levels->pieces;
    const size_t from = first_piece(pieces, &levels->words[at]), to = piece_behind(pieces, &levels->words[at]);
    const Found *next = at + 1 < levels->word_count ? &levels->words[at + 1] : NULL;
    if (next == NULL || (next->value != LEVEL_EVERYWHERE && next->value != LEVEL_ALL)) return (Level){ 0 };
    if (!belong_together(pieces, to, first_piece(pieces, next))) return (Level){ 0 };
    return (Level){ LEVEL_COVERS, RELATION_EQUAL, from, piece_behind(pieces, next), 0 };
}

/* The relation that ends just before a byte; NULL when none does. */
static const Found *relation_at(const Levels *levels, size_t byte) {
    size_t low = 0, high = levels->relation_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (levels->relations[middle].to < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < levels->relation_count && levels->relations[low].to == byte ? &levels->relations[low] : NULL;
}

/* "[cao hơn so với mức] bình quân cả nước". */
static Level compared(const Levels *levels, size_t at) {
    const Pieces *pieces = levels->pieces;
    const size_t mean = first_piece(pieces, &levels->words[at]);
    size_t end = mean;
    for (int step = 0; step < LINK_PIECES_MAX && end > 0; step++) {
        if (piece_is_one_of(pieces, end - 1, "muc con so"))
            end--;
        else if (pieces_match_before(pieces, end, "so voi"))
            end -= 2;
        else
            break;
    }
    const Found *relation = end == 0 ? NULL : relation_at(levels, piece_at(pieces, end - 1)->to);
    if (relation == NULL || relation->value == RELATION_RANGE || relation->value == RELATION_TEXT) return (Level){ 0 };
    return (Level){ LEVEL_MEAN, (int)relation->value, first_piece(pieces, relation),
                    piece_behind(pieces, &levels->words[at]), mean };
}

static Level level_at(const Levels *levels, size_t at) {
    const Found *word = &levels->words[at];
    const size_t from = first_piece(levels->pieces, word), to = piece_behind(levels->pieces, word);
    switch (word->value) {
    case LEVEL_WORDED: return (Level){ LEVEL_WORDED, RELATION_TEXT, from, to, 0 };
    case LEVEL_ALL: return (Level){ LEVEL_ALL, RELATION_EQUAL, from, to, 0 };
    case LEVEL_COVERS: return covered(levels, at);
    case LEVEL_MEAN: return compared(levels, at);
    default: return (Level){ 0 };
    }
}

size_t levels_find(const ReaderWords *words, Arena *arena, const Pieces *pieces, const Level **ret_levels) {
    Levels levels = { .pieces = pieces };
    levels.word_count = words_find(words, WORDS_LEVEL, arena, pieces->text, &levels.words);
    if (levels.word_count > 0)
        levels.relation_count = words_find(words, WORDS_RELATION, arena, pieces->text, &levels.relations);
    Level *found = NEW_ARRAY(arena, Level, levels.word_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < levels.word_count; i++) {
        const Level level = level_at(&levels, i);
        if (level.kind != LEVEL_UNTOLD) found[count++] = level;
    }
    *ret_levels = found;
    return count;
}
