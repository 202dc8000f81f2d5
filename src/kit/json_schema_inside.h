/* kit/json_schema_inside - a schema as it was read: what json_schema_read.c makes and json_schema.c walks over. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_JSON_SCHEMA_INSIDE_H
#define KIT_JSON_SCHEMA_INSIDE_H

#include "kit/json_schema.h"

#include <jansson.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* KEYWORD_NONE: nothing is asked of the value. */
typedef enum Keyword {
    KEYWORD_NONE,
    KEYWORD_TYPE,
    KEYWORD_ENUM,
    KEYWORD_CONST,
    KEYWORD_MULTIPLE_OF,
    KEYWORD_MAXIMUM,
    KEYWORD_EXCLUSIVE_MAXIMUM,
    KEYWORD_MINIMUM,
    KEYWORD_EXCLUSIVE_MINIMUM,
    KEYWORD_MAX_LENGTH,
    KEYWORD_MIN_LENGTH,
    KEYWORD_PATTERN,
    KEYWORD_FORMAT,
    KEYWORD_ITEMS,
    KEYWORD_ADDITIONAL_ITEMS,
    KEYWORD_MAX_ITEMS,
    KEYWORD_MIN_ITEMS,
    KEYWORD_UNIQUE_ITEMS,
    KEYWORD_CONTAINS,
    KEYWORD_MAX_PROPERTIES,
    KEYWORD_MIN_PROPERTIES,
    KEYWORD_REQUIRED,
    KEYWORD_PROPERTIES,
    KEYWORD_PATTERN_PROPERTIES,
    KEYWORD_ADDITIONAL_PROPERTIES,
    KEYWORD_DEPENDENCIES,
    KEYWORD_PROPERTY_NAMES,
    KEYWORD_IF,
    KEYWORD_THEN,
    KEYWORD_ELSE,
    KEYWORD_ALL_OF,
    KEYWORD_ANY_OF,
    KEYWORD_ONE_OF,
    KEYWORD_NOT,
    KEYWORDS,
} Keyword;

/* A schema below a keyword, with what chooses it: a name, a pattern, its place in a list. */
typedef struct Branch {
    Str name;
    const pcre2_code *pattern;
    const json_t *needed; /* of dependencies: names instead of a schema */
    const struct Node *node;
} Branch;

typedef struct Rule {
    Keyword keyword;
    const char *name;
    const json_t *value;
    const Branch *branches;
    size_t count;
    const pcre2_code *pattern;
} Rule;

typedef struct Node {
    bool is_false;          /* the schema `false` */
    const struct Node *ref; /* this one instead */
    const Rule *rules;
    size_t count;
} Node;

struct JsonSchema {
    const Node *root;
};

/* NULL: no pattern that we know (ECMA 262 as far as PCRE2 has it). Ends with the arena. */
const pcre2_code *schema_pattern(Arena *arena, Str text);
/* 1: it is found; 0: it is not; -1: that was too much to do. */
int schema_pattern_finds(const pcre2_code *pattern, Str text, bool is_patient);

/* Formats that are not known fit everything. */
bool schema_format_fits(Arena *arena, Str format, Str text);

static inline Str schema_text(const json_t *text) {
    return (Str){ json_string_value(text), json_string_length(text) };
}

#endif
