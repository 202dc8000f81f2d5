/* kit/tests/http_cache_test - ready answers, sent over a real connection, and only while they are true. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_cache.h"
#include "tests/harness/unit.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CACHE_BYTES = 1000, REPLY_BYTES = 4096 };

/* What the daemon below asks the cache for at each request. */
static HttpCache *cache;
static CacheKey asked;
static Str asked_etag;

static enum MHD_Result answer(void *cls, struct MHD_Connection *connection, const char *url, const char *verb,
                              const char *version, const char *data, size_t *size, void **state) {
    (void)cls;
    (void)url;
    (void)verb;
    (void)version;
    (void)data;
    (void)size;
    if (*state == NULL) {
        *state = &asked;
        return MHD_YES;
    }
    if (http_cache_send(cache, &asked, asked_etag, connection)) return MHD_YES;
    struct MHD_Response *none = MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    const enum MHD_Result queued = MHD_queue_response(connection, 404, none);
    MHD_destroy_response(none);
    return queued;
}

static struct MHD_Daemon *daemon_running;

static int setup(void **state) {
    *state = arena_new(1000000);
    cache = http_cache_new(CACHE_BYTES);
    daemon_running = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, answer, NULL, MHD_OPTION_END);
    return daemon_running == NULL ? -1 : 0;
}

static int teardown(void **state) {
    MHD_stop_daemon(daemon_running);
    http_cache_free(cache);
    arena_free(*state);
    return 0;
}

static CacheKey key_of(const char *target) {
    return (CacheKey){ .target = str_of(target), .encoding = 1, .revision = 5, .today = { 739942 } };
}

static void keep(const CacheKey *key, const char *etag, size_t size, const char *body) {
    struct MHD_Response *response =
        MHD_create_response_from_buffer(strlen(body), (void *)(uintptr_t)body, MHD_RESPMEM_MUST_COPY);
    http_cache_keep(cache, key, str_of(etag), size, response);
}

/* What a browser gets: the whole reply. */
static Str fetched(Arena *arena, CacheKey key, const char *if_none_match) {
    static const char request[] = "GET /x HTTP/1.0\r\n\r\n";
    const struct sockaddr_in place = { .sin_family = AF_INET,
        .sin_port = htons(MHD_get_daemon_info(daemon_running, MHD_DAEMON_INFO_BIND_PORT)->port),
        .sin_addr = { htonl(INADDR_LOOPBACK) } };
    char *reply = arena_alloc(arena, REPLY_BYTES);
    size_t have = 0;
    asked = key;
    asked_etag = str_of(if_none_match);
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (const struct sockaddr *)(const void *)&place, sizeof place), 0);
    assert_int_equal(write(fd, request, sizeof request - 1), sizeof request - 1);
    for (ssize_t got = 1; got > 0; have += (size_t)got) {
        got = read(fd, reply + have, REPLY_BYTES - have);
        assert_true(got >= 0);
    }
    (void)close(fd);
    return (Str){ reply, have };
}

/* HTTP/1.1 200 OK */
static Str status_of(Str reply) {
    return str_part(reply, 9, 3);
}

static bool has(Arena *arena, CacheKey key) {
    return str_is(status_of(fetched(arena, key, "")), "200");
}

static void sends_what_was_kept(void **state) {
    const CacheKey key = key_of("/a?x=1");
    assert_false(has(*state, key));
    keep(&key, "\"e1\"", 10, "the answer");
    const Str reply = fetched(*state, key, "");
    assert_text(status_of(reply), "200");
    assert_true(str_ends(reply, S("\r\n\r\nthe answer")));
}

static void an_answer_that_is_known_is_not_sent_again(void **state) {
    const CacheKey key = key_of("/a");
    keep(&key, "\"e1\"", 10, "the answer");
    const Str reply = fetched(*state, key, "\"e1\"");
    assert_text(status_of(reply), "304");
    assert_holds(reply, "ETag: \"e1\"");
    assert_true(str_ends(reply, S("\r\n\r\n")));
    assert_text(status_of(fetched(*state, key, "\"e2\"")), "200");
}

/* All that an answer depends on. */
static void is_true_for_its_key_alone(void **state) {
    const CacheKey key = key_of("/a");
    CacheKey others[] = { key, key, key, key, key };
    others[0].target = S("/b");
    others[1].target = S("/a?");
    others[2].encoding = 2;
    others[3].revision = 6;
    others[4].today.number++;
    keep(&key, "\"e1\"", 10, "the answer");
    for (size_t i = 0; i < COUNT(others); i++) {
        assert_row(i, "");
        assert_false(has(*state, others[i]));
    }
    assert_true(has(*state, key));
}

static void a_newer_answer_takes_its_place(void **state) {
    CacheKey key = key_of("/a");
    keep(&key, "\"e1\"", 10, "the answer");
    keep(&key, "\"e2\"", 10, "the second");
    assert_true(str_ends(fetched(*state, key, ""), S("the second")));
    const CacheKey old = key;
    key.revision = 6;
    keep(&key, "\"e3\"", 10, "the third.");
    assert_true(has(*state, key));
    assert_false(has(*state, old));
}

static void keeps_no_more_than_its_bytes(void **state) {
    size_t kept = 0;
    CacheKey keys[20];
    for (size_t i = 0; i < COUNT(keys); i++) {
        keys[i] = key_of(str_format(*state, "/%zu", i).at);
        keep(&keys[i], "\"e\"", CACHE_BYTES / 4, "x");
        assert_true(has(*state, keys[i])); /* the newest always stays */
    }
    for (size_t i = 0; i < COUNT(keys); i++) kept += has(*state, keys[i]);
    assert_true(kept >= 1 && kept <= 4);
}

static void does_not_keep_what_is_too_large(void **state) {
    const CacheKey key = key_of("/a");
    char target[514], etag[49];
    memset(target, 'a', sizeof target);
    memset(etag, 'e', sizeof etag);
    keep(&key, "\"e\"", CACHE_BYTES / 4 + 1, "x");
    assert_false(has(*state, key));
    etag[48] = '\0';
    keep(&key, etag, 10, "x");
    assert_false(has(*state, key));
    target[513] = '\0';
    const CacheKey longer = key_of(target);
    keep(&longer, "\"e\"", 10, "x");
    assert_false(has(*state, longer));
    target[512] = '\0';
    const CacheKey longest = key_of(target);
    keep(&longest, "\"e\"", 10, "x");
    assert_true(has(*state, longest));
    http_cache_free(NULL);
}

#define SERVED(test) cmocka_unit_test_setup_teardown((test), setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(sends_what_was_kept),
        SERVED(an_answer_that_is_known_is_not_sent_again),
        SERVED(is_true_for_its_key_alone),
        SERVED(a_newer_answer_takes_its_place),
        SERVED(keeps_no_more_than_its_bytes),
        SERVED(does_not_keep_what_is_too_large),
    };
    return cmocka_run_group_tests_name("http_cache", tests, NULL, NULL);
}
