/* platform/people/tests/machine_keys_test - the form of a token; who stands behind a token or a certificate, and when.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/access.h"
#include "platform/people/machine_keys.h"
#include "platform/people/people.h"
#include "tests/unit/province.h"

/* The last six letters: base64url of the SHA-256 of what stands before them, by Python's hashlib. */
#define FORMED "banyan_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0jq00C"

static void a_slip_of_the_hand_is_seen(void **state) {
    Ctx *cx = *state;
    static const char *const wrong[] = {
        "",
        "banyan_",
        "banyan_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0jq00D",
        "banyan_BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0jq00C",
        "banyan_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0jq00C=",
        "banyan_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0jq00C",
        "Banyan_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0jq00C",
    };
    assert_true(machine_token_is_formed(cx->arena, S(FORMED)));
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_row(i, wrong[i]);
        assert_false(machine_token_is_formed(cx->arena, str_of(wrong[i])));
    }
    const Str one = machine_token_new(cx->arena), other = machine_token_new(cx->arena);
    assert_true(machine_token_is_formed(cx->arena, one) && machine_token_is_formed(cx->arena, other));
    assert_false(str_equal(one, other));
}

/* DO-THU, an officer of SKHCN that may strategy.work alone, and a token of it. */
static Str token_of(Ctx *cx, const char *name, const char *valid_from) {
    void *made = arena_alloc(cx->arena, machine_token_made_shape.size);
    const void *in = FIXTURE_RECORD(cx, &machine_token_add_shape, { "code", "DO-THU" }, { "name", name },
                                    { "valid_from", valid_from });
    assert_ok(machine_token_add(cx, in, made));
    Str rest = fixture_json(cx, &machine_token_made_shape, made);
    const size_t at = str_find(rest, S("banyan_"));
    return str_part(rest, at, sizeof FORMED - 1);
}

static void add_machine(Ctx *cx) {
    province_store(cx);
    fixture_caller(cx, "system");
    const void *in =
        FIXTURE_RECORD(cx, &machine_add_shape, { "code", "DO-THU" }, { "name", "Đo thử" }, { "agency", "SKHCN" },
                       { "contact", "a@example.vn" }, { "role", "officer" }, { "permissions", "strategy.work" });
    Machine machine;
    assert_ok(machine_add(cx, in, &machine));
}

static Code show(Ctx *cx, Str bearer) {
    const Credentials shown = { .session = S(""), .bearer = bearer, .certificate = S("") };
    fixture_forget(cx);
    return people_recognise(cx, &shown);
}

static void a_token_has_its_days(void **state) {
    Ctx *cx = *state;
    add_machine(cx);
    const Str now = token_of(cx, "nay", ""), later = token_of(cx, "mai", "2026-11-23");
    assert_ok(show(cx, now));
    assert_text(cx->caller.name, "Đo thử");
    assert_true(cx->caller.is_machine && cx->caller.unnoted.len > 0);
    assert_int_equal(show(cx, later), UNAUTHENTICATED);
    assert_text(cx->caller.id, "");
    cx->today.number += 1;
    assert_ok(show(cx, later));
    cx->today.number += 363;
    assert_ok(show(cx, now)); /* the 365th day, counted from the first */
    cx->today.number += 1;
    assert_int_equal(show(cx, now), UNAUTHENTICATED);
    assert_ok(show(cx, later));
}

static void has_what_it_was_given_and_no_more(void **state) {
    Ctx *cx = *state;
    add_machine(cx);
    assert_ok(show(cx, token_of(cx, "nay", "")));
    assert_true(access_may(cx, "strategy.work") && access_may_for(cx, "strategy.work", S("SKHCN")));
    assert_false(access_may(cx, "strategy.enter")); /* the role has it */
    assert_false(access_may(cx, "people.sign_in")); /* everybody has it, but it is for people */
    assert_true(access_may(cx, "people.me") && access_may(cx, "strategy.read"));
}

static void a_use_is_written_down_once_an_hour(void **state) {
    Ctx *cx = *state;
    add_machine(cx);
    const Str token = token_of(cx, "nay", "");
    assert_ok(show(cx, token));
    assert_ok(people_note_use(cx, NULL, NULL));
    cx->now.us += INT64_C(3599) * 1000000;
    assert_ok(show(cx, token));
    assert_int_equal(cx->caller.unnoted.len, 0);
    cx->now.us += INT64_C(1000000);
    assert_ok(show(cx, token));
    assert_true(cx->caller.unnoted.len > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(a_slip_of_the_hand_is_seen),
        IN_HOUSE(a_token_has_its_days),
        IN_HOUSE(has_what_it_was_given_and_no_more),
        IN_HOUSE(a_use_is_written_down_once_an_hour),
    };
    return cmocka_run_group_tests_name("machine_keys", tests, NULL, NULL);
}
