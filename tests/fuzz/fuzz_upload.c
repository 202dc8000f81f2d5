/* tests/fuzz/fuzz_upload - a file as it is handed in: its name (the first line) and what its bytes say that it is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/media.h"
#include "platform/documents/files.h"
#include "tests/fuzz/fuzz.h"

typedef struct Named {
    Str name;
} Named;

static void close_spool(void *spool) {
    spool_close(spool);
}

/* A media type goes into a header as it is: `type/subtype` and nothing else. */
static void check_media_type(Str type) {
    size_t slashes = 0;
    for (size_t i = 0; i < type.len; i++) {
        const char c = type.at[i];
        const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        MUST(is_word || c == '/' || c == '-' || c == '+' || c == '.' || c == '_');
        slashes += c == '/';
    }
    MUST(slashes == 1 && type.len >= 3 && type.at[0] != '/' && type.at[type.len - 1] != '/');
}

/* Browsers run these: they are never taken, whatever their name. */
static void check_harmless(Str type) {
    static const char *const active[] = {
        "text/html",       "image/svg+xml",          "application/xhtml+xml", "text/xml", "application/javascript",
        "text/javascript", "application/x-httpd-php"
    };
    for (size_t i = 0; i < COUNT(active); i++) MUST(!str_is(type, active[i]));
}

/* What it is follows from its bytes; its name says nothing. */
static void check_taken(Ctx *cx, const Named *named, Str content, Str path) {
    MUST(content.len > 0 && named->name.len > 0);
    MUST(memchr(named->name.at, '/', named->name.len) == NULL && memchr(named->name.at, '\\', named->name.len) == NULL);
    const Str type = *(const Str *)cx->prepared; /* the first member of what was found out */
    check_media_type(type);
    check_harmless(type);
    MUST(str_equal(type, media_type_of_file(cx->arena, path)));
    const Str folder = fuzz_folder(cx);
    fuzz_write(cx, folder, S("page.html"), content);
    MUST(str_equal(type, media_type_of_file(cx->arena, path_join(cx->arena, folder, S("page.html")))));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str content = fuzz_input(data, size);
    const Str name = str_cut(&content, '\n');
    if (content.at == NULL) content = S("");
    Named named = { 0 };
    field_read_text(&cx, shape_field(&file_add_shape, "name"), spot_field(S("name")), name, &named);
    if (fuzz_verdict(&cx, OK) == OK) {
        Spool *spool = spool_open(fuzz_folder(&cx), FILE_BYTES_LIMIT);
        MUST(spool != NULL);
        arena_defer(cx.arena, close_spool, spool);
        MUST(spool_add(spool, content.at, content.len) == OK && spool_finish(spool) == OK);
        const Upload upload = { .spool = spool };
        cx.upload = &upload;
        const Code code = file_add_check(&cx, &named, NULL);
        if (fuzz_verdict(&cx, code) == OK) check_taken(&cx, &named, content, spool_path(spool));
    }
    fuzz_end(&cx);
    return 0;
}
