/* modules/filling/drops - figures as a file that a system of the agency has signed, where it is not connected yet. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_DROPS_H
#define MODULES_FILLING_DROPS_H

#include "modules/filling/runs.h"

extern const Shape drop_shape, drop_sign_args_shape;

Work drop_read, drop_take, drop_sign;

extern const ProblemKind drop_signature_wrong, drop_taken, drop_key_form;

#endif
