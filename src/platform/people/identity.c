/* platform/people/identity - see identity.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/identity.h"

#include "kit/http_cookie.h"
#include "platform/access/access.h"
#include "platform/people/events.h"
#include "platform/people/passkeys.h"
#include "platform/people/secrets.h"
#include "platform/people/sign_in.h"

#define MINUTE_US INT64_C(60000000)

enum { LINKS_MAX = 50, NAME_LETTERS_MAX = 120, MADE_NAME_LETTERS = 12 };

const ProblemKind identity_missing = {
    NOT_FOUND,
    "people/identity-missing",
    { "Lần xác thực đã hết hạn.", "This sign-in has expired." },
    { "Đã quá 10 phút, hoặc đã làm xong ở cửa sổ khác. Mở trang Đăng nhập và bắt đầu lại.",
      "More than 10 minutes have passed, or it was finished in another window. Begin again on the sign-in page." }
};
const ProblemKind link_taken = {
    CONFLICT,
    "people/link-taken",
    { "Đã liên kết với tài khoản khác.", "It is linked with another account." },
    { "Danh tính này, hoặc tài khoản này, đã có liên kết khác. Gỡ liên kết cũ ở trang tài khoản rồi làm lại.",
      "This identity or this account has another link. Remove that one on the account's page, then try again." }
};
const ProblemKind link_missing = { NOT_FOUND,
                                   "people/link-missing",
                                   { "Không có liên kết này.", "There is no such link." },
                                   { "Tài khoản của bạn không liên kết với “{0}”. Tải lại trang.",
                                     "Your account has no link with “{0}”. Reload." } };
const ProblemKind link_last = {
    CONFLICT,
    "people/link-last",
    { "Đây là cách đăng nhập duy nhất.", "It is the only way to sign in." },
    { "Tài khoản không có mật khẩu. Thêm một khoá truy cập, hoặc đề nghị quản trị đặt mật khẩu, rồi gỡ liên kết.",
      "The account has no password. Add a passkey, or ask an administrator for a password, then remove the link." }
};
const ProblemKind account_not_made = {
    FORBIDDEN,
    "people/account-not-made",
    { "Không tạo được tài khoản.", "No account can be made." },
    { "Nơi xác thực này chỉ dùng cho tài khoản đã có. Đăng nhập bằng mật khẩu rồi liên kết.",
      "This provider serves accounts that exist. Sign in with your password, then link." }
};

static const Field identity_fields[] = {
    FIELD(Identity, browser, REQUIRED, 0, 0),
    FIELD(Identity, provider, REQUIRED, 0, 0),
    FIELD(Identity, subject, REQUIRED, 0, 0),
    FIELD(Identity, provider_subject, REQUIRED, 0, 0),
    FIELD(Identity, provider_session, REQUIRED, 0, 0),
    FIELD(Identity, name, REQUIRED, 0, 0),
    FIELD(Identity, next, REQUIRED, 0, 0),
    FIELD(Identity, assurance, REQUIRED, 0, 0),
    FIELD(Identity, shown_at, REQUIRED, 0, 0),
    FIELD(Identity, expires_at, REQUIRED, 0, 0),
};
static const Shape identity_shape = SHAPE(Identity, identity_fields);

typedef struct Link {
    Str provider, subject;
    Id account;
    Time linked_at;
} Link;

static const Field link_fields[] = {
    FIELD(Link, provider, REQUIRED, 0, 0),
    FIELD(Link, subject, REQUIRED, 0, 0),
    FIELD(Link, account, REQUIRED, 0, 0),
    FIELD(Link, linked_at, REQUIRED, 0, 0),
};
static const Shape link_shape = SHAPE(Link, link_fields);

typedef struct LinkView {
    Str provider, label, label_en;
    Time linked_at;
} LinkView;

static const Field link_view_fields[] = {
    FIELD(LinkView, provider, REQUIRED, 0, 0),
    FIELD(LinkView, label, REQUIRED, 0, 0),
    FIELD(LinkView, label_en, REQUIRED, 0, 0),
    FIELD(LinkView, linked_at, REQUIRED, 0, 0),
};
static const Shape link_view_shape = SHAPE(LinkView, link_view_fields);

typedef struct LinkList {
    Rows items;
    bool has_other_way; /* in: a password, a passkey. Else the last link cannot be removed */
} LinkList;

static const Field link_list_fields[] = {
    FIELD_LIST(LinkList, items, LINKS_MAX, &link_view_shape),
    FIELD(LinkList, has_other_way, REQUIRED, 0, 0),
};
const Shape link_list_shape = SHAPE(LinkList, link_list_fields);

typedef struct LinkKey {
    Str provider;
} LinkKey;

static const Field link_key_fields[] = { FIELD(LinkKey, provider, REQUIRED, 1, PROVIDER_CODE_MAX) };
const Shape link_key_shape = SHAPE(LinkKey, link_key_fields);

/* What he is asked about before anything is linked. Without a provider: there is nobody to ask. */
typedef struct IdentityView {
    Str provider, label, label_en, name; /* as the provider calls him; may be empty */
    bool may_make;                       /* an account of a citizen */
    Time expires_at;
} IdentityView;

static const Field identity_view_fields[] = {
    FIELD(IdentityView, provider, OPTIONAL, 0, 0), FIELD(IdentityView, label, OPTIONAL, 0, 0),
    FIELD(IdentityView, label_en, OPTIONAL, 0, 0), FIELD(IdentityView, name, OPTIONAL, 0, 0),
    FIELD(IdentityView, may_make, REQUIRED, 0, 0), FIELD(IdentityView, expires_at, OPTIONAL, 0, 0),
};
const Shape identity_view_shape = SHAPE(IdentityView, identity_view_fields);

typedef struct IdentityNext {
    Str next;
} IdentityNext;

static const Field identity_next_fields[] = { FIELD(IdentityNext, next, REQUIRED, 0, 0) };
const Shape identity_next_shape = SHAPE(IdentityNext, identity_next_fields);

#include "platform/people/identity.sql.h"

/* ---- digests, and the browser ---- */

Code identity_digest(Ctx *cx, const char *what, Str issuer, Str text, Str *ret_digest) {
    StoreKey key;
    *ret_digest = S("");
    if (text.len == 0) return OK;
    TRY(people_key_load(cx, &key));
    const Str whole = str_format(cx->arena, "%s\n%.*s\n%.*s", what, STR_FMT(issuer), STR_FMT(text));
    const Sha256 digest = keyed_digest(&key, whole);
    store_key_wipe(&key);
    *ret_digest = hex_text(cx->arena, digest.bytes, sizeof digest.bytes);
    return OK;
}

Str browser_token(const Ctx *cx) {
    return cookie_read(cx, S("banyan-provider"));
}

Str browser_digest(const Ctx *cx) {
    const Str token = browser_token(cx);
    return token.len == 0 ? S("") : sha256_text(cx->arena, token);
}

void browser_remember(Ctx *cx, Str token) {
    cookie_write(cx, S("banyan-provider"), token, IDENTITY_MINUTES * 60);
}

/* ---- links ---- */

Code identity_keep(Ctx *cx, const Identity *identity) {
    Identity kept = *identity;
    kept.expires_at = (Time){ cx->now.us + IDENTITY_MINUTES * MINUTE_US };
    browser_remember(cx, browser_token(cx));
    return identity_upsert(cx, &kept);
}

Code identity_account(Ctx *cx, const Identity *identity, Account *ret_account) {
    const Link asked = { .provider = identity->provider, .subject = identity->subject };
    Link link;
    TRY(link_of_subject(cx, &asked, &link));
    return account_read(cx, &link.account, ret_account);
}

static Code append_link(Ctx *cx, Str kind, const Link *link) {
    return event_record(cx, kind, &link->account, link->provider);
}

Code identity_link(Ctx *cx, const Identity *identity, const Id *account) {
    const Link made = {
        .provider = identity->provider, .subject = identity->subject, .account = *account, .linked_at = cx->now
    };
    Link link;
    const Code found = link_of_subject(cx, &made, &link);
    if (found == OK && id_equal(&link.account, account)) return OK;
    if (found != OK && found != NOT_FOUND) return found;
    const Code inserted = found == OK ? NOT_FOUND : link_insert(cx, &made, &link);
    if (inserted == NOT_FOUND) return fail(cx, &link_taken);
    TRY(inserted);
    return append_link(cx, S("people.link_added"), &made);
}

Code identity_sign_in(Ctx *cx, const Identity *identity, const Account *account) {
    const SessionOrigin origin = { .provider = identity->provider,
                                   .provider_subject = identity->provider_subject,
                                   .provider_session = identity->provider_session,
                                   .shown_at = identity->shown_at };
    const Str method = str_format(cx->arena, "oidc %.*s", STR_FMT(identity->provider));
    TRY(sign_in_finish(cx, account, method, identity->assurance));
    return session_note_origin(cx, &origin);
}

/* ---- who came back and chooses ---- */

static Code find_pending(Ctx *cx, Identity *ret_identity) {
    const Identity asked = { .browser = browser_digest(cx), .expires_at = cx->now };
    return asked.browser.len == 0 ? NOT_FOUND : identity_of_browser(cx, &asked, ret_identity);
}

static Code read_pending(Ctx *cx, Identity *ret_identity) {
    const Code found = find_pending(cx, ret_identity);
    return found == NOT_FOUND ? fail(cx, &identity_missing) : found;
}

Code identity_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    IdentityView *view = out;
    Identity identity;
    Provider provider;
    const Code found = find_pending(cx, &identity);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    TRY(provider_find(cx, identity.provider, &provider));
    *view = (IdentityView){ .provider = provider.code,
                            .label = provider.label,
                            .label_en = provider.label_en,
                            .name = identity.name,
                            .may_make = provider.makes_citizens,
                            .expires_at = identity.expires_at };
    return OK;
}

/* By who is signed in, and showed a moment ago that it is he. */
static Code require_owner(Ctx *cx, SessionPerson *ret_person) {
    TRY(session_person_at(cx, STAGE_FULL, STAGE_FULL, ret_person));
    return session_require_confirmed(cx, ret_person);
}

Code identity_accept(Ctx *cx, const void *in, void *out) {
    (void)in;
    Identity identity;
    SessionPerson person;
    TRY(require_owner(cx, &person));
    TRY(read_pending(cx, &identity));
    TRY(identity_link(cx, &identity, &person.account));
    ((IdentityNext *)out)->next = identity.next;
    return identity_delete(cx, &identity);
}

/* Without a password: it is entered from there alone. Its user name tells nothing of its person. */
static Code make_citizen(Ctx *cx, const Identity *identity, Account *ret_account) {
    const Str chance = str_lower(cx->arena, str_part(secret_new(cx->arena), 0, MADE_NAME_LETTERS));
    Account account = { .id = id_make("account", cx->now),
                        .username = str_format(cx->arena, "%.*s-%.*s", STR_FMT(identity->provider), STR_FMT(chance)),
                        .password_set_at = cx->now,
                        .is_active = true,
                        .created_at = cx->now };
    account.name = identity->name.len > 0 ? identity->name : account.username;
    cx->caller.id = S("system"); /* he asks for it; that he may have it was decided when the provider was added */
    TRY(account_store_new(cx, &account, ROLE_CITIZEN));
    TRY(access_grant(cx, &account.id, ROLE_CITIZEN, S("")));
    *ret_account = account;
    return OK;
}

Code identity_make_account(Ctx *cx, const void *in, void *out) {
    (void)in;
    Identity identity;
    Provider provider;
    Account account;
    TRY(read_pending(cx, &identity));
    TRY(provider_find(cx, identity.provider, &provider));
    if (!provider.makes_citizens) return fail(cx, &account_not_made);
    const Code found = identity_account(cx, &identity, &account);
    if (found == OK) return fail(cx, &link_taken);
    if (found != NOT_FOUND) return found;
    TRY(make_citizen(cx, &identity, &account));
    TRY(identity_link(cx, &identity, &account.id));
    TRY(identity_sign_in(cx, &identity, &account));
    ((IdentityNext *)out)->next = identity.next;
    return identity_delete(cx, &identity);
}

Code identity_drop(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Identity asked = { .browser = browser_digest(cx) };
    browser_remember(cx, S(""));
    return identity_delete(cx, &asked);
}

Code identities_tidy(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Identity now = { .expires_at = cx->now };
    return identities_sweep(cx, &now);
}

/* ---- one's own links ---- */

static Code find_other_way(Ctx *cx, const Id *account, bool *ret_has) {
    Account whole;
    PasskeyCount passkeys;
    TRY(account_read(cx, account, &whole));
    TRY(passkeys_count(cx, account, &passkeys));
    *ret_has = whole.password_hash.len > 0 || passkeys.usable > 0;
    return OK;
}

Code links_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    LinkList *list = out;
    SessionPerson person;
    TRY(session_person_at(cx, STAGE_FULL, STAGE_FULL, &person));
    TRY(find_other_way(cx, &person.account, &list->has_other_way));
    const Link asked = { .account = person.account };
    return links_of_account(cx, &asked, &list->items);
}

Code link_remove(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Str provider = ((const LinkKey *)in)->provider;
    SessionPerson person;
    Rows rows;
    bool is_there = false, has_other_way;
    TRY(require_owner(cx, &person));
    const Link asked = { .account = person.account, .provider = provider };
    TRY(links_of_account(cx, &asked, &rows));
    for (size_t i = 0; i < rows.count; i++)
        is_there = is_there || str_equal(((const LinkView *)rows.items)[i].provider, provider);
    if (!is_there) return fail(cx, &link_missing, provider);
    TRY(find_other_way(cx, &person.account, &has_other_way));
    if (rows.count == 1 && !has_other_way) return fail(cx, &link_last);
    TRY(link_delete(cx, &asked));
    TRY(sessions_end_from(
        cx, &(SessionOrigin){ .provider = provider, .account = person.account, .digest = cx->caller.session }));
    return append_link(cx, S("people.link_removed"), &asked);
}
