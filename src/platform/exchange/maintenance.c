/* platform/exchange/maintenance - see maintenance.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/maintenance.h"

#include "platform/access/access.h"
#include "platform/exchange/editing.h"
#include "platform/exchange/maintenance_telling.h"
#include "platform/ledger/ledger.h"

enum {
    LISTED_DAYS = 30,
    LASTS_DAYS_MAX = 90,
    AHEAD_DAYS_MAX = 366
};

#define SECOND_US INT64_C(1000000)
#define DAY_US    INT64_C(86400000000)
#define LATE_US   (120 * SECOND_US) /* the form was opened before it was sent */

const ProblemKind maintenance_unknown = { NOT_FOUND,
                                          "exchange/maintenance-unknown",
                                          { "Không có lịch bảo trì này.", "There is no such maintenance." },
                                          { "Không có lịch bảo trì “{0}”. Tải lại trang.",
                                            "There is no maintenance “{0}”. Load the page again." } };
const ProblemKind maintenance_over = {
    CONFLICT,
    "exchange/maintenance-over",
    { "Lịch bảo trì này đã qua.", "This maintenance is over." },
    { "Đã kết thúc hoặc đã bị huỷ, nên không còn gì để rút ngắn hay huỷ.",
      "It has ended or was called off, so nothing can be shortened or called off." }
};
const ProblemKind maintenance_times = {
    INVALID,
    "exchange/maintenance-times",
    { "Thời gian bảo trì không đúng.", "The times of the maintenance are wrong." },
    { "Phải bắt đầu từ bây giờ trở đi, trong 366 ngày tới, kết thúc sau lúc bắt đầu và dài nhất 90 ngày; rút ngắn thì "
      "kết thúc sau bây giờ và trước hạn cũ.",
      "It begins now or later, within 366 days, ends after its beginning and lasts 90 days at most; what is shortened "
      "ends after now and before its old end." }
};
const ProblemKind maintenance_too_many = {
    CONFLICT,
    "exchange/maintenances-too-many",
    { "Quá nhiều lịch bảo trì sắp tới.", "Too many maintenances are to come." },
    { "Đã có {0} lịch chưa kết thúc. Huỷ bớt, hoặc thông báo một lần cho cả thành viên.",
      "There are {0} that are not over. Call some off, or announce one for a whole member." }
};

/* ---- records ---- */

typedef enum MaintenanceState {
    MAINTENANCE_AHEAD = 1,
    MAINTENANCE_LASTS,
    MAINTENANCE_OVER,
    MAINTENANCE_CALLED_OFF
} MaintenanceState;
static const char *const state_names[] = { "ahead", "lasts", "over", "called_off" };
static const Choices state_choices = CHOICES("MaintenanceState", state_names);

static const Field maintenance_fields[] = {
    FIELD(Maintenance, id, REQUIRED, 0, 0),
    FIELD(Maintenance, subject, OPTIONAL, 0, 0),
    FIELD(Maintenance, name, OPTIONAL, 0, 0),
    FIELD(Maintenance, from_at, REQUIRED, 0, 0),
    FIELD(Maintenance, until_at, REQUIRED, 0, 0),
    FIELD(Maintenance, reason_vi, REQUIRED, 0, 0),
    FIELD(Maintenance, reason_en, REQUIRED, 0, 0),
    FIELD(Maintenance, forwards, REQUIRED, 0, 0),
    FIELD(Maintenance, announced_at, REQUIRED, 0, 0),
    FIELD(Maintenance, changed_at, OPTIONAL, 0, 0),
    FIELD_CHOICE(Maintenance, state, FILLED, &state_choices),
};
const Shape maintenance_shape = SHAPE(Maintenance, maintenance_fields);

typedef struct MaintenanceList {
    bool may_announce;
    Rows maintenances;
} MaintenanceList;

static const Field maintenance_list_fields[] = {
    FIELD(MaintenanceList, may_announce, REQUIRED, 0, 0),
    FIELD_LIST(MaintenanceList, maintenances, MAINTENANCES_LISTED_MAX, &maintenance_shape),
};
const Shape maintenance_list_shape = SHAPE(MaintenanceList, maintenance_list_fields);

static const Field maintenance_asked_fields[] = {
    FIELD(MaintenanceAsked, subject, OPTIONAL, 0, MAINTENANCE_SUBJECT_LETTERS_MAX),
    FIELD(MaintenanceAsked, from_at, OPTIONAL, 0, 0),
    FIELD(MaintenanceAsked, until_at, REQUIRED, 0, 0),
    FIELD(MaintenanceAsked, reason_vi, REQUIRED, MAINTENANCE_REASON_LETTERS_MIN, MAINTENANCE_REASON_LETTERS_MAX),
    FIELD(MaintenanceAsked, reason_en, REQUIRED, MAINTENANCE_REASON_LETTERS_MIN, MAINTENANCE_REASON_LETTERS_MAX),
    FIELD(MaintenanceAsked, forwards, OPTIONAL, 0, 0),
};
const Shape maintenance_asked_shape = SHAPE(MaintenanceAsked, maintenance_asked_fields);

static const Field maintenance_shortening_fields[] = {
    FIELD(MaintenanceShortening, id, REQUIRED, 0, 0),
    FIELD(MaintenanceShortening, until_at, REQUIRED, 0, 0),
};
const Shape maintenance_shortening_shape = SHAPE(MaintenanceShortening, maintenance_shortening_fields);

static const Field maintenance_key_fields[] = { FIELD(MaintenanceKey, id, REQUIRED, 0, 0) };
const Shape maintenance_key_shape = SHAPE(MaintenanceKey, maintenance_key_fields);

typedef struct MaintenanceSince {
    Time since;
} MaintenanceSince;

static const Field maintenance_since_fields[] = { FIELD(MaintenanceSince, since, REQUIRED, 0, 0) };
static const Shape maintenance_since_shape = SHAPE(MaintenanceSince, maintenance_since_fields);

typedef struct MaintenanceSubject {
    Str id;
} MaintenanceSubject;

static const Field maintenance_subject_fields[] = { FIELD(MaintenanceSubject, id, REQUIRED, 0, 0) };
static const Shape maintenance_subject_shape = SHAPE(MaintenanceSubject, maintenance_subject_fields);

/* As it is written. */
typedef struct MaintenanceRow {
    Id id;
    Str subject;
    Time from_at, until_at;
    Str reason_vi, reason_en;
    bool forwards;
    Str announced_by;
    Time announced_at, changed_at;
} MaintenanceRow;

static const Field maintenance_row_fields[] = {
    FIELD(MaintenanceRow, id, REQUIRED, 0, 0),           FIELD(MaintenanceRow, subject, REQUIRED, 0, 0),
    FIELD(MaintenanceRow, from_at, REQUIRED, 0, 0),      FIELD(MaintenanceRow, until_at, REQUIRED, 0, 0),
    FIELD(MaintenanceRow, reason_vi, REQUIRED, 0, 0),    FIELD(MaintenanceRow, reason_en, REQUIRED, 0, 0),
    FIELD(MaintenanceRow, forwards, REQUIRED, 0, 0),     FIELD(MaintenanceRow, announced_by, REQUIRED, 0, 0),
    FIELD(MaintenanceRow, announced_at, REQUIRED, 0, 0), FIELD(MaintenanceRow, changed_at, OPTIONAL, 0, 0),
};
static const Shape maintenance_row_shape = SHAPE(MaintenanceRow, maintenance_row_fields);

#include "platform/exchange/maintenance.sql.h"

/* ---- looking ---- */

bool maintenance_covers(Str subject, Str service) {
    if (subject.len == 0 || str_equal(subject, service)) return true;
    return str_starts(service, subject) && service.len > subject.len && service.at[subject.len] == '/';
}

bool maintenance_lasts(const Maintenance *maintenance, Time now) {
    return maintenance->from_at.us <= now.us && now.us < maintenance->until_at.us;
}

static MaintenanceState state_of(const Maintenance *maintenance, Time now) {
    if (maintenance->until_at.us <= maintenance->from_at.us) return MAINTENANCE_CALLED_OFF;
    if (maintenance_lasts(maintenance, now)) return MAINTENANCE_LASTS;
    return now.us < maintenance->from_at.us ? MAINTENANCE_AHEAD : MAINTENANCE_OVER;
}

static Code list_since(Ctx *cx, Time since, Rows *ret_rows) {
    const MaintenanceSince asked = { since };
    TRY(maintenances_since(cx, &asked, ret_rows));
    Maintenance *rows = ret_rows->items;
    for (size_t i = 0; i < ret_rows->count; i++) rows[i].state = (int)state_of(&rows[i], cx->now);
    return OK;
}

Code maintenances_ahead(Ctx *cx, Rows *ret_rows) {
    TRY(list_since(cx, cx->now, ret_rows));
    Maintenance *rows = ret_rows->items;
    size_t count = 0;
    for (size_t i = 0; i < ret_rows->count; i++) { /* called off before it began: over although it ends later */
        if (rows[i].state != MAINTENANCE_CALLED_OFF) rows[count++] = rows[i];
    }
    ret_rows->count = count;
    return OK;
}

const char *maintenance_state_text(const Maintenance *maintenance) {
    return state_names[maintenance->state - 1];
}

Code maintenances_told(Ctx *cx, Rows *ret_rows) {
    return list_since(cx, (Time){ cx->now.us - LISTED_DAYS * DAY_US }, ret_rows);
}

/* 1 while it lasts, 0 while it is to come; ids hold neither quotes nor backslashes. */
Code maintenance_metrics(Ctx *cx, Buf *out) {
    static const char name[] = "banyan_exchange_maintenance", until[] = "banyan_exchange_maintenance_until_seconds";
    Rows ahead;
    TRY(maintenances_ahead(cx, &ahead));
    const Maintenance *rows = ahead.items;
    buf_addf(out, "# HELP %s Maintenance that lasts (1) or is to come (0); subject \"\": the whole exchange\n", name);
    buf_addf(out, "# TYPE %s gauge\n", name);
    for (size_t i = 0; i < ahead.count; i++)
        buf_addf(out, "%s{id=\"%.*s\",subject=\"%.*s\",forwards=\"%s\"} %d\n", name, STR_FMT(id_str(&rows[i].id)),
                 STR_FMT(rows[i].subject), rows[i].forwards ? "true" : "false", maintenance_lasts(&rows[i], cx->now));
    buf_addf(out, "# HELP %s When it ends, in seconds since 1970\n# TYPE %s gauge\n", until, until);
    for (size_t i = 0; i < ahead.count; i++)
        buf_addf(out, "%s{id=\"%.*s\",subject=\"%.*s\"} %lld\n", until, STR_FMT(id_str(&rows[i].id)),
                 STR_FMT(rows[i].subject), (long long)(rows[i].until_at.us / SECOND_US));
    return OK;
}

Code maintenance_list_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    MaintenanceList *list = out;
    list->may_announce = access_may(cx, "exchange.manage");
    return maintenances_told(cx, &list->maintenances);
}

/* ---- announcing ---- */

static Code require_subject(Ctx *cx, Str subject) {
    const MaintenanceSubject asked = { subject };
    MaintenanceSubject found;
    if (subject.len == 0) return OK;
    const Code code = maintenance_subject(cx, &asked, &found);
    return code == NOT_FOUND ? fail(cx, &exchange_unknown, subject) : code;
}

static Code require_room(Ctx *cx) {
    Rows ahead;
    TRY(maintenances_ahead(cx, &ahead));
    return ahead.count < MAINTENANCES_AHEAD_MAX ? OK
                                                : fail(cx, &maintenance_too_many, int_text(cx, (int64_t)ahead.count));
}

static Code require_times(Ctx *cx, Time from, Time until) {
    if (from.us < cx->now.us - LATE_US || from.us > cx->now.us + AHEAD_DAYS_MAX * DAY_US)
        return fail_field(cx, S("from_at"), &maintenance_times);
    const bool is_long = until.us > from.us && until.us - from.us <= LASTS_DAYS_MAX * DAY_US;
    return is_long && until.us > cx->now.us ? OK : fail_field(cx, S("until_at"), &maintenance_times);
}

static Code find(Ctx *cx, const Id *id, Maintenance *ret_found) {
    const MaintenanceKey asked = { *id };
    const Code code = maintenance_by_id(cx, &asked, ret_found);
    if (code == NOT_FOUND) return fail(cx, &maintenance_unknown, id_str(id));
    TRY(code);
    ret_found->state = (int)state_of(ret_found, cx->now);
    return OK;
}

/* Every gateway of the installation looks for what is new by the version. */
static Code touch_registry(Ctx *cx) {
    return registry_touch(cx);
}

Code maintenance_announce(Ctx *cx, const void *in, void *out) {
    const MaintenanceAsked *asked = in;
    Maintenance *made = out;
    const Time from = asked->from_at.us == 0 ? cx->now : asked->from_at;
    const MaintenanceRow row = { .id = id_make("maint", cx->now),
                                 .subject = asked->subject,
                                 .from_at = from,
                                 .until_at = asked->until_at,
                                 .reason_vi = asked->reason_vi,
                                 .reason_en = asked->reason_en,
                                 .forwards = asked->forwards,
                                 .announced_by = cx->caller.id,
                                 .announced_at = cx->now };
    TRY(require_subject(cx, row.subject));
    TRY(require_times(cx, from, row.until_at));
    TRY(require_room(cx));
    TRY(maintenance_insert(cx, &row));
    TRY(touch_registry(cx));
    TRY(find(cx, &row.id, made));
    TRY(tell_maintenance(cx, made, TELL_ANNOUNCED));
    return ledger_append(cx, S("exchange.maintenance_announced"), id_str(&row.id), { "about", row.subject },
                         { "from", time_text(cx->arena, from) }, { "until", time_text(cx->arena, row.until_at) },
                         { "forwards", row.forwards ? S("true") : S("false") },
                         { "reason", sha256_text(cx->arena, row.reason_vi) });
}

/* ---- ending it earlier ---- */

static Code end_at(Ctx *cx, Maintenance *found, Time until, Str kind, TellWhat what) {
    found->until_at = until;
    found->changed_at = cx->now;
    found->state = (int)state_of(found, cx->now);
    TRY(maintenance_end(cx, &(MaintenanceRow){ .id = found->id, .until_at = until, .changed_at = cx->now }));
    TRY(touch_registry(cx));
    TRY(tell_maintenance(cx, found, what));
    return ledger_append(cx, kind, id_str(&found->id), { "about", found->subject },
                         { "until", time_text(cx->arena, until) });
}

static Code find_open(Ctx *cx, const Id *id, Maintenance *ret_found) {
    TRY(find(cx, id, ret_found));
    const bool is_open = ret_found->state == MAINTENANCE_AHEAD || ret_found->state == MAINTENANCE_LASTS;
    return is_open ? OK : fail(cx, &maintenance_over);
}

Code maintenance_shorten(Ctx *cx, const void *in, void *out) {
    const MaintenanceShortening *asked = in;
    Maintenance *found = out;
    TRY(find_open(cx, &asked->id, found));
    const bool is_shorter = asked->until_at.us < found->until_at.us && asked->until_at.us > found->from_at.us &&
                            asked->until_at.us > cx->now.us;
    if (!is_shorter) return fail_field(cx, S("until_at"), &maintenance_times);
    return end_at(cx, found, asked->until_at, S("exchange.maintenance_shortened"), TELL_SHORTENED);
}

/* What lasts ends now; what was to come never was. */
Code maintenance_call_off(Ctx *cx, const void *in, void *out) {
    Maintenance *found = out;
    TRY(find_open(cx, &((const MaintenanceKey *)in)->id, found));
    const bool lasts = found->state == MAINTENANCE_LASTS && found->from_at.us < cx->now.us;
    return end_at(cx, found, lasts ? cx->now : found->from_at, S("exchange.maintenance_called_off"), TELL_CALLED_OFF);
}
