/* modules/strategy/entry_forms - what an officer must know before he enters a figure or a task's progress. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "modules/strategy/origins.h"
#include "modules/strategy/submissions.h"
#include "modules/strategy/views.h"
#include "platform/access/access.h"

enum { PERIODS_OFFERED = 24 };

/* ---- the form of a figure ---- */

typedef struct EntryAsked {
    Str code, subject, period;
} EntryAsked;

static const Field entry_asked_fields[] = {
    FIELD(EntryAsked, code, REQUIRED, 1, CODE_MAX),
    FIELD(EntryAsked, subject, OPTIONAL, 0, CODE_MAX),
    FIELD(EntryAsked, period, OPTIONAL, 4, 8),
};
const Shape entry_asked_shape = SHAPE(EntryAsked, entry_asked_fields);

typedef struct EntryForm {
    const IndicatorView *view;
    Str agency, agency_name; /* for which the caller acts */
    Texts periods;           /* that may be reported, the newest first */
    Str period;              /* the one that is asked for, or is due */
    const Observation *held; /* what holds for it */
    const Origin *held_origin;
    const Submission *waiting, *returned;
    Decimal before;
    Str before_period, before_text, last_source;
    Rows subjects; /* of Place: communes that the caller may report on, besides the province */
} EntryForm;

static const Field entry_form_fields[] = {
    FIELD_LINK(EntryForm, view, REQUIRED, &indicator_view_shape),
    FIELD(EntryForm, agency, REQUIRED, 0, 0),
    FIELD(EntryForm, agency_name, REQUIRED, 0, 0),
    FIELD(EntryForm, periods, REQUIRED, 0, 0),
    FIELD(EntryForm, period, REQUIRED, 0, 0),
    FIELD_LINK(EntryForm, held, OPTIONAL, &observation_shape),
    FIELD_LINK(EntryForm, held_origin, OPTIONAL, &origin_shape),
    FIELD_LINK(EntryForm, waiting, OPTIONAL, &submission_shape),
    FIELD_LINK(EntryForm, returned, OPTIONAL, &submission_shape),
    FIELD(EntryForm, before, OPTIONAL, 0, 0),
    FIELD(EntryForm, before_period, REQUIRED, 0, 0),
    FIELD(EntryForm, before_text, REQUIRED, 0, 0),
    FIELD(EntryForm, last_source, REQUIRED, 0, 0),
    FIELD_LIST(EntryForm, subjects, 5000, &place_shape),
};
const Shape entry_form_shape = SHAPE(EntryForm, entry_form_fields);

/* Periods that are over, back to the year in which the document was issued, at most 24. */
static Texts periods_offered(Ctx *cx, const Goals *goals, const Indicator *indicator) {
    const PlanDocument *document = goals_document(goals, indicator->document);
    const Frequency frequency = (Frequency)indicator->frequency;
    const int64_t first = document == NULL ? 0 : day_make(day_year(document->issued_on), 1, 1).number;
    Str *periods = NEW_ARRAY(cx->arena, Str, PERIODS_OFFERED);
    size_t count = 0;
    Period period = period_over(cx->today, frequency);
    for (; count < PERIODS_OFFERED && period_end(period).number >= first; period = period_before(period))
        periods[count++] = period_text(cx->arena, period);
    return (Texts){ periods, count };
}

static Code fill_held(Ctx *cx, EntryForm *form, const Indicator *indicator, Str subject) {
    Rows history, entries;
    TRY(figure_history(cx, indicator->code, subject, &history));
    for (size_t i = 0; i < history.count; i++) {
        const Observation *one = &((const Observation *)history.items)[i];
        const int order = str_compare(one->period, form->period);
        if (order == 0) form->held = one;
        if (order >= 0) continue;
        form->before = one->value;
        form->before_period = one->period;
        form->before_text = one->text;
    }
    TRY(submissions_of(cx, indicator->code, subject, &entries));
    for (size_t i = entries.count; i > 0; i--) { /* the newest last, so that it wins */
        const Submission *one = &((const Submission *)entries.items)[i - 1];
        if (one->source.len > 0 && one->channel == CHANNEL_NONE) form->last_source = one->source;
        if (!str_equal(one->period, form->period)) continue;
        form->waiting = one->state == STATE_SUBMITTED ? one : NULL;
        form->returned = one->state == STATE_RETURNED ? one : NULL;
    }
    return OK;
}

static Rows communes_offered(Ctx *cx, const Goals *goals, const Indicator *indicator) {
    const Rows places = registry_places(goals->registry);
    Place *offered = NEW_ARRAY(cx->arena, Place, places.count + 1);
    size_t count = 0;
    if (indicator->level != ABOUT_COMMUNE && indicator->level != ABOUT_BOTH) return (Rows){ NULL, 0 };
    for (size_t i = 0; i < places.count; i++) {
        const Place *one = &((const Place *)places.items)[i];
        if (one->kind == PLACE_PROVINCE || one->valid_to.number != 0) continue;
        if (reporting_agency(cx, goals, indicator->code, one->code).len > 0) offered[count++] = *one;
    }
    return (Rows){ offered, count };
}

/* Without a subject: the first that the caller may report on. */
static Str choose_subject(Ctx *cx, const Goals *goals, const Indicator *indicator, const EntryAsked *asked,
                          const Rows *communes) {
    if (asked->subject.len > 0) return asked->subject;
    if (indicator->level == ABOUT_AGENCY) {
        bool all;
        const Texts agencies = access_agencies(cx, "strategy.enter", &all);
        return agencies.count > 0 ? agencies.items[0] : S("");
    }
    const bool speaks_for_province =
        indicator->level != ABOUT_COMMUNE && reporting_agency(cx, goals, indicator->code, goals->province).len > 0;
    if (speaks_for_province || communes->count == 0) return goals->province;
    return ((const Place *)communes->items)[0].code;
}

Code entry_form_get(Ctx *cx, const void *in, void *out) {
    const EntryAsked *asked = in;
    EntryForm *form = out;
    Goals *goals;
    Standing standing;
    TRY(goals_load(cx, &goals));
    const Indicator *indicator = goals_indicator(goals, asked->code);
    if (indicator == NULL) return fail(cx, &not_found, asked->code);
    form->subjects = communes_offered(cx, goals, indicator);
    const Str subject = choose_subject(cx, goals, indicator, asked, &form->subjects);
    form->agency = reporting_agency(cx, goals, indicator->code, subject);
    if (form->agency.len == 0 || !subject_is_allowed(cx, goals, indicator, subject, cx->today))
        return fail(cx, &agency_not_yours, S("strategy.enter"), indicator->code);
    form->agency_name = registry_name(goals->registry, form->agency);
    IndicatorView *view = NEW(cx->arena, IndicatorView);
    const Code found = standing_find(cx, indicator->code, subject, &standing);
    if (found != OK && found != NOT_FOUND) return found;
    const Standing *reported = found == OK ? &standing : NULL;
    *view = indicator_view(cx, goals, measured_take(cx, goals, indicator, subject, reported, cx->today));
    form->view = view;
    form->periods = periods_offered(cx, goals, indicator);
    form->period = asked->period.len > 0 ? asked->period : form->periods.count > 0 ? form->periods.items[0] : S("");
    form->before_period = form->before_text = form->last_source = S("");
    TRY(fill_held(cx, form, indicator, subject));
    if (form->held == NULL) return OK;
    Origin *origin = NEW(cx->arena, Origin);
    TRY(origin_find(cx, goals, form->held->origin, origin));
    form->held_origin = origin;
    return OK;
}

/* ---- the form of a task's progress ---- */

typedef struct TaskEntryAsked {
    Str code, agency;
} TaskEntryAsked;

static const Field task_entry_asked_fields[] = {
    FIELD(TaskEntryAsked, code, REQUIRED, 1, CODE_MAX),
    FIELD(TaskEntryAsked, agency, OPTIONAL, 0, CODE_MAX),
};
const Shape task_entry_asked_shape = SHAPE(TaskEntryAsked, task_entry_asked_fields);

typedef struct TaskEntryForm {
    const TaskView *view;
    Str agency, agency_name;
    const TaskProgress *held;
    const Submission *waiting, *returned;
} TaskEntryForm;

static const Field task_entry_form_fields[] = {
    FIELD_LINK(TaskEntryForm, view, REQUIRED, &task_view_shape),
    FIELD(TaskEntryForm, agency, REQUIRED, 0, 0),
    FIELD(TaskEntryForm, agency_name, REQUIRED, 0, 0),
    FIELD_LINK(TaskEntryForm, held, OPTIONAL, &task_progress_shape),
    FIELD_LINK(TaskEntryForm, waiting, OPTIONAL, &submission_shape),
    FIELD_LINK(TaskEntryForm, returned, OPTIONAL, &submission_shape),
};
const Shape task_entry_form_shape = SHAPE(TaskEntryForm, task_entry_form_fields);

static Str choose_agency(Ctx *cx, const Goals *goals, const TaskEntryAsked *asked) {
    bool all;
    const Texts agencies = access_agencies(cx, "strategy.enter", &all);
    for (size_t i = 0; i < agencies.count; i++) {
        const Texts codes = registry_codes_for(cx, goals->registry, agencies.items[i], cx->today);
        const bool is_asked = asked->agency.len == 0 || str_equal(asked->agency, agencies.items[i]);
        if (is_asked && goals_answering(goals, &codes, asked->code, ROLE_OF_LEAD).answers) return agencies.items[i];
    }
    return S("");
}

Code task_entry_form_get(Ctx *cx, const void *in, void *out) {
    const TaskEntryAsked *asked = in;
    TaskEntryForm *form = out;
    Goals *goals;
    TaskBook book;
    Rows entries;
    TRY(goals_load(cx, &goals));
    TRY(task_book_load(cx, goals, &book));
    const Task *task = goals_task(goals, asked->code);
    if (task == NULL) return fail(cx, &not_found, asked->code);
    form->agency = choose_agency(cx, goals, asked);
    if (form->agency.len == 0) return fail(cx, &agency_not_yours, S("strategy.enter"), asked->code);
    form->agency_name = registry_name(goals->registry, form->agency);
    TaskView *view = NEW(cx->arena, TaskView);
    *view = task_view_of_agency(cx, goals, &book, task, form->agency);
    form->view = view;
    form->held = task_book_progress(&book, task->code, form->agency);
    TRY(submissions_of(cx, task->code, form->agency, &entries));
    if (entries.count > 0) {
        const Submission *newest = entries.items;
        form->waiting = newest->state == STATE_SUBMITTED ? newest : NULL;
        form->returned = newest->state == STATE_RETURNED ? newest : NULL;
    }
    return OK;
}
