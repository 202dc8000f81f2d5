/* platform/documents/texts - the text out of a file that a stranger made: read in a child process that can harm
 * nothing. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXTS_H
#define PLATFORM_DOCUMENTS_TEXTS_H

#include "platform/documents/documents.h"

extern const Shape text_args_shape;
Work text_show;

extern const ProblemKind text_unknown, text_broken, text_locked, text_huge, text_slow, text_tool;

#endif
