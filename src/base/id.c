/* base/id - see id.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"

#include <sys/random.h>

enum { ULID_LETTERS = 26, ULID_TIME_LETTERS = 10, STORE_BYTES = 1024, PIECE_MAX = 24 };

static void ask_kernel(void *bytes, size_t size) {
    char *at = bytes;
    while (size > 0) {
        const ssize_t got = getrandom(at, size, 0);
        MUST(got > 0);
        at += got;
        size -= (size_t)got;
    }
}

/* Short pieces, which ids and nonces are, come out of a larger one: asking the kernel for each costs more than all else
 * about them. Each byte is given once and wiped. Secrets are longer. */
void random_fill(void *bytes, size_t size) {
    static _Thread_local unsigned char store[STORE_BYTES];
    static _Thread_local size_t left;
    if (size > PIECE_MAX) {
        ask_kernel(bytes, size);
        return;
    }
    if (left < size) {
        ask_kernel(store, sizeof store);
        left = sizeof store;
    }
    left -= size;
    memcpy(bytes, store + left, size);
    explicit_bzero(store + left, size);
}

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Its chance is all zero. */
Id id_first(const char *prefix, Time at) {
    const size_t length = strlen(prefix);
    MUST(length > 0 && length <= ID_PREFIX_MAX);
    Id id = { { 0 } };
    memcpy(id.text, prefix, length);
    id.text[length] = '_';
    char *ulid = id.text + length + 1;
    memset(ulid, '0', ULID_LETTERS);
    uint64_t ms = at.us < 0 ? 0 : (uint64_t)at.us / 1000;
    for (int i = ULID_TIME_LETTERS - 1; i >= 0; i--) {
        ulid[i] = letters[ms & 31];
        ms >>= 5;
    }
    return id;
}

Id id_make(const char *prefix, Time now) {
    Id id = id_first(prefix, now);
    char *at = id.text + strlen(prefix) + 1 + ULID_TIME_LETTERS;
    unsigned char chance[ULID_LETTERS - ULID_TIME_LETTERS];
    random_fill(chance, sizeof chance);
    for (size_t i = 0; i < sizeof chance; i++) at[i] = letters[chance[i] & 31];
    return id;
}

Code id_from_text(Str text, Id *ret_id) {
    if (text.len == 0 || text.len >= ID_BYTES) return INVALID;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                          c == '-' || c == '.';
        if (!fine) return INVALID;
    }
    *ret_id = (Id){ { 0 } };
    memcpy(ret_id->text, text.at, text.len);
    return OK;
}

Str id_str(const Id *id) {
    return (Str){ id->text, strnlen(id->text, ID_BYTES) };
}

bool id_is_none(const Id *id) {
    return id->text[0] == '\0';
}

bool id_equal(const Id *a, const Id *b) {
    return str_equal(id_str(a), id_str(b));
}
