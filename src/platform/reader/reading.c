/* platform/reader/reading - see reading.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/reading.h"

static const char *const passage_kind_names[] = { "head",    "heading", "leaf",    "row",
                                                  "columns", "detail",  "closing", "repeated" };
const Choices passage_kind_choices = CHOICES("PassageKind", passage_kind_names);
static const char *const read_section_names[] = { "objectives", "tasks", "organisation", "resources", "other" };
const Choices read_section_choices = CHOICES("PassageSection", read_section_names);
static const char *const read_role_names[] = { "lead", "support", "monitor", "receiver" };
const Choices read_role_choices = CHOICES("ReadRole", read_role_names);
static const char *const term_kind_names[] = { "date", "quarter", "year", "yearly", "continuous", "period" };
const Choices term_kind_choices = CHOICES("ReadTermKind", term_kind_names);
static const char *const read_relation_names[] = { "equal", "at_least", "above", "at_most", "below", "range", "text" };
const Choices read_relation_choices = CHOICES("ReadRelation", read_relation_names);

static const char *const read_kind_names[] = { "decision",  "plan",     "programme",  "resolution",
                                               "directive", "dispatch", "regulation", "guidance",
                                               "notice" };
const Choices read_kind_choices = CHOICES("ReadKind", read_kind_names);

/* Where a finding stands. */
#define FIELDS_PLACE(T)                                                                                                \
    FIELD(T, passage, REQUIRED, 0, READING_PASSAGES_MAX), FIELD(T, from, REQUIRED, 0, PASSAGE_LETTERS_MAX),            \
        FIELD(T, to, REQUIRED, 0, PASSAGE_LETTERS_MAX)

static const Field passage_fields[] = {
    FIELD(Passage, number, REQUIRED, 1, READING_PASSAGES_MAX),
    FIELD(Passage, parent, REQUIRED, 0, READING_PASSAGES_MAX),
    FIELD(Passage, depth, REQUIRED, 0, 0),
    FIELD_CHOICE(Passage, kind, REQUIRED, &passage_kind_choices),
    FIELD_CHOICE(Passage, section, OPTIONAL, &read_section_choices),
    FIELD(Passage, mark, OPTIONAL, 0, 0),
    FIELD(Passage, text, OPTIONAL, 0, PASSAGE_LETTERS_MAX),
    FIELD(Passage, citation, OPTIONAL, 0, 0),
    FIELD(Passage, block, REQUIRED, 0, 0),
    FIELD(Passage, block_last, REQUIRED, 0, 0),
    FIELD(Passage, cells, OPTIONAL, 0, 0),
};
const Shape passage_shape = SHAPE(Passage, passage_fields);

static const Field read_basis_fields[] = {
    FIELDS_PLACE(ReadBasis),
    FIELD(ReadBasis, number, OPTIONAL, 0, 0),
    FIELD(ReadBasis, title, OPTIONAL, 0, 0),
    FIELD(ReadBasis, issued_on, OPTIONAL, 0, 0),
};
static const Shape read_basis_shape = SHAPE(ReadBasis, read_basis_fields);

static const Field read_document_fields[] = {
    FIELD(ReadDocument, number, OPTIONAL, 0, 0),
    FIELD_CHOICE(ReadDocument, kind, OPTIONAL, &read_kind_choices),
    FIELD(ReadDocument, issuer, OPTIONAL, 0, 0),
    FIELD(ReadDocument, place, OPTIONAL, 0, 0),
    FIELD(ReadDocument, signer, OPTIONAL, 0, 0),
    FIELD(ReadDocument, title, OPTIONAL, 0, 0),
    FIELD(ReadDocument, issued_on, OPTIONAL, 0, 0),
    FIELD(ReadDocument, effective_on, OPTIONAL, 0, 0),
    FIELD(ReadDocument, year_first, REQUIRED, 0, 0),
    FIELD(ReadDocument, year_last, REQUIRED, 0, 0),
    FIELD_LIST(ReadDocument, bases, READING_FINDINGS_MAX, &read_basis_shape),
    FIELD(ReadDocument, replaces, OPTIONAL, 0, 0),
};
static const Shape read_document_shape = SHAPE(ReadDocument, read_document_fields);

static const Field read_agency_fields[] = {
    FIELDS_PLACE(ReadAgency),
    FIELD(ReadAgency, named, OPTIONAL, 0, 0),
    FIELD(ReadAgency, code, OPTIONAL, 0, 0),
    FIELD_CHOICE(ReadAgency, role, OPTIONAL, &read_role_choices),
};
const Shape read_agency_shape = SHAPE(ReadAgency, read_agency_fields);

static const Field read_term_fields[] = {
    FIELDS_PLACE(ReadTerm),
    FIELD_CHOICE(ReadTerm, kind, OPTIONAL, &term_kind_choices),
    FIELD(ReadTerm, first, OPTIONAL, 0, 0),
    FIELD(ReadTerm, last, OPTIONAL, 0, 0),
    FIELD(ReadTerm, yearly, OPTIONAL, 0, 0),
    FIELD(ReadTerm, months, OPTIONAL, 0, 0),
    FIELD(ReadTerm, day, OPTIONAL, 0, 0),
    FIELD(ReadTerm, is_after, OPTIONAL, 0, 0),
    FIELD(ReadTerm, is_season, OPTIONAL, 0, 0),
    FIELD(ReadTerm, words, OPTIONAL, 0, 0),
};
const Shape read_term_shape = SHAPE(ReadTerm, read_term_fields);

static const Field read_target_fields[] = {
    FIELDS_PLACE(ReadTarget),
    FIELD(ReadTarget, year, REQUIRED, 0, 0),
    FIELD(ReadTarget, is_yearly, OPTIONAL, 0, 0),
    FIELD_CHOICE(ReadTarget, relation, OPTIONAL, &read_relation_choices),
    FIELD(ReadTarget, value, OPTIONAL, 0, 0),
    FIELD(ReadTarget, value_to, OPTIONAL, 0, 0),
    FIELD(ReadTarget, text, OPTIONAL, 0, 0),
    FIELD(ReadTarget, unit, OPTIONAL, 0, 0),
};
const Shape read_target_shape = SHAPE(ReadTarget, read_target_fields);

static const Field read_objective_fields[] = {
    FIELDS_PLACE(ReadObjective),
    FIELD(ReadObjective, title, OPTIONAL, 0, 0),
    FIELD(ReadObjective, year, REQUIRED, 0, 0),
    FIELD(ReadObjective, confidence, REQUIRED, 0, 100),
};
static const Shape read_objective_shape = SHAPE(ReadObjective, read_objective_fields);

static const Field read_indicator_fields[] = {
    FIELDS_PLACE(ReadIndicator),
    FIELD(ReadIndicator, title, OPTIONAL, 0, 0),
    FIELD(ReadIndicator, unit, OPTIONAL, 0, 0),
    FIELD(ReadIndicator, is_decrease, OPTIONAL, 0, 0),
    FIELD_LIST(ReadIndicator, targets, READING_TARGETS_MAX, &read_target_shape),
    FIELD_LIST(ReadIndicator, agencies, READING_AGENCIES_MAX, &read_agency_shape),
    FIELD(ReadIndicator, confidence, REQUIRED, 0, 100),
};
static const Shape read_indicator_shape = SHAPE(ReadIndicator, read_indicator_fields);

static const Field read_task_fields[] = {
    FIELDS_PLACE(ReadTask),
    FIELD(ReadTask, title, OPTIONAL, 0, 0),
    FIELD(ReadTask, product, OPTIONAL, 0, 0),
    FIELD_LINK(ReadTask, term, OPTIONAL, &read_term_shape),
    FIELD_LIST(ReadTask, agencies, READING_AGENCIES_MAX, &read_agency_shape),
    FIELD(ReadTask, confidence, REQUIRED, 0, 100),
};
static const Shape read_task_shape = SHAPE(ReadTask, read_task_fields);

static const Field read_duty_fields[] = {
    FIELDS_PLACE(ReadDuty),
    FIELD(ReadDuty, title, OPTIONAL, 0, 0),
    FIELD_LIST(ReadDuty, agencies, READING_AGENCIES_MAX, &read_agency_shape),
    FIELD(ReadDuty, words, OPTIONAL, 0, 0),
    FIELD(ReadDuty, days, OPTIONAL, 0, 0),
    FIELD(ReadDuty, months, OPTIONAL, 0, 0),
    FIELD(ReadDuty, day, OPTIONAL, 0, 0),
    FIELD(ReadDuty, is_after, OPTIONAL, 0, 0),
    FIELD(ReadDuty, confidence, REQUIRED, 0, 100),
};
static const Shape read_duty_shape = SHAPE(ReadDuty, read_duty_fields);

static const Field reading_fields[] = {
    FIELD(Reading, format, OPTIONAL, 0, 0),
    FIELD_LINK(Reading, document, OPTIONAL, &read_document_shape),
    FIELD_LIST(Reading, passages, READING_PASSAGES_MAX, &passage_shape),
    FIELD_LIST(Reading, objectives, READING_FINDINGS_MAX, &read_objective_shape),
    FIELD_LIST(Reading, indicators, READING_FINDINGS_MAX, &read_indicator_shape),
    FIELD_LIST(Reading, tasks, READING_FINDINGS_MAX, &read_task_shape),
    FIELD_LIST(Reading, duties, READING_FINDINGS_MAX, &read_duty_shape),
    FIELD(Reading, reasons, OPTIONAL, 0, 0),
};
const Shape reading_shape = SHAPE(Reading, reading_fields);
