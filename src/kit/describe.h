/* kit/describe - what the tables say, for people and programs: OpenAPI, TypeScript, rights, settings, metrics. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_DESCRIBE_H
#define KIT_DESCRIBE_H

#include "kit/module.h"

Str describe_openapi(Ctx *cx);
Str describe_typescript(Ctx *cx);
Str describe_permissions(Ctx *cx); /* a Markdown table, permissions by roles, and the routes of each */
Str describe_settings(Ctx *cx);    /* a Markdown table */
Str describe_problems(Ctx *cx);    /* a Markdown list in both languages */
Str describe_commands(Ctx *cx);    /* Markdown, a section for each command */
Str describe_metrics(Ctx *cx);     /* a Markdown table */
/* How an option of a command is written, and what it means: added to the two buffers. */
void describe_option(const Field *field, const char *operand, Buf *name, Buf *meaning);
/* The file that `banyan init` writes: every setting with its standard value, as a remark. */
Str describe_conf(Ctx *cx);

/* Faults in the tables themselves: a permission that nobody declares, two rows with one address, ... */
Code house_check(Ctx *cx);

extern const ProblemKind house_faulty;

#endif
