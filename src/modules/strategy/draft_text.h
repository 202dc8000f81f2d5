/* modules/strategy/draft_text - a document's passages by their numbers; those of an adopted draft can be searched and
 * quoted. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_TEXT_H
#define MODULES_STRATEGY_DRAFT_TEXT_H

#include "kit/shape.h"

/* platform/reader/reading.h: its names cross with those of platform/access where both are taken in. */
typedef struct Passage Passage;

/* Of a document's `passages`, which are numbered from 1 in their order; NULL when there is none of that number. */
const Passage *draft_passage(const Rows *passages, int64_t number);
/* Of a document's `passages` (of Passage) those that say something: neither head nor closing, nor what is printed
 * twice. */
Code draft_text_index(Ctx *cx, Str code, Str number, Str title, const Rows *passages);

#endif
