/* tests/unit/strategy - the plan of tests/unit/packages/sound: read, changed in one place, stored, with figures. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_UNIT_STRATEGY_H
#define TESTS_UNIT_STRATEGY_H

#include "modules/strategy/figures.h"
#include "modules/strategy/goals.h"
#include "tests/harness/fixture.h"

/* State is a Ctx in a write transaction of a house where that plan is stored. */
int plan_setup(void **state);
#define IN_PLAN(test) cmocka_unit_test_setup_teardown((test), plan_setup, fixture_teardown)

Goals *plan_goals(Ctx *cx);

/* A copy of the package in the data folder, where `from` (which stands once in that file) reads `to`. An empty `from`
 * stands at the end of the file. Without a file: as it is. */
Str plan_copy(Ctx *cx, const char *file, const char *from, const char *to);

/* Records a figure, as if it had been accepted at the moment of cx, and adds up what follows from it. */
void plan_record(Ctx *cx, const char *indicator, const char *subject, const char *period, const char *value);

#endif
