/* modules/strategy/draft_opinions - see draft_opinions.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/draft_opinions.h"

#include "kit/chat.h"
#include "kit/text.h"
#include "modules/strategy/agency_names.h"
#include "modules/strategy/opinions.h"
#include "platform/ledger/ledger.h"
#include "platform/reader/reader.h"

enum { ANSWER_TOKENS_MAX = 4000 };

const Setting opinion_model_url = {
    "draft.model_url", SETTING_TEXT, "", 0, 500,
    .help = "address of a server with the interface of OpenAI (/v1/chat/completions is added) that gives a second "
            "opinion on drafts of the plan; passages of the document go there. Empty: none"
};
const Setting opinion_model_name = { "draft.model_name", SETTING_TEXT, "", 0, 200,
                                     .help = "the model that is asked for there" };
const Setting opinion_model_key = { "draft.model_key", SETTING_TEXT, "", 0, 500,
                                    .help = "the key that it wants; empty: none", .is_secret = true };
const Setting opinion_model_timeout_s = { "draft.model_timeout_s", SETTING_INT, "60", 1, 300,
                                          .help = "seconds until its opinion is no longer waited for" };
const Setting opinion_model_daily_max = { "draft.model_daily_max", SETTING_INT, "500", 0, 1000000,
                                          .help = "how many questions a day go to it, each of at most 20 items" };

static const ChatSettings model_settings = { &opinion_model_url, &opinion_model_name, &opinion_model_key,
                                             &opinion_model_timeout_s, &opinion_model_daily_max };

const ProblemKind opinion_model_none = {
    CONFLICT, "strategy/opinion-model-none",
    { "Chưa có máy cho ý kiến thứ hai.", "No model gives second opinions here." },
    { "Nơi vận hành chưa khai báo máy nào (draft.model_url). Bản nháp vẫn xem lại và đưa vào kế hoạch được như thường.",
      "None is configured in this installation (draft.model_url). The draft can be reviewed and adopted without it." }
};
const ProblemKind opinion_model_spent = {
    TOO_MANY, "strategy/opinion-model-spent",
    { "Hôm nay đã hết lượt hỏi máy.", "The model has been asked enough for today." },
    { "Đã hỏi {0:,} lượt trong ngày. Tự xem các mục còn lại, hoặc hỏi tiếp vào ngày mai.",
      "It was asked {0} times today. Look at the items left yourself, or go on tomorrow." }
};

/* ---- rows ---- */

typedef struct OpinionRow {
    Id draft;
    int64_t item, revision;
    int kind;
    Str lead, due, figure, model, asked_by;
    Time asked_at;
} OpinionRow;

static const Field opinion_row_fields[] = {
    FIELD(OpinionRow, draft, REQUIRED, 0, 0),    FIELD(OpinionRow, item, REQUIRED, 0, 0),
    FIELD(OpinionRow, revision, REQUIRED, 0, 0), FIELD_CHOICE(OpinionRow, kind, OPTIONAL, &draft_kind_choices),
    FIELD(OpinionRow, lead, REQUIRED, 0, 0),     FIELD(OpinionRow, due, REQUIRED, 0, 0),
    FIELD(OpinionRow, figure, REQUIRED, 0, 0),   FIELD(OpinionRow, model, REQUIRED, 0, 0),
    FIELD(OpinionRow, asked_by, REQUIRED, 0, 0), FIELD(OpinionRow, asked_at, REQUIRED, 0, 0),
};
static const Shape opinion_row_shape = SHAPE(OpinionRow, opinion_row_fields);

#include "modules/strategy/draft_opinions.sql.h"

/* ---- as they are shown ---- */

typedef struct DraftOpinion {
    int64_t item;
    int kind;             /* "": nothing of a plan */
    Str lead, lead_named; /* code, "" when nobody is known by the name; as the text names it */
    Day due;
    int timing;
    Str due_named, figure;
    Texts differs; /* kind, assignments, due, targets: where it reads otherwise than the item says now */
    Str model, asked_name;
    Time asked_at;
} DraftOpinion;

static const Field draft_opinion_fields[] = {
    FIELD(DraftOpinion, item, REQUIRED, 0, 0),
    FIELD_CHOICE(DraftOpinion, kind, OPTIONAL, &draft_kind_choices),
    FIELD(DraftOpinion, lead, REQUIRED, 0, 0),
    FIELD(DraftOpinion, lead_named, REQUIRED, 0, 0),
    FIELD(DraftOpinion, due, OPTIONAL, 0, 0),
    FIELD_CHOICE(DraftOpinion, timing, OPTIONAL, &timing_choices),
    FIELD(DraftOpinion, due_named, REQUIRED, 0, 0),
    FIELD(DraftOpinion, figure, REQUIRED, 0, 0),
    FIELD(DraftOpinion, differs, REQUIRED, 0, 0),
    FIELD(DraftOpinion, model, REQUIRED, 0, 0),
    FIELD(DraftOpinion, asked_name, REQUIRED, 0, 0),
    FIELD(DraftOpinion, asked_at, REQUIRED, 0, 0),
};
static const Shape draft_opinion_shape = SHAPE(DraftOpinion, draft_opinion_fields);

typedef struct DraftOpinions {
    Str model; /* that may be asked; "": none */
    int64_t at_once, left_today;
    Rows opinions;
} DraftOpinions;

static const Field draft_opinions_fields[] = {
    FIELD(DraftOpinions, model, REQUIRED, 0, 0),
    FIELD(DraftOpinions, at_once, REQUIRED, 0, 0),
    FIELD(DraftOpinions, left_today, REQUIRED, 0, 0),
    FIELD_LIST(DraftOpinions, opinions, DRAFT_ITEMS_MAX, &draft_opinion_shape),
};
const Shape draft_opinions_shape = SHAPE(DraftOpinions, draft_opinions_fields);

/* What quotes mean: with the names and the document of a draft. */
typedef struct Meaning {
    NamesKnown names;
    ReadDocument document;
} Meaning;

static Code meaning_of(Ctx *cx, const PlanDraft *draft, Meaning *ret_meaning) {
    *ret_meaning = (Meaning){ .document = { .issued_on = draft->document->issued_on,
                                            .year_last = draft->document->horizon } };
    return names_known(cx, &ret_meaning->names);
}

static OpinionMeans means_of(Ctx *cx, const Meaning *meaning, const Opinion *opinion) {
    const DraftKnown *known = &meaning->names.known;
    OpinionMeans means = { 0 };
    size_t at;
    Str then;
    if (map_get(known->names, text_fold(cx->arena, opinion->lead), &at))
        draft_who(cx, known, meaning->document.issued_on, known->codes[at], &means.lead, &then);
    if (opinion->due.len > 0) {
        const ReadTerm *term = reading_of_term(cx->arena, &meaning->document, opinion->due);
        if (term != NULL) draft_set_term(&means.fields, term);
    }
    if (opinion->figure.len > 0)
        means.figures = reading_of_figures(cx->arena, &meaning->document, opinion->figure);
    return means;
}

static Code show(Ctx *cx, const Meaning *meaning, const OpinionRow *row, const DraftItem *item,
                 DraftOpinion *ret_shown) {
    const Opinion opinion = { row->item, row->kind, row->lead, row->due, row->figure };
    const OpinionMeans means = means_of(cx, meaning, &opinion);
    Str asked_name;
    TRY(draft_person_name(cx, row->asked_by, &asked_name));
    *ret_shown = (DraftOpinion){ .item = row->item,
                                 .kind = row->kind,
                                 .lead = means.lead,
                                 .lead_named = row->lead,
                                 .due = means.fields.due,
                                 .timing = means.fields.timing,
                                 .due_named = row->due,
                                 .figure = row->figure,
                                 .differs = opinion_differs(cx->arena, &opinion, &means, item),
                                 .model = row->model,
                                 .asked_name = asked_name,
                                 .asked_at = row->asked_at };
    return OK;
}

static Code left_today(Ctx *cx, int64_t *ret_left) {
    return chat_left_today(cx, &model_settings, opinion_day_of, ret_left);
}

Code draft_opinions_get(Ctx *cx, const void *in, void *out) {
    const DraftKey *asked = in;
    DraftOpinions *page = out;
    const OpinionRow of = { .draft = asked->id };
    PlanDraft draft;
    Meaning meaning;
    Rows rows, items;
    const bool has_model = setting_text(cx->house->settings, &opinion_model_url).len > 0;
    page->model = has_model ? setting_text(cx->house->settings, &opinion_model_name) : S("");
    page->at_once = OPINIONS_AT_ONCE;
    TRY(left_today(cx, &page->left_today));
    TRY(draft_find(cx, &asked->id, &draft));
    TRY(opinions_of(cx, &of, &rows));
    if (rows.count == 0) return OK;
    TRY(draft_items(cx, &draft, &items));
    TRY(meaning_of(cx, &draft, &meaning));
    const OpinionRow *all = rows.items;
    const DraftItem *every = items.items;
    DraftOpinion *shown = NEW_ARRAY(cx->arena, DraftOpinion, rows.count + 1);
    Map at = map_new(cx->arena);
    size_t count = 0, place;
    for (size_t i = 0; i < items.count; i++) (void)map_add(&at, int_text(cx, every[i].number), i);
    for (size_t i = 0; i < rows.count; i++) {
        if (map_get(&at, int_text(cx, all[i].item), &place))
            TRY(show(cx, &meaning, &all[i], &every[place], &shown[count++]));
    }
    page->opinions = (Rows){ shown, count };
    return OK;
}

/* ---- asking ---- */

typedef struct OpinionsAsked {
    Id id;
    Rows items; /* of DraftNumber */
} OpinionsAsked;

static const Field opinions_asked_fields[] = {
    FIELD(OpinionsAsked, id, REQUIRED, 0, 0),
    FIELD_LIST(OpinionsAsked, items, OPINIONS_AT_ONCE, &draft_number_shape),
};
const Shape opinions_asked_shape = SHAPE(OpinionsAsked, opinions_asked_fields);

typedef enum OpinionsEnd { OPINIONS_NONE, OPINIONS_GIVEN, OPINIONS_UNUSABLE, OPINIONS_AWAY } OpinionsEnd;
static const char *const opinions_end_names[] = { "given", "unusable", "away" };
static const Choices opinions_end_choices = CHOICES("OpinionsEnd", opinions_end_names);

typedef struct OpinionsGiven {
    int state;
    int64_t thrown_away; /* quotes that stand nowhere in the text, and what was said of nothing that was asked */
    int64_t left_today;
    Rows opinions; /* of DraftOpinion */
} OpinionsGiven;

static const Field opinions_given_fields[] = {
    FIELD_CHOICE(OpinionsGiven, state, REQUIRED, &opinions_end_choices),
    FIELD(OpinionsGiven, thrown_away, REQUIRED, 0, 0),
    FIELD(OpinionsGiven, left_today, REQUIRED, 0, 0),
    FIELD_LIST(OpinionsGiven, opinions, OPINIONS_AT_ONCE, &draft_opinion_shape),
};
const Shape opinions_given_shape = SHAPE(OpinionsGiven, opinions_given_fields);

/* From `prepare` over `asks` to `run`. */
typedef struct OpinionsAsking {
    DraftItem items[OPINIONS_AT_ONCE];
    OpinionSubject subjects[OPINIONS_AT_ONCE];
    Opinion opinions[OPINIONS_AT_ONCE];
    size_t subject_count, count, thrown;
    Chat chat;
    int state;
} OpinionsAsking;

static Code gather(Ctx *cx, const PlanDraft *draft, const Rows *numbers, OpinionsAsking *asking) {
    const DraftNumber *all = numbers->items;
    Map seen = map_new(cx->arena);
    Rows passages;
    TRY(draft_passages(cx, draft, &passages));
    for (size_t i = 0; i < numbers->count; i++) {
        DraftItem *item = &asking->items[asking->subject_count];
        if (!map_add(&seen, int_text(cx, all[i].number), i)) continue;
        TRY(draft_item(cx, draft, all[i].number, item));
        asking->subjects[asking->subject_count++] = opinion_subject(cx->arena, item, &passages);
    }
    return OK;
}

Code opinions_prepare(Ctx *cx, const void *in, void *out) {
    (void)out;
    const OpinionsAsked *asked = in;
    const Settings *settings = cx->house->settings;
    const ChatModel model = chat_model(settings, &model_settings);
    ChatWords words = { .instructions = str_of(opinion_instructions),
                        .tokens_max = ANSWER_TOKENS_MAX,
                        .wants_json = true };
    OpinionsAsking *asking = NEW(cx->arena, OpinionsAsking);
    PlanDraft draft;
    int64_t left;
    if (model.url.len == 0) return fail(cx, &opinion_model_none);
    TRY(draft_find(cx, &asked->id, &draft));
    TRY(draft_require_open(cx, &draft));
    if (asked->items.count == 0) return fail_field(cx, S("items"), &field_missing);
    TRY(left_today(cx, &left));
    if (left == 0) return fail(cx, &opinion_model_spent, int_text(cx, setting_int(settings, &opinion_model_daily_max)));
    TRY(gather(cx, &draft, &asked->items, asking));
    TRY(opinions_question(cx->arena, asking->subjects, asking->subject_count, &words.text));
    TRY(chat_prepare(cx, &model, &words, &asking->chat));
    cx->prepared = asking;
    return OK;
}

Code opinions_ask(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    OpinionsAsking *asking = cx->prepared;
    Str said;
    const ChatEnd end = chat_ask(cx, &asking->chat, &said);
    asking->state = end == CHAT_AWAY ? OPINIONS_AWAY : OPINIONS_UNUSABLE;
    if (end == CHAT_SAID && opinions_read(cx->arena, said, asking->subjects, asking->subject_count, asking->opinions,
                                          &asking->count, &asking->thrown))
        asking->state = OPINIONS_GIVEN;
    return OK;
}

static Code keep(Ctx *cx, const PlanDraft *draft, const OpinionsAsking *asking, OpinionsGiven *given) {
    const Str model = setting_text(cx->house->settings, &opinion_model_name);
    DraftOpinion *shown = NEW_ARRAY(cx->arena, DraftOpinion, asking->count + 1);
    Meaning meaning;
    TRY(meaning_of(cx, draft, &meaning));
    for (size_t i = 0; i < asking->count; i++) {
        const Opinion *opinion = &asking->opinions[i];
        OpinionRow row = { .draft = draft->id,
                           .item = opinion->item,
                           .kind = opinion->kind,
                           .lead = opinion->lead,
                           .due = opinion->due,
                           .figure = opinion->figure,
                           .model = model,
                           .asked_by = cx->caller.id,
                           .asked_at = cx->now };
        DraftItem now; /* it may have been changed while the model was thinking */
        TRY(draft_item(cx, draft, opinion->item, &now));
        for (size_t j = 0; j < asking->subject_count; j++) {
            if (asking->items[j].number == opinion->item) row.revision = asking->items[j].revision;
        }
        TRY(opinion_put(cx, &row));
        TRY(show(cx, &meaning, &row, &now, &shown[i]));
    }
    given->opinions = (Rows){ shown, asking->count };
    return OK;
}

Code opinions_hear(Ctx *cx, const void *in, void *out) {
    const OpinionsAsked *asked = in;
    const OpinionsAsking *asking = cx->prepared;
    const ChatDay counted = { cx->today, 1, asking->state == OPINIONS_GIVEN };
    OpinionsGiven *given = out;
    PlanDraft draft;
    TRY(draft_find(cx, &asked->id, &draft));
    TRY(opinion_day_count(cx, &counted));
    TRY(keep(cx, &draft, asking, given));
    given->state = asking->state;
    given->thrown_away = (int64_t)asking->thrown;
    TRY(left_today(cx, &given->left_today));
    return ledger_append(cx, S("strategy.opinions_asked"), id_str(&draft.id),
                         { "model", setting_text(cx->house->settings, &opinion_model_name) },
                         { "items", int_text(cx, (int64_t)asking->subject_count) },
                         { "state", choice_name(&opinions_end_choices, asking->state) });
}
