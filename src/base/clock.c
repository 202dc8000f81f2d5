/* base/clock - see clock.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <time.h>

#define SECOND_US INT64_C(1000000)
#define DAY_US    (INT64_C(86400) * SECOND_US)

enum { DAYS_TO_1970 = 719163, DAYS_IN_400_YEARS = 146097 };

static int64_t clock_us(clockid_t clock) {
    struct timespec at;
    MUST(clock_gettime(clock, &at) == 0);
    return at.tv_sec * SECOND_US + at.tv_nsec / 1000;
}

Time time_now(void) {
    return (Time){ clock_us(CLOCK_REALTIME) };
}

int64_t time_steady_us(void) {
    return clock_us(CLOCK_MONOTONIC);
}

static bool is_leap(int64_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int64_t days_in_month(int64_t year, int64_t month) {
    static const int64_t lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    MUST(month >= 1 && month <= 12);
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/* Days before the first of March of a year,
    in a calendar whose year begins in March (Fliegel and Van Flandern's way). */
Day day_make(int64_t year, int64_t month, int64_t day) {
    if (year < DAY_YEAR_MIN || year > DAY_YEAR_MAX || month < 1 || month > 12) return (Day){ 0 };
    if (day < 1 || day > days_in_month(year, month)) return (Day){ 0 };
    const int64_t y = month > 2 ? year : year - 1;
    const int64_t m = month > 2 ? month - 3 : month + 9;
    return (Day){ 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 306 };
}

void day_parts(Day day, int64_t *ret_year, int64_t *ret_month, int64_t *ret_day) {
    const int64_t since_march = day.number + 305; /* days since 0000-03-01 */
    const int64_t era = since_march / DAYS_IN_400_YEARS;
    const int64_t of_era = since_march % DAYS_IN_400_YEARS;
    const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month_from_march = (5 * of_year + 2) / 153;
    *ret_day = of_year - (153 * month_from_march + 2) / 5 + 1;
    *ret_month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *ret_year = year_of_era + era * 400 + (*ret_month <= 2 ? 1 : 0);
}

int64_t day_year(Day day) {
    int64_t year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    return year;
}

Day day_of_time(Time time, int64_t offset_minutes) {
    const int64_t local = time.us + offset_minutes * 60 * SECOND_US;
    const int64_t days = local >= 0 ? local / DAY_US : -((-local + DAY_US - 1) / DAY_US);
    return (Day){ DAYS_TO_1970 + days };
}

Time day_start(Day day, int64_t offset_minutes) {
    return (Time){ (day.number - DAYS_TO_1970) * DAY_US - offset_minutes * 60 * SECOND_US };
}

void day_write(Buf *out, Day day) {
    if (day.number == 0) return;
    int64_t year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    const char text[] = { (char)('0' + year / 1000), (char)('0' + year / 100 % 10), (char)('0' + year / 10 % 10),
                          (char)('0' + year % 10),   '-',
                          (char)('0' + month / 10),  (char)('0' + month % 10),      '-',
                          (char)('0' + of_month / 10), (char)('0' + of_month % 10) };
    buf_add(out, (Str){ text, sizeof text });
}

Str day_text(Arena *arena, Day day) {
    Buf out = buf_new(arena, 16);
    day_write(&out, day);
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

Str day_spoken(Arena *arena, Day day) {
    int64_t year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    return str_format(arena, "%02d/%02d/%04d", (int)of_month, (int)month, (int)year);
}

Code day_from_text(Str text, Day *ret_day) {
    int64_t year, month, of_month;
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-') return INVALID;
    TRY(str_to_int(str_part(text, 0, 4), DAY_YEAR_MIN, DAY_YEAR_MAX, &year));
    TRY(str_to_int(str_part(text, 5, 2), 1, 12, &month));
    TRY(str_to_int(str_part(text, 8, 2), 1, 31, &of_month));
    const Day day = day_make(year, month, of_month);
    if (day.number == 0) return INVALID;
    *ret_day = day;
    return OK;
}

/* So many digits, behind a mark. */
static void add_digits(Buf *out, char mark, int64_t number, size_t count) {
    char text[8] = { mark };
    for (size_t i = count; i > 0; i--, number /= 10) text[i] = (char)('0' + number % 10);
    buf_add(out, (Str){ text, count + 1 });
}

void time_write(Buf *out, Time time) {
    if (time.us == 0) return;
    const Day day = day_of_time(time, 0);
    const int64_t of_day = time.us - day_start(day, 0).us;
    const int64_t seconds = of_day / SECOND_US, micro = of_day % SECOND_US;
    day_write(out, day);
    add_digits(out, 'T', seconds / 3600, 2);
    add_digits(out, ':', seconds / 60 % 60, 2);
    add_digits(out, ':', seconds % 60, 2);
    if (micro != 0) add_digits(out, '.', micro, 6);
    buf_char(out, 'Z');
}

Str time_text(Arena *arena, Time time) {
    Buf out = buf_new(arena, 40);
    time_write(&out, time);
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

/* Reads the fraction `.123456` (one to six digits) at the start of *rest. */
static Code read_fraction(Str *rest, int64_t *ret_micro) {
    *ret_micro = 0;
    if (rest->len == 0 || rest->at[0] != '.') return OK;
    int64_t unit = SECOND_US / 10;
    size_t used = 1;
    for (; used < rest->len && rest->at[used] >= '0' && rest->at[used] <= '9' && unit > 0; used++) {
        *ret_micro += unit * (rest->at[used] - '0');
        unit /= 10;
    }
    if (used == 1) return INVALID;
    *rest = str_part(*rest, used, rest->len);
    return OK;
}

/* "-0" is a number, but no hour. */
static Code read_two_digits(Str text, int64_t max, int64_t *ret_number) {
    return text.at[0] == '-' ? INVALID : str_to_int(text, 0, max, ret_number);
}

/* Reads `Z` or `+07:00` at the end. */
static Code read_offset(Str text, int64_t *ret_minutes) {
    if (str_is(text, "Z")) {
        *ret_minutes = 0;
        return OK;
    }
    int64_t hours, minutes;
    if (text.len != 6 || text.at[3] != ':' || (text.at[0] != '+' && text.at[0] != '-')) return INVALID;
    TRY(read_two_digits(str_part(text, 1, 2), 23, &hours));
    TRY(read_two_digits(str_part(text, 4, 2), 59, &minutes));
    *ret_minutes = (hours * 60 + minutes) * (text.at[0] == '-' ? -1 : 1);
    return OK;
}

Code time_from_text(Str text, Time *ret_time) {
    Day day;
    int64_t hour, minute, second, micro, offset;
    if (text.len < 20 || text.at[10] != 'T' || text.at[13] != ':' || text.at[16] != ':') return INVALID;
    TRY(day_from_text(str_part(text, 0, 10), &day));
    TRY(read_two_digits(str_part(text, 11, 2), 23, &hour));
    TRY(read_two_digits(str_part(text, 14, 2), 59, &minute));
    TRY(read_two_digits(str_part(text, 17, 2), 59, &second));
    Str rest = str_part(text, 19, text.len);
    TRY(read_fraction(&rest, &micro));
    TRY(read_offset(rest, &offset));
    const int64_t of_day = ((hour * 60 + minute) * 60 + second) * SECOND_US + micro;
    const Time time = { day_start(day, offset).us + of_day };
    const int64_t year = day_year(day_of_time(time, 0)); /* the offset may lead beyond what has a text */
    if (year < DAY_YEAR_MIN || year > DAY_YEAR_MAX) return INVALID;
    *ret_time = time;
    return OK;
}
