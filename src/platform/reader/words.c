/* platform/reader/words - see words.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/words.h"

#include "platform/reader/reading.h"
#include "platform/reader/words.csv.h"

enum { LETTERS_MIN = 2 };

static const char *const column_names[] = { "number",  "title",   "unit", "lead",     "support",
                                            "monitor", "product", "term", "baseline", "note", "target" };
static const Choices column_choices = CHOICES("ReadColumn", column_names);

static const char *const level_names[] = { "worded", "all", "covers", "everywhere", "mean" };
static const Choices level_choices = CHOICES("ReadLevel", level_names);

/* What the words of each list tell; NULL where they know no difference. */
static const struct {
    const char *name;
    const Choices *means;
} lists[WORDS_LIST_COUNT] = {
    [WORDS_SECTION] = { "section", &read_section_choices },
    [WORDS_COLUMN] = { "column", &column_choices },
    [WORDS_KIND] = { "kind", &read_kind_choices },
    [WORDS_ROLE] = { "role", &read_role_choices },
    [WORDS_RELATION] = { "relation", &read_relation_choices },
    [WORDS_LEVEL] = { "level", &level_choices },
    [WORDS_UNIT] = { "unit", NULL },
    [WORDS_TERM] = { "term", &term_kind_choices },
    [WORDS_COLLECTIVE] = { "collective", NULL },
    [WORDS_AGENCY] = { "agency", NULL },
    [WORDS_POST] = { "post", NULL },
    [WORDS_VERB] = { "verb", NULL },
    [WORDS_PRODUCT] = { "product", NULL },
    [WORDS_REPORT] = { "report", NULL },
    [WORDS_PRESENT] = { "present", NULL },
    [WORDS_PAGE] = { "page", NULL },
};

int word_list_of(Str name) {
    for (int i = 0; i < WORDS_LIST_COUNT; i++) {
        if (str_is(name, lists[i].name)) return i;
    }
    return -1;
}

Str word_list_name(WordListKind list) {
    return str_of(lists[list].name);
}

int word_means_of(WordListKind list, Str means) {
    if (lists[list].means == NULL) return means.len == 0 ? 1 : 0;
    return choice_value(lists[list].means, means);
}

bool word_may_stand(WordListKind list, Str folded) {
    size_t letters = 0;
    if (list == WORDS_UNIT || list == WORDS_RELATION) return folded.len > 0;
    for (size_t i = 0; i < folded.len; i++) letters += folded_is_word(folded.at[i]) ? 1 : 0;
    return letters >= LETTERS_MIN;
}

static void add_word(Arena *arena, Automaton *const *automata, ReaderWords *words, const Word *word) {
    const int list = word_list_of(word->list);
    MUST(list >= 0);
    const int means = word_means_of((WordListKind)list, word->means);
    MUST(means > 0);
    automaton_add(automata[list], folded_words(arena, word->words), (size_t)means);
    words->lists[list].count++;
}

Rows words_standard(Arena *arena) {
    Word *words = NEW_ARRAY(arena, Word, COUNT(standard_words));
    for (size_t i = 0; i < COUNT(standard_words); i++) {
        const char *const *row = standard_words[i];
        words[i] = (Word){ str_of(row[0]), str_of(row[1]), str_of(row[2]) };
    }
    return (Rows){ words, COUNT(standard_words) };
}

const ReaderWords *reader_words(Arena *arena, Rows more) {
    ReaderWords *words = NEW(arena, ReaderWords);
    Automaton *automata[WORDS_LIST_COUNT];
    const Rows own = words_standard(arena);
    const Word *added = more.items, *standard = own.items;
    for (int i = 0; i < WORDS_LIST_COUNT; i++) {
        automata[i] = automaton_new(arena);
        words->lists[i].automaton = automata[i];
    }
    for (size_t i = 0; i < more.count; i++)
        add_word(arena, automata, words, &added[i]); /* of two alike the first counts */
    for (size_t i = 0; i < own.count; i++) add_word(arena, automata, words, &standard[i]);
    for (int i = 0; i < WORDS_LIST_COUNT; i++) automaton_build(automata[i]);
    return words;
}

size_t words_find(const ReaderWords *words, WordListKind list, Arena *arena, const Folded *text,
                  const Found **ret_found) {
    return automaton_find_apart(words->lists[list].automaton, arena, text->text, ret_found);
}
