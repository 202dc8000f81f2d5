/* platform/papers/chart - private to papers: a chart as a drawing */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PAPERS_CHART_H
#define PLATFORM_PAPERS_CHART_H

#include "kit/picture.h"
#include "platform/papers/papers.h"

Picture chart_picture(Ctx *cx, const Chart *chart);

#endif
