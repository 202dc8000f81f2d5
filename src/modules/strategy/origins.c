/* modules/strategy/origins - see origins.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/origins.h"

#include "modules/strategy/figure_check.h"
#include "modules/strategy/imports.h"
#include "modules/strategy/submissions.h"
#include "platform/access/access.h"
#include "platform/documents/documents.h"

static const Field origin_fields[] = {
    FIELD(Origin, id, REQUIRED, 0, 0),           FIELD(Origin, is_import, REQUIRED, 0, 0),
    FIELD(Origin, source, REQUIRED, 0, 0),       FIELD(Origin, note, REQUIRED, 0, 0),
    FIELD(Origin, reason, REQUIRED, 0, 0),       FIELD(Origin, page, REQUIRED, 0, 0),
    FIELD(Origin, agency, REQUIRED, 0, 0),
    FIELD(Origin, agency_name, REQUIRED, 0, 0),  FIELD(Origin, person, REQUIRED, 0, 0),
    FIELD(Origin, person_title, REQUIRED, 0, 0), FIELD(Origin, entered_at, OPTIONAL, 0, 0),
    FIELD(Origin, decided_name, REQUIRED, 0, 0), FIELD(Origin, decided_at, OPTIONAL, 0, 0),
    FIELD(Origin, file_name, REQUIRED, 0, 0),    FIELD(Origin, digest, REQUIRED, 0, 0),
    FIELD(Origin, row_count, REQUIRED, 0, 0),    FIELD(Origin, is_sample, REQUIRED, 0, 0),
    FIELD(Origin, evidence_count, REQUIRED, 0, 0), FIELD_LIST(Origin, evidence, EVIDENCE_FILES_MAX, &file_shape),
    FIELD_CHOICE(Origin, channel, OPTIONAL, &figure_channel_choices),
    FIELD(Origin, system, REQUIRED, 0, 0),       FIELD(Origin, system_name, REQUIRED, 0, 0),
    FIELD(Origin, message_id, REQUIRED, 0, 0),   FIELD(Origin, request_id, REQUIRED, 0, 0),
    FIELD(Origin, record, REQUIRED, 0, 0),
};
const Shape origin_shape = SHAPE(Origin, origin_fields);

static Str base_name(Str path) {
    Str last = path;
    for (Str rest = path; rest.at != NULL;) last = str_cut(&rest, '/');
    return last;
}

static Code origin_of_submission(Ctx *cx, const Goals *goals, const Submission *submission, Origin *ret_origin) {
    const bool is_staff = access_may(cx, "strategy.see_entries");
    *ret_origin = (Origin){ .id = str_copy(cx->arena, id_str(&submission->id)),
                            .source = submission->source,
                            .note = submission->note,
                            .reason = submission->reason,
                            .page = submission->page,
                            .agency = submission->agency,
                            .agency_name = registry_name(goals->registry, submission->agency),
                            .person = is_staff ? submission->entered_name : S(""),
                            .person_title = submission->entered_title,
                            .entered_at = submission->entered_at,
                            .decided_name = is_staff ? submission->decided_name : S(""),
                            .decided_at = submission->decided_at,
                            .file_name = S(""),
                            .digest = S(""),
                            .evidence_count = (int64_t)submission->evidence.count,
                            .channel = submission->channel,
                            .system = submission->system,
                            .system_name = submission->system_name,
                            .message_id = submission->message_id,
                            .request_id = submission->request_id,
                            .record = submission->record };
    if (!is_staff) return OK;
    File *files = NEW_ARRAY(cx->arena, File, submission->evidence.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < submission->evidence.count; i++) {
        Id id;
        if (id_from_text(submission->evidence.items[i], &id) == OK && file_find(cx, &id, &files[count]) == OK) count++;
    }
    ret_origin->evidence = (Rows){ files, count };
    return OK;
}

Code origin_find(Ctx *cx, const Goals *goals, Str id, Origin *ret_origin) {
    Submission submission;
    Import import;
    const Code found = submission_find(cx, id, &submission);
    if (found == OK) return origin_of_submission(cx, goals, &submission, ret_origin);
    if (found != NOT_FOUND) return found;
    *ret_origin = (Origin){ .id = id, .is_import = true };
    const Code imported = import_find(cx, id, &import);
    if (imported == NOT_FOUND) return OK;
    TRY(imported);
    ret_origin->source = import.source;
    ret_origin->reason = import.reason;
    ret_origin->entered_at = import.at;
    ret_origin->file_name = base_name(import.file_name);
    ret_origin->digest = import.digest;
    ret_origin->row_count = import.row_count;
    ret_origin->is_sample = import.is_sample;
    return OK;
}
