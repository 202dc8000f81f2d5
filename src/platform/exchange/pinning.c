/* platform/exchange/pinning - see pinning.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/pinning.h"

#include "platform/exchange/certificates.h"
#include "platform/exchange/changes.h"
#include "platform/exchange/checking.h"
#include "platform/exchange/editing.h"

static bool has_subsystem(const Holdings *held, Str id) {
    for (size_t i = 0; i < held->subsystems.count; i++) {
        if (str_equal(((const SubsystemRow *)held->subsystems.items)[i].id, id)) return true;
    }
    return false;
}

static size_t place_of(const Rows *certificates, Str owner, Str fingerprint) {
    const CertificateRow *rows = certificates->items;
    size_t i = 0;
    while (i < certificates->count &&
           (!str_equal(rows[i].owner, owner) || !str_equal(rows[i].fingerprint, fingerprint)))
        i++;
    return i;
}

/* The certificates are rows of their own then, with room for `more`. */
static void copy_certificates(Ctx *cx, Holdings *held, size_t more) {
    CertificateRow *rows = NEW_ARRAY(cx->arena, CertificateRow, held->certificates.count + more + 1);
    if (held->certificates.count > 0)
        memcpy(rows, held->certificates.items, held->certificates.count * sizeof(CertificateRow));
    held->certificates.items = rows;
}

static void add(Holdings *held, CertificateRow row) {
    row.at = S("");
    ((CertificateRow *)held->certificates.items)[held->certificates.count++] = row;
}

static Code store(Ctx *cx, const Holdings *old, Holdings *wanted) {
    Rows changes;
    holdings_check(cx, wanted);
    TRY(faults_verdict(cx));
    TRY(changes_between(cx, old, wanted, &changes));
    return changes_store(cx, old, wanted, &changes);
}

Code pin_put(Ctx *cx, const CertificateRow *certificate) {
    Holdings old = { 0 };
    TRY(holdings_load(cx, &old));
    if (!has_subsystem(&old, certificate->owner)) return fail(cx, &exchange_unknown, certificate->owner);
    Holdings wanted = old;
    copy_certificates(cx, &wanted, 1);
    if (place_of(&old.certificates, certificate->owner, certificate->fingerprint) == old.certificates.count)
        add(&wanted, *certificate);
    return store(cx, &old, &wanted);
}

Code pin_drop(Ctx *cx, Str subsystem, Str fingerprint) {
    Holdings old = { 0 };
    TRY(holdings_load(cx, &old));
    Holdings wanted = old;
    const size_t place = place_of(&old.certificates, subsystem, fingerprint);
    if (place == old.certificates.count) return OK;
    copy_certificates(cx, &wanted, 0);
    CertificateRow *rows = wanted.certificates.items;
    memmove(rows + place, rows + place + 1, (old.certificates.count - place - 1) * sizeof *rows);
    wanted.certificates.count--;
    return store(cx, &old, &wanted);
}

Code pins_keep(Ctx *cx, const Holdings *old, Holdings *wanted) {
    Rows issued;
    TRY(issued_holding(cx, &issued));
    copy_certificates(cx, wanted, issued.count);
    for (size_t i = 0; i < issued.count; i++) {
        const IssuedRow *row = (const IssuedRow *)issued.items + i;
        const size_t place = place_of(&old->certificates, row->subsystem, row->fingerprint);
        if (place == old->certificates.count || !has_subsystem(wanted, row->subsystem)) continue;
        const Rows *have = &wanted->certificates;
        if (place_of(have, row->subsystem, row->fingerprint) < have->count) continue;
        add(wanted, ((const CertificateRow *)old->certificates.items)[place]);
    }
    holdings_check(cx, wanted);
    return faults_verdict(cx);
}
