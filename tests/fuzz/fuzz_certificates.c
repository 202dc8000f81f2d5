/* tests/fuzz/fuzz_certificates - a certificate that a person pastes, or that a proxy hands on in a header. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/certificates.h"
#include "tests/fuzz/fuzz.h"

static Str escaped(Arena *arena, Str text) {
    Buf out = buf_new(arena, 3 * text.len + 1);
    for (size_t i = 0; i < text.len; i++) buf_addf(&out, "%%%02x", (unsigned char)text.at[i]);
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

/* What stands behind does not change it, and a proxy's way of writing neither. */
static void check_pem(Ctx *cx, Str pem) {
    Certificate certificate, again;
    if (!certificate_read(cx->arena, pem, &certificate)) return;
    Buf followed = buf_new(cx->arena, pem.len + 20);
    buf_add(&followed, str_trim(pem));
    buf_add(&followed, S("\nwhat follows"));
    MUST(certificate_read(cx->arena, (Str){ followed.at, followed.len }, &again));
    MUST(sha256_equal(&certificate.fingerprint, &again.fingerprint));
    MUST(certificate_read_escaped(cx->arena, escaped(cx->arena, pem), &again));
    MUST(sha256_equal(&certificate.fingerprint, &again.fingerprint));
    MUST(certificate.valid_from.us == again.valid_from.us && certificate.valid_to.us == again.valid_to.us);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str input = fuzz_input(data, size);
    Certificate certificate;
    check_pem(&cx, input);
    if (certificate_read_escaped(cx.arena, input, &certificate)) MUST(input.len > 0);
    fuzz_end(&cx);
    return 0;
}
