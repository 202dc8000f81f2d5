/* tests/fuzz/fuzz_mail - e-mails made of what strangers chose: names, addresses, words. Nothing of it becomes a header
 * or a line of its own. The input is up to four texts with a NUL between: name, address, subject, words. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/mail.h"
#include "tests/fuzz/fuzz.h"

enum { TEXTS = 4, LINE_BYTES_MAX = 76, HEAD_LINE_BYTES_MAX = 998 }; /* an address cannot be folded: RFC 5322, 2.1.1 */

static void check_address(Str address) {
    if (!mail_address_is_fine(address)) return;
    size_t ats = 0;
    MUST(address.len >= 3 && address.len <= MAIL_ADDRESS_MAX);
    for (size_t i = 0; i < address.len; i++) {
        const char c = address.at[i];
        MUST(c > ' ' && c < 0x7F && strchr("\"(),:;<>[\\]", c) == NULL);
        ats += c == '@';
    }
    MUST(ats == 1 && address.at[0] != '@' && address.at[address.len - 1] != '@');
}

static void check_mailbox(Str text) {
    Str name, address;
    if (!mail_mailbox_read(text, &name, &address)) return;
    check_address(address);
    MUST(mail_address_is_fine(address));
}

static bool is_header(Str line) {
    static const char *const names[] = {
        "Date: ",         "From: ",           "To: ",           "Subject: ",      "Message-ID: ",
        "MIME-Version: ", "Content-Type: ",   "Content-Transfer-Encoding: ",      "Auto-Submitted: ",
        "Precedence: ",   "List-Unsubscribe: ", "List-Unsubscribe-Post: ",        "X-Auto-Response-Suppress: ",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_starts(line, str_of(names[i]))) return true;
    }
    return str_starts(line, S(" ")) || str_starts(line, S("\t"));
}

/* Seven-bit lines that end with CRLF; until the first empty one each is a header that we write, or goes on with one. */
static void check_mail(Str mail) {
    bool is_head = true;
    while (mail.len > 0) {
        size_t end = 0;
        while (end + 1 < mail.len && !(mail.at[end] == '\r' && mail.at[end + 1] == '\n')) {
            const char c = mail.at[end++];
            MUST((c >= ' ' && c < 0x7F) || c == '\t');
        }
        MUST(end + 1 < mail.len && end <= (is_head ? HEAD_LINE_BYTES_MAX : LINE_BYTES_MAX));
        if (end == 0) is_head = false;
        else if (is_head) MUST(is_header(str_part(mail, 0, end)));
        mail = str_part(mail, end + 2, mail.len);
    }
    MUST(!is_head);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str rest = fuzz_input(data, size), texts[TEXTS], mail;
    for (size_t i = 0; i < TEXTS; i++) texts[i] = str_cut(&rest, '\0');
    check_address(texts[1]);
    check_mailbox(texts[0]);
    const Str to = mail_address_is_fine(texts[1]) ? texts[1] : S("ai@example.vn");
    if (utf8_is_valid(texts[0]) && utf8_is_valid(texts[2]) && utf8_is_valid(texts[3])) {
        const MailMessage message = { .from_name = texts[0],
                                      .from = S("banyan@example.vn"),
                                      .to_name = texts[2],
                                      .to = to,
                                      .subject = texts[2],
                                      .text = texts[3],
                                      .html = size % 2 == 0 ? texts[3] : S(""),
                                      .id = S("notice_1"),
                                      .host = S("example.vn"),
                                      .unsubscribe = S("https://example.vn/u"),
                                      .at = { 1795316400000000 },
                                      .offset_minutes = 420 };
        if (mail_compose(cx.arena, &message, &mail) == OK) check_mail(mail);
    }
    fuzz_end(&cx);
    return 0;
}
