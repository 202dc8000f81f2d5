/* platform/notices/preferences - private to the notices room: how a person wants to be told by e-mail, and where. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_NOTICES_PREFERENCES_H
#define PLATFORM_NOTICES_PREFERENCES_H

#include "platform/notices/notices.h"

typedef enum Rhythm { RHYTHM_NONE, RHYTHM_AT_ONCE, RHYTHM_DAILY, RHYTHM_NEVER } Rhythm;
typedef enum Language { LANGUAGE_NONE, LANGUAGE_VI, LANGUAGE_EN } Language;
extern const Choices rhythm_choices, language_choices;

typedef struct Preference {
    Id account, id;
    Str address;
    Time confirmed_at;
    Str wanted, code;
    Time code_until;
    int64_t code_tries;
    Str secret;
    bool mail_low, mail_normal, mail_high;
    int rhythm;
    int64_t daily_hour, quiet_from, quiet_to;
    int language;
    Day daily_on;
    Str trouble;
    Time trouble_at;
} Preference;
extern const Shape preference_shape;

/* When a mail may go: pure. */
typedef struct Moment {
    Day today;
    int64_t hour; /* 0 to 23, at the installation's place */
    bool is_working_day;
} Moment;
bool preference_wants(const Preference *preference, Urgency urgency);
/* May what does not press go now? What presses (high) may always. */
bool preference_is_time(const Preference *preference, const Moment *moment);

/* As stored; what a new account has when nothing is. */
Code preference_find(Ctx *cx, const Id *account, Preference *ret_preference);
/* Those with a confirmed address for whom unread notices wait, of Preference. */
Code preferences_waiting(Ctx *cx, Rows *ret_preferences);
Code preference_store_daily(Ctx *cx, const Preference *preference);
Code preference_store_trouble(Ctx *cx, const Id *account, Str trouble);

extern const Shape preference_view_shape, preference_change_shape, address_wanted_shape, address_code_shape,
    unsubscribe_shape, unsubscribed_shape;
/* The caller's own; who shows the secret of a mail may see whether mails go, and end them. */
Work preference_get, preference_change, address_want, address_confirm, address_remove, unsubscribe_state, unsubscribe;

extern const ProblemKind mail_address_form, address_code_wrong, address_code_over, address_often, unsubscribe_unknown,
    mail_off;

#endif
