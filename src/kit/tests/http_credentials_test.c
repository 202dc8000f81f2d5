/* kit/tests/http_credentials_test - what is a token in the headers Cookie and Authorization, and what is not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_credentials.h"
#include "tests/harness/unit.h"

typedef struct CookieRow {
    const char *cookies, *token;
} CookieRow;

static const CookieRow cookies[] = {
    { "banyan=abc-_9", "abc-_9" },
    { "a=b; banyan=abc; c=d", "abc" },
    { "a=b;banyan=abc", "abc" },
    { "  banyan=abc  ", "abc" },
    { "", "" },
    { ";;;", "" },
    { "banyan", "" },  /* without a value */
    { "banyan=", "" },
    { "=abc", "" },
    { "Banyan=abc", "" },        /* names of cookies know case */
    { "banyan =abc", "" },       /* this is another name */
    { "__Host-banyan=abc", "" }, /* so is this */
    { "xbanyan=abc", "" },
    { "x=banyan=abc", "" },
    { "banyan=abc; banyan=def", "" }, /* one of them may be somebody else's */
    { "banyan=abc; banyan=abc", "" },
    { "banyan=; banyan=abc", "" },
    { "banyan; banyan=abc", "" },
    { "banyan=\"abc\"", "" }, /* we never quoted it */
    { "banyan=ab c", "" },
    { "banyan=a,b", "" },
    { "banyan=ab=", "" },
    { "banyan=\xC3\xA9", "" },
    { "banyan=a\x01z", "" },
    { "$Version=1; banyan=abc; $Path=/", "abc" }, /* of RFC 2965: other cookies, to us */
};

static void of_cookies(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(cookies); i++) {
        assert_row(i, cookies[i].cookies);
        assert_text(cookie_token(str_of(cookies[i].cookies), S("banyan")), cookies[i].token);
    }
    assert_text(cookie_token(S("__Host-banyan=abc; banyan=def"), S("__Host-banyan")), "abc");
    assert_text(cookie_token((Str){ "banyan=a\0c", 10 }, S("banyan")), "");
}

static Str many(Arena *arena, const char *start, size_t count, char letter) {
    Buf out = buf_new(arena, 3 * COOKIE_BYTES_MAX);
    buf_add(&out, str_of(start));
    for (size_t i = 0; i < count; i++) buf_char(&out, letter);
    return (Str){ out.at, out.len };
}

static void long_ones_are_none(void **state) {
    assert_int_equal(cookie_token(many(*state, "banyan=", TOKEN_LETTERS_MAX, 'a'), S("banyan")).len, TOKEN_LETTERS_MAX);
    assert_text(cookie_token(many(*state, "banyan=", TOKEN_LETTERS_MAX + 1, 'a'), S("banyan")), "");
    assert_text(cookie_token(many(*state, "banyan=abc; x=", COOKIE_BYTES_MAX - 14, 'a'), S("banyan")), "abc");
    assert_text(cookie_token(many(*state, "banyan=abc; x=", COOKIE_BYTES_MAX - 13, 'a'), S("banyan")), "");
}

typedef struct BearerRow {
    const char *header, *token;
    bool is_fine;
} BearerRow;

static const BearerRow bearers[] = {
    { "", "", true },
    { "Bearer abc", "abc", true },
    { "bearer abc", "abc", true },
    { "BEARER abc", "abc", true },
    { "Bearer   abc  ", "abc", true },
    { "Bearer a.b-c_d~e+f/g==", "a.b-c_d~e+f/g==", true },
    { "Basic YTpi", "", true }, /* a proxy's own, perhaps */
    { "Digest username=\"a\"", "", true },
    { "Bearerabc", "", true }, /* a scheme that we do not know */
    { "Bearer", "", false },
    { "Bearer ", "", false },
    { "Bearer ==", "", false },
    { "Bearer a=b", "", false },
    { "Bearer a b", "", false },
    { "Bearer a,b", "", false },
    { "Bearer \"a\"", "", false },
    { "Bearer a\x01", "", false },
    { "Bearer \xC3\xA9", "", false },
    { "Bearer\tabc", "", true }, /* one blank, says RFC 7235: so it is no scheme of ours */
};

static void of_authorization(void **state) {
    Str token;
    for (size_t i = 0; i < COUNT(bearers); i++) {
        assert_row(i, bearers[i].header);
        assert_int_equal(bearer_token(str_of(bearers[i].header), &token), bearers[i].is_fine);
        assert_text(token, bearers[i].token);
    }
    assert_true(bearer_token(many(*state, "Bearer ", TOKEN_LETTERS_MAX, 'a'), &token));
    assert_false(bearer_token(many(*state, "Bearer ", TOKEN_LETTERS_MAX + 1, 'a'), &token));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_cookies),
        AN_ARENA(long_ones_are_none),
        AN_ARENA(of_authorization),
    };
    return cmocka_run_group_tests_name("http_credentials", tests, NULL, NULL);
}
