/* kit/json_open - JSON objects of other servers: they may hold anything, and only the members that are asked for are
 * looked at. Our own records are read by their Shape, which is strict. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_JSON_OPEN_H
#define KIT_JSON_OPEN_H

#include "kit/shape.h"

/* Lives as long as the arena that it was read into. */
typedef struct JsonOpen JsonOpen;

/* INVALID, without a Problem, for what is no JSON object, is nested too deeply, or names a member twice. */
Code json_open(Arena *arena, Str text, const JsonOpen **ret_object);
/* The same for who takes more levels than our own records have. */
Code json_open_within(Arena *arena, Str text, size_t levels, const JsonOpen **ret_object);

bool json_open_has(const JsonOpen *object, const char *name);
/* "" when there is none, or it is no text. */
Str json_open_text(const JsonOpen *object, const char *name);
bool json_open_is_true(const JsonOpen *object, const char *name);
/* `otherwise` when there is none, or it is no whole number. */
int64_t json_open_int(const JsonOpen *object, const char *name, int64_t otherwise);
/* Whatever stands there, as text of JSON without blanks; "" when there is none. */
Str json_open_json(Arena *arena, const JsonOpen *object, const char *name);
/* A moment in seconds since 1970, also with a fraction; none when there is none, or it is no number of that size. */
Time json_open_time(const JsonOpen *object, const char *name);
/* A list of texts; a text alone is a list of one. What is neither, and items that are no text, are passed over. */
Texts json_open_texts(Arena *arena, const JsonOpen *object, const char *name);
/* NULL when there is none, or it is no object. */
const JsonOpen *json_open_object(const JsonOpen *object, const char *name);

#endif
