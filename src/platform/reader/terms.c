/* platform/reader/terms - see terms.h. Of the dates that a text names those are terms before which words stand that say
 * by when ("trước", "trong", "đến hết"), or nothing; dates of documents, of what was and in titles are none. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/terms.h"

#include "platform/reader/dates.h"

enum { LEAD_PIECES_MAX = 7, TITLE_PIECES_MAX = 40, NUMBER_PIECES_MAX = 12, CLAUSE_PIECES_MAX = 200 };

/* How the words before a date take it. */
typedef struct Lead {
    size_t from;    /* the piece with which they begin */
    bool is_until;  /* "đến", "hết", "chậm nhất": only the end is told */
    bool is_before; /* "trước": the day before a month or a year begins, a day itself */
    bool is_told;   /* some such word stands there */
    bool is_finish; /* "xong", "hoàn thành": wins over others */
    bool is_start;  /* nothing stands before it, or ':', '(' or '|' */
    bool is_apart;  /* a comma stands before it */
} Lead;

typedef struct Terms {
    const ReaderWords *rules;
    Arena *arena;
    const Pieces *pieces;
    const TermContext *context;
    const Found *words;    /* of WORDS_TERM */
    const Found *products; /* of WORDS_PRODUCT */
    size_t word_count, product_count;
    bool *is_used; /* for each of `words`: told with a date */
    struct Rated *found;
    size_t count, room;
} Terms;

/* A term with what it is worth: the higher is the one to be done by. */
typedef struct Rated {
    ReadTerm term;
    int worth;
} Rated;

enum {
    WORTH_FINISH = 6,
    WORTH_DATE = 40,
    WORTH_WIDE = 35,
    WORTH_YEARLY_DAY = 30,
    WORTH_REGULAR = 20,
};

/* ---- words before a date ---- */

/* "17 giờ", "17h00", "16 giờ 30 phút" before "ngày": the number of its pieces. */
static size_t hour_before(const Pieces *pieces, size_t end) {
    static const char *const ways[] = { "n gio", "n h", "n h n", "n gio n", "n gio n phut" };
    for (size_t way = COUNT(ways); way > 0; way--) {
        Str rest = str_of(ways[way - 1]);
        size_t count = 1;
        for (size_t i = 0; i < rest.len; i++) count += rest.at[i] == ' ';
        size_t i = end - count;
        for (; end >= count && rest.at != NULL; i++) {
            const Str word = str_cut(&rest, ' ');
            const bool is_number = piece_at(pieces, i)->kind == PIECE_NUMBER;
            if (str_is(word, "n") ? !is_number : !str_equal(piece_text(pieces, i), word)) break;
        }
        if (i == end && rest.at == NULL) return count;
    }
    return 0;
}

/* The pieces of the phrase of a list that ends there; 0: none does. */
static size_t phrase_before(const Pieces *pieces, size_t end, const char *const *phrases) {
    size_t count = 0;
    for (; *phrases != NULL && count == 0; phrases++) count = pieces_match_before(pieces, end, *phrases);
    return count;
}

static Lead lead_of(const Pieces *pieces, size_t date_from) {
    static const char *const latest[] = { "cham nhat",      "tre nhat",      "muon nhat", "khong qua", "khong muon hon",
                                          "khong cham hon", "khong tre hon", "han chot",  "han cuoi",  NULL };
    static const char *const spans[] = { "thoi gian", "thoi han",      "giai doan",    "thoi ki",       "thoi diem",
                                         "nhiem ki",  "nam ngan sach", "nam ke hoach", "nam tai chinh", "du kien",
                                         NULL };
    Lead lead = { .from = date_from };
    size_t at = date_from;
    for (int step = 0; step < LEAD_PIECES_MAX && at > 0; step++, lead.from = at) {
        const size_t before = at, late = phrase_before(pieces, at, latest), span = phrase_before(pieces, at, spans);
        if (late != 0)
            lead.is_until = true, at -= late;
        else if (span != 0)
            at -= span;
        else if (pieces_match_before(pieces, at, "hoan thanh") || pieces_match_before(pieces, at, "ket thuc"))
            lead.is_finish = true, at -= 2;
        else if (piece_is_one_of(pieces, at - 1, "den het toi"))
            lead.is_until = true, at--;
        else if (piece_is(pieces, at - 1, "truoc"))
            lead.is_before = true, at--;
        else if (piece_is(pieces, at - 1, "xong"))
            lead.is_finish = true, at--;
        else if (piece_is(pieces, at, "ngai") && hour_before(pieces, at) != 0)
            at -= hour_before(pieces, at);
        else if (piece_is(pieces, at - 1, "la") && piece_is(pieces, at - 2, "nhat"))
            at--;
        else if (!piece_is_written(pieces, at - 1, "tư Tư tự Tự") &&
                 piece_is_one_of(pieces, at - 1, "tu trong vao cuoi dau giua nhat ngai quang dip suot ca gd"))
            at--;
        if (at == before) break;
        lead.is_told = true;
    }
    const size_t i = lead.from;
    lead.is_start = i == 0 || piece_is_one_of(pieces, i - 1, ": ( | + * -") || piece_ends_sentence(pieces, i - 1) ||
                    piece_is(pieces, i - 1, ";");
    lead.is_apart = piece_is(pieces, i - 1, ",");
    return lead;
}

/* "so với năm 2025", "tầm nhìn đến năm 2045", "kể từ ngày": no term however it is said. */
static bool is_other(const Pieces *pieces, const Date *date, const Lead *lead) {
    static const char *const always[] = {
        "so voi", "tam nhin", "dinh huong", "hieu luc", "hieu luc thi hanh", "cung ki"
    };
    static const char *const bare[] = { "ban hanh", "ki", "thong qua", "ap dung", "cua", "nhu", "bang", "quiet dinh" };
    const size_t from = lead->from;
    for (size_t i = 0; i < COUNT(always); i++) {
        if (pieces_match_before(pieces, from, always[i])) return true;
    }
    if (piece_is(pieces, from, "tu") && piece_is(pieces, from - 1, "ke") && date->kind == DATE_DAY) return true;
    if (piece_is_written(pieces, from - 1, "tính Tính qua Qua")) return true;
    for (size_t i = 0; i < COUNT(bare) && !lead->is_told; i++) {
        if (pieces_match_before(pieces, from, bare[i])) return true;
    }
    return piece_is(pieces, date->to, "cua") && date->kind == DATE_DAY && !lead->is_told;
}

/* Does a document's number ("88/NQ-CP", "57-NQ/TW,") stand just before? */
static bool is_behind_number(const Pieces *pieces, size_t from) {
    size_t at = from;
    if (piece_is(pieces, at - 1, ",")) at--;
    bool has_mark = false, has_letters = false;
    for (int step = 0; step < NUMBER_PIECES_MAX && at > 0; step++, at--) {
        const Piece *piece = piece_at(pieces, at - 1);
        if (piece_is_one_of(pieces, at - 1, "/ -"))
            has_mark = true;
        else if (piece->kind == PIECE_WORD)
            has_letters = true;
        else if (piece->kind == PIECE_NUMBER)
            return has_mark && has_letters;
        else
            return false;
        if (!piece->is_glued && !(has_mark && piece_is_one_of(pieces, at - 1, "/ -")) &&
            !piece_is_one_of(pieces, at - 2, "/ -"))
            return false;
    }
    return false;
}

static bool is_boundary(const Pieces *pieces, size_t i) {
    return piece_ends_clause(pieces, i) || piece_is_one_of(pieces, i, ": ( |");
}

/* "kỳ họp giữa năm 2027". */
static bool has_session(const Pieces *pieces, const Lead *lead) {
    for (size_t i = 1; i <= 6 && i <= lead->from; i++) {
        if (pieces_match(pieces, lead->from - i, "ki hop")) return true;
    }
    return false;
}

/* "vụ hè thu năm 2027", "mùa khô năm 2027". */
static bool has_season(const Pieces *pieces, const Lead *lead) {
    for (size_t i = 1; i <= 6 && i <= lead->from; i++) {
        if (piece_is_one_of(pieces, lead->from - i, "vu mua")) return true;
    }
    return false;
}

/* Is it part of the name of a plan ("quy hoạch giao thông tỉnh đến năm 2020")? The name runs up to it. */
static bool is_in_title(const Terms *terms, const Date *date, const Lead *lead) {
    if (lead->is_apart || lead->is_start || lead->is_finish || lead->is_before) return false;
    if (has_session(terms->pieces, lead)) return false;
    if (lead->is_told && piece_is_one_of(terms->pieces, lead->from, "trong vao tu het den") &&
        !(piece_is(terms->pieces, lead->from, "den") && !piece_is(terms->pieces, lead->from + 1, "het")))
        return false;
    size_t from = lead->from;
    for (int step = 0; step < TITLE_PIECES_MAX && from > 0 && !is_boundary(terms->pieces, from - 1); step++) from--;
    const size_t byte = piece_at(terms->pieces, from)->from, end = piece_at(terms->pieces, lead->from)->from;
    size_t low = 0, high = terms->product_count;
    while (low < high) { /* the first product behind `byte` */
        const size_t middle = low + (high - low) / 2;
        if (terms->products[middle].from < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < terms->product_count && terms->products[low].from < end && date->kind >= DATE_HALF;
}

static bool is_past(const TermContext *context, const Date *date) {
    int64_t least = context->issued_on.number == 0 ? 0 : day_year(context->issued_on);
    if (context->year_first != 0 && (least == 0 || context->year_first < least)) least = context->year_first;
    return date->has_year && least != 0 && day_year(date->last) < least;
}

static bool is_joined(const Pieces *pieces, const Date *date, const Date *before) {
    return before != NULL && before->to + 1 == date->from && piece_is_one_of(pieces, before->to, ", va ; -");
}

static bool is_term(const Terms *terms, const Date *date, const Lead *lead, bool goes_on) {
    const Pieces *pieces = terms->pieces;
    if (is_past(terms->context, date) || is_other(pieces, date, lead)) return false;
    const bool is_first = lead->is_told || lead->is_start || goes_on;
    const bool is_end = date->to >= pieces->count || piece_at(pieces, date->to)->kind == PIECE_MARK;
    switch (date->kind) {
    case DATE_DAY:
        if (is_behind_number(pieces, date->from) || is_behind_number(pieces, lead->from)) return false;
        if (date->is_bare)
            return lead->is_told ? lead->is_before || lead->is_until || lead->is_finish || is_end
                                 : goes_on || (lead->from == 0 && is_end);
        return is_first || (lead->is_apart && !piece_is(pieces, date->to, "cua"));
    case DATE_MONTH: return date->has_year || is_first;
    case DATE_QUARTER: return true;
    case DATE_YEAR:
        if (date->is_bare && !is_end && !(lead->is_start && piece_is(pieces, date->to, "va"))) return false;
        return (is_first || has_session(pieces, lead) || has_season(pieces, lead)) && !is_in_title(terms, date, lead);
    case DATE_PERIOD:
        if (is_in_title(terms, date, lead)) return false;
        return is_first || lead->is_apart || date->is_stage || !date->is_bare;
    default: return true;
    }
}

/* ---- terms out of dates ---- */

static void add(Terms *terms, size_t from, size_t to, ReadTerm term, int worth) {
    term.words = pieces_source(terms->pieces, from, to);
    term.from = piece_at(terms->pieces, from)->letter_from;
    term.to = piece_at(terms->pieces, to - 1)->letter_to;
    terms->found = array_grow(terms->arena, terms->found, sizeof *terms->found, terms->count, &terms->room);
    terms->found[terms->count++] = (Rated){ term, worth };
}

static int term_kind(const Date *date) {
    static const int kinds[] = {
        [DATE_DAY] = TERM_DATE,    [DATE_MONTH] = TERM_DATE, [DATE_QUARTER] = TERM_QUARTER,
        [DATE_HALF] = TERM_PERIOD, [DATE_YEAR] = TERM_YEAR,  [DATE_PERIOD] = TERM_PERIOD,
    };
    return kinds[date->kind];
}

static void add_date(Terms *terms, const Date *date, const Lead *lead) {
    ReadTerm term = { .kind = term_kind(date), .first = date->first, .last = date->last };
    term.is_season = date->is_season || has_season(terms->pieces, lead);
    if (date->kind == DATE_DAY) term.first = (Day){ 0 };
    if (date->kind != DATE_DAY && date->kind != DATE_PERIOD && (lead->is_before || lead->is_until)) {
        if (lead->is_before) term.last = (Day){ date->first.number - 1 };
        term.first = (Day){ 0 };
    }
    const int worth = (date->kind >= DATE_HALF ? WORTH_WIDE : WORTH_DATE) + (lead->is_finish ? WORTH_FINISH : 0);
    add(terms, lead->from, date->to, term, worth);
}

static bool same_clause(const Pieces *pieces, size_t from, size_t to) {
    if (to > from + CLAUSE_PIECES_MAX) return false;
    for (size_t i = from; i < to; i++) {
        if (piece_ends_clause(pieces, i)) return false;
    }
    return true;
}

/* The yearly word that a date without a year belongs to: the next one in its clause; else the one before. */
static const Found *yearly_word(const Terms *terms, const Date *date) {
    const uint32_t from = piece_at(terms->pieces, date->from)->from;
    const Found *before = NULL;
    size_t low = 0, high = terms->word_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (terms->words[middle].from < from)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < terms->word_count && terms->words[low].value == TERM_YEARLY &&
        same_clause(terms->pieces, date->to, piece_of_byte(terms->pieces, terms->words[low].from)))
        return &terms->words[low];
    for (size_t i = low; i > 0 && i + 4 > low && before == NULL; i--) {
        if (terms->words[i - 1].value == TERM_YEARLY) before = &terms->words[i - 1];
    }
    return before;
}

static void add_yearly(Terms *terms, const Date *date, const Lead *lead, const Found *word) {
    ReadTerm term = { .kind = TERM_YEARLY };
    size_t from = lead->from, to = date->to;
    if (date->day != 0) term.yearly = str_format(terms->arena, "%02d-%02d", (int)date->month, (int)date->day);
    if (word->from >= piece_at(terms->pieces, to - 1)->to && piece_of_byte(terms->pieces, word->from) == to)
        to = piece_of_byte(terms->pieces, word->to - 1) + 1;
    terms->is_used[word - terms->words] = true;
    add(terms, from, to, term, date->day != 0 ? WORTH_YEARLY_DAY : WORTH_REGULAR);
}

static void add_dates(Terms *terms) {
    const Date *dates;
    const size_t count = dates_find(terms->rules, terms->arena, terms->pieces, terms->context, &dates);
    const Date *before = NULL; /* the last one that was a term */
    for (size_t i = 0; i < count; i++) {
        const Date *date = &dates[i];
        const Lead lead = lead_of(terms->pieces, date->from);
        if (!is_term(terms, date, &lead, is_joined(terms->pieces, date, before))) continue;
        const Found *yearly = date->has_year ? NULL : yearly_word(terms, date);
        if (yearly != NULL)
            add_yearly(terms, date, &lead, yearly);
        else if (date->last.number != 0)
            add_date(terms, date, &lead);
        before = date;
    }
}

/* ---- words that tell a term alone ---- */

/* "chi thường xuyên", "giáo dục thường xuyên", "không thường xuyên". */
static bool is_name(const Pieces *pieces, size_t i) {
    return piece_is_one_of(pieces, i - 1, "chi khong von") || pieces_match_before(pieces, i, "giao duc") ||
           pieces_match_before(pieces, i, "kinh phi") || pieces_match_before(pieces, i, "du toan");
}

/* "mỗi năm 02 lần", "02 lần mỗi năm". */
static bool is_several_times(const Pieces *pieces, size_t from, size_t to) {
    const bool is_behind = piece_is(pieces, to + 1, "lan") && piece_at(pieces, to)->kind == PIECE_NUMBER;
    const bool is_before = piece_is(pieces, from - 1, "lan") && piece_at(pieces, from - 2)->kind == PIECE_NUMBER;
    return (is_behind && piece_at(pieces, to)->number > 1) || (is_before && piece_at(pieces, from - 2)->number > 1);
}

static void add_words(Terms *terms) {
    for (size_t i = 0; i < terms->word_count; i++) {
        const Found *word = &terms->words[i];
        const size_t from = piece_of_byte(terms->pieces, word->from),
                     to = piece_of_byte(terms->pieces, word->to - 1) + 1;
        if (terms->is_used[i]) continue;
        if (word->value == TERM_CONTINUOUS && is_name(terms->pieces, from)) continue;
        if (piece_is(terms->pieces, to - 1, "qui") && !piece_is_written(terms->pieces, to - 1, "quý Quý QUÝ")) continue;
        const int kind = is_several_times(terms->pieces, from, to) ? TERM_CONTINUOUS : (int)word->value;
        add(terms, from, to, (ReadTerm){ .kind = kind }, WORTH_REGULAR);
    }
}

/* A day of a month that comes back. */
typedef struct MonthDay {
    int64_t months, day;
    bool is_after;
    size_t to; /* the piece behind it; 0: there is none */
} MonthDay;

static size_t next_at(const Pieces *pieces, size_t i) {
    static const char *const words[] = { "tiep theo", "ke tiep", "lien ke", "sau" };
    for (size_t k = 0; k < COUNT(words); k++) {
        if (pieces_match(pieces, i, words[k]) > 0) return pieces_match(pieces, i, words[k]);
    }
    return 0;
}

/* "ngày 25 hằng tháng", "ngày 15 của tháng cuối quý", "ngày 05 tháng sau": of the month behind, when quarters are told
 * of anywhere, that behind the quarter. */
static MonthDay month_day_at(const Pieces *pieces, size_t i, bool tells_quarters) {
    const Piece *number = piece_at(pieces, i + 1);
    MonthDay found = { .months = 1, .day = number->number };
    if (!piece_is(pieces, i, "ngai") || number->kind != PIECE_NUMBER || number->number < 1 || number->number > 31)
        return (MonthDay){ 0 };
    size_t at = piece_is(pieces, i + 2, "cua") ? i + 3 : i + 2;
    if (piece_is_one_of(pieces, at, "hang moi") && piece_is(pieces, at + 1, "thang")) {
        found.to = at + 2;
        return found;
    }
    if (!piece_is(pieces, at, "thang")) return (MonthDay){ 0 };
    const size_t next = next_at(pieces, at + 1);
    if (next > 0) {
        found.months = tells_quarters ? 3 : 1, found.is_after = true, found.to = at + 1 + next;
        return found;
    }
    const bool is_first = piece_is(pieces, at + 1, "dau");
    if (!is_first && !piece_is(pieces, at + 1, "cuoi")) return (MonthDay){ 0 };
    for (at += 2; piece_is_one_of(pieces, at, "cua moi hang tung"); at++) {
    }
    const size_t behind = is_first ? next_at(pieces, at + 1) : 0;
    if (!piece_is(pieces, at, "qui") || (is_first && behind == 0)) return (MonthDay){ 0 };
    return (MonthDay){ 3, found.day, is_first, at + 1 + behind };
}

static bool tells_of_quarters(const Pieces *pieces) {
    for (size_t i = 0; i + 1 < pieces->count; i++) {
        if (piece_is_one_of(pieces, i, "hang moi tung") && piece_is(pieces, i + 1, "qui")) return true;
    }
    return false;
}

/* "6", "sáu"; 0: none. */
static int64_t number_told(const Pieces *pieces, size_t i) {
    static const struct {
        const char *written;
        int64_t number;
    } words[] = { { "một Một", 1 }, { "hai Hai", 2 }, { "ba Ba", 3 }, { "sáu Sáu", 6 }, { "chín Chín", 9 } };
    if (piece_at(pieces, i)->kind == PIECE_NUMBER) return piece_at(pieces, i)->number;
    for (size_t k = 0; k < COUNT(words); k++) {
        if (piece_is_written(pieces, i, words[k].written)) return words[k].number;
    }
    return 0;
}

/* "định kỳ 6 tháng", "3 tháng một lần", "02 lần/năm", "1 lần mỗi tháng". */
static void add_rhythms(Terms *terms) {
    const Pieces *pieces = terms->pieces;
    const bool tells_quarters = tells_of_quarters(pieces);
    for (size_t i = 0; i < pieces->count; i++) {
        const MonthDay day = month_day_at(pieces, i, tells_quarters);
        if (day.to > 0) {
            const ReadTerm term = {
                .kind = TERM_CONTINUOUS, .months = day.months, .day = day.day, .is_after = day.is_after
            };
            add(terms, lead_of(pieces, i).from, day.to, term, WORTH_REGULAR);
            i = day.to - 1;
            continue;
        }
        const size_t regular = pieces_match(pieces, i, "dinh ki");
        const size_t at = i + regular;
        const int64_t number = number_told(pieces, at);
        const bool is_months = piece_is_one_of(pieces, at + 1, "thang tuan ngai") && number > 0 && number < 12;
        const bool is_once = pieces_match(pieces, at + 2, "mot lan") || pieces_match(pieces, at + 2, "/ lan") ||
                             pieces_match(pieces, at + 2, "/ 01 lan") || pieces_match(pieces, at + 2, "01 lan");
        if (regular != 0 && piece_is_one_of(pieces, at, "thang qui tuan nam") && !pieces_match(pieces, at, "nam hoc")) {
            const int kind = piece_is(pieces, at, "nam") ? TERM_YEARLY : TERM_CONTINUOUS;
            add(terms, i, at + 1, (ReadTerm){ .kind = kind }, WORTH_REGULAR);
        } else if (is_months && (regular != 0 || is_once)) {
            add(terms, i, at + 2 + (is_once ? 2 : 0), (ReadTerm){ .kind = TERM_CONTINUOUS }, WORTH_REGULAR);
        } else if (number == 1 && piece_is(pieces, at + 1, "nam") && is_once) {
            add(terms, i, at + 4, (ReadTerm){ .kind = TERM_YEARLY }, WORTH_REGULAR);
        } else if (number > 0 && piece_is_one_of(pieces, at + 1, "lan ki dot buoi phien") &&
                   piece_is(pieces, at + 2, "/") && piece_is_one_of(pieces, at + 3, "nam qui thang tuan ngai")) {
            const int kind = piece_is(pieces, at + 3, "nam") && number == 1 ? TERM_YEARLY : TERM_CONTINUOUS;
            add(terms, i, at + 4, (ReadTerm){ .kind = kind }, WORTH_REGULAR);
        } else {
            continue;
        }
        i = at + 1;
    }
}

/* By the place in the text; insertion keeps the order of those that are in order already. */
static void sort_merged(Rated *found, size_t count, size_t second, Rated *room) {
    size_t a = 0, b = second, used = 0;
    while (a < second || b < count) {
        const bool is_first = b == count || (a < second && found[a].term.from <= found[b].term.from);
        room[used++] = is_first ? found[a++] : found[b++];
    }
    for (size_t i = 0; i < count; i++) found[i] = room[i];
}

static Terms terms_rated(const ReaderWords *words, Arena *arena, const Folded *text, const TermContext *context) {
    Pieces *pieces = NEW(arena, Pieces);
    *pieces = pieces_of(arena, text);
    Terms terms = { .rules = words, .arena = arena, .pieces = pieces, .context = context };
    terms.word_count = words_find(words, WORDS_TERM, arena, text, &terms.words);
    terms.product_count = words_find(words, WORDS_PRODUCT, arena, text, &terms.products);
    terms.is_used = NEW_ARRAY(arena, bool, terms.word_count + 1);
    add_dates(&terms);
    const size_t dates = terms.count;
    add_words(&terms);
    Rated *room = NEW_ARRAY(arena, Rated, terms.count + 1);
    sort_merged(terms.found, terms.count, dates, room);
    const size_t named = terms.count;
    add_rhythms(&terms);
    room = NEW_ARRAY(arena, Rated, terms.count + 1);
    sort_merged(terms.found, terms.count, named, room);
    return terms;
}

size_t terms_find(const ReaderWords *words, Arena *arena, const Folded *text, const TermContext *context,
                  const ReadTerm **ret_terms) {
    const Terms terms = terms_rated(words, arena, text, context);
    ReadTerm *found = NEW_ARRAY(arena, ReadTerm, terms.count + 1);
    for (size_t i = 0; i < terms.count; i++) found[i] = terms.found[i].term;
    *ret_terms = found;
    return terms.count;
}

const ReadTerm *term_of(const ReaderWords *words, Arena *arena, const Folded *text, const TermContext *context) {
    const Terms terms = terms_rated(words, arena, text, context);
    const Rated *best = NULL;
    for (size_t i = 0; i < terms.count; i++) {
        if (best == NULL || terms.found[i].worth > best->worth) best = &terms.found[i];
    }
    return best == NULL ? NULL : &best->term;
}
