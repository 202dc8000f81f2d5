/* platform/reader/reader - the room's face: a file or a text becomes a reading. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_READER_H
#define PLATFORM_READER_READER_H

#include "kit/module.h"
#include "platform/documents/documents.h"
#include "platform/reader/lessons.h"
#include "platform/reader/names.h"
#include "platform/reader/own_words.h"
#include "platform/reader/reading.h"

/* Some 500 pages. A letter costs up to 600 bytes on its way: what is longer is TOO_LARGE. */
enum {
    READER_TEXT_BYTES_MAX = 1536 * 1024,
    READER_BLOCKS_MAX = 40000, /* lines, paragraphs and rows; they cost as much as letters do */
};

extern const Module reader_module;

/* Pure: what the text says, with the names of these agencies and the words of the house and `more` (of Word). */
Reading reading_of_text(Arena *arena, const DocumentText *text, const KnownName *known, size_t known_count, Rows more);

/* Pure: by when these few words of a document are ("trước ngày 30/6/2027", "hằng năm"); NULL when they tell no time.
 * `document` tells the years that words without one mean. */
const ReadTerm *reading_of_term(Arena *arena, const ReadDocument *document, Str words);
/* The same of the figures in them ("từ 85 % đến 90 %": two); of Decimal. */
Rows reading_of_figures(Arena *arena, const ReadDocument *document, Str words);

/* What an installation knows besides the words of the house and those of its file. */
typedef struct ReaderKnown {
    const KnownName *names;
    size_t name_count;
    Rows taught; /* of Word, checked before (word_check): they come before all others */
} ReaderKnown;

/* The same of a file, whose text is taken out in a confined child (platform/documents): seconds at most, for the slow
 * lane. A file that cannot be read is INVALID with a Problem; a text in which nothing is found is a Reading that gives
 * its reasons. */
Code reader_read(Ctx *cx, Str path, Str name, const ReaderKnown *known, Reading *ret_reading);

#endif
