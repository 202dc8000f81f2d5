/* platform/ledger/keys - see keys.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/keys.h"

#include "kit/kept.h"
#include "kit/token.h"

enum { KEY_FILE_BYTES_MAX = 8192, KEY_MODE = 0600, NAME_CHANCE_BYTES = 4, TOKEN_ARENA_BYTES = 64 * 1024 };
enum { TOKEN_NEVER_CHANGES = 0 };

#define TOKEN_MARK "TOKEN+KEY+" /* a line: the private half of this verifier key is on the token */

const Setting ledger_token = { "ledger.token",
                               SETTING_TEXT,
                               "",
                               0,
                               1000,
                               .help = "Address (PKCS#11 URI) of the token that holds the record's key; empty: the key "
                                       "is in ledger.key",
                               .source = "RFC 7512" };
const Setting ledger_token_pin = { "ledger.token_pin",
                                   SETTING_TEXT,
                                   "",
                                   0,
                                   255,
                                   .help = "PIN of that token; better a file for its owner alone, named by pin-source",
                                   .is_secret = true };

const ProblemKind log_key_missing = {
    UNAVAILABLE,
    "ledger/key-missing",
    { "Thiếu khoá ký của sổ cái.", "The key that signs the record is missing." },
    { "Không có tệp {0}. Chạy banyan init, hoặc chép tệp này từ máy chủ đầu tiên.",
      "There is no file {0}. Run banyan init, or copy the file from the first server." }
};
const ProblemKind log_key_form = { INVALID,
                                   "ledger/key-form",
                                   { "Tệp khoá của sổ cái không đúng dạng.",
                                     "The key file of the record is not well formed." },
                                   { "Dòng {0} của {1} không phải khoá. Lấy lại tệp từ bản sao lưu.",
                                     "Line {0} of {1} is no key. Restore the file from a backup." } };
const ProblemKind log_key_other = {
    CONFLICT,
    "ledger/key-other",
    { "Sổ cái được ký bằng khoá khác.", "The record is signed with another key." },
    { "Sổ cái dùng khoá {0}; tệp ledger.key của máy này không có khoá đó. Chép tệp từ máy chủ đầu tiên.",
      "The record uses the key {0}, which ledger.key of this machine does not hold. Copy the file from the first "
      "server." }
};

const ProblemKind log_token_unset = {
    UNAVAILABLE,
    "ledger/token-unset",
    { "Khoá của sổ cái ở thiết bị, nhưng chưa đặt ledger.token.",
      "The key of the record is on a token, but ledger.token is not set." },
    { "Đặt ledger.token, hoặc đổi khoá (banyan ledger change-key) rồi xoá dòng của {0} khỏi ledger.key.",
      "Set ledger.token, or change the key (banyan ledger change-key) and take the line of {0} out of ledger.key." }
};

static Str key_path(const Ctx *cx) {
    return path_join(cx->arena, cx->house->data_folder, S("ledger.key"));
}

void log_keys_wipe(LogKeys *keys) {
    for (size_t i = 0; i < LOG_KEYS_MAX; i++) sign_seed_wipe(&keys->seeds[i]);
    keys->count = 0;
}

/* ---- the token ---- */

static Code make_token(Ctx *cx, const void *subject, const void **ret_value) {
    (void)subject;
    const Settings *settings = cx->house->settings;
    *ret_value = token_new(cx->arena, setting_text(settings, &ledger_token), setting_text(settings, &ledger_token_pin));
    return OK;
}

/* A server keeps it, and the session with it. */
static const KeptKind token_kept = { TOKEN_ARENA_BYTES, make_token };

static bool has_token(const Ctx *cx) {
    return setting_text(cx->house->settings, &ledger_token).len > 0;
}

static Code borrow_token(Ctx *cx, Token **ret_token) {
    const void *kept;
    TRY(kept_borrow(cx, &token_kept, TOKEN_NEVER_CHANGES, &kept));
    *ret_token = (Token *)(uintptr_t)kept;
    return OK;
}

static bool is_ours(const LogKeys *keys, const SignKey *key) {
    for (size_t i = 0; i < keys->count; i++) {
        if (memcmp(keys->keys[i].key.bytes, key->bytes, SIGN_KEY_BYTES) == 0) return true;
    }
    return false;
}

/* One that somebody made there for us, or a new one. */
static Code take_token_key(Ctx *cx, const LogKeys *keys, SignKey *ret_key) {
    Token *token;
    SignKey there[TOKEN_KEYS_MAX];
    size_t count;
    TRY(borrow_token(cx, &token));
    TRY(token_keys(cx, token, there, &count));
    for (size_t i = 0; i < count; i++) {
        if (is_ours(keys, &there[i])) continue;
        *ret_key = there[i];
        return OK;
    }
    return token_key_make(cx, token, ret_key);
}

/* ---- the file ---- */

static Code read_key(Arena *arena, Str line, LogKeys *keys) {
    const size_t at = keys->count;
    const Str mark = S(TOKEN_MARK);
    if (at == LOG_KEYS_MAX) return INVALID;
    keys->is_on_token[at] = str_starts(line, mark);
    TRY(keys->is_on_token[at] ? note_key_read(arena, str_part(line, mark.len, line.len), &keys->keys[at])
                              : note_secret_read(arena, line, &keys->keys[at], &keys->seeds[at]));
    if (keys->keys[at].kind != KEY_OF_LOG) return INVALID;
    keys->keys[at].name = str_copy(arena, keys->keys[at].name); /* the line is wiped */
    keys->count++;
    return OK;
}

static Code read_keys(Ctx *cx, Str path, Str content, LogKeys *keys) {
    int64_t line_number = 0;
    for (Str rest = content; rest.at != NULL;) {
        const Str line = str_trim(str_cut(&rest, '\n'));
        line_number++;
        if (line.len == 0) continue;
        if (read_key(cx->arena, line, keys) != OK) return fail(cx, &log_key_form, int_text(cx, line_number), path);
    }
    return keys->count > 0 ? OK : fail(cx, &log_key_missing, path);
}

Code log_keys_load(Ctx *cx, LogKeys *ret_keys) {
    const Str path = key_path(cx);
    Str content;
    *ret_keys = (LogKeys){ 0 };
    if (!file_exists(cx->arena, path)) return fail(cx, &log_key_missing, path);
    TRY(file_read(cx, path, KEY_FILE_BYTES_MAX, &content));
    const Code code = read_keys(cx, path, content, ret_keys);
    secret_wipe(content);
    if (code != OK) log_keys_wipe(ret_keys);
    return code;
}

static Code store_keys(Ctx *cx, const LogKeys *keys) {
    Buf out = buf_new(cx->arena, KEY_FILE_BYTES_MAX);
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->is_on_token[i])
            buf_addf(&out, TOKEN_MARK "%.*s\n", STR_FMT(note_key_text(cx->arena, &keys->keys[i])));
        else
            buf_addf(&out, "%.*s\n", STR_FMT(note_secret_text(cx->arena, &keys->keys[i], &keys->seeds[i])));
    }
    Str content;
    TRY(buf_done(&out, &content));
    const Code code = file_write(cx, key_path(cx), content, KEY_MODE);
    secret_wipe(content);
    return code;
}

static Code add_key(Ctx *cx, LogKeys *keys, Str name) {
    if (keys->count == LOG_KEYS_MAX) return fail(cx, &too_large, key_path(cx), int_text(cx, LOG_KEYS_MAX));
    const size_t at = keys->count;
    NoteKey key = { .name = name, .kind = KEY_OF_LOG };
    keys->is_on_token[at] = has_token(cx);
    if (keys->is_on_token[at]) {
        TRY(take_token_key(cx, keys, &key.key));
    } else {
        keys->seeds[at] = sign_seed_new();
        key.key = sign_key_of(&keys->seeds[at]);
    }
    keys->keys[at] = key;
    keys->count++;
    return store_keys(cx, keys);
}

/* The origin names a log among all logs of the world and stays for good: chance until somebody chooses one. */
Code log_keys_found(Ctx *cx) {
    if (file_exists(cx->arena, key_path(cx))) return OK;
    unsigned char chance[NAME_CHANCE_BYTES];
    random_fill(chance, sizeof chance);
    const Str name =
        str_format(cx->arena, "banyan-%.*s.local/ledger", STR_FMT(hex_text(cx->arena, chance, sizeof chance)));
    LogKeys keys = { 0 };
    const Code code = add_key(cx, &keys, name);
    log_keys_wipe(&keys);
    return code;
}

Code log_keys_add(Ctx *cx, LogKeys *keys) {
    return add_key(cx, keys, keys->keys[keys->count - 1].name);
}

/* ---- signing ---- */

Code log_keys_ready(Ctx *cx) {
    LogKeys keys;
    Token *token;
    bool is_needed = false;
    TRY(log_keys_load(cx, &keys));
    for (size_t i = 0; i < keys.count; i++) is_needed |= keys.is_on_token[i];
    log_keys_wipe(&keys);
    if (!is_needed || !has_token(cx)) return OK;
    TRY(borrow_token(cx, &token));
    return token_open(cx, token);
}

static Code sign_on_token(Ctx *cx, const NoteKey *key, Str text, Str *ret_line) {
    Token *token;
    Signature signature;
    if (!has_token(cx)) return fail(cx, &log_token_unset, note_key_text(cx->arena, key));
    TRY(borrow_token(cx, &token));
    TRY(token_sign(cx, token, &key->key, text, &signature));
    *ret_line = note_signed_line(cx->arena, key, &signature);
    return OK;
}

Code log_keys_sign(Ctx *cx, const LogKeys *keys, Str text, Str *ret_lines) {
    Buf out = buf_new(cx->arena, NOTE_BYTES_MAX);
    for (size_t i = keys->count; i > 0; i--) {
        const NoteKey *key = &keys->keys[i - 1];
        Str line;
        if (keys->is_on_token[i - 1])
            TRY(sign_on_token(cx, key, text, &line));
        else
            line = note_sign(cx->arena, key, &keys->seeds[i - 1], text);
        buf_add(&out, line);
    }
    return buf_done(&out, ret_lines);
}
