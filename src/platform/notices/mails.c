/* platform/notices/mails - see mails.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/mails.h"

#include "kit/kit.h"
#include "platform/calendar/calendar.h"
#include "platform/notices/sending.h"
#include "platform/people/people.h"

#define DAY_US  INT64_C(86400000000)
#define HOUR_US INT64_C(3600000000)

enum { TROUBLED_MAX = 100, READERS_MAX = 500, DAYS_OF_A_MONTH = 31 };

const ProblemKind mail_unknown = { NOT_FOUND,
                                   "notices/mail-unknown",
                                   { "Không có thư này.", "There is no such mail." },
                                   { "Thư “{0}” không còn, hoặc đã gửi được. Tải lại trang.",
                                     "The mail “{0}” is gone, or was sent. Reload." } };

static const char *const purpose_names[] = { "notices", "confirm" };
static const Choices purpose_choices = CHOICES("MailPurpose", purpose_names);
static const char *const state_names[] = { "waiting", "sent", "refused", "dead" };
static const Choices state_choices = CHOICES("MailState", state_names);

static const Field mail_fields[] = {
    FIELD(Mail, id, REQUIRED, 0, 0),
    FIELD(Mail, account, REQUIRED, 0, 0),
    FIELD_CHOICE(Mail, purpose, REQUIRED, &purpose_choices),
    FIELD(Mail, address, REQUIRED | STORED, 0, 0),
    FIELD(Mail, made_at, REQUIRED, 0, 0),
    FIELD_CHOICE(Mail, state, REQUIRED, &state_choices),
    FIELD(Mail, attempts, REQUIRED, 0, 0),
    FIELD(Mail, next_at, REQUIRED, 0, 0),
    FIELD(Mail, sent_at, OPTIONAL, 0, 0),
    FIELD(Mail, trouble, REQUIRED, 0, 0),
};
const Shape mail_shape = SHAPE(Mail, mail_fields);

typedef struct MailCount {
    int64_t waiting, sent, failed;
} MailCount;

static const Field mail_count_fields[] = {
    FIELD(MailCount, waiting, REQUIRED, 0, 0),
    FIELD(MailCount, sent, REQUIRED, 0, 0),
    FIELD(MailCount, failed, REQUIRED, 0, 0),
};
static const Shape mail_count_shape = SHAPE(MailCount, mail_count_fields);

/* Who gets mails; the address itself is the person's own matter. */
typedef struct MailReader {
    Id account;
    Str name;
    Time confirmed_at;
    bool is_waiting; /* for its code */
    int rhythm;
    Str trouble;
} MailReader;

static const Field mail_reader_fields[] = {
    FIELD(MailReader, account, REQUIRED, 0, 0),
    FIELD(MailReader, name, REQUIRED, 0, 0),
    FIELD(MailReader, confirmed_at, OPTIONAL, 0, 0),
    FIELD(MailReader, is_waiting, REQUIRED, 0, 0),
    FIELD_CHOICE(MailReader, rhythm, REQUIRED, &rhythm_choices),
    FIELD(MailReader, trouble, REQUIRED, 0, 0),
};
static const Shape mail_reader_shape = SHAPE(MailReader, mail_reader_fields);

#include "platform/notices/mails.sql.h"

/* ---- the box ---- */

Code mail_put(Ctx *cx, const Id *account, MailPurpose purpose, Str address, Id *ret_mail) {
    const Mail mail = { .id = id_make("mail", cx->now),
                        .account = *account,
                        .purpose = (int)purpose,
                        .address = address,
                        .made_at = cx->now,
                        .state = MAIL_IS_WAITING,
                        .next_at = cx->now };
    *ret_mail = mail.id;
    return mail_insert(cx, &mail);
}

Code mails_confirming_since(Ctx *cx, const Id *account, Time since, int64_t *ret_count) {
    const Mail asked = { .account = *account, .made_at = since };
    MailCount count;
    TRY(mails_counted_confirming(cx, &asked, &count));
    *ret_count = count.waiting;
    return OK;
}

Code mails_due(Ctx *cx, Rows *ret_mails) {
    const Mail asked = { .next_at = cx->now };
    return mails_to_send(cx, &asked, ret_mails);
}

Code mail_find(Ctx *cx, const Id *id, Mail *ret_mail) {
    const Mail asked = { .id = *id };
    return mail_by_id(cx, &asked, ret_mail);
}

Code mail_store(Ctx *cx, const Mail *mail) {
    return mail_update(cx, mail);
}

Code mail_notices(Ctx *cx, const Id *mail, Rows *ret_notices) {
    const Notice asked = { .mail = id_str(mail) };
    return notices_of_mail(cx, &asked, ret_notices);
}

Code notices_skip(Ctx *cx, const Id *account) {
    const Notice asked = { .account = *account };
    return notices_set_skipped(cx, &asked);
}

/* ---- bundling ---- */

static Code moment_now(Ctx *cx, Moment *ret_moment) {
    const Calendar *calendar;
    TRY(calendar_load(cx, &calendar));
    const Time midnight = day_start(cx->today, setting_int(cx->house->settings, &clock_offset_minutes));
    *ret_moment = (Moment){ .today = cx->today,
                            .hour = (cx->now.us - midnight.us) / HOUR_US,
                            .is_working_day = is_working_day(calendar, cx->today) };
    return OK;
}

/* What goes now; what is not wanted by e-mail is never looked at again. */
static Code bundle_one(Ctx *cx, const Preference *preference, const Moment *moment, bool *ret_any) {
    const bool is_time = preference_is_time(preference, moment);
    const Notice asked = { .account = preference->account };
    Rows rows;
    Id mail = { 0 };
    TRY(notices_to_mail(cx, &asked, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        Notice notice = ((const Notice *)rows.items)[i];
        const bool is_wanted = preference_wants(preference, (Urgency)notice.urgency);
        if (is_wanted && !is_time && notice.urgency != URGENCY_HIGH) continue;
        *ret_any = true;
        if (is_wanted && id_is_none(&mail))
            TRY(mail_put(cx, &preference->account, PURPOSE_NOTICES, preference->address, &mail));
        notice.mail = is_wanted ? id_str(&mail) : MAIL_SKIPPED;
        TRY(notice_set_mail(cx, &notice));
    }
    if (id_is_none(&mail) || !is_time || preference->rhythm != RHYTHM_DAILY) return OK;
    const Preference sent = { .account = preference->account, .daily_on = cx->today };
    return preference_store_daily(cx, &sent);
}

/* The same look tells whether there is anything to do, without writing. */
static Code bundle_would(Ctx *cx, const Preference *preference, const Moment *moment, bool *ret_any) {
    const Notice asked = { .account = preference->account };
    Rows rows;
    TRY(notices_to_mail(cx, &asked, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Notice *notice = &((const Notice *)rows.items)[i];
        *ret_any = *ret_any || notice->urgency == URGENCY_HIGH || preference_is_time(preference, moment) ||
                   !preference_wants(preference, (Urgency)notice->urgency);
    }
    return OK;
}

static Code bundle_all(Ctx *cx, Code (*one)(Ctx *, const Preference *, const Moment *, bool *)) {
    Rows waiting;
    Moment moment;
    bool is_any = false;
    if (!sending_is_on(cx)) return NOT_FOUND;
    TRY(preferences_waiting(cx, &waiting));
    if (waiting.count == 0) return NOT_FOUND;
    TRY(moment_now(cx, &moment));
    for (size_t i = 0; i < waiting.count; i++) {
        const Preference *preference = &((const Preference *)waiting.items)[i];
        bool is_active = false;
        TRY(person_is_active(cx, &preference->account, &is_active));
        if (is_active) TRY(one(cx, preference, &moment, &is_any));
    }
    return is_any ? OK : NOT_FOUND;
}

Code bundling_wanted(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    return bundle_all(cx, bundle_would);
}

Code bundling_run(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const Code done = bundle_all(cx, bundle_one);
    return done == NOT_FOUND && cx->problem.kind == NULL ? OK : done; /* another server was quicker */
}

/* ---- for administrators ---- */

typedef struct MailOverview {
    bool is_sending;
    int64_t waiting, sent, failed;
    Rows mails;   /* of Mail: refused, given up, or tried in vain so far */
    Rows readers; /* of MailReader */
} MailOverview;

static const Field mail_overview_fields[] = {
    FIELD(MailOverview, is_sending, REQUIRED, 0, 0),
    FIELD(MailOverview, waiting, REQUIRED, 0, 0),
    FIELD(MailOverview, sent, REQUIRED, 0, 0),
    FIELD(MailOverview, failed, REQUIRED, 0, 0),
    FIELD_LIST(MailOverview, mails, TROUBLED_MAX, &mail_shape),
    FIELD_LIST(MailOverview, readers, READERS_MAX, &mail_reader_shape),
};
const Shape mail_overview_shape = SHAPE(MailOverview, mail_overview_fields);

static const Field mail_key_fields[] = { FIELD(Mail, id, REQUIRED, 0, 0) };
const Shape mail_key_shape = { "MailKey", sizeof(Mail), mail_key_fields, COUNT(mail_key_fields) };

Code mails_overview(Ctx *cx, const void *in, void *out) {
    (void)in;
    MailOverview *overview = out;
    MailCount count;
    TRY(mails_counted(cx, &count));
    TRY(mails_troubled(cx, &overview->mails));
    TRY(addresses_all(cx, &overview->readers));
    MailReader *readers = overview->readers.items;
    for (size_t i = 0; i < overview->readers.count; i++) {
        PersonName person = { .name = S("") };
        const Code found = person_name(cx, &readers[i].account, &person);
        if (found != OK && found != NOT_FOUND) return found;
        readers[i].name = person.name;
    }
    overview->is_sending = sending_is_on(cx);
    overview->waiting = count.waiting;
    overview->sent = count.sent;
    overview->failed = count.failed;
    return OK;
}

/* Once more, from the beginning: its trouble was mended at the server. */
Code mail_again(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Id id = ((const Mail *)in)->id;
    Mail mail;
    const Code found = mail_find(cx, &id, &mail);
    if (found == NOT_FOUND || (found == OK && mail.state == MAIL_IS_SENT)) return fail(cx, &mail_unknown, id_str(&id));
    TRY(found);
    mail.state = MAIL_IS_WAITING;
    mail.attempts = 0;
    mail.made_at = mail.next_at = cx->now;
    return mail_store(cx, &mail);
}

Code mails_tidy(Ctx *cx, const void *in, void *out) {
    const int64_t days = setting_int(cx->house->settings, &notices_kept_months) * DAYS_OF_A_MONTH;
    const Mail old = { .made_at = { cx->now.us - days * DAY_US } };
    TRY(mails_sweep(cx, &old));
    return notices_tidy(cx, in, out);
}
