/* kit/tests/mime_related_test - media types, and first parts, whole and letter by letter. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/mime_related.h"
#include "tests/harness/unit.h"

typedef struct TypeRow {
    const char *value, *type; /* NULL: refused */
    const char *charset, *boundary, *start;
} TypeRow;

static const TypeRow types[] = {
    { "text/xml", "text/xml", "", "", "" },
    { "Text/XML;charset=UTF-8", "text/xml", "UTF-8", "", "" },
    { "text/xml ; charset=\"utf-8\" ; action=\"urn:a;b\"", "text/xml", "utf-8", "", "" },
    { "text/xml;", "text/xml", "", "", "" },
    { "multipart/related; BOUNDARY=\"a b\\\"c\"; start=\"<x@y>\"", "multipart/related", "", "a b\"c", "<x@y>" },
    { "multipart/related;boundary=a_b", "multipart/related", "", "a_b", "" },
    { "", NULL, "", "", "" },
    { "text", NULL, "", "", "" },
    { "/xml", NULL, "", "", "" },
    { "text/", NULL, "", "", "" },
    { "text/xml/a", NULL, "", "", "" },
    { "text/xml, text/plain", NULL, "", "", "" },
    { "text/xml charset=utf-8", NULL, "", "", "" },
    { "text/xml; charset", NULL, "", "", "" },
    { "text/xml; charset=", NULL, "", "", "" },
    { "text/xml; charset=\"\"", NULL, "", "", "" },
    { "text/xml; charset=\"utf-8", NULL, "", "", "" },
    { "text/xml; charset=\"utf-8\\", NULL, "", "", "" },
    { "text/xml; charset=\"utf-8\"x", NULL, "", "", "" },
    { "text/xml; charset = utf-8", NULL, "", "", "" },
    { "text/xml; charset=a; charset=a", NULL, "", "", "" },
    { "multipart/related; boundary=a; Boundary=b", NULL, "", "", "" },
};

static void reads_media_types(void **state) {
    for (size_t i = 0; i < COUNT(types); i++) {
        MediaType type = { 0 };
        assert_row(i, types[i].value);
        assert_int_equal(media_type_read(*state, str_of(types[i].value), &type), types[i].type != NULL);
        if (types[i].type == NULL) continue;
        assert_text(type.type, types[i].type);
        assert_text(type.charset, types[i].charset);
        assert_text(type.boundary, types[i].boundary);
        assert_text(type.start, types[i].start);
    }
}

typedef struct PartRow {
    const char *body;
    MimeFlaw flaw;
    const char *content;
} PartRow;

/* The boundary is "b-". */
static const PartRow parts[] = {
    { "--b-\r\n\r\nhello\r\n--b---\r\n", MIME_FINE, "hello" },
    { "\r\n--b-\r\nA: 1\r\nB:2\r\n\r\nhello\r\n--b-\r\n\r\nother\r\n--b---", MIME_FINE, "hello" },
    { "--b-\r\n\r\n\r\n--b---", MIME_FINE, "" },
    { "--b-\r\n\r\na\r\n\r\n--b-\t \r\n", MIME_FINE, "a\r\n" },
    { "--b-\r\n\r\na\rb\nc\r\n-\r\n--\r\n--b\r\r\r\n--b---", MIME_FINE, "a\rb\nc\r\n-\r\n--\r\n--b\r\r" },
    { "--b-\r\n\r\n--b-\r\n--b---", MIME_FINE, "--b-" },
    { "--b-\r\n\r\na\r\n--b---\r\n--b-X", MIME_FINE, "a" },
    { "", MIME_NO_PART, NULL },
    { "hello\r\n--b-\r\n\r\na\r\n--b---", MIME_NO_PART, NULL },
    { "\r\n\r\n--b-\r\n\r\na\r\n--b---", MIME_NO_PART, NULL },
    { "\n--b-\r\n\r\na\r\n--b---", MIME_NO_PART, NULL },
    { "--b-\n\na\n--b---", MIME_NO_PART, NULL },
    { "--b- \r\n\r\na\r\n--b---", MIME_NO_PART, NULL },
    { "--b---\r\n", MIME_NO_PART, NULL },
    { "--b-\r\nA: 1\r\n", MIME_NO_PART, NULL },
    { "--b-\r\nA\r\n\r\na\r\n--b---", MIME_HEAD, NULL },
    { "--b-\r\nA : 1\r\n\r\na\r\n--b---", MIME_HEAD, NULL },
    { "--b-\r\nA: 1\r\n 2\r\n\r\na\r\n--b---", MIME_HEAD, NULL },
    { "--b-\r\nA: 1\nB: 2\r\n\r\na\r\n--b---", MIME_HEAD, NULL },
    { "--b-\r\nA: 1\r\na: 2\r\n\r\na\r\n--b---", MIME_HEAD, NULL },
    { "--b-\r\n\r\na", MIME_ENDLESS, NULL },
    { "--b-\r\n\r\na\r\n--b", MIME_ENDLESS, NULL },
    { "--b-\r\n\r\na\r\n--b-", MIME_ENDLESS, NULL },
    { "--b-\r\n\r\na\r\n--b-\r", MIME_ENDLESS, NULL },
    { "--b-\r\n\r\na\n--b-\r\n", MIME_DELIMITER, NULL },
    { "--b-\r\n\r\na\r\n--b-x\r\n", MIME_DELIMITER, NULL },
    { "--b-\r\n\r\na\r\n--b-\n", MIME_DELIMITER, NULL },
    { "--b-\r\n\r\na\r\n--b--x", MIME_DELIMITER, NULL },
};

typedef struct Seen {
    Buf content;
    int headed;
} Seen;

static void see_head(void *context) {
    ((Seen *)context)->headed++;
}

static void see_content(void *context, Str piece) {
    buf_add(&((Seen *)context)->content, piece);
}

static void finds_the_first_part(void **state) {
    for (size_t i = 0; i < COUNT(parts); i++) {
        const Str body = str_of(parts[i].body);
        assert_row(i, parts[i].body);
        for (size_t step = 1; step < 200; step = step * 3 + 1) {
            Seen seen = { .content = buf_new(*state, 1000) };
            MimeRelated mime = { .context = &seen, .headed = see_head, .content = see_content };
            mime_begin(&mime, *state, S("b-"));
            for (size_t at = 0; at < body.len; at += step) mime_feed(&mime, str_part(body, at, step));
            mime_end(&mime);
            assert_int_equal(mime.flaw, parts[i].flaw);
            if (parts[i].content == NULL) continue;
            const Str content = { seen.content.at, seen.content.len };
            assert_int_equal(seen.headed, 1);
            assert_true(str_is(content, parts[i].content));
            assert_true(str_starts(str_part(body, mime.content_from, body.len), content));
        }
    }
}

static void refuses_boundaries(void **state) {
    static const char *const wrong[] = {
        "", " ", "a ", "a\"b", "a\tb", "á", "12345678901234567890123456789012345678901234567890123456789012345678901"
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        MimeRelated mime = { 0 };
        assert_row(i, wrong[i]);
        mime_begin(&mime, *state, str_of(wrong[i]));
        assert_int_equal(mime.flaw, MIME_BOUNDARY);
    }
    MimeRelated mime = { 0 };
    mime_begin(&mime, *state, S("----=_Part 1.'()+,/:?"));
    assert_int_equal(mime.flaw, MIME_FINE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(reads_media_types),
        AN_ARENA(finds_the_first_part),
        AN_ARENA(refuses_boundaries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
