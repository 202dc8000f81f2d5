/* modules/strategy/drafts - a plan that was read out of a document, until somebody has reviewed it: its items, what
 * they lack, and who changed what. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFTS_H
#define MODULES_STRATEGY_DRAFTS_H

#include "modules/strategy/plan.h"

enum {
    DRAFT_ITEMS_MAX = 20000,
    DRAFT_TARGETS_MAX = 40,
    DRAFT_ASSIGNMENTS_MAX = 60,
    DRAFT_SURE = 70,
    DRAFT_NAMED_MAX = 300,
    DRAFT_PRODUCT_MAX = 300,
    DRAFT_REVISIONS_MAX = 1000000,
    DRAFT_NUMBER_MAX = 1000000 /* of an item */
};

typedef enum DraftKind {
    DRAFT_NONE,
    DRAFT_SECTION,
    DRAFT_OBJECTIVE,
    DRAFT_INDICATOR,
    DRAFT_TASK,
    DRAFT_DUTY,
    DRAFT_BASIS
} DraftKind;
typedef enum DraftState { DRAFT_STATE_NONE, DRAFT_OPEN, DRAFT_ADOPTED, DRAFT_DROPPED } DraftState;
/* Unsure: read with little confidence. Left out: stays here, and is no part of the plan. */
typedef enum DraftItemState { ITEM_NONE, ITEM_UNSURE, ITEM_OPEN, ITEM_CONFIRMED, ITEM_LEFT_OUT } DraftItemState;
extern const Choices draft_kind_choices, draft_state_choices, draft_item_state_choices;

typedef struct DraftTarget {
    int64_t year;
    int operator;
    Decimal low, high;
    Str text;
} DraftTarget;

typedef struct DraftAssignment {
    int role;
    Str named;        /* as the document names it */
    Str agency, then; /* codes: who answers today, who it was; "" unknown, or nobody */
} DraftAssignment;

/* What an item says: the members of a plan package's row, those of all kinds in one record, so that an item can become
 * another kind and lose nothing. Anything may be missing here. */
typedef struct DraftFields {
    Str code, citation, title, note;
    int about;    /* of a section: what it is about */
    int64_t year; /* of an objective: its milestone */
    Str short_title, title_en, unit;
    int measure, direction, frequency; /* of an indicator; `measure` is its kind */
    int64_t due_days;
    int level, rollup;
    Texts levels;
    Decimal baseline;
    Day baseline_on;
    Decimal tolerance;
    Str definition;
    Rows targets; /* of DraftTarget */
    Str product;  /* of a task or a duty */
    Day start, due;
    int timing;
    Str indicator;                              /* code of one that the task is meant to move */
    Rows assignments;                           /* of DraftAssignment: of a task or an indicator */
    Str who_named, who, to_named, to, due_rule; /* of a duty */
    Str number;                                 /* of a legal basis, as its kind and day */
    int source_kind;
    Day issued_on;
} DraftFields;
extern const Shape draft_fields_shape;

/* The document itself, as a row of documents.csv. */
typedef struct DraftDocument {
    Str code, number;
    int kind;
    Str title, issuer, issuer_named;
    Day issued_on, effective_on;
    int64_t horizon;
    Str signer, source, note;
} DraftDocument;
extern const Shape draft_document_shape;

typedef struct DraftItem {
    int64_t number;   /* from 1; never given again */
    int64_t parent;   /* the section or objective that it stands under; 0: none */
    int64_t position; /* the order in which all items stand */
    int kind;
    int64_t passage, from, to; /* where it was read: letters of a passage's text */
    int64_t confidence;
    int state;
    Str changed_by; /* account; "" as read */
    Time changed_at;
    int64_t revision; /* the draft's, when the item was last changed */
    const DraftFields *fields;
} DraftItem;
extern const Shape draft_item_shape;

/* What must be filled in before the draft can be adopted. */
typedef struct DraftGap {
    int64_t item; /* 0: the document's own record */
    Str field;    /* of DraftFields or DraftDocument */
    Str problem;  /* slug */
    Str vi, en;
} DraftGap;
extern const Shape draft_gap_shape;

typedef struct PlanDraft {
    Id id;
    Str file, file_digest, file_name, format;
    int state;
    int64_t revision;          /* raised by each change */
    int64_t document_revision; /* when the document's own record was last changed */
    Texts reasons;             /* why nothing, or little, was found: slugs of the reader */
    Str made_by;
    Time made_at;
    Str changed_by;
    Time changed_at;
    int64_t version; /* of the plan document, that it became; 0: none */
    const DraftDocument *document;
} PlanDraft;
extern const Shape plan_draft_shape;

/* A draft with all that stands in it. */
typedef struct DraftPlan {
    DraftDocument document;
    Rows items; /* of DraftItem, in their order */
} DraftPlan;

/* ---- stored ---- */

/* NOT_FOUND, with a Problem, when there is none. */
Code draft_find(Ctx *cx, const Id *id, PlanDraft *ret_draft);
Code draft_items(Ctx *cx, const PlanDraft *draft, Rows *ret_items); /* of DraftItem, in order */
Code draft_item(Ctx *cx, const PlanDraft *draft, int64_t number, DraftItem *ret_item);
Code draft_passages(Ctx *cx, const PlanDraft *draft, Rows *ret_passages); /* of Passage */
/* What an item said before anybody changed it; NULL of one that a person added. */
Code draft_item_as_read(Ctx *cx, const PlanDraft *draft, const DraftItem *item, const DraftItem **ret_read);
Code draft_person_name(Ctx *cx, Str account, Str *ret_name); /* "" when there is no such person */
/* Refuses unless it is open. */
Code draft_require_open(Ctx *cx, const PlanDraft *draft);
/* Refuses when an item was changed after the revision that the caller saw. */
Code draft_require_seen(Ctx *cx, const DraftItem *item, int64_t based_on);

/* One change: raises the revision, writes the items that it touched, and keeps what they said before. */
typedef struct DraftChange {
    PlanDraft *draft;
    const char *what;        /* confirm, correct, split, ... */
    const DraftItem *before; /* `count` of them; an item of number 0 was not there */
    DraftItem *after;        /* the same items, as they are now */
    size_t count;
} DraftChange;
Code draft_write(Ctx *cx, const DraftChange *change);
/* Makes room behind a position: all items from it on move by one. */
Code draft_open_position(Ctx *cx, const PlanDraft *draft, int64_t position);
/* The document's own record became draft->document; before it said something else. */
Code draft_write_document(Ctx *cx, PlanDraft *draft, const DraftDocument *before);
Code draft_write_state(Ctx *cx, PlanDraft *draft);
/* What a change is answered with: the draft, the items that it touched, and all that is missing now. */
typedef struct DraftChanged {
    const PlanDraft *draft;
    Rows items, gaps;
} DraftChanged;
extern const Shape draft_changed_shape;
Code draft_tell_changed(Ctx *cx, const PlanDraft *draft, Rows items, DraftChanged *ret_changed);

/* What a reading came to, as it is written: made before the write. */
typedef struct DraftMade {
    PlanDraft draft; /* without its document */
    Str document, passages;
    DraftItem *items; /* without their fields */
    Str *fields;
    size_t count;
} DraftMade;
Code draft_insert_made(Ctx *cx, const DraftMade *made, PlanDraft *ret_draft);
/* TOO_LARGE, without a Problem, beyond what a draft holds. `scratch`: as large as the passages are. */
Code draft_fields_text(Ctx *cx, const DraftFields *fields, Str *ret_json);
Code draft_document_text(Ctx *cx, const DraftDocument *document, Str *ret_json);
Code draft_passages_text(Ctx *cx, Arena *scratch, const Rows *passages, Str *ret_json);

/* ---- routes ---- */
typedef struct DraftKey {
    Id id;
} DraftKey; /* every input begins with the id of its draft */
typedef struct DraftNumber {
    int64_t number;
} DraftNumber; /* of an item, in lists of them */
typedef struct DraftItemKey {
    Id id;
    int64_t number;
} DraftItemKey;
extern const Shape draft_key_shape, draft_number_shape, draft_list_shape, draft_page_shape, draft_item_key_shape,
    draft_item_page_shape;
Work drafts_list, draft_get, draft_item_get;

extern const ProblemKind draft_settled, draft_changed, draft_item_unknown;

#endif
