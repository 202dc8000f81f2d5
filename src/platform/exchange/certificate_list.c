/* platform/exchange/certificate_list - see certificate_list.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/certificate_list.h"

#include "kit/commands.h"
#include "platform/access/access.h"
#include "platform/exchange/holdings.h"
#include "platform/exchange/identifiers.h"
#include "platform/exchange/member_agency.h"
#include "platform/exchange/own_authority.h"
#include "platform/people/people.h"

enum { LISTED_MAX = 1000 };

#define DAY_US INT64_C(86400000000)

typedef struct ListAsked {
    bool all_agencies;
    Str agency;
} ListAsked;

static const Field list_asked_fields[] = {
    FIELD(ListAsked, all_agencies, REQUIRED, 0, 0),
    FIELD(ListAsked, agency, OPTIONAL, 0, 0),
};
static const Shape list_asked_shape = SHAPE(ListAsked, list_asked_fields);

typedef struct ListedRequest {
    Id id;
    Str subsystem, key_kind, asked_by; /* an account; to the outside, its name */
    Time asked_at;
    Str state;
    Time decided_at;
    Str reason;
} ListedRequest;

static const Field listed_request_fields[] = {
    FIELD(ListedRequest, id, REQUIRED, 0, 0),         FIELD(ListedRequest, subsystem, REQUIRED, 0, 0),
    FIELD(ListedRequest, key_kind, REQUIRED, 0, 0),   FIELD(ListedRequest, asked_by, OPTIONAL, 0, 0),
    FIELD(ListedRequest, asked_at, REQUIRED, 0, 0),   FIELD(ListedRequest, state, REQUIRED, 0, 0),
    FIELD(ListedRequest, decided_at, OPTIONAL, 0, 0), FIELD(ListedRequest, reason, OPTIONAL, 0, 0),
};
static const Shape listed_request_shape = SHAPE(ListedRequest, listed_request_fields);

typedef struct ListedCertificate {
    Str fingerprint, subsystem, serial;
    Time valid_from, valid_to, revoked_at;
    int64_t days_left; /* 0 when it has ended */
    bool is_pinned;    /* it may be used: it is not revoked, and its subsystem has it */
    Str reason;
} ListedCertificate;

static const Field listed_certificate_fields[] = {
    FIELD(ListedCertificate, fingerprint, REQUIRED, 0, 0), FIELD(ListedCertificate, subsystem, REQUIRED, 0, 0),
    FIELD(ListedCertificate, serial, REQUIRED, 0, 0),      FIELD(ListedCertificate, valid_from, REQUIRED, 0, 0),
    FIELD(ListedCertificate, valid_to, REQUIRED, 0, 0),    FIELD(ListedCertificate, days_left, FILLED, 0, 0),
    FIELD(ListedCertificate, is_pinned, REQUIRED, 0, 0),   FIELD(ListedCertificate, revoked_at, OPTIONAL, 0, 0),
    FIELD(ListedCertificate, reason, OPTIONAL, 0, 0),
};
static const Shape listed_certificate_shape = SHAPE(ListedCertificate, listed_certificate_fields);

/* For whom the caller may ask. */
typedef struct AskableSubsystem {
    Str id, name, member_name;
} AskableSubsystem;

static const Field askable_subsystem_fields[] = {
    FIELD(AskableSubsystem, id, REQUIRED, 0, 0),
    FIELD(AskableSubsystem, name, OPTIONAL, 0, 0),
    FIELD(AskableSubsystem, member_name, REQUIRED, 0, 0),
};
static const Shape askable_subsystem_shape = SHAPE(AskableSubsystem, askable_subsystem_fields);

typedef struct CertificateList {
    bool has_authority, may_decide;
    Str authority; /* its fingerprint */
    Time authority_valid_to;
    Rows requests, certificates, subsystems;
} CertificateList;

static const Field certificate_list_fields[] = {
    FIELD(CertificateList, has_authority, REQUIRED, 0, 0),
    FIELD(CertificateList, may_decide, REQUIRED, 0, 0),
    FIELD(CertificateList, authority, OPTIONAL, 0, 0),
    FIELD(CertificateList, authority_valid_to, OPTIONAL, 0, 0),
    FIELD_LIST(CertificateList, requests, LISTED_MAX, &listed_request_shape),
    FIELD_LIST(CertificateList, certificates, LISTED_MAX, &listed_certificate_shape),
    FIELD_LIST(CertificateList, subsystems, SUBSYSTEMS_MAX, &askable_subsystem_shape),
};
const Shape certificate_list_shape = SHAPE(CertificateList, certificate_list_fields);

#include "platform/exchange/certificate_list.sql.h"

/* ---- whose ---- */

static void append(Ctx *cx, Rows *rows, const Rows *more, size_t size) {
    const size_t count = rows->count + more->count < LISTED_MAX ? rows->count + more->count : LISTED_MAX;
    char *items = arena_alloc(cx->arena, array_bytes(size, count + 1));
    if (rows->count > 0) memcpy(items, rows->items, rows->count * size);
    if (count > rows->count) memcpy(items + rows->count * size, more->items, (count - rows->count) * size);
    *rows = (Rows){ items, count };
}

static Code add_listed(Ctx *cx, const ListAsked *asked, CertificateList *list) {
    Rows requests, certificates;
    TRY(listed_requests(cx, asked, &requests));
    TRY(listed_certificates(cx, asked, &certificates));
    append(cx, &list->requests, &requests, sizeof(ListedRequest));
    append(cx, &list->certificates, &certificates, sizeof(ListedCertificate));
    return OK;
}

static Code read_listed(Ctx *cx, CertificateList *list) {
    bool all;
    const Texts agencies = access_agencies(cx, "exchange.request", &all);
    if (all) return add_listed(cx, &(ListAsked){ .all_agencies = true }, list);
    for (size_t i = 0; i < agencies.count; i++) TRY(add_listed(cx, &(ListAsked){ .agency = agencies.items[i] }, list));
    return OK;
}

/* ---- as people read it ---- */

static Code name_askers(Ctx *cx, CertificateList *list) {
    ListedRequest *requests = list->requests.items;
    for (size_t i = 0; i < list->requests.count; i++) {
        PersonName person = { 0 };
        Id account;
        if (id_from_text(requests[i].asked_by, &account) != OK) continue;
        const Code found = person_name(cx, &account, &person);
        if (found != NOT_FOUND) TRY(found);
        requests[i].asked_by = found == OK ? person.name : S("");
    }
    return OK;
}

static void count_days(const Ctx *cx, CertificateList *list) {
    ListedCertificate *rows = list->certificates.items;
    for (size_t i = 0; i < list->certificates.count; i++)
        rows[i].days_left = rows[i].valid_to.us > cx->now.us ? (rows[i].valid_to.us - cx->now.us) / DAY_US : 0;
}

static Code list_subsystems(Ctx *cx, CertificateList *list) {
    Holdings held = { 0 };
    TRY(holdings_look(cx, &held));
    const SubsystemRow *rows = held.subsystems.items;
    Str *codes = NEW_ARRAY(cx->arena, Str, held.subsystems.count + 1);
    Str *agencies = NEW_ARRAY(cx->arena, Str, held.subsystems.count + 1);
    Map members = map_new(cx->arena);
    for (size_t i = 0; i < held.members.count; i++) map_add(&members, ((const MemberRow *)held.members.items)[i].id, i);
    for (size_t i = 0; i < held.subsystems.count; i++) {
        ExchangeName name;
        codes[i] = exchange_id_split(rows[i].id, &name) ? name.member : S("");
    }
    TRY(member_agencies(cx, codes, held.subsystems.count, agencies));
    AskableSubsystem *items = NEW_ARRAY(cx->arena, AskableSubsystem, held.subsystems.count + 1);
    for (size_t i = 0; i < held.subsystems.count; i++) {
        size_t place;
        if (rows[i].node.len > 0 || !access_may_for(cx, "exchange.request", agencies[i])) continue;
        const bool is_known = map_get(&members, rows[i].member, &place);
        items[list->subsystems.count++] =
            (AskableSubsystem){ rows[i].id, rows[i].name,
                                is_known ? ((const MemberRow *)held.members.items)[place].name : S("") };
    }
    list->subsystems.items = items;
    return OK;
}

Code certificate_list_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    CertificateList *list = out;
    list->has_authority = authority_is_there(cx);
    list->may_decide = access_may(cx, "exchange.manage");
    if (list->has_authority) {
        Certificate certificate;
        TRY(authority_certificate(cx, &certificate));
        list->authority = hex_text(cx->arena, certificate.fingerprint.bytes, SHA256_BYTES);
        list->authority_valid_to = certificate.valid_to;
    }
    TRY(read_listed(cx, list));
    TRY(name_askers(cx, list));
    count_days(cx, list);
    return list_subsystems(cx, list);
}

/* ---- by the command line ---- */

Code certificate_list_say(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    CertificateList list = { 0 };
    TRY(db_begin(cx, DB_READ));
    const Code code = add_listed(cx, &(ListAsked){ .all_agencies = true }, &list);
    db_rollback(cx);
    TRY(code);
    count_days(cx, &list);
    const ListedRequest *requests = list.requests.items;
    for (size_t i = 0; i < list.requests.count; i++)
        say("%.*s %.*s %.*s (%.*s)\n", STR_FMT(id_str(&requests[i].id)), STR_FMT(requests[i].state),
            STR_FMT(requests[i].subsystem), STR_FMT(requests[i].key_kind));
    const ListedCertificate *rows = list.certificates.items;
    for (size_t i = 0; i < list.certificates.count; i++) {
        const char *state = rows[i].revoked_at.us != 0 ? "revoked" : rows[i].is_pinned ? "holds" : "not pinned";
        say("%.*s %s %.*s, còn / left: %lld ngày / days\n", STR_FMT(rows[i].fingerprint), state,
            STR_FMT(rows[i].subsystem), (long long)rows[i].days_left);
    }
    return OK;
}
