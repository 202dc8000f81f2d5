/* platform/documents/text_reading - see text_reading.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_reading.h"

#include "kit/text.h"
#include "platform/documents/text_html.h"
#include "platform/documents/text_legacy.h"
#include "platform/documents/text_markdown.h"
#include "platform/documents/text_office.h"
#include "platform/documents/text_syllables.h"

#include <iconv.h>
#include <string.h>

enum { LOOK_BYTES = 1024, SEEN_BYTES = 65536, WIDER = 3, RARE = 50 };

/* ---- what it is ---- */

static bool is_found(Str bytes, Str part) {
    return str_find(str_part(bytes, 0, SEEN_BYTES), part) < str_part(bytes, 0, SEEN_BYTES).len;
}

static bool is_html(Arena *arena, Str bytes) {
    const Str head = str_lower(arena, str_part(bytes, 0, LOOK_BYTES));
    return str_find(head, S("<!doctype html")) < head.len || str_find(head, S("<html")) < head.len ||
           str_find(head, S("<body")) < head.len;
}

/* Word's files of before 2007, and those of today that have a password. */
static TextFlawKind flaw_of_compound(Str bytes) {
    static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return str_find(bytes, (Str){ locked, sizeof locked - 1 }) < bytes.len ? TEXT_LOCKED : TEXT_UNKNOWN;
}

/* Text has no NUL and hardly another control. */
static bool is_binary(Str bytes) {
    const Str seen = str_part(bytes, 0, SEEN_BYTES);
    size_t odd = 0;
    for (size_t i = 0; i < seen.len; i++) {
        const unsigned char c = (unsigned char)seen.at[i];
        if (c == 0) return true;
        odd += c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' ? 1 : 0;
    }
    return odd * RARE > seen.len;
}

/* ---- texts ---- */

static void close_converter(iconv_t *converter) {
    if (*converter != (iconv_t)-1) (void)iconv_close(*converter);
}

/* What has no meaning in the encoding becomes U+FFFD. */
static Str converted(Arena *arena, const char *encoding, Str bytes) {
    CLEANUP(close_converter) iconv_t converter = iconv_open("UTF-8", encoding);
    MUST(converter != (iconv_t)-1);
    const size_t room = (bytes.len + 1) * WIDER;
    char *out = arena_alloc(arena, room), *at = out, *from = (char *)(uintptr_t)bytes.at;
    size_t left = room, rest = bytes.len;
    while (rest > 0 && left > WIDER) {
        if (iconv(converter, &from, &rest, &at, &left) != (size_t)-1) break;
        if (rest == 0 || left <= WIDER) break;
        memcpy(at, "\xEF\xBF\xBD", WIDER);
        at += WIDER;
        left -= WIDER;
        from++;
        rest--;
    }
    (void)iconv(converter, NULL, NULL, &at, &left); /* letters that waited for a mark */
    return (Str){ out, (size_t)(at - out) };
}

/* No UTF-8: in which of the old encodings does it read best? In none: in the one that was the standard. */
static Str converted_from_old(Arena *arena, Str bytes) {
    static const char *const encodings[] = { "TCVN5712-1", "WINDOWS-1258", "VISCII", "WINDOWS-1252" };
    const Str seen = str_part(bytes, 0, SEEN_BYTES);
    const char *best = encodings[0];
    size_t best_marked = 0;
    for (size_t i = 0; i < COUNT(encodings); i++) {
        Str text = text_mended(arena, converted(arena, encodings[i], seen));
        if (i + 1 == COUNT(encodings)) text = legacy_text(arena, text, LEGACY_VNI); /* whose letters look like that */
        const size_t marked = syllables_counted(text).marked;
        if (marked > best_marked) best = encodings[i];
        if (marked > best_marked) best_marked = marked;
    }
    return converted(arena, best, bytes);
}

/* Before its marks are read: some of them were typed for letters. */
static Str without_legacy(Arena *arena, Str text) {
    TextBlock block = { .kind = BLOCK_LINE, .text = text_mended(arena, text) };
    DocumentText whole = { .blocks = { &block, 1 } };
    legacy_mend(arena, &whole);
    return block.text;
}

static TextFlawKind read_plain(Arena *arena, Str bytes, bool is_markdown, DocumentText *ret_text) {
    TextWriting writing = text_writing(arena);
    Str text = bytes;
    if (bytes.len > TEXT_BYTES_MAX) return is_binary(bytes) ? TEXT_UNKNOWN : TEXT_HUGE;
    if (str_starts(bytes, S("\xFF\xFE"))) {
        text = converted(arena, "UTF-16LE", str_part(bytes, 2, bytes.len));
    } else if (str_starts(bytes, S("\xFE\xFF"))) {
        text = converted(arena, "UTF-16BE", str_part(bytes, 2, bytes.len));
    } else if (is_binary(bytes)) {
        return TEXT_UNKNOWN;
    } else if (!utf8_is_valid(bytes)) {
        text = converted_from_old(arena, bytes);
    }
    if (is_markdown) text_put_markdown(&writing, without_legacy(arena, text));
    else text_put_lines(&writing, text);
    *ret_text = text_written(&writing, is_markdown ? "md" : "txt");
    return writing.is_over ? TEXT_HUGE : TEXT_READ;
}

/* ---- all of it ---- */

static TextFlawKind read_any(Arena *arena, Str bytes, bool is_markdown, DocumentText *ret_text) {
    *ret_text = (DocumentText){ 0 };
    if (bytes.len > TEXT_FILE_BYTES_MAX) return TEXT_HUGE;
    if (str_starts(bytes, S("PK\x03\x04"))) {
        const TextFlawKind flaw = text_of_office(arena, bytes, ret_text);
        return flaw == TEXT_BROKEN && is_found(bytes, S("encryption-data")) ? TEXT_LOCKED : flaw;
    }
    if (str_starts(bytes, S("\xD0\xCF\x11\xE0"))) return flaw_of_compound(bytes);
    const bool is_page = !is_markdown && is_html(arena, bytes);
    return is_page ? text_of_html(arena, bytes, ret_text) : read_plain(arena, bytes, is_markdown, ret_text);
}

TextFlawKind text_read(Arena *arena, Str bytes, bool is_markdown, DocumentText *ret_text) {
    const TextFlawKind flaw = read_any(arena, bytes, is_markdown, ret_text);
    if (flaw == TEXT_READ) legacy_mend(arena, ret_text);
    return flaw;
}
