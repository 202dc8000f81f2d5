/* platform/reader/found_leaves - what paragraphs, points and bullets set and order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "platform/reader/findings_inside.h"

#include <string.h>

enum {
    POINTER_WORDS_MAX = 40,
    PRODUCT_BYTES_MAX = 160,
    WORDS_MIN = 3, /* of a passage that sets or orders something */
    SURE = 92,
    NO_LEAD = 30,     /* so much less sure without one who leads */
    BORROWED_LEAD = 5 /* from a heading above */
};

static size_t count_words(Str folded) {
    size_t words = 0;
    for (size_t i = 0; i < folded.len; i++)
        words += folded_is_word(folded.at[i]) && (i == 0 || !folded_is_word(folded.at[i - 1])) ? 1 : 0;
    return words;
}

static bool holds(const Node *node, const char *words) {
    return str_find(node->folded.text, str_of(words)) < node->folded.text.len;
}

static bool starts(const Node *node, const char *words) {
    return str_starts(node->folded.text, str_of(words));
}

/* ---- what a passage is ---- */

/* It points to where the content stands. */
static bool is_pointer(const Node *node) {
    static const char *const openings[] = { "chi tiet", "nhiem vu",     "cac nhiem vu", "danh muc",
                                            "muc tieu", "cac muc tieu", "chi tieu",     "cac chi tieu" };
    if (node->passage.text.len > 0 && node->passage.text.at[0] == '(') return true;
    if (!holds(node, "phu luc") || count_words(node->folded.text) > POINTER_WORDS_MAX) return false;
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (starts(node, openings[i])) return true;
    }
    return holds(node, "phu luc kem theo");
}

/* The closing order, and the request to tell of difficulties: they order no work of their own. */
static bool is_closing_order(const Node *node) {
    static const char *const openings[] = { "nghi quiet nai", "quiet dinh nai", "nghi quiet da duoc" };
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (starts(node, openings[i])) return true;
    }
    return holds(node, "chiu trach nhiem thi hanh") || holds(node, "can cu quiet dinh thi hanh") ||
           (starts(node, "trong qua trinh") && holds(node, "vuong mac")) ||
           (starts(node, "nhan duoc") && holds(node, "to chuc thuc hien")) || holds(node, "co hieu luc");
}

static bool is_work_section(int section) {
    return section == SECTION_TASKS || section == SECTION_ORGANISATION;
}

/* ---- measures ---- */

static void add_indicators(Finding *finding, const Node *leaf, bool is_in_tasks) {
    MeasureContext context = { .year_least = day_year(finding->document->issued_on), .is_in_tasks = is_in_tasks };
    context.year = year_above(finding, leaf, &context.is_yearly);
    if (context.year == 0 && !context.is_yearly) context.year = finding->document->year_last;
    const ReadIndicator *found;
    const size_t count = measures_find(finding->words, finding->arena, &leaf->folded, &context, &found);
    const Rows agencies = count > 0 && is_in_tasks ? agencies_of_leaf(finding, leaf) : (Rows){ 0 };
    for (size_t i = 0; i < count; i++) {
        ReadIndicator *indicator = finding_add(finding, &finding->indicators, sizeof *indicator);
        ReadTarget *targets = NEW_ARRAY(finding->arena, ReadTarget, found[i].targets.count + 1);
        *indicator = found[i];
        indicator->passage = leaf->passage.number;
        indicator->agencies = agencies;
        if (found[i].targets.count > 0)
            memcpy(targets, found[i].targets.items, found[i].targets.count * sizeof *targets);
        for (size_t k = 0; k < found[i].targets.count; k++) targets[k].passage = leaf->passage.number;
        indicator->targets.items = targets;
    }
}

static void add_objective(Finding *finding, const Node *leaf) {
    bool is_yearly;
    ReadObjective *objective = finding_add(finding, &finding->objectives, sizeof *objective);
    *objective = (ReadObjective){ .passage = leaf->passage.number,
                                  .to = (int64_t)utf8_count(leaf->passage.text),
                                  .title = leaf->passage.text,
                                  .year = year_above(finding, leaf, &is_yearly),
                                  .confidence = SURE };
}

/* ---- tasks ---- */

/* "xây dựng Đề án nuôi biển công nghệ cao tại vịnh Hòn Én, trình ...": the thing that is made, up to a sign. */
static Str product_in(Finding *finding, const Node *leaf) {
    static const char *const makers[] = { "xai dung ",   "ban hanh ", "lap ",       "trinh ",     "soan thao ",
                                          "hoan thien ", "de xuat ",  "tham muu ",  "mo ",        "cong bo ",
                                          "nghien cuu ", "ra mat ",   "nhan rong ", "thiet lap ", "hoan thanh ",
                                          "bien soan ",  "phe duiet " };
    const Found *found;
    const Str folded = leaf->folded.text;
    const size_t count = words_find(finding->words, WORDS_PRODUCT, finding->arena, &leaf->folded, &found);
    for (size_t i = 0; i < count; i++) {
        bool is_made = false;
        for (size_t k = 0; k < COUNT(makers); k++) {
            const size_t len = strlen(makers[k]);
            is_made = is_made || (found[i].from >= len && memcmp(folded.at + found[i].from - len, makers[k], len) == 0);
        }
        if (!is_made) continue;
        size_t end = found[i].to;
        while (end < folded.len && end - found[i].from < PRODUCT_BYTES_MAX && strchr(",;.:(", folded.at[end]) == NULL)
            end++;
        if (end - found[i].from < PRODUCT_BYTES_MAX) return folded_source(&leaf->folded, found[i].from, end);
    }
    return S("");
}

static const ReadTerm *term_of_node(Finding *finding, const Node *node) {
    const ReadTerm *term = term_of(finding->words, finding->arena, &node->folded, &finding->term_context);
    if (term == NULL) return NULL;
    ReadTerm *placed = NEW(finding->arena, ReadTerm);
    *placed = *term;
    placed->passage = node->passage.number;
    return placed;
}

/* What a detail says of it wins. */
static const ReadTerm *term_in(Finding *finding, const Node *leaf) {
    for (const Node *detail = detail_behind(finding, leaf); detail != NULL; detail = detail_behind(finding, detail)) {
        const ReadTerm *term = term_of_node(finding, detail);
        if (term != NULL) return term;
    }
    const ReadTerm *own = term_of_node(finding, leaf);
    return own != NULL ? own : term_above(finding, leaf);
}

/* "Sản phẩm: Chương trình đào tạo được ban hành." below it, else what the passage itself says. */
static Str product_of(Finding *finding, const Node *leaf) {
    for (const Node *detail = detail_behind(finding, leaf); detail != NULL; detail = detail_behind(finding, detail)) {
        const Str product = detail_text(finding, detail, COLUMN_PRODUCT);
        if (product.len > 0) return product;
    }
    return product_in(finding, leaf);
}

static void add_task(Finding *finding, const Node *leaf) {
    const Rows agencies = agencies_of_leaf(finding, leaf);
    const ReadAgency *items = agencies.items;
    const bool has_lead = agencies_have_role(&agencies, READ_LEAD);
    const bool is_borrowed = has_lead && items[0].passage < leaf->passage.number;
    const ReadTerm *term = term_in(finding, leaf);
    ReadTask *task = finding_add(finding, &finding->tasks, sizeof *task);
    *task = (ReadTask){ .passage = leaf->passage.number,
                        .to = (int64_t)utf8_count(leaf->passage.text),
                        .title = leaf->passage.text,
                        .product = product_of(finding, leaf),
                        .term = term,
                        .agencies = agencies,
                        .confidence = SURE - (has_lead ? 0 : NO_LEAD) - (is_borrowed ? BORROWED_LEAD : 0) -
                                      (term != NULL && term->is_season ? TERM_OF_SEASON : 0) };
}

static void find_in_leaf(Finding *finding, const Node *leaf) {
    const int section = leaf->passage.section;
    bool is_report_only = false;
    if (count_words(leaf->folded.text) < WORDS_MIN || is_pointer(leaf) || is_closing_order(leaf)) return;
    if (section == SECTION_OBJECTIVES) {
        add_objective(finding, leaf);
        add_indicators(finding, leaf, false);
        return;
    }
    if (section == SECTION_RESOURCES) add_indicators(finding, leaf, true);
    if (!is_work_section(section)) return;
    duty_find(finding, leaf, &is_report_only);
    if (is_report_only) return;
    add_task(finding, leaf);
    add_indicators(finding, leaf, true);
}

/* "... phấn đấu số vụ cháy giảm trên 50 %, Ủy ban nhân dân tỉnh yêu cầu:" of a directive that has no section of goals.
 */
static bool is_aim(const Node *node) {
    return node->passage.kind == PASSAGE_HEAD && node->cell_count == 0 && holds(node, "phan dau") &&
           node->folded.text.at[node->folded.text.len - 1] == ':';
}

void find_in_leaves(Finding *finding) {
    for (size_t i = 0; i < finding->structure->count; i++) {
        const Node *node = &finding->structure->nodes[i];
        if (node->passage.kind == PASSAGE_LEAF) find_in_leaf(finding, node);
        if (is_aim(node)) add_indicators(finding, node, false);
    }
}
