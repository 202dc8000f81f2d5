/* tests/unit/room - a small room for the tests of the machinery: two tables, their queries, and a house around them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_UNIT_ROOM_H
#define TESTS_UNIT_ROOM_H

#include "tests/harness/fixture.h"

typedef struct Note {
    Str code;
    int64_t number;
} Note;

/* A member of every kind that a database holds. */
typedef struct Thing {
    Id id;
    int64_t count;
    bool is_on;
    Str name;
    Time at;
    Day day;
    Decimal amount;
    Id other;
    int color;
    Texts tags;
} Thing;

extern const Shape note_shape, thing_shape;
extern const Module unit_module;

#include "room.sql.h"

/* State is a Ctx in a house of kit's room and this one, with a migrated database and its writer, in no transaction. */
int room_setup(void **state);
#define IN_ROOM(test) cmocka_unit_test_setup_teardown((test), room_setup, fixture_teardown)

/* How many notes there are, and the codes of all, each with `;` behind; seen by a reader of its own. */
Str notes_seen(Ctx *cx);

#endif
