/* platform/exchange/tests/identifiers_test - names in addresses and headers, both ways. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/identifiers.h"
#include "tests/harness/unit.h"

#include <string.h>

typedef struct PartRow {
    const char *written, *part; /* NULL: refused */
} PartRow;

static const PartRow parts[] = {
    { "GOV", "GOV" },
    { "a%20b", "a b" },
    { "a%2Fb", "a/b" }, /* a slash inside the part */
    { "a%2fb", "a/b" },
    { "S%E1%BB%9F", "Sở" },
    { "%2525", "%25" }, /* decoded once */
    { "'()+,-.=?", "'()+,-.=?" },
    { "..a", "..a" },
    { "", NULL },
    { "a/b", NULL },
    { "%", NULL },
    { "%2", NULL },
    { "%2G", NULL },
    { "a%00", NULL },
    { "a%0A", NULL },
    { "a%7F", NULL },
    { "a%C2%85", NULL }, /* next line, a control character of Unicode */
    { "a%FF", NULL },    /* not UTF-8 */
    { "%C0%AF", NULL },  /* a slash in too many bytes */
    { ".", NULL },
    { "..", NULL },
    { "%2E%2e", NULL },
};

static void reads_a_part(void **state) {
    for (size_t i = 0; i < COUNT(parts); i++) {
        Str part = S("");
        assert_row(i, parts[i].written);
        assert_int_equal(exchange_part_read(*state, str_of(parts[i].written), &part), parts[i].part != NULL);
        if (parts[i].part != NULL) assert_text(part, parts[i].part);
    }
}

static void reads_parts_of_a_limited_length(void **state) {
    char letters[3 * (EXCHANGE_PART_BYTES_MAX + 1)];
    Str part;
    memset(letters, 'a', sizeof letters);
    assert_true(exchange_part_read(*state, (Str){ letters, EXCHANGE_PART_BYTES_MAX }, &part));
    assert_false(exchange_part_read(*state, (Str){ letters, EXCHANGE_PART_BYTES_MAX + 1 }, &part));
    for (size_t i = 0; i < sizeof letters; i += 3) memcpy(letters + i, "%61", 3);
    assert_true(exchange_part_read(*state, (Str){ letters, sizeof letters - 3 }, &part));
    assert_false(exchange_part_read(*state, (Str){ letters, sizeof letters }, &part));
}

typedef struct ClientRow {
    const char *header;
    const char *instance, *class_code, *member, *subsystem; /* instance NULL: refused */
    const char *again; /* written by us */
} ClientRow;

static const ClientRow clients[] = {
    { "VN/GOV/H29/DanCu", "VN", "GOV", "H29", "DanCu", "VN/GOV/H29/DanCu" },
    { "VN/GOV/H29", "VN", "GOV", "H29", "", "VN/GOV/H29" },
    { " VN/GOV/H29 ", "VN", "GOV", "H29", "", "VN/GOV/H29" },
    { "VN/GOV/a%2Fb/c%20d", "VN", "GOV", "a/b", "c d", "VN/GOV/a%2Fb/c%20d" },
    { "VN/GOV/D%C3%A2n/what%3F", "VN", "GOV", "Dân", "what?", "VN/GOV/D%C3%A2n/what%3F" },
    { "VN/GOV/~!$&;:@*/%22", "VN", "GOV", "~!$&;:@*", "\"", "VN/GOV/~!$&;:@*/%22" },
    { "VN/GOV", NULL, NULL, NULL, NULL, NULL },
    { "VN/GOV/H29/DanCu/x", NULL, NULL, NULL, NULL, NULL },
    { "VN/GOV/H29/", NULL, NULL, NULL, NULL, NULL },
    { "VN//H29", NULL, NULL, NULL, NULL, NULL },
    { "/VN/GOV/H29", NULL, NULL, NULL, NULL, NULL },
    { "VN/GOV/%zz", NULL, NULL, NULL, NULL, NULL },
    { "", NULL, NULL, NULL, NULL, NULL },
};

static void reads_and_writes_a_client(void **state) {
    for (size_t i = 0; i < COUNT(clients); i++) {
        const ClientRow *row = &clients[i];
        ExchangeName name = { 0 };
        assert_row(i, row->header);
        assert_int_equal(exchange_client_read(*state, str_of(row->header), &name), row->instance != NULL);
        if (row->instance == NULL) continue;
        assert_text(name.instance, row->instance);
        assert_text(name.class_code, row->class_code);
        assert_text(name.member, row->member);
        assert_text(name.subsystem, row->subsystem);
        Buf out = buf_new(*state, 1000);
        exchange_name_write(&out, &name);
        assert_text(written(&out), row->again);
    }
}

typedef struct CodeRow {
    const char *code;
    bool is_fine;
} CodeRow;

static const CodeRow codes[] = {
    { "H29.1-2", true }, { "a'()+,-.=?Z9", true }, { "...", true },  { "", false },   { ".", false },
    { "..", false },     { "a b", false },         { "a/b", false }, { "a_b", false }, { "a%b", false },
    { "Sở", false },     { "a:b", false },         { "a*b", false }, { "a\n", false },
};

static void registers_few_letters(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        assert_row(i, codes[i].code);
        assert_int_equal(exchange_code_is_fine(str_of(codes[i].code)), codes[i].is_fine);
    }
    assert_false(exchange_code_is_fine(S("a\0b")));
}

static void has_one_id_for_a_name(void **state) {
    Str id;
    ExchangeName name = { S("VN"), S("GOV"), S("H29"), S("what?"), S("get.1") };
    assert_true(exchange_name_id(*state, &name, &id));
    assert_text(id, "VN/GOV/H29/what?/get.1");
    assert_true(exchange_id_split(id, &name));
    assert_text(name.member, "H29");
    assert_text(name.service, "get.1");
    name = (ExchangeName){ .instance = S("VN"), .class_code = S("GOV"), .member = S("a/b") };
    assert_false(exchange_name_id(*state, &name, &id)); /* else VN/GOV/a/b would be two things */
    name = (ExchangeName){ .instance = S("VN"), .class_code = S("GOV") };
    assert_false(exchange_name_id(*state, &name, &id));
    assert_false(exchange_id_split(S("VN/GOV"), &name));
    assert_false(exchange_id_split(S("VN/GOV/a/b/c/d"), &name));
    assert_false(exchange_id_split(S("VN/GOV//b"), &name));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(reads_a_part),          AN_ARENA(reads_parts_of_a_limited_length), AN_ARENA(reads_and_writes_a_client),
        AN_ARENA(registers_few_letters), AN_ARENA(has_one_id_for_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
