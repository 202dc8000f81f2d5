/* modules/strategy/draft_lessons - see draft_lessons.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_lessons.h"

#include "kit/text.h"
#include "modules/strategy/agency_names.h"
#include "modules/strategy/draft_text.h"

enum {
    HEAD_CELLS_MIN = 3, /* of a row that names columns: fewer are a group's heading */
    DEEP_MAX = 32,      /* headings above one another */
    TRIED_MAX = 6,      /* agencies of an item */
    RELATIONS_TRIED_MAX = 2
};

/* A lesson reads the passage again for each word that it tries: in an arena of its own. */
#define LESSON_ARENA_BYTES ((size_t)256 * 1024 * 1024)

typedef struct Learning {
    Arena *arena;
    const LessonReader *reader;
    const Rows *passages;
    DraftLesson *lessons;
    size_t count;
} Learning;

static void add_lesson(Learning *on, Str named, const Word *words, size_t count) {
    if (count == 0 || on->count == DRAFT_LESSONS_MAX) return;
    DraftLessonWord *choices = NEW_ARRAY(on->arena, DraftLessonWord, count);
    for (size_t i = 0; i < count; i++) choices[i] = (DraftLessonWord){ words[i].list, words[i].words, words[i].means };
    on->lessons[on->count++] = (DraftLesson){ named, { choices, count } };
}

/* ---- columns ---- */

static bool is_of_table(const Passage *passage) {
    return passage != NULL && (passage->kind == PASSAGE_ROW || passage->kind == PASSAGE_COLUMNS);
}

static bool names_columns(const Passage *passage) {
    size_t said = 0;
    for (size_t i = 0; i < passage->cells.count; i++) {
        const Str cell = passage->cells.items[i];
        said += cell.len > 0 && (i == 0 || !str_equal(cell, passage->cells.items[i - 1])) ? 1 : 0;
    }
    return passage->kind == PASSAGE_COLUMNS && said >= HEAD_CELLS_MIN;
}

static bool has_letter(Str folded) {
    for (size_t i = 0; i < folded.len; i++) {
        if (folded.at[i] >= 'a' && folded.at[i] <= 'z') return true;
    }
    return false;
}

/* The lowest words above a cell of a row: those of the table's head. */
static Str head_of(const Learning *on, const Passage *row, size_t column) {
    bool was_head = false;
    for (int64_t at = row->number - 1; is_of_table(draft_passage(on->passages, at)); at--) {
        const Passage *above = draft_passage(on->passages, at);
        if (!names_columns(above)) {
            if (was_head) break; /* another table's rows */
            continue;
        }
        was_head = true;
        const Str head = column < above->cells.count ? str_one_line(on->arena, above->cells.items[column]) : S("");
        if (has_letter(text_fold(on->arena, head))) return head;
    }
    return S("");
}

/* What stands in a cell of the row was put into a member of the item: so the column tells that member. */
static void learn_column(Learning *on, const Passage *row, Str said, Str means) {
    const Str wanted = text_fold(on->arena, str_one_line(on->arena, said));
    Word word;
    for (size_t i = 0; i < row->cells.count && wanted.len > 0; i++) {
        const Str cell = text_fold(on->arena, str_one_line(on->arena, row->cells.items[i]));
        if (!str_equal(cell, wanted)) continue;
        const Str head = head_of(on, row, i);
        if (head.len > 0 && lesson_of_head(on->arena, on->reader, WORDS_COLUMN, means, head, &word))
            add_lesson(on, S(""), &word, 1);
        return;
    }
}

/* ---- roles ---- */

static ReadRole read_role_of(int role) {
    static const ReadRole roles[] = {
        [ROLE_OF_LEAD] = READ_LEAD, [ROLE_OF_SUPPORT] = READ_SUPPORT, [ROLE_OF_MONITOR] = READ_MONITOR
    };
    return role >= 0 && role < (int)COUNT(roles) ? roles[role] : READ_NONE;
}

static bool was_read_so(Arena *arena, const DraftItem *read, const DraftAssignment *one) {
    if (read == NULL) return false;
    const DraftAssignment *all = read->fields->assignments.items;
    const Str named = text_fold(arena, one->named);
    for (size_t i = 0; i < read->fields->assignments.count; i++) {
        if (all[i].role == one->role && str_equal(text_fold(arena, all[i].named), named)) return true;
    }
    return false;
}

static void learn_roles(Learning *on, const Passage *passage, const DraftItem *read, const DraftItem *now) {
    const DraftAssignment *all = now->fields->assignments.items;
    size_t tried = 0;
    for (size_t i = 0; i < now->fields->assignments.count && tried < TRIED_MAX; i++) {
        const ReadRole role = read_role_of(all[i].role);
        Word words[LESSON_WORDS_MAX];
        if (all[i].named.len == 0 || role == READ_NONE || was_read_so(on->arena, read, &all[i])) continue;
        tried++;
        if (passage->kind == PASSAGE_ROW) {
            learn_column(on, passage, all[i].named, choice_name(&read_role_choices, (int)role));
            continue;
        }
        const size_t count = lessons_of_role(on->arena, on->reader, passage->text, all[i].named, role, words);
        add_lesson(on, all[i].named, words, count);
    }
}

/* ---- targets, and by when ---- */

/* What a plan writes as "at least" may be more than that in a text; both are taught as it stands there. */
static ReadRelation read_relation_of(int operator) {
    static const ReadRelation relations[] = { [OPERATOR_EQUAL] = RELATION_EQUAL,
                                              [OPERATOR_AT_LEAST] = RELATION_AT_LEAST,
                                              [OPERATOR_AT_MOST] = RELATION_AT_MOST };
    return operator >= 0 && operator < (int)COUNT(relations) ? relations[operator] : RELATION_NONE;
}

static Decimal bound_of(const DraftTarget *target) {
    return target->low.is_known ? target->low : target->high;
}

/* A target of the same year and value that was meant otherwise: the words at the figure were not known. */
static void learn_relations(Learning *on, const Passage *passage, const DraftFields *was, const DraftFields *now) {
    const DraftTarget *before = was->targets.items, *all = now->targets.items;
    size_t tried = 0;
    for (size_t i = 0; i < now->targets.count && i < was->targets.count && tried < RELATIONS_TRIED_MAX; i++) {
        const ReadRelation relation = read_relation_of(all[i].operator);
        Word word;
        const Decimal value = bound_of(&all[i]), old = bound_of(&before[i]);
        const bool is_same = value.is_known && old.is_known && decimal_compare(value, old) == 0;
        if (!is_same || before[i].operator== all[i].operator|| relation == RELATION_NONE) continue;
        tried++;
        if (lesson_of_relation(on->arena, on->reader, passage->text, value, relation, &word))
            add_lesson(on, S(""), &word, 1);
    }
}

/* It comes back each year, and was read as if nothing told when: of a row each cell is asked, of which one says it. */
static void learn_term(Learning *on, const Passage *passage, const DraftFields *was, const DraftFields *now) {
    Word word;
    if (now->timing != TIMING_YEARLY || was->timing != TIMING_STANDING) return;
    if (passage->kind != PASSAGE_ROW) {
        if (lesson_of_term(on->arena, on->reader, passage->text, false, TERM_YEARLY, &word))
            add_lesson(on, S(""), &word, 1);
        return;
    }
    for (size_t i = 0; i < passage->cells.count; i++) {
        const Str head = head_of(on, passage, i);
        if (!lesson_head_is(on->arena, on->reader, WORDS_COLUMN, S("term"), head)) continue;
        const Str cell = str_one_line(on->arena, passage->cells.items[i]);
        if (lesson_of_term(on->arena, on->reader, cell, true, TERM_YEARLY, &word)) add_lesson(on, S(""), &word, 1);
        return;
    }
}

/* ---- headings ---- */

static void learn_heading(Learning *on, const Passage *const *headings, size_t count, Str means) {
    Word words[LESSON_WORDS_MAX];
    size_t used = 0;
    for (size_t i = 0; i < count && used < LESSON_WORDS_MAX; i++) {
        if (lesson_of_head(on->arena, on->reader, WORDS_SECTION, means, headings[i]->text, &words[used])) used++;
    }
    add_lesson(on, S(""), words, used);
}

/* An item that stood where the reader looks for none of its kind: the headings above it do not say what stands below
 * them. The widest one first. */
static void learn_section(Learning *on, const Passage *passage, const DraftItem *read, const DraftItem *now) {
    const bool is_goal = now->kind == DRAFT_INDICATOR || now->kind == DRAFT_OBJECTIVE;
    const bool is_new = read == NULL || read->kind != now->kind;
    const bool is_bare = passage->section == SECTION_NONE || passage->section == SECTION_OTHER;
    const Passage *above[DEEP_MAX], *headings[DEEP_MAX];
    size_t count = 0;
    if ((now->kind != DRAFT_TASK && !is_goal) || !is_new || !is_bare || passage->kind == PASSAGE_ROW) return;
    for (const Passage *one = draft_passage(on->passages, passage->parent); one != NULL && count < DEEP_MAX;
         one = draft_passage(on->passages, one->parent)) {
        if (one->kind == PASSAGE_HEADING) above[count++] = one;
    }
    for (size_t i = 0; i < count; i++) headings[i] = above[count - 1 - i];
    learn_heading(on, headings, count, is_goal ? S("objectives") : S("tasks"));
}

/* ---- an item ---- */

Rows draft_lessons_of(Arena *arena, const LessonReader *reader, const Rows *passages, const DraftItem *read,
                      const DraftItem *now) {
    Learning on = { .arena = arena, .reader = reader, .passages = passages };
    on.lessons = NEW_ARRAY(arena, DraftLesson, DRAFT_LESSONS_MAX);
    const Passage *passage = draft_passage(on.passages, now->passage);
    if (passage == NULL || now->state == ITEM_LEFT_OUT) return (Rows){ on.lessons, 0 };
    const DraftFields *fields = now->fields, *was = read == NULL ? NULL : read->fields;
    Word word;
    if (now->kind == DRAFT_SECTION) {
        const bool is_told = fields->about != 0 && (was == NULL || was->about != fields->about);
        if (is_told) learn_heading(&on, &passage, 1, choice_name(&section_kind_choices, fields->about));
        return (Rows){ on.lessons, on.count };
    }
    learn_roles(&on, passage, read, now);
    learn_section(&on, passage, read, now);
    const bool is_row = passage->kind == PASSAGE_ROW;
    const bool has_unit = now->kind == DRAFT_INDICATOR && fields->unit.len > 0;
    if (has_unit && (was == NULL || !str_equal(was->unit, fields->unit))) {
        if (is_row)
            learn_column(&on, passage, fields->unit, S("unit"));
        else if (lesson_of_unit(arena, reader, passage->text, fields->unit, &word))
            add_lesson(&on, S(""), &word, 1);
    }
    if (now->kind == DRAFT_INDICATOR && was != NULL && !is_row) learn_relations(&on, passage, was, fields);
    if (now->kind == DRAFT_TASK && was != NULL) learn_term(&on, passage, was, fields);
    const bool has_product = now->kind == DRAFT_TASK && fields->product.len > 0;
    if (is_row && has_product && (was == NULL || !str_equal(was->product, fields->product)))
        learn_column(&on, passage, fields->product, S("product"));
    return (Rows){ on.lessons, on.count };
}

/* ---- the route ---- */

static const Field draft_lesson_word_fields[] = {
    FIELD(DraftLessonWord, list, REQUIRED, 0, 0),
    FIELD(DraftLessonWord, words, REQUIRED, 0, 0),
    FIELD(DraftLessonWord, means, REQUIRED, 0, 0),
};
static const Shape draft_lesson_word_shape = SHAPE(DraftLessonWord, draft_lesson_word_fields);

static const Field draft_lesson_fields[] = {
    FIELD(DraftLesson, named, REQUIRED, 0, 0),
    FIELD_LIST(DraftLesson, choices, DEEP_MAX, &draft_lesson_word_shape),
};
static const Shape draft_lesson_shape = SHAPE(DraftLesson, draft_lesson_fields);

typedef struct DraftLessonList {
    Rows lessons;
} DraftLessonList;

static const Field draft_lesson_list_fields[] = {
    FIELD_LIST(DraftLessonList, lessons, DRAFT_LESSONS_MAX, &draft_lesson_shape),
};
const Shape draft_lesson_list_shape = SHAPE(DraftLessonList, draft_lesson_list_fields);

/* Of lessons in an arena of their own those that are answered, in the request's. */
static Rows kept(Arena *arena, const Rows *lessons) {
    const DraftLesson *all = lessons->items;
    DraftLesson *copies = NEW_ARRAY(arena, DraftLesson, lessons->count + 1);
    for (size_t i = 0; i < lessons->count; i++) {
        const DraftLessonWord *words = all[i].choices.items;
        DraftLessonWord *choices = NEW_ARRAY(arena, DraftLessonWord, all[i].choices.count + 1);
        for (size_t j = 0; j < all[i].choices.count; j++)
            choices[j] = (DraftLessonWord){ str_copy(arena, words[j].list), str_copy(arena, words[j].words),
                                            str_copy(arena, words[j].means) };
        copies[i] = (DraftLesson){ str_copy(arena, all[i].named), { choices, all[i].choices.count } };
    }
    return (Rows){ copies, lessons->count };
}

Code draft_lessons_get(Ctx *cx, const void *in, void *out) {
    const DraftItemKey *key = in;
    DraftLessonList *list = out;
    PlanDraft draft;
    DraftItem item;
    const DraftItem *read;
    NamesKnown names;
    Rows passages, words;
    TRY(draft_find(cx, &key->id, &draft));
    TRY(draft_item(cx, &draft, key->number, &item));
    TRY(draft_item_as_read(cx, &draft, &item, &read));
    TRY(draft_passages(cx, &draft, &passages));
    TRY(names_known(cx, &names));
    TRY(own_words_with(cx, &names.reader.taught, &words));
    const LessonReader reader = { names.reader.names, names.reader.name_count, words };
    Arena *apart = arena_new(LESSON_ARENA_BYTES);
    const Rows lessons = draft_lessons_of(apart, &reader, &passages, read, &item);
    list->lessons = kept(cx->arena, &lessons);
    arena_free(apart);
    return OK;
}
