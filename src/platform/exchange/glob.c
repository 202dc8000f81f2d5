/* platform/exchange/glob - see glob.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/glob.h"

typedef enum TokenKind { TOKEN_LETTER, TOKEN_RUN, TOKEN_RUN_WITHIN } TokenKind;

typedef struct Token {
    TokenKind kind;
    char letter;
} Token;

/* A pattern in pieces, and which of its beginnings fit what was read of the path so far. */
typedef struct Match {
    Token tokens[GLOB_BYTES_MAX];
    size_t count;
    bool fits[GLOB_BYTES_MAX + 1]; /* fits[i]: its first i pieces do */
} Match;

static void take_apart(Match *match, Str pattern) {
    for (size_t i = 0; i < pattern.len; i++) {
        const char c = pattern.at[i], next = i + 1 < pattern.len ? pattern.at[i + 1] : '\0';
        const bool is_star_itself = c == '\\' && next == '*', is_run = c == '*' && next == '*';
        Token token = { c == '*' ? TOKEN_RUN_WITHIN : TOKEN_LETTER, is_star_itself ? '*' : c };
        if (is_run) token.kind = TOKEN_RUN;
        if (is_run || is_star_itself) i++;
        match->tokens[match->count++] = token;
    }
}

static bool takes(const Token *token, char c) {
    switch (token->kind) {
    case TOKEN_LETTER: return token->letter == c;
    case TOKEN_RUN: return true;
    case TOKEN_RUN_WITHIN: return c != '/';
    }
    return false;
}

/* A run may be empty. */
static void pass_runs(Match *match) {
    for (size_t i = 0; i < match->count; i++) {
        if (match->fits[i] && match->tokens[i].kind != TOKEN_LETTER) match->fits[i + 1] = true;
    }
}

static bool step(Match *match, char c) {
    bool any = false;
    for (size_t i = match->count + 1; i-- > 0;) {
        const Token *before = i > 0 ? &match->tokens[i - 1] : NULL;
        const bool by_letter = before != NULL && before->kind == TOKEN_LETTER && match->fits[i - 1] && takes(before, c);
        const Token *run = i < match->count ? &match->tokens[i] : NULL;
        const bool by_run = run != NULL && run->kind != TOKEN_LETTER && match->fits[i] && takes(run, c);
        match->fits[i] = by_letter || by_run;
        any = any || match->fits[i];
    }
    pass_runs(match);
    return any;
}

/* How many bytes at the beginning are alike and mean themselves. */
static size_t plain_start(Str pattern, Str path) {
    size_t i = 0;
    while (i < pattern.len && i < path.len && pattern.at[i] == path.at[i] && pattern.at[i] != '*' &&
           pattern.at[i] != '\\')
        i++;
    return i;
}

bool glob_fits(Str pattern, Str path) {
    if (pattern.len > GLOB_BYTES_MAX) return false;
    const size_t alike = plain_start(pattern, path);
    const Str left = str_part(pattern, alike, pattern.len), rest = str_part(path, alike, path.len);
    if (left.len == 0 || str_is(left, "**")) return left.len > 0 || rest.len == 0;
    Match match;
    match.count = 0;
    take_apart(&match, left);
    for (size_t i = 0; i <= match.count; i++) match.fits[i] = i == 0;
    pass_runs(&match);
    for (size_t i = 0; i < rest.len; i++) {
        if (!step(&match, rest.at[i])) return false;
    }
    return match.fits[match.count];
}
