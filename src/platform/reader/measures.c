/* platform/reader/measures - see measures.h. A passage is cut in clauses; in each the figure that sets the level is
 * found, then the words that say of what: those before it ("Tỷ lệ … đạt 85 %"), or behind ("100 % hộ dân …"). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/measures.h"

#include "platform/reader/measures_inside.h"

enum {
    STRIP_STEPS_MAX = 24,
    WHOM_PIECES_MAX = 12,
    TIME_PIECES_MAX = 40,
    BEHIND_PIECES_MAX = 400,
    FIGURES_AHEAD_MAX = 32,
    TITLE_WORDS_FEW = 2,
    MEAN_PIECES_MAX = 12, /* "bình quân chung của khu vực ..." */
    TOLD_IN_WORDS = 60    /* how sure a level is that no figure tells: a person looks at it first */
};

/* A figure with its clause. */
typedef struct Clause {
    const Figure *figure;
    Span before, behind;     /* words without dates and the like at their ends */
    size_t from, end;        /* the whole of it */
    size_t comma, next_from; /* the first comma behind the figure, and the next figure; or the end */
    bool is_falling;         /* "Giảm tỷ lệ … 2 %": a measure of decrease */
} Clause;

static bool has_phrase(const Pieces *pieces, size_t from, size_t to, const char *phrase) {
    for (size_t i = from; i < to; i++) {
        if (pieces_match(pieces, i, phrase)) return true;
    }
    return false;
}

/* ---- words that belong to no title ---- */

/* Written with their marks: folded, "có" is "cơ" and "đạt" is "đất". */
static const char openers[] = "có Có và Và với Với để Để cho Cho thì là đạt Đạt nhằm còn Còn đã sẽ cũng được";

/* Passes over dates, "phấn đấu", "hằng năm", "trong đó" and marks at the beginning. */
size_t measures_stripped_from(const Measures *measures, Span span) {
    static const char *const phrases[] = { "phan dau den", "phan dau", "bao dam",  "dam bao",    "trong do",
                                           "huong toi",    "dui tri",  "hang nam", "hoan thanh", "tiep tuc",
                                           "den het",      "tinh den", "muc tieu", "giai doan",  "thoi ki" };
    const Pieces *pieces = measures->pieces;
    size_t at = span.from;
    for (int step = 0; step < STRIP_STEPS_MAX && at < span.to; step++) {
        const size_t before = at;
        const uint32_t date = measures->date_at[at];
        if (date != 0)
            at = measures->dates[date - 1].to;
        else if (measures->is_yearly[at] || (piece_at(pieces, at)->kind == PIECE_MARK && !piece_is(pieces, at, "(")))
            at++;
        for (size_t i = 0; i < COUNT(phrases) && at == before; i++) at += pieces_match(pieces, at, phrases[i]);
        if (at == before && piece_is_written(pieces, at, openers)) at++;
        const bool is_lead =
            piece_is_one_of(pieces, at, "den tu trong vao truoc het cuoi tai") &&
            (measures->date_at[at + 1] != 0 || piece_is_one_of(pieces, at + 1, "giai thoi het cuoi truoc"));
        if (at == before && is_lead) at++;
        if (at == before) break;
    }
    return at < span.to ? at : span.to;
}

/* The same at the end: "… bình quân giai đoạn 2026 - 2030", "… đến năm 2030 đạt". */
static size_t stripped_to(const Measures *measures, Span span) {
    static const char *const phrases[] = { "giai doan", "thoi ki",      "on dinh", "hang nam",
                                           "phan dau",  "duoc dui tri", "dui tri" };
    const Pieces *pieces = measures->pieces;
    size_t at = span.to;
    for (int step = 0; step < STRIP_STEPS_MAX && at > span.from; step++) {
        const size_t before = at;
        const uint32_t date = measures->date_at[at - 1];
        const bool is_compared = date != 0 && pieces_match_before(pieces, measures->dates[date - 1].from, "so voi");
        if (date != 0 && !is_compared)
            at = measures->dates[date - 1].from;
        else if (measures->is_yearly[at - 1] ||
                 (piece_at(pieces, at - 1)->kind == PIECE_MARK && !piece_is_one_of(pieces, at - 1, ") \"")))
            at--;
        for (size_t i = 0; i < COUNT(phrases) && at == before; i++) at -= pieces_match_before(pieces, at, phrases[i]);
        const bool is_behind_date = measures->date_at[at] != 0;
        if (at == before && is_behind_date &&
            piece_is_one_of(pieces, at - 1, "den tu trong vao truoc het cuoi toi nam"))
            at--;
        if (at == before && piece_is_written(pieces, at - 1, "và cho")) at--;
        if (at == before || at <= span.from) break;
    }
    return at > span.from ? at : span.from;
}

static Span stripped(const Measures *measures, Span span) {
    span.from = measures_stripped_from(measures, span);
    span.to = span.from < span.to ? stripped_to(measures, span) : span.from;
    return span;
}

/* Where the words behind a figure end: at a date that says by when, "hằng năm" or a bracket. */
static size_t words_end(const Measures *measures, size_t from, size_t to) {
    const Pieces *pieces = measures->pieces;
    if (to > from + BEHIND_PIECES_MAX) to = from + BEHIND_PIECES_MAX;
    for (size_t i = from; i < to; i++) {
        const uint32_t date = measures->date_at[i];
        if (measures->is_yearly[i] || piece_is(pieces, i, "(")) return i;
        if (date == 0) continue;
        if (!pieces_match_before(pieces, i, "so voi") && !pieces_match_before(pieces, i, "cung ki")) return i;
        i = measures->dates[date - 1].to - 1;
    }
    return to;
}

/* Words behind a figure, without marks and dates at their ends. */
static Span words_behind(const Measures *measures, size_t from, size_t to) {
    Span span = { from, words_end(measures, from, to) };
    while (span.from < span.to && piece_at(measures->pieces, span.from)->kind == PIECE_MARK &&
           !piece_is(measures->pieces, span.from, "\""))
        span.from++;
    span.to = stripped_to(measures, span);
    return span;
}

/* ---- which figure ---- */

/* Does one of the phrases of two words end there? */
static bool ends_with_one(const Pieces *pieces, size_t end, const char *const *phrases) {
    for (; *phrases != NULL; phrases++) {
        if (pieces_match_before(pieces, end, *phrases)) return true;
    }
    return false;
}

/* The comma or "và" before the words that lead up to a figure; `none` when other words stand between. */
static size_t comma_before(const Measures *measures, const Figure *figure, size_t none) {
    static const char *const links[] = { "phan dau", "giai doan", "dui tri",   "bao dam",
                                         "dam bao",  "thu hut",   "huy dong", NULL };
    const Pieces *pieces = measures->pieces;
    size_t at = figure->lead_from;
    for (int step = 0; step < STRIP_STEPS_MAX && at > 0; step++) {
        if (piece_is_one_of(pieces, at - 1, ", va")) return at - 1;
        const uint32_t date = measures->date_at[at - 1];
        if (date != 0)
            at = measures->dates[date - 1].from;
        else if (ends_with_one(pieces, at, links))
            at -= 2;
        else if (piece_is_one_of(pieces, at - 1, "co den tu trong vao nam het co dat giam tang hoan thanh") ||
                 measures->is_yearly[at - 1])
            at--;
        else
            break;
    }
    return none;
}

/* "trên 01 ha", "mỗi 1.000 dân": what a level is told for. */
static bool is_per(const Measures *measures, const Figure *figure) {
    const bool is_one = decimal_compare(figure->value, decimal_whole(1)) == 0;
    return is_one && !figure->is_share && !figure->is_anchored && figure->relation == RELATION_ABOVE &&
           piece_is(measures->pieces, figure->from - 1, "tren");
}

/* "Thời gian thông quan hàng xuất khẩu không quá 10 giờ, hàng nhập khẩu không quá 22 giờ": a level of time, and not
 * "người từ 60 tuổi trở lên". */
static bool is_level_of_time(const Measures *measures, const Figure *figure) {
    static const char *const nouns[] = { "thoi gian", "thoi han", "so nam", "tuoi tho", "tuoi doi", "do tre", NULL };
    const size_t end = figure->lead_from;
    const size_t from = end > measures->clause_from + TIME_PIECES_MAX ? end - TIME_PIECES_MAX : measures->clause_from;
    if (!figure->is_told || measures->context->is_in_tasks) return false;
    for (size_t i = end; i >= from + 2; i--) {
        if (ends_with_one(measures->pieces, i, nouns)) return true;
    }
    return false;
}

/* "của 19 dân tộc", "ở 11 xã vùng núi đá": whom or where a goal is for. */
static bool is_of_whom(const Measures *measures, const Figure *figure) {
    return figure->lead_from == figure->from && !figure->is_share && figure->is_counted &&
           piece_is_written(measures->pieces, figure->from - 1, "của ở tại thuộc bàn");
}

static bool is_candidate(const Measures *measures, const Figure *figure) {
    if (is_of_whom(measures, figure)) return false;
    if (figure->is_enclosed && !(figure->is_share && figure->is_told)) return false;
    if (figure->is_span)
        return figure->is_anchored || (figure->is_more && piece_is(measures->pieces, figure->unit_from, "lan")) ||
               is_level_of_time(measures, figure);
    return figure->unit_to > figure->unit_from || figure->is_anchored ||
           (measures->pieces->count > 0 && figure->is_told);
}

/* Of the figures first..last of a clause the one that sets the level. */
static size_t level_of(const Measures *measures, Span span, size_t first, size_t last) {
    size_t chosen = last, at = 0;
    for (size_t i = first; i < last; i++) {
        const Figure *figure = &measures->figures[i];
        if (!is_candidate(measures, figure) || (is_per(measures, figure) && i + 1 < last)) continue;
        if (chosen == last) {
            chosen = i, at = figure->to;
            const Span before = { span.from, figure->lead_from };
            if (figure->is_anchored || measures_stripped_from(measures, before) == before.to) return i;
            continue;
        }
        for (; at < figure->lead_from; at++) {
            if (piece_is_one_of(measures->pieces, at, ", va")) return chosen;
        }
        if (figure->is_anchored || (figure->is_share && !measures->figures[chosen].is_share)) return i;
    }
    return chosen;
}

/* ---- years ---- */

/* The year at whose end a date is over; 0: it tells none, or what a figure is compared with. */
static int64_t year_of(const Measures *measures, const Date *date) {
    const Pieces *pieces = measures->pieces;
    if (date->last.number == 0) return 0;
    for (size_t at = date->from, step = 0; at > 0 && step < 3; at--, step++) {
        if (pieces_match_before(pieces, at, "so voi") || pieces_match_before(pieces, at, "cung ki")) return 0;
    }
    const bool is_said = date->from == 0 ||
                         piece_is_one_of(pieces, date->from - 1, "truoc den het nhat vao tu xong : ,") ||
                         piece_at(pieces, date->from - 1)->kind == PIECE_MARK;
    if (date->kind == DATE_DAY && !is_said) return 0; /* the day of another document */
    const bool is_before = piece_is(pieces, date->from - 1, "truoc") && date->kind == DATE_YEAR;
    return day_year(date->last) - (is_before ? 1 : 0);
}

/* The date that begins with a piece; NULL when none does. */
static const Date *date_begins(const Measures *measures, size_t i) {
    const uint32_t date = measures->date_at[i];
    return date != 0 && measures->dates[date - 1].from == i ? &measures->dates[date - 1] : NULL;
}

int64_t measures_year_between(const Measures *measures, size_t from, size_t to, bool is_first) {
    int64_t year = 0;
    for (size_t i = from; i < to && !(is_first && year != 0); i++) {
        const Date *date = date_begins(measures, i);
        if (date == NULL) continue;
        const int64_t named = year_of(measures, date);
        if (named != 0) year = named;
    }
    return year;
}

static bool yearly_between(const Measures *measures, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (measures->is_yearly[i]) return true;
    }
    return false;
}

static bool is_stage_between(const Measures *measures, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const uint32_t date = measures->date_at[i];
        if (date != 0 && measures->dates[date - 1].kind == DATE_PERIOD) return true;
    }
    return false;
}

/* "giảm bình quân 1,5 - 2 %/năm": so much each year. "tốc độ tăng đạt 4 %/năm" is a level. */
static bool is_pace(const Measures *measures, const Clause *clause) {
    const Figure *figure = clause->figure;
    const bool is_each =
        piece_is(measures->pieces, figure->unit_to - 1, "nam") && piece_is(measures->pieces, figure->unit_to - 2, "/");
    return figure->unit_to > figure->unit_from + 1 && is_each && (clause->is_falling || figure->is_more);
}

/* "(năm 2027: 85 %)": the first date is that of a figure behind it. */
static bool dates_another(const Measures *measures, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const Date *date = date_begins(measures, i);
        if (date == NULL) continue;
        const bool is_told = piece_is_one_of(measures->pieces, date->to, ": la dat");
        return piece_at(measures->pieces, date->to + (is_told ? 1 : 0))->kind == PIECE_NUMBER;
    }
    return false;
}

/* The year that is named behind a figure; one that begins the words of the next figure is that one's, and an earlier
 * one in brackets tells what was: "(năm 2025 là 61,7 %)". */
static int64_t year_behind(const Measures *measures, const Clause *clause) {
    const Pieces *pieces = measures->pieces;
    size_t end = clause->figure->to;
    while (end < clause->end && !piece_is(pieces, end, "(")) end++;
    for (size_t i = clause->figure->to; i < end; i++) {
        const Date *date = date_begins(measures, i);
        if (date == NULL || year_of(measures, date) == 0) continue;
        const bool is_next = clause->next_from < end && clause->next_from > i && clause->comma < i;
        return is_next ? 0 : year_of(measures, date);
    }
    const int64_t enclosed = measures_year_between(measures, end, clause->end, true);
    return enclosed >= measures->context->year_least && !dates_another(measures, end, clause->end) ? enclosed : 0;
}

static void read_year(Measures *measures, const Clause *clause, ReadTarget *target) {
    const Figure *figure = clause->figure;
    const bool is_yearly = yearly_between(measures, clause->from, clause->end) || is_pace(measures, clause);
    const int64_t behind = year_behind(measures, clause);
    const int64_t before = measures_year_between(measures, clause->from, figure->lead_from, false);
    const int64_t named = behind != 0 ? behind : before;
    const bool is_mean = is_stage_between(measures, clause->from, clause->end);
    if (is_yearly && !(is_mean && has_phrase(measures->pieces, clause->from, figure->from, "binh quan"))) {
        target->is_yearly = !is_mean || is_yearly;
        measures->is_carried_yearly = true;
    } else if (named != 0) {
        target->year = named;
        measures->is_carried_yearly = false;
    } else if (measures->is_carried_yearly) {
        target->is_yearly = true;
    } else if (measures->carried_year != 0) {
        target->year = measures->carried_year;
    } else if (measures->context->is_in_tasks) {
        target->year = measures->year_after[clause->end];
        if (target->year == 0) target->year = measures->year_before[clause->from];
    }
    if (target->year == 0 && !target->is_yearly)
        target->year = measures->context->year, target->is_yearly = measures->context->is_yearly;
    if (target->is_yearly) target->year = 0;
}

/* "Đến năm 2030, A đạt …; B đạt …": the year that a sentence begins with holds for what follows. */
static void carry_year(Measures *measures, Span span) {
    const size_t from = measures_stripped_from(measures, span);
    const int64_t year = measures_year_between(measures, span.from, from, false);
    if (year != 0 && year >= measures->context->year_least) measures->carried_year = year;
    if (yearly_between(measures, span.from, from))
        measures->is_carried_yearly = true;
    else if (year != 0)
        measures->is_carried_yearly = false;
}

/* ---- titles ---- */

/* Nouns of what is measured begin a title. */
static bool is_measure_noun(const Pieces *pieces, size_t i) {
    static const char *const phrases[] = { "ti le",       "ti trong", "ti suat", "toc do",    "thu nhap",  "gia tri",
                                           "dien tich",   "so luong", "so luot", "san luong", "nang suat", "tuoi tho",
                                           "qui mo",      "mat do",   "chi so",  "he so",     "thoi gian", "kim ngach",
                                           "doanh thu",   "tong thu", "tong so", "tong san",  "muc do",    "muc chi",
                                           "luong khach", "thu ngan", "von dau", "do che",    "so nam",    "so vu",
                                           "so ho" };
    for (size_t i2 = 0; i2 < COUNT(phrases); i2++) {
        if (pieces_match(pieces, i, phrases[i2])) return true;
    }
    return false;
}

/* Words behind a figure that say of what it is a share, and not what is measured. */
static bool is_denominator(const Pieces *pieces, Span span) {
    return piece_is_one_of(pieces, span.from, "tong so grdp gdp trong tren cua so moi theo vao tai nhu do") &&
           !(piece_is(pieces, span.from, "so") && !piece_is(pieces, span.from + 1, "voi"));
}

/* Of the words before a figure those behind an introduction. */
static Span title_before(const Measures *measures, Span span) {
    const Pieces *pieces = measures->pieces;
    const bool is_named = is_measure_noun(pieces, span.from);
    size_t from = span.from;
    for (size_t i = span.from + 1; i < span.to; i++) {
        const bool is_behind_comma = piece_is_one_of(pieces, i - 1, ", : va");
        if (pieces_match_before(pieces, i, "phan dau") || pieces_match_before(pieces, i, "trong do")) from = i;
        if (is_behind_comma && is_measure_noun(pieces, i) && !pieces_match(pieces, i, "so luot")) from = i;
        if (!measures->context->is_in_tasks || is_named) continue;
        if (piece_is(pieces, i - 1, ",") || is_measure_noun(pieces, i) ||
            (piece_is(pieces, i, "muc") && piece_is(pieces, i - 1, "nang")))
            from = i;
    }
    if (piece_is_one_of(pieces, from, "giam tang nang dua keo") && is_measure_noun(pieces, from + 1)) from++;
    return stripped(measures, (Span){ from, span.to });
}

static bool is_title_before(const Measures *measures, const Clause *clause) {
    const Pieces *pieces = measures->pieces;
    const Span before = clause->before, behind = clause->behind;
    if (behind.from >= behind.to) return true;
    if (before.from >= before.to) return false;
    if (clause->figure->is_anchored || is_measure_noun(pieces, title_before(measures, before).from)) return true;
    if (piece_is(pieces, clause->figure->to, ",") || piece_is(pieces, clause->figure->to, "(")) return true;
    return before.to - before.from > TITLE_WORDS_FEW && is_denominator(pieces, behind);
}

/* "tăng từ 60 % năm 2025 lên 75 %": without what it begins with. */
static size_t without_start(const Pieces *pieces, Span span, const Figure *figure) {
    bool is_reached = false;
    for (size_t i = figure->lead_from; i < figure->from; i++)
        is_reached = is_reached || piece_is_one_of(pieces, i, "len xuong con");
    for (size_t i = span.from + 1; is_reached && i + 1 < span.to; i++) {
        if (piece_is(pieces, i, "tu") && piece_at(pieces, i + 1)->kind == PIECE_NUMBER)
            return piece_is_written(pieces, i - 1, "tăng nâng giảm") && i > span.from + 1 ? i - 1 : i;
    }
    return span.to;
}

static Span title_of(const Measures *measures, const Clause *clause) {
    const Figure *figure = clause->figure;
    const bool is_whole = figure->is_counted && figure->to == figure->unit_to;
    Span before = clause->before, title = clause->behind;
    if (is_title_before(measures, clause)) {
        if (before.from >= before.to) return is_whole ? (Span){ figure->unit_from, figure->unit_to } : before;
        before.to = without_start(measures->pieces, before, figure);
        return title_before(measures, before);
    }
    const bool is_listed = piece_is(measures->pieces, figure->to, ","); /* "9 xã, phường có ..." */
    if (is_whole && (title.from == figure->to || is_listed)) title.from = figure->unit_from;
    const bool is_short = title.to - title.from <= TITLE_WORDS_FEW && before.from < before.to && !figure->is_share;
    return is_short && !measures->context->is_in_tasks ? (Span){ before.from, title.to } : title;
}

/* ---- what is no measure ---- */

static bool is_money(const Pieces *pieces, const Figure *figure) {
    for (size_t i = figure->unit_from; i < figure->unit_to; i++) {
        if (piece_is_one_of(pieces, i, "dong usd")) return true;
    }
    return false;
}

/* Money that is needed or given. */
static bool is_cost(const Measures *measures, const Clause *clause) {
    const Pieces *pieces = measures->pieces;
    const size_t from = clause->from, to = clause->figure->from;
    if (!is_money(pieces, clause->figure)) return false;
    return has_phrase(pieces, from, to, "kinh phi") || has_phrase(pieces, from, to, "tong muc dau tu") ||
           has_phrase(pieces, from, to, "nhu cau") || has_phrase(pieces, from, to, "du toan") ||
           has_phrase(pieces, from, to, "ho tro mot lan") || has_phrase(pieces, from, to, "muc ho tro") ||
           has_phrase(pieces, from, to, "ngan sach trung uong") || has_phrase(pieces, from, to, "du kien");
}

/* "hỗ trợ 50 % kinh phí", "miễn 100 % học phí". */
static bool is_grant(const Measures *measures, const Clause *clause) {
    const Pieces *pieces = measures->pieces;
    static const char *const paid[] = { "kinh phi", "chi phi",  "hoc phi", "le phi",           "phi",
                                        "lai suat", "muc dong", "tien",    "gia tri hop dong", "don gia" };
    const size_t behind = clause->figure->to;
    if (!piece_is_one_of(pieces, clause->figure->lead_from - 1, "tro mien giam thuong") && !clause->figure->is_decrease)
        return false;
    for (size_t i = 0; i < COUNT(paid); i++) {
        if (pieces_match(pieces, behind, paid[i])) return true;
    }
    return false;
}

/* "các xã còn trên 25 % hộ nghèo", "đơn vị có tỷ lệ dưới 50 %": whom a work is for. */
static bool says_whom(const Measures *measures, const Clause *clause) {
    const Pieces *pieces = measures->pieces;
    const Figure *figure = clause->figure;
    const bool is_level = figure->relation == RELATION_ABOVE || figure->relation == RELATION_BELOW ||
                          figure->relation == RELATION_EQUAL || piece_is_one_of(pieces, figure->to - 1, "len xuong");
    const size_t start = figure->from - clause->from > WHOM_PIECES_MAX ? figure->from - WHOM_PIECES_MAX : clause->from;
    for (size_t i = figure->from; is_level && i > start; i--) {
        const bool is_goal = piece_is_one_of(pieces, i - 1, "dat giam tang nang xuong len ,") ||
                             pieces_match(pieces, i - 1, "phan dau") || pieces_match(pieces, i - 1, "bao dam") ||
                             pieces_match(pieces, i - 1, "dam bao");
        if (is_goal) return false;
        if (piece_is_one_of(pieces, i - 1, "co con chiem") && i - 1 > clause->from && !piece_is(pieces, i - 2, "de"))
            return true;
    }
    return false;
}

static bool is_wanted(const Measures *measures, const Clause *clause, const ReadTarget *target, Span title) {
    const Pieces *pieces = measures->pieces;
    const Figure *figure = clause->figure;
    if (title.from >= title.to) return false;
    if (target->year != 0 && target->year < measures->context->year_least) return false;
    if (is_cost(measures, clause)) return false;
    if (!measures->context->is_in_tasks)
        return !says_whom(measures, clause) || is_measure_noun(pieces, title.from) || figure->to >= clause->end ||
               !is_title_before(measures, clause);
    if (says_whom(measures, clause) || is_grant(measures, clause)) return false;
    if (piece_is(pieces, figure->lead_from - 1, "tat")) return false; /* "người khuyết tật từ 81 %" */
    const bool is_kept = has_phrase(pieces, clause->from, figure->from, "dui tri");
    const bool is_added = yearly_between(measures, clause->from, clause->end) && (figure->is_told || figure->is_more);
    return figure->is_share || ((is_kept || is_added) && figure->unit_to > figure->unit_from);
}

/* ---- indicators ---- */

ReadTarget measures_target_of(const Measures *measures, const Figure *figure) {
    const Pieces *pieces = measures->pieces;
    return (ReadTarget){
        .relation = figure->relation,
        .value = figure->value,
        .value_to = figure->value_to,
        .unit = pieces_source(pieces, figure->unit_from, figure->unit_to),
        .from = piece_at(pieces, figure->lead_from)->letter_from,
        .to = piece_at(pieces, figure->to - 1)->letter_to,
    };
}

static void add_target(Measures *measures, const ReadTarget *target) {
    ReadIndicator *indicator = &measures->found[measures->count - 1];
    if (indicator->targets.count >= READING_TARGETS_MAX) return;
    ReadTarget *all = measures->targets[measures->count - 1];
    size_t room = indicator->targets.count;
    ReadTarget *wider = NEW_ARRAY(measures->arena, ReadTarget, room + 1);
    size_t at = room;
    for (size_t i = 0; i < room; i++) wider[i] = all[i];
    for (; at > 0 && wider[at - 1].year > target->year; at--) wider[at] = wider[at - 1];
    wider[at] = *target;
    measures->targets[measures->count - 1] = wider;
    indicator->targets = (Rows){ wider, room + 1 };
    if (indicator->to < target->to) indicator->to = target->to;
}

static void add_indicator(Measures *measures, const Clause *clause, const ReadTarget *target, Span title) {
    const Pieces *pieces = measures->pieces;
    const Figure *figure = clause->figure;
    ReadIndicator indicator = { .title = pieces_source(pieces, title.from, title.to),
                                .unit = target->unit,
                                .is_decrease = clause->is_falling };
    const size_t from = title.from < figure->lead_from ? title.from : figure->lead_from;
    const size_t to = title.to > figure->to ? title.to : figure->to;
    indicator.from = piece_at(pieces, from)->letter_from;
    indicator.to = piece_at(pieces, to - 1)->letter_to;
    indicator.confidence = figure->is_share ? 90 : 80;
    if (measures->context->is_in_tasks) indicator.confidence -= 10;
    if (title.to - title.from < TITLE_WORDS_FEW) indicator.confidence -= 20;
    measures->found =
        array_grow(measures->arena, measures->found, sizeof *measures->found, measures->count, &measures->room);
    measures->targets = array_grow(measures->arena, measures->targets, sizeof *measures->targets, measures->count,
                                   &measures->target_room);
    measures->found[measures->count++] = indicator;
    if (measures->has_early && measures->early.year < target->year && str_equal(measures->early.unit, target->unit))
        add_target(measures, &measures->early);
    measures->has_early = false;
    add_target(measures, target);
}

static bool same_unit(const Measures *measures, const Figure *figure) {
    const bool is_large = piece_is_one_of(measures->pieces, figure->unit_from, "trieu nghin ngan ti"); /* "1 tỷ USD" */
    const Str unit = pieces_source(measures->pieces, figure->unit_from + is_large, figure->unit_to);
    return unit.len == 0 || str_ends(measures->found[measures->count - 1].unit, unit);
}

/* "… và 30.000 ha vào năm 2030": one more target of the measure before. */
static bool goes_on(const Measures *measures, const Clause *clause, ReadTarget *target) {
    const bool is_bare = clause->before.from >= clause->before.to && clause->behind.from >= clause->behind.to;
    if (!is_bare || measures->count == 0 || !same_unit(measures, clause->figure)) return false;
    const ReadIndicator *last = &measures->found[measures->count - 1];
    const ReadTarget *targets = last->targets.items;
    for (size_t i = 0; i < last->targets.count; i++) {
        if (targets[i].year == target->year && targets[i].is_yearly == target->is_yearly) return false;
    }
    if (clause->figure->lead_from == clause->figure->from && target->relation == RELATION_EQUAL &&
        targets[0].relation != RELATION_RANGE)
        target->relation = targets[last->targets.count - 1].relation;
    return true;
}

/* Where the clause of a figure ends, and the next one may begin: at the comma before the next figure when the title
 * stands behind; else at the first comma. */
static size_t clause_end(const Measures *measures, const Figure *figure, Span span, size_t next, size_t last,
                         bool is_before) {
    const Pieces *pieces = measures->pieces;
    if (next >= last) return span.to;
    for (size_t i = figure->to; is_before && i < span.to; i++) {
        if (piece_is_one_of(pieces, i, ", va") && measures->date_at[i] == 0) return i;
    }
    for (size_t i = next; !is_before && i < last && i < next + FIGURES_AHEAD_MAX; i++) {
        const size_t comma = comma_before(measures, &measures->figures[i], span.to);
        if (comma >= figure->to && comma < span.to) return comma;
    }
    return span.to;
}

/* "Giảm tỷ lệ hộ nghèo 2 %" and "giảm 2 %", but not "giảm tỷ lệ hộ nghèo còn 2 %". */
static bool is_falling(const Measures *measures, const Clause *clause) {
    const Pieces *pieces = measures->pieces;
    const size_t from = clause->before.from;
    return clause->figure->is_decrease || (from < clause->before.to && piece_is_written(pieces, from, "Giảm giảm") &&
                                           is_measure_noun(pieces, from + 1) && !clause->figure->is_anchored);
}

static Clause clause_of(const Measures *measures, const Figure *figure, Span span, size_t next, size_t last) {
    Clause clause = { .figure = figure, .from = span.from };
    clause.next_from = next < last ? measures->figures[next].from : span.to;
    clause.before = stripped(measures, (Span){ span.from, figure->lead_from });
    clause.end = clause_end(measures, figure, span, next, last, false);
    clause.behind = words_behind(measures, figure->to, clause.end);
    clause.is_falling = is_falling(measures, &clause);
    if (is_title_before(measures, &clause)) {
        clause.end = clause_end(measures, figure, span, next, last, true);
        clause.behind = words_behind(measures, figure->to, clause.end);
    }
    for (clause.comma = figure->to; clause.comma < clause.end && !piece_is(measures->pieces, clause.comma, ",");)
        clause.comma++;
    return clause;
}

static bool is_of_the_present(const Measures *measures, Span span) {
    const size_t from = piece_at(measures->pieces, span.from)->from, to = piece_at(measures->pieces, span.to - 1)->to;
    size_t low = 0, high = measures->present_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (measures->presents[middle].from < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < measures->present_count && measures->presents[low].to <= to; low++) {
        /* "chứng chỉ đạt", "nông thôn mới đạt": their first word ends another one */
        const size_t first = piece_of_byte(measures->pieces, measures->presents[low].from);
        const bool is_part =
            first > span.from && piece_is_one_of(measures->pieces, first, "chi moi") &&
            piece_is_one_of(measures->pieces, first - 1, "chung dia tieu thon lap doi cap nap trong xai kieu");
        if (!is_part) return true;
    }
    return false;
}

/* ---- levels told in words ---- */

/* The last noun of what is measured: "... trở thành tỉnh có [năng suất lao động]". */
static Span noun_before(const Measures *measures, Span span) {
    for (size_t i = span.to; i > span.from + 1; i--) {
        if (is_measure_noun(measures->pieces, i - 1)) return stripped(measures, (Span){ i - 1, span.to });
    }
    return title_before(measures, span);
}

/* "[Tất cả] các xã có ...": a share only where it is said what they have or are. */
static bool says_what_is_so(const Measures *measures, Span span) {
    for (size_t i = span.from + 1; i < span.to; i++) {
        if (piece_is_written(measures->pieces, i, "có được đạt đều")) return true;
    }
    return false;
}

/* What a level is told of; nothing where it stands in the midst of other words. */
static Span title_of_level(const Measures *measures, const Level *level, Span span) {
    const Span before = { span.from, level->from };
    const bool is_start = measures_stripped_from(measures, before) == before.to;
    const Span behind = words_behind(measures, level->to, span.to);
    switch (level->kind) {
    case LEVEL_WORDED:
        if (is_start) return behind;
        return behind.from >= behind.to ? stripped(measures, before) : (Span){ 0 };
    case LEVEL_ALL: return is_start && says_what_is_so(measures, behind) ? behind : (Span){ 0 };
    case LEVEL_COVERS: return stripped(measures, (Span){ span.from, behind.to > level->to ? behind.to : level->to });
    default: return noun_before(measures, before);
    }
}

/* "% bình quân chung của khu vực". */
static Str unit_of_mean(const Measures *measures, const Level *level, Span span) {
    const size_t most = level->mean + MEAN_PIECES_MAX < span.to ? level->mean + MEAN_PIECES_MAX : span.to;
    size_t end = level->to;
    while (end < most && piece_at(measures->pieces, end)->kind != PIECE_MARK) end++;
    const Span mean = words_behind(measures, level->mean, end);
    const Str words = pieces_source(measures->pieces, mean.from, mean.to);
    return str_format(measures->arena, "%% %.*s", STR_FMT(words));
}

static bool add_level(Measures *measures, const Level *level, Span span) {
    const Pieces *pieces = measures->pieces;
    const Figure figure = { .lead_from = level->from,
                            .from = level->from,
                            .to = level->to,
                            .unit_from = level->to,
                            .unit_to = level->to,
                            .relation = level->relation };
    const Clause clause = {
        .figure = &figure, .from = span.from, .end = span.to, .comma = span.to, .next_from = span.to
    };
    const Span title = title_of_level(measures, level, span);
    ReadTarget target = measures_target_of(measures, &figure);
    if (title.to < title.from + TITLE_WORDS_FEW) return false;
    read_year(measures, &clause, &target);
    if (target.year != 0 && target.year < measures->context->year_least) return false;
    if (level->kind == LEVEL_WORDED)
        target.text = pieces_source(pieces, level->from, level->to);
    else
        target.value = decimal_whole(100), target.unit = S("%");
    if (level->kind == LEVEL_MEAN) target.unit = unit_of_mean(measures, level, span);
    add_indicator(measures, &clause, &target, title);
    measures->found[measures->count - 1].confidence = TOLD_IN_WORDS;
    return true;
}

/* Of a clause, or of what stands in it before the comma of its first figure, the first level that is told of
 * something. In tasks the same words say how work is done. Returns where the clause goes on. */
static size_t read_level(Measures *measures, Span span, size_t first, size_t last) {
    if (measures->context->is_in_tasks) return span.from;
    if (first < last) span.to = comma_before(measures, &measures->figures[first], span.from);
    for (; measures->level_next < measures->level_count; measures->level_next++) {
        const Level *level = &measures->levels[measures->level_next];
        if (level->from < span.from) continue;
        if (level->to > span.to) break;
        if (add_level(measures, level, span)) return span.to;
    }
    return span.from;
}

static void read_span(Measures *measures, Span span, size_t *ret_next) {
    size_t first = *ret_next, last;
    while (first < measures->figure_count && measures->figures[first].from < span.from) first++;
    for (last = first; last < measures->figure_count && measures->figures[last].from < span.to;) last++;
    *ret_next = last;
    if (span.from >= span.to) return;
    measures->clause_from = span.from;
    carry_year(measures, span);
    measures->is_present = is_of_the_present(measures, span) ||
                           (measures->is_present && pieces_match(measures->pieces, span.from, "trong do"));
    measures->has_early = false;
    if (measures->is_present) return;
    span.from = read_level(measures, span, first, last);
    while (first < last && span.from < span.to) {
        const size_t chosen = level_of(measures, span, first, last);
        if (chosen >= last) return;
        const Figure *figure = &measures->figures[chosen];
        const Clause clause = clause_of(measures, figure, span, chosen + 1, last);
        ReadTarget target = measures_target_of(measures, figure);
        read_year(measures, &clause, &target);
        const Span title = title_of(measures, &clause);
        if (goes_on(measures, &clause, &target))
            add_target(measures, &target);
        else if (is_wanted(measures, &clause, &target, title))
            add_indicator(measures, &clause, &target, title);
        else if (title.from >= title.to && target.year != 0)
            measures->early = target, measures->has_early = true;
        span.from = clause.end > figure->to ? clause.end : figure->to;
        for (first = chosen + 1; first < last && measures->figures[first].from < span.from;) first++;
    }
}

static void map_pieces(Measures *measures, const ReaderWords *words) {
    const Pieces *pieces = measures->pieces;
    uint32_t *date_at = NEW_ARRAY(measures->arena, uint32_t, pieces->count + 2);
    bool *is_yearly = NEW_ARRAY(measures->arena, bool, pieces->count + 2);
    for (size_t i = 0; i < measures->date_count; i++) {
        for (size_t at = measures->dates[i].from; at < measures->dates[i].to; at++) date_at[at] = (uint32_t)i + 1;
    }
    const Found *terms;
    const size_t count = words_find(words, WORDS_TERM, measures->arena, pieces->text, &terms);
    for (size_t i = 0; i < count; i++) {
        if (terms[i].value != TERM_YEARLY) continue;
        const size_t to = piece_of_byte(pieces, terms[i].to - 1) + 1;
        if (piece_is(pieces, to + 1, "lan")) continue; /* "được khám mỗi năm một lần" says how often, not by when */
        for (size_t at = piece_of_byte(pieces, terms[i].from); at < to; at++) is_yearly[at] = true;
    }
    measures->date_at = date_at, measures->is_yearly = is_yearly;
    for (size_t i = 0; i < measures->figure_count; i++) { /* "đạt 2000 ha" is no date */
        for (size_t at = measures->figures[i].from; at < measures->figures[i].to; at++) date_at[at] = 0;
    }
}

/* A task's figures hold by the day by which it is to be done, wherever that stands. */
static void map_years(Measures *measures) {
    const size_t count = measures->pieces->count;
    int64_t *before = NEW_ARRAY(measures->arena, int64_t, count + 2),
            *after = NEW_ARRAY(measures->arena, int64_t, count + 2);
    for (size_t i = 0; i < count; i++) {
        const int64_t year = measures_year_between(measures, i, i + 1, true);
        before[i + 1] = year != 0 ? year : before[i];
    }
    for (size_t i = count; i > 0; i--) {
        const int64_t year = measures_year_between(measures, i - 1, i, true);
        after[i - 1] = year != 0 ? year : after[i];
    }
    measures->year_before = before, measures->year_after = after;
}

Measures measures_of(const ReaderWords *words, Arena *arena, const Folded *text, const MeasureContext *context) {
    Pieces *pieces = NEW(arena, Pieces);
    *pieces = pieces_of(arena, text);
    Measures measures = { .arena = arena, .pieces = pieces, .context = context };
    const TermContext years = { .year_first = context->year, .year_last = context->year };
    measures.date_count = dates_find(words, arena, pieces, &years, &measures.dates);
    measures.figure_count = figures_find(words, arena, pieces, measures.dates, measures.date_count, &measures.figures);
    if (!context->is_in_tasks) measures.level_count = levels_find(words, arena, pieces, &measures.levels);
    measures.present_count = words_find(words, WORDS_PRESENT, arena, text, &measures.presents);
    map_pieces(&measures, words);
    map_years(&measures);
    return measures;
}

size_t measures_find(const ReaderWords *words, Arena *arena, const Folded *text, const MeasureContext *context,
                     const ReadIndicator **ret_indicators) {
    Measures measures = measures_of(words, arena, text, context);
    const Pieces *pieces = measures.pieces;
    size_t next = 0, from = 0;
    for (size_t i = 0; i <= pieces->count; i++) {
        const bool is_part = pieces_match(pieces, i, "trong do");
        if (i < pieces->count && !is_part && !piece_ends_clause(pieces, i) && !piece_is(pieces, i, "|")) continue;
        read_span(&measures, (Span){ from, i }, &next);
        if (piece_ends_sentence(pieces, i)) measures.is_carried_yearly = false;
        from = is_part ? i : i + 1;
        if (is_part) i++;
    }
    *ret_indicators = measures.found;
    return measures.count;
}
