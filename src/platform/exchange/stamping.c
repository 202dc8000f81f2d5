/* platform/exchange/stamping - see stamping.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/stamping.h"

#include "kit/http_client.h"
#include "kit/timestamp.h"
#include "platform/notices/notices.h"

enum { TIMEOUT_S = 20, PAUSE_FIRST_S = 2, PAUSE_MAX_S = 300, TRUSTED_BYTES_MAX = 256 * 1024, STATUS_FINE = 200 };

#define SECOND_US INT64_C(1000000)

const Setting exchange_timestamp_url = {
    "exchange.timestamp_url",
    SETTING_TEXT,
    "",
    0,
    1000,
    .help = "address of a time-stamping server (RFC 3161) that stamps what the ledger has come to; empty: none"
};
const Setting exchange_timestamp_every = {
    "exchange.timestamp_every", SETTING_INT, "3600", 1, 86400, .help = "seconds from one time-stamp to the next"
};
const Setting exchange_timestamp_certificate = {
    "exchange.timestamp_certificate",
    SETTING_TEXT,
    "",
    0,
    1000,
    .help = "PEM file with the certificate of the time-stamping server, or of who issued it"
};

const ProblemKind timestamp_away = {
    UNAVAILABLE,
    "exchange/timestamp-away",
    { "Chưa đóng được dấu thời gian.", "The ledger could not be time-stamped." },
    { "{0}: {1}. Trục liên thông vẫn chạy, sổ cái vẫn giữ thứ tự; sẽ đóng dấu sau.",
      "{0}: {1}. The exchange goes on, the ledger keeps the order; it will be stamped later." }
};

static const NoticeKind timestamp_away_told = {
    "exchange/timestamp-away-told",
    URGENCY_HIGH,
    { "Máy chủ dấu thời gian không trả lời", "The time-stamping server does not answer" },
    { "{0}: {1}. Trục liên thông vẫn chạy; kiểm tra mạng, địa chỉ và chứng thư của máy chủ dấu thời gian.",
      "{0}: {1}. The exchange goes on; check the network, and the address and certificate of the server." }
};

/* ---- records ---- */

typedef struct StampRow {
    int64_t size;
    Str note, token;
    Time stamped_at, at;
} StampRow;

static const Field stamp_row_fields[] = {
    FIELD(StampRow, size, REQUIRED, 0, 0),  FIELD(StampRow, note, REQUIRED, 0, 0),
    FIELD(StampRow, token, REQUIRED, 0, 0), FIELD(StampRow, stamped_at, REQUIRED, 0, 0),
    FIELD(StampRow, at, REQUIRED, 0, 0),
};
static const Shape stamp_row_shape = SHAPE(StampRow, stamp_row_fields);

typedef struct StampingRow {
    int64_t failures;
    Time failing_since, next_at;
    Str trouble;
} StampingRow;

static const Field stamping_row_fields[] = {
    FIELD(StampingRow, failures, REQUIRED, 0, 0),
    FIELD(StampingRow, failing_since, OPTIONAL, 0, 0),
    FIELD(StampingRow, next_at, REQUIRED, 0, 0),
    FIELD(StampingRow, trouble, OPTIONAL, 0, 0),
};
static const Shape stamping_row_shape = SHAPE(StampingRow, stamping_row_fields);

typedef struct StampingState {
    bool is_wanted;
    int64_t sealed, stamped; /* entries */
    Time stamped_at;         /* none: never */
    int64_t failures;
    Time failing_since;
    Str trouble;
} StampingState;

static const Field stamping_state_fields[] = {
    FIELD(StampingState, is_wanted, REQUIRED, 0, 0), FIELD(StampingState, sealed, REQUIRED, 0, 0),
    FIELD(StampingState, stamped, REQUIRED, 0, 0),   FIELD(StampingState, stamped_at, OPTIONAL, 0, 0),
    FIELD(StampingState, failures, REQUIRED, 0, 0),  FIELD(StampingState, failing_since, OPTIONAL, 0, 0),
    FIELD(StampingState, trouble, OPTIONAL, 0, 0),
};
const Shape stamping_state_shape = SHAPE(StampingState, stamping_state_fields);

#include "platform/exchange/stamping.sql.h"

/* ---- looking ---- */

typedef struct Stamping {
    LedgerCheckpoint checkpoint;
    Str url, query;
    Timestamp stamp;
    Str trouble; /* "": it was stamped */
} Stamping;

static Code newest_stamp(Ctx *cx, StampRow *ret_row) {
    const Code found = stamp_newest(cx, ret_row);
    if (found == NOT_FOUND) *ret_row = (StampRow){ 0 };
    return found == NOT_FOUND ? OK : found;
}

Code stamping_wanted(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    const Settings *settings = cx->house->settings;
    const Str url = setting_text(settings, &exchange_timestamp_url);
    const int64_t every_us = setting_int(settings, &exchange_timestamp_every) * SECOND_US;
    StampRow newest;
    StampingRow state;
    if (url.len == 0) return NOT_FOUND;
    TRY(newest_stamp(cx, &newest));
    TRY(stamping_now(cx, &state));
    if (cx->now.us < state.next_at.us || (newest.size > 0 && cx->now.us < newest.at.us + every_us)) return NOT_FOUND;
    Stamping *stamping = NEW(cx->arena, Stamping);
    TRY(ledger_checkpoint(cx, &stamping->checkpoint));
    if (stamping->checkpoint.size <= newest.size) return NOT_FOUND;
    const Sha256 digest = sha256(stamping->checkpoint.text);
    stamping->url = url;
    stamping->query = timestamp_query(cx->arena, &digest);
    cx->prepared = stamping;
    return OK;
}

/* ---- asking ---- */

static Str flaw_words(Ctx *cx, StampFlaw flaw, Str words) {
    switch (flaw) {
    case STAMP_FORM: return S("its answer is no time-stamp (RFC 3161)");
    case STAMP_REFUSED: return S("it refused to stamp");
    case STAMP_TRUST: return S("exchange.timestamp_certificate holds no certificate in PEM");
    case STAMP_WRONG: return str_format(cx->arena, "its answer does not hold: %.*s", STR_FMT(words));
    case STAMP_FINE: break;
    }
    return S("");
}

static void read_reply(Ctx *cx, const HttpReply *reply, Stamping *stamping) {
    Str trusted = S("");
    const Str path = setting_text(cx->house->settings, &exchange_timestamp_certificate);
    if (reply->status != STATUS_FINE) {
        stamping->trouble = str_format(cx->arena, "it answered with status %d", reply->status);
        return;
    }
    if (path.len > 0 && file_read(cx, path, TRUSTED_BYTES_MAX, &trusted) != OK) trusted = S("");
    const StampFlaw flaw = timestamp_check(cx->arena, stamping->query, reply->body, trusted, &stamping->stamp);
    stamping->trouble = flaw_words(cx, flaw, stamping->stamp.words);
}

Code stamping_ask(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    Stamping *stamping = cx->prepared;
    HttpClient *client = http_client_open();
    const HttpPost post = { .url = stamping->url,
                            .media_type = TIMESTAMP_QUERY,
                            .body = stamping->query,
                            .timeout_s = TIMEOUT_S,
                            .bytes_max = TIMESTAMP_BYTES_MAX };
    HttpReply reply;
    if (http_post(cx, client, &post, &reply) == OK)
        read_reply(cx, &reply, stamping);
    else
        stamping->trouble = cx->problem.en;
    cx->problem = (Problem){ 0 };
    http_client_close(client);
    return OK;
}

/* ---- hearing ---- */

static Code store(Ctx *cx, const Stamping *stamping) {
    const Str token = stamping->stamp.token;
    const StampRow row = { .size = stamping->checkpoint.size,
                           .note = stamping->checkpoint.note,
                           .token = base64_text(cx->arena, token.at, token.len),
                           .stamped_at = stamping->stamp.at,
                           .at = cx->now };
    TRY(stamp_insert(cx, &row));
    return stamping_update(cx, &(StampingRow){ .next_at = cx->now, .trouble = S("") });
}

static Code tell(Ctx *cx, const Stamping *stamping) {
    return notice_give(cx, &(NoticeGiving){ .kind = &timestamp_away_told,
                                            .to = { .permission = S("exchange.manage") },
                                            .key = day_text(cx->arena, cx->today),
                                            .page = S("/lien-thong"),
                                            .values = { stamping->url, stamping->trouble } });
}

/* Logged when it begins, told to people once a day. */
static Code note_failure(Ctx *cx, const Stamping *stamping) {
    StampingRow state;
    int64_t pause_s = PAUSE_FIRST_S, most_s = setting_int(cx->house->settings, &exchange_timestamp_every);
    if (most_s > PAUSE_MAX_S) most_s = PAUSE_MAX_S;
    TRY(stamping_now(cx, &state));
    for (int64_t i = 0; i < state.failures && pause_s < most_s; i++) pause_s *= 2;
    if (state.failures == 0) state.failing_since = cx->now;
    state.failures++;
    state.next_at = (Time){ cx->now.us + (pause_s < most_s ? pause_s : most_s) * SECOND_US };
    state.trouble = stamping->trouble;
    TRY(stamping_update(cx, &state));
    TRY(tell(cx, stamping));
    if (state.failures > 1) return OK;
    cx->is_recorded = true;
    return fail(cx, &timestamp_away, stamping->url, stamping->trouble);
}

Code stamping_hear(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    const Stamping *stamping = cx->prepared;
    return stamping->trouble.len == 0 ? store(cx, stamping) : note_failure(cx, stamping);
}

/* ---- asked for ---- */

Code stamping_state_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    StampingState *told = out;
    LedgerCheckpoint newest = { 0 };
    StampRow stamp;
    StampingRow state;
    TRY(newest_stamp(cx, &stamp));
    TRY(stamping_now(cx, &state));
    const Code sealed = ledger_checkpoint(cx, &newest);
    if (sealed != NOT_FOUND) TRY(sealed);
    *told = (StampingState){ .is_wanted = setting_text(cx->house->settings, &exchange_timestamp_url).len > 0,
                             .sealed = newest.size,
                             .stamped = stamp.size,
                             .stamped_at = stamp.stamped_at,
                             .failures = state.failures,
                             .failing_since = state.failing_since,
                             .trouble = state.trouble };
    return OK;
}

Code entry_stamp(Ctx *cx, const Id *entry, EntryStamp *ret_stamp) {
    StampRow row;
    Note note;
    int64_t place;
    TRY(ledger_place(cx, entry, &place));
    TRY(stamp_covering(cx, &(StampRow){ .size = place }, &row));
    MUST(note_read(cx->arena, row.note, &note) == OK);
    *ret_stamp = (EntryStamp){ { row.size, note.text, row.note }, row.token, row.stamped_at };
    return OK;
}
