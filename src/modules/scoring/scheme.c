/* modules/scoring/scheme - the records of a scheme, read from its folder and stored whole; see scheme.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/scheme.h"

#include "kit/commands.h"
#include "kit/crypto.h"
#include "platform/ledger/ledger.h"

enum { SCHEME_FILE_BYTES_MAX = 1024 * 1024 };

static const char *const standing_names[] = { "in_force", "secondary", "own", "unconfirmed" };
const Choices scheme_standing_choices = CHOICES("SchemeStanding", standing_names);
static const char *const lack_names[] = { "zero", "full", "excluded", "needs_input" };
const Choices lack_choices = CHOICES("Lack", lack_names);
static const char *const frequency_names[] = { "month", "quarter", "half", "year" };
const Choices score_frequency_choices = CHOICES("ScoreFrequency", frequency_names);

static const Field scheme_fields[] = {
    FIELD(Scheme, code, REQUIRED, 1, SCHEME_CODE_MAX),
    FIELD(Scheme, version, REQUIRED, 1, 9999),
    FIELD(Scheme, title, REQUIRED, 1, SCHEME_TITLE_MAX),
    FIELD(Scheme, title_en, REQUIRED, 1, SCHEME_TITLE_MAX),
    FIELD(Scheme, legal, OPTIONAL, 0, 600),
    FIELD_CHOICE(Scheme, standing, REQUIRED, &scheme_standing_choices),
    FIELD_CHOICE(Scheme, frequency, REQUIRED, &score_frequency_choices),
    FIELD(Scheme, appeal_days, REQUIRED, 1, 365),
    FIELD(Scheme, change_note, OPTIONAL, 0, SCHEME_NOTE_MAX),
    FIELD(Scheme, note, OPTIONAL, 0, SCHEME_NOTE_MAX),
    FIELD(Scheme, digest, FILLED, 0, 64),
    FIELD(Scheme, loaded_at, FILLED, 0, 0),
};
const Shape scheme_shape = SHAPE(Scheme, scheme_fields);

#define STORED_KEY(T) FIELD(T, scheme, STORED, 0, 0), FIELD(T, version, STORED, 0, 0), FIELD(T, position, STORED, 0, 0)
#define TITLED(T)     FIELD(T, title, REQUIRED, 1, SCHEME_TITLE_MAX), FIELD(T, title_en, OPTIONAL, 0, SCHEME_TITLE_MAX)

static const Field score_class_fields[] = {
    FIELD(ScoreClass, code, REQUIRED, 1, SCHEME_CODE_MAX),
    TITLED(ScoreClass),
    FIELD(ScoreClass, kinds, OPTIONAL, 0, 20),
    FIELD(ScoreClass, agencies, OPTIONAL, 0, 100),
    STORED_KEY(ScoreClass),
};
const Shape score_class_shape = SHAPE(ScoreClass, score_class_fields);

static const Field score_band_fields[] = {
    FIELD(ScoreBand, code, REQUIRED, 1, SCHEME_CODE_MAX),
    TITLED(ScoreBand),
    FIELD(ScoreBand, least, REQUIRED, 0, 100),
    STORED_KEY(ScoreBand),
};
const Shape score_band_shape = SHAPE(ScoreBand, score_band_fields);

static const Field score_part_fields[] = {
    FIELD(ScorePart, code, REQUIRED, 1, SCHEME_CODE_MAX),
    TITLED(ScorePart),
    FIELD(ScorePart, maximum, REQUIRED, 0, 100000),
    STORED_KEY(ScorePart),
};
const Shape score_part_shape = SHAPE(ScorePart, score_part_fields);

static const Field criterion_fields[] = {
    FIELD(Criterion, code, REQUIRED, 1, SCHEME_CODE_MAX),
    FIELD(Criterion, part, REQUIRED, 1, SCHEME_CODE_MAX),
    TITLED(Criterion),
    FIELD(Criterion, maximum, REQUIRED, 0, 100000),
    FIELD(Criterion, formula, OPTIONAL, 0, FORMULA_BYTES_MAX),
    FIELD_CHOICE(Criterion, missing, REQUIRED, &lack_choices),
    FIELD_CHOICE(Criterion, zero_denominator, REQUIRED, &lack_choices),
    FIELD(Criterion, classes, OPTIONAL, 0, 50),
    FIELD(Criterion, evidence, OPTIONAL, 0, SCHEME_NOTE_MAX),
    FIELD(Criterion, note, OPTIONAL, 0, SCHEME_NOTE_MAX),
    STORED_KEY(Criterion),
};
const Shape criterion_shape = SHAPE(Criterion, criterion_fields);

static const Field score_input_fields[] = {
    FIELD(ScoreInput, code, REQUIRED, 1, SCHEME_CODE_MAX),
    FIELD(ScoreInput, criterion, REQUIRED, 1, SCHEME_CODE_MAX),
    FIELD(ScoreInput, title, REQUIRED, 1, 1000),
    FIELD(ScoreInput, title_en, OPTIONAL, 0, 1000),
    FIELD_CHOICE(ScoreInput, unit, REQUIRED, &metric_unit_choices),
    FIELD(ScoreInput, low, OPTIONAL, 0, 0),
    FIELD(ScoreInput, high, OPTIONAL, 0, 0),
    FIELD(ScoreInput, note, OPTIONAL, 0, SCHEME_NOTE_MAX),
    STORED_KEY(ScoreInput),
};
const Shape score_input_shape = SHAPE(ScoreInput, score_input_fields);

static const Field score_award_fields[] = {
    FIELD(ScoreAward, code, REQUIRED, 1, SCHEME_CODE_MAX),
    TITLED(ScoreAward),
    FIELD(ScoreAward, classes, OPTIONAL, 0, 50),
    FIELD(ScoreAward, most, REQUIRED, 1, 1000),
    FIELD(ScoreAward, least, REQUIRED, 0, 100),
    FIELD(ScoreAward, complete, REQUIRED, 0, 0),
    FIELD(ScoreAward, note, OPTIONAL, 0, SCHEME_NOTE_MAX),
    STORED_KEY(ScoreAward),
};
const Shape score_award_shape = SHAPE(ScoreAward, score_award_fields);

/* Which version of which scheme. */
typedef struct SchemeKey {
    Str scheme;
    int64_t version;
} SchemeKey;

static const Field scheme_key_fields[] = { FIELD(SchemeKey, scheme, REQUIRED, 0, 0),
                                           FIELD(SchemeKey, version, REQUIRED, 0, 0) };
static const Shape scheme_key_shape = SHAPE(SchemeKey, scheme_key_fields);

#include "modules/scoring/scheme.sql.h"

const ProblemKind version_needed = {
    CONFLICT,
    "scoring/version-needed",
    { "Bản này của bộ tiêu chí đã được nạp.", "This version of the scheme is loaded already." },
    { "Bản {1} của “{0}” đã nạp và không đổi được nữa. Tăng số bản lên {2} và nói rõ thay đổi ở cột change_note.",
      "Version {1} of “{0}” is loaded and cannot change any more. Make it version {2}, and say in change_note what is "
      "other." }
};
const ProblemKind change_needed = {
    INVALID,
    "scoring/change-needed",
    { "Thiếu nội dung thay đổi.", "What has changed is not said." },
    { "Bản {0} thay một bản trước: ghi ở change_note điều gì khác và vì sao.",
      "Version {0} takes the place of another: say in change_note what is other, and why." }
};
const ProblemKind version_order = { INVALID,
                                    "scoring/version-order",
                                    { "Số bản không liền nhau.", "The versions do not follow one another." },
                                    { "Bản kế tiếp của “{0}” là {1}, không phải {2}.",
                                      "The next version of “{0}” is {1}, not {2}." } };
const ProblemKind scheme_unknown = { NOT_FOUND,
                                     "scoring/scheme-unknown",
                                     { "Không có bộ tiêu chí này.", "There is no such scheme." },
                                     { "Không có bộ tiêu chí “{0}” với bản đã nêu. Xem danh sách bộ tiêu chí.",
                                       "There is no scheme “{0}” of that version. See the list of schemes." } };

/* ---- reading a folder ---- */

/* The files of a scheme; the first has one row. */
typedef struct SchemeTables {
    Table scheme, classes, bands, parts, criteria, inputs, awards;
} SchemeTables;

static Code read_table(Ctx *cx, Str folder, const char *name, const Shape *shape, Digest *digest, Table *ret_table) {
    const TableFile file = { folder, str_of(name), shape, SCHEME_FILE_BYTES_MAX, SCHEME_ROWS_MAX };
    return table_read_file(cx, &file, digest, ret_table);
}

static Code read_tables(Ctx *cx, Str folder, Digest *digest, SchemeTables *tables) {
    TRY(read_table(cx, folder, "scheme.csv", &scheme_shape, digest, &tables->scheme));
    TRY(read_table(cx, folder, "classes.csv", &score_class_shape, digest, &tables->classes));
    TRY(read_table(cx, folder, "bands.csv", &score_band_shape, digest, &tables->bands));
    TRY(read_table(cx, folder, "groups.csv", &score_part_shape, digest, &tables->parts));
    TRY(read_table(cx, folder, "criteria.csv", &criterion_shape, digest, &tables->criteria));
    TRY(read_table(cx, folder, "inputs.csv", &score_input_shape, digest, &tables->inputs));
    return read_table(cx, folder, "awards.csv", &score_award_shape, digest, &tables->awards);
}

static Rows rows_of(const Table *table) {
    return (Rows){ table->items, table->count };
}

Code scheme_read_folder(Ctx *cx, Str folder, SchemeBook *ret_book) {
    SchemeTables tables = { 0 };
    Digest *digest = digest_new();
    const Code code = read_tables(cx, folder, digest, &tables);
    const Sha256 all = digest_end(digest);
    if (code != OK) return code;
    *ret_book = (SchemeBook){ .classes = rows_of(&tables.classes),
                              .bands = rows_of(&tables.bands),
                              .parts = rows_of(&tables.parts),
                              .criteria = rows_of(&tables.criteria),
                              .inputs = rows_of(&tables.inputs),
                              .awards = rows_of(&tables.awards) };
    if (tables.scheme.count != 1) fault(cx, table_spot(&tables.scheme, 0, S("code")), &table_empty, S("scheme.csv"));
    if (tables.scheme.count == 0) return faults_verdict(cx);
    ret_book->scheme = *(const Scheme *)table_item(&tables.scheme, 0);
    ret_book->scheme.digest = hex_text(cx->arena, all.bytes, sizeof all.bytes);
    ret_book->scheme.loaded_at = cx->now;
    if (ret_book->scheme.version > 1 && ret_book->scheme.change_note.len == 0)
        fault(cx, table_spot(&tables.scheme, 0, S("change_note")), &change_needed,
              int_text(cx, ret_book->scheme.version));
    const SchemeSource source = { &tables.classes,  &tables.bands,  &tables.parts,
                                  &tables.criteria, &tables.inputs, &tables.awards };
    scheme_check(cx, ret_book, &source);
    return faults_verdict(cx);
}

/* ---- storing ---- */

static Code store_rows(Ctx *cx, const SchemeBook *book) {
    const Str code = book->scheme.code;
    const int64_t version = book->scheme.version;
    for (size_t i = 0; i < book->classes.count; i++) {
        ScoreClass row = ((const ScoreClass *)book->classes.items)[i];
        row.scheme = code, row.version = version, row.position = (int64_t)i;
        TRY(score_class_insert(cx, &row));
    }
    for (size_t i = 0; i < book->bands.count; i++) {
        ScoreBand row = ((const ScoreBand *)book->bands.items)[i];
        row.scheme = code, row.version = version, row.position = (int64_t)i;
        TRY(score_band_insert(cx, &row));
    }
    for (size_t i = 0; i < book->parts.count; i++) {
        ScorePart row = ((const ScorePart *)book->parts.items)[i];
        row.scheme = code, row.version = version, row.position = (int64_t)i;
        TRY(score_part_insert(cx, &row));
    }
    for (size_t i = 0; i < book->criteria.count; i++) {
        Criterion row = ((const Criterion *)book->criteria.items)[i];
        row.scheme = code, row.version = version, row.position = (int64_t)i;
        TRY(criterion_insert(cx, &row));
    }
    for (size_t i = 0; i < book->inputs.count; i++) {
        ScoreInput row = ((const ScoreInput *)book->inputs.items)[i];
        row.scheme = code, row.version = version, row.position = (int64_t)i;
        TRY(score_input_insert(cx, &row));
    }
    for (size_t i = 0; i < book->awards.count; i++) {
        ScoreAward row = ((const ScoreAward *)book->awards.items)[i];
        row.scheme = code, row.version = version, row.position = (int64_t)i;
        TRY(score_award_insert(cx, &row));
    }
    return OK;
}

/* The same files again change nothing; another content needs the next number. */
static Code store(Ctx *cx, const SchemeBook *book, bool *ret_is_new) {
    const SchemeKey key = { .scheme = book->scheme.code };
    Rows versions;
    TRY(scheme_versions(cx, &key, &versions));
    const int64_t newest = versions.count > 0 ? ((const Scheme *)versions.items)[0].version : 0;
    for (size_t i = 0; i < versions.count; i++) {
        const Scheme *held = &((const Scheme *)versions.items)[i];
        if (held->version != book->scheme.version) continue;
        *ret_is_new = false;
        if (str_equal(held->digest, book->scheme.digest)) return OK;
        return fail(cx, &version_needed, book->scheme.code, int_text(cx, held->version), int_text(cx, newest + 1));
    }
    if (book->scheme.version != newest + 1)
        return fail(cx, &version_order, book->scheme.code, int_text(cx, newest + 1),
                    int_text(cx, book->scheme.version));
    *ret_is_new = true;
    TRY(scheme_insert(cx, &book->scheme));
    TRY(store_rows(cx, book));
    return ledger_append(cx, S("scoring.scheme_loaded"), book->scheme.code, { "digest", book->scheme.digest },
                         { "version", int_text(cx, book->scheme.version) });
}

Code scheme_load(Ctx *cx, Str code, int64_t version, SchemeBook *ret_book) {
    SchemeKey key = { code, version };
    Rows versions;
    TRY(scheme_versions(cx, &key, &versions));
    const Scheme *found = NULL;
    for (size_t i = 0; i < versions.count && found == NULL; i++) {
        const Scheme *one = &((const Scheme *)versions.items)[i];
        if (version == 0 || one->version == version) found = one;
    }
    if (found == NULL) return fail(cx, &scheme_unknown, code);
    *ret_book = (SchemeBook){ .scheme = *found };
    key.version = found->version;
    TRY(scheme_classes(cx, &key, &ret_book->classes));
    TRY(scheme_bands(cx, &key, &ret_book->bands));
    TRY(scheme_parts(cx, &key, &ret_book->parts));
    TRY(scheme_criteria(cx, &key, &ret_book->criteria));
    TRY(scheme_inputs(cx, &key, &ret_book->inputs));
    TRY(scheme_awards(cx, &key, &ret_book->awards));
    scheme_compile(cx, ret_book, NULL);
    return OK;
}

const ScoreClass *scheme_class_of(Ctx *cx, const SchemeBook *book, const Registry *registry, const Agency *agency,
                                  Day on) {
    const ScoreClass *classes = book->classes.items;
    const Str kind = choice_name(&agency_kind_choices, agency->kind);
    for (size_t i = 0; i < book->classes.count; i++) {
        if (texts_hold(classes[i].kinds, kind)) return &classes[i];
        for (size_t j = 0; j < classes[i].agencies.count; j++) {
            if (texts_hold(registry_members(cx, registry, classes[i].agencies.items[j], on), agency->code))
                return &classes[i];
        }
    }
    return NULL;
}

/* ---- commands ---- */

typedef struct SchemesArgs {
    Str folder;
} SchemesArgs;

static const Field schemes_args_fields[] = {
    OPTION(SchemesArgs, folder, REQUIRED, 1, 1000, "the folder that holds scheme.csv"),
};
const Shape schemes_args_shape = SHAPE(SchemesArgs, schemes_args_fields);

static void say_book(const SchemeBook *book, const char *what) {
    say("%s: %.*s, bản / version %lld, %zu tiêu chí / criteria, %zu đầu vào / inputs\n", what,
        STR_FMT(book->scheme.code), (long long)book->scheme.version, book->criteria.count, book->inputs.count);
}

Code schemes_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    SchemeBook book;
    TRY(db_begin(cx, DB_READ)); /* formulas name indicators of the stored plan */
    const Code code = scheme_read_folder(cx, ((const SchemesArgs *)in)->folder, &book);
    db_rollback(cx);
    if (code == OK) say_book(&book, "Hợp lệ / sound");
    return code;
}

Code schemes_load(Ctx *cx, const void *in, void *out) {
    (void)out;
    SchemeBook book;
    bool is_new;
    TRY(scheme_read_folder(cx, ((const SchemesArgs *)in)->folder, &book));
    TRY(store(cx, &book, &is_new));
    say_book(&book, is_new ? "Đã nạp / loaded" : "Đã có / there already");
    return OK;
}

/* ---- what is shown ---- */

typedef struct SchemeList {
    Rows schemes; /* of Scheme: the newest version of each */
} SchemeList;

static const Field scheme_list_fields[] = { FIELD_LIST(SchemeList, schemes, SCHEMES_MAX, &scheme_shape) };
const Shape scheme_list_shape = SHAPE(SchemeList, scheme_list_fields);

Code schemes_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    return schemes_newest(cx, &((SchemeList *)out)->schemes);
}

typedef struct SchemeAsked {
    Str scheme;
    int64_t version; /* 0: the newest */
} SchemeAsked;

static const Field scheme_asked_fields[] = { FIELD(SchemeAsked, scheme, REQUIRED, 1, SCHEME_CODE_MAX),
                                             FIELD(SchemeAsked, version, OPTIONAL, 0, 9999) };
const Shape scheme_asked_shape = SHAPE(SchemeAsked, scheme_asked_fields);

typedef struct SchemeView {
    const Scheme *scheme;
    Rows versions; /* of Scheme, the newest first: what each changed */
    Rows classes, bands, parts, criteria, inputs, awards;
} SchemeView;

static const Field scheme_view_fields[] = {
    FIELD_LINK(SchemeView, scheme, REQUIRED, &scheme_shape),
    FIELD_LIST(SchemeView, versions, SCHEMES_MAX, &scheme_shape),
    FIELD_LIST(SchemeView, classes, SCHEME_ROWS_MAX, &score_class_shape),
    FIELD_LIST(SchemeView, bands, SCHEME_ROWS_MAX, &score_band_shape),
    FIELD_LIST(SchemeView, parts, SCHEME_ROWS_MAX, &score_part_shape),
    FIELD_LIST(SchemeView, criteria, SCHEME_ROWS_MAX, &criterion_shape),
    FIELD_LIST(SchemeView, inputs, SCHEME_ROWS_MAX, &score_input_shape),
    FIELD_LIST(SchemeView, awards, SCHEME_ROWS_MAX, &score_award_shape),
};
const Shape scheme_view_shape = SHAPE(SchemeView, scheme_view_fields);

Code scheme_get(Ctx *cx, const void *in, void *out) {
    const SchemeAsked *asked = in;
    SchemeView *view = out;
    SchemeBook *book = NEW(cx->arena, SchemeBook);
    TRY(scheme_load(cx, asked->scheme, asked->version, book));
    const SchemeKey key = { .scheme = book->scheme.code };
    TRY(scheme_versions(cx, &key, &view->versions));
    *view = (SchemeView){ &book->scheme, view->versions, book->classes, book->bands,
                          book->parts,   book->criteria, book->inputs,  book->awards };
    return OK;
}
