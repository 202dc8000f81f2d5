/* kit/json_schema - see json_schema.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_schema_inside.h"

#include "kit/shape.h"

#include <math.h>

enum {
    POINTER_MAX = 4 * 1024,
    FIT_DEPTH_MAX = 300,
    VALUE_BYTES_MAX = 32 * 1024 * 1024,
    QUICK_STEPS = 100,
    PATIENT_STEPS = 10 * 1000
};

/* How far a quotient may be from a whole number: binary fractions are not exact. */
#define QUOTIENT_ERROR 1e-9L

/* Where in the value we are; from the inside outwards. */
typedef struct Place {
    const struct Place *above;
    Str name;
    size_t index; /* when the name is none */
} Place;

typedef struct Run {
    Arena *arena;
    size_t steps;
    int depth, trials; /* in a trial nobody asks why something does not fit */
    bool is_limited, has_fault;
    SchemaFault fault;
} Run;

typedef struct Check {
    Run *run;
    const Node *node;
    const Rule *rule;
    const json_t *value;
    const Place *place;
} Check;

static bool fits(Run *run, const Node *node, const json_t *value, const Place *place);

static bool may_go_on(Run *run) {
    if (++run->steps > SCHEMA_STEPS_MAX || arena_spent(run->arena)) run->is_limited = true;
    return !run->is_limited;
}

/* ---- why it does not fit ---- */

static void write_place(Buf *out, const Place *place) {
    if (place == NULL) return;
    write_place(out, place->above);
    buf_char(out, '/');
    if (place->name.at == NULL) {
        buf_int(out, (int64_t)place->index);
        return;
    }
    for (size_t i = 0; i < place->name.len; i++) {
        const char c = place->name.at[i];
        if (c == '~')
            buf_add(out, S("~0"));
        else if (c == '/')
            buf_add(out, S("~1"));
        else
            buf_char(out, c);
    }
}

static void note_fault(Run *run, const char *keyword, const Place *place) {
    if (run->has_fault || run->trials > 0) return;
    Buf out = buf_new(run->arena, POINTER_MAX);
    write_place(&out, place);
    run->has_fault = true;
    run->fault.keyword = str_of(keyword);
    if (buf_done(&out, &run->fault.at) != OK) run->fault.at = S("");
}

static bool fits_on_trial(const Check *check, const Node *node) {
    check->run->trials++;
    const bool is_fit = fits(check->run, node, check->value, check->place);
    check->run->trials--;
    return is_fit;
}

static bool item_fits(const Check *check, const Node *node, size_t index) {
    const Place place = { .above = check->place, .index = index };
    return fits(check->run, node, json_array_get(check->value, index), &place);
}

static bool member_fits(const Check *check, const Node *node, const char *name, const json_t *member) {
    const Place place = { .above = check->place, .name = str_of(name) };
    return fits(check->run, node, member, &place);
}

static const Rule *rule_of(const Node *node, Keyword keyword) {
    for (size_t i = 0; i < node->count; i++) {
        if (node->rules[i].keyword == keyword) return &node->rules[i];
    }
    return NULL;
}

/* ---- any value ---- */

/* Both kinds of numbers without loss. */
static long double number_of(const json_t *value) {
    return json_is_integer(value) ? (long double)json_integer_value(value) : (long double)json_real_value(value);
}

static bool are_equal(Run *run, const json_t *a, const json_t *b) {
    if (!may_go_on(run)) return false;
    if (json_is_number(a) && json_is_number(b)) return number_of(a) == number_of(b);
    if (json_typeof(a) != json_typeof(b)) return false;
    if (json_is_array(a)) {
        bool is_same = json_array_size(a) == json_array_size(b);
        for (size_t i = 0; i < json_array_size(a) && is_same; i++)
            is_same = are_equal(run, json_array_get(a, i), json_array_get(b, i));
        return is_same;
    }
    if (!json_is_object(a)) return json_equal(a, b) == 1;
    bool is_same = json_object_size(a) == json_object_size(b);
    for (void *at = json_object_iter((json_t *)(uintptr_t)a); at != NULL && is_same;
         at = json_object_iter_next((json_t *)(uintptr_t)a, at)) {
        const json_t *other = json_object_get(b, json_object_iter_key(at));
        is_same = other != NULL && are_equal(run, json_object_iter_value(at), other);
    }
    return is_same;
}

static bool is_of_type(const json_t *value, Str type) {
    const bool is_whole =
        json_is_integer(value) || (json_is_real(value) && trunc(json_real_value(value)) == json_real_value(value));
    switch (json_typeof(value)) {
    case JSON_OBJECT: return str_is(type, "object");
    case JSON_ARRAY: return str_is(type, "array");
    case JSON_STRING: return str_is(type, "string");
    case JSON_INTEGER:
    case JSON_REAL: return str_is(type, "number") || (is_whole && str_is(type, "integer"));
    case JSON_TRUE:
    case JSON_FALSE: return str_is(type, "boolean");
    case JSON_NULL: return str_is(type, "null");
    }
    return false;
}

static bool check_type(const Check *check) {
    const json_t *wanted = check->rule->value;
    bool is_one = json_is_string(wanted) && is_of_type(check->value, schema_text(wanted));
    for (size_t i = 0; i < json_array_size(wanted) && !is_one; i++)
        is_one = is_of_type(check->value, schema_text(json_array_get(wanted, i)));
    return is_one;
}

static bool check_enum(const Check *check) {
    bool is_one = false;
    for (size_t i = 0; i < json_array_size(check->rule->value) && !is_one; i++)
        is_one = are_equal(check->run, check->value, json_array_get(check->rule->value, i));
    return is_one;
}

static bool check_const(const Check *check) {
    return are_equal(check->run, check->value, check->rule->value);
}

/* ---- numbers ---- */

static bool check_number(const Check *check) {
    if (!json_is_number(check->value)) return true;
    const long double value = number_of(check->value), limit = number_of(check->rule->value);
    if (check->rule->keyword == KEYWORD_MAXIMUM) return value <= limit;
    if (check->rule->keyword == KEYWORD_EXCLUSIVE_MAXIMUM) return value < limit;
    return check->rule->keyword == KEYWORD_MINIMUM ? value >= limit : value > limit;
}

static bool check_multiple(const Check *check) {
    if (!json_is_number(check->value)) return true;
    if (json_is_integer(check->value) && json_is_integer(check->rule->value))
        return json_integer_value(check->value) % json_integer_value(check->rule->value) == 0;
    const long double quotient = number_of(check->value) / number_of(check->rule->value);
    const long double error = fabsl(quotient - roundl(quotient));
    return isfinite(quotient) && error <= QUOTIENT_ERROR * fmaxl(1, fabsl(quotient)) && error < 0.5L;
}

/* ---- sizes: none when the value is of another kind ---- */

static bool is_at_most(const Check *check, bool is_asked, size_t size) {
    return !is_asked || (long double)size <= number_of(check->rule->value);
}

static bool is_at_least(const Check *check, bool is_asked, size_t size) {
    return !is_asked || (long double)size >= number_of(check->rule->value);
}

static size_t length_of(const json_t *value) {
    return json_is_string(value) ? utf8_count(schema_text(value)) : 0;
}

static bool check_max_length(const Check *check) {
    return is_at_most(check, json_is_string(check->value), length_of(check->value));
}

static bool check_min_length(const Check *check) {
    return is_at_least(check, json_is_string(check->value), length_of(check->value));
}

static bool check_max_items(const Check *check) {
    return is_at_most(check, json_is_array(check->value), json_array_size(check->value));
}

static bool check_min_items(const Check *check) {
    return is_at_least(check, json_is_array(check->value), json_array_size(check->value));
}

static bool check_max_properties(const Check *check) {
    return is_at_most(check, json_is_object(check->value), json_object_size(check->value));
}

static bool check_min_properties(const Check *check) {
    return is_at_least(check, json_is_object(check->value), json_object_size(check->value));
}

/* ---- text ---- */

/* Most patterns are found, or not, at once; those that take long are few, or it is too much. */
static bool finds(Run *run, const pcre2_code *pattern, Str text) {
    int found = -1;
    run->steps += QUICK_STEPS;
    if (may_go_on(run)) found = schema_pattern_finds(pattern, text, false);
    if (found < 0) run->steps += PATIENT_STEPS;
    if (found < 0 && may_go_on(run)) found = schema_pattern_finds(pattern, text, true);
    if (found < 0) run->is_limited = true;
    return found == 1;
}

static bool check_pattern(const Check *check) {
    return !json_is_string(check->value) || finds(check->run, check->rule->pattern, schema_text(check->value));
}

static bool check_format(const Check *check) {
    return !json_is_string(check->value) ||
           schema_format_fits(check->run->arena, schema_text(check->rule->value), schema_text(check->value));
}

/* ---- lists ---- */

static bool check_items(const Check *check) {
    const bool is_list = json_is_array(check->rule->value);
    bool is_fit = true;
    for (size_t i = 0; i < json_array_size(check->value) && is_fit; i++) {
        if (is_list && i >= check->rule->count) break;
        is_fit = item_fits(check, check->rule->branches[is_list ? i : 0].node, i);
    }
    return is_fit;
}

/* Of those behind a list of `items`. */
static bool check_additional_items(const Check *check) {
    const Rule *items = rule_of(check->node, KEYWORD_ITEMS);
    bool is_fit = true;
    if (items == NULL || !json_is_array(items->value)) return true;
    for (size_t i = items->count; i < json_array_size(check->value) && is_fit; i++)
        is_fit = item_fits(check, check->rule->branches[0].node, i);
    return is_fit;
}

static bool check_unique(const Check *check) {
    if (!json_is_true(check->rule->value)) return true;
    bool is_fit = true;
    for (size_t i = 0; i < json_array_size(check->value) && is_fit; i++) {
        for (size_t j = 0; j < i && is_fit; j++)
            is_fit = !are_equal(check->run, json_array_get(check->value, i), json_array_get(check->value, j));
    }
    return is_fit;
}

static bool check_contains(const Check *check) {
    bool is_found = !json_is_array(check->value);
    check->run->trials++;
    for (size_t i = 0; i < json_array_size(check->value) && !is_found; i++)
        is_found = item_fits(check, check->rule->branches[0].node, i);
    check->run->trials--;
    return is_found;
}

/* ---- objects ---- */

static bool has_all(const json_t *object, const json_t *names) {
    bool has = true;
    for (size_t i = 0; i < json_array_size(names) && has; i++)
        has = json_object_get(object, json_string_value(json_array_get(names, i))) != NULL;
    return has;
}

static bool check_required(const Check *check) {
    return !json_is_object(check->value) || has_all(check->value, check->rule->value);
}

static bool check_properties(const Check *check) {
    bool is_fit = true;
    for (size_t i = 0; i < check->rule->count && is_fit; i++) {
        const Branch *one = &check->rule->branches[i];
        const json_t *member = json_object_get(check->value, one->name.at);
        if (member != NULL) is_fit = member_fits(check, one->node, one->name.at, member);
    }
    return is_fit;
}

static bool check_patterns_of(const Check *check, const char *name, const json_t *member) {
    bool is_fit = true;
    for (size_t i = 0; i < check->rule->count && is_fit; i++) {
        const Branch *one = &check->rule->branches[i];
        if (finds(check->run, one->pattern, str_of(name))) is_fit = member_fits(check, one->node, name, member);
    }
    return is_fit;
}

static bool check_name(const Check *check, const char *name) {
    json_t *text = json_string(name);
    MUST(text != NULL);
    const Place place = { .above = check->place, .name = str_of(name) };
    const bool is_fit = fits(check->run, check->rule->branches[0].node, text, &place);
    json_decref(text);
    return is_fit;
}

static bool is_named(const Rule *properties, const char *name) {
    return properties != NULL && json_object_get(properties->value, name) != NULL;
}

static bool is_additional(const Check *check, const char *name) {
    const Rule *patterns = rule_of(check->node, KEYWORD_PATTERN_PROPERTIES);
    if (is_named(rule_of(check->node, KEYWORD_PROPERTIES), name)) return false;
    for (size_t i = 0; patterns != NULL && i < patterns->count; i++) {
        if (finds(check->run, patterns->branches[i].pattern, str_of(name))) return false;
    }
    return true;
}

/* patternProperties, additionalProperties, propertyNames: member by member. */
static bool check_members(const Check *check) {
    json_t *object = (json_t *)(uintptr_t)check->value;
    bool is_fit = true;
    for (void *at = json_object_iter(object); at != NULL && is_fit; at = json_object_iter_next(object, at)) {
        const char *name = json_object_iter_key(at);
        const json_t *member = json_object_iter_value(at);
        if (check->rule->keyword == KEYWORD_PATTERN_PROPERTIES)
            is_fit = check_patterns_of(check, name, member);
        else if (check->rule->keyword == KEYWORD_PROPERTY_NAMES)
            is_fit = check_name(check, name);
        else if (is_additional(check, name))
            is_fit = member_fits(check, check->rule->branches[0].node, name, member);
    }
    return is_fit;
}

static bool check_dependencies(const Check *check) {
    bool is_fit = true;
    for (size_t i = 0; i < check->rule->count && is_fit; i++) {
        const Branch *one = &check->rule->branches[i];
        if (json_object_get(check->value, one->name.at) == NULL) continue;
        is_fit = one->node == NULL ? has_all(check->value, one->needed)
                                   : fits(check->run, one->node, check->value, check->place);
    }
    return is_fit;
}

/* ---- schemas of schemas ---- */

/* `then` and `else` are of no use without it. */
static bool check_if(const Check *check) {
    const bool is_so = fits_on_trial(check, check->rule->branches[0].node);
    const Rule *next = rule_of(check->node, is_so ? KEYWORD_THEN : KEYWORD_ELSE);
    return next == NULL || fits(check->run, next->branches[0].node, check->value, check->place);
}

static bool check_all_of(const Check *check) {
    bool is_fit = true;
    for (size_t i = 0; i < check->rule->count && is_fit; i++)
        is_fit = fits(check->run, check->rule->branches[i].node, check->value, check->place);
    return is_fit;
}

static bool check_any_of(const Check *check) {
    bool is_fit = false;
    for (size_t i = 0; i < check->rule->count && !is_fit; i++)
        is_fit = fits_on_trial(check, check->rule->branches[i].node);
    return is_fit;
}

static bool check_one_of(const Check *check) {
    size_t fit = 0;
    for (size_t i = 0; i < check->rule->count && fit < 2; i++)
        fit += fits_on_trial(check, check->rule->branches[i].node) ? 1 : 0;
    return fit == 1;
}

static bool check_not(const Check *check) {
    return !fits_on_trial(check, check->rule->branches[0].node);
}

static bool check_nothing(const Check *check) {
    (void)check;
    return true;
}

static bool (*const checks[KEYWORDS])(const Check *) = {
    [KEYWORD_NONE] = check_nothing,
    [KEYWORD_TYPE] = check_type,
    [KEYWORD_ENUM] = check_enum,
    [KEYWORD_CONST] = check_const,
    [KEYWORD_MULTIPLE_OF] = check_multiple,
    [KEYWORD_MAXIMUM] = check_number,
    [KEYWORD_EXCLUSIVE_MAXIMUM] = check_number,
    [KEYWORD_MINIMUM] = check_number,
    [KEYWORD_EXCLUSIVE_MINIMUM] = check_number,
    [KEYWORD_MAX_LENGTH] = check_max_length,
    [KEYWORD_MIN_LENGTH] = check_min_length,
    [KEYWORD_PATTERN] = check_pattern,
    [KEYWORD_FORMAT] = check_format,
    [KEYWORD_ITEMS] = check_items,
    [KEYWORD_ADDITIONAL_ITEMS] = check_additional_items,
    [KEYWORD_MAX_ITEMS] = check_max_items,
    [KEYWORD_MIN_ITEMS] = check_min_items,
    [KEYWORD_UNIQUE_ITEMS] = check_unique,
    [KEYWORD_CONTAINS] = check_contains,
    [KEYWORD_MAX_PROPERTIES] = check_max_properties,
    [KEYWORD_MIN_PROPERTIES] = check_min_properties,
    [KEYWORD_REQUIRED] = check_required,
    [KEYWORD_PROPERTIES] = check_properties,
    [KEYWORD_PATTERN_PROPERTIES] = check_members,
    [KEYWORD_ADDITIONAL_PROPERTIES] = check_members,
    [KEYWORD_DEPENDENCIES] = check_dependencies,
    [KEYWORD_PROPERTY_NAMES] = check_members,
    [KEYWORD_IF] = check_if,
    [KEYWORD_THEN] = check_nothing,
    [KEYWORD_ELSE] = check_nothing,
    [KEYWORD_ALL_OF] = check_all_of,
    [KEYWORD_ANY_OF] = check_any_of,
    [KEYWORD_ONE_OF] = check_one_of,
    [KEYWORD_NOT] = check_not,
};

static bool fits(Run *run, const Node *node, const json_t *value, const Place *place) {
    while (node->ref != NULL && may_go_on(run)) node = node->ref;
    if (run->depth == FIT_DEPTH_MAX) run->is_limited = true;
    if (!may_go_on(run)) return false;
    if (node->is_false) note_fault(run, "", place);
    bool is_fit = !node->is_false;
    run->depth++;
    for (size_t i = 0; i < node->count && is_fit; i++) {
        const Check check = { run, node, &node->rules[i], value, place };
        is_fit = checks[node->rules[i].keyword](&check) && !run->is_limited;
        if (!is_fit) note_fault(run, node->rules[i].name, place);
    }
    run->depth--;
    return is_fit;
}

static void release_json(json_t **root) {
    json_decref(*root);
}

SchemaVerdict json_schema_check(Arena *arena, const JsonSchema *schema, Str value, SchemaFault *ret_fault) {
    Run run = { .arena = arena, .fault = { .at = S(""), .keyword = S("") } };
    json_error_t error;
    *ret_fault = run.fault;
    if (value.len > VALUE_BYTES_MAX || json_is_deeper(value, SCHEMA_VALUE_DEPTH_MAX)) return SCHEMA_LIMIT;
    CLEANUP(release_json)
    json_t *root = json_loadb(value.at, value.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (root == NULL) return SCHEMA_NO_JSON;
    const bool is_fit = fits(&run, schema->root, root, NULL);
    *ret_fault = run.fault;
    if (run.is_limited) return SCHEMA_LIMIT;
    return is_fit ? SCHEMA_FITS : SCHEMA_MISFIT;
}
