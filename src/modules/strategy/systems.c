/* modules/strategy/systems - see systems.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/systems.h"

#include "modules/strategy/figures.h"
#include "modules/strategy/submissions.h"

const ProblemKind figure_from_system = {
    INVALID,
    "strategy/figure-from-system",
    { "Số này đến từ một hệ thống.", "This figure comes from a system." },
    { "Số của kỳ này đến từ hệ thống “{0}”. Ghi đè được, nhưng phải nêu lý do, ít nhất 10 ký tự; cả hai số đều được "
      "giữ.",
      "The figure of this period comes from the system “{0}”. It can be overtyped with a reason of at least 10 "
      "letters; both figures are kept." }
};

static const char *const channels[] = { "exchange", "event", "file" };
const Choices figure_channel_choices = CHOICES("FigureChannel", channels);

Code figure_system(Ctx *cx, Str origin, FigureSystem *ret_system) {
    Submission one;
    TRY(submission_find(cx, origin, &one));
    if (one.channel == CHANNEL_NONE) return NOT_FOUND;
    *ret_system =
        (FigureSystem){ one.channel, one.system, one.system_name, one.message_id, one.request_id, one.record };
    return OK;
}

Code figure_require_reason(Ctx *cx, Str origin, Str reason) {
    FigureSystem system;
    if (utf8_count(reason) >= REASON_LETTERS_MIN) return OK;
    const Code found = figure_system(cx, origin, &system);
    if (found != OK && found != NOT_FOUND) return found;
    return found == OK ? fail_field(cx, S("reason"), &figure_from_system, system.name)
                       : fail_field(cx, S("reason"), &reason_missing);
}

/* The newest of the period's past figures that a system brought. */
Code figure_is_overruled(Ctx *cx, Str indicator, Str subject, Str period, Decimal value, bool *ret_is) {
    Rows past;
    TRY(figure_past(cx, indicator, subject, &past));
    *ret_is = false;
    for (size_t i = 0; i < past.count; i++) {
        const PastFigure *one = &((const PastFigure *)past.items)[i];
        FigureSystem system;
        if (!str_equal(one->period, period)) continue;
        const Code found = figure_system(cx, one->origin, &system);
        if (found == NOT_FOUND) continue;
        TRY(found);
        *ret_is = decimal_compare(one->value, value) == 0;
        return OK;
    }
    return OK;
}
