/* modules/planning/amendments - see amendments.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/amendments.h"

#include "base/map.h"
#include "kit/crypto.h"
#include "modules/planning/telling.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"

enum { AMENDMENT_EDITS_MAX = 500, CHANGES_SHOWN_MAX = 20000 };

const ProblemKind amendment_settled = { CONFLICT,
                                        "planning/amendment-settled",
                                        { "Sửa đổi không ở bước này.", "The amendment is not at this step." },
                                        { "Sửa đổi đang ở trạng thái “{0}”. Tải lại trang.",
                                          "It is in the state “{0}”. Reload." } };
const ProblemKind edits_cross = { CONFLICT,
                                  "planning/edits-cross",
                                  { "Hai đề xuất sửa cùng một chỗ.", "Two proposals change the same thing." },
                                  { "“{0}” bị sửa hai lần, bởi {1} và {2}. Không tiếp nhận một trong hai đề xuất.",
                                    "“{0}” is changed twice, by {1} and by {2}. Decline one of the two." } };
const ProblemKind day_ahead = {
    INVALID,
    "planning/day-ahead",
    { "Ngày có hiệu lực chưa tới.", "The day in force is not here yet." },
    { "Ghi quyết định vào hệ thống từ ngày {0:/}, khi sửa đổi có hiệu lực; đến đó kế hoạch vẫn như cũ.",
      "Enter the decision on {0} or later, when it is in force; until then the plan stays as it is." }
};
const ProblemKind amendment_empty = { INVALID,
                                      "planning/amendment-empty",
                                      { "Sửa đổi chưa có đề xuất nào.", "The amendment holds no proposal." },
                                      { "Tiếp nhận ít nhất một đề xuất vào sửa đổi này.",
                                        "Take at least one proposal into it." } };
const ProblemKind amendment_foreign = {
    INVALID,
    "planning/amendment-foreign",
    { "Sửa đổi không nhận được đề xuất này.", "The amendment cannot take this proposal." },
    { "“{0}” không phải bản dự thảo sửa đổi của cùng văn bản. Chọn bản khác hoặc lập bản mới.",
      "“{0}” is no draft of an amendment of the same document. Choose another or make a new one." }
};
const ProblemKind decision_incomplete = {
    INVALID,
    "planning/decision-incomplete",
    { "Quyết định còn thiếu số hoặc ngày.", "The decision lacks its number or day." },
    { "Ghi số và ngày của văn bản quyết định.", "Give the number and the day of the deciding document." }
};

static const char *const amendment_states[] = { "draft", "submitted", "adopted", "refused" };
static const char *const amendment_verdicts[] = { "adopt", "refuse" };
const Choices amendment_state_choices = CHOICES("AmendmentState", amendment_states);
static const Choices amendment_verdict_choices = CHOICES("AmendmentVerdictWord", amendment_verdicts);

typedef enum AmendmentVerdictWord { AMENDMENT_VERDICT_NONE, VERDICT_ADOPT, VERDICT_REFUSE } AmendmentVerdictWord;

static const Field amendment_fields[] = {
    FIELD(Amendment, id, REQUIRED, 0, 0),
    FIELD(Amendment, document, REQUIRED, 0, 0),
    FIELD(Amendment, title, REQUIRED, 0, 0),
    FIELD_CHOICE(Amendment, state, REQUIRED, &amendment_state_choices),
    FIELD(Amendment, based_on, REQUIRED, 0, 0),
    FIELD(Amendment, made_by, REQUIRED, 0, 0),
    FIELD(Amendment, made_at, REQUIRED, 0, 0),
    FIELD(Amendment, submitted_by, REQUIRED, 0, 0),
    FIELD(Amendment, submitted_at, OPTIONAL, 0, 0),
    FIELD(Amendment, decided_by, REQUIRED, 0, 0),
    FIELD(Amendment, decided_at, OPTIONAL, 0, 0),
    FIELD(Amendment, decision_number, REQUIRED, 0, 0),
    FIELD(Amendment, decision_on, OPTIONAL, 0, 0),
    FIELD(Amendment, in_force_on, OPTIONAL, 0, 0),
    FIELD(Amendment, decision_note, REQUIRED, 0, 0),
    FIELD(Amendment, version, REQUIRED, 0, 0),
};
const Shape amendment_shape = SHAPE(Amendment, amendment_fields);

#include "modules/planning/amendments.sql.h"

Code amendments_newest_first(Ctx *cx, Rows *ret_amendments) {
    return amendments_all(cx, ret_amendments);
}

Code amendment_drafts(Ctx *cx, Str document, Rows *ret_amendments) {
    const Amendment asked = { .document = document, .state = AMENDMENT_DRAFT };
    return amendments_in_state(cx, &asked, ret_amendments);
}

static Code amendment_find(Ctx *cx, Str id, Amendment *ret_amendment) {
    Amendment asked = { 0 };
    if (id_from_text(id, &asked.id) != OK) return fail(cx, &not_found, id);
    const Code found = amendment_by_id(cx, &asked, ret_amendment);
    return found == NOT_FOUND ? fail(cx, &not_found, id) : found;
}

static Code refuse_unless(Ctx *cx, const Amendment *amendment, AmendmentState state) {
    return amendment->state == (int)state
               ? OK
               : fail(cx, &amendment_settled, choice_name(&amendment_state_choices, amendment->state));
}

Code amendment_is_draft(Ctx *cx, Str id, bool *ret_is) {
    Amendment amendment;
    TRY(amendment_find(cx, id, &amendment));
    *ret_is = amendment.state == AMENDMENT_DRAFT;
    return OK;
}

Code amendment_for(Ctx *cx, const Proposal *proposal, Str wanted, Str *ret_amendment) {
    Amendment amendment;
    if (wanted.len > 0) {
        TRY(amendment_find(cx, wanted, &amendment));
        const bool is_fit = amendment.state == AMENDMENT_DRAFT && str_equal(amendment.document, proposal->document);
        if (!is_fit) return fail_field(cx, S("amendment"), &amendment_foreign, wanted);
        *ret_amendment = wanted;
        return OK;
    }
    amendment = (Amendment){ .id = id_make("amendment", cx->now),
                             .document = proposal->document,
                             .title = proposal->title,
                             .state = AMENDMENT_DRAFT,
                             .made_by = cx->caller.id,
                             .made_at = cx->now };
    TRY(amendment_insert(cx, &amendment));
    *ret_amendment = str_copy(cx->arena, id_str(&amendment.id));
    return ledger_append(cx, S("planning.amendment_made"), *ret_amendment, { "document", amendment.document });
}

/* ---- its edits: those of all its proposals ---- */

static Str edit_place(Ctx *cx, const PlanEdit *edit) {
    const bool is_target = edit->kind == EDIT_TARGET || edit->kind == EDIT_TARGET_REMOVED;
    const int kind = is_target ? EDIT_TARGET : edit->kind;
    return str_format(cx->arena, "%.*s %d %lld", STR_FMT(edit->item), kind, is_target ? (long long)edit->year : 0);
}

/* Each must be fresh, and no two about the same place. */
static Code gather_edits(Ctx *cx, const Amendment *amendment, const Rows *proposals, Rows *ret_edits) {
    const Proposal *all = proposals->items;
    PlanEdit *edits = NEW_ARRAY(cx->arena, PlanEdit, AMENDMENT_EDITS_MAX);
    Map places = map_new(cx->arena);
    size_t count = 0;
    if (proposals->count == 0) return fail(cx, &amendment_empty, id_str(&amendment->id));
    for (size_t i = 0; i < proposals->count; i++) {
        Rows own;
        TRY(proposal_require_fresh(cx, &all[i], &own));
        for (size_t j = 0; j < own.count; j++) {
            const PlanEdit *edit = &((const PlanEdit *)own.items)[j];
            size_t other;
            const Str place = edit_place(cx, edit);
            if (map_get(&places, place, &other) && other != i)
                return fail(cx, &edits_cross, edit->item, all[other].title, all[i].title);
            (void)map_add(&places, place, i);
            if (count == AMENDMENT_EDITS_MAX)
                return fail(cx, &too_large, S("edits"), int_text(cx, AMENDMENT_EDITS_MAX));
            edits[count++] = *edit;
        }
    }
    *ret_edits = (Rows){ edits, count };
    return OK;
}

/* ---- one ---- */

typedef struct AmendmentKey {
    Id id;
} AmendmentKey;

static const Field amendment_key_fields[] = { FIELD(AmendmentKey, id, REQUIRED, 0, 0) };
const Shape amendment_key_shape = SHAPE(AmendmentKey, amendment_key_fields);

typedef struct AmendmentPage {
    const Amendment *amendment;
    Rows proposals, changes;
    int64_t now_at;     /* version of the document, now */
    Str why_vi, why_en; /* why it cannot be put to the plan of today; "" when it can */
    Str made_name, submitted_name, decided_name;
    bool may_submit, may_take_back, may_decide;
} AmendmentPage;

static const Field amendment_page_fields[] = {
    FIELD_LINK(AmendmentPage, amendment, REQUIRED, &amendment_shape),
    FIELD_LIST(AmendmentPage, proposals, PROPOSALS_MAX, &proposal_shape),
    FIELD_LIST(AmendmentPage, changes, CHANGES_SHOWN_MAX, &plan_change_shape),
    FIELD(AmendmentPage, now_at, REQUIRED, 0, 0),
    FIELD(AmendmentPage, why_vi, REQUIRED, 0, 0),
    FIELD(AmendmentPage, why_en, REQUIRED, 0, 0),
    FIELD(AmendmentPage, made_name, REQUIRED, 0, 0),
    FIELD(AmendmentPage, submitted_name, REQUIRED, 0, 0),
    FIELD(AmendmentPage, decided_name, REQUIRED, 0, 0),
    FIELD(AmendmentPage, may_submit, REQUIRED, 0, 0),
    FIELD(AmendmentPage, may_take_back, REQUIRED, 0, 0),
    FIELD(AmendmentPage, may_decide, REQUIRED, 0, 0),
};
const Shape amendment_page_shape = SHAPE(AmendmentPage, amendment_page_fields);

static Code preview(Ctx *cx, const Amendment *amendment, AmendmentPage *page) {
    Rows edits;
    page->why_vi = page->why_en = S("");
    if (amendment->state == AMENDMENT_ADOPTED || amendment->state == AMENDMENT_REFUSED) return OK;
    Code code = gather_edits(cx, amendment, &page->proposals, &edits);
    if (code == OK) code = plan_edits_preview(cx, amendment->document, &edits, &page->changes);
    if (code == OK) return OK;
    if (code != CONFLICT && code != INVALID) return code;
    const bool has_fault = cx->problem.fault_count > 0;
    page->why_vi = has_fault ? cx->problem.faults[0].vi : cx->problem.vi;
    page->why_en = has_fault ? cx->problem.faults[0].en : cx->problem.en;
    page->changes = (Rows){ 0 };
    cx->problem = (Problem){ 0 };
    return OK;
}

Code amendment_get(Ctx *cx, const void *in, void *out) {
    const AmendmentKey *key = in;
    AmendmentPage *page = out;
    Amendment *amendment = NEW(cx->arena, Amendment);
    PlanVersion now;
    Rows ties;
    TRY(amendment_find(cx, id_str(&key->id), amendment));
    TRY(plan_version_now(cx, amendment->document, &now));
    TRY(proposals_of_amendment(cx, id_str(&amendment->id), &page->proposals));
    TRY(proposal_names(cx, page->proposals.items, page->proposals.count));
    TRY(account_name(cx, amendment->made_by, &page->made_name));
    TRY(account_name(cx, amendment->submitted_by, &page->submitted_name));
    TRY(account_name(cx, amendment->decided_by, &page->decided_name));
    TRY(access_hand_ties(cx, &ties));
    page->amendment = amendment;
    page->now_at = now.number;
    const bool may_consolidate = access_may(cx, "planning.consolidate");
    page->may_submit = amendment->state == AMENDMENT_DRAFT && may_consolidate;
    page->may_take_back = amendment->state == AMENDMENT_SUBMITTED && may_consolidate;
    page->may_decide =
        amendment->state == AMENDMENT_SUBMITTED && access_may(cx, "planning.decide") &&
        access_is_other_hand(cx, &ties, amendment->submitted_by, ctx_day_of(cx, amendment->submitted_at));
    return preview(cx, amendment, page);
}

/* ---- handing up, and taking back ---- */

typedef struct AmendmentSubmission {
    Id id;
    Str title;
} AmendmentSubmission;

static const Field amendment_submission_fields[] = {
    FIELD(AmendmentSubmission, id, REQUIRED, 0, 0),
    FIELD(AmendmentSubmission, title, REQUIRED, 5, 200),
};
const Shape amendment_submission_shape = SHAPE(AmendmentSubmission, amendment_submission_fields);

Code amendment_submit(Ctx *cx, const void *in, void *out) {
    const AmendmentSubmission *entry = in;
    Amendment *amendment = out;
    PlanVersion now;
    Rows proposals, edits, changes;
    TRY(amendment_find(cx, id_str(&entry->id), amendment));
    TRY(refuse_unless(cx, amendment, AMENDMENT_DRAFT));
    TRY(proposals_of_amendment(cx, id_str(&amendment->id), &proposals));
    TRY(gather_edits(cx, amendment, &proposals, &edits));
    TRY(plan_edits_preview(cx, amendment->document, &edits, &changes));
    TRY(plan_version_now(cx, amendment->document, &now));
    amendment->title = entry->title;
    amendment->state = AMENDMENT_SUBMITTED;
    amendment->based_on = now.number;
    amendment->submitted_by = cx->caller.id;
    amendment->submitted_at = cx->now;
    TRY(amendment_update(cx, amendment));
    TRY(tell_amendment(cx, amendment, &proposals));
    return ledger_append(cx, S("planning.amendment_submitted"), id_str(&amendment->id),
                         { "document", amendment->document }, { "based_on", int_text(cx, now.number) },
                         { "proposals", int_text(cx, (int64_t)proposals.count) });
}

Code amendment_take_back(Ctx *cx, const void *in, void *out) {
    const AmendmentKey *key = in;
    Amendment *amendment = out;
    TRY(amendment_find(cx, id_str(&key->id), amendment));
    TRY(refuse_unless(cx, amendment, AMENDMENT_SUBMITTED));
    amendment->state = AMENDMENT_DRAFT;
    const Rows nobody = { 0 };
    TRY(amendment_update(cx, amendment));
    TRY(tell_amendment(cx, amendment, &nobody));
    return ledger_append(cx, S("planning.amendment_taken_back"), id_str(&amendment->id),
                         { "document", amendment->document });
}

/* ---- deciding ---- */

typedef struct AmendmentVerdict {
    Id id;
    int decision;
    int64_t based_on; /* version that the page showed */
    Str number;
    Day decided_on, in_force_on; /* in_force_on: none is decided_on */
    Str note;
} AmendmentVerdict;

static const Field amendment_verdict_fields[] = {
    FIELD(AmendmentVerdict, id, REQUIRED, 0, 0),
    FIELD_CHOICE(AmendmentVerdict, decision, REQUIRED, &amendment_verdict_choices),
    FIELD(AmendmentVerdict, based_on, REQUIRED, 1, 1000),
    FIELD(AmendmentVerdict, number, OPTIONAL, 0, 60),
    FIELD(AmendmentVerdict, decided_on, OPTIONAL, 0, 0),
    FIELD(AmendmentVerdict, in_force_on, OPTIONAL, 0, 0),
    FIELD(AmendmentVerdict, note, OPTIONAL | LINES, 0, NOTE_LETTERS_MAX),
};
const Shape amendment_verdict_shape = SHAPE(AmendmentVerdict, amendment_verdict_fields);

static Code adopt(Ctx *cx, Amendment *amendment, const AmendmentVerdict *verdict, const Rows *proposals) {
    Rows edits;
    PlanVersion version;
    amendment->in_force_on = verdict->in_force_on.number != 0 ? verdict->in_force_on : verdict->decided_on;
    if (verdict->number.len == 0 || verdict->decided_on.number == 0)
        return fail_field(cx, S("number"), &decision_incomplete);
    const Day last =
        amendment->in_force_on.number > verdict->decided_on.number ? amendment->in_force_on : verdict->decided_on;
    if (last.number > cx->today.number) return fail_field(cx, S("in_force_on"), &day_ahead, day_text(cx->arena, last));
    TRY(gather_edits(cx, amendment, proposals, &edits));
    const PlanDeciding deciding = { .decided_by = verdict->number,
                                    .decided_on = verdict->decided_on,
                                    .in_force_on = amendment->in_force_on,
                                    .origin = id_str(&amendment->id) };
    TRY(plan_amend(cx, amendment->document, &edits, &deciding, &version));
    amendment->version = version.number;
    amendment->decision_number = verdict->number;
    amendment->decision_on = verdict->decided_on;
    return OK;
}

Code amendment_decide(Ctx *cx, const void *in, void *out) {
    const AmendmentVerdict *verdict = in;
    Amendment *amendment = out;
    PlanVersion now;
    Rows proposals;
    const bool adopts = verdict->decision == VERDICT_ADOPT;
    TRY(amendment_find(cx, id_str(&verdict->id), amendment));
    TRY(refuse_unless(cx, amendment, AMENDMENT_SUBMITTED));
    TRY(access_require_other_hand(cx, amendment->submitted_by, ctx_day_of(cx, amendment->submitted_at)));
    if (str_equal(amendment->submitted_by, cx->caller.id)) return fail(cx, &own_proposal);
    TRY(plan_version_now(cx, amendment->document, &now));
    if (now.number != verdict->based_on || now.number != amendment->based_on)
        return fail(cx, &plan_changed, amendment->document, int_text(cx, now.number),
                    int_text(cx, amendment->based_on));
    if (!adopts && utf8_count(verdict->note) < REASON_LETTERS_MIN) return fail_field(cx, S("note"), &note_missing);
    TRY(proposals_of_amendment(cx, id_str(&amendment->id), &proposals));
    if (adopts) TRY(adopt(cx, amendment, verdict, &proposals));
    amendment->state = adopts ? AMENDMENT_ADOPTED : AMENDMENT_REFUSED;
    amendment->decided_by = cx->caller.id;
    amendment->decided_at = cx->now;
    amendment->decision_note = verdict->note.len > 0 ? verdict->note : S("");
    TRY(amendment_update(cx, amendment));
    Proposal *all = proposals.items;
    for (size_t i = 0; i < proposals.count; i++) {
        all[i].state = adopts ? PROPOSAL_ADOPTED : PROPOSAL_REFUSED;
        TRY(proposal_keep_state(cx, &all[i]));
    }
    TRY(tell_amendment(cx, amendment, &proposals));
    return ledger_append(cx, adopts ? S("planning.amendment_adopted") : S("planning.amendment_refused"),
                         id_str(&amendment->id), { "document", amendment->document },
                         { "number", amendment->decision_number }, { "version", int_text(cx, amendment->version) },
                         { "note_digest", sha256_text(cx->arena, amendment->decision_note) });
}

/* ---- what waits ---- */

static Code await(Ctx *cx, const Amendment *one, Str account, Time since, Awaited *ret_awaited) {
    *ret_awaited = (Awaited){ .title = one->title,
                              .since = since,
                              .page = str_format(cx->arena, "/sua-doi/%s", one->id.text) };
    return account_name(cx, account, &ret_awaited->person);
}

/* Drafts that hold a proposal: they are still to be handed up. */
Code amendments_to_submit(Ctx *cx, Rows *ret_awaited) {
    Rows rows;
    TRY(amendments_filled(cx, &rows));
    Awaited *all = NEW_ARRAY(cx->arena, Awaited, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const Amendment *one = &((const Amendment *)rows.items)[i];
        TRY(await(cx, one, one->made_by, one->made_at, &all[i]));
    }
    *ret_awaited = (Rows){ all, rows.count };
    return OK;
}

Code amendments_to_decide(Ctx *cx, Rows *ret_awaited) {
    Rows rows, ties;
    TRY(amendments_submitted(cx, &rows));
    TRY(access_hand_ties(cx, &ties));
    Awaited *all = NEW_ARRAY(cx->arena, Awaited, rows.count + 1);
    *ret_awaited = (Rows){ all, 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const Amendment *one = &((const Amendment *)rows.items)[i];
        if (!access_is_other_hand(cx, &ties, one->submitted_by, ctx_day_of(cx, one->submitted_at))) continue;
        TRY(await(cx, one, one->submitted_by, one->submitted_at, &all[ret_awaited->count++]));
    }
    return OK;
}
