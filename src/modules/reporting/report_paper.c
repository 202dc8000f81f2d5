/* modules/reporting/report_paper - see report_paper.h. The narrative is the text, figures and tasks are appendices. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/report_paper.h"

#include "kit/text.h"
#include "modules/reporting/form.h"
#include "platform/access/access.h"
#include "platform/papers/papers.h"

enum { ROMANS = 20, REMARK_LETTERS_MAX = 8000 };

const ProblemKind report_unwritten = {
    NOT_FOUND,
    "reporting/report-unwritten",
    { "Báo cáo chưa được viết.", "The report was not written yet." },
    { "Chưa có nội dung để in. Lưu bản nháp của báo cáo rồi tải lại.",
      "There is nothing to print. Save a draft of the report, then ask again." }
};

/* All that is said, put together once. */
typedef struct Saying {
    Ctx *cx;
    Desk desk;
    Obligation obligation;
    ObligationView view;
    const Regime *regime;
    Report report;
    Rows lines, tasks;
    Paper paper;
} Saying;

/* ---- words ---- */

static Str roman(size_t number) {
    static const char *const numbers[ROMANS] = { "I",   "II",   "III", "IV",  "V",    "VI",    "VII",
                                                 "VIII", "IX",  "X",   "XI",  "XII",  "XIII",  "XIV",
                                                 "XV",  "XVI",  "XVII", "XVIII", "XIX", "XX" };
    return number < ROMANS ? str_of(numbers[number]) : S("");
}

/* `tháng 10 năm 2026`, `quý III năm 2026`, `6 tháng đầu năm 2026`, `năm 2026`. */
static Str period_words(Ctx *cx, Str text) {
    Period period;
    if (period_from_text(text, &period) != OK) return text;
    const long long year = (long long)period.year, part = (long long)period.part;
    switch (period.frequency) {
    case FREQUENCY_MONTH: return str_format(cx->arena, "tháng %lld năm %lld", part, year);
    case FREQUENCY_QUARTER: {
        const Str quarter = roman((size_t)part - 1);
        return str_format(cx->arena, "quý %.*s năm %lld", STR_FMT(quarter), year);
    }
    case FREQUENCY_HALF: return str_format(cx->arena, "6 tháng %s năm %lld", part == 1 ? "đầu" : "cuối", year);
    case FREQUENCY_YEAR:
    case FREQUENCY_NONE: break;
    }
    return str_format(cx->arena, "năm %lld", year);
}

static Str with_capital(Ctx *cx, Str text) {
    size_t first = text.len > 0 ? 1 : 0;
    while (first < text.len && ((unsigned char)text.at[first] & 0xC0) == 0x80) first++;
    const Str capital = text_upper(cx->arena, str_part(text, 0, first)), rest = str_part(text, first, text.len);
    return str_format(cx->arena, "%.*s%.*s", STR_FMT(capital), STR_FMT(rest));
}

/* The kind of the document stands above, and the period is named: what it is about does not say them again. */
static Str subject_of(const Saying *on) {
    static const char *const said[] = { "Báo cáo ", "hằng năm ", "hằng quý ", "hằng tháng " };
    Str about = on->view.title;
    for (size_t i = 0; i < COUNT(said); i++) {
        const Str word = str_of(said[i]);
        if (str_starts(about, word)) about = str_part(about, word.len, about.len);
    }
    about = with_capital(on->cx, about);
    const Str period = period_words(on->cx, on->obligation.period);
    return str_format(on->cx->arena, "%.*s, %.*s", STR_FMT(about), STR_FMT(period));
}

static void add_remark(Buf *out, const char *name, Str text) {
    if (text.len > 0) buf_addf(out, "%s%s%.*s", out->len > 0 ? "\n" : "", name, STR_FMT(text));
}

/* Why a warning was passed over is read by whoever signs. */
static void add_reasons(const Saying *on, Buf *out, Str code, Str subject) {
    const ReportOverride *all = on->report.overrides.items;
    for (size_t i = 0; i < on->report.overrides.count; i++) {
        if (str_equal(all[i].indicator, code) && str_equal(all[i].subject, subject))
            add_remark(out, "Giải trình: ", all[i].reason);
    }
}

static Str figure_remark(const Saying *on, const ReportFigure *figure) {
    Buf out = buf_new(on->cx->arena, REMARK_LETTERS_MAX);
    add_remark(&out, "Nguồn: ", figure->source);
    add_remark(&out, "", figure->note);
    add_remark(&out, "Lý do sửa: ", figure->reason);
    add_reasons(on, &out, figure->indicator, figure->subject);
    return (Str){ out.at, out.len };
}

static Str task_remark(const Saying *on, const ReportTask *task) {
    Buf out = buf_new(on->cx->arena, REMARK_LETTERS_MAX);
    add_remark(&out, "Sản phẩm: ", task->product);
    add_remark(&out, "", task->note);
    return (Str){ out.at, out.len };
}

static Str value_text(Ctx *cx, const Indicator *indicator, Decimal value, Str text) {
    const Str said = text.len > 0 ? text : paper_number(cx, value, indicator->unit);
    return said.len > 0 ? said : S("–");
}

/* ---- the text ---- */

static Str section_text(const Report *report, Str code) {
    const ReportSection *all = report->sections.items;
    for (size_t i = 0; i < report->sections.count; i++) {
        if (str_equal(all[i].section, code)) return all[i].text;
    }
    return S("");
}

static void say_sections(Saying *on) {
    const Rows sections = regime_sections_of(&on->desk.regimes, on->regime->code);
    const RegimeSection *all = sections.items;
    size_t said = 0;
    for (size_t i = 0; i < sections.count; i++) {
        const Str text = section_text(&on->report, all[i].code), number = roman(said);
        if (text.len == 0 && !all[i].is_needed) continue;
        paper_heading(on->cx, &on->paper.body, HEADING_ROMAN,
                      str_format(on->cx->arena, "%.*s. %.*s", STR_FMT(number), STR_FMT(all[i].title)));
        paper_say(on->cx, &on->paper.body, text.len > 0 ? text : S("Chưa có nội dung."));
        said++;
    }
}

static void say_beginning(Saying *on) {
    const bool has_basis = on->regime->standing == OWED_BY_DOCUMENT;
    const Str period = period_words(on->cx, on->obligation.period), basis = on->regime->citation;
    const Str agency = on->report.agency_name;
    paper_say(on->cx, &on->paper.body,
              str_format(on->cx->arena, "%s%.*s%s%.*s báo cáo %.*s như sau:", has_basis ? "Thực hiện " : "",
                         has_basis ? (int)basis.len : 0, basis.at, has_basis ? ", " : "", STR_FMT(agency),
                         STR_FMT(period)));
}

static void say_end(Saying *on) {
    if (on->paper.appendix_count > 0)
        paper_say(on->cx, &on->paper.body, S("Số liệu và tiến độ nhiệm vụ nêu tại phụ lục kèm theo."));
}

/* ---- the appendices ---- */

static const PaperColumn *columns_of(Ctx *cx, const PaperColumn *columns, size_t count) {
    PaperColumn *kept = NEW_ARRAY(cx->arena, PaperColumn, count);
    memcpy(kept, columns, count * sizeof *columns);
    return kept;
}

static void add_figures(Saying *on) {
    const PaperColumn columns[] = { { S("STT"), 7, ALIGN_CENTRE },        { S("Chỉ tiêu"), 33, ALIGN_LEFT },
                                    { S("Kỳ số liệu"), 12, ALIGN_CENTRE }, { S("Kỳ trước"), 12, ALIGN_RIGHT },
                                    { S("Kỳ này"), 12, ALIGN_RIGHT },     { S("Nguồn, ghi chú"), 24, ALIGN_LEFT } };
    Ctx *cx = on->cx;
    const FormLine *lines = on->lines.items;
    if (on->lines.count == 0) return;
    PaperPart *part = paper_appendix(cx, &on->paper, S("Số liệu"));
    PaperTable *table = paper_table(cx, part, S(""), columns_of(cx, columns, COUNT(columns)), COUNT(columns));
    for (size_t i = 0; i < on->lines.count; i++) {
        const FormLine *line = &lines[i];
        const ReportFigure *told = report_figure_of(&on->report, line->indicator->code, line->subject);
        const Str cells[] = { int_text(cx, (int64_t)i + 1),
                              line->indicator->title,
                              line->period,
                              value_text(cx, line->indicator, line->before, line->before_text),
                              told == NULL ? S("–") : value_text(cx, line->indicator, told->value, told->text),
                              told == NULL ? S("") : figure_remark(on, told) };
        paper_row(cx, table, cells);
    }
}

static const ReportTask *task_told(const Report *report, Str code) {
    const ReportTask *all = report->tasks.items;
    for (size_t i = 0; i < report->tasks.count; i++) {
        if (str_equal(all[i].task, code)) return &all[i];
    }
    return NULL;
}

/* Those that the report says something about. */
static void add_tasks(Saying *on) {
    const PaperColumn columns[] = { { S("STT"), 7, ALIGN_CENTRE },
                                    { S("Nhiệm vụ"), 45, ALIGN_LEFT },
                                    { S("Hạn"), 13, ALIGN_CENTRE },
                                    { S("Tiến độ"), 10, ALIGN_RIGHT },
                                    { S("Sản phẩm, ghi chú"), 25, ALIGN_LEFT } };
    Ctx *cx = on->cx;
    PaperTable *table = NULL;
    int64_t count = 0;
    for (size_t i = 0; i < on->tasks.count; i++) {
        const FormTask *task = &((const FormTask *)on->tasks.items)[i];
        const ReportTask *told = task_told(&on->report, task->task->code);
        if (told == NULL) continue;
        if (table == NULL)
            table = paper_table(cx, paper_appendix(cx, &on->paper, S("Tiến độ nhiệm vụ")), S(""),
                                columns_of(cx, columns, COUNT(columns)), COUNT(columns));
        const Str cells[] = { int_text(cx, ++count), task->task->title, paper_day(cx, task->due_on),
                              paper_number(cx, decimal_whole(told->percent), S("%")), task_remark(on, told) };
        paper_row(cx, table, cells);
    }
}

/* ---- the frame ---- */

static Str committee_of_province(const Saying *on) {
    const Rows all = registry_agencies(on->desk.goals->registry);
    for (size_t i = 0; i < all.count; i++) {
        const Agency *one = &((const Agency *)all.items)[i];
        if (one->kind == AGENCY_COMMITTEE && agency_is_valid(one, on->cx->today)) return one->name;
    }
    return S("");
}

static bool is_committee(const Agency *agency) {
    return agency != NULL && (agency->kind == AGENCY_COMMITTEE || agency->kind == AGENCY_COMMUNE);
}

/* Above a department stands the People's Committee of the province, above others whoever the registry names; a People's
 * Committee names nobody above itself. */
static Str superior_of(const Saying *on, const Agency *agency) {
    if (agency == NULL || is_committee(agency)) return S("");
    if (agency->parent.len > 0) return registry_name(on->desk.goals->registry, agency->parent);
    const bool is_below = agency->kind == AGENCY_DEPARTMENT || agency->kind == AGENCY_INSPECTORATE;
    return is_below ? committee_of_province(on) : S("");
}

static Str symbol_of(const Saying *on, const Agency *agency) {
    if (is_committee(agency)) return S("BC-UBND");
    return str_format(on->cx->arena, "BC-%.*s", STR_FMT(on->report.agency));
}

/* Of whoever leads such an agency; another title is written by hand. */
static Str position_of(const Agency *agency) {
    if (is_committee(agency)) return S("Chủ tịch");
    if (agency == NULL) return S("");
    if (agency->kind == AGENCY_DEPARTMENT) return S("Giám đốc");
    if (agency->kind == AGENCY_OFFICE) return S("Chánh Văn phòng");
    return agency->kind == AGENCY_INSPECTORATE ? S("Chánh Thanh tra") : S("");
}

static Str place_of(const Saying *on, const Agency *agency) {
    const Registry *registry = on->desk.goals->registry;
    const Place *own = agency != NULL && agency->place.len > 0 ? registry_place(registry, agency->place) : NULL;
    const Place *place = own != NULL ? own : registry_place(registry, on->desk.goals->province);
    return place == NULL ? S("") : place->name;
}

static bool is_draft(int state) {
    return state == REPORT_DRAFT || state == REPORT_SUBMITTED || state == REPORT_RETURNED;
}

static void set_frame(Saying *on) {
    Ctx *cx = on->cx;
    const Agency *agency = registry_agency(on->desk.goals->registry, on->report.agency);
    const bool is_sent_on = on->view.receiver_name.len > 0 && !str_equal(on->view.receiver, on->report.agency);
    Str *recipients = NEW_ARRAY(cx->arena, Str, 2), *addressees = NEW_ARRAY(cx->arena, Str, 1);
    addressees[0] = on->view.receiver_name;
    recipients[0] = is_sent_on ? S("Như trên") : S("Lưu: VT");
    recipients[1] = S("Lưu: VT");
    on->paper = (Paper){ .superior = superior_of(on, agency),
                         .issuer = on->report.agency_name,
                         .symbol = symbol_of(on, agency),
                         .place = place_of(on, agency),
                         .kind = S("Báo cáo"),
                         .subject = subject_of(on),
                         .addressees = { addressees, is_sent_on ? 1 : 0 },
                         .recipients = { recipients, is_sent_on ? 2 : 1 },
                         .position = position_of(agency),
                         .authority = is_committee(agency) ? S("TM. Ủy ban nhân dân") : S(""),
                         .mark = is_draft(on->report.state) ? S("Dự thảo") : S("") };
}

static Code say(Ctx *cx, const ReportAsked *asked, Saying *on) {
    on->cx = cx;
    TRY(obligation_find(cx, &asked->id, &on->obligation));
    TRY(access_require_for(cx, "reporting.see", on->obligation.agency));
    TRY(desk_load(cx, &on->desk));
    TRY(regimes_require(cx, &on->desk.regimes, on->obligation.regime, &on->regime));
    TRY(obligation_view(cx, &on->desk, &on->obligation, &on->view));
    const Code written = report_read(cx, &on->obligation, asked->version, &on->report);
    if (written != OK) return written == NOT_FOUND ? fail(cx, &report_unwritten) : written;
    TRY(form_lines(cx, &on->desk, &on->obligation, &on->lines));
    TRY(form_lines_fill(cx, &on->desk, &on->lines));
    on->tasks = form_tasks(cx, &on->desk, &on->obligation);
    set_frame(on);
    say_beginning(on);
    say_sections(on);
    add_figures(on);
    add_tasks(on);
    say_end(on);
    return OK;
}

static Str file_name(const Saying *on, const char *ending) {
    const Obligation *one = &on->obligation;
    return str_format(on->cx->arena, "bao-cao-%.*s-%.*s-%.*s.%s", STR_FMT(one->regime), STR_FMT(one->period),
                      STR_FMT(one->agency), ending);
}

Code report_pdf(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    Saying *saying = NEW(cx->arena, Saying);
    TRY(say(cx, in, saying));
    raw->file_name = file_name(saying, "pdf");
    return paper_pdf(cx, &saying->paper, &raw->body);
}

Code report_docx(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    Saying *saying = NEW(cx->arena, Saying);
    TRY(say(cx, in, saying));
    raw->file_name = file_name(saying, "docx");
    return paper_docx(cx, &saying->paper, &raw->body);
}
