/* modules/strategy/draft_lessons - what a reviewer put right, as words that would have told it: offered to him, taught
 * by him alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_DRAFT_LESSONS_H
#define MODULES_STRATEGY_DRAFT_LESSONS_H

#include "modules/strategy/drafts.h"
#include "platform/reader/reader.h"

enum { DRAFT_LESSONS_MAX = 4 };

/* One thing that was put right; of its choices one is taught, or none. */
typedef struct DraftLesson {
    Str named;    /* the agency that it is about; "" about none */
    Rows choices; /* of DraftLessonWord, the likeliest first */
} DraftLesson;
typedef struct DraftLessonWord {
    Str list, words, means;
} DraftLessonWord;

/* Pure: from what an item said as it was read (NULL: a person added it) and what it says now. Of DraftLesson. */
Rows draft_lessons_of(Arena *arena, const LessonReader *reader, const Rows *passages, const DraftItem *read,
                      const DraftItem *now);

extern const Shape draft_lesson_list_shape;
Work draft_lessons_get;

#endif
