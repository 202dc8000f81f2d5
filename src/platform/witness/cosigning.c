/* platform/witness/cosigning - see cosigning.h. The statuses are those of the standard; strangers learn nothing else.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/witness/cosigning.h"

#include "platform/witness/keys.h"
#include "platform/witness/records.h"

enum { STATUS_FORM = 400, STATUS_NOT_SIGNED = 403, STATUS_UNKNOWN = 404, STATUS_CONFLICT = 409, STATUS_PROOF = 422 };

#define SECOND_US INT64_C(1000000)

static const Field cosigned_raw_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape cosigned_raw_shape = { "CosignedRaw", sizeof(Raw), cosigned_raw_fields, COUNT(cosigned_raw_fields) };

/* A checkpoint on its way. */
typedef struct Offered {
    int status; /* not 0: refused already */
    Str why;
    WitnessRequest request;
    Note note;
    Checkpoint checkpoint;
} Offered;

/* ---- looking ---- */

static void refuse(Offered *offered, int status, Str why) {
    offered->status = status;
    offered->why = why;
}

static bool is_read(Ctx *cx, Offered *offered) {
    return witness_request_read(cx->arena, cx->text, &offered->request) == OK &&
           note_read(cx->arena, offered->request.note, &offered->note) == OK &&
           checkpoint_read(cx->arena, offered->note.text, &offered->checkpoint) == OK;
}

Code checkpoint_look(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Offered *offered = NEW(cx->arena, Offered);
    cx->prepared = offered;
    if (!is_read(cx, offered)) {
        refuse(offered, STATUS_FORM, S("not an old size, a proof and a signed checkpoint\n"));
        return OK;
    }
    const Code found = record_signed(cx, offered->checkpoint.origin, &offered->note);
    if (found == NOT_FOUND && cx->problem.kind == NULL) {
        refuse(offered, STATUS_UNKNOWN, S("this record is not watched here\n"));
    } else if (found == FORBIDDEN && cx->problem.kind == NULL) {
        refuse(offered, STATUS_NOT_SIGNED, S("no signature by a key that is known of this record\n"));
    } else {
        TRY(found);
        if (offered->request.old > offered->checkpoint.size)
            refuse(offered, STATUS_FORM, S("the old size is larger than that of the checkpoint\n"));
    }
    return OK;
}

/* ---- cosigning ---- */

static void answer(Raw *raw, int status, Str body) {
    raw->status = status;
    raw->body = body;
}

static void answer_size(Ctx *cx, Raw *raw, int64_t size) {
    answer(raw, STATUS_CONFLICT, str_format(cx->arena, "%lld\n", (long long)size));
    raw->media_type = S(WITNESS_SIZE_TYPE);
}

static Code cosign(Ctx *cx, const Offered *offered, Raw *raw) {
    const Watched watched = { .origin = offered->checkpoint.origin,
                              .size = offered->checkpoint.size,
                              .root = hex_text(cx->arena, offered->checkpoint.root.bytes, SHA256_BYTES),
                              .note = offered->request.note,
                              .at = cx->now };
    NoteKey key;
    SignSeed seed;
    TRY(record_store(cx, &watched));
    TRY(witness_key_load(cx, &key, &seed));
    raw->body = note_cosign(cx->arena, &key, &seed, offered->note.text, cx->now.us / SECOND_US);
    sign_seed_wipe(&seed);
    return OK;
}

/* Both were signed by the record: whoever holds the two can show that it lies. */
static Code keep_fork(Ctx *cx, const Offered *offered, const Watched *now) {
    const Fork fork = { .origin = now->origin,
                        .size = now->size,
                        .root = hex_text(cx->arena, offered->checkpoint.root.bytes, SHA256_BYTES),
                        .note = offered->request.note,
                        .cosigned = now->note,
                        .at = cx->now };
    return fork_store(cx, &fork);
}

Code checkpoint_add(Ctx *cx, const void *in, void *out) {
    (void)in;
    const Offered *offered = cx->prepared;
    const Checkpoint *checkpoint = &offered->checkpoint;
    Raw *raw = out;
    Watched now;
    Sha256 root;
    if (offered->status != 0) {
        answer(raw, offered->status, offered->why);
        return OK;
    }
    TRY(record_now(cx, checkpoint->origin, &now));
    MUST(hex_read(now.root, root.bytes, SHA256_BYTES));
    const bool is_forked = checkpoint->size == now.size && !sha256_equal(&root, &checkpoint->root);
    if (is_forked && now.size > 0) TRY(keep_fork(cx, offered, &now));
    if (is_forked || offered->request.old != now.size) {
        answer_size(cx, raw, now.size);
        return OK;
    }
    if (!consistency_holds(now.size, &root, checkpoint->size, &checkpoint->root, &offered->request.proof)) {
        answer(raw, STATUS_PROOF, S("the proof does not lead from the old checkpoint to this one\n"));
        return OK;
    }
    return cosign(cx, offered, raw);
}
