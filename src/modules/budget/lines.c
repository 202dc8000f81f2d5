/* modules/budget/lines - see lines.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/lines.h"

#define AMOUNT_MAX_MILLION INT64_C(1000000000) /* a million billion đồng: no province's GRDP is larger */

const ProblemKind line_form = {
    INVALID,
    "budget/line-form",
    { "Dòng kinh phí thiếu hoặc thừa nội dung.", "A line of money says too little or too much." },
    { "Khoản chi (spending) cần nguồn vốn, tính chất, lĩnh vực và ít nhất một trong ba số kế hoạch, giao, chi; tổng "
      "ngân sách (total) và GRDP (grdp) chỉ có số tiền (amount), không có các cột kia.",
      "Spending needs its funding, purpose, area and at least one of planned, allocated, spent; a total budget and "
      "GRDP "
      "have an amount alone, and none of the others." }
};
const ProblemKind year_range = { INVALID,
                                 "budget/year-range",
                                 { "Năm ngân sách ngoài khoảng.", "The budget year is out of range." },
                                 { "Năm {0} ngoài khoảng {1}-{2}. Kiểm tra năm ngân sách.",
                                   "The year {0} lies outside {1}-{2}. Check the budget year." } };
const ProblemKind amount_range = {
    INVALID,
    "budget/amount-range",
    { "Số tiền ngoài khoảng.", "The amount is out of range." },
    { "{0:,} triệu đồng: số tiền tính bằng triệu đồng, từ 0 đến 1.000.000.000. Kiểm tra đơn vị.",
      "{0} million đồng: amounts are in million đồng, from 0 to 1,000,000,000. Check the unit." }
};
const ProblemKind subject_unknown = {
    INVALID,
    "budget/subject-unknown",
    { "Không có đơn vị này trong năm đó.", "There is no such agency in that year." },
    { "“{0}” không phải một cơ quan hoạt động trong năm {1}. Dùng mã cơ quan; tổng ngân sách tỉnh và GRDP ghi theo mã "
      "tỉnh.",
      "“{0}” is no agency in being in {1}. Use an agency's code; the province's total and GRDP go by the province's "
      "code." }
};
const ProblemKind excess_unexplained = {
    INVALID,
    "budget/excess-unexplained",
    { "Chi vượt số giao cần lý do.", "Spending beyond the allocation needs a reason." },
    { "Đã chi {0:,} triệu đồng, được giao {1:,}. Kiểm tra lại; nếu đúng, ghi vì sao (ít nhất 10 ký tự).",
      "{0} million đồng were spent, {1} allocated. Check both; when they are right say why (at least 10 letters)." }
};

static const char *const line_kinds[] = { "spending", "total", "grdp" };
static const char *const fundings[] = { "central", "province", "commune", "loan", "outside" };
static const char *const purposes[] = { "investment", "recurrent" };
static const char *const areas[] = { "science", "innovation", "digital" };
const Choices line_kind_choices = CHOICES("BudgetLineKind", line_kinds);
const Choices funding_choices = CHOICES("Funding", fundings);
const Choices spending_purpose_choices = CHOICES("SpendingPurpose", purposes);
const Choices area_choices = CHOICES("SpendingArea", areas);

static const Field budget_line_fields[] = {
    FIELD_CHOICE(BudgetLine, kind, REQUIRED, &line_kind_choices),
    FIELD(BudgetLine, subject, REQUIRED, 0, 0),
    FIELD(BudgetLine, year, REQUIRED, 0, 0),
    FIELD_CHOICE(BudgetLine, funding, OPTIONAL, &funding_choices),
    FIELD_CHOICE(BudgetLine, purpose, OPTIONAL, &spending_purpose_choices),
    FIELD_CHOICE(BudgetLine, area, OPTIONAL, &area_choices),
    FIELD(BudgetLine, planned, OPTIONAL, 0, 0),
    FIELD(BudgetLine, allocated, OPTIONAL, 0, 0),
    FIELD(BudgetLine, spent, OPTIONAL, 0, 0),
    FIELD(BudgetLine, amount, OPTIONAL, 0, 0),
    FIELD(BudgetLine, excess_reason, REQUIRED, 0, 0),
    FIELD(BudgetLine, source, REQUIRED, 0, 0),
    FIELD(BudgetLine, revision, REQUIRED, 0, 0),
    FIELD(BudgetLine, origin, REQUIRED, 0, 0),
    FIELD(BudgetLine, is_sample, REQUIRED, 0, 0),
    FIELD(BudgetLine, recorded_at, REQUIRED, 0, 0),
};
const Shape budget_line_shape = SHAPE(BudgetLine, budget_line_fields);

static const Field budget_line_past_fields[] = {
    FIELD_CHOICE(BudgetLinePast, kind, REQUIRED, &line_kind_choices),
    FIELD(BudgetLinePast, subject, REQUIRED, 0, 0),
    FIELD(BudgetLinePast, year, REQUIRED, 0, 0),
    FIELD_CHOICE(BudgetLinePast, funding, OPTIONAL, &funding_choices),
    FIELD_CHOICE(BudgetLinePast, purpose, OPTIONAL, &spending_purpose_choices),
    FIELD_CHOICE(BudgetLinePast, area, OPTIONAL, &area_choices),
    FIELD(BudgetLinePast, revision, REQUIRED, 0, 0),
    FIELD(BudgetLinePast, planned, OPTIONAL, 0, 0),
    FIELD(BudgetLinePast, allocated, OPTIONAL, 0, 0),
    FIELD(BudgetLinePast, spent, OPTIONAL, 0, 0),
    FIELD(BudgetLinePast, amount, OPTIONAL, 0, 0),
    FIELD(BudgetLinePast, source, REQUIRED, 0, 0),
    FIELD(BudgetLinePast, origin, REQUIRED, 0, 0),
    FIELD(BudgetLinePast, is_sample, REQUIRED, 0, 0),
    FIELD(BudgetLinePast, recorded_at, REQUIRED, 0, 0),
    FIELD(BudgetLinePast, replaced_by, REQUIRED, 0, 0),
    FIELD(BudgetLinePast, replaced_at, REQUIRED, 0, 0),
    FIELD(BudgetLinePast, reason, REQUIRED, 0, 0),
};
const Shape budget_line_past_shape = SHAPE(BudgetLinePast, budget_line_past_fields);

static const Field budget_year_fields[] = { FIELD(BudgetYear, year, REQUIRED, 0, 0) };
const Shape budget_year_shape = SHAPE(BudgetYear, budget_year_fields);

#include "modules/budget/lines.sql.h"

/* ---- checking ---- */

static Spot at(Spot spot, const char *column) {
    return spot_in(spot.file, spot.row, str_of(column));
}

static bool check_amount(Ctx *cx, Decimal amount, Spot spot, const char *column) {
    if (!amount.is_known || (amount.micro >= 0 && amount.micro <= AMOUNT_MAX_MILLION * DECIMAL_ONE)) return true;
    fault(cx, at(spot, column), &amount_range, decimal_text(cx->arena, amount));
    return false;
}

/* Spending is put into classes; references are one amount. Gives the column that does not fit, or NULL. */
static const char *column_unfit(const BudgetLine *line) {
    const bool is_spending = line->kind == LINE_SPENDING;
    if (is_spending != (line->funding != 0)) return "funding";
    if (is_spending != (line->purpose != 0)) return "purpose";
    if (is_spending != (line->area != 0)) return "area";
    if (is_spending == line->amount.is_known) return "amount";
    const bool has_stage = line->planned.is_known || line->allocated.is_known || line->spent.is_known;
    return is_spending == has_stage ? NULL : "allocated";
}

/* In being on some day of the year? An agency that is closed in mid-year keeps that year's money. */
static bool was_in_being(const Agency *agency, int64_t year) {
    const Day first = day_make(year, 1, 1), last = day_make(year, 12, 31);
    return agency->valid_from.number <= last.number &&
           (agency->valid_to.number == 0 || agency->valid_to.number > first.number);
}

Str province_code(const Registry *registry) {
    const Rows places = registry_places(registry);
    const Place *first = places.items;
    return places.count > 0 && first->kind == PLACE_PROVINCE ? first->code : S("");
}

static bool subject_fits(const Registry *registry, const BudgetLine *line) {
    const Str province = province_code(registry);
    if (line->kind != LINE_SPENDING && province.len > 0 && str_equal(line->subject, province)) return true;
    const Agency *agency = registry_agency(registry, line->subject);
    return line->kind != LINE_GRDP && agency != NULL && was_in_being(agency, line->year);
}

bool line_check(Ctx *cx, const Registry *registry, const BudgetLine *line, Spot spot) {
    const int64_t last = day_year(cx->today) + BUDGET_YEARS_AHEAD;
    const bool has_year = line->year >= BUDGET_YEAR_FIRST && line->year <= last;
    bool is_fine = has_year;
    if (!has_year)
        fault(cx, at(spot, "year"), &year_range, int_text(cx, line->year), int_text(cx, BUDGET_YEAR_FIRST),
              int_text(cx, last));
    if (has_year && !subject_fits(registry, line)) {
        fault(cx, at(spot, "subject"), &subject_unknown, line->subject, int_text(cx, line->year));
        is_fine = false;
    }
    const char *unfit = column_unfit(line);
    if (unfit != NULL) {
        fault(cx, at(spot, unfit), &line_form);
        is_fine = false;
    }
    is_fine = check_amount(cx, line->planned, spot, "planned") && is_fine;
    is_fine = check_amount(cx, line->allocated, spot, "allocated") && is_fine;
    is_fine = check_amount(cx, line->spent, spot, "spent") && is_fine;
    is_fine = check_amount(cx, line->amount, spot, "amount") && is_fine;
    const bool is_excess =
        line->allocated.is_known && line->spent.is_known && decimal_compare(line->spent, line->allocated) > 0;
    if (!is_excess || utf8_count(line->excess_reason) >= BUDGET_REASON_LETTERS_MIN) return is_fine;
    fault(cx, at(spot, "excess_reason"), &excess_unexplained, decimal_text(cx->arena, line->spent),
          decimal_text(cx->arena, line->allocated));
    return false;
}

bool line_same_key(const BudgetLine *a, const BudgetLine *b) {
    return a->kind == b->kind && a->year == b->year && a->funding == b->funding && a->purpose == b->purpose &&
           a->area == b->area && str_equal(a->subject, b->subject);
}

static bool same(Decimal a, Decimal b) {
    return a.is_known == b.is_known && (!a.is_known || a.micro == b.micro);
}

bool line_same_amounts(const BudgetLine *a, const BudgetLine *b) {
    return same(a->planned, b->planned) && same(a->allocated, b->allocated) && same(a->spent, b->spent) &&
           same(a->amount, b->amount);
}

Str line_key_text(Arena *arena, const BudgetLine *line) {
    const Str kind = choice_name(&line_kind_choices, line->kind);
    if (line->kind != LINE_SPENDING)
        return str_format(arena, "%.*s %.*s %lld", STR_FMT(kind), STR_FMT(line->subject), (long long)line->year);
    const Str funding = choice_name(&funding_choices, line->funding);
    const Str purpose = choice_name(&spending_purpose_choices, line->purpose),
              area = choice_name(&area_choices, line->area);
    return str_format(arena, "%.*s %.*s %lld %.*s/%.*s/%.*s", STR_FMT(kind), STR_FMT(line->subject),
                      (long long)line->year, STR_FMT(funding), STR_FMT(purpose), STR_FMT(area));
}

/* ---- reading and recording ---- */

Code line_find(Ctx *cx, const BudgetLine *key, BudgetLine *ret_line) {
    return line_one(cx, key, ret_line);
}

Code lines_of_year(Ctx *cx, int64_t year, Rows *ret_lines) {
    const BudgetLine key = { .year = year };
    return lines_by_year(cx, &key, ret_lines);
}

Code lines_of_subject(Ctx *cx, Str subject, Rows *ret_lines) {
    const BudgetLine key = { .subject = subject };
    return lines_by_subject(cx, &key, ret_lines);
}

Code lines_past_of(Ctx *cx, Str subject, Rows *ret_past) {
    const BudgetLinePast key = { .subject = subject };
    return lines_past_by_subject(cx, &key, ret_past);
}

Code line_years(Ctx *cx, Rows *ret_years) {
    return line_years_all(cx, ret_years);
}

Code line_record(Ctx *cx, const BudgetLine *line, Str reason) {
    BudgetLine held, next = *line;
    const Code found = line_one(cx, line, &held);
    next.recorded_at = cx->now;
    if (found == NOT_FOUND) {
        next.revision = 1;
        return line_insert(cx, &next);
    }
    TRY(found);
    const BudgetLinePast past = { .kind = held.kind,
                                  .subject = held.subject,
                                  .year = held.year,
                                  .funding = held.funding,
                                  .purpose = held.purpose,
                                  .area = held.area,
                                  .revision = held.revision,
                                  .planned = held.planned,
                                  .allocated = held.allocated,
                                  .spent = held.spent,
                                  .amount = held.amount,
                                  .source = held.source,
                                  .origin = held.origin,
                                  .is_sample = held.is_sample,
                                  .recorded_at = held.recorded_at,
                                  .replaced_by = line->origin,
                                  .replaced_at = cx->now,
                                  .reason = reason };
    TRY(line_past_insert(cx, &past));
    next.revision = held.revision + 1;
    return line_replace(cx, &next);
}
