/* modules/strategy/draft_making - see draft_making.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_making.h"

#include "modules/strategy/agency_names.h"
#include "platform/documents/documents.h"
#include "platform/ledger/ledger.h"
#include "platform/reader/reader.h"

/* What a reader makes of a file on its way: a hostile one may unpack to much, and an arena of its own ends with it. */
#define READING_ARENA_BYTES ((size_t)1024 * 1024 * 1024)

enum { ITEMS_BYTES_MAX = 2 * 1024 * 1024 };

const ProblemKind draft_too_long = {
    INVALID,
    "strategy/draft-too-long",
    { "Văn bản quá dài.", "The document is too long." },
    { "“{0}” dài quá mức một bản nháp chứa được. Tách phụ lục thành tệp riêng rồi thử lại.",
      "“{0}” is longer than a draft can hold. Make its annexes a file of their own and try again." }
};

typedef struct DraftMake {
    Id file;
} DraftMake;

static const Field draft_make_fields[] = { FIELD(DraftMake, file, REQUIRED, 0, 0) };
const Shape draft_make_shape = SHAPE(DraftMake, draft_make_fields);

/* Of what was read in an arena of its own the texts that are kept, in the request's. */
static Code keep_read(Ctx *cx, Arena *scratch, const Reading *reading, const DraftPlan *plan, DraftMade *made) {
    Str *reasons = NEW_ARRAY(cx->arena, Str, reading->reasons.count + 1);
    for (size_t i = 0; i < reading->reasons.count; i++) reasons[i] = str_copy(cx->arena, reading->reasons.items[i]);
    made->draft.reasons = (Texts){ reasons, reading->reasons.count };
    made->draft.format = str_copy(cx->arena, reading->format);
    TRY(draft_passages_text(cx, scratch, &reading->passages, &made->passages));
    TRY(draft_document_text(cx, &plan->document, &made->document));
    const DraftItem *items = plan->items.items;
    made->items = NEW_ARRAY(cx->arena, DraftItem, plan->items.count + 1);
    made->fields = NEW_ARRAY(cx->arena, Str, plan->items.count + 1);
    size_t bytes = 0;
    for (size_t i = 0; i < plan->items.count; i++) {
        made->items[i] = items[i];
        made->items[i].changed_by = S("");
        made->items[i].fields = NULL;
        TRY(draft_fields_text(cx, items[i].fields, &made->fields[i]));
        bytes += made->fields[i].len;
        if (bytes > ITEMS_BYTES_MAX) return TOO_LARGE;
    }
    made->count = plan->items.count;
    return OK;
}

/* What is found before a file is read, and what becomes of it. */
typedef struct DraftReading {
    File file;
    NamesKnown names;
    DraftMade made;
} DraftReading;

Code draft_read_prepare(Ctx *cx, const void *in, void *out) {
    (void)out;
    const DraftMake *make = in;
    DraftReading *on = NEW(cx->arena, DraftReading);
    const File *file = &on->file;
    const Code found = file_find(cx, &make->file, &on->file);
    if (found == NOT_FOUND) return fail_field(cx, S("file"), &file_unknown, id_str(&make->file));
    TRY(found);
    on->made.draft = (PlanDraft){ .id = id_make("draft", cx->now),
                                  .file = str_copy(cx->arena, id_str(&file->id)),
                                  .file_digest = file->digest,
                                  .file_name = file->name };
    cx->prepared = on;
    return names_known(cx, &on->names);
}

/* Holds no transaction and nobody's turn. A scan, which takes a minute, puts itself off where others wait. */
Code draft_read(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    DraftReading *on = cx->prepared;
    const File *file = &on->file;
    Reading reading = { 0 };
    Ctx apart = *cx;
    apart.arena = arena_new(READING_ARENA_BYTES);
    apart.problem = (Problem){ 0 };
    Code code = reader_read(&apart, file_place(cx, file), file->name, &on->names.reader, &reading);
    if (code == TOO_LARGE) {
        code = fail_field(cx, S("file"), &draft_too_long, file->name);
    } else if (code != OK) {
        problem_take_verdict(cx, &apart.problem);
    } else {
        const DraftPlan plan = draft_plan(&apart, &reading, &on->names.known);
        code = !arena_fits(apart.arena, 0) ? TOO_LARGE : OK; /* texts were cut */
        if (code == OK) code = keep_read(cx, apart.arena, &reading, &plan, &on->made);
        if (code != OK) code = fail_field(cx, S("file"), &draft_too_long, file->name);
    }
    cx->is_put_off = apart.is_put_off;
    arena_free(apart.arena);
    return code;
}

Code draft_make(Ctx *cx, const void *in, void *out) {
    (void)in;
    const DraftReading *on = cx->prepared;
    const DraftMade *made = &on->made;
    TRY(draft_insert_made(cx, made, out));
    return ledger_append(cx, S("strategy.draft_made"), id_str(&made->draft.id), { "file", made->draft.file },
                         { "digest", made->draft.file_digest }, { "items", int_text(cx, (int64_t)made->count) });
}
