/* platform/exchange/holdings - what is registered, as the rows that hold it: read, compared and written. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_HOLDINGS_H
#define PLATFORM_EXCHANGE_HOLDINGS_H

#include "kit/db.h"
#include "platform/exchange/registry.h"

enum { MEMBERS_MAX = 5000, SUBSYSTEMS_MAX = 20000, SERVICES_MAX = 20000, ENDPOINTS_MAX = 200000, OWNED_MAX = 100000,
       GROUPS_MAX = 1000, GROUP_MEMBERS_MAX = 50000, RIGHTS_MAX = 100000, QUOTAS_MAX = 20000, NODES_MAX = 1000 };

extern const Choices connection_choices, service_type_choices, body_policy_choices, key_algorithm_choices;

/* The first member of a row is its owner, or its own key. `at` is where a row came from in the input, for faults:
 * members/0/subsystems/1, or "" for a form of its own. */
typedef struct MemberRow {
    Str id, class_code, code, name;
    Str at;
} MemberRow;

typedef struct SubsystemRow {
    Str member, id, code, name, node;
    int connection;
    Str at;
} SubsystemRow;

/* Of a subsystem (its id) or a node (its code). */
typedef struct CertificateRow {
    Str owner, fingerprint, der; /* hex, base64 */
    Time valid_from, valid_to;
    Str at;
} CertificateRow;

typedef struct KeyRow {
    Str owner, key_id, spki; /* base64 */
    int algorithm;
    Time valid_from, valid_to;
    Str at;
} KeyRow;

typedef struct ServiceRow {
    Str subsystem, id, code, title, url, openapi, notice;
    int type, bodies;
    int64_t timeout_s;
    bool tls_verify, is_enabled;
    Str at;
} ServiceRow;

typedef struct EndpointRow {
    Str service, method, path;
    Str at;
} EndpointRow;

typedef struct GroupRow {
    Str code;
    Str at;
} GroupRow;

typedef struct GroupMemberRow {
    Str group_code, subsystem;
    Str at;
} GroupMemberRow;

typedef struct RightRow {
    Str service, subject, method, path;
    Str at;
} RightRow;

typedef struct QuotaRow {
    Str subject;
    int64_t per_minute, at_once;
    Str at;
} QuotaRow;

typedef struct NodeRow {
    Str code, url;
    Str at;
} NodeRow;

extern const Shape member_row_shape, subsystem_row_shape, certificate_row_shape, key_row_shape, service_row_shape,
    endpoint_row_shape, group_row_shape, group_member_row_shape, right_row_shape, quota_row_shape, node_row_shape;

/* Each in the order of its owners, then of its own codes. */
typedef struct Holdings {
    Str instance;
    int64_t version;
    Rows members, subsystems, certificates, keys, services, endpoints, groups, group_members, rights, quotas, nodes;
} Holdings;

Code holdings_load(Ctx *cx, Holdings *ret_holdings);
/* The same for who only looks: the document of a service is HELD_DOCUMENT where there is one. */
#define HELD_DOCUMENT "-"
Code holdings_look(Ctx *cx, Holdings *ret_holdings);
Code holdings_document(Ctx *cx, Str service, Str *ret_document);
Code holdings_version(Ctx *cx, int64_t *ret_version);

/* The rows of this owner, in rows that are in order. */
typedef struct Part {
    size_t from, count;
} Part;
Part rows_owned(const Rows *rows, size_t row_size, Str owner);

#endif
