/* kit/authority - a certificate authority of our own: makes itself, reads requests (PKCS#10), issues certificates
 * (X.509) and tells which are revoked (CRL). By OpenSSL. Knows no database. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_AUTHORITY_H
#define KIT_AUTHORITY_H

#include "kit/certificates.h"

enum { SERIAL_BYTES = 16, NAMED_LETTERS_MAX = 64 };

/* A distinguished name; what is empty is left out, what is longer than X.520 allows is cut between letters. */
typedef struct Named {
    Str organization, unit, member, name; /* O, OU, OU, CN */
} Named;

/* Who signs. The key is a secret: whoever holds it wipes it when done. */
typedef struct Authority {
    Str certificate, key; /* PEM */
} Authority;

/* An ECDSA P-256 key in PKCS#8 PEM: for an authority, or a server of our own. */
Str private_key_new(Arena *arena);
bool private_key_spki(Arena *arena, Str pem, Str *ret_spki);

/* A certificate that signs itself, and may sign others of one level below. */
Authority authority_new(Arena *arena, const Named *named, Time from, Time to);

/* ---- requests ---- */

typedef enum RequestFlaw {
    REQUEST_FINE = 0,
    REQUEST_FORM,      /* no PKCS#10 in PEM, or more than one */
    REQUEST_KEY,       /* neither P-256, P-384, Ed25519 nor RSA of 2048 to 8192 bits */
    REQUEST_SIGNATURE, /* not made with the key that it holds */
} RequestFlaw;

typedef struct SigningRequest {
    Str der, spki;
    Str name; /* CN of its subject; "" when there is none, or more than one */
    Str key;  /* for people: RSA 3072 */
} SigningRequest;

RequestFlaw signing_request_read(Arena *arena, Str pem, SigningRequest *ret_request);

/* ---- certificates ---- */

typedef struct Issuing {
    Named named;
    Str spki;
    bool is_server;   /* else of a client */
    Str uri;          /* among its other names; "": none */
    const Str *hosts; /* names and addresses of a server */
    size_t host_count;
    Str crl_url; /* "": none is named */
    Time from, to;
    unsigned char serial[SERIAL_BYTES];
} Issuing;

void serial_new(unsigned char serial[SERIAL_BYTES]);
/* False when the authority cannot be read, or is no pair. It never outlives the authority itself. */
bool authority_issue(Arena *arena, const Authority *authority, const Issuing *issuing, Certificate *ret_certificate);

typedef struct Revoked {
    unsigned char serial[SERIAL_BYTES];
    Time at;
} Revoked;

/* The list of those that are revoked, as DER (RFC 5280); `number` must rise from one list to the next. */
typedef struct RevokedList {
    const Revoked *items;
    size_t count;
    int64_t number;
    Time now, next;
} RevokedList;
bool authority_crl(Arena *arena, const Authority *authority, const RevokedList *list, Str *ret_der);

#endif
