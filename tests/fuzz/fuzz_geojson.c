/* tests/fuzz/fuzz_geojson - polygons read, drawn as paths, and the paths walked: they stay inside the picture. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/geojson.h"
#include "tests/fuzz/fuzz.h"

#include <jansson.h>
#include <math.h>

enum { WIDTH = 1000, RINGS_MAX = 2000 };
#define HEIGHT_MAX INT64_C(1000000000000) /* a sliver of the smallest width that is drawn, from pole to pole */

static void release_json(json_t **root) {
    json_decref(*root);
}

static void check_shapes(const GeoShapes *shapes) {
    MUST(shapes->count > 0);
    for (size_t i = 0; i < shapes->count; i++) {
        MUST(shapes->items[i].code.len > 0 && shapes->items[i].ring_count <= RINGS_MAX);
        for (size_t j = 0; j < shapes->items[i].ring_count; j++) {
            const GeoRing *ring = &shapes->items[i].rings[j];
            MUST(ring->count >= 4);
            for (size_t k = 0; k < ring->count; k++)
                MUST(fabs(ring->points[k].longitude) <= 180 && fabs(ring->points[k].latitude) <= 85);
        }
    }
}

/* Reads `number number` of a path. */
static const char *step(const char *at, int64_t *x, int64_t *y, bool is_start) {
    char *end;
    const long long first = strtoll(at, &end, 10);
    MUST(end > at && *end == ' ');
    at = end + 1;
    const long long second = strtoll(at, &end, 10);
    MUST(end > at);
    *x = is_start ? first : *x + first;
    *y = is_start ? second : *y + second;
    return end;
}

static size_t walk(const char *path, int64_t height) {
    int64_t x = 0, y = 0;
    size_t rings = 0;
    for (const char *at = path; *at != '\0';) {
        const char letter = *at++;
        if (letter == 'z') continue;
        MUST(letter == 'M' || letter == 'l');
        rings += letter == 'M';
        at = step(at, &x, &y, letter == 'M');
        MUST(x >= 0 && x <= WIDTH && y >= 0 && y <= height + 1);
    }
    return rings;
}

static int64_t height_of(const char *view) {
    MUST(strncmp(view, "0 0 1000 ", 9) == 0);
    int64_t height;
    MUST(str_to_int(str_of(view + 9), 0, HEIGHT_MAX, &height) == OK);
    return height;
}

static void check_drawing(const GeoShapes *shapes, Str drawn) {
    json_error_t error;
    fuzz_check_json(drawn);
    CLEANUP(release_json) json_t *root = json_loadb(drawn.at, drawn.len, JSON_REJECT_DUPLICATES, &error);
    const int64_t height = height_of(json_string_value(json_object_get(root, "view")));
    const json_t *list = json_object_get(root, "shapes");
    MUST(json_array_size(list) == shapes->count);
    for (size_t i = 0; i < shapes->count; i++) {
        const json_t *shape = json_array_get(list, i);
        MUST(str_is(shapes->items[i].code, json_string_value(json_object_get(shape, "code"))));
        MUST(walk(json_string_value(json_object_get(shape, "path")), height) == shapes->items[i].ring_count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    GeoShapes shapes;
    const Code code = geojson_read(&cx, S("places.geojson"), fuzz_input(data, size), &shapes);
    if (fuzz_verdict(&cx, code) == OK) {
        Str drawn;
        check_shapes(&shapes);
        MUST(geojson_draw(&cx, &shapes, &drawn) == OK);
        check_drawing(&shapes, drawn);
    }
    fuzz_end(&cx);
    return 0;
}
