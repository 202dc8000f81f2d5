/* kit/tests/http_wire_test - heads and chunks of requests: what RFC 9112 has, and what smugglers make of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_wire.h"
#include "tests/harness/unit.h"

#define HOST "Host: a\r\n"

typedef struct HeadRow {
    const char *text;
    WireFault fault;
    int64_t length;
    bool is_last;
} HeadRow;

static const HeadRow heads[] = {
    { "GET / HTTP/1.1\r\n" HOST "\r\n", WIRE_FINE, 0, false },
    { "GET /a?b=%20#c HTTP/1.1\r\n" HOST "\r\n", WIRE_REQUEST_LINE, 0, false },
    { "POST /x HTTP/1.1\r\n" HOST "Content-Length: 12\r\n\r\n", WIRE_FINE, 12, false },
    { "POST /x HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", WIRE_FINE, -1, false },
    { "GET / HTTP/1.1\r\n" HOST "Connection: keep-alive, Close\r\n\r\n", WIRE_FINE, 0, true },
    { "GET / HTTP/1.0\r\n\r\n", WIRE_FINE, 0, true },
    { "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", WIRE_FINE, 0, false },
    { "GET / HTTP/1.1\r\n" HOST, WIRE_MORE, 0, false },
    { "", WIRE_MORE, 0, false },
    /* CL.TE, TE.CL and their like */
    { "POST / HTTP/1.1\r\n" HOST "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n", WIRE_LENGTH_AND_CODING, 0,
      false },
    { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n", WIRE_LENGTH_AND_CODING, 0,
      false },
    { "POST / HTTP/1.1\r\n" HOST "Content-Length: 6\r\nContent-Length: 6\r\n\r\n", WIRE_LENGTH, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Content-Length: 6, 6\r\n\r\n", WIRE_LENGTH, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Content-Length: +6\r\n\r\n", WIRE_LENGTH, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Content-Length: 0x6\r\n\r\n", WIRE_LENGTH, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n", WIRE_LENGTH, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Content-Length: 9999999999999999\r\n\r\n", WIRE_LENGTH, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n", WIRE_CODING, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n\r\n", WIRE_CODING, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n", WIRE_CODING, 0, false },
    { "POST / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", WIRE_CODING, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding : chunked\r\n\r\n", WIRE_HEADER, 0, false },
    { "POST / HTTP/1.1\r\n" HOST " folded\r\n\r\n", WIRE_FOLDED, 0, false },
    { "POST / HTTP/1.1\r\n" HOST "\tfolded\r\n\r\n", WIRE_FOLDED, 0, false },
    { "GET / HTTP/1.1\n" HOST "\r\n", WIRE_BARE_BREAK, 0, false },
    { "GET / HTTP/1.1\r\nHost: a\n\r\n", WIRE_BARE_BREAK, 0, false },
    { "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", WIRE_BARE_BREAK, 0, false },
    { "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", WIRE_HEADER, 0, false },
    { "GET / HTTP/1.1\r\nHost: a\r\nX: \x7F\r\n\r\n", WIRE_HEADER, 0, false },
    { "GET / HTTP/1.1\r\n\r\n", WIRE_HOST, 0, false },
    { "GET / HTTP/1.1\r\n" HOST HOST "\r\n", WIRE_HOST, 0, false },
    { "GET  / HTTP/1.1\r\n" HOST "\r\n", WIRE_REQUEST_LINE, 0, false },
    { "GET / HTTP/1.1 \r\n" HOST "\r\n", WIRE_VERSION, 0, false },
    { "GET / HTTP/2.0\r\n" HOST "\r\n", WIRE_VERSION, 0, false },
    { "GET http://a/ HTTP/1.1\r\n" HOST "\r\n", WIRE_REQUEST_LINE, 0, false },
    { "G@T / HTTP/1.1\r\n" HOST "\r\n", WIRE_REQUEST_LINE, 0, false },
    { "\r\nGET / HTTP/1.1\r\n" HOST "\r\n", WIRE_REQUEST_LINE, 0, false },
    { "GET / HTTP/1.1\r\n" HOST ": b\r\n\r\n", WIRE_HEADER, 0, false },
    { "GET / HTTP/1.1\r\n" HOST "no colon\r\n\r\n", WIRE_HEADER, 0, false },
};

/* At once, and a byte at a time. */
static void reads_heads_strictly(void **state) {
    (void)state;
    static WireHead head;
    for (size_t i = 0; i < COUNT(heads); i++) {
        const Str text = str_of(heads[i].text);
        size_t at = 0;
        assert_row(i, heads[i].text);
        const WireFault fault = wire_read_head(text, &at, &head);
        assert_string_equal(wire_fault_text(fault), wire_fault_text(heads[i].fault));
        WireFault slowly = WIRE_MORE;
        at = 0;
        for (size_t len = 1; len <= text.len && slowly == WIRE_MORE; len++)
            slowly = wire_read_head(str_part(text, 0, len), &at, &head);
        assert_int_equal(slowly, heads[i].fault);
        if (fault != WIRE_FINE) continue;
        assert_int_equal(head.length, heads[i].length);
        assert_int_equal(head.is_last, heads[i].is_last);
        assert_int_equal(head.bytes, text.len);
    }
}

static void keeps_names_and_values_as_they_came(void **state) {
    (void)state;
    static WireHead head;
    size_t at = 0;
    const Str text = S("PATCH /r1/a/b?c HTTP/1.1\r\nhOST:x:1\r\nX-A: \t Xin chào \t\r\nX-B:\r\n\r\nrest");
    assert_int_equal(wire_read_head(text, &at, &head), WIRE_FINE);
    assert_text(head.verb, "PATCH");
    assert_text(head.target, "/r1/a/b?c");
    assert_int_equal(head.header_count, 3);
    assert_text(head.headers[0].name, "hOST");
    assert_text(head.headers[0].value, "x:1");
    assert_text(head.headers[1].value, "Xin chào");
    assert_text(head.headers[2].value, "");
    assert_text(str_part(text, head.bytes, text.len), "rest");
    assert_true(header_is(&head.headers[0], "Host"));
}

typedef struct ChunkRow {
    const char *text, *body; /* NULL: it is refused */
    bool is_over;
} ChunkRow;

static const ChunkRow chunked[] = {
    { "5\r\nhello\r\n0\r\n\r\n", "hello", true },
    { "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world", true },
    { "00A\r\n0123456789\r\n0\r\n\r\n", "0123456789", true },
    { "5\r\nhel", "hel", false },
    { "0\r\n\r\n", "", true },
    { "0\r\nX: trailer\r\n\r\n", NULL, false },
    { "5;a=b\r\nhello\r\n0\r\n\r\n", NULL, false },
    { "5\nhello\r\n0\r\n\r\n", NULL, false },
    { "5\r\nhello\n0\r\n\r\n", NULL, false },
    { "5\r\nhelloX\r\n0\r\n\r\n", NULL, false },
    { "\r\nhello", NULL, false },
    { "-5\r\nhello", NULL, false },
    { " 5\r\nhello", NULL, false },
    { "FFFFFFFFF\r\n", NULL, false },
};

/* In pieces of every size. */
static void reads_chunks_strictly(void **state) {
    for (size_t i = 0; i < COUNT(chunked); i++) {
        const Str text = str_of(chunked[i].text);
        assert_row(i, chunked[i].text);
        for (size_t step = 1; step <= text.len; step++) {
            Chunks chunks = { 0 };
            Buf body = buf_new(*state, 1000);
            WireFault fault = WIRE_FINE;
            for (size_t from = 0; from < text.len && fault == WIRE_FINE; from += step) {
                Str bytes = str_part(text, from, step), piece;
                while (bytes.len > 0 && !chunks.is_over && fault == WIRE_FINE) {
                    fault = chunks_take(&chunks, &bytes, &piece);
                    buf_add(&body, piece);
                }
            }
            assert_int_equal(fault, chunked[i].body == NULL ? WIRE_CHUNK : WIRE_FINE);
            if (chunked[i].body == NULL) continue;
            assert_text(written(&body), chunked[i].body);
            assert_int_equal(chunks.is_over, chunked[i].is_over);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(reads_heads_strictly),
        AN_ARENA(keeps_names_and_values_as_they_came),
        AN_ARENA(reads_chunks_strictly),
    };
    return cmocka_run_group_tests_name("http_wire", tests, NULL, NULL);
}
