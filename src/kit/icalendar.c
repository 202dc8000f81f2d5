/* kit/icalendar - see icalendar.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/icalendar.h"

enum {
    LINE_OCTETS_MAX = 75,
    CONTINUATION = 0x80,
    CONTINUATION_MASK = 0xC0,
    MICROSECONDS = 1000000,
    SECONDS_OF_HOUR = 3600,
    SECONDS_OF_MINUTE = 60
};

/* A content line as it grows; a long one goes on in the next line after a blank (section 3.1). */
typedef struct Line {
    Buf *out;
    size_t octets;
} Line;

/* Parts that belong together: a letter, an escaped sign. */
static void put(Line *line, Str part) {
    if (line->octets + part.len > LINE_OCTETS_MAX) {
        buf_add(line->out, S("\r\n "));
        line->octets = 1;
    }
    buf_add(line->out, part);
    line->octets += part.len;
}

static size_t letter_length(Str text, size_t at) {
    size_t length = 1;
    while (at + length < text.len && ((unsigned char)text.at[at + length] & CONTINUATION_MASK) == CONTINUATION)
        length++;
    return length;
}

/* TEXT of section 3.3.11: four signs are escaped. */
static void put_text(Line *line, Str text) {
    for (size_t at = 0, length; at < text.len; at += length) {
        length = letter_length(text, at);
        switch (text.at[at]) {
        case '\\': put(line, S("\\\\")); break;
        case ';': put(line, S("\\;")); break;
        case ',': put(line, S("\\,")); break;
        case '\n': put(line, S("\\n")); break;
        default: put(line, str_part(text, at, length)); break;
        }
    }
}

static void text_line(Buf *out, Str name, Str text) {
    Line line = { .out = out };
    put(&line, name);
    put(&line, S(":"));
    put_text(&line, text);
    buf_add(out, S("\r\n"));
}

static void day_line(Buf *out, const char *name, Day day) {
    int64_t year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    buf_addf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, (int)year, (int)month, (int)of_month);
}

static void stamp_line(Buf *out, Time now) {
    int64_t year, month, of_month;
    const Day day = day_of_time(now, 0);
    const int64_t second = (now.us - day_start(day, 0).us) / MICROSECONDS;
    day_parts(day, &year, &month, &of_month);
    buf_addf(out, "DTSTAMP:%04d%02d%02dT%02d%02d%02dZ\r\n", (int)year, (int)month, (int)of_month,
             (int)(second / SECONDS_OF_HOUR), (int)(second % SECONDS_OF_HOUR / SECONDS_OF_MINUTE),
             (int)(second % SECONDS_OF_MINUTE));
}

void icalendar_begin(Buf *out, Str name) {
    buf_add(out, S("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Banyan//Banyan//VI\r\nCALSCALE:GREGORIAN\r\n"));
    text_line(out, S("NAME"), name); /* RFC 7986 */
    text_line(out, S("X-WR-CALNAME"), name);
}

void icalendar_event(Buf *out, const CalendarEvent *event, Time now) {
    buf_add(out, S("BEGIN:VEVENT\r\n"));
    text_line(out, S("UID"), event->uid);
    stamp_line(out, now);
    day_line(out, "DTSTART", event->day);
    day_line(out, "DTEND", (Day){ event->day.number + 1 }); /* the first day that is no longer of it */
    text_line(out, S("SUMMARY"), event->summary);
    if (event->description.len > 0) text_line(out, S("DESCRIPTION"), event->description);
    buf_add(out, S("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n")); /* nobody is busy the whole day */
}

void icalendar_end(Buf *out) {
    buf_add(out, S("END:VCALENDAR\r\n"));
}
