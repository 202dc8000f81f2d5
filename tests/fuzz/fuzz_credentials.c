/* tests/fuzz/fuzz_credentials - the headers Cookie and Authorization, and the token of a machine. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_credentials.h"
#include "platform/people/machine_keys.h"
#include "tests/fuzz/fuzz.h"

static bool is_letter(char c, const char *others) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_plain || (c != '\0' && strchr(others, c) != NULL);
}

/* Letters that no other header, log or query could take for something else; and they stand in what came. */
static void check_token(Str header, Str token, const char *others) {
    MUST(token.len <= TOKEN_LETTERS_MAX);
    for (size_t i = 0; i < token.len; i++) MUST(is_letter(token.at[i], others));
    if (token.len > 0) MUST(token.at >= header.at && token.at + token.len <= header.at + header.len);
}

/* With NULs and all: str_format() would end there. */
static Str joined(Ctx *cx, Str start, Str end) {
    Buf out = buf_new(cx->arena, start.len + end.len);
    buf_add(&out, start);
    buf_add(&out, end);
    return (Str){ out.at, out.len };
}

/* Nobody can take the place of a cookie by adding another one of its name, before it or behind. */
static void check_cookie(Ctx *cx, Str header) {
    const Str token = cookie_token(header, S("banyan"));
    check_token(header, token, "-_");
    if (token.len == 0 || header.len + 20 > COOKIE_BYTES_MAX) return;
    const Str before = joined(cx, S("banyan=evil; "), header);
    const Str behind = joined(cx, header, S("; banyan=evil"));
    const Str beside = joined(cx, header, S("; xbanyan=evil"));
    MUST(cookie_token(before, S("banyan")).len == 0 && cookie_token(behind, S("banyan")).len == 0);
    MUST(str_equal(cookie_token(beside, S("banyan")), token));
}

static void check_bearer(Ctx *cx, Str header) {
    Str token, again;
    const bool is_fine = bearer_token(header, &token);
    MUST(is_fine || token.len == 0);
    check_token(header, token, "-._~+/=");
    if (token.len == 0) return;
    MUST(bearer_token(str_format(cx->arena, "Bearer %.*s", STR_FMT(token)), &again) && str_equal(token, again));
}

/* One letter more, less or other is no token. */
static void check_machine_token(Ctx *cx, Str text) {
    if (!machine_token_is_formed(cx->arena, text)) return;
    MUST(!machine_token_is_formed(cx->arena, str_part(text, 0, text.len - 1)));
    MUST(!machine_token_is_formed(cx->arena, str_format(cx->arena, "%.*sA", STR_FMT(text))));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str input = fuzz_input(data, size);
    check_cookie(&cx, input);
    check_bearer(&cx, input);
    check_machine_token(&cx, input);
    fuzz_end(&cx);
    return 0;
}
