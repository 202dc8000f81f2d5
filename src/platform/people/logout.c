/* platform/people/logout - see logout.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/logout.h"

#include "platform/ledger/ledger.h"
#include "platform/people/asking.h"
#include "platform/people/identity.h"

#define SECOND_US INT64_C(1000000)

const ProblemKind logout_refused = { INVALID,
                                     "people/logout-refused",
                                     { "Yêu cầu đăng xuất không dùng được.", "The logout token is not good." },
                                     { "Giấy báo đăng xuất của {0} không tin được: {2}.",
                                       "The logout token of {1} cannot be trusted: {3}." } };

typedef struct Logout {
    Str code, logout_token;
} Logout;

static const Field logout_fields[] = {
    FIELD(Logout, code, REQUIRED, 1, PROVIDER_CODE_MAX),
    FIELD(Logout, logout_token, REQUIRED | SECRET, 1, JWT_BYTES_MAX),
};
const Shape logout_shape = SHAPE(Logout, logout_fields);

typedef struct LogoutSeen {
    Str digest;
    Time expires_at;
} LogoutSeen;

static const Field logout_seen_fields[] = {
    FIELD(LogoutSeen, digest, REQUIRED, 0, 0),
    FIELD(LogoutSeen, expires_at, REQUIRED, 0, 0),
};
static const Shape logout_seen_shape = SHAPE(LogoutSeen, logout_seen_fields);

#include "platform/people/logout.sql.h"

typedef struct WayOff {
    Asking asking; /* first */
    LogoutSeen seen;
    SessionOrigin origin;
} WayOff;

Code logout_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    WayOff *way = NEW(cx->arena, WayOff);
    cx->prepared = way;
    return asking_prepare(cx, ((const Logout *)in)->code, &way->asking);
}

static Code ask_whose(Ctx *cx, WayOff *way, Str logout_token) {
    const Provider *provider = &way->asking.provider;
    const JsonOpen *token;
    TRY(asking_discover(cx, &way->asking));
    TRY(asking_verify(cx, &way->asking, logout_token, &logout_refused, &token));
    const Claims claims = claims_of(cx->arena, token);
    const ClaimsWanted wanted = { .issuer = provider->issuer, .client = provider->client, .now = cx->now };
    TRY(asking_refuse(cx, &way->asking, &logout_refused, logout_token_check(&claims, &wanted)));
    const Str once = str_format(cx->arena, "%.*s\n%.*s", STR_FMT(provider->issuer), STR_FMT(claims.id));
    const Sha256 digest = sha256(once);
    /* twice as long as one is taken: past that it is too old */
    way->seen = (LogoutSeen){ .digest = hex_text(cx->arena, digest.bytes, sizeof digest.bytes),
                              .expires_at = { cx->now.us + 2 * (LOGOUT_AGE_S + LEEWAY_S) * SECOND_US } };
    way->origin.provider = provider->code;
    TRY(identity_digest(cx, "sub", provider->issuer, claims.subject, &way->origin.provider_subject));
    return identity_digest(cx, "sid", provider->issuer, claims.session, &way->origin.provider_session);
}

Code logout_ask(Ctx *cx, const void *in, void *out) {
    (void)out;
    WayOff *way = cx->prepared;
    return asking_done(cx, &way->asking, ask_whose(cx, way, ((const Logout *)in)->logout_token));
}

Code logout(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const WayOff *way = cx->prepared;
    LogoutSeen stored;
    TRY(asking_store(cx, &way->asking));
    const Code once = logout_insert(cx, &way->seen, &stored);
    if (once == NOT_FOUND)
        return fail(cx, &logout_refused, way->asking.provider.label, way->asking.provider.label_en,
                    S("đã dùng rồi (jti)"), S("it was used before (jti)"));
    TRY(once);
    cx->caller.id = S("system"); /* nobody of this house asked */
    TRY(sessions_end_from(cx, &way->origin));
    return ledger_append(cx, S("people.provider_logout"), way->asking.provider.code, { "token", way->seen.digest });
}

Code logouts_tidy(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    const LogoutSeen now = { .expires_at = cx->now };
    return logouts_sweep(cx, &now);
}
