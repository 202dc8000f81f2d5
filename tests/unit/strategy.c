/* tests/unit/strategy - see strategy.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/strategy.h"

#include "modules/strategy/rollups.h"

enum { FILE_BYTES_MAX = 100000 };

static const char *const files[] = { "datapackage.json", "places.csv",      "agencies.csv",    "successions.csv",
                                     "collectives.csv",  "documents.csv",   "sections.csv",    "objectives.csv",
                                     "indicators.csv",   "targets.csv",     "tasks.csv",       "assignments.csv",
                                     "duties.csv",       "bases.csv" };

int plan_setup(void **state) {
    if (house_setup(state) != 0) return -1;
    Ctx *cx = *state;
    Plan plan;
    assert_ok(plan_read_package(cx, fixture_source(cx, "tests/unit/packages/sound"), &plan));
    assert_ok(plan_store(cx, &plan));
    return 0;
}

Goals *plan_goals(Ctx *cx) {
    Goals *goals;
    assert_ok(goals_load(cx, &goals));
    return goals;
}

static Str changed(Ctx *cx, Str content, Str from, const char *to) {
    const size_t at = from.len == 0 ? content.len : str_find(content, from);
    const Str rest = str_part(content, at + from.len, content.len);
    assert_true(from.len == 0 || (at < content.len && str_find(rest, from) == rest.len)); /* once */
    return str_format(cx->arena, "%.*s%s%.*s", STR_FMT(str_part(content, 0, at)), to, STR_FMT(rest));
}

Str plan_copy(Ctx *cx, const char *file, const char *from, const char *to) {
    bool is_there = file == NULL;
    for (size_t i = 0; i < COUNT(files); i++) {
        Str content;
        const Str name = str_format(cx->arena, "tests/unit/packages/sound/%s", files[i]);
        assert_ok(file_read(cx, fixture_source(cx, name.at), FILE_BYTES_MAX, &content));
        const bool is_it = file != NULL && strcmp(file, files[i]) == 0;
        is_there = is_there || is_it;
        (void)fixture_file(cx, files[i], is_it ? changed(cx, content, str_of(from), to) : content);
    }
    assert_true(is_there);
    return cx->house->data_folder;
}

void plan_record(Ctx *cx, const char *indicator, const char *subject, const char *period, const char *value) {
    const Goals *goals = plan_goals(cx);
    const Indicator *of = goals_indicator(goals, str_of(indicator));
    Period span;
    Observation figure = { .indicator = str_of(indicator), .subject = str_of(subject), .period = str_of(period),
                           .text = S(""), .origin = S("unit"), .recorded_at = cx->now };
    assert_non_null(of);
    assert_ok(period_from_text(figure.period, &span));
    assert_ok(decimal_from_text(str_of(value), &figure.value));
    figure.ends_on = period_end(span);
    assert_ok(figure_record(cx, &figure, S("")));
    assert_ok(rollup_refresh(cx, goals, of, figure.period));
}
