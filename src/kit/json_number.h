/* kit/json_number - the exact decimal of a JSON number. Private to kit: it knows the parser. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_JSON_NUMBER_H
#define KIT_JSON_NUMBER_H

#include "base/decimal.h"

#include <jansson.h>

/* A number, or a text that is one; false for what a Decimal cannot hold exactly. */
bool json_number_decimal(const json_t *value, Decimal *ret_number);

#endif
