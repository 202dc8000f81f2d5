/* modules/strategy/plan - the records of a plan package,
    as its CSV files have them (docs/protocols/plan-package.md). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PLAN_H
#define MODULES_STRATEGY_PLAN_H

#include "kit/package.h"
#include "modules/strategy/periods.h"
#include "platform/reference/reference.h"

enum { CODE_MAX = 40, TITLE_MAX = 200, CITATION_MAX = 160, NOTE_MAX = 1500 };

typedef enum IndicatorKind { KIND_OF_NONE, KIND_OF_SHARE, KIND_OF_NUMBER, KIND_OF_AMOUNT, KIND_OF_LEVEL } IndicatorKind;
typedef enum IndicatorLevel { ABOUT_NONE, ABOUT_PROVINCE, ABOUT_COMMUNE, ABOUT_BOTH, ABOUT_AGENCY } IndicatorLevel;
typedef enum RollupWay { ROLLUP_NONE, ROLLUP_REPORTED, ROLLUP_SUM, ROLLUP_MEAN, ROLLUP_MET_SHARE } RollupWay;
typedef enum Operator { OPERATOR_NONE, OPERATOR_EQUAL, OPERATOR_AT_LEAST, OPERATOR_AT_MOST, OPERATOR_RANGE,
    OPERATOR_TEXT } Operator;
typedef enum Timing { TIMING_NONE, TIMING_DATED, TIMING_YEARLY, TIMING_STANDING } Timing;
typedef enum AssignmentRole { ROLE_OF_NONE, ROLE_OF_LEAD, ROLE_OF_SUPPORT, ROLE_OF_MONITOR } AssignmentRole;

/* `position` keeps the order of the file; it is stored, and not part of the package. */

typedef struct PlanDocument {
    Str code, number;
    int kind;
    Str title, issuer;
    Day issued_on, effective_on;
    int64_t horizon; /* the last year it looks to; 0: not stated */
    Str signer, source, note;
    int64_t position;
} PlanDocument;

typedef struct Section {
    Str code, document, citation, title, parent;
    int kind;
    int64_t position;
} Section;

typedef struct Objective {
    Str code, document, section, citation, title, parent;
    int64_t year; /* 0: general */
    int64_t position;
} Objective;

typedef struct Indicator {
    Str code, document, objective, citation, title, short_title, title_en, unit;
    int kind, direction, frequency;
    int64_t due_days; /* 0: not stated, 30 is taken */
    int level, rollup;
    Texts levels;
    Decimal baseline;
    Day baseline_on;
    Decimal tolerance;
    Str definition, note;
    Day closed_on; /* the first day on which it no longer counts, after an amendment */
    int64_t position;
} Indicator;

typedef struct Target {
    Str indicator;
    int64_t year;
    int operator;
    Decimal low, high;
    Str text, citation;
} Target;

typedef struct Task {
    Str code, document, section, citation, title, title_en, product;
    Day start, due;
    int timing;
    Str indicator, note;
    Day closed_on; /* as of an indicator */
    int64_t position;
} Task;

/* Was it closed by then? */
bool is_closed(Day closed_on, Day day);

/* Who answers for a task or an indicator. */
typedef struct Assignment {
    Str task; /* code of a task or of an indicator */
    int role;
    Str named;  /* as the document names it */
    Str agency; /* agency or collective that answers today; "" when there is none */
    Str then;   /* agency or collective when the document was issued */
    Str basis, note;
    int64_t position;
} Assignment;

typedef struct Duty {
    Str code, document, citation, title, who, to, due_rule, product, note;
    int64_t position;
} Duty;

typedef struct Basis {
    Str document;
    int64_t position;
    Str number, title;
    int kind;
    Day issued_on;
    Str citation;
    Day ended_on;
    Str replaced_by;
    int confidence;
    Str note;
} Basis;

extern const Shape plan_document_shape, section_shape, objective_shape, indicator_shape, target_shape, task_shape,
    assignment_shape, duty_shape, basis_shape;
extern const Choices document_kind_choices, section_kind_choices, indicator_kind_choices, direction_choices,
    frequency_choices, indicator_level_choices, rollup_choices, operator_choices, timing_choices,
    assignment_role_choices;

/* All tables of a package. */
typedef struct Plan {
    ReferenceTables reference;
    Table documents, sections, objectives, indicators, targets, tasks, assignments, duties, bases;
} Plan;

/* Reads and checks a whole package; every fault is gathered. OK: the plan is sound. */
Code plan_read_package(Ctx *cx, Str folder, Plan *ret_plan);
/* Faults of the tables against each other. */
void plan_check_tables(Ctx *cx, const Plan *plan);
/* The digest of its files, for the ledger: sha256 over the sorted names and contents. */
Code plan_digest(Ctx *cx, Str folder, Str *ret_hex);

Code plan_store(Ctx *cx, const Plan *plan);      /* in the caller's transaction */
Code plan_item_is_used(Ctx *cx, Str code, bool *ret_is); /* has anything been reported for it? */
Code plan_load_stored(Ctx *cx, Plan *ret_plan);  /* what is stored, for export */
Code plan_revision(Ctx *cx, int64_t *ret_number); /* changes with every plan_store */
/* Stored tables one by one, each in its order. */
Code plan_documents(Ctx *cx, Rows *ret_documents);     /* the newest first */
Code plan_sections(Ctx *cx, Rows *ret_sections);       /* by document and position, as all below */
Code plan_objectives(Ctx *cx, Rows *ret_objectives);
Code plan_indicators(Ctx *cx, Rows *ret_indicators);
Code plan_targets(Ctx *cx, Rows *ret_targets);         /* by indicator and year */
Code plan_tasks(Ctx *cx, Rows *ret_tasks);
Code plan_assignments(Ctx *cx, Rows *ret_assignments); /* by item and position */
Code plan_duties(Ctx *cx, Rows *ret_duties);
Code plan_bases(Ctx *cx, Rows *ret_bases);

Code plan_write_package(Ctx *cx, const Plan *plan, Str folder);

/* What is owed each year: `year before MM-DD` and `year before MM-DD of year-1`. */
typedef struct DueRule {
    int64_t month, day, years_before;
} DueRule;
Code due_rule_from_text(Str text, DueRule *ret_rule);
Day due_rule_day(DueRule rule,
    int64_t year); /* for the report or plan of that year: the last day on which it is in time */

/* due_rule of a duty: a yearly one, or what comes back more often, `quarter before day 15 of last month` and `month
 * before day 5 of next month`: of the period's last month, or of the one behind it. */
typedef struct DutyRule {
    Frequency frequency;
    DueRule yearly; /* of FREQUENCY_YEAR */
    int64_t day;    /* of the others: 1 to 28 */
    bool is_after;
} DutyRule;
Code duty_rule_from_text(Str text, DutyRule *ret_rule);
Day duty_rule_day(const DutyRule *rule, Period period); /* the last day on which what that period asks for is in time */

extern const ProblemKind target_turned, target_missing, target_twice, levels_needed, section_foreign, section_circle,
    due_rule_form, due_needed, rollup_needed, rollup_unfit, assignment_missing, assignment_twice, item_in_use;

#endif
