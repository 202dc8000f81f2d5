/* platform/notices/letters - private to the notices room: the words of a mail, in the language of its reader. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_NOTICES_LETTERS_H
#define PLATFORM_NOTICES_LETTERS_H

#include "platform/notices/mails.h"

typedef struct Letter {
    Str subject, text, html;
} Letter;

/* What a letter is made of. Addresses of pages are below `site`, https://host without a slash at its end. */
typedef struct LetterParts {
    Str site, site_name, person;
    Language language;
    const Notice *notices;
    size_t count;
    Str unsubscribe; /* whole address */
    Str code;        /* of a mail that confirms an address */
} LetterParts;

Code letter_of_notices(Arena *arena, const LetterParts *parts, Letter *ret_letter);
Code letter_of_code(Arena *arena, const LetterParts *parts, Letter *ret_letter);

#endif
