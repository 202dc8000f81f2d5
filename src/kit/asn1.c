/* kit/asn1 - see asn1.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/asn1.h"

#include <time.h>

bool asn1_moment(const ASN1_TIME *said, Time *ret_moment) {
    struct tm parts;
    if (said == NULL || ASN1_TIME_to_tm(said, &parts) != 1) return false;
    *ret_moment = (Time){ (int64_t)timegm(&parts) * 1000000 };
    return true;
}
