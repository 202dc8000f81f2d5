/* kit/awaited - something that waits until the caller decides on it, as the room knows it that can have it decided. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_AWAITED_H
#define KIT_AWAITED_H

#include "kit/shape.h"

typedef struct Awaited {
    Str title, title_en; /* of what waits; title_en is "" where it is in the words of its writer */
    Str from, person;    /* who waits, and who sent it; "" where nobody is to be named */
    Time since;
    Day due_on; /* by which day it should be decided; none: no term is set */
    Str page;   /* where it is decided */
} Awaited;

/* One kind of what waits. */
typedef struct Need {
    const char *may; /* who is asked for it at all */
    Sentence what;   /* what is to be done: "Trả lời khiếu nại" */
    Code (*list)(Ctx *cx, Rows *ret_awaited); /* of Awaited: those that the caller may decide on, and no others */
} Need;

#endif
