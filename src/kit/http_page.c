/* kit/http_page - see http_page.h. What stands before the data is the same for every answer of a page: it is made and
 * compressed when the page is asked for first. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/http_page.h"

#include "kit/kept.h"
#include "kit/site.h"

enum { PAGE_BYTES_MAX = 4 * 1024 * 1024, NEVER_CHANGES = 1 };

/* A page without its data. */
typedef struct Blank {
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

/* NOT_FOUND: this build has no front end. */
static Code blank_make(Ctx *cx, const void *subject, const void **ret_blank) {
    const Page *page = subject;
    const Asset *shell = shell_part(cx, page, "html"), *policy = shell_part(cx, page, "csp");
    if (shell == NULL || policy == NULL) return NOT_FOUND;
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
    Blank *blank = NEW(cx->arena, Blank);
    *blank = (Blank){ stem_make(cx->arena, (Str){ stem.at, stem.len }), rest, policy->plain };
    *ret_blank = blank;
    return OK;
}

/* Of each page, and of NULL: of addresses that are none. */
static const KeptKind blank_kept = { PAGE_BYTES_MAX, blank_make };

static const Blank *blank_find(Ctx *cx, const Page *page) {
    const void *kept;
    return kept_borrow_of(cx, &blank_kept, page, NEVER_CHANGES, &kept) == OK ? kept : NULL;
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
    if (html.overflowed) { /* the JSON alone was not too large */
        const Answer refusal = answer_problem(cx, fail_spent(cx));
        return answer_page(cx, page, data_url, &refusal);
    }
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
