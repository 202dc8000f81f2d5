/* platform/documents/files - taking a file in, and giving it out again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/files.h"

#include "kit/media.h"
#include "platform/documents/documents.h"
#include "platform/documents/scanning.h"
#include "platform/ledger/ledger.h"

const ProblemKind file_unknown = {
    INVALID, "documents/file-unknown",
    { "Không có tệp này.", "There is no such file." },
    { "Tệp “{0}” không có hoặc không do bạn tải lên. Tải lại tệp bằng chứng.",
      "The file “{0}” does not exist or is not yours. Upload the evidence again." }
};
const ProblemKind file_type_refused = {
    INVALID, "documents/file-type",
    { "Không nhận loại tệp này.", "This type of file is not taken." },
    { "Nội dung tệp là “{0}”. Chỉ nhận PDF, ảnh (PNG, JPEG, WebP), văn bản, bảng tính (docx, xlsx, odt, ods, csv, "
      "txt), trang web đã lưu (html).",
      "The file's content is “{0}”. PDF, pictures (PNG, JPEG, WebP), text documents, spreadsheets and saved web pages "
      "(.html) are taken." }
};
const ProblemKind file_name_form = {
    INVALID, "documents/file-name",
    { "Tên tệp không hợp lệ.", "The file name is not allowed." },
    { "Tên tệp không được chứa dấu / hoặc \\. Đổi tên rồi tải lại.",
      "A file name may not hold / or \\. Rename it and upload again." }
};
const ProblemKind file_empty = {
    INVALID, "documents/file-empty",
    { "Tệp trống.", "The file is empty." },
    { "Tệp không có nội dung. Kiểm tra rồi tải lại.", "The file has no content. Check it and upload again." }
};

static const char *const file_verdict_names[] = { "unscanned", "clean" };
const Choices file_verdict_choices = CHOICES("FileVerdict", file_verdict_names);

static const Field file_fields[] = {
    FIELD(File, id, REQUIRED, 0, 0),         FIELD(File, name, REQUIRED, 0, 0),
    FIELD(File, media_type, REQUIRED, 0, 0), FIELD(File, size, REQUIRED, 0, 0),
    FIELD(File, digest, REQUIRED, 0, 0),     FIELD(File, added_by, REQUIRED, 0, 0),
    FIELD(File, added_at, REQUIRED, 0, 0),   FIELD_CHOICE(File, verdict, REQUIRED, &file_verdict_choices),
    FIELD(File, scanned_at, OPTIONAL, 0, 0),
};
const Shape file_shape = SHAPE(File, file_fields);

typedef struct FileAdd {
    Str name;
} FileAdd;

static const Field file_add_fields[] = { FIELD(FileAdd, name, REQUIRED, 1, 200) };
const Shape file_add_shape = SHAPE(FileAdd, file_add_fields);

typedef struct FileKey {
    Id id;
} FileKey;

static const Field file_key_fields[] = { FIELD(FileKey, id, REQUIRED, 0, 0) };
const Shape file_key_shape = SHAPE(FileKey, file_key_fields);

static const Field file_raw_fields[] = { FIELD(Raw, file_name, OPTIONAL, 0, 0) };
const Shape file_raw_shape = { "FileRaw", sizeof(Raw), file_raw_fields, COUNT(file_raw_fields) };

#include "platform/documents/files.sql.h"

/* ---- taking in ---- */

static bool is_taken(Str media_type) {
    static const char *const taken[] = {
        "application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain", "text/csv", "application/csv",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
    };
    for (size_t i = 0; i < COUNT(taken); i++) {
        if (str_is(media_type, taken[i])) return true;
    }
    return false;
}

/* A page that was saved, for a reader of its text: only what says by its name that it is one. It is given out as a
 * download under a sandbox, as all files are. */
static bool is_page(Str media_type, Str name) {
    return str_is(media_type, "text/html") && (str_ends(name, S(".html")) || str_ends(name, S(".htm")));
}

/* Looking at the bytes takes time: it is done before the transaction. */
Code file_add_check(Ctx *cx, const void *in, void *out) {
    (void)out;
    const FileAdd *add = in;
    FileChecked *checked = NEW(cx->arena, FileChecked);
    cx->prepared = checked;
    if (memchr(add->name.at, '/', add->name.len) != NULL || memchr(add->name.at, '\\', add->name.len) != NULL)
        return fail_field(cx, S("name"), &file_name_form);
    if (spool_size(cx->upload->spool) == 0) return fail(cx, &file_empty);
    checked->media_type = media_type_of_file(cx->arena, spool_path(cx->upload->spool));
    const bool is_fine = is_taken(checked->media_type) || is_page(checked->media_type, add->name);
    return is_fine ? OK : fail(cx, &file_type_refused, checked->media_type);
}

/* files/ab/abcdef...: at most 256 folders. */
static Str folder_of(Ctx *cx, Str digest) {
    return str_format(cx->arena, "%.*s/files/%.*s", STR_FMT(cx->house->data_folder), 2, digest.at);
}

Code file_add(Ctx *cx, const void *in, void *out) {
    const FileAdd *add = in;
    const FileChecked *checked = cx->prepared;
    const Sha256 digest = spool_digest(cx->upload->spool);
    const bool is_scanned = checked->scan.verdict == SCAN_CLEAN;
    File *file = out;
    *file = (File){ .id = id_make("file", cx->now),
                    .name = add->name,
                    .media_type = checked->media_type,
                    .size = (int64_t)spool_size(cx->upload->spool),
                    .digest = hex_text(cx->arena, digest.bytes, sizeof digest.bytes),
                    .added_at = cx->now,
                    .verdict = is_scanned ? FILE_CLEAN : FILE_UNSCANNED,
                    .scanned_at = is_scanned ? cx->now : (Time){ 0 } };
    TRY(scan_verdict(cx, checked, file->digest));
    TRY(id_from_text(cx->caller.id, &file->added_by));
    const Str folder = folder_of(cx, file->digest), path = path_join(cx->arena, folder, file->digest);
    TRY(folder_make(cx, folder));
    if (!file_exists(cx->arena, path)) TRY(spool_keep(cx, cx->upload->spool, path));
    TRY(file_insert(cx, file));
    return ledger_append(cx, S("documents.file_added"), id_str(&file->id), { "digest", file->digest },
                         { "size", int_text(cx, file->size) });
}

/* ---- giving out ---- */

Code file_find(Ctx *cx, const Id *id, File *ret_file) {
    const File asked = { .id = *id };
    return file_by_id(cx, &asked, ret_file);
}

Str file_place(Ctx *cx, const File *file) {
    return path_join(cx->arena, folder_of(cx, file->digest), file->digest);
}

static Code find_or_fail(Ctx *cx, const FileKey *key, File *ret_file) {
    const Code found = file_find(cx, &key->id, ret_file);
    return found == NOT_FOUND ? fail(cx, &not_found, id_str(&key->id)) : found;
}

Code file_get(Ctx *cx, const void *in, void *out) {
    return find_or_fail(cx, in, out);
}

/* A name that is safe inside a quoted header: other letters are replaced. */
static Str plain_name(Arena *arena, Str name) {
    char *at = arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++) {
        const char c = name.at[i];
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                              c == '-' || c == '_';
        at[i] = is_plain ? c : '_';
    }
    return (Str){ at, name.len };
}

Code file_content(Ctx *cx, const void *in, void *out) {
    Raw *raw = out;
    File file;
    TRY(find_or_fail(cx, in, &file));
    *raw = (Raw){ .path = file_place(cx, &file),
                  .media_type = file.media_type,
                  .file_name = plain_name(cx->arena, file.name) };
    return OK;
}

Code files_own(Ctx *cx, const Texts *ids, Str field, Rows *ret_files) {
    File *files = NEW_ARRAY(cx->arena, File, ids->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < ids->count; i++) {
        Id id;
        const bool is_id = id_from_text(ids->items[i], &id) == OK;
        const Code found = is_id ? file_find(cx, &id, &files[count]) : NOT_FOUND;
        if (found != OK && found != NOT_FOUND) return found;
        if (found == OK && str_equal(id_str(&files[count].added_by), cx->caller.id)) count++;
        else fault(cx, spot_field(field), &file_unknown, ids->items[i]);
    }
    *ret_files = (Rows){ files, count };
    return OK;
}
