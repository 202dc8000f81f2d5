/* modules/strategy/task_order - see task_order.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/task_order.h"

static const char *const task_orders[] = { "order", "status", "due", "percent", "updated" };
const Choices task_order_choices = CHOICES("TaskOrder", task_orders);

/* Small keys come first. */
typedef struct Placed {
    int64_t key, minor;
    size_t position;
} Placed;

static int status_urgency_of_task(TaskStatus status) {
    switch (status) {
    case TASK_STATUS_OVERDUE: return 0;
    case TASK_STATUS_NO_REPORT: return 1;
    case TASK_STATUS_NOT_STARTED: return 2;
    case TASK_STATUS_IN_PROGRESS: return 3;
    case TASK_STATUS_DONE:
    case TASK_STATUS_NONE: break;
    }
    return 4;
}

static Placed place(const TaskView *view, TaskOrder order, size_t position) {
    const bool is_done = view->status == TASK_STATUS_DONE;
    const int64_t due = view->task->due.number, at = view->recorded_at.us;
    switch (order) {
    case TASK_ORDER_STATUS:
        return (Placed){ status_urgency_of_task((TaskStatus)view->status), -view->overdue_days, position };
    case TASK_ORDER_DUE: return (Placed){ is_done || due == 0 ? INT64_MAX : due, 0, position };
    case TASK_ORDER_PERCENT: return (Placed){ view->percent.is_known ? view->percent.micro : INT64_MAX, 0, position };
    case TASK_ORDER_UPDATED: return (Placed){ at == 0 ? INT64_MAX : -at, 0, position };
    case TASK_ORDER_NONE:
    case TASK_ORDER_DOCUMENT: break;
    }
    return (Placed){ 0, 0, position };
}

static int compare_places(const void *left, const void *right) {
    const Placed *a = left, *b = right;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->minor != b->minor) return a->minor < b->minor ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

void tasks_sort(Arena *arena, TaskView *views, size_t count, TaskOrder order) {
    Placed *placed = NEW_ARRAY(arena, Placed, count + 1);
    TaskView *sorted = NEW_ARRAY(arena, TaskView, count + 1);
    for (size_t i = 0; i < count; i++) placed[i] = place(&views[i], order, i);
    qsort(placed, count, sizeof(Placed), compare_places);
    for (size_t i = 0; i < count; i++) sorted[i] = views[placed[i].position];
    if (count > 0) memcpy(views, sorted, count * sizeof(TaskView));
}
