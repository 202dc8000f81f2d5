/* tests/unit/queries - every query of the tree, as tests/harness/queries.py lists them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_UNIT_QUERIES_H
#define TESTS_UNIT_QUERIES_H

#include "kit/db.h"

typedef struct QueryTable {
    const char *file; /* below src/ */
    const Query *const *queries;
    size_t count;
} QueryTable;

extern const QueryTable *const query_tables[];
extern const size_t query_table_count;

#endif
