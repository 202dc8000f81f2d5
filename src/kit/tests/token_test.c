/* kit/tests/token_test - a key on a token in software (SoftHSM): it signs, also after the token forgot us; a PIN that
 * was refused is not tried again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/token.h"
#include "tests/harness/fixture.h"

#include <p11-kit/p11-kit.h>
#include <unistd.h>

#define MODULE "/usr/lib/softhsm/libsofthsm2.so"
#define PIN    "271828"
#define SO_PIN "314159"

enum { LABEL_BYTES = 32 };

/* Or the sanitizer does not see that a leak is SoftHSM's own (tools/lsan.txt). */
const char *__asan_default_options(void);  // NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
const char *__asan_default_options(void) { // NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
    return "fast_unwind_on_malloc=0";
}

static CK_UTF8CHAR_PTR letters(const char *text) {
    return (CK_UTF8CHAR_PTR)(uintptr_t)text;
}

/* The module as it is, past the house: what is done here is not known to a Token. */
static CK_FUNCTION_LIST *module_raw(void) {
    CK_FUNCTION_LIST *module = p11_kit_module_load(MODULE, P11_KIT_MODULE_UNMANAGED);
    assert_non_null(module);
    const CK_RV ready = module->C_Initialize(NULL);
    assert_true(ready == CKR_OK || ready == CKR_CRYPTOKI_ALREADY_INITIALIZED);
    return module;
}

static CK_SLOT_ID first_slot(CK_FUNCTION_LIST *module) {
    CK_SLOT_ID slots[8];
    CK_ULONG count = COUNT(slots);
    assert_int_equal(module->C_GetSlotList(CK_TRUE, slots, &count), CKR_OK);
    assert_true(count > 0);
    return slots[0];
}

static void make_token(CK_FUNCTION_LIST *module) {
    unsigned char label[LABEL_BYTES];
    CK_SESSION_HANDLE session;
    memset(label, ' ', sizeof label);
    memcpy(label, "unit", 4);
    assert_int_equal(module->C_InitToken(first_slot(module), letters(SO_PIN), strlen(SO_PIN), label), CKR_OK);
    assert_int_equal(
        module->C_OpenSession(first_slot(module), CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &session), CKR_OK);
    assert_int_equal(module->C_Login(session, CKU_SO, letters(SO_PIN), strlen(SO_PIN)), CKR_OK);
    assert_int_equal(module->C_InitPIN(session, letters(PIN), strlen(PIN)), CKR_OK);
    assert_int_equal(module->C_CloseSession(session), CKR_OK);
}

/* SoftHSM with one token in the test's folder; false where there is none. */
static bool has_module(Ctx *cx) {
    const Str folder = cx->house->data_folder;
    if (access(MODULE, R_OK) != 0) return false;
    const Str conf =
        fixture_file(cx, "softhsm2.conf", str_format(cx->arena, "directories.tokendir = %.*s\n", STR_FMT(folder)));
    assert_int_equal(setenv("SOFTHSM2_CONF", str_c(cx->arena, conf), 1), 0);
    return true;
}

static Str uri_with(Ctx *cx, Str pin_file) {
    return str_format(cx->arena, "pkcs11:token=unit;object=key?module-path=" MODULE "&pin-source=file:%.*s",
                      STR_FMT(pin_file));
}

static void assert_signs_after_it_was_forgotten(Ctx *cx, CK_FUNCTION_LIST *module) {
    SignKey key;
    Signature first, second;
    Token *token = token_new(cx->arena, uri_with(cx, fixture_file(cx, "pin", S(PIN "\n"))), S(""));
    assert_ok(token_key_make(cx, token, &key));
    assert_ok(token_sign(cx, token, &key, S("text"), &first));
    assert_true(signature_holds(&key, S("text"), &first));
    assert_false(signature_holds(&key, S("other"), &first));
    assert_int_equal(module->C_CloseAllSessions(first_slot(module)), CKR_OK);
    assert_ok(token_sign(cx, token, &key, S("text"), &second));
    assert_memory_equal(first.bytes, second.bytes, SIGNATURE_BYTES); /* Ed25519 leaves nothing to chance */
    SignKey stranger = key;
    stranger.bytes[0] ^= 1;
    assert_int_equal(token_sign(cx, token, &stranger, S("text"), &second), UNAVAILABLE);
    assert_problem(cx, &token_key_missing);
    fixture_forget(cx);
}

static void assert_a_refused_pin_is_not_tried_again(Ctx *cx, CK_FUNCTION_LIST *module) {
    assert_int_equal(module->C_CloseAllSessions(first_slot(module)), CKR_OK); /* logged out, then */
    const Str uri = uri_with(cx, fixture_file(cx, "pin", S("wrong")));
    Token *token = token_new(cx->arena, uri, S(""));
    assert_int_equal(token_open(cx, token), UNAVAILABLE);
    assert_problem(cx, &token_pin_wrong);
    (void)fixture_file(cx, "pin", S(PIN));
    fixture_forget(cx);
    assert_int_equal(token_open(cx, token), UNAVAILABLE);
    assert_problem(cx, &token_pin_wrong);
    fixture_forget(cx);
    assert_ok(token_open(cx, token_new(cx->arena, uri, S("")))); /* as after a new start */
}

/* One test: SoftHSM looks for its folder once in a process. */
static void is_used_as_a_token_wants_it(void **state) {
    Ctx *cx = *state;
    if (!has_module(cx)) skip();
    CK_FUNCTION_LIST *module = module_raw();
    make_token(module);
    assert_signs_after_it_was_forgotten(cx, module);
    assert_a_refused_pin_is_not_tried_again(cx, module);
    p11_kit_module_release(module);
}

int main(void) {
    const struct CMUnitTest tests[] = { AT_DESK(is_used_as_a_token_wants_it) };
    return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
