/* tests/fuzz/fuzz_json - JSON into a record with every kind of field, out as JSON and as text, and in again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/fuzz/fuzz.h"

enum { WRITTEN_BYTES_MAX = 8 * 1024 * 1024 };

typedef struct Inner {
    Str name;
    Decimal value;
    Day on;
    Texts words;
} Inner;

static const Field inner_fields[] = {
    FIELD(Inner, name, REQUIRED, 1, 10),
    FIELD(Inner, value, OPTIONAL, 0, 0),
    FIELD(Inner, on, OPTIONAL, 0, 0),
    FIELD(Inner, words, OPTIONAL, 0, 3),
};
static const Shape inner_shape = SHAPE(Inner, inner_fields);

static const char *const colours[] = { "red", "green", ">=" };
static const Choices colour_choices = CHOICES("Colour", colours);

typedef struct Probe {
    int64_t whole, ranged;
    bool is_on;
    Str text, title, lines, hidden;
    Time at;
    Day on;
    Decimal exact, share;
    Id id;
    int colour;
    Texts texts;
    const Inner *link;
    Rows list;
    int64_t kept;
} Probe;

static const Field loose_fields[] = {
    FIELD(Probe, whole, OPTIONAL, 0, 0),
    FIELD(Probe, ranged, OPTIONAL, -10, 10),
    FIELD(Probe, is_on, OPTIONAL, 0, 0),
    FIELD(Probe, text, OPTIONAL, 0, 0),
    FIELD(Probe, title, OPTIONAL, 0, 20),
    FIELD(Probe, lines, LINES, 0, 100),
    FIELD(Probe, hidden, SECRET, 0, 30),
    FIELD(Probe, at, OPTIONAL, 0, 0),
    FIELD(Probe, on, OPTIONAL, 0, 0),
    FIELD(Probe, exact, OPTIONAL, 0, 0),
    FIELD(Probe, share, OPTIONAL, 0, 100),
    FIELD(Probe, id, OPTIONAL, 0, 0),
    FIELD_CHOICE(Probe, colour, OPTIONAL, &colour_choices),
    FIELD(Probe, texts, OPTIONAL, 0, 4),
    FIELD_LINK(Probe, link, OPTIONAL, &inner_shape),
    FIELD_LIST(Probe, list, 3, &inner_shape),
    FIELD(Probe, kept, STORED, 0, 0),
};
static const Shape loose_shape = SHAPE(Probe, loose_fields);

/* The same members, all of them needed. */
static const Field strict_fields[] = {
    FIELD(Probe, whole, REQUIRED, 0, 0),
    FIELD(Probe, ranged, REQUIRED, -10, 10),
    FIELD(Probe, is_on, REQUIRED, 0, 0),
    FIELD(Probe, text, REQUIRED, 0, 0),
    FIELD(Probe, title, REQUIRED, 1, 20),
    FIELD(Probe, lines, REQUIRED | LINES, 1, 100),
    FIELD(Probe, hidden, SECRET, 0, 30),
    FIELD(Probe, at, REQUIRED, 0, 0),
    FIELD(Probe, on, REQUIRED, 0, 0),
    FIELD(Probe, exact, REQUIRED, 0, 0),
    FIELD(Probe, share, REQUIRED, 0, 100),
    FIELD(Probe, id, REQUIRED, 0, 0),
    FIELD_CHOICE(Probe, colour, REQUIRED, &colour_choices),
    FIELD(Probe, texts, REQUIRED, 1, 4),
    FIELD_LINK(Probe, link, REQUIRED, &inner_shape),
    FIELD_LIST(Probe, list, 3, &inner_shape),
    FIELD(Probe, kept, STORED, 0, 0),
};
static const Shape strict_shape = SHAPE(Probe, strict_fields);

static Str written(Ctx *cx, const Shape *shape, const void *record) {
    Buf out = buf_new(cx->arena, WRITTEN_BYTES_MAX);
    Str text;
    shape_write_json(&out, shape, record);
    MUST(buf_done(&out, &text) == OK);
    return text;
}

/* What is neither read from nor written to the outside stays as it is made. */
static void check_hidden(const Probe *probe, Str json) {
    MUST(probe->kept == 0);
    MUST(str_find(json, S("\"hidden\":")) == json.len && str_find(json, S("\"kept\":")) == json.len);
}

static void check_json_again(Ctx *cx, const Shape *shape, const Probe *probe) {
    const Str json = written(cx, shape, probe);
    Probe again = { 0 };
    fuzz_check_json(json);
    check_hidden(probe, json);
    MUST(shape_read_json(cx, shape, json, &again) == OK);
    MUST(fuzz_record_equal(shape, probe, &again));
    MUST(str_equal(json, written(cx, shape, &again)));
}

/* A cell, a query parameter and an option hold the same values as JSON; links and lists have no text form. */
static void check_text_again(Ctx *cx, const Shape *shape, const Probe *probe) {
    Probe again = { .link = probe->link, .list = probe->list };
    for (size_t i = 0; i < shape->field_count; i++) {
        const Field *field = &shape->fields[i];
        if (field->kind == KIND_LINK || field->kind == KIND_LIST || field_is_none(field, probe)) continue;
        Buf out = buf_new(cx->arena, WRITTEN_BYTES_MAX);
        Str text;
        field_write_text(&out, field, probe);
        MUST(buf_done(&out, &text) == OK);
        field_read_text(cx, field, spot_field(str_of(field->name)), text, &again);
        MUST(cx->problem.fault_total == 0);
    }
    MUST(fuzz_record_equal(shape, probe, &again));
}

static void check_copy(Ctx *cx, const Shape *shape, const Probe *probe) {
    Probe copy;
    record_copy(cx->arena, shape, probe, &copy);
    MUST(fuzz_record_equal(shape, probe, &copy));
}

static Code check_shape(Ctx *cx, const Shape *shape, Str json) {
    Probe probe = { 0 };
    cx->problem = (Problem){ 0 };
    const Code code = shape_read_json(cx, shape, json, &probe);
    if (code != OK) {
        fuzz_check_problem(cx, code);
        return code;
    }
    MUST(cx->problem.fault_total == 0);
    check_json_again(cx, shape, &probe);
    check_text_again(cx, shape, &probe);
    check_copy(cx, shape, &probe);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str json = fuzz_input(data, size);
    const Code strict = check_shape(&cx, &strict_shape, json), loose = check_shape(&cx, &loose_shape, json);
    MUST(strict != OK || loose == OK);
    fuzz_end(&cx);
    return 0;
}
