/* modules/scoring/card_paper - a published scorecard as a paper: what was reached, where most was lost, each point with
 * its why, and how to work it out again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/publication.h"
#include "platform/papers/papers.h"

enum { LOSSES_NAMED = 3, WHY_BYTES_MAX = 16 * 1024 };

typedef struct CardPaper {
    Ctx *cx;
    const ScorePublication *publication;
    const Board *board;
    const Card *card;
    Paper paper;
} CardPaper;

/* ---- words; papers are Vietnamese: those of the pages (web/src/words/vi) ---- */

/* 2026-10, 2026-Q3, 2026-H1, 2026 */
static Str period_words(Ctx *cx, Str period) {
    static const char *const quarters[] = { "I", "II", "III", "IV" };
    const Str year = str_part(period, 0, 4), rest = str_part(period, 5, period.len);
    if (period.len <= 4) return str_format(cx->arena, "năm %.*s", STR_FMT(year));
    if (rest.at[0] == 'Q')
        return str_format(cx->arena, "quý %s năm %.*s", quarters[(rest.at[1] - '1') & 3], STR_FMT(year));
    if (rest.at[0] == 'H')
        return str_format(cx->arena, "6 tháng %s năm %.*s", rest.at[1] == '1' ? "đầu" : "cuối", STR_FMT(year));
    return str_format(cx->arena, "tháng %.*s năm %.*s", STR_FMT(rest), STR_FMT(year));
}

static Str number_words(Ctx *cx, Decimal number) {
    return number.is_known ? paper_number(cx, number, S("")) : S("–");
}

/* To two decimals, as the pages show it. */
static Decimal rounded(Decimal number) {
    const int64_t hundredth = DECIMAL_ONE / 100;
    return decimal_micro(decimal_scale(number, 1, hundredth).micro * hundredth);
}

static Str value_words(Ctx *cx, const Slot *slot, Decimal value) {
    if (!value.is_known) return S("chưa có");
    if (slot->unit == METRIC_YES) return value.micro == 0 ? S("không") : S("có");
    const bool is_share = slot->unit == METRIC_SHARE;
    const Decimal shown = rounded(is_share ? decimal_scale(value, 100, 1) : value);
    return paper_number(cx, shown, is_share || slot->unit == METRIC_PERCENT ? S("%") : S(""));
}

static Str lack_words(Ctx *cx, const Point *point) {
    static const char *const then[] = { "", "0 điểm theo quy tắc", "đủ điểm theo quy tắc",
                                        "tiêu chí này không được tính", "cần nhập" };
    return str_format(cx->arena, "%s: %s. ",
                      point->worked.outcome == OUTCOME_ZERO_DENOMINATOR ? "Không có gì để tính (mẫu số bằng 0)"
                                                                        : "Chưa có số",
                      then[point->lack]);
}

static const Criterion *criterion_at(const CardPaper *on, size_t at) {
    return &((const Criterion *)on->board->book->criteria.items)[at];
}

/* Unknown where the criterion does not count. */
static Decimal lost_at(const CardPaper *on, size_t at) {
    const Point *point = &on->card->points[at];
    return point->applies ? decimal_sub(criterion_at(on, at)->maximum, point->points) : (Decimal){ 0 };
}

/* Values that it reads, each once, and the formula with them in it. */
static Str why_words(const CardPaper *on, size_t at) {
    Ctx *cx = on->cx;
    const SchemeBook *book = on->board->book;
    const Formula *formula = &book->formulas[at];
    const Point *point = &on->card->points[at];
    Buf out = buf_new(cx->arena, WHY_BYTES_MAX);
    if (!point->applies) return S("Không áp dụng cho nhóm này.");
    if (formula->node_count == 0) return S("Không chấm bằng công thức.");
    if (point->lack != LACK_NONE) buf_add(&out, lack_words(cx, point));
    for (size_t i = 0; i < formula->ref_count; i++) {
        const Slot *slot = &book->slots[formula->refs[i].slot];
        bool is_said = slot->kind == REF_CRITERION;
        for (size_t j = 0; j < i; j++) is_said = is_said || formula->refs[j].slot == formula->refs[i].slot;
        if (is_said) continue;
        buf_addf(&out, "%.*s%s%.*s: %.*s; ", STR_FMT(slot->title), slot->argument.len > 0 ? " " : "",
                 STR_FMT(slot->argument),
                 STR_FMT(value_words(cx, slot, on->card->slots[formula->refs[i].slot].value)));
    }
    if (out.len >= 2 && out.at[out.len - 2] == ';') out.len -= 2, buf_add(&out, S(". "));
    buf_add(&out, S("Thay số: "));
    formula_write_values(&out, formula, on->card->slots);
    if (point->worked.value.is_known)
        buf_addf(&out, " = %.*s", STR_FMT(decimal_text(cx->arena, point->worked.value)));
    return out.overflowed ? S("Xem phiếu điểm trên trang công khai.") : (Str){ out.at, out.len };
}

/* ---- parts of the paper ---- */

/* The criteria that lost most, the first of equals first. */
static Str losses_words(const CardPaper *on) {
    Ctx *cx = on->cx;
    const size_t count = on->board->book->criteria.count;
    Decimal lost = decimal_whole(0);
    bool *is_named = NEW_ARRAY(cx->arena, bool, count + 1);
    Buf names = buf_new(cx->arena, WHY_BYTES_MAX);
    for (size_t i = 0; i < count; i++) {
        if (lost_at(on, i).is_known) lost = decimal_add(lost, lost_at(on, i));
    }
    if (lost.micro == 0) return S("Không mất điểm ở tiêu chí nào.");
    for (size_t turn = 0; turn < LOSSES_NAMED; turn++) {
        size_t most = count;
        for (size_t i = 0; i < count; i++) {
            const Decimal here = lost_at(on, i);
            if (is_named[i] || !here.is_known || here.micro <= 0) continue;
            if (most == count || here.micro > lost_at(on, most).micro) most = i;
        }
        if (most == count) break;
        is_named[most] = true;
        buf_addf(&names, "%s%.*s (%.*s)", turn > 0 ? "; " : "", STR_FMT(criterion_at(on, most)->title),
                 STR_FMT(number_words(cx, lost_at(on, most))));
    }
    return str_format(cx->arena, "Mất %.*s điểm, nhiều nhất ở: %.*s.", STR_FMT(number_words(cx, lost)), (int)names.len,
                      names.at);
}

static void say_result(CardPaper *on) {
    Ctx *cx = on->cx;
    PaperPart *body = &on->paper.body;
    const Card *card = on->card;
    size_t of_class = 0;
    for (size_t i = 0; i < on->board->count; i++) of_class += on->board->cards[i].of_class == card->of_class;
    paper_heading(cx, body, HEADING_ROMAN, S("I. Kết quả"));
    paper_say(cx, body,
              str_format(cx->arena, "Đạt %.*s trên %.*s điểm có thể đạt%s%.*s.",
                         STR_FMT(number_words(cx, card->total)), STR_FMT(number_words(cx, card->reachable)),
                         card->percent.is_known ? ", bằng " : "",
                         STR_FMT(paper_number(cx, card->percent, S("%")))));
    if (card->band != NULL && card->rank > 0)
        paper_say(cx, body,
                  str_format(cx->arena, "Mức %.*s; hạng %lld trong %zu cơ quan của nhóm %.*s.",
                             STR_FMT(card->band->title), (long long)card->rank, of_class,
                             STR_FMT(card->of_class->title)));
    paper_say(cx, body, losses_words(on));
    if (card->lacking > 0)
        paper_say(cx, body, str_format(cx->arena, "Còn thiếu %lld giá trị phải nhập.", (long long)card->lacking));
}

static void say_points(CardPaper *on) {
    const PaperColumn columns[] = { { S("Tiêu chí"), 30, ALIGN_LEFT },
                                    { S("Tối đa"), 9, ALIGN_RIGHT },
                                    { S("Điểm"), 9, ALIGN_RIGHT },
                                    { S("Mất"), 9, ALIGN_RIGHT },
                                    { S("Vì sao"), 43, ALIGN_LEFT } };
    Ctx *cx = on->cx;
    PaperPart *body = &on->paper.body;
    PaperColumn *kept = NEW_ARRAY(cx->arena, PaperColumn, COUNT(columns));
    memcpy(kept, columns, sizeof columns);
    paper_heading(cx, body, HEADING_ROMAN, S("II. Điểm từng tiêu chí"));
    PaperTable *table = paper_table(cx, body, S(""), kept, COUNT(columns));
    for (size_t i = 0; i < on->board->book->criteria.count; i++) {
        const Criterion *criterion = criterion_at(on, i);
        const Str cells[] = { str_format(cx->arena, "%.*s. %.*s", STR_FMT(criterion->code), STR_FMT(criterion->title)),
                              number_words(cx, criterion->maximum), number_words(cx, on->card->points[i].points),
                              number_words(cx, lost_at(on, i)), why_words(on, i) };
        paper_row(cx, table, cells);
    }
}

static void say_frozen(CardPaper *on) {
    Ctx *cx = on->cx;
    const ScorePublication *publication = on->publication;
    PaperPart *body = &on->paper.body;
    paper_heading(cx, body, HEADING_ROMAN, S("III. Kết quả đã khóa"));
    paper_say(cx, body,
              str_format(cx->arena,
                         "Công bố lần %lld ngày %.*s, theo bản %lld của bộ tiêu chí. Nhận khiếu nại đến hết ngày %.*s.",
                         (long long)publication->number,
                         STR_FMT(paper_day(cx, ctx_day_of(cx, publication->published_at))),
                         (long long)publication->version, STR_FMT(paper_day(cx, publication->appeal_until))));
    if (publication->reason.len > 0)
        paper_say(cx, body, str_format(cx->arena, "Lý do công bố lại: %.*s", STR_FMT(publication->reason)));
    paper_note(cx, body, S("Ai cũng tính lại được từ các giá trị đã khóa; mã băm (SHA-256) của kết quả phải là:"));
    paper_note(cx, body, publication->digest);
}

static void set_frame(CardPaper *on) {
    Ctx *cx = on->cx;
    const Rows places = registry_places(on->board->registry);
    const Place *province = places.count > 0 ? places.items : NULL;
    const Scheme *scheme = &on->board->book->scheme;
    on->paper = (Paper){ .issuer = province == NULL ? S("Ủy ban nhân dân tỉnh")
                                                    : str_format(cx->arena, "Ủy ban nhân dân tỉnh %.*s",
                                                                 STR_FMT(province->name)),
                         .symbol = S("PĐ-UBND"),
                         .place = province == NULL ? S("") : province->name,
                         .kind = S("Phiếu điểm"),
                         .subject = str_format(cx->arena, "%.*s: %.*s, %.*s", STR_FMT(on->card->agency->name),
                                               STR_FMT(scheme->title),
                                               STR_FMT(period_words(cx, on->publication->period))),
                         .mark = on->card->is_sample ? S("Có dữ liệu mẫu") : S("") };
}

static Code fill(Ctx *cx, const PublicationCardAsked *asked, CardPaper *ret_paper) {
    ScorePublication *publication = NEW(cx->arena, ScorePublication);
    SchemeBook *book = NEW(cx->arena, SchemeBook);
    Board *board = NEW(cx->arena, Board);
    TRY(publication_find(cx, &asked->id, publication));
    TRY(publication_board(cx, publication, book, board));
    const Card *card = board_card(board, asked->agency);
    if (card == NULL) return fail(cx, &agency_not_scored, asked->agency, publication->scheme);
    *ret_paper = (CardPaper){ .cx = cx, .publication = publication, .board = board, .card = card };
    set_frame(ret_paper);
    say_result(ret_paper);
    say_points(ret_paper);
    say_frozen(ret_paper);
    return OK;
}

static Str file_name(const CardPaper *on, const char *ending) {
    return str_format(on->cx->arena, "phieu-diem-%.*s-%.*s-%.*s-%lld.%s", STR_FMT(on->card->agency->code),
                      STR_FMT(on->publication->scheme), STR_FMT(on->publication->period),
                      (long long)on->publication->number, ending);
}

Code card_pdf(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    CardPaper *on = NEW(cx->arena, CardPaper);
    TRY(fill(cx, in, on));
    raw->file_name = file_name(on, "pdf");
    return paper_pdf(cx, &on->paper, &raw->body);
}

Code card_docx(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    CardPaper *on = NEW(cx->arena, CardPaper);
    TRY(fill(cx, in, on));
    raw->file_name = file_name(on, "docx");
    return paper_docx(cx, &on->paper, &raw->body);
}
