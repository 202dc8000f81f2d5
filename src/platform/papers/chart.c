/* platform/papers/chart - a chart laid out as a drawing: where each line, bar and word stands. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/chart.h"

#include "kit/typeset.h"

enum {
    WIDTH = 760,
    LINE_HEIGHT = 380,
    SHARE_HEIGHT = 150,
    MARGIN = 20,
    TITLE_TOP = 30,
    PLOT_TOP = 78,
    AXIS_ROOM = 34,
    TICKS_WANTED = 5,
    YEAR_LABELS_MAX = 12,
    BAR = 22,
    BAR_STEP = 34,
    LABEL_SIZE = 13,
    SVG_BYTES_MAX = 1024 * 1024
};

static const uint32_t INK = 0x1F2937, MUTED = 0x5B6472, GRID = 0xE1E5EA, PATH_COLOUR = 0x7A828E, LINE_COLOUR = 0x1D5C96,
                      TARGET_COLOUR = 0xA33A2B;

static uint32_t tone_colour(ChartTone tone) {
    static const uint32_t colours[] = { 0x1D5C96, 0x2E7D4F, 0x4C8FC4, 0xB7791F, 0xB23A2E, 0xA5ACB6 };
    return colours[tone];
}

static double number_of(Decimal number) {
    return (double)number.micro / DECIMAL_ONE;
}

/* ---- the frame ---- */

typedef struct Drawing {
    Ctx *cx;
    const Chart *chart;
    Picture picture;
    double left, right, top, bottom; /* of the plot */
    double low, high, step;
    int64_t first_on, last_on;
} Drawing;

static void put_text(Drawing *on, double x, double y, MarkAnchor anchor, uint32_t colour, Str text) {
    picture_add(
        &on->picture,
        (Mark){
            .kind = MARK_TEXT, .x = x, .y = y, .size = LABEL_SIZE, .colour = colour, .anchor = anchor, .text = text });
}

static void put_line(Drawing *on, double x, double y, double to_x, double to_y, double size, uint32_t colour,
                     bool is_dashed) {
    picture_add(&on->picture, (Mark){ .kind = MARK_LINE,
                                      .x = x,
                                      .y = y,
                                      .to_x = to_x,
                                      .to_y = to_y,
                                      .size = size,
                                      .colour = colour,
                                      .is_dashed = is_dashed });
}

static Drawing begin(Ctx *cx, const Chart *chart, double height) {
    Drawing on = { .cx = cx,
                   .chart = chart,
                   .picture = { .arena = cx->arena,
                                .title = chart->title,
                                .description = chart->description,
                                .width = WIDTH,
                                .height = height },
                   .left = MARGIN,
                   .right = WIDTH - MARGIN,
                   .top = PLOT_TOP,
                   .bottom = height - AXIS_ROOM };
    const double size = 16, room = WIDTH - 2 * MARGIN;
    const double width = picture_text_width(chart->title, size, true);
    picture_add(&on.picture, (Mark){ .kind = MARK_TEXT,
                                     .x = MARGIN,
                                     .y = TITLE_TOP,
                                     .colour = INK,
                                     .is_bold = true,
                                     .size = width > room ? size * room / width : size,
                                     .text = chart->title });
    return on;
}

/* Words of the legend beside their marks, from the left. */
static void put_legend(Drawing *on, double *x, Str name, uint32_t colour, bool is_dashed) {
    const double y = PLOT_TOP - 22, sample = 26, after = 24;
    if (name.len == 0) return;
    put_line(on, *x, y - 4, *x + sample, y - 4, 2.5, colour, is_dashed);
    put_text(on, *x + sample + 8, y, ANCHOR_START, MUTED, name);
    *x += sample + 8 + picture_text_width(name, LABEL_SIZE, false) + after;
}

/* ---- values upon the axis ---- */

static void take_in(Drawing *on, Decimal value, bool *has_any) {
    if (!value.is_known) return;
    const double number = number_of(value);
    if (!*has_any || number < on->low) on->low = number;
    if (!*has_any || number > on->high) on->high = number;
    *has_any = true;
}

/* Steps of 1, 2 or 5 times a power of ten; 0 is on the axis unless the values are far from it. */
static void find_steps(Drawing *on) {
    if (on->low > 0 && on->low < on->high / 2) on->low = 0;
    if (on->high <= on->low) on->high = on->low + 1;
    const double rough = (on->high - on->low) / TICKS_WANTED;
    double power = 1;
    while (power * 10 <= rough) power *= 10;
    while (power > rough) power /= 10;
    on->step = rough > 5 * power ? 10 * power : rough > 2 * power ? 5 * power : 2 * power;
    const int64_t first = (int64_t)(on->low / on->step) - (on->low < 0), last = (int64_t)(on->high / on->step);
    on->low = (double)first * on->step;
    on->high = (double)last * on->step < on->high ? (double)(last + 1) * on->step : (double)last * on->step;
}

static double y_of(const Drawing *on, double value) {
    return on->bottom - (value - on->low) / (on->high - on->low) * (on->bottom - on->top);
}

static Decimal tick_value(double value) {
    const double micro = value * DECIMAL_ONE;
    const bool is_fit = micro < 9e17 && micro > -9e17;
    return is_fit ? decimal_micro((int64_t)(micro + (micro < 0 ? -0.5 : 0.5))) : (Decimal){ 0 };
}

static void put_values(Drawing *on) {
    double widest = 0;
    for (int64_t i = 0; on->low + (double)i * on->step <= on->high + on->step / 2; i++) {
        const Str text = paper_number(on->cx, tick_value(on->low + (double)i * on->step), on->chart->unit);
        const double width = picture_text_width(text, LABEL_SIZE, false);
        if (width > widest) widest = width;
    }
    on->left = MARGIN + widest + 8;
    for (int64_t i = 0; on->low + (double)i * on->step <= on->high + on->step / 2; i++) {
        const double value = on->low + (double)i * on->step, y = y_of(on, value);
        put_line(on, on->left, y, on->right, y, 1, GRID, false);
        put_text(on, on->left - 8, y + 4, ANCHOR_END, MUTED, paper_number(on->cx, tick_value(value), on->chart->unit));
    }
}

/* ---- a line over days ---- */

static double x_of(const Drawing *on, Day day) {
    const int64_t span = on->last_on - on->first_on;
    return on->left + (double)(day.number - on->first_on) / (double)(span > 0 ? span : 1) * (on->right - on->left);
}

static void take_days(Drawing *on, const ChartPoint *points, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const int64_t day = points[i].on.number;
        if (on->first_on == 0 || day < on->first_on) on->first_on = day;
        if (day > on->last_on) on->last_on = day;
    }
}

static void put_years(Drawing *on) {
    const int64_t first = day_year((Day){ on->first_on }), last = day_year((Day){ on->last_on });
    const int64_t every = (last - first) / YEAR_LABELS_MAX + 1;
    for (int64_t year = first; year <= last + 1; year += every) {
        const Day day = day_make(year, 1, 1);
        if (day.number < on->first_on || day.number > on->last_on) continue;
        const double x = x_of(on, day);
        put_line(on, x, on->bottom, x, on->bottom + 5, 1, PATH_COLOUR, false);
        put_text(on, x, on->bottom + 22, ANCHOR_MIDDLE, MUTED, str_format(on->picture.arena, "%lld", (long long)year));
    }
    if (first != last) return;
    put_text(on, (on->left + on->right) / 2, on->bottom + 22, ANCHOR_MIDDLE, MUTED,
             str_format(on->picture.arena, "%lld", (long long)first));
}

static void put_points(Drawing *on, const ChartPoint *points, size_t count, uint32_t colour, bool is_path) {
    for (size_t i = 0; i < count; i++) {
        if (!points[i].value.is_known) continue;
        const double x = x_of(on, points[i].on), y = y_of(on, number_of(points[i].value));
        if (i > 0 && points[i - 1].value.is_known)
            put_line(on, x_of(on, points[i - 1].on), y_of(on, number_of(points[i - 1].value)), x, y,
                     is_path ? 1.6 : 2.6, colour, is_path);
        if (is_path || count > CHART_POINTS_MAX / 4) continue;
        picture_add(&on->picture, (Mark){ .kind = MARK_DOT, .x = x, .y = y, .size = 3.6, .colour = colour });
    }
}

/* The newest value is what people look for: it is written beside its point. */
static void put_newest(Drawing *on) {
    const Chart *chart = on->chart;
    for (size_t i = chart->point_count; i > 0; i--) {
        const ChartPoint *point = &chart->points[i - 1];
        if (!point->value.is_known) continue;
        const double x = x_of(on, point->on);
        const bool is_right = x > on->right - 90;
        picture_add(&on->picture, (Mark){ .kind = MARK_TEXT,
                                          .x = is_right ? x - 6 : x + 8,
                                          .y = y_of(on, number_of(point->value)) - 9,
                                          .size = LABEL_SIZE + 1,
                                          .colour = INK,
                                          .is_bold = true,
                                          .anchor = is_right ? ANCHOR_END : ANCHOR_START,
                                          .text = paper_number(on->cx, point->value, chart->unit) });
        return;
    }
}

static Picture draw_line(Ctx *cx, const Chart *chart) {
    Drawing on = begin(cx, chart, LINE_HEIGHT);
    bool has_any = false;
    double x = MARGIN;
    for (size_t i = 0; i < chart->point_count; i++) take_in(&on, chart->points[i].value, &has_any);
    for (size_t i = 0; i < chart->path_count; i++) take_in(&on, chart->path[i].value, &has_any);
    take_in(&on, chart->target, &has_any);
    take_days(&on, chart->points, chart->point_count);
    take_days(&on, chart->path, chart->path_count);
    put_legend(&on, &x, chart->value_name, LINE_COLOUR, false);
    if (chart->path_count > 0) put_legend(&on, &x, chart->path_name, PATH_COLOUR, true);
    if (chart->target.is_known) put_legend(&on, &x, chart->target_name, TARGET_COLOUR, true);
    find_steps(&on);
    put_values(&on);
    if (on.first_on > 0) put_years(&on);
    if (chart->target.is_known) {
        const double y = y_of(&on, number_of(chart->target));
        put_line(&on, on.left, y, on.right, y, 1.6, TARGET_COLOUR, true);
    }
    put_points(&on, chart->path, chart->path_count, PATH_COLOUR, true);
    put_points(&on, chart->points, chart->point_count, LINE_COLOUR, false);
    put_newest(&on);
    return on.picture;
}

/* ---- bars ---- */

/* What fits into a width, with an ellipsis where something was left out. */
static Str fitting(Arena *arena, Str text, double width) {
    if (picture_text_width(text, LABEL_SIZE, false) <= width) return text;
    size_t at = 0, letters = (size_t)(width / (LABEL_SIZE * 0.52));
    for (; at < text.len; at++) {
        const bool begins = ((unsigned char)text.at[at] & 0xC0) != 0x80;
        if (begins && letters-- <= 1) break;
    }
    return str_format(arena, "%.*s…", (int)at, text.at);
}

static Picture draw_bars(Ctx *cx, const Chart *chart) {
    const double label_max = WIDTH * 0.42, value_room = 90;
    Drawing on = begin(cx, chart, PLOT_TOP + BAR_STEP * (double)chart->point_count + MARGIN);
    double widest = 0, x = MARGIN;
    on.high = chart->target.is_known ? number_of(chart->target) : 0;
    for (size_t i = 0; i < chart->point_count; i++) {
        const double width = picture_text_width(chart->points[i].label, LABEL_SIZE, false);
        const double value = chart->points[i].value.is_known ? number_of(chart->points[i].value) : 0;
        if (width > widest) widest = width;
        if (value > on.high) on.high = value;
    }
    on.left = MARGIN + (widest < label_max ? widest : label_max) + 10;
    on.right = WIDTH - MARGIN - value_room;
    const double unit = on.high > 0 ? (on.right - on.left) / on.high : 0;
    put_legend(&on, &x, chart->value_name, LINE_COLOUR, false);
    if (chart->target.is_known) put_legend(&on, &x, chart->target_name, TARGET_COLOUR, true);
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartPoint *point = &chart->points[i];
        const double y = on.top + BAR_STEP * (double)i, base = y + BAR - 6;
        const double value = point->value.is_known && point->value.micro > 0 ? number_of(point->value) : 0;
        put_text(&on, on.left - 10, base, ANCHOR_END, INK, fitting(cx->arena, point->label, label_max));
        picture_add(&on.picture, (Mark){ .kind = MARK_BOX,
                                         .x = on.left,
                                         .y = y,
                                         .to_x = on.left + value * unit,
                                         .to_y = y + BAR,
                                         .colour = tone_colour(point->tone) });
        const Str text = point->value.is_known ? paper_number(cx, point->value, chart->unit) : S("–");
        put_text(&on, on.left + value * unit + 8, base, ANCHOR_START, INK, text);
    }
    if (chart->target.is_known) {
        const double at = on.left + number_of(chart->target) * unit;
        put_line(&on, at, on.top - 6, at, on.top + BAR_STEP * (double)chart->point_count - 4, 1.6, TARGET_COLOUR, true);
    }
    return on.picture;
}

/* ---- parts of a whole ---- */

static Picture draw_share(Ctx *cx, const Chart *chart) {
    Drawing on = begin(cx, chart, SHARE_HEIGHT);
    double whole = 0, x = on.left, legend_x = MARGIN, legend_y = 106;
    const double top = 50, bottom = 82, gap = 2, swatch = 12, after = 22;
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->points[i].value.is_known) whole += number_of(chart->points[i].value);
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartPoint *point = &chart->points[i];
        const double value = point->value.is_known ? number_of(point->value) : 0;
        const double width = whole > 0 ? value / whole * (on.right - on.left) : 0;
        const uint32_t colour = tone_colour(point->tone);
        if (width > gap)
            picture_add(
                &on.picture,
                (Mark){
                    .kind = MARK_BOX, .x = x, .y = top, .to_x = x + width - gap, .to_y = bottom, .colour = colour });
        x += width;
        const Str number = paper_number(cx, point->value.is_known ? point->value : decimal_whole(0), chart->unit);
        const Str text = str_format(cx->arena, "%.*s: %.*s", STR_FMT(point->label), STR_FMT(number));
        const double room = swatch + 6 + picture_text_width(text, LABEL_SIZE, false);
        if (legend_x > MARGIN && legend_x + room > on.right) {
            legend_x = MARGIN;
            legend_y += 22;
        }
        picture_add(&on.picture, (Mark){ .kind = MARK_BOX,
                                         .x = legend_x,
                                         .y = legend_y - 10,
                                         .to_x = legend_x + swatch,
                                         .to_y = legend_y + 2,
                                         .colour = colour });
        put_text(&on, legend_x + swatch + 6, legend_y, ANCHOR_START, INK, text);
        legend_x += room + after;
    }
    return on.picture;
}

/* ---- */

Picture chart_picture(Ctx *cx, const Chart *chart) {
    MUST(chart->point_count <= CHART_POINTS_MAX && chart->path_count <= CHART_POINTS_MAX);
    switch (chart->kind) {
    case CHART_LINE: return draw_line(cx, chart);
    case CHART_BAR: return draw_bars(cx, chart);
    case CHART_SHARE: break;
    }
    return draw_share(cx, chart);
}

Code chart_svg(Ctx *cx, const Chart *chart, Str *ret_svg) {
    const Picture picture = chart_picture(cx, chart);
    Buf out = buf_new(cx->arena, SVG_BYTES_MAX);
    picture_write_svg(&out, &picture);
    return buf_done(&out, ret_svg);
}

Code chart_png(Ctx *cx, const Chart *chart, Str *ret_png) {
    const Picture picture = chart_picture(cx, chart);
    const double sharp = 2, most = 7900 / picture.height;
    return picture_png(cx, &picture, sharp < most ? sharp : most, ret_png);
}
