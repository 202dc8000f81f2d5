/* kit/json_pointer - any JSON of another server, and a value in it that a JSON Pointer names (RFC 6901). Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_JSON_POINTER_H
#define KIT_JSON_POINTER_H

#include "base/decimal.h"

enum { JSON_POINTER_BYTES_MAX = 1024 };

/* A value; lives as long as the arena that it was read into. */
typedef struct JsonValue JsonValue;

/* INVALID for what is no JSON, is nested too deeply, or names a member twice. */
Code json_value(Arena *arena, Str text, const JsonValue **ret_value);

/* "" or "/" before each step, with ~0 for '~' and ~1 for '/'. */
bool json_pointer_is_fine(Str pointer);
/* NULL when nothing stands there. The pointer is fine. */
const JsonValue *json_pointer(Arena *arena, const JsonValue *from, Str pointer);

bool json_value_is_list(const JsonValue *value);
size_t json_value_count(const JsonValue *value); /* of a list; 0 for anything else */
const JsonValue *json_value_item(const JsonValue *value, size_t index);
/* A number, or a text that is one; false for what a Decimal cannot hold exactly, and for everything else. */
bool json_value_decimal(const JsonValue *value, Decimal *ret_number);
/* A text, or a whole number as it is written; false for everything else. */
bool json_value_text(Arena *arena, const JsonValue *value, Str *ret_text);
/* As it is written, cut to so many bytes between letters: for people who look for what is wrong. */
Str json_value_shown(Arena *arena, const JsonValue *value, size_t bytes_max);

#endif
