/* platform/notices/sending - see sending.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/sending.h"

#include "kit/kit.h"
#include "kit/mail.h"
#include "kit/site.h"
#include "platform/notices/letters.h"
#include "platform/people/people.h"

#define SECOND_US INT64_C(1000000)
#define HOUR_US   (3600 * SECOND_US)

enum { PASSWORD_BYTES_MAX = 512, PAUSE_FIRST_S = 60, PAUSE_MAX_S = 3600 };

const Setting mail_server = { "mail.server",
                              SETTING_TEXT,
                              "",
                              0,
                              260,
                              .help = "Mail server that takes this site's e-mail, host:port; empty: no e-mail" };
const Setting mail_from = { "mail.from", SETTING_TEXT, "", 0, 300, .help = "Sender of its e-mail: Name <name@domain>" };
const Setting mail_tls = { "mail.tls",
                           SETTING_TEXT,
                           "starttls",
                           3,
                           8,
                           .help = "How the way to the mail server is closed: starttls, smtps (from the start), or off "
                                   "(a server on this machine)" };
const Setting mail_user = {
    "mail.user", SETTING_TEXT, "",
    0,           200,          .help = "Name with which the mail server is signed in to; empty: none is shown"
};
const Setting mail_password_file = {
    "mail.password_file", SETTING_TEXT, "", 0, 1000, .help = "File with the password of mail.user, for its owner alone"
};
const Setting mail_ca_file = { "mail.ca_file",
                               SETTING_TEXT,
                               "",
                               0,
                               1000,
                               .help =
                                   "Authorities (PEM) that may vouch for the mail server; empty: those of the system" };
const Setting mail_timeout_s = {
    "mail.timeout_s", SETTING_INT, "30", 2, 300, .help = "Seconds for handing over one mail"
};
const Setting mail_give_up_hours = { "mail.give_up_hours",
                                     SETTING_INT,
                                     "120",
                                     1,
                                     720,
                                     .help = "Hours for which a mail is tried again and again",
                                     .source = "RFC 5321, 4.5.4.1: 4 to 5 days" };

const ProblemKind mail_setting_wrong = { UNAVAILABLE,
                                         "notices/mail-setting",
                                         { "Thiết lập thư chưa đúng.", "The settings of e-mail are wrong." },
                                         { "{0}: {1}. Sửa trong banyan.conf rồi chạy lại.",
                                           "{0}: {1}. Mend it in banyan.conf and start again." } };
const ProblemKind mail_server_away = {
    UNAVAILABLE,
    "notices/mail-not-taken",
    { "Máy chủ thư chưa nhận thư.", "The mail server did not take a mail." },
    { "{0}: {1}. Thư vẫn giữ và sẽ gửi lại; xem trang quản trị Thư.",
      "{0}: {1}. The mail is kept and tried again; see the administrators' page of mails." }
};

/* One mail, its bytes, and what became of it. */
typedef struct Sending {
    Mail mail;
    Str bytes;
    MailAnswer answer;
    bool is_asked;
} Sending;

typedef struct Round {
    MailServer server;
    Str from_name, from, host;
    Sending *sendings;
    size_t count;
} Round;

bool sending_is_on(const Ctx *cx) {
    const Settings *settings = cx->house->settings;
    return setting_text(settings, &mail_server).len > 0 && setting_text(settings, &mail_from).len > 0 &&
           setting_text(settings, &site_address).len > 0;
}

/* ---- looking ---- */

/* https://host:port becomes host */
static Str host_of(Str address) {
    const size_t start = str_find(address, S("//"));
    Str rest = start < address.len ? str_part(address, start + 2, address.len) : address;
    Str host = str_cut(&rest, '/');
    return str_cut(&host, ':');
}

static Code read_password(Ctx *cx, Str *ret_password) {
    const Str path = setting_text(cx->house->settings, &mail_password_file);
    *ret_password = S("");
    if (path.len == 0) return OK;
    TRY(file_read(cx, path, PASSWORD_BYTES_MAX, ret_password));
    *ret_password = str_trim(*ret_password);
    return OK;
}

static Code read_settings(Ctx *cx, Round *round) {
    const Settings *settings = cx->house->settings;
    const Str from = setting_text(settings, &mail_from), tls = setting_text(settings, &mail_tls);
    round->host = host_of(setting_text(settings, &site_address));
    if (!mail_mailbox_read(from, &round->from_name, &round->from))
        return fail(cx, &mail_setting_wrong, S("mail.from"), from);
    for (int i = MAIL_TLS_OFF; i <= MAIL_TLS_FROM_START; i++) {
        if (str_is(tls, mail_tls_names[i - 1])) round->server.tls = (MailTls)i;
    }
    if (round->server.tls == MAIL_TLS_NONE) return fail(cx, &mail_setting_wrong, S("mail.tls"), tls);
    round->server.host = setting_text(settings, &mail_server);
    round->server.user = setting_text(settings, &mail_user);
    round->server.ca_file = setting_text(settings, &mail_ca_file);
    round->server.hello = round->host;
    round->server.timeout_s = setting_int(settings, &mail_timeout_s);
    return read_password(cx, &round->server.password);
}

static Code write_letter(Ctx *cx, const Mail *mail, const Preference *preference, LetterParts *parts,
                         Letter *ret_letter) {
    Rows notices;
    if (mail->purpose == PURPOSE_CONFIRM) {
        parts->code = preference->code;
        return parts->code.len > 0 ? letter_of_code(cx->arena, parts, ret_letter) : NOT_FOUND;
    }
    TRY(mail_notices(cx, &mail->id, &notices));
    parts->notices = notices.items;
    parts->count = notices.count;
    return notices.count > 0 ? letter_of_notices(cx->arena, parts, ret_letter) : NOT_FOUND;
}

/* Empty bytes when nothing is left to say: the code was used, the notices were kept long enough. */
static Code compose(Ctx *cx, const Round *round, Sending *sending) {
    const Settings *settings = cx->house->settings;
    const Mail *mail = &sending->mail;
    Preference preference;
    PersonName person = { .name = S("") };
    Letter letter;
    TRY(preference_find(cx, &mail->account, &preference));
    const Code known = person_name(cx, &mail->account, &person);
    if (known != OK && known != NOT_FOUND) return known;
    LetterParts parts = { .site = setting_text(settings, &site_address),
                          .site_name = setting_text(settings, &site_name),
                          .person = person.name,
                          .language = (Language)preference.language };
    parts.unsubscribe =
        str_format(cx->arena, "%.*s/thong-bao/ngung/%.*s", STR_FMT(parts.site), STR_FMT(preference.secret));
    const Code written = write_letter(cx, mail, &preference, &parts, &letter);
    if (written == NOT_FOUND && cx->problem.kind == NULL) return OK;
    TRY(written);
    const MailMessage message = { .from_name = round->from_name,
                                  .from = round->from,
                                  .to_name = person.name,
                                  .to = mail->address,
                                  .subject = letter.subject,
                                  .text = letter.text,
                                  .html = letter.html,
                                  .id = id_str(&mail->id),
                                  .host = round->host,
                                  .unsubscribe = mail->purpose == PURPOSE_NOTICES ? parts.unsubscribe : S(""),
                                  .at = mail->made_at,
                                  .offset_minutes = setting_int(settings, &clock_offset_minutes) };
    return mail_compose(cx->arena, &message, &sending->bytes);
}

Code sending_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows due;
    if (!sending_is_on(cx)) return NOT_FOUND;
    TRY(mails_due(cx, &due));
    if (due.count == 0) return NOT_FOUND;
    Round *round = NEW(cx->arena, Round);
    TRY(read_settings(cx, round));
    round->sendings = NEW_ARRAY(cx->arena, Sending, due.count);
    for (; round->count < due.count; round->count++) {
        Sending *sending = &round->sendings[round->count];
        sending->mail = ((const Mail *)due.items)[round->count];
        TRY(compose(cx, round, sending));
    }
    cx->prepared = round;
    return OK;
}

/* ---- sending ---- */

Code sending_ask(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Round *round = cx->prepared;
    MailClient *client = mail_client_open();
    bool is_away = false;
    for (size_t i = 0; i < round->count && !is_away; i++) {
        Sending *one = &round->sendings[i];
        if (one->bytes.len == 0) continue;
        one->is_asked = true;
        one->answer = mail_send(cx->arena, client, &round->server, round->from, one->mail.address, one->bytes);
        is_away = one->answer.is_away && one->answer.outcome != MAIL_TAKEN;
    }
    mail_client_close(client);
    secret_wipe(round->server.password);
    return OK;
}

/* ---- hearing ---- */

static Time pause_end(const Ctx *cx, int64_t attempts) {
    int64_t pause_s = PAUSE_FIRST_S;
    for (int64_t i = 1; i < attempts && pause_s < PAUSE_MAX_S; i++) pause_s *= 2;
    return (Time){ cx->now.us + (pause_s < PAUSE_MAX_S ? pause_s : PAUSE_MAX_S) * SECOND_US };
}

static Code hear_one(Ctx *cx, const Sending *sending) {
    Mail mail;
    const Code found = mail_find(cx, &sending->mail.id, &mail);
    if (found == NOT_FOUND || (found == OK && mail.state != MAIL_IS_WAITING)) return OK;
    TRY(found);
    const MailAnswer *answer = &sending->answer;
    const int64_t given_up_us = setting_int(cx->house->settings, &mail_give_up_hours) * HOUR_US;
    const bool is_taken = sending->bytes.len == 0 || answer->outcome == MAIL_TAKEN;
    mail.attempts += sending->is_asked ? 1 : 0;
    mail.trouble = is_taken ? S("") : answer->trouble;
    if (is_taken) {
        mail.state = MAIL_IS_SENT;
        mail.sent_at = cx->now;
    } else if (answer->outcome == MAIL_REFUSED) {
        mail.state = MAIL_IS_REFUSED;
    } else {
        mail.state = cx->now.us - mail.made_at.us > given_up_us ? MAIL_IS_DEAD : MAIL_IS_WAITING;
        mail.next_at = pause_end(cx, mail.attempts);
    }
    TRY(mail_store(cx, &mail));
    const bool is_told = is_taken || mail.state == MAIL_IS_REFUSED;
    return is_told ? preference_store_trouble(cx, &mail.account, mail.trouble) : OK;
}

Code sending_hear(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Round *round = cx->prepared;
    const Sending *troubled = NULL;
    for (size_t i = 0; i < round->count; i++) {
        const Sending *one = &round->sendings[i];
        if (!one->is_asked && one->bytes.len > 0) continue; /* its turn comes */
        TRY(hear_one(cx, one));
        if (one->is_asked && one->answer.outcome != MAIL_TAKEN) troubled = one;
    }
    if (troubled == NULL) return OK;
    cx->is_recorded = true;
    return fail(cx, &mail_server_away, id_str(&troubled->mail.id), troubled->answer.trouble);
}
