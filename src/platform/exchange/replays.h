/* platform/exchange/replays - which signatures were seen lately: each is taken once. In the memory of this process. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_REPLAYS_H
#define PLATFORM_EXCHANGE_REPLAYS_H

#include "base/clock.h"

typedef struct Replays Replays;

enum { REPLAYS_MAX = 4 * 1024 * 1024 }; /* within one window */

/* SEEN_MAYBE: it was made before we began to remember. */
typedef enum Seen { SEEN_NEVER = 0, SEEN_BEFORE, SEEN_MAYBE, SEEN_TOO_MANY } Seen;

/* What is older than the window needs not be remembered: it is refused by its age. */
Replays *replays_open(int64_t window_s);
void replays_close(Replays *replays);
/* Of the first half of the bytes: the other half of an ECDSA signature has two values that hold. */
Seen replays_see(Replays *replays, Str signature, Time created);

#endif
