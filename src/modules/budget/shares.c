/* modules/budget/shares - see shares.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/shares.h"

#include "platform/ledger/ledger.h"

enum { SHARES_MAX = 1000, PERCENT = 100 };

const ProblemKind rule_unknown = {
    INVALID,
    "budget/rule-unknown",
    { "Không có quy tắc này.", "There is no such rule." },
    { "Quy tắc “{0}” không có, không áp dụng cho năm {1}, hoặc không gắn với chỉ tiêu nào.",
      "The rule “{0}” does not exist, does not hold in {1}, or belongs to no indicator." }
};
const ProblemKind share_incomplete = {
    CONFLICT,
    "budget/share-incomplete",
    { "Chưa đủ số để tính.", "There is not enough to compute from." },
    { "Quy tắc “{0}” năm {1}: thiếu {2} trong {3} khoản, hoặc thiếu mẫu số. Nhập đủ rồi ghi; thiếu không phải là 0.",
      "Rule “{0}” in {1}: {2} of {3} lines or the denominator are missing. Enter them first; missing is not zero." }
};

static const Field budget_share_fields[] = {
    FIELD(BudgetShare, subject, REQUIRED, 0, 0),   FIELD(BudgetShare, subject_name, REQUIRED, 0, 0),
    FIELD(BudgetShare, numerator, OPTIONAL, 0, 0), FIELD(BudgetShare, denominator, OPTIONAL, 0, 0),
    FIELD(BudgetShare, share, OPTIONAL, 0, 0),     FIELD(BudgetShare, lines, REQUIRED, 0, 0),
    FIELD(BudgetShare, missing, REQUIRED, 0, 0),   FIELD(BudgetShare, is_whole, REQUIRED, 0, 0),
    FIELD(BudgetShare, holds, REQUIRED, 0, 0),     FIELD(BudgetShare, is_sample, REQUIRED, 0, 0),
    FIELD(BudgetShare, recorded, OPTIONAL, 0, 0),
};
const Shape budget_share_shape = SHAPE(BudgetShare, budget_share_fields);

static const Field rule_shares_fields[] = {
    FIELD_LINK(RuleShares, rule, REQUIRED, &budget_rule_shape),
    FIELD(RuleShares, indicator_title, REQUIRED, 0, 0),
    FIELD(RuleShares, citation, REQUIRED, 0, 0),
    FIELD(RuleShares, period, REQUIRED, 0, 0),
    FIELD(RuleShares, ends_on, OPTIONAL, 0, 0),
    FIELD(RuleShares, low, OPTIONAL, 0, 0),
    FIELD(RuleShares, high, OPTIONAL, 0, 0),
    FIELD(RuleShares, is_over, REQUIRED, 0, 0),
    FIELD(RuleShares, total, REQUIRED, 0, 0),
    FIELD(RuleShares, known, REQUIRED, 0, 0),
    FIELD(RuleShares, met, REQUIRED, 0, 0),
    FIELD(RuleShares, agencies, REQUIRED, 0, 0),
    FIELD(RuleShares, is_recorded, REQUIRED, 0, 0),
    FIELD_LIST(RuleShares, shares, SHARES_MAX, &budget_share_shape),
};
const Shape rule_shares_shape = SHAPE(RuleShares, rule_shares_fields);

Decimal share_percent(Decimal numerator, Decimal denominator) {
    if (!numerator.is_known || !denominator.is_known) return (Decimal){ 0 };
    return decimal_of_wide((Wide)numerator.micro * PERCENT * DECIMAL_ONE, denominator.micro);
}

/* The subjects of a rule: the province, or the communes in being at the year's end. */
static BudgetShare *subjects_of(Ctx *cx, const Registry *registry, const BudgetRule *rule, int64_t year,
                                size_t *ret_count) {
    const Rows places = registry_places(registry);
    BudgetShare *shares = NEW_ARRAY(cx->arena, BudgetShare, places.count + 1);
    const Day last = day_make(year, 12, 31);
    *ret_count = 0;
    for (size_t i = 0; i < places.count && *ret_count < SHARES_MAX; i++) {
        const Place *place = &((const Place *)places.items)[i];
        const bool is_province = place->kind == PLACE_PROVINCE;
        if (is_province != (rule->scope == SCOPE_PROVINCE) || !place_is_valid(place, last)) continue;
        shares[(*ret_count)++] = (BudgetShare){ .subject = place->code, .subject_name = place->name };
    }
    return shares;
}

/* The place that an agency's line counts for: the commune of its committee; the province for everybody. */
static Str place_of(const Registry *registry, const BudgetRule *rule, Str subject) {
    if (rule->scope == SCOPE_PROVINCE) return province_code(registry);
    const Agency *agency = registry_agency(registry, subject);
    return agency != NULL && agency->kind == AGENCY_COMMUNE ? agency->place : S("");
}

/* An unknown sum begins with the first amount that is known. */
static void add_to(Decimal *sum, Decimal amount) {
    *sum = sum->is_known ? decimal_add(*sum, amount) : amount;
}

static void count_line(const BudgetRule *rule, const BudgetLine *line, BudgetShare *share) {
    const LineKind base = rule->denominator == BASE_TOTAL ? LINE_TOTAL : LINE_GRDP;
    if (rule_counts(rule, line)) {
        const Decimal amount = rule_amount(rule, line);
        share->lines++;
        share->is_sample = share->is_sample || line->is_sample;
        if (amount.is_known)
            add_to(&share->numerator, amount);
        else
            share->missing++;
    } else if (line->kind == (int)base) {
        share->denominator = line->amount;
        share->is_sample = share->is_sample || line->is_sample;
    }
}

/* The province's total is its own line, not that of an agency which happens to lie in it. */
static bool is_for(const Registry *registry, const BudgetRule *rule, const BudgetLine *line) {
    if (line->kind == LINE_SPENDING || rule->scope == SCOPE_COMMUNE) return true;
    return str_equal(line->subject, province_code(registry));
}

static Code look_up_asked(Ctx *cx, const BudgetRule *rule, int64_t year, RuleShares *shares, StrategyYear *ret_asked) {
    *ret_asked = (StrategyYear){ .period = S(""), .title = S(""), .citation = S("") };
    if (rule->indicator.len > 0) {
        const Code found = strategy_year(cx, rule->indicator, year, ret_asked);
        if (found != OK && found != NOT_FOUND) return found;
    }
    shares->indicator_title = ret_asked->title;
    shares->citation = ret_asked->citation;
    shares->period = ret_asked->period;
    shares->ends_on = ret_asked->ends_on;
    shares->low = ret_asked->low;
    shares->high = ret_asked->high;
    shares->is_over = ret_asked->ends_on.number > 0 && ret_asked->ends_on.number <= cx->today.number;
    return OK;
}

static Code finish_share(Ctx *cx, const StrategyYear *asked, BudgetShare *share, RuleShares *all) {
    StrategyFigure held;
    share->share = share_percent(share->numerator, share->denominator);
    share->is_whole = share->share.is_known && share->missing == 0;
    share->holds = share->is_whole && strategy_year_holds(asked, share->share);
    all->known += share->is_whole;
    all->met += share->holds;
    if (asked->period.len == 0) return OK;
    const Code found = strategy_figure(cx, asked->code, share->subject, asked->period, &held);
    if (found != OK) return found == NOT_FOUND ? OK : found;
    share->recorded = held.value;
    return OK;
}

Code shares_compute(Ctx *cx, const Registry *registry, const BudgetRule *rule, int64_t year, const Rows *lines,
                    RuleShares *ret_shares) {
    StrategyYear asked;
    size_t count;
    BudgetShare *shares = subjects_of(cx, registry, rule, year, &count);
    Map at = map_new(cx->arena);
    Str last_agency = S("");
    *ret_shares = (RuleShares){ .rule = rule, .total = (int64_t)count, .shares = { shares, count } };
    TRY(look_up_asked(cx, rule, year, ret_shares, &asked));
    for (size_t i = 0; i < count; i++) (void)map_add(&at, shares[i].subject, i);
    for (size_t i = 0; i < lines->count; i++) {
        const BudgetLine *line = &((const BudgetLine *)lines->items)[i];
        size_t index;
        if (!is_for(registry, rule, line)) continue;
        const Str place = line->kind == LINE_GRDP || str_equal(line->subject, province_code(registry))
                              ? line->subject
                              : place_of(registry, rule, line->subject);
        if (!map_get(&at, place, &index)) continue;
        count_line(rule, line, &shares[index]);
        if (!rule_counts(rule, line) || str_equal(line->subject, last_agency)) continue;
        last_agency = line->subject; /* they come in order */
        ret_shares->agencies++;
    }
    ret_shares->is_recorded = true;
    for (size_t i = 0; i < count; i++) {
        const BudgetShare *share = &shares[i];
        TRY(finish_share(cx, &asked, &shares[i], ret_shares));
        const bool stands =
            share->recorded.is_known && share->share.is_known && decimal_compare(share->recorded, share->share) == 0;
        if (share->is_whole && !stands) ret_shares->is_recorded = false;
    }
    ret_shares->is_recorded = ret_shares->is_recorded && ret_shares->known > 0;
    return OK;
}

/* ---- recording into the strategy ---- */

typedef struct RecordShares {
    Str rule;
    int64_t year;
    Str reason;
} RecordShares;

static const Field record_shares_fields[] = {
    FIELD(RecordShares, rule, REQUIRED, 1, BUDGET_CODE_MAX),
    FIELD(RecordShares, year, REQUIRED, 0, 0),
    FIELD(RecordShares, reason, OPTIONAL | LINES, 0, BUDGET_REASON_MAX),
};
const Shape record_shares_shape = SHAPE(RecordShares, record_shares_fields);

typedef struct RecordedShares {
    int64_t recorded, unchanged, left_out;
} RecordedShares;

static const Field recorded_shares_fields[] = {
    FIELD(RecordedShares, recorded, REQUIRED, 0, 0),
    FIELD(RecordedShares, unchanged, REQUIRED, 0, 0),
    FIELD(RecordedShares, left_out, REQUIRED, 0, 0),
};
const Shape recorded_shares_shape = SHAPE(RecordedShares, recorded_shares_fields);

static const BudgetRule *find_rule(const Rows *rules, Str code, int64_t year) {
    for (size_t i = 0; i < rules->count; i++) {
        const BudgetRule *rule = &((const BudgetRule *)rules->items)[i];
        if (str_equal(rule->code, code) && rule_holds_in(rule, year) && rule->indicator.len > 0) return rule;
    }
    return NULL;
}

/* 1234.5 as it is written here: 1234,5. */
static Str written(Arena *arena, Decimal amount) {
    const Str text = decimal_text(arena, amount);
    char *copy = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) copy[i] = text.at[i] == '.' ? ',' : text.at[i];
    return (Str){ copy, text.len };
}

static Code record_one(Ctx *cx, const RecordShares *wanted, const RuleShares *rule, const BudgetShare *share,
                       RecordedShares *done) {
    bool is_new;
    const FigureBrought figure = {
        .indicator = rule->rule->indicator,
        .subject = share->subject,
        .period = rule->period,
        .value = share->share,
        .text = S(""),
        .source =
            str_format(cx->arena, "Tính từ kinh phí năm %lld: %.*s trên %.*s triệu đồng", (long long)wanted->year,
                       STR_FMT(written(cx->arena, share->numerator)), STR_FMT(written(cx->arena, share->denominator))),
        .note = rule->rule->title,
        .reason = wanted->reason,
        .page = str_format(cx->arena, "/kinh-phi?year=%lld#%.*s", (long long)wanted->year, STR_FMT(rule->rule->code)),
        .agency = S(""),
        .entered_by = cx->caller.id,
        .entered_at = cx->now,
        .is_sample = share->is_sample,
    };
    TRY(strategy_figure_take(cx, &figure, &is_new));
    if (is_new)
        done->recorded++;
    else
        done->unchanged++;
    return OK;
}

/* All that is whole is recorded; what is not is left out and counted. */
Code shares_record(Ctx *cx, const void *in, void *out) {
    const RecordShares *wanted = in;
    RecordedShares *done = out;
    Registry *registry;
    Rows rules, lines;
    RuleShares all;
    TRY(registry_load(cx, &registry));
    TRY(rules_all(cx, &rules));
    const BudgetRule *rule = find_rule(&rules, wanted->rule, wanted->year);
    if (rule == NULL) return fail_field(cx, S("rule"), &rule_unknown, wanted->rule, int_text(cx, wanted->year));
    TRY(lines_of_year(cx, wanted->year, &lines));
    TRY(shares_compute(cx, registry, rule, wanted->year, &lines, &all));
    int64_t counted = 0, missing = 0;
    for (size_t i = 0; i < all.shares.count; i++) {
        const BudgetShare *share = &((const BudgetShare *)all.shares.items)[i];
        counted += share->lines;
        missing += share->missing;
        if (share->is_whole)
            TRY(record_one(cx, wanted, &all, share, done));
        else
            done->left_out++;
    }
    if (all.known == 0)
        return fail(cx, &share_incomplete, rule->code, int_text(cx, wanted->year), int_text(cx, missing),
                    int_text(cx, counted));
    return ledger_append(cx, S("budget.shares_recorded"), rule->code, { "year", int_text(cx, wanted->year) },
                         { "recorded", int_text(cx, done->recorded) }, { "unchanged", int_text(cx, done->unchanged) },
                         { "left_out", int_text(cx, done->left_out) });
}
