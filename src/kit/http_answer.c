/* kit/http_answer - see http_answer.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_answer.h"

#include "kit/http_server.h"

#include <brotli/encode.h>
#include <zlib.h>

/* What the largest answer takes: as JSON, in its page, and compressed. */
enum { ANSWER_ARENA_BYTES = 2 * ANSWER_BYTES_MAX };

enum { GZIP_LEVEL = 5, GZIP_WINDOW = 15 + 16, BROTLI_QUALITY = 4, BROTLI_STEM_QUALITY = 9, BROTLI_WINDOW = 18,
       BROTLI_FLUSH_BYTES = 64, COMPRESS_FROM = 1024, LONG_STEM_BYTES = 16 << 10 };

const ProblemKind verb_not_allowed = {
    INVALID, "kit/verb-not-allowed",
    { "Địa chỉ này không nhận cách gọi đó.", "This address does not take that verb." },
    { "Dùng một trong: {0}.", "Use one of: {0}." }
};
const ProblemKind body_needed_json = {
    INVALID, "kit/body-not-json",
    { "Nội dung gửi lên phải là JSON.", "The body must be JSON." },
    { "Gửi với Content-Type: application/json.", "Send it with Content-Type: application/json." }
};
const ProblemKind body_needed_form = {
    INVALID, "kit/body-needed-form",
    { "Nội dung gửi lên phải là biểu mẫu.", "The body must be a form." },
    { "Gửi với Content-Type: application/x-www-form-urlencoded.", "Send it with Content-Type: "
                                                                  "application/x-www-form-urlencoded." }
};
const ProblemKind foreign_origin = {
    FORBIDDEN, "kit/foreign-origin",
    { "Yêu cầu đến từ trang khác.", "The request comes from another site." },
    { "Vì an toàn, chỉ nhận thao tác gửi từ chính trang này. Mở lại trang rồi làm lại.",
      "For safety only this site's own pages may send this. Open the page again and repeat." }
};

/* ---- JSON and problems ---- */

/* Whatever the Work took. */
static void make_room(Ctx *cx) {
    arena_allow(cx->arena, arena_used(cx->arena) + ANSWER_ARENA_BYTES);
}

Answer answer_json(Ctx *cx, const Route *route, const void *out) {
    Answer answer = { .status = route->creates ? 201 : route->out == NULL ? 204 : 200,
                      .media_type = S("application/json"),
                      .cache_control = S("no-cache"),
                      .may_compress = true };
    if (route->out == NULL) return answer;
    make_room(cx);
    Buf body = buf_new(cx->arena, ANSWER_BYTES_MAX);
    shape_write_json(&body, route->out, out);
    return buf_done(&body, &answer.body) == OK ? answer : answer_problem(cx, fail_spent(cx));
}

static int status_of(Code code, const ProblemKind *kind) {
    if (kind == &host_unknown) return 421;
    if (kind == &verb_not_allowed) return 405;
    if (kind == &body_needed_json || kind == &body_needed_form) return 415;
    switch (code) {
    case OK: return 200;
    case INVALID: return 400;
    case UNAUTHENTICATED: return 401;
    case FORBIDDEN: return 403;
    case NOT_FOUND: return 404;
    case CONFLICT: return 409;
    case TOO_LARGE: return 413;
    case TOO_MANY: return 429;
    case RETRY:
    case UNAVAILABLE: return 503;
    case BROKEN: return 500;
    }
    return 500;
}

static void write_member(Buf *out, const char *name, Str text) {
    buf_char(out, ',');
    json_write_member(out, name, text);
}

static void write_fault(Ctx *cx, Buf *out, const Fault *fault) {
    buf_addf(out, "{\"type\":\"/problems/%s\"", fault->kind->slug);
    if (fault->spot.file.len > 0) write_member(out, "file", fault->spot.file);
    if (fault->spot.row > 0) buf_addf(out, ",\"row\":%lld", (long long)fault->spot.row);
    if (fault->spot.row > 0) write_member(out, "column", fault->spot.column);
    else write_member(out, "pointer", str_format(cx->arena, "/%.*s", STR_FMT(fault->spot.column)));
    write_member(out, "detail", fault->vi);
    write_member(out, "detail_en", fault->en);
    buf_char(out, '}');
}

/* RFC 9457. Vietnamese first; the same in English under *_en. */
Answer answer_problem(Ctx *cx, Code code) {
    const Problem *problem = &cx->problem;
    make_room(cx);
    if (problem->kind == NULL) (void)fail(cx, code == NOT_FOUND ? &not_found : &broken_inside);
    const ProblemKind *kind = problem->kind;
    Answer answer = { .status = status_of(kind->code, kind),
                      .media_type = S("application/problem+json"),
                      .cache_control = S("no-store"),
                      .may_compress = true };
    Buf out = buf_new(cx->arena, ANSWER_BYTES_MAX);
    buf_addf(&out, "{\"type\":\"/problems/%s\",\"status\":%d", kind->slug, answer.status);
    write_member(&out, "title", str_of(kind->title.vi));
    write_member(&out, "title_en", str_of(kind->title.en));
    write_member(&out, "detail", kind->code == BROKEN ? str_of(broken_inside.detail.vi) : problem->vi);
    write_member(&out, "detail_en", kind->code == BROKEN ? str_of(broken_inside.detail.en) : problem->en);
    if (problem->fault_count > 0) {
        buf_addf(&out, ",\"error_count\":%zu,\"errors\":[", problem->fault_total);
        for (size_t i = 0; i < problem->fault_count; i++) {
            if (i > 0) buf_char(&out, ',');
            write_fault(cx, &out, &problem->faults[i]);
        }
        buf_char(&out, ']');
    }
    buf_char(&out, '}');
    answer.body = (Str){ out.at, out.len };
    return answer;
}

Answer answer_raw(const Route *route, const Raw *raw) {
    return (Answer){ .status = raw->status == 0 ? 200 : (int)raw->status,
                     .media_type = raw->media_type.len > 0 ? raw->media_type : str_of(route->gives),
                     .body = raw->body,
                     .path = raw->path,
                     .file_name = raw->file_name,
                     .cache_control = raw->is_lasting ? S("public, max-age=31536000, immutable") : S("no-cache"),
                     .may_compress = raw->path.len == 0 };
}

/* ---- the front end ---- */

const Asset *asset_find(const House *house, Str path) {
    for (size_t i = 0; i < house->asset_count; i++) {
        if (str_is(path, house->assets[i].path)) return &house->assets[i];
    }
    return NULL;
}

Answer answer_asset(const Asset *asset) {
    const bool is_hashed = str_starts(str_of(asset->path), S("/assets/"));
    return (Answer){ .status = 200,
                     .media_type = str_of(asset->media_type),
                     .etag = str_of(asset->etag),
                     .cache_control = is_hashed ? S("public, max-age=31536000, immutable") : S("no-cache"),
                     .asset = asset };
}

/* ---- compression ---- */

Encoding encoding_accepted(Str accept) {
    bool gzip = false, brotli = false;
    for (Str rest = accept; rest.at != NULL;) {
        Str weight = str_cut(&rest, ',');
        const Str name = str_trim(str_cut(&weight, ';'));
        const Str q = weight.at == NULL ? S("") : str_trim(weight);
        if (str_is(q, "q=0") || str_is(q, "q=0.0") || str_is(q, "q=0.00") || str_is(q, "q=0.000")) continue;
        gzip = gzip || str_is(name, "gzip");
        brotli = brotli || str_is(name, "br");
    }
    return brotli ? ENCODING_BROTLI : gzip ? ENCODING_GZIP : ENCODING_PLAIN;
}

static bool gzip_text(Arena *arena, Str text, Str *ret_smaller) {
    z_stream stream = { 0 };
    if (!arena_fits(arena, text.len)) return false; /* as it is, then */
    if (deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK) return false;
    char *at = arena_alloc(arena, text.len);
    stream.next_in = (Bytef *)(uintptr_t)text.at;
    stream.avail_in = (uInt)text.len;
    stream.next_out = (Bytef *)at;
    stream.avail_out = (uInt)text.len;
    const bool is_smaller = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    *ret_smaller = (Str){ at, stream.total_out };
    (void)deflateEnd(&stream);
    return is_smaller;
}

/* `offset` bytes were written before, by an encoder that was flushed; more is to come unless `is_end`. */
static bool brotli_part(Arena *arena, Str text, int quality, size_t offset, bool is_end, Str *ret_smaller) {
    size_t in = text.len, room = BrotliEncoderMaxCompressedSize(text.len) + BROTLI_FLUSH_BYTES, out = room;
    if (!arena_fits(arena, room)) return false;
    BrotliEncoderState *encoder = BrotliEncoderCreateInstance(NULL, NULL, NULL);
    MUST(encoder != NULL);
    const uint8_t *from = (const uint8_t *)text.at;
    char *at = arena_alloc(arena, room);
    uint8_t *to = (uint8_t *)at;
    bool made = BrotliEncoderSetParameter(encoder, BROTLI_PARAM_QUALITY, (uint32_t)quality) &&
                BrotliEncoderSetParameter(encoder, BROTLI_PARAM_LGWIN, BROTLI_WINDOW) &&
                BrotliEncoderSetParameter(encoder, BROTLI_PARAM_SIZE_HINT, (uint32_t)text.len) &&
                BrotliEncoderSetParameter(encoder, BROTLI_PARAM_STREAM_OFFSET, (uint32_t)offset);
    made = made && BrotliEncoderCompressStream(encoder, is_end ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH, &in,
                                               &from, &out, &to, NULL);
    made = made && in == 0 && !BrotliEncoderHasMoreOutput(encoder);
    BrotliEncoderDestroyInstance(encoder);
    *ret_smaller = (Str){ at, room - out };
    return made;
}

Stem stem_make(Arena *arena, Str text) {
    Stem stem = { .text = text };
    MUST(text.len > 0); /* the rest would begin a stream of its own */
    /* the tables of the higher quality take 32 MiB, which a short text does not pay back */
    const int quality = text.len < LONG_STEM_BYTES ? BROTLI_QUALITY : BROTLI_STEM_QUALITY;
    MUST(brotli_part(arena, text, quality, 0, false, &stem.brotli));
    return stem;
}

bool text_compress_on(Arena *arena, const Stem *stem, Str text, Str *ret_smaller) {
    MUST(str_starts(text, stem->text));
    const size_t at = stem->text.len;
    Str rest;
    if (!brotli_part(arena, str_part(text, at, text.len), BROTLI_QUALITY, at, true, &rest)) return false;
    Buf whole = buf_new(arena, ANSWER_BYTES_MAX);
    buf_add(&whole, stem->brotli);
    buf_add(&whole, rest);
    return buf_done(&whole, ret_smaller) == OK && ret_smaller->len < text.len;
}

bool text_compress(Arena *arena, Encoding encoding, Str text, Str *ret_smaller) {
    if (text.len < COMPRESS_FROM) return false;
    switch (encoding) {
    case ENCODING_PLAIN: return false;
    case ENCODING_GZIP: return gzip_text(arena, text, ret_smaller);
    case ENCODING_BROTLI:
        return brotli_part(arena, text, BROTLI_QUALITY, 0, true, ret_smaller) && ret_smaller->len < text.len;
    }
    return false;
}
