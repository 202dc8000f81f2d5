/* kit/json_schema - does JSON fit a schema (JSON Schema, draft-07)? Everything a schema may say is read, but it may
 * refer to nothing outside of itself. Both may come from strangers: there is an end to depth, size and steps. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_JSON_SCHEMA_H
#define KIT_JSON_SCHEMA_H

#include "base/str.h"

enum {
    SCHEMA_BYTES_MAX = 256 * 1024,
    SCHEMA_DEPTH_MAX = 64,
    SCHEMA_NODES_MAX = 5000,
    SCHEMA_PATTERNS_MAX = 200,
    SCHEMA_PATTERN_BYTES_MAX = 500,
    SCHEMA_VALUE_DEPTH_MAX = 64,
    SCHEMA_STEPS_MAX = 10 * 1000 * 1000
};

/* Lives as long as the arena it was read in; may be used by many threads. */
typedef struct JsonSchema JsonSchema;

typedef enum SchemaVerdict {
    SCHEMA_FITS = 0,
    SCHEMA_MISFIT,  /* the value is not what the schema wants */
    SCHEMA_NO_JSON, /* no JSON, a member named twice, or a whole number beyond 64 bits */
    SCHEMA_LIMIT,   /* too deep, too large, too much to do */
    SCHEMA_BROKEN,  /* of a schema: a keyword has what it may not have */
    SCHEMA_REMOTE,  /* of a schema: it refers to what it does not hold */
} SchemaVerdict;

/* Where it does not fit: the value's place, or the schema's own when that is broken, as a JSON Pointer; "" is the
 * whole. */
typedef struct SchemaFault {
    Str at;
    Str keyword; /* "" for what no keyword is about */
} SchemaFault;

/* SCHEMA_FITS when it is a schema. */
SchemaVerdict json_schema_read(Arena *arena, Str text, const JsonSchema **ret_schema, SchemaFault *ret_fault);
SchemaVerdict json_schema_check(Arena *arena, const JsonSchema *schema, Str value, SchemaFault *ret_fault);

#endif
