/* modules/strategy/inbox - what needs the caller first, and what he waits for; as JSON, and its days as a calendar. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_INBOX_H
#define MODULES_STRATEGY_INBOX_H

#include "modules/strategy/pages.h"

typedef enum InboxKind { INBOX_NONE, INBOX_CHECK, INBOX_RETURNED, INBOX_FIGURE, INBOX_TASK, INBOX_DUTY } InboxKind;
extern const Choices inbox_kind_choices;

/* One thing that somebody must do. */
typedef struct InboxItem {
    int kind;
    Str id;    /* of the submission; else "" */
    Str item;  /* code of the indicator, task or duty */
    Str title, citation, unit;
    Str subject, subject_name, period, agency, agency_name;
    Str person; /* who sent it */
    Day due_on;
    int64_t days_left; /* below zero: overdue */
    bool has_due;
    Decimal value;
    Str text, note;
    Time at;
} InboxItem;

typedef struct Inbox {
    Rows items;   /* of InboxItem: what needs the caller, the most urgent first */
    Rows decisions; /* of InboxDecision: what waits in other rooms until he decides on it */
    Rows waiting; /* of InboxItem: what he handed in and others must check */
    Rows agencies; /* of Agency: for which he acts */
    Day today;
} Inbox;

/* Each thing with a last day that an agency owes today and has not handed in, agency by agency. */
typedef Code TakeOwed(Ctx *cx, const InboxItem *item);
Code inbox_each_owed(Ctx *cx, TakeOwed *take);

/* What the caller must hand in or check, and what he waits for; `decisions` are left out. */
Code inbox_read(Ctx *cx, Inbox *inbox);

/* Something of any room that waits for the caller, see kit/awaited.h. */
typedef struct InboxDecision {
    Str what, what_en, title, title_en, from, person;
    Time since;
    Day due_on;
    int64_t days_left; /* below zero: overdue */
    bool has_due;
    Str page;
} InboxDecision;
enum { DECISIONS_MAX = 1000 };
extern const Shape inbox_decision_shape;
/* Those with a day first, by it; then those that wait longest. */
Code inbox_decisions(Ctx *cx, Rows *ret_decisions);

/* Figures, tasks and duties of the caller that have a day. */
Code inbox_deadlines(Ctx *cx, Rows *ret_events); /* of CalendarEvent */

#endif
