/* platform/people/logout - private to the people room: a provider says that somebody has signed out there (OpenID
 * Connect Back-Channel Logout 1.0). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_LOGOUT_H
#define PLATFORM_PEOPLE_LOGOUT_H

#include "kit/module.h"

extern const Shape logout_shape;

Work logout_check, logout_ask, logout, logouts_tidy;

extern const ProblemKind logout_refused;

#endif
