/* platform/witness/cosigning - add-checkpoint of C2SP tlog-witness: a checkpoint that goes on from the one before is
 * cosigned, any other is refused. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_WITNESS_COSIGNING_H
#define PLATFORM_WITNESS_COSIGNING_H

#include "kit/module.h"

extern const Shape cosigned_raw_shape;

Work checkpoint_look; /* what needs no turn: is it well formed, of a record that is watched, signed by it? */
Work checkpoint_add;  /* compares, remembers and cosigns, in one transaction */

#endif
