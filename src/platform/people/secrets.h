/* platform/people/secrets - private to the people room: the key of this installation, people.key in the data folder,
 * for what the database alone must not give away. All servers of one installation hold the same file. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_SECRETS_H
#define PLATFORM_PEOPLE_SECRETS_H

#include "kit/module.h"

Code people_key_found(Ctx *cx); /* makes the file when there is none */
Code people_key_load(Ctx *cx, StoreKey *ret_key);

extern const ProblemKind people_key_missing;

#endif
