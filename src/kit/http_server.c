/* kit/http_server - see http_server.h. The life of a request: begin (who, what, how large), body, work, answer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_server.h"

#include "base/log.h"
#include "kit/http_answer.h"
#include "kit/http_cache.h"
#include "kit/http_cookie.h"
#include "kit/http_credentials.h"
#include "kit/http_origin.h"
#include "kit/http_page.h"
#include "kit/http_peer.h"
#include "kit/http_tls.h"
#include "kit/kit.h"
#include "kit/trace.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    REQUEST_ARENA_BYTES = 16 * 1024 * 1024,
    CONNECTION_MEMORY = 16 * 1024,
    CONNECTIONS_PER_ADDRESS = 500,
    IDLE_REQUESTS_MAX = 64,
    DROPPED_BYTES_MAX = 26 * 1024 * 1024
};

const ProblemKind listen_refused = {
    UNAVAILABLE,
    "kit/listen-refused",
    { "Không mở được cổng phục vụ.", "The server cannot listen." },
    { "Không lắng nghe được ở “{0}”. Kiểm tra địa chỉ dạng HOST:PORT và cổng có đang bị chương trình khác dùng không.",
      "Cannot listen at “{0}”. Check that it is HOST:PORT and that no other program uses the port." }
};
const ProblemKind request_form = {
    INVALID,
    "kit/request-form",
    { "Yêu cầu có thể hiểu theo hai cách.", "The request can be understood in two ways." },
    { "Kiểm tra header {0}: mỗi header gửi một lần, đúng dạng, và chỉ một cách xác thực (cookie hoặc Authorization: "
      "Bearer).",
      "Check the header {0}: each header once and well formed, and one way alone to say who asks (the cookie, or "
      "Authorization: Bearer)." }
};
const ProblemKind host_unknown = {
    INVALID,
    "kit/host-unknown",
    { "Tên máy chủ không đúng.", "That is not our name." },
    { "Hệ thống này không mang tên “{0}”. Kiểm tra địa chỉ, hoặc thiết lập http.hosts.",
      "This installation is not called “{0}”. Check the address, or the setting http.hosts." }
};

typedef enum RequestState {
    REQUEST_NEW,
    REQUEST_BODY,
    REQUEST_REFUSED, /* what is still coming is read and dropped */
    REQUEST_WAITING,
    REQUEST_NOTED, /* the caller's use of his token is written down; the answer is still to come */
    REQUEST_DONE,
    REQUEST_ANSWERED,
} RequestState;

typedef struct Request {
    struct Request *next_idle;
    HttpServer *server;
    struct MHD_Connection *connection;
    Arena *arena;
    Ctx cx;
    Task task;
    RequestState state;
    Str raw, verb; /* the target as it came */
    Credentials shown;
    bool closes; /* the connection: what would follow on it cannot be told apart from this request */
    RequestTarget target;
    Match match;
    Str verbs; /* not empty: the address takes only these */
    bool is_api;
    const Route *route; /* the row that answers, or that gives a page its data; NULL: none */
    void *in, *out;
    Buf body;
    Upload upload;
    Code code; /* of reading the body and doing the work */
    Encoding encoding;
    CacheKey key; /* revision 0: not to be kept */
    int64_t began_us;
} Request;

struct HttpServer {
    const House *house;
    Lanes *lanes;
    struct MHD_Daemon *daemon;
    int quiesced_fd; /* the socket that was listened at, once it is no longer; -1: none */
    HttpCache *cache;
    Tls *tls; /* NULL: plain HTTP */
    PeerRules peers;
    Str hosts;
    bool is_secure;
    size_t body_max;
    Str spool_folder;
    pthread_mutex_t lock; /* guards `idle` */
    Request *idle;
    size_t idle_count;
};

/* ---- requests are used again, with their arena's first block ---- */

static Request *request_new(HttpServer *server) {
    MUST(pthread_mutex_lock(&server->lock) == 0);
    Request *request = server->idle;
    if (request != NULL) {
        server->idle = request->next_idle;
        server->idle_count--;
    }
    MUST(pthread_mutex_unlock(&server->lock) == 0);
    Arena *arena = request != NULL ? request->arena : arena_new(REQUEST_ARENA_BYTES);
    if (request == NULL) request = lasting_alloc(sizeof *request);
    *request = (Request){ .server = server, .arena = arena, .began_us = time_steady_us() };
    request->cx = (Ctx){ .arena = arena, .house = server->house };
    return request;
}

static void request_drop(Request *request) {
    HttpServer *server = request->server;
    spool_close(request->upload.spool);
    request->upload.spool = NULL;
    arena_reset(request->arena);
    MUST(pthread_mutex_lock(&server->lock) == 0);
    const bool is_kept = server->idle_count < IDLE_REQUESTS_MAX;
    if (is_kept) {
        request->next_idle = server->idle;
        server->idle = request;
        server->idle_count++;
    }
    MUST(pthread_mutex_unlock(&server->lock) == 0);
    if (is_kept) return;
    arena_free(request->arena);
    lasting_free(request);
}

static Str header(const Request *request, const char *name) {
    return str_of(MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name));
}

/* ---- sending ---- */

static struct MHD_Response *response_of_file(Request *request, const Answer *answer) {
    const int fd = open(str_c(request->arena, answer->path), O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0) return NULL;
    return MHD_create_response_from_fd((uint64_t)about.st_size, fd); /* closes it */
}

static void add_header(Request *request, struct MHD_Response *response, const char *name, Str value) {
    if (value.len > 0) (void)MHD_add_response_header(response, name, str_c(request->arena, value));
}

/* Who shows a token learns from the header what is wrong with it (RFC 6750); every 401 names the way in. */
static Str challenge(Request *request, const Answer *answer) {
    const ProblemKind *kind = request->cx.problem.kind;
    const bool is_bearer = request->shown.bearer.len > 0;
    if (answer->status == 401) return is_bearer ? S("Bearer error=\"invalid_token\"") : S("Bearer");
    if (answer->status == 403 && is_bearer && kind == &not_allowed)
        return str_format(request->arena, "Bearer error=\"insufficient_scope\", scope=\"%s\"", request->route->may);
    if (kind == &request_form && header(request, "Authorization").len > 0) return S("Bearer error=\"invalid_request\"");
    return S("");
}

static bool is_stranger(const Credentials *shown) {
    return shown->session.len == 0 && shown->bearer.len == 0 && shown->certificate.len == 0;
}

/* What was made for one caller is kept by nobody in between. */
static Str cache_control_of(const Request *request, const Answer *answer) {
    const bool is_mine = !is_stranger(&request->shown) || answer->cookie.len > 0;
    return is_mine && str_is(answer->cache_control, "no-cache") ? S("private, no-cache") : answer->cache_control;
}

static void add_headers(Request *request, struct MHD_Response *response, const Answer *answer, const char *encoding) {
    if (answer->status != 204) add_header(request, response, "Content-Type", answer->media_type);
    if (encoding != NULL) (void)MHD_add_response_header(response, "Content-Encoding", encoding);
    add_header(request, response, "ETag", answer->etag);
    add_header(request, response, "Cache-Control", cache_control_of(request, answer));
    add_header(request, response, "Allow", answer->allow);
    add_header(request, response, "WWW-Authenticate", challenge(request, answer));
    if (request->shown.bearer.len == 0) add_header(request, response, "Set-Cookie", answer->cookie);
    if (request->closes) (void)MHD_add_response_header(response, "Connection", "close");
    if (answer->may_compress || answer->asset != NULL)
        (void)MHD_add_response_header(response, "Vary", "Accept-Encoding");
    if (answer->status == 503 || answer->status == 429) (void)MHD_add_response_header(response, "Retry-After", "5");
    if (answer->file_name.len > 0) {
        const Str disposition = str_format(request->arena, "attachment; filename=\"%.*s\"", STR_FMT(answer->file_name));
        add_header(request, response, "Content-Disposition", disposition);
    }
    add_header(request, response, "Content-Security-Policy",
               answer->policy.len > 0 ? answer->policy : S("default-src 'none'; frame-ancestors 'none'; sandbox"));
    (void)MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    (void)MHD_add_response_header(response, "Referrer-Policy", "same-origin");
    (void)MHD_add_response_header(response, "X-Frame-Options", "DENY");
    (void)MHD_add_response_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    if (request->server->is_secure)
        (void)MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

/* Chooses among what an asset has, or makes the body smaller where that helps. */
static const char *encode_body(Request *request, Answer *answer) {
    static const char *const names[] = { NULL, "gzip", "br" };
    Str smaller = { 0 };
    Encoding encoding = request->encoding;
    if (answer->asset != NULL) {
        answer->body = answer->asset->plain;
        if (encoding == ENCODING_BROTLI && answer->asset->brotli.len > 0) smaller = answer->asset->brotli;
        if (encoding == ENCODING_GZIP && answer->asset->gzip.len > 0) smaller = answer->asset->gzip;
    } else if (answer->may_compress && answer->path.len == 0) {
        /* brotli pays where the answer is kept; elsewhere gzip is cheaper */
        if (encoding == ENCODING_BROTLI && request->key.revision == 0) encoding = ENCODING_GZIP;
        const bool is_smaller = encoding == ENCODING_BROTLI && answer->stem != NULL
                                    ? text_compress_on(request->arena, answer->stem, answer->body, &smaller)
                                    : text_compress(request->arena, encoding, answer->body, &smaller);
        if (!is_smaller) smaller = (Str){ 0 };
    }
    if (smaller.len == 0) return NULL;
    answer->body = smaller;
    return names[encoding];
}

static void trace_exchange(Request *request, const Answer *answer);

static void log_answer(Request *request, const Answer *answer) {
    const Problem *problem = &request->cx.problem;
    const long long took_us = (long long)(time_steady_us() - request->began_us);
    const char *slug = problem->kind == NULL ? "-" : problem->kind->slug;
    if (answer->status >= 500) {
        log_line(LOG_ERROR, "%.*s %.*s %d %s %lldus at %s:%d: %.*s", STR_FMT(request->verb), STR_FMT(request->raw),
                 answer->status, slug, took_us, problem->source_file == NULL ? "?" : problem->source_file,
                 problem->source_line, STR_FMT(problem->en));
    } else {
        log_line(LOG_DEBUG, "%.*s %.*s %d %s %lldus", STR_FMT(request->verb), STR_FMT(request->raw), answer->status,
                 slug, took_us);
    }
}

static enum MHD_Result send_answer(Request *request, Answer answer) {
    log_answer(request, &answer);
    if (request->server->house->trace != NULL) trace_exchange(request, &answer);
    const char *encoding = encode_body(request, &answer);
    const bool is_kept = request->key.revision != 0 && answer.status == 200 && answer.path.len == 0;
    if (is_kept) {
        const Sha256 digest = sha256(answer.body);
        answer.etag = str_format(request->arena, "\"%.*s\"", STR_FMT(hex_text(request->arena, digest.bytes, 12)));
    }
    const bool is_lasting = answer.asset != NULL;
    struct MHD_Response *response =
        answer.path.len > 0
            ? response_of_file(request, &answer)
            : MHD_create_response_from_buffer(answer.body.len, (void *)(uintptr_t)answer.body.at,
                                              is_lasting ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
    if (response == NULL) return MHD_NO;
    add_headers(request, response, &answer, encoding);
    const bool is_known = answer.etag.len > 0 && str_equal(header(request, "If-None-Match"), answer.etag);
    request->state = REQUEST_ANSWERED;
    const enum MHD_Result queued =
        MHD_queue_response(request->connection, is_known ? 304 : (unsigned)answer.status, response);
    if (is_kept)
        http_cache_keep(request->server->cache, &request->key, answer.etag, answer.body.len, response);
    else
        MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result send_problem(Request *request, Code code) {
    Answer answer = answer_problem(&request->cx, code);
    if (request->match.page != NULL || (!request->is_api && request->route == NULL)) {
        const Str url = request->route == NULL
                            ? S("")
                            : target_url(request->arena, &request->target, &request->match, request->route->path);
        answer = answer_page(&request->cx, request->match.page, url, &answer);
    }
    answer.cookie = request->cx.cookie;
    answer.allow = request->verbs;
    request->key.revision = 0;
    return send_answer(request, answer);
}

/* What the Work left in request->out, as an answer: JSON, a file, or a page with the JSON in it. */
static enum MHD_Result send_result(Request *request) {
    Ctx *cx = &request->cx;
    if (request->code != OK) return send_problem(request, request->code);
    Answer answer = request->route->gives != NULL ? answer_raw(request->route, request->out)
                                                  : answer_json(cx, request->route, request->out);
    if (request->match.page != NULL) {
        const Str url = target_url(request->arena, &request->target, &request->match, request->route->path);
        answer = answer_page(cx, request->match.page, url, &answer);
    }
    answer.cookie = cx->cookie;
    return send_answer(request, answer);
}

/* ---- who asks ---- */

static Code read_credentials(Request *request) {
    Credentials *shown = &request->shown;
    shown->session = cookie_read(&request->cx, SESSION_COOKIE);
    shown->certificate = peer_certificate(request->arena, &request->server->peers, request->connection);
    if (!bearer_token(header(request, "Authorization"), &shown->bearer))
        return fail(&request->cx, &request_form, S("Authorization"));
    const bool is_double = shown->session.len > 0 && shown->bearer.len > 0;
    return is_double ? fail(&request->cx, &request_form, S("Cookie, Authorization")) : OK;
}

static Code recognise_and_ask(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Request *request = in;
    TRY(cx->house->doors.recognise(cx, &request->shown));
    const char *may = request->route->may;
    if (cx->house->doors.may(cx, may)) return OK;
    if (cx->caller.refusal != NULL) return fail(cx, cx->caller.refusal);
    return cx->caller.id.len == 0 ? fail(cx, &not_signed_in) : fail(cx, &not_allowed, str_of(may));
}

/* A page of another site must not act in the name of a person who is signed in here. No page can make a browser send a
 * bearer token: who shows one is no browser. */
static Code refuse_foreign(Request *request) {
    if (request->shown.bearer.len > 0) return OK;
    const bool is_ours = origin_is_ours(header(request, "Origin"), header(request, "Sec-Fetch-Site"),
                                        header(request, "Host"), request->server->is_secure);
    return is_ours ? OK : fail(&request->cx, &foreign_origin);
}

/* ---- beginning ---- */

static Code find_row(Request *request) {
    Ctx *cx = &request->cx;
    const House *house = request->server->house;
    const Str verb = str_is(request->verb, "HEAD") ? S("GET") : request->verb;
    request->is_api = target_is_api(house, &request->target) && !target_is_page(house, verb, &request->target);
    if (request->is_api) {
        const Code found = route_find(house, verb, &request->target, &request->match);
        if (found != OK) request->verbs = route_verbs(request->arena, house, &request->target);
        if (request->verbs.len > 0) return fail(cx, &verb_not_allowed, request->verbs);
        if (found != OK) return fail(cx, &not_found, request->raw);
        request->route = request->match.route;
        return OK;
    }
    request->verbs = str_is(verb, "GET") ? S("") : S("GET, HEAD");
    if (request->verbs.len > 0) return fail(cx, &verb_not_allowed, request->verbs);
    if (page_find(house, &request->target, &request->match) != OK) return fail(cx, &not_found, request->raw);
    if (request->match.page->data != NULL) request->route = route_by_path(house, "GET", request->match.page->data);
    return OK;
}

static Code check_body(Request *request) {
    Ctx *cx = &request->cx;
    const Route *route = request->route;
    const size_t most = route->upload_max > 0 ? route->upload_max
                        : route->text_max > 0 ? route->text_max
                                              : request->server->body_max;
    int64_t announced = 0;
    const Str length = header(request, "Content-Length");
    if (length.len > 0 && str_to_int(length, 0, INT64_MAX, &announced) != OK) return fail(cx, &address_form);
    if ((uint64_t)announced > most)
        return fail(cx, &too_large, S("Nội dung gửi lên / The body"), int_text(cx, (int64_t)most));
    if (route->upload_max > 0) {
        request->upload.media_type = str_copy(request->arena, str_part(header(request, "Content-Type"), 0, 200));
        request->upload.spool = spool_open(request->server->spool_folder, most);
        if (request->upload.spool == NULL) return fail(cx, &disk_full);
        cx->upload = &request->upload;
        return OK;
    }
    request->body = buf_new(request->arena, most);
    if (route->text_max > 0) return OK;
    Str type = header(request, "Content-Type");
    type = str_trim(str_cut(&type, ';'));
    const char *wanted = route->takes_form ? "application/x-www-form-urlencoded" : "application/json";
    if (route->in != NULL && !str_is(request->verb, "DELETE") && !str_is(str_lower(request->arena, type), wanted))
        return fail(cx, route->takes_form ? &body_needed_form : &body_needed_json);
    return OK;
}

/* Before the body of a change is taken in: is it from our own pages, of a fair size, and may the caller do it? */
static Code begin_change(Request *request) {
    Ctx *cx = &request->cx;
    TRY(refuse_foreign(request));
    TRY(check_body(request));
    TRY(store_reader(cx, request->server->house->store, &cx->db));
    return run_work(cx, DB_READ, recognise_and_ask, request, NULL, 0);
}

static bool is_reading(const Request *request) {
    return str_is(request->verb, "GET") || str_is(request->verb, "HEAD");
}

/* A refusal waits for a body of moderate size: who is cut off while he sends may not see the answer. */
static enum MHD_Result refuse(Request *request, Code code) {
    int64_t announced;
    const Str length = header(request, "Content-Length");
    const bool is_moderate = str_to_int(length, 0, DROPPED_BYTES_MAX, &announced) == OK;
    if (is_reading(request) || !is_moderate) return send_problem(request, code);
    request->code = code;
    request->state = REQUEST_REFUSED;
    return MHD_YES;
}

/* Where one request ends and the next begins must be beyond doubt, as must be who asks. */
static Code check_form(Request *request, const char *version) {
    const char *odd = header_that_is_odd(request->connection);
    if (odd != NULL) return fail(&request->cx, &request_form, str_of(odd));
    if (coding_is_fine(request->connection, version)) return OK;
    return fail(&request->cx, &request_form, S("Transfer-Encoding"));
}

static enum MHD_Result refuse_form(Request *request) {
    request->is_api = true;
    request->closes = true;
    return send_problem(request, INVALID);
}

/* What can be answered at once is answered here (an asset, a page without data, a refusal): then *ret_answered. */
static enum MHD_Result begin(Request *request, bool *ret_answered) {
    Ctx *cx = &request->cx;
    *ret_answered = true;
    request->encoding = encoding_accepted(header(request, "Accept-Encoding"));
    ctx_set_clock(cx);
    cx->cookies = header(request, "Cookie");
    cx->last_event = header(request, "Last-Event-ID");
    const Str host = header(request, "Host");
    if (!host_is_ours(request->arena, request->server->hosts, host)) {
        request->is_api = true; /* no page of ours under another's name */
        return refuse(request, fail(cx, &host_unknown, host));
    }
    const Asset *asset = asset_find(request->server->house, request->raw);
    if (asset != NULL && !str_starts(request->raw, S("/shells/"))) return send_answer(request, answer_file(cx, asset));
    Code code = target_read(cx, request->raw, &request->target);
    if (code == OK) code = find_row(request);
    if (code == OK) code = read_credentials(request);
    if (code != OK) return refuse(request, code);
    cx->caller.address = peer_address(request->arena, &request->server->peers, request->connection);
    if (request->route == NULL) return send_answer(request, answer_page(cx, request->match.page, S(""), NULL));
    arena_allow(request->arena, request->route->memory_max);
    if (!is_reading(request)) code = begin_change(request);
    if (code != OK) return refuse(request, code);
    *ret_answered = false;
    return MHD_YES;
}

/* ---- body ---- */

static void take_body(Request *request, const char *bytes, size_t size) {
    if (request->upload.spool != NULL) {
        const Code code = spool_add(request->upload.spool, bytes, size);
        if (code != OK) request->code = code;
    } else {
        buf_add(&request->body, (Str){ bytes, size }); /* a GET has no room for a body */
        if (request->body.overflowed) request->code = TOO_LARGE;
    }
}

static Code body_verdict(Request *request) {
    Ctx *cx = &request->cx;
    if (request->upload.spool != NULL && request->code == OK) request->code = spool_finish(request->upload.spool);
    if (request->code == TOO_LARGE) return fail(cx, &too_large, S("Nội dung gửi lên / The body"), S(""));
    return request->code == OK ? OK : fail(cx, &disk_full);
}

static Code read_input(Request *request) {
    Ctx *cx = &request->cx;
    const Route *route = request->route;
    if (route->out != NULL) request->out = arena_alloc(request->arena, route->out->size);
    if (route->text_max > 0) TRY(buf_done(&request->body, &cx->text));
    if (route->in == NULL) return OK;
    request->in = arena_alloc(request->arena, route->in->size);
    target_to_record(cx, &request->target, &request->match, route->in, request->in);
    TRY(faults_verdict(cx));
    const bool is_get = str_is(str_of(route->verb), "GET");
    if (!is_get && route->upload_max == 0 && route->text_max == 0 && request->body.len > 0) {
        Str body;
        TRY(buf_done(&request->body, &body));
        TRY(route->takes_form ? form_to_record(cx, body, route->in, request->in)
                              : shape_read_json(cx, route->in, body, request->in));
        /* once more: what the address says cannot be overruled by the body */
        target_to_record(cx, &request->target, &request->match, route->in, request->in);
        return OK;
    }
    for (size_t i = 0; i < route->in->field_count; i++) {
        const Field *field = &route->in->fields[i];
        field_check(cx, field, spot_field(str_of(field->name)), request->in);
    }
    return faults_verdict(cx);
}

/* ---- work ---- */

/* A reading whose work itself is done elsewhere: it is slow, or it writes down that it was done. */
static bool waits_in_lane(const Route *route) {
    return route->is_slow || route->leaves_record;
}

static Code read_inside(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Request *request = in;
    TRY(recognise_and_ask(cx, in, NULL));
    if (waits_in_lane(request->route)) return OK;
    if (request->out != NULL) memset(request->out, 0, request->route->out->size);
    return request->route->run(cx, request->in, request->out);
}

/* The first use of a token for some while is written down on the way; a change does it in its own transaction. */
static Code note_and_run(Ctx *cx, const void *in, void *out) {
    const Request *request = (const Request *)(const void *)((const char *)cx - offsetof(Request, cx));
    if (cx->caller.unnoted.len > 0) TRY(cx->house->doors.note(cx, NULL, NULL));
    return request->route->run(cx, in, out);
}

static void task_done(Task *task) {
    Request *request = (Request *)((char *)task - offsetof(Request, task));
    request->code = task->code;
    request->state = REQUEST_DONE;
    MHD_resume_connection(request->connection);
}

static enum MHD_Result submit(Request *request) {
    const Route *route = request->route;
    request->task = (Task){ .cx = &request->cx,
                            .prepare = route->prepare,
                             .asks = route->asks,
                            .run = route->writes || route->leaves_record ? note_and_run : route->run,
                            .writes = route->writes || route->leaves_record,
                            .in = request->in,
                            .out = request->out,
                            .out_size = route->out == NULL ? 0 : route->out->size,
                            .done = task_done };
    request->state = REQUEST_WAITING;
    MHD_suspend_connection(request->connection);
    const Code code = lanes_submit(request->server->lanes, &request->task);
    if (code == OK) return MHD_YES;
    request->code = code;
    request->state = REQUEST_DONE;
    MHD_resume_connection(request->connection);
    return MHD_YES;
}

/* Whether it succeeds or not: the answer is ready and does not depend on it. */
static void note_done(Task *task) {
    Request *request = (Request *)((char *)task - offsetof(Request, task));
    request->cx.problem = (Problem){ 0 };
    request->state = REQUEST_NOTED;
    MHD_resume_connection(request->connection);
}

static enum MHD_Result submit_note(Request *request) {
    request->task =
        (Task){ .cx = &request->cx, .run = request->cx.house->doors.note, .writes = true, .done = note_done };
    request->state = REQUEST_WAITING;
    MHD_suspend_connection(request->connection);
    if (lanes_submit(request->server->lanes, &request->task) != OK) note_done(&request->task);
    return MHD_YES;
}

static bool send_kept(Request *request) {
    HttpServer *server = request->server;
    if (!request->route->is_shared || server->cache == NULL || !is_stranger(&request->shown)) return false;
    request->key = (CacheKey){ .target = request->raw,
                               .encoding = (int)request->encoding,
                               .revision = store_revision(server->house->store, request->cx.db),
                               .today = request->cx.today };
    if (request->key.revision == 0 || server->house->trace != NULL) return false; /* a trace shows every exchange */
    if (!http_cache_send(server->cache, &request->key, header(request, "If-None-Match"), request->connection))
        return false;
    request->state = REQUEST_ANSWERED;
    return true;
}

/* Who may not ask at all is not told what is wrong with his question. */
static Code read_question(Request *request) {
    Ctx *cx = &request->cx;
    const Code read = read_input(request);
    const Problem wrong = cx->problem;
    if (read == OK) return OK;
    TRY(run_work(cx, DB_READ, recognise_and_ask, request, NULL, 0));
    cx->problem = wrong;
    return read;
}

static enum MHD_Result read_and_send(Request *request) {
    Ctx *cx = &request->cx;
    Code code = store_reader(cx, request->server->house->store, &cx->db);
    if (code == OK && send_kept(request)) return MHD_YES;
    if (code == OK) code = read_question(request);
    if (code == OK) code = run_work(cx, DB_READ, read_inside, request, NULL, 0);
    if (code != OK) return send_problem(request, code);
    const bool is_noted_there = request->route->leaves_record;
    if (cx->caller.unnoted.len > 0 && !is_noted_there) return submit_note(request);
    return waits_in_lane(request->route) ? submit(request) : send_result(request);
}

static enum MHD_Result work(Request *request) {
    bool is_answered = false;
    if (is_reading(request)) { /* a refusal of a GET may wait until here: so the connection can stay open */
        const enum MHD_Result begun = begin(request, &is_answered);
        if (is_answered) return begun;
    }
    Code code = body_verdict(request);
    if (code == OK && is_reading(request)) return read_and_send(request);
    if (code == OK) code = read_input(request);
    return code == OK ? submit(request) : send_problem(request, code);
}

/* ---- libmicrohttpd's side ---- */

/* What a connection is at. libmicrohttpd refuses some requests by itself, and then may never say that they are over. */
typedef struct Line {
    Request *open; /* NULL: none */
} Line;

static Line *line_of(struct MHD_Connection *connection) {
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static void line_clear(Line *line) {
    if (line->open != NULL) request_drop(line->open);
    line->open = NULL;
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode what) {
    const HttpServer *server = cls;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *context = lasting_alloc(sizeof(Line));
        if (server->tls != NULL) tls_begin(server->tls, connection);
        return;
    }
    line_clear(*context);
    lasting_free(*context);
    *context = NULL;
}

static void *on_target(void *cls, const char *uri, struct MHD_Connection *connection) {
    Line *line = line_of(connection);
    line_clear(line);
    Request *request = line->open = request_new(cls);
    request->connection = connection;
    request->raw = str_from(request->arena, uri);
    return request;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *verb,
                                  const char *version, const char *upload_data, size_t *upload_data_size,
                                  void **req_cls) {
    (void)cls;
    (void)connection;
    (void)url;
    Request *request = *req_cls;
    bool is_answered;
    switch (request->state) {
    case REQUEST_NEW:
        request->verb = str_from(request->arena, verb);
        if (check_form(request, version) != OK) return refuse_form(request);
        request->state = REQUEST_BODY;
        return is_reading(request) ? MHD_YES : begin(request, &is_answered);
    case REQUEST_BODY:
        if (*upload_data_size == 0) return work(request);
        take_body(request, upload_data, *upload_data_size);
        *upload_data_size = 0;
        return MHD_YES;
    case REQUEST_REFUSED:
        if (*upload_data_size == 0) return send_problem(request, request->code);
        *upload_data_size = 0;
        return MHD_YES;
    case REQUEST_NOTED: return waits_in_lane(request->route) ? submit(request) : send_result(request);
    case REQUEST_DONE: return send_result(request);
    case REQUEST_WAITING:
    case REQUEST_ANSWERED: return MHD_YES;
    }
    return MHD_NO;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **req_cls,
                         enum MHD_RequestTerminationCode why) {
    (void)cls;
    (void)why;
    line_clear(line_of(connection));
    *req_cls = NULL;
}

/* Targets are decoded by kit/router, once. */
static size_t keep_escapes(void *cls, struct MHD_Connection *connection, char *text) {
    (void)cls;
    (void)connection;
    return strlen(text);
}

/* ---- for the contract test ---- */

static void trace_exchange(Request *request, const Answer *answer) {
    Buf out = buf_new(request->arena, ANSWER_BYTES_MAX);
    buf_add(&out, S("{\"verb\":"));
    json_write_text(&out, request->verb);
    buf_add(&out, S(",\"target\":"));
    json_write_text(&out, request->raw);
    buf_addf(&out, ",\"route\":\"%s\",\"page\":\"%s\",\"status\":%d,\"type\":",
             request->route == NULL ? "" : request->route->path,
             request->match.page == NULL ? "" : request->match.page->path, answer->status);
    json_write_text(&out, answer->media_type);
    buf_add(&out, S(",\"sent\":"));
    json_write_text(&out, request->body.len > 0 && utf8_is_valid((Str){ request->body.at, request->body.len })
                              ? (Str){ request->body.at, request->body.len }
                              : S(""));
    buf_add(&out, S(",\"got\":"));
    const bool is_json = str_ends(answer->media_type, S("json"));
    json_write_text(&out, is_json ? answer->body : S(""));
    buf_add(&out, S("}\n"));
    if (!out.overflowed) trace_line(request->server->house->trace, (Str){ out.at, out.len });
}

/* ---- life ---- */

static unsigned thread_count(const Settings *settings) {
    const int64_t said = setting_int(settings, &http_threads);
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return said > 0 ? (unsigned)said : cores < 2 ? 2U : cores > 16 ? 16U : (unsigned)cores;
}

static struct MHD_Daemon *start_daemon(HttpServer *server, int fd, const Settings *settings) {
    struct MHD_OptionItem tls[TLS_OPTIONS] = { { MHD_OPTION_END, 0, NULL } };
    if (server->tls != NULL) tls_fill_options(tls);
    /* With TLS libmicrohttpd 0.9.75 spins under epoll while a handshake waits for the other end: poll does not. */
    const unsigned waits = server->tls != NULL ? (unsigned)MHD_USE_POLL_INTERNAL_THREAD | (unsigned)MHD_USE_TLS
                                               : (unsigned)MHD_USE_EPOLL_INTERNAL_THREAD;
    return MHD_start_daemon(
        waits | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL, on_request, server,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE, thread_count(settings), MHD_OPTION_URI_LOG_CALLBACK,
        on_target, server, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, server, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, server, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)setting_int(settings, &http_connections),
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)CONNECTIONS_PER_ADDRESS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)setting_int(settings, &http_timeout_s), MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
}

Code http_start(Ctx *cx, Lanes *lanes, HttpServer **ret_server) {
    const Settings *settings = cx->house->settings;
    const Str place = setting_text(settings, &http_listen);
    Tls *tls;
    TRY(tls_open(cx, &tls));
    HttpServer *server = lasting_alloc(sizeof *server);
    server->quiesced_fd = -1;
    server->house = cx->house;
    server->lanes = lanes;
    server->peers = (PeerRules){ .proxy = setting_text(settings, &http_proxy),
                                 .certificate_header = setting_text(settings, &http_certificate_header),
                                 .is_tls = tls != NULL };
    server->tls = tls;
    server->hosts = setting_text(settings, &http_hosts);
    server->is_secure = http_is_secure(settings);
    server->body_max = (size_t)setting_int(settings, &http_body_max);
    server->spool_folder = path_join(cx->arena, cx->house->data_folder, S("tmp"));
    const int64_t cache_mib = setting_int(settings, &http_cache_mib);
    if (cache_mib > 0) server->cache = http_cache_new((size_t)cache_mib * 1024 * 1024);
    MUST(pthread_mutex_init(&server->lock, NULL) == 0);
    const int fd = listen_at(cx->arena, place);
    if (fd >= 0) server->daemon = start_daemon(server, fd, settings);
    if (server->daemon == NULL) {
        if (fd >= 0) (void)close(fd);
        http_stop(server);
        return fail(cx, &listen_refused, place);
    }
    *ret_server = server;
    return OK;
}

unsigned http_port(const HttpServer *server) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info == NULL ? 0 : info->port;
}

Code http_renew(Ctx *cx, HttpServer *server) {
    return server->tls == NULL ? OK : tls_renew(cx, server->tls);
}

/* Who comes now is refused; the number is given back when no thread of the daemon can use it any more. */
void http_quiesce(HttpServer *server) {
    server->quiesced_fd = MHD_quiesce_daemon(server->daemon);
    if (server->quiesced_fd >= 0) (void)shutdown(server->quiesced_fd, SHUT_RDWR);
}

void http_stop(HttpServer *server) {
    if (server->daemon != NULL) MHD_stop_daemon(server->daemon);
    if (server->quiesced_fd >= 0) (void)close(server->quiesced_fd);
    tls_close(server->tls);
    http_cache_free(server->cache);
    while (server->idle != NULL) {
        Request *request = server->idle;
        server->idle = request->next_idle;
        arena_free(request->arena);
        lasting_free(request);
    }
    (void)pthread_mutex_destroy(&server->lock);
    lasting_free(server);
}
