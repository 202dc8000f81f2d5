/* platform/exchange/node_signature - what one exchange signs for another: that a message came from it, as it says. A
 * header of its own beside the message's header part (docs/protocols/exchange.md). Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_NODE_SIGNATURE_H
#define PLATFORM_EXCHANGE_NODE_SIGNATURE_H

#include "kit/http_signature.h"
#include "platform/exchange/message.h"

#define NODE_SIGNATURE "Banyan-Node-Signature"
/* Through which exchanges a request came: the ids of their keys, the first one first. Beside the header part, as the
 * signature is, which covers it. */
#define NODE_PATH "Banyan-Node-Path"
enum { NODE_PATH_MAX = 8, NODE_KEY_LETTERS = 64 /* SHA-256 in hex */, NODE_SIGNATURE_MAX = 1024 };

/* What is signed. */
typedef struct NodeMessage {
    bool is_answer;
    Str path;         /* of a request; an answer has none */
    Str request_hash; /* of the request; for an answer it binds the two */
    Str head_part;
    const Sha512 *body; /* NULL: there is none */
} NodeMessage;

/* keyid="...", created=1764460800, signature=:...: */
Str node_sign(Arena *arena, const NodeMessage *message, const HttpKey *key, Str key_id, Time now);

typedef enum NodeFlaw {
    NODE_FINE = 0,
    NODE_NO_SIGNATURE,
    NODE_FORM,
    NODE_KEY,
    NODE_TIME,
    NODE_PATH_FORM, /* the path of a request is none, or does not end with who signs */
    NODE_WRONG
} NodeFlaw;
const char *node_flaw_text(NodeFlaw flaw);
/* One to NODE_PATH_MAX ids of keys with ", " between; `ret_last` is that of the exchange that brings the request. */
bool node_path_read(Str path, Str *ret_last);
/* `window_s`: how far the signature's time may be from now, either way. */
NodeFlaw node_check(Arena *arena, const NodeMessage *message, Str header, const SignerKey *keys, size_t key_count,
                    Time now, int64_t window_s);

#endif
