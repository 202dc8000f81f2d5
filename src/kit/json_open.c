/* kit/json_open - see json_open.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_open.h"

#include <jansson.h>

enum { TEXTS_MAX = 100 };

#define SECONDS_MAX INT64_C(100000000000) /* beyond the year 5000 */

static void release_json(void *root) {
    json_decref(root);
}

static const json_t *member(const JsonOpen *object, const char *name) {
    return json_object_get((const json_t *)(const void *)object, name);
}

static Str text_of(const json_t *value) {
    return json_is_string(value) ? (Str){ json_string_value(value), json_string_length(value) } : S("");
}

static Code open_text(Arena *arena, Str text, const JsonOpen **ret_object) {
    json_error_t error;
    json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) return INVALID;
    arena_defer(arena, release_json, root);
    if (!json_is_object(root)) return INVALID;
    *ret_object = (const JsonOpen *)(const void *)root;
    return OK;
}

Code json_open(Arena *arena, Str text, const JsonOpen **ret_object) {
    return json_is_too_deep(text) ? INVALID : open_text(arena, text, ret_object);
}

Code json_open_within(Arena *arena, Str text, size_t levels, const JsonOpen **ret_object) {
    return json_is_deeper(text, levels) ? INVALID : open_text(arena, text, ret_object);
}

bool json_open_has(const JsonOpen *object, const char *name) {
    const json_t *value = member(object, name);
    return value != NULL && !json_is_null(value);
}

Str json_open_text(const JsonOpen *object, const char *name) {
    return text_of(member(object, name));
}

bool json_open_is_true(const JsonOpen *object, const char *name) {
    return json_is_true(member(object, name));
}

int64_t json_open_int(const JsonOpen *object, const char *name, int64_t otherwise) {
    const json_t *value = member(object, name);
    return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

Str json_open_json(Arena *arena, const JsonOpen *object, const char *name) {
    const json_t *value = member(object, name);
    if (value == NULL) return S("");
    const size_t flags = JSON_ENCODE_ANY | JSON_COMPACT, size = json_dumpb(value, NULL, 0, flags);
    char *at = arena_alloc(arena, size + 1);
    MUST(json_dumpb(value, at, size, flags) == size);
    return (Str){ at, size };
}

Time json_open_time(const JsonOpen *object, const char *name) {
    const json_t *value = member(object, name);
    const double seconds = json_is_number(value) ? json_number_value(value) : 0;
    const bool is_moment = seconds > 0 && seconds < (double)SECONDS_MAX;
    return (Time){ is_moment ? (int64_t)seconds * 1000000 : 0 };
}

Texts json_open_texts(Arena *arena, const JsonOpen *object, const char *name) {
    const json_t *value = member(object, name);
    const size_t most = json_array_size(value) < TEXTS_MAX ? json_array_size(value) : TEXTS_MAX;
    Str *items = NEW_ARRAY(arena, Str, most + 1);
    size_t count = 0;
    if (json_is_string(value)) items[count++] = text_of(value);
    for (size_t i = 0; i < most; i++) {
        if (json_is_string(json_array_get(value, i))) items[count++] = text_of(json_array_get(value, i));
    }
    return (Texts){ items, count };
}

const JsonOpen *json_open_object(const JsonOpen *object, const char *name) {
    const json_t *value = member(object, name);
    return json_is_object(value) ? (const JsonOpen *)(const void *)value : NULL;
}
