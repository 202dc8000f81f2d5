/* platform/documents/text_reading - the text out of a file's bytes, by what they are. Pure: it runs where a hostile
 * file harms nothing (texts.h). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_READING_H
#define PLATFORM_DOCUMENTS_TEXT_READING_H

#include "platform/documents/text_blocks.h"

typedef enum TextFlawKind {
    TEXT_READ,
    TEXT_UNKNOWN, /* no kind of file that is read here */
    TEXT_BROKEN,  /* torn, or not what it begins as */
    TEXT_LOCKED,  /* with a password */
    TEXT_HUGE,    /* more than the limits of text_blocks.h, or of an archive */
} TextFlawKind;

/* .docx, .odt, .html, and texts: in UTF-8, in UTF-16 with its mark, or in an old encoding of Vietnam (TCVN 5712, VNI,
 * VISCII, Windows-1258). Of texts only their name says whether they are Markdown. In all of them the letters of old
 * fonts become those of today (text_legacy.h). */
TextFlawKind text_read(Arena *arena, Str bytes, bool is_markdown, DocumentText *ret_text);

#endif
