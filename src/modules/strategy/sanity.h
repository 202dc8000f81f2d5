/* modules/strategy/sanity - what a machine sees in a figure before a person decides. Pure: figures in, findings out. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_SANITY_H
#define MODULES_STRATEGY_SANITY_H

#include "modules/strategy/measure.h"

typedef enum FindingName {
    FINDING_NONE,
    FINDING_EVIDENCE, /* a: files attached; fine from 1 */
    FINDING_JUMP,     /* a: change since the figure before; b: usual change; odd beyond 3 times the usual,
        if that is > 0 */
    FINDING_TURN,     /* a: change against the good direction */
    FINDING_SLIP,     /* a: the figure before; the new one is 10 or 1000 times it, or a tenth or thousandth */
    FINDING_SAME,     /* a: so many figures in a row are the same */
    FINDING_PATH,     /* a: gap to the path; odd when it falls below for the first time */
} FindingName;

/* Not names[0]-based like other enums of the house's records: `is_fine` tells what to show. */
typedef struct Finding {
    int name;
    bool is_fine;
    Decimal a, b;
} Finding;

enum { FINDINGS_MAX = 6 };

/* `before` are the figures that hold for earlier periods, in time; returns how many findings were written. */
size_t sanity_check(const Goal *goal, const Series *before, Point figure, size_t evidence_count, Finding *ret_findings);

#endif
