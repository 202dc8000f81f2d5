/* modules/planning/annual_overview - see annual_overview.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/annual_overview.h"

#include "modules/planning/annual_publications.h"
#include "platform/access/access.h"

typedef struct AnnualYear {
    int64_t year; /* 0: next year */
} AnnualYear;

static const Field annual_year_fields[] = { FIELD(AnnualYear, year, OPTIONAL, 0, ANNUAL_YEAR_MAX) };
const Shape annual_year_shape = SHAPE(AnnualYear, annual_year_fields);

/* An agency that has a plan of the year, or owes one. */
typedef struct AnnualLine {
    Str agency, agency_name;
    Str plan; /* id; "" when it has none */
    int state;
    int64_t target_count, task_count;
    Decimal budget;
    Day due_on; /* none: it owes no plan */
    bool is_late;
    int64_t late_days; /* until it was handed in, or until today */
    Time submitted_at;
    bool may_start;
} AnnualLine;

static const Field annual_line_fields[] = {
    FIELD(AnnualLine, agency, REQUIRED, 0, 0),       FIELD(AnnualLine, agency_name, REQUIRED, 0, 0),
    FIELD(AnnualLine, plan, REQUIRED, 0, 0),         FIELD_CHOICE(AnnualLine, state, OPTIONAL, &annual_state_choices),
    FIELD(AnnualLine, target_count, REQUIRED, 0, 0), FIELD(AnnualLine, task_count, REQUIRED, 0, 0),
    FIELD(AnnualLine, budget, OPTIONAL, 0, 0),       FIELD(AnnualLine, due_on, OPTIONAL, 0, 0),
    FIELD(AnnualLine, is_late, REQUIRED, 0, 0),      FIELD(AnnualLine, late_days, REQUIRED, 0, 0),
    FIELD(AnnualLine, submitted_at, OPTIONAL, 0, 0), FIELD(AnnualLine, may_start, REQUIRED, 0, 0),
};
static const Shape annual_line_shape = SHAPE(AnnualLine, annual_line_fields);

typedef struct AnnualCounts {
    int64_t agencies, missing, drafts, submitted, approved, accepted, returned, late;
    int64_t items, unplanned; /* what somebody should plan; of it, what nobody does */
    Decimal budget;           /* of all that was handed in */
} AnnualCounts;

static const Field annual_counts_fields[] = {
    FIELD(AnnualCounts, agencies, REQUIRED, 0, 0), FIELD(AnnualCounts, missing, REQUIRED, 0, 0),
    FIELD(AnnualCounts, drafts, REQUIRED, 0, 0),   FIELD(AnnualCounts, submitted, REQUIRED, 0, 0),
    FIELD(AnnualCounts, approved, REQUIRED, 0, 0), FIELD(AnnualCounts, accepted, REQUIRED, 0, 0),
    FIELD(AnnualCounts, returned, REQUIRED, 0, 0), FIELD(AnnualCounts, late, REQUIRED, 0, 0),
    FIELD(AnnualCounts, items, REQUIRED, 0, 0),    FIELD(AnnualCounts, unplanned, REQUIRED, 0, 0),
    FIELD(AnnualCounts, budget, OPTIONAL, 0, 0),
};
static const Shape annual_counts_shape = SHAPE(AnnualCounts, annual_counts_fields);

typedef struct AnnualOverview {
    int64_t year, this_year;
    Rows lines;     /* of AnnualLine: those the caller may see */
    Rows unplanned; /* of PlanItem that nobody's handed-in plan points to; for those who see all plans */
    bool is_all;    /* the caller sees all plans */
    const AnnualCounts *counts;
    Rows editions; /* of AnnualPublication */
    bool may_publish;
} AnnualOverview;

static const Field annual_overview_fields[] = {
    FIELD(AnnualOverview, year, REQUIRED, 0, 0),
    FIELD(AnnualOverview, this_year, REQUIRED, 0, 0),
    FIELD_LIST(AnnualOverview, lines, ANNUAL_PLANS_MAX, &annual_line_shape),
    FIELD_LIST(AnnualOverview, unplanned, PLAN_ITEMS_MAX, &plan_item_shape),
    FIELD(AnnualOverview, is_all, REQUIRED, 0, 0),
    FIELD_LINK(AnnualOverview, counts, REQUIRED, &annual_counts_shape),
    FIELD_LIST(AnnualOverview, editions, ANNUAL_EDITIONS_MAX, &annual_publication_shape),
    FIELD(AnnualOverview, may_publish, REQUIRED, 0, 0),
};
const Shape annual_overview_shape = SHAPE(AnnualOverview, annual_overview_fields);

static AnnualLine line_of_plan(const Ctx *cx, const AnnualPlan *plan) {
    const Day until = plan->submitted_at.us != 0 ? ctx_day_of(cx, plan->submitted_at) : cx->today;
    return (AnnualLine){ .agency = plan->agency,
                         .agency_name = plan->agency_name,
                         .plan = id_str(&plan->id),
                         .state = plan->state,
                         .target_count = plan->target_count,
                         .task_count = plan->task_count,
                         .budget = plan->budget,
                         .due_on = plan->due_on,
                         .is_late = plan->is_late,
                         .late_days = plan->is_late ? until.number - plan->due_on.number : 0,
                         .submitted_at = plan->submitted_at };
}

static AnnualLine line_without_plan(const Ctx *cx, const Goals *goals, Str agency, Day due_on) {
    const bool is_late = due_on.number != 0 && cx->today.number > due_on.number;
    return (AnnualLine){ .agency = agency,
                         .agency_name = registry_name(goals->registry, agency),
                         .plan = S(""),
                         .due_on = due_on,
                         .is_late = is_late,
                         .late_days = is_late ? cx->today.number - due_on.number : 0 };
}

static int by_name(const void *a, const void *b) {
    const AnnualLine *one = a, *other = b;
    return str_compare(one->agency, other->agency);
}

/* Agencies with a plan, those that owe one, and those for which the caller may begin one. */
static Code fill_lines(Ctx *cx, const Goals *goals, const Rows *plans, AnnualOverview *page) {
    Rows owed;
    bool sees_all, plans_all;
    TRY(plans_owed(cx, goals, page->year, &owed));
    const Texts seen = access_agencies(cx, "planning.see", &sees_all);
    const Texts own = access_agencies(cx, "planning.plan_year", &plans_all);
    AnnualLine *lines = NEW_ARRAY(cx->arena, AnnualLine, plans->count + owed.count + own.count + 1);
    size_t count = 0;
    Map have = map_new(cx->arena);
    for (size_t i = 0; i < plans->count; i++) {
        const AnnualPlan *plan = &((const AnnualPlan *)plans->items)[i];
        (void)map_add(&have, plan->agency, i);
        if (sees_all || texts_hold(seen, plan->agency)) lines[count++] = line_of_plan(cx, plan);
    }
    for (size_t i = 0; i < owed.count; i++) {
        const PlanOwed *one = &((const PlanOwed *)owed.items)[i];
        if (map_add(&have, one->agency, i) && (sees_all || texts_hold(seen, one->agency)))
            lines[count++] = line_without_plan(cx, goals, one->agency, one->due_on);
    }
    for (size_t i = 0; i < own.count; i++) {
        if (map_add(&have, own.items[i], i)) lines[count++] = line_without_plan(cx, goals, own.items[i], (Day){ 0 });
    }
    for (size_t i = 0; i < count; i++)
        lines[i].may_start = lines[i].plan.len == 0 && page->year >= page->this_year &&
                             access_may_for(cx, "planning.plan_year", lines[i].agency);
    if (count > 0) qsort(lines, count, sizeof *lines, by_name);
    page->lines = (Rows){ lines, count };
    page->is_all = sees_all;
    return OK;
}

static void count_lines(const Rows *lines, AnnualCounts *counts) {
    for (size_t i = 0; i < lines->count; i++) {
        const AnnualLine *line = &((const AnnualLine *)lines->items)[i];
        counts->agencies++;
        counts->late += line->is_late;
        const bool is_in =
            line->state == ANNUAL_SUBMITTED || line->state == ANNUAL_APPROVED || line->state == ANNUAL_ACCEPTED;
        if (is_in && line->budget.is_known)
            counts->budget = counts->budget.is_known ? decimal_add(counts->budget, line->budget) : line->budget;
        switch ((AnnualState)line->state) {
        case ANNUAL_NONE: counts->missing++; break;
        case ANNUAL_DRAFT: counts->drafts++; break;
        case ANNUAL_SUBMITTED: counts->submitted++; break;
        case ANNUAL_APPROVED: counts->approved++; break;
        case ANNUAL_ACCEPTED: counts->accepted++; break;
        case ANNUAL_RETURNED: counts->returned++; break;
        }
    }
}

static Code note_planned(Ctx *cx, const AnnualPlan *plan, Map *planned) {
    AnnualContent content;
    if (!annual_is_handed_in(plan)) return OK;
    TRY(annual_content(cx, plan, &content));
    const AnnualTarget *targets = content.targets.items;
    const AnnualTask *tasks = content.tasks.items;
    for (size_t i = 0; i < content.targets.count; i++) (void)map_add(planned, targets[i].indicator, 1);
    for (size_t i = 0; i < content.tasks.count; i++) (void)map_add(planned, tasks[i].task, 1);
    return OK;
}

static Code fill_unplanned(Ctx *cx, const Goals *goals, const Rows *plans, AnnualOverview *page, AnnualCounts *counts) {
    Rows items;
    Map planned = map_new(cx->arena);
    for (size_t i = 0; i < plans->count; i++) TRY(note_planned(cx, &((const AnnualPlan *)plans->items)[i], &planned));
    TRY(plan_items_of_year(cx, goals, page->year, &items));
    PlanItem *all = items.items;
    size_t kept = 0;
    for (size_t i = 0; i < items.count; i++) {
        if (!all[i].is_expected) continue;
        counts->items++;
        if (!map_has(&planned, all[i].code)) all[kept++] = all[i];
    }
    counts->unplanned = (int64_t)kept;
    page->unplanned = (Rows){ all, kept };
    return OK;
}

Code annual_overview_get(Ctx *cx, const void *in, void *out) {
    const AnnualYear *asked = in;
    AnnualOverview *page = out;
    AnnualCounts *counts = NEW(cx->arena, AnnualCounts);
    Goals *goals;
    Rows plans;
    if (asked->year != 0 && asked->year < ANNUAL_YEAR_MIN)
        return fail_field(cx, S("year"), &field_range, int_text(cx, ANNUAL_YEAR_MIN), int_text(cx, ANNUAL_YEAR_MAX));
    page->this_year = day_year(cx->today);
    page->year = asked->year != 0 ? asked->year : page->this_year + 1;
    TRY(goals_load(cx, &goals));
    TRY(annual_plans_of(cx, goals, page->year, &plans));
    TRY(fill_lines(cx, goals, &plans, page));
    count_lines(&page->lines, counts);
    if (page->is_all) TRY(fill_unplanned(cx, goals, &plans, page, counts));
    TRY(annual_editions(cx, page->year, &page->editions));
    page->counts = counts;
    page->may_publish = counts->accepted > 0 && access_may(cx, "planning.publish_year");
    return OK;
}
