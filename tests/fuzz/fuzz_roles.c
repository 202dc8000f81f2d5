/* tests/fuzz/fuzz_roles - agencies and their roles, with a registry that the input brings along: its first line, names
 * parted by '|'. The first byte chooses what the rest is: a passage, a heading, a cell, a line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "platform/reader/roles.h"
#include "tests/fuzz/fuzz.h"

enum { NAMES_MAX = 50 };

static size_t names_of_line(Str line, KnownName names[NAMES_MAX]) {
    size_t count = 0;
    for (Str rest = line; rest.at != NULL && count < NAMES_MAX;)
        names[count++] = (KnownName){ str_cut(&rest, '|'), S("X") };
    return count;
}

/* Those named stand in the text, apart from one another and in its order; a code is the registry's. */
static void check_mentions(const Names *names, Arena *arena, const Folded *folded) {
    const Tokens tokens = tokens_of(arena, folded);
    const Mention *found;
    const size_t count = names_find(names, arena, &tokens, &found);
    for (size_t i = 0; i < count; i++) {
        MUST(found[i].first < found[i].end && found[i].end <= tokens.count);
        MUST(i == 0 || found[i - 1].end <= found[i].first);
        MUST(found[i].named.len > 0 && utf8_is_valid(found[i].named));
        MUST(found[i].code.len == 0 || str_is(found[i].code, "X"));
    }
}

static void check_agencies(const ReadAgency *agencies, size_t count, Str text) {
    const int64_t letters = (int64_t)utf8_count(text);
    MUST(count <= READING_AGENCIES_MAX);
    for (size_t i = 0; i < count; i++) {
        MUST(agencies[i].role > READ_NONE && agencies[i].role <= READ_RECEIVER);
        MUST(agencies[i].from >= 0 && agencies[i].from < agencies[i].to && agencies[i].to <= letters);
        MUST(agencies[i].named.len > 0 && utf8_is_valid(agencies[i].named));
        for (size_t k = 0; k < i; k++) /* nobody twice in one role */
            MUST(agencies[k].role != agencies[i].role || !str_equal(agencies[k].named, agencies[i].named));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size), clean;
    const unsigned char choice = fuzz_byte(&input);
    if (text_clean(cx.arena, input, true, &clean) == TEXT_FINE) {
        KnownName known[NAMES_MAX];
        Str text = clean;
        const size_t count = names_of_line(str_cut(&text, '\n'), known);
        if (text.at == NULL) text = S("");
        const ReaderWords *words = reader_words(cx.arena, (Rows){ 0 });
        const Names *names = names_new(cx.arena, words, known, count);
        const Folded folded = folded_of(cx.arena, text);
        const ReadAgency *found;
        check_mentions(names, cx.arena, &folded);
        const RolePlace place = choice % 2 == 0 ? ROLE_PLACE_PASSAGE : ROLE_PLACE_HEADING;
        size_t agencies = roles_find(names, words, cx.arena, &folded, place, &found);
        check_agencies(found, agencies, text);
        agencies = roles_of_cell(names, words, cx.arena, text, READ_SUPPORT, &found);
        check_agencies(found, agencies, text);
        if (roles_is_assignment_line(names, words, cx.arena, &folded)) MUST(folded.text.len > 0);
    }
    fuzz_end(&cx);
    return 0;
}
