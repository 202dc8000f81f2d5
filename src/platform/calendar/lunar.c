/* platform/calendar/lunar - see lunar.h. Formulas: Jean Meeus, Astronomical Algorithms, 2nd edition, chapters 25 and
 * 49; difference of the times of dynamics and of the clock: Espenak and Meeus (NASA/TP-2006-214141). A minute is enough
 * here: it decides only where a moon or a term falls so close to midnight. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/calendar/lunar.h"

#include <math.h>

static const double SYNODIC_MONTH = 29.530588861, FIRST_NEW_MOON = 2451550.09766; /* days; that of 6 January 2000 */
static const double EAST_OF_GREENWICH = 7.0 / 24.0;                               /* of a day */
enum { JULIAN_OF_DAY_ZERO = 1721425, SOLSTICE_SECTOR = 9, MONTHS_OF_LEAP_YEAR = 13, SECONDS_OF_DAY = 86400 };

static double sine(double degrees) {
    return sin(fmod(degrees, 360.0) * (acos(-1.0) / 180.0));
}

/* ---- moons ---- */

/* One row of the series: its size in days, which power of the orbit's flatness, and how often each argument counts:
 * anomaly of the sun, anomaly of the moon, the moon's argument of latitude. */
typedef struct MoonTerm {
    double size;
    int flatness, sun, moon, latitude;
} MoonTerm;

static const MoonTerm moon_terms[] = {
    { -0.40720, 0, 0, 1, 0 }, { 0.17241, 1, 1, 0, 0 },    { 0.01608, 0, 0, 2, 0 },  { 0.01039, 0, 0, 0, 2 },
    { 0.00739, 1, -1, 1, 0 }, { -0.00514, 1, 1, 1, 0 },   { 0.00208, 2, 2, 0, 0 },  { -0.00111, 0, 0, 1, -2 },
    { -0.00057, 0, 0, 1, 2 }, { 0.00056, 1, 1, 2, 0 },    { -0.00042, 0, 0, 3, 0 }, { 0.00042, 1, 1, 0, 2 },
    { 0.00038, 1, 1, 0, -2 }, { -0.00024, 1, -1, 2, 0 },  { -0.00007, 0, 2, 1, 0 }, { 0.00004, 0, 0, 2, -2 },
    { 0.00004, 0, 3, 0, 0 },  { 0.00003, 0, 1, 1, -2 },   { 0.00003, 0, 0, 2, 2 },  { -0.00003, 0, 1, 1, 2 },
    { 0.00003, 0, -1, 1, 2 }, { -0.00002, 0, -1, 1, -2 }, { -0.00002, 0, 1, 3, 0 }, { 0.00002, 0, 0, 4, 0 },
};

/* What the planets add: the size in days, the angle at the first new moon, and its growth from one to the next. */
typedef struct PlanetTerm {
    double size, angle, growth;
} PlanetTerm;

static const PlanetTerm planet_terms[] = {
    { 0.000325, 299.77, 0.107408 },  { 0.000165, 251.88, 0.016321 }, { 0.000164, 251.83, 26.651886 },
    { 0.000126, 349.42, 36.412478 }, { 0.000110, 84.66, 18.206239 }, { 0.000062, 141.74, 53.303771 },
    { 0.000060, 207.14, 2.453732 },  { 0.000056, 154.84, 7.306860 }, { 0.000047, 34.52, 27.261239 },
    { 0.000042, 207.19, 0.121824 },  { 0.000040, 291.34, 1.844379 }, { 0.000037, 161.72, 24.198154 },
    { 0.000035, 239.56, 25.513099 }, { 0.000023, 331.55, 3.592518 },
};

/* Days by which the time of dynamics is ahead of the clock. */
static double ahead_of_clock(double julian) {
    const double year = 2000.0 + (julian - 2451545.0) / 365.25, t = year - 2000.0, u = year - 1975.0;
    const double early = 45.45 + 1.067 * u - u * u / 260.0 - u * u * u / 718.0;
    const double late = 62.92 + 0.32217 * t + 0.005589 * t * t;
    return (year < 1990.0 ? early : late) / SECONDS_OF_DAY;
}

/* The moment of new moon number k, counted from that of January 2000, as a Julian date of the clock. */
static double new_moon(int64_t number) {
    const double k = (double)number, t = k / 1236.85, e = 1.0 - 0.002516 * t - 0.0000074 * t * t;
    const double sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t - 0.00000011 * t * t * t;
    const double moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t * t * t;
    const double latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t * t * t;
    const double node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t + 0.00000215 * t * t * t;
    double julian = FIRST_NEW_MOON + SYNODIC_MONTH * k + 0.00015437 * t * t - 0.000000150 * t * t * t;
    julian -= 0.00017 * sine(node);
    for (size_t i = 0; i < COUNT(moon_terms); i++) {
        const MoonTerm *term = &moon_terms[i];
        const double angle = term->sun * sun + term->moon * moon + term->latitude * latitude;
        julian += term->size * pow(e, term->flatness) * sine(angle);
    }
    for (size_t i = 0; i < COUNT(planet_terms); i++)
        julian += planet_terms[i].size * sine(planet_terms[i].angle + planet_terms[i].growth * k);
    return julian - ahead_of_clock(julian);
}

static Day new_moon_day(int64_t number) {
    return (Day){ (int64_t)floor(new_moon(number) + 0.5 + EAST_OF_GREENWICH) - JULIAN_OF_DAY_ZERO };
}

/* ---- sun ---- */

/* In which twelfth of its way the sun stands as the day begins, from 0 at the spring equinox. */
static int64_t sun_sector(Day day) {
    const double clock = (double)(day.number + JULIAN_OF_DAY_ZERO) - 0.5 - EAST_OF_GREENWICH;
    const double t = (clock + ahead_of_clock(clock) - 2451545.0) / 36525.0;
    const double anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
    const double centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly) +
                          (0.019993 - 0.000101 * t) * sine(2.0 * anomaly) + 0.000289 * sine(3.0 * anomaly);
    const double longitude =
        280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
    return (int64_t)floor((longitude - 360.0 * floor(longitude / 360.0)) / 30.0);
}

static Day winter_solstice(int64_t year) {
    Day day = day_make(year, 12, 18);
    while (sun_sector((Day){ day.number + 1 }) < SOLSTICE_SECTOR) day.number++;
    return day;
}

/* ---- months ---- */

/* Number of the new moon that begins month 11: the last one that is not after the winter solstice. */
static int64_t eleventh_month(int64_t year) {
    const Day solstice = winter_solstice(year);
    const double julian = (double)(solstice.number + JULIAN_OF_DAY_ZERO);
    int64_t number = (int64_t)floor((julian - FIRST_NEW_MOON) / SYNODIC_MONTH) + 1;
    while (new_moon_day(number).number > solstice.number) number--;
    return number;
}

/* Of thirteen months between two winter solstices, the first in which the sun enters no new twelfth is the leap month.
 */
static int64_t leap_month_after(int64_t eleventh) {
    int64_t number = eleventh + 1;
    while (sun_sector(new_moon_day(number)) != sun_sector(new_moon_day(number + 1))) number++;
    return number;
}

Day lunar_day(int64_t year, int64_t month, int64_t day) {
    if (month < 1 || month > 12 || day < 1) return (Day){ 0 };
    const int64_t solstice_year = month >= 11 ? year : year - 1;
    const int64_t eleventh = eleventh_month(solstice_year);
    int64_t number = eleventh + (month >= 11 ? month - 11 : month + 1);
    const bool has_leap = eleventh_month(solstice_year + 1) - eleventh == MONTHS_OF_LEAP_YEAR;
    if (has_leap && number >= leap_month_after(eleventh)) number++;
    const Day first = new_moon_day(number), found = { first.number + day - 1 };
    return found.number < new_moon_day(number + 1).number ? found : (Day){ 0 };
}
