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
    SignSeed seeds[LOG_KEYS_MAX];   /* of those that stand in the file */
    bool is_on_token[LOG_KEYS_MAX]; /* the file names it only; what signs is on the token */
    size_t count;
} LogKeys;

/* From ledger.key of the data folder; the token is not asked. */
Code log_keys_load(Ctx *cx, LogKeys *ret_keys);
void log_keys_wipe(LogKeys *keys);
/* Opens the token, where a key is on one: so that nobody who writes waits for it. */
Code log_keys_ready(Ctx *cx);
/* A line of each, the newest first: to stand behind the text and an empty line. */
Code log_keys_sign(Ctx *cx, const LogKeys *keys, Str text, Str *ret_lines);
/* Makes the file when there is none; writes one more key behind the others. With ledger.token the key is one that the
 * token holds already and we have not yet, or a new one there. */
Code log_keys_found(Ctx *cx);
Code log_keys_add(Ctx *cx, LogKeys *keys);

extern const Setting ledger_token, ledger_token_pin;
extern const ProblemKind log_key_missing, log_key_form, log_key_other, log_token_unset;

#endif
