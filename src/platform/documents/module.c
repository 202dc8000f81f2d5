/* platform/documents - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/documents.h"
#include "platform/documents/files.h"
#include "platform/documents/scanning.h"
#include "platform/documents/text_scan.h"
#include "platform/documents/texts.h"

#include "platform/documents/migrations.h"

static const Permission permissions[] = {
    { "documents.add", "officer head coordinator administrator", "Hand in files as evidence" },
    { "documents.read", "officer head coordinator leader administrator", "Open files that were handed in" },
};

static const Route routes[] = {
    { "POST", "/documents/files", file_add, .prepare = file_add_check, .asks = file_add_scan, .may = "documents.add",
      .in = &file_add_shape, .out = &file_shape, .upload_max = FILE_BYTES_LIMIT, .writes = true, .creates = true,
      .help = "Hand in a file" },
    { "GET", "/documents/files/{id}", file_get, .may = "documents.read", .in = &file_key_shape, .out = &file_shape,
      .help = "What is known of a file" },
    { "GET", "/documents/files/{id}/content", file_content, .may = "documents.read", .in = &file_key_shape,
      .out = &file_raw_shape, .gives = "application/octet-stream",
      .help = "The file itself" },
};

static const Command commands[] = {
    { "text", .args = &text_args_shape, .operand = "file", .run = text_show,
      .help = "Show the text of a document, read where a hostile file harms nothing" },
};

static const ProblemKind *const problems[] = {
    &file_unknown, &file_type_refused, &file_name_form, &file_empty, &scanner_away, &file_harmful, &text_unknown,
    &text_broken,  &text_locked,       &text_huge,      &text_slow,  &text_tool,    &text_scanned,
    &text_scan_long, &text_scan_blank,
};

static const Setting *const settings[] = { &documents_scanner, &documents_scanner_timeout_s,
                                           &documents_accept_unscanned, &documents_read_scans };

const Module documents_module = {
    .name = "documents",
    .title = "Documents",
    TABLE(migration, documents_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(command, commands),
    TABLE(problem, problems),
    TABLE(setting, settings),
};
