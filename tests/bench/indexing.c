/* tests/bench/indexing - the whole house with one more room, whose command puts passages of a file into the index. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "app/modules.h"
#include "kit/commands.h"
#include "kit/kit.h"
#include "platform/search/search.h"

enum { FILE_BYTES_MAX = 256 * 1024 * 1024, ARENA_BYTES = 64 * 1024 * 1024, MODULES_MAX = 32, PASSAGES_MAX = 10000 };

typedef struct IndexArgs {
    Str file;
} IndexArgs;

static const Field index_args_fields[] = { OPTION(IndexArgs, file, REQUIRED, 1, 1000, "a passage a line; a document "
                                                                                      "ends with an empty one") };
static const Shape index_args_shape = SHAPE(IndexArgs, index_args_fields);

typedef struct Document {
    Str code;
    SearchPassage *passages;
    size_t count;
} Document;

static Code index_document(Ctx *cx, const void *in, void *out) {
    const Document *document = in;
    (void)out;
    const SearchSource source = { S("text"), document->code, document->code, document->code, S("") };
    return search_passages_replace(cx, &source, document->passages, document->count);
}

static Code index_run(Ctx *cx, const void *in, void *out) {
    const IndexArgs *args = in;
    (void)out;
    Str rest;
    int64_t documents = 0, passages = 0;
    TRY(file_read(cx, args->file, FILE_BYTES_MAX, &rest));
    Ctx inner = *cx;
    inner.arena = arena_new(ARENA_BYTES);
    Document document = { .passages = lasting_alloc(sizeof(SearchPassage) * PASSAGES_MAX) };
    const int64_t began_us = time_steady_us();
    while (rest.at != NULL) {
        const Str line = str_cut(&rest, '\n');
        if (line.len > 0) {
            MUST(document.count < PASSAGES_MAX);
            document.passages[document.count++] =
                (SearchPassage){ SEARCH_TEXT, S(""), S("II. Nhiệm vụ"), S("II.1"), line };
            passages++;
            continue;
        }
        document.code = str_format(inner.arena, "VB%05lld", (long long)++documents);
        MUST(run_work(&inner, DB_WRITE, index_document, &document, NULL, 0) == OK);
        arena_reset(inner.arena);
        document.count = 0;
    }
    say("REPORT %lld %lld %lld\n", (long long)documents, (long long)passages, (long long)(time_steady_us() - began_us));
    lasting_free(document.passages);
    arena_free(inner.arena);
    return OK;
}

static const Command commands[] = {
    { "bench index", .args = &index_args_shape, .run = index_run, .needs_store = true, .help = "Index a file" },
};

static const Module bench_module = { .name = "bench", .title = "Bench", TABLE(command, commands) };

int main(int argc, char **argv) {
    const Module *modules[MODULES_MAX];
    House house = house_built();
    MUST(house.module_count < MODULES_MAX);
    memcpy(modules, house.modules, sizeof modules[0] * house.module_count);
    modules[house.module_count++] = &bench_module;
    house.modules = modules;
    return commands_run(&house, argc, argv);
}
