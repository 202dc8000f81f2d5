/* kit/tests/http_origin_test - which pages may act here, and by which names we are called. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_origin.h"
#include "tests/harness/unit.h"

typedef struct OriginRow {
    const char *origin, *site, *host;
    bool is_secure, is_ours;
} OriginRow;

static const OriginRow origins[] = {
    { "", "", "a.vn", false, true }, /* a program */
    { "", "same-origin", "a.vn", false, true },
    { "", "none", "a.vn", false, true }, /* the person typed the address */
    { "http://a.vn", "", "a.vn", false, true },
    { "https://a.vn", "", "a.vn", false, true },
    { "https://a.vn", "same-origin", "a.vn", true, true },
    { "https://a.vn:8443", "", "a.vn:8443", true, true },
    { "http://a.vn", "", "a.vn", true, false }, /* who is between may have written that page */
    { "http://a.vn", "same-origin", "a.vn", true, false },
    { "https://a.vn:8443", "", "a.vn", false, false },
    { "https://b.vn", "", "a.vn", false, false },
    { "https://a.vn.evil.example", "", "a.vn", false, false },
    { "https://evil.example/a.vn", "", "a.vn", false, false },
    { "https://evil@a.vn", "", "a.vn", false, false },
    { "null", "", "a.vn", false, false },
    { "a.vn", "", "a.vn", false, false },
    { "://", "", "", false, false },
    { "https://", "", "", false, false },
    { "file://", "", "", false, false },
    { "https://a.vn", "cross-site", "a.vn", false, false },
    { "", "cross-site", "a.vn", false, false },
    { "", "same-site", "a.vn", false, false }, /* another name of the same province is another site to us */
    { "", "SAME-ORIGIN", "a.vn", false, false },
};

static void pages_of_ours(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(origins); i++) {
        const OriginRow *row = &origins[i];
        assert_row(i, row->origin);
        assert_int_equal(origin_is_ours(str_of(row->origin), str_of(row->site), str_of(row->host), row->is_secure),
                         row->is_ours);
    }
}

typedef struct HostRow {
    const char *names, *host;
    bool is_ours;
} HostRow;

static const HostRow hosts[] = {
    { "", "evil.example", true }, /* nothing was said */
    { " , ", "evil.example", true },
    { "a.vn", "a.vn", true },
    { "a.vn", "A.VN", true },
    { "A.vn", "a.vn:8443", true },
    { "a.vn, b.vn", "b.vn", true },
    { "a.vn b.vn", "b.vn:80", true },
    { "[::1]", "[::1]:8080", true },
    { "127.0.0.1", "127.0.0.1:8080", true },
    { "a.vn", "", false },
    { "a.vn", "a.vn.", false },
    { "a.vn", "xa.vn", false },
    { "a.vn", "a.vn.evil.example", false },
    { "a.vn", "evil.example", false },
    { "a.vn", "a.vn:80:80", false },
    { "a.vn", "a.vn@evil.example", false },
};

static void names_of_ours(void **state) {
    for (size_t i = 0; i < COUNT(hosts); i++) {
        assert_row(i, hosts[i].host);
        assert_int_equal(host_is_ours(*state, str_of(hosts[i].names), str_of(hosts[i].host)), hosts[i].is_ours);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(pages_of_ours), AN_ARENA(names_of_ours) };
    return cmocka_run_group_tests_name("http_origin", tests, NULL, NULL);
}
