/* platform/witness - cosigns the records of others, so that nobody can write them anew or split them unnoticed. Stands
 * alone: a house, a data folder and a key of its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_WITNESS_WITNESS_H
#define PLATFORM_WITNESS_WITNESS_H

#include "kit/module.h"

extern const Module witness_module;

#endif
