/* platform/exchange/soap_envelope - see soap_envelope.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/soap_envelope.h"

#include "kit/xml.h"

enum { ENVELOPE = 1, PART = 2, ENTRY = 3, NAME_PART = 4, VALUE_BYTES_MAX = EXCHANGE_PART_BYTES_MAX };

typedef enum Place { BEFORE_HEADER, IN_HEADER, BEHIND_HEADER, IN_BODY, BEHIND_BODY } Place;

struct SoapEnvelope {
    Arena *arena;
    Xml *xml;
    SoapFound found;
    size_t depth, fed;
    Place place;
    int field;  /* of the header, that is being read; SOAP_FIELDS: none of ours */
    Str *value; /* where its text goes; NULL: none is wanted */
    Buf text;
    size_t wrappers;
};

/* ---- the fields ---- */

typedef struct FieldRule {
    const char *name;
    size_t name_at; /* in SoapFound, of those that are names; 0: it is text */
    bool is_needed;
} FieldRule;

static const FieldRule field_rules[SOAP_FIELDS] = {
    [SOAP_SAYS_CLIENT] = { "client", offsetof(SoapFound, client), true },
    [SOAP_SAYS_SERVICE] = { "service", offsetof(SoapFound, service), true },
    [SOAP_SAYS_SERVER] = { "securityServer", offsetof(SoapFound, server), false },
    [SOAP_SAYS_ID] = { "id", 0, true },
    [SOAP_SAYS_USER] = { "userId", 0, false },
    [SOAP_SAYS_ISSUE] = { "issue", 0, false },
    [SOAP_SAYS_PROTOCOL] = { "protocolVersion", 0, true },
    [SOAP_SAYS_HASH] = { "requestHash", 0, false },
};

typedef struct NamePart {
    const char *name;
    size_t at; /* in SoapName */
} NamePart;

static const NamePart name_parts[] = {
    { "xRoadInstance", offsetof(SoapName, instance) }, { "memberClass", offsetof(SoapName, class_code) },
    { "memberCode", offsetof(SoapName, member) },      { "subsystemCode", offsetof(SoapName, subsystem) },
    { "serviceCode", offsetof(SoapName, service) },    { "serviceVersion", offsetof(SoapName, version) },
    { "serverCode", offsetof(SoapName, server) },
};

static SoapName *name_of(SoapEnvelope *envelope, int field) {
    return (SoapName *)(void *)((char *)&envelope->found + field_rules[field].name_at);
}

static const SoapName *name_said(const SoapFound *found, int field) {
    return (const SoapName *)(const void *)((const char *)found + field_rules[field].name_at);
}

static Str *part_of(SoapName *name, const NamePart *part) {
    return (Str *)(void *)((char *)name + part->at);
}

static const Str *part_said(const SoapName *name, const NamePart *part) {
    return (const Str *)(const void *)((const char *)name + part->at);
}

static void spoil(SoapEnvelope *envelope, SoapFlaw flaw) {
    SoapFound *found = &envelope->found;
    if (found->flaw != SOAP_FINE) return;
    found->flaw = flaw;
    if (envelope->field < SOAP_FIELDS) found->spot = str_of(field_rules[envelope->field].name);
    xml_stop(envelope->xml);
}

/* "" when it is not of this namespace. */
static Str local_name(Str name, const char *space) {
    Str rest = name;
    const Str said = str_cut(&rest, '\n');
    return rest.at != NULL && str_is(said, space) ? rest : S("");
}

/* ---- the header ---- */

static void begin_value(SoapEnvelope *envelope, Str *value) {
    if (value->at != NULL) {
        spoil(envelope, SOAP_TWICE);
        return;
    }
    envelope->value = value;
    envelope->text = buf_new(envelope->arena, SOAP_FIELD_MAX);
}

static void end_value(SoapEnvelope *envelope) {
    if (envelope->text.overflowed) spoil(envelope, SOAP_FIELD);
    *envelope->value = envelope->text.len == 0 ? S("") : (Str){ envelope->text.at, envelope->text.len };
    envelope->value = NULL;
}

static void begin_name(SoapEnvelope *envelope, const char *const *attributes) {
    SoapName *name = name_of(envelope, envelope->field);
    for (; *attributes != NULL; attributes += 2) {
        if (str_is(local_name(str_of(attributes[0]), XROAD_IDS), "objectType"))
            name->kind = str_from(envelope->arena, attributes[1]);
    }
}

static int field_named(Str name) {
    const Str said = local_name(name, XROAD_NAMESPACE);
    int field = 0;
    while (field < SOAP_FIELDS && !str_is(said, field_rules[field].name)) field++;
    return field;
}

static void begin_field(SoapEnvelope *envelope, Str name, const char *const *attributes) {
    SoapFound *found = &envelope->found;
    const int field = field_named(name);
    envelope->field = field;
    if (field == SOAP_FIELDS) return;
    if (found->has[field]) spoil(envelope, SOAP_TWICE);
    found->has[field] = true;
    if (field == SOAP_SAYS_HASH) found->hash_from = xml_tag_from(envelope->xml);
    if (field_rules[field].name_at > 0)
        begin_name(envelope, attributes);
    else
        begin_value(envelope, &found->texts[field]);
}

/* Some readers take a field for one wherever in the header it stands. */
static void begin_deeper(SoapEnvelope *envelope, Str name) {
    const int field = field_named(name);
    if (field == SOAP_FIELDS) return;
    envelope->field = field;
    spoil(envelope, SOAP_FIELD);
}

static void begin_name_part(SoapEnvelope *envelope, Str name) {
    const Str said = local_name(name, XROAD_IDS);
    for (size_t i = 0; i < COUNT(name_parts) && field_rules[envelope->field].name_at > 0; i++) {
        if (!str_is(said, name_parts[i].name)) continue;
        begin_value(envelope, part_of(name_of(envelope, envelope->field), &name_parts[i]));
        return;
    }
    spoil(envelope, SOAP_FIELD);
}

/* UTF-8 of 1 to 255 bytes without controls or blanks around it: it must be able to stand in a header of HTTP. */
static bool value_is_fine(Str value) {
    const Str trimmed = str_trim(value);
    for (size_t i = 0; i < value.len; i++) {
        if ((unsigned char)value.at[i] < ' ' || value.at[i] == 0x7F) return false;
    }
    return value.len > 0 && value.len <= VALUE_BYTES_MAX && trimmed.len == value.len;
}

/* Which parts a name of a kind must have, and which it may have. */
typedef struct KindRule {
    const char *kind;
    bool of_client, of_service, of_server;
    unsigned needed, allowed; /* bits, by the place in name_parts */
} KindRule;

static const KindRule kind_rules[] = {
    { "MEMBER", true, false, false, 0x07, 0x07 },
    { "SUBSYSTEM", true, false, false, 0x0F, 0x0F },
    { "SERVICE", false, true, false, 0x17, 0x3F },
    { "SERVER", false, false, true, 0x47, 0x47 },
};

static bool name_is_fine(const SoapName *name, int field) {
    unsigned has = 0;
    for (size_t i = 0; i < COUNT(name_parts); i++) {
        const Str *value = part_said(name, &name_parts[i]);
        if (value->at != NULL && !value_is_fine(*value)) return false;
        if (value->at != NULL) has |= 1U << i;
    }
    for (size_t i = 0; i < COUNT(kind_rules); i++) {
        const KindRule *rule = &kind_rules[i];
        const bool is_of_field = field == SOAP_SAYS_CLIENT    ? rule->of_client
                                 : field == SOAP_SAYS_SERVICE ? rule->of_service
                                                              : rule->of_server;
        if (is_of_field && str_is(name->kind, rule->kind))
            return (has & rule->needed) == rule->needed && (has & ~rule->allowed) == 0;
    }
    return false;
}

static void end_field(SoapEnvelope *envelope) {
    SoapFound *found = &envelope->found;
    const int field = envelope->field;
    if (envelope->value != NULL) end_value(envelope);
    if (field == SOAP_SAYS_HASH) {
        found->hash_to = xml_tag_to(envelope->xml);
        found->texts[field] = str_trim(found->texts[field]);
    }
    const bool is_fine = field_rules[field].name_at > 0 ? name_is_fine(name_of(envelope, field), field)
                         : field == SOAP_SAYS_ID        ? value_is_fine(found->texts[field])
                                                        : true;
    if (!is_fine) spoil(envelope, SOAP_FIELD);
    envelope->field = SOAP_FIELDS;
}

/* ---- the envelope ---- */

static void begin_part(SoapEnvelope *envelope, Str name) {
    SoapFound *found = &envelope->found;
    const Str said = local_name(name, SOAP_NAMESPACE);
    if (str_is(said, "Header") && envelope->place == BEFORE_HEADER) {
        envelope->place = IN_HEADER;
        found->has_header = true;
    } else if (str_is(said, "Body") && envelope->place < IN_BODY) {
        envelope->place = IN_BODY;
        found->is_header_over = found->has_body = true;
    } else {
        spoil(envelope, SOAP_ENVELOPE);
    }
}

static void begin_wrapper(SoapEnvelope *envelope, Str name) {
    Str rest = name;
    const Str space = str_cut(&rest, '\n');
    const Str local = rest.at == NULL ? space : rest;
    if (++envelope->wrappers > 1) {
        spoil(envelope, SOAP_BODY);
        return;
    }
    envelope->found.wrapper = str_copy(envelope->arena, local);
    envelope->found.is_fault = str_is(local_name(name, SOAP_NAMESPACE), "Fault");
}

static void on_begin(void *context, Str name, const char *const *attributes) {
    SoapEnvelope *envelope = context;
    envelope->depth++;
    if (envelope->depth == ENVELOPE) {
        if (!str_is(local_name(name, SOAP_NAMESPACE), "Envelope")) spoil(envelope, SOAP_ENVELOPE);
    } else if (envelope->depth == PART) {
        begin_part(envelope, name);
    } else if (envelope->depth == ENTRY && envelope->place == IN_HEADER) {
        begin_field(envelope, name, attributes);
    } else if (envelope->depth == ENTRY) {
        begin_wrapper(envelope, name);
    } else if (envelope->field < SOAP_FIELDS) {
        if (envelope->depth == NAME_PART)
            begin_name_part(envelope, name);
        else
            spoil(envelope, SOAP_FIELD);
    } else if (envelope->place == IN_HEADER) {
        begin_deeper(envelope, name);
    }
}

static void on_end(void *context, Str name) {
    (void)name;
    SoapEnvelope *envelope = context;
    const size_t depth = envelope->depth--;
    if (depth == NAME_PART && envelope->value != NULL) {
        end_value(envelope);
    } else if (depth == ENTRY && envelope->field < SOAP_FIELDS) {
        end_field(envelope);
    } else if (depth == PART && envelope->place == IN_HEADER) {
        envelope->place = BEHIND_HEADER;
        envelope->found.header_end = xml_tag_from(envelope->xml);
        envelope->found.is_header_over = true;
    } else if (depth == PART && envelope->place == IN_BODY) {
        envelope->place = BEHIND_BODY;
    }
}

static void on_text(void *context, Str text) {
    SoapEnvelope *envelope = context;
    if (envelope->value != NULL)
        buf_add(&envelope->text, text);
    else if (envelope->field < SOAP_FIELDS && str_trim(text).len > 0)
        spoil(envelope, SOAP_FIELD);
}

/* Some readers take the text before a comment for all of it. */
static void on_comment(void *context) {
    SoapEnvelope *envelope = context;
    if (envelope->field < SOAP_FIELDS) spoil(envelope, SOAP_FIELD);
}

/* Only what the envelope and the header declare holds where the header ends. */
static void on_prefix(void *context, Str prefix, Str meaning) {
    SoapEnvelope *envelope = context;
    SoapFound *found = &envelope->found;
    if (envelope->place != BEFORE_HEADER || envelope->depth >= PART) return;
    if (str_is(meaning, XROAD_NAMESPACE))
        found->prefix = prefix.len == 0 ? S("") : str_copy(envelope->arena, prefix);
    else if (found->prefix.at != NULL && str_equal(found->prefix, prefix))
        found->prefix = (Str){ 0 };
}

/* ---- life ---- */

static const XmlMessageHandler handler = {
    { on_begin, on_end, on_text }, on_prefix, on_comment, SOAP_DEPTH_MAX, SOAP_TAG_MAX
};

SoapEnvelope *soap_open(Arena *arena) {
    SoapEnvelope *envelope = NEW(arena, SoapEnvelope);
    envelope->arena = arena;
    envelope->field = SOAP_FIELDS;
    envelope->found.spot = S("");
    envelope->xml = xml_open_message(&handler, envelope);
    return envelope;
}

void soap_close(SoapEnvelope **envelope) {
    if (*envelope != NULL) xml_close(&(*envelope)->xml);
    *envelope = NULL;
}

static void feed(SoapEnvelope *envelope, Str piece, bool is_last) {
    if (envelope->found.flaw != SOAP_FINE || envelope->xml == NULL) return;
    const XmlVerdict verdict = xml_feed(envelope->xml, piece, is_last);
    if (envelope->found.flaw != SOAP_FINE) return;
    switch (verdict) {
    case XML_FINE:
    case XML_ENDED: return;
    case XML_FORM: envelope->found.flaw = SOAP_XML; return;
    case XML_FORBIDDEN: envelope->found.flaw = SOAP_FORBIDDEN; return;
    case XML_TOO_LARGE: envelope->found.flaw = SOAP_LARGE; return;
    }
}

void soap_feed(SoapEnvelope *envelope, Str piece) {
    SoapFound *found = &envelope->found;
    if (envelope->fed < SOAP_HEAD_MAX) {
        const Str first = str_part(piece, 0, SOAP_HEAD_MAX - envelope->fed);
        envelope->fed += first.len;
        feed(envelope, first, false);
        piece = str_part(piece, first.len, piece.len);
    }
    if (found->flaw == SOAP_FINE && envelope->fed == SOAP_HEAD_MAX && !found->is_header_over) found->flaw = SOAP_HEAD;
    if (piece.len > 0) feed(envelope, piece, false);
}

void soap_end(SoapEnvelope *envelope) {
    feed(envelope, S(""), true);
    xml_close(&envelope->xml);
}

const SoapFound *soap_found(const SoapEnvelope *envelope) {
    return &envelope->found;
}

/* ---- as the protocol wants it ---- */

static SoapFlaw header_flaw(const SoapFound *found, Str *ret_spot) {
    if (!found->has_header) return SOAP_NO_HEADER;
    for (int i = 0; i < SOAP_FIELDS; i++) {
        *ret_spot = str_of(field_rules[i].name);
        if (field_rules[i].is_needed && !found->has[i]) return SOAP_MISSING;
    }
    *ret_spot = str_of(field_rules[SOAP_SAYS_PROTOCOL].name);
    if (!str_is(found->texts[SOAP_SAYS_PROTOCOL], SOAP_VERSION)) return SOAP_PROTOCOL;
    *ret_spot = S("");
    return SOAP_FINE;
}

static SoapFlaw body_flaw(const SoapFound *found) {
    return found->wrapper.at == NULL ? SOAP_BODY : SOAP_FINE;
}

static SoapFlaw flaw_of(const SoapFound *found, Str *ret_spot) {
    *ret_spot = found->spot;
    if (found->flaw != SOAP_FINE) return found->flaw;
    return found->has_body ? SOAP_FINE : SOAP_NO_BODY;
}

SoapFlaw soap_request_flaw(const SoapFound *found, Str *ret_spot) {
    SoapFlaw flaw = flaw_of(found, ret_spot);
    if (flaw == SOAP_FINE) flaw = header_flaw(found, ret_spot);
    if (flaw == SOAP_FINE) flaw = body_flaw(found);
    if (flaw == SOAP_FINE && (found->is_fault || !str_equal(found->wrapper, found->service.service)))
        flaw = SOAP_WRAPPER;
    return flaw;
}

/* A fault needs no header. */
SoapFlaw soap_answer_flaw(const SoapFound *found, Str *ret_spot) {
    SoapFlaw flaw = flaw_of(found, ret_spot);
    if (flaw != SOAP_FINE || found->is_fault) return flaw;
    flaw = header_flaw(found, ret_spot);
    if (flaw == SOAP_FINE) flaw = body_flaw(found);
    if (flaw != SOAP_FINE) return flaw;
    const Str service = found->service.service, wrapper = found->wrapper;
    const bool is_named = str_starts(wrapper, service);
    const Str behind = is_named ? str_part(wrapper, service.len, wrapper.len) : S("");
    return is_named && (behind.len == 0 || str_is(behind, "Response")) ? SOAP_FINE : SOAP_WRAPPER;
}

static bool name_differs(const SoapName *a, const SoapName *b) {
    bool differs = !str_equal(a->kind, b->kind);
    for (size_t i = 0; i < COUNT(name_parts); i++) {
        const Str *one = part_said(a, &name_parts[i]), *other = part_said(b, &name_parts[i]);
        differs = differs || (one->at == NULL) != (other->at == NULL) || !str_equal(*one, *other);
    }
    return differs;
}

const char *soap_difference(const SoapFound *request, const SoapFound *answer) {
    for (int i = 0; i < SOAP_SAYS_HASH; i++) {
        if (request->has[i] != answer->has[i] || !str_equal(request->texts[i], answer->texts[i]))
            return field_rules[i].name;
    }
    if (name_differs(&request->client, &answer->client)) return field_rules[SOAP_SAYS_CLIENT].name;
    if (name_differs(&request->service, &answer->service)) return field_rules[SOAP_SAYS_SERVICE].name;
    return name_differs(&request->server, &answer->server) ? field_rules[SOAP_SAYS_SERVER].name : NULL;
}

/* ---- written ---- */

static void write_element(Buf *out, const char *space, const char *name, Str text) {
    buf_addf(out, "<%s:%s>", space, name);
    xml_write(out, text);
    buf_addf(out, "</%s:%s>", space, name);
}

void soap_name_write(Buf *out, const char *field, const SoapName *name) {
    buf_addf(out, "<xroad:%s id:objectType=\"%.*s\">", field, STR_FMT(name->kind));
    for (size_t i = 0; i < COUNT(name_parts); i++) {
        const Str *value = part_said(name, &name_parts[i]);
        if (value->at != NULL) write_element(out, "id", name_parts[i].name, *value);
    }
    buf_addf(out, "</xroad:%s>", field);
}

void soap_head_write(Buf *out, const SoapFound *request, Str hash) {
    buf_add(out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?><SOAP-ENV:Envelope xmlns:SOAP-ENV=\"" SOAP_NAMESPACE
                   "\" xmlns:id=\"" XROAD_IDS "\" xmlns:xroad=\"" XROAD_NAMESPACE "\"><SOAP-ENV:Header>"));
    for (int i = 0; i < SOAP_SAYS_HASH; i++) {
        if (!request->has[i]) continue;
        if (field_rules[i].name_at > 0)
            soap_name_write(out, field_rules[i].name, name_said(request, i));
        else
            write_element(out, "xroad", field_rules[i].name, request->texts[i]);
    }
    buf_addf(out, "<xroad:requestHash algorithmId=\"" SOAP_HASH "\">%.*s</xroad:requestHash></SOAP-ENV:Header>",
             STR_FMT(hash));
}

/* ---- in words ---- */

typedef struct FlawWords {
    const char *code, *text;
} FlawWords;

static const FlawWords flaw_words[SOAP_FLAWS] = {
    [SOAP_FINE] = { "", "Nothing is wrong" },
    [SOAP_XML] = { "InvalidXml", "It is no well-formed XML in UTF-8" },
    [SOAP_FORBIDDEN] = { "InvalidXml",
                         "No document type, no processing instruction and no encoding but UTF-8 may stand in it" },
    [SOAP_LARGE] = { "InvalidXml", "It is nested more than 256 levels deep, or a tag is longer than 64 KiB" },
    [SOAP_HEAD] = { "InvalidSoap", "The SOAP header must end within the first 64 KiB" },
    [SOAP_ENVELOPE] = { "InvalidSoap", "It must be a SOAP 1.1 Envelope with one Header and then one Body" },
    [SOAP_NO_HEADER] = { "MissingHeader", "The SOAP header is missing" },
    [SOAP_NO_BODY] = { "MissingBody", "The SOAP body is missing" },
    [SOAP_BODY] = { "InvalidBody", "The SOAP body must hold exactly one element" },
    [SOAP_FIELD] = { "InvalidSoap", "A field of the SOAP header has not the form that the protocol gives it" },
    [SOAP_TWICE] = { "DuplicateHeaderField", "A field of the SOAP header is there twice" },
    [SOAP_MISSING] = { "MissingHeaderField", "A field of the SOAP header is missing" },
    [SOAP_PROTOCOL] = { "InvalidProtocolVersion", "The version of the protocol must be 4.0" },
    [SOAP_WRAPPER] = { "InvalidSoap", "The service does not have the same name in the header and in the body" },
};

const char *soap_flaw_code(SoapFlaw flaw) {
    return flaw_words[flaw].code;
}

const char *soap_flaw_text(SoapFlaw flaw) {
    return flaw_words[flaw].text;
}
