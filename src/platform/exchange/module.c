/* platform/exchange - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/answers.h"
#include "platform/exchange/asking.h"
#include "platform/exchange/certificate_commands.h"
#include "platform/exchange/certificate_list.h"
#include "platform/exchange/certificate_telling.h"
#include "platform/exchange/certificates.h"
#include "platform/exchange/checking.h"
#include "platform/exchange/dead_letters.h"
#include "platform/exchange/declaration.h"
#include "platform/exchange/diagnosis.h"
#include "platform/exchange/documents.h"
#include "platform/exchange/editing.h"
#include "platform/exchange/event_load.h"
#include "platform/exchange/evidence.h"
#include "platform/exchange/exchange.h"
#include "platform/exchange/gateway.h"
#include "platform/exchange/live.h"
#include "platform/exchange/loading.h"
#include "platform/exchange/maintenance.h"
#include "platform/exchange/maintenance_commands.h"
#include "platform/exchange/maintenance_telling.h"
#include "platform/exchange/messages.h"
#include "platform/exchange/monitoring.h"
#include "platform/exchange/own_authority.h"
#include "platform/exchange/own_key.h"
#include "platform/exchange/push_permission.h"
#include "platform/exchange/pushes.h"
#include "platform/exchange/records.h"
#include "platform/exchange/retention.h"
#include "platform/exchange/roster.h"
#include "platform/exchange/stamping.h"
#include "platform/exchange/subscriptions.h"
#include "platform/exchange/views.h"
#include "platform/exchange/wsdl.h"

#include "platform/exchange/migrations.h"

static const Permission permissions[] = {
    { "exchange.see", "coordinator leader administrator",
      "See who takes part in the data exchange, and what is offered" },
    { "exchange.manage", "administrator", "Register and remove what takes part in the data exchange" },
    { "exchange.request", "officer head administrator",
      "Ask for certificates for the systems of one's agency, and see them" },
    { "exchange.trust", "public citizen officer head coordinator leader administrator",
      "Read the certificate of the exchange's authority, and what it revoked" },
    { "exchange.search", "coordinator administrator", "See which messages went through the exchange" },
    { "exchange.monitor", "coordinator administrator", "See how the exchange fares, in figures and names of services" },
    { "exchange.hear", "officer head coordinator leader administrator", "See when services of the exchange are away" },
    { "exchange.prove", "administrator", "Take out what was said in a message, with its proof", .is_for_people = true },
};

static const Route routes[] = {
    { "GET", "/exchange/registry", registry_view_get, .may = "exchange.see", .out = &registry_view_shape,
      .help = "Who takes part, what is offered and who may what" },
    { "GET", "/exchange/subsystem", subsystem_page_get, .may = "exchange.see", .in = &subsystem_asked_shape,
      .out = &subsystem_page_shape,
      .help = "One subsystem with its certificates, keys, services and rights" },
    { "GET", "/exchange/service", service_page_get, .may = "exchange.see", .in = &subsystem_asked_shape,
      .out = &service_page_shape,
      .help = "One service with its document and endpoints" },
    { "POST", "/exchange/members", exchange_member_put, .may = "exchange.manage",
      .in = &member_put_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Add a member, or change its name" },
    { "POST", "/exchange/members/removal", exchange_member_remove, .may = "exchange.manage",
      .in = &exchange_key_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Remove a member with all that belongs to it" },
    { "POST", "/exchange/subsystems", exchange_subsystem_put, .may = "exchange.manage",
      .in = &subsystem_put_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Add a subsystem, or change it; services that are not named stay as they are" },
    { "POST", "/exchange/subsystems/removal", exchange_subsystem_remove, .may = "exchange.manage",
      .in = &exchange_key_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Remove a subsystem with its services and rights" },
    { "POST", "/exchange/services", exchange_service_put, .may = "exchange.manage",
      .in = &service_put_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Add a service, or change it" },
    { "POST", "/exchange/services/switch", exchange_service_switch, .may = "exchange.manage",
      .in = &service_switch_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Switch a service off with a notice, or on again" },
    { "POST", "/exchange/services/removal", exchange_service_remove, .may = "exchange.manage",
      .in = &exchange_key_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Remove a service with the rights to it" },
    { "POST", "/exchange/services/diagnosis", diagnosis_tell, .prepare = diagnosis_prepare, .asks = diagnosis_ask,
      .may = "exchange.manage", .in = &diagnosis_asked_shape, .out = &diagnosis_shape, .writes = true,
      .help = "Try the way to a service or a node step by step, and say what is wrong and whose matter it is" },
    { "POST", "/exchange/groups", exchange_group_put, .may = "exchange.manage",
      .in = &declared_group_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Add a group, or change who is in it" },
    { "POST", "/exchange/groups/removal", exchange_group_remove, .may = "exchange.manage",
      .in = &exchange_key_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Remove a group with its rights and quota" },
    { "POST", "/exchange/rights", exchange_right_grant, .may = "exchange.manage",
      .in = &declared_right_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Let a subsystem or a group call a service, or some of it" },
    { "POST", "/exchange/rights/removal", exchange_right_withdraw, .may = "exchange.manage",
      .in = &declared_right_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Withdraw a right" },
    { "POST", "/exchange/quotas", exchange_quota_put, .may = "exchange.manage",
      .in = &declared_quota_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Say how often a subsystem or those of a group may call" },
    { "POST", "/exchange/quotas/removal", exchange_quota_remove, .may = "exchange.manage",
      .in = &exchange_key_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Remove a quota" },
    { "POST", "/exchange/nodes", exchange_node_put, .may = "exchange.manage",
      .in = &declared_node_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Add a node, or change it" },
    { "POST", "/exchange/nodes/removal", exchange_node_remove, .may = "exchange.manage",
      .in = &exchange_key_shape, .out = &exchange_changes_shape, .writes = true,
      .help = "Remove a node by which nothing is reached" },
    { "GET", "/exchange/dead-letters", dead_list_get, .may = "exchange.monitor", .in = &dead_asked_shape,
      .out = &dead_list_shape,
      .help = "Subscriptions with events that could not be delivered; of one of them the events, with their reasons" },
    { "POST", "/exchange/dead-letters/redelivery", dead_redeliver, .may = "exchange.manage",
      .in = &dead_redelivery_shape, .out = &dead_done_shape, .writes = true,
      .help = "Send again what could not be delivered: one event, or all of a subscription" },
    { "POST", "/exchange/dead-letters/discarding", dead_discard, .may = "exchange.manage",
      .in = &dead_discarding_shape, .out = &dead_done_shape, .writes = true,
      .help = "Give up what could not be delivered, with a reason: one event, or all of a subscription" },
    { "GET", "/exchange/maintenances", maintenance_list_get, .may = "exchange.hear", .out = &maintenance_list_shape,
      .help = "When services are away: what lasts, what is to come, what was in the last thirty days" },
    { "POST", "/exchange/maintenances", maintenance_announce, .may = "exchange.manage",
      .in = &maintenance_asked_shape, .out = &maintenance_shape, .writes = true, .creates = true,
      .help = "Announce that a service, all of a member, or the exchange is away; who may call it is told" },
    { "POST", "/exchange/maintenances/shortening", maintenance_shorten, .may = "exchange.manage",
      .in = &maintenance_shortening_shape, .out = &maintenance_shape, .writes = true,
      .help = "Let a maintenance end earlier" },
    { "POST", "/exchange/maintenances/calling-off", maintenance_call_off, .may = "exchange.manage",
      .in = &maintenance_key_shape, .out = &maintenance_shape, .writes = true,
      .help = "End a maintenance now, or call off what is to come" },
    { "GET", "/exchange/certificates", certificate_list_get, .may = "exchange.request",
      .out = &certificate_list_shape,
      .help = "Requests for certificates and what was issued, for one's own agency or all" },
    { "GET", "/exchange/certificates/file", certificate_file, .may = "exchange.request", .in = &certificate_key_shape,
      .out = &authority_raw_shape, .gives = "application/x-pem-file", .help = "A certificate that was issued, as PEM" },
    { "POST", "/exchange/certificates/requests", certificate_ask, .may = "exchange.request",
      .in = &certificate_asked_shape, .out = &certificate_request_made_shape, .writes = true, .creates = true,
      .help = "Hand in a request for a certificate (PKCS#10 in PEM) for a subsystem" },
    { "POST", "/exchange/certificates/approval", certificate_approve, .may = "exchange.manage",
      .in = &certificate_choice_shape, .out = &certificate_given_shape, .writes = true,
      .help = "Issue what is asked for, and pin it to the subsystem" },
    { "POST", "/exchange/certificates/refusal", certificate_refuse, .may = "exchange.manage",
      .in = &certificate_refusal_shape, .out = &certificate_verdict_shape, .writes = true,
      .help = "Refuse a request, with a reason" },
    { "POST", "/exchange/certificates/revocation", certificate_revoke, .may = "exchange.manage",
      .in = &certificate_revocation_shape, .out = &certificate_verdict_shape, .writes = true,
      .help = "Revoke a certificate: it is good no more from now on" },
    { "GET", "/exchange/ca.pem", authority_get, .is_outside = true, .may = "exchange.trust",
      .out = &authority_raw_shape, .gives = "application/x-pem-file",
      .help = "The certificate of the exchange's own authority" },
    { "GET", "/exchange/ca.crl", authority_crl_get, .is_outside = true, .may = "exchange.trust",
      .out = &authority_raw_shape, .gives = "application/pkix-crl",
      .help = "Which certificates it revoked (RFC 5280)" },
    { "GET", "/exchange/messages", messages_list, .may = "exchange.search", .in = &messages_asked_shape,
      .out = &messages_shape, .help = "Messages that went through or were refused, the newest first" },
    { "GET", "/exchange/evidence", evidence_get, .may = "exchange.prove", .in = &evidence_asked_shape,
      .out = &evidence_raw_shape, .gives = "application/json", .leaves_record = true,
      .help = "What went through under a message id, as a file that outsiders verify" },
    { "GET", "/exchange/operations", operations_list, .may = "exchange.monitor", .in = &operations_asked_shape,
      .out = &operations_shape, .help = "Messages with the names of X-Road's operational monitoring (PR-OPMON)" },
    { "GET", "/exchange/health", health_list, .may = "exchange.monitor", .out = &health_list_shape,
      .is_slow = true, .help = "How each service has answered in the last ten minutes, and which rest" },
    { "GET", "/exchange/live", live_list, .may = "exchange.monitor", .in = &live_asked_shape,
      .out = &live_stream_shape, .gives = "text/event-stream",
      .help = "What goes through right now, as an event stream that tells what is new and ends: browsers ask again "
              "after a second with Last-Event-ID, which goes before `after`" },
    { "GET", "/exchange/timestamps", stamping_state_get, .may = "exchange.monitor", .out = &stamping_state_shape,
      .help = "How far the ledger is time-stamped, and why it is not" },
    { "GET", "/exchange/metrics", prometheus_get, .may = "exchange.monitor", .out = &prometheus_shape,
      .gives = "text/plain; version=0.0.4; charset=utf-8", .is_slow = true, .help = "The same as Prometheus reads it" },
};

static const Page pages[] = {
    { "/lien-thong/thong-diep", "staff", "/exchange/messages", { "Thông điệp", "Messages" },
      .help = "Which messages went through the data exchange, and what proves it" },
    { "/lien-thong/theo-doi", "staff", "/exchange/health", { "Theo dõi liên thông", "Exchange at work" },
      .help = "How services answer, and what goes through right now" },
    { "/lien-thong/chung-thu", "staff", "/exchange/certificates",
      { "Chứng thư của các hệ thống", "Certificates of systems" },
      .help = "Certificates of systems: asked for, approved, revoked" },
    { "/lien-thong/chua-giao", "staff", "/exchange/dead-letters", { "Sự kiện chưa giao được", "Undelivered events" },
      .help = "Events of the data exchange that could not be delivered" },
    { "/lien-thong/bao-tri", "staff", "/exchange/maintenances", { "Lịch bảo trì", "Maintenance" },
      .help = "When services of the data exchange are away" },
    { "/lien-thong", "staff", "/exchange/registry", { "Liên thông dữ liệu", "Data exchange" },
      .help = "Who takes part in the data exchange" },
};

static const Job jobs[] = {
    { "exchange.forget", .every_s = 1, .wanted = retention_wanted, .run = retention_run,
      .help = "Erase header parts and bodies of messages whose time is over" },
    { "exchange.push_events", .every_s = 1, .run = pushes_hear, .wanted = pushes_wanted, .asks = pushes_ask,
      .help = "Push events to who wants them pushed, again and again until they are taken or given up" },
    { "exchange.push_slow_events", .every_s = 1, .run = pushes_hear, .wanted = pushes_slow_wanted, .asks = pushes_ask,
      .help = "The same for those who answer slowly, so that others need not wait for them" },
    { "exchange.weigh_events", .every_s = 5, .wanted = event_load_wanted, .run = event_load_weigh,
      .help = "Count the events that wait in each room, so that a full one takes no more" },
    { "exchange.sweep_events", .every_s = 3600, .run = events_sweep,
      .help = "Remove events that everybody has, once their time is over" },
    { "exchange.timestamp", .every_s = 1, .wanted = stamping_wanted, .asks = stamping_ask, .run = stamping_hear,
      .help = "Have the newest checkpoint of the ledger stamped by a time-stamping server" },
    { "exchange.certificates", .every_s = 3600, .wanted = certificates_ending_wanted,
      .run = certificates_ending_tell,
      .help = "Tell of certificates that end soon" },
    { "exchange.maintenance", .every_s = 600, .wanted = maintenance_near_wanted, .run = maintenance_near_tell,
      .help = "Tell once more of services that are away from tomorrow on" },
};

static const Setting *const settings[] = {
    &exchange_listen,      &exchange_govstack_listen, &exchange_threads, &exchange_connections,
    &exchange_body_max,    &exchange_memory_body,     &exchange_server,  &exchange_bodies,
    &exchange_kept_max,    &exchange_tls_certificate, &exchange_tls_key, &exchange_codes,
    &exchange_plain_statuses, &exchange_signature_window, &exchange_clock_leeway,
    &exchange_own_client,
    &exchange_server_names,   &exchange_certificate_days,
    &exchange_timestamp_url,  &exchange_timestamp_every, &exchange_timestamp_certificate,
    &exchange_retain_days,    &exchange_circuit_failures, &exchange_circuit_rest,
    &exchange_event_visibility, &exchange_event_retry, &exchange_event_tries, &exchange_events_kept_days,
    &exchange_events_waiting_max, &exchange_room_events_max,
    &exchange_push_origin, &exchange_push_permission,
};

static const Command commands[] = {
    { "exchange key", .run = exchange_key_show,
      .help = "Print the public key with which this installation signs what it asks itself, to be registered" },
    { "exchange load", .args = &exchange_load_args_shape, .operand = "file", .run = exchange_load, .writes = true,
      .help = "Register what a declaration says, and only that; faults are told, then nothing is written" },
    { "exchange show", .run = exchange_show, .needs_store = true,
      .help = "Print what is registered, as a declaration" },
    { "exchange diagnose", .args = &diagnosis_args_shape, .operand = "id", .run = exchange_diagnose,
      .needs_store = true,
      .help = "Try the way to a service or a node step by step, and say what is wrong and whose matter it is" },
    { "exchange ca make", .args = &authority_make_shape, .run = exchange_ca_make, .needs_store = true,
      .help = "Make a certificate authority for a province that has none" },
    { "exchange ca request", .args = &ca_request_args_shape, .operand = "file", .run = exchange_ca_request,
      .writes = true, .help = "Hand in a request for a certificate for a subsystem" },
    { "exchange ca approve", .args = &ca_approve_args_shape, .operand = "request", .run = exchange_ca_approve,
      .writes = true, .help = "Issue what is asked for, pin it, and print it" },
    { "exchange ca revoke", .args = &ca_revoke_args_shape, .operand = "certificate", .run = exchange_ca_revoke,
      .writes = true, .help = "Revoke a certificate" },
    { "exchange ca list", .run = certificate_list_say, .needs_store = true,
      .help = "Print requests and certificates, with the days that are left" },
    { "exchange maintenance list", .run = exchange_maintenance_list, .needs_store = true,
      .help = "Print when services are away: what lasts, what is to come, what was in the last thirty days" },
    { "exchange maintenance announce", .args = &maintenance_announce_args_shape, .run = exchange_maintenance_announce,
      .writes = true, .help = "Announce that a service, all of a member, or the exchange is away" },
    { "exchange maintenance shorten", .args = &maintenance_shorten_args_shape, .operand = "id",
      .run = exchange_maintenance_shorten, .writes = true, .help = "Let a maintenance end earlier" },
    { "exchange maintenance call-off", .args = &maintenance_call_off_args_shape, .operand = "id",
      .run = exchange_maintenance_call_off, .writes = true,
      .help = "End a maintenance now, or call off what is to come" },
    { "exchange evidence", .args = &evidence_args_shape, .operand = "message", .run = exchange_evidence,
      .needs_store = true, .help = "What went through under a message id, as a file that outsiders verify" },
};

static const ProblemKind *const problems[] = {
    &message_unknown,           &record_unreadable,
    &exchange_certificate_form, &exchange_key_form,        &exchange_one_of_two,   &exchange_file_path,
    &exchange_file_unread,      &exchange_document_form,   &exchange_document_member, &exchange_code_form,
    &exchange_code_reserved,    &exchange_twice,           &exchange_subject_unknown, &exchange_service_unknown,
    &exchange_node_unknown,     &exchange_url_form,        &exchange_method_form,  &exchange_path_form,
    &exchange_key_id_form,      &exchange_key_order,       &exchange_too_many,
    &exchange_unknown,          &exchange_unnamed,
    &exchange_closed,           &exchange_own_unset,
    &timestamp_away,
    &no_authority, &authority_there, &authority_broken, &certificate_request_form, &certificate_request_key,
    &certificate_request_signature, &certificate_request_subject, &certificate_request_key_known,
    &certificate_request_unknown, &certificate_request_decided, &certificate_unknown, &certificate_revoked,
    &maintenance_unknown, &maintenance_over, &maintenance_times, &maintenance_too_many,
    &dead_none, &subscription_stopped,
    &exchange_wsdl_form,
};

const Module exchange_module = {
    .name = "exchange",
    .title = "Data exchange",
    TABLE(migration, exchange_migrations),
    TABLE(permission, permissions),
    TABLE(route, routes),
    TABLE(page, pages),
    TABLE(job, jobs),
    TABLE(command, commands),
    TABLE(setting, settings),
    TABLE(problem, problems),
    .founds = keys_found,
    .gate = &exchange_gate,
};
