/* platform/reader/reading - what was read out of a document: its passages, and what they set, give and ask. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_READING_H
#define PLATFORM_READER_READING_H

#include "kit/shape.h"

enum {
    READING_PASSAGES_MAX = 50000,
    READING_FINDINGS_MAX = 20000, /* of each kind */
    READING_TARGETS_MAX = 40,     /* of an indicator */
    READING_AGENCIES_MAX = 60,    /* of a finding */
    PASSAGE_LETTERS_MAX = 100000,
};

/* Where a finding stands: `passage` is the number of one, `from` the first of its letters (code points of its text,
 * from 0), `to` the first one behind. */

/* What a passage is to the outline. */
typedef enum PassageKind {
    PASSAGE_NONE,
    PASSAGE_HEAD,    /* of the document: names of authorities, number, title, preamble */
    PASSAGE_HEADING, /* has parts below it */
    PASSAGE_LEAF,    /* the smallest part */
    PASSAGE_ROW,     /* of a table */
    PASSAGE_COLUMNS, /* a table's row that names its columns, or a row that is a group's heading */
    PASSAGE_DETAIL,  /* says nothing but who and when of the passage above it */
    PASSAGE_CLOSING, /* addressees, signature */
    PASSAGE_REPEATED /* printed a second time, or at each page's head or foot: passed over */
} PassageKind;

/* What a section is about. */
typedef enum SectionKind {
    SECTION_NONE,
    SECTION_OBJECTIVES,
    SECTION_TASKS,
    SECTION_ORGANISATION,
    SECTION_RESOURCES,
    SECTION_OTHER /* purpose, viewpoint, state of affairs: neither objective nor task */
} SectionKind;

typedef struct Passage {
    int64_t number; /* from 1, in order of the document */
    int64_t parent; /* number of the passage it stands under; 0: none */
    int64_t depth;  /* 0 at the top */
    int kind, section;
    Str mark;                  /* as written: "III.", "1.1.", "a)", "-"; "" without */
    Str text;                  /* without its mark; NFC; one line. A row: its cells with " | " between */
    Str citation;              /* "III.1.a, đoạn 2", "Phụ lục I, mục 3": the place in words */
    int64_t block, block_last; /* of the file's text, from 0: the first and the last that it was joined from */
    Texts cells;               /* of a row, in order of its columns */
} Passage;

typedef struct ReadBasis {
    Str number; /* "" of a law that is cited without one */
    Str title;  /* words behind or before the number */
    Day issued_on;
    int64_t passage, from, to;
} ReadBasis;

typedef struct ReadDocument {
    Str number;
    int kind; /* of read_kind_choices */
    Str issuer, place, signer, title;
    Day issued_on, effective_on;   /* none: not told */
    int64_t year_first, year_last; /* its period, as title and text tell; 0: not told */
    Rows bases;                    /* of ReadBasis */
    Texts replaces;                /* numbers */
} ReadDocument;

/* Who is named in which role. */
typedef enum ReadRole { READ_NONE, READ_LEAD, READ_SUPPORT, READ_MONITOR, READ_RECEIVER } ReadRole;

typedef struct ReadAgency {
    Str named; /* as the document names it */
    Str code;  /* of an agency or a collective of the registry; "" when it is not known there */
    int role;
    int64_t passage, from, to;
} ReadAgency;

typedef enum TermKind {
    TERM_NONE,
    TERM_DATE,
    TERM_QUARTER,
    TERM_YEAR,
    TERM_YEARLY,
    TERM_CONTINUOUS,
    TERM_PERIOD
} TermKind;

typedef struct ReadTerm {
    int kind;
    Day first, last; /* DAY_NONE where not told */
    Str yearly;      /* "09-30": the day of each year, of a yearly term that names one */
    int64_t months;  /* of a continuous term that names a day of a month: so many from one to the next; 0: none named */
    int64_t day;     /* that day: of the last of these months, */
    bool is_after;   /* or of the one behind them */
    bool is_season;  /* "vụ", "năm học": nobody says when in these years it ends */
    Str words;       /* as written */
    int64_t passage, from, to;
} ReadTerm;

typedef enum ReadRelation {
    RELATION_NONE,
    RELATION_EQUAL,
    RELATION_AT_LEAST,
    RELATION_ABOVE,
    RELATION_AT_MOST,
    RELATION_BELOW,
    RELATION_RANGE,
    RELATION_TEXT
} ReadRelation;

typedef struct ReadTarget {
    int64_t year;   /* at whose end it holds; 0: in each year, or not told */
    bool is_yearly; /* holds in each year */
    int relation;
    Decimal value, value_to; /* value_to: of a range */
    Str text;                /* of RELATION_TEXT: "Có", "Đáp ứng" */
    Str unit;                /* as written: "%", "triệu đồng" */
    int64_t passage, from, to;
} ReadTarget;

/* Confidence: 0 to 100. Below 70 a person should look at it first. */
typedef struct ReadObjective {
    int64_t passage, from, to;
    Str title;
    int64_t year; /* its milestone; 0: general */
    int64_t confidence;
} ReadObjective;

typedef struct ReadIndicator {
    int64_t passage, from, to;
    Str title, unit;
    bool is_decrease; /* "giảm 20 %": the value is a measure of decrease */
    Rows targets;     /* of ReadTarget, in order of years */
    Rows agencies;    /* of ReadAgency: who leads or watches it */
    int64_t confidence;
} ReadIndicator;

typedef struct ReadTask {
    int64_t passage, from, to;
    Str title, product;
    const ReadTerm *term; /* NULL: none told */
    Rows agencies;        /* of ReadAgency */
    int64_t confidence;
} ReadTask;

typedef struct ReadDuty {
    int64_t passage, from, to;
    Str title;     /* what is owed */
    Rows agencies; /* of ReadAgency: who owes it (READ_LEAD), who gets it (READ_RECEIVER) */
    Str words;     /* when, as written */
    Texts days;    /* "09-30" of each year where days are named */
    int64_t months, day; /* as in ReadTerm: of what comes back more often, and names its day */
    bool is_after;
    int64_t confidence;
} ReadDuty;

typedef struct Reading {
    Str format;
    const ReadDocument *document;
    Rows passages, objectives, indicators, tasks, duties;
    Texts reasons; /* why nothing, or little, was found: slugs */
} Reading;

extern const Shape reading_shape, passage_shape, read_target_shape, read_term_shape, read_agency_shape;
extern const Choices read_role_choices, term_kind_choices, read_relation_choices, passage_kind_choices,
    read_section_choices, read_kind_choices;

#endif
