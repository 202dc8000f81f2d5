/* platform/search/question - what a question asks about: its words without those that only ask. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_SEARCH_QUESTION_H
#define PLATFORM_SEARCH_QUESTION_H

#include "base/str.h"

/* "Khi nào hoàn thành phủ sóng 5G?" becomes "hoàn thành phủ sóng 5G"; a question of nothing else stays as it is. */
Str question_core(Arena *arena, Str question);

#endif
