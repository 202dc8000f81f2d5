/* platform/reader/issuers - the agency whose name stands in a document's head below that of the body above it:
 * "UBND TỈNH SÔNG LAM" / "SỞ Y TẾ". Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_ISSUERS_H
#define PLATFORM_READER_ISSUERS_H

#include "platform/reader/structure.h"

/* Of what a body is: folded, as it stands in a head, and as it is written: " tinh ", " tỉnh ". */
typedef struct IssuerLevel {
    const char *folded, *name;
} IssuerLevel;
enum { ISSUER_LEVELS = 5 };
extern const IssuerLevel issuer_levels[ISSUER_LEVELS];

/* Written as the text writes it elsewhere ("Sở Y tế"), with the province of the body above; "" when the head names no
 * other agency than a people's committee or council. */
Str issuer_below(const Structure *structure);
/* "Sông Lam" of "SÔNG LAM". */
Str issuer_place(Arena *arena, Str capitals);

#endif
