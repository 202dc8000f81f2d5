/* platform/exchange/maintenance_telling - who may call what is away, and whose it is, is told of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_MAINTENANCE_TELLING_H
#define PLATFORM_EXCHANGE_MAINTENANCE_TELLING_H

#include "platform/exchange/maintenance.h"

typedef enum TellWhat { TELL_ANNOUNCED, TELL_NEAR, TELL_SHORTENED, TELL_CALLED_OFF } TellWhat;

/* In the caller's transaction. Agencies of members that have rights on it, that of the provider, and who manages the
 * exchange. */
Code tell_maintenance(Ctx *cx, const Maintenance *maintenance, TellWhat what);

/* The job that says it once more, a day before it begins. */
Work maintenance_near_wanted, maintenance_near_tell;

#endif
