/* platform/ledger/tests/note_test - signed notes: the example of Go's own documentation; checkpoints by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/note.h"
#include "tests/harness/fixture.h"

/* golang.org/x/mod/sumdb/note, Example. */
#define SECRET "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
#define VKEY   "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define TEXT                                                                                                           \
    "If you think cryptography is the answer to your problem,\n"                                                       \
    "then you don't know what your problem is.\n"
#define LINE                                                                                                           \
    "\xE2\x80\x94 PeterNeumann "                                                                                       \
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

static void keys_and_signature_are_those_of_go(void **state) {
    Ctx *cx = *state;
    NoteKey key, same;
    SignSeed seed;
    assert_ok(note_secret_read(cx->arena, S(SECRET), &key, &seed));
    assert_text(note_key_text(cx->arena, &key), VKEY);
    assert_text(note_secret_text(cx->arena, &key, &seed), SECRET);
    assert_ok(note_key_read(cx->arena, S(VKEY), &same));
    assert_memory_equal(same.key.bytes, key.key.bytes, SIGN_KEY_BYTES);
    assert_text(note_sign(cx->arena, &key, &seed, S(TEXT)), LINE);
}

static void a_note_is_read_and_its_signature_holds(void **state) {
    Ctx *cx = *state;
    NoteKey key, witness;
    Note note;
    assert_ok(note_key_read(cx->arena, S(VKEY), &key));
    assert_ok(note_read(cx->arena, S(TEXT "\n" LINE), &note));
    assert_text(note.text, TEXT);
    assert_int_equal(note.count, 1);
    assert_true(note_is_signed(cx->arena, &note, &key, NULL));
    witness = key;
    witness.kind = KEY_OF_WITNESS; /* the same bytes as a key of another kind have another id */
    assert_false(note_is_signed(cx->arena, &note, &witness, NULL));
    assert_ok(note_read(cx->arena, S("Other words.\n\n" LINE), &note));
    assert_false(note_is_signed(cx->arena, &note, &key, NULL));
}

static void a_witness_signs_a_time_too(void **state) {
    Ctx *cx = *state;
    const SignSeed seed = sign_seed_new();
    const NoteKey key = { .name = S("thanh-tra.example/witness"), .kind = KEY_OF_WITNESS, .key = sign_key_of(&seed) };
    const Str line = note_cosign(cx->arena, &key, &seed, S(TEXT), 1795000000);
    Note note;
    int64_t at;
    assert_ok(note_read(cx->arena, str_format(cx->arena, TEXT "\n" LINE "%.*s", STR_FMT(line)), &note));
    assert_int_equal(note.count, 2);
    assert_true(note_is_signed(cx->arena, &note, &key, &at));
    assert_int_equal(at, 1795000000);
    note.text = S("Other words.\n");
    assert_false(note_is_signed(cx->arena, &note, &key, &at));
}

static const char *const bad_keys[] = {
    "",
    "a",
    "a+b",
    "a+b+c",
    "PeterNeumann+c74f20a3",
    "PeterNeumann+c74f20a3+",
    "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",  /* capitals */
    "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",  /* another hash */
    "PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",  /* another name */
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",  /* another key */
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW=", /* too much */
    "PeterNeumann+c74f20a3+AxpcMQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",  /* a kind that we do not know */
    "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", /* a blank */
    SECRET,
};

static void refuses_what_is_no_key(void **state) {
    Ctx *cx = *state;
    NoteKey key;
    SignSeed seed;
    for (size_t i = 0; i < COUNT(bad_keys); i++) {
        assert_row(i, bad_keys[i]);
        assert_int_equal(note_key_read(cx->arena, str_of(bad_keys[i]), &key), INVALID);
    }
    assert_int_equal(note_secret_read(cx->arena, S(VKEY), &key, &seed), INVALID);
    assert_int_equal(note_secret_read(cx->arena, S(SECRET "A"), &key, &seed), INVALID);
}

static const char *const bad_notes[] = {
    "",
    "\n",
    "\n\n",
    TEXT,
    TEXT "\n",
    TEXT LINE,
    "\n" LINE,
    TEXT "\n" LINE "x",
    TEXT "\n" LINE "\n" LINE "x\n",
    TEXT "\n- PeterNeumann x08go/ZJkuBS9UG/SffcvIAQ\n",
    TEXT "\n\xE2\x80\x94 PeterNeumann\n",
    TEXT "\n\xE2\x80\x94 PeterNeumann !\n",
    TEXT "\n\xE2\x80\x94 PeterNeumann x08g\n",          /* an id without a signature is too short */
    TEXT "\n\xE2\x80\x94 Peter+Neumann x08go/ZJkuBS\n", /* a plus in the name */
    "bell\a\n\n" LINE,
    "\xFF\n\n" LINE,
};

static void refuses_what_is_no_note(void **state) {
    Ctx *cx = *state;
    Note note;
    for (size_t i = 0; i < COUNT(bad_notes); i++) {
        assert_row(i, bad_notes[i]);
        assert_int_equal(note_read(cx->arena, str_of(bad_notes[i]), &note), INVALID);
    }
    Buf many = buf_new(cx->arena, NOTE_BYTES_MAX * 2);
    buf_add(&many, S(TEXT "\n"));
    for (int i = 0; i <= NOTE_SIGNATURES_MAX; i++) buf_add(&many, S(LINE));
    assert_int_equal(note_read(cx->arena, written(&many), &note), INVALID);
}

/* Size 0 is the empty tree; its root is the hash of nothing. */
#define EMPTY_ROOT "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

static void checkpoints_come_back(void **state) {
    Ctx *cx = *state;
    const Checkpoint made = { S("example.com/log"), 20852163, sha256(S("")) };
    Checkpoint read;
    const Str text = checkpoint_text(cx->arena, &made);
    assert_text(text, "example.com/log\n20852163\n" EMPTY_ROOT "\n");
    assert_ok(checkpoint_read(cx->arena, text, &read));
    assert_text(read.origin, "example.com/log");
    assert_int_equal(read.size, 20852163);
    assert_true(sha256_equal(&read.root, &made.root));
    assert_ok(checkpoint_read(cx->arena, S("o\n1\n" EMPTY_ROOT "\nmore\n"), &read)); /* others may add lines */
}

static const char *const bad_checkpoints[] = {
    "",
    "o\n",
    "o\n1\n",
    "o\n1\n" EMPTY_ROOT,
    "\n1\n" EMPTY_ROOT "\n",
    "o\n01\n" EMPTY_ROOT "\n",
    "o\n-1\n" EMPTY_ROOT "\n", "o\n-0\n" EMPTY_ROOT "\n",
    "o\n1x\n" EMPTY_ROOT "\n",
    "o\n9223372036854775808\n" EMPTY_ROOT "\n",
    "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n",
    "o\n1\n!\n",
    "o\n1\n" EMPTY_ROOT "=\n",
};

static void refuses_what_is_no_checkpoint(void **state) {
    Ctx *cx = *state;
    Checkpoint read;
    for (size_t i = 0; i < COUNT(bad_checkpoints); i++) {
        assert_row(i, bad_checkpoints[i]);
        assert_int_equal(checkpoint_read(cx->arena, str_of(bad_checkpoints[i]), &read), INVALID);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(keys_and_signature_are_those_of_go),
        AT_DESK(a_note_is_read_and_its_signature_holds),
        AT_DESK(a_witness_signs_a_time_too),
        AT_DESK(refuses_what_is_no_key),
        AT_DESK(refuses_what_is_no_note),
        AT_DESK(checkpoints_come_back),
        AT_DESK(refuses_what_is_no_checkpoint),
    };
    return cmocka_run_group_tests_name("note", tests, NULL, NULL);
}
