/* modules/filling/runs - see runs.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/runs.h"

#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"

enum { PERCENT = 100 };

static const Sentence agency_unknown = { "Không có cơ quan nào mang mã “{0}”.", "No agency has the code “{0}”." };
static const Sentence indicator_gone = { "Kế hoạch không còn chỉ tiêu “{0}”.",
                                         "The plan has no indicator “{0}” any more." };
static const Sentence is_twice = { "Đơn vị này có hai số cho kỳ {0}.", "It has two figures for {0}." };
static const Sentence jumped = { "{0:,} khác kỳ trước {1:,} quá nhiều.",
                                 "{0} differs too much from {1}, the period before." };

/* {0} the binding, {1} what was wrong first */
static const NoticeKind run_wrong = {
    "filling/run-wrong",
    URGENCY_NORMAL,
    { "Số liệu tự động chưa vào: {0}", "Figures did not fill in: {0}" },
    { "“{0}” không ghi được số nào: {1} Xem lần chạy và báo cho cơ quan có hệ thống.",
      "“{0}” could not write a figure: {1} Look at the run and tell the agency whose system it is." }
};

static const char *const outcomes[] = { "done", "refused", "failed" };
static const Choices outcome_choices = CHOICES("RunOutcome", outcomes);

static const Field filling_run_fields[] = {
    FIELD(FillingRun, id, REQUIRED, 0, 0),         FIELD(FillingRun, binding, REQUIRED, 0, 0),
    FIELD(FillingRun, at, REQUIRED, 0, 0),         FIELD_CHOICE(FillingRun, outcome, REQUIRED, &outcome_choices),
    FIELD(FillingRun, found, REQUIRED, 0, 0),      FIELD(FillingRun, written, REQUIRED, 0, 0),
    FIELD(FillingRun, same, REQUIRED, 0, 0),       FIELD(FillingRun, overruled, REQUIRED, 0, 0),
    FIELD(FillingRun, message_id, REQUIRED, 0, 0), FIELD(FillingRun, request_id, REQUIRED, 0, 0),
    FIELD(FillingRun, file, REQUIRED, 0, 0),       FIELD(FillingRun, key_id, REQUIRED, 0, 0),
    FIELD(FillingRun, signature, REQUIRED, 0, 0),  FIELD(FillingRun, actor, STORED, 0, 0),
    FIELD(FillingRun, event, REQUIRED, 0, 0),
};
const Shape filling_run_shape = SHAPE(FillingRun, filling_run_fields);

static const Field run_fault_fields[] = {
    FIELD(RunFault, run, STORED, 0, 0),        FIELD(RunFault, number, REQUIRED, 0, 0),
    FIELD(RunFault, about, REQUIRED, 0, 0),    FIELD(RunFault, value, REQUIRED, 0, 0),
    FIELD(RunFault, sentence, REQUIRED, 0, 0), FIELD(RunFault, english, REQUIRED, 0, 0),
};
const Shape run_fault_shape = SHAPE(RunFault, run_fault_fields);

static const Field run_view_fields[] = {
    FIELD_LINK(RunView, run, REQUIRED, &filling_run_shape),
    FIELD_LIST(RunView, faults, RUN_FAULTS_MAX, &run_fault_shape),
};
const Shape run_view_shape = SHAPE(RunView, run_view_fields);

#include "modules/filling/runs.sql.h"

/* ---- reading ---- */

Code run_newest(Ctx *cx, Str binding, FillingRun *ret_run) {
    const FillingRun asked = { .binding = binding };
    return run_newest_of(cx, &asked, ret_run);
}

Code run_of_file(Ctx *cx, Str binding, Str digest, FillingRun *ret_run) {
    const FillingRun asked = { .binding = binding, .message_id = digest };
    return run_by_file(cx, &asked, ret_run);
}

Code runs_of(Ctx *cx, Str binding, Rows *ret_views) {
    const FillingRun asked = { .binding = binding };
    Rows rows;
    TRY(runs_of_binding(cx, &asked, &rows));
    RunView *views = NEW_ARRAY(cx->arena, RunView, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        views[i].run = (const FillingRun *)rows.items + i;
        const RunFault of = { .run = id_str(&views[i].run->id) };
        TRY(run_faults_of(cx, &of, &views[i].faults));
    }
    *ret_views = (Rows){ views, rows.count };
    return OK;
}

/* ---- whom each figure is about ---- */

typedef struct Filling {
    Ctx *cx;
    const Binding *binding;
    const Goals *goals;
    const Indicator *indicator;
    const RunSource *source;
    Readings *readings;
    FigureBrought *figures;
    Map seen; /* subject and period */
} Filling;

static Str subject_of(const Filling *on, const Reading *one) {
    const Binding *binding = on->binding;
    const Registry *registry = on->goals->registry;
    if (one->key.len == 0) return binding->subject;
    if (binding->key_scheme == SCHEME_PLACE) return one->key;
    const Agency *agency = registry_agency(registry, one->key);
    if (agency == NULL) return S("");
    const int level = on->indicator->level;
    if (level == ABOUT_AGENCY) return agency->code;
    const bool is_of_commune = (level == ABOUT_COMMUNE || level == ABOUT_BOTH) && agency->place.len > 0;
    return is_of_commune ? agency->place : on->goals->province;
}

/* The same checks as those of a form, whose sentences are kept. */
static void check_as_form(const Filling *on, const Reading *one, const FigureBrought *figure) {
    Ctx probe = *on->cx;
    FigureRead read;
    const FigureWritten written = { figure->indicator, figure->subject, figure->period, figure->value, figure->text };
    probe.problem = (Problem){ 0 };
    if (figure_check(&probe, on->goals, &written, spot_field(S("")), &read)) return;
    for (size_t i = 0; i < probe.problem.fault_count; i++) {
        const Fault *fault = &probe.problem.faults[i];
        const Sentence sentence = { str_c(on->cx->arena, fault->vi), str_c(on->cx->arena, fault->en) };
        readings_fault(on->readings, one->key, one->shown, &sentence, S(""), S(""));
    }
}

static Code check_jump(const Filling *on, const Reading *one, const FigureBrought *figure) {
    Rows history;
    Decimal before = { 0 };
    if (!on->binding->jump.is_known) return OK;
    TRY(figure_history(on->cx, figure->indicator, figure->subject, &history));
    for (size_t i = 0; i < history.count; i++) {
        const Observation *held = (const Observation *)history.items + i;
        if (!held->is_sample && str_compare(held->period, figure->period) < 0) before = held->value;
    }
    if (!before.is_known) return OK;
    const Wide moved = (Wide)figure->value.micro - before.micro;
    const Wide allowed = (Wide)before.micro * on->binding->jump.micro;
    const bool is_far = (moved < 0 ? -moved : moved) * PERCENT * DECIMAL_ONE > (allowed < 0 ? -allowed : allowed);
    if (is_far)
        readings_fault(on->readings, one->key, one->shown, &jumped, decimal_text(on->cx->arena, figure->value),
                       decimal_text(on->cx->arena, before));
    return OK;
}

static Code make_figure(Filling *on, size_t index) {
    Ctx *cx = on->cx;
    const Reading *one = &on->readings->items[index];
    const FigureSystem *system = &on->source->systems[one->message];
    const Period newest = period_over(cx->today, (Frequency)on->indicator->frequency);
    FigureBrought *figure = &on->figures[index];
    *figure = (FigureBrought){
        .indicator = on->indicator->code,
        .subject = subject_of(on, one),
        .period = one->period.len > 0 ? one->period : period_text(cx->arena, newest),
        .value = one->value,
        .text = S(""),
        .source = on->source->source,
        .note = on->binding->title,
        .reason = str_format(cx->arena, "Hệ thống %.*s gửi số mới", STR_FMT(system->name)),
        .page = S(""),
        .agency = on->source->agency,
        .evidence = on->source->evidence,
        .entered_by = cx->caller.id,
        .entered_at = cx->now,
        .system = *system,
    };
    if (figure->subject.len == 0) {
        readings_fault(on->readings, one->key, one->shown, &agency_unknown, one->key, S(""));
        return OK;
    }
    const Str name = str_format(cx->arena, "%.*s|%.*s", STR_FMT(figure->subject), STR_FMT(figure->period));
    if (!map_add(&on->seen, name, index))
        readings_fault(on->readings, one->key, one->shown, &is_twice, figure->period, S(""));
    check_as_form(on, one, figure);
    return check_jump(on, one, figure);
}

/* ---- writing ---- */

static Code write_all(const Filling *on, FillingRun *run) {
    for (size_t i = 0; i < on->readings->count; i++) {
        FigureTaken taken;
        TRY(strategy_figure_bring(on->cx, &on->figures[i], &taken));
        if (taken == FIGURE_WRITTEN)
            run->written++;
        else if (taken == FIGURE_SAME)
            run->same++;
        else
            run->overruled++;
    }
    return OK;
}

/* Once a day for one binding. */
static Code tell(Ctx *cx, const Binding *binding, const Readings *readings) {
    NoticeGiving giving = { .kind = &run_wrong,
                            .to = { .permission = S("filling.bind"), .role = ROLE_COORDINATOR },
                            .key = str_format(cx->arena, "%.*s|%.*s", STR_FMT(binding->code),
                                              STR_FMT(day_text(cx->arena, cx->today))),
                            .about = S(""),
                            .page = str_format(cx->arena, "/so-lieu-tu-dong/%.*s", STR_FMT(binding->code)) };
    giving.values[0] = binding->title;
    giving.values[1] = readings->fault_count > 0 ? readings->faults[0].sentence : S("");
    return notice_give(cx, &giving);
}

static Code keep(Ctx *cx, const Binding *binding, Readings *readings, FillingRun *run) {
    run->found = (int64_t)readings->count;
    run->at = cx->now;
    run->actor = cx->caller.id;
    TRY(run_insert(cx, run));
    for (size_t i = 0; i < readings->fault_count; i++) readings->faults[i].run = id_str(&run->id);
    TRY(run_fault_insert_each(cx, readings->faults, readings->fault_count));
    if (run->outcome != RUN_DONE) TRY(tell(cx, binding, readings));
    return ledger_append(cx, S("filling.run_ended"), id_str(&run->id), { "binding", run->binding },
                         { "outcome", choice_name(&outcome_choices, run->outcome) }, { "message", run->message_id },
                         { "request", run->request_id }, { "written", int_text(cx, run->written) },
                         { "same", int_text(cx, run->same) }, { "overruled", int_text(cx, run->overruled) },
                         { "key", run->key_id }, { "signature", run->signature }, { "event", run->event });
}

Code run_finish(Ctx *cx, const Binding *binding, Readings *readings, const RunSource *source, FillingRun *run) {
    Goals *goals;
    TRY(goals_load(cx, &goals));
    Filling on = { .cx = cx, .binding = binding, .goals = goals, .source = source, .readings = readings };
    on.indicator = goals_indicator(goals, binding->indicator);
    run->binding = binding->code;
    if (run->outcome == RUN_FAILED) return keep(cx, binding, readings, run);
    if (on.indicator == NULL) {
        readings_fault(readings, S(""), S(""), &indicator_gone, binding->indicator, S(""));
        run->outcome = RUN_REFUSED;
        return keep(cx, binding, readings, run);
    }
    on.figures = NEW_ARRAY(cx->arena, FigureBrought, readings->count + 1);
    on.seen = map_new(cx->arena);
    readings_check(readings, binding);
    for (size_t i = 0; i < readings->count; i++) TRY(make_figure(&on, i));
    run->outcome = readings->fault_total > 0 ? RUN_REFUSED : RUN_DONE;
    if (run->outcome == RUN_DONE) TRY(write_all(&on, run));
    return keep(cx, binding, readings, run);
}
