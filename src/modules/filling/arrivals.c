/* modules/filling/arrivals - see arrivals.h. The cursor moves in the transaction that writes the figures, so that an
 * event is taken in once whatever happens; one that is wrong is told and passed by. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/arrivals.h"

#include "modules/filling/rounds.h"
#include "platform/exchange/exchange.h"

#define MILLISECOND_US INT64_C(1000)
#define SECOND_US      INT64_C(1000000)
#define HOUR_US        INT64_C(3600000000)

enum { EVENTS_OF_ONE = 20, EVENTS_A_TURN = 200, BYTES_OF_ONE = 4 * 1024 * 1024 };

static const Sentence no_right = {
    "Hệ thống này chưa có quyền nhận sự kiện “{0}” của “{1}”. Cấp quyền POST /api/v1/subs/{0} trên dịch vụ events.",
    "This installation has no right to events “{0}” of “{1}”. Grant POST /api/v1/subs/{0} on its service events."
};

/* A binding for which something was published, and whether it can be read. */
typedef struct Arrival {
    ExchangeReader reader;
    Binding binding;
    bool is_due, can_read;
    Sentence trouble; /* why not */
} Arrival;

static Code look_at(Ctx *cx, const ExchangeReader *reader, Arrival *ret_arrival) {
    Arrival *one = ret_arrival;
    *one = (Arrival){ .reader = *reader };
    TRY(binding_find(cx, reader->name, &one->binding));
    if (!one->binding.is_on || one->binding.way != WAY_EVENT) return OK;
    if (exchange_ready(cx) == OK) {
        TRY(exchange_reader_may(cx, reader, &one->can_read));
        one->trouble = no_right;
    } else {
        one->trouble = (Sentence){ str_c(cx->arena, cx->problem.vi), str_c(cx->arena, cx->problem.en) };
        cx->problem = (Problem){ 0 };
    }
    one->is_due = one->can_read || one->binding.next_at.us <= cx->now.us;
    return OK;
}

Code arrivals_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows readers;
    TRY(exchange_readers_behind(cx, S(FILLING_READER), &readers));
    for (size_t i = 0; i < readers.count; i++) {
        Arrival one;
        TRY(look_at(cx, (const ExchangeReader *)readers.items + i, &one));
        if (one.is_due) return OK;
    }
    return NOT_FOUND;
}

/* Each hour, as a service that is away. */
static Code tell_trouble(Ctx *cx, const Arrival *one) {
    Readings readings = { .arena = cx->arena };
    FillingRun run = { .id = id_make("run", cx->now),
                       .outcome = RUN_FAILED,
                       .message_id = S(""),
                       .request_id = S(""),
                       .file = S(""),
                       .key_id = S(""),
                       .signature = S(""),
                       .event = S("") };
    readings_fault(&readings, S(""), S(""), &one->trouble, one->reader.type, one->reader.room);
    TRY(run_finish(cx, &one->binding, &readings, &(RunSource){ .source = S(""), .agency = S("") }, &run));
    return binding_ask_at(cx, &one->binding, (Time){ cx->now.us + HOUR_US });
}

/* Where neither event nor binding says the period: the newest that was over when it was published. */
static void give_period(Ctx *cx, const Goals *goals, const Binding *binding, Day published, Readings *readings) {
    const Indicator *indicator = goals_indicator(goals, binding->indicator);
    if (indicator == NULL || binding->period.len > 0) return;
    const Str period = period_text(cx->arena, period_over(published, (Frequency)indicator->frequency));
    for (size_t i = 0; i < readings->count; i++) readings->items[i].period = period;
}

static Code take_in(Ctx *cx, const Goals *goals, const Binding *binding, const ExchangeEvent *event, Time at) {
    SystemNamed named;
    Readings readings = { .arena = cx->arena };
    FillingRun run = { .id = id_make("run", at),
                       .message_id = event->message_id,
                       .request_id = event->request_id,
                       .file = S(""),
                       .key_id = S(""),
                       .signature = S(""),
                       .event = event->id };
    TRY(system_named(cx, event->publisher, &named));
    const FigureSystem system = { .channel = CHANNEL_EVENT,
                                  .system = event->publisher,
                                  .name = named.name,
                                  .message_id = event->message_id,
                                  .request_id = event->request_id,
                                  .record = event->exchange };
    const RunSource source = { .systems = &system,
                               .source =
                                   str_format(cx->arena, "Sự kiện “%.*s” của hệ thống “%.*s” của %.*s",
                                              STR_FMT(binding->event), STR_FMT(named.name), STR_FMT(named.member_name)),
                               .agency = S("") };
    readings_of_json(&readings, binding, event->data, S(""), 0);
    give_period(cx, goals, binding, ctx_day_of(cx, event->published_at), &readings);
    return run_finish(cx, binding, &readings, &source, &run);
}

/* Those that were published on a day on which the binding held. */
static bool is_meant(Ctx *cx, const Binding *binding, const ExchangeEvent *event) {
    const Day day = ctx_day_of(cx, event->published_at);
    return !event->is_stopped && (binding->valid_from.number == 0 || binding->valid_from.number <= day.number) &&
           (binding->valid_to.number == 0 || day.number < binding->valid_to.number);
}

/* `*turn` counts what was taken in; runs are ordered by their ids, so each has a moment of its own. */
static Code take_all(Ctx *cx, const Goals *goals, Arrival *one, int64_t *turn) {
    size_t bytes = 0;
    for (int i = 0; i < EVENTS_OF_ONE && bytes < BYTES_OF_ONE; i++) {
        ExchangeEvent event;
        const Code found = exchange_reader_next(cx, &one->reader, &event);
        if (found == NOT_FOUND) break;
        TRY(found);
        bytes += event.data.len;
        one->reader.reached = event.sequence;
        if (!is_meant(cx, &one->binding, &event)) continue;
        TRY(take_in(cx, goals, &one->binding, &event, (Time){ cx->now.us + *turn * MILLISECOND_US }));
        *turn += 1;
    }
    if (one->binding.next_at.us != 0) TRY(binding_ask_at(cx, &one->binding, (Time){ 0 }));
    return exchange_reader_reach(cx, &one->reader);
}

Code arrivals_take(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows readers;
    Goals *goals;
    int64_t turn = 0;
    TRY(goals_load(cx, &goals));
    TRY(exchange_readers_behind(cx, S(FILLING_READER), &readers));
    const size_t first = readers.count == 0 ? 0 : (size_t)(cx->now.us / SECOND_US) % readers.count; /* in turns */
    for (size_t i = 0; i < readers.count && turn < EVENTS_A_TURN; i++) {
        Arrival one;
        TRY(look_at(cx, (const ExchangeReader *)readers.items + (first + i) % readers.count, &one));
        if (!one.is_due) continue;
        TRY(one.can_read ? take_all(cx, goals, &one, &turn) : tell_trouble(cx, &one));
    }
    return OK;
}
