/* platform/exchange/node_signature - see node_signature.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/node_signature.h"

enum { SECOND_US = 1000000 };

const char *node_flaw_text(NodeFlaw flaw) {
    switch (flaw) {
    case NODE_FINE: return "nothing is wrong";
    case NODE_NO_SIGNATURE: return "it has no " NODE_SIGNATURE;
    case NODE_FORM: return NODE_SIGNATURE " is not well formed";
    case NODE_KEY: return "it is signed with a key that is not registered for the node";
    case NODE_TIME: return "it was signed too long ago, or the clocks differ";
    case NODE_PATH_FORM: return NODE_PATH " is missing, or does not end with the key that signs";
    case NODE_WRONG: return "the node has not signed this message";
    }
    CANNOT("every flaw has its sentence");
}

/* Lines; every one ends with LF. */
static Str signed_text(Arena *arena, const NodeMessage *message, int64_t created_s) {
    const Sha512 head = sha512(message->head_part);
    const Str body = message->body == NULL ? S("-") : base64_text(arena, message->body->bytes, SHA512_BYTES);
    return str_format(arena, "banyan-node/v1\n%s\n%lld\n%.*s\n%.*s\n%.*s\n%.*s\n",
                      message->is_answer ? "answer" : "request", (long long)created_s, STR_FMT(message->request_hash),
                      STR_FMT(base64_text(arena, head.bytes, SHA512_BYTES)), STR_FMT(body),
                      STR_FMT(message->is_answer ? S("-") : message->path));
}

Str node_sign(Arena *arena, const NodeMessage *message, const HttpKey *key, Str key_id, Time now) {
    unsigned char signature[HTTP_SIGNATURE_BYTES];
    const int64_t created_s = now.us / SECOND_US;
    http_key_sign(key, signed_text(arena, message, created_s), signature);
    return str_format(arena, "keyid=\"%.*s\", created=%lld, signature=:%.*s:", STR_FMT(key_id), (long long)created_s,
                      STR_FMT(base64_text(arena, signature, sizeof signature)));
}

static bool is_key_id(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return text.len == NODE_KEY_LETTERS;
}

bool node_path_read(Str path, Str *ret_last) {
    Str rest = path, last = S("");
    for (size_t count = 0; rest.at != NULL; count++) {
        last = str_cut(&rest, ',');
        if (count > 0 && !str_starts(last, S(" "))) return false;
        if (count > 0) last = str_part(last, 1, last.len);
        if (count == NODE_PATH_MAX || !is_key_id(last)) return false;
    }
    *ret_last = last;
    return last.len > 0;
}

/* What stands between the two in the header's one form. */
static bool take(Str *rest, Str before, char after, Str *ret_value) {
    if (!str_starts(*rest, before)) return false;
    *rest = str_part(*rest, before.len, rest->len);
    *ret_value = str_cut(rest, after);
    return rest->at != NULL;
}

static const SignerKey *key_named(const SignerKey *keys, size_t count, Str key_id) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(keys[i].key_id, key_id)) return &keys[i];
    }
    return NULL;
}

static bool is_valid_at(const SignerKey *key, Time at) {
    return (key->valid_from.us == 0 || key->valid_from.us <= at.us) &&
           (key->valid_to.us == 0 || at.us < key->valid_to.us);
}

NodeFlaw node_check(Arena *arena, const NodeMessage *message, Str header, const SignerKey *keys, size_t key_count,
                    Time now, int64_t window_s) {
    Str rest = header, key_id, created, text, last;
    char bytes[HTTP_SIGNATURE_BYTES];
    size_t size = 0;
    int64_t created_s;
    if (header.len == 0) return NODE_NO_SIGNATURE;
    const bool is_form = header.len <= NODE_SIGNATURE_MAX && take(&rest, S("keyid=\""), '"', &key_id) &&
                         take(&rest, S(", created="), ',', &created) && take(&rest, S(" signature=:"), ':', &text) &&
                         rest.len == 0 && str_to_int(created, 0, INT64_C(99999999999), &created_s) == OK &&
                         base64_read(arena, text, bytes, sizeof bytes, &size) && size == sizeof bytes;
    if (!is_form) return NODE_FORM;
    const SignerKey *key = key_named(keys, key_count, key_id);
    if (key == NULL || !is_valid_at(key, (Time){ created_s * SECOND_US })) return NODE_KEY;
    const int64_t apart_s = now.us / SECOND_US - created_s;
    if (apart_s > window_s || apart_s < -window_s) return NODE_TIME;
    if (!message->is_answer && !(node_path_read(message->path, &last) && str_equal(last, key_id)))
        return NODE_PATH_FORM;
    return http_key_holds(key->key, signed_text(arena, message, created_s), (Str){ bytes, size }) ? NODE_FINE
                                                                                                  : NODE_WRONG;
}
