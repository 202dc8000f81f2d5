/* modules/scoring/nomination - who may be proposed by the rule, who was, and why. See nomination.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/nomination.h"

#include "platform/ledger/ledger.h"

enum { NOMINATIONS_MAX = 2000, REASON_LETTERS_MIN = 10 };

const ProblemKind award_unknown = {
    INVALID,
    "scoring/award-unknown",
    { "Không có hình thức khen thưởng này.", "There is no such award." },
    { "Bản này của bộ tiêu chí không có “{0}”. Chọn một hình thức trong danh sách.",
      "This version of the scheme has no “{0}”. Choose one of the list." }
};
const ProblemKind nomination_rule = {
    INVALID,
    "scoring/nomination-rule",
    { "Cơ quan không đủ điều kiện.", "The agency does not meet the rule." },
    { "“{0}” không đủ điều kiện của “{1}”: xem hạng, mức đạt và số còn thiếu trên kết quả đã công bố.",
      "“{0}” does not meet the rule of “{1}”: see its rank, its percent and what is missing in the published result." }
};
const ProblemKind nomination_twice = { CONFLICT,
                                       "scoring/nomination-twice",
                                       { "Cơ quan đã được đề nghị.", "The agency is proposed already." },
                                       { "“{0}” đã có trong danh sách đề nghị của “{1}”.",
                                         "“{0}” is on the list of “{1}” already." } };
const ProblemKind nomination_full = { CONFLICT,
                                      "scoring/nomination-full",
                                      { "Đã đủ số lượng đề nghị.", "The list is full." },
                                      { "“{0}” cho mỗi nhóm {1} cơ quan, đã đủ. Rút một đề nghị trước khi thêm.",
                                        "“{0}” takes {1} of each group, and has them. Take one back first." } };
const ProblemKind appeals_wait = { CONFLICT,
                                   "scoring/appeals-wait",
                                   { "Còn khiếu nại chưa trả lời.", "Appeals wait for an answer." },
                                   { "Kết quả kỳ {0} còn {1} khiếu nại chưa trả lời. Trả lời hết rồi mới đề nghị.",
                                     "Appeals to the results of {0} wait for an answer: {1}. Answer them first." } };
const ProblemKind nomination_unknown = { NOT_FOUND,
                                         "scoring/nomination-unknown",
                                         { "Không có đề nghị này.", "There is no such nomination." },
                                         { "Không có đề nghị “{0}”. Tải lại danh sách.",
                                           "There is no nomination “{0}”. Load the list again." } };
const ProblemKind nomination_withdrawn = { CONFLICT,
                                           "scoring/nomination-withdrawn",
                                           { "Đề nghị đã rút.", "The nomination is taken back already." },
                                           { "Đề nghị này đã được rút. Tải lại danh sách.",
                                             "This nomination was taken back. Load the list again." } };

typedef struct Nomination {
    Id id;
    Str publication, award, agency, of_class;
    int64_t rank;
    Decimal percent;
    Str reason, nominated_by;
    Time nominated_at;
    Str withdrawal, withdrawn_by;
    Time withdrawn_at;
} Nomination;

static const Field nomination_fields[] = {
    FIELD(Nomination, id, REQUIRED, 0, 0),
    FIELD(Nomination, publication, REQUIRED, 0, 0),
    FIELD(Nomination, award, REQUIRED, 0, 0),
    FIELD(Nomination, agency, REQUIRED, 0, 0),
    FIELD(Nomination, of_class, REQUIRED, 0, 0),
    FIELD(Nomination, rank, REQUIRED, 0, 0),
    FIELD(Nomination, percent, REQUIRED, 0, 0),
    FIELD(Nomination, reason, REQUIRED, 0, 0),
    FIELD(Nomination, nominated_by, STORED, 0, 0),
    FIELD(Nomination, nominated_at, REQUIRED, 0, 0),
    FIELD(Nomination, withdrawal, REQUIRED, 0, 0),
    FIELD(Nomination, withdrawn_by, STORED, 0, 0),
    FIELD(Nomination, withdrawn_at, OPTIONAL, 0, 0),
};
const Shape nomination_shape = SHAPE(Nomination, nomination_fields);

/* Appeals that wait, to any number of a period. */
typedef struct AppealsOpen {
    Str scheme, period;
    int64_t count;
} AppealsOpen;

static const Field appeals_open_fields[] = { FIELD(AppealsOpen, scheme, REQUIRED, 0, 0),
                                             FIELD(AppealsOpen, period, REQUIRED, 0, 0),
                                             FIELD(AppealsOpen, count, REQUIRED, 0, 0) };
static const Shape appeals_open_shape = SHAPE(AppealsOpen, appeals_open_fields);

#include "modules/scoring/nomination.sql.h"

/* ---- the rule ---- */

bool award_takes(const ScoreAward *award, const Card *card) {
    if (award->classes.count > 0 && !texts_hold(award->classes, card->of_class->code)) return false;
    if (card->rank < 1 || card->rank > award->most || !card->percent.is_known) return false;
    return decimal_compare(card->percent, award->least) >= 0 && (!award->complete || card->lacking == 0);
}

/* ---- what is known ---- */

typedef struct Nominations {
    ScorePublication publication;
    SchemeBook book;
    Board board;
    Rows made; /* of Nomination */
    bool is_newest;
    int64_t appeals;
} Nominations;

static Code load(Ctx *cx, const Id *id, Nominations *on) {
    Code code;
    TRY(publication_find(cx, id, &on->publication));
    TRY(publication_board(cx, &on->publication, &on->book, &on->board));
    const Nomination key = { .publication = str_copy(cx->arena, id_str(&on->publication.id)) };
    TRY(nominations_of(cx, &key, &on->made));
    on->is_newest = publication_is_newest(cx, &on->publication, &code);
    TRY(code);
    const AppealsOpen asked = { .scheme = on->publication.scheme, .period = on->publication.period };
    AppealsOpen found;
    TRY(appeals_open_of(cx, &asked, &found));
    on->appeals = found.count;
    return OK;
}

static const ScoreAward *award_named(const Nominations *on, Str code) {
    const ScoreAward *awards = on->book.awards.items;
    for (size_t i = 0; i < on->book.awards.count; i++) {
        if (str_equal(awards[i].code, code)) return &awards[i];
    }
    return NULL;
}

static bool stands(const Nomination *one) {
    return one->withdrawn_at.us == 0;
}

/* ---- what is shown ---- */

/* An agency that the rule takes; `nomination` is "" until it is proposed. */
typedef struct Candidate {
    Str agency, agency_name, of_class, class_title;
    int64_t rank;
    Decimal percent;
    Str band_title, nomination, reason;
    Time nominated_at;
} Candidate;

static const Field candidate_fields[] = {
    FIELD(Candidate, agency, REQUIRED, 0, 0),       FIELD(Candidate, agency_name, REQUIRED, 0, 0),
    FIELD(Candidate, of_class, REQUIRED, 0, 0),     FIELD(Candidate, class_title, REQUIRED, 0, 0),
    FIELD(Candidate, rank, REQUIRED, 0, 0),         FIELD(Candidate, percent, REQUIRED, 0, 0),
    FIELD(Candidate, band_title, REQUIRED, 0, 0),   FIELD(Candidate, nomination, REQUIRED, 0, 0),
    FIELD(Candidate, reason, REQUIRED, 0, 0),       FIELD(Candidate, nominated_at, OPTIONAL, 0, 0),
};
static const Shape candidate_shape = SHAPE(Candidate, candidate_fields);

typedef struct AwardView {
    const ScoreAward *award;
    Rows candidates; /* of Candidate, by class and rank */
} AwardView;

static const Field award_view_fields[] = { FIELD_LINK(AwardView, award, REQUIRED, &score_award_shape),
                                           FIELD_LIST(AwardView, candidates, BOARD_AGENCIES_MAX, &candidate_shape) };
static const Shape award_view_shape = SHAPE(AwardView, award_view_fields);

typedef struct NominationView {
    const ScorePublication *publication;
    bool is_newest;
    int64_t open_appeals;
    Rows awards;    /* of AwardView */
    Rows withdrawn; /* of Nomination */
} NominationView;

static const Field nomination_view_fields[] = {
    FIELD_LINK(NominationView, publication, REQUIRED, &score_publication_shape),
    FIELD(NominationView, is_newest, REQUIRED, 0, 0),
    FIELD(NominationView, open_appeals, REQUIRED, 0, 0),
    FIELD_LIST(NominationView, awards, SCHEME_ROWS_MAX, &award_view_shape),
    FIELD_LIST(NominationView, withdrawn, NOMINATIONS_MAX, &nomination_shape),
};
const Shape nomination_view_shape = SHAPE(NominationView, nomination_view_fields);

static const Nomination *standing_of(const Nominations *on, const ScoreAward *award, Str agency) {
    const Nomination *made = on->made.items;
    for (size_t i = 0; i < on->made.count; i++) {
        if (stands(&made[i]) && str_equal(made[i].award, award->code) && str_equal(made[i].agency, agency))
            return &made[i];
    }
    return NULL;
}

static Rows candidates_of(Ctx *cx, const Nominations *on, const ScoreAward *award) {
    Candidate *found = NEW_ARRAY(cx->arena, Candidate, on->board.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < on->board.count; i++) {
        const Card *card = &on->board.cards[i];
        if (!award_takes(award, card)) continue;
        const BoardLine line = board_line(&on->board, card);
        const Nomination *made = standing_of(on, award, line.agency);
        found[count++] = (Candidate){ .agency = line.agency,
                                      .agency_name = line.agency_name,
                                      .of_class = line.of_class,
                                      .class_title = line.class_title,
                                      .rank = line.rank,
                                      .percent = line.percent,
                                      .band_title = line.band_title,
                                      .nomination = made == NULL ? S("") : str_copy(cx->arena, id_str(&made->id)),
                                      .reason = made == NULL ? S("") : made->reason,
                                      .nominated_at = made == NULL ? (Time){ 0 } : made->nominated_at };
    }
    return (Rows){ found, count };
}

Code nominations_get(Ctx *cx, const void *in, void *out) {
    Nominations *on = NEW(cx->arena, Nominations);
    NominationView *view = out;
    TRY(load(cx, &((const PublicationKey *)in)->id, on));
    AwardView *awards = NEW_ARRAY(cx->arena, AwardView, on->book.awards.count + 1);
    Nomination *withdrawn = NEW_ARRAY(cx->arena, Nomination, on->made.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < on->book.awards.count; i++) {
        const ScoreAward *award = &((const ScoreAward *)on->book.awards.items)[i];
        awards[i] = (AwardView){ award, candidates_of(cx, on, award) };
    }
    for (size_t i = 0; i < on->made.count; i++) {
        const Nomination *one = &((const Nomination *)on->made.items)[i];
        if (!stands(one)) withdrawn[count++] = *one;
    }
    *view = (NominationView){ &on->publication, on->is_newest, on->appeals,
                              { awards, on->book.awards.count }, { withdrawn, count } };
    return OK;
}

/* ---- proposing ---- */

typedef struct NominationMade {
    Id id; /* of the publication */
    Str award, agency, reason;
} NominationMade;

static const Field nomination_made_fields[] = {
    FIELD(NominationMade, id, REQUIRED, 0, 0),
    FIELD(NominationMade, award, REQUIRED, 1, SCHEME_CODE_MAX),
    FIELD(NominationMade, agency, REQUIRED, 1, 40),
    FIELD(NominationMade, reason, REQUIRED | LINES, REASON_LETTERS_MIN, SCHEME_NOTE_MAX),
};
const Shape nomination_made_shape = SHAPE(NominationMade, nomination_made_fields);

/* Whether there is room on the list of this award and class. */
static Code must_have_room(Ctx *cx, const Nominations *on, const ScoreAward *award, const Card *card) {
    const Nomination *made = on->made.items;
    int64_t count = 0;
    if (standing_of(on, award, card->agency->code) != NULL)
        return fail(cx, &nomination_twice, card->agency->code, award->title);
    for (size_t i = 0; i < on->made.count; i++) {
        count += stands(&made[i]) && str_equal(made[i].award, award->code) &&
                 str_equal(made[i].of_class, card->of_class->code);
    }
    return count < award->most ? OK : fail(cx, &nomination_full, award->title, int_text(cx, award->most));
}

static Code must_be_settled(Ctx *cx, const Nominations *on) {
    if (!on->is_newest) return fail(cx, &publication_superseded, on->publication.period);
    if (on->appeals > 0) return fail(cx, &appeals_wait, on->publication.period, int_text(cx, on->appeals));
    return OK;
}

Code nomination_make(Ctx *cx, const void *in, void *out) {
    const NominationMade *made = in;
    Nominations *on = NEW(cx->arena, Nominations);
    TRY(load(cx, &made->id, on));
    TRY(must_be_settled(cx, on));
    const ScoreAward *award = award_named(on, made->award);
    if (award == NULL) return fail_field(cx, S("award"), &award_unknown, made->award);
    const Card *card = board_card(&on->board, made->agency);
    if (card == NULL || !award_takes(award, card))
        return fail_field(cx, S("agency"), &nomination_rule, made->agency, award->title);
    TRY(must_have_room(cx, on, award, card));
    const Nomination nomination = { .id = id_make("nomination", cx->now),
                                    .publication = str_copy(cx->arena, id_str(&on->publication.id)),
                                    .award = award->code,
                                    .agency = card->agency->code,
                                    .of_class = card->of_class->code,
                                    .rank = card->rank,
                                    .percent = card->percent,
                                    .reason = made->reason,
                                    .nominated_by = cx->caller.id,
                                    .nominated_at = cx->now,
                                    .withdrawal = S(""),
                                    .withdrawn_by = S("") };
    TRY(nomination_insert(cx, &nomination));
    *(Nomination *)out = nomination;
    return ledger_append(cx, S("scoring.nominated"), id_str(&nomination.id), { "agency", nomination.agency },
                         { "award", nomination.award }, { "digest", on->publication.digest },
                         { "publication", nomination.publication });
}

/* ---- taking back ---- */

typedef struct Withdrawal {
    Id id;
    Str reason;
} Withdrawal;

static const Field withdrawal_fields[] = {
    FIELD(Withdrawal, id, REQUIRED, 0, 0),
    FIELD(Withdrawal, reason, REQUIRED | LINES, REASON_LETTERS_MIN, SCHEME_NOTE_MAX),
};
const Shape withdrawal_shape = SHAPE(Withdrawal, withdrawal_fields);

Code nomination_take_back(Ctx *cx, const void *in, void *out) {
    const Withdrawal *withdrawal = in;
    Nomination nomination = { .id = withdrawal->id };
    const Code found = nomination_by_id(cx, &nomination, &nomination);
    if (found == NOT_FOUND) return fail(cx, &nomination_unknown, id_str(&withdrawal->id));
    TRY(found);
    if (!stands(&nomination)) return fail(cx, &nomination_withdrawn);
    nomination.withdrawal = withdrawal->reason;
    nomination.withdrawn_by = cx->caller.id;
    nomination.withdrawn_at = cx->now;
    TRY(nomination_withdraw(cx, &nomination));
    *(Nomination *)out = nomination;
    return ledger_append(cx, S("scoring.nomination_withdrawn"), id_str(&nomination.id), { "agency", nomination.agency },
                         { "award", nomination.award }, { "publication", nomination.publication });
}
