/* platform/people/openid - see openid.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/openid.h"

#include "kit/router.h"
#include "kit/site.h"
#include "kit/text.h"
#include "platform/people/asking.h"
#include "platform/people/identity.h"
#include "platform/people/secrets.h"
#include "platform/people/sign_in.h"

#define MINUTE_US INT64_C(60000000)

enum {
    START_MINUTES = 10,
    WAITING_MAX = 200, /* ways that began at one address and have not ended */
    STATE_LETTERS = 43,
    CODE_LETTERS_MAX = 2000,
    SAID_LETTERS_MAX = 500,
    NAME_LETTERS_MAX = 120,
    ADDRESS_BYTES_MAX = 4000,
    HOUR_S = 3600
};

#define RETURN_PAGE "/dang-nhap/oidc"

const ProblemKind openid_unknown = {
    NOT_FOUND,
    "people/openid-unknown",
    { "Không rõ lần đăng nhập này.", "This sign-in is not known." },
    { "Đã quá 10 phút, đã dùng rồi, hoặc bắt đầu ở trình duyệt khác. Mở trang Đăng nhập và bắt đầu lại.",
      "More than 10 minutes have passed, it was used before, or it began in another browser. Begin again on the "
      "sign-in "
      "page." }
};
const ProblemKind openid_link_first = {
    CONFLICT,
    "people/link-first",
    { "Chưa có tài khoản nào liên kết.", "No account is linked yet." },
    { "{0} đã xác nhận danh tính. Đăng nhập bằng mật khẩu rồi đồng ý liên kết, trong 10 phút.",
      "{1} has confirmed who you are. Sign in with your password and agree to the link, within 10 minutes." }
};
const ProblemKind openid_next = {
    INVALID,
    "people/next-elsewhere",
    { "Trang cần đến không thuộc site này.", "The page is not one of this site." },
    { "Sau khi đăng nhập chỉ đến được trang của chính site này. Mở lại trang Đăng nhập.",
      "After signing in one can only go to a page of this site. Open the sign-in page again." }
};
const ProblemKind openid_no_address = {
    UNAVAILABLE,
    "people/no-site-address",
    { "Chưa khai báo địa chỉ site.", "The site's address is not set." },
    { "Quản trị cần đặt site.address (https://…) để nơi xác thực biết đường trả lời.",
      "An administrator must set site.address (https://...), so that providers know the way back." }
};
const ProblemKind openid_not_yours = {
    FORBIDDEN,
    "people/openid-not-yours",
    { "Phiên đăng nhập đã đổi.", "The session is another one now." },
    { "Việc liên kết do tài khoản khác bắt đầu. Đăng nhập đúng tài khoản rồi liên kết lại.",
      "The link was begun by another account. Sign in to that account and link again." }
};

typedef struct Start {
    Str digest, browser, provider;
    Id account;
    Str next, address;
    Time expires_at;
} Start;

static const Field start_fields[] = {
    FIELD(Start, digest, REQUIRED, SHA256_HEX, SHA256_HEX),
    FIELD(Start, browser, REQUIRED, 0, 0),
    FIELD(Start, provider, REQUIRED, 0, 0),
    FIELD(Start, account, OPTIONAL, 0, 0),
    FIELD(Start, next, REQUIRED, 0, 0),
    FIELD(Start, address, REQUIRED, 0, 0),
    FIELD(Start, expires_at, REQUIRED, 0, 0),
};
static const Shape start_shape = SHAPE(Start, start_fields);

typedef struct StartCount {
    int64_t waiting;
} StartCount;

static const Field start_count_fields[] = { FIELD(StartCount, waiting, REQUIRED, 0, 0) };
static const Shape start_count_shape = SHAPE(StartCount, start_count_fields);

typedef struct OpenidStart {
    Str code, next;
    bool link;  /* one's own account, instead of signing in */
    bool fresh; /* the provider asks again who it is, even where it remembers */
} OpenidStart;

static const Field openid_start_fields[] = {
    FIELD(OpenidStart, code, REQUIRED, 1, PROVIDER_CODE_MAX),
    FIELD(OpenidStart, next, OPTIONAL, 0, NEXT_LETTERS_MAX),
    FIELD(OpenidStart, link, OPTIONAL, 0, 0),
    FIELD(OpenidStart, fresh, OPTIONAL, 0, 0),
};
const Shape openid_start_shape = SHAPE(OpenidStart, openid_start_fields);

typedef struct OpenidWay {
    Str url;
} OpenidWay;

static const Field openid_way_fields[] = { FIELD(OpenidWay, url, REQUIRED, 0, 0) };
const Shape openid_way_shape = SHAPE(OpenidWay, openid_way_fields);

/* What a browser brings back from a provider. */
typedef struct OpenidReturn {
    Str state, code, iss, error, error_description;
} OpenidReturn;

static const Field openid_return_fields[] = {
    FIELD(OpenidReturn, state, REQUIRED | SECRET, STATE_LETTERS, STATE_LETTERS),
    FIELD(OpenidReturn, code, OPTIONAL | SECRET, 0, CODE_LETTERS_MAX),
    FIELD(OpenidReturn, iss, OPTIONAL, 0, PROVIDER_URL_MAX),
    FIELD(OpenidReturn, error, OPTIONAL, 0, SAID_LETTERS_MAX),
    FIELD(OpenidReturn, error_description, OPTIONAL, 0, SAID_LETTERS_MAX),
};
const Shape openid_return_shape = SHAPE(OpenidReturn, openid_return_fields);

typedef struct OpenidLanding {
    Str next;
    bool is_linked; /* one's own account; else somebody signed in */
} OpenidLanding;

static const Field openid_landing_fields[] = {
    FIELD(OpenidLanding, next, REQUIRED, 0, 0),
    FIELD(OpenidLanding, is_linked, REQUIRED, 0, 0),
};
const Shape openid_landing_shape = SHAPE(OpenidLanding, openid_landing_fields);

#include "platform/people/openid.sql.h"

/* ---- what both ways know without storing it: it follows from state, browser and people.key ---- */

static Code derive(Ctx *cx, const char *what, Str state, Str browser, Str *ret_text) {
    StoreKey key;
    TRY(people_key_load(cx, &key));
    const Str whole = str_format(cx->arena, "%s\n%.*s\n%.*s", what, STR_FMT(state), STR_FMT(browser));
    const Sha256 digest = keyed_digest(&key, whole);
    store_key_wipe(&key);
    *ret_text = base64url_text(cx->arena, digest.bytes, sizeof digest.bytes);
    return OK;
}

static Code return_address(Ctx *cx, Str *ret_address) {
    const Str site = setting_text(cx->house->settings, &site_address);
    if (!provider_url_is_fine(site, true)) return fail(cx, &openid_no_address);
    *ret_address = str_format(cx->arena, "%.*s" RETURN_PAGE, STR_FMT(site));
    return OK;
}

/* A page of this site: one slash, and nothing that a browser reads as another host. */
static bool is_own_page(Str next) {
    if (!str_starts(next, S("/")) || str_starts(next, S("//"))) return false;
    for (size_t i = 0; i < next.len; i++) {
        if ((unsigned char)next.at[i] <= ' ' || next.at[i] == '\\' || next.at[i] == 0x7f) return false;
    }
    return true;
}

/* ---- the way out ---- */

typedef struct WayOut {
    Asking asking; /* first */
    Start start;
    Str state, browser, nonce, verifier, return_address;
} WayOut;

/* Somebody who sends himself away again and again fills our table: so he waits. */
static Code refuse_too_many(Ctx *cx) {
    const Start asked = { .address = cx->caller.address, .expires_at = cx->now };
    StartCount count;
    TRY(starts_from(cx, &asked, &count));
    return count.waiting >= WAITING_MAX ? fail(cx, &sign_in_too_often) : OK;
}

Code openid_start_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const OpenidStart *asked = in;
    WayOut *way = NEW(cx->arena, WayOut);
    SessionPerson person = { 0 };
    cx->prepared = way;
    if (asked->next.len > 0 && !is_own_page(asked->next)) return fail_field(cx, S("next"), &openid_next);
    TRY(refuse_too_many(cx));
    if (asked->link) TRY(session_person_at(cx, STAGE_FULL, STAGE_FULL, &person));
    if (asked->link) TRY(session_require_confirmed(cx, &person));
    TRY(asking_prepare(cx, asked->code, &way->asking));
    TRY(return_address(cx, &way->return_address));
    way->state = secret_new(cx->arena);
    way->browser = secret_new(cx->arena);
    TRY(derive(cx, "nonce", way->state, way->browser, &way->nonce));
    TRY(derive(cx, "verifier", way->state, way->browser, &way->verifier));
    way->start = (Start){ .digest = sha256_text(cx->arena, way->state),
                          .browser = sha256_text(cx->arena, way->browser),
                          .provider = way->asking.provider.code,
                          .account = person.account,
                          .next = asked->next.len > 0 ? asked->next : S("/"),
                          .address = cx->caller.address,
                          .expires_at = { cx->now.us + START_MINUTES * MINUTE_US } };
    return OK;
}

Code openid_start_ask(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    WayOut *way = cx->prepared;
    return asking_done(cx, &way->asking, asking_discover(cx, &way->asking));
}

static void add_pair(Buf *url, const char *name, Str value) {
    buf_addf(url, "&%s=", name);
    url_write(url, value);
}

static Code write_way(Ctx *cx, const WayOut *way, bool is_fresh, Str *ret_url) {
    const Provider *provider = &way->asking.provider;
    const Str begin = json_open_text(way->asking.discovery, "authorization_endpoint");
    const Sha256 challenge = sha256(way->verifier);
    Buf url = buf_new(cx->arena, ADDRESS_BYTES_MAX);
    buf_add(&url, begin);
    buf_add(&url, str_find(begin, S("?")) == begin.len ? S("?response_type=code") : S("&response_type=code"));
    add_pair(&url, "client_id", provider->client);
    add_pair(&url, "redirect_uri", way->return_address);
    add_pair(&url, "scope", provider->scopes);
    add_pair(&url, "state", way->state);
    add_pair(&url, "nonce", way->nonce);
    add_pair(&url, "code_challenge", base64url_text(cx->arena, challenge.bytes, sizeof challenge.bytes));
    add_pair(&url, "code_challenge_method", S("S256"));
    /* nobody who was asked longer ago than a session lasts; and the provider must say when he was (auth_time) */
    add_pair(&url, "max_age", int_text(cx, setting_int(cx->house->settings, &session_hours) * HOUR_S));
    if (is_fresh) add_pair(&url, "prompt", S("login"));
    return buf_done(&url, ret_url);
}

Code openid_start(Ctx *cx, const void *in, void *out) {
    const WayOut *way = cx->prepared;
    TRY(asking_store(cx, &way->asking));
    TRY(start_insert(cx, &way->start));
    browser_remember(cx, way->browser);
    return write_way(cx, way, ((const OpenidStart *)in)->fresh, &((OpenidWay *)out)->url);
}

/* ---- the way back ---- */

typedef struct WayBack {
    Asking asking; /* first */
    Start start;
    TokenQuestion question;
    Str nonce;
    Identity identity;
} WayBack;

/* Reading is no taking: two that come at once are told apart in `run`. */
Code openid_return_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const OpenidReturn *brought = in;
    WayBack *way = NEW(cx->arena, WayBack);
    cx->prepared = way;
    const Str browser = browser_token(cx);
    const Start asked = { .digest = sha256_text(cx->arena, brought->state),
                          .browser = sha256_text(cx->arena, browser),
                          .expires_at = cx->now };
    const Code found = browser.len == 0 ? NOT_FOUND : start_of(cx, &asked, &way->start);
    if (found == NOT_FOUND) return fail(cx, &openid_unknown);
    TRY(found);
    TRY(asking_prepare(cx, way->start.provider, &way->asking));
    TRY(derive(cx, "nonce", brought->state, browser, &way->nonce));
    TRY(derive(cx, "verifier", brought->state, browser, &way->question.verifier));
    way->question.code = brought->code;
    return return_address(cx, &way->question.return_address);
}

/* A provider's own words are shown, cut to a line. */
static Code refuse_error(Ctx *cx, const Asking *asking, const OpenidReturn *brought) {
    const Str said = brought->error_description.len > 0 ? brought->error_description : brought->error;
    return fail(cx, &provider_refused, asking->provider.label, asking->provider.label_en, said);
}

/* RFC 9207: the answer names who gave it, where the provider says that it does so. */
static Code check_sender(Ctx *cx, const Asking *asking, Str sender) {
    const bool must_say = json_open_is_true(asking->discovery, "authorization_response_iss_parameter_supported");
    if (sender.len == 0 && !must_say) return OK;
    const bool is_it = str_equal(sender, asking->provider.issuer);
    return is_it ? OK : asking_refuse(cx, asking, &id_token_refused, CLAIMS_ISSUER);
}

static Str clean_name(Ctx *cx, Str name) {
    Str clean;
    if (text_clean(cx->arena, name, false, &clean) != TEXT_FINE || utf8_count(clean) > NAME_LETTERS_MAX) return S("");
    return clean;
}

/* Who it is, in the words of a token that was found good. */
static Code read_identity(Ctx *cx, WayBack *way, const JsonOpen *token, const Claims *claims) {
    const Provider *provider = &way->asking.provider;
    const Str subject = json_open_text(token, str_c(cx->arena, provider->subject_claim));
    const bool shows_two = claims_show_two(claims, provider->two_factor_acr, provider->two_factor_amr);
    const bool knows_when = claims->shown_at.us > 0 && claims->shown_at.us < cx->now.us;
    Identity *identity = &way->identity;
    if (subject.len == 0 || subject.len > CLAIM_BYTES_MAX)
        return asking_refuse(cx, &way->asking, &id_token_refused, CLAIMS_FORM);
    *identity = (Identity){ .browser = way->start.browser,
                            .provider = provider->code,
                            .name = clean_name(cx, json_open_text(token, str_c(cx->arena, provider->name_claim))),
                            .next = way->start.next,
                            .assurance = shows_two ? ASSURANCE_TWO : ASSURANCE_ONE,
                            .shown_at = knows_when ? claims->shown_at : cx->now };
    TRY(identity_digest(cx, "subject", provider->issuer, subject, &identity->subject));
    TRY(identity_digest(cx, "sub", provider->issuer, claims->subject, &identity->provider_subject));
    return identity_digest(cx, "sid", provider->issuer, claims->session, &identity->provider_session);
}

static Code ask_who(Ctx *cx, WayBack *way, const OpenidReturn *brought) {
    Asking *asking = &way->asking;
    Tokens tokens;
    const JsonOpen *token;
    if (brought->error.len > 0) return refuse_error(cx, asking, brought);
    TRY(asking_discover(cx, asking));
    TRY(check_sender(cx, asking, brought->iss));
    TRY(asking_tokens(cx, asking, &way->question, &tokens));
    TRY(asking_verify(cx, asking, tokens.id_token, &id_token_refused, &token));
    const Claims claims = claims_of(cx->arena, token);
    const ClaimsWanted wanted = { .issuer = asking->provider.issuer,
                                  .client = asking->provider.client,
                                  .nonce = way->nonce,
                                  .access_token = tokens.access_token,
                                  .now = cx->now };
    TRY(asking_refuse(cx, asking, &id_token_refused, id_token_check(cx->arena, &claims, &wanted)));
    return read_identity(cx, way, token, &claims);
}

Code openid_return_ask(Ctx *cx, const void *in, void *out) {
    (void)out;
    WayBack *way = cx->prepared;
    return asking_done(cx, &way->asking, ask_who(cx, way, in));
}

/* Who began by linking his account is still there, and still himself. */
static Code link_own(Ctx *cx, const WayBack *way) {
    SessionPerson person;
    TRY(session_person_at(cx, STAGE_FULL, STAGE_FULL, &person));
    TRY(session_require_confirmed(cx, &person));
    if (!id_equal(&person.account, &way->start.account)) return fail(cx, &openid_not_yours);
    return identity_link(cx, &way->identity, &person.account);
}

/* A state is taken once, whatever comes of it. */
Code openid_return(Ctx *cx, const void *in, void *out) {
    (void)in;
    const WayBack *way = cx->prepared;
    OpenidLanding *landing = out;
    Start taken = { .digest = way->start.digest, .browser = way->start.browser, .expires_at = cx->now };
    Account account;
    const Code found = start_take(cx, &taken, &taken);
    if (found == NOT_FOUND) return fail(cx, &openid_unknown);
    TRY(found);
    TRY(asking_store(cx, &way->asking));
    *landing = (OpenidLanding){ .next = way->start.next, .is_linked = !id_is_none(&way->start.account) };
    if (landing->is_linked) return link_own(cx, way);
    const Code known = identity_account(cx, &way->identity, &account);
    if (known == OK) return identity_sign_in(cx, &way->identity, &account);
    if (known != NOT_FOUND) return known;
    TRY(identity_keep(cx, &way->identity));
    cx->is_recorded = true;
    return fail(cx, &openid_link_first, way->asking.provider.label, way->asking.provider.label_en);
}

Code openid_tidy(Ctx *cx, const void *in, void *out) {
    (void)out;
    const Start now = { .expires_at = cx->now };
    TRY(starts_sweep(cx, &now));
    return identities_tidy(cx, in, NULL);
}
