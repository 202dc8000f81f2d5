/* platform/exchange/nodes - see nodes.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/nodes.h"

#include "platform/exchange/node_signature.h"

static NodeMessage message_of(const Passage *passage, Str path, Str answer_part) {
    const Call *call = passage->call;
    const bool is_answer = answer_part.len > 0;
    const Body *body = is_answer ? &call->reply.body : &call->body;
    const bool has_body = is_answer ? body->size > 0 : call->has_body;
    return (NodeMessage){ .is_answer = is_answer,
                          .path = path,
                          .request_hash = passage->hash,
                          .head_part = is_answer ? answer_part : passage->head_part,
                          .body = has_body ? &body->sha512 : NULL };
}

/* "": it came from no exchange. */
static Str path_of(const Passage *passage) {
    const Call *call = passage->call;
    const Header *header = header_last(call->headers, call->header_count, NODE_PATH);
    return header == NULL ? S("") : header->value;
}

bool node_path_ends(Passage *passage, Str own_key_id) {
    size_t count = 0;
    Str rest = path_of(passage);
    while (rest.len > 0) {
        const Str one = str_trim(str_cut(&rest, ','));
        if (str_equal(one, own_key_id))
            return passage_refuse(passage, &fault_loop,
                                  S("The message was at this exchange before: the exchanges reach the service through "
                                    "each other in a ring, or two of them have the same key. Whoever keeps them must "
                                    "say where it is"));
        if (++count == NODE_PATH_MAX)
            return passage_refuse(passage, &fault_loop,
                                  S("The message came through eight exchanges: it goes no further"));
    }
    return true;
}

/* What a caller says who is no exchange counts for nothing. */
static Str path_longer(const Passage *passage, const OwnKey *own) {
    const Str path = passage->from_node == NULL ? S("") : path_of(passage);
    return str_format(passage->call->arena, "%.*s%s%.*s", STR_FMT(path), path.len > 0 ? ", " : "",
                      STR_FMT(own->key_id));
}

Headers node_signed(const Passage *passage, const OwnKey *own, Headers headers, Str answer_part) {
    Arena *arena = passage->call->arena;
    const Str path = answer_part.len > 0 ? S("") : path_longer(passage, own);
    const NodeMessage message = message_of(passage, path, answer_part);
    Header *more = NEW_ARRAY(arena, Header, headers.count + 2);
    size_t count = headers.count;
    for (size_t i = 0; i < headers.count; i++) more[i] = headers.items[i];
    more[count++] = (Header){ S(NODE_SIGNATURE), node_sign(arena, &message, own->key, own->key_id, time_now()) };
    if (answer_part.len == 0) more[count++] = (Header){ S(NODE_PATH), path };
    return (Headers){ more, count };
}

/* For the record: whoever has only that can check what was signed, or see that a known key has not signed it. What is
 * no signature at all is anything of any length. */
static void show_signature(Passage *passage, const Node *node, NodeFlaw flaw, Str path, Str value) {
    Arena *arena = passage->call->arena;
    const bool is_one = flaw != NODE_NO_SIGNATURE && flaw != NODE_FORM && flaw != NODE_KEY;
    Str last, through = S("");
    if (node_path_read(path, &last)) through = str_format(arena, " path=\"%.*s\"", STR_FMT(path));
    passage->identity = str_format(arena, "%.*s node:%.*s", STR_FMT(passage->identity), STR_FMT(node->code));
    if (is_one)
        passage->identity =
            str_format(arena, "%.*s%.*s %.*s", STR_FMT(passage->identity), STR_FMT(through), STR_FMT(value));
}

static bool holds(Passage *passage, const Node *node, Str answer_part, const Header *header, int64_t window_s) {
    const Signers signers = roster_node_signers(passage->roster, node);
    const Str path = answer_part.len > 0 ? S("") : path_of(passage), value = header == NULL ? S("") : header->value;
    const NodeMessage message = message_of(passage, path, answer_part);
    if (signers.count == 0) return true;
    const NodeFlaw flaw =
        node_check(passage->call->arena, &message, value, signers.keys, signers.count, time_now(), window_s);
    show_signature(passage, node, flaw, path, value);
    if (flaw == NODE_FINE) return true;
    return passage_refuse(passage, &fault_signature,
                          str_format(passage->call->arena, "The message of node %.*s does not hold: %s",
                                     STR_FMT(node->code), node_flaw_text(flaw)));
}

bool node_request_holds(Passage *passage, int64_t window_s) {
    const Call *call = passage->call;
    const Header *header = header_last(call->headers, call->header_count, NODE_SIGNATURE);
    const Str path = path_of(passage);
    Str last;
    if (passage->from_node == NULL) return true;
    if (path.len > 0 && !node_path_read(path, &last)) /* the next exchange would blame us for it */
        return passage_refuse(passage, &fault_bad_request,
                              S(NODE_PATH " must be ids of keys, with a comma and a blank between"));
    return holds(passage, passage->from_node, S(""), header, window_s);
}

/* Client, service, id and hash must be those of the request. */
static bool belongs(const Passage *passage, Headers expected) {
    const CallReply *reply = &passage->call->reply;
    for (size_t i = 0; i < expected.count; i++) {
        const Header *said = header_last(reply->headers, reply->header_count, expected.items[i].name.at);
        if (said == NULL || !str_equal(said->value, expected.items[i].value)) return false;
    }
    return true;
}

bool node_answer_holds(Passage *passage, Headers expected, Str answer_part, int64_t window_s) {
    const CallReply *reply = &passage->call->reply;
    if (header_last(reply->headers, reply->header_count, "X-Road-Error") != NULL) return true;
    if (!belongs(passage, expected)) {
        return passage_refuse(passage, &fault_inconsistent,
                              S("The answer of the other node belongs to another request"));
    }
    const Header *header = header_last(reply->headers, reply->header_count, NODE_SIGNATURE);
    return holds(passage, passage->to_node, answer_part, header, window_s);
}
