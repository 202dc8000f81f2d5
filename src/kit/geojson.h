/* kit/geojson - polygons out of GeoJSON (RFC 7946), drawn once as SVG paths for a screen. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_GEOJSON_H
#define KIT_GEOJSON_H

#include "kit/ctx.h"

/* Longitude and latitude in degrees; only here does the house use floating point, for pictures. */
typedef struct GeoPoint {
    double longitude, latitude;
} GeoPoint;

typedef struct GeoRing {
    const GeoPoint *points;
    size_t count;
} GeoRing;

typedef struct GeoShape {
    Str code; /* properties.code, or the feature's id */
    GeoRing *rings;
    size_t ring_count;
} GeoShape;

typedef struct GeoShapes {
    GeoShape *items;
    size_t count;
} GeoShapes;

/* A FeatureCollection of Polygon and MultiPolygon. */
Code geojson_read(Ctx *cx, Str file_name, Str text, GeoShapes *ret_shapes);

/* Mercator, fitted to 1000 units in width, in whole relative steps:
 * {"view":"0 0 1000 1700","shapes":[{"code":"00691","path":"m1 2l3 4z"}]} */
Code geojson_draw(Ctx *cx, const GeoShapes *shapes, Str *ret_json);

extern const ProblemKind geojson_form;

#endif
