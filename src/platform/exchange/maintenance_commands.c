/* platform/exchange/maintenance_commands - see maintenance_commands.h. By the same Works as the routes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/maintenance_commands.h"

#include "kit/commands.h"
#include "platform/exchange/maintenance.h"

typedef struct MaintenanceAnnounceArgs {
    Str subject;
    Time from, until;
    Str reason_vi, reason_en;
    bool forwards;
} MaintenanceAnnounceArgs;

static const Field maintenance_announce_args_fields[] = {
    OPTION(MaintenanceAnnounceArgs, subject, OPTIONAL, 0, MAINTENANCE_SUBJECT_LETTERS_MAX,
           "id of a service, a subsystem or a member; standard: the whole exchange"),
    OPTION(MaintenanceAnnounceArgs, from, OPTIONAL, 0, 0, "when it begins, 2026-12-24T15:00:00Z; standard: now"),
    OPTION(MaintenanceAnnounceArgs, until, REQUIRED, 0, 0, "when it ends"),
    OPTION(MaintenanceAnnounceArgs, reason_vi, REQUIRED, MAINTENANCE_REASON_LETTERS_MIN,
           MAINTENANCE_REASON_LETTERS_MAX, "why, in Vietnamese"),
    OPTION(MaintenanceAnnounceArgs, reason_en, REQUIRED, MAINTENANCE_REASON_LETTERS_MIN,
           MAINTENANCE_REASON_LETTERS_MAX, "why, in English"),
    OPTION(MaintenanceAnnounceArgs, forwards, OPTIONAL, 0, 0, "messages go on to the provider nevertheless"),
};
const Shape maintenance_announce_args_shape = SHAPE(MaintenanceAnnounceArgs, maintenance_announce_args_fields);

typedef struct MaintenanceShortenArgs {
    Id id;
    Time until;
} MaintenanceShortenArgs;

static const Field maintenance_shorten_args_fields[] = {
    OPTION(MaintenanceShortenArgs, id, REQUIRED, 0, 0, "which, as exchange maintenance list names it"),
    OPTION(MaintenanceShortenArgs, until, REQUIRED, 0, 0, "when it ends now, before its old end"),
};
const Shape maintenance_shorten_args_shape = SHAPE(MaintenanceShortenArgs, maintenance_shorten_args_fields);

typedef struct MaintenanceCallOffArgs {
    Id id;
} MaintenanceCallOffArgs;

static const Field maintenance_call_off_args_fields[] = {
    OPTION(MaintenanceCallOffArgs, id, REQUIRED, 0, 0, "which, as exchange maintenance list names it"),
};
const Shape maintenance_call_off_args_shape = SHAPE(MaintenanceCallOffArgs, maintenance_call_off_args_fields);

static void say_one(Ctx *cx, const Maintenance *one) {
    const Str subject = one->subject.len > 0 ? one->subject : S("*");
    say("%.*s %s %.*s %.*s/%.*s%s: %.*s / %.*s\n", STR_FMT(id_str(&one->id)), maintenance_state_text(one),
        STR_FMT(subject), STR_FMT(time_text(cx->arena, one->from_at)), STR_FMT(time_text(cx->arena, one->until_at)),
        one->forwards ? " forwards" : "", STR_FMT(one->reason_vi), STR_FMT(one->reason_en));
}

Code exchange_maintenance_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows rows;
    TRY(db_begin(cx, DB_READ));
    const Code code = maintenances_told(cx, &rows);
    db_rollback(cx);
    TRY(code);
    for (size_t i = 0; i < rows.count; i++) say_one(cx, (const Maintenance *)rows.items + i);
    return OK;
}

Code exchange_maintenance_announce(Ctx *cx, const void *in, void *out) {
    (void)out;
    const MaintenanceAnnounceArgs *args = in;
    const MaintenanceAsked asked = { args->subject, args->from, args->until, args->reason_vi, args->reason_en,
                                     args->forwards };
    Maintenance made = { 0 };
    TRY(maintenance_announce(cx, &asked, &made));
    say_one(cx, &made);
    return OK;
}

Code exchange_maintenance_shorten(Ctx *cx, const void *in, void *out) {
    (void)out;
    const MaintenanceShortenArgs *args = in;
    Maintenance found = { 0 };
    TRY(maintenance_shorten(cx, &(MaintenanceShortening){ args->id, args->until }, &found));
    say_one(cx, &found);
    return OK;
}

Code exchange_maintenance_call_off(Ctx *cx, const void *in, void *out) {
    (void)out;
    Maintenance found = { 0 };
    TRY(maintenance_call_off(cx, &(MaintenanceKey){ ((const MaintenanceCallOffArgs *)in)->id }, &found));
    say_one(cx, &found);
    return OK;
}
