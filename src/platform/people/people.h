/* platform/people - accounts and sessions: who is at the other end. What they may do is platform/access. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_PEOPLE_H
#define PLATFORM_PEOPLE_PEOPLE_H

#include "kit/module.h"

extern const Module people_module;

/* Fills cx->caller. A bearer token goes before a cookie, a cookie before a certificate. An unknown session or
 * certificate is a stranger's, which is OK; an unknown bearer token is refused. */
Code people_recognise(Ctx *cx, const Credentials *shown);
/* Writes down that the caller's token or certificate was used: at most once an hour. */
Work people_note_use;

/* A person's name and title, for records that hold only the account's id. NOT_FOUND without a Problem if unknown. */
typedef struct PersonName {
    Id account;
    Str name, title;
} PersonName;
extern const Shape person_name_shape;
Code person_name(Ctx *cx, const Id *account, PersonName *ret_person);

/* Is this a person who may sign in? No for a system, for who is unknown, and for an account that was disabled. */
Code person_is_active(Ctx *cx, const Id *account, bool *ret_is_active);

/* The caller becomes this person, with these permissions alone: for an address that is a secret. NOT_FOUND without a
 * Problem when the account is unknown or may not sign in. */
Code person_stand_in(Ctx *cx, const Id *account, Texts permissions);

#endif
