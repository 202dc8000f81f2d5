/* platform/exchange/holdings - see holdings.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/holdings.h"

static const char *const connection_names[] = { "http", "https", "mtls" };
const Choices connection_choices = CHOICES("Connection", connection_names);
static const char *const service_type_names[] = { "openapi", "rest", "wsdl" };
const Choices service_type_choices = CHOICES("ServiceType", service_type_names);
static const char *const body_policy_names[] = { "kept", "digested", "dropped" };
const Choices body_policy_choices = CHOICES("BodyPolicy", body_policy_names);
static const char *const key_algorithm_names[] = { "ed25519", "ecdsa-p256" };
const Choices key_algorithm_choices = CHOICES("KeyAlgorithm", key_algorithm_names);

typedef struct ExchangeState {
    Str instance;
    int64_t version;
} ExchangeState;

static const Field exchange_state_fields[] = {
    FIELD(ExchangeState, instance, REQUIRED, 0, 0),
    FIELD(ExchangeState, version, REQUIRED, 0, 0),
};
static const Shape exchange_state_shape = SHAPE(ExchangeState, exchange_state_fields);

static const Field member_row_fields[] = {
    FIELD(MemberRow, id, REQUIRED, 0, 0),
    FIELD(MemberRow, class_code, REQUIRED, 0, 0),
    FIELD(MemberRow, code, REQUIRED, 0, 0),
    FIELD(MemberRow, name, REQUIRED, 0, 0),
};
const Shape member_row_shape = SHAPE(MemberRow, member_row_fields);

static const Field subsystem_row_fields[] = {
    FIELD(SubsystemRow, id, REQUIRED, 0, 0),
    FIELD(SubsystemRow, member, REQUIRED, 0, 0),
    FIELD(SubsystemRow, code, REQUIRED, 0, 0),
    FIELD(SubsystemRow, name, REQUIRED, 0, 0),
    FIELD(SubsystemRow, node, REQUIRED, 0, 0),
    FIELD_CHOICE(SubsystemRow, connection, REQUIRED, &connection_choices),
};
const Shape subsystem_row_shape = SHAPE(SubsystemRow, subsystem_row_fields);

static const Field certificate_row_fields[] = {
    FIELD(CertificateRow, owner, REQUIRED, 0, 0),
    FIELD(CertificateRow, fingerprint, REQUIRED, 0, 0),
    FIELD(CertificateRow, der, REQUIRED, 0, 0),
    FIELD(CertificateRow, valid_from, REQUIRED, 0, 0),
    FIELD(CertificateRow, valid_to, REQUIRED, 0, 0),
};
const Shape certificate_row_shape = SHAPE(CertificateRow, certificate_row_fields);

static const Field key_row_fields[] = {
    FIELD(KeyRow, owner, REQUIRED, 0, 0),
    FIELD(KeyRow, key_id, REQUIRED, 0, 0),
    FIELD(KeyRow, spki, REQUIRED, 0, 0),
    FIELD_CHOICE(KeyRow, algorithm, REQUIRED, &key_algorithm_choices),
    FIELD(KeyRow, valid_from, OPTIONAL, 0, 0),
    FIELD(KeyRow, valid_to, OPTIONAL, 0, 0),
};
const Shape key_row_shape = SHAPE(KeyRow, key_row_fields);

static const Field service_row_fields[] = {
    FIELD(ServiceRow, id, REQUIRED, 0, 0),
    FIELD(ServiceRow, subsystem, REQUIRED, 0, 0),
    FIELD(ServiceRow, code, REQUIRED, 0, 0),
    FIELD(ServiceRow, title, REQUIRED, 0, 0),
    FIELD(ServiceRow, url, REQUIRED, 0, 0),
    FIELD(ServiceRow, openapi, REQUIRED, 0, 0),
    FIELD(ServiceRow, notice, REQUIRED, 0, 0),
    FIELD_CHOICE(ServiceRow, type, REQUIRED, &service_type_choices),
    FIELD_CHOICE(ServiceRow, bodies, REQUIRED, &body_policy_choices),
    FIELD(ServiceRow, timeout_s, REQUIRED, 0, 0),
    FIELD(ServiceRow, tls_verify, REQUIRED, 0, 0),
    FIELD(ServiceRow, is_enabled, REQUIRED, 0, 0),
};
const Shape service_row_shape = SHAPE(ServiceRow, service_row_fields);

static const Field endpoint_row_fields[] = {
    FIELD(EndpointRow, service, REQUIRED, 0, 0),
    FIELD(EndpointRow, method, REQUIRED, 0, 0),
    FIELD(EndpointRow, path, REQUIRED, 0, 0),
};
const Shape endpoint_row_shape = SHAPE(EndpointRow, endpoint_row_fields);

static const Field group_row_fields[] = {
    FIELD(GroupRow, code, REQUIRED, 0, 0),
};
const Shape group_row_shape = SHAPE(GroupRow, group_row_fields);

static const Field group_member_row_fields[] = {
    FIELD(GroupMemberRow, group_code, REQUIRED, 0, 0),
    FIELD(GroupMemberRow, subsystem, REQUIRED, 0, 0),
};
const Shape group_member_row_shape = SHAPE(GroupMemberRow, group_member_row_fields);

static const Field right_row_fields[] = {
    FIELD(RightRow, subject, REQUIRED, 0, 0),
    FIELD(RightRow, service, REQUIRED, 0, 0),
    FIELD(RightRow, method, REQUIRED, 0, 0),
    FIELD(RightRow, path, REQUIRED, 0, 0),
};
const Shape right_row_shape = SHAPE(RightRow, right_row_fields);

static const Field quota_row_fields[] = {
    FIELD(QuotaRow, subject, REQUIRED, 0, 0),
    FIELD(QuotaRow, per_minute, REQUIRED, 0, 0),
    FIELD(QuotaRow, at_once, REQUIRED, 0, 0),
};
const Shape quota_row_shape = SHAPE(QuotaRow, quota_row_fields);

static const Field node_row_fields[] = {
    FIELD(NodeRow, code, REQUIRED, 0, 0),
    FIELD(NodeRow, url, REQUIRED, 0, 0),
};
const Shape node_row_shape = SHAPE(NodeRow, node_row_fields);

#include "platform/exchange/holdings.sql.h"

Code holdings_version(Ctx *cx, int64_t *ret_version) {
    ExchangeState state;
    TRY(state_now(cx, &state));
    *ret_version = state.version;
    return OK;
}

static Code load_all_but_services(Ctx *cx, Holdings *ret_holdings) {
    Holdings *held = ret_holdings;
    ExchangeState state;
    TRY(state_now(cx, &state));
    held->instance = state.instance;
    held->version = state.version;
    TRY(members_all(cx, &held->members));
    TRY(subsystems_all(cx, &held->subsystems));
    TRY(certificates_all(cx, &held->certificates));
    TRY(keys_all(cx, &held->keys));
    TRY(endpoints_all(cx, &held->endpoints));
    TRY(groups_all(cx, &held->groups));
    TRY(group_members_all(cx, &held->group_members));
    TRY(rights_all(cx, &held->rights));
    TRY(quotas_all(cx, &held->quotas));
    return nodes_all(cx, &held->nodes);
}

Code holdings_load(Ctx *cx, Holdings *ret_holdings) {
    TRY(load_all_but_services(cx, ret_holdings));
    return services_all(cx, &ret_holdings->services);
}

Code holdings_look(Ctx *cx, Holdings *ret_holdings) {
    TRY(load_all_but_services(cx, ret_holdings));
    return services_without_documents(cx, &ret_holdings->services);
}

Code holdings_document(Ctx *cx, Str service, Str *ret_document) {
    const ServiceRow asked = { .id = service };
    ServiceRow found = { 0 };
    TRY(service_document(cx, &asked, &found));
    *ret_document = found.openapi;
    return OK;
}

static Str owner_of(const Rows *rows, size_t row_size, size_t place) {
    return *(const Str *)(const void *)((const char *)rows->items + place * row_size);
}

static size_t first_not_before(const Rows *rows, size_t row_size, Str owner, bool is_after) {
    size_t low = 0, high = rows->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = str_compare(owner_of(rows, row_size, middle), owner);
        if (order < 0 || (is_after && order == 0)) low = middle + 1;
        else high = middle;
    }
    return low;
}

Part rows_owned(const Rows *rows, size_t row_size, Str owner) {
    const size_t from = first_not_before(rows, row_size, owner, false);
    return (Part){ from, first_not_before(rows, row_size, owner, true) - from };
}
