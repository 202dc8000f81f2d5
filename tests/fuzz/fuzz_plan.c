/* tests/fuzz/fuzz_plan - a whole plan package, read and checked without a database; a sound one is written and read
 * again: the same. The input is files, each after a line `=== name.csv`; datapackage.json is made for them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan.h"
#include "tests/fuzz/fuzz.h"

enum { FILES_MAX = 20, NAME_LETTERS_MAX = 40, FILE_BYTES_MAX = 1024 * 1024 };

static bool is_plain_name(Str name) {
    for (size_t i = 0; i < name.len; i++) {
        const bool is_plain = (name.at[i] >= 'a' && name.at[i] <= 'z') || name.at[i] == '.';
        if (!is_plain || (i == 0 && name.at[i] == '.')) return false;
    }
    return name.len > 4 && name.len <= NAME_LETTERS_MAX;
}

/* Cuts off the first file of the rest. */
static bool next_file(Str *rest, Str *ret_name, Str *ret_content) {
    const Str mark = S("=== ");
    if (rest->at == NULL || !str_starts(*rest, mark)) return false;
    *rest = str_part(*rest, mark.len, rest->len);
    *ret_name = str_cut(rest, '\n');
    if (rest->at == NULL) return false;
    const size_t end = str_find(*rest, S("\n=== "));
    *ret_content = str_part(*rest, 0, end + 1);
    *rest = str_part(*rest, end + 1, rest->len);
    return true;
}

static void write_files(Ctx *cx, Str folder, Str input) {
    Buf out = buf_new(cx->arena, FILE_BYTES_MAX);
    Str name, content, descriptor, rest = input;
    bool has_descriptor = false;
    buf_add(&out, S("{\"name\":\"plan\",\"resources\":["));
    for (size_t i = 0; i < FILES_MAX && next_file(&rest, &name, &content); i++) {
        if (!is_plain_name(name)) continue;
        has_descriptor = has_descriptor || str_is(name, "datapackage.json");
        fuzz_write(cx, folder, name, content);
        buf_addf(&out, "%s{\"name\":\"%.*s\",\"path\":\"%.*s\"}", i == 0 ? "" : ",", (int)name.len - 4, name.at,
                 STR_FMT(name));
    }
    buf_add(&out, S("]}"));
    MUST(buf_done(&out, &descriptor) == OK);
    if (!has_descriptor) fuzz_write(cx, folder, S("datapackage.json"), descriptor);
}

static const Table *const *tables_of(Ctx *cx, const Plan *plan, size_t *ret_count) {
    const Table *const tables[] = { &plan->documents,
                                    &plan->sections,
                                    &plan->objectives,
                                    &plan->indicators,
                                    &plan->targets,
                                    &plan->tasks,
                                    &plan->assignments,
                                    &plan->duties,
                                    &plan->bases,
                                    &plan->reference.places,
                                    &plan->reference.agencies,
                                    &plan->reference.successions,
                                    &plan->reference.collectives };
    const Table **list = NEW_ARRAY(cx->arena, const Table *, COUNT(tables));
    memcpy(list, tables, sizeof tables);
    *ret_count = COUNT(tables);
    return list;
}

/* Takes the names of the package's resources, as plan_load_stored() gives them. */
static void name_tables(Plan *plan) {
    plan->documents.name = S("documents");
    plan->sections.name = S("sections");
    plan->objectives.name = S("objectives");
    plan->indicators.name = S("indicators");
    plan->targets.name = S("targets");
    plan->tasks.name = S("tasks");
    plan->assignments.name = S("assignments");
    plan->duties.name = S("duties");
    plan->bases.name = S("bases");
    plan->reference.places.name = S("places");
    plan->reference.agencies.name = S("agencies");
    plan->reference.successions.name = S("successions");
    plan->reference.collectives.name = S("collectives");
}

static void check_rows(const Table *table) {
    for (size_t i = 0; i < table->count; i++) {
        for (size_t j = 0; j < table->shape->field_count; j++) {
            const Field *field = &table->shape->fields[j];
            MUST(!(field->flags & REQUIRED) || !field_is_none(field, table_item(table, i)));
        }
    }
}

static void check_same(Ctx *cx, const Plan *plan, const Plan *again) {
    size_t count;
    const Table *const *a = tables_of(cx, plan, &count), *const *b = tables_of(cx, again, &count);
    for (size_t i = 0; i < count; i++) {
        MUST(a[i]->count == b[i]->count);
        check_rows(a[i]);
        for (size_t j = 0; j < a[i]->count; j++)
            MUST(fuzz_record_equal(a[i]->shape, table_item(a[i], j), table_item(b[i], j)));
    }
}

static void check_written(Ctx *cx, Plan *plan) {
    const Str first = fuzz_folder(cx), second = fuzz_folder(cx);
    Str first_digest, second_digest;
    Plan again;
    name_tables(plan);
    MUST(plan_write_package(cx, plan, first) == OK);
    MUST(plan_read_package(cx, first, &again) == OK);
    check_same(cx, plan, &again);
    name_tables(&again);
    MUST(plan_write_package(cx, &again, second) == OK);
    MUST(plan_digest(cx, first, &first_digest) == OK && plan_digest(cx, second, &second_digest) == OK);
    MUST(str_equal(first_digest, second_digest));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str folder = fuzz_folder(&cx);
    write_files(&cx, folder, fuzz_input(data, size));
    Plan plan;
    const Code code = plan_read_package(&cx, folder, &plan);
    if (code == OK)
        check_written(&cx, &plan);
    else
        fuzz_check_problem(&cx, code);
    fuzz_end(&cx);
    return 0;
}
