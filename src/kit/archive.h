/* kit/archive - ZIP archives: written from parts in memory, and read piece by piece within limits that hold against
 * bombs. The file formats of offices are such archives. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_ARCHIVE_H
#define KIT_ARCHIVE_H

#include "kit/ctx.h"

/* ---- writing ---- */

typedef struct ArchivePart {
    Str name;    /* "word/document.xml" */
    Str content; /* any bytes */
} ArchivePart;

/* In the order given, all with one date, so that the same parts give the same bytes. */
Code archive_write(Ctx *cx, const ArchivePart *parts, size_t count, Str *ret_bytes);

/* ---- reading: private to kit, since an open archive must be closed ---- */

enum {
    ARCHIVE_ENTRIES_MAX = 1000,
    ARCHIVE_UNPACKED_MAX = 64 * 1024 * 1024, /* of all that is read, together */
    ARCHIVE_RATIO_MAX = 250,                 /* unpacked to packed, where more than ARCHIVE_RATIO_FROM come out */
    ARCHIVE_RATIO_FROM = 1024 * 1024
};

typedef enum ArchiveVerdict {
    ARCHIVE_FINE,
    ARCHIVE_FORM,      /* no archive, or torn */
    ARCHIVE_ENCRYPTED, /* has a password */
    ARCHIVE_BOMB,      /* a limit above */
    ARCHIVE_STOPPED,   /* the taker of the bytes had enough */
} ArchiveVerdict;

typedef struct Archive Archive;

/* Looks over all entries. The archive is NULL unless the verdict is fine. */
ArchiveVerdict archive_open(const char *path, Archive **ret_archive);
ArchiveVerdict archive_open_bytes(Str bytes, Archive **ret_archive); /* which must stay */
void archive_close(Archive **archive); /* for CLEANUP */

size_t archive_count(const Archive *archive);
Str archive_name(const Archive *archive, size_t index); /* lives as long as the archive */
bool archive_find(const Archive *archive, Str name, size_t *ret_index);

/* Gives an entry's bytes piece by piece; `take` ends it by giving back false. */
typedef bool ArchiveTake(void *context, Str piece);
ArchiveVerdict archive_read(Archive *archive, size_t index, ArchiveTake *take, void *context);

#endif
