/* modules/scoring/tests/board_test - ranks by table: who shares one, and who has none. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/board.h"
#include "tests/harness/fixture.h"

enum { SLOT_A = 1, SLOT_B = 2 };

/* 10 * A / B of 10; without a number 0, with B = 0 all 10. */
typedef struct RankRow {
    const char *agency, *a, *b; /* NULL: nothing is known */
    const char *percent;        /* NULL: unknown */
    int64_t rank;
} RankRow;

/* In the order in which they must come. */
static const RankRow ranks[] = {
    { "S2", "10", "10", "100", 1 }, /* 10 of 10 */
    { "S7", "0", "0", "100", 1 },   /* nothing was to be done: all points */
    { "S1", "5", "10", "50", 3 },   /* two are before it */
    { "S4", "0", "10", "0", 4 },    /* zero that was entered is a result */
    { "S6", NULL, "10", "0", 4 },   /* one value is known, the other lacks */
    { "S3", NULL, NULL, NULL, 0 },  /* nothing is known: no percent, no rank, below the others */
    { "S5", NULL, NULL, NULL, 0 },
};

static MetricValue known(const char *text) {
    MetricValue value = { 0 };
    if (text != NULL) assert_ok(decimal_from_text(str_of(text), &value.value));
    return value;
}

static void make_book(Ctx *cx, SchemeBook *book) {
    Criterion *criteria = NEW(cx->arena, Criterion);
    ScoreInput *inputs = NEW_ARRAY(cx->arena, ScoreInput, 2);
    ScoreBand *bands = NEW(cx->arena, ScoreBand);
    ScoreClass *classes = NEW(cx->arena, ScoreClass);
    criteria[0] = (Criterion){ .code = S("C1"),
                               .title = S("Tỷ lệ"),
                               .maximum = decimal_whole(10),
                               .formula = S("10 * share(input(A), input(B))"),
                               .missing = LACK_ZERO,
                               .zero_denominator = LACK_FULL };
    inputs[0] = (ScoreInput){ .code = S("A"), .criterion = S("C1"), .title = S("A"), .unit = METRIC_COUNT };
    inputs[1] = (ScoreInput){ .code = S("B"), .criterion = S("C1"), .title = S("B"), .unit = METRIC_COUNT };
    bands[0] = (ScoreBand){ .code = S("YEU"), .title = S("Yếu"), .least = decimal_whole(0) };
    classes[0] = (ScoreClass){ .code = S("SO"), .title = S("Sở"), .position = 1 };
    *book = (SchemeBook){
        .classes = { classes, 1 }, .bands = { bands, 1 }, .criteria = { criteria, 1 }, .inputs = { inputs, 2 }
    };
    scheme_compile(cx, book, NULL);
    assert_int_equal(book->slot_count, 3);
    assert_text(book->slots[SLOT_A].name, "A");
    assert_text(book->slots[SLOT_B].name, "B");
}

static void ranks_those_of_whom_something_is_known(void **state) {
    Ctx *cx = *state;
    SchemeBook book;
    make_book(cx, &book);
    Agency agencies[COUNT(ranks)];
    Board board = { .book = &book, .cards = NEW_ARRAY(cx->arena, Card, COUNT(ranks)), .count = COUNT(ranks) };
    for (size_t i = 0; i < COUNT(ranks); i++) {
        const RankRow *row = &ranks[COUNT(ranks) - 1 - i]; /* the last one first: ranking puts them in order */
        agencies[i] = (Agency){ .code = str_of(row->agency) };
        board.cards[i] = (Card){ .agency = &agencies[i],
                                 .of_class = book.classes.items,
                                 .slots = NEW_ARRAY(cx->arena, MetricValue, book.slot_count),
                                 .points = NEW_ARRAY(cx->arena, Point, book.criteria.count) };
        board.cards[i].slots[SLOT_A] = known(row->a);
        board.cards[i].slots[SLOT_B] = known(row->b);
    }
    board_rank(cx->arena, &board);
    for (size_t i = 0; i < COUNT(ranks); i++) {
        const Card *card = &board.cards[i];
        assert_row(i, ranks[i].agency);
        assert_text(card->agency->code, ranks[i].agency);
        assert_int_equal(card->rank, ranks[i].rank);
        assert_int_equal(card->percent.is_known, ranks[i].percent != NULL);
        assert_int_equal(card->band != NULL, ranks[i].percent != NULL);
        if (ranks[i].percent != NULL) assert_text(decimal_text(cx->arena, card->percent), ranks[i].percent);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { AT_DESK(ranks_those_of_whom_something_is_known) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
