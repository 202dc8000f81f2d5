/* kit/mail - the form of an e-mail; see mail.h. What is handed over is in mail_client.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/mail.h"

#include "kit/crypto.h"

enum {
    LOCAL_MAX = 64,
    LABEL_MAX = 63,
    LINE_LETTERS = 76,
    WORD_BYTES = 42, /* of an encoded word: 56 letters of base64 and 12 around them, behind "Subject: " */
    LINE_BYTES = 57, /* of base64: 76 letters */
    NAME_BYTES_MAX = 200,
    SUBJECT_BYTES_MAX = 400
};

/* ---- addresses ---- */

static bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* dot-atom of RFC 5322 */
static bool local_is_fine(Str local) {
    if (local.len == 0 || local.len > LOCAL_MAX) return false;
    for (size_t i = 0; i < local.len; i++) {
        const char c = local.at[i];
        if (c == '.' && (i == 0 || i + 1 == local.len || local.at[i - 1] == '.')) return false;
        if (c != '.' && !is_letter_or_digit(c) && memchr("!#$%&'*+-/=?^_`{|}~", c, 19) == NULL) return false;
    }
    return true;
}

static bool label_is_fine(Str label) {
    if (label.len == 0 || label.len > LABEL_MAX) return false;
    if (label.at[0] == '-' || label.at[label.len - 1] == '-') return false;
    for (size_t i = 0; i < label.len; i++) {
        if (!is_letter_or_digit(label.at[i]) && label.at[i] != '-') return false;
    }
    return true;
}

bool mail_address_is_fine(Str address) {
    Str domain = address;
    size_t labels = 0;
    if (address.len > MAIL_ADDRESS_MAX || !local_is_fine(str_cut(&domain, '@'))) return false;
    while (domain.at != NULL) {
        if (!label_is_fine(str_cut(&domain, '.'))) return false;
        labels++;
    }
    return labels > 0;
}

bool mail_mailbox_read(Str text, Str *ret_name, Str *ret_address) {
    const size_t open = str_find(text, S("<"));
    Str name = S(""), address = str_trim(text);
    if (open < text.len) {
        if (!str_ends(address, S(">"))) return false;
        name = str_trim(str_part(text, 0, open));
        address = str_trim(str_part(text, open + 1, text.len));
        address = str_part(address, 0, address.len - 1);
    }
    if (!mail_address_is_fine(address)) return false;
    *ret_name = name;
    *ret_address = address;
    return true;
}

/* ---- headers ---- */

/* Nothing that ends a line, and no other control: a name cannot begin a header of its own. */
static Str one_line(Arena *arena, Str text, size_t bytes_max) {
    text = utf8_cut(text, bytes_max);
    Buf out = buf_new(arena, bytes_max + 1);
    for (size_t i = 0; i < text.len; i++)
        buf_char(&out, (unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7F ? ' ' : text.at[i]);
    MUST(!out.overflowed);
    return str_trim((Str){ out.len == 0 ? "" : out.at, out.len });
}

static bool is_ascii(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.at[i] >= 0x80) return false;
    }
    return true;
}

/* RFC 2047, in words that end between letters and lines of their own. `is_plain`: may stand as it is. */
static void add_words(Arena *arena, Buf *out, Str text) {
    for (size_t from = 0; from < text.len;) {
        size_t end = from + utf8_cut(str_part(text, from, text.len), WORD_BYTES).len;
        if (end == from) end = from + 1; /* no text: callers gave UTF-8 */
        if (from > 0) buf_add(out, S("\r\n "));
        buf_addf(out, "=?UTF-8?B?%.*s?=", STR_FMT(base64_text(arena, text.at + from, end - from)));
        from = end;
    }
}

/* A phrase that is short, plain and without marks that mean something stands as it is. */
static bool is_phrase(Str text) {
    if (!is_ascii(text) || text.len == 0 || text.len > LINE_LETTERS / 2) return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_letter_or_digit(text.at[i]) && text.at[i] != ' ' && text.at[i] != '-') return false;
    }
    return true;
}

static void add_phrase(Arena *arena, Buf *out, Str text) {
    if (is_phrase(text))
        buf_add(out, text);
    else
        add_words(arena, out, text);
}

static void add_mailbox(Arena *arena, Buf *out, const char *header, Str name, Str address) {
    const Str shown = one_line(arena, name, NAME_BYTES_MAX);
    buf_addf(out, "%s: ", header);
    if (shown.len > 0) {
        add_phrase(arena, out, shown);
        buf_add(out, S("\r\n "));
    }
    buf_addf(out, shown.len > 0 ? "<%.*s>\r\n" : "%.*s\r\n", STR_FMT(address));
}

static void add_date(Buf *out, const MailMessage *message) {
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    const int64_t offset = message->offset_minutes, away = offset < 0 ? -offset : offset;
    const Day day = day_of_time(message->at, offset);
    const int64_t second = (message->at.us - day_start(day, offset).us) / 1000000;
    int64_t year, month, number;
    day_parts(day, &year, &month, &number);
    buf_addf(out, "Date: %s, %d %s %04d %02d:%02d:%02d %c%02d%02d\r\n", days[(day.number - 1) % 7], (int)number,
             months[month - 1], (int)year, (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60),
             offset < 0 ? '-' : '+', (int)(away / 60), (int)(away % 60));
}

static bool is_token(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (!is_letter_or_digit(text.at[i]) && memchr("_-.", text.at[i], 3) == NULL) return false;
    }
    return text.len > 0;
}

static bool is_header_url(Str url) {
    for (size_t i = 0; i < url.len; i++) {
        if (url.at[i] <= ' ' || url.at[i] == 0x7F || url.at[i] == '<' || url.at[i] == '>') return false;
    }
    return is_ascii(url);
}

static void add_headers(Arena *arena, Buf *out, const MailMessage *message) {
    add_mailbox(arena, out, "From", message->from_name, message->from);
    add_mailbox(arena, out, "To", message->to_name, message->to);
    buf_add(out, S("Subject: "));
    add_phrase(arena, out, one_line(arena, message->subject, SUBJECT_BYTES_MAX));
    buf_add(out, S("\r\n"));
    add_date(out, message);
    buf_addf(out, "Message-ID: <%.*s@%.*s>\r\n", STR_FMT(message->id), STR_FMT(message->host));
    buf_add(out, S("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"));
    if (message->unsubscribe.len == 0) return;
    buf_addf(out, "List-Unsubscribe: <%.*s>\r\n", STR_FMT(message->unsubscribe));
    buf_add(out, S("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
}

/* ---- bodies ---- */

/* As lines of text have it: each ended by CRLF. */
static Str with_line_ends(Arena *arena, Str text) {
    Buf out = buf_new(arena, 2 * MAIL_BODY_BYTES_MAX + 2);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\r') continue;
        if (text.at[i] == '\n') buf_char(&out, '\r');
        buf_char(&out, text.at[i]);
    }
    if (text.len > 0 && text.at[text.len - 1] != '\n') buf_add(&out, S("\r\n"));
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

static void add_part(Arena *arena, Buf *out, const char *type, Str text) {
    const Str body = with_line_ends(arena, text);
    buf_addf(out, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
    for (size_t at = 0; at < body.len; at += LINE_BYTES) {
        const Str line = str_part(body, at, LINE_BYTES);
        buf_addf(out, "%.*s\r\n", STR_FMT(base64_text(arena, line.at, line.len)));
    }
}

Code mail_compose(Arena *arena, const MailMessage *message, Str *ret_bytes) {
    MUST(mail_address_is_fine(message->from) && mail_address_is_fine(message->to));
    MUST(is_token(message->id) && is_token(message->host) && is_header_url(message->unsubscribe));
    if (message->text.len > MAIL_BODY_BYTES_MAX || message->html.len > MAIL_BODY_BYTES_MAX) return TOO_LARGE;
    Buf out = buf_new(arena, MAIL_BYTES_MAX);
    add_headers(arena, &out, message);
    if (message->html.len == 0) {
        add_part(arena, &out, "text/plain", message->text);
        return buf_done(&out, ret_bytes);
    }
    /* base64 has no "=_", so the boundary cannot stand inside a part */
    const Str boundary = str_format(arena, "=_%.*s", STR_FMT(message->id));
    buf_addf(&out, "Content-Type: multipart/alternative;\r\n boundary=\"%.*s\"\r\n\r\n", STR_FMT(boundary));
    buf_addf(&out, "--%.*s\r\n", STR_FMT(boundary));
    add_part(arena, &out, "text/plain", message->text);
    buf_addf(&out, "--%.*s\r\n", STR_FMT(boundary));
    add_part(arena, &out, "text/html", message->html);
    buf_addf(&out, "--%.*s--\r\n", STR_FMT(boundary));
    return buf_done(&out, ret_bytes);
}
