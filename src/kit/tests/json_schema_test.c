/* kit/tests/json_schema_test - the official test suite for draft-07 (Debian's json-schema-test-suite), and what it does
 * not ask: limits, places of faults, broken schemas. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_schema.h"
#include "tests/harness/unit.h"

#include <dirent.h>
#include <jansson.h>

#define SUITE "/usr/share/json-schema-test-suite/tests/draft7/"

enum { PATH_MAX_BYTES = 300, FILES_MIN = 30 };

/* ---- the suite ---- */

static void release_json(json_t **root) {
    json_decref(*root);
}

static Str text_of(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    return (Str){ json_string_value(value), json_string_length(value) };
}

/* As text, which is what the schema is read from. */
static Str dumped(Arena *arena, const json_t *value) {
    const size_t size = json_dumpb(value, NULL, 0, JSON_ENCODE_ANY);
    char *at = arena_alloc(arena, size + 1);
    assert_int_equal(json_dumpb(value, at, size, JSON_ENCODE_ANY), size);
    return (Str){ at, size };
}

/* Schemas that refer to others, which we do not fetch: they are refused as such. */
static const char *const remote[] = {
    "remote ref",
    "fragment within remote ref",
    "ref within remote ref",
    "base URI change",
    "base URI change - change folder",
    "base URI change - change folder in subschema",
    "root ref in remote ref",
    "remote ref, containing refs itself",
    "valid definition",
    "invalid definition",
};

static bool is_remote(Str what) {
    bool is = false;
    for (size_t i = 0; i < COUNT(remote) && !is; i++) is = str_is(what, remote[i]);
    return is;
}

static void check_group(Arena *arena, const json_t *group) {
    const JsonSchema *schema;
    SchemaFault fault;
    const json_t *tests = json_object_get(group, "tests");
    const Str text = dumped(arena, json_object_get(group, "schema"));
    const SchemaVerdict verdict = json_schema_read(arena, text, &schema, &fault);
    if (verdict == SCHEMA_REMOTE && is_remote(text_of(group, "description"))) return;
    if (verdict != SCHEMA_FITS) print_message("# %s: %.*s\n", fault.keyword.at, STR_FMT(fault.at));
    assert_int_equal(verdict, SCHEMA_FITS);
    for (size_t i = 0; i < json_array_size(tests); i++) {
        const json_t *test = json_array_get(tests, i);
        assert_row(i, text_of(test, "description").at);
        const SchemaVerdict wanted = json_is_true(json_object_get(test, "valid")) ? SCHEMA_FITS : SCHEMA_MISFIT;
        const Str value = dumped(arena, json_object_get(test, "data"));
        assert_int_equal(json_schema_check(arena, schema, value, &fault), wanted);
    }
}

static void check_file(Arena *arena, const char *folder, const char *name) {
    json_error_t error;
    const char *path = str_format(arena, "%s%s", folder, name).at;
    CLEANUP(release_json) json_t *groups = json_load_file(path, 0, &error);
    if (groups == NULL) fail_with("%s: %s", name, error.text);
    assert_true(json_array_size(groups) > 0);
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *group = json_array_get(groups, i);
        print_message("# %s: %s\n", name, text_of(group, "description").at);
        check_group(arena, group);
        arena_reset(arena);
    }
}

static void release_folder(DIR **folder) {
    if (*folder != NULL) (void)closedir(*folder);
}

/* Left out are, because a draft-07 schema need not ask it: iri, iri-reference, idn-hostname and idn-email (formats that
 * want tables of Unicode's); contentEncoding and contentMediaType, which say something and ask nothing; bignum (whole
 * numbers have 64 bits here, and what has more is refused). */
static void the_official_suite_agrees(void **state) {
    static const char *const optional[] = {
        "ecmascript-regex",     "zeroTerminatedFloats",
        "format/date-time",     "format/date",
        "format/time",          "format/email",
        "format/hostname",      "format/ipv4",
        "format/ipv6",          "format/uri",
        "format/uri-reference", "format/uri-template",
        "format/json-pointer",  "format/relative-json-pointer",
        "format/regex",
    };
    CLEANUP(release_folder) DIR *folder = opendir(SUITE);
    char names[100][PATH_MAX_BYTES];
    size_t count = 0;
    if (folder == NULL) {
        print_message("# left out: Debian's json-schema-test-suite is not installed (tools/dependencies.sh check)\n");
        skip();
    }
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strstr(entry->d_name, ".json") == NULL) continue;
        assert_true(count < COUNT(names) && strlen(entry->d_name) < PATH_MAX_BYTES);
        memcpy(names[count++], entry->d_name, strlen(entry->d_name) + 1);
    }
    assert_true(count >= FILES_MIN);
    for (size_t i = 0; i < count; i++) check_file(*state, SUITE, names[i]);
    for (size_t i = 0; i < COUNT(optional); i++) {
        char name[PATH_MAX_BYTES];
        (void)snprintf(name, sizeof name, "%s.json", optional[i]);
        check_file(*state, SUITE "optional/", name);
    }
}

/* ---- faults and their places ---- */

static const JsonSchema *schema_of(Arena *arena, const char *text) {
    const JsonSchema *schema = NULL;
    SchemaFault fault;
    assert_int_equal(json_schema_read(arena, str_of(text), &schema, &fault), SCHEMA_FITS);
    return schema;
}

#define PERSON                                                                                                         \
    "{\"type\":\"object\",\"required\":[\"name\"],\"additionalProperties\":false,\"properties\":{"                     \
    "\"name\":{\"type\":\"string\",\"minLength\":2,\"pattern\":\"^[\\\\u0041-\\\\u005A]\"},"                           \
    "\"born\":{\"format\":\"date\"},\"a/b~c\":{\"items\":{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}},"   \
    "\"child\":{\"$ref\":\"#\"}}}"

typedef struct PlaceRow {
    const char *value, *at, *keyword; /* no keyword: it fits */
} PlaceRow;

static const PlaceRow places[] = {
    { "{\"name\":\"An\",\"born\":\"1990-02-28\",\"child\":{\"name\":\"Bo\"}}", "", NULL },
    { "[]", "", "type" },
    { "{}", "", "required" },
    { "{\"name\":\"A\"}", "/name", "minLength" },
    { "{\"name\":\"\xC4\x90\xE1\xBB\xA9\x63\"}", "/name", "pattern" },
    { "{\"name\":\"An\",\"born\":\"1990-02-30\"}", "/born", "format" },
    { "{\"name\":\"An\",\"a/b~c\":[1,null,\"x\"]}", "/a~1b~0c/2", "anyOf" },
    { "{\"name\":\"An\",\"age\":1}", "/age", "" },
    { "{\"name\":\"An\",\"child\":{\"name\":\"Bo\",\"child\":{\"name\":7}}}", "/child/child/name", "type" },
};

static void faults_are_told_with_their_place(void **state) {
    const JsonSchema *schema = schema_of(*state, PERSON);
    for (size_t i = 0; i < COUNT(places); i++) {
        SchemaFault fault;
        assert_row(i, places[i].value);
        const SchemaVerdict verdict = json_schema_check(*state, schema, str_of(places[i].value), &fault);
        assert_int_equal(verdict, places[i].keyword == NULL ? SCHEMA_FITS : SCHEMA_MISFIT);
        assert_text(fault.at, places[i].at);
        assert_text(fault.keyword, places[i].keyword == NULL ? "" : places[i].keyword);
    }
}

typedef struct BrokenRow {
    const char *schema;
    SchemaVerdict verdict;
    const char *at;
} BrokenRow;

static const BrokenRow broken[] = {
    { "", SCHEMA_NO_JSON, "" },
    { "{\"type\":\"object\",\"type\":\"object\"}", SCHEMA_NO_JSON, "" },
    { "7", SCHEMA_BROKEN, "" },
    { "[]", SCHEMA_BROKEN, "" },
    { "{\"type\":\"text\"}", SCHEMA_BROKEN, "/type" },
    { "{\"type\":[]}", SCHEMA_BROKEN, "/type" },
    { "{\"type\":[\"string\",\"string\"]}", SCHEMA_BROKEN, "/type" },
    { "{\"enum\":1}", SCHEMA_BROKEN, "/enum" },
    { "{\"multipleOf\":0}", SCHEMA_BROKEN, "/multipleOf" },
    { "{\"minLength\":-1}", SCHEMA_BROKEN, "/minLength" },
    { "{\"maxItems\":1.5}", SCHEMA_BROKEN, "/maxItems" },
    { "{\"required\":[\"a\",\"a\"]}", SCHEMA_BROKEN, "/required" },
    { "{\"required\":true}", SCHEMA_BROKEN, "/required" },
    { "{\"uniqueItems\":1}", SCHEMA_BROKEN, "/uniqueItems" },
    { "{\"pattern\":\"(\"}", SCHEMA_BROKEN, "/pattern" },
    { "{\"properties\":{\"a\":{\"items\":[{},7]}}}", SCHEMA_BROKEN, "/properties/a/items/1" },
    { "{\"patternProperties\":{\"[\":{}}}", SCHEMA_BROKEN, "/patternProperties/[" },
    { "{\"dependencies\":{\"a\":[1]}}", SCHEMA_BROKEN, "/dependencies/a" },
    { "{\"allOf\":[]}", SCHEMA_BROKEN, "/allOf" },
    { "{\"$ref\":7}", SCHEMA_BROKEN, "/$ref" },
    { "{\"$ref\":\"#/definitions/a\"}", SCHEMA_REMOTE, "/$ref" },
    { "{\"items\":{\"$ref\":\"http://x.example/schema\"}}", SCHEMA_REMOTE, "/items/$ref" },
    { "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}", SCHEMA_BROKEN, "/$schema" },
    { "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}", SCHEMA_FITS, "" },
    { "{\"$id\":\"http://x.example/a\",\"$ref\":\"#\"}", SCHEMA_FITS, "" },
    { "{\"unknown\":7,\"default\":[],\"examples\":1}", SCHEMA_FITS, "" },
};

static void what_is_no_schema_is_refused(void **state) {
    for (size_t i = 0; i < COUNT(broken); i++) {
        const JsonSchema *schema;
        SchemaFault fault;
        assert_row(i, broken[i].schema);
        assert_int_equal(json_schema_read(*state, str_of(broken[i].schema), &schema, &fault), broken[i].verdict);
        assert_text(fault.at, broken[i].at);
    }
}

/* ---- limits ---- */

static Str repeated(Arena *arena, const char *text, size_t times) {
    Buf out = buf_new(arena, strlen(text) * times + 1);
    for (size_t i = 0; i < times; i++) buf_add(&out, str_of(text));
    return written(&out);
}

static SchemaVerdict read_text(Arena *arena, Str text) {
    const JsonSchema *schema;
    SchemaFault fault;
    return json_schema_read(arena, text, &schema, &fault);
}

static void schemas_have_an_end(void **state) {
    const Str open = repeated(*state, "{\"not\":", SCHEMA_DEPTH_MAX), shut = repeated(*state, "}", SCHEMA_DEPTH_MAX);
    assert_int_equal(read_text(*state, str_format(*state, "%.*strue%.*s", STR_FMT(open), STR_FMT(shut))), SCHEMA_FITS);
    assert_int_equal(read_text(*state, str_format(*state, "%.*s{}%.*s", STR_FMT(open), STR_FMT(shut))), SCHEMA_LIMIT);
    const Str most = repeated(*state, "{},", SCHEMA_NODES_MAX - 2);
    assert_int_equal(read_text(*state, str_format(*state, "{\"items\":[%.*s{}]}", STR_FMT(most))), SCHEMA_FITS);
    assert_int_equal(read_text(*state, str_format(*state, "{\"items\":[%.*s{},{}]}", STR_FMT(most))), SCHEMA_LIMIT);
    const Str letters = repeated(*state, "a", SCHEMA_PATTERN_BYTES_MAX);
    assert_int_equal(read_text(*state, str_format(*state, "{\"pattern\":\"%.*s\"}", STR_FMT(letters))), SCHEMA_FITS);
    assert_int_equal(read_text(*state, str_format(*state, "{\"pattern\":\"%.*sa\"}", STR_FMT(letters))), SCHEMA_LIMIT);
    const Str blanks = repeated(*state, " ", SCHEMA_BYTES_MAX - 1);
    assert_int_equal(read_text(*state, str_format(*state, "{%.*s}", STR_FMT(blanks))), SCHEMA_LIMIT);
}

typedef struct LimitRow {
    const char *schema, *before, *each, *after;
    size_t times;
    SchemaVerdict verdict;
} LimitRow;

static const LimitRow limits[] = {
    { "{\"$ref\":\"#\"}", "1", "", "", 0, SCHEMA_LIMIT }, /* round and round */
    { "{\"allOf\":[{\"$ref\":\"#\"}]}", "1", "", "", 0, SCHEMA_LIMIT },
    { "{\"not\":{\"allOf\":[{\"$ref\":\"#/not\"}]}}", "1", "", "", 0, SCHEMA_LIMIT },
    { "{\"pattern\":\"^(a+)+$\"}", "\"", "a", "!\"", 40, SCHEMA_LIMIT }, /* exponential */
    { "{\"pattern\":\"^(a+)+$\"}", "\"", "a", "\"", 40, SCHEMA_FITS },
    { "{\"uniqueItems\":true}", "[0", ",{\"a\":1}", "]", 1, SCHEMA_FITS },
    { "{\"uniqueItems\":true}", "[0", ",[[[]]]", "]", 2, SCHEMA_MISFIT },
    { "{}", "", "[", "1]", SCHEMA_VALUE_DEPTH_MAX + 1, SCHEMA_LIMIT },
    { "{}", "12345678901234567890", "", "", 0, SCHEMA_NO_JSON },
    { "{}", "{\"a\":1,\"a\":1}", "", "", 0, SCHEMA_NO_JSON },
    { "{}", "", "", "", 0, SCHEMA_NO_JSON },
};

static void checks_have_an_end(void **state) {
    for (size_t i = 0; i < COUNT(limits); i++) {
        const LimitRow *row = &limits[i];
        const Str middle = repeated(*state, row->each, row->times);
        SchemaFault fault;
        assert_row(i, row->schema);
        const Str value = str_format(*state, "%s%.*s%s", row->before, STR_FMT(middle), row->after);
        assert_int_equal(json_schema_check(*state, schema_of(*state, row->schema), value, &fault), row->verdict);
    }
}

/* Five thousand numbers compared each with each are twelve million comparisons. */
static void comparing_has_an_end(void **state) {
    Buf out = buf_new(*state, 64 * 1024);
    SchemaFault fault;
    for (int i = 0; i < 5000; i++) buf_addf(&out, "%c%d", i == 0 ? '[' : ',', i);
    buf_char(&out, ']');
    const JsonSchema *schema = schema_of(*state, "{\"uniqueItems\":true}");
    assert_int_equal(json_schema_check(*state, schema, written(&out), &fault), SCHEMA_LIMIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(the_official_suite_agrees),    AN_ARENA(faults_are_told_with_their_place),
        AN_ARENA(what_is_no_schema_is_refused), AN_ARENA(schemas_have_an_end),
        AN_ARENA(checks_have_an_end),           AN_ARENA(comparing_has_an_end),
    };
    return cmocka_run_group_tests_name("json_schema", tests, NULL, NULL);
}
