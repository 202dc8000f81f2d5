/* modules/filling/arrivals - events of the exchange are taken in as they are published, each once and in order. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_ARRIVALS_H
#define MODULES_FILLING_ARRIVALS_H

#include "modules/filling/runs.h"

/* Of the job: all bindings for which something was published. */
Work arrivals_wanted, arrivals_take;

#endif
