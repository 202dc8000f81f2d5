/* modules/planning - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/amendments.h"
#include "modules/planning/annual_overview.h"
#include "modules/planning/annual_plans.h"
#include "modules/planning/annual_publications.h"
#include "modules/planning/annual_telling.h"
#include "modules/planning/planning.h"
#include "modules/planning/proposals.h"

#include "modules/planning/migrations.h"

static const Permission permissions[] = {
    { "planning.see", "officer head coordinator leader administrator", "See proposals to amend the plan" },
    { "planning.propose", "officer head", "Propose amendments of the plan for one's agency" },
    { "planning.consolidate", "coordinator", "Take or decline proposals, and hand amendments up" },
    { "planning.decide", "leader", "Decide on amendments: the plan gets a new version" },
    { "planning.plan_year", "officer head", "Write and hand in the annual plan of one's agency" },
    { "planning.approve_year", "head", "Approve or return the annual plan of one's agency" },
    { "planning.accept_year", "coordinator", "Accept or return annual plans of agencies" },
    { "planning.publish_year", "leader", "Publish the annual plan of the province, by the document that issues it" },
    { "planning.read_year", "public citizen officer head coordinator leader administrator",
      "See the published annual plan of the province" },
};

static const Route routes[] = {
    { "GET", "/planning/proposals", proposals_list, .may = "planning.see", .in = &proposal_filter_shape,
      .out = &proposal_list_shape, .help = "Proposals and amendments, the newest first" },
    { "POST", "/planning/proposals", proposal_make, .may = "planning.propose", .in = &proposal_entry_shape,
      .out = &proposal_shape, .writes = true, .creates = true, .help = "Propose to amend the plan" },
    { "GET", "/planning/proposals/{id}", proposal_get, .may = "planning.see", .in = &proposal_key_shape,
      .out = &proposal_page_shape, .help = "One proposal, with what it would change in the plan of today" },
    { "POST", "/planning/proposals/{id}/withdrawal", proposal_withdraw, .may = "planning.propose",
      .in = &proposal_key_shape, .out = &proposal_shape, .writes = true, .help = "Take back a proposal that waits" },
    { "POST", "/planning/proposals/{id}/decision", proposal_decide, .may = "planning.consolidate",
      .in = &proposal_verdict_shape, .out = &proposal_shape, .writes = true,
      .help = "Take a proposal into an amendment, or decline it" },
    { "GET", "/planning/amendments/{id}", amendment_get, .may = "planning.see", .in = &amendment_key_shape,
      .out = &amendment_page_shape, .help = "One amendment: its proposals, and what the plan would become" },
    { "POST", "/planning/amendments/{id}/submission", amendment_submit, .may = "planning.consolidate",
      .in = &amendment_submission_shape, .out = &amendment_shape, .writes = true,
      .help = "Hand an amendment up for decision" },
    { "POST", "/planning/amendments/{id}/withdrawal", amendment_take_back, .may = "planning.consolidate",
      .in = &amendment_key_shape, .out = &amendment_shape, .writes = true,
      .help = "Take back an amendment that waits for decision" },
    { "POST", "/planning/amendments/{id}/decision", amendment_decide, .may = "planning.decide",
      .in = &amendment_verdict_shape, .out = &amendment_shape, .writes = true,
      .help = "Adopt an amendment, by the number and day of the deciding document, or refuse it" },
    { "GET", "/planning/annual-plans", annual_overview_get, .may = "planning.see", .in = &annual_year_shape,
      .out = &annual_overview_shape,
      .help = "The annual plans of a year: who has none, who is late, and what nobody plans" },
    { "POST", "/planning/annual-plans", annual_start, .may = "planning.plan_year", .in = &annual_start_shape,
      .out = &annual_plan_shape, .writes = true, .creates = true,
      .help = "Begin an agency's plan of a year, empty or from that of the year before" },
    { "GET", "/planning/annual-plans/{id}", annual_get, .may = "planning.see", .in = &annual_key_shape,
      .out = &annual_page_shape, .help = "One annual plan, and what it may point to" },
    { "POST", "/planning/annual-plans/{id}/content", annual_save, .may = "planning.plan_year",
      .in = &annual_entry_shape, .out = &annual_plan_shape, .writes = true,
      .help = "Write the targets and tasks of a plan" },
    { "POST", "/planning/annual-plans/{id}/submission", annual_submit, .may = "planning.plan_year",
      .in = &annual_key_shape, .out = &annual_plan_shape, .writes = true, .help = "Hand an annual plan in" },
    { "POST", "/planning/annual-plans/{id}/withdrawal", annual_withdraw, .may = "planning.plan_year",
      .in = &annual_key_shape, .out = &annual_plan_shape, .writes = true,
      .help = "Take back an annual plan that nobody has approved yet" },
    { "POST", "/planning/annual-plans/{id}/approval", annual_approve, .may = "planning.approve_year",
      .in = &annual_step_shape, .out = &annual_plan_shape, .writes = true,
      .help = "The head approves an annual plan, or returns it with a reason" },
    { "POST", "/planning/annual-plans/{id}/decision", annual_decide, .may = "planning.accept_year",
      .in = &annual_step_shape, .out = &annual_plan_shape, .writes = true,
      .help = "The coordinator accepts an annual plan, or returns it with a reason" },
    { "GET", "/planning/annual-publications", published_year_get, .may = "planning.read_year",
      .in = &annual_edition_shape, .out = &published_year_shape, .is_shared = true,
      .help = "The published annual plan of the province, as it was frozen" },
    { "GET", "/planning/annual-publications.csv", published_csv, .may = "planning.read_year",
      .in = &annual_edition_shape, .out = &published_csv_shape, .gives = "text/csv; charset=utf-8", .is_shared = true,
      .help = "The same as CSV: a line for each target and task" },
    { "GET", "/planning/annual-publications.xlsx", published_xlsx, .may = "planning.read_year",
      .in = &annual_edition_shape, .out = &published_csv_shape,
      .gives = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", .is_shared = true, .is_slow = true,
      .help = "The same as a spreadsheet" },
    { "POST", "/planning/annual-publications", annual_publish, .may = "planning.publish_year",
      .in = &annual_publish_shape, .out = &annual_publication_shape, .writes = true, .creates = true,
      .help = "Put the accepted plans of a year together and publish them" },
};

static const Page pages[] = {
    { "/de-xuat",
      "staff",
      "/planning/proposals",
      { "Sửa đổi kế hoạch", "Amendments" },
      .help = "Proposals and amendments" },
    { "/de-xuat/{id}",
      "staff",
      "/planning/proposals/{id}",
      { "Đề xuất sửa đổi", "A proposal" },
      .help = "One proposal" },
    { "/sua-doi/{id}",
      "staff",
      "/planning/amendments/{id}",
      { "Sửa đổi kế hoạch", "An amendment" },
      .help = "One amendment" },
    { "/ke-hoach-nam",
      "public",
      "/planning/annual-publications",
      { "Kế hoạch năm", "The annual plan" },
      .help = "The published annual plan of the province, edition by edition" },
    { "/ke-hoach-nam/lap",
      "staff",
      "/planning/annual-plans",
      { "Lập kế hoạch năm", "Annual plans" },
      .help = "The plans of a year: who has none, who is late, what nobody plans; publishing" },
    { "/ke-hoach-nam/lap/{id}",
      "staff",
      "/planning/annual-plans/{id}",
      { "Kế hoạch năm của cơ quan", "An annual plan" },
      .help = "One agency's plan of a year: written, handed in, decided on" },
};

static const Job jobs[] = {
    { "planning.remind", .every_s = 6 * 3600, .run = annual_remind,
      .help = "Remind of annual plans 14, 7 and 1 days before their last day, on it, and 1, 7 and 14 days after it" },
};

static const Need needs[] = {
    { "planning.consolidate", { "Tiếp nhận đề xuất sửa đổi", "Take up the proposal" }, proposals_awaited },
    { "planning.consolidate", { "Trình sửa đổi kế hoạch", "Hand the amendment up" }, amendments_to_submit },
    { "planning.decide", { "Quyết định sửa đổi kế hoạch", "Decide on the amendment" }, amendments_to_decide },
    { "planning.approve_year", { "Duyệt kế hoạch năm", "Approve the annual plan" }, annual_to_approve },
    { "planning.accept_year", { "Chấp nhận kế hoạch năm", "Accept the annual plan" }, annual_to_accept },
};

static const ProblemKind *const problems[] = {
    &plan_changed,        &item_changed,         &proposal_settled,       &edits_missing,
    &note_missing,        &own_proposal,         &amendment_settled,      &edits_cross,
    &day_ahead,           &amendment_empty,      &amendment_foreign,      &decision_incomplete,
    &annual_exists,       &annual_changed,       &annual_step_wrong,      &annual_empty,
    &annual_item_unknown, &annual_subject_unfit, &annual_value_missing,   &annual_level_unknown,
    &annual_target_twice, &annual_due_early,     &annual_year_past,       &annual_none_accepted,
    &annual_same_again,   &annual_decided_ahead, &annual_edition_unknown,
};

const Module planning_module = {
    .name = "planning",
    .title = "Annual plans, and amendments of the strategy",
    TABLE(migration, planning_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(job, jobs),
    TABLE(need, needs),
    TABLE(problem, problems),
};
