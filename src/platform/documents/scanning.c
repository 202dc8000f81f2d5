/* platform/documents/scanning - see scanning.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/scanning.h"

#include "platform/ledger/ledger.h"

const Setting documents_scanner = {
    "documents.scanner",
    SETTING_TEXT,
    "",
    0,
    200,
    .help = "Virus scanner: ClamAV's clamd at host:port or at the path of its unix socket; empty: files are not scanned"
};
const Setting documents_scanner_timeout_s = { "documents.scanner_timeout_s",
                                              SETTING_INT,
                                              "20",
                                              1,
                                              300,
                                              .help = "Seconds that the virus scanner is given for one file" };
const Setting documents_accept_unscanned = {
    "documents.accept_unscanned",
    SETTING_BOOL,
    "off",
    0,
    0,
    .help =
        "While the virus scanner does not answer: on: files are taken and marked as not scanned; off: they are refused"
};

const ProblemKind scanner_away = {
    UNAVAILABLE,
    "documents/scanner-away",
    { "Máy quét vi-rút chưa trả lời.", "The virus scanner does not answer." },
    { "Tệp chưa được nhận vì chưa quét được vi-rút ({0}). Thử lại sau ít phút; nếu vẫn vậy, báo quản trị hệ thống.",
      "The file was not taken: it could not be scanned for viruses ({0}). Try again in some minutes; if that does not "
      "help, tell the administrator." }
};
const ProblemKind file_harmful = {
    INVALID,
    "documents/file-harmful",
    { "Tệp có mã độc.", "The file is harmful." },
    { "Máy quét vi-rút nhận ra “{0}” trong tệp, nên tệp không được nhận. Quét máy tính của bạn rồi tải lên bản sạch.",
      "The virus scanner found “{0}” in the file, so it was not taken. Scan your computer, then upload a clean "
      "copy." }
};

Code file_add_scan(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Settings *settings = cx->house->settings;
    FileChecked *checked = cx->prepared;
    const Str address = setting_text(settings, &documents_scanner);
    if (address.len == 0) return OK;
    const int64_t timeout_s = setting_int(settings, &documents_scanner_timeout_s);
    checked->scan = clamd_scan(cx->arena, address, spool_path(cx->upload->spool), timeout_s);
    const bool is_needed = !setting_is(settings, &documents_accept_unscanned);
    if (checked->scan.verdict == SCAN_NOT_DONE && is_needed) return fail(cx, &scanner_away, checked->scan.told);
    return OK;
}

/* By the system: the record is public, and who had a harmful file need not have known it. */
Code scan_verdict(Ctx *cx, const FileChecked *checked, Str digest) {
    const Scan *scan = &checked->scan;
    if (scan->verdict != SCAN_HARMFUL) return OK;
    const LedgerFact found = { "found", scan->told };
    TRY(ledger_append_by(cx, S("system"), S("documents.file_refused"), digest, &found, 1));
    cx->is_recorded = true;
    return fail(cx, &file_harmful, scan->told);
}
