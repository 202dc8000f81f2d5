/* platform/access/tests/giving_test - roles given for some days, ended, handed on: each bound, who acts for whom. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/giving.h"
#include "tests/unit/province.h"

static const Id head = { "account_head" }, officer = { "account_officer" }, other = { "account_other" };

static int setup(void **state) {
    if (house_setup(state) != 0) return -1;
    province_store(*state);
    return 0;
}

static Day day(const char *text) {
    Day found = { 0 };
    if (text[0] != '\0') assert_ok(day_from_text(str_of(text), &found));
    return found;
}

/* As the system: nobody's four eyes. */
static Id given(Ctx *cx, const Id *account, Role role, const char *agency, const char *from, const char *to) {
    Rows rows;
    Id newest = { "" };
    cx->caller.id = S("system");
    assert_ok(access_give(cx, &(Giving){ .account = *account, .role = (int)role, .agency = str_of(agency),
                                         .valid_from = day(from), .valid_to = day(to), .reason = S("") }));
    assert_ok(access_grants_of(cx, account, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Grant *grant = &((const Grant *)rows.items)[i];
        if (grant->role == (int)role && (from[0] == '\0' || grant->valid_from.number == day(from).number))
            newest = grant->id;
    }
    return newest;
}

static const Grant *grant_with(Ctx *cx, const Id *account, const Id *delegated_from) {
    Rows rows;
    assert_ok(access_grants_of(cx, account, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Grant *grant = &((const Grant *)rows.items)[i];
        if (id_equal(&grant->delegated_from, delegated_from)) return grant;
    }
    return NULL;
}

static void as(Ctx *cx, const Id *account) {
    fixture_forget(cx);
    cx->caller.id = id_str(account);
    assert_ok(access_load(cx, account));
}

typedef struct DelegateRow {
    const char *what, *from, *to;
    const Id *account;
    const ProblemKind *kind;
    const char *field;
} DelegateRow;

/* The head of SKHCN from 22/11 to before 10/12; the officer there without an end, `other` only until before 1/12. */
static const DelegateRow delegations[] = {
    { "all of it", "2026-11-22", "2026-12-10", &officer, NULL, NULL },
    { "one day", "2026-12-09", "2026-12-10", &officer, NULL, NULL },
    { "a day too long", "2026-11-22", "2026-12-11", &officer, &delegation_too_long, "valid_to" },
    { "from yesterday", "2026-11-21", "2026-12-01", &officer, &day_past, "valid_from" },
    { "no day", "2026-11-25", "2026-11-25", &officer, &validity_order, "valid_to" },
    { "to a colleague who leaves", "2026-11-22", "2026-12-02", &other, &not_colleague, "account" },
    { "to him while he is there", "2026-11-22", "2026-12-01", &other, NULL, NULL },
    { "to oneself", "2026-11-22", "2026-12-01", &head, &not_colleague, "account" },
};

static void a_delegation_lies_within_the_roles_of_both(void **state) {
    Ctx *cx = *state;
    const Id own = given(cx, &head, ROLE_HEAD, "SKHCN", "", "2026-12-10");
    (void)given(cx, &officer, ROLE_OFFICER, "SKHCN", "", "");
    (void)given(cx, &other, ROLE_OFFICER, "SKHCN", "", "2026-12-01");
    for (size_t i = 0; i < COUNT(delegations); i++) {
        const DelegateRow *row = &delegations[i];
        assert_row(i, row->what);
        as(cx, &head);
        assert_ok(db_savepoint(cx));
        const Code code = access_delegate(cx, &(Delegating){ .grant = own, .account = *row->account,
                                                             .valid_from = day(row->from), .valid_to = day(row->to),
                                                             .reason = S("Quyết định 1") });
        assert_int_equal(code, row->kind == NULL ? OK : INVALID);
        if (row->kind == &day_past) /* it began before the role did, too */
            assert_faults(cx, { &day_past, 0, "valid_from" }, { &delegation_too_long, 0, "valid_to" },
                          { &not_colleague, 0, "account" });
        else if (row->kind == &delegation_too_long) assert_faults(cx, { row->kind, 0, row->field });
        else if (row->kind != NULL) assert_true(cx->problem.faults[0].kind == row->kind);
        db_rollback_to(cx);
    }
}

static void what_is_handed_on_ends_with_its_source(void **state) {
    static const struct {
        const char *end, *cut; /* when the source ends; the day on which the delegation then ends */
    } rows[] = {
        { "", "2026-11-25" },           /* at once: it had not begun, and holds on no day */
        { "2026-11-24", "2026-11-25" }, /* before it began */
        { "2026-11-28", "2026-11-28" }, { "2026-12-05", "2026-12-01" },
    };
    Ctx *cx = *state;
    const Id own = given(cx, &head, ROLE_HEAD, "SKHCN", "", "");
    (void)given(cx, &officer, ROLE_OFFICER, "SKHCN", "", "");
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].end);
        as(cx, &head);
        assert_ok(db_savepoint(cx));
        assert_ok(access_delegate(cx, &(Delegating){ own, officer, day("2026-11-25"), day("2026-12-01"), S("12345") }));
        cx->caller.id = S("system");
        assert_ok(access_end(cx, &own, day(rows[i].end)));
        const Grant *handed = grant_with(cx, &officer, &own);
        assert_int_equal(handed->valid_to.number, day(rows[i].cut).number);
        assert_text(handed->ended_by, rows[i].end[0] == '\0' || handed->valid_to.number < day("2026-12-01").number
                                          ? "system" : "");
        db_rollback_to(cx);
    }
}

static void an_administrator_keeps_his_last_role(void **state) {
    Ctx *cx = *state;
    const Id first = given(cx, &head, ROLE_ADMINISTRATOR, "", "", "2027-01-01");
    as(cx, &head);
    assert_int_equal(access_end(cx, &first, day("2026-12-01")), FORBIDDEN);
    assert_problem(cx, &own_role);
    (void)given(cx, &head, ROLE_ADMINISTRATOR, "", "2027-01-01", "");
    as(cx, &head);
    assert_int_equal(access_end(cx, &first, day("2026-12-01")), FORBIDDEN); /* a month without one */
    assert_int_equal(access_give(cx, &(Giving){ .account = head, .role = ROLE_CITIZEN, .reason = S("") }), FORBIDDEN);
    assert_problem(cx, &own_role);
    as(cx, &other);
    assert_ok(access_end(cx, &first, day("2026-12-01"))); /* another may */
}

static bool is_other(Ctx *cx, const Id *account, Day since) {
    Rows ties;
    assert_ok(access_hand_ties(cx, &ties));
    return access_is_other_hand(cx, &ties, id_str(account), since);
}

/* Who has acted for whom: the officer for the head from 25/11 to 30/11. */
static void hands_are_tied_while_one_acts_for_the_other(void **state) {
    static const struct {
        const char *now, *since;
        const Id *mine, *theirs;
        bool is_other;
    } rows[] = {
        { "2026-11-24T03:00:00Z", "2026-11-24", &officer, &head, true }, /* it has not begun */
        { "2026-11-25T03:00:00Z", "2026-11-24", &officer, &head, false },
        { "2026-11-25T03:00:00Z", "2026-11-24", &head, &officer, false }, /* nor the other way round */
        { "2026-11-25T03:00:00Z", "2026-11-24", &other, &head, true },
        { "2026-12-05T03:00:00Z", "2026-11-30", &officer, &head, false }, /* entered on its last day */
        { "2026-12-05T03:00:00Z", "2026-12-01", &officer, &head, true },  /* entered when it was over */
        { "2026-12-05T03:00:00Z", "2026-12-01", &officer, &officer, false }, /* oneself is never another */
    };
    Ctx *cx = *state;
    const Id own = given(cx, &head, ROLE_HEAD, "SKHCN", "", "");
    (void)given(cx, &officer, ROLE_OFFICER, "SKHCN", "", "");
    as(cx, &head);
    assert_ok(access_delegate(cx, &(Delegating){ own, officer, day("2026-11-25"), day("2026-12-01"), S("12345") }));
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].now);
        fixture_clock(cx, rows[i].now);
        as(cx, rows[i].mine);
        assert_int_equal(is_other(cx, rows[i].theirs, day(rows[i].since)), rows[i].is_other);
        assert_int_equal(access_require_other_hand(cx, id_str(rows[i].theirs), day(rows[i].since)),
                         rows[i].is_other ? OK : FORBIDDEN);
    }
}

static void two_who_act_for_one_are_tied(void **state) {
    Ctx *cx = *state;
    const Id own = given(cx, &head, ROLE_HEAD, "SKHCN", "", "");
    (void)given(cx, &officer, ROLE_OFFICER, "SKHCN", "", "");
    (void)given(cx, &other, ROLE_OFFICER, "SKHCN", "", "");
    as(cx, &head);
    assert_ok(access_delegate(cx, &(Delegating){ own, officer, day("2026-11-22"), day("2026-12-01"), S("12345") }));
    as(cx, &officer);
    assert_true(is_other(cx, &other, cx->today));
    as(cx, &head);
    assert_ok(access_delegate(cx, &(Delegating){ own, other, day("2026-11-22"), day("2026-12-01"), S("12345") }));
    as(cx, &officer);
    assert_false(is_other(cx, &other, cx->today));
}

#define IN_PROVINCE(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PROVINCE(a_delegation_lies_within_the_roles_of_both),
        IN_PROVINCE(what_is_handed_on_ends_with_its_source),
        IN_PROVINCE(an_administrator_keeps_his_last_role),
        IN_PROVINCE(hands_are_tied_while_one_acts_for_the_other),
        IN_PROVINCE(two_who_act_for_one_are_tied),
    };
    return cmocka_run_group_tests_name("access: giving", tests, NULL, NULL);
}
