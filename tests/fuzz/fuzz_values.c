/* tests/fuzz/fuzz_values - numbers, days, moments, periods, ids: text to value to text to value. The first letter of
 * the input says what the rest is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/shape.h"
#include "modules/strategy/periods.h"
#include "modules/strategy/plan.h"
#include "tests/fuzz/fuzz.h"

/* 2^33 in millionths: beyond it, a fraction is sent as text. */
#define EXACT_AS_DOUBLE (INT64_C(8589934592) * DECIMAL_ONE)

/* Does the text look like the pattern? 9 stands for a digit, all else for itself. */
static bool looks_like(Str text, const char *pattern) {
    if (text.len != strlen(pattern)) return false;
    for (size_t i = 0; i < text.len; i++) {
        const bool is_digit = text.at[i] >= '0' && text.at[i] <= '9';
        if (pattern[i] == '9' ? !is_digit : text.at[i] != pattern[i]) return false;
    }
    return true;
}

/* ---- decimals ---- */

typedef struct Exact {
    Decimal exact;
} Exact;

static const Field exact_fields[] = { FIELD(Exact, exact, OPTIONAL, 0, 0) };
static const Shape exact_shape = SHAPE(Exact, exact_fields);

/* As a number of JSON it must mean the same as in a cell, and be written so that it can be read. */
static void check_in_json(Ctx *cx, Str text, Decimal number) {
    const Str digits = text.at[0] == '-' ? str_part(text, 1, text.len) : text;
    if (digits.len > 1 && digits.at[0] == '0' && digits.at[1] != '.') return; /* JSON knows no 007 */
    Exact read = { 0 }, again = { 0 };
    const Str json = str_format(cx->arena, "{\"exact\":%.*s}", STR_FMT(text));
    const Str quoted = str_format(cx->arena, "{\"exact\":\"%.*s\"}", STR_FMT(text));
    MUST(shape_read_json(cx, &exact_shape, quoted, &read) == OK && fuzz_decimal_equal(read.exact, number));
    Buf out = buf_new(cx->arena, 256);
    shape_write_json(&out, &exact_shape, &read);
    const bool is_exact = llabs(number.micro) <= EXACT_AS_DOUBLE || number.micro % DECIMAL_ONE == 0;
    const Code code = shape_read_json(cx, &exact_shape, (Str){ out.at, out.len }, &again);
    MUST(!is_exact || code == OK);
    if (code == OK) MUST(fuzz_decimal_equal(again.exact, number));
    Exact bare = { 0 };
    if (shape_read_json(cx, &exact_shape, json, &bare) == OK) MUST(fuzz_decimal_equal(bare.exact, number));
}

static void check_arithmetic(Decimal a, Decimal b) {
    const Decimal sum = decimal_add(a, b), difference = decimal_sub(a, b), ratio = decimal_ratio(a, b);
    MUST(fuzz_decimal_equal(sum, decimal_add(b, a)));
    if (sum.is_known) MUST(fuzz_decimal_equal(decimal_sub(sum, b), a));
    if (difference.is_known) MUST((decimal_compare(a, b) > 0) == (difference.micro > 0));
    MUST(decimal_compare(a, b) == -decimal_compare(b, a));
    MUST(fuzz_decimal_equal(decimal_scale(a, b.micro, b.micro == 0 ? 1 : b.micro),
                            b.micro == 0 ? (Decimal){ 0, true } : a));
    if (ratio.is_known) { /* the remainder is at most half of the divisor */
        const Wide rest = (Wide)a.micro * DECIMAL_ONE - (Wide)ratio.micro * b.micro;
        const Wide size = b.micro < 0 ? -(Wide)b.micro : (Wide)b.micro;
        MUST(rest * 2 <= size && rest * 2 >= -size);
    }
    const Decimal low = decimal_compare(a, b) < 0 ? a : b, high = decimal_compare(a, b) < 0 ? b : a;
    MUST(fuzz_decimal_equal(decimal_clip(sum, low, high), decimal_clip(decimal_clip(sum, low, high), low, high)));
}

static bool read_decimal(Ctx *cx, Str text, Decimal *ret_number) {
    Decimal again;
    if (decimal_from_text(text, ret_number) != OK) return false;
    const Str clean = decimal_text(cx->arena, *ret_number);
    MUST(decimal_from_text(clean, &again) == OK && fuzz_decimal_equal(*ret_number, again));
    MUST(clean.len <= text.len && str_equal(clean, decimal_text(cx->arena, again)));
    return true;
}

static void check_decimals(Ctx *cx, Str text) {
    Str rest = text;
    const Str first = str_cut(&rest, ' ');
    Decimal a, b;
    if (!read_decimal(cx, first, &a)) return;
    check_in_json(cx, first, a);
    if (rest.at != NULL && read_decimal(cx, rest, &b)) check_arithmetic(a, b);
}

/* ---- days and moments ---- */

static void check_day_parts(Day day) {
    int64_t year, month, of_month, next_year, next_month, next_of_month;
    day_parts(day, &year, &month, &of_month);
    day_parts((Day){ day.number + 1 }, &next_year, &next_month, &next_of_month);
    MUST(day_make(year, month, of_month).number == day.number && day_year(day) == year);
    const bool ends_month = of_month == days_in_month(year, month), ends_year = ends_month && month == 12;
    MUST(next_of_month == (ends_month ? 1 : of_month + 1));
    MUST(next_month == (ends_year ? 1 : ends_month ? month + 1 : month) && next_year == (ends_year ? year + 1 : year));
    MUST(day_of_time(day_start(day, 420), 420).number == day.number);
    MUST(day_of_time((Time){ day_start(day, 420).us - 1 }, 420).number == day.number - 1);
}

static void check_day(Ctx *cx, Str text) {
    Day day, again;
    if (day_from_text(text, &day) != OK) return;
    MUST(looks_like(text, "9999-99-99") && str_equal(text, day_text(cx->arena, day)));
    MUST(day_from_text(day_text(cx->arena, day), &again) == OK && again.number == day.number);
    check_day_parts(day);
}

static bool is_moment(Str text) {
    Str rest = str_part(text, 19, text.len);
    if (!looks_like(str_part(text, 0, 19), "9999-99-99T99:99:99")) return false;
    if (str_starts(rest, S("."))) {
        size_t used = 1;
        while (used < rest.len && rest.at[used] >= '0' && rest.at[used] <= '9') used++;
        if (used < 2 || used > 7) return false;
        rest = str_part(rest, used, rest.len);
    }
    return str_is(rest, "Z") || looks_like(rest, "+99:99") || looks_like(rest, "-99:99");
}

/* A moment that was given is never "none", and can be told to others. */
static void check_time(Ctx *cx, Str text) {
    Time time, again;
    if (time_from_text(text, &time) != OK) return;
    MUST(is_moment(text));
    MUST(time.us != 0);
    const Str clean = time_text(cx->arena, time);
    MUST(is_moment(clean) && str_ends(clean, S("Z")));
    MUST(time_from_text(clean, &again) == OK && again.us == time.us);
}

/* ---- periods and rules ---- */

static void check_period_days(Period period) {
    const Day start = period_start(period), end = period_end(period);
    MUST(start.number != 0 && start.number < end.number);
    MUST(period_equal(period_of_day(start, period.frequency), period));
    MUST(period_equal(period_of_day(end, period.frequency), period));
    MUST(period_equal(period_over(end, period.frequency), period));
    if (period.year == DAY_YEAR_MAX || period.year == DAY_YEAR_MIN) return; /* beyond lies no calendar */
    MUST(period_equal(period_before(period_next(period)), period));
    MUST(period_start(period_next(period)).number == end.number + 1);
    const Period due = period_due(end, period.frequency, 30, NULL);
    MUST(period_due_on(due, 30, NULL).number < end.number);
    MUST(period_due_on(period_next(due), 30, NULL).number >= end.number);
}

static void check_period(Ctx *cx, Str text) {
    Period period, again;
    if (period_from_text(text, &period) != OK) return;
    MUST(str_equal(text, period_text(cx->arena, period)));
    MUST(period_from_text(period_text(cx->arena, period), &again) == OK && period_equal(period, again));
    check_period_days(period);
}

/* "Before" a day means that the day before is the last in time. */
static void check_due_rule(Str text) {
    DueRule rule;
    if (due_rule_from_text(text, &rule) != OK) return;
    MUST(looks_like(str_part(text, 0, 17), "year before 99-99"));
    for (int64_t year = 2023; year <= 2025; year++) {
        int64_t of_year, month, of_month;
        day_parts((Day){ due_rule_day(rule, year).number + 1 }, &of_year, &month, &of_month);
        const bool is_leap_rule = rule.month == 2 && rule.day == 29;
        MUST(of_year == year - rule.years_before);
        MUST(is_leap_rule || (month == rule.month && of_month == rule.day));
    }
}

/* ---- ids and whole numbers ---- */

static void check_id(Str text) {
    Id id, again;
    if (id_from_text(text, &id) != OK) return;
    MUST(str_equal(id_str(&id), text) && !id_is_none(&id));
    MUST(id_from_text(id_str(&id), &again) == OK && id_equal(&id, &again));
}

static void check_int(Ctx *cx, Str text) {
    int64_t number, again;
    if (str_to_int(text, INT64_MIN, INT64_MAX, &number) != OK) return;
    Buf out = buf_new(cx->arena, 32);
    buf_int(&out, number);
    const Str clean = { out.at, out.len };
    MUST(clean.len <= text.len && str_to_int(clean, number, number, &again) == OK && again == number);
    if (number > INT64_MIN) MUST(str_to_int(clean, INT64_MIN, number - 1, &again) == INVALID);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str text = fuzz_input(data, size);
    switch (fuzz_byte(&text)) {
    case 'n': check_decimals(&cx, text); break;
    case 'd': check_day(&cx, text); break;
    case 't': check_time(&cx, text); break;
    case 'p': check_period(&cx, text); break;
    case 'r': check_due_rule(text); break;
    case 'i': check_id(text); break;
    case 'w': check_int(&cx, text); break;
    default: break;
    }
    fuzz_end(&cx);
    return 0;
}
