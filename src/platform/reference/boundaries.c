/* platform/reference/boundaries - the map's shapes, drawn once from the GeoJSON that an installation supplies. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reference/pages.h"

#include "kit/commands.h"
#include "kit/geojson.h"
#include "platform/ledger/ledger.h"

enum { GEOJSON_BYTES_MAX = 64 * 1024 * 1024 };

const ProblemKind boundaries_absent = {
    NOT_FOUND, "reference/boundaries-absent",
    { "Chưa có ranh giới.", "There are no boundaries." },
    { "Bản cài này chưa nạp ranh giới; bản đồ ô vẫn dùng được. Quản trị nạp bằng: banyan places boundaries TỆP.geojson",
      "This installation has no boundaries yet; the tile map stands in. Load them with: banyan places boundaries "
      "FILE.geojson" }
};

static Str boundaries_path(Ctx *cx) {
    return path_join(cx->arena, cx->house->data_folder, S("boundaries.json"));
}

Code boundaries_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Raw *raw = out;
    if (!file_exists(cx->arena, boundaries_path(cx))) return fail(cx, &boundaries_absent);
    return file_read(cx, boundaries_path(cx), GEOJSON_BYTES_MAX, &raw->body);
}

typedef struct BoundariesArgs {
    Str file;
} BoundariesArgs;

static const Field boundaries_args_fields[] = {
    OPTION(BoundariesArgs, file, REQUIRED, 1, 1000, "GeoJSON: one feature a commune, with its code as property `code`"),
};
const Shape boundaries_args_shape = SHAPE(BoundariesArgs, boundaries_args_fields);

static const Field raw_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape raw_shape = { "Raw", sizeof(Raw), raw_fields, COUNT(raw_fields) };

/* Every commune of the registry must have a shape, and no shape may be of an unknown place. */
Code boundaries_take(Ctx *cx, const void *in, void *out) {
    (void)out;
    const BoundariesArgs *args = in;
    Registry *registry;
    TRY(registry_load(cx, &registry));
    Str geojson, drawn;
    GeoShapes shapes;
    TRY(file_read(cx, args->file, GEOJSON_BYTES_MAX, &geojson));
    TRY(geojson_read(cx, args->file, geojson, &shapes));
    Map given = map_new(cx->arena);
    for (size_t i = 0; i < shapes.count; i++) {
        const Spot spot = spot_in(args->file, (int64_t)i + 1, S("code"));
        if (registry_place(registry, shapes.items[i].code) == NULL)
            fault(cx, spot, &code_unknown, shapes.items[i].code);
        if (!map_add(&given, shapes.items[i].code, i)) fault(cx, spot, &code_twice, shapes.items[i].code);
    }
    const Rows places = registry_places(registry);
    for (size_t i = 0; i < places.count; i++) {
        const Place *place = &((const Place *)places.items)[i];
        const bool is_needed = place->kind != PLACE_PROVINCE && place->valid_to.number == 0;
        if (is_needed && !map_has(&given, place->code))
            fault(cx, spot_in(args->file, 0, S("")), &code_unknown, place->full_name);
    }
    TRY(faults_verdict(cx));
    TRY(geojson_draw(cx, &shapes, &drawn));
    TRY(file_write(cx, boundaries_path(cx), drawn, 0600));
    const Sha256 digest = sha256(geojson);
    TRY(ledger_append(cx, S("reference.boundaries_taken"), S("boundaries"),
                      { "digest", hex_text(cx->arena, digest.bytes, sizeof digest.bytes) }));
    say("%zu ranh giới / boundaries\n", shapes.count);
    return OK;
}
