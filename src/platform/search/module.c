/* platform/search - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/search/answers.h"
#include "platform/search/entries.h"
#include "platform/search/passages.h"

#include "platform/search/migrations.h"

static const Permission permissions[] = {
    { "search.find", "public citizen officer head coordinator leader administrator", "Search, and ask" },
};

static const Route routes[] = {
    { "GET", "/search", search_get, .may = "search.find", .in = &search_query_shape, .out = &search_found_shape,
      .is_shared = true,
      .help = "Find anything by its words, with or without Vietnamese marks" },
    { "GET", "/search/passages", passages_get, .may = "search.find", .in = &passages_query_shape,
      .out = &passages_found_shape, .is_shared = true,
      .help = "Passages of documents that hold all words, the best first, with the places of the words" },
    { "GET", "/ask", answer_get, .may = "search.find", .in = &question_shape, .out = &answer_shape, .is_shared = true,
      .is_slow = true,
      .help = "Passages that answer a question best, quoted word for word; none when nothing fits" },
    { "POST", "/ask/compositions", compose_hear, .prepare = compose_prepare, .asks = compose_ask, .may = "search.find",
      .in = &question_shape, .out = &composed_shape, .writes = true,
      .help = "An answer that a language model composed from these passages alone, where one is configured" },
};

static const Page pages[] = {
    { "/tim", "public", "/search", { "Tìm kiếm", "Search" }, .help = "Search results" },
};

static const Setting *const settings[] = { &ask_model_url,       &ask_model_name,   &ask_model_key,
                                           &ask_model_timeout_s, &ask_model_public, &ask_model_daily_max };

static const ProblemKind *const problems[] = { &model_none, &model_sign_in, &model_spent, &source_too_long };

const Module search_module = {
    .name = "search",
    .title = "Search",
    TABLE(migration, search_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(setting, settings),
    TABLE(problem, problems),
};
