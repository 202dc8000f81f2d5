/* modules/filling/runs - what a run brought: all of its figures are written, or none; and what is kept of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_RUNS_H
#define MODULES_FILLING_RUNS_H

#include "modules/filling/readings.h"

enum { RUNS_SHOWN = 50 };

typedef enum RunOutcome { RUN_NONE, RUN_DONE, RUN_REFUSED, RUN_FAILED } RunOutcome;

typedef struct FillingRun {
    Id id;
    Str binding;
    Time at;
    int outcome;
    int64_t found, written, same, overruled;
    Str message_id, request_id;
    Str file, key_id, signature; /* of a file */
    Str event;                   /* its id */
    Str actor;
} FillingRun;
extern const Shape filling_run_shape, run_fault_shape;

/* A run with why it wrote nothing. */
typedef struct RunView {
    const FillingRun *run;
    Rows faults; /* of RunFault */
} RunView;
extern const Shape run_view_shape;

/* Of which message the figures are, by Reading.message. */
typedef struct RunSource {
    const FigureSystem *systems;
    Str source;     /* as people read it beside the figure */
    Texts evidence; /* ids of files */
    Str agency;
} RunSource;

/* Checks the readings against the plan and what holds, writes all or nothing, keeps the run and tells who should know.
 * `run` has its id, binding, messages and file. With RUN_FAILED as its outcome nothing is looked at. */
Code run_finish(Ctx *cx, const Binding *binding, Readings *readings, const RunSource *source, FillingRun *run);

Code runs_of(Ctx *cx, Str binding, Rows *ret_views);                     /* of RunView, the newest first */
Code run_newest(Ctx *cx, Str binding, FillingRun *ret_run);              /* NOT_FOUND without a Problem */
Code run_of_file(Ctx *cx, Str binding, Str digest, FillingRun *ret_run); /* that was taken; the same */

#endif
