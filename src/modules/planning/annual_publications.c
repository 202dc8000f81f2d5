/* modules/planning/annual_publications - see annual_publications.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/annual_publications.h"

#include "kit/crypto.h"
#include "kit/table.h"
#include "kit/workbook.h"
#include "modules/planning/proposals.h"
#include "platform/ledger/ledger.h"

enum { PUBLISHED_BYTES_MAX = 8 * 1024 * 1024, CSV_BYTES_MAX = 8 * 1024 * 1024, NUMBER_MAX = 60 };

const ProblemKind annual_none_accepted = { CONFLICT,
                                           "planning/annual-none-accepted",
                                           { "Chưa có kế hoạch nào được chấp nhận.", "No plan has been accepted yet." },
                                           { "Chấp nhận ít nhất một kế hoạch của năm {0} rồi hãy công bố.",
                                             "Accept at least one plan of {0} first." } };
const ProblemKind annual_same_again = { CONFLICT,
                                        "planning/annual-same-again",
                                        { "Không có gì mới để công bố.", "There is nothing new to publish." },
                                        { "Các kế hoạch được chấp nhận vẫn như ở lần công bố {0}.",
                                          "The accepted plans are still those of edition {0}." } };
const ProblemKind annual_decided_ahead = { INVALID,
                                           "planning/annual-decided-ahead",
                                           { "Ngày ban hành chưa tới.", "The day of issue is not here yet." },
                                           { "Ghi văn bản vào hệ thống từ ngày {0:/}.",
                                             "Enter the document on {0} or later." } };
const ProblemKind annual_edition_unknown = { NOT_FOUND,
                                             "planning/annual-edition-unknown",
                                             { "Không có lần công bố này.", "There is no such edition." },
                                             { "Kế hoạch năm {0} không có lần công bố {1}.",
                                               "The plan of {0} has no edition {1}." } };

static const Field annual_publication_fields[] = {
    FIELD(AnnualPublication, year, REQUIRED, 0, 0),       FIELD(AnnualPublication, edition, REQUIRED, 0, 0),
    FIELD(AnnualPublication, number, REQUIRED, 0, 0),     FIELD(AnnualPublication, decided_on, REQUIRED, 0, 0),
    FIELD(AnnualPublication, content, STORED, 0, 0),      FIELD(AnnualPublication, digest, REQUIRED, 0, 0),
    FIELD(AnnualPublication, published_by, STORED, 0, 0), FIELD(AnnualPublication, published_at, REQUIRED, 0, 0),
};
const Shape annual_publication_shape = SHAPE(AnnualPublication, annual_publication_fields);

/* ---- what is frozen: codes with the names of that day ---- */

typedef struct PublishedTarget {
    Str indicator, title, citation, unit, subject, subject_name;
    Decimal value;
    Str text;
} PublishedTarget;

static const Field published_target_fields[] = {
    FIELD(PublishedTarget, indicator, REQUIRED, 0, 0), FIELD(PublishedTarget, title, REQUIRED, 0, 0),
    FIELD(PublishedTarget, citation, OPTIONAL, 0, 0),  FIELD(PublishedTarget, unit, OPTIONAL, 0, 0),
    FIELD(PublishedTarget, subject, REQUIRED, 0, 0),   FIELD(PublishedTarget, subject_name, OPTIONAL, 0, 0),
    FIELD(PublishedTarget, value, OPTIONAL, 0, 0),     FIELD(PublishedTarget, text, OPTIONAL, 0, 0),
};
static const Shape published_target_shape = SHAPE(PublishedTarget, published_target_fields);

typedef struct PublishedTask {
    Str title, product;
    Day due;
    Str who, task, task_title, citation;
    Decimal budget;
} PublishedTask;

static const Field published_task_fields[] = {
    FIELD(PublishedTask, title, REQUIRED, 0, 0),    FIELD(PublishedTask, product, OPTIONAL, 0, 0),
    FIELD(PublishedTask, due, OPTIONAL, 0, 0),      FIELD(PublishedTask, who, OPTIONAL, 0, 0),
    FIELD(PublishedTask, task, OPTIONAL, 0, 0),     FIELD(PublishedTask, task_title, OPTIONAL, 0, 0),
    FIELD(PublishedTask, citation, OPTIONAL, 0, 0), FIELD(PublishedTask, budget, OPTIONAL, 0, 0),
};
static const Shape published_task_shape = SHAPE(PublishedTask, published_task_fields);

typedef struct PublishedPlan {
    Str agency, agency_name;
    Rows targets, tasks;
    Decimal budget;
} PublishedPlan;

static const Field published_plan_fields[] = {
    FIELD(PublishedPlan, agency, REQUIRED, 0, 0),
    FIELD(PublishedPlan, agency_name, OPTIONAL, 0, 0),
    FIELD_LIST(PublishedPlan, targets, ANNUAL_ROWS_MAX, &published_target_shape),
    FIELD_LIST(PublishedPlan, tasks, ANNUAL_ROWS_MAX, &published_task_shape),
    FIELD(PublishedPlan, budget, OPTIONAL, 0, 0),
};
static const Shape published_plan_shape = SHAPE(PublishedPlan, published_plan_fields);

typedef struct PublishedContent {
    Rows plans;
} PublishedContent;

static const Field published_content_fields[] = { FIELD_LIST(PublishedContent, plans, ANNUAL_PLANS_MAX,
                                                             &published_plan_shape) };
static const Shape published_content_shape = SHAPE(PublishedContent, published_content_fields);

#include "modules/planning/annual_publications.sql.h"

Code annual_editions(Ctx *cx, int64_t year, Rows *ret_editions) {
    const AnnualPublication asked = { .year = year };
    return annual_publications_of(cx, &asked, ret_editions);
}

/* ---- putting together ---- */

static PublishedTarget freeze_target(const Goals *goals, const AnnualTarget *one) {
    const Indicator *indicator = goals_indicator(goals, one->indicator);
    return (PublishedTarget){ .indicator = one->indicator,
                              .title = indicator != NULL ? indicator->title : one->indicator,
                              .citation = indicator != NULL ? indicator->citation : S(""),
                              .unit = indicator != NULL ? indicator->unit : S(""),
                              .subject = one->subject,
                              .subject_name = registry_name(goals->registry, one->subject),
                              .value = one->value,
                              .text = one->text };
}

static PublishedTask freeze_task(const Goals *goals, const AnnualTask *one) {
    const Task *task = goals_task(goals, one->task);
    return (PublishedTask){ .title = one->title,
                            .product = one->product,
                            .due = one->due,
                            .who = one->who,
                            .task = one->task,
                            .task_title = task != NULL ? task->title : S(""),
                            .citation = task != NULL ? task->citation : S(""),
                            .budget = one->budget };
}

static Code freeze_plan(Ctx *cx, const Goals *goals, const AnnualPlan *plan, PublishedPlan *ret_plan) {
    AnnualContent content;
    TRY(annual_content(cx, plan, &content));
    PublishedTarget *targets = NEW_ARRAY(cx->arena, PublishedTarget, content.targets.count + 1);
    PublishedTask *tasks = NEW_ARRAY(cx->arena, PublishedTask, content.tasks.count + 1);
    for (size_t i = 0; i < content.targets.count; i++)
        targets[i] = freeze_target(goals, &((const AnnualTarget *)content.targets.items)[i]);
    for (size_t i = 0; i < content.tasks.count; i++)
        tasks[i] = freeze_task(goals, &((const AnnualTask *)content.tasks.items)[i]);
    *ret_plan = (PublishedPlan){ .agency = plan->agency,
                                 .agency_name = plan->agency_name,
                                 .targets = { targets, content.targets.count },
                                 .tasks = { tasks, content.tasks.count },
                                 .budget = plan->budget };
    return OK;
}

static Code gather(Ctx *cx, int64_t year, Str *ret_content, size_t *ret_count) {
    Goals *goals;
    Rows plans;
    TRY(goals_load(cx, &goals));
    TRY(annual_plans_of(cx, goals, year, &plans));
    PublishedPlan *frozen = NEW_ARRAY(cx->arena, PublishedPlan, plans.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < plans.count; i++) {
        const AnnualPlan *plan = &((const AnnualPlan *)plans.items)[i];
        if (plan->state == ANNUAL_ACCEPTED) TRY(freeze_plan(cx, goals, plan, &frozen[count++]));
    }
    const PublishedContent content = { { frozen, count } };
    Buf out = buf_new(cx->arena, PUBLISHED_BYTES_MAX);
    shape_write_json(&out, &published_content_shape, &content);
    if (buf_done(&out, ret_content) != OK) return fail_spent(cx);
    *ret_count = count;
    return OK;
}

typedef struct AnnualPublish {
    int64_t year;
    Str number;
    Day decided_on;
} AnnualPublish;

static const Field annual_publish_fields[] = {
    FIELD(AnnualPublish, year, REQUIRED, ANNUAL_YEAR_MIN, ANNUAL_YEAR_MAX),
    FIELD(AnnualPublish, number, REQUIRED, 1, NUMBER_MAX),
    FIELD(AnnualPublish, decided_on, REQUIRED, 0, 0),
};
const Shape annual_publish_shape = SHAPE(AnnualPublish, annual_publish_fields);

Code annual_publish(Ctx *cx, const void *in, void *out) {
    const AnnualPublish *entry = in;
    AnnualPublication *made = out;
    Rows before;
    Str content;
    size_t count = 0;
    if (entry->decided_on.number > cx->today.number)
        return fail_field(cx, S("decided_on"), &annual_decided_ahead, day_text(cx->arena, entry->decided_on));
    TRY(annual_editions(cx, entry->year, &before));
    TRY(gather(cx, entry->year, &content, &count));
    if (count == 0) return fail(cx, &annual_none_accepted, int_text(cx, entry->year));
    const Str digest = sha256_text(cx->arena, content);
    const AnnualPublication *last = before.items;
    if (before.count > 0 && str_equal(last->digest, digest))
        return fail(cx, &annual_same_again, int_text(cx, last->edition));
    *made = (AnnualPublication){ .year = entry->year,
                                 .edition = before.count > 0 ? last->edition + 1 : 1,
                                 .number = entry->number,
                                 .decided_on = entry->decided_on,
                                 .content = content,
                                 .digest = digest,
                                 .published_by = cx->caller.id,
                                 .published_at = cx->now };
    TRY(annual_publication_insert(cx, made));
    const Str subject = str_format(cx->arena, "%lld/%lld", (long long)made->year, (long long)made->edition);
    return ledger_append(cx, S("planning.annual_plan_published"), subject, { "number", made->number },
                         { "plans", int_text(cx, (int64_t)count) }, { "content_digest", digest });
}

/* ---- for everybody ---- */

typedef struct AnnualEdition {
    int64_t year, edition; /* 0: the newest */
} AnnualEdition;

static const Field annual_edition_fields[] = {
    FIELD(AnnualEdition, year, OPTIONAL, 0, ANNUAL_YEAR_MAX),
    FIELD(AnnualEdition, edition, OPTIONAL, 0, ANNUAL_EDITIONS_MAX),
};
const Shape annual_edition_shape = SHAPE(AnnualEdition, annual_edition_fields);

typedef struct PublishedYear {
    int64_t year;                         /* 0: nothing was ever published */
    const AnnualPublication *publication; /* none: nothing is published of this year */
    Rows editions;                        /* of AnnualPublication, the newest first */
    Rows years;                           /* of AnnualPublication: the newest edition of each, the last year first */
    Rows plans;                           /* of PublishedPlan */
    int64_t target_count, task_count;
    Decimal budget;
} PublishedYear;

static const Field published_year_fields[] = {
    FIELD(PublishedYear, year, REQUIRED, 0, 0),
    FIELD_LINK(PublishedYear, publication, OPTIONAL, &annual_publication_shape),
    FIELD_LIST(PublishedYear, editions, ANNUAL_EDITIONS_MAX, &annual_publication_shape),
    FIELD_LIST(PublishedYear, years, ANNUAL_EDITIONS_MAX, &annual_publication_shape),
    FIELD_LIST(PublishedYear, plans, ANNUAL_PLANS_MAX, &published_plan_shape),
    FIELD(PublishedYear, target_count, REQUIRED, 0, 0),
    FIELD(PublishedYear, task_count, REQUIRED, 0, 0),
    FIELD(PublishedYear, budget, OPTIONAL, 0, 0),
};
const Shape published_year_shape = SHAPE(PublishedYear, published_year_fields);

static Code find_edition(Ctx *cx, const AnnualEdition *asked, PublishedYear *page) {
    TRY(annual_publications_newest(cx, &page->years));
    if (asked->year == 0 && page->years.count == 0) return OK;
    page->year = asked->year != 0 ? asked->year : ((const AnnualPublication *)page->years.items)->year;
    TRY(annual_editions(cx, page->year, &page->editions));
    if (page->editions.count == 0 && asked->edition == 0) return OK;
    AnnualPublication *found = NEW(cx->arena, AnnualPublication);
    const AnnualPublication *last = page->editions.items;
    const AnnualPublication key = { .year = page->year,
                                    .edition = asked->edition != 0 ? asked->edition : last->edition };
    const Code code = annual_publication_by_key(cx, &key, found);
    if (code == NOT_FOUND) return fail(cx, &annual_edition_unknown, int_text(cx, key.year), int_text(cx, key.edition));
    page->publication = found;
    return code;
}

Code published_year_get(Ctx *cx, const void *in, void *out) {
    PublishedYear *page = out;
    PublishedContent content = { 0 };
    TRY(find_edition(cx, in, page));
    if (page->publication == NULL) return OK;
    TRY(shape_read_json(cx, &published_content_shape, page->publication->content, &content));
    page->plans = content.plans;
    for (size_t i = 0; i < content.plans.count; i++) {
        const PublishedPlan *plan = &((const PublishedPlan *)content.plans.items)[i];
        page->target_count += (int64_t)plan->targets.count;
        page->task_count += (int64_t)plan->tasks.count;
        if (plan->budget.is_known)
            page->budget = page->budget.is_known ? decimal_add(page->budget, plan->budget) : plan->budget;
    }
    return OK;
}

typedef struct PublishedRow {
    int64_t year, edition;
    Str agency, agency_name, kind, item, title, citation, subject, subject_name, unit;
    Decimal value;
    Str text, product;
    Day due;
    Str who;
    Decimal budget;
} PublishedRow;

static const Field published_row_fields[] = {
    FIELD(PublishedRow, year, REQUIRED, 0, 0),    FIELD(PublishedRow, edition, REQUIRED, 0, 0),
    FIELD(PublishedRow, agency, REQUIRED, 0, 0),  FIELD(PublishedRow, agency_name, REQUIRED, 0, 0),
    FIELD(PublishedRow, kind, REQUIRED, 0, 0),    FIELD(PublishedRow, item, REQUIRED, 0, 0),
    FIELD(PublishedRow, title, REQUIRED, 0, 0),   FIELD(PublishedRow, citation, REQUIRED, 0, 0),
    FIELD(PublishedRow, subject, REQUIRED, 0, 0), FIELD(PublishedRow, subject_name, REQUIRED, 0, 0),
    FIELD(PublishedRow, unit, REQUIRED, 0, 0),    FIELD(PublishedRow, value, OPTIONAL, 0, 0),
    FIELD(PublishedRow, text, REQUIRED, 0, 0),    FIELD(PublishedRow, product, REQUIRED, 0, 0),
    FIELD(PublishedRow, due, OPTIONAL, 0, 0),     FIELD(PublishedRow, who, REQUIRED, 0, 0),
    FIELD(PublishedRow, budget, OPTIONAL, 0, 0),
};
static const Shape published_row_shape = SHAPE(PublishedRow, published_row_fields);

static const Field published_csv_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape published_csv_shape = { "PublishedCsv", sizeof(Raw), published_csv_fields, COUNT(published_csv_fields) };

/* A row for each target and task; gives how many there are then. */
static size_t rows_of_plan(PublishedRow *rows, size_t count, const AnnualPublication *publication,
                           const PublishedPlan *plan) {
    const PublishedRow common = { .year = publication->year,
                                  .edition = publication->edition,
                                  .agency = plan->agency,
                                  .agency_name = plan->agency_name };
    for (size_t i = 0; i < plan->targets.count; i++) {
        const PublishedTarget *one = &((const PublishedTarget *)plan->targets.items)[i];
        PublishedRow row = common;
        row.kind = S("target");
        row.item = one->indicator;
        row.title = one->title;
        row.citation = one->citation;
        row.subject = one->subject;
        row.subject_name = one->subject_name;
        row.unit = one->unit;
        row.value = one->value;
        row.text = one->text;
        rows[count++] = row;
    }
    for (size_t i = 0; i < plan->tasks.count; i++) {
        const PublishedTask *one = &((const PublishedTask *)plan->tasks.items)[i];
        PublishedRow row = common;
        row.kind = S("task");
        row.item = one->task;
        row.title = one->title;
        row.citation = one->citation;
        row.product = one->product;
        row.due = one->due;
        row.who = one->who;
        row.budget = one->budget;
        rows[count++] = row;
    }
    return count;
}

static Code published_rows(Ctx *cx, const void *in, PublishedYear *ret_page, Rows *ret_rows) {
    size_t room = 1, count = 0;
    TRY(published_year_get(cx, in, ret_page));
    const PublishedPlan *plans = ret_page->plans.items;
    for (size_t i = 0; i < ret_page->plans.count; i++) room += plans[i].targets.count + plans[i].tasks.count;
    PublishedRow *rows = NEW_ARRAY(cx->arena, PublishedRow, room);
    for (size_t i = 0; i < ret_page->plans.count; i++)
        count = rows_of_plan(rows, count, ret_page->publication, &plans[i]);
    *ret_rows = (Rows){ rows, count };
    return OK;
}

Code published_csv(Ctx *cx, const void *in, void *out) {
    PublishedYear page = { 0 };
    Rows rows;
    Raw *raw = out;
    TRY(published_rows(cx, in, &page, &rows));
    raw->file_name = str_format(cx->arena, "banyan-annual-plan-%lld.csv", (long long)page.year);
    return table_write(cx->arena, &published_row_shape, rows.items, rows.count, CSV_BYTES_MAX, &raw->body);
}

Code published_xlsx(Ctx *cx, const void *in, void *out) {
    const Str titles[] = { S("Năm"),      S("Lần công bố"), S("Mã cơ quan"),   S("Cơ quan"),   S("Loại"),   S("Mã"),
                           S("Tên"),      S("Căn cứ"),      S("Mã đối tượng"), S("Đối tượng"), S("Đơn vị"), S("Mức"),
                           S("Bằng chữ"), S("Sản phẩm"),    S("Hạn"),          S("Ai làm"),
                           S("Kinh phí (triệu đồng)") };
    PublishedYear page = { 0 };
    Rows rows;
    Raw *raw = out;
    TRY(published_rows(cx, in, &page, &rows));
    raw->file_name = str_format(cx->arena, "banyan-annual-plan-%lld.xlsx", (long long)page.year);
    return workbook_of_records(cx, S("Kế hoạch năm"), &published_row_shape, titles, rows.items, rows.count, &raw->body);
}
