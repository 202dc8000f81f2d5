/* modules/strategy/figure_check - see figure_check.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/figure_check.h"

#include "modules/strategy/plan_edits.h"

#include "modules/strategy/measure.h"
#include "modules/strategy/target_check.h"

const ProblemKind indicator_unknown = {
    INVALID, "strategy/indicator-unknown",
    { "Không có chỉ tiêu này.", "There is no such indicator." },
    { "Không có chỉ tiêu “{0}”. Xem mã trong danh sách chỉ tiêu.",
      "There is no indicator “{0}”. See the codes in the list of indicators." }
};
const ProblemKind subject_wrong = {
    INVALID, "strategy/subject-wrong",
    { "Địa bàn hoặc cơ quan không đúng với chỉ tiêu.", "The place or agency does not fit the indicator." },
    { "Chỉ tiêu “{0}” không báo cáo theo “{1}”. Dùng mã tỉnh, mã xã hoặc mã cơ quan đúng với chỉ tiêu.",
      "“{0}” is not reported for “{1}”. Use the code of the province, commune or agency that the indicator asks for." }
};
const ProblemKind period_form = {
    INVALID, "strategy/period-form",
    { "Kỳ không đúng dạng.", "The period has a wrong form." },
    { "“{0}” không phải một kỳ. Viết 2026-10 (tháng), 2026-Q3 (quý), 2026-H1 (nửa năm) hoặc 2026 (năm).",
      "“{0}” is not a period. Write 2026-10 (month), 2026-Q3 (quarter), 2026-H1 (half year) or 2026 (year)." }
};
const ProblemKind period_length = {
    INVALID, "strategy/period-length",
    { "Kỳ không khớp tần suất của chỉ tiêu.", "The period does not fit the indicator." },
    { "Chỉ tiêu “{0}” báo cáo theo “{1}”; kỳ “{2}” không đúng độ dài đó.",
      "“{0}” is reported each {1}; the period “{2}” is of another length." }
};
const ProblemKind period_open = {
    INVALID, "strategy/period-open",
    { "Kỳ chưa kết thúc.", "The period is not over." },
    { "Kỳ “{0}” kết thúc ngày {1:/}; chỉ ghi số liệu từ ngày đó.",
      "The period “{0}” ends on {1}; record its figure from that day on." }
};
const ProblemKind value_missing = {
    INVALID, "strategy/value-missing",
    { "Thiếu giá trị.", "The value is missing." },
    { "Ghi giá trị của “{0}”. Chưa có số liệu thì bỏ hẳn dòng này: ô trống không phải là số 0.",
      "Write the value of “{0}”. If there is none, leave the row out: an empty cell is not zero." }
};
const ProblemKind level_missing = {
    INVALID, "strategy/level-missing",
    { "Cần chọn mức.", "A level is needed." },
    { "“{0}” là chỉ tiêu định tính: ghi một trong các mức {1} vào cột text.",
      "“{0}” is qualitative: write one of {1} into the column text." }
};

static Spot at(Spot spot, const char *column) {
    return spot_in(spot.file, spot.row, str_of(column));
}

static Str levels_listed(Ctx *cx, const Indicator *indicator) {
    Buf out = buf_new(cx->arena, 1024);
    for (size_t i = 0; i < indicator->levels.count; i++)
        buf_addf(&out, "%s%.*s", i > 0 ? ", " : "", STR_FMT(indicator->levels.items[i]));
    return (Str){ out.at, out.len };
}

static bool check_period(Ctx *cx, const Indicator *indicator, Str text, Spot spot, Period *ret_period) {
    if (period_from_text(text, ret_period) != OK) {
        fault(cx, at(spot, "period"), &period_form, text);
        return false;
    }
    if ((int)ret_period->frequency != indicator->frequency) {
        fault(cx, at(spot, "period"), &period_length, indicator->code,
              choice_name(&frequency_choices, indicator->frequency), text);
        return false;
    }
    const Day end = period_end(*ret_period);
    if (is_closed(indicator->closed_on, end)) {
        fault(cx, at(spot, "period"), &item_closed, indicator->code, day_text(cx->arena, indicator->closed_on));
        return false;
    }
    if (end.number <= cx->today.number) return true;
    fault(cx, at(spot, "period"), &period_open, text, day_text(cx->arena, end));
    return false;
}

static bool check_value(Ctx *cx, const Indicator *indicator, const FigureWritten *written, Spot spot,
                        FigureRead *read) {
    if (indicator->kind == KIND_OF_LEVEL) {
        read->value = level_rank(indicator, written->text);
        read->text = written->text;
        if (read->value.is_known) return true;
        fault(cx, at(spot, "text"), &level_missing, indicator->code, levels_listed(cx, indicator));
        return false;
    }
    read->value = written->value;
    if (!written->value.is_known) {
        fault(cx, at(spot, "value"), &value_missing, indicator->code);
        return false;
    }
    if (!figure_is_fit(written->value)) {
        fault(cx, at(spot, "value"), &figure_too_large, decimal_text(cx->arena, written->value));
        return false;
    }
    const bool is_share = indicator->kind == KIND_OF_SHARE;
    if (!is_share || (written->value.micro >= 0 && written->value.micro <= INT64_C(100) * DECIMAL_ONE)) return true;
    fault(cx, at(spot, "value"), &share_range, indicator->code, decimal_text(cx->arena, written->value));
    return false;
}

bool figure_check(Ctx *cx, const Goals *goals, const FigureWritten *written, Spot spot, FigureRead *ret_read) {
    *ret_read = (FigureRead){ .indicator = goals_indicator(goals, written->indicator), .text = S("") };
    if (ret_read->indicator == NULL) {
        fault(cx, at(spot, "indicator"), &indicator_unknown, written->indicator);
        return false;
    }
    const bool has_period = check_period(cx, ret_read->indicator, written->period, spot, &ret_read->period);
    const Day on = has_period ? period_end(ret_read->period) : cx->today;
    const bool is_allowed = subject_is_allowed(cx, goals, ret_read->indicator, written->subject, on);
    if (!is_allowed) fault(cx, at(spot, "subject"), &subject_wrong, written->indicator, written->subject);
    return check_value(cx, ret_read->indicator, written, spot, ret_read) && is_allowed && has_period;
}
