/* modules/strategy/brought - the face for modules that stand on this one: what an indicator asks, and figures they
 * bring. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/figure_check.h"
#include "modules/strategy/figures.h"
#include "modules/strategy/rollups.h"
#include "modules/strategy/strategy.h"
#include "modules/strategy/submissions.h"
#include "platform/ledger/ledger.h"

static Period last_period_of(int64_t year, int frequency) {
    return period_of_day(day_make(year, 12, 31), (Frequency)frequency);
}

Code strategy_year(Ctx *cx, Str indicator, int64_t year, StrategyYear *ret_year) {
    Goals *goals;
    TRY(goals_load(cx, &goals));
    const Indicator *one = goals_indicator(goals, indicator);
    if (one == NULL) return NOT_FOUND;
    const Period period = last_period_of(year, one->frequency);
    const Goal goal = goal_of(goals, one);
    *ret_year = (StrategyYear){ .code = one->code,
                                .title = one->title,
                                .citation = one->citation,
                                .unit = one->unit,
                                .period = period_text(cx->arena, period),
                                .ends_on = period_end(period),
                                .is_of_communes = one->level == ABOUT_COMMUNE,
                                .direction = one->direction };
    if (goal.milestone_count == 0) return OK;
    const Milestone asked = milestone_on(&goal, ret_year->ends_on);
    ret_year->low = asked.low;
    ret_year->high = asked.high;
    return OK;
}

bool strategy_year_holds(const StrategyYear *year, Decimal value) {
    if (!value.is_known || (!year->low.is_known && !year->high.is_known)) return false;
    const Milestone asked = { .on = year->ends_on, .low = year->low, .high = year->high };
    return milestone_holds(&asked, (Direction)year->direction, value);
}

Code strategy_figure(Ctx *cx, Str indicator, Str subject, Str period, StrategyFigure *ret_figure) {
    Observation held;
    TRY(figure_find(cx, indicator, subject, period, &held));
    *ret_figure = (StrategyFigure){ held.value, held.revision, held.is_sample, held.recorded_at };
    return OK;
}

/* The origin that pages show: an entry that was accepted in the room it comes from. */
static Code keep_origin(Ctx *cx, const FigureBrought *brought, const FigureRead *read, int64_t based_on, Id *ret_id) {
    const Submission origin = { .id = id_make("entry", cx->now),
                                .kind = SUBMISSION_FIGURE,
                                .item = brought->indicator,
                                .subject = brought->subject,
                                .period = brought->period,
                                .value = read->value,
                                .text = read->text,
                                .product = S(""),
                                .source = brought->source,
                                .note = brought->note,
                                .reason = brought->reason,
                                .page = brought->page,
                                .evidence = brought->evidence,
                                .based_on = based_on,
                                .agency = brought->agency,
                                .entered_by = brought->entered_by,
                                .entered_at = brought->entered_at,
                                .channel = brought->system.channel,
                                .system = brought->system.system,
                                .system_name = brought->system.name,
                                .message_id = brought->system.message_id,
                                .request_id = brought->system.request_id,
                                .record = brought->system.record };
    TRY(submission_record_accepted(cx, &origin));
    *ret_id = origin.id;
    if (origin.channel != CHANNEL_NONE)
        return ledger_append(cx, S("strategy.figure_filled"), id_str(&origin.id), { "item", origin.item },
                             { "subject", origin.subject }, { "period", origin.period },
                             { "value", decimal_text(cx->arena, origin.value) }, { "system", origin.system },
                             { "channel", choice_name(&figure_channel_choices, origin.channel) },
                             { "message", origin.message_id }, { "request", origin.request_id },
                             { "record", origin.record });
    return ledger_append(cx, S("strategy.figure_brought"), id_str(&origin.id), { "item", origin.item },
                         { "subject", origin.subject }, { "period", origin.period },
                         { "value", decimal_text(cx->arena, origin.value) }, { "text", origin.text },
                         { "page", origin.page });
}

/* What takes the place of a system's value needs a reason, unless it comes from a system itself. */
static Code may_replace(Ctx *cx, const FigureBrought *brought, const Observation *held, Decimal value,
                        FigureTaken *ret_taken) {
    FigureSystem system;
    bool is_overruled;
    *ret_taken = FIGURE_WRITTEN;
    TRY(figure_require_reason(cx, held->origin, brought->reason));
    if (brought->system.channel == CHANNEL_NONE) return OK;
    const Code found = figure_system(cx, held->origin, &system);
    if (found != NOT_FOUND) return found;
    TRY(figure_is_overruled(cx, brought->indicator, brought->subject, brought->period, value, &is_overruled));
    if (is_overruled) *ret_taken = FIGURE_OVERRULED;
    return OK;
}

Code strategy_figure_take(Ctx *cx, const FigureBrought *brought, bool *ret_is_new) {
    FigureTaken taken;
    TRY(strategy_figure_bring(cx, brought, &taken));
    *ret_is_new = taken == FIGURE_WRITTEN;
    return OK;
}

Code strategy_figure_bring(Ctx *cx, const FigureBrought *brought, FigureTaken *ret_taken) {
    const FigureWritten written = { .indicator = brought->indicator,
                                    .subject = brought->subject,
                                    .period = brought->period,
                                    .value = brought->value,
                                    .text = brought->text };
    FigureRead read;
    Goals *goals;
    Observation held;
    Id origin;
    TRY(goals_load(cx, &goals));
    if (!figure_check(cx, goals, &written, spot_field(S("")), &read)) return faults_verdict(cx);
    const Code found = figure_find(cx, brought->indicator, brought->subject, brought->period, &held);
    if (found != OK && found != NOT_FOUND) return found;
    const bool is_held = found == OK, replaces = is_held && (!held.is_sample || brought->is_sample);
    *ret_taken = replaces && decimal_compare(held.value, read.value) == 0 ? FIGURE_SAME : FIGURE_WRITTEN;
    if (replaces && *ret_taken == FIGURE_WRITTEN) TRY(may_replace(cx, brought, &held, read.value, ret_taken));
    if (*ret_taken != FIGURE_WRITTEN) return OK;
    TRY(keep_origin(cx, brought, &read, is_held ? held.revision : 0, &origin));
    const Observation figure = { .indicator = brought->indicator,
                                 .subject = brought->subject,
                                 .period = brought->period,
                                 .ends_on = period_end(read.period),
                                 .value = read.value,
                                 .text = read.text,
                                 .origin = id_str(&origin),
                                 .is_sample = brought->is_sample,
                                 .recorded_at = cx->now };
    TRY(figure_record(cx, &figure, brought->reason));
    return rollup_refresh(cx, goals, read.indicator, brought->period);
}

static bool says_the_same(const TaskProgress *held, const ProgressBrought *brought) {
    return held->percent == brought->percent && held->state == brought->state && !held->is_sample &&
           str_equal(held->product, brought->product) && str_equal(held->note, brought->note);
}

Code strategy_progress_take(Ctx *cx, const ProgressBrought *brought, bool *ret_is_new) {
    Goals *goals;
    TaskProgress held;
    TRY(goals_load(cx, &goals));
    if (goals_task(goals, brought->task) == NULL) return fail_field(cx, S("task"), &task_unknown, brought->task);
    progress_check(cx, spot_field(S("percent")), brought->percent, (TaskState)brought->state);
    TRY(faults_verdict(cx));
    const Code found = progress_find(cx, brought->task, brought->agency, &held);
    if (found != OK && found != NOT_FOUND) return found;
    *ret_is_new = found != OK || !says_the_same(&held, brought);
    if (!*ret_is_new) return OK;
    const Submission origin = { .id = id_make("entry", cx->now),
                                .kind = SUBMISSION_PROGRESS,
                                .item = brought->task,
                                .subject = brought->agency,
                                .period = S(""),
                                .value = decimal_whole(brought->percent),
                                .text = choice_name(&task_state_choices, brought->state),
                                .product = brought->product,
                                .source = S(""),
                                .note = brought->note,
                                .reason = S(""),
                                .page = brought->page,
                                .evidence = brought->evidence,
                                .based_on = found == OK ? held.revision : 0,
                                .agency = brought->agency,
                                .entered_by = brought->entered_by,
                                .entered_at = brought->entered_at };
    TRY(submission_record_accepted(cx, &origin));
    TRY(ledger_append(cx, S("strategy.progress_brought"), id_str(&origin.id), { "item", origin.item },
                      { "agency", origin.agency }, { "value", int_text(cx, brought->percent) },
                      { "text", origin.text }, { "page", origin.page }));
    const TaskProgress progress = { .task = brought->task,
                                    .agency = brought->agency,
                                    .percent = brought->percent,
                                    .state = brought->state,
                                    .product = brought->product,
                                    .note = brought->note,
                                    .as_of = ctx_day_of(cx, brought->entered_at),
                                    .origin = id_str(&origin.id),
                                    .recorded_at = cx->now };
    return progress_record(cx, &progress);
}
