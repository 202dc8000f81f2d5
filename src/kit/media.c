/* kit/media - see media.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/media.h"

#include <magic.h>

static void close_magic(magic_t *magic) {
    if (*magic != NULL) magic_close(*magic);
}

/* A new cookie for each file: libmagic's are not to be shared between threads. */
Str media_type_of_file(Arena *arena, Str path) {
    CLEANUP(close_magic) magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS);
    const char *type = NULL;
    if (magic != NULL && magic_load(magic, NULL) == 0) type = magic_file(magic, str_c(arena, path));
    return str_from(arena, type == NULL ? "application/octet-stream" : type);
}
