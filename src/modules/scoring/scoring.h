/* modules/scoring - schemes as data, scorecards whose every point is explained, published results that anybody can work
 * out again, appeals. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_SCORING_SCORING_H
#define MODULES_SCORING_SCORING_H

#include "kit/module.h"

extern const Module scoring_module;

#endif
