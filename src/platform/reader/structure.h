/* platform/reader/structure - the parts of a document as a tree: what stands under what, and what each section is
 * about. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_STRUCTURE_H
#define PLATFORM_READER_STRUCTURE_H

#include "platform/reader/manuscript.h"
#include "platform/reader/marks.h"
#include "platform/reader/reading.h"
#include "platform/reader/words.h"

enum { STRUCTURE_DEPTH_MAX = 64 };

/* A passage while it is being read. */
typedef struct Node {
    Passage passage;
    Mark mark;
    Folded folded; /* of passage.text */
    const Str *cells;
    size_t cell_count;
    int64_t table;          /* of a row */
    bool is_marked_heading; /* the file itself says that it is a heading */
    bool is_bold_line;      /* without a mark, bold from end to end: a heading of what follows beside it */
    size_t lead;            /* bytes of passage.text that are a heading from which it runs on: "Nhân lực: đào tạo" */
    int own_section;        /* what its own words say of it as a heading; SECTION_NONE: nothing */
    int64_t children;       /* passages right below it */
} Node;

typedef struct Structure {
    Arena *arena;
    const ReaderWords *words;
    Node *nodes; /* number n of a passage is nodes[n - 1] */
    size_t count;
} Structure;

Structure structure_of(Arena *arena, const ReaderWords *words, const Manuscript *manuscript);
const Node *structure_parent(const Structure *structure, const Node *node); /* NULL at the top */

/* ---- The steps ---- */
void structure_mark_repeated(Structure *structure); /* what a web page printed twice */
void structure_mark_head(Structure *structure);     /* authorities, number, title, preamble; addressees and signature */
void structure_grow(Structure *structure);          /* parents, headings, citations */
void structure_name_sections(Structure *structure); /* what each part is about */

bool node_is_body(const Node *node); /* neither head nor closing nor repeated */

#endif
