/* modules/strategy/pages - private to the strategy room: what its reading routes take and give */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_STRATEGY_PAGES_H
#define MODULES_STRATEGY_PAGES_H

#include "kit/module.h"

extern const Shape summary_filter_shape, summary_page_shape, plan_filter_shape, plan_page_shape, indicator_key_shape,
    indicator_page_shape, place_map_filter_shape, place_map_shape, figure_asked_shape, figure_proof_shape,
        task_filter_shape,
    task_page_list_shape, item_key_shape, task_page_shape, agency_summary_list_shape, agency_asked_shape,
        agency_page_view_shape,
    inbox_shape, entry_asked_shape, entry_form_shape, task_entry_asked_shape, task_entry_form_shape, csv_filter_shape,
        csv_shape, ics_shape, progress_report_filter_shape;

Work summary_get, plan_get, indicator_get, indicator_places, figure_proof, tasks_list, task_get, agencies_summary,
    agency_summary_get,
    inbox_get, inbox_ics, entry_form_get, task_entry_form_get, figures_csv, tasks_csv, figures_xlsx,
    tasks_xlsx, indicator_chart_svg, indicator_chart_png,
    progress_report_pdf, progress_report_docx;

#endif
