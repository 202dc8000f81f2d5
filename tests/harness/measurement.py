#!/usr/bin/env python3
"""The rules of measurement once more, in fractions: drawn goals and figures, and what must come out, for measure_test."""
# SPDX-License-Identifier: Apache-2.0
import random
import sys
from fractions import Fraction as F

CASES, SEED, MICRO = 1500, 1539, 10 ** 6
UP, DOWN, WITHIN = 1, 2, 3


def rounded(x):
    """To millionths, half away from zero; None stays unknown."""
    if x is None:
        return None
    whole = (2 * abs(x) * MICRO + 1) // 2
    return F(whole if x >= 0 else -whole, MICRO)


def bounds(milestone):
    _, low, high = milestone
    return (high if low is None else low), (low if high is None else high)


def bound(milestone, direction, value):
    low, high = bounds(milestone)
    nearer = low if value is None or abs(value - low) <= abs(value - high) else high
    return {UP: low, DOWN: high, WITHIN: nearer}[direction]


def holds(milestone, direction, value):
    low, high = bounds(milestone)
    return (direction == DOWN or value >= low) and (direction == UP or value <= high)


def outside(milestone, direction, value):
    return F(0) if holds(milestone, direction, value) else abs(value - bound(milestone, direction, value))


def start_of(goal, points):
    first = goal["milestones"][0]
    if goal["is_level"]:
        return "lowest_level", F(0), 0
    if goal["baseline"] is not None:
        return "declared", *goal["baseline"]
    if len(goal["milestones"]) > 1 and points[-1][0] >= first[0]:
        return "milestone", bound(first, goal["direction"], None), first[0]
    return "first_figure", points[0][1], points[0][0]


def path_on(goal, start, day, value):
    """Corners of the path: the start, then each later milestone; straight between, level before and after."""
    reached = [m for m in goal["milestones"] if m[0] <= day]
    if goal["is_level"]:
        return bound(reached[-1], goal["direction"], start[1]) if reached else start[1]
    if len(reached) == len(goal["milestones"]):
        return bound(reached[-1], goal["direction"], value)
    later = [(m[0], bound(m, goal["direction"], value)) for m in goal["milestones"] if m[0] > start[2]]
    corners = [(start[2], start[1])] + later
    for (from_on, low), (to_on, high) in zip(corners, corners[1:]):
        if day <= to_on:
            return low + (high - low) * F(max(day - from_on, 0), to_on - from_on)
    return corners[-1][1]


def trend(points, day):
    """Least squares through the last twelve: its value on the day, and its change in 30 days."""
    points = points[-12:]
    if len(points) < 4:
        return None, None
    mean_x, mean_y = (sum(map(F, column)) / len(points) for column in zip(*points))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return rounded(mean_y + slope * (day - mean_x)), rounded(slope * 30)


def measure(goal, points, is_overdue):
    direction, (day, value), final = goal["direction"], points[-1], goal["milestones"][-1]
    start, is_met = start_of(goal, points), holds(final, direction, value)
    later = [m for m in goal["milestones"] if m[0] > day] or [final]
    way, left = outside(final, direction, start[1]), outside(final, direction, value)
    part = F(1) if is_met else F(0) if way == 0 else min(max((way - left) / way, F(0)), F(1))
    path = rounded(path_on(goal, start, day, value))
    nearer = outside(later[0], direction, path) - outside(later[0], direction, value)
    gap = {UP: value - path, DOWN: path - value, WITHIN: nearer}[direction]
    before = [bound(m, direction, value) for m in goal["milestones"] if m[0] <= day] or [start[1]]
    usual = rounded(abs(bound(later[0], direction, value) - before[-1]) / 20)
    tolerance = F(0) if goal["is_level"] else usual if goal["tolerance"] is None else goal["tolerance"]
    forecast, monthly = (None, None) if goal["is_level"] else trend(points, later[0][0])
    if goal["is_share"] and forecast is not None:
        forecast = min(max(forecast, F(0)), F(100))
    is_short = forecast is not None and not holds(later[0], direction, forecast)
    is_short = is_short and abs(forecast - bound(later[0], direction, forecast)) > tolerance
    rules = [(is_overdue, "no_data", "overdue"), (is_met, "met", "final_reached"), (final[0] <= day, "late", "final_passed"),
             (-tolerance <= gap < 0, "at_risk", "within_tolerance"), (gap < 0, "late", "below_path"),
             (is_short, "at_risk", "trend_short"), (True, "on_track", "on_path")]
    words = next([status, rule, start[0]] for applies, status, rule in rules if applies)
    return words, [rounded(part), path, gap, left, tolerance, forecast, monthly]


def drawn_values(maker, direction, is_level, count):
    """So many values, most of them going the good way, of one of many sizes."""
    size, parts = maker.choice([3, 100, 100, 10 ** 4, 10 ** 6, 10 ** 9]), maker.choice([1, 1, 10, 1000, MICRO])
    values = [F(maker.randint(0, 4)) if is_level else F(maker.randint(-size, size), parts) for _ in range(count)]
    return sorted(values, reverse=direction == DOWN) if maker.random() < 0.8 else values


def drawn_case(maker):
    is_level = maker.random() < 0.1
    direction = UP if is_level else maker.choice([UP, UP, DOWN, WITHIN])
    begin, count, span = maker.randint(700000, 760000), maker.randint(1, 4), maker.choice([400, 6000])
    days = sorted(maker.sample(range(begin, begin + span), count))
    values = drawn_values(maker, direction, is_level, count + 1)
    width = rounded(abs(values[0]) / 10) if direction == WITHIN else F(0)
    milestones = [(on, None if direction == DOWN else value, None if direction == UP else value + width)
                  for on, value in zip(days, values[1:])]
    seen = maker.sample(range(begin - 200, days[-1] + maker.choice([0, 0, 0, 60])), maker.randint(1, 15))
    points = []
    for on in sorted(seen):
        value = values[0] + (values[-1] - values[0]) * F(on - begin, span) * F(maker.randint(80, 130), 100)
        points.append((on, F(maker.randint(0, 4)) if is_level else rounded(value)))
    baseline = (values[0], begin + maker.randint(-300, 100)) if maker.random() < 0.5 else None
    tolerance = rounded(abs(values[0]) / 4) if maker.random() < 0.3 else None
    goal = {"direction": direction, "is_level": is_level, "is_share": maker.random() < 0.3, "milestones": milestones,
            "baseline": baseline, "tolerance": tolerance}
    return goal, points, maker.random() < 0.05


def c_decimal(x):
    return "{ 0 }" if x is None else "{ INT64_C(%d), true }" % (x * MICRO)


def write_case(out, goal, points, is_overdue):
    words, numbers = measure(goal, points, is_overdue)
    milestones = ["{ { %d }, %s, %s }" % (on, c_decimal(low), c_decimal(high)) for on, low, high in goal["milestones"]]
    value, on = goal["baseline"] or (None, 0)
    out.write("{ { .direction = %d, .is_level = %d, .is_share = %d,\n" % (goal["direction"], goal["is_level"], goal["is_share"]))
    out.write(" .milestones = { %s }, .milestone_count = %d,\n" % (", ".join(milestones), len(milestones)))
    out.write(" .baseline = %s, .baseline_on = { %d }, .tolerance = %s },\n" % (c_decimal(value), on, c_decimal(goal["tolerance"])))
    out.write(" { %s }, %d, %d,\n" % (", ".join("{ { %d }, %s }" % (x, c_decimal(y)) for x, y in points), len(points), is_overdue))
    out.write(" STATUS_%s, RULE_%s, START_%s, { %s } },\n" % (*map(str.upper, words), ", ".join(map(c_decimal, numbers))))


with open(sys.argv[1], "w", encoding="utf-8") as file:
    drawer = random.Random(SEED)
    file.write("/* made by tests/harness/measurement.py: do not edit */\nstatic const DrawnCase drawn_cases[] = {\n")
    for _ in range(CASES):
        write_case(file, *drawn_case(drawer))
    file.write("};\n")
