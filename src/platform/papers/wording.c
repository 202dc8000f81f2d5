/* platform/papers/wording - see wording.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/wording.h"

#define BLANK_NUMBER "       " /* for the clerk to write into */
#define BLANK_DAY    "      "

Str number_line(Ctx *cx, const Paper *paper) {
    if (paper->symbol.len == 0) return S("Số:");
    const Str number = paper->number.len > 0 ? paper->number : S(BLANK_NUMBER);
    return str_format(cx->arena, "Số: %.*s/%.*s", STR_FMT(number), STR_FMT(paper->symbol));
}

/* Days before the tenth and the first two months have a 0 before them, so that nobody can put another digit there. */
static Str day_words(Ctx *cx, Day on) {
    int64_t year, month, day;
    if (on.number == 0)
        return str_format(cx->arena, "ngày" BLANK_DAY "tháng" BLANK_DAY "năm %lld", (long long)day_year(cx->today));
    day_parts(on, &year, &month, &day);
    return str_format(cx->arena, "ngày %02d tháng %s%d năm %d", (int)day, month <= 2 ? "0" : "", (int)month, (int)year);
}

Str place_line(Ctx *cx, const Paper *paper) {
    const Str day = day_words(cx, paper->on);
    return str_format(cx->arena, "%.*s, %.*s", STR_FMT(paper->place), STR_FMT(day));
}

static Str without_end(Str text) {
    text = str_trim(text);
    while (text.len > 0 && strchr(".;,", text.at[text.len - 1]) != NULL) text.len--;
    return text;
}

static Str listed(Ctx *cx, const char *before, Texts list, size_t index) {
    const Str text = without_end(list.items[index]);
    return str_format(cx->arena, "%s%.*s%c", before, STR_FMT(text), index + 1 == list.count ? '.' : ';');
}

bool paper_has_end(const Paper *paper) {
    return paper->recipients.count > 0 || paper->authority.len > 0 || paper->position.len > 0 || paper->signer.len > 0;
}

Str basis_line(Ctx *cx, const Paper *paper, size_t index) {
    return listed(cx, "", paper->bases, index);
}

Str addressee_line(Ctx *cx, const Paper *paper, size_t index) {
    return listed(cx, "- ", paper->addressees, index);
}

Str recipient_line(Ctx *cx, const Paper *paper, size_t index) {
    return listed(cx, "- ", paper->recipients, index);
}

Str end_line(Ctx *cx, Str last) {
    const Str text = without_end(last);
    return str_format(cx->arena, "%.*s./.", STR_FMT(text));
}

Str bullet_line(Ctx *cx, Str text) {
    return str_format(cx->arena, "- %.*s", STR_FMT(text));
}

static Str roman(Arena *arena, size_t number) {
    static const struct {
        size_t value;
        const char *letters;
    } steps[] = { { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" } };
    Buf out = buf_new(arena, 64);
    for (size_t i = 0; i < COUNT(steps); i++)
        for (; number >= steps[i].value; number -= steps[i].value) buf_add(&out, str_of(steps[i].letters));
    return (Str){ out.at, out.len };
}

Str appendix_name(Ctx *cx, const Paper *paper, size_t index) {
    if (paper->appendix_count == 1) return S("Phụ lục");
    const Str number = roman(cx->arena, index + 1);
    return str_format(cx->arena, "Phụ lục %.*s", STR_FMT(number));
}

Str appendix_reference(Ctx *cx, const Paper *paper) {
    const Str number = paper->number.len > 0 ? paper->number : S(BLANK_NUMBER);
    const Str day = day_words(cx, paper->on);
    const Str kind = paper->kind.len > 0 ? paper->kind : S("Công văn");
    return str_format(cx->arena, "(Kèm theo %.*s số %.*s/%.*s %.*s của %.*s)", STR_FMT(kind), STR_FMT(number),
                      STR_FMT(paper->symbol), STR_FMT(day), STR_FMT(paper->issuer));
}

size_t end_block(const PaperPart *part) {
    for (size_t i = part->block_count; i > 0; i--) {
        const PaperBlockKind kind = part->blocks[i - 1].kind;
        if (kind == PAPER_PARAGRAPH || kind == PAPER_BULLET) return i - 1;
        if (kind != PAPER_NOTE) break;
    }
    return part->block_count;
}

static void add_grouped(Buf *out, Str whole) {
    for (size_t i = 0; i < whole.len; i++) {
        if (i > 0 && (whole.len - i) % 3 == 0) buf_char(out, '.');
        buf_char(out, whole.at[i]);
    }
}

Str paper_number(Ctx *cx, Decimal number, Str unit) {
    Buf out = buf_new(cx->arena, 64 + unit.len);
    if (!number.is_known) return S("");
    Str rest = decimal_text(cx->arena, number);
    Str whole = str_cut(&rest, '.');
    if (str_starts(whole, S("-"))) {
        buf_add(&out, S("-"));
        whole = str_part(whole, 1, whole.len);
    }
    add_grouped(&out, whole);
    if (rest.at != NULL && rest.len > 0) {
        buf_char(&out, ',');
        buf_add(&out, rest);
    }
    if (unit.len > 0 && !str_is(unit, "%")) buf_char(&out, ' ');
    buf_add(&out, unit);
    return (Str){ out.at, out.len };
}

Str paper_day(Ctx *cx, Day day) {
    return day.number == 0 ? S("") : day_spoken(cx->arena, day);
}
