/* modules/filling/rounds - see rounds.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/rounds.h"

#include "kit/kit.h"
#include "platform/exchange/exchange.h"

enum { ANSWER_BYTES_MAX = 8 * 1024 * 1024, ANSWER_WITHIN_S = 30, PATH_BYTES_MAX = 4096 };
enum { STATUS_FINE = 200, STATUS_OTHER = 300 };

#define HOUR_US INT64_C(3600000000)
#define DAY_US  (24 * HOUR_US)

static const Sentence not_answered = { "Dịch vụ trả lời mã {0} {1}.", "The service answered with status {0} {1}." };

/* One message to the service. */
typedef struct Asked {
    Str key, path;
    bool is_answered;
    ExchangeReply reply;
    Sentence trouble;
} Asked;

typedef struct Round {
    Binding binding;
    Str period;
    Asked *asked;
    size_t count;
    bool is_ready;
} Round;

/* ---- what to ask ---- */

static Str fill_gap(Arena *arena, Str text, Str gap, Str with) {
    Buf out = buf_new(arena, PATH_BYTES_MAX);
    for (Str rest = text;;) {
        const size_t at = str_find(rest, gap);
        buf_add(&out, str_part(rest, 0, at));
        if (at == rest.len) break;
        buf_add(&out, with);
        rest = str_part(rest, at + gap.len, rest.len);
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

static void add_asked(Ctx *cx, Round *round, Str key) {
    const Str path = fill_gap(cx->arena, round->binding.path, S("{period}"), round->period);
    round->asked[round->count++] = (Asked){ .key = key, .path = fill_gap(cx->arena, path, S("{agency}"), key) };
}

/* Why it cannot be asked is told as an answer would be. */
static void note_trouble(Ctx *cx, Asked *asked) {
    asked->trouble = (Sentence){ str_c(cx->arena, cx->problem.vi), str_c(cx->arena, cx->problem.en) };
    cx->problem = (Problem){ 0 };
}

static Code make_round(Ctx *cx, const Binding *binding) {
    Goals *goals;
    Round *round = NEW(cx->arena, Round);
    TRY(goals_load(cx, &goals));
    const Indicator *indicator = goals_indicator(goals, binding->indicator);
    if (indicator == NULL) return fail(cx, &indicator_unknown, binding->indicator);
    round->binding = *binding;
    round->period = period_text(cx->arena, period_over(cx->today, (Frequency)indicator->frequency));
    round->asked = NEW_ARRAY(cx->arena, Asked, binding->agencies.count + 1);
    const bool asks_each = str_find(binding->path, S("{agency}")) < binding->path.len;
    for (size_t i = 0; asks_each && i < binding->agencies.count; i++)
        add_asked(cx, round, str_copy(cx->arena, binding->agencies.items[i]));
    if (!asks_each) add_asked(cx, round, S(""));
    round->is_ready = exchange_ready(cx) == OK;
    if (!round->is_ready) note_trouble(cx, &round->asked[0]);
    cx->prepared = round;
    return OK;
}

Code round_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Binding due;
    TRY(binding_due(cx, &due));
    return make_round(cx, &due);
}

Code round_prepare(Ctx *cx, const void *in, void *out) {
    (void)out;
    const BindingKey *key = in;
    Binding one;
    TRY(binding_find(cx, key->code, &one));
    TRY(binding_require_on(cx, &one));
    if (one.way != WAY_SERVICE) return fail(cx, &binding_off, one.title);
    return make_round(cx, &one);
}

/* ---- asking: no database here ---- */

Code round_ask(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Round *round = cx->prepared;
    bool goes_on = round->is_ready;
    for (size_t i = 0; i < round->count && goes_on; i++) {
        Asked *one = &round->asked[i];
        const ExchangeAsk ask = { .service = round->binding.service,
                                  .method = round->binding.method,
                                  .path = one->path,
                                  .timeout_s = ANSWER_WITHIN_S,
                                  .bytes_max = ANSWER_BYTES_MAX };
        one->is_answered = exchange_ask(cx, &ask, &one->reply) == OK;
        if (!one->is_answered) note_trouble(cx, one);
        goes_on = one->is_answered; /* whoever is away is away for all of them */
    }
    return OK;
}

/* ---- hearing ---- */

Code system_named(Ctx *cx, Str id, SystemNamed *ret_named) {
    ExchangeSystem system;
    const Code found = exchange_system(cx, id, &system);
    if (found != OK && found != NOT_FOUND) return found;
    *ret_named = found == OK ? (SystemNamed){ system.name, system.member_name } : (SystemNamed){ id, id };
    return OK;
}

static Code find_record(Ctx *cx, const Asked *one, FigureSystem *system) {
    ExchangeMessage message;
    system->message_id = one->reply.message_id;
    system->request_id = one->reply.request_id;
    const Code found = exchange_message(cx, one->reply.message_id, one->reply.request_id, &message);
    if (found != OK && found != NOT_FOUND) return found;
    system->record = found == OK ? message.exchange : S("");
    return OK;
}

/* False: it is no answer from which figures can be taken. */
static bool is_fine(const Round *round, const Asked *one, Readings *readings) {
    const Str none = S("");
    if (!one->is_answered) {
        if (one->trouble.vi != NULL)
            readings_fault(readings, one->key, round->binding.service, &one->trouble, none, none);
        return false;
    }
    if (one->reply.status >= STATUS_FINE && one->reply.status < STATUS_OTHER) return true;
    readings_fault(readings, one->key, round->binding.service, &not_answered,
                   str_format(readings->arena, "%lld", (long long)one->reply.status), one->reply.fault);
    return false;
}

static Code take_in(Ctx *cx, const Round *round, FillingRun *run) {
    SystemNamed named;
    FigureSystem *systems = NEW_ARRAY(cx->arena, FigureSystem, round->count + 1);
    Readings readings = { .arena = cx->arena };
    *run = (FillingRun){
        .id = id_make("run", cx->now), .file = S(""), .key_id = S(""), .signature = S(""), .event = S("")
    };
    TRY(system_named(cx, round->binding.system, &named));
    for (size_t i = 0; i < round->count; i++) {
        const Asked *one = &round->asked[i];
        systems[i] = (FigureSystem){ .channel = CHANNEL_EXCHANGE, .system = round->binding.system, .name = named.name };
        if (one->is_answered) TRY(find_record(cx, one, &systems[i]));
        if (one->is_answered) run->message_id = one->reply.message_id;
        if (one->is_answered) run->request_id = one->reply.request_id;
        if (is_fine(round, one, &readings))
            readings_of_json(&readings, &round->binding, one->reply.body, one->key, i);
        else
            run->outcome = RUN_FAILED;
    }
    const RunSource source = { .systems = systems,
                               .source = str_format(cx->arena, "Hệ thống “%.*s” của %.*s, qua trục liên thông",
                                                    STR_FMT(named.name), STR_FMT(named.member_name)),
                               .agency = S("") };
    return run_finish(cx, &round->binding, &readings, &source, run);
}

/* What went wrong is tried again sooner than the schedule says. */
static Time next_time(Ctx *cx, const Binding *binding, int outcome) {
    const Time planned = schedule_next((Schedule)binding->schedule, binding->day, cx->now,
                                       setting_int(cx->house->settings, &clock_offset_minutes));
    const Time again = { cx->now.us + (outcome == RUN_FAILED ? HOUR_US : DAY_US) };
    return outcome == RUN_DONE || planned.us < again.us ? planned : again;
}

static Code hear(Ctx *cx, FillingRun *run) {
    const Round *round = cx->prepared;
    TRY(take_in(cx, round, run));
    return binding_ask_at(cx, &round->binding, next_time(cx, &round->binding, run->outcome));
}

/* Whatever was changed or heard meanwhile by another node wins. */
Code round_hear(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Round *round = cx->prepared;
    Binding now;
    FillingRun run;
    const Code found = binding_find(cx, round->binding.code, &now);
    if (found != OK) return found;
    if (!now.is_on || now.next_at.us != round->binding.next_at.us) return OK;
    return hear(cx, &run);
}

Code round_answer(Ctx *cx, const void *in, void *out) {
    (void)in;
    RunView *view = out;
    FillingRun *run = NEW(cx->arena, FillingRun);
    Rows views;
    TRY(hear(cx, run));
    TRY(runs_of(cx, run->binding, &views));
    for (size_t i = 0; i < views.count; i++) {
        const RunView *one = (const RunView *)views.items + i;
        if (id_equal(&one->run->id, &run->id)) *view = *one;
    }
    return OK;
}
