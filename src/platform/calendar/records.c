/* platform/calendar/records - see records.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/calendar/records.h"

#include "platform/reference/reference.h"

enum {
    FILE_BYTES_MAX = 4 * 1024 * 1024,
    DAYS_OF_RULE_MAX = 15,
    NAME_LETTERS_MAX = 200,
    SOURCE_LETTERS_MAX = 600,
    LEAP_YEAR = 2024,
    LUNAR_MONTH_DAYS = 30
};

const ProblemKind rule_unfit = {
    INVALID,
    "calendar/rule-unfit",
    { "Quy tắc ngày nghỉ không đúng.", "The rule of a holiday does not fit." },
    { "Quy tắc “{0}”: loại solar cần ngày dương lịch có thật, loại lunar cần tháng 1-12 và ngày 1-30 âm lịch, cả hai "
      "cần days từ 1 và lớn hơn days_before; loại substitute để trống các cột này; valid_to phải sau valid_from.",
      "Rule “{0}”: solar needs a day of the calendar, lunar a month 1-12 and a day 1-30, both days of at least 1 and "
      "more than days_before; substitute leaves these empty; valid_to must lie after valid_from." }
};
const ProblemKind day_unfit = {
    INVALID,
    "calendar/day-unfit",
    { "Quyết định không hợp với ngày.", "The decision does not fit the day." },
    { "“{0}”: làm bù (swapped_work) phải vào thứ Bảy hoặc Chủ nhật; nghỉ bù và nghỉ hoán đổi phải vào thứ Hai đến thứ "
      "Sáu; không ghi weekly_rest; năm từ 2000 đến 2100.",
      "“{0}”: swapped_work must be a Saturday or Sunday; substitute and swapped_off a Monday to Friday; weekly_rest is "
      "not written; years from 2000 to 2100." }
};
const ProblemKind day_twice = { INVALID,
                                "calendar/day-twice",
                                { "Ngày bị trùng.", "A day stands twice." },
                                { "Ngày “{0}” đã có ở dòng khác. Giữ một dòng cho mỗi ngày.",
                                  "The day “{0}” stands in another row as well. Keep one row for each day." } };

/* ---- Shapes ---- */

static const char *const rule_kinds[] = { "solar", "lunar", "substitute" };
const Choices rule_kind_choices = CHOICES("HolidayRuleKind", rule_kinds);
static const char *const day_kinds[] = { "weekly_rest", "holiday", "substitute", "swapped_off", "swapped_work" };
const Choices day_kind_choices = CHOICES("DayKind", day_kinds);
static const char *const day_statuses[] = { "decided", "by_law", "reported", "expected" };
const Choices day_status_choices = CHOICES("DayStatus", day_statuses);

static const Field holiday_rule_fields[] = {
    FIELD(HolidayRule, code, REQUIRED, 1, 40),
    FIELD(HolidayRule, name, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD(HolidayRule, name_en, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD_CHOICE(HolidayRule, kind, REQUIRED, &rule_kind_choices),
    FIELD(HolidayRule, month, OPTIONAL, 0, 12),
    FIELD(HolidayRule, day, OPTIONAL, 0, 31),
    FIELD(HolidayRule, days_before, OPTIONAL, 0, DAYS_OF_RULE_MAX),
    FIELD(HolidayRule, days, OPTIONAL, 0, DAYS_OF_RULE_MAX),
    FIELD(HolidayRule, valid_from, REQUIRED, 0, 0),
    FIELD(HolidayRule, valid_to, OPTIONAL, 0, 0),
    FIELD_CHOICE(HolidayRule, status, REQUIRED, &day_status_choices),
    FIELD(HolidayRule, source, REQUIRED, 1, SOURCE_LETTERS_MAX),
};
const Shape holiday_rule_shape = SHAPE(HolidayRule, holiday_rule_fields);

static const Field day_decision_fields[] = {
    FIELD(DayDecision, day, REQUIRED, 0, 0),
    FIELD_CHOICE(DayDecision, kind, REQUIRED, &day_kind_choices),
    FIELD(DayDecision, name, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD(DayDecision, name_en, REQUIRED, 1, NAME_LETTERS_MAX),
    FIELD(DayDecision, rule, OPTIONAL, 0, 40),
    FIELD_CHOICE(DayDecision, status, REQUIRED, &day_status_choices),
    FIELD(DayDecision, source, REQUIRED, 1, SOURCE_LETTERS_MAX),
};
const Shape day_decision_shape = SHAPE(DayDecision, day_decision_fields);

/* ---- checks ---- */

static bool rule_fits(const HolidayRule *rule) {
    if (rule->valid_to.number != 0 && rule->valid_to.number <= rule->valid_from.number) return false;
    const bool has_days = rule->days >= 1 && rule->days_before < rule->days;
    switch ((RuleKind)rule->kind) {
    case RULE_SOLAR: return has_days && day_make(LEAP_YEAR, rule->month, rule->day).number != 0;
    case RULE_LUNAR: return has_days && rule->month >= 1 && rule->day >= 1 && rule->day <= LUNAR_MONTH_DAYS;
    case RULE_SUBSTITUTE: return rule->month + rule->day + rule->days_before + rule->days == 0;
    case RULE_NONE: break;
    }
    return false;
}

static bool day_fits(const DayDecision *decision) {
    const int64_t year = day_year(decision->day);
    if (year < CALENDAR_YEAR_FIRST || year > CALENDAR_YEAR_LAST) return false;
    switch ((DayKind)decision->kind) {
    case DAY_HOLIDAY: return true;
    case DAY_SUBSTITUTE:
    case DAY_SWAPPED_OFF: return !is_weekly_rest(decision->day);
    case DAY_SWAPPED_WORK: return is_weekly_rest(decision->day);
    case DAY_WEEKLY_REST:
    case DAY_NONE: break;
    }
    return false;
}

static void check_tables(Ctx *cx, const CalendarTables *tables) {
    Map codes = map_new(cx->arena), days = map_new(cx->arena);
    table_index_codes(cx, &tables->rules, &codes);
    for (size_t i = 0; i < tables->rules.count; i++) {
        const HolidayRule *rule = table_item(&tables->rules, i);
        if (!rule_fits(rule)) fault(cx, table_spot(&tables->rules, i, S("kind")), &rule_unfit, rule->code);
    }
    for (size_t i = 0; i < tables->decisions.count; i++) {
        const DayDecision *decision = table_item(&tables->decisions, i);
        const Spot spot = table_spot(&tables->decisions, i, S("day"));
        const Str day = day_text(cx->arena, decision->day);
        if (!map_add(&days, day, i)) fault(cx, spot, &day_twice, day);
        if (!day_fits(decision)) fault(cx, spot, &day_unfit, day);
        code_must_be_known(cx, &codes, &tables->decisions, i, S("rule"), decision->rule);
    }
}

/* ---- reading ---- */

Code calendar_read(Ctx *cx, Str folder, CalendarTables *ret_tables) {
    CalendarTables tables = { 0 };
    Digest *digest = digest_new();
    const TableFile rules = { folder, S("holiday_rules.csv"), &holiday_rule_shape, FILE_BYTES_MAX, RULES_MAX };
    const TableFile decisions = { folder, S("day_decisions.csv"), &day_decision_shape, FILE_BYTES_MAX, DECISIONS_MAX };
    Code code = table_read_file(cx, &rules, digest, &tables.rules);
    if (code == OK) code = table_read_file(cx, &decisions, digest, &tables.decisions);
    const Sha256 all = digest_end(digest);
    TRY(code);
    tables.digest = hex_text(cx->arena, all.bytes, sizeof all.bytes);
    if (tables.rules.is_whole && tables.decisions.is_whole) check_tables(cx, &tables);
    TRY(faults_verdict(cx));
    *ret_tables = tables;
    return OK;
}
