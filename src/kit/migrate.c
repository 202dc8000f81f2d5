/* kit/migrate - see migrate.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/migrate.h"

#include "base/map.h"

enum { STEPS_MAX = 2000 };

const ProblemKind migration_changed = {
    CONFLICT, "kit/migration-changed",
    { "Bước cập nhật dữ liệu đã bị sửa.", "A released migration was changed." },
    { "Bước “{0}” khác với bước đã chạy trên cơ sở dữ liệu này. Dùng đúng bản chương trình đã phát hành.",
      "The step “{0}” differs from the one that this database has taken. Use the released program." }
};
const ProblemKind migration_missing = {
    CONFLICT, "kit/migration-missing",
    { "Cơ sở dữ liệu mới hơn chương trình.", "The database is newer than the program." },
    { "Cơ sở dữ liệu đã qua bước “{0}” mà chương trình này không biết. Dùng bản chương trình mới hơn.",
      "The database has taken the step “{0}”, which this program does not know. Use a newer program." }
};

typedef struct SchemaStep {
    Str room, name, digest;
    Time applied_at;
} SchemaStep;

static const Field schema_step_fields[] = {
    FIELD(SchemaStep, room, REQUIRED, 1, 40),
    FIELD(SchemaStep, name, REQUIRED, 1, 80),
    FIELD(SchemaStep, digest, REQUIRED, 64, 64),
    FIELD(SchemaStep, applied_at, REQUIRED, 0, 0),
};
static const Shape schema_step_shape = SHAPE(SchemaStep, schema_step_fields);

#include "kit/migrate.sql.h"

static Str step_key(Ctx *cx, Str room, Str name) {
    return str_format(cx->arena, "%.*s/%.*s", STR_FMT(room), STR_FMT(name));
}

static Code taken_steps(Ctx *cx, Rows *ret_rows, Map *ret_taken) {
    TRY(steps_all(cx, ret_rows));
    const SchemaStep *steps = ret_rows->items;
    for (size_t i = 0; i < ret_rows->count; i++)
        (void)map_add(ret_taken, step_key(cx, steps[i].room, steps[i].name), i);
    return OK;
}

typedef struct Migrating {
    Map taken;
    const SchemaStep *steps;
    bool only_tell;
    Str *names;
    size_t name_count, met_count;
} Migrating;

static Code take_step(Ctx *cx, Migrating *on, const Module *module, const Migration *migration) {
    const char *sql = store_is_sqlite(cx->house->store) ? migration->sqlite : migration->postgres;
    const Sha256 digest = sha256(str_of(sql));
    const SchemaStep step = { .room = str_of(module->name),
                              .name = str_of(migration->name),
                              .digest = hex_text(cx->arena, digest.bytes, sizeof digest.bytes),
                              .applied_at = cx->now };
    const Str key = step_key(cx, step.room, step.name);
    size_t index;
    if (map_get(&on->taken, key, &index)) {
        on->met_count++;
        return str_equal(on->steps[index].digest, step.digest) ? OK : fail(cx, &migration_changed, key);
    }
    MUST(on->name_count < STEPS_MAX);
    on->names[on->name_count++] = key;
    if (on->only_tell) return OK;
    TRY(db_script(cx, sql));
    return step_insert(cx, &step);
}

static Code refuse_unknown(Ctx *cx, const Migrating *on, size_t taken_count) {
    for (size_t i = 0; i < taken_count; i++) {
        const SchemaStep *step = &on->steps[i];
        bool known = false;
        for (size_t j = 0; j < cx->house->module_count && !known; j++) {
            const Module *module = cx->house->modules[j];
            for (size_t k = 0; k < module->migration_count && str_is(step->room, module->name); k++) {
                known = known || str_is(step->name, module->migrations[k].name);
            }
        }
        if (!known) return fail(cx, &migration_missing, step_key(cx, step->room, step->name));
    }
    return OK;
}

Code migrate_all(Ctx *cx, bool only_tell, Texts *ret_steps) {
    TRY(db_begin(cx, DB_MIGRATE));
    Code code = db_script(cx, kit_module.migrations[0].sqlite); /* IF NOT EXISTS: the table of steps itself */
    Migrating on = { .taken = map_new(cx->arena),
                     .only_tell = only_tell,
                     .names = NEW_ARRAY(cx->arena, Str, STEPS_MAX) };
    Rows rows = { 0 };
    if (code == OK) code = taken_steps(cx, &rows, &on.taken);
    on.steps = rows.items;
    if (code == OK) code = refuse_unknown(cx, &on, rows.count);
    for (size_t i = 0; i < cx->house->module_count && code == OK; i++) {
        const Module *module = cx->house->modules[i];
        for (size_t j = 0; j < module->migration_count && code == OK; j++) {
            code = take_step(cx, &on, module, &module->migrations[j]);
        }
    }
    if (code == OK && on.name_count > 0 && !only_tell) code = db_commit(cx);
    db_rollback(cx); /* does nothing after a commit */
    *ret_steps = (Texts){ on.names, on.name_count };
    return code;
}
