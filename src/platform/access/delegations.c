/* platform/access/delegations - ủy quyền: who heads or works for an agency hands that role to a colleague for some
 * days. A delegated role is never handed on, and never outlasts the role that it comes from. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/giving.h"

#include "platform/access/validity.h"

const ProblemKind delegation_not_yours = {
    FORBIDDEN, "access/delegation-not-yours",
    { "Không phải ủy quyền của bạn.", "Not your delegation." },
    { "Chỉ người giao hoặc người nhận ủy quyền làm việc này; quản trị kết thúc vai trò ở trang tài khoản.",
      "Only who gave or who received it may do this; an administrator ends roles on the page of the account." }
};
const ProblemKind delegation_again = {
    FORBIDDEN, "access/delegated-on",
    { "Không ủy quyền lại.", "It cannot be delegated on." },
    { "Vai trò này do người khác ủy quyền cho bạn nên bạn không được giao lại cho người khác.",
      "This role was delegated to you, so you cannot hand it on." }
};
const ProblemKind role_not_delegable = {
    FORBIDDEN, "access/role-not-delegable",
    { "Vai trò này không ủy quyền được.", "This role cannot be delegated." },
    { "Vai trò “{0}” do quản trị cấp cho từng người. Đề nghị quản trị cấp cho người thay.",
      "The role “{0}” is given by an administrator to each. Ask one to give it to the person who stands in." }
};
const ProblemKind not_colleague = {
    INVALID, "access/not-a-colleague",
    { "Không phải người của cơ quan.", "Not of the same agency." },
    { "Chọn người khác đang có vai trò ở {0} trong suốt những ngày ủy quyền.",
      "Choose another person who holds a role at {0} on all days of the delegation." }
};
const ProblemKind delegation_too_long = {
    INVALID, "access/delegation-too-long",
    { "Ủy quyền dài hơn vai trò.", "It would outlast your own role." },
    { "Vai trò của bạn có hiệu lực từ {0:/} đến trước {1:/}. Chọn những ngày nằm trong đó.",
      "Your own role holds from {0} until before {1}. Choose days within." }
};
const ProblemKind same_hand = {
    FORBIDDEN, "access/same-hand",
    { "Người khác phải quyết.", "Somebody else must decide." },
    { "Bạn và người gửi đang, hoặc lúc gửi đã, làm thay nhau hay làm thay cùng một người theo ủy quyền.",
      "You and the sender act, or acted at the time, for each other or for the same person by delegation." }
};

typedef struct AgencyAsked {
    Str agency;
    Day today;
} AgencyAsked;

static const Field agency_asked_fields[] = {
    FIELD(AgencyAsked, agency, REQUIRED, 0, 0),
    FIELD(AgencyAsked, today, REQUIRED, 0, 0),
};
static const Shape agency_asked_shape = SHAPE(AgencyAsked, agency_asked_fields);

typedef struct HandsAsked {
    Str mine;
    Day today;
} HandsAsked;

static const Field hands_asked_fields[] = {
    FIELD(HandsAsked, mine, REQUIRED, 0, 0),
    FIELD(HandsAsked, today, REQUIRED, 0, 0),
};
static const Shape hands_asked_shape = SHAPE(HandsAsked, hands_asked_fields);

static const Field hand_tie_fields[] = {
    FIELD(HandTie, account, REQUIRED, 0, 0),
    FIELD(HandTie, until, REQUIRED, 0, 0),
};
static const Shape hand_tie_shape = SHAPE(HandTie, hand_tie_fields);

#include "platform/access/delegations.sql.h"

/* ---- giving ---- */

static const Field delegating_fields[] = {
    FIELD(Delegating, grant, REQUIRED, 0, 0),      FIELD(Delegating, account, REQUIRED, 0, 0),
    FIELD(Delegating, valid_from, REQUIRED, 0, 0), FIELD(Delegating, valid_to, REQUIRED, 0, 0),
    FIELD(Delegating, reason, REQUIRED, 5, REASON_LETTERS_MAX),
};
const Shape delegating_shape = SHAPE(Delegating, delegating_fields);

/* May the caller hand on this grant at all? */
static Code check_grant(Ctx *cx, const Grant *grant) {
    if (!str_equal(id_str(&grant->account), cx->caller.id)) return fail(cx, &delegation_not_yours);
    if (grant_is_delegated(grant)) return fail(cx, &delegation_again);
    if (!role_trait((Role)grant->role).may_be_delegated)
        return fail(cx, &role_not_delegable, choice_name(&role_choices, grant->role));
    if (grant_has_ended(grant, cx->today)) return fail(cx, &role_ended, day_text(cx->arena, grant->valid_to));
    return OK;
}

static bool is_colleague(const Rows *grants, Str agency, Validity days) {
    for (size_t i = 0; i < grants->count; i++) {
        const Grant *held = &((const Grant *)grants->items)[i];
        if (!grant_is_delegated(held) && str_equal(held->agency, agency) &&
            validity_is_within(days, (Validity){ held->valid_from, held->valid_to }))
            return true;
    }
    return false;
}

static Code check_delegate(Ctx *cx, const Grant *grant, const Delegating *wanted) {
    Rows held;
    const Validity days = { wanted->valid_from, wanted->valid_to };
    TRY(access_grants_of(cx, &wanted->account, &held));
    const bool is_self = str_equal(id_str(&wanted->account), cx->caller.id);
    if (is_self || !is_colleague(&held, grant->agency, days))
        fault(cx, spot_field(S("account")), &not_colleague, grant->agency);
    return faults_verdict(cx);
}

Code access_delegate(Ctx *cx, const Delegating *wanted) {
    Grant own;
    const Validity days = { wanted->valid_from, wanted->valid_to };
    TRY(grant_read(cx, &wanted->grant, &own));
    TRY(check_grant(cx, &own));
    days_check(cx, wanted->valid_from, wanted->valid_to);
    if (!validity_is_within(days, (Validity){ own.valid_from, own.valid_to }))
        fault(cx, spot_field(S("valid_to")), &delegation_too_long, day_text(cx->arena, own.valid_from),
              own.valid_to.number == 0 ? S("…") : day_text(cx->arena, own.valid_to));
    TRY(check_delegate(cx, &own, wanted));
    const Grant made = { .id = id_make("grant", cx->now),
                         .account = wanted->account,
                         .role = own.role,
                         .agency = own.agency,
                         .valid_from = wanted->valid_from,
                         .valid_to = wanted->valid_to,
                         .delegated_from = own.id,
                         .reason = wanted->reason,
                         .granted_by = cx->caller.id,
                         .granted_at = cx->now };
    TRY(role_check_free(cx, &made));
    return grant_store(cx, &made, S("access.role_delegated"));
}

Code delegate_asked(Ctx *cx, const void *in, void *out) {
    (void)out;
    return access_delegate(cx, in);
}

/* ---- ending ---- */

typedef struct GrantKey {
    Id id;
} GrantKey;

static const Field grant_key_fields[] = { FIELD(GrantKey, id, REQUIRED, 0, 0) };
const Shape grant_key_shape = SHAPE(GrantKey, grant_key_fields);

static Code finish_at_once(Ctx *cx, const Grant *grant) {
    return grant_finish(cx, grant, validity_cut((Validity){ grant->valid_from, grant->valid_to }, cx->today));
}

Code access_end_delegation(Ctx *cx, const Id *id) {
    Grant grant;
    TRY(grant_read(cx, id, &grant));
    const bool is_mine =
        str_equal(grant.granted_by, cx->caller.id) || str_equal(id_str(&grant.account), cx->caller.id);
    if (!grant_is_delegated(&grant) || !is_mine) return fail(cx, &delegation_not_yours);
    if (grant_has_ended(&grant, cx->today)) return fail(cx, &role_ended, day_text(cx->arena, grant.valid_to));
    return finish_at_once(cx, &grant);
}

Code delegation_end_asked(Ctx *cx, const void *in, void *out) {
    (void)out;
    return access_end_delegation(cx, &((const GrantKey *)in)->id);
}

Code access_delegated_by(Ctx *cx, const Id *account, Rows *ret_grants) {
    const Grant asked = { .granted_by = id_str(account) };
    return grants_delegated_by(cx, &asked, ret_grants);
}

Code access_end_delegated_by(Ctx *cx, const Id *account) {
    Rows rows;
    TRY(access_delegated_by(cx, account, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Grant *grant = &((const Grant *)rows.items)[i];
        if (!grant_has_ended(grant, cx->today)) TRY(finish_at_once(cx, grant));
    }
    return OK;
}

Code access_colleagues(Ctx *cx, Str agency, Rows *ret_grants) {
    const AgencyAsked asked = { .agency = agency, .today = cx->today };
    return grants_of_agency(cx, &asked, ret_grants);
}

/* ---- four eyes ---- */

Code access_hand_ties(Ctx *cx, Rows *ret_ties) {
    const HandsAsked asked = { .mine = cx->caller.id, .today = cx->today };
    return hand_ties_of(cx, &asked, ret_ties);
}

bool access_is_other_hand(const Ctx *cx, const Rows *ties, Str other, Day since) {
    bool is_tied = str_equal(other, cx->caller.id);
    for (size_t i = 0; i < ties->count && !is_tied; i++) {
        const HandTie *tie = &((const HandTie *)ties->items)[i];
        is_tied = str_equal(tie->account, other) && tie->until.number > since.number;
    }
    return !is_tied;
}

Code access_require_other_hand(Ctx *cx, Str other, Day since) {
    Rows ties;
    TRY(access_hand_ties(cx, &ties));
    return access_is_other_hand(cx, &ties, other, since) ? OK : fail(cx, &same_hand);
}
