/* kit/tests/crypto_test - digests against python3's hashlib and base64, secrets, passwords. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/crypto.h"
#include "tests/harness/unit.h"

static int start(void **state) {
    (void)state;
    crypto_start();
    return 0;
}

typedef struct DigestRow {
    const char *text, *hex;
} DigestRow;

/* python3 -c 'import hashlib; print(hashlib.sha256("...".encode()).hexdigest())' */
static const DigestRow digests[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "Đà Nẵng", "93371901e3dc8e240f914a3c1439e108ec0594a8c9baeee8d4d959f868d1f3e1" },
};

static void digests_as_python_does(void **state) {
    for (size_t i = 0; i < COUNT(digests); i++) {
        const Str text = str_of(digests[i].text);
        const Sha256 digest = sha256(text);
        assert_row(i, digests[i].text);
        assert_text(hex_text(*state, digest.bytes, sizeof digest.bytes), digests[i].hex);
        Digest *running = digest_new();
        for (size_t at = 0; at < text.len; at++) digest_add(running, text.at + at, 1);
        const Sha256 piecewise = digest_end(running);
        assert_memory_equal(piecewise.bytes, digest.bytes, SHA256_BYTES);
    }
    digest_drop(digest_new());
    digest_drop(NULL);
}

static void writes_bytes_as_letters(void **state) {
    static const unsigned char bytes[] = { 0x00, 0xFF, 0xFB, 0xF0, 0x10 };
    assert_text(hex_text(*state, bytes, sizeof bytes), "00fffbf010");
    assert_text(base64_text(*state, bytes, 5), "AP/78BA="); /* base64.b64encode(b'\0\xff\xfb\xf0\x10') */
    assert_text(base64url_text(*state, bytes, 5), "AP_78BA");
    assert_text(base64url_text(*state, bytes, 3), "AP_7");
    assert_text(base64_text(*state, bytes, 1), "AA==");
    assert_text(base64_text(*state, bytes, 0), "");
    assert_text(hex_text(*state, bytes, 0), "");
}

typedef struct LettersRow {
    const char *letters;
    int size; /* < 0: refused */
} LettersRow;

/* Room for three bytes. Each text has one form: python3's base64.urlsafe_b64decode would take more of them. */
static const LettersRow letters[] = {
    { "", 0 },     { "AA", 1 },  { "AP8", 2 },   { "AP_7", 3 },   { "_-__", 3 },  { "AP_78A", -1 }, { "A", -1 },
    { "AB", -1 },  { "AP9", -1 }, { "AA==", -1 }, { "AP/7", -1 }, { "AP 7", -1 }, { "AP_7\n", -1 }, { "á", -1 },
};

static void reads_letters_in_one_form(void **state) {
    for (size_t i = 0; i < COUNT(letters); i++) {
        unsigned char bytes[3];
        size_t size = 0;
        assert_row(i, letters[i].letters);
        const bool is_read = base64url_read(*state, str_of(letters[i].letters), bytes, sizeof bytes, &size);
        assert_int_equal(is_read, letters[i].size >= 0);
        if (is_read) assert_int_equal(size, letters[i].size);
        if (is_read) assert_text(base64url_text(*state, bytes, size), letters[i].letters);
    }
}

/* Every letter at every place: digits and a to f, and no other. */
static void reads_hex_in_lower_case_alone(void **state) {
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[2];
    (void)state;
    for (size_t at = 0; at < 4; at++) {
        for (int letter = 0; letter < 256; letter++) {
            char text[] = "0000";
            text[at] = (char)letter;
            const char *digit = letter == 0 ? NULL : strchr(digits, letter);
            assert_int_equal(hex_read((Str){ text, 4 }, bytes, 2), digit != NULL);
            if (digit != NULL) assert_int_equal(bytes[0] << 8 | bytes[1], (int)(digit - digits) << (4 * (3 - at)));
        }
    }
    assert_false(hex_read(S("00ff0"), bytes, 2));
    assert_false(hex_read(S("00f"), bytes, 2));
    assert_true(hex_read(S(""), bytes, 0));
}

static void secrets_are_32_bytes_of_chance(void **state) {
    const Str a = secret_new(*state), b = secret_new(*state);
    assert_int_equal(a.len, 43); /* 32 bytes are 42 2/3 letters of six bits */
    assert_false(str_equal(a, b));
    assert_true(secret_equal(a, str_copy(*state, a)));
    assert_false(secret_equal(a, b));
    assert_false(secret_equal(a, str_part(a, 0, 42)));
    assert_true(secret_equal(S(""), S("")));
}

static void a_password_fits_its_hash_alone(void **state) {
    const Str password = S("cây đa Tân Trào che mát");
    const Str hash = password_hash(*state, password, 1, 8192), again = password_hash(*state, password, 1, 8192);
    assert_true(str_starts(hash, S("$argon2id$v=19$m=8192,t=1,p=1$")));
    assert_false(str_equal(hash, again)); /* a salt of its own */
    assert_true(password_fits(hash, password));
    assert_true(password_fits(again, password));
    assert_false(password_fits(hash, S("cây đa Tân Trào che mát ")));
    assert_false(password_fits(hash, S("Cây đa Tân Trào che mát")));
    assert_false(password_fits(hash, S("")));
    assert_false(password_fits(S(""), password));
    assert_false(password_fits(S("not a hash"), password));
    assert_false(password_fits(str_part(hash, 0, hash.len - 1), password));
    assert_false(password_fits(str_format(*state, "%.*s%0200d", STR_FMT(hash), 0), password)); /* longer than any */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(digests_as_python_does),
        AN_ARENA(writes_bytes_as_letters),
        AN_ARENA(reads_letters_in_one_form),
        AN_ARENA(reads_hex_in_lower_case_alone),
        AN_ARENA(secrets_are_32_bytes_of_chance),
        AN_ARENA(a_password_fits_its_hash_alone),
    };
    return cmocka_run_group_tests_name("crypto", tests, start, NULL);
}
