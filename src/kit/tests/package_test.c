/* kit/tests/package_test - the descriptor of a data package: what it names, what it may not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/package.h"
#include "kit/tests/record.h"
#include "tests/harness/fixture.h"

static Code open_described(Ctx *cx, Str descriptor, Package *ret_package) {
    (void)fixture_file(cx, "datapackage.json", descriptor);
    fixture_forget(cx);
    const Code code = package_open(cx, cx->house->data_folder, ret_package);
    return code == OK ? faults_verdict(cx) : code;
}

static void reads_how_each_file_is_written_down(void **state) {
    Ctx *cx = *state;
    Package package;
    assert_ok(open_described(cx, S("{\"name\":\"n\",\"title\":\"Kế hoạch\",\"resources\":["
        "{\"name\":\"plain\",\"path\":\"plain.csv\"},"
        "{\"name\":\"own\",\"path\":\"deep/..own.csv\",\"dialect\":{\"delimiter\":\";\"},\"schema\":{\"fields\":["
        "{\"name\":\"code\",\"type\":\"string\"},{\"name\":\"value\",\"decimalChar\":\",\",\"groupChar\":\".\"}]}},"
        "{\"name\":\"points\",\"path\":\"p.csv\",\"dialect\":{\"delimiter\":\";;\"},\"schema\":{\"fields\":["
        "{\"name\":\"v\",\"decimalChar\":\".\"}]}}]}"), &package));
    assert_text(package.name, "n");
    assert_text(package.title, "Kế hoạch");
    assert_int_equal(package.resource_count, 3);
    const TableForm *plain = &package_resource(&package, "plain")->form,
                    *own = &package_resource(&package, "own")->form,
                    *points = &package_resource(&package, "points")->form;
    assert_text(plain->path, path_join(cx->arena, cx->house->data_folder, S("plain.csv")).at);
    assert_text(plain->name, "plain.csv");
    assert_int_equal(plain->delimiter, 0);
    assert_int_equal(plain->decimal, 0);
    assert_int_equal(plain->group, 0);
    assert_true(plain->bytes_max > 0);
    assert_int_equal(own->delimiter, ';');
    assert_int_equal(own->decimal, ',');
    assert_int_equal(own->group, '.');
    assert_int_equal(own->declared.count, 2);
    assert_text(own->declared.items[1], "value");
    assert_int_equal(points->delimiter, 0); /* more than one sign is none */
    assert_int_equal(points->decimal, 0);
    assert_null(package_resource(&package, "none"));
    assert_null(package_resource(&package, "plai"));
}

#define RESOURCE(path) "{\"resources\":[{\"name\":\"n\",\"path\":" path "}]}"

typedef struct FaultyRow {
    const char *descriptor;
    FaultWanted wanted[3];
} FaultyRow;

static const FaultyRow faulty[] = {
    { "", { { &package_form, 1, "" } } },
    { "{", { { &package_form, 1, "" } } },
    { "{\n\"resources\":[\n,]}", { { &package_form, 3, "" } } },
    { "{\"name\":\"a\",\"name\":\"b\"}", { { &package_form, 1, "" } } },
    { "{}", { { &package_form, 0, "" } } },
    { "[]", { { &package_form, 0, "" } } },
    { "{\"resources\":[]}", { { &package_form, 0, "" } } },
    { "{\"resources\":{}}", { { &package_form, 0, "" } } },
    { "{\"resources\":[{\"path\":\"a.csv\"}]}", { { &package_form, 0, "" } } },
    { "{\"resources\":[{\"name\":7,\"path\":\"a.csv\"}]}", { { &package_form, 0, "" } } },
    { "{\"resources\":[7]}", { { &package_form, 0, "" } } },
    { "{\"resources\":[{\"name\":\"n\"}]}", { { &package_path, 0, "" } } },
    { RESOURCE("\"\""), { { &package_path, 0, "" } } },
    { RESOURCE("7"), { { &package_path, 0, "" } } },
    { RESOURCE("[\"a.csv\"]"), { { &package_path, 0, "" } } },
    { RESOURCE("\"/etc/passwd\""), { { &package_path, 0, "" } } },
    { RESOURCE("\"../a.csv\""), { { &package_path, 0, "" } } },
    { RESOURCE("\"a/../../b.csv\""), { { &package_path, 0, "" } } },
    { RESOURCE("\"a/..\""), { { &package_path, 0, "" } } },
    { RESOURCE("\"..\""), { { &package_path, 0, "" } } },
    { RESOURCE("\"a\\\\..\\\\b.csv\""), { { &package_path, 0, "" } } },
    { RESOURCE("\"C:a.csv\""), { { &package_path, 0, "" } } },
    { RESOURCE("\"https://x/a.csv\""), { { &package_path, 0, "" } } },
    { "{\"resources\":[{\"name\":\"a\",\"path\":\"/a\"},{\"path\":\"b\"},{\"name\":\"c\",\"path\":\"../c\"}]}",
      { { &package_path, 0, "" }, { &package_form, 0, "" }, { &package_path, 0, "" } } },
};

static void names_all_faults_of_a_descriptor(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(faulty); i++) {
        Package package;
        size_t count = 0;
        while (count < COUNT(faulty[i].wanted) && faulty[i].wanted[count].kind != NULL) count++;
        assert_row(i, faulty[i].descriptor);
        assert_int_equal(open_described(cx, str_of(faulty[i].descriptor), &package), INVALID);
        assert_faults_at(cx, faulty[i].wanted, count, __FILE__, __LINE__);
        assert_text(cx->problem.faults[0].spot.file, "datapackage.json");
    }
}

static void bounds_the_number_of_files(void **state) {
    Ctx *cx = *state;
    for (int extra = 0; extra <= 1; extra++) {
        Buf text = buf_new(cx->arena, 10000);
        Package package;
        buf_add(&text, S("{\"resources\":["));
        for (int i = 0; i < PACKAGE_RESOURCES_MAX + extra; i++)
            buf_addf(&text, "%s{\"name\":\"r%d\",\"path\":\"%d.csv\"}", i > 0 ? "," : "", i, i);
        buf_add(&text, S("]}"));
        assert_int_equal(open_described(cx, written(&text), &package), extra == 0 ? OK : INVALID);
    }
}

static void a_folder_without_descriptor_is_told(void **state) {
    Ctx *cx = *state;
    Package package;
    assert_int_equal(package_open(cx, cx->house->data_folder, &package), NOT_FOUND);
    assert_problem(cx, &file_missing);
}

/* ---- writing ---- */

static void describes_what_it_reads(void **state) {
    Ctx *cx = *state;
    const PackagePart parts[] = { { "parts", &part_shape, "name" }, { "records", &record_shape, "id,count" } };
    const Str text = package_describe(cx, S("n"), S("\"Tên\" <x>"), parts, COUNT(parts));
    Package package;
    assert_ok(open_described(cx, text, &package));
    assert_text(package.title, "\"Tên\" <x>");
    assert_text(package_resource(&package, "records")->form.name, "records.csv");
    static const char *const held[] = {
        "{\"name\":\"name\",\"type\":\"string\",\"constraints\":{\"required\":true,\"maxLength\":5}}",
        "{\"name\":\"weight\",\"type\":\"integer\",\"constraints\":{\"required\":false}}",
        "{\"name\":\"is_on\",\"type\":\"boolean\",",
        "{\"name\":\"at\",\"type\":\"datetime\",",
        "{\"name\":\"on\",\"type\":\"date\",",
        "{\"name\":\"amount\",\"type\":\"number\",",
        "{\"name\":\"color\",\"type\":\"string\",\"constraints\":{\"required\":false,\"enum\":[\"red\",\"green\"]}}",
        "\"primaryKey\":[\"id\",\"count\"]",
    };
    for (size_t i = 0; i < COUNT(held); i++) assert_holds(text, held[i]);
    assert_true(str_find(text, S("hidden")) == text.len);
}

/* The descriptor's columns are those that table_write_row() writes. */
static void names_the_columns_that_are_written(void **state) {
    Ctx *cx = *state;
    const PackagePart parts[] = { { "records", &record_shape, "id" } };
    Package package;
    Buf header = buf_new(cx->arena, 1000), declared = buf_new(cx->arena, 1000);
    assert_ok(open_described(cx, package_describe(cx, S("n"), S("t"), parts, 1), &package));
    const Texts columns = package_resource(&package, "records")->form.declared;
    for (size_t i = 0; i < columns.count; i++)
        buf_addf(&declared, "%s%.*s", i > 0 ? "," : "", STR_FMT(columns.items[i]));
    buf_char(&declared, '\n');
    table_write_row(&header, &record_shape, NULL);
    assert_text(written(&declared), str_c(cx->arena, written(&header)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(reads_how_each_file_is_written_down),
        AT_DESK(names_all_faults_of_a_descriptor),
        AT_DESK(bounds_the_number_of_files),
        AT_DESK(a_folder_without_descriptor_is_told),
        AT_DESK(describes_what_it_reads),
        AT_DESK(names_the_columns_that_are_written),
    };
    return cmocka_run_group_tests_name("package", tests, NULL, NULL);
}
