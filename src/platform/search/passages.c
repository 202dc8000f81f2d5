/* platform/search/passages - see passages.h. What is stored is made in passages_replace and read back here alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/passages.h"

#include "base/map.h"

enum {
    INDEX_ARENA_BYTES = 256 * 1024 * 1024,
    SCRATCH_BYTES = 16 * 1024 * 1024,
    QUERY_LETTERS_MAX = 200,
    DOCUMENT_LETTERS_MAX = 100,
    PAGE_PASSAGES = 20,
    PAGES_MAX = 10,
    RANKED_MAX = PAGE_PASSAGES * PAGES_MAX,
    DOCUMENTS_SHOWN = 50,
    SHAPES_BYTES_MAX = 2 * 1024 * 1024,
    HEADING_GAP = 2, /* so that the last word of a text and the first of its heading do not stand side by side */
    LEAD_LETTERS = 80
};

const ProblemKind source_too_long = {
    INVALID, "search/source-too-long",
    { "Văn bản quá dài để tìm kiếm được.", "The document is too long to be searched." },
    { "“{0}” có quá nhiều chữ cho mục lục tìm kiếm; chưa có gì được ghi. Rút gọn tiêu đề và sản phẩm, hoặc tách phụ "
      "lục thành văn bản riêng, rồi thử lại.",
      "“{0}” has more words than the search index takes; nothing was written. Shorten titles and products, or "
      "make annexes documents of their own, and try again." }
};

struct PassageSource {
    int64_t number;
    Str kind, code, label, title, may;
    int64_t passages, words;
    Str shapes;
};

static const Field passage_source_fields[] = {
    FIELD(PassageSource, number, REQUIRED, 0, 0),   FIELD(PassageSource, kind, REQUIRED, 0, 0),
    FIELD(PassageSource, code, REQUIRED, 0, 0),     FIELD(PassageSource, label, REQUIRED, 0, 0),
    FIELD(PassageSource, title, REQUIRED, 0, 0),    FIELD(PassageSource, may, REQUIRED, 0, 0),
    FIELD(PassageSource, passages, REQUIRED, 0, 0), FIELD(PassageSource, words, REQUIRED, 0, 0),
    FIELD(PassageSource, shapes, REQUIRED, 0, 0),
};
static const Shape passage_source_shape = SHAPE(PassageSource, passage_source_fields);

static const char *const kind_names[] = { "objective", "indicator", "task", "duty", "text" };
const Choices search_passage_kind_choices = CHOICES("SearchPassageKind", kind_names);

typedef struct StoredPassage {
    int64_t source, position;
    int kind;
    Str item, heading, citation, text;
} StoredPassage;

static const Field stored_passage_fields[] = {
    FIELD(StoredPassage, source, REQUIRED, 0, 0),
    FIELD(StoredPassage, position, REQUIRED, 0, 0),
    FIELD_CHOICE(StoredPassage, kind, REQUIRED, &search_passage_kind_choices),
    FIELD(StoredPassage, item, REQUIRED, 0, 0),
    FIELD(StoredPassage, heading, REQUIRED, 0, 0),
    FIELD(StoredPassage, citation, REQUIRED, 0, 0),
    FIELD(StoredPassage, text, REQUIRED, 0, 0),
};
static const Shape stored_passage_shape = SHAPE(StoredPassage, stored_passage_fields);

typedef struct StoredWord {
    Str word;
    int64_t source;
    Str places;
} StoredWord;

static const Field stored_word_fields[] = {
    FIELD(StoredWord, word, REQUIRED, 0, 0),
    FIELD(StoredWord, source, REQUIRED, 0, 0),
    FIELD(StoredWord, places, REQUIRED, 0, 0),
};
static const Shape stored_word_shape = SHAPE(StoredWord, stored_word_fields);

#include "platform/search/passages.sql.h"

/* ---- storing ---- */

typedef struct Indexing {
    Map known;
    WordPlace *places;
    size_t place_count, place_room;
    Str *words; /* by their number in `known` */
    size_t *counts;
    size_t word_count, word_room, count_room;
    Arena *scratch; /* for the words of one passage */
} Indexing;

static size_t word_number(Arena *arena, Indexing *indexing, Str word) {
    size_t number;
    if (map_get(&indexing->known, word, &number)) return number;
    number = indexing->word_count;
    indexing->words = array_grow(arena, indexing->words, sizeof *indexing->words, number, &indexing->word_room);
    indexing->counts = array_grow(arena, indexing->counts, sizeof *indexing->counts, number, &indexing->count_room);
    indexing->words[number] = str_copy(arena, word);
    indexing->counts[number] = 0;
    indexing->word_count++;
    (void)map_add(&indexing->known, indexing->words[number], number);
    return number;
}

/* Gives how many words there were. */
static size_t index_text(Arena *arena, Indexing *indexing, size_t passage, size_t from, Str text) {
    const TextWord *words;
    arena_reset(indexing->scratch);
    const size_t count = text_words(indexing->scratch, text, &words);
    for (size_t i = 0; i < count; i++) {
        const size_t word = word_number(arena, indexing, words[i].folded);
        indexing->places = array_grow(arena, indexing->places, sizeof *indexing->places, indexing->place_count,
                                      &indexing->place_room);
        indexing->places[indexing->place_count++] =
            (WordPlace){ (uint32_t)word, (uint32_t)passage, (uint32_t)(from + i), (uint32_t)words[i].form };
        indexing->counts[word]++;
    }
    return count;
}

static Code store_words(Ctx *cx, const Indexing *indexing, const PassageSource *source) {
    WordPlace *sorted = NEW_ARRAY(cx->arena, WordPlace, indexing->place_count + 1);
    size_t *starts = NEW_ARRAY(cx->arena, size_t, indexing->word_count + 1);
    for (size_t i = 0; i < indexing->word_count; i++) starts[i + 1] = starts[i] + indexing->counts[i];
    size_t *next = NEW_ARRAY(cx->arena, size_t, indexing->word_count + 1);
    memcpy(next, starts, sizeof *next * (indexing->word_count + 1));
    for (size_t i = 0; i < indexing->place_count; i++) sorted[next[indexing->places[i].word]++] = indexing->places[i];
    StoredWord *words = NEW_ARRAY(cx->arena, StoredWord, indexing->word_count + 1);
    for (size_t i = 0; i < indexing->word_count; i++) {
        words[i] = (StoredWord){ .word = indexing->words[i], .source = source->number };
        if (places_text(cx->arena, sorted + starts[i], indexing->counts[i], &words[i].places) != OK)
            return fail(cx, &source_too_long, source->title);
    }
    return word_insert_each(cx, words, indexing->word_count);
}

static Code take_number(Ctx *cx, PassageSource *source) {
    PassageSource before, next;
    const Code known = source_by_key(cx, source, &before);
    if (known != OK && known != NOT_FOUND) return known;
    if (known == NOT_FOUND) {
        TRY(source_next_number(cx, &next));
        source->number = next.number;
        return OK;
    }
    source->number = before.number;
    TRY(source_words_delete(cx, source));
    TRY(source_passages_delete(cx, source));
    return source_delete(cx, source);
}

static Code store_source(Ctx *cx, Arena *scratch, PassageSource source, const SearchPassage *passages, size_t count) {
    Indexing indexing = { .known = map_new(cx->arena), .scratch = scratch };
    Buf shapes = buf_new(cx->arena, SHAPES_BYTES_MAX);
    StoredPassage *stored = NEW_ARRAY(cx->arena, StoredPassage, count);
    for (size_t i = 0; i < count; i++) {
        const SearchPassage *one = &passages[i];
        if (arena_spent(cx->arena)) return fail(cx, &source_too_long, source.title);
        const size_t in_text = index_text(cx->arena, &indexing, i, 0, one->text);
        const size_t words = in_text + index_text(cx->arena, &indexing, i, in_text + HEADING_GAP, one->heading);
        places_add_number(&shapes, (size_t)one->kind);
        places_add_number(&shapes, words);
        source.words += (int64_t)words;
        stored[i] = (StoredPassage){ source.number, (int64_t)i, one->kind, one->item, one->heading, one->citation,
                                     one->text };
    }
    if (buf_done(&shapes, &source.shapes) != OK) return fail(cx, &source_too_long, source.title);
    TRY(source_insert(cx, &source));
    TRY(passage_insert_each(cx, stored, count));
    return store_words(cx, &indexing, &source);
}

/* The words of a long document take much more room than its text, in an arena that ends with them. */
Code search_passages_replace(Ctx *cx, const SearchSource *of, const SearchPassage *passages, size_t count) {
    MUST(count <= SEARCH_PASSAGES_MAX);
    PassageSource source = { .kind = of->kind, .code = of->code, .label = of->label, .title = of->title,
                             .may = of->may, .passages = (int64_t)count };
    TRY(take_number(cx, &source));
    if (count == 0) return OK;
    Ctx apart = *cx;
    apart.arena = arena_new(INDEX_ARENA_BYTES);
    apart.problem = (Problem){ 0 };
    Arena *scratch = arena_new(SCRATCH_BYTES);
    const Code code = store_source(&apart, scratch, source, passages, count);
    if (code != OK) problem_take_verdict(cx, &apart.problem);
    arena_free(scratch);
    arena_free(apart.arena);
    return code;
}

/* ---- finding ---- */

PassageWords passage_words(Arena *arena, Str text) {
    const TextWord *words;
    const size_t count = text_words(arena, text, &words);
    TextWord *kept = NEW_ARRAY(arena, TextWord, RANK_WORDS_MAX);
    PassageWords found = { .words = kept };
    for (size_t i = 0; i < count; i++) {
        bool is_known = false;
        found.is_marked = found.is_marked || words[i].form != FORM_PLAIN;
        for (size_t j = 0; j < found.count; j++) is_known = is_known || str_equal(kept[j].folded, words[i].folded);
        if (!is_known && found.count < RANK_WORDS_MAX) kept[found.count++] = words[i];
    }
    return found;
}

static Code read_places(Ctx *cx, const TextWord *word, RankWord *ret_word) {
    const StoredWord asked = { .word = word->folded };
    Rows rows;
    TRY(word_places(cx, &asked, &rows));
    const StoredWord *stored = rows.items;
    RankPlaces *places = NEW_ARRAY(cx->arena, RankPlaces, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) places[i] = (RankPlaces){ stored[i].source, stored[i].places };
    *ret_word = (RankWord){ word->form, places, rows.count };
    return OK;
}

static bool may_see(const Ctx *cx, const PassagesAsk *ask, const PassageSource *source) {
    return source->may.len == 0 || (!ask->for_outside && cx->house->doors.may(cx, str_c(cx->arena, source->may)));
}

Code passages_find(Ctx *cx, const PassagesAsk *ask, size_t most, PassagesRanked *ret_ranked) {
    Rows rows;
    TRY(sources_all(cx, &rows));
    PassageSource *sources = rows.items;
    RankSource *ranked = NEW_ARRAY(cx->arena, RankSource, rows.count + 1);
    RankWord words[RANK_WORDS_MAX];
    RankAsk asked = { .sources = ranked, .words = words, .word_count = ask->words.count, .needs_all = ask->needs_all,
                      .is_marked = ask->words.is_marked, .kind = ask->kind };
    for (size_t i = 0; i < rows.count; i++) {
        if (!may_see(cx, ask, &sources[i])) continue;
        sources[asked.source_count] = sources[i];
        ranked[asked.source_count++] =
            (RankSource){ sources[i].number, sources[i].shapes, (size_t)sources[i].passages,
                          ask->document.len == 0 || str_equal(ask->document, sources[i].code) };
        asked.passage_total += sources[i].passages;
        asked.word_total += sources[i].words;
    }
    for (size_t i = 0; i < ask->words.count; i++) TRY(read_places(cx, &ask->words.words[i], &words[i]));
    *ret_ranked = (PassagesRanked){ .sources = sources, .source_count = asked.source_count };
    passages_rank(cx->arena, &asked, most, &ret_ranked->ranking);
    return OK;
}

/* ---- what is shown ---- */

static bool is_asked(const PassageWords *words, const TextWord *word, bool same_form) {
    for (size_t i = 0; i < words->count; i++) {
        if (str_equal(words->words[i].folded, word->folded) && (!same_form || words->words[i].form == word->form))
            return true;
    }
    return false;
}

/* Words written with the marks that were asked for; where there are none of a word, those with others. Neighbours
 * become one span. */
static Rows find_marks(Arena *arena, const PassageWords *asked, const TextWord *words, size_t count) {
    LetterSpan *spans = NEW_ARRAY(arena, LetterSpan, PASSAGE_SPANS_MAX);
    size_t used = 0, last = 0;
    Map exact = map_new(arena);
    for (size_t i = 0; i < count; i++) {
        if (is_asked(asked, &words[i], asked->is_marked)) (void)map_add(&exact, words[i].folded, i);
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_asked(asked, &words[i], asked->is_marked && map_has(&exact, words[i].folded))) continue;
        const LetterSpan span = { (int64_t)words[i].from, (int64_t)words[i].to };
        const bool is_neighbour = used > 0 && last + 1 == i && words[i].from <= words[last].to + 1;
        last = i;
        if (is_neighbour)
            spans[used - 1].to = span.to;
        else if (used < PASSAGE_SPANS_MAX)
            spans[used++] = span;
        else
            break;
    }
    return (Rows){ spans, used };
}

/* The words first..end-1 of a text that are shown: those around as many marks as fit in. */
static void choose_window(const TextWord *words, size_t count, const Rows *marks, size_t letters, size_t *ret_first,
                          size_t *ret_end) {
    const LetterSpan *spans = marks->items;
    size_t best = 0, start = 0;
    for (size_t i = 0, j = 0; i < marks->count; i++) {
        const int64_t from = spans[i].from > LEAD_LETTERS ? spans[i].from - LEAD_LETTERS : 0;
        if (j < i) j = i;
        while (j < marks->count && spans[j].to <= from + (int64_t)letters) j++;
        if (j - i <= best) continue;
        best = j - i;
        start = (size_t)from;
    }
    size_t first = 0;
    while (first < count && words[first].from < start) first++;
    if (start == 0) first = 0;
    size_t end = first;
    while (end < count && words[end].to <= words[first].from + letters) end++;
    *ret_first = first;
    *ret_end = end;
}

/* Cuts the text, and moves the marks along. */
static void cut_text(Arena *arena, const TextWord *words, size_t count, size_t letters, FoundPassage *passage) {
    if (count == 0 || utf8_count(passage->text) <= letters + LEAD_LETTERS) return;
    size_t first, end;
    choose_window(words, count, &passage->marks, letters, &first, &end);
    if (end == first) end = first + 1;
    const size_t from = first == 0 ? 0 : words[first].byte_from, letter = first == 0 ? 0 : words[first].from;
    const size_t to = end == count ? passage->text.len : words[end - 1].byte_to;
    passage->is_cut_before = from > 0;
    passage->is_cut_behind = to < passage->text.len;
    passage->text = str_part(passage->text, from, to - from);
    const LetterSpan *spans = passage->marks.items;
    LetterSpan *moved = NEW_ARRAY(arena, LetterSpan, passage->marks.count + 1);
    size_t used = 0;
    for (size_t i = 0; i < passage->marks.count; i++) {
        if (spans[i].from < (int64_t)letter || spans[i].to > (int64_t)words[end - 1].to) continue;
        moved[used++] = (LetterSpan){ spans[i].from - (int64_t)letter, spans[i].to - (int64_t)letter };
    }
    passage->marks = (Rows){ moved, used };
}

Code passage_show(Ctx *cx, const PassagesRanked *ranked, const Ranked *one, const PassageWords *words, size_t letters,
                  FoundPassage *ret_passage) {
    const PassageSource *source = &ranked->sources[one->source];
    const StoredPassage key = { .source = source->number, .position = (int64_t)one->passage };
    StoredPassage stored;
    TRY(passage_at(cx, &key, &stored));
    const TextWord *in_text, *in_heading;
    const size_t count = text_words(cx->arena, stored.text, &in_text);
    const size_t heading_count = text_words(cx->arena, stored.heading, &in_heading);
    *ret_passage = (FoundPassage){ .kind = stored.kind, .item = stored.item, .document = source->code,
                                   .label = source->label, .title = source->title, .heading = stored.heading,
                                   .citation = stored.citation, .text = stored.text,
                                   .marks = find_marks(cx->arena, words, in_text, count),
                                   .heading_marks = find_marks(cx->arena, words, in_heading, heading_count) };
    cut_text(cx->arena, in_text, count, letters, ret_passage);
    return OK;
}

/* ---- the route ---- */

static const Field letter_span_fields[] = {
    FIELD(LetterSpan, from, REQUIRED, 0, 0),
    FIELD(LetterSpan, to, REQUIRED, 0, 0),
};
static const Shape letter_span_shape = SHAPE(LetterSpan, letter_span_fields);

static const Field found_passage_fields[] = {
    FIELD_CHOICE(FoundPassage, kind, REQUIRED, &search_passage_kind_choices),
    FIELD(FoundPassage, item, REQUIRED, 0, 0),
    FIELD(FoundPassage, document, REQUIRED, 0, 0),
    FIELD(FoundPassage, label, REQUIRED, 0, 0),
    FIELD(FoundPassage, title, REQUIRED, 0, 0),
    FIELD(FoundPassage, heading, REQUIRED, 0, 0),
    FIELD(FoundPassage, citation, REQUIRED, 0, 0),
    FIELD(FoundPassage, text, REQUIRED, 0, 0),
    FIELD(FoundPassage, is_cut_before, REQUIRED, 0, 0),
    FIELD(FoundPassage, is_cut_behind, REQUIRED, 0, 0),
    FIELD_LIST(FoundPassage, marks, PASSAGE_SPANS_MAX, &letter_span_shape),
    FIELD_LIST(FoundPassage, heading_marks, PASSAGE_SPANS_MAX, &letter_span_shape),
};
const Shape found_passage_shape = SHAPE(FoundPassage, found_passage_fields);

typedef struct PassagesQuery {
    Str q;
    int kind;
    Str document;
    int64_t page;
} PassagesQuery;

static const Field passages_query_fields[] = {
    FIELD(PassagesQuery, q, OPTIONAL, 0, QUERY_LETTERS_MAX),
    FIELD_CHOICE(PassagesQuery, kind, OPTIONAL, &search_passage_kind_choices),
    FIELD(PassagesQuery, document, OPTIONAL, 0, DOCUMENT_LETTERS_MAX),
    FIELD(PassagesQuery, page, OPTIONAL, 0, PAGES_MAX),
};
const Shape passages_query_shape = SHAPE(PassagesQuery, passages_query_fields);

typedef struct PassageKindCount {
    int kind;
    int64_t count;
} PassageKindCount;

static const Field passage_kind_count_fields[] = {
    FIELD_CHOICE(PassageKindCount, kind, REQUIRED, &search_passage_kind_choices),
    FIELD(PassageKindCount, count, REQUIRED, 0, 0),
};
static const Shape passage_kind_count_shape = SHAPE(PassageKindCount, passage_kind_count_fields);

typedef struct PassageDocumentCount {
    Str document, label, title;
    int64_t count;
} PassageDocumentCount;

static const Field passage_document_count_fields[] = {
    FIELD(PassageDocumentCount, document, REQUIRED, 0, 0),
    FIELD(PassageDocumentCount, label, REQUIRED, 0, 0),
    FIELD(PassageDocumentCount, title, REQUIRED, 0, 0),
    FIELD(PassageDocumentCount, count, REQUIRED, 0, 0),
};
static const Shape passage_document_count_shape = SHAPE(PassageDocumentCount, passage_document_count_fields);

typedef struct PassagesFound {
    Str q;
    int64_t total, page, pages; /* pages: that can be asked for, at most PAGES_MAX */
    Rows passages, kinds, documents; /* counts of each filter under the other one; documents: those with most */
} PassagesFound;

static const Field passages_found_fields[] = {
    FIELD(PassagesFound, q, REQUIRED, 0, 0),
    FIELD(PassagesFound, total, REQUIRED, 0, 0),
    FIELD(PassagesFound, page, REQUIRED, 0, 0),
    FIELD(PassagesFound, pages, REQUIRED, 0, 0),
    FIELD_LIST(PassagesFound, passages, PAGE_PASSAGES, &found_passage_shape),
    FIELD_LIST(PassagesFound, kinds, COUNT(kind_names), &passage_kind_count_shape),
    FIELD_LIST(PassagesFound, documents, DOCUMENTS_SHOWN, &passage_document_count_shape),
};
const Shape passages_found_shape = SHAPE(PassagesFound, passages_found_fields);

static Rows count_kinds(Arena *arena, const Ranking *ranking) {
    PassageKindCount *kinds = NEW_ARRAY(arena, PassageKindCount, RANK_KINDS_MAX);
    size_t used = 0;
    for (int kind = 1; kind <= (int)COUNT(kind_names); kind++) {
        if (ranking->by_kind[kind] > 0)
            kinds[used++] = (PassageKindCount){ kind, (int64_t)ranking->by_kind[kind] };
    }
    return (Rows){ kinds, used };
}

static int by_count(const void *a, const void *b) {
    const PassageDocumentCount *one = a, *other = b;
    if (one->count != other->count) return one->count < other->count ? 1 : -1;
    return str_compare(one->document, other->document);
}

/* A document's text and what a plan made of it are one. */
static Rows count_documents(Arena *arena, const PassagesRanked *ranked) {
    PassageDocumentCount *documents = NEW_ARRAY(arena, PassageDocumentCount, ranked->source_count + 1);
    Map known = map_new(arena);
    size_t used = 0, at;
    for (size_t i = 0; i < ranked->source_count; i++) {
        const PassageSource *source = &ranked->sources[i];
        const int64_t count = (int64_t)ranked->ranking.by_source[i];
        if (count == 0) continue;
        if (map_get(&known, source->code, &at)) {
            documents[at].count += count;
            continue;
        }
        (void)map_add(&known, source->code, used);
        documents[used++] = (PassageDocumentCount){ source->code, source->label, source->title, count };
    }
    qsort(documents, used, sizeof *documents, by_count);
    return (Rows){ documents, used < DOCUMENTS_SHOWN ? used : DOCUMENTS_SHOWN };
}

Code passages_get(Ctx *cx, const void *in, void *out) {
    const PassagesQuery *asked = in;
    PassagesFound *found = out;
    found->q = asked->q;
    found->page = asked->page > 0 ? asked->page : 1;
    const PassagesAsk ask = { .words = passage_words(cx->arena, asked->q), .kind = asked->kind,
                              .document = asked->document, .needs_all = true };
    if (ask.words.count == 0) return OK;
    PassagesRanked ranked;
    TRY(passages_find(cx, &ask, RANKED_MAX, &ranked));
    const Ranking *ranking = &ranked.ranking;
    const size_t from = (size_t)(found->page - 1) * PAGE_PASSAGES;
    FoundPassage *passages = NEW_ARRAY(cx->arena, FoundPassage, PAGE_PASSAGES);
    size_t used = 0;
    for (size_t i = from; i < ranking->count && used < PAGE_PASSAGES; i++, used++)
        TRY(passage_show(cx, &ranked, &ranking->items[i], &ask.words, PASSAGE_SHOWN_LETTERS, &passages[used]));
    found->total = (int64_t)ranking->total;
    found->pages = (int64_t)((ranking->count + PAGE_PASSAGES - 1) / PAGE_PASSAGES);
    found->passages = (Rows){ passages, used };
    found->kinds = count_kinds(cx->arena, ranking);
    found->documents = count_documents(cx->arena, &ranked);
    return OK;
}
