/* platform/people/asking - private to the people room: questions to a provider of identities. What it publishes about
 * itself is kept; every question has its limits, and none is asked while a transaction is open. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_ASKING_H
#define PLATFORM_PEOPLE_ASKING_H

#include "kit/http_client.h"
#include "kit/json_open.h"
#include "kit/jwt.h"
#include "platform/people/claims.h"
#include "platform/people/providers.h"

typedef struct ProviderDocument {
    Str provider;
    Str kind; /* "discovery", "keys" */
    Str body;
    Time heard_at, window_at;
    int64_t asked;
} ProviderDocument;

/* A route's way through its three steps; stands first in what it leaves in cx->prepared. */
typedef struct Asking {
    Provider provider;
    Str secret;
    ProviderDocument documents[2];
    bool is_changed[2];
    const JsonOpen *discovery;
    HttpClient *client;
    bool tells_all; /* for who stands at the machine: why exactly there was no answer */
    Code code;      /* how the asking went; its Problem */
    Problem problem;
} Asking;

/* In `prepare`: the provider, its secret, and what is kept of it. */
Code asking_prepare(Ctx *cx, Str provider, Asking *ret_asking);

/* In `asks`: ends with `return asking_done(cx, asking, code)`, so that `run` also hears of what went wrong. */
Code asking_done(Ctx *cx, Asking *asking, Code code);
/* What the provider says of itself; from then on asking->discovery. */
Code asking_discover(Ctx *cx, Asking *asking);
/* Exchanges a code for tokens, at the address of the provider. */
typedef struct TokenQuestion {
    Str code, verifier, return_address;
} TokenQuestion;
typedef struct Tokens {
    Str id_token, access_token;
} Tokens;
Code asking_tokens(Ctx *cx, Asking *asking, const TokenQuestion *question, Tokens *ret_tokens);
/* Has the provider signed it? Its keys are asked for again, a few times a minute at most, when none of them is meant.
 */
Code asking_verify(Ctx *cx, Asking *asking, Str token, const ProblemKind *refusal, const JsonOpen **ret_claims);
/* The sentence of a flaw, as a Problem of that kind. */
Code asking_refuse(Ctx *cx, const Asking *asking, const ProblemKind *refusal, ClaimsFlaw flaw);

/* In `run`: stores what was heard; gives what went wrong, recorded. */
Code asking_store(Ctx *cx, const Asking *asking);

/* Command: asks for all that it publishes, and tells what it found or why not. */
Work provider_check;

extern const ProblemKind provider_away, provider_answer, provider_refused, id_token_refused;

#endif
