/* kit/shape - one description of a record, used to read and write JSON, to bind and read SQL, to read CSV, query
 * strings and command lines, and to print OpenAPI and TypeScript. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_SHAPE_H
#define KIT_SHAPE_H

#include "base/decimal.h"
#include "kit/ctx.h"

/* Several short texts in one field: a JSON array; `a;b;c` in CSV, SQL and query strings. */
typedef struct Texts {
    const Str *items;
    size_t count;
} Texts;

bool texts_hold(Texts texts, Str text);

/* Records of one Shape, one after the other in an arena. */
typedef struct Rows {
    void *items;
    size_t count;
} Rows;

typedef enum FieldKind {
    KIND_INT,     /* int64_t: a JSON number without fraction; BIGINT                                  */
    KIND_BOOL,    /* bool; BOOLEAN                                                                    */
    KIND_TEXT,    /* Str: "" is none; TEXT NOT NULL                                                   */
    KIND_TIME,    /* Time: RFC 3339 text in JSON, null for none; BIGINT microseconds, NULL for none   */
    KIND_DAY,     /* Day: 2025-12-11 in JSON, null for none; BIGINT, NULL for none                    */
    KIND_DECIMAL, /* Decimal: a JSON number, or text where a double is not exact; BIGINT millionths    */
    KIND_ID,      /* Id: text in JSON, "" for none; TEXT, NULL for none                               */
    KIND_CHOICE,  /* an enum whose 0 is none: its name in JSON and SQL                                */
    KIND_TEXTS,   /* Texts: an array in JSON; TEXT with ';' between                                   */
    KIND_LINK,    /* const T *: an object, or null                                                    */
    KIND_LIST,    /* Rows: an array of objects                                                        */
} FieldKind;

typedef enum FieldFlags {
    OPTIONAL = 0,
    REQUIRED = 1 << 0, /* input: must be given; output: is never null */
    SECRET = 1 << 1,   /* read, never written */
    LINES = 1 << 2,    /* text that may have line breaks */
    FILLED = 1 << 3,   /* input may leave it out: its noun's rule fills it; output: is never null */
    STORED = 1 << 4,   /* in the database only: neither read from nor written to the outside */
    STANDS = 1 << 5,   /* of a yes-or-no in JSON: yes when it is left out */
    ALONE = 1 << 6,    /* in a list in JSON, a text in place of a record is a record of which only this is given */
} FieldFlags;

/* The words of an enum: names[0] stands for 1, since 0 is "none". */
typedef struct Choices {
    const char *name; /* the type's name in TypeScript and OpenAPI */
    const char *const *names;
    size_t count;
} Choices;

typedef struct Field {
    const char *name;
    FieldKind kind;
    unsigned flags;
    size_t offset;
    /* INT: value; TEXT: letters; DECIMAL: whole units; TEXTS and LIST: items. max 0: no limit stated */
    int64_t min, max;
    const Choices *choices;    /* KIND_CHOICE */
    const struct Shape *shape; /* KIND_LINK, KIND_LIST */
    const char *help;          /* of a command's option */
} Field;

typedef struct Shape {
    const char *name;
    size_t size;
    const Field *fields;
    size_t field_count;
} Shape;

/* The kind is taken from the member's own type, so table and struct cannot disagree. */
// clang-format off
#define KIND_OF(T, m) _Generic(((T *)0)->m, int64_t: KIND_INT, bool: KIND_BOOL, Str: KIND_TEXT, Time: KIND_TIME, \
    Day: KIND_DAY, Decimal: KIND_DECIMAL, Id: KIND_ID, Texts: KIND_TEXTS)
#define FIELD(T, m, flags, min, max) { #m, KIND_OF(T, m), (flags), offsetof(T, m), (min), (max), NULL, NULL, NULL }
#define FIELD_CHOICE(T, m, flags, choices) { #m, KIND_CHOICE, (flags), offsetof(T, m), 0, 0, (choices), NULL, NULL }
#define FIELD_LINK(T, m, flags, shape) { #m, KIND_LINK, (flags), offsetof(T, m), 0, 0, NULL, (shape), NULL }
#define FIELD_LIST(T, m, max, shape) { #m, KIND_LIST, REQUIRED, offsetof(T, m), 0, (max), NULL, (shape), NULL }
#define FIELD_LIST_IF_ANY(T, m, max, shape) { #m, KIND_LIST, OPTIONAL, offsetof(T, m), 0, (max), NULL, (shape), NULL }
#define OPTION(T, m, flags, min, max, help) \
    { #m, KIND_OF(T, m), (flags), offsetof(T, m), (min), (max), NULL, NULL, (help) }
#define OPTION_CHOICE(T, m, flags, choices, help) \
    { #m, KIND_CHOICE, (flags), offsetof(T, m), 0, 0, (choices), NULL, (help) }
#define SHAPE(T, table) { #T, sizeof(T), (table), COUNT(table) }
#define CHOICES(name, table) { name, (table), COUNT(table) }
// clang-format on

/* A copy whose texts live in the arena. Scalars and Texts; what LINK and LIST hold is not copied. */
void record_copy(Arena *arena, const Shape *shape, const void *record, void *ret_copy);

const Field *shape_field(const Shape *shape, const char *name);
const Field *shape_field_named(const Shape *shape, Str name); /* for words from outside: not those that are STORED */

/* ---- Text of one field: a cell, a query parameter, an option. ---- */
/* Reads and checks; adds a fault at the spot and leaves the member alone when the text is wrong. An empty text is
 * "none", and a fault when the field is REQUIRED. */
void field_read_text(Ctx *cx, const Field *field, Spot spot, Str text, void *record);
/* Faults for members that are REQUIRED but none, or outside their limits. For records that came from JSON. */
void field_check(Ctx *cx, const Field *field, Spot spot, const void *record);
/* As a cell: the same text that field_read_text() reads. Scalars and Texts only. */
void field_write_text(Buf *out, const Field *field, const void *record);
/* Takes a text that the database holds (TEXT, ID, CHOICE, TEXTS) without checking: it was checked on its way in. */
void field_take_text(Arena *arena, const Field *field, Str stored, void *record);
bool field_is_none(const Field *field, const void *record);

Str choice_name(const Choices *choices, int value); /* "" for 0 */
int choice_value(const Choices *choices, Str name); /* 0 when there is no such name */

/* ---- JSON ---- */
/* Reads a whole document into the record; unknown, doubled, missing and ill-formed members are faults. */
Code shape_read_json(Ctx *cx, const Shape *shape, Str json, void *ret_record);
void shape_write_json(Buf *out, const Shape *shape, const void *record);
bool json_is_deeper(Str json, size_t levels); /* for a parser that recurses */
bool json_is_too_deep(Str json);              /* deeper than our own records are */
void json_write_indented(Buf *out, Str json); /* well-formed JSON, for people: a line each member and item */
void json_write_member(Buf *out, const char *name, Str text); /* "name":"text" */
void json_write_text(Buf *out, Str text); /* with quotes; `<` is escaped, so it may stand inside HTML */

extern const ProblemKind field_missing, field_unknown, field_wrong_type, field_number, field_whole_number, field_day,
    field_time, field_choice, field_length, field_range, field_not_utf8, field_controls, field_count_range,
    field_code_form, json_form, json_depth;

#endif
