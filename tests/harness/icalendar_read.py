# tests/harness/icalendar_read - a calendar file as another implementation reads it (Debian's python3-icalendar), as JSON.
# SPDX-License-Identifier: Apache-2.0
import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps({
    "version": str(calendar["VERSION"]), "name": str(calendar["X-WR-CALNAME"]), "errors": [str(one) for one in calendar.errors],
    "events": [{
        "uid": str(event["UID"]), "from": event["DTSTART"].dt.isoformat(), "to": event["DTEND"].dt.isoformat(),
        "stamp": event["DTSTAMP"].dt.isoformat(), "summary": str(event["SUMMARY"]), "description": str(event["DESCRIPTION"]),
        "errors": [str(one) for one in event.errors],
    } for event in calendar.walk("VEVENT")],
}))
