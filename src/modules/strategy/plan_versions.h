/* modules/strategy/plan_versions - every state that a document's content had: kept whole, so that any two can be
 * compared and figures stay bound to what was asked when they were reported. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PLAN_VERSIONS_H
#define MODULES_STRATEGY_PLAN_VERSIONS_H

#include "modules/strategy/plan_changes.h"
#include "modules/strategy/strategy.h"

enum { PLAN_VERSIONS_MAX = 1000 };

/* Around a change of the stored plan, in its transaction. Before: documents that were stored when versions were not yet
 * kept get their first. */
Code plan_versions_begin(Ctx *cx);
/* After: a new version for each document of `plan` whose content became another. */
Code plan_versions_keep(Ctx *cx, const Plan *plan, const PlanDeciding *deciding);

/* Of PlanVersion, the newest first; at least one. */
Code plan_versions_of(Ctx *cx, Str document, Rows *ret_versions);
/* The content of a version; NOT_FOUND, with a Problem, when there is none of this number. A document of which none was
 * kept yet has version 1: what is stored. */
Code plan_version_find(Ctx *cx, Str document, int64_t number, PlanVersion *ret_version, PlanContent *ret_content);
/* The number that the document of an indicator has now. */
Code plan_version_of_indicator(Ctx *cx, Str indicator, int64_t *ret_number);
/* Agencies and collectives in changed cells by their names. */
void plan_changes_name(Ctx *cx, const Registry *registry, Rows *changes);
/* What a content asks of an indicator: rows of Target, by year. */
Rows plan_content_targets(const PlanContent *content, Str indicator);

extern const Shape plan_versions_asked_shape, plan_version_list_shape, plan_version_key_shape, plan_version_page_shape,
    plan_difference_asked_shape, plan_difference_shape;
Work plan_versions_list, plan_version_get, plan_difference_get;

extern const ProblemKind version_unknown, versions_too_many;

#endif
