/* kit/describe_api - the routes and their Shapes as OpenAPI 3.1 and as TypeScript. See describe.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/describe.h"

#include "base/map.h"
#include "kit/router.h"

enum { API_BYTES_MAX = 16 * 1024 * 1024, SHAPES_MAX = 1000 };

/* Every Shape and every set of choices that the routes speak of, once. */
typedef struct Spoken {
    Ctx *cx;
    Map names;
    const Shape *shapes[SHAPES_MAX];
    size_t shape_count;
    const Choices *choices[SHAPES_MAX];
    size_t choice_count;
} Spoken;

/* Names are one for all: two things of one name would become one in the front end. */
static bool is_new(Spoken *spoken, const char *name, const void *thing) {
    size_t known;
    if (map_add(&spoken->names, str_of(name), (size_t)(uintptr_t)thing)) return true;
    MUST(map_get(&spoken->names, str_of(name), &known) && known == (size_t)(uintptr_t)thing);
    return false;
}

static void gather_shape(Spoken *spoken, const Shape *shape) { // NOLINT(misc-no-recursion): Shapes are our own, finite
    if (shape == NULL || !is_new(spoken, shape->name, shape)) return;
    MUST(spoken->shape_count < SHAPES_MAX);
    spoken->shapes[spoken->shape_count++] = shape;
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        gather_shape(spoken, field->shape);
        if (field->choices == NULL || !is_new(spoken, field->choices->name, field->choices)) continue;
        spoken->choices[spoken->choice_count++] = field->choices;
    }
}

static Spoken *gather(Ctx *cx) {
    Spoken *spoken = NEW(cx->arena, Spoken);
    spoken->cx = cx;
    spoken->names = map_new(cx->arena);
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->route_count; j++) {
            const Route *route = &cx->house->modules[i]->routes[j];
            gather_shape(spoken, route->in);
            if (route->gives == NULL) gather_shape(spoken, route->out);
        }
    }
    return spoken;
}

static bool in_path(const Route *route, const Field *field) {
    char mark[80];
    Buf out = buf_over(mark, sizeof mark);
    buf_addf(&out, "{%s}", field->name);
    return str_find(str_of(route->path), (Str){ mark, out.len }) < strlen(route->path);
}

/* ---- OpenAPI ---- */

static void write_limits(Buf *out, const Field *field) {
    if (field->min == 0 && field->max == 0) return;
    const char *low = "minimum", *high = "maximum";
    if (field->kind == KIND_TEXT) low = "minLength", high = "maxLength";
    if (field->kind == KIND_TEXTS || field->kind == KIND_LIST) low = "minItems", high = "maxItems";
    buf_addf(out, ",\"%s\":%lld,\"%s\":%lld", low, (long long)field->min, high, (long long)field->max);
}

static void write_object(Buf *out, const Shape *shape, bool is_output);

/* A record within an answer has all its members; one within a question, written in place, may leave some out. */
static void write_nested(Buf *out, const Shape *shape, bool is_output) { // NOLINT(misc-no-recursion): Shapes are finite
    if (is_output)
        buf_addf(out, "{\"$ref\":\"#/components/schemas/%s\"}", shape->name);
    else
        write_object(out, shape, false);
}

/* Of a list; where a text alone will do, it may stand in the place of a record. */
static void write_item(Buf *out, const Shape *shape, bool is_output) { // NOLINT(misc-no-recursion): as above
    bool has_alone = false;
    for (size_t i = 0; i < shape->field_count; i++) has_alone = has_alone || shape->fields[i].flags & ALONE;
    if (!is_output && has_alone) buf_add(out, S("{\"oneOf\":[{\"type\":\"string\"},"));
    write_nested(out, shape, is_output);
    if (!is_output && has_alone) buf_add(out, S("]}"));
}

static void write_schema(Buf *out, const Field *field, bool is_output) { // NOLINT(misc-no-recursion): as above
    const bool may_be_null = !(field->flags & (REQUIRED | FILLED));
    const char *const null_too = may_be_null ? ",\"null\"]" : "]";
    switch (field->kind) {
    case KIND_INT: buf_add(out, S("{\"type\":\"integer\",\"format\":\"int64\"")); break;
    case KIND_BOOL: buf_add(out, S("{\"type\":\"boolean\"")); break;
    case KIND_TEXT: buf_add(out, S("{\"type\":\"string\"")); break;
    case KIND_ID: buf_add(out, S("{\"type\":\"string\",\"maxLength\":39")); break;
    case KIND_TIME: buf_addf(out, "{\"type\":[\"string\"%s,\"format\":\"date-time\"", null_too); break;
    case KIND_DAY: buf_addf(out, "{\"type\":[\"string\"%s,\"format\":\"date\"", null_too); break;
    case KIND_DECIMAL: buf_addf(out, "{\"type\":[\"number\"%s", null_too); break;
    case KIND_TEXTS: buf_add(out, S("{\"type\":\"array\",\"items\":{\"type\":\"string\"}")); break;
    case KIND_LIST:
        buf_add(out, S("{\"type\":\"array\",\"items\":"));
        write_item(out, field->shape, is_output);
        break;
    case KIND_LINK:
        buf_add(out, S("{\"oneOf\":["));
        write_nested(out, field->shape, is_output);
        buf_add(out, may_be_null ? S(",{\"type\":\"null\"}]") : S("]"));
        break;
    case KIND_CHOICE:
        buf_add(out, S("{\"type\":\"string\",\"enum\":["));
        for (size_t i = 0; i < field->choices->count; i++)
            buf_addf(out, "%s\"%s\"", i == 0 ? "" : ",", field->choices->names[i]);
        buf_add(out, may_be_null ? S(",\"\"]") : S("]"));
        break;
    }
    if (!is_output) write_limits(out, field);
    buf_char(out, '}');
}

static void write_object(Buf *out, const Shape *shape, bool is_output) { // NOLINT(misc-no-recursion): as above
    buf_add(out, S("{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"));
    const char *between = "";
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if (field->flags & STORED || (is_output && field->flags & SECRET)) continue;
        buf_addf(out, "%s\"%s\":", between, field->name);
        write_schema(out, field, is_output);
        between = ",";
    }
    buf_add(out, S("},\"required\":["));
    between = "";
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if (field->flags & STORED || (is_output ? (field->flags & SECRET) != 0 : !(field->flags & REQUIRED))) continue;
        buf_addf(out, "%s\"%s\"", between, field->name);
        between = ",";
    }
    buf_add(out, S("]}"));
}

static void write_parameters(Buf *out, const Route *route) {
    const bool in_query = strcmp(route->verb, "GET") == 0 || route->upload_max > 0 || route->text_max > 0 ||
                          strcmp(route->verb, "DELETE") == 0;
    buf_add(out, S("\"parameters\":["));
    const char *between = "";
    for (size_t i = 0; route->in != NULL && i < route->in->field_count; i++) {
        const Field *field = &route->in->fields[i];
        const bool is_path = in_path(route, field);
        if (!is_path && !in_query) continue;
        const bool is_required = is_path || field->flags & REQUIRED;
        buf_addf(out, "%s{\"name\":\"%s\",\"in\":\"%s\",\"required\":%s,\"schema\":", between, field->name,
                 is_path ? "path" : "query", is_required ? "true" : "false");
        write_schema(out, field, false);
        buf_char(out, '}');
        between = ",";
    }
    buf_char(out, ']');
}

/* The body of a change: the Shape without what stands in the path. */
static void write_body(Buf *out, const Route *route) {
    if (route->text_max > 0) buf_add(out, S(",\"requestBody\":{\"required\":true,\"content\":{\"text/plain\":{}}}"));
    if (route->text_max > 0 || route->in == NULL) return;
    if (strcmp(route->verb, "GET") == 0 || strcmp(route->verb, "DELETE") == 0) return;
    if (route->upload_max > 0) {
        buf_add(out, S(",\"requestBody\":{\"required\":true,\"content\":{\"application/"
                       "octet-stream\":{\"schema\":{\"type\":\"string\","
                       "\"format\":\"binary\"}}}}"));
        return;
    }
    Field kept[64];
    Shape body = { .name = route->in->name, .fields = kept };
    MUST(route->in->field_count <= COUNT(kept));
    for (size_t i = 0; i < route->in->field_count; i++) {
        if (!in_path(route, &route->in->fields[i])) kept[body.field_count++] = route->in->fields[i];
    }
    buf_addf(out, ",\"requestBody\":{\"required\":true,\"content\":{\"application/%s\":{\"schema\":",
             route->takes_form ? "x-www-form-urlencoded" : "json");
    write_object(out, &body, false);
    buf_add(out, S("}}}"));
}

static void write_operation(Buf *out, const Module *module, const Route *route) {
    buf_addf(out, "{\"summary\":\"%s\",\"operationId\":\"%s", route->help, route->verb);
    for (const char *at = route->path; *at != '\0'; at++) {
        const bool is_word = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        buf_char(out, is_word ? *at : '_');
    }
    buf_addf(out, "\",\"x-permission\":\"%s\",", route->may);
    if (module->stands_alone) buf_addf(out, "\"x-house\":\"%s\",", module->name); /* not the province's server */
    if (route->is_outside) buf_add(out, S("\"servers\":[{\"url\":\"/\"}],"));
    write_parameters(out, route);
    write_body(out, route);
    buf_addf(out, ",\"responses\":{\"%s\":{\"description\":\"done\"",
             route->creates       ? "201"
             : route->out == NULL ? "204"
                                  : "200");
    if (route->gives != NULL) buf_addf(out, ",\"content\":{\"%s\":{}}", route->gives);
    else if (route->out != NULL)
        buf_addf(out, ",\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/%s\"}}}",
                 route->out->name);
    if (route->text_max > 0) {
        buf_add(out, S("},\"default\":{\"description\":\"as its standard says\",\"content\":{\"*/*\":{}}}}}"));
        return;
    }
    buf_add(out, S("},\"default\":{\"description\":\"a "
                   "problem\",\"content\":{\"application/problem+json\":{\"schema\":{\"$ref\":"
                   "\"#/components/schemas/Problem\"}}}}}}"));
}

static void write_paths(Buf *out, Ctx *cx) {
    Map seen = map_new(cx->arena);
    const char *between = "";
    for (size_t i = 0; i < cx->house->module_count; i++) {
        const Module *module = cx->house->modules[i];
        for (size_t j = 0; j < module->route_count; j++) {
            if (!map_add(&seen, str_of(module->routes[j].path), 0)) continue;
            buf_addf(out, "%s\"%s\":{", between, module->routes[j].path);
            const char *inner = "";
            for (size_t k = j; k < module->route_count; k++) { /* other verbs of one address stand in the same module */
                const Route *route = &module->routes[k];
                if (strcmp(route->path, module->routes[j].path) != 0) continue;
                buf_addf(out, "%s\"%.*s\":", inner, STR_FMT(str_lower(cx->arena, str_of(route->verb))));
                write_operation(out, module, route);
                inner = ",";
            }
            buf_char(out, '}');
            between = ",";
        }
    }
}

Str describe_openapi(Ctx *cx) {
    const Spoken *spoken = gather(cx);
    Buf out = buf_new(cx->arena, API_BYTES_MAX);
    buf_add(&out, S("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Banyan\",\"version\":\"1\",\"license\":{\"name\":"
                    "\"Apache-2.0\"}},"
                    "\"servers\":[{\"url\":\"" API_ROOT "\"}],\"paths\":{"));
    write_paths(&out, cx);
    buf_add(
        &out,
        S("},\"components\":{\"schemas\":{\"Problem\":{\"type\":\"object\",\"required\":[\"type\",\"status\",\"title\","
          "\"title_en\",\"detail\",\"detail_en\"],\"properties\":{\"type\":{\"type\":\"string\"},\"status\":{\"type\":"
          "\"integer\"},\"title\":{\"type\":\"string\"},\"title_en\":{\"type\":\"string\"},\"detail\":{\"type\":"
          "\"string\"},"
          "\"detail_en\":{\"type\":\"string\"},\"error_count\":{\"type\":\"integer\"},\"errors\":{\"type\":\"array\","
          "\"items\":{\"type\":\"object\"}}}}"));
    for (size_t i = 0; i < spoken->shape_count; i++) {
        buf_addf(&out, ",\"%s\":", spoken->shapes[i]->name);
        write_object(&out, spoken->shapes[i], true);
    }
    buf_add(&out, S("}}}\n"));
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

/* ---- TypeScript ---- */

static void write_type(Buf *out, const Field *field) {
    const bool is_there = (field->flags & (REQUIRED | FILLED)) != 0;
    const char *const or_null = is_there ? "" : " | null";
    switch (field->kind) {
    case KIND_INT: buf_add(out, S("number")); return;
    case KIND_BOOL: buf_add(out, S("boolean")); return;
    case KIND_TEXT:
    case KIND_ID: buf_add(out, S("string")); return;
    case KIND_TIME:
    case KIND_DAY: buf_addf(out, "string%s", or_null); return;
    case KIND_DECIMAL: buf_addf(out, "number%s", or_null); return;
    case KIND_TEXTS: buf_add(out, S("string[]")); return;
    case KIND_CHOICE: buf_addf(out, "%s%s", field->choices->name, is_there ? "" : " | ''"); return;
    case KIND_LIST: buf_addf(out, "%s[]", field->shape->name); return;
    case KIND_LINK: buf_addf(out, "%s%s", field->shape->name, or_null); return;
    }
}

static void write_interface(Buf *out, const Shape *shape) {
    buf_addf(out, "export interface %s {\n", shape->name);
    for (size_t i = 0; i < shape->field_count; i++) {
        if (shape->fields[i].flags & (SECRET | STORED)) continue;
        buf_addf(out, "  %s: ", shape->fields[i].name);
        write_type(out, &shape->fields[i]);
        buf_add(out, S(";\n"));
    }
    buf_add(out, S("}\n\n"));
}

/* What is sent: members that are not REQUIRED may be left out. */
static void write_input(Buf *out, const Shape *shape) {
    buf_add(out, S("{ "));
    for (size_t i = 0; shape != NULL && i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        const bool is_needed = field->flags & REQUIRED && field->kind != KIND_LIST;
        buf_addf(out, "%s%s: ", field->name, is_needed ? "" : "?");
        write_type(out, field);
        buf_add(out, S("; "));
    }
    buf_char(out, '}');
}

Str describe_typescript(Ctx *cx) {
    const Spoken *spoken = gather(cx);
    Buf out = buf_new(cx->arena, API_BYTES_MAX);
    buf_add(
        &out,
        S("// generated by `banyan describe --typescript`; do not edit\n// SPDX-License-Identifier: Apache-2.0\n\n"));
    for (size_t i = 0; i < spoken->choice_count; i++) {
        const Choices *choices = spoken->choices[i];
        buf_addf(&out, "export type %s =", choices->name);
        for (size_t j = 0; j < choices->count; j++) buf_addf(&out, " %s'%s'", j == 0 ? "" : "| ", choices->names[j]);
        buf_add(&out, S(";\n"));
    }
    buf_char(&out, '\n');
    for (size_t i = 0; i < spoken->shape_count; i++) write_interface(&out, spoken->shapes[i]);
    buf_add(&out, S("/** Every route: what it takes and what it gives. */\nexport interface Api {\n"));
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->route_count; j++) {
            const Route *route = &cx->house->modules[i]->routes[j];
            if (route->gives != NULL) continue; /* reached by a plain link */
            buf_addf(&out, "  /** %s */\n  '%s %s': { in: ", route->help, route->verb, route->path);
            write_input(&out, route->in);
            buf_addf(&out, "; out: %s };\n", route->out == NULL ? "null" : route->out->name);
        }
    }
    buf_add(&out, S("}\n"));
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}
