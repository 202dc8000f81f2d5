/* platform/ledger/cosigned - which witnesses must have cosigned what a verifier believes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_COSIGNED_H
#define PLATFORM_LEDGER_COSIGNED_H

#include "kit/module.h"
#include "platform/ledger/note.h"

enum { POLICY_WITNESSES_MAX = 16 };

/* At least so many of these. */
typedef struct WitnessPolicy {
    NoteKey witnesses[POLICY_WITNESSES_MAX];
    size_t count;
    int64_t least;
} WitnessPolicy;

/* `least` 0: all of them. */
Code policy_read(Ctx *cx, const Texts *vkeys, int64_t least, WitnessPolicy *ret_policy);
/* Is the note cosigned as the policy wants it? The Problem names who is missing. Tells who has cosigned, and when. */
Code policy_check(Ctx *cx, const WitnessPolicy *policy, Str signed_note);

extern const ProblemKind not_cosigned, witnesses_few;

#endif
