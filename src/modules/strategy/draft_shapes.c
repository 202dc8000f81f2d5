/* modules/strategy/draft_shapes - the Shapes of a draft's records: those of a plan package, of which anything may be
 * missing. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/drafts.h"
#include "modules/strategy/measure.h"

static const char *const draft_kinds[] = { "section", "objective", "indicator", "task", "duty", "basis" };
static const char *const draft_states[] = { "open", "adopted", "dropped" };
static const char *const draft_item_states[] = { "unsure", "open", "confirmed", "left_out" };
const Choices draft_kind_choices = CHOICES("DraftKind", draft_kinds);
const Choices draft_state_choices = CHOICES("DraftState", draft_states);
const Choices draft_item_state_choices = CHOICES("DraftItemState", draft_item_states);

static const Field draft_target_fields[] = {
    FIELD(DraftTarget, year, OPTIONAL, 0, 2200), FIELD_CHOICE(DraftTarget, operator, OPTIONAL, &operator_choices),
    FIELD(DraftTarget, low, OPTIONAL, 0, 0),     FIELD(DraftTarget, high, OPTIONAL, 0, 0),
    FIELD(DraftTarget, text, OPTIONAL, 0, 80),
};
static const Shape draft_target_shape = SHAPE(DraftTarget, draft_target_fields);

static const Field draft_assignment_fields[] = {
    FIELD_CHOICE(DraftAssignment, role, REQUIRED, &assignment_role_choices),
    FIELD(DraftAssignment, named, REQUIRED, 1, DRAFT_NAMED_MAX),
    FIELD(DraftAssignment, agency, OPTIONAL, 0, CODE_MAX),
    FIELD(DraftAssignment, then, OPTIONAL, 0, CODE_MAX),
};
static const Shape draft_assignment_shape = SHAPE(DraftAssignment, draft_assignment_fields);

static const Field draft_fields_fields[] = {
    FIELD(DraftFields, code, OPTIONAL, 0, CODE_MAX),
    FIELD(DraftFields, citation, OPTIONAL, 0, CITATION_MAX),
    FIELD(DraftFields, title, OPTIONAL, 0, 300),
    FIELD(DraftFields, note, OPTIONAL, 0, NOTE_MAX),
    FIELD_CHOICE(DraftFields, about, OPTIONAL, &section_kind_choices),
    FIELD(DraftFields, year, OPTIONAL, 0, 9999),
    FIELD(DraftFields, short_title, OPTIONAL, 0, 60),
    FIELD(DraftFields, title_en, OPTIONAL, 0, TITLE_MAX),
    FIELD(DraftFields, unit, OPTIONAL, 0, 40),
    FIELD_CHOICE(DraftFields, measure, OPTIONAL, &indicator_kind_choices),
    FIELD_CHOICE(DraftFields, direction, OPTIONAL, &direction_choices),
    FIELD_CHOICE(DraftFields, frequency, OPTIONAL, &frequency_choices),
    FIELD(DraftFields, due_days, OPTIONAL, 0, 400),
    FIELD_CHOICE(DraftFields, level, OPTIONAL, &indicator_level_choices),
    FIELD_CHOICE(DraftFields, rollup, OPTIONAL, &rollup_choices),
    FIELD(DraftFields, levels, OPTIONAL, 0, DRAFT_TARGETS_MAX + 1),
    FIELD(DraftFields, baseline, OPTIONAL, 0, 0),
    FIELD(DraftFields, baseline_on, OPTIONAL, 0, 0),
    FIELD(DraftFields, tolerance, OPTIONAL, 0, 0),
    FIELD(DraftFields, definition, OPTIONAL, 0, NOTE_MAX),
    FIELD_LIST_IF_ANY(DraftFields, targets, DRAFT_TARGETS_MAX, &draft_target_shape),
    FIELD(DraftFields, product, OPTIONAL, 0, DRAFT_PRODUCT_MAX),
    FIELD(DraftFields, start, OPTIONAL, 0, 0),
    FIELD(DraftFields, due, OPTIONAL, 0, 0),
    FIELD_CHOICE(DraftFields, timing, OPTIONAL, &timing_choices),
    FIELD(DraftFields, indicator, OPTIONAL, 0, CODE_MAX),
    FIELD_LIST_IF_ANY(DraftFields, assignments, DRAFT_ASSIGNMENTS_MAX, &draft_assignment_shape),
    FIELD(DraftFields, who_named, OPTIONAL, 0, DRAFT_NAMED_MAX),
    FIELD(DraftFields, who, OPTIONAL, 0, CODE_MAX),
    FIELD(DraftFields, to_named, OPTIONAL, 0, DRAFT_NAMED_MAX),
    FIELD(DraftFields, to, OPTIONAL, 0, CODE_MAX),
    FIELD(DraftFields, due_rule, OPTIONAL, 0, 60),
    FIELD(DraftFields, number, OPTIONAL, 0, 120),
    FIELD_CHOICE(DraftFields, source_kind, OPTIONAL, &document_kind_choices),
    FIELD(DraftFields, issued_on, OPTIONAL, 0, 0),
};
const Shape draft_fields_shape = SHAPE(DraftFields, draft_fields_fields);

static const Field draft_document_fields[] = {
    FIELD(DraftDocument, code, OPTIONAL, 0, CODE_MAX),
    FIELD(DraftDocument, number, OPTIONAL, 0, 60),
    FIELD_CHOICE(DraftDocument, kind, OPTIONAL, &document_kind_choices),
    FIELD(DraftDocument, title, OPTIONAL, 0, TITLE_MAX),
    FIELD(DraftDocument, issuer, OPTIONAL, 0, CODE_MAX),
    FIELD(DraftDocument, issuer_named, OPTIONAL, 0, DRAFT_NAMED_MAX),
    FIELD(DraftDocument, issued_on, OPTIONAL, 0, 0),
    FIELD(DraftDocument, effective_on, OPTIONAL, 0, 0),
    FIELD(DraftDocument, horizon, OPTIONAL, 0, 9999),
    FIELD(DraftDocument, signer, OPTIONAL, 0, 120),
    FIELD(DraftDocument, source, OPTIONAL, 0, 300),
    FIELD(DraftDocument, note, OPTIONAL, 0, NOTE_MAX),
};
const Shape draft_document_shape = SHAPE(DraftDocument, draft_document_fields);

static const Field draft_item_fields[] = {
    FIELD(DraftItem, number, REQUIRED, 0, 0),
    FIELD(DraftItem, parent, REQUIRED, 0, 0),
    FIELD(DraftItem, position, REQUIRED, 0, 0),
    FIELD_CHOICE(DraftItem, kind, REQUIRED, &draft_kind_choices),
    FIELD(DraftItem, passage, REQUIRED, 0, 0),
    FIELD(DraftItem, from, REQUIRED, 0, 0),
    FIELD(DraftItem, to, REQUIRED, 0, 0),
    FIELD(DraftItem, confidence, REQUIRED, 0, 100),
    FIELD_CHOICE(DraftItem, state, REQUIRED, &draft_item_state_choices),
    FIELD(DraftItem, changed_by, OPTIONAL, 0, 0),
    FIELD(DraftItem, changed_at, OPTIONAL, 0, 0),
    FIELD(DraftItem, revision, REQUIRED, 0, 0),
    FIELD_LINK(DraftItem, fields, REQUIRED, &draft_fields_shape),
};
const Shape draft_item_shape = SHAPE(DraftItem, draft_item_fields);

static const Field draft_gap_fields[] = {
    FIELD(DraftGap, item, REQUIRED, 0, 0),    FIELD(DraftGap, field, REQUIRED, 0, 0),
    FIELD(DraftGap, problem, REQUIRED, 0, 0), FIELD(DraftGap, vi, REQUIRED, 0, 0),
    FIELD(DraftGap, en, REQUIRED, 0, 0),
};
const Shape draft_gap_shape = SHAPE(DraftGap, draft_gap_fields);

static const Field plan_draft_fields[] = {
    FIELD(PlanDraft, id, REQUIRED, 0, 0),
    FIELD(PlanDraft, file, REQUIRED, 0, 0),
    FIELD(PlanDraft, file_digest, REQUIRED, 0, 0),
    FIELD(PlanDraft, file_name, REQUIRED, 0, 0),
    FIELD(PlanDraft, format, REQUIRED, 0, 0),
    FIELD_CHOICE(PlanDraft, state, REQUIRED, &draft_state_choices),
    FIELD(PlanDraft, revision, REQUIRED, 0, 0),
    FIELD(PlanDraft, document_revision, REQUIRED, 0, 0),
    FIELD(PlanDraft, reasons, REQUIRED, 0, 0),
    FIELD(PlanDraft, made_by, REQUIRED, 0, 0),
    FIELD(PlanDraft, made_at, REQUIRED, 0, 0),
    FIELD(PlanDraft, changed_by, REQUIRED, 0, 0),
    FIELD(PlanDraft, changed_at, REQUIRED, 0, 0),
    FIELD(PlanDraft, version, REQUIRED, 0, 0),
    FIELD_LINK(PlanDraft, document, REQUIRED, &draft_document_shape),
};
const Shape plan_draft_shape = SHAPE(PlanDraft, plan_draft_fields);

static const Field draft_changed_fields[] = {
    FIELD_LINK(DraftChanged, draft, REQUIRED, &plan_draft_shape),
    FIELD_LIST(DraftChanged, items, DRAFT_ITEMS_MAX, &draft_item_shape),
    FIELD_LIST(DraftChanged, gaps, FAULTS_NAMED_MAX, &draft_gap_shape),
};
const Shape draft_changed_shape = SHAPE(DraftChanged, draft_changed_fields);
