/* tests/unit/province - see province.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/province.h"

enum { ROWS_MAX = 1000 };

static Table table_of_file(Ctx *cx, const char *name, const Shape *shape) {
    const Str file = str_format(cx->arena, "tests/unit/packages/sound/%s.csv", name);
    const TableForm form = { .path = fixture_source(cx, file.at), .name = str_of(name) };
    Table table;
    assert_ok(table_read(cx, &form, shape, ROWS_MAX, &table));
    return table;
}

ReferenceTables province_tables(Ctx *cx) {
    ReferenceTables tables = { .places = table_of_file(cx, "places", &place_shape),
                               .agencies = table_of_file(cx, "agencies", &agency_shape),
                               .successions = table_of_file(cx, "successions", &succession_shape),
                               .collectives = table_of_file(cx, "collectives", &collective_shape) };
    reference_fill(&tables);
    reference_check(cx, &tables);
    assert_no_faults(cx);
    return tables;
}

void province_store(Ctx *cx) {
    const ReferenceTables tables = province_tables(cx);
    assert_ok(reference_store(cx, &tables));
}

Table table_of_text(Ctx *cx, const char *name, const Shape *shape, const char *content) {
    const TableForm form = { .path = fixture_file(cx, name, str_of(content)), .name = str_of(name) };
    Table table;
    assert_ok(table_read(cx, &form, shape, ROWS_MAX, &table));
    return table;
}
