/* modules/reporting - who owes which report when, what was reported, and its way to a published result. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_REPORTING_H
#define MODULES_REPORTING_REPORTING_H

#include "kit/module.h"

extern const Module reporting_module;

#endif
