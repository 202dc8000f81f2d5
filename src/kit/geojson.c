/* kit/geojson - see geojson.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/geojson.h"

#include "kit/shape.h"

#include <jansson.h>
#include <math.h>

enum { SHAPES_MAX = 5000, RINGS_MAX = 2000, DRAWN_BYTES_MAX = 16 * 1024 * 1024, WIDTH = 1000 };

const ProblemKind geojson_form = {
    INVALID, "kit/geojson-form",
    { "Tệp không phải GeoJSON dùng được.", "The file is not GeoJSON of the expected form." },
    { "“{0}”: {1}. Cần một FeatureCollection gồm Polygon hoặc MultiPolygon, mỗi vùng có mã trong properties.code hoặc "
      "id.",
      "“{0}”: {2}. A FeatureCollection of Polygon or MultiPolygon is needed, each with properties.code or an id." }
};

static void release_json(void *root) {
    json_decref(root);
}

static Code refuse(Ctx *cx, Str file, const char *vi, const char *en) {
    return fail(cx, &geojson_form, file, str_of(vi), str_of(en));
}

static Code read_ring(Ctx *cx, Str file, const json_t *ring, GeoRing *ret_ring) {
    const size_t count = json_array_size(ring);
    if (count < 4) return refuse(cx, file, "một đường khép kín có ít hơn 4 điểm", "a ring has fewer than 4 points");
    GeoPoint *points = NEW_ARRAY(cx->arena, GeoPoint, count);
    for (size_t i = 0; i < count; i++) {
        const json_t *point = json_array_get(ring, i);
        const double longitude = json_number_value(json_array_get(point, 0)),
                     latitude = json_number_value(json_array_get(point, 1));
        const bool is_pair = json_is_number(json_array_get(point, 0)) && json_is_number(json_array_get(point, 1));
        if (!is_pair || fabs(longitude) > 180 || fabs(latitude) > 85)
            return refuse(cx, file, "có toạ độ ngoài khoảng kinh độ, vĩ độ",
                          "a position is not a longitude and latitude");
        points[i] = (GeoPoint){ longitude, latitude };
    }
    *ret_ring = (GeoRing){ points, count };
    return OK;
}

static Code read_polygon(Ctx *cx, Str file, const json_t *rings, GeoShape *shape) {
    for (size_t i = 0; i < json_array_size(rings); i++) {
        if (shape->ring_count == RINGS_MAX)
            return refuse(cx, file, "một vùng có quá nhiều đường", "a shape has too many rings");
        TRY(read_ring(cx, file, json_array_get(rings, i), &shape->rings[shape->ring_count++]));
    }
    return OK;
}

static Str code_of(Ctx *cx, const json_t *feature) {
    const json_t *named = json_object_get(json_object_get(feature, "properties"), "code");
    const json_t *code = json_is_string(named) ? named : json_object_get(feature, "id");
    return str_copy(cx->arena, str_of(json_string_value(code)));
}

/* The polygons of a feature; one Polygon is a list of one. */
static Code read_geometry(Ctx *cx, Str file, const json_t *geometry, GeoShape *shape) {
    const Str type = str_of(json_string_value(json_object_get(geometry, "type")));
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    if (str_is(type, "Polygon")) return read_polygon(cx, file, coordinates, shape);
    if (!str_is(type, "MultiPolygon"))
        return refuse(cx, file, "có hình không phải vùng", "a geometry is not a polygon");
    for (size_t i = 0; i < json_array_size(coordinates); i++)
        TRY(read_polygon(cx, file, json_array_get(coordinates, i), shape));
    return OK;
}

static Code read_feature(Ctx *cx, Str file, const json_t *feature, GeoShape *ret_shape) {
    *ret_shape = (GeoShape){ .code = code_of(cx, feature), .rings = NEW_ARRAY(cx->arena, GeoRing, RINGS_MAX) };
    if (ret_shape->code.len == 0) return refuse(cx, file, "một vùng không có mã", "a feature has no code");
    TRY(read_geometry(cx, file, json_object_get(feature, "geometry"), ret_shape));
    if (ret_shape->ring_count == 0)
        return refuse(cx, file, "một vùng không có đường biên", "a shape has no ring around it");
    return OK;
}

Code geojson_read(Ctx *cx, Str file, Str text, GeoShapes *ret_shapes) {
    json_error_t error;
    json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return fail(cx, &json_form, int_text(cx, error.line), int_text(cx, error.column),
                    str_from(cx->arena, error.text));
    arena_defer(cx->arena, release_json, root);
    const json_t *features = json_object_get(root, "features");
    const size_t count = json_array_size(features);
    if (count == 0 || count > SHAPES_MAX)
        return refuse(cx, file, "không có danh sách features", "there is no list of features");
    GeoShape *shapes = NEW_ARRAY(cx->arena, GeoShape, count);
    for (size_t i = 0; i < count; i++) TRY(read_feature(cx, file, json_array_get(features, i), &shapes[i]));
    *ret_shapes = (GeoShapes){ shapes, count };
    return OK;
}

/* ---- drawing ---- */

typedef struct Frame {
    double left, top, scale;
    long height;
} Frame;

static double mercator(double latitude) {
    const double radians = latitude * M_PI / 180.0;
    return log(tan(M_PI / 4.0 + radians / 2.0)) * 180.0 / M_PI;
}

static Frame frame_around(const GeoShapes *shapes) {
    double west = 180, east = -180, south = 90, north = -90;
    for (size_t i = 0; i < shapes->count; i++) {
        for (size_t j = 0; j < shapes->items[i].ring_count; j++) {
            const GeoRing *ring = &shapes->items[i].rings[j];
            for (size_t k = 0; k < ring->count; k++) {
                west = fmin(west, ring->points[k].longitude);
                east = fmax(east, ring->points[k].longitude);
                south = fmin(south, ring->points[k].latitude);
                north = fmax(north, ring->points[k].latitude);
            }
        }
    }
    const double scale = WIDTH / fmax(east - west, 1e-6);
    return (Frame){ west, mercator(north), scale, lround((mercator(north) - mercator(south)) * scale) };
}

/* Points that fall on the same whole unit as the one before are left out. */
static void draw_ring(Buf *out, const Frame *frame, const GeoRing *ring) {
    long last_x = 0, last_y = 0;
    for (size_t i = 0; i + 1 < ring->count; i++) { /* the last is the first again */
        const long x = lround((ring->points[i].longitude - frame->left) * frame->scale);
        const long y = lround((frame->top - mercator(ring->points[i].latitude)) * frame->scale);
        if (i > 0 && x == last_x && y == last_y) continue;
        buf_addf(out, i == 0 ? "M%ld %ld" : "l%ld %ld", x - (i == 0 ? 0 : last_x), y - (i == 0 ? 0 : last_y));
        last_x = x;
        last_y = y;
    }
    buf_char(out, 'z');
}

Code geojson_draw(Ctx *cx, const GeoShapes *shapes, Str *ret_json) {
    const Frame frame = frame_around(shapes);
    Buf out = buf_new(cx->arena, DRAWN_BYTES_MAX);
    buf_addf(&out, "{\"view\":\"0 0 %d %ld\",\"shapes\":[", WIDTH, frame.height);
    for (size_t i = 0; i < shapes->count; i++) {
        buf_add(&out, i == 0 ? S("{\"code\":") : S(",\n{\"code\":"));
        json_write_text(&out, shapes->items[i].code);
        buf_add(&out, S(",\"path\":\""));
        for (size_t j = 0; j < shapes->items[i].ring_count; j++) draw_ring(&out, &frame, &shapes->items[i].rings[j]);
        buf_add(&out, S("\"}"));
    }
    buf_add(&out, S("]}"));
    return buf_done(&out, ret_json);
}
