/* platform/documents/text_html - the text of a web page, as its reader sees it. Pure; the grammar is libxml2's. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_HTML_H
#define PLATFORM_DOCUMENTS_TEXT_HTML_H

#include "platform/documents/text_reading.h"

TextFlawKind text_of_html(Arena *arena, Str bytes, DocumentText *ret_text);

#endif
