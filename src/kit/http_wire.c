/* kit/http_wire - see http_wire.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_wire.h"

#include <string.h>
#include <strings.h>

enum { LENGTH_DIGITS_MAX = 15, CHUNK_DIGITS_MAX = 8, CHUNK_OTHERS_MAX = 16 * 1024 };

const char *wire_fault_text(WireFault fault) {
    switch (fault) {
    case WIRE_FINE:
    case WIRE_MORE: return "nothing is wrong";
    case WIRE_BARE_BREAK: return "A line must end with CR LF, and these stand nowhere else";
    case WIRE_FOLDED: return "A header must stand on one line";
    case WIRE_REQUEST_LINE:
        return "The request line must be: method, one blank, a path that begins with a slash, one blank, version";
    case WIRE_VERSION: return "Only HTTP/1.1 and HTTP/1.0 are spoken here";
    case WIRE_HEADER: return "A header must be a name, a colon and a value without control characters";
    case WIRE_HEAD_LARGE: return "The request line and headers are too large";
    case WIRE_HOST: return "There must be one Host header";
    case WIRE_LENGTH: return "There may be one Content-Length, a number of bytes";
    case WIRE_CODING: return "The only transfer coding is chunked, once, in HTTP/1.1";
    case WIRE_LENGTH_AND_CODING: return "Content-Length and Transfer-Encoding cannot stand together";
    case WIRE_CHUNK: return "The body's chunks are not well formed; extensions and trailers are not taken";
    }
    CANNOT("every fault has its sentence");
}

bool wire_is_token(Str text) {
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_plain && (c == '\0' || strchr(others, c) == NULL)) return false;
    }
    return text.len > 0;
}

static char small_letter(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Asked some hundred times a message: most names differ in their first letter, so it is looked at first. */
bool header_is(const Header *header, const char *name) {
    for (size_t i = 0; i < header->name.len; i++) {
        if (name[i] == '\0' || small_letter(name[i]) != small_letter(header->name.at[i])) return false;
    }
    return name[header->name.len] == '\0';
}

const Header *header_last(const Header *headers, size_t count, const char *name) {
    for (size_t i = count; i > 0; i--) {
        if (header_is(&headers[i - 1], name)) return &headers[i - 1];
    }
    return NULL;
}

Str http_date(Arena *arena, Time at) {
    static const char days[][4] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };
    static const char months[][4] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    const int64_t seconds = at.us / 1000000;
    int64_t year, month, day;
    day_parts(day_of_time(at, 0), &year, &month, &day);
    return str_format(arena, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[seconds / 86400 % 7], (int)day,
                      months[month - 1], (int)year, (int)(seconds / 3600 % 24), (int)(seconds / 60 % 60),
                      (int)(seconds % 60));
}

/* ---- lines ---- */

/* Where the head ends: every line break is CR LF, and no CR stands elsewhere. */
static WireFault find_end(Str bytes, size_t *at, size_t *ret_end) {
    size_t i = *at;
    for (; i < bytes.len; i++) {
        const char c = bytes.at[i];
        if (c == '\n' && (i == 0 || bytes.at[i - 1] != '\r')) return WIRE_BARE_BREAK;
        if (c != '\n' && i > 0 && bytes.at[i - 1] == '\r') return WIRE_BARE_BREAK;
        if (c != '\n' || i < 3 || bytes.at[i - 2] != '\n') continue;
        *ret_end = i + 1;
        return WIRE_FINE;
    }
    *at = i;
    return bytes.len >= WIRE_HEAD_MAX ? WIRE_HEAD_LARGE : WIRE_MORE;
}

/* The next line without its end. */
static Str next_line(Str *rest) {
    const size_t len = str_find(*rest, S("\r\n"));
    const Str line = str_part(*rest, 0, len);
    *rest = str_part(*rest, len + 2, rest->len);
    return line;
}

static WireFault read_request_line(Str line, WireHead *head) {
    Str rest = line;
    head->verb = str_cut(&rest, ' ');
    head->target = str_cut(&rest, ' ');
    if (!wire_is_token(head->verb) || head->verb.len > WIRE_VERB_MAX) return WIRE_REQUEST_LINE;
    if (head->target.len == 0 || head->target.at[0] != '/' || rest.at == NULL) return WIRE_REQUEST_LINE;
    if (head->target.len > WIRE_TARGET_MAX) return WIRE_HEAD_LARGE;
    for (size_t i = 0; i < head->target.len; i++) {
        const unsigned char c = (unsigned char)head->target.at[i];
        if (c <= ' ' || c == 0x7F || c == '#') return WIRE_REQUEST_LINE;
    }
    head->is_old = str_equal(rest, S("HTTP/1.0"));
    if (!head->is_old && !str_equal(rest, S("HTTP/1.1")))
        return str_starts(rest, S("HTTP/")) ? WIRE_VERSION : WIRE_REQUEST_LINE;
    return WIRE_FINE;
}

static Str trim_blanks(Str text) {
    while (text.len > 0 && (text.at[0] == ' ' || text.at[0] == '\t')) text = str_part(text, 1, text.len);
    while (text.len > 0 && (text.at[text.len - 1] == ' ' || text.at[text.len - 1] == '\t')) text.len--;
    return text;
}

static WireFault read_header(Str line, WireHead *head) {
    if (line.at[0] == ' ' || line.at[0] == '\t') return WIRE_FOLDED;
    if (head->header_count == WIRE_HEADERS_MAX) return WIRE_HEAD_LARGE;
    Str rest = line;
    const Str name = str_cut(&rest, ':');
    if (rest.at == NULL || !wire_is_token(name)) return WIRE_HEADER;
    const Str value = trim_blanks(rest);
    for (size_t i = 0; i < value.len; i++) {
        const unsigned char c = (unsigned char)value.at[i];
        if ((c < ' ' && c != '\t') || c == 0x7F) return WIRE_HEADER;
    }
    head->headers[head->header_count++] = (Header){ name, value };
    return WIRE_FINE;
}

/* ---- what follows the head ---- */

static size_t count_of(const WireHead *head, const char *name) {
    size_t count = 0;
    for (size_t i = 0; i < head->header_count; i++) count += header_is(&head->headers[i], name) ? 1 : 0;
    return count;
}

static bool text_is(const Header *header, const char *word) {
    return header != NULL && header->value.len == strlen(word) &&
           strncasecmp(header->value.at, word, header->value.len) == 0;
}

static WireFault read_length(WireHead *head) {
    const Header *length = header_last(head->headers, head->header_count, "Content-Length");
    const Header *coding = header_last(head->headers, head->header_count, "Transfer-Encoding");
    if (length != NULL && coding != NULL) return WIRE_LENGTH_AND_CODING;
    if (coding != NULL) {
        head->length = -1;
        const bool is_fine = !head->is_old && text_is(coding, "chunked") && count_of(head, "Transfer-Encoding") == 1;
        return is_fine ? WIRE_FINE : WIRE_CODING;
    }
    head->length = 0;
    if (length == NULL) return WIRE_FINE;
    if (count_of(head, "Content-Length") != 1 || length->value.len == 0 || length->value.len > LENGTH_DIGITS_MAX)
        return WIRE_LENGTH;
    for (size_t i = 0; i < length->value.len; i++) {
        const char c = length->value.at[i];
        if (c < '0' || c > '9') return WIRE_LENGTH;
        head->length = head->length * 10 + (c - '0');
    }
    return WIRE_FINE;
}

static bool list_has(const WireHead *head, const char *name, const char *word) {
    for (size_t i = 0; i < head->header_count; i++) {
        if (!header_is(&head->headers[i], name)) continue;
        for (Str rest = head->headers[i].value; rest.at != NULL;) {
            const Str item = trim_blanks(str_cut(&rest, ','));
            if (item.len == strlen(word) && strncasecmp(item.at, word, item.len) == 0) return true;
        }
    }
    return false;
}

WireFault wire_read_head(Str bytes, size_t *at, WireHead *ret_head) {
    size_t end = 0;
    WireFault fault = find_end(bytes, at, &end);
    if (fault != WIRE_FINE) return fault;
    if (end > WIRE_HEAD_MAX) return WIRE_HEAD_LARGE;
    WireHead *head = ret_head;
    head->header_count = 0;
    head->bytes = end;
    Str rest = str_part(bytes, 0, end - 2);
    fault = read_request_line(next_line(&rest), head);
    while (fault == WIRE_FINE && rest.len > 0) fault = read_header(next_line(&rest), head);
    if (fault == WIRE_FINE) fault = read_length(head);
    if (fault != WIRE_FINE) return fault;
    const size_t hosts = count_of(head, "Host");
    if (hosts > 1 || (hosts == 0 && !head->is_old)) return WIRE_HOST;
    head->is_last = head->is_old ? !list_has(head, "Connection", "keep-alive") : list_has(head, "Connection", "close");
    head->is_asking = !head->is_old && list_has(head, "Expect", "100-continue");
    return WIRE_FINE;
}

Str wire_reason(int status) {
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        { 200, "OK" },
        { 201, "Created" },
        { 202, "Accepted" },
        { 204, "No Content" },
        { 400, "Bad Request" },
        { 401, "Unauthorized" },
        { 403, "Forbidden" },
        { 404, "Not Found" },
        { 405, "Method Not Allowed" },
        { 408, "Request Timeout" },
        { 409, "Conflict" },
        { 413, "Content Too Large" },
        { 415, "Unsupported Media Type" },
        { 429, "Too Many Requests" },
        { 500, "Internal Server Error" },
        { 502, "Bad Gateway" },
        { 503, "Service Unavailable" },
        { 504, "Gateway Timeout" },
    };
    for (size_t i = 0; i < COUNT(reasons); i++) {
        if (reasons[i].status == status) return str_of(reasons[i].reason);
    }
    return S("");
}

/* ---- chunks ---- */

enum { CHUNK_SIZE = 0, CHUNK_SIZE_BREAK, CHUNK_DATA, CHUNK_DATA_CR, CHUNK_DATA_BREAK, CHUNK_LAST_CR, CHUNK_LAST_BREAK,
       CHUNK_EXTENSION, CHUNK_TRAILER, CHUNK_TRAILER_BREAK };

/* One letter that is passed over, of an extension or a trailer, until its line ends. */
static bool pass_over(Chunks *chunks, char c, int then) {
    if (c == '\r') chunks->state = then;
    return c != '\n' && ++chunks->others <= CHUNK_OTHERS_MAX;
}

static bool take_size(Chunks *chunks, char c) {
    const int digit = hex_value(c);
    if (digit >= 0 && chunks->digits < CHUNK_DIGITS_MAX) {
        chunks->left = chunks->left * 16 + digit;
        chunks->digits++;
        return true;
    }
    if (chunks->may_have_more && chunks->digits > 0 && (c == ';' || c == ' ' || c == '\t')) {
        chunks->state = CHUNK_EXTENSION;
        return true;
    }
    chunks->state = CHUNK_SIZE_BREAK;
    return c == '\r' && chunks->digits > 0;
}

/* One letter of what stands around the data. */
static bool take_mark(Chunks *chunks, char c) {
    switch (chunks->state) {
    case CHUNK_SIZE: return take_size(chunks, c);
    case CHUNK_SIZE_BREAK: chunks->state = chunks->left > 0 ? CHUNK_DATA : CHUNK_LAST_CR; return c == '\n';
    case CHUNK_DATA_CR: chunks->state = CHUNK_DATA_BREAK; return c == '\r';
    case CHUNK_DATA_BREAK:
        chunks->state = CHUNK_SIZE;
        chunks->digits = 0;
        return c == '\n';
    case CHUNK_EXTENSION: return pass_over(chunks, c, CHUNK_SIZE_BREAK);
    case CHUNK_TRAILER: return pass_over(chunks, c, CHUNK_TRAILER_BREAK);
    case CHUNK_TRAILER_BREAK: chunks->state = CHUNK_LAST_CR; return c == '\n';
    case CHUNK_LAST_CR:
        chunks->state = c != '\r' && chunks->may_have_more ? CHUNK_TRAILER : CHUNK_LAST_BREAK;
        return chunks->state == CHUNK_TRAILER ? pass_over(chunks, c, CHUNK_TRAILER) : c == '\r';
    default: chunks->is_over = true; return c == '\n';
    }
}

WireFault chunks_take(Chunks *chunks, Str *bytes, Str *ret_piece) {
    *ret_piece = S("");
    while (bytes->len > 0 && !chunks->is_over) {
        if (chunks->state == CHUNK_DATA) {
            *ret_piece = str_part(*bytes, 0, (size_t)chunks->left);
            *bytes = str_part(*bytes, ret_piece->len, bytes->len);
            chunks->left -= (int64_t)ret_piece->len;
            if (chunks->left == 0) chunks->state = CHUNK_DATA_CR;
            return WIRE_FINE;
        }
        const char c = bytes->at[0];
        *bytes = str_part(*bytes, 1, bytes->len);
        if (!take_mark(chunks, c)) return WIRE_CHUNK;
    }
    return WIRE_FINE;
}
