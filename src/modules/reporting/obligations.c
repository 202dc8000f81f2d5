/* modules/reporting/obligations - see obligations.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/obligations.h"

#include "kit/icalendar.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"
#include "platform/people/people.h"

enum { SHOWN_BACK_DAYS = 120, SHOWN_AHEAD_DAYS = 60, PERIODS_MAX = 200, STEPS_MAX = 2000, AGENCIES_MAX = 300 };

const ProblemKind obligation_unknown = { NOT_FOUND,
                                         "reporting/obligation-unknown",
                                         { "Không có nghĩa vụ báo cáo này.", "There is no such obligation." },
                                         { "Không có nghĩa vụ báo cáo “{0}”. Mở lại từ danh sách báo cáo.",
                                           "There is no obligation “{0}”. Open it again from the list of reports." } };
const ProblemKind period_unfit = {
    INVALID,
    "reporting/period-unfit",
    { "Không có kỳ này.", "There is no such period." },
    { "“{0}” không phải kỳ của chế độ “{1}”. Viết 2026-10 (tháng), 2026-Q3 (quý), 2026-H1 (nửa năm) hoặc 2026 (năm), "
      "đúng "
      "chu kỳ và trong thời gian hiệu lực của chế độ.",
      "“{0}” is no period of “{1}”. Write 2026-10 (month), 2026-Q3 (quarter), 2026-H1 (half year) or 2026 (year), as "
      "often as the regime asks and while it is in force." }
};
const ProblemKind regime_not_on_demand = {
    CONFLICT,
    "reporting/regime-not-on-demand",
    { "Chế độ này không phải báo cáo đột xuất.", "The regime is not on demand." },
    { "Báo cáo theo “{0}” được máy lập sẵn theo kỳ; chỉ chế độ đột xuất mới giao thêm được.",
      "Reports under “{0}” are made ahead period by period; only those on demand can be asked for." }
};
const ProblemKind agency_unknown = { INVALID,
                                     "reporting/agency-unknown",
                                     { "Không có cơ quan này.", "There is no such agency." },
                                     { "“{0}” không phải cơ quan đang hoạt động. Xem mã trong danh sách cơ quan.",
                                       "“{0}” is no agency in being. See the codes in the list of agencies." } };
const ProblemKind demand_past = { INVALID,
                                  "reporting/demand-past",
                                  { "Hạn nộp đã qua.", "The day is over." },
                                  { "Hạn {0:/} đã qua. Chọn hôm nay hoặc một ngày sau.",
                                    "{0} is over. Choose today or a later day." } };

const Setting reporting_horizon_days = {
    "reporting.horizon_days",
    SETTING_INT,
    "400",
    1,
    1100,
    .help = "obligations are made ahead for periods whose last day in time lies within so many days"
};
const Setting reporting_back_days = {
    "reporting.back_days",
    SETTING_INT,
    "31",
    0,
    400,
    .help = "obligations are still made for periods whose last day in time passed so many days ago"
};

static const char *const report_states[] = { "open",     "draft",        "submitted", "returned", "approved",
                                             "accepted", "consolidated", "published", "lapsed" };
const Choices report_state_choices = CHOICES("ReportState", report_states);
static const char *const extensions[] = { "none", "asked", "granted", "refused", "closed" };
const Choices extension_choices = CHOICES("Extension", extensions);

static const Field obligation_fields[] = {
    FIELD(Obligation, id, REQUIRED, 0, 0),
    FIELD(Obligation, regime, REQUIRED, 0, 0),
    FIELD(Obligation, period, REQUIRED, 0, 0),
    FIELD(Obligation, ends_on, REQUIRED, 0, 0),
    FIELD(Obligation, agency, REQUIRED, 0, 0),
    FIELD(Obligation, agency_then, REQUIRED, 0, 0),
    FIELD(Obligation, last_on, REQUIRED, 0, 0),
    FIELD(Obligation, opens_on, REQUIRED, 0, 0),
    FIELD(Obligation, officer, REQUIRED, 0, 0),
    FIELD(Obligation, extended_to, OPTIONAL, 0, 0),
    FIELD_CHOICE(Obligation, extension, REQUIRED, &extension_choices),
    FIELD(Obligation, asked_to, OPTIONAL, 0, 0),
    FIELD(Obligation, asked_reason, REQUIRED, 0, 0),
    FIELD_CHOICE(Obligation, state, REQUIRED, &report_state_choices),
    FIELD(Obligation, version, REQUIRED, 0, 0),
    FIELD(Obligation, first_sent_on, OPTIONAL, 0, 0),
    FIELD(Obligation, returned_count, REQUIRED, 0, 0),
    FIELD(Obligation, made_by, REQUIRED, 0, 0),
    FIELD(Obligation, made_at, REQUIRED, 0, 0),
};
const Shape obligation_shape = SHAPE(Obligation, obligation_fields);

static const Field obligation_view_fields[] = {
    FIELD_LINK(ObligationView, obligation, REQUIRED, &obligation_shape),
    FIELD(ObligationView, title, REQUIRED, 0, 0),
    FIELD(ObligationView, title_en, REQUIRED, 0, 0),
    FIELD(ObligationView, agency_name, REQUIRED, 0, 0),
    FIELD(ObligationView, agency_then_name, REQUIRED, 0, 0),
    FIELD(ObligationView, receiver, REQUIRED, 0, 0),
    FIELD(ObligationView, receiver_name, REQUIRED, 0, 0),
    FIELD(ObligationView, officer_name, REQUIRED, 0, 0),
    FIELD(ObligationView, due_on, REQUIRED, 0, 0),
    FIELD(ObligationView, days_left, REQUIRED, 0, 0),
    FIELD(ObligationView, is_late, REQUIRED, 0, 0),
    FIELD(ObligationView, late_days, REQUIRED, 0, 0),
};
const Shape obligation_view_shape = SHAPE(ObligationView, obligation_view_fields);

/* One step of its way. */
typedef struct Step {
    Id id, obligation;
    int64_t version;
    Str kind, actor;
    Time at;
    Str note;
    Str actor_name; /* for display to staff */
} Step;

static const Field step_fields[] = {
    FIELD(Step, id, REQUIRED, 0, 0),   FIELD(Step, obligation, REQUIRED, 0, 0), FIELD(Step, version, REQUIRED, 0, 0),
    FIELD(Step, kind, REQUIRED, 0, 0), FIELD(Step, actor, REQUIRED, 0, 0),      FIELD(Step, at, REQUIRED, 0, 0),
    FIELD(Step, note, REQUIRED, 0, 0), FIELD(Step, actor_name, REQUIRED, 0, 0),
};
const Shape step_shape = SHAPE(Step, step_fields);

typedef struct DaySpan {
    Day from_on, to_on;
} DaySpan;

static const Field day_span_fields[] = { FIELD(DaySpan, from_on, REQUIRED, 0, 0),
                                         FIELD(DaySpan, to_on, REQUIRED, 0, 0) };
static const Shape day_span_shape = SHAPE(DaySpan, day_span_fields);

/* More time that somebody asked for. */
typedef struct AskedExtension {
    Id id;
    Str regime, period, agency;
    Day last_on, asked_to;
    Str actor;
    Time at;
} AskedExtension;

static const Field asked_extension_fields[] = {
    FIELD(AskedExtension, id, REQUIRED, 0, 0),     FIELD(AskedExtension, regime, REQUIRED, 0, 0),
    FIELD(AskedExtension, period, REQUIRED, 0, 0), FIELD(AskedExtension, agency, REQUIRED, 0, 0),
    FIELD(AskedExtension, last_on, REQUIRED, 0, 0), FIELD(AskedExtension, asked_to, REQUIRED, 0, 0),
    FIELD(AskedExtension, actor, REQUIRED, 0, 0),  FIELD(AskedExtension, at, REQUIRED, 0, 0),
};
static const Shape asked_extension_shape = SHAPE(AskedExtension, asked_extension_fields);

#include "modules/reporting/obligations.sql.h"

/* ---- finding ---- */

Code desk_load(Ctx *cx, Desk *ret_desk) {
    TRY(goals_load(cx, &ret_desk->goals));
    return regimes_read(cx, &ret_desk->regimes);
}

Code obligation_find(Ctx *cx, const Id *id, Obligation *ret_obligation) {
    const Obligation key = { .id = *id };
    const Code found = obligation_by_id(cx, &key, ret_obligation);
    return found == NOT_FOUND ? fail(cx, &obligation_unknown, id_str(id)) : found;
}

Code obligation_of(Ctx *cx, Str regime, Str period, Str agency, Obligation *ret_obligation) {
    const Obligation key = { .regime = regime, .period = period, .agency = agency };
    return obligation_by_agency(cx, &key, ret_obligation);
}

Code obligations_of_period(Ctx *cx, Str regime, Str period, Rows *ret_obligations) {
    const Obligation key = { .regime = regime, .period = period };
    return obligations_by_period(cx, &key, ret_obligations);
}

Code obligations_due_between(Ctx *cx, Day from, Day to, Rows *ret_obligations) {
    const DaySpan span = { from, to };
    return obligations_between(cx, &span, ret_obligations);
}

Code obligations_unfinished(Ctx *cx, Rows *ret_obligations) {
    return obligations_in_work(cx, ret_obligations);
}

Code obligation_store(Ctx *cx, const Obligation *obligation) {
    return obligation_update(cx, obligation);
}

Code person_of(Ctx *cx, Str account, Str *ret_name) {
    Id id;
    PersonName person;
    *ret_name = S("");
    if (id_from_text(account, &id) != OK) return OK;
    const Code found = person_name(cx, &id, &person);
    if (found != OK) return found == NOT_FOUND ? OK : found;
    *ret_name = person.name;
    return OK;
}

Code step_take(Ctx *cx, const Obligation *obligation, const char *kind, Str note) {
    const Step step = { .id = id_make("step", cx->now),
                        .obligation = obligation->id,
                        .version = obligation->version,
                        .kind = str_of(kind),
                        .actor = cx->caller.id,
                        .at = cx->now,
                        .note = note };
    TRY(step_insert(cx, &step));
    return ledger_append(cx, str_format(cx->arena, "reporting.%s", kind), id_str(&obligation->id),
                         { "regime", obligation->regime }, { "period", obligation->period },
                         { "agency", obligation->agency }, { "version", int_text(cx, obligation->version) },
                         { "note_digest", note.len > 0 ? sha256_text(cx->arena, note) : S("") });
}

Code extension_close(Ctx *cx, Obligation *obligation) {
    if (obligation->extension != EXTENSION_ASKED) return OK;
    obligation->extension = EXTENSION_CLOSED;
    return step_take(cx, obligation, "extension_closed", S(""));
}

Code extension_asker(Ctx *cx, const Obligation *obligation, Str *ret_account) {
    Step asked;
    const Code found = extension_asked_by(cx, obligation, &asked);
    *ret_account = found == OK ? asked.actor : S("");
    return found == NOT_FOUND ? OK : found;
}

Code steps_of(Ctx *cx, const Id *obligation, Rows *ret_steps) {
    const Step key = { .obligation = *obligation };
    TRY(steps_by_obligation(cx, &key, ret_steps));
    Step *steps = ret_steps->items;
    for (size_t i = 0; i < ret_steps->count; i++) TRY(person_of(cx, steps[i].actor, &steps[i].actor_name));
    return OK;
}

/* ---- as people see it ---- */

Day obligation_due(const Desk *desk, const Obligation *obligation) {
    const Day last = obligation->extended_to.number != 0 ? obligation->extended_to : obligation->last_on;
    return deadline_of(desk->goals->calendar, last);
}

Code obligation_view(Ctx *cx, const Desk *desk, const Obligation *obligation, ObligationView *ret_view) {
    const Regime *regime = regimes_find(&desk->regimes, obligation->regime);
    const Registry *registry = desk->goals->registry;
    const Day due = obligation_due(desk, obligation);
    const bool is_over = obligation->first_sent_on.number != 0 || obligation->state == REPORT_LAPSED;
    const Day counted = is_over ? obligation->first_sent_on : cx->today;
    ObligationView view = { .obligation = obligation,
                            .title = regime == NULL ? obligation->regime : regime->title,
                            .title_en = regime == NULL ? obligation->regime : regime->title_en,
                            .agency_name = registry_name(registry, obligation->agency),
                            .agency_then_name = registry_name(registry, obligation->agency_then),
                            .receiver = regime == NULL ? S("") : regime->receiver,
                            .receiver_name = regime == NULL ? S("") : registry_name(registry, regime->receiver),
                            .due_on = due,
                            .days_left = due.number - cx->today.number };
    view.is_late = counted.number > due.number;
    view.late_days = view.is_late ? counted.number - due.number : 0;
    *ret_view = view;
    return person_of(cx, obligation->officer, &ret_view->officer_name);
}

/* ---- made ahead ---- */

typedef struct Making {
    Ctx *cx;
    const Desk *desk;
    Map known; /* regime|period|agency */
    Obligation *made;
    size_t count, room;
    Day from, to;
} Making;

static Str key_of(Arena *arena, Str regime, Str period, Str agency) {
    return str_format(arena, "%.*s|%.*s|%.*s", STR_FMT(regime), STR_FMT(period), STR_FMT(agency));
}

static void make_one(Making *on, const Regime *regime, Period period, Day last, Str agency) {
    Ctx *cx = on->cx;
    const Str text = period_text(cx->arena, period);
    if (on->count == OBLIGATIONS_MAX || !map_add(&on->known, key_of(cx->arena, regime->code, text, agency), 0)) return;
    on->made = array_grow(cx->arena, on->made, sizeof(Obligation), on->count, &on->room);
    on->made[on->count++] = (Obligation){ .id = id_make("duty", cx->now),
                                          .regime = regime->code,
                                          .period = text,
                                          .ends_on = period_end(period),
                                          .agency = agency,
                                          .agency_then = agency,
                                          .last_on = last,
                                          .opens_on = { last.number - regime->opens_days },
                                          .officer = S(""),
                                          .extension = EXTENSION_NONE,
                                          .state = REPORT_OPEN,
                                          .made_by = cx->caller.id,
                                          .made_at = cx->now };
}

/* Whoever is meant on the day when it is due, or on the period's last day if that comes first. */
static void make_period(Making *on, const Regime *regime, Period period, Day last) {
    const Day end = period_end(period), day = last.number < end.number ? last : end;
    if (last.number < on->from.number || last.number > on->to.number || !regime_is_in_force(regime, end)) return;
    const Texts agencies = registry_members(on->cx, on->desk->goals->registry, regime->reporter, day);
    for (size_t i = 0; i < agencies.count; i++) make_one(on, regime, period, last, agencies.items[i]);
}

static void make_regime(Making *on, const Regime *regime) {
    Cutoff cutoff;
    if (regime->frequency == ON_DEMAND || cutoff_from_text(regime->cutoff, &cutoff) != OK) return;
    /* A plan is due before its year begins, a report after its period: both ways there is room. */
    Period period = period_of_day((Day){ on->from.number - 366 }, (Frequency)regime->frequency);
    for (size_t i = 0; i < PERIODS_MAX && period_start(period).number <= on->to.number + 366; i++) {
        make_period(on, regime, period, cutoff_day(&cutoff, period, on->desk->goals->calendar));
        period = period_next(period);
    }
}

static Code learn_known(Making *on) {
    Rows rows;
    TRY(obligation_keys(on->cx, &rows));
    const Obligation *known = rows.items;
    for (size_t i = 0; i < rows.count; i++)
        (void)map_add(&on->known, key_of(on->cx->arena, known[i].regime, known[i].period, known[i].agency_then), 0);
    return OK;
}

/* What an agency that has ended still owes passes to the first that took over its work; with nobody there it lapses. */
static Code pass_on(Ctx *cx, const Desk *desk) {
    Rows rows;
    TRY(obligations_in_work(cx, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        Obligation *one = &((Obligation *)rows.items)[i];
        const Agency *agency = registry_agency(desk->goals->registry, one->agency);
        if (agency != NULL && (agency_is_valid(agency, cx->today) || agency->valid_from.number > cx->today.number))
            continue;
        const Texts heirs = registry_members(cx, desk->goals->registry, one->agency, cx->today);
        const Str former = one->agency;
        if (heirs.count > 0)
            one->agency = heirs.items[0];
        else
            one->state = REPORT_LAPSED;
        one->officer = S("");
        if (heirs.count == 0) TRY(extension_close(cx, one));
        TRY(obligation_store(cx, one));
        TRY(step_take(cx, one, heirs.count > 0 ? "obligation_passed" : "obligation_lapsed", former));
    }
    return OK;
}

Code obligations_make(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Desk desk;
    TRY(desk_load(cx, &desk));
    Making on = { .cx = cx, .desk = &desk, .known = map_new(cx->arena) };
    on.from = (Day){ cx->today.number - setting_int(cx->house->settings, &reporting_back_days) };
    on.to = (Day){ cx->today.number + setting_int(cx->house->settings, &reporting_horizon_days) };
    TRY(learn_known(&on));
    const Regime *regimes = desk.regimes.regimes.items;
    for (size_t i = 0; i < desk.regimes.regimes.count; i++) make_regime(&on, &regimes[i]);
    TRY(obligation_insert_each(cx, on.made, on.count));
    TRY(pass_on(cx, &desk));
    if (on.count == 0) return OK;
    return ledger_append(cx, S("reporting.obligations_made"), S("obligations"),
                         { "count", int_text(cx, (int64_t)on.count) });
}

/* ---- on demand ---- */

typedef struct ObligationDemand {
    Str regime, period;
    Texts agencies;
    Day due_on;
} ObligationDemand;

static const Field obligation_demand_fields[] = {
    FIELD(ObligationDemand, regime, REQUIRED, 1, CODE_MAX),
    FIELD(ObligationDemand, period, REQUIRED, 4, 8),
    FIELD(ObligationDemand, agencies, REQUIRED, 1, AGENCIES_MAX),
    FIELD(ObligationDemand, due_on, REQUIRED, 0, 0),
};
const Shape obligation_demand_shape = SHAPE(ObligationDemand, obligation_demand_fields);

typedef struct ObligationList {
    Rows obligations;
    Day today;
} ObligationList;

static const Field obligation_list_fields[] = {
    FIELD_LIST(ObligationList, obligations, OBLIGATIONS_SHOWN_MAX, &obligation_view_shape),
    FIELD(ObligationList, today, REQUIRED, 0, 0),
};
const Shape obligation_list_shape = SHAPE(ObligationList, obligation_list_fields);

static Code list_views(Ctx *cx, const Desk *desk, const Rows *rows, ObligationList *list) {
    ObligationView *views = NEW_ARRAY(cx->arena, ObligationView, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        TRY(obligation_view(cx, desk, &((const Obligation *)rows->items)[i], &views[i]));
    *list = (ObligationList){ { views, rows->count }, cx->today };
    return OK;
}

Code obligations_demand(Ctx *cx, const void *in, void *out) {
    const ObligationDemand *demand = in;
    Desk desk;
    const Regime *regime;
    Period period;
    TRY(desk_load(cx, &desk));
    TRY(regimes_require(cx, &desk.regimes, demand->regime, &regime));
    if (regime->frequency != ON_DEMAND) return fail(cx, &regime_not_on_demand, regime->code);
    const bool is_period = period_from_text(demand->period, &period) == OK;
    if (!is_period || !regime_is_in_force(regime, period_end(period)))
        fault(cx, spot_field(S("period")), &period_unfit, demand->period, regime->code);
    if (demand->due_on.number < cx->today.number)
        fault(cx, spot_field(S("due_on")), &demand_past, day_text(cx->arena, demand->due_on));
    for (size_t i = 0; i < demand->agencies.count; i++) {
        const Agency *agency = registry_agency(desk.goals->registry, demand->agencies.items[i]);
        if (agency == NULL || !agency_is_valid(agency, cx->today))
            fault(cx, spot_field(S("agencies")), &agency_unknown, demand->agencies.items[i]);
    }
    TRY(faults_verdict(cx));
    Making on = { .cx = cx, .desk = &desk, .known = map_new(cx->arena) };
    TRY(learn_known(&on));
    for (size_t i = 0; i < demand->agencies.count; i++)
        make_one(&on, regime, period, demand->due_on, demand->agencies.items[i]);
    TRY(obligation_insert_each(cx, on.made, on.count));
    for (size_t i = 0; i < on.count; i++) TRY(step_take(cx, &on.made[i], "obligation_asked", S("")));
    const Rows made = { on.made, on.count };
    return list_views(cx, &desk, &made, out);
}

/* ---- lists ---- */

typedef struct ObligationFilter {
    Str regime, period, agency;
    int state;
    Day from, to;
} ObligationFilter;

static const Field obligation_filter_fields[] = {
    FIELD(ObligationFilter, regime, OPTIONAL, 0, CODE_MAX),
    FIELD(ObligationFilter, period, OPTIONAL, 4, 8),
    FIELD(ObligationFilter, agency, OPTIONAL, 0, CODE_MAX),
    FIELD_CHOICE(ObligationFilter, state, OPTIONAL, &report_state_choices),
    FIELD(ObligationFilter, from, OPTIONAL, 0, 0),
    FIELD(ObligationFilter, to, OPTIONAL, 0, 0),
};
const Shape obligation_filter_shape = SHAPE(ObligationFilter, obligation_filter_fields);

static bool is_wanted(const ObligationFilter *filter, const Obligation *one) {
    return (filter->regime.len == 0 || str_equal(filter->regime, one->regime)) &&
           (filter->period.len == 0 || str_equal(filter->period, one->period)) &&
           (filter->agency.len == 0 || str_equal(filter->agency, one->agency) ||
            str_equal(filter->agency, one->agency_then)) &&
           (filter->state == 0 || filter->state == one->state);
}

Code obligations_list(Ctx *cx, const void *in, void *out) {
    const ObligationFilter *filter = in;
    Desk desk;
    Rows rows;
    const bool has_period = filter->regime.len > 0 && filter->period.len > 0;
    const Day from = filter->from.number != 0 ? filter->from : (Day){ cx->today.number - SHOWN_BACK_DAYS };
    const Day to = filter->to.number != 0 ? filter->to : (Day){ cx->today.number + SHOWN_AHEAD_DAYS };
    TRY(desk_load(cx, &desk));
    TRY(has_period ? obligations_of_period(cx, filter->regime, filter->period, &rows)
                   : obligations_due_between(cx, from, to, &rows));
    Obligation *all = rows.items;
    size_t count = 0;
    for (size_t i = 0; i < rows.count && count < OBLIGATIONS_SHOWN_MAX; i++) {
        if (!is_wanted(filter, &all[i]) || !access_may_for(cx, "reporting.see", all[i].agency)) continue;
        all[count++] = all[i];
    }
    const Rows wanted = { all, count };
    return list_views(cx, &desk, &wanted, out);
}

/* ---- what needs the caller ---- */

typedef enum ReportNeed { NEED_NONE, NEED_WRITE, NEED_MEND, NEED_APPROVE, NEED_ACCEPT, NEED_EXTENSION } ReportNeed;
static const char *const report_needs[] = { "write", "mend", "approve", "accept", "extension" };
static const Choices report_need_choices = CHOICES("ReportNeed", report_needs);

typedef struct ReportInboxItem {
    int need;
    const ObligationView *view;
} ReportInboxItem;

static const Field report_inbox_item_fields[] = {
    FIELD_CHOICE(ReportInboxItem, need, REQUIRED, &report_need_choices),
    FIELD_LINK(ReportInboxItem, view, REQUIRED, &obligation_view_shape),
};
static const Shape report_inbox_item_shape = SHAPE(ReportInboxItem, report_inbox_item_fields);

typedef struct ReportInbox {
    Rows items; /* of ReportInboxItem: the one due first comes first */
    Day today;
} ReportInbox;

static const Field report_inbox_fields[] = {
    FIELD_LIST(ReportInbox, items, OBLIGATIONS_SHOWN_MAX, &report_inbox_item_shape),
    FIELD(ReportInbox, today, REQUIRED, 0, 0),
};
const Shape report_inbox_shape = SHAPE(ReportInbox, report_inbox_fields);

/* Is it the caller's to write: of his agency, and not given to somebody else? */
static bool is_to_write(const Ctx *cx, const Obligation *one) {
    const bool is_given_away = one->officer.len > 0 && !str_equal(one->officer, cx->caller.id);
    return !is_given_away && access_may_for(cx, "reporting.enter", one->agency);
}

static ReportNeed need_of(const Ctx *cx, const Obligation *one) {
    const bool is_open = one->opens_on.number <= cx->today.number;
    switch ((ReportState)one->state) {
    case REPORT_OPEN:
    case REPORT_DRAFT: return is_open && is_to_write(cx, one) ? NEED_WRITE : NEED_NONE;
    case REPORT_RETURNED: return is_to_write(cx, one) ? NEED_MEND : NEED_NONE;
    case REPORT_SUBMITTED: return access_may_for(cx, "reporting.approve", one->agency) ? NEED_APPROVE : NEED_NONE;
    case REPORT_APPROVED: return access_may(cx, "reporting.check") ? NEED_ACCEPT : NEED_NONE;
    case REPORT_ACCEPTED:
    case REPORT_CONSOLIDATED:
    case REPORT_PUBLISHED:
    case REPORT_LAPSED:
    case REPORT_NONE: break;
    }
    return NEED_NONE;
}

/* The report itself comes before a request for more time. */
static ReportNeed need_with_time(const Ctx *cx, const Obligation *one) {
    const ReportNeed need = need_of(cx, one);
    const bool is_asked = one->extension == EXTENSION_ASKED && access_may(cx, "reporting.check");
    return need == NEED_NONE && is_asked ? NEED_EXTENSION : need;
}

Code report_inbox_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    ReportInbox *inbox = out;
    Desk desk;
    Rows rows;
    TRY(desk_load(cx, &desk));
    TRY(obligations_in_work(cx, &rows));
    ReportInboxItem *items = NEW_ARRAY(cx->arena, ReportInboxItem, rows.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < rows.count && count < OBLIGATIONS_SHOWN_MAX; i++) {
        const Obligation *one = &((const Obligation *)rows.items)[i];
        const ReportNeed need = need_with_time(cx, one);
        if (need == NEED_NONE) continue;
        ObligationView *view = NEW(cx->arena, ObligationView);
        TRY(obligation_view(cx, &desk, one, view));
        items[count++] = (ReportInboxItem){ (int)need, view };
    }
    *inbox = (ReportInbox){ { items, count }, cx->today };
    return OK;
}

/* By the day on which it falls due: after that it is late without an answer. */
Code extensions_awaited(Ctx *cx, Rows *ret_awaited) {
    Desk desk;
    Rows rows;
    TRY(desk_load(cx, &desk));
    TRY(extensions_asked(cx, &rows));
    Awaited *all = NEW_ARRAY(cx->arena, Awaited, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const AskedExtension *one = &((const AskedExtension *)rows.items)[i];
        const Regime *regime = regimes_find(&desk.regimes, one->regime);
        const Str title = regime == NULL ? one->regime : regime->title, day = day_spoken(cx->arena, one->asked_to);
        const Str title_en = regime == NULL || regime->title_en.len == 0 ? title : regime->title_en;
        all[i] = (Awaited){ .title = str_format(cx->arena, "%.*s, %.*s: xin tới %.*s", STR_FMT(title),
                                                STR_FMT(one->period), STR_FMT(day)),
                            .title_en = str_format(cx->arena, "%.*s, %.*s: until %.*s", STR_FMT(title_en),
                                                   STR_FMT(one->period), STR_FMT(day)),
                            .from = registry_name(desk.goals->registry, one->agency),
                            .since = one->at,
                            .due_on = deadline_of(desk.goals->calendar, one->last_on),
                            .page = str_format(cx->arena, "/bao-cao/%s", one->id.text) };
        TRY(person_of(cx, one->actor, &all[i].person));
    }
    *ret_awaited = (Rows){ all, rows.count };
    return OK;
}

/* ---- for a calendar program ---- */

static bool is_unwritten(const Obligation *one) {
    return one->state == REPORT_OPEN || one->state == REPORT_DRAFT || one->state == REPORT_RETURNED;
}

Code report_deadlines(Ctx *cx, Rows *ret_events) {
    Desk desk;
    Rows rows;
    TRY(desk_load(cx, &desk));
    TRY(obligations_in_work(cx, &rows));
    CalendarEvent *events = NEW_ARRAY(cx->arena, CalendarEvent, rows.count + 1);
    *ret_events = (Rows){ events, 0 };
    for (size_t i = 0; i < rows.count && ret_events->count < OBLIGATIONS_SHOWN_MAX; i++) {
        const Obligation *one = &((const Obligation *)rows.items)[i];
        const Regime *regime = regimes_find(&desk.regimes, one->regime);
        const Day due = obligation_due(&desk, one);
        if (!is_unwritten(one) || !is_to_write(cx, one) || regime == NULL) continue;
        if (due.number > cx->today.number + SHOWN_AHEAD_DAYS) continue;
        events[ret_events->count++] = (CalendarEvent){
            .uid = str_format(cx->arena, "report.%s@banyan", one->id.text),
            .day = due,
            .summary = str_format(cx->arena, "Hạn gửi %.*s: %.*s", STR_FMT(one->period), STR_FMT(regime->title)),
            .description = str_format(cx->arena, "%.*s\n%.*s", STR_FMT(regime->citation),
                                      STR_FMT(registry_name(desk.goals->registry, one->agency))),
        };
    }
    return OK;
}
