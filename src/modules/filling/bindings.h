/* modules/filling/bindings - which system fills which indicator, as data: taken in, checked, switched off. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_FILLING_BINDINGS_H
#define MODULES_FILLING_BINDINGS_H

#include "modules/filling/schedule.h"
#include "modules/strategy/strategy.h"

enum { BINDINGS_MAX = 1000, BINDING_CODE_MAX = 40, ASKED_AGENCIES_MAX = 200 };

#define FILLING_READER "filling" /* who reads events in the exchange */

typedef enum BindingWay { WAY_NONE, WAY_SERVICE, WAY_FILE, WAY_EVENT } BindingWay;
typedef enum KeyScheme { SCHEME_NONE, SCHEME_AGENCY, SCHEME_PLACE } KeyScheme;

/* The members are explained in the migration. */
typedef struct Binding {
    Str code, title, indicator;
    int way;
    Str system, service, method, path;
    Texts agencies;
    Str agency;
    int schedule;
    int64_t day;
    Str list, value, key, period;
    Texts others;
    int key_scheme;
    Str subject, unit;
    Decimal factor, low, high;
    bool whole;
    Decimal jump;
    Day valid_from, valid_to;
    bool is_on;
    Str changed_by;
    Time changed_at, next_at; /* of an event: when it is told again that none can be read */
    Str event;
} Binding;
extern const Shape binding_shape;

typedef struct BindingKey {
    Str code;
} BindingKey;
extern const Shape binding_key_shape, binding_told_shape, binding_switch_shape, binding_load_args_shape;

Code binding_find(Ctx *cx, Str code, Binding *ret_binding); /* NOT_FOUND, with a Problem, when there is none */
Code bindings_load(Ctx *cx, Rows *ret_bindings);            /* of Binding, by code */
/* A service that is to be asked by now; NOT_FOUND, without a Problem, when there is none. */
Code binding_due(Ctx *cx, Binding *ret_binding);
Code binding_ask_at(Ctx *cx, const Binding *binding, Time next);
/* Is it switched on, and valid today? */
Code binding_require_on(Ctx *cx, const Binding *binding);

Work binding_set, binding_switch, binding_load;

extern const ProblemKind binding_member_needed, binding_member_wrong, binding_unit_differs, binding_off,
    binding_switch_reason;

#endif
