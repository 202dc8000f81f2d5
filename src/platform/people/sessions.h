/* platform/people/sessions - private to the people room: who stands behind a token, and how far his session has come.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_SESSIONS_H
#define PLATFORM_PEOPLE_SESSIONS_H

#include "kit/module.h"

/* Only a full session acts for its account. `locked` is never stored: it follows from the time. */
typedef enum SessionStage {
    STAGE_NONE,
    STAGE_FULL,
    STAGE_SECOND, /* the first factor was shown, the second is wanted */
    STAGE_ENROL,  /* the roles of the account want a second factor, and it has none yet */
    STAGE_LOCKED, /* its person has been away: he shows again who he is */
} SessionStage;

/* How sure we are of a session's person: so many factors were shown. */
enum { ASSURANCE_ONE = 1, ASSURANCE_TWO = 2 };

typedef struct SessionPerson {
    Id account;
    Str name, title, username;
    bool is_sample;
    int stage; /* as stored */
    Str method;
    int64_t assurance;
    Time created_at, expires_at, seen_at, confirmed_at;
} SessionPerson;

extern const Shape me_shape, session_list_shape;

/* Fills cx->caller from a session token; "" or an unknown token is a stranger, which is OK. */
Code session_recognise(Ctx *cx, Str token);

Work sign_out, me_get, session_seen, session_list, sessions_end_others, sessions_tidy;

/* What a session begins with. */
typedef struct SessionStart {
    Id account;
    SessionStage stage;
    Str method;        /* what was shown: "password", "password totp" */
    int64_t assurance; /* ASSURANCE_ONE ... */
} SessionStart;

/* Opens a session in the place of the caller's present one, sets its cookie, and makes its person the caller. */
Code session_open(Ctx *cx, const SessionStart *start);
/* Which browser asks: the digest of its token. A stranger's is given one that stands for no session, for so long. */
Code session_browser(Ctx *cx, int64_t seconds, Str *ret_digest);
/* The provider at which a session began: its code, and keyed digests of its subject and of its own session. */
typedef struct SessionOrigin {
    Str provider, provider_subject, provider_session;
    Time shown_at; /* when its person showed the provider who he is */
    Str digest;    /* of the session */
    Id account;
} SessionOrigin;

/* The caller's session began there. */
Code session_note_origin(Ctx *cx, const SessionOrigin *origin);
/* Ends those that began at the provider: of its session when it is given, else of its subject, else all; of the account
 * alone when it is given, and never the one with this digest. */
Code sessions_end_from(Ctx *cx, const SessionOrigin *origin);
/* The session of the caller, when it has come to one of two stages; else a Problem that says what is missing. */
Code session_person_at(Ctx *cx, SessionStage stage, SessionStage or_stage, SessionPerson *ret_person);
/* Did its person show a moment ago who he is? For what a found or stolen session must not change. */
bool session_is_confirmed(const Ctx *cx, const SessionPerson *person);
Code session_require_confirmed(Ctx *cx, const SessionPerson *person);
/* Its person has shown who he is again. */
Code session_confirm(Ctx *cx);
/* Ends all sessions of the account, save the one with this digest ("": none is kept). */
Code sessions_end(Ctx *cx, const Id *account, Str kept);

extern const Setting session_hours, lock_minutes, lock_minutes_administrators, confirm_minutes;
extern const ProblemKind session_locked, second_factor_wanted, second_factor_missing, confirm_first;

#endif
