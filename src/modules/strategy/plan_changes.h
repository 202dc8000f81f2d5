/* modules/strategy/plan_changes - what one document says, in one canonical form, and what differs between two of them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PLAN_CHANGES_H
#define MODULES_STRATEGY_PLAN_CHANGES_H

#include "modules/strategy/plan.h"
#include "modules/strategy/strategy.h"

enum { PLAN_ROWS_MAX = 50000, PLAN_CHANGES_MAX = 20000, CHANGE_FIELDS_MAX = 32 };

/* The tables of a package, cut down to one document. Rows stand in the order of their keys, so that the order of a file
 * makes no other content. */
typedef struct PlanContent {
    Rows documents, sections, objectives, indicators, targets, tasks, assignments, duties, bases;
} PlanContent;
extern const Shape plan_content_shape;

PlanContent plan_content_of(Ctx *cx, const Plan *plan, Str document);
Code plan_content_write(Ctx *cx, const PlanContent *content, Str *ret_text);
Code plan_content_read(Ctx *cx, Str text, PlanContent *ret_content); /* what plan_content_write() wrote */

typedef enum PlanPart {
    PART_NONE,
    PART_DOCUMENT,
    PART_SECTION,
    PART_OBJECTIVE,
    PART_INDICATOR,
    PART_TARGET,
    PART_TASK,
    PART_ASSIGNMENT,
    PART_DUTY,
    PART_BASIS
} PlanPart;
typedef enum ChangeWay { CHANGE_NONE, CHANGE_ADDED, CHANGE_REMOVED, CHANGE_ALTERED } ChangeWay;
extern const Choices plan_part_choices, change_way_choices;

/* One column of a row; the texts are those of a cell, "" for none. */
typedef struct ChangedField {
    Str field, before, after;
} ChangedField;

/* One row that was added, removed or altered. Of what is added or removed all that it says is told. */
typedef struct PlanChange {
    int part, way;
    Str item;    /* code of what it belongs to: of a target its indicator, of an assignment its task or indicator */
    Str title;   /* of the item */
    Rows fields; /* of ChangedField */
} PlanChange;

/* Of PlanChange, by part and key; at most PLAN_CHANGES_MAX. */
Code plan_changes(Ctx *cx, const PlanContent *before, const PlanContent *after, Rows *ret_changes);

#endif
