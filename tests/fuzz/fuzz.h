/* tests/fuzz/fuzz - what the fuzz targets share. A property that does not hold stops the program by MUST, which the
 * fuzzer records as a crash and the replay as `not ok`. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "kit/router.h"

/* Each target defines this; libFuzzer or replay.c calls it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A context with an arena as large as that of a request. */
Ctx fuzz_begin(const House *house);
void fuzz_end(Ctx *cx);

Str fuzz_input(const uint8_t *data, size_t size);
/* The first byte, for choosing among variants; 0 when there is none. */
unsigned char fuzz_byte(Str *input);

/* A folder of its own in memory, removed with the arena; and a file without a place, which has a path all the same. */
Str fuzz_folder(Ctx *cx);
Str fuzz_file(Ctx *cx, Str content);
void fuzz_write(Ctx *cx, Str folder, Str name, Str content);

/* What was refused must be told in a form that every client can read: JSON, UTF-8, and nothing that ends a script. */
void fuzz_check_problem(Ctx *cx, Code code);
/* For readers that only gather faults: gives the verdict, and checks its Problem when it is not OK. */
Code fuzz_verdict(Ctx *cx, Code code);
/* JSON that may stand inside HTML. */
void fuzz_check_json(Str json);

bool fuzz_decimal_equal(Decimal a, Decimal b);
/* Is every member alike? SECRET and STORED ones are left out: they are not written. */
bool fuzz_record_equal(const Shape *shape, const void *a, const void *b);

#endif
