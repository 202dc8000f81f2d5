/* platform/access/matrix - every permission with the roles that have it and the addresses that ask for it: what
 * `banyan describe --permissions` prints, for the page of an administrator. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/access/matrix.h"

#include "platform/access/access.h"

enum { PERMISSIONS_MAX = 500 };

typedef struct MatrixRole {
    int role;
    bool is_bound, may_be_delegated;
} MatrixRole;

static const Field matrix_role_fields[] = {
    FIELD_CHOICE(MatrixRole, role, REQUIRED, &role_choices),
    FIELD(MatrixRole, is_bound, REQUIRED, 0, 0),
    FIELD(MatrixRole, may_be_delegated, REQUIRED, 0, 0),
};
static const Shape matrix_role_shape = SHAPE(MatrixRole, matrix_role_fields);

typedef struct MatrixLine {
    Str name, room, help;
    Texts roles, routes; /* `public`, too, is a role here */
} MatrixLine;

static const Field matrix_line_fields[] = {
    FIELD(MatrixLine, name, REQUIRED, 0, 0),  FIELD(MatrixLine, room, REQUIRED, 0, 0),
    FIELD(MatrixLine, help, REQUIRED, 0, 0),  FIELD(MatrixLine, roles, REQUIRED, 0, 0),
    FIELD(MatrixLine, routes, REQUIRED, 0, 0),
};
static const Shape matrix_line_shape = SHAPE(MatrixLine, matrix_line_fields);

typedef struct Matrix {
    Rows roles, permissions;
} Matrix;

static const Field matrix_fields[] = {
    FIELD_LIST(Matrix, roles, 20, &matrix_role_shape),
    FIELD_LIST(Matrix, permissions, PERMISSIONS_MAX, &matrix_line_shape),
};
const Shape matrix_shape = SHAPE(Matrix, matrix_fields);

static Texts words_of(Arena *arena, const char *text) {
    Str *words = NEW_ARRAY(arena, Str, strlen(text) + 1);
    size_t count = 0;
    for (Str rest = str_of(text); rest.at != NULL;) {
        const Str word = str_cut(&rest, ' ');
        if (word.len > 0) words[count++] = word;
    }
    return (Texts){ words, count };
}

static Texts routes_asking(Ctx *cx, const char *permission) {
    Str *routes = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->route_count; j++) {
            const Route *route = &cx->house->modules[i]->routes[j];
            if (strcmp(route->may, permission) != 0) continue;
            routes = array_grow(cx->arena, routes, sizeof(Str), count, &room);
            routes[count++] = str_format(cx->arena, "%s %s", route->verb, route->path);
        }
    }
    return (Texts){ routes, count };
}

static Rows lines_of(Ctx *cx) {
    MatrixLine *lines = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < cx->house->module_count; i++) {
        const Module *module = cx->house->modules[i];
        for (size_t j = 0; j < module->permission_count; j++) {
            const Permission *one = &module->permissions[j];
            lines = array_grow(cx->arena, lines, sizeof(MatrixLine), count, &room);
            lines[count++] = (MatrixLine){ .name = str_of(one->name),
                                           .room = str_of(module->name),
                                           .help = str_of(one->help),
                                           .roles = words_of(cx->arena, one->roles),
                                           .routes = routes_asking(cx, one->name) };
        }
    }
    return (Rows){ lines, count };
}

Code matrix_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    Matrix *matrix = out;
    MatrixRole *roles = NEW_ARRAY(cx->arena, MatrixRole, role_choices.count);
    for (size_t i = 0; i < role_choices.count; i++) {
        const RoleTrait trait = role_trait((Role)(i + 1));
        roles[i] = (MatrixRole){ (int)i + 1, trait.is_bound, trait.may_be_delegated };
    }
    matrix->roles = (Rows){ roles, role_choices.count };
    matrix->permissions = lines_of(cx);
    return OK;
}
