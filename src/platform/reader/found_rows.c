/* platform/reader/found_rows - what the rows of tables set and order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "platform/reader/findings_inside.h"

#include <string.h>

enum { SURE = 95, NO_LEAD = 30, GROUP_NUMBER_BYTES_MAX = 8 };

/* The agencies of all cells that name some, in the roles of their columns. */
static Rows agencies_of_row(Finding *finding, const Grid *grid, const Node *row) {
    static const struct {
        ColumnKind column;
        ReadRole role;
    } roles[] = { { COLUMN_LEAD, READ_LEAD }, { COLUMN_SUPPORT, READ_SUPPORT }, { COLUMN_MONITOR, READ_MONITOR } };
    ReadAgency *all = NEW_ARRAY(finding->arena, ReadAgency, READING_AGENCIES_MAX);
    size_t used = 0;
    for (size_t i = 0; i < COUNT(roles); i++) {
        const GridCell cell = grid_cell(grid, finding->arena, row, roles[i].column);
        const ReadAgency *found;
        if (cell.text.len == 0) continue;
        const size_t count =
            roles_of_cell(finding->names, finding->words, finding->arena, cell.text, roles[i].role, &found);
        for (size_t k = 0; k < count && used < READING_AGENCIES_MAX; k++) {
            all[used] = found[k];
            all[used].passage = row->passage.number;
            all[used].from += cell.from;
            all[used++].to += cell.from;
        }
    }
    return (Rows){ all, used };
}

static Rows targets_of_row(Finding *finding, const Grid *grid, const Node *row, Str unit) {
    ReadTarget *targets = NEW_ARRAY(finding->arena, ReadTarget, READING_TARGETS_MAX);
    size_t used = 0;
    for (size_t i = 0; i < grid->column_count && i < row->cell_count && used < READING_TARGETS_MAX; i++) {
        const bool is_past =
            grid->columns[i].year != 0 && grid->columns[i].year < day_year(finding->document->issued_on);
        if (grid->columns[i].kind != COLUMN_YEAR || is_past) continue; /* "TH 2025": what was reached */
        ReadTarget *target = &targets[used];
        *target = (ReadTarget){ 0 };
        if (!measure_of_cell(finding->words, finding->arena, row->cells[i], target)) continue;
        if (target->year == 0 && !target->is_yearly)
            target->year = grid->columns[i].year > 0 ? grid->columns[i].year : finding->document->year_last;
        if (target->unit.len == 0) target->unit = unit;
        target->passage = row->passage.number;
        const GridCell cell = grid_cell_at(finding->arena, row, i);
        target->from = cell.from, target->to = cell.to;
        used++;
    }
    return (Rows){ targets, used };
}

static void add_indicator(Finding *finding, const Grid *grid, const Node *row) {
    const GridCell title = grid_cell(grid, finding->arena, row, COLUMN_TITLE);
    Str unit = grid_cell(grid, finding->arena, row, COLUMN_UNIT).text;
    const Rows targets = targets_of_row(finding, grid, row, unit);
    const ReadTarget *first = targets.items;
    if (title.text.len == 0 || targets.count == 0) return;
    if (unit.len == 0) unit = first->unit;
    ReadIndicator *indicator = finding_add(finding, &finding->indicators, sizeof *indicator);
    *indicator = (ReadIndicator){ .passage = row->passage.number,
                                  .from = title.from,
                                  .to = title.to,
                                  .title = title.text,
                                  .unit = unit,
                                  .targets = targets,
                                  .agencies = agencies_of_row(finding, grid, row),
                                  .confidence = SURE };
}

static const ReadTerm *term_of_row(Finding *finding, const Grid *grid, const Node *row) {
    const GridCell cell = grid_cell(grid, finding->arena, row, COLUMN_TERM);
    const Folded folded = folded_of(finding->arena, cell.text);
    const ReadTerm *found =
        cell.text.len == 0 ? NULL : term_of(finding->words, finding->arena, &folded, &finding->term_context);
    if (found == NULL) return NULL;
    ReadTerm *term = NEW(finding->arena, ReadTerm);
    *term = *found;
    term->passage = row->passage.number;
    term->from += cell.from;
    term->to += cell.from;
    return term;
}

static void add_task(Finding *finding, const Grid *grid, const Node *row) {
    const GridCell title = grid_cell(grid, finding->arena, row, COLUMN_TITLE);
    if (title.text.len == 0) return;
    const Rows agencies = agencies_of_row(finding, grid, row);
    const ReadTerm *term = term_of_row(finding, grid, row);
    ReadTask *task = finding_add(finding, &finding->tasks, sizeof *task);
    *task = (ReadTask){ .passage = row->passage.number,
                        .from = title.from,
                        .to = title.to,
                        .title = title.text,
                        .product = grid_cell(grid, finding->arena, row, COLUMN_PRODUCT).text,
                        .term = term,
                        .agencies = agencies,
                        .confidence = SURE - (agencies_have_role(&agencies, READ_LEAD) ? 0 : NO_LEAD) -
                                      (term != NULL && term->is_season ? TERM_OF_SEASON : 0) };
}

/* "-nt-": as in the row above. */
static bool is_ditto(Arena *arena, Str cell) {
    static const char *const words[] = { "-nt-", "nt", "- nt -", "nhu tren", "-//-", "-\"-", "\"" };
    const Str folded = cell.len > 24 ? S("") : folded_words(arena, cell);
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_is(folded, words[i])) return true;
    }
    return false;
}

static void fill_dittos(Finding *finding, Node *row, const Node *above) {
    Str *cells = NEW_ARRAY(finding->arena, Str, row->cell_count + 1);
    for (size_t i = 0; i < row->cell_count; i++) {
        const bool is_filled = above != NULL && i < above->cell_count && is_ditto(finding->arena, row->cells[i]);
        cells[i] = is_filled ? above->cells[i] : row->cells[i];
    }
    row->cells = cells;
}

/* A group's heading is cited as one, "Phụ lục I, nhóm II", and the rows behind it stand below it. */
static void cite_group(Finding *finding, Node *row) {
    const Node *parent = structure_parent(finding->structure, row);
    const Str above = parent == NULL ? S("") : parent->passage.citation;
    const Str number = row->cell_count > 1 ? str_trim(row->cells[0]) : S("");
    row->passage.citation = number.len == 0 || number.len > GROUP_NUMBER_BYTES_MAX
                                ? above
                                : str_format(finding->arena, "%.*s%snhóm %.*s", STR_FMT(above),
                                             above.len > 0 ? ", " : "", STR_FMT(number));
}

static void put_into_group(Node *group, Node *row) {
    row->passage.parent = group->passage.number;
    row->passage.depth = group->passage.depth + 1;
    group->children++;
}

static void find_in_table(Finding *finding, const Grid *grid) {
    const Node *above = NULL;
    Node *group = NULL;
    for (size_t i = grid->first; i < grid->behind; i++) {
        Node *row = &finding->structure->nodes[i];
        if (!node_is_body(row)) continue;
        const bool is_head = i - grid->first < grid->head_rows;
        if (is_head || grid_is_group(grid, row)) {
            row->passage.kind = PASSAGE_COLUMNS;
            group = is_head ? NULL : row;
            if (!is_head) cite_group(finding, row);
            continue;
        }
        if (group != NULL) put_into_group(group, row);
        fill_dittos(finding, row, above);
        above = row;
        if (grid->sets_targets) add_indicator(finding, grid, row);
        if (grid->gives_work) add_task(finding, grid, row);
    }
}

void find_in_rows(Finding *finding) {
    Grid *grid = NEW(finding->arena, Grid), *before = NULL;
    for (size_t i = 0; i < finding->structure->count;) {
        const Node *node = &finding->structure->nodes[i];
        if (node->passage.kind != PASSAGE_ROW) {
            i++;
            continue;
        }
        grid_of(finding->structure, i, before, grid);
        if (grid->sets_targets || grid->gives_work) {
            find_in_table(finding, grid);
            before = before == NULL ? NEW(finding->arena, Grid) : before;
            *before = *grid;
        }
        i = grid->behind > i ? grid->behind : i + 1;
    }
}
