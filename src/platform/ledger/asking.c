/* platform/ledger/asking - see asking.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/asking.h"

#include "base/clock.h"
#include "kit/http_client.h"
#include "platform/ledger/record.h"
#include "platform/ledger/witnesses.h"
#include "platform/ledger/witnessing.h"

enum { TIMEOUT_S = 5, ROUND_S = 10, PAUSE_FIRST_S = 2, PAUSE_MAX_S = 300, STATUS_FINE = 200, STATUS_CONFLICT = 409 };

#define SECOND_US INT64_C(1000000)

const ProblemKind witness_away = {
    UNAVAILABLE,
    "ledger/witness-away",
    { "Nhân chứng chưa ký.", "A witness did not cosign." },
    { "{0}: {1}. Sổ cái vẫn ghi tiếp và sẽ hỏi lại. Xem: banyan ledger witness-list.",
      "{0}: {1}. The record goes on, and the witness is asked again. See: banyan ledger witness-list." }
};

/* One witness, what it is asked, and what it answered: a line, another size, or neither. */
typedef struct Question {
    Witness witness;
    WitnessRequest request;
    bool is_asked; /* there was time for it */
    Str line; /* its cosignature */
    bool is_behind;
    int64_t says; /* the size that it knows, when it is another than ours */
    Str trouble;
} Question;

typedef struct Asking {
    SealedTree tree;
    Str text; /* of the checkpoint, without signatures */
    Question *questions;
    size_t count;
} Asking;

/* ---- looking ---- */

/* A witness that knows more than there is gets the question from the beginning: its answer tells that it still does. */
static Code make_question(Ctx *cx, const SealedTree *tree, const Witness *witness, Question *ret_question) {
    *ret_question = (Question){ .witness = *witness };
    WitnessRequest *request = &ret_question->request;
    request->note = tree->note;
    request->old = witness->known <= tree->size ? witness->known : 0;
    TiledTree tiled = tiled_tree(record_tiles(), tree->size);
    const HashSource hashes = tiled_hashes(&tiled);
    return tree_consistency(cx, &hashes, request->old, tree->size, &request->proof);
}

static Code look(Ctx *cx, bool even_early) {
    Rows due;
    Note note;
    TRY(witnesses_due(cx, even_early, &due));
    if (due.count == 0) return NOT_FOUND;
    Asking *asking = NEW(cx->arena, Asking);
    TRY(sealed_newest(cx, &asking->tree));
    MUST(note_read(cx->arena, asking->tree.note, &note) == OK);
    asking->text = note.text;
    asking->questions = NEW_ARRAY(cx->arena, Question, due.count);
    for (; asking->count < due.count; asking->count++)
        TRY(make_question(cx, &asking->tree, &((const Witness *)due.items)[asking->count],
                          &asking->questions[asking->count]));
    cx->prepared = asking;
    return OK;
}

Code asking_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return look(cx, false);
}

/* ---- asking ---- */

static Str status_meaning(Ctx *cx, int status) {
    switch (status) {
    case 403: return S("it knows another key of this record (403)");
    case 404: return S("it does not watch this record, or the address is wrong (404)");
    case 422: return S("our record does not go on from what it has cosigned (422): one of the two is a fork");
    default: return str_format(cx->arena, "it answered with status %d", status);
    }
}

static void read_reply(Ctx *cx, const Asking *asking, const HttpReply *reply, Question *question) {
    NoteKey key;
    int64_t unix_s;
    MUST(note_key_read(cx->arena, question->witness.vkey, &key) == OK);
    if (reply->status == STATUS_FINE) {
        if (!cosignature_find(cx->arena, asking->text, reply->body, &key, &question->line, &unix_s))
            question->trouble = S("its answer holds no cosignature by its key");
        return;
    }
    const bool is_size = reply->status == STATUS_CONFLICT && str_is(reply->media_type, WITNESS_SIZE_TYPE) &&
                         witness_size_read(reply->body, &question->says);
    if (!is_size)
        question->trouble = status_meaning(cx, reply->status);
    else if (question->says == question->request.old)
        question->trouble = S("it has cosigned another record of the same size: one of the two is a fork");
    else if (question->says > asking->tree.size)
        question->trouble = str_format(cx->arena, "it has cosigned %lld entries, and our record has %lld",
                                       (long long)question->says, (long long)asking->tree.size);
    else
        question->is_behind = true;
}

static void ask_one(Ctx *cx, HttpClient *client, const Asking *asking, Question *question) {
    const Str url = str_format(cx->arena, "%.*s/add-checkpoint", STR_FMT(question->witness.url));
    const HttpPost post = { .url = url,
                            .media_type = S("text/plain; charset=utf-8"),
                            .body = witness_request_text(cx->arena, &question->request),
                            .timeout_s = TIMEOUT_S,
                            .bytes_max = WITNESS_ANSWER_BYTES_MAX };
    HttpReply reply;
    question->is_asked = true;
    if (http_post(cx, client, &post, &reply) == OK)
        read_reply(cx, asking, &reply, question);
    else
        question->trouble = cx->problem.en;
    cx->problem = (Problem){ 0 };
}

Code asking_ask(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Asking *asking = cx->prepared;
    HttpClient *client = http_client_open();
    /* those that are silent are not due the next time, so the others get their turn then */
    const int64_t until_us = time_steady_us() + ROUND_S * SECOND_US;
    for (size_t i = 0; i < asking->count && time_steady_us() < until_us; i++)
        ask_one(cx, client, asking, &asking->questions[i]);
    http_client_close(client);
    return OK;
}

/* ---- hearing ---- */

static Time pause_end(const Ctx *cx, int64_t failures) {
    int64_t pause_s = PAUSE_FIRST_S;
    for (int64_t i = 1; i < failures && pause_s < PAUSE_MAX_S; i++) pause_s *= 2;
    return (Time){ cx->now.us + (pause_s < PAUSE_MAX_S ? pause_s : PAUSE_MAX_S) * SECOND_US };
}

static Code hear_line(Ctx *cx, const Asking *asking, const Question *question, int64_t newest, Witness *witness) {
    const int64_t size = asking->tree.size;
    TRY(cosignature_store(cx, witness, size, question->line));
    if (size > witness->cosigned) witness->cosigned = size;
    if (size > witness->known) witness->known = size;
    witness->failures = 0;
    witness->trouble = S("");
    witness->next_at = cx->now;
    /* what is shown never goes back: who comes in is not behind anybody */
    witness->is_awaited = witness->is_awaited || size == newest;
    return OK;
}

/* Once it is asked again at once, from the size that it named. */
static void hear_size(const Ctx *cx, const Question *question, Witness *witness) {
    witness->known = question->says;
    witness->next_at = witness->failures == 0 ? cx->now : pause_end(cx, witness->failures);
    witness->failures++;
}

static void hear_trouble(const Ctx *cx, const Question *question, Witness *witness) {
    witness->failures++;
    witness->is_awaited = false;
    witness->trouble = question->trouble;
    witness->next_at = pause_end(cx, witness->failures);
}

static Code hear_one(Ctx *cx, const Asking *asking, const Question *question, int64_t newest) {
    Witness witness;
    const Code found = witness_now(cx, question->witness.name, &witness);
    if (found == NOT_FOUND) return OK; /* removed meanwhile */
    TRY(found);
    if (!str_equal(witness.vkey, question->witness.vkey)) return OK; /* another one of this name */
    if (question->line.len > 0)
        TRY(hear_line(cx, asking, question, newest, &witness));
    else if (question->is_behind)
        hear_size(cx, question, &witness);
    else
        hear_trouble(cx, question, &witness);
    return witness_store(cx, &witness);
}

Code asking_hear(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Asking *asking = cx->prepared;
    const Question *troubled = NULL;
    SealedTree newest;
    TRY(sealed_newest(cx, &newest));
    for (size_t i = 0; i < asking->count; i++) {
        if (!asking->questions[i].is_asked) continue;
        TRY(hear_one(cx, asking, &asking->questions[i], newest.size));
        if (troubled == NULL && asking->questions[i].trouble.len > 0) troubled = &asking->questions[i];
    }
    if (troubled == NULL) return OK;
    cx->is_recorded = true;
    return fail(cx, &witness_away, troubled->witness.name, troubled->trouble);
}

/* ---- the command ---- */

static Code ask_round(Ctx *cx) {
    TRY(db_begin(cx, DB_READ));
    const Code code = look(cx, true);
    db_rollback(cx);
    TRY(code);
    TRY(asking_ask(cx, NULL, NULL));
    return run_work(cx, DB_WRITE, asking_hear, NULL, NULL, 0);
}

Code ledger_ask_witnesses(Ctx *cx, const void *in, void *out) {
    Code code = OK;
    for (int i = 0; i < 2 && code == OK; i++) code = ask_round(cx); /* the second from the size that was named */
    if (code != OK && (code != NOT_FOUND || cx->problem.kind != NULL)) return code;
    return witness_list(cx, in, out);
}
