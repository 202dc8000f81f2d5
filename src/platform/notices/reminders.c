/* platform/notices/reminders - on which days somebody is reminded of a last day. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/notices.h"

const int64_t reminder_steps[REMINDER_STEPS] = { -14, -7, -1, 0, 1, 7, 14 };

bool reminder_step(Day due, Day today, int64_t *ret_step) {
    const int64_t from_due = today.number - due.number;
    if (due.number == 0 || from_due < reminder_steps[0] || from_due >= REMINDER_KEPT_DAYS) return false;
    for (size_t i = 0; i < REMINDER_STEPS && reminder_steps[i] <= from_due; i++) *ret_step = reminder_steps[i];
    return true;
}
