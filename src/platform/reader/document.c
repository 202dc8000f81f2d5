/* platform/reader/document - see document.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/document.h"

#include "base/clock.h"
#include "kit/text.h"
#include "platform/reader/issuers.h"
#include "platform/reader/references.h"

#include <string.h>

enum {
    TITLE_NODES_MAX = 10,
    NAME_WORDS_MIN = 2,
    NAME_WORDS_MAX = 6,
    YEAR_MIN = 1945,
    YEAR_MAX = 2100,
    BASES_MAX = 500,
    BASES_HEADING_BYTES_MAX = 160,
    EFFECT_PREFIX_BYTES_MAX = 40
};

typedef struct Gathering {
    const Structure *structure;
    Arena *arena;
    ReadDocument *document;
} Gathering;

static bool is_head(const Node *node) {
    return node->passage.kind == PASSAGE_HEAD;
}

static bool starts(Str folded, const char *words) {
    return str_starts(folded, str_of(words));
}

static bool has_at(Str text, size_t at, const char *words) {
    const size_t len = strlen(words);
    return at + len <= text.len && memcmp(text.at + at, words, len) == 0;
}

/* The texts of a passage: its cells, or itself. */
static size_t text_count(const Node *node) {
    return node->passage.kind == PASSAGE_ROW || node->cell_count > 0 ? node->cell_count : 1;
}

static Folded text_of(const Gathering *gathering, const Node *node, size_t number) {
    return node->cell_count > 0 ? folded_of(gathering->arena, node->cells[number]) : node->folded;
}

/* ---- number, place and day ---- */

static void read_number(Gathering *gathering, const Folded *text) {
    const Reference *references;
    const size_t count = references_find(gathering->arena, text, &references);
    ReadDocument *document = gathering->document;
    for (size_t i = 0; i < count && document->number.len == 0; i++) {
        const bool is_own = references[i].title.len == 0 && day_year(references[i].issued_on) == 0;
        if (is_own) document->number = references[i].number;
    }
}

/* "| Số hiệu | 1539/QĐ-UBND |" of a web page. */
static void read_page_facts(Gathering *gathering, const Node *node) {
    ReadDocument *document = gathering->document;
    if (node->cell_count < 2) return;
    const Folded name = folded_of(gathering->arena, node->cells[0]);
    if (starts(name.text, "so hieu") && document->number.len == 0) document->number = str_trim(node->cells[1]);
    if (starts(name.text, "nguoi ki") && document->signer.len == 0) document->signer = str_trim(node->cells[1]);
}

/* What stands before the words of a place: the motto, a number of the document, signs. Each ", ngày" looks on from
 * where the one before it stopped. */
typedef struct PlaceStart {
    const Reference *references;
    size_t count, next; /* references; the first that does not begin before `base` */
    size_t motto, base; /* behind the motto, folded.len when there is none; behind it once it was passed */
    size_t from, word;  /* where it was looked from, and the first word behind that as far as was looked */
} PlaceStart;

static size_t place_from(PlaceStart *start, Str folded, size_t at) {
    if (start->motto <= at) start->base = start->motto;
    while (start->next < start->count && start->references[start->next].from < start->base) start->next++;
    const bool has_number = start->next < start->count && start->references[start->next].to <= at;
    const size_t from = has_number ? start->references[start->next].to : start->base;
    if (from != start->from) start->from = start->word = from;
    while (start->word < at && !folded_is_word(folded.at[start->word])) start->word++;
    return start->word;
}

/* "Tuyên Quang, ngày 11 tháng 12 năm 2025", also behind "Độc lập - Tự do - Hạnh phúc". */
static void read_place(Gathering *gathering, const Folded *text) {
    const Str folded = text->text;
    ReadDocument *document = gathering->document;
    if (day_year(document->issued_on) != 0) return;
    const size_t motto = str_find(folded, S("hanh phuc"));
    PlaceStart start = { .motto = motto < folded.len ? motto + strlen("hanh phuc") : folded.len };
    start.count = references_find(gathering->arena, text, &start.references);
    for (size_t at = 0; at < folded.len && day_year(document->issued_on) == 0; at++) {
        if (!has_at(folded, at, ", ngai ")) continue;
        size_t end;
        const Day day = reference_day(folded, at, &end);
        const size_t from = place_from(&start, folded, at);
        const Str place = str_trim(folded_source(text, from, at));
        if (day_year(day) == 0 || place.len == 0 || place.len > 60 || starts(str_part(folded, from, at), "so:"))
            continue;
        document->issued_on = day;
        document->place = place;
    }
}

/* ---- kind and title ---- */

static int kind_of_line(const Gathering *gathering, const Folded *line) {
    const Found *found;
    size_t len = line->text.len;
    while (len > 0 && (line->text.at[len - 1] == ':' || line->text.at[len - 1] == ' ')) len--;
    const size_t count = words_find(gathering->structure->words, WORDS_KIND, gathering->arena, line, &found);
    if (count != 1 || found[0].from != 0 || found[0].to != len || !mark_is_capitals(line->from)) return 0;
    return (int)found[0].value;
}

/* KH-UBND, QĐ-UBND, NQ-HĐND, CT-UBND, CTr-UBND; UBND-KGVX is a dispatch. */
static int kind_of_number(Arena *arena, Str number) {
    static const struct {
        const char *sign, *kind;
    } signs[] = { { "/kh-", "plan" },       { "/qd-", "decision" },  { "/nq-", "resolution" }, { "/ct-", "directive" },
                  { "/ctr-", "programme" }, { "/da-", "programme" }, { "/tb-", "notice" },     { "/hd-", "guidance" },
                  { "/ubnd-", "dispatch" }, { "-kh/", "plan" },      { "-nq/", "resolution" }, { "-ct/", "directive" },
                  { "-ctr/", "programme" }, { "-qd/", "decision" } };
    const Str folded = folded_words(arena, number);
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (str_find(folded, str_of(signs[i].sign)) < folded.len)
            return choice_value(&read_kind_choices, str_of(signs[i].kind));
    }
    return 0;
}

/* "GIÁM ĐỐC SỞ Y TẾ": who decides, in a line of capitals below the title. */
static bool is_author(const Gathering *gathering, const Node *node) {
    static const char *const bodies_of_party[] = { "ban thuong vu", "ban chap hanh", "dai hoi", "thuong truc" };
    const Found *found;
    if (!mark_is_capitals(node->passage.text)) return false;
    for (size_t i = 0; i < COUNT(bodies_of_party); i++) {
        if (starts(node->folded.text, bodies_of_party[i])) return true;
    }
    const size_t count = words_find(gathering->structure->words, WORDS_POST, gathering->arena, &node->folded, &found);
    return count > 0 && found[0].from == 0;
}

/* Does a head's passage end the title? */
static bool ends_title(Str folded) {
    static const char *const openings[] = { "can cu",
                                            "thuc hien nghi quiet",
                                            "thuc hien ke hoach",
                                            "thuc hien chuong trinh",
                                            "thuc hien quiet dinh",
                                            "thuc hien chi thi",
                                            "thuc hien nghi dinh",
                                            "thuc hien luat",
                                            "xet ",
                                            "theo de nghi",
                                            "ui ban nhan dan",
                                            "hoi dong nhan dan",
                                            "chu tich ui ban",
                                            "kinh gui",
                                            "tren co so",
                                            "(" };
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (starts(folded, openings[i])) return true;
    }
    return folded.len > 0 && strchr(".;:", folded.at[folded.len - 1]) != NULL;
}

static void read_title_below(Gathering *gathering, size_t kind_node) {
    const Structure *structure = gathering->structure;
    Buf title = buf_new(gathering->arena, TEXT_BYTES_MAX);
    for (size_t i = kind_node + 1; i < structure->count && i - kind_node <= TITLE_NODES_MAX; i++) {
        const Node *node = &structure->nodes[i];
        const bool is_behind = i > kind_node + 1 && (ends_title(node->folded.text) || is_author(gathering, node));
        if (!is_head(node) || node->cell_count > 0 || is_behind) break;
        if (title.len > 0) buf_char(&title, ' ');
        buf_add(&title, node->passage.text);
    }
    gathering->document->title = (Str){ title.at, title.len };
}

/* "V/v đẩy nhanh tiến độ ..." of a dispatch. */
static void read_subject(Gathering *gathering, const Folded *text) {
    const size_t at = str_find(text->text, S("v/v "));
    if (at == text->text.len || gathering->document->title.len > 0) return;
    const size_t from = at + strlen("v/v ");
    gathering->document->title = str_one_line(gathering->arena, str_trim(folded_source(text, from, text->text.len)));
}

/* ---- issuer ---- */

static const struct {
    const char *folded, *name;
} bodies[] = { { "ui ban nhan dan", "Ủy ban nhân dân" },
               { "hoi dong nhan dan", "Hội đồng nhân dân" },
               { "ubnd", "Ủy ban nhân dân" },
               { "hdnd", "Hội đồng nhân dân" } };

/* "Vĩnh Sa" of "VĨNH SA": as the line of the day writes it, else each word with a capital. */
static Str name_of_place(Gathering *gathering, Str capitals) {
    const Str place = gathering->document->place;
    if (str_equal(folded_words(gathering->arena, place), folded_words(gathering->arena, capitals))) return place;
    return mark_is_capitals(capitals) ? issuer_place(gathering->arena, capitals) : capitals;
}

/* Words of a name in capitals or with capitals, up to a sign or a word that is no name. */
static Str name_behind(const Folded *text, size_t from) {
    static const char *const ends[] = { " so:", " so ", "-",      "(",         ",",       ";",
                                        " v/v", "_",    " khoa ", " cong hoa", " ki hop", "\"" };
    size_t end = text->text.len;
    for (size_t i = 0; i < COUNT(ends); i++) {
        const size_t at = from + str_find(str_part(text->text, from, text->text.len), str_of(ends[i]));
        if (at < end) end = at;
    }
    const Str name = str_trim(folded_source(text, from, end));
    size_t words = 0; /* up to the first word in small letters */
    while (words < name.len) {
        if (!text_begins_large(str_part(name, words, name.len))) break;
        while (words < name.len && name.at[words] != ' ') words++;
        while (words < name.len && name.at[words] == ' ') words++;
    }
    return str_trim(str_part(name, 0, words));
}

static void read_issuer(Gathering *gathering, const Folded *text) {
    for (size_t b = 0; b < COUNT(bodies) && gathering->document->issuer.len == 0; b++) {
        const size_t at = str_find(text->text, str_of(bodies[b].folded));
        const bool is_short = strlen(bodies[b].folded) == strlen("ubnd"); /* in running text another's */
        if (at == text->text.len || (is_short && at != 0)) continue;
        const size_t behind = at + strlen(bodies[b].folded);
        for (size_t k = 0; k < ISSUER_LEVELS; k++) {
            if (!has_at(text->text, behind, issuer_levels[k].folded)) continue;
            const Str name = name_of_place(gathering, name_behind(text, behind + strlen(issuer_levels[k].folded)));
            gathering->document->issuer =
                str_format(gathering->arena, "%s%s%.*s", bodies[b].name, issuer_levels[k].name, STR_FMT(name));
            return;
        }
    }
}

/* "ỦY BAN NHÂN DÂN" / "TỈNH SÔNG LAM": its place is the next paragraph. */
static void read_issuer_below(Gathering *gathering, size_t at) {
    const Node *node = &gathering->structure->nodes[at], *next = node + 1;
    for (size_t b = 0; b < COUNT(bodies); b++) {
        if (!str_is(node->folded.text, bodies[b].folded) || next->cell_count > 0 || !is_head(next)) continue;
        const Folded both =
            folded_of(gathering->arena, str_format(gathering->arena, "%.*s %.*s", STR_FMT(node->passage.text),
                                                   STR_FMT(next->passage.text)));
        read_issuer(gathering, &both);
    }
}

/* ---- bases, and what it replaces ---- */

typedef struct Bases {
    ReadBasis *items;
    Str *folded; /* their numbers */
    size_t used;
} Bases;

/* "01-KH/BCĐ" and "01-KH/BCĐTW" of one day are the same, written shorter. */
static bool is_known_base(const Bases *bases, const Reference *reference, Str folded) {
    for (size_t i = 0; i < bases->used; i++) {
        const ReadBasis *base = &bases->items[i];
        const Str other = bases->folded[i];
        const bool is_of_day = base->issued_on.number == reference->issued_on.number;
        if (folded.len == 0 ? is_of_day : str_equal(base->number, reference->number)) return true;
        const bool is_dated = is_of_day && day_year(base->issued_on) != 0;
        if (is_dated && other.len > 0 && (str_starts(folded, other) || str_starts(other, folded))) return true;
    }
    return false;
}

/* What was put before the issuer is no basis. */
static bool is_submission(const Reference *reference) {
    return str_is(reference->title, "Tờ trình") || str_is(reference->title, "Báo cáo");
}

static bool tells_bases(Str folded) {
    return starts(folded, "can cu") || starts(folded, "thuc hien") || starts(folded, "tren co so") ||
           starts(folded, "trien khai");
}

/* "I. CĂN CỨ XÂY DỰNG ĐỀ ÁN": below such a heading each line that begins with a document is one. */
static bool is_below_bases(const Structure *structure, const Node *node) {
    if (node->passage.kind != PASSAGE_LEAF || node->cell_count > 0) return false;
    for (const Node *at = structure_parent(structure, node); at != NULL; at = structure_parent(structure, at)) {
        if (at->mark.kind != MARK_NONE && at->passage.kind == PASSAGE_HEADING && starts(at->folded.text, "can cu") &&
            at->passage.text.len <= BASES_HEADING_BYTES_MAX)
            return true;
    }
    return false;
}

/* "Nghị quyết số 57-NQ/TW": nothing stands before its kind. */
static bool is_at_start(Arena *arena, const Node *node, const Reference *reference) {
    const Str title = folded_words(arena, reference->title);
    return title.len > 0 && str_starts(node->folded.text, title) && reference->from <= title.len + strlen(" so ");
}

static void add_basis(Gathering *gathering, Bases *bases, const Node *node, const Reference *reference) {
    const Str folded = folded_words(gathering->arena, reference->number);
    if (bases->used == BASES_MAX || is_known_base(bases, reference, folded) || is_submission(reference)) return;
    const Str before = str_part(node->passage.text, 0, node->folded.at[reference->from]);
    bases->folded[bases->used] = folded;
    bases->items[bases->used++] =
        (ReadBasis){ .number = reference->number,
                     .title = reference->title,
                     .issued_on = reference->issued_on,
                     .passage = node->passage.number,
                     .from = (int64_t)utf8_count(before),
                     .to = (int64_t)utf8_count(folded_source(&node->folded, 0, reference->to)) };
}

static void read_bases(Gathering *gathering) {
    const Structure *structure = gathering->structure;
    Bases bases = { .items = NEW_ARRAY(gathering->arena, ReadBasis, BASES_MAX),
                    .folded = NEW_ARRAY(gathering->arena, Str, BASES_MAX) };
    for (size_t i = 0; i < structure->count; i++) {
        const Node *node = &structure->nodes[i];
        const Reference *references;
        const bool is_told = is_head(node) && node->cell_count == 0 && tells_bases(node->folded.text);
        if (!is_told && !is_below_bases(structure, node)) continue;
        const size_t count = references_find(gathering->arena, &node->folded, &references);
        for (size_t k = 0; is_told && k < count; k++) add_basis(gathering, &bases, node, &references[k]);
        /* of a list each line's first: the others are what it carries out */
        if (!is_told && count > 0 && is_at_start(gathering->arena, node, &references[0]))
            add_basis(gathering, &bases, node, &references[0]);
    }
    gathering->document->bases = (Rows){ bases.items, bases.used };
}

static void read_replaced(Gathering *gathering) {
    const Structure *structure = gathering->structure;
    Str *numbers = NEW_ARRAY(gathering->arena, Str, BASES_MAX);
    size_t used = 0;
    for (size_t i = 0; i < structure->count; i++) {
        const Node *node = &structure->nodes[i];
        const Reference *references;
        size_t from = str_find(node->folded.text, S("thai the"));
        if (from == node->folded.text.len) from = str_find(node->folded.text, S("bai bo"));
        if (!node_is_body(node) || node->cell_count > 0 || from == node->folded.text.len) continue;
        const size_t count = references_find(gathering->arena, &node->folded, &references);
        for (size_t k = 0; k < count && used < BASES_MAX; k++) {
            if (references[k].from > from && references[k].number.len > 0) numbers[used++] = references[k].number;
        }
    }
    gathering->document->replaces = (Texts){ numbers, used };
}

/* ---- from when on ---- */

/* "Quyết định này có hiệu lực (thi hành) kể từ ngày ký", or from a day; not "sau 10 ngày". */
static Day effect_told(const Node *node, Day issued_on) {
    static const char *const ways[] = { "ke tu ngai ", "tu ngai " };
    const Str folded = node->folded.text;
    const size_t at = str_find(folded, S(" nai co hieu luc "));
    size_t end = at + strlen(" nai co hieu luc "), day_end;
    if (at > EFFECT_PREFIX_BYTES_MAX || at == folded.len) return (Day){ 0 };
    if (has_at(folded, end, "thi hanh ")) end += strlen("thi hanh ");
    for (size_t i = 0; i < COUNT(ways); i++) {
        if (!has_at(folded, end, ways[i])) continue;
        end += strlen(ways[i]);
        return has_at(folded, end, "ki") ? issued_on : reference_day(folded, end, &day_end);
    }
    return (Day){ 0 };
}

static void read_effect(Gathering *gathering) {
    const Structure *structure = gathering->structure;
    ReadDocument *document = gathering->document;
    for (size_t i = 0; i < structure->count && day_year(document->effective_on) == 0; i++) {
        if (node_is_body(&structure->nodes[i]))
            document->effective_on = effect_told(&structure->nodes[i], document->issued_on);
    }
}

/* ---- signer ---- */

static bool holds_sign(Str word) {
    for (size_t i = 0; i < word.len; i++) {
        if (strchr(".,;:/-", word.at[i]) != NULL) return true;
    }
    return false;
}

/* The last words of a line that are a person's name; "" when it does not end in one. */
static Str name_at_end(Str line) {
    size_t from = line.len, words = 0;
    line = str_trim(line);
    for (size_t end = line.len; end > 0;) {
        size_t begin = end;
        while (begin > 0 && line.at[begin - 1] != ' ') begin--;
        const Str word = str_part(line, begin, end - begin);
        if (!text_begins_large(word) || mark_is_capitals(word) || holds_sign(word)) break;
        from = begin, words++;
        while (begin > 0 && line.at[begin - 1] == ' ') begin--;
        end = begin;
    }
    const bool is_name = words >= NAME_WORDS_MIN && words <= NAME_WORDS_MAX;
    const Str before = str_trim(str_part(line, 0, from));
    return is_name && (before.len == 0 || mark_is_capitals(before)) ? str_part(line, from, line.len) : S("");
}

/* Behind a gap as columns have it; "" where there is none. */
static Str right_half(Str text) {
    static const Str gap = { "    ", 4 };
    const size_t at = str_find(text, gap);
    return at == text.len ? S("") : str_trim(str_part(text, at, text.len));
}

static void read_signer(Gathering *gathering) {
    const Structure *structure = gathering->structure;
    bool was_closing = false;
    Str signer = S("");
    for (size_t i = 0; i < structure->count; i++) {
        const Node *node = &structure->nodes[i];
        const bool is_closing = node->passage.kind == PASSAGE_CLOSING;
        if (was_closing && !is_closing && signer.len > 0) break; /* that of the first closing */
        was_closing = is_closing;
        if (!is_closing) continue;
        for (size_t k = 0; k < text_count(node); k++) {
            Str rest = node->cell_count > 0 ? node->cells[k] : node->passage.text;
            if (node->mark.kind != MARK_NONE) rest = right_half(rest); /* who gets it stands on the left */
            while (rest.at != NULL) {
                const Str name = name_at_end(str_cut(&rest, '\n'));
                if (name.len > 0) signer = name;
            }
        }
    }
    if (signer.len > 0) gathering->document->signer = signer;
}

/* ---- the period ---- */

static void read_period(Gathering *gathering) {
    ReadDocument *document = gathering->document;
    const Str folded = folded_words(gathering->arena, document->title);
    const size_t outlook = str_find(folded, S("dinh huong")) + strlen("dinh huong");
    int64_t first = 0, last = 0;
    for (size_t at = 0; at + 4 <= folded.len; at++) {
        int64_t year;
        const bool is_apart = at == 0 || !folded_is_word(folded.at[at - 1]);
        if (!is_apart || (at > 0 && strchr("/.", folded.at[at - 1]) != NULL)) continue;
        if (at + 4 < folded.len && (folded_is_word(folded.at[at + 4]) || folded.at[at + 4] == '/')) continue;
        if (str_to_int(str_part(folded, at, 4), YEAR_MIN, YEAR_MAX, &year) != OK) continue;
        if (at >= 5 && has_at(folded, at - 5, "ngai ")) continue;
        if (last != 0 && outlook <= at) break;
        first = first == 0 ? year : first;
        last = year;
    }
    if (last == 0) first = last = day_year(document->issued_on);
    if (first == last && day_year(document->issued_on) > 0 && day_year(document->issued_on) < last)
        first = day_year(document->issued_on);
    document->year_first = first;
    document->year_last = last;
}

static void read_head(Gathering *gathering) {
    const Structure *structure = gathering->structure;
    ReadDocument *document = gathering->document;
    bool has_kind = false;
    for (size_t i = 0; i < structure->count; i++) {
        const Node *node = &structure->nodes[i];
        if (!is_head(node)) continue;
        read_page_facts(gathering, node);
        for (size_t k = 0; k < text_count(node); k++) {
            const Folded text = text_of(gathering, node, k);
            if (document->issuer.len == 0 || document->number.len == 0) read_number(gathering, &text);
            read_place(gathering, &text);
            read_subject(gathering, &text);
        }
        const int kind = has_kind || node->cell_count > 0 ? 0 : kind_of_line(gathering, &node->folded);
        if (kind == 0) continue;
        has_kind = true;
        document->kind = kind;
        read_title_below(gathering, i);
    }
    for (size_t i = 0; i < structure->count; i++) {
        const Node *node = &structure->nodes[i];
        for (size_t k = 0; is_head(node) && k < text_count(node); k++) {
            const Folded text = text_of(gathering, node, k);
            read_issuer(gathering, &text);
        }
        if (is_head(node) && node->cell_count == 0 && i + 1 < structure->count) read_issuer_below(gathering, i);
    }
    const Str below = issuer_below(structure);
    if (below.len > 0) document->issuer = below;
    if (!has_kind) document->kind = kind_of_number(gathering->arena, document->number);
}

const ReadDocument *document_of(const Structure *structure) {
    ReadDocument *document = NEW(structure->arena, ReadDocument);
    Gathering gathering = { .structure = structure, .arena = structure->arena, .document = document };
    read_head(&gathering);
    read_bases(&gathering);
    read_replaced(&gathering);
    read_effect(&gathering);
    read_signer(&gathering);
    read_period(&gathering);
    return document;
}
