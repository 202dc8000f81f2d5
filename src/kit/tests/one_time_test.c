/* kit/tests/one_time_test - codes of RFC 6238, the address that authenticators read, and the picture of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/one_time.h"
#include "tests/harness/unit.h"

static int start(void **state) {
    (void)state;
    crypto_start();
    return 0;
}

typedef struct CodeRow {
    int64_t at_s;
    const char *code;
} CodeRow;

/* RFC 6238, appendix B, SHA-1: its codes have eight digits, of which an authenticator shows the last six. */
static const CodeRow codes[] = {
    { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
    { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" },
};

static OneTimeSecret rfc_secret(void) {
    OneTimeSecret secret;
    memcpy(secret.bytes, "12345678901234567890", sizeof secret.bytes);
    return secret;
}

static bool fits_at(Arena *arena, int64_t at_s, const char *code, int64_t *ret_step) {
    const OneTimeSecret secret = rfc_secret();
    return one_time_fits(arena, &secret, (Time){ at_s * 1000000 }, str_of(code), ret_step);
}

static void codes_are_those_of_the_standard(void **state) {
    for (size_t i = 0; i < COUNT(codes); i++) {
        int64_t step = 0;
        assert_row(i, codes[i].code);
        assert_true(fits_at(*state, codes[i].at_s, codes[i].code, &step));
        assert_int_equal(step, codes[i].at_s / 30);
    }
}

/* 1111111109 s is the last second of its step but one: 37037036 * 30 = 1111111080 up to 1111111109. */
static void a_clock_may_be_one_step_off(void **state) {
    int64_t step = 0;
    assert_true(fits_at(*state, 1111111080, "081804", &step));
    assert_true(fits_at(*state, 1111111080 - 30, "081804", &step));
    assert_int_equal(step, 37037036); /* of the code, not of the clock */
    assert_true(fits_at(*state, 1111111109 + 30, "081804", &step));
    assert_int_equal(step, 37037036);
    assert_false(fits_at(*state, 1111111080 - 31, "081804", &step));
    assert_false(fits_at(*state, 1111111109 + 31, "081804", &step));
}

static void other_texts_are_no_codes(void **state) {
    static const char *const wrong[] = { "",       "28708",  "2870823", "07287082", "28708x",
                                         " 87082", "-87082", "+87082",  "287083",   "２８" };
    int64_t step = 7;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_row(i, wrong[i]);
        assert_false(fits_at(*state, 59, wrong[i], &step));
        assert_int_equal(step, 7);
    }
}

/* RFC 4648 of the same twenty bytes, by python3's base64.b32encode. */
static void an_authenticator_reads_the_address(void **state) {
    const OneTimeSecret secret = rfc_secret();
    assert_text(one_time_secret_text(*state, &secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_text(
        one_time_address(*state, &secret, S("Tỉnh Tuyên Quang"), S("can-bo")),
        "otpauth://totp/T%E1%BB%89nh%20Tuy%C3%AAn%20Quang:can-bo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer="
        "T%E1%BB%89nh%20Tuy%C3%AAn%20Quang");
    const OneTimeSecret a = one_time_secret_new(), b = one_time_secret_new();
    assert_memory_not_equal(a.bytes, b.bytes, sizeof a.bytes);
}

/* The corner marks of every QR code (ISO/IEC 18004): 7 dark, then 1 0 0 0 0 0 1. What it says is read by a decoder in
 * tests/stories/second_factor.story.mjs. */
static void a_picture_has_its_corner_marks(void **state) {
    const Texts rows = qr_rows(*state, S("otpauth://totp/x"));
    assert_int_equal(rows.count, 25); /* version 2: 16 letters at level M are too many for version 1 */
    for (size_t i = 0; i < rows.count; i++) assert_int_equal(rows.items[i].len, rows.count);
    assert_text(str_part(rows.items[0], 0, 8), "11111110");
    assert_text(str_part(rows.items[0], 17, 25), "01111111");
    assert_text(str_part(rows.items[1], 0, 8), "10000010");
    assert_text(str_part(rows.items[24], 0, 8), "11111110");
}

/* ---- what is kept closed ---- */

static void a_box_opens_with_its_key_alone(void **state) {
    const StoreKey key = store_key_new(), other = store_key_new();
    char out[5] = "";
    const Str box = box_close(*state, &key, "mật", 5);
    assert_int_equal(box.len, 60); /* base64 of 24 + 16 + 5 bytes */
    assert_true(box_open(*state, &key, box, out, 5));
    assert_memory_equal(out, "mật", 5);
    assert_false(box_open(*state, &other, box, out, 5));
    assert_false(box_open(*state, &key, box, out, 4)); /* another size */
    assert_false(box_open(*state, &key, str_part(box, 0, 56), out, 5));
    char *changed = (char *)(uintptr_t)str_copy(*state, box).at;
    changed[20] = changed[20] == 'A' ? 'B' : 'A';
    assert_false(box_open(*state, &key, (Str){ changed, box.len }, out, 5));
    assert_false(str_equal(box_close(*state, &key, "mật", 5), box)); /* each has a nonce of its own */
}

/* RFC 4231, test case 1, with its key of 20 bytes filled up with zeros as HMAC does itself. */
static void a_keyed_digest_is_an_hmac(void **state) {
    StoreKey key = { { 0 } };
    memset(key.bytes, 0x0b, 20);
    const Sha256 digest = keyed_digest(&key, S("Hi There"));
    assert_text(hex_text(*state, digest.bytes, sizeof digest.bytes),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(codes_are_those_of_the_standard), AN_ARENA(a_clock_may_be_one_step_off),
        AN_ARENA(other_texts_are_no_codes),        AN_ARENA(an_authenticator_reads_the_address),
        AN_ARENA(a_picture_has_its_corner_marks),  AN_ARENA(a_box_opens_with_its_key_alone),
        AN_ARENA(a_keyed_digest_is_an_hmac),
    };
    return cmocka_run_group_tests_name("one_time", tests, start, NULL);
}
