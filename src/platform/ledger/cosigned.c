/* platform/ledger/cosigned - see cosigned.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/cosigned.h"

#include "kit/commands.h"
#include "platform/ledger/commands.h"
#include "platform/ledger/verify.h"
#include "platform/ledger/witnesses.h"

enum { NAMES_BYTES_MAX = POLICY_WITNESSES_MAX * (KEY_NAME_MAX + 2) };

#define SECOND_US  INT64_C(1000000)
#define TIME_MAX_S INT64_C(253402300799) /* the last second of the year 9999 */

const ProblemKind not_cosigned = {
    CONFLICT,
    "ledger/not-cosigned",
    { "Thiếu chữ ký của nhân chứng.", "Cosignatures of witnesses are missing." },
    { "Cần {1} nhân chứng, mới có {0}. Thiếu: {2}. Thử lại sau một phút; nếu vẫn thiếu, hỏi nhân chứng đó.",
      "{1} witnesses are needed, and {0} have cosigned. Missing: {2}. Try again in a minute; if they still are, ask "
      "them." }
};
const ProblemKind witnesses_few = {
    INVALID,
    "ledger/witnesses-few",
    { "Đòi nhiều nhân chứng hơn số đã nêu.", "More witnesses are asked for than were named." },
    { "Đòi ít nhất {0} nhân chứng, nhưng chỉ nêu {1}. Thêm --witness, hoặc giảm --least.",
      "At least {0} are asked for, and {1} were named. Add --witness, or lower --least." }
};

static Code add_witness(Ctx *cx, Str vkey, WitnessPolicy *policy) {
    NoteKey *key = &policy->witnesses[policy->count];
    if (note_key_read(cx->arena, vkey, key) != OK) return fail(cx, &vkey_form, vkey);
    if (key->kind != KEY_OF_WITNESS) return fail(cx, &witness_key_wanted, key->name);
    for (size_t i = 0; i < policy->count; i++) { /* one key under two names is one witness too */
        if (memcmp(policy->witnesses[i].key.bytes, key->key.bytes, SIGN_KEY_BYTES) == 0)
            return fail(cx, &witness_twice, key->name);
    }
    policy->count++;
    return OK;
}

Code policy_read(Ctx *cx, const Texts *vkeys, int64_t least, WitnessPolicy *ret_policy) {
    WitnessPolicy policy = { .least = least };
    MUST(vkeys->count <= POLICY_WITNESSES_MAX);
    for (size_t i = 0; i < vkeys->count; i++) TRY(add_witness(cx, vkeys->items[i], &policy));
    if (least > (int64_t)policy.count)
        return fail(cx, &witnesses_few, int_text(cx, least), int_text(cx, (int64_t)policy.count));
    if (least == 0) policy.least = (int64_t)policy.count;
    *ret_policy = policy;
    return OK;
}

static void say_cosigned(Ctx *cx, const NoteKey *witness, int64_t unix_s) {
    const Time at = { (unix_s < TIME_MAX_S ? unix_s : TIME_MAX_S) * SECOND_US };
    say("Nhân chứng đã ký / cosigned by %.*s, %.*s\n", STR_FMT(witness->name), STR_FMT(time_text(cx->arena, at)));
}

Code policy_check(Ctx *cx, const WitnessPolicy *policy, Str signed_note) {
    Note note;
    int64_t have = 0, unix_s;
    Buf missing = buf_new(cx->arena, NAMES_BYTES_MAX);
    if (note_read(cx->arena, signed_note, &note) != OK) return fail(cx, &checkpoint_form);
    for (size_t i = 0; i < policy->count; i++) {
        const NoteKey *witness = &policy->witnesses[i];
        if (note_is_signed(cx->arena, &note, witness, &unix_s)) {
            have++;
            say_cosigned(cx, witness, unix_s);
        } else {
            buf_addf(&missing, "%s%.*s", missing.len > 0 ? ", " : "", STR_FMT(witness->name));
        }
    }
    if (have >= policy->least) return OK;
    return fail(cx, &not_cosigned, int_text(cx, have), int_text(cx, policy->least), (Str){ missing.at, missing.len });
}
