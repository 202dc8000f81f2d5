/* kit/http_credentials - what a caller shows in the headers Cookie and Authorization. Pure: strangers' bytes in, a
 * token or nothing out. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_CREDENTIALS_H
#define KIT_HTTP_CREDENTIALS_H

#include "kit/settings.h"

enum { COOKIE_BYTES_MAX = 4096, TOKEN_LETTERS_MAX = 200 };

/* The token in the cookie of this name. "" when there is none, when there are several (one of them may have been put
 * there by somebody else), and when it is none that we would have given. */
Str cookie_token(Str cookies, Str name);

/* false: it says Bearer, and what follows is no token (RFC 6750, b64token). "" for nothing, and for other schemes. */
bool bearer_token(Str authorization, Str *ret_token);

/* Is the installation reached by HTTPS alone: by a proxy's (http.secure) or by our own? */
bool http_is_secure(const Settings *settings);

#endif
