/* kit/token - see token.h. By p11-kit; one lock around each use, since a session is one conversation. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/token.h"

#include "kit/files.h"

#include <dlfcn.h>
#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>
#include <pthread.h>
#include <sys/stat.h>

enum {
    PIN_BYTES_MAX = 255,
    SLOTS_MAX = 64,
    NEW_ID_BYTES = 16,
    ID_BYTES_MAX = 64,
    POINT_BYTES_MAX = 64,
    OTHERS_MAY = 077
};

#define FILE_SCHEME "file:"

const ProblemKind token_uri_form = {
    INVALID,
    "kit/token-uri",
    { "Địa chỉ thiết bị khoá không dùng được.", "The address of the token cannot be used." },
    { "“{0}”: cần dạng pkcs11:token=TÊN;object=KHOÁ?module-path=/…/x.so&pin-source=file:/…, không ghi PIN trong đó.",
      "“{0}”: it must look like pkcs11:token=NAME;object=KEY?module-path=/…/x.so&pin-source=file:/…, without a PIN in "
      "it." }
};
const ProblemKind token_module_away = { UNAVAILABLE,
                                        "kit/token-module",
                                        { "Không nạp được trình điều khiển thiết bị khoá.",
                                          "The module of the token cannot be loaded." },
                                        { "{0}: {1}. Kiểm tra module-path và gói phần mềm của thiết bị.",
                                          "{0}: {1}. Check module-path and the software of the token." } };
const ProblemKind token_away = { UNAVAILABLE,
                                 "kit/token-missing",
                                 { "Không thấy thiết bị khoá.", "The token is not there." },
                                 { "Không có thiết bị nào khớp “{0}”. Cắm thiết bị vào, hoặc sửa địa chỉ.",
                                   "No token fits “{0}”. Plug it in, or correct the address." } };
const ProblemKind token_pin_file = {
    UNAVAILABLE,
    "kit/token-pin-file",
    { "Không đọc được mã PIN của thiết bị khoá.", "The PIN of the token cannot be read." },
    { "“{0}” phải là tệp có mã PIN, chỉ chủ của nó đọc được: chmod 600.",
      "“{0}” must be a file with the PIN that its owner alone may read: chmod 600." }
};
const ProblemKind token_pin_wrong = {
    UNAVAILABLE,
    "kit/token-pin",
    { "Thiết bị khoá từ chối mã PIN.", "The token refused the PIN." },
    { "“{0}” ({1}). Sửa mã PIN rồi khởi động lại; thiết bị tự khoá sau vài lần sai nên Banyan không thử thêm.",
      "“{0}” ({1}). Correct the PIN and start again; tokens lock themselves after some tries, so Banyan makes no "
      "other." }
};
const ProblemKind token_key_missing = { UNAVAILABLE,
                                        "kit/token-key-missing",
                                        { "Thiết bị không có khoá này.", "The token does not hold this key." },
                                        { "“{0}” không có khoá Ed25519 có nửa công khai {1}. Cắm đúng thiết bị.",
                                          "“{0}” holds no Ed25519 key whose public half is {1}. Plug in the right "
                                          "token." } };
const ProblemKind token_failed = { UNAVAILABLE,
                                   "kit/token-failed",
                                   { "Thiết bị khoá báo lỗi.", "The token reported a fault." },
                                   { "{0}: {1}. Xem tài liệu của thiết bị.", "{0}: {1}. See what its maker says." } };

struct Token {
    Str uri_text, pin;
    pthread_mutex_t lock; /* guards all below, and the conversation */
    P11KitUri *uri;
    CK_FUNCTION_LIST *module; /* NULL: not open */
    CK_SESSION_HANDLE session;
    CK_RV refused; /* why it took no PIN; CKR_OK: it did, or was not asked yet */
};

/* ---- opening and closing ---- */

static void close_session(Token *token) {
    if (token->module == NULL) return;
    if (token->session != 0) (void)token->module->C_CloseSession(token->session);
    (void)p11_kit_module_finalize(token->module);
    p11_kit_module_release(token->module);
    token->module = NULL;
    token->session = 0;
}

static void token_end(void *thing) {
    Token *token = thing;
    close_session(token);
    p11_kit_uri_free(token->uri);
    (void)pthread_mutex_destroy(&token->lock);
}

Token *token_new(Arena *arena, Str uri, Str pin) {
    Token *token = NEW(arena, Token);
    token->uri_text = uri;
    token->pin = pin;
    MUST(pthread_mutex_init(&token->lock, NULL) == 0);
    arena_defer(arena, token_end, token);
    return token;
}

/* Without what follows ?: somebody may have put a PIN there. */
static Str shown(const Token *token) {
    Str rest = token->uri_text;
    return str_cut(&rest, '?');
}

/* What the module did not do: its name there, and the code of its answer. */
static Code failed(Ctx *cx, const char *what, CK_RV code) {
    return fail(cx, &token_failed, str_of(what), str_format(cx->arena, "CKR 0x%lX", code));
}

static bool names_module(P11KitUri *uri) {
    const char *path = p11_kit_uri_get_module_path(uri);
    return path != NULL && path[0] == '/';
}

static Code read_uri(Ctx *cx, Token *token) {
    if (token->uri != NULL) return OK;
    P11KitUri *uri = p11_kit_uri_new();
    MUST(uri != NULL);
    const bool is_fit =
        p11_kit_uri_parse(str_c(cx->arena, token->uri_text), P11_KIT_URI_FOR_ANY, uri) == P11_KIT_URI_OK &&
        p11_kit_uri_any_unrecognized(uri) == 0 && names_module(uri) && p11_kit_uri_get_pin_value(uri) == NULL &&
        p11_kit_uri_get_attribute(uri, CKA_LABEL) != NULL;
    if (!is_fit) {
        p11_kit_uri_free(uri);
        return fail(cx, &token_uri_form, shown(token));
    }
    token->uri = uri;
    return OK;
}

/* Makers do not think of being unloaded: threads and handlers of theirs may outlive what we close. */
static void keep_loaded(const char *path) {
    void *library = dlopen(path, RTLD_NOW | RTLD_NODELETE);
    if (library != NULL) (void)dlclose(library);
}

static Code load_module(Ctx *cx, Token *token) {
    const char *path = p11_kit_uri_get_module_path(token->uri);
    CK_FUNCTION_LIST *module = p11_kit_module_load(path, 0);
    if (module == NULL) {
        const char *why = p11_kit_message();
        return fail(cx, &token_module_away, str_of(path), str_of(why == NULL ? "?" : why));
    }
    const CK_RV ready = p11_kit_module_initialize(module);
    if (ready != CKR_OK) {
        p11_kit_module_release(module);
        return fail(cx, &token_module_away, str_of(path), str_of(p11_kit_strerror(ready)));
    }
    keep_loaded(path);
    token->module = module;
    return OK;
}

static Code find_slot(Ctx *cx, const Token *token, CK_SLOT_ID *ret_slot) {
    CK_SLOT_ID slots[SLOTS_MAX];
    CK_ULONG count = SLOTS_MAX;
    const CK_RV listed = token->module->C_GetSlotList(CK_TRUE, slots, &count);
    if (listed != CKR_OK) return failed(cx, "C_GetSlotList", listed);
    for (CK_ULONG i = 0; i < count; i++) {
        CK_TOKEN_INFO info;
        if (token->module->C_GetTokenInfo(slots[i], &info) != CKR_OK) continue;
        if (p11_kit_uri_match_token_info(token->uri, &info) != 1) continue;
        *ret_slot = slots[i];
        return OK;
    }
    return fail(cx, &token_away, shown(token));
}

static Code read_pin_file(Ctx *cx, const char *source, Str *ret_pin) {
    const Str said = str_of(source), scheme = S(FILE_SCHEME);
    const Str path = str_starts(said, scheme) ? str_part(said, scheme.len, said.len) : said;
    struct stat about;
    Str content;
    if (stat(str_c(cx->arena, path), &about) != 0 || !S_ISREG(about.st_mode) || (about.st_mode & OTHERS_MAY) != 0)
        return fail(cx, &token_pin_file, path);
    TRY(file_read(cx, path, PIN_BYTES_MAX, &content));
    *ret_pin = str_trim(content);
    return OK;
}

static Code pin_of(Ctx *cx, const Token *token, Str *ret_pin) {
    const char *source = p11_kit_uri_get_pin_source(token->uri);
    *ret_pin = token->pin;
    if (token->pin.len > 0) return OK;
    return source == NULL ? fail(cx, &token_pin_file, S("pin-source")) : read_pin_file(cx, source, ret_pin);
}

static bool is_about_pin(CK_RV code) {
    return code == CKR_PIN_INCORRECT || code == CKR_PIN_INVALID || code == CKR_PIN_LEN_RANGE ||
           code == CKR_PIN_EXPIRED || code == CKR_PIN_LOCKED;
}

static Code refuse_pin(Ctx *cx, const Token *token) {
    return fail(cx, &token_pin_wrong, shown(token), str_of(p11_kit_strerror(token->refused)));
}

static Code log_in(Ctx *cx, Token *token) {
    Str pin;
    if (token->refused != CKR_OK) return refuse_pin(cx, token);
    TRY(pin_of(cx, token, &pin));
    const CK_RV code =
        token->module->C_Login(token->session, CKU_USER, (CK_UTF8CHAR_PTR)(uintptr_t)pin.at, (CK_ULONG)pin.len);
    if (token->pin.len == 0) secret_wipe(pin);
    if (code == CKR_OK || code == CKR_USER_ALREADY_LOGGED_IN) return OK;
    if (!is_about_pin(code)) return failed(cx, "C_Login", code);
    token->refused = code;
    return refuse_pin(cx, token);
}

static Code begin_session(Ctx *cx, Token *token) {
    CK_SLOT_ID slot;
    TRY(find_slot(cx, token, &slot));
    const CK_RV code =
        token->module->C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &token->session);
    return code == CKR_OK ? log_in(cx, token) : failed(cx, "C_OpenSession", code);
}

static Code open_session(Ctx *cx, Token *token) {
    if (token->module != NULL) return OK;
    TRY(read_uri(cx, token));
    TRY(load_module(cx, token));
    const Code code = begin_session(cx, token);
    if (code != OK) close_session(token);
    return code;
}

/* ---- objects ---- */

/* Ed25519 as PKCS#11 3.0 names it; older tokens want its object identifier (RFC 8410). */
static const unsigned char curve_name[] = "\x13\x0C"
                                          "edwards25519",
                           curve_oid[] = { 0x06, 0x03, 0x2B, 0x65, 0x70 };

/* A public key: what it is found by, and what its private half is found by. */
typedef struct TokenKey {
    SignKey key;
    unsigned char id[ID_BYTES_MAX];
    CK_ULONG id_size;
} TokenKey;

/* The point as a DER octet string, or as some tokens have it, bare. */
static bool point_read(const unsigned char *point, CK_ULONG size, SignKey *ret_key) {
    const bool is_der = size == SIGN_KEY_BYTES + 2 && point[0] == 0x04 && point[1] == SIGN_KEY_BYTES;
    if (!is_der && size != SIGN_KEY_BYTES) return false;
    memcpy(ret_key->bytes, is_der ? point + 2 : point, SIGN_KEY_BYTES);
    return true;
}

static bool key_read(const Token *token, CK_OBJECT_HANDLE object, TokenKey *ret_key) {
    unsigned char point[POINT_BYTES_MAX];
    CK_ATTRIBUTE asked[] = { { CKA_EC_POINT, point, sizeof point }, { CKA_ID, ret_key->id, ID_BYTES_MAX } };
    if (token->module->C_GetAttributeValue(token->session, object, asked, COUNT(asked)) != CKR_OK) return false;
    ret_key->id_size = asked[1].ulValueLen;
    return point_read(point, asked[0].ulValueLen, &ret_key->key);
}

static Code find_objects(Ctx *cx, const Token *token, CK_ATTRIBUTE *wanted, CK_ULONG wanted_count,
                         CK_OBJECT_HANDLE *objects, CK_ULONG *ret_count) {
    const CK_FUNCTION_LIST *module = token->module;
    CK_RV code = module->C_FindObjectsInit(token->session, wanted, wanted_count);
    if (code != CKR_OK) return failed(cx, "C_FindObjectsInit", code);
    code = module->C_FindObjects(token->session, objects, TOKEN_KEYS_MAX, ret_count);
    (void)module->C_FindObjectsFinal(token->session);
    return code == CKR_OK ? OK : failed(cx, "C_FindObjects", code);
}

/* The URI's object and id behind what is there; gives how many there are now. */
static CK_ULONG add_names(const Token *token, CK_ATTRIBUTE *attributes, CK_ULONG count) {
    const CK_ATTRIBUTE_TYPE names[] = { CKA_LABEL, CKA_ID };
    for (size_t i = 0; i < COUNT(names); i++) {
        const CK_ATTRIBUTE *said = p11_kit_uri_get_attribute(token->uri, names[i]);
        if (said != NULL) attributes[count++] = *said;
    }
    return count;
}

static Code public_keys(Ctx *cx, const Token *token, bool is_named, TokenKey *keys, size_t *ret_count) {
    CK_OBJECT_CLASS class = CKO_PUBLIC_KEY;
    CK_KEY_TYPE type = CKK_EC_EDWARDS;
    CK_ATTRIBUTE wanted[4] = { { CKA_CLASS, &class, sizeof class }, { CKA_KEY_TYPE, &type, sizeof type } };
    CK_OBJECT_HANDLE objects[TOKEN_KEYS_MAX];
    CK_ULONG found = 0;
    TRY(find_objects(cx, token, wanted, is_named ? add_names(token, wanted, 2) : 2, objects, &found));
    *ret_count = 0;
    for (CK_ULONG i = 0; i < found; i++) {
        if (key_read(token, objects[i], &keys[*ret_count])) (*ret_count)++;
    }
    return OK;
}

/* What may be the private half: all that have its id. It need not be one only. */
static Code private_halves(Ctx *cx, const Token *token, const SignKey *key, CK_OBJECT_HANDLE *objects,
                           CK_ULONG *ret_count) {
    TokenKey keys[TOKEN_KEYS_MAX];
    CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
    size_t count;
    TRY(public_keys(cx, token, false, keys, &count));
    for (size_t i = 0; i < count; i++) {
        CK_ATTRIBUTE wanted[] = { { CKA_CLASS, &class, sizeof class }, { CKA_ID, keys[i].id, keys[i].id_size } };
        if (memcmp(keys[i].key.bytes, key->bytes, SIGN_KEY_BYTES) != 0) continue;
        TRY(find_objects(cx, token, wanted, COUNT(wanted), objects, ret_count));
        if (*ret_count > 0) return OK;
    }
    return fail(cx, &token_key_missing, shown(token), base64_text(cx->arena, key->bytes, SIGN_KEY_BYTES));
}

/* ---- what is asked of it ---- */

static void lock(Token *token) {
    MUST(pthread_mutex_lock(&token->lock) == 0);
}

static Code unlock(Token *token, Code code) {
    MUST(pthread_mutex_unlock(&token->lock) == 0);
    return code;
}

Code token_open(Ctx *cx, Token *token) {
    lock(token);
    return unlock(token, open_session(cx, token));
}

static Code named_keys(Ctx *cx, Token *token, SignKey *keys, size_t *ret_count) {
    TokenKey found[TOKEN_KEYS_MAX];
    TRY(open_session(cx, token));
    TRY(public_keys(cx, token, true, found, ret_count));
    for (size_t i = 0; i < *ret_count; i++) keys[i] = found[i].key;
    return OK;
}

Code token_keys(Ctx *cx, Token *token, SignKey *keys, size_t *ret_count) {
    lock(token);
    return unlock(token, named_keys(cx, token, keys, ret_count));
}

static CK_RV generate(const Token *token, const unsigned char *curve, CK_ULONG curve_size,
                      CK_OBJECT_HANDLE *ret_public) {
    CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
    unsigned char id[NEW_ID_BYTES];
    CK_MECHANISM how = { CKM_EC_EDWARDS_KEY_PAIR_GEN, NULL, 0 };
    CK_ATTRIBUTE open_half[8] = { { CKA_TOKEN, &yes, sizeof yes },
                                  { CKA_VERIFY, &yes, sizeof yes },
                                  { CKA_EC_PARAMS, (void *)(uintptr_t)curve, curve_size } };
    CK_ATTRIBUTE secret_half[8] = { { CKA_TOKEN, &yes, sizeof yes },
                                    { CKA_PRIVATE, &yes, sizeof yes },
                                    { CKA_SENSITIVE, &yes, sizeof yes },
                                    { CKA_EXTRACTABLE, &no, sizeof no },
                                    { CKA_SIGN, &yes, sizeof yes } };
    CK_ULONG open_count = add_names(token, open_half, 3), secret_count = add_names(token, secret_half, 5);
    CK_OBJECT_HANDLE secret;
    random_fill(id, sizeof id);
    if (p11_kit_uri_get_attribute(token->uri, CKA_ID) == NULL) {
        open_half[open_count++] = (CK_ATTRIBUTE){ CKA_ID, id, sizeof id };
        secret_half[secret_count++] = (CK_ATTRIBUTE){ CKA_ID, id, sizeof id };
    }
    return token->module->C_GenerateKeyPair(token->session, &how, open_half, open_count, secret_half, secret_count,
                                            ret_public, &secret);
}

static Code make_key(Ctx *cx, Token *token, SignKey *ret_key) {
    CK_OBJECT_HANDLE object;
    TokenKey made;
    TRY(open_session(cx, token));
    CK_RV code = generate(token, curve_name, sizeof curve_name - 1, &object);
    if (code != CKR_OK) code = generate(token, curve_oid, sizeof curve_oid, &object);
    if (code != CKR_OK) return failed(cx, "C_GenerateKeyPair", code);
    if (!key_read(token, object, &made)) return failed(cx, "C_GetAttributeValue", CKR_FUNCTION_FAILED);
    *ret_key = made.key;
    return OK;
}

Code token_key_make(Ctx *cx, Token *token, SignKey *ret_key) {
    lock(token);
    return unlock(token, make_key(cx, token, ret_key));
}

static Code sign_by(Ctx *cx, const Token *token, CK_OBJECT_HANDLE object, Str text, Signature *ret_signature) {
    CK_MECHANISM how = { CKM_EDDSA, NULL, 0 };
    CK_ULONG size = SIGNATURE_BYTES;
    CK_RV code = token->module->C_SignInit(token->session, &how, object);
    if (code != CKR_OK) return failed(cx, "C_SignInit", code);
    code = token->module->C_Sign(token->session, (CK_BYTE_PTR)(uintptr_t)text.at, (CK_ULONG)text.len,
                                 ret_signature->bytes, &size);
    return code == CKR_OK && size == SIGNATURE_BYTES ? OK : failed(cx, "C_Sign", code);
}

static Code sign_once(Ctx *cx, Token *token, const SignKey *key, Str text, Signature *ret_signature) {
    CK_OBJECT_HANDLE objects[TOKEN_KEYS_MAX];
    CK_ULONG count = 0;
    TRY(open_session(cx, token));
    TRY(private_halves(cx, token, key, objects, &count));
    for (CK_ULONG i = 0; i < count; i++) {
        TRY(sign_by(cx, token, objects[i], text, ret_signature));
        if (signature_holds(key, text, ret_signature)) return OK;
    }
    return failed(cx, "C_Sign", CKR_SIGNATURE_INVALID);
}

/* A token that was taken out and put back, or a service behind it that was started anew, has forgotten the session. */
Code token_sign(Ctx *cx, Token *token, const SignKey *key, Str text, Signature *ret_signature) {
    lock(token);
    const bool was_open = token->module != NULL;
    Code code = sign_once(cx, token, key, text, ret_signature);
    if (code != OK && was_open) {
        close_session(token);
        cx->problem = (Problem){ 0 };
        code = sign_once(cx, token, key, text, ret_signature);
    }
    return unlock(token, code);
}
