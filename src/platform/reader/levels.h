/* platform/reader/levels - what is to be reached, told without a figure: "cơ bản hoàn thành", "phủ sóng toàn tỉnh",
 * "cao hơn bình quân cả nước". Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_LEVELS_H
#define PLATFORM_READER_LEVELS_H

#include "platform/reader/pieces.h"
#include "platform/reader/reading.h"
#include "platform/reader/words.h"

/* Words that set a level. All of what is named is 100 %; a mean is that against which one is measured: "cao hơn" is
 * more than 100 % of it. */
typedef struct Level {
    int kind;        /* LEVEL_WORDED, LEVEL_ALL, LEVEL_COVERS or LEVEL_MEAN */
    int relation;    /* RELATION_TEXT of words that are the level themselves */
    size_t from, to; /* pieces */
    size_t mean;     /* of a mean: the piece with which it begins; it may go on behind `to`, "... của khu vực" */
} Level;

/* In order of their places. */
size_t levels_find(const ReaderWords *words, Arena *arena, const Pieces *pieces, const Level **ret_levels);

#endif
