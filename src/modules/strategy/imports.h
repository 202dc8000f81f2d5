/* modules/strategy/imports - private to the strategy room: a file of figures, taken in at once */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_IMPORTS_H
#define MODULES_STRATEGY_IMPORTS_H

#include "kit/module.h"

/* A file that brought figures or progress: who, when, from where. */
typedef struct Import {
    Id id;
    Str file_name, digest, source, reason;
    int64_t row_count;
    bool is_sample;
    Str actor;
    Time at;
} Import;
extern const Shape import_shape;

Code import_store(Ctx *cx, const Import *import);                /* and its ledger entry */
Code import_find(Ctx *cx, Str id, Import *ret_import);           /* NOT_FOUND without a Problem */
Code file_digest(Ctx *cx, Str path, int64_t *ret_size, Str *ret_hex); /* read piece by piece */

extern const Shape observations_import_args_shape;
Work observations_import;

extern const ProblemKind figure_twice, source_missing;

#endif
