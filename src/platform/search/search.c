/* platform/search - see search.h and entries.h. Every word must be there; what begins with the words, or has them in
 * its title, is first. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/entries.h"

#include "kit/text.h"

enum { QUERY_LETTERS_MAX = 100, WORDS_MAX = 4, FOUND_SHOWN_MAX = 60 };

static const Field search_entry_fields[] = {
    FIELD(SearchEntry, kind, REQUIRED, 0, 0),  FIELD(SearchEntry, code, REQUIRED, 0, 0),
    FIELD(SearchEntry, title, REQUIRED, 0, 0), FIELD(SearchEntry, title_en, REQUIRED, 0, 0),
    FIELD(SearchEntry, detail, REQUIRED, 0, 0), FIELD(SearchEntry, document, REQUIRED, 0, 0),
    FIELD(SearchEntry, folded, STORED, 0, 0),
};
static const Shape search_entry_shape = SHAPE(SearchEntry, search_entry_fields);

typedef struct SearchQuery {
    Str q;
} SearchQuery;

static const Field search_query_fields[] = { FIELD(SearchQuery, q, OPTIONAL, 0, QUERY_LETTERS_MAX) };
const Shape search_query_shape = SHAPE(SearchQuery, search_query_fields);

typedef struct SearchWords {
    Str w1, w2, w3, w4; /* patterns for LIKE */
} SearchWords;

static const Field search_words_fields[] = {
    FIELD(SearchWords, w1, REQUIRED, 0, 0),
    FIELD(SearchWords, w2, REQUIRED, 0, 0),
    FIELD(SearchWords, w3, REQUIRED, 0, 0),
    FIELD(SearchWords, w4, REQUIRED, 0, 0),
};
static const Shape search_words_shape = SHAPE(SearchWords, search_words_fields);

typedef struct SearchFound {
    Str q;
    int64_t total; /* 400: that many or more */
    Rows entries;
} SearchFound;

static const Field search_found_fields[] = {
    FIELD(SearchFound, q, REQUIRED, 0, 0),
    FIELD(SearchFound, total, REQUIRED, 0, 0),
    FIELD_LIST(SearchFound, entries, FOUND_SHOWN_MAX, &search_entry_shape),
};
const Shape search_found_shape = SHAPE(SearchFound, search_found_fields);

#include "platform/search/search.sql.h"

Code search_replace(Ctx *cx, Str kind, const SearchEntry *entries, size_t count) {
    const SearchEntry of = { .kind = kind };
    TRY(search_clear(cx, &of));
    for (size_t i = 0; i < count; i++) {
        SearchEntry entry = entries[i];
        const Str all = str_format(cx->arena, "%.*s %.*s %.*s %.*s %.*s", STR_FMT(entry.title),
                                   STR_FMT(entry.title_en), STR_FMT(entry.detail), STR_FMT(entry.words),
                                   STR_FMT(entry.code));
        entry.kind = kind;
        entry.folded = text_fold(cx->arena, all);
        TRY(search_insert(cx, &entry));
    }
    return OK;
}

/* %word%, with LIKE's own signs taken literally. */
static Str pattern_of(Arena *arena, Str word) {
    Buf out = buf_new(arena, QUERY_LETTERS_MAX * 8);
    buf_char(&out, '%');
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] == '%' || word.at[i] == '_' || word.at[i] == '\\') buf_char(&out, '\\');
        buf_char(&out, word.at[i]);
    }
    buf_char(&out, '%');
    return (Str){ out.at, out.len };
}

static int rank_of_title(Arena *arena, Str title, Str query) {
    const Str folded = text_fold(arena, title);
    const size_t at = str_find(folded, query);
    return at == folded.len ? 2 : at == 0 ? 0 : 1;
}

/* 0 is best: a title begins with the query; 1: one holds it; 2: the words are somewhere. */
static int rank_of(Arena *arena, const SearchEntry *entry, Str query) {
    const int rank = rank_of_title(arena, entry->title, query), rank_en = rank_of_title(arena, entry->title_en, query);
    return rank < rank_en ? rank : rank_en;
}

/* The database looks for the first words; the rest are looked for in what it found. */
static bool holds_all(const SearchEntry *entry, Str words) {
    while (words.at != NULL) {
        const Str word = str_cut(&words, ' ');
        if (word.len > 0 && str_find(entry->folded, word) == entry->folded.len) return false;
    }
    return true;
}

Code search_get(Ctx *cx, const void *in, void *out) {
    const SearchQuery *asked = in;
    SearchFound *found = out;
    found->q = asked->q;
    const Str query = text_fold(cx->arena, asked->q);
    if (query.len == 0) return OK;
    Str patterns[WORDS_MAX] = { S("%"), S("%"), S("%"), S("%") };
    Str rest = query;
    for (size_t i = 0; i < WORDS_MAX && rest.at != NULL; i++) patterns[i] = pattern_of(cx->arena, str_cut(&rest, ' '));
    const SearchWords words = { patterns[0], patterns[1], patterns[2], patterns[3] };
    Rows rows;
    TRY(search_find(cx, &words, &rows));
    const SearchEntry *entries = rows.items;
    SearchEntry *sorted = NEW_ARRAY(cx->arena, SearchEntry, FOUND_SHOWN_MAX);
    size_t used = 0;
    for (int rank = 0; rank <= 2; rank++) {
        for (size_t i = 0; i < rows.count; i++) {
            if (!holds_all(&entries[i], rest) || rank_of(cx->arena, &entries[i], query) != rank) continue;
            found->total++;
            if (used < FOUND_SHOWN_MAX) sorted[used++] = entries[i];
        }
    }
    found->entries = (Rows){ sorted, used };
    return OK;
}
