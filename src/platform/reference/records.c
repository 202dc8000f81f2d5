/* platform/reference/records - the Shapes of places, agencies, successions and collectives, and their checks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reference/records.h"

#include "base/map.h"

enum { CODE_LETTERS_MAX = 40, NAME_LETTERS_MAX = 200, SOURCE_LETTERS_MAX = 600 };

const ProblemKind code_twice = {
    INVALID, "reference/code-twice",
    { "Mã bị trùng.", "A code stands twice." },
    { "Mã “{0}” đã có ở dòng khác.", "The code “{0}” stands in another row as well." }
};
const ProblemKind code_form = {
    INVALID, "reference/code-form",
    { "Mã không đúng dạng.", "The code has a wrong form." },
    { "“{0}” phải gồm 1 đến 40 ký tự A-Z, 0-9 và dấu . - _, bắt đầu bằng chữ hoặc số.",
      "“{0}” must be 1 to 40 of A-Z, 0-9 and . - _, beginning with a letter or digit." }
};
const ProblemKind code_unknown = {
    INVALID, "reference/code-unknown",
    { "Mã không tồn tại.", "The code is not known." },
    { "Không có “{0}”. Thêm dòng cho mã này hoặc sửa lại mã.",
      "There is no “{0}”. Add a row for it, or correct the code." }
};
const ProblemKind identifier_form = {
    INVALID, "reference/identifier-form",
    { "Mã định danh điện tử không đúng dạng.", "The electronic identifier has a wrong form." },
    { "“{0}” phải có dạng H60, H60.12 hoặc 000.00.12.H60 (QĐ 20/2020/QĐ-TTg).",
      "“{0}” must look like H60, H60.12 or 000.00.12.H60 (QĐ 20/2020/QĐ-TTg)." }
};
const ProblemKind dates_turned = {
    INVALID, "reference/dates-turned",
    { "Ngày kết thúc trước ngày bắt đầu.", "It ends before it begins." },
    { "“{0}” kết thúc trước khi bắt đầu.", "“{0}” ends before it begins." }
};

static const char *const place_kinds[] = { "province", "commune", "ward" };
static const char *const agency_kinds[] = { "committee", "office", "department", "inspectorate", "board",
                                            "unit", "vertical", "media", "district", "commune",
                                            "steering", "association", "school" };
static const char *const agency_levels[] = { "province", "district", "commune", "region" };
static const char *const agency_statuses[] = { "confirmed", "by_frame", "unconfirmed" };
static const char *const confidences[] = { "confirmed", "secondary", "general" };

const Choices place_kind_choices = CHOICES("PlaceKind", place_kinds);
const Choices agency_kind_choices = CHOICES("AgencyKind", agency_kinds);
const Choices agency_level_choices = CHOICES("AgencyLevel", agency_levels);
const Choices agency_status_choices = CHOICES("AgencyStatus", agency_statuses);
const Choices confidence_choices = CHOICES("Confidence", confidences);

static const Field place_fields[] = {
    FIELD(Place, code, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(Place, name, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD_CHOICE(Place, kind, FILLED, &place_kind_choices),
    FIELD(Place, full_name, FILLED, 0, NAME_LETTERS_MAX),
    FIELD(Place, parent, OPTIONAL, 0, CODE_LETTERS_MAX),
    FIELD(Place, former_province, OPTIONAL, 0, NAME_LETTERS_MAX),
    FIELD(Place, former_district, OPTIONAL, 0, NAME_LETTERS_MAX),
    FIELD(Place, predecessors, OPTIONAL, 0, 50),
    FIELD(Place, area_km2, OPTIONAL, 0, 1000000),
    FIELD(Place, population, OPTIONAL, 0, 1000000000),
    FIELD(Place, longitude, OPTIONAL, -180, 180),
    FIELD(Place, latitude, OPTIONAL, -90, 90),
    FIELD(Place, tile_column, OPTIONAL, 0, 200),
    FIELD(Place, tile_row, OPTIONAL, 0, 200),
    FIELD(Place, valid_from, OPTIONAL, 0, 0),
    FIELD(Place, valid_to, OPTIONAL, 0, 0),
    FIELD(Place, note, OPTIONAL, 0, 1000),
    FIELD(Place, sort_key, STORED, 0, 0),
};
const Shape place_shape = SHAPE(Place, place_fields);

static const Field agency_fields[] = {
    FIELD(Agency, code, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(Agency, name, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD(Agency, name_en, OPTIONAL, 0, NAME_LETTERS_MAX),
    FIELD(Agency, short_name, OPTIONAL, 0, 40),
    FIELD_CHOICE(Agency, kind, REQUIRED, &agency_kind_choices),
    FIELD_CHOICE(Agency, level, FILLED, &agency_level_choices),
    FIELD(Agency, parent, OPTIONAL, 0, CODE_LETTERS_MAX),
    FIELD(Agency, place, OPTIONAL, 0, CODE_LETTERS_MAX),
    FIELD(Agency, identifier, OPTIONAL, 0, 35),
    FIELD(Agency, valid_from, OPTIONAL, 0, 0),
    FIELD(Agency, valid_to, OPTIONAL, 0, 0),
    FIELD_CHOICE(Agency, status, FILLED, &agency_status_choices),
    FIELD(Agency, source, OPTIONAL, 0, SOURCE_LETTERS_MAX),
    FIELD(Agency, sort_key, STORED, 0, 0),
};
const Shape agency_shape = SHAPE(Agency, agency_fields);

static const Field succession_fields[] = {
    FIELD(Succession, former, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(Succession, successor, REQUIRED, 1, CODE_LETTERS_MAX),
    FIELD(Succession, since, REQUIRED, 0, 0),
    FIELD(Succession, scope, OPTIONAL, 0, NAME_LETTERS_MAX),
    FIELD(Succession, source, OPTIONAL, 0, SOURCE_LETTERS_MAX),
    FIELD_CHOICE(Succession, confidence, REQUIRED, &confidence_choices),
};
const Shape succession_shape = SHAPE(Succession, succession_fields);

static const Field collective_fields[] = {
    FIELD(Collective, code, REQUIRED, 1, CODE_LETTERS_MAX), FIELD(Collective, name, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD(Collective, kinds, OPTIONAL, 0, 20),              FIELD(Collective, agencies, OPTIONAL, 0, 200),
    FIELD(Collective, note, OPTIONAL, 0, 1000),
};
const Shape collective_shape = SHAPE(Collective, collective_fields);

/* ---- electronic identifiers ---- */

static bool is_group(Str group) {
    for (size_t i = 0; i < group.len; i++) {
        const char c = group.at[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) return false;
    }
    return group.len > 0;
}

/* Level 1: a letter A to Y and two digits. */
static bool is_first_level(Str group) {
    return group.len == 3 && group.at[0] >= 'A' && group.at[0] <= 'Y' && group.at[1] >= '0' && group.at[1] <= '9' &&
           group.at[2] >= '0' && group.at[2] <= '9';
}

static bool is_zeros(Str group) {
    for (size_t i = 0; i < group.len; i++) {
        if (group.at[i] != '0') return false;
    }
    return true;
}

Code agency_identifier_from_text(Arena *arena, Str text, Str *ret_identifier) {
    Str groups[12];
    size_t count = 0;
    for (Str rest = text; rest.at != NULL;) {
        if (count == COUNT(groups)) return INVALID;
        groups[count] = str_cut(&rest, '.');
        if (!is_group(groups[count++])) return INVALID;
    }
    if (text.len == 0 || text.len > 35) return INVALID;
    if (is_first_level(groups[0])) {
        *ret_identifier = str_copy(arena, text);
        return OK;
    }
    /* the older form stands the other way round and is filled up with zeros: V1V2V3.Z1Z2.Y1Y2.MX1X2 */
    if (count != 4 || !is_first_level(groups[3]) || groups[0].len != 3 || groups[1].len != 2 || groups[2].len != 2)
        return INVALID;
    Buf out = buf_new(arena, 40);
    buf_add(&out, groups[3]);
    for (size_t i = 3; i > 0; i--) {
        bool rest_is_zero = true;
        for (size_t j = 0; j < i; j++) rest_is_zero = rest_is_zero && is_zeros(groups[j]);
        if (rest_is_zero) break;
        buf_char(&out, '.');
        buf_add(&out, groups[i - 1]);
    }
    return buf_done(&out, ret_identifier);
}

/* ---- what rows leave out ---- */

enum { PROVINCE_CODE_LETTERS = 2 };

static int level_of(int agency_kind) {
    if (agency_kind == AGENCY_COMMUNE) return LEVEL_COMMUNE;
    return agency_kind == AGENCY_DISTRICT ? LEVEL_DISTRICT : LEVEL_PROVINCE;
}

void reference_fill(ReferenceTables *tables) {
    for (size_t i = 0; i < tables->places.count; i++) {
        Place *place = table_change(&tables->places, i);
        const bool is_province = place->code.len == PROVINCE_CODE_LETTERS;
        if (place->kind == PLACE_NONE) place->kind = is_province ? PLACE_PROVINCE : PLACE_COMMUNE;
        if (place->full_name.len == 0) place->full_name = place->name;
    }
    for (size_t i = 0; i < tables->agencies.count; i++) {
        Agency *agency = table_change(&tables->agencies, i);
        if (agency->level == LEVEL_NONE) agency->level = level_of(agency->kind);
        if (agency->status == STANDING_NONE) agency->status = STANDING_UNCONFIRMED;
    }
}

/* ---- checks ---- */

bool code_is_fine(Str code) {
    for (size_t i = 0; i < code.len; i++) {
        const char c = code.at[i];
        const bool is_word = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_word && (i == 0 || (c != '.' && c != '-' && c != '_'))) return false;
    }
    return code.len > 0 && code.len <= CODE_LETTERS_MAX;
}

void table_index_codes(Ctx *cx, const Table *table, Map *codes) {
    const Field *field = shape_field(table->shape, "code");
    for (size_t i = 0; i < table->count; i++) {
        const Str code = *(const Str *)(const void *)((const char *)table_item(table, i) + field->offset);
        const Spot spot = table_spot(table, i, S("code"));
        if (!code_is_fine(code)) fault(cx, spot, &code_form, code);
        if (!map_add(codes, code, i)) fault(cx, spot, &code_twice, code);
    }
}

void code_must_be_known(Ctx *cx, const Map *codes, const Table *table, size_t index, Str column, Str code) {
    if (code.len > 0 && !map_has(codes, code)) fault(cx, table_spot(table, index, column), &code_unknown, code);
}

static void check_dates(Ctx *cx, const Table *table, size_t index, Str code, Day from, Day to) {
    if (from.number != 0 && to.number != 0 && to.number <= from.number)
        fault(cx, table_spot(table, index, S("valid_to")), &dates_turned, code);
}

static void check_collectives(Ctx *cx, const Table *table, const Map *agencies) {
    for (size_t i = 0; i < table->count; i++) {
        const Collective *collective = table_item(table, i);
        for (size_t j = 0; j < collective->agencies.count; j++)
            code_must_be_known(cx, agencies, table, i, S("agencies"), collective->agencies.items[j]);
        for (size_t j = 0; j < collective->kinds.count; j++) {
            if (choice_value(&agency_kind_choices, collective->kinds.items[j]) == 0)
                fault(cx, table_spot(table, i, S("kinds")), &code_unknown, collective->kinds.items[j]);
        }
    }
}

/* One identifier belongs to one agency in being; an heir may carry on that of an agency that ended. */
static void check_identifier(Ctx *cx, const Table *table, size_t index, Map *identifiers) {
    const Agency *agency = table_item(table, index);
    const Spot spot = table_spot(table, index, S("identifier"));
    Str identifier;
    if (agency_identifier_from_text(cx->arena, agency->identifier, &identifier) != OK)
        fault(cx, spot, &identifier_form, agency->identifier);
    else if (agency->valid_to.number == 0 && !map_add(identifiers, identifier, index))
        fault(cx, spot, &code_twice, agency->identifier);
}

void reference_check(Ctx *cx, const ReferenceTables *tables) {
    Map places = map_new(cx->arena), agencies = map_new(cx->arena), addressees;
    table_index_codes(cx, &tables->places, &places);
    table_index_codes(cx, &tables->agencies, &agencies);
    addressees = map_new(cx->arena);
    Map identifiers = map_new(cx->arena);
    table_index_codes(cx, &tables->collectives, &addressees);
    for (size_t i = 0; i < tables->places.count; i++) {
        const Place *place = table_item(&tables->places, i);
        code_must_be_known(cx, &places, &tables->places, i, S("parent"), place->parent);
        check_dates(cx, &tables->places, i, place->code, place->valid_from, place->valid_to);
    }
    for (size_t i = 0; i < tables->agencies.count; i++) {
        const Agency *agency = table_item(&tables->agencies, i);
        code_must_be_known(cx, &agencies, &tables->agencies, i, S("parent"), agency->parent);
        code_must_be_known(cx, &places, &tables->agencies, i, S("place"), agency->place);
        check_dates(cx, &tables->agencies, i, agency->code, agency->valid_from, agency->valid_to);
        if (map_has(&addressees, agency->code))
            fault(cx, table_spot(&tables->agencies, i, S("code")), &code_twice, agency->code);
        if (agency->identifier.len > 0) check_identifier(cx, &tables->agencies, i, &identifiers);
    }
    for (size_t i = 0; i < tables->successions.count; i++) {
        const Succession *succession = table_item(&tables->successions, i);
        code_must_be_known(cx, &agencies, &tables->successions, i, S("former"), succession->former);
        code_must_be_known(cx, &agencies, &tables->successions, i, S("successor"), succession->successor);
    }
    check_collectives(cx, &tables->collectives, &agencies);
}
