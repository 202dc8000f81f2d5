/* modules/reporting - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/reporting.h"

#include "modules/reporting/checking.h"
#include "modules/reporting/consolidation.h"
#include "modules/reporting/form.h"
#include "modules/reporting/metrics.h"
#include "modules/reporting/obligations.h"
#include "modules/reporting/regimes.h"
#include "modules/reporting/report_paper.h"
#include "modules/reporting/reports.h"
#include "modules/reporting/sheet.h"
#include "modules/reporting/telling.h"
#include "modules/reporting/way.h"

#include "modules/reporting/migrations.h"

static const Permission permissions[] = {
    { "reporting.read", "public citizen officer head coordinator leader administrator",
      "See which reports are owed by rule, and what was published" },
    { "reporting.see", "officer head coordinator leader administrator", "See obligations and reports" },
    { "reporting.enter", "officer head", "Write and hand in the reports of one's agency" },
    { "reporting.approve", "head", "Approve the reports of one's agency" },
    { "reporting.decide", "head coordinator", "Return or accept reports, and give them to others" },
    { "reporting.see_all", "coordinator leader administrator", "See all reports of a period put together" },
    { "reporting.check", "coordinator", "Accept, return, consolidate and publish reports" },
};

/* TO ADD A ROUTE: 1 write its Work in the noun's file  2 add a row here  3 a story in tests/  4 make describe */
static const Route routes[] = {
    { "GET", "/reporting/regimes", regimes_list, .may = "reporting.read", .out = &regime_list_shape,
      .help = "Who reports what to whom, how often, until when" },
    { "GET", "/reporting/regimes/{code}", regime_get, .may = "reporting.read", .in = &regime_key_shape,
      .out = &regime_page_shape, .help = "One reporting regime with the sections and figures of its reports" },
    { "GET", "/reporting/inbox", report_inbox_get, .may = "reporting.see", .out = &report_inbox_shape,
      .help = "Reports that need the caller, the one due first comes first" },
    { "GET", "/reporting/obligations", obligations_list, .may = "reporting.see", .in = &obligation_filter_shape,
      .out = &obligation_list_shape, .help = "Who owes which report when, and how far it is" },
    { "POST", "/reporting/obligations", obligations_demand, .may = "reporting.check", .in = &obligation_demand_shape,
      .out = &obligation_list_shape, .writes = true, .creates = true,
      .help = "Ask chosen agencies for a report on demand" },
    { "GET", "/reporting/obligations/{id}", report_form_get, .may = "reporting.see", .in = &report_asked_shape,
      .out = &report_form_shape,
      .help = "A report's form, prefilled with what is known, what was written, and its way so far" },
    { "POST", "/reporting/obligations/{id}/draft", report_save, .may = "reporting.enter", .in = &report_draft_shape,
      .out = &report_shape, .writes = true, .help = "Save a draft whole; the same saving sent twice is kept once" },
    { "POST", "/reporting/obligations/{id}/check", report_check, .may = "reporting.enter", .in = &report_draft_shape,
      .out = &remark_list_shape, .writes = true,
      .help = "What the rules see in what is being typed; nothing is kept" },
    { "POST", "/reporting/obligations/{id}/submission", report_submit, .may = "reporting.enter",
      .in = &report_submission_shape, .out = &report_shape, .writes = true,
      .help = "Hand a report in, to be approved by the head" },
    { "POST", "/reporting/obligations/{id}/sending", report_send, .may = "reporting.enter", .in = &report_draft_shape,
      .out = &report_shape, .writes = true,
      .help = "Save what was written and hand it in, as one thing; sent twice under one name it arrives once" },
    { "POST", "/reporting/obligations/{id}/withdrawal", report_withdraw, .may = "reporting.enter",
      .in = &report_key_shape, .out = &report_shape, .writes = true,
      .help = "Take back a report that waits for approval" },
    { "POST", "/reporting/obligations/{id}/approval", report_approve, .may = "reporting.approve",
      .in = &report_submission_shape, .out = &report_shape, .writes = true,
      .help = "The head approves a report and so sends it" },
    { "POST", "/reporting/obligations/{id}/decision", report_decide, .may = "reporting.decide",
      .in = &report_decision_shape, .out = &report_shape, .writes = true,
      .help = "Accept a report, whose figures hold from then on, or return it with reasons" },
    { "GET", "/reporting/obligations/{id}/writers", report_writers_get, .may = "reporting.decide",
      .in = &report_key_shape, .out = &report_writers_shape,
      .help = "To whom a report may be given" },
    { "POST", "/reporting/obligations/{id}/reassignment", report_reassign, .may = "reporting.decide",
      .in = &report_reassignment_shape, .out = &obligation_shape, .writes = true,
      .help = "Give a report to another officer or, by the coordinator, another agency" },
    { "POST", "/reporting/obligations/{id}/extension", report_extension_ask, .may = "reporting.enter",
      .in = &report_extension_shape, .out = &obligation_shape, .writes = true,
      .help = "Ask once for more time" },
    { "POST", "/reporting/obligations/{id}/extension-decision", report_extension_decide, .may = "reporting.check",
      .in = &extension_decision_shape, .out = &obligation_shape, .writes = true,
      .help = "Grant or refuse more time" },
    { "POST", "/reporting/obligations/{id}/correction", report_correct, .may = "reporting.enter",
      .in = &report_correction_shape, .out = &report_shape, .writes = true,
      .help = "Begin a new version of a report that was published" },
    { "GET", "/reporting/rules", check_rules_get, .may = "reporting.see", .out = &check_rule_list_shape,
      .help = "The rules by which reports are checked, and how strict they are" },
    { "POST", "/reporting/rules/{rule}", check_rule_set, .may = "reporting.check", .in = &check_rule_change_shape,
      .out = &check_rule_list_shape, .writes = true,
      .help = "Make a rule an error or a warning, or switch it off" },
    { "GET", "/reporting/consolidations/{regime}/{period}", consolidation_get, .may = "reporting.see_all",
      .in = &consolidation_asked_shape, .out = &consolidation_page_shape,
      .help = "Who reported for a period, what it adds up to, and what was written, by section" },
    { "POST", "/reporting/consolidations/{regime}/{period}", consolidation_close, .may = "reporting.check",
      .in = &consolidation_asked_shape, .out = &consolidation_page_shape, .writes = true,
      .help = "Take what was accepted into the consolidated report" },
    { "POST", "/reporting/consolidations/{regime}/{period}/publication", publication_make, .may = "reporting.check",
      .in = &publication_wanted_shape, .out = &publication_shape, .writes = true, .creates = true,
      .help = "Publish a period as it stands: frozen, its digest in the ledger; again only with a reason" },
    { "GET", "/reporting/published", publications_get, .may = "reporting.read", .out = &publication_list_shape,
      .is_shared = true,
      .help = "What was published, the newest of each regime and period" },
    { "GET", "/reporting/published/{regime}/{period}", publication_get, .may = "reporting.read",
      .in = &publication_asked_shape, .out = &publication_page_shape, .is_shared = true,
      .help = "One publication as it was frozen, its content the text whose digest the ledger has; all versions" },
    { "GET", "/reporting/obligations/{id}/form.xlsx", sheet_xlsx, .may = "reporting.see", .in = &sheet_key_shape,
      .out = &sheet_file_shape, .gives = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      .help = "A report's form as a spreadsheet, with what is known and written, to be filled in" },
    { "GET", "/reporting/obligations/{id}/form.csv", sheet_csv, .may = "reporting.see", .in = &sheet_key_shape,
      .out = &sheet_file_shape, .gives = "text/csv; charset=utf-8",
      .help = "The same as CSV" },
    { "GET", "/reporting/obligations/{id}/report.pdf", report_pdf, .may = "reporting.see", .in = &report_asked_shape,
      .out = &sheet_file_shape, .gives = "application/pdf", .is_slow = true,
      .help = "A report as an administrative document after Nghị định 30/2020, to be signed" },
    { "GET", "/reporting/obligations/{id}/report.docx", report_docx, .may = "reporting.see", .in = &report_asked_shape,
      .out = &sheet_file_shape, .gives = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      .is_slow = true, .help = "The same, to go on writing in" },
    { "POST", "/reporting/obligations/{id}/sheet", sheet_take, .prepare = sheet_check, .may = "reporting.enter",
      .in = &sheet_upload_shape, .out = &report_shape, .writes = true, .upload_max = 8 * 1024 * 1024,
      .help = "Take a filled form into the draft: whole, or every wrong cell is named" },
    { "GET", "/reporting/consolidations/{regime}/{period}/workbook.xlsx", consolidation_xlsx,
      .may = "reporting.see_all", .in = &consolidation_workbook_asked_shape, .out = &sheet_file_shape,
      .gives = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      .help = "All that was reported for a period as a spreadsheet" },
};

static const Page pages[] = {
    { "/bao-cao",
      "staff",
      "/reporting/obligations",
      { "Báo cáo", "Reports" },
      .help = "Reports that are owed, and what needs the reader" },
    { "/bao-cao/{id}",
      "staff",
      "/reporting/obligations/{id}",
      { "Một báo cáo", "A report" },
      .help = "A report's form, what was written, and its way" },
    { "/che-do-bao-cao", "public", "/reporting/regimes", { "Chế độ báo cáo", "Reporting regimes" },
      .help = "Who reports what to whom, how often, until when" },
    { "/che-do-bao-cao/{code}", "public", "/reporting/regimes/{code}", { "Chế độ báo cáo", "A reporting regime" },
      .help = "One regime: its basis, its term, what a report holds" },
    { "/ket-qua", "public", "/reporting/published", { "Kết quả đã công bố", "Published results" },
      .help = "Results that were published" },
    { "/ket-qua/{regime}/{period}", "public", "/reporting/published/{regime}/{period}",
      { "Kết quả đã công bố", "A published result" },
      .help = "One result as it was frozen, with its versions" },
    { "/tong-hop", "staff", "/reporting/regimes", { "Tổng hợp báo cáo", "Consolidation of reports" },
      .help = "Agencies by period: who is late, and who will be" },
    { "/tong-hop/{regime}/{period}", "staff", "/reporting/consolidations/{regime}/{period}",
      { "Tổng hợp một kỳ", "Consolidation of a period" },
      .help = "What was reported for a period; closing, publishing" },
};

static const Job jobs[] = {
    { "reporting.oblige", .every_s = 3600, .run = obligations_make,
      .help = "Make obligations ahead, and pass on those of agencies that have ended" },
    { "reporting.remind", .every_s = 6 * 3600, .run = reporting_remind,
      .help = "Remind of reports 14, 7 and 1 days before their last day, on it, and 1, 7 and 14 days after it" },
};

static const Command commands[] = {
    { "regimes load", .args = &regime_args_shape, .operand = "folder", .run = regimes_take, .writes = true,
      .help = "Take in reporting regimes, whole or not at all, and make the obligations that follow" },
};

static const Deadline deadlines[] = { { { "reporting.see", "reporting.enter" }, report_deadlines } };

static const Need needs[] = {
    { "reporting.check", { "Quyết định gia hạn", "Decide on more time" }, extensions_awaited },
};

static const Metric metrics[] = {
    { "reporting.reports_due", { "Báo cáo đến hạn", "Reports due" }, METRIC_COUNT, NULL, NULL, reports_due_metric,
      "Reports whose last day, with extension and days off, lies in the span" },
    { "reporting.reports_on_time", { "Báo cáo gửi đúng hạn", "Reports in time" }, METRIC_COUNT, NULL, NULL,
      reports_on_time_metric, "Those of them that the head approved for the first time by that day" },
    { "reporting.reports_late", { "Báo cáo gửi muộn", "Reports late" }, METRIC_COUNT, NULL, NULL, reports_late_metric,
      "Those of them that were approved after it, by the last day of the span" },
    { "reporting.reports_missing", { "Báo cáo chưa gửi", "Reports missing" }, METRIC_COUNT, NULL, NULL,
      reports_missing_metric, "Those of them whose day is over and that were not approved within the span" },
    { "reporting.reports_returned", { "Số lần bị trả lại", "Times returned" }, METRIC_COUNT, NULL, NULL,
      reports_returned_metric, "How often the coordinator has returned them" },
    { "reporting.on_time", { "Tỷ lệ báo cáo đúng hạn", "Share of reports in time" }, METRIC_SHARE, NULL, NULL,
      reports_on_time_share_metric,
      "In time, of those that were in time, late or missing; unknown when there is none" },
};

static const Setting *const settings[] = { &reporting_horizon_days, &reporting_back_days, &report_escalate_head_days,
                                          &report_escalate_coordinator_days };

static const ProblemKind *const problems[] = {
    &cutoff_form,         &cutoff_unfit,       &regime_unknown,       &regime_in_use,     &regime_circle,
    &words_turned,        &obligation_unknown, &period_unfit,         &regime_not_on_demand, &agency_unknown,
    &demand_past,         &draft_stale,        &report_state_wrong,   &report_not_open,   &report_given_away,
    &line_unknown,        &report_line_twice,         &section_unknown,      &task_not_yours,    &check_failed,
    &check_unanswered,    &check_fixed,        &check_threshold,      &figure_reason_missing, &figure_moved,
    &own_report,          &way_reason_missing, &officer_unfit,        &extension_used,    &extension_day,
    &extension_missing,   &decision_unfit,     &nothing_accepted,     &publication_reason, &publication_unknown,
    &sheet_header,        &sheet_percent,      &sheet_row_unknown,   &report_unwritten,
};

const Module reporting_module = {
    .name = "reporting",
    .title = "Reporting",
    TABLE(migration, reporting_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(job, jobs),
    TABLE(command, commands),
    TABLE(metric, metrics),
    TABLE(deadline, deadlines),
    TABLE(need, needs),
    TABLE(setting, settings),
    TABLE(problem, problems),
};
