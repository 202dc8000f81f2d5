/* platform/exchange/checking - see checking.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/checking.h"

#include "base/map.h"
#include "platform/exchange/declaration.h"
#include "platform/exchange/glob.h"
#include "platform/exchange/identifiers.h"

#include <stdlib.h>

const ProblemKind exchange_code_form = {
    INVALID, "exchange/code-form",
    { "Mã không đúng dạng.", "The code has a wrong form." },
    { "“{0}”: mã chỉ dùng chữ cái không dấu, chữ số và ' ( ) + , - . = ?",
      "“{0}”: a code has letters without marks, digits and ' ( ) + , - . = ? only." }
};
const ProblemKind exchange_code_reserved = {
    INVALID, "exchange/code-reserved",
    { "Mã dành riêng.", "The code is reserved." },
    { "“{0}” là tên dịch vụ mô tả của chính nền tảng. Chọn mã khác.",
      "“{0}” is the name of a metadata service of the exchange itself. Choose another code." }
};
const ProblemKind exchange_twice = {
    INVALID, "exchange/twice",
    { "Khai báo hai lần.", "Declared twice." },
    { "“{0}” đã có. Bỏ một trong hai.", "“{0}” is there already. Remove one of the two." }
};
const ProblemKind exchange_subject_unknown = {
    INVALID, "exchange/subject-unknown",
    { "Không có hệ thống hay nhóm này.", "There is no such subsystem or group." },
    { "“{0}” không phải mã đầy đủ của một hệ thống, cũng không phải mã nhóm.",
      "“{0}” is neither the id of a subsystem nor the code of a group." }
};
const ProblemKind exchange_service_unknown = {
    INVALID, "exchange/service-unknown",
    { "Không có dịch vụ này.", "There is no such service." },
    { "“{0}” không phải mã đầy đủ của một dịch vụ đã khai báo.", "“{0}” is not the id of a declared service." }
};
const ProblemKind exchange_node_unknown = {
    INVALID, "exchange/node-unknown",
    { "Không có nút này.", "There is no such node." },
    { "“{0}” không có trong danh sách nút.", "“{0}” is not among the nodes." }
};
const ProblemKind exchange_url_form = {
    INVALID, "exchange/url-form",
    { "Địa chỉ không dùng được.", "The address cannot be used." },
    { "“{0}”: cần https://máy[:cổng]/đường-dẫn hoặc http://..., không có tên người dùng, “?” hay “#”.",
      "“{0}”: https://host[:port]/path or http://... is needed, without a user's name, “?” and “#”." }
};
const ProblemKind exchange_method_form = {
    INVALID, "exchange/method-form",
    { "Không có phương thức này.", "There is no such method." },
    { "“{0}”: chọn GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE hoặc *.",
      "“{0}”: choose GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE or *." }
};
const ProblemKind exchange_path_form = {
    INVALID, "exchange/path-form",
    { "Mẫu đường dẫn không đúng dạng.", "The pattern of a path has a wrong form." },
    { "“{0}”: bắt đầu bằng “/” hoặc “*”, không có khoảng trắng, “?” hay “#”.",
      "“{0}”: it begins with “/” or “*” and has no blanks, “?” and “#”." }
};
const ProblemKind exchange_key_id_form = {
    INVALID, "exchange/key-id-form",
    { "Tên khoá không đúng dạng.", "The name of the key has a wrong form." },
    { "“{0}”: chỉ dùng chữ cái không dấu, chữ số và dấu, không có khoảng trắng, \" và \\.",
      "“{0}”: letters without marks, digits and signs only, without blanks, \" and \\." }
};
const ProblemKind exchange_key_order = {
    INVALID, "exchange/key-order",
    { "Khoá hết hạn trước khi có hiệu lực.", "The key ends before it begins." },
    { "“valid_to” phải sau “valid_from”.", "“valid_to” must be later than “valid_from”." }
};
const ProblemKind exchange_too_many = {
    TOO_LARGE, "exchange/too-many",
    { "Khai báo quá nhiều.", "Too much is declared." },
    { "“{0}”: nhiều nhất {1}.", "“{0}”: at most {1}." }
};

/* ---- order, and what is there twice ---- */

/* Every row begins with the texts by which it is known. */
static int compare_texts(const void *a, const void *b, size_t count) {
    const Str *left = a, *right = b;
    int order = 0;
    for (size_t i = 0; i < count && order == 0; i++) order = str_compare(left[i], right[i]);
    return order;
}

static int by_one(const void *a, const void *b) {
    return compare_texts(a, b, 1);
}

static int by_two(const void *a, const void *b) {
    return compare_texts(a, b, 2);
}

static int by_three(const void *a, const void *b) {
    return compare_texts(a, b, 3);
}

static int by_four(const void *a, const void *b) {
    return compare_texts(a, b, 4);
}

typedef struct Kind {
    const char *name;
    Rows *rows;
    size_t row_size, at; /* at: where in a row its place is kept */
    int (*compare)(const void *, const void *);
    size_t name_text; /* which of its texts names it to people */
    size_t count_max;
} Kind;

static Str text_at(const Kind *kind, size_t place, size_t offset) {
    return *(const Str *)(const void *)((const char *)kind->rows->items + place * kind->row_size + offset);
}

static void put_in_order(Ctx *cx, const Kind *kind) {
    Rows *rows = kind->rows;
    if (rows->count > kind->count_max) {
        const Str most = int_text(cx, (int64_t)kind->count_max);
        fault(cx, spot_field(str_of(kind->name)), &exchange_too_many, str_of(kind->name), most);
    }
    if (rows->count < 2) return;
    qsort(rows->items, rows->count, kind->row_size, kind->compare);
    for (size_t i = 1; i < rows->count; i++) {
        const char *row = (const char *)rows->items + i * kind->row_size;
        if (kind->compare(row - kind->row_size, row) != 0) continue;
        const Str here = text_at(kind, i, kind->at), before = text_at(kind, i - 1, kind->at);
        const Str place = str_compare(here, before) > 0 ? here : before;
        fault(cx, spot_field(place), &exchange_twice, text_at(kind, i, kind->name_text * sizeof(Str)));
    }
}

#define KIND(rows, Type, compare, text, max) \
    { #rows, &held->rows, sizeof(Type), offsetof(Type, at), (compare), (text), (max) }

static void put_all_in_order(Ctx *cx, Holdings *held) {
    const Kind kinds[] = {
        KIND(members, MemberRow, by_one, 0, MEMBERS_MAX),
        KIND(subsystems, SubsystemRow, by_two, 1, SUBSYSTEMS_MAX),
        KIND(certificates, CertificateRow, by_two, 1, OWNED_MAX),
        KIND(keys, KeyRow, by_two, 1, OWNED_MAX),
        KIND(services, ServiceRow, by_two, 1, SERVICES_MAX),
        KIND(endpoints, EndpointRow, by_three, 2, ENDPOINTS_MAX),
        KIND(groups, GroupRow, by_one, 0, GROUPS_MAX),
        KIND(group_members, GroupMemberRow, by_two, 1, GROUP_MEMBERS_MAX),
        KIND(rights, RightRow, by_four, 0, RIGHTS_MAX),
        KIND(quotas, QuotaRow, by_one, 0, QUOTAS_MAX),
        KIND(nodes, NodeRow, by_one, 0, NODES_MAX),
    };
    for (size_t i = 0; i < COUNT(kinds); i++) put_in_order(cx, &kinds[i]);
}

/* ---- forms ---- */

static void check_code(Ctx *cx, Str at, const char *name, Str code) {
    if (!exchange_code_is_fine(code)) fault(cx, spot_field(place_in(cx, at, name)), &exchange_code_form, code);
}

static bool is_port(Str text) {
    int64_t port;
    return str_to_int(text, 1, 65535, &port) == OK;
}

static bool url_is_fine(Str url) {
    Str rest = url;
    if (str_starts(url, S("https://"))) rest = str_part(url, 8, url.len);
    else if (str_starts(url, S("http://"))) rest = str_part(url, 7, url.len);
    else return false;
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.at[i] <= ' ' || rest.at[i] >= 0x7F || strchr("@?#\\\"<>", rest.at[i]) != NULL) return false;
    }
    const Str host = str_cut(&rest, '/');
    if (host.len == 0) return false;
    if (host.at[0] == '[') { /* IPv6 */
        const size_t end = str_find(host, S("]"));
        const Str after = str_part(host, end + 1, host.len);
        return end > 1 && end < host.len && (after.len == 0 || (after.at[0] == ':' && is_port(str_part(after, 1, 6))));
    }
    Str port = host;
    const Str name = str_cut(&port, ':');
    return name.len > 0 && (port.at == NULL || is_port(port));
}

static bool method_is_fine(Str method) {
    static const char *const methods[] = { "*", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" };
    for (size_t i = 0; i < COUNT(methods); i++) {
        if (str_is(method, methods[i])) return true;
    }
    return false;
}

static bool path_is_fine(Str path) {
    if (path.len == 0 || path.len > GLOB_BYTES_MAX || (path.at[0] != '/' && path.at[0] != '*')) return false;
    for (size_t i = 0; i < path.len; i++) {
        const unsigned char c = (unsigned char)path.at[i];
        if (c <= ' ' || c == 0x7F || c == '?' || c == '#') return false;
    }
    return true;
}

static void check_call(Ctx *cx, Str at, Str method, Str path) {
    if (!method_is_fine(method)) fault(cx, spot_field(place_in(cx, at, "method")), &exchange_method_form, method);
    if (!path_is_fine(path)) fault(cx, spot_field(place_in(cx, at, "path")), &exchange_path_form, path);
}

static bool key_id_is_fine(Str key_id) {
    for (size_t i = 0; i < key_id.len; i++) {
        const char c = key_id.at[i];
        if (c <= ' ' || c >= 0x7F || c == '"' || c == '\\') return false;
    }
    return key_id.len > 0;
}

/* ---- nouns ---- */

typedef struct Known {
    Map subsystems, services, groups, nodes;
} Known;

#define ROW(Type, rows, place) ((const Type *)(rows).items + (place))

static void check_members(Ctx *cx, const Holdings *held) {
    if (!exchange_code_is_fine(held->instance))
        fault(cx, spot_field(S("instance")), &exchange_code_form, held->instance);
    for (size_t i = 0; i < held->members.count; i++) {
        const MemberRow *row = ROW(MemberRow, held->members, i);
        check_code(cx, row->at, "class", row->class_code);
        check_code(cx, row->at, "code", row->code);
    }
}

static void check_subsystems(Ctx *cx, const Holdings *held, const Known *known) {
    for (size_t i = 0; i < held->subsystems.count; i++) {
        const SubsystemRow *row = ROW(SubsystemRow, held->subsystems, i);
        check_code(cx, row->at, "code", row->code);
        if (row->node.len > 0 && !map_has(&known->nodes, row->node))
            fault(cx, spot_field(place_in(cx, row->at, "node")), &exchange_node_unknown, row->node);
    }
    for (size_t i = 0; i < held->keys.count; i++) {
        const KeyRow *row = ROW(KeyRow, held->keys, i);
        if (!key_id_is_fine(row->key_id))
            fault(cx, spot_field(place_in(cx, row->at, "key_id")), &exchange_key_id_form, row->key_id);
        if (row->valid_to.us != 0 && row->valid_to.us <= row->valid_from.us)
            fault(cx, spot_field(place_in(cx, row->at, "valid_to")), &exchange_key_order);
    }
}

/* Names of X-Road's own services, which every subsystem has. */
static bool is_reserved(Str code) {
    static const char *const names[] = { "listMethods", "allowedMethods", "getOpenAPI", "getWsdl", "listClients" };
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_is(code, names[i])) return true;
    }
    return false;
}

static void check_services(Ctx *cx, const Holdings *held, const Known *known) {
    for (size_t i = 0; i < held->services.count; i++) {
        const ServiceRow *row = ROW(ServiceRow, held->services, i);
        size_t owner = 0;
        check_code(cx, row->at, "code", row->code);
        if (is_reserved(row->code))
            fault(cx, spot_field(place_in(cx, row->at, "code")), &exchange_code_reserved, row->code);
        const bool has_owner = map_get(&known->subsystems, row->subsystem, &owner);
        const bool is_afar = has_owner && ROW(SubsystemRow, held->subsystems, owner)->node.len > 0;
        if (!url_is_fine(row->url) && !(is_afar && row->url.len == 0))
            fault(cx, spot_field(place_in(cx, row->at, "url")), &exchange_url_form, row->url);
    }
    for (size_t i = 0; i < held->endpoints.count; i++) {
        const EndpointRow *row = ROW(EndpointRow, held->endpoints, i);
        check_call(cx, row->at, row->method, row->path);
    }
}

static bool is_subject(const Known *known, Str subject) {
    return map_has(&known->subsystems, subject) || map_has(&known->groups, subject);
}

static void check_rights(Ctx *cx, const Holdings *held, const Known *known) {
    for (size_t i = 0; i < held->rights.count; i++) {
        const RightRow *row = ROW(RightRow, held->rights, i);
        if (!is_subject(known, row->subject))
            fault(cx, spot_field(place_in(cx, row->at, "subject")), &exchange_subject_unknown, row->subject);
        if (!map_has(&known->services, row->service))
            fault(cx, spot_field(place_in(cx, row->at, "service")), &exchange_service_unknown, row->service);
        check_call(cx, row->at, row->method, row->path);
    }
    for (size_t i = 0; i < held->quotas.count; i++) {
        const QuotaRow *row = ROW(QuotaRow, held->quotas, i);
        if (!is_subject(known, row->subject))
            fault(cx, spot_field(place_in(cx, row->at, "subject")), &exchange_subject_unknown, row->subject);
    }
}

static void check_groups(Ctx *cx, const Holdings *held, const Known *known) {
    for (size_t i = 0; i < held->groups.count; i++)
        check_code(cx, ROW(GroupRow, held->groups, i)->at, "code", ROW(GroupRow, held->groups, i)->code);
    for (size_t i = 0; i < held->group_members.count; i++) {
        const GroupMemberRow *row = ROW(GroupMemberRow, held->group_members, i);
        if (!map_has(&known->subsystems, row->subsystem))
            fault(cx, spot_field(row->at), &exchange_subject_unknown, row->subsystem);
    }
    for (size_t i = 0; i < held->nodes.count; i++) {
        const NodeRow *row = ROW(NodeRow, held->nodes, i);
        check_code(cx, row->at, "code", row->code);
        if (!url_is_fine(row->url)) fault(cx, spot_field(place_in(cx, row->at, "url")), &exchange_url_form, row->url);
    }
}

void holdings_check(Ctx *cx, Holdings *held) {
    put_all_in_order(cx, held);
    Known known = { map_new(cx->arena), map_new(cx->arena), map_new(cx->arena), map_new(cx->arena) };
    for (size_t i = 0; i < held->subsystems.count; i++)
        map_add(&known.subsystems, ROW(SubsystemRow, held->subsystems, i)->id, i);
    for (size_t i = 0; i < held->services.count; i++)
        map_add(&known.services, ROW(ServiceRow, held->services, i)->id, i);
    for (size_t i = 0; i < held->groups.count; i++) map_add(&known.groups, ROW(GroupRow, held->groups, i)->code, i);
    for (size_t i = 0; i < held->nodes.count; i++) map_add(&known.nodes, ROW(NodeRow, held->nodes, i)->code, i);
    check_members(cx, held);
    check_subsystems(cx, held, &known);
    check_services(cx, held, &known);
    check_groups(cx, held, &known);
    check_rights(cx, held, &known);
}
