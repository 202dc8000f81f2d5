/* kit/json_schema_read - a schema is taken apart: every keyword is looked at, patterns are made ready, references
 * found. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_schema_inside.h"

#include "base/map.h"
#include "kit/shape.h"

enum { POINTER_PARTS_MAX = SCHEMA_DEPTH_MAX + 2, TOKEN_MAX = 4 * 1024, URI_MAX = 2 * 1024 };

/* What a keyword may have. */
typedef enum Form {
    FORM_TYPES,
    FORM_ANY,
    FORM_LIST,
    FORM_NUMBER,
    FORM_POSITIVE,
    FORM_COUNT,
    FORM_FLAG,
    FORM_TEXT,
    FORM_TEXTS,
    FORM_PATTERN,
    FORM_SCHEMA,
    FORM_SCHEMAS,
    FORM_SCHEMA_OR_LIST,
    FORM_NAMED,
    FORM_PATTERNS,
    FORM_DEPENDENCIES,
} Form;

static const struct {
    const char *name;
    Keyword keyword;
    Form form;
} keywords[] = {
    { "type", KEYWORD_TYPE, FORM_TYPES },
    { "enum", KEYWORD_ENUM, FORM_LIST },
    { "const", KEYWORD_CONST, FORM_ANY },
    { "multipleOf", KEYWORD_MULTIPLE_OF, FORM_POSITIVE },
    { "maximum", KEYWORD_MAXIMUM, FORM_NUMBER },
    { "exclusiveMaximum", KEYWORD_EXCLUSIVE_MAXIMUM, FORM_NUMBER },
    { "minimum", KEYWORD_MINIMUM, FORM_NUMBER },
    { "exclusiveMinimum", KEYWORD_EXCLUSIVE_MINIMUM, FORM_NUMBER },
    { "maxLength", KEYWORD_MAX_LENGTH, FORM_COUNT },
    { "minLength", KEYWORD_MIN_LENGTH, FORM_COUNT },
    { "pattern", KEYWORD_PATTERN, FORM_PATTERN },
    { "format", KEYWORD_FORMAT, FORM_TEXT },
    { "items", KEYWORD_ITEMS, FORM_SCHEMA_OR_LIST },
    { "additionalItems", KEYWORD_ADDITIONAL_ITEMS, FORM_SCHEMA },
    { "maxItems", KEYWORD_MAX_ITEMS, FORM_COUNT },
    { "minItems", KEYWORD_MIN_ITEMS, FORM_COUNT },
    { "uniqueItems", KEYWORD_UNIQUE_ITEMS, FORM_FLAG },
    { "contains", KEYWORD_CONTAINS, FORM_SCHEMA },
    { "maxProperties", KEYWORD_MAX_PROPERTIES, FORM_COUNT },
    { "minProperties", KEYWORD_MIN_PROPERTIES, FORM_COUNT },
    { "required", KEYWORD_REQUIRED, FORM_TEXTS },
    { "properties", KEYWORD_PROPERTIES, FORM_NAMED },
    { "patternProperties", KEYWORD_PATTERN_PROPERTIES, FORM_PATTERNS },
    { "additionalProperties", KEYWORD_ADDITIONAL_PROPERTIES, FORM_SCHEMA },
    { "dependencies", KEYWORD_DEPENDENCIES, FORM_DEPENDENCIES },
    { "propertyNames", KEYWORD_PROPERTY_NAMES, FORM_SCHEMA },
    { "if", KEYWORD_IF, FORM_SCHEMA },
    { "then", KEYWORD_THEN, FORM_SCHEMA },
    { "else", KEYWORD_ELSE, FORM_SCHEMA },
    { "allOf", KEYWORD_ALL_OF, FORM_SCHEMAS },
    { "anyOf", KEYWORD_ANY_OF, FORM_SCHEMAS },
    { "oneOf", KEYWORD_ONE_OF, FORM_SCHEMAS },
    { "not", KEYWORD_NOT, FORM_SCHEMA },
    { "definitions", KEYWORD_NONE, FORM_NAMED },
    { "$id", KEYWORD_NONE, FORM_TEXT },
    { "$schema", KEYWORD_NONE, FORM_TEXT },
    { "$comment", KEYWORD_NONE, FORM_TEXT },
    { "title", KEYWORD_NONE, FORM_TEXT },
    { "description", KEYWORD_NONE, FORM_TEXT },
    { "contentEncoding", KEYWORD_NONE, FORM_TEXT }, /* says something about the value and asks nothing of it */
    { "contentMediaType", KEYWORD_NONE, FORM_TEXT },
};

/* A schema that is known by an address. */
typedef struct Known {
    const json_t *json;
    Str base;
} Known;

/* A reference that is followed once everything around it was read. */
typedef struct Pending {
    Node *node;
    Str base, ref;
    Str at; /* of the reference */
} Pending;

typedef struct Reader {
    Arena *arena;
    Known *known;
    size_t known_count, known_room;
    Map places; /* of known schemas, by address */
    Node **nodes;
    size_t node_count, node_room;
    Map read; /* places in `nodes`, by the schema's own address in memory */
    Pending *pending;
    size_t pending_count, pending_room;
    size_t pattern_count;
    SchemaVerdict verdict;
    SchemaFault fault;
} Reader;

static bool refuse(Reader *reader, SchemaVerdict verdict, Str at, const char *keyword) {
    if (reader->verdict != SCHEMA_FITS) return false;
    reader->verdict = verdict;
    reader->fault = (SchemaFault){ at, str_of(keyword) };
    return false;
}

/* The pointer one step further. */
static Str below(Reader *reader, Str at, const char *name) {
    Buf out = buf_new(reader->arena, at.len + 2 * strlen(name) + 2);
    buf_add(&out, at);
    buf_char(&out, '/');
    for (const char *c = name; *c != '\0'; c++) {
        if (*c == '~')
            buf_add(&out, S("~0"));
        else if (*c == '/')
            buf_add(&out, S("~1"));
        else
            buf_char(&out, *c);
    }
    Str pointer = S("");
    MUST(buf_done(&out, &pointer) == OK);
    return pointer;
}

static Str below_at(Reader *reader, Str at, size_t index) {
    return str_format(reader->arena, "%.*s/%zu", STR_FMT(at), index);
}

/* ---- addresses (RFC 3986, 5.2, as far as identifiers of schemas go) ---- */

static Str without_fragment(Str uri) {
    return str_part(uri, 0, str_find(uri, S("#")));
}

static Str fragment_of(Str uri) {
    const size_t mark = str_find(uri, S("#"));
    return str_part(uri, mark + 1, uri.len);
}

static bool has_scheme(Str uri) {
    for (size_t i = 0; i < uri.len; i++) {
        if (uri.at[i] == ':') return i > 0;
        if (strchr("/?#", uri.at[i]) != NULL) return false;
    }
    return false;
}

/* Where the path begins: behind `scheme://authority`. */
static size_t path_from(Str base) {
    const size_t mark = str_find(base, S("://"));
    if (mark == base.len) return has_scheme(base) ? str_find(base, S(":")) + 1 : 0;
    const Str rest = str_part(base, mark + 3, base.len);
    return mark + 3 + str_find(rest, S("/"));
}

static Str resolved(Arena *arena, Str base, Str ref) {
    if (has_scheme(ref) || base.len == 0) return ref;
    const Str whole = without_fragment(base);
    if (ref.len == 0 || ref.at[0] == '#') return str_format(arena, "%.*s%.*s", STR_FMT(whole), STR_FMT(ref));
    size_t keep = path_from(whole);
    if (ref.at[0] != '/') {
        for (size_t i = keep; i < whole.len; i++) keep = whole.at[i] == '/' ? i + 1 : keep;
    }
    const bool needs_slash = ref.at[0] != '/' && keep > 0 && whole.at[keep - 1] != '/' && has_scheme(whole) &&
                             str_find(whole, S("://")) < whole.len;
    return str_format(arena, "%.*s%s%.*s", (int)keep, whole.at, needs_slash ? "/" : "", STR_FMT(ref));
}

/* "#" alone says nothing. */
static Str plain(Str uri) {
    return fragment_of(uri).len == 0 ? without_fragment(uri) : uri;
}

static Str base_of(Arena *arena, const json_t *schema, Str base) {
    const json_t *id = json_object_get(schema, "$id");
    if (!json_is_string(id) || json_object_get(schema, "$ref") != NULL) return base;
    return without_fragment(resolved(arena, base, schema_text(id)));
}

/* ---- which addresses there are ---- */

static bool is_schema(const json_t *value) {
    return json_is_object(value) || json_is_boolean(value);
}

static void gather(Reader *reader, const json_t *schema, Str base);

static void gather_below(Reader *reader, const json_t *value, Form form, Str base) {
    const char *name;
    json_t *member;
    if (form == FORM_SCHEMA || form == FORM_SCHEMA_OR_LIST) gather(reader, value, base);
    if (form == FORM_SCHEMAS || form == FORM_SCHEMA_OR_LIST) {
        for (size_t i = 0; i < json_array_size(value); i++) gather(reader, json_array_get(value, i), base);
    }
    if (form != FORM_NAMED && form != FORM_PATTERNS && form != FORM_DEPENDENCIES) return;
    json_object_foreach((json_t *)(uintptr_t)value, name, member) gather(reader, member, base);
}

static void gather(Reader *reader, const json_t *schema, Str base) {
    if (!json_is_object(schema) || json_object_get(schema, "$ref") != NULL) return;
    const json_t *id = json_object_get(schema, "$id");
    if (json_is_string(id) && schema_text(id).len < URI_MAX) {
        const Str uri = plain(resolved(reader->arena, base, schema_text(id)));
        base = without_fragment(uri);
        reader->known =
            array_grow(reader->arena, reader->known, sizeof *reader->known, reader->known_count, &reader->known_room);
        reader->known[reader->known_count] = (Known){ schema, base };
        (void)map_add(&reader->places, uri, reader->known_count++);
    }
    for (size_t i = 0; i < COUNT(keywords); i++)
        gather_below(reader, json_object_get(schema, keywords[i].name), keywords[i].form, base);
}

/* ---- where a reference leads ---- */

/* One step of a pointer in a fragment: %XX, then ~1 and ~0. Ends in NUL. */
static Str step_of(Arena *arena, Str token) {
    char *at = arena_alloc(arena, token.len + 1);
    size_t len = 0, kept = 0;
    for (size_t i = 0; i < token.len; i++) {
        const bool is_coded = token.at[i] == '%' && i + 2 < token.len && hex_value(token.at[i + 1]) >= 0 &&
                              hex_value(token.at[i + 2]) >= 0;
        at[len++] = is_coded ? (char)(hex_value(token.at[i + 1]) << 4 | hex_value(token.at[i + 2])) : token.at[i];
        i += is_coded ? 2 : 0;
    }
    for (size_t i = 0; i < len; i++) {
        const bool is_marked = at[i] == '~' && i + 1 < len && (at[i + 1] == '0' || at[i + 1] == '1');
        at[kept++] = !is_marked ? at[i] : at[i + 1] == '0' ? '~' : '/';
        i += is_marked ? 1 : 0;
    }
    at[kept] = '\0';
    return (Str){ at, kept };
}

static const json_t *walk(Arena *arena, const Known *from, Str pointer, Str *ret_base) {
    const json_t *at = from->json;
    Str rest = str_part(pointer, 1, pointer.len);
    *ret_base = from->base;
    for (size_t steps = 0; rest.at != NULL && at != NULL; steps++) {
        const Str step = step_of(arena, str_cut(&rest, '/'));
        int64_t index;
        if (steps == POINTER_PARTS_MAX) return NULL;
        if (json_is_array(at)) {
            at = str_to_int(step, 0, SCHEMA_BYTES_MAX, &index) == OK ? json_array_get(at, (size_t)index) : NULL;
        } else {
            at = json_object_get(at, step.at);
        }
        if (at != NULL && rest.at != NULL)
            *ret_base = base_of(arena, at, *ret_base); /* its own comes when it is read */
    }
    return at;
}

static const json_t *target_of(Reader *reader, const Pending *pending, Str *ret_base) {
    const Str uri = plain(resolved(reader->arena, pending->base, pending->ref));
    size_t place;
    if (map_get(&reader->places, uri, &place)) {
        *ret_base = reader->known[place].base;
        return reader->known[place].json;
    }
    const Str fragment = fragment_of(uri);
    if (fragment.len == 0 || fragment.at[0] != '/' || !map_get(&reader->places, without_fragment(uri), &place))
        return NULL;
    return walk(reader->arena, &reader->known[place], fragment, ret_base);
}

/* ---- taking apart ---- */

static const Node *node_of(Reader *reader, const json_t *schema, Str base, Str at);

/* Texts, each once. */
static bool are_texts(Arena *arena, const json_t *list, bool (*is_fit)(Str)) {
    Map seen = map_new(arena);
    bool are = json_is_array(list);
    for (size_t i = 0; i < json_array_size(list) && are; i++) {
        const json_t *one = json_array_get(list, i);
        are = json_is_string(one) && is_fit(schema_text(one)) && map_add(&seen, schema_text(one), i);
    }
    return are;
}

static bool is_any(Str text) {
    (void)text;
    return true;
}

static bool is_type(Str text) {
    static const char *const types[] = { "null", "boolean", "object", "array", "number", "string", "integer" };
    bool is = false;
    for (size_t i = 0; i < COUNT(types) && !is; i++) is = str_is(text, types[i]);
    return is;
}

static bool is_count(const json_t *value) {
    const double number = json_number_value(value);
    return json_is_number(value) && number >= 0 && (json_is_integer(value) || (double)(int64_t)number == number);
}

/* Of what has no schemas below it. */
static bool is_of_form(Arena *arena, const json_t *value, Form form) {
    switch (form) {
    case FORM_TYPES:
        return json_is_string(value) ? is_type(schema_text(value))
                                     : json_array_size(value) > 0 && are_texts(arena, value, is_type);
    case FORM_ANY: return true;
    case FORM_LIST: return json_is_array(value);
    case FORM_NUMBER: return json_is_number(value);
    case FORM_POSITIVE: return json_is_number(value) && json_number_value(value) > 0;
    case FORM_COUNT: return is_count(value);
    case FORM_FLAG: return json_is_boolean(value);
    case FORM_TEXT:
    case FORM_PATTERN: return json_is_string(value);
    case FORM_TEXTS: return are_texts(arena, value, is_any);
    case FORM_SCHEMA: return is_schema(value);
    case FORM_SCHEMAS: return json_array_size(value) > 0;
    case FORM_SCHEMA_OR_LIST: return is_schema(value) || json_is_array(value);
    case FORM_NAMED:
    case FORM_PATTERNS:
    case FORM_DEPENDENCIES: return json_is_object(value);
    }
    return false;
}

static const pcre2_code *pattern_of(Reader *reader, Str text, Str at, const char *keyword) {
    if (reader->pattern_count++ == SCHEMA_PATTERNS_MAX || text.len > SCHEMA_PATTERN_BYTES_MAX) {
        (void)refuse(reader, SCHEMA_LIMIT, at, keyword);
        return NULL;
    }
    const pcre2_code *pattern = schema_pattern(reader->arena, text);
    if (pattern == NULL) (void)refuse(reader, SCHEMA_BROKEN, at, keyword);
    return pattern;
}

static void read_list(Reader *reader, Rule *rule, Str base, Str at) {
    Branch *branches = NEW_ARRAY(reader->arena, Branch, json_array_size(rule->value) + 1);
    for (size_t i = 0; i < json_array_size(rule->value) && reader->verdict == SCHEMA_FITS; i++)
        branches[rule->count++].node = node_of(reader, json_array_get(rule->value, i), base, below_at(reader, at, i));
    rule->branches = branches;
}

static void read_named(Reader *reader, Rule *rule, Form form, Str base, Str at) {
    Branch *branches = NEW_ARRAY(reader->arena, Branch, json_object_size(rule->value) + 1);
    const char *name;
    json_t *member;
    json_object_foreach((json_t *)(uintptr_t)rule->value, name, member) {
        Branch *one = &branches[rule->count++];
        const Str place = below(reader, at, name);
        one->name = str_of(name);
        if (form == FORM_PATTERNS) one->pattern = pattern_of(reader, one->name, place, rule->name);
        if (form == FORM_DEPENDENCIES && json_is_array(member)) {
            one->needed = member;
            if (!are_texts(reader->arena, member, is_any)) (void)refuse(reader, SCHEMA_BROKEN, place, rule->name);
        } else {
            one->node = node_of(reader, member, base, place);
        }
        if (reader->verdict != SCHEMA_FITS) break;
    }
    rule->branches = branches;
}

static void read_below(Reader *reader, Rule *rule, Form form, Str base, Str at) {
    if (form == FORM_PATTERN) rule->pattern = pattern_of(reader, schema_text(rule->value), at, rule->name);
    if (form == FORM_SCHEMAS || (form == FORM_SCHEMA_OR_LIST && json_is_array(rule->value))) {
        read_list(reader, rule, base, at);
    } else if (form == FORM_SCHEMA || form == FORM_SCHEMA_OR_LIST) {
        Branch *only = NEW(reader->arena, Branch);
        only->node = node_of(reader, rule->value, base, at);
        rule->branches = only;
        rule->count = 1;
    } else if (form == FORM_NAMED || form == FORM_PATTERNS || form == FORM_DEPENDENCIES) {
        read_named(reader, rule, form, base, at);
    }
}

static void read_rules(Reader *reader, Node *node, const json_t *schema, Str base, Str at) {
    Rule *rules = NEW_ARRAY(reader->arena, Rule, COUNT(keywords));
    for (size_t i = 0; i < COUNT(keywords) && reader->verdict == SCHEMA_FITS; i++) {
        const json_t *value = json_object_get(schema, keywords[i].name);
        if (value == NULL) continue;
        const Str place = below(reader, at, keywords[i].name);
        if (!is_of_form(reader->arena, value, keywords[i].form)) {
            (void)refuse(reader, SCHEMA_BROKEN, place, keywords[i].name);
            return;
        }
        Rule *rule = &rules[node->count++];
        *rule = (Rule){ .keyword = keywords[i].keyword, .name = keywords[i].name, .value = value };
        read_below(reader, rule, keywords[i].form, base, place);
    }
    node->rules = rules;
}

static Str key_of(Reader *reader, const json_t *schema) {
    const json_t **key = NEW(reader->arena, const json_t *);
    *key = schema;
    return (Str){ (const char *)key, sizeof *key };
}

/* Each schema once, however often it is referred to. NULL: it was refused. */
static const Node *node_of(Reader *reader, const json_t *schema, Str base, Str at) {
    const Str key = key_of(reader, schema);
    size_t place;
    if (map_get(&reader->read, key, &place)) return reader->nodes[place];
    if (!is_schema(schema)) (void)refuse(reader, SCHEMA_BROKEN, at, "");
    if (reader->node_count == SCHEMA_NODES_MAX || arena_spent(reader->arena))
        (void)refuse(reader, SCHEMA_LIMIT, at, "");
    if (reader->verdict != SCHEMA_FITS) return NULL;
    Node *node = NEW(reader->arena, Node);
    reader->nodes = array_grow(reader->arena, reader->nodes, sizeof(Node *), reader->node_count, &reader->node_room);
    reader->nodes[reader->node_count] = node;
    MUST(map_add(&reader->read, key, reader->node_count++));
    node->is_false = json_is_false(schema);
    const json_t *ref = json_object_get(schema, "$ref");
    if (ref == NULL) {
        read_rules(reader, node, schema, base_of(reader->arena, schema, base), at);
        return node;
    }
    at = below(reader, at, "$ref");
    if (!json_is_string(ref) || schema_text(ref).len > URI_MAX) {
        (void)refuse(reader, SCHEMA_BROKEN, at, "$ref");
        return NULL;
    }
    reader->pending = array_grow(reader->arena, reader->pending, sizeof *reader->pending, reader->pending_count,
                                 &reader->pending_room);
    reader->pending[reader->pending_count++] = (Pending){ node, base, schema_text(ref), at };
    return node;
}

static void follow_references(Reader *reader) {
    while (reader->pending_count > 0 && reader->verdict == SCHEMA_FITS) {
        const Pending one = reader->pending[--reader->pending_count];
        Str base;
        const json_t *target = target_of(reader, &one, &base);
        if (target == NULL)
            (void)refuse(reader, SCHEMA_REMOTE, one.at, "$ref");
        else
            one.node->ref = node_of(reader, target, base, one.at);
    }
}

static bool is_of_draft(const json_t *root) {
    const json_t *draft = json_object_get(root, "$schema");
    if (!json_is_string(draft)) return true;
    const Str name = without_fragment(schema_text(draft));
    return str_is(name, "http://json-schema.org/draft-07/schema") ||
           str_is(name, "https://json-schema.org/draft-07/schema");
}

static void release_json(void *root) {
    json_decref(root);
}

SchemaVerdict json_schema_read(Arena *arena, Str text, const JsonSchema **ret_schema, SchemaFault *ret_fault) {
    Reader reader = { .arena = arena, .places = map_new(arena), .read = map_new(arena) };
    json_error_t error;
    *ret_fault = (SchemaFault){ S(""), S("") };
    if (text.len > SCHEMA_BYTES_MAX || json_is_deeper(text, SCHEMA_DEPTH_MAX)) return SCHEMA_LIMIT;
    json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (root == NULL) return SCHEMA_NO_JSON;
    arena_defer(arena, release_json, root);
    gather(&reader, root, S(""));
    reader.known = array_grow(arena, reader.known, sizeof *reader.known, reader.known_count, &reader.known_room);
    reader.known[reader.known_count] = (Known){ root, base_of(arena, root, S("")) };
    (void)map_add(&reader.places, base_of(arena, root, S("")), reader.known_count);
    if (!is_of_draft(root)) (void)refuse(&reader, SCHEMA_BROKEN, S("/$schema"), "$schema");
    const Node *node = node_of(&reader, root, S(""), S(""));
    follow_references(&reader);
    *ret_fault = reader.fault.at.at == NULL ? *ret_fault : reader.fault;
    if (reader.verdict != SCHEMA_FITS) return reader.verdict;
    JsonSchema *schema = NEW(arena, JsonSchema);
    schema->root = node;
    *ret_schema = schema;
    return SCHEMA_FITS;
}
