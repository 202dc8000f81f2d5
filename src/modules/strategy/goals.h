/* modules/strategy/goals - the stored plan as the rules and the checks need it: read once, lent to all. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_GOALS_H
#define MODULES_STRATEGY_GOALS_H

#include "modules/strategy/measure.h"
#include "modules/strategy/periods.h"
#include "modules/strategy/plan.h"

/* All indicators with what belongs to each. */
typedef struct Goals {
    Registry *registry;
    const Calendar *calendar; /* with which day a term ends */
    Rows documents;  /* of PlanDocument */
    Rows indicators; /* of Indicator, by document and position */
    Rows targets;    /* of Target, by indicator and year */
    Rows assignments; /* of Assignment, of indicators and tasks, by item and position */
    Rows objectives, tasks, duties; /* of Objective, Task, Duty, by document and position */
    Map by_code, task_at; /* code of an indicator, of a task -> index */
    size_t *first_target, *target_count; /* of each indicator, in targets */
    Map first_assignment;                /* item -> index in assignments */
    Str province;                        /* code of our province */
    Map *members;                        /* code -> index in member_lists; of this request, filled as it asks */
    Texts *member_lists;
    size_t *member_count;
} Goals;

Code goals_load(Ctx *cx, Goals **ret_goals);

const Indicator *goals_indicator(const Goals *goals, Str code); /* NULL when unknown */
const PlanDocument *goals_document(const Goals *goals, Str code); /* NULL when unknown */
const Objective *goals_objective(const Goals *goals, Str code); /* NULL when unknown */
const Task *goals_task(const Goals *goals, Str code);           /* NULL when unknown */
/* By code, or the newest for "" (NULL when there is none); NOT_FOUND, with a Problem, for an unknown code. */
Code goals_choose_document(Ctx *cx, const Goals *goals, Str code, const PlanDocument **ret_document);
Rows goals_targets(const Goals *goals, const Indicator *indicator); /* of Target */
Rows goals_assignments(const Goals *goals, Str item);               /* of Assignment */

/* The rule's view of an indicator: its targets that are not empty, as milestones. */
Goal goal_of(const Goals *goals, const Indicator *indicator);
/* Rank of a level's word from 0; unknown when it is none of them. */
Decimal level_rank(const Indicator *indicator, Str word);
Str level_word(const Indicator *indicator, Decimal rank);

/* May figures of the indicator be about this subject on a day? The province; communes in being; agencies that lead. */
bool subject_is_allowed(Ctx *cx, const Goals *goals, const Indicator *indicator, Str subject, Day on);

/* Which figure is due. The first one is that of the period in which the document took effect. */
typedef struct Due {
    Period period; /* frequency NONE: nothing was due yet */
    Day on;        /* until when it was to be there */
} Due;
Due due_of(const Goals *goals, const Indicator *indicator, Day today);
int64_t due_days_of(const Indicator *indicator);
/* Is the newest figure older than what is due? Then by how many days; else 0. */
int64_t overdue_days(const Due *due, Day newest_ends_on, Day today);

/* The agencies that an assignment's code means today; found once a code. */
Texts goals_members(Ctx *cx, const Goals *goals, Str code);

/* Does whoever is addressed by these codes (registry_codes_for) answer for an item in this role (0: any)? `is_direct`
 * tells that an agency is named, not only a collective. */
typedef struct Answering {
    bool answers, is_direct;
} Answering;
Answering goals_answering(const Goals *goals, const Texts *codes, Str item, int role);

/* The subject by which an agency that leads an indicator is seen: itself, its commune, or the province; "" for none. */
Str goals_subject_led(const Goals *goals, const Indicator *indicator, const Agency *agency, Answering answering);
/* The subject on which it owes figures; "" for none. The province's are owed by who is named, not by a collective. */
Str goals_subject_owed(const Goals *goals, const Indicator *indicator, const Agency *agency, Answering answering);

/* Who leads an item on a day: every agency once. */
typedef struct Lead {
    const Agency *agency;
    Answering answering;
} Lead;
Rows goals_leads(Ctx *cx, const Goals *goals, Str item, Day on); /* of Lead */

#endif
