/* platform/exchange/maintenance - when services are away, announced beforehand: who may call them is told, and while
 * it lasts the exchange answers in their stead. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_MAINTENANCE_H
#define PLATFORM_EXCHANGE_MAINTENANCE_H

#include "kit/module.h"

enum {
    MAINTENANCES_AHEAD_MAX = 200,
    MAINTENANCES_LISTED_MAX = 500,
    MAINTENANCE_SUBJECT_LETTERS_MAX = 400,
    MAINTENANCE_REASON_LETTERS_MIN = 5,
    MAINTENANCE_REASON_LETTERS_MAX = 300
};

typedef struct Maintenance {
    Id id;
    Str subject, name; /* id of a member, subsystem or service, "": the whole exchange; how people call it */
    Time from_at, until_at;
    Str reason_vi, reason_en;
    bool forwards; /* messages go on nevertheless */
    Time announced_at, changed_at;
    int state;
} Maintenance;

typedef struct MaintenanceAsked {
    Str subject;
    Time from_at, until_at; /* from: none is now */
    Str reason_vi, reason_en;
    bool forwards;
} MaintenanceAsked;

typedef struct MaintenanceShortening {
    Id id;
    Time until_at;
} MaintenanceShortening;

typedef struct MaintenanceKey {
    Id id;
} MaintenanceKey;

extern const Shape maintenance_shape, maintenance_list_shape, maintenance_asked_shape, maintenance_shortening_shape,
    maintenance_key_shape;

/* Those that last or are to come, of Maintenance, the first to begin first. */
Code maintenances_ahead(Ctx *cx, Rows *ret_rows);
/* And those of the last thirty days. */
Code maintenances_told(Ctx *cx, Rows *ret_rows);
const char *maintenance_state_text(const Maintenance *maintenance); /* ahead, lasts, over, called_off */
Code maintenance_metrics(Ctx *cx, Buf *out);                        /* for Prometheus */
bool maintenance_covers(Str subject, Str service);
bool maintenance_lasts(const Maintenance *maintenance, Time now);

Work maintenance_list_get, maintenance_announce, maintenance_shorten, maintenance_call_off;

extern const ProblemKind maintenance_unknown, maintenance_over, maintenance_times, maintenance_too_many;

#endif
