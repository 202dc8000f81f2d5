/* platform/exchange/certificate_telling - what people are told of certificates, also before one ends. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_CERTIFICATE_TELLING_H
#define PLATFORM_EXCHANGE_CERTIFICATE_TELLING_H

#include "kit/module.h"

Code tell_certificate_asked(Ctx *cx, Str subsystem, const Id *request);
Code tell_certificate_issued(Ctx *cx, Str subsystem, const Id *request, Str asked_by, Time valid_to);
Code tell_certificate_refused(Ctx *cx, Str subsystem, const Id *request, Str asked_by, Str reason);
Code tell_certificate_revoked(Ctx *cx, Str subsystem, Str agency, Str fingerprint, Str reason);

/* Those that end within 30 days, and have no later one beside them: told 30 and 7 days before. */
Work certificates_ending_wanted, certificates_ending_tell;

#endif
