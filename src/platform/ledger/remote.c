/* platform/ledger/remote - see remote.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/remote.h"

#include "platform/ledger/note.h"

enum { STATUS_FINE = 200, STATUS_MISSING = 404, BUNDLE_BYTES_MAX = TILE_WIDTH * (ENTRY_HEAD_BYTES + ENTRY_BYTES_MAX) };

static Code ask(Ctx *cx, const Remote *remote, Str path, size_t bytes_max, Str *ret_bytes) {
    HttpReply reply;
    const Str url = str_format(cx->arena, "%.*s/%.*s", STR_FMT(remote->url), STR_FMT(path));
    TRY(http_get(cx, remote->client, url, bytes_max, &reply));
    if (reply.status == STATUS_MISSING) return NOT_FOUND;
    if (reply.status != STATUS_FINE) return fail(cx, &peer_refused, url, int_text(cx, reply.status));
    *ret_bytes = reply.body;
    return OK;
}

static Code remote_checkpoint(Ctx *cx, void *context, Str *ret_note) {
    return ask(cx, context, S("checkpoint"), NOTE_BYTES_MAX, ret_note);
}

static Code remote_tile(Ctx *cx, void *context, const TileAt *at, Str *ret_bytes) {
    const Str path = str_format(cx->arena, "tile/%.*s", STR_FMT(tile_path(cx->arena, at)));
    return ask(cx, context, path, at->is_bundle ? BUNDLE_BYTES_MAX : TILE_BYTES, ret_bytes);
}

RecordSource record_remote(Remote *remote) {
    return (RecordSource){ remote_checkpoint, remote_tile, remote };
}
