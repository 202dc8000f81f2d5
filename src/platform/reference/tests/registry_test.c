/* platform/reference/tests/registry_test - who is meant by a code on a day, by which codes an agency is addressed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reference/pages.h"
#include "tests/unit/province.h"

static int setup(void **state) {
    if (house_setup(state) != 0) return -1;
    province_store(*state);
    return 0;
}

static Registry *loaded(Ctx *cx) {
    Registry *registry;
    assert_ok(registry_load(cx, &registry));
    return registry;
}

static Day day_of(const char *text) {
    Day day;
    assert_ok(day_from_text(str_of(text), &day));
    return day;
}

/* Codes sorted, each with a blank behind: their order is not promised. */
static Str listed(Ctx *cx, Texts codes) {
    Str sorted[64];
    Buf out = buf_new(cx->arena, 5000);
    for (size_t i = 0; i < codes.count; i++) {
        size_t at = i;
        for (; at > 0 && str_compare(sorted[at - 1], codes.items[i]) > 0; at--) sorted[at] = sorted[at - 1];
        sorted[at] = codes.items[i];
    }
    for (size_t i = 0; i < codes.count; i++) buf_addf(&out, "%.*s ", STR_FMT(sorted[i]));
    return written(&out);
}

typedef struct MemberRow {
    const char *code, *day, *members;
} MemberRow;

static const MemberRow members[] = {
    { "SKHCN", "2026-11-22", "SKHCN " },
    { "SKHCN", "2025-03-01", "SKHCN " }, /* its first day */
    { "SKHCN", "2025-02-28", "" },       /* not in being yet, and nobody took over from it */
    { "OLD-KHCN", "2025-02-28", "OLD-KHCN " },
    { "OLD-KHCN", "2025-03-01", "SKHCN " },
    { "OLD-TTTT", "2025-02-28", "OLD-TTTT " },
    { "OLD-TTTT", "2025-03-01", "SKHCN SVH " }, /* split among two */
    { "OLD-BC", "2015-12-31", "OLD-BC " },
    { "OLD-BC", "2026-11-22", "SKHCN SVH " },    /* over two generations */
    { "HUYEN-YS", "2025-06-30", "HUYEN-YS " },
    { "HUYEN-YS", "2025-07-01", "" },            /* districts ended, and nobody stands for them */
    { "SO", "2026-11-22", "SKHCN SNV SVH " },
    { "SO", "2025-02-28", "OLD-KHCN OLD-TTTT SNV SVH " },
    { "XA", "2026-11-22", "UBND-00691 UBND-00694 UBND-02215 " },
    { "XA", "2025-06-30", "" },
    { "HUYEN", "2025-06-30", "HUYEN-YS " },
    { "HUYEN", "2025-07-01", "" },
    { "HON-HOP", "2026-11-22", "SKHCN SVH UBND-T " }, /* one heir of two, once */
    { "HON-HOP", "2025-02-28", "OLD-KHCN OLD-TTTT UBND-T " },
    { "LIEN-QUAN", "2026-11-22", "" },
    { "NOBODY", "2026-11-22", "" },
    { "", "2026-11-22", "" },
};

static void knows_who_is_meant_on_a_day(void **state) {
    Ctx *cx = *state;
    const Registry *registry = loaded(cx);
    for (size_t i = 0; i < COUNT(members); i++) {
        assert_row(i, members[i].code);
        assert_text(listed(cx, registry_members(cx, registry, str_of(members[i].code), day_of(members[i].day))),
                    members[i].members);
    }
}

static const MemberRow addressed[] = {
    { "UBND-00691", "2026-11-22", "UBND-00691 XA " },
    { "UBND-00691", "2025-06-30", "UBND-00691 " }, /* not in being yet: in no collective */
    { "UBND-T", "2026-11-22", "HON-HOP UBND-T " },
    { "SNV", "2026-11-22", "SNV SO " },
    { "NOBODY", "2026-11-22", "NOBODY " },
};

static void knows_by_which_codes_an_agency_is_addressed(void **state) {
    Ctx *cx = *state;
    const Registry *registry = loaded(cx);
    for (size_t i = 0; i < COUNT(addressed); i++) {
        assert_row(i, addressed[i].code);
        assert_text(listed(cx, registry_codes_for(cx, registry, str_of(addressed[i].code), day_of(addressed[i].day))),
                    addressed[i].members);
    }
}

/* HON-HOP names OLD-KHCN and OLD-TTTT, whose work SKHCN took over: it is meant (see above), so it is addressed. */
static void whoever_is_meant_is_addressed(void **state) {
    Ctx *cx = *state;
    const Registry *registry = loaded(cx);
    static const char *const days[] = { "2015-12-31", "2025-02-28", "2025-03-01", "2026-11-22" };
    static const char *const codes[] = { "SO", "XA", "HUYEN", "HON-HOP", "OLD-BC", "OLD-TTTT", "SKHCN" };
    for (size_t i = 0; i < COUNT(days) * COUNT(codes); i++) {
        const Str code = str_of(codes[i % COUNT(codes)]);
        const Day day = day_of(days[i / COUNT(codes)]);
        const Texts meant = registry_members(cx, registry, code, day);
        assert_row(i, code.at);
        for (size_t j = 0; j < meant.count; j++)
            assert_holds(listed(cx, registry_codes_for(cx, registry, meant.items[j], day)),
                         str_format(cx->arena, "%.*s ", STR_FMT(code)).at);
    }
}

/* Work passes on its day (`since`): OLD-TTTT had all of OLD-BC's in 2016, and passed a part on to SVH in 2025; SNV will
 * pass its archives to SVH on 2027-01-01. */
static void nothing_passes_before_its_day(void **state) {
    Ctx *cx = *state;
    const Registry *registry = loaded(cx);
    assert_text(listed(cx, registry_members(cx, registry, S("OLD-BC"), day_of("2016-01-01"))), "OLD-TTTT ");
    assert_text(listed(cx, registry_codes_for(cx, registry, S("SVH"), day_of("2024-12-31"))), "SO SVH ");
    assert_holds(listed(cx, registry_codes_for(cx, registry, S("SVH"), day_of("2027-01-01"))), "SNV ");
}

/* ---- finding ---- */

static void finds_by_code_and_by_identifier(void **state) {
    Ctx *cx = *state;
    const Registry *registry = loaded(cx);
    assert_text(registry_agency(registry, S("SKHCN"))->name, "Sở Khoa học và Công nghệ");
    assert_null(registry_agency(registry, S("SO")));
    assert_null(registry_agency(registry, S("H60")));
    assert_text(registry_collective(registry, S("SO"))->name, "Các sở");
    assert_null(registry_collective(registry, S("SKHCN")));
    assert_text(registry_place(registry, S("00691"))->full_name, "Phường Hà Giang 2");
    assert_null(registry_place(registry, S("SKHCN")));
    assert_text(registry_name(registry, S("SO")), "Các sở");
    assert_text(registry_name(registry, S("08")), "Tỉnh Tuyên Quang");
    assert_text(registry_name(registry, S("UBND-T")), "Ủy ban nhân dân tỉnh Tuyên Quang");
    assert_text(registry_name(registry, S("NOBODY")), "");
    static const MemberRow said[] = {
        { "H60", NULL, "UBND-T" },  { "000.00.00.H60", NULL, "UBND-T" },
        { "H60.12", NULL, "SKHCN" }, { "000.00.12.H60", NULL, "SKHCN" }, /* not its former */
        { "SKHCN", NULL, "SKHCN" },  { "OLD-KHCN", NULL, "OLD-KHCN" },
    };
    for (size_t i = 0; i < COUNT(said); i++) {
        assert_row(i, said[i].code);
        assert_text(registry_agency_said(cx, registry, str_of(said[i].code))->code, said[i].members);
    }
    assert_null(registry_agency_said(cx, registry, S("H60.13")));
    assert_null(registry_agency_said(cx, registry, S("nobody")));
    assert_null(registry_agency_said(cx, registry, S("")));
}

static void a_commune_has_its_committee(void **state) {
    Ctx *cx = *state;
    const Registry *registry = loaded(cx);
    assert_text(registry_committee_of(registry, S("00691")), "UBND-00691");
    assert_text(registry_committee_of(registry, S("02000")), "");
    assert_text(registry_committee_of(registry, S("08")), "");
    assert_text(registry_committee_of(registry, S("")), "");
}

static void lists_in_vietnamese_order(void **state) {
    Ctx *cx = *state;
    const Registry *registry = loaded(cx);
    static const char *const places[] = { "08", "00694", "00691", "02215", "02000" }; /* Hà Giang 1, 2, Mỹ Lâm, Tú Cũ */
    const Rows rows = registry_places(registry), agencies = registry_agencies(registry);
    assert_int_equal(rows.count, COUNT(places));
    for (size_t i = 0; i < COUNT(places); i++) assert_text(((const Place *)rows.items)[i].code, places[i]);
    assert_int_equal(agencies.count, 11);
    assert_text(((const Agency *)agencies.items)[0].code, "OLD-BC"); /* Sở Bưu chính */
    assert_int_equal(registry_successions(registry).count, 5);
}

/* ---- storing ---- */

static void what_is_stored_comes_back(void **state) {
    Ctx *cx = *state;
    ReferenceTables back;
    assert_ok(reference_read(cx, &back));
    assert_int_equal(back.places.count, 5);
    const Place *ward = table_item(&back.places, 2);
    assert_text(ward->code, "00691");
    assert_int_equal(ward->kind, PLACE_WARD);
    assert_int_equal(ward->predecessors.count, 2);
    assert_text(ward->predecessors.items[1], "Phường Ngọc Hà");
    assert_text(decimal_text(cx->arena, ward->area_km2), "60.62");
    assert_text(decimal_text(cx->arena, ward->longitude), "104.96267");
    assert_int_equal(ward->population, 33100);
    assert_text(day_text(cx->arena, ward->valid_from), "2025-07-01");
    const Agency *agency = registry_agency(loaded(cx), S("SKHCN"));
    assert_text(agency->identifier, "H60.12"); /* with the province first */
    assert_int_equal(agency->status, STANDING_CONFIRMED);
}

static void storing_again_changes_and_adds(void **state) {
    Ctx *cx = *state;
    ReferenceTables tables = {
        .places = table_of_text(cx, "p", &place_shape, "code,name\n00691,Tên mới\n00700,Xã mới\n"),
        .agencies = table_of_text(cx, "a", &agency_shape, "code,name,kind\nSNV,Sở Nội vụ và Lao động,department\n"),
        .successions = table_of_text(cx, "s", &succession_shape,
                                     "former,successor,since,confidence\nSNV,SVH,2025-01-01,general\n"),
        .collectives = table_of_text(cx, "c", &collective_shape, "code,name\nSO,Các sở và ngành\n"),
    };
    reference_fill(&tables);
    assert_ok(reference_store(cx, &tables));
    const Registry *registry = loaded(cx);
    assert_int_equal(registry_places(registry).count, 6); /* those that are not named stay */
    assert_text(registry_place(registry, S("00691"))->name, "Tên mới");
    assert_text(registry_agency(registry, S("SNV"))->name, "Sở Nội vụ và Lao động");
    assert_int_equal(registry_successions(registry).count, 1); /* these are replaced as a whole */
    assert_null(registry_collective(registry, S("XA")));
    assert_text(registry_collective(registry, S("SO"))->name, "Các sở và ngành");
}

/* ---- boundaries ---- */

#define SHAPE_OF(code)                                                                                                 \
    "{\"properties\":{\"code\":\"" code "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[105,22],[106,22],"  \
    "[106,23],[105,22]]]}}"

typedef struct BoundaryRow {
    const char *features;
    Code code;
    FaultWanted wanted[3];
} BoundaryRow;

static const BoundaryRow boundaries[] = {
    { SHAPE_OF("00691") "," SHAPE_OF("00694") "," SHAPE_OF("02215"), OK, { { NULL, 0, "" } } },
    { SHAPE_OF("00691") "," SHAPE_OF("00694") "," SHAPE_OF("02215") "," SHAPE_OF("08"), OK, { { NULL, 0, "" } } },
    { SHAPE_OF("00691") "," SHAPE_OF("00694"), INVALID, { { &code_unknown, 0, "" } } }, /* 02215 has none */
    { SHAPE_OF("00691") "," SHAPE_OF("00694") "," SHAPE_OF("02215") "," SHAPE_OF("99999"), INVALID,
      { { &code_unknown, 4, "code" } } },
    { SHAPE_OF("00691") "," SHAPE_OF("00694") "," SHAPE_OF("02215") "," SHAPE_OF("00691"), INVALID,
      { { &code_twice, 4, "code" } } },
};

static void every_commune_has_one_boundary(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(boundaries); i++) {
        size_t count = 0;
        while (count < COUNT(boundaries[i].wanted) && boundaries[i].wanted[count].kind != NULL) count++;
        const Str geojson = str_format(cx->arena, "{\"features\":[%s]}", boundaries[i].features);
        const Str file = fixture_file(cx, "m.geojson", geojson);
        struct {
            Str file;
        } args = { file };
        assert_row(i, boundaries[i].features);
        fixture_forget(cx);
        assert_int_equal(boundaries_take(cx, &args, NULL), boundaries[i].code);
        assert_faults_at(cx, boundaries[i].wanted, count, __FILE__, __LINE__);
    }
    Raw raw = { .media_type = S("") };
    assert_ok(boundaries_get(cx, NULL, &raw));
    assert_true(str_starts(raw.body, S("{\"view\":\"0 0 1000 1082\"")));
}

static void no_boundaries_are_told(void **state) {
    Ctx *cx = *state;
    Raw raw = { .media_type = S("") };
    assert_int_equal(boundaries_get(cx, NULL, &raw), NOT_FOUND);
    assert_problem(cx, &boundaries_absent);
}

#define IN_PROVINCE(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PROVINCE(knows_who_is_meant_on_a_day),
        IN_PROVINCE(knows_by_which_codes_an_agency_is_addressed),
        IN_PROVINCE(whoever_is_meant_is_addressed),
        IN_PROVINCE(nothing_passes_before_its_day),
        IN_PROVINCE(finds_by_code_and_by_identifier),
        IN_PROVINCE(a_commune_has_its_committee),
        IN_PROVINCE(lists_in_vietnamese_order),
        IN_PROVINCE(what_is_stored_comes_back),
        IN_PROVINCE(storing_again_changes_and_adds),
        IN_PROVINCE(every_commune_has_one_boundary),
        IN_PROVINCE(no_boundaries_are_told),
    };
    return cmocka_run_group_tests_name("reference registry", tests, NULL, NULL);
}
