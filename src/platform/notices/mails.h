/* platform/notices/mails - private to the notices room: mails on their way; what was bundled, sent, refused. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_NOTICES_MAILS_H
#define PLATFORM_NOTICES_MAILS_H

#include "platform/notices/given.h"
#include "platform/notices/preferences.h"

enum { MAILS_AT_ONCE = 20, NOTICES_A_MAIL = 100, CONFIRMS_A_DAY = 5 };

typedef enum MailPurpose { PURPOSE_NONE, PURPOSE_NOTICES, PURPOSE_CONFIRM } MailPurpose;
typedef enum MailState { MAIL_NO_STATE, MAIL_IS_WAITING, MAIL_IS_SENT, MAIL_IS_REFUSED, MAIL_IS_DEAD } MailState;

typedef struct Mail {
    Id id, account;
    int purpose;
    Str address;
    Time made_at;
    int state;
    int64_t attempts;
    Time next_at, sent_at;
    Str trouble;
} Mail;
extern const Shape mail_shape;

/* Into the box; the job sends it. */
Code mail_put(Ctx *cx, const Id *account, MailPurpose purpose, Str address, Id *ret_mail);
Code mails_confirming_since(Ctx *cx, const Id *account, Time since, int64_t *ret_count);
Code mails_due(Ctx *cx, Rows *ret_mails); /* of Mail: the first that may be tried now */
Code mail_find(Ctx *cx, const Id *id, Mail *ret_mail);
Code mail_store(Ctx *cx, const Mail *mail);
Code mail_notices(Ctx *cx, const Id *mail, Rows *ret_notices); /* of Notice: what it tells, what presses first */
/* What waits for this account goes out no more. */
Code notices_skip(Ctx *cx, const Id *account);

/* A job: notices that may go now become mails. NOT_FOUND, without a Problem: none may. */
Work bundling_wanted, bundling_run;

extern const Shape mail_overview_shape, mail_key_shape;
/* For administrators. */
Work mails_overview, mail_again, mails_tidy;

extern const ProblemKind mail_unknown;

#endif
