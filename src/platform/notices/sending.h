/* platform/notices/sending - private to the notices room: mails handed to the mail server, over the network and without
 * a transaction; what it answered is written down after. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_NOTICES_SENDING_H
#define PLATFORM_NOTICES_SENDING_H

#include "kit/module.h"

/* A server, a sender and the address of this site are set. */
bool sending_is_on(const Ctx *cx);

/* The three steps of the job. */
Work sending_wanted, sending_ask, sending_hear;

extern const Setting mail_server, mail_from, mail_tls, mail_user, mail_password_file, mail_ca_file, mail_timeout_s,
    mail_give_up_hours;
extern const ProblemKind mail_setting_wrong, mail_server_away;

#endif
