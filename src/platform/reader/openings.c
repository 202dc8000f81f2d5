/* platform/reader/openings - sentences that open a list ("Đến năm 2030, phấn đấu:"), and the day that they, and
 * headings, hand down to what stands below them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "platform/reader/dates.h"
#include "platform/reader/findings_inside.h"
#include "platform/reader/references.h"

#include <string.h>

static bool ends_with(const Node *node, const char *marks) {
    const Str text = node->passage.text;
    return text.len > 0 && strchr(marks, text.at[text.len - 1]) != NULL;
}

/* The last year that a heading names beside those of the documents in it. */
static int64_t year_named(Finding *finding, const Node *node) {
    const Str text = node->folded.text;
    const Reference *references;
    const size_t count = references_find(finding->scratch, &node->folded, &references);
    int64_t year = year_last_in(str_part(text, count == 0 ? 0 : references[count - 1].to, text.len));
    for (size_t i = count; i > 0 && year == 0; i--) {
        const size_t from = i == 1 ? 0 : references[i - 2].to;
        if (references[i - 1].from > from) year = year_last_in(str_part(text, from, references[i - 1].from - from));
    }
    return year;
}

/* Asked once of each node. */
static const HandedDown *handed_by(Finding *finding, const Node *node) {
    HandedDown *handed = &finding->handed[node->passage.number - 1];
    if (handed->is_asked) return handed;
    const ReadTerm *found = term_of(finding->words, finding->scratch, &node->folded, &finding->term_context);
    handed->is_asked = true;
    if (found != NULL) {
        ReadTerm *term = NEW(finding->arena, ReadTerm);
        *term = *found;
        term->yearly = str_copy(finding->arena, found->yearly);
        term->passage = node->passage.number;
        handed->term = term;
    }
    handed->year = found != NULL && found->last.number != 0 ? day_year(found->last) : year_named(finding, node);
    arena_reset(finding->scratch);
    return handed;
}

/* "Đến năm 2030", "Trong quý II/2026:": nothing but a term. */
static bool is_term_alone(Finding *finding, const Node *node) {
    enum { TERM_BYTES_MAX = 80 };
    if (node->passage.text.len > TERM_BYTES_MAX) return false;
    const ReadTerm *term = handed_by(finding, node)->term;
    if (term == NULL || term->from != 0) return false;
    const Str behind = utf8_part(node->passage.text, (size_t)term->to, utf8_count(node->passage.text));
    return str_trim(behind).len == 0 || str_is(str_trim(behind), ":");
}

/* Behind an opening sentence its list stands: parts with marks; without marks one paragraph behind the other, as long
 * as ';' says that more follows. Behind a bold line stands all that comes. */
void openings_find(Finding *finding) {
    Structure *structure = finding->structure;
    int64_t *open = NEW_ARRAY(structure->arena, int64_t, structure->count + 1); /* of the parts below each node */
    bool *goes_on = NEW_ARRAY(structure->arena, bool, structure->count + 1);
    bool *goes_on_freely = NEW_ARRAY(structure->arena, bool, structure->count + 1);
    for (size_t i = 0; i < structure->count; i++) {
        Node *node = &structure->nodes[i];
        const size_t above = (size_t)node->passage.parent;
        if (!node_is_body(node) || node->passage.kind == PASSAGE_DETAIL || node->cell_count > 0) continue;
        if (node->mark.kind != MARK_NONE) {
            finding->openings[i] = open[above];
            goes_on[above] = goes_on_freely[above] && open[above] != 0;
            continue;
        }
        const bool is_alone = node->passage.kind == PASSAGE_LEAF && is_term_alone(finding, node);
        if (is_alone) node->passage.kind = PASSAGE_HEADING;
        const bool is_heading = node->passage.kind == PASSAGE_HEADING;
        const bool opens = is_alone || (is_heading && (node->is_bold_line || ends_with(node, ":")));
        const bool is_item = open[above] != 0 && goes_on[above] && node->passage.kind == PASSAGE_LEAF;
        if (is_item) finding->openings[i] = open[above];
        if (opens)
            open[above] = node->passage.number;
        else if (!is_item)
            open[above] = 0;
        goes_on[above] = opens || (is_item && (goes_on_freely[above] || ends_with(node, ";")));
        if (opens) goes_on_freely[above] = node->is_bold_line;
    }
}

const Node *opening_of(const Finding *finding, const Node *node) {
    const int64_t number = finding->openings[node->passage.number - 1];
    return number == 0 ? NULL : &finding->structure->nodes[number - 1];
}

/* "1. Giai đoạn 2026 - 2028: hoàn thiện nền tảng", and any that ends with ':'; a heading that is a title hands down
 * nothing: "1. Phát triển du lịch giai đoạn 2026 - 2030". */
static const ReadTerm *term_of_heading(Finding *finding, const Node *node) {
    if (node->passage.kind != PASSAGE_HEADING) return NULL;
    const ReadTerm *term = handed_by(finding, node)->term;
    return term != NULL && (term->from == 0 || ends_with(node, ":")) ? term : NULL;
}

const ReadTerm *term_above(Finding *finding, const Node *leaf) {
    for (const Node *node = leaf; node != NULL; node = structure_parent(finding->structure, node)) {
        const Node *opening = opening_of(finding, node);
        const ReadTerm *term = node == leaf ? NULL : term_of_heading(finding, node);
        if (term == NULL && opening != NULL) term = term_of_heading(finding, opening);
        if (term != NULL) return term;
    }
    return NULL;
}

/* The year for figures: any heading tells it, also one that is a title. */
static bool tells_year(Finding *finding, const Node *node, int64_t *ret_year, bool *ret_is_yearly) {
    if (node == NULL || node->passage.kind != PASSAGE_HEADING) return false;
    const HandedDown *handed = handed_by(finding, node);
    const ReadTerm *term = term_of_heading(finding, node);
    *ret_is_yearly = term != NULL && term->kind == TERM_YEARLY;
    *ret_year = *ret_is_yearly ? 0 : handed->year;
    return *ret_is_yearly || *ret_year > 0;
}

int64_t year_above(Finding *finding, const Node *leaf, bool *ret_is_yearly) {
    int64_t year = 0;
    *ret_is_yearly = false;
    for (const Node *node = leaf; node != NULL; node = structure_parent(finding->structure, node)) {
        if (node != leaf && tells_year(finding, node, &year, ret_is_yearly)) return year;
        if (tells_year(finding, opening_of(finding, node), &year, ret_is_yearly)) return year;
    }
    return 0;
}
