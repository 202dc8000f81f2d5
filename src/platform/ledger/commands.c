/* platform/ledger/commands - see commands.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/commands.h"

#include "kit/commands.h"
#include "platform/ledger/cosigned.h"
#include "platform/ledger/proving.h"
#include "platform/ledger/remote.h"
#include "platform/ledger/sealing.h"
#include "platform/ledger/verify.h"

enum { PUBLIC_MODE = 0644 };

const ProblemKind vkey_form = {
    INVALID,
    "ledger/vkey-form",
    { "Khoá kiểm tra không đúng dạng.", "The verifier key is not well formed." },
    { "“{0}” không phải khoá. Khoá có dạng tên+mã+chữ, như banyan ledger key in ra.",
      "“{0}” is no key. A key looks like name+hash+letters, as banyan ledger key prints it." }
};
const ProblemKind vkey_needed = {
    INVALID,
    "ledger/vkey-needed",
    { "Thiếu khoá kiểm tra.", "The verifier key is missing." },
    { "Kiểm tra sổ cái của máy khác cần khoá của nó: --key \"tên+mã+chữ\".",
      "To verify the record of another server give its key: --key \"name+hash+letters\"." }
};
const ProblemKind proof_form = { INVALID,
                                 "ledger/proof-form",
                                 { "Tệp chứng minh không đúng dạng.", "The proof file is not well formed." },
                                 { "{0} không phải tệp .tlog-proof, hoặc thiếu mục được chứng minh (--entry).",
                                   "{0} is no .tlog-proof file, or lacks the entry that it proves (--entry)." } };
const ProblemKind proof_fails = {
    INVALID,
    "ledger/proof-fails",
    { "Chứng minh không đúng.", "The proof does not hold." },
    { "Mục, vị trí và cây băm không khớp nhau: mục hoặc tệp đã bị sửa.",
      "Entry, position and tree do not fit together: the entry or the file was altered." }
};

/* ---- keys ---- */

Code ledger_key_show(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    LogKeys keys;
    TRY(log_keys_load(cx, &keys));
    for (size_t i = keys.count; i > 0; i--) say("%.*s\n", STR_FMT(note_key_text(cx->arena, &keys.keys[i - 1])));
    log_keys_wipe(&keys);
    return OK;
}

static Code change_key(Ctx *cx, LogKeys *keys) {
    NoteKey old;
    const Code found = sealing_key(cx, &old);
    if (found == NOT_FOUND)
        old = keys->keys[keys->count - 1];
    else
        TRY(found);
    const Str newest = note_key_text(cx->arena, &keys->keys[keys->count - 1]);
    const bool is_there = !str_equal(newest, note_key_text(cx->arena, &old)); /* from a try that was cut short */
    if (!is_there) TRY(log_keys_add(cx, keys));
    const NoteKey *fresh = &keys->keys[keys->count - 1];
    TRY(sealing_key_change(cx, &old, fresh));
    say("Khoá mới / new key:\n%.*s\n", STR_FMT(note_key_text(cx->arena, fresh)));
    return OK;
}

Code ledger_key_change(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    LogKeys keys;
    TRY(log_keys_load(cx, &keys));
    const Code code = change_key(cx, &keys);
    log_keys_wipe(&keys);
    return code;
}

/* ---- sealing ---- */

Code ledger_seal_now(Ctx *cx, const void *in, void *out) {
    TRY(seal_run(cx, in, out));
    SealedTree newest;
    const Code found = sealed_newest(cx, &newest);
    if (found == NOT_FOUND) return fail(cx, &record_empty);
    TRY(found);
    say("%.*s", STR_FMT(newest.note));
    return OK;
}

/* ---- verifying ---- */

#define WITNESS_HELP "verifier key of a witness that must have cosigned; may be given again"
#define LEAST_HELP   "how many of the witnesses must have cosigned; without it all of them"

typedef struct LedgerVerifyArgs {
    Str url, key, seen;
    Texts witness;
    int64_t least;
} LedgerVerifyArgs;

static const Field ledger_verify_args_fields[] = {
    OPTION(LedgerVerifyArgs, url, OPTIONAL, 0, 500,
           "of another server: https://host/ledger; without it our own record"),
    OPTION(LedgerVerifyArgs, key, OPTIONAL, 0, 400, "the verifier key that must have signed; without it our own"),
    OPTION(LedgerVerifyArgs, seen, OPTIONAL, 0, 1000,
           "file with the checkpoint of last time: the record must still begin with it; the new one is kept there"),
    OPTION(LedgerVerifyArgs, witness, OPTIONAL, 0, POLICY_WITNESSES_MAX, WITNESS_HELP),
    OPTION(LedgerVerifyArgs, least, OPTIONAL, 0, POLICY_WITNESSES_MAX, LEAST_HELP),
};
const Shape ledger_verify_args_shape = SHAPE(LedgerVerifyArgs, ledger_verify_args_fields);

static Code key_said(Ctx *cx, Str said, NoteKey *ret_key) {
    return note_key_read(cx->arena, said, ret_key) == OK ? OK : fail(cx, &vkey_form, said);
}

static Code key_of_ours(Ctx *cx, NoteKey *ret_key) {
    const Code found = sealing_key(cx, ret_key);
    return found == NOT_FOUND ? fail(cx, &record_empty) : found;
}

/* The checkpoint of last time: none in the file's first days. */
static Code read_seen(Ctx *cx, Str path, const NoteKey *key, const Checkpoint **ret_seen) {
    *ret_seen = NULL;
    if (path.len == 0 || !file_exists(cx->arena, path)) return OK;
    Str note;
    Checkpoint *seen = NEW(cx->arena, Checkpoint);
    TRY(file_read(cx, path, NOTE_BYTES_MAX, &note));
    TRY(checkpoint_verify(cx, note, key, seen));
    *ret_seen = seen;
    return OK;
}

static Code verify_with(Ctx *cx, const LedgerVerifyArgs *args, const RecordSource *source, const NoteKey *key) {
    const Checkpoint *seen;
    Checkpoint checkpoint;
    WitnessPolicy policy;
    Str note;
    TRY(policy_read(cx, &args->witness, args->least, &policy));
    TRY(read_seen(cx, args->seen, key, &seen));
    TRY(record_verify(cx, source, key, seen, &checkpoint, &note));
    TRY(policy_check(cx, &policy, note));
    if (args->seen.len > 0) TRY(file_write(cx, args->seen, note, PUBLIC_MODE));
    say("Sổ cái nguyên vẹn / the record is whole: %.*s, %lld mục / entries, %.*s\n", STR_FMT(checkpoint.origin),
        (long long)checkpoint.size, STR_FMT(hash_line(cx->arena, &checkpoint.root)));
    return OK;
}

static Code verify_stored(Ctx *cx, const LedgerVerifyArgs *args) {
    const RecordSource source = record_stored();
    NoteKey key;
    TRY(db_begin(cx, DB_READ));
    Code code = args->key.len > 0 ? key_said(cx, args->key, &key) : key_of_ours(cx, &key);
    if (code == OK) code = verify_with(cx, args, &source, &key);
    db_rollback(cx);
    return code;
}

static Code verify_remote(Ctx *cx, const LedgerVerifyArgs *args) {
    NoteKey key;
    if (args->key.len == 0) return fail(cx, &vkey_needed);
    TRY(key_said(cx, args->key, &key));
    Remote remote = { .client = http_client_open(), .url = args->url };
    const RecordSource source = record_remote(&remote);
    const Code code = verify_with(cx, args, &source, &key);
    http_client_close(remote.client);
    return code;
}

Code ledger_verify(Ctx *cx, const void *in, void *out) {
    (void)out;
    const LedgerVerifyArgs *args = in;
    return args->url.len > 0 ? verify_remote(cx, args) : verify_stored(cx, args);
}

/* ---- proofs ---- */

typedef struct LedgerProveArgs {
    Str entry, file;
} LedgerProveArgs;

static const Field ledger_prove_args_fields[] = {
    OPTION(LedgerProveArgs, entry, REQUIRED, 1, 80, "id of the entry: entry_..."),
    OPTION(LedgerProveArgs, file, OPTIONAL, 0, 1000, "where to write it; without it to standard output"),
};
const Shape ledger_prove_args_shape = SHAPE(LedgerProveArgs, ledger_prove_args_fields);

Code ledger_prove(Ctx *cx, const void *in, void *out) {
    (void)out;
    const LedgerProveArgs *args = in;
    ProofFile file;
    TRY(db_begin(cx, DB_READ));
    const Code code = entry_prove(cx, args->entry, &file);
    db_rollback(cx);
    TRY(code);
    const Str text = proof_text(cx->arena, &file);
    if (args->file.len > 0) return file_write(cx, args->file, text, PUBLIC_MODE);
    say("%.*s", STR_FMT(text));
    return OK;
}

typedef struct LedgerCheckArgs {
    Str file, key, entry;
    Texts witness;
    int64_t least;
} LedgerCheckArgs;

static const Field ledger_check_args_fields[] = {
    OPTION(LedgerCheckArgs, file, REQUIRED, 1, 1000, "the proof: a .tlog-proof file"),
    OPTION(LedgerCheckArgs, key, REQUIRED, 1, 400, "the verifier key that must have signed"),
    OPTION(LedgerCheckArgs, entry, OPTIONAL, 0, 1000, "a file with the entry; without it the one in the proof"),
    OPTION(LedgerCheckArgs, witness, OPTIONAL, 0, POLICY_WITNESSES_MAX, WITNESS_HELP),
    OPTION(LedgerCheckArgs, least, OPTIONAL, 0, POLICY_WITNESSES_MAX, LEAST_HELP),
};
const Shape ledger_check_args_shape = SHAPE(LedgerCheckArgs, ledger_check_args_fields);

static Code verdict_of(Ctx *cx, ProofVerdict verdict, const NoteKey *key, const Checkpoint *checkpoint) {
    switch (verdict) {
    case PROOF_HOLDS: return OK;
    case PROOF_NOTE_FORM: return fail(cx, &checkpoint_form);
    case PROOF_NOT_SIGNED: return fail(cx, &checkpoint_not_signed, key->name);
    case PROOF_OTHER_LOG: return fail(cx, &checkpoint_other_log, checkpoint->origin, key->name);
    case PROOF_BROKEN: return fail(cx, &proof_fails);
    }
    CANNOT("there are no other verdicts");
}

Code ledger_check_proof(Ctx *cx, const void *in, void *out) {
    (void)out;
    const LedgerCheckArgs *args = in;
    ProofFile file;
    NoteKey key;
    Checkpoint checkpoint = { 0 };
    WitnessPolicy policy;
    Str text;
    TRY(policy_read(cx, &args->witness, args->least, &policy));
    TRY(key_said(cx, args->key, &key));
    TRY(file_read(cx, args->file, PROOF_BYTES_MAX, &text));
    if (proof_read(cx->arena, text, &file) != OK) return fail(cx, &proof_form, args->file);
    if (args->entry.len > 0) TRY(file_read(cx, args->entry, ENTRY_BYTES_MAX, &file.entry));
    if (file.entry.len == 0) return fail(cx, &proof_form, args->file);
    TRY(verdict_of(cx, proof_check(cx->arena, &file, file.entry, &key, &checkpoint), &key, &checkpoint));
    TRY(policy_check(cx, &policy, file.note));
    say("Chứng minh đúng / the proof holds: mục / entry %lld, sổ cái / record %.*s, %lld mục / entries\n%.*s\n",
        (long long)file.index, STR_FMT(checkpoint.origin), (long long)checkpoint.size, STR_FMT(file.entry));
    return OK;
}
