/* platform/access/tests/grants_test - roles by permissions by agencies: denied unless a row allows it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/access.h"
#include "tests/unit/province.h"

#include "rights.sql.h"

static const Permission permissions[] = {
    { "t.everybody", "public citizen", "h" },
    { "t.staff", "officer head coordinator leader administrator", "h" },
    { "t.enter", "officer head", "h" },
    { "t.check", "coordinator", "h" },
    { "t.nobody", "", "h" },
};
static const Module room = { .name = "t", .title = "T", TABLE(permission, permissions) };

static const Id account = { "account_1" };

/* The caller of a house whose only permissions are those above. */
static Ctx caller_with(Ctx *fixture, House *house, Role role, const char *agency) {
    static const Module *const rooms[] = { &room };
    assert_ok(access_grant(fixture, &account, role, str_of(agency)));
    *house = *fixture->house;
    house->modules = rooms;
    house->module_count = 1;
    Ctx cx = *fixture;
    cx.house = house;
    cx.caller = (Caller){ .id = id_str(&account), .name = S("x") };
    assert_ok(access_load(&cx, &account));
    return cx;
}

static int setup(void **state) {
    if (house_setup(state) != 0) return -1;
    province_store(*state);
    return 0;
}

typedef struct RoleRow {
    Role role;
    const char *agency;
    bool may[COUNT(permissions)]; /* in the order of the table above */
} RoleRow;

static const RoleRow roles[] = {
    { ROLE_CITIZEN, "", { true, false, false, false, false } },
    { ROLE_OFFICER, "SKHCN", { true, true, true, false, false } },
    { ROLE_HEAD, "SKHCN", { true, true, true, false, false } },
    { ROLE_COORDINATOR, "", { true, true, false, true, false } },
    { ROLE_LEADER, "", { true, true, false, false, false } },
    { ROLE_ADMINISTRATOR, "", { true, true, false, false, false } },
};

static void each_role_may_what_its_rows_say(void **state) {
    for (size_t i = 0; i < COUNT(roles); i++) {
        House house;
        Ctx *fixture = *state;
        assert_ok(db_savepoint(fixture));
        const Ctx cx = caller_with(fixture, &house, roles[i].role, roles[i].agency);
        for (size_t j = 0; j < COUNT(permissions); j++) {
            assert_row(i * 10 + j, permissions[j].name);
            assert_int_equal(access_may(&cx, permissions[j].name), roles[i].may[j]);
        }
        db_rollback_to(fixture);
    }
}

static void strangers_may_what_is_public(void **state) {
    const House house = { .modules = (const Module *const[]){ &room }, .module_count = 1 };
    Ctx cx = *(Ctx *)*state;
    cx.house = &house;
    cx.caller = (Caller){ .id = S("") };
    for (size_t i = 0; i < COUNT(permissions); i++) assert_int_equal(access_may(&cx, permissions[i].name), i == 0);
    assert_false(access_may_for(&cx, "t.everybody", S("SKHCN"))); /* nor does public mean: for an agency */
    cx.caller.id = S("system"); /* commands and jobs have all */
    for (size_t i = 0; i < COUNT(permissions); i++) assert_true(access_may(&cx, permissions[i].name));
    assert_true(access_may_for(&cx, "t.nobody", S("SKHCN")));
}

typedef struct ReachRow {
    Role role;
    const char *agency, *permission, *asked;
    bool reaches;
} ReachRow;

static const ReachRow reaches[] = {
    { ROLE_OFFICER, "SKHCN", "t.enter", "SKHCN", true },   { ROLE_OFFICER, "SKHCN", "t.enter", "SNV", false },
    { ROLE_OFFICER, "SKHCN", "t.enter", "", false },       { ROLE_OFFICER, "SKHCN", "t.enter", "SKHCN2", false },
    { ROLE_OFFICER, "SKHCN", "t.check", "SKHCN", false },  { ROLE_HEAD, "SNV", "t.enter", "SNV", true },
    { ROLE_HEAD, "SNV", "t.enter", "SKHCN", false },       { ROLE_COORDINATOR, "", "t.check", "SKHCN", true },
    { ROLE_COORDINATOR, "", "t.check", "SNV", true },      { ROLE_COORDINATOR, "", "t.enter", "SNV", false },
    { ROLE_COORDINATOR, "SKHCN", "t.check", "SNV", true }, /* its agency is not kept: it reaches the province */
    { ROLE_CITIZEN, "", "t.everybody", "SKHCN", true },
};

static void officers_reach_their_own_agency_alone(void **state) {
    for (size_t i = 0; i < COUNT(reaches); i++) {
        House house;
        Ctx *fixture = *state;
        assert_row(i, reaches[i].asked);
        assert_ok(db_savepoint(fixture));
        Ctx cx = caller_with(fixture, &house, reaches[i].role, reaches[i].agency);
        assert_int_equal(access_may_for(&cx, reaches[i].permission, str_of(reaches[i].asked)), reaches[i].reaches);
        assert_int_equal(access_require_for(&cx, reaches[i].permission, str_of(reaches[i].asked)),
                         reaches[i].reaches ? OK : FORBIDDEN);
        if (!reaches[i].reaches) assert_problem(&cx, &agency_not_yours);
        db_rollback_to(fixture);
    }
}

static void tells_for_which_agencies(void **state) {
    House house;
    Ctx *fixture = *state;
    bool all;
    (void)caller_with(fixture, &house, ROLE_OFFICER, "SKHCN");
    (void)caller_with(fixture, &house, ROLE_COORDINATOR, "");
    const Ctx cx = caller_with(fixture, &house, ROLE_HEAD, "SNV");
    const Texts enters = access_agencies(&cx, "t.enter", &all);
    assert_false(all);
    assert_int_equal(enters.count, 2);
    assert_int_equal(access_agencies(&cx, "t.check", &all).count, 0);
    assert_true(all); /* the coordinator's reaches the province */
    assert_int_equal(access_agencies(&cx, "t.nobody", &all).count, 0);
    assert_false(all);
    size_t count;
    assert_non_null(access_grants(&cx, &count));
    assert_int_equal(count, 3);
}

static void a_role_holds_from_its_day_until_its_day(void **state) {
    Ctx *cx = *state;
    House house;
    (void)caller_with(cx, &house, ROLE_OFFICER, "SKHCN"); /* granted on 2026-11-22 */
    assert_ok(grant_end(cx, &(Grant){ .account = account, .valid_to = { 739942 + 10 } }));
    static const struct {
        const char *now;
        size_t grants;
    } rows[] = {
        { "2026-11-21T16:59:59Z", 0 }, /* the day before, in Việt Nam */
        { "2026-11-21T17:00:00Z", 1 },
        { "2026-12-01T16:59:59Z", 1 }, /* the last day */
        { "2026-12-01T17:00:00Z", 0 }, /* 2 December: the first on which it is no longer valid */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t count;
        Rows kept;
        assert_row(i, rows[i].now);
        fixture_clock(cx, rows[i].now);
        assert_ok(access_load(cx, &account));
        (void)access_grants(cx, &count);
        assert_int_equal(count, rows[i].grants);
        assert_ok(access_grants_of(cx, &account, &kept));
        assert_int_equal(kept.count, 1); /* also when it has ended */
    }
}

static void a_role_is_given_for_an_agency_in_being(void **state) {
    Ctx *cx = *state;
    static const struct {
        Role role;
        const char *agency;
        const ProblemKind *kind;
    } rows[] = {
        { ROLE_OFFICER, "", &role_needs_agency }, { ROLE_HEAD, "", &role_needs_agency },
        { ROLE_OFFICER, "NOBODY", &code_unknown }, { ROLE_OFFICER, "HUYEN-YS", &agency_closed }, /* it has ended */
        { ROLE_HEAD, "SO", &code_unknown },        /* a collective is no agency */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].agency);
        fixture_forget(cx);
        assert_int_equal(access_grant(cx, &account, rows[i].role, str_of(rows[i].agency)), INVALID);
        assert_faults(cx, { rows[i].kind, 0, "agency" });
    }
    Rows kept;
    assert_ok(access_grants_of(cx, &account, &kept));
    assert_int_equal(kept.count, 0);
}

static Ctx *asking;

static void ask_for_what_nobody_declared(void) {
    asking->caller.id = S("account_1");
    (void)access_may(asking, "t.misspelt");
}

static void stops_at_permissions_that_nobody_declares(void **state) {
    asking = *state;
    assert_true(stops(ask_for_what_nobody_declared));
}

#define IN_PROVINCE(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PROVINCE(each_role_may_what_its_rows_say),
        IN_PROVINCE(strangers_may_what_is_public),
        IN_PROVINCE(officers_reach_their_own_agency_alone),
        IN_PROVINCE(tells_for_which_agencies),
        IN_PROVINCE(a_role_holds_from_its_day_until_its_day),
        IN_PROVINCE(a_role_is_given_for_an_agency_in_being),
        AT_DESK(stops_at_permissions_that_nobody_declares),
    };
    return cmocka_run_group_tests_name("access", tests, NULL, NULL);
}
