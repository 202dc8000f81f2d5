/* platform/witness/records - see records.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/witness/records.h"

#include "kit/commands.h"
#include "kit/serve.h"
#include "platform/witness/keys.h"

enum { KEYS_MAX = 256, FORKS_KEPT_MAX = 100 };

const ProblemKind witness_vkey_form = {
    INVALID,
    "witness/vkey-form",
    { "Khoá của sổ cái không đúng dạng.", "The key of the record is not well formed." },
    { "“{0}” không phải khoá của một sổ cái. Lấy khoá mà banyan ledger key in ra ở máy chủ của sổ cái.",
      "“{0}” is no key of a record. Take what banyan ledger key prints at the record's server." }
};
const ProblemKind witness_not_watched = { NOT_FOUND,
                                          "witness/not-watched",
                                          { "Không theo dõi khoá này.", "This key is not watched." },
                                          { "“{0}” không có trong danh sách. Xem: banyan witness list.",
                                            "“{0}” is not in the list: banyan witness list." } };
const ProblemKind witness_records_full = { TOO_LARGE,
                                           "witness/records-full",
                                           { "Đã đủ số khoá được theo dõi.", "As many keys are watched as may be." },
                                           { "Nhiều nhất {0} khoá. Bỏ bớt một khoá trước: banyan witness unwatch.",
                                             "There may be {0} keys. First leave one: banyan witness unwatch." } };

const ProblemKind witness_fork_seen = {
    CONFLICT,
    "witness/fork-seen",
    { "Có sổ cái bị chia đôi.", "A record was split." },
    { "Đã thấy {0} lần. Giữ các checkpoint in ở trên làm bằng chứng và báo cho người đọc sổ cái đó.",
      "It was seen {0} times. Keep the checkpoints above: they are evidence; and tell those who read that record." }
};

typedef struct WatchKey {
    Str vkey, origin;
    Time added_at;
} WatchKey;

static const Field watch_key_fields[] = {
    FIELD(WatchKey, vkey, REQUIRED, 0, 0),
    FIELD(WatchKey, origin, REQUIRED, 0, 0),
    FIELD(WatchKey, added_at, REQUIRED, 0, 0),
};
static const Shape watch_key_shape = SHAPE(WatchKey, watch_key_fields);

static const Field watched_fields[] = {
    FIELD(Watched, origin, REQUIRED, 0, 0), FIELD(Watched, size, REQUIRED, 0, 0),
    FIELD(Watched, root, REQUIRED, 0, 0),   FIELD(Watched, note, REQUIRED | LINES, 0, 0),
    FIELD(Watched, at, REQUIRED, 0, 0),
};
static const Shape watched_shape = SHAPE(Watched, watched_fields);

static const Field fork_fields[] = {
    FIELD(Fork, origin, REQUIRED, 0, 0),
    FIELD(Fork, size, REQUIRED, 0, 0),
    FIELD(Fork, root, REQUIRED, 0, 0),
    FIELD(Fork, note, REQUIRED | LINES, 0, 0),
    FIELD(Fork, cosigned, REQUIRED | LINES, 0, 0),
    FIELD(Fork, at, REQUIRED, 0, 0),
};
static const Shape fork_shape = SHAPE(Fork, fork_fields);

typedef struct ForkCount {
    int64_t count;
} ForkCount;

static const Field fork_count_fields[] = { FIELD(ForkCount, count, REQUIRED, 0, 0) };
static const Shape fork_count_shape = SHAPE(ForkCount, fork_count_fields);

#include "platform/witness/records.sql.h"

/* ---- for cosigning ---- */

Code record_signed(Ctx *cx, Str origin, const Note *note) {
    const WatchKey asked = { .origin = origin };
    Rows keys;
    TRY(watch_keys_of(cx, &asked, &keys));
    for (size_t i = 0; i < keys.count; i++) {
        NoteKey key;
        MUST(note_key_read(cx->arena, ((const WatchKey *)keys.items)[i].vkey, &key) == OK);
        if (note_is_signed(cx->arena, note, &key, NULL)) return OK;
    }
    return keys.count == 0 ? NOT_FOUND : FORBIDDEN;
}

Code record_now(Ctx *cx, Str origin, Watched *ret_watched) {
    const Watched asked = { .origin = origin };
    const Code found = watched_by_origin(cx, &asked, ret_watched);
    if (found != NOT_FOUND) return found;
    const Sha256 nothing = sha256(S(""));
    *ret_watched = (Watched){ .origin = origin, .root = hex_text(cx->arena, nothing.bytes, SHA256_BYTES) };
    return OK;
}

Code record_store(Ctx *cx, const Watched *watched) {
    return watched_upsert(cx, watched);
}

/* The first hundred are evidence enough. */
Code fork_store(Ctx *cx, const Fork *fork) {
    ForkCount known;
    TRY(forks_counted(cx, fork, &known));
    return known.count < FORKS_KEPT_MAX ? fork_insert(cx, fork) : OK;
}

/* ---- setting up ---- */

typedef struct WitnessInitArgs {
    Str name;
} WitnessInitArgs;

static const Field witness_init_args_fields[] = {
    OPTION(WitnessInitArgs, name, REQUIRED, 1, KEY_NAME_MAX,
           "name of this witness, for good: a domain of yours and a word, such as thanhtra.tuyenquang.gov.vn/witness"),
};
const Shape witness_init_args_shape = SHAPE(WitnessInitArgs, witness_init_args_fields);

Code witness_key_show(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    NoteKey key;
    SignSeed seed;
    TRY(witness_key_load(cx, &key, &seed));
    sign_seed_wipe(&seed);
    say("%.*s\n", STR_FMT(note_key_text(cx->arena, &key)));
    return OK;
}

Code witness_init(Ctx *cx, const void *in, void *out) {
    const WitnessInitArgs *args = in;
    bool is_new;
    if (!key_name_is_fit(args->name)) return fail(cx, &witness_name_form, args->name);
    TRY(folder_make(cx, cx->house->data_folder));
    TRY(witness_key_make(cx, args->name));
    TRY(data_folder_make(cx, &is_new));
    return witness_key_show(cx, in, out);
}

/* ---- what is watched ---- */

typedef struct WitnessWatchArgs {
    Str vkey;
} WitnessWatchArgs;

static const Field witness_watch_args_fields[] = {
    OPTION(WitnessWatchArgs, vkey, REQUIRED, 1, 400, "verifier key of the record, as banyan ledger key prints it"),
};
const Shape witness_watch_args_shape = SHAPE(WitnessWatchArgs, witness_watch_args_fields);

Code witness_watch(Ctx *cx, const void *in, void *out) {
    (void)out;
    const WitnessWatchArgs *args = in;
    NoteKey key;
    Rows all;
    const bool is_key = note_key_read(cx->arena, args->vkey, &key) == OK && key.kind == KEY_OF_LOG;
    if (!is_key) return fail(cx, &witness_vkey_form, args->vkey);
    TRY(watch_keys_all(cx, &all));
    if (all.count == KEYS_MAX) return fail(cx, &witness_records_full, int_text(cx, KEYS_MAX));
    const WatchKey row = { .vkey = args->vkey, .origin = key.name, .added_at = cx->now };
    TRY(watch_key_insert(cx, &row));
    say("Theo dõi / watching %.*s\n", STR_FMT(key.name));
    return OK;
}

Code witness_unwatch(Ctx *cx, const void *in, void *out) {
    (void)out;
    const WitnessWatchArgs *args = in;
    WatchKey row = { .vkey = args->vkey };
    const Code found = watch_key_delete(cx, &row, &row);
    return found == NOT_FOUND ? fail(cx, &witness_not_watched, args->vkey) : found;
}

/* ---- what was seen ---- */

static Code say_record(Ctx *cx, const WatchKey *key) {
    Watched watched;
    TRY(record_now(cx, key->origin, &watched));
    say("%.*s\n  khoá / key %.*s\n", STR_FMT(key->origin), STR_FMT(key->vkey));
    if (watched.size == 0)
        say("  chưa ký lần nào / never cosigned\n");
    else
        say("  đã ký %lld mục / cosigned %lld entries, %.*s\n", (long long)watched.size, (long long)watched.size,
            STR_FMT(time_text(cx->arena, watched.at)));
    return OK;
}

static void say_fork(Ctx *cx, const Fork *fork) {
    say("SỔ CÁI BỊ CHIA ĐÔI / THE RECORD WAS SPLIT: %.*s, %lld mục / entries, %.*s\n"
        "Giữ hai checkpoint này làm bằng chứng / keep these two checkpoints, they are evidence:\n%.*s\n%.*s\n",
        STR_FMT(fork->origin), (long long)fork->size, STR_FMT(time_text(cx->arena, fork->at)), STR_FMT(fork->cosigned),
        STR_FMT(fork->note));
}

static Code say_all(Ctx *cx) {
    Rows keys, forks;
    TRY(watch_keys_all(cx, &keys));
    TRY(forks_all(cx, &forks));
    for (size_t i = 0; i < keys.count; i++) TRY(say_record(cx, &((const WatchKey *)keys.items)[i]));
    for (size_t i = 0; i < forks.count; i++) say_fork(cx, &((const Fork *)forks.items)[i]);
    if (keys.count == 0) say("Chưa theo dõi sổ cái nào / no record is watched: banyan witness watch\n");
    return forks.count == 0 ? OK : fail(cx, &witness_fork_seen, int_text(cx, (int64_t)forks.count));
}

Code witness_status(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    TRY(db_begin(cx, DB_READ));
    const Code code = say_all(cx);
    db_rollback(cx);
    return code;
}
