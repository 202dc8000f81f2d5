/* kit/ctx - what every request, job and command carries: one arena, one connection, one caller, one Problem. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_CTX_H
#define KIT_CTX_H

#include "base/id.h"

/* One sentence in both languages of the house, Vietnamese first. */
typedef struct Sentence {
    const char *vi, *en;
} Sentence;

/* One language of it with its gaps {0} to {5} filled; a value that is longer is cut between letters. In Vietnamese a
 * gap for a number is {0:,}, and 34.6 is written 34,6; one for a day {0:/}, and 2026-11-22 is written 22/11/2026. */
enum { SENTENCE_VALUES = 6 };
Str sentence_fill(Arena *arena, const char *sentence, const Str values[SENTENCE_VALUES], size_t value_bytes_max);

/* One kind of failure that a client may meet, declared beside its noun and listed in module.c. */
typedef struct ProblemKind {
    Code code;
    const char *slug; /* "strategy/figure-changed": public, never changes meaning */
    Sentence title;   /* what kind of thing happened; no data */
    Sentence detail;  /* what happened here and what to do; {0} to {5} are filled by fail() */
} ProblemKind;

/* Where in the input a fault lies. For a record: only the column, as the field's name. For a table: all three. */
typedef struct Spot {
    Str file;
    int64_t row; /* as a spreadsheet counts: the header is row 1; 0 when there are no rows */
    Str column;
} Spot;

static inline Spot spot_in(Str file, int64_t row, Str column) {
    return (Spot){ file, row, column };
}

static inline Spot spot_field(Str column) {
    return (Spot){ .column = column };
}

/* One thing wrong with the input. Many are gathered, so that a person can mend them all at once. */
typedef struct Fault {
    const ProblemKind *kind;
    Spot spot;
    Str vi, en;
} Fault;

typedef struct Problem {
    const ProblemKind *kind; /* NULL: nothing is wrong */
    Str vi, en;              /* the detail, filled */
    Fault *faults;           /* the first FAULTS_NAMED_MAX of them */
    size_t fault_count, fault_room;
    size_t fault_total;
    const char *source_file; /* where in our code, for the log */
    int source_line;
} Problem;

enum { FAULTS_NAMED_MAX = 1000 };

/* Who asks. Kit knows no people: `rights` belongs to platform/access. */
typedef struct Caller {
    Str id;      /* "" for a stranger; "system" for commands and jobs */
    Str name;    /* for display */
    Str address; /* where the request came from */
    Str session; /* digest of the session token; "" when there is none */
    const ProblemKind *refusal; /* why a session may less than its person: said instead of "not allowed"; or NULL */
    const void *rights;
    bool is_machine; /* a system, known by its token or certificate */
    Str unnoted;     /* what he showed, when its use is to be written down (Doors.note); "" when that was done lately */
} Caller;

typedef struct Ctx {
    Arena *arena;
    const struct House *house; /* modules, settings, folders: what does not change while the program runs */
    struct Db *db;             /* the connection lent for this piece of work */
    Caller caller;
    Time now;  /* the clock, read once, so that all records of one request agree and tests can set it */
    Day today; /* the day at the installation's place */
    void *prepared; /* what a route's `prepare` made for its `run` */
    const struct Upload *upload; /* the body, for routes that take a file */
    Str text;                    /* the body as it came, for routes that take text: any bytes */
    Str cookies;                 /* the header as the browser sent it: see kit/http_cookie */
    Str last_event;              /* Last-Event-ID: where the reader of an event stream goes on; "" from its beginning */
    Str cookie;                  /* Set-Cookie, when the Work wants one */
    bool is_recorded; /* what was written stays although the answer is a Problem: a refusal that must be counted */
    bool wants_more;  /* a job has left some of its work: it is run again at once */
    bool is_hurried;  /* others wait for this thread: a Work that finds out that it takes minutes puts itself off, */
    bool is_put_off;  /* leaves at once, whatever with, and is run again where nobody waits for it (kit/lanes) */
    Problem problem;
} Ctx;

/* A kind with the values for its gaps, in their order. Made by the macros below. */
typedef struct Failure {
    const ProblemKind *kind;
    Str v0, v1, v2, v3, v4, v5;
} Failure;

/* return fail(cx, &figure_changed, period, value);  - records the Problem, gives back its Code. */
#define fail(cx, ...) fail_at((cx), (Failure){ __VA_ARGS__ }, __FILE__, __LINE__)

/* Adds one fault; the Work goes on and ends with `return faults_verdict(cx)`, which is OK when there was none. */
#define fault(cx, where, ...) fault_at((cx), (where), (Failure){ __VA_ARGS__ })

/* What arena_spent() comes to. */
#define fail_spent(cx) fail((cx), &memory_spent)

/* One fault in one field, and the verdict at once: return fail_field(cx, S("value"), &kind, ...); */
#define fail_field(cx, field, ...)                                                                           \
    (fault_at((cx), spot_field(field), (Failure){ __VA_ARGS__ }), faults_verdict(cx))

Code fail_at(Ctx *cx, Failure failure, const char *file, int line);
void fault_at(Ctx *cx, Spot spot, Failure failure);
Code faults_verdict(Ctx *cx);
/* Asked before each piece of what grows with the data: TRY(memory_left(cx)); */
Code memory_left(Ctx *cx);
/* Of a Work that ended so: one whose texts were cut for want of memory has failed. */
Code memory_verdict(Ctx *cx, Code code);
/* Takes over the faults that a part with an arena of its own has gathered. */
void problem_take_faults(Ctx *cx, const Problem *from);
void problem_take_verdict(Ctx *cx, const Problem *from); /* its kind and sentence */

Str int_text(const Ctx *cx, int64_t number);

extern const ProblemKind input_faulty, not_found, not_allowed, not_signed_in, too_large, memory_spent,
    broken_inside, try_again;

#endif
