/* platform/exchange/loading - see loading.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/loading.h"

#include "kit/commands.h"
#include "platform/exchange/changes.h"
#include "platform/exchange/checking.h"
#include "platform/exchange/declaration.h"
#include "platform/exchange/pinning.h"

#define SHOWN_BYTES_MAX ((size_t)64 * 1024 * 1024)

enum { PLACE_BYTES_MAX = 400 };

typedef struct ExchangeLoadArgs {
    Str file;
    bool dry_run;
} ExchangeLoadArgs;

static const Field exchange_load_args_fields[] = {
    OPTION(ExchangeLoadArgs, file, REQUIRED, 1, 1000, "the declaration, as JSON; it is the whole"),
    OPTION(ExchangeLoadArgs, dry_run, OPTIONAL, 0, 0, "tell the difference, change nothing"),
};
const Shape exchange_load_args_shape = SHAPE(ExchangeLoadArgs, exchange_load_args_fields);

/* members/0/code becomes members[0].code. */
static Str place_spoken(Ctx *cx, Str pointer) {
    Buf out = buf_new(cx->arena, PLACE_BYTES_MAX);
    for (Str rest = pointer; rest.at != NULL;) {
        const Str step = str_cut(&rest, '/');
        int64_t place;
        if (out.len > 0 && str_to_int(step, 0, INT32_MAX, &place) == OK) buf_addf(&out, "[%.*s]", STR_FMT(step));
        else buf_addf(&out, "%s%.*s", out.len > 0 ? "." : "", STR_FMT(step));
    }
    return (Str){ out.at, out.len };
}

static void name_places(Ctx *cx, Str file) {
    for (size_t i = 0; i < cx->problem.fault_count; i++) {
        Spot *spot = &cx->problem.faults[i].spot;
        spot->file = file;
        if (spot->column.len > 0) spot->column = place_spoken(cx, spot->column);
    }
}

/* Files that it names are looked for beside it. */
static Str folder_of(Str file) {
    size_t len = file.len;
    while (len > 0 && file.at[len - 1] != '/') len--;
    return len > 1 ? str_part(file, 0, len - 1) : len == 1 ? S("/") : S(".");
}

static Code read_declaration(Ctx *cx, Str file, Holdings *ret_holdings) {
    Declaration declaration = { 0 };
    Str text;
    TRY(file_read(cx, file, DECLARATION_BYTES_MAX, &text));
    TRY(shape_read_json(cx, &declaration_shape, text, &declaration));
    declaration_rows(cx, &declaration, folder_of(file), ret_holdings);
    holdings_check(cx, ret_holdings);
    return faults_verdict(cx);
}

static void say_changes(const Rows *changes) {
    static const char marks[] = { '+', '~', '-' };
    for (size_t i = 0; i < changes->count; i++) {
        const Change *change = (const Change *)changes->items + i;
        say("%c %s %.*s\n", marks[change->kind - 1], change->named, STR_FMT(change->key));
    }
}

Code exchange_load(Ctx *cx, const void *in, void *out) {
    (void)out;
    const ExchangeLoadArgs *args = in;
    Holdings wanted, old = { 0 };
    Rows changes;
    const Code code = read_declaration(cx, args->file, &wanted);
    if (code != OK) name_places(cx, args->file);
    TRY(code);
    TRY(holdings_load(cx, &old));
    TRY(pins_keep(cx, &old, &wanted));
    TRY(changes_between(cx, &old, &wanted, &changes));
    say_changes(&changes);
    if (changes.count == 0 && str_equal(old.instance, wanted.instance)) {
        say("Không có gì thay đổi / nothing changed\n");
        return OK;
    }
    if (args->dry_run) {
        say("%zu thay đổi, chưa ghi / changes, not written\n", changes.count);
        return OK;
    }
    TRY(changes_store(cx, &old, &wanted, &changes));
    say("%zu thay đổi / changes. %zu thành viên / members, %zu hệ thống / subsystems, %zu dịch vụ / services, "
        "%zu quyền / rights\n",
        changes.count, wanted.members.count, wanted.subsystems.count, wanted.services.count, wanted.rights.count);
    return OK;
}

Code exchange_show(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    Holdings held = { 0 };
    TRY(db_begin(cx, DB_READ));
    const Code code = holdings_load(cx, &held);
    db_rollback(cx);
    TRY(code);
    Declaration declaration;
    declaration_of(cx, &held, &declaration);
    Buf json = buf_new(cx->arena, SHOWN_BYTES_MAX), lines = buf_new(cx->arena, SHOWN_BYTES_MAX);
    shape_write_json(&json, &declaration_shape, &declaration);
    json_write_indented(&lines, (Str){ json.at, json.len });
    Str shown;
    if (buf_done(&json, &shown) != OK || buf_done(&lines, &shown) != OK)
        return fail(cx, &too_large, S("exchange"), S("64 MiB"));
    say("%.*s\n", STR_FMT(shown));
    return OK;
}
