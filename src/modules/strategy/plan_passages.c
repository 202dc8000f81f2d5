/* modules/strategy/plan_passages - see plan_passages.h. Titles are the plan's own; what stands beside them in the
 * tables (targets, who leads, by when) follows in short sentences. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/plan_passages.h"

#include "platform/search/search.h"

enum { PASSAGE_BYTES_MAX = 16 * 1024 };

typedef struct Telling {
    Ctx *cx;
    const Plan *plan;
    Map headings;  /* of sections and objectives: positions in either table */
    Map objectives;
    Map assigned, targets; /* the first row of an item; the others follow it */
    Map names;     /* of agencies and collectives: positions in both, one after the other */
    SearchPassage *passages;
    size_t count;
    Str label; /* of the document: citations begin with it, and it is shown beside them */
} Telling;

static Map first_rows(const Telling *telling, const Table *table, size_t code_offset) {
    Map rows = map_new(telling->cx->arena);
    for (size_t i = 0; i < table->count; i++)
        (void)map_add(&rows, *(const Str *)(const void *)((const char *)table_item(table, i) + code_offset), i);
    return rows;
}

static Str heading_of(const Telling *telling, Str section, Str objective) {
    size_t at;
    if (map_get(&telling->headings, section, &at))
        return ((const Section *)table_item(&telling->plan->sections, at))->title;
    if (map_get(&telling->objectives, objective, &at))
        return ((const Objective *)table_item(&telling->plan->objectives, at))->title;
    return S("");
}

static Str name_of(const Telling *telling, Str code) {
    const ReferenceTables *reference = &telling->plan->reference;
    size_t at;
    if (!map_get(&telling->names, code, &at)) return code;
    if (at < reference->agencies.count) return ((const Agency *)table_item(&reference->agencies, at))->name;
    return ((const Collective *)table_item(&reference->collectives, at - reference->agencies.count))->name;
}

/* ---- sentences ---- */

static void end_sentence(Buf *out) {
    if (out->len > 0 && out->at[out->len - 1] != '.') buf_char(out, '.');
}

static void begin_sentence(Buf *out, const char *words) {
    end_sentence(out);
    buf_addf(out, " %s: ", words);
}

/* 3.5 is written 3,5. */
static void add_number(Buf *out, Decimal number) {
    char room[64];
    Buf text = buf_over(room, sizeof room);
    decimal_write(&text, number);
    for (size_t i = 0; i < text.len; i++) buf_char(out, text.at[i] == '.' ? ',' : text.at[i]);
}

static void add_target(Buf *out, const Target *target, Str unit) {
    buf_addf(out, "năm %lld: ", (long long)target->year);
    if (target->operator == OPERATOR_AT_LEAST) buf_add(out, S("từ "));
    if (target->operator == OPERATOR_AT_MOST) buf_add(out, S("không quá "));
    add_number(out, target->operator == OPERATOR_AT_MOST ? target->high : target->low);
    if (target->operator == OPERATOR_RANGE) {
        buf_add(out, S(" đến "));
        add_number(out, target->high);
    }
    if (target->operator == OPERATOR_TEXT) buf_add(out, target->text);
    if (target->operator != OPERATOR_TEXT && unit.len > 0) buf_addf(out, " %.*s", STR_FMT(unit));
    if (target->operator == OPERATOR_AT_LEAST) buf_add(out, S(" trở lên"));
}

/* A target in words of which there are none says nothing. */
static void add_targets(const Telling *telling, Buf *out, const Indicator *indicator) {
    const Table *targets = &telling->plan->targets;
    size_t at, told = 0;
    if (!map_get(&telling->targets, indicator->code, &at)) return;
    for (; at < targets->count; at++) {
        const Target *target = table_item(targets, at);
        if (!str_equal(target->indicator, indicator->code)) break;
        if (target->operator == OPERATOR_TEXT && target->text.len == 0) continue;
        if (told == 0) end_sentence(out);
        buf_add(out, told == 0 ? S(" Mục tiêu ") : S("; "));
        add_target(out, target, indicator->unit);
        told++;
    }
    if (told > 0) buf_char(out, '.');
}

/* As the document names them. */
static void add_agencies(const Telling *telling, Buf *out, Str item, int role, const char *words) {
    const Table *assignments = &telling->plan->assignments;
    size_t at, told = 0;
    if (!map_get(&telling->assigned, item, &at)) return;
    for (; at < assignments->count; at++) {
        const Assignment *one = table_item(assignments, at);
        if (!str_equal(one->task, item)) break;
        if (one->role != role || one->named.len == 0) continue;
        if (told == 0) begin_sentence(out, words);
        if (told > 0) buf_add(out, S("; "));
        buf_add(out, one->named);
        told++;
    }
    if (told > 0) buf_char(out, '.');
}

static void add_all_agencies(const Telling *telling, Buf *out, Str item) {
    add_agencies(telling, out, item, ROLE_OF_LEAD, "Chủ trì");
    add_agencies(telling, out, item, ROLE_OF_SUPPORT, "Phối hợp");
    add_agencies(telling, out, item, ROLE_OF_MONITOR, "Theo dõi");
}

static void add_day(const Telling *telling, Buf *out, const char *words, Day day) {
    if (day.number == 0) return;
    begin_sentence(out, words);
    buf_addf(out, "%.*s.", STR_FMT(day_spoken(telling->cx->arena, day)));
}

/* ---- passages ---- */

static Buf begin(const Telling *telling, Str title) {
    Buf out = buf_new(telling->cx->arena, PASSAGE_BYTES_MAX);
    buf_add(&out, title);
    return out;
}

static Code add(Telling *telling, int kind, Str item, Str heading, Str citation, const Buf *text) {
    SearchPassage *passage = &telling->passages[telling->count++];
    const Str prefix = str_format(telling->cx->arena, "%.*s, ", STR_FMT(telling->label));
    if (str_starts(citation, prefix)) citation = str_part(citation, prefix.len, citation.len - prefix.len);
    *passage = (SearchPassage){ .kind = kind, .item = item, .heading = heading, .citation = citation };
    return buf_done(text, &passage->text);
}

static Code tell_objective(Telling *telling, const Objective *objective) {
    const Buf text = begin(telling, objective->title);
    return add(telling, SEARCH_OBJECTIVE, objective->code, heading_of(telling, objective->section, objective->parent),
               objective->citation, &text);
}

static Code tell_indicator(Telling *telling, const Indicator *indicator) {
    Buf text = begin(telling, indicator->title);
    add_targets(telling, &text, indicator);
    add_all_agencies(telling, &text, indicator->code);
    add_day(telling, &text, "Không còn tính từ", indicator->closed_on);
    return add(telling, SEARCH_INDICATOR, indicator->code, heading_of(telling, S(""), indicator->objective),
               indicator->citation, &text);
}

static Code tell_task(Telling *telling, const Task *task) {
    Buf text = begin(telling, task->title);
    if (task->product.len > 0) {
        begin_sentence(&text, "Sản phẩm");
        buf_addf(&text, "%.*s.", STR_FMT(task->product));
    }
    add_all_agencies(telling, &text, task->code);
    add_day(telling, &text, "Hạn", task->due);
    add_day(telling, &text, "Không còn tính từ", task->closed_on);
    return add(telling, SEARCH_TASK, task->code, heading_of(telling, task->section, S("")), task->citation, &text);
}

static void add_rule(Buf *text, const DutyRule *rule) {
    static const char *const each[] = { [FREQUENCY_MONTH] = "Hạn hằng tháng",
                                        [FREQUENCY_QUARTER] = "Hạn hằng quý",
                                        [FREQUENCY_HALF] = "Hạn sáu tháng một lần",
                                        [FREQUENCY_YEAR] = "Hạn hằng năm" };
    begin_sentence(text, each[rule->frequency]);
    if (rule->frequency == FREQUENCY_YEAR)
        buf_addf(text, "trước ngày %lld/%lld%s.", (long long)rule->yearly.day, (long long)rule->yearly.month,
                 rule->yearly.years_before > 0 ? " của năm trước" : "");
    else
        buf_addf(text, "trước ngày %lld của tháng %s.", (long long)rule->day,
                 rule->is_after                        ? "sau kỳ"
                 : rule->frequency == FREQUENCY_MONTH ? "đó"
                                                       : "cuối kỳ");
}

static Code tell_duty(Telling *telling, const Duty *duty) {
    Buf text = begin(telling, duty->title);
    DutyRule rule;
    begin_sentence(&text, "Đơn vị thực hiện");
    buf_addf(&text, "%.*s.", STR_FMT(name_of(telling, duty->who)));
    begin_sentence(&text, "Gửi");
    buf_addf(&text, "%.*s.", STR_FMT(name_of(telling, duty->to)));
    if (duty_rule_from_text(duty->due_rule, &rule) == OK) add_rule(&text, &rule);
    return add(telling, SEARCH_DUTY, duty->code, S(""), duty->citation, &text);
}

#define TELL_EACH(telling, document, table, Type, tell)                                                                \
    for (size_t row = 0; row < (table)->count; row++) {                                                                \
        const Type *one = table_item((table), row);                                                                    \
        if (str_equal(one->document, (document)->code)) TRY(tell((telling), one));                                     \
    }

static Code tell_document(Telling *telling, const PlanDocument *document) {
    const Plan *plan = telling->plan;
    const SearchSource source = { .kind = S("plan"), .code = document->code, .label = document->number,
                                  .title = document->title };
    telling->count = 0;
    telling->label = document->number;
    TELL_EACH(telling, document, &plan->objectives, Objective, tell_objective)
    TELL_EACH(telling, document, &plan->indicators, Indicator, tell_indicator)
    TELL_EACH(telling, document, &plan->tasks, Task, tell_task)
    TELL_EACH(telling, document, &plan->duties, Duty, tell_duty)
    return search_passages_replace(telling->cx, &source, telling->passages, telling->count);
}

Code plan_passages_index(Ctx *cx, const Plan *whole) {
    Telling telling = { .cx = cx, .plan = whole, .names = map_new(cx->arena) };
    const ReferenceTables *reference = &whole->reference;
    telling.headings = first_rows(&telling, &whole->sections, offsetof(Section, code));
    telling.objectives = first_rows(&telling, &whole->objectives, offsetof(Objective, code));
    telling.assigned = first_rows(&telling, &whole->assignments, offsetof(Assignment, task));
    telling.targets = first_rows(&telling, &whole->targets, offsetof(Target, indicator));
    for (size_t i = 0; i < reference->agencies.count; i++)
        (void)map_add(&telling.names, ((const Agency *)table_item(&reference->agencies, i))->code, i);
    for (size_t i = 0; i < reference->collectives.count; i++)
        (void)map_add(&telling.names, ((const Collective *)table_item(&reference->collectives, i))->code,
                      reference->agencies.count + i);
    telling.passages = NEW_ARRAY(cx->arena, SearchPassage, whole->objectives.count + whole->indicators.count +
                                                               whole->tasks.count + whole->duties.count + 1);
    for (size_t i = 0; i < whole->documents.count; i++) TRY(tell_document(&telling, table_item(&whole->documents, i)));
    return OK;
}
