/* platform/reader/known - see names.h: the names of a registry as a tree of words, walked with abbreviations and slips.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/known.h"

#include "kit/text.h"

#include <string.h>

enum {
    WAYS_MAX = 48,       /* that wait while one name is looked for */
    STEPS_MAX = 600,     /* of one search: so that time stays linear */
    SKIPS_MAX = 3,       /* marks and small words passed over between two words of a name: ", và" */
    SLIP_WORD_MIN = 4,   /* letters of a word in which one slip is believed */
    SLIPS_WORD_MIN = 6,  /* two slips */
    SLIP_NAME_MIN = 12,  /* letters of a name in which one slip is believed */
    SLIPS_NAME_MIN = 20, /* two slips */
    SLIP_LETTERS_MAX = 24,
    INITIALS_MIN = 3,   /* letters of an abbreviation that is all of a name: "TT" may be too much */
    WEAK_WORDS_MIN = 3, /* of a name that may stand without its "tỉnh" */
};

typedef struct Node {
    Str word;
    uint32_t child, sibling; /* 0: none */
    uint32_t name;           /* of the first that ends here, plus 1; 0: none */
    bool is_place;           /* behind "xã", "phường" ...: no slips are believed in names of places */
} Node;

typedef struct Entry {
    KnownName known;
    size_t letters;
    uint32_t next;     /* of another that folds to the same words, plus 1; 0: none */
    bool is_concerned; /* "các ... liên quan" */
    bool is_weak;      /* without its "tỉnh" */
} Entry;

struct Known {
    Arena *arena;
    Node *nodes; /* the root first */
    Entry *entries;
    size_t node_count, node_room, entry_count, entry_room;
    Str *province; /* words of the province's name, where the registry tells it */
    size_t province_count;
};

static const char *const joints[] = { "va", ",", "-", "&", "." };
static const char *const places[] = { "xa", "phuong", "huyen", "tran", "khu", "pho" };

/* ---- Growing ---- */

static uint32_t child_of(const Known *known, uint32_t node, Str word) {
    uint32_t child = known->nodes[node].child;
    while (child != 0 && !str_equal(known->nodes[child].word, word)) child = known->nodes[child].sibling;
    return child;
}

static uint32_t grow_child(Known *known, uint32_t node, Str word) {
    const uint32_t have = child_of(known, node, word);
    if (have != 0) return have;
    known->nodes = array_grow(known->arena, known->nodes, sizeof(Node), known->node_count, &known->node_room);
    const uint32_t made = (uint32_t)known->node_count++;
    Node *parent = &known->nodes[node];
    bool is_place = parent->is_place;
    for (size_t i = 0; i < COUNT(places); i++) is_place = is_place || (node != 0 && str_is(parent->word, places[i]));
    known->nodes[made] = (Node){ .word = word, .sibling = parent->child, .is_place = is_place };
    parent->child = made;
    return made;
}

static void add_words(Known *known, const Str *words, size_t count, const KnownName *name, bool is_weak) {
    uint32_t node = 0;
    size_t letters = 0;
    for (size_t i = 0; i < count; i++) {
        node = grow_child(known, node, words[i]);
        letters += words[i].len;
    }
    if (node == 0) return;
    known->entries = array_grow(known->arena, known->entries, sizeof(Entry), known->entry_count, &known->entry_room);
    const uint32_t made = (uint32_t)known->entry_count++;
    known->entries[made] = (Entry){ .known = *name, .letters = letters, .is_weak = is_weak };
    const bool is_many = str_is(words[0], "cac") && str_is(words[count - 1], "quan");
    known->entries[made].is_concerned = is_many && str_is(words[count - 2], "lien");
    uint32_t *last = &known->nodes[node].name; /* the first one counts: it stays first, unless it is a weak one */
    while (*last != 0 && (is_weak || !known->entries[*last - 1].is_weak)) last = &known->entries[*last - 1].next;
    known->entries[made].next = *last;
    *last = made + 1;
}

/* The words of a name without what joins them, and without what stands in brackets. */
static size_t words_of_name(Arena *arena, Str name, const Str **ret_words) {
    const Folded folded = folded_of(arena, name);
    const Tokens tokens = tokens_of(arena, &folded);
    Str *words = NEW_ARRAY(arena, Str, tokens.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < tokens.count && !token_is(&tokens, i, "("); i++) {
        if (!tokens.at[i].is_word || token_is(&tokens, i, "va")) continue;
        words[count++] = token_text(&tokens, i);
    }
    *ret_words = words;
    return count;
}

static size_t words_find_last(const Str *words, size_t count, const char *word) {
    size_t at = count;
    while (at > 0 && !str_is(words[at - 1], word)) at--;
    return at == 0 ? count : at - 1;
}

/* "... tỉnh Tuyên Quang": two words or three at the end of a name tell what the province is called. */
static void learn_province(Known *known, const KnownName *names, size_t count) {
    for (size_t i = 0; i < count && known->province_count == 0; i++) {
        const Str *words;
        const size_t words_count = words_of_name(known->arena, names[i].name, &words);
        const size_t at = words_find_last(words, words_count, "tinh");
        if (at == 0 || at + 2 >= words_count || words_count - at > 4) continue;
        known->province = NEW_ARRAY(known->arena, Str, words_count - at);
        known->province_count = words_count - at - 1;
        memcpy(known->province, words + at + 1, known->province_count * sizeof(Str));
    }
}

static bool ends_with_province(const Known *known, const Str *words, size_t count) {
    if (known->province_count == 0 || known->province_count >= count) return false;
    for (size_t i = 0; i < known->province_count; i++) {
        if (!str_equal(words[count - known->province_count + i], known->province[i])) return false;
    }
    return true;
}

/* Is a name without its "tỉnh" no more than how names begin: "ủy ban nhân dân", "công an"? */
static bool is_head_only(const Known *known, const ReaderWords *words, const Str *name, size_t count) {
    Buf head = buf_new(known->arena, 1000);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_char(&head, ' ');
        buf_add(&head, name[i]);
    }
    const Found *found;
    const Str text = { head.at, head.len };
    const size_t heads = automaton_find(words->lists[WORDS_AGENCY].automaton, known->arena, text, &found);
    for (size_t i = 0; i < heads; i++) {
        if (found[i].from == 0 && found[i].to == text.len) return true;
    }
    return false;
}

/* The name, and as it is without the province's, and without its "tỉnh" where enough is left. */
static void add_forms(Known *known, const ReaderWords *words, const Str *parts, size_t count, const KnownName *name) {
    add_words(known, parts, count, name, false);
    if (ends_with_province(known, parts, count)) {
        count -= known->province_count;
        if (count > 1) add_words(known, parts, count, name, count < WEAK_WORDS_MIN);
    }
    if (count > WEAK_WORDS_MIN && str_is(parts[count - 1], "tinh") && !is_head_only(known, words, parts, count - 1))
        add_words(known, parts, count - 1, name, true);
}

static void add_name(Known *known, const ReaderWords *words, const KnownName *name) {
    if (str_find(name->name, S(";")) < name->name.len) return; /* two collectives in one: each is a name of its own */
    const Str *parts;
    const size_t count = words_of_name(known->arena, name->name, &parts);
    add_forms(known, words, parts, count, name);
    const size_t country = words_find_last(parts, count, "viet");
    if (country == 0 || country + 1 >= count || !str_is(parts[country + 1], "nam")) return;
    Str *shorter = NEW_ARRAY(known->arena, Str, count); /* "UBMTTQ tỉnh": it may stand without "Việt Nam" */
    memcpy(shorter, parts, country * sizeof(Str));
    memcpy(shorter + country, parts + country + 2, (count - country - 2) * sizeof(Str));
    add_forms(known, words, shorter, count - 2, name);
}

const Known *known_new(Arena *arena, const ReaderWords *words, const KnownName *names, size_t count) {
    Known *known = NEW(arena, Known);
    known->arena = arena;
    known->nodes = array_grow(arena, NULL, sizeof(Node), 0, &known->node_room);
    known->node_count = 1; /* the root */
    learn_province(known, names, count);
    for (size_t i = 0; i < count; i++) add_name(known, words, &names[i]);
    return known;
}

/* ---- Walking ---- */

/* How far one has come: below a node, at a token, and within it where it is an abbreviation of which some letters have
 * become words. */
typedef struct Way {
    uint32_t node;
    size_t token, letter;
    unsigned slips;
} Way;

typedef struct Walk {
    const Known *known;
    const Tokens *tokens;
    Way ways[WAYS_MAX];
    size_t count, steps;
    size_t first, end; /* the best so far */
    unsigned slips;
    uint32_t name; /* plus 1 */
} Walk;

/* Letters to be changed, added or left out to make one word of the other; SLIP_LETTERS_MAX when that is many. */
static unsigned slips_between(Str a, Str b) {
    unsigned row[SLIP_LETTERS_MAX + 1];
    const size_t apart = a.len > b.len ? a.len - b.len : b.len - a.len;
    if (apart > 2 || b.len > SLIP_LETTERS_MAX) return SLIP_LETTERS_MAX;
    for (size_t j = 0; j <= b.len; j++) row[j] = (unsigned)j;
    for (size_t i = 0; i < a.len; i++) {
        unsigned before = row[0];
        row[0] = (unsigned)i + 1;
        for (size_t j = 0; j < b.len; j++) {
            const unsigned change = before + (a.at[i] != b.at[j]);
            before = row[j + 1];
            unsigned best = change < row[j] + 1 ? change : row[j] + 1;
            if (before + 1 < best) best = before + 1;
            row[j + 1] = best;
        }
    }
    return row[b.len];
}

static unsigned slips_believed(size_t letters, size_t one, size_t two) {
    return letters >= two ? 2 : letters >= one ? 1 : 0;
}

static void add_way(Walk *walk, Way way) {
    if (walk->count < WAYS_MAX) walk->ways[walk->count++] = way;
}

/* Words and marks that join the words of a name: "và", ",", and "có" of "có liên quan". */
static size_t skip_joints(const Tokens *tokens, size_t at) {
    for (size_t n = 0; n < SKIPS_MAX; n++) {
        const bool is_filler = token_is(tokens, at, "co") && token_is(tokens, at + 1, "lien");
        if (!is_filler && !token_is_one_of(tokens, at, joints, COUNT(joints))) break;
        at++;
    }
    return at;
}

static void try_children(Walk *walk, const Way *way, Str word, size_t token) {
    const Known *known = walk->known;
    const uint32_t same = child_of(known, way->node, word);
    if (same != 0) add_way(walk, (Way){ same, token + 1, 0, way->slips });
    if (same == 0 && way->node != 0 && str_is(word, "tinh")) /* "Ngân hàng Nhà nước tỉnh chi nhánh ..." */
        add_way(walk, (Way){ way->node, token + 1, 0, way->slips });
    const bool is_initials = token_is_initials(walk->tokens, token);
    const bool may_slip =
        word.len >= SLIP_WORD_MIN && way->slips < 2 && (way->node != 0 || walk->tokens->at[token].is_capital);
    if (!is_initials && !may_slip) return;
    for (uint32_t child = known->nodes[way->node].child; child != 0; child = known->nodes[child].sibling) {
        const Node *node = &known->nodes[child];
        if (++walk->steps > STEPS_MAX) return;
        if (is_initials && node->word.at[0] == word.at[0]) add_way(walk, (Way){ child, token, 1, way->slips });
        if (!may_slip || node->is_place || node->word.len < SLIP_WORD_MIN) continue;
        const unsigned slips = slips_between(word, node->word);
        if (slips <= slips_believed(node->word.len, SLIP_WORD_MIN, SLIPS_WORD_MIN))
            add_way(walk, (Way){ child, token + 1, 0, way->slips + slips });
    }
}

/* The next letter of an abbreviation becomes a word. */
static void go_on_in_letters(Walk *walk, const Way *way) {
    const Known *known = walk->known;
    const Str word = token_text(walk->tokens, way->token);
    if (way->letter == word.len) {
        if (word.len > 1) add_way(walk, (Way){ way->node, way->token + 1, 0, way->slips });
        return;
    }
    for (uint32_t child = known->nodes[way->node].child; child != 0; child = known->nodes[child].sibling) {
        if (++walk->steps > STEPS_MAX) return;
        if (known->nodes[child].word.at[0] == word.at[way->letter])
            add_way(walk, (Way){ child, way->token, way->letter + 1, way->slips });
    }
    /* "DNVVN": the "và" of a name, which the tree leaves out */
    if (word.at[way->letter] == 'v') add_way(walk, (Way){ way->node, way->token, way->letter + 1, way->slips });
}

static void note_end(Walk *walk, const Way *way) {
    const uint32_t name = walk->known->nodes[way->node].name;
    if (name == 0 || way->letter != 0 || way->token <= walk->first) return;
    const Entry *entry = &walk->known->entries[name - 1];
    if (way->slips > slips_believed(entry->letters, SLIP_NAME_MIN, SLIPS_NAME_MIN)) return;
    const bool is_one_word = way->token == walk->first + 1;
    if (is_one_word && entry->letters > INITIALS_MIN && token_text(walk->tokens, walk->first).len < INITIALS_MIN)
        return;
    if ((entry->is_weak || is_one_word) && !walk->tokens->at[walk->first].is_capital) return;
    if (way->token < walk->end || (way->token == walk->end && way->slips >= walk->slips)) return;
    walk->end = way->token;
    walk->slips = way->slips;
    walk->name = name;
}

static size_t alike_at_end(Str a, Str b) {
    size_t n = 0;
    while (n < a.len && n < b.len && a.at[a.len - 1 - n] == b.at[b.len - 1 - n]) n++;
    return n;
}

/* Of names that fold alike the one whose end is written as the text has it ("Sơn Thủy", "Sơn Thúy"), or else the first.
 */
static Str code_of(const Walk *walk, Arena *arena) {
    const Entry *best = &walk->known->entries[walk->name - 1];
    if (best->next == 0) return best->known.code;
    const Token *tokens = walk->tokens->at;
    const Str source = folded_source(walk->tokens->text, tokens[walk->first].from, tokens[walk->end - 1].to);
    const Str wanted = text_upper(arena, source);
    size_t most = 0;
    for (uint32_t at = walk->name; at != 0; at = walk->known->entries[at - 1].next) {
        const Entry *entry = &walk->known->entries[at - 1];
        const size_t alike = alike_at_end(text_upper(arena, entry->known.name), wanted);
        if (alike > most) best = entry, most = alike;
    }
    return best->known.code;
}

static size_t walk_from(const Known *known, Arena *arena, const Tokens *tokens, uint32_t node, size_t first,
                        Str *ret_code) {
    if (first >= tokens->count || !tokens->at[first].is_word) return first;
    Walk walk = { .known = known, .tokens = tokens, .first = first, .end = first };
    add_way(&walk, (Way){ node, first, 0, 0 });
    while (walk.count > 0 && walk.steps++ < STEPS_MAX) {
        const Way way = walk.ways[--walk.count];
        if (way.letter > 0) {
            go_on_in_letters(&walk, &way);
            continue;
        }
        note_end(&walk, &way);
        if (known->nodes[way.node].child == 0) continue;
        const size_t next = way.token == first ? first : skip_joints(tokens, way.token);
        if (next < tokens->count && tokens->at[next].is_word) try_children(&walk, &way, token_text(tokens, next), next);
    }
    if (walk.end > first) *ret_code = code_of(&walk, arena);
    return walk.end;
}

size_t known_at(const Known *known, Arena *arena, const Tokens *tokens, size_t first, Str *ret_code) {
    return walk_from(known, arena, tokens, 0, first, ret_code);
}

size_t known_below(const Known *known, Arena *arena, const Tokens *tokens, Str head, size_t first, Str *ret_code) {
    uint32_t node = 0;
    for (Str rest = head; rest.at != NULL;) {
        node = child_of(known, node, str_cut(&rest, ' '));
        if (node == 0) return first;
    }
    return walk_from(known, arena, tokens, node, first, ret_code);
}

/* Are all words of one of them in the other, but for "các" and "có"? */
static bool holds_words(const Str *words, size_t count, const Str *of, size_t of_count) {
    for (size_t i = 0; i < of_count; i++) {
        bool is_there = str_is(of[i], "co") || str_is(of[i], "cac");
        for (size_t k = 0; k < count && !is_there; k++) is_there = str_equal(words[k], of[i]);
        if (!is_there) return false;
    }
    return true;
}

Str known_concerned(const Known *known, Arena *arena, Str collective) {
    const Str *wanted, *words;
    const size_t wanted_count = words_of_name(arena, collective, &wanted);
    size_t most = 0;
    Str code = S("");
    for (size_t i = 0; i < known->entry_count; i++) {
        const Entry *entry = &known->entries[i];
        if (!entry->is_concerned) continue;
        const size_t count = words_of_name(arena, entry->known.name, &words);
        const size_t both = count < wanted_count ? count : wanted_count;
        const bool is_alike =
            holds_words(wanted, wanted_count, words, count) || holds_words(words, count, wanted, wanted_count);
        if (is_alike && both > most) code = entry->known.code, most = both;
    }
    return code;
}

Str known_named(const Known *known, Str words) {
    uint32_t node = 0;
    for (Str rest = words; rest.at != NULL;) {
        node = child_of(known, node, str_cut(&rest, ' '));
        if (node == 0) return S("");
    }
    const uint32_t name = known->nodes[node].name;
    return name == 0 ? S("") : known->entries[name - 1].known.code;
}
