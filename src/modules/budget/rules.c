/* modules/budget/rules - see rules.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/rules.h"

#include "kit/commands.h"
#include "modules/strategy/strategy.h"
#include "platform/ledger/ledger.h"

enum { RULES_BYTES_MAX = 1024 * 1024, WORDS_MAX = 10 };

const ProblemKind rule_form = {
    INVALID,
    "budget/rule-form",
    { "Quy tắc tính tỷ lệ không đúng.", "A rule of shares does not fit." },
    { "Quy tắc “{0}”: mã không lặp; areas gồm science, innovation, digital; fundings gồm central, province, commune, "
      "loan, outside; indicator là chỉ tiêu đã nạp và đo theo đúng phạm vi; year_last không trước year_first; grdp chỉ "
      "dùng cho tỉnh.",
      "Rule “{0}”: codes stand once; areas are science, innovation, digital; fundings are central, province, commune, "
      "loan, outside; the indicator is one that is loaded and is about the same scope; year_last is not before "
      "year_first; grdp is for the province alone." }
};

static const char *const scopes[] = { "province", "commune" };
static const char *const stages[] = { "planned", "allocated", "spent" };
static const char *const bases[] = { "total", "grdp" };
static const Choices scope_choices = CHOICES("BudgetRuleScope", scopes);
static const Choices stage_choices = CHOICES("BudgetStage", stages);
static const Choices base_choices = CHOICES("BudgetRuleBase", bases);

static const Field budget_rule_fields[] = {
    FIELD(BudgetRule, code, REQUIRED, 1, BUDGET_CODE_MAX),
    FIELD(BudgetRule, title, REQUIRED, 1, 200),
    FIELD(BudgetRule, title_en, REQUIRED, 1, 200),
    FIELD_CHOICE(BudgetRule, scope, REQUIRED, &scope_choices),
    FIELD_CHOICE(BudgetRule, numerator, REQUIRED, &stage_choices),
    FIELD(BudgetRule, areas, OPTIONAL, 0, WORDS_MAX),
    FIELD(BudgetRule, fundings, OPTIONAL, 0, WORDS_MAX),
    FIELD_CHOICE(BudgetRule, denominator, REQUIRED, &base_choices),
    FIELD(BudgetRule, indicator, OPTIONAL, 0, BUDGET_CODE_MAX),
    FIELD(BudgetRule, year_first, REQUIRED, BUDGET_YEAR_FIRST, 2200),
    FIELD(BudgetRule, year_last, OPTIONAL, 0, 2200),
    FIELD(BudgetRule, basis, REQUIRED, 1, 300),
    FIELD(BudgetRule, note, OPTIONAL, 0, 1000),
    FIELD(BudgetRule, position, STORED, 0, 0),
};
const Shape budget_rule_shape = SHAPE(BudgetRule, budget_rule_fields);

#include "modules/budget/rules.sql.h"

Code rules_all(Ctx *cx, Rows *ret_rules) {
    return budget_rules(cx, ret_rules);
}

bool rule_holds_in(const BudgetRule *rule, int64_t year) {
    return year >= rule->year_first && (rule->year_last == 0 || year <= rule->year_last);
}

bool rule_counts(const BudgetRule *rule, const BudgetLine *line) {
    if (line->kind != LINE_SPENDING) return false;
    const bool is_area = rule->areas.count == 0 || texts_hold(rule->areas, choice_name(&area_choices, line->area));
    return is_area &&
           (rule->fundings.count == 0 || texts_hold(rule->fundings, choice_name(&funding_choices, line->funding)));
}

Decimal rule_amount(const BudgetRule *rule, const BudgetLine *line) {
    if (rule->numerator == STAGE_PLANNED) return line->planned;
    return rule->numerator == STAGE_ALLOCATED ? line->allocated : line->spent;
}

/* ---- taking in ---- */

typedef struct RulesArgs {
    Str file;
} RulesArgs;

static const Field rules_args_fields[] = {
    OPTION(RulesArgs, file, REQUIRED, 1, 1000, "CSV of rules: code, title, title_en, scope, numerator, ..."),
};
const Shape rules_args_shape = SHAPE(RulesArgs, rules_args_fields);

static bool are_words(const Texts *texts, const Choices *choices) {
    for (size_t i = 0; i < texts->count; i++) {
        if (choice_value(choices, texts->items[i]) == 0) return false;
    }
    return true;
}

static Code rule_is_fine(Ctx *cx, const BudgetRule *rule, bool *ret_is_fine) {
    *ret_is_fine = are_words(&rule->areas, &area_choices) && are_words(&rule->fundings, &funding_choices) &&
                   (rule->year_last == 0 || rule->year_last >= rule->year_first) &&
                   (rule->denominator != BASE_GRDP || rule->scope == SCOPE_PROVINCE);
    if (rule->indicator.len == 0) return OK;
    StrategyYear asked;
    const Code found = strategy_year(cx, rule->indicator, rule->year_first, &asked);
    if (found != OK && found != NOT_FOUND) return found;
    *ret_is_fine = *ret_is_fine && found == OK && asked.is_of_communes == (rule->scope == SCOPE_COMMUNE);
    return OK;
}

/* The rules are replaced as a whole; what was recorded by the old ones stays, with its own numerator and denominator.
 */
Code rules_load(Ctx *cx, const void *in, void *out) {
    (void)out;
    const RulesArgs *args = in;
    const TableForm form = { .path = args->file, .name = args->file, .bytes_max = RULES_BYTES_MAX };
    Table table;
    Str content;
    TRY(table_read(cx, &form, &budget_rule_shape, BUDGET_RULES_MAX, &table));
    Map codes = map_new(cx->arena);
    for (size_t i = 0; i < table.count; i++) {
        BudgetRule *rule = table_change(&table, i);
        bool is_fine;
        rule->position = (int64_t)i + 1;
        TRY(rule_is_fine(cx, rule, &is_fine));
        if (!map_add(&codes, rule->code, i) || !is_fine)
            fault(cx, table_spot(&table, i, S("code")), &rule_form, rule->code);
    }
    TRY(faults_verdict(cx));
    TRY(file_read(cx, args->file, RULES_BYTES_MAX, &content));
    TRY(budget_rules_clear(cx));
    TRY(budget_rule_insert_each(cx, (const BudgetRule *)(const void *)table.items, table.count));
    say("Đã nạp quy tắc / rules taken in: %zu\n", table.count);
    return ledger_append(cx, S("budget.rules_loaded"), S("budget"), { "digest", sha256_text(cx->arena, content) },
                         { "rules", int_text(cx, (int64_t)table.count) });
}
