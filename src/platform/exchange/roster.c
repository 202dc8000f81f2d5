/* platform/exchange/roster - see roster.h. Its lock guards which one is the newest. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/roster.h"

#include <pthread.h>
#include <stdatomic.h>

enum { LOOK_ARENA_BYTES = 1024 * 1024, MINUTE_US = 60000000, SECOND_US = 1000000 };

const Setting exchange_circuit_failures = {
    "exchange.circuit_failures",
    SETTING_INT,
    "5",
    0,
    1000,
    .help = "after so many calls one after the other without an answer a service rests; 0: never"
};
const Setting exchange_circuit_rest = {
    "exchange.circuit_rest", SETTING_INT, "10", 1, 3600, .help = "seconds that a service rests before it is tried again"
};

/* What a client has under way, and has sent in this minute. */
typedef struct Count {
    _Atomic int64_t at_once, minute, in_minute;
} Count;

/* How a service answers. */
typedef struct Circuit {
    _Atomic int64_t failures, rests_until_us; /* one after the other; 0: it does not rest */
} Circuit;

struct Roster {
    Registry *registry;
    Count *counts; /* of each subsystem, as are the next */
    Signers *signers;
    Signers *node_signers; /* of each node */
    Circuit *circuits;     /* of each service */
    int64_t circuit_failures, circuit_rest_us;
    _Atomic int64_t holders;
};

struct Rosters {
    const House *house;
    pthread_mutex_t lock;
    Roster *newest;
    _Atomic int64_t looked_us;
};

/* ---- making ---- */

static Signers signers_of(Arena *arena, const SigningKeyOf *registered, size_t registered_count) {
    SignerKey *keys = NEW_ARRAY(arena, SignerKey, registered_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < registered_count; i++) {
        const SigningKeyOf *key = &registered[i];
        const HttpKeyAlgorithm algorithm = key->algorithm == KEY_ED25519 ? HTTP_KEY_ED25519 : HTTP_KEY_ECDSA_P256;
        keys[count] = (SignerKey){ .key_id = key->key_id, .valid_from = key->valid_from, .valid_to = key->valid_to };
        if (http_key_public(arena, algorithm, key->spki, &keys[count].key)) count++;
    }
    return (Signers){ keys, count };
}

static Roster *roster_new(const House *house, Registry *registry) {
    Roster *roster = lasting_alloc(sizeof *roster);
    roster->registry = registry;
    roster->counts = lasting_alloc(array_bytes(sizeof *roster->counts, registry->subsystem_count + 1));
    roster->signers = NEW_ARRAY(registry->arena, Signers, registry->subsystem_count + 1);
    for (size_t i = 0; i < registry->subsystem_count; i++)
        roster->signers[i] =
            signers_of(registry->arena, registry->subsystems[i].keys, registry->subsystems[i].key_count);
    roster->node_signers = NEW_ARRAY(registry->arena, Signers, registry->node_count + 1);
    for (size_t i = 0; i < registry->node_count; i++)
        roster->node_signers[i] = signers_of(registry->arena, registry->nodes[i].keys, registry->nodes[i].key_count);
    roster->circuit_failures = setting_int(house->settings, &exchange_circuit_failures);
    roster->circuit_rest_us = setting_int(house->settings, &exchange_circuit_rest) * SECOND_US;
    roster->circuits = lasting_alloc(array_bytes(sizeof *roster->circuits, registry->service_count + 1));
    atomic_store(&roster->holders, 1);
    return roster;
}

/* A change of what is registered wakes no service that rests, and begins nobody's minute anew. */
static void take_over(Roster *roster, const Roster *old) {
    const Registry *registry = roster->registry, *before = old->registry;
    for (size_t i = 0; i < registry->service_count; i++) {
        const Service *service = registry_service(before, registry->services[i].id);
        if (service == NULL || !str_equal(service->url, registry->services[i].url)) continue;
        const Circuit *circuit = &old->circuits[service - before->services];
        atomic_store(&roster->circuits[i].failures, atomic_load(&circuit->failures));
        atomic_store(&roster->circuits[i].rests_until_us, atomic_load(&circuit->rests_until_us));
    }
    for (size_t i = 0; i < registry->subsystem_count; i++) {
        const Subsystem *client = registry_subsystem(before, registry->subsystems[i].id);
        if (client == NULL) continue;
        const Count *count = &old->counts[client - before->subsystems];
        atomic_store(&roster->counts[i].minute, atomic_load(&count->minute));
        atomic_store(&roster->counts[i].in_minute, atomic_load(&count->in_minute));
    }
}

void roster_give(Roster *roster) {
    if (roster == NULL || atomic_fetch_sub(&roster->holders, 1) > 1) return;
    registry_free(roster->registry);
    lasting_free(roster->counts);
    lasting_free(roster->circuits);
    lasting_free(roster);
}

const Registry *roster_registry(const Roster *roster) {
    return roster->registry;
}

Signers roster_signers(const Roster *roster, const Subsystem *subsystem) {
    return roster->signers[subsystem - roster->registry->subsystems];
}

Signers roster_node_signers(const Roster *roster, const Node *node) {
    return roster->node_signers[node - roster->registry->nodes];
}

/* ---- looking for a newer one ---- */

typedef struct Look {
    int64_t known;
    Registry *made; /* NULL: nothing has changed */
} Look;

static Code look(Ctx *cx, const void *in, void *out) {
    const Look *asked = in;
    Look *found = out;
    int64_t version;
    TRY(registry_version(cx, &version));
    return version == asked->known ? OK : registry_make(cx, &found->made);
}

static Code look_now(Ctx *cx, int64_t known, Registry **ret_registry) {
    const Look asked = { .known = known };
    Look found = { 0 };
    TRY(store_reader(cx, cx->house->store, &cx->db));
    TRY(run_work(cx, DB_READ, look, &asked, &found, sizeof found));
    *ret_registry = found.made;
    return OK;
}

static void renew(Rosters *rosters, int64_t known) {
    Ctx cx = { .arena = arena_new(LOOK_ARENA_BYTES), .house = rosters->house, .caller = { .id = S("exchange") } };
    Registry *registry = NULL;
    ctx_set_clock(&cx);
    const bool is_newer = look_now(&cx, known, &registry) == OK && registry != NULL;
    arena_free(cx.arena);
    if (!is_newer) return;
    Roster *roster = roster_new(rosters->house, registry);
    MUST(pthread_mutex_lock(&rosters->lock) == 0);
    Roster *old = rosters->newest;
    take_over(roster, old);
    rosters->newest = roster;
    MUST(pthread_mutex_unlock(&rosters->lock) == 0);
    roster_give(old);
}

Roster *roster_take(Rosters *rosters) {
    const int64_t now_us = time_steady_us();
    int64_t looked_us = atomic_load(&rosters->looked_us);
    if (now_us - looked_us > ROSTER_LOOK_MS * 1000 &&
        atomic_compare_exchange_strong(&rosters->looked_us, &looked_us, now_us)) {
        MUST(pthread_mutex_lock(&rosters->lock) == 0);
        const int64_t known = rosters->newest->registry->version;
        MUST(pthread_mutex_unlock(&rosters->lock) == 0);
        renew(rosters, known);
    }
    MUST(pthread_mutex_lock(&rosters->lock) == 0);
    Roster *roster = rosters->newest;
    (void)atomic_fetch_add(&roster->holders, 1);
    MUST(pthread_mutex_unlock(&rosters->lock) == 0);
    return roster;
}

/* ---- life ---- */

Code rosters_open(Ctx *cx, Rosters **ret_rosters) {
    Registry *registry = NULL;
    Ctx inside = *cx;
    TRY(look_now(&inside, -1, &registry));
    Rosters *rosters = lasting_alloc(sizeof *rosters);
    rosters->house = cx->house;
    MUST(pthread_mutex_init(&rosters->lock, NULL) == 0);
    rosters->newest = roster_new(rosters->house, registry);
    *ret_rosters = rosters;
    return OK;
}

void rosters_close(Rosters *rosters) {
    roster_give(rosters->newest);
    (void)pthread_mutex_destroy(&rosters->lock);
    lasting_free(rosters);
}

/* ---- quotas ---- */

static Count *count_of(Roster *roster, const Subsystem *client) {
    return &roster->counts[client - roster->registry->subsystems];
}

bool quota_enter(Roster *roster, const Subsystem *client, Time now) {
    const Quota quota = registry_quota(roster->registry, client);
    Count *count = count_of(roster, client);
    const int64_t minute = now.us / MINUTE_US;
    if (atomic_exchange(&count->minute, minute) != minute) atomic_store(&count->in_minute, 0);
    const int64_t at_once = atomic_fetch_add(&count->at_once, 1) + 1;
    const int64_t in_minute = atomic_fetch_add(&count->in_minute, 1) + 1;
    if ((quota.at_once == 0 || at_once <= quota.at_once) && (quota.per_minute == 0 || in_minute <= quota.per_minute))
        return true;
    quota_leave(roster, client);
    return false;
}

void quota_leave(Roster *roster, const Subsystem *client) {
    (void)atomic_fetch_sub(&count_of(roster, client)->at_once, 1);
}

/* ---- circuits ---- */

static Circuit *circuit_of(Roster *roster, const Service *service) {
    return &roster->circuits[service - roster->registry->services];
}

bool circuit_is_open(Roster *roster, const Service *service) {
    Circuit *circuit = circuit_of(roster, service);
    int64_t until_us = atomic_load(&circuit->rests_until_us);
    const int64_t now_us = time_steady_us(); /* a clock that jumps must not make it rest for hours */
    if (until_us == 0) return false;
    if (now_us < until_us) return true;
    const int64_t next_us = now_us + roster->circuit_rest_us;
    return !atomic_compare_exchange_strong(&circuit->rests_until_us, &until_us, next_us);
}

void circuit_tell(Roster *roster, const Service *service, bool has_answered) {
    Circuit *circuit = circuit_of(roster, service);
    if (has_answered) {
        atomic_store(&circuit->failures, 0);
        atomic_store(&circuit->rests_until_us, 0);
    } else if (atomic_fetch_add(&circuit->failures, 1) + 1 >= roster->circuit_failures &&
               roster->circuit_failures > 0) {
        atomic_store(&circuit->rests_until_us, time_steady_us() + roster->circuit_rest_us);
    }
}
