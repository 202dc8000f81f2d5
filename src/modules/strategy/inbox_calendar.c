/* modules/strategy/inbox_calendar - the caller's own deadlines for his calendar program. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/inbox.h"

#include "kit/icalendar.h"
#include "platform/access/access.h"

enum { CALENDAR_BYTES_MAX = 4 * 1024 * 1024 };

static const Field ics_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape ics_shape = { "Ics", sizeof(Raw), ics_fields, COUNT(ics_fields) };

static Str summary_of(Arena *arena, const InboxItem *item) {
    const char *const what = item->kind == INBOX_FIGURE ? "Hạn số liệu"
                             : item->kind == INBOX_TASK ? "Hạn nhiệm vụ"
                                                        : "Hạn báo cáo";
    if (item->period.len == 0) return str_format(arena, "%s: %.*s", what, STR_FMT(item->title));
    return str_format(arena, "%s %.*s: %.*s", what, STR_FMT(item->period), STR_FMT(item->title));
}

/* The same thing has the same name each time that it is asked for: codes hold only capitals, digits and . - _ */
static Str uid_of(Arena *arena, const InboxItem *item) {
    return str_format(arena, "%.*s.%.*s.%.*s.%.*s@banyan", STR_FMT(choice_name(&inbox_kind_choices, item->kind)),
                      STR_FMT(item->item), STR_FMT(item->subject), STR_FMT(item->period));
}

Code inbox_deadlines(Ctx *cx, Rows *ret_events) {
    Inbox inbox = { 0 };
    TRY(inbox_read(cx, &inbox));
    CalendarEvent *events = NEW_ARRAY(cx->arena, CalendarEvent, inbox.items.count + 1);
    *ret_events = (Rows){ events, 0 };
    for (size_t i = 0; i < inbox.items.count; i++) {
        const InboxItem *item = &((const InboxItem *)inbox.items.items)[i];
        if (!item->has_due) continue;
        events[ret_events->count++] = (CalendarEvent){
            .uid = uid_of(cx->arena, item),
            .day = item->due_on,
            .summary = summary_of(cx->arena, item),
            .description =
                str_format(cx->arena, "%.*s\n%.*s", STR_FMT(item->citation), STR_FMT(item->agency_name)),
        };
    }
    return OK;
}

/* Of all rooms: one calendar for whatever a person must do. */
Code inbox_ics(Ctx *cx, const void *in, void *out) {
    (void)in;
    Raw *raw = out;
    const House *house = cx->house;
    Buf text = buf_new(cx->arena, CALENDAR_BYTES_MAX);
    icalendar_begin(&text, S("Việc của tôi – hạn"));
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->deadline_count; j++) {
            const Deadline *room = &house->modules[i]->deadlines[j];
            Rows events;
            if (!access_may(cx, room->may[0])) continue;
            TRY(room->list(cx, &events));
            for (size_t k = 0; k < events.count; k++)
                icalendar_event(&text, &((const CalendarEvent *)events.items)[k], cx->now);
        }
    }
    icalendar_end(&text);
    raw->file_name = S("banyan-han.ics");
    return buf_done(&text, &raw->body);
}
