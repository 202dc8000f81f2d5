/* platform/reader/head - which passages are a document's head and its closing, and not its content. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/structure.h"

#include "kit/text.h"

#include <string.h>

enum {
    HEAD_MAX = 400,       /* passages among which the head ends */
    BARE_HEAD_MAX = 15,   /* passages of a head in a text without any mark */
    TITLE_NODES_MAX = 12, /* of what is attached to a decision */
    NAME_WORDS_MAX = 8
};

static bool starts(const Node *node, const char *folded) {
    return str_starts(node->folded.text, str_of(folded));
}

static bool holds(const Node *node, const char *folded) {
    return str_find(node->folded.text, str_of(folded)) < node->folded.text.len;
}

static size_t count_words(Str text) {
    size_t words = 0;
    for (size_t i = 0; i < text.len; i++) words += text.at[i] != ' ' && (i == 0 || text.at[i - 1] == ' ') ? 1 : 0;
    return words;
}

static bool ends_sentence(Str text) {
    return text.len > 0 &&
           (text.at[text.len - 1] == '.' || text.at[text.len - 1] == ';' || text.at[text.len - 1] == ':');
}

/* "MỤC TIÊU" without a mark. */
static bool is_section_title(const Structure *structure, const Node *node) {
    const Found *found;
    if (node->passage.kind != PASSAGE_LEAF || !mark_is_capitals(node->passage.text)) return false;
    const size_t count = words_find(structure->words, WORDS_SECTION, structure->arena, &node->folded, &found);
    return count > 0 && found[0].from == 0;
}

static bool begins_body(const Structure *structure, const Node *node) {
    if (node->passage.kind == PASSAGE_REPEATED) return false;
    if (node->mark.kind != MARK_NONE) return node->mark.kind <= MARK_NUMBER_3;
    return is_section_title(structure, node);
}

/* The first passage of the content; the count of all when no mark tells. */
static size_t find_body(const Structure *structure) {
    for (size_t i = 1; i < structure->count && i < HEAD_MAX; i++) {
        if (begins_body(structure, &structure->nodes[i])) return i;
    }
    size_t end = 0; /* no marks: what looks like a head at the beginning is one */
    for (size_t i = 0; i < structure->count && i < BARE_HEAD_MAX; i++) {
        const Node *node = &structure->nodes[i];
        const bool is_of_head = node->passage.kind == PASSAGE_ROW || starts(node, "can cu") || starts(node, "so:") ||
                                holds(node, "cong hoa xa hoi") || holds(node, "doc lap - tu do");
        if (is_of_head) end = i + 1;
    }
    return end;
}

/* ---- the closing ---- */

static bool begins_closing(const Node *node) {
    static const char *const signs[] = { "kt. ", "tl. ", "tuq. ", "q. " }; /* in whose stead it is signed */
    if (node->mark.kind != MARK_NONE) return false;
    if (starts(node, "noi nhan")) return true;
    bool is_signature = holds(node, "tm. ui ban") || holds(node, "kt. chu tich") || holds(node, "tm. hoi dong") ||
                        holds(node, "tm. ban thuong vu");
    for (size_t i = 0; i < COUNT(signs); i++)
        is_signature = is_signature || (starts(node, signs[i]) && mark_is_capitals(node->passage.text));
    return is_signature || (node->passage.kind == PASSAGE_ROW && holds(node, "noi nhan"));
}

/* "CHÁNH VĂN PHÒNG", "Phó Giám đốc Sở": whose name stands below. */
static bool is_post(const Structure *structure, const Node *node) {
    const Found *found;
    if (count_words(node->passage.text) > NAME_WORDS_MAX || ends_sentence(node->passage.text)) return false;
    const size_t count = words_find(structure->words, WORDS_POST, structure->arena, &node->folded, &found);
    return count > 0 && (found[0].from == 0 || (found[0].from == strlen("pho ") && starts(node, "pho ")));
}

/* "--" is where the text of a mail ends: behind it stands who sent it. */
static bool begins_mail_foot(const Node *node) {
    return node->mark.kind == MARK_NONE && starts(node, "--");
}

static bool goes_on_closing(const Structure *structure, const Node *node, int64_t table) {
    if (node->passage.kind == PASSAGE_ROW) return node->table == table;
    if (node->mark.kind >= MARK_DASH) return true;
    if (node->mark.kind != MARK_NONE) return false;
    if (begins_closing(node) || is_post(structure, node)) return true;
    return count_words(node->passage.text) <= NAME_WORDS_MAX && !ends_sentence(node->passage.text) &&
           !mark_is_capitals(node->passage.text) && node->passage.text.at[0] != '(';
}

/* The title of what is attached: everything behind the closing up to a mark or a table. */
static size_t mark_attached_title(Structure *structure, size_t at) {
    size_t end = at;
    while (end < structure->count && end - at < TITLE_NODES_MAX) {
        const Node *node = &structure->nodes[end];
        if (node->mark.kind != MARK_NONE || node->passage.kind != PASSAGE_LEAF || is_section_title(structure, node))
            break;
        end++;
    }
    if (end == structure->count) return end;
    for (size_t i = at; i < end; i++) structure->nodes[i].passage.kind = PASSAGE_HEAD;
    return end;
}

static size_t mark_closing(Structure *structure, size_t at) {
    const int64_t table = structure->nodes[at].table;
    size_t end = at + 1;
    while (end < structure->count && goes_on_closing(structure, &structure->nodes[end], table)) {
        if (begins_mail_foot(&structure->nodes[end++])) end = structure->count;
    }
    for (size_t i = at; i < end; i++) structure->nodes[i].passage.kind = PASSAGE_CLOSING;
    return mark_attached_title(structure, end);
}

/* What a web page has below the text: its own words, never a part of the document. */
static void mark_page_words(Structure *structure) {
    const Found *found;
    for (size_t i = structure->count; i > 0; i--) {
        Node *node = &structure->nodes[i - 1];
        if (node->passage.kind == PASSAGE_ROW || node->mark.kind != MARK_NONE) return;
        const size_t count = words_find(structure->words, WORDS_PAGE, structure->arena, &node->folded, &found);
        const bool is_short = count_words(node->passage.text) <= NAME_WORDS_MAX && !ends_sentence(node->passage.text);
        if (!is_short && !(count > 0 && found[0].from == 0)) return;
        node->passage.kind = PASSAGE_CLOSING;
    }
}

void structure_mark_head(Structure *structure) {
    const size_t body = find_body(structure);
    for (size_t i = 0; i < body; i++) {
        if (structure->nodes[i].passage.kind != PASSAGE_REPEATED) structure->nodes[i].passage.kind = PASSAGE_HEAD;
    }
    mark_page_words(structure);
    for (size_t i = body; i < structure->count;) {
        const Node *node = &structure->nodes[i];
        i = node->passage.kind != PASSAGE_REPEATED && node->passage.kind != PASSAGE_CLOSING && begins_closing(node)
                ? mark_closing(structure, i)
                : i + 1;
    }
}
