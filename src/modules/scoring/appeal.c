/* modules/scoring/appeal - an agency says that its result is wrong, and is answered; what is right makes a new number.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/entry.h"
#include "modules/scoring/publication.h"
#include "platform/access/access.h"
#include "platform/documents/documents.h"
#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"

enum { APPEALS_SHOWN_MAX = 1000, APPEAL_TEXT_MAX = 3000, APPEAL_EVIDENCE_MAX = 20 };

typedef enum AppealState { APPEAL_NONE, APPEAL_OPEN, APPEAL_ACCEPTED, APPEAL_REFUSED } AppealState;
static const char *const state_names[] = { "open", "accepted", "refused" };
static const Choices appeal_state_choices = CHOICES("AppealState", state_names);

typedef struct Appeal {
    Id id;
    Str publication, agency, criterion, text;
    Texts evidence;
    int state;
    Str entered_by;
    Time entered_at;
    Str answer, answered_by;
    Time answered_at;
    Str leads_to;
} Appeal;

static const Field appeal_fields[] = {
    FIELD(Appeal, id, REQUIRED, 0, 0),
    FIELD(Appeal, publication, REQUIRED, 0, 0),
    FIELD(Appeal, agency, REQUIRED, 0, 0),
    FIELD(Appeal, criterion, REQUIRED, 0, 0),
    FIELD(Appeal, text, REQUIRED, 0, 0),
    FIELD(Appeal, evidence, REQUIRED, 0, 0),
    FIELD_CHOICE(Appeal, state, REQUIRED, &appeal_state_choices),
    FIELD(Appeal, entered_by, STORED, 0, 0),
    FIELD(Appeal, entered_at, REQUIRED, 0, 0),
    FIELD(Appeal, answer, REQUIRED, 0, 0),
    FIELD(Appeal, answered_by, STORED, 0, 0),
    FIELD(Appeal, answered_at, OPTIONAL, 0, 0),
    FIELD(Appeal, leads_to, REQUIRED, 0, 0),
};
const Shape appeal_shape = SHAPE(Appeal, appeal_fields);

/* One that waits, with what it is about. */
typedef struct OpenAppeal {
    Str agency, entered_by;
    Time entered_at;
    Str period, title, title_en;
} OpenAppeal;

static const Field open_appeal_fields[] = {
    FIELD(OpenAppeal, agency, REQUIRED, 0, 0), FIELD(OpenAppeal, entered_by, REQUIRED, 0, 0),
    FIELD(OpenAppeal, entered_at, REQUIRED, 0, 0), FIELD(OpenAppeal, period, REQUIRED, 0, 0),
    FIELD(OpenAppeal, title, REQUIRED, 0, 0), FIELD(OpenAppeal, title_en, REQUIRED, 0, 0),
};
static const Shape open_appeal_shape = SHAPE(OpenAppeal, open_appeal_fields);

typedef struct AppealAbout {
    Str title, period;
} AppealAbout;

static const Field appeal_about_fields[] = { FIELD(AppealAbout, title, REQUIRED, 0, 0),
                                             FIELD(AppealAbout, period, REQUIRED, 0, 0) };
static const Shape appeal_about_shape = SHAPE(AppealAbout, appeal_about_fields);

#include "modules/scoring/appeal.sql.h"

const ProblemKind appeal_late = { CONFLICT,
                                  "scoring/appeal-late",
                                  { "Hết hạn khiếu nại.", "The time for appeals is over." },
                                  { "Kết quả này nhận khiếu nại đến hết ngày {0:/}.",
                                    "Appeals to this result were taken until {0}." } };
const ProblemKind appeal_twice = { CONFLICT,
                                   "scoring/appeal-twice",
                                   { "Đã khiếu nại tiêu chí này.", "There is an appeal already." },
                                   { "Cơ quan đã khiếu nại “{0}” của kết quả này; xem trả lời ở khiếu nại đó.",
                                     "The agency has appealed against “{0}” of this result; see the answer there." } };
const ProblemKind appeal_answered = { CONFLICT,
                                      "scoring/appeal-answered",
                                      { "Khiếu nại đã được trả lời.", "The appeal is answered." },
                                      { "Khiếu nại này đã có trả lời. Tải lại danh sách.",
                                        "This appeal has its answer. Load the list again." } };
const ProblemKind criterion_unknown = { INVALID,
                                        "scoring/criterion-unknown",
                                        { "Không có tiêu chí này.", "There is no such criterion." },
                                        { "Bộ tiêu chí không có “{0}”. Chọn một tiêu chí trên phiếu điểm.",
                                          "The scheme has no “{0}”. Choose a criterion of the scorecard." } };
const ProblemKind publication_superseded = { CONFLICT,
                                             "scoring/publication-superseded",
                                             { "Đã có bản công bố mới hơn.", "There is a newer publication." },
                                             { "Kết quả kỳ {0} đã có bản mới hơn. Làm việc với bản mới nhất.",
                                               "The results of {0} have a newer number. Work with the newest." } };
const ProblemKind correction_unknown = {
    INVALID,
    "scoring/correction-unknown",
    { "Không rõ sửa giá trị nào.", "It is not clear which value is put right." },
    { "Chấp nhận thì nêu giá trị được sửa: “{0}” không phải số đo hay đầu vào của bộ tiêu chí, hoặc thiếu giá trị.",
      "To accept, name the value that is put right: “{0}” is no metric or input of the scheme, or the value is "
      "missing." }
};
const ProblemKind own_answer = { FORBIDDEN,
                                 "scoring/own-decision",
                                 { "Không tự quyết việc mình gửi.", "Nobody decides on his own matter." },
                                 { "Bạn là người gửi; người khác phải quyết.",
                                   "You handed this in; somebody else must decide." } };

/* ---- who is told ---- */

/* {0} the criterion, {1} the agency, {2} the period, {3} what is said or answered */
static const NoticeKind appeal_waiting = { "scoring/appeal-waiting",
                                           URGENCY_NORMAL,
                                           { "Khiếu nại chờ trả lời: {0}, kỳ {2}",
                                             "An appeal to be answered: {0}, {2}" },
                                           { "{1} khiếu nại điểm “{0}” kỳ {2}: {3}",
                                             "{1} appeals against its points for “{0}” of {2}: {3}" } };
static const NoticeKind appeal_right = { "scoring/appeal-accepted",
                                         URGENCY_NORMAL,
                                         { "Khiếu nại được chấp nhận: {0}, kỳ {2}",
                                           "The appeal was accepted: {0}, {2}" },
                                         { "Điểm “{0}” kỳ {2} của {1} được tính lại: {3}",
                                           "The points of {1} for “{0}” of {2} were worked out anew: {3}" } };
static const NoticeKind appeal_wrong = { "scoring/appeal-refused",
                                         URGENCY_NORMAL,
                                         { "Khiếu nại không được chấp nhận: {0}, kỳ {2}",
                                           "The appeal was refused: {0}, {2}" },
                                         { "Điểm “{0}” kỳ {2} của {1} giữ nguyên: {3}",
                                           "The points of {1} for “{0}” of {2} stay: {3}" } };

static Code give_about(Ctx *cx, const Appeal *appeal, NoticeGiving giving, Str said) {
    Registry *registry;
    AppealAbout about;
    TRY(registry_load(cx, &registry));
    TRY(appeal_about(cx, appeal, &about));
    giving.key = id_str(&appeal->id);
    giving.page = S("/khieu-nai");
    giving.values[0] = about.title;
    giving.values[1] = registry_name(registry, appeal->agency);
    giving.values[2] = about.period;
    giving.values[3] = said;
    return notice_give(cx, &giving);
}

static Code tell_made(Ctx *cx, const Appeal *appeal) {
    const NoticeGiving giving = { .kind = &appeal_waiting,
                                  .to = { .permission = S("scoring.answer") },
                                  .about = id_str(&appeal->id) };
    return give_about(cx, appeal, giving, appeal->text);
}

/* Who appealed, and the head of his agency, each once. */
static Code tell_answered(Ctx *cx, const Appeal *appeal) {
    NoticeGiving giving = { .kind = appeal->state == APPEAL_ACCEPTED ? &appeal_right : &appeal_wrong };
    TRY(notice_settle(cx, id_str(&appeal->id)));
    if (id_from_text(appeal->entered_by, &giving.to.account) == OK)
        TRY(give_about(cx, appeal, giving, appeal->answer));
    giving.to = (NoticeTo){ .permission = S("scoring.appeal"), .agency = appeal->agency, .role = ROLE_HEAD };
    return give_about(cx, appeal, giving, appeal->answer);
}

/* ---- making one ---- */

typedef struct AppealMade {
    Id publication;
    Str agency, criterion, text;
    Texts evidence;
} AppealMade;

static const Field appeal_made_fields[] = {
    FIELD(AppealMade, publication, REQUIRED, 0, 0),
    FIELD(AppealMade, agency, REQUIRED, 1, 40),
    FIELD(AppealMade, criterion, REQUIRED, 1, SCHEME_CODE_MAX),
    FIELD(AppealMade, text, REQUIRED | LINES, 10, APPEAL_TEXT_MAX),
    FIELD(AppealMade, evidence, OPTIONAL, 0, APPEAL_EVIDENCE_MAX),
};
const Shape appeal_made_shape = SHAPE(AppealMade, appeal_made_fields);

static Code must_be_newest(Ctx *cx, const ScorePublication *publication) {
    Code code;
    const bool is_newest = publication_is_newest(cx, publication, &code);
    TRY(code);
    return is_newest ? OK : fail(cx, &publication_superseded, publication->period);
}

static Code must_be_scored(Ctx *cx, const AppealMade *made, const ScorePublication *publication) {
    SchemeBook book;
    Board board;
    TRY(publication_board(cx, publication, &book, &board));
    if (board_card(&board, made->agency) == NULL)
        return fail(cx, &agency_not_scored, made->agency, publication->scheme);
    for (size_t i = 0; i < book.criteria.count; i++) {
        if (str_equal(((const Criterion *)book.criteria.items)[i].code, made->criterion)) return OK;
    }
    return fail_field(cx, S("criterion"), &criterion_unknown, made->criterion);
}

Code appeal_make(Ctx *cx, const void *in, void *out) {
    const AppealMade *made = in;
    ScorePublication publication;
    Rows files;
    Appeal held;
    TRY(access_require_for(cx, "scoring.appeal", made->agency));
    TRY(publication_find(cx, &made->publication, &publication));
    if (cx->today.number > publication.appeal_until.number)
        return fail(cx, &appeal_late, day_text(cx->arena, publication.appeal_until));
    TRY(must_be_newest(cx, &publication));
    TRY(must_be_scored(cx, made, &publication));
    TRY(files_own(cx, &made->evidence, S("evidence"), &files));
    const Appeal appeal = { .id = id_make("appeal", cx->now),
                            .publication = str_copy(cx->arena, id_str(&publication.id)),
                            .agency = made->agency,
                            .criterion = made->criterion,
                            .text = made->text,
                            .evidence = made->evidence,
                            .state = APPEAL_OPEN,
                            .entered_by = cx->caller.id,
                            .entered_at = cx->now,
                            .answer = S(""),
                            .answered_by = S(""),
                            .leads_to = S("") };
    const Code found = appeal_of(cx, &appeal, &held);
    if (found == OK) return fail(cx, &appeal_twice, made->criterion);
    if (found != NOT_FOUND) return found;
    TRY(appeal_insert(cx, &appeal));
    TRY(tell_made(cx, &appeal));
    *(Appeal *)out = appeal;
    return ledger_append(cx, S("scoring.appeal_made"), id_str(&appeal.id), { "agency", appeal.agency },
                         { "criterion", appeal.criterion }, { "publication", appeal.publication });
}

/* ---- the list ---- */

typedef struct AppealFilter {
    Str publication;
    int state;
} AppealFilter;

static const Field appeal_filter_fields[] = { FIELD(AppealFilter, publication, OPTIONAL, 0, 40),
                                              FIELD_CHOICE(AppealFilter, state, OPTIONAL, &appeal_state_choices) };
const Shape appeal_filter_shape = SHAPE(AppealFilter, appeal_filter_fields);

typedef struct AppealList {
    Rows appeals; /* of Appeal, the newest first */
} AppealList;

static const Field appeal_list_fields[] = { FIELD_LIST(AppealList, appeals, APPEALS_SHOWN_MAX, &appeal_shape) };
const Shape appeal_list_shape = SHAPE(AppealList, appeal_list_fields);

Code appeals_list(Ctx *cx, const void *in, void *out) {
    const AppealFilter *filter = in;
    const Appeal key = { .publication = filter->publication, .state = filter->state };
    Rows rows;
    size_t count = 0;
    TRY(appeals_find(cx, &key, &rows));
    Appeal *appeals = rows.items;
    for (size_t i = 0; i < rows.count; i++) {
        if (access_may_for(cx, "scoring.see", appeals[i].agency)) appeals[count++] = appeals[i];
    }
    ((AppealList *)out)->appeals = (Rows){ appeals, count };
    return OK;
}

/* ---- answering ---- */

/* With `accept`: which value is put right, and how. */
typedef struct AppealAnswer {
    Id id;
    bool accept;
    Str answer, name, argument;
    Decimal value;
} AppealAnswer;

static const Field appeal_answer_fields[] = {
    FIELD(AppealAnswer, id, REQUIRED, 0, 0),
    FIELD(AppealAnswer, accept, REQUIRED, 0, 0),
    FIELD(AppealAnswer, answer, REQUIRED | LINES, 10, APPEAL_TEXT_MAX),
    FIELD(AppealAnswer, name, OPTIONAL, 0, 100),
    FIELD(AppealAnswer, argument, OPTIONAL, 0, 40),
    FIELD(AppealAnswer, value, OPTIONAL, 0, 0),
};
const Shape appeal_answer_shape = SHAPE(AppealAnswer, appeal_answer_fields);

/* The frozen values of all, with that one of this agency put right; worked out and frozen under the next number. */
static Code put_right(Ctx *cx, const AppealAnswer *answer, Appeal *appeal) {
    ScorePublication old, next;
    SchemeBook book;
    Board board;
    Id id;
    TRY(id_from_text(appeal->publication, &id));
    TRY(publication_find(cx, &id, &old));
    TRY(must_be_newest(cx, &old));
    TRY(publication_board(cx, &old, &book, &board));
    size_t at = 0;
    while (at < book.slot_count &&
           (book.slots[at].kind == REF_CRITERION || !str_equal(book.slots[at].name, answer->name) ||
            !str_equal(book.slots[at].argument, answer->argument)))
        at++;
    if (at == book.slot_count || !answer->value.is_known)
        return fail_field(cx, S("name"), &correction_unknown, answer->name);
    for (size_t i = 0; i < board.count; i++) {
        if (str_equal(board.cards[i].agency->code, appeal->agency))
            board.cards[i].slots[at] = (MetricValue){ .value = answer->value };
    }
    board_rank(cx->arena, &board);
    TRY(publication_freeze(cx, &board,
                           str_format(cx->arena, "%.*s %.*s: %.*s", STR_FMT(appeal->agency), STR_FMT(appeal->criterion),
                                      STR_FMT(answer->answer)),
                           &next));
    appeal->leads_to = str_copy(cx->arena, id_str(&next.id));
    return OK;
}

Code appeal_answer(Ctx *cx, const void *in, void *out) {
    const AppealAnswer *answer = in;
    Appeal appeal = { .id = answer->id };
    const Code found = appeal_by_id(cx, &appeal, &appeal);
    if (found == NOT_FOUND) return fail(cx, &not_found, id_str(&answer->id));
    TRY(found);
    if (appeal.state != APPEAL_OPEN) return fail(cx, &appeal_answered);
    if (str_equal(appeal.entered_by, cx->caller.id)) return fail(cx, &own_answer);
    TRY(access_require_other_hand(cx, appeal.entered_by, ctx_day_of(cx, appeal.entered_at)));
    if (answer->accept) TRY(put_right(cx, answer, &appeal));
    appeal.state = answer->accept ? APPEAL_ACCEPTED : APPEAL_REFUSED;
    appeal.answer = answer->answer;
    appeal.answered_by = cx->caller.id;
    appeal.answered_at = cx->now;
    TRY(appeal_set_answer(cx, &appeal));
    TRY(tell_answered(cx, &appeal));
    *(Appeal *)out = appeal;
    return ledger_append(cx, answer->accept ? S("scoring.appeal_accepted") : S("scoring.appeal_refused"),
                         id_str(&appeal.id), { "agency", appeal.agency }, { "criterion", appeal.criterion },
                         { "leads_to", appeal.leads_to }, { "publication", appeal.publication });
}

/* ---- what waits ---- */

Code appeals_awaited(Ctx *cx, Rows *ret_awaited) {
    Registry *registry;
    Rows rows, ties;
    TRY(appeals_open(cx, &rows));
    TRY(registry_load(cx, &registry));
    TRY(access_hand_ties(cx, &ties));
    Awaited *all = NEW_ARRAY(cx->arena, Awaited, rows.count + 1);
    *ret_awaited = (Rows){ all, 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const OpenAppeal *one = &((const OpenAppeal *)rows.items)[i];
        if (!access_is_other_hand(cx, &ties, one->entered_by, ctx_day_of(cx, one->entered_at))) continue;
        Awaited *awaited = &all[ret_awaited->count++];
        *awaited = (Awaited){
            .title = str_format(cx->arena, "%.*s, %.*s", STR_FMT(one->title), STR_FMT(one->period)),
            .title_en = str_format(cx->arena, "%.*s, %.*s", STR_FMT(one->title_en), STR_FMT(one->period)),
            .from = registry_name(registry, one->agency),
            .since = one->entered_at,
            .page = S("/khieu-nai"),
        };
        TRY(sender_name(cx, one->entered_by, &awaited->person));
    }
    return OK;
}
