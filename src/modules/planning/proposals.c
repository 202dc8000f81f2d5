/* modules/planning/proposals - see proposals.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/planning/proposals.h"

#include "kit/crypto.h"
#include "modules/planning/amendments.h"
#include "modules/planning/telling.h"
#include "platform/access/access.h"
#include "platform/documents/documents.h"
#include "platform/ledger/ledger.h"
#include "platform/people/people.h"
#include "platform/reference/reference.h"

enum { EDITS_BYTES_MAX = 256 * 1024, CHANGES_SHOWN_MAX = 20000 };

const ProblemKind plan_changed = {
    CONFLICT,
    "planning/plan-changed",
    { "Kế hoạch đã có phiên bản mới.", "The plan has a newer version." },
    { "“{0}” nay là phiên bản {1}, khác phiên bản {2} mà bạn đã xem. Tải lại trang, xem thay đổi rồi làm lại bước này.",
      "“{0}” is at version {1} now, not at version {2} that you saw. Reload, look at what changed, then do this "
      "again." }
};
const ProblemKind item_changed = { CONFLICT,
                                   "planning/item-changed",
                                   { "Mục cần sửa đã thay đổi.", "What was to be changed is another by now." },
                                   { "“{0}” lúc đề xuất là “{1}”, nay là “{2}”. Rút hoặc không tiếp nhận đề xuất này, "
                                     "rồi đề xuất lại theo kế hoạch hiện tại.",
                                     "“{0}” was “{1}” when it was proposed and is “{2}” now. Withdraw or decline this "
                                     "proposal, then propose anew on the "
                                     "plan as it is." } };
const ProblemKind proposal_settled = { CONFLICT,
                                       "planning/proposal-settled",
                                       { "Đề xuất không còn chờ.", "The proposal no longer waits." },
                                       { "Đề xuất đang ở trạng thái “{0}”. Tải lại danh sách.",
                                         "It is in the state “{0}”. Reload the list." } };
const ProblemKind edits_missing = {
    INVALID,
    "planning/edits-missing",
    { "Chưa nêu điều cần sửa.", "Nothing to change was named." },
    { "Nêu ít nhất một điều cần sửa trong kế hoạch, khác với điều đang ghi.",
      "Name at least one thing to change in the plan, other than what it says already." }
};
const ProblemKind note_missing = { INVALID,
                                   "planning/reason-missing",
                                   { "Cần nêu lý do.", "A reason is needed." },
                                   { "Ghi lý do, ít nhất 10 ký tự, để người nhận hiểu quyết định.",
                                     "Give the reason, at least 10 letters, so that those concerned understand." } };
const ProblemKind own_proposal = { FORBIDDEN,
                                   "planning/own-proposal",
                                   { "Không tự quyết việc mình đề xuất.", "Nobody decides on his own proposal." },
                                   { "Bạn là người gửi mục này; người khác phải quyết.",
                                     "You handed this in; somebody else must decide." } };

static const char *const proposal_states[] = { "submitted", "taken", "declined", "withdrawn", "adopted", "refused" };
static const char *const proposal_verdicts[] = { "take", "decline" };
const Choices proposal_state_choices = CHOICES("ProposalState", proposal_states);
static const Choices proposal_verdict_choices = CHOICES("ProposalVerdictWord", proposal_verdicts);

typedef enum ProposalVerdictWord { PROPOSAL_VERDICT_NONE, VERDICT_TAKE, VERDICT_DECLINE } ProposalVerdictWord;

static const Field proposal_fields[] = {
    FIELD(Proposal, id, REQUIRED, 0, 0),
    FIELD(Proposal, document, REQUIRED, 0, 0),
    FIELD(Proposal, agency, REQUIRED, 0, 0),
    FIELD(Proposal, title, REQUIRED, 0, 0),
    FIELD(Proposal, reason, REQUIRED, 0, 0),
    FIELD(Proposal, evidence, REQUIRED, 0, 0),
    FIELD(Proposal, edits, STORED, 0, 0),
    FIELD(Proposal, based_on, REQUIRED, 0, 0),
    FIELD_CHOICE(Proposal, state, REQUIRED, &proposal_state_choices),
    FIELD(Proposal, amendment, REQUIRED, 0, 0),
    FIELD(Proposal, proposed_by, REQUIRED, 0, 0),
    FIELD(Proposal, proposed_at, REQUIRED, 0, 0),
    FIELD(Proposal, decided_by, REQUIRED, 0, 0),
    FIELD(Proposal, decided_at, OPTIONAL, 0, 0),
    FIELD(Proposal, decision_note, REQUIRED, 0, 0),
    FIELD(Proposal, agency_name, REQUIRED, 0, 0),
    FIELD(Proposal, proposed_name, REQUIRED, 0, 0),
    FIELD(Proposal, decided_name, REQUIRED, 0, 0),
    FIELD(Proposal, edit_count, REQUIRED, 0, 0),
};
const Shape proposal_shape = SHAPE(Proposal, proposal_fields);

#include "modules/planning/proposals.sql.h"

/* ---- edits, kept as one text ---- */

typedef struct EditList {
    Rows edits;
} EditList;

static const Field edit_list_fields[] = { FIELD_LIST(EditList, edits, EDITS_MAX, &plan_edit_shape) };
static const Shape edit_list_shape = SHAPE(EditList, edit_list_fields);

Code proposal_edits(Ctx *cx, const Proposal *proposal, Rows *ret_edits) {
    EditList list = { 0 };
    TRY(shape_read_json(cx, &edit_list_shape, proposal->edits, &list));
    *ret_edits = list.edits;
    return OK;
}

static Code write_edits(Ctx *cx, const Rows *edits, Str *ret_text) {
    const EditList list = { *edits };
    Buf out = buf_new(cx->arena, EDITS_BYTES_MAX);
    shape_write_json(&out, &edit_list_shape, &list);
    return buf_done(&out, ret_text);
}

/* ---- names ---- */

Code account_name(Ctx *cx, Str account, Str *ret_name) {
    Id id;
    PersonName person;
    *ret_name = S("");
    if (id_from_text(account, &id) != OK) return OK;
    const Code found = person_name(cx, &id, &person);
    if (found == OK) *ret_name = person.name;
    return found == NOT_FOUND ? OK : found;
}

Code proposal_names(Ctx *cx, Proposal *proposals, size_t count) {
    Registry *registry;
    TRY(registry_load(cx, &registry));
    for (size_t i = 0; i < count; i++) {
        Rows edits;
        TRY(proposal_edits(cx, &proposals[i], &edits));
        proposals[i].edit_count = (int64_t)edits.count;
        proposals[i].agency_name = registry_name(registry, proposals[i].agency);
        TRY(account_name(cx, proposals[i].proposed_by, &proposals[i].proposed_name));
        TRY(account_name(cx, proposals[i].decided_by, &proposals[i].decided_name));
    }
    return OK;
}

/* ---- finding ---- */

Code proposal_find(Ctx *cx, Str id, Proposal *ret_proposal) {
    Proposal asked = { 0 };
    if (id_from_text(id, &asked.id) != OK) return fail(cx, &not_found, id);
    const Code found = proposal_by_id(cx, &asked, ret_proposal);
    return found == NOT_FOUND ? fail(cx, &not_found, id) : found;
}

Code proposals_of_amendment(Ctx *cx, Str amendment, Rows *ret_proposals) {
    const Proposal asked = { .amendment = amendment };
    return proposals_taken_by(cx, &asked, ret_proposals);
}

Code proposal_change_state(Ctx *cx, Proposal *proposal, ProposalState state, Str amendment, Str note) {
    proposal->state = (int)state;
    proposal->amendment = amendment;
    proposal->decided_by = cx->caller.id;
    proposal->decided_at = cx->now;
    proposal->decision_note = note;
    return proposal_set_state(cx, proposal);
}

Code proposal_keep_state(Ctx *cx, const Proposal *proposal) {
    return proposal_set_state(cx, proposal);
}

Code proposal_require_fresh(Ctx *cx, const Proposal *proposal, Rows *edits) {
    TRY(proposal_edits(cx, proposal, edits));
    PlanEdit *all = edits->items;
    Str *seen = NEW_ARRAY(cx->arena, Str, edits->count + 1);
    Rows changes;
    for (size_t i = 0; i < edits->count; i++) seen[i] = all[i].before;
    const Code code = plan_edits_preview(cx, proposal->document, edits, &changes);
    for (size_t i = 0; i < edits->count; i++) {
        if (str_equal(seen[i], all[i].before)) continue;
        cx->problem = (Problem){ 0 }; /* that it is another by now says why the rest does not fit */
        return fail(cx, &item_changed, all[i].item, seen[i], all[i].before);
    }
    return code;
}

static Code refuse_unless(Ctx *cx, const Proposal *proposal, ProposalState state) {
    return proposal->state == (int)state
               ? OK
               : fail(cx, &proposal_settled, choice_name(&proposal_state_choices, proposal->state));
}

/* ---- proposing ---- */

typedef struct ProposalEntry {
    Str document, agency, title, reason;
    int64_t based_on;
    Texts evidence;
    Rows edits;
} ProposalEntry;

static const Field proposal_entry_fields[] = {
    FIELD(ProposalEntry, document, REQUIRED, 1, PLAN_CODE_MAX),
    FIELD(ProposalEntry, agency, REQUIRED, 1, PLAN_CODE_MAX),
    FIELD(ProposalEntry, title, REQUIRED, 5, 200),
    FIELD(ProposalEntry, reason, REQUIRED | LINES, REASON_LETTERS_MIN, NOTE_LETTERS_MAX),
    FIELD(ProposalEntry, based_on, REQUIRED, 1, 1000),
    FIELD(ProposalEntry, evidence, OPTIONAL, 0, EVIDENCE_FILES_MAX),
    FIELD_LIST(ProposalEntry, edits, EDITS_MAX, &plan_edit_shape),
};
const Shape proposal_entry_shape = SHAPE(ProposalEntry, proposal_entry_fields);

static Code require_version(Ctx *cx, Str document, int64_t seen) {
    PlanVersion now;
    TRY(plan_version_now(cx, document, &now));
    return now.number == seen ? OK : fail(cx, &plan_changed, document, int_text(cx, now.number), int_text(cx, seen));
}

Code proposal_make(Ctx *cx, const void *in, void *out) {
    const ProposalEntry *entry = in;
    Proposal *proposal = out;
    Rows files, changes, edits = entry->edits;
    TRY(access_require_for(cx, "planning.propose", entry->agency));
    TRY(require_version(cx, entry->document, entry->based_on));
    if (edits.count == 0) return fail_field(cx, S("edits"), &edits_missing);
    TRY(plan_edits_preview(cx, entry->document, &edits, &changes));
    if (changes.count == 0) return fail_field(cx, S("edits"), &edits_missing);
    TRY(files_own(cx, &entry->evidence, S("evidence"), &files));
    TRY(faults_verdict(cx));
    *proposal = (Proposal){ .id = id_make("proposal", cx->now),
                            .document = entry->document,
                            .agency = entry->agency,
                            .title = entry->title,
                            .reason = entry->reason,
                            .evidence = entry->evidence,
                            .based_on = entry->based_on,
                            .state = PROPOSAL_SUBMITTED,
                            .amendment = S(""),
                            .proposed_by = cx->caller.id,
                            .proposed_at = cx->now,
                            .decided_by = S(""),
                            .decision_note = S("") };
    TRY(write_edits(cx, &edits, &proposal->edits));
    TRY(proposal_insert(cx, proposal));
    TRY(tell_proposal(cx, proposal));
    TRY(ledger_append(cx, S("planning.proposed"), id_str(&proposal->id), { "document", proposal->document },
                      { "agency", proposal->agency }, { "based_on", int_text(cx, proposal->based_on) },
                      { "edits_digest", sha256_text(cx->arena, proposal->edits) }));
    return proposal_names(cx, proposal, 1);
}

/* ---- lists ---- */

typedef struct ProposalFilter {
    Str agency;
} ProposalFilter;

static const Field proposal_filter_fields[] = { FIELD(ProposalFilter, agency, OPTIONAL, 0, PLAN_CODE_MAX) };
const Shape proposal_filter_shape = SHAPE(ProposalFilter, proposal_filter_fields);

typedef struct ProposalList {
    Rows proposals, amendments; /* the newest first */
    Rows documents;             /* of PlanVersion: the documents of the plan, as they are now */
    Rows agencies;              /* of Agency: for which the caller may propose */
    bool may_consolidate;
} ProposalList;

static const Field proposal_list_fields[] = {
    FIELD_LIST(ProposalList, proposals, PROPOSALS_MAX, &proposal_shape),
    FIELD_LIST(ProposalList, amendments, PROPOSALS_MAX, &amendment_shape),
    FIELD_LIST(ProposalList, documents, 200, &plan_version_shape),
    FIELD_LIST(ProposalList, agencies, 200, &agency_shape),
    FIELD(ProposalList, may_consolidate, REQUIRED, 0, 0),
};
const Shape proposal_list_shape = SHAPE(ProposalList, proposal_list_fields);

/* Agencies see their own, the province's people all. */
static Code visible(Ctx *cx, Str only, Rows *ret_proposals) {
    bool all;
    const Texts agencies = access_agencies(cx, "planning.see", &all);
    if (all) {
        const Proposal asked = { .agency = only };
        return proposals_newest(cx, &asked, ret_proposals);
    }
    Proposal *found = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < agencies.count; i++) {
        const Proposal asked = { .agency = agencies.items[i] };
        Rows rows;
        if (only.len > 0 && !str_equal(only, asked.agency)) continue;
        TRY(proposals_newest(cx, &asked, &rows));
        for (size_t j = 0; j < rows.count && count < PROPOSALS_MAX; j++) {
            found = array_grow(cx->arena, found, sizeof(Proposal), count, &room);
            found[count++] = ((const Proposal *)rows.items)[j];
        }
    }
    *ret_proposals = (Rows){ found, count };
    return OK;
}

Code proposals_list(Ctx *cx, const void *in, void *out) {
    const ProposalFilter *filter = in;
    ProposalList *list = out;
    Registry *registry;
    bool all;
    TRY(visible(cx, filter->agency.len > 0 ? filter->agency : S(""), &list->proposals));
    TRY(proposal_names(cx, list->proposals.items, list->proposals.count));
    TRY(amendments_newest_first(cx, &list->amendments));
    TRY(plan_versions_now(cx, &list->documents));
    TRY(registry_load(cx, &registry));
    const Texts codes = access_agencies(cx, "planning.propose", &all);
    Agency *agencies = NEW_ARRAY(cx->arena, Agency, codes.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < codes.count && count < 200; i++) {
        const Agency *one = registry_agency(registry, codes.items[i]);
        if (one != NULL) agencies[count++] = *one;
    }
    list->agencies = (Rows){ agencies, count };
    list->may_consolidate = access_may(cx, "planning.consolidate");
    return OK;
}

/* ---- one ---- */

typedef struct ProposalKey {
    Id id;
} ProposalKey;

static const Field proposal_key_fields[] = { FIELD(ProposalKey, id, REQUIRED, 0, 0) };
const Shape proposal_key_shape = SHAPE(ProposalKey, proposal_key_fields);

typedef struct ProposalPage {
    const Proposal *proposal;
    Rows edits, changes; /* changes: what the plan of today would become; empty when it cannot be */
    Rows files;
    Rows amendments; /* of Amendment: drafts that may take it */
    int64_t version; /* of the document, now */
    bool is_stale;   /* what it would change is another by now */
    Str why_vi, why_en;
    bool may_decide, may_withdraw;
} ProposalPage;

static const Field proposal_page_fields[] = {
    FIELD_LINK(ProposalPage, proposal, REQUIRED, &proposal_shape),
    FIELD_LIST(ProposalPage, edits, EDITS_MAX, &plan_edit_shape),
    FIELD_LIST(ProposalPage, changes, CHANGES_SHOWN_MAX, &plan_change_shape),
    FIELD_LIST(ProposalPage, files, EVIDENCE_FILES_MAX, &file_shape),
    FIELD_LIST(ProposalPage, amendments, PROPOSALS_MAX, &amendment_shape),
    FIELD(ProposalPage, version, REQUIRED, 0, 0),
    FIELD(ProposalPage, is_stale, REQUIRED, 0, 0),
    FIELD(ProposalPage, why_vi, REQUIRED, 0, 0),
    FIELD(ProposalPage, why_en, REQUIRED, 0, 0),
    FIELD(ProposalPage, may_decide, REQUIRED, 0, 0),
    FIELD(ProposalPage, may_withdraw, REQUIRED, 0, 0),
};
const Shape proposal_page_shape = SHAPE(ProposalPage, proposal_page_fields);

static Code find_visible(Ctx *cx, const Id *id, Proposal *ret_proposal) {
    TRY(proposal_find(cx, id_str(id), ret_proposal));
    return access_require_for(cx, "planning.see", ret_proposal->agency);
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

/* What it would change today; when it cannot, why. */
static Code preview(Ctx *cx, const Proposal *proposal, ProposalPage *page) {
    Rows edits;
    page->why_vi = page->why_en = S("");
    if (proposal->state != PROPOSAL_SUBMITTED && proposal->state != PROPOSAL_TAKEN) return OK;
    Code code = proposal_require_fresh(cx, proposal, &edits);
    if (code == OK) code = plan_edits_preview(cx, proposal->document, &edits, &page->changes);
    if (code == OK) return OK;
    if (code != CONFLICT && code != INVALID) return code;
    const bool has_fault = cx->problem.fault_count > 0;
    page->why_vi = has_fault ? cx->problem.faults[0].vi : cx->problem.vi;
    page->why_en = has_fault ? cx->problem.faults[0].en : cx->problem.en;
    page->is_stale = true;
    page->changes = (Rows){ 0 };
    cx->problem = (Problem){ 0 };
    return OK;
}

Code proposal_get(Ctx *cx, const void *in, void *out) {
    const ProposalKey *key = in;
    ProposalPage *page = out;
    Proposal *proposal = NEW(cx->arena, Proposal);
    PlanVersion now;
    Rows ties;
    TRY(find_visible(cx, &key->id, proposal));
    TRY(proposal_names(cx, proposal, 1));
    TRY(plan_version_now(cx, proposal->document, &now));
    TRY(access_hand_ties(cx, &ties));
    page->proposal = proposal;
    page->version = now.number;
    TRY(proposal_edits(cx, proposal, &page->edits));
    TRY(find_files(cx, &proposal->evidence, &page->files));
    TRY(amendment_drafts(cx, proposal->document, &page->amendments));
    const bool waits = proposal->state == PROPOSAL_SUBMITTED;
    bool is_in_draft = false;
    if (proposal->state == PROPOSAL_TAKEN) TRY(amendment_is_draft(cx, proposal->amendment, &is_in_draft));
    page->may_decide = (waits || is_in_draft) && access_may(cx, "planning.consolidate") &&
                       access_is_other_hand(cx, &ties, proposal->proposed_by, ctx_day_of(cx, proposal->proposed_at));
    page->may_withdraw = waits && access_may_for(cx, "planning.propose", proposal->agency);
    return preview(cx, proposal, page);
}

Code proposal_withdraw(Ctx *cx, const void *in, void *out) {
    const ProposalKey *key = in;
    Proposal *proposal = out;
    TRY(find_visible(cx, &key->id, proposal));
    TRY(access_require_for(cx, "planning.propose", proposal->agency));
    TRY(refuse_unless(cx, proposal, PROPOSAL_SUBMITTED));
    TRY(proposal_change_state(cx, proposal, PROPOSAL_WITHDRAWN, S(""), S("")));
    TRY(tell_proposal(cx, proposal));
    TRY(ledger_append(cx, S("planning.proposal_withdrawn"), id_str(&proposal->id), { "document", proposal->document }));
    return proposal_names(cx, proposal, 1);
}

/* ---- the coordinator's answer ---- */

typedef struct ProposalVerdict {
    Id id;
    int decision;
    Str note;
    Str amendment; /* the draft that takes it; none: a new one */
} ProposalVerdict;

static const Field proposal_verdict_fields[] = {
    FIELD(ProposalVerdict, id, REQUIRED, 0, 0),
    FIELD_CHOICE(ProposalVerdict, decision, REQUIRED, &proposal_verdict_choices),
    FIELD(ProposalVerdict, note, REQUIRED | LINES, REASON_LETTERS_MIN, NOTE_LETTERS_MAX),
    FIELD(ProposalVerdict, amendment, OPTIONAL, 0, 40),
};
const Shape proposal_verdict_shape = SHAPE(ProposalVerdict, proposal_verdict_fields);

Code proposal_decide(Ctx *cx, const void *in, void *out) {
    const ProposalVerdict *verdict = in;
    Proposal *proposal = out;
    Rows edits;
    Str amendment = S("");
    const bool takes = verdict->decision == VERDICT_TAKE;
    bool is_in_draft = false;
    TRY(find_visible(cx, &verdict->id, proposal));
    if (proposal->state == PROPOSAL_TAKEN && !takes) TRY(amendment_is_draft(cx, proposal->amendment, &is_in_draft));
    if (!is_in_draft) TRY(refuse_unless(cx, proposal, PROPOSAL_SUBMITTED)); /* out of a draft it may still be left */
    if (str_equal(proposal->proposed_by, cx->caller.id)) return fail(cx, &own_proposal);
    TRY(access_require_other_hand(cx, proposal->proposed_by, ctx_day_of(cx, proposal->proposed_at)));
    if (takes) {
        TRY(proposal_require_fresh(cx, proposal, &edits));
        TRY(amendment_for(cx, proposal, verdict->amendment, &amendment));
    }
    TRY(proposal_change_state(cx, proposal, takes ? PROPOSAL_TAKEN : PROPOSAL_DECLINED, amendment, verdict->note));
    TRY(tell_proposal(cx, proposal));
    TRY(ledger_append(cx, takes ? S("planning.proposal_taken") : S("planning.proposal_declined"), id_str(&proposal->id),
                      { "document", proposal->document }, { "amendment", amendment },
                      { "note_digest", sha256_text(cx->arena, verdict->note) }));
    return proposal_names(cx, proposal, 1);
}

/* ---- what waits for the coordinator ---- */

Code proposals_awaited(Ctx *cx, Rows *ret_awaited) {
    Rows rows, ties;
    TRY(proposals_submitted(cx, &rows));
    TRY(proposal_names(cx, rows.items, rows.count));
    TRY(access_hand_ties(cx, &ties));
    Awaited *all = NEW_ARRAY(cx->arena, Awaited, rows.count + 1);
    *ret_awaited = (Rows){ all, 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const Proposal *one = &((const Proposal *)rows.items)[i];
        if (!access_is_other_hand(cx, &ties, one->proposed_by, ctx_day_of(cx, one->proposed_at))) continue;
        all[ret_awaited->count++] = (Awaited){ .title = one->title,
                                               .from = one->agency_name,
                                               .person = one->proposed_name,
                                               .since = one->proposed_at,
                                               .page = str_format(cx->arena, "/de-xuat/%s", one->id.text) };
    }
    return OK;
}
