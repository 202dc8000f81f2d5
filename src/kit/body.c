/* kit/body - see body.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/body.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_ROOM = 2048, FILE_MODE = 0600 };

typedef struct BodyDigests {
    EVP_MD_CTX *sha512, *sha256; /* NULL: not wanted */
} BodyDigests;

Body body_new(Arena *arena, const BodyLimits *limits, bool has_sha256) {
    return (Body){ .arena = arena, .limits = limits, .fd = -1, .has_sha256 = has_sha256 };
}

/* ---- memory ---- */

static void make_room(Body *body, size_t room) {
    if (room <= body->room) return;
    char *wider = arena_alloc(body->arena, room);
    if (body->size > 0) memcpy(wider, body->at, body->size);
    body->at = wider;
    body->room = room;
}

void body_expect(Body *body, size_t size) {
    if (size > 0 && size <= body->limits->memory_max) make_room(body, size);
}

/* ---- file ---- */

static EVP_MD_CTX *digest_begun(const EVP_MD *kind) {
    EVP_MD_CTX *running = EVP_MD_CTX_new();
    MUST(running != NULL && EVP_DigestInit_ex(running, kind, NULL) == 1);
    return running;
}

static void digests_add(BodyDigests *running, const void *bytes, size_t size) {
    MUST(EVP_DigestUpdate(running->sha512, bytes, size) == 1);
    if (running->sha256 != NULL) MUST(EVP_DigestUpdate(running->sha256, bytes, size) == 1);
}

static Code write_to_file(Body *body, const char *bytes, size_t size) {
    digests_add(body->running, bytes, size);
    while (size > 0) {
        const ssize_t wrote = write(body->fd, bytes, size);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return UNAVAILABLE;
        bytes += wrote;
        size -= (size_t)wrote;
    }
    return OK;
}

static Code move_to_file(Body *body) {
    body->fd = open(body->limits->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, FILE_MODE);
    if (body->fd < 0) return UNAVAILABLE;
    body->running = NEW(body->arena, BodyDigests);
    body->running->sha512 = digest_begun(EVP_sha512());
    if (body->has_sha256) body->running->sha256 = digest_begun(EVP_sha256());
    const char *bytes = body->at;
    body->at = NULL;
    body->room = 0;
    return write_to_file(body, bytes, body->size);
}

Code body_add(Body *body, const void *bytes, size_t size) {
    if (body->filter == NULL || body->code != OK || size == 0) return body_keep(body, bytes, size);
    body->filter->add(body->filter, body, (Str){ bytes, size });
    return body->code;
}

Code body_keep(Body *body, const void *bytes, size_t size) {
    if (body->code != OK || size == 0) return body->code;
    if (size > body->limits->bytes_max - body->size) {
        body->code = TOO_LARGE;
        return body->code;
    }
    const size_t whole = body->size + size;
    if (body->fd < 0 && whole > body->limits->memory_max) body->code = move_to_file(body);
    if (body->code != OK) return body->code;
    if (body->fd >= 0) {
        body->code = write_to_file(body, bytes, size);
    } else {
        if (whole > body->room) {
            size_t room = body->room < FIRST_ROOM ? FIRST_ROOM : body->room * 2;
            while (room < whole) room *= 2;
            make_room(body, room);
        }
        memcpy(body->at + body->size, bytes, size);
    }
    body->size = whole;
    return body->code;
}

/* ---- its end ---- */

static void digests_drop(Body *body) {
    if (body->running == NULL) return;
    EVP_MD_CTX_free(body->running->sha512);
    EVP_MD_CTX_free(body->running->sha256);
    body->running = NULL;
}

Code body_finish(Body *body) {
    if (body->filter != NULL && body->code == OK) body->filter->end(body->filter, body);
    if (body->code != OK) return body->code;
    if (body->fd < 0) {
        const Str whole = { body->at, body->size };
        body->sha512 = sha512(whole);
        if (body->has_sha256) body->sha256 = sha256(whole);
        return OK;
    }
    MUST(EVP_DigestFinal_ex(body->running->sha512, body->sha512.bytes, NULL) == 1);
    if (body->running->sha256 != NULL) MUST(EVP_DigestFinal_ex(body->running->sha256, body->sha256.bytes, NULL) == 1);
    digests_drop(body);
    return OK;
}

size_t body_read(const Body *body, size_t from, void *to, size_t size) {
    if (from >= body->size) return 0;
    const size_t left = body->size - from, wanted = size < left ? size : left;
    if (body->fd < 0) {
        memcpy(to, body->at + from, wanted);
        return wanted;
    }
    const ssize_t got = pread(body->fd, to, wanted, (off_t)from);
    return got > 0 ? (size_t)got : 0;
}

void body_drop(Body *body) {
    if (body->filter != NULL) body->filter->drop(body->filter);
    body->filter = NULL;
    digests_drop(body);
    if (body->fd >= 0) (void)close(body->fd);
    body->fd = -1;
    body->at = NULL;
    body->size = 0;
}
