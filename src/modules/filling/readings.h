/* modules/filling/readings - what an answer says of which figures, and what of it cannot be. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_READINGS_H
#define MODULES_FILLING_READINGS_H

#include "modules/filling/bindings.h"

enum { READINGS_MAX = 5000, RUN_FAULTS_MAX = 200 };

/* One figure as it came: from which of the asked messages, to whom it is about, in the indicator's unit. */
typedef struct Reading {
    Str key, period; /* "" where the binding says it */
    Str shown;       /* as it came */
    Decimal value;
    size_t message;
} Reading;

/* Something wrong with a run, in words. */
typedef struct RunFault {
    Str run;
    int64_t number;
    Str about, value, sentence, english;
} RunFault;

/* What one run gathers. */
typedef struct Readings {
    Arena *arena;
    Reading *items;
    size_t count, room;
    RunFault *faults; /* the first RUN_FAULTS_MAX of them */
    size_t fault_count, fault_room, fault_total;
} Readings;

void readings_fault(Readings *into, Str about, Str value, const Sentence *sentence, Str a, Str b);
/* An answer: one figure, or a list of them. `key` is whom was asked about; "" when the answer says it. */
void readings_of_json(Readings *into, const Binding *binding, Str body, Str key, size_t message);
/* A figure as a row of a file has it. */
void readings_add(Readings *into, const Binding *binding, Reading reading);
/* Bounds, and whole numbers. */
void readings_check(Readings *into, const Binding *binding);

#endif
