/* platform/people/sessions - see sessions.h. A token is given once, in a cookie; only its digest is stored. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/sessions.h"

#include "kit/http_cookie.h"
#include "platform/access/access.h"
#include "platform/people/people.h"
#include "platform/people/second_factor.h"

#define MINUTE_US INT64_C(60000000)

enum { SECOND_MINUTES = 10, ENROL_MINUTES = 30 };

const Setting session_hours = {
    "people.session_hours", SETTING_INT, "12", 1, 168, .help = "Hours after which a session ends"
};
const Setting lock_minutes_administrators = { "people.lock_minutes_administrators",
                                              SETTING_INT,
                                              "15",
                                              1,
                                              720,
                                              .help = "Minutes without a sign of life after which an administrator's "
                                                      "session is locked",
                                              .source = "TCVN 14423:2026, level 3 (secondary source)" };
const Setting lock_minutes = {
    "people.lock_minutes", SETTING_INT, "0", 0, 720, .help = "The same for everybody else's; 0: never before it ends"
};
const Setting confirm_minutes = { "people.confirm_minutes",
                                  SETTING_INT,
                                  "15",
                                  1,
                                  720,
                                  .help = "Minutes after which one shows again who one is, before factors change" };

const ProblemKind session_locked = {
    UNAUTHENTICATED,
    "people/session-locked",
    { "Phiên làm việc đã khoá.", "The session is locked." },
    { "Bạn rời máy một lúc lâu nên phiên đã khoá. Mở trang Đăng nhập và gõ lại mật khẩu để mở.",
      "You were away for a while, so it was locked. Open the sign-in page and type your password to unlock it." }
};
const ProblemKind second_factor_wanted = {
    UNAUTHENTICATED,
    "people/second-factor-wanted",
    { "Còn một bước nữa để đăng nhập.", "One more step to sign in." },
    { "Mật khẩu đã đúng. Mở trang Đăng nhập và xác nhận bằng yếu tố thứ hai.",
      "The password was right. Open the sign-in page and confirm with your second factor." }
};
const ProblemKind second_factor_missing = {
    UNAUTHENTICATED,
    "people/second-factor-missing",
    { "Tài khoản cần yếu tố xác thực thứ hai.", "The account needs a second factor." },
    { "Vai trò của bạn bắt buộc hai yếu tố. Mở trang Đăng nhập để thiết lập trước khi làm việc.",
      "Your role must have two factors. Open the sign-in page and set the second one up before you work." }
};
const ProblemKind confirm_first = {
    FORBIDDEN,
    "people/confirm-first",
    { "Cần xác nhận lại là bạn.", "Confirm that it is you." },
    { "Đã lâu từ lúc đăng nhập. Gõ lại mật khẩu hoặc đăng nhập lại, rồi làm tiếp.",
      "You signed in a while ago. Type your password again or sign in anew, then go on." }
};

static const char *const stage_names[] = { "full", "second", "enrol", "locked" };
static const Choices stage_choices = CHOICES("SessionStage", stage_names);

typedef struct Session {
    Str digest;
    Id account;
    int stage;
    Str method;
    int64_t assurance;
    Str address;
    Time created_at, expires_at;
} Session;

static const Field session_fields[] = {
    FIELD(Session, digest, REQUIRED, SHA256_HEX, SHA256_HEX),
    FIELD(Session, account, REQUIRED, 0, 0),
    FIELD_CHOICE(Session, stage, REQUIRED, &stage_choices),
    FIELD(Session, method, REQUIRED, 0, 0),
    FIELD(Session, assurance, REQUIRED, 0, 0),
    FIELD(Session, address, REQUIRED, 0, 0),
    FIELD(Session, created_at, REQUIRED, 0, 0),
    FIELD(Session, expires_at, REQUIRED, 0, 0),
};
static const Shape session_shape = SHAPE(Session, session_fields);

typedef struct SessionAsked {
    Str digest;
    Time now;
} SessionAsked;

static const Field session_asked_fields[] = {
    FIELD(SessionAsked, digest, REQUIRED, SHA256_HEX, SHA256_HEX),
    FIELD(SessionAsked, now, REQUIRED, 0, 0),
};
static const Shape session_asked_shape = SHAPE(SessionAsked, session_asked_fields);

static const Field session_person_fields[] = {
    FIELD(SessionPerson, account, REQUIRED, 0, 0),    FIELD(SessionPerson, name, REQUIRED, 0, 0),
    FIELD(SessionPerson, title, REQUIRED, 0, 0),      FIELD(SessionPerson, username, REQUIRED, 0, 0),
    FIELD(SessionPerson, is_sample, REQUIRED, 0, 0),  FIELD_CHOICE(SessionPerson, stage, REQUIRED, &stage_choices),
    FIELD(SessionPerson, method, REQUIRED, 0, 0),     FIELD(SessionPerson, assurance, REQUIRED, 0, 0),
    FIELD(SessionPerson, created_at, REQUIRED, 0, 0), FIELD(SessionPerson, expires_at, REQUIRED, 0, 0),
    FIELD(SessionPerson, seen_at, REQUIRED, 0, 0),    FIELD(SessionPerson, confirmed_at, REQUIRED, 0, 0),
};
static const Shape session_person_shape = SHAPE(SessionPerson, session_person_fields);

typedef struct MeRole {
    int role;
    Str agency, acting_for; /* name of who delegated it; "" for a role of one's own */
    Day valid_to;
} MeRole;

static const Field me_role_fields[] = {
    FIELD_CHOICE(MeRole, role, REQUIRED, &role_choices),
    FIELD(MeRole, agency, REQUIRED, 0, 0),
    FIELD(MeRole, acting_for, REQUIRED, 0, 0),
    FIELD(MeRole, valid_to, OPTIONAL, 0, 0),
};
static const Shape me_role_shape = SHAPE(MeRole, me_role_fields);

/* Who is asking: for the head of every page. A stranger has an empty username; so has a session that waits for its
 * second factor. */
typedef struct Me {
    Id account;
    Str username, name, title;
    int stage;                       /* none: a stranger */
    Texts factors;                   /* which second factors the account has: "totp", "passkey", "recovery" */
    int64_t assurance, lock_minutes; /* 0 minutes: is not locked before it ends */
    Rows roles;
    Texts permissions;
    bool is_sample;
    Time expires_at;
    Day today;
} Me;

static const Field me_fields[] = {
    FIELD(Me, account, OPTIONAL, 0, 0),
    FIELD(Me, username, OPTIONAL, 0, 0),
    FIELD(Me, name, OPTIONAL, 0, 0),
    FIELD(Me, title, OPTIONAL, 0, 0),
    FIELD_CHOICE(Me, stage, OPTIONAL, &stage_choices),
    FIELD(Me, factors, REQUIRED, 0, 0),
    FIELD(Me, assurance, REQUIRED, 0, 0),
    FIELD(Me, lock_minutes, REQUIRED, 0, 0),
    FIELD_LIST(Me, roles, 100, &me_role_shape),
    FIELD(Me, permissions, REQUIRED, 0, 0),
    FIELD(Me, is_sample, REQUIRED, 0, 0),
    FIELD(Me, expires_at, OPTIONAL, 0, 0),
    FIELD(Me, today, REQUIRED, 0, 0),
};
const Shape me_shape = SHAPE(Me, me_fields);

/* Where one is signed in: to end what one does not know. */
typedef struct SessionView {
    Str method;
    int64_t assurance;
    Str address;
    Time created_at, seen_at;
    bool is_this;
} SessionView;

static const Field session_view_fields[] = {
    FIELD(SessionView, method, REQUIRED, 0, 0),
    FIELD(SessionView, assurance, REQUIRED, 0, 0),
    FIELD(SessionView, address, REQUIRED, 0, 0),
    FIELD(SessionView, created_at, REQUIRED, 0, 0),
    FIELD(SessionView, seen_at, REQUIRED, 0, 0),
    FIELD(SessionView, is_this, REQUIRED, 0, 0),
};
static const Shape session_view_shape = SHAPE(SessionView, session_view_fields);

typedef struct SessionList {
    Rows sessions;
} SessionList;

static const Field session_list_fields[] = { FIELD_LIST(SessionList, sessions, 200, &session_view_shape) };
const Shape session_list_shape = SHAPE(SessionList, session_list_fields);

static const Field session_origin_fields[] = {
    FIELD(SessionOrigin, provider, REQUIRED, 0, 0),
    FIELD(SessionOrigin, provider_subject, REQUIRED, 0, 0),
    FIELD(SessionOrigin, provider_session, REQUIRED, 0, 0),
    FIELD(SessionOrigin, shown_at, OPTIONAL, 0, 0),
    FIELD(SessionOrigin, digest, REQUIRED, 0, 0),
    FIELD(SessionOrigin, account, OPTIONAL, 0, 0),
};
static const Shape session_origin_shape = SHAPE(SessionOrigin, session_origin_fields);

typedef struct SessionStep {
    Str before, digest;
} SessionStep;

static const Field session_step_fields[] = {
    FIELD(SessionStep, before, REQUIRED, 0, 0),
    FIELD(SessionStep, digest, REQUIRED, 0, 0),
};
static const Shape session_step_shape = SHAPE(SessionStep, session_step_fields);

#include "platform/people/sessions.sql.h"

/* ---- knowing a caller ---- */

static SessionAsked asked_now(const Ctx *cx) {
    return (SessionAsked){ .digest = cx->caller.session, .now = cx->now };
}

/* Of the person whose roles are loaded. */
static int64_t lock_minutes_of(const Ctx *cx) {
    const Settings *settings = cx->house->settings;
    return access_holds(cx, S("administrator")) ? setting_int(settings, &lock_minutes_administrators)
                                                : setting_int(settings, &lock_minutes);
}

static SessionStage stage_now(const Ctx *cx, const SessionPerson *person) {
    const int64_t minutes = lock_minutes_of(cx);
    const bool is_away = minutes > 0 && cx->now.us - person->seen_at.us >= minutes * MINUTE_US;
    return person->stage == STAGE_FULL && is_away ? STAGE_LOCKED : (SessionStage)person->stage;
}

static const ProblemKind *refusal_at(SessionStage stage) {
    switch (stage) {
    case STAGE_NONE:
    case STAGE_FULL: return NULL;
    case STAGE_SECOND: return &second_factor_wanted;
    case STAGE_ENROL: return &second_factor_missing;
    case STAGE_LOCKED: return &session_locked;
    }
    return NULL;
}

/* A session that is not full leaves its person a stranger, but tells why. Where the first second factor is missing, it
 * may be set up. */
Code session_recognise(Ctx *cx, Str token) {
    const Caller stranger = { .id = S(""), .address = cx->caller.address };
    cx->caller = stranger;
    if (token.len == 0) return OK;
    const SessionAsked asked = { .digest = sha256_text(cx->arena, token), .now = cx->now };
    cx->caller.session = asked.digest; /* of a stranger too: it tells his browser from others */
    SessionPerson *person = NEW(cx->arena, SessionPerson);
    const Code found = session_person(cx, &asked, person);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    TRY(access_load(cx, &person->account));
    const SessionStage stage = stage_now(cx, person);
    cx->caller.refusal = refusal_at(stage);
    if (stage == STAGE_ENROL) {
        static const Str factors[] = { { "people.factors", 14 } };
        access_restrict(cx, (Texts){ factors, COUNT(factors) });
    } else if (stage != STAGE_FULL) {
        cx->caller.rights = NULL;
        return OK;
    }
    cx->caller.id = id_str(&person->account);
    cx->caller.name = person->name;
    return OK;
}

/* What the session really is; with the roles of its person loaded only for the look at them. */
static Code read_session(Ctx *cx, SessionPerson *ret_person, SessionStage *ret_stage, int64_t *ret_lock_minutes) {
    const SessionAsked asked = asked_now(cx);
    const void *rights = cx->caller.rights;
    if (asked.digest.len == 0) return NOT_FOUND;
    TRY(session_person(cx, &asked, ret_person));
    TRY(access_load(cx, &ret_person->account));
    *ret_stage = stage_now(cx, ret_person);
    *ret_lock_minutes = lock_minutes_of(cx);
    cx->caller.rights = rights;
    return OK;
}

Code session_person_at(Ctx *cx, SessionStage stage, SessionStage or_stage, SessionPerson *ret_person) {
    SessionStage now;
    int64_t minutes;
    const Code found = read_session(cx, ret_person, &now, &minutes);
    if (found == NOT_FOUND) return fail(cx, &not_signed_in);
    TRY(found);
    if (now == stage || now == or_stage) return OK;
    const ProblemKind *refusal = refusal_at(now);
    return fail(cx, refusal != NULL ? refusal : &not_signed_in);
}

bool session_is_confirmed(const Ctx *cx, const SessionPerson *person) {
    const int64_t minutes = setting_int(cx->house->settings, &confirm_minutes);
    return cx->now.us - person->confirmed_at.us < minutes * MINUTE_US;
}

Code session_require_confirmed(Ctx *cx, const SessionPerson *person) {
    return session_is_confirmed(cx, person) ? OK : fail(cx, &confirm_first);
}

/* ---- who am I ---- */

static Code fill_roles(Ctx *cx, Me *me) {
    size_t count;
    const Grant *grants = access_grants(cx, &count);
    MeRole *roles = NEW_ARRAY(cx->arena, MeRole, count + 1);
    for (size_t i = 0; i < count; i++) {
        PersonName giver = { .name = S("") };
        Id id;
        if (grant_is_delegated(&grants[i]) && id_from_text(grants[i].granted_by, &id) == OK)
            TRY(person_name(cx, &id, &giver));
        roles[i] = (MeRole){ grants[i].role, grants[i].agency, giver.name, grants[i].valid_to };
    }
    me->roles = (Rows){ roles, count };
    return OK;
}

static void fill_permissions(Ctx *cx, Me *me) {
    size_t total = 0, used = 0;
    for (size_t i = 0; i < cx->house->module_count; i++) total += cx->house->modules[i]->permission_count;
    Str *names = NEW_ARRAY(cx->arena, Str, total + 1);
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->permission_count; j++) {
            const char *name = cx->house->modules[i]->permissions[j].name;
            if (access_may(cx, name)) names[used++] = str_of(name);
        }
    }
    me->permissions = (Texts){ names, used };
}

/* Who has not shown all his factors is told no more than what to show next. */
static Code fill_person(Ctx *cx, Me *me) {
    SessionPerson person;
    SessionStage stage;
    int64_t minutes;
    const Code found = read_session(cx, &person, &stage, &minutes);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    me->stage = (int)stage;
    TRY(factors_of(cx, &person.account, &me->factors));
    if (stage == STAGE_SECOND) return OK;
    me->account = person.account;
    me->username = person.username;
    me->name = person.name;
    me->title = person.title;
    me->is_sample = person.is_sample;
    me->assurance = person.assurance;
    me->expires_at = person.expires_at;
    me->lock_minutes = minutes;
    return OK;
}

Code me_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Me *me = out;
    me->today = cx->today;
    TRY(fill_roles(cx, me));
    fill_permissions(cx, me);
    if (cx->caller.is_machine) { /* a system has no user name */
        me->name = cx->caller.name;
        return id_from_text(cx->caller.id, &me->account);
    }
    return fill_person(cx, me);
}

/* ---- beginning and ending ---- */

static int64_t minutes_of(const Ctx *cx, SessionStage stage) {
    if (stage == STAGE_SECOND) return SECOND_MINUTES;
    return stage == STAGE_ENROL ? ENROL_MINUTES : setting_int(cx->house->settings, &session_hours) * 60;
}

/* Always with a new token: one that somebody else may have put into the browser is worth nothing. */
Code session_open(Ctx *cx, const SessionStart *start) {
    const int64_t seconds = minutes_of(cx, start->stage) * 60;
    const Str token = secret_new(cx->arena);
    const SessionAsked before = asked_now(cx);
    const Session session = { .digest = sha256_text(cx->arena, token),
                              .account = start->account,
                              .stage = (int)start->stage,
                              .method = start->method,
                              .assurance = start->assurance,
                              .address = cx->caller.address,
                              .created_at = cx->now,
                              .expires_at = { cx->now.us + seconds * 1000000 } };
    const SessionStep step = { .before = before.digest, .digest = session.digest };
    TRY(session_insert(cx, &session));
    if (before.digest.len > 0) TRY(session_step_on(cx, &step));
    if (before.digest.len > 0) TRY(session_delete(cx, &before));
    cookie_write(cx, SESSION_COOKIE, token, seconds);
    return session_recognise(cx, token);
}

/* A stranger's token is always a new one: of one that he has already, nobody knows how long it will last. */
Code session_browser(Ctx *cx, int64_t seconds, Str *ret_digest) {
    const SessionAsked asked = asked_now(cx);
    SessionPerson person;
    const Code found = asked.digest.len > 0 ? session_person(cx, &asked, &person) : NOT_FOUND;
    if (found != OK && found != NOT_FOUND) return found;
    if (found == NOT_FOUND) {
        const Str token = secret_new(cx->arena);
        cookie_write(cx, SESSION_COOKIE, token, seconds);
        cx->caller.session = sha256_text(cx->arena, token);
    }
    *ret_digest = cx->caller.session;
    return OK;
}

Code session_note_origin(Ctx *cx, const SessionOrigin *origin) {
    SessionOrigin noted = *origin;
    noted.digest = cx->caller.session;
    return session_set_origin(cx, &noted);
}

Code sessions_end_from(Ctx *cx, const SessionOrigin *origin) {
    return sessions_delete_from(cx, origin);
}

Code session_confirm(Ctx *cx) {
    const SessionAsked asked = asked_now(cx);
    return session_note_confirmed(cx, &asked);
}

/* A person moved the mouse or typed. A page that asks by itself does not call this. */
Code session_seen(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const SessionAsked asked = asked_now(cx);
    return session_see(cx, &asked);
}

Code sign_out(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const SessionAsked asked = asked_now(cx);
    cookie_write(cx, SESSION_COOKIE, S(""), 0);
    return asked.digest.len > 0 ? session_delete(cx, &asked) : OK;
}

Code sessions_end(Ctx *cx, const Id *account, Str kept) {
    const Session of = { .account = *account, .digest = kept };
    return sessions_delete_of(cx, &of);
}

/* The newest 200: nobody has more than he can look through. */
Code session_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    const SessionAsked asked = asked_now(cx);
    return sessions_of(cx, &asked, &((SessionList *)out)->sessions);
}

Code sessions_end_others(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Id account;
    if (id_from_text(cx->caller.id, &account) != OK) return fail(cx, &not_signed_in);
    return sessions_end(cx, &account, cx->caller.session);
}

Code sessions_tidy(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const SessionAsked now = { .now = cx->now };
    return sessions_sweep(cx, &now);
}
