/* kit/commands - the command line: finds the row, reads its options after its Shape, opens what it needs, runs it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_COMMANDS_H
#define KIT_COMMANDS_H

#include "kit/module.h"

/* Returns the exit status: 0 done, 1 refused or failed, 2 wrong usage. Options of every command: --data DIR, --db URL,
 * --set name=value, --json, --help. */
int commands_run(const House *house, int argc, char **argv);

/* What a command tells its user, on standard output. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A bar on standard error while long work goes on; silent when that is no terminal. */
typedef struct Progress {
    const char *label;
    int64_t total, done, shown_at_us;
    bool is_shown;
} Progress;
Progress progress_new(const char *label, int64_t total);
void progress_set(Progress *progress, int64_t done);
void progress_end(Progress *progress);

extern const ProblemKind command_unknown, option_unknown, option_needs_value, data_missing;

#endif
