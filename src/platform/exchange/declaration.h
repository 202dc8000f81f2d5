/* platform/exchange/declaration - what is registered as one JSON document: read into rows, and made of them again. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_DECLARATION_H
#define PLATFORM_EXCHANGE_DECLARATION_H

#include "platform/exchange/holdings.h"

enum { DECLARATION_BYTES_MAX = 16 * 1024 * 1024, DOCUMENT_BYTES_MAX = 1024 * 1024, TIMEOUT_STANDARD_S = 60 };

typedef struct DeclaredEndpoint {
    Str method, path;
} DeclaredEndpoint;

/* The PEM itself, or the name of a file that holds it. */
typedef struct DeclaredCertificate {
    Str pem, file;
} DeclaredCertificate;

typedef struct DeclaredKey {
    Str key_id; /* left out: the sha256 of the key, in hex */
    Str pem, file;
    Time valid_from, valid_to;
} DeclaredKey;

typedef struct DeclaredService {
    Str code, title;
    int type;
    Str url;
    int64_t timeout_s;
    bool tls_verify;
    Str openapi_file, openapi; /* name of a file, or the document itself */
    bool enabled;
    Str notice;
    int bodies;
    Rows endpoints;
} DeclaredService;

typedef struct DeclaredSubsystem {
    Str code, name;
    int connection;
    Str node;
    Rows certificates, signing_keys, services;
} DeclaredSubsystem;

typedef struct DeclaredMember {
    Str class, code, name;
    Rows subsystems;
} DeclaredMember;

typedef struct DeclaredGroup {
    Str code;
    Texts members;
} DeclaredGroup;

typedef struct DeclaredRight {
    Str subject, service, method, path;
} DeclaredRight;

typedef struct DeclaredQuota {
    Str subject;
    int64_t per_minute, at_once;
} DeclaredQuota;

typedef struct DeclaredNode {
    Str code, url;
    Rows certificates, signing_keys;
} DeclaredNode;

typedef struct Declaration {
    Str instance;
    Rows members, groups, rights, quotas, nodes;
} Declaration;

extern const Shape declared_certificate_shape, declared_key_shape, declared_endpoint_shape, declared_service_shape,
    declared_subsystem_shape, declared_member_shape, declared_group_shape, declared_right_shape, declared_quota_shape,
    declared_node_shape, declaration_shape;

/* Rows of what is declared, not in order yet. What cannot be read is a fault; files are looked for in the folder. */
void declaration_rows(Ctx *cx, const Declaration *declaration, Str folder, Holdings *ret_holdings);

/* Single things, for who changes one of them; their rows are added to the holdings. */
void declared_member_rows(Ctx *cx, Str instance, const DeclaredMember *member, Str at, Str folder, Holdings *held);
void declared_subsystem_rows(Ctx *cx, Str member, const DeclaredSubsystem *subsystem, Str at, Str folder,
                             Holdings *held);
void declared_service_rows(Ctx *cx, Str subsystem, const DeclaredService *service, Str at, Str folder, Holdings *held);
void declared_group_rows(Ctx *cx, const DeclaredGroup *group, Str at, Holdings *held);
void declared_right_rows(Ctx *cx, const DeclaredRight *right, Str at, Holdings *held);
void declared_quota_rows(Ctx *cx, const DeclaredQuota *quota, Str at, Holdings *held);
void declared_node_rows(Ctx *cx, const DeclaredNode *node, Str at, Str folder, Holdings *held);

/* The other way round. */
void declaration_of(Ctx *cx, const Holdings *held, Declaration *ret_declaration);
DeclaredSubsystem declared_subsystem_of(Ctx *cx, const Holdings *held, const SubsystemRow *row);
DeclaredService declared_service_of(Ctx *cx, const Holdings *held, const ServiceRow *row);

/* members/0/code */
Str place_in(Ctx *cx, Str at, const char *name);

extern const ProblemKind exchange_certificate_form, exchange_key_form, exchange_one_of_two, exchange_file_path,
    exchange_file_unread;

#endif
