/* platform/people/tests/sessions_test - signing in and out; waiting after wrong passwords; what ends a session. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/accounts.h"
#include "platform/people/passwords.h"
#include "platform/people/people.h"
#include "platform/people/roles.h"
#include "platform/people/sessions.h"
#include "platform/people/sign_in.h"
#include "tests/unit/province.h"

#define PASSWORD "một câu thật dài"

/* One account, cb-khcn, an officer of SKHCN. */
static int setup(void **state) {
    if (house_setup(state) != 0) return -1;
    Ctx *cx = *state;
    Str said;
    province_store(cx);
    void *args = FIXTURE_RECORD(cx, &account_add_args_shape, { "username", "cb-khcn" }, { "role", "officer" },
                                { "agency", "SKHCN" }, { "password", PASSWORD }, { "name", "Nguyễn Văn A" });
    assert_ok(fixture_say(cx, account_add, args, &said));
    fixture_caller(cx, "");
    return 0;
}

#define WITH_ACCOUNT(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

/* As a request of a stranger does it: first the slow check, then the record. */
static Code sign_in_as(Ctx *cx, const char *username, const char *password, Str *ret_me) {
    void *me = arena_alloc(cx->arena, me_shape.size);
    fixture_forget(cx);
    fixture_caller(cx, "");
    cx->cookie = S("");
    cx->is_recorded = false;
    const void *in = FIXTURE_RECORD(cx, &sign_in_shape, { "username", username }, { "password", password });
    Code code = sign_in_check(cx, in, NULL);
    if (code == OK) code = sign_in(cx, in, me);
    *ret_me = code == OK ? fixture_json(cx, &me_shape, me) : S("");
    return code;
}

static Str token_of(Ctx *cx) {
    Str rest = cx->cookie;
    (void)str_cut(&rest, '=');
    return str_copy(cx->arena, str_cut(&rest, ';'));
}

/* Who that token says is asking. */
static Str caller_by(Ctx *cx, Str token) {
    assert_ok(session_recognise(cx, token));
    return cx->caller.name;
}

static void after(Ctx *cx, int64_t seconds) {
    cx->now.us += seconds * 1000000;
}

/* ---- in ---- */

static void lets_in_who_knows_the_password(void **state) {
    Ctx *cx = *state;
    Str me;
    assert_ok(sign_in_as(cx, " CB-KHCN ", PASSWORD, &me));
    assert_holds(me, "\"username\":\"cb-khcn\",\"name\":\"Nguyễn Văn A\"");
    assert_holds(me, "\"roles\":[{\"role\":\"officer\",\"agency\":\"SKHCN\",\"acting_for\":\"\",\"valid_to\":null}]");
    assert_holds(me, "\"strategy.enter\"");
    assert_true(str_find(me, S("strategy.check")) == me.len);
    assert_holds(me, "\"expires_at\":\"2026-11-22T15:00:00Z\""); /* in twelve hours */
    assert_holds(cx->cookie, "; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200");
    assert_true(str_starts(cx->cookie, S("banyan=")));
    assert_true(str_find(cx->cookie, S("Secure")) == cx->cookie.len);
    const Str token = token_of(cx);
    assert_int_equal(token.len, 43); /* 32 bytes of chance */
    assert_true(str_find(me, token) == me.len);
    assert_text(caller_by(cx, token), "Nguyễn Văn A");
    assert_int_equal(cx->caller.session.len, 64); /* only its digest is kept */
}

static void marks_the_cookie_where_all_is_https(void **state) {
    Ctx *cx = *state;
    Str me;
    const SettingWord words[] = { { S("http.secure"), S("on"), { .row = 0 } },
                                  { S("people.session_hours"), S("1"), { .row = 0 } },
                                  { S("people.password_memory_kib"), S("8192"), { .row = 0 } } };
    fixture_set(cx, words, COUNT(words));
    assert_ok(sign_in_as(cx, "cb-khcn", PASSWORD, &me));
    assert_true(str_starts(cx->cookie, S("__Host-banyan=")));
    assert_holds(cx->cookie, "; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600; Secure");
}

/* What was typed in parts is the same password. */
static void takes_a_password_in_either_form(void **state) {
    Ctx *cx = *state;
    Str me;
    assert_ok(sign_in_as(cx, "cb-khcn", "mo\xCC\xA3\xCC\x82t ca\xCC\x82u tha\xCC\xA3\xCC\x82t da\xCC\x80i", &me));
}

static void tells_a_stranger_only_that_it_is_wrong(void **state) {
    Ctx *cx = *state;
    Str me;
    static const char *const names[] = { "cb-khcn", "nobody", "CB-KHCN" };
    Str told = S("");
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_row(i, names[i]);
        assert_int_equal(sign_in_as(cx, names[i], "một câu thật sai", &me), UNAUTHENTICATED);
        assert_true(cx->is_recorded); /* the refusal is stored, though it is one */
        assert_int_equal(cx->cookie.len, 0);
        if (i > 0) assert_true(str_equal(cx->problem.vi, told));
        told = cx->problem.vi;
    }
    Account account;
    assert_ok(account_find(cx, S("cb-khcn"), &account));
    assert_int_equal(account.failures, 2);
}

/* ---- waiting ---- */

typedef struct LockRow {
    int64_t failures; /* so many wrong ones in all */
    int64_t minutes;  /* then it waits so long */
} LockRow;

static const LockRow locks[] = {
    { 4, 0 }, { 5, 1 }, { 6, 2 }, { 7, 4 }, { 8, 8 }, { 9, 16 }, { 10, 32 }, { 11, 60 }, { 12, 60 }, { 13, 60 },
};

static int64_t failures_of(Ctx *cx, Time *ret_locked_until) {
    Account account;
    assert_ok(account_find(cx, S("cb-khcn"), &account));
    *ret_locked_until = account.locked_until;
    return account.failures;
}

static void waits_twice_as_long_each_time(void **state) {
    Ctx *cx = *state;
    Str me;
    Time until;
    int64_t failures = 0;
    for (size_t i = 0; i < COUNT(locks); i++) {
        for (; failures < locks[i].failures; failures++)
            assert_int_equal(sign_in_as(cx, "cb-khcn", "một câu thật sai", &me), UNAUTHENTICATED);
        assert_row(i, "");
        assert_int_equal(failures_of(cx, &until), locks[i].failures);
        assert_int_equal(until.us, locks[i].minutes == 0 ? 0 : cx->now.us + locks[i].minutes * 60000000);
        if (locks[i].minutes == 0) continue;
        assert_int_equal(sign_in_as(cx, "cb-khcn", PASSWORD, &me), TOO_MANY); /* the right one does not help */
        assert_problem(cx, &sign_in_locked);
        assert_holds(cx->problem.en, str_format(cx->arena, "in %lld minutes", (long long)locks[i].minutes).at);
        after(cx, locks[i].minutes * 60 - 1);
        assert_int_equal(sign_in_as(cx, "cb-khcn", PASSWORD, &me), TOO_MANY);
        assert_holds(cx->problem.en, "in 1 minutes");
        assert_int_equal(failures_of(cx, &until), locks[i].failures); /* tries in that time do not count */
        after(cx, 1);
    }
}

static void a_right_password_begins_anew(void **state) {
    Ctx *cx = *state;
    Str me;
    Time until;
    for (int i = 0; i < 5; i++) (void)sign_in_as(cx, "cb-khcn", "một câu thật sai", &me);
    after(cx, 60);
    assert_ok(sign_in_as(cx, "cb-khcn", PASSWORD, &me));
    assert_int_equal(failures_of(cx, &until), 0);
    assert_int_equal(until.us, 0);
}

static void one_address_may_not_try_without_end(void **state) {
    Ctx *cx = *state;
    Str me;
    const SettingWord words[] = { { S("people.sign_in_tries_address"), S("3"), { .row = 0 } },
                                  { S("people.password_memory_kib"), S("8192"), { .row = 0 } } };
    fixture_set(cx, words, COUNT(words));
    for (int i = 0; i < 3; i++) {
        const char *name = str_format(cx->arena, "nobody-%d", i).at; /* each time another name */
        assert_int_equal(sign_in_as(cx, name, "một câu thật sai", &me), UNAUTHENTICATED);
        after(cx, 60);
    }
    assert_int_equal(sign_in_as(cx, "cb-khcn", PASSWORD, &me), TOO_MANY);
    assert_problem(cx, &sign_in_too_often);
    after(cx, 15 * 60 - 180 - 1); /* the first of them is 15 minutes less a second ago */
    assert_int_equal(sign_in_as(cx, "cb-khcn", PASSWORD, &me), TOO_MANY);
    after(cx, 1);
    assert_ok(sign_in_as(cx, "cb-khcn", PASSWORD, &me));
}

static void other_addresses_may(void **state) {
    Ctx *cx = *state;
    Str me;
    const SettingWord words[] = { { S("people.sign_in_tries_address"), S("1"), { .row = 0 } },
                                  { S("people.password_memory_kib"), S("8192"), { .row = 0 } } };
    fixture_set(cx, words, COUNT(words));
    assert_int_equal(sign_in_as(cx, "nobody", "một câu thật sai", &me), UNAUTHENTICATED);
    assert_int_equal(sign_in_as(cx, "cb-khcn", PASSWORD, &me), TOO_MANY);
    const void *in = FIXTURE_RECORD(cx, &sign_in_shape, { "username", "cb-khcn" }, { "password", PASSWORD });
    fixture_forget(cx);
    cx->caller.address = S("192.0.2.2");
    assert_ok(sign_in_check(cx, in, NULL));
}

/* ---- what ends a session ---- */

static Str session(Ctx *cx) {
    Str me;
    assert_ok(sign_in_as(cx, "cb-khcn", PASSWORD, &me));
    return token_of(cx);
}

static void a_session_ends_at_its_time(void **state) {
    Ctx *cx = *state;
    const Str token = session(cx);
    after(cx, 43200 - 1);
    assert_text(caller_by(cx, token), "Nguyễn Văn A");
    after(cx, 1);
    assert_ok(session_recognise(cx, token));
    assert_text(cx->caller.id, "");
    assert_null(cx->caller.rights);
}

static void strangers_are_nobody(void **state) {
    Ctx *cx = *state;
    const Str token = session(cx);
    const Str wrong[] = { S(""), S("x"), str_part(token, 0, 42), str_format(cx->arena, "%.*sx", STR_FMT(token)),
                          cx->caller.session }; /* its digest is no token */
    for (size_t i = 0; i < COUNT(wrong); i++) {
        cx->caller.id = S("somebody");
        assert_row(i, wrong[i].at);
        assert_ok(session_recognise(cx, wrong[i]));
        assert_text(cx->caller.id, "");
        assert_null(cx->caller.rights);
    }
}

static void ends_when_its_person_signs_out(void **state) {
    Ctx *cx = *state;
    const Str one = session(cx), other = session(cx);
    assert_text(caller_by(cx, one), "Nguyễn Văn A");
    assert_ok(sign_out(cx, NULL, NULL));
    assert_true(str_starts(cx->cookie, S("banyan=; ")));
    assert_holds(cx->cookie, "Max-Age=0");
    assert_ok(session_recognise(cx, one));
    assert_text(cx->caller.id, "");
    assert_text(caller_by(cx, other), "Nguyễn Văn A"); /* on another device */
}

static void ends_when_the_account_is_disabled(void **state) {
    Ctx *cx = *state;
    Str me;
    const Str token = session(cx);
    fixture_caller(cx, "system");
    assert_ok(account_disable(cx, FIXTURE_RECORD(cx, &account_key_args_shape, { "username", "cb-khcn" }), NULL));
    assert_ok(session_recognise(cx, token));
    assert_text(cx->caller.id, "");
    assert_int_equal(sign_in_as(cx, "cb-khcn", "một câu thật sai", &me), UNAUTHENTICATED);
    assert_problem(cx, &sign_in_wrong);                                    /* not: that the account is there */
    assert_int_equal(sign_in_as(cx, "cb-khcn", PASSWORD, &me), FORBIDDEN); /* to who knows the password */
    assert_problem(cx, &account_disabled);
}

static Code change(Ctx *cx, const char *present, const char *wanted) {
    fixture_forget(cx);
    const void *in = FIXTURE_RECORD(cx, &password_change_shape, { "present", present }, { "wanted", wanted });
    const Code code = password_change_check(cx, in, NULL);
    return code == OK ? password_change(cx, in, NULL) : code;
}

static void a_new_password_ends_all_other_sessions(void **state) {
    Ctx *cx = *state;
    Str me;
    const Str stolen = session(cx), own = session(cx);
    assert_text(caller_by(cx, own), "Nguyễn Văn A");
    assert_int_equal(change(cx, "một câu thật sai", "câu mới thật dài"), INVALID);
    assert_faults(cx, { &password_wrong, 0, "present" });
    assert_int_equal(change(cx, "một câu thật sai", "ngắn"), INVALID);
    assert_faults(cx, { &password_wrong, 0, "present" }, { &password_weak, 0, "wanted" });
    assert_ok(change(cx, PASSWORD, "câu mới thật dài"));
    assert_text(caller_by(cx, own), "Nguyễn Văn A");
    assert_ok(session_recognise(cx, stolen));
    assert_text(cx->caller.id, "");
    assert_int_equal(sign_in_as(cx, "cb-khcn", PASSWORD, &me), UNAUTHENTICATED);
    assert_ok(sign_in_as(cx, "cb-khcn", "câu mới thật dài", &me));
    fixture_caller(cx, "");
    assert_int_equal(change(cx, PASSWORD, "câu mới thật dài"), UNAUTHENTICATED); /* a stranger has none */
}

static void a_password_given_by_command_ends_all_sessions(void **state) {
    Ctx *cx = *state;
    Str said, me;
    Time until;
    const Str token = session(cx);
    for (int i = 0; i < 5; i++) (void)sign_in_as(cx, "cb-khcn", "một câu thật sai", &me);
    fixture_caller(cx, "system");
    fixture_forget(cx);
    void *args =
        FIXTURE_RECORD(cx, &account_password_args_shape, { "username", "cb-khcn" }, { "password", "câu mới thật dài" });
    assert_ok(fixture_say(cx, account_reset_password, args, &said));
    assert_ok(session_recognise(cx, token));
    assert_text(cx->caller.id, "");
    assert_int_equal(failures_of(cx, &until), 0); /* nor must its person wait any longer */
    assert_ok(sign_in_as(cx, "cb-khcn", "câu mới thật dài", &me));
}

/* ---- the last ten passwords ---- */

static const char *numbered(Ctx *cx, int number) {
    return str_format(cx->arena, "câu số %d thật dài", number).at;
}

/* Ten are kept from use: the present one and the nine before it. */
static void a_password_comes_back_after_ten_others(void **state) {
    Ctx *cx = *state;
    assert_text(caller_by(cx, session(cx)), "Nguyễn Văn A");
    assert_int_equal(change(cx, PASSWORD, PASSWORD), INVALID); /* the present one is the first of them */
    assert_faults(cx, { &password_used_before, 0, "wanted" });
    const char *present = PASSWORD;
    for (int i = 1; i <= 9; i++) {
        after(cx, 60);
        assert_ok(change(cx, present, numbered(cx, i)));
        present = numbered(cx, i);
        assert_int_equal(change(cx, present, PASSWORD), INVALID);
        assert_faults(cx, { &password_used_before, 0, "wanted" });
    }
    after(cx, 60);
    assert_ok(change(cx, present, numbered(cx, 10)));
    assert_ok(change(cx, numbered(cx, 10), PASSWORD)); /* nine others and the present one lie between */
    assert_int_equal(change(cx, PASSWORD, numbered(cx, 2)), INVALID);
}

static void without_a_history_all_come_back(void **state) {
    Ctx *cx = *state;
    const SettingWord words[] = { { S("people.password_history"), S("0"), { .row = 0 } },
                                  { S("people.password_memory_kib"), S("8192"), { .row = 0 } } };
    (void)caller_by(cx, session(cx));
    fixture_set(cx, words, COUNT(words));
    assert_ok(change(cx, PASSWORD, PASSWORD));
}

/* ---- who has been away ---- */

static Code confirm_with(Ctx *cx, const char *password) {
    void *me = arena_alloc(cx->arena, me_shape.size);
    fixture_forget(cx);
    const void *in = FIXTURE_RECORD(cx, &confirm_shape, { "password", password });
    cx->is_recorded = false;
    const Code code = confirm_check(cx, in, NULL);
    return code == OK ? confirm(cx, in, me) : code;
}

static Str me_now(Ctx *cx, Str token) {
    void *me = arena_alloc(cx->arena, me_shape.size);
    assert_ok(session_recognise(cx, token));
    assert_ok(me_get(cx, NULL, me));
    return fixture_json(cx, &me_shape, me);
}

/* An officer's session is not locked by the standard settings, an administrator's after 15 minutes without a sign. */
static void an_administrators_session_is_locked_when_he_is_away(void **state) {
    Ctx *cx = *state;
    const Str token = session(cx);
    after(cx, 11 * 3600);
    assert_text(caller_by(cx, token), "Nguyễn Văn A");
    fixture_caller(cx, "system");
    assert_ok(account_grant(
        cx, FIXTURE_RECORD(cx, &account_grant_args_shape, { "username", "cb-khcn" }, { "role", "administrator" }),
        NULL));
    cx->now.us -= 11 * INT64_C(3600000000);
    after(cx, 15 * 60 - 1);
    assert_holds(me_now(cx, token), "\"stage\":\"full\"");
    assert_ok(session_seen(cx, NULL, NULL));
    after(cx, 15 * 60 - 1);
    assert_text(caller_by(cx, token), "Nguyễn Văn A");
    after(cx, 1);
    const Str me = me_now(cx, token);
    assert_text(cx->caller.id, "");
    assert_ptr_equal(cx->caller.refusal, &session_locked);
    assert_null(cx->caller.rights);
    assert_holds(me, "\"stage\":\"locked\"");
    assert_holds(me, "\"username\":\"cb-khcn\"");
    assert_holds(me, "\"lock_minutes\":15");
    assert_int_equal(confirm_with(cx, "một câu thật sai"), INVALID);
    assert_faults(cx, { &password_wrong, 0, "password" });
    assert_true(cx->is_recorded); /* it counts as a wrong try */
    assert_ok(confirm_with(cx, PASSWORD));
    assert_text(caller_by(cx, token), "Nguyễn Văn A");
}

/* Five wrong ones make the account wait here too: a session that was found does not help to guess. */
static void unlocking_waits_like_signing_in(void **state) {
    Ctx *cx = *state;
    (void)caller_by(cx, session(cx));
    for (int i = 0; i < 5; i++) assert_int_equal(confirm_with(cx, "một câu thật sai"), INVALID);
    assert_int_equal(confirm_with(cx, PASSWORD), TOO_MANY);
    assert_problem(cx, &sign_in_locked);
    after(cx, 60);
    assert_ok(confirm_with(cx, PASSWORD));
}

/* ---- accounts that nobody uses ---- */

static void run_job(Ctx *cx) {
    fixture_caller(cx, "system");
    assert_ok(disable_unused(cx, NULL, NULL));
}

static bool is_active(Ctx *cx) {
    Account account;
    assert_ok(account_find(cx, S("cb-khcn"), &account));
    return account.is_active;
}

enum { DAY_S = 24 * 3600 };

static void is_disabled_after_45_days_without_use(void **state) {
    Ctx *cx = *state;
    Str me;
    after(cx, 45 * DAY_S);
    run_job(cx); /* made 45 days ago, not more */
    assert_true(is_active(cx));
    assert_ok(sign_in_as(cx, "cb-khcn", PASSWORD, &me));
    after(cx, 45 * DAY_S);
    run_job(cx);
    assert_true(is_active(cx));
    after(cx, 1);
    assert_int_equal(sign_in_as(cx, "cb-khcn", PASSWORD, &me), FORBIDDEN); /* though the job has not come yet */
    assert_problem(cx, &account_disabled);
    assert_holds(cx->problem.en, "for 45 days");
    run_job(cx);
    assert_false(is_active(cx));
    fixture_caller(cx, "system");
    assert_ok(account_enable(cx, FIXTURE_RECORD(cx, &account_key_args_shape, { "username", "cb-khcn" }), NULL));
    run_job(cx); /* it counts from now */
    assert_true(is_active(cx));
    assert_ok(sign_in_as(cx, "cb-khcn", PASSWORD, &me));
}

static void none_is_disabled_where_the_setting_is_0(void **state) {
    Ctx *cx = *state;
    const SettingWord words[] = { { S("people.unused_days"), S("0"), { .row = 0 } } };
    fixture_set(cx, words, COUNT(words));
    after(cx, 4000 * DAY_S);
    run_job(cx);
    assert_true(is_active(cx));
}

/* ---- tidying ---- */

static void sweeps_what_is_over(void **state) {
    Ctx *cx = *state;
    const Str token = session(cx);
    after(cx, 43200 - 1);
    assert_ok(sessions_tidy(cx, NULL, NULL));
    assert_text(caller_by(cx, token), "Nguyễn Văn A");
    after(cx, 1);
    assert_ok(sessions_tidy(cx, NULL, NULL));
    cx->now.us -= 3600000000; /* were it still there, it would be valid now */
    assert_ok(session_recognise(cx, token));
    assert_text(cx->caller.id, "");
}

static void a_stranger_is_told_what_he_may(void **state) {
    Ctx *cx = *state;
    void *me = arena_alloc(cx->arena, me_shape.size);
    assert_ok(session_recognise(cx, S("")));
    assert_ok(me_get(cx, NULL, me));
    const Str json = fixture_json(cx, &me_shape, me);
    assert_holds(json, "\"username\":\"\"");
    assert_holds(json, "\"roles\":[]");
    assert_holds(json, "\"strategy.read\"");
    assert_true(str_find(json, S("strategy.enter")) == json.len);
    assert_holds(json, "\"today\":\"2026-11-22\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ACCOUNT(lets_in_who_knows_the_password),
        WITH_ACCOUNT(marks_the_cookie_where_all_is_https),
        WITH_ACCOUNT(takes_a_password_in_either_form),
        WITH_ACCOUNT(tells_a_stranger_only_that_it_is_wrong),
        WITH_ACCOUNT(waits_twice_as_long_each_time),
        WITH_ACCOUNT(a_right_password_begins_anew),
        WITH_ACCOUNT(one_address_may_not_try_without_end),
        WITH_ACCOUNT(other_addresses_may),
        WITH_ACCOUNT(a_session_ends_at_its_time),
        WITH_ACCOUNT(strangers_are_nobody),
        WITH_ACCOUNT(ends_when_its_person_signs_out),
        WITH_ACCOUNT(ends_when_the_account_is_disabled),
        WITH_ACCOUNT(a_new_password_ends_all_other_sessions),
        WITH_ACCOUNT(a_password_given_by_command_ends_all_sessions),
        WITH_ACCOUNT(a_password_comes_back_after_ten_others),
        WITH_ACCOUNT(without_a_history_all_come_back),
        WITH_ACCOUNT(an_administrators_session_is_locked_when_he_is_away),
        WITH_ACCOUNT(unlocking_waits_like_signing_in),
        WITH_ACCOUNT(is_disabled_after_45_days_without_use),
        WITH_ACCOUNT(none_is_disabled_where_the_setting_is_0),
        WITH_ACCOUNT(sweeps_what_is_over),
        WITH_ACCOUNT(a_stranger_is_told_what_he_may),
    };
    return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
