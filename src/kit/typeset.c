/* kit/typeset - see typeset.h. Lines are broken by Pango, drawn by cairo, which embeds what it uses of a font. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/typeset.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

enum { BYTES_MAX = 32 * 1024 * 1024, DOTS_MAX = 8000, DATE_LETTERS = 32 };

/* Times New Roman where the installation has it; Liberation Serif has the same measures. */
#define SERIF "Times New Roman,Liberation Serif,Tinos,serif"
#define SANS  "Liberation Sans,Arial,sans-serif"

#define LINE_OF_SIZE   1.15  /* what Word calls single */
#define ASCENT_OF_SIZE 0.891 /* of these letters */
#define RULE_THICKNESS 0.6

struct TypeText {
    PangoLayout *layout;
    Type type;
    size_t line_count;
    double *starts; /* where each line begins */
    double width;
};

struct Typeset {
    Ctx *cx;
    Buf bytes;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoFontMap *fonts;
    PangoContext *context;
    PangoLayout **layouts; /* to be given back */
    size_t layout_count, layout_room, pages;
};

static cairo_status_t take_bytes(void *context, const unsigned char *bytes, unsigned size) {
    Buf *out = context;
    buf_add(out, (Str){ (const char *)bytes, size });
    return out->overflowed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* ---- fonts ---- */

static void free_fonts(PangoFontMap **fonts) {
    if (*fonts != NULL) g_object_unref(*fonts);
}

static void free_context(PangoContext **context) {
    if (*context != NULL) g_object_unref(*context);
}

static void free_layout(PangoLayout **layout) {
    if (*layout != NULL) g_object_unref(*layout);
}

static PangoFontMap *make_fonts(void) {
    PangoFontMap *fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    MUST(fonts != NULL);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts), 72); /* a unit is a point */
    return fonts;
}

/* Letters stand where their outlines say: printed, nothing is fitted to a screen's dots. */
static PangoContext *make_context(PangoFontMap *fonts) {
    PangoContext *context = pango_font_map_create_context(fonts);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("vi"));
    return context;
}

static PangoLayout *make_layout(PangoContext *context, const char *family, double size, bool is_bold, bool is_italic) {
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *font = pango_font_description_from_string(family);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    return layout;
}

/* ---- a PDF ---- */

static void drop_set(void *thing) {
    Typeset *set = thing;
    typeset_forget(set);
    free_context(&set->context);
    free_fonts(&set->fonts);
    if (set->cairo != NULL) cairo_destroy(set->cairo);
    if (set->surface != NULL) cairo_surface_destroy(set->surface);
}

Typeset *typeset_begin(Ctx *cx, const PdfAbout *about) {
    Typeset *set = NEW(cx->arena, Typeset);
    *set = (Typeset){ .cx = cx, .bytes = buf_new(cx->arena, BYTES_MAX) };
    arena_defer(cx->arena, drop_set, set);
    set->surface = cairo_pdf_surface_create_for_stream(take_bytes, &set->bytes, about->width, about->height);
    cairo_surface_t *pdf = set->surface;
    const Str day = time_text(cx->arena, cx->now);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, str_c(cx->arena, about->title));
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, str_c(cx->arena, about->author));
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_SUBJECT, str_c(cx->arena, about->subject));
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Banyan");
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, str_c(cx->arena, day));
    set->cairo = cairo_create(pdf);
    set->fonts = make_fonts();
    set->context = make_context(set->fonts);
    return set;
}

void typeset_end_page(Typeset *set) {
    cairo_show_page(set->cairo);
    set->pages++;
}

size_t typeset_pages(const Typeset *set) {
    return set->pages;
}

Code typeset_done(Typeset *set, Str *ret_bytes) {
    cairo_surface_finish(set->surface);
    const cairo_status_t drawn = cairo_status(set->cairo), written = cairo_surface_status(set->surface);
    if (set->bytes.overflowed || set->pages > PAGES_MAX) return fail_spent(set->cx);
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS) return fail(set->cx, &broken_inside);
    return buf_done(&set->bytes, ret_bytes);
}

void typeset_forget(Typeset *set) {
    for (size_t i = 0; i < set->layout_count; i++) g_object_unref(set->layouts[i]);
    set->layout_count = 0;
}

/* ---- text ---- */

static void find_lines(Typeset *set, TypeText *text) {
    text->line_count = (size_t)pango_layout_get_line_count(text->layout);
    text->starts = NEW_ARRAY(set->cx->arena, double, text->line_count + 1);
    PangoLayoutIter *at = pango_layout_get_iter(text->layout);
    for (size_t i = 0; i < text->line_count; i++) {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at, NULL, &logical);
        text->starts[i] = (double)logical.x / PANGO_SCALE;
        const double width = (double)logical.width / PANGO_SCALE;
        if (width > text->width) text->width = width;
        (void)pango_layout_iter_next_line(at);
    }
    pango_layout_iter_free(at);
}

TypeText *typeset_text(Typeset *set, const Type *type, Str text, double width) {
    static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT,
                                                 PANGO_ALIGN_LEFT };
    TypeText *made = NEW(set->cx->arena, TypeText);
    PangoLayout *layout = make_layout(set->context, SERIF, type->size, type->is_bold, type->is_italic);
    pango_layout_set_text(layout, text.len > 0 ? text.at : "", (int)text.len);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, alignments[type->align]);
    pango_layout_set_justify(layout, type->align == TYPE_JUSTIFIED);
    pango_layout_set_indent(layout, (int)(type->indent * PANGO_SCALE));
    *made = (TypeText){ .layout = layout, .type = *type };
    if (made->type.line <= 0) made->type.line = type->size * LINE_OF_SIZE;
    find_lines(set, made);
    set->layouts =
        array_grow(set->cx->arena, set->layouts, sizeof(PangoLayout *), set->layout_count, &set->layout_room);
    set->layouts[set->layout_count++] = layout;
    return made;
}

size_t type_lines(const TypeText *text) {
    return text->line_count;
}

double type_line(const TypeText *text) {
    return text->type.line;
}

double type_width(const TypeText *text) {
    return text->width;
}

/* What Pango made of the text, line by line. */
static Str broken_text(Arena *arena, const TypeText *text, Str source) {
    Buf out = buf_new(arena, source.len + text->line_count);
    for (size_t i = 0; i < text->line_count; i++) {
        const PangoLayoutLine *line = pango_layout_get_line_readonly(text->layout, (int)i);
        if (i > 0) buf_char(&out, '\n');
        buf_add(&out, str_trim(str_part(source, (size_t)line->start_index, (size_t)line->length)));
    }
    return (Str){ out.at, out.len };
}

Str typeset_balanced(Typeset *set, const Type *type, Str text, double width) {
    const TypeText *plain = typeset_text(set, type, text, width);
    const double endless = 100000, step = 1.08;
    if (plain->line_count < 2) return text;
    const double whole = type_width(typeset_text(set, type, text, endless));
    for (double narrow = whole / (double)plain->line_count * step; narrow < width; narrow *= step) {
        const TypeText *tried = typeset_text(set, type, text, narrow);
        if (tried->line_count == plain->line_count) return broken_text(set->cx->arena, tried, text);
    }
    return broken_text(set->cx->arena, plain, text);
}

void typeset_lines(Typeset *set, const TypeText *text, size_t from, size_t to, double x, double y) {
    const double above = (text->type.line - text->type.size * LINE_OF_SIZE) / 2 + text->type.size * ASCENT_OF_SIZE;
    cairo_set_source_rgb(set->cairo, 0, 0, 0);
    for (size_t i = from; i < to && i < text->line_count; i++) {
        cairo_move_to(set->cairo, x + text->starts[i], y + above + (double)(i - from) * text->type.line);
        pango_cairo_show_layout_line(set->cairo, pango_layout_get_line_readonly(text->layout, (int)i));
    }
}

void typeset_rule(Typeset *set, double x, double y, double to_x, double to_y) {
    cairo_set_source_rgb(set->cairo, 0, 0, 0);
    cairo_set_line_width(set->cairo, RULE_THICKNESS);
    cairo_move_to(set->cairo, x, y);
    cairo_line_to(set->cairo, to_x, to_y);
    cairo_stroke(set->cairo);
}

/* ---- pictures ---- */

static void paint_text(cairo_t *cairo, PangoContext *context, const Mark *mark) {
    CLEANUP(free_layout) PangoLayout *layout = make_layout(context, SANS, mark->size, mark->is_bold, false);
    pango_layout_set_text(layout, mark->text.len > 0 ? mark->text.at : "", (int)mark->text.len);
    PangoRectangle logical;
    pango_layout_get_extents(layout, NULL, &logical);
    const double width = (double)logical.width / PANGO_SCALE;
    const double before = mark->anchor == ANCHOR_END ? width : mark->anchor == ANCHOR_MIDDLE ? width / 2 : 0;
    cairo_move_to(cairo, mark->x - before, mark->y);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout, 0));
}

static void paint_mark(cairo_t *cairo, PangoContext *context, const Mark *mark) {
    const double whole = 255;
    const double dashes[] = { 6, 4 };
    cairo_set_source_rgb(cairo, (mark->colour >> 16 & 255) / whole, (mark->colour >> 8 & 255) / whole,
                         (mark->colour & 255) / whole);
    switch (mark->kind) {
    case MARK_LINE:
        cairo_set_line_width(cairo, mark->size);
        cairo_set_line_cap(cairo, mark->is_dashed ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
        cairo_set_dash(cairo, dashes, mark->is_dashed ? 2 : 0, 0);
        cairo_move_to(cairo, mark->x, mark->y);
        cairo_line_to(cairo, mark->to_x, mark->to_y);
        cairo_stroke(cairo);
        return;
    case MARK_BOX:
        cairo_rectangle(cairo, mark->x, mark->y, mark->to_x - mark->x, mark->to_y - mark->y);
        cairo_fill(cairo);
        return;
    case MARK_DOT:
        cairo_new_path(cairo);
        cairo_arc(cairo, mark->x, mark->y, mark->size, 0, 2 * G_PI);
        cairo_fill(cairo);
        return;
    case MARK_TEXT: paint_text(cairo, context, mark); return;
    }
}

static void paint(cairo_t *cairo, PangoContext *context, const Picture *picture) {
    for (size_t i = 0; i < picture->count; i++) paint_mark(cairo, context, &picture->marks[i]);
}

void typeset_picture(Typeset *set, const Picture *picture, double x, double y, double width) {
    cairo_save(set->cairo);
    cairo_translate(set->cairo, x, y);
    cairo_scale(set->cairo, width / picture->width, width / picture->width);
    paint(set->cairo, set->context, picture);
    cairo_restore(set->cairo);
}

static void free_surface(cairo_surface_t **surface) {
    if (*surface != NULL) cairo_surface_destroy(*surface);
}

static void free_cairo(cairo_t **cairo) {
    if (*cairo != NULL) cairo_destroy(*cairo);
}

Code picture_png(Ctx *cx, const Picture *picture, double scale, Str *ret_png) {
    const int width = (int)(picture->width * scale), height = (int)(picture->height * scale);
    MUST(width > 0 && height > 0 && width <= DOTS_MAX && height <= DOTS_MAX);
    CLEANUP(free_fonts) PangoFontMap *fonts = make_fonts();
    CLEANUP(free_context) PangoContext *context = make_context(fonts);
    CLEANUP(free_surface) cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    CLEANUP(free_cairo) cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    paint(cairo, context, picture);
    Buf png = buf_new(cx->arena, BYTES_MAX);
    if (cairo_surface_write_to_png_stream(surface, take_bytes, &png) != CAIRO_STATUS_SUCCESS)
        return fail(cx, &broken_inside);
    return buf_done(&png, ret_png);
}
