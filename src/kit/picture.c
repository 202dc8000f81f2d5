/* kit/picture - see picture.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/picture.h"

#include "kit/xml.h"

void picture_add(Picture *picture, Mark mark) {
    picture->marks = array_grow(picture->arena, picture->marks, sizeof(Mark), picture->count, &picture->room);
    picture->marks[picture->count++] = mark;
}

double picture_text_width(Str text, double size, bool is_bold) {
    return (double)utf8_count(text) * size * (is_bold ? 0.56 : 0.52);
}

static void write_colour(Buf *out, const char *name, const Mark *mark) {
    buf_addf(out, " %s=\"#%06x\"", name, (unsigned)mark->colour);
}

static void write_text(Buf *out, const Mark *mark) {
    static const char *const anchors[] = { "start", "middle", "end" };
    buf_addf(out, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" text-anchor=\"%s\"", mark->x, mark->y, mark->size,
             anchors[mark->anchor]);
    if (mark->is_bold) buf_add(out, S(" font-weight=\"600\""));
    write_colour(out, "fill", mark);
    buf_char(out, '>');
    xml_write(out, mark->text);
    buf_add(out, S("</text>\n"));
}

static void write_mark(Buf *out, const Mark *mark) {
    switch (mark->kind) {
    case MARK_LINE:
        buf_addf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke-width=\"%.1f\"", mark->x, mark->y,
                 mark->to_x, mark->to_y, mark->size);
        write_colour(out, "stroke", mark);
        buf_add(out, mark->is_dashed ? S(" stroke-dasharray=\"6 4\"/>\n") : S(" stroke-linecap=\"round\"/>\n"));
        return;
    case MARK_BOX:
        buf_addf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", mark->x, mark->y,
                 mark->to_x - mark->x, mark->to_y - mark->y);
        write_colour(out, "fill", mark);
        buf_add(out, S("/>\n"));
        return;
    case MARK_DOT:
        buf_addf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", mark->x, mark->y, mark->size);
        write_colour(out, "fill", mark);
        buf_add(out, S("/>\n"));
        return;
    case MARK_TEXT: write_text(out, mark); return;
    }
}

void picture_write_svg(Buf *out, const Picture *picture) {
    buf_addf(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
        "role=\"img\" aria-labelledby=\"title desc\" font-family=\"'Source Sans 3','Segoe UI',Arial,sans-serif\">\n",
        picture->width, picture->height, picture->width, picture->height);
    buf_add(out, S("<title id=\"title\">"));
    xml_write(out, picture->title);
    buf_add(out, S("</title>\n<desc id=\"desc\">"));
    xml_write(out, picture->description);
    buf_addf(out, "</desc>\n<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>\n", picture->width,
             picture->height);
    for (size_t i = 0; i < picture->count; i++) write_mark(out, &picture->marks[i]);
    buf_add(out, S("</svg>\n"));
}
