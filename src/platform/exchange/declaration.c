/* platform/exchange/declaration - see declaration.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/declaration.h"

#include "kit/certificates.h"
#include "kit/files.h"
#include "kit/text.h"
#include "platform/exchange/documents.h"
#include "platform/exchange/wsdl.h"

enum { NAME_LETTERS_MAX = 200, CODE_LETTERS_MAX = 50, SERVICE_CODE_LETTERS_MAX = 100, ID_LETTERS_MAX = 400,
       PATH_LETTERS_MAX = 512, URL_LETTERS_MAX = 1000, NOTICE_LETTERS_MAX = 500, KEY_ID_LETTERS_MAX = 200,
       FILE_NAME_MAX = 300, PEM_LETTERS_MAX = 16 * 1024, TIMEOUT_MAX_S = 3600, CREDENTIALS_MAX = 20,
       SERVICES_OF_ONE_MAX = 2000, SUBSYSTEMS_OF_ONE_MAX = 2000, ENDPOINTS_OF_ONE_MAX = 2000, CALLS_MAX = 10000000 };

const ProblemKind exchange_certificate_form = {
    INVALID, "exchange/certificate-form",
    { "Không phải chứng thư.", "Not a certificate." },
    { "Cần một chứng thư X.509 dạng PEM, bắt đầu bằng “-----BEGIN CERTIFICATE-----”.",
      "An X.509 certificate in PEM form is needed; it begins with “-----BEGIN CERTIFICATE-----”." }
};
const ProblemKind exchange_key_form = {
    INVALID, "exchange/key-form",
    { "Không phải khoá ký được dùng.", "Not a signing key that is used here." },
    { "Cần một khoá công khai Ed25519 hoặc ECDSA P-256 dạng PEM, bắt đầu bằng “-----BEGIN PUBLIC KEY-----”.",
      "A public key of Ed25519 or ECDSA P-256 in PEM form is needed; it begins with “-----BEGIN PUBLIC KEY-----”." }
};
const ProblemKind exchange_one_of_two = {
    INVALID, "exchange/one-of-two",
    { "Chỉ điền một trong hai.", "Only one of the two can be given." },
    { "Điền “{0}” hoặc “{1}”, không phải cả hai.", "Give “{0}” or “{1}”, not both and not neither." }
};
const ProblemKind exchange_file_path = {
    INVALID, "exchange/file-path",
    { "Đường dẫn tệp không hợp lệ.", "The path of a file is not allowed." },
    { "“{0}” phải là đường dẫn tương đối, trong thư mục của tệp khai báo.",
      "“{0}” must be a relative path inside the folder of the declaration." }
};
const ProblemKind exchange_file_unread = {
    INVALID, "exchange/file-unread",
    { "Không đọc được tệp mà khai báo nêu.", "A file that the declaration names cannot be read." },
    { "“{0}”: {1}", "“{0}”: {2}" }
};

/* ---- Shapes ---- */

static const Field declared_endpoint_fields[] = {
    FIELD(DeclaredEndpoint, method, FILLED, 0, 10),
    FIELD(DeclaredEndpoint, path, FILLED, 0, PATH_LETTERS_MAX),
};
const Shape declared_endpoint_shape = SHAPE(DeclaredEndpoint, declared_endpoint_fields);

static const Field declared_certificate_fields[] = {
    FIELD(DeclaredCertificate, pem, OPTIONAL | LINES | ALONE, 0, PEM_LETTERS_MAX),
    FIELD(DeclaredCertificate, file, OPTIONAL, 0, FILE_NAME_MAX),
};
const Shape declared_certificate_shape = SHAPE(DeclaredCertificate, declared_certificate_fields);

static const Field declared_key_fields[] = {
    FIELD(DeclaredKey, key_id, FILLED, 0, KEY_ID_LETTERS_MAX),
    FIELD(DeclaredKey, pem, OPTIONAL | LINES | ALONE, 0, PEM_LETTERS_MAX),
    FIELD(DeclaredKey, file, OPTIONAL, 0, FILE_NAME_MAX),
    FIELD(DeclaredKey, valid_from, OPTIONAL, 0, 0),
    FIELD(DeclaredKey, valid_to, OPTIONAL, 0, 0),
};
const Shape declared_key_shape = SHAPE(DeclaredKey, declared_key_fields);

static const Field declared_service_fields[] = {
    FIELD(DeclaredService, code, REQUIRED, 1, SERVICE_CODE_LETTERS_MAX),
    FIELD(DeclaredService, title, OPTIONAL, 0, NAME_LETTERS_MAX),
    FIELD_CHOICE(DeclaredService, type, REQUIRED, &service_type_choices),
    FIELD(DeclaredService, url, OPTIONAL, 0, URL_LETTERS_MAX),
    FIELD(DeclaredService, timeout_s, FILLED, 0, TIMEOUT_MAX_S),
    FIELD(DeclaredService, tls_verify, STANDS, 0, 0),
    FIELD(DeclaredService, openapi_file, OPTIONAL, 0, FILE_NAME_MAX),
    FIELD(DeclaredService, openapi, OPTIONAL | LINES, 0, DOCUMENT_BYTES_MAX),
    FIELD(DeclaredService, enabled, STANDS, 0, 0),
    FIELD(DeclaredService, notice, OPTIONAL, 0, NOTICE_LETTERS_MAX),
    FIELD_CHOICE(DeclaredService, bodies, OPTIONAL, &body_policy_choices),
    FIELD_LIST_IF_ANY(DeclaredService, endpoints, ENDPOINTS_OF_ONE_MAX, &declared_endpoint_shape),
};
const Shape declared_service_shape = SHAPE(DeclaredService, declared_service_fields);

static const Field declared_subsystem_fields[] = {
    FIELD(DeclaredSubsystem, code, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(DeclaredSubsystem, name, OPTIONAL, 0, NAME_LETTERS_MAX),
    FIELD_CHOICE(DeclaredSubsystem, connection, FILLED, &connection_choices),
    FIELD(DeclaredSubsystem, node, OPTIONAL, 0, CODE_LETTERS_MAX),
    FIELD_LIST_IF_ANY(DeclaredSubsystem, certificates, CREDENTIALS_MAX, &declared_certificate_shape),
    FIELD_LIST_IF_ANY(DeclaredSubsystem, signing_keys, CREDENTIALS_MAX, &declared_key_shape),
    FIELD_LIST_IF_ANY(DeclaredSubsystem, services, SERVICES_OF_ONE_MAX, &declared_service_shape),
};
const Shape declared_subsystem_shape = SHAPE(DeclaredSubsystem, declared_subsystem_fields);

static const Field declared_member_fields[] = {
    FIELD(DeclaredMember, class, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(DeclaredMember, code, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(DeclaredMember, name, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD_LIST_IF_ANY(DeclaredMember, subsystems, SUBSYSTEMS_OF_ONE_MAX, &declared_subsystem_shape),
};
const Shape declared_member_shape = SHAPE(DeclaredMember, declared_member_fields);

static const Field declared_group_fields[] = {
    FIELD(DeclaredGroup, code, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(DeclaredGroup, members, OPTIONAL, 0, 1000),
};
const Shape declared_group_shape = SHAPE(DeclaredGroup, declared_group_fields);

static const Field declared_right_fields[] = {
    FIELD(DeclaredRight, subject, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD(DeclaredRight, service, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD(DeclaredRight, method, FILLED, 0, 10),
    FIELD(DeclaredRight, path, FILLED, 0, PATH_LETTERS_MAX),
};
const Shape declared_right_shape = SHAPE(DeclaredRight, declared_right_fields);

static const Field declared_quota_fields[] = {
    FIELD(DeclaredQuota, subject, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD(DeclaredQuota, per_minute, OPTIONAL, 0, CALLS_MAX),
    FIELD(DeclaredQuota, at_once, OPTIONAL, 0, CALLS_MAX),
};
const Shape declared_quota_shape = SHAPE(DeclaredQuota, declared_quota_fields);

static const Field declared_node_fields[] = {
    FIELD(DeclaredNode, code, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(DeclaredNode, url, REQUIRED, 1, URL_LETTERS_MAX),
    FIELD_LIST_IF_ANY(DeclaredNode, certificates, CREDENTIALS_MAX, &declared_certificate_shape),
    FIELD_LIST_IF_ANY(DeclaredNode, signing_keys, CREDENTIALS_MAX, &declared_key_shape),
};
const Shape declared_node_shape = SHAPE(DeclaredNode, declared_node_fields);

static const Field declaration_fields[] = {
    FIELD(Declaration, instance, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD_LIST_IF_ANY(Declaration, members, MEMBERS_MAX, &declared_member_shape),
    FIELD_LIST_IF_ANY(Declaration, groups, GROUPS_MAX, &declared_group_shape),
    FIELD_LIST_IF_ANY(Declaration, rights, RIGHTS_MAX, &declared_right_shape),
    FIELD_LIST_IF_ANY(Declaration, quotas, QUOTAS_MAX, &declared_quota_shape),
    FIELD_LIST_IF_ANY(Declaration, nodes, NODES_MAX, &declared_node_shape),
};
const Shape declaration_shape = SHAPE(Declaration, declaration_fields);

/* ---- into rows ---- */

Str place_in(Ctx *cx, Str at, const char *name) {
    return str_format(cx->arena, "%.*s%s%s", STR_FMT(at), at.len > 0 ? "/" : "", name);
}

static Str place_of(Ctx *cx, Str at, const char *name, size_t place) {
    return str_format(cx->arena, "%.*s/%zu", STR_FMT(place_in(cx, at, name)), place);
}

/* Rows grow by doubling: full when their number is a power of two. */
static void *row_add(Ctx *cx, Rows *rows, size_t row_size) {
    size_t room = rows->count == 0 ? 0 : 1;
    while (room < rows->count) room *= 2;
    if (rows->count == 0 || room == rows->count) {
        char *items = arena_alloc(cx->arena, array_bytes(row_size, rows->count == 0 ? 1 : 2 * room));
        if (rows->count > 0) memcpy(items, rows->items, rows->count * row_size);
        rows->items = items;
    }
    return (char *)rows->items + rows->count++ * row_size;
}

#define ADD(cx, rows, Type, ...) (*(Type *)row_add((cx), (rows), sizeof(Type)) = (Type){ __VA_ARGS__ })

/* The content that stands in the declaration, or in a file that it names. */
static bool content_of(Ctx *cx, Str folder, Str given, Str file, const char *names[2], Str at, size_t bytes_max,
                       Str *ret_content) {
    if ((given.len > 0) == (file.len > 0)) {
        fault(cx, spot_field(at), &exchange_one_of_two, str_of(names[0]), str_of(names[1]));
        return false;
    }
    *ret_content = given;
    if (given.len > 0) return true;
    const Str spot = place_in(cx, at, names[1]);
    if (folder.len == 0 || !path_is_inside(file)) {
        fault(cx, spot_field(spot), &exchange_file_path, file);
        return false;
    }
    Ctx reading = *cx; /* a file that cannot be read is a fault among others */
    reading.problem = (Problem){ 0 };
    Str raw;
    if (file_read(&reading, path_join(cx->arena, folder, file), bytes_max, &raw) != OK) {
        fault(cx, spot_field(spot), &exchange_file_unread, file, reading.problem.vi, reading.problem.en);
        return false;
    }
    if (text_clean(cx->arena, raw, true, ret_content) == TEXT_FINE) return true;
    fault(cx, spot_field(spot), &field_not_utf8);
    return false;
}

static void certificate_rows(Ctx *cx, Str owner, const Rows *declared, Str at, Str folder, Holdings *held) {
    static const char *names[] = { "pem", "file" };
    for (size_t i = 0; i < declared->count; i++) {
        const DeclaredCertificate *one = (const DeclaredCertificate *)declared->items + i;
        const Str place = place_of(cx, at, "certificates", i);
        Certificate read;
        Str pem;
        if (!content_of(cx, folder, one->pem, one->file, names, place, PEM_LETTERS_MAX, &pem)) continue;
        if (!certificate_read(cx->arena, pem, &read)) {
            fault(cx, spot_field(place), &exchange_certificate_form);
            continue;
        }
        ADD(cx, &held->certificates, CertificateRow, .owner = owner,
            .fingerprint = hex_text(cx->arena, read.fingerprint.bytes, sizeof read.fingerprint.bytes),
            .der = base64_text(cx->arena, read.der.at, read.der.len), .valid_from = read.valid_from,
            .valid_to = read.valid_to, .at = place);
    }
}

static void key_rows(Ctx *cx, Str owner, const Rows *declared, Str at, Str folder, Holdings *held) {
    static const char *names[] = { "pem", "file" };
    for (size_t i = 0; i < declared->count; i++) {
        const DeclaredKey *one = (const DeclaredKey *)declared->items + i;
        const Str place = place_of(cx, at, "signing_keys", i);
        PublicKey read;
        Str pem;
        if (!content_of(cx, folder, one->pem, one->file, names, place, PEM_LETTERS_MAX, &pem)) continue;
        if (!public_key_read(cx->arena, pem, &read)) {
            fault(cx, spot_field(place), &exchange_key_form);
            continue;
        }
        ADD(cx, &held->keys, KeyRow, .owner = owner,
            .key_id = one->key_id.len > 0 ? one->key_id : sha256_text(cx->arena, read.spki),
            .spki = base64_text(cx->arena, read.spki.at, read.spki.len), .algorithm = (int)read.kind,
            .valid_from = one->valid_from, .valid_to = one->valid_to, .at = place);
    }
}

static void endpoint_rows(Ctx *cx, Str service, const Rows *declared, Str at, Holdings *held) {
    for (size_t i = 0; i < declared->count; i++) {
        const DeclaredEndpoint *one = (const DeclaredEndpoint *)declared->items + i;
        ADD(cx, &held->endpoints, EndpointRow, .service = service, .method = one->method.len > 0 ? one->method : S("*"),
            .path = one->path.len > 0 ? one->path : S("**"), .at = place_of(cx, at, "endpoints", i));
    }
}

static Str id_in(Ctx *cx, Str owner, Str code) {
    return str_format(cx->arena, "%.*s/%.*s", STR_FMT(owner), STR_FMT(code));
}

void declared_service_rows(Ctx *cx, Str subsystem, const DeclaredService *service, Str at, Str folder,
                           Holdings *held) {
    static const char *names[] = { "openapi", "openapi_file" };
    const Str id = id_in(cx, subsystem, service->code);
    Str document = S("");
    Rows read = { 0 };
    const bool has_document = service->openapi.len > 0 || service->openapi_file.len > 0;
    if (has_document && content_of(cx, folder, service->openapi, service->openapi_file, names, at, DOCUMENT_BYTES_MAX,
                                   &document)) {
        const Str place = place_in(cx, at, service->openapi.len > 0 ? names[0] : names[1]);
        if (service->type == SERVICE_WSDL)
            wsdl_check(cx, document, place);
        else
            document_endpoints(cx, document, place, &read);
    }
    ADD(cx, &held->services, ServiceRow, .subsystem = subsystem, .id = id, .code = service->code,
        .title = service->title, .url = service->url, .openapi = document, .notice = service->notice,
        .type = service->type, .bodies = service->bodies,
        .timeout_s = service->timeout_s > 0 ? service->timeout_s : TIMEOUT_STANDARD_S,
        .tls_verify = service->tls_verify, .is_enabled = service->enabled, .at = at);
    endpoint_rows(cx, id, service->endpoints.count > 0 ? &service->endpoints : &read, at, held);
}

void declared_subsystem_rows(Ctx *cx, Str member, const DeclaredSubsystem *subsystem, Str at, Str folder,
                             Holdings *held) {
    const Str id = id_in(cx, member, subsystem->code);
    ADD(cx, &held->subsystems, SubsystemRow, .member = member, .id = id, .code = subsystem->code,
        .name = subsystem->name, .node = subsystem->node,
        .connection = subsystem->connection != 0 ? subsystem->connection : CONNECTION_MTLS, .at = at);
    certificate_rows(cx, id, &subsystem->certificates, at, folder, held);
    key_rows(cx, id, &subsystem->signing_keys, at, folder, held);
    for (size_t i = 0; i < subsystem->services.count; i++) {
        declared_service_rows(cx, id, (const DeclaredService *)subsystem->services.items + i,
                              place_of(cx, at, "services", i), folder, held);
    }
}

void declared_member_rows(Ctx *cx, Str instance, const DeclaredMember *member, Str at, Str folder, Holdings *held) {
    const Str id = id_in(cx, id_in(cx, instance, member->class), member->code);
    ADD(cx, &held->members, MemberRow, .id = id, .class_code = member->class, .code = member->code,
        .name = member->name, .at = at);
    for (size_t i = 0; i < member->subsystems.count; i++) {
        declared_subsystem_rows(cx, id, (const DeclaredSubsystem *)member->subsystems.items + i,
                                place_of(cx, at, "subsystems", i), folder, held);
    }
}

void declared_group_rows(Ctx *cx, const DeclaredGroup *group, Str at, Holdings *held) {
    ADD(cx, &held->groups, GroupRow, .code = group->code, .at = at);
    for (size_t i = 0; i < group->members.count; i++) {
        ADD(cx, &held->group_members, GroupMemberRow, .group_code = group->code, .subsystem = group->members.items[i],
            .at = place_of(cx, at, "members", i));
    }
}

void declared_right_rows(Ctx *cx, const DeclaredRight *right, Str at, Holdings *held) {
    ADD(cx, &held->rights, RightRow, .service = right->service, .subject = right->subject,
        .method = right->method.len > 0 ? right->method : S("*"), .path = right->path.len > 0 ? right->path : S("**"),
        .at = at);
}

void declared_quota_rows(Ctx *cx, const DeclaredQuota *quota, Str at, Holdings *held) {
    ADD(cx, &held->quotas, QuotaRow, .subject = quota->subject, .per_minute = quota->per_minute,
        .at_once = quota->at_once, .at = at);
}

void declared_node_rows(Ctx *cx, const DeclaredNode *node, Str at, Str folder, Holdings *held) {
    ADD(cx, &held->nodes, NodeRow, .code = node->code, .url = node->url, .at = at);
    certificate_rows(cx, node->code, &node->certificates, at, folder, held);
    key_rows(cx, node->code, &node->signing_keys, at, folder, held);
}

void declaration_rows(Ctx *cx, const Declaration *declaration, Str folder, Holdings *ret_holdings) {
    Holdings *held = ret_holdings;
    *held = (Holdings){ .instance = declaration->instance };
    for (size_t i = 0; i < declaration->members.count; i++) {
        declared_member_rows(cx, held->instance, (const DeclaredMember *)declaration->members.items + i,
                             place_of(cx, S(""), "members", i), folder, held);
    }
    for (size_t i = 0; i < declaration->groups.count; i++)
        declared_group_rows(cx, (const DeclaredGroup *)declaration->groups.items + i, place_of(cx, S(""), "groups", i),
                            held);
    for (size_t i = 0; i < declaration->rights.count; i++)
        declared_right_rows(cx, (const DeclaredRight *)declaration->rights.items + i, place_of(cx, S(""), "rights", i),
                            held);
    for (size_t i = 0; i < declaration->quotas.count; i++)
        declared_quota_rows(cx, (const DeclaredQuota *)declaration->quotas.items + i, place_of(cx, S(""), "quotas", i),
                            held);
    for (size_t i = 0; i < declaration->nodes.count; i++)
        declared_node_rows(cx, (const DeclaredNode *)declaration->nodes.items + i, place_of(cx, S(""), "nodes", i),
                           folder, held);
}

/* ---- out of rows ---- */

static Str unpacked(Ctx *cx, Str letters) {
    char *bytes = arena_alloc(cx->arena, letters.len + 1);
    size_t size = 0;
    MUST(base64_read(cx->arena, letters, bytes, letters.len, &size));
    return (Str){ bytes, size };
}

static Rows certificates_declared(Ctx *cx, const Holdings *held, Str owner) {
    const Part part = rows_owned(&held->certificates, sizeof(CertificateRow), owner);
    DeclaredCertificate *items = NEW_ARRAY(cx->arena, DeclaredCertificate, part.count + 1);
    for (size_t i = 0; i < part.count; i++) {
        const CertificateRow *row = (const CertificateRow *)held->certificates.items + part.from + i;
        items[i].pem = str_trim(certificate_pem(cx->arena, unpacked(cx, row->der)));
    }
    return (Rows){ items, part.count };
}

static Rows keys_declared(Ctx *cx, const Holdings *held, Str owner) {
    const Part part = rows_owned(&held->keys, sizeof(KeyRow), owner);
    DeclaredKey *items = NEW_ARRAY(cx->arena, DeclaredKey, part.count + 1);
    for (size_t i = 0; i < part.count; i++) {
        const KeyRow *row = (const KeyRow *)held->keys.items + part.from + i;
        items[i] = (DeclaredKey){ .key_id = row->key_id,
                                  .pem = str_trim(public_key_pem(cx->arena, unpacked(cx, row->spki))),
                                  .valid_from = row->valid_from,
                                  .valid_to = row->valid_to };
    }
    return (Rows){ items, part.count };
}

DeclaredService declared_service_of(Ctx *cx, const Holdings *held, const ServiceRow *row) {
    const Part part = rows_owned(&held->endpoints, sizeof(EndpointRow), row->id);
    DeclaredEndpoint *endpoints = NEW_ARRAY(cx->arena, DeclaredEndpoint, part.count + 1);
    for (size_t i = 0; i < part.count; i++) {
        const EndpointRow *endpoint = (const EndpointRow *)held->endpoints.items + part.from + i;
        endpoints[i] = (DeclaredEndpoint){ endpoint->method, endpoint->path };
    }
    return (DeclaredService){ .code = row->code,
                              .title = row->title,
                              .type = row->type,
                              .url = row->url,
                              .timeout_s = row->timeout_s,
                              .tls_verify = row->tls_verify,
                              .openapi = row->openapi,
                              .enabled = row->is_enabled,
                              .notice = row->notice,
                              .bodies = row->bodies,
                              .endpoints = { endpoints, part.count } };
}

DeclaredSubsystem declared_subsystem_of(Ctx *cx, const Holdings *held, const SubsystemRow *row) {
    const Part part = rows_owned(&held->services, sizeof(ServiceRow), row->id);
    DeclaredService *services = NEW_ARRAY(cx->arena, DeclaredService, part.count + 1);
    for (size_t i = 0; i < part.count; i++)
        services[i] = declared_service_of(cx, held, (const ServiceRow *)held->services.items + part.from + i);
    return (DeclaredSubsystem){ .code = row->code,
                                .name = row->name,
                                .connection = row->connection,
                                .node = row->node,
                                .certificates = certificates_declared(cx, held, row->id),
                                .signing_keys = keys_declared(cx, held, row->id),
                                .services = { services, part.count } };
}

static Rows members_declared(Ctx *cx, const Holdings *held) {
    DeclaredMember *items = NEW_ARRAY(cx->arena, DeclaredMember, held->members.count + 1);
    for (size_t i = 0; i < held->members.count; i++) {
        const MemberRow *row = (const MemberRow *)held->members.items + i;
        const Part part = rows_owned(&held->subsystems, sizeof(SubsystemRow), row->id);
        DeclaredSubsystem *subsystems = NEW_ARRAY(cx->arena, DeclaredSubsystem, part.count + 1);
        for (size_t j = 0; j < part.count; j++)
            subsystems[j] =
                declared_subsystem_of(cx, held, (const SubsystemRow *)held->subsystems.items + part.from + j);
        items[i] = (DeclaredMember){ row->class_code, row->code, row->name, { subsystems, part.count } };
    }
    return (Rows){ items, held->members.count };
}

static Rows groups_declared(Ctx *cx, const Holdings *held) {
    DeclaredGroup *items = NEW_ARRAY(cx->arena, DeclaredGroup, held->groups.count + 1);
    for (size_t i = 0; i < held->groups.count; i++) {
        const Str code = ((const GroupRow *)held->groups.items)[i].code;
        const Part part = rows_owned(&held->group_members, sizeof(GroupMemberRow), code);
        Str *members = NEW_ARRAY(cx->arena, Str, part.count + 1);
        for (size_t j = 0; j < part.count; j++)
            members[j] = ((const GroupMemberRow *)held->group_members.items)[part.from + j].subsystem;
        items[i] = (DeclaredGroup){ code, { members, part.count } };
    }
    return (Rows){ items, held->groups.count };
}

static Rows rights_declared(Ctx *cx, const Holdings *held) {
    DeclaredRight *items = NEW_ARRAY(cx->arena, DeclaredRight, held->rights.count + 1);
    for (size_t i = 0; i < held->rights.count; i++) {
        const RightRow *row = (const RightRow *)held->rights.items + i;
        items[i] = (DeclaredRight){ row->subject, row->service, row->method, row->path };
    }
    return (Rows){ items, held->rights.count };
}

void declaration_of(Ctx *cx, const Holdings *held, Declaration *ret_declaration) {
    DeclaredQuota *quotas = NEW_ARRAY(cx->arena, DeclaredQuota, held->quotas.count + 1);
    for (size_t i = 0; i < held->quotas.count; i++) {
        const QuotaRow *row = (const QuotaRow *)held->quotas.items + i;
        quotas[i] = (DeclaredQuota){ row->subject, row->per_minute, row->at_once };
    }
    DeclaredNode *nodes = NEW_ARRAY(cx->arena, DeclaredNode, held->nodes.count + 1);
    for (size_t i = 0; i < held->nodes.count; i++) {
        const NodeRow *row = (const NodeRow *)held->nodes.items + i;
        nodes[i] = (DeclaredNode){ row->code, row->url, certificates_declared(cx, held, row->code),
                                   keys_declared(cx, held, row->code) };
    }
    *ret_declaration = (Declaration){ .instance = held->instance,
                                      .members = members_declared(cx, held),
                                      .groups = groups_declared(cx, held),
                                      .rights = rights_declared(cx, held),
                                      .quotas = { quotas, held->quotas.count },
                                      .nodes = { nodes, held->nodes.count } };
}
