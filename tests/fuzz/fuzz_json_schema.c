/* tests/fuzz/fuzz_json_schema - schemas of event types, and values that are held against them, by whoever may do
 * either. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_schema.h"
#include "tests/fuzz/fuzz.h"

static bool is_verdict_of_value(SchemaVerdict verdict) {
    return verdict != SCHEMA_BROKEN && verdict != SCHEMA_REMOTE;
}

/* `{"not": S}` fits what S does not, and `{"allOf": [S, S]}` what it does. Of these the references have another root,
 * so only schemas without them are wrapped. */
static void check_wrapped(Ctx *cx, Str schema, Str value, SchemaVerdict verdict) {
    const JsonSchema *no, *both;
    SchemaFault fault;
    const bool is_plain = str_find(schema, S("$")) == schema.len && str_find(schema, S("\\")) == schema.len;
    if (!is_plain || (verdict != SCHEMA_FITS && verdict != SCHEMA_MISFIT)) return;
    const Str text = str_format(cx->arena, "{\"not\":%.*s}", STR_FMT(schema));
    const Str twice = str_format(cx->arena, "{\"allOf\":[%.*s,%.*s]}", STR_FMT(schema), STR_FMT(schema));
    if (json_schema_read(cx->arena, text, &no, &fault) == SCHEMA_FITS) {
        const SchemaVerdict other = json_schema_check(cx->arena, no, value, &fault);
        MUST(other == SCHEMA_LIMIT || other == (verdict == SCHEMA_FITS ? SCHEMA_MISFIT : SCHEMA_FITS));
    }
    if (json_schema_read(cx->arena, twice, &both, &fault) == SCHEMA_FITS) {
        const SchemaVerdict same = json_schema_check(cx->arena, both, value, &fault);
        MUST(same == SCHEMA_LIMIT || same == verdict);
    }
}

/* The schema, and behind a line's end the value. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str value = fuzz_input(data, size);
    const Str text = str_cut(&value, '\n');
    const JsonSchema *schema = NULL;
    SchemaFault fault;
    if (value.at == NULL) value = S("null");
    const SchemaVerdict read = json_schema_read(cx.arena, text, &schema, &fault);
    MUST(read != SCHEMA_MISFIT && utf8_is_valid(fault.at));
    MUST(fault.at.len == 0 || fault.at.at[0] == '/');
    if (read == SCHEMA_FITS) {
        const SchemaVerdict verdict = json_schema_check(cx.arena, schema, value, &fault);
        MUST(is_verdict_of_value(verdict) && utf8_is_valid(fault.at) && (fault.at.len == 0 || fault.at.at[0] == '/'));
        if (verdict == SCHEMA_FITS) MUST(fault.keyword.len == 0 && fault.at.len == 0);
        check_wrapped(&cx, text, value, verdict);
    }
    fuzz_end(&cx);
    return 0;
}
