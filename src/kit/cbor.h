/* kit/cbor - a look over CBOR (RFC 8949) that a stranger sent: is it whole, and where do its parts lie? It makes
 * nothing, so what it calls too large or too deep never reaches a library that would make room for it (decision 0020).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CBOR_H
#define KIT_CBOR_H

#include "base/str.h"

/* As CTAP2 has it: lengths are told, no tags, at most so many arrays and maps in each other. */
enum { CBOR_DEPTH_MAX = 4 };

/* Bytes of the first whole item; 0 when there is none. */
size_t cbor_item_bytes(Str bytes);
/* The item that a map, which is the whole text, holds under this name; false also when two have it. */
bool cbor_map_find(Str map, Str name, Str *ret_item);
bool cbor_byte_string(Str item, Str *ret_bytes); /* what the item holds, when it is a byte string */

#endif
