/* modules/budget - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/budget.h"
#include "modules/budget/entries.h"
#include "modules/budget/imports.h"
#include "modules/budget/metrics.h"
#include "modules/budget/summary.h"

#include "modules/budget/migrations.h"

static const Permission permissions[] = {
    { "budget.read", "public citizen officer head coordinator leader administrator",
      "See the money that holds, and the shares computed from it" },
    { "budget.enter", "officer head", "Enter the money of one's agency" },
    { "budget.see_entries", "officer head coordinator leader administrator", "See amounts that were handed in" },
    { "budget.check", "coordinator", "Accept or return amounts; record shares into the strategy" },
};

static const Route routes[] = {
    { "GET", "/budget/summary", budget_summary_get, .may = "budget.read", .in = &budget_asked_shape,
      .out = &budget_summary_shape, .is_shared = true,
      .help = "The money of a year: sums, shares by rule, agencies with their rates" },
    { "GET", "/budget/agencies/{code}", agency_money_get, .may = "budget.read", .in = &agency_money_asked_shape,
      .out = &agency_money_shape, .is_shared = true,
      .help = "The lines of an agency in all years, with what was corrected and why" },
    { "GET", "/budget/lines.csv", budget_csv, .may = "budget.read", .in = &budget_asked_shape,
      .out = &budget_csv_shape, .gives = "text/csv; charset=utf-8", .is_shared = true,
      .help = "All lines of a year as CSV, in million đồng" },
    { "GET", "/budget/lines.xlsx", budget_xlsx, .may = "budget.read", .in = &budget_asked_shape,
      .out = &budget_csv_shape, .gives = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      .is_shared = true, .is_slow = true, .help = "The same as a spreadsheet" },
    { "GET", "/budget/form", money_form_get, .may = "budget.see_entries", .in = &money_form_asked_shape,
      .out = &money_form_shape,
      .help = "What to know before entering money: for whom, what holds, what waits" },
    { "GET", "/budget/entries", money_entries, .may = "budget.see_entries", .in = &entries_filter_shape,
      .out = &entry_lines_shape,
      .help = "Amounts that were handed in, by their state" },
    { "POST", "/budget/entries", money_enter, .may = "budget.enter", .in = &money_entry_shape,
      .out = &budget_entry_shape, .writes = true, .creates = true,
      .help = "Hand in the amounts of one line" },
    { "POST", "/budget/entries/{id}/decision", money_decide, .may = "budget.check", .in = &money_decision_shape,
      .out = &budget_entry_shape, .writes = true,
      .help = "Accept or return amounts" },
    { "POST", "/budget/entries/{id}/withdrawal", money_withdraw, .may = "budget.enter", .in = &money_key_shape,
      .out = &budget_entry_shape, .writes = true,
      .help = "Take back amounts that wait" },
    { "POST", "/budget/files", money_upload, .may = "budget.enter", .in = &money_upload_shape,
      .out = &money_uploaded_shape, .upload_max = BUDGET_UPLOAD_BYTES_MAX, .writes = true, .creates = true,
      .help = "Hand in a CSV of amounts: whole, or not at all" },
    { "POST", "/budget/shares", shares_record, .may = "budget.check", .in = &record_shares_shape,
      .out = &recorded_shares_shape, .writes = true,
      .help = "Record a rule's shares of a year into the indicator that asks for them" },
};

static const Page pages[] = {
    { "/kinh-phi", "public", "/budget/summary", { "Kinh phí", "Money" }, .help = "The money of a year" },
    { "/kinh-phi/co-quan/{code}", "public", "/budget/agencies/{code}", { "Kinh phí của cơ quan", "Money of an agency" },
      .help = "The lines of one agency" },
    { "/kinh-phi/nhap", "staff", "/budget/form", { "Nhập kinh phí", "Enter money" },
      .help = "Entering and checking money" },
};

static const Command commands[] = {
    { "budget import", .args = &money_import_args_shape, .operand = "file", .run = money_import, .writes = true,
      .help = "Take in a CSV file of amounts, in million đồng: whole, or not at all" },
    { "budget rules", .args = &rules_args_shape, .operand = "file", .run = rules_load, .writes = true,
      .help = "Take in the rules by which shares are computed, in place of those before" },
};

static const Metric metrics[] = {
    { "budget.execution", { "Tỷ lệ giải ngân", "Spent of allocated" }, METRIC_PERCENT, NULL, NULL, execution_metric,
      "Of the year in which the span ends, over the lines in which both are known; unknown when there is none" },
    { "budget.digital_share", { "Tỷ lệ chi chuyển đổi số", "Share for digital transformation" }, METRIC_PERCENT, NULL,
      NULL, digital_share_metric,
      "Allocated for digital transformation from the budget, of its whole budget; unknown while an amount is missing" },
    { "budget.reported", { "Đã báo cáo kinh phí", "Money reported" }, METRIC_YES, NULL, NULL, money_reported_metric,
      "1: at least one line of the year holds; 0: none" },
};

static const Setting *const settings[] = { &budget_province_keepers };

static const Need needs[] = {
    { "budget.check", { "Kiểm tra kinh phí", "Check amounts" }, money_awaited },
};

static const ProblemKind *const problems[] = {
    &line_form,     &year_range,   &amount_range, &subject_unknown, &excess_unexplained, &line_changed,
    &money_waiting, &money_reason_needed, &money_decided, &money_own,     &line_twice,         &line_differs,
    &line_not_yours, &rule_form,   &rule_unknown, &share_incomplete,
};

const Module budget_module = {
    .name = "budget",
    .title = "Money",
    TABLE(migration, budget_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(command, commands),
    TABLE(setting, settings),
    TABLE(metric, metrics),
    TABLE(need, needs),
    TABLE(problem, problems),
};
