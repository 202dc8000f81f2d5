/* platform/reader/words - the reader's rules: which words tell what. From content/reader/words.csv, and what officers
 * added. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_WORDS_H
#define PLATFORM_READER_WORDS_H

#include "kit/shape.h"
#include "platform/reader/automaton.h"
#include "platform/reader/folded.h"

/* A row of content/reader/words.csv. */
typedef struct Word {
    Str list;  /* "section", "column", "role", ...: see words.c */
    Str words; /* as people write them */
    Str means; /* what they tell, one of the list's choices; "" in lists that know no difference */
} Word;

/* The words of one list, ready to be looked for. The value that the automaton gives is the meaning: the number of the
 * choice, from 1; 1 in lists that know no difference. */
typedef struct WordList {
    const Automaton *automaton;
    size_t count;
} WordList;

typedef enum WordListKind {
    WORDS_SECTION,    /* SectionKind: how headings tell what stands below them */
    WORDS_COLUMN,     /* ColumnKind: heads of tables */
    WORDS_KIND,       /* of documents: Choices read_kind_choices */
    WORDS_ROLE,       /* ReadRole: words around an agency */
    WORDS_RELATION,   /* ReadRelation: words before or behind a figure */
    WORDS_LEVEL,      /* ReadLevel: words that set a level without a figure */
    WORDS_UNIT,       /* words that follow a figure and are its unit */
    WORDS_TERM,       /* TermKind: words that tell a term without a date */
    WORDS_COLLECTIVE, /* what "các" before it makes many agencies of: "sở", "đơn vị"; and whole phrases */
    WORDS_AGENCY,     /* how names of agencies begin: "sở", "ban quản lý" */
    WORDS_POST,       /* who stands for an agency: "giám đốc", "chủ tịch" */
    WORDS_VERB,       /* how it is said what is to be done: a name ends before it, who stands before it does it */
    WORDS_PRODUCT,    /* things that are made: "đề án", "kế hoạch" */
    WORDS_REPORT,     /* verbs and nouns of a report owed */
    WORDS_PRESENT,    /* tell that a figure is of the present or the past */
    WORDS_PAGE,       /* what web pages put below a text: "đăng nhập" */
    WORDS_LIST_COUNT
} WordListKind;

typedef enum ColumnKind {
    COLUMN_NONE,
    COLUMN_NUMBER,
    COLUMN_TITLE,
    COLUMN_UNIT,
    COLUMN_LEAD,
    COLUMN_SUPPORT,
    COLUMN_MONITOR,
    COLUMN_PRODUCT,
    COLUMN_TERM,
    COLUMN_BASELINE, /* figures of the present: no targets */
    COLUMN_NOTE,
    COLUMN_YEAR /* figures to be reached, "target" in the list: a head that names a year is one too */
} ColumnKind;

typedef enum ReadLevel {
    LEVEL_UNTOLD,
    LEVEL_WORDED,     /* the words themselves are what is to be reached: "cơ bản hoàn thành" */
    LEVEL_ALL,        /* before what is counted, all of which is to be so: "tất cả" */
    LEVEL_COVERS,     /* what is to reach everywhere: "phủ sóng" */
    LEVEL_EVERYWHERE, /* where: "toàn tỉnh" */
    LEVEL_MEAN        /* what it is compared with, behind the words for a relation: "bình quân cả nước" */
} ReadLevel;

typedef struct ReaderWords {
    WordList lists[WORDS_LIST_COUNT];
} ReaderWords;

/* The house's own words, and `more` of Word (those of the installation, checked before). */
const ReaderWords *reader_words(Arena *arena, Rows more);
Rows words_standard(Arena *arena); /* of Word: the house's own */
size_t words_find(const ReaderWords *words, WordListKind list, Arena *arena, const Folded *text,
                  const Found **ret_found);

/* For what people add: the number of the list and of the meaning; -1, or 0, when there is none of that name. */
int word_list_of(Str name);
Str word_list_name(WordListKind list);
int word_means_of(WordListKind list, Str means);
/* Is it enough to be found by? Two letters at least; a unit or a relation may be one mark. */
bool word_may_stand(WordListKind list, Str folded);

#endif
