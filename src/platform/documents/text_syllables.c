/* platform/documents/text_syllables - see text_syllables.h. A syllable is an onset, a rhyme and a tone; a rhyme that
 * ends in c, ch, p or t has one of two tones. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_syllables.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 8, ONSET_MAX = 3, FIRST_LETTER = 0xA1, PUNCTUATION_FROM = 0x2000, PUNCTUATION_TO = 0x206F };
enum { TONE_NONE, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_ACUTE, TONE_DOT };

typedef struct Letter {
    uint16_t code;
    char plain; /* without its tone: 1 ă, 2 â, 3 ê, 4 ô, 5 ơ, 6 ư, 7 đ */
    unsigned char tone;
} Letter;

/* By code. */
static const Letter letters[] = {
    { 0x00C0, 'a', 1 }, { 0x00C1, 'a', 4 }, { 0x00C2, '2', 0 }, { 0x00C3, 'a', 3 }, { 0x00C8, 'e', 1 },
    { 0x00C9, 'e', 4 }, { 0x00CA, '3', 0 }, { 0x00CC, 'i', 1 }, { 0x00CD, 'i', 4 }, { 0x00D2, 'o', 1 },
    { 0x00D3, 'o', 4 }, { 0x00D4, '4', 0 }, { 0x00D5, 'o', 3 }, { 0x00D9, 'u', 1 }, { 0x00DA, 'u', 4 },
    { 0x00DD, 'y', 4 }, { 0x00E0, 'a', 1 }, { 0x00E1, 'a', 4 }, { 0x00E2, '2', 0 }, { 0x00E3, 'a', 3 },
    { 0x00E8, 'e', 1 }, { 0x00E9, 'e', 4 }, { 0x00EA, '3', 0 }, { 0x00EC, 'i', 1 }, { 0x00ED, 'i', 4 },
    { 0x00F2, 'o', 1 }, { 0x00F3, 'o', 4 }, { 0x00F4, '4', 0 }, { 0x00F5, 'o', 3 }, { 0x00F9, 'u', 1 },
    { 0x00FA, 'u', 4 }, { 0x00FD, 'y', 4 }, { 0x0102, '1', 0 }, { 0x0103, '1', 0 }, { 0x0110, '7', 0 },
    { 0x0111, '7', 0 }, { 0x0128, 'i', 3 }, { 0x0129, 'i', 3 }, { 0x0168, 'u', 3 }, { 0x0169, 'u', 3 },
    { 0x01A0, '5', 0 }, { 0x01A1, '5', 0 }, { 0x01AF, '6', 0 }, { 0x01B0, '6', 0 }, { 0x1EA0, 'a', 5 },
    { 0x1EA1, 'a', 5 }, { 0x1EA2, 'a', 2 }, { 0x1EA3, 'a', 2 }, { 0x1EA4, '2', 4 }, { 0x1EA5, '2', 4 },
    { 0x1EA6, '2', 1 }, { 0x1EA7, '2', 1 }, { 0x1EA8, '2', 2 }, { 0x1EA9, '2', 2 }, { 0x1EAA, '2', 3 },
    { 0x1EAB, '2', 3 }, { 0x1EAC, '2', 5 }, { 0x1EAD, '2', 5 }, { 0x1EAE, '1', 4 }, { 0x1EAF, '1', 4 },
    { 0x1EB0, '1', 1 }, { 0x1EB1, '1', 1 }, { 0x1EB2, '1', 2 }, { 0x1EB3, '1', 2 }, { 0x1EB4, '1', 3 },
    { 0x1EB5, '1', 3 }, { 0x1EB6, '1', 5 }, { 0x1EB7, '1', 5 }, { 0x1EB8, 'e', 5 }, { 0x1EB9, 'e', 5 },
    { 0x1EBA, 'e', 2 }, { 0x1EBB, 'e', 2 }, { 0x1EBC, 'e', 3 }, { 0x1EBD, 'e', 3 }, { 0x1EBE, '3', 4 },
    { 0x1EBF, '3', 4 }, { 0x1EC0, '3', 1 }, { 0x1EC1, '3', 1 }, { 0x1EC2, '3', 2 }, { 0x1EC3, '3', 2 },
    { 0x1EC4, '3', 3 }, { 0x1EC5, '3', 3 }, { 0x1EC6, '3', 5 }, { 0x1EC7, '3', 5 }, { 0x1EC8, 'i', 2 },
    { 0x1EC9, 'i', 2 }, { 0x1ECA, 'i', 5 }, { 0x1ECB, 'i', 5 }, { 0x1ECC, 'o', 5 }, { 0x1ECD, 'o', 5 },
    { 0x1ECE, 'o', 2 }, { 0x1ECF, 'o', 2 }, { 0x1ED0, '4', 4 }, { 0x1ED1, '4', 4 }, { 0x1ED2, '4', 1 },
    { 0x1ED3, '4', 1 }, { 0x1ED4, '4', 2 }, { 0x1ED5, '4', 2 }, { 0x1ED6, '4', 3 }, { 0x1ED7, '4', 3 },
    { 0x1ED8, '4', 5 }, { 0x1ED9, '4', 5 }, { 0x1EDA, '5', 4 }, { 0x1EDB, '5', 4 }, { 0x1EDC, '5', 1 },
    { 0x1EDD, '5', 1 }, { 0x1EDE, '5', 2 }, { 0x1EDF, '5', 2 }, { 0x1EE0, '5', 3 }, { 0x1EE1, '5', 3 },
    { 0x1EE2, '5', 5 }, { 0x1EE3, '5', 5 }, { 0x1EE4, 'u', 5 }, { 0x1EE5, 'u', 5 }, { 0x1EE6, 'u', 2 },
    { 0x1EE7, 'u', 2 }, { 0x1EE8, '6', 4 }, { 0x1EE9, '6', 4 }, { 0x1EEA, '6', 1 }, { 0x1EEB, '6', 1 },
    { 0x1EEC, '6', 2 }, { 0x1EED, '6', 2 }, { 0x1EEE, '6', 3 }, { 0x1EEF, '6', 3 }, { 0x1EF0, '6', 5 },
    { 0x1EF1, '6', 5 }, { 0x1EF2, 'y', 1 }, { 0x1EF3, 'y', 1 }, { 0x1EF4, 'y', 5 }, { 0x1EF5, 'y', 5 },
    { 0x1EF6, 'y', 2 }, { 0x1EF7, 'y', 2 }, { 0x1EF8, 'y', 3 }, { 0x1EF9, 'y', 3 },
};

static const char *const onsets[] = { "",  "b", "c",  "ch", "d", "7",  "g", "gh", "gi", "h", "k",  "kh", "l", "m",
                                      "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x" };

/* By bytes. */
static const char *const rhymes[] = {
    "1c", "1k", "1m", "1n", "1ng", "1p", "1t", "2c", "2m", "2n", "2ng", "2p", "2t", "2u", "2y", "3", "3c", "3ch",
    "3m", "3n", "3ng", "3nh", "3p", "3t", "3u", "4", "4c", "4i", "4m", "4n", "4ng", "4p", "4t", "5", "5i", "5m",
    "5n", "5p", "5t", "6", "65c", "65i", "65m", "65n", "65ng", "65p", "65t", "65u", "6a", "6c", "6i", "6m",
    "6n", "6ng", "6t", "6u", "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
    "e", "ec", "em", "en", "eng", "eo", "ep", "et", "i", "i3c", "i3m", "i3n", "i3ng", "i3p", "i3t", "i3u", "ia",
    "ich", "im", "in", "inh", "ip", "it", "iu", "o", "o1c", "o1m", "o1n", "o1ng", "o1t", "oa", "oac", "oach",
    "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi",
    "om", "on", "ong", "ooc", "oong", "op", "ot", "u", "u2n", "u2ng", "u2t", "u2y", "u3", "u3ch", "u3nh", "u4c",
    "u4i", "u4m", "u4n", "u4ng", "u4t", "u5", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uy3n",
    "uy3t", "uya", "uych", "uynh", "uyp", "uyt", "uyu", "y", "y3m", "y3n", "y3ng", "y3t", "y3u", "ych", "ynh",
    "yt", "yu",
};

uint32_t letter_at(Str text, size_t at, size_t *ret_len) {
    const unsigned char *bytes = (const unsigned char *)text.at + at;
    const size_t left = text.len - at;
    const size_t len = bytes[0] < 0xC0 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    *ret_len = len > left ? 1 : len;
    if (*ret_len == 1) return bytes[0];
    uint32_t code = bytes[0] & (0xFFU >> (len + 1));
    for (size_t i = 1; i < len; i++) code = code << 6 | (bytes[i] & 0x3FU);
    return code;
}

static int compare_codes(const void *a, const void *b) {
    return (int)*(const uint32_t *)a - (int)((const Letter *)b)->code;
}

static int compare_rhymes(const void *a, const void *b) {
    return strcmp(a, *(const char *const *)b);
}

static bool is_rhyme(const char *text) {
    return bsearch(text, rhymes, COUNT(rhymes), sizeof rhymes[0], compare_rhymes) != NULL;
}

static bool may_have_tone(const char *plain, size_t len, unsigned tone) {
    const char last = plain[len - 1];
    const bool is_ch = last == 'h' && len > 1 && plain[len - 2] == 'c';
    const bool is_stopped = last == 'c' || last == 'p' || last == 't' || is_ch;
    return !is_stopped || tone == TONE_ACUTE || tone == TONE_DOT;
}

static bool is_syllable(const char *plain, size_t len, unsigned tone) {
    if (!may_have_tone(plain, len, tone)) return false;
    for (size_t i = 0; i < COUNT(onsets); i++) {
        const size_t onset = strlen(onsets[i]);
        if (onset < len && memcmp(plain, onsets[i], onset) == 0 && is_rhyme(plain + onset)) return true;
    }
    return false;
}

/* A word as it is gathered, its letters without tones; what cannot be one is longer than any syllable. */
typedef struct Word {
    char plain[WORD_MAX + 1];
    size_t len;
    unsigned tone;
    bool is_marked, is_odd;
} Word;

static void add_letter(Word *word, uint32_t code) {
    const Letter *known =
        code < FIRST_LETTER ? NULL : bsearch(&code, letters, COUNT(letters), sizeof letters[0], compare_codes);
    const bool is_small = code >= 'a' && code <= 'z';
    const bool is_capital = code >= 'A' && code <= 'Z';
    const bool is_second_tone = known != NULL && known->tone != TONE_NONE && word->tone != TONE_NONE;
    word->is_odd = word->is_odd || word->len == WORD_MAX || is_second_tone || (known == NULL && code >= FIRST_LETTER);
    if (word->is_odd) return;
    word->is_marked = word->is_marked || known != NULL;
    if (known != NULL && known->tone != TONE_NONE) word->tone = known->tone;
    const char plain = is_capital ? (char)(code - 'A' + 'a') : is_small ? (char)code : ' ';
    word->plain[word->len++] = known != NULL ? known->plain : plain;
}

static void end_word(Word *word, SyllableCount *count) {
    if (word->len > 0 || word->is_odd) count->words++;
    word->plain[word->len] = '\0';
    if (word->is_marked && !word->is_odd && is_syllable(word->plain, word->len, word->tone)) count->marked++;
    *word = (Word){ .len = 0 };
}

SyllableCount syllables_counted(Str text) {
    SyllableCount count = { 0 };
    Word word = { .len = 0 };
    size_t len;
    for (size_t i = 0; i < text.len; i += len) {
        const uint32_t code = letter_at(text, i, &len);
        const bool is_ascii_letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
        const bool is_other = code >= FIRST_LETTER && !(code >= PUNCTUATION_FROM && code <= PUNCTUATION_TO);
        if (is_ascii_letter || is_other) add_letter(&word, code);
        else end_word(&word, &count);
    }
    end_word(&word, &count);
    return count;
}
