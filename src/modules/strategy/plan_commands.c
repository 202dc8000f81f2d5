/* modules/strategy/plan_commands - a plan package on the command line: checked, loaded, written out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan_commands.h"

#include "kit/commands.h"
#include "modules/strategy/plan.h"
#include "modules/strategy/rollups.h"
#include "platform/ledger/ledger.h"

typedef struct PlanFolderArgs {
    Str folder;
} PlanFolderArgs;

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
    const PlanFolderArgs *args = in;
    Plan plan;
    Str digest;
    TRY(plan_read_package(cx, args->folder, &plan));
    TRY(plan_digest(cx, args->folder, &digest));
    TRY(plan_store(cx, &plan));
    TRY(rollups_refresh_all(cx));
    for (size_t i = 0; i < plan.documents.count; i++) {
        const PlanDocument *document = table_item(&plan.documents, i);
        TRY(ledger_append(cx, S("strategy.plan_loaded"), document->code, { "digest", digest },
                          { "number", document->number }));
    }
    say("Đã nạp / loaded\n");
    say_counts(&plan);
    return OK;
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
