/* platform/witness - contents page: all that a witness is. It stands alone. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/serve.h"
#include "platform/witness/cosigning.h"
#include "platform/witness/keys.h"
#include "platform/witness/records.h"
#include "platform/witness/witness.h"

#include "platform/witness/migrations.h"

static const Permission permissions[] = {
    { "witness.offer", "public citizen officer head coordinator leader administrator",
      "Offer a witness the checkpoint of a record" },
};

static const Route routes[] = {
    { "POST", "/add-checkpoint", checkpoint_add, .prepare = checkpoint_look, .is_outside = true, .may = "witness.offer",
      .out = &cosigned_raw_shape, .gives = "text/plain; charset=utf-8", .text_max = WITNESS_REQUEST_BYTES_MAX,
      .writes = true,
      .help = "Of a witness alone: cosign a checkpoint that goes on from the one before (C2SP tlog-witness)" },
};

static const Command commands[] = {
    { "witness init", .args = &witness_init_args_shape, .run = witness_init,
      .help = "Make the data folder and the key of a witness, and print its verifier key" },
    { "witness watch", .args = &witness_watch_args_shape, .operand = "vkey", .run = witness_watch, .writes = true,
      .help = "Cosign the record that signs with this key" },
    { "witness unwatch", .args = &witness_watch_args_shape, .operand = "vkey", .run = witness_unwatch, .writes = true,
      .help = "Cosign for this key no more; how far its record was seen stays known" },
    { "witness list", .run = witness_status, .needs_store = true,
      .help = "The records that are watched, how far each was cosigned; fails when one was split, with the evidence" },
    { "witness key", .run = witness_key_show, .help = "Print the key with which others verify the cosignatures" },
    { "witness serve", .run = serve_run, .needs_store = true, .help = "Answer records that ask for a cosignature" },
};

static const ProblemKind *const problems[] = {
    &witness_key_missing, &witness_key_form,    &witness_name_form,
    &witness_vkey_form,   &witness_not_watched, &witness_records_full, &witness_fork_seen,
};

const Module witness_module = {
    .name = "witness",
    .title = "Witness",
    TABLE(migration, witness_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(command, commands),
    TABLE(problem, problems),
    .founds = witness_key_found,
    .stands_alone = true,
};
