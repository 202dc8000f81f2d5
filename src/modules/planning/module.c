/* modules/planning - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/amendments.h"
#include "modules/planning/planning.h"
#include "modules/planning/proposals.h"

#include "modules/planning/migrations.h"

static const Permission permissions[] = {
    { "planning.see", "officer head coordinator leader administrator", "See proposals to amend the plan" },
    { "planning.propose", "officer head", "Propose amendments of the plan for one's agency" },
    { "planning.consolidate", "coordinator", "Take or decline proposals, and hand amendments up" },
    { "planning.decide", "leader", "Decide on amendments: the plan gets a new version" },
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
};

static const ProblemKind *const problems[] = {
    &plan_changed,      &item_changed, &proposal_settled, &edits_missing,   &note_missing,      &own_proposal,
    &amendment_settled, &edits_cross,  &day_ahead,        &amendment_empty, &amendment_foreign, &decision_incomplete,
};

const Module planning_module = {
    .name = "planning",
    .title = "Amendments of the plan",
    TABLE(migration, planning_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(problem, problems),
};
