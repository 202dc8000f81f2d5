/* platform/access/validity - see validity.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/validity.h"

static bool is_open(Validity one) {
    return one.to.number == 0;
}

bool validity_is_sound(Validity one) {
    return one.from.number > 0 && (is_open(one) || one.from.number < one.to.number);
}

bool validity_has_ended(Validity one, Day day) {
    return !is_open(one) && one.to.number <= day.number;
}

bool validity_holds(Validity one, Day day) {
    return one.from.number <= day.number && !validity_has_ended(one, day);
}

/* What was called off before it began holds on no day: it overlaps nothing. */
bool validity_overlaps(Validity one, Validity other) {
    if (!validity_is_sound(one) || !validity_is_sound(other)) return false;
    return !validity_has_ended(one, other.from) && !validity_has_ended(other, one.from);
}

bool validity_is_within(Validity inner, Validity outer) {
    if (inner.from.number < outer.from.number) return false;
    return is_open(outer) || (!is_open(inner) && inner.to.number <= outer.to.number);
}

Day validity_cut(Validity one, Day end) {
    if (validity_has_ended(one, end)) return one.to;
    return end.number < one.from.number ? one.from : end;
}
