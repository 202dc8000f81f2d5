/* modules/reporting/regimes - see regimes.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/regimes.h"

#include "kit/commands.h"
#include "kit/table.h"
#include "modules/reporting/obligations.h"
#include "platform/ledger/ledger.h"

enum { FILE_BYTES_MAX = 4 * 1024 * 1024, OPENS_DAYS_MAX = 400, WORDS_MAX = 20000 };

const ProblemKind cutoff_form = {
    INVALID,
    "reporting/cutoff-form",
    { "Quy tắc hạn nộp không đúng dạng.", "The cut-off rule has a wrong form." },
    { "“{0}” không phải quy tắc hạn nộp. Viết: year before MM-DD, year before MM-DD of year-1, N days after period, N "
      "working days after period, before day N of last month, before day N of next month.",
      "“{0}” is no cut-off rule. Write: year before MM-DD, year before MM-DD of year-1, N days after period, N working "
      "days after period, before day N of last month, before day N of next month." }
};
const ProblemKind cutoff_unfit = {
    INVALID,
    "reporting/cutoff-unfit",
    { "Quy tắc hạn nộp không khớp chu kỳ.", "The cut-off does not fit the frequency." },
    { "“{0}” không dùng được với chu kỳ “{1}”: quy tắc year là của kỳ năm; báo cáo đột xuất để trống.",
      "“{0}” cannot be used each “{1}”: year rules are for years; on demand it stays empty." }
};
const ProblemKind regime_unknown = { NOT_FOUND,
                                     "reporting/regime-unknown",
                                     { "Không có chế độ báo cáo này.", "There is no such reporting regime." },
                                     { "Không có chế độ báo cáo “{0}”. Xem mã trong danh sách chế độ báo cáo.",
                                       "There is no reporting regime “{0}”. See the codes in the list of regimes." } };
const ProblemKind regime_in_use = {
    CONFLICT,
    "reporting/regime-in-use",
    { "Chế độ báo cáo đang được dùng.", "The regime is in use." },
    { "Tệp không còn “{0}”, nhưng đã có nghĩa vụ báo cáo theo chế độ này. Giữ dòng đó và ghi valid_to là ngày hết hiệu "
      "lực.",
      "The files no longer have “{0}”, but there are obligations under it. Keep the row and write into valid_to the "
      "day "
      "on which it ends." }
};
const ProblemKind regime_circle = { INVALID,
                                    "reporting/regime-circle",
                                    { "Báo cáo tổng hợp đi vòng tròn.", "Consolidation goes in a circle." },
                                    { "“{0}” rốt cuộc tổng hợp thành chính nó. Sửa cột feeds.",
                                      "“{0}” is in the end consolidated into itself. Correct the column feeds." } };
const ProblemKind words_turned = { INVALID,
                                   "reporting/words-turned",
                                   { "Giới hạn số từ bị đảo.", "The limits of words are turned." },
                                   { "Mục “{0}”: words_max phải lớn hơn hoặc bằng words_min.",
                                     "Section “{0}”: words_max must not be below words_min." } };

static const char *const standings[] = { "by_document", "by_installation" };
static const Choices standing_choices = CHOICES("RegimeStanding", standings);
static const char *const frequencies[] = { "month", "quarter", "half", "year", "on_demand" };
const Choices regime_frequency_choices = CHOICES("RegimeFrequency", frequencies);

static const Field regime_fields[] = {
    FIELD(Regime, code, REQUIRED, 1, CODE_MAX),
    FIELD(Regime, title, REQUIRED, 1, TITLE_MAX),
    FIELD(Regime, title_en, REQUIRED, 1, TITLE_MAX),
    FIELD(Regime, citation, REQUIRED, 1, CITATION_MAX),
    FIELD_CHOICE(Regime, standing, REQUIRED, &standing_choices),
    FIELD(Regime, source, OPTIONAL, 0, 600),
    FIELD(Regime, document, OPTIONAL, 0, CODE_MAX),
    FIELD(Regime, reporter, REQUIRED, 1, CODE_MAX),
    FIELD(Regime, receiver, REQUIRED, 1, CODE_MAX),
    FIELD_CHOICE(Regime, frequency, REQUIRED, &regime_frequency_choices),
    FIELD(Regime, cutoff, OPTIONAL, 0, 60),
    FIELD(Regime, opens_days, REQUIRED, 0, OPENS_DAYS_MAX),
    FIELD(Regime, valid_from, REQUIRED, 0, 0),
    FIELD(Regime, valid_to, OPTIONAL, 0, 0),
    FIELD(Regime, feeds, OPTIONAL, 0, CODE_MAX),
    FIELD(Regime, tasks, OPTIONAL, 0, 0),
    FIELD(Regime, evidence, OPTIONAL, 0, 0),
    FIELD(Regime, note, OPTIONAL, 0, NOTE_MAX),
    FIELD(Regime, position, STORED, 0, 0),
};
const Shape regime_shape = SHAPE(Regime, regime_fields);

static const Field regime_section_fields[] = {
    FIELD(RegimeSection, regime, REQUIRED, 1, CODE_MAX),
    FIELD(RegimeSection, code, REQUIRED, 1, CODE_MAX),
    FIELD(RegimeSection, title, REQUIRED, 1, TITLE_MAX),
    FIELD(RegimeSection, title_en, REQUIRED, 1, TITLE_MAX),
    FIELD(RegimeSection, is_needed, OPTIONAL, 0, 0),
    FIELD(RegimeSection, words_min, OPTIONAL, 0, WORDS_MAX),
    FIELD(RegimeSection, words_max, OPTIONAL, 0, WORDS_MAX),
    FIELD(RegimeSection, hint, OPTIONAL, 0, NOTE_MAX),
    FIELD(RegimeSection, position, STORED, 0, 0),
};
const Shape regime_section_shape = SHAPE(RegimeSection, regime_section_fields);

static const Field regime_item_fields[] = {
    FIELD(RegimeItem, regime, REQUIRED, 1, CODE_MAX), FIELD(RegimeItem, indicator, REQUIRED, 1, CODE_MAX),
    FIELD(RegimeItem, is_needed, OPTIONAL, 0, 0),     FIELD(RegimeItem, evidence, OPTIONAL, 0, 0),
    FIELD(RegimeItem, position, STORED, 0, 0),
};
const Shape regime_item_shape = SHAPE(RegimeItem, regime_item_fields);

typedef struct RegimeState {
    Str digest;
} RegimeState;

static const Field regime_state_fields[] = { FIELD(RegimeState, digest, REQUIRED, 0, 0) };
static const Shape regime_state_shape = SHAPE(RegimeState, regime_state_fields);

typedef struct RegimeKey {
    Str code;
} RegimeKey;

static const Field regime_key_fields[] = { FIELD(RegimeKey, code, REQUIRED, 1, CODE_MAX) };
const Shape regime_key_shape = SHAPE(RegimeKey, regime_key_fields);

#include "modules/reporting/regimes.sql.h"

/* ---- asking ---- */

Code regimes_read(Ctx *cx, Regimes *ret_regimes) {
    TRY(regimes_all(cx, &ret_regimes->regimes));
    TRY(regime_sections_all(cx, &ret_regimes->sections));
    return regime_items_all(cx, &ret_regimes->items);
}

const Regime *regimes_find(const Regimes *regimes, Str code) {
    const Regime *all = regimes->regimes.items;
    for (size_t i = 0; i < regimes->regimes.count; i++) {
        if (str_equal(all[i].code, code)) return &all[i];
    }
    return NULL;
}

Code regimes_require(Ctx *cx, const Regimes *regimes, Str code, const Regime **ret_regime) {
    *ret_regime = regimes_find(regimes, code);
    return *ret_regime == NULL ? fail(cx, &regime_unknown, code) : OK;
}

Rows regime_sections_of(const Regimes *regimes, Str code) {
    RegimeSection *all = regimes->sections.items;
    size_t from = 0, to;
    while (from < regimes->sections.count && !str_equal(all[from].regime, code)) from++;
    for (to = from; to < regimes->sections.count && str_equal(all[to].regime, code);) to++;
    return (Rows){ all + from, to - from };
}

Rows regime_items_of(const Regimes *regimes, Str code) {
    RegimeItem *all = regimes->items.items;
    size_t from = 0, to;
    while (from < regimes->items.count && !str_equal(all[from].regime, code)) from++;
    for (to = from; to < regimes->items.count && str_equal(all[to].regime, code);) to++;
    return (Rows){ all + from, to - from };
}

bool regime_is_in_force(const Regime *regime, Day period_end) {
    return regime->valid_from.number <= period_end.number &&
           (regime->valid_to.number == 0 || period_end.number < regime->valid_to.number);
}

/* ---- taking in ---- */

typedef struct RegimeArgs {
    Str folder;
} RegimeArgs;

static const Field regime_args_fields[] = {
    OPTION(RegimeArgs, folder, REQUIRED, 1, 1000,
           "the folder that holds regimes.csv, regime_sections.csv and regime_items.csv"),
};
const Shape regime_args_shape = SHAPE(RegimeArgs, regime_args_fields);

typedef struct RegimeTables {
    Table regimes, sections, items;
    Str digest;
    const Goals *goals;
    Map codes;
} RegimeTables;

static void check_cutoff(Ctx *cx, const RegimeTables *tables, size_t index) {
    const Regime *regime = table_item(&tables->regimes, index);
    const Spot spot = table_spot(&tables->regimes, index, S("cutoff"));
    const Str frequency = choice_name(&regime_frequency_choices, regime->frequency);
    Cutoff cutoff;
    if (regime->frequency == ON_DEMAND) {
        if (regime->cutoff.len > 0) fault(cx, spot, &cutoff_unfit, regime->cutoff, frequency);
    } else if (cutoff_from_text(regime->cutoff, &cutoff) != OK) {
        fault(cx, spot, &cutoff_form, regime->cutoff);
    } else if (!cutoff_fits(&cutoff, (Frequency)regime->frequency)) {
        fault(cx, spot, &cutoff_unfit, regime->cutoff, frequency);
    }
}

static void check_circle(Ctx *cx, const RegimeTables *tables, size_t index) {
    size_t at = index;
    for (size_t steps = 0; steps <= tables->regimes.count; steps++) {
        const Regime *regime = table_item(&tables->regimes, at);
        if (regime->feeds.len == 0 || !map_get(&tables->codes, regime->feeds, &at)) return;
    }
    const Regime *regime = table_item(&tables->regimes, index);
    fault(cx, table_spot(&tables->regimes, index, S("feeds")), &regime_circle, regime->code);
}

static void check_regime(Ctx *cx, const RegimeTables *tables, size_t index) {
    const Registry *registry = tables->goals->registry;
    const Table *table = &tables->regimes;
    const Regime *regime = table_item(table, index);
    check_cutoff(cx, tables, index);
    check_circle(cx, tables, index);
    code_must_be_known(cx, &tables->codes, table, index, S("feeds"), regime->feeds);
    if (registry_agency(registry, regime->reporter) == NULL && registry_collective(registry, regime->reporter) == NULL)
        fault(cx, table_spot(table, index, S("reporter")), &code_unknown, regime->reporter);
    if (registry_agency(registry, regime->receiver) == NULL)
        fault(cx, table_spot(table, index, S("receiver")), &code_unknown, regime->receiver);
    if (regime->document.len > 0 && goals_document(tables->goals, regime->document) == NULL)
        fault(cx, table_spot(table, index, S("document")), &code_unknown, regime->document);
}

/* What hangs on a regime: its parts name one that is there, and each stands once. */
static void check_parts(Ctx *cx, const RegimeTables *tables) {
    Map seen = map_new(cx->arena);
    for (size_t i = 0; i < tables->sections.count; i++) {
        const RegimeSection *section = table_item(&tables->sections, i);
        const Str key = str_format(cx->arena, "%.*s|%.*s", STR_FMT(section->regime), STR_FMT(section->code));
        code_must_be_known(cx, &tables->codes, &tables->sections, i, S("regime"), section->regime);
        if (!map_add(&seen, key, i)) fault(cx, table_spot(&tables->sections, i, S("code")), &code_twice, section->code);
        if (section->words_max > 0 && section->words_max < section->words_min)
            fault(cx, table_spot(&tables->sections, i, S("words_max")), &words_turned, section->code);
    }
    for (size_t i = 0; i < tables->items.count; i++) {
        const RegimeItem *item = table_item(&tables->items, i);
        const Str key = str_format(cx->arena, "%.*s||%.*s", STR_FMT(item->regime), STR_FMT(item->indicator));
        code_must_be_known(cx, &tables->codes, &tables->items, i, S("regime"), item->regime);
        if (!map_add(&seen, key, i))
            fault(cx, table_spot(&tables->items, i, S("indicator")), &code_twice, item->indicator);
        if (!str_is(item->indicator, "*") && goals_indicator(tables->goals, item->indicator) == NULL)
            fault(cx, table_spot(&tables->items, i, S("indicator")), &indicator_unknown, item->indicator);
    }
}

static Code read_tables(Ctx *cx, Str folder, RegimeTables *ret_tables) {
    RegimeTables tables = { 0 };
    Goals *goals;
    TRY(goals_load(cx, &goals));
    tables.goals = goals;
    Digest *digest = digest_new();
    const TableFile regimes = { folder, S("regimes.csv"), &regime_shape, FILE_BYTES_MAX, REGIMES_MAX };
    const TableFile sections = { folder, S("regime_sections.csv"), &regime_section_shape, FILE_BYTES_MAX,
                                 SECTIONS_MAX };
    const TableFile items = { folder, S("regime_items.csv"), &regime_item_shape, FILE_BYTES_MAX, ITEMS_MAX };
    Code code = table_read_file(cx, &regimes, digest, &tables.regimes);
    if (code == OK) code = table_read_file(cx, &sections, digest, &tables.sections);
    if (code == OK) code = table_read_file(cx, &items, digest, &tables.items);
    const Sha256 all = digest_end(digest);
    TRY(code);
    tables.digest = hex_text(cx->arena, all.bytes, sizeof all.bytes);
    tables.codes = map_new(cx->arena);
    table_index_codes(cx, &tables.regimes, &tables.codes);
    if (tables.regimes.is_whole) {
        for (size_t i = 0; i < tables.regimes.count; i++) check_regime(cx, &tables, i);
        check_parts(cx, &tables);
    }
    TRY(faults_verdict(cx));
    *ret_tables = tables;
    return OK;
}

static Code refuse_loss(Ctx *cx, const RegimeTables *tables) {
    Rows used;
    TRY(regimes_in_use(cx, &used));
    for (size_t i = 0; i < used.count; i++) {
        const RegimeKey *key = &((const RegimeKey *)used.items)[i];
        if (!map_has(&tables->codes, key->code)) return fail(cx, &regime_in_use, key->code);
    }
    return OK;
}

static Code store_tables(Ctx *cx, RegimeTables *tables) {
    for (size_t i = 0; i < tables->regimes.count; i++)
        ((Regime *)table_change(&tables->regimes, i))->position = (int64_t)i + 1;
    for (size_t i = 0; i < tables->sections.count; i++)
        ((RegimeSection *)table_change(&tables->sections, i))->position = (int64_t)i + 1;
    for (size_t i = 0; i < tables->items.count; i++)
        ((RegimeItem *)table_change(&tables->items, i))->position = (int64_t)i + 1;
    TRY(regimes_clear(cx));
    TRY(regime_sections_clear(cx));
    TRY(regime_items_clear(cx));
    TRY(regime_insert_each(cx, (const Regime *)(const void *)tables->regimes.items, tables->regimes.count));
    TRY(regime_section_insert_each(cx, (const RegimeSection *)(const void *)tables->sections.items,
                                   tables->sections.count));
    return regime_item_insert_each(cx, (const RegimeItem *)(const void *)tables->items.items, tables->items.count);
}

/* The same files again change nothing but make what obligations are missing. */
Code regimes_take(Ctx *cx, const void *in, void *out) {
    const RegimeArgs *args = in;
    RegimeTables tables;
    RegimeState state;
    TRY(read_tables(cx, args->folder, &tables));
    TRY(refuse_loss(cx, &tables));
    TRY(regime_state_now(cx, &state));
    if (!str_equal(state.digest, tables.digest)) {
        state.digest = tables.digest;
        TRY(store_tables(cx, &tables));
        TRY(regime_state_set(cx, &state));
        TRY(ledger_append(cx, S("reporting.regimes_loaded"), S("regimes"), { "digest", tables.digest },
                          { "regimes", int_text(cx, (int64_t)tables.regimes.count) }));
    }
    TRY(obligations_make(cx, NULL, out));
    say("Đã nạp %zu chế độ báo cáo / reporting regimes\n", tables.regimes.count);
    return OK;
}

/* ---- for all to see ---- */

typedef struct RegimeView {
    const Regime *regime;
    Str reporter_name, receiver_name;
} RegimeView;

static const Field regime_view_fields[] = {
    FIELD_LINK(RegimeView, regime, REQUIRED, &regime_shape),
    FIELD(RegimeView, reporter_name, REQUIRED, 0, 0),
    FIELD(RegimeView, receiver_name, REQUIRED, 0, 0),
};
static const Shape regime_view_shape = SHAPE(RegimeView, regime_view_fields);

typedef struct RegimeList {
    Rows regimes;
} RegimeList;

static const Field regime_list_fields[] = { FIELD_LIST(RegimeList, regimes, REGIMES_MAX, &regime_view_shape) };
const Shape regime_list_shape = SHAPE(RegimeList, regime_list_fields);

typedef struct RegimePage {
    const RegimeView *view;
    Rows sections, items;
} RegimePage;

static const Field regime_page_fields[] = {
    FIELD_LINK(RegimePage, view, REQUIRED, &regime_view_shape),
    FIELD_LIST(RegimePage, sections, SECTIONS_MAX, &regime_section_shape),
    FIELD_LIST(RegimePage, items, ITEMS_MAX, &regime_item_shape),
};
const Shape regime_page_shape = SHAPE(RegimePage, regime_page_fields);

static RegimeView view_of(const Registry *registry, const Regime *regime) {
    return (RegimeView){ regime, registry_name(registry, regime->reporter), registry_name(registry, regime->receiver) };
}

Code regimes_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    RegimeList *list = out;
    Regimes regimes;
    Registry *registry;
    TRY(regimes_read(cx, &regimes));
    TRY(registry_load(cx, &registry));
    RegimeView *views = NEW_ARRAY(cx->arena, RegimeView, regimes.regimes.count + 1);
    for (size_t i = 0; i < regimes.regimes.count; i++)
        views[i] = view_of(registry, &((const Regime *)regimes.regimes.items)[i]);
    list->regimes = (Rows){ views, regimes.regimes.count };
    return OK;
}

Code regime_get(Ctx *cx, const void *in, void *out) {
    const RegimeKey *key = in;
    RegimePage *page = out;
    Regimes regimes;
    Registry *registry;
    const Regime *regime;
    TRY(regimes_read(cx, &regimes));
    TRY(regimes_require(cx, &regimes, key->code, &regime));
    TRY(registry_load(cx, &registry));
    RegimeView *view = NEW(cx->arena, RegimeView);
    *view = view_of(registry, regime);
    *page = (RegimePage){ view, regime_sections_of(&regimes, key->code), regime_items_of(&regimes, key->code) };
    return OK;
}
