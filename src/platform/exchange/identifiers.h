/* platform/exchange/identifiers - names of members, subsystems and services in addresses and headers. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_IDENTIFIERS_H
#define PLATFORM_EXCHANGE_IDENTIFIERS_H

#include "base/str.h"

enum { EXCHANGE_PARTS_MIN = 3, EXCHANGE_PARTS_MAX = 5, EXCHANGE_PART_BYTES_MAX = 255 };

/* Parts as they are meant, not as they are written: a part may hold a '/'. The last ones may be "": none. */
typedef struct ExchangeName {
    Str instance, class_code, member, subsystem, service;
} ExchangeName;

/* One part of an address, percent-decoded: UTF-8 without control characters, of 1 to EXCHANGE_PART_BYTES_MAX bytes.
 * False for anything else, "." and ".." too. */
bool exchange_part_read(Arena *arena, Str written, Str *ret_part);

/* Parts with '/' between, each percent-encoded for itself. False when there are fewer or more of them, or one is
 * wrong. */
bool exchange_name_read(Arena *arena, Str written, size_t parts_min, size_t parts_max, ExchangeName *ret_name);
/* X-Road-Client: instance/class/member[/subsystem]. */
bool exchange_client_read(Arena *arena, Str header, ExchangeName *ret_name);
/* The other way round: what RFC 3986 does not allow in a segment of a path is escaped. */
void exchange_part_write(Buf *out, Str part);
void exchange_name_write(Buf *out, const ExchangeName *name);

/* A code that may be registered: letters without marks, digits and ' ( ) + , - . = ? (X-Road PR-REST 4.8). */
bool exchange_code_is_fine(Str code);
/* The id under which it is registered, codes with '/' between; false for a name that nothing can have. */
bool exchange_name_id(Arena *arena, const ExchangeName *name, Str *ret_id);
/* The codes of such an id again; they are parts of its text. False when it is none. */
bool exchange_id_split(Str id, ExchangeName *ret_name);

#endif
