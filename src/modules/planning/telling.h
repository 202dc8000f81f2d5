/* modules/planning/telling - who is told what about amendments: what waits for him, what became of what he proposed. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_TELLING_H
#define MODULES_PLANNING_TELLING_H

#include "modules/planning/amendments.h"

/* The coordinator, when it is proposed; who proposed it, when it is taken or declined; nobody any more otherwise. */
Code tell_proposal(Ctx *cx, const Proposal *proposal);
/* The leader, when it is handed up; who handed it up and who proposed what it holds, when it is decided. */
Code tell_amendment(Ctx *cx, const Amendment *amendment, const Rows *proposals);

#endif
