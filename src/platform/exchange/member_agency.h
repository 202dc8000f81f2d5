/* platform/exchange/member_agency - which agency of the province a member of the exchange is. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_MEMBER_AGENCY_H
#define PLATFORM_EXCHANGE_MEMBER_AGENCY_H

#include "kit/ctx.h"

/* The code of a member is an agency's code or its electronic identifier; "" for a member that is no agency of ours. */
Code member_agencies(Ctx *cx, const Str *member_codes, size_t count, Str *ret_agencies);

#endif
