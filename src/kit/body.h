/* kit/body - the body of a message on its way: in memory, and beyond a limit in a file that has no name, so that
 * nothing of it stays behind whatever happens to us. Its digests are taken as it comes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_BODY_H
#define KIT_BODY_H

#include "kit/crypto.h"

typedef struct BodyLimits {
    size_t memory_max, bytes_max;
    const char *folder; /* for what does not fit in memory; on a disk that knows O_TMPFILE */
} BodyLimits;

struct Body;

/* Stands between what comes and what is kept: sees each piece as it comes, and keeps of it, by body_keep(), what it
 * likes. */
typedef struct BodyFilter {
    void (*add)(struct BodyFilter *filter, struct Body *body, Str piece);
    void (*end)(struct BodyFilter *filter, struct Body *body); /* nothing more comes */
    void (*drop)(struct BodyFilter *filter);                   /* the body goes, whether or not all of it came */
} BodyFilter;

typedef struct Body {
    Arena *arena;
    const BodyLimits *limits;
    BodyFilter *filter; /* NULL: all is kept as it comes */
    char *at; /* what is in memory; NULL once there is a file, or before anything came */
    size_t size, room;
    int fd;          /* -1: there is no file */
    bool has_sha256; /* is wanted too */
    struct BodyDigests *running;
    Code code;     /* TOO_LARGE beyond bytes_max, UNAVAILABLE when the disk refuses: the first one stays */
    Sha512 sha512; /* once it is finished */
    Sha256 sha256;
} Body;

Body body_new(Arena *arena, const BodyLimits *limits, bool has_sha256);
void body_expect(Body *body, size_t size); /* how much will come, as the sender says */
Code body_add(Body *body, const void *bytes, size_t size);
Code body_keep(Body *body, const void *bytes, size_t size); /* of a filter: behind it */
Code body_finish(Body *body);
/* As many bytes as there are from a place on, at most `size`; 0 also when the disk refuses. */
size_t body_read(const Body *body, size_t from, void *to, size_t size);
void body_drop(Body *body); /* may be called twice */

#endif
