/* modules/strategy/draft_text - the text of a document whose draft was adopted can be searched and quoted. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_TEXT_H
#define MODULES_STRATEGY_DRAFT_TEXT_H

#include "kit/shape.h"

/* Of a document's `passages` (of Passage) those that say something: neither head nor closing, nor what is printed
 * twice. */
Code draft_text_index(Ctx *cx, Str code, Str number, Str title, const Rows *passages);

#endif
