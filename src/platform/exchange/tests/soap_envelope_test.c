/* platform/exchange/tests/soap_envelope_test - what is read of envelopes, and what is refused, at once and in pieces.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/soap_envelope.h"
#include "tests/harness/unit.h"

#define OPEN "<e:Envelope xmlns:e=\"" SOAP_NAMESPACE "\" xmlns:x=\"" XROAD_NAMESPACE "\" xmlns:i=\"" XROAD_IDS "\">"
#define CLIENT                                                                                                         \
    "<x:client i:objectType=\"SUBSYSTEM\"><i:xRoadInstance>VN</i:xRoadInstance><i:memberClass>GOV</i:memberClass>"     \
    "<i:memberCode>1</i:memberCode><i:subsystemCode>a</i:subsystemCode></x:client>"
#define SERVICE                                                                                                        \
    "<x:service i:objectType=\"SERVICE\"><i:xRoadInstance>VN</i:xRoadInstance><i:memberClass>GOV</i:memberClass>"      \
    "<i:memberCode>2</i:memberCode><i:serviceCode>do</i:serviceCode></x:service>"
#define REST  "<x:id>7</x:id><x:protocolVersion>4.0</x:protocolVersion>"
#define HEAD  "<e:Header>" CLIENT SERVICE REST "</e:Header>"
#define BODY  "<e:Body><do/></e:Body>"
#define CLOSE "</e:Envelope>"
#define BARE  "<e:Envelope xmlns:e='" SOAP_NAMESPACE "'"
#define END   "<e:Body><a/></e:Body></e:Envelope>"
#define WHOLE OPEN HEAD BODY CLOSE

typedef struct Row {
    const char *text;
    SoapFlaw request, answer;
    const char *spot; /* of the request's flaw */
} Row;

static const Row rows[] = {
    { WHOLE, SOAP_FINE, SOAP_FINE, "" },
    { "<?xml version='1.0' encoding='UTF-8'?>\n" WHOLE "\n<!-- over -->", SOAP_FINE, SOAP_FINE, "" },
    { "\xEF\xBB\xBF" WHOLE, SOAP_FINE, SOAP_FINE, "" },
    { OPEN HEAD "<e:Body>\n<do xmlns=\"urn:a\"><e:Header/></do>\n</e:Body>" CLOSE, SOAP_FINE, SOAP_FINE, "" },
    { OPEN HEAD "<e:Body><z:doResponse xmlns:z=\"urn:z\"/></e:Body>" CLOSE, SOAP_WRAPPER, SOAP_FINE, "" },
    { OPEN HEAD "<e:Body><doAnswer/></e:Body>" CLOSE, SOAP_WRAPPER, SOAP_WRAPPER, "" },
    { OPEN HEAD "<e:Body><d/></e:Body>" CLOSE, SOAP_WRAPPER, SOAP_WRAPPER, "" },
    { OPEN "<e:Body><e:Fault/></e:Body>" CLOSE, SOAP_NO_HEADER, SOAP_FINE, "" },
    { OPEN HEAD "<e:Body><e:Fault/></e:Body>" CLOSE, SOAP_WRAPPER, SOAP_FINE, "" },
    { OPEN "<e:Header/><e:Body><e:Fault/></e:Body>" CLOSE, SOAP_MISSING, SOAP_FINE, "client" },
    { "", SOAP_XML, SOAP_XML, "" },
    { "<", SOAP_XML, SOAP_XML, "" },
    { OPEN HEAD, SOAP_XML, SOAP_XML, "" },
    { OPEN HEAD "<e:Body><do></e:Body>" CLOSE, SOAP_XML, SOAP_XML, "" },
    { OPEN HEAD "<e:Body><do>&a;</do></e:Body>" CLOSE, SOAP_XML, SOAP_XML, "" },
    { OPEN HEAD "<e:Body><q:do/></e:Body>" CLOSE, SOAP_XML, SOAP_XML, "" },
    { WHOLE "x", SOAP_XML, SOAP_XML, "" },
    { WHOLE WHOLE, SOAP_XML, SOAP_XML, "" },
    { "<!DOCTYPE a>" WHOLE, SOAP_FORBIDDEN, SOAP_FORBIDDEN, "" },
    { "<!DOCTYPE a [<!ENTITY b 'c'>]>" WHOLE, SOAP_FORBIDDEN, SOAP_FORBIDDEN, "" },
    { "<?a b?>" WHOLE, SOAP_FORBIDDEN, SOAP_FORBIDDEN, "" },
    { WHOLE "<?a b?>", SOAP_FORBIDDEN, SOAP_FORBIDDEN, "" },
    { "<?xml version='1.1'?>" WHOLE, SOAP_FORBIDDEN, SOAP_FORBIDDEN, "" },
    { "<?xml version='1.0' encoding='ascii'?>" WHOLE, SOAP_FORBIDDEN, SOAP_FORBIDDEN, "" },
    { "\xFE\xFF" WHOLE, SOAP_FORBIDDEN, SOAP_FORBIDDEN, "" },
    { "<a/>", SOAP_ENVELOPE, SOAP_ENVELOPE, "" },
    { "<Envelope><Header/><Body/></Envelope>", SOAP_ENVELOPE, SOAP_ENVELOPE, "" },
    { OPEN HEAD HEAD BODY CLOSE, SOAP_ENVELOPE, SOAP_ENVELOPE, "" },
    { OPEN HEAD BODY HEAD CLOSE, SOAP_ENVELOPE, SOAP_ENVELOPE, "" },
    { OPEN HEAD BODY BODY CLOSE, SOAP_ENVELOPE, SOAP_ENVELOPE, "" },
    { OPEN BODY HEAD CLOSE, SOAP_ENVELOPE, SOAP_ENVELOPE, "" },
    { OPEN HEAD "<x:a/>" BODY CLOSE, SOAP_ENVELOPE, SOAP_ENVELOPE, "" },
    { OPEN BODY CLOSE, SOAP_NO_HEADER, SOAP_NO_HEADER, "" },
    { OPEN HEAD CLOSE, SOAP_NO_BODY, SOAP_NO_BODY, "" },
    { OPEN CLOSE, SOAP_NO_BODY, SOAP_NO_BODY, "" },
    { OPEN HEAD "<e:Body/>" CLOSE, SOAP_BODY, SOAP_BODY, "" },
    { OPEN HEAD "<e:Body>do</e:Body>" CLOSE, SOAP_BODY, SOAP_BODY, "" },
    { OPEN HEAD "<e:Body><do/><do/></e:Body>" CLOSE, SOAP_BODY, SOAP_BODY, "" },
    { OPEN "<e:Header>" SERVICE REST "</e:Header>" BODY CLOSE, SOAP_MISSING, SOAP_MISSING, "client" },
    { OPEN "<e:Header>" CLIENT REST "</e:Header>" BODY CLOSE, SOAP_MISSING, SOAP_MISSING, "service" },
    { OPEN "<e:Header>" CLIENT SERVICE "</e:Header>" BODY CLOSE, SOAP_MISSING, SOAP_MISSING, "id" },
    { OPEN "<e:Header>" CLIENT SERVICE "<x:id>7</x:id></e:Header>" BODY CLOSE, SOAP_MISSING, SOAP_MISSING,
      "protocolVersion" },
    { OPEN "<e:Header>" CLIENT SERVICE
           "<x:id>7</x:id><x:protocolVersion> 4.0</x:protocolVersion></e:Header>" BODY CLOSE,
      SOAP_PROTOCOL, SOAP_PROTOCOL, "protocolVersion" },
    { OPEN "<e:Header>" CLIENT CLIENT SERVICE REST "</e:Header>" BODY CLOSE, SOAP_TWICE, SOAP_TWICE, "client" },
    { OPEN "<e:Header>" CLIENT SERVICE REST "<x:userId/><x:userId/></e:Header>" BODY CLOSE, SOAP_TWICE, SOAP_TWICE,
      "userId" },
    { OPEN "<e:Header>" CLIENT SERVICE REST "<x:issue>a<!-- -->b</x:issue></e:Header>" BODY CLOSE, SOAP_FIELD,
      SOAP_FIELD, "issue" },
    { OPEN "<e:Header>" CLIENT SERVICE REST "<x:issue><![CDATA[a]]>b</x:issue></e:Header>" BODY CLOSE, SOAP_FINE,
      SOAP_FINE, "" },
    { OPEN "<e:Header>" CLIENT SERVICE REST "<x:other><a/></x:other><id/><a><id/></a></e:Header>" BODY CLOSE, SOAP_FINE,
      SOAP_FINE, "" },
    { OPEN "<e:Header><a><b><x:client/></b></a>" CLIENT SERVICE REST "</e:Header>" BODY CLOSE, SOAP_FIELD, SOAP_FIELD,
      "client" },
    { OPEN "<e:Header><x:client i:objectType=\"MEMBER\"/>" SERVICE REST "</e:Header>" BODY CLOSE, SOAP_FIELD,
      SOAP_FIELD, "client" },
    { OPEN "<e:Header><x:service i:objectType=\"SUBSYSTEM\"/></e:Header>" BODY CLOSE, SOAP_FIELD, SOAP_FIELD,
      "service" },
    { OPEN "<e:Header>" CLIENT SERVICE REST "<x:securityServer i:objectType=\"SERVER\"><i:xRoadInstance>VN"
           "</i:xRoadInstance></x:securityServer></e:Header>" BODY CLOSE,
      SOAP_FIELD, SOAP_FIELD, "securityServer" },
};

/* As found_in() says; its parser is closed. */
static SoapFound found_of(Arena *arena, Str text, size_t step) {
    CLEANUP(soap_close) SoapEnvelope *envelope = soap_open(arena);
    for (size_t at = 0; at < text.len; at += step) soap_feed(envelope, str_part(text, at, step));
    soap_end(envelope);
    return *soap_found(envelope);
}

static void judges_envelopes(void **state) {
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Row *row = &rows[i];
        assert_row(i, row->text);
        for (size_t step = 1; step < 10000; step *= 7) {
            Str spot;
            const SoapFound found = found_of(*state, str_of(row->text), step);
            assert_int_equal(soap_answer_flaw(&found, &spot), row->answer);
            assert_int_equal(soap_request_flaw(&found, &spot), row->request);
            assert_text(spot, row->spot);
            assert_true(soap_flaw_text(row->request)[0] != '\0');
        }
    }
}

static void reads_the_header(void **state) {
    const Str text = S(OPEN "<e:Header>" CLIENT SERVICE REST "<x:userId>VN1 &amp; 2</x:userId></e:Header >" BODY CLOSE);
    const SoapFound found = found_of(*state, text, 5);
    assert_text(found.client.subsystem, "a");
    assert_text(found.client.kind, "SUBSYSTEM");
    assert_text(found.service.service, "do");
    assert_null(found.service.subsystem.at);
    assert_null(found.service.version.at);
    assert_text(found.texts[SOAP_SAYS_ID], "7");
    assert_text(found.texts[SOAP_SAYS_USER], "VN1 & 2");
    assert_false(found.has[SOAP_SAYS_ISSUE]);
    assert_text(found.wrapper, "do");
    assert_text(found.prefix, "x");
    assert_int_equal(found.header_end, str_find(text, S("</e:Header >")));
    assert_int_equal(found.hash_to, 0);
}

typedef struct HashRow {
    const char *hash; /* in the header */
    const char *said;
} HashRow;

static void finds_where_a_hash_stands(void **state) {
    static const HashRow hashes[] = {
        { "<x:requestHash algorithmId='a'>\n AAAA\n </x:requestHash>", "AAAA" },
        { "<x:requestHash/>", "" },
        { "<q:requestHash xmlns:q='" XROAD_NAMESPACE "'>B</q:requestHash >", "B" },
    };
    for (size_t i = 0; i < COUNT(hashes); i++) {
        const Str hash = str_of(hashes[i].hash);
        assert_row(i, hashes[i].hash);
        const Str text =
            str_format(*state, OPEN "<e:Header>" CLIENT SERVICE REST "%.*s</e:Header>" BODY CLOSE, STR_FMT(hash));
        const SoapFound found = found_of(*state, text, 3);
        assert_text(found.texts[SOAP_SAYS_HASH], hashes[i].said);
        assert_int_equal(found.hash_from, str_find(text, hash));
        assert_int_equal(found.hash_to, found.hash_from + hash.len);
    }
}

/* Where the header ends; what its own fields declare holds no more there. */
static void knows_what_prefix_holds(void **state) {
    static const char *const texts[][2] = {
        { WHOLE, "x" },
        { "<Envelope xmlns='" SOAP_NAMESPACE "' xmlns:p='" XROAD_NAMESPACE "'><Header/><Body><a/></Body></Envelope>",
          "p" },
        { BARE "><e:Header xmlns='" XROAD_NAMESPACE "'/>" END, "" },
        { BARE " xmlns:x='" XROAD_NAMESPACE "'><e:Header xmlns:x='urn:z'/>" END, NULL },
        { BARE "><e:Header><x:id xmlns:x='" XROAD_NAMESPACE "'>1</x:id></e:Header>" END, NULL },
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_row(i, texts[i][0]);
        const SoapFound found = found_of(*state, str_of(texts[i][0]), 1000);
        if (texts[i][1] == NULL)
            assert_null(found.prefix.at);
        else
            assert_text(found.prefix, texts[i][1]);
    }
}

static void keeps_its_limits(void **state) {
    for (size_t depth = SOAP_DEPTH_MAX - 2; depth <= SOAP_DEPTH_MAX + 1; depth++) {
        Buf text = buf_new(*state, 16 * 1024);
        buf_add(&text, S(OPEN HEAD "<e:Body><do>"));
        for (size_t i = 3; i < depth; i++) buf_add(&text, S("<a>"));
        for (size_t i = 3; i < depth; i++) buf_add(&text, S("</a>"));
        buf_add(&text, S("</do></e:Body>" CLOSE));
        const SoapFound found = found_of(*state, written(&text), 1000);
        assert_int_equal(found.flaw, depth <= SOAP_DEPTH_MAX ? SOAP_FINE : SOAP_LARGE);
    }
    const size_t without = sizeof(OPEN "<e:Header><a></a></e:Header>") - 1;
    for (size_t more = SOAP_HEAD_MAX - without - 1; more <= SOAP_HEAD_MAX - without + 1; more++) {
        Buf text = buf_new(*state, 128 * 1024);
        buf_add(&text, S(OPEN "<e:Header><a>"));
        for (size_t i = 0; i < more; i++) buf_char(&text, 'x');
        buf_add(&text, S("</a></e:Header>" BODY CLOSE));
        for (size_t step = 1000; step < 200000; step *= 100) {
            const SoapFound found = found_of(*state, written(&text), step);
            assert_int_equal(found.flaw, without + more <= SOAP_HEAD_MAX ? SOAP_FINE : SOAP_HEAD);
        }
    }
}

typedef struct Difference {
    const char *from, *to, *what; /* NULL: nothing that counts */
} Difference;

static Str replaced(Arena *arena, Str text, const char *from, const char *to) {
    const size_t at = str_find(text, str_of(from));
    assert_true(at < text.len);
    const Str before = str_part(text, 0, at), behind = str_part(text, at + strlen(from), text.len);
    return str_format(arena, "%.*s%s%.*s", STR_FMT(before), to, STR_FMT(behind));
}

static void compares_two(void **state) {
    static const Difference differences[] = {
        { "<x:id>7", "<x:id>8", "id" },
        { "</x:protocolVersion>", "</x:protocolVersion><x:userId/>", "userId" },
        { "</x:protocolVersion>", "</x:protocolVersion><x:issue/>", "issue" },
        { "<i:memberCode>1", "<i:memberCode>3", "client" },
        { "<i:memberCode>2", "<i:memberCode>1", "service" },
        { "</i:serviceCode>", "</i:serviceCode><i:serviceVersion>v1</i:serviceVersion>", "service" },
        { "</x:protocolVersion>", "</x:protocolVersion><x:requestHash>a</x:requestHash>", NULL },
        { "<do/>", "<doResponse/>", NULL },
    };
    const SoapFound asked = found_of(*state, S(WHOLE), 100);
    assert_null(soap_difference(&asked, &asked));
    for (size_t i = 0; i < COUNT(differences); i++) {
        const Difference *row = &differences[i];
        assert_row(i, row->to);
        const SoapFound other = found_of(*state, replaced(*state, S(WHOLE), row->from, row->to), 100);
        const char *what = soap_difference(&asked, &other);
        if (row->what == NULL)
            assert_null(what);
        else
            assert_string_equal(what, row->what);
    }
}

static void writes_what_it_reads(void **state) {
    const SoapFound asked = found_of(*state, replaced(*state, S(WHOLE), "<x:id>7", "<x:id>a&lt;&quot;b"), 100);
    Buf out = buf_new(*state, 4096);
    soap_head_write(&out, &asked, S("AAAA"));
    buf_add(&out, S("<SOAP-ENV:Body><xroad:doResponse/></SOAP-ENV:Body></SOAP-ENV:Envelope>"));
    Str spot;
    const SoapFound again = found_of(*state, written(&out), 100);
    assert_int_equal(soap_answer_flaw(&again, &spot), SOAP_FINE);
    assert_null(soap_difference(&asked, &again));
    assert_text(again.texts[SOAP_SAYS_HASH], "AAAA");
    assert_text(again.texts[SOAP_SAYS_ID], "a<\"b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(judges_envelopes),        AN_ARENA(reads_the_header), AN_ARENA(finds_where_a_hash_stands),
        AN_ARENA(knows_what_prefix_holds), AN_ARENA(keeps_its_limits), AN_ARENA(compares_two),
        AN_ARENA(writes_what_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
