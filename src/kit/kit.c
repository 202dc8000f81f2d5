/* kit/kit - contents page of the machinery: its settings, tables and problems. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/kit.h"

#include "kit/site.h"

#include "kit/commands.h"
#include "kit/describe.h"
#include "kit/geojson.h"
#include "kit/http_answer.h"
#include "kit/http_client.h"
#include "kit/http_server.h"
#include "kit/http_tls.h"
#include "kit/migrate.h"
#include "kit/package.h"
#include "kit/relay.h"
#include "kit/router.h"
#include "kit/serve.h"
#include "kit/token.h"
#include "kit/workbook.h"

#include "kit/migrations.h"

const Setting db_url = { "db.url", SETTING_TEXT, "", 0, 1000,
                         .help = "Database: empty for SQLite in the data folder, or postgresql://user@host/name",
                         .is_secret = true };
const Setting clock_fixed = { "clock.fixed", SETTING_TEXT, "", 0, 40,
                              .help = "A moment (RFC 3339) at which the clock stands still; for tests and "
                                      "demonstrations" };
const Setting clock_offset_minutes = { "clock.offset_minutes", SETTING_INT, "420", -720, 840,
                                       .help = "Minutes east of Greenwich of the installation's calendar (Việt Nam: "
                                               "420)" };
const Setting http_listen = { "http.listen", SETTING_TEXT, "127.0.0.1:8080", 3, 100, .help = "HOST:PORT to serve on" };
const Setting http_threads = { "http.threads", SETTING_INT, "0", 0, 64,
                               .help = "Threads that read requests; 0: one for each processor, at least 2" };
const Setting http_connections = { "http.connections", SETTING_INT, "2000", 10, 100000,
                                   .help = "Connections open at once" };
const Setting http_body_max = { "http.body_max", SETTING_INT, "1048576", 1024, 16777216,
                                .help = "Bytes of a JSON body" };
const Setting http_timeout_s = { "http.timeout_s", SETTING_INT, "60", 1, 3600,
                                 .help = "Seconds after which a silent connection is closed" };
const Setting http_proxy = { "http.proxy", SETTING_TEXT, "", 0, 100,
                             .help = "Address of the reverse proxy whose X-Forwarded-For is believed; empty: none" };
const Setting http_certificate_header = {
    "http.certificate_header", SETTING_TEXT, "", 0, 100,
    .help = "Header in which that proxy, and nobody else, hands on the certificate of a caller (nginx: "
            "$ssl_client_escaped_cert); empty: none"
};
const Setting http_hosts = { "http.hosts", SETTING_TEXT, "", 0, 1000,
                             .help = "Names by which this installation is called, with commas between; a request for "
                                     "another is refused; empty: any" };
const Setting http_tls_certificate = { "http.tls_certificate", SETTING_TEXT, "", 0, 1000,
                                       .help = "PEM file of the certificate and its chain: the program speaks TLS by "
                                               "itself, and http.secure is on; read again at SIGHUP" };
const Setting http_tls_key = { "http.tls_key", SETTING_TEXT, "", 0, 1000,
                               .help = "PEM file of the certificate's key, without a passphrase" };
const Setting http_tls_clients = { "http.tls_clients", SETTING_BOOL, "off", 0, 0,
                                   .help = "on: callers are asked for a certificate of theirs, by which machines are "
                                           "known; browsers may ask their user" };
const Setting http_secure = { "http.secure", SETTING_BOOL, "off", 0, 0,
                              .help = "on: browsers reach this installation by HTTPS only (cookies are marked "
                                      "Secure)" };
const Setting http_cache_mib = { "http.cache_mib", SETTING_INT, "16", 0, 1024,
                                 .help = "MiB of ready answers that are kept until the database changes; 0: none" };
const Setting log_level = { "log.level", SETTING_INT, "2", 0, 3,
                            .help = "0 errors, 1 warnings, 2 notices, 3 every request" };
const Setting trace_file = { "trace.file", SETTING_TEXT, "", 0, 1000,
                             .help = "File into which every exchange is written, for the contract test; never in "
                                     "service" };

static const Setting *const settings[] = {
    &db_url,               &clock_fixed,          &clock_offset_minutes, &http_listen,          &http_threads,
    &http_connections,     &http_body_max,        &http_timeout_s,       &http_proxy,           &http_secure,
    &http_cache_mib,       &log_level,            &trace_file,           &site_name,            &site_place,
    &site_place_en,        &site_contact,         &site_contact_en,      &site_official,        &site_address,
    &http_hosts,           &http_tls_certificate, &http_tls_key,         &http_tls_clients,
    &http_certificate_header,
};

static const ProblemKind *const problems[] = {
    &input_faulty,             &not_found,                &not_allowed,              &not_signed_in,
    &too_large,                &memory_spent,
    &broken_inside,            &try_again,                &field_missing,
    &field_unknown,            &field_wrong_type,         &field_number,             &field_whole_number,
    &field_day,                &field_time,               &field_choice,             &field_length,
    &field_range,              &field_not_utf8,           &field_controls,           &field_count_range,
    &field_code_form,          &json_form,                &json_depth,               &file_missing,
    &file_too_large,           &file_refused,             &disk_full,                &database_broken,
    &database_away,            &rows_too_many,            &setting_unknown,          &setting_line,
    &migration_changed,        &migration_missing,        &address_form,             &verb_not_allowed,
    &body_needed_json,         &body_needed_form,         &foreign_origin,           &listen_refused,
    &relay_refused,            &relay_tls,
    &command_unknown,
    &option_unknown,           &option_needs_value,       &data_missing,             &house_faulty,
    &geojson_form,             &table_empty,              &table_separator,          &table_column_unknown,
    &table_column_missing,     &table_column_twice,       &table_row_width,          &table_number,
    &table_quote,              &table_too_long,           &table_not_utf8,           &package_form,
    &package_path,             &package_signs,           &package_resource_missing,
    &peer_away,                &peer_refused,             &token_uri_form,           &token_module_away,
    &token_away,               &token_pin_file,           &token_pin_wrong,          &token_key_missing,
    &token_failed,
    &request_form,             &host_unknown,
    &tls_unreadable,           &tls_mismatch,             &tls_expired,
    &workbook_form,            &workbook_encrypted,       &workbook_macros,          &workbook_link,
    &workbook_bomb,            &workbook_too_large,       &workbook_sheet_missing,   &cell_formula,
    &cell_merged,              &cell_error,               &cell_too_long,
};

static const Command commands[] = {
    { "init", .run = init_run, .help = "Make a data folder with its settings file" },
    { "serve", .run = serve_run, .needs_store = true, .help = "Serve pages and the API" },
    { "migrate", .args = &migrate_args_shape, .run = migrate_run, .help = "Bring the database up to date" },
    { "describe", .args = &describe_args_shape, .run = describe_run,
      .help = "Print what the tables say: OpenAPI, TypeScript, permissions, settings, problems, metrics" },
    { "version", .run = version_run, .help = "Print the version" },
};

const Module kit_module = {
    .name = "kit",
    .title = "Machinery",
    TABLE(migration, kit_migrations),
    TABLE(command, commands),
    TABLE(setting, settings),
    TABLE(problem, problems),
};
