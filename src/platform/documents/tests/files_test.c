/* platform/documents/tests/files_test - files that people hand in: known by their bytes, kept once, given out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/documents/files.h"
#include "platform/documents/documents.h"
#include "tests/harness/fixture.h"

#include <sys/stat.h>

static int setup(void **state) {
    if (house_setup(state) != 0) return -1;
    fixture_caller(*state, "account_1");
    return 0;
}

#define WITH_CALLER(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

/* Hands a file in as a request does: its body lies in a spool, looked at before the transaction. */
static Code hand_in(Ctx *cx, const char *name, Str content, File *ret_file) {
    Spool *spool = spool_open(cx->house->data_folder, FILE_BYTES_LIMIT);
    const Upload upload = { .spool = spool, .media_type = S("application/pdf") }; /* not to be believed */
    assert_ok(spool_add(spool, content.at, content.len));
    assert_ok(spool_finish(spool));
    fixture_forget(cx);
    const void *in = FIXTURE_RECORD(cx, &file_add_shape, { "name", name });
    cx->upload = &upload;
    Code code = file_add_check(cx, in, NULL);
    if (code == OK) code = file_add(cx, in, ret_file);
    cx->upload = NULL;
    spool_close(spool);
    return code;
}

/* ---- what is taken ---- */

typedef struct KindRow {
    const char *name;
    Str content;
    const char *media_type; /* NULL: refused */
} KindRow;

#define BYTES(literal) { "" literal, sizeof(literal) - 1 }
#define PNG_HEAD       "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"

static const KindRow kinds[] = {
    { "a.pdf", BYTES("%PDF-1.4\n1 0 obj\n"), "application/pdf" },
    { "a.html", BYTES("%PDF-1.4\n1 0 obj\n"), "application/pdf" }, /* its name says nothing */
    { "a.png", BYTES(PNG_HEAD), "image/png" },
    { "a.jpg", BYTES("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"), "image/jpeg" },
    { "a.webp", BYTES("RIFF\x1A\0\0\0WEBPVP8L\r\0\0\0/\0\0\0\x10\7\x10\x11\x11\x88\x88\xFE\7\0"), "image/webp" },
    { "a.txt", BYTES("Báo cáo quý III của Sở Khoa học và Công nghệ\n"), "text/plain" },
    { "a.pdf", BYTES("<!doctype html><script>alert(1)</script>"), NULL },
    { "a.html", BYTES("<!doctype html><script>alert(1)</script>"), "text/html" }, /* given out under a sandbox */
    { "a.svg", BYTES("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"), NULL },
    { "a.pdf", BYTES("\x7F" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0"), NULL },
    { "a.pdf", BYTES("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0"), NULL },
    { "a.txt", BYTES("#!/bin/sh\nrm -rf /\n"), NULL },
    { "a.gif", BYTES("GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF!"), NULL },
    { "a.zip", BYTES("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), NULL },
    { "a.txt", BYTES("\0\1\2\3\4\5\6\7"), NULL },
};

static void knows_a_file_by_its_bytes(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        File file;
        assert_row(i, kinds[i].content.at);
        const Code code = hand_in(cx, kinds[i].name, kinds[i].content, &file);
        assert_int_equal(code, kinds[i].media_type == NULL ? INVALID : OK);
        if (code == OK) assert_text(file.media_type, kinds[i].media_type);
        else assert_problem(cx, &file_type_refused);
    }
}

static void refuses_names_that_are_paths(void **state) {
    Ctx *cx = *state;
    static const char *const wrong[] = { "a/b.txt", "/a.txt", "..\\a.txt", "C:\\a.txt", "../../etc/passwd" };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        File file;
        assert_row(i, wrong[i]);
        assert_int_equal(hand_in(cx, wrong[i], S("chữ"), &file), INVALID);
        assert_faults(cx, { &file_name_form, 0, "name" });
    }
    File file;
    assert_int_equal(hand_in(cx, "a.txt", S(""), &file), INVALID);
    assert_problem(cx, &file_empty);
}

/* ---- how it is kept ---- */

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" /* printf abc | sha256sum */

static void keeps_the_same_bytes_once(void **state) {
    Ctx *cx = *state;
    File one, other;
    struct stat first, second;
    const char *path = str_format(cx->arena, "%.*s/files/ba/" ABC, STR_FMT(cx->house->data_folder)).at;
    assert_ok(hand_in(cx, "một.txt", S("abc"), &one));
    assert_int_equal(stat(path, &first), 0);
    assert_int_equal(first.st_size, 3);
    assert_int_equal(first.st_mode & (S_IRWXG | S_IRWXO), 0); /* ours alone */
    fixture_caller(cx, "account_2");
    assert_ok(hand_in(cx, "hai.txt", S("abc"), &other));
    assert_int_equal(stat(path, &second), 0);
    assert_true(first.st_ino == second.st_ino && first.st_mtim.tv_nsec == second.st_mtim.tv_nsec); /* not touched */
    assert_text(one.digest, ABC);
    assert_text(other.digest, ABC);
    assert_int_equal(one.size, 3);
    assert_text(other.name, "hai.txt");
    assert_text(id_str(&other.added_by), "account_2");
    assert_false(id_equal(&one.id, &other.id));
}

static void gives_it_out_again(void **state) {
    Ctx *cx = *state;
    File added, found;
    Raw raw = { .file_name = S("") };
    Str content;
    assert_ok(hand_in(cx, "Báo cáo (ký)\".txt", S("abc"), &added));
    const void *key = FIXTURE_RECORD(cx, &file_key_shape, { "id", str_c(cx->arena, id_str(&added.id)) });
    assert_ok(file_get(cx, key, &found));
    assert_text(found.name, "Báo cáo (ký)\".txt");
    assert_text(time_text(cx->arena, found.added_at), "2026-11-22T03:00:00Z");
    assert_ok(file_content(cx, key, &raw));
    assert_text(raw.media_type, "text/plain");
    assert_text(raw.file_name, "B__o_c__o__k____.txt"); /* nothing that could leave a header's quotes */
    assert_ok(file_read(cx, raw.path, 100, &content));
    assert_text(content, "abc");
    fixture_forget(cx);
    key = FIXTURE_RECORD(cx, &file_key_shape, { "id", "file_x" });
    assert_int_equal(file_get(cx, key, &found), NOT_FOUND);
    assert_problem(cx, &not_found);
    fixture_forget(cx);
    assert_int_equal(file_content(cx, key, &raw), NOT_FOUND);
}

/* ---- as evidence: one's own files alone ---- */

static void knows_whose_a_file_is(void **state) {
    Ctx *cx = *state;
    File own, other;
    Rows files;
    assert_ok(hand_in(cx, "a.txt", S("abc"), &own));
    fixture_caller(cx, "account_2");
    assert_ok(hand_in(cx, "b.txt", S("abc"), &other));
    fixture_caller(cx, "account_1");
    const Str mine[] = { id_str(&own.id) }, theirs[] = { id_str(&own.id), id_str(&other.id) },
              none[] = { S("file_x") }, wrong[] = { S("no id") };
    const struct {
        Texts ids;
        size_t found, faults;
    } rows[] = { { { NULL, 0 }, 0, 0 }, { { mine, 1 }, 1, 0 }, { { theirs, 2 }, 1, 1 }, { { none, 1 }, 0, 1 },
                 { { wrong, 1 }, 0, 1 } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, "");
        fixture_forget(cx);
        assert_ok(files_own(cx, &rows[i].ids, S("evidence"), &files));
        assert_int_equal(files.count, rows[i].found);
        if (rows[i].faults > 0) assert_faults(cx, { &file_unknown, 0, "evidence" });
        else assert_no_faults(cx);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_CALLER(knows_a_file_by_its_bytes),
        WITH_CALLER(refuses_names_that_are_paths),
        WITH_CALLER(keeps_the_same_bytes_once),
        WITH_CALLER(gives_it_out_again),
        WITH_CALLER(knows_whose_a_file_is),
    };
    return cmocka_run_group_tests_name("documents", tests, NULL, NULL);
}
