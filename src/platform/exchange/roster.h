/* platform/exchange/roster - the registry as the gateway holds it: the newest one, lent to each message until it is
 * done; and what is counted for each client. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_ROSTER_H
#define PLATFORM_EXCHANGE_ROSTER_H

#include "kit/http_signature.h"
#include "kit/module.h"
#include "platform/exchange/registry.h"

typedef struct Rosters Rosters;
typedef struct Roster Roster;

Code rosters_open(Ctx *cx, Rosters **ret_rosters);
void rosters_close(Rosters *rosters);

/* Looks whether there is a newer one, at most every ROSTER_LOOK_MS; goes on with the old one while the database is
 * away. */
enum { ROSTER_LOOK_MS = 20 };
Roster *roster_take(Rosters *rosters);
void roster_give(Roster *roster); /* NULL is allowed */
const Registry *roster_registry(const Roster *roster);

/* The keys of a subsystem, made ready. Those that no message can be checked with are left out. */
typedef struct Signers {
    const SignerKey *keys;
    size_t count;
} Signers;
Signers roster_signers(const Roster *roster, const Subsystem *subsystem);
Signers roster_node_signers(const Roster *roster, const Node *node);

/* Within the client's quota? Then it counts until quota_leave. */
bool quota_enter(Roster *roster, const Subsystem *client, Time now);
void quota_leave(Roster *roster, const Subsystem *client);

/* A service that does not answer is left alone for a while, so that callers do not wait for nothing: one call is let
 * through each exchange.circuit_rest seconds. */
bool circuit_is_open(Roster *roster, const Service *service);
void circuit_tell(Roster *roster, const Service *service, bool has_answered);

extern const Setting exchange_circuit_failures, exchange_circuit_rest;

#endif
