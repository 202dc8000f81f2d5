/* platform/access/validity - private to the access room: from which day until which day something holds. Needs no
 * database. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_ACCESS_VALIDITY_H
#define PLATFORM_ACCESS_VALIDITY_H

#include "base/clock.h"

typedef struct Validity {
    Day from, to; /* `to` is the first day on which it no longer holds; none: open */
} Validity;

bool validity_is_sound(Validity one); /* begins before it ends */
bool validity_holds(Validity one, Day day);
bool validity_has_ended(Validity one, Day day);
bool validity_overlaps(Validity one, Validity other); /* is there a day on which both hold? */
bool validity_is_within(Validity inner, Validity outer);
/* The day on which it ends when it is to end on `end`: not before it begins, not later than it would by itself. */
Day validity_cut(Validity one, Day end);

#endif
