/* modules/strategy/inbox - what needs the caller first, and what he waits for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/inbox.h"

#include "modules/strategy/submissions.h"
#include "modules/strategy/views.h"
#include "platform/access/access.h"

enum { ITEMS_MAX = 1000, SOON_DAYS = 30 };

static const char *const inbox_kinds[] = { "check", "returned", "figure", "task", "duty" };
const Choices inbox_kind_choices = CHOICES("InboxKind", inbox_kinds);

static const Field inbox_item_fields[] = {
    FIELD_CHOICE(InboxItem, kind, REQUIRED, &inbox_kind_choices),
    FIELD(InboxItem, id, REQUIRED, 0, 0),
    FIELD(InboxItem, item, REQUIRED, 0, 0),
    FIELD(InboxItem, title, REQUIRED, 0, 0),
    FIELD(InboxItem, citation, REQUIRED, 0, 0),
    FIELD(InboxItem, unit, REQUIRED, 0, 0),
    FIELD(InboxItem, subject, REQUIRED, 0, 0),
    FIELD(InboxItem, subject_name, REQUIRED, 0, 0),
    FIELD(InboxItem, period, REQUIRED, 0, 0),
    FIELD(InboxItem, agency, REQUIRED, 0, 0),
    FIELD(InboxItem, agency_name, REQUIRED, 0, 0),
    FIELD(InboxItem, person, REQUIRED, 0, 0),
    FIELD(InboxItem, due_on, OPTIONAL, 0, 0),
    FIELD(InboxItem, days_left, REQUIRED, 0, 0),
    FIELD(InboxItem, has_due, REQUIRED, 0, 0),
    FIELD(InboxItem, value, OPTIONAL, 0, 0),
    FIELD(InboxItem, text, REQUIRED, 0, 0),
    FIELD(InboxItem, note, REQUIRED, 0, 0),
    FIELD(InboxItem, at, OPTIONAL, 0, 0),
};
static const Shape inbox_item_shape = SHAPE(InboxItem, inbox_item_fields);

static const Field inbox_fields[] = {
    FIELD_LIST(Inbox, items, ITEMS_MAX, &inbox_item_shape),
    FIELD_LIST(Inbox, decisions, DECISIONS_MAX, &inbox_decision_shape),
    FIELD_LIST(Inbox, waiting, ITEMS_MAX, &inbox_item_shape),
    FIELD_LIST(Inbox, agencies, 100, &agency_shape),
    FIELD(Inbox, today, REQUIRED, 0, 0),
};
const Shape inbox_shape = SHAPE(Inbox, inbox_fields);

typedef struct Gathering {
    Ctx *cx;
    const Goals *goals;
    TaskBook book;
    Rows duties;
    Map waiting; /* item|subject|period of what waits to be checked */
    InboxItem *items, *sent;
    size_t count, room, sent_count, sent_room;
} Gathering;

static Str waiting_key(Arena *arena, Str item, Str subject, Str period) {
    return str_format(arena, "%.*s|%.*s|%.*s", STR_FMT(item), STR_FMT(subject), STR_FMT(period));
}

static void add_item(Gathering *on, InboxItem item) {
    if (on->count == ITEMS_MAX) return;
    on->items = array_grow(on->cx->arena, on->items, sizeof(InboxItem), on->count, &on->room);
    on->items[on->count++] = item;
}

static InboxItem item_of_submission(const Gathering *on, const Submission *submission, InboxKind kind) {
    const Indicator *indicator = goals_indicator(on->goals, submission->item);
    InboxItem item = { .kind = (int)kind,
                       .id = id_str(&submission->id),
                       .item = submission->item,
                       .title = submission->item,
                       .unit = S("%"),
                       .citation = S(""),
                       .subject = submission->subject,
                       .subject_name = registry_name(on->goals->registry, submission->subject),
                       .period = submission->period,
                       .agency = submission->agency,
                       .agency_name = registry_name(on->goals->registry, submission->agency),
                       .person = submission->entered_name,
                       .value = submission->value,
                       .text = submission->text,
                       .note = submission->decision_note,
                       .at = kind == INBOX_RETURNED ? submission->decided_at : submission->entered_at };
    if (indicator != NULL) {
        item.title = indicator->title;
        item.unit = indicator->unit;
        item.citation = indicator->citation;
    }
    for (size_t i = 0; indicator == NULL && i < on->book.tasks.count; i++) {
        const Task *task = &((const Task *)on->book.tasks.items)[i];
        if (!str_equal(task->code, submission->item)) continue;
        item.title = task->title;
        item.citation = task->citation;
    }
    return item;
}

/* What waits: for who may check, it is work; for the rest, it is what they wait for. */
static Code gather_waiting(Gathering *on, const Texts *agencies, bool may_check) {
    Rows rows, ties;
    TRY(submissions_in_state(on->cx, STATE_SUBMITTED, S(""), &rows));
    TRY(access_hand_ties(on->cx, &ties));
    for (size_t i = 0; i < rows.count; i++) {
        const Submission *one = &((const Submission *)rows.items)[i];
        (void)map_add(&on->waiting, waiting_key(on->cx->arena, one->item, one->subject, one->period), i);
        const bool is_own = str_equal(one->entered_by, on->cx->caller.id);
        const Day entered_on = ctx_day_of(on->cx, one->entered_at);
        if (may_check && access_is_other_hand(on->cx, &ties, one->entered_by, entered_on))
            add_item(on, item_of_submission(on, one, INBOX_CHECK));
        bool is_ours = is_own;
        for (size_t j = 0; j < agencies->count; j++) is_ours = is_ours || str_equal(one->agency, agencies->items[j]);
        if (!is_ours || on->sent_count == ITEMS_MAX) continue;
        on->sent = array_grow(on->cx->arena, on->sent, sizeof(InboxItem), on->sent_count, &on->sent_room);
        on->sent[on->sent_count++] = item_of_submission(on, one, INBOX_CHECK);
    }
    return OK;
}

/* Entries that came back, unless they were handed in anew. */
static Code gather_returned(Gathering *on, Str agency) {
    Rows rows;
    TRY(submissions_in_state(on->cx, STATE_RETURNED, agency, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Submission *one = &((const Submission *)rows.items)[i];
        Rows later;
        TRY(submissions_of(on->cx, one->item, one->subject, &later));
        bool is_answered = false;
        for (size_t j = 0; j < later.count && !is_answered; j++) {
            const Submission *other = &((const Submission *)later.items)[j];
            is_answered = str_equal(other->period, one->period) && other->entered_at.us > one->entered_at.us;
        }
        if (!is_answered) add_item(on, item_of_submission(on, one, INBOX_RETURNED));
    }
    return OK;
}

static void set_due(Gathering *on, InboxItem *item, Day due) {
    item->due_on = due;
    item->has_due = due.number != 0;
    item->days_left = due.number - on->cx->today.number;
}

/* The figure that an agency must hand in next: the one that is due and missing, or that of the period just over. */
static Code gather_figure(Gathering *on, const Indicator *indicator, const Agency *agency, Answering answering) {
    Ctx *cx = on->cx;
    const Str subject = goals_subject_owed(on->goals, indicator, agency, answering);
    if (subject.len == 0) return OK;
    Standing standing = { 0 };
    const Code found = standing_find(cx, indicator->code, subject, &standing);
    if (found != OK && found != NOT_FOUND) return found;
    const Due due = due_of(on->goals, indicator, cx->today);
    const bool is_overdue = overdue_days(&due, standing.ends_on, cx->today) > 0;
    const Period period = is_overdue ? due.period : period_over(cx->today, (Frequency)indicator->frequency);
    const bool was_due_ever = due.period.frequency != FREQUENCY_NONE || standing.ends_on.number != 0;
    if (!is_overdue && (!was_due_ever || standing.ends_on.number >= period_end(period).number)) return OK;
    const Str text = period_text(cx->arena, period);
    if (map_has(&on->waiting, waiting_key(cx->arena, indicator->code, subject, text))) return OK;
    InboxItem item = { .kind = INBOX_FIGURE,
                       .id = S(""),
                       .item = indicator->code,
                       .title = indicator->title,
                       .citation = indicator->citation,
                       .unit = indicator->unit,
                       .subject = subject,
                       .subject_name = registry_name(on->goals->registry, subject),
                       .period = text,
                       .agency = agency->code,
                       .agency_name = agency->name,
                       .person = S(""),
                       .text = S(""),
                       .note = S("") };
    set_due(on, &item, period_due_on(period, due_days_of(indicator), on->goals->calendar));
    add_item(on, item);
    return OK;
}

/* Tasks that are overdue, fall due soon, or of which nothing was ever reported. */
static void gather_task(Gathering *on, const Task *task, const Agency *agency) {
    Ctx *cx = on->cx;
    const TaskProgress *progress = task_book_progress(&on->book, task->code, agency->code);
    const bool is_done = progress != NULL && progress->state == TASK_DONE;
    const Day due = deadline_of(on->goals->calendar, task->due);
    const bool is_near = due.number != 0 && due.number - cx->today.number <= SOON_DAYS;
    if (is_done || (progress != NULL && !is_near)) return;
    if (map_has(&on->waiting, waiting_key(cx->arena, task->code, agency->code, S("")))) return;
    InboxItem item = { .kind = INBOX_TASK,
                       .id = S(""),
                       .item = task->code,
                       .title = task->title,
                       .citation = task->citation,
                       .unit = S("%"),
                       .subject = agency->code,
                       .subject_name = agency->name,
                       .period = S(""),
                       .agency = agency->code,
                       .agency_name = agency->name,
                       .person = S(""),
                       .text = S(""),
                       .note = S("") };
    if (progress != NULL) item.value = decimal_whole(progress->percent);
    set_due(on, &item, due);
    add_item(on, item);
}

static void gather_duty(Gathering *on, const Duty *duty, const Agency *agency) {
    const DutyView view = duty_view(on->cx, on->goals, duty);
    if (view.due_on.number - on->cx->today.number > SOON_DAYS) return;
    InboxItem item = { .kind = INBOX_DUTY,
                       .id = S(""),
                       .item = duty->code,
                       .title = duty->title,
                       .citation = duty->citation,
                       .unit = S(""),
                       .subject = agency->code,
                       .subject_name = agency->name,
                       .period = view.for_period,
                       .agency = agency->code,
                       .agency_name = agency->name,
                       .person = S(""),
                       .text = S(""),
                       .note = S("") };
    set_due(on, &item, view.due_on);
    add_item(on, item);
}

static Code gather_agency(Gathering *on, const Agency *agency) {
    const Goals *goals = on->goals;
    const Texts codes = registry_codes_for(on->cx, goals->registry, agency->code, on->cx->today);
    TRY(gather_returned(on, agency->code));
    for (size_t i = 0; i < goals->indicators.count; i++) {
        const Indicator *indicator = &((const Indicator *)goals->indicators.items)[i];
        const Answering answering = goals_answering(goals, &codes, indicator->code, ROLE_OF_LEAD);
        TRY(memory_left(on->cx));
        if (answering.answers) TRY(gather_figure(on, indicator, agency, answering));
    }
    for (size_t i = 0; i < on->book.tasks.count; i++) {
        const Task *task = &((const Task *)on->book.tasks.items)[i];
        if (is_closed(task->closed_on, on->cx->today)) continue;
        TRY(memory_left(on->cx));
        if (goals_answering(goals, &codes, task->code, ROLE_OF_LEAD).answers) gather_task(on, task, agency);
    }
    for (size_t i = 0; i < on->duties.count; i++) {
        const Duty *duty = &((const Duty *)on->duties.items)[i];
        if (texts_hold(codes, duty->who)) gather_duty(on, duty, agency);
    }
    return OK;
}

/* Overdue first, the longest first; then what came back; then what others wait for; then by the day. */
static int64_t rank_of(const InboxItem *item) {
    if (item->has_due && item->days_left < 0) return -1000000 + item->days_left;
    if (item->kind == INBOX_RETURNED) return -2;
    if (item->kind == INBOX_CHECK) return -1;
    return item->has_due ? item->days_left : 1000000;
}

static int compare_items(const void *left, const void *right) {
    const InboxItem *a = left, *b = right;
    const int64_t ra = rank_of(a), rb = rank_of(b);
    if (ra != rb) return ra < rb ? -1 : 1;
    if (a->at.us != b->at.us) return a->at.us < b->at.us ? -1 : 1;
    return str_compare(a->item, b->item);
}

Code inbox_read(Ctx *cx, Inbox *inbox) {
    Goals *goals;
    bool all;
    Gathering on = { .cx = cx, .waiting = map_new(cx->arena) };
    TRY(goals_load(cx, &goals));
    on.goals = goals;
    TRY(task_book_load(cx, goals, &on.book));
    on.duties = goals->duties;
    const Texts agencies = access_agencies(cx, "strategy.enter", &all);
    TRY(gather_waiting(&on, &agencies, access_may(cx, "strategy.check")));
    Agency *ours = NEW_ARRAY(cx->arena, Agency, agencies.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < agencies.count && count < 100; i++) {
        const Agency *agency = registry_agency(goals->registry, agencies.items[i]);
        if (agency == NULL) continue;
        ours[count++] = *agency;
        TRY(gather_agency(&on, agency));
    }
    if (on.count > 0) qsort(on.items, on.count, sizeof(InboxItem), compare_items);
    inbox->items = (Rows){ on.items, on.count };
    inbox->waiting = (Rows){ on.sent, on.sent_count };
    inbox->agencies = (Rows){ ours, count };
    inbox->today = cx->today;
    return OK;
}

Code inbox_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Inbox *inbox = out;
    TRY(inbox_read(cx, inbox));
    return inbox_decisions(cx, &inbox->decisions);
}

Code inbox_each_owed(Ctx *cx, TakeOwed *take) {
    Goals *goals;
    const Texts none = { 0 };
    Gathering on = { .cx = cx, .waiting = map_new(cx->arena) };
    TRY(goals_load(cx, &goals));
    on.goals = goals;
    on.duties = goals->duties;
    TRY(task_book_load(cx, goals, &on.book));
    TRY(gather_waiting(&on, &none, false));
    const Rows agencies = registry_agencies(goals->registry);
    for (size_t i = 0; i < agencies.count; i++) {
        const Agency *agency = &((const Agency *)agencies.items)[i];
        if (!agency_is_valid(agency, cx->today)) continue;
        on.count = 0; /* the limit is one of each agency */
        TRY(gather_agency(&on, agency));
        for (size_t j = 0; j < on.count; j++) {
            if (on.items[j].has_due && on.items[j].kind != INBOX_RETURNED) TRY(take(cx, &on.items[j]));
        }
    }
    return OK;
}
