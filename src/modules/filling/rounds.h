/* modules/filling/rounds - services that are due are asked through the exchange, and what they answer is taken in. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_ROUNDS_H
#define MODULES_FILLING_ROUNDS_H

#include "modules/filling/runs.h"

/* Of the job: one binding that is due. */
Work round_wanted, round_ask, round_hear;
/* Of the route: the one that is named, now. */
Work round_prepare, round_answer;

/* How people call a system: its name, and whose it is. */
typedef struct SystemNamed {
    Str name, member_name;
} SystemNamed;
Code system_named(Ctx *cx, Str id, SystemNamed *ret_named);

#endif
