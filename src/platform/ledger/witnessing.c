/* platform/ledger/witnessing - see witnessing.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/witnessing.h"

#define OLD_MARK "old "

Str witness_request_text(Arena *arena, const WitnessRequest *request) {
    Buf out = buf_new(arena, WITNESS_REQUEST_BYTES_MAX);
    MUST(request->proof.count <= WITNESS_PROOF_LINES_MAX);
    buf_addf(&out, OLD_MARK "%lld\n", (long long)request->old);
    for (size_t i = 0; i < request->proof.count; i++) {
        buf_add(&out, hash_line(arena, &request->proof.hashes[i]));
        buf_char(&out, '\n');
    }
    buf_char(&out, '\n');
    buf_add(&out, request->note);
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

Code witness_request_read(Arena *arena, Str text, WitnessRequest *ret_request) {
    WitnessRequest request = { 0 };
    const Str mark = S(OLD_MARK);
    if (text.len > WITNESS_REQUEST_BYTES_MAX || !str_starts(text, mark)) return INVALID;
    Str rest = str_part(text, mark.len, text.len);
    const Str old = str_cut(&rest, '\n');
    if (!plain_number_read(old, &request.old)) return INVALID;
    for (;;) {
        if (rest.at == NULL) return INVALID;
        const Str line = str_cut(&rest, '\n');
        if (line.len == 0) break;
        if (request.proof.count == WITNESS_PROOF_LINES_MAX) return INVALID;
        if (!hash_line_read(arena, line, &request.proof.hashes[request.proof.count])) return INVALID;
        request.proof.count++;
    }
    if (rest.at == NULL || rest.len == 0) return INVALID;
    request.note = rest;
    *ret_request = request;
    return OK;
}

bool cosignature_find(Arena *arena, Str text, Str lines, const NoteKey *witness, Str *ret_line, int64_t *ret_unix_s) {
    for (Str rest = lines; rest.at != NULL;) {
        const Str line = str_cut(&rest, '\n');
        if (rest.at == NULL) return false; /* what has no line break is no line */
        const Str note_text = str_format(arena, "%.*s\n%.*s\n", STR_FMT(text), STR_FMT(line));
        Note note;
        if (note_read(arena, note_text, &note) != OK || !note_is_signed(arena, &note, witness, ret_unix_s)) continue;
        *ret_line = str_format(arena, "%.*s\n", STR_FMT(line));
        return true;
    }
    return false;
}

bool witness_size_read(Str answer, int64_t *ret_size) {
    Str rest = answer;
    const Str size = str_cut(&rest, '\n');
    return rest.at != NULL && rest.len == 0 && plain_number_read(size, ret_size);
}
