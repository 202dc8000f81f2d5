/* kit/serve - see serve.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/serve.h"

#include "base/log.h"
#include "kit/commands.h"
#include "kit/describe.h"
#include "kit/http_server.h"
#include "kit/jobs.h"
#include "kit/kept.h"
#include "kit/kit.h"
#include "kit/migrate.h"

#include <malloc.h>
#include <signal.h>

#define CONF_MODE         0600U
#define RENEW_ARENA_BYTES (4 * 1024 * 1024)
#define MALLOC_POOLS      2 /* glibc's own; more cost memory and bring nothing to a server with arenas */

/* What rooms keep in the data folder beside the database. */
static Code found_rooms(Ctx *cx) {
    for (size_t i = 0; i < cx->house->module_count; i++) {
        const Module *module = cx->house->modules[i];
        if (module->founds != NULL) TRY(module->founds(cx));
    }
    return OK;
}

/* ---- serve ---- */

static void block_signals(sigset_t *ret_awaited) {
    MUST(sigemptyset(ret_awaited) == 0);
    MUST(sigaddset(ret_awaited, SIGTERM) == 0);
    MUST(sigaddset(ret_awaited, SIGINT) == 0);
    MUST(sigaddset(ret_awaited, SIGHUP) == 0);
    MUST(pthread_sigmask(SIG_BLOCK, ret_awaited, NULL) == 0);
    (void)signal(SIGPIPE, SIG_IGN); // NOLINT(cert-err33-c)
}

/* At SIGHUP: the certificate was renewed. With one that does not do, the present one is kept. */
static void renew(const House *house, HttpServer *server) {
    Arena *arena = arena_new(RENEW_ARENA_BYTES);
    Ctx cx = { .arena = arena, .house = house };
    if (http_renew(&cx, server) == OK)
        log_line(LOG_NOTICE, "read the certificate again after SIGHUP");
    else
        log_line(LOG_ERROR, "the certificate of before is kept: [%s] %.*s", cx.problem.kind->slug,
                 STR_FMT(cx.problem.en));
    arena_free(arena);
}

/* ---- what rooms listen at ---- */

typedef struct OpenGate {
    const Gate *gate;
    void *open;
} OpenGate;

enum { GATES_MAX = 4 };
typedef struct OpenGates {
    OpenGate gates[GATES_MAX];
    size_t count;
} OpenGates;

static void gates_close(OpenGates *gates) {
    for (size_t i = 0; i < gates->count; i++) gates->gates[i].gate->close(gates->gates[i].open);
    gates->count = 0;
}

static void gates_quiesce(OpenGates *gates) {
    for (size_t i = 0; i < gates->count; i++) gates->gates[i].gate->quiesce(gates->gates[i].open);
}

static Code gates_open(Ctx *cx, Lanes *lanes, OpenGates *gates) {
    for (size_t i = 0; i < cx->house->module_count; i++) {
        const Gate *gate = cx->house->modules[i]->gate;
        void *open = NULL;
        if (gate == NULL) continue;
        TRY(gate->open(cx, lanes, &open));
        MUST(gates->count < GATES_MAX);
        if (open != NULL) gates->gates[gates->count++] = (OpenGate){ gate, open };
    }
    return OK;
}

static int await_end(const sigset_t *awaited, const House *house, HttpServer *server) {
    int signal_number = 0;
    while (sigwait(awaited, &signal_number) == 0 && signal_number == SIGHUP) renew(house, server);
    return signal_number;
}

static Code serve(Ctx *cx) {
    const House *house = cx->house;
    sigset_t awaited;
    block_signals(&awaited);
    (void)mallopt(M_ARENA_MAX, MALLOC_POOLS);
    log_set_level((LogLevel)setting_int(house->settings, &log_level));
    TRY(house_check(cx));
    TRY(folder_make(cx, path_join(cx->arena, house->data_folder, S("tmp"))));
    TRY(found_rooms(cx)); /* a data folder of an older build has not all of it */
    Lanes *lanes = lanes_open(house);
    HttpServer *server = NULL;
    OpenGates gates = { 0 };
    Code code = gates_open(cx, lanes, &gates);
    if (code == OK) code = http_start(cx, lanes, &server);
    if (code != OK) {
        lanes_close(lanes);
        gates_close(&gates);
        return code;
    }
    Scheduler *scheduler = scheduler_open(house, lanes);
    say("Banyan phục vụ tại / serves at port %u (%.*s, %.*s)\n", http_port(server),
        STR_FMT(setting_text(house->settings, &http_listen)), STR_FMT(store_engine(house->store)));
    log_line(LOG_NOTICE, "stopping after signal %d", await_end(&awaited, house, server));
    http_quiesce(server);
    gates_quiesce(&gates);
    scheduler_close(scheduler);
    lanes_close(lanes);
    http_stop(server);
    gates_close(&gates);
    return OK;
}

Code serve_run(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    House house = *cx->house;
    Ctx inner = *cx;
    house.shelf = shelf_new();
    inner.house = &house;
    const Code code = serve(&inner);
    shelf_free(house.shelf);
    cx->problem = inner.problem;
    return code;
}

/* ---- init ---- */

Code data_folder_make(Ctx *cx, bool *ret_is_new) {
    const Str folder = cx->house->data_folder, conf = path_join(cx->arena, folder, S("banyan.conf"));
    TRY(folder_make(cx, folder));
    TRY(folder_make(cx, path_join(cx->arena, folder, S("tmp"))));
    TRY(found_rooms(cx));
    *ret_is_new = !file_exists(cx->arena, conf);
    if (*ret_is_new) return file_write(cx, conf, describe_conf(cx), CONF_MODE);
    say("“%.*s” đã có, giữ nguyên / is there already and was left as it is\n", STR_FMT(conf));
    return OK;
}

Code init_run(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Str folder = cx->house->data_folder, conf = path_join(cx->arena, folder, S("banyan.conf"));
    bool is_new;
    TRY(data_folder_make(cx, &is_new));
    TRY(folder_make(cx, path_join(cx->arena, folder, S("files"))));
    if (!is_new) return OK;
    say("Đã tạo / made %.*s\nTiếp theo / next:\n  banyan account add --data %.*s --username admin --role "
        "administrator\n"
        "  banyan plan load <folder> --data %.*s\n  banyan serve --data %.*s\n",
        STR_FMT(conf), STR_FMT(folder), STR_FMT(folder), STR_FMT(folder));
    return OK;
}

/* ---- migrate ---- */

typedef struct MigrateArgs {
    bool dry_run;
} MigrateArgs;

static const Field migrate_args_fields[] = {
    OPTION(MigrateArgs, dry_run, OPTIONAL, 0, 0, "only tell what would be done"),
};
const Shape migrate_args_shape = SHAPE(MigrateArgs, migrate_args_fields);

Code migrate_run(Ctx *cx, const void *in, void *out) {
    (void)out;
    const MigrateArgs *args = in;
    Store *store = NULL;
    House house = *cx->house;
    const Str url = setting_text(house.settings, &db_url);
    const Str lite = str_format(cx->arena, "sqlite:%.*s/banyan.db", STR_FMT(house.data_folder));
    TRY(store_open(cx, url.len > 0 ? url : lite, &store));
    house.store = store;
    Ctx inner = *cx;
    inner.house = &house;
    Texts steps = { 0 };
    Code code = store_writer(&inner, store, &inner.db);
    if (code == OK) code = migrate_all(&inner, args->dry_run, &steps);
    for (size_t i = 0; i < steps.count; i++)
        say("%s %.*s\n", args->dry_run ? "sẽ chạy / would take" : "đã chạy / took", STR_FMT(steps.items[i]));
    if (code == OK && steps.count == 0) say("Cơ sở dữ liệu đã mới nhất / the database is up to date\n");
    store_close(store);
    cx->problem = inner.problem;
    return code;
}

/* ---- describe and version ---- */

typedef struct DescribeArgs {
    bool openapi, typescript, permissions, settings, problems, commands, metrics;
} DescribeArgs;

static const Field describe_args_fields[] = {
    OPTION(DescribeArgs, openapi, OPTIONAL, 0, 0, "OpenAPI 3.1 of all routes, as JSON"),
    OPTION(DescribeArgs, typescript, OPTIONAL, 0, 0, "types and calls for the front end"),
    OPTION(DescribeArgs, permissions, OPTIONAL, 0, 0, "who may do what, as a table"),
    OPTION(DescribeArgs, settings, OPTIONAL, 0, 0, "settings with standard values, limits and sources"),
    OPTION(DescribeArgs, problems, OPTIONAL, 0, 0, "everything that can go wrong, and what to do"),
    OPTION(DescribeArgs, commands, OPTIONAL, 0, 0, "commands and their options"),
    OPTION(DescribeArgs, metrics, OPTIONAL, 0, 0, "figures about agencies that formulas can refer to"),
};
const Shape describe_args_shape = SHAPE(DescribeArgs, describe_args_fields);

Code describe_run(Ctx *cx, const void *in, void *out) {
    (void)out;
    const DescribeArgs *args = in;
    TRY(house_check(cx));
    const struct {
        bool is_wanted;
        const char *title;
        Str (*describe)(Ctx *cx);
    } parts[] = {
        { args->openapi, NULL, describe_openapi },
        { args->typescript, NULL, describe_typescript },
        { args->permissions, "# Permissions", describe_permissions },
        { args->settings, "# Settings", describe_settings },
        { args->problems, "# Problems", describe_problems },
        { args->commands, "# Commands", describe_commands },
        { args->metrics, "# Metrics", describe_metrics },
    };
    bool any = false;
    for (size_t i = 0; i < COUNT(parts); i++) any = any || parts[i].is_wanted;
    for (size_t i = 0; i < COUNT(parts); i++) {
        const bool is_shown = parts[i].is_wanted || (!any && parts[i].title != NULL);
        if (!is_shown) continue;
        if (parts[i].title != NULL) say("<!-- generated by `banyan describe`; do not edit -->\n%s\n\n", parts[i].title);
        const Str text = parts[i].describe(cx);
        (void)fwrite(text.at, 1, text.len, stdout);
    }
    return OK;
}

Code version_run(Ctx *cx, const void *in, void *out) {
    (void)cx;
    (void)in;
    (void)out;
    say("banyan %s\n", BANYAN_VERSION);
    return OK;
}
