/* platform/exchange/own_authority - see own_authority.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/own_authority.h"

#include "kit/commands.h"
#include "kit/site.h"
#include "platform/exchange/gateway.h"
#include "platform/ledger/ledger.h"

enum {
    SECRET_MODE = 0600,
    PUBLIC_MODE = 0644,
    PEM_BYTES_MAX = 64 * 1024,
    HOSTS_MAX = 16,
    HEAD_BYTES_MAX = 8 * 1024,
    AUTHORITY_DAYS = 3650,
    AUTHORITY_DAYS_MAX = 9125,
    SERVER_DAYS = 825,
    SERVER_DAYS_LEFT = 180
};

#define DAY_US  (INT64_C(86400) * 1000000)
#define HOUR_US (INT64_C(3600) * 1000000)

const Setting exchange_server_names = {
    "exchange.server_names",
    SETTING_TEXT,
    "",
    0,
    1000,
    .help =
        "names and addresses, with commas between, by which systems reach the exchange: for the certificate that its "
        "own authority issues; empty: localhost and the host of exchange.listen"
};

const ProblemKind no_authority = { CONFLICT,
                                   "exchange/no-authority",
                                   { "Chưa có cơ quan chứng thực nội bộ.", "There is no certificate authority yet." },
                                   { "Người quản trị máy chủ tạo một lần bằng lệnh: banyan exchange ca make.",
                                     "Whoever runs the server makes it once with: banyan exchange ca make." } };
const ProblemKind authority_there = {
    CONFLICT,
    "exchange/authority-there",
    { "Đã có cơ quan chứng thực nội bộ.", "There is a certificate authority already." },
    { "“{0}” đã có; tạo lại sẽ làm mọi chứng thư đã cấp mất hiệu lực, nên không ghi đè.",
      "“{0}” is there; another one would make all that was issued worthless, so it is not overwritten." }
};
const ProblemKind authority_broken = {
    UNAVAILABLE,
    "exchange/authority-broken",
    { "Không dùng được cơ quan chứng thực nội bộ.", "The certificate authority cannot be used." },
    { "“{0}” và “{1}” phải là tệp PEM đọc được và đi đôi với nhau. Lấy lại từ bản sao lưu.",
      "“{0}” and “{1}” must be PEM files that can be read and belong together. Restore them from a backup." }
};

typedef struct AuthorityMake {
    Str name, organization;
    int64_t days;
} AuthorityMake;

static const Field authority_make_fields[] = {
    OPTION(AuthorityMake, name, OPTIONAL, 0, NAMED_LETTERS_MAX, "what it is called; standard: Banyan CA"),
    OPTION(AuthorityMake, organization, OPTIONAL, 0, NAMED_LETTERS_MAX, "whose it is; standard: site.name"),
    OPTION(AuthorityMake, days, OPTIONAL, 0, AUTHORITY_DAYS_MAX, "how many days it holds; standard: 3650"),
};
const Shape authority_make_shape = SHAPE(AuthorityMake, authority_make_fields);

static const Field authority_raw_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape authority_raw_shape = { "AuthorityRaw", sizeof(Raw), authority_raw_fields, COUNT(authority_raw_fields) };

/* ---- in the data folder ---- */

static Str path_of(Ctx *cx, Str name) {
    return path_join(cx->arena, cx->house->data_folder, name);
}

#define AUTHORITY_PATH(cx)     path_of((cx), S("exchange-ca.pem"))
#define AUTHORITY_KEY_PATH(cx) path_of((cx), S("exchange-ca.key"))
#define SERVER_PATH(cx)        path_of((cx), S("exchange-server.pem"))

static Code broken(Ctx *cx) {
    return fail(cx, &authority_broken, AUTHORITY_PATH(cx), AUTHORITY_KEY_PATH(cx));
}

bool authority_is_there(Ctx *cx) {
    return file_exists(cx->arena, AUTHORITY_PATH(cx));
}

Code authority_load(Ctx *cx, Authority *ret_authority) {
    if (!authority_is_there(cx)) return fail(cx, &no_authority);
    Authority authority;
    TRY(file_read(cx, AUTHORITY_PATH(cx), PEM_BYTES_MAX, &authority.certificate));
    if (file_read(cx, AUTHORITY_KEY_PATH(cx), PEM_BYTES_MAX, &authority.key) != OK) return broken(cx);
    *ret_authority = authority;
    return OK;
}

Code authority_certificate(Ctx *cx, Certificate *ret_certificate) {
    Str pem;
    if (!authority_is_there(cx)) return fail(cx, &no_authority);
    TRY(file_read(cx, AUTHORITY_PATH(cx), PEM_BYTES_MAX, &pem));
    return certificate_read(cx->arena, pem, ret_certificate) ? OK : broken(cx);
}

/* ---- making it ---- */

static Code note_made(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Certificate *made = in;
    return ledger_append(cx, S("exchange.authority_made"), hex_text(cx->arena, made->fingerprint.bytes, SHA256_BYTES),
                         { "valid_to", time_text(cx->arena, made->valid_to) });
}

Code exchange_ca_make(Ctx *cx, const void *in, void *out) {
    (void)out;
    const AuthorityMake *args = in;
    if (authority_is_there(cx)) return fail(cx, &authority_there, AUTHORITY_PATH(cx));
    const int64_t days = args->days > 0 ? args->days : AUTHORITY_DAYS;
    const Named named = { .organization = args->organization.len > 0 ? args->organization
                                                                     : setting_text(cx->house->settings, &site_name),
                          .name = args->name.len > 0 ? args->name : S("Banyan CA") };
    const Time from = { cx->now.us - HOUR_US }, to = { cx->now.us + days * DAY_US };
    const Authority made = authority_new(cx->arena, &named, from, to);
    Certificate certificate;
    MUST(certificate_read(cx->arena, made.certificate, &certificate));
    const Code code = file_write(cx, AUTHORITY_KEY_PATH(cx), made.key, SECRET_MODE);
    secret_wipe(made.key);
    TRY(code);
    TRY(file_write(cx, AUTHORITY_PATH(cx), made.certificate, PUBLIC_MODE));
    TRY(run_work(cx, DB_WRITE, note_made, &certificate, NULL, 0));
    say("Đã tạo cơ quan chứng thực / the authority is made: %.*s\n", STR_FMT(AUTHORITY_PATH(cx)));
    say("sha256 %.*s\n", STR_FMT(hex_text(cx->arena, certificate.fingerprint.bytes, SHA256_BYTES)));
    say("đến ngày / until %.*s\n", STR_FMT(day_text(cx->arena, ctx_day_of(cx, certificate.valid_to))));
    return OK;
}

Code authority_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Raw *raw = out;
    Certificate certificate;
    TRY(authority_certificate(cx, &certificate));
    raw->body = certificate_pem(cx->arena, certificate.der);
    return OK;
}

/* ---- the exchange's own certificate ---- */

/* The host of HOST:PORT, without the brackets of IPv6; "" for every address there is. */
static Str host_of(Str place) {
    size_t end = place.len;
    while (end > 0 && place.at[end - 1] != ':') end--;
    Str host = end == 0 ? place : str_part(place, 0, end - 1);
    if (host.len >= 2 && host.at[0] == '[') host = str_part(host, 1, host.len - 2);
    return str_is(host, "0.0.0.0") || str_is(host, "::") || str_is(host, "*") ? S("") : host;
}

static size_t hosts_of(Ctx *cx, Str hosts[HOSTS_MAX]) {
    const Settings *settings = cx->house->settings;
    Str said = setting_text(settings, &exchange_server_names);
    size_t count = 0;
    while (said.len > 0 && count < HOSTS_MAX) {
        const Str host = str_trim(str_cut(&said, ','));
        if (host.len > 0) hosts[count++] = host;
    }
    if (count > 0) return count;
    hosts[count++] = S("localhost");
    const Str host = host_of(setting_text(settings, &exchange_listen));
    if (host.len > 0 && !str_is(host, "localhost")) hosts[count++] = host;
    return count;
}

/* Certificate and key are one file, so that they always belong together. Its first line tells what it was made
 * for: another one is made when that has changed. */
static Str head_of(Ctx *cx, const Certificate *authority, const Str *hosts, size_t count) {
    Buf out = buf_new(cx->arena, HEAD_BYTES_MAX);
    buf_addf(&out, "by %.*s for", STR_FMT(hex_text(cx->arena, authority->fingerprint.bytes, SHA256_BYTES)));
    for (size_t i = 0; i < count; i++) buf_addf(&out, " %.*s", STR_FMT(hosts[i]));
    MUST(!out.overflowed);
    return (Str){ out.at, out.len };
}

/* What stands in the file; false when there is nothing that could be used. */
static bool read_made(Ctx *cx, Str *ret_head, Certificate *ret_certificate) {
    Str text;
    if (!file_exists(cx->arena, SERVER_PATH(cx))) return false;
    if (file_read(cx, SERVER_PATH(cx), PEM_BYTES_MAX, &text) != OK) return false;
    *ret_head = str_cut(&text, '\n');
    return certificate_read(cx->arena, text, ret_certificate);
}

static Code make_server(Ctx *cx, Str head, const Str *hosts, size_t count) {
    Authority authority;
    Certificate made;
    Issuing issuing = { .named = { .organization = setting_text(cx->house->settings, &site_name), .name = hosts[0] },
                        .is_server = true,
                        .hosts = hosts,
                        .host_count = count,
                        .from = { cx->now.us - HOUR_US },
                        .to = { cx->now.us + SERVER_DAYS * DAY_US } };
    TRY(authority_load(cx, &authority));
    const Str key = private_key_new(cx->arena);
    MUST(private_key_spki(cx->arena, key, &issuing.spki));
    serial_new(issuing.serial);
    const bool is_made = authority_issue(cx->arena, &authority, &issuing, &made);
    secret_wipe(authority.key);
    if (!is_made) return broken(cx);
    const Str pem = certificate_pem(cx->arena, made.der);
    const Str text = str_format(cx->arena, "%.*s\n%.*s%.*s", STR_FMT(head), STR_FMT(pem), STR_FMT(key));
    secret_wipe(key);
    const Code code = file_write(cx, SERVER_PATH(cx), text, SECRET_MODE);
    secret_wipe(text);
    return code;
}

static Code server_of_authority(Ctx *cx, ServerIdentity *ret_identity) {
    Str hosts[HOSTS_MAX], made_for;
    Certificate authority, made;
    const size_t count = hosts_of(cx, hosts);
    TRY(authority_certificate(cx, &authority));
    const Str head = head_of(cx, &authority, hosts, count);
    const bool is_good = read_made(cx, &made_for, &made) && str_equal(made_for, head) &&
                         made.valid_to.us > cx->now.us + SERVER_DAYS_LEFT * DAY_US;
    if (!is_good) TRY(make_server(cx, head, hosts, count));
    *ret_identity = (ServerIdentity){ SERVER_PATH(cx), SERVER_PATH(cx) };
    return OK;
}

static ServerIdentity identity_said(Ctx *cx) {
    const Settings *settings = cx->house->settings;
    return (ServerIdentity){ str_copy(cx->arena, setting_text(settings, &exchange_tls_certificate)),
                             str_copy(cx->arena, setting_text(settings, &exchange_tls_key)) };
}

ServerIdentity server_identity_now(Ctx *cx) {
    const ServerIdentity said = identity_said(cx);
    const bool is_made = said.certificate_path.len == 0 && file_exists(cx->arena, SERVER_PATH(cx));
    return is_made ? (ServerIdentity){ SERVER_PATH(cx), SERVER_PATH(cx) } : said;
}

Code server_identity(Ctx *cx, ServerIdentity *ret_identity) {
    *ret_identity = identity_said(cx);
    if (ret_identity->certificate_path.len > 0 || !authority_is_there(cx)) return OK;
    return server_of_authority(cx, ret_identity);
}

Code server_identity_end(Ctx *cx, Time *ret_end) {
    Str head;
    Certificate made = { 0 };
    *ret_end = (Time){ 0 };
    const bool is_ours = setting_text(cx->house->settings, &exchange_tls_certificate).len == 0;
    if (is_ours && authority_is_there(cx) && read_made(cx, &head, &made)) *ret_end = made.valid_to;
    return OK;
}
