/* kit/mime_related - the first part of a multipart body (RFC 2046, 2387), found as the body comes, piece by piece, with
 * one strict way to see where it ends: nobody behind us may find another first part. What follows is not looked at. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_MIME_RELATED_H
#define KIT_MIME_RELATED_H

#include "kit/http_wire.h"

enum { MIME_BOUNDARY_MAX = 70, MIME_PART_HEAD_MAX = 4 * 1024, MIME_PART_HEADERS_MAX = 20 };

/* As Content-Type says it. Parameters that are not there are "". */
typedef struct MediaType {
    Str type; /* in lower case, as text/xml */
    Str charset, boundary, start;
} MediaType;

/* False when it is not well formed, or says one of these twice. */
bool media_type_read(Arena *arena, Str value, MediaType *ret_type);

typedef enum MimeFlaw {
    MIME_FINE = 0,
    MIME_BOUNDARY, /* none is named, or one that cannot be */
    MIME_NO_PART,  /* something stands before the first part */
    MIME_HEAD,     /* of the part: its form, too long, too many, a name twice */
    MIME_ENDLESS,  /* the body ends within the part */
    MIME_DELIMITER /* something is like a boundary and is none, or a line ends with LF alone before one */
} MimeFlaw;

typedef enum MimeState { MIME_AT_START, MIME_AT_HEAD, MIME_AT_CONTENT, MIME_AT_DELIMITER, MIME_AT_REST } MimeState;

typedef struct MimeRelated {
    Arena *arena;
    Str delimiter, opening; /* LF "--" boundary; "--" boundary CR LF */
    MimeState state;
    MimeFlaw flaw;
    Buf text;         /* what of the start, the head or the line of a delimiter is there so far */
    size_t met;       /* letters of the delimiter */
    bool is_after_cr; /* the last letter of the content was CR, and is kept back */
    size_t fed;
    size_t content_from; /* where it begins, in all bytes */
    Header headers[MIME_PART_HEADERS_MAX];
    size_t header_count;
    void *context;
    void (*headed)(void *context);             /* the part's headers are there */
    void (*content)(void *context, Str piece); /* without the line end that belongs to the delimiter */
} MimeRelated;

/* `context`, `headed` and `content` are set before. */
void mime_begin(MimeRelated *mime, Arena *arena, Str boundary);
void mime_feed(MimeRelated *mime, Str piece);
void mime_end(MimeRelated *mime);

#endif
