/* platform/ledger/tests/witnessing_test - what a witness takes for a request, and a log for an answer; consistency
 * proofs against RFC 6962 as it is written. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/witnessing.h"
#include "tests/harness/fixture.h"
#include "tests/unit/plain_tree.h"

enum { MANY = 40 };

/* 32 bytes of zero, and of one less than 32. */
#define HASH  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
#define SHORT "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
#define NOTE  "a/log\n9\n" HASH "\n\n— a/log xxxxxxxx\n"

typedef struct RequestRow {
    const char *text;
    int64_t old; /* -1: no request */
    size_t hashes;
} RequestRow;

static const RequestRow requests[] = {
    { "old 0\n\n" NOTE, 0, 0 },
    { "old 20852163\n" HASH "\n" HASH "\n\n" NOTE, 20852163, 2 },
    { "old 9223372036854775807\n\n" NOTE, INT64_MAX, 0 },
    { "old 9223372036854775808\n\n" NOTE, -1, 0 }, /* one more than there are numbers */
    { "", -1, 0 },
    { "old", -1, 0 },
    { "old 3", -1, 0 },
    { "old 3\n", -1, 0 },
    { "old 3\n\n", -1, 0 },              /* no checkpoint */
    { "old 3\n" HASH "\n" NOTE, -1, 0 }, /* no empty line before the checkpoint: its name is no hash */
    { "old\n\n" NOTE, -1, 0 },
    { "old  3\n\n" NOTE, -1, 0 },
    { "old 3 \n\n" NOTE, -1, 0 },
    { "old 03\n\n" NOTE, -1, 0 },
    { "old +3\n\n" NOTE, -1, 0 },
    { "old -3\n\n" NOTE, -1, 0 },
    { "old 3.0\n\n" NOTE, -1, 0 },
    { "old 0x3\n\n" NOTE, -1, 0 },
    { "Old 3\n\n" NOTE, -1, 0 },
    { " old 3\n\n" NOTE, -1, 0 },
    { "\nold 3\n\n" NOTE, -1, 0 },
    { "old 3\r\n\r\n" NOTE, -1, 0 },
    { "old 3\n" SHORT "\n\n" NOTE, -1, 0 },
    { "old 3\n" HASH " \n\n" NOTE, -1, 0 },
    { "old 3\n" HASH HASH "\n\n" NOTE, -1, 0 },
    { "old 3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n\n" NOTE, -1, 0 }, /* bits that stand for nothing */
    { "old 3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\n" NOTE, -1, 0 },  /* no padding */
    { "old 3\n____AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n" NOTE, -1, 0 }, /* the alphabet of URLs */
};

static void a_request_has_one_form(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(requests); i++) {
        const RequestRow *row = &requests[i];
        WitnessRequest request;
        assert_row(i, row->text);
        const Code code = witness_request_read(cx->arena, str_of(row->text), &request);
        assert_int_equal(code, row->old < 0 ? INVALID : OK);
        if (row->old < 0) continue;
        assert_int_equal(request.old, row->old);
        assert_int_equal(request.proof.count, row->hashes);
        assert_text(request.note, NOTE);
        assert_text(witness_request_text(cx->arena, &request), row->text);
    }
}

static void a_request_has_limits(void **state) {
    Ctx *cx = *state;
    WitnessRequest request;
    for (int lines = WITNESS_PROOF_LINES_MAX; lines <= WITNESS_PROOF_LINES_MAX + 1; lines++) {
        Buf out = buf_new(cx->arena, WITNESS_REQUEST_BYTES_MAX);
        buf_add(&out, S("old 3\n"));
        for (int i = 0; i < lines; i++) buf_add(&out, S(HASH "\n"));
        buf_add(&out, S("\n" NOTE));
        const Code code = witness_request_read(cx->arena, (Str){ out.at, out.len }, &request);
        assert_int_equal(code, lines > WITNESS_PROOF_LINES_MAX ? INVALID : OK);
    }
    Buf out = buf_new(cx->arena, WITNESS_REQUEST_BYTES_MAX + 1);
    buf_add(&out, S("old 3\n\n"));
    while (out.len <= WITNESS_REQUEST_BYTES_MAX) buf_char(&out, 'x');
    assert_int_equal(witness_request_read(cx->arena, (Str){ out.at, out.len }, &request), INVALID);
    assert_ok(witness_request_read(cx->arena, (Str){ out.at, out.len - 1 }, &request));
}

static void a_size_is_a_line_of_digits(void **state) {
    (void)state;
    int64_t size;
    assert_true(witness_size_read(S("20852163\n"), &size));
    assert_int_equal(size, 20852163);
    assert_true(witness_size_read(S("0\n"), &size));
    static const char *const others[] = {
        "", "\n", "7", "7\n\n", "7\r\n", " 7\n", "07\n", "-7\n", "7\n8\n", "x\n", "9223372036854775808\n"
    };
    for (size_t i = 0; i < COUNT(others); i++) {
        assert_row(i, others[i]);
        assert_false(witness_size_read(str_of(others[i]), &size));
    }
}

/* Of many lines the one that this witness made, over this text. */
static void a_cosignature_is_found_among_others(void **state) {
    Ctx *cx = *state;
    const Str text = S("a/log\n9\n" HASH "\n");
    SignSeed seeds[2];
    NoteKey keys[2];
    for (size_t i = 0; i < 2; i++) {
        seeds[i] = sign_seed_new();
        keys[i] = (NoteKey){ .name = i == 0 ? S("w/one") : S("w/two"),
                             .kind = KEY_OF_WITNESS,
                             .key = sign_key_of(&seeds[i]) };
    }
    const Str one = note_cosign(cx->arena, &keys[0], &seeds[0], text, 1700000000);
    const Str two = note_cosign(cx->arena, &keys[1], &seeds[1], text, 1700000001);
    const Str other = note_cosign(cx->arena, &keys[1], &seeds[1], S("a/log\n8\n" HASH "\n"), 1700000002);
    Str line;
    int64_t unix_s;
    const Str both = str_format(cx->arena, "%.*s%.*s%.*s", STR_FMT(other), STR_FMT(one), STR_FMT(two));
    assert_true(cosignature_find(cx->arena, text, both, &keys[1], &line, &unix_s));
    assert_text(line, two.at);
    assert_int_equal(unix_s, 1700000001);
    assert_false(cosignature_find(cx->arena, text, one, &keys[1], &line, &unix_s));
    assert_false(cosignature_find(cx->arena, text, other, &keys[1], &line, &unix_s));
    assert_false(cosignature_find(cx->arena, text, str_part(two, 0, two.len - 1), &keys[1], &line, &unix_s));
    assert_false(cosignature_find(cx->arena, text, S("\n\n\n"), &keys[1], &line, &unix_s));
    assert_false(cosignature_find(cx->arena, text, S(""), &keys[1], &line, &unix_s));
}

/* ---- consistency ---- */

/* SUBPROOF(m, D[n], b) of RFC 6962, 2.1.2, word for word. */
static void plain_subproof(const Sha256 *leaves, int64_t from, int64_t m, int64_t n, bool b, TreeProof *proof) {
    if (m == n) {
        if (!b) proof->hashes[proof->count++] = plain_hash(leaves, from, from + m);
        return;
    }
    int64_t k = 1;
    while (k * 2 < n) k *= 2;
    if (m <= k) {
        plain_subproof(leaves, from, m, k, b, proof);
        proof->hashes[proof->count++] = plain_hash(leaves, from + k, from + n);
    } else {
        plain_subproof(leaves, from + k, m - k, n - k, false, proof);
        proof->hashes[proof->count++] = plain_hash(leaves, from, from + k);
    }
}

static Code from_leaves(Ctx *cx, void *context, int level, int64_t number, Sha256 *ret_hash) {
    (void)cx;
    *ret_hash = plain_hash(context, number << level, (number + 1) << level);
    return OK;
}

/* All pairs of sizes: the very hashes of the standard, in its order; and nothing that was changed holds. */
static void consistency_is_that_of_the_standard(void **state) {
    Ctx *cx = *state;
    Sha256 leaves[MANY];
    for (int i = 0; i < MANY; i++) leaves[i] = leaf_hash(cx->arena, int_text(cx, i));
    const HashSource source = { from_leaves, leaves };
    const Sha256 nothing = sha256(S(""));
    for (int64_t n = 1; n <= MANY; n++) {
        const Sha256 root = plain_hash(leaves, 0, n);
        assert_true(consistency_holds(0, &nothing, n, &root, &(TreeProof){ .count = 0 }));
        for (int64_t m = 1; m <= n; m++) {
            const Sha256 before = plain_hash(leaves, 0, m);
            TreeProof wanted = { .count = 0 }, made;
            plain_subproof(leaves, 0, m, n, true, &wanted);
            assert_ok(tree_consistency(cx, &source, m, n, &made));
            assert_int_equal(made.count, wanted.count);
            assert_memory_equal(made.hashes, wanted.hashes, made.count * sizeof(Sha256));
            assert_true(consistency_holds(m, &before, n, &root, &wanted));
            wanted.hashes[wanted.count++] = root;
            assert_false(consistency_holds(m, &before, n, &root, &wanted));
            wanted.count--;
            for (size_t i = 0; i < wanted.count; i++) {
                wanted.hashes[i].bytes[31] ^= 1;
                assert_false(consistency_holds(m, &before, n, &root, &wanted));
                wanted.hashes[i].bytes[31] ^= 1;
            }
            if (wanted.count == 0) continue;
            wanted.count--;
            assert_false(consistency_holds(m, &before, n, &root, &wanted));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_request_has_one_form),
        AT_DESK(a_request_has_limits),
        AT_DESK(a_size_is_a_line_of_digits),
        AT_DESK(a_cosignature_is_found_among_others),
        AT_DESK(consistency_is_that_of_the_standard),
    };
    return cmocka_run_group_tests_name("witnessing", tests, NULL, NULL);
}
