/* platform/people/administration - accounts, seen and kept by administrators in the browser. Who looks leaves a record
 * (reads.c). What a command can do with an account, these routes can. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/administration.h"

#include "kit/text.h"
#include "platform/people/accounts.h"
#include "platform/people/passwords.h"
#include "platform/people/reads.h"
#include "platform/people/roles.h"
#include "platform/people/sessions.h"

enum { A_PAGE = 30, PAGES_MAX = 1000, ROLES_MAX = 1000, QUERY_LETTERS_MAX = 100, PERMISSIONS_MAX = 500 };

const ProblemKind own_account = {
    FORBIDDEN, "people/own-account",
    { "Không làm việc này với tài khoản của mình.", "Not with one's own account." },
    { "Quản trị không tự ngừng và không tự đặt lại mật khẩu tài khoản mình ở đây. Nhờ quản trị khác, hoặc đổi mật "
      "khẩu ở trang của bạn.",
      "An administrator does not disable or reset his own account here. Ask another one, or change the password on "
      "your own page." }
};

/* ---- records ---- */

typedef enum AccountState { ACCOUNT_NONE, ACCOUNT_ACTIVE, ACCOUNT_DISABLED } AccountState;
static const char *const account_state_names[] = { "active", "disabled" };
static const Choices account_state_choices = CHOICES("AccountState", account_state_names);

typedef struct AccountLine {
    Id id;
    Str username, name, title;
    int state;
    bool is_sample, is_locked;
    Time created_at, password_set_at, signed_in_at;
    Rows roles; /* those that hold; on the page of one account: all */
} AccountLine;

static const Field account_line_fields[] = {
    FIELD(AccountLine, id, REQUIRED, 0, 0),              FIELD(AccountLine, username, REQUIRED, 0, 0),
    FIELD(AccountLine, name, REQUIRED, 0, 0),            FIELD(AccountLine, title, REQUIRED, 0, 0),
    FIELD_CHOICE(AccountLine, state, REQUIRED, &account_state_choices),
    FIELD(AccountLine, is_sample, REQUIRED, 0, 0),       FIELD(AccountLine, is_locked, REQUIRED, 0, 0),
    FIELD(AccountLine, created_at, REQUIRED, 0, 0),      FIELD(AccountLine, password_set_at, OPTIONAL, 0, 0),
    FIELD(AccountLine, signed_in_at, OPTIONAL, 0, 0),    FIELD_LIST(AccountLine, roles, ROLES_MAX, &role_view_shape),
};
static const Shape account_line_shape = SHAPE(AccountLine, account_line_fields);

typedef struct AccountFilter {
    Str q;
    int state; /* none: both */
    int64_t page;
    int purpose;
} AccountFilter;

static const Field account_filter_fields[] = {
    FIELD(AccountFilter, q, OPTIONAL, 0, QUERY_LETTERS_MAX),
    FIELD_CHOICE(AccountFilter, state, OPTIONAL, &account_state_choices),
    FIELD(AccountFilter, page, OPTIONAL, 0, PAGES_MAX),
    FIELD_CHOICE(AccountFilter, purpose, OPTIONAL, &purpose_choices),
};
const Shape account_filter_shape = SHAPE(AccountFilter, account_filter_fields);

typedef struct AccountList {
    Rows accounts;
    int64_t found, total, page, pages;
} AccountList;

static const Field account_list_fields[] = {
    FIELD_LIST(AccountList, accounts, A_PAGE, &account_line_shape),
    FIELD(AccountList, found, REQUIRED, 0, 0), FIELD(AccountList, total, REQUIRED, 0, 0),
    FIELD(AccountList, page, REQUIRED, 0, 0),  FIELD(AccountList, pages, REQUIRED, 0, 0),
};
const Shape account_list_shape = SHAPE(AccountList, account_list_fields);

typedef struct AccountAsked {
    Id id;
    int purpose;
} AccountAsked;

static const Field account_asked_fields[] = {
    FIELD(AccountAsked, id, REQUIRED, 0, 0),
    FIELD_CHOICE(AccountAsked, purpose, OPTIONAL, &purpose_choices),
};
const Shape account_asked_shape = SHAPE(AccountAsked, account_asked_fields);

/* One thing that an account may do today, and by which roles. */
typedef struct MayLine {
    Str permission;
    bool is_everywhere;
    Texts agencies; /* names; where it is not everywhere */
    Texts grants;   /* ids */
} MayLine;

static const Field may_line_fields[] = {
    FIELD(MayLine, permission, REQUIRED, 0, 0),
    FIELD(MayLine, is_everywhere, REQUIRED, 0, 0),
    FIELD(MayLine, agencies, REQUIRED, 0, 0),
    FIELD(MayLine, grants, REQUIRED, 0, 0),
};
static const Shape may_line_shape = SHAPE(MayLine, may_line_fields);

typedef struct AccountPage {
    const AccountLine *account;
    Rows may;
    bool is_own;
} AccountPage;

static const Field account_page_fields[] = {
    FIELD_LINK(AccountPage, account, REQUIRED, &account_line_shape),
    FIELD_LIST(AccountPage, may, PERMISSIONS_MAX, &may_line_shape),
    FIELD(AccountPage, is_own, REQUIRED, 0, 0),
};
const Shape account_page_shape = SHAPE(AccountPage, account_page_fields);

typedef struct AccountAdding {
    Str username, name, title;
    int role;
    Str agency;
    Day valid_from, valid_to;
    Str reason;
} AccountAdding;

static const Field account_adding_fields[] = {
    FIELD(AccountAdding, username, REQUIRED, 2, USERNAME_MAX), FIELD(AccountAdding, name, REQUIRED, 1, 120),
    FIELD(AccountAdding, title, OPTIONAL, 0, 120),
    FIELD_CHOICE(AccountAdding, role, REQUIRED, &role_choices),
    FIELD(AccountAdding, agency, OPTIONAL, 0, 40),             FIELD(AccountAdding, valid_from, OPTIONAL, 0, 0),
    FIELD(AccountAdding, valid_to, OPTIONAL, 0, 0),            FIELD(AccountAdding, reason, OPTIONAL, 0, 300),
};
const Shape account_adding_shape = SHAPE(AccountAdding, account_adding_fields);

typedef struct AccountKey {
    Id id;
} AccountKey;

static const Field account_key_fields[] = { FIELD(AccountKey, id, REQUIRED, 0, 0) };
const Shape account_key_shape = SHAPE(AccountKey, account_key_fields);

/* Told once, to be handed over; only its hash is kept. */
typedef struct PasswordShown {
    Id account;
    Str username, password;
} PasswordShown;

static const Field password_shown_fields[] = {
    FIELD(PasswordShown, account, REQUIRED, 0, 0),
    FIELD(PasswordShown, username, REQUIRED, 0, 0),
    FIELD(PasswordShown, password, REQUIRED, 0, 0),
};
const Shape password_shown_shape = SHAPE(PasswordShown, password_shown_fields);

#include "platform/people/administration.sql.h"

/* ---- the list ---- */

static AccountLine line_of(const Ctx *cx, const Account *account) {
    return (AccountLine){ .id = account->id, .username = account->username,
                          .name = account->name, .title = account->title,
                          .state = account->is_active ? ACCOUNT_ACTIVE : ACCOUNT_DISABLED,
                          .is_sample = account->is_sample, .is_locked = account->locked_until.us > cx->now.us,
                          .created_at = account->created_at, .password_set_at = account->password_set_at,
                          .signed_in_at = account->signed_in_at };
}

static bool is_wanted(Ctx *cx, const Account *account, const AccountFilter *filter, Str folded) {
    const AccountState state = account->is_active ? ACCOUNT_ACTIVE : ACCOUNT_DISABLED;
    if (filter->state != 0 && filter->state != (int)state) return false;
    const Str words = text_fold(cx->arena, str_format(cx->arena, "%.*s %.*s %.*s", STR_FMT(account->username),
                                                      STR_FMT(account->name), STR_FMT(account->title)));
    return str_find(words, folded) < words.len || folded.len == 0;
}

static Code add_roles(Ctx *cx, const Registry *registry, AccountLine *line) {
    Rows views;
    TRY(role_views_of(cx, registry, &line->id, &views));
    RoleView *holding = NEW_ARRAY(cx->arena, RoleView, views.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < views.count; i++) {
        const RoleView *view = &((const RoleView *)views.items)[i];
        if (view->state == GRANT_HOLDS) holding[count++] = *view;
    }
    line->roles = (Rows){ holding, count };
    return OK;
}

Code accounts_look(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AccountFilter *filter = in;
    AccountList *list = NEW(cx->arena, AccountList);
    Rows rows;
    Registry *registry;
    TRY(accounts_listed(cx, &rows));
    TRY(registry_load(cx, &registry));
    const int64_t page = filter->page > 0 ? filter->page : 1;
    const Str folded = text_fold(cx->arena, filter->q);
    AccountLine *lines = NEW_ARRAY(cx->arena, AccountLine, A_PAGE);
    Id *ids = NEW_ARRAY(cx->arena, Id, A_PAGE);
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const Account *account = &((const Account *)rows.items)[i];
        if (!is_wanted(cx, account, filter, folded)) continue;
        list->found++;
        if (list->found <= (page - 1) * A_PAGE || count == A_PAGE) continue;
        lines[count] = line_of(cx, account);
        TRY(add_roles(cx, registry, &lines[count]));
        ids[count++] = account->id;
    }
    list->accounts = (Rows){ lines, count };
    list->total = (int64_t)rows.count;
    list->page = page;
    list->pages = list->found == 0 ? 1 : (list->found + A_PAGE - 1) / A_PAGE;
    reading_prepare(cx, list, sizeof *list, (Reading){ .permission = "people.manage", .route = "GET /people/accounts",
                                                       .purpose = filter->purpose, .accounts = ids, .count = count });
    return OK;
}

/* ---- one account ---- */

static Code find_account(Ctx *cx, const Id *id, Account *ret_account) {
    const Code found = account_read(cx, id, ret_account);
    return found == NOT_FOUND ? fail(cx, &account_missing, id_str(id)) : found;
}

static void add_text(Ctx *cx, Texts *to, Str text) {
    if (texts_hold(*to, text)) return;
    Str *items = NEW_ARRAY(cx->arena, Str, to->count + 1);
    for (size_t i = 0; i < to->count; i++) items[i] = to->items[i];
    items[to->count] = text;
    *to = (Texts){ items, to->count + 1 };
}

static MayLine *may_line(MayLine *lines, size_t *count, Str permission) {
    for (size_t i = 0; i < *count; i++) {
        if (str_equal(lines[i].permission, permission)) return &lines[i];
    }
    MUST(*count < PERMISSIONS_MAX);
    lines[*count] = (MayLine){ .permission = permission };
    return &lines[(*count)++];
}

/* All that the roles that hold today allow, put together. */
static Code list_may(Ctx *cx, const Registry *registry, const Id *account, Rows *ret_may) {
    Rows grants;
    MayLine *lines = NEW_ARRAY(cx->arena, MayLine, PERMISSIONS_MAX);
    size_t count = 0;
    TRY(access_grants_of(cx, account, &grants));
    for (size_t i = 0; i < grants.count; i++) {
        const Grant *grant = &((const Grant *)grants.items)[i];
        if (!grant_holds(grant, cx->today)) continue;
        const Texts permissions = access_permissions_of(cx, grant);
        for (size_t j = 0; j < permissions.count; j++) {
            MayLine *line = may_line(lines, &count, permissions.items[j]);
            add_text(cx, &line->grants, id_str(&grant->id));
            if (access_is_bound(cx, permissions.items[j], grant))
                add_text(cx, &line->agencies, registry_name(registry, grant->agency));
            else line->is_everywhere = true;
        }
    }
    *ret_may = (Rows){ lines, count };
    return OK;
}

Code account_look(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AccountAsked *asked = in;
    AccountPage *page = NEW(cx->arena, AccountPage);
    Account account;
    Registry *registry;
    AccountLine *line = NEW(cx->arena, AccountLine);
    TRY(find_account(cx, &asked->id, &account));
    TRY(registry_load(cx, &registry));
    *line = line_of(cx, &account);
    TRY(role_views_of(cx, registry, &account.id, &line->roles));
    TRY(list_may(cx, registry, &account.id, &page->may));
    page->account = line;
    page->is_own = str_equal(id_str(&account.id), cx->caller.id);
    reading_prepare(cx, page, sizeof *page, (Reading){ .permission = "people.manage",
                                                       .route = "GET /people/accounts/{id}",
                                                       .purpose = asked->purpose, .accounts = &line->id, .count = 1 });
    return OK;
}

/* ---- adding ---- */

typedef struct PasswordMade {
    Str password, hash;
} PasswordMade;

static void prepare_password(Ctx *cx) {
    PasswordMade *made = NEW(cx->arena, PasswordMade);
    made->password = password_make(cx);
    made->hash = password_make_hash(cx, made->password);
    cx->prepared = made;
}

Code account_adding_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AccountAdding *adding = in;
    username_check(cx, S("username"), str_lower(cx->arena, adding->username));
    TRY(faults_verdict(cx));
    prepare_password(cx);
    return OK;
}

Code account_adding(Ctx *cx, const void *in, void *out) {
    const AccountAdding *adding = in;
    PasswordShown *shown = out;
    const PasswordMade *made = cx->prepared;
    if (!access_may(cx, "access.grant")) return fail(cx, &not_allowed, S("access.grant"));
    Account account = { .id = id_make("account", cx->now),
                        .username = str_lower(cx->arena, adding->username),
                        .name = adding->name,
                        .title = adding->title,
                        .password_hash = made->hash,
                        .password_set_at = cx->now,
                        .created_at = cx->now };
    TRY(account_store_new(cx, &account, (Role)adding->role));
    TRY(access_give(cx, &(Giving){ .account = account.id, .role = adding->role, .agency = adding->agency,
                                   .valid_from = adding->valid_from, .valid_to = adding->valid_to,
                                   .reason = adding->reason }));
    *shown = (PasswordShown){ account.id, account.username, made->password };
    return OK;
}

/* ---- keeping ---- */

static Code find_other(Ctx *cx, const void *in, Account *ret_account) {
    const AccountKey *key = in;
    TRY(find_account(cx, &key->id, ret_account));
    return str_equal(id_str(&key->id), cx->caller.id) ? fail(cx, &own_account) : OK;
}

Code account_reset_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    Account account;
    TRY(find_other(cx, in, &account));
    prepare_password(cx);
    return OK;
}

Code account_reset(Ctx *cx, const void *in, void *out) {
    PasswordShown *shown = out;
    Account account;
    const PasswordMade *made = cx->prepared;
    TRY(find_other(cx, in, &account));
    TRY(password_store(cx, &account, made->hash));
    TRY(sessions_end(cx, &account.id, S("")));
    *shown = (PasswordShown){ account.id, account.username, made->password };
    return OK;
}

Code account_stop(Ctx *cx, const void *in, void *out) {
    (void)out;
    Account account;
    TRY(find_other(cx, in, &account));
    return account.is_active ? account_store_active(cx, &account, false, S("asked")) : OK;
}

Code account_restart(Ctx *cx, const void *in, void *out) {
    (void)out;
    Account account;
    TRY(find_other(cx, in, &account));
    return account.is_active ? OK : account_store_active(cx, &account, true, S("asked"));
}
