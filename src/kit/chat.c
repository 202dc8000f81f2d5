/* kit/chat - see chat.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/chat.h"

#include "kit/http_client.h"
#include "kit/json_pointer.h"
#include "kit/module.h"
#include "kit/text.h"

enum { STATUS_FINE = 200, STATUS_TROUBLE = 500 };

ChatModel chat_model(const Settings *settings, const ChatSettings *of) {
    return (ChatModel){ .url = setting_text(settings, of->url),
                        .name = setting_text(settings, of->name),
                        .key = setting_text(settings, of->key),
                        .timeout_s = setting_int(settings, of->timeout_s) };
}

static const Field chat_day_fields[] = {
    FIELD(ChatDay, asked_on, REQUIRED, 0, 0),
    FIELD(ChatDay, asked, REQUIRED, 0, 0),
    FIELD(ChatDay, answered, REQUIRED, 0, 0),
};
const Shape chat_day_shape = SHAPE(ChatDay, chat_day_fields);

Code chat_left_today(Ctx *cx, const ChatSettings *of, Code (*day_of)(Ctx *cx, const ChatDay *in, ChatDay *ret_row),
                     int64_t *ret_left) {
    const ChatDay today = { .asked_on = cx->today };
    ChatDay counted = { 0 };
    const Code known = day_of(cx, &today, &counted);
    if (known != OK && known != NOT_FOUND) return known;
    const int64_t most = setting_int(cx->house->settings, of->daily_max);
    *ret_left = counted.asked < most ? most - counted.asked : 0;
    return OK;
}

static void write_message(Buf *out, const char *role, Str content) {
    buf_char(out, '{');
    json_write_member(out, "role", str_of(role));
    buf_char(out, ',');
    json_write_member(out, "content", content);
    buf_char(out, '}');
}

Code chat_prepare(Ctx *cx, const ChatModel *model, const ChatWords *words, Chat *ret_chat) {
    Buf out = buf_new(cx->arena, CHAT_REQUEST_BYTES_MAX);
    buf_char(&out, '{');
    json_write_member(&out, "model", model->name);
    buf_addf(&out, ",\"temperature\":0,\"max_tokens\":%d,\"stream\":false,", (int)words->tokens_max);
    if (words->wants_json) buf_add(&out, S("\"response_format\":{\"type\":\"json_object\"},"));
    buf_add(&out, S("\"messages\":["));
    write_message(&out, "system", words->instructions);
    buf_char(&out, ',');
    write_message(&out, "user", words->text);
    buf_add(&out, S("]}"));
    *ret_chat = (Chat){ .url = str_format(cx->arena, "%.*s/v1/chat/completions", STR_FMT(model->url)),
                        .timeout_s = model->timeout_s };
    if (model->key.len > 0) ret_chat->authorization = str_format(cx->arena, "Bearer %.*s", STR_FMT(model->key));
    return buf_done(&out, &ret_chat->request);
}

static bool read_reply(Ctx *cx, const HttpReply *reply, Str *ret_text) {
    const JsonValue *root;
    Str said;
    if (reply->status != STATUS_FINE || json_value(cx->arena, reply->body, &root) != OK) return false;
    const JsonValue *content = json_pointer(cx->arena, root, S("/choices/0/message/content"));
    if (content == NULL || !json_value_text(cx->arena, content, &said)) return false;
    return text_clean(cx->arena, text_mended(cx->arena, said), true, ret_text) == TEXT_FINE;
}

ChatEnd chat_ask(Ctx *cx, const Chat *chat, Str *ret_text) {
    const HttpPost post = { .url = chat->url,
                            .media_type = S("application/json"),
                            .body = chat->request,
                            .authorization = chat->authorization,
                            .timeout_s = chat->timeout_s,
                            .bytes_max = CHAT_REPLY_BYTES_MAX };
    HttpClient *client = http_client_open();
    HttpReply reply = { 0 };
    const Code asked = http_post(cx, client, &post, &reply);
    http_client_close(client);
    cx->problem = (Problem){ 0 }; /* how it ended is told by what is returned */
    *ret_text = S("");
    if (asked == TOO_LARGE) return CHAT_UNUSABLE;
    if (asked != OK || reply.status >= STATUS_TROUBLE) return CHAT_AWAY;
    return read_reply(cx, &reply, ret_text) ? CHAT_SAID : CHAT_UNUSABLE;
}
