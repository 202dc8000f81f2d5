/* modules/strategy/task_list - the tasks by filters and in an order, with how many there are for each choice. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "kit/text.h"
#include "modules/strategy/task_order.h"
#include "modules/strategy/views.h"

enum { TASKS_A_PAGE = 50, SECTIONS_MAX = 5000, AGENCIES_MAX = 5000 };

typedef struct TaskFilter {
    Str document, section, agency;
    int role, status, timing, sort;
    Str q;
    int64_t page; /* from 1 */
} TaskFilter;

static const Field task_filter_fields[] = {
    FIELD(TaskFilter, document, OPTIONAL, 0, CODE_MAX),
    FIELD(TaskFilter, section, OPTIONAL, 0, CODE_MAX),
    FIELD(TaskFilter, agency, OPTIONAL, 0, CODE_MAX),
    FIELD_CHOICE(TaskFilter, role, OPTIONAL, &assignment_role_choices),
    FIELD_CHOICE(TaskFilter, status, OPTIONAL, &task_status_choices),
    FIELD_CHOICE(TaskFilter, timing, OPTIONAL, &timing_choices),
    FIELD_CHOICE(TaskFilter, sort, OPTIONAL, &task_order_choices),
    FIELD(TaskFilter, q, OPTIONAL, 0, 100),
    FIELD(TaskFilter, page, OPTIONAL, 0, 10000),
};
const Shape task_filter_shape = SHAPE(TaskFilter, task_filter_fields);

/* How many tasks there are for each choice of a filter, whatever that filter itself says now. */
typedef struct SectionTasks {
    Str section;
    int64_t count; /* with what lies beneath */
} SectionTasks;

static const Field section_tasks_fields[] = { FIELD(SectionTasks, section, REQUIRED, 0, 0),
                                              FIELD(SectionTasks, count, REQUIRED, 0, 0) };
static const Shape section_tasks_shape = SHAPE(SectionTasks, section_tasks_fields);

typedef struct AgencyTasks {
    Str agency, name;
    int kind, level;
    int64_t count;
} AgencyTasks;

static const Field agency_tasks_fields[] = {
    FIELD(AgencyTasks, agency, REQUIRED, 0, 0),
    FIELD(AgencyTasks, name, REQUIRED, 0, 0),
    FIELD_CHOICE(AgencyTasks, kind, REQUIRED, &agency_kind_choices),
    FIELD_CHOICE(AgencyTasks, level, REQUIRED, &agency_level_choices),
    FIELD(AgencyTasks, count, REQUIRED, 0, 0),
};
static const Shape agency_tasks_shape = SHAPE(AgencyTasks, agency_tasks_fields);

typedef struct TimingCount {
    int64_t dated, yearly, standing;
} TimingCount;

static const Field timing_count_fields[] = { FIELD(TimingCount, dated, REQUIRED, 0, 0),
                                             FIELD(TimingCount, yearly, REQUIRED, 0, 0),
                                             FIELD(TimingCount, standing, REQUIRED, 0, 0) };
static const Shape timing_count_shape = SHAPE(TimingCount, timing_count_fields);

typedef struct TaskPageList {
    Rows tasks; /* of TaskView */
    int64_t total, page, page_size;
    const TaskCount *count; /* of all that fit the filter but for its status */
    const TimingCount *by_timing;
    Rows by_section; /* of SectionTasks */
    Rows by_agency;  /* of AgencyTasks, in Vietnamese order: those with any, in the role that is asked for */
    Rows documents;  /* of PlanDocument */
    Rows sections;   /* of Section: those of tasks */
} TaskPageList;

static const Field task_page_list_fields[] = {
    FIELD_LIST(TaskPageList, tasks, TASKS_A_PAGE, &task_view_shape),
    FIELD(TaskPageList, total, REQUIRED, 0, 0),
    FIELD(TaskPageList, page, REQUIRED, 0, 0),
    FIELD(TaskPageList, page_size, REQUIRED, 0, 0),
    FIELD_LINK(TaskPageList, count, REQUIRED, &task_count_shape),
    FIELD_LINK(TaskPageList, by_timing, REQUIRED, &timing_count_shape),
    FIELD_LIST(TaskPageList, by_section, SECTIONS_MAX, &section_tasks_shape),
    FIELD_LIST(TaskPageList, by_agency, AGENCIES_MAX, &agency_tasks_shape),
    FIELD_LIST(TaskPageList, documents, 200, &plan_document_shape),
    FIELD_LIST(TaskPageList, sections, SECTIONS_MAX, &section_shape),
};
const Shape task_page_list_shape = SHAPE(TaskPageList, task_page_list_fields);

static bool has_words(Ctx *cx, const Task *task, Str folded_query) {
    if (folded_query.len == 0) return true;
    const Str text =
        text_fold(cx->arena, str_format(cx->arena, "%.*s %.*s %.*s %.*s", STR_FMT(task->title), STR_FMT(task->title_en),
                                        STR_FMT(task->citation), STR_FMT(task->product)));
    for (Str rest = folded_query; rest.at != NULL;) {
        const Str word = str_cut(&rest, ' ');
        if (word.len > 0 && str_find(text, word) == text.len) return false;
    }
    return true;
}

/* A section is meant with all that lie beneath it: III.2 holds III.2.a. Codes tell: they begin alike. */
static bool in_section(Str section, Str asked) {
    if (asked.len == 0 || str_equal(section, asked)) return true;
    return str_starts(section, asked) && section.at[asked.len] == '.';
}

static Code fill_sections(Ctx *cx, TaskPageList *list, Str document) {
    Rows all;
    TRY(plan_sections(cx, &all));
    Section *kept = NEW_ARRAY(cx->arena, Section, all.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all.count && count < SECTIONS_MAX; i++) {
        const Section *one = &((const Section *)all.items)[i];
        if (document.len == 0 || str_equal(one->document, document)) kept[count++] = *one;
    }
    list->sections = (Rows){ kept, count };
    return OK;
}

static void fill_page(TaskPageList *list, TaskView *found, size_t count, int64_t page) {
    list->page = page > 0 ? page : 1;
    list->page_size = TASKS_A_PAGE;
    list->total = (int64_t)count;
    const size_t wanted = (size_t)(list->page - 1) * TASKS_A_PAGE, first = wanted < count ? wanted : count;
    list->tasks = (Rows){ found + first, count - first < TASKS_A_PAGE ? count - first : TASKS_A_PAGE };
}

/* ---- gathering ---- */

typedef struct AgencyTally {
    int64_t count;
    size_t leads, counted; /* number of the last task that it leads, that was counted; from 1 */
    int share_status;      /* of its own share in the task that it leads */
} AgencyTally;

typedef struct Gathering {
    Ctx *cx;
    const Goals *goals;
    const TaskFilter *filter;
    Str query;   /* folded */
    Texts codes; /* by which the agency that is asked for is addressed */
    TaskBook book;
    TaskCount *count;
    TimingCount *by_timing;
    Map section_at, agency_at;
    int64_t *section_counts; /* by place in the list's sections */
    AgencyTally *agencies;   /* by place in the registry */
    TaskView *found;
    size_t found_count, number; /* number: of the task at hand, from 1 */
} Gathering;

static bool has_status(const Gathering *on, int status) {
    return on->filter->status == 0 || on->filter->status == status;
}

/* A task counts for its section and for all above it. */
static void count_section(Gathering *on, Str section) {
    size_t at;
    for (size_t len = 0; len < section.len; len++) {
        if (section.at[len] == '.' && map_get(&on->section_at, (Str){ section.at, len }, &at)) on->section_counts[at]++;
    }
    if (map_get(&on->section_at, section, &at)) on->section_counts[at]++;
}

static void count_timing(Gathering *on, int timing) {
    on->by_timing->dated += timing == TIMING_DATED;
    on->by_timing->yearly += timing == TIMING_YEARLY;
    on->by_timing->standing += timing == TIMING_STANDING;
}

static void count_agency(Gathering *on, const Task *task, const Assignment *one, Str agency, int whole_status) {
    size_t at;
    if (!map_get(&on->agency_at, agency, &at)) return;
    AgencyTally *tally = &on->agencies[at];
    if (one->role == ROLE_OF_LEAD && tally->leads != on->number) {
        TaskTally share = { 0 };
        const Day due = deadline_of(on->goals->calendar, task->due);
        int64_t overdue, late;
        task_tally_add(&share, task_book_progress(&on->book, task->code, agency));
        tally->leads = on->number;
        tally->share_status = (int)task_status(&share, due, on->cx->today, &overdue, &late);
    }
    const bool has_role = on->filter->role == 0 || on->filter->role == one->role;
    if (!has_role || tally->counted == on->number) return;
    tally->counted = on->number;
    tally->count += has_status(on, tally->leads == on->number ? tally->share_status : whole_status);
}

/* Those that lead are met first: the status of one's own share is what counts, whatever else one does for a task. */
static void count_agencies(Gathering *on, const Task *task, int whole_status) {
    const Rows rows = goals_assignments(on->goals, task->code);
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < rows.count; i++) {
            const Assignment *one = &((const Assignment *)rows.items)[i];
            if ((one->role == ROLE_OF_LEAD) != (turn == 0) || one->agency.len == 0) continue;
            const Texts members = goals_members(on->cx, on->goals, one->agency);
            for (size_t j = 0; j < members.count; j++) count_agency(on, task, one, members.items[j], whole_status);
        }
    }
}

static void gather(Gathering *on, const Task *task) {
    const TaskFilter *filter = on->filter;
    on->number++;
    if (filter->document.len > 0 && !str_equal(task->document, filter->document)) return;
    if (!has_words(on->cx, task, on->query)) return;
    const bool is_agency_asked = filter->agency.len > 0;
    const bool fits_timing = filter->timing == 0 || task->timing == filter->timing;
    const bool fits_section = in_section(task->section, filter->section);
    const bool fits_agency =
        !is_agency_asked || goals_answering(on->goals, &on->codes, task->code, filter->role).answers;
    if (fits_timing + fits_section + fits_agency < 2) return;
    const bool is_share = is_agency_asked && goals_answering(on->goals, &on->codes, task->code, ROLE_OF_LEAD).answers;
    const TaskView whole = task_view(on->cx, on->goals, &on->book, task);
    const TaskView view =
        is_share ? task_view_of_agency(on->cx, on->goals, &on->book, task, filter->agency) : whole;
    const bool fits_status = has_status(on, view.status);
    if (fits_section && fits_timing) count_agencies(on, task, whole.status);
    if (fits_status && fits_timing && fits_agency) count_section(on, task->section);
    if (fits_status && fits_section && fits_agency) count_timing(on, task->timing);
    if (!fits_timing || !fits_section || !fits_agency) return;
    task_count_add(on->count, &view);
    if (fits_status) on->found[on->found_count++] = view;
}

static Rows section_counts(const Gathering *on, const Rows *sections) {
    SectionTasks *counts = NEW_ARRAY(on->cx->arena, SectionTasks, sections->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < sections->count; i++) {
        if (on->section_counts[i] == 0) continue;
        counts[count++] = (SectionTasks){ ((const Section *)sections->items)[i].code, on->section_counts[i] };
    }
    return (Rows){ counts, count };
}

static Rows agency_counts(const Gathering *on) {
    const Rows agencies = registry_agencies(on->goals->registry);
    AgencyTasks *counts = NEW_ARRAY(on->cx->arena, AgencyTasks, agencies.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < agencies.count && count < AGENCIES_MAX; i++) {
        const Agency *one = &((const Agency *)agencies.items)[i];
        if (on->agencies[i].count == 0) continue;
        counts[count++] = (AgencyTasks){ one->code, one->name, one->kind, one->level, on->agencies[i].count };
    }
    return (Rows){ counts, count };
}

static Code gathering_begin(Ctx *cx, const Goals *goals, const TaskFilter *filter, const Rows *sections,
                            Gathering *ret_on) {
    const Rows agencies = registry_agencies(goals->registry);
    *ret_on = (Gathering){ .cx = cx,
                           .goals = goals,
                           .filter = filter,
                           .query = text_fold(cx->arena, filter->q),
                           .codes = registry_codes_for(cx, goals->registry, filter->agency, cx->today),
                           .count = NEW(cx->arena, TaskCount),
                           .by_timing = NEW(cx->arena, TimingCount),
                           .section_at = map_new(cx->arena),
                           .agency_at = map_new(cx->arena),
                           .section_counts = NEW_ARRAY(cx->arena, int64_t, sections->count + 1),
                           .agencies = NEW_ARRAY(cx->arena, AgencyTally, agencies.count + 1) };
    for (size_t i = 0; i < sections->count; i++)
        (void)map_add(&ret_on->section_at, ((const Section *)sections->items)[i].code, i);
    for (size_t i = 0; i < agencies.count; i++)
        (void)map_add(&ret_on->agency_at, ((const Agency *)agencies.items)[i].code, i);
    TRY(task_book_load(cx, goals, &ret_on->book));
    ret_on->found = NEW_ARRAY(cx->arena, TaskView, ret_on->book.tasks.count + 1);
    return OK;
}

Code tasks_list(Ctx *cx, const void *in, void *out) {
    const TaskFilter *filter = in;
    TaskPageList *list = out;
    Goals *goals;
    Gathering on;
    TRY(goals_load(cx, &goals));
    const bool is_known = filter->agency.len == 0 || registry_agency(goals->registry, filter->agency) != NULL;
    if (!is_known) return fail(cx, &not_found, filter->agency);
    TRY(fill_sections(cx, list, filter->document));
    TRY(gathering_begin(cx, goals, filter, &list->sections, &on));
    for (size_t i = 0; i < on.book.tasks.count; i++) {
        const Task *task = &((const Task *)on.book.tasks.items)[i];
        TRY(memory_left(cx));
        if (!is_closed(task->closed_on, cx->today)) gather(&on, task);
    }
    if (filter->sort > TASK_ORDER_DOCUMENT)
        tasks_sort(cx->arena, on.found, on.found_count, (TaskOrder)filter->sort);
    fill_page(list, on.found, on.found_count, filter->page);
    list->count = on.count;
    list->by_timing = on.by_timing;
    list->by_section = section_counts(&on, &list->sections);
    list->by_agency = agency_counts(&on);
    list->documents = goals->documents;
    return OK;
}
