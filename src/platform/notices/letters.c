/* platform/notices/letters - see letters.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/notices/letters.h"

enum { LETTER_BYTES_MAX = 400 * 1024 };

typedef struct Words {
    const char *hello, *many, *page, *urgent, *why, *change, *stop, *code_subject, *code_text, *code_else;
} Words;

static const Words words[] = {
    [LANGUAGE_VI] = { .hello = "Kính gửi %.*s,",
                      .many = "%d thông báo mới, trong đó: %.*s",
                      .page = "Xem",
                      .urgent = "KHẨN",
                      .why = "Thư gửi tự động từ %.*s vì bạn đã xác nhận địa chỉ này. Không trả lời thư này.",
                      .change = "Đổi cách nhận thư",
                      .stop = "Ngừng nhận thư",
                      .code_subject = "%.*s là mã xác nhận địa chỉ thư của bạn",
                      .code_text = "Mã xác nhận địa chỉ thư này tại %.*s: %.*s\n\nMã dùng được trong 30 phút, tại "
                                   "trang Thông báo.",
                      .code_else = "Nếu bạn không yêu cầu, bỏ qua thư này: không có mã thì địa chỉ không được dùng." },
    [LANGUAGE_EN] = { .hello = "Dear %.*s,",
                      .many = "%d new notices, among them: %.*s",
                      .page = "Open",
                      .urgent = "URGENT",
                      .why = "Sent automatically by %.*s, since you confirmed this address. Please do not reply.",
                      .change = "Change how you are mailed",
                      .stop = "Stop these mails",
                      .code_subject = "%.*s is the code for your e-mail address",
                      .code_text = "The code that confirms this address at %.*s: %.*s\n\nIt is good for 30 minutes, on "
                                   "the notices page.",
                      .code_else =
                          "If you did not ask for it, ignore this mail: without the code the address is not used." },
};

static Str title_of(const Notice *notice, Language language) {
    return language == LANGUAGE_EN ? notice->title_en : notice->title;
}

static Str body_of(const Notice *notice, Language language) {
    return language == LANGUAGE_EN ? notice->body_en : notice->body;
}

static void add_html(Buf *out, Str text) {
    for (size_t i = 0; i < text.len; i++) {
        switch (text.at[i]) {
        case '&': buf_add(out, S("&amp;")); break;
        case '<': buf_add(out, S("&lt;")); break;
        case '>': buf_add(out, S("&gt;")); break;
        case '"': buf_add(out, S("&quot;")); break;
        case '\n': buf_add(out, S("<br>")); break;
        default: buf_char(out, text.at[i]);
        }
    }
}

static void add_link(Buf *out, Str site, Str page, const char *shown) {
    buf_add(out, S("<a href=\""));
    add_html(out, site);
    add_html(out, page);
    buf_addf(out, "\" style=\"color:#0b5394\">%s</a>", shown);
}

static void open_html(Buf *out, const LetterParts *parts) {
    buf_addf(out,
             "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title></title></head>\n"
             "<body style=\"margin:0;background:#f4f5f3;font:16px/1.5 Arial,Helvetica,sans-serif;color:#1b2420\">\n"
             "<div style=\"max-width:640px;margin:0 auto;padding:24px 16px\">\n"
             "<p style=\"margin:0 0 16px;font-weight:bold;color:#1d5b3a\">",
             parts->language == LANGUAGE_EN ? "en" : "vi");
    add_html(out, parts->site_name);
    buf_add(out, S("</p>\n"));
}

static void text_of_notices(Arena *arena, Buf *out, const LetterParts *parts) {
    const Words *say = &words[parts->language];
    buf_addf(out, say->hello, STR_FMT(parts->person));
    buf_add(out, S("\n\n"));
    for (size_t i = 0; i < parts->count; i++) {
        const Notice *one = &parts->notices[i];
        buf_add(out, S("* "));
        if (one->urgency == URGENCY_HIGH) buf_addf(out, "[%s] ", say->urgent);
        buf_addf(out, "%.*s\n", STR_FMT(title_of(one, parts->language)));
        buf_addf(out, "  %.*s\n", STR_FMT(body_of(one, parts->language)));
        buf_addf(out, "  %s: %.*s%.*s\n\n", say->page, STR_FMT(parts->site), STR_FMT(one->page));
    }
    const Str why = str_format(arena, say->why, STR_FMT(parts->site_name));
    buf_addf(out, "-- \n%.*s\n%s: %.*s/thong-bao#thu\n", STR_FMT(why), say->change, STR_FMT(parts->site));
    buf_addf(out, "%s: %.*s\n", say->stop, STR_FMT(parts->unsubscribe));
}

static void html_of_notices(Arena *arena, Buf *out, const LetterParts *parts) {
    const Words *say = &words[parts->language];
    open_html(out, parts);
    buf_add(out, S("<p>"));
    add_html(out, str_format(arena, say->hello, STR_FMT(parts->person)));
    buf_add(out, S("</p>\n"));
    for (size_t i = 0; i < parts->count; i++) {
        const Notice *one = &parts->notices[i];
        const bool presses = one->urgency == URGENCY_HIGH;
        buf_addf(out,
                 "<div style=\"margin:0 0 12px;padding:12px 16px;background:#ffffff;border-left:4px solid %s\">"
                 "<p style=\"margin:0 0 4px;font-weight:bold\">",
                 presses ? "#b3261e" : "#1d5b3a");
        if (presses) buf_addf(out, "[%s] ", say->urgent);
        add_html(out, title_of(one, parts->language));
        buf_add(out, S("</p>\n<p style=\"margin:0 0 4px\">"));
        add_html(out, body_of(one, parts->language));
        buf_add(out, S("</p>\n<p style=\"margin:0\">"));
        add_link(out, parts->site, one->page, say->page);
        buf_add(out, S("</p></div>\n"));
    }
    buf_add(out, S("<p style=\"font-size:13px;color:#4c5752\">"));
    add_html(out, str_format(arena, say->why, STR_FMT(parts->site_name)));
    buf_add(out, S("<br>"));
    add_link(out, parts->site, S("/thong-bao#thu"), say->change);
    buf_add(out, S(" · "));
    add_link(out, parts->unsubscribe, S(""), say->stop);
    buf_add(out, S("</p></div></body></html>\n"));
}

Code letter_of_notices(Arena *arena, const LetterParts *parts, Letter *ret_letter) {
    MUST(parts->count > 0);
    Buf text = buf_new(arena, LETTER_BYTES_MAX), html = buf_new(arena, LETTER_BYTES_MAX);
    const Str first = title_of(&parts->notices[0], parts->language);
    ret_letter->subject =
        parts->count == 1 ? first : str_format(arena, words[parts->language].many, (int)parts->count, STR_FMT(first));
    text_of_notices(arena, &text, parts);
    html_of_notices(arena, &html, parts);
    TRY(buf_done(&text, &ret_letter->text));
    return buf_done(&html, &ret_letter->html);
}

Code letter_of_code(Arena *arena, const LetterParts *parts, Letter *ret_letter) {
    const Words *say = &words[parts->language];
    const Str told = str_format(arena, say->code_text, STR_FMT(parts->site_name), STR_FMT(parts->code));
    ret_letter->subject = str_format(arena, say->code_subject, STR_FMT(parts->code));
    ret_letter->text =
        str_format(arena, "%.*s\n%.*s/thong-bao#thu\n\n%s\n", STR_FMT(told), STR_FMT(parts->site), say->code_else);
    ret_letter->html = S("");
    return OK;
}
