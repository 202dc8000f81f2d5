/* modules/strategy/plan_check - a plan package read whole, and its tables checked against each other. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/measure.h"
#include "modules/strategy/plan.h"
#include "modules/strategy/target_check.h"

enum { ROWS_MAX = 50000, FILE_BYTES_MAX = 64 * 1024 * 1024 };

const ProblemKind target_turned = {
    INVALID, "strategy/target-turned",
    { "Mục tiêu đi ngược chiều.", "The target goes the wrong way." },
    { "Mục tiêu năm {0} của “{1}” kém hơn mức gốc hoặc mốc trước, trong khi chiều tốt là “{2}”. Kiểm tra số hoặc cột "
      "direction.",
      "The target of {0} for “{1}” is worse than the baseline or the milestone before, though good means “{2}”. "
      "Check the figure or the column direction." }
};
const ProblemKind target_missing = {
    INVALID, "strategy/target-missing",
    { "Chỉ tiêu chưa có mốc.", "The indicator has no target." },
    { "“{0}” không có mục tiêu nào trong targets.csv. Thêm ít nhất một dòng có giá trị.",
      "“{0}” has no target in targets.csv. Add at least one row with a value." }
};
const ProblemKind target_twice = {
    INVALID, "strategy/target-twice",
    { "Mục tiêu bị trùng.", "A target stands twice." },
    { "“{0}” đã có mục tiêu cho năm {1}.", "“{0}” has a target for {1} already." }
};
const ProblemKind levels_needed = {
    INVALID, "strategy/levels-needed",
    { "Chỉ tiêu định tính cần danh sách mức.", "A qualitative indicator needs its levels." },
    { "Ghi các mức của “{0}” từ thấp đến cao vào cột levels, ngăn bằng dấu chấm phẩy.",
      "Write the levels of “{0}” from low to high into the column levels, with semicolons between." }
};
const ProblemKind section_foreign = {
    INVALID, "strategy/other-document",
    { "Mục thuộc văn bản khác.", "The item belongs to another document." },
    { "“{0}” thuộc văn bản khác với dòng này.", "“{0}” belongs to another document than this row." }
};
const ProblemKind section_circle = {
    INVALID, "strategy/section-circle",
    { "Mục nằm dưới chính nó.", "The item stands below itself." },
    { "Đi theo cột parent từ “{0}” lại quay về “{0}”. Sửa cột parent.",
      "Following the column parent from “{0}” leads back to “{0}”. Correct it." }
};
const ProblemKind due_rule_form = {
    INVALID, "strategy/due-rule-form",
    { "Quy tắc hạn không đúng dạng.", "The due rule has a wrong form." },
    { "“{0}” phải viết như “year before 11-15”, “year before 09-30 of year-1” hoặc “quarter before day 15 of last "
      "month” (month, quarter, half; last, next).",
      "“{0}” must be written like “year before 11-15”, “year before 09-30 of year-1” or “quarter before day 15 of last "
      "month” (month, quarter, half; last, next)." }
};
const ProblemKind due_needed = {
    INVALID, "strategy/due-needed",
    { "Nhiệm vụ có hạn cần ngày.", "A dated task needs its day." },
    { "Ghi ngày vào cột due, hoặc đổi timing thành standing hay yearly.",
      "Write the day into the column due, or change timing to standing or yearly." }
};
const ProblemKind rollup_needed = {
    INVALID, "strategy/rollup-needed",
    { "Thiếu cách cộng lên tỉnh.", "How communes add up is missing." },
    { "Chỉ tiêu theo xã cần cột rollup: reported, sum, mean hoặc met_share.",
      "An indicator of communes needs the column rollup: reported, sum, mean or met_share." }
};
const ProblemKind rollup_unfit = {
    INVALID, "strategy/rollup-unfit",
    { "Cách cộng không hợp với phạm vi.", "The rollup does not fit the level." },
    { "Phạm vi both: tỉnh báo cáo số riêng bên cạnh số của xã, nên rollup là reported. Muốn cộng từ xã, ghi commune.",
      "With level both the province reports a figure of its own beside those of communes, so rollup is reported. To "
      "add up from communes, write commune." }
};
const ProblemKind assignment_missing = {
    INVALID, "strategy/assignment-missing",
    { "Chưa có ai chịu trách nhiệm.", "Nobody answers for it." },
    { "“{0}” không có dòng lead nào trong assignments.csv. Không có người chịu trách nhiệm thì không có mục tiêu.",
      "“{0}” has no row with lead in assignments.csv. No owner, no objective." }
};
const ProblemKind assignment_twice = {
    INVALID, "strategy/assignment-twice",
    { "Phân công bị trùng.", "An assignment stands twice." },
    { "“{0}” đã được giao cho “{1}” với cùng vai trò.", "“{0}” is given to “{1}” in the same role already." }
};

/* ---- reading ---- */

typedef struct Part {
    const char *name;
    const Shape *shape;
    Table *table;
    bool may_be_absent;
} Part;

static void read_part(Ctx *cx, const Package *package, const Part *part) {
    *part->table = (Table){ .name = str_of(part->name), .shape = part->shape, .is_whole = true };
    const PackageResource *resource = package_resource(package, part->name);
    if (resource == NULL) {
        part->table->is_whole = part->may_be_absent;
        if (!part->may_be_absent)
            fault(cx, spot_field(S("datapackage.json")), &package_resource_missing, str_of(part->name));
        return;
    }
    const Problem before = cx->problem;
    const Code code = table_read(cx, &resource->form, part->shape, ROWS_MAX, part->table);
    if (code == OK) return;
    part->table->is_whole = false;
    const Problem own = cx->problem; /* a file that is missing or too long is one fault among others */
    cx->problem.kind = before.kind;
    fault(cx, spot_in(resource->form.name, 0, S("")), own.kind, resource->form.name, own.vi);
}

/* What rows may leave out: an indicator is about the province; a task with a due day is dated, else standing. */
static void fill_in(Plan *plan) {
    reference_fill(&plan->reference);
    for (size_t i = 0; i < plan->indicators.count; i++) {
        Indicator *indicator = table_change(&plan->indicators, i);
        if (indicator->level == ABOUT_NONE) indicator->level = ABOUT_PROVINCE;
        if (indicator->level == ABOUT_BOTH && indicator->rollup == ROLLUP_NONE) indicator->rollup = ROLLUP_REPORTED;
    }
    for (size_t i = 0; i < plan->tasks.count; i++) {
        Task *task = table_change(&plan->tasks, i);
        if (task->timing == TIMING_NONE) task->timing = task->due.number != 0 ? TIMING_DATED : TIMING_STANDING;
    }
}

Code plan_read_package(Ctx *cx, Str folder, Plan *ret_plan) {
    Package package;
    TRY(package_open(cx, folder, &package));
    TRY(faults_verdict(cx));
    *ret_plan = (Plan){ 0 };
    const Part parts[] = {
        { "places", &place_shape, &ret_plan->reference.places, false },
        { "agencies", &agency_shape, &ret_plan->reference.agencies, false },
        { "successions", &succession_shape, &ret_plan->reference.successions, true },
        { "collectives", &collective_shape, &ret_plan->reference.collectives, true },
        { "documents", &plan_document_shape, &ret_plan->documents, false },
        { "sections", &section_shape, &ret_plan->sections, true },
        { "objectives", &objective_shape, &ret_plan->objectives, false },
        { "indicators", &indicator_shape, &ret_plan->indicators, false },
        { "targets", &target_shape, &ret_plan->targets, false },
        { "tasks", &task_shape, &ret_plan->tasks, false },
        { "assignments", &assignment_shape, &ret_plan->assignments, false },
        { "duties", &duty_shape, &ret_plan->duties, true },
        { "bases", &basis_shape, &ret_plan->bases, true },
    };
    bool is_whole = true;
    for (size_t i = 0; i < COUNT(parts); i++) {
        read_part(cx, &package, &parts[i]);
        is_whole = is_whole && parts[i].table->is_whole;
    }
    fill_in(ret_plan);
    if (is_whole) plan_check_tables(cx, ret_plan); /* rows that were lost would look like missing codes */
    return faults_verdict(cx);
}

Code plan_digest(Ctx *cx, Str folder, Str *ret_hex) {
    Package package;
    TRY(package_open(cx, folder, &package));
    Digest *digest = digest_new();
    Code code = OK;
    for (size_t i = 0; i <= package.resource_count && code == OK; i++) {
        const Str path =
            i == 0 ? path_join(cx->arena, folder, S("datapackage.json")) : package.resources[i - 1].form.path;
        Str content;
        code = file_read(cx, path, FILE_BYTES_MAX, &content);
        if (code == OK) digest_add(digest, content.at, content.len);
    }
    const Sha256 all = digest_end(digest);
    *ret_hex = hex_text(cx->arena, all.bytes, sizeof all.bytes);
    return code;
}

/* ---- checking ---- */

typedef struct Checking {
    Ctx *cx;
    const Plan *plan;
    Map documents, sections, objectives, indicators, tasks; /* code -> index */
    Map agencies, addressees;                               /* agencies alone; and with collectives */
} Checking;

static void must_know(Checking *on, const Map *codes, const Table *table, size_t i, const char *column, Str code) {
    code_must_be_known(on->cx, codes, table, i, str_of(column), code);
}

/* A row may point only to items of its own document. */
static void must_share_document(Checking *on, const Map *codes, const Table *there, const Table *table, size_t i,
                                const char *column, Str code, Str document) {
    size_t at;
    must_know(on, codes, table, i, column, code);
    if (code.len == 0 || !map_get(codes, code, &at)) return;
    const Field *field = shape_field(there->shape, "document");
    const Str other = *(const Str *)(const void *)((const char *)table_item(there, at) + field->offset);
    if (!str_equal(other, document)) fault(on->cx, table_spot(table, i, str_of(column)), &section_foreign, code);
}

/* Items that stand below themselves would be on no page. Named once a circle, at its first row. */
static void check_circles(Checking *on, const Table *table, const Map *index) {
    const size_t code = shape_field(table->shape, "code")->offset, parent = shape_field(table->shape, "parent")->offset;
    for (size_t i = 0; i < table->count; i++) {
        size_t first = i, at = i, steps = 0;
        do {
            const Str above = *(const Str *)(const void *)((const char *)table_item(table, at) + parent);
            if (above.len == 0 || !map_get(index, above, &at)) break;
            first = at < first ? at : first;
        } while (at != i && ++steps <= table->count);
        const bool is_circle = at == i && first == i && steps <= table->count;
        const Str own = *(const Str *)(const void *)((const char *)table_item(table, i) + code);
        const Str above = *(const Str *)(const void *)((const char *)table_item(table, i) + parent);
        if (is_circle && above.len > 0 && map_has(index, above))
            fault(on->cx, table_spot(table, i, S("parent")), &section_circle, own);
    }
}

static void check_outline(Checking *on) {
    const Plan *plan = on->plan;
    for (size_t i = 0; i < plan->documents.count; i++) {
        const PlanDocument *document = table_item(&plan->documents, i);
        must_know(on, &on->agencies, &plan->documents, i, "issuer", document->issuer);
    }
    for (size_t i = 0; i < plan->sections.count; i++) {
        const Section *section = table_item(&plan->sections, i);
        must_know(on, &on->documents, &plan->sections, i, "document", section->document);
        must_share_document(on, &on->sections, &plan->sections, &plan->sections, i, "parent", section->parent,
                            section->document);
    }
    for (size_t i = 0; i < plan->objectives.count; i++) {
        const Objective *objective = table_item(&plan->objectives, i);
        must_know(on, &on->documents, &plan->objectives, i, "document", objective->document);
        must_share_document(on, &on->sections, &plan->sections, &plan->objectives, i, "section", objective->section,
                            objective->document);
        must_share_document(on, &on->objectives, &plan->objectives, &plan->objectives, i, "parent", objective->parent,
                            objective->document);
    }
    check_circles(on, &plan->sections, &on->sections);
    check_circles(on, &plan->objectives, &on->objectives);
}

static void check_indicators(Checking *on) {
    const Plan *plan = on->plan;
    const Table *table = &plan->indicators;
    for (size_t i = 0; i < table->count; i++) {
        const Indicator *indicator = table_item(table, i);
        must_know(on, &on->documents, table, i, "document", indicator->document);
        must_share_document(on, &on->objectives, &plan->objectives, table, i, "objective", indicator->objective,
                            indicator->document);
        if (indicator->kind == KIND_OF_LEVEL && indicator->levels.count < 2)
            fault(on->cx, table_spot(table, i, S("levels")), &levels_needed, indicator->code);
        if (indicator->level != ABOUT_PROVINCE && indicator->rollup == ROLLUP_NONE)
            fault(on->cx, table_spot(table, i, S("rollup")), &rollup_needed);
        if (indicator->level == ABOUT_BOTH && indicator->rollup > ROLLUP_REPORTED)
            fault(on->cx, table_spot(table, i, S("rollup")), &rollup_unfit);
        if (indicator->baseline.is_known && indicator->baseline_on.number == 0)
            fault(on->cx, table_spot(table, i, S("baseline_on")), &field_missing, S("baseline_on"));
    }
}

/* Does a later bound ask for less than an earlier one? */
static bool is_turned(const Indicator *indicator, Decimal before, Decimal after) {
    if (!before.is_known || !after.is_known) return false;
    if (indicator->direction == DIRECTION_UP) return decimal_compare(after, before) < 0;
    if (indicator->direction == DIRECTION_DOWN) return decimal_compare(after, before) > 0;
    return false;
}

static void check_targets(Checking *on) {
    const Table *table = &on->plan->targets;
    Map years = map_new(on->cx->arena);
    const size_t indicator_count = on->plan->indicators.count;
    bool *has_target = NEW_ARRAY(on->cx->arena, bool, indicator_count + 1);
    for (size_t i = 0; i < table->count; i++) {
        const Target *target = table_item(table, i);
        size_t at;
        must_know(on, &on->indicators, table, i, "indicator", target->indicator);
        if (!map_get(&on->indicators, target->indicator, &at)) continue;
        const Indicator *indicator = table_item(&on->plan->indicators, at);
        const Str year = int_text(on->cx, target->year);
        target_check(on->cx, table, i, target, indicator);
        const bool is_empty_cell = target->operator == OPERATOR_TEXT && target->text.len == 0;
        has_target[at] = has_target[at] || !is_empty_cell; /* what else lacks its value is a fault of its own */
        if (!map_add(&years, str_format(on->cx->arena, "%.*s %.*s", STR_FMT(target->indicator), STR_FMT(year)), i))
            fault(on->cx, table_spot(table, i, S("year")), &target_twice, target->indicator, year);
        bool turned = is_turned(indicator, indicator->baseline, target_bound(target, indicator));
        for (size_t j = 0; j < table->count && !turned; j++) {
            const Target *other = table_item(table, j);
            turned = str_equal(other->indicator, target->indicator) && other->year < target->year &&
                     is_turned(indicator, target_bound(other, indicator), target_bound(target, indicator));
        }
        const Str column = target->text.len > 0 ? S("text") : target->low.is_known ? S("low") : S("high");
        if (turned)
            fault(on->cx, table_spot(table, i, column), &target_turned, year, target->indicator,
                  choice_name(&direction_choices, indicator->direction));
    }
    for (size_t i = 0; i < indicator_count; i++) {
        const Indicator *indicator = table_item(&on->plan->indicators, i);
        size_check(on->cx, &on->plan->indicators, i, "baseline", indicator->baseline);
        size_check(on->cx, &on->plan->indicators, i, "tolerance", indicator->tolerance);
        if (!has_target[i])
            fault(on->cx, table_spot(&on->plan->indicators, i, S("code")), &target_missing, indicator->code);
    }
}

static void check_tasks(Checking *on) {
    const Plan *plan = on->plan;
    for (size_t i = 0; i < plan->tasks.count; i++) {
        const Task *task = table_item(&plan->tasks, i);
        must_know(on, &on->documents, &plan->tasks, i, "document", task->document);
        must_share_document(on, &on->sections, &plan->sections, &plan->tasks, i, "section", task->section,
                            task->document);
        must_know(on, &on->indicators, &plan->tasks, i, "indicator", task->indicator);
        if (task->timing == TIMING_DATED && task->due.number == 0)
            fault(on->cx, table_spot(&plan->tasks, i, S("due")), &due_needed);
        if (map_has(&on->indicators, task->code))
            fault(on->cx, table_spot(&plan->tasks, i, S("code")), &code_twice, task->code);
    }
    for (size_t i = 0; i < plan->duties.count; i++) {
        const Duty *duty = table_item(&plan->duties, i);
        DutyRule rule;
        must_know(on, &on->documents, &plan->duties, i, "document", duty->document);
        must_know(on, &on->addressees, &plan->duties, i, "who", duty->who);
        must_know(on, &on->agencies, &plan->duties, i, "to", duty->to);
        if (duty_rule_from_text(duty->due_rule, &rule) != OK)
            fault(on->cx, table_spot(&plan->duties, i, S("due_rule")), &due_rule_form, duty->due_rule);
    }
    for (size_t i = 0; i < plan->bases.count; i++) {
        const Basis *basis = table_item(&plan->bases, i);
        must_know(on, &on->documents, &plan->bases, i, "document", basis->document);
    }
}

static void must_have_lead(Checking *on, const Table *table, const Map *led) {
    const Field *field = shape_field(table->shape, "code");
    for (size_t i = 0; i < table->count; i++) {
        const Str code = *(const Str *)(const void *)((const char *)table_item(table, i) + field->offset);
        if (!map_has(led, code)) fault(on->cx, table_spot(table, i, S("code")), &assignment_missing, code);
    }
}

static void check_assignments(Checking *on) {
    const Table *table = &on->plan->assignments;
    Map led = map_new(on->cx->arena), seen = map_new(on->cx->arena);
    for (size_t i = 0; i < table->count; i++) {
        const Assignment *row = table_item(table, i);
        if (!map_has(&on->tasks, row->task)) must_know(on, &on->indicators, table, i, "task", row->task);
        must_know(on, &on->addressees, table, i, "agency", row->agency);
        must_know(on, &on->addressees, table, i, "then", row->then);
        if (row->role == ROLE_OF_LEAD) (void)map_add(&led, row->task, i);
        const Str key = str_format(on->cx->arena, "%.*s\n%d\n%.*s\n%.*s", STR_FMT(row->task), row->role,
                                   STR_FMT(row->named), STR_FMT(row->agency));
        if (!map_add(&seen, key, i))
            fault(on->cx, table_spot(table, i, S("named")), &assignment_twice, row->task, row->named);
    }
    must_have_lead(on, &on->plan->tasks, &led);
    must_have_lead(on, &on->plan->indicators, &led);
}

void plan_check_tables(Ctx *cx, const Plan *plan) {
    Checking on = { .cx = cx, .plan = plan };
    struct {
        Map *map;
        const Table *table;
    } indexes[] = {
        { &on.documents, &plan->documents },
        { &on.sections, &plan->sections },
        { &on.objectives, &plan->objectives },
        { &on.indicators, &plan->indicators },
        { &on.tasks, &plan->tasks },
    };
    for (size_t i = 0; i < COUNT(indexes); i++) {
        *indexes[i].map = map_new(cx->arena);
        table_index_codes(cx, indexes[i].table, indexes[i].map);
    }
    reference_check(cx, &plan->reference);
    on.agencies = map_new(cx->arena);
    on.addressees = map_new(cx->arena);
    for (size_t i = 0; i < plan->reference.agencies.count; i++) {
        const Agency *agency = table_item(&plan->reference.agencies, i);
        (void)map_add(&on.agencies, agency->code, i);
        (void)map_add(&on.addressees, agency->code, i);
    }
    for (size_t i = 0; i < plan->reference.collectives.count; i++) {
        const Collective *collective = table_item(&plan->reference.collectives, i);
        (void)map_add(&on.addressees, collective->code, i);
    }
    check_outline(&on);
    check_indicators(&on);
    check_targets(&on);
    check_tasks(&on);
    check_assignments(&on);
}
