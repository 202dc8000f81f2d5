/* platform/documents - files that people hand in, kept by their digest: the same bytes are stored once. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_DOCUMENTS_H
#define PLATFORM_DOCUMENTS_DOCUMENTS_H

#include "kit/module.h"

extern const Module documents_module;

enum { EVIDENCE_FILES_MAX = 20 };

/* What is harmful is not taken, so it has no file. */
typedef enum FileVerdict { FILE_VERDICT_NONE, FILE_UNSCANNED, FILE_CLEAN } FileVerdict;
extern const Choices file_verdict_choices;

/* A file as it was handed in. */
typedef struct File {
    Id id;
    Str name, media_type;
    int64_t size; /* bytes */
    Str digest;   /* sha256, in hex */
    Id added_by;
    Time added_at;
    FileVerdict verdict; /* of the virus scanner, when it was handed in */
    Time scanned_at;     /* none: it was not */
} File;
extern const Shape file_shape;

/* NOT_FOUND, without a Problem, when there is no such file. */
Code file_find(Ctx *cx, const Id *id, File *ret_file);
/* Reads the files with these ids, which must exist and must have been handed in by the caller; faults name the others.
 * `field` is where the list came from. */
Code files_own(Ctx *cx, const Texts *ids, Str field, Rows *ret_files);

extern const ProblemKind file_unknown, file_type_refused, file_name_form, file_empty;

#endif
