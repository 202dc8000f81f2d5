/* kit/tests/shape_json_test - records from and to JSON: exact, strict, and every fault named at once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/tests/record.h"
#include "tests/harness/fixture.h"

static Code read_record(Ctx *cx, const char *json, Record *ret_record) {
    *ret_record = (Record){ 0 };
    fixture_forget(cx);
    return shape_read_json(cx, &record_shape, str_of(json), ret_record);
}

static Str record_json(Ctx *cx, const Record *record) {
    Buf out = buf_new(cx->arena, 10000);
    shape_write_json(&out, &record_shape, record);
    return written(&out);
}

/* ---- what is well formed ---- */

#define FULL                                                                                                           \
    "{\"count\":7,\"is_on\":true,\"name\":\"tên\",\"at\":\"2026-11-22T03:00:00Z\",\"on\":\"2026-11-22\","              \
    "\"amount\":-0.5,\"id\":\"id_1\",\"color\":\"green\",\"tags\":[\"x\",\"y\"],\"lines\":\"a\\nb\","                  \
    "\"part\":{\"name\":\"part\",\"weight\":3},\"parts\":[{\"name\":\"one\",\"weight\":1},{\"name\":\"two\","          \
    "\"weight\":2}]}"
#define EMPTY                                                                                                          \
    "{\"count\":0,\"is_on\":false,\"name\":\"\",\"at\":null,\"on\":null,\"amount\":null,\"id\":\"\",\"color\":\"\","   \
    "\"tags\":[],\"lines\":\"\",\"part\":null,\"parts\":[]}"

static void what_is_written_reads_the_same(void **state) {
    Ctx *cx = *state;
    static const char *const documents[] = { FULL, EMPTY };
    for (size_t i = 0; i < COUNT(documents); i++) {
        Record record;
        assert_row(i, documents[i]);
        assert_ok(read_record(cx, documents[i], &record));
        assert_text(record_json(cx, &record), documents[i]);
    }
}

static void reads_what_each_member_says(void **state) {
    Ctx *cx = *state;
    Record record;
    assert_ok(read_record(cx, FULL, &record));
    assert_int_equal(record.count, 7);
    assert_true(record.is_on);
    assert_int_equal(record.at.us, 1795316400000000);
    assert_int_equal(record.on.number, 739942);
    assert_true(record.amount.is_known && record.amount.micro == -500000);
    assert_int_equal(record.color, 2);
    assert_int_equal(record.part->weight, 3);
    assert_text(((const Part *)record.parts.items)[1].name, "two");
}

static void keeps_secrets_to_itself(void **state) {
    Ctx *cx = *state;
    Record record;
    assert_ok(read_record(cx, "{\"secret\":\"s\"}", &record));
    assert_text(record.secret, "s");
    record.hidden = S("h");
    assert_text(record_json(cx, &record), EMPTY);
    assert_int_equal(read_record(cx, "{\"hidden\":\"h\"}", &record), INVALID); /* nobody outside knows of it */
    assert_faults(cx, { &field_unknown, 0, "hidden" });
}

static void cleans_what_comes_from_strangers(void **state) {
    Ctx *cx = *state;
    Record record;
    assert_ok(read_record(cx, "{\"name\":\"  Vie\\u0323\\u0302t \",\"lines\":\"a\\r\\nb\"}", &record));
    assert_text(record.name, "Việt");
    assert_text(record.lines, "a\nb");
}

static void escapes_what_could_end_a_script(void **state) {
    Buf out = buf_new(((Ctx *)*state)->arena, 1000);
    json_write_text(&out, S("</script>\"\\\n\t\x01\x7F" "đ&'"));
    assert_text(written(&out), "\"\\u003c/script>\\\"\\\\\\n\\u0009\\u0001\x7F" "đ&'\"");
}

/* ---- numbers ---- */

typedef struct Exact {
    int64_t number;
    Decimal decimal;
} Exact;

static const Field exact_fields[] = { FIELD(Exact, number, OPTIONAL, 0, 0), FIELD(Exact, decimal, OPTIONAL, 0, 0) };
static const Shape exact_shape = SHAPE(Exact, exact_fields);

static void reads_whole_numbers_exactly(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *json;
        int64_t number;
    } rows[] = {
        { "{\"number\":9007199254740993}", INT64_C(9007199254740993) }, /* 2^53 + 1: no double holds it */
        { "{\"number\":9223372036854775807}", INT64_MAX },
        { "{\"number\":-9223372036854775808}", INT64_MIN },
        { "{\"number\":0}", 0 },
        { "{\"number\":null}", 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Exact exact = { 0 };
        assert_row(i, rows[i].json);
        assert_ok(shape_read_json(cx, &exact_shape, str_of(rows[i].json), &exact));
        assert_true(exact.number == rows[i].number);
    }
}

typedef struct DecimalRow {
    const char *json;
    bool is_number;
    int64_t micro;
} DecimalRow;

static const DecimalRow decimals[] = {
    { "0", true, 0 },
    { "0.1", true, 100000 },
    { "-0.000001", true, -1 },
    { "1234.5", true, 1234500000 },
    { "0.3", true, 300000 }, /* 0.29999... as a double */
    { "1e2", true, 100000000 },
    { "1E-6", true, 1 },
    { "-0.0", true, 0 },
    { "9000000000000", true, INT64_C(9000000000000000000) },
    { "-9000000000000", true, INT64_C(-9000000000000000000) },
    { "9000000000001", false, 0 },
    { "999999999.999999", true, INT64_C(999999999999999) }, /* 15 digits: the most that a double surely tells apart */
    { "4294967295.99999", true, INT64_C(4294967295999990) },
    { "94294967296.502", true, INT64_C(94294967296502000) },
    { "8999999999999.99", true, INT64_C(8999999999999990000) },
    { "-8999999999999.99", true, INT64_C(-8999999999999990000) },
    { "0.500000000000", true, 500000 }, /* zeros at the end say nothing */
    { "\"1234.5\"", true, 1234500000 },
    { "\"8999999999999.99\"", true, INT64_C(8999999999999990000) },
    { "4294967295.999999", false, 0 }, /* 16 digits */
    { "\"4294967295.999999\"", false, 0 },
    { "94294967296.1234567", false, 0 },
    { "\"1,5\"", false, 0 },
    { "\"\"", false, 0 },
    { "0.0000001", false, 0 },
    { "0.1234567", false, 0 },
    { "1234.1234567", false, 0 },
    { "100000000.1234564", false, 0 },
    { "1e30", false, 0 },
    { "10000000000.5", true, INT64_C(10000000000500000) },
    { "true", false, 0 },
    { "[1]", false, 0 },
};

static void assert_decimals(Ctx *cx, const DecimalRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Exact exact = { 0 };
        assert_row(i, rows[i].json);
        fixture_forget(cx);
        const Str json = str_format(cx->arena, "{\"decimal\":%s}", rows[i].json);
        assert_int_equal(shape_read_json(cx, &exact_shape, json, &exact), rows[i].is_number ? OK : INVALID);
        assert_int_equal(exact.decimal.is_known, rows[i].is_number);
        assert_true(exact.decimal.micro == rows[i].micro);
        const char first = rows[i].json[0];
        const bool is_json_number = first == '-' || (first >= '0' && first <= '9');
        if (!rows[i].is_number)
            assert_faults(cx, { is_json_number ? &field_number : &field_wrong_type, 0, "decimal" });
    }
}

static void reads_figures_exactly_or_not_at_all(void **state) {
    assert_decimals(*state, decimals, COUNT(decimals));
}

/* From 2^33 = 8589934592 on neighbouring doubles are 0.0000019 apart: python3 -c 'print(8999999999.000001)'. */
static void refuses_figures_that_a_double_changes(void **state) {
    static const DecimalRow rows[] = { { "8999999999.000001", false, 0 }, { "-8589934593.000003", false, 0 } };
    assert_decimals(*state, rows, COUNT(rows));
}

/* At 600 million a double still tells seven decimals: they are 0.0000001 apart. */
static void refuses_a_seventh_decimal_of_large_figures(void **state) {
    static const DecimalRow rows[] = { { "600000000.1234564", false, 0 }, { "-600000000.1234564", false, 0 } };
    assert_decimals(*state, rows, COUNT(rows));
}

/* ---- what is not JSON at all ---- */

static void refuses_what_is_not_an_object_of_json(void **state) {
    Ctx *cx = *state;
    static const char *const wrong[] = {
        "", " ", "null", "1", "\"a\"", "[]", "[{}]", "{", "{}x", "{} {}", "{a:1}", "{'a':1}", "{\"a\":1,}",
        "{\"a\":01}", "{\"a\":NaN}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}",
        "{\"name\":\"a\\u0000b\"}", "{\"na\\u0000me\":1}",
        "{\"name\":\"\\ud800\"}", "{\"name\":\"\xFF\"}", "{\"name\":\"a\nb\"}", "\xEF\xBB\xBF{}", "/**/{}",
        "{\"count\":9223372036854775808}", "{\"count\":-9223372036854775809}", "{\"amount\":1e999}",
        "{\"name\":\"ab\",\"name\":\"cd\"}", "{\"nope\":1,\"nope\":2}", "{\"part\":{\"weight\":1,\"weight\":1}}",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Record record;
        assert_row(i, wrong[i]);
        assert_int_equal(read_record(cx, wrong[i], &record), INVALID);
        assert_problem(cx, &json_form);
        assert_int_equal(cx->problem.fault_total, 0);
    }
    Record record = { 0 };
    fixture_forget(cx);
    assert_int_equal(shape_read_json(cx, &record_shape, (Str){ "{}\0", 3 }, &record), INVALID);
    fixture_forget(cx);
    assert_int_equal(shape_read_json(cx, &record_shape, (Str){ NULL, 0 }, &record), INVALID);
}

/* Twelve levels may stand in each other; letters of a text are no levels. */
static void counts_levels_before_it_parses(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *json;
        const ProblemKind *kind;
    } rows[] = {
        { "{\"x\":[[[[[[[[[[[]]]]]]]]]]]}", &input_faulty },
        { "{\"x\":[[[[[[[[[[[[]]]]]]]]]]]]}", &json_depth },
        { "{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{}}}}}}}}}}}}}",
          &json_depth },
        { "[[[[[[[[[[[[[", &json_depth },
        { "{\"lines\":\"[[[[[[[[[[[[[[[[\"}", NULL },
        { "{\"lines\":\"\\\"[[[[[[[[[[[[[[[[\"}", NULL },
        { "{\"parts\":[],\"x\":[],\"y\":[],\"z\":[[],[],[],[],[],[],[],[],[],[],[],[],[]]}", &input_faulty },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Record record;
        assert_row(i, rows[i].json);
        assert_int_equal(read_record(cx, rows[i].json, &record), rows[i].kind == NULL ? OK : INVALID);
        if (rows[i].kind != NULL) assert_problem(cx, rows[i].kind);
    }
}

/* ---- faults ---- */

typedef struct FaultRow {
    const char *json;
    FaultWanted wanted[4];
} FaultRow;

static const FaultRow faulty[] = {
    { "{\"nope\":1}", { { &field_unknown, 0, "nope" } } },
    { "{\"Name\":\"ab\"}", { { &field_unknown, 0, "Name" } } },
    { "{\"count\":\"7\"}", { { &field_wrong_type, 0, "count" } } },
    { "{\"count\":7.0}", { { &field_wrong_type, 0, "count" } } },
    { "{\"count\":true}", { { &field_wrong_type, 0, "count" } } },
    { "{\"count\":101}", { { &field_range, 0, "count" } } },
    { "{\"count\":9007199254740993}", { { &field_range, 0, "count" } } },
    { "{\"is_on\":1}", { { &field_wrong_type, 0, "is_on" } } },
    { "{\"is_on\":\"true\"}", { { &field_wrong_type, 0, "is_on" } } },
    { "{\"name\":1}", { { &field_wrong_type, 0, "name" } } },
    { "{\"name\":\"a\"}", { { &field_length, 0, "name" } } },
    { "{\"name\":\"12345678901\"}", { { &field_length, 0, "name" } } },
    { "{\"name\":\"ab\\ncd\"}", { { &field_controls, 0, "name" } } },
    { "{\"name\":\"ab\\u202ecd\"}", { { &field_controls, 0, "name" } } },
    { "{\"at\":\"2026-11-22\"}", { { &field_time, 0, "at" } } },
    { "{\"at\":1795316400}", { { &field_wrong_type, 0, "at" } } },
    { "{\"on\":\"2026-02-31\"}", { { &field_day, 0, "on" } } },
    { "{\"amount\":10.5}", { { &field_range, 0, "amount" } } },
    { "{\"id\":\"a b\"}", { { &field_code_form, 0, "id" } } },
    { "{\"color\":\"blue\"}", { { &field_choice, 0, "color" } } },
    { "{\"color\":1}", { { &field_wrong_type, 0, "color" } } },
    { "{\"tags\":\"a;b\"}", { { &field_wrong_type, 0, "tags" } } },
    { "{\"tags\":[\"a;b\"]}", { { &field_wrong_type, 0, "tags" } } },
    { "{\"tags\":[\"\"]}", { { &field_wrong_type, 0, "tags" } } },
    { "{\"tags\":[\"a\",1]}", { { &field_wrong_type, 0, "tags" } } },
    { "{\"tags\":[\"a\",\"b\",\"c\",\"d\"]}", { { &field_count_range, 0, "tags" } } },
    { "{\"part\":[]}", { { &field_wrong_type, 0, "part" } } },
    { "{\"part\":{}}", { { &field_missing, 0, "part/name" } } },
    { "{\"part\":{\"name\":\"123456\"}}", { { &field_length, 0, "part/name" } } },
    { "{\"parts\":{}}", { { &field_wrong_type, 0, "parts" } } },
    { "{\"parts\":[1]}", { { &field_wrong_type, 0, "parts/0" } } },
    { "{\"parts\":[{\"name\":\"a\"},{\"name\":\"b\",\"weight\":10}]}", { { &field_range, 0, "parts/1/weight" } } },
    { "{\"parts\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]}", { { &field_count_range, 0, "parts" } } },
    { "{\"nope\":1,\"count\":\"x\",\"name\":\"a\",\"parts\":[{\"name\":\"a\",\"x\":1}]}",
      { { &field_unknown, 0, "nope" }, { &field_wrong_type, 0, "count" }, { &field_length, 0, "name" },
        { &field_unknown, 0, "parts/0/x" } } },
};

static void names_every_fault_at_its_place(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(faulty); i++) {
        Record record;
        size_t count = 0;
        while (count < COUNT(faulty[i].wanted) && faulty[i].wanted[count].kind != NULL) count++;
        assert_row(i, faulty[i].json);
        assert_int_equal(read_record(cx, faulty[i].json, &record), INVALID);
        assert_problem(cx, &input_faulty);
        assert_faults_at(cx, faulty[i].wanted, count, __FILE__, __LINE__);
    }
}

typedef struct Needed {
    Str name, title;
    Id id;
    Day on;
    Decimal amount;
    int color;
    Texts tags;
    const Part *part;
} Needed;

static const Field needed_fields[] = {
    FIELD(Needed, name, REQUIRED, 1, 5),   FIELD(Needed, title, REQUIRED, 1, 5), FIELD(Needed, id, REQUIRED, 0, 0),
    FIELD(Needed, on, REQUIRED, 0, 0),     FIELD(Needed, amount, REQUIRED, 0, 0),
    FIELD_CHOICE(Needed, color, REQUIRED, &color_choices), FIELD(Needed, tags, REQUIRED, 1, 3),
    FIELD_LINK(Needed, part, REQUIRED, &part_shape),
};
static const Shape needed_shape = SHAPE(Needed, needed_fields);

static void names_all_that_is_missing(void **state) {
    Ctx *cx = *state;
    static const char *const documents[] = {
        "{}",
        "{\"name\":null,\"title\":null,\"id\":null,\"on\":null,\"amount\":null,\"color\":null,\"tags\":null}",
        "{\"name\":\"\",\"title\":\" \",\"id\":\"\",\"on\":\"\",\"color\":\"\",\"tags\":[]}",
    };
    for (size_t i = 0; i < COUNT(documents); i++) {
        Needed needed = { 0 };
        assert_row(i, documents[i]);
        fixture_forget(cx);
        assert_int_equal(shape_read_json(cx, &needed_shape, str_of(documents[i]), &needed), INVALID);
        assert_faults(cx, { &field_missing, 0, "name" }, { &field_missing, 0, "title" }, { &field_missing, 0, "id" },
                      { &field_missing, 0, "on" }, { &field_missing, 0, "amount" }, { &field_missing, 0, "color" },
                      { &field_missing, 0, "tags" }, { &field_missing, 0, "part" });
    }
}

/* "Many are gathered, so that a person can mend them all at once" (kit/ctx.h). */
static void names_what_is_missing_beside_what_is_wrong(void **state) {
    Ctx *cx = *state;
    Needed needed = { 0 };
    const Str json = S("{\"name\":\"123456\",\"nope\":1,\"on\":\"x\",\"amount\":1,\"color\":\"red\",\"tags\":[\"a\"],"
                       "\"part\":{\"name\":\"a\"}}");
    assert_int_equal(shape_read_json(cx, &needed_shape, json, &needed), INVALID);
    assert_faults(cx, { &field_length, 0, "name" }, { &field_unknown, 0, "nope" }, { &field_day, 0, "on" },
                  { &field_missing, 0, "title" }, { &field_missing, 0, "id" });
}

typedef struct Counted {
    int64_t percent;
    bool is_on;
} Counted;

static const Field counted_fields[] = {
    FIELD(Counted, percent, REQUIRED, 0, 100),
    FIELD(Counted, is_on, REQUIRED, 0, 0),
};
static const Shape counted_shape = SHAPE(Counted, counted_fields);

/* "REQUIRED: input must be given" (kit/shape.h): a number that was not said is not zero. */
static void a_required_number_must_be_given(void **state) {
    Ctx *cx = *state;
    Counted counted = { 0 };
    assert_ok(shape_read_json(cx, &counted_shape, S("{\"percent\":0,\"is_on\":false}"), &counted));
    assert_int_equal(shape_read_json(cx, &counted_shape, S("{}"), &counted), INVALID);
    assert_faults(cx, { &field_missing, 0, "percent" }, { &field_missing, 0, "is_on" });
    fixture_forget(cx);
    assert_int_equal(shape_read_json(cx, &counted_shape, S("{\"percent\":null,\"is_on\":null}"), &counted), INVALID);
}

/* ---- limits ---- */

static void stops_gathering_after_a_thousand_faults(void **state) {
    Ctx *cx = *state;
    Record record;
    Buf json = buf_new(cx->arena, 1000000);
    buf_add(&json, S("{\"a\":1"));
    for (int i = 0; i < 5000; i++) buf_addf(&json, ",\"a%d\":1", i);
    buf_char(&json, '}');
    assert_int_equal(read_record(cx, str_c(cx->arena, written(&json)), &record), INVALID);
    assert_int_equal(cx->problem.fault_count, FAULTS_NAMED_MAX);
    assert_int_equal(cx->problem.fault_total, FAULTS_NAMED_MAX + 1);
}

static void answers_too_large_when_its_arena_is_spent(void **state) {
    Ctx small = *(Ctx *)*state;
    small.arena = arena_new(1000); /* less than the text alone */
    Record record = { 0 };
    Buf json = buf_new(((Ctx *)*state)->arena, 10000);
    buf_add(&json, S("{\"lines\":\""));
    for (int i = 0; i < 1200; i++) buf_char(&json, 'x');
    buf_add(&json, S("\",\"name\":\"ab\"}"));
    assert_int_equal(shape_read_json(&small, &record_shape, written(&json), &record), TOO_LARGE);
    assert_problem(&small, &memory_spent);
    arena_free(small.arena);
}

static void bounds_lists_of_texts(void **state) {
    Ctx *cx = *state;
    Record record;
    Buf json = buf_new(cx->arena, 100000);
    buf_add(&json, S("{\"tags\":[\"a\""));
    for (int i = 0; i < 1000; i++) buf_add(&json, S(",\"a\""));
    buf_add(&json, S("]}"));
    assert_int_equal(read_record(cx, str_c(cx->arena, written(&json)), &record), INVALID);
    assert_faults(cx, { &field_count_range, 0, "tags" });
}

/* A place is shown to people and sent as JSON: it stays UTF-8 however long a stranger's name for it is. */
static void cuts_long_names_between_letters(void **state) {
    Ctx *cx = *state;
    for (int lead = 0; lead < 4; lead++) {
        Record record;
        const Str json = str_format(cx->arena, "{\"%.*sđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđ\":1}", lead, "aaaa");
        assert_row((size_t)lead, json.at);
        assert_int_equal(read_record(cx, json.at, &record), INVALID);
        assert_true(utf8_is_valid(cx->problem.faults[0].spot.column));
        assert_true(cx->problem.faults[0].spot.column.len > 50);
    }
}

/* ---- what may be left out, and said in short ---- */

typedef struct Item {
    Str text;
    bool stands;
    int64_t number;
} Item;

static const Field item_fields[] = { FIELD(Item, text, REQUIRED | ALONE, 1, 5), FIELD(Item, stands, STANDS, 0, 0),
                                     FIELD(Item, number, OPTIONAL, 0, 0) };
static const Shape item_shape = SHAPE(Item, item_fields);

typedef struct Items {
    Rows items;
} Items;

static const Field items_fields[] = { FIELD_LIST(Items, items, 10, &item_shape) };
static const Shape items_shape = SHAPE(Items, items_fields);

static void a_text_alone_is_a_record(void **state) {
    Ctx *cx = *state;
    Items read = { 0 };
    const char *json =
        "{\"items\":[\"a\",{\"text\":\"b\",\"stands\":false,\"number\":3},{\"text\":\"c\",\"stands\":null}]}";
    assert_ok(shape_read_json(cx, &items_shape, str_of(json), &read));
    const Item *items = read.items.items;
    assert_text(items[0].text, "a");
    assert_true(items[0].stands && !items[1].stands && items[2].stands); /* it stands when nothing is said */
    assert_int_equal(items[1].number, 3);
    assert_int_equal(shape_read_json(cx, &items_shape, S("{\"items\":[\"\",\"abcdef\",7]}"), &read), INVALID);
    assert_faults(cx, { &field_missing, 0, "items/0/text" }, { &field_length, 0, "items/1/text" },
                  { &field_wrong_type, 0, "items/2" });
}

static void writes_a_line_for_each_member(void **state) {
    Ctx *cx = *state;
    Buf out = buf_new(cx->arena, 1000);
    json_write_indented(&out, S("{\"a\":[],\"b\":{},\"c\":[1,{\"d\":\"{\\\"[,:\\\\\"}],\"e\":null}"));
    assert_text(written(&out),
                "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": \"{\\\"[,:\\\\\"\n"
                "    }\n  ],\n  \"e\": null\n}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(what_is_written_reads_the_same),
        AT_DESK(reads_what_each_member_says),
        AT_DESK(keeps_secrets_to_itself),
        AT_DESK(cleans_what_comes_from_strangers),
        AT_DESK(escapes_what_could_end_a_script),
        AT_DESK(reads_whole_numbers_exactly),
        AT_DESK(reads_figures_exactly_or_not_at_all),
        AT_DESK(refuses_figures_that_a_double_changes),
        AT_DESK(refuses_a_seventh_decimal_of_large_figures),
        AT_DESK(refuses_what_is_not_an_object_of_json),
        AT_DESK(counts_levels_before_it_parses),
        AT_DESK(names_every_fault_at_its_place),
        AT_DESK(names_all_that_is_missing),
        AT_DESK(names_what_is_missing_beside_what_is_wrong),
        AT_DESK(a_required_number_must_be_given),
        AT_DESK(stops_gathering_after_a_thousand_faults),
        AT_DESK(answers_too_large_when_its_arena_is_spent),
        AT_DESK(bounds_lists_of_texts),
        AT_DESK(cuts_long_names_between_letters),
        AT_DESK(a_text_alone_is_a_record),
        AT_DESK(writes_a_line_for_each_member),
    };
    return cmocka_run_group_tests_name("shape_json", tests, NULL, NULL);
}
