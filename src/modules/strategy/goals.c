/* modules/strategy/goals - see goals.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/goals.h"

#include "kit/kept.h"

enum { DUE_DAYS_STANDARD = 30, MEMBER_LISTS_MAX = 2000, GOALS_BYTES_MAX = 256 * 1024 * 1024 };

/* ---- loading ---- */

static void index_targets(Arena *arena, Goals *goals) {
    const Target *targets = goals->targets.items;
    goals->first_target = NEW_ARRAY(arena, size_t, goals->indicators.count + 1);
    goals->target_count = NEW_ARRAY(arena, size_t, goals->indicators.count + 1);
    for (size_t i = 0; i < goals->targets.count; i++) {
        size_t at;
        if (!map_get(&goals->by_code, targets[i].indicator, &at)) continue;
        if (goals->target_count[at]++ == 0) goals->first_target[at] = i;
    }
}

static Str province_of(const Registry *registry) {
    const Rows places = registry_places(registry);
    for (size_t i = 0; i < places.count; i++) {
        const Place *place = &((const Place *)places.items)[i];
        if (place->kind == PLACE_PROVINCE && place->valid_to.number == 0) return place->code;
    }
    return S("");
}

static Code goals_make(Ctx *cx, const void *subject, const void **ret_goals) {
    (void)subject;
    Goals *goals = NEW(cx->arena, Goals);
    TRY(registry_load(cx, &goals->registry));
    TRY(plan_documents(cx, &goals->documents));
    TRY(plan_indicators(cx, &goals->indicators));
    TRY(plan_targets(cx, &goals->targets));
    TRY(plan_assignments(cx, &goals->assignments));
    TRY(plan_objectives(cx, &goals->objectives));
    TRY(plan_tasks(cx, &goals->tasks));
    TRY(plan_duties(cx, &goals->duties));
    const Indicator *indicators = goals->indicators.items;
    const Assignment *assignments = goals->assignments.items;
    goals->by_code = map_new(cx->arena);
    goals->task_at = map_new(cx->arena);
    goals->first_assignment = map_new(cx->arena);
    for (size_t i = 0; i < goals->indicators.count; i++) (void)map_add(&goals->by_code, indicators[i].code, i);
    for (size_t i = 0; i < goals->tasks.count; i++)
        (void)map_add(&goals->task_at, ((const Task *)goals->tasks.items)[i].code, i);
    for (size_t i = 0; i < goals->assignments.count; i++)
        (void)map_add(&goals->first_assignment, assignments[i].task, i);
    index_targets(cx->arena, goals);
    goals->province = province_of(goals->registry);
    *ret_goals = goals;
    return OK;
}

static const KeptKind goals_kept = { GOALS_BYTES_MAX, goals_make };

Code goals_load(Ctx *cx, Goals **ret_goals) {
    int64_t revision;
    const void *kept;
    TRY(plan_revision(cx, &revision));
    TRY(kept_borrow(cx, &goals_kept, revision, &kept));
    Goals *goals = NEW(cx->arena, Goals);
    *goals = *(const Goals *)kept;
    TRY(calendar_load(cx, &goals->calendar));
    goals->members = NEW(cx->arena, Map);
    *goals->members = map_new(cx->arena);
    goals->member_lists = NEW_ARRAY(cx->arena, Texts, MEMBER_LISTS_MAX);
    goals->member_count = NEW(cx->arena, size_t);
    *ret_goals = goals;
    return OK;
}

/* ---- finding ---- */

const Indicator *goals_indicator(const Goals *goals, Str code) {
    size_t at;
    return map_get(&goals->by_code, code, &at) ? &((const Indicator *)goals->indicators.items)[at] : NULL;
}

const PlanDocument *goals_document(const Goals *goals, Str code) {
    const PlanDocument *documents = goals->documents.items;
    for (size_t i = 0; i < goals->documents.count; i++) {
        if (str_equal(documents[i].code, code)) return &documents[i];
    }
    return NULL;
}

const Objective *goals_objective(const Goals *goals, Str code) {
    const Objective *objectives = goals->objectives.items;
    for (size_t i = 0; i < goals->objectives.count; i++) {
        if (str_equal(objectives[i].code, code)) return &objectives[i];
    }
    return NULL;
}

const Task *goals_task(const Goals *goals, Str code) {
    size_t at;
    return map_get(&goals->task_at, code, &at) ? &((const Task *)goals->tasks.items)[at] : NULL;
}

Code goals_choose_document(Ctx *cx, const Goals *goals, Str code, const PlanDocument **ret_document) {
    const bool is_asked = code.len > 0;
    *ret_document = is_asked ? goals_document(goals, code) : goals->documents.count > 0 ? goals->documents.items : NULL;
    return is_asked && *ret_document == NULL ? fail(cx, &not_found, code) : OK;
}

Rows goals_targets(const Goals *goals, const Indicator *indicator) {
    const size_t at = (size_t)(indicator - (const Indicator *)goals->indicators.items);
    MUST(at < goals->indicators.count);
    Target *targets = goals->targets.items;
    return (Rows){ targets + goals->first_target[at], goals->target_count[at] };
}

Rows goals_assignments(const Goals *goals, Str item) {
    size_t from;
    if (!map_get(&goals->first_assignment, item, &from)) return (Rows){ NULL, 0 };
    Assignment *assignments = goals->assignments.items;
    size_t to = from;
    while (to < goals->assignments.count && str_equal(assignments[to].task, item)) to++;
    return (Rows){ assignments + from, to - from };
}

/* ---- the rule's view ---- */

Decimal level_rank(const Indicator *indicator, Str word) {
    for (size_t i = 0; i < indicator->levels.count; i++) {
        if (str_equal(indicator->levels.items[i], word)) return decimal_whole((int64_t)i);
    }
    return (Decimal){ 0 };
}

Str level_word(const Indicator *indicator, Decimal rank) {
    const int64_t at = rank.is_known ? rank.micro / DECIMAL_ONE : -1;
    return at >= 0 && (size_t)at < indicator->levels.count ? indicator->levels.items[at] : S("");
}

Goal goal_of(const Goals *goals, const Indicator *indicator) {
    const Rows rows = goals_targets(goals, indicator);
    const Target *targets = rows.items;
    Goal goal = { .direction = (Direction)indicator->direction,
                  .is_level = indicator->kind == KIND_OF_LEVEL,
                  .is_share = indicator->kind == KIND_OF_SHARE,
                  .baseline = indicator->baseline,
                  .baseline_on = indicator->baseline_on,
                  .tolerance = indicator->tolerance };
    for (size_t i = 0; i < rows.count && goal.milestone_count < MILESTONES_MAX; i++) {
        Milestone milestone = { .on = day_make(targets[i].year, 12, 31),
                                .low = targets[i].low,
                                .high = targets[i].high };
        if (targets[i].operator == OPERATOR_TEXT) milestone.low = level_rank(indicator, targets[i].text);
        if (milestone.low.is_known || milestone.high.is_known) goal.milestones[goal.milestone_count++] = milestone;
    }
    return goal;
}

static bool leads(Ctx *cx, const Goals *goals, Str item, Str agency) {
    const Rows rows = goals_assignments(goals, item);
    for (size_t i = 0; i < rows.count; i++) {
        const Assignment *one = &((const Assignment *)rows.items)[i];
        if (one->role != ROLE_OF_LEAD || one->agency.len == 0) continue;
        const Texts members = goals_members(cx, goals, one->agency);
        for (size_t j = 0; j < members.count; j++) {
            if (str_equal(members.items[j], agency)) return true;
        }
    }
    return false;
}

static bool is_in_being(const Goals *goals, Str agency, Day on) {
    const Agency *found = registry_agency(goals->registry, agency);
    return found != NULL && agency_is_valid(found, on);
}

bool subject_is_allowed(Ctx *cx, const Goals *goals, const Indicator *indicator, Str subject, Day on) {
    const Place *place = registry_place(goals->registry, subject);
    const bool is_commune = place != NULL && (place->kind == PLACE_COMMUNE || place->kind == PLACE_WARD) &&
                            place_is_valid(place, on);
    const bool is_province = place != NULL && str_equal(subject, goals->province);
    switch ((IndicatorLevel)indicator->level) {
    case ABOUT_PROVINCE: return is_province;
    case ABOUT_COMMUNE: return is_commune;
    case ABOUT_BOTH: return is_province || is_commune;
    case ABOUT_AGENCY: return is_in_being(goals, subject, on) && leads(cx, goals, indicator->code, subject);
    case ABOUT_NONE: break;
    }
    return false;
}

/* ---- what is due ---- */

int64_t due_days_of(const Indicator *indicator) {
    return indicator->due_days > 0 ? indicator->due_days : DUE_DAYS_STANDARD;
}

Due due_of(const Goals *goals, const Indicator *indicator, Day today) {
    const PlanDocument *document = goals_document(goals, indicator->document);
    const int64_t days = due_days_of(indicator);
    const Period period = period_due(today, (Frequency)indicator->frequency, days, goals->calendar);
    const Day from = document == NULL                          ? (Day){ 0 }
                     : document->effective_on.number != 0 ? document->effective_on
                                                          : document->issued_on;
    if (period_end(period).number < from.number || is_closed(indicator->closed_on, period_end(period)))
        return (Due){ 0 };
    return (Due){ period, period_due_on(period, days, goals->calendar) };
}

int64_t overdue_days(const Due *due, Day newest_ends_on, Day today) {
    if (due->period.frequency == FREQUENCY_NONE || newest_ends_on.number >= period_end(due->period).number) return 0;
    return today.number - due->on.number;
}

/* ---- who answers ---- */

Texts goals_members(Ctx *cx, const Goals *goals, Str code) {
    size_t at;
    if (map_get(goals->members, code, &at)) return goals->member_lists[at];
    const Texts members = registry_members(cx, goals->registry, code, cx->today);
    if (*goals->member_count == MEMBER_LISTS_MAX) return members;
    (void)map_add(goals->members, code, *goals->member_count);
    goals->member_lists[(*goals->member_count)++] = members;
    return members;
}

Answering goals_answering(const Goals *goals, const Texts *codes, Str item, int role) {
    const Rows rows = goals_assignments(goals, item);
    const Assignment *assignments = rows.items;
    Answering found = { 0 };
    for (size_t i = 0; i < rows.count; i++) {
        if (role != 0 && assignments[i].role != role) continue;
        for (size_t j = 0; j < codes->count; j++) {
            if (!str_equal(assignments[i].agency, codes->items[j])) continue;
            found.answers = true;
            found.is_direct = found.is_direct || registry_collective(goals->registry, codes->items[j]) == NULL;
        }
    }
    return found;
}

Str goals_subject_led(const Goals *goals, const Indicator *indicator, const Agency *agency, Answering answering) {
    switch ((IndicatorLevel)indicator->level) {
    case ABOUT_AGENCY: return agency->code;
    case ABOUT_COMMUNE: return agency->place.len > 0 ? agency->place : answering.is_direct ? goals->province : S("");
    case ABOUT_BOTH:
        if (agency->place.len > 0 && !answering.is_direct) return agency->place;
        return goals->province;
    case ABOUT_PROVINCE: return goals->province;
    case ABOUT_NONE: break;
    }
    return S("");
}

Str goals_subject_owed(const Goals *goals, const Indicator *indicator, const Agency *agency, Answering answering) {
    const bool is_committee = agency->place.len > 0;
    switch ((IndicatorLevel)indicator->level) {
    case ABOUT_AGENCY: return agency->code;
    case ABOUT_COMMUNE: return is_committee ? agency->place : S("");
    case ABOUT_BOTH: return is_committee ? agency->place : answering.is_direct ? goals->province : S("");
    case ABOUT_PROVINCE: return answering.is_direct ? goals->province : S("");
    case ABOUT_NONE: break;
    }
    return S("");
}

/* Finds or adds one. */
static Lead *lead_for(Ctx *cx, Rows *leads, size_t *room, const Agency *agency) {
    Lead *all = leads->items;
    for (size_t i = 0; i < leads->count; i++) {
        if (all[i].agency == agency) return &all[i];
    }
    all = leads->items = array_grow(cx->arena, leads->items, sizeof(Lead), leads->count, room);
    all[leads->count] = (Lead){ .agency = agency, .answering.answers = true };
    return &all[leads->count++];
}

Rows goals_leads(Ctx *cx, const Goals *goals, Str item, Day on) {
    const Rows rows = goals_assignments(goals, item);
    Rows leads = { NULL, 0 };
    size_t room = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const Assignment *one = &((const Assignment *)rows.items)[i];
        if (one->role != ROLE_OF_LEAD || one->agency.len == 0) continue;
        const bool is_direct = registry_collective(goals->registry, one->agency) == NULL;
        const Texts members = registry_members(cx, goals->registry, one->agency, on);
        for (size_t j = 0; j < members.count; j++) {
            Lead *lead = lead_for(cx, &leads, &room, registry_agency(goals->registry, members.items[j]));
            lead->answering.is_direct = lead->answering.is_direct || is_direct;
        }
    }
    return leads;
}
