/* modules/strategy/draft_plan - a reading becomes a draft: what a document says, as items of a plan. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_PLAN_H
#define MODULES_STRATEGY_DRAFT_PLAN_H

#include "modules/strategy/drafts.h"

/* platform/reader/reader.h: its names cross with those of platform/access where both are taken in. */
typedef struct Reading Reading;
typedef struct KnownName KnownName;
typedef struct ReadTerm ReadTerm;

/* What is known besides the reading. */
typedef struct DraftKnown {
    const Registry *registry; /* NULL: there is none, and a code is taken as it was read */
    Rows documents;           /* of PlanDocument: those that are stored; a code of another number is not given again */
    const Map *names;         /* folded name -> index in `codes`: for the issuer, whose name alone is read */
    const Str *codes;
    Day today;
} DraftKnown;

/* Everything lives in cx->arena. Nothing is invented: what the text does not say stays empty. */
DraftPlan draft_plan(Ctx *cx, const Reading *reading, const DraftKnown *known);

/* An item of a span of text that a person marked, and one that becomes another kind: what follows from its kind. */
DraftFields draft_fields_from_text(Ctx *cx, DraftKind kind, Str text);
void draft_fields_fit(DraftFields *fields, DraftKind kind);
/* By when it is: `due`, `start` and `timing` follow from a term; NULL: none was told. */
void draft_set_term(DraftFields *fields, const ReadTerm *term);
/* Who is meant by a code today, and on the day of issue. */
void draft_who(Ctx *cx, const DraftKnown *known, Day issued_on, Str code, Str *ret_agency, Str *ret_then);

#endif
