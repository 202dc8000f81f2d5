/* platform/ledger/keys - see keys.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/keys.h"

enum { KEY_FILE_BYTES_MAX = 8192, KEY_MODE = 0600, NAME_CHANCE_BYTES = 4 };

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

static Str key_path(const Ctx *cx) {
    return path_join(cx->arena, cx->house->data_folder, S("ledger.key"));
}

void log_keys_wipe(LogKeys *keys) {
    for (size_t i = 0; i < LOG_KEYS_MAX; i++) sign_seed_wipe(&keys->seeds[i]);
    keys->count = 0;
}

static Code read_keys(Ctx *cx, Str path, Str content, LogKeys *keys) {
    int64_t line_number = 0;
    for (Str rest = content; rest.at != NULL;) {
        const Str line = str_trim(str_cut(&rest, '\n'));
        const size_t at = keys->count;
        line_number++;
        if (line.len == 0) continue;
        const bool is_key =
            at < LOG_KEYS_MAX && note_secret_read(cx->arena, line, &keys->keys[at], &keys->seeds[at]) == OK;
        if (!is_key || keys->keys[at].kind != KEY_OF_LOG)
            return fail(cx, &log_key_form, int_text(cx, line_number), path);
        keys->keys[at].name = str_copy(cx->arena, keys->keys[at].name); /* the line is wiped */
        keys->count++;
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
        buf_add(&out, note_secret_text(cx->arena, &keys->keys[i], &keys->seeds[i]));
        buf_char(&out, '\n');
    }
    Str content;
    TRY(buf_done(&out, &content));
    const Code code = file_write(cx, key_path(cx), content, KEY_MODE);
    secret_wipe(content);
    return code;
}

static Code add_key(Ctx *cx, LogKeys *keys, Str name) {
    if (keys->count == LOG_KEYS_MAX) return fail(cx, &too_large, key_path(cx), int_text(cx, LOG_KEYS_MAX));
    const size_t at = keys->count++;
    keys->seeds[at] = sign_seed_new();
    keys->keys[at] = (NoteKey){ .name = name, .kind = KEY_OF_LOG, .key = sign_key_of(&keys->seeds[at]) };
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
