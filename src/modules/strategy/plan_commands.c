/* modules/strategy/plan_commands - a plan package on the command line: checked, loaded, written out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan_commands.h"

#include "kit/commands.h"
#include "modules/strategy/plan.h"
#include "modules/strategy/plan_versions.h"
#include "modules/strategy/rollups.h"
#include "platform/ledger/ledger.h"

typedef struct PlanFolderArgs {
    Str folder;
} PlanFolderArgs;

typedef struct PlanLoadArgs {
    Str folder, decision;
    Day decided_on, in_force_on;
} PlanLoadArgs;

static const Field plan_load_args_fields[] = {
    OPTION(PlanLoadArgs, folder, REQUIRED, 1, 1000, "the folder that holds datapackage.json"),
    OPTION(PlanLoadArgs, decision, OPTIONAL, 0, 60, "number of the document that changed the plan"),
    OPTION(PlanLoadArgs, decided_on, OPTIONAL, 0, 0, "its day"),
    OPTION(PlanLoadArgs, in_force_on, OPTIONAL, 0, 0, "the day on which the change came into force; else today"),
};
const Shape plan_load_args_shape = SHAPE(PlanLoadArgs, plan_load_args_fields);

static const Field plan_folder_args_fields[] = {
    OPTION(PlanFolderArgs, folder, REQUIRED, 1, 1000, "the folder that holds datapackage.json"),
};
const Shape plan_folder_args_shape = SHAPE(PlanFolderArgs, plan_folder_args_fields);

static void say_counts(const Plan *plan) {
    say("%zu văn bản / documents, %zu mục tiêu / objectives, %zu chỉ tiêu / indicators, %zu mốc / targets,\n"
        "%zu nhiệm vụ / tasks, %zu phân công / assignments, %zu nghĩa vụ định kỳ / duties, %zu cơ quan / agencies, %zu "
        "địa bàn / places\n",
        plan->documents.count, plan->objectives.count, plan->indicators.count, plan->targets.count, plan->tasks.count,
        plan->assignments.count, plan->duties.count, plan->reference.agencies.count, plan->reference.places.count);
}

static Code say_versions(Ctx *cx, const Plan *plan) {
    for (size_t i = 0; i < plan->documents.count; i++) {
        const PlanDocument *document = table_item(&plan->documents, i);
        PlanVersion version;
        TRY(plan_version_now(cx, document->code, &version));
        say("%.*s: phiên bản / version %lld\n", STR_FMT(document->code), (long long)version.number);
    }
    return OK;
}

Code plan_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const PlanFolderArgs *args = in;
    Plan plan;
    TRY(plan_read_package(cx, args->folder, &plan));
    say("Gói hợp lệ / the package is sound\n");
    say_counts(&plan);
    return OK;
}

Code plan_load(Ctx *cx, const void *in, void *out) {
    (void)out;
    const PlanLoadArgs *args = in;
    const PlanDeciding deciding = { .decided_by = args->decision,
                                    .decided_on = args->decided_on,
                                    .in_force_on = args->in_force_on };
    Plan plan;
    Str digest;
    TRY(plan_read_package(cx, args->folder, &plan));
    TRY(plan_digest(cx, args->folder, &digest));
    TRY(plan_versions_begin(cx));
    TRY(plan_store(cx, &plan));
    TRY(plan_versions_keep(cx, &plan, &deciding));
    TRY(rollups_refresh_all(cx));
    for (size_t i = 0; i < plan.documents.count; i++) {
        const PlanDocument *document = table_item(&plan.documents, i);
        TRY(ledger_append(cx, S("strategy.plan_loaded"), document->code, { "digest", digest },
                          { "number", document->number }));
    }
    say("Đã nạp / loaded\n");
    say_counts(&plan);
    return say_versions(cx, &plan);
}

Code plan_export(Ctx *cx, const void *in, void *out) {
    (void)out;
    const PlanFolderArgs *args = in;
    Plan plan;
    TRY(db_begin(cx, DB_READ));
    Code code = plan_load_stored(cx, &plan);
    db_rollback(cx);
    if (code == OK) code = plan_write_package(cx, &plan, args->folder);
    if (code == OK) say_counts(&plan);
    return code;
}
