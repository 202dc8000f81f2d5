/* base/log - lines for those who run the program: one event a line, on standard error. No personal data. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/base.h"

typedef enum LogLevel { LOG_ERROR, LOG_WARNING, LOG_NOTICE, LOG_DEBUG } LogLevel;

/* Called by app and by kit's server and scheduler only; everything else returns what went wrong. */
void log_line(LogLevel level, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_set_level(LogLevel most);

#endif
