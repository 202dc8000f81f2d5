/* modules/scoring/entry - entering values for formulas, and accepting or returning them. See entry.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/entry.h"

#include "modules/scoring/board.h"
#include "modules/scoring/publication.h"
#include "platform/access/access.h"
#include "platform/documents/documents.h"
#include "platform/ledger/ledger.h"
#include "platform/people/people.h"

enum { ENTRIES_SHOWN_MAX = 1000, ENTRY_TEXT_MAX = 1000, ENTRY_EVIDENCE_MAX = 20 };

static const char *const state_names[] = { "submitted", "accepted", "returned", "replaced" };
const Choices entry_state_choices = CHOICES("ScoreEntryState", state_names);

static const Field entry_fields[] = {
    FIELD(Entry, id, REQUIRED, 0, 0),
    FIELD(Entry, scheme, REQUIRED, 0, 0),
    FIELD(Entry, period, REQUIRED, 0, 0),
    FIELD(Entry, agency, REQUIRED, 0, 0),
    FIELD(Entry, input, REQUIRED, 0, 0),
    FIELD(Entry, value, REQUIRED, 0, 0),
    FIELD(Entry, source, REQUIRED, 0, 0),
    FIELD(Entry, evidence, REQUIRED, 0, 0),
    FIELD_CHOICE(Entry, state, REQUIRED, &entry_state_choices),
    FIELD(Entry, entered_by, STORED, 0, 0),
    FIELD(Entry, entered_at, REQUIRED, 0, 0),
    FIELD(Entry, decided_by, STORED, 0, 0),
    FIELD(Entry, decided_at, OPTIONAL, 0, 0),
    FIELD(Entry, decision_note, REQUIRED, 0, 0),
};
const Shape entry_shape = SHAPE(Entry, entry_fields);

/* One that waits, with the scheme for which it was entered. */
typedef struct WaitingEntry {
    Str scheme, period, agency, entered_by;
    Time entered_at;
    Str title, title_en;
} WaitingEntry;

static const Field waiting_entry_fields[] = {
    FIELD(WaitingEntry, scheme, REQUIRED, 0, 0),     FIELD(WaitingEntry, period, REQUIRED, 0, 0),
    FIELD(WaitingEntry, agency, REQUIRED, 0, 0),     FIELD(WaitingEntry, entered_by, REQUIRED, 0, 0),
    FIELD(WaitingEntry, entered_at, REQUIRED, 0, 0), FIELD(WaitingEntry, title, REQUIRED, 0, 0),
    FIELD(WaitingEntry, title_en, REQUIRED, 0, 0),
};
static const Shape waiting_entry_shape = SHAPE(WaitingEntry, waiting_entry_fields);

#include "modules/scoring/entry.sql.h"

Code sender_name(Ctx *cx, Str account, Str *ret_name) {
    Id id;
    PersonName person;
    *ret_name = S("");
    if (id_from_text(account, &id) != OK) return OK;
    const Code found = person_name(cx, &id, &person);
    if (found == OK) *ret_name = person.name;
    return found == NOT_FOUND ? OK : found;
}

const ProblemKind input_unknown = {
    INVALID,
    "scoring/input-unknown",
    { "Không có đầu vào này.", "There is no such input." },
    { "Bộ tiêu chí “{1}” không có đầu vào “{0}”. Xem danh sách đầu vào của bộ tiêu chí.",
      "The scheme “{1}” has no input “{0}”. See the scheme's list of inputs." }
};
const ProblemKind input_range = { INVALID,
                                  "scoring/input-range",
                                  { "Giá trị ngoài giới hạn.", "The value is out of bounds." },
                                  { "“{0}” nhận giá trị từ {1:,} đến {2:,}.",
                                    "“{0}” takes a value from {1} to {2}." } };
const ProblemKind entry_waiting = {
    CONFLICT,
    "scoring/entry-waiting",
    { "Đã có giá trị đang chờ duyệt.", "A value waits already." },
    { "Giá trị của “{0}” kỳ {1} đang chờ điều phối duyệt; đợi duyệt hoặc trả lại rồi nhập lại.",
      "A value of “{0}” for {1} waits for the coordinator; enter another when it is accepted or returned." }
};
const ProblemKind entry_decided = { CONFLICT,
                                    "scoring/entry-decided",
                                    { "Giá trị đã được xử lý.", "The value is decided." },
                                    { "Giá trị này không còn chờ duyệt. Tải lại danh sách.",
                                      "This value no longer waits. Load the list again." } };
const ProblemKind entry_note_missing = { INVALID,
                                         "scoring/entry-note-missing",
                                         { "Thiếu lý do trả lại.", "The reason is missing." },
                                         { "Trả lại thì ghi rõ cần sửa gì.",
                                           "Say what is to be mended when you return it." } };

Code entries_held(Ctx *cx, Str scheme, Str period, Rows *ret_entries) {
    const Entry key = { .scheme = scheme, .period = period };
    return entries_accepted(cx, &key, ret_entries);
}

/* ---- entering ---- */

typedef struct EntryMade {
    Str scheme, period, agency, input;
    Decimal value;
    Str source;
    Texts evidence;
} EntryMade;

static const Field entry_made_fields[] = {
    FIELD(EntryMade, scheme, REQUIRED, 1, SCHEME_CODE_MAX),
    FIELD(EntryMade, period, REQUIRED, 1, 10),
    FIELD(EntryMade, agency, REQUIRED, 1, 40),
    FIELD(EntryMade, input, REQUIRED, 1, SCHEME_CODE_MAX),
    FIELD(EntryMade, value, REQUIRED, 0, 0),
    FIELD(EntryMade, source, REQUIRED, 1, ENTRY_TEXT_MAX),
    FIELD(EntryMade, evidence, OPTIONAL, 0, ENTRY_EVIDENCE_MAX),
};
const Shape entry_made_shape = SHAPE(EntryMade, entry_made_fields);

static const ScoreInput *input_named(const SchemeBook *book, Str code) {
    for (size_t i = 0; i < book->inputs.count; i++) {
        const ScoreInput *input = &((const ScoreInput *)book->inputs.items)[i];
        if (str_equal(input->code, code)) return input;
    }
    return NULL;
}

static Str bound_text(Ctx *cx, Decimal bound) {
    return bound.is_known ? decimal_text(cx->arena, bound) : S("…");
}

static void check_value(Ctx *cx, const SchemeBook *book, const EntryMade *made) {
    const ScoreInput *input = input_named(book, made->input);
    if (input == NULL) {
        fault(cx, spot_field(S("input")), &input_unknown, made->input, made->scheme);
        return;
    }
    const bool is_low = input->low.is_known && decimal_compare(made->value, input->low) < 0;
    const bool is_high = input->high.is_known && decimal_compare(made->value, input->high) > 0;
    if (is_low || is_high)
        fault(cx, spot_field(S("value")), &input_range, input->title, bound_text(cx, input->low),
              bound_text(cx, input->high));
}

Code entry_make(Ctx *cx, const void *in, void *out) {
    const EntryMade *made = in;
    SchemeBook book;
    Board board;
    Entry waiting;
    Rows files;
    TRY(access_require_for(cx, "scoring.enter", made->agency));
    TRY(scheme_load(cx, made->scheme, 0, &book));
    TRY(board_begin(cx, &book, made->period, &board));
    if (board_card(&board, made->agency) == NULL) return fail(cx, &agency_not_scored, made->agency, made->scheme);
    check_value(cx, &book, made);
    TRY(faults_verdict(cx));
    TRY(files_own(cx, &made->evidence, S("evidence"), &files));
    const Entry entry = { .id = id_make("score", cx->now),
                          .scheme = made->scheme,
                          .period = made->period,
                          .agency = made->agency,
                          .input = made->input,
                          .value = made->value,
                          .source = made->source,
                          .evidence = made->evidence,
                          .state = ENTRY_SUBMITTED,
                          .entered_by = cx->caller.id,
                          .entered_at = cx->now,
                          .decided_by = S(""),
                          .decision_note = S("") };
    const Code found = entry_waiting_for(cx, &entry, &waiting);
    if (found == OK) return fail(cx, &entry_waiting, made->input, made->period);
    if (found != NOT_FOUND) return found;
    TRY(entry_insert(cx, &entry));
    *(Entry *)out = entry;
    return ledger_append(cx, S("scoring.value_entered"), id_str(&entry.id), { "agency", entry.agency },
                         { "input", entry.input }, { "period", entry.period }, { "scheme", entry.scheme },
                         { "value", decimal_text(cx->arena, entry.value) });
}

/* ---- the list ---- */

typedef struct EntryFilter {
    Str scheme, period, agency;
    int state;
} EntryFilter;

static const Field entry_filter_fields[] = {
    FIELD(EntryFilter, scheme, OPTIONAL, 0, SCHEME_CODE_MAX),
    FIELD(EntryFilter, period, OPTIONAL, 0, 10),
    FIELD(EntryFilter, agency, OPTIONAL, 0, 40),
    FIELD_CHOICE(EntryFilter, state, OPTIONAL, &entry_state_choices),
};
const Shape entry_filter_shape = SHAPE(EntryFilter, entry_filter_fields);

typedef struct EntryList {
    Rows entries; /* of Entry, the newest first */
} EntryList;

static const Field entry_list_fields[] = { FIELD_LIST(EntryList, entries, ENTRIES_SHOWN_MAX, &entry_shape) };
const Shape entry_list_shape = SHAPE(EntryList, entry_list_fields);

Code entries_list(Ctx *cx, const void *in, void *out) {
    const EntryFilter *filter = in;
    const Entry key = {
        .scheme = filter->scheme, .period = filter->period, .agency = filter->agency, .state = filter->state
    };
    Rows rows;
    size_t count = 0;
    TRY(entries_find(cx, &key, &rows));
    Entry *entries = rows.items;
    for (size_t i = 0; i < rows.count; i++) {
        if (access_may_for(cx, "scoring.see", entries[i].agency)) entries[count++] = entries[i];
    }
    ((EntryList *)out)->entries = (Rows){ entries, count };
    return OK;
}

/* ---- deciding ---- */

typedef struct EntryDecision {
    Id id;
    bool accept;
    Str note;
} EntryDecision;

static const Field entry_decision_fields[] = { FIELD(EntryDecision, id, REQUIRED, 0, 0),
                                               FIELD(EntryDecision, accept, REQUIRED, 0, 0),
                                               FIELD(EntryDecision, note, OPTIONAL, 0, ENTRY_TEXT_MAX) };
const Shape entry_decision_shape = SHAPE(EntryDecision, entry_decision_fields);

Code entry_decide(Ctx *cx, const void *in, void *out) {
    const EntryDecision *decision = in;
    Entry entry = { .id = decision->id };
    const Code found = entry_by_id(cx, &entry, &entry);
    if (found == NOT_FOUND) return fail(cx, &not_found, id_str(&decision->id));
    TRY(found);
    if (entry.state != ENTRY_SUBMITTED) return fail(cx, &entry_decided);
    if (str_equal(entry.entered_by, cx->caller.id)) return fail(cx, &own_answer);
    TRY(access_require_other_hand(cx, entry.entered_by, ctx_day_of(cx, entry.entered_at)));
    if (!decision->accept && decision->note.len == 0) return fail_field(cx, S("note"), &entry_note_missing);
    if (decision->accept) TRY(entry_replace(cx, &entry));
    entry.state = decision->accept ? ENTRY_ACCEPTED : ENTRY_RETURNED;
    entry.decided_by = cx->caller.id;
    entry.decided_at = cx->now;
    entry.decision_note = decision->note;
    Entry done;
    TRY(entry_set_state(cx, &entry, &done));
    *(Entry *)out = entry;
    return ledger_append(cx, decision->accept ? S("scoring.value_accepted") : S("scoring.value_returned"),
                         id_str(&entry.id), { "agency", entry.agency }, { "input", entry.input },
                         { "period", entry.period }, { "scheme", entry.scheme });
}

/* ---- what waits ---- */

static bool is_same_sending(const WaitingEntry *a, const WaitingEntry *b) {
    return str_equal(a->scheme, b->scheme) && str_equal(a->period, b->period) && str_equal(a->agency, b->agency);
}

/* The values of an agency for a period are decided on one page: together they are one thing to do. */
Code entries_awaited(Ctx *cx, Rows *ret_awaited) {
    Registry *registry;
    Rows rows, ties;
    const WaitingEntry *last = NULL;
    int64_t count = 0;
    TRY(entries_waiting(cx, &rows));
    TRY(registry_load(cx, &registry));
    TRY(access_hand_ties(cx, &ties));
    Awaited *all = NEW_ARRAY(cx->arena, Awaited, rows.count + 1);
    *ret_awaited = (Rows){ all, 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const WaitingEntry *one = &((const WaitingEntry *)rows.items)[i];
        if (!access_is_other_hand(cx, &ties, one->entered_by, ctx_day_of(cx, one->entered_at))) continue;
        const bool is_new = last == NULL || !is_same_sending(last, one);
        last = one;
        count = is_new ? 1 : count + 1;
        ret_awaited->count += is_new;
        Awaited *awaited = &all[ret_awaited->count - 1];
        if (is_new) {
            *awaited = (Awaited){ .from = registry_name(registry, one->agency),
                                  .since = one->entered_at,
                                  .page = str_format(cx->arena, "/cham-diem/%.*s?period=%.*s", STR_FMT(one->scheme),
                                                     STR_FMT(one->period)) };
            TRY(sender_name(cx, one->entered_by, &awaited->person));
        }
        awaited->title = str_format(cx->arena, "%.*s, %.*s (số giá trị: %d)", STR_FMT(one->title),
                                    STR_FMT(one->period), (int)count);
        awaited->title_en = str_format(cx->arena, "%.*s, %.*s (values: %d)", STR_FMT(one->title_en),
                                       STR_FMT(one->period), (int)count);
    }
    return OK;
}
