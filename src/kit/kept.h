/* kit/kept - what many requests read and few change: made once for a state of the database, and lent to all. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_KEPT_H
#define KIT_KEPT_H

#include "kit/module.h"

/* One thing that is kept, or one of each subject. `make` reads it in the borrower's transaction, into an arena of its
 * own; from then on it is the same for all, and nobody changes it. */
typedef struct KeptKind {
    size_t bytes_max; /* of each */
    Code (*make)(Ctx *cx, const void *subject, const void **ret_value);
} KeptKind;

Shelf *shelf_new(void);
void shelf_free(Shelf *shelf); /* all was given back */

/* Lends the value of this state until cx->arena is reset. The state must change with whatever make() reads, and nobody
 * borrows in the transaction that changes it. In a house without a shelf it is made for the borrower alone. */
Code kept_borrow(Ctx *cx, const KeptKind *kind, int64_t state, const void **ret_value);
/* The one of a subject, which is known by its address and lasts as long as the house; NULL is a subject, too. */
Code kept_borrow_of(Ctx *cx, const KeptKind *kind, const void *subject, int64_t state, const void **ret_value);

#endif
