/* platform/notices - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/given.h"
#include "platform/notices/mails.h"
#include "platform/notices/notices.h"
#include "platform/notices/preferences.h"
#include "platform/notices/sending.h"

#include "platform/notices/migrations.h"

static const Permission permissions[] = {
    { "notices.own", "citizen officer head coordinator leader administrator", "See what one was told",
      .is_for_people = true },
    { "notices.end_mails", "public citizen officer head coordinator leader administrator",
      "End mails by the link in one" },
    { "notices.see_mails", "administrator", "See which mails were not taken, and send them again",
      .is_for_people = true },
};

static const Route routes[] = {
    { "GET", "/notices", notices_list, .may = "notices.own", .out = &notice_list_shape,
      .help = "What the caller was told: unread first" },
    { "GET", "/notices/count", notices_count, .may = "notices.own", .out = &notice_count_shape,
      .help = "How much of it is unread" },
    { "POST", "/notices/{id}/read", notice_read, .may = "notices.own", .in = &notice_key_shape, .writes = true,
      .help = "One notice was read" },
    { "POST", "/notices/read-all", notices_read_all, .may = "notices.own", .in = &notices_seen_shape, .writes = true,
      .help = "All were read that were given until a moment" },
    { "GET", "/notices/preferences", preference_get, .may = "notices.own", .out = &preference_view_shape,
      .help = "How the caller wants to be told by e-mail" },
    { "POST", "/notices/preferences", preference_change, .may = "notices.own", .in = &preference_change_shape,
      .out = &preference_view_shape, .writes = true,
      .help = "Change it" },
    { "POST", "/notices/address", address_want, .may = "notices.own", .in = &address_wanted_shape,
      .out = &preference_view_shape, .writes = true,
      .help = "Name one's e-mail address; a code goes there" },
    { "POST", "/notices/address/confirm", address_confirm, .may = "notices.own", .in = &address_code_shape,
      .out = &preference_view_shape, .writes = true,
      .help = "Show the code: from now on mails go to that address" },
    { "POST", "/notices/address/remove", address_remove, .may = "notices.own", .out = &preference_view_shape,
      .writes = true,
      .help = "No mails from now on, and the address is forgotten" },
    { "GET", "/notices/unsubscribe/{token}", unsubscribe_state, .may = "notices.end_mails", .in = &unsubscribe_shape,
      .out = &unsubscribed_shape,
      .help = "Do mails go to the person in whose mail this link stood?" },
    { "POST", "/thong-bao/ngung/{token}", unsubscribe, .is_outside = true, .may = "notices.end_mails",
      .in = &unsubscribe_shape, .out = &unsubscribed_shape, .takes_form = true, .writes = true,
      .help = "End mails by the link in one, without signing in (RFC 8058)" },
    { "GET", "/notices/mails", mails_overview, .may = "notices.see_mails", .out = &mail_overview_shape,
      .help = "Which mails were not taken, and whose address is confirmed" },
    { "POST", "/notices/mails/{id}/again", mail_again, .may = "notices.see_mails", .in = &mail_key_shape,
      .writes = true,
      .help = "Send a mail again" },
};

static const Page pages[] = {
    { "/thong-bao", "staff", "/notices", { "Thông báo", "Notices" },
      .help = "What one was told, and how one is mailed" },
    { "/thong-bao/ngung/{token}", "public", "/notices/unsubscribe/{token}", { "Ngừng nhận thư", "Stop the mails" },
      .help = "Where the link in a mail leads: ends the mails" },
    { "/quan-tri/thu", "staff", "/notices/mails", { "Thư thông báo", "Mailed notices" },
      .help = "Mails that did not go, and who is mailed" },
};

static const Job jobs[] = {
    { "notices.tidy", 24 * 60 * 60, mails_tidy, .help = "Removes what was kept long enough" },
    { "notices.bundle", 2, bundling_run, .wanted = bundling_wanted,
      .help = "Makes mails of what people were told, when they want it" },
    { "notices.send", 2, sending_hear, .wanted = sending_wanted, .asks = sending_ask,
      .help = "Hands mails to the mail server" },
};

static const Setting *const settings[] = {
    &notices_kept_months, &mail_server,    &mail_from,         &mail_tls, &mail_user,
    &mail_password_file,  &mail_ca_file,   &mail_timeout_s,    &mail_give_up_hours,
};

static const ProblemKind *const problems[] = {
    &notice_unknown,      &mail_address_form, &address_code_wrong, &address_code_over,  &address_often,
    &unsubscribe_unknown, &mail_off,     &mail_unknown,       &mail_setting_wrong, &mail_server_away,
};

const Module notices_module = {
    .name = "notices",
    .title = "Notices and e-mail",
    TABLE(migration, notices_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(job, jobs),
    TABLE(setting, settings),
    TABLE(problem, problems),
};
