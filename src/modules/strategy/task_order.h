/* modules/strategy/task_order - in which order tasks are listed. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_TASK_ORDER_H
#define MODULES_STRATEGY_TASK_ORDER_H

#include "modules/strategy/views.h"

typedef enum TaskOrder {
    TASK_ORDER_NONE,
    TASK_ORDER_DOCUMENT, /* as the documents have them: the standard             */
    TASK_ORDER_STATUS,   /* what needs somebody first; the longest overdue first */
    TASK_ORDER_DUE,      /* the next due day first, what is done last            */
    TASK_ORDER_PERCENT,  /* the least far first, what nobody reported last       */
    TASK_ORDER_UPDATED,  /* the newest report first                              */
} TaskOrder;
extern const Choices task_order_choices;

/* Tasks that are alike stay in the order in which they came. */
void tasks_sort(Arena *arena, TaskView *views, size_t count, TaskOrder order);

#endif
