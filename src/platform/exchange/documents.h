/* platform/exchange/documents - OpenAPI documents of services: are they sound, and what do they offer? */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_DOCUMENTS_H
#define PLATFORM_EXCHANGE_DOCUMENTS_H

#include "kit/shape.h"

/* The endpoints (of DeclaredEndpoint) of an OpenAPI 3.0 or 3.1 or Swagger 2.0 document in JSON or YAML; a parameter in
 * a path becomes `*`. What is wrong is a fault at `at`, which says where in the document. */
void document_endpoints(Ctx *cx, Str document, Str at, Rows *ret_endpoints);

extern const ProblemKind exchange_document_form, exchange_document_member;

#endif
