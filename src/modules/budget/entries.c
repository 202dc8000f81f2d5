/* modules/budget/entries - see entries.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/budget/entries.h"

#include "modules/budget/telling.h"
#include "platform/access/access.h"
#include "platform/documents/documents.h"
#include "platform/ledger/ledger.h"
#include "platform/people/people.h"

enum { ENTRIES_SHOWN_MAX = 1000, SUBJECTS_MAX = 400 };

const ProblemKind line_changed = {
    CONFLICT,
    "budget/line-changed",
    { "Số tiền đã thay đổi.", "The amount has changed meanwhile." },
    { "“{0}” hiện ở lần ghi {1}, khác với lúc bạn mở. Tải lại trang, xem số mới rồi gửi lại.",
      "“{0}” is at revision {1}, not at what you saw. Reload, look at the new amount, then send again." }
};
const ProblemKind money_waiting = {
    CONFLICT,
    "budget/entry-waiting",
    { "Đã có số đang chờ kiểm tra.", "An amount waits to be checked." },
    { "“{0}” đang chờ điều phối kiểm tra. Rút lại bản đang chờ, hoặc chọn thay bằng bản mới.",
      "“{0}” waits for the coordinator. Withdraw what waits, or choose to replace it." }
};
const ProblemKind money_reason_needed = {
    INVALID,
    "budget/reason-needed",
    { "Cần nêu lý do.", "A reason is needed." },
    { "Sửa số đã ghi hoặc trả lại thì ghi lý do, ít nhất 10 ký tự.",
      "To correct an amount that holds, or to return one, give the reason: at least 10 letters." }
};
const ProblemKind money_decided = { CONFLICT,
                                    "budget/entry-decided",
                                    { "Mục này đã được quyết.", "This was decided already." },
                                    { "Mục đang ở trạng thái “{0}”. Tải lại danh sách.",
                                      "It is in the state “{0}”. Reload the list." } };
const ProblemKind money_own = { FORBIDDEN,
                                "budget/own-entry",
                                { "Không tự quyết việc mình gửi.", "Nobody decides on his own entry." },
                                { "Bạn là người gửi mục này; người khác phải kiểm tra.",
                                  "You handed this in; somebody else must check it." } };

const Setting budget_province_keepers = {
    "budget.province_keepers",
    SETTING_TEXT,
    "",
    0,
    400,
    .help = "Codes of the agencies whose officers enter the province's total budget and GRDP, with ; between",
    .source = "the province decides: usually the department of finance and the statistics office"
};

static const char *const entry_states[] = { "submitted", "accepted", "returned", "withdrawn" };
static const char *const verdicts[] = { "accept", "return" };
static const Choices entry_state_choices = CHOICES("BudgetEntryState", entry_states);
static const Choices verdict_choices = CHOICES("BudgetVerdict", verdicts);
typedef enum MoneyVerdict { VERDICT_NONE, VERDICT_ACCEPT, VERDICT_RETURN } MoneyVerdict;

static const Field budget_entry_fields[] = {
    FIELD(BudgetEntry, id, REQUIRED, 0, 0),
    FIELD_CHOICE(BudgetEntry, kind, REQUIRED, &line_kind_choices),
    FIELD(BudgetEntry, subject, REQUIRED, 0, 0),
    FIELD(BudgetEntry, year, REQUIRED, 0, 0),
    FIELD_CHOICE(BudgetEntry, funding, OPTIONAL, &funding_choices),
    FIELD_CHOICE(BudgetEntry, purpose, OPTIONAL, &spending_purpose_choices),
    FIELD_CHOICE(BudgetEntry, area, OPTIONAL, &area_choices),
    FIELD(BudgetEntry, planned, OPTIONAL, 0, 0),
    FIELD(BudgetEntry, allocated, OPTIONAL, 0, 0),
    FIELD(BudgetEntry, spent, OPTIONAL, 0, 0),
    FIELD(BudgetEntry, amount, OPTIONAL, 0, 0),
    FIELD(BudgetEntry, excess_reason, REQUIRED, 0, 0),
    FIELD(BudgetEntry, source, REQUIRED, 0, 0),
    FIELD(BudgetEntry, note, REQUIRED, 0, 0),
    FIELD(BudgetEntry, reason, REQUIRED, 0, 0),
    FIELD(BudgetEntry, evidence, REQUIRED, 0, 0),
    FIELD(BudgetEntry, based_on, REQUIRED, 0, 0),
    FIELD(BudgetEntry, agency, REQUIRED, 0, 0),
    FIELD_CHOICE(BudgetEntry, state, REQUIRED, &entry_state_choices),
    FIELD(BudgetEntry, entered_by, REQUIRED, 0, 0),
    FIELD(BudgetEntry, entered_at, REQUIRED, 0, 0),
    FIELD(BudgetEntry, decided_by, REQUIRED, 0, 0),
    FIELD(BudgetEntry, decided_at, OPTIONAL, 0, 0),
    FIELD(BudgetEntry, decision_note, REQUIRED, 0, 0),
};
const Shape budget_entry_shape = SHAPE(BudgetEntry, budget_entry_fields);

#include "modules/budget/entries.sql.h"

BudgetLine line_of_entry(const BudgetEntry *entry) {
    return (BudgetLine){ .kind = entry->kind,
                         .subject = entry->subject,
                         .year = entry->year,
                         .funding = entry->funding,
                         .purpose = entry->purpose,
                         .area = entry->area,
                         .planned = entry->planned,
                         .allocated = entry->allocated,
                         .spent = entry->spent,
                         .amount = entry->amount,
                         .excess_reason = entry->excess_reason,
                         .source = entry->source,
                         .origin = id_str(&entry->id) };
}

Code budget_waiting(Ctx *cx, const BudgetEntry *key, BudgetEntry *ret_waiting) {
    return budget_entry_waits(cx, key, ret_waiting);
}

/* ---- who may enter what ---- */

Str budget_agency_for(Ctx *cx, const Registry *registry, Str subject) {
    bool all;
    const Texts agencies = access_agencies(cx, "budget.enter", &all);
    if (texts_hold(agencies, subject)) return subject;
    if (!str_equal(subject, province_code(registry))) return S("");
    Str rest = setting_text(cx->house->settings, &budget_province_keepers);
    while (rest.at != NULL && rest.len > 0) {
        const Str keeper = str_trim(str_cut(&rest, ';'));
        if (texts_hold(agencies, keeper)) return keeper;
    }
    return S("");
}

/* ---- handing in ---- */

typedef struct MoneyEntry {
    int kind;
    Str subject;
    int64_t year;
    int funding, purpose, area;
    Decimal planned, allocated, spent, amount;
    Str excess_reason, source, note, reason;
    Texts evidence;
    int64_t based_on;
    Id replaces; /* the waiting entry in whose place this one comes */
} MoneyEntry;

static const Field money_entry_fields[] = {
    FIELD_CHOICE(MoneyEntry, kind, REQUIRED, &line_kind_choices),
    FIELD(MoneyEntry, subject, REQUIRED, 1, BUDGET_CODE_MAX),
    FIELD(MoneyEntry, year, REQUIRED, 0, 0),
    FIELD_CHOICE(MoneyEntry, funding, OPTIONAL, &funding_choices),
    FIELD_CHOICE(MoneyEntry, purpose, OPTIONAL, &spending_purpose_choices),
    FIELD_CHOICE(MoneyEntry, area, OPTIONAL, &area_choices),
    FIELD(MoneyEntry, planned, OPTIONAL, 0, 0),
    FIELD(MoneyEntry, allocated, OPTIONAL, 0, 0),
    FIELD(MoneyEntry, spent, OPTIONAL, 0, 0),
    FIELD(MoneyEntry, amount, OPTIONAL, 0, 0),
    FIELD(MoneyEntry, excess_reason, OPTIONAL | LINES, 0, BUDGET_REASON_MAX),
    FIELD(MoneyEntry, source, REQUIRED, 3, BUDGET_SOURCE_MAX),
    FIELD(MoneyEntry, note, OPTIONAL | LINES, 0, 2000),
    FIELD(MoneyEntry, reason, OPTIONAL | LINES, 0, BUDGET_REASON_MAX),
    FIELD(MoneyEntry, evidence, OPTIONAL, 0, EVIDENCE_FILES_MAX),
    FIELD(MoneyEntry, based_on, OPTIONAL, 0, 1000000),
    FIELD(MoneyEntry, replaces, OPTIONAL, 0, 0),
};
const Shape money_entry_shape = SHAPE(MoneyEntry, money_entry_fields);

/* One entry a line waits at a time. Another is put in its place only by who has seen it. */
static Code make_room(Ctx *cx, const BudgetEntry *next, const Id *replaces) {
    BudgetEntry waiting, changed;
    const Code found = budget_entry_waits(cx, next, &waiting);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    const BudgetLine line = line_of_entry(&waiting);
    if (!id_equal(&waiting.id, replaces)) return fail(cx, &money_waiting, line_key_text(cx->arena, &line));
    waiting.state = ENTRY_WITHDRAWN;
    waiting.decided_by = cx->caller.id;
    waiting.decided_at = cx->now;
    return budget_entry_set_state(cx, &waiting, &changed);
}

static Code note_entry(Ctx *cx, Str kind, const BudgetEntry *entry) {
    const BudgetLine line = line_of_entry(entry);
    return ledger_append(cx, kind, id_str(&entry->id), { "line", line_key_text(cx->arena, &line) },
                         { "planned", decimal_text(cx->arena, entry->planned) },
                         { "allocated", decimal_text(cx->arena, entry->allocated) },
                         { "spent", decimal_text(cx->arena, entry->spent) },
                         { "amount", decimal_text(cx->arena, entry->amount) }, { "agency", entry->agency });
}

Code budget_hand_in(Ctx *cx, BudgetEntry *entry, const Id *replaces) {
    const BudgetLine key = line_of_entry(entry);
    BudgetLine held;
    const Code found = line_find(cx, &key, &held);
    if (found != OK && found != NOT_FOUND) return found;
    const int64_t revision = found == OK ? held.revision : 0;
    if (revision != entry->based_on)
        return fail(cx, &line_changed, line_key_text(cx->arena, &key), int_text(cx, revision));
    if (revision > 0 && !held.is_sample && utf8_count(entry->reason) < BUDGET_REASON_LETTERS_MIN)
        return fail_field(cx, S("reason"), &money_reason_needed);
    TRY(make_room(cx, entry, replaces));
    entry->id = id_make("money", cx->now);
    entry->state = ENTRY_SUBMITTED;
    entry->entered_by = cx->caller.id;
    entry->entered_at = cx->now;
    entry->decided_by = entry->decision_note = S("");
    TRY(budget_entry_insert(cx, entry));
    return note_entry(cx, S("budget.entry_made"), entry);
}

Code money_enter(Ctx *cx, const void *in, void *out) {
    const MoneyEntry *typed = in;
    BudgetEntry *entry = out;
    Registry *registry;
    Rows files;
    *entry = (BudgetEntry){ .kind = typed->kind,
                            .subject = typed->subject,
                            .year = typed->year,
                            .funding = typed->funding,
                            .purpose = typed->purpose,
                            .area = typed->area,
                            .planned = typed->planned,
                            .allocated = typed->allocated,
                            .spent = typed->spent,
                            .amount = typed->amount,
                            .excess_reason = typed->excess_reason,
                            .source = typed->source,
                            .note = typed->note,
                            .reason = typed->reason,
                            .evidence = typed->evidence,
                            .based_on = typed->based_on };
    const BudgetLine line = line_of_entry(entry);
    TRY(registry_load(cx, &registry));
    (void)line_check(cx, registry, &line, spot_field(S("")));
    TRY(files_own(cx, &typed->evidence, S("evidence"), &files));
    TRY(faults_verdict(cx));
    entry->agency = budget_agency_for(cx, registry, typed->subject);
    if (entry->agency.len == 0) return fail(cx, &agency_not_yours, S("budget.enter"), typed->subject);
    TRY(budget_hand_in(cx, entry, &typed->replaces));
    return tell_money_waits(cx, entry, 1);
}

/* ---- lists ---- */

typedef struct EntriesFilter {
    int state; /* none: those that wait */
} EntriesFilter;

static const Field entries_filter_fields[] = {
    FIELD_CHOICE(EntriesFilter, state, OPTIONAL, &entry_state_choices),
};
const Shape entries_filter_shape = SHAPE(EntriesFilter, entries_filter_fields);

/* An entry with the names that people know, and what it would replace. */
typedef struct EntryLine {
    const BudgetEntry *entry;
    Str subject_name, agency_name, entered_name, entered_title, decided_name;
    const BudgetLine *held;
    Rows files; /* of File */
    bool may_decide, may_withdraw;
} EntryLine;

static const Field entry_line_fields[] = {
    FIELD_LINK(EntryLine, entry, REQUIRED, &budget_entry_shape),
    FIELD(EntryLine, subject_name, REQUIRED, 0, 0),
    FIELD(EntryLine, agency_name, REQUIRED, 0, 0),
    FIELD(EntryLine, entered_name, REQUIRED, 0, 0),
    FIELD(EntryLine, entered_title, REQUIRED, 0, 0),
    FIELD(EntryLine, decided_name, REQUIRED, 0, 0),
    FIELD_LINK(EntryLine, held, OPTIONAL, &budget_line_shape),
    FIELD_LIST(EntryLine, files, EVIDENCE_FILES_MAX, &file_shape),
    FIELD(EntryLine, may_decide, REQUIRED, 0, 0),
    FIELD(EntryLine, may_withdraw, REQUIRED, 0, 0),
};
static const Shape entry_line_shape = SHAPE(EntryLine, entry_line_fields);

typedef struct EntryLines {
    Rows lines;
} EntryLines;

static const Field entry_lines_fields[] = { FIELD_LIST(EntryLines, lines, ENTRIES_SHOWN_MAX, &entry_line_shape) };
const Shape entry_lines_shape = SHAPE(EntryLines, entry_lines_fields);

static Code name_person(Ctx *cx, Str account, Str *ret_name, Str *ret_title) {
    Id id;
    PersonName person;
    *ret_name = *ret_title = S("");
    if (id_from_text(account, &id) != OK) return OK;
    const Code found = person_name(cx, &id, &person);
    if (found != OK) return found == NOT_FOUND ? OK : found;
    *ret_name = person.name;
    *ret_title = person.title;
    return OK;
}

static Code find_files(Ctx *cx, const Texts *ids, Rows *ret_files) {
    File *files = NEW_ARRAY(cx->arena, File, ids->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < ids->count; i++) {
        Id id;
        if (id_from_text(ids->items[i], &id) == OK && file_find(cx, &id, &files[count]) == OK) count++;
    }
    *ret_files = (Rows){ files, count };
    return OK;
}

static Code entry_line_of(Ctx *cx, const Registry *registry, const Rows *ties, const BudgetEntry *entry,
                          EntryLine *ret_line) {
    Str ignored;
    BudgetLine *held = NEW(cx->arena, BudgetLine);
    const BudgetLine key = line_of_entry(entry);
    *ret_line = (EntryLine){ .entry = entry,
                             .subject_name = registry_name(registry, entry->subject),
                             .agency_name = registry_name(registry, entry->agency) };
    TRY(name_person(cx, entry->entered_by, &ret_line->entered_name, &ret_line->entered_title));
    TRY(name_person(cx, entry->decided_by, &ret_line->decided_name, &ignored));
    TRY(find_files(cx, &entry->evidence, &ret_line->files));
    const Code found = line_find(cx, &key, held);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK) ret_line->held = held;
    const bool waits = entry->state == ENTRY_SUBMITTED, is_own = str_equal(entry->entered_by, cx->caller.id);
    ret_line->may_decide = waits && !is_own && access_may(cx, "budget.check") &&
                           access_is_other_hand(cx, ties, entry->entered_by, ctx_day_of(cx, entry->entered_at));
    ret_line->may_withdraw = waits && access_may_for(cx, "budget.enter", entry->agency);
    return OK;
}

/* Whoever sees all sees those in a state; the others what their agencies handed in. */
static Code visible_entries(Ctx *cx, int state, Rows *ret_rows) {
    bool all;
    const Texts agencies = access_agencies(cx, "budget.see_entries", &all);
    const BudgetEntry wanted = { .state = state == 0 ? ENTRY_SUBMITTED : state };
    if (all) return budget_entries_in_state(cx, &wanted, ret_rows);
    BudgetEntry *found = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < agencies.count; i++) {
        const BudgetEntry key = { .agency = agencies.items[i] };
        Rows rows;
        TRY(budget_entries_of_agency(cx, &key, &rows));
        for (size_t j = 0; j < rows.count && count < ENTRIES_SHOWN_MAX; j++) {
            const BudgetEntry *entry = &((const BudgetEntry *)rows.items)[j];
            if (state != 0 && entry->state != state) continue;
            found = array_grow(cx->arena, found, sizeof(BudgetEntry), count, &room);
            found[count++] = *entry;
        }
    }
    *ret_rows = (Rows){ found, count };
    return OK;
}

Code money_entries(Ctx *cx, const void *in, void *out) {
    const EntriesFilter *filter = in;
    EntryLines *list = out;
    Registry *registry;
    Rows rows, ties;
    TRY(registry_load(cx, &registry));
    TRY(visible_entries(cx, filter->state, &rows));
    TRY(access_hand_ties(cx, &ties));
    EntryLine *lines = NEW_ARRAY(cx->arena, EntryLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        TRY(entry_line_of(cx, registry, &ties, &((const BudgetEntry *)rows.items)[i], &lines[i]));
    list->lines = (Rows){ lines, rows.count };
    return OK;
}

/* ---- the form ---- */

typedef struct MoneyFormAsked {
    Str subject;
    int64_t year; /* 0: this year */
} MoneyFormAsked;

static const Field money_form_asked_fields[] = {
    FIELD(MoneyFormAsked, subject, OPTIONAL, 0, BUDGET_CODE_MAX),
    FIELD(MoneyFormAsked, year, OPTIONAL, 0, 9999),
};
const Shape money_form_asked_shape = SHAPE(MoneyFormAsked, money_form_asked_fields);

typedef struct MoneySubject {
    Str code, name;
    bool is_province;
} MoneySubject;

static const Field money_subject_fields[] = {
    FIELD(MoneySubject, code, REQUIRED, 0, 0),
    FIELD(MoneySubject, name, REQUIRED, 0, 0),
    FIELD(MoneySubject, is_province, REQUIRED, 0, 0),
};
static const Shape money_subject_shape = SHAPE(MoneySubject, money_subject_fields);

typedef struct MoneyForm {
    Str subject;
    int64_t year, year_first, year_last;
    Rows subjects; /* of MoneySubject: for whom the caller may enter */
    Rows lines;    /* of BudgetLine: what holds for the subject in the year */
    Rows waiting;  /* of BudgetEntry */
} MoneyForm;

static const Field money_form_fields[] = {
    FIELD(MoneyForm, subject, REQUIRED, 0, 0),
    FIELD(MoneyForm, year, REQUIRED, 0, 0),
    FIELD(MoneyForm, year_first, REQUIRED, 0, 0),
    FIELD(MoneyForm, year_last, REQUIRED, 0, 0),
    FIELD_LIST(MoneyForm, subjects, SUBJECTS_MAX, &money_subject_shape),
    FIELD_LIST(MoneyForm, lines, 2000, &budget_line_shape),
    FIELD_LIST(MoneyForm, waiting, 500, &budget_entry_shape),
};
const Shape money_form_shape = SHAPE(MoneyForm, money_form_fields);

static Rows subjects_for(Ctx *cx, const Registry *registry) {
    bool all;
    const Texts agencies = access_agencies(cx, "budget.enter", &all);
    const Str province = province_code(registry);
    MoneySubject *subjects = NEW_ARRAY(cx->arena, MoneySubject, agencies.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < agencies.count && count < SUBJECTS_MAX - 1; i++)
        subjects[count++] = (MoneySubject){ agencies.items[i], registry_name(registry, agencies.items[i]), false };
    if (province.len > 0 && budget_agency_for(cx, registry, province).len > 0)
        subjects[count++] = (MoneySubject){ province, registry_name(registry, province), true };
    return (Rows){ subjects, count };
}

Code money_form_get(Ctx *cx, const void *in, void *out) {
    const MoneyFormAsked *asked = in;
    MoneyForm *form = out;
    Registry *registry;
    Rows lines, waiting;
    const BudgetEntry key = { .state = ENTRY_SUBMITTED };
    TRY(registry_load(cx, &registry));
    form->subjects = subjects_for(cx, registry);
    form->year_first = BUDGET_YEAR_FIRST;
    form->year_last = day_year(cx->today) + BUDGET_YEARS_AHEAD;
    form->year = asked->year == 0 ? day_year(cx->today) : asked->year;
    form->subject = asked->subject;
    if (form->subject.len == 0 && form->subjects.count > 0)
        form->subject = ((const MoneySubject *)form->subjects.items)[0].code;
    if (form->subject.len == 0) return OK; /* a coordinator, who enters nothing */
    if (budget_agency_for(cx, registry, form->subject).len == 0)
        return fail(cx, &agency_not_yours, S("budget.enter"), form->subject);
    TRY(lines_of_subject(cx, form->subject, &lines));
    TRY(budget_entries_in_state(cx, &key, &waiting));
    BudgetLine *held = NEW_ARRAY(cx->arena, BudgetLine, lines.count + 1);
    BudgetEntry *waits = NEW_ARRAY(cx->arena, BudgetEntry, waiting.count + 1);
    for (size_t i = 0; i < lines.count; i++) {
        const BudgetLine *line = &((const BudgetLine *)lines.items)[i];
        if (line->year == form->year) held[form->lines.count++] = *line;
    }
    for (size_t i = 0; i < waiting.count; i++) {
        const BudgetEntry *entry = &((const BudgetEntry *)waiting.items)[i];
        if (entry->year == form->year && str_equal(entry->subject, form->subject))
            waits[form->waiting.count++] = *entry;
    }
    form->lines.items = held;
    form->waiting.items = waits;
    return OK;
}

/* ---- deciding ---- */

typedef struct MoneyKey {
    Id id;
} MoneyKey;

static const Field money_key_fields[] = { FIELD(MoneyKey, id, REQUIRED, 0, 0) };
const Shape money_key_shape = SHAPE(MoneyKey, money_key_fields);

typedef struct MoneyDecision {
    Id id;
    int decision;
    Str note;
} MoneyDecision;

static const Field money_decision_fields[] = {
    FIELD(MoneyDecision, id, REQUIRED, 0, 0),
    FIELD_CHOICE(MoneyDecision, decision, REQUIRED, &verdict_choices),
    FIELD(MoneyDecision, note, OPTIONAL | LINES, 0, 1000),
};
const Shape money_decision_shape = SHAPE(MoneyDecision, money_decision_fields);

static Code find_waiting(Ctx *cx, const Id *id, BudgetEntry *ret_entry) {
    const BudgetEntry asked = { .id = *id };
    const Code found = budget_entry_by_id(cx, &asked, ret_entry);
    if (found == NOT_FOUND) return fail(cx, &not_found, id_str(id));
    TRY(found);
    return ret_entry->state == ENTRY_SUBMITTED
               ? OK
               : fail(cx, &money_decided, choice_name(&entry_state_choices, ret_entry->state));
}

static Code set_state(Ctx *cx, BudgetEntry *entry, EntryState state, Str note) {
    BudgetEntry changed;
    entry->state = (int)state;
    entry->decided_by = cx->caller.id;
    entry->decided_at = cx->now;
    entry->decision_note = note;
    return budget_entry_set_state(cx, entry, &changed);
}

static Code tell_decided(Ctx *cx, const BudgetEntry *entry) {
    Rows left;
    TRY(budget_entry_left(cx, entry, &left));
    return tell_money_decided(cx, entry, left.count == 0);
}

static Code record_entry(Ctx *cx, const BudgetEntry *entry) {
    const BudgetLine line = line_of_entry(entry);
    BudgetLine held;
    const Code found = line_find(cx, &line, &held);
    if (found != OK && found != NOT_FOUND) return found;
    const int64_t revision = found == OK ? held.revision : 0;
    if (revision != entry->based_on)
        return fail(cx, &line_changed, line_key_text(cx->arena, &line), int_text(cx, revision));
    return line_record(cx, &line, entry->reason);
}

Code money_decide(Ctx *cx, const void *in, void *out) {
    const MoneyDecision *decision = in;
    BudgetEntry *entry = out;
    const bool accepts = decision->decision == VERDICT_ACCEPT;
    TRY(find_waiting(cx, &decision->id, entry));
    if (str_equal(entry->entered_by, cx->caller.id)) return fail(cx, &money_own);
    TRY(access_require_other_hand(cx, entry->entered_by, ctx_day_of(cx, entry->entered_at)));
    if (!accepts && utf8_count(decision->note) < BUDGET_REASON_LETTERS_MIN)
        return fail_field(cx, S("note"), &money_reason_needed);
    if (accepts) TRY(record_entry(cx, entry));
    TRY(set_state(cx, entry, accepts ? ENTRY_ACCEPTED : ENTRY_RETURNED, decision->note));
    TRY(tell_decided(cx, entry));
    return note_entry(cx, accepts ? S("budget.entry_accepted") : S("budget.entry_returned"), entry);
}

Code money_withdraw(Ctx *cx, const void *in, void *out) {
    const MoneyKey *key = in;
    BudgetEntry *entry = out;
    TRY(find_waiting(cx, &key->id, entry));
    TRY(access_require_for(cx, "budget.enter", entry->agency));
    TRY(set_state(cx, entry, ENTRY_WITHDRAWN, S("")));
    TRY(tell_decided(cx, entry));
    return note_entry(cx, S("budget.entry_withdrawn"), entry);
}

/* ---- what waits ---- */

/* The amounts of an agency for a year are decided on one page: together they are one thing to do. */
Code money_awaited(Ctx *cx, Rows *ret_awaited) {
    Registry *registry;
    Rows rows, ties;
    Str ignored;
    const BudgetEntry *last = NULL;
    int64_t count = 0;
    TRY(budget_entries_waiting(cx, &rows));
    TRY(registry_load(cx, &registry));
    TRY(access_hand_ties(cx, &ties));
    Awaited *all = NEW_ARRAY(cx->arena, Awaited, rows.count + 1);
    *ret_awaited = (Rows){ all, 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const BudgetEntry *one = &((const BudgetEntry *)rows.items)[i];
        if (!access_is_other_hand(cx, &ties, one->entered_by, ctx_day_of(cx, one->entered_at))) continue;
        const bool is_new = last == NULL || one->year != last->year || !str_equal(one->agency, last->agency);
        last = one;
        count = is_new ? 1 : count + 1;
        ret_awaited->count += is_new;
        Awaited *awaited = &all[ret_awaited->count - 1];
        if (is_new) {
            *awaited = (Awaited){ .from = registry_name(registry, one->agency),
                                  .since = one->entered_at,
                                  .page = S("/kinh-phi/nhap") };
            TRY(name_person(cx, one->entered_by, &awaited->person, &ignored));
        }
        awaited->title = str_format(cx->arena, "Kinh phí năm %d (số dòng: %d)", (int)one->year, (int)count);
        awaited->title_en = str_format(cx->arena, "Money of %d (lines: %d)", (int)one->year, (int)count);
    }
    return OK;
}
