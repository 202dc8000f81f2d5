/* platform/documents/text_office - the text of Word's and LibreOffice's documents: .docx and .odt. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_OFFICE_H
#define PLATFORM_DOCUMENTS_TEXT_OFFICE_H

#include "platform/documents/text_reading.h"

/* The bytes of a whole file that begins as a ZIP archive does. */
TextFlawKind text_of_office(Arena *arena, Str bytes, DocumentText *ret_text);

#endif
