/* kit/structured - structured values of HTTP fields (RFC 8941): dictionaries, lists and items, read and written as the
 * standard says and in no other way. Knows no field by name. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_STRUCTURED_H
#define KIT_STRUCTURED_H

#include "base/str.h"

/* What the standard wants to be read at least; a field of more is refused. */
enum {
    STRUCTURED_BYTES_MAX = 64 * 1024,
    STRUCTURED_MEMBERS_MAX = 1024,
    STRUCTURED_INNER_MAX = 256,
    STRUCTURED_PARAMETERS_MAX = 256
};

typedef enum BareKind {
    BARE_INTEGER = 1, /* number, at most 15 digits */
    BARE_DECIMAL,     /* number of thousandths, at most 12 digits before the point */
    BARE_STRING,      /* text: ASCII that can be printed, without its quotes */
    BARE_TOKEN,       /* text */
    BARE_BYTES,       /* text: the bytes themselves */
    BARE_BOOLEAN,     /* number: 0 or 1 */
} BareKind;

typedef struct Bare {
    BareKind kind;
    int64_t number;
    Str text;
} Bare;

typedef struct Parameter {
    Str key;
    Bare value;
} Parameter;

typedef struct Parameters {
    const Parameter *items;
    size_t count;
} Parameters;

typedef struct BareItem {
    Bare value;
    Parameters parameters;
} BareItem;

/* One item, or a list in round brackets with parameters of its own. */
typedef struct Member {
    Str key; /* in a dictionary alone */
    bool is_inner;
    const BareItem *items; /* the one, or those of the inner list */
    size_t count;
    Parameters parameters; /* of the inner list */
} Member;

typedef struct Members {
    const Member *items;
    size_t count;
} Members;

/* The text is a whole field: its lines joined by ", ". False for what the standard does not know, and beyond the
 * limits. What is read borrows from the text. Of two members (or parameters) with one key the last one counts, at the
 * place of the first. An empty text is a dictionary, or a list, without members. */
bool structured_dictionary(Arena *arena, Str text, Members *ret_members);
bool structured_list(Arena *arena, Str text, Members *ret_members);
bool structured_item(Arena *arena, Str text, BareItem *ret_item);

/* NULL: there is none. */
const Member *structured_member(const Members *dictionary, Str key);
const Bare *structured_parameter(const Parameters *parameters, Str key);

/* In the one form that the standard writes. False when the value cannot be written: a number beyond its digits, a
 * letter that its kind may not hold, a key that is none. */
bool structured_dictionary_text(Arena *arena, const Members *members, Str *ret_text);
bool structured_list_text(Arena *arena, const Members *members, Str *ret_text);
bool structured_item_text(Arena *arena, const BareItem *item, Str *ret_text);
bool structured_member_text(Arena *arena, const Member *member, Str *ret_text); /* without its key */

#endif
