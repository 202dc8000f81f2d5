#!/usr/bin/env python3
"""Moves the sample figures in time, so that they end with the last month, quarter and year that are over: sample.py FROM TO"""
# SPDX-License-Identifier: Apache-2.0
import csv
import datetime
import pathlib
import sys

WRITTEN_ON = datetime.date(2026, 11, 22)  # the day for which the sample was written


def today():
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7)).date()


def serial(day, months):
    """Which month, quarter or year of all time a day lies in."""
    return (day.year * 12 + day.month - 1) // months


def moved_period(text, now):
    if "Q" in text:
        year, quarter = text.split("-Q")
        at = int(year) * 4 + int(quarter) - 1 + serial(now, 3) - serial(WRITTEN_ON, 3)
        return "%04d-Q%d" % (at // 4, at % 4 + 1)
    if "-" in text:
        year, month = text.split("-")
        at = int(year) * 12 + int(month) - 1 + serial(now, 1) - serial(WRITTEN_ON, 1)
        return "%04d-%02d" % (at // 12, at % 12 + 1)
    return "%04d" % (int(text) + now.year - WRITTEN_ON.year)


def moved_day(text, now):
    return (datetime.date.fromisoformat(text) + (now - WRITTEN_ON)).isoformat()


def main():
    source, target, now = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), today()
    target.mkdir(parents=True)
    for name, column, moved in (("observations.csv", "period", moved_period), ("progress.csv", "on", moved_day)):
        with open(source / name, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        with open(target / name, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows({**row, column: moved(row[column], now)} for row in rows)


main()
