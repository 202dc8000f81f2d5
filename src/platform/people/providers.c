/* platform/people/providers - see providers.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/providers.h"

#include "kit/commands.h"
#include "platform/ledger/ledger.h"
#include "platform/people/secrets.h"
#include "platform/people/sessions.h"

#include <unistd.h>

enum { PROVIDERS_MAX = 50, WORDS_MAX = 20, CLAIM_NAME_MAX = 60, SECRET_ROOM = PROVIDER_SECRET_MAX + 1 };

const ProblemKind provider_missing = {
    NOT_FOUND,
    "people/provider-missing",
    { "Không có nơi xác thực này.", "There is no such provider." },
    { "Không có nơi xác thực “{0}”. Mở lại trang Đăng nhập và chọn cách khác.",
      "There is no provider “{0}”. Open the sign-in page again and choose another way." }
};
const ProblemKind provider_taken = { CONFLICT,
                                     "people/provider-taken",
                                     { "Mã nơi xác thực đã có.", "The code is taken." },
                                     { "“{0}” đã được khai báo. Thêm --replace để thay cấu hình mà giữ các liên kết.",
                                       "“{0}” is there already. Add --replace to change it and keep its links." } };
const ProblemKind provider_form = { INVALID,
                                    "people/provider-form",
                                    { "Khai báo nơi xác thực không đúng.", "The provider is not well described." },
                                    { "{0}", "{1}" } };

static const Field provider_fields[] = {
    FIELD(Provider, code, REQUIRED, 1, PROVIDER_CODE_MAX),
    FIELD(Provider, label, REQUIRED, 1, 60),
    FIELD(Provider, label_en, REQUIRED, 1, 60),
    FIELD(Provider, issuer, STORED, 0, 0),
    FIELD(Provider, client, STORED, 0, 0),
    FIELD(Provider, secret, STORED, 0, 0),
    FIELD(Provider, scopes, STORED, 0, 0),
    FIELD(Provider, subject_claim, STORED, 0, 0),
    FIELD(Provider, name_claim, STORED, 0, 0),
    FIELD(Provider, two_factor_acr, STORED, 0, 0),
    FIELD(Provider, two_factor_amr, STORED, 0, 0),
    FIELD(Provider, makes_citizens, STORED, 0, 0),
    FIELD(Provider, added_at, STORED, 0, 0),
};
const Shape provider_shape = SHAPE(Provider, provider_fields);

typedef struct ProviderList {
    Rows items;
} ProviderList;

static const Field provider_list_fields[] = { FIELD_LIST(ProviderList, items, PROVIDERS_MAX, &provider_shape) };
const Shape provider_list_shape = SHAPE(ProviderList, provider_list_fields);

static const Field provider_key_fields[] = {
    OPTION(ProviderKey, code, REQUIRED, 1, PROVIDER_CODE_MAX, "which"),
};
const Shape provider_key_shape = SHAPE(ProviderKey, provider_key_fields);

typedef struct ProviderAddArgs {
    Str code, label, label_en, issuer, client, secret_file, scopes, subject_claim, name_claim;
    Texts two_factor_acr, two_factor_amr;
    bool secret_stdin, makes_citizens, replace;
} ProviderAddArgs;

static const Field provider_add_args_fields[] = {
    OPTION(ProviderAddArgs, code, REQUIRED, 1, PROVIDER_CODE_MAX, "a short name: small letters, digits and dashes"),
    OPTION(ProviderAddArgs, label, REQUIRED, 1, 60, "in Vietnamese, on its button: VNeID"),
    OPTION(ProviderAddArgs, label_en, OPTIONAL, 0, 60, "in English; without it the same"),
    OPTION(ProviderAddArgs, issuer, REQUIRED, 1, PROVIDER_URL_MAX, "exactly as it calls itself: https://..."),
    OPTION(ProviderAddArgs, client, REQUIRED, 1, 200, "client id that it gave to this site"),
    OPTION(ProviderAddArgs, secret_file, OPTIONAL, 0, 1000, "file whose first line is the client secret"),
    OPTION(ProviderAddArgs, secret_stdin, OPTIONAL, 0, 0, "read the client secret from the first line of the input"),
    OPTION(ProviderAddArgs, scopes, OPTIONAL, 0, 200, "what is asked for, with spaces between: openid profile"),
    OPTION(ProviderAddArgs, subject_claim, OPTIONAL, 0, CLAIM_NAME_MAX, "claim that never changes for a person: sub"),
    OPTION(ProviderAddArgs, name_claim, OPTIONAL, 0, CLAIM_NAME_MAX, "claim with the person's name: name"),
    OPTION(ProviderAddArgs, two_factor_acr, OPTIONAL, 0, WORDS_MAX, "values of acr that mean two factors"),
    OPTION(ProviderAddArgs, two_factor_amr, OPTIONAL, 0, WORDS_MAX, "values of amr that mean two factors"),
    OPTION(ProviderAddArgs, makes_citizens, OPTIONAL, 0, 0, "who is unknown may have an account of a citizen made"),
    OPTION(ProviderAddArgs, replace, OPTIONAL, 0, 0, "in the place of the one with this code; its links stay"),
};
const Shape provider_add_args_shape = SHAPE(ProviderAddArgs, provider_add_args_fields);

#include "platform/people/providers.sql.h"

/* ---- reading ---- */

Code provider_find(Ctx *cx, Str code, Provider *ret_provider) {
    const Provider asked = { .code = code };
    const Code found = provider_by_code(cx, &asked, ret_provider);
    return found == NOT_FOUND ? fail(cx, &provider_missing, code) : found;
}

Code providers_get(Ctx *cx, const void *in, void *out) {
    (void)in;
    return providers_all(cx, &((ProviderList *)out)->items);
}

/* ---- addresses ---- */

static bool is_loopback(Str host) {
    return str_is(host, "localhost") || str_is(host, "127.0.0.1") || str_is(host, "[::1]");
}

static Str host_of(Str url) {
    const size_t at = str_find(url, S("://"));
    Str rest = str_part(url, at + 3, url.len);
    Str host = str_cut(&rest, '/');
    if (host.len > 0 && host.at[0] == '[') return str_part(host, 0, str_find(host, S("]")) + 1);
    return str_cut(&host, ':');
}

bool provider_url_is_fine(Str url, bool may_be_plain) {
    if (url.len > PROVIDER_URL_MAX || host_of(url).len == 0) return false;
    for (size_t i = 0; i < url.len; i++) {
        const unsigned char c = (unsigned char)url.at[i];
        if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}@#", c) != NULL) return false;
    }
    if (str_starts(url, S("https://"))) return true;
    return may_be_plain && str_starts(url, S("http://")) && is_loopback(host_of(url));
}

bool provider_is_plain(const Provider *provider) {
    return str_starts(provider->issuer, S("http://"));
}

/* ---- the secret: closed in a box of one size, so that not even its length is told ---- */

static Code close_secret(Ctx *cx, Str secret, Str *ret_box) {
    char room[SECRET_ROOM] = { 0 };
    StoreKey key;
    *ret_box = S("");
    if (secret.len == 0) return OK;
    TRY(people_key_load(cx, &key));
    memcpy(room, secret.at, secret.len);
    *ret_box = box_close(cx->arena, &key, room, sizeof room);
    secret_wipe((Str){ room, sizeof room });
    store_key_wipe(&key);
    return OK;
}

Code provider_secret(Ctx *cx, const Provider *provider, Str *ret_secret) {
    char *room = arena_alloc(cx->arena, SECRET_ROOM + 1);
    StoreKey key;
    *ret_secret = S("");
    if (provider->secret.len == 0) return OK;
    TRY(people_key_load(cx, &key));
    const bool is_open = box_open(cx->arena, &key, provider->secret, room, SECRET_ROOM);
    store_key_wipe(&key);
    *ret_secret = str_of(room);
    return is_open ? OK : fail(cx, &people_key_missing, S("people.key"));
}

/* ---- commands ---- */

static Code read_secret(Ctx *cx, const ProviderAddArgs *args, Str *ret_secret) {
    char line[PROVIDER_SECRET_MAX + 2] = "";
    Str content = S("");
    if (args->secret_file.len > 0) TRY(file_read(cx, args->secret_file, sizeof line, &content));
    if (args->secret_stdin) content = str_of(fgets(line, sizeof line, stdin) == NULL ? "" : line);
    const Str secret = str_copy(cx->arena, str_trim(str_cut(&content, '\n')));
    secret_wipe((Str){ line, sizeof line });
    bool is_fine = secret.len <= PROVIDER_SECRET_MAX;
    for (size_t i = 0; i < secret.len; i++) is_fine = is_fine && secret.at[i] > ' ' && secret.at[i] < 0x7f;
    if (is_fine && (secret.len > 0 || (!args->secret_stdin && args->secret_file.len == 0))) {
        *ret_secret = secret;
        return OK;
    }
    return fail(cx, &provider_form, S("Không đọc được mật khẩu của client: cần một dòng 1 đến 400 ký tự ASCII."),
                S("The client secret cannot be read: one line of 1 to 400 ASCII letters is needed."));
}

static bool is_word(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
    }
    return true;
}

static bool has_word(Str words, Str wanted) {
    for (Str rest = words; rest.at != NULL;) {
        if (str_equal(str_cut(&rest, ' '), wanted)) return true;
    }
    return false;
}

static Code check_args(Ctx *cx, const Provider *provider) {
    if (!is_word(provider->code))
        return fail(cx, &provider_form, S("Mã chỉ gồm a-z, 0-9 và dấu -."), S("A code is made of a-z, 0-9 and -."));
    if (!provider_url_is_fine(provider->issuer, true))
        return fail(cx, &provider_form, S("Issuer phải là địa chỉ https://… đúng như nơi đó công bố."),
                    S("The issuer must be an address https://... exactly as it is published."));
    if (!has_word(provider->scopes, S("openid")))
        return fail(cx, &provider_form, S("Trong scopes phải có openid."), S("openid must be among the scopes."));
    return OK;
}

static Str or_else(Str text, Str standard) {
    return text.len > 0 ? text : standard;
}

/* What was known of another issuer, and who is on the way there, is worth nothing any more. */
static Code store(Ctx *cx, const Provider *provider, bool is_new) {
    if (is_new) return provider_insert(cx, provider);
    TRY(provider_delete_documents(cx, provider));
    TRY(provider_delete_starts(cx, provider));
    TRY(provider_delete_identities(cx, provider));
    return provider_update(cx, provider);
}

Code provider_add(Ctx *cx, const void *in, void *out) {
    (void)out;
    const ProviderAddArgs *args = in;
    Str secret;
    Provider before;
    Provider made = { .code = args->code,
                      .label = args->label,
                      .label_en = or_else(args->label_en, args->label),
                      .issuer = args->issuer,
                      .client = args->client,
                      .scopes = or_else(args->scopes, S("openid profile")),
                      .subject_claim = or_else(args->subject_claim, S("sub")),
                      .name_claim = or_else(args->name_claim, S("name")),
                      .two_factor_acr = args->two_factor_acr,
                      .two_factor_amr = args->two_factor_amr,
                      .makes_citizens = args->makes_citizens,
                      .added_at = cx->now };
    TRY(check_args(cx, &made));
    const Code found = provider_by_code(cx, &made, &before);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK && !args->replace) return fail(cx, &provider_taken, made.code);
    TRY(read_secret(cx, args, &secret));
    TRY(close_secret(cx, secret, &made.secret));
    secret_wipe(secret);
    TRY(store(cx, &made, found == NOT_FOUND));
    return ledger_append(cx, found == OK ? S("people.provider_changed") : S("people.provider_added"), made.code,
                         { "issuer", made.issuer }, { "client", made.client },
                         { "makes_citizens", made.makes_citizens ? S("yes") : S("no") });
}

/* Nobody comes in by it any more: its links and its sessions end with it. */
Code provider_remove(Ctx *cx, const void *in, void *out) {
    (void)out;
    Provider provider;
    TRY(provider_find(cx, ((const ProviderKey *)in)->code, &provider));
    TRY(provider_delete_documents(cx, &provider));
    TRY(provider_delete_starts(cx, &provider));
    TRY(provider_delete_identities(cx, &provider));
    TRY(provider_delete_links(cx, &provider));
    TRY(sessions_end_from(cx, &(SessionOrigin){ .provider = provider.code }));
    TRY(provider_delete(cx, &provider));
    return ledger_append(cx, S("people.provider_removed"), provider.code, { "issuer", provider.issuer });
}

Code provider_list(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    Rows rows;
    TRY(providers_all(cx, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const Provider *one = &((const Provider *)rows.items)[i];
        say("%-20.*s %-24.*s %.*s (%.*s)%s\n", STR_FMT(one->code), STR_FMT(one->label), STR_FMT(one->issuer),
            STR_FMT(one->client), one->makes_citizens ? " +citizens" : "");
    }
    return OK;
}
