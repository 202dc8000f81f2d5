/* platform/documents/text_word_lists - see text_word_lists.h. In Word's words: an abstractNum is how a list looks and
 * where it is counted; a num is one use of it that may begin anew; paragraphs and styles name a num. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/text_word_lists.h"

#include "base/map.h"
#include "kit/xml.h"
#include "platform/documents/text_numbers.h"

#include <string.h>

enum { LOOKS_MAX = 4000, USES_MAX = 20000, STYLES_MAX = 10000, BASES_MAX = 20 };

typedef struct Look { /* abstractNum */
    Str link;         /* a style whose list is meant */
    NumberLevel levels[NUMBER_LEVELS];
    Str styles[NUMBER_LEVELS]; /* of paragraphs on that level */
    NumberCounts counts;
} Look;

typedef struct Use { /* num */
    size_t look;
    bool has_look;
    NumberLevel *levels; /* NULL: those of its look */
    bool begins_anew[NUMBER_LEVELS];
    int64_t starts[NUMBER_LEVELS];
} Use;

typedef struct Style {
    Str base, list, level;
} Style;

struct WordLists {
    Arena *arena;
    Map look_by_id, use_by_id, style_by_id;
    Look **looks;
    Use *uses;
    Style *styles;
    size_t look_count, look_room, use_count, use_room, style_count, style_room;
    /* while they are read: what is open */
    Xml *xml;
    Look *look;
    Use *use;
    Style *style;
    NumberLevel *level;
    size_t at_level;
};

static Str kept(WordLists *lists, const char *const *attributes, const char *name) {
    const Str said = xml_attribute(attributes, name);
    return said.at == NULL ? said : str_copy(lists->arena, said);
}

static size_t level_number(Str said) {
    int64_t level = 0;
    return said.at != NULL && str_to_int(said, 0, NUMBER_LEVELS - 1, &level) == OK ? (size_t)level : 0;
}

static void name(Map *map, Str id, size_t at) {
    if (id.at != NULL) (void)map_add(map, id, at);
}

static int64_t value_of(const char *const *attributes, int64_t otherwise) {
    int64_t number = otherwise;
    const Str said = xml_attribute(attributes, "val");
    return said.at != NULL && str_to_int(said, 0, NUMBER_START_MAX, &number) == OK ? number : otherwise;
}

static NumberForm form_of(Str name) {
    static const struct {
        const char *name;
        NumberForm form;
    } forms[] = { { "decimal", NUMBER_DECIMAL },          { "decimalZero", NUMBER_TWO_DIGITS },
                  { "upperRoman", NUMBER_UPPER_ROMAN },   { "lowerRoman", NUMBER_LOWER_ROMAN },
                  { "upperLetter", NUMBER_UPPER_LETTER }, { "lowerLetter", NUMBER_LOWER_LETTER },
                  { "bullet", NUMBER_BULLET },            { "none", NUMBER_NONE } };
    for (size_t i = 0; i < COUNT(forms); i++) {
        if (str_is(name, forms[i].name)) return forms[i].form;
    }
    return NUMBER_DECIMAL; /* the rest are of other scripts: so does LibreOffice */
}

/* ---- reading ---- */

static void begin_look(WordLists *lists, const char *const *attributes) {
    lists->look = NULL;
    if (lists->look_count == LOOKS_MAX) return;
    lists->look = NEW(lists->arena, Look);
    lists->looks = array_grow(lists->arena, lists->looks, sizeof(Look *), lists->look_count, &lists->look_room);
    lists->looks[lists->look_count] = lists->look;
    name(&lists->look_by_id, kept(lists, attributes, "abstractNumId"), lists->look_count++);
}

static void begin_use(WordLists *lists, const char *const *attributes) {
    lists->use = NULL;
    if (lists->use_count == USES_MAX) return;
    lists->uses = array_grow(lists->arena, lists->uses, sizeof(Use), lists->use_count, &lists->use_room);
    lists->use = &lists->uses[lists->use_count];
    name(&lists->use_by_id, kept(lists, attributes, "numId"), lists->use_count++);
}

/* Of a look, or of a use that has its own instead. */
static void begin_level(WordLists *lists, const char *const *attributes) {
    lists->at_level = level_number(xml_attribute(attributes, "ilvl"));
    lists->level = NULL;
    if (lists->use != NULL && lists->use->has_look) {
        const Look *look = lists->looks[lists->use->look];
        if (lists->use->levels == NULL) {
            lists->use->levels = NEW_ARRAY(lists->arena, NumberLevel, NUMBER_LEVELS);
            memcpy(lists->use->levels, look->levels, sizeof look->levels);
        }
        lists->level = &lists->use->levels[lists->at_level];
    } else if (lists->look != NULL) {
        lists->level = &lists->look->levels[lists->at_level];
    }
    if (lists->level != NULL) *lists->level = (NumberLevel){ .text = S("") };
}

static void set_level(WordLists *lists, Str name, const char *const *attributes) {
    NumberLevel *level = lists->level;
    if (str_is(name, "start")) {
        level->start = value_of(attributes, 0);
    } else if (str_is(name, "numFmt")) {
        level->form = form_of(xml_attribute(attributes, "val"));
    } else if (str_is(name, "lvlText")) {
        const Str text = kept(lists, attributes, "val");
        level->text = text.at == NULL ? S("") : text;
    } else if (str_is(name, "isLgl")) {
        level->is_decimal_all = !str_is(xml_attribute(attributes, "val"), "0");
    } else if (str_is(name, "lvlRestart")) {
        level->restarts_by = (size_t)value_of(attributes, 0);
        level->restarts_never = level->restarts_by == 0;
    } else if (str_is(name, "pStyle") && lists->look != NULL) {
        lists->look->styles[lists->at_level] = kept(lists, attributes, "val");
    }
}

static void begin_numbering(void *context, Str name, const char *const *attributes) {
    WordLists *lists = context;
    if (str_is(name, "abstractNum")) {
        begin_look(lists, attributes);
    } else if (str_is(name, "num")) {
        lists->look = NULL;
        begin_use(lists, attributes);
    } else if (str_is(name, "lvl")) {
        begin_level(lists, attributes);
    } else if (str_is(name, "numStyleLink") && lists->look != NULL) {
        lists->look->link = kept(lists, attributes, "val");
    } else if (str_is(name, "abstractNumId") && lists->use != NULL) {
        const Str look = xml_attribute(attributes, "val");
        lists->use->has_look = look.at != NULL && map_get(&lists->look_by_id, look, &lists->use->look);
    } else if (str_is(name, "lvlOverride")) {
        lists->at_level = level_number(xml_attribute(attributes, "ilvl"));
    } else if (str_is(name, "startOverride") && lists->use != NULL) {
        lists->use->begins_anew[lists->at_level] = true;
        lists->use->starts[lists->at_level] = value_of(attributes, 0);
    } else if (lists->level != NULL) {
        set_level(lists, name, attributes);
    }
}

static void end_numbering(void *context, Str name) {
    WordLists *lists = context;
    if (str_is(name, "lvl")) lists->level = NULL;
}

static void begin_style(WordLists *lists, const char *const *attributes) {
    const Str id = kept(lists, attributes, "styleId");
    lists->style = NULL;
    if (lists->style_count == STYLES_MAX || id.at == NULL) return;
    lists->styles = array_grow(lists->arena, lists->styles, sizeof(Style), lists->style_count, &lists->style_room);
    lists->style = &lists->styles[lists->style_count];
    (void)map_add(&lists->style_by_id, id, lists->style_count++);
}

static void begin_styles(void *context, Str name, const char *const *attributes) {
    WordLists *lists = context;
    if (str_is(name, "style")) begin_style(lists, attributes);
    if (lists->style == NULL) return;
    if (str_is(name, "basedOn")) lists->style->base = kept(lists, attributes, "val");
    if (str_is(name, "numId")) lists->style->list = kept(lists, attributes, "val");
    if (str_is(name, "ilvl")) lists->style->level = kept(lists, attributes, "val");
}

static void end_styles(void *context, Str name) {
    WordLists *lists = context;
    if (str_is(name, "style")) lists->style = NULL;
}

static bool feed(void *context, Str piece) {
    return xml_feed(((WordLists *)context)->xml, piece, false) == XML_FINE;
}

static ArchiveVerdict read_part(WordLists *lists, Archive *archive, const char *name, const XmlHandler *handler) {
    size_t index;
    if (!archive_find(archive, str_of(name), &index)) return ARCHIVE_FINE;
    CLEANUP(xml_close) Xml *xml = xml_open(handler, lists);
    lists->xml = xml;
    const ArchiveVerdict read = archive_read(archive, index, feed, lists);
    lists->look = NULL;
    lists->use = NULL;
    lists->style = NULL;
    lists->level = NULL;
    return read == ARCHIVE_STOPPED ? ARCHIVE_FINE : read;
}

ArchiveVerdict word_lists_read(Arena *arena, Archive *archive, WordLists **ret_lists) {
    static const XmlHandler numbering = { begin_numbering, end_numbering, NULL };
    static const XmlHandler styles = { begin_styles, end_styles, NULL };
    WordLists *lists = NEW(arena, WordLists);
    *lists = (WordLists){ .arena = arena,
                          .look_by_id = map_new(arena),
                          .use_by_id = map_new(arena),
                          .style_by_id = map_new(arena) };
    const ArchiveVerdict verdict = read_part(lists, archive, "word/numbering.xml", &numbering);
    if (verdict != ARCHIVE_FINE) return verdict;
    *ret_lists = lists;
    return read_part(lists, archive, "word/styles.xml", &styles);
}

/* ---- asking ---- */

static const Style *style_named(const WordLists *lists, Str id) {
    size_t at;
    return id.at != NULL && map_get(&lists->style_by_id, id, &at) ? &lists->styles[at] : NULL;
}

static Use *use_named(const WordLists *lists, Str id) {
    size_t at;
    return id.at != NULL && map_get(&lists->use_by_id, id, &at) && lists->uses[at].has_look ? &lists->uses[at] : NULL;
}

/* What the paragraph leaves open its style says, or one that this is based on. */
static void ask_styles(const WordLists *lists, WordParagraph *paragraph) {
    const Style *style = style_named(lists, paragraph->style);
    for (int i = 0; style != NULL && i < BASES_MAX; i++, style = style_named(lists, style->base)) {
        if (paragraph->level.at == NULL && paragraph->list.at == NULL) paragraph->level = style->level;
        if (paragraph->list.at == NULL) paragraph->list = style->list;
    }
}

static Look *look_of(const WordLists *lists, const Use *use) {
    Look *look = lists->looks[use->look];
    const Style *link = look->link.at == NULL ? NULL : style_named(lists, look->link);
    const Use *meant = link == NULL ? NULL : use_named(lists, link->list);
    return meant == NULL ? look : lists->looks[meant->look];
}

static size_t level_of(const Look *look, const WordParagraph *paragraph) {
    if (paragraph->level.at != NULL) return level_number(paragraph->level);
    for (size_t i = 0; i < NUMBER_LEVELS; i++) {
        if (look->styles[i].at != NULL && str_equal(look->styles[i], paragraph->style)) return i;
    }
    return 0;
}

Str word_label(WordLists *lists, const WordParagraph *paragraph) {
    WordParagraph asked = *paragraph;
    ask_styles(lists, &asked);
    Use *use = use_named(lists, asked.list);
    if (use == NULL) return S("");
    Look *look = look_of(lists, use);
    const NumberLevel *levels = use->levels != NULL ? use->levels : look->levels;
    const size_t level = level_of(look, &asked);
    if (use->begins_anew[level]) {
        look->counts.at[level] = use->starts[level] - 1;
        look->counts.is_on[level] = true;
        use->begins_anew[level] = false;
    }
    number_count(levels, &look->counts, level);
    return number_label(lists->arena, levels, &look->counts, level);
}
