/* modules/reporting/consolidation - see consolidation.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/consolidation.h"

#include "platform/access/access.h"
#include "platform/ledger/ledger.h"

/* Two versions go into one answer. */
enum { AGENCIES_MAX = 5000, CONTENT_BYTES_MAX = 12 * 1024 * 1024, PUBLICATIONS_MAX = 2000 };

const ProblemKind nothing_accepted = {
    CONFLICT,
    "reporting/nothing-accepted",
    { "Chưa có báo cáo nào được chấp nhận.", "No report is accepted yet." },
    { "Chế độ “{0}” kỳ {1} chưa có báo cáo mới được chấp nhận để tổng hợp hay công bố.",
      "“{0}” has no newly accepted report for {1} that could be consolidated or published." }
};
const ProblemKind publication_reason = {
    INVALID,
    "reporting/publication-reason",
    { "Công bố lại cần lý do.", "Publishing again needs a reason." },
    { "Kỳ này đã công bố lần {0}. Ghi lý do công bố lại, ít nhất 10 ký tự; bản cũ vẫn được giữ.",
      "This period was published as version {0}. Give the reason for another, at least 10 letters; the old one "
      "stays." }
};
const ProblemKind publication_unknown = { NOT_FOUND,
                                          "reporting/publication-unknown",
                                          { "Chưa công bố.", "Not published." },
                                          { "Chế độ “{0}” kỳ {1} chưa công bố lần này.",
                                            "“{0}” has no such publication for {1}." } };

/* ---- Shapes ---- */

static const Field consolidated_agency_fields[] = {
    FIELD(ConsolidatedAgency, obligation, REQUIRED, 0, 0),
    FIELD(ConsolidatedAgency, agency, REQUIRED, 0, 0),
    FIELD(ConsolidatedAgency, agency_name, REQUIRED, 0, 0),
    FIELD(ConsolidatedAgency, name_then, REQUIRED, 0, 0),
    FIELD_CHOICE(ConsolidatedAgency, state, REQUIRED, &report_state_choices),
    FIELD(ConsolidatedAgency, due_on, REQUIRED, 0, 0),
    FIELD(ConsolidatedAgency, sent_on, OPTIONAL, 0, 0),
    FIELD(ConsolidatedAgency, is_late, REQUIRED, 0, 0),
    FIELD(ConsolidatedAgency, late_days, REQUIRED, 0, 0),
    FIELD(ConsolidatedAgency, version, REQUIRED, 0, 0),
};
const Shape consolidated_agency_shape = SHAPE(ConsolidatedAgency, consolidated_agency_fields);

static const Field consolidated_figure_fields[] = {
    FIELD(ConsolidatedFigure, indicator, REQUIRED, 0, 0),
    FIELD(ConsolidatedFigure, title, REQUIRED, 0, 0),
    FIELD(ConsolidatedFigure, unit, REQUIRED, 0, 0),
    FIELD(ConsolidatedFigure, period, REQUIRED, 0, 0),
    FIELD_CHOICE(ConsolidatedFigure, rollup, OPTIONAL, &rollup_choices),
    FIELD(ConsolidatedFigure, reported, REQUIRED, 0, 0),
    FIELD(ConsolidatedFigure, sum, OPTIONAL, 0, 0),
    FIELD(ConsolidatedFigure, mean, OPTIONAL, 0, 0),
    FIELD(ConsolidatedFigure, low, OPTIONAL, 0, 0),
    FIELD(ConsolidatedFigure, high, OPTIONAL, 0, 0),
    FIELD(ConsolidatedFigure, texts, REQUIRED, 0, 0),
};
const Shape consolidated_figure_shape = SHAPE(ConsolidatedFigure, consolidated_figure_fields);

static const Field consolidated_part_fields[] = {
    FIELD(ConsolidatedPart, section, REQUIRED, 0, 0),      FIELD(ConsolidatedPart, title, REQUIRED, 0, 0),
    FIELD(ConsolidatedPart, agency, REQUIRED, 0, 0),       FIELD(ConsolidatedPart, agency_name, REQUIRED, 0, 0),
    FIELD(ConsolidatedPart, text, REQUIRED | LINES, 0, 0), FIELD(ConsolidatedPart, position, STORED, 0, 0),
};
const Shape consolidated_part_shape = SHAPE(ConsolidatedPart, consolidated_part_fields);

static const Field consolidated_task_fields[] = {
    FIELD(ConsolidatedTask, task, REQUIRED, 0, 0),
    FIELD(ConsolidatedTask, title, REQUIRED, 0, 0),
    FIELD(ConsolidatedTask, agency, REQUIRED, 0, 0),
    FIELD(ConsolidatedTask, agency_name, REQUIRED, 0, 0),
    FIELD(ConsolidatedTask, percent, REQUIRED, 0, 0),
    FIELD_CHOICE(ConsolidatedTask, state, REQUIRED, &task_state_choices),
};
const Shape consolidated_task_shape = SHAPE(ConsolidatedTask, consolidated_task_fields);

static const Field consolidation_fields[] = {
    FIELD(Consolidation, regime, REQUIRED, 0, 0),
    FIELD(Consolidation, title, REQUIRED, 0, 0),
    FIELD(Consolidation, title_en, REQUIRED, 0, 0),
    FIELD(Consolidation, period, REQUIRED, 0, 0),
    FIELD(Consolidation, receiver, REQUIRED, 0, 0),
    FIELD(Consolidation, receiver_name, REQUIRED, 0, 0),
    FIELD(Consolidation, owed, REQUIRED, 0, 0),
    FIELD(Consolidation, on_time, REQUIRED, 0, 0),
    FIELD(Consolidation, late, REQUIRED, 0, 0),
    FIELD(Consolidation, missing, REQUIRED, 0, 0),
    FIELD(Consolidation, accepted, REQUIRED, 0, 0),
    FIELD_LIST(Consolidation, agencies, AGENCIES_MAX, &consolidated_agency_shape),
    FIELD_LIST(Consolidation, figures, CONSOLIDATED_FIGURES_MAX, &consolidated_figure_shape),
    FIELD_LIST(Consolidation, parts, CONSOLIDATED_PARTS_MAX, &consolidated_part_shape),
    FIELD_LIST(Consolidation, tasks, CONSOLIDATED_PARTS_MAX, &consolidated_task_shape),
};
const Shape consolidation_shape = SHAPE(Consolidation, consolidation_fields);

typedef struct Reported {
    Str regime, period;
} Reported;

static const Field reported_fields[] = { FIELD(Reported, regime, REQUIRED, 0, 0),
                                         FIELD(Reported, period, REQUIRED, 0, 0) };
static const Shape reported_shape = SHAPE(Reported, reported_fields);

typedef struct ReportedFigure {
    Str agency, indicator, subject, period;
    Decimal value;
    Str text;
} ReportedFigure;

static const Field reported_figure_fields[] = {
    FIELD(ReportedFigure, agency, REQUIRED, 0, 0),  FIELD(ReportedFigure, indicator, REQUIRED, 0, 0),
    FIELD(ReportedFigure, subject, REQUIRED, 0, 0), FIELD(ReportedFigure, period, REQUIRED, 0, 0),
    FIELD(ReportedFigure, value, OPTIONAL, 0, 0),   FIELD(ReportedFigure, text, REQUIRED, 0, 0),
};
static const Shape reported_figure_shape = SHAPE(ReportedFigure, reported_figure_fields);

typedef struct ReportedSection {
    Str agency, agency_name, section, text;
} ReportedSection;

static const Field reported_section_fields[] = {
    FIELD(ReportedSection, agency, REQUIRED, 0, 0),
    FIELD(ReportedSection, agency_name, REQUIRED, 0, 0),
    FIELD(ReportedSection, section, REQUIRED, 0, 0),
    FIELD(ReportedSection, text, REQUIRED, 0, 0),
};
static const Shape reported_section_shape = SHAPE(ReportedSection, reported_section_fields);

typedef struct ReportedTask {
    Str agency, agency_name, task;
    int64_t percent;
    int state;
} ReportedTask;

static const Field reported_task_fields[] = {
    FIELD(ReportedTask, agency, REQUIRED, 0, 0),
    FIELD(ReportedTask, agency_name, REQUIRED, 0, 0),
    FIELD(ReportedTask, task, REQUIRED, 0, 0),
    FIELD(ReportedTask, percent, REQUIRED, 0, 0),
    FIELD_CHOICE(ReportedTask, state, REQUIRED, &task_state_choices),
};
static const Shape reported_task_shape = SHAPE(ReportedTask, reported_task_fields);

typedef struct ReportedName {
    Id obligation;
    Str agency_name;
} ReportedName;

static const Field reported_name_fields[] = {
    FIELD(ReportedName, obligation, REQUIRED, 0, 0),
    FIELD(ReportedName, agency_name, REQUIRED, 0, 0),
};
static const Shape reported_name_shape = SHAPE(ReportedName, reported_name_fields);

typedef struct Publication {
    Id id;
    Str regime, period;
    int64_t version;
    Str reason, digest, content, actor;
    Time at;
    Str title, title_en; /* of the regime, for lists */
} Publication;

static const Field publication_fields[] = {
    FIELD(Publication, id, REQUIRED, 0, 0),       FIELD(Publication, regime, REQUIRED, 0, 0),
    FIELD(Publication, period, REQUIRED, 0, 0),   FIELD(Publication, version, REQUIRED, 0, 0),
    FIELD(Publication, reason, REQUIRED, 0, 0),   FIELD(Publication, digest, REQUIRED, 0, 0),
    FIELD(Publication, content, REQUIRED, 0, 0),  FIELD(Publication, actor, STORED, 0, 0),
    FIELD(Publication, at, REQUIRED, 0, 0),       FIELD(Publication, title, REQUIRED, 0, 0),
    FIELD(Publication, title_en, REQUIRED, 0, 0),
};
const Shape publication_shape = SHAPE(Publication, publication_fields);

#include "modules/reporting/consolidation.sql.h"

/* ---- who ---- */

static Code gather_agencies(Ctx *cx, const Desk *desk, const Reported *key, Consolidation *all) {
    Rows rows, names;
    TRY(obligations_of_period(cx, key->regime, key->period, &rows));
    TRY(consolidated_names(cx, key, &names));
    Map name_at = map_new(cx->arena);
    const ReportedName *begun = names.items;
    for (size_t i = 0; i < names.count; i++) (void)map_add(&name_at, id_str(&begun[i].obligation), i);
    ConsolidatedAgency *agencies = NEW_ARRAY(cx->arena, ConsolidatedAgency, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const Obligation *one = &((const Obligation *)rows.items)[i];
        ObligationView view;
        TRY(obligation_view(cx, desk, one, &view));
        const bool is_sent = one->first_sent_on.number != 0;
        size_t at;
        agencies[i] =
            (ConsolidatedAgency){ .obligation = one->id,
                                  .agency = one->agency,
                                  .agency_name = view.agency_name,
                                  .name_then = map_get(&name_at, id_str(&one->id), &at) ? begun[at].agency_name
                                                                                        : view.agency_then_name,
                                  .state = one->state,
                                  .due_on = view.due_on,
                                  .sent_on = one->first_sent_on,
                                  .is_late = view.is_late,
                                  .late_days = view.late_days,
                                  .version = one->version };
        all->owed += one->state != REPORT_LAPSED; /* that one is owed by nobody any more */
        all->on_time += is_sent && !view.is_late;
        all->late += is_sent && view.is_late;
        all->missing += !is_sent && view.is_late;
        all->accepted += one->state == REPORT_ACCEPTED || one->state == REPORT_CONSOLIDATED ||
                         one->state == REPORT_PUBLISHED || (one->version > 1);
    }
    all->agencies = (Rows){ agencies, rows.count };
    return OK;
}

/* ---- what it adds up to ---- */

static Str levels_counted(Ctx *cx, const Indicator *indicator, const ReportedFigure *figures, size_t count) {
    Buf out = buf_new(cx->arena, 4096);
    for (size_t level = 0; level < indicator->levels.count; level++) {
        size_t found = 0;
        for (size_t i = 0; i < count; i++) found += str_equal(figures[i].text, indicator->levels.items[level]);
        if (found > 0)
            buf_addf(&out, "%s%.*s: %zu", out.len > 0 ? "; " : "", STR_FMT(indicator->levels.items[level]), found);
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

static ConsolidatedFigure figure_of(Ctx *cx, const Goals *goals, const ReportedFigure *figures, size_t count) {
    const Indicator *indicator = goals_indicator(goals, figures[0].indicator);
    const bool is_level = indicator != NULL && indicator->kind == KIND_OF_LEVEL;
    ConsolidatedFigure all = { .indicator = figures[0].indicator,
                               .title = indicator == NULL ? figures[0].indicator : indicator->title,
                               .unit = indicator == NULL ? S("") : indicator->unit,
                               .period = figures[0].period,
                               .rollup = indicator == NULL ? 0 : indicator->rollup,
                               .texts = is_level ? levels_counted(cx, indicator, figures, count) : S("") };
    Wide sum = 0;
    for (size_t i = 0; i < count; i++) {
        const Decimal value = figures[i].value;
        if (!value.is_known && figures[i].text.len == 0) continue;
        all.reported++;
        if (is_level) continue;
        sum += value.micro;
        if (!all.low.is_known || decimal_compare(value, all.low) < 0) all.low = value;
        if (!all.high.is_known || decimal_compare(value, all.high) > 0) all.high = value;
    }
    if (is_level || all.reported == 0) return all;
    all.sum = decimal_of_wide(sum, 1);
    all.mean = decimal_of_wide(sum, all.reported);
    return all;
}

static Code gather_figures(Ctx *cx, const Desk *desk, const Reported *key, Consolidation *all) {
    Rows rows;
    TRY(consolidated_figures(cx, key, &rows));
    const ReportedFigure *figures = rows.items;
    ConsolidatedFigure *gathered = NEW_ARRAY(cx->arena, ConsolidatedFigure, CONSOLIDATED_FIGURES_MAX);
    size_t count = 0;
    for (size_t from = 0, to; from < rows.count && count < CONSOLIDATED_FIGURES_MAX; from = to) {
        for (to = from + 1; to < rows.count && str_equal(figures[to].indicator, figures[from].indicator);) to++;
        gathered[count++] = figure_of(cx, desk->goals, figures + from, to - from);
    }
    all->figures = (Rows){ gathered, count };
    return OK;
}

/* ---- what was written ---- */

static int compare_parts(const void *left, const void *right) {
    const ConsolidatedPart *a = left, *b = right;
    if (a->position != b->position) return a->position < b->position ? -1 : 1;
    return str_compare(a->agency, b->agency);
}

static Code gather_parts(Ctx *cx, const Desk *desk, const Reported *key, Rows *ret_parts) {
    Rows rows;
    TRY(consolidated_sections(cx, key, &rows));
    const Rows sections = regime_sections_of(&desk->regimes, key->regime);
    const RegimeSection *known = sections.items;
    ConsolidatedPart *parts = NEW_ARRAY(cx->arena, ConsolidatedPart, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const ReportedSection *one = &((const ReportedSection *)rows.items)[i];
        parts[i] = (ConsolidatedPart){ .section = one->section,
                                       .title = one->section,
                                       .agency = one->agency,
                                       .agency_name = one->agency_name,
                                       .text = one->text };
        for (size_t j = 0; j < sections.count; j++) {
            if (!str_equal(known[j].code, one->section)) continue;
            parts[i].title = known[j].title;
            parts[i].position = known[j].position;
        }
    }
    if (rows.count > 0) qsort(parts, rows.count, sizeof(ConsolidatedPart), compare_parts);
    *ret_parts = (Rows){ parts, rows.count };
    return OK;
}

static Code gather_tasks(Ctx *cx, const Desk *desk, const Reported *key, Consolidation *all) {
    Rows rows;
    TRY(consolidated_tasks(cx, key, &rows));
    ConsolidatedTask *tasks = NEW_ARRAY(cx->arena, ConsolidatedTask, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const ReportedTask *one = &((const ReportedTask *)rows.items)[i];
        const Task *task = goals_task(desk->goals, one->task);
        tasks[i] = (ConsolidatedTask){ one->task,    task == NULL ? one->task : task->title,
                                       one->agency,  one->agency_name,
                                       one->percent, one->state };
    }
    all->tasks = (Rows){ tasks, rows.count };
    return OK;
}

static bool period_fits(const Regime *regime, Str text) {
    Period period;
    if (period_from_text(text, &period) != OK) return false;
    return regime->frequency == ON_DEMAND || (int)period.frequency == regime->frequency;
}

Code consolidation_make(Ctx *cx, Str regime, Str period, Consolidation *ret_consolidation) {
    const Reported key = { regime, period };
    Desk desk;
    const Regime *found;
    TRY(desk_load(cx, &desk));
    TRY(regimes_require(cx, &desk.regimes, regime, &found));
    if (!period_fits(found, period)) return fail_field(cx, S("period"), &period_unfit, period, regime);
    *ret_consolidation = (Consolidation){ .regime = regime,
                                          .title = found->title,
                                          .title_en = found->title_en,
                                          .period = period,
                                          .receiver = found->receiver,
                                          .receiver_name = registry_name(desk.goals->registry, found->receiver) };
    TRY(gather_agencies(cx, &desk, &key, ret_consolidation));
    TRY(gather_figures(cx, &desk, &key, ret_consolidation));
    TRY(gather_parts(cx, &desk, &key, &ret_consolidation->parts));
    return gather_tasks(cx, &desk, &key, ret_consolidation);
}

Code consolidated_parts_for(Ctx *cx, const Desk *desk, Str regime, Str period, Rows *ret_parts) {
    const Regime *regimes = desk->regimes.regimes.items;
    *ret_parts = (Rows){ NULL, 0 };
    for (size_t i = 0; i < desk->regimes.regimes.count; i++) {
        const Reported key = { regimes[i].code, period };
        if (str_equal(regimes[i].feeds, regime)) return gather_parts(cx, desk, &key, ret_parts);
    }
    return OK;
}

/* ---- routes ---- */

static const Field consolidation_asked_fields[] = {
    FIELD(Reported, regime, REQUIRED, 1, CODE_MAX),
    FIELD(Reported, period, REQUIRED, 4, 8),
};
const Shape consolidation_asked_shape = { "ConsolidationAsked", sizeof(Reported), consolidation_asked_fields,
                                          COUNT(consolidation_asked_fields) };

typedef struct ConsolidationPage {
    const Consolidation *consolidation;
    Rows publications; /* of Publication without content, the newest first */
    bool may_close, may_publish;
} ConsolidationPage;

static const Field consolidation_page_fields[] = {
    FIELD_LINK(ConsolidationPage, consolidation, REQUIRED, &consolidation_shape),
    FIELD_LIST(ConsolidationPage, publications, PUBLICATIONS_MAX, &publication_shape),
    FIELD(ConsolidationPage, may_close, REQUIRED, 0, 0),
    FIELD(ConsolidationPage, may_publish, REQUIRED, 0, 0),
};
const Shape consolidation_page_shape = SHAPE(ConsolidationPage, consolidation_page_fields);

static int64_t count_in(const Consolidation *all, ReportState state) {
    int64_t count = 0;
    for (size_t i = 0; i < all->agencies.count; i++)
        count += ((const ConsolidatedAgency *)all->agencies.items)[i].state == (int)state;
    return count;
}

Code consolidation_get(Ctx *cx, const void *in, void *out) {
    const Reported *asked = in;
    ConsolidationPage *page = out;
    Consolidation *all = NEW(cx->arena, Consolidation);
    const Publication key = { .regime = asked->regime, .period = asked->period };
    TRY(consolidation_make(cx, asked->regime, asked->period, all));
    TRY(publications_of(cx, &key, &page->publications));
    const bool may = access_may(cx, "reporting.check");
    page->consolidation = all;
    page->may_close = may && count_in(all, REPORT_ACCEPTED) > 0;
    page->may_publish = may && count_in(all, REPORT_ACCEPTED) + count_in(all, REPORT_CONSOLIDATED) > 0;
    return OK;
}

/* Every report that stands at one of these steps goes on. */
static Code move_all(Ctx *cx, const Consolidation *all, bool takes_consolidated, ReportState to, const char *kind,
                     int64_t *ret_count) {
    *ret_count = 0;
    for (size_t i = 0; i < all->agencies.count; i++) {
        const ConsolidatedAgency *agency = &((const ConsolidatedAgency *)all->agencies.items)[i];
        const bool is_meant =
            agency->state == REPORT_ACCEPTED || (takes_consolidated && agency->state == REPORT_CONSOLIDATED);
        Obligation obligation;
        Report report;
        if (!is_meant) continue;
        TRY(obligation_find(cx, &agency->obligation, &obligation));
        TRY(report_read(cx, &obligation, 0, &report));
        obligation.state = report.state = (int)to;
        TRY(report_store(cx, &report));
        TRY(obligation_store(cx, &obligation));
        TRY(step_take(cx, &obligation, kind, S("")));
        (*ret_count)++;
    }
    return OK;
}

Code consolidation_close(Ctx *cx, const void *in, void *out) {
    const Reported *asked = in;
    Consolidation all;
    int64_t moved;
    TRY(consolidation_make(cx, asked->regime, asked->period, &all));
    TRY(move_all(cx, &all, false, REPORT_CONSOLIDATED, "report_consolidated", &moved));
    if (moved == 0) return fail(cx, &nothing_accepted, all.title, asked->period);
    TRY(ledger_append(cx, S("reporting.consolidated"), asked->regime, { "period", asked->period },
                      { "reports", int_text(cx, moved) }));
    return consolidation_get(cx, in, out);
}

/* ---- published ---- */

typedef struct PublicationWanted {
    Str regime, period, reason;
} PublicationWanted;

static const Field publication_wanted_fields[] = {
    FIELD(PublicationWanted, regime, REQUIRED, 1, CODE_MAX),
    FIELD(PublicationWanted, period, REQUIRED, 4, 8),
    FIELD(PublicationWanted, reason, OPTIONAL | LINES, 0, 500),
};
const Shape publication_wanted_shape = SHAPE(PublicationWanted, publication_wanted_fields);

/* What is published is kept as it was written, byte for byte, and its digest stands in the ledger. */
Code publication_make(Ctx *cx, const void *in, void *out) {
    const PublicationWanted *wanted = in;
    Publication *publication = out;
    const Publication key = { .regime = wanted->regime, .period = wanted->period };
    Consolidation all;
    Rows before;
    int64_t moved;
    TRY(consolidation_make(cx, wanted->regime, wanted->period, &all));
    TRY(publications_of(cx, &key, &before));
    const int64_t last = before.count == 0 ? 0 : ((const Publication *)before.items)[0].version;
    TRY(move_all(cx, &all, true, REPORT_PUBLISHED, "report_published", &moved));
    if (moved == 0) return fail(cx, &nothing_accepted, all.title, wanted->period);
    if (last > 0 && utf8_count(wanted->reason) < REASON_LETTERS_MIN)
        return fail_field(cx, S("reason"), &publication_reason, int_text(cx, last));
    TRY(consolidation_make(cx, wanted->regime, wanted->period, &all));
    Buf content = buf_new(cx->arena, CONTENT_BYTES_MAX);
    Str text;
    shape_write_json(&content, &consolidation_shape, &all);
    TRY(buf_done(&content, &text));
    *publication = (Publication){ .id = id_make("published", cx->now),
                                  .regime = wanted->regime,
                                  .period = wanted->period,
                                  .version = last + 1,
                                  .reason = wanted->reason,
                                  .digest = sha256_text(cx->arena, text),
                                  .content = text,
                                  .actor = cx->caller.id,
                                  .at = cx->now,
                                  .title = all.title,
                                  .title_en = all.title_en };
    TRY(publication_insert(cx, publication));
    return ledger_append(cx, S("reporting.published"), id_str(&publication->id), { "regime", wanted->regime },
                         { "period", wanted->period }, { "version", int_text(cx, last + 1) },
                         { "digest", publication->digest },
                         { "reason_digest", wanted->reason.len > 0 ? sha256_text(cx->arena, wanted->reason) : S("") });
}

typedef struct PublicationList {
    Rows publications;
} PublicationList;

static const Field publication_list_fields[] = {
    FIELD_LIST(PublicationList, publications, PUBLICATIONS_MAX, &publication_shape),
};
const Shape publication_list_shape = SHAPE(PublicationList, publication_list_fields);

static Code name_regimes(Ctx *cx, Publication *publications, size_t count) {
    Regimes regimes;
    TRY(regimes_read(cx, &regimes));
    for (size_t i = 0; i < count; i++) {
        const Regime *regime = regimes_find(&regimes, publications[i].regime);
        publications[i].title = regime == NULL ? publications[i].regime : regime->title;
        publications[i].title_en = regime == NULL ? publications[i].regime : regime->title_en;
    }
    return OK;
}

/* The newest of each; without what they say. */
Code publications_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    PublicationList *list = out;
    TRY(publications_all(cx, &list->publications));
    return name_regimes(cx, list->publications.items, list->publications.count);
}

typedef struct PublicationAsked {
    Str regime, period;
    int64_t version; /* 0: the newest */
} PublicationAsked;

static const Field publication_asked_fields[] = {
    FIELD(PublicationAsked, regime, REQUIRED, 1, CODE_MAX),
    FIELD(PublicationAsked, period, REQUIRED, 4, 8),
    FIELD(PublicationAsked, version, OPTIONAL, 0, 1000),
};
const Shape publication_asked_shape = SHAPE(PublicationAsked, publication_asked_fields);

typedef struct PublicationPage {
    const Publication *publication;
    const Publication *before; /* the version that it took the place of; none: it is the first */
    Rows versions;             /* of Publication without content, the newest first */
} PublicationPage;

static const Field publication_page_fields[] = {
    FIELD_LINK(PublicationPage, publication, REQUIRED, &publication_shape),
    FIELD_LINK(PublicationPage, before, OPTIONAL, &publication_shape),
    FIELD_LIST(PublicationPage, versions, PUBLICATIONS_MAX, &publication_shape),
};
const Shape publication_page_shape = SHAPE(PublicationPage, publication_page_fields);

static Code find_version(Ctx *cx, const Publication *key, const Publication **ret_publication) {
    Publication *found = NEW(cx->arena, Publication);
    const Code code = publication_by_version(cx, key, found);
    if (code == NOT_FOUND) return fail(cx, &publication_unknown, key->regime, key->period);
    TRY(code);
    *ret_publication = found;
    return name_regimes(cx, found, 1);
}

Code publication_get(Ctx *cx, const void *in, void *out) {
    const PublicationAsked *asked = in;
    PublicationPage *page = out;
    Publication key = { .regime = asked->regime, .period = asked->period, .version = asked->version };
    TRY(publications_of(cx, &key, &page->versions));
    const Publication *newest = page->versions.items;
    if (key.version == 0 && page->versions.count > 0) key.version = newest->version;
    TRY(find_version(cx, &key, &page->publication));
    key.version--;
    if (key.version > 0) TRY(find_version(cx, &key, &page->before));
    return name_regimes(cx, page->versions.items, page->versions.count);
}
