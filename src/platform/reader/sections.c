/* platform/reader/sections - what each section is about, from the words of its heading. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/structure.h"

enum {
    WIDE_PREFIX_MAX = 28, /* letters before the telling word in a heading of a part or chapter: "MỘT SỐ ... CHỦ YẾU" */
    NARROW_PREFIX_MAX = 7, /* in a narrower one: "Các " */
    HEADING_BYTES_MAX = 400
};

static bool is_wide(const Node *node) {
    return node->mark.kind != MARK_NONE ? node->mark.kind <= MARK_ROMAN : true;
}

/* Work under way: what stands below such a heading is not turned back into views and states of affairs. */
static bool is_work(int section) {
    return section == SECTION_TASKS || section == SECTION_ORGANISATION;
}

/* "4. Kinh phí thực hiện: từ ngân sách tỉnh ...": a paragraph that begins with its own heading. */
static int told_by_lead(const Structure *structure, const Node *node) {
    const Found *found;
    const Folded lead = folded_of(structure->arena, str_part(node->passage.text, 0, node->lead));
    const size_t count = words_find(structure->words, WORDS_SECTION, structure->arena, &lead, &found);
    return count > 0 && found[0].from <= NARROW_PREFIX_MAX ? (int)found[0].value : SECTION_NONE;
}

/* "Các địa phương phấn đấu đạt các [chỉ tiêu sau] trong năm 2026:", whoever it is said to. */
static bool announces(const Node *node, const Found *found) {
    const Str words = str_part(node->folded.text, found->from, found->to - found->from), below = S(" sau");
    const bool says_below = words.len > below.len && str_ends(words, below);
    return says_below && node->passage.text.at[node->passage.text.len - 1] == ':';
}

static int told_by(const Structure *structure, const Node *node, int above) {
    const Found *found;
    const bool is_marked = node->mark.kind != MARK_NONE && is_wide(node) && node->passage.text.len < HEADING_BYTES_MAX;
    if (node->passage.kind == PASSAGE_LEAF && node->lead > 0 && !is_marked) return told_by_lead(structure, node);
    if (node->passage.kind != PASSAGE_HEADING && !is_marked) return SECTION_NONE;
    const size_t count = words_find(structure->words, WORDS_SECTION, structure->arena, &node->folded, &found);
    for (size_t i = 0; i < count; i++) {
        if (announces(node, &found[i])) return (int)found[i].value;
    }
    const bool is_chapter = is_wide(node) && (above == SECTION_NONE || mark_is_capitals(node->passage.text));
    const size_t prefix = is_chapter || node->mark.kind == MARK_APPENDIX ? WIDE_PREFIX_MAX : NARROW_PREFIX_MAX;
    if (count == 0 || found[0].from > prefix) return SECTION_NONE;
    const int section = (int)found[0].value;
    if (above == SECTION_OBJECTIVES && section == SECTION_OTHER && !is_chapter) return SECTION_NONE;
    if (is_work(above) && section == SECTION_OTHER && !(is_chapter && found[0].from == 0)) return SECTION_NONE;
    return section;
}

void structure_name_sections(Structure *structure) {
    for (size_t i = 0; i < structure->count; i++) {
        Node *node = &structure->nodes[i];
        if (!node_is_body(node)) continue;
        const Node *parent = structure_parent(structure, node);
        const int above = parent == NULL ? SECTION_NONE : parent->passage.section;
        node->own_section = node->passage.kind == PASSAGE_ROW ? SECTION_NONE : told_by(structure, node, above);
        node->passage.section = node->own_section != SECTION_NONE ? node->own_section : above;
    }
}
