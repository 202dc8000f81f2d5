/* app/modules - who is in the house, in order of start-up. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_MODULES_H
#define APP_MODULES_H

#include "kit/module.h"

/* The house as it is built: rooms, doors, front end. Settings and store come with a command. */
House house_built(void);

#endif
