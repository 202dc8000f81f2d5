/* tests/fuzz/fuzz_lessons - words that would have told what was put right: the first line names agencies parted by '|',
 * the second is a head, the rest a passage. What is offered stands in the text, and does what it is offered for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "platform/reader/lessons.h"
#include "platform/reader/roles.h"
#include "tests/fuzz/fuzz.h"

enum { NAMES_MAX = 8, TEXT_BYTES_MAX = 600, WORD_BYTES_MAX = 200 };

static void check_word(Arena *arena, const Word *word, const Folded *text) {
    const int list = word_list_of(word->list);
    const Str folded = folded_words(arena, word->words);
    MUST(list >= 0 && word_means_of((WordListKind)list, word->means) > 0);
    MUST(word->words.len <= WORD_BYTES_MAX && utf8_is_valid(word->words));
    MUST(word_may_stand((WordListKind)list, folded) && str_find(text->text, folded) < text->text.len);
}

static bool has_role(Arena *arena, const LessonReader *reader, const Folded *text, Str named, ReadRole role) {
    const ReaderWords *words = reader_words(arena, reader->words);
    const Names *names = names_new(arena, words, reader->names, reader->name_count);
    const ReadAgency *found;
    const size_t count = roles_find(names, words, arena, text, ROLE_PLACE_PASSAGE, &found);
    for (size_t i = 0; i < count; i++) {
        const bool is_named = str_equal(folded_words(arena, found[i].named), folded_words(arena, named));
        if (is_named && found[i].role == (int)role) return true;
    }
    return false;
}

static void check_roles(Arena *arena, const LessonReader *reader, Str text, Str named) {
    const Folded folded = folded_of(arena, text);
    for (ReadRole role = READ_LEAD; role <= READ_MONITOR; role++) {
        Word words[LESSON_WORDS_MAX];
        const size_t count = lessons_of_role(arena, reader, text, named, role, words);
        MUST(count <= LESSON_WORDS_MAX);
        MUST(count == 0 || !has_role(arena, reader, &folded, named, role));
        for (size_t i = 0; i < count; i++) {
            const LessonReader taught = { reader->names, reader->name_count, { &words[i], 1 } };
            check_word(arena, &words[i], &folded);
            MUST(has_role(arena, &taught, &folded, named, role));
        }
    }
}

static void check_head(Arena *arena, const LessonReader *reader, WordListKind list, Str means, Str head) {
    const Folded folded = folded_of(arena, head);
    Word word, again;
    if (!lesson_of_head(arena, reader, list, means, head, &word)) return;
    const LessonReader taught = { reader->names, reader->name_count, { &word, 1 } };
    check_word(arena, &word, &folded);
    MUST(!lesson_of_head(arena, &taught, list, means, head, &again)); /* it was learned */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str input = fuzz_input(data, size < TEXT_BYTES_MAX ? size : TEXT_BYTES_MAX);
    Str clean;
    if (text_clean(cx.arena, input, true, &clean) == TEXT_FINE) {
        KnownName known[NAMES_MAX];
        LessonReader reader = { .names = known };
        Str text = clean;
        Str line = str_cut(&text, '\n');
        const Str head = text.at == NULL ? S("") : str_cut(&text, '\n');
        if (text.at == NULL) text = S("");
        while (line.at != NULL && reader.name_count < NAMES_MAX)
            known[reader.name_count++] = (KnownName){ str_cut(&line, '|'), S("X") };
        check_roles(cx.arena, &reader, text, known[0].name);
        check_head(cx.arena, &reader, WORDS_SECTION, S("tasks"), head);
        check_head(cx.arena, &reader, WORDS_COLUMN, S("lead"), head);
        Word word;
        const Folded folded = folded_of(cx.arena, text);
        if (lesson_of_unit(cx.arena, &reader, text, head, &word)) check_word(cx.arena, &word, &folded);
    }
    fuzz_end(&cx);
    return 0;
}
