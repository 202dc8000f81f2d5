/* platform/people/asking - see asking.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/asking.h"

#include "kit/commands.h"
#include "kit/router.h"
#include "kit/text.h"

#define SECOND_US INT64_C(1000000)

enum {
    DISCOVERY,
    KEYS,
    ANSWER_BYTES = 64 * 1024,
    TIMEOUT_S = 6,
    FORM_BYTES_MAX = 16 * 1024,
    KEPT_S = 3600,
    WINDOW_S = 60,
    ASKED_MAX = 5, /* in a window */
    SAID_LETTERS_MAX = 200
};

const ProblemKind provider_away = {
    UNAVAILABLE,
    "people/provider-away",
    { "Không liên lạc được với nơi xác thực.", "The provider cannot be reached." },
    { "{0} không trả lời. Thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.",
      "{1} does not answer. Try again in a few minutes, or sign in with your password." }
};
const ProblemKind provider_answer = { UNAVAILABLE,
                                      "people/provider-answer",
                                      { "Nơi xác thực trả lời sai.", "The provider gave a wrong answer." },
                                      { "{0}: {2}. Đăng nhập bằng mật khẩu và báo quản trị.",
                                        "{1}: {3}. Sign in with your password, and tell an administrator." } };
const ProblemKind provider_refused = { FORBIDDEN,
                                       "people/provider-refused",
                                       { "Nơi xác thực không cho đăng nhập.", "The provider refused." },
                                       { "{0} từ chối: {2}. Mở lại trang Đăng nhập để thử lần nữa.",
                                         "{1} refused: {2}. Open the sign-in page to try once more." } };
const ProblemKind id_token_refused = {
    FORBIDDEN,
    "people/id-token-refused",
    { "Giấy xác nhận danh tính không dùng được.", "The proof of identity is not good." },
    { "{0} gửi giấy xác nhận không tin được: {2}. Thử lại; nếu vẫn vậy, báo quản trị.",
      "{1} sent a proof that cannot be trusted: {3}. Try again; if it stays so, tell an administrator." }
};

static const Field provider_document_fields[] = {
    FIELD(ProviderDocument, provider, REQUIRED, 0, 0),  FIELD(ProviderDocument, kind, REQUIRED, 0, 0),
    FIELD(ProviderDocument, body, REQUIRED, 0, 0),      FIELD(ProviderDocument, heard_at, OPTIONAL, 0, 0),
    FIELD(ProviderDocument, window_at, REQUIRED, 0, 0), FIELD(ProviderDocument, asked, REQUIRED, 0, 0),
};
static const Shape provider_document_shape = SHAPE(ProviderDocument, provider_document_fields);

#include "platform/people/asking.sql.h"

static const Str kinds[] = { [DISCOVERY] = { "discovery", 9 }, [KEYS] = { "keys", 4 } };

/* ---- before and after ---- */

Code asking_prepare(Ctx *cx, Str provider, Asking *ret_asking) {
    Rows rows;
    TRY(provider_find(cx, provider, &ret_asking->provider));
    TRY(provider_secret(cx, &ret_asking->provider, &ret_asking->secret));
    TRY(provider_documents(cx, &ret_asking->provider, &rows));
    for (size_t i = 0; i < COUNT(kinds); i++)
        ret_asking->documents[i] = (ProviderDocument){ .provider = ret_asking->provider.code, .kind = kinds[i] };
    for (size_t i = 0; i < rows.count; i++) {
        const ProviderDocument *row = &((const ProviderDocument *)rows.items)[i];
        ret_asking->documents[str_equal(row->kind, kinds[KEYS]) ? KEYS : DISCOVERY] = *row;
    }
    return OK;
}

Code asking_done(Ctx *cx, Asking *asking, Code code) {
    secret_wipe(asking->secret);
    asking->secret = S("");
    asking->code = code;
    asking->problem = cx->problem;
    return OK;
}

Code asking_store(Ctx *cx, const Asking *asking) {
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (asking->is_changed[i]) TRY(provider_document_upsert(cx, &asking->documents[i]));
    }
    if (asking->code == OK) return OK;
    cx->is_recorded = true;
    cx->problem = asking->problem;
    return asking->code;
}

/* ---- asking ---- */

static void close_client(void *client) {
    http_client_close(client);
}

static HttpClient *client_of(Ctx *cx, Asking *asking) {
    if (asking->client != NULL) return asking->client;
    asking->client = http_client_open();
    arena_defer(cx->arena, close_client, asking->client);
    return asking->client;
}

static Code wrong_answer(Ctx *cx, const Asking *asking, const char *vi, const char *en) {
    return fail(cx, &provider_answer, asking->provider.label, asking->provider.label_en, str_of(vi), str_of(en));
}

/* Nobody else's server is named to strangers: they are told that it is away, or answers wrong. */
static Code heard(Ctx *cx, const Asking *asking, Code asked, const HttpReply *reply) {
    if (asked == OK && reply->status == 200) return OK;
    if (asked != OK && asking->tells_all) return asked;
    const bool is_away = asked == UNAVAILABLE;
    cx->problem = (Problem){ 0 };
    if (is_away) return fail(cx, &provider_away, asking->provider.label, asking->provider.label_en);
    if (asked == TOO_LARGE) return wrong_answer(cx, asking, "câu trả lời quá dài", "the answer is too long");
    if (asked != OK) return asked;
    const Str vi = str_format(cx->arena, "mã trả lời %d", reply->status),
              en = str_format(cx->arena, "status %d", reply->status);
    return fail(cx, &provider_answer, asking->provider.label, asking->provider.label_en, vi, en);
}

static bool is_window_over(const Ctx *cx, const ProviderDocument *document) {
    return cx->now.us - document->window_at.us >= WINDOW_S * SECOND_US;
}

static bool may_ask(const Ctx *cx, const ProviderDocument *document) {
    return is_window_over(cx, document) || document->asked < ASKED_MAX;
}

/* A few times a minute at most, whether it answers or not. */
static Code ask_document(Ctx *cx, Asking *asking, int which, Str url) {
    ProviderDocument *document = &asking->documents[which];
    HttpReply reply = { 0 };
    if (!may_ask(cx, document)) return fail(cx, &provider_away, asking->provider.label, asking->provider.label_en);
    if (is_window_over(cx, document)) {
        document->window_at = cx->now;
        document->asked = 0;
    }
    document->asked++;
    asking->is_changed[which] = true;
    const Code asked = http_get_within(cx, client_of(cx, asking), url, TIMEOUT_S, ANSWER_BYTES, &reply);
    TRY(heard(cx, asking, asked, &reply));
    if (!utf8_is_valid(reply.body) || memchr(reply.body.at, '\0', reply.body.len) != NULL)
        return wrong_answer(cx, asking, "câu trả lời không phải văn bản", "the answer is no text");
    document->body = reply.body;
    document->heard_at = cx->now;
    return OK;
}

static bool is_kept(const Ctx *cx, const ProviderDocument *document) {
    return document->body.len > 0 && cx->now.us - document->heard_at.us < KEPT_S * SECOND_US;
}

static Code check_discovery(Ctx *cx, Asking *asking) {
    static const char *const addresses[] = { "authorization_endpoint", "token_endpoint", "jwks_uri" };
    const Provider *provider = &asking->provider;
    if (json_open(cx->arena, asking->documents[DISCOVERY].body, &asking->discovery) != OK)
        return wrong_answer(cx, asking, "bản tự khai không phải JSON", "what it says of itself is not JSON");
    if (!str_equal(json_open_text(asking->discovery, "issuer"), provider->issuer))
        return wrong_answer(cx, asking, "bản tự khai mang tên nơi khác (issuer)", "it calls itself by another issuer");
    for (size_t i = 0; i < COUNT(addresses); i++) {
        if (!provider_url_is_fine(json_open_text(asking->discovery, addresses[i]), provider_is_plain(provider)))
            return wrong_answer(cx, asking, "bản tự khai thiếu địa chỉ an toàn",
                                "what it says of itself lacks a safe address");
    }
    return OK;
}

Code asking_discover(Ctx *cx, Asking *asking) {
    Str issuer = asking->provider.issuer;
    if (str_ends(issuer, S("/"))) issuer.len--;
    const Str url = str_format(cx->arena, "%.*s/.well-known/openid-configuration", STR_FMT(issuer));
    if (!is_kept(cx, &asking->documents[DISCOVERY])) TRY(ask_document(cx, asking, DISCOVERY, url));
    const Code code = check_discovery(cx, asking);
    if (code != OK) asking->documents[DISCOVERY].body = S(""); /* to be asked for anew */
    return code;
}

/* ---- tokens ---- */

static void add_pair(Buf *form, const char *name, Str value) {
    if (form->len > 0) buf_char(form, '&');
    buf_add(form, str_of(name));
    buf_char(form, '=');
    url_write(form, value);
}

/* RFC 6749, 2.3.1: in the head unless the provider takes it in the form alone. */
static Str show_secret(Ctx *cx, const Asking *asking, Buf *form) {
    const Texts ways = json_open_texts(cx->arena, asking->discovery, "token_endpoint_auth_methods_supported");
    const bool is_basic = ways.count == 0 || texts_hold(ways, S("client_secret_basic"));
    if (asking->secret.len == 0 || !is_basic) add_pair(form, "client_id", asking->provider.client);
    if (asking->secret.len == 0) return S("");
    if (!is_basic) {
        add_pair(form, "client_secret", asking->secret);
        return S("");
    }
    Buf pair = buf_new(cx->arena, FORM_BYTES_MAX);
    url_write(&pair, asking->provider.client);
    buf_char(&pair, ':');
    url_write(&pair, asking->secret);
    return str_format(cx->arena, "Basic %.*s", STR_FMT(base64_text(cx->arena, pair.at, pair.len)));
}

/* `error` of the answer, as a word that may be shown. */
static Code refused(Ctx *cx, const Asking *asking, const HttpReply *reply) {
    const JsonOpen *answer;
    Str said;
    const bool is_json = json_open(cx->arena, reply->body, &answer) == OK;
    const Str error = is_json ? str_part(json_open_text(answer, "error"), 0, SAID_LETTERS_MAX) : S("");
    if (error.len == 0 || text_clean(cx->arena, error, false, &said) != TEXT_FINE) return heard(cx, asking, OK, reply);
    return fail(cx, &provider_refused, asking->provider.label, asking->provider.label_en, said);
}

Code asking_tokens(Ctx *cx, Asking *asking, const TokenQuestion *question, Tokens *ret_tokens) {
    Buf form = buf_new(cx->arena, FORM_BYTES_MAX);
    HttpReply reply = { 0 };
    const JsonOpen *answer;
    add_pair(&form, "grant_type", S("authorization_code"));
    add_pair(&form, "code", question->code);
    add_pair(&form, "redirect_uri", question->return_address);
    add_pair(&form, "code_verifier", question->verifier);
    HttpPost post = { .url = json_open_text(asking->discovery, "token_endpoint"),
                      .media_type = S("application/x-www-form-urlencoded"),
                      .authorization = show_secret(cx, asking, &form),
                      .timeout_s = TIMEOUT_S,
                      .bytes_max = ANSWER_BYTES };
    TRY(buf_done(&form, &post.body));
    const Code asked = http_post(cx, client_of(cx, asking), &post, &reply);
    if (asked == OK && reply.status >= 400 && reply.status < 500) return refused(cx, asking, &reply);
    TRY(heard(cx, asking, asked, &reply));
    if (json_open(cx->arena, reply.body, &answer) != OK || json_open_text(answer, "id_token").len == 0)
        return wrong_answer(cx, asking, "thiếu giấy xác nhận (id_token)", "there is no id_token");
    *ret_tokens = (Tokens){ json_open_text(answer, "id_token"), json_open_text(answer, "access_token") };
    return OK;
}

/* ---- signatures and claims ---- */

static Code refuse(Ctx *cx, const Asking *asking, const ProblemKind *refusal, const char *vi, const char *en) {
    return fail(cx, refusal, asking->provider.label, asking->provider.label_en, str_of(vi), str_of(en));
}

static Code refuse_jwt(Ctx *cx, const Asking *asking, const ProblemKind *refusal, JwtFlaw flaw) {
    switch (flaw) {
    case JWT_FINE:
    case JWT_FORM: return refuse(cx, asking, refusal, "không đúng dạng", "it is not well formed");
    case JWT_ALGORITHM:
        return refuse(cx, asking, refusal, "thuật toán ký không được phép", "its algorithm is not allowed");
    case JWT_KEY: return refuse(cx, asking, refusal, "không rõ khoá ký", "its key is unknown");
    case JWT_SIGNATURE: return refuse(cx, asking, refusal, "chữ ký sai", "its signature is wrong");
    }
    return OK;
}

Code asking_refuse(Ctx *cx, const Asking *asking, const ProblemKind *refusal, ClaimsFlaw flaw) {
    switch (flaw) {
    case CLAIMS_FINE: return OK;
    case CLAIMS_FORM: return refuse(cx, asking, refusal, "thiếu thông tin bắt buộc", "what it must say is missing");
    case CLAIMS_ISSUER: return refuse(cx, asking, refusal, "của nơi khác (iss)", "it is of another issuer");
    case CLAIMS_AUDIENCE: return refuse(cx, asking, refusal, "cấp cho nơi khác (aud)", "it was made for somebody else");
    case CLAIMS_NONCE:
        return refuse(cx, asking, refusal, "không thuộc lần đăng nhập này (nonce)",
                      "it is not of this sign-in (nonce)");
    case CLAIMS_EXPIRED: return refuse(cx, asking, refusal, "đã quá hạn", "it has expired");
    case CLAIMS_FUTURE: return refuse(cx, asking, refusal, "ghi giờ trong tương lai", "it is from the future");
    case CLAIMS_ACCESS:
        return refuse(cx, asking, refusal, "không khớp mã truy cập (at_hash)",
                      "it is not of its access token (at_hash)");
    case CLAIMS_KIND: return refuse(cx, asking, refusal, "là giấy loại khác", "it is of another kind");
    }
    return OK;
}

Code asking_verify(Ctx *cx, Asking *asking, Str token, const ProblemKind *refusal, const JsonOpen **ret_claims) {
    const Str url = json_open_text(asking->discovery, "jwks_uri");
    ProviderDocument *keys = &asking->documents[KEYS];
    Str claims = S("");
    const bool was_kept = is_kept(cx, keys);
    if (!was_kept) TRY(ask_document(cx, asking, KEYS, url));
    JwtFlaw flaw = jwt_read(cx->arena, token, keys->body, &claims);
    if (flaw == JWT_KEY && was_kept && may_ask(cx, keys)) {
        TRY(ask_document(cx, asking, KEYS, url));
        flaw = jwt_read(cx->arena, token, keys->body, &claims);
    }
    if (flaw != JWT_FINE) return refuse_jwt(cx, asking, refusal, flaw);
    if (json_open(cx->arena, claims, ret_claims) != OK) return refuse_jwt(cx, asking, refusal, JWT_FORM);
    return OK;
}

/* ---- for an administrator ---- */

Code provider_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    Asking asking = { .tells_all = true };
    TRY(asking_prepare(cx, ((const ProviderKey *)in)->code, &asking));
    asking.documents[DISCOVERY] = asking.documents[KEYS] = (ProviderDocument){ 0 };
    TRY(asking_discover(cx, &asking));
    TRY(ask_document(cx, &asking, KEYS, json_open_text(asking.discovery, "jwks_uri")));
    say("%.*s: %.*s, %zu khoá / keys\n", STR_FMT(asking.provider.code), STR_FMT(asking.provider.issuer),
        jwk_set_count(cx->arena, asking.documents[KEYS].body));
    return OK;
}
