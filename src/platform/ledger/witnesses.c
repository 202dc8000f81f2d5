/* platform/ledger/witnesses - see witnesses.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/witnesses.h"

#include "kit/commands.h"
#include "platform/ledger/commands.h"
#include "platform/ledger/ledger.h"

const ProblemKind witness_key_wanted = {
    INVALID,
    "ledger/witness-key-wanted",
    { "Đây là khoá của sổ cái, không phải của nhân chứng.", "This is the key of a record, not of a witness." },
    { "Khoá của “{0}” thuộc loại khác. Lấy khoá mà banyan witness key in ra ở máy của nhân chứng.",
      "The key of “{0}” is of another kind. Take what banyan witness key prints at the witness." }
};
const ProblemKind witness_twice = {
    CONFLICT,
    "ledger/witness-twice",
    { "Nhân chứng này đã có.", "This witness is named already." },
    { "“{0}” đã có trong danh sách. Bỏ dòng thừa, hoặc gỡ trước: banyan ledger witness-remove {0}",
      "“{0}” is in the list already. Leave it out, or first run: banyan ledger witness-remove {0}" }
};
const ProblemKind witness_unknown = { NOT_FOUND,
                                      "ledger/witness-unknown",
                                      { "Không có nhân chứng này.", "There is no such witness." },
                                      { "Không có “{0}”. Xem danh sách: banyan ledger witness-list.",
                                        "There is no “{0}”. See the list: banyan ledger witness-list." } };
const ProblemKind witness_url = {
    INVALID,
    "ledger/witness-url",
    { "Địa chỉ của nhân chứng không hợp lệ.", "The address of the witness is not well formed." },
    { "“{0}” phải bắt đầu bằng https:// hoặc http://, không có dấu cách, @, ? hay #: địa chỉ này được ghi công khai "
      "vào sổ cái.",
      "“{0}” must begin with https:// or http:// and hold no blank, @, ? or #: it stands in the record, where all see "
      "it." }
};
const ProblemKind witnesses_full = { TOO_LARGE,
                                     "ledger/witnesses-full",
                                     { "Đã đủ số nhân chứng.", "There are as many witnesses as there may be." },
                                     { "Nhiều nhất {0} nhân chứng. Gỡ bớt một nhân chứng trước.",
                                       "There may be {0} witnesses. Remove one of them first." } };

static const Field witness_fields[] = {
    FIELD(Witness, name, REQUIRED, 1, KEY_NAME_MAX), FIELD(Witness, vkey, REQUIRED, 1, 400),
    FIELD(Witness, url, REQUIRED, 1, 500),           FIELD(Witness, added_at, REQUIRED, 0, 0),
    FIELD(Witness, known, REQUIRED, 0, 0),           FIELD(Witness, cosigned, REQUIRED, 0, 0),
    FIELD(Witness, is_awaited, REQUIRED, 0, 0),      FIELD(Witness, failures, REQUIRED, 0, 0),
    FIELD(Witness, next_at, REQUIRED, 0, 0),         FIELD(Witness, trouble, OPTIONAL, 0, 0),
};
static const Shape witness_shape = SHAPE(Witness, witness_fields);

typedef struct WitnessDue {
    Time now;
} WitnessDue;

static const Field witness_due_fields[] = { FIELD(WitnessDue, now, REQUIRED, 0, 0) };
static const Shape witness_due_shape = SHAPE(WitnessDue, witness_due_fields);

typedef struct Cosignature {
    int64_t size;
    Str vkey, line;
    Time at;
} Cosignature;

static const Field cosignature_fields[] = {
    FIELD(Cosignature, size, REQUIRED, 0, 0),
    FIELD(Cosignature, vkey, REQUIRED, 0, 0),
    FIELD(Cosignature, line, REQUIRED | LINES, 0, 0),
    FIELD(Cosignature, at, REQUIRED, 0, 0),
};
static const Shape cosignature_shape = SHAPE(Cosignature, cosignature_fields);

#include "platform/ledger/witnesses.sql.h"

/* ---- what is shown ---- */

Code sealed_cosigned(Ctx *cx, SealedTree *tree) {
    Rows lines;
    TRY(cosignatures_of(cx, tree, &lines));
    Buf out = buf_new(cx->arena, NOTE_BYTES_MAX);
    buf_add(&out, tree->note);
    for (size_t i = 0; i < lines.count; i++) buf_add(&out, ((const Cosignature *)lines.items)[i].line);
    MUST(!out.overflowed);
    tree->note = (Str){ out.at, out.len };
    return OK;
}

Code sealed_shown(Ctx *cx, SealedTree *ret_tree) {
    TRY(checkpoint_shown(cx, ret_tree));
    return sealed_cosigned(cx, ret_tree);
}

/* ---- for asking ---- */

Code witnesses_due(Ctx *cx, bool even_early, Rows *ret_witnesses) {
    const WitnessDue due = { .now = { even_early ? INT64_MAX : cx->now.us } };
    return witnesses_behind(cx, &due, ret_witnesses);
}

Code witness_now(Ctx *cx, Str name, Witness *ret_witness) {
    const Witness asked = { .name = name };
    return witness_by_name(cx, &asked, ret_witness);
}

Code witness_store(Ctx *cx, const Witness *witness) {
    return witness_update(cx, witness);
}

Code cosignature_store(Ctx *cx, const Witness *witness, int64_t size, Str line) {
    const Cosignature cosignature = { .size = size, .vkey = witness->vkey, .line = line, .at = cx->now };
    return cosignature_insert(cx, &cosignature);
}

/* ---- commands ---- */

typedef struct WitnessAddArgs {
    Str vkey, url;
} WitnessAddArgs;

static const Field witness_add_args_fields[] = {
    OPTION(WitnessAddArgs, vkey, REQUIRED, 1, 400, "verifier key of the witness, as banyan witness key prints it"),
    OPTION(WitnessAddArgs, url, REQUIRED, 8, 500, "where it is asked: https://host, below which add-checkpoint stands"),
};
const Shape witness_add_args_shape = SHAPE(WitnessAddArgs, witness_add_args_fields);

static Code check_url(Ctx *cx, Str url, Str *ret_url) {
    const bool is_web = str_starts(url, S("https://")) || str_starts(url, S("http://"));
    bool is_plain = true;
    for (size_t i = 0; i < url.len; i++) is_plain = is_plain && strchr(" @?#", url.at[i]) == NULL;
    if (!is_web || !is_plain) return fail(cx, &witness_url, url);
    *ret_url = str_part(url, 0, url.len - (str_ends(url, S("/")) ? 1 : 0));
    return OK;
}

Code witness_add(Ctx *cx, const void *in, void *out) {
    (void)out;
    const WitnessAddArgs *args = in;
    NoteKey key;
    Rows all;
    Witness witness = { .vkey = args->vkey, .added_at = cx->now, .next_at = cx->now };
    if (note_key_read(cx->arena, args->vkey, &key) != OK) return fail(cx, &vkey_form, args->vkey);
    if (key.kind != KEY_OF_WITNESS) return fail(cx, &witness_key_wanted, key.name);
    TRY(check_url(cx, args->url, &witness.url));
    witness.name = key.name;
    TRY(witnesses_all(cx, &all));
    for (size_t i = 0; i < all.count; i++) {
        if (str_equal(((const Witness *)all.items)[i].name, key.name)) return fail(cx, &witness_twice, key.name);
    }
    if (all.count == WITNESSES_MAX) return fail(cx, &witnesses_full, int_text(cx, WITNESSES_MAX));
    TRY(witness_insert(cx, &witness));
    TRY(ledger_append(cx, S("ledger.witness_added"), witness.name, { "vkey", witness.vkey }, { "url", witness.url }));
    say("Nhân chứng mới / new witness: %.*s, %.*s\n", STR_FMT(witness.name), STR_FMT(witness.url));
    return OK;
}

typedef struct WitnessRemoveArgs {
    Str name;
} WitnessRemoveArgs;

static const Field witness_remove_args_fields[] = {
    OPTION(WitnessRemoveArgs, name, REQUIRED, 1, KEY_NAME_MAX, "name of the witness: what its key begins with"),
};
const Shape witness_remove_args_shape = SHAPE(WitnessRemoveArgs, witness_remove_args_fields);

Code witness_remove(Ctx *cx, const void *in, void *out) {
    (void)out;
    const WitnessRemoveArgs *args = in;
    Witness witness;
    const Code found = witness_now(cx, args->name, &witness);
    if (found == NOT_FOUND) return fail(cx, &witness_unknown, args->name);
    TRY(found);
    TRY(witness_delete(cx, &witness));
    return ledger_append(cx, S("ledger.witness_removed"), witness.name, { "vkey", witness.vkey });
}

static void say_witness(const Witness *witness) {
    say("%.*s\n  %.*s\n  %.*s\n", STR_FMT(witness->name), STR_FMT(witness->url), STR_FMT(witness->vkey));
    if (witness->cosigned > 0)
        say("  đã ký đến mục / has cosigned %lld%s\n", (long long)witness->cosigned,
            witness->is_awaited ? "" : " (chậm / is behind)");
    else
        say("  chưa ký lần nào / has never cosigned\n");
    if (witness->trouble.len > 0)
        say("  lỗi / trouble (%lld): %.*s\n", (long long)witness->failures, STR_FMT(witness->trouble));
}

Code witness_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows all;
    TRY(db_begin(cx, DB_READ));
    const Code code = witnesses_all(cx, &all);
    db_rollback(cx);
    TRY(code);
    for (size_t i = 0; i < all.count; i++) say_witness(&((const Witness *)all.items)[i]);
    if (all.count == 0) say("Chưa có nhân chứng nào / no witness yet\n");
    return OK;
}

/* ---- for everybody ---- */

typedef struct WitnessView {
    Str name, vkey;
    int64_t cosigned;
    bool is_awaited;
} WitnessView;

static const Field witness_view_fields[] = {
    FIELD(WitnessView, name, REQUIRED, 0, 0),
    FIELD(WitnessView, vkey, REQUIRED, 0, 0),
    FIELD(WitnessView, cosigned, REQUIRED, 0, 0),
    FIELD(WitnessView, is_awaited, REQUIRED, 0, 0),
};
const Shape witness_view_shape = SHAPE(WitnessView, witness_view_fields);

typedef struct Witnesses {
    Rows witnesses; /* of WitnessView */
} Witnesses;

static const Field witnesses_fields[] = { FIELD_LIST(Witnesses, witnesses, WITNESSES_MAX, &witness_view_shape) };
const Shape witnesses_shape = SHAPE(Witnesses, witnesses_fields);

Code witnesses_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Rows all;
    TRY(witnesses_all(cx, &all));
    WitnessView *views = NEW_ARRAY(cx->arena, WitnessView, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        const Witness *one = &((const Witness *)all.items)[i];
        views[i] = (WitnessView){ one->name, one->vkey, one->cosigned, one->is_awaited };
    }
    ((Witnesses *)out)->witnesses = (Rows){ views, all.count };
    return OK;
}
