/* platform/documents/text_office - see text_office.h. Both formats are XML in a ZIP archive: elements of the same
 * meaning have other names, and one table tells which. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_office.h"

#include "kit/archive.h"
#include "kit/text.h"
#include "kit/xml.h"
#include "platform/documents/text_grid.h"
#include "platform/documents/text_legacy.h"
#include "platform/documents/text_open_lists.h"
#include "platform/documents/text_syllables.h"
#include "platform/documents/text_word_lists.h"

#include <string.h>

enum { HIDDEN_MAX = 16, SPACES_MAX = 200, SPAN_MAX = 1000, ROWS_REPEATED_MAX = 1000 };

typedef enum Meaning {
    MEANS_NOTHING,
    MEANS_PARAGRAPH,
    MEANS_HEADING,
    MEANS_STYLE,      /* of the paragraph around it */
    MEANS_NUMBERED,   /* in which list that is counted */
    MEANS_NUMBERED_AT, /* on which level */
    MEANS_LIST,
    MEANS_ITEM,
    MEANS_RUN, /* of letters that look alike */
    MEANS_FONT,
    MEANS_BOLD,
    MEANS_ASIDE, /* a box beside the text: paragraphs of its own in the middle of one */
    MEANS_LETTERS,
    MEANS_HYPHEN,
    MEANS_SOFT_HYPHEN,
    MEANS_TAB,
    MEANS_BREAK,
    MEANS_SPACES,
    MEANS_TABLE,
    MEANS_ROW,
    MEANS_CELL,
    MEANS_SPAN,    /* how many columns the cell around it takes */
    MEANS_HIGHER,  /* the cell around it is a part of the one above */
    MEANS_WIDER,   /* of the one before it */
    MEANS_BEFORE,  /* columns that the row around it leaves out at its beginning */
    MEANS_HIDDEN,  /* nothing in it is text of the document */
} Meaning;

typedef struct Word {
    const char *name;
    Meaning meaning;
} Word;

static const Word words_of_docx[] = {
    { "p", MEANS_PARAGRAPH }, { "pStyle", MEANS_STYLE },  { "t", MEANS_LETTERS },       { "tab", MEANS_TAB },
    { "br", MEANS_BREAK },    { "cr", MEANS_BREAK },      { "tbl", MEANS_TABLE },       { "tr", MEANS_ROW },
    { "tc", MEANS_CELL },     { "gridSpan", MEANS_SPAN }, { "vMerge", MEANS_HIGHER },   { "Fallback", MEANS_HIDDEN },
    { "hMerge", MEANS_WIDER }, { "gridBefore", MEANS_BEFORE },
    { "r", MEANS_RUN }, { "rFonts", MEANS_FONT }, { "noBreakHyphen", MEANS_HYPHEN },
    { "softHyphen", MEANS_SOFT_HYPHEN },
    { "numId", MEANS_NUMBERED }, { "ilvl", MEANS_NUMBERED_AT },
    { "pPrChange", MEANS_HIDDEN }, { "rPrChange", MEANS_HIDDEN }, { "tcPrChange", MEANS_HIDDEN }, /* what was before */
    { "trPrChange", MEANS_HIDDEN },
    { "tabs", MEANS_HIDDEN }, { "del", MEANS_HIDDEN },    { "moveFrom", MEANS_HIDDEN },
    { "b", MEANS_BOLD }, { "txbxContent", MEANS_ASIDE },
};
static const Word words_of_odt[] = {
    { "p", MEANS_PARAGRAPH },
    { "h", MEANS_HEADING },
    { "list", MEANS_LIST },
    { "list-item", MEANS_ITEM },
    { "list-header", MEANS_ITEM },
    { "number", MEANS_HIDDEN }, /* of the item: counted here */
    { "tab", MEANS_TAB },
    { "line-break", MEANS_BREAK },
    { "s", MEANS_SPACES },
    { "table", MEANS_TABLE },
    { "table-row", MEANS_ROW },
    { "table-cell", MEANS_CELL },
    { "covered-table-cell", MEANS_CELL },
    { "text-box", MEANS_ASIDE },
    { "note", MEANS_HIDDEN },
    { "annotation", MEANS_HIDDEN },
    { "tracked-changes", MEANS_HIDDEN },
    { "automatic-styles", MEANS_HIDDEN },
    { "title", MEANS_HIDDEN }, /* of a picture */
    { "desc", MEANS_HIDDEN },
};

typedef struct Format {
    const char *name, *part;
    const Word *words;
    size_t word_count;
    bool has_letters; /* text stands in elements of its own; else wherever a paragraph is */
} Format;

static const Format formats[] = {
    { "docx", "word/document.xml", words_of_docx, COUNT(words_of_docx), true },
    { "odt", "content.xml", words_of_odt, COUNT(words_of_odt), false },
};

/* A paragraph of which a part has come. */
typedef struct Begun {
    Buf text;
    int64_t level;
    WordParagraph numbered;
    Str label, font;
    size_t run_from, bold_to, letters;
    bool is_label_due, is_bold, is_plain;
} Begun;

typedef struct Reading {
    Arena *arena;
    const Format *format;
    Xml *xml;
    TextWriting writing;
    Buf text;                                         /* of the paragraph, or of the cell, at hand */
    size_t hidden, tables, rows, paragraphs, letters; /* how many are open around what comes */
    int64_t level;
    int64_t columns, rows_high, repeated; /* of the cell at hand */
    int64_t row_repeated;
    TextCovered as;
    bool is_covered;
    TextGrid grid;
    WordLists *word_lists; /* of .docx */
    OpenLists *open_lists; /* of .odt */
    Str font; /* of the run at hand, in .docx; .at is NULL when it has none of its own */
    size_t run_from;
    bool fonts_lie; /* what an old font is said to show was written with letters of today */
    WordParagraph numbered;
    Str label;         /* of the paragraph at hand, in .odt */
    bool is_label_due; /* no letter of it has come */
    bool is_bold, is_plain; /* the run at hand; a letter that is not bold was met in the paragraph */
    size_t bold_to;         /* bytes of the paragraph at hand that are bold at its beginning */
    Begun begun;            /* what goes on behind the box at hand */
    size_t asides;          /* boxes that are open: one, or none */
} Reading;

static Meaning meaning_of(const Reading *reading, Str name) {
    for (size_t i = 0; i < reading->format->word_count; i++) {
        if (str_is(name, reading->format->words[i].name)) return reading->format->words[i].meaning;
    }
    return MEANS_NOTHING;
}

static int64_t number_of(const char *const *attributes, const char *name, int64_t most) {
    int64_t number = 1;
    const Str said = xml_attribute(attributes, name);
    return said.at != NULL && str_to_int(said, 1, most, &number) == OK ? number : 1;
}

/* Word's names for the styles of headings: "Heading1", "heading 2", and as a Vietnamese Word writes them. */
static int64_t level_of_style(Str style) {
    if (style.at == NULL || style.len < 2) return 0;
    const char last = style.at[style.len - 1];
    const bool is_heading = str_starts(style, S("Heading")) || str_starts(style, S("heading")) ||
                            str_starts(style, S("u")); /* "u1": đầu đề */
    return is_heading && last >= '1' && last <= '9' && style.len < 12 ? last - '0' : 0;
}

/* Is there one that only Unicode has? */
static bool has_letters_of_today(Str text) {
    size_t len;
    for (size_t i = 0; i < text.len; i += len) {
        const uint32_t code = letter_at(text, i, &len);
        if ((code >= 0x100 && code <= 0x1B0) || (code >= 0x1EA0 && code <= 0x1EF9)) return true;
    }
    return false;
}

/* ---- what begins ---- */

static void begin_cell(Reading *reading, Str name, const char *const *attributes) {
    reading->columns = number_of(attributes, "number-columns-spanned", SPAN_MAX);
    reading->rows_high = number_of(attributes, "number-rows-spanned", SPAN_MAX);
    reading->repeated = number_of(attributes, "number-columns-repeated", SPAN_MAX);
    reading->is_covered = str_starts(name, S("covered"));
    reading->as = COVERED_NONE;
    reading->text = buf_new(reading->arena, TEXT_ROOM_MAX);
}

/* Before the first letter of a paragraph; Word's own list is known by then. An empty one shows its number too, but no
 * mark that is no number. */
static void add_label(Reading *reading, bool is_empty) {
    if (!reading->is_label_due) return;
    reading->is_label_due = false;
    if (reading->word_lists != NULL) reading->label = word_label(reading->word_lists, &reading->numbered);
    const bool is_bullet = str_is(reading->label, "- ") || str_is(reading->label, "+ ");
    if (!is_empty || !is_bullet) buf_add(&reading->text, reading->label);
}

static void begin_paragraph(Reading *reading, bool is_heading, const char *const *attributes) {
    reading->paragraphs++;
    reading->level = is_heading ? number_of(attributes, "outline-level", 9) : 0;
    if (reading->tables == 0) reading->text = buf_new(reading->arena, TEXT_ROOM_MAX);
    reading->numbered = (WordParagraph){ 0 };
    reading->is_label_due = true;
    reading->is_bold = reading->is_plain = false;
    reading->bold_to = 0;
    if (reading->open_lists == NULL) return;
    const bool is_chapter = is_heading && !open_list_is_open(reading->open_lists) &&
                            !str_is(xml_attribute(attributes, "is-list-header"), "true");
    reading->label = is_chapter ? open_heading_label(reading->open_lists, reading->level)
                                : open_label(reading->open_lists);
}

/* The text of a box comes before that of the paragraph in which it hangs; in a cell it stands where it hangs. */
static void begin_aside(Reading *reading) {
    reading->begun = (Begun){ .text = reading->text,
                              .level = reading->level,
                              .numbered = reading->numbered,
                              .label = reading->label,
                              .font = reading->font,
                              .run_from = reading->run_from,
                              .bold_to = reading->bold_to,
                              .letters = reading->letters,
                              .is_label_due = reading->is_label_due,
                              .is_bold = reading->is_bold,
                              .is_plain = reading->is_plain };
    reading->asides++;
    reading->letters = 0;
    const Buf *text = &reading->text;
    if (reading->tables > 0 && text->len > 0 && text->at[text->len - 1] != '\n') buf_char(&reading->text, '\n');
}

static void end_aside(Reading *reading) {
    const Begun *begun = &reading->begun;
    reading->asides--;
    if (reading->tables == 0) reading->text = begun->text;
    reading->level = begun->level, reading->numbered = begun->numbered, reading->label = begun->label;
    reading->font = begun->font, reading->bold_to = begun->bold_to, reading->letters = begun->letters;
    reading->run_from = reading->tables == 0 ? begun->run_from : reading->text.len;
    reading->is_label_due = begun->is_label_due, reading->is_bold = begun->is_bold;
    reading->is_plain = begun->is_plain;
}

static bool is_switched_on(const char *const *attributes) {
    const Str said = xml_attribute(attributes, "val");
    return !str_is(said, "0") && !str_is(said, "false") && !str_is(said, "off");
}

static Str kept(Reading *reading, const char *const *attributes, const char *name) {
    const Str said = xml_attribute(attributes, name);
    return said.at == NULL ? said : str_copy(reading->arena, said);
}

/* A run whose font is an old one: its letters are made those of today. A mark may stand in a run of its own. */
static void end_run(Reading *reading) {
    const Legacy legacy = reading->font.at == NULL ? LEGACY_NONE : legacy_of_font(reading->font);
    Buf *text = &reading->text;
    size_t from = reading->run_from, len = 1;
    if (legacy == LEGACY_NONE || reading->fonts_lie || from >= text->len) return;
    while (legacy == LEGACY_VNI && from > 0 && text->at[from - 1] != '\n' && len > 0) {
        from--;
        len = ((unsigned char)text->at[from] & 0xC0) == 0x80 ? 1 : 0;
    }
    const Str run = str_part((Str){ text->at, text->len }, from, text->len);
    if (has_letters_of_today(str_part((Str){ text->at, text->len }, reading->run_from, text->len))) {
        reading->fonts_lie = true;
        return;
    }
    Str mended = legacy_mended_as(reading->arena, run, legacy);
    if (str_ends(reading->font, S("H")) && legacy == LEGACY_TCVN3) mended = text_upper(reading->arena, mended);
    if (mended.at == run.at) return;
    if (reading->bold_to > from) reading->bold_to = from + mended.len;
    text->len = from;
    buf_add(text, mended);
}

static bool goes_on(const char *const *attributes) {
    return !str_is(xml_attribute(attributes, "val"), "restart");
}

static void take_font(Reading *reading, const char *const *attributes) {
    const Str ascii = kept(reading, attributes, "ascii");
    reading->font = ascii.at != NULL ? ascii : kept(reading, attributes, "hAnsi");
}

static bool shows(Meaning meaning) {
    return meaning == MEANS_HYPHEN || meaning == MEANS_SOFT_HYPHEN || meaning == MEANS_TAB ||
           meaning == MEANS_BREAK || meaning == MEANS_SPACES;
}

static void begin(void *context, Str name, const char *const *attributes) {
    Reading *reading = context;
    const Meaning meaning = meaning_of(reading, name);
    const bool is_outer = reading->tables == 1; /* a table in a cell stays text of that cell */
    if (reading->hidden > 0 || meaning == MEANS_HIDDEN || (meaning == MEANS_ASIDE && reading->asides > 0)) {
        reading->hidden++;
        if (reading->open_lists != NULL) open_lists_style(reading->open_lists, name, attributes);
        return;
    }
    if (shows(meaning)) add_label(reading, false);
    switch (meaning) {
    case MEANS_PARAGRAPH: begin_paragraph(reading, false, attributes); break;
    case MEANS_HEADING: begin_paragraph(reading, true, attributes); break;
    case MEANS_STYLE:
        reading->numbered.style = kept(reading, attributes, "val");
        reading->level = level_of_style(reading->numbered.style);
        break;
    case MEANS_NUMBERED: reading->numbered.list = kept(reading, attributes, "val"); break;
    case MEANS_NUMBERED_AT: reading->numbered.level = kept(reading, attributes, "val"); break;
    case MEANS_LIST: open_list_begin(reading->open_lists, attributes); break;
    case MEANS_ITEM: open_item_begin(reading->open_lists, attributes, str_is(name, "list-header")); break;
    case MEANS_RUN:
        reading->font = (Str){ NULL, 0 };
        reading->run_from = reading->text.len;
        reading->is_bold = false;
        break;
    case MEANS_BOLD: reading->is_bold = is_switched_on(attributes); break;
    case MEANS_ASIDE: begin_aside(reading); break;
    case MEANS_FONT: take_font(reading, attributes); break;
    case MEANS_LETTERS: reading->letters++; break;
    case MEANS_HYPHEN: buf_char(&reading->text, '-'); break;
    case MEANS_SOFT_HYPHEN: buf_add(&reading->text, S("\xC2\xAD")); break;
    case MEANS_TAB: buf_char(&reading->text, '\t'); break;
    case MEANS_BREAK: buf_char(&reading->text, '\n'); break;
    case MEANS_SPACES:
        for (int64_t i = number_of(attributes, "c", SPACES_MAX); i > 0; i--) buf_char(&reading->text, ' ');
        break;
    case MEANS_TABLE:
        if (reading->tables++ == 0) text_grid_begin(&reading->grid);
        break;
    case MEANS_ROW:
        if (is_outer) text_grid_row(&reading->grid);
        if (is_outer) reading->row_repeated = number_of(attributes, "number-rows-repeated", ROWS_REPEATED_MAX);
        break;
    case MEANS_CELL:
        if (is_outer) begin_cell(reading, name, attributes);
        break;
    case MEANS_SPAN:
        if (is_outer) reading->columns = number_of(attributes, "val", SPAN_MAX);
        break;
    case MEANS_HIGHER: /* Word says it of each cell; the first of them restarts */
        if (is_outer && goes_on(attributes)) reading->as = COVERED_ABOVE;
        break;
    case MEANS_WIDER:
        if (is_outer && goes_on(attributes)) reading->as = COVERED_LEFT;
        break;
    case MEANS_BEFORE:
        for (int64_t i = number_of(attributes, "val", SPAN_MAX); i > 0 && is_outer; i--)
            text_grid_add(&reading->grid, S(""), COVERED_NONE, 1);
        break;
    case MEANS_HIDDEN:
    case MEANS_NOTHING: break;
    }
}

/* ---- what ends ---- */

static void end_cell(Reading *reading) {
    const Str text = { reading->text.at, reading->text.len };
    if (reading->format->has_letters) text_grid_add(&reading->grid, text, reading->as, reading->columns);
    for (int64_t i = 0; i < reading->repeated && !reading->format->has_letters; i++) {
        if (reading->is_covered) text_grid_covered(&reading->grid);
        else text_grid_first(&reading->grid, text, reading->columns, reading->rows_high);
    }
}

static void end_row(Reading *reading) {
    for (int64_t i = 0; i < reading->row_repeated && !reading->writing.is_over; i++) text_grid_row_end(&reading->grid);
    if (reading->writing.is_over) xml_stop(reading->xml);
}

static void end_paragraph(Reading *reading) {
    reading->paragraphs--;
    add_label(reading, true);
    if (reading->tables > 0) {
        buf_char(&reading->text, '\n');
        return;
    }
    text_put(&reading->writing, reading->level > 0 ? BLOCK_HEADING : BLOCK_PARAGRAPH,
             (Str){ reading->text.at, reading->text.len }, reading->level);
    if (reading->bold_to > 0) text_lead(&reading->writing, (Str){ reading->text.at, reading->bold_to });
    if (reading->writing.is_over) xml_stop(reading->xml);
}

static void end(void *context, Str name) {
    Reading *reading = context;
    if (reading->hidden > 0) {
        reading->hidden--;
        return;
    }
    switch (meaning_of(reading, name)) {
    case MEANS_PARAGRAPH:
    case MEANS_HEADING: end_paragraph(reading); break;
    case MEANS_LETTERS: reading->letters--; break;
    case MEANS_TABLE:
        if (--reading->tables == 0) text_grid_end(&reading->grid);
        break;
    case MEANS_CELL:
        if (reading->tables == 1) end_cell(reading);
        break;
    case MEANS_ROW:
        if (reading->tables == 1) end_row(reading);
        break;
    case MEANS_LIST: open_list_end(reading->open_lists); break;
    case MEANS_RUN: end_run(reading); break;
    case MEANS_ASIDE: end_aside(reading); break;
    case MEANS_BOLD:
    case MEANS_NOTHING:
    case MEANS_STYLE:
    case MEANS_NUMBERED:
    case MEANS_NUMBERED_AT:
    case MEANS_ITEM:
    case MEANS_FONT:
    case MEANS_HYPHEN:
    case MEANS_SOFT_HYPHEN:
    case MEANS_TAB:
    case MEANS_BREAK:
    case MEANS_SPACES:
    case MEANS_SPAN:
    case MEANS_HIGHER:
    case MEANS_WIDER:
    case MEANS_BEFORE:
    case MEANS_HIDDEN: break;
    }
}

static void take_text(void *context, Str text) {
    Reading *reading = context;
    const bool is_text = reading->format->has_letters ? reading->letters > 0 : reading->paragraphs > 0;
    if (reading->hidden > 0 || !is_text) return;
    add_label(reading, false);
    buf_add(&reading->text, text);
    if (str_trim(text).len == 0) return;
    if (!reading->is_bold) reading->is_plain = true;
    if (!reading->is_plain) reading->bold_to = reading->text.len;
}

/* ---- the archive ---- */

static bool feed(void *context, Str piece) {
    Reading *reading = context;
    return xml_feed(reading->xml, piece, false) == XML_FINE;
}

static TextFlawKind flaw_of(ArchiveVerdict verdict) {
    switch (verdict) {
    case ARCHIVE_FINE:
    case ARCHIVE_STOPPED: return TEXT_READ;
    case ARCHIVE_ENCRYPTED: return TEXT_LOCKED;
    case ARCHIVE_BOMB: return TEXT_HUGE;
    case ARCHIVE_FORM: break;
    }
    return TEXT_BROKEN;
}

static TextFlawKind read_part(Arena *arena, Archive *archive, size_t index, const Format *format,
                              DocumentText *ret_text) {
    static const XmlHandler handler = { begin, end, take_text };
    Reading *reading = NEW(arena, Reading);
    *reading = (Reading){ .arena = arena,
                          .format = format,
                          .writing = text_writing(arena),
                          .text = buf_new(arena, TEXT_ROOM_MAX) };
    reading->grid.to = &reading->writing;
    const ArchiveVerdict lists = format->has_letters ? word_lists_read(arena, archive, &reading->word_lists)
                                                     : open_lists_read(arena, archive, &reading->open_lists);
    if (lists != ARCHIVE_FINE) return flaw_of(lists);
    CLEANUP(xml_close) Xml *xml = xml_open(&handler, reading);
    reading->xml = xml;
    const ArchiveVerdict read = archive_read(archive, index, feed, reading);
    const XmlVerdict parsed = xml_feed(xml, S(""), true);
    *ret_text = text_written(&reading->writing, format->name);
    if (read != ARCHIVE_FINE && read != ARCHIVE_STOPPED) return flaw_of(read);
    if (reading->writing.is_over || parsed == XML_TOO_LARGE) return TEXT_HUGE;
    return parsed == XML_FINE ? TEXT_READ : TEXT_BROKEN;
}

TextFlawKind text_of_office(Arena *arena, Str bytes, DocumentText *ret_text) {
    CLEANUP(archive_close) Archive *archive = NULL;
    const ArchiveVerdict opened = archive_open_bytes(bytes, &archive);
    if (opened != ARCHIVE_FINE) return flaw_of(opened);
    for (size_t i = 0; i < COUNT(formats); i++) {
        size_t index;
        if (archive_find(archive, str_of(formats[i].part), &index))
            return read_part(arena, archive, index, &formats[i], ret_text);
    }
    return TEXT_UNKNOWN;
}
