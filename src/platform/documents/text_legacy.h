/* platform/documents/text_legacy - the letters of Vietnamese fonts and typists from before Unicode, made those of
 * today: TCVN3 (.VnTime), VNI (VNI-Times) and VIQR. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_LEGACY_H
#define PLATFORM_DOCUMENTS_TEXT_LEGACY_H

#include "platform/documents/text_blocks.h"

/* VIQR is the last; where a full stop behind a vowel was typed with a backslash, ESCAPED. */
typedef enum Legacy { LEGACY_NONE, LEGACY_TCVN3, LEGACY_VNI, LEGACY_VIQR, LEGACY_VIQR_ESCAPED } Legacy;

/* Of a font by its name: ".VnTime", "VNI-Times". */
Legacy legacy_of_font(Str font);
/* What the letters of Western Europe in such a font, or the marks that were typed, stand for. */
Str legacy_text(Arena *arena, Str text, Legacy legacy);

/* Finds out by the share of Vietnamese syllables whether a document, or a part of it, is written so, and mends that.
 * What reads well stays, but for soft hyphens: in TCVN3 they are a letter. */
void legacy_mend(Arena *arena, DocumentText *text);
/* The same of one text, such as that of a run whose font tells its encoding: not made if it would read worse. */
Str legacy_mended_as(Arena *arena, Str text, Legacy legacy);

#endif
