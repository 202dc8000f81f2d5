/* platform/reference/tests/records_test - codes and identifiers: taken as they are or refused, never made. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reference/records.h"
#include "tests/unit/province.h"

typedef struct IdentifierRow {
    const char *text, *identifier; /* NULL: refused */
} IdentifierRow;

/* QĐ 20/2020/QĐ-TTg, Điều 4: level 1 is a letter A to Y with two digits (cấp 1: M X1 X2), the levels below follow after
 * points. QCVN 102:2016 wrote V1V2V3.Z1Z2.Y1Y2.MX1X2: the province last, levels that are not there as zeros. */
static const IdentifierRow identifiers[] = {
    { "H60", "H60" },
    { "A00", "A00" },
    { "Y99", "Y99" },
    { "H60.12", "H60.12" },
    { "H60.12.3.AB", "H60.12.3.AB" },
    { "H60.00", "H60.00" },
    { "H60.1234567890123456789012345678901", "H60.1234567890123456789012345678901" }, /* 35 letters */
    { "000.00.00.H60", "H60" },
    { "000.00.12.H60", "H60.12" },
    { "000.03.12.H60", "H60.12.03" },
    { "001.03.12.H60", "H60.12.03.001" },
    { "H60.12345678901234567890123456789012", NULL },
    { "", NULL },
    { "H6", NULL },
    { "H600", NULL },
    { "60H", NULL },
    { "Z60", NULL },
    { "h60", NULL },
    { "H60.", NULL },
    { ".H60", NULL },
    { "H60..12", NULL },
    { "H60.1a", NULL },
    { "H60.Đ", NULL },
    { "H60 .12", NULL },
    { " H60", NULL },
    { "H60,12", NULL },
    { "H60-12", NULL },
    { "12.H60", NULL },
    { "00.12.H60", NULL },
    { "00.00.12.H60", NULL },
    { "0000.00.12.H60", NULL },
    { "000.000.12.H60", NULL },
    { "000.00.012.H60", NULL },
    { "000.00.00.00.H60", NULL },
    { "000.00.12.Z60", NULL },
    { "000.00.12.H6", NULL },
    { "1.2.3.4.5.6.7.8.9.10.11.12.13", NULL },
};

static void reads_identifiers_in_both_forms(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(identifiers); i++) {
        Str identifier = S("untouched");
        assert_row(i, identifiers[i].text);
        const Code code = agency_identifier_from_text(cx->arena, str_of(identifiers[i].text), &identifier);
        assert_int_equal(code, identifiers[i].identifier == NULL ? INVALID : OK);
        assert_text(identifier, identifiers[i].identifier == NULL ? "untouched" : identifiers[i].identifier);
    }
}

typedef struct CodeRow {
    const char *code;
    bool is_fine;
} CodeRow;

static const CodeRow codes[] = {
    { "A", true },       { "0", true },      { "QD1539.PL1.06", true }, { "UBND-02215", true }, { "A_B", true },
    { "1234567890123456789012345678901234567890", true }, { "12345678901234567890123456789012345678901", false },
    { "", false },       { ".A", false },    { "-A", false },           { "_A", false },        { "a", false },
    { "Aa", false },     { "A B", false },   { "Đ", false },            { "A/B", false },       { "A;B", false },
    { "A\n", false },    { "A@", false },    { "A[", false },
};

static void codes_are_of_plain_capitals(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        assert_row(i, codes[i].code);
        assert_int_equal(code_is_fine(str_of(codes[i].code)), codes[i].is_fine);
    }
}

/* ---- the four tables against each other ---- */

typedef struct TablesRow {
    const char *what, *places, *agencies, *successions, *collectives;
    FaultWanted wanted[3];
} TablesRow;

#define PLACES      "code,name,parent,valid_from,valid_to\n08,T,,,\n00691,H,08,,\n"
#define AGENCIES                                                                                                       \
    "code,name,kind,parent,place,identifier,valid_from,valid_to\nU,U,committee,,,,,\nS,S,department,U,,,,\n"
#define SUCCESSIONS "former,successor,since,confidence\nU,S,2025-03-01,general\n"
#define COLLECTIVES "code,name,kinds,agencies\nC,C,department;commune,U;S\n"

static const TablesRow tables_rows[] = {
    { "all is sound", PLACES, AGENCIES, SUCCESSIONS, COLLECTIVES, { { NULL, 0, "" } } },
    { "a place twice", PLACES "00691,X,08,,\n", AGENCIES, SUCCESSIONS, COLLECTIVES, { { &code_twice, 4, "code" } } },
    { "a code of small letters", PLACES "x,X,08,,\n", AGENCIES, SUCCESSIONS, COLLECTIVES,
      { { &code_form, 4, "code" } } },
    { "a parent that is not there", PLACES "00694,X,09,,\n", AGENCIES, SUCCESSIONS, COLLECTIVES,
      { { &code_unknown, 4, "parent" } } },
    { "a place that ends before it begins", PLACES "00694,X,08,2025-07-02,2025-07-01\n", AGENCIES, SUCCESSIONS,
      COLLECTIVES, { { &dates_turned, 4, "valid_to" } } },
    { "a place that was never there", PLACES "00694,X,08,2025-07-01,2025-07-01\n", AGENCIES, SUCCESSIONS, COLLECTIVES,
      { { &dates_turned, 4, "valid_to" } } },
    { "an agency's parent, place and dates", PLACES, AGENCIES "X,X,unit,Y,99999,,2025-01-02,2025-01-01\n", SUCCESSIONS,
      COLLECTIVES,
      { { &code_unknown, 4, "parent" }, { &code_unknown, 4, "place" }, { &dates_turned, 4, "valid_to" } } },
    { "an identifier of a wrong form", PLACES, AGENCIES "X,X,unit,,,H6,,\n", SUCCESSIONS, COLLECTIVES,
      { { &identifier_form, 4, "identifier" } } },
    { "an identifier of two, in either form", PLACES, AGENCIES "X,X,unit,,,H60.12,,\nY,Y,unit,,,000.00.12.H60,,\n",
      SUCCESSIONS, COLLECTIVES, { { &code_twice, 5, "identifier" } } },
    { "an heir carries on an identifier", PLACES,
      AGENCIES "X,X,unit,,,H60.12,,2025-01-01\nY,Y,unit,,,000.00.12.H60,,\n", SUCCESSIONS,
      COLLECTIVES, { { NULL, 0, "" } } },
    { "an agency with a collective's code", PLACES, AGENCIES "C,C,unit,,,,,\n", SUCCESSIONS, COLLECTIVES,
      { { &code_twice, 4, "code" } } },
    { "a succession of nobody", PLACES, AGENCIES, SUCCESSIONS "X,S,2025-03-01,general\nS,Y,2025-03-01,general\n",
      COLLECTIVES, { { &code_unknown, 3, "former" }, { &code_unknown, 4, "successor" } } },
    { "a succession to a collective", PLACES, AGENCIES, SUCCESSIONS "S,C,2025-03-01,general\n", COLLECTIVES,
      { { &code_unknown, 3, "successor" } } },
    { "a collective of unknown kinds and members", PLACES, AGENCIES, SUCCESSIONS, COLLECTIVES "D,D,department;sở,S;X\n",
      { { &code_unknown, 3, "kinds" }, { &code_unknown, 3, "agencies" } } },
};

static void checks_the_tables_against_each_other(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(tables_rows); i++) {
        const TablesRow *row = &tables_rows[i];
        size_t count = 0;
        while (count < COUNT(row->wanted) && row->wanted[count].kind != NULL) count++;
        assert_row(i, row->what);
        fixture_forget(cx);
        ReferenceTables tables = {
            .places = table_of_text(cx, "places.csv", &place_shape, row->places),
            .agencies = table_of_text(cx, "agencies.csv", &agency_shape, row->agencies),
            .successions = table_of_text(cx, "successions.csv", &succession_shape, row->successions),
            .collectives = table_of_text(cx, "collectives.csv", &collective_shape, row->collectives),
        };
        assert_no_faults(cx);
        reference_fill(&tables);
        reference_check(cx, &tables);
        assert_faults_at(cx, row->wanted, count, __FILE__, __LINE__);
    }
}

static void fills_in_what_rows_leave_out(void **state) {
    Ctx *cx = *state;
    ReferenceTables tables = {
        .places = table_of_text(cx, "p", &place_shape,
                                "code,name,kind,full_name\n08,T,,\n00691,H,,\n00694,X,ward,Phường X\n"),
        .agencies = table_of_text(cx, "a", &agency_shape,
                                  "code,name,kind,level,status\nU,U,committee,,\nC,C,commune,,\n"
                                  "D,D,district,,\nV,V,vertical,region,by_frame\n"),
    };
    static const struct {
        int level, status;
    } wanted[] = { { LEVEL_PROVINCE, STANDING_UNCONFIRMED }, { LEVEL_COMMUNE, STANDING_UNCONFIRMED },
                   { LEVEL_DISTRICT, STANDING_UNCONFIRMED }, { LEVEL_REGION, STANDING_BY_FRAME } };
    static const int kinds[] = { PLACE_PROVINCE, PLACE_COMMUNE, PLACE_WARD };
    static const char *const full_names[] = { "T", "H", "Phường X" };
    reference_fill(&tables);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const Place *place = table_item(&tables.places, i);
        assert_int_equal(place->kind, kinds[i]);
        assert_text(place->full_name, full_names[i]);
    }
    for (size_t i = 0; i < COUNT(wanted); i++) {
        const Agency *agency = table_item(&tables.agencies, i);
        assert_row(i, agency->code.at);
        assert_int_equal(agency->level, wanted[i].level);
        assert_int_equal(agency->status, wanted[i].status);
        assert_int_equal(agency->identifier.len, 0); /* never invented */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(reads_identifiers_in_both_forms),
        AT_DESK(codes_are_of_plain_capitals),
        AT_DESK(checks_the_tables_against_each_other),
        AT_DESK(fills_in_what_rows_leave_out),
    };
    return cmocka_run_group_tests_name("reference records", tests, NULL, NULL);
}
