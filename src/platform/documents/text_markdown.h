/* platform/documents/text_markdown - the text of a file in Markdown: paragraphs joined, headings and tables known,
 * marks of emphasis taken away. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_MARKDOWN_H
#define PLATFORM_DOCUMENTS_TEXT_MARKDOWN_H

#include "platform/documents/text_blocks.h"

/* The text is UTF-8. Marks of lists stay, `-` for each bullet; so does what is no Markdown. */
void text_put_markdown(TextWriting *to, Str text);

#endif
