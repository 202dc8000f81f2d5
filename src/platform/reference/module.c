/* platform/reference - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reference/pages.h"
#include "platform/reference/records.h"

#include "platform/reference/migrations.h"

static const Permission permissions[] = {
    { "reference.read", "public citizen officer head coordinator leader administrator", "See agencies and places" },
};

static const Route routes[] = {
    { "GET", "/reference/agencies", agencies_list, .may = "reference.read", .in = &agency_filter_shape,
      .out = &agency_list_shape, .is_shared = true,
      .help = "Agencies in being on a day" },
    { "GET", "/reference/agencies/{code}", agency_get, .may = "reference.read", .in = &agency_key_shape,
      .out = &agency_page_shape, .is_shared = true,
      .help = "One agency, with whose work it took over" },
    { "GET", "/reference/places", places_list, .may = "reference.read", .out = &place_list_shape, .is_shared = true,
      .help = "The province and its communes, with their tiles" },
    { "GET", "/reference/boundaries", boundaries_get, .may = "reference.read", .out = &raw_shape,
      .gives = "application/json", .is_shared = true,
      .help = "Boundaries drawn as SVG paths, when the installation supplied them" },
};

static const Command commands[] = {
    { "places boundaries", .args = &boundaries_args_shape, .operand = "file", .run = boundaries_take, .writes = true,
      .help = "Take the communes' boundaries from a GeoJSON file" },
};

static const ProblemKind *const problems[] = {
    &code_twice,        &code_form,         &code_unknown,      &identifier_form,   &dates_turned,
    &boundaries_absent,
};

const Module reference_module = {
    .name = "reference",
    .title = "Reference",
    TABLE(migration, reference_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(command, commands),
    TABLE(problem, problems),
};
