/* base/id - names that the program gives to records: a readable prefix, the moment, and chance. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/clock.h"

enum { ID_BYTES = 40, ID_PREFIX_MAX = 12 };

/* `file_01JD8Q...`: prefix, `_`, and the 26 letters of a ULID (48 bits of milliseconds, 80 of chance), so ids sort
 * by the time of their making. Empty text means none. */
typedef struct Id {
    char text[ID_BYTES];
} Id;

Id id_make(const char *prefix, Time now);
Id id_first(const char *prefix, Time at); /* no id that was made at that moment or later sorts before it */
Code id_from_text(Str text, Id *ret_id); /* any text of 1 to 39 of a-z A-Z 0-9 _ - . */
Str id_str(const Id *id);                /* borrows from the id */
bool id_is_none(const Id *id);
bool id_equal(const Id *a, const Id *b);

/* Bytes from the kernel's generator. Stops the process if it fails: nothing safe could follow. */
void random_fill(void *bytes, size_t size);

#endif
