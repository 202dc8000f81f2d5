/* modules/strategy/learned_words - see learned_words.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/learned_words.h"

#include "kit/crypto.h"
#include "modules/strategy/drafts.h"
#include "platform/ledger/ledger.h"
#include "platform/reader/reader.h"

#include <string.h>

enum {
    LEARNED_WORDS_MAX = 1000,
    WORDS_LETTERS_MAX = 80, /* of one that is taught */
    NAME_LETTERS_MAX = 40,  /* of a list or a meaning */
    WORDS_SHOWN_MAX = 30000 /* those of the house, and of the installation's file */
};

const ProblemKind word_taught = {
    CONFLICT,
    "strategy/word-taught",
    { "Cụm từ này đã được dạy.", "This phrase was taught already." },
    { "“{0}” đã có trong danh sách đã học. Muốn đổi nghĩa thì gỡ cụm từ cũ ở trang Từ ngữ bộ đọc đã học, rồi dạy lại.",
      "“{0}” is among the words that were learned. To change its meaning remove it there first, then teach it "
      "again." }
};
const ProblemKind word_known = { CONFLICT,
                                 "strategy/word-known",
                                 { "Bộ đọc đã biết cụm từ này.", "The reader knows this phrase already." },
                                 { "“{0}” đã có sẵn với đúng nghĩa ấy; không cần dạy. Chọn cụm từ khác trong văn bản.",
                                   "“{0}” has this meaning already and need not be taught. Choose another phrase." } };
const ProblemKind words_full = {
    CONFLICT,
    "strategy/words-full",
    { "Đã nhớ quá nhiều.", "Too much was remembered." },
    { "Bộ đọc chỉ nhớ được {0} mục. Gỡ bớt mục không còn dùng ở trang Từ ngữ bộ đọc đã học.",
      "The reader remembers {0} at most. Remove some that are of no use any more." }
};

typedef struct LearnedWord {
    Str list, folded, words, means, draft;
    Str file_name; /* of the draft's document */
    Str added_by, added_name;
    Time added_at;
} LearnedWord;

static const Field learned_word_fields[] = {
    FIELD(LearnedWord, list, REQUIRED, 0, 0),     FIELD(LearnedWord, folded, STORED, 0, 0),
    FIELD(LearnedWord, words, REQUIRED, 0, 0),    FIELD(LearnedWord, means, REQUIRED, 0, 0),
    FIELD(LearnedWord, draft, REQUIRED, 0, 0),    FIELD(LearnedWord, file_name, REQUIRED, 0, 0),
    FIELD(LearnedWord, added_by, REQUIRED, 0, 0), FIELD(LearnedWord, added_name, REQUIRED, 0, 0),
    FIELD(LearnedWord, added_at, REQUIRED, 0, 0),
};
const Shape learned_word_shape = SHAPE(LearnedWord, learned_word_fields);

typedef struct LearnedWordCount {
    int64_t words;
} LearnedWordCount;

static const Field learned_word_count_fields[] = { FIELD(LearnedWordCount, words, REQUIRED, 0, 0) };
static const Shape learned_word_count_shape = SHAPE(LearnedWordCount, learned_word_count_fields);

#include "modules/strategy/learned_words.sql.h"

Code learned_words_known(Ctx *cx, Rows *ret_words) {
    Rows rows;
    TRY(learned_words_all(cx, &rows));
    const LearnedWord *all = rows.items;
    Word *words = NEW_ARRAY(cx->arena, Word, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) words[i] = (Word){ all[i].list, all[i].words, all[i].means };
    *ret_words = (Rows){ words, rows.count };
    return OK;
}

/* ---- all that are in force ---- */

typedef struct ReaderWord {
    Str list, words, means;
    bool is_own; /* of the installation's file (reader.words); else the house's */
} ReaderWord;

static const Field reader_word_fields[] = {
    FIELD(ReaderWord, list, REQUIRED, 0, 0),
    FIELD(ReaderWord, words, REQUIRED, 0, 0),
    FIELD(ReaderWord, means, REQUIRED, 0, 0),
    FIELD(ReaderWord, is_own, REQUIRED, 0, 0),
};
static const Shape reader_word_shape = SHAPE(ReaderWord, reader_word_fields);

typedef struct LearnedWordList {
    Rows words, built_in;
} LearnedWordList;

static const Field learned_word_list_fields[] = {
    FIELD_LIST(LearnedWordList, words, LEARNED_WORDS_MAX, &learned_word_shape),
    FIELD_LIST(LearnedWordList, built_in, WORDS_SHOWN_MAX, &reader_word_shape),
};
const Shape learned_word_list_shape = SHAPE(LearnedWordList, learned_word_list_fields);

/* Of Word: those of the installation's file, and behind them those of the house; ret_own counts the former. */
static Code built_in(Ctx *cx, Rows *ret_words, size_t *ret_own) {
    const Rows standard = words_standard(cx->arena);
    Rows own;
    TRY(own_words_read(cx, &own));
    Word *all = NEW_ARRAY(cx->arena, Word, own.count + standard.count + 1);
    for (size_t i = 0; i < own.count; i++) all[i] = ((const Word *)own.items)[i];
    for (size_t i = 0; i < standard.count; i++) all[own.count + i] = ((const Word *)standard.items)[i];
    *ret_words = (Rows){ all, own.count + standard.count };
    *ret_own = own.count;
    return OK;
}

Code learned_words_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    LearnedWordList *list = out;
    Rows words;
    size_t own;
    TRY(learned_words_all(cx, &list->words));
    TRY(built_in(cx, &words, &own));
    LearnedWord *learned = list->words.items;
    for (size_t i = 0; i < list->words.count; i++) {
        const bool is_same = i > 0 && str_equal(learned[i].added_by, learned[i - 1].added_by);
        if (is_same)
            learned[i].added_name = learned[i - 1].added_name;
        else
            TRY(draft_person_name(cx, learned[i].added_by, &learned[i].added_name));
    }
    ReaderWord *told = NEW_ARRAY(cx->arena, ReaderWord, words.count + 1);
    for (size_t i = 0; i < words.count; i++) {
        const Word *word = &((const Word *)words.items)[i];
        told[i] = (ReaderWord){ word->list, word->words, word->means, i < own };
    }
    list->built_in = (Rows){ told, words.count };
    return OK;
}

/* ---- teaching ---- */

typedef struct LearnedWordTelling {
    Str list, words, means;
    Id draft; /* in whose review; none: in none */
} LearnedWordTelling;

static const Field learned_word_telling_fields[] = {
    FIELD(LearnedWordTelling, list, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD(LearnedWordTelling, words, REQUIRED, 1, WORDS_LETTERS_MAX),
    FIELD(LearnedWordTelling, means, OPTIONAL, 0, NAME_LETTERS_MAX),
    FIELD(LearnedWordTelling, draft, OPTIONAL, 0, 0),
};
const Shape learned_word_telling_shape = SHAPE(LearnedWordTelling, learned_word_telling_fields);

static bool is_mark(char c) {
    return c > 0 && strchr(" .,;:!?\"'()-", c) != NULL;
}

/* A phrase that was taken out of a text brings the marks beside it along; only a unit or a relation may be a mark. */
static Str without_marks(Str list, Str words) {
    Str text = str_trim(words);
    const int kind = word_list_of(list);
    if (kind == WORDS_UNIT || kind == WORDS_RELATION) return text;
    while (text.len > 0 && is_mark(text.at[0])) text = str_part(text, 1, text.len);
    while (text.len > 0 && is_mark(text.at[text.len - 1])) text.len--;
    return text;
}

static Code require_new(Ctx *cx, const LearnedWord *word) {
    LearnedWord held;
    LearnedWordCount count;
    Rows words;
    size_t own;
    const Code found = learned_word_by_key(cx, word, &held);
    if (found == OK) return fail(cx, &word_taught, word->words);
    if (found != NOT_FOUND) return found;
    TRY(built_in(cx, &words, &own));
    for (size_t i = 0; i < words.count; i++) {
        const Word *one = &((const Word *)words.items)[i];
        const bool is_alike = str_equal(one->list, word->list) && str_equal(one->means, word->means);
        if (is_alike && str_equal(folded_words(cx->arena, one->words), word->folded))
            return fail(cx, &word_known, word->words);
    }
    TRY(learned_word_count(cx, &count));
    return count.words < LEARNED_WORDS_MAX ? OK : fail(cx, &words_full, int_text(cx, LEARNED_WORDS_MAX));
}

Code learned_word_teach(Ctx *cx, const void *in, void *out) {
    const LearnedWordTelling *telling = in;
    LearnedWord *taught = out;
    const WordSpots spots = { spot_field(S("list")), spot_field(S("words")), spot_field(S("means")) };
    const Word word = { telling->list, without_marks(telling->list, telling->words), telling->means };
    PlanDraft draft = { .file_name = S("") };
    word_check(cx, &spots, &word);
    TRY(faults_verdict(cx));
    if (!id_is_none(&telling->draft)) TRY(draft_find(cx, &telling->draft, &draft));
    *taught = (LearnedWord){ .list = word.list,
                             .folded = folded_words(cx->arena, word.words),
                             .words = word.words,
                             .means = word.means,
                             .draft = id_str(&telling->draft),
                             .file_name = draft.file_name,
                             .added_by = cx->caller.id,
                             .added_at = cx->now };
    TRY(require_new(cx, taught));
    TRY(draft_person_name(cx, cx->caller.id, &taught->added_name));
    TRY(learned_word_insert(cx, taught));
    return ledger_append(cx, S("strategy.word_taught"), word.list, { "words", sha256_text(cx->arena, word.words) },
                         { "means", word.means }, { "draft", taught->draft });
}

/* ---- taking back ---- */

typedef struct LearnedWordRemoval {
    Str list, words;
} LearnedWordRemoval;

static const Field learned_word_removal_fields[] = {
    FIELD(LearnedWordRemoval, list, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD(LearnedWordRemoval, words, REQUIRED, 1, WORDS_LETTERS_MAX),
};
const Shape learned_word_removal_shape = SHAPE(LearnedWordRemoval, learned_word_removal_fields);

Code learned_word_remove(Ctx *cx, const void *in, void *out) {
    (void)out;
    const LearnedWordRemoval *removal = in;
    const Str words = without_marks(removal->list, removal->words);
    const LearnedWord asked = { .list = removal->list, .folded = folded_words(cx->arena, words) };
    LearnedWord held;
    const Code found = learned_word_by_key(cx, &asked, &held);
    if (found == NOT_FOUND) return fail(cx, &not_found, removal->words);
    TRY(found);
    TRY(learned_word_delete(cx, &held));
    return ledger_append(cx, S("strategy.word_removed"), held.list, { "words", sha256_text(cx->arena, held.words) },
                         { "means", held.means });
}
