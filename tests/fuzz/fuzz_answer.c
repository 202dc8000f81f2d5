/* tests/fuzz/fuzz_answer - what goes back to a browser: texts inside JSON, bodies made smaller, refusals that quote
 * what a stranger sent. The first line is an Accept-Encoding header, the rest a body. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/crypto.h"
#include "kit/http_answer.h"
#include "tests/fuzz/fuzz.h"

#include <brotli/decode.h>
#include <jansson.h>
#include <sodium.h>
#include <zlib.h>

enum { WINDOW_OF_GZIP = 15 + 16, REPEATS = 4, BODY_BYTES_MAX = 256 * 1024 };

static void release_json(json_t **root) {
    json_decref(*root);
}

static void check_json_text(Ctx *cx, Str text) {
    Buf out = buf_new(cx->arena, BODY_BYTES_MAX);
    Str json;
    json_error_t error;
    json_write_text(&out, text);
    MUST(buf_done(&out, &json) == OK);
    fuzz_check_json(json);
    CLEANUP(release_json) json_t *root = json_loadb(json.at, json.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    MUST(str_equal(text, (Str){ json_string_value(root), json_string_length(root) }));
}

/* ---- encodings ---- */

static void check_gzip(Arena *arena, Str smaller, Str text) {
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)smaller.at, .avail_in = (uInt)smaller.len };
    char *at = arena_alloc(arena, text.len + 1);
    stream.next_out = (Bytef *)at;
    stream.avail_out = (uInt)text.len + 1;
    MUST(inflateInit2(&stream, WINDOW_OF_GZIP) == Z_OK);
    MUST(inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0);
    MUST(str_equal((Str){ at, stream.total_out }, text));
    MUST(inflateEnd(&stream) == Z_OK);
}

static void check_brotli(Arena *arena, Str smaller, Str text) {
    size_t size = text.len + 1;
    char *at = arena_alloc(arena, size);
    MUST(BrotliDecoderDecompress(smaller.len, (const uint8_t *)smaller.at, &size, (uint8_t *)at) ==
         BROTLI_DECODER_RESULT_SUCCESS);
    MUST(str_equal((Str){ at, size }, text));
}

static void check_smaller(Ctx *cx, Encoding encoding, Str text) {
    Str smaller;
    if (!text_compress(cx->arena, encoding, text, &smaller)) return;
    MUST(encoding != ENCODING_PLAIN && smaller.len <= text.len);
    if (encoding == ENCODING_GZIP)
        check_gzip(cx->arena, smaller, text);
    else
        check_brotli(cx->arena, smaller, text);
}

static bool names(Str accept, const char *encoding) {
    return str_find(accept, str_of(encoding)) < accept.len;
}

/* Nobody is sent what he did not name. */
static void check_accepted(Str accept, Encoding encoding) {
    if (encoding == ENCODING_GZIP) MUST(names(accept, "gzip"));
    if (encoding == ENCODING_BROTLI) MUST(names(accept, "br"));
}

/* ---- problems ---- */

static void check_told(Ctx *cx, Str text) {
    cx->problem = (Problem){ 0 };
    fault(cx, spot_field(text), &field_unknown, text);
    fault(cx, spot_in(text, 1, text), &field_choice, text, text);
    MUST(fuzz_verdict(cx, OK) == INVALID);
    cx->problem = (Problem){ 0 };
    fuzz_check_problem(cx, fail(cx, &not_found, text));
}

static void check_base64(Ctx *cx, Str bytes) {
    const Str texts[] = { base64url_text(cx->arena, bytes.at, bytes.len), base64_text(cx->arena, bytes.at, bytes.len) };
    static const int variants[] = { sodium_base64_VARIANT_URLSAFE_NO_PADDING, sodium_base64_VARIANT_ORIGINAL };
    unsigned char *back = arena_alloc(cx->arena, bytes.len + 1);
    for (size_t i = 0; i < COUNT(texts); i++) {
        size_t size = 0;
        MUST(sodium_base642bin(back, bytes.len + 1, texts[i].at, texts[i].len, NULL, &size, NULL, variants[i]) == 0);
        MUST(str_equal((Str){ (const char *)back, size }, bytes));
    }
    const Str hex = hex_text(cx->arena, bytes.at, bytes.len);
    size_t size = 0;
    MUST(sodium_hex2bin(back, bytes.len + 1, hex.at, hex.len, NULL, &size, NULL) == 0 && size == bytes.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str body = fuzz_input(data, size);
    const Str accept = str_cut(&body, '\n');
    if (body.at == NULL) body = S("");
    const Encoding encoding = encoding_accepted(accept);
    check_accepted(accept, encoding);
    Buf longer = buf_new(cx.arena, BODY_BYTES_MAX); /* short bodies are never made smaller */
    for (int i = 0; i < REPEATS; i++) buf_add(&longer, body);
    check_smaller(&cx, encoding, (Str){ longer.len == 0 ? "" : longer.at, longer.len });
    check_base64(&cx, body);
    if (utf8_is_valid(body)) {
        check_json_text(&cx, body);
        check_told(&cx, body);
    }
    fuzz_end(&cx);
    return 0;
}
