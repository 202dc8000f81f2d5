/* platform/exchange/registry - see registry.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/registry.h"

#include "platform/exchange/glob.h"
#include "platform/exchange/holdings.h"

#define REGISTRY_ARENA_BYTES ((size_t)256 * 1024 * 1024)

enum { SPKI_BYTES_MAX = 1024 };

/* A right of one subsystem, or of all that are in one group. */
struct RegisteredRight {
    const Subsystem *subsystem; /* NULL: of the group */
    size_t group;
    Str method, path;
};

/* While it is made. */
typedef struct Making {
    Arena *arena;
    const Holdings *held;
    Registry *registry;
    Subsystem *subsystems;
    Service *services;
    Map groups; /* by code */
    Rows maintenances;
} Making;

/* ---- pieces ---- */

static void certificates_of(const Making *making, Str owner, const Sha256 **ret_certificates, size_t *ret_count) {
    const Rows *rows = &making->held->certificates;
    const Part part = rows_owned(rows, sizeof(CertificateRow), owner);
    Sha256 *certificates = NEW_ARRAY(making->arena, Sha256, part.count + 1);
    for (size_t i = 0; i < part.count; i++) {
        const CertificateRow *row = (const CertificateRow *)rows->items + part.from + i;
        MUST(hex_read(row->fingerprint, certificates[i].bytes, sizeof certificates[i].bytes));
    }
    *ret_certificates = certificates;
    *ret_count = part.count;
}

static void keys_of(const Making *making, Str owner, const SigningKeyOf **ret_keys, size_t *ret_count) {
    const Rows *rows = &making->held->keys;
    const Part part = rows_owned(rows, sizeof(KeyRow), owner);
    SigningKeyOf *keys = NEW_ARRAY(making->arena, SigningKeyOf, part.count + 1);
    for (size_t i = 0; i < part.count; i++) {
        const KeyRow *row = (const KeyRow *)rows->items + part.from + i;
        char *spki = arena_alloc(making->arena, SPKI_BYTES_MAX);
        size_t size = 0;
        MUST(base64_read(making->arena, row->spki, spki, SPKI_BYTES_MAX, &size));
        keys[i] = (SigningKeyOf){ .key_id = row->key_id,
                                  .algorithm = (KeyAlgorithm)row->algorithm,
                                  .spki = { spki, size },
                                  .valid_from = row->valid_from,
                                  .valid_to = row->valid_to };
    }
    *ret_keys = keys;
    *ret_count = part.count;
}

static void endpoints_of(const Making *making, Service *service) {
    const Rows *rows = &making->held->endpoints;
    const Part part = rows_owned(rows, sizeof(EndpointRow), service->id);
    Endpoint *endpoints = NEW_ARRAY(making->arena, Endpoint, part.count + 1);
    for (size_t i = 0; i < part.count; i++) {
        const EndpointRow *row = (const EndpointRow *)rows->items + part.from + i;
        endpoints[i] = (Endpoint){ row->method, row->path };
    }
    service->endpoints = endpoints;
    service->endpoint_count = part.count;
}

static void rights_of(const Making *making, Service *service) {
    const Rows *rows = &making->held->rights;
    const Part part = rows_owned(rows, sizeof(RightRow), service->id);
    RegisteredRight *rights = NEW_ARRAY(making->arena, RegisteredRight, part.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < part.count; i++) {
        const RightRow *row = (const RightRow *)rows->items + part.from + i;
        RegisteredRight right = { .method = row->method, .path = row->path };
        right.subsystem = registry_subsystem(making->registry, row->subject);
        if (right.subsystem == NULL && !map_get(&making->groups, row->subject, &right.group)) continue;
        rights[count++] = right;
    }
    service->rights = rights;
    service->right_count = count;
}

/* ---- the whole ---- */

static void give_maintenances(Making *making, Service *service) {
    const Maintenance *all = making->maintenances.items;
    if (making->maintenances.count == 0) return;
    const Maintenance **away = NEW_ARRAY(making->arena, const Maintenance *, making->maintenances.count);
    for (size_t i = 0; i < making->maintenances.count; i++) {
        if (maintenance_covers(all[i].subject, service->id)) away[service->away_count++] = &all[i];
    }
    service->away = away;
}

static void make_services(Making *making) {
    const Rows *rows = &making->held->services;
    making->services = NEW_ARRAY(making->arena, Service, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        const ServiceRow *row = (const ServiceRow *)rows->items + i;
        making->services[i] = (Service){ .subsystem = registry_subsystem(making->registry, row->subsystem),
                                         .id = row->id,
                                         .code = row->code,
                                         .title = row->title,
                                         .url = row->url,
                                         .notice = row->notice,
                                         .openapi = row->openapi,
                                         .type = (ServiceType)row->type,
                                         .bodies = (BodyPolicy)row->bodies,
                                         .timeout_s = row->timeout_s,
                                         .tls_verify = row->tls_verify,
                                         .is_enabled = row->is_enabled };
        endpoints_of(making, &making->services[i]);
        rights_of(making, &making->services[i]);
        give_maintenances(making, &making->services[i]);
        map_add(&making->registry->service_places, row->id, i);
    }
    making->registry->services = making->services;
    making->registry->service_count = rows->count;
}

static const MemberRow *member_with(const Rows *members, Str id) {
    const Part part = rows_owned(members, sizeof(MemberRow), id);
    MUST(part.count == 1);
    return (const MemberRow *)members->items + part.from;
}

static void make_subsystems(Making *making) {
    const Rows *rows = &making->held->subsystems;
    making->subsystems = NEW_ARRAY(making->arena, Subsystem, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        const SubsystemRow *row = (const SubsystemRow *)rows->items + i;
        const MemberRow *member = member_with(&making->held->members, row->member);
        Subsystem *subsystem = &making->subsystems[i];
        *subsystem = (Subsystem){ .id = row->id,
                                  .instance = making->held->instance,
                                  .class_code = member->class_code,
                                  .member = member->code,
                                  .code = row->code,
                                  .member_name = member->name,
                                  .name = row->name,
                                  .connection = (Connection)row->connection,
                                  .node = row->node };
        certificates_of(making, row->id, &subsystem->certificates, &subsystem->certificate_count);
        keys_of(making, row->id, &subsystem->keys, &subsystem->key_count);
        map_add(&making->registry->subsystem_places, row->id, i);
    }
    making->registry->subsystems = making->subsystems;
    making->registry->subsystem_count = rows->count;
}

static void give_services(Making *making) {
    for (size_t i = 0; i < making->registry->subsystem_count; i++) {
        Subsystem *subsystem = &making->subsystems[i];
        const Part part = rows_owned(&making->held->services, sizeof(ServiceRow), subsystem->id);
        subsystem->services = making->services + part.from;
        subsystem->service_count = part.count;
    }
}

static void make_nodes(Making *making) {
    const Rows *rows = &making->held->nodes;
    Node *nodes = NEW_ARRAY(making->arena, Node, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        const NodeRow *row = (const NodeRow *)rows->items + i;
        nodes[i] = (Node){ .code = row->code, .url = row->url };
        certificates_of(making, row->code, &nodes[i].certificates, &nodes[i].certificate_count);
        keys_of(making, row->code, &nodes[i].keys, &nodes[i].key_count);
        map_add(&making->registry->node_places, row->code, i);
    }
    making->registry->nodes = nodes;
    making->registry->node_count = rows->count;
}

/* ---- groups and quotas ---- */

static void make_groups(Making *making) {
    const Rows *groups = &making->held->groups, *members = &making->held->group_members;
    size_t *places = NEW_ARRAY(making->arena, size_t, members->count + 1);
    for (size_t i = 0; i < groups->count; i++) map_add(&making->groups, ((const GroupRow *)groups->items)[i].code, i);
    for (size_t i = 0; i < members->count; i++) {
        const GroupMemberRow *row = (const GroupMemberRow *)members->items + i;
        size_t place;
        if (!map_get(&making->registry->subsystem_places, row->subsystem, &place)) continue;
        making->subsystems[place].group_count++;
    }
    size_t used = 0;
    for (size_t i = 0; i < making->registry->subsystem_count; i++) { /* room for each, one after the other */
        making->subsystems[i].groups = places + used;
        used += making->subsystems[i].group_count;
        making->subsystems[i].group_count = 0;
    }
    for (size_t i = 0; i < members->count; i++) {
        const GroupMemberRow *row = (const GroupMemberRow *)members->items + i;
        size_t place, group;
        if (!map_get(&making->registry->subsystem_places, row->subsystem, &place)) continue;
        if (!map_get(&making->groups, row->group_code, &group)) continue;
        Subsystem *subsystem = &making->subsystems[place];
        places[(size_t)(subsystem->groups - places) + subsystem->group_count++] = group;
    }
}

static const QuotaRow *quota_with(const Making *making, Str subject) {
    const Part part = rows_owned(&making->held->quotas, sizeof(QuotaRow), subject);
    return part.count == 0 ? NULL : (const QuotaRow *)making->held->quotas.items + part.from;
}

static int64_t smaller(int64_t a, int64_t b) {
    if (a == 0 || b == 0) return a + b;
    return a < b ? a : b;
}

static void give_quotas(Making *making) {
    const GroupRow *groups = making->held->groups.items;
    for (size_t i = 0; i < making->registry->subsystem_count; i++) {
        Subsystem *subsystem = &making->subsystems[i];
        const QuotaRow *own = quota_with(making, subsystem->id);
        if (own != NULL) subsystem->quota = (Quota){ own->per_minute, own->at_once };
        for (size_t j = 0; own == NULL && j < subsystem->group_count; j++) {
            const QuotaRow *row = quota_with(making, groups[subsystem->groups[j]].code);
            if (row == NULL) continue;
            subsystem->quota.per_minute = smaller(subsystem->quota.per_minute, row->per_minute);
            subsystem->quota.at_once = smaller(subsystem->quota.at_once, row->at_once);
        }
    }
}

/* ---- loading ---- */

Code registry_make(Ctx *cx, Registry **ret_registry) {
    Arena *arena = arena_new(REGISTRY_ARENA_BYTES);
    Holdings *held = NEW(arena, Holdings);
    Ctx inside = *cx;
    inside.arena = arena;
    Rows maintenances;
    Code code = holdings_load(&inside, held);
    if (code == OK) code = maintenances_ahead(&inside, &maintenances);
    if (code != OK) {
        problem_take_verdict(cx, &inside.problem);
        arena_free(arena);
        return code;
    }
    Registry *registry = NEW(arena, Registry);
    *registry = (Registry){ .arena = arena,
                            .version = held->version,
                            .instance = held->instance,
                            .subsystem_places = map_new(arena),
                            .service_places = map_new(arena),
                            .node_places = map_new(arena) };
    Making making = {
        .arena = arena, .held = held, .registry = registry, .groups = map_new(arena), .maintenances = maintenances
    };
    make_nodes(&making);
    make_subsystems(&making);
    make_groups(&making);
    make_services(&making);
    give_services(&making);
    give_quotas(&making);
    *ret_registry = registry;
    return OK;
}

void registry_free(Registry *registry) {
    if (registry != NULL) arena_free(registry->arena);
}

Code registry_version(Ctx *cx, int64_t *ret_version) {
    return holdings_version(cx, ret_version);
}

/* ---- asking ---- */

const Subsystem *registry_subsystem(const Registry *registry, Str id) {
    size_t place;
    return map_get(&registry->subsystem_places, id, &place) ? &registry->subsystems[place] : NULL;
}

const Service *registry_service(const Registry *registry, Str id) {
    size_t place;
    return map_get(&registry->service_places, id, &place) ? &registry->services[place] : NULL;
}

const Node *registry_node(const Registry *registry, Str code) {
    size_t place;
    return map_get(&registry->node_places, code, &place) ? &registry->nodes[place] : NULL;
}

static bool is_subject(const RegisteredRight *right, const Subsystem *client) {
    if (right->subsystem != NULL) return right->subsystem == client;
    for (size_t i = 0; i < client->group_count; i++) {
        if (client->groups[i] == right->group) return true;
    }
    return false;
}

bool registry_may(const Registry *registry, const Subsystem *client, const Service *service, Str method, Str path) {
    (void)registry;
    const Str asked = path.len == 0 ? S("/") : path;
    for (size_t i = 0; i < service->right_count; i++) {
        const RegisteredRight *right = &service->rights[i];
        const bool is_method = str_is(right->method, "*") || str_equal(right->method, method);
        if (is_method && is_subject(right, client) && glob_fits(right->path, asked)) return true;
    }
    return false;
}

const Maintenance *service_away(const Service *service, Time now) {
    const Maintenance *found = NULL;
    for (size_t i = 0; i < service->away_count; i++) {
        const Maintenance *one = service->away[i];
        if (maintenance_lasts(one, now) && (found == NULL || found->forwards)) found = one;
    }
    return found;
}

Quota registry_quota(const Registry *registry, const Subsystem *client) {
    (void)registry;
    return client->quota;
}
