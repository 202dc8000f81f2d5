/* kit/tests/geojson_test - polygons out of GeoJSON, drawn as paths; Mercator by python3's math. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/geojson.h"
#include "kit/shape.h"
#include "tests/harness/fixture.h"

#define FEATURE(code, geometry)                                                                                        \
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"" code "\"},\"geometry\":" geometry "}"
#define COLLECTION(features)    "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define POLYGON(rings)          "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"
#define SQUARE                  "[[105,22],[106,22],[106,23],[105,23],[105,22]]"

typedef struct DrawRow {
    const char *what, *geojson, *drawn;
} DrawRow;

/* One degree in width is 1000 units; one in height at 22 to 23 degrees: (m(23) - m(22)) * 1000 = 1082.4 with
 * m(p) = log(tan(pi/4 + radians(p)/2)) * 180/pi. The first point is where it lies, the others are steps. */
static const DrawRow draws[] = {
    { "a square", COLLECTION(FEATURE("00691", POLYGON(SQUARE))),
      "{\"view\":\"0 0 1000 1082\",\"shapes\":[{\"code\":\"00691\",\"path\":\"M0 1082l1000 0l0 -1082l-1000 0z\"}]}" },
    { "points on the same unit are left out",
      COLLECTION(FEATURE("A", POLYGON("[[105,22],[105.0001,22],[105.0004,22],[106,22],[106,23],[105,22]]"))),
      "{\"view\":\"0 0 1000 1082\",\"shapes\":[{\"code\":\"A\",\"path\":\"M0 1082l1000 0l0 -1082z\"}]}" },
    { "a hole", COLLECTION(FEATURE("A", POLYGON(SQUARE ",[[105.25,22.5],[105.5,22.5],[105.5,22.25],[105.25,22.5]]"))),
      "{\"view\":\"0 0 1000 1082\",\"shapes\":[{\"code\":\"A\",\"path\":\"M0 1082l1000 0l0 -1082l-1000 0z"
      "M250 542l250 0l0 271z\"}]}" },
    { "two polygons of one shape, two shapes",
      COLLECTION(FEATURE("A", "{\"type\":\"MultiPolygon\",\"coordinates\":[[" SQUARE "],"
                              "[[[107,22],[108,22],[108,23],[107,22]]]]}")
                 "," FEATURE("B", POLYGON("[[105,22],[105.6,22],[105,23],[105,22]]"))),
      "{\"view\":\"0 0 1000 361\",\"shapes\":["
      "{\"code\":\"A\",\"path\":\"M0 361l333 0l0 -361l-333 0zM667 361l333 0l0 -361z\"},\n"
      "{\"code\":\"B\",\"path\":\"M0 361l200 0l-200 -361z\"}]}" },
    { "a code that must be escaped", COLLECTION(FEATURE("<\\\"", POLYGON(SQUARE))),
      "{\"view\":\"0 0 1000 1082\",\"shapes\":["
      "{\"code\":\"\\u003c\\\"\",\"path\":\"M0 1082l1000 0l0 -1082l-1000 0z\"}]}" },
    { "heights are left out", COLLECTION(FEATURE("A", POLYGON("[[105,22,9],[106,22,9],[106,23,9],[105,22,9]]"))),
      "{\"view\":\"0 0 1000 1082\",\"shapes\":[{\"code\":\"A\",\"path\":\"M0 1082l1000 0l0 -1082z\"}]}" },
};

static void draws_polygons_in_whole_steps(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(draws); i++) {
        GeoShapes shapes;
        Str drawn;
        assert_row(i, draws[i].what);
        assert_ok(geojson_read(cx, S("m.geojson"), str_of(draws[i].geojson), &shapes));
        assert_ok(geojson_draw(cx, &shapes, &drawn));
        assert_text(drawn, draws[i].drawn);
    }
}

static void takes_the_code_or_the_id(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *feature, *code;
    } rows[] = {
        { "{\"id\":\"I\",\"properties\":{\"code\":\"C\"},\"geometry\":" POLYGON(SQUARE) "}", "C" },
        { "{\"id\":\"I\",\"properties\":{},\"geometry\":" POLYGON(SQUARE) "}", "I" },
        { "{\"id\":\"I\",\"properties\":null,\"geometry\":" POLYGON(SQUARE) "}", "I" },
        { "{\"id\":\"I\",\"properties\":{\"code\":691},\"geometry\":" POLYGON(SQUARE) "}", "I" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        GeoShapes shapes;
        assert_row(i, rows[i].feature);
        assert_ok(geojson_read(cx, S("m"), str_format(cx->arena, "{\"features\":[%s]}", rows[i].feature), &shapes));
        assert_int_equal(shapes.count, 1);
        assert_text(shapes.items[0].code, rows[i].code);
        assert_int_equal(shapes.items[0].ring_count, 1);
        assert_int_equal(shapes.items[0].rings[0].count, 5);
        assert_true(shapes.items[0].rings[0].points[2].latitude > 22.99);
    }
}

typedef struct WrongRow {
    const char *geojson;
    const ProblemKind *kind;
} WrongRow;

static void assert_refused(Ctx *cx, const WrongRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        GeoShapes shapes;
        assert_row(i, rows[i].geojson);
        fixture_forget(cx);
        assert_int_equal(geojson_read(cx, S("m.geojson"), str_of(rows[i].geojson), &shapes), INVALID);
        assert_problem(cx, rows[i].kind);
    }
}

static const WrongRow wrong[] = {
    { "", &json_form },
    { "{", &json_form },
    { "{\"features\":[],\"features\":[]}", &json_form },
    { "{}", &geojson_form },
    { "[]", &geojson_form },
    { "{\"features\":{}}", &geojson_form },
    { COLLECTION(""), &geojson_form },
    { COLLECTION("null"), &geojson_form },
    { COLLECTION("{\"geometry\":" POLYGON(SQUARE) "}"), &geojson_form },
    { COLLECTION(FEATURE("", POLYGON(SQUARE))), &geojson_form },
    { COLLECTION("{\"id\":7,\"geometry\":" POLYGON(SQUARE) "}"), &geojson_form },
    { COLLECTION(FEATURE("A", "null")), &geojson_form },
    { COLLECTION(FEATURE("A", "{\"type\":\"Point\",\"coordinates\":[105,22]}")), &geojson_form },
    { COLLECTION(FEATURE("A", "{\"type\":\"LineString\",\"coordinates\":[[105,22],[106,22]]}")), &geojson_form },
    { COLLECTION(FEATURE("A", POLYGON("[[105,22],[106,22],[105,22]]"))), &geojson_form },
    { COLLECTION(FEATURE("A", POLYGON("[]"))), &geojson_form },
    { COLLECTION(FEATURE("A", POLYGON("[[105,22],[180.1,22],[106,23],[105,22]]"))), &geojson_form },
    { COLLECTION(FEATURE("A", POLYGON("[[105,22],[-180.1,22],[106,23],[105,22]]"))), &geojson_form },
    /* Mercator's end */
    { COLLECTION(FEATURE("A", POLYGON("[[105,22],[106,85.1],[106,23],[105,22]]"))), &geojson_form },
    { COLLECTION(FEATURE("A", POLYGON("[[105,22],[106,-85.1],[106,23],[105,22]]"))), &geojson_form },
    { COLLECTION(FEATURE("A", POLYGON("[[583000,2440000],[106,22],[106,23],[105,22]]"))), &geojson_form }, /* VN-2000 */
    { COLLECTION(FEATURE("A", POLYGON("[[105,22],[106],[106,23],[105,22]]"))), &geojson_form },
    { COLLECTION(FEATURE("A", POLYGON("[[105,22],106,[106,23],[105,22]]"))), &geojson_form },
};

static void refuses_what_is_no_map(void **state) {
    assert_refused(*state, wrong, COUNT(wrong));
}

static void refuses_positions_that_are_no_numbers(void **state) {
    static const WrongRow rows[] = {
        { COLLECTION(FEATURE("A", POLYGON("[[105,22],[\"106\",\"22\"],[106,23],[105,22]]"))), &geojson_form },
        { COLLECTION(FEATURE("A", POLYGON("[[105,22],[null,null],[106,23],[105,22]]"))), &geojson_form },
    };
    assert_refused(*state, rows, COUNT(rows));
}

static void refuses_polygons_without_a_ring(void **state) {
    static const WrongRow rows[] = {
        { COLLECTION(FEATURE("A", "{\"type\":\"Polygon\"}")), &geojson_form },
        { COLLECTION(FEATURE("A", "{\"type\":\"MultiPolygon\",\"coordinates\":\"x\"}")), &geojson_form },
    };
    assert_refused(*state, rows, COUNT(rows));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(draws_polygons_in_whole_steps),
        AT_DESK(takes_the_code_or_the_id),
        AT_DESK(refuses_what_is_no_map),
        AT_DESK(refuses_positions_that_are_no_numbers),
        AT_DESK(refuses_polygons_without_a_ring),
    };
    return cmocka_run_group_tests_name("geojson", tests, NULL, NULL);
}
