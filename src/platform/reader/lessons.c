/* platform/reader/lessons - see lessons.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/lessons.h"

#include "kit/text.h"
#include "platform/reader/measures.h"
#include "platform/reader/roles.h"
#include "platform/reader/terms.h"

enum {
    AFTER_WORDS_MAX = 8,  /* of what stands behind a name */
    LABEL_WORDS_MAX = 6,  /* "Cơ quan nòng cốt:" */
    BEFORE_WORDS_MAX = 3, /* "bắt tay với" */
    ROLE_WORDS_MIN = 2,
    VERB_WORDS = 2, /* most verbs of Vietnamese */
    VERB_BYTES_MIN = 3,
    HEAD_WORDS_MAX = 8,
    RELATION_WORDS_MAX = 3, /* "không hề kém" */
    TERM_WORDS_MAX = 5,     /* "mỗi độ xuân về" */
    MANY_WORDS_MAX = 8,     /* "các quầy, tổ giao dịch" */
    HEAD_BYTES_MAX = 200    /* of a rule's words: see own_words.c */
};

/* Is the phrase a word of the list already, whatever it tells? One correction does not turn what a word tells into its
 * contrary: who means that teaches it himself. */
static bool is_in_force(Arena *arena, const LessonReader *reader, const Word *word) {
    const Rows standard = words_standard(arena);
    const Rows both[] = { reader->words, standard };
    const Str folded = folded_words(arena, word->words);
    for (size_t k = 0; k < COUNT(both); k++) {
        for (size_t i = 0; i < both[k].count; i++) {
            const Word *one = &((const Word *)both[k].items)[i];
            if (str_equal(one->list, word->list) && str_equal(folded_words(arena, one->words), folded)) return true;
        }
    }
    return false;
}

static bool begins_with_digit(const Tokens *tokens, size_t at) {
    const Str word = token_text(tokens, at);
    return word.len > 0 && is_digit(word.at[0]);
}

/* ---- a passage, and the place of a name in it ---- */

typedef struct Around {
    Arena *arena;
    const Folded *folded;
    Tokens tokens;
    const Mention *mentions;
    size_t count;
    const uint32_t *verb, *role; /* tokens of the longest phrase that begins at each */
} Around;

/* Tokens from..to-1. */
typedef struct Span {
    size_t from, to;
} Span;

static Around around_of(Arena *arena, const Names *names, const ReaderWords *words, Str text) {
    Folded *folded = NEW(arena, Folded); /* tokens point to it */
    *folded = folded_of(arena, text);
    Around around = { .arena = arena, .folded = folded, .tokens = tokens_of(arena, folded) };
    around.count = names_find(names, arena, &around.tokens, &around.mentions);
    around.verb = tokens_phrases(&around.tokens, arena, words->lists[WORDS_VERB].automaton, NULL);
    around.role = tokens_phrases(&around.tokens, arena, words->lists[WORDS_ROLE].automaton, NULL);
    return around;
}

static bool is_word(const Around *around, size_t at) {
    return at < around->tokens.count && around->tokens.at[at].is_word;
}

static bool is_named_at(const Around *around, size_t at) {
    for (size_t i = 0; i < around->count; i++) {
        if (at >= around->mentions[i].first && at < around->mentions[i].end) return true;
    }
    return false;
}

static bool is_known_at(const Around *around, size_t at) {
    return at < around->tokens.count && (around->verb[at] > 0 || around->role[at] > 0);
}

/* Words that begin the rest of a sentence: no rule ends with them. */
static bool is_link(const Around *around, size_t at) {
    static const char *const links[] = { "trong", "viec", "de", "va", "cac", "ve", "tai", "nhung", "truoc", "theo" };
    return token_is_one_of(&around->tokens, at, links, COUNT(links));
}

static Str words_of(const Around *around, Span span) {
    const Token *tokens = around->tokens.at;
    if (span.from >= span.to) return S("");
    return text_lower(around->arena, folded_source(around->folded, tokens[span.from].from, tokens[span.to - 1].to));
}

/* "Sở X [giữ vai trò nòng cốt] trong ...": up to a mark, a name, or words that the reader knows. */
static Span span_after(const Around *around, const Mention *mention) {
    Span span = { mention->end, mention->end };
    while (span.to < span.from + AFTER_WORDS_MAX && is_word(around, span.to) && !is_named_at(around, span.to)) {
        if (is_known_at(around, span.to) || is_link(around, span.to)) break;
        span.to++;
    }
    return span;
}

/* Does a sentence go on behind the span with what is done: "..., phối hợp với", "... trong việc", "... xây dựng"? Then
 * the span says in which role. */
static bool goes_on(const Around *around, Span span) {
    const size_t at = token_is(&around->tokens, span.to, ",") ? span.to + 1 : span.to;
    return at >= around->tokens.count || is_known_at(around, at) || is_link(around, at);
}

/* "[Cơ quan nòng cốt]: Sở X", "[bắt tay với] Sở X". */
static Span span_before(const Around *around, const Mention *mention) {
    const bool is_label = mention->first > 0 && token_is(&around->tokens, mention->first - 1, ":");
    const size_t end = mention->first - (is_label ? 1 : 0), most = is_label ? LABEL_WORDS_MAX : BEFORE_WORDS_MAX;
    Span span = { end, end };
    while (span.from > 0 && span.to - span.from < most && is_word(around, span.from - 1) &&
           !is_named_at(around, span.from - 1))
        span.from--;
    /* what is known is no part of it, unless it goes on to the name; a label is one whole */
    for (size_t i = span.from; !is_label && i < span.to; i++) {
        const size_t behind = i + around->verb[i];
        if (around->verb[i] > 0 && behind < span.to) span.from = behind;
    }
    return span;
}

/* ---- roles ---- */

typedef struct Trial {
    Arena *arena;
    const LessonReader *reader;
    Str text, named;
    ReadRole role;
    Word *told;
    size_t count;
} Trial;

static Rows words_with(Arena *arena, const LessonReader *reader, const Word *word) {
    Word *all = NEW_ARRAY(arena, Word, reader->words.count + 1);
    size_t count = 0;
    if (word != NULL) all[count++] = *word;
    for (size_t i = 0; i < reader->words.count; i++) all[count++] = ((const Word *)reader->words.items)[i];
    return (Rows){ all, count };
}

static bool is_read(const Trial *trial, const ReaderWords *words, const Names *names) {
    const Folded folded = folded_of(trial->arena, trial->text);
    const Str named = folded_words(trial->arena, trial->named);
    const ReadAgency *found;
    const size_t count = roles_find(names, words, trial->arena, &folded, ROLE_PLACE_PASSAGE, &found);
    for (size_t i = 0; i < count; i++) {
        if (found[i].role == (int)trial->role && str_equal(folded_words(trial->arena, found[i].named), named))
            return true;
    }
    return false;
}

static void try_word(Trial *trial, Str list, Str words, Str means) {
    const Word word = { list, words, means };
    if (trial->count == LESSON_WORDS_MAX || words.len == 0 || words.len > HEAD_BYTES_MAX) return;
    if (is_in_force(trial->arena, trial->reader, &word)) return;
    const ReaderWords *all = reader_words(trial->arena, words_with(trial->arena, trial->reader, &word));
    const Names *names = names_new(trial->arena, all, trial->reader->names, trial->reader->name_count);
    if (is_read(trial, all, names)) trial->told[trial->count++] = word;
}

static void try_role(Trial *trial, const Around *around, Span span) {
    const size_t count = span.to - span.from;
    if (count < ROLE_WORDS_MIN || count >= AFTER_WORDS_MAX) return; /* the latter was cut in its middle */
    try_word(trial, S("role"), words_of(around, span), choice_name(&read_role_choices, (int)trial->role));
}

static void try_verb(Trial *trial, const Around *around, Span span) {
    if (span.to - span.from > VERB_WORDS) span.to = span.from + VERB_WORDS;
    const Str words = words_of(around, span);
    if (words.len >= VERB_BYTES_MIN) try_word(trial, S("verb"), words, S(""));
}

/* "trao quyền cho Sở X", "bắt tay với Sở X", "nòng cốt: Sở X": what stands before leads to the name. */
static bool leads_to(const Around *around, const Mention *mention) {
    static const char *const links[] = { "cho", "voi", "cung", ":" };
    return mention->first > 0 && token_is_one_of(&around->tokens, mention->first - 1, links, COUNT(links));
}

static void try_around(Trial *trial, const Around *around, const Mention *mention) {
    const Span after = span_after(around, mention);
    if (leads_to(around, mention)) try_role(trial, around, span_before(around, mention));
    if (trial->count > 0) return;
    if (trial->role == READ_LEAD && goes_on(around, after)) try_role(trial, around, after);
    if (trial->role == READ_LEAD) try_verb(trial, around, after);
    if (trial->role == READ_LEAD && !goes_on(around, after)) try_role(trial, around, after);
    try_role(trial, around, span_before(around, mention));
}

/* "các quầy giao dịch": what they are called, behind the word that makes them many. */
static void try_many(Trial *trial) {
    static const char *const many[] = { "cac", "nhung" };
    const Folded folded = folded_of(trial->arena, trial->named);
    const Tokens tokens = tokens_of(trial->arena, &folded);
    if (tokens.count < 2 || tokens.count > MANY_WORDS_MAX || !token_is_one_of(&tokens, 0, many, COUNT(many))) return;
    const Str words = folded_source(&folded, tokens.at[1].from, tokens.at[tokens.count - 1].to);
    try_word(trial, S("collective"), text_lower(trial->arena, words), S(""));
}

size_t lessons_of_role(Arena *arena, const LessonReader *reader, Str text, Str named, ReadRole role,
                       Word ret_words[LESSON_WORDS_MAX]) {
    Trial trial = { .arena = arena, .reader = reader, .text = text, .named = named, .role = role, .told = ret_words };
    const ReaderWords *words = reader_words(arena, reader->words);
    const Names *names = names_new(arena, words, reader->names, reader->name_count);
    const Str wanted = folded_words(arena, named);
    if (role == READ_NONE || is_read(&trial, words, names)) return 0;
    const Around around = around_of(arena, names, words, text);
    for (size_t i = 0; i < around.count && trial.count == 0; i++) {
        if (str_equal(folded_words(arena, around.mentions[i].named), wanted))
            try_around(&trial, &around, &around.mentions[i]);
    }
    if (trial.count == 0) try_many(&trial);
    return trial.count;
}

/* ---- units ---- */

static bool has_unit(Arena *arena, const ReaderWords *words, Str text, Str unit) {
    const Folded folded = folded_of(arena, text);
    const Str wanted = folded_words(arena, unit);
    const ReadIndicator *found;
    const size_t count = measures_find(words, arena, &folded, &(MeasureContext){ 0 }, &found);
    for (size_t i = 0; i < count; i++) {
        if (str_equal(folded_words(arena, found[i].unit), wanted)) return true;
    }
    return false;
}

bool lesson_of_unit(Arena *arena, const LessonReader *reader, Str text, Str unit, Word *ret_word) {
    const Word word = { S("unit"), text_lower(arena, unit), S("") };
    if (unit.len == 0 || unit.len > HEAD_BYTES_MAX) return false;
    if (has_unit(arena, reader_words(arena, words_with(arena, reader, NULL)), text, unit)) return false;
    if (!has_unit(arena, reader_words(arena, words_with(arena, reader, &word)), text, unit)) return false;
    *ret_word = word;
    return true;
}

/* ---- how a figure is meant ---- */

typedef struct FigureTrial {
    Arena *arena;
    const LessonReader *reader;
    const Folded *text;
    Decimal value;
    ReadRelation relation;
} FigureTrial;

/* A target of the value, with the relation that is wanted or any; NULL when none is read. */
static const ReadTarget *target_read(const FigureTrial *trial, const Word *word, ReadRelation relation) {
    const ReaderWords *words = reader_words(trial->arena, words_with(trial->arena, trial->reader, word));
    const ReadIndicator *found;
    const size_t count = measures_find(words, trial->arena, trial->text, &(MeasureContext){ 0 }, &found);
    for (size_t i = 0; i < count; i++) {
        const ReadTarget *targets = found[i].targets.items;
        for (size_t k = 0; k < found[i].targets.count; k++) {
            if (decimal_compare(targets[k].value, trial->value) != 0) continue;
            if (relation == RELATION_NONE || targets[k].relation == (int)relation) return &targets[k];
        }
    }
    return NULL;
}

/* "không kém": the words that follow mean the contrary. */
static bool denies(const Tokens *tokens, size_t at) {
    static const char *const words[] = { "khong", "chang", "chua" };
    return token_is_one_of(tokens, at, words, COUNT(words));
}

/* Does a phrase hold one that says more than "đạt"? Another word before it does not turn it into its contrary. */
static bool holds_relation(const FigureTrial *trial, Str words) {
    const Folded folded = folded_of(trial->arena, words);
    const Found *found;
    const ReaderWords *rules = reader_words(trial->arena, trial->reader->words);
    const size_t count = words_find(rules, WORDS_RELATION, trial->arena, &folded, &found);
    for (size_t i = 0; i < count; i++) {
        if (found[i].value != RELATION_EQUAL) return true;
    }
    return false;
}

static bool try_relation(const FigureTrial *trial, const Tokens *tokens, Span span, Word *ret_word) {
    const Str words = folded_source(trial->text, tokens->at[span.from].from, tokens->at[span.to - 1].to);
    const Word word = { S("relation"), text_lower(trial->arena, words),
                        choice_name(&read_relation_choices, (int)trial->relation) };
    if (word.words.len > HEAD_BYTES_MAX || is_in_force(trial->arena, trial->reader, &word)) return false;
    if (!denies(tokens, span.from) && holds_relation(trial, word.words)) return false;
    *ret_word = word;
    return target_read(trial, &word, trial->relation) != NULL;
}

bool lesson_of_relation(Arena *arena, const LessonReader *reader, Str text, Decimal value, ReadRelation relation,
                        Word *ret_word) {
    static const size_t lengths[] = { 3, 2,
                                      1 }; /* most are two words; three with "không", one where no more would do */
    const Folded folded = folded_of(arena, text);
    const FigureTrial trial = { arena, reader, &folded, value, relation };
    if (!value.is_known || relation == RELATION_NONE || target_read(&trial, NULL, relation) != NULL) return false;
    const ReadTarget *target = target_read(&trial, NULL, RELATION_NONE);
    const Tokens tokens = tokens_of(arena, &folded);
    if (target == NULL) return false;
    const size_t byte = utf8_part(text, 0, (size_t)target->from).len;
    size_t figure = 0, room = 0;
    while (figure < tokens.count && folded.at[tokens.at[figure].from] < byte) figure++;
    while (figure < tokens.count && !begins_with_digit(&tokens, figure)) figure++; /* words of its own */
    if (figure == tokens.count) return false;
    while (room < RELATION_WORDS_MAX && room < figure && tokens.at[figure - room - 1].is_word &&
           !begins_with_digit(&tokens, figure - room - 1))
        room++;
    for (size_t i = 0; i < COUNT(lengths); i++) {
        const size_t from = figure - lengths[i];
        if (lengths[i] > room || (lengths[i] == RELATION_WORDS_MAX && !denies(&tokens, from))) continue;
        if (try_relation(&trial, &tokens, (Span){ from, figure }, ret_word)) return true;
    }
    return false;
}

/* ---- by when ---- */

/* Words up to a mark, when they are few and no number is among them. */
static Str few_words(Arena *arena, const Folded *folded, const Tokens *tokens, size_t from) {
    size_t end = from;
    while (end < tokens->count && tokens->at[end].is_word) {
        if (begins_with_digit(tokens, end++) || end - from > TERM_WORDS_MAX) return S("");
    }
    return end == from ? S("")
                       : text_lower(arena, folded_source(folded, tokens->at[from].from, tokens->at[end - 1].to));
}

/* Where the words begin: of a cell at its beginning, else behind "Thời gian thực hiện:", or at the beginning of a
 * passage whose first words a comma parts from the rest. tokens->count: nowhere. */
static size_t term_begins(const Tokens *tokens, bool is_cell) {
    static const char *const labels[] = { "thoi gian", "thoi han", "tien do", "lo trinh" };
    for (size_t i = 0; !is_cell && i + 1 < tokens->count; i++) {
        if (!token_is(tokens, i, ":")) continue;
        for (size_t k = i > LABEL_WORDS_MAX ? i - LABEL_WORDS_MAX : 0; k + 1 < i; k++) {
            for (size_t n = 0; n < COUNT(labels); n++) {
                Str rest = str_of(labels[n]);
                const Str first = str_cut(&rest, ' ');
                if (str_equal(token_text(tokens, k), first) && str_equal(token_text(tokens, k + 1), rest)) return i + 1;
            }
        }
    }
    size_t end = 0;
    while (end < tokens->count && tokens->at[end].is_word) end++;
    return is_cell || token_is(tokens, end, ",") ? 0 : tokens->count;
}

static int term_kind_read(Arena *arena, const LessonReader *reader, const Word *word, const Folded *text) {
    const ReaderWords *words = reader_words(arena, words_with(arena, reader, word));
    const ReadTerm *term = term_of(words, arena, text, &(TermContext){ 0 });
    return term == NULL ? TERM_NONE : term->kind;
}

bool lesson_of_term(Arena *arena, const LessonReader *reader, Str text, bool is_cell, TermKind kind, Word *ret_word) {
    const Folded folded = folded_of(arena, text);
    const Tokens tokens = tokens_of(arena, &folded);
    const size_t from = term_begins(&tokens, is_cell);
    if (from >= tokens.count || term_kind_read(arena, reader, NULL, &folded) != TERM_NONE) return false;
    const Word word = { S("term"), few_words(arena, &folded, &tokens, from),
                        choice_name(&term_kind_choices, (int)kind) };
    if (word.words.len == 0 || word.words.len > HEAD_BYTES_MAX || is_in_force(arena, reader, &word)) return false;
    if (!word_may_stand(WORDS_TERM, folded_words(arena, word.words))) return false;
    *ret_word = word;
    return term_kind_read(arena, reader, &word, &folded) == (int)kind;
}

/* ---- headings, and heads of columns ---- */

/* "MỐC CẦN ĐẠT ĐẾN NĂM 2030": a year is of this document alone. */
static size_t without_year(const Tokens *tokens, size_t end) {
    if (end == 0 || !begins_with_digit(tokens, end)) return end;
    if (end > 1 && token_is(tokens, end - 1, "doan") && token_is(tokens, end - 2, "giai")) return end - 2;
    if (!token_is(tokens, end - 1, "nam")) return end;
    const bool is_until = end > 1 && (token_is(tokens, end - 2, "den") || token_is(tokens, end - 2, "trong"));
    return end - (is_until ? 2 : 1);
}

static bool head_says(Arena *arena, const LessonReader *reader, const Word *word, WordListKind list, int value,
                      const Folded *head) {
    const ReaderWords *words = reader_words(arena, words_with(arena, reader, word));
    const Found *found;
    const size_t count = words_find(words, list, arena, head, &found);
    for (size_t i = 0; i < count; i++) {
        if ((int)found[i].value == value) return true;
    }
    return false;
}

bool lesson_head_is(Arena *arena, const LessonReader *reader, WordListKind list, Str means, Str head) {
    const Folded folded = folded_of(arena, head);
    return head_says(arena, reader, NULL, list, word_means_of(list, means), &folded);
}

bool lesson_of_head(Arena *arena, const LessonReader *reader, WordListKind list, Str means, Str head, Word *ret_word) {
    const Folded folded = folded_of(arena, head);
    const Tokens tokens = tokens_of(arena, &folded);
    const int value = word_means_of(list, means);
    size_t end = 0;
    if (value == 0 || head_says(arena, reader, NULL, list, value, &folded)) return false;
    while (end < HEAD_WORDS_MAX && end < tokens.count && tokens.at[end].is_word && !begins_with_digit(&tokens, end))
        end++;
    end = without_year(&tokens, end);
    if (end == 0) return false;
    const Str phrase = text_lower(arena, folded_source(&folded, tokens.at[0].from, tokens.at[end - 1].to));
    if (phrase.len > HEAD_BYTES_MAX || !word_may_stand(list, folded_words(arena, phrase))) return false;
    const Word word = { word_list_name(list), phrase, means };
    if (is_in_force(arena, reader, &word) || !head_says(arena, reader, &word, list, value, &folded)) return false;
    *ret_word = word;
    return true;
}
