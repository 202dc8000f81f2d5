/* platform/exchange/push_permission - see push_permission.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/push_permission.h"

#include "kit/site.h"

enum { ANSWER_BYTES_MAX = 64 * 1024, WAIT_S = 10, RATE_MAX = 1000000, WANTED = 2, MINUTE_S = 60 };

#define MINUTE_US INT64_C(60000000)

const Setting exchange_push_origin = {
    "exchange.push_origin", SETTING_TEXT, "", 0, 253,
    .help = "DNS name by which receivers of pushed events know this installation (WebHook-Request-Origin); empty: the "
            "host of site.address; without one they are not asked whether they take pushes"
};
const Setting exchange_push_permission = {
    "exchange.push_permission", SETTING_BOOL, "off", 0, 0,
    .help = "on: events are pushed to those alone who allow it by WebHook-Allowed-Origin; off: also to those who "
            "answer without it"
};

/* The host of https://host:port/. */
static Str host_of(Str address) {
    const size_t at = str_find(address, S("://"));
    Str rest = at < address.len ? str_part(address, at + 3, address.len) : address;
    rest = str_cut(&rest, '/');
    return str_cut(&rest, ':');
}

Str push_origin(Ctx *cx) {
    const Str said = setting_text(cx->house->settings, &exchange_push_origin);
    return said.len > 0 ? said : host_of(setting_text(cx->house->settings, &site_address));
}

/* "*" or a number; what is neither is no limit that we could keep, so the smallest one. */
static int64_t rate_of(Str text) {
    int64_t rate = 1;
    if (text.len == 0 || str_is(text, "*")) return 0;
    return str_to_int(text, 1, RATE_MAX, &rate) == OK ? rate : 1;
}

static void hear(Ctx *cx, Str origin, const HttpReply *reply, const Str *told, PushPermission *permission) {
    const Str allowed = str_trim(told[0]);
    const bool is_said = reply->status >= 200 && reply->status < 300 && allowed.len > 0;
    const bool is_needed = setting_is(cx->house->settings, &exchange_push_permission);
    const bool is_ours = str_is(allowed, "*") || str_equal(str_lower(cx->arena, allowed), str_lower(cx->arena, origin));
    if (is_said ? is_ours : !is_needed) {
        permission->state = PERMISSION_GIVEN;
        permission->rate = is_said ? rate_of(str_trim(told[1])) : 0;
        return;
    }
    permission->state = PERMISSION_REFUSED;
    permission->trouble =
        is_said ? str_format(cx->arena, "the receiver takes pushes from %.*s, not from %.*s", STR_FMT(allowed),
                             STR_FMT(origin))
                : str_format(cx->arena, "the receiver did not say that it takes pushes from %.*s (status %d)",
                             STR_FMT(origin), reply->status);
}

void push_permission_ask(Ctx *cx, HttpClient *client, const Subscription *subscription, const Receiver *receiver,
                         const HttpTls *tls, PushPermission *ret_permission) {
    static const char *const wanted[WANTED] = { "WebHook-Allowed-Origin", "WebHook-Allowed-Rate" };
    const Str origin = push_origin(cx);
    const Str about = str_format(cx->arena, "%.*s %.*s", STR_FMT(origin), STR_FMT(receiver->url));
    *ret_permission = (PushPermission){ .state = PERMISSION_THERE, .permitted = about, .rate = subscription->rate };
    if (origin.len == 0 || str_equal(subscription->permitted, about)) return;
    const HttpLine lines[] = { { "WebHook-Request-Origin", origin } };
    const HttpAsk ask = { .verb = S("OPTIONS"),
                          .url = receiver->url,
                          .lines = lines,
                          .line_count = COUNT(lines),
                          .wanted = wanted,
                          .wanted_count = WANTED,
                          .tls = *tls,
                          .timeout_s = receiver->timeout_s < WAIT_S ? receiver->timeout_s : WAIT_S,
                          .bytes_max = ANSWER_BYTES_MAX };
    HttpReply reply;
    Str told[WANTED];
    if (http_ask(cx, client, &ask, &reply, told) == OK) {
        hear(cx, origin, &reply, told, ret_permission);
        return;
    }
    ret_permission->state = PERMISSION_SILENT;
    ret_permission->trouble = str_copy(cx->arena, cx->problem.en);
    cx->problem = (Problem){ 0 };
}

int64_t push_burst(int64_t rate) {
    return rate < MINUTE_S ? 1 : rate / MINUTE_S;
}

int64_t push_pause_us(int64_t rate, int64_t count) {
    return count * MINUTE_US / rate;
}
