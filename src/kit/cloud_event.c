/* kit/cloud_event - see cloud_event.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/cloud_event.h"

#include "kit/crypto.h"
#include "kit/json_schema_inside.h"
#include "kit/shape.h"

#include <inttypes.h>
#include <stddef.h>

enum { HEX_DIGITS = 2, HEX_BASE = 16, ATTRIBUTE_NAME_MAX = 40 };

#define PREFIX    "ce-"
#define DATA_TYPE "datacontenttype"
#define VERSION   "1.0"

/* ---- attributes ---- */

static const struct {
    const char *name;
    size_t offset;
    const char *format; /* NULL: any text */
} attributes[] = {
    { "id", offsetof(CloudEvent, id), NULL },
    { "source", offsetof(CloudEvent, source), "uri-reference" },
    { "type", offsetof(CloudEvent, type), NULL },
    { "subject", offsetof(CloudEvent, subject), NULL },
    { "time", offsetof(CloudEvent, time), "date-time" },
    { "dataschema", offsetof(CloudEvent, data_schema), "uri" },
    { DATA_TYPE, offsetof(CloudEvent, data_content_type), NULL },
};

typedef struct Reader {
    Arena *arena;
    CloudEvent *event;
    CloudExtension *extensions;
    size_t extension_room;
    Str version;
} Reader;

static Str *attribute_of(CloudEvent *event, size_t which) {
    return (Str *)(void *)((char *)event + attributes[which].offset);
}

static Str attribute_in(const CloudEvent *event, size_t which) {
    return *(const Str *)(const void *)((const char *)event + attributes[which].offset);
}

static bool is_name(Str name) {
    bool is = name.len > 0 && name.len <= ATTRIBUTE_NAME_MAX;
    for (size_t i = 0; i < name.len && is; i++)
        is = (name.at[i] >= 'a' && name.at[i] <= 'z') || (name.at[i] >= '0' && name.at[i] <= '9');
    return is;
}

/* Valid text without controls: it may come to stand in a field again. */
static bool is_value(Str value) {
    bool is = utf8_is_valid(value);
    for (size_t i = 0; i < value.len && is; i++) is = (unsigned char)value.at[i] >= ' ' && value.at[i] != 0x7F;
    return is;
}

/* ---- media types ---- */

static Str media_type(Arena *arena, Str content_type) {
    Str rest = content_type;
    return str_lower(arena, str_trim(str_cut(&rest, ';')));
}

static bool is_json(Arena *arena, Str content_type) {
    const Str type = media_type(arena, content_type);
    return type.len == 0 || str_ends(type, S("/json")) || str_ends(type, S("+json"));
}

static bool is_text(Arena *arena, Str content_type) {
    const Str type = media_type(arena, content_type);
    return str_starts(type, S("text/")) || str_ends(type, S("/xml")) || str_ends(type, S("+xml"));
}

/* A type of data, and not one that would make something else of the message. */
static bool is_data_type(Arena *arena, Str value) {
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] < ' ' || value.at[i] > '~') return false;
    }
    return !str_starts(media_type(arena, value), S("application/cloudevents"));
}

static CloudFlaw add_attribute(Reader *reader, Str name, Str value) {
    CloudEvent *event = reader->event;
    if (!is_name(name) || !is_value(value) || str_is(name, "data")) return CLOUD_ATTRIBUTE;
    if (str_is(name, DATA_TYPE) && !is_data_type(reader->arena, value)) return CLOUD_ATTRIBUTE;
    if (value.len > CLOUD_VALUE_MAX) return CLOUD_LIMIT;
    if (str_is(name, "specversion")) {
        reader->version = value;
        return CLOUD_FINE;
    }
    for (size_t i = 0; i < COUNT(attributes); i++) {
        Str *place = attribute_of(event, i);
        if (!str_is(name, attributes[i].name)) continue;
        if (value.len == 0 || place->len > 0) return CLOUD_ATTRIBUTE;
        *place = value;
        const bool is_fit =
            attributes[i].format == NULL || schema_format_fits(reader->arena, str_of(attributes[i].format), value);
        return is_fit ? CLOUD_FINE : CLOUD_ATTRIBUTE;
    }
    for (size_t i = 0; i < event->extension_count; i++) {
        if (str_equal(reader->extensions[i].name, name)) return CLOUD_ATTRIBUTE;
    }
    if (event->extension_count == CLOUD_EXTENSIONS_MAX) return CLOUD_LIMIT;
    reader->extensions = array_grow(reader->arena, reader->extensions, sizeof *reader->extensions,
                                    event->extension_count, &reader->extension_room);
    reader->extensions[event->extension_count++] = (CloudExtension){ name, value };
    event->extensions = reader->extensions;
    return CLOUD_FINE;
}

static CloudFlaw end_event(const Reader *reader) {
    const CloudEvent *event = reader->event;
    if (reader->version.len > 0 && !str_is(reader->version, VERSION)) return CLOUD_VERSION;
    const bool is_whole = reader->version.len > 0 && event->id.len > 0 && event->source.len > 0 && event->type.len > 0;
    return is_whole ? CLOUD_FINE : CLOUD_ATTRIBUTE;
}

/* ---- binary: attributes in fields ---- */

/* Without quotes around it, then without %XX (the binding's 3.1.3.2). */
static Str field_value(Arena *arena, Str value) {
    char *at = arena_alloc(arena, value.len + 1);
    const bool is_quoted = value.len >= 2 && value.at[0] == '"' && value.at[value.len - 1] == '"';
    const Str inside = is_quoted ? str_part(value, 1, value.len - 2) : value;
    size_t len = 0;
    for (size_t i = 0; i < inside.len; i++) {
        if (is_quoted && inside.at[i] == '\\' && i + 1 < inside.len) i++;
        const bool is_coded = inside.at[i] == '%' && i + HEX_DIGITS < inside.len && hex_value(inside.at[i + 1]) >= 0 &&
                              hex_value(inside.at[i + 2]) >= 0;
        at[len++] =
            is_coded ? (char)(hex_value(inside.at[i + 1]) * HEX_BASE + hex_value(inside.at[i + 2])) : inside.at[i];
        i += is_coded ? HEX_DIGITS : 0;
    }
    return (Str){ at, len };
}

static CloudFlaw read_binary(Arena *arena, const Header *headers, size_t header_count, Str content_type, Str body,
                             CloudEvent *event) {
    Reader reader = { .arena = arena, .event = event };
    CloudFlaw flaw = CLOUD_FINE;
    for (size_t i = 0; i < header_count && flaw == CLOUD_FINE; i++) {
        const Str name = str_lower(arena, headers[i].name);
        if (!str_starts(name, S(PREFIX)) || str_is(name, PREFIX DATA_TYPE)) continue; /* which is Content-Type */
        flaw =
            add_attribute(&reader, str_part(name, sizeof PREFIX - 1, name.len), field_value(arena, headers[i].value));
    }
    if (flaw == CLOUD_FINE && content_type.len > 0) flaw = add_attribute(&reader, S(DATA_TYPE), content_type);
    event->has_data = body.len > 0;
    event->data = body;
    return flaw == CLOUD_FINE ? end_event(&reader) : flaw;
}

/* ---- structured: one object ---- */

static Str json_text(Arena *arena, const json_t *value) {
    const size_t flags = JSON_ENCODE_ANY | JSON_COMPACT, size = json_dumpb(value, NULL, 0, flags);
    char *at = arena_alloc(arena, size + 1);
    MUST(json_dumpb(value, at, size, flags) == size);
    return (Str){ at, size };
}

static CloudFlaw read_member(Reader *reader, const char *name, const json_t *value) {
    Str text = S("");
    if (json_is_null(value)) return CLOUD_FINE; /* as if it were not there */
    if (json_is_string(value))
        text = str_copy(reader->arena, schema_text(value));
    else if (json_is_boolean(value))
        text = json_is_true(value) ? S("true") : S("false");
    else if (json_is_integer(value))
        text = str_format(reader->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else
        return CLOUD_FORM;
    return add_attribute(reader, str_from(reader->arena, name), text);
}

static CloudFlaw read_base64(Arena *arena, const json_t *value, CloudEvent *event) {
    const Str letters = schema_text(value);
    char *at = arena_alloc(arena, letters.len + 1);
    size_t size = 0;
    if (!json_is_string(value) || !base64_read(arena, letters, at, letters.len, &size)) return CLOUD_FORM;
    event->has_data = true;
    event->data = (Str){ at, size };
    return CLOUD_FINE;
}

static CloudFlaw read_object(Arena *arena, const json_t *object, CloudEvent *event) {
    Reader reader = { .arena = arena, .event = event };
    const json_t *data = json_object_get(object, "data"), *base64 = json_object_get(object, "data_base64");
    CloudFlaw flaw = json_is_object(object) && (data == NULL || base64 == NULL) ? CLOUD_FINE : CLOUD_FORM;
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, name, value) {
        const bool is_data = strcmp(name, "data") == 0 || strcmp(name, "data_base64") == 0;
        if (flaw == CLOUD_FINE && !is_data) flaw = read_member(&reader, name, value);
    }
    if (flaw == CLOUD_FINE) flaw = end_event(&reader);
    if (flaw == CLOUD_FINE && base64 != NULL) flaw = read_base64(arena, base64, event);
    if (flaw != CLOUD_FINE || data == NULL) return flaw;
    const bool is_plain_text = json_is_string(data) && !is_json(arena, event->data_content_type);
    event->has_data = true;
    event->data = is_plain_text ? str_copy(arena, schema_text(data)) : json_text(arena, data);
    return CLOUD_FINE;
}

static void release_json(json_t **root) {
    json_decref(*root);
}

static CloudFlaw read_json(Arena *arena, Str body, bool is_batch, const CloudEvent **ret_events, size_t *ret_count) {
    json_error_t error;
    if (json_is_deeper(body, CLOUD_DEPTH_MAX)) return CLOUD_LIMIT;
    CLEANUP(release_json) json_t *root = json_loadb(body.at, body.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL || json_is_array(root) != is_batch) return CLOUD_FORM;
    const size_t count = is_batch ? json_array_size(root) : 1;
    if (count > CLOUD_EVENTS_MAX) return CLOUD_LIMIT;
    CloudEvent *events = NEW_ARRAY(arena, CloudEvent, count + 1);
    for (size_t i = 0; i < count; i++) {
        const CloudFlaw flaw = read_object(arena, is_batch ? json_array_get(root, i) : root, &events[i]);
        if (flaw != CLOUD_FINE) return flaw;
        if (arena_spent(arena)) return CLOUD_LIMIT;
    }
    *ret_events = events;
    *ret_count = count;
    return CLOUD_FINE;
}

CloudFlaw cloud_events_read(Arena *arena, const Header *headers, size_t header_count, Str body,
                            const CloudEvent **ret_events, size_t *ret_count) {
    const Header *content_type = header_last(headers, header_count, "Content-Type");
    const Str type = content_type == NULL ? S("") : media_type(arena, content_type->value);
    if (str_is(type, CLOUD_STRUCTURED) || str_is(type, CLOUD_BATCH))
        return read_json(arena, body, str_is(type, CLOUD_BATCH), ret_events, ret_count);
    if (header_last(headers, header_count, PREFIX "specversion") == NULL) return CLOUD_NONE;
    CloudEvent *event = NEW(arena, CloudEvent);
    *ret_events = event;
    *ret_count = 1;
    return read_binary(arena, headers, header_count, content_type == NULL ? S("") : str_trim(content_type->value), body,
                       event);
}

/* ---- writing ---- */

/* Blanks, quotes, percent signs and what is no ASCII are coded (3.1.3.2). */
static Str coded(Arena *arena, Str value) {
    Buf out = buf_new(arena, value.len * (HEX_DIGITS + 1) + 1);
    for (size_t i = 0; i < value.len; i++) {
        const char c = value.at[i];
        if (c <= ' ' || c > '~' || c == '"' || c == '%')
            buf_addf(&out, "%%%02X", (unsigned char)c);
        else
            buf_char(&out, c);
    }
    Str text = S("");
    MUST(buf_done(&out, &text) == OK);
    return text;
}

size_t cloud_event_headers(Arena *arena, const CloudEvent *event, const Header **ret_headers) {
    Header *headers = NEW_ARRAY(arena, Header, COUNT(attributes) + 1 + event->extension_count);
    size_t count = 0;
    headers[count++] = (Header){ S(PREFIX "specversion"), S(VERSION) };
    for (size_t i = 0; i < COUNT(attributes); i++) {
        const Str value = attribute_in(event, i);
        const bool is_type = strcmp(attributes[i].name, DATA_TYPE) == 0;
        if (value.len == 0) continue;
        headers[count].name = is_type ? S("Content-Type") : str_format(arena, PREFIX "%s", attributes[i].name);
        headers[count++].value = is_type ? value : coded(arena, value);
    }
    for (size_t i = 0; i < event->extension_count; i++) {
        headers[count].name = str_format(arena, PREFIX "%.*s", STR_FMT(event->extensions[i].name));
        headers[count++].value = coded(arena, event->extensions[i].value);
    }
    *ret_headers = headers;
    return count;
}

static void write_data(Arena *arena, Buf *out, const CloudEvent *event) {
    if (!event->has_data) return;
    if (is_json(arena, event->data_content_type)) {
        buf_addf(out, ",\"data\":%.*s", STR_FMT(event->data));
    } else if (is_text(arena, event->data_content_type) && utf8_is_valid(event->data)) {
        buf_add(out, S(",\"data\":"));
        json_write_text(out, event->data);
    } else {
        buf_addf(out, ",\"data_base64\":\"%.*s\"", STR_FMT(base64_text(arena, event->data.at, event->data.len)));
    }
}

static void write_event(Arena *arena, Buf *out, const CloudEvent *event) {
    buf_add(out, S("{\"specversion\":\"" VERSION "\""));
    for (size_t i = 0; i < COUNT(attributes); i++) {
        const Str value = attribute_in(event, i);
        if (value.len == 0) continue;
        buf_addf(out, ",\"%s\":", attributes[i].name);
        json_write_text(out, value);
    }
    for (size_t i = 0; i < event->extension_count; i++) {
        buf_addf(out, ",\"%.*s\":", STR_FMT(event->extensions[i].name));
        json_write_text(out, event->extensions[i].value);
    }
    write_data(arena, out, event);
    buf_char(out, '}');
}

CloudFlaw cloud_event_json(Arena *arena, const CloudEvent *event, size_t max, Str *ret_json) {
    Buf out = buf_new(arena, max);
    write_event(arena, &out, event);
    return buf_done(&out, ret_json) == OK ? CLOUD_FINE : CLOUD_LIMIT;
}

CloudFlaw cloud_events_json(Arena *arena, const CloudEvent *events, size_t count, size_t max, Str *ret_json) {
    Buf out = buf_new(arena, max);
    buf_char(&out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_char(&out, ',');
        write_event(arena, &out, &events[i]);
    }
    buf_char(&out, ']');
    return buf_done(&out, ret_json) == OK ? CLOUD_FINE : CLOUD_LIMIT;
}
