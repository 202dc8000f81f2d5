/* platform/notices - what people are told: in the program at once, by e-mail as they wish. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_NOTICES_NOTICES_H
#define PLATFORM_NOTICES_NOTICES_H

#include "kit/module.h"
#include "platform/access/access.h"

extern const Module notices_module;

/* How much it presses. High goes by e-mail at once, also at night and on a day off. */
typedef enum Urgency { URGENCY_NONE, URGENCY_LOW, URGENCY_NORMAL, URGENCY_HIGH } Urgency;
extern const Choices urgency_choices;

/* One kind of notice, declared beside its noun. */
typedef struct NoticeKind {
    const char *slug; /* "strategy/figure-due": public, never changes meaning */
    Urgency urgency;
    Sentence title; /* one short line; {0} to {5} are filled */
    Sentence text;  /* what happened and what to do; the page below it is linked by itself */
} NoticeKind;

/* One person, or all who today may something for an agency. Systems and disabled accounts are told nothing. */
typedef struct NoticeTo {
    Id account;     /* this one; none: those below */
    Str permission; /* who may this, ... */
    Str agency;     /* ... for this agency; "": for any */
    Role role;      /* ... by this role; ROLE_NONE: by any */
} NoticeTo;

typedef struct NoticeGiving {
    const NoticeKind *kind;
    NoticeTo to;
    Str key;                     /* the same kind and key are told to a person once, at most KEY_BYTES_MAX bytes */
    Str about;                   /* what must be done, for notice_settle; "": nothing */
    Str page;                    /* where it leads: /viec#open=... */
    Str values[SENTENCE_VALUES]; /* for the gaps of title and text */
} NoticeGiving;

enum { NOTICE_KEY_BYTES_MAX = 300, NOTICE_PAGE_BYTES_MAX = 400, NOTICE_VALUE_BYTES_MAX = 400 };

/* In the caller's transaction: both happen, or neither. */
Code notice_give(Ctx *cx, const NoticeGiving *giving);
/* What was said about this, and is unread, counts as read and goes out no more: it was done. */
Code notice_settle(Ctx *cx, Str about);

/* ---- Reminders: pure ---- */

/* Days from the last day at which somebody is reminded: 14, 7 and 1 before, the day itself, 1, 7 and 14 after. */
enum { REMINDER_STEPS = 7, REMINDER_KEPT_DAYS = 28 };
extern const int64_t reminder_steps[REMINDER_STEPS]; /* -14 to 14 */

/* The newest step that today has reached, alone: what was missed while nobody looked is not said afterwards. False
 * before the first one, and from REMINDER_KEPT_DAYS after the due day on. The step belongs into the notice's key,
 * beside the due day (a term that is extended is reminded anew). */
bool reminder_step(Day due, Day today, int64_t *ret_step);

#endif
