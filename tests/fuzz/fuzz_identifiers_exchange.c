/* tests/fuzz/fuzz_identifiers_exchange - names of the exchange in addresses and headers: read, written, read again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/identifiers.h"
#include "tests/fuzz/fuzz.h"

static bool names_equal(const ExchangeName *a, const ExchangeName *b) {
    return str_equal(a->instance, b->instance) && str_equal(a->class_code, b->class_code) &&
           str_equal(a->member, b->member) && str_equal(a->subsystem, b->subsystem) &&
           str_equal(a->service, b->service);
}

static size_t count_of(Str text, char mark) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) count += text.at[i] == mark;
    return count;
}

static void check_part(Str part) {
    MUST(part.len > 0 && part.len <= EXCHANGE_PART_BYTES_MAX && utf8_is_valid(part));
    MUST(!str_is(part, ".") && !str_is(part, ".."));
    for (size_t i = 0; i < part.len; i++) MUST((unsigned char)part.at[i] >= ' ' && part.at[i] != 0x7F);
}

static void check_name(Ctx *cx, Str written) {
    ExchangeName name, again;
    if (!exchange_name_read(cx->arena, written, EXCHANGE_PARTS_MIN, EXCHANGE_PARTS_MAX, &name)) return;
    const size_t slashes = count_of(written, '/');
    MUST(slashes >= 2 && slashes <= 4);
    MUST((name.subsystem.len > 0) == (slashes >= 3) && (name.service.len > 0) == (slashes == 4));
    check_part(name.instance);
    check_part(name.member);
    Buf out = buf_new(cx->arena, 8000);
    exchange_name_write(&out, &name);
    const Str other = { out.at, out.len };
    MUST(!out.overflowed && count_of(other, '/') == slashes);
    MUST(exchange_name_read(cx->arena, other, slashes + 1, slashes + 1, &again) && names_equal(&name, &again));
    Str id;
    if (!exchange_name_id(cx->arena, &name, &id)) return;
    MUST(count_of(id, '/') == slashes && exchange_id_split(id, &again) && names_equal(&name, &again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str text = fuzz_input(data, size);
    ExchangeName name;
    check_name(&cx, text);
    if (exchange_client_read(cx.arena, text, &name)) MUST(name.service.len == 0 && name.member.len > 0);
    if (exchange_id_split(text, &name)) {
        Str id;
        MUST(exchange_name_id(cx.arena, &name, &id) && str_equal(id, text));
    }
    fuzz_end(&cx);
    return 0;
}
