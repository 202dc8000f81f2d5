/* modules/reporting/telling - who is told what about a report: what falls due, what waits for him, what was decided. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_TELLING_H
#define MODULES_REPORTING_TELLING_H

#include "modules/reporting/reports.h"

/* After a step of its way: who must act next is told, and what was said to those who had to act before is settled. */
Code tell_moved(Ctx *cx, const Obligation *obligation, const Report *report);

/* More time: who decides is told, then who asked and who writes. */
Code tell_extension_asked(Ctx *cx, const Desk *desk, const Obligation *obligation);
Code tell_extension_decided(Ctx *cx, const Obligation *obligation, Str note);
Code tell_extension_closed(Ctx *cx, const Obligation *obligation);

/* A job: who writes, or must approve, is reminded; what stays away goes to the head, then to the coordinator. */
Work reporting_remind;

extern const Setting report_escalate_head_days, report_escalate_coordinator_days;

#endif
