/* modules/scoring/board - scorecards of all agencies for a period: values gathered, formulas worked out, ranks given.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_SCORING_BOARD_H
#define MODULES_SCORING_BOARD_H

#include "modules/scoring/scheme.h"

enum { PERIOD_LETTERS_MAX = 7, BOARD_AGENCIES_MAX = 5000 };

/* `2026-10`, `2026-Q3`, `2026-H1`, `2026`, as the scheme's frequency asks: its days. INVALID for anything else. */
Code period_days(Str period, int frequency, Span *ret_span);
Str period_previous(Arena *arena, Str period);

/* What became of one criterion for one agency. */
typedef struct Point {
    bool applies;
    Worked worked;
    int lack;       /* Lack: which rule was used where there was no number; 0: none */
    Decimal points; /* two decimals, half away from zero; unknown when it is excluded or does not apply */
} Point;

typedef struct Card {
    const Agency *agency;
    const ScoreClass *of_class;
    MetricValue *slots; /* by book->slots */
    Point *points;      /* by book->criteria */
    Decimal total, reachable;
    Decimal percent; /* of what could be reached, two decimals; unknown when that is nothing, or nothing is known */
    const ScoreBand *band;
    int64_t rank; /* within its class; equal percents share one; 0: not ranked */
    int64_t lacking;
    bool is_sample;
} Card;

typedef struct Board {
    const SchemeBook *book;
    Str period;
    Span span;
    Registry *registry;
    Card *cards; /* by class, rank and code */
    size_t count;
} Board;

/* An empty board with a card for every agency in being on the last day that a class takes. */
Code board_begin(Ctx *cx, const SchemeBook *book, Str period, Board *ret_board);
/* Values as they are now: metrics of rooms, inputs that were accepted. */
Code board_gather(Ctx *cx, Board *board);
/* Pure from here: works out every card and ranks them. */
void card_work(const SchemeBook *book, Card *card);
void board_rank(Arena *arena, Board *board);
const Card *board_card(const Board *board, Str agency);                              /* NULL when it is not scored */
Code board_now(Ctx *cx, Str scheme, Str period, SchemeBook *book, Board *ret_board); /* all of the above */

/* ---- Views ---- */

typedef struct BoardLine {
    Str agency, agency_name, of_class, class_title;
    Decimal total, reachable, percent;
    Str band, band_title;
    int64_t rank, lacking;
    Decimal previous_percent; /* of the period before, as it was published; unknown where it was not */
    int64_t previous_rank;    /* 0: none */
    bool is_sample;
} BoardLine;

typedef struct CardView {
    const BoardLine *line;
    Rows points; /* of PointView */
    Rows values; /* of ValueView */
} CardView;

extern const Shape board_line_shape, card_view_shape;
BoardLine board_line(const Board *board, const Card *card);
CardView card_view(Ctx *cx, const Board *board, const Card *card);

typedef struct BoardAsked {
    Str scheme, period;
} BoardAsked;
typedef struct CardAsked {
    Str scheme, period, agency;
} CardAsked;
extern const Shape board_asked_shape, card_asked_shape, board_view_shape, trial_asked_shape, trial_view_shape;
Work board_get, card_get, trial_get;

extern const ProblemKind score_period_form, agency_not_scored, answer_form, period_not_over;

#endif
