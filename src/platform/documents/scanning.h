/* platform/documents/scanning - private to the documents room: what a virus scanner says of a file before it is taken.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_SCANNING_H
#define PLATFORM_DOCUMENTS_SCANNING_H

#include "kit/clamd.h"
#include "kit/module.h"

/* What was found out of a file before the transaction: by file_add_check, then by file_add_scan. */
typedef struct FileChecked {
    Str media_type;
    Scan scan;
} FileChecked;

extern const Setting documents_scanner, documents_scanner_timeout_s, documents_accept_unscanned;

/* In the lane of those who ask other servers. With no scanner, or one that is away where that is allowed, the file goes
 * on unscanned. */
Work file_add_scan;
/* In the transaction: what is harmful is refused, and that it was is written down. */
Code scan_verdict(Ctx *cx, const FileChecked *checked, Str digest);

extern const ProblemKind scanner_away, file_harmful;

#endif
