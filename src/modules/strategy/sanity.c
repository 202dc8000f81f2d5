/* modules/strategy/sanity - see sanity.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/sanity.h"

enum { JUMP_FACTOR = 3, JUMP_CHANGES_MIN = 3, SAME_IN_A_ROW = 3 };

static Decimal size_of(Decimal number) {
    return number.is_known && number.micro < 0 ? decimal_micro(-number.micro) : number;
}

/* The mean size of the changes from figure to figure; unknown when there were too few. */
static Decimal usual_change(const Series *before) {
    if (before->count < JUMP_CHANGES_MIN + 1) return (Decimal){ 0 };
    Wide sum = 0;
    for (size_t i = 1; i < before->count; i++) {
        const Wide change = (Wide)before->points[i].value.micro - before->points[i - 1].value.micro;
        sum += change < 0 ? -change : change;
    }
    return decimal_of_wide(sum, (Wide)(before->count - 1));
}

static Finding find_jump(const Series *before, Decimal change) {
    const Decimal usual = usual_change(before);
    const bool is_odd = usual.micro > 0 && (Wide)size_of(change).micro > (Wide)usual.micro * JUMP_FACTOR;
    return (Finding){ FINDING_JUMP, !is_odd, change, usual };
}

static Finding find_turn(const Goal *goal, Decimal change) {
    const bool is_down = change.micro < 0, is_up = change.micro > 0;
    const bool is_odd = (goal->direction == DIRECTION_UP && is_down) || (goal->direction == DIRECTION_DOWN && is_up);
    return (Finding){ FINDING_TURN, !is_odd, change, { 0 } };
}

static bool is_times(Decimal a, Decimal b, int64_t factor) {
    return a.micro != 0 && (Wide)b.micro * factor == a.micro;
}

static Finding find_slip(Decimal last, Decimal value) {
    const bool is_odd = is_times(value, last, 10) || is_times(value, last, 1000) || is_times(last, value, 10) ||
                        is_times(last, value, 1000);
    return (Finding){ FINDING_SLIP, !is_odd, last, { 0 } };
}

static Finding find_same(const Series *before, Decimal value) {
    int64_t same = 1;
    for (size_t i = before->count; i > 0 && decimal_compare(before->points[i - 1].value, value) == 0; i--) same++;
    return (Finding){ FINDING_SAME, same < SAME_IN_A_ROW, decimal_whole(same), { 0 } };
}

static Finding find_path(const Goal *goal, const Series *before, Point figure) {
    Point *points = (Point[TREND_POINTS_MAX + 1]){ { { 0 }, { 0 } } };
    const size_t kept = before->count > TREND_POINTS_MAX ? TREND_POINTS_MAX : before->count;
    for (size_t i = 0; i < kept; i++) points[i] = before->points[before->count - kept + i];
    points[kept] = figure;
    const Series with = { .first = before->count > 0 ? before->first : figure, .points = points, .count = kept + 1 };
    const Series without = { .first = before->first, .points = points, .count = kept };
    const Measure now = measure_take(goal, &with, figure.on, false);
    const bool was_below = kept > 0 && measure_take(goal, &without, figure.on, false).gap.micro < 0;
    return (Finding){ FINDING_PATH, now.gap.micro >= 0 || was_below, now.gap, { 0 } };
}

size_t sanity_check(const Goal *goal, const Series *before, Point figure, size_t evidence_count,
                    Finding *ret_findings) {
    size_t count = 0;
    ret_findings[count++] =
        (Finding){ FINDING_EVIDENCE, evidence_count > 0, decimal_whole((int64_t)evidence_count), { 0 } };
    ret_findings[count++] = find_path(goal, before, figure);
    if (before->count == 0) return count;
    const Decimal last = before->points[before->count - 1].value, change = decimal_sub(figure.value, last);
    if (!goal->is_level) {
        ret_findings[count++] = find_jump(before, change);
        ret_findings[count++] = find_slip(last, figure.value);
        ret_findings[count++] = find_same(before, figure.value);
    }
    ret_findings[count++] = find_turn(goal, change);
    return count;
}
