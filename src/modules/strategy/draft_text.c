/* modules/strategy/draft_text - see draft_text.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_text.h"

#include "platform/reader/reader.h"
#include "platform/search/search.h"

/* Headings stand above what they are of; heads of columns are in none of the rows. */
static bool says_something(const Passage *passage) {
    const int kind = passage->kind;
    return passage->text.len > 0 && (kind == PASSAGE_NONE || kind == PASSAGE_LEAF || kind == PASSAGE_ROW);
}

const Passage *draft_passage(const Rows *passages, int64_t number) {
    const Passage *all = passages->items;
    const bool is_there = number > 0 && (size_t)number <= passages->count && all[number - 1].number == number;
    return is_there ? &all[number - 1] : NULL;
}

static Str heading_of(const Rows *passages, const Passage *passage) {
    const Passage *above = draft_passage(passages, passage->parent);
    return above == NULL ? S("") : above->text;
}

Code draft_text_index(Ctx *cx, Str code, Str number, Str title, const Rows *passages) {
    const Passage *all = passages->items;
    const SearchSource source = { .kind = S("text"), .code = code, .label = number, .title = title };
    SearchPassage *told = NEW_ARRAY(cx->arena, SearchPassage, passages->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < passages->count && count < SEARCH_PASSAGES_MAX; i++) {
        if (!says_something(&all[i])) continue;
        told[count++] = (SearchPassage){ .kind = SEARCH_TEXT,
                                         .heading = heading_of(passages, &all[i]),
                                         .citation = all[i].citation,
                                         .text = all[i].text };
    }
    return search_passages_replace(cx, &source, told, count);
}
