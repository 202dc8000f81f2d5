/* tests/bench/exchanging - a client of the exchange that keeps many connections busy: plain, by mutual TLS, or with
 * every message signed; at full speed or at a pace. exchanging PORT CONNECTIONS SECONDS RATE MODE TARGET CLIENT [CERT
 * KEY | SEED] RATE 0: as fast as it goes. MODE: plain, tls, signed, mix. Prints count, time, median, p99 and how many
 * failed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"
#include "kit/http_signature.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTIONS_MAX = 4096,
    SAMPLES_MAX = 4 * 1024 * 1024,
    ARENA_BYTES = 1024 * 1024,
    STACK_BYTES = 512 * 1024,
    BODY_MAX = 10 * 1024 * 1024
};

typedef struct Plan {
    const char *mode, *target, *client;
    int port, connections;
    int64_t end_us, interval_us;
    SSL_CTX *tls;
    const HttpKey *key;
    const char *bodies;
} Plan;

static Plan plan;
static uint32_t samples[SAMPLES_MAX];
static _Atomic int64_t sample_count, failures;

/* ---- one connection ---- */

typedef struct Line {
    int fd;
    SSL *ssl;
} Line;

static void line_open(Line *line) {
    const struct sockaddr_in at = { .sin_family = AF_INET,
                                    .sin_port = htons((uint16_t)plan.port),
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const int yes = 1;
    line->fd = socket(AF_INET, SOCK_STREAM, 0);
    MUST(line->fd >= 0 && connect(line->fd, (const struct sockaddr *)&at, sizeof at) == 0);
    (void)setsockopt(line->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (plan.tls == NULL) return;
    line->ssl = SSL_new(plan.tls);
    MUST(line->ssl != NULL && SSL_set_fd(line->ssl, line->fd) == 1 && SSL_connect(line->ssl) == 1);
}

static bool send_all(Line *line, const char *at, size_t size) {
    while (size > 0) {
        const ssize_t sent = line->ssl != NULL ? SSL_write(line->ssl, at, (int)(size > 16384 ? 16384 : size))
                                               : send(line->fd, at, size, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        at += sent;
        size -= (size_t)sent;
    }
    return true;
}

/* Reads one answer; is it 200? */
static bool receive(Line *line, char *room, size_t room_size) {
    size_t have = 0, whole = 0;
    do {
        const ssize_t got = line->ssl != NULL ? SSL_read(line->ssl, room + have, (int)(room_size - have - 1))
                                              : recv(line->fd, room + have, room_size - have - 1, 0);
        if (got <= 0) return false;
        have += (size_t)got;
        room[have] = '\0';
        const char *end = strstr(room, "\r\n\r\n");
        if (whole == 0 && end != NULL) {
            const char *length = strcasestr(room, "\r\nContent-Length: ");
            whole = (size_t)(end - room) + 4 + (length == NULL ? 0 : strtoul(length + 18, NULL, 10));
        }
    } while (whole == 0 || have < whole);
    return strncmp(room, "HTTP/1.1 200", 12) == 0;
}

/* ---- messages ---- */

/* 2 kB 30 %, 10 kB 60 %, 100 kB 9 %, 2 MB 0.9 %, 10 MB 0.1 %. */
static size_t size_of_mix(unsigned *seed) {
    const int share = rand_r(seed) % 1000;
    if (share < 300) return 2000;
    if (share < 900) return 10000;
    if (share < 990) return 100000;
    return share < 999 ? 2000000 : BODY_MAX;
}

static Str signature_lines(Arena *arena, Str body) {
    const ContentDigest digest = content_digest_of(body);
    const Str told = content_digest_text(arena, &digest);
    const Header fields[] = { { S("X-Road-Client"), str_of(plan.client) }, { S("Content-Digest"), told } };
    const HttpMessage message = { .method = S("POST"),
                                  .target = str_of(plan.target),
                                  .scheme = S("http"),
                                  .authority = S("bench"),
                                  .fields = fields,
                                  .field_count = 2,
                                  .body = &digest };
    const SignatureOrder order = { .label = S("sig1"),
                                   .key_id = S("bench"),
                                   .created_at = time_now(),
                                   .key = plan.key,
                                   .components =
                                       S("\"@method\" \"@target-uri\" \"x-road-client\" \"content-digest\"") };
    SignatureOrder mine = order;
    const Id nonce = id_make("n", time_now());
    mine.nonce = id_str(&nonce);
    Str input, signature;
    MUST(http_signature_make(arena, &message, &mine, &input, &signature) == SIGNATURE_FINE);
    return str_format(arena, "Content-Digest: %.*s\r\nSignature-Input: %.*s\r\nSignature: %.*s\r\n", STR_FMT(told),
                      STR_FMT(input), STR_FMT(signature));
}

static bool exchange(Line *line, Arena *arena, unsigned *seed, char *room, size_t room_size) {
    const bool is_mix = strcmp(plan.mode, "mix") == 0, is_signed = strcmp(plan.mode, "signed") == 0;
    const Str body = { plan.bodies, is_mix ? size_of_mix(seed) : 1024 };
    const Str lines = is_signed ? signature_lines(arena, body) : S("");
    const Str head =
        str_format(arena,
                   "POST %s HTTP/1.1\r\nHost: bench\r\nX-Road-Client: %s\r\n%.*sContent-Type: "
                   "text/plain\r\nContent-Length: %zu\r\n\r\n%.*s",
                   plan.target, plan.client, STR_FMT(lines), body.len, is_mix ? 0 : (int)body.len, body.at);
    return send_all(line, head.at, head.len) && (!is_mix || send_all(line, body.at, body.len)) &&
           receive(line, room, room_size);
}

static void sleep_until(int64_t at_us) {
    const int64_t left_us = at_us - time_steady_us();
    const struct timespec left = { left_us / 1000000, left_us % 1000000 * 1000 };
    if (left_us > 0) (void)nanosleep(&left, NULL);
}

static void *run_connection(void *argument) {
    unsigned seed = (unsigned)(uintptr_t)argument;
    const size_t room_size = 64 * 1024;
    char *room = lasting_alloc(room_size);
    Arena *arena = arena_new(ARENA_BYTES);
    Line line = { 0 };
    line_open(&line);
    int64_t next_us = time_steady_us() + (plan.interval_us == 0 ? 0 : rand_r(&seed) % plan.interval_us);
    while (time_steady_us() < plan.end_us) {
        sleep_until(next_us);
        next_us += plan.interval_us;
        const int64_t began_us = time_steady_us();
        const bool is_fine = exchange(&line, arena, &seed, room, room_size);
        arena_reset(arena);
        if (!is_fine) {
            (void)atomic_fetch_add_explicit(&failures, 1, memory_order_relaxed);
            break;
        }
        const int64_t at = atomic_fetch_add_explicit(&sample_count, 1, memory_order_relaxed);
        if (at < SAMPLES_MAX) samples[at] = (uint32_t)(time_steady_us() - began_us);
    }
    return NULL;
}

static int compare(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static SSL_CTX *tls_of(const char *certificate, const char *key) {
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());
    MUST(tls != NULL && SSL_CTX_use_certificate_file(tls, certificate, SSL_FILETYPE_PEM) == 1 &&
         SSL_CTX_use_PrivateKey_file(tls, key, SSL_FILETYPE_PEM) == 1);
    return tls;
}

int main(int argc, char **argv) {
    MUST(argc >= 8);
    crypto_start();
    const int64_t seconds = strtol(argv[3], NULL, 10), rate = strtol(argv[4], NULL, 10);
    plan = (Plan){ .mode = argv[5],
                   .target = argv[6],
                   .client = argv[7],
                   .port = (int)strtol(argv[1], NULL, 10),
                   .connections = (int)strtol(argv[2], NULL, 10) };
    MUST(plan.connections <= CONNECTIONS_MAX);
    char *bodies = lasting_alloc(BODY_MAX);
    memset(bodies, 'x', BODY_MAX);
    plan.bodies = bodies;
    Arena *arena = arena_new(ARENA_BYTES);
    if (strcmp(plan.mode, "tls") == 0 || (strcmp(plan.mode, "mix") == 0 && argc == 10))
        plan.tls = tls_of(argv[8], argv[9]);
    if (strcmp(plan.mode, "signed") == 0) {
        char pem[4096] = "";
        FILE *file = fopen(argv[8], "re");
        MUST(file != NULL && fread(pem, 1, sizeof pem - 1, file) > 0);
        MUST(http_key_secret_pem(arena, str_of(pem), &plan.key));
    }
    plan.interval_us = rate == 0 ? 0 : plan.connections * INT64_C(1000000) / rate;
    const int64_t began_us = time_steady_us();
    plan.end_us = began_us + seconds * 1000000;
    static pthread_t threads[CONNECTIONS_MAX];
    pthread_attr_t small;
    MUST(pthread_attr_init(&small) == 0 && pthread_attr_setstacksize(&small, STACK_BYTES) == 0);
    for (int i = 0; i < plan.connections; i++)
        MUST(pthread_create(&threads[i], &small, run_connection, (void *)(uintptr_t)(i + 1)) == 0);
    for (int i = 0; i < plan.connections; i++) MUST(pthread_join(threads[i], NULL) == 0);
    const int64_t took_us = time_steady_us() - began_us, count = sample_count;
    MUST(count > 0 && count <= SAMPLES_MAX);
    qsort(samples, (size_t)count, sizeof samples[0], compare);
    (void)printf("REPORT %lld %lld %u %u %lld\n", (long long)count, (long long)took_us, samples[count / 2],
                 samples[count * 99 / 100], (long long)failures);
    return 0;
}
