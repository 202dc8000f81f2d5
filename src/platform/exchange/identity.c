/* platform/exchange/identity - see identity.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/identity.h"

static bool refuse(Passage *passage, const ExchangeFault *fault, const char *words) {
    const Str message =
        str_format(passage->call->arena, "Client (SUBSYSTEM:%.*s) %s", STR_FMT(passage->client->id), words);
    return passage_refuse(passage, fault, message);
}

static bool is_among(const Sha256 *certificates, size_t count, const Sha256 *shown) {
    for (size_t i = 0; i < count; i++) {
        if (sha256_equal(&certificates[i], shown)) return true;
    }
    return false;
}

/* Another node may bring what its own subsystems send: it has asked them. */
static bool comes_from_node(Passage *passage) {
    const Call *call = passage->call;
    const Subsystem *client = passage->client;
    if (client->node.len == 0) return false;
    passage->from_node = registry_node(roster_registry(passage->roster), client->node);
    const Node *node = passage->from_node;
    return node != NULL && call->has_certificate && call->is_certificate_current &&
           is_among(node->certificates, node->certificate_count, &call->certificate);
}

static Str certificate_identity(const Passage *passage) {
    const Call *call = passage->call;
    return str_format(call->arena, "certificate:%.*s",
                      STR_FMT(hex_text(call->arena, call->certificate.bytes, SHA256_BYTES)));
}

static bool prove_certificate(Passage *passage) {
    const Call *call = passage->call;
    const Subsystem *client = passage->client;
    if (!call->has_certificate)
        return refuse(passage, &fault_certificate, "specifies HTTPS but did not supply TLS certificate");
    if (!is_among(client->certificates, client->certificate_count, &call->certificate))
        return refuse(passage, &fault_certificate, "did not supply a TLS certificate that is registered for it");
    if (!call->is_certificate_current)
        return refuse(passage, &fault_certificate, "supplied a TLS certificate that is not valid today");
    passage->identity = certificate_identity(passage);
    return true;
}

/* ---- signatures ---- */

static HttpMessage message_of(const Passage *passage, ContentDigest *digest) {
    const Call *call = passage->call;
    const Header *host = header_last(call->headers, call->header_count, "Host");
    *digest = (ContentDigest){ .has_sha512 = true,
                               .sha512 = call->body.sha512,
                               .has_sha256 = call->body.has_sha256,
                               .sha256 = call->body.sha256 };
    return (HttpMessage){ .method = call->verb,
                          .target = call->target,
                          .scheme = call->is_tls ? S("https") : S("http"),
                          .authority = host == NULL ? S("") : host->value,
                          .fields = call->headers,
                          .field_count = call->header_count,
                          .body = call->has_body ? digest : NULL };
}

static bool see_once(Passage *passage, const PassageRules *rules, const HttpSignature *signature) {
    switch (replays_see(rules->replays, signature->bytes, signature->created_at)) {
    case SEEN_NEVER: return true;
    case SEEN_BEFORE:
        return refuse(passage, &fault_signature, "sent a signature that was seen before: sign each message anew");
    case SEEN_MAYBE:
        return refuse(passage, &fault_signature,
                      "sent a signature that was made before this exchange began: sign anew");
    case SEEN_TOO_MANY: break;
    }
    return refuse(passage, &fault_too_many,
                  "and others have signed more messages than can be told apart now; try later");
}

/* The key itself is named too: an id could be given to another one later. */
static Str key_identity(const Passage *passage, Str key_id) {
    Arena *arena = passage->call->arena;
    const Subsystem *client = passage->client;
    Str digest = S("");
    for (size_t i = 0; i < client->key_count; i++) {
        if (str_equal(client->keys[i].key_id, key_id)) digest = sha256_text(arena, client->keys[i].spki);
    }
    return str_format(arena, "key:%.*s:%.*s", STR_FMT(digest), STR_FMT(key_id));
}

static bool prove_signature(Passage *passage, const PassageRules *rules) {
    /* the client of a SOAP message stands in the body, whose digest is signed */
    static const Str also[] = { { "x-road-client", sizeof "x-road-client" - 1 } };
    Arena *arena = passage->call->arena;
    const Signers signers = roster_signers(passage->roster, passage->client);
    const SignaturePolicy policy = { .now = time_now(),
                                     .window_s = rules->window_s,
                                     .leeway_s = rules->leeway_s,
                                     .also = also,
                                     .also_count = passage->soap == NULL ? COUNT(also) : 0 };
    ContentDigest digest;
    const HttpMessage message = message_of(passage, &digest);
    HttpSignature signature = { 0 };
    const SignatureFlaw flaw = http_signature_check(arena, &message, signers.keys, signers.count, &policy, &signature);
    if (flaw == SIGNATURE_NONE)
        return refuse(passage, &fault_missing_signature, "must sign its messages (RFC 9421), and did not");
    if (flaw != SIGNATURE_FINE)
        return refuse(
            passage, &fault_signature,
            str_c(arena, str_format(arena, "sent a signature that does not hold: %s", signature_flaw_text(flaw))));
    if (!see_once(passage, rules, &signature)) return false;
    const Str key = key_identity(passage, signature.key_id);
    passage->identity = str_equal(passage->identity, S("none"))
                            ? key
                            : str_format(arena, "%.*s %.*s", STR_FMT(passage->identity), STR_FMT(key));
    return true;
}

bool identity_prove(Passage *passage, const PassageRules *rules) {
    const Subsystem *client = passage->client;
    passage->identity = S("none");
    if (client->node.len > 0) {
        if (!comes_from_node(passage))
            return refuse(passage, &fault_certificate, "belongs to another node, and this is not its certificate");
        passage->identity = certificate_identity(passage);
        return true;
    }
    if (client->connection == CONNECTION_MTLS && !prove_certificate(passage)) return false;
    if (client->connection == CONNECTION_HTTPS && !passage->call->is_tls)
        return refuse(passage, &fault_certificate, "specifies HTTPS and must come by TLS");
    return client->key_count == 0 || prove_signature(passage, rules);
}
