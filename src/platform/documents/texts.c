/* platform/documents/texts - see texts.h. The child is this program again: banyan text --here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/texts.h"

#include "kit/commands.h"
#include "kit/confine.h"
#include "platform/documents/text_legacy.h"
#include "platform/documents/text_reading.h"
#include "platform/documents/text_scan.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum {
    WITHIN_S = 30,
    CHILD_MEMORY_MAX = 1024 * 1024 * 1024,
    TOLD_BYTES_MAX = 64 * 1024 * 1024,
    HEAD_BYTES = 5,
    SCAN_BYTES_A_PAGE = 100,
    SCAN_TELLS_MORE = 2, /* times what the layer of text does */
    PATH_LETTERS_MAX = 1000
};

#define PDF_TO_TEXT "/usr/bin/pdftotext" /* of poppler-utils */

const ProblemKind text_unknown = {
    INVALID, "documents/text-unknown",
    { "Không đọc được loại tệp này.", "This kind of file cannot be read." },
    { "“{0}” không phải docx, odt, html, pdf, Markdown hay văn bản thuần. Tệp .doc cũ: mở bằng Word hoặc LibreOffice "
      "rồi lưu thành docx.",
      "“{0}” is no docx, odt, html, pdf, Markdown or plain text. An old .doc: open it in Word or LibreOffice and save "
      "it as docx." }
};
const ProblemKind text_broken = { INVALID, "documents/text-broken",
                                  { "Tệp bị hỏng.", "The file is broken." },
                                  { "“{0}” không đọc được đến hết. Mở bằng phần mềm soạn thảo rồi lưu lại.",
                                    "“{0}” cannot be read to its end. Open it where it was made and save it again." } };
const ProblemKind text_locked = { INVALID, "documents/text-locked",
                                  { "Tệp có mật khẩu.", "The file has a password." },
                                  { "Bỏ mật khẩu của “{0}” rồi thử lại.",
                                    "Take the password off “{0}” and try again." } };
const ProblemKind text_huge = {
    INVALID, "documents/text-huge",
    { "Tệp quá lớn để đọc.", "The file is too large to be read." },
    { "“{0}” dài, hoặc bung ra, quá giới hạn: 8 MiB chữ, 60.000 dòng và đoạn, 120.000 ô của bảng. Chia nhỏ văn bản rồi "
      "thử lại.",
      "“{0}” is longer, or unpacks to more, than the limit: 8 MiB of text, 60,000 lines and paragraphs, 120,000 cells "
      "of tables. Divide the document and try again." }
};
const ProblemKind text_slow = { INVALID, "documents/text-slow",
                                { "Đọc tệp quá lâu.", "The file takes too long to read." },
                                { "Đọc “{0}” quá {1} giây nên đã dừng. Chia nhỏ văn bản rồi thử lại.",
                                  "Reading “{0}” took over {1} seconds and was ended. Divide the document and try "
                                  "again." } };
const ProblemKind text_tool = { UNAVAILABLE, "documents/text-tool",
                                { "Máy chủ thiếu phần mềm đọc tệp.", "The server lacks a program that reads files." },
                                { "Cài {0} (apt-get install {1}) rồi thử lại.",
                                  "Install {0} (apt-get install {1}) and try again." } };

/* ---- what the child tells ---- */

typedef struct ChildTold {
    int flaw;
    const DocumentText *text;
} ChildTold;

static const char *const flaw_names[] = { "unknown", "broken", "locked", "huge" }; /* of TextFlawKind from 1 */
static const Choices flaw_choices = CHOICES("TextFlaw", flaw_names);

static const Field child_told_fields[] = {
    FIELD_CHOICE(ChildTold, flaw, OPTIONAL, &flaw_choices),
    FIELD_LINK(ChildTold, text, OPTIONAL, &document_text_shape),
};
static const Shape child_told_shape = SHAPE(ChildTold, child_told_fields);

static Code refuse(Ctx *cx, TextFlawKind flaw, Str name) {
    static const ProblemKind *const kinds[] = { [TEXT_UNKNOWN] = &text_unknown,
                                                [TEXT_BROKEN] = &text_broken,
                                                [TEXT_LOCKED] = &text_locked,
                                                [TEXT_HUGE] = &text_huge };
    return fail(cx, kinds[flaw], name);
}

/* How a run ended that did not end well. */
static Code refuse_end(Ctx *cx, ConfinedEnd end, Str name) {
    if (end == CONFINED_SLOW) return fail(cx, &text_slow, name, int_text(cx, WITHIN_S));
    return fail(cx, end == CONFINED_LARGE ? &text_huge : &text_broken, name);
}

/* ---- in the child ---- */

/* NULL when there is more than is taken. */
static Code read_input(Arena *arena, Str *ret_bytes) {
    char *at = arena_alloc(arena, TEXT_FILE_BYTES_MAX + 1);
    size_t len = 0;
    for (ssize_t got = 1; got > 0 && len <= TEXT_FILE_BYTES_MAX; len += (size_t)got) {
        got = read(STDIN_FILENO, at + len, TEXT_FILE_BYTES_MAX + 1 - len);
        if (got < 0) return UNAVAILABLE;
    }
    *ret_bytes = (Str){ at, len };
    return OK;
}

static Code tell_text(Ctx *cx, bool is_markdown) {
    DocumentText text;
    Str bytes;
    if (read_input(cx->arena, &bytes) != OK) return fail(cx, &broken_inside);
    const TextFlawKind flaw = text_read(cx->arena, bytes, is_markdown, &text);
    ChildTold told = { .flaw = (int)flaw, .text = flaw == TEXT_READ ? &text : NULL };
    Buf out = buf_new(cx->arena, TOLD_BYTES_MAX);
    shape_write_json(&out, &child_told_shape, &told);
    if (out.overflowed) { /* a letter may become six */
        told = (ChildTold){ .flaw = TEXT_HUGE };
        out = buf_new(cx->arena, TOLD_BYTES_MAX);
        shape_write_json(&out, &child_told_shape, &told);
    }
    return fwrite(out.at, 1, out.len, stdout) == out.len && fflush(stdout) == 0 ? OK : fail(cx, &broken_inside);
}

/* ---- beside it ---- */

static bool is_markdown(Ctx *cx, Str name) {
    const Str small = str_lower(cx->arena, name);
    return str_ends(small, S(".md")) || str_ends(small, S(".markdown"));
}

static Code read_here(Ctx *cx, int file, Str name, DocumentText *ret_text) {
    static const char *const words[] = { CONFINED_SELF, "text", "-", "--here", NULL };
    static const char *const words_for_markdown[] = { CONFINED_SELF, "text", "-", "--here", "--markdown", NULL };
    const Confined plan = { .words = is_markdown(cx, name) ? words_for_markdown : words,
                            .input = file,
                            .seconds = WITHIN_S,
                            .memory_max = CHILD_MEMORY_MAX,
                            .output_max = TOLD_BYTES_MAX };
    ChildTold told = { 0 };
    Str said;
    int status;
    const ConfinedEnd end = confined_run(cx->arena, &plan, &said, &status);
    if (end != CONFINED_FINE) return refuse_end(cx, end, name);
    TRY(shape_read_json(cx, &child_told_shape, said, &told));
    if (told.text == NULL) return refuse(cx, (TextFlawKind)told.flaw, name);
    *ret_text = *told.text;
    return OK;
}

/* No text, or no more than a number and what a digital signature shows of itself on each page of pictures. */
static bool is_scan(const TextWriting *writing) {
    size_t pages = 0;
    for (size_t i = 0; i < writing->count; i++) pages += writing->blocks[i].kind == BLOCK_PAGE ? 1 : 0;
    return writing->bytes <= pages * SCAN_BYTES_A_PAGE;
}

/* What is in the pictures, unless the little text that stands beside them is about all that they show. */
static Code read_pictures(Ctx *cx, int file, Str name, const TextWriting *beside, DocumentText *ret_text) {
    DocumentText seen;
    TRY(scan_read(cx, file, name, &seen));
    size_t bytes = 0;
    for (size_t i = 0; i < seen.blocks.count; i++) bytes += ((const TextBlock *)seen.blocks.items)[i].text.len;
    if (bytes == 0 && beside->bytes == 0) return fail(cx, &text_scan_blank, name);
    if (bytes >= beside->bytes * SCAN_TELLS_MORE) *ret_text = seen;
    return OK;
}

/* pdftotext says with 1 that it cannot open the file, with 3 that its owner forbids it: a password too. */
static Code read_pdf(Ctx *cx, int file, Str name, DocumentText *ret_text) {
    static const char *const words[] = { PDF_TO_TEXT, "-layout", "-enc", "UTF-8", "-", "-", NULL };
    const Confined plan = { .words = words,
                            .input = file,
                            .seconds = WITHIN_S,
                            .memory_max = CHILD_MEMORY_MAX,
                            .output_max = TEXT_BYTES_MAX };
    TextWriting writing = text_writing(cx->arena);
    Str said;
    int status;
    const ConfinedEnd end = confined_run(cx->arena, &plan, &said, &status);
    if (end == CONFINED_MISSING) return fail(cx, &text_tool, S("pdftotext"), S("poppler-utils"));
    if (end != CONFINED_FINE) return refuse_end(cx, end, name);
    text_put_lines(&writing, said);
    if (writing.is_over) return fail(cx, &text_huge, name);
    *ret_text = text_written(&writing, "pdf");
    legacy_mend(cx->arena, ret_text);
    if (!is_scan(&writing)) return OK;
    if (scan_can_be_read(cx) && cx->is_hurried) {
        cx->is_put_off = true; /* a page takes a second of a processor */
        return fail(cx, &try_again);
    }
    if (scan_can_be_read(cx)) return read_pictures(cx, file, name, &writing, ret_text);
    return writing.bytes == 0 ? fail(cx, &text_scanned, name) : OK;
}

Code text_of_file(Ctx *cx, Str path, Str name, DocumentText *ret_text) {
    char head[HEAD_BYTES];
    CLEANUP(file_close) int file = open(str_c(cx->arena, path), O_RDONLY | O_CLOEXEC);
    if (file < 0) return fail(cx, &file_missing, name, S(""));
    const ssize_t size = pread(file, head, sizeof head, 0);
    const bool is_pdf = size == (ssize_t)sizeof head && str_equal((Str){ head, sizeof head }, S("%PDF-"));
    return is_pdf ? read_pdf(cx, file, name, ret_text) : read_here(cx, file, name, ret_text);
}

/* ---- on the command line ---- */

typedef struct TextArgs {
    Str file;
    bool blocks, here, markdown;
} TextArgs;

static const Field text_args_fields[] = {
    OPTION(TextArgs, file, REQUIRED, 1, PATH_LETTERS_MAX, "docx, odt, html, pdf with text, md or plain text"),
    OPTION(TextArgs, blocks, OPTIONAL, 0, 0, "as JSON: lines, paragraphs, headings, rows of tables"),
    OPTION(TextArgs, here, OPTIONAL, 0, 0,
           "reads standard input in this process, as the confined child does, and tells it as JSON"),
    OPTION(TextArgs, markdown, OPTIONAL, 0, 0, "with --here: what comes is Markdown"),
};
const Shape text_args_shape = SHAPE(TextArgs, text_args_fields);

static void say_block(const TextBlock *block) {
    const TextCell *cells = block->cells.items;
    for (size_t i = 0; i < block->cells.count; i++) say("| %.*s ", STR_FMT(cells[i].text));
    say(block->kind == BLOCK_PAGE ? "\f" : block->kind == BLOCK_ROW ? "|\n" : "%.*s\n", STR_FMT(block->text));
}

Code text_show(Ctx *cx, const void *in, void *out) {
    (void)out;
    const TextArgs *args = in;
    DocumentText text = { 0 };
    if (args->here) return tell_text(cx, args->markdown);
    TRY(text_of_file(cx, args->file, args->file, &text));
    const TextBlock *blocks = text.blocks.items;
    if (args->blocks) {
        Buf json = buf_new(cx->arena, TOLD_BYTES_MAX);
        shape_write_json(&json, &document_text_shape, &text);
        say("%.*s\n", (int)json.len, json.at);
        return OK;
    }
    for (size_t i = 0; i < text.blocks.count; i++) say_block(&blocks[i]);
    return OK;
}
