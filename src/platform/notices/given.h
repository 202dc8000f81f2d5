/* platform/notices/given - private to the notices room: what a person was told, and whether he has read it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_NOTICES_GIVEN_H
#define PLATFORM_NOTICES_GIVEN_H

#include "platform/notices/notices.h"

enum { NOTICES_SHOWN_MAX = 200 };

typedef struct Notice {
    Id id, account;
    Str kind, key, about;
    int urgency;
    Str title, title_en, body, body_en, page;
    Time given_at, read_at;
    Str mail; /* MAIL_WAITING, MAIL_SKIPPED, or the id of the mail that tells it */
} Notice;
extern const Shape notice_shape;

#define MAIL_WAITING S("waiting")
#define MAIL_SKIPPED S("skipped")

extern const Shape notice_list_shape, notice_count_shape, notice_key_shape, notices_seen_shape;
/* The caller's own. */
Work notices_list, notices_count, notice_read, notices_read_all;
/* A job: what is older than notices.kept_months goes. */
Work notices_tidy;

extern const Setting notices_kept_months;
extern const ProblemKind notice_unknown;

#endif
