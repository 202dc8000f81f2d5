/* app/modules - see modules.h. With main.c the only file that knows every room. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "app/modules.h"

#include "modules/budget/budget.h"
#include "modules/filling/filling.h"
#include "modules/reporting/reporting.h"
#include "modules/planning/planning.h"
#include "modules/scoring/scoring.h"
#include "modules/strategy/strategy.h"
#include "platform/access/access.h"
#include "platform/calendar/calendar.h"
#include "platform/documents/documents.h"
#include "platform/exchange/exchange.h"
#include "platform/ledger/ledger.h"
#include "platform/papers/papers.h"
#include "platform/notices/notices.h"
#include "platform/people/people.h"
#include "platform/reader/reader.h"
#include "platform/reference/reference.h"
#include "platform/search/search.h"
#include "platform/witness/witness.h"

// clang-format off: one room a line, in order of start-up; a module may stand on those before it
static const Module *const modules[] = {
    &kit_module,
    &ledger_module,
    &access_module,
    &people_module,
    &reference_module,
    &calendar_module,
    &notices_module,
    &documents_module,
    &reader_module,
    &papers_module,
    &search_module,
    &exchange_module,
    &strategy_module,
    &filling_module,
    &reporting_module,
    &planning_module,
    &budget_module,
    &scoring_module,
    &witness_module,
};
// clang-format on

House house_built(void) {
    return (House){
        .modules = modules,
        .module_count = COUNT(modules),
        .doors = { .recognise = people_recognise, .may = access_may, .note = people_note_use },
    };
}
