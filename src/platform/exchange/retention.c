/* platform/exchange/retention - see retention.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/retention.h"

#include "platform/ledger/ledger.h"

#define DAY_US (86400 * INT64_C(1000000))

const Setting exchange_retain_days = {
    "exchange.retain_days",
    SETTING_INT,
    "30",
    1,
    3650,
    .help = "header parts and kept bodies of messages are erased after so many days; proofs stay"
};

typedef struct Forgotten {
    Str before;
} Forgotten;

static const Field forgotten_fields[] = { FIELD(Forgotten, before, REQUIRED, 0, 0) };
static const Shape forgotten_shape = SHAPE(Forgotten, forgotten_fields);

/* Exchanges after the one and up to the other. */
typedef struct Forgetting {
    Str after, before;
} Forgetting;

static const Field forgetting_fields[] = {
    FIELD(Forgetting, after, REQUIRED, 0, 0),
    FIELD(Forgetting, before, REQUIRED, 0, 0),
};
static const Shape forgetting_shape = SHAPE(Forgetting, forgetting_fields);

#include "platform/exchange/retention.sql.h"

/* The next ones; `before` is "" when there are none. */
static Code next_piece(Ctx *cx, Forgetting *ret_piece) {
    Forgotten known, last;
    const int64_t days = setting_int(cx->house->settings, &exchange_retain_days);
    const Id first_kept = id_first("exchange", (Time){ cx->now.us - days * DAY_US });
    TRY(forgotten_until(cx, &known));
    *ret_piece = (Forgetting){ known.before, str_copy(cx->arena, id_str(&first_kept)) };
    TRY(forget_last(cx, ret_piece, &last));
    ret_piece->before = last.before;
    return OK;
}

Code retention_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Forgetting piece;
    TRY(next_piece(cx, &piece));
    return piece.before.len > 0 ? OK : NOT_FOUND;
}

Code retention_run(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Forgetting piece;
    TRY(next_piece(cx, &piece));
    if (piece.before.len == 0) return OK;
    TRY(heads_forget(cx, &piece));
    TRY(bodies_forget(cx, &piece));
    const Forgotten known = { piece.before };
    TRY(forgotten_set(cx, &known));
    return ledger_append(cx, S("exchange.bodies_erased"), piece.before, { "after", piece.after });
}
