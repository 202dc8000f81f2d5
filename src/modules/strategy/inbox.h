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
    Rows waiting; /* of InboxItem: what he handed in and others must check */
    Rows agencies; /* of Agency: for which he acts */
    Day today;
} Inbox;

/* Each thing with a last day that an agency owes today and has not handed in, agency by agency. */
typedef Code TakeOwed(Ctx *cx, const InboxItem *item);
Code inbox_each_owed(Ctx *cx, TakeOwed *take);

/* Figures, tasks and duties of the caller that have a day. */
Code inbox_deadlines(Ctx *cx, Rows *ret_events); /* of CalendarEvent */

#endif
