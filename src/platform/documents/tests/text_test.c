/* platform/documents/tests/text_test - the text of documents: what Word, LibreOffice and browsers show, worked out by
 * hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/archive.h"
#include "platform/documents/text_reading.h"
#include "tests/harness/fixture.h"

typedef enum Form { HTML, DOCX, ODT } Form;

static Str packed(Ctx *cx, const char *name, Str content, const char *second, const char *second_content) {
    const ArchivePart parts[] = { { str_of(name), content }, { str_of(second), str_of(second_content) } };
    Str bytes;
    assert_ok(archive_write(cx, parts, second == NULL ? 1 : 2, &bytes));
    return bytes;
}

/* `lists` is the part that tells how lists are numbered; NULL: there is none. */
static Str document(Ctx *cx, Form form, const char *body, const char *lists) {
    switch (form) {
    case HTML: return str_format(cx->arena, "<html><body>%s</body></html>", body);
    case DOCX:
        return packed(cx, "word/document.xml",
                      str_format(cx->arena, "<w:document xmlns:w=\"w\"><w:body>%s</w:body></w:document>", body),
                      lists == NULL ? NULL : "word/numbering.xml", lists);
    case ODT: break;
    }
    return packed(cx, "content.xml",
                  str_format(cx->arena,
                             "<o:document-content xmlns:o=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><o:body><o:text>%s"
                             "</o:text></o:body></o:document-content>",
                             body),
                  lists == NULL ? NULL : "styles.xml", lists);
}

/* A block a line, headings with their level: of a row its cells with `|` between, `^` and `<` where another covers
 * them; a line break as `/`. */
static Str told(Ctx *cx, const DocumentText *text) {
    Buf out = buf_new(cx->arena, 65536);
    for (size_t i = 0; i < text->blocks.count; i++) {
        const TextBlock *block = &((const TextBlock *)text->blocks.items)[i];
        const TextCell *cells = block->cells.items;
        if (i > 0) buf_char(&out, '\n');
        if (block->kind == BLOCK_HEADING) buf_addf(&out, "=%d ", (int)block->level);
        for (size_t j = 0; j < block->text.len; j++)
            buf_char(&out, block->text.at[j] == '\n' ? '/' : block->text.at[j]);
        for (size_t c = 0; c < block->cells.count; c++) {
            if (c > 0) buf_char(&out, '|');
            if (cells[c].covered != COVERED_NONE) buf_char(&out, cells[c].covered == COVERED_ABOVE ? '^' : '<');
            for (size_t j = 0; j < cells[c].text.len; j++)
                buf_char(&out, cells[c].text.at[j] == '\n' ? '/' : cells[c].text.at[j]);
        }
    }
    return written(&out);
}

typedef struct TableRow {
    Form form;
    const char *body, *told;
} TableRow;

#define W_CELL(form, text) "<w:tc><w:tcPr>" form "</w:tcPr><w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:tc>"
#define W_WIDE(n)          "<w:gridSpan w:val=\"" n "\"/>"
#define W_HIGH             "<w:vMerge w:val=\"restart\"/>"
#define W_ON               "<w:vMerge/>"
#define O_CELL(form, text) "<table:table-cell " form "><text:p>" text "</text:p></table:table-cell>"
#define O_WIDE(n)          "table:number-columns-spanned=\"" n "\" "
#define O_HIGH(n)          "table:number-rows-spanned=\"" n "\""
#define O_COVERED          "<table:covered-table-cell/>"
#define O_ROW(cells)       "<table:table-row>" cells "</table:table-row>"

static const TableRow tables[] = {
    { HTML, "<table><tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e</table>", "a|b|c\nd|^|e" },
    { HTML, "<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>", "a|<|b\n^|<|c\nd|e|f" },
    { HTML, "<table><tr><td>a<td rowspan=3>b<tr><td>c<tr><td>d<tr><td>e<td>f</table>", "a|b\nc|^\nd|^\ne|f" },
    { HTML, "<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", "a|b\n^|c\n^|d" },
    { HTML, "<table><thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td>c<td>d</table>", "a|b\nc|d" },
    { HTML, "<table><tr><td colspan=3>a<tr><td>b<td>c<tr><td>d<td>e<td>f<td>g</table>", "a|<|<|\nb|c||\nd|e|f|g" },
    { HTML, "<table><tr><td rowspan=2>a<td rowspan=2>b<tr></tr><tr><td>c</table>", "a|b\n^|^\nc|" },
    { HTML, "<table><tr><td rowspan=2>a</table><table><tr><td>b<td>c</table>", "a\nb|c" },
    { HTML, "<table><tr><td rowspan=2>a<td>b<table><tr><td rowspan=2>x</table><tr><td>c</table>", "a|b/x\n^|c" },
    { HTML, "<table><tr><td colspan=x rowspan=-1>a<td>b</table>", "a|b" },
    { DOCX,
      "<w:tbl><w:tr>" W_CELL(W_HIGH, "a") W_CELL(W_WIDE("2"), "b") "</w:tr><w:tr>" W_CELL(W_ON, "x")
          W_CELL("", "c") W_CELL("", "d") "</w:tr><w:tr>" W_CELL("", "e") W_CELL(W_WIDE("2"), "f") "</w:tr></w:tbl>",
      "a|b|<\n^|c|d\ne|f|<" },
    { DOCX,
      "<w:tbl><w:tr>" W_CELL(W_WIDE("2") W_HIGH, "a") W_CELL("", "b") "</w:tr><w:tr>" W_CELL(W_WIDE("2") W_ON, "")
          W_CELL("", "c") "</w:tr></w:tbl>",
      "a|<|b\n^|<|c" },
    { DOCX,
      "<w:tbl><w:tr>" W_CELL("", "a") W_CELL("", "b") "</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>"
          W_CELL("", "c") "</w:tr></w:tbl>",
      "a|b\n|c" },
    { DOCX,
      "<w:tbl><w:tr>" W_CELL("<w:hMerge w:val=\"restart\"/>", "a") W_CELL("<w:hMerge/>", "") "</w:tr><w:tr>"
          W_CELL("", "b") W_CELL(W_HIGH, "c") "</w:tr></w:tbl>",
      "a|<\nb|c" },
    { DOCX, "<w:tbl><w:tr>" W_CELL(W_ON, "a") "</w:tr></w:tbl>", "a" }, /* goes on where nothing began */
    { ODT,
      "<table:table>" O_ROW(O_CELL(O_WIDE("2") O_HIGH("2"), "a") O_COVERED O_CELL("", "b"))
          O_ROW(O_COVERED O_COVERED O_CELL("", "c")) O_ROW(O_CELL("", "d") O_CELL("", "e") O_CELL("", "f"))
          "</table:table>",
      "a|<|b\n^|<|c\nd|e|f" },
    { ODT,
      "<table:table>" O_ROW(O_CELL(O_WIDE("3"), "a")
          "<table:covered-table-cell table:number-columns-repeated=\"2\"/>")
          O_ROW("<table:table-cell table:number-columns-repeated=\"3\"><text:p>b</text:p></table:table-cell>")
          "<table:table-row table:number-rows-repeated=\"2\">" O_CELL("", "c") "</table:table-row></table:table>",
      "a|<|<\nb|b|b\nc||\nc||" },
    { ODT, "<table:table>" O_ROW(O_COVERED O_CELL("", "a")) "</table:table>", "|a" },
};

static void a_row_has_all_columns_of_its_table(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(tables); i++) {
        DocumentText text;
        assert_row(i, tables[i].body);
        const Str file = document(cx, tables[i].form, tables[i].body, NULL);
        assert_int_equal(text_read(cx->arena, file, false, &text), TEXT_READ);
        assert_text(told(cx, &text), tables[i].told);
    }
}

#define W_LETTERS(form, text) "<w:r><w:rPr>" form "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define W_BOX(text)                                                                                                    \
    "<w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:drawing><w:txbxContent>" text                              \
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" text                                \
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"

/* Letters counted by hand: of the last block, those that are bold at its beginning. */
static const struct {
    Form form;
    const char *body;
    int64_t lead;
} leads[] = {
    { DOCX, "<w:p>" W_LETTERS("<w:b/>", "1. Nhân ") W_LETTERS("<w:b w:val=\"1\"/>", "lực:")
                W_LETTERS("", " đào tạo ") W_LETTERS("<w:b/>", "120") "</w:p>", 12 },
    { DOCX, "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr>" W_LETTERS("<w:b w:val=\"0\"/>", "Nhân lực") "</w:p>", 0 },
    { DOCX, "<w:p>" W_LETTERS("", " ") W_LETTERS("<w:b/>", "Nhân lực") "</w:p>", 8 },
    { DOCX, "<w:p>" W_LETTERS("<w:b/>", "Nhân ") W_BOX("<w:p>" W_LETTERS("", "hộp") "</w:p>")
                W_LETTERS("<w:b/>", "lực.") W_LETTERS("", " Đào tạo") "</w:p>", 9 },
    { HTML, "<p>a<p><b>Nhân lực:</b> đào tạo", 9 },
    { HTML, "<p><strong>Nhân <i>lực</i></strong>: đào tạo", 8 },
    { HTML, "<p>Nhân <b>lực</b>", 0 },
    { HTML, "<table><tr><td><b>Nhân lực</b></table><p>đào tạo", 0 },
};

static void knows_what_is_bold_at_the_beginning(void **state) {
    Ctx *cx = *state;
    DocumentText text;
    for (size_t i = 0; i < COUNT(leads); i++) {
        assert_row(i, leads[i].body);
        const Str file = document(cx, leads[i].form, leads[i].body, NULL);
        assert_int_equal(text_read(cx->arena, file, false, &text), TEXT_READ);
        assert_int_equal(((const TextBlock *)text.blocks.items)[text.blocks.count - 1].lead, leads[i].lead);
    }
    assert_int_equal(text_read(cx->arena, S("1. **Nhân lực:** đào tạo\n\nxem **đây** này"), true, &text), TEXT_READ);
    assert_int_equal(((const TextBlock *)text.blocks.items)[0].lead, 12);
    assert_int_equal(((const TextBlock *)text.blocks.items)[1].lead, 0);
}

/* A box's paragraphs come before the one in which it hangs, once; in a cell they stand where it hangs. */
static const TableRow boxes[] = {
    { DOCX,
      "<w:p>" W_LETTERS("", "trước ")
          W_BOX("<w:p>" W_LETTERS("", "một") "</w:p><w:p>" W_LETTERS("", "hai") "</w:p>") W_LETTERS("", "sau") "</w:p>",
      "một\nhai\ntrước sau" },
    { DOCX,
      "<w:p>" W_BOX("<w:p>" W_LETTERS("", "một") W_BOX("<w:p>" W_LETTERS("", "trong") "</w:p>") "</w:p>") "</w:p>",
      "một" },
    { DOCX,
      "<w:p>" W_BOX("<w:tbl><w:tr>" W_CELL("", "a") W_CELL("", "b") "</w:tr></w:tbl><w:p/>") W_LETTERS("", "sau")
          "</w:p>",
      "a|b\nsau" },
    { DOCX, "<w:tbl><w:tr><w:tc><w:p>" W_LETTERS("", "a") W_BOX("<w:p>" W_LETTERS("", "b") "</w:p>") W_LETTERS("", "c")
                "</w:p></w:tc></w:tr></w:tbl>", "a/b/c" },
    { DOCX,
      "<w:tbl><w:tr><w:tc><w:p>" W_BOX("<w:p>" W_LETTERS("", "a") "</w:p>") W_BOX("<w:p>" W_LETTERS("", "b") "</w:p>")
          "</w:p></w:tc></w:tr></w:tbl>",
      "a/b" },
    { ODT, "<text:p>trước <d:frame xmlns:d=\"d\"><d:text-box><text:p>một</text:p></d:text-box></d:frame>sau</text:p>",
      "một\ntrước sau" },
};

static void reads_boxes_beside_the_text(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(boxes); i++) {
        DocumentText text;
        assert_row(i, boxes[i].body);
        const Str file = document(cx, boxes[i].form, boxes[i].body, NULL);
        assert_int_equal(text_read(cx->arena, file, false, &text), TEXT_READ);
        assert_text(told(cx, &text), boxes[i].told);
    }
}

/* As the CommonMark reference implementation and GitHub show them. */
static const struct {
    const char *text, *told;
} markdowns[] = {
    { "một\nhai\n\nba", "một hai\nba" },
    { "một  \nhai\\\nba", "một/hai/ba" },
    { "# I. MỤC TIÊU #\nnăm 2026\n###  1. Sở Y tế\n####### bảy\n#thẻ",
      "=1 I. MỤC TIÊU\nnăm 2026\n=3 1. Sở Y tế\n####### bảy #thẻ" },
    { "Mục tiêu\n===\nViệc\nphải làm\n---\nhết", "=1 Mục tiêu\n=2 Việc phải làm\nhết" },
    { "một\n\n---\n\n* * *\nhai", "một\nhai" },
    { "**Nơi nhận:** như *trên*, __đậm__, ***cả hai***", "Nơi nhận: như trên, đậm, cả hai" },
    { "khách sạn 5* và 4*, 3 * 4, ten_tep_dai, ____", "khách sạn 5* và 4*, 3 * 4, ten_tep_dai, ____" },
    { "\\*sao\\* `mã` a&amp;b &lt;c&gt;", "*sao* mã a&b <c>" },
    { "xem [Nghị định **30**](https://a.vn/b) và [1] ngoặc", "xem Nghị định 30 và [1] ngoặc" },
    { "Giao:\n- một\nhai\n* ba\n+ bốn", "Giao:\n- một hai\n- ba\n- bốn" },
    { "1. một\n2. hai\n10) mười", "1. một\n2. hai 10) mười" },
    { "trước ngày 05 tháng 01 năm\n2027. Yêu cầu", "trước ngày 05 tháng 01 năm 2027. Yêu cầu" },
    { "a) một\nb) hai\nđ) ba", "a) một\nb) hai\nđ) ba" },
    { "> trích\n> dẫn", "trích dẫn" },
    { "| TT | Việc |\n|---|:-:|\n| 1 | **mua** a\\|b<br>c |\n| 2 |\nhết", "TT|Việc\n1|mua a|b/c\n2|\nhết" },
    { "a | b\n--- | ---\n1 | 2\n\n| x |", "a|b\n1|2\nx" },
    { "| a | b |\n|---|---|\n| - | - |", "a|b\n-|-" },
    { "```\n# mã\n```\nhết", "# mã\nhết" },
    { "dòng\r\nhai\r\n\r\nba", "dòng hai\nba" },
    { "Vie\xCC\xA3\xCC\x82t Na\xCC\x86\xCC\x83m", "Việt Nẵm" },
};

static void markdown_is_what_it_shows(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(markdowns); i++) {
        DocumentText text;
        assert_row(i, markdowns[i].text);
        assert_int_equal(text_read(cx->arena, str_of(markdowns[i].text), true, &text), TEXT_READ);
        assert_text(told(cx, &text), markdowns[i].told);
    }
}

/* ---- letters of old fonts ---- */

#define W_RUN(font, text) "<w:r><w:rPr><w:rFonts w:ascii=\"" font "\"/></w:rPr><w:t>" text "</w:t></w:r>"

/* So few words that only the font tells. */
static const TableRow fonts[] = {
    { DOCX, "<w:p>" W_RUN(".VnTime", "C«ng v¨n") W_RUN("Arial", " có") "</w:p>", "Công văn có" },
    { DOCX, "<w:p>" W_RUN(".VnTimeH", "c«ng v¨n") "</w:p>", "CÔNG VĂN" },
    { DOCX, "<w:p>" W_RUN("VNI-Times", "Vieä") W_RUN("VNI-Times", "t a") W_RUN("VNI-Times", "ùo") "</w:p>", "Việt áo" },
    { DOCX,
      "<w:p><w:r><w:rPr><w:rFonts w:hAnsi=\".VnTime\"/></w:rPr><w:t>th</w:t><w:softHyphen/><w:t>êng</w:t></w:r></w:p>",
      "thường" },
    { DOCX, /* the font lies: it shows letters that it does not have */
      "<w:p>" W_RUN(".VnTime", "Sở có") "</w:p><w:p>" W_RUN(".VnTime", "có") "</w:p>", "Sở có\ncó" },
    { DOCX,
      "<w:p><w:r><w:t>2026</w:t><w:noBreakHyphen/><w:t>2030 a</w:t><w:softHyphen/><w:t>b</w:t></w:r></w:p>",
      "2026-2030 ab" },
};

static void old_fonts_tell_their_letters(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(fonts); i++) {
        DocumentText text;
        assert_row(i, fonts[i].body);
        assert_int_equal(text_read(cx->arena, document(cx, DOCX, fonts[i].body, NULL), false, &text), TEXT_READ);
        assert_text(told(cx, &text), fonts[i].told);
    }
}

/* ---- numbers that nobody typed ---- */

#define W_LEVEL(at, form, text, more)                                                                                  \
    "<w:lvl w:ilvl=\"" at "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" form "\"/>" more "<w:lvlText w:val=\"" text    \
    "\"/></w:lvl>"
#define W_LOOK(id, levels) "<w:abstractNum w:abstractNumId=\"" id "\">" levels "</w:abstractNum>"
#define W_USE(id, look, more)                                                                                          \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" look "\"/>" more "</w:num>"
#define W_LISTS(all) "<w:numbering xmlns:w=\"w\">" all "</w:numbering>"
#define W_IN(id, level, text)                                                                                          \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id "\"/></w:numPr></w:pPr><w:r><w:t>" text  \
    "</w:t></w:r></w:p>"
#define W_OUTLINE                                                                                                      \
    W_LOOK("0", W_LEVEL("0", "upperRoman", "%1.", "") W_LEVEL("1", "decimal", "%1.%2.", "<w:isLgl/>")                  \
                    W_LEVEL("2", "lowerLetter", "%3)", "") W_LEVEL("3", "bullet", "\xEF\x82\xB7", ""))                 \
    W_USE("1", "0", "")
#define O_LEVEL(at, more) "<text:list-level-style-number text:level=\"" at "\" " more "/>"
#define O_LISTS(all)      "<o:styles xmlns:o=\"o\" xmlns:text=\"t\" xmlns:style=\"s\">" all "</o:styles>"
#define O_STYLE(levels)   "<text:list-style style:name=\"L\">" levels "</text:list-style>"
#define O_OUTLINE                                                                                                      \
    O_LISTS(O_STYLE(O_LEVEL("1", "style:num-format=\"1\" style:num-suffix=\".\"")                                     \
                        O_LEVEL("2", "style:num-format=\"a\" style:num-suffix=\")\" text:display-levels=\"2\"")))
#define O_LIST(more, items) "<text:list text:style-name=\"L\" " more ">" items "</text:list>"
#define O_ITEM(text)        "<text:list-item><text:p>" text "</text:p></text:list-item>"

static const struct {
    Form form;
    const char *lists, *body, *told;
} numbered[] = {
    { DOCX, W_LISTS(W_OUTLINE),
      W_IN("1", "0", "x") W_IN("1", "1", "y") W_IN("1", "1", "z") W_IN("1", "2", "a") W_IN("1", "3", "b")
          W_IN("1", "0", "x") W_IN("1", "1", "y") W_IN("1", "2", "c"),
      "I. x\n1.1. y\n1.2. z\na) a\n- b\nII. x\n2.1. y\na) c" },
    { DOCX, W_LISTS(W_OUTLINE), W_IN("0", "0", "không") W_IN("7", "0", "lạ") W_IN("1", "99", "sâu"),
      "không\nlạ\nI. sâu" },
    { DOCX, W_LISTS(W_OUTLINE),
      "<w:tbl><w:tr><w:tc>" W_IN("1", "0", "") "</w:tc><w:tc>" W_IN("1", "3", "") "</w:tc><w:tc>" W_IN("1", "0", "x")
          W_IN("1", "0", "y") "</w:tc></w:tr></w:tbl>",
      "I.||II. x/III. y" },
    { DOCX, /* begins anew once, and goes on with those that look the same */
      W_LISTS(W_OUTLINE W_USE("2", "0", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"9\"/>"
          "</w:lvlOverride>")),
      W_IN("1", "0", "a") W_IN("2", "0", "b") W_IN("2", "0", "c") W_IN("1", "0", "d"), "I. a\nIX. b\nX. c\nXI. d" },
    { DOCX, /* a level of its own */
      W_LISTS(W_OUTLINE W_USE("2", "0", "<w:lvlOverride w:ilvl=\"0\">" W_LEVEL("0", "decimalZero", "Mục %1", "")
          "</w:lvlOverride>")),
      W_IN("2", "0", "a") W_IN("2", "2", "b"), "Mục 01 a\na) b" },
    { DOCX, /* a level that never begins again; one whose upper level was left out */
      W_LISTS(W_LOOK("0", W_LEVEL("0", "decimal", "%1", "") W_LEVEL("1", "lowerRoman", "%1.%2",
          "<w:lvlRestart w:val=\"0\"/>")) W_USE("1", "0", "")),
      W_IN("1", "1", "a") W_IN("1", "0", "b") W_IN("1", "1", "c"), "1.i a\n2 b\n2.ii c" },
    { DOCX, W_LISTS(W_LOOK("0", "<w:lvl w:ilvl=\"0\"><w:start w:val=\"26\"/><w:numFmt w:val=\"lowerLetter\"/>"
          "<w:lvlText w:val=\"%1.\"/></w:lvl>") W_USE("1", "0", "")),
      W_IN("1", "0", "x") W_IN("1", "0", "y") W_IN("1", "0", "z"), "z. x\naa. y\nbb. z" },
    { DOCX, W_LISTS(W_OUTLINE), /* what was there before a change that is tracked */
      "<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
      "</w:pPrChange></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
      "x" },
    { ODT, O_OUTLINE,
      O_LIST("", O_ITEM("a") "<text:list-item><text:p>b</text:p><text:p>c</text:p><text:list>" O_ITEM("d") O_ITEM("e")
          "</text:list></text:list-item>"), "1. a\n2. b\nc\n2.a) d\n2.b) e" },
    { ODT, O_OUTLINE,
      O_LIST("", O_ITEM("a")) O_LIST("", O_ITEM("b")) O_LIST("text:continue-numbering=\"true\"", O_ITEM("c")),
      "1. a\n1. b\n2. c" },
    { ODT, O_OUTLINE,
      O_LIST("xml:id=\"x\"", O_ITEM("a")) O_LIST("", O_ITEM("b")) O_LIST("text:continue-list=\"x\"", O_ITEM("c")),
      "1. a\n1. b\n2. c" },
    { ODT, O_OUTLINE,
      O_LIST("", "<text:list-header><text:p>đầu</text:p></text:list-header><text:list-item text:start-value=\"5\">"
          "<text:number>9</text:number><text:p>a</text:p></text:list-item>" O_ITEM("b")), "đầu\n5. a\n6. b" },
    { ODT, O_LISTS("<text:outline-style>" "<text:outline-level-style text:level=\"1\" style:num-format=\"I\" "
          "style:num-prefix=\"Chương \"/><text:outline-level-style text:level=\"2\" style:num-format=\"1\" "
          "style:num-list-format=\"Điều %2%.\"/><text:outline-level-style text:level=\"3\" style:num-format=\"\"/>"
          "</text:outline-style>"),
      "<text:h text:outline-level=\"1\">x</text:h><text:h text:outline-level=\"2\">y</text:h>"
      "<text:h text:outline-level=\"3\">z</text:h>", "=1 Chương I x\n=2 Điều 1. y\n=3 z" },
    { ODT, O_LISTS(O_STYLE("<text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"+\"/>")),
      O_LIST("", O_ITEM("a") O_ITEM("")), "+ a" },
};

static void paragraphs_have_the_numbers_that_offices_show(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(numbered); i++) {
        DocumentText text;
        assert_row(i, numbered[i].told);
        const Str file = document(cx, numbered[i].form, numbered[i].body, numbered[i].lists);
        assert_int_equal(text_read(cx->arena, file, false, &text), TEXT_READ);
        assert_text(told(cx, &text), numbered[i].told);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_row_has_all_columns_of_its_table),
        AT_DESK(knows_what_is_bold_at_the_beginning),
        AT_DESK(reads_boxes_beside_the_text),
        AT_DESK(paragraphs_have_the_numbers_that_offices_show),
        AT_DESK(old_fonts_tell_their_letters),
        AT_DESK(markdown_is_what_it_shows),
    };
    return cmocka_run_group_tests_name("platform/documents/text", tests, NULL, NULL);
}
