/* kit/db_sqlite_log - see db_sqlite_log.h. SQLite writes a commit to its log (WAL) as two pieces a page, 24 bytes and
 * the page, each a call to the kernel. Here pieces that follow one another are gathered, and written before anything
 * else happens to the file: before it is synced, read or cut. So what is on disk when a sync returns is the
 * same, and nobody is told of a page (in the log's index) before the sync, since every commit is synced
 * (synchronous=FULL). What a transaction gathered that is taken back is dropped with it: from then on its place in the
 * log is whoever's writes next. All other files go their usual way. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/db_sqlite_log.h"

#include "base/arena.h"

#include <sqlite3.h>

/* SQLite's own way writes no more than this in one call. */
enum { GATHERED_MAX = 126 * 1024 };

const char sqlite_log_name[] = "banyan";

typedef struct Log {
    sqlite3_file base;
    char *gathered; /* NULL until something is written */
    int size;
    sqlite3_int64 at; /* where in the file `gathered` belongs */
    sqlite3_file *file;
} Log;

static Log *log_of(sqlite3_file *file) {
    return (Log *)file;
}

/* What could not be written is told to whoever asks next, and is dropped: SQLite takes the whole commit back. */
static int write_out(Log *log) {
    const int size = log->size;
    log->size = 0;
    return size == 0 ? SQLITE_OK : log->file->pMethods->xWrite(log->file, log->gathered, size, log->at);
}

static int log_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at) {
    Log *log = log_of(file);
    if (log->size > 0 && (at != log->at + log->size || size > GATHERED_MAX - log->size)) {
        const int wrote = write_out(log);
        if (wrote != SQLITE_OK) return wrote;
    }
    if (size > GATHERED_MAX) return log->file->pMethods->xWrite(log->file, bytes, size, at);
    if (log->gathered == NULL) log->gathered = lasting_alloc(GATHERED_MAX);
    if (log->size == 0) log->at = at;
    memcpy(log->gathered + log->size, bytes, (size_t)size);
    log->size += size;
    return SQLITE_OK;
}

static int log_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at) {
    Log *log = log_of(file);
    const int wrote = write_out(log);
    return wrote != SQLITE_OK ? wrote : log->file->pMethods->xRead(log->file, bytes, size, at);
}

static int log_sync(sqlite3_file *file, int flags) {
    Log *log = log_of(file);
    const int wrote = write_out(log);
    return wrote != SQLITE_OK ? wrote : log->file->pMethods->xSync(log->file, flags);
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size) {
    Log *log = log_of(file);
    const int wrote = write_out(log);
    return wrote != SQLITE_OK ? wrote : log->file->pMethods->xTruncate(log->file, size);
}

static int log_size(sqlite3_file *file, sqlite3_int64 *ret_size) {
    Log *log = log_of(file);
    const int wrote = write_out(log);
    return wrote != SQLITE_OK ? wrote : log->file->pMethods->xFileSize(log->file, ret_size);
}

static int log_control(sqlite3_file *file, int what, void *argument) {
    Log *log = log_of(file);
    const int wrote = write_out(log);
    return wrote != SQLITE_OK ? wrote : log->file->pMethods->xFileControl(log->file, what, argument);
}

/* What is gathered still was never synced, so it is of no commit. */
static int log_close(sqlite3_file *file) {
    Log *log = log_of(file);
    lasting_free(log->gathered);
    return log->file->pMethods->xClose(log->file);
}

static int log_lock(sqlite3_file *file, int level) {
    Log *log = log_of(file);
    return log->file->pMethods->xLock(log->file, level);
}

static int log_unlock(sqlite3_file *file, int level) {
    Log *log = log_of(file);
    return log->file->pMethods->xUnlock(log->file, level);
}

static int log_is_reserved(sqlite3_file *file, int *ret_is) {
    Log *log = log_of(file);
    return log->file->pMethods->xCheckReservedLock(log->file, ret_is);
}

static int log_sector(sqlite3_file *file) {
    Log *log = log_of(file);
    return log->file->pMethods->xSectorSize(log->file);
}

static int log_device(sqlite3_file *file) {
    Log *log = log_of(file);
    return log->file->pMethods->xDeviceCharacteristics(log->file);
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_is_reserved,
    .xFileControl = log_control,
    .xSectorSize = log_sector,
    .xDeviceCharacteristics = log_device,
};

static sqlite3_vfs *usual_of(sqlite3_vfs *way) {
    return way->pAppData;
}

/* The usual file stands behind ours, in the same memory of SQLite's. */
static int open_file(sqlite3_vfs *way, const char *path, sqlite3_file *file, int flags, int *ret_flags) {
    sqlite3_vfs *usual = usual_of(way);
    if ((flags & SQLITE_OPEN_WAL) == 0) return usual->xOpen(usual, path, file, flags, ret_flags);
    Log *log = log_of(file);
    *log = (Log){ .file = (sqlite3_file *)(void *)(log + 1) };
    const int opened = usual->xOpen(usual, path, log->file, flags, ret_flags);
    if (opened == SQLITE_OK) log->base.pMethods = &methods;
    return opened;
}

static void forget_gathered(void *handle) {
    sqlite3_file *file = NULL;
    const int found = sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
    if (found == SQLITE_OK && file != NULL && file->pMethods == &methods) log_of(file)->size = 0;
}

/* Whoever takes it back: we, SQLite on an error, or a statement outside of a transaction that fails. */
void sqlite_log_watch(sqlite3 *handle) {
    (void)sqlite3_rollback_hook(handle, forget_gathered, handle);
}

void sqlite_log_start(void) {
    if (sqlite3_vfs_find(sqlite_log_name) != NULL) return;
    sqlite3_vfs *usual = sqlite3_vfs_find(NULL);
    MUST(usual != NULL);
    sqlite3_vfs *way = lasting_alloc(sizeof *way);
    *way = *usual;
    way->zName = sqlite_log_name;
    way->pAppData = usual;
    way->pNext = NULL;
    way->szOsFile = usual->szOsFile + (int)sizeof(Log);
    way->xOpen = open_file;
    MUST(sqlite3_vfs_register(way, 0) == SQLITE_OK);
}
