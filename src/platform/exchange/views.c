/* platform/exchange/views - see views.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/views.h"

#include "platform/exchange/declaration.h"
#include "platform/exchange/editing.h"

enum { ID_LETTERS_MAX = 400 };

typedef struct ServiceView {
    Str id, code, title, url, notice;
    int type;
    bool is_enabled, has_document;
    int64_t endpoint_count;
} ServiceView;

static const Field service_view_fields[] = {
    FIELD(ServiceView, id, REQUIRED, 0, 0),
    FIELD(ServiceView, code, REQUIRED, 0, 0),
    FIELD(ServiceView, title, REQUIRED, 0, 0),
    FIELD(ServiceView, url, REQUIRED, 0, 0),
    FIELD(ServiceView, notice, REQUIRED, 0, 0),
    FIELD_CHOICE(ServiceView, type, REQUIRED, &service_type_choices),
    FIELD(ServiceView, is_enabled, REQUIRED, 0, 0),
    FIELD(ServiceView, has_document, REQUIRED, 0, 0),
    FIELD(ServiceView, endpoint_count, REQUIRED, 0, 0),
};
static const Shape service_view_shape = SHAPE(ServiceView, service_view_fields);

typedef struct SubsystemView {
    Str id, code, name, node;
    int connection;
    int64_t certificate_count, key_count;
    Time ends_at; /* the first of its certificates and keys that ends; none: none does */
    Rows services;
} SubsystemView;

static const Field subsystem_view_fields[] = {
    FIELD(SubsystemView, id, REQUIRED, 0, 0),
    FIELD(SubsystemView, code, REQUIRED, 0, 0),
    FIELD(SubsystemView, name, REQUIRED, 0, 0),
    FIELD(SubsystemView, node, REQUIRED, 0, 0),
    FIELD_CHOICE(SubsystemView, connection, REQUIRED, &connection_choices),
    FIELD(SubsystemView, certificate_count, REQUIRED, 0, 0),
    FIELD(SubsystemView, key_count, REQUIRED, 0, 0),
    FIELD(SubsystemView, ends_at, OPTIONAL, 0, 0),
    FIELD_LIST(SubsystemView, services, SERVICES_MAX, &service_view_shape),
};
static const Shape subsystem_view_shape = SHAPE(SubsystemView, subsystem_view_fields);

typedef struct ExchangeMemberView {
    Str id, class_code, code, name;
    Rows subsystems;
} ExchangeMemberView;

static const Field exchange_member_view_fields[] = {
    FIELD(ExchangeMemberView, id, REQUIRED, 0, 0),
    FIELD(ExchangeMemberView, class_code, REQUIRED, 0, 0),
    FIELD(ExchangeMemberView, code, REQUIRED, 0, 0),
    FIELD(ExchangeMemberView, name, REQUIRED, 0, 0),
    FIELD_LIST(ExchangeMemberView, subsystems, SUBSYSTEMS_MAX, &subsystem_view_shape),
};
static const Shape exchange_member_view_shape = SHAPE(ExchangeMemberView, exchange_member_view_fields);

typedef struct RegistryView {
    Str instance;
    int64_t version;
    Rows members, groups, rights, quotas, nodes;
} RegistryView;

static const Field registry_view_fields[] = {
    FIELD(RegistryView, instance, REQUIRED, 0, 0),
    FIELD(RegistryView, version, REQUIRED, 0, 0),
    FIELD_LIST(RegistryView, members, MEMBERS_MAX, &exchange_member_view_shape),
    FIELD_LIST(RegistryView, groups, GROUPS_MAX, &declared_group_shape),
    FIELD_LIST(RegistryView, rights, RIGHTS_MAX, &declared_right_shape),
    FIELD_LIST(RegistryView, quotas, QUOTAS_MAX, &declared_quota_shape),
    FIELD_LIST(RegistryView, nodes, NODES_MAX, &declared_node_shape),
};
const Shape registry_view_shape = SHAPE(RegistryView, registry_view_fields);

typedef struct SubsystemAsked {
    Str id;
} SubsystemAsked;

static const Field subsystem_asked_fields[] = { FIELD(SubsystemAsked, id, REQUIRED, 1, ID_LETTERS_MAX) };
const Shape subsystem_asked_shape = SHAPE(SubsystemAsked, subsystem_asked_fields);

/* `subsystem` and `service` are as a change of them is sent; the documents of services are not in it. */
typedef struct SubsystemPage {
    Str id, member, member_name;
    const DeclaredSubsystem *subsystem;
    Rows rights; /* that it has, by itself or a group, and that others have to its services */
} SubsystemPage;

static const Field subsystem_page_fields[] = {
    FIELD(SubsystemPage, id, REQUIRED, 0, 0),
    FIELD(SubsystemPage, member, REQUIRED, 0, 0),
    FIELD(SubsystemPage, member_name, REQUIRED, 0, 0),
    FIELD_LINK(SubsystemPage, subsystem, REQUIRED, &declared_subsystem_shape),
    FIELD_LIST(SubsystemPage, rights, RIGHTS_MAX, &declared_right_shape),
};
const Shape subsystem_page_shape = SHAPE(SubsystemPage, subsystem_page_fields);

typedef struct ServicePage {
    Str id, subsystem;
    const DeclaredService *service;
} ServicePage;

static const Field service_page_fields[] = {
    FIELD(ServicePage, id, REQUIRED, 0, 0),
    FIELD(ServicePage, subsystem, REQUIRED, 0, 0),
    FIELD_LINK(ServicePage, service, REQUIRED, &declared_service_shape),
};
const Shape service_page_shape = SHAPE(ServicePage, service_page_fields);

#define ROW(Type, rows, place) ((const Type *)(rows).items + (place))

/* ---- the whole ---- */

static Rows services_viewed(Ctx *cx, const Holdings *held, Str subsystem) {
    const Part part = rows_owned(&held->services, sizeof(ServiceRow), subsystem);
    ServiceView *views = NEW_ARRAY(cx->arena, ServiceView, part.count + 1);
    for (size_t i = 0; i < part.count; i++) {
        const ServiceRow *row = ROW(ServiceRow, held->services, part.from + i);
        const Part endpoints = rows_owned(&held->endpoints, sizeof(EndpointRow), row->id);
        views[i] = (ServiceView){ .id = row->id,
                                  .code = row->code,
                                  .title = row->title,
                                  .url = row->url,
                                  .notice = row->notice,
                                  .type = row->type,
                                  .is_enabled = row->is_enabled,
                                  .has_document = row->openapi.len > 0,
                                  .endpoint_count = (int64_t)endpoints.count };
    }
    return (Rows){ views, part.count };
}

static Time earlier(Time a, Time b) {
    if (a.us == 0 || b.us == 0) return (Time){ a.us + b.us };
    return a.us < b.us ? a : b;
}

static SubsystemView subsystem_viewed(Ctx *cx, const Holdings *held, const SubsystemRow *row) {
    const Part certificates = rows_owned(&held->certificates, sizeof(CertificateRow), row->id);
    const Part keys = rows_owned(&held->keys, sizeof(KeyRow), row->id);
    SubsystemView view = { .id = row->id,
                           .code = row->code,
                           .name = row->name,
                           .node = row->node,
                           .connection = row->connection,
                           .certificate_count = (int64_t)certificates.count,
                           .key_count = (int64_t)keys.count,
                           .services = services_viewed(cx, held, row->id) };
    for (size_t i = 0; i < certificates.count; i++)
        view.ends_at = earlier(view.ends_at, ROW(CertificateRow, held->certificates, certificates.from + i)->valid_to);
    for (size_t i = 0; i < keys.count; i++)
        view.ends_at = earlier(view.ends_at, ROW(KeyRow, held->keys, keys.from + i)->valid_to);
    return view;
}

static Rows members_viewed(Ctx *cx, const Holdings *held) {
    ExchangeMemberView *views = NEW_ARRAY(cx->arena, ExchangeMemberView, held->members.count + 1);
    for (size_t i = 0; i < held->members.count; i++) {
        const MemberRow *row = ROW(MemberRow, held->members, i);
        const Part part = rows_owned(&held->subsystems, sizeof(SubsystemRow), row->id);
        SubsystemView *subsystems = NEW_ARRAY(cx->arena, SubsystemView, part.count + 1);
        for (size_t j = 0; j < part.count; j++)
            subsystems[j] = subsystem_viewed(cx, held, ROW(SubsystemRow, held->subsystems, part.from + j));
        views[i] = (ExchangeMemberView){ row->id, row->class_code, row->code, row->name, { subsystems, part.count } };
    }
    return (Rows){ views, held->members.count };
}

Code registry_view_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    RegistryView *view = out;
    Holdings held = { 0 };
    Declaration declared;
    TRY(holdings_look(cx, &held));
    declaration_of(cx, &held, &declared);
    *view = (RegistryView){ .instance = held.instance,
                            .version = held.version,
                            .members = members_viewed(cx, &held),
                            .groups = declared.groups,
                            .rights = declared.rights,
                            .quotas = declared.quotas,
                            .nodes = declared.nodes };
    return OK;
}

/* ---- one ---- */

static bool is_in_group(const Holdings *held, Str subsystem, Str group) {
    const Part part = rows_owned(&held->group_members, sizeof(GroupMemberRow), group);
    for (size_t i = 0; i < part.count; i++) {
        if (str_equal(ROW(GroupMemberRow, held->group_members, part.from + i)->subsystem, subsystem)) return true;
    }
    return false;
}

static bool is_service_of(Str service, Str subsystem) {
    return str_starts(service, subsystem) && service.len > subsystem.len && service.at[subsystem.len] == '/';
}

static Rows rights_around(Ctx *cx, const Holdings *held, Str subsystem) {
    DeclaredRight *rights = NEW_ARRAY(cx->arena, DeclaredRight, held->rights.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < held->rights.count; i++) {
        const RightRow *row = ROW(RightRow, held->rights, i);
        const bool is_its = str_equal(row->subject, subsystem) || is_in_group(held, subsystem, row->subject);
        if (is_its || is_service_of(row->service, subsystem))
            rights[count++] = (DeclaredRight){ row->subject, row->service, row->method, row->path };
    }
    return (Rows){ rights, count };
}

static Str member_name_of(const Holdings *held, Str id) {
    const Part part = rows_owned(&held->members, sizeof(MemberRow), id);
    return part.count == 0 ? S("") : ROW(MemberRow, held->members, part.from)->name;
}

Code subsystem_page_get(Ctx *cx, const void *in, void *out) {
    const Str id = ((const SubsystemAsked *)in)->id;
    SubsystemPage *page = out;
    Holdings held = { 0 };
    TRY(holdings_look(cx, &held));
    for (size_t i = 0; i < held.subsystems.count; i++) {
        const SubsystemRow *row = ROW(SubsystemRow, held.subsystems, i);
        if (!str_equal(row->id, id)) continue;
        DeclaredSubsystem *subsystem = NEW(cx->arena, DeclaredSubsystem);
        *subsystem = declared_subsystem_of(cx, &held, row);
        for (size_t j = 0; j < subsystem->services.count; j++)
            ((DeclaredService *)subsystem->services.items)[j].openapi = S("");
        *page = (SubsystemPage){ row->id, row->member, member_name_of(&held, row->member), subsystem,
                                 rights_around(cx, &held, row->id) };
        return OK;
    }
    return fail(cx, &exchange_unknown, id);
}

Code service_page_get(Ctx *cx, const void *in, void *out) {
    const Str id = ((const SubsystemAsked *)in)->id;
    ServicePage *page = out;
    Holdings held = { 0 };
    TRY(holdings_look(cx, &held));
    for (size_t i = 0; i < held.services.count; i++) {
        const ServiceRow *row = ROW(ServiceRow, held.services, i);
        if (!str_equal(row->id, id)) continue;
        DeclaredService *service = NEW(cx->arena, DeclaredService);
        *service = declared_service_of(cx, &held, row);
        TRY(holdings_document(cx, row->id, &service->openapi));
        *page = (ServicePage){ row->id, row->subsystem, service };
        return OK;
    }
    return fail(cx, &exchange_unknown, id);
}
