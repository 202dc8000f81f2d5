/* kit/tests/mail_test - the form of an e-mail: addresses that are one, headers that nobody can add to, lines that are
 * short. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/mail.h"
#include "tests/harness/unit.h"

static const struct {
    const char *address;
    bool is_fine;
} addresses[] = {
    { "a@b.vn", true },       { "nguyen.thi-hoa+viec@tuyenquang.gov.vn", true },
    { "a@localhost", true },  { "", false },
    { "@b.vn", false },       { "a@", false },
    { "a", false },           { "a@b@c", false },
    { "a@b.", false },        { "a@.b", false },
    { ".a@b", false },        { "a.@b", false },
    { "a..a@b", false },      { "a@b,c@d", false },
    { "a b@c", false },       { "a@b c", false },
    { "<a@b>", false },       { "\"a\"@b", false },
    { "a@[1.2.3.4]", false }, { "a@b\r\nBcc: c@d", false },
    { "a\n@b", false },       { "\xC3\xA1@b.vn", false },
    { "a@-b", false },        { "a@b-", false },
    { "(x)a@b", false },      { "a:b@c", false },
    { "a;b@c", false },       { "a\\@b", false },
};

static void knows_one_plain_address(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        assert_row(i, addresses[i].address);
        assert_int_equal(mail_address_is_fine(str_of(addresses[i].address)), addresses[i].is_fine);
    }
}

static void reads_a_sender(void **state) {
    Str name, address;
    (void)state;
    assert_true(mail_mailbox_read(S("Cây Đa <a@b.vn>"), &name, &address));
    assert_text(name, "Cây Đa");
    assert_text(address, "a@b.vn");
    assert_true(mail_mailbox_read(S(" a@b.vn "), &name, &address));
    assert_text(name, "");
    assert_false(mail_mailbox_read(S("Cây Đa <a@b.vn> x"), &name, &address));
    assert_false(mail_mailbox_read(S("Cây Đa"), &name, &address));
}

static MailMessage message_of(const char *name, const char *subject) {
    return (MailMessage){ .from_name = str_of(name),
                          .from = S("a@b.vn"),
                          .to_name = str_of(name),
                          .to = S("c@d.vn"),
                          .subject = str_of(subject),
                          .text = S("x\n"),
                          .html = S(""),
                          .id = S("mail_1"),
                          .host = S("b.vn"),
                          .unsubscribe = S(""),
                          .at = { INT64_C(1795316400000000) },
                          .offset_minutes = 420 };
}

/* 1795316400 is 2026-11-22T03:00:00Z, a Sunday, ten in the morning in Việt Nam. "eA0K" is base64 of x CR LF. */
static void writes_what_is_plain_plainly(void **state) {
    const MailMessage message = message_of("Cay Da", "Han 30-11");
    Str bytes;
    assert_ok(mail_compose(*state, &message, &bytes));
    assert_text(bytes, "From: Cay Da\r\n <a@b.vn>\r\nTo: Cay Da\r\n <c@d.vn>\r\nSubject: Han 30-11\r\n"
                       "Date: Sun, 22 Nov 2026 10:00:00 +0700\r\nMessage-ID: <mail_1@b.vn>\r\n"
                       "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\neA0K\r\n");
}

/* Lines of the head that begin a header. */
static size_t headers_of(Str bytes) {
    Str rest = str_part(bytes, 0, str_find(bytes, S("\r\n\r\n")));
    size_t count = 0;
    while (rest.at != NULL) {
        const Str line = str_cut(&rest, '\n');
        if (line.len > 0 && line.at[0] != ' ') count++;
        assert_in_range(line.len, 0, 79);
    }
    return count;
}

static void nobody_adds_a_header(void **state) {
    static const char *const names[] = { "x\r\nBcc: e@f.vn", "x\nBcc: e@f.vn", "\r\n\r\nbody", "<e@f.vn>",
                                         "x\x7F\x01" };
    Str bytes;
    for (size_t i = 0; i < COUNT(names); i++) {
        const MailMessage message = message_of(names[i], names[i]);
        assert_row(i, names[i]);
        assert_ok(mail_compose(*state, &message, &bytes));
        assert_int_equal(headers_of(bytes), 9);
        assert_int_equal(str_find(bytes, S("\nBcc")), bytes.len);
    }
}

/* "ữ" is three bytes: 200 of them are cut at 400 bytes to 133 whole ones, in words of 14 each. */
static void long_subjects_end_between_letters(void **state) {
    Buf long_one = buf_new(*state, 1000);
    Str bytes;
    for (int i = 0; i < 200; i++) buf_add(&long_one, S("ữ"));
    MailMessage message = message_of("", "");
    message.subject = written(&long_one);
    assert_ok(mail_compose(*state, &message, &bytes));
    const Str word = S("=?UTF-8?B?4buv4buv4buv4buv4buv4buv4buv4buv4buv4buv4buv4buv4buv4buv?=\r\n ");
    size_t words = 0;
    for (size_t at = str_find(bytes, word); at < bytes.len;
         at += word.len + str_find(str_part(bytes, at + word.len, bytes.len), word))
        words++;
    assert_int_equal(words, 9); /* and a tenth of 7, the last */
    (void)headers_of(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_one_plain_address),   cmocka_unit_test(reads_a_sender),
        AN_ARENA(writes_what_is_plain_plainly),      AN_ARENA(nobody_adds_a_header),
        AN_ARENA(long_subjects_end_between_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
