/* platform/exchange/tests/events_test - events and subscriptions with the clock in hand: what is hidden, what is over,
 * what is removed; and pushes to nobody. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/events.h"
#include "platform/exchange/pushes.h"
#include "tests/harness/fixture.h"

#define ROOM   "VN/GOV/1/a"
#define READER "VN/GOV/2/b"

static const StoreKey store_key = { { 7 } };

static EventAnswer asked(Ctx *cx, EventOp op, const char *client, EventAsk more) {
    EventAnswer answer = { 0 };
    more.op = op;
    more.room = S(ROOM);
    more.client = str_of(client);
    if (more.type.len == 0) more.type = S("born");
    more.key = &store_key;
    cx->prepared = NULL;
    if (op == EVENT_PUBLISH) assert_ok(events_prepare(cx, &more, NULL));
    assert_ok(events_run(cx, &more, &answer));
    cx->prepared = NULL;
    return answer;
}

static int64_t status_of(Ctx *cx, EventOp op, const char *client, EventAsk more) {
    return asked(cx, op, client, more).status;
}

/* A room with one kind of events, and its reader. */
static void open_room(Ctx *cx, int64_t ttl_s) {
    const EventAsk type = { .schema = S("{\"type\":\"integer\"}") };
    const EventAsk pulled = { .has_push = true, .ttl_s = ttl_s };
    assert_int_equal(status_of(cx, EVENT_TYPE_ADD, ROOM, type), 200);
    assert_int_equal(status_of(cx, EVENT_SUBSCRIBE, READER, pulled), 200);
}

static void publish(Ctx *cx, const char *data) {
    assert_int_equal(status_of(cx, EVENT_PUBLISH, ROOM, (EventAsk){ .data = str_of(data) }), 201);
}

/* The event's number, or -1 for none. */
static int64_t pulled(Ctx *cx) {
    const EventAnswer answer = asked(cx, EVENT_PULL, READER, (EventAsk){ 0 });
    int64_t number = -1;
    if (answer.status != 200) return number;
    Str event = str_part(answer.body, str_find(answer.body, S("\"event\":")) + 8, answer.body.len);
    assert_ok(str_to_int(str_part(event, 0, event.len - 1), 0, 1000, &number));
    return number;
}

static void what_is_pulled_is_hidden_for_half_a_minute(void **state) {
    Ctx *cx = *state;
    open_room(cx, 3600);
    publish(cx, "1");
    publish(cx, "2");
    assert_int_equal(pulled(cx), 1);
    fixture_clock(cx, "2026-11-22T03:00:29Z");
    assert_int_equal(pulled(cx), 2);
    assert_int_equal(pulled(cx), -1);
    fixture_clock(cx, "2026-11-22T03:00:30Z");
    assert_int_equal(pulled(cx), 1);
    fixture_clock(cx, "2026-11-22T03:00:59Z");
    assert_int_equal(pulled(cx), 2);
}

static void what_is_too_old_is_dead_and_stands_there(void **state) {
    Ctx *cx = *state;
    open_room(cx, 60);
    publish(cx, "1");
    fixture_clock(cx, "2026-11-22T03:00:59Z");
    publish(cx, "2");
    fixture_clock(cx, "2026-11-22T03:01:00Z");
    assert_int_equal(pulled(cx), 2); /* the first is exactly a minute old */
    const EventAnswer dead = asked(cx, EVENT_DEAD, READER, (EventAsk){ 0 });
    assert_holds(dead.body, "\"state\":\"dead\",\"reason\":\"expired\",\"sequence\":1");
    assert_true(str_find(dead.body, S("\"sequence\":2")) == dead.body.len);
}

static void the_type_decides_what_an_event_is(void **state) {
    Ctx *cx = *state;
    open_room(cx, 60);
    assert_int_equal(status_of(cx, EVENT_PUBLISH, ROOM, (EventAsk){ .data = S("\"x\"") }), 400);
    assert_int_equal(status_of(cx, EVENT_PUBLISH, ROOM, (EventAsk){ .type = S("other"), .data = S("1") }), 404);
    assert_int_equal(pulled(cx), -1);
}

/* The reader's second event is not acknowledged: of five, two may go after 31 days. */
static void what_everybody_has_is_removed_when_its_time_is_over(void **state) {
    Ctx *cx = *state;
    EventType type = { 0 };
    Rows left;
    open_room(cx, 366 * 86400);
    for (const char *data = "12345"; *data != '\0'; data++) publish(cx, (const char[]){ *data, '\0' });
    for (int64_t i = 1; i <= 3; i++) assert_int_equal(pulled(cx), i);
    assert_ok(events_behind(cx, S(ROOM), S("born"), 0, &left));
    assert_int_equal(left.count, 5);
    for (size_t i = 0; i < 3; i += 2) {
        const EventAsk one = { .event = ((const Event *)left.items)[i].id };
        assert_int_equal(status_of(cx, EVENT_ACKNOWLEDGE, READER, one), 204);
    }
    fixture_clock(cx, "2026-12-21T03:00:00Z");
    assert_ok(events_sweep(cx, NULL, NULL));
    assert_ok(events_behind(cx, S(ROOM), S("born"), 0, &left));
    assert_int_equal(left.count, 5); /* 29 days */
    fixture_clock(cx, "2026-12-23T03:00:00Z");
    assert_ok(events_sweep(cx, NULL, NULL));
    assert_ok(events_behind(cx, S(ROOM), S("born"), 0, &left));
    assert_int_equal(left.count, 3);
    assert_int_equal(((const Event *)left.items)[0].sequence, 2); /* under way */
    assert_int_equal(((const Event *)left.items)[1].sequence, 4); /* not pulled yet */
    assert_ok(event_type_find(cx, S(ROOM), S("born"), &type));
    assert_int_equal(type.last, 5); /* numbers are not given twice */
}

/* Nothing may be pushed to who has no address, nor to who may not subscribe. */
static void pushing_asks_for_an_address_and_a_right(void **state) {
    Ctx *cx = *state;
    const EventAsk pushed = { .has_push = true, .is_push = true };
    open_room(cx, 60);
    assert_int_equal(status_of(cx, EVENT_SUBSCRIBE, "VN/GOV/3/c", pushed), 400);
    assert_int_equal(status_of(cx, EVENT_SUBSCRIPTION_CHANGE, READER, pushed), 400);
    publish(cx, "1");
    assert_int_equal(pushes_wanted(cx, NULL, NULL), NOT_FOUND); /* nobody wants it pushed */
}

/* Two publishers have the same id of their own for two events. */
static void an_id_is_its_publishers_own(void **state) {
    Ctx *cx = *state;
    const EventAsk first = { .data = S("1"), .source = S("m-1") }, other = { .data = S("2"), .source = S("m-1") };
    open_room(cx, 60);
    const EventAnswer one = asked(cx, EVENT_PUBLISH, ROOM, first), again = asked(cx, EVENT_PUBLISH, ROOM, first);
    assert_true(str_equal(one.body, again.body));
    assert_int_equal(status_of(cx, EVENT_PUBLISH, ROOM, other), 409);
    assert_int_equal(status_of(cx, EVENT_PUBLISH, READER, other), 201);
    assert_int_equal(pulled(cx), 1);
    assert_int_equal(pulled(cx), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(what_is_pulled_is_hidden_for_half_a_minute),
        IN_HOUSE(what_is_too_old_is_dead_and_stands_there),
        IN_HOUSE(the_type_decides_what_an_event_is),
        IN_HOUSE(what_everybody_has_is_removed_when_its_time_is_over),
        IN_HOUSE(pushing_asks_for_an_address_and_a_right),
        IN_HOUSE(an_id_is_its_publishers_own),
    };
    return cmocka_run_group_tests_name("exchange_events", tests, NULL, NULL);
}
