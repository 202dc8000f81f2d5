/* platform/exchange/tests/message_test - header parts and hashes against the vectors of X-Road's own tests. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/message.h"
#include "tests/harness/unit.h"

#include <regex.h>

#define TEXT(text)                                                                                                     \
    { "" text, sizeof(text) - 1 }

static const Header first[] = {
    { TEXT("X-Road-Client"), TEXT("Instance/Class/Member/SubSystem") },
    { TEXT("X-Road-Id"), TEXT("42") },
    { TEXT("X-Road-ServerId"), TEXT("Instance/Class/Member/ServerCode") },
};

static void hashes_a_request_without_body(void **state) {
    const Header more[] = { { S("x-road-request-id"), S("xid") } };
    const Headers sent = headers_filtered(*state, first, COUNT(first), true, (Headers){ more, 1 });
    const Str part =
        request_head_part(*state, S("GET"), S("/r1/Instance/Class/Member/SubSystem/ServiceCode?foo=bar"), sent);
    assert_text(part, "GET\r\n/r1/Instance/Class/Member/SubSystem/ServiceCode?foo=bar\r\n"
                      "X-Road-Client:Instance/Class/Member/SubSystem\r\nX-Road-Id:42\r\n"
                      "X-Road-ServerId:Instance/Class/Member/ServerCode\r\nx-road-request-id:xid\r\n");
    const Sha512 head = sha512(part);
    assert_text(request_hash(*state, &head, NULL),
                "Onzt2ckwDpG+n5OnlakKMhVGcarTG5FEtjYLdmW0yCVdiZ1PPcaU0Num7gtlUwVzLoe6kUc+Xfb+gpOL8gF/rg==");
}

static const Header third[] = {
    { TEXT("Content-Type"), TEXT("application/json") },
    { TEXT("User-Agent"), TEXT("curl/7.60.0") },
    { TEXT("X-Road-Client"), TEXT("DEV/COM/4321/TestClient") },
    { TEXT("Host"), TEXT("localhost:8080") },
    { TEXT("Content-Length"), TEXT("36") },
};

static void hashes_a_request_with_body(void **state) {
    const Header more[] = { { S("x-road-request-id"), S("f92591a3-6bf0-49b1-987b-0dd78c034cc3") },
                            { S("x-road-id"), S("DEV-fa2e18a5-c2cb-4d09-b994-f57727f7c3fb") } };
    const Headers sent = headers_filtered(*state, third, COUNT(third), true, (Headers){ more, 2 });
    const Str part = request_head_part(*state, S("POST"), S("/r1/DEV/COM/1234/TestService/mock1"), sent);
    const Sha512 head = sha512(part), body = sha512(S("{\"data\": 1.0, \"service\": \"random\"}"));
    assert_text(request_hash(*state, &head, &body),
                "42lpOzz64yA1UMl/rM9LkkcvXL5hb8LJn9bgC4WO1lGPBO+UBOEbRwNxeqvxppjF4CZfE8tzpsgFRr5TqhYOIA==");
}

typedef struct FilterRow {
    const char *name;
    bool of_caller, of_provider; /* goes on */
} FilterRow;

static const FilterRow filtered[] = {
    { "Transfer-Encoding", false, false },
    { "KEEP-ALIVE", false, false },
    { "Proxy-Authorization", false, false },
    { "TE", false, false },
    { "Trailer", false, false },
    { "upgrade", false, false },
    { "Connection", false, false },
    { "User-Agent", false, false },
    { "Host", false, false },
    { "Content-Length", false, false },
    { "Server", false, false },
    { "Expect", false, false },
    { "X-Road-Request-Id", false, false },
    { "X-Road-Request-Hash", false, false },
    { "X-Road-Client", true, false },
    { "X-Road-Id", true, false },
    { "X-Road-Service", true, false },
    { "X-Road-Error", true, false },
    { "Cache-Control", true, true },
    { "Accept", true, true },
    { "Content-Type", true, true },
    { "X-Powered-By", true, true },
    { "Location", true, true },
    { "X_Road_Client", false, false },     { "x-road_userid", false, false },      { "X_Other", true, true },
    { "X-Road-UserId", true, true },
    { "Date", true, true },
};

static void knows_which_headers_go_on(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(filtered); i++) {
        const Header header = { str_of(filtered[i].name), S("x") };
        assert_row(i, filtered[i].name);
        assert_int_equal(header_goes_on(&header, true), filtered[i].of_caller);
        assert_int_equal(header_goes_on(&header, false), filtered[i].of_provider);
    }
}

static void writes_the_header_part_of_an_answer(void **state) {
    const Header headers[] = { { S("Content-Type"), S("text/plain") } };
    assert_text(answer_head_part(*state, 404, S("Not Found"), (Headers){ headers, 1 }),
                "404\r\nNot Found\r\nContent-Type:text/plain\r\n");
}

static void makes_uuids_of_version_7(void **state) {
    regex_t form;
    assert_int_equal(regcomp(&form, "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
                             REG_EXTENDED | REG_NOSUB),
                     0);
    for (int i = 0; i < 100; i++) {
        const Str uuid = uuid_new(*state);
        assert_int_equal(regexec(&form, uuid.at, 0, NULL, 0), 0);
        assert_false(str_equal(uuid, uuid_new(*state)));
    }
    regfree(&form);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(hashes_a_request_without_body), AN_ARENA(hashes_a_request_with_body),
        AN_ARENA(knows_which_headers_go_on),     AN_ARENA(writes_the_header_part_of_an_answer),
        AN_ARENA(makes_uuids_of_version_7),
    };
    return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
