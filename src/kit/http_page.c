/* kit/http_page - see http_page.h. What stands before the data is the same for every answer of a page: it is made and
 * compressed once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_page.h"

#include "kit/kept.h"
#include "kit/site.h"

enum { PAGES_BYTES_MAX = 32 * 1024 * 1024, NEVER_CHANGES = 1 };

/* A page without its data. */
typedef struct Blank {
    const Page *page; /* NULL: of addresses that are none */
    Stem stem;        /* shell with title and names, up to the data */
    Str tail, policy; /* the rest of it; Content-Security-Policy */
} Blank;

static Str html_text(Arena *arena, Str text) {
    Buf out = buf_new(arena, ANSWER_BYTES_MAX);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '<') buf_add(&out, S("&lt;"));
        else if (text.at[i] == '&') buf_add(&out, S("&amp;"));
        else buf_char(&out, text.at[i]);
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

/* What stands before a mark of the shell, which must be there; `*shell` is then what stands behind it. */
static Str cut_at(Str *shell, Str mark) {
    const size_t at = str_find(*shell, mark);
    MUST(at < shell->len);
    const Str before = str_part(*shell, 0, at);
    *shell = str_part(*shell, at + mark.len, shell->len);
    return before;
}

static const char *shell_of(const Page *page) {
    return page == NULL ? "public" : page->shell;
}

static const Asset *shell_part(const Ctx *cx, const Page *page, const char *ending) {
    return asset_find(cx->house, str_format(cx->arena, "/shells/%s.%s", shell_of(page), ending));
}

/* false: this build has no front end. */
static bool blank_make(const Ctx *cx, const Page *page, Blank *ret_blank) {
    const Asset *shell = shell_part(cx, page, "html"), *policy = shell_part(cx, page, "csp");
    if (shell == NULL || policy == NULL) return false;
    const Settings *settings = cx->house->settings;
    const Str title = page == NULL ? S("Không tìm thấy") : str_of(page->title.vi);
    Str rest = shell->plain;
    Buf stem = buf_new(cx->arena, ANSWER_BYTES_MAX);
    buf_add(&stem, cut_at(&rest, S("<!--title-->")));
    buf_add(&stem, title);
    buf_add(&stem, S(" – "));
    buf_add(&stem, html_text(cx->arena, setting_text(settings, &site_name)));
    buf_add(&stem, cut_at(&rest, S("<!--data-->")));
    buf_add(&stem, S("<script type=\"application/json\" id=\"site\">"));
    site_write(&stem, settings);
    buf_add(&stem, S("</script>\n"));
    *ret_blank = (Blank){ .page = page,
                          .stem = stem_make(cx->arena, (Str){ stem.at, stem.len }),
                          .tail = rest,
                          .policy = policy->plain };
    return true;
}

/* ---- all of them, made once ---- */

static Code blanks_make(Ctx *cx, const void **ret_blanks) {
    const House *house = cx->house;
    size_t most = 1, count = 0;
    for (size_t i = 0; i < house->module_count; i++) most += house->modules[i]->page_count;
    Blank *blanks = NEW_ARRAY(cx->arena, Blank, most);
    count += blank_make(cx, NULL, &blanks[count]);
    for (size_t i = 0; i < house->module_count; i++) {
        const Module *module = house->modules[i];
        for (size_t j = 0; j < module->page_count; j++) count += blank_make(cx, &module->pages[j], &blanks[count]);
    }
    Rows *rows = NEW(cx->arena, Rows);
    *rows = (Rows){ blanks, count };
    *ret_blanks = rows;
    return OK;
}

static const KeptKind blanks_kept = { PAGES_BYTES_MAX, blanks_make };

static const Blank *blank_find(Ctx *cx, const Page *page) {
    const void *kept;
    if (kept_borrow(cx, &blanks_kept, NEVER_CHANGES, &kept) != OK) return NULL;
    const Rows *rows = kept;
    for (size_t i = 0; i < rows->count; i++) {
        const Blank *blank = &((const Blank *)rows->items)[i];
        if (blank->page == page) return blank;
    }
    return NULL;
}

/* ---- the answer ---- */

Answer answer_page(Ctx *cx, const Page *page, Str data_url, const Answer *data) {
    const Blank *blank = blank_find(cx, page);
    Answer answer = { .status = data == NULL ? 200 : data->status,
                      .media_type = S("text/html; charset=utf-8"),
                      .cache_control = S("no-cache"),
                      .may_compress = true };
    if (blank == NULL) {
        answer.status = 404;
        answer.body =
            S("<!doctype html><title>Banyan</title><p>Bản cài này không kèm giao diện. / No front end in this build.");
        return answer;
    }
    answer.policy = blank->policy;
    answer.stem = &blank->stem;
    if (str_is(S("staff"), shell_of(page))) answer.cache_control = S("no-store"); /* on shared machines */
    Buf html = buf_new(cx->arena, ANSWER_BYTES_MAX);
    buf_add(&html, blank->stem.text);
    if (data != NULL) {
        buf_addf(&html, "<script type=\"application/json\" id=\"first\" data-status=\"%d\" data-url=\"", data->status);
        buf_add(&html, data_url); /* percent-encoded; the JSON has no bare `<` */
        buf_add(&html, S("\">"));
        buf_add(&html, data->body);
        buf_add(&html, S("</script>"));
    }
    buf_add(&html, blank->tail);
    answer.body = (Str){ html.at, html.len };
    return answer;
}

Answer answer_file(const Ctx *cx, const Asset *asset) {
    Answer answer = answer_asset(asset);
    if (!str_is(S("/worker.js"), asset->path)) return answer;
    const Asset *policy = asset_find(cx->house, S("/shells/worker.csp"));
    if (policy != NULL) answer.policy = policy->plain;
    return answer;
}
