/* kit/http_origin - whose page sends this, and to which name: the defence against pages of other sites. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_ORIGIN_H
#define KIT_HTTP_ORIGIN_H

#include "base/str.h"

/* Do the headers Origin and Sec-Fetch-Site of a change say that our own page sends it? A program sends neither. A page
 * that came by plain HTTP is not ours where all is HTTPS. */
bool origin_is_ours(Str origin, Str fetch_site, Str host, bool is_secure);

/* Is the header Host, without its port, among these names (blanks or commas between)? No names: any will do. */
bool host_is_ours(Arena *arena, Str names, Str host);

#endif
