/* platform/reader/assigned - who does what a passage orders: named in it, below it, or in a heading above it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/findings_inside.h"

#include <string.h>

Rows agencies_numbered(Finding *finding, const ReadAgency *agencies, size_t count, int64_t passage) {
    const size_t kept = count < READING_AGENCIES_MAX ? count : READING_AGENCIES_MAX;
    ReadAgency *copy = NEW_ARRAY(finding->arena, ReadAgency, kept + 1);
    for (size_t i = 0; i < kept; i++) {
        copy[i] = agencies[i];
        copy[i].named = str_copy(finding->arena, agencies[i].named);
        copy[i].passage = passage;
    }
    return (Rows){ copy, kept };
}

bool agencies_have_role(const Rows *agencies, ReadRole role) {
    const ReadAgency *items = agencies->items;
    for (size_t i = 0; i < agencies->count; i++) {
        if (items[i].role == (int)role) return true;
    }
    return false;
}

static Rows join_agencies(Finding *finding, Rows first, Rows second) {
    ReadAgency *all = NEW_ARRAY(finding->arena, ReadAgency, first.count + second.count + 1);
    if (first.count > 0) memcpy(all, first.items, first.count * sizeof *all);
    if (second.count > 0) memcpy(all + first.count, second.items, second.count * sizeof *all);
    const size_t count = first.count + second.count;
    return (Rows){ all, count < READING_AGENCIES_MAX ? count : READING_AGENCIES_MAX };
}

/* Behind the heading from which a passage runs on its sentences begin, unless that heading names who is to do it. */
static Rows agencies_behind_lead(Finding *finding, const Node *node) {
    const ReadAgency *agencies;
    const Folded lead = folded_of(finding->scratch, str_part(node->passage.text, 0, node->lead)),
                 rest = folded_of(finding->scratch, str_part(node->passage.text, node->lead, node->passage.text.len));
    const int64_t letters = (int64_t)utf8_count(lead.from);
    if (roles_find(finding->names, finding->words, finding->scratch, &lead, ROLE_PLACE_HEADING, &agencies) > 0)
        return (Rows){ 0 };
    const size_t count =
        roles_find(finding->names, finding->words, finding->scratch, &rest, ROLE_PLACE_PASSAGE, &agencies);
    const Rows found = agencies_numbered(finding, agencies, count, node->passage.number);
    ReadAgency *placed = (ReadAgency *)(uintptr_t)found.items;
    for (size_t i = 0; i < found.count; i++) placed[i].from += letters, placed[i].to += letters;
    return found;
}

static Rows agencies_in(Finding *finding, const Node *node, RolePlace place) {
    const ReadAgency *agencies;
    Rows found = place == ROLE_PLACE_PASSAGE && node->lead > 0 ? agencies_behind_lead(finding, node) : (Rows){ 0 };
    if (found.count == 0) {
        const size_t count =
            roles_find(finding->names, finding->words, finding->scratch, &node->folded, place, &agencies);
        found = agencies_numbered(finding, agencies, count, node->passage.number);
    }
    arena_reset(finding->scratch);
    return found;
}

/* A heading is asked once for all that stands below it. */
static Rows agencies_of_heading(Finding *finding, const Node *node) {
    const Rows **known = &finding->headings[node->passage.number - 1];
    if (*known == NULL) {
        Rows *found = NEW(finding->arena, Rows);
        *found = agencies_in(finding, node, ROLE_PLACE_HEADING);
        *known = found;
    }
    return **known;
}

/* Those that lead, and help, by the nearest sentence that opens a list, or heading above, that names somebody. */
static Rows agencies_above(Finding *finding, const Node *leaf) {
    for (const Node *node = leaf; node != NULL; node = structure_parent(finding->structure, node)) {
        if (node != leaf && node->mark.kind != MARK_NONE && node->mark.kind < MARK_ARTICLE)
            break; /* chapters are no agencies */
        const Node *opening = opening_of(finding, node);
        Rows found = node == leaf ? (Rows){ 0 } : agencies_of_heading(finding, node);
        if (opening != NULL && !agencies_have_role(&found, READ_LEAD)) found = agencies_of_heading(finding, opening);
        if (agencies_have_role(&found, READ_LEAD)) return found;
    }
    return (Rows){ 0 };
}

const Node *detail_behind(const Finding *finding, const Node *node) {
    const Structure *structure = finding->structure;
    for (size_t i = (size_t)node->passage.number; i < structure->count; i++) {
        const Node *next = &structure->nodes[i];
        if (next->passage.kind == PASSAGE_DETAIL) return next;
        if (next->passage.kind != PASSAGE_REPEATED) return NULL;
    }
    return NULL;
}

/* The label that a text begins with, "Cơ quan chủ trì:", "Sản phẩm:"; NULL when it begins with none. */
static const Found *label_of(Finding *finding, const Node *node) {
    const Found *found;
    const Str folded = node->folded.text;
    const size_t count = words_find(finding->words, WORDS_COLUMN, finding->arena, &node->folded, &found);
    if (count == 0 || found[0].from != 0) return NULL;
    if (found[0].value == COLUMN_TITLE || found[0].value == COLUMN_YEAR) return NULL;
    size_t at = found[0].to;
    while (at < folded.len && folded.at[at] == ' ') at++;
    return at < folded.len && folded.at[at] == ':' ? found : NULL;
}

Str detail_text(Finding *finding, const Node *detail, ColumnKind kind) {
    const Found *label = label_of(finding, detail);
    if (label == NULL || label->value != (size_t)kind) return S("");
    Str text = str_trim(folded_source(&detail->folded, label->to, detail->folded.text.len));
    if (text.len > 0 && text.at[0] == ':') text = str_trim(str_part(text, 1, text.len));
    if (text.len > 0 && (text.at[text.len - 1] == '.' || text.at[text.len - 1] == ';')) text.len--;
    return text;
}

Rows agencies_of_leaf(Finding *finding, const Node *leaf) {
    Rows agencies = agencies_in(finding, leaf, ROLE_PLACE_PASSAGE);
    for (const Node *detail = detail_behind(finding, leaf); detail != NULL; detail = detail_behind(finding, detail))
        agencies = join_agencies(finding, agencies, agencies_in(finding, detail, ROLE_PLACE_PASSAGE));
    if (!agencies_have_role(&agencies, READ_LEAD))
        agencies = join_agencies(finding, agencies_above(finding, leaf), agencies);
    return agencies;
}

/* ---- details ---- */

static bool is_detail(Finding *finding, const Node *node) {
    const bool is_list = node->mark.kind == MARK_NONE || node->mark.kind >= MARK_DASH;
    if (!is_list || node->passage.kind != PASSAGE_LEAF || !node_is_body(node)) return false;
    if (label_of(finding, node) != NULL) return true;
    if (node->mark.kind != MARK_NONE) return false;
    const bool is_line = roles_is_assignment_line(finding->names, finding->words, finding->scratch, &node->folded);
    arena_reset(finding->scratch);
    return is_line;
}

void details_find(Finding *finding) {
    Structure *structure = finding->structure;
    for (size_t i = 1; i < structure->count; i++) {
        Node *node = &structure->nodes[i];
        if (!is_detail(finding, node)) continue;
        const Node *before = &structure->nodes[i - 1];
        Node *parent = node->passage.parent == 0 ? NULL : &structure->nodes[node->passage.parent - 1];
        const bool is_below = before->passage.kind == PASSAGE_LEAF || before->passage.kind == PASSAGE_DETAIL;
        const bool is_parent = before == parent && parent->passage.kind == PASSAGE_HEADING;
        if (!is_below && !is_parent) continue;
        node->passage.kind = PASSAGE_DETAIL;
        if (parent != NULL && --parent->children == 0 && parent->passage.kind == PASSAGE_HEADING)
            parent->passage.kind = PASSAGE_LEAF;
    }
}
