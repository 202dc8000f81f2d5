/* kit/jobs - what the house does by itself, again and again; on many nodes each job runs on one at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_JOBS_H
#define KIT_JOBS_H

#include "kit/lanes.h"

typedef struct Scheduler Scheduler;

Scheduler *scheduler_open(const House *house, Lanes *lanes);
void scheduler_close(Scheduler *scheduler); /* before the lanes are closed; NULL is allowed */

#endif
