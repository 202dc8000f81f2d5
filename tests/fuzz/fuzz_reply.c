/* tests/fuzz/fuzz_reply - replies as providers send them: read at once and in pieces they are the same, and what is
 * taken has nothing in it that another reader could take for a line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/relay_inside.h"
#include "tests/fuzz/fuzz.h"

enum { REPLY_BODY_MAX = 4096, PIECES = 7 };

static const BodyLimits limits = { .memory_max = REPLY_BODY_MAX, .bytes_max = REPLY_BODY_MAX, .folder = "/tmp" };

typedef struct Taken {
    Call call;
    Replying at;
    ReplyStep step;
    size_t left;
} Taken;

static void take(Arena *arena, Str verb, Str text, size_t step, Taken *ret_taken) {
    Taken *taken = ret_taken;
    *taken = (Taken){ .call = { .arena = arena, .verb = verb }, .step = REPLY_MORE };
    taken->call.reply.body = body_new(arena, &limits, false);
    size_t from = 0, to = 0;
    while (to < text.len && taken->step == REPLY_MORE) {
        to = to + step < text.len ? to + step : text.len;
        Str bytes = str_part(text, from, to - from);
        taken->step = reply_take(&taken->at, &taken->call, &bytes);
        MUST(bytes.len <= to - from);
        from = to - bytes.len;
    }
    taken->left = text.len - from;
    if (taken->step == REPLY_MORE) taken->step = reply_end(&taken->at, &taken->call);
}

static void check_taken(const CallReply *reply) {
    MUST(reply->status >= 200 && reply->status <= 999 && reply->body.size <= REPLY_BODY_MAX);
    for (size_t i = 0; i < reply->header_count; i++) {
        const Str value = reply->headers[i].value;
        MUST(wire_is_token(reply->headers[i].name));
        for (size_t j = 0; j < value.len; j++) MUST((unsigned char)value.at[j] >= ' ' || value.at[j] == '\t');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str input = fuzz_input(data, size);
    const unsigned char how = fuzz_byte(&input);
    const Str verb = how % 2 == 0 ? S("GET") : S("HEAD");
    Taken whole, pieces;
    take(cx.arena, verb, input, input.len + 1, &whole);
    take(cx.arena, verb, input, 1 + how % PIECES, &pieces);
    MUST(whole.step == pieces.step);
    if (whole.step == REPLY_OVER) {
        const CallReply *a = &whole.call.reply, *b = &pieces.call.reply;
        check_taken(a);
        MUST(a->status == b->status && a->header_count == b->header_count && a->body.size == b->body.size);
        MUST(whole.left == pieces.left && whole.at.is_kept == pieces.at.is_kept);
        MUST(a->body.size == 0 || memcmp(a->body.at, b->body.at, a->body.size) == 0);
        for (size_t i = 0; i < a->header_count; i++)
            MUST(str_equal(a->headers[i].name, b->headers[i].name) &&
                 str_equal(a->headers[i].value, b->headers[i].value));
    } else {
        MUST(whole.call.reply.trouble != TROUBLE_NONE && whole.call.reply.words.len > 0);
    }
    body_drop(&whole.call.reply.body);
    body_drop(&pieces.call.reply.body);
    fuzz_end(&cx);
    return 0;
}
