/* base/id - see id.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"

#include <sys/random.h>

enum { ULID_LETTERS = 26, ULID_TIME_LETTERS = 10 };

void random_fill(void *bytes, size_t size) {
    char *at = bytes;
    while (size > 0) {
        const ssize_t got = getrandom(at, size, 0);
        MUST(got > 0);
        at += got;
        size -= (size_t)got;
    }
}

Id id_make(const char *prefix, Time now) {
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const size_t length = strlen(prefix);
    MUST(length > 0 && length <= ID_PREFIX_MAX);
    Id id = { { 0 } };
    memcpy(id.text, prefix, length);
    id.text[length] = '_';
    char *at = id.text + length + 1;
    uint64_t ms = (uint64_t)now.us / 1000;
    for (int i = ULID_TIME_LETTERS - 1; i >= 0; i--) {
        at[i] = letters[ms & 31];
        ms >>= 5;
    }
    unsigned char chance[ULID_LETTERS - ULID_TIME_LETTERS];
    random_fill(chance, sizeof chance);
    for (size_t i = 0; i < sizeof chance; i++) at[ULID_TIME_LETTERS + i] = letters[chance[i] & 31];
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
