/* platform/exchange/certificates - requests for certificates of the province's own authority, decided on; those that it
 * issued, pinned until they are revoked. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_CERTIFICATES_H
#define PLATFORM_EXCHANGE_CERTIFICATES_H

#include "kit/module.h"

typedef struct IssuedRow {
    Str fingerprint;
    Id request;
    Str subsystem, agency, key_digest, serial, der; /* der in base64, the others in hex */
    Time valid_from, valid_to;
    Str issued_by;
    Time revoked_at; /* none: it is not revoked */
    Str revoked_by, reason;
} IssuedRow;
extern const Shape issued_row_shape;

/* All that are not revoked, of IssuedRow; also those whose days are over. */
Code issued_holding(Ctx *cx, Rows *ret_issued);

/* What is asked, and what is told. */
typedef struct CertificateAsked {
    Str subsystem, pem;
} CertificateAsked;

typedef struct CertificateRequestMade {
    Id id;
    Str key_kind;
} CertificateRequestMade;

typedef struct CertificateChoice {
    Id id;
} CertificateChoice;

typedef struct CertificateRevocation {
    Str fingerprint, reason;
} CertificateRevocation;

typedef struct CertificateGiven {
    Str fingerprint, pem;
    Time valid_from, valid_to;
} CertificateGiven;

typedef struct CertificateVerdict {
    Str state; /* refused, revoked */
    Time at;
} CertificateVerdict;

extern const Shape certificate_verdict_shape, certificate_asked_shape, certificate_request_made_shape,
    certificate_choice_shape, certificate_refusal_shape, certificate_revocation_shape, certificate_given_shape,
    certificate_key_shape;
Work certificate_ask, certificate_approve, certificate_refuse, certificate_revoke;
Work certificate_file, authority_crl_get;

extern const Setting exchange_certificate_days;
extern const ProblemKind certificate_request_form, certificate_request_key, certificate_request_signature,
    certificate_request_subject, certificate_request_key_known, certificate_request_unknown,
    certificate_request_decided, certificate_unknown, certificate_revoked;

#endif
