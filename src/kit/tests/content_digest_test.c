/* kit/tests/content_digest_test - the examples of RFC 9530 and RFC 9421; digests that are none. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/content_digest.h"
#include "tests/harness/unit.h"

#define HELLO_256 "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"
#define HELLO_512                                                                                                      \
    "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"
#define LINE_256 "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
#define LINE_512                                                                                                       \
    "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:"

typedef struct FieldRow {
    const char *field, *body;
    bool is_read, fits;
} FieldRow;

static const FieldRow fields[] = {
    { HELLO_256, "{\"hello\": \"world\"}", true, true },           /* RFC 9530, 2 */
    { HELLO_512, "{\"hello\": \"world\"}", true, true },           /* RFC 9421, B.2 */
    { LINE_256, "{\"hello\": \"world\"}\n", true, true },          /* RFC 9530, appendix D */
    { LINE_512, "{\"hello\": \"world\"}\n", true, true },
    { HELLO_256 ", " HELLO_512, "{\"hello\": \"world\"}", true, true },
    { HELLO_256 ", md5=:AAAA:", "{\"hello\": \"world\"}", true, true }, /* others are passed over */
    { HELLO_256, "{\"hello\": \"World\"}", true, false },
    { HELLO_256 ", " LINE_512, "{\"hello\": \"world\"}", true, false }, /* one of them is wrong */
    { LINE_256 ", " HELLO_512, "{\"hello\": \"world\"}", true, false },
    { "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", "", true, true },
    { "", "", false, false },
    { "md5=:AAAA:", "", false, false },
    { "sha-256=:AAAA:", "", false, false },
    { "sha-256=\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"", "", false, false },
    { "sha-256=(:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:)", "", false, false },
    { "SHA-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", "", false, false },
    { HELLO_512 ", sha-256", "{\"hello\": \"world\"}", false, false },
};

static void fields_are_held_against_bodies(void **state) {
    for (size_t i = 0; i < COUNT(fields); i++) {
        const ContentDigest body = content_digest_of(str_of(fields[i].body));
        ContentDigest told;
        assert_row(i, fields[i].field);
        const bool is_read = content_digest_read(*state, str_of(fields[i].field), &told);
        assert_int_equal(is_read, fields[i].is_read);
        if (is_read) assert_int_equal(content_digest_fits(&told, &body), fields[i].fits);
    }
}

static void only_what_was_taken_is_told_and_compared(void **state) {
    ContentDigest body = content_digest_of(S("{\"hello\": \"world\"}")), told;
    assert_text(content_digest_text(*state, &body), HELLO_256 ", " HELLO_512);
    body.has_sha512 = false;
    assert_text(content_digest_text(*state, &body), HELLO_256);
    assert_true(content_digest_read(*state, S(HELLO_512), &told));
    assert_false(content_digest_fits(&told, &body)); /* nothing in common is no proof */
    body.has_sha256 = false;
    assert_text(content_digest_text(*state, &body), "");
    assert_false(content_digest_fits(&body, &body));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(fields_are_held_against_bodies),
        AN_ARENA(only_what_was_taken_is_told_and_compared),
    };
    return cmocka_run_group_tests_name("content_digest", tests, NULL, NULL);
}
