/* platform/exchange/tests/documents_test - OpenAPI documents: what they offer, and what is wrong with them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/declaration.h"
#include "platform/exchange/documents.h"
#include "tests/harness/fixture.h"

#define HEAD   "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n"
#define HEAD31 "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n"
#define R      "{responses: {'200': {description: ok}}}"

typedef struct DocumentRow {
    const char *document;
    const char *endpoints; /* NULL: refused */
    const char *said;      /* a part of the fault */
} DocumentRow;

static const DocumentRow rows[] = {
    { HEAD "paths: {}\n", "", NULL },
    { HEAD "paths:\n  /a/{id}/b:\n    get: " R "\n    post: " R "\n    parameters: []\n    x-y: 1\n  x-z: 2\n",
      "GET /a/*/b, POST /a/*/b", NULL },
    { HEAD "paths:\n  /a.{type}/*: {put: " R ", trace: " R "}\n", "PUT /a.*/\\*, TRACE /a.*/\\*", NULL },
    { "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":{\"/a\":{\"delete\":{}}}}",
      "DELETE /a", NULL },
    { "swagger: '2.0'\ninfo: {title: t, version: 1}\npaths: {/a: {patch: " R "}}\n", "PATCH /a", NULL },
    { HEAD31 "webhooks: {}\n", "", NULL },
    { HEAD "x-common: &one " R "\npaths: {/a: {get: *one}, /b: {get: *one}}\n", "GET /a, GET /b", NULL },
    { "openapi: 3.2.0\ninfo: {title: t, version: '1'}\npaths: {}\n", NULL, "“openapi” (line 1)" },
    { "openapi: 3.0.0\ninfo: {version: '1'}\npaths: {}\n", NULL, "“info.title” (line 2)" },
    { "openapi: 3.0.0\npaths: {}\n", NULL, "“info.title” (line ?)" },
    { HEAD, NULL, "“paths” (line 1)" },
    { HEAD "paths: []\n", NULL, "“paths” (line 3)" },
    { HEAD "paths:\n  a: {}\n", NULL, "“paths.a” (line 4)" },
    { HEAD "paths:\n  '/a/{id': {}\n", NULL, "“paths./a/{id” (line 4)" },
    { HEAD "paths:\n  '/a/id}': {}\n", NULL, "“paths./a/id}” (line 4)" },
    { HEAD "paths:\n  /a: 7\n", NULL, "“paths./a” (line 4)" },
    { HEAD "paths:\n  /a:\n    gett: " R "\n", NULL, "“paths./a.gett” (line 5)" },
    { HEAD "paths:\n  /a:\n    get: []\n", NULL, "“paths./a.get” (line 5)" },
    { HEAD "paths:\n  /a:\n    get: {}\n", NULL, "“paths./a.get” (line 5)" },
    { "{\"openapi\":\"3.0.0\",}", NULL, "Line 1, column" },
    { "{\"a\":1,\"a\":2}", NULL, "Line 1, column" },
    { "a: [\n", NULL, "Line 2, column" },
    { "a: 1\n---\nb: 2\n", NULL, "a second document" },
    { "", NULL, "the document is empty" },
    { "just words", NULL, "“openapi” (line 1)" },
};

static Str endpoints_text(Ctx *cx, const Rows *endpoints) {
    Buf out = buf_new(cx->arena, 10000);
    for (size_t i = 0; i < endpoints->count; i++) {
        const DeclaredEndpoint *one = (const DeclaredEndpoint *)endpoints->items + i;
        buf_addf(&out, "%s%.*s %.*s", i == 0 ? "" : ", ", STR_FMT(one->method), STR_FMT(one->path));
    }
    return out.len == 0 ? S("") : written(&out);
}

static void offers_its_endpoints_or_says_where_it_is_wrong(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Rows endpoints = { 0 };
        assert_row(i, rows[i].document);
        fixture_forget(cx);
        document_endpoints(cx, str_of(rows[i].document), S("openapi"), &endpoints);
        assert_int_equal(faults_verdict(cx), rows[i].endpoints != NULL ? OK : INVALID);
        if (rows[i].endpoints != NULL)
            assert_text(endpoints_text(cx, &endpoints), rows[i].endpoints);
        else
            assert_holds(cx->problem.faults[0].en, rows[i].said);
    }
}

/* Anchors that stand for each other would be billions of nodes when written out. */
static void is_not_blown_up(void **state) {
    Ctx *cx = *state;
    Rows endpoints = { 0 };
    Buf out = buf_new(cx->arena, 10000);
    buf_add(&out, S("a0: &a0 [x, x]\n"));
    for (int i = 1; i < 40; i++) buf_addf(&out, "a%d: &a%d [*a%d, *a%d, *a%d]\n", i, i, i - 1, i - 1, i - 1);
    buf_add(&out, S("loop: &loop {get: *loop}\npaths: {/a: *loop}\n"));
    document_endpoints(cx, written(&out), S("openapi"), &endpoints);
    assert_int_equal(faults_verdict(cx), INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(offers_its_endpoints_or_says_where_it_is_wrong),
        AT_DESK(is_not_blown_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
