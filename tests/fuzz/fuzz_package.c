/* tests/fuzz/fuzz_package - datapackage.json: no resource of it may lie outside its folder. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/package.h"
#include "tests/fuzz/fuzz.h"

static const char file_name[] = "datapackage.json";

/* Walks the path: never above the folder in which it begins. */
static void check_path(Str folder, Str path) {
    MUST(str_starts(path, folder) && path.len > folder.len + 1 && path.at[folder.len] == '/');
    MUST(memchr(path.at, '\0', path.len) == NULL && memchr(path.at, '\\', path.len) == NULL);
    int64_t depth = 0;
    for (Str rest = str_part(path, folder.len + 1, path.len); rest.at != NULL;) {
        const Str part = str_cut(&rest, '/');
        if (str_is(part, ".."))
            depth--;
        else if (part.len > 0 && !str_is(part, "."))
            depth++;
        MUST(depth >= 0);
    }
}

/* No separator that is also the sign of quoting or of a row's end; no sign of numbers that means two things. */
static void check_form(const TableForm *form) {
    const char decimal = form->decimal != '\0' ? form->decimal : form->group == '.' ? ',' : '.';
    MUST(form->delimiter == '\0' || strchr("\"\r\n", form->delimiter) == NULL);
    MUST(form->group != decimal);
    MUST(form->bytes_max > 0);
}

static void check_package(const Package *package, Str folder) {
    MUST(package->resource_count >= 1 && package->resource_count <= PACKAGE_RESOURCES_MAX);
    for (size_t i = 0; i < package->resource_count; i++) {
        const PackageResource *resource = &package->resources[i];
        MUST(resource->name.len > 0 && utf8_is_valid(resource->name));
        check_path(folder, resource->form.path);
        check_form(&resource->form);
    }
}

typedef struct Row {
    Str code;
    Decimal value;
    Texts words;
} Row;

static const Field row_fields[] = {
    FIELD(Row, code, REQUIRED, 1, 40),
    FIELD(Row, value, OPTIONAL, 0, 0),
    FIELD(Row, words, OPTIONAL, 0, 0),
};
static const Shape row_shape = SHAPE(Row, row_fields);

/* What we describe ourselves under any name and title can be opened. */
static void check_description(Ctx *cx, Str folder, const Package *package) {
    const PackagePart parts[] = { { "rows", &row_shape, "code,value" }, { "lines", &row_shape, "code" } };
    Package again;
    fuzz_write(cx, folder, str_of(file_name), package_describe(cx, package->name, package->title, parts, COUNT(parts)));
    MUST(package_open(cx, folder, &again) == OK && cx->problem.fault_total == 0);
    MUST(str_equal(again.name, package->name) && str_equal(again.title, package->title));
    MUST(again.resource_count == COUNT(parts) && package_resource(&again, "rows") == &again.resources[0]);
    MUST(package_resource(&again, "lines") == &again.resources[1] && package_resource(&again, "line") == NULL);
    check_package(&again, folder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str folder = fuzz_folder(&cx);
    fuzz_write(&cx, folder, str_of(file_name), fuzz_input(data, size));
    Package package;
    const Code code = package_open(&cx, folder, &package);
    if (fuzz_verdict(&cx, code) == OK) {
        check_package(&package, folder);
        check_description(&cx, folder, &package);
    }
    fuzz_end(&cx);
    return 0;
}
