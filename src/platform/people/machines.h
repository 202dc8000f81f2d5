/* platform/people/machines - private to the people room: systems that call by themselves. What they show at the door is
 * machine_keys. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_PEOPLE_MACHINES_H
#define PLATFORM_PEOPLE_MACHINES_H

#include "kit/module.h"

typedef struct Machine {
    Id id;
    Str code, name, agency, contact;
    Texts permissions; /* its roles count for these alone */
    Texts roles;       /* officer:SKHCN, coordinator */
    bool is_active;
    Str added_by;
    Time added_at;
    Rows keys; /* of MachineKey, the oldest first */
} Machine;
extern const Shape machine_shape;

extern const Shape machine_list_shape, machine_add_shape, machine_add_args_shape;
Work machine_list, machine_add, machine_add_command, machine_list_command;

/* NOT_FOUND, with a Problem, when there is none. Without roles and keys. */
Code machine_find(Ctx *cx, Str code, Machine *ret_machine);
/* A machine that may do what was asked, by one of its roles. */
typedef struct MachineLine {
    Str code, name;
    int role;
    Str agency;
} MachineLine;
extern const Shape machine_line_shape;
/* Of these grants, those of machines in use whose permissions hold this one. *ret_lines are of MachineLine. */
Code machines_among(Ctx *cx, const Rows *grants, Str permission, Rows *ret_lines);
Code machine_deactivate(Ctx *cx, const Machine *machine);
/* Only a person who has shown a moment ago who he is gives systems what they get in by. */
Code machine_require_confirmed(Ctx *cx);

extern const ProblemKind machine_missing, machine_taken, machine_scope;

#endif
