/* tests/fuzz/fuzz_certificates - a certificate or a request for one that a person pastes, or a certificate that a proxy
 * hands on in a header. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/authority.h"
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

/* Written again from its bytes it is the same request, and nothing may follow it. */
static void check_request(Ctx *cx, Str pem) {
    SigningRequest request, again;
    if (signing_request_read(cx->arena, pem, &request) != REQUEST_FINE) return;
    const Str written = signing_request_pem(cx->arena, request.der);
    MUST(signing_request_read(cx->arena, written, &again) == REQUEST_FINE);
    MUST(str_equal(request.spki, again.spki) && str_equal(request.name, again.name));
    MUST(str_equal(request.key, again.key) && utf8_is_valid(request.name));
    const Str followed = str_format(cx->arena, "%.*sx", STR_FMT(written));
    MUST(signing_request_read(cx->arena, followed, &again) == REQUEST_FORM);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str input = fuzz_input(data, size);
    Certificate certificate;
    check_pem(&cx, input);
    check_request(&cx, input);
    if (certificate_read_escaped(cx.arena, input, &certificate)) MUST(input.len > 0);
    fuzz_end(&cx);
    return 0;
}
