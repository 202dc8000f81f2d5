/* platform/exchange/registry - who takes part, what is offered and who may what: immutable, in memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_REGISTRY_H
#define PLATFORM_EXCHANGE_REGISTRY_H

#include "base/map.h"
#include "kit/crypto.h"
#include "kit/ctx.h"
#include "platform/exchange/maintenance.h"

/* How a subsystem comes to us when it calls. */
typedef enum Connection { CONNECTION_HTTP = 1, CONNECTION_HTTPS, CONNECTION_MTLS } Connection;
typedef enum ServiceType { SERVICE_OPENAPI = 1, SERVICE_REST, SERVICE_WSDL } ServiceType;
/* 0: as the setting exchange.bodies says. */
typedef enum BodyPolicy { BODY_KEPT = 1, BODY_DIGESTED, BODY_DROPPED } BodyPolicy;
typedef enum KeyAlgorithm { KEY_ED25519 = 1, KEY_ECDSA_P256 } KeyAlgorithm;

typedef struct SigningKeyOf {
    Str key_id;
    KeyAlgorithm algorithm;
    Str spki;                  /* DER */
    Time valid_from, valid_to; /* none: without a beginning, without an end */
} SigningKeyOf;

/* What a service offers: path is a glob. */
typedef struct Endpoint {
    Str method, path;
} Endpoint;

/* Quota: 0 is no limit. */
typedef struct Quota {
    int64_t per_minute, at_once;
} Quota;

/* Another exchange, by which subsystems are reached. */
typedef struct Node {
    Str code, url;
    const Sha256 *certificates;
    size_t certificate_count;
    const SigningKeyOf *keys;
    size_t key_count;
} Node;

typedef struct RegisteredRight RegisteredRight;

typedef struct Service {
    const struct Subsystem *subsystem;
    Str id, code, title, url, notice, openapi;
    ServiceType type;
    BodyPolicy bodies;
    int64_t timeout_s;
    bool tls_verify, is_enabled;
    const Endpoint *endpoints;
    size_t endpoint_count;
    const RegisteredRight *rights; /* private to the registry */
    size_t right_count;
    const Maintenance *const *away; /* that last or are to come */
    size_t away_count;
} Service;

typedef struct Subsystem {
    Str id, instance, class_code, member, code, member_name, name;
    Connection connection;
    Str node; /* code of the node by which it is reached; "": it is ours */
    const Sha256 *certificates;
    size_t certificate_count;
    const SigningKeyOf *keys;
    size_t key_count;
    const Service *services;
    size_t service_count;
    const size_t *groups; /* private to the registry, as is the next */
    size_t group_count;
    Quota quota;
} Subsystem;

typedef struct Registry {
    Arena *arena;
    int64_t version;
    Str instance;
    const Subsystem *subsystems; /* those of a member one after the other */
    size_t subsystem_count;
    const Node *nodes;
    size_t node_count;
    Map subsystem_places, service_places, node_places; /* private */
    const Service *services;                           /* all of them */
    size_t service_count;
} Registry;

/* In an arena of its own, within the transaction of cx. */
Code registry_make(Ctx *cx, Registry **ret_registry);
void registry_free(Registry *registry); /* NULL is allowed */
Code registry_version(Ctx *cx, int64_t *ret_version);

/* NULL when it is not registered. No memory is made. */
const Subsystem *registry_subsystem(const Registry *registry, Str id);
const Service *registry_service(const Registry *registry, Str id);
const Node *registry_node(const Registry *registry, Str code);

/* Denies unless a right of the client, or of a group that it is in, allows. `path` is what follows the service in the
 * address; "" is "/". */
bool registry_may(const Registry *registry, const Subsystem *client, const Service *service, Str method, Str path);
/* Why the service is away at this moment; one that lets messages through only where no other lasts. NULL: it is not. */
const Maintenance *service_away(const Service *service, Time now);
/* The client's own; without one the smallest of those of its groups. */
Quota registry_quota(const Registry *registry, const Subsystem *client);

#endif
