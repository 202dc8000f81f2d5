/* platform/reference - what everything refers to: places, agencies with their history, and collectives. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_REFERENCE_REFERENCE_H
#define PLATFORM_REFERENCE_REFERENCE_H

#include "base/map.h"
#include "kit/module.h"
#include "kit/table.h"

extern const Module reference_module;

/* ---- What a plan package says of them: one record a row of its CSV (docs/protocols/plan-package.md). ---- */

typedef enum PlaceKind { PLACE_NONE, PLACE_PROVINCE, PLACE_COMMUNE, PLACE_WARD } PlaceKind;

typedef struct Place {
    Str code, name;
    int kind;
    Str full_name, parent, former_province, former_district;
    Texts predecessors;
    Decimal area_km2;
    int64_t population; /* persons; 0 when not stated */
    Decimal longitude, latitude;
    int64_t tile_column, tile_row; /* on the tile map, from 1; 0: not on it */
    Day valid_from, valid_to;      /* valid_to: the first day no longer in being */
    Str note;
    Str sort_key; /* made when it is stored */
} Place;

typedef enum AgencyKind {
    AGENCY_NONE,
    AGENCY_COMMITTEE,
    AGENCY_OFFICE,
    AGENCY_DEPARTMENT,
    AGENCY_INSPECTORATE,
    AGENCY_BOARD,
    AGENCY_UNIT,
    AGENCY_VERTICAL,
    AGENCY_MEDIA,
    AGENCY_DISTRICT,
    AGENCY_COMMUNE,
    AGENCY_STEERING,
    AGENCY_ASSOCIATION,
    AGENCY_SCHOOL,
} AgencyKind;

typedef enum AgencyLevel { LEVEL_NONE, LEVEL_PROVINCE, LEVEL_DISTRICT, LEVEL_COMMUNE, LEVEL_REGION } AgencyLevel;

/* How sure it is that the agency stands so: read in a source, by the frame of the law, or neither. */
typedef enum AgencyStatus { STANDING_NONE, STANDING_CONFIRMED, STANDING_BY_FRAME, STANDING_UNCONFIRMED } AgencyStatus;

typedef struct Agency {
    Str code, name, name_en, short_name;
    int kind, level;
    Str parent, place, identifier;
    Day valid_from, valid_to;
    int status;
    Str source;
    Str sort_key; /* made when it is stored */
} Agency;

/* A part (or all) of one agency's work passed to another; many to many. */
typedef struct Succession {
    Str former, successor;
    Day since;
    Str scope, source;
    int confidence;
} Succession;

/* A way to address many: "các Sở, ban, ngành". Members follow from kinds and validity, and are named one by one. */
typedef struct Collective {
    Str code, name;
    Texts kinds, agencies;
    Str note;
} Collective;

extern const Shape place_shape, agency_shape, succession_shape, collective_shape;
extern const Choices place_kind_choices, agency_kind_choices, agency_level_choices, agency_status_choices,
    confidence_choices;

/* The four tables of a package, checked against each other: adds faults. */
typedef struct ReferenceTables {
    Table places, agencies, successions, collectives;
} ReferenceTables;
/* Fills in what rows may leave out: a place's kind (province: a code of two digits) and full name, an agency's level
 * (after its kind) and status (unconfirmed). */
void reference_fill(ReferenceTables *tables);
void reference_check(Ctx *cx, const ReferenceTables *tables);
/* Stores them: rows with known codes are changed, others added; successions and collectives are replaced as a whole. */
Code reference_store(Ctx *cx, const ReferenceTables *tables);
Code reference_read(Ctx *cx, ReferenceTables *ret_tables); /* all of them, for export; row numbers are absent */

/* For those who check other tables of a package against these. */
bool code_is_fine(Str code); /* 1 to 40 of A-Z 0-9 . - _, beginning with a letter or digit */
/* Indexes the column `code`; ill-formed and double codes are faults. */
void table_index_codes(Ctx *cx, const Table *table, Map *codes);
void code_must_be_known(Ctx *cx, const Map *codes, const Table *table, size_t index, Str column, Str code);

/* ---- Asking ---- */

/* Everything at once, for lists that show names and expand collectives: read once a request. */
typedef struct Registry Registry;
Code registry_load(Ctx *cx, Registry **ret_registry);
const Agency *registry_agency(const Registry *registry, Str code);         /* NULL when unknown */
/* The same for what a person or another system writes: also by its electronic identifier, in either form. */
const Agency *registry_agency_said(Ctx *cx, const Registry *registry, Str said);
const Collective *registry_collective(const Registry *registry, Str code); /* NULL when unknown */
const Place *registry_place(const Registry *registry, Str code);           /* NULL when unknown */
Str registry_name(const Registry *registry, Str code); /* of an agency, a collective or a place; "" when unknown */
Rows registry_places(const Registry *registry);        /* of Place, in Vietnamese order, the province first */
Rows registry_agencies(const Registry *registry);      /* of Agency, in Vietnamese order */
Rows registry_successions(const Registry *registry);   /* of Succession */

/* Was it in being on this day? */
bool agency_is_valid(const Agency *agency, Day day);
bool place_is_valid(const Place *place, Day day);
/* The agencies meant by the code of an agency or a collective on a day. An agency that has ended stands for those that
 * took over all its work; with nobody to take over, for nobody. */
Texts registry_members(Ctx *cx, const Registry *registry, Str code, Day day);
/* Every code by which this agency is addressed today: its own, those whose work it took over, its collectives. */
Texts registry_codes_for(Ctx *cx, const Registry *registry, Str agency, Day day);

/* The agency that is the People's Committee of a commune, and the place of such an agency; "" when there is none. */
Str registry_committee_of(const Registry *registry, Str place);

/* `H60`, `H60.12`, `000.00.00.H60`, `000.00.12.H60`: electronic identifiers under QĐ 20/2020/QĐ-TTg, Điều 4, and in the
 * older form of QCVN 102:2016. Gives the form with the province first. INVALID for anything else. */
Code agency_identifier_from_text(Arena *arena, Str text, Str *ret_identifier);

extern const ProblemKind code_twice, code_form, code_unknown;

#endif
