/* platform/exchange/certificate_list - requests and certificates as the page shows them: all, or those of the caller's
 * agencies. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_CERTIFICATE_LIST_H
#define PLATFORM_EXCHANGE_CERTIFICATE_LIST_H

#include "kit/module.h"

extern const Shape certificate_list_shape;
Work certificate_list_get;

/* One line a certificate, for the command line. */
Work certificate_list_say;

#endif
