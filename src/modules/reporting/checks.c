/* modules/reporting/checks - see checks.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/reporting/checks.h"

enum { JUMP_CHANGES_MIN = 3, JUMP_CHANGES_MAX = 23, JUMP_BITS = 50, SLIP_NEAR = 10 };

CheckLimits check_limits_standard(void) {
    CheckLimits limits = { 0 };
    limits.severity[CHECK_EMPTY] = limits.severity[CHECK_SHARE] = limits.severity[CHECK_EVIDENCE] = SEVERITY_ERROR;
    limits.severity[CHECK_MEMBERS] = limits.severity[CHECK_JUMP] = limits.severity[CHECK_SAME] = SEVERITY_WARNING;
    limits.severity[CHECK_SLIP] = limits.severity[CHECK_WORDS] = SEVERITY_WARNING;
    limits.threshold[CHECK_JUMP] = 30;
    limits.threshold[CHECK_SAME] = 3;
    return limits;
}

bool check_has_threshold(CheckRule rule) {
    return rule == CHECK_JUMP || rule == CHECK_SAME;
}

typedef struct Results {
    const CheckLimits *limits;
    CheckResult *items;
    size_t count;
} Results;

static void add(Results *on, CheckRule rule, Decimal a, Decimal b) {
    const Severity severity = on->limits->severity[rule];
    if (severity != SEVERITY_OFF) on->items[on->count++] = (CheckResult){ rule, severity, a, b };
}

static Wide size_of(Wide number) {
    return number < 0 ? -number : number;
}

/* ---- against its own history ---- */

/* With changes c of count n, S their sum and Q the sum of their squares: |d - S/n| > k * sigma is, without division,
 * (n d - S)^2 > k^2 (n Q - S^2). Large changes are cut down first, all alike, so that the squares fit. */
static void check_jump(Results *on, const CheckFigure *figure) {
    const size_t count = figure->history_count;
    if (count < JUMP_CHANGES_MIN + 1) return;
    const size_t from = count > JUMP_CHANGES_MAX + 1 ? count - JUMP_CHANGES_MAX - 1 : 0;
    const Wide last = figure->history[count - 1].micro, change = (Wide)figure->value.micro - last;
    Wide largest = size_of(change);
    for (size_t i = from + 1; i < count; i++) {
        const Wide size = size_of((Wide)figure->history[i].micro - figure->history[i - 1].micro);
        if (size > largest) largest = size;
    }
    Wide cut = 1;
    while (largest / cut >= ((Wide)1 << JUMP_BITS)) cut *= 2;
    Wide sum = 0, squares = 0;
    const Wide n = (Wide)(count - 1 - from), tenths = on->limits->threshold[CHECK_JUMP];
    for (size_t i = from + 1; i < count; i++) {
        const Wide c = ((Wide)figure->history[i].micro - figure->history[i - 1].micro) / cut;
        sum += c;
        squares += c * c;
    }
    const Wide spread = n * squares - sum * sum, off = n * (change / cut) - sum;
    if (spread == 0 || 100 * off * off <= tenths * tenths * spread) return;
    add(on, CHECK_JUMP, decimal_of_wide(change, 1), decimal_of_wide(sum * cut, n));
}

static void check_same(Results *on, const CheckFigure *figure) {
    int64_t same = 1;
    for (size_t i = figure->history_count; i > 0 && figure->history[i - 1].micro == figure->value.micro; i--) same++;
    const bool is_full = figure->is_share && figure->value.micro == INT64_C(100) * DECIMAL_ONE; /* done is done */
    if (same >= on->limits->threshold[CHECK_SAME] && !is_full) add(on, CHECK_SAME, decimal_whole(same), (Decimal){ 0 });
}

/* Within a tenth of so many times the other: a slip of the unit seldom hits the old figure exactly. */
static bool is_about_times(Wide large, Wide small, Wide factor) {
    return small != 0 && size_of(large - small * factor) * SLIP_NEAR <= size_of(small * factor);
}

static void check_slip(Results *on, const CheckFigure *figure) {
    static const int64_t factors[] = { 10, 1000 };
    if (figure->history_count == 0) return;
    const Decimal last = figure->history[figure->history_count - 1];
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        if (!is_about_times(figure->value.micro, last.micro, factors[i]) &&
            !is_about_times(last.micro, figure->value.micro, factors[i]))
            continue;
        add(on, CHECK_SLIP, last, decimal_whole(factors[i]));
        return;
    }
}

/* ---- against its members ---- */

static void check_members(Results *on, const CheckFigure *figure) {
    const CheckMembers *members = &figure->members;
    if (members->count == 0) return;
    Wide sum = 0, low = members->values[0].micro, high = low;
    for (size_t i = 0; i < members->count; i++) {
        const Wide one = members->values[i].micro;
        sum += one;
        if (one < low) low = one;
        if (one > high) high = one;
    }
    const Wide value = figure->value.micro;
    const bool is_whole = members->count >= members->expected;
    if (members->is_sum) {
        if (is_whole ? value != sum : value < sum) add(on, CHECK_MEMBERS, figure->value, decimal_of_wide(sum, 1));
    } else if (is_whole && (value < low || value > high)) {
        add(on, CHECK_MEMBERS, figure->value, decimal_of_wide(value < low ? low : high, 1));
    }
}

size_t check_figure(const CheckLimits *limits, const CheckFigure *figure, CheckResult *ret_results) {
    Results on = { limits, ret_results, 0 };
    const Decimal none = { 0 };
    if (!figure->value.is_known) {
        if (figure->is_needed) add(&on, CHECK_EMPTY, none, none);
        return on.count;
    }
    if (figure->is_share && (figure->value.micro < 0 || figure->value.micro > INT64_C(100) * DECIMAL_ONE))
        add(&on, CHECK_SHARE, figure->value, none);
    if (figure->needs_evidence && figure->evidence_count == 0) add(&on, CHECK_EVIDENCE, none, none);
    if (figure->is_level) return on.count;
    check_members(&on, figure);
    check_jump(&on, figure);
    check_same(&on, figure);
    check_slip(&on, figure);
    return on.count;
}

size_t check_section(const CheckLimits *limits, bool is_needed, int64_t words, int64_t words_min, int64_t words_max,
                     CheckResult *ret_results) {
    Results on = { limits, ret_results, 0 };
    const Decimal none = { 0 };
    if (words == 0) {
        if (is_needed) add(&on, CHECK_EMPTY, none, none);
    } else if (words < words_min) {
        add(&on, CHECK_WORDS, decimal_whole(words), decimal_whole(words_min));
    } else if (words_max > 0 && words > words_max) {
        add(&on, CHECK_WORDS, decimal_whole(words), decimal_whole(words_max));
    }
    return on.count;
}

int64_t words_in(Str text) {
    int64_t words = 0;
    bool is_inside = false;
    for (size_t i = 0; i < text.len; i++) {
        const bool is_blank = text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\t' || text.at[i] == '\r';
        if (!is_blank && !is_inside) words++;
        is_inside = !is_blank;
    }
    return words;
}
