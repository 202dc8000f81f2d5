/* modules/scoring/board - values gathered, formulas worked out, ranks given. See board.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/board.h"

#include "modules/scoring/entry.h"

enum { CENT = 10000 }; /* a hundredth in millionths */

const ProblemKind score_period_form = {
    INVALID,
    "scoring/period-form",
    { "Kỳ không đúng dạng.", "The period has a wrong form." },
    { "Bộ tiêu chí này chấm theo “{1}”; “{0}” không phải một kỳ như vậy. Viết 2026-10, 2026-Q3, 2026-H1 hoặc 2026.",
      "This scheme scores each {1}; “{0}” is no such period. Write 2026-10, 2026-Q3, 2026-H1 or 2026." }
};
const ProblemKind agency_not_scored = { NOT_FOUND,
                                        "scoring/agency-not-scored",
                                        { "Cơ quan không thuộc diện chấm điểm.", "The agency is not scored." },
                                        { "“{0}” không thuộc nhóm nào của bộ tiêu chí “{1}” trong kỳ này.",
                                          "“{0}” is in none of the classes of “{1}” in this period." } };

/* ---- periods ---- */

static bool take_int(Str text, int64_t min, int64_t max, int64_t *ret_number) {
    return str_to_int(text, min, max, ret_number) == OK;
}

static Span months(int64_t year, int64_t first, int64_t count) {
    const int64_t last = first + count - 1;
    return (Span){ day_make(year, first, 1), day_make(year, last, days_in_month(year, last)) };
}

Code period_days(Str period, int frequency, Span *ret_span) {
    int64_t year, part = 0;
    const Str tail = str_part(period, 5, PERIOD_LETTERS_MAX);
    if (period.len < 4 || !take_int(str_part(period, 0, 4), DAY_YEAR_MIN, DAY_YEAR_MAX, &year)) return INVALID;
    if (period.len > 4 && period.at[4] != '-') return INVALID;
    const Str number = str_part(tail, frequency == 1 ? 0 : 1, PERIOD_LETTERS_MAX);
    const bool has_mark = frequency == 2 ? str_starts(tail, S("Q")) : frequency == 3 ? str_starts(tail, S("H")) : true;
    const size_t length = frequency == 4 ? 4 : 7;
    static const int64_t parts[] = { 0, 12, 4, 2, 1 };
    if (period.len != length || !has_mark || frequency < 1 || frequency > 4) return INVALID;
    if (frequency < 4 && !take_int(number, 1, parts[frequency], &part)) return INVALID;
    const int64_t each = 12 / parts[frequency];
    *ret_span = months(year, frequency == 4 ? 1 : (part - 1) * each + 1, each);
    return OK;
}

Str period_previous(Arena *arena, Str period) {
    int64_t year = 0, part = 0;
    (void)take_int(str_part(period, 0, 4), 0, DAY_YEAR_MAX, &year);
    if (period.len == 4) return str_format(arena, "%04lld", (long long)year - 1);
    const char mark = period.at[5];
    const bool is_month = mark != 'Q' && mark != 'H';
    (void)take_int(str_part(period, is_month ? 5 : 6, 2), 0, 12, &part);
    const int64_t last = is_month ? 12 : mark == 'Q' ? 4 : 2;
    const int64_t of = part > 1 ? year : year - 1, before = part > 1 ? part - 1 : last;
    if (is_month) return str_format(arena, "%04lld-%02lld", (long long)of, (long long)before);
    return str_format(arena, "%04lld-%c%lld", (long long)of, mark, (long long)before);
}

/* ---- gathering ---- */

Code board_begin(Ctx *cx, const SchemeBook *book, Str period, Board *ret_board) {
    *ret_board = (Board){ .book = book, .period = period };
    if (period_days(period, book->scheme.frequency, &ret_board->span) != OK)
        return fail_field(cx, S("period"), &score_period_form, period,
                          choice_name(&score_frequency_choices, book->scheme.frequency));
    TRY(registry_load(cx, &ret_board->registry));
    const Rows agencies = registry_agencies(ret_board->registry);
    ret_board->cards = NEW_ARRAY(cx->arena, Card, agencies.count + 1);
    for (size_t i = 0; i < agencies.count && ret_board->count < BOARD_AGENCIES_MAX; i++) {
        const Agency *agency = &((const Agency *)agencies.items)[i];
        if (!agency_is_valid(agency, ret_board->span.to)) continue;
        const ScoreClass *of_class = scheme_class_of(cx, book, ret_board->registry, agency, ret_board->span.to);
        if (of_class == NULL) continue;
        ret_board->cards[ret_board->count++] = (Card){
            .agency = agency,
            .of_class = of_class,
            .slots = NEW_ARRAY(cx->arena, MetricValue, book->slot_count + 1),
            .points = NEW_ARRAY(cx->arena, Point, book->criteria.count + 1),
        };
    }
    return OK;
}

static Code gather_metrics(Ctx *cx, Board *board) {
    Str *subjects = NEW_ARRAY(cx->arena, Str, board->count + 1);
    for (size_t i = 0; i < board->count; i++) subjects[i] = board->cards[i].agency->code;
    for (size_t i = 0; i < board->book->slot_count; i++) {
        const Slot *slot = &board->book->slots[i];
        if (slot->kind != REF_METRIC || slot->metric == NULL) continue;
        const MetricAsked asked = {
            .subjects = { subjects, board->count }, .spans = &board->span, .span_count = 1, .argument = slot->argument
        };
        MetricValue *values = NEW_ARRAY(cx->arena, MetricValue, board->count + 1);
        TRY(slot->metric->read(cx, &asked, values));
        for (size_t j = 0; j < board->count; j++) board->cards[j].slots[i] = values[j];
    }
    return OK;
}

static Code gather_inputs(Ctx *cx, Board *board) {
    Rows entries;
    Map at = map_new(cx->arena), slots = map_new(cx->arena);
    TRY(entries_held(cx, board->book->scheme.code, board->period, &entries));
    for (size_t i = 0; i < board->count; i++) (void)map_add(&at, board->cards[i].agency->code, i);
    for (size_t i = 0; i < board->book->slot_count; i++) {
        if (board->book->slots[i].kind == REF_INPUT) (void)map_add(&slots, board->book->slots[i].name, i);
    }
    for (size_t i = 0; i < entries.count; i++) {
        const Entry *entry = &((const Entry *)entries.items)[i];
        size_t card, slot;
        if (map_get(&at, entry->agency, &card) && map_get(&slots, entry->input, &slot))
            board->cards[card].slots[slot].value = entry->value;
    }
    return OK;
}

Code board_gather(Ctx *cx, Board *board) {
    TRY(gather_metrics(cx, board));
    return gather_inputs(cx, board);
}

/* ---- working out ---- */

static Decimal rounded(Decimal value) {
    const Decimal cents = decimal_scale(value, 1, CENT); /* a hundredth becomes a millionth, half away from zero */
    return decimal_scale(cents, CENT, 1);
}

static int lack_of(const Criterion *criterion, const Worked *worked) {
    if (worked->outcome == OUTCOME_VALUE) return LACK_NONE;
    if (worked->outcome == OUTCOME_MISSING) return criterion->missing;
    return worked->outcome == OUTCOME_ZERO_DENOMINATOR ? criterion->zero_denominator : LACK_NEEDS_INPUT;
}

static Point work_point(const SchemeBook *book, const Card *card, size_t at) {
    const Criterion *criterion = &((const Criterion *)book->criteria.items)[at];
    const Formula *formula = &book->formulas[at];
    Point point = { .applies = criterion->classes.count == 0 || texts_hold(criterion->classes, card->of_class->code) };
    if (!point.applies || formula->node_count == 0) return point;
    point.worked = formula_work(formula, card->slots);
    point.lack = lack_of(criterion, &point.worked);
    if (point.lack == LACK_NONE)
        point.points = rounded(decimal_clip(point.worked.value, decimal_whole(0), criterion->maximum));
    if (point.lack == LACK_ZERO || point.lack == LACK_NEEDS_INPUT) point.points = decimal_whole(0);
    if (point.lack == LACK_FULL) point.points = criterion->maximum;
    return point;
}

/* Is anything known of what the formulas read? Zero points of which nothing is known say nothing of the agency. */
static bool is_anything_known(const SchemeBook *book, const Card *card) {
    for (size_t i = 0; i < book->slot_count; i++) {
        if (book->slots[i].kind != REF_CRITERION && card->slots[i].value.is_known) return true;
    }
    return false;
}

void card_work(const SchemeBook *book, Card *card) {
    const Criterion *criteria = book->criteria.items;
    card->total = card->reachable = decimal_whole(0);
    card->lacking = 0;
    card->is_sample = false;
    for (size_t i = 0; i < book->criteria.count; i++) {
        const size_t at = book->order[i];
        const Point point = card->points[at] = work_point(book, card, at);
        card->slots[at] = (MetricValue){ point.points, point.worked.is_sample };
        if (!point.points.is_known) continue;
        card->total = decimal_add(card->total, point.points);
        card->reachable = decimal_add(card->reachable, criteria[at].maximum);
        card->lacking += point.lack == LACK_NEEDS_INPUT;
        card->is_sample = card->is_sample || point.worked.is_sample;
    }
    card->percent = (Decimal){ 0 };
    if (is_anything_known(book, card))
        card->percent = rounded(decimal_scale(decimal_ratio(card->total, card->reachable), 100, 1));
    card->band = NULL;
    const ScoreBand *bands = book->bands.items;
    for (size_t i = 0; i < book->bands.count && card->percent.is_known; i++) {
        if (decimal_compare(card->percent, bands[i].least) < 0) continue;
        if (card->band == NULL || decimal_compare(bands[i].least, card->band->least) > 0) card->band = &bands[i];
    }
}

/* By class, the better first; what has no percent last; agencies by code. */
static int card_order(const void *a, const void *b) {
    const Card *one = a, *other = b;
    if (one->of_class != other->of_class) return one->of_class->position < other->of_class->position ? -1 : 1;
    if (one->percent.is_known != other->percent.is_known) return one->percent.is_known ? -1 : 1;
    const int order = one->percent.is_known ? decimal_compare(other->percent, one->percent) : 0;
    return order != 0 ? order : str_compare(one->agency->code, other->agency->code);
}

void board_rank(Arena *arena, Board *board) {
    (void)arena;
    for (size_t i = 0; i < board->count; i++) card_work(board->book, &board->cards[i]);
    qsort(board->cards, board->count, sizeof(Card), card_order);
    int64_t place = 0;
    for (size_t i = 0; i < board->count; i++) {
        Card *card = &board->cards[i];
        const Card *before = i > 0 && card[-1].of_class == card->of_class ? &card[-1] : NULL;
        place = before == NULL ? 1 : place + 1;
        if (!card->percent.is_known) continue;
        const bool is_tied = before != NULL && decimal_compare(before->percent, card->percent) == 0;
        card->rank = is_tied ? before->rank : place;
    }
}

const Card *board_card(const Board *board, Str agency) {
    for (size_t i = 0; i < board->count; i++) {
        if (str_equal(board->cards[i].agency->code, agency)) return &board->cards[i];
    }
    return NULL;
}

Code board_now(Ctx *cx, Str scheme, Str period, SchemeBook *book, Board *ret_board) {
    TRY(scheme_load(cx, scheme, 0, book));
    TRY(board_begin(cx, book, period, ret_board));
    TRY(board_gather(cx, ret_board));
    board_rank(cx->arena, ret_board);
    return OK;
}
