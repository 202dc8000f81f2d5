/* kit/picture - a drawing of lines, boxes, dots and short texts: one description, written as SVG here and painted as
 * PNG or into a PDF by kit/typeset. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_PICTURE_H
#define KIT_PICTURE_H

#include "base/str.h"

typedef enum MarkKind { MARK_LINE, MARK_BOX, MARK_DOT, MARK_TEXT } MarkKind;
typedef enum MarkAnchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } MarkAnchor;

/* Lengths in the picture's own units, from its upper left. */
typedef struct Mark {
    MarkKind kind;
    double x, y;
    double to_x, to_y; /* end of a line; of a box: its lower right */
    double size;       /* thickness of a line, radius of a dot, height of letters */
    uint32_t colour;   /* 0xRRGGBB */
    bool is_dashed, is_bold;
    MarkAnchor anchor; /* of a text: what of it stands at x; y is its baseline */
    Str text;
} Mark;

typedef struct Picture {
    Arena *arena;
    Str title, description; /* said to those who do not see it */
    double width, height;
    Mark *marks;
    size_t count, room;
} Picture;

void picture_add(Picture *picture, Mark mark);

/* About how wide a text will be: letters differ from place to place. */
double picture_text_width(Str text, double size, bool is_bold);

/* Without styles or scripts, in the fonts of whoever looks at it. */
void picture_write_svg(Buf *out, const Picture *picture);

#endif
