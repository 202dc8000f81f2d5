/* kit/package - see package.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/package.h"

#include "kit/text.h"

#include <jansson.h>

enum { DESCRIPTOR_BYTES_MAX = 1024 * 1024, RESOURCE_BYTES_MAX = 64 * 1024 * 1024 };

const ProblemKind package_form = {
    INVALID, "kit/package-form",
    { "datapackage.json không đúng dạng.", "datapackage.json is not well formed." },
    { "{0}", "{1}" }
};
const ProblemKind package_path = {
    INVALID, "kit/package-path",
    { "Đường dẫn tệp không hợp lệ.", "The path of a file is not allowed." },
    { "“{0}” phải là tệp nằm trong gói, không có “..”, không bắt đầu bằng “/”.",
      "“{0}” must be a file inside the package, without “..”, not beginning with “/”." }
};
const ProblemKind package_resource_missing = {
    INVALID, "kit/package-resource-missing",
    { "Gói thiếu một tệp.", "The package lacks a file." },
    { "datapackage.json không nêu tài nguyên “{0}”.", "datapackage.json does not name the resource “{0}”." }
};

static void release_json(void *root) {
    json_decref(root);
}

static Str text_member(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    return json_is_string(value) ? (Str){ json_string_value(value), json_string_length(value) } : S("");
}

const ProblemKind package_signs = {
    INVALID, "kit/package-signs",
    { "Dấu phân cách không dùng được.", "The separators cannot be used." },
    { "Tệp “{0}”: dấu ngăn cột không được là dấu nháy hay xuống dòng; dấu thập phân và dấu nhóm phải khác nhau.",
      "File “{0}”: columns cannot be separated by quotes or line breaks; the decimal and the group sign must differ." }
};

static char sign_member(const json_t *object, const char *name) {
    const Str sign = text_member(object, name);
    return sign.len == 1 ? sign.at[0] : '\0';
}

/* decimalChar and groupChar belong to fields; one file writes all its numbers alike. */
static void read_schema(Ctx *cx, const json_t *resource, TableForm *form) {
    const json_t *fields = json_object_get(json_object_get(resource, "schema"), "fields");
    Str *names = NEW_ARRAY(cx->arena, Str, json_array_size(fields));
    for (size_t i = 0; i < json_array_size(fields); i++) {
        const json_t *field = json_array_get(fields, i);
        const char decimal = sign_member(field, "decimalChar"), group = sign_member(field, "groupChar");
        if (decimal != '\0' && decimal != '.') form->decimal = decimal;
        if (group != '\0') form->group = group;
        names[i] = str_copy(cx->arena, text_member(field, "name"));
    }
    form->declared = (Texts){ names, json_array_size(fields) };
}

static bool signs_are_fit(const TableForm *form) {
    const char decimal = form->decimal != '\0' ? form->decimal : form->group == '.' ? ',' : '.';
    const bool separates = form->delimiter != '"' && form->delimiter != '\r' && form->delimiter != '\n';
    return separates && form->group != decimal;
}

static void read_resource(Ctx *cx, Package *package, const json_t *resource, Spot spot) {
    const Str name = str_copy(cx->arena, text_member(resource, "name"));
    const Str path = str_copy(cx->arena, text_member(resource, "path"));
    if (name.len == 0 || package->resource_count == PACKAGE_RESOURCES_MAX) {
        fault(cx, spot, &package_form, S("Mỗi tài nguyên cần “name”."), S("Every resource needs a “name”."));
        return;
    }
    if (!path_is_inside(path)) {
        fault(cx, spot, &package_path, path);
        return;
    }
    PackageResource *kept = &package->resources[package->resource_count++];
    *kept = (PackageResource){ .name = name,
                               .form = { .path = path_join(cx->arena, package->folder, path),
                                         .name = path,
                                         .delimiter = sign_member(json_object_get(resource, "dialect"), "delimiter"),
                                         .bytes_max = RESOURCE_BYTES_MAX } };
    read_schema(cx, resource, &kept->form);
    if (!signs_are_fit(&kept->form)) fault(cx, spot, &package_signs, path);
}

Code package_open(Ctx *cx, Str folder, Package *ret_package) {
    *ret_package = (Package){ .folder = folder };
    const Str file = S("datapackage.json");
    const Spot spot = { .file = file };
    Str text;
    TRY(file_read(cx, path_join(cx->arena, folder, file), DESCRIPTOR_BYTES_MAX, &text));
    json_error_t error;
    json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        fault(cx, spot_in(file, error.line, S("")), &package_form, str_from(cx->arena, error.text),
              str_from(cx->arena, error.text));
        return faults_verdict(cx);
    }
    arena_defer(cx->arena, release_json, root);
    ret_package->name = str_copy(cx->arena, text_member(root, "name"));
    ret_package->title = str_copy(cx->arena, text_member(root, "title"));
    const json_t *resources = json_object_get(root, "resources");
    if (!json_is_array(resources) || json_array_size(resources) == 0)
        fault(cx, spot, &package_form, S("Cần danh sách “resources”."), S("A list “resources” is needed."));
    for (size_t i = 0; i < json_array_size(resources); i++)
        read_resource(cx, ret_package, json_array_get(resources, i), spot);
    return OK;
}

const PackageResource *package_resource(const Package *package, const char *name) {
    for (size_t i = 0; i < package->resource_count; i++) {
        if (str_is(package->resources[i].name, name)) return &package->resources[i];
    }
    return NULL;
}

/* ---- writing ---- */

static const char *type_name(FieldKind kind) {
    switch (kind) {
    case KIND_INT: return "integer";
    case KIND_BOOL: return "boolean";
    case KIND_DAY: return "date";
    case KIND_TIME: return "datetime";
    case KIND_DECIMAL: return "number";
    case KIND_TEXT:
    case KIND_ID:
    case KIND_CHOICE:
    case KIND_TEXTS: return "string";
    case KIND_LINK:
    case KIND_LIST: break;
    }
    return NULL;
}

static void write_field(Buf *out, const Field *field) {
    buf_addf(out, "{\"name\":\"%s\",\"type\":\"%s\",\"constraints\":{\"required\":%s", field->name,
             type_name(field->kind), field->flags & REQUIRED ? "true" : "false");
    if (field->kind == KIND_TEXT && field->max > 0) buf_addf(out, ",\"maxLength\":%lld", (long long)field->max);
    if (field->kind == KIND_CHOICE) {
        buf_add(out, S(",\"enum\":["));
        for (size_t i = 0; i < field->choices->count; i++)
            buf_addf(out, "%s\"%s\"", i == 0 ? "" : ",", field->choices->names[i]);
        buf_char(out, ']');
    }
    buf_add(out, S("}}"));
}

static void write_part(Buf *out, const PackagePart *part) {
    buf_addf(
        out,
        "\n  "
        "{\"name\":\"%s\",\"path\":\"%s.csv\",\"profile\":\"tabular-data-resource\",\"encoding\":\"utf-8\",\"schema\":{"
        "\"fields\":[",
        part->name, part->name);
    const char *between = "";
    for (size_t i = 0; i < part->shape->field_count; i++) {
        if (type_name(part->shape->fields[i].kind) == NULL || part->shape->fields[i].flags & (STORED | SECRET))
            continue;
        buf_addf(out, "%s\n    ", between);
        write_field(out, &part->shape->fields[i]);
        between = ",";
    }
    buf_add(out, S("],\"primaryKey\":["));
    between = "";
    for (Str rest = str_of(part->key); rest.at != NULL;) {
        const Str column = str_cut(&rest, ',');
        buf_addf(out, "%s\"%.*s\"", between, STR_FMT(column));
        between = ",";
    }
    buf_add(out, S("]}}"));
}

Str package_describe(Ctx *cx, Str name, Str title, const PackagePart *parts, size_t part_count) {
    Buf out = buf_new(cx->arena, DESCRIPTOR_BYTES_MAX);
    buf_add(&out, S("{\"profile\":\"tabular-data-package\",\"name\":"));
    json_write_text(&out, name);
    buf_add(&out, S(",\"title\":"));
    json_write_text(&out, title);
    buf_add(&out, S(",\"resources\":["));
    for (size_t i = 0; i < part_count; i++) {
        if (i > 0) buf_char(&out, ',');
        write_part(&out, &parts[i]);
    }
    buf_add(&out, S("\n]}\n"));
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}
