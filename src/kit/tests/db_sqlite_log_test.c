/* kit/tests/db_sqlite_log_test - the log of SQLite as we write it, over a disk that counts, breaks off and fails: what
 * was committed is there after all that, and what was not is not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/room.h"

#include "kit/db_sqlite_log.h"

#include <sqlite3.h>
#include <sys/stat.h>

enum {
    PAGE = 4096,
    FRAME = 24 + PAGE, /* of the log: SQLite's file format, 4.1 */
    LOG_HEAD = 32,
    THINGS = 40,
    NAME_LETTERS = 3000, /* one thing fills a page */
    FILE_MAX = 64 * 1024 * 1024,
    NO_LIMIT = -1
};

/* ---- a disk ---- */

static struct {
    int writes;
    int64_t bytes;
    int64_t left; /* bytes that it still takes; of the next piece a part, then it is full */
    int failure;  /* what it says then */
} disk = { .left = NO_LIMIT };

typedef struct Watched {
    sqlite3_file base;
    sqlite3_file *file;
} Watched;

static sqlite3_io_methods watched_methods; /* the usual ones, but for these */

#define BEHIND(file) (((Watched *)(void *)(file))->file)

static int watched_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at) {
    const bool is_short = disk.left != NO_LIMIT && disk.left < size;
    const int taken = is_short ? (int)disk.left : size;
    disk.writes++;
    disk.bytes += taken;
    if (disk.left != NO_LIMIT) disk.left -= taken;
    const int wrote = taken == 0 ? SQLITE_OK : BEHIND(file)->pMethods->xWrite(BEHIND(file), bytes, taken, at);
    return is_short ? disk.failure : wrote;
}

static int watched_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at) {
    return BEHIND(file)->pMethods->xRead(BEHIND(file), bytes, size, at);
}

static int watched_truncate(sqlite3_file *file, sqlite3_int64 size) {
    return BEHIND(file)->pMethods->xTruncate(BEHIND(file), size);
}

static int watched_sync(sqlite3_file *file, int flags) {
    return BEHIND(file)->pMethods->xSync(BEHIND(file), flags);
}

static int watched_size(sqlite3_file *file, sqlite3_int64 *ret_size) {
    return BEHIND(file)->pMethods->xFileSize(BEHIND(file), ret_size);
}

static int watched_control(sqlite3_file *file, int what, void *argument) {
    return BEHIND(file)->pMethods->xFileControl(BEHIND(file), what, argument);
}

static int watched_sector(sqlite3_file *file) {
    return BEHIND(file)->pMethods->xSectorSize(BEHIND(file));
}

static int watched_device(sqlite3_file *file) {
    return BEHIND(file)->pMethods->xDeviceCharacteristics(BEHIND(file));
}

static int watched_close(sqlite3_file *file) {
    return BEHIND(file)->pMethods->xClose(BEHIND(file));
}

static int watched_open(sqlite3_vfs *way, const char *path, sqlite3_file *file, int flags, int *ret_flags) {
    sqlite3_vfs *usual = way->pAppData;
    if ((flags & SQLITE_OPEN_WAL) == 0) return usual->xOpen(usual, path, file, flags, ret_flags);
    Watched *watched = (Watched *)(void *)file;
    *watched = (Watched){ .file = (sqlite3_file *)(void *)(watched + 1) };
    const int opened = usual->xOpen(usual, path, watched->file, flags, ret_flags);
    if (opened == SQLITE_OK) watched->base.pMethods = &watched_methods;
    return opened;
}

/* Before the first database: our way to files stands on it. */
static int put_disk(void **state) {
    static sqlite3_vfs way;
    (void)state;
    watched_methods = (sqlite3_io_methods){ .iVersion = 1,
                                            .xClose = watched_close,
                                            .xRead = watched_read,
                                            .xWrite = watched_write,
                                            .xTruncate = watched_truncate,
                                            .xSync = watched_sync,
                                            .xFileSize = watched_size,
                                            .xFileControl = watched_control,
                                            .xSectorSize = watched_sector,
                                            .xDeviceCharacteristics = watched_device };
    way = *sqlite3_vfs_find(NULL);
    way.pAppData = sqlite3_vfs_find(NULL);
    way.zName = "watched";
    way.pNext = NULL;
    way.szOsFile += (int)sizeof(Watched);
    way.xOpen = watched_open;
    assert_null(sqlite3_vfs_find(sqlite_log_name));
    return sqlite3_vfs_register(&way, 1);
}

/* ---- databases ---- */

/* The database of a folder, as another process has it: a store and connections of its own. */
typedef struct Other {
    Ctx cx;
    House house;
} Other;

static void open_other(Ctx *cx, Str path, Other *other) {
    *other = (Other){ .cx = *cx, .house = *cx->house };
    other->cx.house = &other->house;
    assert_ok(store_open(&other->cx, str_format(cx->arena, "sqlite:%.*s", STR_FMT(path)), &other->house.store));
    assert_ok(store_writer(&other->cx, other->house.store, &other->cx.db));
}

static void close_other(Other *other) {
    store_close(other->house.store);
}

static Str path_of(Ctx *cx, const char *name) {
    return path_join(cx->arena, cx->house->data_folder, str_of(name));
}

static Code commit_note(Ctx *cx, const char *code, int64_t number) {
    assert_ok(db_begin(cx, DB_WRITE));
    const Str name = str_format(cx->arena, "%s%lld", code, (long long)number);
    const Code inserted = note_insert(cx, &(Note){ name, number });
    const Code committed = inserted == OK ? db_commit(cx) : inserted;
    db_rollback(cx); /* does nothing after a commit */
    return committed;
}

static void insert_things(Ctx *cx, int from, int count) {
    char name[NAME_LETTERS];
    memset(name, 'x', sizeof name);
    for (int i = from; i < from + count; i++) {
        Thing thing = { .count = i, .name = { name, sizeof name } }, back;
        assert_true(snprintf(thing.id.text, sizeof thing.id.text, "thing_%d", i) > 0);
        assert_ok(thing_insert(cx, &thing, &back));
    }
}

/* A copy of the database with the first `size` bytes of its log, as a crash may leave them. */
static Str copy_with_log(Ctx *cx, Str database, Str log, int number) {
    const Str name = str_format(cx->arena, "copy%d.db", number);
    const Str path = fixture_file(cx, name.at, database);
    (void)fixture_file(cx, str_format(cx->arena, "copy%d.db-wal", number).at, log);
    return path;
}

static Str content_of(Ctx *cx, const char *name) {
    Str content;
    assert_ok(file_read(cx, path_of(cx, name), FILE_MAX, &content));
    return content;
}

/* ---- tests ---- */

static void is_written_in_few_pieces_and_read_back(void **state) {
    Ctx *cx = *state;
    Other other;
    assert_ok(commit_note(cx, "first", 1)); /* the log has begun */
    disk.writes = 0;
    disk.bytes = 0;
    assert_ok(db_begin(cx, DB_WRITE));
    insert_things(cx, 0, THINGS);
    assert_int_equal(disk.writes, 0);
    assert_ok(db_commit(cx));
    assert_int_equal(disk.bytes % FRAME, 0);
    assert_true(disk.bytes >= THINGS * FRAME);
    assert_true(disk.writes <= disk.bytes / (30 * FRAME) + 1); /* 30 pages to a piece */
    open_other(cx, path_of(cx, "banyan.db"), &other); /* what is on disk */
    Thing found = { .id = { "thing_39" } };
    assert_ok(db_begin(&other.cx, DB_WRITE));
    assert_int_equal(thing_nulls(&other.cx, &found, &found), NOT_FOUND); /* it has a name */
    db_rollback(&other.cx);
    assert_text(notes_seen(&other.cx), "first1;");
    close_other(&other);
}

/* The power goes at any byte of a commit's pieces: the commit before is there, this one only with all of them. */
static void a_torn_commit_is_none(void **state) {
    Ctx *cx = *state;
    assert_ok(commit_note(cx, "a", 1));
    const Str database = content_of(cx, "banyan.db");
    const size_t before = content_of(cx, "banyan.db-wal").len;
    assert_ok(db_begin(cx, DB_WRITE));
    insert_things(cx, 0, 3);
    assert_ok(note_insert(cx, &(Note){ S("b2"), 2 }));
    assert_ok(db_commit(cx));
    const Str log = content_of(cx, "banyan.db-wal");
    assert_true(log.len > before + 3 * FRAME);
    assert_int_equal((log.len - LOG_HEAD) % FRAME, 0);
    int number = 0;
    for (size_t size = before, next; size <= log.len; size = next) {
        next = size < log.len && size + 900 > log.len ? log.len : size + 900;
        Other other;
        open_other(cx, copy_with_log(cx, database, str_part(log, 0, size), number++), &other);
        assert_text(notes_seen(&other.cx), size == log.len ? "a1;b2;" : "a1;");
        assert_ok(commit_note(&other.cx, "c", 3)); /* and it goes on */
        assert_text(notes_seen(&other.cx), size == log.len ? "a1;b2;c3;" : "a1;c3;");
        close_other(&other);
    }
    assert_true(number > 10);
    char *torn = arena_alloc(cx->arena, log.len); /* a page of it never came to the disk */
    memcpy(torn, log.at, log.len);
    memset(torn + before + 24, 0, PAGE);
    Other other;
    open_other(cx, copy_with_log(cx, database, (Str){ torn, log.len }, number), &other);
    assert_text(notes_seen(&other.cx), "a1;");
    close_other(&other);
}

static void a_disk_that_takes_a_part_is_told_and_nothing_is_lost(void **state) {
    static const int64_t taken[] = { 0, 1, 24, 1000, FRAME, FRAME + 5, 20 * FRAME, 35 * FRAME };
    static const int failures[] = { SQLITE_FULL, SQLITE_IOERR_WRITE };
    Ctx *cx = *state;
    Buf wanted = buf_new(cx->arena, 4096);
    for (size_t i = 0; i < COUNT(taken) * COUNT(failures); i++) {
        assert_ok(commit_note(cx, "k", (int64_t)i + 100));
        buf_addf(&wanted, "k%zu;", i + 100);
        assert_ok(db_begin(cx, DB_WRITE));
        insert_things(cx, (int)i * THINGS, THINGS);
        disk.left = taken[i / COUNT(failures)];
        disk.failure = failures[i % COUNT(failures)];
        fixture_forget(cx);
        const Code code = db_commit(cx);
        disk.left = NO_LIMIT;
        assert_int_not_equal(code, OK);
        assert_problem(cx, disk.failure == SQLITE_FULL ? &disk_full : &database_away);
        db_rollback(cx);
        assert_text(notes_seen(cx), written(&wanted).at);
    }
    Other other;
    assert_ok(commit_note(cx, "k", 999));
    buf_add(&wanted, S("k999;"));
    open_other(cx, copy_with_log(cx, content_of(cx, "banyan.db"), content_of(cx, "banyan.db-wal"), 0), &other);
    assert_text(notes_seen(&other.cx), written(&wanted).at);
    assert_ok(db_begin(&other.cx, DB_WRITE));
    insert_things(&other.cx, 0, (int)(COUNT(taken) * COUNT(failures)) * THINGS); /* none of them was there */
    assert_ok(db_commit(&other.cx));
    close_other(&other);
}

/* After 4000 pages SQLite copies the log into the database and begins it anew. */
static void begins_anew_when_it_is_long(void **state) {
    enum { ROUNDS = 30, THINGS_OF_ROUND = 400, LOG_PAGES = 4000 };
    Ctx *cx = *state;
    Other other;
    Buf wanted = buf_new(cx->arena, 4096);
    const Str path = path_of(cx, "banyan.db-wal");
    struct stat about;
    off_t longest = 0;
    for (int i = 0; i < ROUNDS; i++) {
        assert_ok(db_begin(cx, DB_WRITE));
        insert_things(cx, i * THINGS_OF_ROUND, THINGS_OF_ROUND);
        assert_ok(db_commit(cx));
        assert_ok(commit_note(cx, "n", i + 100));
        buf_addf(&wanted, "n%d;", i + 100);
        assert_int_equal(stat(path.at, &about), 0);
        if (about.st_size > longest) longest = about.st_size;
    }
    assert_true(longest > (off_t)LOG_PAGES * FRAME); /* of 12,000 that were written */
    assert_true(longest < (off_t)(LOG_PAGES + 2 * THINGS_OF_ROUND) * FRAME);
    open_other(cx, path_of(cx, "banyan.db"), &other);
    assert_text(notes_seen(&other.cx), written(&wanted).at);
    const Thing last = { .id = { "thing_11999" }, .name = S("x") };
    Thing back;
    assert_ok(db_begin(&other.cx, DB_WRITE));
    assert_int_equal(thing_insert(&other.cx, &last, &back), BROKEN); /* it is there */
    db_rollback(&other.cx);
    close_other(&other);
}

static void two_connections_take_turns(void **state) {
    Ctx *cx = *state;
    Other other;
    open_other(cx, path_of(cx, "banyan.db"), &other);
    for (int i = 0; i < 20; i++) {
        assert_ok(commit_note(i % 2 == 0 ? cx : &other.cx, "n", i + 100));
        assert_text(notes_seen(cx), notes_seen(&other.cx).at);
    }
    assert_int_equal(notes_seen(cx).len, 20 * 5);
    close_other(&other);
}

/* A transaction that does not fit into the cache is written to the log in part before its end. When it is taken back,
 * that part belongs to nobody, and the next one to write may be another. */
static void what_was_taken_back_overwrites_nobody(void **state) {
    Ctx *cx = *state;
    Other one, two;
    Buf wanted = buf_new(cx->arena, 64 * 1024);
    const Str path = copy_with_log(cx, content_of(cx, "banyan.db"), content_of(cx, "banyan.db-wal"), 0);
    for (int i = 0; i < 20; i++) {
        /* who closed last has emptied the log, so nothing that is taken back is read in it */
        open_other(cx, path, &one);
        open_other(cx, path, &two);
        assert_ok(db_begin(&one.cx, DB_WRITE));
        insert_things(&one.cx, 0, 900 + 10 * i);
        db_rollback(&one.cx);
        assert_ok(commit_note(&two.cx, "b", 2 * i + 100));
        assert_ok(commit_note(&one.cx, "b", 2 * i + 101));
        buf_addf(&wanted, "b%d;b%d;", 2 * i + 100, 2 * i + 101);
        Other crashed; /* only what is on disk counts */
        const Str database = content_of(cx, "copy0.db"), log = content_of(cx, "copy0.db-wal");
        open_other(cx, copy_with_log(cx, database, log, i + 1), &crashed);
        assert_text(notes_seen(&crashed.cx), written(&wanted).at);
        close_other(&crashed);
        close_other(&one);
        close_other(&two);
    }
    open_other(cx, path, &two);
    assert_text(notes_seen(&two.cx), written(&wanted).at);
    close_other(&two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ROOM(is_written_in_few_pieces_and_read_back),
        IN_ROOM(a_torn_commit_is_none),
        IN_ROOM(a_disk_that_takes_a_part_is_told_and_nothing_is_lost),
        IN_ROOM(begins_anew_when_it_is_long),
        IN_ROOM(two_connections_take_turns),
        IN_ROOM(what_was_taken_back_overwrites_nobody),
    };
    return cmocka_run_group_tests_name("db_sqlite_log", tests, put_disk, NULL);
}
