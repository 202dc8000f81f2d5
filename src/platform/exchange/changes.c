/* platform/exchange/changes - see changes.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/changes.h"

#include "base/map.h"
#include "platform/ledger/ledger.h"

#define WHOLE_BYTES_MAX ((size_t)8 * 1024 * 1024)

typedef struct OwnerKey {
    Str owner;
} OwnerKey;

static const Field owner_key_fields[] = { FIELD(OwnerKey, owner, REQUIRED, 0, 0) };
static const Shape owner_key_shape = SHAPE(OwnerKey, owner_key_fields);

static const Field holdings_fields[] = {
    FIELD(Holdings, instance, REQUIRED, 0, 0),
    FIELD(Holdings, version, REQUIRED, 0, 0),
};
static const Shape holdings_shape = SHAPE(Holdings, holdings_fields);

#include "platform/exchange/changes.sql.h"

/* ---- nouns: what changes as a whole, with what belongs to it ---- */

typedef struct Noun {
    const char *named;
    const char *kinds[3]; /* of entries in the ledger: added, changed, removed */
    size_t rows;          /* where in Holdings they are */
    const Shape *shape;
    size_t key_text;                       /* which of the texts with which a row begins is its id or code */
    size_t parts[2];                       /* what belongs to it: where in Holdings; 0: nothing */
    const Shape *part_shapes[2];
    Code (*put)(Ctx *cx, const Holdings *wanted, size_t place);
    Code (*drop)(Ctx *cx, const Holdings *old, size_t place, Str key);
} Noun;

static const Rows *rows_at(const Holdings *held, size_t offset) {
    return (const Rows *)(const void *)((const char *)held + offset);
}

static const void *row_at(const Rows *rows, const Shape *shape, size_t place) {
    return (const char *)rows->items + place * shape->size;
}

#define ROW(Type, rows, place) ((const Type *)(rows).items + (place))

static Code put_credentials(Ctx *cx, const Holdings *wanted, Str owner) {
    const Part certificates = rows_owned(&wanted->certificates, sizeof(CertificateRow), owner);
    const Part keys = rows_owned(&wanted->keys, sizeof(KeyRow), owner);
    for (size_t i = 0; i < certificates.count; i++)
        TRY(certificate_put(cx, ROW(CertificateRow, wanted->certificates, certificates.from + i)));
    for (size_t i = 0; i < keys.count; i++) TRY(key_put(cx, ROW(KeyRow, wanted->keys, keys.from + i)));
    return OK;
}

static Code drop_credentials(Ctx *cx, const OwnerKey *key) {
    TRY(certificates_drop(cx, key));
    return keys_drop(cx, key);
}

static Code put_member(Ctx *cx, const Holdings *wanted, size_t place) {
    return member_put(cx, ROW(MemberRow, wanted->members, place));
}

static Code drop_member(Ctx *cx, const Holdings *old, size_t place, Str key) {
    (void)old, (void)place;
    return member_drop(cx, &(OwnerKey){ key });
}

static Code put_subsystem(Ctx *cx, const Holdings *wanted, size_t place) {
    const SubsystemRow *row = ROW(SubsystemRow, wanted->subsystems, place);
    TRY(subsystem_put(cx, row));
    return put_credentials(cx, wanted, row->id);
}

static Code drop_subsystem(Ctx *cx, const Holdings *old, size_t place, Str key) {
    (void)old, (void)place;
    TRY(drop_credentials(cx, &(OwnerKey){ key }));
    return subsystem_drop(cx, &(OwnerKey){ key });
}

static Code put_service(Ctx *cx, const Holdings *wanted, size_t place) {
    const ServiceRow *row = ROW(ServiceRow, wanted->services, place);
    const Part part = rows_owned(&wanted->endpoints, sizeof(EndpointRow), row->id);
    TRY(service_put(cx, row));
    for (size_t i = 0; i < part.count; i++) TRY(endpoint_put(cx, ROW(EndpointRow, wanted->endpoints, part.from + i)));
    return OK;
}

static Code drop_service(Ctx *cx, const Holdings *old, size_t place, Str key) {
    (void)old, (void)place;
    TRY(endpoints_drop(cx, &(OwnerKey){ key }));
    return service_drop(cx, &(OwnerKey){ key });
}

static Code put_group(Ctx *cx, const Holdings *wanted, size_t place) {
    const GroupRow *row = ROW(GroupRow, wanted->groups, place);
    const Part part = rows_owned(&wanted->group_members, sizeof(GroupMemberRow), row->code);
    TRY(group_put(cx, row));
    for (size_t i = 0; i < part.count; i++)
        TRY(group_member_put(cx, ROW(GroupMemberRow, wanted->group_members, part.from + i)));
    return OK;
}

static Code drop_group(Ctx *cx, const Holdings *old, size_t place, Str key) {
    (void)old, (void)place;
    TRY(group_members_drop(cx, &(OwnerKey){ key }));
    return group_drop(cx, &(OwnerKey){ key });
}

static Code put_right(Ctx *cx, const Holdings *wanted, size_t place) {
    return right_put(cx, ROW(RightRow, wanted->rights, place));
}

static Code drop_right(Ctx *cx, const Holdings *old, size_t place, Str key) {
    (void)key;
    return right_drop(cx, ROW(RightRow, old->rights, place));
}

static Code put_quota(Ctx *cx, const Holdings *wanted, size_t place) {
    return quota_put(cx, ROW(QuotaRow, wanted->quotas, place));
}

static Code drop_quota(Ctx *cx, const Holdings *old, size_t place, Str key) {
    (void)old, (void)place;
    return quota_drop(cx, &(OwnerKey){ key });
}

static Code put_node(Ctx *cx, const Holdings *wanted, size_t place) {
    const NodeRow *row = ROW(NodeRow, wanted->nodes, place);
    TRY(node_put(cx, row));
    return put_credentials(cx, wanted, row->code);
}

static Code drop_node(Ctx *cx, const Holdings *old, size_t place, Str key) {
    (void)old, (void)place;
    TRY(drop_credentials(cx, &(OwnerKey){ key }));
    return node_drop(cx, &(OwnerKey){ key });
}

#define IN(rows) offsetof(Holdings, rows)

static const Noun nouns[] = {
    { "node", { "exchange.node_added", "exchange.node_changed", "exchange.node_removed" }, IN(nodes), &node_row_shape,
      0, { IN(certificates), IN(keys) }, { &certificate_row_shape, &key_row_shape }, put_node, drop_node },
    { "member", { "exchange.member_added", "exchange.member_changed", "exchange.member_removed" }, IN(members),
      &member_row_shape, 0, { 0 }, { NULL }, put_member, drop_member },
    { "subsystem", { "exchange.subsystem_added", "exchange.subsystem_changed", "exchange.subsystem_removed" },
      IN(subsystems), &subsystem_row_shape, 1, { IN(certificates), IN(keys) },
      { &certificate_row_shape, &key_row_shape }, put_subsystem, drop_subsystem },
    { "service", { "exchange.service_added", "exchange.service_changed", "exchange.service_removed" }, IN(services),
      &service_row_shape, 1, { IN(endpoints) }, { &endpoint_row_shape }, put_service, drop_service },
    { "group", { "exchange.group_added", "exchange.group_changed", "exchange.group_removed" }, IN(groups),
      &group_row_shape, 0, { IN(group_members) }, { &group_member_row_shape }, put_group, drop_group },
    { "right", { "exchange.right_granted", NULL, "exchange.right_withdrawn" }, IN(rights), &right_row_shape, 0, { 0 },
      { NULL }, put_right, drop_right },
    { "quota", { "exchange.quota_added", "exchange.quota_changed", "exchange.quota_removed" }, IN(quotas),
      &quota_row_shape, 0, { 0 }, { NULL }, put_quota, drop_quota },
};

/* ---- comparing ---- */

/* A right is all that makes it; everything else has an id or a code. */
static Str key_of(Ctx *cx, const Noun *noun, const void *row) {
    if (noun->shape != &right_row_shape) return ((const Str *)row)[noun->key_text];
    const RightRow *right = row;
    return str_format(cx->arena, "%.*s %.*s %.*s %.*s", STR_FMT(right->subject), STR_FMT(right->service),
                      STR_FMT(right->method), STR_FMT(right->path));
}

static Str digest_of(Ctx *cx, const Noun *noun, const Holdings *held, const void *row, Str key) {
    Buf out = buf_new(cx->arena, WHOLE_BYTES_MAX);
    shape_write_json(&out, noun->shape, row);
    for (size_t i = 0; i < COUNT(noun->parts) && noun->part_shapes[i] != NULL; i++) {
        const Rows *rows = rows_at(held, noun->parts[i]);
        const Part part = rows_owned(rows, noun->part_shapes[i]->size, key);
        for (size_t j = 0; j < part.count; j++)
            shape_write_json(&out, noun->part_shapes[i], row_at(rows, noun->part_shapes[i], part.from + j));
    }
    MUST(!out.overflowed);
    return sha256_text(cx->arena, (Str){ out.at, out.len });
}

/* The very same rows, as a single change leaves them all but one: nothing need be read to know it. */
static bool is_untouched(const Noun *noun, const Holdings *old, const void *before, const Holdings *wanted,
                         const void *after, Str key) {
    if (memcmp(before, after, noun->shape->size) != 0) return false;
    for (size_t i = 0; i < COUNT(noun->parts) && noun->part_shapes[i] != NULL; i++) {
        const size_t size = noun->part_shapes[i]->size;
        const Rows *left = rows_at(old, noun->parts[i]), *right = rows_at(wanted, noun->parts[i]);
        const Part a = rows_owned(left, size, key), b = rows_owned(right, size, key);
        if (a.count != b.count) return false;
        if (a.count == 0) continue;
        const void *a_rows = row_at(left, noun->part_shapes[i], a.from);
        if (memcmp(a_rows, row_at(right, noun->part_shapes[i], b.from), a.count * size) != 0) return false;
    }
    return true;
}

typedef struct Comparing {
    Ctx *cx;
    Change *changes;
    size_t count, room;
} Comparing;

static void add_change(Comparing *comparing, Change change) {
    comparing->changes = array_grow(comparing->cx->arena, comparing->changes, sizeof(Change), comparing->count,
                                    &comparing->room);
    comparing->changes[comparing->count++] = change;
}

static void compare_noun(Comparing *comparing, size_t place, const Holdings *old, const Holdings *wanted) {
    Ctx *cx = comparing->cx;
    const Noun *noun = &nouns[place];
    const Rows *before = rows_at(old, noun->rows), *after = rows_at(wanted, noun->rows);
    Map places = map_new(cx->arena), kept = map_new(cx->arena);
    for (size_t i = 0; i < before->count; i++)
        map_add(&places, key_of(cx, noun, row_at(before, noun->shape, i)), i);
    for (size_t i = 0; i < after->count; i++) {
        const void *row = row_at(after, noun->shape, i);
        Change change = { CHANGE_ADDED, place, noun->named, key_of(cx, noun, row), S(""), S(""), 0, i };
        map_add(&kept, change.key, i);
        if (map_get(&places, change.key, &change.old_place)) {
            const void *was = row_at(before, noun->shape, change.old_place);
            if (is_untouched(noun, old, was, wanted, row, change.key)) continue;
            change.kind = CHANGE_CHANGED;
            change.before = digest_of(cx, noun, old, was, change.key);
        }
        change.after = digest_of(cx, noun, wanted, row, change.key);
        if (!str_equal(change.before, change.after)) add_change(comparing, change);
    }
    for (size_t i = 0; i < before->count; i++) {
        const void *row = row_at(before, noun->shape, i);
        const Str key = key_of(cx, noun, row);
        if (map_has(&kept, key)) continue;
        const Str digest = digest_of(cx, noun, old, row, key);
        add_change(comparing, (Change){ CHANGE_REMOVED, place, noun->named, key, digest, S(""), i, 0 });
    }
}

Code changes_between(Ctx *cx, const Holdings *old, const Holdings *wanted, Rows *ret_changes) {
    Comparing comparing = { .cx = cx };
    for (size_t i = 0; i < COUNT(nouns); i++) compare_noun(&comparing, i, old, wanted);
    if (arena_spent(cx->arena)) return fail(cx, &too_large, S("exchange"), S("16 MiB"));
    *ret_changes = (Rows){ comparing.changes, comparing.count };
    return OK;
}

/* ---- writing ---- */

static Code note(Ctx *cx, const Noun *noun, const Change *change, const Holdings *old, const Holdings *wanted) {
    const Str kind = str_of(noun->kinds[change->kind - 1]);
    if (noun->shape != &right_row_shape)
        return ledger_append(cx, kind, change->key, { "before", change->before }, { "after", change->after });
    const bool is_gone = change->kind == CHANGE_REMOVED;
    const RightRow *right = is_gone ? ROW(RightRow, old->rights, change->old_place)
                                    : ROW(RightRow, wanted->rights, change->new_place);
    return ledger_append(cx, kind, right->service, { "before", change->before }, { "after", change->after },
                         { "client", right->subject }, { "method", right->method }, { "path", right->path });
}

Code changes_store(Ctx *cx, const Holdings *old, const Holdings *wanted, const Rows *changes) {
    const bool is_renamed = !str_equal(old->instance, wanted->instance);
    if (changes->count == 0 && !is_renamed) return OK;
    for (size_t i = 0; i < changes->count; i++) {
        const Change *change = (const Change *)changes->items + i;
        const Noun *noun = &nouns[change->noun];
        if (change->kind != CHANGE_ADDED) TRY(noun->drop(cx, old, change->old_place, change->key));
        if (change->kind != CHANGE_REMOVED) TRY(noun->put(cx, wanted, change->new_place));
        TRY(note(cx, noun, change, old, wanted));
    }
    if (is_renamed)
        TRY(ledger_append(cx, S("exchange.instance_named"), wanted->instance, { "before", old->instance },
                          { "after", wanted->instance }));
    return state_raise(cx, wanted);
}
