/* tests/fuzz/fuzz_json_pointer - what a provider answers, and where a binding looks in it (RFC 6901). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_pointer.h"
#include "tests/fuzz/fuzz.h"

/* A step as a pointer writes it. */
static void add_step(Buf *out, Str step) {
    buf_char(out, '/');
    for (size_t i = 0; i < step.len; i++) {
        if (step.at[i] == '~') buf_add(out, S("~0"));
        else if (step.at[i] == '/') buf_add(out, S("~1"));
        else buf_char(out, step.at[i]);
    }
}

/* Whatever a member is called, a pointer finds it; a list's items are found by their places and nothing behind them. */
static void check_steps(Ctx *cx, Str name) {
    if (!utf8_is_valid(name) || name.len > JSON_POINTER_BYTES_MAX / 2) return;
    Buf pointer = buf_new(cx->arena, 2 * JSON_POINTER_BYTES_MAX), json = buf_new(cx->arena, 8 * JSON_POINTER_BYTES_MAX);
    const JsonValue *root;
    add_step(&pointer, name);
    buf_add(&json, S("{"));
    json_write_text(&json, name);
    buf_add(&json, S(":[7]}"));
    if (json_value(cx->arena, (Str){ json.at, json.len }, &root) != OK) return; /* NUL in a name */
    const Str at = { pointer.at, pointer.len };
    MUST(json_pointer_is_fine(at));
    const JsonValue *list = json_pointer(cx->arena, root, at);
    MUST(list != NULL && json_value_count(list) == 1);
    buf_add(&pointer, S("/0"));
    const JsonValue *item = json_pointer(cx->arena, root, (Str){ pointer.at, pointer.len });
    Decimal number;
    MUST(item != NULL && json_value_decimal(item, &number) && decimal_compare(number, decimal_whole(7)) == 0);
    pointer.at[pointer.len - 1] = '1';
    MUST(json_pointer(cx->arena, root, (Str){ pointer.at, pointer.len }) == NULL);
}

/* The pointer, and behind a line's end the document. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str document = fuzz_input(data, size);
    const Str pointer = str_cut(&document, '\n');
    const JsonValue *root;
    check_steps(&cx, pointer);
    if (json_pointer_is_fine(pointer) && document.at != NULL && json_value(cx.arena, document, &root) == OK) {
        const JsonValue *found = json_pointer(cx.arena, root, pointer);
        Decimal number = { 0 };
        Str text = S("");
        if (pointer.len == 0) MUST(found == root);
        if (found != NULL) {
            const Str shown = json_value_shown(cx.arena, found, 100);
            MUST(utf8_is_valid(shown) && shown.len <= 100 + sizeof "…");
            if (json_value_decimal(found, &number)) MUST(number.is_known);
            if (json_value_text(cx.arena, found, &text)) MUST(utf8_is_valid(text));
            MUST(json_value_is_list(found) || json_value_count(found) == 0);
        }
    }
    fuzz_end(&cx);
    return 0;
}
