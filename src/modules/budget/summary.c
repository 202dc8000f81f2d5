/* modules/budget/summary - see summary.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/summary.h"

#include "kit/workbook.h"

enum {
    AGENCIES_MAX = 2000,
    CLASSES_MAX = 40,
    YEARS_MAX = 200,
    LINES_OF_AGENCY_MAX = 2000,
    PAST_MAX = 5000,
    CSV_BYTES_MAX = 16 * 1024 * 1024
};

/* ---- sums ---- */

static const Field money_sum_fields[] = {
    FIELD(MoneySum, lines, REQUIRED, 0, 0),
    FIELD(MoneySum, planned, OPTIONAL, 0, 0),
    FIELD(MoneySum, allocated, OPTIONAL, 0, 0),
    FIELD(MoneySum, spent, OPTIONAL, 0, 0),
    FIELD(MoneySum, planned_missing, REQUIRED, 0, 0),
    FIELD(MoneySum, allocated_missing, REQUIRED, 0, 0),
    FIELD(MoneySum, spent_missing, REQUIRED, 0, 0),
    FIELD(MoneySum, execution, OPTIONAL, 0, 0),
    FIELD(MoneySum, allocation, OPTIONAL, 0, 0),
    FIELD(MoneySum, execution_lines, REQUIRED, 0, 0),
    FIELD(MoneySum, allocation_lines, REQUIRED, 0, 0),
    FIELD(MoneySum, is_sample, REQUIRED, 0, 0),
};
const Shape money_sum_shape = SHAPE(MoneySum, money_sum_fields);

static void add_known(Decimal *sum, Decimal amount, int64_t *missing) {
    if (!amount.is_known)
        (*missing)++;
    else
        *sum = sum->is_known ? decimal_add(*sum, amount) : amount;
}

static void add_pair(Decimal *part, Decimal *whole, Decimal part_amount, Decimal whole_amount, int64_t *lines) {
    int64_t ignored = 0;
    if (!part_amount.is_known || !whole_amount.is_known) return;
    add_known(part, part_amount, &ignored);
    add_known(whole, whole_amount, &ignored);
    (*lines)++;
}

void money_sum_add(MoneySum *sum, const BudgetLine *line) {
    sum->lines++;
    sum->is_sample = sum->is_sample || line->is_sample;
    add_known(&sum->planned, line->planned, &sum->planned_missing);
    add_known(&sum->allocated, line->allocated, &sum->allocated_missing);
    add_known(&sum->spent, line->spent, &sum->spent_missing);
    add_pair(&sum->spent_of, &sum->allocated_for, line->spent, line->allocated, &sum->execution_lines);
    add_pair(&sum->allocated_of, &sum->planned_for, line->allocated, line->planned, &sum->allocation_lines);
}

void money_sum_end(MoneySum *sum) {
    sum->execution = share_percent(sum->spent_of, sum->allocated_for);
    sum->allocation = share_percent(sum->allocated_of, sum->planned_for);
}

/* ---- a year ---- */

typedef struct BudgetAsked {
    int64_t year; /* 0: the newest with amounts, or this year */
} BudgetAsked;

static const Field budget_asked_fields[] = { FIELD(BudgetAsked, year, OPTIONAL, 0, 9999) };
const Shape budget_asked_shape = SHAPE(BudgetAsked, budget_asked_fields);

typedef struct AgencySum {
    Str code, name;
    int kind;
    const MoneySum *sum;
    Decimal total; /* its whole budget */
} AgencySum;

static const Field agency_sum_fields[] = {
    FIELD(AgencySum, code, REQUIRED, 0, 0),
    FIELD(AgencySum, name, REQUIRED, 0, 0),
    FIELD_CHOICE(AgencySum, kind, OPTIONAL, &agency_kind_choices),
    FIELD_LINK(AgencySum, sum, REQUIRED, &money_sum_shape),
    FIELD(AgencySum, total, OPTIONAL, 0, 0),
};
static const Shape agency_sum_shape = SHAPE(AgencySum, agency_sum_fields);

typedef struct ClassSum {
    int area, purpose;
    const MoneySum *sum;
} ClassSum;

static const Field class_sum_fields[] = {
    FIELD_CHOICE(ClassSum, area, REQUIRED, &area_choices),
    FIELD_CHOICE(ClassSum, purpose, REQUIRED, &spending_purpose_choices),
    FIELD_LINK(ClassSum, sum, REQUIRED, &money_sum_shape),
};
static const Shape class_sum_shape = SHAPE(ClassSum, class_sum_fields);

typedef struct BudgetSummary {
    int64_t year;
    Rows years; /* of BudgetYear */
    const MoneySum *sum;
    Rows rules;          /* of RuleShares: those that hold in the year */
    Rows agencies;       /* of AgencySum, in Vietnamese order */
    Rows classes;        /* of ClassSum, by area and purpose */
    Decimal total, grdp; /* of the province */
    bool has_samples;
} BudgetSummary;

static const Field budget_summary_fields[] = {
    FIELD(BudgetSummary, year, REQUIRED, 0, 0),
    FIELD_LIST(BudgetSummary, years, YEARS_MAX, &budget_year_shape),
    FIELD_LINK(BudgetSummary, sum, REQUIRED, &money_sum_shape),
    FIELD_LIST(BudgetSummary, rules, BUDGET_RULES_MAX, &rule_shares_shape),
    FIELD_LIST(BudgetSummary, agencies, AGENCIES_MAX, &agency_sum_shape),
    FIELD_LIST(BudgetSummary, classes, CLASSES_MAX, &class_sum_shape),
    FIELD(BudgetSummary, total, OPTIONAL, 0, 0),
    FIELD(BudgetSummary, grdp, OPTIONAL, 0, 0),
    FIELD(BudgetSummary, has_samples, REQUIRED, 0, 0),
};
const Shape budget_summary_shape = SHAPE(BudgetSummary, budget_summary_fields);

static Code choose_year(Ctx *cx, int64_t asked, BudgetSummary *page) {
    TRY(line_years(cx, &page->years));
    const BudgetYear *newest = page->years.items;
    page->year = asked > 0 ? asked : page->years.count > 0 ? newest->year : day_year(cx->today);
    return OK;
}

static Rows sum_classes(Ctx *cx, const Rows *lines) {
    ClassSum *classes = NEW_ARRAY(cx->arena, ClassSum, CLASSES_MAX);
    size_t count = 0;
    for (int area = AREA_SCIENCE; area <= AREA_DIGITAL; area++) {
        for (int purpose = PURPOSE_INVESTMENT; purpose <= PURPOSE_RECURRENT; purpose++) {
            MoneySum *sum = NEW(cx->arena, MoneySum);
            for (size_t i = 0; i < lines->count; i++) {
                const BudgetLine *line = &((const BudgetLine *)lines->items)[i];
                if (line->kind == LINE_SPENDING && line->area == area && line->purpose == purpose)
                    money_sum_add(sum, line);
            }
            money_sum_end(sum);
            if (sum->lines > 0) classes[count++] = (ClassSum){ area, purpose, sum };
        }
    }
    return (Rows){ classes, count };
}

/* Every agency that has a line of any kind, in the order of the registry. */
static Rows sum_agencies(Ctx *cx, const Registry *registry, const Rows *lines) {
    const Rows agencies = registry_agencies(registry);
    AgencySum *sums = NEW_ARRAY(cx->arena, AgencySum, agencies.count + 1);
    MoneySum *money = NEW_ARRAY(cx->arena, MoneySum, agencies.count + 1);
    Map at = map_new(cx->arena);
    for (size_t i = 0; i < agencies.count; i++) {
        const Agency *agency = &((const Agency *)agencies.items)[i];
        sums[i] = (AgencySum){ .code = agency->code, .name = agency->name, .kind = agency->kind, .sum = &money[i] };
        (void)map_add(&at, agency->code, i);
    }
    for (size_t i = 0; i < lines->count; i++) {
        const BudgetLine *line = &((const BudgetLine *)lines->items)[i];
        size_t index;
        if (!map_get(&at, line->subject, &index)) continue;
        if (line->kind == LINE_SPENDING)
            money_sum_add(&money[index], line);
        else
            sums[index].total = line->amount;
    }
    size_t count = 0;
    for (size_t i = 0; i < agencies.count && count < AGENCIES_MAX; i++) {
        money_sum_end(&money[i]);
        if (money[i].lines > 0 || sums[i].total.is_known) sums[count++] = sums[i];
    }
    return (Rows){ sums, count };
}

static Code sum_rules(Ctx *cx, const Registry *registry, int64_t year, const Rows *lines, Rows *ret_rules) {
    Rows rules;
    TRY(rules_all(cx, &rules));
    RuleShares *shares = NEW_ARRAY(cx->arena, RuleShares, rules.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < rules.count; i++) {
        const BudgetRule *rule = &((const BudgetRule *)rules.items)[i];
        if (rule_holds_in(rule, year)) TRY(shares_compute(cx, registry, rule, year, lines, &shares[count++]));
    }
    *ret_rules = (Rows){ shares, count };
    return OK;
}

Code budget_summary_get(Ctx *cx, const void *in, void *out) {
    const BudgetAsked *asked = in;
    BudgetSummary *page = out;
    Registry *registry;
    Rows lines;
    MoneySum *sum = NEW(cx->arena, MoneySum);
    TRY(registry_load(cx, &registry));
    TRY(choose_year(cx, asked->year, page));
    TRY(lines_of_year(cx, page->year, &lines));
    const Str province = province_code(registry);
    for (size_t i = 0; i < lines.count; i++) {
        const BudgetLine *line = &((const BudgetLine *)lines.items)[i];
        page->has_samples = page->has_samples || line->is_sample;
        if (line->kind == LINE_SPENDING)
            money_sum_add(sum, line);
        else if (line->kind == LINE_GRDP)
            page->grdp = line->amount;
        else if (str_equal(line->subject, province))
            page->total = line->amount;
    }
    money_sum_end(sum);
    page->sum = sum;
    page->classes = sum_classes(cx, &lines);
    page->agencies = sum_agencies(cx, registry, &lines);
    return sum_rules(cx, registry, page->year, &lines, &page->rules);
}

/* ---- one agency, all years ---- */

typedef struct AgencyMoneyAsked {
    Str code;
} AgencyMoneyAsked;

static const Field agency_money_asked_fields[] = { FIELD(AgencyMoneyAsked, code, REQUIRED, 1, BUDGET_CODE_MAX) };
const Shape agency_money_asked_shape = SHAPE(AgencyMoneyAsked, agency_money_asked_fields);

typedef struct AgencyMoney {
    Str code, name;
    Rows lines, past; /* of BudgetLine, of BudgetLinePast; the newest year first */
} AgencyMoney;

static const Field agency_money_fields[] = {
    FIELD(AgencyMoney, code, REQUIRED, 0, 0),
    FIELD(AgencyMoney, name, REQUIRED, 0, 0),
    FIELD_LIST(AgencyMoney, lines, LINES_OF_AGENCY_MAX, &budget_line_shape),
    FIELD_LIST(AgencyMoney, past, PAST_MAX, &budget_line_past_shape),
};
const Shape agency_money_shape = SHAPE(AgencyMoney, agency_money_fields);

Code agency_money_get(Ctx *cx, const void *in, void *out) {
    const AgencyMoneyAsked *asked = in;
    AgencyMoney *page = out;
    Registry *registry;
    TRY(registry_load(cx, &registry));
    const bool is_province = str_equal(asked->code, province_code(registry));
    if (!is_province && registry_agency(registry, asked->code) == NULL) return fail(cx, &not_found, asked->code);
    page->code = asked->code;
    page->name = registry_name(registry, asked->code);
    TRY(lines_of_subject(cx, asked->code, &page->lines));
    return lines_past_of(cx, asked->code, &page->past);
}

/* ---- as a file ---- */

static const Field budget_csv_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape budget_csv_shape = { "BudgetCsv", sizeof(Raw), budget_csv_fields, COUNT(budget_csv_fields) };

typedef struct BudgetCsvRow {
    int kind;
    Str subject, subject_name;
    int64_t year;
    int funding, purpose, area;
    Decimal planned, allocated, spent, amount, execution, allocation;
    Str source, excess_reason;
    int64_t revision;
    bool is_sample;
    Time recorded_at;
} BudgetCsvRow;

static const Field budget_csv_row_fields[] = {
    FIELD_CHOICE(BudgetCsvRow, kind, REQUIRED, &line_kind_choices),
    FIELD(BudgetCsvRow, subject, REQUIRED, 0, 0),
    FIELD(BudgetCsvRow, subject_name, REQUIRED, 0, 0),
    FIELD(BudgetCsvRow, year, REQUIRED, 0, 0),
    FIELD_CHOICE(BudgetCsvRow, funding, OPTIONAL, &funding_choices),
    FIELD_CHOICE(BudgetCsvRow, purpose, OPTIONAL, &spending_purpose_choices),
    FIELD_CHOICE(BudgetCsvRow, area, OPTIONAL, &area_choices),
    FIELD(BudgetCsvRow, planned, OPTIONAL, 0, 0),
    FIELD(BudgetCsvRow, allocated, OPTIONAL, 0, 0),
    FIELD(BudgetCsvRow, spent, OPTIONAL, 0, 0),
    FIELD(BudgetCsvRow, amount, OPTIONAL, 0, 0),
    FIELD(BudgetCsvRow, execution, OPTIONAL, 0, 0),
    FIELD(BudgetCsvRow, allocation, OPTIONAL, 0, 0),
    FIELD(BudgetCsvRow, source, REQUIRED, 0, 0),
    FIELD(BudgetCsvRow, excess_reason, OPTIONAL, 0, 0),
    FIELD(BudgetCsvRow, revision, REQUIRED, 0, 0),
    FIELD(BudgetCsvRow, is_sample, REQUIRED, 0, 0),
    FIELD(BudgetCsvRow, recorded_at, REQUIRED, 0, 0),
};
static const Shape budget_csv_row_shape = SHAPE(BudgetCsvRow, budget_csv_row_fields);

static Code csv_rows(Ctx *cx, const BudgetAsked *asked, int64_t *ret_year, Rows *ret_rows) {
    BudgetSummary page = { 0 };
    Registry *registry;
    Rows lines;
    TRY(registry_load(cx, &registry));
    TRY(choose_year(cx, asked->year, &page));
    TRY(lines_of_year(cx, page.year, &lines));
    BudgetCsvRow *rows = NEW_ARRAY(cx->arena, BudgetCsvRow, lines.count + 1);
    for (size_t i = 0; i < lines.count; i++) {
        const BudgetLine *line = &((const BudgetLine *)lines.items)[i];
        rows[i] = (BudgetCsvRow){ .kind = line->kind,
                                  .subject = line->subject,
                                  .subject_name = registry_name(registry, line->subject),
                                  .year = line->year,
                                  .funding = line->funding,
                                  .purpose = line->purpose,
                                  .area = line->area,
                                  .planned = line->planned,
                                  .allocated = line->allocated,
                                  .spent = line->spent,
                                  .amount = line->amount,
                                  .execution = share_percent(line->spent, line->allocated),
                                  .allocation = share_percent(line->allocated, line->planned),
                                  .source = line->source,
                                  .excess_reason = line->excess_reason,
                                  .revision = line->revision,
                                  .is_sample = line->is_sample,
                                  .recorded_at = line->recorded_at };
    }
    *ret_year = page.year;
    *ret_rows = (Rows){ rows, lines.count };
    return OK;
}

Code budget_csv(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    Rows rows;
    int64_t year;
    TRY(csv_rows(cx, in, &year, &rows));
    raw->file_name = str_format(cx->arena, "banyan-budget-%lld.csv", (long long)year);
    return table_write(cx->arena, &budget_csv_row_shape, rows.items, rows.count, CSV_BYTES_MAX, &raw->body);
}

Code budget_xlsx(Ctx *cx, const void *in, void *out) {
    const Str titles[] = { S("Loại dòng"),  S("Mã đối tượng"), S("Đối tượng"),         S("Năm"),
                           S("Nguồn vốn"),  S("Tính chất"),    S("Lĩnh vực"),          S("Kế hoạch"),
                           S("Được giao"),  S("Đã chi"),       S("Số tiền"),           S("Giải ngân (%)"),
                           S("Phân bổ (%)"), S("Nguồn số liệu"), S("Lý do chi vượt"), S("Lần ghi"),
                           S("Dữ liệu mẫu"), S("Ghi lúc") };
    Raw *raw = out;
    Rows rows;
    int64_t year;
    TRY(csv_rows(cx, in, &year, &rows));
    raw->file_name = str_format(cx->arena, "banyan-budget-%lld.xlsx", (long long)year);
    return workbook_of_records(cx, S("Kinh phí"), &budget_csv_row_shape, titles, rows.items, rows.count, &raw->body);
}
