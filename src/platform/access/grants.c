/* platform/access/grants - roles as rows, and the decisions that follow from them. See access.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"
#include "platform/reference/reference.h"

const ProblemKind agency_not_yours = {
    FORBIDDEN, "access/agency-not-yours",
    { "Không phải việc của cơ quan bạn.", "Not your agency's matter." },
    { "Bạn không có quyền “{0}” cho “{1}”. Chỉ cơ quan được giao mới làm việc này.",
      "You do not have “{0}” for “{1}”. Only the agency that answers for it may do this." }
};
const ProblemKind role_needs_agency = {
    INVALID, "access/role-needs-agency",
    { "Vai trò này phải gắn với một cơ quan.", "This role belongs to an agency." },
    { "Chọn cơ quan cho vai trò “{0}”.", "Give the agency for the role “{0}”." }
};

static const char *const role_names[] = { "citizen", "officer", "head", "coordinator", "leader", "administrator" };
const Choices role_choices = CHOICES("Role", role_names);

static const Field grant_fields[] = {
    FIELD(Grant, id, REQUIRED, 0, 0),         FIELD(Grant, account, REQUIRED, 0, 0),
    FIELD_CHOICE(Grant, role, REQUIRED, &role_choices), FIELD(Grant, agency, OPTIONAL, 0, 40),
    FIELD(Grant, valid_from, REQUIRED, 0, 0), FIELD(Grant, valid_to, OPTIONAL, 0, 0),
};
const Shape grant_shape = SHAPE(Grant, grant_fields);

typedef struct GrantsAsked {
    Id account;
    Day today;
} GrantsAsked;

static const Field grants_asked_fields[] = {
    FIELD(GrantsAsked, account, REQUIRED, 0, 0),
    FIELD(GrantsAsked, today, REQUIRED, 0, 0),
};
static const Shape grants_asked_shape = SHAPE(GrantsAsked, grants_asked_fields);

typedef struct GrantMade {
    Id id, account;
    int role;
    Str agency;
    Day valid_from;
    Str granted_by;
    Time granted_at;
} GrantMade;

static const Field grant_made_fields[] = {
    FIELD(GrantMade, id, REQUIRED, 0, 0),         FIELD(GrantMade, account, REQUIRED, 0, 0),
    FIELD_CHOICE(GrantMade, role, REQUIRED, &role_choices), FIELD(GrantMade, agency, OPTIONAL, 0, 40),
    FIELD(GrantMade, valid_from, REQUIRED, 0, 0), FIELD(GrantMade, granted_by, REQUIRED, 0, 0),
    FIELD(GrantMade, granted_at, REQUIRED, 0, 0),
};
static const Shape grant_made_shape = SHAPE(GrantMade, grant_made_fields);

#include "platform/access/grants.sql.h"

/* What stands behind Caller.rights. */
typedef struct Rights {
    Rows grants;
    bool is_restricted;
    Texts only; /* the permissions that are left, when it is */
} Rights;

Code access_load(Ctx *cx, const Id *account) {
    const GrantsAsked asked = { .account = *account, .today = cx->today };
    Rights *rights = NEW(cx->arena, Rights);
    TRY(grants_valid(cx, &asked, &rights->grants));
    cx->caller.rights = rights;
    return OK;
}

void access_restrict(Ctx *cx, Texts permissions) {
    Rights *rights = NEW(cx->arena, Rights);
    if (cx->caller.rights != NULL) *rights = *(const Rights *)cx->caller.rights;
    rights->is_restricted = true;
    rights->only = permissions;
    cx->caller.rights = rights;
}

Code access_grants_of(Ctx *cx, const Id *account, Rows *ret_grants) {
    const GrantsAsked asked = { .account = *account, .today = cx->today };
    return grants_of_account(cx, &asked, ret_grants);
}

static bool is_bound_to_agency(Role role) {
    return role == ROLE_OFFICER || role == ROLE_HEAD;
}

static Code check_agency(Ctx *cx, Role role, Str code) {
    if (!is_bound_to_agency(role)) return OK;
    if (code.len == 0)
        return fail_field(cx, S("agency"), &role_needs_agency, choice_name(&role_choices, (int)role));
    Registry *registry;
    TRY(registry_load(cx, &registry));
    const Agency *agency = registry_agency(registry, code);
    if (agency == NULL || !agency_is_valid(agency, cx->today)) return fail_field(cx, S("agency"), &code_unknown, code);
    return OK;
}

Code access_grant(Ctx *cx, const Id *account, Role role, Str agency) {
    TRY(check_agency(cx, role, agency));
    const GrantMade made = { .id = id_make("grant", cx->now),
                             .account = *account,
                             .role = (int)role,
                             .agency = is_bound_to_agency(role) ? agency : S(""),
                             .valid_from = cx->today,
                             .granted_by = cx->caller.id,
                             .granted_at = cx->now };
    TRY(grant_insert(cx, &made));
    return ledger_append(cx, S("access.role_granted"), id_str(account),
                         { "role", choice_name(&role_choices, (int)role) }, { "agency", made.agency });
}

const Grant *access_grants(const Ctx *cx, size_t *ret_count) {
    const Rights *rights = cx->caller.rights;
    *ret_count = rights == NULL ? 0 : rights->grants.count;
    return rights == NULL ? NULL : rights->grants.items;
}

/* ---- decisions ---- */

static const Permission *find_permission(const House *house, const char *name) {
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->permission_count; j++) {
            if (strcmp(house->modules[i]->permissions[j].name, name) == 0) return &house->modules[i]->permissions[j];
        }
    }
    CANNOT("house_check() refuses permissions that nobody declares");
}

static bool names_role(Str roles, Str role) {
    for (Str rest = roles; rest.at != NULL;) {
        if (str_equal(str_cut(&rest, ' '), role)) return true;
    }
    return false;
}

static bool role_has(const Permission *permission, Str role) {
    return names_role(str_of(permission->roles), role);
}

bool access_holds(const Ctx *cx, Str roles) {
    size_t count;
    const Grant *grants = access_grants(cx, &count);
    for (size_t i = 0; i < count; i++) {
        if (names_role(roles, choice_name(&role_choices, grants[i].role))) return true;
    }
    return false;
}

static bool is_out_of_reach(const Ctx *cx, const char *name) {
    const Rights *rights = cx->caller.rights;
    if (rights == NULL || !rights->is_restricted) return false;
    for (size_t i = 0; i < rights->only.count; i++) {
        if (str_is(rights->only.items[i], name)) return false;
    }
    return true;
}

/* Does one of the caller's roles allow it, for this agency (any, when `agency` is NULL)? */
static bool is_allowed(const Ctx *cx, const char *name, const Str *agency) {
    if (str_is(cx->caller.id, "system")) return true;
    const Permission *permission = find_permission(cx->house, name);
    if (agency == NULL && role_has(permission, S("public"))) return true;
    if (is_out_of_reach(cx, name)) return false;
    size_t count;
    const Grant *grants = access_grants(cx, &count);
    for (size_t i = 0; i < count; i++) {
        if (!role_has(permission, choice_name(&role_choices, grants[i].role))) continue;
        const bool reaches =
            !is_bound_to_agency((Role)grants[i].role) || agency == NULL || str_equal(grants[i].agency, *agency);
        if (reaches) return true;
    }
    return false;
}

bool access_may(const Ctx *cx, const char *permission) {
    return is_allowed(cx, permission, NULL);
}

bool access_may_for(const Ctx *cx, const char *permission, Str agency) {
    return is_allowed(cx, permission, &agency);
}

Code access_require_for(Ctx *cx, const char *permission, Str agency) {
    return access_may_for(cx, permission, agency) ? OK : fail(cx, &agency_not_yours, str_of(permission), agency);
}

Texts access_agencies(const Ctx *cx, const char *name, bool *ret_all) {
    const Permission *permission = find_permission(cx->house, name);
    size_t count, used = 0;
    const Grant *grants = access_grants(cx, &count);
    Str *agencies = NEW_ARRAY(cx->arena, Str, count + 1);
    *ret_all = str_is(cx->caller.id, "system");
    if (is_out_of_reach(cx, name)) count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!role_has(permission, choice_name(&role_choices, grants[i].role))) continue;
        if (is_bound_to_agency((Role)grants[i].role)) agencies[used++] = grants[i].agency;
        else *ret_all = true;
    }
    return *ret_all ? (Texts){ NULL, 0 } : (Texts){ agencies, used };
}
