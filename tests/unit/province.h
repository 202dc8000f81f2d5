/* tests/unit/province - a small province out of tests/unit/packages/sound: three wards, agencies with their history. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_UNIT_PROVINCE_H
#define TESTS_UNIT_PROVINCE_H

#include "platform/reference/reference.h"
#include "tests/harness/fixture.h"

/* The four tables, read, filled in and sound. */
ReferenceTables province_tables(Ctx *cx);
/* Stored in the transaction of cx. */
void province_store(Ctx *cx);
/* A table out of CSV text, which may hold faults. */
Table table_of_text(Ctx *cx, const char *name, const Shape *shape, const char *content);

#endif
