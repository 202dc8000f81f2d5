/* platform/documents/text_scan - the text of a PDF that holds pictures: each page is drawn by pdftoppm and read by
 * tesseract, both as confined children. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_TEXT_SCAN_H
#define PLATFORM_DOCUMENTS_TEXT_SCAN_H

#include "kit/module.h"
#include "platform/documents/text_blocks.h"

enum { SCAN_PAGES_MAX = 60 };

/* Is it wanted, and is there what it takes: both programs, and tesseract's Vietnamese? */
bool scan_can_be_read(Ctx *cx);
/* Takes one to some seconds a page. Lines, perhaps without a letter, and where each page ends; format "scan". `name` is
 * for Problems. */
Code scan_read(Ctx *cx, int file, Str name, DocumentText *ret_text);

extern const Setting documents_read_scans;
extern const ProblemKind text_scanned, text_scan_long, text_scan_blank;

#endif
