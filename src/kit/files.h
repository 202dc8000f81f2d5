/* kit/files - files read whole within a limit, written so that a crash leaves the old one or the new one. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_FILES_H
#define KIT_FILES_H

#include "kit/ctx.h"
#include "kit/crypto.h"

Str path_join(Arena *arena, Str folder, Str name);
bool path_is_inside(Str path); /* relative, and nowhere above the folder that it begins in */

Code file_read(Ctx *cx, Str path, size_t bytes_max, Str *ret_content);
/* A new file beside the old one, synced, then renamed over it. `mode` as in chmod. */
Code file_write(Ctx *cx, Str path, Str content, unsigned mode);
bool file_exists(Arena *arena, Str path);
void file_close(int *fd); /* for CLEANUP; -1: none is open */
Code folder_make(Ctx *cx, Str path); /* and those above it; 0700; OK when it is there */

/* ---- Spool: a body that is too large for memory, on its way in. ---- */
typedef struct Spool Spool;

Spool *spool_open(Str folder, size_t bytes_max); /* NULL when no file can be made there */
/* OK, TOO_LARGE beyond bytes_max, UNAVAILABLE when the disk refuses. The first failure sticks. */
Code spool_add(Spool *spool, const void *bytes, size_t size);
/* Syncs it to disk and gives its digest. The file is removed by spool_close() unless it was kept. */
Code spool_finish(Spool *spool);
size_t spool_size(const Spool *spool);
Sha256 spool_digest(const Spool *spool); /* after spool_finish() */
Str spool_path(const Spool *spool);
Code spool_keep(Ctx *cx, Spool *spool, Str path); /* moves it to its place; the folder must exist on the same disk */
void spool_close(Spool *spool);                   /* NULL is allowed */

extern const ProblemKind file_missing, file_too_large, file_refused, disk_full;

#endif
