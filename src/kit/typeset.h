/* kit/typeset - set type: pages of a PDF with embedded letters, and pictures as PNG. Each has its own fonts and its own
 * surface, so that threads set side by side. Lengths are points (1/72 inch) from a page's upper left. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_TYPESET_H
#define KIT_TYPESET_H

#include "kit/ctx.h"
#include "kit/picture.h"

enum { PAGES_MAX = 2000 };

typedef enum TypeAlign { TYPE_LEFT, TYPE_CENTRE, TYPE_RIGHT, TYPE_JUSTIFIED } TypeAlign;

/* How a text is set. */
typedef struct Type {
    double size;
    bool is_bold, is_italic;
    TypeAlign align;
    double indent; /* of the first line; negative: of all others */
    double line;   /* from one line to the next; 0: one and a seventh of the size */
} Type;

typedef struct PdfAbout {
    Str title, author, subject;
    double width, height;
} PdfAbout;

typedef struct Typeset Typeset;   /* a PDF that grows; closed with the arena */
typedef struct TypeText TypeText; /* a text that was broken into lines */

Typeset *typeset_begin(Ctx *cx, const PdfAbout *about);
/* The page is finished. The next one begins with the first thing that is drawn. */
void typeset_end_page(Typeset *set);
size_t typeset_pages(const Typeset *set); /* that are finished */
Code typeset_done(Typeset *set, Str *ret_bytes);

TypeText *typeset_text(Typeset *set, const Type *type, Str text, double width);
size_t type_lines(const TypeText *text);
double type_line(const TypeText *text);  /* the height of each */
double type_width(const TypeText *text); /* of the widest */
/* The text with a line break where it is to be broken, so that lines in the middle are about as long. */
Str typeset_balanced(Typeset *set, const Type *type, Str text, double width);
void typeset_lines(Typeset *set, const TypeText *text, size_t from, size_t to, double x, double y);
/* Forgets the texts so far: a table of ten thousand rows needs the memory of one. */
void typeset_forget(Typeset *set);

void typeset_rule(Typeset *set, double x, double y, double to_x, double to_y);
void typeset_picture(Typeset *set, const Picture *picture, double x, double y, double width);

/* A PNG with `scale` dots for each unit. */
Code picture_png(Ctx *cx, const Picture *picture, double scale, Str *ret_png);

#endif
