/* modules/strategy - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/figure_check.h"
#include "modules/strategy/figures.h"
#include "modules/strategy/imports.h"
#include "modules/strategy/inbox_feed.h"
#include "modules/strategy/pages.h"
#include "modules/strategy/plan.h"
#include "modules/strategy/plan_commands.h"
#include "modules/strategy/progress.h"
#include "modules/strategy/strategy.h"
#include "modules/strategy/submissions.h"
#include "modules/strategy/target_check.h"

#include "modules/strategy/migrations.h"

static const Permission permissions[] = {
    { "strategy.read", "public citizen officer head coordinator leader administrator",
      "See plans, figures and progress that hold" },
    { "strategy.enter", "officer head", "Enter figures and progress for one's agency" },
    { "strategy.see_entries", "officer head coordinator leader administrator", "See what was handed in and waits" },
    { "strategy.check", "coordinator", "Accept or return what was handed in" },
    { "strategy.work", "officer head coordinator leader administrator", "See one's own inbox" },
};

/* TO ADD A ROUTE: 1 write its Work in the noun's file  2 add a row here  3 a story in tests/  4 make describe */
static const Route routes[] = {
    { "GET", "/strategy/summary", summary_get, .may = "strategy.read", .in = &summary_filter_shape,
      .out = &summary_page_shape, .is_shared = true,
      .help = "How far the province is with a document, today or on a day" },
    { "GET", "/strategy/plan", plan_get, .may = "strategy.read", .in = &plan_filter_shape, .out = &plan_page_shape,
      .is_shared = true,
      .help = "A document as a tree, with its legal bases" },
    { "GET", "/strategy/indicators/{code}", indicator_get, .may = "strategy.read", .in = &indicator_key_shape,
      .out = &indicator_page_shape, .is_shared = true,
      .help = "One indicator: measure, history, who answers" },
    { "GET", "/strategy/indicators/{code}/places", indicator_places, .may = "strategy.read",
      .in = &place_map_filter_shape, .out = &place_map_shape, .is_shared = true,
      .help = "An indicator's figures by commune" },
    { "GET", "/strategy/indicators/{code}/figures/{subject}/{period}", figure_proof, .may = "strategy.read",
      .in = &figure_asked_shape, .out = &figure_proof_shape, .is_shared = true,
      .help = "Where one figure came from" },
    { "GET", "/strategy/tasks", tasks_list, .may = "strategy.read", .in = &task_filter_shape,
      .out = &task_page_list_shape, .is_shared = true,
      .help = "Tasks by document, section, agency, status and words" },
    { "GET", "/strategy/tasks/{code}", task_get, .may = "strategy.read", .in = &item_key_shape,
      .out = &task_page_shape, .is_shared = true,
      .help = "One task: who leads, how far each is" },
    { "GET", "/strategy/agencies", agencies_summary, .may = "strategy.read", .out = &agency_summary_list_shape,
      .is_shared = true,
      .help = "Every agency that leads something, with its counts" },
    { "GET", "/strategy/agencies/{code}", agency_summary_get, .may = "strategy.read", .in = &agency_asked_shape,
      .out = &agency_page_view_shape, .is_shared = true,
      .help = "What one agency answers for, and how far it is; a commune's code stands for its committee" },
    { "GET", "/strategy/figures.csv", figures_csv, .may = "strategy.read", .in = &csv_filter_shape, .out = &csv_shape,
      .gives = "text/csv; charset=utf-8", .is_shared = true,
      .help = "All figures of a document as CSV" },
    { "GET", "/strategy/tasks.csv", tasks_csv, .may = "strategy.read", .in = &csv_filter_shape, .out = &csv_shape,
      .gives = "text/csv; charset=utf-8", .is_shared = true,
      .help = "All tasks of a document as CSV" },
    { "GET", "/strategy/inbox", inbox_get, .may = "strategy.work", .out = &inbox_shape,
      .help = "What needs the caller, first things first" },
    { "GET", "/strategy/inbox.ics", inbox_ics, .may = "strategy.work", .out = &ics_shape,
      .gives = "text/calendar; charset=utf-8",
      .help = "The caller's own deadlines for his calendar program (RFC 5545)" },
    { "GET", "/strategy/inbox-feed", inbox_feed_state, .may = "strategy.work", .out = &inbox_feed_state_shape,
      .help = "Has the caller a secret address of his deadlines?" },
    { "POST", "/strategy/inbox-feed", inbox_feed_make, .may = "strategy.work", .out = &inbox_feed_made_shape,
      .writes = true, .creates = true,
      .help = "Make a secret address of one's deadlines; it ends the old one and is shown this once" },
    { "POST", "/strategy/inbox-feed/revoke", inbox_feed_end, .may = "strategy.work", .writes = true,
      .help = "End the secret address of one's deadlines" },
    { "GET", "/strategy/inbox-feeds/{token}", inbox_feed_read, .may = "strategy.read", .in = &inbox_feed_asked_shape,
      .out = &ics_shape, .gives = "text/calendar; charset=utf-8",
      .help = "A person's deadlines at their secret address (RFC 5545), for programs that cannot sign in" },
    { "GET", "/strategy/entry/{code}", entry_form_get, .may = "strategy.enter", .in = &entry_asked_shape,
      .out = &entry_form_shape,
      .help = "What to know before entering a figure" },
    { "GET", "/strategy/task-entry/{code}", task_entry_form_get, .may = "strategy.enter",
      .in = &task_entry_asked_shape, .out = &task_entry_form_shape,
      .help = "What to know before reporting a task" },
    { "POST", "/strategy/figures", figure_enter, .may = "strategy.enter", .in = &figure_entry_shape,
      .out = &submission_shape, .writes = true, .creates = true,
      .help = "Hand in a figure" },
    { "POST", "/strategy/progress", progress_enter, .may = "strategy.enter", .in = &progress_entry_shape,
      .out = &submission_shape, .writes = true, .creates = true,
      .help = "Hand in the progress of a task" },
    { "GET", "/strategy/submissions", submissions_list, .may = "strategy.see_entries", .in = &submission_filter_shape,
      .out = &submission_list_shape,
      .help = "What was handed in, by its state" },
    { "GET", "/strategy/submissions/{id}", submission_get, .may = "strategy.see_entries", .in = &submission_key_shape,
      .out = &submission_page_shape,
      .help = "One entry, with what a machine sees in it" },
    { "POST", "/strategy/submissions/{id}/decision", submission_decide, .may = "strategy.check",
      .in = &decision_shape, .out = &submission_shape, .writes = true,
      .help = "Accept or return an entry" },
    { "POST", "/strategy/submissions/{id}/withdrawal", submission_withdraw, .may = "strategy.enter",
      .in = &submission_key_shape, .out = &submission_shape, .writes = true,
      .help = "Take back an entry that waits" },
};

static const Page pages[] = {
    { "/", "home", "/strategy/summary", { "Tiến độ chiến lược", "Progress of the strategy" },
      .help = "Public progress page" },
    { "/ke-hoach", "public", "/strategy/plan", { "Kế hoạch", "The plan" }, .help = "The plan as a tree" },
    { "/chi-tieu/{code}", "public", "/strategy/indicators/{code}", { "Chỉ tiêu", "Indicator" },
      .help = "One indicator" },
    { "/ban-do", "public", NULL, { "Bản đồ", "Map" }, .help = "Map of the first indicator with communes" },
    { "/ban-do/{code}", "public", "/strategy/indicators/{code}/places", { "Bản đồ", "Map" },
      .help = "Map of an indicator" },
    { "/nhiem-vu", "public", "/strategy/tasks", { "Nhiệm vụ", "Tasks" }, .help = "Tasks with filters" },
    { "/nhiem-vu/{code}", "public", "/strategy/tasks/{code}", { "Nhiệm vụ", "Task" }, .help = "One task" },
    { "/co-quan", "public", "/strategy/agencies", { "Cơ quan", "Agencies" },
      .help = "Agencies and how far they are" },
    { "/co-quan/{code}", "public", "/strategy/agencies/{code}", { "Cơ quan", "Agency" }, .help = "One agency" },
    { "/gioi-thieu", "public", NULL, { "Giới thiệu và cách đo", "About, and how it is measured" },
      .help = "About, rules, licences" },
    { "/tuong", "public", "/strategy/summary", { "Màn hình điều hành", "Wall screen" },
      .help = "Dark wall of the operations room" },
    { "/viec", "staff", "/strategy/inbox", { "Việc của tôi", "My work" }, .help = "Inbox" },
    { "/nhap/chi-tieu/{code}", "staff", "/strategy/entry/{code}", { "Nhập số liệu", "Enter a figure" },
      .help = "Form of a figure" },
    { "/nhap/nhiem-vu/{code}", "staff", "/strategy/task-entry/{code}", { "Báo cáo tiến độ", "Report progress" },
      .help = "Form of a task's progress" },
    { "/kiem-tra", "staff", "/strategy/submissions", { "Kiểm tra số liệu", "Check entries" },
      .help = "Entries to check" },
    { "/kiem-tra/{id}", "staff", "/strategy/submissions/{id}", { "Kiểm tra số liệu", "Check an entry" },
      .help = "One entry to check" },
};

static const Command commands[] = {
    { "plan load", .args = &plan_folder_args_shape, .operand = "folder", .run = plan_load, .writes = true,
      .help = "Take in a plan package: whole, or not at all" },
    { "plan check", .args = &plan_folder_args_shape, .operand = "folder", .run = plan_check,
      .help = "Read a plan package and name every fault; writes nothing" },
    { "plan export", .args = &plan_folder_args_shape, .operand = "folder", .run = plan_export, .needs_store = true,
      .help = "Write the plans out as a package" },
    { "observations import", .args = &observations_import_args_shape, .operand = "file", .run = observations_import,
      .needs_store = true,
      .help = "Take in a CSV file of figures: whole, or not at all" },
    { "progress import", .args = &progress_import_args_shape, .operand = "file", .run = progress_import,
      .writes = true,
      .help = "Take in a CSV file of how far agencies are with their tasks" },
};

static const ProblemKind *const problems[] = {
    &target_form,             &target_turned,           &target_missing,          &target_twice,
    &level_unknown,           &levels_needed,           &section_foreign,         &due_rule_form,
    &due_needed,              &rollup_needed,           &rollup_unfit,            &assignment_missing,
    &assignment_twice,        &item_in_use,             &indicator_unknown,       &subject_wrong,
    &period_form,             &period_length,           &period_open,             &value_missing,
    &share_range,             &level_missing,           &figure_differs,          &figure_twice,
    &source_missing,          &task_unknown,            &progress_state_wrong,    &agency_not_lead,
    &figure_changed,          &figure_waiting,          &reason_missing,          &submission_decided,
    &decision_reason_missing, &own_decision,            &figure_too_large,
    &section_circle,          &feed_unknown,            &sending_used,
};

const Module strategy_module = {
    .name = "strategy",
    .title = "Strategy measurement",
    TABLE(migration, strategy_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(command, commands),
    TABLE(problem, problems),
};
