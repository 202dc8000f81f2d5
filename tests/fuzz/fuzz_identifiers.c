/* tests/fuzz/fuzz_identifiers - codes, and electronic identifiers of agencies in both of their forms. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reference/reference.h"
#include "tests/fuzz/fuzz.h"

enum { GROUPS_MAX = 12, IDENTIFIER_LETTERS_MAX = 35, CODE_LETTERS_MAX = 40, OLD_GROUPS = 4 };

static bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static bool is_first_level(Str group) {
    return group.len == 3 && group.at[0] >= 'A' && group.at[0] <= 'Y' &&
           memchr("0123456789", group.at[1], 10) != NULL && memchr("0123456789", group.at[2], 10) != NULL;
}

static size_t groups_of(Str text, Str groups[GROUPS_MAX]) {
    size_t count = 0;
    for (Str rest = text; rest.at != NULL; count++) {
        MUST(count < GROUPS_MAX);
        groups[count] = str_cut(&rest, '.');
    }
    return count;
}

static void check_form(Str identifier) {
    Str groups[GROUPS_MAX];
    const size_t count = groups_of(identifier, groups);
    MUST(identifier.len >= 3 && identifier.len <= IDENTIFIER_LETTERS_MAX && is_first_level(groups[0]));
    for (size_t i = 0; i < count; i++) {
        MUST(groups[i].len > 0);
        for (size_t j = 0; j < groups[i].len; j++) MUST(is_word(groups[i].at[j]));
    }
}

/* The older form of an identifier whose groups have the older lengths: the other way round, filled up with zeros. */
static bool older_form(Arena *arena, Str identifier, Str *ret_older) {
    static const size_t lengths[OLD_GROUPS] = { 3, 2, 2, 3 };
    static const char *const zeros[OLD_GROUPS] = { "", "00", "00", "000" };
    Str groups[GROUPS_MAX];
    const size_t count = groups_of(identifier, groups);
    if (count > OLD_GROUPS || str_is(groups[count - 1], zeros[count - 1])) return false;
    Buf out = buf_new(arena, 64);
    for (size_t i = OLD_GROUPS; i > 0; i--) {
        const bool is_there = i <= count;
        if (is_there && groups[i - 1].len != lengths[i - 1]) return false;
        buf_add(&out, is_there ? groups[i - 1] : str_of(zeros[i - 1]));
        if (i > 1) buf_char(&out, '.');
    }
    MUST(buf_done(&out, ret_older) == OK);
    return !is_first_level(str_part(*ret_older, 0, 3)); /* else it reads as the newer form */
}

static void check_identifier(Ctx *cx, Str text) {
    Str identifier, again, older;
    if (agency_identifier_from_text(cx->arena, text, &identifier) != OK) return;
    MUST(text.len <= IDENTIFIER_LETTERS_MAX);
    check_form(identifier);
    MUST(agency_identifier_from_text(cx->arena, identifier, &again) == OK && str_equal(identifier, again));
    if (!older_form(cx->arena, identifier, &older)) return;
    MUST(agency_identifier_from_text(cx->arena, older, &again) == OK && str_equal(identifier, again));
}

static void check_code(Str text) {
    bool is_fine = text.len >= 1 && text.len <= CODE_LETTERS_MAX && is_word(text.at[0]);
    for (size_t i = 1; i < text.len && is_fine; i++) is_fine = is_word(text.at[i]) || strchr(".-_", text.at[i]) != NULL;
    for (size_t i = 0; i < text.len; i++) is_fine = is_fine && text.at[i] != '\0';
    MUST(code_is_fine(text) == is_fine);
    Id id;
    if (is_fine && text.len < ID_BYTES) MUST(id_from_text(text, &id) == OK && str_equal(id_str(&id), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str text = fuzz_input(data, size);
    check_identifier(&cx, text);
    check_code(text);
    fuzz_end(&cx);
    return 0;
}
