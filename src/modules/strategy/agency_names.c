/* modules/strategy/agency_names - see agency_names.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/agency_names.h"

#include "kit/crypto.h"
#include "kit/text.h"
#include "modules/strategy/learned_words.h"
#include "platform/ledger/ledger.h"
#include "platform/reader/reader.h"

enum { AGENCY_NAMES_MAX = 5000 };

typedef struct AgencyName {
    Str folded, named, agency;
    Str agency_name;
    Str draft, file_name; /* in whose review it was told, and its document's file */
    Str added_by, added_name;
    Time added_at;
} AgencyName;

static const Field agency_name_fields[] = {
    FIELD(AgencyName, folded, STORED, 0, 0),     FIELD(AgencyName, named, REQUIRED, 0, 0),
    FIELD(AgencyName, agency, REQUIRED, 0, 0),   FIELD(AgencyName, agency_name, REQUIRED, 0, 0),
    FIELD(AgencyName, draft, REQUIRED, 0, 0),    FIELD(AgencyName, file_name, REQUIRED, 0, 0),
    FIELD(AgencyName, added_by, REQUIRED, 0, 0), FIELD(AgencyName, added_name, REQUIRED, 0, 0),
    FIELD(AgencyName, added_at, REQUIRED, 0, 0),
};
static const Shape agency_name_shape = SHAPE(AgencyName, agency_name_fields);

typedef struct AgencyNameCount {
    int64_t names;
} AgencyNameCount;

static const Field agency_name_count_fields[] = { FIELD(AgencyNameCount, names, REQUIRED, 0, 0) };
static const Shape agency_name_count_shape = SHAPE(AgencyNameCount, agency_name_count_fields);

#include "modules/strategy/agency_names.sql.h"

/* ---- gathering ---- */

typedef struct Naming {
    Ctx *cx;
    KnownName *names;
    size_t count, room;
    Map seen;
    Str province; /* " tỉnh Tuyên Quang" */
} Naming;

/* Of two agencies with one name the first told counts: those of today stand first. */
static void add_name(Naming *on, Str name, Str code) {
    const Str folded = text_fold(on->cx->arena, name);
    if (folded.len == 0 || !map_add(&on->seen, folded, on->count)) return;
    on->names = array_grow(on->cx->arena, on->names, sizeof(KnownName), on->count, &on->room);
    on->names[on->count++] = (KnownName){ .name = name, .code = code };
}

/* "Ủy ban nhân dân tỉnh Tuyên Quang" is called "Ủy ban nhân dân tỉnh" in its own documents, and the other way round. */
static void add_agency(Naming *on, const Agency *agency) {
    add_name(on, agency->name, agency->code);
    add_name(on, agency->short_name, agency->code);
    const Str end = on->province;
    if (end.len == 0) return;
    if (agency->name.len > end.len && str_ends(agency->name, end))
        add_name(on, str_format(on->cx->arena, "%.*s tỉnh", (int)(agency->name.len - end.len), agency->name.at),
                 agency->code);
    if (str_ends(agency->name, S(" tỉnh")))
        add_name(on,
                 str_format(on->cx->arena, "%.*s%.*s", STR_FMT(agency->name), (int)(end.len - S(" tỉnh").len),
                            end.at + S(" tỉnh").len),
                 agency->code);
}

static Str province_end(Ctx *cx, const Registry *registry) {
    const Rows places = registry_places(registry);
    const Place *first = places.items;
    if (places.count == 0 || first->kind != PLACE_PROVINCE) return S("");
    return str_format(cx->arena, " tỉnh %.*s", STR_FMT(first->name));
}

static void finish(Naming *on, NamesKnown *ret_names) {
    Map *map = NEW(on->cx->arena, Map);
    Str *codes = NEW_ARRAY(on->cx->arena, Str, on->count + 1);
    for (size_t i = 0; i < on->count; i++) codes[i] = on->names[i].code;
    *map = on->seen;
    ret_names->reader.names = on->names;
    ret_names->reader.name_count = on->count;
    ret_names->known.names = map;
    ret_names->known.codes = codes;
    ret_names->known.today = on->cx->today;
}

Code names_known(Ctx *cx, NamesKnown *ret_names) {
    Naming on = { .cx = cx, .seen = map_new(cx->arena) };
    Registry *registry;
    Rows told, taught, documents;
    TRY(registry_load(cx, &registry));
    TRY(agency_names_all(cx, &told));
    TRY(learned_words_known(cx, &taught));
    TRY(plan_documents(cx, &documents));
    on.province = province_end(cx, registry);
    const AgencyName *own = told.items;
    for (size_t i = 0; i < told.count; i++) add_name(&on, own[i].named, own[i].agency);
    const Rows rows = registry_agencies(registry);
    const Agency *agencies = rows.items;
    for (int is_past = 0; is_past <= 1; is_past++) {
        for (size_t i = 0; i < rows.count; i++) {
            if (agency_is_valid(&agencies[i], cx->today) != (bool)is_past) add_agency(&on, &agencies[i]);
        }
    }
    ReferenceTables tables = { 0 };
    TRY(reference_read(cx, &tables));
    for (size_t i = 0; i < tables.collectives.count; i++) {
        const Collective *collective = table_item(&tables.collectives, i);
        add_name(&on, collective->name, collective->code);
    }
    *ret_names =
        (NamesKnown){ .reader = { .taught = taught }, .known = { .registry = registry, .documents = documents } };
    finish(&on, ret_names);
    return OK;
}

void names_known_from(Ctx *cx, const KnownName *names, size_t count, NamesKnown *ret_names) {
    Naming on = { .cx = cx, .seen = map_new(cx->arena) };
    for (size_t i = 0; i < count; i++) add_name(&on, names[i].name, names[i].code);
    *ret_names = (NamesKnown){ 0 };
    finish(&on, ret_names);
}

/* ---- telling and forgetting ---- */

static Code require_room(Ctx *cx, const AgencyName *kept) {
    AgencyName held;
    AgencyNameCount count;
    const Code found = agency_name_by_folded(cx, kept, &held);
    if (found != NOT_FOUND) return found;
    TRY(agency_name_count(cx, &count));
    return count.names < AGENCY_NAMES_MAX ? OK : fail(cx, &words_full, int_text(cx, AGENCY_NAMES_MAX));
}

Code agency_name_keep(Ctx *cx, Str named, Str agency, const Id *draft) {
    const AgencyName kept = { .folded = text_fold(cx->arena, named),
                              .named = named,
                              .agency = agency,
                              .draft = id_str(draft),
                              .added_by = cx->caller.id,
                              .added_at = cx->now };
    if (kept.folded.len == 0) return OK;
    TRY(require_room(cx, &kept));
    TRY(agency_name_put(cx, &kept));
    return ledger_append(cx, S("strategy.agency_named"), agency, { "named", sha256_text(cx->arena, named) });
}

typedef struct AgencyNameList {
    Rows names;
} AgencyNameList;

static const Field agency_name_list_fields[] = {
    FIELD_LIST(AgencyNameList, names, AGENCY_NAMES_MAX, &agency_name_shape),
};
const Shape agency_name_list_shape = SHAPE(AgencyNameList, agency_name_list_fields);

Code agency_names_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    AgencyNameList *list = out;
    Registry *registry;
    TRY(registry_load(cx, &registry));
    TRY(agency_names_all(cx, &list->names));
    AgencyName *all = list->names.items;
    for (size_t i = 0; i < list->names.count; i++) {
        all[i].agency_name = registry_name(registry, all[i].agency);
        TRY(draft_person_name(cx, all[i].added_by, &all[i].added_name));
    }
    return OK;
}

typedef struct AgencyNameRemoval {
    Str named;
} AgencyNameRemoval;

static const Field agency_name_removal_fields[] = { FIELD(AgencyNameRemoval, named, REQUIRED, 1, DRAFT_NAMED_MAX) };
const Shape agency_name_removal_shape = SHAPE(AgencyNameRemoval, agency_name_removal_fields);

Code agency_name_remove(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AgencyNameRemoval *removal = in;
    const AgencyName asked = { .folded = text_fold(cx->arena, removal->named) };
    AgencyName held;
    const Code found = agency_name_by_folded(cx, &asked, &held);
    if (found == NOT_FOUND) return fail(cx, &not_found, removal->named);
    TRY(found);
    TRY(agency_name_delete(cx, &held));
    return ledger_append(cx, S("strategy.agency_name_removed"), held.agency,
                         { "named", sha256_text(cx->arena, held.named) });
}
