/* platform/witness/keys - see keys.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/witness/keys.h"

enum { KEY_FILE_BYTES_MAX = 1024, KEY_MODE = 0600, NAME_CHANCE_BYTES = 4 };

const ProblemKind witness_key_missing = {
    UNAVAILABLE,
    "witness/key-missing",
    { "Thiếu khoá của nhân chứng.", "The key of the witness is missing." },
    { "Không có tệp {0}. Chạy banyan witness init, hoặc lấy lại tệp từ bản sao lưu.",
      "There is no file {0}. Run banyan witness init, or restore the file from a backup." }
};
const ProblemKind witness_key_form = { UNAVAILABLE,
                                       "witness/key-form",
                                       { "Tệp khoá của nhân chứng không đúng dạng.",
                                         "The key file of the witness is not well formed." },
                                       { "{0} không chứa khoá của nhân chứng. Lấy lại tệp từ bản sao lưu.",
                                         "{0} holds no key of a witness. Restore the file from a backup." } };
const ProblemKind witness_name_form = {
    INVALID,
    "witness/name-form",
    { "Tên nhân chứng không hợp lệ.", "The name of the witness is not well formed." },
    { "“{0}” không được có dấu cách hay dấu +. Dùng tên miền, ví dụ thanhtra.tuyenquang.gov.vn/witness.",
      "“{0}” must hold no blank and no +. Use a domain name, such as thanhtra.tuyenquang.gov.vn/witness." }
};

static Str key_path(const Ctx *cx) {
    return path_join(cx->arena, cx->house->data_folder, S("witness.key"));
}

Code witness_key_load(Ctx *cx, NoteKey *ret_key, SignSeed *ret_seed) {
    const Str path = key_path(cx);
    Str content;
    if (!file_exists(cx->arena, path)) return fail(cx, &witness_key_missing, path);
    TRY(file_read(cx, path, KEY_FILE_BYTES_MAX, &content));
    const bool is_key = note_secret_read(cx->arena, str_trim(content), ret_key, ret_seed) == OK;
    if (is_key) ret_key->name = str_copy(cx->arena, ret_key->name); /* the line is wiped */
    secret_wipe(content);
    if (is_key && ret_key->kind == KEY_OF_WITNESS) return OK;
    if (is_key) sign_seed_wipe(ret_seed);
    return fail(cx, &witness_key_form, path);
}

Code witness_key_make(Ctx *cx, Str name) {
    const Str path = key_path(cx);
    if (!key_name_is_fit(name)) return fail(cx, &witness_name_form, name);
    if (file_exists(cx->arena, path)) return OK;
    SignSeed seed = sign_seed_new();
    const NoteKey key = { .name = name, .kind = KEY_OF_WITNESS, .key = sign_key_of(&seed) };
    const Str content = str_format(cx->arena, "%.*s\n", STR_FMT(note_secret_text(cx->arena, &key, &seed)));
    const Code code = file_write(cx, path, content, KEY_MODE);
    sign_seed_wipe(&seed);
    secret_wipe(content);
    return code;
}

Code witness_key_found(Ctx *cx) {
    unsigned char chance[NAME_CHANCE_BYTES];
    random_fill(chance, sizeof chance);
    return witness_key_make(
        cx, str_format(cx->arena, "banyan-%.*s.local/witness", STR_FMT(hex_text(cx->arena, chance, sizeof chance))));
}
