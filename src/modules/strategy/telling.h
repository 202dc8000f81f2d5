/* modules/strategy/telling - who is told what: that an entry waits, what was decided on it, what falls due. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_TELLING_H
#define MODULES_STRATEGY_TELLING_H

#include "modules/strategy/submissions.h"
#include "platform/notices/notices.h"

/* What a reminder is about: handing this in settles it. `subject` is the agency for tasks, `period` then "". */
Str telling_about(Arena *arena, Str item, Str subject, Str period);

/* Those who may check are told; what was said to those who had to hand it in is settled. */
Code tell_handed_in(Ctx *cx, const Goals *goals, const Submission *submission);
/* Who handed it in is told what was decided; who may check need no longer. */
Code tell_decided(Ctx *cx, const Goals *goals, const Submission *submission);
/* Nobody need look at it any more. */
Code tell_withdrawn(Ctx *cx, const Submission *submission);

/* A job: who answers is reminded of what falls due; what stays away goes to his head, then to the coordinator. */
Work strategy_remind;

extern const Setting escalate_head_days, escalate_coordinator_days;

#endif
