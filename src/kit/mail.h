/* kit/mail - an e-mail: its form (RFC 5322, MIME), and handing it to a mail server (SMTP, by libcurl). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_MAIL_H
#define KIT_MAIL_H

#include "kit/ctx.h"

enum { MAIL_ADDRESS_MAX = 254, MAIL_BODY_BYTES_MAX = 512 * 1024, MAIL_BYTES_MAX = 2 * 1024 * 1024 };

/* local@domain in plain ASCII, with nothing that a header or a server could take for something else: no quotes, blanks,
 * commas, controls or literal addresses. Pure. */
bool mail_address_is_fine(Str address);

/* `Name <local@domain>`, or the address alone: as the setting of a sender is written. Pure. */
bool mail_mailbox_read(Str text, Str *ret_name, Str *ret_address);

typedef struct MailMessage {
    Str from_name, from; /* "" for no name; addresses are fine */
    Str to_name, to;
    Str subject, text, html; /* UTF-8 with \n; controls in names and subject become blanks; html "": text alone */
    Str id;                  /* for Message-ID, the same whenever it is sent: letters, digits, _ and - */
    Str host;                /* ... of this house */
    Str unsubscribe;         /* https address that ends such mails by one POST (RFC 8058); "": none */
    Time at;
    int64_t offset_minutes; /* east of Greenwich, for Date */
} MailMessage;

/* Seven-bit lines of at most 76 letters, longer only where an address is, each ended by CRLF: no server needs to change
 * anything. */
Code mail_compose(Arena *arena, const MailMessage *message, Str *ret_bytes);

typedef enum MailTls { MAIL_TLS_NONE, MAIL_TLS_OFF, MAIL_TLS_STARTTLS, MAIL_TLS_FROM_START } MailTls;
extern const char *const mail_tls_names[]; /* off starttls smtps */

typedef struct MailServer {
    Str host; /* name or address; port after a colon */
    MailTls tls;
    Str user, password; /* "": does not sign in */
    Str ca_file;        /* PEM; "": the authorities of the system */
    Str hello;          /* what we call ourselves */
    int64_t timeout_s;  /* for one mail */
} MailServer;

typedef enum MailOutcome {
    MAIL_TAKEN,   /* the server answers for it now */
    MAIL_LATER,   /* the server is away, or asks to try again (4xx) */
    MAIL_REFUSED, /* this mail will never be taken (5xx to recipient or content) */
} MailOutcome;

typedef struct MailAnswer {
    MailOutcome outcome;
    int status;   /* of SMTP; 0: no answer */
    Str trouble;  /* what the server or the network said; "" when taken */
    bool is_away; /* not about this mail: no connection, no TLS, no sign-in; trying others now is no use */
} MailAnswer;

/* Keeps its connection from one mail to the next. Used by one thread at a time. */
typedef struct MailClient MailClient;
MailClient *mail_client_open(void);
void mail_client_close(MailClient *client); /* NULL is allowed */
MailAnswer mail_send(Arena *arena, MailClient *client, const MailServer *server, Str from, Str to, Str bytes);

#endif
