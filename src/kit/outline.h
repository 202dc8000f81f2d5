/* kit/outline - a document in JSON or YAML, of any content, as maps, lists and texts; by jansson and libyaml. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_OUTLINE_H
#define KIT_OUTLINE_H

#include "base/str.h"

enum { OUTLINE_DEPTH_MAX = 100 };

typedef enum OutlineKind { OUTLINE_TEXT = 1, OUTLINE_LIST, OUTLINE_MAP } OutlineKind;

/* Numbers, true and null are texts as they are written. In YAML an anchor may be met again, within itself too. */
typedef struct Outline {
    OutlineKind kind;
    int64_t line; /* 1 and more in YAML; 0 in JSON */
    Str text;
    const Str *keys; /* of a map; "" for a key that is no text */
    const struct Outline *const *items;
    size_t count;
} Outline;

/* Why a text is no document. */
typedef struct OutlineFlaw {
    int64_t line, column;
    Str what; /* in English, as the parser says it */
} OutlineFlaw;

/* JSON where the first letter is a '{', else YAML of one document. Lives as long as the arena. */
Code outline_read(Arena *arena, Str text, const Outline **ret_root, OutlineFlaw *ret_flaw);

const Outline *outline_member(const Outline *map, const char *name); /* NULL when there is none, or it is no map */
Str outline_text(const Outline *map, const char *name);              /* "" when there is none, or it is no text */

#endif
