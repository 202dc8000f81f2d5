/* kit/http_answer - what goes back to a browser or a program, before it is put on the wire. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_ANSWER_H
#define KIT_HTTP_ANSWER_H

#include "kit/router.h"

enum { ANSWER_BYTES_MAX = 32 * 1024 * 1024, REQUEST_ID_BYTES = 40 };

/* What many bodies begin with: compressed once, at leisure. */
typedef struct Stem {
    Str text, brotli; /* the start of a stream, which another encoder goes on with */
} Stem;

typedef struct Answer {
    int status;
    Str media_type;
    Str body;       /* in the request's arena or in the program itself */
    Str path;       /* a file instead of a body */
    Str file_name;  /* offered for saving */
    Str etag;       /* empty: none */
    Str cache_control;
    Str policy;     /* Content-Security-Policy; empty: the strictest */
    Str allow;      /* for 405 */
    Str cookie;     /* Set-Cookie */
    bool may_compress;
    const Stem *stem; /* with which the body begins; NULL: none */
    const Asset *asset; /* body comes from here, in the encoding that the browser takes */
} Answer;

Answer answer_json(Ctx *cx, const Route *route, const void *out);
Answer answer_raw(const Route *route, const Raw *raw);
Answer answer_problem(Ctx *cx, Code code);
Answer answer_asset(const Asset *asset);
const Asset *asset_find(const House *house, Str path);

/* Which of our encodings a browser takes: after its Accept-Encoding header. */
typedef enum Encoding { ENCODING_PLAIN, ENCODING_GZIP, ENCODING_BROTLI } Encoding;
Encoding encoding_accepted(Str accept_encoding);
/* `text` made smaller, in the arena; false when it would not be. */
bool text_compress(Arena *arena, Encoding encoding, Str text, Str *ret_smaller);
Stem stem_make(Arena *arena, Str text); /* of at least one byte */
/* With brotli, `text` that begins with the stem. */
bool text_compress_on(Arena *arena, const Stem *stem, Str text, Str *ret_smaller);

extern const ProblemKind verb_not_allowed, body_needed_json, body_needed_form, foreign_origin;

#endif
