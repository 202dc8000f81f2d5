/* modules/strategy/inbox_decisions - what waits in any room until the caller decides on it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/inbox.h"

#include "platform/access/access.h"

static const Field inbox_decision_fields[] = {
    FIELD(InboxDecision, what, REQUIRED, 0, 0),      FIELD(InboxDecision, what_en, REQUIRED, 0, 0),
    FIELD(InboxDecision, title, REQUIRED, 0, 0),     FIELD(InboxDecision, title_en, REQUIRED, 0, 0),
    FIELD(InboxDecision, from, REQUIRED, 0, 0),      FIELD(InboxDecision, person, REQUIRED, 0, 0),
    FIELD(InboxDecision, since, REQUIRED, 0, 0),     FIELD(InboxDecision, due_on, OPTIONAL, 0, 0),
    FIELD(InboxDecision, days_left, REQUIRED, 0, 0), FIELD(InboxDecision, has_due, REQUIRED, 0, 0),
    FIELD(InboxDecision, page, REQUIRED, 0, 0),
};
const Shape inbox_decision_shape = SHAPE(InboxDecision, inbox_decision_fields);

static InboxDecision decision_of(const Ctx *cx, const Need *need, const Awaited *one) {
    return (InboxDecision){ .what = str_of(need->what.vi),
                            .what_en = str_of(need->what.en),
                            .title = one->title,
                            .title_en = one->title_en,
                            .from = one->from,
                            .person = one->person,
                            .since = one->since,
                            .due_on = one->due_on,
                            .days_left = one->due_on.number - cx->today.number,
                            .has_due = one->due_on.number != 0,
                            .page = one->page };
}

static int compare_decisions(const void *left, const void *right) {
    const InboxDecision *a = left, *b = right;
    if (a->has_due != b->has_due) return a->has_due ? -1 : 1;
    if (a->due_on.number != b->due_on.number) return a->due_on.number < b->due_on.number ? -1 : 1;
    if (a->since.us != b->since.us) return a->since.us < b->since.us ? -1 : 1;
    return str_compare(a->page, b->page);
}

Code inbox_decisions(Ctx *cx, Rows *ret_decisions) {
    const House *house = cx->house;
    InboxDecision *found = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->need_count; j++) {
            const Need *need = &house->modules[i]->needs[j];
            Rows rows = { 0 };
            if (!access_may(cx, need->may)) continue;
            TRY(need->list(cx, &rows));
            for (size_t k = 0; k < rows.count && count < DECISIONS_MAX; k++) {
                found = array_grow(cx->arena, found, sizeof(InboxDecision), count, &room);
                found[count++] = decision_of(cx, need, &((const Awaited *)rows.items)[k]);
            }
        }
    }
    if (count > 0) qsort(found, count, sizeof(InboxDecision), compare_decisions);
    *ret_decisions = (Rows){ found, count };
    return OK;
}
