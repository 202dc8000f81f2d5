/* platform/reader/dates - see dates.h. A point (a day, a month, a quarter, a year) is read first, then what it goes on
 * to. Each step looks at a few pieces only, so the time grows with the text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/dates.h"

enum { YEAR_LEAST = 1900, YEAR_MOST = 2199, MONTHS = 12, QUARTERS = 4, CHAIN_MAX = 12 };
enum { HEADING_YEAR_LEAST = 1990, HEADING_YEAR_MOST = 2100 };

const char span_units[] = "nam thang tuan ngai gio phut tuoi sao lan bac lop";

/* A day, month, quarter or year of which parts may be missing (0). `to` is the piece behind it; 0: nothing was read. */
typedef struct Point {
    int kind;
    int64_t year, month, day; /* month: of a quarter its number; of a half the months, negative at the year's end */
    bool is_bare;
    size_t to;
    bool is_season;
} Point;

typedef struct Reader {
    const Pieces *pieces;
    const TermContext *context;
    const Found *units; /* of WORDS_UNIT; NULL: not asked for so far */
    size_t unit_count;
} Reader;

static int64_t number_at(const Pieces *pieces, size_t i, int64_t least, int64_t most) {
    const Piece *piece = piece_at(pieces, i);
    const bool fits = piece->kind == PIECE_NUMBER && piece->number >= least && piece->number <= most;
    return fits && piece->to - piece->from <= 4 ? piece->number : 0;
}

bool piece_is_year(const Pieces *pieces, size_t index) {
    const Piece *piece = piece_at(pieces, index);
    return piece->to - piece->from == 4 && number_at(pieces, index, YEAR_LEAST, YEAR_MOST) != 0;
}

static bool is_digit_at(Str text, size_t at) {
    return at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
}

int64_t year_last_in(Str folded) {
    for (size_t at = folded.len; at >= 4; at--) {
        int64_t year;
        if (is_digit_at(folded, at) || (at > 4 && is_digit_at(folded, at - 5))) continue;
        if (str_to_int(str_part(folded, at - 4, 4), HEADING_YEAR_LEAST, HEADING_YEAR_MOST, &year) == OK) return year;
    }
    return 0;
}

static int64_t year_at(const Pieces *pieces, size_t i) {
    return piece_is_year(pieces, i) ? piece_at(pieces, i)->number : 0;
}

static int64_t month_at(const Pieces *pieces, size_t i) {
    return number_at(pieces, i, 1, MONTHS);
}

static bool is_separator(const Pieces *pieces, size_t i) {
    return piece_is_one_of(pieces, i, "/ - .");
}

/* "năm 2026", ", năm 2026", "/2026", "-2026" behind a month or a quarter. */
static void read_year_behind(const Pieces *pieces, Point *point) {
    size_t i = point->to;
    if (piece_is(pieces, i, ",") && piece_is(pieces, i + 1, "nam")) i++;
    const bool is_named = piece_is(pieces, i, "nam");
    const bool is_parted = is_separator(pieces, i) && !(piece_is(pieces, i, "-") && !piece_at(pieces, i)->is_glued);
    const int64_t year = is_named || is_parted ? year_at(pieces, i + 1) : 0;
    if (year == 0) return;
    point->year = year;
    point->to = i + 2;
}

/* "15/11/2026", "15.11.2026", "15-11-26"; "15/11" when `may_be_half`. */
static Point figures_day(const Pieces *pieces, size_t i, bool may_be_half) {
    const int64_t day = number_at(pieces, i, 1, 31), month = month_at(pieces, i + 2);
    Point point = { DATE_DAY, 0, month, day, true, 0 };
    if (day == 0 || month == 0 || !is_separator(pieces, i + 1)) return (Point){ 0 };
    if (piece_is(pieces, i + 3, "nam")) {
        point.year = year_at(pieces, i + 4);
    } else if (is_separator(pieces, i + 3) && str_equal(piece_text(pieces, i + 1), piece_text(pieces, i + 3))) {
        const Piece *last = piece_at(pieces, i + 4);
        const bool is_short = last->to - last->from == 2 && !piece_is(pieces, i + 3, ".");
        point.year = is_short ? number_at(pieces, i + 4, 10, 99) : year_at(pieces, i + 4);
        if (is_short && point.year != 0) point.year += 2000;
        if (point.year == 0 && last->kind == PIECE_NUMBER && last->is_glued) return (Point){ 0 };
    }
    const bool is_half = point.year == 0 && piece_is(pieces, i + 1, "/");
    point.to = point.year != 0 ? i + 5 : i + 3;
    return point.year != 0 || (is_half && may_be_half) ? point : (Point){ 0 };
}

/* "15 tháng 11 năm 2026", "15 tháng 11". */
static Point spoken_day(const Pieces *pieces, size_t i) {
    const int64_t day = number_at(pieces, i, 1, 31);
    const int64_t month = piece_is(pieces, i + 1, "thang") ? month_at(pieces, i + 2) : 0;
    if (day == 0 || month == 0 || piece_is(pieces, i - 1, "tuan")) return (Point){ 0 };
    Point point = { DATE_DAY, 0, month, day, false, i + 3 };
    read_year_behind(pieces, &point);
    return point;
}

static Point day_at(const Pieces *pieces, size_t i) {
    const bool is_named = piece_is(pieces, i, "ngai");
    size_t at = is_named ? i + 1 : i;
    if (is_named && piece_is(pieces, at, "mung")) at++;
    const Point spoken = spoken_day(pieces, at);
    if (spoken.to != 0) return spoken;
    Point figures = figures_day(pieces, at, true);
    figures.is_bare = figures.is_bare && !is_named && figures.year == 0;
    return figures;
}

/* The first of "21-23/10/2026", "ngày 21 đến ngày 23 tháng 10": the month stands behind the last one only. */
static Point first_day_at(const Pieces *pieces, size_t i) {
    const bool is_named = piece_is(pieces, i, "ngai");
    const size_t at = is_named ? i + 1 : i, joint = at + 1;
    const int64_t day = number_at(pieces, at, 1, 31);
    if (day == 0 || !piece_is_one_of(pieces, joint, "- ÷ ~ den")) return (Point){ 0 };
    const Point last = day_at(pieces, joint + 1);
    const bool is_sure = last.year != 0 || is_named || (last.to != 0 && !last.is_bare);
    if (last.to == 0 || last.day <= day || !is_sure) return (Point){ 0 };
    return (Point){ DATE_DAY, last.year, last.month, day, last.is_bare && !is_named, joint };
}

/* "tháng 6/2026", "tháng 6", "T6/2026", "6/2026". */
static Point months_at(const Pieces *pieces, size_t i) {
    const bool is_named = piece_is(pieces, i, "thang");
    const bool is_short =
        piece_is(pieces, i, "t") && (piece_at(pieces, i + 1)->is_glued || piece_is(pieces, i + 1, "."));
    size_t at = is_named || is_short ? i + 1 : i;
    if (is_short && piece_is(pieces, at, ".")) at++;
    Point point = { DATE_MONTH, 0, month_at(pieces, at), 0, false, at + 1 };
    if (point.month == 0) return (Point){ 0 };
    if (is_named || is_short) read_year_behind(pieces, &point);
    const Piece *mark = piece_at(pieces, at + 1), *year = piece_at(pieces, at + 2);
    if (!is_named && !is_short &&
        (piece_is(pieces, at + 1, "/") || (piece_is(pieces, at + 1, "-") && mark->is_glued))) {
        const bool is_alone = !piece_is(pieces, at - 1, "/") && !piece_is(pieces, at - 1, "-");
        const bool is_number = piece_is(pieces, at + 3, "/") && piece_at(pieces, at + 3)->is_glued; /* of a document */
        if (is_alone && !is_number && year->is_glued == mark->is_glued) point.year = year_at(pieces, at + 2);
        point.to = at + 3;
    }
    return is_named || point.year != 0 ? point : (Point){ 0 };
}

/* "I" to "IV", with l for a badly read I; "1" to "4". */
static int64_t quarter_number(const Pieces *pieces, size_t i) {
    static const char *const romans[] = { "i l", "ii ll il li", "iii lll iil", "iv lv" };
    for (int64_t quarter = 1; quarter <= QUARTERS; quarter++) {
        if (piece_is_one_of(pieces, i, romans[quarter - 1])) return quarter;
    }
    const Piece *piece = piece_at(pieces, i);
    return piece->to - piece->from <= 2 ? number_at(pieces, i, 1, QUARTERS) : 0;
}

static Point quarter_at(const Pieces *pieces, size_t i) {
    size_t at = i + 1;
    if (piece_is_one_of(pieces, i, "qi qii qiii qiv")) { /* "QIV/2026" */
        Point joined = { DATE_QUARTER, 0, 0, 0, false, at };
        joined.month = piece_is(pieces, i, "qi")     ? 1
                       : piece_is(pieces, i, "qii")  ? 2
                       : piece_is(pieces, i, "qiii") ? 3
                                                     : 4;
        read_year_behind(pieces, &joined);
        return joined.year != 0 ? joined : (Point){ 0 };
    }
    const bool is_short = piece_is(pieces, i, "q") && (piece_at(pieces, at)->is_glued || piece_is(pieces, at, "."));
    if (!piece_is(pieces, i, "qui") && !is_short) return (Point){ 0 };
    if (piece_is(pieces, at, ".")) at++;
    Point point = { DATE_QUARTER, 0, quarter_number(pieces, at), 0, false, at + 1 };
    if (point.month == 0) return (Point){ 0 };
    read_year_behind(pieces, &point);
    return point;
}

/* "6 tháng đầu năm 2026", "nửa cuối năm", "sáu tháng cuối năm". */
static Point half_at(const Pieces *pieces, size_t i) {
    int64_t months = piece_is(pieces, i + 1, "thang") ? number_at(pieces, i, 1, 11) : 0;
    if (months == 0 && pieces_match(pieces, i, "sau thang")) months = 6;
    size_t at = i + 2;
    if (months == 0 && piece_is(pieces, i, "nua")) months = 6, at = i + 1;
    if (months == 0 || !piece_is_one_of(pieces, at, "dau cuoi") || !piece_is(pieces, at + 1, "nam"))
        return (Point){ 0 };
    const int64_t year = year_at(pieces, at + 2);
    if (year == 0 && piece_is(pieces, at + 2, "hoc")) return (Point){ 0 };
    return (
        Point){ DATE_HALF, year, piece_is(pieces, at, "dau") ? months : -months, 0, false, at + (year != 0 ? 3 : 2) };
}

/* "năm học 2027 - 2028", "vụ đông xuân 2026-2027", "mùa khô 2026 - 2027": the year in which it ends. */
static Point season_at(const Pieces *pieces, size_t i) {
    size_t at = i;
    if (pieces_match(pieces, i, "nam hoc") || pieces_match(pieces, i, "nien khoa")) at = i + 2;
    const size_t noun = piece_is(pieces, i, "nien") && piece_is(pieces, i + 1, "vu") ? i + 1 : i; /* "niên vụ" */
    if (piece_is_one_of(pieces, noun, "vu mua")) {
        for (at = noun + 1; at < noun + 4 && piece_at(pieces, at)->kind == PIECE_WORD; at++) {
        }
    }
    if (at == i || year_at(pieces, at) == 0 || !piece_is_one_of(pieces, at + 1, "- /")) return (Point){ 0 };
    const int64_t year = year_at(pieces, at + 2);
    if (year != year_at(pieces, at) + 1) return (Point){ 0 };
    const bool is_beginning = piece_is(pieces, i - 1, "dau"); /* "đầu năm học 2026 - 2027" */
    return (Point){ DATE_YEAR, is_beginning ? year - 1 : year, 0, 0, false, at + 3, true };
}

static Point year_point_at(const Pieces *pieces, size_t i) {
    const bool is_named = piece_is(pieces, i, "nam");
    const int64_t year = year_at(pieces, is_named ? i + 1 : i);
    const size_t to = is_named ? i + 2 : i + 1;
    const Piece *mark = piece_at(pieces, i - 1), *next = piece_at(pieces, to);
    const bool is_part =
        !is_named && ((piece_at(pieces, i)->is_glued && (is_separator(pieces, i - 1) || mark->kind == PIECE_WORD)) ||
                      (next->is_glued && (next->kind == PIECE_WORD || piece_is_one_of(pieces, to, "/ %"))));
    return year == 0 || is_part ? (Point){ 0 } : (Point){ DATE_YEAR, year, 0, 0, !is_named, to };
}

static Point point_at(const Pieces *pieces, size_t i) {
    static Point (*const ways[])(const Pieces *, size_t) = { day_at,    first_day_at, season_at,    half_at,
                                                             months_at, quarter_at,   year_point_at };
    for (size_t way = 0; way < COUNT(ways); way++) {
        const Point point = ways[way](pieces, i);
        if (point.to != 0) return point;
    }
    return (Point){ 0 };
}

/* The next of a list or range, written short: "Quý II, III", "tháng 6 - 8/2026". */
static Point short_point(const Pieces *pieces, size_t i, int kind) {
    Point point = { kind, 0, 0, 0, false, i + 1 };
    if (kind == DATE_YEAR && year_at(pieces, i) != 0) return (Point){ kind, year_at(pieces, i), 0, 0, true, i + 1 };
    if (kind == DATE_QUARTER) point.month = quarter_number(pieces, i);
    if (kind == DATE_MONTH && !piece_is(pieces, i + 1, "thang")) point.month = month_at(pieces, i);
    if (point.month == 0) return (Point){ 0 };
    read_year_behind(pieces, &point);
    const bool is_counted = piece_at(pieces, i)->kind == PIECE_NUMBER && point.year == 0 && /* "quý II, 3 mô hình" */
                            point.to < pieces->count &&
                            !piece_is_one_of(pieces, point.to, ", ; . ) - | va den hang moi");
    return is_counted ? (Point){ 0 } : point;
}

/* ---- points as days ---- */

static Day last_of_month(int64_t year, int64_t month) {
    return day_make(year, month, days_in_month(year, month));
}

static Day point_first(const Point *point, int64_t year) {
    switch (point->kind) {
    case DATE_DAY: return day_make(year, point->month, point->day);
    case DATE_MONTH: return day_make(year, point->month, 1);
    case DATE_QUARTER: return day_make(year, point->month * 3 - 2, 1);
    case DATE_HALF: return day_make(year, point->month > 0 ? 1 : MONTHS + 1 + point->month, 1);
    default: return day_make(year, 1, 1);
    }
}

static Day point_last(const Point *point, int64_t year) {
    switch (point->kind) {
    case DATE_DAY: return day_make(year, point->month, point->day);
    case DATE_MONTH: return last_of_month(year, point->month);
    case DATE_QUARTER: return last_of_month(year, point->month * 3);
    case DATE_HALF: return last_of_month(year, point->month > 0 ? point->month : MONTHS);
    default: return day_make(year, MONTHS, 31);
    }
}

/* The year that a document means which writes none: its only one, or the first in which the day is still to come. */
static int64_t year_meant(const TermContext *context, const Point *point) {
    if (context->year_first != 0 && context->year_first == context->year_last) return context->year_first;
    if (context->issued_on.number == 0) return context->year_first;
    int64_t year = day_year(context->issued_on);
    if (point_last(point, year).number < context->issued_on.number) year++;
    return year < context->year_first ? context->year_first : year;
}

static Date date_of(const Reader *reader, const Point *first, const Point *last, size_t from, size_t to) {
    Point a = *first, b = *last;
    Date date = { .kind = b.kind, .has_year = b.year != 0, .is_bare = a.is_bare, .from = from, .to = to };
    date.is_season = a.is_season || b.is_season;
    if (first != last && (a.kind != DATE_QUARTER || b.kind != DATE_QUARTER)) date.kind = DATE_PERIOD;
    if (b.year == 0 && a.year != 0) b.year = a.year, date.has_year = true;
    if (b.year == 0) b.year = year_meant(reader->context, first != last ? &a : &b);
    if (a.year == 0) a.year = b.year;
    if (b.year == 0) { /* nobody says which year: the day and month alone */
        date.month = b.kind == DATE_DAY || b.kind == DATE_MONTH ? b.month : 0, date.day = b.day;
        if (b.kind == DATE_DAY && day_make(2024, b.month, b.day).number == 0) date.kind = DATE_NONE;
        return date;
    }
    date.first = point_first(&a, a.year), date.last = point_last(&b, b.year);
    if (date.first.number > date.last.number && first->year == 0) { /* "từ tháng 11 đến tháng 3 năm 2027" */
        const bool is_later = !date.has_year;
        date.first = point_first(&a, is_later ? a.year : a.year - 1);
        date.last = point_last(&b, is_later ? b.year + 1 : b.year);
    }
    const bool is_leap_day = b.kind == DATE_DAY && !date.has_year && b.month == 2 && b.day == 29;
    if (is_leap_day && date.last.number == 0) date.first = date.last = last_of_month(b.year, 2);
    if (date.first.number == 0 || date.last.number < date.first.number) return (Date){ 0 };
    if (date.kind == DATE_QUARTER && day_year(date.first) != day_year(date.last)) date.kind = DATE_PERIOD;
    if (b.kind == DATE_DAY || b.kind == DATE_MONTH) date.month = b.month, date.day = b.day;
    return date;
}

/* What joins the next point to those before it: 0, or the number of pieces. */
static size_t joint_at(const Pieces *pieces, size_t i, bool *ret_is_list) {
    *ret_is_list = piece_is_one_of(pieces, i, ", va &");
    if (*ret_is_list || piece_is_one_of(pieces, i, "- ÷ ~")) return 1;
    if (!piece_is(pieces, i, "den")) return 0;
    return piece_is(pieces, i + 1, "het") ? 2 : 1;
}

/* May the list go on with it? Days of a list are days of their own. */
static bool goes_on(const Point *before, const Point *next, bool is_list, bool is_from) {
    if (next->to == 0) return false;
    if (before->kind == next->kind) {
        if (before->kind == DATE_DAY)
            return !is_list && (is_from || before->year == 0 || !before->is_bare || next->year != 0);
        if (before->kind == DATE_YEAR) return next->year > before->year && (!is_list || next->is_bare);
        return before->kind != DATE_HALF;
    }
    return is_from && !is_list;
}

/* The end of a year that is written short: "2026-28". */
static Point short_year(const Pieces *pieces, size_t i, const Point *before) {
    const Piece *piece = piece_at(pieces, i);
    const int64_t number = piece->is_glued && piece->to - piece->from == 2 ? number_at(pieces, i, 1, 99) : 0;
    if (before->kind != DATE_YEAR || number == 0) return (Point){ 0 };
    const int64_t year = before->year / 100 * 100 + number;
    return year > before->year && year <= before->year + 30 ? (Point){ DATE_YEAR, year, 0, 0, true, i + 1 }
                                                            : (Point){ 0 };
}

static Date date_at(const Reader *reader, size_t i) {
    const Pieces *pieces = reader->pieces;
    Point first = point_at(pieces, i), last = first;
    if (first.to == 0) return (Date){ 0 };
    const bool is_from = (piece_is(pieces, i - 1, "tu") && !piece_is_written(pieces, i - 1, "tư Tư")) ||
                         (piece_is(pieces, i - 1, "dau") && piece_is(pieces, i - 2, "tu"));
    size_t to = first.to;
    bool is_joined = false;
    for (int step = 0; step < CHAIN_MAX; step++) {
        bool is_list;
        const size_t joint = joint_at(pieces, to, &is_list);
        if (joint == 0) break;
        Point next = point_at(pieces, to + joint);
        if (next.to == 0 || (next.kind != last.kind && next.kind != DATE_DAY))
            next =
                short_point(pieces, to + joint, last.kind).to != 0 ? short_point(pieces, to + joint, last.kind) : next;
        if (next.to == 0 && piece_is(pieces, to, "-")) next = short_year(pieces, to + joint, &last);
        const bool is_backwards = next.kind == DATE_YEAR && last.kind == DATE_YEAR && !is_list && next.year < last.year;
        if (is_backwards) return (Date){ .from = i, .to = next.to };
        if (!goes_on(&last, &next, is_list, is_from)) break;
        last = next, to = next.to, is_joined = true;
    }
    Date date = date_of(reader, &first, is_joined ? &last : &first, i, to);
    date.from = i, date.to = to;
    return date;
}

/* "9/11 xã": what is counted stands behind it, and no span of time. The piece behind it; 0: a day, or none. */
static size_t fraction_end(Reader *reader, const ReaderWords *words, Arena *arena, size_t i) {
    const Pieces *pieces = reader->pieces;
    const size_t to = pieces_fraction(pieces, i);
    if (to == 0 || to >= pieces->count || piece_is_one_of(pieces, to, span_units)) return 0;
    if (reader->units == NULL)
        reader->unit_count = words_find(words, WORDS_UNIT, arena, pieces->text, &reader->units);
    return found_at(reader->units, reader->unit_count, piece_at(pieces, to)->from) != NULL ? to : 0;
}

size_t dates_find(const ReaderWords *words, Arena *arena, const Pieces *pieces, const TermContext *context,
                  const Date **ret_dates) {
    Reader reader = { pieces, context, NULL, 0 };
    Date *dates = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < pieces->count;) {
        const size_t fraction = fraction_end(&reader, words, arena, i);
        if (fraction != 0) {
            i = fraction;
            continue;
        }
        Date date = date_at(&reader, i);
        if (date.kind == DATE_NONE) {
            i = date.to > i ? date.to : i + 1; /* what is no day (31/02) is passed over as a whole */
            continue;
        }
        if (pieces_match_before(pieces, i, "giai doan") || pieces_match_before(pieces, i, "thoi ki"))
            date.is_stage = true;
        dates = array_grow(arena, dates, sizeof *dates, count, &room);
        dates[count++] = date;
        i = date.to;
    }
    *ret_dates = dates;
    return count;
}
