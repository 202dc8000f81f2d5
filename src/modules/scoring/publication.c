/* modules/scoring/publication - freezing results, and working them out again from what was frozen. See publication.h.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/publication.h"

#include "base/map.h"
#include "kit/crypto.h"
#include "kit/workbook.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"

enum { FROZEN_TEXT_MAX = 64 * 1024 * 1024, PUBLICATIONS_MAX = 1000, CSV_BYTES_MAX = 4 * 1024 * 1024 };

const ProblemKind period_not_over = { CONFLICT,
                                      "scoring/period-not-over",
                                      { "Kỳ chưa kết thúc.", "The period is not over." },
                                      { "Kỳ {0} kết thúc ngày {1:/}; chỉ công bố từ ngày đó.",
                                        "{0} ends on {1}; publish from that day on." } };
const ProblemKind published_already = {
    CONFLICT,
    "scoring/published-already",
    { "Kỳ này đã công bố.", "This period is published." },
    { "Kết quả kỳ {0} đã công bố. Công bố lại thì ghi lý do (ít nhất 10 chữ); bản cũ vẫn xem được.",
      "The results of {0} are published. Say why (at least 10 letters) to publish again; the old ones stay "
      "visible." }
};
const ProblemKind score_publication_unknown = { NOT_FOUND,
                                                "scoring/publication-unknown",
                                                { "Không có bản công bố này.", "There is no such publication." },
                                                { "Không có bản công bố “{0}”. Xem danh sách đã công bố.",
                                                  "There is no publication “{0}”. See the list." } };

static const Field publication_fields[] = {
    FIELD(ScorePublication, id, REQUIRED, 0, 0),           FIELD(ScorePublication, scheme, REQUIRED, 0, 0),
    FIELD(ScorePublication, version, REQUIRED, 0, 0),      FIELD(ScorePublication, period, REQUIRED, 0, 0),
    FIELD(ScorePublication, from_on, REQUIRED, 0, 0),      FIELD(ScorePublication, to_on, REQUIRED, 0, 0),
    FIELD(ScorePublication, number, REQUIRED, 0, 0),       FIELD(ScorePublication, reason, REQUIRED, 0, 0),
    FIELD(ScorePublication, digest, REQUIRED, 0, 0),       FIELD(ScorePublication, is_sample, REQUIRED, 0, 0),
    FIELD(ScorePublication, published_by, STORED, 0, 0),   FIELD(ScorePublication, published_at, REQUIRED, 0, 0),
    FIELD(ScorePublication, appeal_until, REQUIRED, 0, 0),
};
const Shape score_publication_shape = SHAPE(ScorePublication, publication_fields);

/* One agency's frozen result. */
typedef struct ScoreResult {
    Str publication, agency, of_class;
    Decimal total, reachable, percent;
    Str band;
    int64_t rank, lacking;
    bool is_sample;
} ScoreResult;

static const Field score_result_fields[] = {
    FIELD(ScoreResult, publication, REQUIRED, 0, 0), FIELD(ScoreResult, agency, REQUIRED, 0, 0),
    FIELD(ScoreResult, of_class, REQUIRED, 0, 0),    FIELD(ScoreResult, total, REQUIRED, 0, 0),
    FIELD(ScoreResult, reachable, REQUIRED, 0, 0),   FIELD(ScoreResult, percent, OPTIONAL, 0, 0),
    FIELD(ScoreResult, band, REQUIRED, 0, 0),        FIELD(ScoreResult, rank, REQUIRED, 0, 0),
    FIELD(ScoreResult, lacking, REQUIRED, 0, 0),     FIELD(ScoreResult, is_sample, REQUIRED, 0, 0),
};
const Shape score_result_shape = SHAPE(ScoreResult, score_result_fields);

/* One frozen value. */
typedef struct ScoreValue {
    Str publication, agency;
    int kind;
    Str name, argument;
    Decimal value;
    bool is_sample;
} ScoreValue;

static const Field score_value_fields[] = {
    FIELD(ScoreValue, publication, REQUIRED, 0, 0),
    FIELD(ScoreValue, agency, REQUIRED, 0, 0),
    FIELD_CHOICE(ScoreValue, kind, REQUIRED, &ref_kind_choices),
    FIELD(ScoreValue, name, REQUIRED, 0, 0),
    FIELD(ScoreValue, argument, REQUIRED, 0, 0),
    FIELD(ScoreValue, value, OPTIONAL, 0, 0),
    FIELD(ScoreValue, is_sample, REQUIRED, 0, 0),
};
const Shape score_value_shape = SHAPE(ScoreValue, score_value_fields);

#include "modules/scoring/publication.sql.h"

/* ---- the canonical text, told in README.md ---- */

static void write_number(Buf *out, Decimal number) {
    buf_char(out, ' ');
    if (number.is_known)
        decimal_write(out, number);
    else
        buf_char(out, '?');
}

static void write_card(Buf *out, const Board *board, const Card *card) {
    const SchemeBook *book = board->book;
    const Criterion *criteria = book->criteria.items;
    buf_addf(out, "card %.*s %.*s %lld", STR_FMT(card->agency->code), STR_FMT(card->of_class->code),
             (long long)card->rank);
    write_number(out, card->total);
    write_number(out, card->reachable);
    write_number(out, card->percent);
    buf_char(out, '\n');
    for (size_t i = 0; i < book->criteria.count; i++) {
        buf_addf(out, "point %.*s", STR_FMT(criteria[i].code));
        write_number(out, card->points[i].points);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < book->slot_count; i++) {
        const Slot *slot = &book->slots[i];
        if (slot->kind == REF_CRITERION) continue;
        buf_addf(out, "value %.*s %.*s", STR_FMT(slot->name), STR_FMT(slot->argument));
        write_number(out, card->slots[i].value);
        buf_char(out, '\n');
    }
}

static Str frozen_digest(Ctx *cx, const Board *board) {
    const Scheme *scheme = &board->book->scheme;
    Buf out = buf_new(cx->arena, FROZEN_TEXT_MAX);
    buf_addf(&out, "scoring %.*s %lld %.*s %.*s\n", STR_FMT(scheme->code), (long long)scheme->version,
             STR_FMT(scheme->digest), STR_FMT(board->period));
    for (size_t i = 0; i < board->count; i++) write_card(&out, board, &board->cards[i]);
    MUST(!out.overflowed);
    return sha256_text(cx->arena, (Str){ out.at, out.len });
}

/* ---- freezing ---- */

static Code store_cards(Ctx *cx, const Board *board, Str publication) {
    const SchemeBook *book = board->book;
    ScoreResult *results = NEW_ARRAY(cx->arena, ScoreResult, board->count + 1);
    ScoreValue *values = NEW_ARRAY(cx->arena, ScoreValue, board->count * book->slot_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < board->count; i++) {
        const Card *card = &board->cards[i];
        const Str agency = card->agency->code;
        results[i] = (ScoreResult){ publication,
                                    agency,
                                    card->of_class->code,
                                    card->total,
                                    card->reachable,
                                    card->percent,
                                    card->band == NULL ? S("") : card->band->code,
                                    card->rank,
                                    card->lacking,
                                    card->is_sample };
        for (size_t j = 0; j < book->slot_count; j++) {
            const Slot *slot = &book->slots[j];
            if (slot->kind == REF_CRITERION) continue;
            values[count++] = (ScoreValue){ publication,
                                            agency,
                                            (int)slot->kind,
                                            slot->name,
                                            slot->argument,
                                            card->slots[j].value,
                                            card->slots[j].is_sample };
        }
    }
    TRY(score_result_insert_each(cx, results, board->count));
    return score_value_insert_each(cx, values, count);
}

Code publication_freeze(Ctx *cx, const Board *board, Str reason, ScorePublication *ret_publication) {
    const Scheme *scheme = &board->book->scheme;
    ScorePublication publication = { .id = id_make("result", cx->now),
                                     .scheme = scheme->code,
                                     .version = scheme->version,
                                     .period = board->period,
                                     .from_on = board->span.from,
                                     .to_on = board->span.to,
                                     .reason = reason,
                                     .digest = frozen_digest(cx, board),
                                     .published_by = cx->caller.id,
                                     .published_at = cx->now,
                                     .appeal_until = { cx->today.number + scheme->appeal_days } };
    Rows before;
    TRY(publications_of_period(cx, &publication, &before));
    publication.number = (int64_t)before.count + 1;
    for (size_t i = 0; i < board->count; i++)
        publication.is_sample = publication.is_sample || board->cards[i].is_sample;
    TRY(publication_insert(cx, &publication));
    TRY(store_cards(cx, board, str_copy(cx->arena, id_str(&publication.id))));
    *ret_publication = publication;
    return ledger_append(cx, S("scoring.published"), id_str(&publication.id), { "digest", publication.digest },
                         { "number", int_text(cx, publication.number) }, { "period", publication.period },
                         { "scheme", publication.scheme }, { "version", int_text(cx, publication.version) });
}

typedef struct Publish {
    Str scheme, period, reason;
} Publish;

static const Field publish_fields[] = { FIELD(Publish, scheme, REQUIRED, 1, SCHEME_CODE_MAX),
                                        FIELD(Publish, period, REQUIRED, 1, 10),
                                        FIELD(Publish, reason, OPTIONAL, 0, SCHEME_NOTE_MAX) };
const Shape publish_shape = SHAPE(Publish, publish_fields);

Code score_publication_make(Ctx *cx, const void *in, void *out) {
    const Publish *publish = in;
    const ScorePublication key = { .scheme = publish->scheme, .period = publish->period };
    SchemeBook book;
    Board board;
    Rows before;
    TRY(board_now(cx, publish->scheme, publish->period, &book, &board));
    if (board.span.to.number > cx->today.number)
        return fail(cx, &period_not_over, publish->period, day_text(cx->arena, board.span.to));
    TRY(publications_of_period(cx, &key, &before));
    if (before.count > 0 && utf8_count(publish->reason) < 10) return fail(cx, &published_already, publish->period);
    return publication_freeze(cx, &board, before.count > 0 ? publish->reason : S(""), out);
}

/* ---- finding ---- */

Code publication_find(Ctx *cx, const Id *id, ScorePublication *ret_publication) {
    const ScorePublication key = { .id = *id };
    const Code found = publication_by_id(cx, &key, ret_publication);
    return found == NOT_FOUND ? fail(cx, &score_publication_unknown, id_str(id)) : found;
}

bool publication_is_newest(Ctx *cx, const ScorePublication *publication, Code *ret_code) {
    Rows all;
    *ret_code = publications_of_period(cx, publication, &all);
    return *ret_code == OK && all.count > 0 && ((const ScorePublication *)all.items)[0].number == publication->number;
}

static const ScoreClass *class_named(const SchemeBook *book, Str code) {
    const ScoreClass *classes = book->classes.items;
    for (size_t i = 0; i < book->classes.count; i++) {
        if (str_equal(classes[i].code, code)) return &classes[i];
    }
    CANNOT("a version of a scheme never changes, so its classes are there");
}

/* An agency that the plan no longer has keeps its code. */
static const Agency *agency_named(Ctx *cx, const Registry *registry, Str code) {
    const Agency *agency = registry_agency(registry, code);
    if (agency != NULL) return agency;
    Agency *stub = NEW(cx->arena, Agency);
    *stub = (Agency){ .code = code, .name = code };
    return stub;
}

static Str slot_key(Arena *arena, int kind, Str name, Str argument) {
    return str_format(arena, "%d %.*s %.*s", kind, STR_FMT(name), STR_FMT(argument));
}

/* Every value goes to its agency's card (by `results`, in whose order cards stand) and its slot there. */
static void place_values(Arena *arena, const Rows *results, const Rows *values, Board *board) {
    const SchemeBook *book = board->book;
    const ScoreValue *all = values->items;
    Map cards = map_new(arena), slots = map_new(arena);
    for (size_t i = 0; i < results->count; i++) map_add(&cards, ((const ScoreResult *)results->items)[i].agency, i);
    for (size_t j = 0; j < book->slot_count; j++)
        map_add(&slots, slot_key(arena, (int)book->slots[j].kind, book->slots[j].name, book->slots[j].argument), j);
    for (size_t i = 0; i < values->count; i++) {
        size_t card, slot;
        if (map_get(&cards, all[i].agency, &card) &&
            map_get(&slots, slot_key(arena, all[i].kind, all[i].name, all[i].argument), &slot))
            board->cards[card].slots[slot] = (MetricValue){ all[i].value, all[i].is_sample };
    }
}

Code publication_board(Ctx *cx, const ScorePublication *publication, SchemeBook *book, Board *ret_board) {
    const Str id = str_copy(cx->arena, id_str(&publication->id));
    const ScoreResult result_key = { .publication = id };
    const ScoreValue value_key = { .publication = id };
    Rows results, values;
    TRY(scheme_load(cx, publication->scheme, publication->version, book));
    TRY(score_results(cx, &result_key, &results));
    TRY(score_values(cx, &value_key, &values));
    *ret_board = (Board){ .book = book,
                          .period = publication->period,
                          .count = results.count,
                          .span = { publication->from_on, publication->to_on },
                          .cards = NEW_ARRAY(cx->arena, Card, results.count + 1) };
    TRY(registry_load(cx, &ret_board->registry));
    for (size_t i = 0; i < results.count; i++) {
        const ScoreResult *result = &((const ScoreResult *)results.items)[i];
        Card *card = &ret_board->cards[i];
        *card = (Card){ .agency = agency_named(cx, ret_board->registry, result->agency),
                        .of_class = class_named(book, result->of_class),
                        .slots = NEW_ARRAY(cx->arena, MetricValue, book->slot_count + 1),
                        .points = NEW_ARRAY(cx->arena, Point, book->criteria.count + 1) };
    }
    place_values(cx->arena, &results, &values, ret_board);
    board_rank(cx->arena, ret_board);
    return OK;
}

Code publication_fill_previous(Ctx *cx, Str scheme, Str period, BoardLine *lines, size_t count) {
    const ScorePublication key = { .scheme = scheme, .period = period_previous(cx->arena, period) };
    Rows publications, results;
    TRY(publications_of_period(cx, &key, &publications));
    if (publications.count == 0) return OK;
    const ScorePublication *newest = publications.items;
    const ScoreResult result_key = { .publication = str_copy(cx->arena, id_str(&newest->id)) };
    TRY(score_results(cx, &result_key, &results));
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < results.count; j++) {
            const ScoreResult *result = &((const ScoreResult *)results.items)[j];
            if (!str_equal(result->agency, lines[i].agency)) continue;
            lines[i].previous_percent = result->percent;
            lines[i].previous_rank = result->rank;
        }
    }
    return OK;
}

/* ---- what is shown ---- */

typedef struct PublicationFilter {
    Str scheme;
} PublicationFilter;

static const Field publication_filter_fields[] = { FIELD(PublicationFilter, scheme, OPTIONAL, 0, SCHEME_CODE_MAX) };
const Shape publication_filter_shape = SHAPE(PublicationFilter, publication_filter_fields);

typedef struct ScorePublicationList {
    Rows publications; /* of ScorePublication, the newest period first */
} ScorePublicationList;

static const Field publication_list_fields[] = {
    FIELD_LIST(ScorePublicationList, publications, PUBLICATIONS_MAX, &score_publication_shape),
};
const Shape score_publication_list_shape = SHAPE(ScorePublicationList, publication_list_fields);

Code publications_list(Ctx *cx, const void *in, void *out) {
    const ScorePublication key = { .scheme = ((const PublicationFilter *)in)->scheme };
    return publications_find(cx, &key, &((ScorePublicationList *)out)->publications);
}

static const Field publication_key_fields[] = { FIELD(PublicationKey, id, REQUIRED, 0, 0) };
const Shape publication_key_shape = SHAPE(PublicationKey, publication_key_fields);

typedef struct PublicationView {
    const ScorePublication *publication;
    const Scheme *scheme;
    Rows numbers; /* of ScorePublication: all of this scheme and period, the newest first */
    Rows lines;   /* of BoardLine */
} PublicationView;

static const Field publication_view_fields[] = {
    FIELD_LINK(PublicationView, publication, REQUIRED, &score_publication_shape),
    FIELD_LINK(PublicationView, scheme, REQUIRED, &scheme_shape),
    FIELD_LIST(PublicationView, numbers, PUBLICATIONS_MAX, &score_publication_shape),
    FIELD_LIST(PublicationView, lines, BOARD_AGENCIES_MAX, &board_line_shape),
};
const Shape publication_view_shape = SHAPE(PublicationView, publication_view_fields);

Code score_publication_get(Ctx *cx, const void *in, void *out) {
    PublicationView *view = out;
    ScorePublication *publication = NEW(cx->arena, ScorePublication);
    SchemeBook *book = NEW(cx->arena, SchemeBook);
    Board board;
    TRY(publication_find(cx, &((const PublicationKey *)in)->id, publication));
    TRY(publication_board(cx, publication, book, &board));
    BoardLine *lines = NEW_ARRAY(cx->arena, BoardLine, board.count + 1);
    for (size_t i = 0; i < board.count; i++) lines[i] = board_line(&board, &board.cards[i]);
    TRY(publication_fill_previous(cx, publication->scheme, publication->period, lines, board.count));
    TRY(publications_of_period(cx, publication, &view->numbers));
    view->publication = publication;
    view->scheme = &book->scheme;
    view->lines = (Rows){ lines, board.count };
    return OK;
}

static const Field publication_card_asked_fields[] = { FIELD(PublicationCardAsked, id, REQUIRED, 0, 0),
                                                       FIELD(PublicationCardAsked, agency, REQUIRED, 1, 40) };
const Shape publication_card_asked_shape = SHAPE(PublicationCardAsked, publication_card_asked_fields);

Code publication_card_get(Ctx *cx, const void *in, void *out) {
    const PublicationCardAsked *asked = in;
    ScorePublication publication;
    SchemeBook *book = NEW(cx->arena, SchemeBook);
    Board board;
    TRY(publication_find(cx, &asked->id, &publication));
    TRY(publication_board(cx, &publication, book, &board));
    const Card *card = board_card(&board, asked->agency);
    if (card == NULL) return fail(cx, &agency_not_scored, asked->agency, publication.scheme);
    *(CardView *)out = card_view(cx, &board, card);
    return OK;
}

/* The digest of what was published, and of the same worked out again now from the frozen values. */
typedef struct Recomputation {
    Str published, recomputed;
    bool is_same;
    int64_t cards;
} Recomputation;

static const Field recomputation_fields[] = { FIELD(Recomputation, published, REQUIRED, 0, 0),
                                              FIELD(Recomputation, recomputed, REQUIRED, 0, 0),
                                              FIELD(Recomputation, is_same, REQUIRED, 0, 0),
                                              FIELD(Recomputation, cards, REQUIRED, 0, 0) };
const Shape recomputation_shape = SHAPE(Recomputation, recomputation_fields);

Code publication_recompute(Ctx *cx, const void *in, void *out) {
    ScorePublication publication;
    SchemeBook book;
    Board board;
    TRY(publication_find(cx, &((const PublicationKey *)in)->id, &publication));
    TRY(publication_board(cx, &publication, &book, &board));
    const Str digest = frozen_digest(cx, &board);
    *(Recomputation *)out =
        (Recomputation){ publication.digest, digest, str_equal(publication.digest, digest), (int64_t)board.count };
    return OK;
}

static const Field score_file_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape score_file_shape = { "ScoreFile", sizeof(Raw), score_file_fields, COUNT(score_file_fields) };

static Code result_lines(Ctx *cx, const PublicationKey *key, ScorePublication *ret_publication, Rows *ret_lines) {
    SchemeBook book;
    Board board;
    TRY(publication_find(cx, &key->id, ret_publication));
    TRY(publication_board(cx, ret_publication, &book, &board));
    BoardLine *lines = NEW_ARRAY(cx->arena, BoardLine, board.count + 1);
    for (size_t i = 0; i < board.count; i++) lines[i] = board_line(&board, &board.cards[i]);
    *ret_lines = (Rows){ lines, board.count };
    return publication_fill_previous(cx, ret_publication->scheme, ret_publication->period, lines, board.count);
}

static Str results_name(Ctx *cx, const ScorePublication *publication, const char *kind) {
    return str_format(cx->arena, "banyan-%.*s-%.*s-%lld.%s", STR_FMT(publication->scheme), STR_FMT(publication->period),
                      (long long)publication->number, kind);
}

Code results_csv(Ctx *cx, const void *in, void *out) {
    ScorePublication publication;
    Rows lines;
    Raw *raw = out;
    TRY(result_lines(cx, in, &publication, &lines));
    raw->file_name = results_name(cx, &publication, "csv");
    return table_write(cx->arena, &board_line_shape, lines.items, lines.count, CSV_BYTES_MAX, &raw->body);
}

Code results_xlsx(Ctx *cx, const void *in, void *out) {
    const Str titles[] = { S("Mã cơ quan"),     S("Cơ quan"),       S("Mã nhóm"), S("Nhóm"), S("Điểm"),
                           S("Điểm tối đa"),    S("Đạt (%)"),       S("Mã loại"), S("Loại"), S("Hạng"),
                           S("Giá trị còn thiếu"), S("Kỳ trước (%)"), S("Hạng kỳ trước"), S("Dữ liệu mẫu") };
    ScorePublication publication;
    Rows lines;
    Raw *raw = out;
    TRY(result_lines(cx, in, &publication, &lines));
    raw->file_name = results_name(cx, &publication, "xlsx");
    return workbook_of_records(cx, S("Xếp hạng"), &board_line_shape, titles, lines.items, lines.count, &raw->body);
}
