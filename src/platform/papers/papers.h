/* platform/papers - what an office prints: administrative documents after Nghị định 30/2020 as PDF and .docx, and
 * charts as SVG and PNG. Other rooms fill a Paper; this room lays it out. It decides nothing and stores nothing. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PAPERS_PAPERS_H
#define PLATFORM_PAPERS_PAPERS_H

#include "kit/module.h"

extern const Module papers_module;

/* ---- charts: one description, drawn as SVG (for pages), PNG (for documents) and in the PDF ---- */

typedef enum ChartKind {
    CHART_LINE,  /* points over days, with a path that is expected */
    CHART_BAR,   /* one bar for each label, lying; with a target where there is one */
    CHART_SHARE, /* one bar of parts that make up the whole */
} ChartKind;

/* What a part or a bar says; each has its own colour and, where colours fail, its own words. */
typedef enum ChartTone { TONE_PLAIN, TONE_GOOD, TONE_FAIR, TONE_WARNING, TONE_BAD, TONE_MUTED } ChartTone;

typedef struct ChartPoint {
    Str label;     /* CHART_BAR, CHART_SHARE */
    Day on;        /* CHART_LINE */
    Decimal value; /* unknown: nothing is drawn, and the line is broken */
    ChartTone tone;
} ChartPoint;

enum { CHART_POINTS_MAX = 400 };

typedef struct Chart {
    ChartKind kind;
    Str title;                              /* said by screen readers, and written above */
    Str description;                        /* in words, for those who do not see it */
    Str unit;                               /* "%": shown with each value */
    Str value_name, path_name, target_name; /* of the legend; "" leaves it out */
    const ChartPoint *points;
    size_t point_count;
    const ChartPoint *path; /* CHART_LINE: what is expected, dashed */
    size_t path_count;
    Decimal target; /* a line across; unknown: none */
} Chart;

Code chart_svg(Ctx *cx, const Chart *chart, Str *ret_svg);
Code chart_png(Ctx *cx, const Chart *chart, Str *ret_png);

/* ---- papers ---- */

typedef enum PaperAlign { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } PaperAlign;

typedef struct PaperColumn {
    Str title;
    int64_t width; /* its part of the whole; the sum of all is the page's width */
    PaperAlign align;
} PaperColumn;

typedef struct PaperTable {
    const PaperColumn *columns;
    size_t column_count;
    Str *cells; /* row after row; paper_row() adds */
    size_t cell_count, cell_room;
} PaperTable;

typedef enum PaperBlockKind {
    PAPER_HEADING,
    PAPER_PARAGRAPH,
    PAPER_BULLET,
    PAPER_NOTE,
    PAPER_TABLE,
    PAPER_CHART
} PaperBlockKind;

/* NĐ 30/2020: PART is "Phần I" or "Chương I", centred; ROMAN is "I.", ARABIC "1.", LETTER "a)". */
typedef enum PaperLevel { HEADING_NONE, HEADING_PART, HEADING_ROMAN, HEADING_ARABIC, HEADING_LETTER } PaperLevel;

typedef struct PaperBlock {
    PaperBlockKind kind;
    PaperLevel level;
    Str text; /* of a heading: with its number ("I. ĐÁNH GIÁ CHUNG"); of a table or chart: its caption, or "" */
    PaperTable *table;
    const Chart *chart;
} PaperBlock;

/* The text of the paper, or of one appendix. */
typedef struct PaperPart {
    Str title; /* of an appendix: "Tiến độ các nhiệm vụ"; its "Phụ lục I" comes by itself */
    PaperBlock *blocks;
    size_t block_count, block_room;
} PaperPart;

enum { PAPER_APPENDICES_MAX = 30, PAPER_COLUMNS_MAX = 20 };

typedef struct Paper {
    Str superior, issuer; /* "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI" (or ""), "SỞ KHOA HỌC VÀ CÔNG NGHỆ": made capitals */
    Str symbol;       /* "BC-SKHCN"; the number before it is left blank for the clerk */
    Str number;       /* "": blank, as it must be until the clerk has given one */
    Str place;        /* "Đồng Nai" */
    Day on;           /* none: day and month are left blank as well */
    Str kind;         /* "Báo cáo"; made capitals. "" makes a letter ("công văn") */
    Str subject;      /* what it is about (trích yếu) */
    Texts addressees; /* "Kính gửi": none, one or several */
    Texts bases;      /* "Căn cứ ...", without the mark at their end */
    PaperPart body;
    PaperPart *appendices[PAPER_APPENDICES_MAX];
    size_t appendix_count;
    Texts recipients; /* "Như trên", "Sở Nội vụ"; the line "Lưu" is the last of them */
    Str authority;    /* "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", or ""; nobody signs and no recipients: no end */
    Str position;     /* "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC" */
    Str signer;       /* full name, or "" */
    Str author;       /* of the file's properties; "": the issuer */
    Str mark;         /* printed small at the head of every page: "Dữ liệu mẫu"; "" for none */
    bool is_wide;     /* landscape: for tables of many columns */
} Paper;

/* They build the text from its beginning to its end; texts are borrowed. */
void paper_heading(Ctx *cx, PaperPart *part, PaperLevel level, Str text);
void paper_say(Ctx *cx, PaperPart *part, Str text);    /* a paragraph; line breaks begin a new one */
void paper_bullet(Ctx *cx, PaperPart *part, Str text); /* "- text" */
void paper_note(Ctx *cx, PaperPart *part, Str text);   /* smaller and italic, as beneath a table */
/* Columns are borrowed; the header is repeated on every page. Fill it with paper_row(), one text a column. */
PaperTable *paper_table(Ctx *cx, PaperPart *part, Str caption, const PaperColumn *columns, size_t column_count);
void paper_row(Ctx *cx, PaperTable *table, const Str *cells);
void paper_chart(Ctx *cx, PaperPart *part, const Chart *chart);
PaperPart *paper_appendix(Ctx *cx, Paper *paper, Str title);

/* As papers here write them: 1.234,5 % and 22/11/2026; "" for unknown. */
Str paper_number(Ctx *cx, Decimal number, Str unit);
Str paper_day(Ctx *cx, Day day);

/* Both give the file's bytes. Slow (up to a second): for routes that are `.is_slow`, or a `prepare`. */
Code paper_pdf(Ctx *cx, const Paper *paper, Str *ret_bytes);
Code paper_docx(Ctx *cx, const Paper *paper, Str *ret_bytes);
extern const char *const docx_media_type;

#endif
