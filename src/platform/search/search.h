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

#endif
