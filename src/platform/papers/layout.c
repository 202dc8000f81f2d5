/* platform/papers/layout - see layout.h. What the decree leaves open is a setting within its limits. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/layout.h"

#define DECREE       "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I"
#define POINTS_OF_MM (72.0 / 25.4)

const Setting papers_margin_top = {
    "papers.margin_top_mm", SETTING_INT, "20", 20, 25, .help = "Margin at the head of printed papers, mm",
    .source = DECREE
};
const Setting papers_margin_bottom = {
    "papers.margin_bottom_mm", SETTING_INT, "20", 20, 25, .help = "Margin at the foot of printed papers, mm",
    .source = DECREE
};
const Setting papers_margin_left = {
    "papers.margin_left_mm", SETTING_INT, "30", 30, 35, .help = "Margin at the left of printed papers, mm",
    .source = DECREE
};
const Setting papers_margin_right = {
    "papers.margin_right_mm", SETTING_INT, "15", 15, 20, .help = "Margin at the right of printed papers, mm",
    .source = DECREE
};
const Setting papers_size = {
    "papers.letter_size", SETTING_INT, "14", 13, 14, .help = "Size of the letters of printed papers, points",
    .source = DECREE
};

Layout layout_of(const Ctx *cx, bool is_wide) {
    const Settings *settings = cx->house->settings;
    const double size = (double)setting_int(settings, &papers_size);
    const double short_side = 210 * POINTS_OF_MM, long_side = 297 * POINTS_OF_MM; /* A4 */
    return (Layout){
        .width = is_wide ? long_side : short_side,
        .height = is_wide ? short_side : long_side,
        .top = (double)setting_int(settings, &papers_margin_top) * POINTS_OF_MM,
        .bottom = (double)setting_int(settings, &papers_margin_bottom) * POINTS_OF_MM,
        .left = (double)setting_int(settings, &papers_margin_left) * POINTS_OF_MM,
        .right = (double)setting_int(settings, &papers_margin_right) * POINTS_OF_MM,
        .size = size,
        .head_size = 13,
        .list_size = 11,
        .indent = 10 * POINTS_OF_MM, /* 1 cm or 1.27 cm */
        .gap = 6,
        .line_factor = 1.1,
    };
}
