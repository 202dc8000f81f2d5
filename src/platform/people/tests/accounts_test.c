/* platform/people/tests/accounts_test - who may have an account: names, passwords, and the commands that make them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/accounts.h"
#include "platform/access/access.h"
#include "platform/people/passwords.h"
#include "platform/people/people.h"
#include "tests/unit/province.h"

static int setup(void **state) {
    if (house_setup(state) != 0) return -1;
    province_store(*state);
    return 0;
}

#define IN_PROVINCE(test) cmocka_unit_test_setup_teardown((test), setup, fixture_teardown)

/* ---- passwords ---- */

typedef struct PasswordRow {
    const char *password;
    bool is_fine;
} PasswordRow;

#define TEN    "xxxxxxxxxx"
#define FIFTY  TEN TEN TEN TEN TEN
#define NINETY FIFTY TEN TEN TEN TEN
#define SIXTY_OF_THREE_BYTES "ậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậậ"

/* At least twelve letters, at most 200, without the user name, which is `cb-khcn`. */
static const PasswordRow passwords[] = {
    { "", false },
    { "eleven only", false },
    { "twelve chars", true },
    { "mật khẩu dài", true },    /* twelve letters, 17 bytes */
    { "mật khẩu ấy", false },    /* eleven letters, 16 bytes */
    { "111111111111", true },    /* no rule about kinds of letters */
    { "cb-khcn", false },
    { "xxcb-khcnxx12", false },
    { "CB-KHCN mùa thu", false },
    { "cb-khcm mùa thu", true },
    { "cb khcn mùa thu", true },
    { NINETY NINETY TEN TEN, true },
    { NINETY NINETY TEN TEN "x", false },
    { "mật khẩu\xFF dài lắm", false },
    { SIXTY_OF_THREE_BYTES SIXTY_OF_THREE_BYTES, true }, /* 120 letters, whatever their bytes */
    { SIXTY_OF_THREE_BYTES SIXTY_OF_THREE_BYTES SIXTY_OF_THREE_BYTES TEN TEN "x", false }, /* 201 */
};

static void a_password_is_long_and_not_the_name(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(passwords); i++) {
        assert_row(i, passwords[i].password);
        fixture_forget(cx);
        password_check(cx, S("wanted"), str_of(passwords[i].password), S("cb-khcn"));
        if (passwords[i].is_fine) assert_no_faults(cx);
        else assert_faults(cx, { &password_weak, 0, "wanted" });
    }
    fixture_forget(cx);
    password_check(cx, S("wanted"), S("twelve chars"), S("")); /* no name is in every text */
    assert_no_faults(cx);
}

static void the_shortest_length_is_a_setting(void **state) {
    Ctx *cx = *state;
    const SettingWord words[] = { { S("people.password_letters_min"), S("14"), { .row = 0 } } };
    fixture_set(cx, words, COUNT(words));
    password_check(cx, S("wanted"), S("thirteen char"), S(""));
    assert_holds(cx->problem.faults[0].en, "14 to 200 letters");
    fixture_forget(cx);
    password_check(cx, S("wanted"), S("fourteen chars"), S(""));
    assert_no_faults(cx);
}

static void a_hash_fits_its_password_alone(void **state) {
    Ctx *cx = *state;
    const Str hash = password_make_hash(cx, S("mật khẩu rất dài"));
    assert_true(str_starts(hash, S("$argon2id$v=19$m=8192,t=1,p=1$"))); /* as the settings of the tests say */
    assert_true(password_fits(hash, S("mật khẩu rất dài")));
    assert_false(password_fits(hash, S("mật khẩu rất dai")));
    assert_false(password_fits(hash, S("")));
    assert_false(password_fits(S(""), S("mật khẩu rất dài")));
    assert_false(str_equal(password_make_hash(cx, S("mật khẩu rất dài")), hash)); /* each has a salt of its own */
}

/* ---- accounts by command ---- */

static Code add(Ctx *cx, const char *username, const char *role, const char *agency, const char *password,
                Str *ret_said) {
    fixture_forget(cx);
    void *args = FIXTURE_RECORD(cx, &account_add_args_shape, { "username", username }, { "role", role },
                                { "agency", agency }, { "password", password }, { "name", "Nguyễn Văn A" });
    return fixture_say(cx, account_add, args, ret_said);
}

typedef struct AddRow {
    const char *username, *role, *agency, *password;
    FaultWanted wanted[2];
} AddRow;

static const AddRow wrong_adds[] = {
    { "cán-bộ", "leader", "", "một câu thật dài", { { &username_form, 0, "username" } } },
    { "a b", "leader", "", "một câu thật dài", { { &username_form, 0, "username" } } },
    { "a@b", "leader", "", "một câu thật dài", { { &username_form, 0, "username" } } },
    { "ab", "leader", "", "ngắn", { { &password_weak, 0, "password" } } },
    { "a/b", "leader", "", "ngắn", { { &username_form, 0, "username" }, { &password_weak, 0, "password" } } },
    { "ab", "officer", "", "một câu thật dài", { { &role_needs_agency, 0, "agency" } } },
    { "ab", "head", "NOBODY", "một câu thật dài", { { &code_unknown, 0, "agency" } } },
    { "ab", "officer", "OLD-TTTT", "một câu thật dài", { { &agency_closed, 0, "agency" } } }, /* it has ended */
};

static void refuses_accounts_that_cannot_be(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(wrong_adds); i++) {
        const AddRow *row = &wrong_adds[i];
        Str said;
        Account account;
        const size_t count = row->wanted[1].kind == NULL ? 1 : 2;
        assert_row(i, row->username);
        assert_ok(db_savepoint(cx));
        assert_int_equal(add(cx, row->username, row->role, row->agency, row->password, &said), INVALID);
        assert_faults_at(cx, row->wanted, count, __FILE__, __LINE__);
        assert_text(said, "");
        db_rollback_to(cx); /* as run_work() does with what was refused */
        assert_int_equal(account_find(cx, S("ab"), &account), NOT_FOUND);
    }
}

static void makes_an_account_with_its_role(void **state) {
    Ctx *cx = *state;
    Str said;
    Account account, again;
    Rows grants;
    assert_ok(add(cx, "CB.khcn_1-x", "officer", "SKHCN", "một câu thật dài", &said));
    assert_text(said, "cb.khcn_1-x (officer)\n"); /* the password was said by who made it */
    assert_ok(account_find(cx, S("  cb.KHCN_1-x "), &account)); /* case does not count */
    assert_text(account.username, "cb.khcn_1-x");
    assert_text(account.name, "Nguyễn Văn A");
    assert_true(account.is_active);
    assert_false(account.is_sample);
    assert_int_equal(account.failures, 0);
    assert_true(password_fits(account.password_hash, S("một câu thật dài")));
    assert_ok(account_read(cx, &account.id, &again));
    assert_text(again.username, "cb.khcn_1-x");
    assert_ok(access_grants_of(cx, &account.id, &grants));
    assert_int_equal(grants.count, 1);
    assert_int_equal(((const Grant *)grants.items)[0].role, ROLE_OFFICER);
    assert_text(((const Grant *)grants.items)[0].agency, "SKHCN");
    assert_int_equal(add(cx, "CB.KHCN_1-X", "leader", "", "một câu khác dài", &said), CONFLICT);
    assert_problem(cx, &username_taken);
    assert_int_equal(account_find(cx, S("cb.khcn"), &account), NOT_FOUND);
    assert_int_equal(account_find(cx, S(""), &account), NOT_FOUND);
}

static void shows_a_password_that_it_makes_once(void **state) {
    Ctx *cx = *state;
    Str said, other;
    Account account;
    assert_ok(add(cx, "one", "leader", "", "", &said));
    assert_ok(add(cx, "two", "leader", "", "", &other));
    const size_t at = str_find(said, S("password: ")) + 10;
    const Str password = str_trim(str_part(said, at, said.len));
    assert_int_equal(password.len, 20);
    assert_false(str_ends(str_trim(other), password));
    assert_ok(account_find(cx, S("one"), &account));
    assert_true(password_fits(account.password_hash, password));
}

/* ---- from standard input: the first line, without its end ---- */

static Str stored_from(Ctx *cx, const char *name, Str input, Code *ret_code) {
    Str said;
    Account account = { .password_hash = S("") };
    const Str path = fixture_file(cx, "input", input);
    assert_non_null(freopen(path.at, "r", stdin));
    fixture_forget(cx);
    void *args = FIXTURE_RECORD(cx, &account_add_args_shape, { "username", name }, { "role", "leader" },
                                { "password_stdin", "true" });
    *ret_code = fixture_say(cx, account_add, args, &said);
    (void)account_find(cx, str_of(name), &account);
    return account.password_hash;
}

static void reads_a_password_from_its_input(void **state) {
    Ctx *cx = *state;
    Code code;
    assert_true(password_fits(stored_from(cx, "aa", S("một câu thật dài\n"), &code), S("một câu thật dài")));
    assert_ok(code);
    assert_true(password_fits(stored_from(cx, "bb", S("  một câu thật dài \r\nhai\n"), &code), S("một câu thật dài")));
    assert_ok(code);
    assert_true(password_fits(stored_from(cx, "cc", S("một câu thật dài"), &code), S("một câu thật dài")));
    assert_ok(code);
    (void)stored_from(cx, "dd", S(""), &code);
    assert_int_equal(code, INVALID);
    (void)stored_from(cx, "ee", S("\n"), &code);
    assert_int_equal(code, INVALID);
    (void)stored_from(cx, "ff", S(NINETY NINETY TEN TEN "x\n"), &code); /* 201: refused, not cut */
    assert_int_equal(code, INVALID);
}

/* What a browser sends is composed (kit/text); so is what is typed here, or it would never fit. */
static void composes_what_was_typed_in_parts(void **state) {
    Ctx *cx = *state;
    Code code;
    const Str typed = S("mo\xCC\xA3\xCC\x82t ca\xCC\x82u tha\xCC\xA3\xCC\x82t da\xCC\x80i\n");
    const Str hash = stored_from(cx, "aa", typed, &code);
    assert_ok(code);
    assert_true(password_fits(hash, S("một câu thật dài")));
}

/* ---- later ---- */

static void gives_a_new_password(void **state) {
    Ctx *cx = *state;
    Str said;
    Account account;
    assert_ok(add(cx, "one", "leader", "", "một câu thật dài", &said));
    fixture_forget(cx);
    void *args = FIXTURE_RECORD(cx, &account_password_args_shape, { "username", "ONE" },
                                { "password", "hai câu thật dài" });
    assert_ok(fixture_say(cx, account_reset_password, args, &said));
    assert_ok(account_find(cx, S("one"), &account));
    assert_true(password_fits(account.password_hash, S("hai câu thật dài")));
    assert_false(password_fits(account.password_hash, S("một câu thật dài")));
    args = FIXTURE_RECORD(cx, &account_password_args_shape, { "username", "one" }, { "password", "One câu thật dài" });
    assert_int_equal(account_reset_password(cx, args, NULL), INVALID); /* the rules hold here too */
    fixture_forget(cx);
    args = FIXTURE_RECORD(cx, &account_password_args_shape, { "username", "nobody" });
    assert_int_equal(account_reset_password(cx, args, NULL), NOT_FOUND);
    assert_problem(cx, &account_missing);
}

static void lists_and_disables(void **state) {
    Ctx *cx = *state;
    Str said;
    Account account;
    assert_ok(add(cx, "two", "leader", "", "một câu thật dài", &said));
    assert_ok(add(cx, "one", "citizen", "", "một câu thật dài", &said));
    assert_ok(account_disable(cx, FIXTURE_RECORD(cx, &account_key_args_shape, { "username", "two" }), NULL));
    assert_ok(account_find(cx, S("two"), &account));
    assert_false(account.is_active);
    assert_ok(fixture_say(cx, account_list, NULL, &said));
    assert_true(str_find(said, S("one")) < str_find(said, S("two")));
    assert_true(str_find(said, S("two")) < str_find(said, S("disabled")));
    assert_int_equal(account_disable(cx, FIXTURE_RECORD(cx, &account_key_args_shape, { "username", "none" }), NULL),
                     NOT_FOUND);
}

static void names_the_person_of_an_account(void **state) {
    Ctx *cx = *state;
    Str said;
    Account account;
    PersonName person;
    const Id nobody = { "account_x" };
    assert_ok(add(cx, "one", "leader", "", "một câu thật dài", &said));
    assert_ok(account_find(cx, S("one"), &account));
    assert_ok(person_name(cx, &account.id, &person));
    assert_text(person.name, "Nguyễn Văn A");
    assert_text(person.title, "");
    assert_int_equal(person_name(cx, &nobody, &person), NOT_FOUND);
    assert_null(cx->problem.kind);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_password_is_long_and_not_the_name),
        AT_DESK(the_shortest_length_is_a_setting),
        AT_DESK(a_hash_fits_its_password_alone),
        IN_PROVINCE(refuses_accounts_that_cannot_be),
        IN_PROVINCE(makes_an_account_with_its_role),
        IN_PROVINCE(shows_a_password_that_it_makes_once),
        IN_PROVINCE(reads_a_password_from_its_input),
        IN_PROVINCE(composes_what_was_typed_in_parts),
        IN_PROVINCE(gives_a_new_password),
        IN_PROVINCE(lists_and_disables),
        IN_PROVINCE(names_the_person_of_an_account),
    };
    return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
