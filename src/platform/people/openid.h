/* platform/people/openid - private to the people room: signing in by OpenID Connect. The way out to a provider, and the
 * way back with a code (RFC 6749, 7636, 9207; OpenID Connect Core 1.0). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_OPENID_H
#define PLATFORM_PEOPLE_OPENID_H

#include "kit/module.h"

extern const Shape openid_start_shape, openid_way_shape, openid_return_shape, openid_landing_shape;

/* Each in three steps: read, ask the provider, store. */
Work openid_start_check, openid_start_ask, openid_start;
Work openid_return_check, openid_return_ask, openid_return;
Work openid_tidy;

extern const ProblemKind openid_unknown, openid_link_first, openid_next, openid_no_address, openid_not_yours;

#endif
