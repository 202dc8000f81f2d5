/* kit/metric - finding one, the units, and what is wrong with a row. See metric.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/module.h"

static const char *const unit_names[] = { "count", "share", "percent", "days", "money", "yes", "number" };
const Choices metric_unit_choices = CHOICES("MetricUnit", unit_names);

const Metric *metric_named(const House *house, Str name) {
    for (size_t i = 0; i < house->module_count; i++) {
        const Module *module = house->modules[i];
        for (size_t j = 0; j < module->metric_count; j++) {
            if (str_is(name, module->metrics[j].name)) return &module->metrics[j];
        }
    }
    return NULL;
}
