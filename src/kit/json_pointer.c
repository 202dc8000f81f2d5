/* kit/json_pointer - see json_pointer.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_pointer.h"

#include "kit/json_number.h"
#include "kit/shape.h"

enum { DEPTH_MAX = 64, SHOWN_BYTES_MAX = 64 * 1024 };

#define PLACE_MAX INT64_C(1000000000)

static void release_json(void *root) {
    json_decref(root);
}

static const json_t *inside(const JsonValue *value) {
    return (const json_t *)(const void *)value;
}

static const JsonValue *outside(const json_t *value) {
    return (const JsonValue *)(const void *)value;
}

Code json_value(Arena *arena, Str text, const JsonValue **ret_value) {
    json_error_t error;
    if (json_is_deeper(text, DEPTH_MAX)) return INVALID;
    json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (root == NULL) return INVALID;
    arena_defer(arena, release_json, root);
    *ret_value = outside(root);
    return OK;
}

bool json_pointer_is_fine(Str pointer) {
    if (pointer.len > JSON_POINTER_BYTES_MAX || !utf8_is_valid(pointer)) return false;
    if (pointer.len > 0 && pointer.at[0] != '/') return false;
    for (size_t i = 0; i < pointer.len; i++) {
        if (pointer.at[i] == '\0') return false;
        if (pointer.at[i] != '~') continue;
        if (i + 1 == pointer.len || (pointer.at[i + 1] != '0' && pointer.at[i + 1] != '1')) return false;
    }
    return true;
}

/* ~1 becomes '/', then ~0 becomes '~': in one way through, so that ~01 is "~1". */
static Str step_read(Arena *arena, Str written) {
    char *at = arena_alloc(arena, written.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < written.len; i++) {
        if (written.at[i] != '~')
            at[len++] = written.at[i];
        else
            at[len++] = written.at[++i] == '0' ? '~' : '/';
    }
    return (Str){ at, len };
}

/* Digits without a leading zero; "-" is the place behind the last, where nothing stands. */
static const json_t *item_at(const json_t *list, Str step) {
    int64_t place;
    const bool has_zero = step.len > 1 && step.at[0] == '0';
    for (size_t i = 0; i < step.len; i++) {
        if (step.at[i] < '0' || step.at[i] > '9') return NULL;
    }
    if (step.len == 0 || has_zero || str_to_int(step, 0, PLACE_MAX, &place) != OK) return NULL;
    return json_array_get(list, (size_t)place);
}

const JsonValue *json_pointer(Arena *arena, const JsonValue *from, Str pointer) {
    const json_t *at = inside(from);
    Str rest = pointer;
    MUST(json_pointer_is_fine(pointer));
    if (pointer.len == 0) return from;
    (void)str_cut(&rest, '/');
    while (rest.at != NULL && at != NULL) {
        const Str step = step_read(arena, str_cut(&rest, '/'));
        if (json_is_object(at))
            at = json_object_getn(at, step.at, step.len);
        else
            at = json_is_array(at) ? item_at(at, step) : NULL;
    }
    return outside(at);
}

bool json_value_is_list(const JsonValue *value) {
    return json_is_array(inside(value));
}

size_t json_value_count(const JsonValue *value) {
    return json_array_size(inside(value));
}

const JsonValue *json_value_item(const JsonValue *value, size_t index) {
    return outside(json_array_get(inside(value), index));
}

bool json_value_decimal(const JsonValue *value, Decimal *ret_number) {
    return json_number_decimal(inside(value), ret_number);
}

bool json_value_text(Arena *arena, const JsonValue *value, Str *ret_text) {
    const json_t *at = inside(value);
    if (json_is_integer(at)) {
        *ret_text = str_format(arena, "%lld", (long long)json_integer_value(at));
        return true;
    }
    if (!json_is_string(at)) return false;
    *ret_text = (Str){ json_string_value(at), json_string_length(at) };
    return true;
}

static int add_bytes(const char *bytes, size_t size, void *context) {
    buf_add(context, (Str){ bytes, size });
    return ((const Buf *)context)->overflowed ? -1 : 0;
}

Str json_value_shown(Arena *arena, const JsonValue *value, size_t bytes_max) {
    Buf out = buf_new(arena, SHOWN_BYTES_MAX);
    (void)json_dump_callback(inside(value), add_bytes, &out, JSON_ENCODE_ANY | JSON_COMPACT);
    const Str whole = { out.len == 0 ? "" : out.at, out.len };
    if (whole.len <= bytes_max) return utf8_mended(arena, whole);
    return str_format(arena, "%.*s…", STR_FMT(utf8_cut(whole, bytes_max)));
}
