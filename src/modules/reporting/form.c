/* modules/reporting/form - see form.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/form.h"

#include "modules/reporting/consolidation.h"
#include "platform/access/access.h"

/* ---- the lines ---- */

static const Field form_line_fields[] = {
    FIELD_LINK(FormLine, indicator, REQUIRED, &indicator_shape),
    FIELD(FormLine, subject, REQUIRED, 0, 0),
    FIELD(FormLine, subject_name, REQUIRED, 0, 0),
    FIELD(FormLine, period, REQUIRED, 0, 0),
    FIELD(FormLine, is_needed, REQUIRED, 0, 0),
    FIELD(FormLine, evidence, REQUIRED, 0, 0),
    FIELD(FormLine, before, OPTIONAL, 0, 0),
    FIELD(FormLine, before_period, REQUIRED, 0, 0),
    FIELD(FormLine, before_text, REQUIRED, 0, 0),
    FIELD(FormLine, before_source, REQUIRED, 0, 0),
    FIELD(FormLine, held, OPTIONAL, 0, 0),
    FIELD(FormLine, held_text, REQUIRED, 0, 0),
    FIELD(FormLine, held_revision, REQUIRED, 0, 0),
    FIELD(FormLine, held_source, REQUIRED, 0, 0),
    FIELD(FormLine, held_agency, REQUIRED, 0, 0),
    FIELD(FormLine, held_is_import, REQUIRED, 0, 0),
    FIELD_CHOICE(FormLine, held_channel, OPTIONAL, &figure_channel_choices),
    FIELD(FormLine, held_system, REQUIRED, 0, 0),
    FIELD(FormLine, held_is_sample, REQUIRED, 0, 0),
    FIELD(FormLine, held_at, OPTIONAL, 0, 0),
};
static const Shape form_line_shape = SHAPE(FormLine, form_line_fields);

static const Field form_task_fields[] = {
    FIELD_LINK(FormTask, task, REQUIRED, &task_shape),
    FIELD(FormTask, due_on, OPTIONAL, 0, 0),
    FIELD(FormTask, percent, REQUIRED, 0, 0),
    FIELD_CHOICE(FormTask, state, OPTIONAL, &task_state_choices),
    FIELD(FormTask, product, REQUIRED, 0, 0),
    FIELD(FormTask, note, REQUIRED, 0, 0),
    FIELD(FormTask, as_of, OPTIONAL, 0, 0),
    FIELD(FormTask, is_sample, REQUIRED, 0, 0),
};
static const Shape form_task_shape = SHAPE(FormTask, form_task_fields);

/* The newest of the indicator's periods that is over on both days: figures are not asked for before they can be known.
 */
static Period period_asked(const Obligation *obligation, const Indicator *indicator) {
    const bool is_due_before = obligation->last_on.number < obligation->ends_on.number;
    return period_over(is_due_before ? obligation->last_on : obligation->ends_on, (Frequency)indicator->frequency);
}

typedef struct Lines {
    Ctx *cx;
    const Desk *desk;
    const Obligation *obligation;
    const Agency *agency;
    Texts codes; /* by which the agency is addressed */
    Map seen;
    FormLine *items;
    size_t count, room;
} Lines;

static void add_line(Lines *on, const Indicator *indicator, const RegimeItem *item) {
    const Goals *goals = on->desk->goals;
    const Answering answering = goals_answering(goals, &on->codes, indicator->code, ROLE_OF_LEAD);
    if (!answering.answers || on->count == REPORT_FIGURES_MAX) return;
    const Str subject = goals_subject_owed(goals, indicator, on->agency, answering);
    if (subject.len == 0 || !map_add(&on->seen, indicator->code, on->count)) return;
    on->items = array_grow(on->cx->arena, on->items, sizeof(FormLine), on->count, &on->room);
    on->items[on->count++] = (FormLine){ .indicator = indicator,
                                         .subject = subject,
                                         .subject_name = registry_name(goals->registry, subject),
                                         .period = period_text(on->cx->arena, period_asked(on->obligation, indicator)),
                                         .is_needed = item->is_needed,
                                         .evidence = item->evidence,
                                         .before_period = S(""),
                                         .before_text = S(""),
                                         .before_source = S(""),
                                         .held_text = S(""),
                                         .held_source = S(""),
                                         .held_agency = S(""),
                                         .held_system = S("") };
}

static void add_item(Lines *on, const Regime *regime, const RegimeItem *item) {
    const Goals *goals = on->desk->goals;
    const Indicator *one = goals_indicator(goals, item->indicator), *all = goals->indicators.items;
    if (one != NULL) add_line(on, one, item);
    if (!str_is(item->indicator, "*")) return;
    for (size_t i = 0; i < goals->indicators.count; i++) {
        if (regime->document.len == 0 || str_equal(all[i].document, regime->document)) add_line(on, &all[i], item);
    }
}

/* An agency that ended in the middle is asked for what whoever took over answers for: its code is the new one by then.
 */
Code form_lines(Ctx *cx, const Desk *desk, const Obligation *obligation, Rows *ret_lines) {
    const Regime *regime;
    TRY(regimes_require(cx, &desk->regimes, obligation->regime, &regime));
    Lines on = { .cx = cx, .desk = desk, .obligation = obligation, .seen = map_new(cx->arena) };
    on.agency = registry_agency(desk->goals->registry, obligation->agency);
    const Rows items = regime_items_of(&desk->regimes, regime->code);
    if (on.agency != NULL) {
        on.codes = registry_codes_for(cx, desk->goals->registry, obligation->agency, cx->today);
        for (size_t i = 0; i < items.count; i++) add_item(&on, regime, &((const RegimeItem *)items.items)[i]);
    }
    *ret_lines = (Rows){ on.items, on.count };
    return OK;
}

const FormLine *form_line_of(const Rows *lines, Str indicator, Str subject) {
    const FormLine *items = lines->items;
    for (size_t i = 0; i < lines->count; i++) {
        if (str_equal(items[i].indicator->code, indicator) && str_equal(items[i].subject, subject)) return &items[i];
    }
    return NULL;
}

static Code fill_line(Ctx *cx, const Goals *goals, FormLine *line) {
    Rows history;
    Origin origin;
    TRY(figure_history(cx, line->indicator->code, line->subject, &history));
    for (size_t i = 0; i < history.count; i++) {
        const Observation *one = &((const Observation *)history.items)[i];
        const int order = str_compare(one->period, line->period);
        if (order > 0) continue;
        if (order < 0) {
            line->before = one->value;
            line->before_period = one->period;
            line->before_text = one->text;
            const bool is_last = i + 1 == history.count ||
                                 str_compare(((const Observation *)history.items)[i + 1].period, line->period) >= 0;
            if (!is_last) continue;
            TRY(origin_find(cx, goals, one->origin, &origin));
            line->before_source = origin.source;
            continue;
        }
        TRY(origin_find(cx, goals, one->origin, &origin));
        line->held = one->value;
        line->held_text = one->text;
        line->held_revision = one->revision;
        line->held_source = origin.source;
        line->held_agency = origin.agency_name;
        line->held_is_import = origin.is_import;
        line->held_channel = origin.channel;
        line->held_system = origin.system_name;
        line->held_is_sample = one->is_sample;
        line->held_at = one->recorded_at;
    }
    return OK;
}

Code form_lines_fill(Ctx *cx, const Desk *desk, Rows *lines) {
    for (size_t i = 0; i < lines->count; i++) TRY(fill_line(cx, desk->goals, &((FormLine *)lines->items)[i]));
    return OK;
}

/* ---- tasks ---- */

Rows form_tasks(Ctx *cx, const Desk *desk, const Obligation *obligation) {
    const Goals *goals = desk->goals;
    const Regime *regime = regimes_find(&desk->regimes, obligation->regime);
    if (regime == NULL || !regime->tasks) return (Rows){ NULL, 0 };
    const Texts codes = registry_codes_for(cx, goals->registry, obligation->agency, cx->today);
    const Task *tasks = goals->tasks.items;
    FormTask *asked = NEW_ARRAY(cx->arena, FormTask, REPORT_TASKS_MAX);
    size_t count = 0;
    for (size_t i = 0; i < goals->tasks.count && count < REPORT_TASKS_MAX; i++) {
        const bool is_meant = regime->document.len == 0 || str_equal(tasks[i].document, regime->document);
        if (!is_meant || !goals_answering(goals, &codes, tasks[i].code, ROLE_OF_LEAD).answers) continue;
        asked[count++] = (FormTask){
            .task = &tasks[i], .due_on = deadline_of(goals->calendar, tasks[i].due), .product = S(""), .note = S("")
        };
    }
    return (Rows){ asked, count };
}

static Code fill_tasks(Ctx *cx, const Obligation *obligation, Rows *tasks) {
    FormTask *items = tasks->items;
    for (size_t i = 0; i < tasks->count; i++) {
        TaskProgress held;
        const Code found = progress_find(cx, items[i].task->code, obligation->agency, &held);
        if (found != OK && found != NOT_FOUND) return found;
        if (found != OK) continue;
        items[i].percent = held.percent;
        items[i].state = held.state;
        items[i].product = held.product;
        items[i].note = held.note;
        items[i].as_of = held.as_of;
        items[i].is_sample = held.is_sample;
    }
    return OK;
}

/* ---- the whole form ---- */

static const Field report_asked_fields[] = {
    FIELD(ReportAsked, id, REQUIRED, 0, 0),
    FIELD(ReportAsked, version, OPTIONAL, 0, 1000),
};
const Shape report_asked_shape = SHAPE(ReportAsked, report_asked_fields);

typedef struct ReportForm {
    const ObligationView *view;
    const Regime *regime;
    Rows sections;         /* of RegimeSection */
    Rows lines, tasks;     /* of FormLine, FormTask */
    const Report *report;  /* NULL: nothing was written */
    Str earlier_period;    /* of the newest report before this one */
    Rows earlier_sections; /* of ReportSection: its narrative */
    Rows gathered;         /* of ConsolidatedPart: what was written in the reports that this one is made of */
    Rows versions;         /* of Report without parts, the newest first */
    Rows steps;            /* of Step */
    bool may_save, may_submit, may_withdraw, may_approve, may_decide, may_reassign, may_ask_extension,
        may_decide_extension, may_correct;
} ReportForm;

enum { STEPS_SHOWN_MAX = 2000, VERSIONS_MAX = 200 };

static const Field report_form_fields[] = {
    FIELD_LINK(ReportForm, view, REQUIRED, &obligation_view_shape),
    FIELD_LINK(ReportForm, regime, REQUIRED, &regime_shape),
    FIELD_LIST(ReportForm, sections, SECTIONS_MAX, &regime_section_shape),
    FIELD_LIST(ReportForm, lines, REPORT_FIGURES_MAX, &form_line_shape),
    FIELD_LIST(ReportForm, tasks, REPORT_TASKS_MAX, &form_task_shape),
    FIELD_LINK(ReportForm, report, OPTIONAL, &report_shape),
    FIELD(ReportForm, earlier_period, REQUIRED, 0, 0),
    FIELD_LIST(ReportForm, earlier_sections, REPORT_SECTIONS_MAX, &report_section_shape),
    FIELD_LIST(ReportForm, gathered, CONSOLIDATED_PARTS_MAX, &consolidated_part_shape),
    FIELD_LIST(ReportForm, versions, VERSIONS_MAX, &report_shape),
    FIELD_LIST(ReportForm, steps, STEPS_SHOWN_MAX, &step_shape),
    FIELD(ReportForm, may_save, REQUIRED, 0, 0),
    FIELD(ReportForm, may_submit, REQUIRED, 0, 0),
    FIELD(ReportForm, may_withdraw, REQUIRED, 0, 0),
    FIELD(ReportForm, may_approve, REQUIRED, 0, 0),
    FIELD(ReportForm, may_decide, REQUIRED, 0, 0),
    FIELD(ReportForm, may_reassign, REQUIRED, 0, 0),
    FIELD(ReportForm, may_ask_extension, REQUIRED, 0, 0),
    FIELD(ReportForm, may_decide_extension, REQUIRED, 0, 0),
    FIELD(ReportForm, may_correct, REQUIRED, 0, 0),
};
const Shape report_form_shape = SHAPE(ReportForm, report_form_fields);

/* The narrative of the period before, to write on from. */
static Code fill_earlier(Ctx *cx, const Obligation *obligation, ReportForm *form) {
    Period period;
    Obligation before;
    Report report;
    form->earlier_period = S("");
    if (period_from_text(obligation->period, &period) != OK) return OK;
    const Str text = period_text(cx->arena, period_before(period));
    const Code found = obligation_of(cx, obligation->regime, text, obligation->agency, &before);
    if (found != OK) return found == NOT_FOUND ? OK : found;
    const Code written = report_read(cx, &before, 0, &report);
    if (written != OK) return written == NOT_FOUND ? OK : written;
    form->earlier_period = text;
    form->earlier_sections = report.sections;
    return OK;
}

static void fill_rights(Ctx *cx, const Obligation *one, ReportForm *form) {
    const bool is_given_away = one->officer.len > 0 && !str_equal(one->officer, cx->caller.id);
    const bool is_head = access_may_for(cx, "reporting.approve", one->agency);
    const bool is_coordinator = access_may(cx, "reporting.check");
    const bool may_enter = access_may_for(cx, "reporting.enter", one->agency) && (!is_given_away || is_head);
    const bool is_writable = one->state == REPORT_OPEN || one->state == REPORT_DRAFT || one->state == REPORT_RETURNED;
    const bool is_in_work = is_writable || one->state == REPORT_SUBMITTED;
    form->may_save = may_enter && is_writable && one->opens_on.number <= cx->today.number;
    form->may_submit = form->may_save && one->version > 0;
    form->may_withdraw = may_enter && one->state == REPORT_SUBMITTED;
    form->may_approve = is_head && one->state == REPORT_SUBMITTED;
    form->may_decide = is_coordinator && one->state == REPORT_APPROVED;
    form->may_reassign = (is_head || is_coordinator) && is_in_work;
    form->may_ask_extension = may_enter && is_in_work && one->extension == EXTENSION_NONE;
    form->may_decide_extension = is_coordinator && one->extension == EXTENSION_ASKED;
    form->may_correct = may_enter && one->state == REPORT_PUBLISHED;
}

Code report_form_get(Ctx *cx, const void *in, void *out) {
    const ReportAsked *asked = in;
    ReportForm *form = out;
    Obligation *obligation = NEW(cx->arena, Obligation);
    ObligationView *view = NEW(cx->arena, ObligationView);
    Report *report = NEW(cx->arena, Report);
    Desk desk;
    TRY(obligation_find(cx, &asked->id, obligation));
    TRY(access_require_for(cx, "reporting.see", obligation->agency));
    TRY(desk_load(cx, &desk));
    TRY(regimes_require(cx, &desk.regimes, obligation->regime, &form->regime));
    TRY(obligation_view(cx, &desk, obligation, view));
    form->view = view;
    form->sections = regime_sections_of(&desk.regimes, obligation->regime);
    TRY(form_lines(cx, &desk, obligation, &form->lines));
    TRY(form_lines_fill(cx, &desk, &form->lines));
    form->tasks = form_tasks(cx, &desk, obligation);
    TRY(fill_tasks(cx, obligation, &form->tasks));
    const Code written = report_read(cx, obligation, asked->version, report);
    if (written != OK && written != NOT_FOUND) return written;
    form->report = written == OK ? report : NULL;
    TRY(fill_earlier(cx, obligation, form));
    TRY(consolidated_parts_for(cx, &desk, obligation->regime, obligation->period, &form->gathered));
    TRY(report_versions(cx, &obligation->id, &form->versions));
    TRY(steps_of(cx, &obligation->id, &form->steps));
    fill_rights(cx, obligation, form);
    return OK;
}
