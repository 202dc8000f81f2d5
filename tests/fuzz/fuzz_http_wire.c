/* tests/fuzz/fuzz_http_wire - heads and chunks as strangers send them: read at once and in pieces they are the same;
 * what is taken, written anew, is read the same again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_wire.h"
#include "tests/fuzz/fuzz.h"

enum { WRITTEN_MAX = 64 * 1024, PIECES = 7 };

static WireFault read_at_once(Str bytes, WireHead *head) {
    size_t at = 0;
    return wire_read_head(bytes, &at, head);
}

/* As they come over a line: more each time, and where it stopped is remembered. */
static WireFault read_in_pieces(Str bytes, size_t step, WireHead *head) {
    size_t at = 0, had = 0;
    WireFault fault = WIRE_MORE;
    while (fault == WIRE_MORE && had < bytes.len) {
        had = had + step < bytes.len ? had + step : bytes.len;
        fault = wire_read_head(str_part(bytes, 0, had), &at, head);
    }
    return fault;
}

static bool is_same(const WireHead *a, const WireHead *b) {
    bool same = str_equal(a->verb, b->verb) && str_equal(a->target, b->target) && a->header_count == b->header_count &&
                a->length == b->length && a->is_old == b->is_old && a->is_last == b->is_last &&
                a->is_asking == b->is_asking;
    for (size_t i = 0; same && i < a->header_count; i++)
        same = str_equal(a->headers[i].name, b->headers[i].name) && str_equal(a->headers[i].value, b->headers[i].value);
    return same;
}

static Str written(Arena *arena, const WireHead *head) {
    Buf out = buf_new(arena, WRITTEN_MAX);
    buf_add(&out, head->verb);
    buf_char(&out, ' ');
    buf_add(&out, head->target);
    buf_addf(&out, " HTTP/1.%d\r\n", head->is_old ? 0 : 1);
    for (size_t i = 0; i < head->header_count; i++) {
        buf_add(&out, head->headers[i].name);
        buf_char(&out, ':');
        buf_add(&out, head->headers[i].value);
        buf_add(&out, S("\r\n"));
    }
    buf_add(&out, S("\r\n"));
    Str text;
    MUST(buf_done(&out, &text) == OK);
    return text;
}

/* Nobody else may find another line, another name or another end in what we take. */
static void check_taken(Arena *arena, const WireHead *head) {
    static WireHead again;
    for (size_t i = 0; i < head->header_count; i++) {
        MUST(wire_is_token(head->headers[i].name));
        MUST(memchr(head->headers[i].value.at, '\r', head->headers[i].value.len) == NULL);
        MUST(memchr(head->headers[i].value.at, '\n', head->headers[i].value.len) == NULL);
        MUST(memchr(head->headers[i].value.at, '\0', head->headers[i].value.len) == NULL);
    }
    MUST(head->length == -1 || header_last(head->headers, head->header_count, "Transfer-Encoding") == NULL);
    const Str text = written(arena, head);
    MUST(text.len <= head->bytes && read_at_once(text, &again) == WIRE_FINE);
    MUST(again.bytes == text.len && is_same(head, &again));
}

static size_t check_head(Arena *arena, Str bytes, size_t step) {
    static WireHead head, other;
    const WireFault fault = read_at_once(bytes, &head);
    const WireFault in_pieces = read_in_pieces(bytes, step, &other);
    if (bytes.len > 0) MUST(fault == in_pieces);
    if (fault != WIRE_MORE) MUST(wire_fault_text(fault)[0] != '\0');
    if (fault != WIRE_FINE) return bytes.len;
    MUST(head.bytes <= bytes.len && head.bytes == other.bytes && is_same(&head, &other));
    check_taken(arena, &head);
    return head.bytes;
}

static WireFault take_chunks(Arena *arena, Str bytes, size_t step, Str *ret_body, size_t *ret_left) {
    Chunks chunks = { 0 };
    Buf body = buf_new(arena, bytes.len + 1);
    WireFault fault = WIRE_FINE;
    while (bytes.len > 0 && !chunks.is_over && fault == WIRE_FINE) {
        const Str now = str_part(bytes, 0, step);
        Str rest = now;
        while (rest.len > 0 && !chunks.is_over && fault == WIRE_FINE) {
            Str piece;
            fault = chunks_take(&chunks, &rest, &piece);
            buf_add(&body, piece);
        }
        bytes = str_part(bytes, now.len - rest.len, bytes.len);
    }
    MUST(buf_done(&body, ret_body) == OK);
    *ret_left = bytes.len;
    return fault == WIRE_FINE && !chunks.is_over ? WIRE_MORE : fault;
}

static void check_chunks(Arena *arena, Str bytes, size_t step) {
    Str body, other;
    size_t left, other_left;
    const WireFault fault = take_chunks(arena, bytes, bytes.len + 1, &body, &left);
    const WireFault in_pieces = take_chunks(arena, bytes, step, &other, &other_left);
    MUST(fault == in_pieces && left == other_left);
    if (fault == WIRE_CHUNK) return;
    MUST(str_equal(body, other) && body.len <= bytes.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const size_t step = 1 + fuzz_byte(&input) % PIECES;
    const size_t taken = check_head(cx.arena, input, step);
    check_chunks(cx.arena, str_part(input, taken, input.len), step);
    check_chunks(cx.arena, input, step);
    fuzz_end(&cx);
    return 0;
}
