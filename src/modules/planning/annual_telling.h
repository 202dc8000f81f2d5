/* modules/planning/annual_telling - who is told what about annual plans: what waits for him, what became of his, what
 * falls due. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_ANNUAL_TELLING_H
#define MODULES_PLANNING_ANNUAL_TELLING_H

#include "modules/planning/annual_plans.h"

/* After a step: who must act next, or who handed it in; what was said to those before is settled. */
Code tell_annual(Ctx *cx, const AnnualPlan *plan);
/* A job: agencies that owe a plan and have never handed one in are reminded before its last day, on it and after. */
Work annual_remind;

#endif
