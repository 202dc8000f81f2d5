/* modules/strategy/plan_passages - what a plan says, item by item, as passages that can be searched and quoted. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PLAN_PASSAGES_H
#define MODULES_STRATEGY_PLAN_PASSAGES_H

#include "modules/strategy/plan.h"

/* All that is stored: of each document its objectives, indicators, tasks and duties. */
Code plan_passages_index(Ctx *cx, const Plan *whole);

#endif
