/* base/log - see log.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include "base/clock.h"

#include <stdarg.h>
#include <stdatomic.h>

enum { LINE_BYTES = 2048 };

static _Atomic int most_shown = LOG_NOTICE;

void log_set_level(LogLevel most) {
    atomic_store(&most_shown, (int)most);
}

void log_line(LogLevel level, const char *format, ...) {
    static const char *const names[] = { "error", "warning", "notice", "debug" };
    if ((int)level > atomic_load(&most_shown)) return;
    char line[LINE_BYTES];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (length < 0) return;
    for (char *at = line; *at != '\0'; at++) {
        if ((unsigned char)*at < ' ') *at = ' '; /* one event, one line, whatever it quotes */
    }
    char moment[40];
    Buf at = buf_over(moment, sizeof moment);
    time_write(&at, time_now());
    (void)fprintf(stderr, "%.*s %s %s\n", (int)at.len, moment, names[level], line);
}
