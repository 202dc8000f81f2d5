/* kit/db_sqlite_log - SQLite's write-ahead log is written in few large pieces. Private to kit/db_sqlite. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_DB_SQLITE_LOG_H
#define KIT_DB_SQLITE_LOG_H

struct sqlite3;

extern const char sqlite_log_name[];           /* of the way to files, for sqlite3_open_v2 */
void sqlite_log_start(void);                   /* once, before the first connection */
void sqlite_log_watch(struct sqlite3 *handle); /* every connection that writes */

#endif
