/* kit/tests/relay_reply_test - replies of providers: what RFC 9112 has, and what must not be understood in two ways. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_inside.h"
#include "tests/harness/unit.h"

#define OK_LINE "HTTP/1.1 200 OK\r\n"

enum { BODY_MAX = 64, ENDS = 100 };

typedef struct ReplyRow {
    const char *verb, *text;
    int end; /* a ReplyStep; + ENDS: when the connection ends behind it */
    int status;
    const char *body;
    size_t left; /* bytes behind it */
    bool is_kept;
} ReplyRow;

static const ReplyRow replies[] = {
    { "GET", OK_LINE "Content-Length: 3\r\n\r\nabc", REPLY_OVER, 200, "abc", 0, true },
    { "GET", OK_LINE "Content-Length: 3\r\n\r\nabcde", REPLY_OVER, 200, "abc", 2, true },
    { "GET", OK_LINE "Content-Length: 3\r\n\r\nab", REPLY_MORE, 200, "ab", 0, true },
    { "GET", OK_LINE "Content-Length: 3\r\n\r\nab", ENDS + REPLY_FAILED, 200, "ab", 0, true },
    { "GET", OK_LINE "Content-Length: 0\r\n\r\n", REPLY_OVER, 200, "", 0, true },
    { "GET", OK_LINE "Content-Length: 3\r\nConnection: x, Close\r\n\r\nabc", REPLY_OVER, 200, "abc", 0, false },
    { "GET", OK_LINE "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", REPLY_OVER, 200, "abc", 0, true },
    { "GET", "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", REPLY_OVER, 200, "abc", 0, false },
    { "GET", "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n", REPLY_OVER, 204, "", 0, true },
    { "GET", "HTTP/1.1 304 Not Modified\r\n\r\n", REPLY_OVER, 304, "", 0, true },
    { "HEAD", OK_LINE "Content-Length: 3\r\n\r\n", REPLY_OVER, 200, "", 0, true },
    { "HEAD", OK_LINE "Transfer-Encoding: chunked\r\n\r\n", REPLY_OVER, 200, "", 0, true },
    { "GET", "HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", REPLY_OVER, 404, "", 0, true },
    { "GET", "HTTP/1.1 200 OK\nContent-Length: 2\n\nab", REPLY_OVER, 200, "ab", 0, true },
    /* before the reply */
    { "GET", "HTTP/1.1 100 Continue\r\nA: b\r\n\r\n" OK_LINE "Content-Length: 1\r\n\r\nx",
      REPLY_OVER, 200, "x", 0, true },
    { "GET", "HTTP/1.1 103 Early Hints\r\n\r\n", REPLY_MORE, 103, "", 0, false },
    { "GET", "HTTP/1.1 101 Switching Protocols\r\n\r\n", REPLY_FAILED, 0, "", 0, false },
    /* until the connection ends */
    { "GET", OK_LINE "\r\nabc", REPLY_MORE, 200, "abc", 0, false },
    { "GET", OK_LINE "\r\nabc", ENDS + REPLY_OVER, 200, "abc", 0, false },
    { "GET", OK_LINE "Content-Le", ENDS + REPLY_FAILED, 200, "", 0, false },
    { "GET", "", ENDS + REPLY_FAILED, 0, "", 0, false },
    /* chunks: what stands around them is passed over */
    { "GET", OK_LINE "Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", REPLY_OVER, 200, "abc", 0, true },
    { "GET", OK_LINE "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0 \r\nX: y\r\nZ: a\r\n\r\nrest",
      REPLY_OVER, 200, "abc", 4, true },
    { "GET", OK_LINE "Transfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n1\r\na\r\n0\r\n\r\n",
      REPLY_OVER, 200, "a", 0, false },
    { "GET", OK_LINE "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", ENDS + REPLY_FAILED, 200, "abc", 0, true },
    { "GET", OK_LINE "Transfer-Encoding: chunked\r\n\r\n;a=b\r\n", REPLY_FAILED, 200, "", 0, true },
    { "GET", OK_LINE "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd", REPLY_FAILED, 200, "abc", 0, true },
    { "GET", OK_LINE "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\n\r\n", REPLY_FAILED, 200, "a", 0, true },
    { "GET", OK_LINE "Transfer-Encoding: gzip, chunked\r\n\r\n", REPLY_FAILED, 200, "", 0, true },
    { "GET", OK_LINE "Transfer-Encoding : chunked\r\n\r\n", REPLY_FAILED, 200, "", 0, false },
    /* what is none */
    { "GET", OK_LINE "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", REPLY_FAILED, 200, "", 0, false },
    { "GET", OK_LINE "Content-Length: 3, 3\r\n\r\nabc", REPLY_FAILED, 200, "", 0, false },
    { "GET", OK_LINE "Content-Length: -3\r\n\r\nabc", REPLY_FAILED, 200, "", 0, false },
    { "GET", OK_LINE "Content-Length: 1000000000000000\r\n\r\n", REPLY_FAILED, 200, "", 0, false },
    { "GET", OK_LINE "Content-Length: 65\r\n\r\n", REPLY_FAILED, 200, "", 0, true },
    { "GET", OK_LINE "X: a\r\n b\r\n\r\n", REPLY_FAILED, 200, "", 0, false },
    { "GET", OK_LINE "X: a\rb\r\n\r\n", REPLY_FAILED, 200, "", 0, false },
    { "GET", "HTTP/2 200\r\n\r\n", REPLY_FAILED, 0, "", 0, false },
    { "GET", "HTTP/1.1 99 No\r\n\r\n", REPLY_FAILED, 0, "", 0, false },
    { "GET", "HTTP/1.1 0200 OK\r\n\r\n", REPLY_FAILED, 0, "", 0, false },
    { "GET", "\r\n" OK_LINE "\r\n", REPLY_FAILED, 0, "", 0, false },
    { "GET", "<html>\n", REPLY_FAILED, 0, "", 0, false },
};

/* As it comes over a line, `step` bytes at once; what was not taken comes again with more behind it. */
static ReplyStep take_all(Arena *arena, Str text, size_t step, Replying *at, Call *call, size_t *ret_left) {
    ReplyStep end = REPLY_MORE;
    Str had = S("");
    while (text.len > 0 && end == REPLY_MORE) {
        const Str piece = str_part(text, 0, step);
        text = str_part(text, piece.len, text.len);
        Str bytes = str_format(arena, "%.*s%.*s", STR_FMT(had), STR_FMT(piece));
        end = reply_take(at, call, &bytes);
        had = bytes;
    }
    *ret_left = had.len + text.len;
    return end;
}

static void check(Arena *arena, const ReplyRow *row, size_t step) {
    const BodyLimits limits = { .memory_max = BODY_MAX, .bytes_max = BODY_MAX, .folder = "/tmp" };
    Call call = { .arena = arena, .verb = str_of(row->verb) };
    Replying at = { 0 };
    size_t left = 0;
    call.reply.body = body_new(arena, &limits, false);
    ReplyStep end = take_all(arena, str_of(row->text), step, &at, &call, &left);
    if (row->end >= ENDS) {
        assert_int_equal(end, REPLY_MORE);
        end = reply_end(&at, &call);
    }
    assert_int_equal(end, row->end % ENDS);
    assert_int_equal(call.reply.trouble != TROUBLE_NONE, end == REPLY_FAILED);
    assert_int_equal(call.reply.words.len > 0, end == REPLY_FAILED);
    assert_int_equal(call.reply.status, row->status);
    assert_int_equal(at.is_kept, row->is_kept);
    assert_true(str_is((Str){ call.reply.body.at == NULL ? "" : call.reply.body.at, call.reply.body.size }, row->body));
    if (end == REPLY_OVER && row->end < ENDS) assert_int_equal(left, row->left);
}

static void reads_replies(void **state) {
    for (size_t i = 0; i < COUNT(replies); i++) {
        assert_row(i, replies[i].text);
        for (size_t step = 1; step <= 256; step = step < 4 ? step + 1 : step * 2) check(*state, &replies[i], step);
    }
}

static void keeps_headers(void **state) {
    const BodyLimits limits = { .memory_max = BODY_MAX, .bytes_max = BODY_MAX, .folder = "/tmp" };
    Call call = { .arena = *state, .verb = S("GET") };
    Replying at = { 0 };
    size_t left;
    call.reply.body = body_new(*state, &limits, false);
    const Str text = S("HTTP/1.1 100 Go on\r\nX: gone\r\n\r\nHTTP/1.1 207 Much at once\r\n"
                       "A:  b \r\nC:\r\nX-D: e: f\r\nContent-Length: 0\r\n\r\n");
    assert_int_equal(take_all(*state, text, 3, &at, &call, &left), REPLY_OVER);
    assert_true(str_is(call.reply.reason, "Much at once"));
    assert_int_equal(call.reply.header_count, 4);
    assert_true(str_is(header_last(call.reply.headers, 4, "a")->value, "b"));
    assert_true(str_is(header_last(call.reply.headers, 4, "c")->value, ""));
    assert_true(str_is(header_last(call.reply.headers, 4, "x-d")->value, "e: f"));
    assert_null(header_last(call.reply.headers, 4, "x"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(reads_replies),
        AN_ARENA(keeps_headers),
    };
    return cmocka_run_group_tests_name("relay_reply", tests, NULL, NULL);
}
