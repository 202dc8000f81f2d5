/* platform/exchange/certificate_commands - banyan exchange ca request, approve, revoke. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_CERTIFICATE_COMMANDS_H
#define PLATFORM_EXCHANGE_CERTIFICATE_COMMANDS_H

#include "kit/module.h"

extern const Shape ca_request_args_shape, ca_approve_args_shape, ca_revoke_args_shape;
Work exchange_ca_request, exchange_ca_approve, exchange_ca_revoke;

#endif
