/* modules/planning/annual_plans - see annual_plans.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/annual_plans.h"

#include "kit/crypto.h"
#include "modules/planning/annual_telling.h"
#include "modules/planning/proposals.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"
#include "platform/reference/reference.h"

enum {
    CONTENT_BYTES_MAX = 512 * 1024,
    SHARE_MAX = 100,
    COMMUNES_MAX = 5000,
    BUDGET_MAX = 100 * 1000 * 1000, /* million dong: 100 thousand milliard */
};
#define VALUE_MAX INT64_C(1000000000000)

const ProblemKind annual_exists = { CONFLICT,
                                    "planning/annual-exists",
                                    { "Cơ quan đã có kế hoạch của năm này.", "The agency has a plan of this year." },
                                    { "Mở kế hoạch năm {0} đang có rồi sửa tiếp.",
                                      "Open the plan of {0} that is there and go on with it." } };
const ProblemKind annual_changed = {
    CONFLICT,
    "planning/annual-changed",
    { "Kế hoạch đã được người khác sửa.", "Somebody else has changed the plan." },
    { "Kế hoạch đang ở lần ghi {0}, bạn mở lần {1}. Tải lại trang rồi ghép phần của bạn vào.",
      "It is at revision {0}, you opened {1}. Reload and put your part into it." }
};
const ProblemKind annual_step_wrong = { CONFLICT,
                                        "planning/annual-step",
                                        { "Kế hoạch không ở bước này.", "The plan is not at this step." },
                                        { "Kế hoạch đang ở trạng thái “{0}”. Tải lại trang.",
                                          "It is in the state “{0}”. Reload." } };
const ProblemKind annual_empty = { INVALID,
                                   "planning/annual-empty",
                                   { "Kế hoạch chưa có nội dung.", "The plan is empty." },
                                   { "Ghi ít nhất một mục tiêu hoặc một nhiệm vụ trước khi gửi.",
                                     "Put at least one target or task into it before handing it in." } };
const ProblemKind annual_item_unknown = {
    INVALID,
    "planning/item-unknown",
    { "Chiến lược không có mục này trong năm.", "The strategy has no such item in this year." },
    { "“{0}” không có trong các văn bản, hoặc đã dừng trước khi hết năm {1}. Chọn lại.",
      "“{0}” is in no document, or is closed before the end of {1}. Choose again." }
};
const ProblemKind annual_subject_unfit = {
    INVALID,
    "planning/subject-unfit",
    { "Cơ quan không đặt mục tiêu cho đối tượng này.", "The agency sets no target for this subject." },
    { "“{0}” không phải địa bàn của cơ quan, cũng không phải đối tượng mà chỉ tiêu {1} đo.",
      "“{0}” is neither the agency's own place nor what indicator {1} is about." }
};
const ProblemKind annual_value_missing = { INVALID,
                                           "planning/target-value-missing",
                                           { "Mục tiêu chưa có giá trị.", "The target has no value." },
                                           { "Ghi giá trị phải đạt cuối năm của “{0}”.",
                                             "Give the value to be reached by the end of the year for “{0}”." } };
const ProblemKind annual_level_unknown = { INVALID,
                                           "planning/target-level-unknown",
                                           { "Không có mức này.", "There is no such level." },
                                           { "Chọn một trong các mức của “{0}”.",
                                             "Choose one of the levels of “{0}”." } };
const ProblemKind annual_target_twice = {
    INVALID,
    "planning/target-twice",
    { "Một chỉ tiêu có hai mục tiêu.", "One indicator has two targets." },
    { "“{0}” đã có mục tiêu cho cùng đối tượng ở dòng {1}. Giữ một dòng.",
      "“{0}” has a target for the same subject in line {1}. Keep one of them." }
};
const ProblemKind annual_due_early = { INVALID,
                                       "planning/due-before-year",
                                       { "Hạn của nhiệm vụ ở trước năm kế hoạch.",
                                         "The task is due before the year of the plan." },
                                       { "Ghi hạn từ ngày {0:/} trở đi.", "Give a day from {0} on." } };
const ProblemKind annual_year_past = { INVALID,
                                       "planning/year-past",
                                       { "Năm này đã qua.", "This year is over." },
                                       { "Lập kế hoạch cho năm {0} trở đi.", "Plan for {0} or later." } };

static const char *const annual_states[] = { "draft", "submitted", "approved", "accepted", "returned" };
static const char *const annual_verdicts[] = { "accept", "return" };
const Choices annual_state_choices = CHOICES("AnnualState", annual_states);
static const Choices annual_verdict_choices = CHOICES("AnnualVerdict", annual_verdicts);

typedef enum AnnualVerdict { ANNUAL_VERDICT_NONE, ANNUAL_ACCEPT, ANNUAL_RETURN } AnnualVerdict;

static const Field annual_target_fields[] = {
    FIELD(AnnualTarget, indicator, REQUIRED, 1, PLAN_CODE_MAX),
    FIELD(AnnualTarget, subject, REQUIRED, 1, PLAN_CODE_MAX),
    FIELD(AnnualTarget, value, OPTIONAL, 0, VALUE_MAX),
    FIELD(AnnualTarget, text, OPTIONAL, 0, 200),
};
const Shape annual_target_shape = SHAPE(AnnualTarget, annual_target_fields);

static const Field annual_task_fields[] = {
    FIELD(AnnualTask, title, REQUIRED, 3, 300),
    FIELD(AnnualTask, product, OPTIONAL, 0, 300),
    FIELD(AnnualTask, due, OPTIONAL, 0, 0),
    FIELD(AnnualTask, who, OPTIONAL, 0, 200),
    FIELD(AnnualTask, task, OPTIONAL, 0, PLAN_CODE_MAX),
    FIELD(AnnualTask, budget, OPTIONAL, 0, BUDGET_MAX),
};
const Shape annual_task_shape = SHAPE(AnnualTask, annual_task_fields);

static const Field annual_plan_fields[] = {
    FIELD(AnnualPlan, id, REQUIRED, 0, 0),
    FIELD(AnnualPlan, year, REQUIRED, 0, 0),
    FIELD(AnnualPlan, agency, REQUIRED, 0, 0),
    FIELD_CHOICE(AnnualPlan, state, REQUIRED, &annual_state_choices),
    FIELD(AnnualPlan, content, STORED, 0, 0),
    FIELD(AnnualPlan, revision, REQUIRED, 0, 0),
    FIELD(AnnualPlan, changed_by, STORED, 0, 0),
    FIELD(AnnualPlan, changed_at, REQUIRED, 0, 0),
    FIELD(AnnualPlan, submitted_by, STORED, 0, 0),
    FIELD(AnnualPlan, submitted_at, OPTIONAL, 0, 0),
    FIELD(AnnualPlan, decided_by, STORED, 0, 0),
    FIELD(AnnualPlan, decided_at, OPTIONAL, 0, 0),
    FIELD(AnnualPlan, decision_note, REQUIRED, 0, 0),
    FIELD(AnnualPlan, agency_name, REQUIRED, 0, 0),
    FIELD(AnnualPlan, target_count, REQUIRED, 0, 0),
    FIELD(AnnualPlan, task_count, REQUIRED, 0, 0),
    FIELD(AnnualPlan, budget, OPTIONAL, 0, 0),
    FIELD(AnnualPlan, due_on, OPTIONAL, 0, 0),
    FIELD(AnnualPlan, is_late, REQUIRED, 0, 0),
};
const Shape annual_plan_shape = SHAPE(AnnualPlan, annual_plan_fields);

static const Field annual_content_fields[] = {
    FIELD_LIST(AnnualContent, targets, ANNUAL_ROWS_MAX, &annual_target_shape),
    FIELD_LIST(AnnualContent, tasks, ANNUAL_ROWS_MAX, &annual_task_shape),
};
static const Shape annual_content_shape = SHAPE(AnnualContent, annual_content_fields);

#include "modules/planning/annual_plans.sql.h"

Code annual_content(Ctx *cx, const AnnualPlan *plan, AnnualContent *ret_content) {
    *ret_content = (AnnualContent){ 0 };
    return shape_read_json(cx, &annual_content_shape, plan->content, ret_content);
}

static Code write_content(Ctx *cx, const AnnualContent *content, Str *ret_text) {
    Buf out = buf_new(cx->arena, CONTENT_BYTES_MAX);
    shape_write_json(&out, &annual_content_shape, content);
    return buf_done(&out, ret_text) == OK ? OK
                                          : fail(cx, &too_large, S("plan"), int_text(cx, (int64_t)CONTENT_BYTES_MAX));
}

/* ---- names, counts, lateness ---- */

static Code describe(Ctx *cx, const Goals *goals, int64_t year, AnnualPlan *plans, size_t count) {
    Rows owed;
    TRY(plans_owed(cx, goals, year, &owed));
    const PlanOwed *all = owed.items;
    Map due_of = map_new(cx->arena);
    for (size_t i = 0; i < owed.count; i++) (void)map_add(&due_of, all[i].agency, i);
    for (size_t i = 0; i < count; i++) {
        AnnualContent content;
        size_t at;
        TRY(annual_content(cx, &plans[i], &content));
        const AnnualTask *tasks = content.tasks.items;
        for (size_t j = 0; j < content.tasks.count; j++) {
            if (tasks[j].budget.is_known)
                plans[i].budget =
                    plans[i].budget.is_known ? decimal_add(plans[i].budget, tasks[j].budget) : tasks[j].budget;
        }
        plans[i].target_count = (int64_t)content.targets.count;
        plans[i].task_count = (int64_t)content.tasks.count;
        plans[i].agency_name = registry_name(goals->registry, plans[i].agency);
        if (map_get(&due_of, plans[i].agency, &at)) plans[i].due_on = all[at].due_on;
        const Day handed = plans[i].submitted_at.us != 0 ? ctx_day_of(cx, plans[i].submitted_at) : cx->today;
        plans[i].is_late = plans[i].due_on.number != 0 && handed.number > plans[i].due_on.number;
    }
    return OK;
}

Code annual_plans_of(Ctx *cx, const Goals *goals, int64_t year, Rows *ret_plans) {
    const AnnualPlan asked = { .year = year };
    TRY(annual_of_year(cx, &asked, ret_plans));
    return describe(cx, goals, year, ret_plans->items, ret_plans->count);
}

bool annual_is_handed_in(const AnnualPlan *plan) {
    return plan->state == ANNUAL_SUBMITTED || plan->state == ANNUAL_APPROVED || plan->state == ANNUAL_ACCEPTED;
}

static Code find_plan(Ctx *cx, const Id *id, AnnualPlan *ret_plan) {
    const AnnualPlan asked = { .id = *id };
    const Code found = annual_by_id(cx, &asked, ret_plan);
    if (found == NOT_FOUND) return fail(cx, &not_found, id_str(id));
    TRY(found);
    return access_require_for(cx, "planning.see", ret_plan->agency);
}

static Code refuse_unless(Ctx *cx, const AnnualPlan *plan, bool is_right) {
    return is_right ? OK : fail(cx, &annual_step_wrong, choice_name(&annual_state_choices, plan->state));
}

static bool is_open(const AnnualPlan *plan) {
    return plan->state == ANNUAL_DRAFT || plan->state == ANNUAL_RETURNED;
}

static Code note_step(Ctx *cx, const AnnualPlan *plan, Str kind) {
    return ledger_append(cx, kind, id_str(&plan->id), { "agency", plan->agency }, { "year", int_text(cx, plan->year) },
                         { "content_digest", sha256_text(cx->arena, plan->content) },
                         { "note_digest", sha256_text(cx->arena, plan->decision_note) });
}

static Code describe_one(Ctx *cx, AnnualPlan *plan) {
    Goals *goals;
    TRY(goals_load(cx, &goals));
    plan->budget = (Decimal){ 0 };
    return describe(cx, goals, plan->year, plan, 1);
}

static Code keep_step(Ctx *cx, AnnualPlan *plan, Str kind) {
    plan->revision++;
    TRY(annual_update(cx, plan));
    TRY(note_step(cx, plan, kind));
    return describe_one(cx, plan);
}

/* A step of the way: somebody else must act now, or knows what became of it. */
static Code take_step(Ctx *cx, AnnualPlan *plan, Str kind) {
    TRY(keep_step(cx, plan, kind));
    return tell_annual(cx, plan);
}

/* ---- beginning ---- */

typedef struct AnnualStart {
    Str agency;
    int64_t year;
    bool copies; /* what stood in the plan of the year before */
} AnnualStart;

static const Field annual_start_fields[] = {
    FIELD(AnnualStart, agency, REQUIRED, 1, PLAN_CODE_MAX),
    FIELD(AnnualStart, year, REQUIRED, ANNUAL_YEAR_MIN, ANNUAL_YEAR_MAX),
    FIELD(AnnualStart, copies, OPTIONAL, 0, 0),
};
const Shape annual_start_shape = SHAPE(AnnualStart, annual_start_fields);

/* Days move on by a year; 29 February becomes the 28th. */
static Day a_year_on(Day day) {
    int64_t year, month, number;
    if (day.number == 0) return day;
    day_parts(day, &year, &month, &number);
    const int64_t last = days_in_month(year + 1, month);
    return day_make(year + 1, month, number < last ? number : last);
}

/* What pointed to something that is no more open is left out of its pointing, not out of the plan. */
static Code copied_content(Ctx *cx, const AnnualStart *start, AnnualContent *content) {
    const AnnualPlan asked = { .agency = start->agency, .year = start->year - 1 };
    AnnualPlan last;
    Goals *goals;
    Rows items;
    const Code found = annual_of_agency(cx, &asked, &last);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    TRY(annual_content(cx, &last, content));
    TRY(goals_load(cx, &goals));
    TRY(plan_items_of_year(cx, goals, start->year, &items));
    const Map open = plan_item_index(cx, &items);
    AnnualTask *tasks = content->tasks.items;
    for (size_t i = 0; i < content->tasks.count; i++) {
        tasks[i].due = a_year_on(tasks[i].due);
        if (!map_has(&open, tasks[i].task)) tasks[i].task = S("");
    }
    AnnualTarget *targets = content->targets.items;
    size_t kept = 0;
    for (size_t i = 0; i < content->targets.count; i++) {
        if (map_has(&open, targets[i].indicator)) targets[kept++] = targets[i];
    }
    content->targets.count = kept;
    return OK;
}

Code annual_start(Ctx *cx, const void *in, void *out) {
    const AnnualStart *start = in;
    AnnualPlan *plan = out;
    AnnualContent content = { 0 };
    TRY(access_require_for(cx, "planning.plan_year", start->agency));
    if (start->year < day_year(cx->today))
        return fail_field(cx, S("year"), &annual_year_past, int_text(cx, day_year(cx->today)));
    const AnnualPlan asked = { .agency = start->agency, .year = start->year };
    const Code found = annual_of_agency(cx, &asked, plan);
    if (found == OK) return fail(cx, &annual_exists, int_text(cx, start->year));
    if (found != NOT_FOUND) return found;
    if (start->copies) TRY(copied_content(cx, start, &content));
    *plan = (AnnualPlan){ .id = id_make("annual", cx->now),
                          .year = start->year,
                          .agency = start->agency,
                          .state = ANNUAL_DRAFT,
                          .revision = 1,
                          .changed_by = cx->caller.id,
                          .changed_at = cx->now,
                          .submitted_by = S(""),
                          .decided_by = S(""),
                          .decision_note = S("") };
    TRY(write_content(cx, &content, &plan->content));
    TRY(annual_insert(cx, plan));
    TRY(note_step(cx, plan, S("planning.annual_plan_begun")));
    return describe_one(cx, plan);
}

/* ---- reading ---- */

typedef struct AnnualKey {
    Id id;
} AnnualKey;

static const Field annual_key_fields[] = { FIELD(AnnualKey, id, REQUIRED, 0, 0) };
const Shape annual_key_shape = SHAPE(AnnualKey, annual_key_fields);

typedef struct SubjectName {
    Str code, name;
} SubjectName;

static const Field subject_name_fields[] = { FIELD(SubjectName, code, REQUIRED, 0, 0),
                                             FIELD(SubjectName, name, REQUIRED, 0, 0) };
static const Shape subject_name_shape = SHAPE(SubjectName, subject_name_fields);

typedef struct AnnualPage {
    const AnnualPlan *plan;
    Rows targets, tasks;
    Rows items;    /* of PlanItem: what it may point to */
    Rows subjects; /* of SubjectName: first whom the agency plans for, then others that its targets name */
    Rows communes; /* of SubjectName: whom an agency of the province may plan for as well, while it may write */
    Str changed_name, submitted_name, decided_name;
    bool may_change, may_withdraw, may_approve, may_decide;
} AnnualPage;

static const Field annual_page_fields[] = {
    FIELD_LINK(AnnualPage, plan, REQUIRED, &annual_plan_shape),
    FIELD_LIST(AnnualPage, targets, ANNUAL_ROWS_MAX, &annual_target_shape),
    FIELD_LIST(AnnualPage, tasks, ANNUAL_ROWS_MAX, &annual_task_shape),
    FIELD_LIST(AnnualPage, items, PLAN_ITEMS_MAX, &plan_item_shape),
    FIELD_LIST(AnnualPage, subjects, ANNUAL_ROWS_MAX + 1, &subject_name_shape),
    FIELD_LIST(AnnualPage, communes, COMMUNES_MAX, &subject_name_shape),
    FIELD(AnnualPage, changed_name, REQUIRED, 0, 0),
    FIELD(AnnualPage, submitted_name, REQUIRED, 0, 0),
    FIELD(AnnualPage, decided_name, REQUIRED, 0, 0),
    FIELD(AnnualPage, may_change, REQUIRED, 0, 0),
    FIELD(AnnualPage, may_withdraw, REQUIRED, 0, 0),
    FIELD(AnnualPage, may_approve, REQUIRED, 0, 0),
    FIELD(AnnualPage, may_decide, REQUIRED, 0, 0),
};
const Shape annual_page_shape = SHAPE(AnnualPage, annual_page_fields);

static Rows subjects_of(Ctx *cx, const Goals *goals, const AnnualPlan *plan, const Rows *targets) {
    SubjectName *names = NEW_ARRAY(cx->arena, SubjectName, targets->count + 1);
    const Str own = plan_subject_of(goals, plan->agency);
    size_t count = 0;
    Map seen = map_new(cx->arena);
    for (size_t i = 0; i <= targets->count; i++) {
        const Str code = i == 0 ? own : ((const AnnualTarget *)targets->items)[i - 1].subject;
        if (map_add(&seen, code, i)) names[count++] = (SubjectName){ code, registry_name(goals->registry, code) };
    }
    return (Rows){ names, count };
}

static Rows communes_of(Ctx *cx, const Goals *goals, const AnnualPlan *plan) {
    const Rows places = registry_places(goals->registry);
    SubjectName *names = NEW_ARRAY(cx->arena, SubjectName, places.count + 1);
    size_t count = 0;
    if (!str_equal(plan_subject_of(goals, plan->agency), goals->province)) return (Rows){ names, 0 };
    for (size_t i = 0; i < places.count; i++) {
        const Place *one = &((const Place *)places.items)[i];
        if (one->kind != PLACE_PROVINCE && place_is_valid(one, cx->today))
            names[count++] = (SubjectName){ one->code, one->full_name };
    }
    return (Rows){ names, count };
}

static Code is_other_hand(Ctx *cx, Str other, Time since, bool *ret_is) {
    Rows ties;
    TRY(access_hand_ties(cx, &ties));
    *ret_is = other.len == 0 ||
              (!str_equal(other, cx->caller.id) && access_is_other_hand(cx, &ties, other, ctx_day_of(cx, since)));
    return OK;
}

static Code fill_rights(Ctx *cx, const AnnualPlan *plan, AnnualPage *page) {
    bool is_other, is_third;
    const bool may_plan = access_may_for(cx, "planning.plan_year", plan->agency);
    TRY(is_other_hand(cx, plan->submitted_by, plan->submitted_at, &is_other));
    TRY(is_other_hand(cx, plan->decided_by, plan->decided_at, &is_third));
    page->may_change = is_open(plan) && may_plan;
    page->may_withdraw = plan->state == ANNUAL_SUBMITTED && may_plan;
    page->may_approve =
        plan->state == ANNUAL_SUBMITTED && is_other && access_may_for(cx, "planning.approve_year", plan->agency);
    page->may_decide = plan->state == ANNUAL_APPROVED && is_other && is_third && access_may(cx, "planning.accept_year");
    return OK;
}

Code annual_get(Ctx *cx, const void *in, void *out) {
    const AnnualKey *key = in;
    AnnualPage *page = out;
    AnnualPlan *plan = NEW(cx->arena, AnnualPlan);
    AnnualContent content;
    Goals *goals;
    TRY(find_plan(cx, &key->id, plan));
    TRY(describe_one(cx, plan));
    TRY(annual_content(cx, plan, &content));
    TRY(goals_load(cx, &goals));
    TRY(plan_items_of_year(cx, goals, plan->year, &page->items));
    TRY(account_name(cx, plan->changed_by, &page->changed_name));
    TRY(account_name(cx, plan->submitted_by, &page->submitted_name));
    TRY(account_name(cx, plan->decided_by, &page->decided_name));
    page->plan = plan;
    page->targets = content.targets;
    page->tasks = content.tasks;
    page->subjects = subjects_of(cx, goals, plan, &content.targets);
    TRY(fill_rights(cx, plan, page));
    if (page->may_change) page->communes = communes_of(cx, goals, plan);
    return OK;
}

/* ---- writing ---- */

typedef struct AnnualEntry {
    Id id;
    int64_t revision;
    Rows targets, tasks;
} AnnualEntry;

static const Field annual_entry_fields[] = {
    FIELD(AnnualEntry, id, REQUIRED, 0, 0),
    FIELD(AnnualEntry, revision, REQUIRED, 1, 1000000),
    FIELD_LIST(AnnualEntry, targets, ANNUAL_ROWS_MAX, &annual_target_shape),
    FIELD_LIST(AnnualEntry, tasks, ANNUAL_ROWS_MAX, &annual_task_shape),
};
const Shape annual_entry_shape = SHAPE(AnnualEntry, annual_entry_fields);

static Spot line_of(Ctx *cx, const char *list, size_t index, const char *member) {
    return spot_field(str_format(cx->arena, "%s/%zu/%s", list, index, member));
}

static void check_target(Ctx *cx, const Goals *goals, const AnnualPlan *plan, const AnnualTarget *one, size_t at) {
    const Indicator *indicator = goals_indicator(goals, one->indicator);
    if (indicator == NULL || is_closed(indicator->closed_on, day_make(plan->year, 12, 31))) {
        fault(cx, line_of(cx, "targets", at, "indicator"), &annual_item_unknown, one->indicator,
              int_text(cx, plan->year));
        return;
    }
    if (!plan_subject_fits(cx, goals, indicator, plan->agency, one->subject))
        fault(cx, line_of(cx, "targets", at, "subject"), &annual_subject_unfit, one->subject, one->indicator);
    if (indicator->kind == KIND_OF_LEVEL) {
        if (!level_rank(indicator, one->text).is_known)
            fault(cx, line_of(cx, "targets", at, "text"), &annual_level_unknown, one->indicator);
    } else if (!one->value.is_known) {
        fault(cx, line_of(cx, "targets", at, "value"), &annual_value_missing, one->indicator);
    } else if (indicator->kind == KIND_OF_SHARE && decimal_compare(one->value, decimal_whole(SHARE_MAX)) > 0) {
        fault(cx, line_of(cx, "targets", at, "value"), &field_range, S("0"), int_text(cx, SHARE_MAX));
    }
}

static Code check_content(Ctx *cx, const AnnualPlan *plan, const AnnualEntry *entry) {
    Goals *goals;
    TRY(goals_load(cx, &goals));
    const Day first = day_make(plan->year, 1, 1), last = day_make(plan->year, 12, 31);
    Map seen = map_new(cx->arena);
    for (size_t i = 0; i < entry->targets.count; i++) {
        const AnnualTarget *one = &((const AnnualTarget *)entry->targets.items)[i];
        const Str key = str_format(cx->arena, "%.*s %.*s", STR_FMT(one->indicator), STR_FMT(one->subject));
        size_t before;
        if (!map_add(&seen, key, i) && map_get(&seen, key, &before))
            fault(cx, line_of(cx, "targets", i, "indicator"), &annual_target_twice, one->indicator,
                  int_text(cx, (int64_t)before + 1));
        check_target(cx, goals, plan, one, i);
    }
    for (size_t i = 0; i < entry->tasks.count; i++) {
        const AnnualTask *one = &((const AnnualTask *)entry->tasks.items)[i];
        const Task *task = goals_task(goals, one->task);
        if (one->task.len > 0 && (task == NULL || is_closed(task->closed_on, last)))
            fault(cx, line_of(cx, "tasks", i, "task"), &annual_item_unknown, one->task, int_text(cx, plan->year));
        if (one->due.number != 0 && one->due.number < first.number)
            fault(cx, line_of(cx, "tasks", i, "due"), &annual_due_early, day_text(cx->arena, first));
    }
    return faults_verdict(cx);
}

Code annual_save(Ctx *cx, const void *in, void *out) {
    const AnnualEntry *entry = in;
    AnnualPlan *plan = out;
    TRY(find_plan(cx, &entry->id, plan));
    TRY(access_require_for(cx, "planning.plan_year", plan->agency));
    TRY(refuse_unless(cx, plan, is_open(plan)));
    if (plan->revision != entry->revision)
        return fail(cx, &annual_changed, int_text(cx, plan->revision), int_text(cx, entry->revision));
    TRY(check_content(cx, plan, entry));
    const AnnualContent content = { entry->targets, entry->tasks };
    TRY(write_content(cx, &content, &plan->content));
    plan->changed_by = cx->caller.id;
    plan->changed_at = cx->now;
    return keep_step(cx, plan, S("planning.annual_plan_saved"));
}

/* ---- the way ---- */

typedef struct AnnualStep {
    Id id;
    int decision; /* of those who approve or decide */
    Str note;
} AnnualStep;

static const Field annual_step_fields[] = {
    FIELD(AnnualStep, id, REQUIRED, 0, 0),
    FIELD_CHOICE(AnnualStep, decision, REQUIRED, &annual_verdict_choices),
    FIELD(AnnualStep, note, OPTIONAL | LINES, 0, NOTE_LETTERS_MAX),
};
const Shape annual_step_shape = SHAPE(AnnualStep, annual_step_fields);

Code annual_submit(Ctx *cx, const void *in, void *out) {
    const AnnualKey *key = in;
    AnnualPlan *plan = out;
    AnnualContent content;
    TRY(find_plan(cx, &key->id, plan));
    TRY(access_require_for(cx, "planning.plan_year", plan->agency));
    TRY(refuse_unless(cx, plan, is_open(plan)));
    TRY(annual_content(cx, plan, &content));
    if (content.targets.count + content.tasks.count == 0) return fail(cx, &annual_empty);
    plan->state = ANNUAL_SUBMITTED;
    plan->submitted_by = cx->caller.id;
    if (plan->submitted_at.us == 0) plan->submitted_at = cx->now; /* what came back is not late for that */
    return take_step(cx, plan, S("planning.annual_plan_submitted"));
}

Code annual_withdraw(Ctx *cx, const void *in, void *out) {
    const AnnualKey *key = in;
    AnnualPlan *plan = out;
    TRY(find_plan(cx, &key->id, plan));
    TRY(access_require_for(cx, "planning.plan_year", plan->agency));
    TRY(refuse_unless(cx, plan, plan->state == ANNUAL_SUBMITTED));
    plan->state = ANNUAL_DRAFT;
    return take_step(cx, plan, S("planning.annual_plan_withdrawn"));
}

static Code decide(Ctx *cx, AnnualPlan *plan, const AnnualStep *step, AnnualState fine, Str fine_kind) {
    const bool accepts = step->decision == ANNUAL_ACCEPT;
    if (str_equal(plan->submitted_by, cx->caller.id)) return fail(cx, &own_proposal);
    TRY(access_require_other_hand(cx, plan->submitted_by, ctx_day_of(cx, plan->submitted_at)));
    if (!accepts && utf8_count(step->note) < REASON_LETTERS_MIN) return fail_field(cx, S("note"), &note_missing);
    plan->state = accepts ? (int)fine : ANNUAL_RETURNED;
    plan->decided_by = cx->caller.id;
    plan->decided_at = cx->now;
    plan->decision_note = step->note.len > 0 ? step->note : S("");
    return take_step(cx, plan, accepts ? fine_kind : S("planning.annual_plan_returned"));
}

Code annual_approve(Ctx *cx, const void *in, void *out) {
    const AnnualStep *step = in;
    AnnualPlan *plan = out;
    TRY(find_plan(cx, &step->id, plan));
    TRY(access_require_for(cx, "planning.approve_year", plan->agency));
    TRY(refuse_unless(cx, plan, plan->state == ANNUAL_SUBMITTED));
    return decide(cx, plan, step, ANNUAL_APPROVED, S("planning.annual_plan_approved"));
}

Code annual_decide(Ctx *cx, const void *in, void *out) {
    const AnnualStep *step = in;
    AnnualPlan *plan = out;
    TRY(find_plan(cx, &step->id, plan));
    TRY(refuse_unless(cx, plan, plan->state == ANNUAL_APPROVED));
    if (str_equal(plan->decided_by, cx->caller.id)) return fail(cx, &own_proposal);
    TRY(access_require_other_hand(cx, plan->decided_by, ctx_day_of(cx, plan->decided_at)));
    return decide(cx, plan, step, ANNUAL_ACCEPTED, S("planning.annual_plan_accepted"));
}

/* ---- what waits ---- */

/* Those of one year after the other: who owes a plan, and until when, is asked once for each. */
static Code read_in_state(Ctx *cx, AnnualState state, Rows *ret_plans) {
    const AnnualPlan asked = { .state = (int)state };
    Goals *goals;
    TRY(annual_in_state(cx, &asked, ret_plans));
    if (ret_plans->count == 0) return OK;
    TRY(goals_load(cx, &goals));
    AnnualPlan *plans = ret_plans->items;
    for (size_t first = 0, next; first < ret_plans->count; first = next) {
        for (next = first + 1; next < ret_plans->count && plans[next].year == plans[first].year;) next++;
        TRY(describe(cx, goals, plans[first].year, &plans[first], next - first));
    }
    return OK;
}

/* The day on which it was to be handed in counts while that is to come, or was missed. */
static Day term_of(const Ctx *cx, const AnnualPlan *plan) {
    return plan->is_late || plan->due_on.number >= cx->today.number ? plan->due_on : (Day){ 0 };
}

static Code await(Ctx *cx, const AnnualPlan *plan, Time since, Day due_on, Rows *awaited) {
    Awaited *one = &((Awaited *)awaited->items)[awaited->count++];
    *one = (Awaited){ .title = str_format(cx->arena, "Kế hoạch năm %d", (int)plan->year),
                      .title_en = str_format(cx->arena, "The annual plan of %d", (int)plan->year),
                      .from = plan->agency_name,
                      .since = since,
                      .due_on = due_on,
                      .page = str_format(cx->arena, "/ke-hoach-nam/lap/%s", plan->id.text) };
    return account_name(cx, plan->submitted_by, &one->person);
}

Code annual_to_approve(Ctx *cx, Rows *ret_awaited) {
    Rows rows, ties;
    TRY(read_in_state(cx, ANNUAL_SUBMITTED, &rows));
    TRY(access_hand_ties(cx, &ties));
    *ret_awaited = (Rows){ NEW_ARRAY(cx->arena, Awaited, rows.count + 1), 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const AnnualPlan *plan = &((const AnnualPlan *)rows.items)[i];
        if (!access_may_for(cx, "planning.approve_year", plan->agency)) continue;
        if (!access_is_other_hand(cx, &ties, plan->submitted_by, ctx_day_of(cx, plan->submitted_at))) continue;
        /* The first handing in counts for the term; what came back was written in again since. */
        const bool is_first = plan->submitted_at.us > plan->changed_at.us;
        TRY(await(cx, plan, is_first ? plan->submitted_at : plan->changed_at, term_of(cx, plan), ret_awaited));
    }
    return OK;
}

Code annual_to_accept(Ctx *cx, Rows *ret_awaited) {
    Rows rows, ties;
    TRY(read_in_state(cx, ANNUAL_APPROVED, &rows));
    TRY(access_hand_ties(cx, &ties));
    *ret_awaited = (Rows){ NEW_ARRAY(cx->arena, Awaited, rows.count + 1), 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const AnnualPlan *plan = &((const AnnualPlan *)rows.items)[i];
        if (!access_is_other_hand(cx, &ties, plan->submitted_by, ctx_day_of(cx, plan->submitted_at))) continue;
        if (!access_is_other_hand(cx, &ties, plan->decided_by, ctx_day_of(cx, plan->decided_at))) continue;
        TRY(await(cx, plan, plan->decided_at, (Day){ 0 }, ret_awaited));
    }
    return OK;
}
