/* kit/tests/record - a record with a member of every kind, for the tests of those who read and write records. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_TESTS_RECORD_H
#define KIT_TESTS_RECORD_H

#include "kit/shape.h"

typedef struct Part {
    Str name;
    int64_t weight;
} Part;

typedef struct Record {
    int64_t count;
    bool is_on;
    Str name;
    Time at;
    Day on;
    Decimal amount;
    Id id;
    int color;
    Texts tags;
    Str lines, secret, hidden;
    const Part *part;
    Rows parts;
} Record;

static const char *const color_names[] = { "red", "green" };
static const Choices color_choices = CHOICES("Color", color_names);

static const Field part_fields[] = { FIELD(Part, name, REQUIRED, 1, 5), FIELD(Part, weight, OPTIONAL, 0, 9) };
static const Shape part_shape = SHAPE(Part, part_fields);

static const Field record_fields[] = {
    FIELD(Record, count, OPTIONAL, -5, 100),
    FIELD(Record, is_on, OPTIONAL, 0, 0),
    FIELD(Record, name, OPTIONAL, 2, 10),
    FIELD(Record, at, OPTIONAL, 0, 0),
    FIELD(Record, on, OPTIONAL, 0, 0),
    FIELD(Record, amount, OPTIONAL, -10, 10),
    FIELD(Record, id, OPTIONAL, 0, 0),
    FIELD_CHOICE(Record, color, OPTIONAL, &color_choices),
    FIELD(Record, tags, OPTIONAL, 0, 3),
    FIELD(Record, lines, OPTIONAL | LINES, 0, 0),
    FIELD(Record, secret, SECRET, 0, 0),
    FIELD(Record, hidden, STORED, 0, 0),
    FIELD_LINK(Record, part, OPTIONAL, &part_shape),
    FIELD_LIST(Record, parts, 2, &part_shape),
};
static const Shape record_shape = SHAPE(Record, record_fields);

#endif
