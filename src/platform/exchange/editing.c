/* platform/exchange/editing - see editing.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/editing.h"

#include "platform/exchange/changes.h"
#include "platform/exchange/checking.h"
#include "platform/exchange/declaration.h"

enum { ID_LETTERS_MAX = 400, CODE_LETTERS_MAX = 50, NAME_LETTERS_MAX = 200, NOTICE_LETTERS_MAX = 500,
       CHANGES_TOLD_MAX = 10000 };

const ProblemKind exchange_unknown = {
    NOT_FOUND, "exchange/unknown",
    { "Không có trong nền tảng.", "It is not registered." },
    { "Không có “{0}”. Tải lại trang: có thể người khác vừa gỡ.",
      "There is no “{0}”. Load the page again: somebody may have removed it." }
};
const ProblemKind exchange_unnamed = {
    CONFLICT, "exchange/unnamed",
    { "Nền tảng chưa có tên.", "The exchange has no name yet." },
    { "Nạp tệp khai báo đầu tiên bằng lệnh “banyan exchange load”: tệp đó đặt tên cho nền tảng.",
      "Load a first declaration with “banyan exchange load”: it gives the exchange its name." }
};

/* ---- what is asked, and what is told ---- */

typedef struct MemberPut {
    Str class, code, name;
} MemberPut;

static const Field member_put_fields[] = {
    FIELD(MemberPut, class, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(MemberPut, code, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(MemberPut, name, REQUIRED, 1, NAME_LETTERS_MAX),
};
const Shape member_put_shape = SHAPE(MemberPut, member_put_fields);

/* Services that are given are put as well; the others stay. */
typedef struct SubsystemPut {
    Str member;
    const DeclaredSubsystem *subsystem;
} SubsystemPut;

static const Field subsystem_put_fields[] = {
    FIELD(SubsystemPut, member, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD_LINK(SubsystemPut, subsystem, REQUIRED, &declared_subsystem_shape),
};
const Shape subsystem_put_shape = SHAPE(SubsystemPut, subsystem_put_fields);

typedef struct ServicePut {
    Str subsystem;
    const DeclaredService *service;
} ServicePut;

static const Field service_put_fields[] = {
    FIELD(ServicePut, subsystem, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD_LINK(ServicePut, service, REQUIRED, &declared_service_shape),
};
const Shape service_put_shape = SHAPE(ServicePut, service_put_fields);

typedef struct ServiceSwitch {
    Str id;
    bool enabled;
    Str notice;
} ServiceSwitch;

static const Field service_switch_fields[] = {
    FIELD(ServiceSwitch, id, REQUIRED, 1, ID_LETTERS_MAX),
    FIELD(ServiceSwitch, enabled, REQUIRED, 0, 0),
    FIELD(ServiceSwitch, notice, OPTIONAL, 0, NOTICE_LETTERS_MAX),
};
const Shape service_switch_shape = SHAPE(ServiceSwitch, service_switch_fields);

typedef struct ExchangeKey {
    Str id;
} ExchangeKey;

static const Field exchange_key_fields[] = { FIELD(ExchangeKey, id, REQUIRED, 1, ID_LETTERS_MAX) };
const Shape exchange_key_shape = SHAPE(ExchangeKey, exchange_key_fields);

typedef struct ExchangeChange {
    int kind;
    Str named, key;
} ExchangeChange;

static const char *const change_kind_names[] = { "added", "changed", "removed" };
static const Choices change_kind_choices = CHOICES("ExchangeChangeKind", change_kind_names);

static const Field exchange_change_fields[] = {
    FIELD_CHOICE(ExchangeChange, kind, REQUIRED, &change_kind_choices),
    FIELD(ExchangeChange, named, REQUIRED, 0, 0),
    FIELD(ExchangeChange, key, REQUIRED, 0, 0),
};
static const Shape exchange_change_shape = SHAPE(ExchangeChange, exchange_change_fields);

typedef struct ExchangeChanges {
    int64_t version;
    Rows changes;
} ExchangeChanges;

static const Field exchange_changes_fields[] = {
    FIELD(ExchangeChanges, version, REQUIRED, 0, 0),
    FIELD_LIST(ExchangeChanges, changes, CHANGES_TOLD_MAX, &exchange_change_shape),
};
const Shape exchange_changes_shape = SHAPE(ExchangeChanges, exchange_changes_fields);

/* ---- rows that come and go ---- */

/* Room as rows that grow have it: a power of two. */
static void copy_rows(Ctx *cx, Rows *rows, size_t row_size) {
    size_t room = 1;
    while (room < rows->count) room *= 2;
    void *items = arena_alloc(cx->arena, array_bytes(row_size, room));
    if (rows->count > 0) memcpy(items, rows->items, rows->count * row_size);
    rows->items = items;
}

static Holdings holdings_copy(Ctx *cx, const Holdings *held) {
    Holdings copy = *held;
    copy_rows(cx, &copy.members, sizeof(MemberRow));
    copy_rows(cx, &copy.subsystems, sizeof(SubsystemRow));
    copy_rows(cx, &copy.certificates, sizeof(CertificateRow));
    copy_rows(cx, &copy.keys, sizeof(KeyRow));
    copy_rows(cx, &copy.services, sizeof(ServiceRow));
    copy_rows(cx, &copy.endpoints, sizeof(EndpointRow));
    copy_rows(cx, &copy.groups, sizeof(GroupRow));
    copy_rows(cx, &copy.group_members, sizeof(GroupMemberRow));
    copy_rows(cx, &copy.rights, sizeof(RightRow));
    copy_rows(cx, &copy.quotas, sizeof(QuotaRow));
    copy_rows(cx, &copy.nodes, sizeof(NodeRow));
    return copy;
}

/* Those whose text number `place` is this one; every row begins with its texts. False when there was none. */
static bool drop_rows(Rows *rows, size_t row_size, size_t place, Str text) {
    char *items = rows->items;
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        char *row = items + i * row_size;
        if (str_equal(((const Str *)(const void *)row)[place], text)) continue;
        if (kept < i) memcpy(items + kept * row_size, row, row_size);
        kept++;
    }
    const bool any = kept < rows->count;
    rows->count = kept;
    return any;
}

#define DROP(rows, Type, place, text) drop_rows(&(rows), sizeof(Type), (place), (text))

static void replace_service(Holdings *held, Str id) {
    DROP(held->services, ServiceRow, 1, id);
    DROP(held->endpoints, EndpointRow, 0, id);
}

static void replace_credentials(Holdings *held, Str owner) {
    DROP(held->certificates, CertificateRow, 0, owner);
    DROP(held->keys, KeyRow, 0, owner);
}

static bool drop_service_whole(Holdings *held, Str id) {
    DROP(held->endpoints, EndpointRow, 0, id);
    DROP(held->rights, RightRow, 0, id);
    return DROP(held->services, ServiceRow, 1, id);
}

static void drop_subject(Holdings *held, Str subject) {
    DROP(held->rights, RightRow, 1, subject);
    DROP(held->quotas, QuotaRow, 0, subject);
}

static bool drop_subsystem_whole(Holdings *held, Str id) {
    for (size_t i = held->services.count; i-- > 0;) { /* from the end: what is dropped was looked at */
        const ServiceRow *row = (const ServiceRow *)held->services.items + i;
        if (str_equal(row->subsystem, id)) drop_service_whole(held, row->id);
    }
    drop_subject(held, id);
    replace_credentials(held, id);
    DROP(held->group_members, GroupMemberRow, 1, id);
    return DROP(held->subsystems, SubsystemRow, 1, id);
}

static bool drop_member_whole(Holdings *held, Str id) {
    for (size_t i = held->subsystems.count; i-- > 0;) {
        const SubsystemRow *row = (const SubsystemRow *)held->subsystems.items + i;
        if (str_equal(row->member, id)) drop_subsystem_whole(held, row->id);
    }
    return DROP(held->members, MemberRow, 0, id);
}

/* ---- one change: what is registered, what shall be, checked and written as a declaration is ---- */

typedef Code Edit(Ctx *cx, const void *in, Holdings *held);

static void tell(Ctx *cx, const Rows *changes, ExchangeChanges *ret_told) {
    ExchangeChange *told = NEW_ARRAY(cx->arena, ExchangeChange, changes->count + 1);
    for (size_t i = 0; i < changes->count; i++) {
        const Change *change = (const Change *)changes->items + i;
        told[i] = (ExchangeChange){ (int)change->kind, str_of(change->named), change->key };
    }
    ret_told->changes = (Rows){ told, changes->count };
}

static Code read_document(Ctx *cx, Rows *services, size_t place) {
    ServiceRow *row = (ServiceRow *)services->items + place;
    return str_is(row->openapi, HELD_DOCUMENT) ? holdings_document(cx, row->id, &row->openapi) : OK;
}

/* Documents are large and many: only those of services that change are read, and then compared. */
static Code compare(Ctx *cx, Holdings *old, Holdings *wanted, Rows *ret_changes) {
    TRY(changes_between(cx, old, wanted, ret_changes));
    for (size_t i = 0; i < ret_changes->count; i++) {
        const Change *change = (const Change *)ret_changes->items + i;
        if (strcmp(change->named, "service") != 0) continue;
        if (change->kind != CHANGE_ADDED) TRY(read_document(cx, &old->services, change->old_place));
        if (change->kind != CHANGE_REMOVED) TRY(read_document(cx, &wanted->services, change->new_place));
    }
    return changes_between(cx, old, wanted, ret_changes);
}

static Code edit(Ctx *cx, Edit *change, const void *in, void *out) {
    ExchangeChanges *told = out;
    Holdings old = { 0 };
    Rows changes;
    TRY(holdings_look(cx, &old));
    if (old.instance.len == 0) return fail(cx, &exchange_unnamed);
    Holdings wanted = holdings_copy(cx, &old);
    TRY(change(cx, in, &wanted));
    holdings_check(cx, &wanted);
    TRY(faults_verdict(cx));
    TRY(compare(cx, &old, &wanted, &changes));
    TRY(changes_store(cx, &old, &wanted, &changes));
    tell(cx, &changes, told);
    return holdings_version(cx, &told->version);
}

static Code unless_gone(Ctx *cx, bool was_there, Str id) {
    return was_there ? OK : fail(cx, &exchange_unknown, id);
}

static bool has_row(const Rows *rows, size_t row_size, size_t place, Str text) {
    for (size_t i = 0; i < rows->count; i++) {
        const char *row = (const char *)rows->items + i * row_size;
        if (str_equal(((const Str *)(const void *)row)[place], text)) return true;
    }
    return false;
}

static Str id_below(Ctx *cx, Str owner, Str code) {
    return str_format(cx->arena, "%.*s/%.*s", STR_FMT(owner), STR_FMT(code));
}

/* ---- members ---- */

static Code put_member(Ctx *cx, const void *in, Holdings *held) {
    const MemberPut *put = in;
    const DeclaredMember member = { .class = put->class, .code = put->code, .name = put->name };
    DROP(held->members, MemberRow, 0, id_below(cx, id_below(cx, held->instance, put->class), put->code));
    declared_member_rows(cx, held->instance, &member, S(""), S(""), held);
    return OK;
}

static Code remove_member(Ctx *cx, const void *in, Holdings *held) {
    const Str id = ((const ExchangeKey *)in)->id;
    return unless_gone(cx, drop_member_whole(held, id), id);
}

Code exchange_member_put(Ctx *cx, const void *in, void *out) {
    return edit(cx, put_member, in, out);
}

Code exchange_member_remove(Ctx *cx, const void *in, void *out) {
    return edit(cx, remove_member, in, out);
}

/* ---- subsystems ---- */

static Code put_subsystem(Ctx *cx, const void *in, Holdings *held) {
    const SubsystemPut *put = in;
    const Str id = id_below(cx, put->member, put->subsystem->code);
    TRY(unless_gone(cx, has_row(&held->members, sizeof(MemberRow), 0, put->member), put->member));
    for (size_t i = 0; i < put->subsystem->services.count; i++) {
        const DeclaredService *service = (const DeclaredService *)put->subsystem->services.items + i;
        replace_service(held, id_below(cx, id, service->code));
    }
    replace_credentials(held, id);
    DROP(held->subsystems, SubsystemRow, 1, id);
    declared_subsystem_rows(cx, put->member, put->subsystem, S("subsystem"), S(""), held);
    return OK;
}

static Code remove_subsystem(Ctx *cx, const void *in, Holdings *held) {
    const Str id = ((const ExchangeKey *)in)->id;
    return unless_gone(cx, drop_subsystem_whole(held, id), id);
}

Code exchange_subsystem_put(Ctx *cx, const void *in, void *out) {
    return edit(cx, put_subsystem, in, out);
}

Code exchange_subsystem_remove(Ctx *cx, const void *in, void *out) {
    return edit(cx, remove_subsystem, in, out);
}

/* ---- services ---- */

static Code put_service(Ctx *cx, const void *in, Holdings *held) {
    const ServicePut *put = in;
    TRY(unless_gone(cx, has_row(&held->subsystems, sizeof(SubsystemRow), 1, put->subsystem), put->subsystem));
    replace_service(held, id_below(cx, put->subsystem, put->service->code));
    declared_service_rows(cx, put->subsystem, put->service, S("service"), S(""), held);
    return OK;
}

static Code switch_service(Ctx *cx, const void *in, Holdings *held) {
    const ServiceSwitch *wanted = in;
    for (size_t i = 0; i < held->services.count; i++) {
        ServiceRow *row = (ServiceRow *)held->services.items + i;
        if (!str_equal(row->id, wanted->id)) continue;
        row->is_enabled = wanted->enabled;
        row->notice = wanted->notice;
        return OK;
    }
    return fail(cx, &exchange_unknown, wanted->id);
}

static Code remove_service(Ctx *cx, const void *in, Holdings *held) {
    const Str id = ((const ExchangeKey *)in)->id;
    return unless_gone(cx, drop_service_whole(held, id), id);
}

Code exchange_service_put(Ctx *cx, const void *in, void *out) {
    return edit(cx, put_service, in, out);
}

Code exchange_service_switch(Ctx *cx, const void *in, void *out) {
    return edit(cx, switch_service, in, out);
}

Code exchange_service_remove(Ctx *cx, const void *in, void *out) {
    return edit(cx, remove_service, in, out);
}

/* ---- groups, rights, quotas, nodes ---- */

static Code put_group(Ctx *cx, const void *in, Holdings *held) {
    const DeclaredGroup *put = in;
    DROP(held->groups, GroupRow, 0, put->code);
    DROP(held->group_members, GroupMemberRow, 0, put->code);
    declared_group_rows(cx, put, S(""), held);
    return OK;
}

static Code remove_group(Ctx *cx, const void *in, Holdings *held) {
    const Str code = ((const ExchangeKey *)in)->id;
    drop_subject(held, code);
    DROP(held->group_members, GroupMemberRow, 0, code);
    return unless_gone(cx, DROP(held->groups, GroupRow, 0, code), code);
}

/* One that is there already is no fault, and no change. */
static bool drop_right(Holdings *held, const RightRow *right) {
    RightRow *rows = held->rights.items;
    for (size_t i = 0; i < held->rights.count; i++) {
        if (!str_equal(rows[i].service, right->service) || !str_equal(rows[i].subject, right->subject)) continue;
        if (!str_equal(rows[i].method, right->method) || !str_equal(rows[i].path, right->path)) continue;
        memmove(rows + i, rows + i + 1, (held->rights.count - i - 1) * sizeof(RightRow));
        held->rights.count--;
        return true;
    }
    return false;
}

static RightRow right_asked(Ctx *cx, const DeclaredRight *asked) {
    Holdings one = { 0 };
    declared_right_rows(cx, asked, S(""), &one);
    return *(const RightRow *)one.rights.items;
}

static Code grant_right(Ctx *cx, const void *in, Holdings *held) {
    const RightRow right = right_asked(cx, in);
    drop_right(held, &right);
    declared_right_rows(cx, in, S(""), held);
    return OK;
}

static Code withdraw_right(Ctx *cx, const void *in, Holdings *held) {
    const RightRow right = right_asked(cx, in);
    return unless_gone(cx, drop_right(held, &right), right.service);
}

static Code put_quota(Ctx *cx, const void *in, Holdings *held) {
    const DeclaredQuota *put = in;
    DROP(held->quotas, QuotaRow, 0, put->subject);
    declared_quota_rows(cx, put, S(""), held);
    return OK;
}

static Code remove_quota(Ctx *cx, const void *in, Holdings *held) {
    const Str subject = ((const ExchangeKey *)in)->id;
    return unless_gone(cx, DROP(held->quotas, QuotaRow, 0, subject), subject);
}

static Code put_node(Ctx *cx, const void *in, Holdings *held) {
    const DeclaredNode *put = in;
    replace_credentials(held, put->code);
    DROP(held->nodes, NodeRow, 0, put->code);
    declared_node_rows(cx, put, S(""), S(""), held);
    return OK;
}

/* Subsystems that are reached through it stand in the way: that is a fault of theirs. */
static Code remove_node(Ctx *cx, const void *in, Holdings *held) {
    const Str code = ((const ExchangeKey *)in)->id;
    replace_credentials(held, code);
    return unless_gone(cx, DROP(held->nodes, NodeRow, 0, code), code);
}

Code exchange_group_put(Ctx *cx, const void *in, void *out) {
    return edit(cx, put_group, in, out);
}

Code exchange_group_remove(Ctx *cx, const void *in, void *out) {
    return edit(cx, remove_group, in, out);
}

Code exchange_right_grant(Ctx *cx, const void *in, void *out) {
    return edit(cx, grant_right, in, out);
}

Code exchange_right_withdraw(Ctx *cx, const void *in, void *out) {
    return edit(cx, withdraw_right, in, out);
}

Code exchange_quota_put(Ctx *cx, const void *in, void *out) {
    return edit(cx, put_quota, in, out);
}

Code exchange_quota_remove(Ctx *cx, const void *in, void *out) {
    return edit(cx, remove_quota, in, out);
}

Code exchange_node_put(Ctx *cx, const void *in, void *out) {
    return edit(cx, put_node, in, out);
}

Code exchange_node_remove(Ctx *cx, const void *in, void *out) {
    return edit(cx, remove_node, in, out);
}
