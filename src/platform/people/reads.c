/* platform/people/reads - who read whose personal data, when, as what, and why; and what a person may see of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/reads.h"

#include "kit/crypto.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"
#include "platform/people/accounts.h"
#include "platform/people/events.h"
#include "platform/people/people.h"
#include "platform/people/roles.h"

enum { READS_SHOWN_MAX = 200, DAYS_OF_A_MONTH = 31 };

#define DAY_US INT64_C(86400000000)

const Setting reads_kept_months = { "people.reads_kept_months", SETTING_INT, "24", 12, 120,
    .help = "Months for which it is kept who read whose personal data",
    .source = "Logs for 12 months at least: NĐ 333/2026, Điều 16.6, and TCVN 14423:2026, level 3 (secondary sources)" };

static const char *const purpose_names[] = { "administration", "review", "request", "incident" };
const Choices purpose_choices = CHOICES("Purpose", purpose_names);

typedef struct PersonalRead {
    Id id, account, reader;
    Time read_at;
    int reader_role, purpose;
    Str reader_agency, route;
} PersonalRead;

static const Field personal_read_fields[] = {
    FIELD(PersonalRead, id, REQUIRED, 0, 0),      FIELD(PersonalRead, account, REQUIRED, 0, 0),
    FIELD(PersonalRead, reader, REQUIRED, 0, 0),  FIELD(PersonalRead, read_at, REQUIRED, 0, 0),
    FIELD_CHOICE(PersonalRead, reader_role, OPTIONAL, &role_choices),
    FIELD_CHOICE(PersonalRead, purpose, REQUIRED, &purpose_choices),
    FIELD(PersonalRead, reader_agency, OPTIONAL, 0, 0), FIELD(PersonalRead, route, REQUIRED, 0, 0),
};
static const Shape personal_read_shape = SHAPE(PersonalRead, personal_read_fields);

#include "platform/people/reads.sql.h"

/* ---- writing down ---- */

/* The record is open to all, so it does not tell whose data were read: how many, and a digest that binds the lines
 * above. Each line begins with an id that holds 80 bits of chance, so nobody finds the account by trying. */
static Code enter_in_record(Ctx *cx, const Reading *reading, const PersonalRead *reads, size_t count) {
    Buf lines = buf_new(cx->arena, count * (ID_BYTES + ID_BYTES + 2));
    for (size_t i = 0; i < count; i++) buf_addf(&lines, "%s %s\n", reads[i].id.text, reads[i].account.text);
    Str text;
    TRY(buf_done(&lines, &text));
    const Sha256 digest = sha256(text);
    return ledger_append(cx, S("people.data_read"), S("accounts"), { "count", int_text(cx, (int64_t)count) },
                         { "route", str_of(reading->route) },
                         { "reads_digest", hex_text(cx->arena, digest.bytes, sizeof digest.bytes) });
}

/* For every account but the reader's own, and once in the record. */
static Code note(Ctx *cx, const Reading *reading) {
    const Grant *basis = access_basis(cx, reading->permission, NULL);
    PersonalRead *reads = NEW_ARRAY(cx->arena, PersonalRead, reading->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < reading->count; i++) {
        if (str_equal(id_str(&reading->accounts[i]), cx->caller.id)) continue;
        PersonalRead *one = &reads[count++];
        *one = (PersonalRead){ .id = id_make("read", cx->now),
                               .account = reading->accounts[i],
                               .read_at = cx->now,
                               .reader_role = basis == NULL ? 0 : basis->role,
                               .reader_agency = basis == NULL ? S("") : basis->agency,
                               .purpose = reading->purpose == 0 ? PURPOSE_ADMINISTRATION : reading->purpose,
                               .route = str_of(reading->route) };
        TRY(id_from_text(cx->caller.id, &one->reader));
    }
    if (count == 0) return OK;
    TRY(personal_read_insert_each(cx, reads, count));
    return enter_in_record(cx, reading, reads, count);
}

typedef struct Looked {
    const void *answer;
    size_t size;
    Reading reading;
} Looked;

void reading_prepare(Ctx *cx, const void *answer, size_t size, Reading reading) {
    Looked *looked = NEW(cx->arena, Looked);
    *looked = (Looked){ answer, size, reading };
    cx->prepared = looked;
}

Code reading_give(Ctx *cx, const void *in, void *out) {
    (void)in;
    const Looked *looked = cx->prepared;
    TRY(note(cx, &looked->reading));
    memcpy(out, looked->answer, looked->size);
    return OK;
}

Code reads_tidy(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const int64_t days = setting_int(cx->house->settings, &reads_kept_months) * DAYS_OF_A_MONTH;
    const PersonalRead old = { .read_at = { cx->now.us - days * DAY_US } };
    return personal_reads_sweep(cx, &old);
}

/* ---- what a person sees of himself ---- */

typedef struct ReadLine {
    Time read_at;
    Str name, title; /* of who read */
    int role;
    Str agency, agency_name;
    int purpose;
    Str route;
} ReadLine;

static const Field read_line_fields[] = {
    FIELD(ReadLine, read_at, REQUIRED, 0, 0), FIELD(ReadLine, name, REQUIRED, 0, 0),
    FIELD(ReadLine, title, REQUIRED, 0, 0),   FIELD_CHOICE(ReadLine, role, OPTIONAL, &role_choices),
    FIELD(ReadLine, agency, REQUIRED, 0, 0),  FIELD(ReadLine, agency_name, REQUIRED, 0, 0),
    FIELD_CHOICE(ReadLine, purpose, REQUIRED, &purpose_choices),
    FIELD(ReadLine, route, REQUIRED, 0, 0),
};
static const Shape read_line_shape = SHAPE(ReadLine, read_line_fields);

typedef struct OwnData {
    Str username, name, title;
    Time created_at, password_set_at, signed_in_at;
    Rows roles, reads, events;
    int64_t kept_months, events_kept_months;
    bool has_more; /* only the newest are listed */
} OwnData;

static const Field own_data_fields[] = {
    FIELD(OwnData, username, REQUIRED, 0, 0),        FIELD(OwnData, name, REQUIRED, 0, 0),
    FIELD(OwnData, title, REQUIRED, 0, 0),           FIELD(OwnData, created_at, REQUIRED, 0, 0),
    FIELD(OwnData, password_set_at, OPTIONAL, 0, 0), FIELD(OwnData, signed_in_at, OPTIONAL, 0, 0),
    FIELD_LIST(OwnData, roles, 1000, &role_view_shape),
    FIELD_LIST(OwnData, reads, READS_SHOWN_MAX, &read_line_shape),
    FIELD_LIST(OwnData, events, EVENTS_SHOWN_MAX, &account_event_shape),
    FIELD(OwnData, kept_months, REQUIRED, 0, 0),     FIELD(OwnData, events_kept_months, REQUIRED, 0, 0),
    FIELD(OwnData, has_more, REQUIRED, 0, 0),
};
const Shape own_data_shape = SHAPE(OwnData, own_data_fields);

static Code list_reads(Ctx *cx, const Registry *registry, const Id *account, OwnData *own) {
    Rows rows;
    const PersonalRead asked = { .account = *account };
    TRY(personal_reads_of(cx, &asked, &rows));
    ReadLine *lines = NEW_ARRAY(cx->arena, ReadLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const PersonalRead *read = &((const PersonalRead *)rows.items)[i];
        PersonName person = { .name = S(""), .title = S("") };
        const Code found = person_name(cx, &read->reader, &person);
        if (found != OK && found != NOT_FOUND) return found;
        lines[i] = (ReadLine){ .read_at = read->read_at, .name = person.name, .title = person.title,
                               .role = read->reader_role, .agency = read->reader_agency,
                               .agency_name = registry_name(registry, read->reader_agency),
                               .purpose = read->purpose, .route = read->route };
    }
    own->reads = (Rows){ lines, rows.count };
    own->has_more = rows.count == READS_SHOWN_MAX;
    return OK;
}

Code own_data_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    OwnData *own = out;
    Id id;
    Account account;
    Registry *registry;
    TRY(id_from_text(cx->caller.id, &id));
    TRY(account_read(cx, &id, &account));
    TRY(registry_load(cx, &registry));
    own->username = account.username;
    own->name = account.name;
    own->title = account.title;
    own->created_at = account.created_at;
    own->password_set_at = account.password_set_at;
    own->signed_in_at = account.signed_in_at;
    own->events_kept_months = setting_int(cx->house->settings, &events_kept_months);
    own->kept_months = setting_int(cx->house->settings, &reads_kept_months);
    TRY(role_views_of(cx, registry, &id, &own->roles));
    TRY(events_of(cx, &id, &own->events));
    return list_reads(cx, registry, &id, own);
}
