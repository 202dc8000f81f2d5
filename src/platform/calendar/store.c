/* platform/calendar/store - see store.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/calendar/store.h"

#include "kit/commands.h"
#include "kit/kept.h"
#include "platform/calendar/records.h"
#include "platform/ledger/ledger.h"

enum { CALENDAR_BYTES_MAX = 16 * 1024 * 1024, DAYS_OF_YEAR = 366 };

const Setting calendar_deadline_shift = {
    "calendar.deadline_shift",
    SETTING_BOOL,
    "on",
    0,
    0,
    .help = "Does a term whose last day is a day off end with the next working day (on), or on that day (off)?",
    .source = "Bộ luật Dân sự 2015 (91/2015/QH13, from 01/01/2017), Điều 148 khoản 5: general knowledge, not read in "
              "the text for this program"
};

typedef struct CalendarState {
    int64_t revision;
    Str digest;
} CalendarState;

static const Field calendar_state_fields[] = {
    FIELD(CalendarState, revision, REQUIRED, 0, 0),
    FIELD(CalendarState, digest, REQUIRED, 0, 0),
};
static const Shape calendar_state_shape = SHAPE(CalendarState, calendar_state_fields);

#include "platform/calendar/calendar.sql.h"

/* ---- loading ---- */

static Code make_stored(Ctx *cx, const void *subject, const void **ret_calendar) {
    (void)subject;
    Rows rules, decisions;
    TRY(holiday_rules_all(cx, &rules));
    TRY(day_decisions_all(cx, &decisions));
    *ret_calendar =
        calendar_make(cx->arena, &rules, &decisions, setting_is(cx->house->settings, &calendar_deadline_shift));
    return OK;
}

static const KeptKind calendar_kept = { CALENDAR_BYTES_MAX, make_stored };

Code calendar_load(Ctx *cx, const Calendar **ret_calendar) {
    CalendarState state;
    const void *kept;
    TRY(calendar_state_now(cx, &state));
    TRY(kept_borrow(cx, &calendar_kept, state.revision, &kept));
    *ret_calendar = kept;
    return OK;
}

/* ---- taking in ---- */

typedef struct CalendarArgs {
    Str folder;
} CalendarArgs;

static const Field calendar_args_fields[] = {
    OPTION(CalendarArgs, folder, REQUIRED, 1, 1000, "the folder that holds holiday_rules.csv and day_decisions.csv"),
};
const Shape calendar_args_shape = SHAPE(CalendarArgs, calendar_args_fields);

static Code replace_all(Ctx *cx, const CalendarTables *tables) {
    TRY(holiday_rules_clear(cx));
    TRY(day_decisions_clear(cx));
    TRY(holiday_rule_insert_each(cx, (const HolidayRule *)(const void *)tables->rules.items, tables->rules.count));
    return day_decision_insert_each(cx, (const DayDecision *)(const void *)tables->decisions.items,
                                    tables->decisions.count);
}

/* The same files again change nothing. Open deadlines follow at once: they are worked out when they are read. */
Code calendar_take(Ctx *cx, const void *in, void *out) {
    (void)out;
    const CalendarArgs *args = in;
    CalendarTables tables;
    CalendarState state;
    TRY(calendar_read(cx, args->folder, &tables));
    TRY(calendar_state_now(cx, &state));
    if (str_equal(state.digest, tables.digest)) {
        say("Lịch làm việc không đổi / the calendar is the same as before\n");
        return OK;
    }
    TRY(replace_all(cx, &tables));
    state.digest = tables.digest;
    TRY(calendar_state_set(cx, &state));
    TRY(ledger_append(cx, S("calendar.loaded"), S("calendar"), { "digest", tables.digest },
                      { "rules", int_text(cx, (int64_t)tables.rules.count) },
                      { "decisions", int_text(cx, (int64_t)tables.decisions.count) }));
    say("Đã nạp lịch làm việc: %zu quy tắc / rules, %zu ngày được quyết định / days decided\n", tables.rules.count,
        tables.decisions.count);
    return OK;
}

/* ---- a year ---- */

typedef struct CalendarAsked {
    int64_t year;
} CalendarAsked;

static const Field calendar_asked_fields[] = {
    FIELD(CalendarAsked, year, REQUIRED, CALENDAR_YEAR_FIRST, CALENDAR_YEAR_LAST),
};
const Shape calendar_asked_shape = SHAPE(CalendarAsked, calendar_asked_fields);

static const Field calendar_day_fields[] = {
    FIELD(CalendarDay, day, REQUIRED, 0, 0),     FIELD_CHOICE(CalendarDay, kind, REQUIRED, &day_kind_choices),
    FIELD(CalendarDay, is_off, REQUIRED, 0, 0),  FIELD(CalendarDay, name, REQUIRED, 0, 0),
    FIELD(CalendarDay, name_en, REQUIRED, 0, 0), FIELD_CHOICE(CalendarDay, status, REQUIRED, &day_status_choices),
    FIELD(CalendarDay, source, REQUIRED, 0, 0),
};
static const Shape calendar_day_shape = SHAPE(CalendarDay, calendar_day_fields);

typedef struct CalendarYear {
    int64_t year;
    bool is_loaded; /* false: nothing is known but Saturdays and Sundays */
    bool shifts_deadlines;
    int64_t working_days; /* in the whole year */
    Rows days;            /* of CalendarDay: off, or worked although their week says otherwise */
    Day today;
} CalendarYear;

static const Field calendar_year_fields[] = {
    FIELD(CalendarYear, year, REQUIRED, 0, 0),
    FIELD(CalendarYear, is_loaded, REQUIRED, 0, 0),
    FIELD(CalendarYear, shifts_deadlines, REQUIRED, 0, 0),
    FIELD(CalendarYear, working_days, REQUIRED, 0, 0),
    FIELD_LIST(CalendarYear, days, DAYS_OF_YEAR, &calendar_day_shape),
    FIELD(CalendarYear, today, REQUIRED, 0, 0),
};
const Shape calendar_year_shape = SHAPE(CalendarYear, calendar_year_fields);

static CalendarDay weekly_rest(Day day) {
    return (CalendarDay){ .day = day,
                          .kind = DAY_WEEKLY_REST,
                          .is_off = true,
                          .name = S("Nghỉ hằng tuần"),
                          .name_en = S("Weekly rest"),
                          .status = DAY_BY_LAW,
                          .source = S("") };
}

Code calendar_get(Ctx *cx, const void *in, void *out) {
    const CalendarAsked *asked = in;
    CalendarYear *year = out;
    const Calendar *calendar;
    TRY(calendar_load(cx, &calendar));
    CalendarDay *days = NEW_ARRAY(cx->arena, CalendarDay, DAYS_OF_YEAR);
    const Day last = day_make(asked->year, 12, 31);
    size_t count = 0;
    for (Day day = day_make(asked->year, 1, 1); day.number <= last.number; day.number++) {
        const CalendarDay *known = calendar_day(calendar, day);
        year->working_days += is_working_day(calendar, day);
        if (known != NULL)
            days[count++] = *known;
        else if (is_weekly_rest(day))
            days[count++] = weekly_rest(day);
    }
    year->year = asked->year;
    year->is_loaded = !calendar_is_empty(calendar);
    year->shifts_deadlines = setting_is(cx->house->settings, &calendar_deadline_shift);
    year->days = (Rows){ days, count };
    year->today = cx->today;
    return OK;
}
