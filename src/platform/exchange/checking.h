/* platform/exchange/checking - does what shall be registered fit together? */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_CHECKING_H
#define PLATFORM_EXCHANGE_CHECKING_H

#include "platform/exchange/holdings.h"

/* Brings rows into their order. What is wrong with them is a fault at the row's `at`: codes, references, addresses,
 * limits, what is named twice. */
void holdings_check(Ctx *cx, Holdings *held);

extern const ProblemKind exchange_code_form, exchange_code_reserved, exchange_twice, exchange_subject_unknown,
    exchange_service_unknown, exchange_node_unknown, exchange_url_form, exchange_method_form,
    exchange_path_form, exchange_key_id_form, exchange_key_order, exchange_too_many;

#endif
