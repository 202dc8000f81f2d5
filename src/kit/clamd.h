/* kit/clamd - asks ClamAV's daemon whether a file is known to be harmful (its command INSTREAM). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CLAMD_H
#define KIT_CLAMD_H

#include "kit/ctx.h"

typedef enum ScanVerdict {
    SCAN_NOT_DONE, /* nobody answered, or not what was asked */
    SCAN_CLEAN,
    SCAN_HARMFUL,
} ScanVerdict;

typedef struct Scan {
    ScanVerdict verdict;
    Str told; /* HARMFUL: the name of what was found; NOT_DONE: why; both fit to be shown */
} Scan;

/* `address` is host:port, [::1]:port or the path of a unix socket. Takes `timeout_s` at most, save for the time in
 * which the system finds the host's name. */
Scan clamd_scan(Arena *arena, Str address, Str path, int64_t timeout_s);

/* What the daemon's answer means, without the NUL at its end. */
Scan clamd_answer_read(Arena *arena, Str answer);

#endif
