/* kit/http_signature - see http_signature.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_signature.h"

#include <inttypes.h>

#define SECONDS_MAX INT64_C(100000000000) /* beyond the year 5000 */
#define MICROSECOND INT64_C(1000000)

const char *signature_flaw_text(SignatureFlaw flaw) {
    switch (flaw) {
    case SIGNATURE_FINE: return "The signature is fine.";
    case SIGNATURE_NONE: return "The message is not signed: Signature-Input and Signature are missing.";
    case SIGNATURE_FORM: return "Signature-Input or Signature is not what RFC 9421 wants, or too large.";
    case SIGNATURE_KEY: return "The key of the signature (keyid) is not registered.";
    case SIGNATURE_KEY_TIME: return "The key was not valid at the time of the signature.";
    case SIGNATURE_ALGORITHM: return "The signature names another algorithm than that of its key.";
    case SIGNATURE_CREATED: return "The signature does not say when it was created, or says a time to come.";
    case SIGNATURE_STALE: return "The signature was created too long ago.";
    case SIGNATURE_EXPIRED: return "The signature has expired.";
    case SIGNATURE_NONCE: return "The signature has no nonce.";
    case SIGNATURE_COVERAGE: return "The signature leaves out a component that must be signed.";
    case SIGNATURE_COMPONENT: return "The signature covers a component that the message does not have.";
    case SIGNATURE_DIGEST: return "Content-Digest is not the digest of the body.";
    case SIGNATURE_WRONG: return "The signature is not one of this key over this message.";
    }
    return "";
}

/* ---- what a signature says of itself ---- */

/* False when it is there and is something else. */
static bool take_text(const Parameters *parameters, const char *key, Str *ret_text) {
    const Bare *value = structured_parameter(parameters, str_of(key));
    *ret_text = value == NULL ? S("") : value->text;
    return value == NULL || (value->kind == BARE_STRING && value->text.len > 0);
}

static bool take_time(const Parameters *parameters, const char *key, Time *ret_time) {
    const Bare *value = structured_parameter(parameters, str_of(key));
    *ret_time = (Time){ 0 };
    if (value == NULL) return true;
    if (value->kind != BARE_INTEGER || value->number <= 0 || value->number > SECONDS_MAX) return false;
    *ret_time = (Time){ value->number * MICROSECOND };
    return true;
}

static bool read_self(const Member *covered, HttpSignature *ret_signature, Str *ret_algorithm) {
    const Parameters *all = &covered->parameters;
    ret_signature->label = covered->key;
    return covered->is_inner && take_text(all, "keyid", &ret_signature->key_id) &&
           take_text(all, "nonce", &ret_signature->nonce) && take_text(all, "tag", &ret_signature->tag) &&
           take_text(all, "alg", ret_algorithm) && take_time(all, "created", &ret_signature->created_at) &&
           take_time(all, "expires", &ret_signature->expires_at);
}

static SignatureFlaw check_times(const HttpSignature *signature, const SignaturePolicy *policy) {
    const SignerKey *signer = signature->signer;
    const int64_t now = policy->now.us, created = signature->created_at.us, expires = signature->expires_at.us;
    const int64_t leeway = policy->leeway_s * MICROSECOND;
    if (created == 0 || created > now + leeway) return SIGNATURE_CREATED;
    if (created < now - leeway - policy->window_s * MICROSECOND) return SIGNATURE_STALE;
    if (expires != 0 && (expires < created || expires < now - leeway)) return SIGNATURE_EXPIRED;
    const bool is_early = signer->valid_from.us != 0 && created < signer->valid_from.us;
    const bool is_late = signer->valid_to.us != 0 && created >= signer->valid_to.us;
    return is_early || is_late ? SIGNATURE_KEY_TIME : SIGNATURE_FINE;
}

/* ---- what must be signed ---- */

/* As a whole, and of this very message. */
static bool covers(const Member *covered, Str name) {
    for (size_t i = 0; i < covered->count; i++) {
        const BareItem *one = &covered->items[i];
        const bool is_part = structured_parameter(&one->parameters, S("req")) != NULL ||
                             structured_parameter(&one->parameters, S("key")) != NULL;
        if (!is_part && str_equal(one->value.text, name)) return true;
    }
    return false;
}

static bool covers_enough(const HttpMessage *message, const Member *covered, const SignaturePolicy *policy) {
    const bool is_request = message->status == 0;
    if (!covers(covered, is_request ? S("@method") : S("@status"))) return false;
    const bool has_place =
        covers(covered, S("@target-uri")) || (covers(covered, S("@path")) && covers(covered, S("@query")));
    if (is_request && !has_place) return false;
    if (message->body != NULL && !covers(covered, S("content-digest"))) return false;
    for (size_t i = 0; i < policy->also_count; i++) {
        if (!covers(covered, policy->also[i])) return false;
    }
    return true;
}

/* A digest that stands there must be right, also where there is no body. */
static bool digest_fits(Arena *arena, const HttpMessage *message) {
    Str field;
    ContentDigest told;
    if (!http_message_field(arena, message, S("content-digest"), &field)) return message->body == NULL;
    const ContentDigest body = message->body == NULL ? content_digest_of(S("")) : *message->body;
    return content_digest_read(arena, field, &told) && content_digest_fits(&told, &body);
}

/* ---- checking ---- */

static const SignerKey *signer_of(const SignerKey *keys, size_t count, Str key_id) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(keys[i].key_id, key_id)) return &keys[i];
    }
    return NULL;
}

static bool read_field(Arena *arena, const HttpMessage *message, Str name, Members *ret_members) {
    Str field;
    return http_message_field(arena, message, name, &field) && field.len <= SIGNATURE_FIELD_MAX &&
           structured_dictionary(arena, field, ret_members) && ret_members->count <= SIGNATURES_MAX;
}

static bool bytes_of(const Members *signatures, Str label, Str *ret_bytes) {
    const Member *member = structured_member(signatures, label);
    if (member == NULL || member->is_inner || member->items[0].value.kind != BARE_BYTES) return false;
    *ret_bytes = member->items[0].value.text;
    return true;
}

static SignatureFlaw check_one(Arena *arena, const HttpMessage *message, const Member *covered, Str algorithm,
                               const SignaturePolicy *policy, HttpSignature *signature) {
    const HttpKey *key = signature->signer->key;
    if (algorithm.len > 0 && !str_is(algorithm, http_key_algorithm(key))) return SIGNATURE_ALGORITHM;
    const SignatureFlaw times = check_times(signature, policy);
    if (times != SIGNATURE_FINE) return times;
    if (policy->needs_nonce && signature->nonce.len == 0) return SIGNATURE_NONCE;
    if (!covers_enough(message, covered, policy)) return SIGNATURE_COVERAGE;
    const SignatureFlaw flaw = http_signature_base(arena, message, covered, &signature->base);
    if (flaw != SIGNATURE_FINE) return flaw;
    if (!http_key_holds(key, signature->base, signature->bytes)) return SIGNATURE_WRONG;
    return digest_fits(arena, message) ? SIGNATURE_FINE : SIGNATURE_DIGEST;
}

SignatureFlaw http_signature_check(Arena *arena, const HttpMessage *message, const SignerKey *keys, size_t key_count,
                                   const SignaturePolicy *policy, HttpSignature *ret_signature) {
    Members inputs, signatures;
    Str field;
    bool is_any = false;
    *ret_signature = (HttpSignature){ 0 };
    const bool has_inputs = http_message_field(arena, message, S("signature-input"), &field);
    if (!has_inputs && !http_message_field(arena, message, S("signature"), &field)) return SIGNATURE_NONE;
    if (!read_field(arena, message, S("signature-input"), &inputs)) return SIGNATURE_FORM;
    if (!read_field(arena, message, S("signature"), &signatures)) return SIGNATURE_FORM;
    for (size_t i = 0; i < inputs.count; i++) {
        HttpSignature one = { 0 };
        Str algorithm;
        if (!read_self(&inputs.items[i], &one, &algorithm)) return SIGNATURE_FORM;
        if (!bytes_of(&signatures, one.label, &one.bytes)) return SIGNATURE_FORM;
        if (policy->tag.len > 0 && !str_equal(one.tag, policy->tag)) continue;
        if (!is_any) *ret_signature = one;
        is_any = true;
        one.signer = signer_of(keys, key_count, one.key_id);
        if (one.signer == NULL) continue;
        *ret_signature = one;
        return check_one(arena, message, &inputs.items[i], algorithm, policy, ret_signature);
    }
    return is_any ? SIGNATURE_KEY : SIGNATURE_NONE;
}

/* ---- making ---- */

static void add_text(Buf *out, const char *key, Str text) {
    if (text.len > 0) buf_addf(out, ";%s=\"%.*s\"", key, STR_FMT(text));
}

static void add_time(Buf *out, const char *key, Time time) {
    if (time.us != 0) buf_addf(out, ";%s=%" PRId64, key, time.us / MICROSECOND);
}

SignatureFlaw http_signature_make(Arena *arena, const HttpMessage *message, const SignatureOrder *order,
                                  Str *ret_signature_input, Str *ret_signature) {
    Buf out = buf_new(arena, SIGNATURE_FIELD_MAX);
    Str input, base;
    Members members;
    unsigned char bytes[HTTP_SIGNATURE_BYTES];
    buf_addf(&out, "%.*s=(%.*s)", STR_FMT(order->label), STR_FMT(order->components));
    add_time(&out, "created", order->created_at);
    add_time(&out, "expires", order->expires_at);
    add_text(&out, "nonce", order->nonce);
    add_text(&out, "keyid", order->key_id);
    add_text(&out, "tag", order->tag);
    if (buf_done(&out, &input) != OK || !structured_dictionary(arena, input, &members) || members.count != 1)
        return SIGNATURE_FORM;
    const SignatureFlaw flaw = http_signature_base(arena, message, &members.items[0], &base);
    if (flaw != SIGNATURE_FINE) return flaw;
    if (!structured_dictionary_text(arena, &members, ret_signature_input)) return SIGNATURE_FORM;
    http_key_sign(order->key, base, bytes);
    const Str value = base64_text(arena, bytes, sizeof bytes);
    *ret_signature = str_format(arena, "%.*s=:%.*s:", STR_FMT(order->label), STR_FMT(value));
    return SIGNATURE_FINE;
}
