/* platform/documents - files that people hand in, kept by their digest: the same bytes are stored once. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_DOCUMENTS_H
#define PLATFORM_DOCUMENTS_DOCUMENTS_H

#include "kit/module.h"
#include "platform/documents/text_blocks.h"

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
/* Where it lies: for who reads what is in it. */
Str file_place(Ctx *cx, const File *file);
/* Reads the files with these ids, which must exist and must have been handed in by the caller; faults name the others.
 * `field` is where the list came from. */
Code files_own(Ctx *cx, const Texts *ids, Str field, Rows *ret_files);

/* .docx, .odt, .html, .pdf with a layer of text, and texts. What cannot be read is INVALID, with a Problem that says
 * what to do and names the file as people know it; that name also tells Markdown (.md) from other texts. Takes seconds
 * at most; meant for the slow lane. */
Code text_of_file(Ctx *cx, Str path, Str name, DocumentText *ret_text);

extern const ProblemKind file_unknown, file_type_refused, file_name_form, file_empty;

#endif
