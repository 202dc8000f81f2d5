/* platform/reference/registry - storing the registry, reading it, and asking it who is meant. See reference.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reference/reference.h"

#include "kit/text.h"

#include "platform/reference/registry.sql.h"

enum { STEPS_MAX = 10 }; /* an agency's work passes on at most so many times */

struct Registry {
    Rows places, agencies, successions, collectives;
    Map place_index, agency_index, collective_index;
    Map committees; /* place -> agency index */
};

/* ---- storing ---- */

Code reference_store(Ctx *cx, const ReferenceTables *tables) {
    for (size_t i = 0; i < tables->places.count; i++) {
        Place place = *(const Place *)table_item(&tables->places, i);
        place.sort_key = text_sort_key(cx->arena, place.name);
        TRY(place_upsert(cx, &place));
    }
    for (size_t i = 0; i < tables->agencies.count; i++) {
        Agency agency = *(const Agency *)table_item(&tables->agencies, i);
        agency.sort_key = text_sort_key(cx->arena, agency.name);
        if (agency.identifier.len > 0)
            TRY(agency_identifier_from_text(cx->arena, agency.identifier, &agency.identifier));
        TRY(agency_upsert(cx, &agency));
    }
    TRY(successions_clear(cx));
    TRY(succession_insert_each(cx, (const Succession *)(const void *)tables->successions.items,
                               tables->successions.count));
    TRY(collectives_clear(cx));
    return collective_insert_each(cx, (const Collective *)(const void *)tables->collectives.items,
                                  tables->collectives.count);
}

static Table table_of_rows(const char *name, const Shape *shape, const Rows *rows) {
    return (Table){ .name = str_of(name), .shape = shape, .items = rows->items, .count = rows->count };
}

Code reference_read(Ctx *cx, ReferenceTables *ret_tables) {
    Rows places, agencies, successions, collectives;
    TRY(places_all(cx, &places));
    TRY(agencies_all(cx, &agencies));
    TRY(successions_all(cx, &successions));
    TRY(collectives_all(cx, &collectives));
    *ret_tables = (ReferenceTables){ .places = table_of_rows("places", &place_shape, &places),
                                     .agencies = table_of_rows("agencies", &agency_shape, &agencies),
                                     .successions = table_of_rows("successions", &succession_shape, &successions),
                                     .collectives = table_of_rows("collectives", &collective_shape, &collectives) };
    return OK;
}

/* ---- loading ---- */

Code registry_load(Ctx *cx, Registry **ret_registry) {
    Registry *registry = NEW(cx->arena, Registry);
    TRY(places_all(cx, &registry->places));
    TRY(agencies_all(cx, &registry->agencies));
    TRY(successions_all(cx, &registry->successions));
    TRY(collectives_all(cx, &registry->collectives));
    registry->place_index = map_new(cx->arena);
    registry->agency_index = map_new(cx->arena);
    registry->collective_index = map_new(cx->arena);
    registry->committees = map_new(cx->arena);
    const Place *places = registry->places.items;
    const Agency *agencies = registry->agencies.items;
    const Collective *collectives = registry->collectives.items;
    for (size_t i = 0; i < registry->places.count; i++) (void)map_add(&registry->place_index, places[i].code, i);
    for (size_t i = 0; i < registry->collectives.count; i++)
        (void)map_add(&registry->collective_index, collectives[i].code, i);
    for (size_t i = 0; i < registry->agencies.count; i++) {
        (void)map_add(&registry->agency_index, agencies[i].code, i);
        if (agencies[i].place.len > 0) (void)map_add(&registry->committees, agencies[i].place, i);
    }
    *ret_registry = registry;
    return OK;
}

static const void *item_by_code(const Rows *rows, const Shape *shape, const Map *index, Str code) {
    size_t i;
    return map_get(index, code, &i) ? (const char *)rows->items + i * shape->size : NULL;
}

const Agency *registry_agency(const Registry *registry, Str code) {
    return item_by_code(&registry->agencies, &agency_shape, &registry->agency_index, code);
}

const Agency *registry_agency_said(Ctx *cx, const Registry *registry, Str said) {
    const Agency *agency = registry_agency(registry, said);
    Str wanted, its;
    if (agency != NULL || agency_identifier_from_text(cx->arena, said, &wanted) != OK) return agency;
    for (size_t i = 0; i < registry->agencies.count; i++) {
        agency = &((const Agency *)registry->agencies.items)[i];
        if (!agency_is_valid(agency, cx->today) || agency->identifier.len == 0) continue;
        if (agency_identifier_from_text(cx->arena, agency->identifier, &its) == OK && str_equal(its, wanted))
            return agency;
    }
    return NULL;
}

const Collective *registry_collective(const Registry *registry, Str code) {
    return item_by_code(&registry->collectives, &collective_shape, &registry->collective_index, code);
}

const Place *registry_place(const Registry *registry, Str code) {
    return item_by_code(&registry->places, &place_shape, &registry->place_index, code);
}

Str registry_name(const Registry *registry, Str code) {
    const Agency *agency = registry_agency(registry, code);
    if (agency != NULL) return agency->name;
    const Collective *collective = registry_collective(registry, code);
    if (collective != NULL) return collective->name;
    const Place *place = registry_place(registry, code);
    return place != NULL ? place->full_name : S("");
}

Rows registry_places(const Registry *registry) {
    return registry->places;
}

Rows registry_agencies(const Registry *registry) {
    return registry->agencies;
}

Rows registry_successions(const Registry *registry) {
    return registry->successions;
}

Str registry_committee_of(const Registry *registry, Str place) {
    size_t i;
    if (!map_get(&registry->committees, place, &i)) return S("");
    return ((const Agency *)registry->agencies.items)[i].code;
}

/* ---- who is meant ---- */

static bool is_between(Day from, Day to, Day day) {
    return (from.number == 0 || from.number <= day.number) && (to.number == 0 || to.number > day.number);
}

bool agency_is_valid(const Agency *agency, Day day) {
    return is_between(agency->valid_from, agency->valid_to, day);
}

bool place_is_valid(const Place *place, Day day) {
    return is_between(place->valid_from, place->valid_to, day);
}

/* Codes gathered once each, in the order of their finding. */
typedef struct Gathered {
    Ctx *cx;
    Map seen;
    Str *codes;
    size_t count, room;
} Gathered;

static bool gather(Gathered *gathered, Str code) {
    if (!map_add(&gathered->seen, code, 0)) return false;
    gathered->codes = array_grow(gathered->cx->arena, gathered->codes, sizeof(Str), gathered->count, &gathered->room);
    gathered->codes[gathered->count++] = code;
    return true;
}

static Gathered gathered_new(Ctx *cx) {
    return (Gathered){ .cx = cx, .seen = map_new(cx->arena) };
}

/* Follows successions up to a day from one agency, forward or back, over all generations; the start itself is first. */
static Gathered follow(Ctx *cx, const Registry *registry, Str start, Day day, bool forward) {
    const Succession *successions = registry->successions.items;
    Gathered line = gathered_new(cx);
    (void)gather(&line, start);
    for (size_t step = 0, from = 0; step < STEPS_MAX && from < line.count; step++) {
        const size_t generation_end = line.count;
        for (; from < generation_end; from++) {
            for (size_t i = 0; i < registry->successions.count; i++) {
                const Str here = forward ? successions[i].former : successions[i].successor;
                const Str there = forward ? successions[i].successor : successions[i].former;
                const bool has_passed = successions[i].since.number <= day.number; /* without a date: always */
                if (has_passed && str_equal(here, line.codes[from])) (void)gather(&line, there);
            }
        }
    }
    return line;
}

static void gather_agency(Gathered *members, const Registry *registry, Str code, Day day) {
    const Agency *agency = registry_agency(registry, code);
    if (agency == NULL) return;
    if (agency_is_valid(agency, day)) {
        (void)gather(members, code);
        return;
    }
    const Gathered heirs = follow(members->cx, registry, code, day, true);
    for (size_t i = 1; i < heirs.count; i++) {
        const Agency *heir = registry_agency(registry, heirs.codes[i]);
        if (heir != NULL && agency_is_valid(heir, day)) (void)gather(members, heir->code);
    }
}

static bool has_kind(const Collective *collective, int kind) {
    for (size_t i = 0; i < collective->kinds.count; i++) {
        if (choice_value(&agency_kind_choices, collective->kinds.items[i]) == kind) return true;
    }
    return false;
}

Texts registry_members(Ctx *cx, const Registry *registry, Str code, Day day) {
    Gathered members = gathered_new(cx);
    const Collective *collective = registry_collective(registry, code);
    if (collective == NULL) {
        gather_agency(&members, registry, code, day);
        return (Texts){ members.codes, members.count };
    }
    const Agency *agencies = registry->agencies.items;
    for (size_t i = 0; i < registry->agencies.count; i++) {
        if (has_kind(collective, agencies[i].kind) && agency_is_valid(&agencies[i], day))
            (void)gather(&members, agencies[i].code);
    }
    for (size_t i = 0; i < collective->agencies.count; i++)
        gather_agency(&members, registry, collective->agencies.items[i], day);
    return (Texts){ members.codes, members.count };
}

/* A collective names the agency itself, or one that is no more and whose work it took over. */
static bool is_named(const Registry *registry, const Collective *collective, const Texts *line, Day day) {
    for (size_t i = 0; i < collective->agencies.count; i++) {
        for (size_t j = 0; j < line->count; j++) {
            const Str code = line->items[j];
            if (!str_equal(collective->agencies.items[i], code)) continue;
            const Agency *agency = registry_agency(registry, code);
            if (j == 0 || (agency != NULL && !agency_is_valid(agency, day))) return true;
        }
    }
    return false;
}

Texts registry_codes_for(Ctx *cx, const Registry *registry, Str code, Day day) {
    Gathered codes = follow(cx, registry, code, day, false);
    const Texts line = { codes.codes, codes.count };
    const Agency *agency = registry_agency(registry, code);
    const Collective *collectives = registry->collectives.items;
    for (size_t i = 0; agency != NULL && i < registry->collectives.count; i++) {
        const bool is_of_kind = has_kind(&collectives[i], agency->kind) && agency_is_valid(agency, day);
        if (is_of_kind || is_named(registry, &collectives[i], &line, day)) (void)gather(&codes, collectives[i].code);
    }
    return (Texts){ codes.codes, codes.count };
}
