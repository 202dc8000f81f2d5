/* kit/tests/files_test - files within a limit, written whole or not at all; bodies on their way in. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/files.h"
#include "kit/media.h"
#include "tests/harness/fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static Str in_data(Ctx *cx, const char *name) {
    return path_join(cx->arena, cx->house->data_folder, str_of(name));
}

static void writes_whole_and_reads_back(void **state) {
    Ctx *cx = *state;
    const Str path = in_data(cx, "a.txt");
    Str content;
    struct stat about;
    assert_false(file_exists(cx->arena, path));
    assert_ok(file_write(cx, path, (Str){ "first\0x", 7 }, 0600));
    assert_ok(file_write(cx, path, S("second"), 0600));
    assert_true(file_exists(cx->arena, path));
    assert_ok(file_read(cx, path, 6, &content));
    assert_text(content, "second");
    assert_int_equal(stat(path.at, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_false(file_exists(cx->arena, in_data(cx, "a.txt.new"))); /* nothing lies beside it */
    assert_ok(file_write(cx, path, S(""), 0600));
    assert_ok(file_read(cx, path, 0, &content));
    assert_text(content, "");
}

static void reads_no_more_than_allowed(void **state) {
    Ctx *cx = *state;
    const Str path = fixture_file(cx, "a.txt", S("seven.."));
    Str content = S("untouched");
    assert_int_equal(file_read(cx, path, 6, &content), TOO_LARGE);
    assert_problem(cx, &file_too_large);
    assert_int_equal(file_read(cx, in_data(cx, "none.txt"), 6, &content), NOT_FOUND);
    assert_problem(cx, &file_missing);
    assert_int_equal(file_read(cx, cx->house->data_folder, 1000000, &content), NOT_FOUND); /* no regular file */
    assert_text(content, "untouched");
}

static void tells_when_a_file_cannot_be_written(void **state) {
    Ctx *cx = *state;
    assert_int_equal(file_write(cx, in_data(cx, "none/a.txt"), S("x"), 0600), UNAVAILABLE);
    assert_problem(cx, &file_refused);
    assert_ok(folder_make(cx, in_data(cx, "folder")));
    assert_int_equal(file_write(cx, in_data(cx, "folder"), S("x"), 0600), UNAVAILABLE); /* cannot be put over it */
    assert_false(file_exists(cx->arena, in_data(cx, "folder.new")));
    if (access("/dev/full", W_OK) == 0) { /* a disk without room */
        assert_int_equal(symlink("/dev/full", in_data(cx, "full.new").at), 0);
        assert_int_equal(file_write(cx, in_data(cx, "full"), S("x"), 0600), UNAVAILABLE);
        assert_problem(cx, &disk_full);
    }
}

static void makes_folders_and_those_above(void **state) {
    Ctx *cx = *state;
    struct stat about;
    const Str deep = in_data(cx, "a/b/c");
    assert_ok(folder_make(cx, deep));
    assert_ok(folder_make(cx, deep)); /* it is there */
    assert_int_equal(stat(deep.at, &about), 0);
    assert_true(S_ISDIR(about.st_mode));
    assert_int_equal(about.st_mode & 0777, 0700);
    (void)fixture_file(cx, "file", S(""));
    assert_int_equal(folder_make(cx, in_data(cx, "file/x")), UNAVAILABLE);
    assert_problem(cx, &file_refused);
}

/* ---- spool ---- */

static void spools_a_body_and_keeps_it(void **state) {
    Ctx *cx = *state;
    Spool *spool = spool_open(cx->house->data_folder, 7);
    const Str path = in_data(cx, "kept");
    Str content;
    assert_non_null(spool);
    assert_ok(spool_add(spool, "abc", 3));
    assert_ok(spool_add(spool, "", 0));
    assert_ok(spool_add(spool, "defg", 4)); /* seven are allowed */
    assert_ok(spool_finish(spool));
    assert_int_equal(spool_size(spool), 7);
    const Sha256 digest = spool_digest(spool), wanted = sha256(S("abcdefg"));
    assert_memory_equal(digest.bytes, wanted.bytes, SHA256_BYTES);
    const Str spooled = str_copy(cx->arena, spool_path(spool));
    assert_ok(spool_keep(cx, spool, path));
    spool_close(spool);
    assert_ok(file_read(cx, path, 7, &content));
    assert_text(content, "abcdefg");
    assert_false(file_exists(cx->arena, spooled));
}

static void a_spool_that_is_not_kept_is_removed(void **state) {
    Ctx *cx = *state;
    Spool *spool = spool_open(cx->house->data_folder, 7);
    const Str spooled = str_copy(cx->arena, spool_path(spool));
    assert_ok(spool_add(spool, "abc", 3));
    assert_true(file_exists(cx->arena, spooled));
    assert_int_equal(spool_keep(cx, spool, S("/nonexistent/x")), UNAVAILABLE);
    spool_close(spool); /* unfinished */
    assert_false(file_exists(cx->arena, spooled));
    spool_close(NULL);
    assert_null(spool_open(S("/nonexistent"), 7));
    assert_null(spool_open(str_format(cx->arena, "/tmp/%0600d", 1), 7)); /* a name that is too long */
}

static void the_first_failure_of_a_spool_sticks(void **state) {
    Ctx *cx = *state;
    Spool *spool = spool_open(cx->house->data_folder, 7);
    assert_ok(spool_add(spool, "abcde", 5));
    assert_int_equal(spool_add(spool, "fgh", 3), TOO_LARGE);
    assert_int_equal(spool_add(spool, "f", 1), TOO_LARGE); /* would have fitted */
    assert_int_equal(spool_size(spool), 5);
    assert_int_equal(spool_finish(spool), TOO_LARGE);
    spool_close(spool);
}

/* ---- what a file is ---- */

static void knows_files_by_their_bytes(void **state) {
    Ctx *cx = *state;
    static const struct {
        const char *name, *content, *media_type;
    } rows[] = {
        { "a.txt", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n", "application/pdf" },
        { "b.pdf", "<!doctype html><html><script>alert(1)</script></html>", "text/html" },
        { "c.png", "Báo cáo quý III\nmột dòng nữa\n", "text/plain" },
        { "d.pdf", "\x7F" "ELF\x02\x01\x01\x03 x", "application/octet-stream" },
        { "e.jpg", "#!/bin/sh\necho hello\n", "text/x-shellscript" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].name);
        const Str path = fixture_file(cx, rows[i].name, str_of(rows[i].content));
        assert_text(media_type_of_file(cx->arena, path), rows[i].media_type);
    }
    const Str png = { "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\6\0\0\0\x1F\x15\xC4\x89", 33 };
    assert_text(media_type_of_file(cx->arena, fixture_file(cx, "f.txt", png)), "image/png");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(writes_whole_and_reads_back),
        AT_DESK(reads_no_more_than_allowed),
        AT_DESK(tells_when_a_file_cannot_be_written),
        AT_DESK(makes_folders_and_those_above),
        AT_DESK(spools_a_body_and_keeps_it),
        AT_DESK(a_spool_that_is_not_kept_is_removed),
        AT_DESK(the_first_failure_of_a_spool_sticks),
        AT_DESK(knows_files_by_their_bytes),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
