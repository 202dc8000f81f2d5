# tests/harness/soap_client - an X-Road client that shares nothing with us: zeep. It asks which services there are, has the WSDL document of
# one from the exchange, makes itself a client of that document alone and calls the service with it. Asked by JSON on stdin, answers by JSON.
# SPDX-License-Identifier: Apache-2.0
import base64
import hashlib
import json
import sys
import tempfile

from lxml import etree
from zeep import Client, Settings
from zeep.exceptions import Fault
from zeep.helpers import serialize_object
from zeep.transports import Transport
from zeep.wsdl.attachments import MessagePack

NAMES = ("xRoadInstance", "memberClass", "memberCode", "subsystemCode", "serviceCode", "serviceVersion")


class Seen(Transport):
    """Keeps what was sent and what came back, as bytes."""

    def post(self, address, message, headers):
        answer = super().post(address, message, headers)
        self.sent, self.got = message, answer.content
        return answer


def named(kind, parts):
    return {"objectType": kind, **dict(zip(NAMES, parts))}


def header_of(asked, service, message):
    return {"client": named("SUBSYSTEM", asked["client"]), "service": named("SERVICE", service), "id": message, "userId": "VN08", "protocolVersion": "4.0"}


def main():
    asked = json.load(sys.stdin)
    transport, strict = Seen(), Settings(strict=True, xml_huge_tree=False, forbid_dtd=True)
    provider, code = asked["service"][:4], asked["service"][4:]

    def opened(document):
        client = Client(document, transport=transport, settings=strict)
        (binding,) = client.wsdl.bindings
        return client.create_service(binding, asked["address"])

    meta, told = opened(asked["meta"]), {}
    for operation in ("listMethods", "allowedMethods"):
        reply = meta[operation](_soapheaders=header_of(asked, [*provider, operation], operation))
        told[operation] = [[one[name] for name in NAMES if one[name] is not None] for one in serialize_object(reply.body.service)]

    given = dict(zip(("serviceCode", "serviceVersion"), code))
    reply = meta.getWsdl(**given, _soapheaders=header_of(asked, [*provider, "getWsdl"], "getWsdl"))
    assert isinstance(reply, MessagePack), "an envelope with a document behind it"
    (part,) = reply.attachments
    told["described"] = serialize_object(reply.root.body)
    told["wsdl"] = part.content.decode("utf-8")
    told["kind"] = [part.content_type, etree.QName(etree.fromstring(part.content)).text]

    file = tempfile.NamedTemporaryFile(suffix=".wsdl")
    file.write(part.content)
    file.flush()
    service = opened(file.name)
    try:
        reply = service[asked["operation"]](**asked["input"], _soapheaders=header_of(asked, asked["service"], asked["message"]))
    except Fault as fault:
        told["fault"] = [fault.code, fault.message]
    else:
        told["header"] = serialize_object(reply.header)
        told["answer"] = {name: [type(value).__name__, str(value)] for name, value in serialize_object(reply.body).items()}
    told["sent"] = base64.b64encode(hashlib.sha512(transport.sent).digest()).decode()
    json.dump(told, sys.stdout, ensure_ascii=False)


main()
