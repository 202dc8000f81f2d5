/* modules/strategy/origins - where a figure or a report came from: an entry of an officer, or a file. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_ORIGINS_H
#define MODULES_STRATEGY_ORIGINS_H

#include "modules/strategy/goals.h"

typedef struct Origin {
    Str id;
    bool is_import;
    Str source, note, reason, agency, agency_name;
    Str page; /* address in the browser of what it came from; "" for none */
    Str person, person_title; /* the name for staff only; everybody sees the title */
    Time entered_at;
    Str decided_name;
    Time decided_at;
    Str file_name, digest; /* of an imported file */
    int64_t row_count;
    bool is_sample;
    int64_t evidence_count;
    Rows evidence; /* of File; for staff only */
    int channel;   /* FigureChannel, as are the next of FigureSystem: systems.h */
    Str system, system_name, message_id, request_id, record;
} Origin;
extern const Shape origin_shape;

/* By the id of an entry or an import; of what is no more there is the id alone. */
Code origin_find(Ctx *cx, const Goals *goals, Str id, Origin *ret_origin);

#endif
