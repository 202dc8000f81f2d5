/* modules/strategy/indicator_pages - one indicator: its figures and their history, its map, the proof of one figure. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/pages.h"

#include "modules/strategy/figure_check.h"
#include "modules/strategy/origins.h"
#include "modules/strategy/plan_versions.h"
#include "modules/strategy/rollups.h"
#include "modules/strategy/submissions.h"
#include "modules/strategy/views.h"
#include "platform/papers/papers.h"

enum { HISTORY_MAX = 1000, PLACES_MAX = 5000, VERSIONS_SHOWN_MAX = 8 };

/* ---- the page of an indicator ---- */

typedef struct IndicatorKey {
    Str code, subject; /* subject none: the province */
    Day on;
} IndicatorKey;

static const Field indicator_key_fields[] = {
    FIELD(IndicatorKey, code, REQUIRED, 1, CODE_MAX),
    FIELD(IndicatorKey, subject, OPTIONAL, 0, CODE_MAX),
    FIELD(IndicatorKey, on, OPTIONAL, 0, 0),
};
const Shape indicator_key_shape = SHAPE(IndicatorKey, indicator_key_fields);

typedef struct FigureView {
    Str period;
    Day ends_on;
    Decimal value;
    Str text;
    int64_t revision;
    Time recorded_at;
    bool is_sample;
    Decimal expected; /* the path on that day */
    int64_t plan_version;
} FigureView;

static const Field figure_view_fields[] = {
    FIELD(FigureView, period, REQUIRED, 0, 0),   FIELD(FigureView, ends_on, REQUIRED, 0, 0),
    FIELD(FigureView, value, REQUIRED, 0, 0),    FIELD(FigureView, text, REQUIRED, 0, 0),
    FIELD(FigureView, revision, REQUIRED, 0, 0), FIELD(FigureView, recorded_at, REQUIRED, 0, 0),
    FIELD(FigureView, is_sample, REQUIRED, 0, 0), FIELD(FigureView, expected, OPTIONAL, 0, 0),
    FIELD(FigureView, plan_version, REQUIRED, 0, 0),
};
static const Shape figure_view_shape = SHAPE(FigureView, figure_view_fields);

/* What an earlier version asked. */
typedef struct TargetsThen {
    const PlanVersion *version;
    Rows targets; /* of Target */
} TargetsThen;

static const Field targets_then_fields[] = {
    FIELD_LINK(TargetsThen, version, REQUIRED, &plan_version_shape),
    FIELD_LIST(TargetsThen, targets, MILESTONES_MAX, &target_shape),
};
static const Shape targets_then_shape = SHAPE(TargetsThen, targets_then_fields);

typedef struct IndicatorPage {
    const IndicatorView *view;
    const PlanDocument *document;
    const Objective *objective;
    Rows history; /* of FigureView */
    Rows past;    /* of PastFigure */
    Rows tasks;   /* of TaskView: those that are meant to move it */
    const Origin *origin; /* of the newest figure */
    bool is_added_up;
    bool has_places;
    Str may_report; /* the caller's agency that may report it; "" */
    int64_t plan_version; /* of its document, now */
    Rows targets_then;    /* of TargetsThen: of earlier versions against which figures of the history were reported */
} IndicatorPage;

static const Field indicator_page_fields[] = {
    FIELD_LINK(IndicatorPage, view, REQUIRED, &indicator_view_shape),
    FIELD_LINK(IndicatorPage, document, REQUIRED, &plan_document_shape),
    FIELD_LINK(IndicatorPage, objective, OPTIONAL, &objective_shape),
    FIELD_LIST(IndicatorPage, history, HISTORY_MAX, &figure_view_shape),
    FIELD_LIST(IndicatorPage, past, 2000, &past_figure_shape),
    FIELD_LIST(IndicatorPage, tasks, 500, &task_view_shape),
    FIELD_LINK(IndicatorPage, origin, OPTIONAL, &origin_shape),
    FIELD(IndicatorPage, is_added_up, REQUIRED, 0, 0),
    FIELD(IndicatorPage, has_places, REQUIRED, 0, 0),
    FIELD(IndicatorPage, may_report, REQUIRED, 0, 0),
    FIELD(IndicatorPage, plan_version, REQUIRED, 0, 0),
    FIELD_LIST(IndicatorPage, targets_then, VERSIONS_SHOWN_MAX, &targets_then_shape),
};
const Shape indicator_page_shape = SHAPE(IndicatorPage, indicator_page_fields);

static Code fill_history(Ctx *cx, const Goals *goals, IndicatorPage *page, Str subject, Day on) {
    const Indicator *indicator = page->view->indicator;
    const StandingView *standing = page->view->standing;
    const Goal goal = goal_of(goals, indicator);
    Rows rows;
    TRY(figure_history(cx, indicator->code, subject, &rows));
    FigureView *views = NEW_ARRAY(cx->arena, FigureView, rows.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < rows.count && count < HISTORY_MAX; i++) {
        const Observation *one = &((const Observation *)rows.items)[i];
        if (on.number != 0 && one->ends_on.number > on.number) continue;
        views[count++] = (FigureView){
            one->period,    one->ends_on,
            one->value,     one->text,
            one->revision,  one->recorded_at,
            one->is_sample, path_on(&goal, standing->start_value, standing->start_on, one->ends_on, one->value),
            one->plan_version
        };
    }
    page->history = (Rows){ views, count };
    return figure_past(cx, indicator->code, subject, &page->past);
}

/* The newest of the earlier versions that figures of the history are bound to. */
static Code fill_targets_then(Ctx *cx, IndicatorPage *page) {
    const Indicator *indicator = page->view->indicator;
    const FigureView *figures = page->history.items;
    TargetsThen *shown = NEW_ARRAY(cx->arena, TargetsThen, VERSIONS_SHOWN_MAX);
    size_t count = 0;
    TRY(plan_version_of_indicator(cx, indicator->code, &page->plan_version));
    for (int64_t below = page->plan_version; count < VERSIONS_SHOWN_MAX; count++) {
        int64_t next = 0;
        for (size_t i = 0; i < page->history.count; i++) {
            const int64_t number = figures[i].plan_version;
            if (number < below && number > next) next = number;
        }
        if (next == 0) break;
        PlanVersion *version = NEW(cx->arena, PlanVersion);
        PlanContent content;
        TRY(plan_version_find(cx, indicator->document, next, version, &content));
        shown[count] = (TargetsThen){ version, plan_content_targets(&content, indicator->code) };
        below = next;
    }
    page->targets_then = (Rows){ shown, count };
    return OK;
}

static Code fill_tasks(Ctx *cx, const Goals *goals, IndicatorPage *page) {
    TaskBook book;
    TRY(task_book_load(cx, goals, &book));
    TaskView *views = NEW_ARRAY(cx->arena, TaskView, book.tasks.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < book.tasks.count && count < 500; i++) {
        const Task *task = &((const Task *)book.tasks.items)[i];
        if (str_equal(task->indicator, page->view->indicator->code)) views[count++] = task_view(cx, goals, &book, task);
    }
    page->tasks = (Rows){ views, count };
    return OK;
}

Code indicator_get(Ctx *cx, const void *in, void *out) {
    const IndicatorKey *key = in;
    IndicatorPage *page = out;
    Goals *goals;
    Standing standing;
    TRY(goals_load(cx, &goals));
    const Indicator *indicator = goals_indicator(goals, key->code);
    if (indicator == NULL) return fail(cx, &not_found, key->code);
    const Str subject = key->subject.len > 0 ? key->subject : goals->province;
    const bool is_province = str_equal(subject, goals->province);
    if (!is_province && !subject_is_allowed(cx, goals, indicator, subject, cx->today))
        return fail(cx, &not_found, subject);
    IndicatorView *view = NEW(cx->arena, IndicatorView);
    Standings standings;
    const Standing *reported = NULL;
    if (key->on.number != 0) {
        TRY(standings_load(cx, subject, key->on, &standings));
        reported = standings_find(&standings, key->code);
    } else if (standing_find(cx, key->code, subject, &standing) == OK) {
        reported = &standing;
    }
    const Day today = key->on.number != 0 ? key->on : cx->today;
    *view = indicator_view(cx, goals, measured_take(cx, goals, indicator, subject, reported, today));
    page->view = view;
    page->document = goals_document(goals, indicator->document);
    page->is_added_up = is_province && is_added_up(indicator);
    page->has_places = indicator->level == ABOUT_BOTH || indicator->level == ABOUT_COMMUNE;
    page->may_report = reporting_agency(cx, goals, indicator->code, subject);
    if (reported != NULL && reported->origin.len > 0) {
        Origin *origin = NEW(cx->arena, Origin);
        TRY(origin_find(cx, goals, reported->origin, origin));
        page->origin = origin;
    }
    page->objective = goals_objective(goals, indicator->objective);
    TRY(fill_history(cx, goals, page, subject, key->on));
    TRY(fill_targets_then(cx, page));
    return fill_tasks(cx, goals, page);
}

/* ---- its history as a chart ---- */

/* The path is straight between the start and the milestones; a range has two sides and no single path. */
static void fill_path(Ctx *cx, const Goals *goals, const IndicatorView *view, Chart *chart) {
    const Goal goal = goal_of(goals, view->indicator);
    ChartPoint *path = NEW_ARRAY(cx->arena, ChartPoint, MILESTONES_MAX + 1);
    size_t count = 0;
    if (goal.direction == DIRECTION_WITHIN) return;
    if (view->standing->start_on.number > 0)
        path[count++] = (ChartPoint){ .on = view->standing->start_on, .value = view->standing->start_value };
    for (size_t i = 0; i < goal.milestone_count; i++) {
        const Milestone *one = &goal.milestones[i];
        if (count > 0 && one->on.number <= path[count - 1].on.number) continue;
        path[count++] =
            (ChartPoint){ .on = one->on, .value = milestone_bound(one, goal.direction, view->standing->value) };
    }
    chart->path = path;
    chart->path_count = count;
}

static Str chart_words(Ctx *cx, const IndicatorPage *page, const Chart *chart) {
    const Indicator *indicator = page->view->indicator;
    if (chart->point_count == 0) return S("Chưa có số liệu.");
    const ChartPoint *first = chart->points, *last = &chart->points[chart->point_count - 1];
    const Str from = paper_day(cx, first->on), to = paper_day(cx, last->on);
    const Str before = paper_number(cx, first->value, indicator->unit);
    const Str after = paper_number(cx, last->value, indicator->unit);
    const Str target = paper_number(cx, page->view->standing->target, indicator->unit);
    return str_format(cx->arena, "%zu số liệu, từ %.*s (%.*s) đến %.*s (%.*s). Mục tiêu năm %lld: %.*s.",
                      chart->point_count, STR_FMT(from), STR_FMT(before), STR_FMT(to), STR_FMT(after),
                      (long long)page->view->standing->target_year, STR_FMT(target));
}

/* What is recorded; where the province's figure is added up from members, what that came to. */
static void fill_points(Ctx *cx, const IndicatorPage *page, Chart *chart) {
    const FigureView *figures = page->history.items;
    const Rows trail = page->view->standing->trail;
    const bool is_recorded = page->history.count > 0;
    const size_t count = is_recorded ? page->history.count : trail.count;
    const size_t skipped = count > CHART_POINTS_MAX ? count - CHART_POINTS_MAX : 0;
    ChartPoint *points = NEW_ARRAY(cx->arena, ChartPoint, count + 1);
    for (size_t i = skipped; i < count; i++) {
        const TrailView *added = &((const TrailView *)trail.items)[i];
        points[i - skipped] = is_recorded ? (ChartPoint){ .on = figures[i].ends_on, .value = figures[i].value }
                                          : (ChartPoint){ .on = added->on, .value = added->value };
    }
    chart->points = points;
    chart->point_count = count - skipped;
}

static Code fill_chart(Ctx *cx, const IndicatorKey *key, Chart *ret_chart) {
    IndicatorPage *page = NEW(cx->arena, IndicatorPage);
    Goals *goals;
    TRY(indicator_get(cx, key, page));
    TRY(goals_load(cx, &goals));
    const Indicator *indicator = page->view->indicator;
    *ret_chart = (Chart){ .kind = CHART_LINE,
                          .title = indicator->short_title.len > 0 ? indicator->short_title : indicator->title,
                          .unit = indicator->unit,
                          .value_name = S("Số liệu"),
                          .path_name = S("Lộ trình") };
    fill_points(cx, page, ret_chart);
    fill_path(cx, goals, page->view, ret_chart);
    ret_chart->description = chart_words(cx, page, ret_chart);
    return OK;
}

Code indicator_chart_svg(Ctx *cx, const void *in, void *out) {
    Chart chart;
    Raw *raw = out;
    TRY(fill_chart(cx, in, &chart));
    return chart_svg(cx, &chart, &raw->body);
}

Code indicator_chart_png(Ctx *cx, const void *in, void *out) {
    Chart chart;
    Raw *raw = out;
    TRY(fill_chart(cx, in, &chart));
    return chart_png(cx, &chart, &raw->body);
}

/* ---- the map ---- */

typedef struct PlaceMapFilter {
    Str code;
    Str period; /* none: the newest with figures */
} PlaceMapFilter;

static const Field place_map_filter_fields[] = {
    FIELD(PlaceMapFilter, code, REQUIRED, 1, CODE_MAX),
    FIELD(PlaceMapFilter, period, OPTIONAL, 4, 8),
};
const Shape place_map_filter_shape = SHAPE(PlaceMapFilter, place_map_filter_fields);

typedef struct PlaceFigure {
    Str code, name;
    int kind;
    int64_t tile_column, tile_row;
    Decimal value; /* unknown: not reported for this period */
    Str text;
    Decimal previous;
    bool is_sample;
    bool meets; /* what is asked for in this period */
} PlaceFigure;

static const Field place_figure_fields[] = {
    FIELD(PlaceFigure, code, REQUIRED, 0, 0),        FIELD(PlaceFigure, name, REQUIRED, 0, 0),
    FIELD_CHOICE(PlaceFigure, kind, REQUIRED, &place_kind_choices), FIELD(PlaceFigure, tile_column, REQUIRED, 0, 0),
    FIELD(PlaceFigure, tile_row, REQUIRED, 0, 0),    FIELD(PlaceFigure, value, OPTIONAL, 0, 0),
    FIELD(PlaceFigure, text, REQUIRED, 0, 0),        FIELD(PlaceFigure, previous, OPTIONAL, 0, 0),
    FIELD(PlaceFigure, is_sample, REQUIRED, 0, 0),   FIELD(PlaceFigure, meets, REQUIRED, 0, 0),
};
static const Shape place_figure_shape = SHAPE(PlaceFigure, place_figure_fields);

typedef struct PlaceMap {
    const Indicator *indicator;
    Rows choices; /* of Indicator: all that have figures of communes */
    Str period;
    Texts periods; /* with figures, the newest first */
    Decimal asked; /* what is asked for in this period */
    int64_t reported, total, meeting;
    Rows places; /* of PlaceFigure, in Vietnamese order */
    bool has_boundaries;
} PlaceMap;

static const Field place_map_fields[] = {
    FIELD_LINK(PlaceMap, indicator, REQUIRED, &indicator_shape),
    FIELD_LIST(PlaceMap, choices, 5000, &indicator_shape),
    FIELD(PlaceMap, period, REQUIRED, 0, 0),
    FIELD(PlaceMap, periods, REQUIRED, 0, 0),
    FIELD(PlaceMap, asked, OPTIONAL, 0, 0),
    FIELD(PlaceMap, reported, REQUIRED, 0, 0),
    FIELD(PlaceMap, total, REQUIRED, 0, 0),
    FIELD(PlaceMap, meeting, REQUIRED, 0, 0),
    FIELD_LIST(PlaceMap, places, PLACES_MAX, &place_figure_shape),
    FIELD(PlaceMap, has_boundaries, REQUIRED, 0, 0),
};
const Shape place_map_shape = SHAPE(PlaceMap, place_map_fields);

static Texts periods_of(Arena *arena, const Goals *goals, const Rows *figures) {
    Str *periods = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < figures->count; i++) {
        const Observation *one = &((const Observation *)figures->items)[i];
        if (str_equal(one->subject, goals->province)) continue;
        size_t at = 0;
        while (at < count && str_compare(periods[at], one->period) > 0) at++;
        if (at < count && str_equal(periods[at], one->period)) continue;
        periods = array_grow(arena, periods, sizeof(Str), count, &room);
        for (size_t j = count++; j > at; j--) periods[j] = periods[j - 1];
        periods[at] = one->period;
    }
    return (Texts){ periods, count };
}

/* Figures come sorted by subject and period: the one before is the one of the period before. */
static void place_figures(PlaceFigure *place, const Rows *figures, Str period) {
    const Observation *all = figures->items;
    for (size_t i = 0; i < figures->count; i++) {
        if (!str_equal(all[i].subject, place->code)) continue;
        const int order = str_compare(all[i].period, period);
        if (order < 0) place->previous = all[i].value;
        if (order != 0) continue;
        place->value = all[i].value;
        place->text = all[i].text;
        place->is_sample = all[i].is_sample;
    }
}

static void gather_places(Ctx *cx, const Goals *goals, const Goal *goal, const Rows *figures, PlaceMap *map) {
    const Rows places = registry_places(goals->registry);
    PlaceFigure *views = NEW_ARRAY(cx->arena, PlaceFigure, places.count + 1);
    Period period;
    Milestone asked = { 0 };
    const bool has_period = period_from_text(map->period, &period) == OK;
    if (has_period) asked = milestone_on(goal, period_end(period));
    if (has_period) map->asked = milestone_bound(&asked, goal->direction, (Decimal){ 0 });
    size_t count = 0;
    for (size_t i = 0; i < places.count; i++) {
        const Place *one = &((const Place *)places.items)[i];
        if (one->kind == PLACE_PROVINCE || one->valid_to.number != 0) continue;
        PlaceFigure *view = &views[count++];
        *view = (PlaceFigure){ .code = one->code,
                               .name = one->full_name,
                               .kind = one->kind,
                               .tile_column = one->tile_column,
                               .tile_row = one->tile_row,
                               .text = S("") };
        place_figures(view, figures, map->period);
        if (!view->value.is_known) continue;
        view->meets = has_period && milestone_holds(&asked, goal->direction, view->value);
        map->reported++;
        map->meeting += view->meets;
    }
    map->total = (int64_t)count;
    map->places = (Rows){ views, count };
}

static Rows with_places(Arena *arena, const Goals *goals) {
    Indicator *kept = NEW_ARRAY(arena, Indicator, goals->indicators.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *one = &((const Indicator *)goals->indicators.items)[i];
        if (one->level == ABOUT_BOTH || one->level == ABOUT_COMMUNE) kept[count++] = *one;
    }
    return (Rows){ kept, count };
}

Code indicator_places(Ctx *cx, const void *in, void *out) {
    const PlaceMapFilter *filter = in;
    PlaceMap *map = out;
    Goals *goals;
    Rows figures;
    TRY(goals_load(cx, &goals));
    map->choices = with_places(cx->arena, goals);
    /* `-` asks for the first that has a map: the page without a code */
    const bool is_first = str_is(filter->code, "-") && map->choices.count > 0;
    map->indicator = goals_indicator(goals, is_first ? ((const Indicator *)map->choices.items)->code : filter->code);
    if (map->indicator == NULL) return fail(cx, &not_found, filter->code);
    Period period;
    if (filter->period.len > 0 && period_from_text(filter->period, &period) != OK)
        return fail_field(cx, S("period"), &period_form, filter->period);
    TRY(figures_of_indicator(cx, map->indicator->code, S(""), &figures));
    map->periods = periods_of(cx->arena, goals, &figures);
    map->period = filter->period.len > 0 ? filter->period : map->periods.count > 0 ? map->periods.items[0] : S("");
    const Goal goal = goal_of(goals, map->indicator);
    gather_places(cx, goals, &goal, &figures, map);
    map->has_boundaries = file_exists(cx->arena, path_join(cx->arena, cx->house->data_folder, S("boundaries.json")));
    return OK;
}

/* ---- the proof of one figure ---- */

typedef struct FigureAsked {
    Str code, subject, period;
} FigureAsked;

static const Field figure_asked_fields[] = {
    FIELD(FigureAsked, code, REQUIRED, 1, CODE_MAX),
    FIELD(FigureAsked, subject, REQUIRED, 1, CODE_MAX),
    FIELD(FigureAsked, period, REQUIRED, 4, 8),
};
const Shape figure_asked_shape = SHAPE(FigureAsked, figure_asked_fields);

typedef struct FigureProof {
    const Observation *figure;
    const Origin *origin;
    Rows past; /* of PastFigure: this period only */
    Str subject_name, title, unit, citation;
    const PlanVersion *version;         /* against which it was reported */
    const Target *target_then, *target; /* for its period: as it was in that version, and as it is now */
} FigureProof;

static const Field figure_proof_fields[] = {
    FIELD_LINK(FigureProof, figure, REQUIRED, &observation_shape),
    FIELD_LINK(FigureProof, origin, REQUIRED, &origin_shape),
    FIELD_LIST(FigureProof, past, 2000, &past_figure_shape),
    FIELD(FigureProof, subject_name, REQUIRED, 0, 0),
    FIELD(FigureProof, title, REQUIRED, 0, 0),
    FIELD(FigureProof, unit, REQUIRED, 0, 0),
    FIELD(FigureProof, citation, REQUIRED, 0, 0),
    FIELD_LINK(FigureProof, version, REQUIRED, &plan_version_shape),
    FIELD_LINK(FigureProof, target_then, OPTIONAL, &target_shape),
    FIELD_LINK(FigureProof, target, OPTIONAL, &target_shape),
};
const Shape figure_proof_shape = SHAPE(FigureProof, figure_proof_fields);

/* What is asked for at the end of the period's year, or at the next milestone after it; past all, the last. */
static const Target *target_for(const Rows *targets, int64_t year) {
    const Target *all = targets->items;
    for (size_t i = 0; i < targets->count; i++) {
        if (all[i].year >= year) return &all[i];
    }
    return targets->count == 0 ? NULL : &all[targets->count - 1];
}

/* The figure is bound to the version against which it was reported; beside what that asked stands what is asked now. */
static Code fill_versions(Ctx *cx, const Goals *goals, const Indicator *indicator, FigureProof *proof) {
    PlanVersion *version = NEW(cx->arena, PlanVersion);
    PlanContent content;
    TRY(plan_version_find(cx, indicator->document, proof->figure->plan_version, version, &content));
    const int64_t year = day_year(proof->figure->ends_on);
    const Rows then = plan_content_targets(&content, indicator->code), now = goals_targets(goals, indicator);
    proof->version = version;
    proof->target_then = target_for(&then, year);
    proof->target = target_for(&now, year);
    return OK;
}

Code figure_proof(Ctx *cx, const void *in, void *out) {
    const FigureAsked *asked = in;
    FigureProof *proof = out;
    Goals *goals;
    Rows past;
    Observation *figure = NEW(cx->arena, Observation);
    Origin *origin = NEW(cx->arena, Origin);
    TRY(goals_load(cx, &goals));
    const Indicator *indicator = goals_indicator(goals, asked->code);
    const Code found = figure_find(cx, asked->code, asked->subject, asked->period, figure);
    if (indicator == NULL || found == NOT_FOUND)
        return fail(cx, &not_found,
                    str_format(cx->arena, "%.*s / %.*s / %.*s", STR_FMT(asked->code), STR_FMT(asked->subject),
                               STR_FMT(asked->period)));
    TRY(found);
    TRY(origin_find(cx, goals, figure->origin, origin));
    TRY(figure_past(cx, asked->code, asked->subject, &past));
    PastFigure *kept = past.items;
    size_t count = 0;
    for (size_t i = 0; i < past.count; i++) {
        if (str_equal(kept[i].period, asked->period)) kept[count++] = kept[i];
    }
    *proof = (FigureProof){
        figure,           origin,          { kept, count },    registry_name(goals->registry, asked->subject),
        indicator->title, indicator->unit, indicator->citation, NULL, NULL, NULL
    };
    return fill_versions(cx, goals, indicator, proof);
}
