/* platform/ledger - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/asking.h"
#include "platform/ledger/commands.h"
#include "platform/ledger/cosigned.h"
#include "platform/ledger/entries.h"
#include "platform/ledger/keys.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/proving.h"
#include "platform/ledger/sealing.h"
#include "platform/ledger/serving.h"
#include "platform/ledger/verify.h"
#include "platform/ledger/witnesses.h"

#include "platform/ledger/migrations.h"

static const Permission permissions[] = {
    { "ledger.check", "public citizen officer head coordinator leader administrator",
      "Read the record of what was done, and check it" },
};

static const Route routes[] = {
    { "GET", "/ledger/entries", ledger_entries_list, .may = "ledger.check", .in = &ledger_filter_shape,
      .out = &ledger_entries_shape,
      .help = "Entries about one thing, the newest first" },
    { "GET", "/ledger/proofs/{id}", proof_get, .may = "ledger.check", .in = &proof_asked_shape,
      .out = &record_raw_shape, .gives = "text/plain; charset=utf-8",
      .help = "The proof of an entry, under the newest checkpoint (C2SP tlog-proof)" },
    { "GET", "/ledger/witnesses", witnesses_get, .may = "ledger.check", .out = &witnesses_shape,
      .help = "Who is asked to cosign the record, and how far each has come" },
    { "GET", "/ledger/checkpoint", checkpoint_get, .is_outside = true, .may = "ledger.check", .out = &record_raw_shape,
      .gives = "text/plain; charset=utf-8",
      .help = "The newest signed checkpoint, with the cosignatures of its witnesses (C2SP tlog-checkpoint)" },
    { "GET", "/ledger/key", key_get, .is_outside = true, .may = "ledger.check", .out = &record_raw_shape,
      .gives = "text/plain; charset=utf-8",
      .help = "The verifier key of the record; whoever does not trust us has it from elsewhere" },
    { "GET", "/ledger/tile/{path}", tile_get, .is_outside = true, .takes_rest = true, .may = "ledger.check",
      .in = &tile_asked_shape, .out = &record_raw_shape, .gives = "application/octet-stream",
      .help = "Hashes of the tree, or entries/: a bundle of entries (C2SP tlog-tiles)" },
    { "GET", "/ledger/entries/{path}", bundle_get, .is_outside = true, .takes_rest = true, .may = "ledger.check",
      .in = &tile_asked_shape, .out = &record_raw_shape, .gives = "application/octet-stream",
      .help = "A bundle of entries, as below tile/entries/" },
};

static const Job jobs[] = {
    { "ledger.seal", .every_s = 1, .wanted = seal_wanted, .run = seal_part,
      .help = "Give new entries their places in the record, and sign a checkpoint" },
    { "ledger.ask_witnesses", .every_s = 1, .wanted = asking_wanted, .asks = asking_ask, .run = asking_hear,
      .help = "Ask the witnesses to cosign the newest checkpoint" },
};

static const Command commands[] = {
    { "ledger key", .run = ledger_key_show, .help = "Print the key with which outsiders verify the record" },
    { "ledger change-key", .run = ledger_key_change, .writes = true,
      .help = "Sign with a new key from now on; an entry names the old and the new one" },
    { "ledger seal", .run = ledger_seal_now, .writes = true, .help = "Seal what waits, and print the checkpoint" },
    { "ledger witness-add", .args = &witness_add_args_shape, .operand = "vkey", .run = witness_add, .writes = true,
      .help = "From now on ask a witness to cosign the record; an entry says so" },
    { "ledger witness-remove", .args = &witness_remove_args_shape, .operand = "name", .run = witness_remove,
      .writes = true, .help = "Ask a witness no more; an entry says so, and what it has cosigned stays" },
    { "ledger witness-list", .run = witness_list, .needs_store = true,
      .help = "The witnesses: how far each has cosigned, and what hinders it" },
    { "ledger ask-witnesses", .run = ledger_ask_witnesses, .needs_store = true,
      .help = "Ask the witnesses now, also those that failed a moment ago" },
    { "ledger verify", .args = &ledger_verify_args_shape, .run = ledger_verify, .needs_store = true,
      .store_unless = "url",
      .help = "Read a whole record again: every entry, every hash, the signature" },
    { "ledger prove", .args = &ledger_prove_args_shape, .operand = "entry", .run = ledger_prove, .needs_store = true,
      .help = "The proof that an entry stands in the record" },
    { "ledger check-proof", .args = &ledger_check_args_shape, .operand = "file", .run = ledger_check_proof,
      .help = "Check a proof that somebody gave you" },
};

static const Setting *const settings[] = { &ledger_token, &ledger_token_pin };

static const ProblemKind *const problems[] = {
    &log_key_missing,       &log_key_form,         &log_key_other,  &tile_missing,  &entry_unknown,  &entry_not_sealed,
    &record_empty,          &checkpoint_form,      &entry_altered,  &bundle_cut,    &tile_altered,   &root_altered,
    &checkpoint_not_signed, &checkpoint_other_log, &record_shorter, &record_forked, &vkey_form,      &vkey_needed,
    &proof_form,            &proof_fails,          &witness_away,   &witness_twice, &witness_unknown, &witness_url,
    &witness_key_wanted,    &witnesses_full,       &not_cosigned,   &witnesses_few, &log_token_unset,
};

const Module ledger_module = {
    .name = "ledger",
    .title = "Ledger",
    TABLE(migration, ledger_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(job, jobs),
    TABLE(command, commands),
    TABLE(setting, settings),
    TABLE(problem, problems),
    .founds = log_keys_found,
};
