/* platform/reference/records - private to the reference room */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_REFERENCE_RECORDS_H
#define PLATFORM_REFERENCE_RECORDS_H

#include "platform/reference/reference.h"

extern const ProblemKind identifier_form, dates_turned;

#endif
