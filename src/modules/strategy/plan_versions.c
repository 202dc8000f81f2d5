/* modules/strategy/plan_versions - see plan_versions.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan_versions.h"

#include "kit/crypto.h"
#include "modules/strategy/goals.h"
#include "platform/ledger/ledger.h"

const ProblemKind version_unknown = { NOT_FOUND,
                                      "strategy/version-unknown",
                                      { "Không có phiên bản này.", "There is no such version." },
                                      { "“{0}” không có phiên bản {1}. Mở danh sách các phiên bản rồi chọn lại.",
                                        "“{0}” has no version {1}. Open the list of versions and choose again." } };
const ProblemKind versions_too_many = {
    TOO_LARGE,
    "strategy/versions-too-many",
    { "Văn bản đã có quá nhiều phiên bản.", "The document has too many versions." },
    { "“{0}” đã có {1} phiên bản, không thể thêm. Ban hành văn bản mới với mã mới.",
      "“{0}” has {1} versions and takes no more. Issue a new document under a new code." }
};

static const Field plan_version_fields[] = {
    FIELD(PlanVersion, document, REQUIRED, 0, 0),    FIELD(PlanVersion, number, REQUIRED, 0, 0),
    FIELD(PlanVersion, in_force_on, REQUIRED, 0, 0), FIELD(PlanVersion, decided_by, REQUIRED, 0, 0),
    FIELD(PlanVersion, decided_on, OPTIONAL, 0, 0),  FIELD(PlanVersion, digest, REQUIRED, 0, 0),
    FIELD(PlanVersion, origin, REQUIRED, 0, 0),      FIELD(PlanVersion, made_at, OPTIONAL, 0, 0),
};
const Shape plan_version_shape = SHAPE(PlanVersion, plan_version_fields);

typedef struct VersionStored {
    Str document;
    int64_t number;
    Day in_force_on;
    Str decided_by;
    Day decided_on;
    Str digest, origin;
    Time made_at;
    Str content;
} VersionStored;

static const Field version_stored_fields[] = {
    FIELD(VersionStored, document, REQUIRED, 0, 0),    FIELD(VersionStored, number, REQUIRED, 0, 0),
    FIELD(VersionStored, in_force_on, REQUIRED, 0, 0), FIELD(VersionStored, decided_by, REQUIRED, 0, 0),
    FIELD(VersionStored, decided_on, OPTIONAL, 0, 0),  FIELD(VersionStored, digest, REQUIRED, 0, 0),
    FIELD(VersionStored, origin, REQUIRED, 0, 0),      FIELD(VersionStored, made_at, REQUIRED, 0, 0),
    FIELD(VersionStored, content, REQUIRED, 0, 0),
};
static const Shape version_stored_shape = SHAPE(VersionStored, version_stored_fields);

typedef struct VersionNumber {
    int64_t number;
} VersionNumber;

static const Field version_number_fields[] = { FIELD(VersionNumber, number, REQUIRED, 0, 0) };
static const Shape version_number_shape = SHAPE(VersionNumber, version_number_fields);

#include "modules/strategy/plan_versions.sql.h"

/* ---- keeping ---- */

static PlanVersion version_of(const VersionStored *stored) {
    return (PlanVersion){ .document = stored->document,
                          .number = stored->number,
                          .in_force_on = stored->in_force_on,
                          .decided_by = stored->decided_by,
                          .decided_on = stored->decided_on,
                          .digest = stored->digest,
                          .origin = stored->origin,
                          .made_at = stored->made_at };
}

/* The first version is the document itself, as it was issued. */
static VersionStored first_version(const PlanDocument *document) {
    return (VersionStored){ .document = document->code,
                            .number = 1,
                            .in_force_on =
                                document->effective_on.number != 0 ? document->effective_on : document->issued_on,
                            .decided_by = document->number,
                            .decided_on = document->issued_on,
                            .origin = S("") };
}

static Code keep(Ctx *cx, VersionStored *next, const PlanContent *content) {
    TRY(plan_content_write(cx, content, &next->content));
    next->digest = sha256_text(cx->arena, next->content);
    next->made_at = cx->now;
    TRY(version_insert(cx, next));
    return ledger_append(cx, S("strategy.plan_versioned"), next->document, { "number", int_text(cx, next->number) },
                         { "digest", next->digest }, { "in_force_on", day_text(cx->arena, next->in_force_on) },
                         { "decided_by", next->decided_by }, { "origin", next->origin });
}

static Code keep_first(Ctx *cx, const Plan *stored, const PlanDocument *document) {
    VersionStored first = first_version(document);
    TRY(memory_left(cx));
    const PlanContent content = plan_content_of(cx, stored, document->code);
    return keep(cx, &first, &content);
}

Code plan_versions_begin(Ctx *cx) {
    Plan stored;
    TRY(plan_load_stored(cx, &stored));
    for (size_t i = 0; i < stored.documents.count; i++) {
        const PlanDocument *document = table_item(&stored.documents, i);
        const PlanVersion asked = { .document = document->code };
        PlanVersion newest;
        const Code found = version_newest(cx, &asked, &newest);
        if (found == NOT_FOUND)
            TRY(keep_first(cx, &stored, document));
        else
            TRY(found);
    }
    return OK;
}

static Code keep_next(Ctx *cx, const Plan *stored, const PlanDocument *document, const PlanVersion *newest,
                      const PlanDeciding *deciding) {
    TRY(memory_left(cx));
    const PlanContent content = plan_content_of(cx, stored, document->code);
    PlanVersion held;
    PlanContent before;
    Rows changes;
    TRY(plan_version_find(cx, document->code, newest->number, &held, &before));
    TRY(plan_changes(cx, &before, &content, &changes));
    if (changes.count == 0) return OK;
    if (newest->number >= PLAN_VERSIONS_MAX)
        return fail(cx, &versions_too_many, document->code, int_text(cx, newest->number));
    VersionStored next = { .document = document->code,
                           .number = newest->number + 1,
                           .in_force_on = deciding->in_force_on.number != 0 ? deciding->in_force_on : cx->today,
                           .decided_by = deciding->decided_by.len > 0 ? deciding->decided_by : S(""),
                           .decided_on = deciding->decided_on,
                           .origin = deciding->origin.len > 0 ? deciding->origin : S("") };
    return keep(cx, &next, &content);
}

Code plan_versions_keep(Ctx *cx, const Plan *plan, const PlanDeciding *deciding) {
    Plan stored;
    TRY(plan_load_stored(cx, &stored));
    for (size_t i = 0; i < plan->documents.count; i++) {
        const PlanDocument *document = table_item(&plan->documents, i);
        const PlanVersion asked = { .document = document->code };
        PlanVersion newest;
        const Code found = version_newest(cx, &asked, &newest);
        if (found == NOT_FOUND)
            TRY(keep_first(cx, &stored, document));
        else if (found != OK)
            return found;
        else
            TRY(keep_next(cx, &stored, document, &newest, deciding));
    }
    return OK;
}

/* ---- finding ---- */

/* Of a plan that was stored before versions were kept: what is stored is the first. */
static Code first_unkept(Ctx *cx, Str document, PlanVersion *ret_version, PlanContent *ret_content) {
    Plan stored;
    TRY(plan_load_stored(cx, &stored));
    for (size_t i = 0; i < stored.documents.count; i++) {
        const PlanDocument *one = table_item(&stored.documents, i);
        if (!str_equal(one->code, document)) continue;
        Str text;
        const VersionStored first = first_version(one);
        TRY(memory_left(cx));
        *ret_content = plan_content_of(cx, &stored, document);
        *ret_version = version_of(&first);
        TRY(plan_content_write(cx, ret_content, &text));
        ret_version->digest = sha256_text(cx->arena, text);
        return OK;
    }
    return fail(cx, &not_found, document);
}

Code plan_version_now(Ctx *cx, Str document, PlanVersion *ret_version) {
    const PlanVersion asked = { .document = document };
    PlanContent ignored;
    const Code found = version_newest(cx, &asked, ret_version);
    return found == NOT_FOUND ? first_unkept(cx, document, ret_version, &ignored) : found;
}

Code plan_versions_of(Ctx *cx, Str document, Rows *ret_versions) {
    const PlanVersion asked = { .document = document };
    TRY(versions_of_document(cx, &asked, ret_versions));
    if (ret_versions->count > 0) return OK;
    PlanVersion *only = NEW(cx->arena, PlanVersion);
    TRY(plan_version_now(cx, document, only));
    *ret_versions = (Rows){ only, 1 };
    return OK;
}

Code plan_versions_now(Ctx *cx, Rows *ret_versions) {
    Rows documents;
    TRY(plan_documents(cx, &documents));
    PlanVersion *all = NEW_ARRAY(cx->arena, PlanVersion, documents.count + 1);
    for (size_t i = 0; i < documents.count; i++)
        TRY(plan_version_now(cx, ((const PlanDocument *)documents.items)[i].code, &all[i]));
    *ret_versions = (Rows){ all, documents.count };
    return OK;
}

Code plan_version_find(Ctx *cx, Str document, int64_t number, PlanVersion *ret_version, PlanContent *ret_content) {
    const PlanVersion asked = { .document = document, .number = number };
    VersionStored stored;
    const Code found = version_stored(cx, &asked, &stored);
    if (found == NOT_FOUND) {
        PlanVersion newest;
        TRY(plan_version_now(cx, document, &newest));
        const bool is_unkept = newest.made_at.us == 0 && number == 1;
        return is_unkept ? first_unkept(cx, document, ret_version, ret_content)
                         : fail(cx, &version_unknown, document, int_text(cx, number));
    }
    TRY(found);
    *ret_version = version_of(&stored);
    return plan_content_read(cx, stored.content, ret_content);
}

Code plan_version_of_indicator(Ctx *cx, Str indicator, int64_t *ret_number) {
    const Indicator asked = { .code = indicator };
    VersionNumber found;
    TRY(version_of_item(cx, &asked, &found));
    *ret_number = found.number;
    return OK;
}

Rows plan_content_targets(const PlanContent *content, Str indicator) {
    Target *targets = content->targets.items;
    size_t from = 0;
    while (from < content->targets.count && !str_equal(targets[from].indicator, indicator)) from++;
    size_t to = from;
    while (to < content->targets.count && str_equal(targets[to].indicator, indicator)) to++;
    return (Rows){ targets + from, to - from };
}

/* ---- routes ---- */

typedef struct PlanVersionsAsked {
    Str document;
} PlanVersionsAsked;

static const Field plan_versions_asked_fields[] = { FIELD(PlanVersionsAsked, document, REQUIRED, 1, CODE_MAX) };
const Shape plan_versions_asked_shape = SHAPE(PlanVersionsAsked, plan_versions_asked_fields);

typedef struct PlanVersionList {
    Rows versions; /* the newest first */
} PlanVersionList;

static const Field plan_version_list_fields[] = {
    FIELD_LIST(PlanVersionList, versions, PLAN_VERSIONS_MAX, &plan_version_shape),
};
const Shape plan_version_list_shape = SHAPE(PlanVersionList, plan_version_list_fields);

Code plan_versions_list(Ctx *cx, const void *in, void *out) {
    const PlanVersionsAsked *asked = in;
    PlanVersionList *list = out;
    return plan_versions_of(cx, asked->document, &list->versions);
}

typedef struct PlanVersionKey {
    Str document;
    int64_t number;
} PlanVersionKey;

static const Field plan_version_key_fields[] = {
    FIELD(PlanVersionKey, document, REQUIRED, 1, CODE_MAX),
    FIELD(PlanVersionKey, number, REQUIRED, 1, PLAN_VERSIONS_MAX),
};
const Shape plan_version_key_shape = SHAPE(PlanVersionKey, plan_version_key_fields);

typedef struct PlanVersionPage {
    const PlanVersion *version;
    const PlanContent *content;
} PlanVersionPage;

static const Field plan_version_page_fields[] = {
    FIELD_LINK(PlanVersionPage, version, REQUIRED, &plan_version_shape),
    FIELD_LINK(PlanVersionPage, content, REQUIRED, &plan_content_shape),
};
const Shape plan_version_page_shape = SHAPE(PlanVersionPage, plan_version_page_fields);

Code plan_version_get(Ctx *cx, const void *in, void *out) {
    const PlanVersionKey *key = in;
    PlanVersionPage *page = out;
    PlanVersion *version = NEW(cx->arena, PlanVersion);
    PlanContent *content = NEW(cx->arena, PlanContent);
    TRY(plan_version_find(cx, key->document, key->number, version, content));
    *page = (PlanVersionPage){ version, content };
    return OK;
}

typedef struct PlanDifferenceAsked {
    Str document;
    int64_t number, since; /* since 0: the version before */
} PlanDifferenceAsked;

static const Field plan_difference_asked_fields[] = {
    FIELD(PlanDifferenceAsked, document, REQUIRED, 1, CODE_MAX),
    FIELD(PlanDifferenceAsked, number, REQUIRED, 1, PLAN_VERSIONS_MAX),
    FIELD(PlanDifferenceAsked, since, OPTIONAL, 0, PLAN_VERSIONS_MAX),
};
const Shape plan_difference_asked_shape = SHAPE(PlanDifferenceAsked, plan_difference_asked_fields);

typedef struct PlanDifference {
    const PlanDocument *document;
    const PlanVersion *version, *since; /* since: none for the first, which is all new */
    Rows versions;
    Rows changes;
} PlanDifference;

static const Field plan_difference_fields[] = {
    FIELD_LINK(PlanDifference, document, REQUIRED, &plan_document_shape),
    FIELD_LINK(PlanDifference, version, REQUIRED, &plan_version_shape),
    FIELD_LINK(PlanDifference, since, OPTIONAL, &plan_version_shape),
    FIELD_LIST(PlanDifference, versions, PLAN_VERSIONS_MAX, &plan_version_shape),
    FIELD_LIST(PlanDifference, changes, PLAN_CHANGES_MAX, &plan_change_shape),
};
const Shape plan_difference_shape = SHAPE(PlanDifference, plan_difference_fields);

static Str name_or_code(const Registry *registry, Str code) {
    const Str name = registry_name(registry, code);
    return name.len > 0 ? name : code;
}

void plan_changes_name(Ctx *cx, const Registry *registry, Rows *changes) {
    static const char *const named[] = { "agency", "then", "who", "to", "issuer" };
    (void)cx;
    PlanChange *all = changes->items;
    for (size_t i = 0; i < changes->count; i++) {
        ChangedField *fields = all[i].fields.items;
        for (size_t j = 0; j < all[i].fields.count; j++) {
            for (size_t k = 0; k < COUNT(named); k++) {
                if (!str_is(fields[j].field, named[k])) continue;
                fields[j].before = name_or_code(registry, fields[j].before);
                fields[j].after = name_or_code(registry, fields[j].after);
            }
        }
    }
}

Code plan_difference_get(Ctx *cx, const void *in, void *out) {
    const PlanDifferenceAsked *asked = in;
    PlanDifference *page = out;
    PlanVersion *version = NEW(cx->arena, PlanVersion), *since = NEW(cx->arena, PlanVersion);
    PlanContent after, before = { 0 };
    Registry *registry;
    TRY(plan_version_find(cx, asked->document, asked->number, version, &after));
    const int64_t from = asked->since > 0 ? asked->since : asked->number - 1;
    if (from > 0) {
        TRY(plan_version_find(cx, asked->document, from, since, &before));
        page->since = since;
    }
    page->version = version;
    page->document = after.documents.items;
    TRY(plan_versions_of(cx, asked->document, &page->versions));
    TRY(plan_changes(cx, &before, &after, &page->changes));
    TRY(registry_load(cx, &registry));
    plan_changes_name(cx, registry, &page->changes);
    return OK;
}
