/* modules/scoring/scheme_check - a scheme against itself: codes, sums, formulas, circles, with the place of each fault.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/scheme.h"

const ProblemKind formula_circle = {
    INVALID,
    "scoring/formula-circle",
    { "Tiêu chí tính theo chính nó.", "A criterion is computed from itself." },
    { "“{0}” dẫn về chính nó qua các công thức. Bỏ một tham chiếu criterion(…) trong vòng này.",
      "“{0}” leads back to itself through formulas. Take one criterion(…) out of the circle." }
};
const ProblemKind formula_needed = {
    INVALID,
    "scoring/formula-needed",
    { "Tiêu chí có điểm mà không có công thức.", "A criterion has points and no formula." },
    { "“{0}” được {1:,} điểm: viết công thức, hoặc đặt điểm tối đa là 0 (chỉ để thông tin).",
      "“{0}” counts {1} points: write its formula, or make its maximum 0 (for information only)." }
};
const ProblemKind maximum_differs = { INVALID,
                                      "scoring/maximum-differs",
                                      { "Điểm tối đa không khớp.", "The maximum does not add up." },
                                      { "Nhóm “{0}” ghi {1:,} điểm, các tiêu chí của nó cộng lại {2:,}. Sửa cho khớp.",
                                        "Group “{0}” says {1} points, its criteria add up to {2}. Make them agree." } };
const ProblemKind bound_turned = { INVALID,
                                   "scoring/bound-turned",
                                   { "Giới hạn bị đảo.", "The bounds are the wrong way round." },
                                   { "Đầu vào “{0}”: giá trị nhỏ nhất lớn hơn giá trị lớn nhất.",
                                     "Input “{0}”: its low is more than its high." } };

/* ---- formulas ---- */

static size_t slot_for(Ctx *cx, SchemeBook *book, size_t *room, const Ref *ref) {
    for (size_t i = 0; i < book->slot_count; i++) {
        const Slot *one = &book->slots[i];
        if (one->kind == ref->kind && str_equal(one->name, ref->name) && str_equal(one->argument, ref->argument))
            return i;
    }
    book->slots = array_grow(cx->arena, book->slots, sizeof(Slot), book->slot_count, room);
    book->slots[book->slot_count] = (Slot){ .kind = ref->kind, .name = ref->name, .argument = ref->argument };
    return book->slot_count++;
}

static bool knows_metric(Ctx *cx, Slot *slot) {
    slot->metric = metric_named(cx->house, slot->name);
    if (slot->metric == NULL) return false;
    slot->unit = slot->metric->unit;
    slot->title = str_of(slot->metric->title.vi);
    slot->title_en = str_of(slot->metric->title.en);
    if (slot->metric->knows == NULL) return slot->argument.len == 0;
    return slot->argument.len > 0 && slot->metric->knows(cx, slot->argument, &slot->unit) == OK;
}

static bool knows_input(const SchemeBook *book, Slot *slot) {
    for (size_t i = 0; i < book->inputs.count; i++) {
        const ScoreInput *input = &((const ScoreInput *)book->inputs.items)[i];
        if (!str_equal(input->code, slot->name)) continue;
        slot->unit = (MetricUnit)input->unit;
        slot->title = input->title;
        slot->title_en = input->title_en;
        return true;
    }
    return false;
}

/* Finds what it names; criteria have their slots already. */
static bool fill_slot(Ctx *cx, const SchemeBook *book, Slot *slot) {
    if (slot->kind == REF_METRIC) return knows_metric(cx, slot);
    return slot->kind == REF_INPUT ? knows_input(book, slot) : slot->title.len > 0;
}

static void tell(Ctx *cx, const Table *table, size_t row, const FormulaFault *wrong) {
    if (table == NULL) return; /* it was sound when it was loaded; what a plan lost since is missing */
    fault(cx, table_spot(table, row, S("formula")), wrong->kind, wrong->what, int_text(cx, (int64_t)wrong->at));
}

static void compile_one(Ctx *cx, SchemeBook *book, size_t at, size_t *room, const Table *table) {
    const Criterion *criterion = &((const Criterion *)book->criteria.items)[at];
    Formula *formula = &book->formulas[at];
    FormulaFault wrong;
    bool is_known = true;
    if (criterion->formula.len == 0) return;
    if (formula_read(cx->arena, criterion->formula, formula, &wrong) != OK) {
        *formula = (Formula){ 0 };
        tell(cx, table, at, &wrong);
        return;
    }
    for (size_t i = 0; i < formula->ref_count; i++) {
        Ref *ref = &formula->refs[i];
        ref->slot = slot_for(cx, book, room, ref);
        if (!fill_slot(cx, book, &book->slots[ref->slot])) {
            is_known = false;
            wrong = (FormulaFault){ &formula_word_unknown,
                                    str_format(cx->arena, "%.*s%s%.*s", STR_FMT(ref->name),
                                               ref->argument.len > 0 ? ", " : "", STR_FMT(ref->argument)),
                                    utf8_count(str_part(criterion->formula, 0, ref->at)) + 1 };
            tell(cx, table, at, &wrong);
        }
        ref->unit = book->slots[ref->slot].unit;
    }
    if (is_known && formula_check(cx->arena, formula, &wrong) != OK) tell(cx, table, at, &wrong);
}

/* ---- the order of working out ---- */

typedef struct Ordering {
    Ctx *cx;
    SchemeBook *book;
    const Table *table;
    char *marks; /* 0 not met, 1 on the way, 2 done */
    size_t count;
} Ordering;

/* As deep as there are criteria (SCHEME_ROWS_MAX). */
static void put_in_order(Ordering *on, size_t at) {
    const Formula *formula = &on->book->formulas[at];
    const Str code = ((const Criterion *)on->book->criteria.items)[at].code;
    if (on->marks[at] == 2) return;
    if (on->marks[at] == 1) {
        if (on->table != NULL) fault(on->cx, table_spot(on->table, at, S("formula")), &formula_circle, code);
        return;
    }
    on->marks[at] = 1;
    for (size_t i = 0; i < formula->ref_count; i++) {
        if (formula->refs[i].kind == REF_CRITERION && formula->refs[i].slot < on->book->criteria.count)
            put_in_order(on, formula->refs[i].slot);
    }
    on->marks[at] = 2;
    on->book->order[on->count++] = at;
}

void scheme_compile(Ctx *cx, SchemeBook *book, const Table *table) {
    const size_t count = book->criteria.count;
    const Criterion *criteria = book->criteria.items;
    size_t room = 0;
    book->formulas = NEW_ARRAY(cx->arena, Formula, count + 1);
    book->order = NEW_ARRAY(cx->arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        const Ref ref = { .kind = REF_CRITERION, .name = criteria[i].code, .argument = S("") };
        (void)slot_for(cx, book, &room, &ref);
        Slot *slot = &book->slots[book->slot_count - 1];
        slot->title = criteria[i].title;
        slot->title_en = criteria[i].title_en;
    }
    MUST(book->slot_count <= count);
    for (size_t i = 0; i < count; i++) compile_one(cx, book, i, &room, table);
    Ordering ordering = { cx, book, table, NEW_ARRAY(cx->arena, char, count + 1), 0 };
    for (size_t i = 0; i < count; i++) put_in_order(&ordering, i);
}

/* ---- the tables against each other ---- */

static void check_parts(Ctx *cx, const SchemeBook *book, const Table *parts) {
    const Criterion *criteria = book->criteria.items;
    for (size_t i = 0; i < parts->count; i++) {
        const ScorePart *part = table_item(parts, i);
        Decimal sum = decimal_whole(0);
        for (size_t j = 0; j < book->criteria.count; j++) {
            if (str_equal(criteria[j].part, part->code)) sum = decimal_add(sum, criteria[j].maximum);
        }
        if (!sum.is_known || !part->maximum.is_known || sum.micro == part->maximum.micro) continue;
        fault(cx, table_spot(parts, i, S("maximum")), &maximum_differs, part->code,
              decimal_text(cx->arena, part->maximum), decimal_text(cx->arena, sum));
    }
}

static void check_criteria(Ctx *cx, const Table *table, const Map *parts, const Map *classes) {
    for (size_t i = 0; i < table->count; i++) {
        const Criterion *criterion = table_item(table, i);
        code_must_be_known(cx, parts, table, i, S("part"), criterion->part);
        for (size_t j = 0; j < criterion->classes.count; j++)
            code_must_be_known(cx, classes, table, i, S("classes"), criterion->classes.items[j]);
        if (criterion->formula.len == 0 && criterion->maximum.micro > 0)
            fault(cx, table_spot(table, i, S("formula")), &formula_needed, criterion->code,
                  decimal_text(cx->arena, criterion->maximum));
    }
}

static void check_inputs(Ctx *cx, const Table *table, const Map *criteria) {
    for (size_t i = 0; i < table->count; i++) {
        const ScoreInput *input = table_item(table, i);
        code_must_be_known(cx, criteria, table, i, S("criterion"), input->criterion);
        if (input->low.is_known && input->high.is_known && decimal_compare(input->low, input->high) > 0)
            fault(cx, table_spot(table, i, S("low")), &bound_turned, input->code);
    }
}

static void check_classes(Ctx *cx, const Table *table) {
    for (size_t i = 0; i < table->count; i++) {
        const ScoreClass *one = table_item(table, i);
        for (size_t j = 0; j < one->kinds.count; j++) {
            if (choice_value(&agency_kind_choices, one->kinds.items[j]) == 0)
                fault(cx, table_spot(table, i, S("kinds")), &code_unknown, one->kinds.items[j]);
        }
    }
}

static void check_awards(Ctx *cx, const Table *table, const Map *classes) {
    for (size_t i = 0; i < table->count; i++) {
        const ScoreAward *award = table_item(table, i);
        for (size_t j = 0; j < award->classes.count; j++)
            code_must_be_known(cx, classes, table, i, S("classes"), award->classes.items[j]);
    }
}

void scheme_check(Ctx *cx, SchemeBook *book, const SchemeSource *source) {
    Map classes = map_new(cx->arena), bands = map_new(cx->arena), parts = map_new(cx->arena),
        criteria = map_new(cx->arena), inputs = map_new(cx->arena), awards = map_new(cx->arena);
    table_index_codes(cx, source->classes, &classes);
    table_index_codes(cx, source->bands, &bands);
    table_index_codes(cx, source->parts, &parts);
    table_index_codes(cx, source->criteria, &criteria);
    table_index_codes(cx, source->inputs, &inputs);
    table_index_codes(cx, source->awards, &awards);
    check_classes(cx, source->classes);
    check_parts(cx, book, source->parts);
    check_criteria(cx, source->criteria, &parts, &classes);
    check_inputs(cx, source->inputs, &criteria);
    check_awards(cx, source->awards, &classes);
    if (criteria.count == source->criteria->count) scheme_compile(cx, book, source->criteria);
}
