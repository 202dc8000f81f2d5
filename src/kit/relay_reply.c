/* kit/relay_reply - a provider's reply as its bytes come: status, headers, body, and where it ends. What may be read in
 * two ways is no reply. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_inside.h"

#include <strings.h>

enum {
    REPLY_HEAD_MAX = 64 * 1024,
    REPLY_HEADERS_MAX = 200,
    FINAL_STATUS_MIN = 200,
    SWITCHED = 101,
    LENGTH_DIGITS_MAX = 15
};

static bool failed(Call *call, CallTrouble trouble, const char *words) {
    call->reply.trouble = trouble;
    call->reply.words = str_of(words);
    return false;
}

/* ---- the head, line by line ---- */

/* A new status line begins the head anew: what was before it was 100 Continue or the like. */
static bool take_status(Replying *at, Call *call, Str line) {
    CallReply *reply = &call->reply;
    Str rest = line;
    const Str version = str_cut(&rest, ' '), code = str_cut(&rest, ' ');
    int64_t status = 0;
    at->is_old = str_is(version, "HTTP/1.0");
    if (!at->is_old && !str_is(version, "HTTP/1.1")) return failed(call, TROUBLE_BROKEN, "the reply is no HTTP/1.1");
    if (code.len != 3 || str_to_int(code, 100, 999, &status) != OK || status == SWITCHED)
        return failed(call, TROUBLE_BROKEN, "the reply has no status");
    reply->status = (int)status;
    reply->reason = str_copy(call->arena, rest);
    reply->header_count = 0;
    at->has_status = true;
    return true;
}

static bool take_header(Call *call, Str line) {
    CallReply *reply = &call->reply;
    const size_t colon = str_find(line, S(":"));
    if (colon == line.len || !wire_is_token(str_part(line, 0, colon)))
        return failed(call, TROUBLE_BROKEN, "the reply has a line that is no header");
    if (reply->header_count == REPLY_HEADERS_MAX) return failed(call, TROUBLE_LARGE, "the reply has too many headers");
    if (reply->header_count == reply->header_room)
        reply->headers =
            array_grow(call->arena, reply->headers, sizeof *reply->headers, reply->header_count, &reply->header_room);
    reply->headers[reply->header_count++] =
        (Header){ str_copy(call->arena, str_part(line, 0, colon)),
                  str_copy(call->arena, str_trim(str_part(line, colon + 1, line.len))) };
    return true;
}

static bool take_line(Replying *at, Call *call, Str line) {
    for (size_t i = 0; i < line.len; i++) {
        if (((unsigned char)line.at[i] < ' ' && line.at[i] != '\t') || line.at[i] == 0x7F)
            return failed(call, TROUBLE_BROKEN, "the reply has control characters in its head");
    }
    return at->has_status ? take_header(call, line) : take_status(at, call, line);
}

/* ---- where the body ends ---- */

static bool says(const Header *header, const char *word) {
    return header->value.len == strlen(word) && strncasecmp(header->value.at, word, header->value.len) == 0;
}

static bool is_closing(const CallReply *reply) {
    for (size_t i = 0; i < reply->header_count; i++) {
        if (!header_is(&reply->headers[i], "Connection")) continue;
        for (Str rest = reply->headers[i].value; rest.at != NULL;) {
            const Str word = str_trim(str_cut(&rest, ','));
            if (word.len == strlen("close") && strncasecmp(word.at, "close", word.len) == 0) return true;
        }
    }
    return false;
}

/* -1: there is none. Several must say the same. */
static bool read_length(Call *call, int64_t *ret_length) {
    const CallReply *reply = &call->reply;
    *ret_length = -1;
    for (size_t i = 0; i < reply->header_count; i++) {
        const Header *header = &reply->headers[i];
        int64_t length = 0;
        if (!header_is(header, "Content-Length")) continue;
        if (header->value.len == 0 || header->value.len > LENGTH_DIGITS_MAX)
            return failed(call, TROUBLE_BROKEN, "the reply's length is none");
        for (size_t j = 0; j < header->value.len; j++) {
            const char c = header->value.at[j];
            if (c < '0' || c > '9') return failed(call, TROUBLE_BROKEN, "the reply's length is none");
            length = length * 10 + (c - '0');
        }
        if (*ret_length >= 0 && *ret_length != length) return failed(call, TROUBLE_BROKEN, "the reply has two lengths");
        *ret_length = length;
    }
    return true;
}

static bool begin_body(Replying *at, Call *call) {
    CallReply *reply = &call->reply;
    const Header *coding = header_last(reply->headers, reply->header_count, "Transfer-Encoding");
    int64_t length;
    if (!read_length(call, &length)) return false;
    at->is_kept = !at->is_old && !is_closing(reply);
    at->is_head_over = true;
    if (str_is(call->verb, "HEAD") || reply->status == 204 || reply->status == 304) {
        at->left = 0;
        return true;
    }
    if (coding != NULL) {
        if (!says(coding, "chunked")) return failed(call, TROUBLE_BROKEN, "the reply has a coding that is not known");
        at->is_chunked = true;
        at->chunks = (Chunks){ .may_have_more = true };
        at->is_kept = at->is_kept && length < 0;
        return true;
    }
    at->left = length; /* -1: until the connection ends */
    at->is_kept = at->is_kept && length >= 0;
    if (length > 0 && (size_t)length > reply->body.limits->bytes_max)
        return failed(call, TROUBLE_LARGE, "the reply is too large");
    if (length > 0) body_expect(&reply->body, (size_t)length);
    return true;
}

static bool take_head(Replying *at, Call *call, Str *bytes) {
    while (!at->is_head_over) {
        const char *end = memchr(bytes->at, '\n', bytes->len);
        const size_t size = end == NULL ? bytes->len : (size_t)(end - bytes->at) + 1;
        if (at->head_bytes + size > REPLY_HEAD_MAX) return failed(call, TROUBLE_LARGE, "the reply's head is too large");
        if (end == NULL) return true;
        Str line = { bytes->at, size - 1 };
        if (line.len > 0 && line.at[line.len - 1] == '\r') line.len--;
        at->head_bytes += size;
        *bytes = str_part(*bytes, size, bytes->len);
        if (line.len > 0 || !at->has_status) {
            if (!take_line(at, call, line)) return false;
        } else if (call->reply.status < FINAL_STATUS_MIN) {
            at->has_status = false;
        } else if (!begin_body(at, call)) {
            return false;
        }
        if (bytes->len == 0) return true;
    }
    return true;
}

/* ---- the body ---- */

static bool take_piece(Call *call, Str piece) {
    const Code code = body_add(&call->reply.body, piece.at, piece.len);
    if (code == OK) return true;
    return failed(call, code == TOO_LARGE ? TROUBLE_LARGE : TROUBLE_DISK,
                  "the reply is too large, or cannot be stored");
}

static bool take_body(Replying *at, Call *call, Str *bytes) {
    while (bytes->len > 0) {
        Str piece;
        if (at->is_chunked) {
            if (at->chunks.is_over) return true;
            if (chunks_take(&at->chunks, bytes, &piece) != WIRE_FINE)
                return failed(call, TROUBLE_BROKEN, "the reply's chunks are not well formed");
        } else {
            if (at->left == 0) return true;
            piece = at->left < 0 ? *bytes : str_part(*bytes, 0, (size_t)at->left);
            *bytes = str_part(*bytes, piece.len, bytes->len);
            if (at->left > 0) at->left -= (int64_t)piece.len;
        }
        if (!take_piece(call, piece)) return false;
    }
    return true;
}

static bool is_over(const Replying *at) {
    return at->is_head_over && (at->is_chunked ? at->chunks.is_over : at->left == 0);
}

ReplyStep reply_take(Replying *at, Call *call, Str *bytes) {
    if (!take_head(at, call, bytes)) return REPLY_FAILED;
    if (at->is_head_over && !take_body(at, call, bytes)) return REPLY_FAILED;
    return is_over(at) ? REPLY_OVER : REPLY_MORE;
}

ReplyStep reply_end(Replying *at, Call *call) {
    if (at->is_head_over && !at->is_chunked && at->left < 0) return REPLY_OVER;
    (void)failed(call, TROUBLE_BROKEN,
                 at->is_head_over ? "the connection broke off inside the reply"
                                  : "the connection broke off before there was a reply");
    return REPLY_FAILED;
}
