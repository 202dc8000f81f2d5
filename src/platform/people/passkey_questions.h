/* platform/people/passkey_questions - private to the people room: what a passkey is asked to sign. Each question holds
 * for one browser, one purpose, five minutes and one answer, and for the site that the settings name. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_PASSKEY_QUESTIONS_H
#define PLATFORM_PEOPLE_PASSKEY_QUESTIONS_H

#include "kit/module.h"
#include "kit/webauthn.h"

enum { PASSKEY_QUESTION_SECONDS = 300 };

/* What a question is about. Those that a browser may ask for come first: passkey_use_choices. */
typedef enum PasskeyPurpose {
    QUESTION_NONE,
    QUESTION_TO_SIGN_IN,     /* with it alone: it must know its person by PIN or finger */
    QUESTION_TO_SECOND_STEP, /* after the password */
    QUESTION_TO_CONFIRM,     /* who is signed in, or locked, shows again who he is */
    QUESTION_TO_ADD,
} PasskeyPurpose;

extern const Choices passkey_use_choices;

typedef struct PasskeyAsked {
    Str digest, session;
    int purpose;
    Id account; /* none: whoever answers */
    Str address;
    Time expires_at;
} PasskeyAsked;

bool passkeys_are_on(const Ctx *cx);
/* The site for which passkeys are made: never what a request says of itself. */
Code passkey_site(Ctx *cx, WebauthnSite *ret_site);

/* A new one, as base64url; `account` NULL: whoever answers. */
Code passkey_question_new(Ctx *cx, PasskeyPurpose purpose, const Id *account, Str *ret_challenge);
/* The one that was answered. It is gone also when the answer is refused. */
Code passkey_question_take(Ctx *cx, Str challenge, PasskeyPurpose purpose, PasskeyPurpose or_purpose,
                           PasskeyAsked *ret_question);

/* What the room keeps in the data folder, and a look whether its settings can be meant so. */
Code people_found(Ctx *cx);

extern const Setting passkey_origin;
extern const ProblemKind passkey_origin_form, passkeys_off, passkey_question_over;

#endif
