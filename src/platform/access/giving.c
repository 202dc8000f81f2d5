/* platform/access/giving - giving a role to an account, for some days or for good, and ending one. Nothing is deleted:
 * who held what, when, and who gave it stays readable. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/giving.h"

#include "kit/crypto.h"
#include "platform/access/validity.h"
#include "platform/ledger/ledger.h"
#include "platform/reference/reference.h"

const ProblemKind role_needs_agency = {
    INVALID, "access/role-needs-agency",
    { "Vai trò này phải gắn với một cơ quan.", "This role belongs to an agency." },
    { "Chọn cơ quan cho vai trò “{0}”.", "Give the agency for the role “{0}”." }
};
const ProblemKind agency_closed = {
    INVALID, "access/agency-closed",
    { "Cơ quan không hoạt động vào ngày đó.", "The agency is not in being on that day." },
    { "{0} không hoạt động vào ngày {1:/}. Chọn cơ quan đang hoạt động, hoặc ngày khác.",
      "{0} is not in being on {1}. Choose an agency that is, or another day." }
};
const ProblemKind role_held = {
    CONFLICT, "access/role-held",
    { "Người này đã có vai trò đó.", "The person has this role already." },
    { "Vai trò “{0}” đã được cấp từ {1} đến {2}. Chọn những ngày khác, hoặc kết thúc vai trò đó trước.",
      "The role “{0}” was given from {1} to {2}. Choose other days, or end that one first." }
};
const ProblemKind role_ended = {
    CONFLICT, "access/role-ended",
    { "Vai trò đã kết thúc.", "The role has ended." },
    { "Vai trò này hết hiệu lực từ {0:/}. Muốn kéo dài, hãy cấp vai trò mới.",
      "This role no longer holds from {0} on. To prolong it, give a new one." }
};
const ProblemKind validity_order = {
    INVALID, "access/validity-order",
    { "Ngày kết thúc trước ngày bắt đầu.", "It would end before it begins." },
    { "Hiệu lực từ {0:/} nên phải kết thúc sau ngày đó.", "It holds from {0}, so it must end after that day." }
};
const ProblemKind day_past = {
    INVALID, "access/day-past",
    { "Ngày đã qua.", "The day is over." },
    { "Hôm nay là {0:/}. Vai trò không cấp lùi và không kết thúc lùi ngày.",
      "Today is {0}. A role is neither given nor ended in the past." }
};
const ProblemKind own_role = {
    FORBIDDEN, "access/own-role",
    { "Không tự cấp, tự bỏ quyền.", "Not one's own rights." },
    { "Quản trị không tự cấp vai trò cho mình và không tự bỏ vai trò quản trị cuối cùng của mình. Nhờ quản trị khác.",
      "An administrator gives himself no role and does not end his own last role as one. Ask another administrator." }
};
const ProblemKind grant_unknown = {
    NOT_FOUND, "access/grant-unknown",
    { "Không có lần cấp vai trò này.", "There is no such grant." },
    { "Không có lần cấp vai trò “{0}”. Tải lại trang rồi thử lại.",
      "There is no grant “{0}”. Load the page again and repeat." }
};

#include "platform/access/giving.sql.h"

/* ---- parts that delegation shares ---- */

void days_check(Ctx *cx, Day from, Day to) {
    if (from.number < cx->today.number)
        fault(cx, spot_field(S("valid_from")), &day_past, day_text(cx->arena, cx->today));
    if (!validity_is_sound((Validity){ from, to }))
        fault(cx, spot_field(S("valid_to")), &validity_order, day_text(cx->arena, from));
}

static Str day_or_open(Ctx *cx, Day day) {
    return day.number == 0 ? S("…") : day_text(cx->arena, day);
}

Code role_check_free(Ctx *cx, const Grant *wanted) {
    Rows rows;
    TRY(access_grants_of(cx, &wanted->account, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Grant *held = &((const Grant *)rows.items)[i];
        const bool is_same = held->role == wanted->role && str_equal(held->agency, wanted->agency);
        if (is_same && validity_overlaps((Validity){ held->valid_from, held->valid_to },
                                         (Validity){ wanted->valid_from, wanted->valid_to }))
            return fail(cx, &role_held, choice_name(&role_choices, held->role),
                        day_or_open(cx, held->valid_from), day_or_open(cx, held->valid_to));
    }
    return OK;
}

Code grant_store(Ctx *cx, const Grant *grant, Str kind) {
    const Sha256 reason = sha256(grant->reason);
    TRY(grant_insert(cx, grant));
    return ledger_append(cx, kind, id_str(&grant->account), { "grant", id_str(&grant->id) },
                         { "role", choice_name(&role_choices, grant->role) }, { "agency", grant->agency },
                         { "valid_from", day_text(cx->arena, grant->valid_from) },
                         { "valid_to", day_text(cx->arena, grant->valid_to) },
                         { "delegated_from", id_str(&grant->delegated_from) },
                         { "reason_digest", hex_text(cx->arena, reason.bytes, sizeof reason.bytes) });
}

Code grant_read(Ctx *cx, const Id *id, Grant *ret_grant) {
    const Grant key = { .id = *id };
    const Code found = grant_by_id(cx, &key, ret_grant);
    return found == NOT_FOUND ? fail(cx, &grant_unknown, id_str(id)) : found;
}

Code grant_finish(Ctx *cx, const Grant *grant, Day end) {
    const Grant ended = { .id = grant->id, .valid_to = end, .ended_by = cx->caller.id, .ended_at = cx->now };
    TRY(grant_set_end(cx, &ended));
    return ledger_append(cx, S("access.role_ended"), id_str(&grant->account), { "grant", id_str(&grant->id) },
                         { "role", choice_name(&role_choices, grant->role) }, { "agency", grant->agency },
                         { "valid_to", day_text(cx->arena, end) });
}

/* ---- giving ---- */

static Code check_agency(Ctx *cx, Role role, Str code, Day day) {
    if (!role_trait(role).is_bound) return OK;
    if (code.len == 0)
        return fail_field(cx, S("agency"), &role_needs_agency, choice_name(&role_choices, (int)role));
    Registry *registry;
    TRY(registry_load(cx, &registry));
    const Agency *agency = registry_agency(registry, code);
    if (agency == NULL) return fail_field(cx, S("agency"), &code_unknown, code);
    if (!agency_is_valid(agency, day))
        return fail_field(cx, S("agency"), &agency_closed, agency->name, day_text(cx->arena, day));
    return OK;
}

Code access_give(Ctx *cx, const Giving *giving) {
    const Role role = (Role)giving->role;
    const Day from = giving->valid_from.number == 0 ? cx->today : giving->valid_from;
    if (str_equal(id_str(&giving->account), cx->caller.id)) return fail(cx, &own_role);
    days_check(cx, from, giving->valid_to);
    TRY(faults_verdict(cx));
    TRY(check_agency(cx, role, giving->agency, from));
    const Grant made = { .id = id_make("grant", cx->now),
                         .account = giving->account,
                         .role = giving->role,
                         .agency = role_trait(role).is_bound ? giving->agency : S(""),
                         .valid_from = from,
                         .valid_to = giving->valid_to,
                         .reason = giving->reason,
                         .granted_by = cx->caller.id,
                         .granted_at = cx->now };
    TRY(role_check_free(cx, &made));
    return grant_store(cx, &made, S("access.role_granted"));
}

Code access_grant(Ctx *cx, const Id *account, Role role, Str agency) {
    return access_give(cx, &(Giving){ .account = *account, .role = (int)role, .agency = agency, .reason = S("") });
}

/* ---- ending ---- */

/* Would the caller be left without the right to set things right again? */
static Code refuse_own_last(Ctx *cx, const Grant *grant, Day end) {
    if (grant->role != ROLE_ADMINISTRATOR || !str_equal(id_str(&grant->account), cx->caller.id)) return OK;
    Rows rows;
    TRY(access_grants_of(cx, &grant->account, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Grant *other = &((const Grant *)rows.items)[i];
        if (other->role == ROLE_ADMINISTRATOR && !id_equal(&other->id, &grant->id) && grant_holds(other, end))
            return OK;
    }
    return fail(cx, &own_role);
}

static Code finish_handed_on(Ctx *cx, const Grant *grant, Day end) {
    Rows rows;
    TRY(grants_handed_on(cx, grant, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Grant *handed = &((const Grant *)rows.items)[i];
        const Validity validity = { handed->valid_from, handed->valid_to };
        if (!validity_has_ended(validity, end)) TRY(grant_finish(cx, handed, validity_cut(validity, end)));
    }
    return OK;
}

static Code end_grant(Ctx *cx, const Grant *grant, Day asked) {
    const Validity validity = { grant->valid_from, grant->valid_to };
    const Day end = asked.number > 0 ? asked : validity_cut((Validity){ .from = grant->valid_from }, cx->today);
    if (grant_has_ended(grant, cx->today) || validity_has_ended(validity, end))
        return fail(cx, &role_ended, day_text(cx->arena, grant->valid_to));
    if (end.number < cx->today.number)
        return fail_field(cx, S("valid_to"), &day_past, day_text(cx->arena, cx->today));
    if (end.number < grant->valid_from.number)
        return fail_field(cx, S("valid_to"), &validity_order, day_text(cx->arena, grant->valid_from));
    TRY(refuse_own_last(cx, grant, end));
    TRY(grant_finish(cx, grant, end));
    return finish_handed_on(cx, grant, end);
}

Code access_end(Ctx *cx, const Id *id, Day valid_to) {
    Grant grant;
    TRY(grant_read(cx, id, &grant));
    return end_grant(cx, &grant, valid_to);
}

typedef struct GrantEnd {
    Id id;
    Day valid_to;
} GrantEnd;

static const Field grant_end_fields[] = {
    FIELD(GrantEnd, id, REQUIRED, 0, 0),
    FIELD(GrantEnd, valid_to, OPTIONAL, 0, 0),
};
const Shape grant_end_shape = SHAPE(GrantEnd, grant_end_fields);

Code grant_end_asked(Ctx *cx, const void *in, void *out) {
    (void)out;
    const GrantEnd *asked = in;
    return access_end(cx, &asked->id, asked->valid_to);
}
