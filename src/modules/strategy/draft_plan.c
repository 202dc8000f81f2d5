/* modules/strategy/draft_plan - see draft_plan.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_plan.h"

#include "kit/text.h"
#include "modules/strategy/draft_codes.h"
#include "modules/strategy/measure.h"
#include "modules/strategy/periods.h"
#include "platform/reader/reader.h"

enum {
    YEARLY_TARGETS_MAX = 15,
    DUTY_DAYS_MAX = 4,
    DUTY_LEADS_MAX = 8,
    LEVEL_LETTERS_MAX = 80,
    UNIT_LETTERS_MAX = 40,
    BASIS_LETTERS_MAX = 300,
    NUMBER_LETTERS_MAX = 60,
    SIGNER_LETTERS_MAX = 120,
    GROUP_CELLS_MAX = 2
};

/* The findings of one kind, by passage: the first of each, and the next of the same. */
typedef struct ByPassage {
    int64_t *first, *next; /* index + 1; 0: none */
} ByPassage;

typedef struct Drafting {
    Ctx *cx;
    Arena *arena;
    const Reading *reading;
    const DraftKnown *known;
    DraftDocument document;
    const Passage *passages;
    size_t passage_count;
    bool *is_needed;    /* by number: something was found below it */
    bool *has_task;     /* below it */
    int64_t *section;   /* by number of a passage: its item; 0: none */
    int64_t *objective; /* likewise; of a heading, too, when indicators need one */
    ByPassage objectives, indicators, tasks, duties;
    DraftItem *items;
    size_t count, room;
    DraftCodes codes;
} Drafting;

/* ---- passages ---- */

static const Passage *passage_at(const Drafting *on, int64_t number) {
    return number >= 1 && (size_t)number <= on->passage_count ? &on->passages[number - 1] : NULL;
}

static int64_t parent_of(const Drafting *on, int64_t number) {
    const Passage *passage = passage_at(on, number);
    return passage == NULL || passage->parent >= number ? 0 : passage->parent;
}

static ByPassage by_passage(const Drafting *on, const Rows *rows, size_t size) {
    ByPassage found = { NEW_ARRAY(on->arena, int64_t, on->passage_count + 1),
                        NEW_ARRAY(on->arena, int64_t, rows->count + 1) };
    for (size_t i = rows->count; i > 0; i--) {
        /* each finding begins with its passage */
        const int64_t passage = *(const int64_t *)(const void *)((const char *)rows->items + (i - 1) * size);
        if (passage_at(on, passage) == NULL) continue;
        found.next[i - 1] = found.first[passage];
        found.first[passage] = (int64_t)i;
    }
    return found;
}

static void mark_above(Drafting *on, const ByPassage *found, bool is_task) {
    for (int64_t i = 1; (size_t)i <= on->passage_count; i++) {
        if (found->first[i] == 0) continue;
        for (int64_t at = parent_of(on, i); at > 0; at = parent_of(on, at)) {
            if (on->is_needed[at] && (!is_task || on->has_task[at])) break;
            on->is_needed[at] = true;
            on->has_task[at] = on->has_task[at] || is_task;
        }
    }
}

/* ---- items ---- */

static DraftFields empty_fields(void) {
    const Str none = S("");
    return (DraftFields){ .code = none,
                          .citation = none,
                          .title = none,
                          .note = none,
                          .short_title = none,
                          .title_en = none,
                          .unit = none,
                          .definition = none,
                          .product = none,
                          .indicator = none,
                          .who_named = none,
                          .who = none,
                          .to_named = none,
                          .to = none,
                          .due_rule = none,
                          .number = none };
}

static DraftItem *add_item(Drafting *on, DraftKind kind, int64_t parent, const DraftItem *place,
                           const DraftFields *fields) {
    if (on->count == DRAFT_ITEMS_MAX) return NULL;
    on->items = array_grow(on->arena, on->items, sizeof(DraftItem), on->count, &on->room);
    DraftItem *item = &on->items[on->count++];
    DraftFields *own = NEW(on->arena, DraftFields);
    *own = *fields;
    *item = *place;
    item->number = item->position = (int64_t)on->count;
    item->parent = parent;
    item->kind = (int)kind;
    item->state = place->confidence < DRAFT_SURE ? ITEM_UNSURE : ITEM_OPEN;
    item->changed_by = S("");
    item->revision = 1;
    item->fields = own;
    return item;
}

/* Code and citation after its place; what a table's row sets needs no end that tells it from the text around it. */
static void name_place(Drafting *on, int64_t number, const char *end, DraftFields *fields) {
    const Passage *passage = passage_at(on, number);
    const Str place = passage == NULL || passage->citation.at == NULL ? S("") : passage->citation;
    Str code = draft_place_code(on->arena, on->document.code, place);
    if (end[0] != '\0' && passage != NULL && passage->kind != PASSAGE_ROW)
        code = str_format(on->arena, "%.*s.%s", STR_FMT(code), end);
    fields->code = draft_code_unused(&on->codes, code);
    fields->citation = draft_citation(on->arena, on->document.number, place);
}

static Str text_or(Str text, Str other) {
    return text.at != NULL && text.len > 0 ? text : other.at != NULL ? other : S("");
}

/* ---- sections ---- */

/* A row that is a group's heading has one cell, or a number and one; the row that names the columns has more. */
static bool is_heading(const Drafting *on, int64_t number) {
    const Passage *passage = passage_at(on, number);
    if (passage->kind == PASSAGE_HEADING) return true;
    size_t filled = 0;
    for (size_t i = 0; i < passage->cells.count; i++) {
        const Str cell = passage->cells.items[i];
        const bool is_again = i > 0 && str_equal(cell, passage->cells.items[i - 1]); /* merged */
        filled += cell.len > 0 && !is_again;
    }
    return passage->kind == PASSAGE_COLUMNS && filled > 0 && filled <= GROUP_CELLS_MAX;
}

static Str heading_text(const Passage *passage) {
    Str text = passage->text;
    for (size_t i = 0; i < passage->cells.count; i++) {
        if (passage->cells.items[i].len > 0) text = passage->cells.items[i];
    }
    return text_or(text, passage->mark);
}

static int about_of(const Drafting *on, int64_t number) {
    switch ((SectionKind)on->passages[number - 1].section) {
    case SECTION_OBJECTIVES: return 1;
    case SECTION_TASKS: return 2;
    case SECTION_RESOURCES: return 3;
    case SECTION_ORGANISATION: return 4;
    case SECTION_OTHER:
    case SECTION_NONE: break;
    }
    return on->has_task[number] ? 2 : 1;
}

/* The nearest item above a passage, of those kept by passage. */
static int64_t above(const Drafting *on, const int64_t *items, int64_t number) {
    int64_t at = parent_of(on, number);
    while (at > 0 && items[at] == 0) at = parent_of(on, at);
    return at > 0 ? items[at] : 0;
}

static void add_section(Drafting *on, int64_t number) {
    const Passage *passage = passage_at(on, number);
    DraftFields fields = empty_fields();
    fields.title = draft_title(on->arena, heading_text(passage), TITLE_MAX);
    fields.about = about_of(on, number);
    name_place(on, number, "", &fields);
    const DraftItem place = { .passage = number, .to = (int64_t)utf8_count(passage->text), .confidence = 100 };
    const DraftItem *item = add_item(on, DRAFT_SECTION, above(on, on->section, number), &place, &fields);
    if (item != NULL) on->section[number] = item->number;
}

/* ---- who ---- */

static bool is_whole(Str scope) {
    return scope.len == 0 || str_starts(scope, S("toàn bộ"));
}

/* Of several that took over parts of the work the one that took all but a part; else nobody: a person must choose. */
static Str heir_of(const DraftKnown *known, Str code, const Texts *members) {
    if (members->count == 1) return members->items[0];
    const Rows rows = registry_successions(known->registry);
    const Succession *successions = rows.items;
    Str heir = S("");
    for (size_t i = 0; i < rows.count; i++) {
        const bool is_it = str_equal(successions[i].former, code) && is_whole(successions[i].scope) &&
                           texts_hold(*members, successions[i].successor);
        if (!is_it) continue;
        if (heir.len > 0 && !str_equal(heir, successions[i].successor)) return S("");
        heir = successions[i].successor;
    }
    return heir;
}

/* "Ủy ban nhân dân các huyện" has no members any more; "các cơ quan liên quan" never said who they are, and goes on. */
static bool has_ended(Ctx *cx, const DraftKnown *known, const Collective *collective) {
    if (collective->kinds.count == 0 && collective->agencies.count == 0) return false;
    return registry_members(cx, known->registry, collective->code, known->today).count == 0;
}

void draft_who(Ctx *cx, const DraftKnown *known, Day issued_on, Str code, Str *ret_agency, Str *ret_then) {
    *ret_agency = *ret_then = text_or(code, S(""));
    if (known->registry == NULL || ret_agency->len == 0) return;
    const Agency *agency = registry_agency(known->registry, code);
    const Collective *collective = registry_collective(known->registry, code);
    if (agency == NULL && collective == NULL) *ret_agency = *ret_then = S("");
    if (agency == NULL) {
        if (collective != NULL && has_ended(cx, known, collective)) *ret_agency = S("");
        return;
    }
    const Day day = issued_on.number != 0 ? issued_on : known->today;
    if (agency_is_valid(agency, known->today)) {
        if (!agency_is_valid(agency, day)) *ret_then = S("");
        return;
    }
    const Texts members = registry_members(cx, known->registry, code, known->today);
    *ret_agency = heir_of(known, code, &members);
}

static Rows assignments_of(Drafting *on, const Rows *agencies) {
    static const int roles[] = { [READ_LEAD] = ROLE_OF_LEAD,
                                 [READ_SUPPORT] = ROLE_OF_SUPPORT,
                                 [READ_MONITOR] = ROLE_OF_MONITOR,
                                 [READ_RECEIVER] = ROLE_OF_NONE };
    DraftAssignment *all = NEW_ARRAY(on->arena, DraftAssignment, agencies->count + 1);
    Map seen = map_new(on->arena);
    size_t count = 0;
    const ReadAgency *read = agencies->items;
    for (size_t i = 0; i < agencies->count && count < DRAFT_ASSIGNMENTS_MAX; i++) {
        const int role = read[i].role > 0 && (size_t)read[i].role < COUNT(roles) ? roles[read[i].role] : ROLE_OF_NONE;
        DraftAssignment *one = &all[count];
        *one = (DraftAssignment){ .role = role, .named = draft_cut(on->arena, read[i].named, DRAFT_NAMED_MAX) };
        if (role == ROLE_OF_NONE || one->named.len == 0) continue;
        draft_who(on->cx, on->known, on->document.issued_on, read[i].code, &one->agency, &one->then);
        const Str key = str_format(on->arena, "%d %.*s\n%.*s", role, STR_FMT(one->named), STR_FMT(one->agency));
        count += map_add(&seen, key, count);
    }
    return (Rows){ all, count };
}

/* ---- indicators ---- */

static bool holds_word(Str folded, const char *word) {
    const size_t size = strlen(word);
    for (size_t at = 0; at + size <= folded.len; at++) {
        if (memcmp(folded.at + at, word, size) != 0) continue;
        const bool starts = at == 0 || folded.at[at - 1] == ' ';
        const bool ends = at + size == folded.len || strchr(" ,.;:", folded.at[at + size]) != NULL;
        if (starts && ends) return true;
    }
    return false;
}

static int operator_of(int relation) {
    switch ((ReadRelation)relation) {
    case RELATION_AT_LEAST:
    case RELATION_ABOVE: return OPERATOR_AT_LEAST;
    case RELATION_AT_MOST:
    case RELATION_BELOW: return OPERATOR_AT_MOST;
    case RELATION_RANGE: return OPERATOR_RANGE;
    case RELATION_TEXT: return OPERATOR_TEXT;
    case RELATION_EQUAL:
    case RELATION_NONE: break;
    }
    return OPERATOR_EQUAL;
}

static DraftTarget target_of(Drafting *on, const ReadTarget *read, int64_t year) {
    DraftTarget target = { .year = year, .operator= operator_of(read->relation), .text = S("") };
    if (target.operator== OPERATOR_TEXT)
        target.text = draft_cut(on->arena, read->text, LEVEL_LETTERS_MAX);
    else if (target.operator== OPERATOR_AT_MOST)
        target.high = read->value;
    else
        target.low = read->value;
    if (target.operator== OPERATOR_RANGE) target.high = read->value_to;
    return target;
}

/* What holds in each year is a target of each year; what names no year is one of the document's last. */
static Rows targets_of(Drafting *on, const Rows *read) {
    const ReadDocument *document = on->reading->document;
    DraftTarget *all = NEW_ARRAY(on->arena, DraftTarget, DRAFT_TARGETS_MAX);
    size_t count = 0;
    const int64_t last = on->document.horizon;
    const int64_t issued = on->document.issued_on.number != 0 ? day_year(on->document.issued_on) : 0;
    const int64_t told = document == NULL ? 0 : document->year_first;
    for (size_t i = 0; i < read->count; i++) {
        const ReadTarget *one = &((const ReadTarget *)read->items)[i];
        const bool is_each = one->is_yearly && one->year == 0 && last > 0;
        int64_t first = one->year > 0 ? one->year : last;
        if (is_each) first = told > 0 && told <= last ? told : issued > 0 && issued <= last ? issued : last;
        if (first < last - YEARLY_TARGETS_MAX + 1 && is_each) first = last - YEARLY_TARGETS_MAX + 1;
        const int64_t until = is_each ? last : first;
        for (int64_t year = first; year <= until && count < DRAFT_TARGETS_MAX; year++) {
            bool is_there = false;
            for (size_t j = 0; j < count; j++) is_there = is_there || (year > 0 && all[j].year == year);
            if (!is_there || !is_each) all[count++] = target_of(on, one, year);
        }
    }
    return (Rows){ all, count };
}

/* "% bình quân cả nước": who is better than the mean has more than all of it. */
static bool is_of_mean(Str unit) {
    return str_find(unit, S("bình quân")) < unit.len || str_find(unit, S("trung bình")) < unit.len;
}

static int measure_of(const DraftFields *fields) {
    const DraftTarget *targets = fields->targets.items;
    bool is_share = str_find(fields->unit, S("%")) < fields->unit.len && !is_of_mean(fields->unit);
    for (size_t i = 0; i < fields->targets.count; i++) {
        if (targets[i].operator== OPERATOR_TEXT) return KIND_OF_LEVEL;
        const Decimal bounds[] = { targets[i].low, targets[i].high };
        for (size_t j = 0; j < COUNT(bounds); j++)
            is_share = is_share && (!bounds[j].is_known || decimal_compare(bounds[j], decimal_whole(100)) <= 0);
    }
    if (is_share) return KIND_OF_SHARE;
    const bool is_money =
        str_find(fields->unit, S("đồng")) < fields->unit.len || str_find(fields->unit, S("USD")) < fields->unit.len;
    return is_money ? KIND_OF_AMOUNT : KIND_OF_NUMBER;
}

/* The words that targets ask for, lowest first: those of earlier years stand lower; below all of them "Chưa có". */
static Texts levels_of(Drafting *on, const Rows *targets) {
    Str *levels = NEW_ARRAY(on->arena, Str, targets->count + 1);
    size_t count = 0;
    levels[count++] = S("Chưa có");
    for (size_t i = 0; i < targets->count; i++) {
        const Str text = ((const DraftTarget *)targets->items)[i].text;
        if (text.len > 0 && !texts_hold((Texts){ levels, count }, text)) levels[count++] = text;
    }
    return (Texts){ levels, count };
}

/* With its mark: "giám sát" is no decrease. */
static bool is_to_fall(Str title) {
    return str_find(title, S("giảm")) < title.len || str_find(title, S("Giảm")) < title.len;
}

/* A measure of decrease is better when higher; what is to fall to a value is better when lower. */
static int direction_of(Drafting *on, const ReadIndicator *read, const DraftFields *fields) {
    const Str folded = text_fold(on->arena, read->title);
    const DraftTarget *targets = fields->targets.items;
    bool is_at_most = false, is_at_least = false, is_range = fields->targets.count > 0, falls = false, rises = false;
    for (size_t i = 0; i < fields->targets.count; i++) {
        is_at_most = is_at_most || targets[i].operator== OPERATOR_AT_MOST;
        is_at_least = is_at_least || targets[i].operator== OPERATOR_AT_LEAST;
        is_range = is_range && targets[i].operator== OPERATOR_RANGE;
        const bool both =
            i > 0 && targets[i].low.is_known && targets[i - 1].low.is_known && targets[i].year > targets[i - 1].year;
        falls = falls || (both && decimal_compare(targets[i].low, targets[i - 1].low) < 0);
        rises = rises || (both && decimal_compare(targets[i].low, targets[i - 1].low) > 0);
    }
    if (is_at_least || read->is_decrease) return is_at_most ? DIRECTION_DOWN : DIRECTION_UP;
    if (is_at_most || (!rises && (falls || is_to_fall(read->title)))) return DIRECTION_DOWN;
    const bool is_kept = holds_word(folded, "trong khoang") || holds_word(folded, "duy tri");
    return is_range && is_kept ? DIRECTION_WITHIN : DIRECTION_UP;
}

static int64_t objective_for(Drafting *on, int64_t number) {
    int64_t at = number;
    while (at > 0 && on->objective[at] == 0) {
        /* in tasks an indicator measures no objective of theirs */
        at = parent_of(on, at);
    }
    return at > 0 ? on->objective[at] : 0;
}

/* Of a table's group, or of a heading whose own goals are figures alone: the heading is the objective. */
static int64_t add_heading_objective(Drafting *on, int64_t number) {
    int64_t at = parent_of(on, number);
    while (at > 0 && !is_heading(on, at)) at = parent_of(on, at);
    if (at == 0 || on->has_task[at]) return 0;
    const Passage *passage = passage_at(on, at);
    DraftFields fields = empty_fields();
    fields.title = draft_title(on->arena, heading_text(passage), TITLE_MAX);
    name_place(on, at, "MT", &fields);
    const DraftItem place = { .passage = at, .to = (int64_t)utf8_count(passage->text), .confidence = 100 };
    const int64_t section = on->section[at] > 0 ? on->section[at] : above(on, on->section, at);
    const DraftItem *item = add_item(on, DRAFT_OBJECTIVE, section, &place, &fields);
    if (item == NULL) return 0;
    on->objective[at] = item->number;
    return item->number;
}

static Str add_indicator(Drafting *on, const ReadIndicator *read) {
    DraftFields fields = empty_fields();
    fields.title = draft_title(on->arena, read->title, TITLE_MAX);
    fields.unit = draft_cut(on->arena, text_or(read->unit, S("")), UNIT_LETTERS_MAX);
    fields.targets = targets_of(on, &read->targets);
    fields.measure = measure_of(&fields);
    if (fields.measure == KIND_OF_LEVEL) {
        fields.levels = levels_of(on, &fields.targets);
        if (fields.unit.len == 0) fields.unit = S("mức");
    }
    fields.direction = direction_of(on, read, &fields);
    fields.frequency = FREQUENCY_YEAR;
    fields.level = ABOUT_PROVINCE;
    fields.assignments = assignments_of(on, &read->agencies);
    name_place(on, read->passage, "CT", &fields);
    int64_t parent = objective_for(on, read->passage);
    if (parent == 0) parent = add_heading_objective(on, read->passage);
    if (parent == 0) parent = above(on, on->section, read->passage);
    const DraftItem place = {
        .passage = read->passage, .from = read->from, .to = read->to, .confidence = read->confidence
    };
    (void)add_item(on, DRAFT_INDICATOR, parent, &place, &fields);
    return fields.code;
}

/* ---- objectives, tasks, duties ---- */

static void add_objective(Drafting *on, const ReadObjective *read) {
    const Passage *passage = passage_at(on, read->passage);
    DraftFields fields = empty_fields();
    fields.title = draft_title(on->arena, text_or(read->title, passage->text), TITLE_MAX);
    fields.year = read->year;
    name_place(on, read->passage, "", &fields);
    const DraftItem place = {
        .passage = read->passage, .from = read->from, .to = read->to, .confidence = read->confidence
    };
    const DraftItem *item = add_item(on, DRAFT_OBJECTIVE, above(on, on->section, read->passage), &place, &fields);
    if (item != NULL && on->objective[read->passage] == 0) on->objective[read->passage] = item->number;
}

void draft_set_term(DraftFields *fields, const ReadTerm *term) {
    fields->timing = TIMING_STANDING;
    if (term == NULL) return;
    switch ((TermKind)term->kind) {
    case TERM_DATE:
    case TERM_QUARTER:
    case TERM_YEAR:
    case TERM_PERIOD:
        fields->due = term->last;
        fields->timing = term->last.number != 0 ? TIMING_DATED : TIMING_STANDING;
        if (term->kind == TERM_PERIOD) fields->start = term->first;
        return;
    case TERM_YEARLY:
        fields->timing = TIMING_YEARLY;
        fields->start = term->first;
        fields->due = term->last;
        return;
    case TERM_CONTINUOUS:
    case TERM_NONE: return;
    }
}

static void add_task(Drafting *on, const ReadTask *read, Str indicator) {
    const Passage *passage = passage_at(on, read->passage);
    DraftFields fields = empty_fields();
    fields.title = draft_title(on->arena, text_or(read->title, passage->text), TITLE_MAX);
    fields.product = draft_cut(on->arena, text_or(read->product, S("")), DRAFT_PRODUCT_MAX);
    fields.indicator = indicator;
    draft_set_term(&fields, read->term);
    fields.assignments = assignments_of(on, &read->agencies);
    name_place(on, read->passage, "", &fields);
    const DraftItem place = {
        .passage = read->passage, .from = read->from, .to = read->to, .confidence = read->confidence
    };
    (void)add_item(on, DRAFT_TASK, above(on, on->section, read->passage), &place, &fields);
}

static Str due_rule_of(Drafting *on, const ReadDuty *read, Str day) {
    const Str folded = text_fold(on->arena, str_format(on->arena, "%.*s %.*s", STR_FMT(text_or(read->title, S(""))),
                                                       STR_FMT(text_or(read->words, S("")))));
    const bool is_of_next =
        holds_word(folded, "nam sau") || holds_word(folded, "nam truoc") || holds_word(folded, "nam ke tiep");
    return str_format(on->arena, "year before %.*s%s", STR_FMT(day), is_of_next ? " of year-1" : "");
}

/* "" where the months are none that a rule knows, or the day is not in every month. */
static Str month_rule_of(Drafting *on, const ReadDuty *read) {
    enum { DAY_OF_MONTH_MAX = 28 };
    const char *each = read->months == 1 ? "month" : read->months == 3 ? "quarter" : read->months == 6 ? "half" : NULL;
    if (each == NULL || read->day > DAY_OF_MONTH_MAX) return S("");
    return str_format(on->arena, "%s before day %lld of %s month", each, (long long)read->day,
                      read->is_after ? "next" : "last");
}

/* One row each who owes it and each day on which it is owed, as packages have it. */
static void add_duty(Drafting *on, const ReadDuty *read) {
    const Passage *passage = passage_at(on, read->passage);
    const ReadAgency *agencies = read->agencies.items, *leads[DUTY_LEADS_MAX] = { NULL }, *receiver = NULL;
    size_t lead_count = 0;
    for (size_t i = 0; i < read->agencies.count; i++) {
        if (agencies[i].role == READ_RECEIVER && receiver == NULL) receiver = &agencies[i];
        if (agencies[i].role == READ_LEAD && lead_count < DUTY_LEADS_MAX) leads[lead_count++] = &agencies[i];
    }
    const size_t rows = lead_count > 0 ? lead_count : 1;
    const size_t days = read->days.count == 0 ? 1 : read->days.count < DUTY_DAYS_MAX ? read->days.count : DUTY_DAYS_MAX;
    for (size_t i = 0; i < rows * days; i++) {
        const ReadAgency *lead = leads[i / days];
        DraftFields fields = empty_fields();
        Str then;
        fields.title = draft_title(on->arena, text_or(read->title, passage->text), TITLE_MAX);
        fields.note = draft_cut(on->arena, text_or(read->words, S("")), NOTE_MAX);
        if (lead != NULL) {
            fields.who_named = draft_cut(on->arena, lead->named, DRAFT_NAMED_MAX);
            draft_who(on->cx, on->known, on->document.issued_on, lead->code, &fields.who, &then);
            fields.who = text_or(fields.who, then); /* a collective that has ended owes nothing, and stands there */
        }
        if (receiver != NULL) {
            fields.to_named = draft_cut(on->arena, receiver->named, DRAFT_NAMED_MAX);
            draft_who(on->cx, on->known, on->document.issued_on, receiver->code, &fields.to, &then);
        }
        if (read->days.count > 0) fields.due_rule = due_rule_of(on, read, read->days.items[i % days]);
        else if (read->months > 0) fields.due_rule = month_rule_of(on, read);
        name_place(on, read->passage, "BC", &fields);
        const DraftItem place = {
            .passage = read->passage, .from = read->from, .to = read->to, .confidence = read->confidence
        };
        (void)add_item(on, DRAFT_DUTY, above(on, on->section, read->passage), &place, &fields);
    }
}

/* ---- the document ---- */

static int plan_kind_of(int read_kind) {
    return choice_value(&document_kind_choices, choice_name(&read_kind_choices, read_kind));
}

static Str document_code(Drafting *on) {
    const PlanDocument *stored = on->known->documents.items;
    DraftCodes used = draft_codes_new(on->arena);
    Str code = draft_document_code(on->arena, on->document.number, on->document.issued_on);
    for (size_t i = 0; i < on->known->documents.count; i++) {
        if (on->document.number.len > 0 && str_equal(stored[i].number, on->document.number)) return stored[i].code;
        draft_codes_take(&used, stored[i].code);
    }
    const bool is_taken = map_has(&used.used, code);
    if (is_taken && on->document.issued_on.number != 0)
        code = str_format(on->arena, "%.*s-%lld", STR_FMT(code), (long long)day_year(on->document.issued_on));
    return draft_code_unused(&used, code);
}

/* "Ủy ban nhân dân tỉnh Tuyên Quang" is the one that is known as "Ủy ban nhân dân tỉnh", where nothing tells which
 * province this is. */
static Str issuer_code(const DraftKnown *known, Str folded) {
    static const Str province = { " tinh", 5 };
    size_t at;
    if (known->names == NULL) return S("");
    for (Str name = folded; name.len > 0; name.len--) {
        const bool is_cut = folded.at[name.len == folded.len ? 0 : name.len] == ' ' && str_ends(name, province);
        if ((name.len == folded.len || (is_cut && known->registry == NULL)) && map_get(known->names, name, &at))
            return known->codes[at];
    }
    return S("");
}

static void read_document(Drafting *on) {
    const ReadDocument *read = on->reading->document;
    DraftDocument *document = &on->document;
    const Str none = S("");
    *document = (DraftDocument){ .code = none,
                                 .number = none,
                                 .title = none,
                                 .issuer = none,
                                 .issuer_named = none,
                                 .signer = none,
                                 .source = none,
                                 .note = none };
    if (read != NULL) {
        document->number = draft_cut(on->arena, text_or(read->number, none), NUMBER_LETTERS_MAX);
        document->kind = plan_kind_of(read->kind);
        document->title = draft_title(on->arena, text_or(read->title, none), TITLE_MAX);
        document->issuer_named = draft_cut(on->arena, text_or(read->issuer, none), DRAFT_NAMED_MAX);
        document->issued_on = read->issued_on;
        document->effective_on = read->effective_on;
        document->horizon = read->year_last;
        document->signer = draft_cut(on->arena, text_or(read->signer, none), SIGNER_LETTERS_MAX);
    }
    document->issuer = issuer_code(on->known, text_fold(on->arena, document->issuer_named));
    document->code = document_code(on);
}

/* Laws are cited by their name, others by a number that tells their kind. */
static int basis_kind(Drafting *on, const ReadBasis *read) {
    static const struct {
        const char *word, *kind;
    } kinds[] = { { "luat", "law" },
                  { "bo luat", "law" },
                  { "nghi quyet", "resolution" },
                  { "quyet dinh", "decision" },
                  { "ke hoach", "plan" },
                  { "chuong trinh", "programme" },
                  { "chi thi", "directive" },
                  { "nghi dinh", "regulation" },
                  { "thong tu", "regulation" },
                  { "huong dan", "guidance" },
                  { "cong van", "dispatch" },
                  { "cong dien", "dispatch" } };
    static const struct {
        const char *sign, *kind;
    } signs[] = { { "/QH", "law" },        { "NQ-", "resolution" }, { "-NQ", "resolution" }, { "NQ/", "resolution" },
                  { "/NQ", "resolution" }, { "QĐ-", "decision" },   { "KH-", "plan" },       { "-KH", "plan" },
                  { "CTr", "programme" },  { "CT-", "directive" },  { "-CT", "directive" },  { "NĐ-", "regulation" },
                  { "TT-", "regulation" }, { "HD-", "guidance" } };
    const Str folded = text_fold(on->arena, text_or(read->title, S("")));
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (str_starts(folded, str_of(kinds[i].word)))
            return choice_value(&document_kind_choices, str_of(kinds[i].kind));
    }
    const Str number = text_or(read->number, S(""));
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (str_find(number, str_of(signs[i].sign)) < number.len)
            return choice_value(&document_kind_choices, str_of(signs[i].kind));
    }
    return 0;
}

static void add_bases(Drafting *on) {
    const Rows *bases = &on->reading->document->bases;
    for (size_t i = 0; i < bases->count; i++) {
        const ReadBasis *read = &((const ReadBasis *)bases->items)[i];
        const Passage *passage = passage_at(on, read->passage);
        DraftFields fields = empty_fields();
        fields.title = draft_cut(on->arena, text_or(read->title, read->number), BASIS_LETTERS_MAX);
        fields.number = draft_cut(on->arena, text_or(read->number, fields.title), SIGNER_LETTERS_MAX);
        fields.source_kind = basis_kind(on, read);
        fields.issued_on = read->issued_on;
        fields.citation = draft_citation(on->arena, on->document.number, passage == NULL ? S("") : passage->citation);
        const DraftItem place = {
            .passage = passage == NULL ? 0 : read->passage, .from = read->from, .to = read->to, .confidence = 100
        };
        (void)add_item(on, DRAFT_BASIS, 0, &place, &fields);
    }
}

/* ---- all of it ---- */

static void add_findings(Drafting *on, int64_t passage) {
    const Reading *reading = on->reading;
    Str indicator = S("");
    size_t indicator_count = 0;
    for (int64_t i = on->objectives.first[passage]; i > 0; i = on->objectives.next[i - 1])
        add_objective(on, &((const ReadObjective *)reading->objectives.items)[i - 1]);
    for (int64_t i = on->indicators.first[passage]; i > 0; i = on->indicators.next[i - 1]) {
        indicator = add_indicator(on, &((const ReadIndicator *)reading->indicators.items)[i - 1]);
        indicator_count++;
    }
    for (int64_t i = on->tasks.first[passage]; i > 0; i = on->tasks.next[i - 1])
        add_task(on, &((const ReadTask *)reading->tasks.items)[i - 1], indicator_count == 1 ? indicator : S(""));
    for (int64_t i = on->duties.first[passage]; i > 0; i = on->duties.next[i - 1])
        add_duty(on, &((const ReadDuty *)reading->duties.items)[i - 1]);
}

DraftPlan draft_plan(Ctx *cx, const Reading *reading, const DraftKnown *known) {
    Drafting on = { .cx = cx,
                    .arena = cx->arena,
                    .reading = reading,
                    .known = known,
                    .passages = reading->passages.items,
                    .passage_count = reading->passages.count,
                    .codes = draft_codes_new(cx->arena) };
    on.is_needed = NEW_ARRAY(cx->arena, bool, on.passage_count + 1);
    on.has_task = NEW_ARRAY(cx->arena, bool, on.passage_count + 1);
    on.section = NEW_ARRAY(cx->arena, int64_t, on.passage_count + 1);
    on.objective = NEW_ARRAY(cx->arena, int64_t, on.passage_count + 1);
    on.objectives = by_passage(&on, &reading->objectives, sizeof(ReadObjective));
    on.indicators = by_passage(&on, &reading->indicators, sizeof(ReadIndicator));
    on.tasks = by_passage(&on, &reading->tasks, sizeof(ReadTask));
    on.duties = by_passage(&on, &reading->duties, sizeof(ReadDuty));
    mark_above(&on, &on.objectives, false);
    mark_above(&on, &on.indicators, false);
    mark_above(&on, &on.tasks, true);
    mark_above(&on, &on.duties, false);
    read_document(&on);
    if (reading->document != NULL) add_bases(&on);
    for (int64_t i = 1; (size_t)i <= on.passage_count; i++) {
        if (on.is_needed[i] && is_heading(&on, i)) add_section(&on, i);
        add_findings(&on, i);
    }
    return (DraftPlan){ on.document, { on.items, on.count } };
}

/* ---- items that people make ---- */

void draft_fields_fit(DraftFields *fields, DraftKind kind) {
    if (kind == DRAFT_SECTION && fields->about == 0) fields->about = 2;
    if (kind == DRAFT_TASK && fields->timing == TIMING_NONE)
        fields->timing = fields->due.number != 0 ? TIMING_DATED : TIMING_STANDING;
    if (kind == DRAFT_INDICATOR && fields->frequency == 0) fields->frequency = FREQUENCY_YEAR;
    if (kind == DRAFT_INDICATOR && fields->level == ABOUT_NONE) fields->level = ABOUT_PROVINCE;
    if (kind == DRAFT_INDICATOR && fields->measure == 0) fields->measure = measure_of(fields);
}

DraftFields draft_fields_from_text(Ctx *cx, DraftKind kind, Str text) {
    DraftFields fields = empty_fields();
    fields.title = draft_title(cx->arena, text, TITLE_MAX);
    draft_fields_fit(&fields, kind);
    return fields;
}
