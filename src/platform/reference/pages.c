/* platform/reference/pages - lists of agencies and places, and one agency with its history. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reference/pages.h"

/* ---- shapes ---- */

typedef struct AgencyFilter {
    Day on; /* the day on which they are in being; none: today */
    int kind;
} AgencyFilter;

static const Field agency_filter_fields[] = {
    FIELD(AgencyFilter, on, OPTIONAL, 0, 0),
    FIELD_CHOICE(AgencyFilter, kind, OPTIONAL, &agency_kind_choices),
};
const Shape agency_filter_shape = SHAPE(AgencyFilter, agency_filter_fields);

typedef struct AgencyList {
    Rows agencies;
} AgencyList;

static const Field agency_list_fields[] = { FIELD_LIST(AgencyList, agencies, 5000, &agency_shape) };
const Shape agency_list_shape = SHAPE(AgencyList, agency_list_fields);

typedef struct AgencyKey {
    Str code;
} AgencyKey;

static const Field agency_key_fields[] = { FIELD(AgencyKey, code, REQUIRED, 1, 40) };
const Shape agency_key_shape = SHAPE(AgencyKey, agency_key_fields);

typedef struct Relative {
    Str code, name, scope, source;
    Day since;
    int confidence;
} Relative;

static const Field relative_fields[] = {
    FIELD(Relative, code, REQUIRED, 0, 0),
    FIELD(Relative, name, REQUIRED, 0, 0),
    FIELD(Relative, scope, REQUIRED, 0, 0),
    FIELD(Relative, source, REQUIRED, 0, 0),
    FIELD(Relative, since, OPTIONAL, 0, 0),
    FIELD_CHOICE(Relative, confidence, REQUIRED, &confidence_choices),
};
static const Shape relative_shape = SHAPE(Relative, relative_fields);

/* One agency: whose work it took over, who took over its own. */
typedef struct AgencyPage {
    const Agency *agency;
    const Place *place;
    Rows before, after;
} AgencyPage;

static const Field agency_page_fields[] = {
    FIELD_LINK(AgencyPage, agency, REQUIRED, &agency_shape),
    FIELD_LINK(AgencyPage, place, OPTIONAL, &place_shape),
    FIELD_LIST(AgencyPage, before, 100, &relative_shape),
    FIELD_LIST(AgencyPage, after, 100, &relative_shape),
};
const Shape agency_page_shape = SHAPE(AgencyPage, agency_page_fields);

typedef struct PlaceList {
    Rows places;
} PlaceList;

static const Field place_list_fields[] = { FIELD_LIST(PlaceList, places, 5000, &place_shape) };
const Shape place_list_shape = SHAPE(PlaceList, place_list_fields);

/* ---- work ---- */

Code agencies_list(Ctx *cx, const void *in, void *out) {
    const AgencyFilter *filter = in;
    AgencyList *list = out;
    Registry *registry;
    TRY(registry_load(cx, &registry));
    const Day day = filter->on.number != 0 ? filter->on : cx->today;
    const Rows all = registry_agencies(registry);
    const Agency *agencies = all.items;
    Agency *kept = NEW_ARRAY(cx->arena, Agency, all.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++) {
        const bool is_wanted = filter->kind == 0 || agencies[i].kind == filter->kind;
        if (is_wanted && agency_is_valid(&agencies[i], day)) kept[count++] = agencies[i];
    }
    list->agencies = (Rows){ kept, count };
    return OK;
}

Code agency_get(Ctx *cx, const void *in, void *out) {
    const AgencyKey *key = in;
    AgencyPage *page = out;
    Registry *registry;
    TRY(registry_load(cx, &registry));
    page->agency = registry_agency_said(cx, registry, key->code);
    if (page->agency == NULL) return fail(cx, &not_found, key->code);
    page->place = registry_place(registry, page->agency->place);
    const Rows all = registry_successions(registry);
    const Succession *successions = all.items;
    Relative *before = NEW_ARRAY(cx->arena, Relative, all.count + 1),
             *after = NEW_ARRAY(cx->arena, Relative, all.count + 1);
    size_t before_count = 0, after_count = 0;
    for (size_t i = 0; i < all.count; i++) {
        const Succession *one = &successions[i];
        const bool is_heir = str_equal(one->successor, page->agency->code);
        if (!is_heir && !str_equal(one->former, page->agency->code)) continue;
        const Str other = is_heir ? one->former : one->successor;
        const Relative relative = { .code = other, .name = registry_name(registry, other), .scope = one->scope,
                                    .source = one->source, .since = one->since, .confidence = one->confidence };
        if (is_heir) before[before_count++] = relative;
        else after[after_count++] = relative;
    }
    page->before = (Rows){ before, before_count };
    page->after = (Rows){ after, after_count };
    return OK;
}

Code places_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    PlaceList *list = out;
    Registry *registry;
    TRY(registry_load(cx, &registry));
    list->places = registry_places(registry);
    return OK;
}
