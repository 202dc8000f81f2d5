/* kit/trace - see trace.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/trace.h"

#include "base/map.h"
#include "kit/kit.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

enum { TRACE_ARENA_BYTES = 4 * 1024 * 1024, TRACE_MODE = 0600 };

struct Trace {
    int file;
    Arena *arena;
    Map seen;
    pthread_mutex_t lock; /* guards `seen` */
};

Trace *trace_open(Ctx *cx) {
    const Str path = setting_text(cx->house->settings, &trace_file);
    if (path.len == 0) return NULL;
    const int file = open(str_c(cx->arena, path), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, TRACE_MODE);
    if (file < 0) return NULL;
    Trace *trace = lasting_alloc(sizeof *trace);
    trace->file = file;
    trace->arena = arena_new(TRACE_ARENA_BYTES);
    trace->seen = map_new(trace->arena);
    MUST(pthread_mutex_init(&trace->lock, NULL) == 0);
    return trace;
}

void trace_close(Trace *trace) {
    if (trace == NULL) return;
    (void)close(trace->file);
    (void)pthread_mutex_destroy(&trace->lock);
    arena_free(trace->arena);
    lasting_free(trace);
}

/* Several servers write into one file: a line goes there in one piece, or another's would stand within it. */
void trace_line(Trace *trace, Str line) {
    if (trace == NULL) return;
    const ssize_t written = write(trace->file, line.at, line.len);
    (void)written; /* a full disk costs the trace, not the answer */
}

void trace_met(Trace *trace, const char *kind, const char *name) {
    if (trace == NULL) return;
    char line[200];
    Buf out = buf_over(line, sizeof line);
    buf_addf(&out, "{\"met\":\"%s\",\"name\":\"%s\"}\n", kind, name);
    MUST(!out.overflowed);
    MUST(pthread_mutex_lock(&trace->lock) == 0);
    const bool is_new = !map_has(&trace->seen, (Str){ out.at, out.len });
    if (is_new) MUST(map_add(&trace->seen, str_copy(trace->arena, (Str){ out.at, out.len }), 0));
    MUST(pthread_mutex_unlock(&trace->lock) == 0);
    if (is_new) trace_line(trace, (Str){ out.at, out.len });
}
