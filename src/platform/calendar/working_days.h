/* platform/calendar/working_days - a calendar made of rules and decisions. Pure: records in, days out. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_CALENDAR_WORKING_DAYS_H
#define PLATFORM_CALENDAR_WORKING_DAYS_H

#include "platform/calendar/calendar.h"

/* solar and lunar: holidays that return every year; substitute: a holiday on a weekly rest day gives the next working
 * day off. */
typedef enum RuleKind { RULE_NONE, RULE_SOLAR, RULE_LUNAR, RULE_SUBSTITUTE } RuleKind;

/* How sure it is: decided by who decides; follows from the law; read only in a report; or to be decided yet. */
typedef enum DayStatus { DAY_STATUS_NONE, DAY_DECIDED, DAY_BY_LAW, DAY_REPORTED, DAY_EXPECTED } DayStatus;

/* A holiday of every year, from the first to the last year for which its legal basis holds. */
typedef struct HolidayRule {
    Str code, name, name_en;
    int kind;
    int64_t month, day;
    int64_t days_before;      /* how many of its days lie before that day */
    int64_t days;             /* all of them */
    Day valid_from, valid_to; /* valid_to: the first day on which it no longer holds */
    int status;               /* DayStatus of its days: expected where somebody decides them for each year */
    Str source;
} HolidayRule;

typedef enum DayKind {
    DAY_NONE,
    DAY_WEEKLY_REST,
    DAY_HOLIDAY,
    DAY_SUBSTITUTE,
    DAY_SWAPPED_OFF,
    DAY_SWAPPED_WORK,
} DayKind;

/* What was decided (or is expected) for one day. It wins over every rule; where it names a rule, that rule says nothing
 * more about the year, and where one of these is a substitute, they name all of them. */
typedef struct DayDecision {
    Day day;
    int kind;
    Str name, name_en, rule;
    int status;
    Str source;
} DayDecision;

extern const Choices rule_kind_choices, day_kind_choices, day_status_choices;
extern const Shape holiday_rule_shape, day_decision_shape;

/* One day that is not as the others of its week. */
typedef struct CalendarDay {
    Day day;
    int kind;
    bool is_off;
    Str name, name_en;
    int status;
    Str source;
    bool is_made_up_for; /* a holiday: on a weekly rest day it gives another day off */
} CalendarDay;

/* Rows of HolidayRule and of DayDecision, as calendar_check let them pass. */
const Calendar *calendar_make(Arena *arena, const Rows *rules, const Rows *decisions, bool shifts_deadlines);
bool is_weekly_rest(Day day);
bool calendar_is_empty(const Calendar *calendar); /* no rule and no decision: weekly rest alone */
/* NULL for a day of which nothing is known but its place in the week. */
const CalendarDay *calendar_day(const Calendar *calendar, Day day);

#endif
