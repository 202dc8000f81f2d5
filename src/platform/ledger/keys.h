/* platform/ledger/keys - the keys with which the record is signed: a file in the data folder, for its owner alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_KEYS_H
#define PLATFORM_LEDGER_KEYS_H

#include "kit/module.h"
#include "platform/ledger/note.h"

enum { LOG_KEYS_MAX = 8 };

/* The newest last. Wiped by whoever loaded them. */
typedef struct LogKeys {
    NoteKey keys[LOG_KEYS_MAX];
    SignSeed seeds[LOG_KEYS_MAX];
    size_t count;
} LogKeys;

/* From ledger.key of the data folder. */
Code log_keys_load(Ctx *cx, LogKeys *ret_keys);
void log_keys_wipe(LogKeys *keys);
/* Makes the file when there is none; writes one more key behind the others. */
Code log_keys_found(Ctx *cx);
Code log_keys_add(Ctx *cx, LogKeys *keys);

extern const ProblemKind log_key_missing, log_key_form, log_key_other;

#endif
