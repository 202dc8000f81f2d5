/* tests/fuzz/fuzz_exchange_address - the address of a message: the path behind its service is decoded as a plain
 * decoder would, means one thing to everybody, and goes out as it came; names are written and read the same again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/identifiers.h"
#include "platform/exchange/paths.h"
#include "tests/fuzz/fuzz.h"

enum { NAME_BYTES_MAX = 8 * 1024 };

static size_t slashes(Str text) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) count += text.at[i] == '/' ? 1 : 0;
    return count;
}

static int digit(char c) {
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    return at == NULL ? -1 : (int)(at - digits < 16 ? at - digits : at - digits - 6);
}

/* As a server behind us would, without asking whether it should. */
static Str plainly_decoded(Arena *arena, Str written) {
    Buf out = buf_new(arena, written.len + 1);
    for (size_t i = 0; i < written.len; i++) {
        const bool has_two = written.at[i] == '%' && i + 2 < written.len;
        const int high = has_two ? digit(written.at[i + 1]) : -1, low = has_two ? digit(written.at[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            buf_char(&out, (char)(high * 16 + low));
            i += 2;
        } else {
            buf_char(&out, written.at[i]);
        }
    }
    Str text;
    MUST(buf_done(&out, &text) == OK);
    return text;
}

/* No part of it leads elsewhere, also for those who end a part at ';'. */
static void check_parts(Str path) {
    Str rest = str_part(path, 1, path.len);
    while (rest.at != NULL && rest.len > 0) {
        Str part = str_cut(&rest, '/');
        MUST(part.len > 0);
        const Str name = str_cut(&part, ';');
        MUST(!str_is(name, ".") && !str_is(name, ".."));
    }
}

static void check_path(Arena *arena, Str written) {
    Str path;
    if (!path_read(arena, written, &path)) return;
    MUST(utf8_is_valid(path) && str_equal(path, plainly_decoded(arena, written)));
    MUST(slashes(path) == slashes(written));
    for (size_t i = 0; i < path.len; i++)
        MUST((unsigned char)path.at[i] >= ' ' && path.at[i] != 0x7F && path.at[i] != '\\');
    check_parts(path);
}

static void check_outgoing(Arena *arena, Str path, Str query) {
    static const char *const urls[] = { "http://a", "http://a/", "https://a:1/b", "http://a/b/c/" };
    static const char *const bases[] = { "", "", "/b", "/b/c" };
    for (size_t i = 0; i < COUNT(urls); i++) {
        const Str out = path_of_provider(arena, str_of(urls[i]), path, query);
        const size_t own = query.at == NULL ? path.len : path.len + 1 + query.len;
        MUST(out.len > 0 && out.at[0] == '/' && out.len >= own);
        if (path.len > 0) MUST(out.len == strlen(bases[i]) + own && str_starts(out, str_of(bases[i])));
        const Str tail = str_part(out, out.len - own, out.len);
        MUST(str_equal(str_part(tail, 0, path.len), path));
        if (query.at != NULL) MUST(tail.at[path.len] == '?' && str_equal(str_part(tail, path.len + 1, own), query));
    }
}

static void check_name(Arena *arena, Str written) {
    ExchangeName name, again;
    Str text, id;
    if (!exchange_name_read(arena, written, EXCHANGE_PARTS_MIN, EXCHANGE_PARTS_MAX, &name)) return;
    Buf out = buf_new(arena, NAME_BYTES_MAX);
    exchange_name_write(&out, &name);
    MUST(buf_done(&out, &text) == OK && slashes(text) == slashes(written));
    MUST(exchange_name_read(arena, text, EXCHANGE_PARTS_MIN, EXCHANGE_PARTS_MAX, &again));
    MUST(str_equal(name.instance, again.instance) && str_equal(name.class_code, again.class_code));
    MUST(str_equal(name.member, again.member) && str_equal(name.subsystem, again.subsystem));
    MUST(str_equal(name.service, again.service));
    if (exchange_name_id(arena, &name, &id)) MUST(exchange_id_split(id, &again) && slashes(id) == slashes(written));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str input = fuzz_input(data, size);
    Str query = input;
    const Str path = str_cut(&query, '?');
    check_path(cx.arena, path);
    const bool is_of_http = str_find(input, (Str){ "\0", 1 }) == input.len; /* kit/http_wire takes no other target */
    if (is_of_http && (path.len == 0 || path.at[0] == '/')) check_outgoing(cx.arena, path, query);
    check_name(cx.arena, input);
    fuzz_end(&cx);
    return 0;
}
