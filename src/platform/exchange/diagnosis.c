/* platform/exchange/diagnosis - see diagnosis.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/diagnosis.h"

#include "kit/commands.h"
#include "platform/exchange/diagnosis_words.h"
#include "platform/exchange/editing.h"
#include "platform/exchange/exchange.h"
#include "platform/exchange/gateway.h"
#include "platform/exchange/monitoring.h"
#include "platform/exchange/own_authority.h"
#include "platform/exchange/paths.h"
#include "platform/exchange/registry.h"
#include "platform/ledger/ledger.h"

enum {
    ID_LETTERS_MAX = 400,
    WITHIN_S = 15,
    US_A_MS = 1000,
    STATUS_FINE = 200,
    STATUS_BROKEN = 500,
    STATUS_NOT_MADE = 501,
    VALUE_BYTES_MAX = 400
};

/* What is asked: of a service its own address, of a node which clients it knows. Neither changes anything there. */
#define SERVICE_VERB S("HEAD")
#define NODE_VERB    S("GET")
#define NODE_TARGET  S("/listClients")

typedef struct DiagnosisAsked {
    Str id;
} DiagnosisAsked;

static const Field diagnosis_asked_fields[] = { FIELD(DiagnosisAsked, id, REQUIRED, 1, ID_LETTERS_MAX) };
const Shape diagnosis_asked_shape = SHAPE(DiagnosisAsked, diagnosis_asked_fields);

static const Field diagnosis_args_fields[] = {
    OPTION(DiagnosisAsked, id, REQUIRED, 1, ID_LETTERS_MAX,
           "a service (instance/class/member/subsystem/service), or the code of a node"),
};
const Shape diagnosis_args_shape = { "DiagnosisArgs", sizeof(DiagnosisAsked), diagnosis_args_fields,
                                     COUNT(diagnosis_args_fields) };

typedef enum DiagnosisStep {
    STEP_OPEN = 1,
    STEP_REGISTERED,
    STEP_ENABLED,
    STEP_MAINTENANCE,
    STEP_CIRCUIT,
    STEP_NAME,
    STEP_CONNECTION,
    STEP_TLS,
    STEP_HTTP,
} DiagnosisStep;
static const char *const step_names[] = { "open", "registered", "enabled", "maintenance", "circuit",
                                          "name", "connection", "tls",     "http" };
static const Choices step_choices = CHOICES("DiagnosisStepName", step_names);

typedef enum StepState { STATE_OK = 1, STATE_BAD, STATE_SKIPPED } StepState;
static const char *const state_names[] = { "ok", "bad", "skipped" };
static const Choices state_choices = CHOICES("DiagnosisState", state_names);

static const char *const whose_names[] = { "nobody", "ours", "network", "provider" };
static const Choices whose_choices = CHOICES("DiagnosisWhose", whose_names);

typedef struct StepTold {
    int step, state;
    int64_t milliseconds;
    Str vi, en;
} StepTold;

static const Field step_told_fields[] = {
    FIELD_CHOICE(StepTold, step, REQUIRED, &step_choices),
    FIELD_CHOICE(StepTold, state, REQUIRED, &state_choices),
    FIELD(StepTold, milliseconds, REQUIRED, 0, 0),
    FIELD(StepTold, vi, REQUIRED, 0, 0),
    FIELD(StepTold, en, REQUIRED, 0, 0),
};
static const Shape step_told_shape = { "DiagnosisStep", sizeof(StepTold), step_told_fields, COUNT(step_told_fields) };

typedef struct Diagnosis {
    Str id;
    bool is_fine;
    int whose;
    Str vi, en;      /* what is wrong, and what to do */
    Str certificate; /* sha256 of what the other end showed, in hex; "": it did not get that far, or there is no TLS */
    Rows steps;
} Diagnosis;

static const Field diagnosis_fields[] = {
    FIELD(Diagnosis, id, REQUIRED, 0, 0),
    FIELD(Diagnosis, is_fine, REQUIRED, 0, 0),
    FIELD_CHOICE(Diagnosis, whose, REQUIRED, &whose_choices),
    FIELD(Diagnosis, vi, REQUIRED, 0, 0),
    FIELD(Diagnosis, en, REQUIRED, 0, 0),
    FIELD(Diagnosis, certificate, REQUIRED, 0, 0),
    FIELD_LIST(Diagnosis, steps, COUNT(step_names), &step_told_shape),
};
const Shape diagnosis_shape = SHAPE(Diagnosis, diagnosis_fields);

/* What is known before anybody is asked, and what came of it. */
typedef struct Diagnosing {
    Str id, door, node; /* node: through which it is reached, or that it is */
    bool is_service, is_enabled;
    Str notice;
    Time rests_until, away_until;
    Str why_vi, why_en; /* it is away */
    ProbePlan plan;
    ProbeFound found;
    StepTold steps[COUNT(step_names)];
    size_t step_count;
} Diagnosing;

/* ---- what is registered ---- */

static void take_pins(Ctx *cx, Diagnosing *diagnosing, const Sha256 *pins, size_t count) {
    Sha256 *copy = NEW_ARRAY(cx->arena, Sha256, count + 1);
    if (count > 0) memcpy(copy, pins, count * sizeof *pins);
    diagnosing->plan.pins = copy;
    diagnosing->plan.pin_count = count;
}

static void take_node(Ctx *cx, Diagnosing *diagnosing, const Node *node) {
    diagnosing->node = str_copy(cx->arena, node->code);
    diagnosing->plan.url = str_copy(cx->arena, node->url);
    diagnosing->plan.verb = NODE_VERB;
    diagnosing->plan.target = NODE_TARGET;
    diagnosing->plan.verifies = true;
    diagnosing->plan.timeout_s = WITHIN_S;
    take_pins(cx, diagnosing, node->certificates, node->certificate_count);
}

static void take_maintenance(Ctx *cx, Diagnosing *diagnosing, const Maintenance *away) {
    if (away == NULL) return;
    diagnosing->away_until = away->until_at;
    diagnosing->why_vi = str_copy(cx->arena, away->reason_vi);
    diagnosing->why_en = str_copy(cx->arena, away->reason_en);
}

static void take_service(Ctx *cx, Diagnosing *diagnosing, const Registry *registry, const Service *service) {
    const Subsystem *provider = service->subsystem;
    const Node *node = provider->node.len > 0 ? registry_node(registry, provider->node) : NULL;
    diagnosing->is_service = true;
    diagnosing->is_enabled = service->is_enabled;
    diagnosing->notice = str_copy(cx->arena, service->notice);
    take_maintenance(cx, diagnosing, service_away(service, cx->now));
    if (node != NULL) {
        take_node(cx, diagnosing, node);
        return;
    }
    diagnosing->plan =
        (ProbePlan){ .verb = SERVICE_VERB,
                     .url = str_copy(cx->arena, service->url),
                     .target = str_copy(cx->arena, path_of_provider(cx->arena, service->url, S(""), (Str){ 0 })),
                     .verifies = service->tls_verify,
                     .timeout_s = service->timeout_s < WITHIN_S ? service->timeout_s : WITHIN_S };
    take_pins(cx, diagnosing, provider->certificates, provider->certificate_count);
}

static bool find_registered(Ctx *cx, Diagnosing *diagnosing, const Registry *registry) {
    const Service *service = registry_service(registry, diagnosing->id);
    const Node *node = registry_node(registry, diagnosing->id);
    if (service != NULL)
        take_service(cx, diagnosing, registry, service);
    else if (node != NULL)
        take_node(cx, diagnosing, node);
    return service != NULL || node != NULL;
}

Code diagnosis_prepare(Ctx *cx, const void *in, void *out) {
    (void)out;
    Diagnosing *diagnosing = NEW(cx->arena, Diagnosing);
    Registry *registry = NULL;
    ServerIdentity identity;
    *diagnosing = (Diagnosing){ .id = ((const DiagnosisAsked *)in)->id,
                                .door = setting_text(cx->house->settings, &exchange_listen) };
    if (diagnosing->door.len == 0) return fail(cx, &exchange_closed);
    TRY(registry_make(cx, &registry));
    const bool is_registered = find_registered(cx, diagnosing, registry);
    registry_free(registry);
    if (!is_registered) return fail(cx, &exchange_unknown, diagnosing->id);
    if (diagnosing->is_service) TRY(service_rests(cx, diagnosing->id, &diagnosing->rests_until));
    TRY(server_identity(cx, &identity));
    diagnosing->plan.certificate_path = identity.certificate_path;
    diagnosing->plan.key_path = identity.key_path;
    cx->prepared = diagnosing;
    return OK;
}

/* ---- asking: no database here ---- */

Code diagnosis_ask(Ctx *cx, const void *in, void *out) {
    (void)in, (void)out;
    Diagnosing *diagnosing = cx->prepared;
    probe(cx, &diagnosing->plan, &diagnosing->found);
    return OK;
}

/* ---- saying what was found ---- */

static Str filled(Ctx *cx, const char *sentence, const Str values[SENTENCE_VALUES]) {
    return str_trim(sentence_fill(cx->arena, sentence, values, VALUE_BYTES_MAX));
}

static void add_step(Ctx *cx, Diagnosing *diagnosing, DiagnosisStep step, StepState state, const Sentence *sentence,
                     const Str values[SENTENCE_VALUES]) {
    diagnosing->steps[diagnosing->step_count++] = (StepTold){ .step = (int)step,
                                                              .state = (int)state,
                                                              .vi = filled(cx, sentence->vi, values),
                                                              .en = filled(cx, sentence->en, values) };
}

static Str moment_of(const Ctx *cx, Time moment) {
    return str_format(cx->arena, "%.*s %.*s", STR_FMT(ctx_clock_of(cx, moment)),
                      STR_FMT(day_spoken(cx->arena, ctx_day_of(cx, moment))));
}

/* Of what was done here, in the order of the gateway. */
static void add_own_steps(Ctx *cx, Diagnosing *diagnosing) {
    const Str url = diagnosing->plan.url;
    const Str door[SENTENCE_VALUES] = { diagnosing->door }, place[SENTENCE_VALUES] = { url, diagnosing->node };
    const Str notice[SENTENCE_VALUES] = { [5] = diagnosing->notice };
    const Str until[SENTENCE_VALUES] = { [5] = ctx_clock_of(cx, diagnosing->rests_until) };
    const bool is_direct = diagnosing->is_service && diagnosing->node.len == 0;
    const Sentence *known = is_direct ? &service_known : diagnosing->is_service ? &service_behind_node : &node_known;
    add_step(cx, diagnosing, STEP_OPEN, STATE_OK, &exchange_open, door);
    add_step(cx, diagnosing, STEP_REGISTERED, STATE_OK, known, place);
    if (!diagnosing->is_service) {
        add_step(cx, diagnosing, STEP_ENABLED, STATE_SKIPPED, &of_services_alone, place);
        add_step(cx, diagnosing, STEP_MAINTENANCE, STATE_SKIPPED, &of_services_alone, place);
        add_step(cx, diagnosing, STEP_CIRCUIT, STATE_SKIPPED, &of_services_alone, place);
        return;
    }
    const bool rests = diagnosing->rests_until.us > 0, is_away = diagnosing->away_until.us > 0;
    const Str away[SENTENCE_VALUES] = { [1] = moment_of(cx, diagnosing->away_until),
                                        diagnosing->why_vi,
                                        diagnosing->why_en };
    add_step(cx, diagnosing, STEP_ENABLED, diagnosing->is_enabled ? STATE_OK : STATE_BAD,
             diagnosing->is_enabled ? &service_enabled : &disabled_words.step, notice);
    add_step(cx, diagnosing, STEP_MAINTENANCE, is_away ? STATE_BAD : STATE_OK, is_away ? &away_words.step : &not_away,
             away);
    add_step(cx, diagnosing, STEP_CIRCUIT, rests ? STATE_BAD : STATE_OK, rests ? &rests_words.step : &circuit_closed,
             until);
}

/* An answer may be none that a sound system gives. 501 is said of the verb. */
static const EndWords *words_of_answer(const Diagnosing *diagnosing) {
    const int status = diagnosing->found.status;
    if (diagnosing->node.len > 0) return status == STATUS_FINE ? NULL : &no_exchange_words;
    return status >= STATUS_BROKEN && status != STATUS_NOT_MADE ? &status_words : NULL;
}

/* NULL: the way is free. */
static const EndWords *words_of_end(const Diagnosing *diagnosing) {
    const ProbeEnd end = diagnosing->found.end;
    return end == PROBE_ANSWERED ? words_of_answer(diagnosing) : &probe_end_words[end];
}

static const Sentence *tls_sentence(const Diagnosing *diagnosing, Time now) {
    const ProbePlan *plan = &diagnosing->plan;
    if (!plan->verifies) return &tls_unverified;
    if (plan->pin_count == 0) return &tls_trusted;
    return diagnosing->found.certificate.valid_to.us <= now.us ? &tls_ended : &tls_pinned;
}

static void add_way(Ctx *cx, Diagnosing *diagnosing, const Str values[SENTENCE_VALUES]) {
    const ProbeFound *found = &diagnosing->found;
    const EndWords *wrong = words_of_end(diagnosing);
    const Sentence *fine[PROBE_STEPS] = { [PROBE_NAME] = &name_found,
                                          [PROBE_CONNECT] = &connected,
                                          [PROBE_TLS] = tls_sentence(diagnosing, cx->now),
                                          [PROBE_HTTP] = &answered };
    const ProbeStep stopped = found->end == PROBE_ANSWERED ? PROBE_HTTP : found->stopped_at;
    for (int i = 0; i < PROBE_STEPS; i++) {
        const DiagnosisStep step = (DiagnosisStep)(STEP_NAME + i);
        const bool is_here = i == (int)stopped && wrong != NULL;
        if (i > (int)stopped) {
            add_step(cx, diagnosing, step, STATE_SKIPPED, &not_reached, values);
            continue;
        }
        if (i == PROBE_TLS && !found->is_tls) {
            add_step(cx, diagnosing, step, STATE_SKIPPED, &tls_none, values);
            continue;
        }
        add_step(cx, diagnosing, step, is_here ? STATE_BAD : STATE_OK, is_here ? &wrong->step : fine[i], values);
        diagnosing->steps[diagnosing->step_count - 1].milliseconds = (found->took_us[i] + US_A_MS / 2) / US_A_MS;
    }
}

/* What stands in the way first; that it rests only follows from what was. */
static const EndWords *verdict_of(const Diagnosing *diagnosing) {
    const EndWords *way = words_of_end(diagnosing);
    if (diagnosing->is_service && !diagnosing->is_enabled) return &disabled_words;
    if (diagnosing->away_until.us > 0) return &away_words;
    if (way != NULL) return way;
    return diagnosing->rests_until.us > 0 ? &rests_words : &fine_words;
}

static void conclude(Ctx *cx, Diagnosing *diagnosing, Diagnosis *ret_told) {
    const ProbeFound *found = &diagnosing->found;
    const EndWords *verdict = verdict_of(diagnosing);
    const bool is_said = found->end != PROBE_ANSWERED;
    const Str asked =
        str_format(cx->arena, "%.*s %.*s", STR_FMT(diagnosing->plan.verb), STR_FMT(diagnosing->plan.target));
    const Str values[SENTENCE_VALUES] = { found->host,
                                          found->address,
                                          is_said ? found->words : asked,
                                          int_text(cx, found->status),
                                          found->has_certificate
                                              ? day_text(cx->arena, ctx_day_of(cx, found->certificate.valid_to))
                                              : S("?"),
                                          ctx_clock_of(cx, diagnosing->rests_until) };
    add_own_steps(cx, diagnosing);
    add_way(cx, diagnosing, values);
    *ret_told = (Diagnosis){ .id = diagnosing->id,
                             .is_fine = verdict == &fine_words,
                             .whose = (int)verdict->whose,
                             .vi = filled(cx, verdict->verdict.vi, values),
                             .en = filled(cx, verdict->verdict.en, values),
                             .steps = { diagnosing->steps, diagnosing->step_count } };
    if (found->has_certificate)
        ret_told->certificate = hex_text(cx->arena, found->certificate.fingerprint.bytes, SHA256_BYTES);
}

Code diagnosis_tell(Ctx *cx, const void *in, void *out) {
    (void)in;
    Diagnosis *told = out;
    Diagnosing *diagnosing = cx->prepared;
    diagnosing->step_count = 0; /* the transaction may begin again */
    conclude(cx, diagnosing, told);
    return ledger_append(cx, S("exchange.connection_tested"), told->id,
                         { "whose", told->is_fine ? S("none") : choice_name(&whose_choices, told->whose) });
}

/* ---- on the command line ---- */

static void say_diagnosis(const Diagnosis *told) {
    static const char *const marks[] = { "+", "!", "-" };
    const StepTold *steps = told->steps.items;
    for (size_t i = 0; i < told->steps.count; i++)
        say("%s %-11s %6lld ms  %.*s / %.*s\n", marks[steps[i].state - 1], step_names[steps[i].step - 1],
            (long long)steps[i].milliseconds, STR_FMT(steps[i].vi), STR_FMT(steps[i].en));
    if (told->certificate.len > 0) say("sha256 %.*s\n", STR_FMT(told->certificate));
    say("%s\n%.*s\n%.*s\n", whose_names[told->whose - 1], STR_FMT(told->vi), STR_FMT(told->en));
}

Code exchange_diagnose(Ctx *cx, const void *in, void *out) {
    (void)out;
    Diagnosis told = { 0 };
    TRY(run_work(cx, DB_READ, diagnosis_prepare, in, NULL, 0));
    TRY(diagnosis_ask(cx, in, NULL));
    TRY(run_work(cx, DB_WRITE, diagnosis_tell, in, &told, sizeof told));
    say_diagnosis(&told);
    return OK;
}
