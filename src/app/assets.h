/* app/assets - the front end, embedded at build by tools/assets.py. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ASSETS_H
#define APP_ASSETS_H

#include "kit/module.h"

extern const Asset assets[];
extern const size_t asset_count;

#endif
