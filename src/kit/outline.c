/* kit/outline - see outline.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/outline.h"

#include "kit/shape.h"

#include <jansson.h>
#include <yaml.h>

enum { NODES_MAX = 200000 };

/* ---- JSON ---- */

static Str json_word(Arena *arena, const json_t *value) {
    if (json_is_string(value)) return str_copy(arena, (Str){ json_string_value(value), json_string_length(value) });
    if (json_is_true(value)) return S("true");
    if (json_is_false(value)) return S("false");
    if (json_is_null(value)) return S("null");
    if (json_is_integer(value)) return str_format(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return str_format(arena, "%.15g", json_real_value(value));
}

static const Outline *of_json(Arena *arena, const json_t *value);

static void map_of_json(Arena *arena, const json_t *value, Outline *map) { // NOLINT(misc-no-recursion): see below
    const size_t count = json_object_size(value);
    Str *keys = NEW_ARRAY(arena, Str, count + 1);
    const Outline **items = NEW_ARRAY(arena, const Outline *, count + 1);
    const char *name;
    json_t *member;
    json_object_foreach((json_t *)(uintptr_t)value, name, member) {
        keys[map->count] = str_from(arena, name);
        items[map->count++] = of_json(arena, member);
    }
    map->kind = OUTLINE_MAP;
    map->keys = keys;
    map->items = items;
}

/* No deeper than OUTLINE_DEPTH_MAX: that was counted before. */
static const Outline *of_json(Arena *arena, const json_t *value) { // NOLINT(misc-no-recursion)
    Outline *node = NEW(arena, Outline);
    if (json_is_object(value)) {
        map_of_json(arena, value, node);
        return node;
    }
    node->kind = json_is_array(value) ? OUTLINE_LIST : OUTLINE_TEXT;
    if (node->kind == OUTLINE_TEXT) {
        node->text = json_word(arena, value);
        return node;
    }
    node->count = json_array_size(value);
    const Outline **items = NEW_ARRAY(arena, const Outline *, node->count + 1);
    for (size_t i = 0; i < node->count; i++) items[i] = of_json(arena, json_array_get(value, i));
    node->items = items;
    return node;
}

static Code read_json(Arena *arena, Str text, const Outline **ret_root, OutlineFlaw *ret_flaw) {
    json_error_t error;
    if (json_is_deeper(text, OUTLINE_DEPTH_MAX)) {
        *ret_flaw = (OutlineFlaw){ .line = 1, .column = 1, .what = S("nested too deeply") };
        return INVALID;
    }
    json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        *ret_flaw = (OutlineFlaw){ error.line, error.column, str_from(arena, error.text) };
        return INVALID;
    }
    *ret_root = of_json(arena, root);
    json_decref(root);
    return OK;
}

/* ---- YAML ---- */

static void parser_drop(yaml_parser_t *parser) {
    yaml_parser_delete(parser);
}

static void document_drop(yaml_document_t *document) {
    yaml_document_delete(document);
}

static Str scalar_of(Arena *arena, const yaml_node_t *node) {
    return str_copy(arena, (Str){ (const char *)node->data.scalar.value, node->data.scalar.length });
}

/* Nodes of YAML are numbered from 1 and name each other by their numbers, so nothing here recurses. */
static void list_of_yaml(Arena *arena, const yaml_node_t *node, const Outline *all, Outline *list) {
    const yaml_node_item_t *first = node->data.sequence.items.start;
    const size_t count = (size_t)(node->data.sequence.items.top - first);
    const Outline **items = NEW_ARRAY(arena, const Outline *, count + 1);
    for (size_t i = 0; i < count; i++) items[i] = &all[first[i] - 1];
    list->kind = OUTLINE_LIST;
    list->items = items;
    list->count = count;
}

static void map_of_yaml(Arena *arena, yaml_document_t *document, const yaml_node_t *node, const Outline *all,
                        Outline *map) {
    const yaml_node_pair_t *first = node->data.mapping.pairs.start;
    const size_t count = (size_t)(node->data.mapping.pairs.top - first);
    Str *keys = NEW_ARRAY(arena, Str, count + 1);
    const Outline **items = NEW_ARRAY(arena, const Outline *, count + 1);
    for (size_t i = 0; i < count; i++) {
        const yaml_node_t *key = yaml_document_get_node(document, first[i].key);
        keys[i] = key->type == YAML_SCALAR_NODE ? scalar_of(arena, key) : S("");
        items[i] = &all[first[i].value - 1];
    }
    map->kind = OUTLINE_MAP;
    map->keys = keys;
    map->items = items;
    map->count = count;
}

static Code of_yaml(Arena *arena, yaml_document_t *document, const Outline **ret_root, OutlineFlaw *ret_flaw) {
    const size_t count = (size_t)(document->nodes.top - document->nodes.start);
    if (count == 0 || count > NODES_MAX) {
        *ret_flaw = (OutlineFlaw){ 1, 1, count == 0 ? S("the document is empty") : S("too many nodes") };
        return INVALID;
    }
    Outline *all = NEW_ARRAY(arena, Outline, count);
    for (size_t i = 0; i < count; i++) {
        const yaml_node_t *node = &document->nodes.start[i];
        all[i].line = (int64_t)node->start_mark.line + 1;
        if (node->type == YAML_MAPPING_NODE) map_of_yaml(arena, document, node, all, &all[i]);
        else if (node->type == YAML_SEQUENCE_NODE) list_of_yaml(arena, node, all, &all[i]);
        else all[i] = (Outline){ .kind = OUTLINE_TEXT, .line = all[i].line, .text = scalar_of(arena, node) };
    }
    *ret_root = &all[0]; /* the root is made first */
    return OK;
}

static Code read_yaml(Arena *arena, Str text, const Outline **ret_root, OutlineFlaw *ret_flaw) {
    CLEANUP(parser_drop) yaml_parser_t parser;
    CLEANUP(document_drop) yaml_document_t document = { 0 }, after = { 0 };
    MUST(yaml_parser_initialize(&parser) == 1);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.len);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    const bool is_read = yaml_parser_load(&parser, &document) == 1 && yaml_parser_load(&parser, &after) == 1;
    if (!is_read) {
        *ret_flaw = (OutlineFlaw){ (int64_t)parser.problem_mark.line + 1, (int64_t)parser.problem_mark.column + 1,
                                   str_from(arena, parser.problem) };
        return INVALID;
    }
    if (yaml_document_get_root_node(&after) != NULL) {
        *ret_flaw = (OutlineFlaw){ (int64_t)after.start_mark.line + 1, 1, S("a second document") };
        return INVALID;
    }
    return of_yaml(arena, &document, ret_root, ret_flaw);
}

/* ---- either ---- */

Code outline_read(Arena *arena, Str text, const Outline **ret_root, OutlineFlaw *ret_flaw) {
    const Str trimmed = str_trim(text);
    return trimmed.len > 0 && trimmed.at[0] == '{' ? read_json(arena, trimmed, ret_root, ret_flaw)
                                                   : read_yaml(arena, text, ret_root, ret_flaw);
}

const Outline *outline_member(const Outline *map, const char *name) {
    if (map == NULL || map->kind != OUTLINE_MAP) return NULL;
    for (size_t i = 0; i < map->count; i++) {
        if (str_is(map->keys[i], name)) return map->items[i];
    }
    return NULL;
}

Str outline_text(const Outline *map, const char *name) {
    const Outline *member = outline_member(map, name);
    return member != NULL && member->kind == OUTLINE_TEXT ? member->text : S("");
}
