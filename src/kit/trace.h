/* kit/trace - what was met while the program ran, as JSON lines in a file: for the contract test, never in service.
 * Each query and job is told once; exchanges are told every time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_TRACE_H
#define KIT_TRACE_H

#include "kit/module.h"

/* NULL when the setting trace.file is empty or the file cannot be opened. */
Trace *trace_open(Ctx *cx);
void trace_close(Trace *trace);

/* One line {"met":kind,"name":name} at the first call with this name. Does nothing without a trace. */
void trace_met(Trace *trace, const char *kind, const char *name);
/* One line as it is; it must end in a line end. */
void trace_line(Trace *trace, Str line);

#endif
