/* kit/mime_related - see mime_related.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/mime_related.h"

#include <string.h>

enum { DELIMITER_TAIL_MAX = 64 };

/* ---- media types ---- */

static bool read_quoted(Arena *arena, Str *rest, Str *ret_value) {
    char *at = arena_alloc(arena, rest->len + 1);
    size_t len = 0, i = 1;
    for (; i < rest->len && rest->at[i] != '"'; i++) {
        if (rest->at[i] == '\\' && ++i == rest->len) return false;
        at[len++] = rest->at[i];
    }
    if (i >= rest->len) return false;
    *ret_value = (Str){ at, len };
    *rest = str_part(*rest, i + 1, rest->len);
    return true;
}

static bool read_parameter(Arena *arena, Str *rest, Str *ret_name, Str *ret_value) {
    const size_t equals = str_find(*rest, S("="));
    *ret_name = str_lower(arena, str_part(*rest, 0, equals));
    if (equals == rest->len || !wire_is_token(*ret_name)) return false;
    *rest = str_part(*rest, equals + 1, rest->len);
    if (rest->len > 0 && rest->at[0] == '"') return read_quoted(arena, rest, ret_value);
    size_t end = 0;
    while (end < rest->len && rest->at[end] != ';' && rest->at[end] != ' ' && rest->at[end] != '\t') end++;
    *ret_value = str_part(*rest, 0, end);
    *rest = str_part(*rest, end, rest->len);
    return wire_is_token(*ret_value);
}

static Str without_blanks(Str text) {
    while (text.len > 0 && (text.at[0] == ' ' || text.at[0] == '\t')) text = str_part(text, 1, text.len);
    return text;
}

static bool keep_parameter(MediaType *type, Str name, Str value) {
    Str *const known = str_is(name, "charset")    ? &type->charset
                       : str_is(name, "boundary") ? &type->boundary
                       : str_is(name, "start")    ? &type->start
                                                  : NULL;
    if (known == NULL) return true;
    const bool is_first = known->at == NULL;
    *known = value;
    return is_first && value.len > 0;
}

bool media_type_read(Arena *arena, Str value, MediaType *ret_type) {
    MediaType type = { 0 };
    Str rest = value;
    size_t end = 0;
    while (end < rest.len && rest.at[end] != ';' && rest.at[end] != ' ' && rest.at[end] != '\t') end++;
    type.type = str_lower(arena, str_part(rest, 0, end));
    Str subtype = type.type;
    const Str top = str_cut(&subtype, '/');
    if (!wire_is_token(top) || subtype.at == NULL || !wire_is_token(subtype)) return false;
    for (rest = without_blanks(str_part(rest, end, rest.len)); rest.len > 0; rest = without_blanks(rest)) {
        Str name, said;
        if (rest.at[0] != ';') return false;
        rest = without_blanks(str_part(rest, 1, rest.len));
        if (rest.len == 0 || rest.at[0] == ';') continue;
        if (!read_parameter(arena, &rest, &name, &said) || !keep_parameter(&type, name, said)) return false;
    }
    *ret_type = type;
    return true;
}

/* ---- the first part ---- */

static bool boundary_is_fine(Str boundary) {
    for (size_t i = 0; i < boundary.len; i++) {
        const char c = boundary.at[i];
        const bool is_letter = ((c | ' ') >= 'a' && (c | ' ') <= 'z') || (c >= '0' && c <= '9');
        if (!is_letter && (c == '\0' || strchr("'()+_,-./:=? ", c) == NULL)) return false;
    }
    return boundary.len > 0 && boundary.len <= MIME_BOUNDARY_MAX && boundary.at[boundary.len - 1] != ' ';
}

static void spoil(MimeRelated *mime, MimeFlaw flaw) {
    if (mime->flaw == MIME_FINE) mime->flaw = flaw;
}

void mime_begin(MimeRelated *mime, Arena *arena, Str boundary) {
    mime->arena = arena;
    mime->delimiter = str_format(arena, "\n--%.*s", STR_FMT(boundary));
    mime->opening = str_format(arena, "--%.*s\r\n", STR_FMT(boundary));
    mime->text = buf_new(arena, MIME_PART_HEAD_MAX);
    if (!boundary_is_fine(boundary)) spoil(mime, MIME_BOUNDARY);
}

static Str text_of(const MimeRelated *mime) {
    return (Str){ mime->text.at, mime->text.len };
}

/* One letter of what is read letter by letter; NULL text: too long. */
static bool gather(MimeRelated *mime, char c) {
    buf_char(&mime->text, c);
    return !mime->text.overflowed;
}

/* [CR LF] "--" boundary CR LF, and nothing before it. */
static void take_start(MimeRelated *mime, char c) {
    const bool is_full = !gather(mime, c);
    const Str text = text_of(mime);
    const Str line = str_starts(text, S("\r\n")) ? str_part(text, 2, text.len) : text;
    if (str_equal(line, mime->opening)) {
        mime->text.len = 0;
        mime->state = MIME_AT_HEAD;
        return;
    }
    const bool may_become = str_starts(mime->opening, line) || str_is(text, "\r");
    if (is_full || !may_become) spoil(mime, MIME_NO_PART);
}

static bool read_part_header(MimeRelated *mime, Str line) {
    const size_t colon = str_find(line, S(":"));
    const Header header = { str_part(line, 0, colon), str_trim(str_part(line, colon + 1, line.len)) };
    if (colon == line.len || !wire_is_token(header.name) || mime->header_count == MIME_PART_HEADERS_MAX) return false;
    for (size_t i = 0; i < line.len; i++) {
        if (((unsigned char)line.at[i] < ' ' && line.at[i] != '\t') || line.at[i] == 0x7F) return false;
    }
    if (header_last(mime->headers, mime->header_count, str_c(mime->arena, header.name)) != NULL) return false;
    mime->headers[mime->header_count++] = header;
    return true;
}

static void take_head(MimeRelated *mime, char c) {
    if (!gather(mime, c)) {
        spoil(mime, MIME_HEAD);
        return;
    }
    const Str text = text_of(mime);
    if (c != '\n' || (!str_is(text, "\r\n") && !str_ends(text, S("\r\n\r\n")))) return;
    Str rest = str_copy(mime->arena, str_part(text, 0, text.len - 2));
    while (rest.len > 0) {
        const size_t end = str_find(rest, S("\r\n"));
        if (!read_part_header(mime, str_part(rest, 0, end))) spoil(mime, MIME_HEAD);
        rest = str_part(rest, end + 2, rest.len);
    }
    mime->text.len = 0;
    mime->content_from = mime->fed;
    mime->state = MIME_AT_CONTENT;
    if (mime->flaw == MIME_FINE) mime->headed(mime->context);
}

/* What was kept back was none of the delimiter's. */
static void give_back(MimeRelated *mime) {
    if (mime->is_after_cr) mime->content(mime->context, S("\r"));
    mime->is_after_cr = false;
    if (mime->met > 0) mime->content(mime->context, str_part(mime->delimiter, 0, mime->met));
    mime->met = 0;
}

/* As much of the content as can be told from the first bytes; how many they are. */
static size_t take_content(MimeRelated *mime, Str bytes) {
    const char c = bytes.at[0];
    if (mime->met > 0 || c == '\n') {
        if (c != mime->delimiter.at[mime->met]) {
            give_back(mime);
            return 0;
        }
        if (++mime->met < mime->delimiter.len) return 1;
        if (!mime->is_after_cr) spoil(mime, MIME_DELIMITER);
        mime->state = MIME_AT_DELIMITER;
        return 1;
    }
    give_back(mime);
    if (c == '\r') {
        mime->is_after_cr = true;
        return 1;
    }
    size_t plain = 1;
    while (plain < bytes.len && bytes.at[plain] != '\r' && bytes.at[plain] != '\n') plain++;
    mime->content(mime->context, str_part(bytes, 0, plain));
    return plain;
}

/* Behind a delimiter: blanks and CR LF, or "--" and whatever. */
static void take_delimiter(MimeRelated *mime, char c) {
    (void)gather(mime, c);
    const Str text = text_of(mime), trimmed = str_trim(text);
    if (str_is(text, "--")) {
        mime->state = MIME_AT_REST;
        return;
    }
    if (c == '\n' && trimmed.len == 0 && str_ends(text, S("\r\n"))) {
        mime->state = MIME_AT_REST;
        return;
    }
    const bool may_become = str_is(text, "-") || (trimmed.len == 0 && c != '\n');
    if (!may_become || text.len > DELIMITER_TAIL_MAX) spoil(mime, MIME_DELIMITER);
}

void mime_feed(MimeRelated *mime, Str piece) {
    while (piece.len > 0 && mime->flaw == MIME_FINE && mime->state != MIME_AT_REST) {
        size_t taken = 1;
        if (mime->state == MIME_AT_CONTENT) {
            taken = take_content(mime, piece);
            mime->fed += taken;
        } else {
            mime->fed++;
            if (mime->state == MIME_AT_START)
                take_start(mime, piece.at[0]);
            else if (mime->state == MIME_AT_HEAD)
                take_head(mime, piece.at[0]);
            else
                take_delimiter(mime, piece.at[0]);
        }
        piece = str_part(piece, taken, piece.len);
    }
}

void mime_end(MimeRelated *mime) {
    if (mime->state == MIME_AT_START || mime->state == MIME_AT_HEAD) spoil(mime, MIME_NO_PART);
    if (mime->state == MIME_AT_CONTENT || mime->state == MIME_AT_DELIMITER) spoil(mime, MIME_ENDLESS);
}
