/* platform/exchange/asking - the installation's own questions: signed, and through the same door as everybody's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/asking.h"

#include "kit/http_client.h"
#include "kit/http_signature.h"
#include "platform/exchange/exchange.h"
#include "platform/exchange/gateway.h"
#include "platform/exchange/identifiers.h"
#include "platform/exchange/message.h"
#include "platform/exchange/own_key.h"

enum { TIMEOUT_S = 60, NAME_BYTES_MAX = 4 * EXCHANGE_ID_BYTES_MAX, FIELDS_MAX = 2, WANTED = 2 };

const Setting exchange_own_client = {
    "exchange.own_client",
    SETTING_TEXT,
    "",
    0,
    400,
    .help = "instance/memberClass/memberCode/subsystemCode by which this installation itself asks services, registered "
            "with the key that `banyan exchange key` prints; empty: it asks none"
};

const ProblemKind exchange_closed = {
    UNAVAILABLE,
    "exchange/closed",
    { "Trục liên thông chưa mở.", "The exchange is closed." },
    { "Đặt exchange.listen rồi khởi động lại, vì mọi câu hỏi đều đi qua trục.",
      "Set exchange.listen and start again, since every question goes through the exchange." }
};
const ProblemKind exchange_own_unset = {
    UNAVAILABLE,
    "exchange/own-client-unset",
    { "Chưa biết hệ thống này là ai trên trục.", "This installation has no name in the exchange." },
    { "Đặt exchange.own_client là mã hệ thống con đã đăng ký (INSTANCE/CLASS/MEMBER/SUBSYSTEM), với khóa mà lệnh "
      "“banyan exchange key” in ra.",
      "Set exchange.own_client to the registered subsystem (INSTANCE/CLASS/MEMBER/SUBSYSTEM), with the key that "
      "`banyan exchange key` prints." }
};

Code exchange_ready(Ctx *cx) {
    const Settings *settings = cx->house->settings;
    if (setting_text(settings, &exchange_listen).len == 0) return fail(cx, &exchange_closed);
    return exchange_is_system_id(setting_text(settings, &exchange_own_client)) ? OK : fail(cx, &exchange_own_unset);
}

bool exchange_is_system_id(Str id) {
    ExchangeName name;
    return exchange_id_split(id, &name) && name.subsystem.len > 0 && name.service.len == 0;
}

bool exchange_is_service_id(Str id) {
    ExchangeName name;
    return exchange_id_split(id, &name) && name.service.len > 0;
}

/* What listens everywhere is reached at the loopback. */
static Str door_of(Ctx *cx) {
    const Str place = setting_text(cx->house->settings, &exchange_listen);
    if (str_starts(place, S("0.0.0.0:")))
        return str_format(cx->arena, "127.0.0.1%.*s", STR_FMT(str_part(place, sizeof "0.0.0.0" - 1, place.len)));
    if (str_starts(place, S("[::]:")))
        return str_format(cx->arena, "[::1]%.*s", STR_FMT(str_part(place, sizeof "[::]" - 1, place.len)));
    return place;
}

static Str name_written(Ctx *cx, Str id) {
    ExchangeName name;
    Buf out = buf_new(cx->arena, NAME_BYTES_MAX);
    MUST(exchange_id_split(id, &name));
    exchange_name_write(&out, &name);
    return (Str){ out.at, out.len };
}

typedef struct Signed {
    Str client, digest, input, signature;
} Signed;

static Code sign(Ctx *cx, const ExchangeAsk *ask, Str target, Signed *ret_signed) {
    OwnKey own;
    TRY(own_key(cx, &own));
    const bool has_body = ask->body.len > 0;
    const ContentDigest digest = content_digest_of(ask->body);
    const Str client = name_written(cx, setting_text(cx->house->settings, &exchange_own_client));
    const Str told = has_body ? content_digest_text(cx->arena, &digest) : S("");
    const Header fields[FIELDS_MAX] = { { S("x-road-client"), client }, { S("content-digest"), told } };
    const HttpMessage message = { .method = ask->method,
                                  .target = target,
                                  .scheme = S("http"),
                                  .authority = door_of(cx),
                                  .fields = fields,
                                  .field_count = has_body ? 2 : 1,
                                  .body = has_body ? &digest : NULL };
    const SignatureOrder order = { .label = S("sig1"),
                                   .components = has_body ? S("\"@method\" \"@path\" \"@query\" \"x-road-client\" "
                                                              "\"content-digest\"")
                                                          : S("\"@method\" \"@path\" \"@query\" \"x-road-client\""),
                                   .key_id = own.key_id,
                                   .nonce = uuid_new(cx->arena),
                                   .created_at = time_now(),
                                   .key = own.key };
    ret_signed->client = client;
    ret_signed->digest = told;
    MUST(http_signature_make(cx->arena, &message, &order, &ret_signed->input, &ret_signed->signature) ==
         SIGNATURE_FINE);
    return OK;
}

Code exchange_ask(Ctx *cx, const ExchangeAsk *ask, ExchangeReply *ret_reply) {
    static const char *const wanted[WANTED] = { "x-road-request-id", "x-road-error" };
    Signed by;
    Str told[WANTED];
    HttpReply reply;
    TRY(exchange_ready(cx));
    MUST(exchange_is_service_id(ask->service));
    const Str target =
        str_format(cx->arena, "/r1/%.*s%.*s", STR_FMT(name_written(cx, ask->service)), STR_FMT(ask->path));
    TRY(sign(cx, ask, target, &by));
    ret_reply->message_id = ask->message_id.len > 0 ? ask->message_id : uuid_new(cx->arena);
    const HttpLine lines[] = {
        { "X-Road-Client", by.client },      { "X-Road-Id", ret_reply->message_id },
        { "Content-Type", ask->media_type }, { "Accept", S("application/json") },
        { "Content-Digest", by.digest },     { "Signature-Input", by.input },
        { "Signature", by.signature },
    };
    const HttpAsk question = { .verb = ask->method,
                               .url = str_format(cx->arena, "http://%.*s%.*s", STR_FMT(door_of(cx)), STR_FMT(target)),
                               .body = ask->body,
                               .lines = lines,
                               .line_count = COUNT(lines),
                               .wanted = wanted,
                               .wanted_count = COUNT(wanted),
                               .timeout_s = ask->timeout_s == 0 ? TIMEOUT_S : ask->timeout_s,
                               .bytes_max = ask->bytes_max };
    HttpClient *client = http_client_open();
    const Code code = http_ask(cx, client, &question, &reply, told);
    http_client_close(client);
    TRY(code);
    ret_reply->status = reply.status;
    ret_reply->body = reply.body;
    ret_reply->media_type = reply.media_type;
    ret_reply->request_id = told[0];
    ret_reply->fault = told[1];
    return OK;
}
