/* modules/strategy/progress_report - how far a document is, as an administrative report to sign: what stands behind
 * comes first, all of it follows in appendices. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "modules/strategy/views.h"
#include "platform/papers/papers.h"

enum { STATUSES = 6, TASK_STATUSES = 6, URGENT_MAX = 40, COMING_DAYS = 30 };

/* Papers are Vietnamese: the words of the pages (web/src/words/vi). */
static const char *const status_words[STATUSES] = { "",          "Đã đạt", "Đúng lộ trình",
                                                    "Cần chú ý", "Chậm",   "Chưa có số liệu" };
static const ChartTone status_tones[STATUSES] = {
    TONE_MUTED, TONE_GOOD, TONE_FAIR, TONE_WARNING, TONE_BAD, TONE_MUTED
};
static const char *const task_words[TASK_STATUSES] = { "",         "Hoàn thành",   "Quá hạn",
                                                       "Đang làm", "Chưa bắt đầu", "Chưa báo cáo" };
static const ChartTone task_tones[TASK_STATUSES] = { TONE_MUTED, TONE_GOOD,    TONE_BAD,
                                                     TONE_FAIR,  TONE_WARNING, TONE_MUTED };

typedef struct ProgressReportFilter {
    Str document;
    Day on;
} ProgressReportFilter;

static const Field progress_report_filter_fields[] = {
    FIELD(ProgressReportFilter, document, OPTIONAL, 0, CODE_MAX),
    FIELD(ProgressReportFilter, on, OPTIONAL, 0, 0),
};
const Shape progress_report_filter_shape = SHAPE(ProgressReportFilter, progress_report_filter_fields);

typedef struct Report {
    Ctx *cx;
    Goals *goals;
    const PlanDocument *document;
    Day on;
    bool is_past;
    IndicatorView *indicators;
    size_t indicator_count;
    TaskView *tasks;
    size_t task_count;
    int64_t by_status[STATUSES], by_task_status[TASK_STATUSES];
    bool has_samples;
    Paper paper;
} Report;

/* ---- names ---- */

/* By name first, then by number: `Quyết định số 1539/QĐ-UBND`. */
static Str document_name(Ctx *cx, const PlanDocument *document) {
    static const char *const kinds[] = { "Văn bản",      "Quyết định", "Kế hoạch", "Nghị quyết", "Chỉ thị",
                                         "Chương trình", "Luật",       "Quy định", "Hướng dẫn" };
    const char *kind = (size_t)document->kind < COUNT(kinds) ? kinds[document->kind] : kinds[0];
    return str_format(cx->arena, "%s số %.*s", kind, STR_FMT(document->number));
}

/* `Tỉnh Tuyên Quang` within a name: tỉnh Tuyên Quang. */
static Str within(Ctx *cx, Str full_name) {
    const Str copy = str_copy(cx->arena, full_name);
    if (copy.len == 0) return copy;
    const Str first = str_lower(cx->arena, str_part(copy, 0, 1));
    return str_format(cx->arena, "%.*s%.*s", STR_FMT(first), STR_FMT(str_part(copy, 1, copy.len)));
}

/* ---- gathering ---- */

static Code gather_indicators(Report *on) {
    Standings standings;
    TRY(standings_load(on->cx, on->goals->province, on->is_past ? on->on : (Day){ 0 }, &standings));
    on->indicators = NEW_ARRAY(on->cx->arena, IndicatorView, on->goals->indicators.count + 1);
    for (size_t i = 0; i < on->goals->indicators.count; i++) {
        const Indicator *one = &((const Indicator *)on->goals->indicators.items)[i];
        if (!str_equal(one->document, on->document->code)) continue;
        TRY(memory_left(on->cx));
        const Standing *standing = standings_find(&standings, one->code);
        const IndicatorView view = indicator_view(
            on->cx, on->goals, measured_take(on->cx, on->goals, one, on->goals->province, standing, on->on));
        on->by_status[view.standing->status]++;
        on->has_samples = on->has_samples || view.standing->is_sample;
        on->indicators[on->indicator_count++] = view;
    }
    return OK;
}

static Code gather_tasks(Report *on) {
    TaskBook book;
    TRY(task_book_load(on->cx, on->goals, &book));
    on->tasks = NEW_ARRAY(on->cx->arena, TaskView, book.tasks.count + 1);
    for (size_t i = 0; i < book.tasks.count; i++) {
        const Task *task = &((const Task *)book.tasks.items)[i];
        if (!str_equal(task->document, on->document->code)) continue;
        TRY(memory_left(on->cx));
        const TaskView view = task_view(on->cx, on->goals, &book, task);
        on->by_task_status[view.status]++;
        on->has_samples = on->has_samples || view.is_sample;
        on->tasks[on->task_count++] = view;
    }
    return OK;
}

/* ---- words ---- */

static Str leads_of(Ctx *cx, const Rows *assignments) {
    const TaskView view = { .assignments = *assignments };
    const Texts names = lead_names(cx, &view);
    Buf out = buf_new(cx->arena, 4000);
    for (size_t i = 0; i < names.count; i++) {
        if (i > 0) buf_add(&out, S("; "));
        buf_add(&out, names.items[i]);
    }
    return (Str){ out.at, out.len };
}

/* Two decimals tell enough on paper; the exact figure is in the spreadsheet. */
static Str value_text(Ctx *cx, const Indicator *indicator, Decimal value, Str word) {
    const int64_t hundredth = DECIMAL_ONE / 100;
    if (word.len > 0) return word;
    if (value.is_known) value = decimal_micro(decimal_scale(value, 1, hundredth).micro * hundredth);
    return paper_number(cx, value, indicator->unit);
}

static Str target_text(Ctx *cx, const IndicatorView *view) {
    const StandingView *standing = view->standing;
    const Str word = view->indicator->levels.count > 0 ? level_word(view->indicator, standing->target) : S("");
    const Str value = value_text(cx, view->indicator, standing->target, word);
    if (value.len == 0) return S("");
    return str_format(cx->arena, "%.*s\n(%lld)", STR_FMT(value), (long long)standing->target_year);
}

static Str newest_text(Ctx *cx, const IndicatorView *view) {
    const StandingView *standing = view->standing;
    const Str value = value_text(cx, view->indicator, standing->value, standing->text);
    if (value.len == 0) return S("–");
    return str_format(cx->arena, "%.*s\n(%.*s)", STR_FMT(value), STR_FMT(standing->period));
}

static Str expected_text(Ctx *cx, const IndicatorView *view) {
    const Decimal expected = view->standing->expected;
    const Str word = view->indicator->levels.count > 0 ? level_word(view->indicator, expected) : S("");
    const Str value = value_text(cx, view->indicator, expected, word);
    return value.len > 0 ? value : S("–");
}

static Str task_state_text(Ctx *cx, const TaskView *view) {
    const Str word = str_of(task_words[view->status]);
    if (view->overdue_days > 0)
        return str_format(cx->arena, "%.*s %lld ngày", STR_FMT(word), (long long)view->overdue_days);
    return word;
}

static Str percent_text(Ctx *cx, const TaskView *view) {
    const Str text = paper_number(cx, view->percent, S("%"));
    return text.len > 0 ? text : S("–");
}

static Str due_text(Ctx *cx, const TaskView *view) {
    const Str day = paper_day(cx, view->due_on);
    if (day.len > 0) return day;
    return view->task->timing == TIMING_YEARLY ? S("Hằng năm") : S("Thường xuyên");
}

/* ---- tables ---- */

static const PaperColumn *indicator_columns(Ctx *cx, size_t *ret_count) {
    const PaperColumn columns[] = { { S("STT"), 7, ALIGN_CENTRE },
                                    { S("Chỉ tiêu"), 29, ALIGN_LEFT },
                                    { S("Mục tiêu (năm)"), 12, ALIGN_RIGHT },
                                    { S("Số mới nhất (kỳ)"), 13, ALIGN_RIGHT },
                                    { S("Theo lộ trình"), 10, ALIGN_RIGHT },
                                    { S("Trạng thái"), 12, ALIGN_CENTRE },
                                    { S("Chủ trì"), 17, ALIGN_LEFT } };
    PaperColumn *kept = NEW_ARRAY(cx->arena, PaperColumn, COUNT(columns));
    memcpy(kept, columns, sizeof columns);
    *ret_count = COUNT(columns);
    return kept;
}

static void add_indicator(Report *on, PaperTable *table, const IndicatorView *view) {
    Ctx *cx = on->cx;
    const Str cells[] = { int_text(cx, (int64_t)(table->cell_count / table->column_count) + 1),
                          view->indicator->title,
                          target_text(cx, view),
                          newest_text(cx, view),
                          expected_text(cx, view),
                          str_of(status_words[view->standing->status]),
                          leads_of(cx, &view->assignments) };
    paper_row(cx, table, cells);
}

static const PaperColumn *task_columns(Ctx *cx, size_t *ret_count) {
    const PaperColumn columns[] = { { S("STT"), 7, ALIGN_CENTRE },         { S("Nhiệm vụ"), 38, ALIGN_LEFT },
                                    { S("Hạn"), 12, ALIGN_CENTRE },        { S("Tiến độ"), 9, ALIGN_RIGHT },
                                    { S("Trạng thái"), 13, ALIGN_CENTRE }, { S("Chủ trì"), 21, ALIGN_LEFT } };
    PaperColumn *kept = NEW_ARRAY(cx->arena, PaperColumn, COUNT(columns));
    memcpy(kept, columns, sizeof columns);
    *ret_count = COUNT(columns);
    return kept;
}

static void add_task(Report *on, PaperTable *table, const TaskView *view) {
    Ctx *cx = on->cx;
    const Str cells[] = { int_text(cx, (int64_t)(table->cell_count / table->column_count) + 1),
                          view->task->title,
                          due_text(cx, view),
                          percent_text(cx, view),
                          task_state_text(cx, view),
                          leads_of(cx, &view->assignments) };
    paper_row(cx, table, cells);
}

/* ---- charts ---- */

static void add_share(Report *on, Str title, const char *const *words, const ChartTone *tones, const int64_t *counts,
                      size_t count) {
    Arena *arena = on->cx->arena;
    ChartPoint *points = NEW_ARRAY(arena, ChartPoint, count);
    Chart *chart = NEW(arena, Chart);
    Buf described = buf_new(arena, 1000);
    *chart = (Chart){ .kind = CHART_SHARE, .title = title, .points = points };
    for (size_t i = 1; i < count; i++) {
        if (counts[i] == 0) continue;
        points[chart->point_count++] =
            (ChartPoint){ .label = str_of(words[i]), .value = decimal_whole(counts[i]), .tone = tones[i] };
        buf_addf(&described, "%s%s: %lld", described.len > 0 ? "; " : "", words[i], (long long)counts[i]);
    }
    chart->description = (Str){ described.at, described.len };
    if (chart->point_count > 0) paper_chart(on->cx, &on->paper.body, chart);
}

/* ---- the text ---- */

static void say_state(Report *on) {
    Ctx *cx = on->cx;
    const int64_t *status = on->by_status, *task = on->by_task_status;
    PaperPart *body = &on->paper.body;
    const Str day = paper_day(cx, on->on), name = document_name(cx, on->document);
    paper_heading(cx, body, HEADING_ROMAN, S("I. Tình hình chung"));
    paper_say(
        cx, body,
        str_format(cx->arena,
                   "Tính đến ngày %.*s, trong %zu chỉ tiêu của %.*s có %lld chỉ tiêu đã đạt, %lld đúng lộ trình, %lld "
                   "cần chú ý, %lld chậm và %lld chưa có số liệu.",
                   STR_FMT(day), on->indicator_count, STR_FMT(name), (long long)status[STATUS_MET],
                   (long long)status[STATUS_ON_TRACK], (long long)status[STATUS_AT_RISK],
                   (long long)status[STATUS_LATE], (long long)status[STATUS_NO_DATA]));
    add_share(on, S("Chỉ tiêu theo trạng thái"), status_words, status_tones, status, STATUSES);
    const Str task_day = paper_day(cx, cx->today);
    paper_say(
        cx, body,
        str_format(
            cx->arena,
            "Trong %zu nhiệm vụ%s%.*s có %lld nhiệm vụ hoàn thành, %lld quá hạn, %lld đang làm, %lld chưa bắt đầu "
            "và %lld chưa có báo cáo.",
            on->task_count, on->is_past ? ", theo báo cáo đến ngày " : "", on->is_past ? (int)task_day.len : 0,
            task_day.at, (long long)task[TASK_STATUS_DONE], (long long)task[TASK_STATUS_OVERDUE],
            (long long)task[TASK_STATUS_IN_PROGRESS], (long long)task[TASK_STATUS_NOT_STARTED],
            (long long)task[TASK_STATUS_NO_REPORT]));
    add_share(on, S("Nhiệm vụ theo trạng thái"), task_words, task_tones, task, TASK_STATUSES);
}

static void say_indicators(Report *on) {
    static const int behind[] = { STATUS_LATE, STATUS_AT_RISK };
    Ctx *cx = on->cx;
    PaperPart *body = &on->paper.body;
    size_t columns, named = 0;
    const PaperColumn *heads = indicator_columns(cx, &columns);
    paper_heading(cx, body, HEADING_ROMAN, S("II. Chỉ tiêu chậm và cần chú ý"));
    if (on->by_status[STATUS_LATE] + on->by_status[STATUS_AT_RISK] == 0) {
        paper_say(cx, body, S("Không có chỉ tiêu nào chậm hoặc cần chú ý."));
        return;
    }
    PaperTable *table = paper_table(cx, body, S(""), heads, columns);
    for (size_t turn = 0; turn < COUNT(behind); turn++) {
        for (size_t i = 0; i < on->indicator_count; i++) {
            if (on->indicators[i].standing->status != behind[turn] || named++ >= URGENT_MAX) continue;
            add_indicator(on, table, &on->indicators[i]);
        }
    }
    if (named > URGENT_MAX) paper_note(cx, body, S("Các chỉ tiêu khác xem Phụ lục I."));
}

static bool comes_soon(const Report *on, const TaskView *view) {
    const int64_t days = view->due_on.number - on->cx->today.number;
    return view->status != TASK_STATUS_DONE && view->due_on.number > 0 && days >= 0 && days <= COMING_DAYS;
}

static void say_tasks(Report *on) {
    Ctx *cx = on->cx;
    PaperPart *body = &on->paper.body;
    size_t columns, named = 0;
    const PaperColumn *heads = task_columns(cx, &columns);
    paper_heading(cx, body, HEADING_ROMAN, S("III. Nhiệm vụ quá hạn và sắp đến hạn"));
    PaperTable *table = NULL;
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < on->task_count; i++) {
            const TaskView *view = &on->tasks[i];
            const bool fits = turn == 0 ? view->status == TASK_STATUS_OVERDUE : comes_soon(on, view);
            if (!fits || named++ >= URGENT_MAX) continue;
            if (table == NULL) table = paper_table(cx, body, S(""), heads, columns);
            add_task(on, table, view);
        }
    }
    if (table == NULL)
        paper_say(cx, body,
                  str_format(cx->arena, "Không có nhiệm vụ nào quá hạn hoặc đến hạn trong %d ngày tới.", COMING_DAYS));
    if (named > URGENT_MAX) paper_note(cx, body, S("Các nhiệm vụ khác xem Phụ lục II."));
    paper_say(cx, body,
              S("Số liệu và cách xác định trạng thái của từng chỉ tiêu, nhiệm vụ nêu tại các phụ lục kèm theo."));
}

static Code add_appendices(Report *on) {
    Ctx *cx = on->cx;
    size_t columns;
    const PaperColumn *heads = indicator_columns(cx, &columns);
    PaperPart *part = paper_appendix(cx, &on->paper, S("Tình hình thực hiện các chỉ tiêu"));
    PaperTable *table = paper_table(cx, part, S(""), heads, columns);
    for (size_t i = 0; i < on->indicator_count; i++) {
        TRY(memory_left(cx));
        add_indicator(on, table, &on->indicators[i]);
    }
    paper_note(
        cx, part,
        S("Đúng lộ trình: số mới nhất ở trên đường nối các mục tiêu. Cần chú ý: dưới đường này trong ngưỡng cho phép, "
          "hoặc đà hiện nay không đủ cho mốc sau. Chậm: dưới đường này quá ngưỡng."));
    heads = task_columns(cx, &columns);
    part = paper_appendix(cx, &on->paper, S("Tình hình thực hiện các nhiệm vụ"));
    table = paper_table(cx, part, S(""), heads, columns);
    for (size_t i = 0; i < on->task_count; i++) {
        TRY(memory_left(cx));
        add_task(on, table, &on->tasks[i]);
    }
    return OK;
}

static void set_frame(Report *on) {
    Ctx *cx = on->cx;
    const Place *province = registry_place(on->goals->registry, on->goals->province);
    const Str full = province != NULL ? within(cx, province->full_name) : S("tỉnh");
    const Str name = document_name(cx, on->document);
    const Str issued = paper_day(cx, on->document->issued_on), day = paper_day(cx, on->on);
    Str *bases = NEW_ARRAY(cx->arena, Str, 1), *recipients = NEW_ARRAY(cx->arena, Str, 1);
    bases[0] = str_format(cx->arena, "Căn cứ %.*s ngày %.*s về %.*s", STR_FMT(name), STR_FMT(issued),
                          STR_FMT(on->document->title));
    recipients[0] = S("Lưu: VT");
    on->paper =
        (Paper){ .issuer = str_format(cx->arena, "Ủy ban nhân dân %.*s", STR_FMT(full)),
                 .symbol = S("BC-UBND"),
                 .place = province != NULL ? province->name : S(""),
                 .kind = S("Báo cáo"),
                 .subject = str_format(cx->arena, "Tiến độ thực hiện %.*s đến ngày %.*s", STR_FMT(name), STR_FMT(day)),
                 .bases = { bases, 1 },
                 .recipients = { recipients, 1 },
                 .authority = S("TM. Ủy ban nhân dân"),
                 .mark = on->has_samples ? S("Có dữ liệu mẫu") : S("") };
}

static Code fill_report(Ctx *cx, const ProgressReportFilter *filter, Report *ret_report) {
    *ret_report = (Report){ .cx = cx, .on = filter->on, .is_past = filter->on.number != 0 };
    if (!ret_report->is_past) ret_report->on = cx->today;
    TRY(goals_load(cx, &ret_report->goals));
    TRY(goals_choose_document(cx, ret_report->goals, filter->document, &ret_report->document));
    if (ret_report->document == NULL) return fail(cx, &not_found, S("document"));
    TRY(gather_indicators(ret_report));
    TRY(gather_tasks(ret_report));
    set_frame(ret_report);
    say_state(ret_report);
    say_indicators(ret_report);
    say_tasks(ret_report);
    return add_appendices(ret_report);
}

static Str file_name(Ctx *cx, const Report *report, const char *ending) {
    return str_format(cx->arena, "bao-cao-%.*s-%.*s.%s", STR_FMT(report->document->code),
                      STR_FMT(day_text(cx->arena, report->on)), ending);
}

Code progress_report_pdf(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    Report *report = NEW(cx->arena, Report);
    TRY(fill_report(cx, in, report));
    raw->file_name = file_name(cx, report, "pdf");
    return paper_pdf(cx, &report->paper, &raw->body);
}

Code progress_report_docx(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    Report *report = NEW(cx->arena, Report);
    TRY(fill_report(cx, in, report));
    raw->file_name = file_name(cx, report, "docx");
    return paper_docx(cx, &report->paper, &raw->body);
}
