/* base/decimal - exact figures with six decimals. Unknown is a value of its own: null is not zero. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include "base/str.h"

enum { DECIMAL_ONE = 1000000, DECIMAL_PLACES = 6, DECIMAL_DIGITS = 15 };
#define DECIMAL_MICRO_MAX INT64_C(9000000000000000000) /* nine million million, in millionths */

/* A zeroed Decimal is unknown. */
typedef struct Decimal {
    int64_t micro; /* millionths; meaningless unless known */
    bool is_known;
} Decimal;

Decimal decimal_whole(int64_t number); /* |number| <= 9,000,000,000,000 */
Decimal decimal_micro(int64_t micro);

/* `1234.5`, `-0.25`: digits, at most one point, at most six decimals. INVALID for anything else, and when more than
 * DECIMAL_DIGITS of the digits count (zeros at either end do not): as a double it would be another figure. */
Code decimal_from_text(Str text, Decimal *ret_number);
void decimal_write(Buf *out, Decimal number); /* shortest form; nothing when unknown */
Str decimal_text(Arena *arena, Decimal number);

/* Unknown when either is unknown or the result would be too large. */
Decimal decimal_add(Decimal a, Decimal b);
Decimal decimal_sub(Decimal a, Decimal b);
/* a * numerator / denominator, rounded half away from zero; unknown when denominator is 0. */
Decimal decimal_scale(Decimal a, int64_t numerator, int64_t denominator);
/* a / b as a Decimal, rounded half away from zero; unknown when b is 0. */
Decimal decimal_ratio(Decimal a, Decimal b);

/* Less, equal, greater than zero. Both must be known. */
int decimal_compare(Decimal a, Decimal b);
Decimal decimal_clip(Decimal number, Decimal low, Decimal high);

/* Wide integers for sums of products in rules; the result of every rule is rounded once, at its end. */
__extension__ typedef __int128 Wide;
/* numerator / denominator rounded half away from zero; unknown when denominator is 0 or it does not fit. */
Decimal decimal_of_wide(Wide numerator, Wide denominator);

#endif
