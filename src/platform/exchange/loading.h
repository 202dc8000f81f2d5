/* platform/exchange/loading - the declaration as a file on the command line: compared, loaded, written out again. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_LOADING_H
#define PLATFORM_EXCHANGE_LOADING_H

#include "kit/module.h"

extern const Shape exchange_load_args_shape;

Work exchange_load, exchange_show;

#endif
