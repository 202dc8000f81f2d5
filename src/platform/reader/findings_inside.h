/* platform/reader/findings_inside - what the files that find share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_FINDINGS_INSIDE_H
#define PLATFORM_READER_FINDINGS_INSIDE_H

#include "platform/reader/findings.h"
#include "platform/reader/grid.h"
#include "platform/reader/measures.h"
#include "platform/reader/roles.h"
#include "platform/reader/terms.h"

/* Records that grow. */
typedef struct Growth {
    char *items;
    size_t count, room;
} Growth;

/* What a heading, or a sentence that opens a list, says by when. */
typedef struct HandedDown {
    const ReadTerm *term; /* NULL: nothing */
    int64_t year;         /* at whose end the figures below it hold; 0: none */
    bool is_asked;
} HandedDown;

enum { TERM_OF_SEASON = 30 }; /* so much less sure is a task whose day nobody can tell */

typedef struct Finding {
    Structure *structure;
    Arena *arena;
    Arena *scratch; /* for what a single question needs; reset behind it */
    const ReaderWords *words;
    const Names *names;
    const ReadDocument *document;
    TermContext term_context;
    const Rows **headings; /* of each node: the agencies that it names as a heading; NULL: not asked yet */
    HandedDown *handed;    /* of each node, as a heading */
    int64_t *openings;     /* of each node: number of the sentence that opens its list; 0: none does */
    Growth objectives, indicators, tasks, duties;
} Finding;

/* Room for one more; beyond READING_FINDINGS_MAX nothing is added, and what is written goes nowhere. */
void *finding_add(Finding *finding, Growth *growth, size_t item_size);

/* ---- who (assigned.c) ---- */
/* Agencies with `passage` set. */
Rows agencies_numbered(Finding *finding, const ReadAgency *agencies, size_t count, int64_t passage);
/* Those of a passage and, where it names nobody who leads, of the nearest heading above that does; with those of the
 * details below it. */
Rows agencies_of_leaf(Finding *finding, const Node *leaf);
bool agencies_have_role(const Rows *agencies, ReadRole role);
/* Lines that say only who and when become details of the passage above. */
void details_find(Finding *finding);
/* The detail right behind a passage or another detail of it; NULL when there is none. */
const Node *detail_behind(const Finding *finding, const Node *node);
/* What a detail says behind "Sản phẩm:" and the like; "" when it begins with no such word. */
Str detail_text(Finding *finding, const Node *detail, ColumnKind kind);

/* ---- what opens a list (openings.c) ---- */
void openings_find(Finding *finding); /* after the details */
const Node *opening_of(const Finding *finding, const Node *node); /* NULL: none */
/* The term that the nearest opening sentence or heading hands down; NULL when none does. */
const ReadTerm *term_above(Finding *finding, const Node *leaf);
/* The year that it tells for figures; 0 when none tells one, and when they hold in each year. */
int64_t year_above(Finding *finding, const Node *leaf, bool *ret_is_yearly);

/* ---- what is found (found_leaves.c, found_rows.c, found_duties.c) ---- */
void find_in_leaves(Finding *finding);
void find_in_rows(Finding *finding);
/* Adds the duty that a passage tells; `ret_is_all` says whether it orders nothing else. */
bool duty_find(Finding *finding, const Node *leaf, bool *ret_is_all);

int64_t letters_before(const Folded *folded, size_t at); /* letters of the text before a byte of its folded form */

#endif
