/* modules/reporting/cutoffs - until when a report of a period is in time. Pure: rules in, days out. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_CUTOFFS_H
#define MODULES_REPORTING_CUTOFFS_H

#include "modules/strategy/strategy.h"

typedef enum CutoffKind {
    CUTOFF_NONE,
    CUTOFF_YEARLY,             /* `year before 11-15`, `year before 09-30 of year-1` */
    CUTOFF_DAYS_AFTER,         /* `10 days after period` */
    CUTOFF_WORKING_DAYS_AFTER, /* `5 working days after period` */
    CUTOFF_DAY_OF_LAST_MONTH,  /* `before day 20 of last month`: of the period's last month */
    CUTOFF_DAY_OF_NEXT_MONTH,  /* `before day 5 of next month`: of the month after the period */
} CutoffKind;

typedef struct Cutoff {
    CutoffKind kind;
    DueRule yearly;
    int64_t days; /* so many days, or the day of the month */
} Cutoff;

Code cutoff_from_text(Str text, Cutoff *ret_cutoff);
/* Yearly rules are for periods of a year. */
bool cutoff_fits(const Cutoff *cutoff, Frequency frequency);
/* The last day in time by the rule alone: "before 15/11" is the 14th. A day off is not moved here (deadline_of). */
Day cutoff_day(const Cutoff *cutoff, Period period, const Calendar *calendar);

#endif
