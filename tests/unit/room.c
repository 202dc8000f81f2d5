/* tests/unit/room - see room.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/room.h"

#include "kit/kit.h"
#include "kit/migrate.h"

#include "migrations.h"

static const Field note_fields[] = { FIELD(Note, code, REQUIRED, 1, 40), FIELD(Note, number, OPTIONAL, 0, 0) };
const Shape note_shape = SHAPE(Note, note_fields);

static const char *const color_names[] = { "red", "green" };
static const Choices color_choices = CHOICES("Color", color_names);

static const Field thing_fields[] = {
    FIELD(Thing, id, REQUIRED, 0, 0),      FIELD(Thing, count, REQUIRED, 0, 0),
    FIELD(Thing, is_on, REQUIRED, 0, 0),   FIELD(Thing, name, OPTIONAL, 0, 0),
    FIELD(Thing, at, OPTIONAL, 0, 0),      FIELD(Thing, day, OPTIONAL, 0, 0),
    FIELD(Thing, amount, OPTIONAL, 0, 0),  FIELD(Thing, other, OPTIONAL, 0, 0),
    FIELD_CHOICE(Thing, color, OPTIONAL, &color_choices), FIELD(Thing, tags, OPTIONAL, 0, 9),
};
const Shape thing_shape = SHAPE(Thing, thing_fields);

const Module unit_module = { .name = "unit", .title = "Unit tests", TABLE(migration, unit_migrations) };

static const Module *const modules[] = { &kit_module, &unit_module };

int room_setup(void **state) {
    if (desk_setup(state) != 0) return -1;
    fixture_rooms(*state, modules, COUNT(modules));
    fixture_open(*state);
    return 0;
}

Str notes_seen(Ctx *cx) {
    Ctx reading = *cx;
    Rows rows;
    Buf out = buf_new(cx->arena, 100000);
    assert_ok(store_reader(&reading, cx->house->store, &reading.db));
    assert_ok(db_begin(&reading, DB_READ));
    assert_ok(notes_all(&reading, &rows));
    db_rollback(&reading);
    const Note *notes = rows.items;
    for (size_t i = 0; i < rows.count; i++) buf_addf(&out, "%.*s;", STR_FMT(notes[i].code));
    return written(&out);
}
