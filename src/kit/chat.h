/* kit/chat - one question to a server of language models, by the interface that most of them speak: POST
 * /v1/chat/completions. What it says is a stranger's text: who asks decides what of it may be used. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CHAT_H
#define KIT_CHAT_H

#include "kit/settings.h"
#include "kit/shape.h"

enum { CHAT_REQUEST_BYTES_MAX = 256 * 1024, CHAT_REPLY_BYTES_MAX = 256 * 1024 };

/* Where and whom: of settings. */
typedef struct ChatModel {
    Str url;  /* of the server; /v1/chat/completions is added */
    Str name; /* of the model there */
    Str key;  /* empty: it wants none */
    int64_t timeout_s;
} ChatModel;

/* The settings of a room that tell it. */
typedef struct ChatSettings {
    const Setting *url, *name, *key, *timeout_s, *daily_max;
} ChatSettings;
ChatModel chat_model(const Settings *settings, const ChatSettings *of);

/* How often a model was asked on a day, and how often that was of use: a row of the room's own. */
typedef struct ChatDay {
    Day asked_on;
    int64_t asked, answered;
} ChatDay;
extern const Shape chat_day_shape;
/* How often it may still be asked today; `day_of` is the room's query. */
Code chat_left_today(Ctx *cx, const ChatSettings *of, Code (*day_of)(Ctx *cx, const ChatDay *in, ChatDay *ret_row),
                     int64_t *ret_left);

typedef struct ChatWords {
    Str instructions, text; /* what the model is to be, and what it is asked */
    int64_t tokens_max;     /* of the answer */
    bool wants_json;        /* the answer is to be one JSON object */
} ChatWords;

/* A question ready to be sent, from `prepare` over `asks` to `run`. */
typedef struct Chat {
    Str url, authorization, request;
    int64_t timeout_s;
} Chat;

/* TOO_LARGE, without a Problem, beyond CHAT_REQUEST_BYTES_MAX. */
Code chat_prepare(Ctx *cx, const ChatModel *model, const ChatWords *words, Chat *ret_chat);

typedef enum ChatEnd {
    CHAT_SAID,
    CHAT_UNUSABLE, /* it answered, and not as the interface has it */
    CHAT_AWAY      /* nobody answered in time, or the server is in trouble */
} ChatEnd;

/* In a lane that may wait. The text is composed (NFC), without controls; "" unless it was said. No Problem is left. */
ChatEnd chat_ask(Ctx *cx, const Chat *chat, Str *ret_text);

#endif
