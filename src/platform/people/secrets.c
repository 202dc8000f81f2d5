/* platform/people/secrets - see secrets.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/secrets.h"

enum { KEY_FILE_BYTES_MAX = 128, KEY_MODE = 0600 };

const ProblemKind people_key_missing = {
    UNAVAILABLE,
    "people/key-missing",
    { "Thiếu khoá bảo vệ thông tin đăng nhập.", "The key that guards what people sign in with is missing." },
    { "Không đọc được tệp {0}. Lấy lại từ bản sao lưu, hoặc chép từ máy chủ đầu tiên.",
      "The file {0} cannot be read. Restore it from a backup, or copy it from the first server." }
};

static Str key_path(const Ctx *cx) {
    return path_join(cx->arena, cx->house->data_folder, S("people.key"));
}

Code people_key_found(Ctx *cx) {
    if (file_exists(cx->arena, key_path(cx))) return OK;
    StoreKey key = store_key_new();
    const Str line = str_format(cx->arena, "%.*s\n", STR_FMT(base64_text(cx->arena, key.bytes, sizeof key.bytes)));
    const Code code = file_write(cx, key_path(cx), line, KEY_MODE);
    secret_wipe(line);
    store_key_wipe(&key);
    return code;
}

Code people_key_load(Ctx *cx, StoreKey *ret_key) {
    const Str path = key_path(cx);
    Str content;
    size_t size = 0;
    if (!file_exists(cx->arena, path)) return fail(cx, &people_key_missing, path);
    TRY(file_read(cx, path, KEY_FILE_BYTES_MAX, &content));
    const bool is_key = base64_read(cx->arena, str_trim(content), ret_key->bytes, sizeof ret_key->bytes, &size) &&
                        size == sizeof ret_key->bytes;
    secret_wipe(content);
    return is_key ? OK : fail(cx, &people_key_missing, path);
}
