/* kit/migrate - brings the tables of all rooms up to date, step by step, each once. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_MIGRATE_H
#define KIT_MIGRATE_H

#include "kit/module.h"

/* Applies what is missing, in one transaction. A released step whose text was changed is refused. With `only_tell`
 * nothing is written; the names of the missing steps come back in both cases. */
Code migrate_all(Ctx *cx, bool only_tell, Texts *ret_steps);

extern const ProblemKind migration_changed, migration_missing;

#endif
