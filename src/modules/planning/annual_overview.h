/* modules/planning/annual_overview - the plans of a year side by side: who has none, who is late, what nobody plans. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_PLANNING_ANNUAL_OVERVIEW_H
#define MODULES_PLANNING_ANNUAL_OVERVIEW_H

#include "modules/planning/annual_plans.h"

extern const Shape annual_year_shape, annual_overview_shape;
Work annual_overview_get;

#endif
