/* platform/search/words - see words.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/words.h"

#include "kit/text.h"

enum { WORD_BYTES_MAX = 40, BITS = 5, DIGIT = 1 << BITS, FIRST_LETTER = '0', NUMBER_LETTERS_MAX = 12,
       PLACES_BYTES_MAX = 4 * 1024 * 1024 };

/* What a letter became when it was folded: does it belong to a word? Of what lies above ASCII, signs and punctuation do
 * not: U+0080 to U+00BF, U+2000 to U+2FFF, U+3000 to U+303F, and everything from U+F000. */
static bool is_of_word(const char *folded, size_t count) {
    const unsigned char c = (unsigned char)folded[0];
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const unsigned char next = count > 1 ? (unsigned char)folded[1] : 0;
    return c != 0xC2 && c != 0xE2 && !(c == 0xE3 && next == 0x80) && c < 0xEF;
}

/* Letters with their shapes in order, tones wherever they stand. */
static int form_of(Arena *arena, Str word) {
    bool is_plain = true;
    for (size_t i = 0; i < word.len; i++) is_plain = is_plain && (unsigned char)word.at[i] < 0x80;
    if (is_plain) return FORM_PLAIN;
    const Str key = text_sort_key(arena, word);
    unsigned hash = 0, tones = 0;
    bool is_tones = false;
    for (size_t i = 0; i < key.len; i++) {
        const unsigned char c = (unsigned char)key.at[i];
        is_tones = is_tones || c == '\x01';
        if (is_tones)
            tones += c;
        else
            hash = hash * 31 + c;
    }
    return 1 + (int)((hash + tones * 7) % (FORMS - 1));
}

typedef struct Taking {
    Arena *arena;
    Str text;
    TextWord *words;
    size_t count, room;
    Buf folded;
    size_t *starts; /* of each word in `folded`: the buffer may move */
    size_t start_room;
} Taking;

static void begin_word(Taking *taking, size_t letter, size_t byte) {
    taking->words = array_grow(taking->arena, taking->words, sizeof *taking->words, taking->count, &taking->room);
    taking->starts = array_grow(taking->arena, taking->starts, sizeof *taking->starts, taking->count,
                                &taking->start_room);
    taking->starts[taking->count] = taking->folded.len;
    taking->words[taking->count] = (TextWord){ .from = letter, .byte_from = byte };
}

static void end_word(Taking *taking, size_t letter, size_t byte) {
    TextWord *word = &taking->words[taking->count];
    word->to = letter;
    word->byte_to = byte;
    word->form = form_of(taking->arena, str_part(taking->text, word->byte_from, byte - word->byte_from));
    word->folded.len = taking->folded.len - taking->starts[taking->count];
    taking->count++;
}

size_t text_words(Arena *arena, Str clean, const TextWord **ret_words) {
    Taking taking = { .arena = arena, .text = clean, .folded = buf_new(arena, clean.len * TEXT_FOLDED_MAX + 1) };
    bool is_inside = false;
    size_t letter = 0, step = 0;
    for (size_t i = 0; i < clean.len && taking.count < TEXT_WORDS_MAX; i += step, letter++) {
        char folded[TEXT_FOLDED_MAX];
        const size_t count = text_fold_letter(str_part(clean, i, clean.len - i), folded, &step);
        const bool belongs = count == 0 ? is_inside : is_of_word(folded, count); /* a mark belongs to its letter */
        if (belongs && !is_inside) begin_word(&taking, letter, i);
        if (!belongs && is_inside) end_word(&taking, letter, i);
        is_inside = belongs;
        if (belongs && taking.folded.len - taking.starts[taking.count] + count <= WORD_BYTES_MAX)
            buf_add(&taking.folded, (Str){ folded, count });
    }
    if (is_inside && taking.count < TEXT_WORDS_MAX) end_word(&taking, letter, clean.len);
    for (size_t i = 0; i < taking.count; i++) taking.words[i].folded.at = taking.folded.at + taking.starts[i];
    *ret_words = taking.words;
    return taking.count;
}

/* ---- places ---- */

void places_add_number(Buf *out, size_t number) {
    for (; number >= DIGIT; number >>= BITS) buf_char(out, (char)(FIRST_LETTER + DIGIT + (number & (DIGIT - 1))));
    buf_char(out, (char)(FIRST_LETTER + number));
}

size_t places_number(Str *rest) {
    size_t number = 0, used = 0;
    if (rest->len == 0) return 0;
    while (used < rest->len && used < NUMBER_LETTERS_MAX) {
        const size_t digit = (size_t)((unsigned char)rest->at[used] - FIRST_LETTER);
        number |= (digit & (DIGIT - 1)) << (BITS * used);
        used++;
        if (digit < DIGIT) break;
    }
    rest->at += used;
    rest->len -= used;
    return number;
}

Code places_text(Arena *arena, const WordPlace *places, size_t count, Str *ret_text) {
    Buf out = buf_new(arena, PLACES_BYTES_MAX);
    size_t passages = 0, before = 0;
    for (size_t i = 0; i < count; i++) passages += i == 0 || places[i].passage != places[i - 1].passage;
    places_add_number(&out, passages);
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && places[end].passage == places[i].passage) end++;
        places_add_number(&out, places[i].passage - before);
        places_add_number(&out, end - i);
        before = places[i].passage;
        for (size_t at = 0; i < end; i++) {
            places_add_number(&out, places[i].at - at);
            places_add_number(&out, (size_t)places[i].form);
            at = places[i].at;
        }
    }
    return buf_done(&out, ret_text);
}

size_t places_passages(Str places) {
    return places_number(&places);
}

PlacesReader places_reader(Str places) {
    PlacesReader reader = { .rest = places };
    reader.left = places_number(&reader.rest);
    return reader;
}

bool places_next(PlacesReader *reader) {
    if (reader->left == 0 || reader->rest.len == 0) return false;
    reader->left--;
    reader->passage += places_number(&reader->rest);
    reader->count = places_number(&reader->rest);
    size_t at = 0;
    for (size_t i = 0; i < reader->count && reader->rest.len > 0; i++) {
        at += places_number(&reader->rest);
        const size_t form = places_number(&reader->rest);
        if (i >= PLACES_KEPT) continue;
        reader->at[i] = at;
        reader->forms[i] = (int)form;
    }
    return true;
}
