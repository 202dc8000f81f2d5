/* kit/json_number - see json_number.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/json_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DOUBLE_BYTES_MAX = 32 };

/* The decimal that was written: of those with at most DECIMAL_DIGITS digits no two are the same double. */
static bool read_double(double real, Decimal *ret_number) {
    if (!(fabs(real) <= (double)DECIMAL_MICRO_MAX / DECIMAL_ONE)) return false;
    for (int places = 1; places <= DECIMAL_PLACES; places++) {
        char text[DOUBLE_BYTES_MAX];
        const int len = snprintf(text, sizeof text, "%.*f", places, real);
        if (strtod(text, NULL) == real) return decimal_from_text((Str){ text, (size_t)len }, ret_number) == OK;
    }
    return false; /* it had more than six decimals */
}

bool json_number_decimal(const json_t *value, Decimal *ret_number) {
    if (json_is_string(value)) {
        return decimal_from_text((Str){ json_string_value(value), json_string_length(value) }, ret_number) == OK;
    }
    if (json_is_integer(value)) {
        const json_int_t whole = json_integer_value(value);
        if (whole > DECIMAL_MICRO_MAX / DECIMAL_ONE || whole < -(DECIMAL_MICRO_MAX / DECIMAL_ONE)) return false;
        *ret_number = decimal_whole(whole);
        return true;
    }
    return json_is_real(value) && read_double(json_real_value(value), ret_number);
}
