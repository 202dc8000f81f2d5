/* platform/exchange/documents - see documents.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/documents.h"

#include "kit/outline.h"
#include "platform/exchange/declaration.h"

enum { PLACE_BYTES_MAX = 400, GLOB_TEXT_MAX = 1024 };

const ProblemKind exchange_document_form = {
    INVALID, "exchange/document-form",
    { "Không đọc được tài liệu OpenAPI.", "The OpenAPI document cannot be read." },
    { "Dòng {0}, cột {1}: {2}.", "Line {0}, column {1}: {2}." }
};
const ProblemKind exchange_document_member = {
    INVALID, "exchange/document-member",
    { "Tài liệu OpenAPI sai.", "The OpenAPI document is wrong." },
    { "Trong tài liệu, tại “{0}” (dòng {1}): cần {2}.", "In the document, at “{0}” (line {1}): {3} is needed." }
};

static const struct {
    const char *name, *method;
} methods[] = { { "get", "GET" },       { "put", "PUT" },     { "post", "POST" },   { "delete", "DELETE" },
                { "options", "OPTIONS" }, { "head", "HEAD" }, { "patch", "PATCH" }, { "trace", "TRACE" } };

static const char *const others[] = { "summary", "description", "servers", "parameters", "$ref" };

typedef struct Reading {
    Ctx *cx;
    Str at;
    bool is_strict; /* a version that wants responses of each operation */
    DeclaredEndpoint *endpoints;
    size_t count, room;
} Reading;

static void wrong(Reading *reading, Str where, const Outline *node, Sentence needed) {
    Ctx *cx = reading->cx;
    const Str line = node == NULL || node->line == 0 ? S("?") : int_text(cx, node->line);
    fault(cx, spot_field(reading->at), &exchange_document_member, where, line, str_of(needed.vi), str_of(needed.en));
}

static Str below(Reading *reading, Str where, Str name) {
    return str_format(reading->cx->arena, "%.*s.%.*s", STR_FMT(where), STR_FMT(str_part(name, 0, PLACE_BYTES_MAX)));
}

/* A parameter in braces becomes a star; false when braces do not fit together. */
static bool path_as_glob(Arena *arena, Str path, Str *ret_glob) {
    Buf out = buf_new(arena, GLOB_TEXT_MAX);
    bool is_inside = false;
    for (size_t i = 0; i < path.len; i++) {
        const char c = path.at[i];
        if (c == (is_inside ? '{' : '}')) return false;
        if (c == '{') buf_char(&out, '*');
        if (c == '{' || c == '}') is_inside = c == '{';
        else if (!is_inside && c == '*') buf_add(&out, S("\\*"));
        else if (!is_inside) buf_char(&out, c);
    }
    return !is_inside && buf_done(&out, ret_glob) == OK;
}

static const char *method_of(Str name) {
    for (size_t i = 0; i < COUNT(methods); i++) {
        if (str_is(name, methods[i].name)) return methods[i].method;
    }
    return NULL;
}

static bool is_other(Str name) {
    bool is = str_starts(name, S("x-"));
    for (size_t i = 0; i < COUNT(others); i++) is = is || str_is(name, others[i]);
    return is;
}

static void read_operation(Reading *reading, Str where, const Outline *operation, Str method, Str glob) {
    if (operation->kind != OUTLINE_MAP) {
        wrong(reading, where, operation, (Sentence){ "một đối tượng", "an object" });
        return;
    }
    const Outline *responses = outline_member(operation, "responses");
    if (reading->is_strict && (responses == NULL || responses->kind != OUTLINE_MAP || responses->count == 0))
        wrong(reading, where, operation, (Sentence){ "“responses”", "“responses”" });
    reading->endpoints = array_grow(reading->cx->arena, reading->endpoints, sizeof(DeclaredEndpoint), reading->count,
                                    &reading->room);
    reading->endpoints[reading->count++] = (DeclaredEndpoint){ method, glob };
}

static void read_path(Reading *reading, Str path, const Outline *item) {
    const Str where = below(reading, S("paths"), path);
    Str glob;
    if (path.len == 0 || path.at[0] != '/' || !path_as_glob(reading->cx->arena, path, &glob)) {
        wrong(reading, where, item, (Sentence){ "đường dẫn bắt đầu bằng “/”", "a path that begins with “/”" });
        return;
    }
    if (item->kind != OUTLINE_MAP) {
        wrong(reading, where, item, (Sentence){ "một đối tượng", "an object" });
        return;
    }
    for (size_t i = 0; i < item->count; i++) {
        const char *method = method_of(item->keys[i]);
        const Str inner = below(reading, where, item->keys[i]);
        if (method != NULL) read_operation(reading, inner, item->items[i], str_of(method), glob);
        else if (!is_other(item->keys[i]))
            wrong(reading, inner, item->items[i], (Sentence){ "tên phương thức HTTP", "the name of an HTTP method" });
    }
}

static void read_paths(Reading *reading, const Outline *root) {
    const Outline *paths = outline_member(root, "paths");
    if (paths == NULL && !reading->is_strict) return; /* 3.1 may have webhooks alone */
    if (paths == NULL || paths->kind != OUTLINE_MAP) {
        wrong(reading, S("paths"), paths == NULL ? root : paths, (Sentence){ "một đối tượng", "an object" });
        return;
    }
    for (size_t i = 0; i < paths->count; i++) {
        if (!str_starts(paths->keys[i], S("x-"))) read_path(reading, paths->keys[i], paths->items[i]);
    }
}

static void read_head(Reading *reading, const Outline *root) {
    const Str version = outline_text(root, "openapi");
    const Outline *info = outline_member(root, "info");
    const bool is_31 = str_starts(version, S("3.1.")), is_30 = str_starts(version, S("3.0."));
    if (!is_31 && !is_30 && !str_is(outline_text(root, "swagger"), "2.0")) {
        const Sentence needed = { "“openapi” 3.0.x hoặc 3.1.x, hoặc “swagger” 2.0",
                                  "“openapi” 3.0.x or 3.1.x, or “swagger” 2.0" };
        wrong(reading, S("openapi"), root, needed);
    }
    if (outline_text(info, "title").len == 0) wrong(reading, S("info.title"), info, (Sentence){ "tên", "a title" });
    if (outline_text(info, "version").len == 0)
        wrong(reading, S("info.version"), info, (Sentence){ "phiên bản", "a version" });
    reading->is_strict = !is_31;
}

void document_endpoints(Ctx *cx, Str document, Str at, Rows *ret_endpoints) {
    const Outline *root;
    OutlineFlaw flaw;
    if (outline_read(cx->arena, document, &root, &flaw) != OK) {
        fault(cx, spot_field(at), &exchange_document_form, int_text(cx, flaw.line), int_text(cx, flaw.column),
              flaw.what);
        return;
    }
    Reading reading = { .cx = cx, .at = at };
    read_head(&reading, root);
    read_paths(&reading, root);
    *ret_endpoints = (Rows){ reading.endpoints, reading.count };
}
