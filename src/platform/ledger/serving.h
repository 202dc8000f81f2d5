/* platform/ledger/serving - the record at its public addresses, for any verifier of C2SP tlog-tiles. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_SERVING_H
#define PLATFORM_LEDGER_SERVING_H

#include "kit/module.h"

extern const Shape tile_asked_shape, record_raw_shape;

Work checkpoint_get, key_get, tile_get, bundle_get;

extern const ProblemKind tile_missing;

#endif
