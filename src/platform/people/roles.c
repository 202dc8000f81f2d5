/* platform/people/roles - who holds which role, with names: giving and ending, who may do what, delegations. What a
 * role allows and when it holds is platform/access. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/roles.h"

#include "platform/people/accounts.h"
#include "platform/people/machines.h"
#include "platform/people/people.h"
#include "platform/people/reads.h"

enum { ROLES_MAX = 1000, WHO_MAX = 200, COLLEAGUES_MAX = 1000, DELEGATIONS_MAX = 5000, OWN_MAX = 100 };

const ProblemKind role_not_held = {
    NOT_FOUND, "people/role-not-held",
    { "Người này không có vai trò đó.", "The account does not hold this role." },
    { "Tài khoản “{0}” không có vai trò “{1}” còn hiệu lực. Xem bằng `banyan account list`.",
      "The account “{0}” does not hold the role “{1}”. See `banyan account list`." }
};

static const char *const grant_state_names[] = { "holds", "coming", "over" };
static const Choices grant_state_choices = CHOICES("GrantState", grant_state_names);

static const Field role_view_fields[] = {
    FIELD(RoleView, grant, REQUIRED, 0, 0),        FIELD(RoleView, account, REQUIRED, 0, 0),
    FIELD(RoleView, name, REQUIRED, 0, 0),         FIELD(RoleView, title, REQUIRED, 0, 0),
    FIELD_CHOICE(RoleView, role, REQUIRED, &role_choices),
    FIELD(RoleView, agency, REQUIRED, 0, 0),       FIELD(RoleView, agency_name, REQUIRED, 0, 0),
    FIELD(RoleView, valid_from, REQUIRED, 0, 0),   FIELD(RoleView, valid_to, OPTIONAL, 0, 0),
    FIELD_CHOICE(RoleView, state, REQUIRED, &grant_state_choices),
    FIELD(RoleView, is_delegated, REQUIRED, 0, 0), FIELD(RoleView, may_be_delegated, REQUIRED, 0, 0),
    FIELD(RoleView, reason, REQUIRED, 0, 0),       FIELD(RoleView, given_by, REQUIRED, 0, 0),
    FIELD(RoleView, given_name, REQUIRED, 0, 0),   FIELD(RoleView, given_at, REQUIRED, 0, 0),
    FIELD(RoleView, ended_name, REQUIRED, 0, 0),   FIELD(RoleView, ended_at, OPTIONAL, 0, 0),
};
const Shape role_view_shape = SHAPE(RoleView, role_view_fields);

/* ---- grants with names ---- */

static Code name_of(Ctx *cx, Str account, PersonName *ret_person) {
    Id id;
    *ret_person = (PersonName){ .name = S(""), .title = S("") };
    if (id_from_text(account, &id) != OK) return OK;
    const Code found = person_name(cx, &id, ret_person);
    return found == NOT_FOUND ? OK : found;
}

Code role_view_make(Ctx *cx, const Registry *registry, const Grant *grant, RoleView *ret_view) {
    PersonName holder, giver, ender;
    TRY(name_of(cx, id_str(&grant->account), &holder));
    TRY(name_of(cx, grant->granted_by, &giver));
    TRY(name_of(cx, grant->ended_by, &ender));
    const GrantState state = grant_has_ended(grant, cx->today) ? GRANT_OVER
                             : grant_holds(grant, cx->today)   ? GRANT_HOLDS
                                                               : GRANT_COMING;
    const bool is_delegated = grant_is_delegated(grant);
    *ret_view = (RoleView){ .grant = grant->id, .account = grant->account,
                            .name = holder.name, .title = holder.title,
                            .role = grant->role, .agency = grant->agency,
                            .agency_name = registry_name(registry, grant->agency),
                            .valid_from = grant->valid_from, .valid_to = grant->valid_to, .state = (int)state,
                            .is_delegated = is_delegated,
                            .may_be_delegated = !is_delegated && role_trait((Role)grant->role).may_be_delegated,
                            .reason = grant->reason,
                            .given_by = grant->granted_by, .given_name = giver.name, .given_at = grant->granted_at,
                            .ended_name = ender.name, .ended_at = grant->ended_at };
    return OK;
}

Code role_views_make(Ctx *cx, const Registry *registry, const Rows *grants, Rows *ret_views) {
    RoleView *views = NEW_ARRAY(cx->arena, RoleView, grants->count + 1);
    for (size_t i = 0; i < grants->count; i++)
        TRY(role_view_make(cx, registry, &((const Grant *)grants->items)[grants->count - 1 - i], &views[i]));
    *ret_views = (Rows){ views, grants->count };
    return OK;
}

Code role_views_of(Ctx *cx, const Registry *registry, const Id *account, Rows *ret_views) {
    Rows grants;
    TRY(access_grants_of(cx, account, &grants));
    return role_views_make(cx, registry, &grants, ret_views);
}

/* ---- giving ---- */

static const Field role_giving_fields[] = {
    { "id", KIND_ID, REQUIRED, offsetof(Giving, account), 0, 0, NULL, NULL, NULL }, /* of the account */
    FIELD_CHOICE(Giving, role, REQUIRED, &role_choices),
    FIELD(Giving, agency, OPTIONAL, 0, 40),
    FIELD(Giving, valid_from, OPTIONAL, 0, 0),
    FIELD(Giving, valid_to, OPTIONAL, 0, 0),
    FIELD(Giving, reason, OPTIONAL, 0, 300),
};
const Shape role_giving_shape = { "RoleGiving", sizeof(Giving), role_giving_fields, COUNT(role_giving_fields) };

Code role_give(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Giving *giving = in;
    Account account;
    const Code found = account_read(cx, &giving->account, &account);
    if (found == NOT_FOUND) return fail(cx, &account_missing, id_str(&giving->account));
    TRY(found);
    return access_give(cx, giving);
}

typedef struct AccountGrantArgs {
    Str username, agency, reason;
    int role;
    Day valid_from, valid_to;
} AccountGrantArgs;

static const Field account_grant_args_fields[] = {
    OPTION(AccountGrantArgs, username, REQUIRED, 2, USERNAME_MAX, "whose"),
    OPTION_CHOICE(AccountGrantArgs, role, REQUIRED, &role_choices, "what the person may do as well"),
    OPTION(AccountGrantArgs, agency, OPTIONAL, 0, 40, "code of the agency; officers and heads need one"),
    OPTION(AccountGrantArgs, valid_from, OPTIONAL, 0, 0, "the first day, like 2026-12-01; without it: today"),
    OPTION(AccountGrantArgs, valid_to, OPTIONAL, 0, 0, "the first day on which it no longer holds; without it: none"),
    OPTION(AccountGrantArgs, reason, OPTIONAL, 0, 300, "the decision that it rests on"),
};
const Shape account_grant_args_shape = SHAPE(AccountGrantArgs, account_grant_args_fields);

Code account_grant(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AccountGrantArgs *args = in;
    Account account;
    TRY(account_named(cx, args->username, &account));
    return access_give(cx, &(Giving){ .account = account.id, .role = args->role, .agency = args->agency,
                                      .valid_from = args->valid_from, .valid_to = args->valid_to,
                                      .reason = args->reason });
}

typedef struct AccountEndRoleArgs {
    Str username, agency;
    int role;
    Day valid_to;
} AccountEndRoleArgs;

static const Field account_end_role_args_fields[] = {
    OPTION(AccountEndRoleArgs, username, REQUIRED, 2, USERNAME_MAX, "whose"),
    OPTION_CHOICE(AccountEndRoleArgs, role, REQUIRED, &role_choices, "what the person is to do no longer"),
    OPTION(AccountEndRoleArgs, agency, OPTIONAL, 0, 40, "code of the agency, for officers and heads"),
    OPTION(AccountEndRoleArgs, valid_to, OPTIONAL, 0, 0, "the first day on which it no longer holds; without it: now"),
};
const Shape account_end_role_args_shape = SHAPE(AccountEndRoleArgs, account_end_role_args_fields);

/* The first that has not ended: those of one role and agency follow each other in time. */
Code account_end_role(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AccountEndRoleArgs *args = in;
    Account account;
    Rows grants;
    TRY(account_named(cx, args->username, &account));
    TRY(access_grants_of(cx, &account.id, &grants));
    for (size_t i = 0; i < grants.count; i++) {
        const Grant *grant = &((const Grant *)grants.items)[i];
        if (grant->role == args->role && str_equal(grant->agency, args->agency) && !grant_has_ended(grant, cx->today))
            return access_end(cx, &grant->id, args->valid_to);
    }
    return fail(cx, &role_not_held, args->username, choice_name(&role_choices, args->role));
}

/* ---- who may do this? ---- */

typedef struct WhoAsked {
    Str permission, agency;
    int purpose;
} WhoAsked;

static const Field who_asked_fields[] = {
    FIELD(WhoAsked, permission, REQUIRED, 1, 80),
    FIELD(WhoAsked, agency, OPTIONAL, 0, 40),
    FIELD_CHOICE(WhoAsked, purpose, OPTIONAL, &purpose_choices),
};
const Shape who_asked_shape = SHAPE(WhoAsked, who_asked_fields);

typedef struct WhoMay {
    Str permission, agency;
    Rows lines; /* grants that allow it today, of accounts in use: the first WHO_MAX */
    bool has_more;
    Rows machines; /* other systems that may do it, of MachineLine */
} WhoMay;

static const Field who_may_fields[] = {
    FIELD(WhoMay, permission, REQUIRED, 0, 0),
    FIELD(WhoMay, agency, REQUIRED, 0, 0),
    FIELD_LIST(WhoMay, lines, WHO_MAX, &role_view_shape),
    FIELD(WhoMay, has_more, REQUIRED, 0, 0),
    FIELD_LIST(WhoMay, machines, 0, &machine_line_shape),
};
const Shape who_may_shape = SHAPE(WhoMay, who_may_fields);

/* The first of them, so many at most, whose accounts may sign in. */
static Code keep_those_in_use(Ctx *cx, const Rows *grants, size_t most, Rows *ret_grants) {
    Grant *kept = NEW_ARRAY(cx->arena, Grant, most);
    size_t count = 0;
    for (size_t i = 0; i < grants->count && count < most; i++) {
        const Grant *grant = &((const Grant *)grants->items)[i];
        Account account;
        const Code found = account_read(cx, &grant->account, &account);
        if (found != OK && found != NOT_FOUND) return found;
        if (found == OK && account.is_active) kept[count++] = *grant;
    }
    *ret_grants = (Rows){ kept, count };
    return OK;
}

static void gather_accounts(Ctx *cx, const Rows *grants, Reading *reading) {
    Id *ids = NEW_ARRAY(cx->arena, Id, grants->count + 1);
    for (size_t i = 0; i < grants->count; i++) {
        const Id *account = &((const Grant *)grants->items)[i].account;
        bool is_known = false;
        for (size_t j = 0; j < reading->count; j++) is_known = is_known || id_equal(&ids[j], account);
        if (!is_known) ids[reading->count++] = *account;
    }
    reading->accounts = ids;
}

Code who_may_look(Ctx *cx, const void *in, void *out) {
    (void)out;
    const WhoAsked *asked = in;
    WhoMay *who = NEW(cx->arena, WhoMay);
    Rows all, grants;
    Registry *registry;
    TRY(access_who_may(cx, asked->permission, asked->agency, &all));
    TRY(keep_those_in_use(cx, &all, WHO_MAX + 1, &grants));
    TRY(machines_among(cx, &all, asked->permission, &who->machines));
    TRY(registry_load(cx, &registry));
    who->permission = asked->permission;
    who->agency = asked->agency;
    who->has_more = grants.count > WHO_MAX;
    if (who->has_more) grants.count = WHO_MAX;
    TRY(role_views_make(cx, registry, &grants, &who->lines));
    Reading reading = { .permission = "access.read", .route = "GET /people/who-may", .purpose = asked->purpose };
    gather_accounts(cx, &grants, &reading);
    reading_prepare(cx, who, sizeof *who, reading);
    return OK;
}

/* ---- my delegations ---- */

typedef struct Delegations {
    Rows own;        /* roles of the caller's own that may be delegated */
    Rows colleagues; /* roles of others at the same agencies, to choose from */
    Rows given, received;
} Delegations;

static const Field delegations_fields[] = {
    FIELD_LIST(Delegations, own, OWN_MAX, &role_view_shape),
    FIELD_LIST(Delegations, colleagues, COLLEAGUES_MAX, &role_view_shape),
    FIELD_LIST(Delegations, given, DELEGATIONS_MAX, &role_view_shape),
    FIELD_LIST(Delegations, received, ROLES_MAX, &role_view_shape),
};
const Shape delegations_shape = SHAPE(Delegations, delegations_fields);

static void add_grant(Ctx *cx, Rows *to, size_t *room, const Grant *grant) {
    to->items = array_grow(cx->arena, to->items, sizeof(Grant), to->count, room);
    ((Grant *)to->items)[to->count++] = *grant;
}

static Code gather_colleagues(Ctx *cx, const Rows *own, Rows *ret_colleagues) {
    size_t room = 0;
    Rows found = { 0 }, in_use;
    for (size_t i = 0; i < own->count; i++) {
        Rows rows;
        TRY(access_colleagues(cx, ((const Grant *)own->items)[i].agency, &rows));
        for (size_t j = 0; j < rows.count && found.count < COLLEAGUES_MAX; j++) {
            const Grant *one = &((const Grant *)rows.items)[j];
            bool is_known = str_equal(id_str(&one->account), cx->caller.id);
            for (size_t k = 0; k < found.count; k++)
                is_known = is_known || id_equal(&((const Grant *)found.items)[k].id, &one->id);
            if (!is_known) add_grant(cx, &found, &room, one);
        }
    }
    TRY(keep_those_in_use(cx, &found, COLLEAGUES_MAX, &in_use));
    *ret_colleagues = in_use;
    return OK;
}

Code delegations_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Delegations *page = out;
    Id me;
    Registry *registry;
    Rows all, own = { 0 }, received = { 0 }, colleagues, given;
    size_t own_room = 0, received_room = 0;
    TRY(id_from_text(cx->caller.id, &me));
    TRY(registry_load(cx, &registry));
    TRY(access_grants_of(cx, &me, &all));
    for (size_t i = 0; i < all.count; i++) {
        const Grant *grant = &((const Grant *)all.items)[i];
        const bool is_own = role_trait((Role)grant->role).may_be_delegated && !grant_has_ended(grant, cx->today);
        if (grant_is_delegated(grant)) add_grant(cx, &received, &received_room, grant);
        else if (is_own && own.count < OWN_MAX) add_grant(cx, &own, &own_room, grant);
    }
    TRY(gather_colleagues(cx, &own, &colleagues));
    TRY(access_delegated_by(cx, &me, &given));
    TRY(role_views_make(cx, registry, &own, &page->own));
    TRY(role_views_make(cx, registry, &colleagues, &page->colleagues));
    TRY(role_views_make(cx, registry, &received, &page->received));
    return role_views_make(cx, registry, &given, &page->given);
}
