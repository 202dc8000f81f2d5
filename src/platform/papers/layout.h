/* platform/papers/layout - private to papers: the measures of a page, as the decree wants them and the house chose. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PAPERS_LAYOUT_H
#define PLATFORM_PAPERS_LAYOUT_H

#include "platform/papers/papers.h"

/* Lengths in points (1/72 inch), sizes of letters too. */
typedef struct Layout {
    double width, height, top, bottom, left, right;
    double size;        /* of the text */
    double head_size;   /* of the agencies' names */
    double list_size;   /* of the recipients, and of tables */
    double indent;      /* of a paragraph's first line */
    double gap;         /* between paragraphs */
    double line_factor; /* of the distance between lines */
} Layout;

Layout layout_of(const Ctx *cx, bool is_wide);

extern const Setting papers_margin_top, papers_margin_bottom, papers_margin_left, papers_margin_right, papers_size;

#endif
