/* platform/exchange/push_permission - before the first push to an address its receiver is asked whether it takes pushes
 * from us, and how many (CloudEvents, HTTP 1.1 Web Hooks, 4). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_EXCHANGE_PUSH_PERMISSION_H
#define PLATFORM_EXCHANGE_PUSH_PERMISSION_H

#include "kit/http_client.h"
#include "platform/exchange/subscriptions.h"

typedef enum PermissionState {
    PERMISSION_THERE, /* it need not be asked now */
    PERMISSION_GIVEN, /* it was asked just now; so it was: */
    PERMISSION_REFUSED,
    PERMISSION_SILENT, /* nobody answered */
} PermissionState;

typedef struct PushPermission {
    PermissionState state;
    Str permitted; /* as the subscription keeps it */
    int64_t rate;  /* a minute; 0: it named none */
    Str trouble;
} PushPermission;

/* As whom we ask: the setting, or the host of the site's address; "": nobody is asked. */
Str push_origin(Ctx *cx);
void push_permission_ask(Ctx *cx, HttpClient *client, const Subscription *subscription, const Receiver *receiver,
                         const HttpTls *tls, PushPermission *ret_permission);
/* How many pushes may go out at once by a rate, and after how long `count` are made up for. */
int64_t push_burst(int64_t rate);
int64_t push_pause_us(int64_t rate, int64_t count);

extern const Setting exchange_push_origin, exchange_push_permission;

#endif
