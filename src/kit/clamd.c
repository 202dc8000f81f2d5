/* kit/clamd - see clamd.h; the protocol is described in clamd(8). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/clamd.h"

#include "kit/files.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024, LENGTH_BYTES = 4, ANSWER_BYTES_MAX = 1024, TOLD_MAX = 200, US_PER_S = 1000000 };

typedef struct Line {
    int fd;
    int64_t until_us; /* by time_steady_us() */
} Line;

static Scan not_done(const char *why) {
    return (Scan){ SCAN_NOT_DONE, str_of(why) };
}

/* ---- the answer ---- */

static bool is_printable(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < ' ' || text.at[i] > '~') return false;
    }
    return true;
}

Scan clamd_answer_read(Arena *arena, Str answer) {
    static const char found[] = " FOUND";
    const Str stream = S("stream: "), rest = str_part(answer, stream.len, answer.len);
    if (answer.len == 0) return not_done("the scanner ended without an answer");
    if (!is_printable(answer)) return not_done("the scanner's answer cannot be read");
    if (!str_starts(answer, stream)) return (Scan){ SCAN_NOT_DONE, str_copy(arena, str_part(answer, 0, TOLD_MAX)) };
    if (str_is(rest, "OK")) return (Scan){ SCAN_CLEAN, S("") };
    const size_t name = rest.len - (str_ends(rest, str_of(found)) ? sizeof found - 1 : rest.len);
    if (name > 0) return (Scan){ SCAN_HARMFUL, str_copy(arena, str_part(rest, 0, name < TOLD_MAX ? name : TOLD_MAX)) };
    return (Scan){ SCAN_NOT_DONE, str_copy(arena, str_part(answer, 0, TOLD_MAX)) };
}

/* ---- the line ---- */

/* What can be done now of what is wanted; 0 when the time is over. */
static short wait_for(const Line *line, short wanted) {
    const int64_t left_us = line->until_us - time_steady_us();
    struct pollfd one = { .fd = line->fd, .events = wanted };
    if (left_us <= 0 || poll(&one, 1, (int)(left_us / 1000) + 1) < 1) return 0;
    return one.revents;
}

static bool is_connected(Line *line, int domain, const struct sockaddr *to, socklen_t size) {
    int wrong = 0;
    socklen_t wrong_size = sizeof wrong;
    line->fd = socket(domain, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (line->fd < 0) return false;
    if (connect(line->fd, to, size) == 0) return true;
    if (errno == EINPROGRESS && wait_for(line, POLLOUT) != 0 &&
        getsockopt(line->fd, SOL_SOCKET, SO_ERROR, &wrong, &wrong_size) == 0 && (wrong == 0 || wrong == ECONNRESET))
        return true; /* reset: reached, and already left; what was said may be read */
    file_close(&line->fd);
    line->fd = -1;
    return false;
}

static bool reach_unix(Line *line, Str path) {
    struct sockaddr_un to = { .sun_family = AF_UNIX };
    if (path.len >= sizeof to.sun_path) return false;
    memcpy(to.sun_path, path.at, path.len);
    return is_connected(line, AF_UNIX, (const struct sockaddr *)&to, sizeof to);
}

static void free_places(struct addrinfo **places) {
    if (*places != NULL) freeaddrinfo(*places);
}

static bool reach_host(Arena *arena, Line *line, Str address) {
    size_t colon = address.len;
    while (colon > 0 && address.at[colon - 1] != ':') colon--;
    if (colon < 2) return false;
    const bool is_bracketed = address.at[0] == '[' && address.at[colon - 2] == ']';
    const Str host = is_bracketed ? str_part(address, 1, colon - 3) : str_part(address, 0, colon - 1);
    const struct addrinfo wanted = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV };
    CLEANUP(free_places) struct addrinfo *places = NULL;
    const char *port = str_c(arena, str_part(address, colon, address.len));
    if (getaddrinfo(str_c(arena, host), port, &wanted, &places) != 0) return false;
    for (const struct addrinfo *one = places; one != NULL; one = one->ai_next) {
        if (is_connected(line, one->ai_family, one->ai_addr, one->ai_addrlen)) return true;
    }
    return false;
}

typedef enum Sent { SENT, ANSWERED_EARLY, LOST } Sent;

/* A daemon that will take no more says so before the end. */
static Sent send_bytes(const Line *line, const unsigned char *bytes, size_t size) {
    for (size_t at = 0; at < size;) {
        const short can = wait_for(line, POLLIN | POLLOUT);
        if (can == 0) return LOST;
        if ((can & POLLIN) != 0) return ANSWERED_EARLY;
        const ssize_t sent = send(line->fd, bytes + at, size - at, MSG_NOSIGNAL);
        if (sent > 0)
            at += (size_t)sent;
        else if (errno != EAGAIN && errno != EINTR)
            return ANSWERED_EARLY; /* what it said before may still be read */
    }
    return SENT;
}

/* Pieces with their length before each; one of no length is the end. */
static Sent send_file(const Line *line, int file) {
    unsigned char piece[LENGTH_BYTES + CHUNK_BYTES];
    for (;;) {
        const ssize_t size = read(file, piece + LENGTH_BYTES, CHUNK_BYTES);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return LOST;
        for (int i = 0; i < LENGTH_BYTES; i++) piece[i] = (unsigned char)((size_t)size >> (8 * (LENGTH_BYTES - 1 - i)));
        const Sent sent = send_bytes(line, piece, LENGTH_BYTES + (size_t)size);
        if (sent != SENT || size == 0) return sent;
    }
}

/* Up to the NUL or the end of the line; NUL is not part of it. */
static Scan hear(Arena *arena, const Line *line) {
    char room[ANSWER_BYTES_MAX];
    size_t len = 0;
    while (len < sizeof room) {
        if (wait_for(line, POLLIN) == 0) return not_done("the scanner did not answer in time");
        const ssize_t got = recv(line->fd, room + len, sizeof room - len, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        const char *end = got > 0 ? memchr(room + len, '\0', (size_t)got) : NULL;
        if (got > 0) len += (size_t)got;
        if (end != NULL) return clamd_answer_read(arena, (Str){ room, (size_t)(end - room) });
        if (got <= 0) return not_done("the scanner broke off");
    }
    return not_done("the scanner's answer is too long");
}

static void close_line(Line *line) {
    file_close(&line->fd);
}

Scan clamd_scan(Arena *arena, Str address, Str path, int64_t timeout_s) {
    static const unsigned char command[] = "zINSTREAM"; /* with its NUL */
    CLEANUP(file_close) int file = open(str_c(arena, path), O_RDONLY | O_CLOEXEC);
    if (file < 0) return not_done("the file cannot be read");
    CLEANUP(close_line) Line line = { .fd = -1, .until_us = time_steady_us() + timeout_s * US_PER_S };
    const bool is_path = str_starts(address, S("/"));
    if (!(is_path ? reach_unix(&line, address) : reach_host(arena, &line, address)))
        return not_done("the scanner cannot be reached");
    Sent sent = send_bytes(&line, command, sizeof command);
    if (sent == SENT) sent = send_file(&line, file);
    return sent == LOST ? not_done("the scanner did not take the file in time") : hear(arena, &line);
}
