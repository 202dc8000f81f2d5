/* modules/scoring/publication - results frozen with the version and the values that counted: anybody can work them out
 * again. An accepted appeal makes the next number; the one before stays. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_SCORING_PUBLICATION_H
#define MODULES_SCORING_PUBLICATION_H

#include "modules/scoring/board.h"

typedef struct ScorePublication {
    Id id;
    Str scheme;
    int64_t version;
    Str period;
    Day from_on, to_on;
    int64_t number;
    Str reason, digest;
    bool is_sample;
    Str published_by;
    Time published_at;
    Day appeal_until;
} ScorePublication;
extern const Shape score_publication_shape, score_result_shape, score_value_shape;

/* NOT_FOUND, with a Problem, when there is none. */
Code publication_find(Ctx *cx, const Id *id, ScorePublication *ret_publication);
bool publication_is_newest(Ctx *cx, const ScorePublication *publication, Code *ret_code);
/* The board as it was, worked out again from what was frozen. */
Code publication_board(Ctx *cx, const ScorePublication *publication, SchemeBook *book, Board *ret_board);
/* Freezes a board under the next number; leaves its entry in the ledger. */
Code publication_freeze(Ctx *cx, const Board *board, Str reason, ScorePublication *ret_publication);
/* What was published for the period before. */
Code publication_fill_previous(Ctx *cx, Str scheme, Str period, BoardLine *lines, size_t count);

typedef struct PublicationKey {
    Id id;
} PublicationKey;

/* Which card of which publication. */
typedef struct PublicationCardAsked {
    Id id;
    Str agency;
} PublicationCardAsked;

extern const Shape publish_shape, publication_filter_shape, score_publication_list_shape, publication_key_shape,
    publication_view_shape, publication_card_asked_shape, recomputation_shape, score_file_shape;
Work score_publication_make, publications_list, score_publication_get, publication_card_get, publication_recompute,
    results_csv, results_xlsx, card_pdf, card_docx;

extern const ProblemKind published_already, score_publication_unknown;

/* ---- appeals ---- */

extern const Shape appeal_shape, appeal_made_shape, appeal_filter_shape, appeal_list_shape, appeal_answer_shape;
Work appeal_make, appeals_list, appeal_answer;
/* Those that the caller may answer. */
Code appeals_awaited(Ctx *cx, Rows *ret_awaited);

extern const ProblemKind appeal_late, appeal_twice, appeal_answered, criterion_unknown, publication_superseded,
    correction_unknown, own_answer;

#endif
