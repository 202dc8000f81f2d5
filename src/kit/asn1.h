/* kit/asn1 - moments as certificates and time-stamps say them. By OpenSSL. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_ASN1_H
#define KIT_ASN1_H

#include "base/clock.h"

#include <openssl/asn1.h>

/* False for NULL, and for what is no moment. */
bool asn1_moment(const ASN1_TIME *said, Time *ret_moment);

#endif
