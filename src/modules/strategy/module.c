/* modules/strategy - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/figure_check.h"
#include "modules/strategy/figures.h"
#include "modules/strategy/imports.h"
#include "modules/strategy/plan.h"
#include "modules/strategy/plan_commands.h"
#include "modules/strategy/progress.h"
#include "modules/strategy/strategy.h"

#include "modules/strategy/migrations.h"

static const Command commands[] = {
    { "plan load", .args = &plan_folder_args_shape, .operand = "folder", .run = plan_load, .writes = true,
      .help = "Take in a plan package: whole, or not at all" },
    { "plan check", .args = &plan_folder_args_shape, .operand = "folder", .run = plan_check,
      .help = "Read a plan package and name every fault; writes nothing" },
    { "plan export", .args = &plan_folder_args_shape, .operand = "folder", .run = plan_export, .needs_store = true,
      .help = "Write the plans out as a package" },
    { "observations import", .args = &observations_import_args_shape, .operand = "file", .run = observations_import, .needs_store = true,
      .help = "Take in a CSV file of figures: whole, or not at all" },
    { "progress import", .args = &progress_import_args_shape, .operand = "file", .run = progress_import, .writes = true,
      .help = "Take in a CSV file of how far agencies are with their tasks" },
};

static const ProblemKind *const problems[] = {
    &target_form, &target_turned, &target_missing, &target_twice, &level_unknown, &levels_needed, &section_foreign,
    &due_rule_form, &due_needed, &rollup_needed, &assignment_missing, &assignment_twice, &item_in_use,
    &indicator_unknown, &subject_wrong, &period_form, &period_length, &period_open, &value_missing, &share_range, &level_missing,
    &figure_differs, &figure_twice, &source_missing, &task_unknown, &progress_state_wrong, &agency_not_lead,
};

const Module strategy_module = {
    .name = "strategy",
    .title = "Strategy measurement",
    TABLE(migration, strategy_migrations),
    TABLE(command, commands),
    TABLE(problem, problems),
};
