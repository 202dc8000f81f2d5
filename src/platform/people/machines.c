/* platform/people/machines - see machines.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/machines.h"

#include "kit/commands.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"
#include "platform/people/machine_keys.h"
#include "platform/people/sessions.h"
#include "platform/reference/reference.h"

enum { CODE_LETTERS_MAX = 40, PERMISSIONS_MAX = 100, MACHINES_MAX = 500, KEYS_MAX = 1000, ROLE_LETTERS_MAX = 80 };

const ProblemKind machine_missing = { NOT_FOUND,
                                      "people/machine-missing",
                                      { "Không có hệ thống này.", "There is no such machine." },
                                      { "Không có hệ thống “{0}”. Xem các mã bằng lệnh “banyan machine list”.",
                                        "There is no machine “{0}”. See the codes with “banyan machine list”." } };
const ProblemKind machine_taken = { CONFLICT,
                                    "people/machine-taken",
                                    { "Mã hệ thống đã có.", "The machine's code is taken." },
                                    { "“{0}” đã được dùng. Chọn mã khác.", "“{0}” is in use. Choose another." } };
const ProblemKind machine_scope = {
    INVALID,
    "people/machine-scope",
    { "Không cấp được quyền này.", "This permission cannot be given." },
    { "“{0}”: chỉ chọn trong các quyền mà vai trò hoặc hệ thống ấy có, không dành riêng cho người và không phải ai "
      "cũng có.",
      "“{0}”: choose among those that the role, or the machine, has; not those for people alone, or that all have." }
};

static const Field machine_fields[] = {
    FIELD(Machine, id, REQUIRED, 0, 0),
    FIELD(Machine, code, REQUIRED, 0, 0),
    FIELD(Machine, name, REQUIRED, 0, 0),
    FIELD(Machine, agency, REQUIRED, 0, 0),
    FIELD(Machine, contact, REQUIRED, 0, 0),
    FIELD(Machine, permissions, REQUIRED, 0, 0),
    FIELD(Machine, roles, REQUIRED, 0, 0),
    FIELD(Machine, is_active, REQUIRED, 0, 0),
    FIELD(Machine, added_by, REQUIRED, 0, 0),
    FIELD(Machine, added_at, REQUIRED, 0, 0),
    FIELD_LIST(Machine, keys, KEYS_MAX, &machine_key_shape),
};
const Shape machine_shape = SHAPE(Machine, machine_fields);

typedef struct MachineRef {
    Id id;
} MachineRef;

static const Field machine_ref_fields[] = { FIELD(MachineRef, id, REQUIRED, 0, 0) };
static const Shape machine_ref_shape = SHAPE(MachineRef, machine_ref_fields);

typedef struct MachineAsked {
    Str code;
} MachineAsked;

static const Field machine_asked_fields[] = { FIELD(MachineAsked, code, REQUIRED, 0, 0) };
static const Shape machine_asked_shape = SHAPE(MachineAsked, machine_asked_fields);

/* A permission that a machine could be given, and with which roles. */
typedef struct MachineScope {
    Str name;
    Texts roles;
} MachineScope;

static const Field machine_scope_fields[] = {
    FIELD(MachineScope, name, REQUIRED, 0, 0),
    FIELD(MachineScope, roles, REQUIRED, 0, 0),
};
static const Shape machine_scope_shape = SHAPE(MachineScope, machine_scope_fields);

typedef struct MachineList {
    Rows machines, scopes;
    int64_t days_max;
} MachineList;

static const Field machine_list_fields[] = {
    FIELD_LIST(MachineList, machines, MACHINES_MAX, &machine_shape),
    FIELD_LIST(MachineList, scopes, PERMISSIONS_MAX, &machine_scope_shape),
    FIELD(MachineList, days_max, REQUIRED, 0, 0),
};
const Shape machine_list_shape = SHAPE(MachineList, machine_list_fields);

typedef struct MachineAdd {
    Id code; /* for its letters */
    Str name, agency, contact;
    int role;
    Texts permissions;
} MachineAdd;

static const Field machine_add_fields[] = {
    FIELD(MachineAdd, code, REQUIRED, 0, 0),
    FIELD(MachineAdd, name, REQUIRED, 1, 120),
    FIELD(MachineAdd, agency, REQUIRED, 1, 40),
    FIELD(MachineAdd, contact, REQUIRED, 1, 200),
    FIELD_CHOICE(MachineAdd, role, REQUIRED, &role_choices),
    FIELD(MachineAdd, permissions, REQUIRED, 1, PERMISSIONS_MAX),
};
const Shape machine_add_shape = SHAPE(MachineAdd, machine_add_fields);

static const Field machine_add_args_fields[] = {
    OPTION(MachineAdd, code, REQUIRED, 0, 0, "by which people name it: letters, digits, dots and dashes"),
    OPTION(MachineAdd, name, REQUIRED, 1, 120, "what it is"),
    OPTION(MachineAdd, agency, REQUIRED, 1, 40, "code of the agency that answers for it, and for which it acts"),
    OPTION(MachineAdd, contact, REQUIRED, 1, 200, "whom to ask when it misbehaves"),
    OPTION_CHOICE(MachineAdd, role, REQUIRED, &role_choices, "what it may do at most"),
    OPTION(MachineAdd, permissions, REQUIRED, 1, PERMISSIONS_MAX, "for which of the role's it may: a;b;c"),
};
const Shape machine_add_args_shape = SHAPE(MachineAdd, machine_add_args_fields);

static const Field machine_line_fields[] = {
    FIELD(MachineLine, code, REQUIRED, 0, 0),
    FIELD(MachineLine, name, REQUIRED, 0, 0),
    FIELD_CHOICE(MachineLine, role, REQUIRED, &role_choices),
    FIELD(MachineLine, agency, REQUIRED, 0, 0),
};
const Shape machine_line_shape = SHAPE(MachineLine, machine_line_fields);

#include "platform/people/machines.sql.h"

/* ---- reading ---- */

Code machine_find(Ctx *cx, Str code, Machine *ret_machine) {
    const MachineAsked asked = { .code = code };
    const Code found = machine_by_code(cx, &asked, ret_machine);
    return found == NOT_FOUND ? fail(cx, &machine_missing, code) : found;
}

static Code fill_roles(Ctx *cx, Machine *machine) {
    Rows grants;
    TRY(access_grants_of(cx, &machine->id, &grants));
    Str *roles = NEW_ARRAY(cx->arena, Str, grants.count + 1);
    size_t used = 0;
    for (size_t i = 0; i < grants.count; i++) {
        const Grant *grant = &((const Grant *)grants.items)[i];
        const Str role = choice_name(&role_choices, grant->role);
        if (grant->valid_to.number > 0 && grant->valid_to.number <= cx->today.number) continue;
        roles[used++] = grant->agency.len == 0
                            ? role
                            : str_format(cx->arena, "%.*s:%.*s", STR_FMT(role), STR_FMT(grant->agency));
    }
    machine->roles = (Texts){ roles, used };
    return OK;
}

/* Those of one machine stand together. */
static void fill_keys(Machine *machine, const Rows *keys) {
    MachineKey *all = keys->items;
    for (size_t i = 0; i < keys->count; i++) {
        if (!id_equal(&all[i].machine, &machine->id)) continue;
        if (machine->keys.count == 0) machine->keys.items = &all[i];
        machine->keys.count++;
    }
}

static Code read_all(Ctx *cx, Rows *ret_machines) {
    Rows keys;
    TRY(machines_all(cx, ret_machines));
    TRY(machine_keys_read(cx, &keys));
    Machine *machines = ret_machines->items;
    for (size_t i = 0; i < ret_machines->count; i++) {
        TRY(fill_roles(cx, &machines[i]));
        fill_keys(&machines[i], &keys);
    }
    return OK;
}

static bool may(const Machine *machine, Str permission) {
    return machine->is_active && texts_hold(machine->permissions, permission);
}

Code machines_among(Ctx *cx, const Rows *grants, Str permission, Rows *ret_lines) {
    Rows machines;
    TRY(machines_all(cx, &machines));
    MachineLine *lines = NEW_ARRAY(cx->arena, MachineLine, grants->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < grants->count; i++) {
        const Grant *grant = &((const Grant *)grants->items)[i];
        for (size_t j = 0; j < machines.count; j++) {
            const Machine *machine = &((const Machine *)machines.items)[j];
            if (id_equal(&machine->id, &grant->account) && may(machine, permission))
                lines[count++] = (MachineLine){ machine->code, machine->name, grant->role, grant->agency };
        }
    }
    *ret_lines = (Rows){ lines, count };
    return OK;
}

static MachineScope scope_of(const Ctx *cx, const char *permission) {
    MachineScope scope = { .name = str_of(permission) };
    Str *roles = NEW_ARRAY(cx->arena, Str, role_choices.count);
    size_t used = 0;
    for (int role = 1; role <= (int)role_choices.count; role++) {
        if (access_machine_may(cx, (Role)role, scope.name)) roles[used++] = choice_name(&role_choices, role);
    }
    scope.roles = (Texts){ roles, used };
    return scope;
}

Code machine_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    MachineList *list = out;
    MachineScope *scopes = NEW_ARRAY(cx->arena, MachineScope, PERMISSIONS_MAX);
    size_t used = 0;
    for (size_t i = 0; i < cx->house->module_count; i++) {
        const Module *module = cx->house->modules[i];
        for (size_t j = 0; j < module->permission_count && used < PERMISSIONS_MAX; j++) {
            scopes[used] = scope_of(cx, module->permissions[j].name);
            if (scopes[used].roles.count > 0) used++;
        }
    }
    list->scopes = (Rows){ scopes, used };
    list->days_max = setting_int(cx->house->settings, &machine_key_days);
    return read_all(cx, &list->machines);
}

/* ---- making and stopping ---- */

Code machine_require_confirmed(Ctx *cx) {
    SessionPerson person;
    if (str_is(cx->caller.id, "system")) return OK;
    TRY(session_person_at(cx, STAGE_FULL, STAGE_FULL, &person));
    return session_require_confirmed(cx, &person);
}

static Code check_agency(Ctx *cx, Str code) {
    Registry *registry;
    TRY(registry_load(cx, &registry));
    const Agency *agency = registry_agency(registry, code);
    if (agency == NULL || !agency_is_valid(agency, cx->today)) fault(cx, spot_field(S("agency")), &code_unknown, code);
    return OK;
}

static Code check_add(Ctx *cx, const MachineAdd *add) {
    TRY(check_agency(cx, add->agency));
    for (size_t i = 0; i < add->permissions.count; i++) {
        const Str name = add->permissions.items[i];
        if (!access_machine_may(cx, (Role)add->role, name))
            fault(cx, spot_field(S("permissions")), &machine_scope, name);
    }
    return faults_verdict(cx);
}

Code machine_add(Ctx *cx, const void *in, void *out) {
    const MachineAdd *add = in;
    Machine *machine = out;
    MachineRef made;
    TRY(machine_require_confirmed(cx));
    TRY(check_add(cx, add));
    *machine = (Machine){ .id = id_make("machine", cx->now),
                          .code = id_str(&add->code),
                          .name = add->name,
                          .agency = add->agency,
                          .contact = add->contact,
                          .permissions = add->permissions,
                          .is_active = true,
                          .added_by = cx->caller.id,
                          .added_at = cx->now };
    const Code inserted = machine_insert(cx, machine, &made);
    if (inserted == NOT_FOUND) return fail(cx, &machine_taken, machine->code);
    TRY(inserted);
    TRY(ledger_append(cx, S("people.machine_added"), id_str(&machine->id), { "agency", machine->agency },
                      { "code", machine->code }));
    TRY(access_grant(cx, &machine->id, (Role)add->role, add->agency));
    return fill_roles(cx, machine);
}

Code machine_deactivate(Ctx *cx, const Machine *machine) {
    const MachineRef ref = { machine->id };
    TRY(machine_stop(cx, &ref));
    return ledger_append(cx, S("people.machine_stopped"), id_str(&machine->id), { "code", machine->code });
}

/* ---- commands ---- */

Code machine_add_command(Ctx *cx, const void *in, void *out) {
    (void)out;
    Machine machine;
    TRY(machine_add(cx, in, &machine));
    say("%.*s (%.*s)\n", STR_FMT(machine.code), STR_FMT(id_str(&machine.id)));
    return OK;
}

static Str joined(Arena *arena, Texts texts) {
    Buf out = buf_new(arena, PERMISSIONS_MAX * ROLE_LETTERS_MAX);
    for (size_t i = 0; i < texts.count; i++) {
        if (i > 0) buf_char(&out, ' ');
        buf_add(&out, texts.items[i]);
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

static void say_key(Ctx *cx, const MachineKey *key) {
    const Str used = key->last_used_at.us == 0 ? S("-") : time_text(cx->arena, key->last_used_at);
    say("  %s %-20.*s %.*s – %.*s  %.*s  %.*s%s\n", key->kind == MACHINE_TOKEN ? "token      " : "certificate",
        STR_FMT(key->name), STR_FMT(day_text(cx->arena, key->valid_from)), STR_FMT(day_text(cx->arena, key->valid_to)),
        STR_FMT(used), STR_FMT(joined(cx->arena, key->permissions)),
        key->revoked_at.us > 0 ? " (đã thu hồi / revoked)" : "");
}

Code machine_list_command(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows machines;
    TRY(read_all(cx, &machines));
    for (size_t i = 0; i < machines.count; i++) {
        const Machine *machine = &((const Machine *)machines.items)[i];
        say("%-24.*s %-32.*s %.*s  %.*s%s\n", STR_FMT(machine->code), STR_FMT(machine->name), STR_FMT(machine->agency),
            STR_FMT(joined(cx->arena, machine->roles)), machine->is_active ? "" : " (ngừng dùng / stopped)");
        for (size_t j = 0; j < machine->keys.count; j++) say_key(cx, &((const MachineKey *)machine->keys.items)[j]);
    }
    return OK;
}
