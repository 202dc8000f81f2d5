/* kit/archive - see archive.h. The format is libzip's; what may come out of it is counted here, not believed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/archive.h"

#include <zip.h>

enum { PIECE_BYTES = 65536, WRITTEN_MAX = 64 * 1024 * 1024 };

/* ---- writing ---- */

static void drop_source(zip_source_t **source) {
    if (*source != NULL) zip_source_free(*source);
}

/* The archive writes into the source, which is ours still when the archive is closed. */
static bool write_parts(zip_source_t *into, const ArchivePart *parts, size_t count, Arena *arena) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_keep(into);
    zip_t *archive = zip_open_from_source(into, ZIP_TRUNCATE, &error);
    zip_error_fini(&error);
    if (archive == NULL) {
        zip_source_free(into);
        return false;
    }
    bool is_fine = true;
    for (size_t i = 0; i < count && is_fine; i++) {
        zip_source_t *part = zip_source_buffer(archive, parts[i].content.at, parts[i].content.len, 0);
        const zip_int64_t index =
            part == NULL ? -1 : zip_file_add(archive, str_c(arena, parts[i].name), part, ZIP_FL_ENC_UTF_8);
        if (index < 0 && part != NULL) zip_source_free(part);
        is_fine = index >= 0 && zip_file_set_dostime(archive, (zip_uint64_t)index, 0, (1 << 5) | 1, 0) == 0;
    }
    if (is_fine && zip_close(archive) == 0) return true;
    zip_discard(archive);
    return false;
}

Code archive_write(Ctx *cx, const ArchivePart *parts, size_t count, Str *ret_bytes) {
    zip_error_t error;
    zip_error_init(&error);
    CLEANUP(drop_source) zip_source_t *into = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_error_fini(&error);
    zip_stat_t about;
    zip_stat_init(&about);
    if (into == NULL || !write_parts(into, parts, count, cx->arena) || zip_source_open(into) != 0)
        return fail(cx, &broken_inside);
    if (zip_source_stat(into, &about) != 0 || about.size > WRITTEN_MAX) return fail_spent(cx);
    char *bytes = arena_alloc(cx->arena, (size_t)about.size + 1);
    const zip_int64_t got = zip_source_read(into, bytes, about.size);
    (void)zip_source_close(into);
    if (got != (zip_int64_t)about.size) return fail(cx, &broken_inside);
    *ret_bytes = (Str){ bytes, (size_t)about.size };
    return OK;
}

/* ---- reading ---- */

struct Archive {
    zip_t *zip;
    size_t unpacked; /* so far, of all entries */
};

void archive_close(Archive **archive) {
    if (*archive == NULL) return;
    zip_discard((*archive)->zip);
    lasting_free(*archive);
    *archive = NULL;
}

static ArchiveVerdict look_over(zip_t *zip) {
    const zip_int64_t count = zip_get_num_entries(zip, 0);
    uint64_t unpacked = 0;
    if (count > ARCHIVE_ENTRIES_MAX) return ARCHIVE_BOMB;
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t about;
        if (zip_stat_index(zip, (zip_uint64_t)i, 0, &about) != 0 || !(about.valid & ZIP_STAT_NAME)) return ARCHIVE_FORM;
        if (about.encryption_method != ZIP_EM_NONE) return ARCHIVE_ENCRYPTED;
        if (about.size > ARCHIVE_UNPACKED_MAX) return ARCHIVE_BOMB;
        unpacked += about.size;
        const bool is_squeezed = about.size > ARCHIVE_RATIO_FROM && about.size / ARCHIVE_RATIO_MAX > about.comp_size;
        if (unpacked > ARCHIVE_UNPACKED_MAX || is_squeezed) return ARCHIVE_BOMB;
    }
    return ARCHIVE_FINE;
}

static ArchiveVerdict taken(zip_t *zip, Archive **ret_archive) {
    *ret_archive = NULL;
    if (zip == NULL) return ARCHIVE_FORM;
    const ArchiveVerdict verdict = look_over(zip);
    if (verdict != ARCHIVE_FINE) {
        zip_discard(zip);
        return verdict;
    }
    *ret_archive = lasting_alloc(sizeof **ret_archive);
    (*ret_archive)->zip = zip;
    return ARCHIVE_FINE;
}

ArchiveVerdict archive_open(const char *path, Archive **ret_archive) {
    int error = 0;
    return taken(zip_open(path, ZIP_RDONLY, &error), ret_archive);
}

ArchiveVerdict archive_open_bytes(Str bytes, Archive **ret_archive) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.len, 0, &error);
    zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_error_fini(&error);
    if (zip == NULL && source != NULL) zip_source_free(source);
    return taken(zip, ret_archive);
}

size_t archive_count(const Archive *archive) {
    return (size_t)zip_get_num_entries(archive->zip, 0);
}

Str archive_name(const Archive *archive, size_t index) {
    return str_of(zip_get_name(archive->zip, index, 0));
}

bool archive_find(const Archive *archive, Str name, size_t *ret_index) {
    const size_t count = archive_count(archive);
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(archive_name(archive, i), name)) continue;
        *ret_index = i;
        return true;
    }
    return false;
}

static void close_entry(zip_file_t **entry) {
    if (*entry != NULL) (void)zip_fclose(*entry);
}

ArchiveVerdict archive_read(Archive *archive, size_t index, ArchiveTake *take, void *context) {
    CLEANUP(close_entry) zip_file_t *entry = zip_fopen_index(archive->zip, index, 0);
    char piece[PIECE_BYTES];
    if (entry == NULL) return ARCHIVE_FORM;
    for (;;) {
        const zip_int64_t got = zip_fread(entry, piece, sizeof piece);
        if (got < 0) return ARCHIVE_FORM;
        if (got == 0) return ARCHIVE_FINE;
        archive->unpacked += (size_t)got; /* what the archive says of itself may be a lie */
        if (archive->unpacked > ARCHIVE_UNPACKED_MAX) return ARCHIVE_BOMB;
        if (!take(context, (Str){ piece, (size_t)got })) return ARCHIVE_STOPPED;
    }
}
