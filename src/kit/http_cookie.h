/* kit/http_cookie - cookies of this site: names and marks as its settings ask for. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_COOKIE_H
#define KIT_HTTP_COOKIE_H

#include "kit/ctx.h"

/* The name of the session's. */
#define SESSION_COOKIE S("banyan")

/* What the browser sent under this name; "" when there is none. Where browsers come by HTTPS only, both take and give
 * it as `__Host-name`, which no other host and no plain connection can set. */
Str cookie_read(const Ctx *cx, Str name);
/* Not for scripts, not for changes that come from other sites. 0 seconds: the browser forgets it. */
void cookie_write(Ctx *cx, Str name, Str value, int64_t seconds);

#endif
