/* platform/documents/text_legacy - see text_legacy.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_legacy.h"

#include "kit/text.h"
#include "platform/documents/text_syllables.h"

#include <string.h>

/* A document is taken for old when, in its parts that read better as such, four words of ten become syllables with
 * marks of which hardly one was one before; and they are eight, or half of all words. */
enum { SHARE_AFTER = 4, SHARE_BEFORE = 2, SHARES = 10, EVIDENCE = 8, WORDS_MAX = 100000, WIDER = 3 };

/* ---- TCVN 5712 VN3: a byte a letter, which programs took for one of Western Europe ---- */

enum { TCVN3_FIRST = 0xA1, LETTERS_LAST = 0xFF };

static const char *const tcvn3[] = { /* from 0xA1; "": no letter */
    "Ă", "Â", "Ê", "Ô", "Ơ", "Ư", "Đ", "ă", "â", "ê", "ô", "ơ", "ư", "đ", "",  "",  "",  "",  "",  "",
    "à", "ả", "ã", "á", "ạ", "",  "ằ", "ẳ", "ẵ", "ắ", "",  "",  "",  "",  "",  "",  "",  "ặ", "ầ", "ẩ",
    "ẫ", "ấ", "ậ", "è", "",  "ẻ", "ẽ", "é", "ẹ", "ề", "ể", "ễ", "ế", "ệ", "ì", "ỉ", "",  "",  "",  "ĩ",
    "í", "ị", "ò", "",  "ỏ", "õ", "ó", "ọ", "ồ", "ổ", "ỗ", "ố", "ộ", "ờ", "ở", "ỡ", "ớ", "ợ", "ù", "",
    "ủ", "ũ", "ú", "ụ", "ừ", "ử", "ữ", "ứ", "ự", "ỳ", "ỷ", "ỹ", "ý", "ỵ", "",
};

static void add_tcvn3(Buf *out, Str text) {
    size_t len;
    for (size_t i = 0; i < text.len; i += len) {
        const uint32_t code = letter_at(text, i, &len);
        const bool is_letter = code >= TCVN3_FIRST && code <= LETTERS_LAST && tcvn3[code - TCVN3_FIRST][0] != '\0';
        buf_add(out, is_letter ? str_of(tcvn3[code - TCVN3_FIRST]) : str_part(text, i, len));
    }
}

/* ---- VNI: a letter, and behind it another that is its mark ---- */

/* The mark as a small letter; capitals stand 0x20 lower. Unicode's marks are joined by composing. */
static const struct {
    uint32_t code;
    const char *bases, *marks;
} vni_marks[] = {
    { 0xF9, "aeouyơư", "\xCC\x81" }, { 0xF8, "aeouyơư", "\xCC\x80" },
    { 0xFB, "aeouyơư", "\xCC\x89" }, { 0xF5, "aeouyơư", "\xCC\x83" },
    { 0xEF, "aeouơư", "\xCC\xA3" }, { 0xE2, "aeo", "\xCC\x82" },
    { 0xE1, "aeo", "\xCC\x82\xCC\x81" }, { 0xE0, "aeo", "\xCC\x82\xCC\x80" },
    { 0xE5, "aeo", "\xCC\x82\xCC\x89" }, { 0xE3, "aeo", "\xCC\x82\xCC\x83" },
    { 0xE4, "aeo", "\xCC\xA3\xCC\x82" }, { 0xEA, "a", "\xCC\x86" },
    { 0xE9, "a", "\xCC\x86\xCC\x81" }, { 0xE8, "a", "\xCC\x86\xCC\x80" },
    { 0xFA, "a", "\xCC\x86\xCC\x89" }, { 0xFC, "a", "\xCC\x86\xCC\x83" },
    { 0xEB, "a", "\xCC\xA3\xCC\x86" },
};
/* Those that stand alone. */
static const struct {
    uint32_t code;
    const char *small, *capital;
} vni_letters[] = { { 0xED, "í", "Í" }, { 0xEC, "ì", "Ì" }, { 0xE6, "ỉ", "Ỉ" }, { 0xF3, "ĩ", "Ĩ" }, { 0xF2, "ị", "Ị" },
                    { 0xF4, "ơ", "Ơ" }, { 0xF6, "ư", "Ư" }, { 0xEE, "ỵ", "Ỵ" }, { 0xF1, "đ", "Đ" } };

enum { VNI_FIRST = 0xC0, VNI_SMALL = 0xE0, CAPITAL = 0x20, NO_BASE = 0 };

static uint32_t small_of(uint32_t code) {
    if (code == 0x1A0 || code == 0x1AF) return code + 1; /* Ơ Ư */
    return code >= 'A' && code <= 'Z' ? code + CAPITAL : code;
}

static bool is_base(const char *bases, uint32_t base) {
    size_t len;
    const Str all = str_of(bases);
    for (size_t i = 0; i < all.len; i += len) {
        if (letter_at(all, i, &len) == base) return true;
    }
    return false;
}

static const char *vni_mark(uint32_t small, uint32_t base) {
    for (size_t i = 0; i < COUNT(vni_marks); i++) {
        if (vni_marks[i].code == small && is_base(vni_marks[i].bases, base)) return vni_marks[i].marks;
    }
    return NULL;
}

static void add_vni(Buf *out, Str text) {
    uint32_t base = NO_BASE;
    size_t len;
    for (size_t i = 0; i < text.len; i += len) {
        const uint32_t code = letter_at(text, i, &len);
        const bool is_capital = code >= VNI_FIRST && code < VNI_SMALL;
        const uint32_t small = is_capital ? code + CAPITAL : code;
        const char *mark = small > LETTERS_LAST ? NULL : vni_mark(small, small_of(base));
        Str letter = mark != NULL ? str_of(mark) : str_part(text, i, len);
        for (size_t k = 0; k < COUNT(vni_letters) && mark == NULL; k++) {
            if (vni_letters[k].code != small) continue;
            letter = str_of(is_capital ? vni_letters[k].capital : vni_letters[k].small);
        }
        size_t ignored;
        buf_add(out, letter);
        base = mark != NULL ? NO_BASE : letter_at(letter, 0, &ignored);
    }
}

/* ---- VIQR: marks typed behind the letter, `Vie^.t Nam` ---- */

static const char *viqr_shape(char vowel, char mark) {
    const char small = (char)(vowel | CAPITAL);
    if (mark == '^' && (small == 'a' || small == 'e' || small == 'o')) return "\xCC\x82";
    if (mark == '(' && small == 'a') return "\xCC\x86";
    return (mark == '+' || mark == '*') && (small == 'o' || small == 'u') ? "\xCC\x9B" : NULL;
}

static const char *viqr_tone(char mark) {
    switch (mark) {
    case '\'': return "\xCC\x81";
    case '`': return "\xCC\x80";
    case '?': return "\xCC\x89";
    case '~': return "\xCC\x83";
    case '.': return "\xCC\xA3";
    default: return NULL;
    }
}

static bool is_ascii_letter(char c) {
    return (c | CAPITAL) >= 'a' && (c | CAPITAL) <= 'z';
}

/* A full stop that was typed without a backslash, at the end of the text or before a capital: behind a number such as
 * `II`, or a word in small letters whose vowel has no mark. Names and titles are capitals: `Sở Y tế`, `Bộ Nội vụ`. */
static bool is_full_stop(Str text, size_t at) {
    size_t from = at, next = at + 1;
    bool is_small = true, is_number = true;
    if (text.at[at] != '.' || (next < text.len && is_ascii_letter(text.at[next]))) return false;
    for (; from > 0 && text.at[from - 1] > ' '; from--) {
        is_small = is_small && !(text.at[from - 1] >= 'A' && text.at[from - 1] <= 'Z');
        is_number = is_number && strchr("IVX", text.at[from - 1]) != NULL;
    }
    if (is_number || at - from == 1) return true;
    while (next < text.len && text.at[next] == ' ') next++;
    if (next >= text.len) return true;
    return is_small && is_ascii_letter(text.at[at - 1]) && text.at[next] >= 'A' && text.at[next] <= 'Z';
}

/* Where some full stops have a backslash, all have that are no marks. */
static void add_viqr(Buf *out, Str text, bool is_escaped) {
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i], next = i + 1 < text.len ? text.at[i + 1] : '\0';
        if (c == '\\' && next != '\0') {
            buf_char(out, next);
            i++;
        } else if ((c == 'd' || c == 'D') && (next == 'd' || next == 'D')) {
            buf_add(out, c == 'd' ? S("đ") : S("Đ"));
            i++;
        } else {
            buf_char(out, c);
            if (c == '\0' || strchr("aeiouyAEIOUY", c) == NULL) continue;
            const char *shape = viqr_shape(c, next);
            if (shape != NULL) buf_add(out, str_of(shape));
            if (shape != NULL) i++;
            const char *tone = i + 1 < text.len ? viqr_tone(text.at[i + 1]) : NULL;
            if (tone == NULL || (!is_escaped && is_full_stop(text, i + 1))) continue;
            buf_add(out, str_of(tone));
            i++;
        }
    }
}

/* ---- which it is ---- */

Legacy legacy_of_font(Str font) {
    if (str_starts(font, S(".Vn")) || str_starts(font, S(".VN"))) return LEGACY_TCVN3;
    return str_starts(font, S("VNI-")) || str_starts(font, S("VNI ")) ? LEGACY_VNI : LEGACY_NONE;
}

Str legacy_text(Arena *arena, Str text, Legacy legacy) {
    Buf out = buf_new(arena, WIDER * (text.len + 1) + 1);
    if (legacy == LEGACY_TCVN3) add_tcvn3(&out, text);
    else if (legacy == LEGACY_VNI) add_vni(&out, text);
    else if (legacy == LEGACY_VIQR) add_viqr(&out, text, false);
    else if (legacy == LEGACY_VIQR_ESCAPED) add_viqr(&out, text, true);
    else return text;
    return out.overflowed ? text : text_mended(arena, (Str){ out.at, out.len });
}

Str legacy_mended_as(Arena *arena, Str text, Legacy legacy) {
    const Str mended = legacy_text(arena, text, legacy);
    return syllables_counted(mended).marked >= syllables_counted(text).marked ? mended : text;
}

typedef struct Evidence {
    size_t words, gained_words, before, after, escapes;
} Evidence;

static void weigh(Arena *arena, Str text, Legacy legacy, Evidence *evidence) {
    const SyllableCount before = syllables_counted(text);
    const SyllableCount after = syllables_counted(legacy_text(arena, text, legacy));
    evidence->words += before.words;
    if (after.marked <= before.marked) return;
    evidence->gained_words += after.words;
    evidence->before += before.marked;
    evidence->after += after.marked;
}

static bool is_told(const Evidence *evidence) {
    const size_t gained = evidence->after - evidence->before;
    const bool is_much = evidence->after * SHARES >= evidence->gained_words * SHARE_AFTER;
    const bool was_none = evidence->before * SHARES <= evidence->gained_words * SHARE_BEFORE;
    return gained > 0 && is_much && was_none && (gained >= EVIDENCE || gained * 2 >= evidence->words);
}

/* Has it anything that such an encoding needs? Most have not, and are spared. */
static bool can_be(Str text, Legacy legacy) {
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.at[i];
        if (legacy >= LEGACY_VIQR ? strchr("^(+'`?~.*", (char)c) != NULL && c != '\0' : c == 0xC2 || c == 0xC3)
            return true;
    }
    return false;
}

typedef void Visit(Arena *arena, Str *text, Legacy legacy, Evidence *evidence);

static void each_text(Arena *arena, DocumentText *text, Legacy legacy, Evidence *evidence, Visit *visit) {
    TextBlock *blocks = text->blocks.items;
    for (size_t i = 0; i < text->blocks.count; i++) {
        TextCell *cells = blocks[i].cells.items;
        const char *before = blocks[i].text.at;
        visit(arena, &blocks[i].text, legacy, evidence);
        if (blocks[i].text.at != before) blocks[i].lead = 0; /* it has other letters now */
        for (size_t c = 0; c < blocks[i].cells.count; c++) visit(arena, &cells[c].text, legacy, evidence);
    }
}

static void weigh_text(Arena *arena, Str *text, Legacy legacy, Evidence *evidence) {
    if (evidence->words > WORDS_MAX) return;
    if (can_be(*text, legacy)) weigh(arena, *text, legacy, evidence);
    else evidence->words += syllables_counted(*text).words;
}

static void mend_text(Arena *arena, Str *text, Legacy legacy, Evidence *evidence) {
    (void)evidence;
    if (can_be(*text, legacy)) *text = str_trim(legacy_mended_as(arena, *text, legacy));
}

static void see_escapes(Arena *arena, Str *text, Legacy legacy, Evidence *evidence) {
    (void)arena;
    (void)legacy;
    if (str_find(*text, S("\\.")) < text->len) evidence->escapes++;
}

static void drop_soft_hyphens(Arena *arena, Str *text, Legacy legacy, Evidence *evidence) {
    (void)legacy;
    (void)evidence;
    if (str_find(*text, S("\xC2\xAD")) == text->len) return;
    Buf out = buf_new(arena, text->len + 1);
    for (Str rest = *text; rest.len > 0;) {
        const size_t len = str_find(rest, S("\xC2\xAD"));
        buf_add(&out, str_part(rest, 0, len));
        rest = str_part(rest, len + 2, rest.len);
    }
    *text = str_trim((Str){ out.len == 0 ? "" : out.at, out.len });
}

void legacy_mend(Arena *arena, DocumentText *text) {
    static const Legacy kinds[] = { LEGACY_TCVN3, LEGACY_VNI, LEGACY_VIQR };
    Evidence best = { 0 };
    Legacy legacy = LEGACY_NONE;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        Evidence evidence = { 0 };
        each_text(arena, text, kinds[i], &evidence, weigh_text);
        if (!is_told(&evidence) || evidence.after - evidence.before <= best.after - best.before) continue;
        best = evidence;
        legacy = kinds[i];
    }
    if (legacy == LEGACY_VIQR) each_text(arena, text, legacy, &best, see_escapes);
    if (best.escapes > 0) legacy = LEGACY_VIQR_ESCAPED;
    if (legacy != LEGACY_NONE) each_text(arena, text, legacy, &best, mend_text);
    each_text(arena, text, legacy, &best, drop_soft_hyphens);
}
