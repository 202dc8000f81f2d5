/* kit/tests/describe_test - the tables check themselves, and tell people what they say. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/describe.h"
#include "kit/kit.h"
#include "kit/tests/record.h"
#include "tests/harness/fixture.h"

#include <jansson.h>

static Code work(Ctx *cx, const void *in, void *out) {
    (void)cx;
    (void)in;
    (void)out;
    return OK;
}

static void the_house_is_sound(void **state) {
    assert_ok(house_check(*state));
}

/* Does every address of the later row fit the earlier one as well, so that the later one is never met? */
static bool hides(const char *earlier, const char *later) {
    Str left = str_of(earlier), right = str_of(later);
    while (left.at != NULL && right.at != NULL) {
        const Str one = str_cut(&left, '/'), other = str_cut(&right, '/');
        if (!str_starts(one, S("{")) && !str_equal(one, other)) return false;
    }
    return left.at == NULL && right.at == NULL;
}

/* The first row that fits answers (router_test): rows of all rooms, in their order. */
static void no_row_of_the_house_hides_another(void **state) {
    const House *house = ((Ctx *)*state)->house;
    const Route *routes[500];
    const Page *pages[500];
    size_t route_count = 0, page_count = 0;
    for (size_t i = 0; i < house->module_count; i++) {
        const Module *module = house->modules[i];
        for (size_t j = 0; j < module->route_count; j++) routes[route_count++] = &module->routes[j];
        for (size_t j = 0; j < module->page_count; j++) pages[page_count++] = &module->pages[j];
    }
    assert_true(hides("/goals/{id}", "/goals/newest") && !hides("/goals/newest", "/goals/{id}"));
    assert_true(!hides("/goals", "/goals/{id}") && !hides("/goals/{id}", "/goals"));
    for (size_t i = 0; i < route_count * route_count; i++) {
        const Route *earlier = routes[i % route_count], *later = routes[i / route_count];
        const bool is_before = i % route_count < i / route_count && strcmp(earlier->verb, later->verb) == 0;
        if (is_before && hides(earlier->path, later->path))
            fail_with("%s %s is never met behind %s", later->verb, later->path, earlier->path);
    }
    for (size_t i = 0; i < page_count * page_count; i++) {
        const Page *earlier = pages[i % page_count], *later = pages[i / page_count];
        if (i % page_count < i / page_count && hides(earlier->path, later->path))
            fail_with("%s is never met behind %s", later->path, earlier->path);
    }
}

/* ---- rooms with one fault each ---- */

static const Permission permissions[] = { { "test.read", "public citizen", "h" }, { "test.write", "officer", "h" } };
static const ProblemKind kind = { INVALID, "test/kind", { "t", "t" }, { "d", "d" } };
static const Field unhelpful_fields[] = { FIELD(Part, name, OPTIONAL, 0, 0) };
static const Shape unhelpful_shape = SHAPE(Part, unhelpful_fields);

static Code metric_knows(Ctx *cx, Str argument, MetricUnit *ret_unit) {
    (void)cx;
    (void)argument;
    (void)ret_unit;
    return OK;
}

static Code metric_read(Ctx *cx, const MetricAsked *asked, MetricValue *ret_values) {
    (void)cx;
    (void)asked;
    (void)ret_values;
    return OK;
}

static Code needs_list(Ctx *cx, Rows *ret_awaited) {
    (void)cx;
    (void)ret_awaited;
    return OK;
}

typedef struct RoomRow {
    const char *what;
    Route routes[2];
    Page pages[2];
    Command commands[2];
    const ProblemKind *problems[2];
    Metric metrics[2];
    Need needs[2];
    size_t count; /* of each table that is not empty */
} RoomRow;

static const RoomRow wrong_rooms[] = {
    { "no permission", .routes = { { "GET", "/a", work, .help = "h" } }, .count = 1 },
    { "an unknown permission", .routes = { { "GET", "/a", work, .may = "test.nope", .help = "h" } }, .count = 1 },
    { "no help", .routes = { { "GET", "/a", work, .may = "test.read" } }, .count = 1 },
    { "a GET that writes", .routes = { { "GET", "/a", work, .may = "test.read", .writes = true, .help = "h" } },
      .count = 1 },
    { "a POST that leaves a record",
      .routes = { { "POST", "/a", work, .may = "test.write", .writes = true, .leaves_record = true, .help = "h" } },
      .count = 1 },
    { "a record left by an answer that is kept",
      .routes = { { "GET", "/a", work, .may = "test.read", .is_shared = true, .leaves_record = true, .help = "h" } },
      .count = 1 },
    { "who asks others without finding out what",
      .routes = { { "POST", "/a", work, .asks = work, .may = "test.write", .writes = true, .help = "h" } },
      .count = 1 },
    { "a form without members",
      .routes = { { "POST", "/a", work, .may = "test.write", .takes_form = true, .writes = true, .help = "h" } },
      .count = 1 },
    { "a POST that does not", .routes = { { "POST", "/a", work, .may = "test.read", .help = "h" } }, .count = 1 },
    { "shared, but not public",
      .routes = { { "GET", "/a", work, .may = "test.write", .is_shared = true, .help = "h" } }, .count = 1 },
    { "one address twice", .routes = { { "GET", "/a", work, .may = "test.read", .help = "h" },
                                       { "GET", "/a", work, .may = "test.read", .help = "h" } }, .count = 2 },
    { "a page without its route", .pages = { { "/a", "public", "/none", { "t", "t" }, "h" } }, .count = 1 },
    { "one page twice", .pages = { { "/a", "public", NULL, { "t", "t" }, "h" },
                                   { "/a", "staff", NULL, { "t", "t" }, "h" } }, .count = 2 },
    { "one command twice", .commands = { { "a b", .run = work, .help = "h" }, { "a b", .run = work, .help = "h" } },
      .count = 2 },
    { "an option without help", .commands = { { "a", .args = &unhelpful_shape, .run = work, .help = "h" } },
      .count = 1 },
    { "one problem twice", .problems = { &kind, &kind }, .count = 2 },
    { "a metric of another room",
      .metrics = { { "other.a", { "t", "t" }, METRIC_COUNT, NULL, NULL, metric_read, "h" } }, .count = 1 },
    { "a metric that a formula cannot write",
      .metrics = { { "test.A-b", { "t", "t" }, METRIC_COUNT, NULL, NULL, metric_read, "h" } }, .count = 1 },
    { "a metric without a noun", .metrics = { { "test.", { "t", "t" }, METRIC_COUNT, NULL, NULL, metric_read, "h" } },
      .count = 1 },
    { "a metric without help", .metrics = { { "test.a", { "t", "t" }, METRIC_COUNT, NULL, NULL, metric_read, NULL } },
      .count = 1 },
    { "a metric without a unit", .metrics = { { "test.a", { "t", "t" }, 0, NULL, NULL, metric_read, "h" } },
      .count = 1 },
    { "a metric that nobody reads", .metrics = { { "test.a", { "t", "t" }, METRIC_COUNT, NULL, NULL, NULL, "h" } },
      .count = 1 },
    { "an argument that nobody knows",
      .metrics = { { "test.a", { "t", "t" }, METRIC_COUNT, "a code", NULL, metric_read, "h" } }, .count = 1 },
    { "one metric twice", .metrics = { { "test.a", { "t", "t" }, METRIC_COUNT, NULL, NULL, metric_read, "h" },
                                       { "test.a", { "t", "t" }, METRIC_SHARE, NULL, NULL, metric_read, "h" } },
      .count = 2 },
    { "what waits for nobody", .needs = { { "test.nope", { "t", "t" }, needs_list } }, .count = 1 },
    { "what waits without saying for what", .needs = { { "test.read", { "t", NULL }, needs_list } }, .count = 1 },
    { "what waits and is not listed", .needs = { { "test.read", { "t", "t" }, NULL } }, .count = 1 },
};

static const RoomRow right_room = {
    "a sound room",
    .routes = { { "GET", "/a", work, .may = "test.read", .is_shared = true, .help = "h" },
                { "POST", "/a", work, .may = "test.write", .writes = true, .help = "h" } },
    .pages = { { "/a", "public", "/a", { "t", "t" }, "h" }, { "/b", "public", NULL, { "t", "t" }, "h" } },
    .commands = { { "a", .run = work, .help = "h" }, { "a b", .run = work, .help = "h" } },
    .problems = { &kind, &not_found },
    .metrics = { { "test.a", { "t", "t" }, METRIC_COUNT, NULL, NULL, metric_read, "h" },
                 { "test.a_2", { "t", "t" }, METRIC_NUMBER, "a code", metric_knows, metric_read, "h" } },
    .needs = { { "test.read", { "t", "t" }, needs_list }, { "test.write", { "t", "t" }, needs_list } },
    .count = 2,
};

static Code checked(Ctx *desk, const RoomRow *row) {
    const Module room = { .name = "test", .title = "Test",
                          .permissions = permissions, .permission_count = COUNT(permissions),
                          .routes = row->routes, .route_count = row->routes[0].verb == NULL ? 0 : row->count,
                          .pages = row->pages, .page_count = row->pages[0].path == NULL ? 0 : row->count,
                          .commands = row->commands, .command_count = row->commands[0].name == NULL ? 0 : row->count,
                          .metrics = row->metrics, .metric_count = row->metrics[0].name == NULL ? 0 : row->count,
                          .needs = row->needs, .need_count = row->needs[0].may == NULL ? 0 : row->count,
                          .problems = row->problems, .problem_count = row->problems[0] == NULL ? 0 : row->count };
    const Module *const rooms[] = { &room };
    const House house = { .modules = rooms, .module_count = 1 };
    Ctx cx = *desk;
    cx.house = &house;
    const Code code = house_check(&cx);
    if (code != OK) assert_problem(&cx, &house_faulty);
    return code;
}

static void refuses_tables_that_are_at_fault(void **state) {
    assert_ok(checked(*state, &right_room));
    for (size_t i = 0; i < COUNT(wrong_rooms); i++) {
        assert_row(i, wrong_rooms[i].what);
        assert_int_equal(checked(*state, &wrong_rooms[i]), BROKEN);
    }
}

/* ---- what is told ---- */

static void tells_of_every_row(void **state) {
    Ctx *cx = *state;
    const Str openapi = describe_openapi(cx), rights = describe_permissions(cx), settings = describe_settings(cx),
              problems = describe_problems(cx), commands = describe_commands(cx), conf = describe_conf(cx),
              metrics = describe_metrics(cx);
    json_t *parsed = json_loadb(openapi.at, openapi.len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(parsed);
    for (size_t i = 0; i < cx->house->module_count; i++) {
        const Module *module = cx->house->modules[i];
        for (size_t j = 0; j < module->route_count; j++) {
            const json_t *path = json_object_get(json_object_get(parsed, "paths"), module->routes[j].path);
            assert_non_null(json_object_get(path, str_lower(cx->arena, str_of(module->routes[j].verb)).at));
        }
        for (size_t j = 0; j < module->permission_count; j++)
            assert_holds(rights, str_format(cx->arena, "| %s |", module->permissions[j].name).at);
        for (size_t j = 0; j < module->problem_count; j++)
            assert_holds(problems, str_format(cx->arena, "## %s\n", module->problems[j]->slug).at);
        for (size_t j = 0; j < module->command_count; j++)
            assert_holds(commands, str_format(cx->arena, "## banyan %s\n", module->commands[j].name).at);
        for (size_t j = 0; j < module->metric_count; j++)
            assert_holds(metrics, str_format(cx->arena, "| %s |", module->metrics[j].name).at);
        for (size_t j = 0; j < module->setting_count; j++) {
            assert_holds(settings, str_format(cx->arena, "| %s |", module->settings[j]->name).at);
            assert_holds(conf, str_format(cx->arena, "# %s = %s\n", module->settings[j]->name,
                                          module->settings[j]->standard).at);
        }
    }
    json_decref(parsed);
}

/* With its marks taken away, every line of the file that `banyan init` makes is a setting within its limits. */
static void the_settings_file_can_be_read(void **state) {
    Ctx *cx = *state;
    Buf out = buf_new(cx->arena, 100000);
    const Settings *settings;
    for (Str rest = describe_conf(cx); rest.at != NULL;) {
        Str line = str_cut(&rest, '\n');
        const bool is_setting = str_find(line, S(" = ")) < line.len && str_starts(line, S("# "));
        if (is_setting) buf_addf(&out, "%.*s\n", STR_FMT(str_part(line, 2, line.len)));
    }
    assert_ok(settings_make(cx, fixture_file(cx, "t.conf", written(&out)), NULL, 0, &settings));
    assert_text(setting_text(settings, &clock_offset_minutes), "420");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(the_house_is_sound),
        AT_DESK(no_row_of_the_house_hides_another),
        AT_DESK(refuses_tables_that_are_at_fault),
        AT_DESK(tells_of_every_row),
        AT_DESK(the_settings_file_can_be_read),
    };
    return cmocka_run_group_tests_name("describe", tests, NULL, NULL);
}
