/* platform/reader/own_words - see own_words.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/own_words.h"

#include "kit/commands.h"
#include "kit/table.h"

enum { FILE_BYTES_MAX = 4 * 1024 * 1024, ROWS_MAX = 20000, WORDS_LETTERS_MAX = 200, OUT_BYTES_MAX = 8 * 1024 * 1024 };

const Setting reader_words_file = {
    "reader.words",
    SETTING_TEXT,
    "",
    0,
    1000,
    .help = "a CSV (list, words, means, note) of the reader's rules that an installation adds; empty: none"
};

const ProblemKind own_word_list = { INVALID,
                                    "reader/word-list",
                                    { "Không có danh sách từ này.", "There is no such list of words." },
                                    { "“{0}” không phải tên danh sách. Xem các tên: banyan words.",
                                      "“{0}” is no list. See the names: banyan words." } };
const ProblemKind own_word_means = { INVALID,
                                     "reader/word-means",
                                     { "Danh sách không có nghĩa này.", "The list knows no such meaning." },
                                     { "“{0}” không phải nghĩa của danh sách “{1}”. Xem các nghĩa: banyan words.",
                                       "“{0}” is no meaning of the list “{1}”. See the meanings: banyan words." } };

const ProblemKind own_word_short = { INVALID,
                                     "reader/word-short",
                                     { "Cụm từ quá ngắn.", "The phrase is too short." },
                                     { "“{0}” không đủ để nhận ra trong văn bản. Ghi ít nhất hai chữ cái.",
                                       "“{0}” is not enough to be found by. Give two letters at least." } };

typedef struct OwnWord {
    Str list, words, means, note;
} OwnWord;

static const Field own_word_fields[] = {
    FIELD(OwnWord, list, REQUIRED, 1, WORDS_LETTERS_MAX),
    FIELD(OwnWord, words, REQUIRED, 1, WORDS_LETTERS_MAX),
    FIELD(OwnWord, means, OPTIONAL, 0, WORDS_LETTERS_MAX),
    FIELD(OwnWord, note, OPTIONAL, 0, 0),
};
static const Shape own_word_shape = SHAPE(OwnWord, own_word_fields);

void word_check(Ctx *cx, const WordSpots *spots, const Word *word) {
    const int list = word_list_of(word->list);
    if (list < 0) {
        fault(cx, spots->list, &own_word_list, word->list);
        return;
    }
    if (word_means_of((WordListKind)list, word->means) == 0)
        fault(cx, spots->means, &own_word_means, word->means, word->list);
    if (!word_may_stand((WordListKind)list, folded_words(cx->arena, word->words)))
        fault(cx, spots->words, &own_word_short, word->words);
}

Code own_words_read(Ctx *cx, Rows *ret_words) {
    const Str path = setting_text(cx->house->settings, &reader_words_file);
    *ret_words = (Rows){ 0 };
    if (path.len == 0) return OK;
    const TableForm form = { .path = path, .name = path, .bytes_max = FILE_BYTES_MAX };
    Table table = { 0 };
    TRY(table_read(cx, &form, &own_word_shape, ROWS_MAX, &table));
    Word *words = NEW_ARRAY(cx->arena, Word, table.count + 1);
    for (size_t i = 0; i < table.count; i++) {
        const OwnWord *row = table_item(&table, i);
        const WordSpots spots = { table_spot(&table, i, S("list")), table_spot(&table, i, S("words")),
                                  table_spot(&table, i, S("means")) };
        words[i] = (Word){ row->list, row->words, row->means };
        word_check(cx, &spots, &words[i]);
    }
    TRY(faults_verdict(cx));
    *ret_words = (Rows){ words, table.count };
    return OK;
}

Code own_words_with(Ctx *cx, const Rows *taught, Rows *ret_words) {
    Rows own;
    TRY(own_words_read(cx, &own));
    Word *words = NEW_ARRAY(cx->arena, Word, taught->count + own.count + 1);
    for (size_t i = 0; i < taught->count; i++) words[i] = ((const Word *)taught->items)[i];
    for (size_t i = 0; i < own.count; i++) words[taught->count + i] = ((const Word *)own.items)[i];
    *ret_words = (Rows){ words, taught->count + own.count };
    return OK;
}

/* ---- on the command line: what is in force, as the CSV that an installation's own has ---- */

typedef struct WordsShowArgs {
    Str list;
} WordsShowArgs;

static const Field words_show_args_fields[] = {
    OPTION(WordsShowArgs, list, OPTIONAL, 0, WORDS_LETTERS_MAX, "of one list only: section, column, role, term, ..."),
};
const Shape words_show_args_shape = SHAPE(WordsShowArgs, words_show_args_fields);

static void say_words(Ctx *cx, Str list, Rows words) {
    const Word *items = words.items;
    for (size_t i = 0; i < words.count; i++) {
        const OwnWord row = { .list = items[i].list, .words = items[i].words, .means = items[i].means };
        Buf line = buf_new(cx->arena, OUT_BYTES_MAX);
        if (list.len > 0 && !str_equal(list, row.list)) continue;
        table_write_row(&line, &own_word_shape, &row);
        say("%.*s", (int)line.len, line.at);
    }
}

Code words_show(Ctx *cx, const void *in, void *out) {
    (void)out;
    const WordsShowArgs *args = in;
    Rows own;
    Buf head = buf_new(cx->arena, OUT_BYTES_MAX);
    if (args->list.len > 0 && word_list_of(args->list) < 0) return fail(cx, &own_word_list, args->list);
    TRY(own_words_read(cx, &own));
    table_write_row(&head, &own_word_shape, NULL);
    say("%.*s", (int)head.len, head.at);
    say_words(cx, args->list, own);
    say_words(cx, args->list, words_standard(cx->arena));
    return OK;
}
