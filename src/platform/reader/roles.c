/* platform/reader/roles - see roles.h: what stands before and behind a row of names says what they are to do. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/roles.h"

enum {
    EXPLANATION_MAX = 60, /* tokens in brackets behind a name */
    BETWEEN_MAX = 6,      /* tokens from "phối hợp" to its "với": "phối hợp chặt chẽ với" */
    INTRO_MAX = 40,       /* tokens of "Trong năm 2027, " before an agency */
    WHOLE_CELL_MAX = 200, /* bytes of a part of a cell that is taken as a name, though none is known in it */
};

/* A phrase of the lists, by the token where it begins and by that where it ends. */
typedef struct Phrases {
    const uint32_t *length, *value; /* of the longest that begins at a token; 0: none */
    uint32_t *ends;                 /* the token where the longest begins that ends at a token, plus 1; 0: none */
} Phrases;

typedef struct Text {
    Arena *arena;
    Tokens tokens;
    const Mention *mentions;
    size_t count;
    uint32_t *mention_at; /* of the one that begins at a token, plus 1; 0: none */
    bool *ends_mention;   /* does one end before this token? */
    size_t begin;         /* the first word: marks of lists and quotes stand before it */
    Phrases role, column;
    const uint32_t *verb;
    bool is_heading;
} Text;

/* Names in a row, "A, B và C": mentions first..end-1, with what was found out about them. */
typedef struct Row {
    size_t first, end;
    size_t from, behind; /* the token where it begins, and the one behind it and its explanations */
} Row;

typedef struct Finder {
    const Text *text;
    ReadAgency *found;
    size_t count, room;
    bool has_label; /* "Cơ quan chủ trì: ..." was met: it wins over who stands at the beginning */
    bool *is_label; /* of each that was found */
    size_t label_room;
    size_t sentence;     /* token where the sentence begins */
    bool sentence_leads; /* a leader was found in it */
    bool sentence_sends; /* "báo cáo", "gửi" stood in it */
    bool has_lead;
} Finder;

static Phrases phrases_of(Arena *arena, const Tokens *tokens, const WordList *list) {
    Phrases phrases = { .ends = NEW_ARRAY(arena, uint32_t, tokens->count + 1) };
    phrases.length = tokens_phrases(tokens, arena, list->automaton, &phrases.value);
    for (size_t i = tokens->count; i > 0; i--) { /* the longer one begins earlier, and is written last */
        const uint32_t length = phrases.length[i - 1];
        if (length > 0) phrases.ends[i - 1 + length - 1] = (uint32_t)i;
    }
    return phrases;
}

static bool is_at(const Text *text, size_t at, const char *folded) {
    return token_is(&text->tokens, at, folded);
}

/* "Cơ quan, đơn vị phối hợp:" is a label, and names nobody. */
static void forget_names_in_labels(Text *text) {
    for (size_t i = 0; i < text->tokens.count; i++) {
        const size_t length = text->column.length[i];
        const bool begins = i == text->begin || (i > 0 && !text->tokens.at[i - 1].is_word);
        if (length == 0 || !begins || !is_at(text, i + length, ":")) continue;
        for (size_t k = i; k < i + length; k++) text->mention_at[k] = 0;
        i += length - 1;
    }
}

static Text text_of(const Names *names, const ReaderWords *words, Arena *arena, const Folded *folded) {
    Text text = { .arena = arena, .tokens = tokens_of(arena, folded) };
    text.count = names_find(names, arena, &text.tokens, &text.mentions);
    text.mention_at = NEW_ARRAY(arena, uint32_t, text.tokens.count + 1);
    text.ends_mention = NEW_ARRAY(arena, bool, text.tokens.count + 1);
    for (size_t i = 0; i < text.count; i++) {
        text.mention_at[text.mentions[i].first] = (uint32_t)i + 1;
        text.ends_mention[text.mentions[i].end] = true;
    }
    while (text.begin < text.tokens.count && !text.tokens.at[text.begin].is_word) text.begin++;
    text.role = phrases_of(arena, &text.tokens, &words->lists[WORDS_ROLE]);
    text.column = phrases_of(arena, &text.tokens, &words->lists[WORDS_COLUMN]);
    text.verb = tokens_phrases(&text.tokens, arena, words->lists[WORDS_VERB].automaton, NULL);
    forget_names_in_labels(&text);
    return text;
}

/* ---- Sentences and rows ---- */

/* A '.' that ends a sentence: nothing follows, or a blank and a capital letter. */
static bool ends_sentence(const Text *text, size_t at) {
    const Token *token = &text->tokens.at[at];
    if (!is_at(text, at, ".")) return false;
    return at + 1 >= text->tokens.count || (token[1].from > token->to && (!token[1].is_word || token[1].is_capital));
}

static bool is_border(const Text *text, size_t at) {
    return is_at(text, at, ";") || is_at(text, at, "(") || is_at(text, at, ")") || ends_sentence(text, at);
}

/* Behind what stands in brackets; `at` when no bracket opens here, or it says who leads: that is no explanation. */
static size_t skip_explanation(const Text *text, size_t at) {
    if (!is_at(text, at, "(")) return at;
    for (size_t i = at + 1; i < at + EXPLANATION_MAX && i < text->tokens.count; i++) {
        if (is_at(text, i, ")")) return i + 1;
        if (text->role.length[i] > 0 && text->role.value[i] == READ_LEAD && is_at(text, i, "chu")) return at;
    }
    return at;
}

/* The mention that goes on with a row behind `at`; text->count when none does. */
static size_t next_in_row(const Text *text, size_t at, bool may_semicolon) {
    static const char *const joints[] = { ",", "va", "hoac", "/", "-" };
    size_t next = at;
    bool is_semicolon = false;
    while (next < at + 2 && next < text->tokens.count) {
        if (is_at(text, next, ";"))
            is_semicolon = true;
        else if (!token_is_one_of(&text->tokens, next, joints, COUNT(joints)))
            break;
        next++;
    }
    if (next == at || next >= text->tokens.count || text->mention_at[next] == 0) return text->count;
    const size_t mention = text->mention_at[next] - 1;
    if (is_semicolon && !may_semicolon && !text->mentions[mention].is_collective) return text->count;
    return mention;
}

static Row row_at(const Text *text, size_t mention, bool may_semicolon) {
    Row row = { .first = mention, .end = mention + 1, .from = text->mentions[mention].first };
    row.behind = skip_explanation(text, text->mentions[mention].end);
    for (;;) {
        const size_t next = next_in_row(text, row.behind, may_semicolon);
        if (next == text->count) return row;
        row.end = next + 1;
        row.behind = skip_explanation(text, text->mentions[next].end);
    }
}

/* ---- What stands before and behind a row ---- */

/* Does it stand where a sentence, a clause or brackets begin? */
static bool begins_clause(const Finder *finder, size_t at) {
    return at == finder->sentence || at == finder->text->begin || is_border(finder->text, at - 1);
}

/* "Căn cứ Chương trình này, ...": words with which a clause begins that says when or by what, not who. */
static bool is_intro(const Text *text, size_t at) {
    static const char *const intros[] = { "can", "tren", "hang", "dinh", "truoc", "den",   "trong", "tu",  "nham", "de",
                                          "neu", "khi",  "nhan", "theo", "sau",   "ngoai", "vao",   "qua", "thuc" };
    return token_is_one_of(&text->tokens, at, intros, COUNT(intros));
}

static bool begins_with_intro(const Finder *finder) {
    return is_intro(finder->text, finder->sentence);
}

static bool is_after_intro(const Finder *finder, size_t at) {
    return at > finder->sentence && is_at(finder->text, at - 1, ",") && !finder->sentence_leads &&
           begins_with_intro(finder);
}

/* The role of a phrase of either list that ends at a token; ret_first is where it begins. */
static ReadRole role_ending(const Text *text, size_t at, size_t *ret_first) {
    if (text->role.ends[at] > 0) {
        *ret_first = text->role.ends[at] - 1;
        return (ReadRole)text->role.value[*ret_first];
    }
    return READ_NONE;
}

/* "Cơ quan chủ trì: X": the role that a label gives. */
static ReadRole role_of_label(const Text *text, size_t at, size_t *ret_first) {
    if (at < 2 || !is_at(text, at - 1, ":")) return READ_NONE;
    if (text->column.ends[at - 2] > 0) {
        *ret_first = text->column.ends[at - 2] - 1;
        const uint32_t column = text->column.value[*ret_first];
        if (column == COLUMN_LEAD) return READ_LEAD;
        if (column == COLUMN_SUPPORT) return READ_SUPPORT;
        if (column == COLUMN_MONITOR) return READ_MONITOR;
    }
    return role_ending(text, at - 2, ret_first);
}

/* "quy chế phối hợp": a thing, and nobody helps by it. */
static bool is_thing(const Text *text, size_t first) {
    static const char *const things[] = { "trinh", "hoach", "tac" };
    if (first > 1 && is_at(text, first - 1, "che") && is_at(text, first - 2, "qui")) return true;
    return first > 0 && token_is_one_of(&text->tokens, first - 1, things, COUNT(things));
}

/* "phối hợp chặt chẽ với": words between the verb and its "với". */
static bool is_support_far(const Text *text, size_t at) {
    static const char *const links[] = { "voi", "cung", "cua" };
    if (at < 2 || !token_is_one_of(&text->tokens, at - 1, links, COUNT(links))) return false;
    for (size_t i = at - 1; i > 0 && i + BETWEEN_MAX > at; i--) {
        if (!text->tokens.at[i - 1].is_word) return false;
        const uint32_t begins = text->role.ends[i - 1];
        if (begins > 0 && text->role.value[begins - 1] == READ_SUPPORT && is_at(text, begins - 1, "phoi"))
            return !is_thing(text, begins - 1);
    }
    return false;
}

/* "giao", "giao nhiệm vụ cho", "ủy quyền cho": they hand something over. */
static bool is_handing_over(const Text *text, size_t first) {
    return is_at(text, first, "giao") || is_at(text, first + text->role.length[first] - 1, "cho");
}

/* Words that order: "giao", "yêu cầu". Who stands before them orders, who stands behind them does. */
static bool is_order(const Text *text, size_t first) {
    static const char *const orders[] = { "de", "ieu", "phan", "ui" };
    return text->role.length[first] > 0 && text->role.value[first] == READ_LEAD &&
           (token_is_one_of(&text->tokens, first, orders, COUNT(orders)) || is_handing_over(text, first));
}

/* Do words follow that tell of leading: "chủ trì", "là cơ quan thường trực"? Those that order stand before a name, and
 * so do labels: "cơ quan ...", "đơn vị ...", "trách nhiệm của", "đối với". */
static bool is_led(const Text *text, size_t at) {
    static const char *const labels[] = { "co", "don", "thuc", "trach", "doi" };
    return at < text->tokens.count && text->role.length[at] > 0 && text->role.value[at] == READ_LEAD &&
           !is_order(text, at) && !token_is_one_of(&text->tokens, at, labels, COUNT(labels));
}

/* "báo cáo ... về Sở X": the verb stands before in the same sentence. */
static bool is_sent_to(const Finder *finder, size_t at) {
    return at > 0 && finder->sentence_sends &&
           (is_at(finder->text, at - 1, "ve") || is_at(finder->text, at - 1, "cho"));
}

/* "UBND tỉnh giao Sở X", "UBND tỉnh yêu cầu:": those before it order. */
static bool orders_others(const Text *text, size_t at) {
    if (at >= text->tokens.count || !is_order(text, at)) return false;
    const size_t behind = at + text->role.length[at];
    return text->mention_at[behind] > 0 || is_at(text, behind, ":");
}

static ReadRole role_at_beginning(const Finder *finder, const Row *row) {
    const Text *text = finder->text;
    const size_t behind = row->behind;
    const bool is_over = behind >= text->tokens.count;
    if (orders_others(text, behind)) return READ_NONE;
    const bool is_first = row->from == text->begin;
    if (is_first || is_led(text, behind) || is_at(text, behind, ":")) return READ_LEAD;
    const bool helps = is_at(text, behind, "phoi") && text->role.length[behind] == 2;
    if (helps && finder->has_lead) return READ_SUPPORT;
    if (!is_over && text->verb[behind] > 0) return READ_LEAD;
    const bool is_alone = row->from > 0 && is_at(text, row->from - 1, "(") && is_at(text, behind, ")");
    return is_alone && !finder->has_lead && behind + 2 >= text->tokens.count ? READ_LEAD : READ_NONE;
}

/* "Giao X", "đề nghị X": at the beginning of a clause, behind who orders, or before "chủ trì". */
static ReadRole role_of_order(const Finder *finder, const Row *row, size_t order) {
    const Text *text = finder->text;
    if (!is_order(text, order)) {
        const bool is_label = is_at(text, order, "co") || is_at(text, order, "don"); /* "Cơ quan chủ trì Sở X" */
        const bool is_topic = begins_clause(finder, order) && is_at(text, row->behind, ":"); /* "Đối với Sở X:" */
        return text->is_heading || is_label || is_topic ? READ_LEAD : READ_NONE;
    }
    const bool is_call = finder->has_lead && is_at(text, order, "ieu") && text->mentions[row->first].is_collective;
    if (is_call) return READ_NONE; /* at the end: "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện" */
    if (begins_clause(finder, order) || is_after_intro(finder, order) || is_led(text, row->behind)) return READ_LEAD;
    if (text->ends_mention[order] && !finder->sentence_leads) return READ_LEAD;
    if (!is_handing_over(text, order)) return READ_RECEIVER;
    return finder->has_lead || text->mentions[row->first].is_collective ? READ_NONE : READ_LEAD;
}

static ReadRole role_of_row(Finder *finder, const Row *row, bool *ret_label) {
    const Text *text = finder->text;
    size_t phrase = 0;
    const ReadRole label = role_of_label(text, row->from, &phrase);
    *ret_label = false;
    /* "Chế độ báo cáo: các sở gửi báo cáo về Sở X" */
    const bool is_sentence = row->from > 0 && is_at(text, row->from - 1, ":") && row->behind < text->tokens.count &&
                             text->verb[row->behind] > 0;
    if (is_sentence && (label == READ_NONE || label == READ_RECEIVER) && !finder->sentence_leads) return READ_LEAD;
    *ret_label = label != READ_NONE;
    if (label != READ_NONE) return label;
    if (begins_clause(finder, row->from)) return role_at_beginning(finder, row);
    const ReadRole before = role_ending(text, row->from - 1, &phrase);
    if (before == READ_SUPPORT) return is_thing(text, phrase) ? READ_NONE : READ_SUPPORT;
    if (is_support_far(text, row->from)) return READ_SUPPORT;
    if (before == READ_LEAD) return role_of_order(finder, row, phrase);
    if (before == READ_RECEIVER || is_sent_to(finder, row->from)) return READ_RECEIVER;
    if (is_led(text, row->behind)) return READ_LEAD;
    if (is_after_intro(finder, row->from)) return role_at_beginning(finder, row);
    const bool helps = is_at(text, row->behind, "phoi") && text->role.length[row->behind] == 2;
    return helps && finder->has_lead && is_at(text, row->from - 1, ",") ? READ_SUPPORT : READ_NONE;
}

/* ---- Gathering ---- */

static void add_agency(Finder *finder, const Mention *mention, ReadRole role, bool is_label) {
    const Text *text = finder->text;
    if (finder->count >= READING_AGENCIES_MAX) return;
    for (size_t i = 0; i < finder->count; i++) {
        if (finder->found[i].role == (int)role && str_equal(finder->found[i].named, mention->named)) return;
    }
    const Token *tokens = text->tokens.at;
    const Folded *folded = text->tokens.text;
    const Str source = folded_source(folded, tokens[mention->first].from, tokens[mention->end - 1].to);
    const size_t from = utf8_count(str_part(folded->from, 0, folded->at[tokens[mention->first].from]));
    finder->found = array_grow(text->arena, finder->found, sizeof(ReadAgency), finder->count, &finder->room);
    finder->is_label = array_grow(text->arena, finder->is_label, sizeof(bool), finder->count, &finder->label_room);
    finder->is_label[finder->count] = is_label;
    finder->found[finder->count++] = (ReadAgency){
        .named = mention->named,
        .code = mention->code,
        .role = (int)role,
        .from = (int64_t)from,
        .to = (int64_t)(from + utf8_count(source)),
    };
}

static void add_row(Finder *finder, const Row *row) {
    const Text *text = finder->text;
    bool is_label;
    const ReadRole role = role_of_row(finder, row, &is_label);
    if (role == READ_NONE) return;
    finder->has_label = finder->has_label || (is_label && role == READ_LEAD);
    if (role == READ_LEAD) finder->has_lead = finder->sentence_leads = true;
    for (size_t i = row->first; i < row->end; i++) add_agency(finder, &text->mentions[i], role, is_label);
}

/* Who stood at the beginning gives way to whom a label names. */
static void let_labels_win(Finder *finder) {
    if (!finder->has_label) return;
    size_t kept = 0;
    for (size_t i = 0; i < finder->count; i++) {
        if (finder->found[i].role == READ_LEAD && !finder->is_label[i]) continue;
        finder->found[kept++] = finder->found[i];
    }
    finder->count = kept;
}

/* "Trên cơ sở hướng dẫn của Bộ Công an, Công an tỉnh chủ trì": behind the comma another clause begins. */
static bool is_in_intro(const Finder *finder, size_t at) {
    const Text *text = finder->text;
    return at > finder->sentence && (is_at(text, at - 1, "cua") || is_at(text, at - 1, "theo")) &&
           begins_with_intro(finder);
}

static void find_in_text(Finder *finder) {
    const Text *text = finder->text;
    finder->sentence = text->begin;
    for (size_t i = text->begin; i < text->tokens.count;) {
        if (text->mention_at[i] == 0) {
            if (text->role.length[i] > 0 && text->role.value[i] == READ_RECEIVER) finder->sentence_sends = true;
            if (is_border(text, i)) {
                finder->sentence = i + 1;
                finder->sentence_leads = finder->sentence_sends = false;
            }
            i++;
            continue;
        }
        const bool may_semicolon = i == text->begin || text->is_heading || (i > 0 && is_at(text, i - 1, ":"));
        const size_t mention = text->mention_at[i] - 1;
        const Row alone = { mention, mention + 1, i, text->mentions[mention].end };
        const Row row = is_in_intro(finder, i) ? alone : row_at(text, mention, may_semicolon);
        add_row(finder, &row);
        i = row.behind;
    }
    let_labels_win(finder);
}

/* Behind "Trong năm 2027, " at the beginning. */
static size_t behind_intro(const Text *text) {
    for (size_t i = text->begin; is_intro(text, text->begin) && i < text->begin + INTRO_MAX; i++) {
        if (text->mention_at[i] > 0 || i >= text->tokens.count) break;
        if (is_at(text, i, ",")) return i + 1;
    }
    return text->begin;
}

/* A heading names who does what stands below it when it begins with names, or with what orders them, and no other words
 * follow than what such a sentence goes on with. */
static bool is_heading_of_names(const Text *text) {
    size_t at = behind_intro(text);
    if (at < text->tokens.count && text->role.length[at] > 0 && text->mention_at[at] == 0) {
        const bool is_order_word = text->role.value[at] == READ_LEAD;
        at += text->role.length[at];
        if (!is_order_word || text->mention_at[at] == 0) return false;
        const Mention *mention = &text->mentions[text->mention_at[at] - 1];
        if (mention->is_collective && is_at(text, text->begin, "trach"))
            return false; /* "Trách nhiệm của các cơ quan" */
    }
    if (at >= text->tokens.count || text->mention_at[at] == 0) return false;
    const size_t behind = row_at(text, text->mention_at[at] - 1, true).behind;
    return behind >= text->tokens.count || !text->tokens.at[behind].is_word || text->role.length[behind] > 0 ||
           text->verb[behind] > 0 || is_at(text, behind, "va") || is_at(text, behind, "co");
}

size_t roles_find(const Names *names, const ReaderWords *words, Arena *arena, const Folded *folded, RolePlace place,
                  const ReadAgency **ret_agencies) {
    Text text = text_of(names, words, arena, folded);
    text.is_heading = place == ROLE_PLACE_HEADING;
    Finder finder = { .text = &text };
    if (!text.is_heading || is_heading_of_names(&text)) find_in_text(&finder);
    *ret_agencies = finder.found;
    return finder.count;
}

/* ---- Cells ---- */

/* A part of a cell in which no name was found is one all the same, when it has letters: "Viễn thông Sông Lam". */
static void add_part(Finder *finder, size_t first, size_t end, ReadRole role) {
    const Text *text = finder->text;
    bool has_letter = false;
    for (size_t i = first; i < end; i++) {
        if (text->mention_at[i] > 0) return;
        const Str word = token_text(&text->tokens, i);
        has_letter = has_letter || (word.len > 1 && word.at[0] >= 'a' && word.at[0] <= 'z');
    }
    if (!has_letter) return;
    const Token *tokens = text->tokens.at;
    const Str named = folded_source(text->tokens.text, tokens[first].from, tokens[end - 1].to);
    if (named.len <= WHOLE_CELL_MAX) add_agency(finder, &(Mention){ first, end, named, S(""), false }, role, false);
}

static bool tells_helpers(const Text *text) {
    for (size_t i = 0; i < text->tokens.count; i++) {
        if (text->role.length[i] > 0 && text->role.value[i] == READ_SUPPORT && text->mention_at[i] == 0) return true;
    }
    return false;
}

size_t roles_of_cell(const Names *names, const ReaderWords *words, Arena *arena, Str cell, ReadRole role,
                     const ReadAgency **ret_agencies) {
    const Folded folded = folded_of(arena, cell);
    Text text = text_of(names, words, arena, &folded);
    Finder finder = { .text = &text };
    if (role == READ_LEAD && tells_helpers(&text)) { /* "Sở X chủ trì, phối hợp với Sở Y" */
        find_in_text(&finder);
        if (finder.has_lead) {
            *ret_agencies = finder.found;
            return finder.count;
        }
        finder = (Finder){ .text = &text };
    }
    for (size_t i = text.begin; i < text.tokens.count;) {
        size_t end = i;
        while (end < text.tokens.count && !is_at(&text, end, ";")) {
            const size_t behind = text.mention_at[end] > 0
                                      ? skip_explanation(&text, text.mentions[text.mention_at[end] - 1].end)
                                      : end + 1;
            if (text.mention_at[end] > 0) add_agency(&finder, &text.mentions[text.mention_at[end] - 1], role, false);
            end = behind;
        }
        add_part(&finder, i, end, role);
        i = end + 1;
    }
    *ret_agencies = finder.found;
    return finder.count;
}

/* ---- Lines that say only who and when ---- */

/* A label of such a line: "Cơ quan chủ trì:", "Thời gian:", "Sản phẩm:". */
static bool is_label_at(const Text *text, size_t at) {
    const uint32_t column = text->column.length[at], role = text->role.length[at];
    const bool is_role = role > 0 && text->role.value[at] != READ_RECEIVER && !is_order(text, at);
    if (is_role && is_at(text, at + role, ":")) return true;
    const uint32_t means = text->column.value[at];
    const bool tells = means == COLUMN_LEAD || means == COLUMN_SUPPORT || means == COLUMN_MONITOR ||
                       means == COLUMN_PRODUCT || means == COLUMN_TERM;
    return column > 0 && tells && is_at(text, at + column, ":");
}

/* "(Phòng Nghiệp vụ Y; thực hiện thường xuyên)", "(Giao Sở X)": brackets around all of it, and a name at their
 * beginning. */
static bool is_enclosed_name(const Text *text) {
    size_t end = text->tokens.count;
    while (end > 0 && (is_at(text, end - 1, ".") || is_at(text, end - 1, ";"))) end--;
    if (text->begin != 1 || !is_at(text, 0, "(") || end < 3 || !is_at(text, end - 1, ")")) return false;
    if (end > EXPLANATION_MAX) return false;
    size_t at = 1;
    if (text->mention_at[at] == 0 && is_order(text, at)) at += text->role.length[at];
    if (is_at(text, at, ":")) at++;
    return text->mention_at[at] > 0;
}

bool roles_is_assignment_line(const Names *names, const ReaderWords *words, Arena *arena, const Folded *folded) {
    const Text text = text_of(names, words, arena, folded);
    if (text.begin >= text.tokens.count) return false;
    if (is_label_at(&text, text.begin) || is_enclosed_name(&text)) return true;
    bool has_role = false;
    for (size_t i = text.begin; i < text.tokens.count;) {
        const size_t mention = text.mention_at[i];
        const uint32_t role = text.role.length[i];
        if (mention == 0 && role == 0 && text.tokens.at[i].is_word && !is_at(&text, i, "va") && !is_at(&text, i, "do"))
            return false;
        has_role = has_role || (mention == 0 && is_led(&text, i));
        i = mention > 0 ? text.mentions[mention - 1].end : i + (role > 0 ? role : 1);
    }
    return has_role && text.count > 0;
}
