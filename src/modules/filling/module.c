/* modules/filling - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/filling.h"

#include "modules/filling/arrivals.h"
#include "modules/filling/bindings.h"
#include "modules/filling/drops.h"
#include "modules/filling/pages.h"
#include "modules/filling/rounds.h"

#include "modules/filling/migrations.h"

static const Permission permissions[] = {
    { "filling.see", "officer head coordinator leader administrator",
      "See which figures fill themselves, and their runs" },
    { "filling.bind", "coordinator administrator", "Say which system fills which figure, ask it now, switch it off" },
    { "filling.drop", "officer head", "Hand in a signed file of one's agency's system" },
};

static const Route routes[] = {
    { "GET", "/filling/bindings", bindings_list, .may = "filling.see", .out = &binding_list_shape,
      .help = "Which figures fill themselves, from where, and how the newest run ended" },
    { "GET", "/filling/bindings/{code}", binding_get, .may = "filling.see", .in = &binding_key_shape,
      .out = &binding_page_shape, .help = "One binding with its newest runs" },
    { "POST", "/filling/bindings", binding_set, .may = "filling.bind", .in = &binding_told_shape, .out = &binding_shape,
      .writes = true, .help = "Say how a figure fills itself: new, or in place of the one with this code" },
    { "POST", "/filling/bindings/{code}/switch", binding_switch, .may = "filling.bind", .in = &binding_switch_shape,
      .out = &binding_shape, .writes = true, .help = "Switch a binding on or off, with a reason" },
    { "POST", "/filling/bindings/{code}/run", round_answer, .prepare = round_prepare, .asks = round_ask,
      .may = "filling.bind", .in = &binding_key_shape, .out = &run_view_shape, .writes = true,
      .help = "Ask the service now" },
    { "POST", "/filling/drops", drop_take, .prepare = drop_read, .may = "filling.drop", .in = &drop_shape,
      .out = &run_view_shape, .writes = true, .creates = true,
      .help = "Take in a file that was handed in and that the agency's system has signed" },
};

static const Page pages[] = {
    { "/so-lieu-tu-dong",
      "staff",
      "/filling/bindings",
      { "Số liệu tự động", "Figures that fill themselves" },
      .help = "Which figures fill themselves" },
    { "/so-lieu-tu-dong/{code}",
      "staff",
      "/filling/bindings/{code}",
      { "Số liệu tự động", "Figures that fill themselves" },
      .help = "One binding with its runs" },
};

static const Job jobs[] = {
    { "filling.take_events", .every_s = 1, .wanted = arrivals_wanted, .run = arrivals_take,
      .help = "Takes the figures in that events of the exchange bring" },
    { "filling.ask", .every_s = 1, .wanted = round_wanted, .asks = round_ask, .run = round_hear,
      .help = "Asks the services whose time has come, and takes their figures in" },
};

static const Command commands[] = {
    { "binding load", .args = &binding_load_args_shape, .operand = "file", .run = binding_load, .writes = true,
      .help = "Say from a file which system fills which figure: whole, or not at all" },
    { "drop sign", .args = &drop_sign_args_shape, .operand = "file", .run = drop_sign,
      .help = "Sign a file of figures that is to be handed in; prints the key's id and the signature" },
};

static const ProblemKind *const problems[] = {
    &binding_member_needed, &binding_member_wrong, &binding_unit_differs, &binding_off,
    &binding_switch_reason, &drop_signature_wrong, &drop_taken,           &drop_key_form,
};

const Module filling_module = {
    .name = "filling",
    .title = "Figures that fill themselves",
    TABLE(migration, filling_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(job, jobs),
    TABLE(command, commands),
    TABLE(problem, problems),
};
