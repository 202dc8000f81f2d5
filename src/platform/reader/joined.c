/* platform/reader/joined - paragraphs from lines that a printer or a web page has broken. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "platform/reader/manuscript.h"
#include "platform/reader/marks.h"

#include <stdlib.h>
#include <string.h>

enum {
    DOUBLE_SPACED_LINES_MIN = 20,
    SURE_MIN = 12,        /* line ends that teach how far lines go */
    EARLY_PER_MILLE = 30, /* so many of them may be shorter than what counts as full */
    BRACKET_BYTES_MAX = 600,
    CENTRED_SLACK = 4, /* letters */
    CENTRED_INDENT_MIN = 3
};

/* What tells a line's end that somebody wanted from one where the paper ended. */
typedef struct LineEnds {
    size_t full;           /* letters of a line that is full */
    size_t late;           /* with the next one's first word as long as this a line was ended by the paper */
    size_t early;          /* a line that with the next one's first word is shorter was ended on purpose */
    bool is_double_spaced; /* an empty line stands behind nearly every line: it parts nothing */
} LineEnds;

static int compare_sizes(const void *a, const void *b) {
    const size_t one = *(const size_t *)a, other = *(const size_t *)b;
    return one < other ? -1 : one > other ? 1 : 0;
}

static size_t first_word_letters(Str text) {
    const char *blank = memchr(text.at, ' ', text.len);
    return utf8_count(blank == NULL ? text : str_part(text, 0, (size_t)(blank - text.at)));
}

static size_t with_next_word(const ManuscriptItem *line, const ManuscriptItem *next) {
    return line->width + 1 + first_word_letters(next->text);
}

static bool begins_small(Str text) {
    Mark mark;
    const bool is_letter =
        text.len > 0 && ((text.at[0] >= 'a' && text.at[0] <= 'z') || (unsigned char)text.at[0] >= 0xC3);
    return is_letter && !text_begins_large(text) && !mark_of(text, &mark);
}

/* Lines that go on with a small letter were ended by the paper: they teach how far lines go in this text. Where few do,
 * a line is full at seven eighths of what most are. */
static void learn_ends(const Manuscript *from, LineEnds *line_ends) {
    size_t *ends = NEW_ARRAY(from->arena, size_t, from->count + 1);
    size_t count = 0;
    const ManuscriptItem *before = NULL;
    for (size_t i = 0; i < from->count; i++) {
        const ManuscriptItem *item = &from->items[i];
        if (item->kind == ITEM_LINE && before != NULL && begins_small(item->text))
            ends[count++] = with_next_word(before, item);
        if (item->kind == ITEM_LINE)
            before = item;
        else if (item->kind != ITEM_PAGE && !(item->kind == ITEM_BREAK && line_ends->is_double_spaced))
            before = NULL;
    }
    line_ends->early = line_ends->full * 7 / 8;
    line_ends->late = SIZE_MAX;
    if (count < SURE_MIN) return;
    qsort(ends, count, sizeof *ends, compare_sizes);
    line_ends->early = ends[count * EARLY_PER_MILLE / 1000];
    line_ends->late = ends[count * 3 / 4];
}

static LineEnds line_ends_of(const Manuscript *from) {
    size_t *widths = NEW_ARRAY(from->arena, size_t, from->count + 1);
    size_t lines = 0, broken = 0, small = 0;
    for (size_t i = 0; i < from->count; i++) {
        if (from->items[i].kind != ITEM_LINE) continue;
        widths[lines++] = from->items[i].width;
        small += begins_small(from->items[i].text) ? 1 : 0;
        broken += i + 1 < from->count && from->items[i + 1].kind == ITEM_BREAK ? 1 : 0;
    }
    if (lines == 0) return (LineEnds){ 0 };
    qsort(widths, lines, sizeof *widths, compare_sizes);
    LineEnds line_ends = { .full = widths[lines * 3 / 4],
                           .is_double_spaced =
                               broken * 5 >= lines * 4 && small * 5 >= lines && lines > DOUBLE_SPACED_LINES_MIN };
    learn_ends(from, &line_ends);
    return line_ends;
}

/* Ends a sentence, a point or an introduction; quotes behind the sign do not count. */
static bool is_ended_by_sign(Str text) {
    static const char *const quotes[] = { "\"", "”", "»", ")" };
    for (size_t i = 0; i < COUNT(quotes); i++) {
        if (str_ends(text, str_of(quotes[i]))) text.len -= strlen(quotes[i]);
    }
    return text.len > 0 && strchr(".;:!/", text.at[text.len - 1]) != NULL;
}

/* "ngày" / "05. ...": the number that the next line begins with belongs to these words. */
static bool wants_number(Str text) {
    static const char *const words[] = { " ngày", " tháng", " năm", " số", " Điều", " khoản",
                                         " điểm", " mục",   ",",    "(",   "-",     "/" };
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_ends(text, str_of(words[i]))) return true;
    }
    return false;
}

/* Ends with a word that wants another behind it: "báo cáo về" / "UBND xã". */
static bool wants_word(Str text) {
    static const char *const words[] = { " về",  " của",  " và",  " với",  " cho", " theo",  " tại",  " từ",  " do",
                                         " các", " những", " bằng", " hoặc", " thuộc", " gồm", " trong" };
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_ends(text, str_of(words[i]))) return true;
    }
    return false;
}

/* How the first sentence below a title begins. */
static bool opens_preamble(Str text) {
    static const char *const openings[] = { "Căn cứ ", "Thực hiện ", "Triển khai ", "Xét ", "Theo đề nghị " };
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (str_starts(text, str_of(openings[i]))) return true;
    }
    return false;
}

/* As much room before it as behind it: a title. */
static bool is_centred(const LineEnds *line_ends, const ManuscriptItem *line) {
    if (line->indent < CENTRED_INDENT_MIN || line->width >= line_ends->full) return false;
    const size_t behind = line_ends->full - line->width;
    return behind + CENTRED_SLACK >= line->indent && line->indent + CENTRED_SLACK >= behind;
}

/* The paragraph that is being written. */
typedef struct Writing {
    Manuscript to;
    ManuscriptItem whole;
    Buf text;
    bool is_heading;   /* begins with a mark, in capitals or as a title: it may end without a sign */
    bool is_bare_mark; /* "PHỤ LỤC I": its title is another paragraph */
    int open_brackets; /* that are not closed yet */
    size_t opened_at;  /* bytes of the text behind which the first of them stands */
} Writing;

/* From capitals to small letters, or back. */
static bool changes_case(Str before, Str line) {
    size_t large, small, large_before, small_before;
    text_count_case(before, &large_before, &small_before);
    text_count_case(line, &large, &small);
    return (mark_is_capitals(before) && small > large) || (mark_is_capitals(line) && small_before > large_before);
}

/* One that somebody forgot to close does not hold for ever. */
static bool is_in_bracket(const Writing *writing) {
    return writing->open_brackets > 0 && writing->text.len - writing->opened_at < BRACKET_BYTES_MAX;
}

/* Does a paragraph begin with this line? */
static bool begins(const LineEnds *line_ends, const Writing *writing, const ManuscriptItem *before,
                   const ManuscriptItem *line, bool is_after_gap) {
    if (before == NULL || before->kind != ITEM_LINE) return true;
    const bool is_early = with_next_word(before, line) < line_ends->early;
    const bool is_ended = is_ended_by_sign(before->text);
    Mark mark;
    if (is_in_bracket(writing) && !is_after_gap && !(mark_of(line->text, &mark) && mark.kind < MARK_DASH)) return false;
    if (mark_of(line->text, &mark)) {
        const bool is_dash = mark.kind >= MARK_DASH; /* "Phòng Văn hóa" / "- Xã hội" goes on */
        const bool is_item = line->indent > 0 && text_begins_large(str_part(line->text, mark.behind, line->text.len));
        const bool is_number = mark.kind == MARK_NUMBER || mark.kind == MARK_ENCLOSED;
        const bool is_sure = is_number ? !wants_number(before->text) : !is_dash || is_item;
        return is_sure || is_ended || is_early || is_after_gap;
    }
    if (is_after_gap || writing->is_bare_mark) return true;
    if (changes_case(before->text, line->text)) return true;
    if (!text_begins_large(line->text) || str_ends(before->text, S("-"))) return false;
    if (is_centred(line_ends, before) && opens_preamble(line->text)) return true;
    if (wants_word(before->text)) return false;
    if (is_centred(line_ends, before) != is_centred(line_ends, line)) return true;
    /* a sentence that ends just where the line does is nearly always the last one, but where the line is quite full */
    if (is_ended) return with_next_word(before, line) <= line_ends->late || line->width > 2 * line_ends->late;
    return writing->is_heading && is_early;
}

/* Puts a line behind what a paragraph has; a number that the paper cut ("52-" / "NQ/TW") grows together. */
static void put_line(Buf *text, Str line) {
    const bool is_cut =
        text->len > 1 && text->at[text->len - 1] == '-' && text->at[text->len - 2] != ' ' && text_begins_large(line);
    if (text->len > 0 && !is_cut) buf_char(text, ' ');
    buf_add(text, line);
}

static void end_paragraph(Writing *writing) {
    if (writing->whole.kind == ITEM_NONE) return;
    if (writing->whole.kind == ITEM_PARAGRAPH) writing->whole.text = (Str){ writing->text.at, writing->text.len };
    manuscript_add(&writing->to, writing->whole);
    writing->whole = (ManuscriptItem){ 0 };
}

static void note_brackets(Writing *writing, Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '(' && writing->open_brackets++ == 0) writing->opened_at = writing->text.len;
        if (text.at[i] == ')' && writing->open_brackets > 0) writing->open_brackets--;
    }
}

static void begin_paragraph(Writing *writing, const ManuscriptItem *item) {
    end_paragraph(writing);
    writing->whole = *item;
    writing->text = buf_new(writing->to.arena, TEXT_BYTES_MAX);
    if (item->kind == ITEM_LINE) writing->whole.kind = ITEM_PARAGRAPH;
    buf_add(&writing->text, item->text);
    Mark mark;
    size_t large, small;
    text_count_case(item->text, &large, &small);
    writing->is_heading = mark_of(item->text, &mark) || mark_is_capitals(item->text) || small == 0;
    writing->is_bare_mark = mark.kind != MARK_NONE && mark.kind <= MARK_DIVISION && mark.behind == item->text.len;
    writing->open_brackets = 0;
    note_brackets(writing, str_part(item->text, mark.behind, item->text.len));
}

Manuscript manuscript_joined(const Manuscript *from) {
    Writing writing = { .to = { .arena = from->arena, .tables = from->tables } };
    const LineEnds line_ends = line_ends_of(from);
    const ManuscriptItem *before = NULL;
    size_t gaps = 0;
    const size_t parting = line_ends.is_double_spaced ? 2 : 1; /* so many empty lines part paragraphs */
    for (size_t i = 0; i < from->count; i++) {
        const ManuscriptItem *item = &from->items[i];
        if (item->kind == ITEM_BREAK || item->kind == ITEM_PAGE) {
            gaps += item->kind == ITEM_BREAK ? 1 : 0;
            continue;
        }
        const bool is_line = item->kind == ITEM_LINE;
        if (!is_line || begins(&line_ends, &writing, before, item, gaps >= parting)) {
            begin_paragraph(&writing, item);
        } else {
            put_line(&writing.text, item->text);
            writing.whole.block_last = item->block_last;
            note_brackets(&writing, item->text);
        }
        before = is_line ? item : NULL;
        gaps = 0;
    }
    end_paragraph(&writing);
    return writing.to;
}
