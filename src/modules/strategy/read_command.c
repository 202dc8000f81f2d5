/* modules/strategy/read_command - see read_command.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/read_command.h"

#include "kit/commands.h"
#include "kit/text.h"
#include "modules/strategy/agency_names.h"
#include "modules/strategy/draft_check.h"
#include "platform/reader/reader.h"

enum {
    PATH_MAX_LETTERS = 1000,
    AGENCIES_BYTES_MAX = 16 * 1024 * 1024,
    AGENCIES_MAX = 50000,
    NAMES_OF_ONE_MAX = 50,
    READING_BYTES_MAX = 256 * 1024 * 1024,
    SHOWN_MAX = 40
};

typedef struct ReadArgs {
    Str file, agencies, package;
    bool json;
} ReadArgs;

static const Field read_args_fields[] = {
    OPTION(ReadArgs, file, REQUIRED, 1, PATH_MAX_LETTERS, "docx, odt, html, md, pdf with text, or plain text"),
    OPTION(ReadArgs, agencies, OPTIONAL, 0, PATH_MAX_LETTERS,
           "CSV code,name,aliases,old_names (';' between several): who is known; without it the installation's"),
    OPTION(ReadArgs, package, OPTIONAL, 0, PATH_MAX_LETTERS,
           "a folder into which the draft is written as a plan package"),
    OPTION(ReadArgs, json, OPTIONAL, 0, 0, "everything that was read, as JSON"),
};
const Shape read_args_shape = SHAPE(ReadArgs, read_args_fields);

/* ---- who is known ---- */

typedef struct AgencyNamesRow {
    Str code, name;
    Texts aliases, old_names;
} AgencyNamesRow;

static const Field agency_names_row_fields[] = {
    FIELD(AgencyNamesRow, code, REQUIRED, 1, CODE_MAX),
    FIELD(AgencyNamesRow, name, REQUIRED, 1, 200),
    FIELD(AgencyNamesRow, aliases, OPTIONAL, 0, NAMES_OF_ONE_MAX),
    FIELD(AgencyNamesRow, old_names, OPTIONAL, 0, NAMES_OF_ONE_MAX),
};
static const Shape agency_names_row_shape = SHAPE(AgencyNamesRow, agency_names_row_fields);

static Code read_agencies(Ctx *cx, Str path, Table *ret_table) {
    const TableForm form = { .path = path, .name = path, .bytes_max = AGENCIES_BYTES_MAX };
    TRY(table_read(cx, &form, &agency_names_row_shape, AGENCIES_MAX, ret_table));
    return faults_verdict(cx);
}

static void names_of_table(Ctx *cx, const Table *table, NamesKnown *ret_names) {
    KnownName *names = NULL;
    size_t count = 0, room = 0;
    for (size_t round = 0; round < 2; round++) { /* what stands first counts: old names give way to those of today */
        for (size_t i = 0; i < table->count; i++) {
            const AgencyNamesRow *row = table_item(table, i);
            const Texts more = round == 0 ? row->aliases : row->old_names;
            for (size_t j = round; j <= more.count; j++) {
                const Str name = j == 0 ? row->name : more.items[j - 1];
                names = array_grow(cx->arena, names, sizeof(KnownName), count, &room);
                names[count++] = (KnownName){ .name = name, .code = row->code };
            }
        }
    }
    names_known_from(cx, names, count, ret_names);
}

/* What a name tells of its bearer; what it does not tell is the administrator's to say. */
static int agency_kind_of(Ctx *cx, Str name) {
    static const struct {
        const char *start;
        int kind;
    } kinds[] = { { "so ", AGENCY_DEPARTMENT },
                  { "cac so", AGENCY_DEPARTMENT },
                  { "van phong", AGENCY_OFFICE },
                  { "thanh tra", AGENCY_INSPECTORATE },
                  { "uy ban nhan dan tinh", AGENCY_COMMITTEE },
                  { "hoi dong nhan dan", AGENCY_COMMITTEE },
                  { "uy ban nhan dan huyen", AGENCY_DISTRICT },
                  { "uy ban nhan dan cac huyen", AGENCY_DISTRICT },
                  { "uy ban nhan dan", AGENCY_COMMUNE },
                  { "ban chi dao", AGENCY_STEERING },
                  { "ban ", AGENCY_BOARD },
                  { "truong", AGENCY_SCHOOL },
                  { "dai hoc", AGENCY_SCHOOL },
                  { "bao ", AGENCY_MEDIA },
                  { "dai ", AGENCY_MEDIA },
                  { "trung tam", AGENCY_UNIT },
                  { "cong an", AGENCY_VERTICAL },
                  { "bo chi huy", AGENCY_VERTICAL },
                  { "cuc ", AGENCY_VERTICAL },
                  { "chi cuc", AGENCY_VERTICAL },
                  { "kho bac", AGENCY_VERTICAL },
                  { "ngan hang", AGENCY_VERTICAL },
                  { "thue ", AGENCY_VERTICAL } };
    const Str folded = text_fold(cx->arena, name);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (str_starts(folded, str_of(kinds[i].start))) return kinds[i].kind;
    }
    return AGENCY_ASSOCIATION;
}

/* Agencies as a package needs them, of a table that knows names alone. */
static void reference_of_table(Ctx *cx, const Table *table, ReferenceTables *tables) {
    Agency *agencies = NEW_ARRAY(cx->arena, Agency, table->count + 1);
    for (size_t i = 0; i < table->count; i++) {
        const AgencyNamesRow *row = table_item(table, i);
        const Str none = S("");
        agencies[i] = (Agency){ .code = row->code,
                                .name = row->name,
                                .name_en = none,
                                .short_name = none,
                                .kind = agency_kind_of(cx, row->name),
                                .parent = none,
                                .place = none,
                                .identifier = none,
                                .source = none };
    }
    tables->agencies = (Table){ .name = S("agencies"),
                                .shape = &agency_shape,
                                .items = (char *)agencies,
                                .count = table->count,
                                .is_whole = true };
    reference_fill(tables);
}

/* The names, and who bears them: of the file that is named, else of the installation. */
static Code load_known(Ctx *cx, const ReadArgs *args, NamesKnown *ret_names, Plan *ret_plan) {
    Table table;
    *ret_plan = (Plan){ 0 };
    if (args->agencies.len > 0) {
        TRY(read_agencies(cx, args->agencies, &table));
        names_of_table(cx, &table, ret_names);
        reference_of_table(cx, &table, &ret_plan->reference);
        return OK;
    }
    TRY(db_begin(cx, DB_READ));
    Code code = names_known(cx, ret_names);
    if (code == OK) code = draft_reference(cx, ret_plan);
    db_rollback(cx);
    return code;
}

/* ---- telling ---- */

static Code say_json(Ctx *cx, const Reading *reading) {
    Buf out = buf_new(cx->arena, READING_BYTES_MAX);
    Str text;
    shape_write_json(&out, &reading_shape, reading);
    if (buf_done(&out, &text) != OK) return fail(cx, &too_large, S("json"), int_text(cx, READING_BYTES_MAX));
    say("%.*s\n", STR_FMT(text));
    return OK;
}

static size_t count_of(const DraftPlan *plan, DraftKind kind) {
    const DraftItem *items = plan->items.items;
    size_t count = 0;
    for (size_t i = 0; i < plan->items.count; i++) count += items[i].kind == (int)kind;
    return count;
}

static void say_unsure(const DraftPlan *plan) {
    const DraftItem *items = plan->items.items;
    size_t count = 0;
    for (size_t i = 0; i < plan->items.count; i++) {
        if (items[i].state != ITEM_UNSURE) continue;
        if (++count == 1) say("\nChưa chắc, cần xem / not sure, to be looked at:\n");
        if (count > SHOWN_MAX) continue;
        say("  %.*s  %.*s\n", STR_FMT(items[i].fields->code), STR_FMT(items[i].fields->title));
    }
    if (count > SHOWN_MAX) say("  ... và %zu mục khác / and %zu more\n", count - SHOWN_MAX, count - SHOWN_MAX);
}

static void say_gaps(const DraftPlan *plan, const Rows *gaps) {
    const DraftItem *items = plan->items.items;
    const DraftGap *all = gaps->items;
    if (gaps->count > 0) say("\nCòn thiếu, người phải điền / missing, for a person to fill in:\n");
    for (size_t i = 0; i < gaps->count && i < SHOWN_MAX; i++) {
        Str code = S("");
        for (size_t j = 0; j < plan->items.count; j++) {
            if (items[j].number == all[i].item) code = items[j].fields->code;
        }
        say("  %.*s %.*s: %.*s\n", STR_FMT(code.len > 0 ? code : plan->document.code), STR_FMT(all[i].field),
            STR_FMT(all[i].vi));
    }
    if (gaps->count > SHOWN_MAX)
        say("  ... và %zu chỗ khác / and %zu more\n", gaps->count - SHOWN_MAX, gaps->count - SHOWN_MAX);
}

static void say_summary(Ctx *cx, const Reading *reading, const DraftPlan *plan, const Rows *gaps) {
    const DraftDocument *document = &plan->document;
    say("%.*s  %.*s  %.*s\n", STR_FMT(document->code), STR_FMT(document->number),
        STR_FMT(day_text(cx->arena, document->issued_on)));
    if (document->title.len > 0) say("%.*s\n", STR_FMT(document->title));
    say("%zu đoạn / passages, %zu phần / sections, %zu mục tiêu / objectives, %zu chỉ tiêu / indicators,\n"
        "%zu nhiệm vụ / tasks, %zu việc định kỳ / duties, %zu căn cứ / legal bases\n",
        reading->passages.count, count_of(plan, DRAFT_SECTION), count_of(plan, DRAFT_OBJECTIVE),
        count_of(plan, DRAFT_INDICATOR), count_of(plan, DRAFT_TASK), count_of(plan, DRAFT_DUTY),
        count_of(plan, DRAFT_BASIS));
    for (size_t i = 0; i < reading->reasons.count; i++) say("  %.*s\n", STR_FMT(reading->reasons.items[i]));
    say_unsure(plan);
    say_gaps(plan, gaps);
}

Code read_run(Ctx *cx, const void *in, void *out) {
    (void)out;
    const ReadArgs *args = in;
    NamesKnown names;
    Plan others;
    Reading reading = { 0 };
    TRY(load_known(cx, args, &names, &others));
    TRY(reader_read(cx, args->file, args->file, &names.reader, &reading));
    if (args->json) return say_json(cx, &reading);
    const DraftPlan plan = draft_plan(cx, &reading, &names.known);
    const Rows gaps = draft_gaps(cx, &plan, &others);
    if (args->package.len > 0) {
        const Plan tables = draft_tables(cx, &plan, &others);
        TRY(plan_write_package(cx, &tables, args->package));
    }
    say_summary(cx, &reading, &plan, &gaps);
    if (args->package.len > 0 && gaps.count == 0)
        say("\nGói đủ để nạp: banyan plan check %.*s / the package is whole\n", STR_FMT(args->package));
    return OK;
}
