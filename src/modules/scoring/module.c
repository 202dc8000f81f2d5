/* modules/scoring - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/entry.h"
#include "modules/scoring/nomination.h"
#include "modules/scoring/publication.h"
#include "modules/scoring/scoring.h"

#include "modules/scoring/migrations.h"

static const Permission permissions[] = {
    { "scoring.read", "public citizen officer head coordinator leader administrator",
      "See schemes, published results and how each point came about" },
    { "scoring.see", "officer head coordinator leader administrator", "See scorecards that are not published yet" },
    { "scoring.enter", "officer head", "Enter values for formulas for one's agency" },
    { "scoring.check", "coordinator", "Accept or return entered values" },
    { "scoring.publish", "coordinator", "Publish the results of a period" },
    { "scoring.appeal", "officer head", "Appeal against a published result of one's agency" },
    { "scoring.answer", "coordinator leader", "Answer appeals" },
    { "scoring.nominate", "coordinator", "Propose agencies for awards from a published result" },
};

static const Route routes[] = {
    { "GET", "/scoring/schemes", schemes_list, .may = "scoring.read", .out = &scheme_list_shape, .is_shared = true,
      .help = "Schemes by which is scored, the newest version of each" },
    { "GET", "/scoring/schemes/{scheme}", scheme_get, .may = "scoring.read", .in = &scheme_asked_shape,
      .out = &scheme_view_shape, .is_shared = true,
      .help = "One scheme: criteria, formulas, inputs, what each version changed" },
    { "GET", "/scoring/schemes/{scheme}/trial", trial_get, .may = "scoring.read", .in = &trial_asked_shape,
      .out = &trial_view_shape, .is_shared = true, .help = "Answers tried out: computed and shown, nothing is kept" },
    { "GET", "/scoring/schemes/{scheme}/board", board_get, .may = "scoring.see", .in = &board_asked_shape,
      .out = &board_view_shape, .help = "All scorecards of a period as they are now, by class and rank" },
    { "GET", "/scoring/schemes/{scheme}/cards/{agency}", card_get, .may = "scoring.see", .in = &card_asked_shape,
      .out = &card_view_shape, .help = "One scorecard as it is now, each point with its why" },
    { "GET", "/scoring/entries", entries_list, .may = "scoring.see", .in = &entry_filter_shape,
      .out = &entry_list_shape, .help = "Values that were entered for formulas" },
    { "POST", "/scoring/entries", entry_make, .may = "scoring.enter", .in = &entry_made_shape, .out = &entry_shape,
      .writes = true, .creates = true, .help = "Enter a value for an input of a scheme" },
    { "POST", "/scoring/entries/{id}/decision", entry_decide, .may = "scoring.check", .in = &entry_decision_shape,
      .out = &entry_shape, .writes = true, .help = "Accept or return an entered value" },
    { "GET", "/scoring/publications", publications_list, .may = "scoring.read", .in = &publication_filter_shape,
      .out = &score_publication_list_shape, .is_shared = true, .help = "Published results, the newest period first" },
    { "POST", "/scoring/publications", score_publication_make, .may = "scoring.publish", .in = &publish_shape,
      .out = &score_publication_shape, .writes = true, .creates = true,
      .help = "Publish the results of a period: version, values and ranks are frozen" },
    { "GET", "/scoring/publications/{id}", score_publication_get, .may = "scoring.read", .in = &publication_key_shape,
      .out = &publication_view_shape, .is_shared = true, .help = "Published results by class and rank" },
    { "GET", "/scoring/publications/{id}/cards/{agency}", publication_card_get, .may = "scoring.read",
      .in = &publication_card_asked_shape, .out = &card_view_shape, .is_shared = true,
      .help = "One published scorecard, with all values by which anybody can work it out again" },
    { "GET", "/scoring/publications/{id}/cards/{agency}/card.pdf", card_pdf, .may = "scoring.read",
      .in = &publication_card_asked_shape, .out = &score_file_shape, .gives = "application/pdf", .is_shared = true,
      .is_slow = true, .help = "The same as a paper laid out after Nghị định 30/2020" },
    { "GET", "/scoring/publications/{id}/cards/{agency}/card.docx", card_docx, .may = "scoring.read",
      .in = &publication_card_asked_shape, .out = &score_file_shape,
      .gives = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", .is_shared = true,
      .is_slow = true, .help = "The same, to go on writing in" },
    { "GET", "/scoring/publications/{id}/recomputation", publication_recompute, .may = "scoring.read",
      .in = &publication_key_shape, .out = &recomputation_shape, .is_shared = true,
      .help = "Works the results out again from the frozen values and compares the digests" },
    { "GET", "/scoring/publications/{id}/results.csv", results_csv, .may = "scoring.read", .in = &publication_key_shape,
      .out = &score_file_shape, .gives = "text/csv; charset=utf-8", .is_shared = true,
      .help = "Published results as CSV" },
    { "GET", "/scoring/publications/{id}/results.xlsx", results_xlsx, .may = "scoring.read",
      .in = &publication_key_shape, .out = &score_file_shape,
      .gives = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      .is_shared = true, .is_slow = true, .help = "The same as a spreadsheet" },
    { "GET", "/scoring/appeals", appeals_list, .may = "scoring.see", .in = &appeal_filter_shape,
      .out = &appeal_list_shape, .help = "Appeals against published results" },
    { "POST", "/scoring/appeals", appeal_make, .may = "scoring.appeal", .in = &appeal_made_shape, .out = &appeal_shape,
      .writes = true, .creates = true, .help = "Appeal against a point of a published result" },
    { "POST", "/scoring/appeals/{id}/answer", appeal_answer, .may = "scoring.answer", .in = &appeal_answer_shape,
      .out = &appeal_shape, .writes = true,
      .help = "Answer an appeal; what is put right is published under a new number" },
    { "GET", "/scoring/publications/{id}/nominations", nominations_get, .may = "scoring.see",
      .in = &publication_key_shape, .out = &nomination_view_shape,
      .help = "Who may be proposed for awards by the rules of the scheme, and who is" },
    { "POST", "/scoring/publications/{id}/nominations", nomination_make, .may = "scoring.nominate",
      .in = &nomination_made_shape, .out = &nomination_shape, .writes = true, .creates = true,
      .help = "Propose an agency for an award, with a reason" },
    { "POST", "/scoring/nominations/{id}/withdrawal", nomination_take_back, .may = "scoring.nominate",
      .in = &withdrawal_shape, .out = &nomination_shape, .writes = true,
      .help = "Take a nomination back, with a reason" },
};

static const Page pages[] = {
    { "/xep-hang", "public", "/scoring/publications", { "Xếp hạng", "Rankings" }, .help = "Published results" },
    { "/diem/{id}/{agency}", "public", "/scoring/publications/{id}/cards/{agency}", { "Phiếu điểm", "Scorecard" },
      .help = "One published scorecard" },
    { "/bo-tieu-chi/{scheme}", "public", "/scoring/schemes/{scheme}", { "Bộ tiêu chí", "Scheme" },
      .help = "One scheme, with its versions" },
    { "/cham-diem", "staff", NULL, { "Chấm điểm", "Scoring" }, .help = "Schemes to work with" },
    { "/cham-diem/{scheme}", "staff", NULL, { "Chấm điểm", "Scoring" },
      .help = "A scheme in a period as it is now: values, scorecards, publishing" },
    { "/khieu-nai", "staff", NULL, { "Khiếu nại", "Appeals" }, .help = "Appeals against results, and their answers" },
    { "/tu-danh-gia/{scheme}", "public", "/scoring/schemes/{scheme}", { "Tự đánh giá", "Self-assessment" },
      .help = "Answers tried out by whoever wants; nothing is kept" },
};

static const Command commands[] = {
    { "schemes load", .args = &schemes_args_shape, .operand = "folder", .run = schemes_load, .writes = true,
      .help = "Take in a scheme: whole, or not at all" },
    { "schemes check", .args = &schemes_args_shape, .operand = "folder", .run = schemes_check, .needs_store = true,
      .help = "Read a scheme and name every fault; writes nothing" },
};

static const Need needs[] = {
    { "scoring.answer", { "Trả lời khiếu nại", "Answer the appeal" }, appeals_awaited },
    { "scoring.check", { "Duyệt giá trị chấm điểm", "Check values for scores" }, entries_awaited },
};

static const ProblemKind *const problems[] = {
    &formula_form,           &formula_too_long,   &formula_too_deep,   &formula_word_unknown, &formula_args,
    &formula_type,           &formula_units,      &formula_circle,     &formula_needed,       &maximum_differs,
    &bound_turned,           &version_needed,     &change_needed,      &version_order,        &scheme_unknown,
    &score_period_form,      &agency_not_scored,  &answer_form,        &input_unknown,        &input_range,
    &entry_waiting,          &entry_decided,      &entry_note_missing, &period_not_over,      &published_already,
    &score_publication_unknown,    &appeal_late,        &appeal_twice,       &appeal_answered,      &criterion_unknown,
    &publication_superseded, &correction_unknown, &own_answer,         &award_unknown,        &nomination_rule,
    &nomination_twice,       &nomination_full,    &appeals_wait,       &nomination_unknown,   &nomination_withdrawn,
};

const Module scoring_module = {
    .name = "scoring",
    .title = "Scoring",
    TABLE(migration, scoring_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(command, commands),
    TABLE(page, pages),
    TABLE(need, needs),
    TABLE(problem, problems),
};
