/* platform/people/identity - private to the people room: somebody whom a provider has shown to be somebody, and how the
 * browser that he came with is known again. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_IDENTITY_H
#define PLATFORM_PEOPLE_IDENTITY_H

#include "platform/people/accounts.h"
#include "platform/people/providers.h"
#include "platform/people/sessions.h"

enum { IDENTITY_MINUTES = 10, NEXT_LETTERS_MAX = 500 };

/* Subjects and sessions are keyed digests: at some providers they are personal numbers. */
typedef struct Identity {
    Str browser, provider, subject, provider_subject, provider_session, name, next;
    int64_t assurance;
    Time shown_at, expires_at;
} Identity;

/* Keyed digest of what a provider calls a person or a session. */
Code identity_digest(Ctx *cx, const char *what, Str issuer, Str text, Str *ret_digest);

/* Of the cookie that a way to a provider began with; "" when there is none. */
Str browser_token(const Ctx *cx);
Str browser_digest(const Ctx *cx);
void browser_remember(Ctx *cx, Str token);

/* Kept for IDENTITY_MINUTES, for this browser alone. */
Code identity_keep(Ctx *cx, const Identity *identity);
/* The account that it is linked with. NOT_FOUND without a Problem. */
Code identity_account(Ctx *cx, const Identity *identity, Account *ret_account);
Code identity_link(Ctx *cx, const Identity *identity, const Id *account);
/* Signs its account in. */
Code identity_sign_in(Ctx *cx, const Identity *identity, const Account *account);

/* Somebody who came back and chooses: is asked, links the account that he is signed in to, has one made, or goes away.
 */
extern const Shape identity_view_shape, identity_next_shape;
Work identity_get, identity_accept, identity_make_account, identity_drop;

/* One's own links. */
extern const Shape link_list_shape, link_key_shape;
Work links_get, link_remove;

Work identities_tidy;

extern const ProblemKind identity_missing, link_taken, link_missing, link_last, account_not_made;

#endif
