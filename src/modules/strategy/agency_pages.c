/* modules/strategy/agency_pages - what each agency answers for, and how far it is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "modules/strategy/views.h"
#include "platform/access/access.h"

enum { INDICATORS_A_PAGE = 50, TASKS_SHOWN_MAX = 2000, AGENCIES_MAX = 5000, AGENCY_ARENA_BYTES = 64 * 1024 * 1024 };
enum { KIN_MAX = 100, COLLECTIVES_MAX = 100 };

/* ---- what an agency answers for ---- */

/* Standings of the subjects that an agency may have: the province, its place, itself. */
typedef struct Mine {
    const Agency *agency;
    Texts codes;
    Standings province, place, own;
} Mine;

/* The same, and "" for an indicator that it does not lead. */
static Str led_subject(const Goals *goals, const Mine *mine, const Indicator *indicator) {
    const Answering answering = goals_answering(goals, &mine->codes, indicator->code, ROLE_OF_LEAD);
    return answering.answers ? goals_subject_led(goals, indicator, mine->agency, answering) : S("");
}

/* Without those of the province. */
static Code load_mine(Ctx *cx, const Goals *goals, const Agency *agency, Mine *ret_mine) {
    *ret_mine = (Mine){ .agency = agency,
                        .codes = registry_codes_for(cx, goals->registry, agency->code, cx->today),
                        .province.by_indicator = map_new(cx->arena),
                        .place.by_indicator = map_new(cx->arena) };
    TRY(standings_load(cx, agency->code, (Day){ 0 }, &ret_mine->own));
    return agency->place.len > 0 ? standings_load(cx, agency->place, (Day){ 0 }, &ret_mine->place) : OK;
}

/* Where it leads nothing of the province's, its standings need not be read. */
static Code load_province(Ctx *cx, const Goals *goals, Mine *mine) {
    const Indicator *indicators = goals->indicators.items;
    for (size_t i = 0; i < goals->indicators.count; i++) {
        if (str_equal(led_subject(goals, mine, &indicators[i]), goals->province))
            return standings_load(cx, goals->province, (Day){ 0 }, &mine->province);
    }
    return OK;
}

static const Standing *standing_for(const Goals *goals, const Mine *mine, Str subject, Str indicator) {
    if (str_equal(subject, goals->province)) return standings_find(&mine->province, indicator);
    if (str_equal(subject, mine->agency->code)) return standings_find(&mine->own, indicator);
    return standings_find(&mine->place, indicator);
}

static const Measured *measured_for(Ctx *cx, const Goals *goals, const Mine *mine, const Indicator *indicator,
                                    Str subject) {
    return measured_take(cx, goals, indicator, subject, standing_for(goals, mine, subject, indicator->code), cx->today);
}

/* ---- kin ---- */

/* An agency whose work passed to or from another. */
typedef struct KinView {
    Str code, name, scope, source;
    Day since;
    int confidence;
    bool is_heir;
} KinView;

static const Field kin_view_fields[] = {
    FIELD(KinView, code, REQUIRED, 0, 0),    FIELD(KinView, name, REQUIRED, 0, 0),
    FIELD(KinView, scope, REQUIRED, 0, 0),   FIELD(KinView, source, REQUIRED, 0, 0),
    FIELD(KinView, since, OPTIONAL, 0, 0),   FIELD_CHOICE(KinView, confidence, REQUIRED, &confidence_choices),
    FIELD(KinView, is_heir, REQUIRED, 0, 0),
};
static const Shape kin_view_shape = SHAPE(KinView, kin_view_fields);

/* Heirs, and unless these alone are wanted those whose work it took over. */
static Rows kin_of(Ctx *cx, const Goals *goals, Str agency, bool is_heirs_only) {
    const Rows all = registry_successions(goals->registry);
    KinView *kin = NEW_ARRAY(cx->arena, KinView, KIN_MAX);
    size_t count = 0;
    for (size_t i = 0; i < all.count && count < KIN_MAX; i++) {
        const Succession *one = &((const Succession *)all.items)[i];
        const bool is_heir = str_equal(one->former, agency);
        if (!is_heir && (is_heirs_only || !str_equal(one->successor, agency))) continue;
        const Str other = is_heir ? one->successor : one->former;
        kin[count++] = (KinView){ .code = other, .name = registry_name(goals->registry, other), .scope = one->scope,
                                  .source = one->source, .since = one->since, .confidence = one->confidence,
                                  .is_heir = is_heir };
    }
    return (Rows){ kin, count };
}

/* ---- the list of agencies ---- */

typedef struct AgencySummary {
    const Agency *agency;
    const StatusCount *indicators;
    const TaskCount *tasks;
} AgencySummary;

static const Field agency_summary_fields[] = {
    FIELD_LINK(AgencySummary, agency, REQUIRED, &agency_shape),
    FIELD_LINK(AgencySummary, indicators, REQUIRED, &status_count_shape),
    FIELD_LINK(AgencySummary, tasks, REQUIRED, &task_count_shape),
};
static const Shape agency_summary_shape = SHAPE(AgencySummary, agency_summary_fields);

/* An agency that a document knew and that is no more. */
typedef struct FormerAgency {
    const Agency *agency;
    Rows heirs; /* of KinView */
} FormerAgency;

static const Field former_agency_fields[] = {
    FIELD_LINK(FormerAgency, agency, REQUIRED, &agency_shape),
    FIELD_LIST(FormerAgency, heirs, KIN_MAX, &kin_view_shape),
};
static const Shape former_agency_shape = SHAPE(FormerAgency, former_agency_fields);

typedef struct AgencySummaryList {
    Rows agencies; /* of AgencySummary: those that lead something */
    Rows idle;     /* of Agency: in being, and leading nothing */
    Rows former;   /* of FormerAgency */
    bool has_samples;
} AgencySummaryList;

static const Field agency_summary_list_fields[] = {
    FIELD_LIST(AgencySummaryList, agencies, AGENCIES_MAX, &agency_summary_shape),
    FIELD_LIST(AgencySummaryList, idle, AGENCIES_MAX, &agency_shape),
    FIELD_LIST(AgencySummaryList, former, AGENCIES_MAX, &former_agency_shape),
    FIELD(AgencySummaryList, has_samples, REQUIRED, 0, 0),
};
const Shape agency_summary_list_shape = SHAPE(AgencySummaryList, agency_summary_list_fields);

/* The measures of the province are the same for every agency: taken once, for each indicator. */
static const Measured **measure_province(Ctx *cx, const Goals *goals, const Standings *province) {
    const Measured **known = NEW_ARRAY(cx->arena, const Measured *, goals->indicators.count + 1);
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *indicator = &((const Indicator *)goals->indicators.items)[i];
        const Standing *standing = standings_find(province, indicator->code);
        known[i] = measured_take(cx, goals, indicator, goals->province, standing, cx->today);
    }
    return known;
}

static StatusCount count_indicators(Ctx *cx, const Goals *goals, const Mine *mine, const Measured *const *known,
                                    bool *has_samples) {
    Tally tally = { 0 };
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *indicator = &((const Indicator *)goals->indicators.items)[i];
        const Str subject = led_subject(goals, mine, indicator);
        if (subject.len == 0 || is_closed(indicator->closed_on, cx->today)) continue;
        const bool is_province = str_equal(subject, goals->province);
        const Measured *measured = is_province ? known[i] : measured_for(cx, goals, mine, indicator, subject);
        tally_add(&tally, &measured->measure);
        *has_samples = *has_samples || (measured->standing != NULL && measured->standing->is_sample);
    }
    return status_count_of(&tally);
}

static TaskCount count_tasks(Ctx *cx, const TaskBook *book, const Goals *goals, const Mine *mine) {
    TaskCount count = { 0 };
    for (size_t i = 0; i < book->tasks.count; i++) {
        const Task *task = &((const Task *)book->tasks.items)[i];
        if (is_closed(task->closed_on, cx->today)) continue;
        if (!goals_answering(goals, &mine->codes, task->code, ROLE_OF_LEAD).answers) continue;
        TaskTally tally = { 0 };
        TaskView view = { .task = task };
        task_tally_add(&tally, task_book_progress(book, task->code, mine->agency->code));
        const Day due = deadline_of(goals->calendar, task->due);
        view.status = (int)task_status(&tally, due, cx->today, &view.overdue_days, &view.late_days);
        task_count_add(&count, &view);
    }
    return count;
}

static Code summarise(Ctx *cx, const Goals *goals, const TaskBook *book, const Measured *const *known,
                      const Agency *agency, AgencySummary *ret_line, bool *has_samples) {
    Ctx scratch = *cx;
    Mine mine;
    StatusCount *indicators = NEW(cx->arena, StatusCount);
    TaskCount *tasks = NEW(cx->arena, TaskCount);
    scratch.arena = arena_new(AGENCY_ARENA_BYTES); /* the standings of one agency are given back before the next */
    const Code code = load_mine(&scratch, goals, agency, &mine);
    if (code == OK) {
        *indicators = count_indicators(&scratch, goals, &mine, known, has_samples);
        *tasks = count_tasks(&scratch, book, goals, &mine);
    } else {
        problem_take_verdict(cx, &scratch.problem);
    }
    arena_free(scratch.arena);
    *ret_line = (AgencySummary){ agency, indicators, tasks };
    return code;
}

/* In being on the day of a document, and not today. */
static bool is_former(const Goals *goals, const Agency *agency, Day today) {
    const PlanDocument *documents = goals->documents.items;
    for (size_t i = 0; i < goals->documents.count && !agency_is_valid(agency, today); i++) {
        if (agency_is_valid(agency, documents[i].issued_on)) return true;
    }
    return false;
}

static Rows former_agencies(Ctx *cx, const Goals *goals) {
    const Rows agencies = registry_agencies(goals->registry);
    FormerAgency *former = NEW_ARRAY(cx->arena, FormerAgency, agencies.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < agencies.count && count < AGENCIES_MAX; i++) {
        const Agency *agency = &((const Agency *)agencies.items)[i];
        if (!is_former(goals, agency, cx->today)) continue;
        former[count++] = (FormerAgency){ agency, kin_of(cx, goals, agency->code, true) };
    }
    return (Rows){ former, count };
}

Code agencies_summary(Ctx *cx, const void *in, void *out) {
    (void)in;
    AgencySummaryList *list = out;
    Goals *goals;
    TaskBook book;
    Standings province;
    TRY(goals_load(cx, &goals));
    TRY(task_book_load(cx, goals, &book));
    TRY(standings_load(cx, goals->province, (Day){ 0 }, &province));
    const Measured **known = measure_province(cx, goals, &province);
    const Rows agencies = registry_agencies(goals->registry);
    AgencySummary *lines = NEW_ARRAY(cx->arena, AgencySummary, agencies.count + 1);
    Agency *idle = NEW_ARRAY(cx->arena, Agency, agencies.count + 1);
    size_t count = 0, idle_count = 0;
    for (size_t i = 0; i < agencies.count && i < AGENCIES_MAX; i++) {
        const Agency *agency = &((const Agency *)agencies.items)[i];
        if (!agency_is_valid(agency, cx->today)) continue;
        AgencySummary *line = &lines[count];
        TRY(summarise(cx, goals, &book, known, agency, line, &list->has_samples));
        if (line->indicators->total + line->tasks->total > 0) count++;
        else idle[idle_count++] = *agency;
    }
    list->agencies = (Rows){ lines, count };
    list->idle = (Rows){ idle, idle_count };
    list->former = former_agencies(cx, goals);
    return OK;
}

/* ---- one agency ---- */

typedef struct AgencyAsked {
    Str code;
    int64_t page; /* of its indicators, from 1 */
} AgencyAsked;

static const Field agency_asked_fields[] = {
    FIELD(AgencyAsked, code, REQUIRED, 1, CODE_MAX),
    FIELD(AgencyAsked, page, OPTIONAL, 0, 1000),
};
const Shape agency_asked_shape = SHAPE(AgencyAsked, agency_asked_fields);

/* A group through which work reaches it. */
typedef struct CollectiveView {
    Str code, name;
    int64_t members;
} CollectiveView;

static const Field collective_view_fields[] = {
    FIELD(CollectiveView, code, REQUIRED, 0, 0),
    FIELD(CollectiveView, name, REQUIRED, 0, 0),
    FIELD(CollectiveView, members, REQUIRED, 0, 0),
};
static const Shape collective_view_shape = SHAPE(CollectiveView, collective_view_fields);

typedef struct AgencyPageView {
    const Agency *agency;
    const Place *place;
    Str parent_name;
    Rows kin;         /* of KinView */
    Rows collectives; /* of CollectiveView */
    const StatusCount *indicator_count;
    int64_t page, page_size;
    Rows indicators; /* of IndicatorView: one page of them, the worst first */
    const TaskCount *task_count;
    Rows tasks;   /* of TaskView: those that it leads, with its own share */
    int64_t supports; /* how many tasks it supports or monitors */
    Rows duties;  /* of DutyView */
    bool has_samples, may_report;
} AgencyPageView;

static const Field agency_page_view_fields[] = {
    FIELD_LINK(AgencyPageView, agency, REQUIRED, &agency_shape),
    FIELD_LINK(AgencyPageView, place, OPTIONAL, &place_shape),
    FIELD(AgencyPageView, parent_name, REQUIRED, 0, 0),
    FIELD_LIST(AgencyPageView, kin, KIN_MAX, &kin_view_shape),
    FIELD_LIST(AgencyPageView, collectives, COLLECTIVES_MAX, &collective_view_shape),
    FIELD_LINK(AgencyPageView, indicator_count, REQUIRED, &status_count_shape),
    FIELD(AgencyPageView, page, REQUIRED, 0, 0),
    FIELD(AgencyPageView, page_size, REQUIRED, 0, 0),
    FIELD_LIST(AgencyPageView, indicators, INDICATORS_A_PAGE, &indicator_view_shape),
    FIELD_LINK(AgencyPageView, task_count, REQUIRED, &task_count_shape),
    FIELD_LIST(AgencyPageView, tasks, TASKS_SHOWN_MAX, &task_view_shape),
    FIELD(AgencyPageView, supports, REQUIRED, 0, 0),
    FIELD_LIST(AgencyPageView, duties, 100, &duty_view_shape),
    FIELD(AgencyPageView, has_samples, REQUIRED, 0, 0),
    FIELD(AgencyPageView, may_report, REQUIRED, 0, 0),
};
const Shape agency_page_view_shape = SHAPE(AgencyPageView, agency_page_view_fields);

/* One of the agency's indicators, measured; its view is made only when its page is shown. */
typedef struct Ranked {
    const Measured *measured;
    int urgency;
} Ranked;

static size_t rank_indicators(Ctx *cx, const Goals *goals, const Mine *mine, AgencyPageView *page, Ranked *ranked) {
    size_t ranked_count = 0;
    Tally tally = { 0 };
    StatusCount *count = NEW(cx->arena, StatusCount);
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *indicator = &((const Indicator *)goals->indicators.items)[i];
        const Str subject = led_subject(goals, mine, indicator);
        if (subject.len == 0 || is_closed(indicator->closed_on, cx->today)) continue;
        const Measured *measured = measured_for(cx, goals, mine, indicator, subject);
        tally_add(&tally, &measured->measure);
        page->has_samples = page->has_samples || (measured->standing != NULL && measured->standing->is_sample);
        ranked[ranked_count++] = (Ranked){ measured, status_urgency(measured->measure.status) };
    }
    *count = status_count_of(&tally);
    page->indicator_count = count;
    return ranked_count;
}

static void fill_indicators(Ctx *cx, const Goals *goals, const Mine *mine, AgencyPageView *page) {
    Ranked *ranked = NEW_ARRAY(cx->arena, Ranked, goals->indicators.count + 1);
    IndicatorView *views = NEW_ARRAY(cx->arena, IndicatorView, INDICATORS_A_PAGE);
    size_t used = 0, met = 0;
    const size_t count = rank_indicators(cx, goals, mine, page, ranked);
    const size_t first = (size_t)(page->page - 1) * INDICATORS_A_PAGE;
    for (int rank = 0; rank < STATUS_URGENCIES; rank++) {
        for (size_t i = 0; i < count && used < INDICATORS_A_PAGE; i++) {
            if (ranked[i].urgency != rank || met++ < first) continue;
            views[used++] = indicator_view(cx, goals, ranked[i].measured);
        }
    }
    page->indicators = (Rows){ views, used };
}

static Code fill_tasks(Ctx *cx, const Goals *goals, const Mine *mine, AgencyPageView *page) {
    TaskBook book;
    TaskCount *count = NEW(cx->arena, TaskCount);
    TRY(task_book_load(cx, goals, &book));
    TaskView *views = NEW_ARRAY(cx->arena, TaskView, book.tasks.count + 1);
    size_t used = 0;
    for (size_t i = 0; i < book.tasks.count && used < TASKS_SHOWN_MAX; i++) {
        const Task *task = &((const Task *)book.tasks.items)[i];
        if (is_closed(task->closed_on, cx->today)) continue;
        if (!goals_answering(goals, &mine->codes, task->code, ROLE_OF_LEAD).answers) {
            page->supports += goals_answering(goals, &mine->codes, task->code, 0).answers;
            continue;
        }
        views[used] = task_view_of_agency(cx, goals, &book, task, mine->agency->code);
        task_count_add(count, &views[used]);
        page->has_samples = page->has_samples || views[used].is_sample;
        used++;
    }
    page->tasks = (Rows){ views, used };
    page->task_count = count;
    return OK;
}

/* The collectives through which something to lead, or a duty, reaches it. */
static void fill_collectives(Ctx *cx, const Goals *goals, const Mine *mine, AgencyPageView *page) {
    CollectiveView *views = NEW_ARRAY(cx->arena, CollectiveView, mine->codes.count + 1);
    const Assignment *assignments = goals->assignments.items;
    const DutyView *duties = page->duties.items;
    size_t count = 0;
    for (size_t i = 0; i < mine->codes.count; i++) {
        const Str code = mine->codes.items[i];
        if (registry_collective(goals->registry, code) == NULL) continue;
        bool is_used = false;
        for (size_t j = 0; j < goals->assignments.count && !is_used; j++)
            is_used = assignments[j].role == ROLE_OF_LEAD && str_equal(assignments[j].agency, code);
        for (size_t j = 0; j < page->duties.count && !is_used; j++) is_used = str_equal(duties[j].duty->who, code);
        if (!is_used || count == COLLECTIVES_MAX) continue;
        views[count++] = (CollectiveView){ code, registry_name(goals->registry, code),
                                           (int64_t)goals_members(cx, goals, code).count };
    }
    page->collectives = (Rows){ views, count };
}

static void fill_duties(Ctx *cx, const Goals *goals, const Mine *mine, AgencyPageView *page) {
    const Rows rows = goals->duties;
    DutyView *views = NEW_ARRAY(cx->arena, DutyView, rows.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < rows.count && count < 100; i++) {
        const Duty *duty = &((const Duty *)rows.items)[i];
        for (size_t j = 0; j < mine->codes.count; j++) {
            if (!str_equal(duty->who, mine->codes.items[j])) continue;
            views[count++] = duty_view(cx, goals, duty);
            break;
        }
    }
    page->duties = (Rows){ views, count };
}

Code agency_summary_get(Ctx *cx, const void *in, void *out) {
    const AgencyAsked *asked = in;
    AgencyPageView *page = out;
    Goals *goals;
    Mine mine;
    TRY(goals_load(cx, &goals));
    const Str committee = registry_committee_of(goals->registry, asked->code);
    page->agency = registry_agency_said(cx, goals->registry, committee.len > 0 ? committee : asked->code);
    if (page->agency == NULL) return fail(cx, &not_found, asked->code);
    page->place = registry_place(goals->registry, page->agency->place);
    page->parent_name = registry_name(goals->registry, page->agency->parent);
    page->page = asked->page > 0 ? asked->page : 1;
    page->page_size = INDICATORS_A_PAGE;
    page->may_report = access_may_for(cx, "strategy.enter", page->agency->code);
    TRY(load_mine(cx, goals, page->agency, &mine));
    TRY(load_province(cx, goals, &mine));
    page->kin = kin_of(cx, goals, page->agency->code, false);
    fill_duties(cx, goals, &mine, page);
    fill_collectives(cx, goals, &mine, page);
    fill_indicators(cx, goals, &mine, page);
    return fill_tasks(cx, goals, &mine, page);
}
