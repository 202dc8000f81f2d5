/* platform/exchange/diagnosis - the way to a service or a node, gone step by step as a message would go it, and one
 * sentence that says what is wrong, whose matter it is and what to do. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_DIAGNOSIS_H
#define PLATFORM_EXCHANGE_DIAGNOSIS_H

#include "kit/module.h"

extern const Shape diagnosis_asked_shape, diagnosis_shape, diagnosis_args_shape;
/* What is registered; then the network, without a database; then what was found, with an entry of the ledger. */
Work diagnosis_prepare, diagnosis_ask, diagnosis_tell;
Work exchange_diagnose; /* banyan exchange diagnose */

#endif
