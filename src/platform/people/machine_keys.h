/* platform/people/machine_keys - private to the people room: what a machine shows at the door. Tokens, and certificates
 * that are pinned to it; each with days, and with permissions of its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_MACHINE_KEYS_H
#define PLATFORM_PEOPLE_MACHINE_KEYS_H

#include "platform/people/machines.h"

typedef enum MachineKeyKind { MACHINE_KEY_NONE, MACHINE_TOKEN, MACHINE_CERTIFICATE } MachineKeyKind;

typedef struct MachineKey {
    Id id, machine;
    int kind;
    Str name;
    Str digest; /* sha256, in hex: of the token, or of the certificate's bytes */
    Texts permissions;
    Day valid_from, valid_to; /* valid_to is the first day on which it is no longer valid */
    Str made_by;
    Time made_at, last_used_at, revoked_at;
} MachineKey;
extern const Shape machine_key_shape;

/* banyan_, 43 letters of chance, and 6 that follow from them: scanners of secrets find it, and a slip of the hand is
 * seen without the database. */
Str machine_token_new(Arena *arena);
bool machine_token_is_formed(Arena *arena, Str token);

extern const Shape machine_token_add_shape, machine_token_made_shape, machine_certificate_add_shape,
    machine_revoke_shape, machine_token_args_shape, machine_certificate_args_shape, machine_revoke_args_shape;
Work machine_token_add, machine_certificate_add, machine_revoke, machine_token_command, machine_certificate_command,
    machine_revoke_command;

Code machine_keys_read(Ctx *cx, Rows *ret_keys); /* of all machines, by machine */
/* Fills cx->caller. An unknown token is refused; an unknown certificate is a stranger's. */
Code machine_recognise(Ctx *cx, const Credentials *shown);

extern const Setting machine_key_days;
extern const ProblemKind machine_stopped, key_missing, key_name_taken, key_span, certificate_unreadable,
    certificate_taken, token_refused;

#endif
