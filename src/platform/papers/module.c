/* platform/papers - contents page: all that this room adds to the house. No logic here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/papers/layout.h"

static const Setting *const settings[] = { &papers_margin_top, &papers_margin_bottom, &papers_margin_left,
                                           &papers_margin_right, &papers_size };

const Module papers_module = {
    .name = "papers",
    .title = "Printed papers",
    TABLE(setting, settings),
};
