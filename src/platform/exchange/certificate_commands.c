/* platform/exchange/certificate_commands - see certificate_commands.h. By the same Works as the routes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/certificate_commands.h"

#include "kit/commands.h"
#include "platform/exchange/certificates.h"

enum { FILE_BYTES_MAX = 64 * 1024, ID_LETTERS_MAX = 400, PATH_LETTERS_MAX = 1000, REASON_LETTERS_MAX = 500 };

typedef struct CaRequestArgs {
    Str file, subsystem;
} CaRequestArgs;

static const Field ca_request_args_fields[] = {
    OPTION(CaRequestArgs, file, REQUIRED, 1, PATH_LETTERS_MAX, "the request, PKCS#10 in PEM"),
    OPTION(CaRequestArgs, subsystem, REQUIRED, 1, ID_LETTERS_MAX, "instance/class/member/subsystem that it is for"),
};
const Shape ca_request_args_shape = SHAPE(CaRequestArgs, ca_request_args_fields);

typedef struct CaApproveArgs {
    Id request;
} CaApproveArgs;

static const Field ca_approve_args_fields[] = {
    OPTION(CaApproveArgs, request, REQUIRED, 0, 0, "the request, as exchange ca list names it"),
};
const Shape ca_approve_args_shape = SHAPE(CaApproveArgs, ca_approve_args_fields);

typedef struct CaRevokeArgs {
    Str certificate, reason;
} CaRevokeArgs;

static const Field ca_revoke_args_fields[] = {
    OPTION(CaRevokeArgs, certificate, REQUIRED, 64, 64, "sha256 of the certificate, as exchange ca list names it"),
    OPTION(CaRevokeArgs, reason, REQUIRED, 1, REASON_LETTERS_MAX, "why"),
};
const Shape ca_revoke_args_shape = SHAPE(CaRevokeArgs, ca_revoke_args_fields);

Code exchange_ca_request(Ctx *cx, const void *in, void *out) {
    (void)out;
    const CaRequestArgs *args = in;
    Str text;
    TRY(file_read(cx, args->file, FILE_BYTES_MAX, &text));
    CertificateRequestMade made = { 0 };
    TRY(certificate_ask(cx, &(CertificateAsked){ args->subsystem, text }, &made));
    say("%.*s\n", STR_FMT(id_str(&made.id)));
    return OK;
}

Code exchange_ca_approve(Ctx *cx, const void *in, void *out) {
    (void)out;
    CertificateGiven given = { 0 };
    TRY(certificate_approve(cx, &(CertificateChoice){ ((const CaApproveArgs *)in)->request }, &given));
    say("%.*s", STR_FMT(given.pem));
    return OK;
}

Code exchange_ca_revoke(Ctx *cx, const void *in, void *out) {
    (void)out;
    const CaRevokeArgs *args = in;
    CertificateVerdict verdict;
    TRY(certificate_revoke(cx, &(CertificateRevocation){ args->certificate, args->reason }, &verdict));
    say("Đã thu hồi / revoked\n");
    return OK;
}
