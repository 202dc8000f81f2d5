/* platform/reader/found_duties - reports and their like that are owed at set times. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/reader/findings_inside.h"

#include <string.h>

enum { REPORT_WITHIN = 90, DAYS_MAX = 12, CONFIDENCE = 85, CONFIDENCE_NOBODY = 60 };

static bool starts(Str folded, const char *words) {
    return str_starts(folded, str_of(words));
}

/* What a passage says first, behind the agencies at its beginning. */
static Str first_words(Finding *finding, const Node *leaf) {
    static const char *const between[] = { "giao", "de", "nghi", "va", ",", ";", ":", "ieu", "cau" };
    const Tokens tokens = tokens_of(finding->arena, &leaf->folded);
    const Mention *mentions;
    const size_t count = names_find(finding->names, finding->arena, &tokens, &mentions);
    size_t behind = 0, at = 0;
    for (size_t i = 0; i < count; i++) {
        while (at < mentions[i].first && token_is_one_of(&tokens, at, between, COUNT(between))) at++;
        if (at != mentions[i].first) break;
        behind = at = mentions[i].end;
    }
    while (behind < tokens.count && !tokens.at[behind].is_word) behind++;
    return str_part(leaf->folded.text, tokens.at[behind].from, leaf->folded.text.len);
}

/* Where a report is told of that is owed; a "báo cáo nghiên cứu khả thi" is a thing that is made. The text's length
 * when there is none. */
static size_t report_in(Finding *finding, const Node *leaf) {
    const Str folded = leaf->folded.text, report = S("bao cao");
    const Found *things;
    const size_t count = words_find(finding->words, WORDS_PRODUCT, finding->arena, &leaf->folded, &things);
    size_t next = 0, at = str_find(folded, report);
    while (at < folded.len) {
        while (next < count && things[next].from < at) next++;
        if (next == count || things[next].from != at || things[next].to <= at + report.len) return at;
        const size_t from = things[next].to;
        at = from + str_find(str_part(folded, from, folded.len), report);
    }
    return folded.len;
}

/* `report` is where it stands in the words. */
static bool is_report_first(Str words, size_t report) {
    static const char *const openings[] = { "bao cao",  "gui bao cao",       "tong hop",    "dinh ki",    "truoc ngai",
                                            "hang nam", "tong hop, bao cao", "lap bao cao", "hang thang", "hang qui" };
    if (report >= words.len || report > REPORT_WITHIN) return false;
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (starts(words, openings[i])) return true;
    }
    return false;
}

static bool ends_clause(Str folded, size_t at) {
    return folded.at[at] == ';' || (folded.at[at] == '.' && (at + 1 == folded.len || folded.at[at + 1] == ' '));
}

/* The clause that tells of the report: its letters, and the place of "tại kỳ họp ..." in it. */
typedef struct Clause {
    int64_t from, to;
    Str session; /* "tại kỳ họp cuối năm"; "" when it names none */
} Clause;

static Clause clause_at(const Node *leaf, size_t at) {
    const Folded *folded = &leaf->folded;
    size_t from = at < folded->text.len ? at : 0, to = from;
    while (from > 0 && !ends_clause(folded->text, from - 1)) from--;
    while (to < folded->text.len && !ends_clause(folded->text, to)) to++;
    size_t session = str_find(str_part(folded->text, from, to - from), S("ki hop")) + from;
    if (session >= from + 4 && session < to && memcmp(folded->text.at + session - 4, "tai ", 4) == 0) session -= 4;
    size_t end = session;
    while (end < to && strchr(",:(", folded->text.at[end]) == NULL) end++;
    return (Clause){ letters_before(folded, from), letters_before(folded, to),
                     session < to ? str_trim(folded_source(folded, session, end)) : S("") };
}

/* Of the terms of a passage those of a clause; all when it has none. */
static size_t terms_in(const Clause *clause, const ReadTerm **terms, size_t count) {
    size_t first = 0, end = count;
    while (first < count && (*terms)[first].from < clause->from) first++;
    while (end > first && (*terms)[end - 1].to > clause->to) end--;
    if (end == first) return clause->session.len > 0 ? 0 : count;
    *terms += first;
    return end - first;
}

/* The words that say when: from the first of them to the last. */
static Str words_of(const Node *leaf, const ReadTerm *terms, size_t count, Str session) {
    if (count == 0) return session;
    if (terms[0].passage != 0) return terms[0].words; /* of a heading above */
    return str_trim(utf8_part(leaf->passage.text, (size_t)terms[0].from, (size_t)terms[count - 1].to));
}

static Texts days_of(Arena *arena, const ReadTerm *terms, size_t count) {
    Str *days = NEW_ARRAY(arena, Str, DAYS_MAX);
    size_t used = 0;
    for (size_t i = 0; i < count && used < DAYS_MAX; i++) {
        if (terms[i].yearly.len > 0) days[used++] = terms[i].yearly;
    }
    return (Texts){ days, used };
}

/* A plan, a list or the like that is to be handed in on a day of each year: "trước ngày 30/9 ... gửi Sở X tổng hợp". */
static bool is_handed_in(Str folded, const ReadTerm *terms, size_t count) {
    bool has_day = false;
    for (size_t i = 0; i < count; i++) has_day = has_day || terms[i].yearly.len > 0;
    const size_t sent = str_find(folded, S(" gui "));
    return has_day && sent < folded.len &&
           str_find(str_part(folded, sent, folded.len), S("tong hop")) < folded.len - sent;
}

/* A day of a month that comes back more often than each year. */
static void read_month_day(const ReadTerm *terms, size_t count, ReadDuty *duty) {
    for (size_t i = 0; i < count && duty->months == 0; i++) {
        duty->months = terms[i].months, duty->day = terms[i].day;
        duty->is_after = terms[i].is_after;
    }
}

bool duty_find(Finding *finding, const Node *leaf, bool *ret_is_all) {
    const ReadTerm *terms;
    const Str folded = leaf->folded.text;
    const size_t report = report_in(finding, leaf);
    *ret_is_all = false;
    if (report == folded.len && str_find(folded, S(" gui ")) == folded.len) return false;
    size_t count = terms_find(finding->words, finding->arena, &leaf->folded, &finding->term_context, &terms);
    const ReadTerm *above = count == 0 ? term_above(finding, leaf) : NULL;
    if (above != NULL) terms = above, count = 1;
    if (report == folded.len && !is_handed_in(folded, terms, count)) return false;
    const bool is_set =
        count > 0 || str_find(folded, S("dinh ki")) < folded.len || str_find(folded, S("ki hop")) < folded.len;
    const Str words = first_words(finding, leaf);
    const size_t before = folded.len - words.len;
    *ret_is_all = report >= before && is_report_first(words, report - before);
    if (!is_set) return false;
    const Clause clause = clause_at(leaf, report);
    if (above == NULL && report < folded.len) count = terms_in(&clause, &terms, count);
    const Rows agencies = agencies_of_leaf(finding, leaf);
    ReadDuty *duty = finding_add(finding, &finding->duties, sizeof *duty);
    *duty = (ReadDuty){ .passage = leaf->passage.number,
                        .from = letters_before(&leaf->folded, *ret_is_all || report == folded.len ? 0 : report),
                        .to = letters_before(&leaf->folded, folded.len),
                        .title = leaf->passage.text,
                        .agencies = agencies,
                        .words = words_of(leaf, terms, count, clause.session),
                        .days = days_of(finding->arena, terms, count),
                        .confidence = agencies_have_role(&agencies, READ_LEAD) ? CONFIDENCE : CONFIDENCE_NOBODY };
    read_month_day(terms, count, duty);
    return true;
}
