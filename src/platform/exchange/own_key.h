/* platform/exchange/own_key - the key with which the installation signs what it asks as one of the subsystems. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_OWN_KEY_H
#define PLATFORM_EXCHANGE_OWN_KEY_H

#include "kit/http_key.h"
#include "kit/module.h"

typedef struct OwnKey {
    const HttpKey *key; /* a secret one; goes with the arena */
    Str key_id;         /* sha256 of the public part, in hex, as a declaration calls it that leaves it out */
} OwnKey;

Code keys_found(Ctx *cx); /* makes the keys that the room keeps in the data folder, where they are not there */
Code own_key(Ctx *cx, OwnKey *ret_key);
Work exchange_key_show;

#endif
