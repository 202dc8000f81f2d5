/* modules/strategy/plan - the Shapes of a plan package's records. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan.h"

static const char *const document_kinds[] = { "decision", "plan",       "resolution", "directive", "programme",
                                              "law",      "regulation", "guidance",   "dispatch" };
static const char *const section_kinds[] = { "objectives", "tasks", "resources", "organisation" };
static const char *const indicator_kinds[] = { "share", "number", "amount", "level" };
static const char *const directions[] = { "up", "down", "within" };
static const char *const frequencies[] = { "month", "quarter", "half", "year" };
static const char *const indicator_levels[] = { "province", "commune", "both", "agency" };
static const char *const rollups[] = { "reported", "sum", "mean", "met_share" };
static const char *const operators[] = { "=", ">=", "<=", "range", "text" };
static const char *const timings[] = { "dated", "yearly", "standing" };
static const char *const assignment_roles[] = { "lead", "support", "monitor" };

const Choices document_kind_choices = CHOICES("DocumentKind", document_kinds);
const Choices section_kind_choices = CHOICES("SectionKind", section_kinds);
const Choices indicator_kind_choices = CHOICES("IndicatorKind", indicator_kinds);
const Choices direction_choices = CHOICES("Direction", directions);
const Choices frequency_choices = CHOICES("Frequency", frequencies);
const Choices indicator_level_choices = CHOICES("IndicatorLevel", indicator_levels);
const Choices rollup_choices = CHOICES("Rollup", rollups);
const Choices operator_choices = CHOICES("Operator", operators);
const Choices timing_choices = CHOICES("Timing", timings);
const Choices assignment_role_choices = CHOICES("AssignmentRole", assignment_roles);

static const Field plan_document_fields[] = {
    FIELD(PlanDocument, code, REQUIRED, 1, CODE_MAX),
    FIELD(PlanDocument, number, REQUIRED, 1, 60),
    FIELD_CHOICE(PlanDocument, kind, REQUIRED, &document_kind_choices),
    FIELD(PlanDocument, title, REQUIRED, 1, TITLE_MAX),
    FIELD(PlanDocument, issuer, REQUIRED, 1, CODE_MAX),
    FIELD(PlanDocument, issued_on, REQUIRED, 0, 0),
    FIELD(PlanDocument, effective_on, OPTIONAL, 0, 0),
    FIELD(PlanDocument, horizon, OPTIONAL, 0, 9999),
    FIELD(PlanDocument, signer, OPTIONAL, 0, 120),
    FIELD(PlanDocument, source, OPTIONAL, 0, 300),
    FIELD(PlanDocument, note, OPTIONAL, 0, NOTE_MAX),
    FIELD(PlanDocument, position, STORED, 0, 0),
};
const Shape plan_document_shape = SHAPE(PlanDocument, plan_document_fields);

static const Field section_fields[] = {
    FIELD(Section, code, REQUIRED, 1, CODE_MAX),
    FIELD(Section, document, REQUIRED, 1, CODE_MAX),
    FIELD(Section, citation, REQUIRED, 1, CITATION_MAX),
    FIELD(Section, title, REQUIRED, 1, TITLE_MAX),
    FIELD(Section, parent, OPTIONAL, 0, CODE_MAX),
    FIELD_CHOICE(Section, kind, REQUIRED, &section_kind_choices),
    FIELD(Section, position, STORED, 0, 0),
};
const Shape section_shape = SHAPE(Section, section_fields);

static const Field objective_fields[] = {
    FIELD(Objective, code, REQUIRED, 1, CODE_MAX),
    FIELD(Objective, document, REQUIRED, 1, CODE_MAX),
    FIELD(Objective, section, OPTIONAL, 0, CODE_MAX),
    FIELD(Objective, citation, REQUIRED, 1, CITATION_MAX),
    FIELD(Objective, title, REQUIRED, 1, TITLE_MAX),
    FIELD(Objective, parent, OPTIONAL, 0, CODE_MAX),
    FIELD(Objective, year, OPTIONAL, 0, 9999),
    FIELD(Objective, position, STORED, 0, 0),
};
const Shape objective_shape = SHAPE(Objective, objective_fields);

static const Field indicator_fields[] = {
    FIELD(Indicator, code, REQUIRED, 1, CODE_MAX),
    FIELD(Indicator, document, REQUIRED, 1, CODE_MAX),
    FIELD(Indicator, objective, OPTIONAL, 0, CODE_MAX),
    FIELD(Indicator, citation, REQUIRED, 1, CITATION_MAX),
    FIELD(Indicator, title, REQUIRED, 1, TITLE_MAX),
    FIELD(Indicator, short_title, OPTIONAL, 0, 60),
    FIELD(Indicator, title_en, OPTIONAL, 0, TITLE_MAX),
    FIELD(Indicator, unit, REQUIRED, 1, 40),
    FIELD_CHOICE(Indicator, kind, REQUIRED, &indicator_kind_choices),
    FIELD_CHOICE(Indicator, direction, REQUIRED, &direction_choices),
    FIELD_CHOICE(Indicator, frequency, REQUIRED, &frequency_choices),
    FIELD(Indicator, due_days, OPTIONAL, 0, 400),
    FIELD_CHOICE(Indicator, level, FILLED, &indicator_level_choices),
    FIELD_CHOICE(Indicator, rollup, OPTIONAL, &rollup_choices),
    FIELD(Indicator, levels, OPTIONAL, 0, 20),
    FIELD(Indicator, baseline, OPTIONAL, 0, 0),
    FIELD(Indicator, baseline_on, OPTIONAL, 0, 0),
    FIELD(Indicator, tolerance, OPTIONAL, 0, 0),
    FIELD(Indicator, definition, OPTIONAL, 0, NOTE_MAX),
    FIELD(Indicator, note, OPTIONAL, 0, NOTE_MAX),
    FIELD(Indicator, closed_on, OPTIONAL, 0, 0),
    FIELD(Indicator, position, STORED, 0, 0),
};
const Shape indicator_shape = SHAPE(Indicator, indicator_fields);

static const Field target_fields[] = {
    FIELD(Target, indicator, REQUIRED, 1, CODE_MAX),
    FIELD(Target, year, REQUIRED, 1900, 2200),
    FIELD_CHOICE(Target, operator, REQUIRED, &operator_choices),
    FIELD(Target, low, OPTIONAL, 0, 0),
    FIELD(Target, high, OPTIONAL, 0, 0),
    FIELD(Target, text, OPTIONAL, 0, 80),
    FIELD(Target, citation, OPTIONAL, 0, CITATION_MAX),
};
const Shape target_shape = SHAPE(Target, target_fields);

static const Field task_fields[] = {
    FIELD(Task, code, REQUIRED, 1, CODE_MAX),
    FIELD(Task, document, REQUIRED, 1, CODE_MAX),
    FIELD(Task, section, OPTIONAL, 0, CODE_MAX),
    FIELD(Task, citation, REQUIRED, 1, CITATION_MAX),
    FIELD(Task, title, REQUIRED, 1, TITLE_MAX),
    FIELD(Task, title_en, OPTIONAL, 0, TITLE_MAX),
    FIELD(Task, product, OPTIONAL, 0, 300),
    FIELD(Task, start, OPTIONAL, 0, 0),
    FIELD(Task, due, OPTIONAL, 0, 0),
    FIELD_CHOICE(Task, timing, FILLED, &timing_choices),
    FIELD(Task, indicator, OPTIONAL, 0, CODE_MAX),
    FIELD(Task, note, OPTIONAL, 0, NOTE_MAX),
    FIELD(Task, closed_on, OPTIONAL, 0, 0),
    FIELD(Task, position, STORED, 0, 0),
};
const Shape task_shape = SHAPE(Task, task_fields);

static const Field assignment_fields[] = {
    FIELD(Assignment, task, REQUIRED, 1, CODE_MAX),
    FIELD_CHOICE(Assignment, role, REQUIRED, &assignment_role_choices),
    FIELD(Assignment, named, REQUIRED, 1, 300),
    FIELD(Assignment, agency, OPTIONAL, 0, CODE_MAX),
    FIELD(Assignment, then, OPTIONAL, 0, CODE_MAX),
    FIELD(Assignment, basis, OPTIONAL, 0, CITATION_MAX),
    FIELD(Assignment, note, OPTIONAL, 0, NOTE_MAX),
    FIELD(Assignment, position, STORED, 0, 0),
};
const Shape assignment_shape = SHAPE(Assignment, assignment_fields);

static const Field duty_fields[] = {
    FIELD(Duty, code, REQUIRED, 1, CODE_MAX),
    FIELD(Duty, document, REQUIRED, 1, CODE_MAX),
    FIELD(Duty, citation, REQUIRED, 1, CITATION_MAX),
    FIELD(Duty, title, REQUIRED, 1, TITLE_MAX),
    FIELD(Duty, who, REQUIRED, 1, CODE_MAX),
    FIELD(Duty, to, REQUIRED, 1, CODE_MAX),
    FIELD(Duty, due_rule, REQUIRED, 1, 60),
    FIELD(Duty, product, OPTIONAL, 0, 300),
    FIELD(Duty, note, OPTIONAL, 0, NOTE_MAX),
    FIELD(Duty, position, STORED, 0, 0),
};
const Shape duty_shape = SHAPE(Duty, duty_fields);

static const Field basis_fields[] = {
    FIELD(Basis, document, REQUIRED, 1, CODE_MAX),
    FIELD(Basis, position, REQUIRED, 1, 1000),
    FIELD(Basis, number, REQUIRED, 1, 120),
    FIELD(Basis, title, REQUIRED, 1, 300),
    FIELD_CHOICE(Basis, kind, REQUIRED, &document_kind_choices),
    FIELD(Basis, issued_on, OPTIONAL, 0, 0),
    FIELD(Basis, citation, REQUIRED, 1, CITATION_MAX),
    FIELD(Basis, ended_on, OPTIONAL, 0, 0),
    FIELD(Basis, replaced_by, OPTIONAL, 0, 200),
    FIELD_CHOICE(Basis, confidence, OPTIONAL, &confidence_choices),
    FIELD(Basis, note, OPTIONAL, 0, NOTE_MAX),
};
const Shape basis_shape = SHAPE(Basis, basis_fields);

bool is_closed(Day closed_on, Day day) {
    return closed_on.number != 0 && closed_on.number <= day.number;
}

/* ---- due rules ---- */

Code due_rule_from_text(Str text, DueRule *ret_rule) {
    const Str start = S("year before "), back = S(" of year-");
    if (!str_starts(text, start)) return INVALID;
    const Str rest = str_part(text, start.len, text.len);
    DueRule rule = { 0 };
    if (rest.len < 5 || rest.at[2] != '-') return INVALID;
    TRY(str_to_int(str_part(rest, 0, 2), 1, 12, &rule.month));
    TRY(str_to_int(str_part(rest, 3, 2), 1, 31, &rule.day));
    if (rule.day > days_in_month(2024, rule.month)) return INVALID;
    const Str tail = str_part(rest, 5, rest.len);
    if (tail.len > 0) {
        if (!str_starts(tail, back)) return INVALID;
        TRY(str_to_int(str_part(tail, back.len, tail.len), 1, 9, &rule.years_before));
    }
    *ret_rule = rule;
    return OK;
}

/* "Before 15/11" means that the 14th is the last day in time. */
Day due_rule_day(DueRule rule, int64_t year) {
    const int64_t of = year - rule.years_before;
    const bool is_there = rule.day <= days_in_month(of, rule.month); /* not 29 February in most years */
    const Day cut = is_there ? day_make(of, rule.month, rule.day) : day_make(of, rule.month + 1, 1);
    return (Day){ cut.number - 1 };
}

Code duty_rule_from_text(Str text, DutyRule *ret_rule) {
    static const struct {
        const char *word;
        Frequency frequency;
    } each[] = { { "month", FREQUENCY_MONTH }, { "quarter", FREQUENCY_QUARTER }, { "half", FREQUENCY_HALF } };
    enum { DAY_OF_MONTH_MAX = 28 };
    const Str between = S(" before day "), ends[] = { S(" of last month"), S(" of next month") };
    DutyRule rule = { .frequency = FREQUENCY_YEAR };
    if (due_rule_from_text(text, &rule.yearly) == OK) {
        *ret_rule = rule;
        return OK;
    }
    for (size_t i = 0; i < COUNT(each); i++) {
        const Str start = str_of(each[i].word), rest = str_part(text, start.len, text.len);
        if (!str_starts(text, start) || !str_starts(rest, between)) continue;
        const Str day = str_part(rest, between.len, rest.len);
        rule.frequency = each[i].frequency;
        rule.is_after = str_ends(day, ends[1]);
        if (!rule.is_after && !str_ends(day, ends[0])) return INVALID;
        TRY(str_to_int(str_part(day, 0, day.len - ends[rule.is_after].len), 1, DAY_OF_MONTH_MAX, &rule.day));
        *ret_rule = rule;
        return OK;
    }
    return INVALID;
}

Day duty_rule_day(const DutyRule *rule, Period period) {
    if (rule->frequency == FREQUENCY_YEAR) return due_rule_day(rule->yearly, period.year);
    const Day end = period_end(period);
    int64_t year, month, day;
    day_parts(end, &year, &month, &day);
    return rule->is_after ? (Day){ end.number + rule->day - 1 }
                          : (Day){ day_make(year, month, rule->day).number - 1 };
}
