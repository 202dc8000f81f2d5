/* platform/witness/tests/records_test - what a witness keeps has limits. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/witness/records.h"
#include "tests/harness/fixture.h"

enum { KEYS_MAX = 256, FORKS_MAX = 100 };

static Str key_of_record(Ctx *cx, int number) {
    const SignSeed seed = sign_seed_new();
    const NoteKey key = { .name = str_format(cx->arena, "log%d.example/ledger", number),
                          .kind = KEY_OF_LOG,
                          .key = sign_key_of(&seed) };
    return note_key_text(cx->arena, &key);
}

static void so_many_keys_are_watched_and_no_more(void **state) {
    Ctx *cx = *state;
    for (int i = 0; i < KEYS_MAX; i++) {
        const Str vkey = key_of_record(cx, i);
        assert_ok(witness_watch(cx, &vkey, NULL));
    }
    const Str more = key_of_record(cx, KEYS_MAX);
    assert_int_equal(witness_watch(cx, &more, NULL), TOO_LARGE);
    assert_problem(cx, &witness_records_full);
}

static void the_first_forks_are_kept(void **state) {
    Ctx *cx = *state;
    for (int i = 0; i < FORKS_MAX + 5; i++) {
        const Fork fork = { .origin = S("a/log"),
                            .size = 7,
                            .root = str_format(cx->arena, "%064d", i),
                            .note = S("note\n"),
                            .cosigned = S("other\n"),
                            .at = cx->now };
        assert_ok(fork_store(cx, &fork));
        assert_ok(fork_store(cx, &fork)); /* one that is known is not another one */
    }
    Str said;
    int told = 0;
    assert_ok(db_commit(cx));
    assert_int_equal(fixture_say(cx, witness_status, NULL, &said), CONFLICT);
    assert_problem(cx, &witness_fork_seen);
    for (Str rest = said; rest.at != NULL;) told += str_starts(str_cut(&rest, '\n'), S("SỔ CÁI BỊ CHIA ĐÔI"));
    assert_int_equal(told, FORKS_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(so_many_keys_are_watched_and_no_more),
        IN_HOUSE(the_first_forks_are_kept),
    };
    return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
