/* platform/reader/figures - see figures.h. A number is read with its unit behind it, then the words before it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/figures.h"

enum {
    GROUPS_MAX = 8,
    LEAD_STEPS_MAX = 8,
    UNIT_PARTS_MAX = 4,
    MULTIPLIERS_MAX = 2,   /* "nghìn tỷ đồng" */
    WORDS_BETWEEN_MAX = 8, /* "từ 80 % người dân trở lên" */
    DIGITS_MAX = 24
};

typedef struct Figures {
    const Pieces *pieces;
    const Found *units, *relations;
    size_t unit_count, relation_count;
    const bool *is_dated; /* for each piece: part of a date */
} Figures;

/* ---- numbers ---- */

typedef struct Number {
    Decimal value; /* unknown when it is too large or strangely written */
    size_t to;
} Number;

static size_t digits_of(const Pieces *pieces, size_t i) {
    const Piece *piece = piece_at(pieces, i);
    return piece->kind == PIECE_NUMBER ? piece->to - piece->from : 0;
}

static bool is_glued_number(const Pieces *pieces, size_t i) {
    return piece_is_one_of(pieces, i, ". ,") && piece_at(pieces, i)->is_glued && digits_of(pieces, i + 1) > 0 &&
           piece_at(pieces, i + 1)->is_glued;
}

/* Which group of digits is the first behind the decimal sign? count: none; 0: it is no number. */
static size_t decimals_from(const Pieces *pieces, size_t i, size_t count) {
    if (count == 1) return 1;
    const bool is_mixed = !str_equal(piece_text(pieces, i + 1), piece_text(pieces, i + 2 * count - 3));
    const bool is_comma = piece_is(pieces, i + 2 * count - 3, ",");
    bool are_thousands = digits_of(pieces, i) <= 3 && !piece_is(pieces, i, "0");
    for (size_t group = 1; group < (is_mixed ? count - 1 : count); group++)
        are_thousands = are_thousands && digits_of(pieces, i + 2 * group) == 3;
    if (is_mixed) return are_thousands ? count - 1 : 0;
    if (count > 2) return are_thousands ? count : 0;
    const bool is_round = str_ends(piece_text(pieces, i + 2), S("00")); /* "12,500": nobody writes decimals so */
    return are_thousands && (!is_comma || is_round) ? count : 1;
}

static Number number_at(const Pieces *pieces, size_t i) {
    size_t count = 1;
    if (digits_of(pieces, i) == 0) return (Number){ 0 };
    while (is_glued_number(pieces, i + 2 * count - 1)) count++;
    Number number = { .to = i + 2 * count - 1 };
    const size_t decimals = count <= GROUPS_MAX ? decimals_from(pieces, i, count) : 0;
    if (decimals == 0) return number;
    char room[DIGITS_MAX + 2];
    Buf out = buf_over(room, sizeof room);
    for (size_t group = 0; group < count; group++) {
        if (group == decimals) buf_char(&out, '.');
        buf_add(&out, piece_text(pieces, i + 2 * group));
    }
    Str text;
    if (buf_done(&out, &text) != OK || decimal_from_text(text, &number.value) != OK) number.value = (Decimal){ 0 };
    return number;
}

/* ---- units ---- */

static const Found *unit_at(const Figures *figures, size_t i) {
    const Pieces *pieces = figures->pieces;
    return i < pieces->count ? found_at(figures->units, figures->unit_count, piece_at(pieces, i)->from) : NULL;
}

static size_t unit_word(const Figures *figures, size_t i) {
    static const char multipliers[] = "trieu nghin ngan ti van tram";
    const Pieces *pieces = figures->pieces;
    size_t at = i;
    if (piece_is_written(pieces, i, "còn Còn")) return i; /* "con" is a unit */
    const Found *unit = unit_at(figures, i);              /* "trạm y tế", "văn bằng": no "trăm", no "vạn" */
    for (int step = 0; unit == NULL && step < MULTIPLIERS_MAX && piece_is_one_of(pieces, at, multipliers); step++) at++;
    if (unit == NULL) unit = unit_at(figures, at);
    if (unit != NULL) at = piece_of_byte(pieces, unit->to - 1) + 1;
    const bool is_power = unit != NULL && piece_is_one_of(pieces, at, "2 3 ² ³") && piece_at(pieces, at)->is_glued;
    return is_power ? at + 1 : at;
}

/* The piece behind the unit that begins at i; i when none does. */
static size_t unit_end(const Figures *figures, size_t i) {
    const Pieces *pieces = figures->pieces;
    size_t at = piece_is_one_of(pieces, i, "% ‰") ? i + 1 : i + pieces_match(pieces, i, "phan tram");
    if (at == i) at = unit_word(figures, i);
    for (int part = 0; part < UNIT_PARTS_MAX && at > i && piece_is(pieces, at, "/"); part++) {
        const size_t next = unit_word(figures, at + 1);
        const size_t behind = number_at(pieces, at + 1).to; /* "/10.000 dân" */
        const size_t counted = behind != 0 ? unit_word(figures, behind) : 0;
        if (next > at + 1)
            at = next;
        else if (piece_at(pieces, at + 1)->kind == PIECE_WORD)
            at += 2;
        else if (counted > behind)
            at = counted;
        else
            break;
    }
    return at;
}

static void read_unit(const Figures *figures, Figure *figure, size_t i) {
    const Pieces *pieces = figures->pieces;
    figure->unit_from = i;
    figure->unit_to = figure->to = unit_end(figures, i);
    if (figure->to == i) return;
    figure->is_share = piece_is_one_of(pieces, i, "% ‰ phan");
    figure->is_span = figure->to == i + 1 && piece_is_one_of(pieces, i, span_units);
    figure->is_counted = !figure->is_share && !figure->is_span &&
                         (piece_is_written(pieces, i, "trạm Trạm") ||
                          !piece_is_one_of(pieces, i,
                                           "trieu nghin ngan ti van tram dong usd ha km m cm mm tan ta kg lit kwh mw "
                                           "mwp gw kva µg mg gb mb")) &&
                         !piece_is(pieces, figure->to - 2, "/");
}

/* ---- words before ---- */

static const Found *relation_before(const Figures *figures, size_t end) {
    const Piece *piece = piece_at(figures->pieces, end - 1);
    size_t low = 0, high = figures->relation_count;
    if (piece->kind == PIECE_NONE) return NULL;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (figures->relations[middle].to < piece->to)
            low = middle + 1;
        else
            high = middle;
    }
    return low < figures->relation_count && figures->relations[low].to == piece->to ? &figures->relations[low] : NULL;
}

static int sign_before(const Pieces *pieces, size_t end, size_t *ret_count) {
    const bool has_equal = piece_is(pieces, end - 1, "=");
    const size_t at = has_equal ? end - 2 : end - 1;
    *ret_count = 1;
    if (piece_is(pieces, end - 1, "≥")) return RELATION_AT_LEAST;
    if (piece_is(pieces, end - 1, "≤")) return RELATION_AT_MOST;
    if (!has_equal && piece_is(pieces, end - 2, "=") && piece_at(pieces, end - 1)->is_glued) { /* "=> 35", "=< 35" */
        *ret_count = 2;
        if (piece_is(pieces, end - 1, ">")) return RELATION_AT_LEAST;
        if (piece_is(pieces, end - 1, "<")) return RELATION_AT_MOST;
        *ret_count = 1;
    }
    if (piece_is(pieces, at, ">")) return *ret_count += has_equal, has_equal ? RELATION_AT_LEAST : RELATION_ABOVE;
    if (piece_is(pieces, at, "<")) return *ret_count += has_equal, has_equal ? RELATION_AT_MOST : RELATION_BELOW;
    return has_equal || piece_is_one_of(pieces, end - 1, "~ ≈") ? RELATION_EQUAL : RELATION_NONE;
}

/* Takes the word or words that end at figure->lead_from into the lead; false when they are none of its own. */
static bool take_lead(const Figures *figures, Figure *figure) {
    const Pieces *pieces = figures->pieces;
    const size_t end = figure->lead_from;
    size_t sign_count, count = 0;
    const int sign = sign_before(pieces, end, &sign_count);
    const Found *relation = relation_before(figures, end);
    if (sign != RELATION_NONE) {
        figure->relation = sign, figure->is_told = true, count = sign_count;
    } else if (relation != NULL) {
        count = end - piece_of_byte(pieces, relation->from);
        const bool is_reached = piece_is(pieces, end - 1, "dat");
        if (figure->relation == RELATION_NONE || figure->relation == RELATION_EQUAL)
            figure->relation = (int)relation->value;
        figure->is_told = figure->is_told || relation->value != RELATION_EQUAL;
        figure->is_anchored = figure->is_anchored || is_reached;
    } else if (piece_is(pieces, end - 1, "giam")) {
        figure->is_decrease = !figure->is_anchored;
        count = piece_is(pieces, end - 2, "cat") ? 2 : 1;
    } else if (piece_is_one_of(pieces, end - 1, "con xuong len chiem la :") && !piece_is(pieces, end - 2, "tro") &&
               !piece_is_written(pieces, end - 1, "con")) {
        figure->is_anchored = true, count = 1;
        if (piece_is_written(pieces, end - 2, "tăng Tăng nâng Nâng giảm Giảm kéo hạ đưa")) count = 2;
    } else if ((pieces_match_before(pieces, end, "binh quan") && piece_is_one_of(pieces, end - 3, "giam tang")) ||
               pieces_match_before(pieces, end, "toan bo") || pieces_match_before(pieces, end, "o muc") ||
               pieces_match_before(pieces, end, "den muc") || pieces_match_before(pieces, end, "tong so")) {
        figure->is_anchored = figure->is_anchored || piece_is(pieces, end - 1, "muc");
        count = 2;
    } else if (piece_is_one_of(pieces, end - 1, "tu muc duoc tron") && !piece_is_written(pieces, end - 1, "tư tự")) {
        count = 1;
    } else if (piece_is(pieces, end - 1, "them")) {
        figure->is_more = true, count = 1;
    }
    if (piece_is(pieces, end - 1, "tang")) figure->is_more = true;
    figure->lead_from = end - count;
    return count > 0 && !(count == 1 && piece_is(pieces, end - 1, ":"));
}

static void read_lead(const Figures *figures, Figure *figure) {
    figure->lead_from = figure->from;
    for (int step = 0; step < LEAD_STEPS_MAX && figure->lead_from > 0 && !figure->is_decrease; step++) {
        if (!take_lead(figures, figure)) break;
    }
    if (figure->relation == RELATION_NONE) figure->relation = RELATION_EQUAL;
}

/* "từ 80 % người dân trở lên": other words stand between. */
static size_t up_or_down_behind(const Pieces *pieces, const Figure *figure) {
    const size_t end = figure->to + WORDS_BETWEEN_MAX;
    for (size_t at = figure->to; at < end && piece_at(pieces, at)->kind == PIECE_WORD; at++) {
        if (piece_is(pieces, at, "tro") && piece_is_one_of(pieces, at + 1, "len xuong")) return at;
    }
    return 0;
}

/* "trở lên" behind number or unit. */
static void read_behind(const Figures *figures, Figure *figure) {
    const Pieces *pieces = figures->pieces;
    const size_t far = piece_is(pieces, figure->from - 1, "tu") ? up_or_down_behind(pieces, figure) : 0;
    if (far > figure->to) {
        figure->relation = piece_is(pieces, far + 1, "len") ? RELATION_AT_LEAST : RELATION_AT_MOST;
        figure->is_told = true;
        return;
    }
    if (!piece_is(pieces, figure->to, "tro") || !piece_is_one_of(pieces, figure->to + 1, "len xuong")) return;
    figure->relation = piece_is(pieces, figure->to + 1, "len") ? RELATION_AT_LEAST : RELATION_AT_MOST;
    figure->is_told = true;
    figure->to += 2;
}

/* ---- which numbers are figures ---- */

/* "lớp 9", "Đề án 06", "khu vực 4": a name; with a unit that measures it is a figure. */
static bool is_name(const Pieces *pieces, const Figure *figure) {
    static const char *const nouns =
        "so dieu khoan diem muc lop cap khoa luat phan chuong thu nhom hang loai bac buoc dot "
        "vung lo bieu mau an quiet hoach dinh luc ban do chi ki vuc thi tuien covid";
    const bool is_plain = !figure->is_share && (figure->unit_to == figure->unit_from || figure->is_counted);
    return is_plain && figure->lead_from == figure->from && piece_is_one_of(pieces, figure->from - 1, nouns);
}

/* Part of "57-NQ/TW", "24/7", "512B", "m3", "17:00"? */
static bool is_part(const Figures *figures, size_t i, size_t to) {
    const Pieces *pieces = figures->pieces;
    const Piece *before = piece_at(pieces, i - 1), *behind = piece_at(pieces, to);
    if (piece_at(pieces, i)->is_glued && i > 0) {
        if (before->kind == PIECE_WORD || piece_is_one_of(pieces, i - 1, "/ _ #")) return true;
        if (piece_is_one_of(pieces, i - 1, "- .") && before->is_glued && i > 1 &&
            piece_at(pieces, i - 2)->kind == PIECE_WORD)
            return true;
    }
    if (!behind->is_glued || to >= pieces->count) return false;
    if (behind->kind == PIECE_WORD) return unit_end(figures, to) == to;
    const Piece *next = piece_at(pieces, to + 1);
    if (piece_is_one_of(pieces, to, "/ _ :")) return next->is_glued && next->kind != PIECE_NONE;
    return piece_is(pieces, to, "-") && next->is_glued && next->kind == PIECE_WORD;
}

/* "3,5 - 4", "từ 5 đến 7", "5% - 7%": the second number; 0 when it is no range. */
static size_t range_to(const Figures *figures, size_t to) {
    const Pieces *pieces = figures->pieces;
    size_t at = to;
    if (piece_is_one_of(pieces, at, "% ‰")) at++;
    if (!piece_is_one_of(pieces, at, "- ÷ ~ den")) return 0;
    const bool is_number = digits_of(pieces, at + 1) > 0 && !figures->is_dated[at + 1];
    return is_number ? at + 1 : 0;
}

/* "từ 51 % lên 55 %": the first of them is of the present. */
static bool is_start(const Figures *figures, const Figure *figure) {
    const Pieces *pieces = figures->pieces;
    size_t at = figure->to;
    if (!piece_is(pieces, figure->from - 1, "tu")) return false;
    if (piece_is(pieces, at, "(")) {
        for (int step = 0; step < LEAD_STEPS_MAX && !piece_is(pieces, at, ")"); step++) at++;
        at++;
    }
    for (int step = 0;
         step < LEAD_STEPS_MAX && (figures->is_dated[at < pieces->count ? at : 0] || piece_is(pieces, at, "nam"));
         step++)
        at++;
    if (piece_is(pieces, at, "tang") || piece_is(pieces, at, "giam")) at++;
    return piece_is_one_of(pieces, at, "len xuong con");
}

/* "17/19 tiêu chí", "5/7 km": so many of so many, of which the first is reached. "24/24 giờ" and "24/7" are none. */
static size_t fraction_of(const Figures *figures, size_t i) {
    const size_t to = pieces_fraction(figures->pieces, i);
    const size_t unit = to == 0 ? 0 : unit_end(figures, to);
    return unit > to && !piece_is_one_of(figures->pieces, to, span_units) ? to : 0;
}

/* Reads the figure at i, or passes over what is none. */
static size_t read_figure(const Figures *figures, size_t i, Figure *ret_figure) {
    const Pieces *pieces = figures->pieces;
    Figure figure = { .from = i };
    Number number = number_at(pieces, i);
    const size_t second = range_to(figures, number.to);
    figure.value = number.value;
    if (second != 0 && number_at(pieces, second).value.is_known && number.value.is_known) {
        const Number last = number_at(pieces, second);
        if (decimal_compare(last.value, number.value) > 0 && !is_part(figures, second, last.to))
            figure.value_to = last.value, number.to = last.to;
    }
    *ret_figure = (Figure){ 0 };
    const size_t fraction = fraction_of(figures, i);
    if (fraction != 0) number.to = fraction;
    if (!figure.value.is_known || is_part(figures, i, number.to)) return number.to;
    read_unit(figures, &figure, number.to);
    read_lead(figures, &figure);
    read_behind(figures, &figure);
    if (figure.value_to.is_known) figure.relation = RELATION_RANGE, figure.is_told = true;
    if (!is_name(pieces, &figure) && !is_start(figures, &figure)) *ret_figure = figure;
    return figure.to;
}

/* A year without "năm" before a unit ("đạt 2.000 ha" is none, "đạt 2000 ha" is) is a number. */
static bool is_number_of_unit(const Figures *figures, const Date *date) {
    return date->is_bare && date->kind == DATE_YEAR && date->to == date->from + 1 &&
           unit_end(figures, date->to) > date->to;
}

size_t figures_find(const ReaderWords *words, Arena *arena, const Pieces *pieces, const Date *dates, size_t date_count,
                    const Figure **ret_figures) {
    Figures figures = { .pieces = pieces };
    figures.unit_count = words_find(words, WORDS_UNIT, arena, pieces->text, &figures.units);
    figures.relation_count = words_find(words, WORDS_RELATION, arena, pieces->text, &figures.relations);
    bool *is_dated = NEW_ARRAY(arena, bool, pieces->count + 2);
    for (size_t i = 0; i < date_count; i++) {
        for (size_t at = dates[i].from; at < dates[i].to && !is_number_of_unit(&figures, &dates[i]); at++)
            is_dated[at] = true;
    }
    figures.is_dated = is_dated;
    Figure *found = NULL;
    size_t count = 0, room = 0, brackets = 0;
    for (size_t i = 0; i < pieces->count;) {
        if (piece_is(pieces, i, "(")) brackets++;
        if (piece_is(pieces, i, ")") && brackets > 0) brackets--;
        if (piece_at(pieces, i)->kind != PIECE_NUMBER || is_dated[i]) {
            i++;
            continue;
        }
        Figure figure;
        i = read_figure(&figures, i, &figure);
        if (!figure.value.is_known) continue;
        figure.is_enclosed = brackets > 0;
        found = array_grow(arena, found, sizeof *found, count, &room);
        found[count++] = figure;
    }
    *ret_figures = found;
    return count;
}
