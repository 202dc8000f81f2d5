/* platform/search/question - see question.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/question.h"

#include "platform/search/words.h"

enum { QUESTION_BYTES_MAX = 4096 };

/* `bare`: no other word is written so without marks, so it goes from a question without marks too. */
typedef struct Asking {
    const char *phrase;
    bool bare, at_front; /* at_front: only as the first word */
} Asking;

/* The longer ones first. The last Vietnamese ones ask nothing, but say nothing of a matter either. */
static const Asking askings[] = {
    { "tôi muốn biết", true, false },  { "hãy cho biết", true, false }, { "làm như thế nào", true, false },
    { "như thế nào", true, false },    { "làm thế nào", true, false },  { "có phải là", true, false },
    { "cho tôi biết", true, false },   { "xin cho biết", true, false }, { "khi nào", true, false },
    { "bao giờ", true, false },        { "lúc nào", true, false },      { "là gì", true, false },
    { "là ai", true, false },          { "do ai", true, false },        { "bởi ai", true, false },
    { "những ai", true, false },       { "những gì", true, false },     { "bao nhiêu", true, false },
    { "bao lâu", true, false },        { "thế nào", true, false },      { "ra sao", true, false },
    { "ở đâu", true, false },          { "tại đâu", true, false },      { "vì sao", true, false },
    { "tại sao", true, false },        { "có phải", true, false },      { "phải không", true, false },
    { "hay không", true, false },      { "hay chưa", true, false },     { "được không", true, false },
    { "cho hỏi", true, false },        { "xin hỏi", true, false },      { "cho biết", true, false },
    { "làm sao", true, false },        { "ai", true, true },            { "ai là", true, false },
    { "nào", true, false },            { "gì", true, false },           { "là", false, false },
    { "thì", false, false },           { "mà", false, false },          { "mấy", false, false },
    { "đâu", false, false },           { "không", false, false },       { "của", false, false },
    { "và", false, false },            { "các", false, false },         { "những", false, false },
    { "được", false, false },          { "đến", false, false },         { "đạt", false, false },
    { "trong", false, false },         { "về", false, false },          { "cho", false, false },
    { "với", false, false },           { "theo", false, false },        { "tại", false, false },
    { "ở", false, false },             { "có", false, false },          { "phải", false, false },
    { "sẽ", false, false },            { "từ", false, false },          { "what is", true, false },
    { "what are", true, false },       { "who is", true, false },       { "how many", true, false },
    { "how much", true, false },       { "how long", true, false },     { "when is", true, false },
    { "who", true, false },            { "what", true, false },         { "when", true, false },
    { "where", true, false },          { "which", true, false },        { "why", true, false },
    { "how", true, false },            { "is", true, false },           { "are", true, false },
    { "of", true, false },             { "does", true, false },
};

/* How many words of the question from `at` on are this phrase; 0: they are not. */
static size_t matched(const TextWord *words, size_t count, size_t at, bool is_marked, const TextWord *phrase,
                      size_t length) {
    if (at + length > count) return 0;
    for (size_t i = 0; i < length; i++) {
        if (!str_equal(words[at + i].folded, phrase[i].folded)) return 0;
        if (is_marked && words[at + i].form != phrase[i].form) return 0;
    }
    return length;
}

/* "AI" in capitals is no "ai". */
static bool is_capitals(Str question, const TextWord *word) {
    return str_equal(str_part(question, word->byte_from, word->byte_to - word->byte_from), S("AI"));
}

static size_t asking_at(Arena *arena, Str question, const TextWord *words, size_t count, size_t at, bool is_marked) {
    for (size_t i = 0; i < COUNT(askings); i++) {
        const TextWord *phrase;
        const size_t length = text_words(arena, str_of(askings[i].phrase), &phrase);
        if ((askings[i].at_front && at > 0) || (!is_marked && !askings[i].bare)) continue;
        const size_t found = matched(words, count, at, is_marked, phrase, length);
        if (found > 0 && !is_capitals(question, &words[at])) return found;
    }
    return 0;
}

Str question_core(Arena *arena, Str question) {
    const TextWord *words;
    const size_t count = text_words(arena, question, &words);
    Buf core = buf_new(arena, QUESTION_BYTES_MAX);
    bool is_marked = false;
    for (size_t i = 0; i < count; i++) is_marked = is_marked || words[i].form != FORM_PLAIN;
    for (size_t i = 0; i < count;) {
        const size_t asking = asking_at(arena, question, words, count, i, is_marked);
        if (asking == 0) {
            if (core.len > 0) buf_char(&core, ' ');
            buf_add(&core, str_part(question, words[i].byte_from, words[i].byte_to - words[i].byte_from));
        }
        i += asking > 0 ? asking : 1;
    }
    Str text;
    return core.len == 0 || buf_done(&core, &text) != OK ? question : text;
}
