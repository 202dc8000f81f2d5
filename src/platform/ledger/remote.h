/* platform/ledger/remote - the record of another server, read over HTTP. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_REMOTE_H
#define PLATFORM_LEDGER_REMOTE_H

#include "kit/http_client.h"
#include "platform/ledger/record.h"

typedef struct Remote {
    HttpClient *client;
    Str url; /* below which checkpoint and tile/ stand */
} Remote;

RecordSource record_remote(Remote *remote);

#endif
