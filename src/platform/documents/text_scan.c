/* platform/documents/text_scan - see text_scan.h. A page after the other: its picture is in memory once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_scan.h"

#include "kit/confine.h"
#include "kit/files.h"
#include "platform/documents/texts.h"

#include <unistd.h>

enum {
    PAGE_SECONDS = 60,
    CHILD_MEMORY_MAX = 1024 * 1024 * 1024,
    PICTURE_BYTES_MAX = 32 * 1024 * 1024, /* A2 at 200 dots an inch, in grey */
    PAGE_TEXT_MAX = 1024 * 1024,
    SCRATCH_BYTES = 128 * 1024 * 1024,
    LANGUAGES_MAX = 64 * 1024,
    NO_SUCH_PAGE = 99 /* pdftoppm's status */
};

#define PDF_TO_PICTURE "/usr/bin/pdftoppm"  /* of poppler-utils */
#define TESSERACT      "/usr/bin/tesseract" /* of tesseract-ocr */

const Setting documents_read_scans = {
    "documents.read_scans",
    SETTING_BOOL,
    "on",
    0,
    0,
    .help = "Read scanned PDF by tesseract, where it and its Vietnamese are installed: a second of a processor a page"
};

const ProblemKind text_scanned = {
    INVALID, "documents/text-scanned",
    { "Tệp chỉ có ảnh, không có chữ.", "The file holds pictures and no text." },
    { "“{0}” là bản quét. Lấy bản có chữ của văn bản; hoặc, để máy chủ đọc được bản quét: apt-get install "
      "poppler-utils tesseract-ocr tesseract-ocr-vie, và documents.read_scans = on.",
      "“{0}” is a scan. Get a copy of the document that has text; or, for the server to read scans: apt-get install "
      "poppler-utils tesseract-ocr tesseract-ocr-vie, and documents.read_scans = on." }
};
const ProblemKind text_scan_long = {
    INVALID, "documents/text-scan-long",
    { "Bản quét quá dài.", "The scan is too long." },
    { "“{0}” có hơn {1} trang quét. Tách văn bản rồi thử lại từng phần.",
      "“{0}” has more than {1} scanned pages. Divide the document and try again." }
};
const ProblemKind text_scan_blank = {
    INVALID, "documents/text-scan-blank",
    { "Không nhận ra chữ nào trong bản quét.", "No letter was recognised in the scan." },
    { "Quét lại “{0}” rõ hơn (200 điểm ảnh mỗi inch trở lên, không nghiêng), hoặc lấy bản có chữ.",
      "Scan “{0}” again more clearly (200 dots an inch or more, upright), or get a copy that has text." }
};

bool scan_can_be_read(Ctx *cx) {
    static const char *const words[] = { TESSERACT, "--list-langs", NULL };
    if (!setting_is(cx->house->settings, &documents_read_scans) || access(PDF_TO_PICTURE, X_OK) != 0) return false;
    CLEANUP(file_close) int nothing = confined_input(S(""));
    const Confined plan = { .words = words,
                            .input = nothing,
                            .seconds = PAGE_SECONDS,
                            .memory_max = CHILD_MEMORY_MAX,
                            .output_max = LANGUAGES_MAX };
    Str said;
    int status;
    const ConfinedEnd end = nothing < 0 ? CONFINED_BROKEN : confined_run(cx->arena, &plan, &said, &status);
    return end == CONFINED_FINE && str_find(said, S("\nvie\n")) < said.len;
}

static Code refuse_end(Ctx *cx, ConfinedEnd end, Str name) {
    if (end == CONFINED_SLOW) return fail(cx, &text_slow, name, int_text(cx, PAGE_SECONDS));
    return fail(cx, end == CONFINED_LARGE ? &text_huge : &text_broken, name);
}

/* A page as a picture in the format PGM; empty when the document has no such page. */
static Code draw_page(Ctx *cx, Arena *scratch, int file, size_t page, Str name, Str *ret_picture) {
    const char *number = str_c(scratch, str_format(scratch, "%zu", page));
    const char *const words[] = { PDF_TO_PICTURE, "-r", "200", "-gray", "-f", number, "-l", number, "-", NULL };
    const Confined plan = { .words = words,
                            .input = file,
                            .seconds = PAGE_SECONDS,
                            .memory_max = CHILD_MEMORY_MAX,
                            .output_max = PICTURE_BYTES_MAX };
    int status;
    if (lseek(file, 0, SEEK_SET) != 0) return fail(cx, &text_broken, name);
    const ConfinedEnd end = confined_run(scratch, &plan, ret_picture, &status);
    const bool is_behind = end == CONFINED_BROKEN && status == NO_SUCH_PAGE;
    if (end != CONFINED_FINE && !is_behind) return refuse_end(cx, end, name);
    if (is_behind) *ret_picture = S("");
    return OK;
}

static Code read_page(Ctx *cx, Arena *scratch, Str picture, Str name, Str *ret_text) {
    static const char *const words[] = { TESSERACT, "-", "-", "-l", "vie", "-c", "preserve_interword_spaces=1", "-c",
                                         "page_separator=", NULL };
    CLEANUP(file_close) int input = confined_input(picture);
    const Confined plan = { .words = words,
                            .input = input,
                            .seconds = PAGE_SECONDS,
                            .memory_max = CHILD_MEMORY_MAX,
                            .output_max = PAGE_TEXT_MAX };
    int status;
    if (input < 0) return fail(cx, &text_broken, name);
    const ConfinedEnd end = confined_run(scratch, &plan, ret_text, &status);
    return end == CONFINED_FINE ? OK : refuse_end(cx, end, name);
}

static Code read_pages(Ctx *cx, Arena *scratch, int file, Str name, TextWriting *writing) {
    for (size_t page = 1; page <= SCAN_PAGES_MAX; page++) {
        Str picture, text;
        arena_reset(scratch);
        TRY(draw_page(cx, scratch, file, page, name, &picture));
        if (picture.len == 0) break;
        TRY(read_page(cx, scratch, picture, name, &text));
        text_put_lines(writing, text);
        text_put(writing, BLOCK_PAGE, S(""), 0);
    }
    return OK;
}

/* Before minutes are spent on what is refused at its end. */
static Code check_length(Ctx *cx, Arena *scratch, int file, Str name) {
    Str picture;
    TRY(draw_page(cx, scratch, file, SCAN_PAGES_MAX + 1, name, &picture));
    return picture.len == 0 ? OK : fail(cx, &text_scan_long, name, int_text(cx, SCAN_PAGES_MAX));
}

Code scan_read(Ctx *cx, int file, Str name, DocumentText *ret_text) {
    TextWriting writing = text_writing(cx->arena);
    Arena *scratch = arena_new(SCRATCH_BYTES);
    Code code = check_length(cx, scratch, file, name);
    if (code == OK) code = read_pages(cx, scratch, file, name, &writing);
    arena_free(scratch);
    TRY(code);
    if (writing.is_over) return fail(cx, &text_huge, name);
    *ret_text = text_written(&writing, "scan");
    return OK;
}
