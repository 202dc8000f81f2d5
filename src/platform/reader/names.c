/* platform/reader/names - see names.h: which of the ways of naming agencies is met at each word of a text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/names.h"

#include "kit/text.h"
#include "platform/reader/known.h"

enum {
    NAME_TOKENS_MAX = 40,   /* of a name by shape, and of a collective */
    SMALL_WORDS_MAX = 6,    /* without a capital letter, between two words of a name */
    PROVINCE_WORDS_MAX = 3, /* behind "tỉnh" */
    LAST_WORDS_MAX = 2,     /* without a capital letter, at the end of a name */
    LISTED_MAX = 40,        /* written out of "các Sở: ..." */
    LISTED_WORDS_MAX = 8,   /* of one that the registry does not know */
};

struct Names {
    const ReaderWords *words;
    const Known *known;
};

const Names *names_new(Arena *arena, const ReaderWords *words, const KnownName *known, size_t count) {
    Names *names = NEW(arena, Names);
    *names = (Names){ words, known_new(arena, words, known, count) };
    return names;
}

/* A text while its names are looked for. */
typedef struct Search {
    const Names *names;
    Arena *arena;
    const Tokens *tokens;
    const uint32_t *agency, *collective, *post, *verb; /* tokens of the longest phrase of each list, at each token */
    Mention *found;
    size_t count, room;
} Search;

static const char *const many[] = { "cac", "nhung", "moi", "tung" };
static const char *const commas[] = { ",", "va", "hoac", "/", ";" };
static const char *const areas[] = { "huien", "xa", "phuong", "tp", "khu" };
static const char *const areas_of_two[][2] = { { "thi", "xa" },  { "thanh", "pho" }, { "thi", "tran" },
                                               { "dac", "khu" }, { "khu", "vuc" },   { "vung", "" } };
/* Words that are never inside of a name that is not known, unless it is a word with a capital letter. */
/* Words that fold to the beginning of a name or of a collective, and are something else. */
static const char *const strangers[] = {
    "SỐ",  "BẢN", "BÁN", "BÀN", "BẠN", "BỐ",  "BÒ",  "BỎ",   "VIÊN", "HỒI",   "HƠI",    "HỎI",  "ĐOẠN", "ĐOÁN",
    "QUÝ", "QUY", "QUÍ", "BẢO", "BAO", "BẠO", "ĐẠI", "KHỞI", "CẶP",  "PHÓNG", "TRƯỞNG", "CÀNG", "CẶP",  "VIỄN",
};
static const char *const borders[] = { "tại",   "trên", "của",  "cho",   "về",  "với",  "để",
                                       "trong", "theo", "do",   "những", "này", "đã",   "từ",
                                       "đến",   "khi",  "cùng", "ở",     "vào", "bằng", "hoặc" };

static bool is_word(const Search *search, size_t at) {
    return at < search->tokens->count && search->tokens->at[at].is_word;
}

static bool is_capital(const Search *search, size_t at) {
    return is_word(search, at) && search->tokens->at[at].is_capital;
}

static Str source_of(const Search *search, size_t first, size_t end) {
    const Token *tokens = search->tokens->at;
    return first >= end ? S("") : folded_source(search->tokens->text, tokens[first].from, tokens[end - 1].to);
}

/* "6", "IV" */
static bool is_number(const Search *search, size_t at) {
    if (!is_word(search, at)) return false;
    const Str text = source_of(search, at, at + 1);
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if ((c < '0' || c > '9') && c != 'I' && c != 'V' && c != 'X') return false;
    }
    return text.len > 0;
}

/* Bytes of the first letter. */
static size_t utf8_step(Str text) {
    size_t step = text.len > 0;
    while (step < text.len && ((unsigned char)text.at[step] & 0xC0) == 0x80) step++;
    return step;
}

static const char *const no_posts[] = { "TRƯỜNG" };

/* With its marks, for "từ" is a border and "tư" the end of "Đầu tư". */
static bool is_border(const Search *search, size_t at) {
    const Str written = source_of(search, at, at + 1);
    for (size_t i = 0; i < COUNT(borders); i++) {
        if (str_is(written, borders[i])) return true;
    }
    return false;
}

static void add_mention(Search *search, Mention mention) {
    search->found = array_grow(search->arena, search->found, sizeof(Mention), search->count, &search->room);
    search->found[search->count++] = mention;
}

/* Does a name of an agency begin here: with a capital letter, and as such names begin? */
static bool begins_agency(const Search *search, size_t at) {
    return is_capital(search, at) && (search->agency[at] > 0 || search->post[at] > 0);
}

/* "tỉnh", "tỉnh Tuyên Quang", "của tỉnh": the end behind it, or `at`. */
static size_t skip_province(const Search *search, size_t at) {
    if (!token_is(search->tokens, at, "tinh")) return at;
    size_t end = at + 1;
    for (size_t n = 0; n < PROVINCE_WORDS_MAX && is_capital(search, end) && !begins_agency(search, end); n++) end++;
    return end == at + 2 ? at + 1 : end; /* no province has one word: that is the next sentence's */
}

/* How many tokens a word takes that a name of a place stands behind: "xã", "thành phố", "khu vực"; 0: none is here. */
static size_t area_at(const Search *search, size_t at) {
    for (size_t i = 0; i < COUNT(areas_of_two); i++) {
        if (token_is(search->tokens, at, areas_of_two[i][0]) && token_is(search->tokens, at + 1, areas_of_two[i][1]))
            return 2;
    }
    return token_is_one_of(search->tokens, at, areas, COUNT(areas)) ? 1 : 0;
}

/* "UBND", "Ủy ban nhân dân" */
static bool is_committee(const Search *search, size_t at) {
    return search->agency[at] > 0 &&
           (token_is(search->tokens, at, "ubnd") || (token_is(search->tokens, at, "ui") && search->agency[at] == 4));
}

/* ---- Many at once: "các sở, ban, ngành", "UBND các xã, phường" ---- */

static size_t collective_tail(const Search *search, size_t at) {
    static const char *const tails[][4] = {
        { "co", "lien", "quan" },
        { "lien", "quan" },
        { "trong", "tinh" },
        { "thuoc", "tinh" },
        { "cua", "tinh" },
        { "cap", "tinh" },
        { "cap", "xa" },
        { "cap", "huien" },
        { "trung", "uong" },
        { "khac" },
        { "dia", "phuong" },
        { "tren", "dia", "ban", "tinh" },
        { "tren", "dia", "ban" },
        { "o", "trung", "uong" },
        { "tren", "toan", "tinh" },
        { "lam", "nghiep" },
        { "chuien", "mon" },
        { "cua", "dia", "phuong" },
        { "noi", "tren" },
        { "dong", "tren", "dia", "ban" },
        { "co", "chuc", "nang" },
        { "chinh", "tri" },
        { "trong", "toan", "tinh" },
        { "toan", "tinh" },
    };
    for (bool grew = true; grew;) {
        grew = false;
        for (size_t i = 0; i < COUNT(tails) && !grew; i++) {
            size_t n = 0;
            while (n < 4 && tails[i][n] != NULL && token_is(search->tokens, at + n, tails[i][n])) n++;
            if (n == 0 || (n < 4 && tails[i][n] != NULL)) continue;
            at += n;
            grew = true;
        }
        const size_t province = skip_province(search, at);
        grew = grew || province > at;
        at = province;
    }
    return at;
}

/* "các sở, Ban Dân tộc": no noun of the row, but an agency of its own. */
static bool begins_longer_name(const Search *search, size_t at) {
    Str code;
    if (!is_capital(search, at)) return false;
    return (search->agency[at] > 0 && search->agency[at] != search->collective[at]) ||
           known_at(search->names->known, search->arena, search->tokens, at, &code) > at + search->collective[at];
}

/* The end of nouns in a row, "sở, ban, ngành và địa phương liên quan", that begin at a token; `at` when none does. */
static size_t nouns_end(const Search *search, size_t at) {
    size_t end = at;
    const size_t last = at + NAME_TOKENS_MAX;
    while (end < last && end < search->tokens->count && search->collective[end] > 0) {
        const size_t noun_end = end + search->collective[end];
        const size_t tail = collective_tail(search, noun_end);
        size_t next = tail;
        while (next < tail + 2 && token_is_one_of(search->tokens, next, commas, 3)) next++;
        const bool is_where = next == tail && area_at(search, next) == 1; /* "các trạm y tế xã, phường" */
        const bool goes_on =
            (next > tail || is_where) && next < search->tokens->count && search->collective[next] > 0 &&
            !token_is_one_of(search->tokens, next, many, COUNT(many)) && !begins_longer_name(search, next);
        end = tail;
        if (!goes_on) break;
        end = next;
    }
    return end;
}

/* "sở, ban, ngành" without "các". */
static bool begins_bare_row(const Search *search, size_t at) {
    static const char *const first[] = { "so", "co", "bo" };
    const size_t behind = at + search->collective[at];
    return behind > at && token_is_one_of(search->tokens, at, first, COUNT(first)) &&
           token_is(search->tokens, behind, ",") && behind + 1 < search->tokens->count &&
           search->collective[behind + 1] > 0 && !begins_longer_name(search, behind + 1);
}

/* "các sở, ban, ngành"; "UBND các xã, phường"; "UBND cấp xã"; "mỗi sở, ngành": the end, or `at`. */
static size_t collective_end(const Search *search, size_t at) {
    const size_t first = at + search->agency[at];
    const bool is_many = token_is_one_of(search->tokens, first, many, COUNT(many));
    if (first > at && token_is(search->tokens, first, "cap"))
        return token_is_one_of(search->tokens, first + 1, areas, COUNT(areas)) ? collective_tail(search, first + 2)
                                                                               : at;
    const size_t nouns = is_many ? first + 1 : at;
    if (!is_many && !begins_bare_row(search, at)) return at;
    const size_t end = nouns_end(search, nouns);
    const size_t whole = at + search->collective[at]; /* a phrase of the list that is one with its "các" */
    if (end == nouns) return whole;
    return whole > end ? whole : end;
}

/* ---- By the shape of the name ---- */

/* Small words that go on to a word with a capital letter, or to "tỉnh": "Khai thác công trình thủy lợi Sông Lam". The
 * token where the name goes on; `at` when it does not. */
static size_t over_small_words(const Search *search, size_t at) {
    size_t end = at;
    while (end < at + SMALL_WORDS_MAX && is_word(search, end) && !search->tokens->at[end].is_capital) {
        if (token_is(search->tokens, end, "tinh")) return end;
        if (search->verb[end] > 0 || is_border(search, end)) return at;
        end++;
    }
    return end > at && is_capital(search, end) && !begins_agency(search, end) ? end : at;
}

/* "Văn hóa, Thể thao và Du lịch": goes a list in a name on over this comma? Only to an "và" with a capital behind it.
 */
static bool comma_goes_on(const Search *search, size_t at) {
    for (size_t i = at + 1; i < at + SMALL_WORDS_MAX + 2; i++) {
        if (begins_agency(search, i) || search->verb[i < search->tokens->count ? i : 0] > 0) return false;
        if (token_is(search->tokens, i, "va")) return is_capital(search, i + 1) && !begins_agency(search, i + 1);
        if (token_is(search->tokens, i, "tinh")) return true;
        if (!is_word(search, i) && !token_is(search->tokens, i, ",")) return false;
    }
    return false;
}

static bool joint_goes_on(const Search *search, size_t at) {
    if (!is_capital(search, at + 1) || begins_agency(search, at + 1)) return false;
    if (token_is(search->tokens, at, ",")) return comma_goes_on(search, at);
    return token_is(search->tokens, at, "va") || token_is(search->tokens, at, "-") || token_is(search->tokens, at, "&");
}

/* "Công an xã", "UBND phường": of the place where it is, which is not named; but not "xã hội", "các xã, phường". */
static bool is_own_area(const Search *search, size_t at) {
    if (area_at(search, at) != 1 || search->tokens->at[at].is_capital) return false;
    return !token_is(search->tokens, at + 1, "hoi") && search->collective[at] < 2;
}

/* The end of the words that follow a head or a word of a name; 0 when the name ends at `at`. */
static size_t name_step(const Search *search, size_t at, size_t words) {
    if (at >= search->tokens->count) return 0;
    if (token_is(search->tokens, at, "tinh")) return skip_province(search, at);
    const size_t area = area_at(search, at);
    if (area > 0 && (is_capital(search, at + area) || is_number(search, at + area))) return at + area + 1;
    if (is_own_area(search, at)) return at + 1;
    if (words > 0 && joint_goes_on(search, at)) return at + 2;
    if (is_number(search, at) || token_is(search->tokens, at, "so"))
        return words > 0 && is_number(search, at) ? at + 1 : 0;
    if (!is_capital(search, at)) {
        const size_t next = words > 0 ? over_small_words(search, at) : at;
        return next > at ? next + (token_is(search->tokens, next, "tinh") ? 0 : 1) : 0;
    }
    return begins_agency(search, at) ? 0 : at + 1;
}

/* The second syllable of a word whose first has the capital: "Trồng trọt". */
static size_t over_syllable(const Search *search, size_t at) {
    const bool is_small = is_word(search, at) && !search->tokens->at[at].is_capital && !is_number(search, at);
    if (!is_small || search->verb[at] > 1 || token_is(search->tokens, at, "va") ||
        token_is(search->tokens, at, "cac") || token_is(search->tokens, at, "tinh") || area_at(search, at) > 0 ||
        is_border(search, at))
        return at;
    return at + 1;
}

/* "HỘI NHẬP KINH TẾ": in a heading of capitals one word is not enough to tell a name. */
static bool is_shouted(const Search *search, size_t at) {
    const bool is_short =
        search->agency[at] == 1 && !token_is(search->tokens, at, "so") && !token_is(search->tokens, at, "ubnd");
    return is_short && token_is_initials(search->tokens, at) && token_is_initials(search->tokens, at + 1) &&
           token_text(search->tokens, at + 1).len > 2;
}

/* Small words that are the last of a name, "Bảo vệ thực vật", since nothing of a sentence follows but a verb or a mark.
 */
static size_t over_last_words(const Search *search, size_t at) {
    size_t end = at;
    while (end < at + LAST_WORDS_MAX && over_syllable(search, end) > end && search->verb[end] == 0) end++;
    const bool is_over = !is_word(search, end) || search->verb[end] > 1 || token_is(search->tokens, end, "tinh") ||
                         token_is(search->tokens, end, "va");
    return is_over ? end : at;
}

static size_t shape_end(const Search *search, size_t at) {
    if (!is_capital(search, at) || search->agency[at] == 0 || is_shouted(search, at)) return at;
    const size_t head = at + search->agency[at];
    const size_t head_words = search->agency[at] > 1; /* "Ban Quản lý" may go on with small words, "Hội" may not */
    size_t end = head, words = head_words;
    if (begins_agency(search, head) && search->agency[head] > 0) { /* "Văn phòng Ủy ban nhân dân", "Chi cục Kiểm lâm" */
        end = head + search->agency[head];
        words++;
    }
    if (token_is(search->tokens, at, "tinh")) return head; /* "Tỉnh đoàn" */
    while (end < at + NAME_TOKENS_MAX) {
        const size_t next = name_step(search, end, words);
        if (next == 0) break;
        words++;
        const bool is_branch = token_is(search->tokens, end + 1, "chi") && token_is(search->tokens, end + 2, "nhanh");
        const bool is_last =
            (token_is(search->tokens, end, "tinh") && !is_branch) || (next == end + 1 && is_own_area(search, end));
        if (is_last || is_number(search, next - 1))
            end = next;
        else
            end = over_last_words(search, over_syllable(search, next));
        if (is_last) break;
    }
    const bool is_whole = search->agency[at] > 3 && search->tokens->at[at + 2].is_capital; /* "Mặt trận Tổ quốc" */
    return words > head_words || is_whole ? end : at;
}

/* ---- Written out: "Các Sở: Xây dựng, Tư pháp" ---- */

/* One of the listed, by the registry or as two words of which the first has a capital letter. */
static size_t listed_end(const Search *search, Str head, size_t at, Str *ret_code) {
    *ret_code = S("");
    const size_t known = known_below(search->names->known, search->arena, search->tokens, head, at, ret_code);
    if (known > at) return skip_province(search, known);
    if (!is_capital(search, at) || begins_agency(search, at)) return at;
    size_t end = over_syllable(search, at + 1);
    while (end < at + LISTED_WORDS_MAX && is_capital(search, end) && !begins_agency(search, end))
        end = over_syllable(search, end + 1);
    return end;
}

/* "các Sở", "các Sở:", "Sở:", "UBND các xã:" before names in a row. */
typedef struct ListHead {
    Str folded, shown; /* "ui ban nhan dan xa", "UBND xã" */
    size_t items;      /* where the row begins; 0: this is no such head */
} ListHead;

static ListHead list_head(const Search *search, size_t at) {
    const Tokens *tokens = search->tokens;
    const size_t committee = is_committee(search, at) ? search->agency[at] : 0;
    size_t noun = at + committee;
    const bool is_many = token_is(tokens, noun, "cac");
    if (is_many) noun++;
    if ((!is_many && (committee > 0 || !is_capital(search, at))) || !is_word(search, noun)) return (ListHead){ 0 };
    const bool is_noun = committee > 0 ? area_at(search, noun) == 1 : search->agency[noun] == 1;
    const bool has_colon = token_is(tokens, noun + 1, ":");
    if (!is_noun || (!is_many && !has_colon)) return (ListHead){ 0 };
    ListHead head = { .folded = token_text(tokens, noun), .items = noun + (has_colon ? 2 : 1) };
    const Str written = source_of(search, noun, noun + 1);
    if (committee > 0) {
        head.folded = str_format(search->arena, "ui ban nhan dan %.*s", STR_FMT(head.folded));
        head.shown =
            str_format(search->arena, "%.*s %.*s", STR_FMT(source_of(search, at, at + committee)), STR_FMT(written));
        return head;
    }
    const size_t letter = utf8_step(written);
    head.shown = str_format(search->arena, "%.*s%.*s", STR_FMT(text_upper(search->arena, str_part(written, 0, letter))),
                            STR_FMT(str_part(written, letter, written.len)));
    return head;
}

/* Adds what is listed; returns the end, or `at` when nothing is. */
static size_t add_listed(Search *search, const ListHead *head, size_t at) {
    size_t end = at, next = head->items;
    for (size_t n = 0; n < LISTED_MAX; n++) {
        Str code;
        const size_t item_end = listed_end(search, head->folded, next, &code);
        if (item_end == next) break;
        const Str item = source_of(search, next, item_end);
        const Str named = str_format(search->arena, "%.*s %.*s", STR_FMT(head->shown), STR_FMT(item));
        add_mention(search, (Mention){ n == 0 ? at : next, item_end, named, code, false });
        end = next = item_end;
        while (token_is_one_of(search->tokens, next, commas, 2)) next++;
        if (next == end) break;
    }
    return end;
}

/* ---- The longest of all ---- */

/* "Sở Y tế tỉnh Sông Lam", "Truyền hình Sông Lam": behind a known name the place it is of. */
static size_t skip_place(const Search *search, size_t at) {
    if (token_is(search->tokens, at - 1, "tinh")) return skip_province(search, at - 1);
    size_t end = at;
    while (end < at + PROVINCE_WORDS_MAX && is_capital(search, end) && !token_is_initials(search->tokens, end) &&
           !begins_agency(search, end))
        end++;
    return end >= at + 2 ? end : skip_province(search, at);
}

/* The code of many that are named otherwise than in the registry, but mean those there; "" when none do. */
static Str code_of_many(const Search *search, size_t at, size_t end, size_t known, Str known_code) {
    const Tokens *tokens = search->tokens;
    const Known *names = search->names->known;
    Str code;
    const size_t bare = known_below(names, search->arena, tokens, S("cac"), at, &code); /* "sở, ban, ngành" */
    if (bare > at && collective_tail(search, bare) == end) return code;
    if (token_is(tokens, end - 2, "lien") && token_is(tokens, end - 1, "quan"))
        return known_concerned(names, search->arena, source_of(search, at, end));
    if (known > at && collective_tail(search, known) == end) return known_code; /* "các sở, ban, ngành thuộc tỉnh" */
    if (!is_committee(search, at) || !token_is(tokens, end - 2, "cap")) return S("");
    if (token_is(tokens, end - 1, "xa")) return known_named(names, S("ui ban nhan dan cac xa phuong"));
    code = known_named(names, S("ui ban nhan dan cac huien thi xa thanh pho"));
    return code.len > 0 ? code : known_named(names, S("ui ban nhan dan cac huien thanh pho"));
}

/* "Hội Nông dân xã Tân Mỹ", "Hội Nông dân xã": behind a known name of the province it is another one's. */
static size_t lower_end(const Search *search, size_t at) {
    const size_t area = area_at(search, at);
    if (area == 0 || token_is(search->tokens, at - 1, "tinh")) return at;
    size_t end = at + area;
    while (end < at + NAME_TOKENS_MAX && (is_capital(search, end) || is_number(search, end)) &&
           !begins_agency(search, end))
        end++;
    return end > at + area || is_own_area(search, at) ? end : at;
}

/* The end of a body, with its code, however it is named; `at` when none is. */
static size_t body_end(const Search *search, size_t at, Str *ret_code) {
    *ret_code = S("");
    size_t known = known_at(search->names->known, search->arena, search->tokens, at, ret_code);
    if (known > at) known = skip_place(search, known);
    const size_t many_end = collective_end(search, at);
    const size_t below = known > at && is_capital(search, at) ? lower_end(search, known) : known;
    const size_t shape = known == at ? shape_end(search, at) : below;
    const size_t other = many_end > shape ? many_end : shape;
    if (other <= known) return known;
    *ret_code = other == many_end ? code_of_many(search, at, other, known, *ret_code) : S("");
    return other;
}

/* Adds what is named at a token; returns the token behind it, or `at`. */
static size_t add_named_at(Search *search, size_t at) {
    Str code, post_code = S("");
    const size_t body = body_end(search, at, &code);
    const size_t post = search->post[at] > 0 ? body_end(search, at + search->post[at], &post_code) : at;
    const bool has_post = search->post[at] > 0 && post > at + search->post[at] && post > body;
    const size_t end = has_post ? post : body;
    const ListHead head = list_head(search, at);
    const size_t listed = head.items > 0 && end <= head.items ? add_listed(search, &head, at) : at;
    if (listed > end) return listed;
    if (end == at) return at;
    const bool is_many = collective_end(search, has_post ? at + search->post[at] : at) == end;
    add_mention(search, (Mention){ at, end, source_of(search, at, end), has_post ? post_code : code, is_many });
    return end;
}

static void leave_strangers_out(const Search *search, uint32_t *lengths, const char *const *words, size_t count) {
    for (size_t i = 0; i < search->tokens->count; i++) {
        if (lengths[i] != 1) continue;
        const Str written = text_upper(search->arena, source_of(search, i, i + 1));
        for (size_t k = 0; k < count; k++) {
            if (str_is(written, words[k])) lengths[i] = 0;
        }
    }
}

size_t names_find(const Names *names, Arena *arena, const Tokens *tokens, const Mention **ret_mentions) {
    const WordList *lists = names->words->lists;
    uint32_t *agency = tokens_phrases(tokens, arena, lists[WORDS_AGENCY].automaton, NULL);
    uint32_t *collective = tokens_phrases(tokens, arena, lists[WORDS_COLLECTIVE].automaton, NULL);
    uint32_t *post = tokens_phrases(tokens, arena, lists[WORDS_POST].automaton, NULL);
    Search search = {
        .names = names, .arena = arena, .tokens = tokens, .agency = agency, .collective = collective, .post = post
    };
    search.verb = tokens_phrases(tokens, arena, lists[WORDS_VERB].automaton, NULL);
    leave_strangers_out(&search, agency, strangers, COUNT(strangers));
    leave_strangers_out(&search, collective, strangers, COUNT(strangers));
    leave_strangers_out(&search, post, no_posts, COUNT(no_posts));
    for (size_t i = 0; i < tokens->count;) {
        const size_t end = tokens->at[i].is_word ? add_named_at(&search, i) : i;
        i = end > i ? end : i + 1;
    }
    *ret_mentions = search.found;
    return search.count;
}
