/* kit/files - see files.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

const ProblemKind file_missing = {
    NOT_FOUND, "kit/file-missing",
    { "Không có tệp.", "The file is missing." },
    { "Không đọc được tệp “{0}”: {1}. Kiểm tra đường dẫn và quyền đọc.",
      "The file “{0}” cannot be read: {1}. Check its path and the right to read it." }
};
const ProblemKind file_too_large = {
    TOO_LARGE, "kit/file-too-large",
    { "Tệp quá lớn.", "The file is too large." },
    { "Tệp “{0}” lớn hơn giới hạn {1} byte.", "The file “{0}” is larger than the limit of {1} bytes." }
};
const ProblemKind file_refused = {
    UNAVAILABLE, "kit/file-refused",
    { "Không ghi được tệp.", "The file cannot be written." },
    { "Không ghi được “{0}”: {1}.", "“{0}” cannot be written: {1}." }
};
const ProblemKind disk_full = {
    UNAVAILABLE, "kit/disk-full",
    { "Ổ đĩa đã đầy.", "The disk is full." },
    { "Máy chủ hết chỗ ghi; chưa có gì được lưu và không mất gì đã lưu. Báo quản trị giải phóng ổ đĩa rồi thử lại.",
      "The server has no room left; nothing of this was stored and nothing stored before is lost. Tell the "
      "administrator, "
      "then try again." }
};

void file_close(int *fd) {
    if (*fd >= 0) (void)close(*fd);
}

Str path_join(Arena *arena, Str folder, Str name) {
    return str_format(arena, "%.*s/%.*s", STR_FMT(folder), STR_FMT(name));
}

bool path_is_inside(Str path) {
    if (path.len == 0 || path.at[0] == '/' || memchr(path.at, '\\', path.len) != NULL ||
        memchr(path.at, ':', path.len) != NULL)
        return false;
    for (Str rest = path; rest.at != NULL;) {
        if (str_is(str_cut(&rest, '/'), "..")) return false;
    }
    return true;
}

static Str reason(Arena *arena) {
    char text[128];
    const char *said = strerror_r(errno, text, sizeof text);
    return str_from(arena, said);
}

static Code refused(Ctx *cx, Str path) {
    if (errno == ENOSPC || errno == EDQUOT) return fail(cx, &disk_full);
    return fail(cx, &file_refused, path, reason(cx->arena));
}

Code file_read(Ctx *cx, Str path, size_t bytes_max, Str *ret_content) {
    CLEANUP(file_close) int fd = open(str_c(cx->arena, path), O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0) return fail(cx, &file_missing, path, reason(cx->arena));
    if (!S_ISREG(about.st_mode)) return fail(cx, &file_missing, path, S("không phải tệp thường / not a regular file"));
    if ((size_t)about.st_size > bytes_max) return fail(cx, &file_too_large, path, int_text(cx, (int64_t)bytes_max));
    char *content = arena_alloc(cx->arena, (size_t)about.st_size + 1);
    size_t have = 0;
    while (have < (size_t)about.st_size) {
        const ssize_t got = read(fd, content + have, (size_t)about.st_size - have);
        if (got < 0) return fail(cx, &file_missing, path, reason(cx->arena));
        if (got == 0) break;
        have += (size_t)got;
    }
    *ret_content = (Str){ content, have };
    return OK;
}

static bool write_all(int fd, const char *bytes, size_t size) {
    while (size > 0) {
        const ssize_t put = write(fd, bytes, size);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        bytes += put;
        size -= (size_t)put;
    }
    return true;
}

/* A rename is there after a power cut when its folder is. */
static bool folder_sync(Ctx *cx, Str path) {
    size_t end = path.len;
    while (end > 0 && path.at[end - 1] != '/') end--;
    const Str folder = end == 0 ? S(".") : str_part(path, 0, end);
    CLEANUP(file_close) int fd = open(str_c(cx->arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd >= 0 && fsync(fd) == 0;
}

Code file_write(Ctx *cx, Str path, Str content, unsigned mode) {
    const char *beside = str_format(cx->arena, "%.*s.new", STR_FMT(path)).at;
    CLEANUP(file_close) int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, (mode_t)mode);
    if (fd < 0) return refused(cx, path);
    const bool written = write_all(fd, content.at, content.len) && fsync(fd) == 0;
    if (written && rename(beside, str_c(cx->arena, path)) == 0 && folder_sync(cx, path)) return OK;
    const Code code = refused(cx, path);
    (void)unlink(beside);
    return code;
}

bool file_exists(Arena *arena, Str path) {
    return access(str_c(arena, path), F_OK) == 0;
}

Code folder_make(Ctx *cx, Str path) {
    for (size_t end = 1; end <= path.len; end++) {
        if (end < path.len && path.at[end] != '/') continue;
        const char *part = str_c(cx->arena, str_part(path, 0, end));
        if (mkdir(part, 0700) != 0 && errno != EEXIST) return refused(cx, path);
    }
    return OK;
}

/* ---- Spool ---- */

enum { SPOOL_PATH_BYTES = 512 };

struct Spool {
    int fd;
    size_t size, bytes_max;
    Digest *running;
    Sha256 digest;
    Code code;
    bool is_kept;
    char path[SPOOL_PATH_BYTES];
};

Spool *spool_open(Str folder, size_t bytes_max) {
    Spool *spool = lasting_alloc(sizeof *spool);
    Buf path = buf_over(spool->path, sizeof spool->path - 1);
    buf_add(&path, folder);
    buf_add(&path, S("/spool-XXXXXX"));
    spool->fd = path.overflowed ? -1 : mkostemp(spool->path, O_CLOEXEC);
    if (spool->fd < 0) {
        lasting_free(spool);
        return NULL;
    }
    spool->bytes_max = bytes_max;
    spool->running = digest_new();
    return spool;
}

Code spool_add(Spool *spool, const void *bytes, size_t size) {
    if (spool->code != OK) return spool->code;
    if (size > spool->bytes_max - spool->size) {
        spool->code = TOO_LARGE;
    } else if (!write_all(spool->fd, bytes, size)) {
        spool->code = UNAVAILABLE;
    } else {
        digest_add(spool->running, bytes, size);
        spool->size += size;
    }
    return spool->code;
}

Code spool_finish(Spool *spool) {
    if (spool->code != OK) return spool->code;
    if (fsync(spool->fd) != 0) {
        spool->code = UNAVAILABLE;
        return spool->code;
    }
    spool->digest = digest_end(spool->running);
    spool->running = NULL;
    return OK;
}

size_t spool_size(const Spool *spool) {
    return spool->size;
}

Sha256 spool_digest(const Spool *spool) {
    MUST(spool->running == NULL);
    return spool->digest;
}

Str spool_path(const Spool *spool) {
    return str_of(spool->path);
}

Code spool_keep(Ctx *cx, Spool *spool, Str path) {
    if (rename(spool->path, str_c(cx->arena, path)) != 0) return refused(cx, path);
    spool->is_kept = true;
    return folder_sync(cx, path) ? OK : refused(cx, path);
}

void spool_close(Spool *spool) {
    if (spool == NULL) return;
    digest_drop(spool->running);
    (void)close(spool->fd);
    if (!spool->is_kept) (void)unlink(spool->path);
    lasting_free(spool);
}
