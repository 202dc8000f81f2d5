/* platform/search - one index over what all rooms know, found with or without Vietnamese marks. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_SEARCH_SEARCH_H
#define PLATFORM_SEARCH_SEARCH_H

#include "kit/module.h"

extern const Module search_module;

/* One thing that can be found. `kind` and `code` are its key and, for the front end, its address. */
typedef struct SearchEntry {
    Str kind, code;
    Str title, title_en; /* what is shown; title_en: on pages in English, where there is one */
    Str detail;          /* shown beneath; searched too */
    Str words;           /* searched, not shown: other names, citations */
    Str document;        /* the document that it stands in, for an address that needs it */
    Str folded;          /* made when it is stored */
} SearchEntry;

/* Replaces everything of one kind. */
Code search_replace(Ctx *cx, Str kind, const SearchEntry *entries, size_t count);

/* ---- passages ---- */

/* A document whose text is searched. One document may have several: its text, and what a plan made of it. */
typedef struct SearchSource {
    Str kind, code;   /* its key: "plan" or "text", and the document's code */
    Str label, title; /* the document's number and title */
    Str may;          /* the permission to see it; "": everybody */
} SearchSource;

typedef enum SearchPassageKind {
    SEARCH_PASSAGE_NONE,
    SEARCH_OBJECTIVE,
    SEARCH_INDICATOR,
    SEARCH_TASK,
    SEARCH_DUTY,
    SEARCH_TEXT
} SearchPassageKind;

typedef struct SearchPassage {
    int kind;
    Str item;     /* code of the objective, indicator, task or duty; "" of a text */
    Str heading;  /* searched too */
    Str citation; /* the place in the document, in words */
    Str text;     /* NFC; what is found, and quoted */
} SearchPassage;

enum { SEARCH_PASSAGES_MAX = 50000 }; /* of a source */

/* Replaces all passages of one source, in their order; without any it is gone. In the caller's transaction. */
Code search_passages_replace(Ctx *cx, const SearchSource *source, const SearchPassage *passages, size_t count);

#endif
