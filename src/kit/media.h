/* kit/media - what a file is, by its bytes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_MEDIA_H
#define KIT_MEDIA_H

#include "base/str.h"

/* The media type after libmagic: "application/pdf", "image/png",
    ...; "application/octet-stream" when it does not know. */
Str media_type_of_file(Arena *arena, Str path);

#endif
