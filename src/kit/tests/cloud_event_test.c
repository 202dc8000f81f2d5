/* kit/tests/cloud_event_test - events that another implementation (npm cloudevents) writes and reads; and what is none.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/cloud_event.h"
#include "tests/harness/unit.h"

#include <jansson.h>

#define OUTSIDE "node " SOURCE_ROOT "/tests/harness/events_outside.mjs "

enum { ANSWER_MAX = 1024 * 1024, HEADERS_MAX = 20, JSON_MAX = 64 * 1024, EVENTS = 3 };

static void release_json(json_t **root) {
    json_decref(*root);
}

static Str text_of(const json_t *value) {
    assert_true(json_is_string(value));
    return (Str){ json_string_value(value), json_string_length(value) };
}

/* ---- the events of the harness ---- */

static const CloudExtension sequence[] = { { { "sequence", 8 }, { "7", 1 } } };

static const CloudEvent wanted[EVENTS] = {
    { .id = { "a-1", 3 },
      .source = { "/VN/GOV/2/B", 11 },
      .type = { "vn.people.born", 14 },
      .subject = { "Nguyễn \"An\" 100%", 18 },
      .time = { "2026-11-30T07:00:00.000Z", 24 },
      .data_content_type = { "application/json", 16 },
      .extensions = sequence,
      .extension_count = 1,
      .has_data = true,
      .data = { "{\"name\":\"Nguyễn Văn A\",\"born\":1990,\"list\":[1,2.5,null]}", 58 } },
    { .id = { "a-2", 3 },
      .source = { "https://x.example/b", 19 },
      .type = { "plain", 5 },
      .time = { "2026-11-30T07:00:00.001Z", 24 },
      .data_content_type = { "text/plain", 10 },
      .has_data = true,
      .data = { "một dòng <chữ>", 19 } },
    { .id = { "a-3", 3 },
      .source = { "/c", 2 },
      .type = { "empty", 5 },
      .time = { "2026-11-30T07:00:00.002Z", 24 },
      .data_schema = { "https://x.example/schema", 24 } },
};

static void check_event(Arena *arena, const CloudEvent *got, const CloudEvent *as) {
    const Str pairs[][2] = { { got->id, as->id },
                             { got->source, as->source },
                             { got->type, as->type },
                             { got->subject, as->subject },
                             { got->time, as->time },
                             { got->data, as->data },
                             { got->data_schema, as->data_schema } };
    for (size_t i = 0; i < COUNT(pairs); i++) assert_text(pairs[i][0], str_c(arena, pairs[i][1]));
    if (as->data_content_type.len > 0) assert_text(got->data_content_type, str_c(arena, as->data_content_type));
    assert_int_equal(got->has_data, as->has_data);
    assert_int_equal(got->extension_count, as->extension_count);
    for (size_t i = 0; i < as->extension_count; i++) {
        assert_text(got->extensions[i].name, str_c(arena, as->extensions[i].name));
        assert_text(got->extensions[i].value, str_c(arena, as->extensions[i].value));
    }
}

/* ---- others write, we read ---- */

static json_t *written_outside(Arena *arena) {
    char *at = arena_alloc(arena, ANSWER_MAX);
    json_error_t error;
    FILE *pipe = popen(OUTSIDE "cloud-write", "re");
    assert_non_null(pipe);
    const size_t size = fread(at, 1, ANSWER_MAX, pipe);
    assert_int_equal(pclose(pipe), 0);
    json_t *messages = json_loadb(at, size, 0, &error);
    assert_int_equal(json_array_size(messages), 2 * EVENTS + 1);
    return messages;
}

static void check_message(Arena *arena, const json_t *message) {
    Header headers[HEADERS_MAX];
    size_t header_count = 0, count = 0;
    const CloudEvent *events;
    const char *name;
    json_t *value;
    const json_int_t at = json_integer_value(json_object_get(message, "at"));
    json_object_foreach(json_object_get(message, "headers"), name, value) {
        assert_true(header_count < HEADERS_MAX);
        headers[header_count++] = (Header){ str_of(name), text_of(value) };
    }
    const Str body = text_of(json_object_get(message, "body"));
    assert_int_equal(cloud_events_read(arena, headers, header_count, body, &events, &count), CLOUD_FINE);
    assert_int_equal(count, at < 0 ? EVENTS : 1);
    for (size_t i = 0; i < count; i++) check_event(arena, &events[i], &wanted[at < 0 ? i : (size_t)at]);
}

static void what_others_write_is_read(void **state) {
    CLEANUP(release_json) json_t *messages = written_outside(*state);
    for (size_t i = 0; i < json_array_size(messages); i++) {
        assert_row(i, "message");
        check_message(*state, json_array_get(messages, i));
    }
}

/* ---- we write, others read ---- */

static json_t *message_of(const Header *headers, size_t count, Str body, int at) {
    json_t *fields = json_object();
    for (size_t i = 0; i < count; i++)
        assert_int_equal(
            json_object_set_new(fields, headers[i].name.at, json_stringn(headers[i].value.at, headers[i].value.len)),
            0);
    return json_pack("{s:o, s:s%, s:i}", "headers", fields, "body", body.len == 0 ? "" : body.at, body.len, "at", at);
}

static void what_we_write_is_read_by_others(void **state) {
    static const Header structured = { { "Content-Type", 12 }, { CLOUD_STRUCTURED, sizeof CLOUD_STRUCTURED - 1 } };
    static const Header batch = { { "Content-Type", 12 }, { CLOUD_BATCH, sizeof CLOUD_BATCH - 1 } };
    CLEANUP(release_json) json_t *messages = json_array();
    Str json;
    for (int i = 0; i < EVENTS; i++) {
        const Header *headers;
        const size_t count = cloud_event_headers(*state, &wanted[i], &headers);
        assert_int_equal(json_array_append_new(messages, message_of(headers, count, wanted[i].data, i)), 0);
        assert_int_equal(cloud_event_json(*state, &wanted[i], JSON_MAX, &json), CLOUD_FINE);
        assert_int_equal(json_array_append_new(messages, message_of(&structured, 1, json, i)), 0);
    }
    assert_int_equal(cloud_events_json(*state, wanted, EVENTS, JSON_MAX, &json), CLOUD_FINE);
    assert_int_equal(json_array_append_new(messages, message_of(&batch, 1, json, -1)), 0);
    FILE *pipe = popen(OUTSIDE "cloud-read", "we");
    assert_non_null(pipe);
    assert_int_equal(json_dumpf(messages, pipe, 0), 0);
    assert_int_equal(pclose(pipe), 0);
}

/* ---- what the standard says, and what is refused ---- */

typedef struct JsonRow {
    const char *json;
    CloudFlaw flaw;
} JsonRow;

#define EVENT "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\""

static const JsonRow rows[] = {
    { "{" EVENT "}", CLOUD_FINE },
    { "{" EVENT ",\"time\":null,\"flag\":true,\"count\":-7}", CLOUD_FINE },
    { "{" EVENT ",\"data_base64\":\"aGk=\"}", CLOUD_FINE },
    { "{" EVENT ",\"data\":null}", CLOUD_FINE },
    { "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\"}", CLOUD_VERSION },
    { "{\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\"}", CLOUD_ATTRIBUTE },
    { "{\"specversion\":\"1.0\",\"source\":\"/a\",\"type\":\"t\"}", CLOUD_ATTRIBUTE },
    { "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/a\",\"type\":\"t\"}", CLOUD_ATTRIBUTE },
    { "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a b\",\"type\":\"t\"}", CLOUD_ATTRIBUTE },
    { "{" EVENT ",\"time\":\"2026-11-31T00:00:00Z\"}", CLOUD_ATTRIBUTE },
    { "{" EVENT ",\"dataschema\":\"schema\"}", CLOUD_ATTRIBUTE },
    { "{" EVENT ",\"Name\":\"x\"}", CLOUD_ATTRIBUTE },
    { "{" EVENT ",\"datacontenttype\":\"application/cloudevents+json\"}", CLOUD_ATTRIBUTE },
    { "{" EVENT ",\"datacontenttype\":\"Ã©\"}", CLOUD_ATTRIBUTE },
    { "{" EVENT ",\"na_me\":\"x\"}", CLOUD_ATTRIBUTE },
    { "{" EVENT ",\"name\":\"x\\ny\"}", CLOUD_ATTRIBUTE },
    { "{" EVENT ",\"name\":{}}", CLOUD_FORM },
    { "{" EVENT ",\"name\":1.5}", CLOUD_FORM },
    { "{" EVENT ",\"data\":1,\"data_base64\":\"aGk=\"}", CLOUD_FORM },
    { "{" EVENT ",\"data_base64\":\"a\"}", CLOUD_FORM },
    { "{" EVENT ",\"data_base64\":7}", CLOUD_FORM },
    { "{" EVENT ",\"id\":\"2\"}", CLOUD_FORM },
    { "[{" EVENT "}]", CLOUD_FORM },
    { "7", CLOUD_FORM },
    { "", CLOUD_FORM },
};

static void structured_events_are_looked_at(void **state) {
    const Header header = { S("content-type"), S("Application/CloudEvents+JSON;charset=utf-8") };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const CloudEvent *events;
        size_t count = 0;
        assert_row(i, rows[i].json);
        assert_int_equal(cloud_events_read(*state, &header, 1, str_of(rows[i].json), &events, &count), rows[i].flaw);
    }
}

static void binary_events_are_looked_at(void **state) {
    Header headers[] = {
        { S("CE-SpecVersion"), S("1.0") },
        { S("ce-id"), S("1") },
        { S("ce-source"), S("/a") },
        { S("ce-type"), S("t") },
        { S("ce-subject"), S("\"Euro%20%E2%82%AC \\\"x\\\"\"") },
        { S("X-Other"), S("y") },
    };
    const CloudEvent *events;
    size_t count = 0;
    assert_int_equal(cloud_events_read(*state, headers, COUNT(headers), S("{}"), &events, &count), CLOUD_FINE);
    assert_text(events[0].subject, "Euro € \"x\"");
    assert_int_equal(events[0].extension_count, 0);
    assert_int_equal(cloud_events_read(*state, headers, COUNT(headers) - 3, S("{}"), &events, &count), CLOUD_ATTRIBUTE);
    headers[0].value = S("2.0");
    assert_int_equal(cloud_events_read(*state, headers, COUNT(headers), S("{}"), &events, &count), CLOUD_VERSION);
    headers[0].name = S("specversion");
    assert_int_equal(cloud_events_read(*state, headers, COUNT(headers), S("{}"), &events, &count), CLOUD_NONE);
    headers[0] = (Header){ S("ce-specversion"), S("1.0") };
    headers[5].name = S("ce-data");
    assert_int_equal(cloud_events_read(*state, headers, COUNT(headers), S("{}"), &events, &count), CLOUD_ATTRIBUTE);
    headers[5].name = S("X-Other");
    headers[4].value = S("%0A");
    assert_int_equal(cloud_events_read(*state, headers, COUNT(headers), S("{}"), &events, &count), CLOUD_ATTRIBUTE);
}

static void bytes_come_back_as_bytes(void **state) {
    const CloudEvent event = { .id = S("1"),
                               .source = S("/a"),
                               .type = S("t"),
                               .data_content_type = S("image/png"),
                               .has_data = true,
                               .data = S("\x89PNG\x00") };
    const Header header = { S("Content-Type"), S(CLOUD_STRUCTURED) };
    const CloudEvent *events;
    size_t count = 0;
    Str json;
    assert_int_equal(cloud_event_json(*state, &event, JSON_MAX, &json), CLOUD_FINE);
    assert_holds(json, "\"data_base64\":\"iVBORwA=\"");
    assert_int_equal(cloud_events_read(*state, &header, 1, json, &events, &count), CLOUD_FINE);
    assert_int_equal(events[0].data.len, 5);
    assert_memory_equal(events[0].data.at, event.data.at, 5);
    assert_int_equal(cloud_event_json(*state, &event, json.len - 1, &json), CLOUD_LIMIT);
}

static void a_batch_has_an_end(void **state) {
    const Header header = { S("Content-Type"), S(CLOUD_BATCH) };
    const CloudEvent *events;
    size_t count = 7;
    Buf out = buf_new(*state, 1024 * 1024);
    assert_int_equal(cloud_events_read(*state, &header, 1, S("[]"), &events, &count), CLOUD_FINE);
    assert_int_equal(count, 0);
    for (int i = 0; i <= CLOUD_EVENTS_MAX; i++) buf_addf(&out, "%s{" EVENT "}", i == 0 ? "[" : ",");
    buf_char(&out, ']');
    assert_int_equal(cloud_events_read(*state, &header, 1, written(&out), &events, &count), CLOUD_LIMIT);
    assert_int_equal(cloud_events_read(*state, &header, 1, S("{" EVENT "}"), &events, &count), CLOUD_FORM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(what_others_write_is_read),       AN_ARENA(what_we_write_is_read_by_others),
        AN_ARENA(structured_events_are_looked_at), AN_ARENA(binary_events_are_looked_at),
        AN_ARENA(bytes_come_back_as_bytes),        AN_ARENA(a_batch_has_an_end),
    };
    return cmocka_run_group_tests_name("cloud_event", tests, NULL, NULL);
}
