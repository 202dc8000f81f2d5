/* platform/exchange/retention - header parts and bodies are forgotten after their time; statements, their digests in
 * the ledger and so every proof stay. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_RETENTION_H
#define PLATFORM_EXCHANGE_RETENTION_H

#include "kit/module.h"

Work retention_wanted, retention_run; /* a job: a piece at a time, until nothing is left to forget */

extern const Setting exchange_retain_days;

#endif
