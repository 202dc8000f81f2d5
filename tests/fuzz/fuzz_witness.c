/* tests/fuzz/fuzz_witness - what strangers send to a witness, and what a witness answers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/ledger.h"
#include "tests/fuzz/fuzz.h"

enum { WHATS = 3 };

/* A request has one form: what was read is written as it came. And nobody has the key of zeros. */
static void check_request(Ctx *cx, Str text) {
    WitnessRequest request;
    Note note;
    Checkpoint checkpoint;
    if (witness_request_read(cx->arena, text, &request) != OK) return;
    MUST(request.old >= 0 && request.proof.count <= WITNESS_PROOF_LINES_MAX && request.note.len > 0);
    MUST(str_equal(witness_request_text(cx->arena, &request), text));
    if (note_read(cx->arena, request.note, &note) != OK) return;
    if (checkpoint_read(cx->arena, note.text, &checkpoint) != OK) return;
    const NoteKey nobody = { .name = checkpoint.origin, .kind = KEY_OF_LOG };
    MUST(!note_is_signed(cx->arena, &note, &nobody, NULL));
    const Sha256 zeros = { { 0 } };
    if (consistency_holds(request.old, &zeros, checkpoint.size, &checkpoint.root, &request.proof))
        MUST(request.old == 0 || (request.old == checkpoint.size && sha256_equal(&zeros, &checkpoint.root)));
}

static void check_answer(Ctx *cx, Str lines) {
    const NoteKey nobody = { .name = S("w"), .kind = KEY_OF_WITNESS };
    Str line;
    int64_t unix_s;
    MUST(!cosignature_find(cx->arena, S("a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"), lines, &nobody, &line,
                           &unix_s));
}

static void check_size(Ctx *cx, Str text) {
    int64_t size;
    if (!witness_size_read(text, &size)) return;
    MUST(size >= 0 && str_equal(str_format(cx->arena, "%lld\n", (long long)size), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static void (*const checks[WHATS])(Ctx *, Str) = { check_request, check_answer, check_size };
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const unsigned char what = fuzz_byte(&input);
    checks[what % WHATS](&cx, input);
    fuzz_end(&cx);
    return 0;
}
