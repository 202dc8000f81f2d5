/* platform/reader/roles - who leads, who helps, who watches: agencies of a passage, a heading or a cell. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_READER_ROLES_H
#define PLATFORM_READER_ROLES_H

#include "platform/reader/names.h"

/* Where the words stand that name agencies. */
typedef enum RolePlace {
    ROLE_PLACE_PASSAGE, /* running text that orders work; also "Cơ quan chủ trì: X. Cơ quan phối hợp: Y. Thời gian: ..."
                         */
    ROLE_PLACE_HEADING, /* "1. Sở Y tế", "2. Giao Sở X chủ trì, phối hợp với Y:" : those who do what stands below it */
} RolePlace;

/* Agencies with their roles, in order; who only receives or approves has READ_RECEIVER, who is only mentioned is left
 * out. `passage` is 0. */
size_t roles_find(const Names *names, const ReaderWords *words, Arena *arena, const Folded *text, RolePlace place,
                  const ReadAgency **ret_agencies);
/* All agencies of a table's cell, in the role that its column gives; parted by ';', ',' or lines. */
size_t roles_of_cell(const Names *names, const ReaderWords *words, Arena *arena, Str cell, ReadRole role,
                     const ReadAgency **ret_agencies);
/* Does the text say nothing but who and when ("Cơ quan chủ trì: X. Thời gian: 2026", "(chủ trì: X)")? Such a line tells
 * of the passage above it. */
bool roles_is_assignment_line(const Names *names, const ReaderWords *words, Arena *arena, const Folded *text);

#endif
