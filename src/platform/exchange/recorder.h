/* platform/exchange/recorder - writes records from many threads in common transactions: whoever waits for his record to
 * be durable waits for one sync of the disk together with all others. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_RECORDER_H
#define PLATFORM_EXCHANGE_RECORDER_H

#include "kit/lanes.h"
#include "platform/exchange/records.h"

typedef struct Recorder Recorder;

/* Part of what waits for a record. `done` is called once, on a thread of the lanes. */
typedef struct Recording {
    Record record;
    struct Recording *next;
    Code code; /* OK: it is durable, and has its entry */
    void (*done)(struct Recording *recording);
} Recording;

Recorder *recorder_open(const House *house, Lanes *lanes, const StoreKey *key);
void recorder_put(Recorder *recorder, Recording *recording);
void recorder_close(Recorder *recorder); /* after the lanes */

#endif
