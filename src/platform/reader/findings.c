/* platform/reader/findings - see findings.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/findings_inside.h"

#include <stdlib.h>
#include <string.h>

enum { SCRATCH_BYTES_MAX = 512 * 1024 * 1024 }; /* of one passage; a reading's text is 1.5 MiB at most */

void *finding_add(Finding *finding, Growth *growth, size_t item_size) {
    if (growth->count == READING_FINDINGS_MAX) return arena_alloc(finding->arena, item_size);
    growth->items = array_grow(finding->arena, growth->items, item_size, growth->count, &growth->room);
    void *item = growth->items + item_size * growth->count++;
    memset(item, 0, item_size);
    return item;
}

int64_t letters_before(const Folded *folded, size_t at) {
    const size_t byte = at >= folded->text.len ? folded->from.len : folded->at[at];
    return (int64_t)utf8_count(str_part(folded->from, 0, byte));
}

static Rows rows_of(const Growth *growth) {
    return (Rows){ growth->items, growth->count };
}

/* A directive, a dispatch or a notice of what was concluded orders without a heading that says so: what stands below no
 * heading is its work. */
static void default_to_tasks(Structure *structure, const ReadDocument *document) {
    const Str kind = choice_name(&read_kind_choices, document->kind);
    const bool orders =
        str_equal(kind, S("directive")) || str_equal(kind, S("dispatch")) || str_equal(kind, S("notice"));
    bool has_any = false;
    for (size_t i = 0; i < structure->count; i++) {
        const int section = structure->nodes[i].passage.section;
        has_any =
            has_any || section == SECTION_TASKS || section == SECTION_ORGANISATION || section == SECTION_OBJECTIVES;
    }
    if (!orders && (has_any || document->number.len == 0)) return; /* what is no document of an office orders nothing */
    for (size_t i = 0; i < structure->count; i++) {
        Node *node = &structure->nodes[i];
        const bool is_article = node->mark.kind == MARK_ARTICLE;
        if (node_is_body(node) && node->passage.section == SECTION_NONE && !is_article)
            node->passage.section = SECTION_TASKS;
    }
}

/* As they stand in the document: rows and leaves were read apart. */
#define SORT_BY_PLACE(Type, name)                                                                                      \
    static int name(const void *a, const void *b) {                                                                    \
        const Type *one = a, *other = b;                                                                               \
        if (one->passage != other->passage) return one->passage < other->passage ? -1 : 1;                             \
        return one->from < other->from ? -1 : one->from > other->from ? 1 : 0;                                         \
    }

SORT_BY_PLACE(ReadIndicator, compare_indicators)
SORT_BY_PLACE(ReadTask, compare_tasks)

void findings_of(Structure *structure, const Names *names, Reading *ret_reading) {
    const ReadDocument *document = ret_reading->document;
    Finding finding = { .structure = structure,
                        .arena = structure->arena,
                        .scratch = arena_new(SCRATCH_BYTES_MAX),
                        .words = structure->words,
                        .names = names,
                        .headings = NEW_ARRAY(structure->arena, const Rows *, structure->count + 1),
                        .handed = NEW_ARRAY(structure->arena, HandedDown, structure->count + 1),
                        .openings = NEW_ARRAY(structure->arena, int64_t, structure->count + 1),
                        .document = document,
                        .term_context = { document->year_first, document->year_last, document->issued_on } };
    default_to_tasks(structure, document);
    details_find(&finding);
    openings_find(&finding);
    find_in_leaves(&finding);
    find_in_rows(&finding);
    if (finding.indicators.count > 0)
        qsort(finding.indicators.items, finding.indicators.count, sizeof(ReadIndicator), compare_indicators);
    if (finding.tasks.count > 0) qsort(finding.tasks.items, finding.tasks.count, sizeof(ReadTask), compare_tasks);
    arena_free(finding.scratch);
    ret_reading->objectives = rows_of(&finding.objectives);
    ret_reading->indicators = rows_of(&finding.indicators);
    ret_reading->tasks = rows_of(&finding.tasks);
    ret_reading->duties = rows_of(&finding.duties);
}
