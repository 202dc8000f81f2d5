/* kit/http_signature - HTTP Message Signatures (RFC 9421) over a plain view of a message: checked and made. Pure: the
 * clock is passed in, and whether a signature was seen before is the caller's to remember. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_SIGNATURE_H
#define KIT_HTTP_SIGNATURE_H

#include "base/clock.h"
#include "kit/content_digest.h"
#include "kit/http_key.h"
#include "kit/http_wire.h"
#include "kit/structured.h"

enum {
    SIGNATURE_FIELD_MAX = 16 * 1024,
    SIGNATURES_MAX = 8,
    SIGNATURE_COMPONENTS_MAX = 64,
    SIGNATURE_BASE_MAX = 128 * 1024
};

typedef struct HttpMessage {
    int64_t status; /* 0: it is a request, and has the next four */
    Str method;     /* as it stands in the request line, as does the next */
    Str target;
    Str scheme;           /* "http" or "https" */
    Str authority;        /* what Host says */
    const Header *fields; /* a line each: of two with one name both are there, in their order */
    size_t field_count;
    const ContentDigest *body;         /* taken as it came in; NULL: there is none */
    const struct HttpMessage *request; /* that an answer answers; NULL: it is not known */
} HttpMessage;

typedef enum SignatureFlaw {
    SIGNATURE_FINE = 0,
    SIGNATURE_NONE,      /* there is no signature, or none with the tag */
    SIGNATURE_FORM,      /* the fields are not what RFC 9421 wants, or larger than we read */
    SIGNATURE_KEY,       /* no signature is by a key that is known */
    SIGNATURE_KEY_TIME,  /* the key was not valid when it was made */
    SIGNATURE_ALGORITHM, /* it names another than its key's */
    SIGNATURE_CREATED,   /* it does not say when it was made, or says a time to come */
    SIGNATURE_STALE,     /* it was made too long ago */
    SIGNATURE_EXPIRED,   /* its maker has set an end, which is past */
    SIGNATURE_NONCE,     /* it has none, and should */
    SIGNATURE_COVERAGE,  /* it leaves out what must be signed */
    SIGNATURE_COMPONENT, /* it signs what the message has not, or what cannot be told without doubt */
    SIGNATURE_DIGEST,    /* Content-Digest is not that of the body */
    SIGNATURE_WRONG,     /* the key has not signed this message */
} SignatureFlaw;
const char *signature_flaw_text(SignatureFlaw flaw); /* a sentence in English, for the other end's programmer */

/* A key that may have signed. */
typedef struct SignerKey {
    Str key_id;
    const HttpKey *key;
    Time valid_from, valid_to; /* none: without a beginning, without an end */
} SignerKey;

/* What must be so. Always signed must be: `created`; of a request @method, and @target-uri or both @path and @query; of
 * an answer @status; of either content-digest, when there is a body. Each without `req` and without `key`. The exchange
 * adds x-road-client for requests. */
typedef struct SignaturePolicy {
    Time now;
    int64_t window_s; /* how old it may be */
    int64_t leeway_s; /* how far the clocks may differ */
    Str tag;          /* those with another are passed over; "": any */
    bool needs_nonce;
    const Str *also; /* names of fields and of components that must be signed too, in lower case */
    size_t also_count;
} SignaturePolicy;

/* What a signature says of itself. */
typedef struct HttpSignature {
    Str label, key_id, nonce, tag; /* "" without one */
    Time created_at, expires_at;
    Str bytes; /* the signature: for whoever remembers what was seen */
    Str base;  /* what was signed: for evidence */
    const SignerKey *signer;
} HttpSignature;

/* The first signature whose key is known decides. `ret_signature` is filled as far as it was read, whatever the flaw.
 */
SignatureFlaw http_signature_check(Arena *arena, const HttpMessage *message, const SignerKey *keys, size_t key_count,
                                   const SignaturePolicy *policy, HttpSignature *ret_signature);

/* What is to be signed, and how the signature calls itself. */
typedef struct SignatureOrder {
    Str label;                   /* "sig1" */
    Str components;              /* as in the brackets: "\"@method\" \"@path\" \"date\"" */
    Str key_id, nonce, tag;      /* "" is left out */
    Time created_at, expires_at; /* none is left out */
    const HttpKey *key;          /* a secret one */
} SignatureOrder;

/* Values for the fields Signature-Input and Signature. SIGNATURE_FORM for an order that is none, SIGNATURE_COMPONENT
 * for what the message has not. */
SignatureFlaw http_signature_make(Arena *arena, const HttpMessage *message, const SignatureOrder *order,
                                  Str *ret_signature_input, Str *ret_signature);

/* The text that is signed: `covered` is a member of Signature-Input. SIGNATURE_FINE, _FORM or _COMPONENT. */
SignatureFlaw http_signature_base(Arena *arena, const HttpMessage *message, const Member *covered, Str *ret_base);

/* The lines of a field joined by ", "; false when there is none. */
bool http_message_field(Arena *arena, const HttpMessage *message, Str name, Str *ret_value);

#endif
