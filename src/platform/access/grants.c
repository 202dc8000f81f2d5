/* platform/access/grants - roles as rows, and the decisions that follow from them. See access.h; giving.c writes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/access.h"
#include "platform/access/validity.h"

const ProblemKind agency_not_yours = {
    FORBIDDEN, "access/agency-not-yours",
    { "Không phải việc của cơ quan bạn.", "Not your agency's matter." },
    { "Bạn không có quyền “{0}” cho “{1}”. Chỉ cơ quan được giao mới làm việc này.",
      "You do not have “{0}” for “{1}”. Only the agency that answers for it may do this." }
};
const ProblemKind permission_unknown = {
    INVALID, "access/permission-unknown",
    { "Không có quyền này.", "There is no such permission." },
    { "Không có quyền “{0}”. Chọn một quyền trong bảng.", "There is no permission “{0}”. Choose one of the table." }
};

static const char *const role_names[] = { "citizen", "officer", "head", "coordinator", "leader", "administrator" };
const Choices role_choices = CHOICES("Role", role_names);

/* Who leads or works for an agency may hand that on; a whole province is not handed on by one person alone. */
static const RoleTrait role_traits[] = {
    [ROLE_OFFICER]       = { .is_bound = true, .may_be_delegated = true },
    [ROLE_HEAD]          = { .is_bound = true, .may_be_delegated = true },
    [ROLE_ADMINISTRATOR] = { false, false },
};

RoleTrait role_trait(Role role) {
    return role_traits[role];
}

static const Field grant_fields[] = {
    FIELD(Grant, id, REQUIRED, 0, 0),         FIELD(Grant, account, REQUIRED, 0, 0),
    FIELD_CHOICE(Grant, role, REQUIRED, &role_choices), FIELD(Grant, agency, OPTIONAL, 0, 40),
    FIELD(Grant, valid_from, REQUIRED, 0, 0), FIELD(Grant, valid_to, OPTIONAL, 0, 0),
    FIELD(Grant, delegated_from, OPTIONAL, 0, 0), FIELD(Grant, reason, OPTIONAL, 0, 300),
    FIELD(Grant, granted_by, REQUIRED, 0, 0), FIELD(Grant, granted_at, REQUIRED, 0, 0),
    FIELD(Grant, ended_by, OPTIONAL, 0, 0),   FIELD(Grant, ended_at, OPTIONAL, 0, 0),
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

typedef struct RoleAsked {
    int role;
    Str agency;
    Day today;
} RoleAsked;

static const Field role_asked_fields[] = {
    FIELD_CHOICE(RoleAsked, role, REQUIRED, &role_choices),
    FIELD(RoleAsked, agency, OPTIONAL, 0, 0),
    FIELD(RoleAsked, today, REQUIRED, 0, 0),
};
static const Shape role_asked_shape = SHAPE(RoleAsked, role_asked_fields);

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

bool grant_is_delegated(const Grant *grant) {
    return !id_is_none(&grant->delegated_from);
}

bool grant_holds(const Grant *grant, Day day) {
    return validity_holds((Validity){ grant->valid_from, grant->valid_to }, day);
}

bool grant_has_ended(const Grant *grant, Day day) {
    return validity_has_ended((Validity){ grant->valid_from, grant->valid_to }, day);
}

const Grant *access_grants(const Ctx *cx, size_t *ret_count) {
    const Rights *rights = cx->caller.rights;
    *ret_count = rights == NULL ? 0 : rights->grants.count;
    return rights == NULL ? NULL : rights->grants.items;
}

/* ---- decisions ---- */

static const Permission *permission_named(const House *house, Str name) {
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->permission_count; j++) {
            if (str_is(name, house->modules[i]->permissions[j].name)) return &house->modules[i]->permissions[j];
        }
    }
    return NULL;
}

static const Permission *find_permission(const House *house, const char *name) {
    const Permission *found = permission_named(house, str_of(name));
    MUST(found != NULL); /* house_check() refuses permissions that nobody declares */
    return found;
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
    return rights != NULL && rights->is_restricted && !texts_hold(rights->only, str_of(name));
}

static bool grant_reaches(const Grant *grant, const Str *agency) {
    return !role_trait((Role)grant->role).is_bound || agency == NULL || str_equal(grant->agency, *agency);
}

const Grant *access_basis(const Ctx *cx, const char *name, const Str *agency) {
    const Permission *permission = find_permission(cx->house, name);
    const Grant *found = NULL;
    size_t count;
    if (is_out_of_reach(cx, name)) return NULL;
    const Grant *grants = access_grants(cx, &count);
    for (size_t i = 0; i < count; i++) {
        const bool allows =
            role_has(permission, choice_name(&role_choices, grants[i].role)) && grant_reaches(&grants[i], agency);
        if (allows && (found == NULL || (grant_is_delegated(found) && !grant_is_delegated(&grants[i]))))
            found = &grants[i];
    }
    return found;
}

/* Does one of the caller's roles allow it, for this agency (any, when `agency` is NULL)? */
static bool is_allowed(const Ctx *cx, const char *name, const Str *agency) {
    if (str_is(cx->caller.id, "system")) return true;
    const Permission *permission = find_permission(cx->house, name);
    if (cx->caller.is_machine && permission->is_for_people) return false;
    if (agency == NULL && role_has(permission, S("public"))) return true;
    return access_basis(cx, name, agency) != NULL;
}

bool access_machine_may(const Ctx *cx, Role role, Str permission) {
    const Permission *found = permission_named(cx->house, permission);
    if (found == NULL || found->is_for_people || role_has(found, S("public"))) return false;
    return role_has(found, choice_name(&role_choices, (int)role));
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

static void add_once(Str *agencies, size_t *used, Str agency) {
    for (size_t i = 0; i < *used; i++) {
        if (str_equal(agencies[i], agency)) return;
    }
    agencies[(*used)++] = agency;
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
        if (role_trait((Role)grants[i].role).is_bound) add_once(agencies, &used, grants[i].agency);
        else *ret_all = true;
    }
    return *ret_all ? (Texts){ NULL, 0 } : (Texts){ agencies, used };
}

/* ---- asking about others ---- */

Code access_who_may(Ctx *cx, Str name, Str agency, Rows *ret_grants) {
    const Permission *permission = permission_named(cx->house, name);
    if (permission == NULL) return fail_field(cx, S("permission"), &permission_unknown, name);
    Grant *found = NULL;
    size_t count = 0, room = 0;
    for (size_t role = 1; role <= role_choices.count; role++) {
        Rows rows;
        if (!role_has(permission, choice_name(&role_choices, (int)role))) continue;
        const RoleAsked asked = { .role = (int)role, .agency = agency, .today = cx->today };
        TRY(grants_with_role(cx, &asked, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            found = array_grow(cx->arena, found, sizeof(Grant), count, &room);
            found[count++] = ((const Grant *)rows.items)[i];
        }
    }
    *ret_grants = (Rows){ found, count };
    return OK;
}

Texts access_permissions_of(const Ctx *cx, const Grant *grant) {
    const House *house = cx->house;
    size_t total = 0, used = 0;
    for (size_t i = 0; i < house->module_count; i++) total += house->modules[i]->permission_count;
    Str *names = NEW_ARRAY(cx->arena, Str, total + 1);
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->permission_count; j++) {
            const Permission *permission = &house->modules[i]->permissions[j];
            if (role_has(permission, choice_name(&role_choices, grant->role)))
                names[used++] = str_of(permission->name);
        }
    }
    return (Texts){ names, used };
}

bool access_is_bound(const Ctx *cx, Str name, const Grant *grant) {
    const Permission *permission = permission_named(cx->house, name);
    const bool is_for_all = permission != NULL && role_has(permission, choice_name(&role_choices, ROLE_CITIZEN));
    return role_trait((Role)grant->role).is_bound && !is_for_all;
}
