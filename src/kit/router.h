/* kit/router - which row of the tables answers an address. Owns the whole path; nothing is compared after it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_ROUTER_H
#define KIT_ROUTER_H

#include "kit/module.h"

enum { PATH_VALUES_MAX = 4, PATH_PARTS_MAX = 12, QUERY_PAIRS_MAX = 32 };

#define API_ROOT "/api/v1"

typedef struct Pair {
    Str name, value; /* value decoded */
} Pair;

/* A request target taken apart: path parts and query pairs, percent-decoded once. */
typedef struct RequestTarget {
    Str path; /* as it came */
    Str parts[PATH_PARTS_MAX];
    size_t starts[PATH_PARTS_MAX]; /* of each part in the path */
    size_t part_count;
    Pair pairs[QUERY_PAIRS_MAX];
    size_t pair_count;
} RequestTarget;

typedef struct Match {
    const Route *route; /* or */
    const Page *page;
    Pair values[PATH_VALUES_MAX]; /* of the {names} in the row's path */
    size_t value_count;
} Match;

/* INVALID, with a Problem, for a target that is too long, badly encoded, or hides a `/` or `..` in its encoding. */
Code target_read(Ctx *cx, Str raw, RequestTarget *ret_target);

/* Below /api/v1, or at an address outside of it that a route has: not a page. */
bool target_is_api(const House *house, const RequestTarget *target);
/* NOT_FOUND without a Problem when no row has this path, or none with this verb: route_verbs() tells which it takes. */
Code route_find(const House *house, Str verb, const RequestTarget *target, Match *ret_match);
/* The verbs of an address as the header Allow lists them: "GET, HEAD, POST"; "" when no row has this path. */
Str route_verbs(Arena *arena, const House *house, const RequestTarget *target);
Code page_find(const House *house, const RequestTarget *target, Match *ret_match);
/* A page is looked at, though its address may have a route outside of /api/v1 for changes. */
bool target_is_page(const House *house, Str verb, const RequestTarget *target);
const Route *route_by_path(const House *house, const char *verb, const char *path);

/* Fills the record from the path's values and the query's pairs. Pairs that the Shape lacks are faults. */
void target_to_record(Ctx *cx, const RequestTarget *target, const Match *match, const Shape *shape, void *record);

/* A form as a browser or another server posts it. Names that the Shape lacks are passed over: standards want it so. */
Code form_to_record(Ctx *cx, Str form, const Shape *shape, void *record);

/* Percent-encoded, so that it may stand anywhere in an address or a form. */
void url_write(Buf *out, Str text);

/* The address of a GET route for a page's values and query: /api/v1/strategy/goals/X?year=2026, percent-encoded. */
Str target_url(Arena *arena, const RequestTarget *target, const Match *match, const char *route_path);

extern const ProblemKind address_form;

#endif
