/* platform/exchange/tests/loading_test - a declaration loaded: what is refused and where, what changes, and what the
 * registry then says. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/checking.h"
#include "platform/exchange/declaration.h"
#include "platform/exchange/documents.h"
#include "platform/exchange/loading.h"
#include "platform/exchange/registry.h"
#include "tests/harness/fixture.h"

/* Made by `openssl genpkey` and `openssl pkey -pubout`; the digests by `openssl pkey -pubin -outform DER | sha256sum`.
 */
#define ED25519                                                                                                        \
    "-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2VwAyEAgwrNELGDeIUugre1TmS2jZwqrVJvGemyYwdBKa/ZjWc=\\n"                     \
    "-----END PUBLIC KEY-----"
#define ED25519_DIGEST "7faf7aa8ae819955dd22f9d87bde37a8aa2334903d25b8e1cd991c7a60531bf2"
#define P256                                                                                                           \
    "-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE13qeTZcY5wu1xrj2kvM0BkR4WG0U\\n"                 \
    "wyvazc2xHtCk8UTrwmOLaTadz9dMR2umnrSfSed7AilQVoS4duns2/ZOfA==\\n-----END PUBLIC KEY-----"

static const char base[] =
    "{\"instance\":\"VN\",\"members\":[{\"class\":\"GOV\",\"code\":\"H29.1\",\"name\":\"Công an tỉnh\",\"subsystems\":["
    "{\"code\":\"DanCu\",\"signing_keys\":[\"" ED25519 "\",{\"key_id\":\"k2\",\"pem\":\"" P256 "\","
    "\"valid_from\":\"2026-01-01T00:00:00Z\",\"valid_to\":\"2027-01-01T00:00:00Z\"}],"
    "\"services\":[{\"code\":\"people\",\"type\":\"rest\",\"url\":\"https://10.0.0.1:8443/api\",\"endpoints\":"
    "[{\"method\":\"GET\",\"path\":\"/people/*\"}]},{\"code\":\"old\",\"type\":\"rest\",\"url\":\"http://"
    "[fd00::1]:80\","
    "\"timeout_s\":5,\"tls_verify\":false,\"enabled\":false,\"notice\":\"Bảo trì\",\"bodies\":\"dropped\"}]}]},"
    "{\"class\":\"GOV\",\"code\":\"H29.2\",\"name\":\"Sở Giáo dục\",\"subsystems\":[{\"code\":\"DaoTao\","
    "\"connection\":\"https\"},{\"code\":\"Thi\",\"connection\":\"http\"},{\"code\":\"Xa\",\"node\":\"HUB\","
    "\"services\":[{\"code\":\"far\",\"type\":\"rest\"}]}]}],"
    "\"groups\":[{\"code\":\"all\",\"members\":[\"VN/GOV/H29.2/DaoTao\"]}],"
    "\"rights\":[{\"subject\":\"all\",\"service\":\"VN/GOV/H29.1/DanCu/people\",\"method\":\"GET\",\"path\":\"/people/"
    "*\"},"
    "{\"subject\":\"VN/GOV/H29.2/Thi\",\"service\":\"VN/GOV/H29.1/DanCu/old\"}],"
    "\"quotas\":[{\"subject\":\"all\",\"per_minute\":600,\"at_once\":10},{\"subject\":\"VN/GOV/H29.2/Thi\","
    "\"per_minute\":7}],\"nodes\":[{\"code\":\"HUB\",\"url\":\"https://hub.example.vn/\"}]}";

static Str changed(Ctx *cx, const char *what, const char *by) {
    const Str text = str_of(base);
    const size_t at = str_find(text, str_of(what));
    assert_true(at < text.len);
    return str_format(cx->arena, "%.*s%s%s", (int)at, base, by, base + at + strlen(what));
}

static Code load(Ctx *cx, Str json, Str *ret_said) {
    const Str file = fixture_file(cx, "exchange.json", json);
    fixture_forget(cx);
    return fixture_say(cx, exchange_load,
                       fixture_record(cx, &exchange_load_args_shape, &(FieldWord){ "file", str_c(cx->arena, file) }, 1),
                       ret_said);
}

/* ---- what is refused, and where ---- */

typedef struct FaultRow {
    const char *what, *by;
    const ProblemKind *kind;
    const char *place;
} FaultRow;

static const FaultRow faults[] = {
    { "\"instance\":\"VN\",", "", &field_missing, "instance" },
    { "\"code\":\"DanCu\"", "\"cod\":\"DanCu\",\"code\":\"DanCu\"", &field_unknown, "members[0].subsystems[0].cod" },
    { "\"code\":\"DaoTao\"", "\"code\":\"Dao Tao\",\"certificates\":[7]", &field_wrong_type,
      "members[1].subsystems[0].certificates[0]" },
    { "\"type\":\"rest\"", "\"type\":\"soap\"", &field_choice, "members[0].subsystems[0].services[0].type" },
    { "\"code\":\"Xa\"", "\"code\":\"X/a\"", &exchange_code_form, "members[1].subsystems[2].code" },
    { "{\"class\":\"GOV\",\"code\":\"H29.2\"",
      "{\"class\":\"SỞ\",\"code\":\"a\",\"name\":\"b\"},{\"class\":\"GOV\",\"code\":\"H29.2\"", &exchange_code_form,
      "members[1].class" },
    { "{\"class\":\"GOV\",\"code\":\"H29.2\"",
      "{\"class\":\"GOV\",\"code\":\"H29.1\",\"name\":\"b\"},{\"class\":\"GOV\",\"code\":\"H29.2\"", &exchange_twice,
      "members[1]" },
    { "\"code\":\"far\"", "\"code\":\"listMethods\"", &exchange_code_reserved,
      "members[1].subsystems[2].services[0].code" },
    { "{\"code\":\"far\"", "{\"code\":\"far\",\"type\":\"wsdl\"},{\"code\":\"far\"", &exchange_twice,
      "members[1].subsystems[2].services[1]" },
    { "\"node\":\"HUB\"", "\"node\":\"HUT\"", &exchange_node_unknown, "members[1].subsystems[2].node" },
    { "\"node\":\"HUB\",", "", &exchange_url_form, "members[1].subsystems[2].services[0].url" },
    { "https://10.0.0.1:8443/api", "https://10.0.0.1:84430/api", &exchange_url_form,
      "members[0].subsystems[0].services[0].url" },
    { "https://10.0.0.1:8443/api", "https://a@10.0.0.1/api", &exchange_url_form,
      "members[0].subsystems[0].services[0].url" },
    { "https://10.0.0.1:8443/api", "https:///api", &exchange_url_form, "members[0].subsystems[0].services[0].url" },
    { "http://[fd00::1]:80", "http://[fd00::1", &exchange_url_form, "members[0].subsystems[0].services[1].url" },
    { "https://hub.example.vn/", "ftp://hub.example.vn/", &exchange_url_form, "nodes[0].url" },
    { "\"method\":\"GET\"", "\"method\":\"get\"", &exchange_method_form,
      "members[0].subsystems[0].services[0].endpoints[0].method" },
    { "\"path\":\"/people/*\"", "\"path\":\"people\"", &exchange_path_form,
      "members[0].subsystems[0].services[0].endpoints[0].path" },
    { "\"" ED25519 "\"", "\"x\"", &exchange_key_form, "members[0].subsystems[0].signing_keys[0]" },
    { "\"" ED25519 "\"", "{\"key_id\":\"a\"}", &exchange_one_of_two, "members[0].subsystems[0].signing_keys[0]" },
    { "\"" ED25519 "\"", "{\"file\":\"../a.pem\"}", &exchange_file_path,
      "members[0].subsystems[0].signing_keys[0].file" },
    { "\"" ED25519 "\"", "{\"file\":\"a.pem\"}", &exchange_file_unread,
      "members[0].subsystems[0].signing_keys[0].file" },
    { "\"key_id\":\"k2\"", "\"key_id\":\"k 2\"", &exchange_key_id_form,
      "members[0].subsystems[0].signing_keys[1].key_id" },
    { "\"valid_to\":\"2027", "\"valid_to\":\"2025", &exchange_key_order,
      "members[0].subsystems[0].signing_keys[1].valid_to" },
    { "\"code\":\"DaoTao\"", "\"code\":\"DaoTao\",\"certificates\":[\"x\"]", &exchange_certificate_form,
      "members[1].subsystems[0].certificates[0]" },
    { "\"members\":[\"VN/GOV/H29.2/DaoTao\"]", "\"members\":[\"VN/GOV/H29.2/x\"]", &exchange_subject_unknown,
      "groups[0].members[0]" },
    { "\"subject\":\"all\"", "\"subject\":\"al\"", &exchange_subject_unknown, "rights[0].subject" },
    { "\"service\":\"VN/GOV/H29.1/DanCu/old\"", "\"service\":\"VN/GOV/H29.1/DanCu/new\"", &exchange_service_unknown,
      "rights[1].service" },
    { "\"subject\":\"VN/GOV/H29.2/Thi\",\"per", "\"subject\":\"VN/GOV/H29.2\",\"per", &exchange_subject_unknown,
      "quotas[1].subject" },
    { "\"per_minute\":600", "\"per_minute\":-1", &field_range, "quotas[0].per_minute" },
    { "\"bodies\":\"dropped\"", "\"bodies\":\"dropped\",\"openapi\":\"a: b: c\"", &exchange_document_form,
      "members[0].subsystems[0].services[1].openapi" },
};

static void names_every_fault_by_its_place(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(faults); i++) {
        Str said;
        assert_row(i, faults[i].by);
        assert_int_equal(load(cx, changed(cx, faults[i].what, faults[i].by), &said), INVALID);
        assert_faults(cx, { faults[i].kind, 0, faults[i].place });
    }
    fixture_forget(cx);
    int64_t version;
    assert_ok(registry_version(cx, &version));
    assert_int_equal(version, 0); /* nothing half-written */
}

static void names_all_faults_at_once(void **state) {
    Ctx *cx = *state;
    Str said;
    const char *json =
        "{\"instance\":\"V N\",\"members\":[{\"class\":\"\",\"code\":\"a b\",\"name\":\"x\"}],\"rights\":["
        "{\"subject\":\"a\",\"service\":\"b\",\"method\":\"c\",\"path\":\"d\"}]}";
    assert_int_equal(load(cx, str_of(json), &said), INVALID);
    assert_faults(cx, { &field_missing, 0, "members[0].class" });
    json = "{\"instance\":\"V N\",\"members\":[{\"class\":\"c\",\"code\":\"a b\",\"name\":\"x\"}],\"rights\":["
           "{\"subject\":\"a\",\"service\":\"b\",\"method\":\"c\",\"path\":\"d\"}]}";
    assert_int_equal(load(cx, str_of(json), &said), INVALID);
    assert_faults(cx, { &exchange_code_form, 0, "instance" }, { &exchange_code_form, 0, "members[0].code" },
                  { &exchange_subject_unknown, 0, "rights[0].subject" },
                  { &exchange_service_unknown, 0, "rights[0].service" },
                  { &exchange_method_form, 0, "rights[0].method" }, { &exchange_path_form, 0, "rights[0].path" });
}

/* ---- what changes ---- */

static void loading_twice_changes_nothing(void **state) {
    Ctx *cx = *state;
    Str said;
    int64_t version;
    assert_ok(load(cx, str_of(base), &said));
    assert_holds(said, "+ service VN/GOV/H29.1/DanCu/people\n");
    assert_holds(said, "15 thay đổi / changes");
    assert_ok(load(cx, str_of(base), &said));
    assert_text(said, "Không có gì thay đổi / nothing changed\n");
    assert_ok(registry_version(cx, &version));
    assert_int_equal(version, 1);
}

typedef struct ChangeRow {
    const char *what, *by, *said;
} ChangeRow;

static const ChangeRow changes[] = {
    { "Công an tỉnh", "Công an", "~ member VN/GOV/H29.1\n" },
    { "\"connection\":\"https\"", "\"connection\":\"mtls\"", "~ subsystem VN/GOV/H29.2/DaoTao\n" },
    { "\"key_id\":\"k2\"", "\"key_id\":\"k3\"", "~ subsystem VN/GOV/H29.1/DanCu\n" },
    { "\"timeout_s\":5", "\"timeout_s\":6", "~ service VN/GOV/H29.1/DanCu/old\n" },
    { "[{\"method\":\"GET\",\"path\":\"/people/*\"}]", "[]", "~ service VN/GOV/H29.1/DanCu/people\n" },
    { "[\"VN/GOV/H29.2/DaoTao\"]", "[]", "~ group all\n" },
    { "\"at_once\":10", "\"at_once\":11", "~ quota all\n" },
    { "hub.example.vn/", "hub.example.vn", "~ node HUB\n" },
    { ",{\"code\":\"old\",\"type\":\"rest\",\"url\":\"http://[fd00::1]:80\",\"timeout_s\":5,\"tls_verify\":false,"
      "\"enabled\":false,\"notice\":\"Bảo trì\",\"bodies\":\"dropped\"}",
      "", NULL }, /* a right names it */
    { ",{\"subject\":\"VN/GOV/H29.2/Thi\",\"service\":\"VN/GOV/H29.1/DanCu/old\"}", "",
      "- right VN/GOV/H29.2/Thi VN/GOV/H29.1/DanCu/old * **\n" },
};

static void tells_each_change(void **state) {
    Ctx *cx = *state;
    Str said;
    for (size_t i = 0; i < COUNT(changes); i++) {
        assert_row(i, changes[i].by);
        assert_ok(load(cx, str_of(base), &said));
        const Str other = changed(cx, changes[i].what, changes[i].by);
        assert_int_equal(load(cx, other, &said), changes[i].said != NULL ? OK : INVALID);
        if (changes[i].said == NULL) continue;
        assert_true(str_starts(said, str_of(changes[i].said)));
        assert_holds(said, "\n1 thay đổi / changes");
        assert_ok(load(cx, other, &said)); /* what was written is what was read */
        assert_text(said, "Không có gì thay đổi / nothing changed\n");
    }
}

static void removes_what_the_file_no_longer_has(void **state) {
    Ctx *cx = *state;
    Str said;
    assert_ok(load(cx, str_of(base), &said));
    assert_ok(load(cx, S("{\"instance\":\"VN\"}"), &said));
    assert_holds(said, "- subsystem VN/GOV/H29.1/DanCu\n");
    Registry *registry;
    assert_ok(registry_make(cx, &registry));
    assert_int_equal(registry->subsystem_count, 0);
    assert_null(registry_service(registry, S("VN/GOV/H29.1/DanCu/people")));
    registry_free(registry);
}

/* ---- what the registry says ---- */

static void knows_what_was_declared(void **state) {
    Ctx *cx = *state;
    Str said;
    Registry *registry;
    assert_ok(load(cx, str_of(base), &said));
    assert_ok(registry_make(cx, &registry));
    assert_int_equal(registry->version, 1);
    assert_text(registry->instance, "VN");
    const Subsystem *subsystem = registry_subsystem(registry, S("VN/GOV/H29.1/DanCu"));
    assert_non_null(subsystem);
    assert_text(subsystem->member_name, "Công an tỉnh");
    assert_text(subsystem->class_code, "GOV");
    assert_int_equal(subsystem->connection, CONNECTION_MTLS); /* when nothing is said */
    assert_int_equal(subsystem->key_count, 2);
    assert_text(subsystem->keys[0].key_id, ED25519_DIGEST);
    assert_text(sha256_text(cx->arena, subsystem->keys[0].spki), ED25519_DIGEST);
    assert_int_equal(subsystem->keys[0].algorithm, KEY_ED25519);
    assert_int_equal(subsystem->keys[1].algorithm, KEY_ECDSA_P256);
    assert_text(time_text(cx->arena, subsystem->keys[1].valid_to), "2027-01-01T00:00:00Z");
    assert_int_equal(subsystem->service_count, 2);
    const Service *old = registry_service(registry, S("VN/GOV/H29.1/DanCu/old"));
    assert_ptr_equal(old->subsystem, subsystem);
    assert_false(old->is_enabled || old->tls_verify);
    assert_int_equal(old->timeout_s, 5);
    assert_int_equal(old->bodies, BODY_DROPPED);
    const Service *people = registry_service(registry, S("VN/GOV/H29.1/DanCu/people"));
    assert_true(people->is_enabled && people->tls_verify); /* when nothing is said */
    assert_int_equal(people->timeout_s, 60);
    assert_int_equal(people->endpoint_count, 1);
    assert_text(registry_subsystem(registry, S("VN/GOV/H29.2/Xa"))->node, "HUB");
    assert_text(registry_node(registry, S("HUB"))->url, "https://hub.example.vn/");
    assert_null(registry_subsystem(registry, S("VN/GOV/H29.1")));
    assert_null(registry_node(registry, S("HUT")));
    registry_free(registry);
}

typedef struct RightRowWanted {
    const char *client, *service, *method, *path;
    bool may;
} RightRowWanted;

static const RightRowWanted rights[] = {
    { "VN/GOV/H29.2/DaoTao", "VN/GOV/H29.1/DanCu/people", "GET", "/people/7", true }, /* by its group */
    { "VN/GOV/H29.2/DaoTao", "VN/GOV/H29.1/DanCu/people", "POST", "/people/7", false },
    { "VN/GOV/H29.2/DaoTao", "VN/GOV/H29.1/DanCu/people", "GET", "/people/7/x", false },
    { "VN/GOV/H29.2/DaoTao", "VN/GOV/H29.1/DanCu/people", "GET", "/", false },
    { "VN/GOV/H29.2/DaoTao", "VN/GOV/H29.1/DanCu/old", "GET", "/", false },
    { "VN/GOV/H29.2/Thi", "VN/GOV/H29.1/DanCu/people", "GET", "/people/7", false }, /* not in the group */
    { "VN/GOV/H29.2/Thi", "VN/GOV/H29.1/DanCu/old", "DELETE", "/any/thing", true }, /* the whole service */
    { "VN/GOV/H29.2/Thi", "VN/GOV/H29.1/DanCu/old", "GET", "", true },
    { "VN/GOV/H29.1/DanCu", "VN/GOV/H29.1/DanCu/people", "GET", "/people/7", false }, /* not even its own */
};

static void allows_what_a_right_says_and_nothing_else(void **state) {
    Ctx *cx = *state;
    Str said;
    Registry *registry;
    assert_ok(load(cx, str_of(base), &said));
    assert_ok(registry_make(cx, &registry));
    for (size_t i = 0; i < COUNT(rights); i++) {
        assert_row(i, rights[i].path);
        const Subsystem *client = registry_subsystem(registry, str_of(rights[i].client));
        const Service *service = registry_service(registry, str_of(rights[i].service));
        assert_int_equal(registry_may(registry, client, service, str_of(rights[i].method), str_of(rights[i].path)),
                         rights[i].may);
    }
    const Quota by_group = registry_quota(registry, registry_subsystem(registry, S("VN/GOV/H29.2/DaoTao")));
    assert_int_equal(by_group.per_minute, 600);
    assert_int_equal(by_group.at_once, 10);
    const Quota own = registry_quota(registry, registry_subsystem(registry, S("VN/GOV/H29.2/Thi")));
    assert_int_equal(own.per_minute, 7);
    assert_int_equal(own.at_once, 0);
    assert_int_equal(registry_quota(registry, registry_subsystem(registry, S("VN/GOV/H29.2/Xa"))).per_minute, 0);
    registry_free(registry);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_HOUSE(names_every_fault_by_its_place),
        IN_HOUSE(names_all_faults_at_once),
        IN_HOUSE(loading_twice_changes_nothing),
        IN_HOUSE(tells_each_change),
        IN_HOUSE(removes_what_the_file_no_longer_has),
        IN_HOUSE(knows_what_was_declared),
        IN_HOUSE(allows_what_a_right_says_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
