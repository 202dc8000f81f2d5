/* modules/scoring/board_views - scorecards as pages show them: each point with its why; and answers tried out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/board.h"

#include "modules/scoring/publication.h"
#include "platform/access/access.h"

enum { FORMULA_TEXT_MAX = 8 * FORMULA_BYTES_MAX, VALUES_SHOWN_MAX = 5000, ANSWERS_MAX = 200 };

const ProblemKind answer_form = { INVALID,
                                  "scoring/answer-form",
                                  { "Câu trả lời viết sai.", "An answer is written wrongly." },
                                  { "“{0}” không phải “mã:giá trị” của một đầu vào trong giới hạn của nó.",
                                    "“{0}” is no “code:value” of an input within its bounds." } };

/* ---- shapes ---- */

static const Field board_line_fields[] = {
    FIELD(BoardLine, agency, REQUIRED, 0, 0),        FIELD(BoardLine, agency_name, REQUIRED, 0, 0),
    FIELD(BoardLine, of_class, REQUIRED, 0, 0),      FIELD(BoardLine, class_title, REQUIRED, 0, 0),
    FIELD(BoardLine, total, REQUIRED, 0, 0),         FIELD(BoardLine, reachable, REQUIRED, 0, 0),
    FIELD(BoardLine, percent, OPTIONAL, 0, 0),       FIELD(BoardLine, band, REQUIRED, 0, 0),
    FIELD(BoardLine, band_title, REQUIRED, 0, 0),    FIELD(BoardLine, rank, REQUIRED, 0, 0),
    FIELD(BoardLine, lacking, REQUIRED, 0, 0),       FIELD(BoardLine, previous_percent, OPTIONAL, 0, 0),
    FIELD(BoardLine, previous_rank, REQUIRED, 0, 0), FIELD(BoardLine, is_sample, REQUIRED, 0, 0),
};
const Shape board_line_shape = SHAPE(BoardLine, board_line_fields);

/* One point, and why. */
typedef struct PointView {
    Str criterion, part, title, title_en;
    Decimal maximum, points;
    bool applies;
    int outcome, lack;
    Str formula, with_values; /* the formula as it stands, and with values in place of names */
    Decimal result;           /* of the formula, before it is held between 0 and the maximum and rounded */
    Str evidence, note;
    bool is_sample;
} PointView;

static const Field point_view_fields[] = {
    FIELD(PointView, criterion, REQUIRED, 0, 0),
    FIELD(PointView, part, REQUIRED, 0, 0),
    FIELD(PointView, title, REQUIRED, 0, 0),
    FIELD(PointView, title_en, REQUIRED, 0, 0),
    FIELD(PointView, maximum, REQUIRED, 0, 0),
    FIELD(PointView, points, OPTIONAL, 0, 0),
    FIELD(PointView, applies, REQUIRED, 0, 0),
    FIELD_CHOICE(PointView, outcome, OPTIONAL, &outcome_choices),
    FIELD_CHOICE(PointView, lack, OPTIONAL, &lack_choices),
    FIELD(PointView, formula, REQUIRED, 0, 0),
    FIELD(PointView, with_values, REQUIRED, 0, 0),
    FIELD(PointView, result, OPTIONAL, 0, 0),
    FIELD(PointView, evidence, REQUIRED, 0, 0),
    FIELD(PointView, note, REQUIRED, 0, 0),
    FIELD(PointView, is_sample, REQUIRED, 0, 0),
};
static const Shape point_view_shape = SHAPE(PointView, point_view_fields);

/* One value that formulas read. */
typedef struct ValueView {
    int kind;
    Str name, argument, title, title_en;
    int unit;
    Decimal value;
    bool is_sample;
} ValueView;

static const Field value_view_fields[] = {
    FIELD_CHOICE(ValueView, kind, REQUIRED, &ref_kind_choices),
    FIELD(ValueView, name, REQUIRED, 0, 0),
    FIELD(ValueView, argument, REQUIRED, 0, 0),
    FIELD(ValueView, title, REQUIRED, 0, 0),
    FIELD(ValueView, title_en, REQUIRED, 0, 0),
    FIELD_CHOICE(ValueView, unit, OPTIONAL, &metric_unit_choices),
    FIELD(ValueView, value, OPTIONAL, 0, 0),
    FIELD(ValueView, is_sample, REQUIRED, 0, 0),
};
static const Shape value_view_shape = SHAPE(ValueView, value_view_fields);

static const Field card_view_fields[] = {
    FIELD_LINK(CardView, line, REQUIRED, &board_line_shape),
    FIELD_LIST(CardView, points, SCHEME_ROWS_MAX, &point_view_shape),
    FIELD_LIST(CardView, values, VALUES_SHOWN_MAX, &value_view_shape),
};
const Shape card_view_shape = SHAPE(CardView, card_view_fields);

/* ---- made ---- */

static Str or_none(Str text) {
    return text.at == NULL ? S("") : text;
}

BoardLine board_line(const Board *board, const Card *card) {
    return (BoardLine){ .agency = card->agency->code,
                        .agency_name = registry_name(board->registry, card->agency->code),
                        .of_class = card->of_class->code,
                        .class_title = card->of_class->title,
                        .total = card->total,
                        .reachable = card->reachable,
                        .percent = card->percent,
                        .band = card->band == NULL ? S("") : card->band->code,
                        .band_title = card->band == NULL ? S("") : card->band->title,
                        .rank = card->rank,
                        .lacking = card->lacking,
                        .is_sample = card->is_sample };
}

static PointView point_view(Ctx *cx, const SchemeBook *book, const Card *card, size_t at) {
    const Criterion *criterion = &((const Criterion *)book->criteria.items)[at];
    const Point *point = &card->points[at];
    Buf with = buf_new(cx->arena, FORMULA_TEXT_MAX);
    if (book->formulas[at].node_count > 0) formula_write_values(&with, &book->formulas[at], card->slots);
    return (PointView){ .criterion = criterion->code,
                        .part = criterion->part,
                        .title = criterion->title,
                        .title_en = criterion->title_en,
                        .maximum = criterion->maximum,
                        .points = point->points,
                        .applies = point->applies,
                        .outcome = (int)point->worked.outcome,
                        .lack = point->lack,
                        .formula = criterion->formula,
                        .with_values = (Str){ with.len == 0 ? "" : with.at, with.len },
                        .result = point->worked.value,
                        .evidence = criterion->evidence,
                        .note = criterion->note,
                        .is_sample = point->worked.is_sample };
}

CardView card_view(Ctx *cx, const Board *board, const Card *card) {
    const SchemeBook *book = board->book;
    BoardLine *line = NEW(cx->arena, BoardLine);
    PointView *points = NEW_ARRAY(cx->arena, PointView, book->criteria.count + 1);
    ValueView *values = NEW_ARRAY(cx->arena, ValueView, book->slot_count + 1);
    size_t count = 0;
    *line = board_line(board, card);
    for (size_t i = 0; i < book->criteria.count; i++) points[i] = point_view(cx, book, card, i);
    for (size_t i = 0; i < book->slot_count; i++) {
        const Slot *slot = &book->slots[i];
        if (slot->kind == REF_CRITERION) continue;
        values[count++] =
            (ValueView){ (int)slot->kind,         slot->name,      slot->argument,       or_none(slot->title),
                         or_none(slot->title_en), (int)slot->unit, card->slots[i].value, card->slots[i].is_sample };
    }
    return (CardView){ line, { points, book->criteria.count }, { values, count } };
}

/* ---- what is known now ---- */

static const Field board_asked_fields[] = { FIELD(BoardAsked, scheme, REQUIRED, 1, SCHEME_CODE_MAX),
                                            FIELD(BoardAsked, period, REQUIRED, 1, 10) };
const Shape board_asked_shape = SHAPE(BoardAsked, board_asked_fields);

static const Field card_asked_fields[] = { FIELD(CardAsked, scheme, REQUIRED, 1, SCHEME_CODE_MAX),
                                           FIELD(CardAsked, period, REQUIRED, 1, 10),
                                           FIELD(CardAsked, agency, REQUIRED, 1, 40) };
const Shape card_asked_shape = SHAPE(CardAsked, card_asked_fields);

typedef struct BoardView {
    const Scheme *scheme;
    Str period;
    Day from, to;
    Rows lines; /* of BoardLine, by class and rank */
    bool has_samples;
} BoardView;

static const Field board_view_fields[] = {
    FIELD_LINK(BoardView, scheme, REQUIRED, &scheme_shape),
    FIELD(BoardView, period, REQUIRED, 0, 0),
    FIELD(BoardView, from, REQUIRED, 0, 0),
    FIELD(BoardView, to, REQUIRED, 0, 0),
    FIELD_LIST(BoardView, lines, BOARD_AGENCIES_MAX, &board_line_shape),
    FIELD(BoardView, has_samples, REQUIRED, 0, 0),
};
const Shape board_view_shape = SHAPE(BoardView, board_view_fields);

/* Before it is published an agency sees its own line, and its rank; the others' are for those who see all. */
Code board_get(Ctx *cx, const void *in, void *out) {
    const BoardAsked *asked = in;
    BoardView *view = out;
    SchemeBook *book = NEW(cx->arena, SchemeBook);
    Board board;
    size_t count = 0;
    TRY(board_now(cx, asked->scheme, asked->period, book, &board));
    BoardLine *lines = NEW_ARRAY(cx->arena, BoardLine, board.count + 1);
    for (size_t i = 0; i < board.count; i++) {
        if (!access_may_for(cx, "scoring.see", board.cards[i].agency->code)) continue;
        lines[count] = board_line(&board, &board.cards[i]);
        view->has_samples = view->has_samples || lines[count].is_sample;
        count++;
    }
    TRY(publication_fill_previous(cx, asked->scheme, asked->period, lines, count));
    view->scheme = &book->scheme;
    view->period = asked->period;
    view->from = board.span.from;
    view->to = board.span.to;
    view->lines = (Rows){ lines, count };
    return OK;
}

Code card_get(Ctx *cx, const void *in, void *out) {
    const CardAsked *asked = in;
    SchemeBook *book = NEW(cx->arena, SchemeBook);
    Board board;
    TRY(access_require_for(cx, "scoring.see", asked->agency));
    TRY(board_now(cx, asked->scheme, asked->period, book, &board));
    const Card *card = board_card(&board, asked->agency);
    if (card == NULL) return fail(cx, &agency_not_scored, asked->agency, asked->scheme);
    *(CardView *)out = card_view(cx, &board, card);
    return OK;
}

/* ---- answers tried out: computed and shown, nothing is kept ---- */

typedef struct TrialAsked {
    Str scheme;
    Texts answers; /* `code:value` */
} TrialAsked;

static const Field trial_asked_fields[] = { FIELD(TrialAsked, scheme, REQUIRED, 1, SCHEME_CODE_MAX),
                                            FIELD(TrialAsked, answers, OPTIONAL, 0, ANSWERS_MAX) };
const Shape trial_asked_shape = SHAPE(TrialAsked, trial_asked_fields);

typedef struct TrialView {
    const Scheme *scheme;
    Decimal total, reachable, percent;
    Str band, band_title;
    int64_t lacking;
    Rows points; /* of PointView */
} TrialView;

static const Field trial_view_fields[] = {
    FIELD_LINK(TrialView, scheme, REQUIRED, &scheme_shape),
    FIELD(TrialView, total, REQUIRED, 0, 0),
    FIELD(TrialView, reachable, REQUIRED, 0, 0),
    FIELD(TrialView, percent, OPTIONAL, 0, 0),
    FIELD(TrialView, band, REQUIRED, 0, 0),
    FIELD(TrialView, band_title, REQUIRED, 0, 0),
    FIELD(TrialView, lacking, REQUIRED, 0, 0),
    FIELD_LIST(TrialView, points, SCHEME_ROWS_MAX, &point_view_shape),
};
const Shape trial_view_shape = SHAPE(TrialView, trial_view_fields);

static bool fits(const SchemeBook *book, Str code, Decimal value) {
    for (size_t i = 0; i < book->inputs.count; i++) {
        const ScoreInput *input = &((const ScoreInput *)book->inputs.items)[i];
        if (!str_equal(input->code, code)) continue;
        return (!input->low.is_known || decimal_compare(value, input->low) >= 0) &&
               (!input->high.is_known || decimal_compare(value, input->high) <= 0);
    }
    return false;
}

static void take_answer(Ctx *cx, const SchemeBook *book, Card *card, Str answer) {
    Str text = answer;
    const Str code = str_cut(&text, ':');
    Decimal value;
    if (text.at == NULL || decimal_from_text(text, &value) != OK || !fits(book, code, value)) {
        fault(cx, spot_field(S("answers")), &answer_form, answer);
        return;
    }
    for (size_t i = 0; i < book->slot_count; i++) {
        if (book->slots[i].kind == REF_INPUT && str_equal(book->slots[i].name, code)) card->slots[i].value = value;
    }
}

Code trial_get(Ctx *cx, const void *in, void *out) {
    static const ScoreClass nobody = { .code = { "", 0 } };
    const TrialAsked *asked = in;
    SchemeBook *book = NEW(cx->arena, SchemeBook);
    TRY(scheme_load(cx, asked->scheme, 0, book));
    Card card = { .of_class = &nobody,
                  .slots = NEW_ARRAY(cx->arena, MetricValue, book->slot_count + 1),
                  .points = NEW_ARRAY(cx->arena, Point, book->criteria.count + 1) };
    for (size_t i = 0; i < asked->answers.count; i++) take_answer(cx, book, &card, asked->answers.items[i]);
    TRY(faults_verdict(cx));
    card_work(book, &card);
    PointView *points = NEW_ARRAY(cx->arena, PointView, book->criteria.count + 1);
    for (size_t i = 0; i < book->criteria.count; i++) points[i] = point_view(cx, book, &card, i);
    *(TrialView *)out = (TrialView){ .scheme = &book->scheme,
                                     .total = card.total,
                                     .reachable = card.reachable,
                                     .percent = card.percent,
                                     .band = card.band == NULL ? S("") : card.band->code,
                                     .band_title = card.band == NULL ? S("") : card.band->title,
                                     .lacking = card.lacking,
                                     .points = { points, book->criteria.count } };
    return OK;
}
