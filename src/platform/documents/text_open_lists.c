/* platform/documents/text_open_lists - see text_open_lists.h. A list that says so goes on counting where an earlier one
 * ended; lists within lists are its levels. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_open_lists.h"

#include "base/map.h"
#include "kit/xml.h"
#include "platform/documents/text_numbers.h"

enum { STYLES_MAX = 10000, LABEL_TEXT_MAX = 500 };

typedef struct Style {
    NumberLevel levels[NUMBER_LEVELS];
    NumberCounts *last; /* of the list that had it last */
} Style;

struct OpenLists {
    Arena *arena;
    Map style_by_name, counts_by_id;
    Style **styles;
    size_t style_count, style_room;
    NumberCounts **counted;
    size_t counted_count, counted_room;
    Style *outline;
    NumberCounts outline_counts;
    /* while styles are read */
    Xml *xml;
    Style *style;
    /* in the text */
    Style *open[NUMBER_LEVELS];
    size_t depth; /* may be more than there are levels */
    NumberCounts *counts;
    Style *item_style;
    int64_t item_start; /* -1: none of its own */
    bool is_due;        /* its first paragraph is still to come */
};

static Str said_or(const char *const *attributes, const char *name, Str otherwise) {
    const Str said = xml_attribute(attributes, name);
    return said.at == NULL ? otherwise : said;
}

static int64_t number_or(const char *const *attributes, const char *name, int64_t most, int64_t otherwise) {
    int64_t number = otherwise;
    const Str said = xml_attribute(attributes, name);
    return said.at != NULL && str_to_int(said, 0, most, &number) == OK ? number : otherwise;
}

/* ---- styles ---- */

static NumberForm form_of(Str format, bool is_synced) {
    if (format.len == 0) return NUMBER_NONE;
    if (str_is(format, "I")) return NUMBER_UPPER_ROMAN;
    if (str_is(format, "i")) return NUMBER_LOWER_ROMAN;
    if (str_is(format, "A")) return is_synced ? NUMBER_UPPER_LETTER : NUMBER_UPPER_BASE;
    if (str_is(format, "a")) return is_synced ? NUMBER_LOWER_LETTER : NUMBER_LOWER_BASE;
    return str_starts(format, S("01")) ? NUMBER_TWO_DIGITS : NUMBER_DECIMAL;
}

/* `%1%.%2%.` becomes `%1.%2.` */
static void add_format(Buf *out, Str format) {
    for (size_t i = 0; i < format.len; i++) {
        buf_char(out, format.at[i]);
        const bool is_number = format.at[i] == '%' && i + 2 < format.len && format.at[i + 2] == '%';
        if (is_number) buf_char(out, format.at[i + 1]);
        if (is_number) i += 2;
    }
}

static void add_parts(Buf *out, const Style *style, size_t level, const char *const *attributes) {
    const size_t shown = (size_t)number_or(attributes, "display-levels", NUMBER_LEVELS, 1);
    buf_add(out, said_or(attributes, "num-prefix", S("")));
    for (size_t i = shown > level ? 0 : level + 1 - shown; i <= level; i++) {
        if (i < level && style->levels[i].form == NUMBER_NONE) continue;
        buf_addf(out, i < level ? "%%%d." : "%%%d", (int)i + 1);
    }
    buf_add(out, said_or(attributes, "num-suffix", S("")));
}

static void begin_level(OpenLists *lists, bool is_bullet, const char *const *attributes) {
    const int64_t at = number_or(attributes, "level", NUMBER_LEVELS, 0);
    if (lists->style == NULL || at < 1) return;
    Buf text = buf_new(lists->arena, LABEL_TEXT_MAX);
    const Str format = xml_attribute(attributes, "num-list-format");
    const bool is_synced = str_is(xml_attribute(attributes, "num-letter-sync"), "true");
    NumberLevel *level = &lists->style->levels[at - 1];
    *level = (NumberLevel){
        .form = is_bullet ? NUMBER_BULLET : form_of(said_or(attributes, "num-format", S("")), is_synced),
        .start = number_or(attributes, "start-value", NUMBER_START_MAX, 1),
    };
    if (is_bullet) buf_add(&text, said_or(attributes, "bullet-char", S("-")));
    else if (format.at != NULL) add_format(&text, format);
    else add_parts(&text, lists->style, (size_t)at - 1, attributes);
    level->text = text.overflowed ? S("") : (Str){ text.at, text.len };
}

static Style *add_style(OpenLists *lists) {
    if (lists->style_count == STYLES_MAX) return NULL;
    Style *style = NEW(lists->arena, Style);
    for (size_t i = 0; i < NUMBER_LEVELS; i++) style->levels[i].text = S("");
    lists->styles = array_grow(lists->arena, lists->styles, sizeof(Style *), lists->style_count, &lists->style_room);
    lists->styles[lists->style_count++] = style;
    return style;
}

void open_lists_style(OpenLists *lists, Str name, const char *const *attributes) {
    const bool is_number = str_is(name, "list-level-style-number") || str_is(name, "outline-level-style");
    const bool is_bullet = str_is(name, "list-level-style-bullet") || str_is(name, "list-level-style-image");
    if (str_is(name, "list-style")) {
        const Str called = xml_attribute(attributes, "name");
        lists->style = add_style(lists);
        if (lists->style == NULL || called.at == NULL) return;
        (void)map_add(&lists->style_by_name, str_copy(lists->arena, called), lists->style_count - 1);
    } else if (str_is(name, "outline-style")) {
        lists->style = lists->outline = add_style(lists);
    } else if (is_number || is_bullet) {
        begin_level(lists, is_bullet, attributes);
    }
}

static void begin(void *context, Str name, const char *const *attributes) {
    open_lists_style(context, name, attributes);
}

static void end(void *context, Str name) {
    (void)context;
    (void)name;
}

static bool feed(void *context, Str piece) {
    return xml_feed(((OpenLists *)context)->xml, piece, false) == XML_FINE;
}

ArchiveVerdict open_lists_read(Arena *arena, Archive *archive, OpenLists **ret_lists) {
    static const XmlHandler handler = { begin, end, NULL };
    OpenLists *lists = NEW(arena, OpenLists);
    size_t index;
    *lists = (OpenLists){ .arena = arena, .style_by_name = map_new(arena), .counts_by_id = map_new(arena) };
    *ret_lists = lists;
    if (!archive_find(archive, S("styles.xml"), &index)) return ARCHIVE_FINE;
    CLEANUP(xml_close) Xml *xml = xml_open(&handler, lists);
    lists->xml = xml;
    const ArchiveVerdict read = archive_read(archive, index, feed, lists);
    lists->style = NULL;
    return read == ARCHIVE_STOPPED ? ARCHIVE_FINE : read;
}

/* ---- the text ---- */

static Style *style_named(const OpenLists *lists, Str name) {
    size_t at;
    return name.at != NULL && map_get(&lists->style_by_name, name, &at) ? lists->styles[at] : NULL;
}

/* Where a list of the first level counts. */
static NumberCounts *counts_for(OpenLists *lists, const Style *style, const char *const *attributes) {
    const Str goes_on = xml_attribute(attributes, "continue-list");
    const Str id = xml_attribute(attributes, "id");
    const bool goes_on_by_style = goes_on.at != NULL || str_is(xml_attribute(attributes, "continue-numbering"), "true");
    NumberCounts *counts = NULL;
    size_t at;
    if (goes_on.at != NULL && map_get(&lists->counts_by_id, goes_on, &at)) counts = lists->counted[at];
    else if (goes_on_by_style && style != NULL) counts = style->last;
    if (counts == NULL) counts = NEW(lists->arena, NumberCounts);
    if (id.at == NULL) return counts;
    lists->counted =
        array_grow(lists->arena, lists->counted, sizeof counts, lists->counted_count, &lists->counted_room);
    lists->counted[lists->counted_count] = counts;
    (void)map_add(&lists->counts_by_id, str_copy(lists->arena, id), lists->counted_count++);
    return counts;
}

void open_list_begin(OpenLists *lists, const char *const *attributes) {
    Style *style = style_named(lists, xml_attribute(attributes, "style-name"));
    if (lists->depth == 0) lists->counts = counts_for(lists, style, attributes);
    if (style == NULL && lists->depth > 0 && lists->depth <= NUMBER_LEVELS) style = lists->open[lists->depth - 1];
    if (lists->depth < NUMBER_LEVELS) lists->open[lists->depth] = style;
    lists->depth++;
    lists->is_due = false;
}

void open_list_end(OpenLists *lists) {
    if (lists->depth > 0) lists->depth--;
    lists->is_due = false;
}

void open_item_begin(OpenLists *lists, const char *const *attributes, bool is_header) {
    lists->item_style = style_named(lists, xml_attribute(attributes, "style-override"));
    lists->item_start = number_or(attributes, "start-value", NUMBER_START_MAX, -1);
    lists->is_due = !is_header;
}

bool open_list_is_open(const OpenLists *lists) {
    return lists->depth > 0;
}

Str open_label(OpenLists *lists) {
    const size_t level = lists->depth - 1;
    if (!lists->is_due || lists->depth == 0 || lists->depth > NUMBER_LEVELS) return S("");
    Style *style = lists->item_style != NULL ? lists->item_style : lists->open[level];
    lists->is_due = false;
    if (style == NULL) return S("");
    if (lists->item_start >= 0) {
        lists->counts->at[level] = lists->item_start - 1;
        lists->counts->is_on[level] = true;
    }
    style->last = lists->counts;
    number_count(style->levels, lists->counts, level);
    return number_label(lists->arena, style->levels, lists->counts, level);
}

Str open_heading_label(OpenLists *lists, int64_t level) {
    if (lists->outline == NULL || level < 1 || level > NUMBER_LEVELS) return S("");
    const NumberLevel *levels = lists->outline->levels;
    if (levels[level - 1].form == NUMBER_NONE && levels[level - 1].text.len == 0) return S("");
    number_count(levels, &lists->outline_counts, (size_t)level - 1);
    return number_label(lists->arena, levels, &lists->outline_counts, (size_t)level - 1);
}
