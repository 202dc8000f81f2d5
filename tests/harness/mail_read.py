#!/usr/bin/env python3
"""Reads an e-mail from standard input with Python's own package: headers decoded, parts, and what it finds wrong, as JSON."""
# SPDX-License-Identifier: Apache-2.0
import email
import email.policy
import json
import sys

message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = list(message.walk())


def content(kind):
    found = [part for part in parts if part.get_content_type() == kind]
    return found[0].get_content().replace("\r\n", "\n") if found else None


print(json.dumps({
    "headers": [[name, str(value)] for name, value in message.items()],
    "to": [[one.display_name, one.addr_spec] for one in message["to"].addresses],
    "from": [[one.display_name, one.addr_spec] for one in message["from"].addresses],
    "date": message["date"].datetime.isoformat(),
    "kind": message.get_content_type(),
    "text": content("text/plain"),
    "html": content("text/html"),
    "defects": [str(one) for part in parts for one in part.defects] + [str(one) for _, value in message.items() for one in value.defects],
}))
