/* tests/fuzz/fuzz_signature_input - what strangers put into the fields of signatures and digests, and into targets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_signature.h"
#include "tests/fuzz/fuzz.h"

enum { KINDS = 5, NOW_S = 1618884473, WINDOW_S = 300 };

/* RFC 9421, B.1.4: everybody has the secret key, but no input here is signed with it over the message below. */
static const char public_key[] = "\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00\x26\xb4\x0b\x8f\x93\xff\xf3\xd8\x97"
                                 "\x11\x2f\x7e\xbc\x58\x2b\x23\x2d\xbd\x72\x51\x7d\x08\x2f\xe8\x3c\xfb\x30\xdd\xce\x43"
                                 "\xd1\xbb";

static const ContentDigest body = { .has_sha256 = true };

/* ---- structured values: what was read is written, and then read as the same ---- */

static bool read_as(Arena *arena, bool is_dictionary, Str text, Members *ret_members) {
    return (is_dictionary ? structured_dictionary : structured_list)(arena, text, ret_members);
}

static bool write_as(Arena *arena, bool is_dictionary, const Members *members, Str *ret_text) {
    return (is_dictionary ? structured_dictionary_text : structured_list_text)(arena, members, ret_text);
}

static void check_members(Ctx *cx, Str text, bool is_dictionary) {
    Members members, again;
    Str written, second;
    if (!read_as(cx->arena, is_dictionary, text, &members)) return;
    MUST(members.count <= STRUCTURED_MEMBERS_MAX);
    MUST(write_as(cx->arena, is_dictionary, &members, &written));
    if (written.len > STRUCTURED_BYTES_MAX) return;
    MUST(read_as(cx->arena, is_dictionary, written, &again) && again.count == members.count);
    MUST(write_as(cx->arena, is_dictionary, &again, &second) && str_equal(written, second));
}

static void check_dictionary(Ctx *cx, Str text) {
    check_members(cx, text, true);
}

static void check_list(Ctx *cx, Str text) {
    check_members(cx, text, false);
    BareItem item;
    Members members;
    Str written;
    if (!structured_item(cx->arena, text, &item)) return;
    MUST(structured_item_text(cx->arena, &item, &written));
    MUST(structured_list(cx->arena, text, &members) && members.count == 1); /* an item is a list of one */
}

static void check_digest(Ctx *cx, Str text) {
    ContentDigest digest, again;
    if (!content_digest_read(cx->arena, text, &digest)) return;
    MUST(content_digest_read(cx->arena, content_digest_text(cx->arena, &digest), &again));
    MUST(content_digest_fits(&digest, &again));
    digest.sha256.bytes[0] ^= 1;
    digest.sha512.bytes[0] ^= 1;
    MUST(!content_digest_fits(&digest, &again));
}

/* ---- a message: Signature-Input, Signature and the target, each ended by a line ---- */

static HttpMessage message_of(Str text, Header *fields) {
    Str rest = text;
    fields[0] = (Header){ S("Signature-Input"), str_cut(&rest, '\n') };
    fields[1] = (Header){ S("Signature"), str_cut(&rest, '\n') };
    fields[2] = (Header){ S("X-Road-Client"), S("VN/GOV/1/A") };
    fields[3] = (Header){ S("Content-Digest"), S("sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:") };
    return (HttpMessage){ .method = S("POST"),
                          .scheme = S("https"),
                          .authority = S("x.example"),
                          .target = rest.at == NULL ? S("/") : rest,
                          .fields = fields,
                          .field_count = 4,
                          .body = &body };
}

/* As many lines as components and one; the last names them all. */
static void check_base(Ctx *cx, Str text) {
    Header fields[4];
    const HttpMessage message = message_of(text, fields);
    Members members;
    Str base;
    if (!structured_dictionary(cx->arena, fields[0].value, &members) || members.count == 0) return;
    if (http_signature_base(cx->arena, &message, &members.items[0], &base) != SIGNATURE_FINE) return;
    size_t lines = 1;
    for (size_t i = 0; i < base.len; i++) {
        lines += base.at[i] == '\n';
        MUST(base.at[i] == '\n' || base.at[i] == '\t' || (base.at[i] >= ' ' && base.at[i] <= '~'));
    }
    MUST(lines == members.items[0].count + 1);
}

static void check_message(Ctx *cx, Str text) {
    static const Str also[] = { { "x-road-client", 13 } };
    Header fields[4];
    const HttpMessage message = message_of(text, fields);
    const SignaturePolicy policy = {
        .now = { NOW_S * INT64_C(1000000) }, .window_s = WINDOW_S, .also = also, .also_count = COUNT(also)
    };
    SignerKey key = { .key_id = S("k1") };
    HttpSignature signature;
    MUST(http_key_public(cx->arena, HTTP_KEY_ED25519, (Str){ public_key, sizeof public_key - 1 }, &key.key));
    const SignatureFlaw flaw = http_signature_check(cx->arena, &message, &key, 1, &policy, &signature);
    MUST(flaw != SIGNATURE_FINE && flaw != SIGNATURE_DIGEST); /* nobody has signed it */
    if (flaw == SIGNATURE_WRONG) MUST(signature.base.len > 0 && signature.signer == &key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static void (*const checks[KINDS])(Ctx *, Str) = { check_dictionary, check_list, check_digest, check_base,
                                                       check_message };
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const unsigned char kind = fuzz_byte(&input);
    checks[kind % KINDS](&cx, input);
    fuzz_end(&cx);
    return 0;
}
