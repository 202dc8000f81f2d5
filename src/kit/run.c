/* kit/run - one Work in one transaction, again when the database asks. See module.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/kit.h"
#include "kit/module.h"

enum { ATTEMPTS_MAX = 5, ATTEMPTS_AMONG_OTHERS = 3, MINUTE_US = 60000000 };

static Code run_once(Ctx *cx, DbMode mode, Work *run, const void *in, void *out) {
    TRY(db_begin(cx, mode));
    const Code code = memory_verdict(cx, run(cx, in, out));
    Code stored = code;
    if (code == OK || cx->is_recorded) stored = db_commit(cx);
    if (stored != OK) db_rollback(cx);
    return code == OK || (cx->is_recorded && stored == RETRY) ? stored : code;
}

Code run_work(Ctx *cx, DbMode mode, Work *run, const void *in, void *out, size_t out_size) {
    for (int i = 0; i < ATTEMPTS_MAX; i++) {
        cx->problem = (Problem){ 0 };
        cx->is_recorded = false;
        if (out_size > 0) memset(out, 0, out_size);
        const bool is_last_resort = mode == DB_WRITE && i >= ATTEMPTS_AMONG_OTHERS;
        const Code code = run_once(cx, is_last_resort ? DB_WRITE_ALONE : mode, run, in, out);
        if (code != RETRY) return code;
    }
    return fail(cx, &try_again);
}

void ctx_set_clock(Ctx *cx) {
    const Settings *settings = cx->house->settings;
    const Str fixed = setting_text(settings, &clock_fixed);
    if (fixed.len == 0 || time_from_text(fixed, &cx->now) != OK) cx->now = time_now();
    cx->today = ctx_day_of(cx, cx->now);
}

Day ctx_day_of(const Ctx *cx, Time moment) {
    return day_of_time(moment, setting_int(cx->house->settings, &clock_offset_minutes));
}

Str ctx_clock_of(const Ctx *cx, Time moment) {
    const Day day = ctx_day_of(cx, moment);
    const int64_t offset_minutes = setting_int(cx->house->settings, &clock_offset_minutes);
    const int64_t minute = (moment.us - day_start(day, offset_minutes).us) / MINUTE_US;
    return str_format(cx->arena, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
}
