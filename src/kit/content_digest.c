/* kit/content_digest - see content_digest.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/content_digest.h"

#include "kit/structured.h"

static const struct {
    const char *name;
    size_t size;
} algorithms[] = { { "sha-256", SHA256_BYTES }, { "sha-512", SHA512_BYTES } };

/* False: it is there and is no digest. */
static bool take(const Members *members, size_t which, bool *ret_has, unsigned char *bytes) {
    const Member *member = structured_member(members, str_of(algorithms[which].name));
    *ret_has = member != NULL;
    if (member == NULL) return true;
    if (member->is_inner || member->items[0].value.kind != BARE_BYTES) return false;
    const Str told = member->items[0].value.text;
    if (told.len != algorithms[which].size) return false;
    memcpy(bytes, told.at, told.len);
    return true;
}

bool content_digest_read(Arena *arena, Str field, ContentDigest *ret_digest) {
    Members members;
    ContentDigest digest = { 0 };
    if (!structured_dictionary(arena, field, &members)) return false;
    if (!take(&members, 0, &digest.has_sha256, digest.sha256.bytes)) return false;
    if (!take(&members, 1, &digest.has_sha512, digest.sha512.bytes)) return false;
    *ret_digest = digest;
    return digest.has_sha256 || digest.has_sha512;
}

Str content_digest_text(Arena *arena, const ContentDigest *digest) {
    const Str first = digest->has_sha256 ? base64_text(arena, digest->sha256.bytes, SHA256_BYTES) : S("");
    const Str second = digest->has_sha512 ? base64_text(arena, digest->sha512.bytes, SHA512_BYTES) : S("");
    if (first.len > 0 && second.len > 0)
        return str_format(arena, "sha-256=:%.*s:, sha-512=:%.*s:", STR_FMT(first), STR_FMT(second));
    if (first.len > 0) return str_format(arena, "sha-256=:%.*s:", STR_FMT(first));
    return second.len > 0 ? str_format(arena, "sha-512=:%.*s:", STR_FMT(second)) : S("");
}

bool content_digest_fits(const ContentDigest *told, const ContentDigest *body) {
    const bool have_256 = told->has_sha256 && body->has_sha256, have_512 = told->has_sha512 && body->has_sha512;
    if (have_256 && memcmp(told->sha256.bytes, body->sha256.bytes, SHA256_BYTES) != 0) return false;
    if (have_512 && memcmp(told->sha512.bytes, body->sha512.bytes, SHA512_BYTES) != 0) return false;
    return have_256 || have_512;
}

ContentDigest content_digest_of(Str body) {
    return (ContentDigest){ .has_sha256 = true, .has_sha512 = true, .sha256 = sha256(body), .sha512 = sha512(body) };
}
